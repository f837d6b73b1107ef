#include "data/figures/chart_summary.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "data/figures/chartspec.h"
#include "data/report/words.h"
#include "data/statistics/interval.h"
#include "data/statistics/standing.h"
#include "data/wording/wording.h"

/* More places than these are counted, not listed. */
#define PLACES_TOLD 30

/* More places that share an extreme are counted as well. */
#define TIED_TOLD 3

struct telling {
    const struct report *r;
    const struct chart *c;
    struct buf text;
    int year_index, last; /* indexes of this year and of chart_before */
    enum language language;
};

static const char *comma(const struct telling *t)
{
    return language_text(t->language, ", ", "，");
}

static const char *semicolon(const struct telling *t)
{
    return language_text(t->language, "; ", "；");
}

static bool is_missing(const struct telling *t, struct cell_id cell)
{
    return report_value(t->r, cell)->kind == VALUE_MISSING;
}

static bool has_target(const struct telling *t, int indicator, int place)
{
    return report_target(t->r, cell_at(indicator, place, t->year_index))->kind != TARGET_UNSET;
}

/* What parts a name from its value: hanzi need nothing, "片7" does. */
static const char *gap(const struct telling *t, const char *name)
{
    size_t len = strlen(name);
    return t->language == LANG_ZH && len > 0 && (unsigned char)name[len - 1] >= 0x80 ? "" : " ";
}

/* "江边街道9.61‰", "Jiangbian 9.61‰", "Jiangbian: no data" */
static void tell_value(struct telling *t, const char *name, struct cell_id cell)
{
    bool missing = is_missing(t, cell);
    buf_printf(&t->text, "%s%s%s%s", name, missing && t->language != LANG_ZH ? ":" : "",
               gap(t, name), missing ? word(t->r->language, W_NO_DATA) : wording_value(t->r, cell));
}

/* "，目标≤11.50‰" where there is one. */
static void tell_aim(struct telling *t, int indicator, int place)
{
    if (has_target(t, indicator, place))
        buf_printf(&t->text, language_text(t->language, ", target %s", "，目标%s"),
                   wording_target(t->r, cell_at(indicator, place, t->year_index)));
}

/* The same, and whether it is met. */
static void tell_target(struct telling *t, int indicator, int place)
{
    tell_aim(t, indicator, place);
    if (has_target(t, indicator, place) && !is_missing(t, cell_at(indicator, place, t->year_index)))
        buf_printf(
            &t->text, "%s%s", comma(t),
            wording_verdict(t->r, report_verdict(t->r, cell_at(indicator, place, t->year_index))));
}

/* "，位次第3", ", ranked 3rd"; nothing of what has no rank. */
static void tell_rank(struct telling *t, struct rank rank)
{
    if (rank.rank > 0)
        buf_printf(&t->text, language_text(t->language, ", ranked %s", "，位次%s"),
                   rank_words(t->r, rank));
}

/* "上年", "2002年" */
static const char *year_name(const struct telling *t, int year_index)
{
    int number = t->r->years[year_index];
    if (number == t->r->year - 1)
        return language_text(t->language, "last year", "上年");
    return arena_printf(t->r->arena, language_text(t->language, "%d", "%d年"), number);
}

/* "（上年9.90‰，95%置信区间8.93～13.60‰）", as far as the chart shows it. */
static void tell_details(struct telling *t, int indicator, int place)
{
    struct interval limits;
    bool last = t->last >= 0 && !is_missing(t, cell_at(indicator, place, t->last));
    bool interval =
        t->c->interval && interval_of(t->r, cell_at(indicator, place, t->year_index), &limits);
    if (!last && !interval)
        return;
    buf_puts(&t->text, language_text(t->language, " (", "（"));
    if (last)
        tell_value(t, year_name(t, t->last), cell_at(indicator, place, t->last));
    if (interval)
        buf_printf(&t->text, "%s%s%s%s", last ? comma(t) : "", word(t->r->language, W_INTERVAL),
                   language_text(t->language, " ", ""),
                   interval_text(t->r, cell_at(indicator, place, t->year_index)));
    buf_puts(&t->text, language_text(t->language, ")", "）"));
}

/* What the places of a chart have in common, or not, in one indicator. */
struct tally {
    size_t known, met, with_target, own_targets;
    const struct value *high, *low; /* NULL: no value */
};

