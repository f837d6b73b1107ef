#include "data/source/indicatorspec.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/names.h"
#include "data/config/listed.h"
#include "data/statistics/formula.h"

/* Decimals that a rate is printed with unless its section says otherwise. */
#define RATE_DECIMALS 2
#define DECIMALS_MAX 9

/* "%", "‰", ":100" or a counter. */
static void set_unit(struct indicator *ind, const char *unit)
{
    static const struct {
        const char *typed, *text;
        enum unit_kind kind;
        long multiplier;
    } units[] = {
        {"%", "%", UNIT_PERCENT, 100},      {"％", "%", UNIT_PERCENT, 100},
        {"‰", "‰", UNIT_PERMILLE, 1000},    {":100", ":100", UNIT_RATIO, 100},
        {"：100", ":100", UNIT_RATIO, 100},
    };
    ind->unit = UNIT_COUNT;
    ind->unit_text = unit;
    ind->multiplier = 1;
    for (size_t i = 0; i < sizeof units / sizeof *units; i++)
        if (strcmp(units[i].typed, unit) == 0) {
            ind->unit = units[i].kind;
            ind->unit_text = units[i].text;
            ind->multiplier = units[i].multiplier;
        }
}

static void read_target(const struct report *r, struct indicator *ind, const struct config_part *p,
                        struct messages *m)
{
    const char *text = config_text(p, INDICATOR_TARGET);
    if (text == NULL)
        return;
    ind->target.at = config_at(p, INDICATOR_TARGET);
    if (value_parse_target(r->arena, text, strlen(text), &ind->target) != 0) {
        config_bad_value(p, INDICATOR_TARGET, text, "<= 11.50, >= 90, 103..107, = 0", m);
        return;
    }
    int flags[3];
    size_t n = config_choices(r->arena, p, INDICATOR_FLAG, flags, 3, m);
    for (size_t i = 0; i < n; i++)
        ind->target.flags |= (unsigned)flags[i];
}

static void read_indicator(const struct report *r, struct indicator *ind,
                           const struct config_part *p, struct messages *m)
{
    const char *name = config_text(p, INDICATOR_NAME);
    const char *unit = config_text(p, INDICATOR_UNIT);
    ind->id = p->name;
    ind->name = name != NULL ? name : p->name;
    ind->group = config_text(p, INDICATOR_GROUP);
    ind->basis = config_text(p, INDICATOR_BASIS);
    ind->declared = true;
    ind->at = p->at;
    ind->numerator = ind->denominator = -1;
    set_unit(ind, unit != NULL ? unit : "");
    bool rate = ind->unit == UNIT_PERCENT || ind->unit == UNIT_PERMILLE;
    ind->decimals = config_int(p, INDICATOR_DECIMALS, 0, DECIMALS_MAX, rate ? RATE_DECIMALS : 0, m);
    ind->better = (enum direction)config_choice(p, INDICATOR_BETTER, BETTER_NONE, m);
    read_target(r, ind, p, m);
}

/* The index of the series typed in a key, added when it has no section. */
static int series(struct report *r, const struct config_part *p, enum config_key key,
                  const char *typed, size_t len, struct names *ids)
{
    char *id = arena_strndup(r->arena, typed, len);
    for (char *c = id; *c; c++) /* as iniparser has the names of sections */
        if (*c >= 'A' && *c <= 'Z')
            *c = (char)(*c - 'A' + 'a');
    int found = names_add(ids, id, (int)r->n_indicators);
    if (found >= 0)
        return found;
    struct indicator *ind = &r->indicators[r->n_indicators];
    ind->id = ind->name = id;
    ind->numerator = ind->denominator = -1;
    ind->at = config_at(p, key);
    set_unit(ind, "");
    return (int)r->n_indicators++;
}

/* -1 where the key is missing. */
static int operand(struct report *r, const struct config_part *p, enum config_key key,
                   struct names *ids)
{
    const char *typed = config_text(p, key);
    return typed != NULL ? series(r, p, key, typed, strlen(typed), ids) : -1;
}

static void read_operands(struct report *r, struct indicator *ind, const struct config_part *p,
                          struct names *ids, struct messages *m)
{
    ind->numerator = operand(r, p, INDICATOR_NUMERATOR, ids);
    ind->denominator = operand(r, p, INDICATOR_DENOMINATOR, ids);
    if ((ind->numerator < 0) != (ind->denominator < 0)) {
        config_required(p, ind->numerator < 0 ? INDICATOR_NUMERATOR : INDICATOR_DENOMINATOR, m);
        ind->numerator = ind->denominator = -1;
    }
}

