/*
 * Options of the command line. A subcommand lists its own as rows; from these options_read fills a
 * struct of the subcommand, and --help says what each is for, in English and in Chinese.
 */
#ifndef NIANBAO_OPTIONS_H
#define NIANBAO_OPTIONS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#include "base/language.h"

#define MANY (1 << 30)

/* What stands on the command line, from the subcommand's name on. */
struct command_line {
    int n; /* names; options_read leaves the arguments alone */
    char **names;
    enum language language; /* of the terminal, or what --language says */
    bool help;              /* it was asked for */
    const char *wrong;      /* the word that is used wrongly, and why */
    struct words why;
};

enum option_kind {
    OPTION_FLAG,     /* a bool becomes true */
    OPTION_TEXT,     /* a const char * */
    OPTION_NUMBER,   /* an int: a whole number of low..high */
    OPTION_CHOICE,   /* an int or enum: the place of the word among the choices */
    OPTION_READ,     /* what read makes of the text */
    OPTION_LANGUAGE, /* goes to the command line itself */
    OPTION_REFUSED   /* never right, nor taken for a longer one that begins like it; has no help */
};

struct option_row {
    const char *name;      /* with its "--" */
    char letter;           /* behind a single "-"; 0: none */
    enum option_kind kind; /* what becomes of the value ... */
    size_t place;          /* ... and where in the subcommand's struct it goes */
    struct words value;    /* the word that stands for it in the help */
    struct words help;     /* what it is for; lines between \n stand below each other */
    int low, high;
    const char *const *choices;                      /* with NULL behind the last */
    bool (*read)(const char *text, void *place);     /* false: no such value */
    void (*list)(FILE *out, enum language language); /* lines that help adds below; or NULL */
    bool always;                                     /* every action takes it: see help.action */
};

/* Rows that several subcommands have, between braces. */
#define OPTION_ROW_LANGUAGE                                                                        \
    "--language", .kind = OPTION_LANGUAGE, .always = true, .value = {"LANGUAGE", "语言"},          \
                  .help = {"zh or en; otherwise the terminal's", "zh 或 en；不写时用终端的语言"}
#define OPTION_ROW_JSON(type, member)                                                              \
    "--format", .kind = OPTION_CHOICE, .place = offsetof(type, member), .choices = text_or_json,   \
                .value = {"FORMAT", "格式"}, .help = {"text, or json", "text（文本）或 json"}
/* For .read: a calendar year from 1900 on in any form of base/year.h, into an int. */
bool options_year(const char *text, void *place);

extern const struct option_row options_none[];
extern const char *const text_or_json[];
enum text_or_json { AS_TEXT, AS_JSON };

/* How a subcommand is used: what --help prints, in this order, and what is checked. */
struct help {
    struct words forms;                              /* a line for each, with "usage:" */
    void (*list)(FILE *out, enum language language); /* what the forms speak of; or NULL */
    struct words about;                              /* paragraphs behind them; or NULL */
    const struct option_row *rows;                   /* up to one without a name */
    struct words examples;                           /* or NULL */
    int least, most;                                 /* arguments */
    const char *action; /* where actions share the rows: the form of the one that is asked for,
                           which takes the options that its form names; else NULL */
};

/*
 * Reads the options of l into the struct at into, which keeps what no option speaks of. True: the
 * arguments are left in l. False: it ends here, with options_usage, for help was asked for
 * (l->help) or something is wrong: an option, told by getopt on standard error, or what l->wrong
 * says.
 */
bool options_read(const struct help *h, struct command_line *l, void *into);

/* Notes that a word is used wrongly; false. */
bool options_wrong(struct command_line *l, const char *word, const char *en, const char *zh);

/* Prints the help: to standard output where it was asked for, STATUS_DONE; else STATUS_USAGE. */
int options_usage(const struct help *h, const struct command_line *l);

#endif