static struct tally count(const struct telling *t, int indicator)
{
    struct tally n = {0};
    for (size_t i = 0; i < t->c->n_places; i++) {
        int place = t->c->places[i];
        const struct value *v = report_value(t->r, cell_at(indicator, place, t->year_index));
        n.with_target += has_target(t, indicator, place);
        n.own_targets += !value_same_target(
            report_target(t->r, cell_at(indicator, place, t->year_index)),
            report_target(t->r, cell_at(indicator, t->c->places[0], t->year_index)));
        if (v->kind == VALUE_MISSING)
            continue;
        n.known++;
        n.met += report_verdict(t->r, cell_at(indicator, place, t->year_index)) == VERDICT_MET;
        if (n.high == NULL || number_cmp(v->number, n.high->number) > 0)
            n.high = v;
        if (n.low == NULL || number_cmp(v->number, n.low->number) < 0)
            n.low = v;
    }
    return n;
}

/* "，最高童家镇、夏埠乡12.30‰": all places with that value, or the first and how many. */
static void tell_extreme(struct telling *t, const char *what, int indicator, const struct value *v)
{
    size_t n = 0;
    int place = -1;
    struct buf names = {0};
    for (size_t i = 0; i < t->c->n_places; i++) {
        const struct value *own =
            report_value(t->r, cell_at(indicator, t->c->places[i], t->year_index));
        if (own->kind == VALUE_MISSING || number_cmp(own->number, v->number) != 0)
            continue;
        place = t->c->places[i];
        if (n++ < TIED_TOLD)
            buf_printf(&names, "%s%s", n == 1 ? "" : language_text(t->language, ", ", "、"),
                       t->r->places[place].name);
    }
    if (n > TIED_TOLD)
        buf_printf(&names, language_text(t->language, " and others, %zu in all,", "等%zu个单位"),
                   n);
    buf_printf(&t->text, "%s%s%s", comma(t), what, language_text(t->language, " ", ""));
    tell_value(t, names.data, cell_at(indicator, place, t->year_index));
    buf_free(&names);
}

static void tell_missing(struct telling *t, int indicator, const struct tally *n)
{
    size_t told = 0;
    if (n->known == 0 || n->known == t->c->n_places)
        return;
    buf_printf(&t->text, "%s%s%s", semicolon(t), word(t->r->language, W_NO_DATA),
               language_text(t->language, ": ", "："));
    for (size_t i = 0; i < t->c->n_places && told < PLACES_TOLD; i++)
        if (is_missing(t, cell_at(indicator, t->c->places[i], t->year_index)))
            buf_printf(&t->text, "%s%s", told++ == 0 ? "" : language_text(t->language, ", ", "、"),
                       t->r->places[t->c->places[i]].name);
    if (t->c->n_places - n->known > told)
        buf_printf(&t->text, language_text(t->language, " and others, %zu in all", "等%zu个单位"),
                   t->c->n_places - n->known);
}

/* "8个单位中7个有数据，6个达标", "of 8 places 6 met the target", "8 places" */
static void tell_count(struct telling *t, const struct tally *n)
{
    size_t of = t->c->n_places;
    if (n->known == 0)
        buf_printf(&t->text,
                   language_text(t->language, "none of %zu places has data", "%zu个单位均无数据"),
                   of);
    else if (n->with_target == 0)
        buf_printf(&t->text, language_text(t->language, "%zu places", "%zu个单位"), of);
    else if (n->known == of)
        buf_printf(
            &t->text,
            language_text(t->language, "of %zu places %zu met the target", "%zu个单位中%zu个达标"),
            of, n->met);
    else
        buf_printf(&t->text,
                   language_text(t->language, "of %zu places %zu have data and %zu met the target",
                                 "%zu个单位中%zu个有数据，%zu个达标"),
                   of, n->known, n->met);
}

/* "8个单位中6个达标，最高童家镇12.30‰，最低江边街道9.61‰" */
static void tell_tally(struct telling *t, int indicator, const struct tally *n)
{
    tell_count(t, n);
    if (n->known < 2)
        return;
    if (number_cmp(n->high->number, n->low->number) == 0) {
        tell_extreme(t, language_text(t->language, "all alike:", "相同："), indicator, n->high);
        return;
    }
    tell_extreme(t, language_text(t->language, "highest", "最高"), indicator, n->high);
    tell_extreme(t, language_text(t->language, "lowest", "最低"), indicator, n->low);
}

static void tell_places(struct telling *t, int indicator, size_t known, bool targets)
{
    size_t told = 0;
    for (size_t i = 0; i < t->c->n_places && told < PLACES_TOLD; i++) {
        int place = t->c->places[i];
        if (is_missing(t, cell_at(indicator, place, t->year_index)))
            continue;
        buf_puts(&t->text, told++ == 0 ? (language_text(t->language, ". In order: ", "。依次为："))
                                       : comma(t));
        tell_value(t, t->r->places[place].name, cell_at(indicator, place, t->year_index));
        tell_details(t, indicator, place);
        if (targets)
            tell_target(t, indicator, place);
    }
    if (known > told)
        buf_printf(&t->text, language_text(t->language, " and others, %zu in all", "，等%zu个单位"),
                   known);
}

