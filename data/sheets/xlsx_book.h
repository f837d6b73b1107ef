/*
 * What the sheets of an .xlsx workbook share: their list, the shared strings, the formats. They are
 * read once, before the sheet that is wanted.
 */
#ifndef NIANBAO_XLSX_BOOK_H
#define NIANBAO_XLSX_BOOK_H

#include "base/buf.h"
#include "data/sheets/cell_number.h"
#include "data/sheets/sheets.h"
#include "data/sheets/xml.h"

struct arena;
struct zipfile;

struct xlsx_book {
    struct arena *arena;
    struct zipfile *zip;
    struct source at;
    struct messages *m;
    struct sheet_entry *sheets;
    size_t n_sheets;
    bool date1904;
    const char **strings; /* trimmed, in the arena */
    size_t n_strings;
    struct cell_format *formats; /* by the number that a cell has as its style */
    size_t n_formats;
};

/* Reads all but the sheets themselves. 0, or -1 told. */
int xlsx_book_read(struct xlsx_book *b);

/* Parses one part of the file; *stop, where given, ends it early. 0, or -1 told. */
int xlsx_part_read(struct xlsx_book *b, const char *part, struct xml_events events,
                   const bool *stop);

/* Adds text to b with its _x000D_ escapes undone (ECMA-376-1 22.9.2.19); blanks at the ends go. */
const char *xlsx_text(struct arena *a, const struct buf *b);

#endif
