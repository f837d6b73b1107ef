/*
 * Style: a house style, read from layouts/NAME.ini. Everything a style decides is there; the code
 * has no measure of its own.
 */
#ifndef NIANBAO_STYLE_H
#define NIANBAO_STYLE_H

#include <stdint.h>

#include "layouts/compose/title.h"

struct arena;

/*
 * A face: a role that text is set in. Families are tried in order: hanzi and Chinese marks from
 * the first of `families` that is installed, Latin letters and digits from the first of `latin`
 * ("" list: from the Chinese face); a glyph missing there from the later ones, then from
 * `fallback` of the style. A family is a fontconfig pattern ("Noto Serif CJK SC:bold").
 */
struct face {
    const char *name; /* body, title, heading1 ... */
    const char *const *families;
    size_t n_families;
    const char *const *latin;
    size_t n_latin;
    struct source at;
};

/* The texts a style must describe: one section [text.NAME] each. */
enum text_kind {
    TEXT_TITLE,
    TEXT_SUBTITLE,
    TEXT_HEADING1, /* levels 1 to 6 follow one another */
    TEXT_HEADING2,
    TEXT_HEADING3,
    TEXT_HEADING4,
    TEXT_HEADING5,
    TEXT_HEADING6,
    TEXT_BODY,
    TEXT_LIST,
    TEXT_QUOTE,
    TEXT_CODE,
    TEXT_CAPTION,
    TEXT_NOTE, /* below tables and figures */
    TEXT_FOOTNOTE,
    TEXT_TABLE_HEAD,
    TEXT_TABLE_CELL,
    TEXT_SIGNATURE,
    TEXT_PAGE_NUMBER,
    /* official papers, GB/T 9704 chapter 7 */
    TEXT_LETTERHEAD,      /* 发文机关标志 */
    TEXT_DOC_NUMBER,      /* 发文字号, 份号, 签发人： */
    TEXT_ISSUER,          /* names of 签发人 */
    TEXT_SECRECY,         /* 密级, 紧急程度 */
    TEXT_RECIPIENTS,      /* 主送机关 */
    TEXT_ATTACHMENT_LIST, /* 附件说明 */
    TEXT_ATTACHMENT,      /* 附件 at the head of one */
    TEXT_ANNOTATION,      /* 附注 */
    TEXT_RECORD,          /* 版记 */
    /* table of contents and cover */
    TEXT_CONTENTS_TITLE,
    TEXT_CONTENTS1, /* levels 1 to 3 follow one another */
    TEXT_CONTENTS2,
    TEXT_CONTENTS3,
    TEXT_COVER_TITLE,
    TEXT_COVER_SUBTITLE,
    TEXT_COVER_FOOT, /* organ and date */
    TEXT_KINDS
};

/*
 * How one kind of text is set. Lengths called fine are in millionths of a millipoint (FINE of
 * sizes.h), so that sums of lines do not drift; the others in millipoints.
 */
struct text_style {
    int face;
    int32_t size;
    uint32_t colour;
    enum para_align align;
    enum title_form lines; /* how display text is broken into lines */
    int32_t tracking;      /* added to each full-width character; em of the text counts it */
    int32_t indent;        /* of the first line */
    int32_t left, right;   /* insets of the whole block */
    int64_t before, after; /* fine; of two that meet the larger holds; none at a new page's head */
    int64_t pitch;         /* fine; 0: the lines stand on the grid */
    bool numbered;         /* headings: 1, 1.1 ... before them */
    int keep;              /* lines of what follows that must stand on the same page */
};

struct page_style {
    int64_t width, height, top, left, right, bottom; /* fine */
    bool duplex;                                     /* even pages have left and right exchanged */
    enum page_turn turn;                             /* where the head of landscape content lies */
};

struct grid_style {
    int characters, lines; /* 0: as many as fit */
    int64_t em, pitch;     /* fine */
    bool snap;             /* every line of text on it, also below tables and figures */
    int widows, orphans;   /* least lines of a paragraph at a page's head and foot */
    int64_t shrink;        /* fine: least pitch of a page that ends with the signature; 0: pitch */
};

struct inline_style {
    int strong, emphasis, code; /* faces */
};

enum list_form {
    LIST_RUN, /* the officials' form: the label runs on into its paragraph, turn-over flush */
    LIST_HANG /* the label hangs in a column of its own */
};

struct list_style {
    enum list_form form;
    int32_t label;                 /* width of the label's column when it hangs */
    int32_t nest;                  /* further inset of each nested list */
    const char *numbers, *bullets; /* labels of level 1, 2 …: see list_label.c */
};

enum float_place { FLOAT_HERE, FLOAT_TOP };
enum float_order { ORDER_BOTH, ORDER_EACH };
enum float_limit { WITHIN_SECTION, WITHIN_DOCUMENT };

