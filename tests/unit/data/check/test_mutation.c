/*
 * Mutation: each digit of the data of a report is changed, one at a time, and the report read
 * again. A change is caught when a warning or an error is told that was not told before. Shares are
 * asserted by kind of cell and printed, with what slips through, as lines of TAP that begin with #.
 */
#include <ctype.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/file.h"
#include "data/load/load.h"
#include "render/charts/charts.h"

#define FILES_MAX 7
#define PATH_SIZE 128
#define TOLD_MAX 256
#define SERIES_MAX 128

enum kind { COUNTS, PARTS_OF_RATES, RATES_WITH_COUNTS, BARE_RATES, TARGETS, YEARS, NAMES, TEXTS };

#define KINDS (TEXTS + 1)

static const char *const kind_names[KINDS] = {"counts",
                                              "numerators, denominators",
                                              "rates with counts",
                                              "bare rates",
                                              "targets",
                                              "years",
                                              "names",
                                              "texts"};

/* A folder of examples/ or tests/, copied to where it may be changed. */
struct subject_report {
    const char *from;
    const char *files[FILES_MAX]; /* the first is the report's own; NULL behind the last */
    size_t n_files;               /* the first of them are changed, the rest stay as they are */
    size_t tries;                 /* other digits for each one */
    int percent[KINDS];           /* the least share caught; -1: no such cells */
    char dir[32];
    char *texts[FILES_MAX];
    struct arena *arena;         /* of the texts, and of the report as it is */
    const struct report *report; /* as it is */
    struct messages *before;     /* what is told of it */
    size_t tried[KINDS], caught[KINDS];
    size_t slipped[KINDS][SERIES_MAX + 1]; /* by indicator; the last: of none */
};

static void path_of(const char *dir, const char *name, char path[PATH_SIZE])
{
    assert_true(snprintf(path, PATH_SIZE, "%s/%s", dir, name) < PATH_SIZE);
}

static void write_file(const struct subject_report *s, size_t i)
{
    char path[PATH_SIZE];
    path_of(s->dir, s->files[i], path);
    FILE *f = fopen(path, "w");
    assert_non_null(f);
    assert_int_equal(fwrite(s->texts[i], 1, strlen(s->texts[i]), f), strlen(s->texts[i]));
    assert_int_equal(fclose(f), 0);
}

static const struct report *read_report(const struct subject_report *s, struct arena *a,
                                        struct messages *m)
{
    char path[PATH_SIZE];
    path_of(s->dir, s->files[0], path);
    return load_report(a, arena_strdup(a, path), charts_form, m);
}

static void open_report(struct subject_report *s)
{
    strcpy(s->dir, "/tmp/nianbao-test-XXXXXX");
    assert_non_null(mkdtemp(s->dir));
    s->arena = arena_new();
    s->before = messages_new(LANG_EN);
    for (size_t i = 0; i < FILES_MAX && s->files[i] != NULL; i++) {
        char path[PATH_SIZE];
        size_t len;
        path_of(s->from, s->files[i], path);
        s->texts[i] = file_read(s->arena, path, FILE_SIZE_MAX, &len, NOWHERE, s->before);
        assert_non_null(s->texts[i]);
        write_file(s, i);
    }
    s->report = read_report(s, s->arena, s->before);
    if (s->report == NULL)
        messages_print(s->before, stderr);
    assert_non_null(s->report);
    assert_true(s->report->n_indicators <= SERIES_MAX);
}

static void close_report(struct subject_report *s)
{
    for (size_t i = 0; i < FILES_MAX && s->files[i] != NULL; i++) {
        char path[PATH_SIZE];
        path_of(s->dir, s->files[i], path);
        unlink(path);
    }
    assert_int_equal(rmdir(s->dir), 0);
    messages_free(s->before);
    arena_free(s->arena);
}

static bool same_text(const char *x, const char *y)
{
    return x == y || (x != NULL && y != NULL && strcmp(x, y) == 0);
}

/* Whether two messages tell the same, whatever numbers they show. */
static bool same_finding(const struct message *x, const struct message *y)
{
    return strcmp(x->rule, y->rule) == 0 && x->at.line == y->at.line &&
           same_text(x->at.file, y->at.file) && same_text(x->about.indicator, y->about.indicator) &&
           same_text(x->about.place, y->about.place);
}

static size_t times_told(const struct messages *m, const struct message *finding)
{
    size_t n, times = 0;
    const struct message *list = messages_list(m, &n);
    for (size_t i = 0; i < n; i++)
        times += list[i].severity >= SEV_WARNING && same_finding(&list[i], finding);
    return times;
}

