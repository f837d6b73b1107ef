/*
 * Official: the elements of an official paper (GB/T 9704-2012 chapter 7) that a report names, and
 * the attachments bound in. They are only described here; data/load reads them and layouts/pages
 * sets them.
 */
#ifndef NIANBAO_OFFICIAL_H
#define NIANBAO_OFFICIAL_H

#include <stdbool.h>
#include <stddef.h>

#include "base/msg.h"

struct arena;
struct config_part;
struct node;
struct reading;
struct report;

enum mode {
    MODE_MATERIAL,  /* no letterhead: title, text, signature */
    MODE_REPORT,    /* an official paper with its letterhead */
    MODE_ATTACHMENT /* a paper that belongs to another */
};

/* What a report says of a thing that its house style also decides. */
enum report_switch { SWITCH_STYLE, SWITCH_NO, SWITCH_YES };
enum number_wish { NUMBERS_STYLE, NUMBERS_OUTER, NUMBERS_CENTRE, NUMBERS_NONE };

/* An attachment bound in: its title and the blocks behind it. */
struct attachment {
    const char *title;
    const struct node *document;
};

/* Texts are NULL, lists empty where not given. */
struct official {
    enum mode mode;
    enum report_switch cover, contents, duplex;
    enum number_wish numbers;
    const char *const *letterhead; /* 发文机关标志, the lead first */
    size_t n_letterhead;
    const char *doc_number;     /* 发文字号 */
    const char *const *issuers; /* 签发人 */
    size_t n_issuers;
    const char *serial, *secrecy, *urgency;
    const char *recipients;  /* 主送机关, without its colon */
    const char *const *list; /* 附件说明: the names */
    size_t n_list;
    int number; /* 附件序号 of the paper itself; 0: none */
    bool seal;
    const char *annotation; /* 附注, without its brackets */
    const char *copies;     /* 抄送, without its full stop */
    const char *printer, *print_date;
    struct attachment *attachments;
    size_t n_attachments;
};

/*
 * Reads the parts [report] and [official]; what is wrong or printed nowhere is told. The dates of
 * the report must be there already.
 */
struct official official_read(struct report *r, const struct config_part *head,
                              const struct config_part *part, struct messages *m);

/*
 * Reads the attachments named in [data]; their footnotes count on. Their titles become the list of
 * attachments where none is given (7.3.7: both must agree; where they do not, that is told).
 */
void attachments_read(struct reading *rd, struct report *r, const struct config_part *data);

/* One more attachment behind the others, and the last of the list. */
void attachments_add(struct report *r, const char *title, const struct node *document);

/*
 * GB/T 9704 7.3.5.4: a date in Arabic digits with the full year and no leading zeros. Reads
 * 2007-01-05 and 2007年1月5日 and gives the date as the language prints it, in the arena; other
 * texts are given back as they are. A day that is not in the calendar is told [bad-date].
 */
const char *official_date(struct arena *a, const char *text, enum language language,
                          struct source at, struct messages *m);

#endif
