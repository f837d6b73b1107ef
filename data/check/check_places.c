/* What shows only when the parts of a place are seen side by side. */
#include <string.h>

#include "base/arena.h"
#include "base/names.h"
#include "data/check/checking.h"
#include "data/statistics/funnel.h"
#include "data/statistics/rate.h"
#include "data/wording/wording.h"

/* The rates of a place's parts, put together as no rates should be. */
struct mean {
    bool wanted; /* the place's own rate is given, without counts */
    bool missing, lacks_counts, differ;
    const struct number *first, *sum;
    long n;
};

static bool is_bare(const struct report *r, struct cell_id cell)
{
    const struct indicator *ind = &r->indicators[cell.indicator];
    const struct value *v = report_value(r, cell);
    return v->kind == VALUE_EXACT && v->way == WAY_GIVEN &&
           (ind->numerator < 0 ||
            report_value(r, cell_of_indicator(cell, ind->numerator))->kind != VALUE_EXACT);
}

static void add_rate(const struct checking *c, struct mean *m, const struct value *v)
{
    if (v->kind != VALUE_EXACT) {
        m->missing = true;
        return;
    }
    m->lacks_counts = m->lacks_counts || v->numerator == NULL;
    m->first = m->first != NULL ? m->first : v->number;
    m->differ = m->differ || number_cmp(v->number, m->first) != 0;
    m->sum = m->sum == NULL ? v->number : number_add(c->scratch, m->sum, v->number);
    m->n++;
}

/* A total without counts: only the look of it tells, which may be chance. */
static void compare_mean(const struct checking *c, const struct mean *m, struct cell_id cell)
{
    const struct report *r = c->r;
    const struct value *v = report_value(r, cell);
    if (!m->wanted || m->missing || m->n < 2 || !m->differ || !m->lacks_counts)
        return;
    const struct number *mean = number_div(c->scratch, m->sum, number_int(c->scratch, m->n));
    if (rate_agrees(VALUE_EXACT, v->number, v->decimals, mean))
        msg_about(c->m, SEV_WARNING, v->at, check_subject(r, cell.indicator, cell.place),
                  c->rule->name.en,
                  "%s of %s in %d is given as %s, the plain mean of its parts' rates: divide the "
                  "sum of numerators by the sum of denominators",
                  "%s（%s，%d年）给出 %s，是各单位比率的简单平均：应以分子之和除以分母之和",
                  r->indicators[cell.indicator].name, r->places[cell.place].name,
                  r->years[cell.year], check_shown_number(c, v->number));
}

static void means_of(const struct checking *c, int i, int year_index, struct mean *means)
{
    const struct report *r = c->r;
    bool any = false;
    memset(means, 0, r->n_places * sizeof *means);
    for (size_t p = 0; p < r->n_places; p++)
        any |= means[p].wanted = is_bare(r, cell_at(i, (int)p, year_index));
    for (size_t p = 1; any && p < r->n_places; p++)
        if (means[r->places[p].parent].wanted)
            add_rate(c, &means[r->places[p].parent],
                     report_value(r, cell_at(i, (int)p, year_index)));
    for (size_t p = 0; any && p < r->n_places; p++)
        compare_mean(c, &means[p], cell_at(i, (int)p, year_index));
}

void check_mean_of_rates(const struct checking *c)
{
    const struct report *r = c->r;
    struct mean *means = arena_array(c->scratch, r->n_places, sizeof *means);
    for (size_t i = 0; i < r->n_indicators; i++)
        for (size_t y = 0; r->indicators[i].unit != UNIT_COUNT && y < r->n_years; y++)
            means_of(c, (int)i, (int)y, means);
}

size_t *check_first_of_kind(const struct checking *c)
{
    const struct report *r = c->r;
    size_t *first = arena_array(c->scratch, r->n_places, sizeof *first);
    struct names *kinds = names_new(c->scratch);
    for (size_t p = 1; p < r->n_places; p++) {
        const struct place *place = &r->places[p];
        const char *kind = place->kind != NULL ? place->kind : "";
        int before =
            names_add(kinds, arena_printf(c->scratch, "%d %s", place->parent, kind), (int)p);
        first[p] = before < 0 ? p : (size_t)before;
    }
    return first;
}

