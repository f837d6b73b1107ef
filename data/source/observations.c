#include "data/source/observations.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/arena.h"
#include "base/list.h"
#include "base/names.h"
#include "base/text.h"
#include "base/utf8.h"
#include "base/year.h"
#include "data/sheets/columns.h"
#include "data/sheets/personal.h"
#include "data/source/sheetmap.h"
#include "data/statistics/rate.h"

/* Cells are kept for every indicator, place and year, so their number has to be limited. */
#define CELLS_MAX (64u << 20)

enum {
    PLACE = LONG_PLACE,
    INDICATOR = LONG_INDICATOR,
    YEAR = LONG_YEAR,
    NUMERATOR = LONG_NUMERATOR,
    DENOMINATOR = LONG_DENOMINATOR,
    VALUE = LONG_VALUE,
    TARGET = LONG_TARGET,
    FLAG = LONG_FLAG,
    NOTE = LONG_NOTE,
    N_KINDS = LONG_KINDS
};

/* The English name first, the Chinese one second: messages use these. */
static const struct column kinds[N_KINDS] = {
    [PLACE] = {.heads = {"place", "单位", "地区", "unit"}},
    [INDICATOR] = {.heads = {"indicator", "指标"}, .needed = true},
    [YEAR] = {.heads = {"year", "年度", "年份"}},
    [NUMERATOR] = {.heads = {"numerator", "分子"}},
    [DENOMINATOR] = {.heads = {"denominator", "分母"}},
    [VALUE] = {.heads = {"value", "数值", "值"}},
    [TARGET] = {.heads = {"target", "目标"}},
    [FLAG] = {.heads = {"flag", "标记"}},
    [NOTE] = {.heads = {"note", "备注"}},
};

/* What one row says. It may give a value, a target or both. */
struct entry {
    int indicator, place, year;
    const struct value *value;
    const struct target *target;
};

struct loader {
    struct report *r;
    struct messages *m;
    struct arena *scratch; /* of the table in hand; numbers and texts that stay are in r->arena */
    struct arena *tables;  /* of all tables: the names */
    struct names *indicators;
    struct names *places;
    struct names *told_aliases;
    bool open_places; /* no list was given: places are added as they come */
    size_t cap_places;
    struct entry *entries;
    size_t n, cap;
    bool told_full_width; /* in the table in hand */
    size_t unknown; /* names not found so far: the nearest is looked for only as often as told */
    const struct long_row *row; /* in hand */
};

static const char *text_of(const struct loader *l, int kind)
{
    return l->row->texts[kind];
}

static struct source source_of(const struct loader *l, int kind)
{
    return l->row->at[kind];
}

static void unknown_name(struct loader *l, int kind, const struct names *known, const char *rule)
{
    size_t n;
    const char *const *names = names_list(known, &n);
    const char *text = text_of(l, kind);
    const char *nearest = l->unknown++ < MSG_PER_RULE ? text_nearest(text, names, n) : NULL;
    const char *what =
        language_text(messages_language(l->m), kinds[kind].heads[0], kinds[kind].heads[1]);
    msg(l->m, SEV_ERROR, source_of(l, kind), rule, "unknown %s \"%s\"%s", "未知的%s“%s”%s", what,
        text,
        msg_proposal(l->m, nearest, "; it has to be declared in the report", "；须先在报告中声明"));
}

/* Ids have no capitals: they come from an INI file. */
static const char *lower(struct arena *a, const char *text)
{
    char *copy = arena_strdup(a, text);
    for (char *c = copy; *c != '\0'; c++)
        if (*c >= 'A' && *c <= 'Z')
            *c = (char)(*c - 'A' + 'a');
    return copy;
}

static int read_indicator(struct loader *l)
{
    const char *name = text_of(l, INDICATOR);
    int i = names_find(l->indicators, name);
    if (i < 0)
        i = names_find(l->indicators, lower(l->scratch, name));
    if (i < 0)
        unknown_name(l, INDICATOR, l->indicators, "unknown-indicator");
    return i;
}

static int add_place(struct loader *l, const char *name)
{
    struct report *r = l->r;
    r->places = list_room_in(r->arena, r->places, r->n_places, &l->cap_places, sizeof r->places[0]);
    name = arena_strdup(r->arena, name);
    r->places[r->n_places] =
        (struct place){.id = name, .name = name, .parent = 0, .at = source_of(l, PLACE)};
    names_add(l->places, name, (int)r->n_places);
    return (int)r->n_places++;
}

