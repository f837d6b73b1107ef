/*
 * Check sheet (校核表): every number of a document, what it is, where it came from and how it was
 * computed, with what the checks found. It is what the deputy head signs against.
 */
#ifndef NIANBAO_CHECKSHEET_H
#define NIANBAO_CHECKSHEET_H

#include "base/buf.h"
#include "data/report/origin.h"
#include "data/report/report.h"

enum nature {
    NATURE_TRACED, /* from the data: origin says what it is */
    NATURE_STATED, /* typed, but beside the name of an indicator: origin likewise */
    NATURE_ROUGH,  /* typed: 约100, 100余 */
    NATURE_LABEL,  /* typed: a year, a date, an ordinal, part of a name */
    NATURE_OTHER   /* typed: what else is counted */
};

/* One number where it is printed. */
struct sheet_number {
    enum nature nature;
    struct origin origin;
    const char *where;   /* "正文", "表1", "图2" */
    const char *printed; /* with its unit */
    const char *context; /* the words around it, "" in tables and charts */
    struct source at;
};

struct checksheet {
    struct sheet_number *numbers; /* in the order of the document */
    size_t n, n_traced;
    const struct message *findings; /* warnings, and what was accepted */
    size_t n_findings;
};

/*
 * Goes through the whole document of r, its attachments too. What the checks found so far is m's.
 * All in r's arena, but the texts of findings, which stay m's.
 */
const struct checksheet *checksheet_make(const struct report *r, const struct messages *m);

/* What a number is, and where it stands: "正文 narrative.md:12", "表1". In r's arena. */
const char *checksheet_nature(const struct report *r, enum nature nature);
const char *checksheet_where(const struct report *r, const struct sheet_number *n);

/* The flags of a value and the findings about it, in words; "" for none. In r's arena. */
const char *checksheet_remarks(const struct report *r, const struct checksheet *s,
                               const struct origin *o, unsigned flags);

/* What a CSV of ours begins with, so that no other file is written over. */
#define CHECKSHEET_MAGIC "\xEF\xBB\xBF"

/* The sheet as CSV, UTF-8 with a byte order mark: a line for each number, all that is known. */
void checksheet_csv(const struct report *r, const struct checksheet *s, struct buf *out);

/*
 * The sheet as a document: summary, findings, lines to sign, then the numbers, those of one value
 * together. In r's arena.
 */
struct node *checksheet_document(const struct report *r, const struct checksheet *s);

/* A report that is nothing but the sheet of r, in the same house style. In r's arena. */
const struct report *checksheet_report(const struct report *r, const struct checksheet *s);

#endif
