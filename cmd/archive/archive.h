/*
 * nianbao archive: what its actions are asked for, and the actions. Each is a function
 * archive_NAME; a new one is such a function and a row of ARCHIVE_ACTIONS.
 */
#ifndef NIANBAO_ARCHIVE_H
#define NIANBAO_ARCHIVE_H

#include "archive/store/inspection.h"
#include "archive/store/store.h"
#include "cmd/shared/cmd.h"

struct archive_options {
    const char *store;
    const char *fonds, *organ;      /* init */
    const char *retention, *office; /* init, add */
    const char *report, *title;     /* add */
    int year;                       /* 0: not told */
    bool unsigned_too;
    const char *trust;         /* add, verify, renew */
    const char *why;           /* withdraw */
    const char *tsa;           /* renew */
    int before;                /* renew: days */
    char head[DIGEST_HEX + 1]; /* verify; "": none */
    const char *output;        /* export */
    enum text_or_json format;
    int wait;     /* seconds */
    char **names; /* files, codes or words */
    int n;
};

/* Name, least and most arguments, and how it is used: it takes the options that stand there. */
#define ARCHIVE_ACTIONS(ROW)                                                                             \
    ROW(init, 0, 0, "init --fonds CODE [--organ NAME] [--retention Y|D30|D10] [--office CODE]",          \
        "init --fonds 全宗号 [--organ 单位] [--retention Y|D30|D10] [--office 机构代码]")                \
    ROW(add, 1, MANY,                                                                                    \
        "add [--report REPORT.ini] [--trust CA.pem] [--unsigned] [--year YEAR] [--title TITLE]\n "       \
        "     [--organ NAME] [--retention Y|D30|D10] [--office CODE] FILE.pdf...",                       \
        "add [--report 报告.ini] [--trust CA.pem] [--unsigned] [--year 年度] [--title 题名]\n    " \
        "  [--organ 责任者] [--retention Y|D30|D10] [--office 机构代码] 文件.pdf …")                     \
    ROW(list, 0, 0, "list [--format text|json]", "list [--format text|json]")                            \
    ROW(show, 1, 1, "show [--format text|json] ITEM", "show [--format text|json] 档号")                  \
    ROW(search, 1, MANY, "search [--format text|json] WORD...",                                          \
        "search [--format text|json] 词 …")                                                              \
    ROW(verify, 0, 1, "verify [--trust CA.pem] [--head HASH] [--format text|json] [ITEM]",               \
        "verify [--trust CA.pem] [--head 散列值] [--format text|json] [档号]")                           \
    ROW(renew, 0, MANY, "renew [--tsa URL] [--before DAYS] [--trust CA.pem] [ITEM]...",                  \
        "renew [--tsa URL] [--before 天数] [--trust CA.pem] [档号] …")                                   \
    ROW(export, 1, MANY, "export -o DIR ITEM...", "export -o 文件夹 档号 …")                             \
    ROW(withdraw, 1, 1, "withdraw --why TEXT ITEM", "withdraw --why 原因 档号")                          \
    ROW(reindex, 0, 0, "reindex", "reindex")

/* int archive_NAME(o, m): the exit status, where m does not call for a worse one. */
#define ARCHIVE_ACTION_DECLARED(name, least, most, en, zh)                                         \
    int archive_##name(const struct archive_options *o, struct messages *m);
ARCHIVE_ACTIONS(ARCHIVE_ACTION_DECLARED)

/* Whether text, NULL or a part of a code, can be one; else told under that rule. */
bool archive_part(const char *text, const char *rule, struct messages *m);

/*
 * A text of the command line or a PDF as lists can print it, without control characters; in the
 * arena, NULL stays one. NULL too, reported [text-too-long], where a line of the ledger would be
 * too long.
 */
const char *archive_text(struct arena *a, const char *text, struct source at, struct messages *m);

/* Whether it was signed, in words. */
const char *archive_status(const char *signature, enum language language);

#endif