/* What is computed: what its operands lack is told of them. */
static bool is_derived(const struct report *r, int i, size_t like, int year_index)
{
    int numerator = r->indicators[i].numerator;
    return r->indicators[i].formula != NULL ||
           (numerator >= 0 && check_has_cell(r, cell_at(numerator, (int)like, year_index)));
}

/*
 * Without a list of places each name of the data is one: those that have less than half of what
 * another has are no places to expect anything of. NULL where there is a list.
 */
static const bool *extra_places(const struct checking *c)
{
    const struct report *r = c->r;
    if (config_text(&c->config->parts[SECTION_DATA], DATA_PLACES) != NULL)
        return NULL;
    int year_index = report_year(r, r->year);
    size_t *n = arena_array(c->scratch, r->n_places, sizeof *n), most = 0;
    bool *extra = arena_array(c->scratch, r->n_places, sizeof *extra);
    for (size_t p = 1; p < r->n_places; p++) {
        for (size_t i = 0; i < r->n_indicators; i++)
            n[p] += value_is_given(report_value(r, cell_at((int)i, (int)p, year_index)));
        most = n[p] > most ? n[p] : most;
    }
    for (size_t p = 1; p < r->n_places; p++)
        extra[p] = 2 * n[p] < most;
    return extra;
}

void check_extra_place(const struct checking *c)
{
    const struct report *r = c->r;
    const bool *extra = extra_places(c);
    for (size_t p = 1; extra != NULL && p < r->n_places; p++)
        if (extra[p])
            check_found(
                c, r->places[p].at, check_subject(r, -1, (int)p),
                "%s has less than half of the values that other places have: is it another name "
                "of one of them? A list of places (places = …) knows names and aliases",
                "%s的数不及其他单位的一半：是否为某单位的另一写法？可用单位名录写明名称和别名",
                r->places[p].name);
}

/* The places of one kind below one parent, for one indicator and year. */
struct kin {
    size_t all, with; /* how many there are, and have a value */
    size_t like;      /* one that has */
};

static void count_kin(const struct report *r, int i, int year_index, const size_t *first,
                      const bool *extra, struct kin *kin)
{
    memset(kin, 0, r->n_places * sizeof *kin);
    for (size_t p = r->n_places; p-- > 1;) {
        struct kin *k = &kin[first[p]];
        if (extra != NULL && extra[p])
            continue;
        k->all++;
        if (report_value(r, cell_at(i, (int)p, year_index))->kind != VALUE_MISSING) {
            k->with++;
            k->like = p;
        }
    }
}

/* A rule about a place whose kin have a value of that year. */
typedef void kin_rule(const struct checking *c, int indicator, size_t place, int year_index,
                      const struct kin *kin);

static void each_kin(const struct checking *c, kin_rule *rule)
{
    const struct report *r = c->r;
    const size_t *first = check_first_of_kind(c);
    const bool *extra = extra_places(c);
    struct kin *kin = arena_array(c->scratch, r->n_places, sizeof *kin);
    for (size_t i = 0; i < r->n_indicators; i++)
        for (size_t y = 0; y < r->n_years; y++) {
            count_kin(r, (int)i, (int)y, first, extra, kin);
            for (size_t p = 1; p < r->n_places; p++)
                if (kin[first[p]].with > 0 && (extra == NULL || !extra[p]) &&
                    !is_derived(r, (int)i, kin[first[p]].like, (int)y))
                    rule(c, (int)i, p, (int)y, &kin[first[p]]);
        }
}