/* The name without its blanks: tables space short names out, "四 青" for 四青. */
static const char *squeeze(struct arena *a, const char *name)
{
    size_t len = strlen(name), n = 0;
    char *out = arena_strndup(a, name, len);
    for (size_t i = 0; i < len;) {
        size_t start = i;
        if (utf8_is_blank(utf8_next(name, len, &i)))
            continue;
        memmove(out + n, name + start, i - start);
        n += i - start;
    }
    out[n] = '\0';
    return out;
}

/*
 * A name that only the list's aliases have is told, once: it may be another place's in truth. The
 * whole has many names (全区, 合计), and cannot be mistaken.
 */
static void tell_alias(struct loader *l, const char *name, int place)
{
    const struct place *p = &l->r->places[place];
    if (place == 0 || strcmp(name, p->name) == 0 || strcmp(name, p->id) == 0 ||
        names_find(l->told_aliases, name) >= 0)
        return;
    names_add(l->told_aliases, arena_strdup(l->tables, name), place);
    msg(l->m, SEV_INFO, source_of(l, PLACE), "alias-match", "\"%s\" is taken for \"%s\"",
        "“%s”按别名视为“%s”", name, p->name);
}

static int read_place(struct loader *l)
{
    const char *name = text_of(l, PLACE);
    if (name[0] == '\0')
        return 0;
    int p = names_find(l->places, name);
    if (p < 0) {
        const char *squeezed = squeeze(l->scratch, name);
        p = names_find(l->places, squeezed);
        name = p >= 0 ? squeezed : name;
    }
    if (p < 0 && l->open_places)
        return add_place(l, text_of(l, PLACE));
    if (p < 0)
        unknown_name(l, PLACE, l->places, "unknown-place");
    else
        tell_alias(l, name, p);
    return p;
}

/* A calendar year; without the column, the report's year. -1 when it is none. */
static int read_year(struct loader *l)
{
    const char *text = text_of(l, YEAR);
    if (text == NULL)
        return l->r->year;
    int year = year_calendar(text);
    if (year >= 0)
        return year;
    msg(l->m, SEV_ERROR, source_of(l, YEAR), "bad-year", "\"%s\" is not a year such as 2006",
        "“%s”不是年份，应写成如 2006", text);
    return -1;
}

/* Whether text names one of the flags; its bit is added. */
static bool add_flag(const char *text, size_t len, unsigned *flags)
{
    static const struct {
        const char *name;
        unsigned bit;
    } names[] = {{"illustrative", FLAG_ILLUSTRATIVE}, {"示意", FLAG_ILLUSTRATIVE},
                 {"示意数", FLAG_ILLUSTRATIVE},       {"preliminary", FLAG_PRELIMINARY},
                 {"初步", FLAG_PRELIMINARY},          {"初步数", FLAG_PRELIMINARY},
                 {"estimated", FLAG_ESTIMATED},       {"估计", FLAG_ESTIMATED},
                 {"估计数", FLAG_ESTIMATED}};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        if (strlen(names[i].name) == len && strncasecmp(names[i].name, text, len) == 0) {
            *flags |= names[i].bit;
            return true;
        }
    }
    return false;
}

static int read_flags(struct loader *l, unsigned *flags)
{
    const char *text = text_of(l, FLAG), *item;
    size_t len;
    *flags = 0;
    while (columns_item(&text, &item, &len)) {
        if (add_flag(item, len, flags))
            continue;
        msg(l->m, SEV_ERROR, source_of(l, FLAG), "bad-flag",
            "unknown flag \"%.*s\": illustrative, preliminary or estimated",
            "未知的标记“%.*s”：应为 示意、初步 或 估计", (int)len, item);
        return -1;
    }
    return 0;
}

static int bad_number(struct loader *l, int kind)
{
    msg(l->m, SEV_ERROR, source_of(l, kind), "bad-number",
        "\"%s\" is not a number; a missing one is left empty or written -",
        "“%s”不是数；缺数时留空或写 -", text_of(l, kind));
    return -1;
}

/* A number of a cell in the indicator's own unit: 21.5 of 万人 is 215000. */
static const struct number *in_own_unit(struct loader *l, int kind, const struct number *x)
{
    int power = l->row->power[kind];
    if (power == 0)
        return x; /* nearly always: not worth a number for each */
    const struct number *ten = number_int(l->r->arena, 10);
    for (int i = power < 0 ? -power : power; i > 0 && x != NULL; i--)
        x = power < 0 ? number_div(l->r->arena, x, ten) : number_mul(l->r->arena, x, ten);
    return x;
}

