/* This report against last year's: [data] previous, tables of values or the report file itself. */
#include <string.h>
#include <strings.h>

#include "base/arena.h"
#include "base/file.h"
#include "data/check/checking.h"
#include "data/source/observations.h"
#include "data/statistics/rate.h"

static bool is_report_file(const char *name)
{
    size_t len = strlen(name);
    return len > 4 && strcasecmp(name + len - 4, ".ini") == 0;
}

/* The report file among the previous ones, read; NULL where there is none, or told is why not. */
static const struct config *previous_config(const struct checking *c, struct messages *told)
{
    size_t n;
    const struct config_part *data = &c->config->parts[SECTION_DATA];
    const char *const *names = config_list(c->scratch, data, DATA_PREVIOUS, &n);
    for (size_t i = 0; i < n; i++)
        if (is_report_file(names[i]))
            return config_load(c->r->arena, file_path(c->r->arena, c->r->dir, names[i]), told);
    return NULL;
}

/* Paths of tables and where they were named. */
struct tables {
    const char **paths;
    struct source *from;
    size_t n;
};

static void add_tables(const struct checking *c, struct tables *t, const char *dir,
                       const struct config_part *p, enum config_key key)
{
    size_t n;
    struct arena *a = c->r->arena;
    const char *const *names = config_list(a, p, key, &n);
    const char **paths = arena_array(a, t->n + n + 1, sizeof *paths);
    struct source *from = arena_array(a, t->n + n + 1, sizeof *from);
    for (size_t i = 0; i < t->n; i++) {
        paths[i] = t->paths[i];
        from[i] = t->from[i];
    }
    for (size_t i = 0; i < n; i++) {
        if (is_report_file(names[i]))
            continue;
        paths[t->n] = file_path(a, dir, names[i]);
        from[t->n++] = config_at(p, key);
    }
    t->paths = paths;
    t->from = from;
}

/*
 * What reading last year's data told, passed on, and which files; but not of indicators and places
 * that this report no longer has.
 */
static void pass_on(const struct messages *from, struct messages *m)
{
    size_t n;
    const struct message *list = messages_list(from, &n);
    messages_take_inputs(m, from);
    for (size_t i = 0; i < n; i++)
        if (strcmp(list[i].rule, "unknown-indicator") != 0 &&
            strcmp(list[i].rule, "unknown-place") != 0 && list[i].severity >= SEV_WARNING)
            msg_about(m, list[i].severity, list[i].at, list[i].about, list[i].rule, "%s", "%s",
                      list[i].text);
}

/* Last year's values, by the indicators and places of this report; false when there are none. */
static bool load_previous(const struct checking *c, struct report *old)
{
    const struct report *r = c->r;
    struct messages *told = messages_new(messages_language(c->m));
    const struct config *config = previous_config(c, told);
    *old = *r;
    old->dir = config != NULL ? file_dir(r->arena, config->path) : r->dir;
    struct tables t = {0};
    add_tables(c, &t, r->dir, &c->config->parts[SECTION_DATA], DATA_PREVIOUS);
    if (config != NULL)
        add_tables(c, &t, old->dir, &config->parts[SECTION_DATA], DATA_INDICATORS);
    old->cells = NULL;
    old->targets = NULL;
    old->year = r->year - 1;
    messages_set_language(told, messages_language(c->m)); /* config_load takes that file's */
    if (t.n > 0 || config != NULL)
        observations_load(old, t.paths, t.from, t.n, config, told);
    pass_on(told, c->m);
    if (!old->computed && old->cells != NULL)
        rates_compute(old, told);
    messages_free(told);
    return old->cells != NULL;
}

/* Whether two values agree as far as both are given in digits. */
static bool same_value(const struct report *r, struct arena *a, const struct value *x,
                       const struct value *y)
{
    int decimals = number_decimals(x->number), others = number_decimals(y->number);
    if (decimals < 0 || (others >= 0 && others < decimals))
        decimals = others;
    if (x->kind != y->kind)
        return false;
    if (decimals < 0)
        return number_cmp(x->number, y->number) == 0;
    return number_cmp(number_round(a, x->number, decimals, r->rounding),
                      number_round(a, y->number, decimals, r->rounding)) == 0;
}

static const char *shown_kind(enum value_kind kind)
{
    switch (kind) {
    case VALUE_AT_LEAST: return "≥";
    case VALUE_AT_MOST: return "≤";
    case VALUE_ABOUT: return "~";
    case VALUE_MISSING:
    case VALUE_EXACT: break;
    }
    return "";
}