/* In the report's year one that has a value is enough; earlier, more than half. */
static void missing_place(const struct checking *c, int i, size_t p, int year_index,
                          const struct kin *kin)
{
    const struct report *r = c->r;
    if (check_has_cell(r, cell_at(i, (int)p, year_index)) ||
        (r->years[year_index] != r->year && 2 * kin->with <= kin->all))
        return;
    check_found(c, r->places[p].at, check_subject(r, i, (int)p),
                "%s has no %s in %d, but %s has: add the row, or write - for a missing value",
                "%s没有%s（%d年），而%s有：请补这一行，确无数据时写 -", r->places[p].name,
                r->indicators[i].name, r->years[year_index], r->places[kin->like].name);
}

/* The places of one kind below one parent are expected together. */
void check_missing_place(const struct checking *c)
{
    each_kin(c, missing_place);
}

static void lone_place(const struct checking *c, int i, size_t p, int year_index,
                       const struct kin *kin)
{
    const struct report *r = c->r;
    const struct value *v = report_value(r, cell_at(i, (int)p, year_index));
    if (v->kind == VALUE_MISSING || !value_is_given(v) || r->years[year_index] >= r->year ||
        2 * kin->with >= kin->all)
        return;
    check_found(c, v->at, check_subject(r, i, (int)p),
                "%s has %s in %d, but most places of its kind have not: is the year right?",
                "%s有%s（%d年），而多数同类单位没有：年度是否写错？", r->places[p].name,
                r->indicators[i].name, r->years[year_index]);
}

void check_lone_place(const struct checking *c)
{
    each_kin(c, lone_place);
}

/* Fewer parts than this agree by chance. */
#define ALIKE_LEAST 3

void check_outlier(const struct checking *c)
{
    const struct report *r = c->r;
    int year_index = report_year(r, r->year);
    enum language language = messages_language(c->m);
    for (size_t i = 0; i < r->n_indicators; i++) {
        struct outlier *list;
        size_t n = funnel_outliers(c->scratch, r, (int)i, year_index, &list);
        for (size_t k = 0; k < n; k++)
            check_found(
                c, report_value(r, cell_at((int)i, list[k].place, year_index))->at,
                check_subject(r, (int)i, list[k].place),
                "%s of %s in %d is %s, far %s what chance and the spread of the others explain "
                "(99.8%% funnel limits): check it",
                "%s（%s，%d年）为 %s，明显%s其他单位（在 99.8%% 漏斗限之外）：请核对",
                r->indicators[i].name, r->places[list[k].place].name, r->year,
                wording_value(r, cell_at((int)i, list[k].place, year_index)),
                list[k].above ? (language_text(language, "above", "高于"))
                              : (language_text(language, "below", "低于")));
    }
}

/* What the parts of a place have in common. */
struct likeness {
    const struct value *first;
    size_t n;
    bool differ;
};

static void indicator_alike(const struct checking *c, int i)
{
    const struct report *r = c->r;
    int year_index = report_year(r, r->year);
    struct likeness *of = arena_array(c->scratch, r->n_places, sizeof *of);
    for (size_t p = 1; p < r->n_places; p++) {
        const struct value *v = report_value(r, cell_at(i, (int)p, year_index));
        struct likeness *l = &of[r->places[p].parent];
        if (v->kind == VALUE_MISSING)
            continue;
        l->first = l->first != NULL ? l->first : v;
        l->n++;
        l->differ =
            l->differ || v->kind != VALUE_EXACT || number_cmp(v->number, l->first->number) != 0;
    }
    for (size_t p = 0; p < r->n_places; p++)
        if (of[p].n >= ALIKE_LEAST && !of[p].differ && number_sign(of[p].first->number) != 0)
            check_found(c, of[p].first->at, check_subject(r, i, (int)p),
                        "%s in %d is %s for all %zu parts of %s: were they counted, or filled in?",
                        "%s（%d年）为 %s，%zu 个单位全部相同（%s）：是实际统计，还是照填？",
                        r->indicators[i].name, r->year, check_shown_number(c, of[p].first->number),
                        of[p].n, r->places[p].name);
}

