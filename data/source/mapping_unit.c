#include <string.h>

#include "base/arena.h"
#include "base/text.h"
#include "base/utf8.h"
#include "data/source/mapping.h"

/* What is put in front of a unit to have more of it; the longer first. */
static const struct {
    const char *word;
    int power;
} multiples[] = {{"万亿", 12}, {"千万", 7},      {"百万", 6},     {"十万", 5},
                 {"亿", 8},    {"万", 4},        {"千", 3},       {"百", 2},
                 {"十", 1},    {"thousand ", 3}, {"million ", 6}, {"billion ", 9}};

#define UNITS_MAX 8
#define SHORT_UNIT 3 /* hanzi of 平方米: a longer word behind 万 is rather a name */

/* What of a unit there is one or more of: 万人 -> 人, *power 4. */
static const char *base_of(const char *unit, int *power)
{
    *power = 0;
    for (size_t i = 0; i < sizeof multiples / sizeof *multiples; i++)
        if (strncmp(unit, multiples[i].word, strlen(multiples[i].word)) == 0) {
            *power = multiples[i].power;
            return unit + strlen(multiples[i].word);
        }
    return strcmp(unit, "％") == 0 ? "%" : unit;
}

/*
 * The power of ten that turns numbers in unit into those in an indicator's unit. False when the two
 * measure different things. Where the indicator has no unit, or the head names only the multiple
 * (万), they are taken to measure the same.
 */
static bool power_between(const char *unit, const struct indicator *ind, int *power)
{
    int own;
    const char *base = base_of(unit, power), *own_base = base_of(ind->unit_text, &own);
    *power -= own;
    if (strcmp(base, own_base) == 0 || ind->unit == UNIT_RATIO)
        return true;
    return ind->unit == UNIT_COUNT && (own_base[0] == '\0' || (base[0] == '\0' && *power != 0));
}

static void wrong_unit(const struct mapper *x, struct source at, const char *unit,
                       const struct indicator *ind)
{
    msg(x->m, SEV_ERROR, at, "unit-mismatch",
        "the head says (%s), but %s is measured in %s: correct one of them",
        "表头的单位是（%s），而指标%s以%s为单位：请改正其一", unit, ind->name, ind->unit_text);
}

/*
 * Of the units above the table the one that fits an indicator. A multiple of something else (万元
 * above persons) cannot be meant to be left alone, and is told; a name (单位：某某局) is.
 */
static int power_of_line(const struct mapper *x, const struct indicator *ind, struct source at)
{
    const char *wrong = NULL;
    int power = 0;
    for (size_t i = 0; i < x->n_units; i++) {
        const char *base = base_of(x->units[i], &power);
        bool fits = power_between(x->units[i], ind, &power);
        if (fits && (ind->unit_text[0] != '\0' || power != 0))
            return power;
        if (base != x->units[i] && utf8_count(base, strlen(base)) <= SHORT_UNIT)
            wrong = x->units[i];
    }
    if (wrong != NULL && x->n_units == 1 && ind->unit == UNIT_COUNT)
        wrong_unit(x, at, wrong, ind);
    return 0;
}

/* The numbers of a column whose head names the indicator. */
static void scale_column(struct mapper *x, size_t c)
{
    struct column_map *k = &x->columns[c];
    const struct headword *h = &k->word;
    const struct indicator *ind = &x->r->indicators[h->indicator];
    struct source at = mapping_source(x, x->last, c);
    if (h->kind == LONG_NUMERATOR || h->kind == LONG_DENOMINATOR) {
        if (h->unit != NULL)
            base_of(h->unit, &k->power);
    } else if (h->unit == NULL) {
        k->power = power_of_line(x, ind, at);
    } else if (!power_between(headword_squeeze(x->a, h->unit), ind, &k->power)) {
        wrong_unit(x, at, h->unit, ind);
        k->power = 0;
    }
}

/* "单位：万人、‰" or （单位：万元）; 填报单位：x is an office. NULL when text says no such thing.
 */
static const char *unit_line(struct arena *a, const char *text)
{
    static const char *const starts[] = {"单位：", "单位:", "计量单位：", "计量单位:", "Unit:"};
    text = headword_squeeze(a, text);
    if (strncmp(text, "（", strlen("（")) == 0)
        text += strlen("（");
    text += *text == '(';
    for (size_t i = 0; i < sizeof starts / sizeof *starts; i++)
        if (strncmp(text, starts[i], strlen(starts[i])) == 0)
            return text + strlen(starts[i]);
    return NULL;
}

/* The units of a line, up to a closing bracket. */
static void split_units(struct mapper *x, const char *s, const char **units)
{
    static const char *const ends[] = {"、", "，", ",", "/", "；", ";", "）", ")"};
    const char *start = s;
    for (;;) {
        size_t n = 0;
        for (size_t i = 0; i < sizeof ends / sizeof *ends && n == 0; i++)
            n = strncmp(s, ends[i], strlen(ends[i])) == 0 ? strlen(ends[i]) : 0;
        if (*s != '\0' && n == 0) {
            s++;
            continue;
        }
        size_t len = (size_t)(s - start);
        text_trim(&start, &len);
        if (len > 0 && x->n_units < UNITS_MAX)
            units[x->n_units++] = arena_strndup(x->a, start, len);
        if (*s == '\0')
            return;
        start = s += n;
    }
}

static void read_lines(struct mapper *x)
{
    const char **units = arena_array(x->a, UNITS_MAX, sizeof *units);
    x->units = units;
    for (size_t row = 0; row < x->first; row++)
        for (size_t c = 0; c < x->t->rows[row].n; c++) {
            const char *line = unit_line(x->a, mapping_text(x, row, c));
            if (line != NULL)
                split_units(x, line, units);
        }
}

void mapping_units(struct mapper *x)
{
    read_lines(x);
    for (size_t c = 0; c < x->n_columns; c++)
        if (mapping_is_data(x, c) && x->columns[c].word.indicator >= 0)
            scale_column(x, c);
}

int mapping_row_power(struct mapper *x, size_t row, const char *indicator)
{
    struct headword h = {.indicator = -1, .place = -1};
    size_t c = 0;
    while (c < x->n_columns && x->columns[c].word.role != HEAD_UNIT)
        c++;
    if (c == x->n_columns && x->n_units == 0)
        return 0;
    if (!headword_read(x->a, x->r, indicator, &h) || h.indicator < 0)
        return 0; /* told when the row is taken */
    const struct indicator *ind = &x->r->indicators[h.indicator];
    const char *unit = headword_squeeze(x->a, mapping_text(x, row, c));
    int power = 0;
    if (unit[0] == '\0')
        return power_of_line(x, ind, mapping_source(x, row, 0));
    if (power_between(unit, ind, &power))
        return power;
    wrong_unit(x, mapping_source(x, row, c), unit, ind);
    return 0;
}