/* A value of an earlier year, then and now. */
static void compare_years(const struct checking *c, const struct report *old, int i, int place,
                          int old_year)
{
    const struct report *r = c->r;
    int year_index = report_year(r, old->years[old_year]);
    const struct value *then = report_value(old, cell_at(i, place, old_year));
    const struct value *now = report_value(r, cell_at(i, place, year_index));
    if (then->kind == VALUE_MISSING || now->kind == VALUE_MISSING ||
        old->years[old_year] >= r->year || same_value(r, c->scratch, then, now))
        return;
    found(
        c, now->at, subject_of(r, i, place),
        "%s of %s in %d is %s%s here, but %s%s in last year's data (%s:%d): correct one, or accept "
        "it with the reason",
        "%s（%s，%d年）此处为 %s%s，上年数据为 %s%s（%s:%d）：请改正其一，或说明理由后认可",
        r->indicators[i].name, r->places[place].name, r->years[year_index], shown_kind(now->kind),
        shown_number(c, now->number), shown_kind(then->kind), shown_number(c, then->number),
        then->at.file != NULL ? then->at.file : "", then->at.line);
}

void check_year_mismatch(const struct checking *c)
{
    struct report old;
    if (!load_previous(c, &old))
        return;
    size_t places = old.n_places < c->r->n_places ? old.n_places : c->r->n_places;
    for (size_t i = 0; i < c->r->n_indicators; i++)
        for (size_t p = 0; p < places; p++)
            for (size_t y = 0; y < old.n_years; y++)
                compare_years(c, &old, (int)i, (int)p, (int)y);
}

static bool same_text(const char *x, const char *y)
{
    return x == y || (x != NULL && y != NULL && strcmp(x, y) == 0);
}

/* What says how an indicator is counted; told as its keys are called. */
static void compare_key(const struct checking *c, const struct config_part *now,
                        const struct config_part *then, enum config_key key, const char *en,
                        const char *zh)
{
    const char *x = config_text(now, key), *y = config_text(then, key);
    int i = report_indicator(c->r, now->name);
    if (same_text(x, y))
        return;
    bool is_zh = messages_language(c->m) == LANG_ZH;
    const char *none = is_zh ? "（无）" : "(none)";
    found(c, config_at(now, key), subject_of(c->r, i, -1),
          "%s of %s is \"%s\", in last year's report \"%s\": years cannot be compared; say so in "
          "the basis, or accept it with the reason",
          "%s（%s）为“%s”，上年报告为“%s”：两年不可比；请在口径中说明，或说明理由后认可",
          is_zh ? zh : en, c->r->indicators[i].name, x != NULL ? x : none, y != NULL ? y : none);
}

static void compare_definitions(const struct checking *c, const struct config_part *now,
                                const struct config_part *then)
{
    compare_key(c, now, then, INDICATOR_UNIT, "the unit", "计量单位");
    compare_key(c, now, then, INDICATOR_BASIS, "the basis", "口径");
    compare_key(c, now, then, INDICATOR_NUMERATOR, "the numerator", "分子");
    compare_key(c, now, then, INDICATOR_DENOMINATOR, "the denominator", "分母");
    compare_key(c, now, then, INDICATOR_FORMULA, "the formula", "公式");
}

/* The statistical year is its own: only whether it is said at all is compared. */
static void compare_periods(const struct checking *c, const struct config *then)
{
    const struct config_part *head = &c->config->parts[SECTION_REPORT];
    const char *x = config_text(head, REPORT_PERIOD);
    const char *y = config_text(&then->parts[SECTION_REPORT], REPORT_PERIOD);
    if ((x == NULL) == (y == NULL))
        return;
    found(c, config_at(head, REPORT_PERIOD), NOTHING,
          x != NULL
              ? "the period is \"%s\", last year's report had the calendar year: years cannot be "
                "compared"
              : "last year's report had the period \"%s\", this one has none: years cannot be "
                "compared",
          x != NULL ? "统计年度为“%s”，上年报告未写明（日历年度）：两年不可比"
                    : "上年报告的统计年度为“%s”，本报告未写明：两年不可比",
          x != NULL ? x : y);
}

void check_definition_changed(const struct checking *c)
{
    struct messages *told = messages_new(messages_language(c->m)); /* passed on by year-mismatch */
    const struct config *then = previous_config(c, told);
    messages_free(told);
    if (then == NULL)
        return;
    compare_periods(c, then);
    for (size_t i = 0; i < c->config->n_parts; i++)
        for (size_t k = 0; k < then->n_parts; k++) {
            const struct config_part *x = &c->config->parts[i], *y = &then->parts[k];
            if (x->section == SECTION_INDICATOR && y->section == SECTION_INDICATOR &&
                strcmp(x->name, y->name) == 0)
                compare_definitions(c, x, y);
        }
}
