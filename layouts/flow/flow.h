/*
 * Flow: the stream of strips that a report becomes before it is cut into pages. A strip is what a
 * page break never cuts: a line of text, a table's row, a figure with its caption.
 */
#ifndef NIANBAO_FLOW_H
#define NIANBAO_FLOW_H

#include "layouts/compose/para.h"

struct arena;
struct node;
struct report;
struct style;
struct text_style;

/* A footnote's number, and the item of the strip that has its mark. */
struct note_call {
    int number;
    size_t item;
};

/*
 * Items of a strip are placed from the left edge of the type area and from the strip's top. Fine
 * lengths are explained in sizes.h.
 */
struct strips;

struct strip {
    int64_t height; /* fine: from its top to the next strip's */
    int64_t extent; /* fine: what must fit on the page; a last line's leading need not */
    int64_t before; /* fine: white above it, but not at the head of a later page */
    bool grid;      /* its top stands on the line grid */
    bool keep;      /* no page break before it */
    size_t waits;   /* with as many strips, itself the first, it may wait while text goes on */
    bool table;     /* of those that wait */
    bool here;      /* the first strip of a figure or table that must not wait: none passes it */
    bool barrier;   /* nothing that waits passes it */
    bool fresh;     /* it begins a page */
    bool origin;    /* the line grid of its page begins anew below it */
    struct item *items;
    size_t n_items, cap_items;
    const struct note_call *notes; /* the footnotes it calls */
    size_t n_notes;
    const struct strip *repeat; /* put above it when it begins a page: a table's head */
    const struct strip *close;  /* put below it when it ends a page: a table's last rule */
    int outline;                /* index of its outline entry, or -1 */
    const struct strips *aside; /* nothing here: strips for turned pages behind this one */
};

struct strips {
    struct strip *list;
    size_t n, cap;
};

/* A footnote: its strips, found by number. */
struct footnote {
    int number;
    struct strips strips;
    const struct strip *caller; /* the first strip that calls it: it stands on that one's page */
    size_t page;                /* which is this one */
};

/* A growing list of spans, emptied for each paragraph. */
struct spans {
    struct span *list;
    size_t n, cap;
};

/* All that the makers of strips share. The growing lists are malloced; flow_free ends them. */
struct flow {
    struct arena *arena;
    const struct report *report;
    const struct style *style;
    const struct measure *measure;
    struct messages *messages;
    struct composition rules;
    int32_t width;  /* of the type area */
    int32_t height; /* of the type area */

    struct strips body;
    struct strips *out; /* where strips go now: body, or a footnote's */
    struct footnote *footnotes;
    size_t n_footnotes, cap_footnotes;
    struct tag *tags;
    size_t n_tags, cap_tags;
    struct outline_entry *outline;
    size_t n_outline, cap_outline;

    int headings[6];                   /* how many of each level, since the one above it */
    struct table_notes *cell_notes;    /* of the table being made, where they stand below it */
    const struct node *first_footnote; /* of the narrative, once looked for */
    struct spans spans;                /* of the paragraph being made */
    int64_t after;                     /* white that the last block asked for below itself */
    int keep;                          /* strips still to be kept with the heading above */
    size_t signed_to;     /* strips of the body up to the signature's end; 0: there is none */
    struct strips record; /* 版记, one strip or none: at the foot of the last page */
    bool contents;        /* headings get anchors for the table of contents */
};

void flow_init(struct flow *f, struct arena *a, const struct report *r, const struct style *s,
               const struct measure *measure, struct messages *m);
void flow_free(struct flow *f);

/* A new structure tag below parent; its index. */
int flow_tag(struct flow *f, enum tag_kind kind, int parent);

/* A new outline entry, placed when its strip is; its index. */
int flow_outline(struct flow *f, int level, const char *title);

/* Composes the spans gathered in f->spans in a column of width, and empties them. */
struct para flow_compose(struct flow *f, const struct text_style *t, int32_t width);

/* The same, with the alignment and the indents given. */
struct para flow_compose_shape(struct flow *f, const struct para_shape *shape);

/* The line pitch of a text, fine. */
int64_t flow_pitch(const struct flow *f, const struct text_style *t);

/* From a line's top to its baseline. */
int32_t flow_ascent(const struct flow *f, const struct text_style *t);

/*
 * Appends the lines of a paragraph, a strip each, with the white, the widows and orphans of the
 * text. left: of its column. The first of them, borrowed until the next strip is added, or NULL.
 */
struct strip *flow_lines(struct flow *f, const struct para *p, const struct text_style *t,
                         int32_t left);

/* Appends an empty strip with white above it; the caller fills in the rest. Borrowed likewise. */
struct strip *flow_strip(struct flow *f, int64_t before);

/* Makes room for n more items in a strip; the first of them, zeroed. */
struct item *flow_strip_items(struct flow *f, struct strip *s, size_t n);

/* Adds the composed lines to a strip, from top down; the y below them. Pitch that of t. */
int32_t flow_strip_lines(struct flow *f, struct strip *s, const struct para *p,
                         const struct text_style *t, int32_t left, int32_t top);

/* Adds a filled box that belongs to no structure, or a named place. */
void flow_strip_rule(struct flow *f, struct strip *s, int32_t x, int32_t y, int32_t w, int32_t h);
void flow_strip_anchor(struct flow *f, struct strip *s, int tag, const char *name);

#endif