static void tell_whole(struct telling *t, int indicator, const char *before)
{
    buf_puts(&t->text, before);
    tell_value(t, t->r->places[t->c->place].name, cell_at(indicator, t->c->place, t->year_index));
    tell_target(t, indicator, t->c->place);
    tell_details(t, indicator, t->c->place);
}

static void compare_places(struct telling *t, int indicator)
{
    struct tally n = count(t, indicator);
    buf_printf(&t->text, language_text(t->language, "%s: ", "%s："),
               t->r->indicators[indicator].name);
    if (t->c->n_places > 0)
        tell_tally(t, indicator, &n);
    if (t->c->whole != WHOLE_NONE || t->c->n_places == 0)
        tell_whole(t, indicator, t->c->n_places > 0 ? comma(t) : "");
    else if (n.with_target > 0 && n.own_targets == 0)
        tell_aim(t, indicator, t->c->places[0]);
    tell_missing(t, indicator, &n);
    tell_places(t, indicator, n.known, n.own_targets > 0);
}

static void tell_years(struct telling *t, int indicator, int place)
{
    buf_puts(&t->text, t->r->places[place].name);
    for (size_t y = 0; y < t->c->n_years; y++) {
        buf_puts(&t->text, y > 0 ? comma(t) : language_text(t->language, " ", ""));
        tell_value(
            t, arena_printf(t->r->arena, language_text(t->language, "%d", "%d年"), t->c->years[y]),
            cell_at(indicator, place, report_year(t->r, t->c->years[y])));
    }
    tell_target(t, indicator, place);
}

static void follow_years(struct telling *t, int indicator)
{
    const struct chart *c = t->c;
    buf_printf(&t->text, language_text(t->language, "%s: ", "%s："),
               t->r->indicators[indicator].name);
    if (c->n_places == 0) {
        tell_years(t, indicator, c->place);
        return;
    }
    struct tally n = count(t, indicator);
    tell_tally(t, indicator, &n);
    tell_missing(t, indicator, &n);
    for (size_t p = 0; p < c->n_places && p < PLACES_TOLD; p++) {
        buf_puts(&t->text,
                 p > 0 ? semicolon(t) : language_text(t->language, ". In order: ", "。依次为："));
        tell_years(t, indicator, c->places[p]);
    }
    if (c->n_places > PLACES_TOLD)
        buf_printf(&t->text,
                   language_text(t->language, "; and others, %zu in all", "；等%zu个单位"),
                   c->n_places);
}

/* "全区有目标的7项指标中5项达标。", of those that have data. */
static void tell_met(struct telling *t)
{
    const struct chart *c = t->c;
    size_t met = 0, known = 0, set = 0;
    for (size_t i = 0; i < c->n_indicators; i++) {
        int indicator = c->indicators[i];
        bool target = has_target(t, indicator, c->place);
        set += target;
        known += target && !is_missing(t, cell_at(indicator, c->place, t->year_index));
        met += report_verdict(t->r, cell_at(indicator, c->place, t->year_index)) == VERDICT_MET;
    }
    buf_puts(&t->text, t->r->places[c->place].name);
    if (set > 0 && t->language == LANG_ZH && known < set)
        buf_printf(&t->text, "有目标的%zu项指标中%zu项有数据，%zu项达标", set, known, met);
    else if (set > 0 && t->language == LANG_ZH)
        buf_printf(&t->text, "有目标的%zu项指标中%zu项达标", set, met);
    else if (set > 0)
        buf_printf(&t->text, ": targets met: %zu of %zu", met, known);
    if (known < set && t->language != LANG_ZH)
        buf_printf(&t->text, ", %zu without data", set - known);
    buf_puts(&t->text, language_text(t->language, ". ", "。"));
}

static void match_target(struct telling *t, int indicator)
{
    tell_value(t, t->r->indicators[indicator].name, cell_at(indicator, t->c->place, t->year_index));
    tell_target(t, indicator, t->c->place);
    tell_details(t, indicator, t->c->place);
}

static void rank_among(struct telling *t, int indicator)
{
    struct tally n = count(t, indicator);
    struct rank *ranks = must_alloc(t->r->n_places, sizeof *ranks);
    ranks_find(t->r, indicator, t->year_index, ranks);
    match_target(t, indicator);
    tell_rank(t, ranks[t->c->place]);
    buf_puts(&t->text, comma(t));
    tell_tally(t, indicator, &n);
    free(ranks);
}