void check_all_alike(const struct checking *c)
{
    for (size_t i = 0; i < c->r->n_indicators; i++)
        indicator_alike(c, (int)i);
}

/* The parts of a place that an indicator is about: not kinds of places that never have it. */
struct sum {
    const struct number *value, *numerator, *denominator;
    bool missing, some_left_out;
    size_t n, n_rates;
};

static void add_part(const struct checking *c, struct sum *s, const struct value *v)
{
    if (s->n++ == 0)
        s->value = s->numerator = s->denominator = number_int(c->scratch, 0);
    if (v->kind != VALUE_EXACT) {
        s->missing = true;
    } else if (v->numerator != NULL) {
        s->n_rates++;
        s->numerator = number_add(c->scratch, s->numerator, v->numerator);
        s->denominator = number_add(c->scratch, s->denominator, v->denominator);
    } else {
        s->value = number_add(c->scratch, s->value, v->number);
    }
}

static void compare_sum(const struct checking *c, const struct sum *s, struct cell_id cell)
{
    const struct report *r = c->r;
    const struct indicator *ind = &r->indicators[cell.indicator];
    const struct value *v = report_value(r, cell);
    bool counts = ind->unit == UNIT_COUNT;
    if (!s->some_left_out || s->missing || s->n == 0 || v->kind != VALUE_EXACT ||
        v->way != WAY_GIVEN || s->n_rates != (counts ? 0 : s->n) ||
        (!counts && number_sign(s->denominator) <= 0))
        return;
    const struct number *made = s->value;
    if (!counts)
        made = number_div(
            c->scratch,
            number_mul(c->scratch, s->numerator, number_int(c->scratch, ind->multiplier)),
            s->denominator);
    if (counts ? number_cmp(v->number, made) != 0 : !number_near(v->number, made, 1, v->decimals))
        check_found(
            c, v->at, check_subject(r, cell.indicator, cell.place),
            "%s of %s in %d is given as %s, but the places that have it make %s: correct one of "
            "them",
            "%s（%s，%d年）给出 %s，但有该项数据的各单位汇总为 %s：请改正其一", ind->name,
            r->places[cell.place].name, r->years[cell.year], check_shown_number(c, v->number),
            check_shown_number(c, made));
}

/* Of each kind of places, whether one ever has the indicator. */
static bool *kinds_with(const struct checking *c, int i, const size_t *first, bool *all)
{
    const struct report *r = c->r;
    bool *with = arena_array(c->scratch, r->n_places, sizeof *with);
    for (size_t p = 1; p < r->n_places; p++)
        for (size_t y = 0; y < r->n_years && !with[first[p]]; y++)
            with[first[p]] = report_value(r, cell_at(i, (int)p, (int)y))->kind != VALUE_MISSING;
    *all = true;
    for (size_t p = 1; p < r->n_places; p++)
        *all = *all && with[first[p]];
    return with;
}

static void indicator_sums(const struct checking *c, int i, const size_t *first)
{
    const struct report *r = c->r;
    bool all;
    const bool *with = kinds_with(c, i, first, &all);
    struct sum *sums = arena_array(c->scratch, r->n_places, sizeof *sums);
    for (size_t y = 0; !all && y < r->n_years; y++) {
        for (size_t p = 0; p < r->n_places; p++)
            sums[p] = (struct sum){0};
        for (size_t p = 1; p < r->n_places; p++) {
            struct sum *s = &sums[r->places[p].parent];
            if (with[first[p]])
                add_part(c, s, report_value(r, cell_at(i, (int)p, (int)y)));
            else
                s->some_left_out = true;
        }
        for (size_t p = 0; p < r->n_places; p++)
            compare_sum(c, &sums[p], cell_at(i, (int)p, (int)y));
    }
}

/* Where all kinds have the indicator, total-mismatch tells. */
void check_partial_total(const struct checking *c)
{
    const size_t *first = check_first_of_kind(c);
    for (size_t i = 0; i < c->r->n_indicators; i++)
        indicator_sums(c, (int)i, first);
}
