/*
 * Import: an old summary in plain text becomes a report folder: the text with placeholders for the
 * figures that it states, the table of those figures, and a list of what is doubtful.
 */
#ifndef NIANBAO_IMPORT_H
#define NIANBAO_IMPORT_H

#include "data/prose/passage.h"

/* A longer text is no summary. */
#define IMPORT_SIZE_MAX (16u << 20)

enum figure_kind {
    FIGURE_RESULT,    /* 达到98.89%: what was reached */
    FIGURE_THRESHOLD, /* 达80%以上: only the bound is known */
    FIGURE_UNCLEAR /* 控制在11.02%内; 乡镇有人口学校: a result, a bound or no number */
};

struct figure {
    const char *id;
    const char *name; /* what the text calls it */
    const char
        *value; /* as a table of values has it: "98.89", ">=80"; "有" for what is no number */
    const struct number *number; /* NULL where the value is none */
    int decimals;                /* as typed */
    const char *unit;            /* "%", "‰", ":100", a counter, or "" */
    enum figure_kind kind;
    const char *phrase; /* the clause that says it */
    struct source at;   /* in the text's file */
};

struct figures {
    struct figure *list; /* in the order of the text */
    size_t n;
};

/* What a text was found to say. All in the arena that it was read into. */
struct import {
    const char *file; /* the text's */
    enum language language;
    const char *title;
    const struct passage *title_line; /* that says it, or NULL */
    const char *organ;                /* or NULL */
    int year;
    const struct passages *lines; /* the cleaned text; empty lines have len 0 */
    const struct figures *figures;
    const char *narrative; /* lines with placeholders */
};

/*
 * Reads bytes[0..len) of file, in any encoding of encoding.h. year 0: it is looked for in the text.
 * Everything changed, doubtful, or left alone is told to m, whose language becomes the text's. NULL
 * when there is no text, no year, or an error, reported.
 */
const struct import *import_read(struct arena *a, const char *file, const char *bytes, size_t len,
                                 int year, struct messages *m);

/*
 * Makes the folder dir: report.ini, narrative.txt, indicators.csv (the long table), figures.csv
 * (id, name, value, unit, kind, line, phrase of every figure) and doubtful.md, which lists what is
 * in m. Nothing that exists is touched. 0 or -1, reported.
 */
int import_write(const struct import *im, const char *dir, struct messages *m);

#endif