/* "。未列入图中：夏埠乡" */
static void tell_outside(struct telling *t)
{
    size_t n = 0;
    for (size_t i = 0; i < t->c->n_places; i++) {
        const struct place *p = &t->r->places[t->c->places[i]];
        if (report_on_map(p) || n++ >= PLACES_TOLD)
            continue;
        if (n == 1)
            buf_printf(&t->text, language_text(t->language, ". %s: ", "。%s："),
                       word(t->r->language, W_NOT_ON_MAP));
        buf_printf(&t->text, "%s%s", n == 1 ? "" : language_text(t->language, ", ", "、"), p->name);
    }
    if (n > PLACES_TOLD)
        buf_printf(&t->text, language_text(t->language, " and others, %zu in all", "等%zu个单位"),
                   n);
}

/* "达标项数：江边街道5/6，位次第1；…" */
static void tell_standings(struct telling *t)
{
    const struct chart *c = t->c;
    struct standing *s = must_alloc(c->n_places + 1, sizeof *s);
    standings_find(t->r, c->indicators, c->n_indicators, c->places, c->n_places, t->year_index, s);
    buf_printf(&t->text, language_text(t->language, "%s: ", "%s："),
               word(t->r->language, W_MET_COUNT));
    for (size_t i = 0; i < c->n_places && i < PLACES_TOLD; i++) {
        const char *name = t->r->places[c->places[i]].name;
        buf_printf(&t->text, "%s%s%s", i == 0 ? "" : semicolon(t), name, gap(t, name));
        if (s[i].of == 0)
            buf_puts(&t->text, word(t->r->language, W_UNKNOWN));
        else
            buf_printf(&t->text, "%d/%d", s[i].met, s[i].of);
        tell_rank(t, s[i].rank);
    }
    if (c->n_places > PLACES_TOLD)
        buf_printf(&t->text, language_text(t->language, " and others, %zu in all", "；等%zu个单位"),
                   c->n_places);
    buf_puts(&t->text, language_text(t->language, ". ", "。"));
    free(s);
}

const char *chart_summary(const struct report *r, const struct chart *c)
{
    struct telling t = {.r = r,
                        .c = c,
                        .year_index = report_year(r, r->year),
                        .last = chart_before(r, c),
                        .language = r->language};
    static void (*const tell[])(struct telling *, int) = {
        [SHOWS_INDICATORS] = match_target, [SHOWS_PLACES] = compare_places,
        [SHOWS_CHANGE] = compare_places,   [SHOWS_SIZES] = compare_places,
        [SHOWS_YEARS] = follow_years,      [SHOWS_STANDING] = compare_places,
        [SHOWS_SIBLINGS] = rank_among,     [SHOWS_MAP] = compare_places};
    buf_printf(&t.text, language_text(t.language, "%d. ", "%d年。"), r->year);
    bool one = c->form->shows == SHOWS_INDICATORS || c->form->shows == SHOWS_SIBLINGS;
    if (one)
        tell_met(&t);
    else if (c->form->shows == SHOWS_STANDING)
        tell_standings(&t);
    for (size_t i = 0; i < c->n_indicators; i++) {
        if (i > 0) /* values in order end a sentence */
            buf_puts(&t.text, one ? semicolon(&t) : language_text(t.language, ". ", "。"));
        tell[c->form->shows](&t, c->indicators[i]);
    }
    if (c->form->shows == SHOWS_MAP)
        tell_outside(&t);
    buf_puts(&t.text, language_text(t.language, ".", "。"));
    return buf_keep(&t.text, r->arena);
}

static enum word order_word(const struct report *r, const struct chart *c)
{
    bool none = r->indicators[c->indicators[0]].better == BETTER_NONE;
    switch (c->sort) {
    case SORT_BEST_FIRST: return none ? W_SORTED_LARGEST : W_SORTED_BEST;
    case SORT_WORST_FIRST: return none ? W_SORTED_SMALLEST : W_SORTED_WORST;
    case SORT_NAME: return W_SORTED_NAME;
    case SORT_DIVISIONS: return W_SORTED_DIVISIONS;
    case SORT_INPUT: break;
    }
    return W_COUNT;
}

const char *chart_order(const struct report *r, const struct chart *c)
{
    if (c->n_places < 2 || c->n_indicators == 0)
        return NULL;
    enum word w = order_word(r, c);
    if (w == W_COUNT)
        return NULL;
    const char *by = c->form->shows == SHOWS_STANDING ? word(r->language, W_MET_COUNT)
                                                      : r->indicators[c->indicators[0]].name;
    return arena_printf(r->arena, word(r->language, w), by); /* NOLINT: the pattern is ours */
}
