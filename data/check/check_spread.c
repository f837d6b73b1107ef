/* What shows only when the parts of a place are seen side by side. */
#include "base/arena.h"
#include "data/check/checking.h"
#include "data/statistics/funnel.h"
#include "data/wording/wording.h"

/* Fewer parts than this agree by chance. */
#define ALIKE_LEAST 3

void check_outlier(const struct checking *c)
{
    const struct report *r = c->r;
    int year_index = report_year(r, r->year);
    bool zh = messages_language(c->m) == LANG_ZH;
    for (size_t i = 0; i < r->n_indicators; i++) {
        struct outlier *list;
        size_t n = funnel_outliers(c->scratch, r, (int)i, year_index, &list);
        for (size_t k = 0; k < n; k++)
            found(c, report_value(r, cell_at((int)i, list[k].place, year_index))->at,
                  subject_of(r, (int)i, list[k].place),
                  "%s of %s in %d is %s, far %s what chance and the spread of the others explain "
                  "(99.8%% funnel limits): check it",
                  "%s（%s，%d年）为 %s，明显%s其他单位（在 99.8%% 漏斗限之外）：请核对",
                  r->indicators[i].name, r->places[list[k].place].name, r->year,
                  wording_value(r, cell_at((int)i, list[k].place, year_index)),
                  list[k].above ? (zh ? "高于" : "above") : (zh ? "低于" : "below"));
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
            found(c, of[p].first->at, subject_of(r, i, (int)p),
                  "%s in %d is %s for all %zu parts of %s: were they counted, or filled in?",
                  "%s（%d年）为 %s，%zu 个单位全部相同（%s）：是实际统计，还是照填？",
                  r->indicators[i].name, r->year, shown_number(c, of[p].first->number), of[p].n,
                  r->places[p].name);
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
        found(c, v->at, subject_of(r, cell.indicator, cell.place),
              "%s of %s in %d is given as %s, but the places that have it make %s: correct one of "
              "them",
              "%s（%s，%d年）给出 %s，但有该项数据的各单位汇总为 %s：请改正其一", ind->name,
              r->places[cell.place].name, r->years[cell.year], shown_number(c, v->number),
              shown_number(c, made));
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
    const size_t *first = first_of_kind(c);
    for (size_t i = 0; i < c->r->n_indicators; i++)
        indicator_sums(c, (int)i, first);
}