/* An operand of a rate is counted, or a formula that comes to a count; never a rate. */
static void check_operands(struct report *r, struct messages *m)
{
    for (size_t i = 0; i < r->n_indicators; i++) {
        struct indicator *ind = &r->indicators[i];
        int operands[] = {ind->numerator, ind->denominator};
        for (int k = 0; k < 2; k++) {
            const struct indicator *from = operands[k] < 0 ? NULL : &r->indicators[operands[k]];
            if (from == NULL ||
                (from->numerator < 0 && (from->formula == NULL || from->unit == UNIT_COUNT)))
                continue;
            msg(m, SEV_ERROR, ind->at, "computed-operand",
                "'%s' is computed from '%s', which is computed itself; name series that are "
                "counted",
                "“%s”由“%s”算出，而后者本身也是算出的；请写直接统计的数列", ind->id, from->id);
        }
    }
}

/* A formula names series without sections, too: they are there before any formula is read. */
static void add_formula_series(struct report *r, const struct config *c, struct names *ids)
{
    for (size_t i = 0; i < c->n_parts; i++) {
        const char *text = config_text(&c->parts[i], INDICATOR_FORMULA), *name;
        size_t len;
        while (text != NULL && formula_name(&text, &name, &len))
            series(r, &c->parts[i], INDICATOR_FORMULA, name, len, ids);
    }
}

static void read_formulas(struct report *r, const struct config *c, const struct names *ids,
                          struct messages *m)
{
    for (size_t i = 0; i < c->n_parts; i++) {
        const struct config_part *p = &c->parts[i];
        const char *text = config_text(p, INDICATOR_FORMULA);
        if (p->section != SECTION_INDICATOR || text == NULL)
            continue;
        int index = names_find(ids, p->name);
        struct indicator *ind = &r->indicators[index];
        if (ind->numerator >= 0)
            msg(m, SEV_ERROR, config_at(p, INDICATOR_FORMULA), "bad-formula",
                "'%s' has a numerator and a denominator already: keep them or the formula",
                "“%s”已有分子和分母：与公式只留其一", ind->id);
        else
            ind->formula = formula_read(r, index, text, config_at(p, INDICATOR_FORMULA), m);
    }
}

/* What indicator i is computed from and is not settled; those behind done in order are not. */
static int unsettled_operand(const struct report *r, int i, const bool *settled)
{
    const struct indicator *ind = &r->indicators[i];
    size_t n = 0;
    const int *operands = ind->formula != NULL ? formula_operands(ind->formula, &n) : NULL;
    for (size_t k = 0; k < n; k++)
        if (!settled[operands[k]])
            return operands[k];
    return ind->numerator >= 0 && !settled[ind->numerator] ? ind->numerator : ind->denominator;
}

/* Each circle once, where the first of its indicators stands. */
static void check_circles(struct report *r, struct messages *m)
{
    int *order = must_alloc(r->n_indicators + 1, sizeof *order);
    bool *settled = must_alloc(r->n_indicators + 1, sizeof *settled);
    memset(settled, 0, r->n_indicators * sizeof *settled);
    size_t n = formula_order(r, order);
    for (size_t i = 0; i < n; i++)
        settled[order[i]] = true;
    for (size_t k = n; k < r->n_indicators; k++) {
        int i = order[k];
        size_t steps = 0;
        do /* ends in a circle, or at one that was told */
            i = unsettled_operand(r, i, settled);
        while (i != order[k] && i >= 0 && !settled[i] && ++steps < r->n_indicators);
        if (i != order[k])
            continue;
        int next = unsettled_operand(r, i, settled);
        msg(m, SEV_ERROR, r->indicators[i].at, "formula-circle",
            "'%s' is computed from '%s', and that in the end from '%s' again: one of them has to "
            "be given",
            "“%s”由“%s”算出，而后者最终又由“%s”算出：其中一项须直接给出", r->indicators[i].id,
            r->indicators[next].id, r->indicators[i].id);
        settled[i] = true;
    }
    free(order);
    free(settled);
}

/* No more series than this can be named: two by each section, and every other byte of a formula. */
static size_t series_most(const struct config *c)
{
    size_t most = 3 * c->n_parts;
    for (size_t i = 0; i < c->n_parts; i++)
        if (config_text(&c->parts[i], INDICATOR_FORMULA) != NULL)
            most += strlen(config_text(&c->parts[i], INDICATOR_FORMULA)) / 2 + 1;
    return most;
}

