/*
 * Messages: the one sink through which every part tells the user what is
 * wrong, where, by which rule and how to mend it. It is passed, never global.
 */
#ifndef NIANBAO_MSG_H
#define NIANBAO_MSG_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

enum language { LANG_ZH, LANG_EN };

/*
 * A place in the input. file NULL: nowhere in particular. sheet is NULL but
 * for spreadsheets. line and column count from 1; 0 means not known.
 * The texts are borrowed and must outlive whatever holds the source.
 */
struct source {
    const char *file;
    const char *sheet;
    int line;
    int column;
};

#define NOWHERE ((struct source){0})
#define IN_FILE(name) ((struct source){.file = (name)})

enum severity {
    SEV_INFO,
    SEV_WARNING,
    SEV_ERROR,  /* the input is rejected: exit status 1 */
    SEV_FAILURE /* the system failed (disk full, no font ...): exit status 3 */
};

struct message {
    enum severity severity;
    struct source at; /* texts owned by the sink */
    const char *rule;
    const char *text;
};

struct messages;

/* A new sink; texts are chosen in language. End it with messages_free. */
struct messages *messages_new(enum language language);
void messages_free(struct messages *m);

/* The language of later messages: set as soon as the report has named its own. */
void messages_set_language(struct messages *m, enum language language);
enum language messages_language(const struct messages *m);

/*
 * Adds one message. rule is its stable name in kebab-case ("unknown-key"). en and zh say the same
 * with the same arguments (use %1$s where the order differs) and end with the fix where there is
 * one. At most MSG_PER_RULE messages of one rule and severity are kept; the rest are counted.
 */
#define MSG_PER_RULE 50
void msg(struct messages *m, enum severity severity, struct source at, const char *rule,
         const char *en, const char *zh, ...)
    __attribute__((format(printf, 5, 7), format(printf, 6, 7)));

/* How many messages of at least this severity there are. */
size_t messages_count(const struct messages *m, enum severity least);

/* The messages kept, in the order they came. Borrowed until the next msg(). */
const struct message *messages_list(const struct messages *m, size_t *n);

/* The exit status they call for: 0, 1 (an error) or 3 (a failure). */
int messages_status(const struct messages *m);

/*
 * Prints those not printed yet, a line each: `file:line:column: error: text [rule]`; a cell of a
 * workbook as `file!sheet!B4`.
 */
void messages_print(struct messages *m, FILE *out);

/* The same without those that only inform, which are counted in one line. */
void messages_print_problems(struct messages *m, FILE *out);

/* Prints all as one JSON array of objects file, sheet, line, column, severity, rule, text. */
void messages_print_json(const struct messages *m, FILE *out);

#endif
