#include "data/indicatorspec.h"

#include <stdlib.h>
#include <string.h>

#include "data/arena.h"
#include "data/names.h"

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
    if (!text)
        return;
    ind->target.at = config_at(p, INDICATOR_TARGET);
    if (target_parse(r->arena, text, strlen(text), &ind->target) != 0) {
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
    ind->name = name ? name : p->name;
    ind->group = config_text(p, INDICATOR_GROUP);
    ind->basis = config_text(p, INDICATOR_BASIS);
    ind->declared = true;
    ind->at = p->at;
    ind->numerator = ind->denominator = -1;
    set_unit(ind, unit ? unit : "");
    bool rate = ind->unit == UNIT_PERCENT || ind->unit == UNIT_PERMILLE;
    ind->decimals = config_int(p, INDICATOR_DECIMALS, 0, DECIMALS_MAX, rate ? RATE_DECIMALS : 0, m);
    ind->better = (enum direction)config_choice(p, INDICATOR_BETTER, BETTER_NONE, m);
    read_target(r, ind, p, m);
}

/* The index of the series that key names, added when it has no section; -1 where key is missing. */
static int operand(struct report *r, const struct config_part *p, enum config_key key,
                   struct names *ids)
{
    const char *typed = config_text(p, key);
    if (!typed)
        return -1;
    char *id = arena_strdup(r->arena, typed);
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

/* An operand is counted, never computed itself: that also rules circles out. */
static void check_operands(struct report *r, struct messages *m)
{
    for (size_t i = 0; i < r->n_indicators; i++) {
        struct indicator *ind = &r->indicators[i];
        int operands[] = {ind->numerator, ind->denominator};
        for (int k = 0; k < 2; k++) {
            if (operands[k] < 0 || r->indicators[operands[k]].numerator < 0)
                continue;
            msg(m, SEV_ERROR, ind->at, "computed-operand",
                "'%s' is computed from '%s', which is computed itself; name series that are "
                "counted",
                "“%s”由“%s”算出，而后者本身也是算出的；请写直接统计的数列", ind->id,
                r->indicators[operands[k]].id);
        }
    }
}

void indicators_read(struct report *r, const struct config *c, struct messages *m)
{
    r->indicators = arena_array(r->arena, 3 * c->n_parts, sizeof *r->indicators);
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
    check_operands(r, m);
}

/* The words of a list, each looked up by find. */
static const int *listed(const struct report *r, const struct config_part *p, enum config_key key,
                         int (*find)(const struct report *, const char *),
                         void (*unknown)(const struct report *, const struct config_part *,
                                         enum config_key, const char *, struct messages *),
                         size_t *n, struct messages *m)
{
    size_t n_words;
    const char *const *words = config_list(r->arena, p, key, &n_words);
    int *found = arena_array(r->arena, n_words + 1, sizeof *found);
    *n = 0;
    for (size_t i = 0; i < n_words; i++) {
        found[*n] = find(r, words[i]);
        if (found[*n] < 0)
            unknown(r, p, key, words[i], m);
        else
            (*n)++;
    }
    return found;
}

static void unknown_indicator(const struct report *r, const struct config_part *p,
                              enum config_key key, const char *word, struct messages *m)
{
    const char **ids = must_alloc(r->n_indicators + 1, sizeof *ids);
    for (size_t i = 0; i < r->n_indicators; i++)
        ids[i] = r->indicators[i].id;
    const char *what = messages_language(m) == LANG_ZH ? "指标" : "indicator";
    config_unknown(p, key, "unknown-indicator", what, word, ids, r->n_indicators, m);
    free(ids);
}

static void unknown_place(const struct report *r, const struct config_part *p, enum config_key key,
                          const char *word, struct messages *m)
{
    const char **names = must_alloc(r->n_places + 1, sizeof *names);
    for (size_t i = 0; i < r->n_places; i++)
        names[i] = r->places[i].name;
    const char *what = messages_language(m) == LANG_ZH ? "单位" : "place";
    config_unknown(p, key, "unknown-place", what, word, names, r->n_places, m);
    free(names);
}

const int *indicators_listed(const struct report *r, const struct config_part *p,
                             enum config_key key, size_t *n, struct messages *m)
{
    return listed(r, p, key, report_indicator, unknown_indicator, n, m);
}

const int *places_listed(const struct report *r, const struct config_part *p, enum config_key key,
                         size_t *n, struct messages *m)
{
    return listed(r, p, key, report_place, unknown_place, n, m);
}
