#include <string.h>

#include "base/arena.h"
#include "base/file.h"
#include "data/config/config.h"
#include "data/narrative/narrative.h"
#include "data/report/official.h"
#include "data/report/report.h"

/* Footnotes of a tree, and calls of them, count on from base; the highest number is noted. */
static void shift_notes(struct node *first, int base, int *highest)
{
    for (struct node *n = first; n != NULL; n = n->next) {
        if (n->kind == NODE_FOOTNOTE || n->kind == NODE_NOTE_REF) {
            n->number += base;
            if (n->number > *highest)
                *highest = n->number;
        }
        shift_notes(n->child, base, highest);
        shift_notes(n->caption, base, highest);
        shift_notes(n->note, base, highest);
    }
}

/* The first heading is taken out of the document: the attachment's title, "" where none is. */
static const char *take_title(struct arena *a, struct node *document)
{
    struct node *first = document->child;
    if (first == NULL || first->kind != NODE_HEADING)
        return "";
    document->child = first->next;
    if (document->last == first)
        document->last = NULL;
    return node_plain(a, first);
}

/* The title of attachment i: the name in the list, else its own; it tells where they differ. */
static void settle_title(struct official *o, size_t i, const char *path, struct messages *m)
{
    struct attachment *at = &o->attachments[i];
    const char *listed = i < o->n_list ? o->list[i] : NULL;
    if (*at->title == '\0' && listed == NULL)
        msg(m, SEV_ERROR, IN_FILE(path), "attachment-title",
            "an attachment begins with its title as a heading (# …)",
            "附件正文应以标题开头（# 标题）");
    if (*at->title != '\0' && listed != NULL && strcmp(at->title, listed) != 0)
        msg(m, SEV_WARNING, IN_FILE(path), "attachment-title",
            "its title '%s' is not the '%s' of the list of attachments; make them one",
            "标题“%s”与附件说明中的“%s”不一致；请统一", at->title, listed);
    if (*at->title == '\0' && listed != NULL)
        at->title = listed;
}

void attachments_read(struct reading *rd, struct report *r, const struct config_part *data)
{
    struct official *o = &r->official;
    size_t n;
    int highest = 0;
    const char *const *names = config_list(r->arena, data, DATA_ATTACHMENTS, &n);
    if (n == 0)
        return;
    o->attachments = arena_array(r->arena, n, sizeof *o->attachments);
    if (r->narrative != NULL)
        shift_notes(r->narrative->child, 0, &highest);
    for (size_t i = 0; i < n; i++) {
        const char *path = file_path(r->arena, r->dir, names[i]);
        struct node *document = narrative_load(rd, path, config_at(data, DATA_ATTACHMENTS));
        if (document == NULL)
            continue;
        shift_notes(document->child, highest, &highest);
        o->attachments[o->n_attachments++] =
            (struct attachment){.title = take_title(r->arena, document), .document = document};
        settle_title(o, o->n_attachments - 1, path, rd->m);
    }
    if (o->n_list > 0)
        return;
    const char **list = arena_array(r->arena, n, sizeof *list);
    for (size_t i = 0; i < o->n_attachments; i++)
        list[o->n_list++] = o->attachments[i].title;
    o->list = list;
}

void attachments_add(struct report *r, const char *title, const struct node *document)
{
    struct official *o = &r->official;
    struct attachment *attachments =
        arena_array(r->arena, o->n_attachments + 1, sizeof *attachments);
    const char **list = arena_array(r->arena, o->n_list + 1, sizeof *list);
    if (o->n_attachments > 0)
        memcpy(attachments, o->attachments, o->n_attachments * sizeof *attachments);
    if (o->n_list > 0)
        memcpy(list, o->list, o->n_list * sizeof *list);
    attachments[o->n_attachments++] = (struct attachment){.title = title, .document = document};
    list[o->n_list++] = title;
    o->attachments = attachments;
    o->list = list;
}