/* The limits of bands: numbers, each above the one before. */
static void read_bands(const struct report *r, struct indicator *ind, const struct config_part *p,
                       struct messages *m)
{
    size_t n;
    const char *const *words = config_list(r->arena, p, INDICATOR_BANDS, &n);
    const struct number **bands = arena_array(r->arena, n + 1, sizeof *bands);
    for (size_t i = 0; i < n; i++) {
        const struct number *x = number_parse(r->arena, words[i], strlen(words[i]));
        if (x == NULL || (ind->n_bands > 0 && number_cmp(bands[ind->n_bands - 1], x) >= 0))
            config_bad_value(p, INDICATOR_BANDS, words[i], "80, 90", m);
        else
            bands[ind->n_bands++] = x;
    }
    ind->bands = bands;
}

/* What the checks need to know of it; parts may be any series, so that all have to be there. */
static void read_checks(const struct report *r, struct indicator *ind, const struct config_part *p,
                        struct messages *m)
{
    const char *range = config_text(p, INDICATOR_PLAUSIBLE), *base = config_text(p, INDICATOR_BASE);
    ind->aliases = config_list(r->arena, p, INDICATOR_ALIASES, &ind->n_aliases);
    read_bands(r, ind, p, m);
    ind->parts = listed_indicators(r, p, INDICATOR_PARTS, &ind->n_parts, m);
    ind->plausible.at = config_at(p, INDICATOR_PLAUSIBLE);
    if (range != NULL &&
        (value_parse_target(r->arena, range, strlen(range), &ind->plausible) != 0 ||
         ind->plausible.kind != TARGET_BETWEEN)) {
        ind->plausible.kind = TARGET_UNSET;
        config_bad_value(p, INDICATOR_PLAUSIBLE, range, "3..40", m);
    }
    ind->base = base != NULL ? number_parse(r->arena, base, strlen(base)) : NULL;
    long whole;
    if (base != NULL && (ind->base == NULL || !number_whole(ind->base, &whole) || whole <= 0)) {
        ind->base = NULL;
        config_bad_value(p, INDICATOR_BASE, base, "33", m);
    }
}

/* "0.5", "30%": how far values may go from year to year. */
static void read_max_change(const struct report *r, struct indicator *ind,
                            const struct config_part *p, enum config_key key, struct messages *m)
{
    const char *text = config_text(p, key);
    if (text == NULL)
        return;
    size_t len = strlen(text);
    ind->max_change_relative = text[len - 1] == '%';
    const struct number *x = number_parse(r->arena, text, len - ind->max_change_relative);
    if (x == NULL || number_sign(x) <= 0) {
        config_bad_value(p, key, text, "0.5, 30%", m);
        return;
    }
    ind->max_change =
        ind->max_change_relative ? number_div(r->arena, x, number_int(r->arena, 100)) : x;
}

/* Indicators have their own limit of change; others, and bare series, that of [checks]. */
static void read_max_changes(struct report *r, const struct config *c, struct messages *m)
{
    struct indicator common = {0};
    read_max_change(r, &common, &c->parts[SECTION_CHECKS], CHECKS_MAX_CHANGE, m);
    size_t next = 0;
    for (size_t i = 0; i < c->n_parts; i++)
        if (c->parts[i].section == SECTION_INDICATOR)
            read_max_change(r, &r->indicators[next++], &c->parts[i], INDICATOR_MAX_CHANGE, m);
    for (size_t i = 0; i < r->n_indicators; i++)
        if (r->indicators[i].max_change == NULL) {
            r->indicators[i].max_change = common.max_change;
            r->indicators[i].max_change_relative = common.max_change_relative;
        }
}

void indicators_read(struct report *r, const struct config *c, struct messages *m)
{
    r->indicators = arena_array(r->arena, series_most(c), sizeof *r->indicators);
    struct names *ids = names_new(r->arena);
    for (size_t i = 0; i < c->n_parts; i++)
        if (c->parts[i].section == SECTION_INDICATOR) {
            names_add(ids, c->parts[i].name, (int)r->n_indicators);
            read_indicator(r, &r->indicators[r->n_indicators++], &c->parts[i], m);
        }
    size_t next = 0;
    for (size_t i = 0; i < c->n_parts; i++)
        if (c->parts[i].section == SECTION_INDICATOR)
            read_operands(r, &r->indicators[next++], &c->parts[i], ids, m);
    add_formula_series(r, c, ids);
    read_formulas(r, c, ids, m);
    check_operands(r, m);
    check_circles(r, m);
    next = 0;
    for (size_t i = 0; i < c->n_parts; i++)
        if (c->parts[i].section == SECTION_INDICATOR)
            read_checks(r, &r->indicators[next++], &c->parts[i], m);
    read_max_changes(r, c, m);
}