/* Whether the report as it is now in its folder tells what it did not before. */
static bool tells_more(const struct subject_report *s)
{
    struct arena *a = arena_new();
    struct messages *m = messages_new(LANG_EN);
    read_report(s, a, m);
    size_t n;
    bool more = false;
    const struct message *list = messages_list(m, &n);
    for (size_t i = 0; i < n && !more; i++)
        more = list[i].severity >= SEV_WARNING &&
               times_told(m, &list[i]) > times_told(s->before, &list[i]);
    messages_free(m);
    arena_free(a);
    return more;
}

/* The cell of a line of CSV without quotes that holds byte at, and which of the row it is. */
static size_t column_at(const char *line, size_t at)
{
    size_t column = 0;
    for (size_t i = 0; i < at; i++)
        column += line[i] == ',';
    return column;
}

/* Copies the cell of that number, "" where there is none. */
static void cell_of(const char *line, size_t column, char out[64])
{
    for (; column > 0; column--) {
        line += strcspn(line, ",\n");
        if (*line == ',')
            line++;
    }
    snprintf(out, 64, "%.*s", (int)strcspn(line, ",\n"), line);
}

static bool is_one_of(const char *word, const char *en, const char *zh)
{
    return strcmp(word, en) == 0 || strcmp(word, zh) == 0;
}

/* The cell of the column of that name in a row. */
static void named_cell(const char *head, const char *line, const char *en, const char *zh,
                       char out[64])
{
    char name[64];
    out[0] = '\0';
    for (size_t k = 0; k <= column_at(head, strcspn(head, "\n")); k++) {
        cell_of(head, k, name);
        if (is_one_of(name, en, zh))
            cell_of(line, k, out);
    }
}

static enum kind kind_of_value(const struct report *r, int indicator, const char *numerator)
{
    const struct indicator *ind = &r->indicators[indicator];
    if (ind->unit == UNIT_COUNT)
        return COUNTS;
    return *numerator != '\0' || ind->numerator >= 0 || ind->formula != NULL ? RATES_WITH_COUNTS
                                                                             : BARE_RATES;
}

/* What the byte at of a table is, and of which indicator: -1 of none. */
static enum kind kind_of_cell(const struct report *r, const char *text, size_t at, int *indicator)
{
    size_t start = at;
    while (start > 0 && text[start - 1] != '\n')
        start--;
    char head[64], id[64], numerator[64];
    cell_of(text, column_at(text + start, at - start), head);
    named_cell(text, text + start, "indicator", "指标", id);
    named_cell(text, text + start, "numerator", "分子", numerator);
    *indicator = report_indicator(r, id);
    if (start == 0 || *indicator < 0)
        return NAMES;
    if (is_one_of(head, "year", "年度"))
        return YEARS;
    if (is_one_of(head, "numerator", "分子") || is_one_of(head, "denominator", "分母"))
        return PARTS_OF_RATES;
    if (is_one_of(head, "value", "数值"))
        return kind_of_value(r, *indicator, numerator);
    if (is_one_of(head, "target", "目标"))
        return TARGETS;
    return is_one_of(head, "note", "备注") ? TEXTS : NAMES;
}

/* Whether the byte at of a report file belongs to a target; *indicator is whose. */
static bool is_target(const struct report *r, const char *text, size_t at, int *indicator)
{
    size_t line = at, section;
    while (line > 0 && text[line - 1] != '\n')
        line--;
    bool target = strncmp(text + line, "target", strlen("target")) == 0 ||
                  strncmp(text + line, "目标", strlen("目标")) == 0;
    for (section = line; section > 0 && text[section] != '['; section--)
        ;
    const char *dot = strchr(text + section, '.');
    char id[64] = "";
    if (dot != NULL)
        snprintf(id, sizeof id, "%.*s", (int)strcspn(dot + 1, "]"), dot + 1);
    *indicator = report_indicator(r, id);
    return target && *indicator >= 0;
}

/* Whether the byte is of the data; what it is and of which indicator. */
static bool is_data(const struct subject_report *s, size_t file, size_t at, enum kind *kind,
                    int *indicator)
{
    const char *name = s->files[file];
    *indicator = -1;
    *kind = file == 0 ? TARGETS : TEXTS;
    if (strcmp(name, "townships.csv") == 0) /* its digits are places on a grid */
        return false;
    if (strstr(name, ".csv") != NULL)
        *kind = kind_of_cell(s->report, s->texts[file], at, indicator);
    if (strstr(name, ".ini") != NULL)
        return file == 0 && is_target(s->report, s->texts[file], at, indicator);
    return true;
}

