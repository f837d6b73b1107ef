#include "cmd/shared/options.h"

#include <assert.h>
#include <getopt.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/year.h"
#include "cmd/shared/cmd.h"

#define ROWS_MAX 32

/* What getopt gives for row i, which has to be no letter. */
#define ROW_ID(i) (256 + (int)(i))

const struct option_row options_none[] = {{0}};
const char *const text_or_json[] = {"text", "json", NULL};

static bool has_value(const struct option_row *row)
{
    return row->kind != OPTION_FLAG;
}

static bool take_number(const struct option_row *row, const char *text, int *out)
{
    char *end;
    long n = strtol(text, &end, 10);
    *out = (int)n;
    return text[0] >= '0' && text[0] <= '9' && *end == '\0' && n >= row->low && n <= row->high;
}

bool options_year(const char *text, void *place)
{
    int *year = place;
    *year = year_calendar(text);
    return *year >= 1900;
}

static bool take_choice(const char *const *choices, const char *text, int *out)
{
    for (*out = 0; choices[*out] != NULL; ++*out)
        if (strcmp(choices[*out], text) == 0)
            return true;
    return false;
}

static bool take_language(const char *text, enum language *out)
{
    *out = strcmp(text, "zh") == 0 ? LANG_ZH : LANG_EN;
    return *out == LANG_ZH || strcmp(text, "en") == 0;
}

/* Puts an option's value in its place. False: it has no such value. */
static bool take(const struct option_row *row, const char *text, struct command_line *l, char *into)
{
    void *place = into + row->place;
    switch (row->kind) {
    case OPTION_FLAG: *(bool *)place = true; return true;
    case OPTION_TEXT: *(const char **)place = text; return true;
    case OPTION_NUMBER: return take_number(row, text, place);
    case OPTION_CHOICE: return take_choice(row->choices, text, place);
    case OPTION_READ: return row->read(text, place);
    case OPTION_LANGUAGE: return take_language(text, &l->language);
    case OPTION_REFUSED: break;
    }
    return false;
}

/* Whether the form of an action speaks of the option, as "--name" or "-l". */
static bool names(const char *form, const struct option_row *row)
{
    const char short_name[] = {'-', row->letter, '\0'};
    const char *word = row->letter != 0 ? short_name : row->name;
    const char *s = strstr(form, word);
    size_t len = strlen(word);
    while (s != NULL && strchr(" ]", s[len]) == NULL)
        s = strstr(s + len, word);
    return s != NULL;
}

bool options_wrong(struct command_line *l, const char *word, const char *en, const char *zh)
{
    l->wrong = word;
    l->why = (struct words){en, zh};
    return false;
}

/* The rows as getopt wants them. */
static void declare(const struct option_row *rows, struct option *longs, char *letters)
{
    size_t n = 0;
    for (; rows[n].name != NULL; n++) {
        assert(n < ROWS_MAX);
        longs[n] = (struct option){rows[n].name + 2, has_value(&rows[n]), NULL, ROW_ID(n)};
        if (rows[n].letter != 0)
            letters += sprintf(letters, has_value(&rows[n]) ? "%c:" : "%c", rows[n].letter);
    }
    longs[n] = (struct option){"help", no_argument, NULL, 'h'};
    strcpy(letters, "h");
}

static const struct option_row *row_of(const struct option_row *rows, int id)
{
    const struct option_row *row = rows;
    while (row->letter != id && ROW_ID(row - rows) != id)
        row++;
    return row;
}

bool options_read(const struct help *h, struct command_line *l, void *into)
{
    struct option longs[ROWS_MAX + 2] = {0};
    char letters[2 * ROWS_MAX + 2];
    const char *own = l->names[0];
    declare(h->rows, longs, letters);
    for (int id; (id = getopt_long(l->n, l->names, letters, longs, NULL)) != -1;) {
        l->help = id == 'h';
        if (l->help || id == '?')
            return false;
        const struct option_row *row = row_of(h->rows, id);
        if (h->action != NULL && !row->always && !names(h->action, row))
            return options_wrong(l, row->name, "is no option of this action", "此操作没有这个选项");
        if (!take(row, optarg, l, into))
            return options_wrong(l, row->name, "has a wrong value", "值不合要求");
    }
    l->names += optind;
    l->n -= optind;
    return (l->n >= h->least && l->n <= h->most) ||
           options_wrong(l, own, "has too few or too many arguments", "参数过少或过多");
}

/* "  -o, --output FILE", into a buffer. */
static const char *label(const struct option_row *row, enum language language, struct buf *b)
{
    b->len = 0;
    if (row->letter != 0)
        buf_printf(b, "  -%c, %s", row->letter, row->name);
    else
        buf_printf(b, "      %s", row->name);
    if (has_value(row))
        buf_printf(b, " %s", language_words(language, row->value));
    return b->data;
}

static void print_row(FILE *out, const char *label, int width, const char *help)
{
    fprintf(out, "%s%*s", label, width - cmd_columns(label), "");
    for (const char *end; (end = strchr(help, '\n')) != NULL; help = end + 1)
        fprintf(out, "%.*s%*s", (int)(end + 1 - help), help, width, "");
    fprintf(out, "%s\n", help);
}

static void print_rows(FILE *out, const struct option_row *rows, enum language language)
{
    struct buf b = {0};
    int width = 0;
    for (const struct option_row *row = rows; row->name != NULL; row++) {
        int own = row->kind != OPTION_REFUSED ? cmd_columns(label(row, language, &b)) + 2 : 0;
        width = own > width ? own : width;
    }
    for (const struct option_row *row = rows; row->name != NULL; row++) {
        if (row->kind == OPTION_REFUSED)
            continue;
        print_row(out, label(row, language, &b), width, language_words(language, row->help));
        if (row->list != NULL)
            row->list(out, language);
    }
    buf_free(&b);
}

/* A part of the help, behind an empty line. */
static void print_part(FILE *out, enum language language, struct words part)
{
    if (part.en != NULL)
        fprintf(out, "\n%s\n", language_words(language, part));
}

int options_usage(const struct help *h, const struct command_line *l)
{
    FILE *out = l->help ? stdout : stderr;
    fprintf(out, "%s\n", language_words(l->language, h->forms));
    if (h->list != NULL)
        h->list(out, l->language);
    print_part(out, l->language, h->about);
    if (h->rows->name != NULL)
        putc('\n', out);
    print_rows(out, h->rows, l->language);
    print_part(out, l->language, h->examples);
    return l->help ? STATUS_DONE : STATUS_USAGE;
}
