/*
 * The formats that a document is written in. A new one is a file that says what it is and writes
 * it, and a row of formats.c: the commands take its name, its help and its files' end from there.
 */
#ifndef NIANBAO_FORMATS_H
#define NIANBAO_FORMATS_H

#include <stdio.h>

#include "base/buf.h"
#include "render/charts/charts.h"

struct pages;

/* What is asked of a format beside the pages. */
struct format_wish {
    size_t page; /* the one to write, of a format whose files hold one */
    int dpi;     /* dots an inch, of a format of dots */
};

/* What a format is good for. */
enum { FORMAT_REPORT = 1, FORMAT_CHART = 2 };

struct format {
    const char *name;      /* as --format has it */
    const char *extension; /* of its files; NULL: printed, where no file is named */
    const char *magic;     /* how its files begin, and ... */
    const char *mark;      /* ... what tells those of ours: see cmd_write_marked */
    unsigned uses;         /* FORMAT_REPORT, FORMAT_CHART */
    bool one_page;         /* a file for each page */
    bool dots;             /* format_wish's dpi matters */
    /* Appends the document to out. 0, or -1 with the reason told to the context's messages. */
    int (*write)(const struct pages *pages, const struct chart_context *ctx,
                 const struct format_wish *wish, struct buf *out);
    const char *about_en, *about_zh;
};

extern const struct format pdf_format, trace_format, svg_format, raster_format;

/* The format of a name that is good for use; the first one without a name. NULL: there is none. */
const struct format *format_find(const char *name, unsigned use);

/* Prints a line for each format that is good for use: its name, and what it is about. */
void formats_print(FILE *to, enum language language, unsigned use);

#endif
