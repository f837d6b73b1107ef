/*
 * The narrative tree: what the report says, in order, free of layout. Built from Markdown or from
 * plain text with outline numbers; placeholders and references are resolved when load_report ends.
 */
#ifndef NIANBAO_NODE_H
#define NIANBAO_NODE_H

#include <stdint.h>

#include "base/msg.h"
#include "data/report/origin.h"

struct arena;
struct chart;
struct image;

enum node_kind {
    /* blocks */
    NODE_DOCUMENT,   /* children: blocks */
    NODE_HEADING,    /* level 1..6; children: inlines */
    NODE_PARAGRAPH,  /* children: inlines */
    NODE_LIST,       /* level: nesting 1..; number: first number, 0 for bullets; children: items */
    NODE_ITEM,       /* text: its label, "1." or "•"; children: blocks */
    NODE_QUOTE,      /* children: blocks */
    NODE_CODE_BLOCK, /* text */
    NODE_SEPARATOR,  /* a thematic break */
    NODE_TABLE,      /* children: rows; number, text: label, caption below; unit, landscape */
    NODE_ROW,        /* head: a head row; rule; children: cells, none where another one reaches */
    NODE_CELL,       /* align, columns, rows; children: inlines */
    NODE_FIGURE,     /* chart, or image; number, text: label, as tables; caption below */
    NODE_FOOTNOTE,   /* number; children: blocks. All hang behind the last block of the document. */
    /* inlines */
    NODE_TEXT,      /* text */
    NODE_VALUE,     /* text: a resolved placeholder, ready to print; at: where it stands */
    NODE_RUN_IN,    /* a heading of level that runs on into its paragraph; first child of it */
    NODE_STRONG,    /* children: inlines */
    NODE_EMPHASIS,  /* children: inlines */
    NODE_CODE,      /* text */
    NODE_LINK,      /* target: a URI, or "#" and an anchor; children: inlines */
    NODE_REFERENCE, /* target: "chart:NAME" ...; a link once labels_resolve has found it */
    NODE_NOTE_REF,  /* number: of the footnote it calls */
    NODE_BREAK      /* a forced line break */
};

enum align { ALIGN_LEFT, ALIGN_CENTRE, ALIGN_RIGHT, ALIGN_DECIMAL /* on the decimal point */ };

/*
 * One node. What a field means depends on the kind, as said above; fields that a kind does not
 * name are zero. Text is UTF-8, owned by the report's arena.
 */
struct node {
    enum node_kind kind;
    enum align align;
    bool head;        /* rows: of the table's head; cells: it names its row */
    bool rule;        /* rows: a thin rule stands above it, as above a total */
    bool landscape;   /* tables: on pages of their own, turned */
    bool small;       /* tables: in the smaller size of text */
    int columns;      /* cells: how many columns it takes, 0 for 1; as in HTML it keeps the place */
    int rows;         /* of others in its rows; likewise down */
    const char *unit; /* tables: "单位：‰", printed above the head, or NULL */
    int level;
    int number; /* figures and tables count from 1 in the order of the text, each for itself */
    const char *text;
    const char *target;
    const struct chart *chart;
    const struct image *image;
    const struct origin *origin; /* values: what they are of; NULL: no number, as a unit's name */
    const char *name;     /* figures and tables: of the chart, the table or the image's file */
    const char *label;    /* likewise: {#LABEL} of the caption, or NULL */
    const char *alt;      /* images: what they show, where the caption does not say it */
    int32_t width;        /* images: as asked for, millipoints; 0: not */
    int share;            /* images: width in 1/1000 of the type area; 0: not asked for */
    struct node *caption; /* figures and tables: a paragraph, or NULL */
    struct node *note;    /* figures and tables: the paragraph printed below it, or NULL */
    struct node *child;   /* first */
    struct node *last;    /* last child, kept by node_append */
    struct node *next;    /* sibling */
    struct source at;
};

/* A new node, zeroed but for kind and place, owned by the arena. */
struct node *node_new(struct arena *a, enum node_kind kind, struct source at);

/* A text as it is; text is borrowed. In a. */
struct node *node_text(struct arena *a, const char *text, struct source at);

/* A NODE_VALUE that prints text; origin is copied, NULL for none. */
struct node *node_value(struct arena *a, const char *text, const struct origin *origin,
                        struct source at);

/* All the text below n, without its marks; in a. */
const char *node_plain(struct arena *a, const struct node *n);

/* Appends child as the last child of parent. */
void node_append(struct node *parent, struct node *child);

/*
 * Appends a row to a NODE_TABLE, or a cell of one text ("" is an empty cell) to a row. The first
 * cell of a row names it.
 */
struct node *node_row(struct arena *a, struct node *table, bool head);
struct node *node_cell(struct arena *a, struct node *row, enum align align, const char *text);

/* Appends a cell that prints what origin says. */
void node_number_cell(struct arena *a, struct node *row, enum align align, const char *text,
                      struct origin origin);

#endif