struct figure_style {
    bool wait;               /* what does not fit goes to the next page's top, text goes on */
    enum float_place place;  /* in its place where it fits, or at a page's top always */
    enum float_order order;  /* figures and tables keep one order, or each their own */
    enum float_limit within; /* how far it may wait */
    int64_t hole;            /* fine: white at a page's foot that a broken table is better than */
    int density;             /* of images that do not say theirs, pixels an inch */
    int32_t highest;         /* an image */
    int32_t gap;             /* between chart, caption and note */
    int64_t around;          /* fine: white above and below figures and tables */
    int beside;              /* per cent of the type area: a narrower figure stands beside text */
    int32_t beside_gap;      /* between it and the text */
    int32_t sheet_margin;    /* around a chart on a page of its own */
};

enum table_form { TABLE_THREE_LINE, TABLE_RULED };

enum note_place { NOTES_TABLE, NOTES_PAGE };

/* Marks of notes: ①, 1, a, and as many stars as the note's number. */
enum note_mark { MARK_CIRCLED, MARK_DIGITS, MARK_LETTERS, MARK_STARS };

struct table_style {
    enum table_form form;
    bool full;           /* as wide as the type area, else as its content */
    int32_t thick, thin; /* outer and inner rules */
    int32_t pad_x, pad_y;
    int32_t smaller;           /* size of the cells' text when the columns do not fit otherwise */
    int32_t gap;               /* between caption, table and note */
    bool wait;                 /* as figures, where it is lower than a page */
    bool repeat;               /* head rows on every page */
    enum para_align continued; /* of the line above the repeated head */
    enum para_align unit;      /* of the line that says the unit of all numbers */
    enum note_place notes;     /* where notes called in a table stand */
    enum note_mark mark;       /* of notes that stand below the table */
    int least;                 /* rows at least on each page of a table */
};

struct footnote_style {
    enum note_mark mark;
    bool restart;                 /* marks begin anew on each page */
    int32_t call_size, call_rise; /* of call marks, in 1/1000 em of the calling text */
    int32_t rule_width, rule;
    int32_t above, below; /* the rule: least distance to the text, distance to the notes */
    int least;            /* lines of a long note that stand on the page that calls it */
};

enum number_place { NUMBER_OUTER, NUMBER_CENTRE, NUMBER_NONE };

struct number_style {
    enum number_place place;
    const char *format; /* {n} stands for the number */
    int32_t below;      /* bottom of the type area to the top of the first glyph's ink */
    int32_t inset;      /* from the outer edge of the type area */
};

struct signature_style {
    bool print;
    int32_t right; /* of the organ from the right edge */
    int32_t shift; /* of the date's first character from the organ's */
};

/* Room for a seal over organ and date. */
struct seal_style {
    int32_t size;  /* diameter */
    int32_t above; /* least distance of its top to the text */
    int32_t down;  /* how far organ and date stand below its centre */
    int32_t right; /* of the date from the right edge */
    int32_t frame; /* thickness of a box around the room; 0: none is drawn */
};

/* 版头: what stands above the title of an official paper. */
struct letterhead_style {
    int32_t top;   /* top of the type area to the ink of the organ's name */
    int32_t below; /* name to number */
    int32_t side;  /* number and issuers from the edges, where there are issuers */
    int32_t gap;   /* number to rule */
    int32_t rule;
    uint32_t colour; /* of the rule */
    int32_t after;   /* rule to title */
};

/* 版记: recipients of copies and who printed it, at the foot of the last page. */
struct record_style {
    int32_t outer, inner; /* thickness of the rules */
    int32_t side;         /* text from the edges */
    int32_t pad;          /* between rules and text */
    bool even;            /* in duplex on an even page */
};

struct contents_style {
    bool print;
    int levels;         /* of headings, up to 3 */
    const char *leader; /* repeated between entry and number */
    int32_t gap;        /* before the leaders, and before the number */
    int32_t nest;       /* inset of each level, besides that of its text */
};

/* A filled box on the page. */
struct band {
    int32_t x, y, w, h;
    uint32_t colour;
};

#define BANDS 4

struct cover_style {
    bool print;
    bool title_again;    /* at the head of the text */
    int32_t title, foot; /* page's top to the title, and to organ and date */
    struct band bands[BANDS];
};

struct bands_style {
    struct band bands[BANDS]; /* on every page but the cover */
};

struct style {
    const char *name;
    struct face *faces; /* index = role */
    size_t n_faces;
    const char *const *fallback;
    size_t n_fallback;
    /* the rest is layout's own: see the sections of layouts/gb9704.ini */
    struct page_style page;
    struct grid_style grid;
    struct composition composition; /* its language is the report's, not the style's */
    struct text_style texts[TEXT_KINDS];
    struct inline_style inlines;
    struct list_style list;
    struct figure_style figure;
    struct table_style table;
    struct footnote_style footnote;
    struct number_style number;
    struct signature_style signature;
    struct seal_style seal;
    struct letterhead_style letterhead;
    struct record_style record;
    struct contents_style contents;
    struct cover_style cover;
    struct bands_style bands;
};

/* Reads a style by name (shipped) or by path (it has a slash or ends in .ini). NULL when reported.
 */
const struct style *style_load(struct arena *a, const char *name, const char *dir,
                               struct source from, struct messages *m);

/* The index of a face, or -1. Charts use the faces "chart" and "chart-bold". */
int style_face(const struct style *s, const char *name);

#endif
