#include <string.h>

#include "base/arena.h"
#include "data/check/checking.h"
#include "data/wording/wording.h"

/* Whether the whole has a target of an earlier year; *year is the last such. */
static bool had_target(const struct report *r, int i, int *year)
{
    for (int y = report_year(r, r->year) - 1; y >= 0; y--)
        if (report_target(r, cell_at(i, 0, y))->kind != TARGET_UNSET) {
            *year = y;
            return true;
        }
    return false;
}

/* An indicator that should have a target this year, and has none. */
static bool lacks_target(const struct report *r, int i)
{
    const struct indicator *ind = &r->indicators[i];
    int year_index = report_year(r, r->year);
    return ind->declared && ind->better != BETTER_NONE && ind->target.at.line == 0 &&
           report_value(r, cell_at(i, 0, year_index))->kind != VALUE_MISSING &&
           report_target(r, cell_at(i, 0, year_index))->kind == TARGET_UNSET;
}

void check_target_missing(const struct checking *c)
{
    const struct report *r = c->r;
    int before;
    for (size_t i = 0; i < r->n_indicators; i++)
        if (lacks_target(r, (int)i) && !had_target(r, (int)i, &before))
            check_found(c, r->indicators[i].at, check_subject(r, (int)i, -1),
                        "%s has a result (%s) but no target: write target = …, or better = none",
                        "%s有完成数（%s）而没有目标：请写明目标，或将方向写为“无”",
                        r->indicators[i].name,
                        wording_value(r, cell_at((int)i, 0, report_year(r, r->year))));
}

void check_target_expired(const struct checking *c)
{
    const struct report *r = c->r;
    int before;
    for (size_t i = 0; i < r->n_indicators; i++)
        if (lacks_target(r, (int)i) && had_target(r, (int)i, &before))
            check_found(c, report_target(r, cell_at((int)i, 0, before))->at,
                        check_subject(r, (int)i, -1),
                        "%s has a target of %d (%s), but none of %d: add this year's",
                        "%s有%d年的目标（%s），而没有%d年的：请补上本年目标", r->indicators[i].name,
                        r->years[before], wording_target(r, cell_at((int)i, 0, before)), r->year);
}

/* "<= 98" for what should be high, ">= 5" for what should be low. */
static void target_direction(const struct checking *c, int i, int place, const struct target *t)
{
    const struct indicator *ind = &c->r->indicators[i];
    bool high = ind->better == BETTER_HIGHER && t->kind == TARGET_AT_MOST;
    bool low = ind->better == BETTER_LOWER && t->kind == TARGET_AT_LEAST;
    if (!high && !low)
        return;
    check_found(c, t->at, check_subject(c->r, i, place),
                "the target of %s is %s %s, but %s is better: correct the sign or the direction",
                "%s的目标为 %s %s，但该指标%s：请改正符号或方向", ind->name,
                high ? "<=" : ">=", check_shown_number(c, high ? t->high : t->low),
                language_text(messages_language(c->m), (high ? "higher" : "lower"),
                              (high ? "越高越好" : "越低越好")));
}

void check_target_direction(const struct checking *c)
{
    check_each_target(c, target_direction);
}

void check_each_target(const struct checking *c, target_rule *rule)
{
    const struct report *r = c->r;
    size_t per_indicator = r->n_places * r->n_years;
    for (size_t i = 0; i < r->n_indicators; i++) {
        rule(c, (int)i, -1, &r->indicators[i].target);
        for (size_t k = 0; r->targets != NULL && k < per_indicator; k++)
            if (r->targets[i * per_indicator + k] != NULL)
                rule(c, (int)i, (int)(k / r->n_years), r->targets[i * per_indicator + k]);
    }
}

/* Of rows, unit-mismatch tells; this is of the report file's own targets. */
void check_target_unit(const struct checking *c)
{
    for (size_t k = 0; k < c->config->n_parts; k++) {
        const struct config_part *p = &c->config->parts[k];
        const char *text = config_text(p, INDICATOR_TARGET);
        if (p->section != SECTION_INDICATOR || text == NULL)
            continue;
        int i = report_indicator(c->r, p->name);
        const struct indicator *ind = &c->r->indicators[i];
        bool percent = strstr(text, "%") != NULL || strstr(text, "％") != NULL;
        bool permille = strstr(text, "‰") != NULL;
        if ((percent && ind->unit != UNIT_PERCENT) || (permille && ind->unit != UNIT_PERMILLE))
            check_found(c, ind->target.at, check_subject(c->r, i, -1),
                        "the target of %s is \"%s\", but it is measured in %s: correct the sign",
                        "%s的目标写作“%s”，而该指标以 %s 计：请改正单位符号", ind->name, text,
                        *ind->unit_text != '\0' ? ind->unit_text : "1");
    }
}

/* The bound of a target that a value keeps by the least, or NULL. */
static const struct number *bound_near(const struct value *v, const struct target *t, int decimals)
{
    const struct number *bounds[] = {t->low, t->high};
    for (int k = 0; k < 2; k++)
        if (bounds[k] != NULL && number_cmp(v->number, bounds[k]) != 0 &&
            number_near(v->number, bounds[k], 1, decimals))
            return bounds[k];
    return NULL;
}

static void cell_narrow(const struct checking *c, struct cell_id cell)
{
    const struct report *r = c->r;
    const struct indicator *ind = &r->indicators[cell.indicator];
    const struct value *v = report_value(r, cell);
    if (v->kind != VALUE_EXACT || r->years[cell.year] != r->year ||
        report_verdict(r, cell) != VERDICT_MET)
        return;
    const struct number *bound = bound_near(v, report_target(r, cell), ind->decimals);
    if (bound != NULL)
        check_found(c, v->at, check_subject(r, cell.indicator, cell.place),
                    "%s of %s meets its target %s by less than is printed: it is %s in full",
                    "%s（%s）达到目标 %s，差额小于印出的末位：实为 %s", ind->name,
                    r->places[cell.place].name, check_shown_number(c, bound),
                    number_text(c->scratch, v->number, ind->decimals + 4, r->rounding, 0));
}

void check_narrowly_met(const struct checking *c)
{
    check_each_cell(c, cell_narrow);
}