/* Tries other digits for one; all nine come equally often in the end. */
static void change_digit(struct subject_report *s, size_t file, size_t at, enum kind kind,
                         int indicator)
{
    char *digit = &s->texts[file][at], old = *digit;
    for (size_t k = 0; k < s->tries; k++) {
        size_t step = 1 + (s->tried[kind] * 2 + k * 3) % 9;
        *digit = (char)('0' + ((size_t)(old - '0') + step) % 10);
        write_file(s, file);
        bool caught = tells_more(s);
        s->tried[kind]++;
        s->caught[kind] += caught;
        s->slipped[kind][indicator < 0 ? SERIES_MAX : indicator] += !caught;
        if (!caught && getenv("NIANBAO_SLIPPED") != NULL)
            fprintf(stderr, "%s: %c for %c in %.*s\n", kind_names[kind], *digit, old, 40,
                    &s->texts[file][at > 20 ? at - 20 : 0]);
    }
    *digit = old;
    write_file(s, file);
}

static void tell_slipped(const struct subject_report *s, size_t kind)
{
    printf("#   %-26s %4zu of %4zu caught", kind_names[kind], s->caught[kind], s->tried[kind]);
    const char *sep = "; not: ";
    for (size_t i = 0; i <= SERIES_MAX; i++)
        if (s->slipped[kind][i] > 0) {
            const char *of = i < SERIES_MAX ? s->report->indicators[i].id : "others";
            printf("%s%s %zu", sep, of, s->slipped[kind][i]);
            sep = ", ";
        }
    printf("\n");
}

static void tell_shares(const struct subject_report *s)
{
    size_t tried = 0, caught = 0;
    for (size_t k = 0; k < KINDS; k++) {
        tried += s->tried[k];
        caught += s->caught[k];
    }
    printf("# %s: %zu single-digit changes, %.1f%% caught\n", s->from, tried,
           100.0 * (double)caught / (double)tried);
    for (size_t k = 0; k < KINDS; k++)
        if (s->tried[k] > 0)
            tell_slipped(s, k);
    fflush(stdout);
}

static void mutate(struct subject_report *s)
{
    open_report(s);
    for (size_t f = 0; f < s->n_files; f++)
        for (size_t i = 0; s->texts[f][i] != '\0'; i++) {
            enum kind kind;
            int indicator;
            if (isdigit((unsigned char)s->texts[f][i]) && is_data(s, f, i, &kind, &indicator))
                change_digit(s, f, i, kind, indicator);
        }
    tell_shares(s);
    for (size_t k = 0; k < KINDS; k++)
        if (s->percent[k] < 0)
            assert_int_equal(s->tried[k], 0);
        else
            assert_true(s->caught[k] * 100 >= s->tried[k] * (size_t)s->percent[k]);
    close_report(s);
}

static void changes_of_the_sample_are_caught(void **state)
{
    (void)state;
    struct subject_report s = {.from = "examples/yuehu-2006",
                               .files = {"report.ini", "indicators.csv", "illustrative.csv",
                                         "townships.csv", "narrative.md"},
                               .n_files = 5,
                               .tries = 2,
                               .percent = {[COUNTS] = 92,
                                           [PARTS_OF_RATES] = 96,
                                           [RATES_WITH_COUNTS] = 68,
                                           [BARE_RATES] = 64,
                                           [TARGETS] = 40,
                                           [YEARS] = 98,
                                           [NAMES] = 100,
                                           [TEXTS] = 13}};
    mutate(&s);
}

static void changes_of_what_is_bound_are_caught(void **state)
{
    (void)state;
    struct subject_report s = {
        .from = "tests/mutation",
        .files = {"report.ini", "data.csv", "places.csv", "text.md", "last.ini", "last.csv"},
        .n_files = 4,
        .tries = 1,
        .percent = {[COUNTS] = 100,
                    [PARTS_OF_RATES] = 100,
                    [RATES_WITH_COUNTS] = 100,
                    [BARE_RATES] = -1,
                    [TARGETS] = 40,
                    [YEARS] = 98,
                    [NAMES] = -1,
                    [TEXTS] = 30}};
    mutate(&s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(changes_of_the_sample_are_caught),
        cmocka_unit_test(changes_of_what_is_bound_are_caught),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