/* A count: *x is NULL when there is none. */
static int read_count(struct loader *l, int kind, const struct number **x)
{
    enum value_kind found;
    const char *text = text_of(l, kind);
    if (value_parse(l->r->arena, text, strlen(text), &found, x) < 0 ||
        (found != VALUE_EXACT && found != VALUE_MISSING))
        return bad_number(l, kind);
    *x = in_own_unit(l, kind, *x);
    return 0;
}

/* Full-width digits, once a table: read as others, but their point may be a 。 or a 、. */
static void tell_full_width(struct loader *l, int kind)
{
    const char *text = text_of(l, kind);
    for (size_t i = 0, len = strlen(text); !l->told_full_width && i < len;) {
        uint32_t cp = utf8_next(text, len, &i);
        l->told_full_width = cp >= 0xFF10 && cp <= 0xFF19;
        if (l->told_full_width)
            msg(l->m, SEV_INFO, source_of(l, kind), "full-width-digit",
                "\"%s\": full-width digits, here and perhaps below, are read as plain ones",
                "“%s”：此处及以下的全角数字按半角读入", text);
    }
}

/* A value typed with the sign of another unit is ten or a hundred times off. */
static int check_unit(struct loader *l, int kind, const struct indicator *ind)
{
    const char *text = text_of(l, kind);
    bool percent = strstr(text, "%") != NULL || strstr(text, "％") != NULL;
    bool permille = strstr(text, "‰") != NULL;
    if ((!percent || ind->unit == UNIT_PERCENT) && (!permille || ind->unit == UNIT_PERMILLE))
        return 0;
    msg(l->m, SEV_ERROR, source_of(l, kind), "unit-mismatch",
        "\"%s\": %s is not measured in this unit; mend the sign or the number",
        "“%s”：指标%s不以此为单位，请改正单位或数值", text, ind->name);
    return -1;
}

/* Digits behind the point as typed: 98.90 has two. */
static int typed_decimals(const char *text)
{
    int n = -1;
    for (size_t i = 0, len = strlen(text); i < len;) {
        uint32_t cp = utf8_next(text, len, &i);
        if (cp == '.' || cp == 0xFF0E)
            n = 0;
        else if (n >= 0 && ((cp >= '0' && cp <= '9') || (cp >= 0xFF10 && cp <= 0xFF19)))
            n++;
        else if (n >= 0)
            break;
    }
    return n < 0 ? 0 : n;
}

static int mismatch(struct loader *l, const struct indicator *ind, const struct value *given,
                    const struct value *v)
{
    msg(l->m, SEV_ERROR, source_of(l, VALUE), "rate-mismatch",
        "the value %s is not %s / %s x %ld = %s: correct one of them%s",
        "数值 %s 与 %s / %s × %ld = %s 不符：请改正其一%s", text_of(l, VALUE),
        text_of(l, NUMERATOR), text_of(l, DENOMINATOR), ind->multiplier,
        number_text(l->scratch, v->number, given->decimals < 0 ? 0 : given->decimals + 2,
                    l->r->rounding, 0),
        rate_hint(l->r, ind, given, v->numerator, v->denominator, l->m));
    return -1;
}

/* The value of a row: given, computed from its counts, or both, which must then agree. */
static int read_value(struct loader *l, const struct indicator *ind, struct value *v)
{
    const struct number *numerator, *denominator;
    const char *text = text_of(l, VALUE);
    if (value_parse(l->r->arena, text, strlen(text), &v->kind, &v->number) < 0)
        return bad_number(l, VALUE);
    tell_full_width(l, VALUE);
    tell_full_width(l, NUMERATOR);
    tell_full_width(l, DENOMINATOR);
    v->number = in_own_unit(l, VALUE, v->number);
    v->power = l->row->power[VALUE];
    v->decimals = typed_decimals(text) - v->power;
    if (check_unit(l, VALUE, ind) < 0 || read_count(l, NUMERATOR, &numerator) < 0 ||
        read_count(l, DENOMINATOR, &denominator) < 0)
        return -1;
    v->at = source_of(l, VALUE);
    if (numerator == NULL || denominator == NULL) {
        if (v->kind == VALUE_MISSING && numerator != denominator)
            msg(l->m, SEV_WARNING, v->at, "incomplete-rate",
                "numerator without denominator, or the reverse: taken as missing",
                "分子、分母只有其一：按缺数处理");
        return 0;
    }
    const struct value given = *v;
    v->power = v->decimals = 0;
    v->at = source_of(l, number_sign(denominator) > 0 ? NUMERATOR : DENOMINATOR);
    v->way = WAY_COUNTS;
    if (rate_set(l->r, ind, v, numerator, denominator, l->m) < 0)
        return -1;
    if (!rate_agrees(given.kind, given.number, given.decimals, v->number))
        return mismatch(l, ind, &given, v);
    return 0;
}

