/*
 * What the archive and reports give each other: a report's sources for a bag, and a document that
 * lists items.
 */
#ifndef NIANBAO_ARCHIVE_REPORT_H
#define NIANBAO_ARCHIVE_REPORT_H

#include "archive/store/bag.h"
#include "base/msg.h"

struct arena;
struct buf;

/* Below data/ in a bag; the PDF and what tells of it are accession.h's. */
#define BAG_SOURCES "sources"
#define BAG_SHEET "check-sheet"

/* What a report file brings to an item: texts and files are in the arena. */
struct archive_sources {
    const char *title, *organ, *doc_number, *date, *secrecy;
    int year;
    struct bag_file *files; /* the report file and all it reads, the check sheet as PDF and CSV */
    size_t n;
};

/*
 * Reads the report at path, and compares what is built from it with the PDF's first bytes: another
 * document is told [report-differs]. 0, or -1, reported.
 */
int archive_report_sources(struct arena *a, const char *path, const char *pdf, size_t pdf_len,
                           struct messages *m, struct archive_sources *out);

/* A line of the list: 归档文件目录 (DA/T 22-2015, 6.5.2). */
struct archive_row {
    const char *cells[9]; /* 序号 档号 文号 责任者 题名 日期 密级 页数 备注 */
};

struct archive_list {
    const char *fonds, *organ; /* organ or NULL */
    const char *date;          /* of the list */
    const char *head;          /* of the ledger: 64 digits */
    const struct archive_row *rows;
    size_t n;
};

/*
 * The list of exported items as a PDF in the house style, added to out; scratch is a folder for
 * files that the caller removes. 0, or -1, reported.
 */
int archive_report_list(const char *scratch, const struct archive_list *l, struct buf *out,
                        struct messages *m);

#endif
