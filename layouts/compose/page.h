/*
 * Pages: the contract between layout and output. A page is a list of placed items of few closed
 * kinds. Lengths are int32_t millipoints (1/1000 pt), the origin is the top left corner of the
 * page, y grows downwards; only the PDF writer flips. A backend is one function over the items
 * with a switch without default.
 */
#ifndef NIANBAO_PAGE_H
#define NIANBAO_PAGE_H

#include <stddef.h>
#include <stdint.h>

#include "base/msg.h"

struct arena;
struct chart;
struct image;

/* One shaped glyph as measure.h gives it, or as placed in a run. */
struct glyph {
    uint32_t id;     /* in its face */
    uint16_t face;   /* index in the font set of the measurer */
    uint16_t bytes;  /* of the text that it stands for; 0: a further glyph of the same cluster */
    uint32_t at;     /* byte offset of its cluster in the run's text */
    int32_t advance; /* measured: its width. Placed: ignored */
    int32_t x;       /* placed: origin relative to the run's. Measured: ignored */
};

/* A line or part of a line in one role, size and colour; also the text of drawings. */
struct text_run {
    uint16_t role;   /* index of a face in the style */
    int32_t size;    /* of the em */
    uint32_t colour; /* 0xRRGGBB */
    const char *text;
    uint32_t len;
    const struct glyph *glyphs; /* in the order of the text */
    uint32_t n_glyphs;
    int32_t width;   /* from the run's origin to the end of its last glyph */
    int32_t stretch; /* of its line, as in struct line: how far it is from its natural width */
};

enum item_kind {
    ITEM_TEXT,   /* x, y: left end of the baseline */
    ITEM_RULE,   /* x, y: top left; filled box of w by h */
    ITEM_IMAGE,  /* x, y: top left; w by h */
    ITEM_CHART,  /* x, y: top left; w by h */
    ITEM_LINK,   /* x, y: top left; w by h: an area that leads to uri or to an anchor */
    ITEM_ANCHOR, /* x, y: a named place that links lead to */
    ITEM_FIELD   /* x, y: top left; w by h: room for a signature, invisible till then */
};

struct item {
    enum item_kind kind;
    int tag; /* index in pages.tags: the structure it belongs to; 0: artifact */
    int32_t x, y, w, h;
    union {
        struct text_run run;
        uint32_t colour;           /* rule */
        const struct image *image; /* image, turned upright to w by h */
        const struct chart *chart; /* chart */
        const char *target; /* link: a URI, or "#" and an anchor's name; anchor, field: its name */
    };
};

/* Structure (ISO 32000-1 14.8.4): a tree by parent indexes; parents come before children. */
enum tag_kind {
    TAG_ARTIFACT, /* page numbers, rules, repeated heads; tags[0] is the one artifact */
    TAG_DOCUMENT, /* tags[1], the root */
    TAG_TITLE,
    TAG_HEADING, /* level */
    TAG_PARAGRAPH,
    TAG_LIST, /* level: 1 where its labels are bullets */
    TAG_LIST_ITEM,
    TAG_LABEL,
    TAG_LIST_BODY,
    TAG_QUOTE,
    TAG_CODE,
    TAG_TABLE,
    TAG_TABLE_ROW,
    TAG_TABLE_HEAD, /* a cell of the head: TH of its column */
    TAG_ROW_HEAD,   /* a cell that names its row: TH of that */
    TAG_TABLE_CELL, /* TD */
    TAG_FIGURE,     /* alt */
    TAG_CAPTION,
    TAG_CONTENTS,
    TAG_CONTENTS_ENTRY,
    TAG_NOTE,
    TAG_REFERENCE,
    TAG_LINK,
    TAG_FORM /* alt: what is to be filled in */
};

struct tag {
    enum tag_kind kind;
    int parent; /* -1 for tags[0] and the root */
    int level;
    const char *alt;   /* figures, forms: what they show, in words */
    const char *lang;  /* where it differs from the document's; else NULL */
    int columns, rows; /* table cells: how many they span; 0 is 1 */
};

/*
 * How the items of a page are turned: the sheet stays upright, for printing and binding, and so
 * does its number. In the turned frame, width and height of the page change places.
 */
enum page_turn {
    TURN_NONE,
    TURN_LEFT, /* the frame's top is the sheet's left edge */
    TURN_RIGHT
};

/* Millipoints: no page of PDF is wider or higher (ISO 32000-1 C.2). */
#define PAGE_SIDE_MAX 14400000

struct page {
    int32_t width, height;
    const char *label; /* the printed page number, "" for none */
    struct item *items;
    size_t n_items;
    enum page_turn turn; /* of the first n_turned items: they are placed in the turned frame */
    size_t n_turned;
};

/* An entry of the outline (bookmarks), in order; level 1 is the outermost. */
struct outline_entry {
    int level;
    const char *title;
    size_t page; /* index */
    int32_t y;
};

/* Where a point of the turned frame lies on the sheet. */
static inline void page_unturn(const struct page *p, int32_t *x, int32_t *y)
{
    int32_t u = *x, v = *y;
    if (p->turn == TURN_NONE)
        return;
    *x = p->turn == TURN_LEFT ? v : p->width - v;
    *y = p->turn == TURN_LEFT ? p->height - u : u;
}

struct pages {
    struct page *pages;
    size_t n_pages;
    struct tag *tags;
    size_t n_tags;
    size_t front; /* tags from this index on are of cover and contents, which come first; 0: none */
    struct outline_entry *outline;
    size_t n_outline;
    const char *title, *author, *subject;
    enum language language;
};

#endif