static const struct target *read_target(struct loader *l, const struct indicator *ind,
                                        unsigned flags)
{
    const char *text = text_of(l, TARGET);
    struct target *t = arena_alloc(l->r->arena, sizeof *t);
    t->flags = flags;
    t->at = source_of(l, TARGET);
    if (value_parse_target(l->r->arena, text, strlen(text), t) < 0) {
        msg(l->m, SEV_ERROR, t->at, "bad-target",
            "\"%s\" is not a target: write <= 11.5, >= 90, = 0 or 103..107",
            "“%s”不是目标：应写成 <= 11.5、>= 90、= 0 或 103..107", text);
        return NULL;
    }
    t->low = in_own_unit(l, TARGET, t->low);
    t->high = in_own_unit(l, TARGET, t->high);
    return check_unit(l, TARGET, ind) < 0 ? NULL : t;
}

static void read_data(struct loader *l, struct entry *e, unsigned flags)
{
    const struct indicator *ind = &l->r->indicators[e->indicator];
    bool has_target = text_of(l, TARGET)[0] != '\0';
    bool has_value = text_of(l, VALUE)[0] != '\0' || text_of(l, NUMERATOR)[0] != '\0' ||
                     text_of(l, DENOMINATOR)[0] != '\0';
    if (has_target)
        e->target = read_target(l, ind, flags);
    if (has_target && !has_value)
        return;
    struct value *v = arena_alloc(l->r->arena, sizeof *v);
    v->flags = flags;
    const char *note = text_of(l, NOTE);
    v->note = note[0] != '\0' ? arena_strdup(l->r->arena, note) : NULL;
    if (read_value(l, ind, v) == 0)
        e->value = v;
}

/* Cells of text; a count may well have eleven digits. */
static bool is_personal(struct loader *l)
{
    static const int texts[] = {PLACE, INDICATOR, NOTE};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        const char *text = text_of(l, texts[i]);
        size_t n, len = strlen(text);
        if (personal_number(text, len, &n) == len)
            continue;
        msg(l->m, SEV_ERROR, source_of(l, texts[i]), "personal-data",
            "what looks like an identity card or mobile number (%zu digits): " PERSONAL_EN,
            "疑为身份证号或手机号（%zu 位）：" PERSONAL_ZH, n);
        return true;
    }
    return false;
}

static void read_row(struct loader *l)
{
    if (is_personal(l))
        return;
    unsigned flags;
    struct entry e = {.indicator = read_indicator(l)};
    e.place = read_place(l);
    e.year = read_year(l);
    if (read_flags(l, &flags) < 0 || e.indicator < 0 || e.place < 0 || e.year < 0)
        return;
    read_data(l, &e, flags);
    l->entries = list_room(l->entries, l->n, &l->cap, sizeof l->entries[0]);
    l->entries[l->n++] = e;
}

static void take_row(void *ctx, const struct long_row *row)
{
    struct loader *l = ctx;
    l->row = row;
    read_row(l);
}

static void read_table(struct loader *l, const char *path, struct source from)
{
    l->scratch = arena_new();
    l->told_full_width = false;
    const struct cell_table *t = cells_load(l->scratch, path, from, l->m);
    int where[N_KINDS];
    if (t != NULL && columns_find(t, kinds, N_KINDS, where, l->m) == 0) {
        struct source of = cells_source(l->r->arena, t);
        for (size_t i = 1; i < t->n_rows; i++) {
            struct long_row row = {.power = {0}};
            for (int k = 0; k < N_KINDS; k++) {
                row.texts[k] = columns_text(&t->rows[i], where[k]);
                row.at[k] = columns_source(of, &t->rows[i], where[k]);
            }
            if (where[YEAR] < 0)
                row.texts[YEAR] = NULL; /* the report's */
            if (t->rows[i].hidden)
                msg(l->m, SEV_WARNING, columns_source(of, &t->rows[i], 0), "hidden-row",
                    "this row is hidden in the sheet; it is read all the same",
                    "本行在工作表中被隐藏，仍予读取");
            if (columns_fit(t, i, l->m))
                take_row(l, &row);
        }
    }
    arena_free(l->scratch);
}

