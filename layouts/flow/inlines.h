/*
 * Inlines: the inline nodes of a paragraph -> spans with a look. Bold, notes, links and values
 * become spans that paragraphs are composed of.
 */
#ifndef NIANBAO_INLINES_H
#define NIANBAO_INLINES_H

#include "layouts/flow/flow.h"
#include "layouts/style/style.h"

/* What text looks like and belongs to until an inline node changes it. */
struct look {
    int role;
    int32_t size;
    uint32_t colour;
    int32_t rise;
    int32_t tracking;
    int tag;
    const char *link;
};

/* The look of a text of the style. */
struct look inlines_look(const struct text_style *t, int tag);

/* Appends a text to f->spans. */
void inlines_text(struct flow *f, const struct look *look, const char *text, struct source at);

/* Appends a text whose lines end in forced breaks at "\n". */
void inlines_lines(struct flow *f, const struct look *look, const char *lines, struct source at);

/* Appends the inline nodes from first on. */
void inlines_add(struct flow *f, const struct node *first, const struct look *look);

/* The bare text of inline nodes, in the arena: for the outline. */
const char *inlines_plain(struct flow *f, const struct node *first);

/* A mark for the note that has this place, from 1; in the arena. */
const char *inlines_mark(struct flow *f, enum note_mark kind, int place);

/* The mark of a footnote, "①" or "1"; in the arena. */
const char *inlines_note_mark(struct flow *f, int number);

/* The name of the anchor of a footnote, table or figure, as a link's target: "#note-1". */
const char *inlines_target(struct flow *f, const char *kind, int number);

#endif
