/*
 * Messages: the one sink through which every part tells the user what is
 * wrong, where, by which rule and how to mend it. It is passed, never global.
 */
#ifndef NIANBAO_MSG_H
#define NIANBAO_MSG_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#include "base/language.h"

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

/* What a message is about, by id; NULL: nothing of that sort. */
struct subject {
    const char *indicator;
    const char *place;
};

#define NOTHING ((struct subject){0})

struct message {
    enum severity severity;
    struct source at; /* texts owned by the sink */
    struct subject about;
    const char *rule;
    const char *text;
    const char *accepted; /* why the report lets it pass, or NULL; its severity is then SEV_INFO */
};

struct messages;
struct provenance;

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

/* The same about an indicator, a place or both, so that a report can accept it by them. */
void msg_about(struct messages *m, enum severity severity, struct source at, struct subject about,
               const char *rule, const char *en, const char *zh, ...)
    __attribute__((format(printf, 6, 8), format(printf, 7, 8)));

/*
 * How a message about a name that is not known goes on: "; did you mean 'x'?" with the nearest of
 * the known ones (text_nearest), or where there is none, NULL, what is given. Owned by the sink.
 */
const char *msg_proposal(struct messages *m, const char *nearest, const char *en, const char *zh);

/* The same for those that take arguments of their own. head has all but the text. */
void msg_list(struct messages *m, const struct message *head, const char *en, const char *zh,
              va_list arguments);

/*
 * Looks at each message, still without its text, before it is counted: may change its severity and
 * say why it is accepted; false drops it. gate NULL: all pass as they come.
 */
typedef bool message_gate(void *context, struct message *message);
void messages_set_gate(struct messages *m, message_gate *gate, void *context);

/* What was read so far (provenance.h). Borrowed. */
struct provenance *messages_provenance(const struct messages *m);

/* How many messages of at least this severity there are. */
size_t messages_count(const struct messages *m, enum severity least);

/* The messages kept, in the order they came. Borrowed until the next msg(). */
const struct message *messages_list(const struct messages *m, size_t *n);

/* The exit status they call for: 0, 1 (an error) or 3 (a failure). */
int messages_status(const struct messages *m);

/* The name of a severity: info, warning, error, failure. */
const char *messages_severity(enum severity severity);

/*
 * Prints those not printed yet, a line each: `file:line:column: error: text [rule]`; a cell of a
 * workbook as `file!sheet!B4`.
 */
void messages_print(struct messages *m, FILE *out);

/* The same without those that only inform, which are counted in one line. */
void messages_print_problems(struct messages *m, FILE *out);

/*
 * Prints all as one JSON array of objects file, sheet, line, column, severity, rule, text,
 * indicator, place, accepted.
 */
void messages_print_json(const struct messages *m, FILE *out);

#endif