/* A sheet that a [source.NAME] maps. */
static void read_source(struct loader *l, const struct config_part *p)
{
    l->scratch = arena_new();
    l->told_full_width = false;
    sheetmap_read(l->r, p, l->scratch, take_row, l, NULL, l->m);
    arena_free(l->scratch);
}

static void index_names(struct loader *l)
{
    const struct report *r = l->r;
    l->indicators = names_new(l->tables);
    l->places = names_new(l->tables);
    l->told_aliases = names_new(l->tables);
    for (size_t i = 0; i < r->n_indicators; i++)
        names_add(l->indicators, r->indicators[i].id, (int)i);
    for (size_t i = 0; i < r->n_indicators; i++)
        if (r->indicators[i].name != NULL)
            names_add(l->indicators, r->indicators[i].name, (int)i);
    for (size_t i = 0; i < r->n_places; i++) {
        const struct place *p = &r->places[i];
        names_add(l->places, p->id, (int)i);
        names_add(l->places, p->name, (int)i);
        for (size_t k = 0; k < p->n_aliases; k++)
            names_add(l->places, p->aliases[k], (int)i);
    }
}

static void find_years(struct loader *l)
{
    bool seen[YEAR_MAX + 1] = {false};
    if (l->r->year >= 0 && l->r->year <= YEAR_MAX)
        seen[l->r->year] = true;
    for (size_t i = 0; i < l->n; i++)
        seen[l->entries[i].year] = true;
    int *years = arena_array(l->r->arena, YEAR_MAX + 1, sizeof years[0]);
    size_t n = 0;
    for (int y = 0; y <= YEAR_MAX; y++)
        if (seen[y])
            years[n++] = y;
    l->r->years = years;
    l->r->n_years = n;
}

static void duplicate(struct loader *l, struct source at, struct source before)
{
    msg(l->m, SEV_ERROR, at, "duplicate-row",
        "line %d of %s gives this indicator, place and year already: keep one of the two",
        "第 %d 行（%s）已给出同一指标、单位和年度：只保留一行", before.line, before.file);
}

/* Puts the entries where they belong in r->cells and r->targets. -1 when there are too many. */
static int fill_cells(struct loader *l)
{
    struct report *r = l->r;
    size_t per_indicator = r->n_places * r->n_years;
    if (per_indicator > 0 && r->n_indicators > CELLS_MAX / per_indicator) {
        msg(l->m, SEV_ERROR, NOWHERE, "too-much-data",
            "%zu indicators, %zu places and %zu years are too many at once",
            "%zu 个指标、%zu 个单位、%zu 个年度，一次处理不了", r->n_indicators, r->n_places,
            r->n_years);
        return -1;
    }
    r->cells = arena_array(r->arena, r->n_indicators * per_indicator, sizeof r->cells[0]);
    r->targets = NULL;
    for (size_t i = 0; i < l->n; i++) {
        const struct entry *e = &l->entries[i];
        size_t at = ((size_t)e->indicator * r->n_places + (size_t)e->place) * r->n_years +
                    (size_t)report_year(r, e->year);
        if (e->target != NULL && r->targets == NULL)
            r->targets =
                arena_array(r->arena, r->n_indicators * per_indicator, sizeof r->targets[0]);
        if (e->value != NULL && r->cells[at] != NULL)
            duplicate(l, e->value->at, r->cells[at]->at);
        else if (e->value != NULL)
            r->cells[at] = e->value;
        if (e->target != NULL && r->targets[at] != NULL)
            duplicate(l, e->target->at, r->targets[at]->at);
        else if (e->target != NULL)
            r->targets[at] = e->target;
    }
    return 0;
}

int observations_load(struct report *r, const char *const *paths, const struct source *from,
                      size_t n, const struct config *c, struct messages *m)
{
    struct loader l = {.r = r, .m = m, .tables = arena_new()};
    size_t errors = messages_count(m, SEV_ERROR);
    l.open_places = r->n_places <= 1;
    l.cap_places = r->n_places;
    index_names(&l);
    for (size_t i = 0; i < n; i++)
        read_table(&l, paths[i], from[i]);
    for (size_t i = 0; c != NULL && i < c->n_parts; i++)
        if (c->parts[i].section == SECTION_SOURCE)
            read_source(&l, &c->parts[i]);
    find_years(&l);
    int status = fill_cells(&l);
    free(l.entries);
    arena_free(l.tables);
    r->computed = status == 0 && messages_count(m, SEV_ERROR) == errors;
    if (r->computed)
        rates_compute(r, m);
    return messages_count(m, SEV_ERROR) == errors ? 0 : -1;
}
