#include "data/narrative/narrative.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/encoding.h"
#include "base/file.h"
#include "base/text.h"
#include "base/utf8.h"
#include "data/config/config.h"
#include "data/narrative/labels.h"
#include "data/narrative/markdown.h"
#include "data/narrative/outline.h"
#include "data/report/image.h"
#include "data/report/origin.h"
#include "data/report/words.h"

/* A narrative larger than this is not one a person wrote. */
#define NARRATIVE_MAX (64u << 20)

/* "图1", "Table 2". */
static const char *label(const struct report *r, enum word w, int number)
{
    const char *fmt = language_text(r->language, "%s %d", "%s%d");
    return arena_printf(r->arena, fmt, word(r->language, w), number);
}

/* The caption with its label in front: "图1　…", "Figure 1. …"; the label alone where it is empty.
 */
static struct node *labelled(const struct report *r, const char *label, struct node *caption)
{
    const char *gap = "";
    if (caption->child != NULL)
        gap = language_text(r->language, ". ", "\u3000");
    const char *text = arena_printf(r->arena, "%s%s", label, gap);
    struct node *n = node_value(r->arena, text, NULL, caption->at); /* not typed */
    n->next = caption->child;
    caption->child = n;
    if (caption->last == NULL)
        caption->last = n;
    return caption;
}

void narrative_number(struct reading *rd, struct node *n, struct node *caption)
{
    bool table = n->kind == NODE_TABLE;
    n->number = table ? ++rd->numbered_tables : ++rd->figures;
    n->text = label(rd->report, table ? W_TABLE : W_FIGURE, n->number);
    n->caption = labelled(rd->report, n->text, caption);
}

/* caption, or where it is missing or empty one made of title, which may be NULL. */
static struct node *caption_or_title(struct reading *rd, struct node *caption,
                                     const struct node *title, struct source at)
{
    struct arena *a = rd->report->arena;
    if (caption == NULL)
        caption = node_new(a, NODE_PARAGRAPH, at);
    if (caption->child != NULL || title == NULL)
        return caption;
    for (const struct node *n = title->child; n; n = n->next) {
        struct node *own = node_new(a, n->kind, n->at);
        own->text = n->text;
        own->origin = n->origin;
        node_append(caption, own);
    }
    return caption;
}

static struct node *place_chart(struct reading *rd, const struct chart *c, const struct placing *p)
{
    const struct report *r = rd->report;
    struct node *n = node_new(r->arena, NODE_FIGURE, p->at);
    n->chart = c;
    n->name = c->name;
    narrative_number(rd, n, caption_or_title(rd, p->caption, c->title_line, p->at));
    if (c->note != NULL) {
        n->note = node_new(r->arena, NODE_PARAGRAPH, p->at);
        node_append(n->note, node_text(r->arena, c->note, p->at));
    }
    return n;
}

static struct node *place_table(struct reading *rd, const struct table_spec *t,
                                const struct placing *p)
{
    struct node *n = tablespec_node(rd->report, t, p->at);
    n->name = t->name;
    narrative_number(rd, n, caption_or_title(rd, p->caption, t->title, p->at));
    return n;
}

static void unknown_reference(struct reading *rd, bool table, const char *name, struct source at)
{
    const struct report *r = rd->report;
    size_t n = table ? rd->n_tables : r->n_charts;
    const char **names = must_alloc(n + 1, sizeof *names);
    for (size_t i = 0; i < n; i++)
        names[i] = table ? rd->tables[i].name : r->charts[i].name;
    const char *nearest = text_nearest(name, names, n);
    free(names);
    const char *kind = table ? "table" : "chart";
    msg(rd->m, SEV_ERROR, at, "unknown-reference", "the report file has no [%s.%s]%s",
        "报告文件中没有 [%s.%s]%s", kind, name,
        msg_proposal(rd->m, nearest, "; add that section, or take the reference out",
                     "；请补这一节，或删去引用"));
}

/* The chart or table of the report that is called name, in any case of its letters. */
static struct node *place_named(struct reading *rd, bool table, const char *name,
                                const struct placing *p)
{
    const struct report *r = rd->report;
    for (size_t i = 0; table && i < rd->n_tables; i++)
        if (strcasecmp(rd->tables[i].name, name) == 0)
            return place_table(rd, &rd->tables[i], p);
    for (size_t i = 0; !table && i < r->n_charts; i++)
        if (strcasecmp(r->charts[i].name, name) == 0)
            return place_chart(rd, &r->charts[i], p);
    unknown_reference(rd, table, name, p->at);
    return NULL;
}

static int hex(char c)
{
    const char *digits = "0123456789abcdef", *at = strchr(digits, c | 0x20);
    return c != '\0' && at != NULL ? (int)(at - digits) : c >= '0' && c <= '9' ? c - '0' : -1;
}

/* The file's name: %XX as editors write blanks and hanzi. As it is where that gives no text. */
static const char *decoded(struct arena *a, const char *target)
{
    char *out = arena_strdup(a, target), *to = out;
    for (const char *s = target; *s; s++) {
        int high = *s == '%' ? hex(s[1]) : -1, low = high >= 0 ? hex(s[2]) : -1;
        if (low >= 0 && high + low > 0) {
            *to++ = (char)(high << 4 | low);
            s += 2;
        } else {
            *to++ = *s;
        }
    }
    *to = '\0';
    return utf8_valid(out, strlen(out)) == strlen(out) ? out : target;
}

/* "60%" in thousandths; 0 when it is none. */
static int parse_share(const char *word)
{
    char *end;
    long n = strtol(word, &end, 10);
    return *word >= '0' && *word <= '9' && strcmp(end, "%") == 0 && n >= 1 && n <= 100 ? (int)n * 10
                                                                                       : 0;
}

/* The title: a width when it begins with a digit; the rest is the alternative text. */
static void read_title(struct reading *rd, struct node *n, const struct placing *p)
{
    const char *title = p->title != NULL ? p->title : "";
    title += strspn(title, " ");
    if (*title >= '0' && *title <= '9') {
        size_t len = strcspn(title, " ");
        const char *word = arena_strndup(rd->report->arena, title, len);
        n->width = config_parse_length(word);
        n->share = parse_share(word);
        if (n->width == 0 && n->share == 0)
            msg(rd->m, SEV_ERROR, p->at, "bad-value",
                "\"%s\" is no width; write 80mm, 8cm, 227pt or 60%%",
                "“%s”不是宽度；请写 80mm、8cm、227pt 或 60%%", word);
        title += len + strspn(title + len, " ");
    }
    if (*title != '\0')
        n->alt = title;
}

/*
 * The figure for `![caption](file "title")`; file is relative to the report's folder, its %XX are
 * decoded. The title says the width ("80mm", "60%" of the type area), then, or instead, what is to
 * be seen, for those who cannot see it. NULL when the file cannot be used, reported.
 */
static struct node *picture_place(struct reading *rd, const struct placing *p)
{
    struct arena *a = rd->report->arena;
    if (strstr(p->target, "://") != NULL || strncmp(p->target, "data:", 5) == 0) {
        msg(rd->m, SEV_ERROR, p->at, "image-remote",
            "%.60s: images are read from the report's folder; save the file there",
            "%.60s：图片须在报告文件夹内；请先保存到那里", p->target);
        return NULL;
    }
    const char *file = decoded(a, p->target);
    struct node *n = node_new(a, NODE_FIGURE, p->at);
    n->image = image_load(a, file_path(a, rd->report->dir, file), file, p->at, rd->m);
    n->name = file_stem(a, file); /* that references use */
    read_title(rd, n, p);
    if (n->image == NULL)
        return NULL;
    if (p->caption != NULL && p->caption->child != NULL)
        narrative_number(rd, n, p->caption);
    else if (n->alt == NULL)
        msg(rd->m, SEV_WARNING, p->at, "image-text",
            "%s: nothing says what it shows; write a caption in the brackets",
            "%s：没有文字说明；请在方括号内写图题", file);
    return n;
}

struct node *narrative_place(struct reading *rd, const struct placing *p)
{
    bool table;
    const char *name = label_name(p->target, &table);
    struct node *n = name != NULL ? place_named(rd, table, name, p) : picture_place(rd, p);
    if (n != NULL)
        n->label = p->label;
    return n;
}

static bool ends_with(const char *s, const char *end)
{
    size_t n = strlen(s), k = strlen(end);
    return n >= k && strcasecmp(s + n - k, end) == 0;
}

struct node *narrative_load(struct reading *rd, const char *path, struct source from)
{
    struct arena *a = rd->report->arena;
    bool markdown = ends_with(path, ".md") || ends_with(path, ".markdown");
    if (!markdown && !ends_with(path, ".txt")) {
        msg(rd->m, SEV_ERROR, from, "unknown-format",
            "%s: a narrative is Markdown (.md) or plain text (.txt)",
            "%s：正文应为 Markdown（.md）或纯文本（.txt）", path);
        return NULL;
    }
    size_t len;
    char *bytes = file_read(a, path, NARRATIVE_MAX, &len, from, rd->m);
    if (bytes == NULL)
        return NULL;
    const char *text = encoding_utf8(a, bytes, len, &len, IN_FILE(path), rd->m);
    if (text == NULL)
        return NULL;
    struct node *root =
        markdown ? markdown_read(rd, text, len, path) : outline_read(rd, text, len, path);
    if (root != NULL && root->child == NULL)
        msg(rd->m, SEV_ERROR, IN_FILE(path), "empty-narrative", "the narrative has no text",
            "正文是空的");
    if (root != NULL)
        labels_resolve(rd->report, root, rd->m);
    return root;
}
