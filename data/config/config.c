#include "data/config/config.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/arena.h"
#include "base/text.h"
#include "base/year.h"

/* Millipoints: no page of PDF is longer (ISO 32000-1 C.2). */
#define LENGTH_MAX 14400000

/* The section that full ("report", "指标.birth_rate") names, *name the part behind the dot. */
static enum config_section find_section(const char *full, const char **name)
{
    const char *dot = strchr(full, '.');
    size_t len = dot != NULL ? (size_t)(dot - full) : strlen(full);
    *name = dot != NULL ? dot + 1 : NULL;
    for (int s = 0; s < SECTION_COUNT; s++) {
        const struct section_row *row = &config_sections[s];
        bool match = (strlen(row->name.en) == len && memcmp(row->name.en, full, len) == 0) ||
                     (strlen(row->name.zh) == len && memcmp(row->name.zh, full, len) == 0);
        if (match && row->named == (dot != NULL))
            return (enum config_section)s;
    }
    return SECTION_COUNT;
}

static enum config_key find_key(enum config_section section, const char *name)
{
    for (int k = 0; k < KEY_COUNT; k++)
        if (config_keys[k].section == section && (strcmp(config_keys[k].name.en, name) == 0 ||
                                                  strcmp(config_keys[k].name.zh, name) == 0))
            return (enum config_key)k;
    return KEY_COUNT;
}

static void unknown_section(struct arena *a, const struct ini_section *s, struct messages *m)
{
    const char *names[2 * SECTION_COUNT];
    size_t n = 0;
    const char *dot = strchr(s->name, '.');
    const char *head = dot != NULL ? arena_strndup(a, s->name, (size_t)(dot - s->name)) : s->name;
    for (int i = 0; i < SECTION_COUNT; i++) {
        names[n++] = config_sections[i].name.en;
        names[n++] = config_sections[i].name.zh;
    }
    const char *nearest = text_nearest(head, names, n);
    const char *ignored;
    bool named = nearest != NULL && find_section(nearest, &ignored) == SECTION_COUNT;
    if (nearest != NULL)
        nearest = arena_printf(a, "[%s%s]", nearest, !named ? "" : dot != NULL ? dot : ".NAME");
    msg(m, SEV_ERROR, s->at, "unknown-section", "there is no section [%s]%s", "没有 [%s] 这一节%s",
        s->name, msg_proposal(m, nearest, "; `nianbao keys` lists them", "；各节见 nianbao keys"));
}

static void unknown_key(enum config_section section, const struct ini_entry *e,
                        const struct rule_names *rules, struct messages *m)
{
    size_t n = 0, n_rules = section == SECTION_CHECKS ? rules->n : 0;
    const char **names = must_alloc(2 * (KEY_COUNT + n_rules), sizeof *names);
    for (int k = 0; k < KEY_COUNT; k++)
        if (config_keys[k].section == section) {
            names[n++] = config_keys[k].name.en;
            names[n++] = config_keys[k].name.zh;
        }
    for (size_t i = 0; i < n_rules; i++) {
        names[n++] = rules->names[i].en;
        names[n++] = rules->names[i].zh;
    }
    const char *nearest = text_nearest(e->key, names, n);
    free(names);
    const char *where = language_words(messages_language(m), config_sections[section].name);
    msg(m, SEV_ERROR, e->at, "unknown-key", "[%s] has no key '%s'%s", "[%s] 没有“%s”这一项%s",
        where, e->key,
        msg_proposal(m, nearest, "; `nianbao keys` lists them", "；各项见 nianbao keys"));
}

/* A name that data and text can use: none of the marks that lists and placeholders are made of. */
static bool good_name(const char *name)
{
    return *name != '\0' && strpbrk(name, ".@{},: \t") == NULL && strstr(name, "，") == NULL &&
           strstr(name, "、") == NULL;
}

static struct config_part *take_part(struct config *c, const struct ini_section *s,
                                     enum config_section section, const char *name,
                                     struct messages *m)
{
    for (size_t i = 0; i < CONFIG_FIXED_PARTS && name == NULL; i++) {
        struct config_part *p = &c->parts[i];
        if (p->section != section)
            continue;
        if (p->at.line != 0) /* in its other language */
            msg(m, SEV_ERROR, s->at, "duplicate-section",
                "[%s] says again what line %d began; put the two together",
                "[%s] 与第%d行的一节重复；请合并", s->name, p->at.line);
        p->at = s->at;
        return p;
    }
    struct config_part *p = &c->parts[c->n_parts++];
    p->section = section;
    p->name = name;
    p->at = s->at;
    if (!good_name(name))
        msg(m, SEV_ERROR, s->at, "bad-name",
            "[%s]: a name has no blanks and none of . @ { } , : ， 、",
            "[%s]：名称中不能有空格和 . @ { } , : ， 、", s->name);
    return p;
}

/* A key of [checks] that is the name of a rule. False when it is none. */
static bool take_switch(struct config_part *p, const struct ini_entry *e,
                        const struct rule_names *rules, struct messages *m)
{
    size_t rule = 0;
    while (rule < rules->n && strcmp(rules->names[rule].en, e->key) != 0 &&
           strcmp(rules->names[rule].zh, e->key) != 0)
        rule++;
    if (p->section != SECTION_CHECKS || rule == rules->n)
        return false;
    if (p->switches[rule] != NULL)
        msg(m, SEV_ERROR, e->at, "duplicate-key", "'%s' was given on line %d already",
            "“%s”在第%d行已写过", e->key, p->switches[rule]->at.line);
    p->switches[rule] = e;
    return true;
}

static void take_entries(struct config_part *p, const struct ini_section *s,
                         const struct rule_names *rules, struct messages *m)
{
    for (size_t i = 0; i < s->n_entries; i++) {
        const struct ini_entry *e = &s->entries[i];
        if (take_switch(p, e, rules, m))
            continue;
        enum config_key key = find_key(p->section, e->key);
        if (key == KEY_COUNT) {
            unknown_key(p->section, e, rules, m);
        } else if (p->values[key] != NULL) {
            msg(m, SEV_ERROR, e->at, "duplicate-key", "'%s' was given on line %d already",
                "“%s”在第%d行已写过", e->key, p->values[key]->at.line);
        } else if (*e->value != '\0') {
            p->values[key] = e;
        }
    }
}

/* The language comes first: all that is told later is told in it. */
static void take_language(const struct ini *ini, struct messages *m)
{
    const struct section_row *report = &config_sections[SECTION_REPORT];
    const struct key_row *key = &config_keys[REPORT_LANGUAGE];
    for (size_t i = 0; i < ini->n_sections; i++) {
        const struct ini_section *s = &ini->sections[i];
        if (strcmp(s->name, report->name.en) != 0 && strcmp(s->name, report->name.zh) != 0)
            continue;
        const struct ini_entry *e = ini_entry(s, key->name.en);
        if (e == NULL)
            e = ini_entry(s, key->name.zh);
        struct config_part p = {.at = s->at};
        p.values[REPORT_LANGUAGE] = e != NULL && *e->value != '\0' ? e : NULL;
        messages_set_language(m, (enum language)config_choice(&p, REPORT_LANGUAGE, LANG_ZH, m));
        return;
    }
    messages_set_language(m, LANG_ZH);
}

/* Two sections of one kind and name, in two languages: "chart.a" and "图.a". */
static int by_name(const void *x, const void *y)
{
    const struct config_part *a = *(const struct config_part *const *)x;
    const struct config_part *b = *(const struct config_part *const *)y;
    if (a->section != b->section)
        return a->section < b->section ? -1 : 1;
    int c = strcmp(a->name, b->name);
    return c != 0 ? c : (a->at.line > b->at.line) - (a->at.line < b->at.line);
}

static void check_twins(const struct config *c, struct messages *m)
{
    size_t n = c->n_parts - CONFIG_FIXED_PARTS;
    const struct config_part **sorted = must_alloc(n + 1, sizeof(struct config_part *));
    for (size_t i = 0; i < n; i++)
        sorted[i] = &c->parts[i + CONFIG_FIXED_PARTS];
    qsort(sorted, n, sizeof *sorted, by_name);
    for (size_t i = 1; i < n; i++)
        if (sorted[i]->section == sorted[i - 1]->section &&
            strcmp(sorted[i]->name, sorted[i - 1]->name) == 0)
            msg(m, SEV_ERROR, sorted[i]->at, "duplicate-section",
                "[%s.%s] says again what line %d began; put the two together",
                "[%s.%s] 与第%d行的一节重复；请合并", config_sections[sorted[i]->section].name.en,
                sorted[i]->name, sorted[i - 1]->at.line);
    free(sorted);
}

const struct config *config_load(struct arena *a, const char *path, const struct rule_names *rules,
                                 struct messages *m)
{
    const struct ini *ini = ini_load(a, path, NOWHERE, m);
    if (ini == NULL)
        return NULL;
    take_language(ini, m);
    struct config *c = arena_alloc(a, sizeof *c);
    c->path = path;
    c->parts = arena_array(a, ini->n_sections + CONFIG_FIXED_PARTS, sizeof *c->parts);
    for (; c->n_parts < CONFIG_FIXED_PARTS; c->n_parts++) /* the sections without name come first */
        c->parts[c->n_parts] =
            (struct config_part){.section = (enum config_section)c->n_parts, .at = IN_FILE(path)};
    c->parts[SECTION_CHECKS].switches =
        arena_array(a, rules->n, sizeof *c->parts[SECTION_CHECKS].switches);
    for (size_t i = 0; i < ini->n_sections; i++) {
        const struct ini_section *s = &ini->sections[i];
        const char *name;
        enum config_section section = find_section(s->name, &name);
        if (section == SECTION_COUNT)
            unknown_section(a, s, m);
        else
            take_entries(take_part(c, s, section, name, m), s, rules, m);
    }
    check_twins(c, m);
    return c;
}

const char *config_text(const struct config_part *p, enum config_key key)
{
    return p->values[key] != NULL ? p->values[key]->value : NULL;
}

struct source config_at(const struct config_part *p, enum config_key key)
{
    return p->values[key] != NULL ? p->values[key]->at : p->at;
}

static const char *key_name(enum config_key key, const struct messages *m)
{
    return language_words(messages_language(m), config_keys[key].name);
}

const char *config_required(const struct config_part *p, enum config_key key, struct messages *m)
{
    const struct section_row *s = &config_sections[p->section];
    if (p->values[key] == NULL)
        msg(m, SEV_ERROR, p->at, "missing-key", "[%s%s%s] needs the key '%s'", "[%s%s%s] 缺少“%s”",
            language_words(messages_language(m), s->name), p->name != NULL ? "." : "",
            p->name != NULL ? p->name : "", key_name(key, m));
    return config_text(p, key);
}

void config_bad_value(const struct config_part *p, enum config_key key, const char *word,
                      const char *allowed, struct messages *m)
{
    msg(m, SEV_ERROR, config_at(p, key), "bad-value", "%s: '%s' is not allowed; write %s",
        "%s：不能是“%s”；可写：%s", key_name(key, m), word, allowed);
}

void config_unknown(const struct config_part *p, enum config_key key, const char *rule,
                    const char *what, const char *word, const char *const *names, size_t n,
                    struct messages *m)
{
    const char *nearest = text_nearest(word, names, n);
    msg(m, SEV_ERROR, config_at(p, key), rule, "there is no %s '%s'%s", "没有这个%s：“%s”%s", what,
        word, msg_proposal(m, nearest, "", ""));
}

int config_int(const struct config_part *p, enum config_key key, int low, int high, int fallback,
               struct messages *m)
{
    const char *text = config_text(p, key);
    if (text == NULL)
        return fallback;
    char *end;
    long v = strtol(text, &end, 10);
    if (*end == '\0' && v >= low && v <= high)
        return (int)v;
    char allowed[40];
    snprintf(allowed, sizeof allowed, "%d..%d", low, high);
    config_bad_value(p, key, text, allowed, m);
    return fallback;
}

int config_year(const struct config_part *p, enum config_key key, int fallback, struct messages *m)
{
    const char *text = config_text(p, key);
    if (text == NULL)
        return fallback;
    int year = year_calendar(text);
    if (year >= CONFIG_YEAR_MIN)
        return year;
    config_bad_value(p, key, text, "1900..2999", m);
    return fallback;
}

/* All choices of a key as a message lists them, in its language. The caller frees. */
static struct buf choice_list(const struct choice *choices, enum language language)
{
    struct buf b = {0};
    for (const struct choice *c = choices; c->name.en != NULL; c++)
        buf_printf(&b, language_text(language, "%s%s (%s)", "%s%s（%s）"),
                   c == choices ? "" : language_text(language, ", ", "、"),
                   language_text(language, c->name.en, c->name.zh),
                   language_text(language, c->name.zh, c->name.en));
    return b;
}

static bool find_choice(const struct config_part *p, enum config_key key, const char *word,
                        int *value, struct messages *m)
{
    const struct choice *choices = config_keys[key].choices;
    for (const struct choice *c = choices; c->name.en != NULL; c++)
        if (strcasecmp(c->name.en, word) == 0 || strcmp(c->name.zh, word) == 0) {
            *value = c->value;
            return true;
        }
    struct buf allowed = choice_list(choices, messages_language(m));
    config_bad_value(p, key, word, allowed.data, m);
    buf_free(&allowed);
    return false;
}

int config_choice(const struct config_part *p, enum config_key key, int fallback,
                  struct messages *m)
{
    int value = fallback;
    if (p->values[key] != NULL)
        find_choice(p, key, p->values[key]->value, &value, m);
    return value;
}

int32_t config_parse_length(const char *text)
{
    static const struct {
        const char *unit;
        int64_t millipoints, per; /* 1 in = 25.4 mm = 72 pt */
    } units[] = {{"mm", 72000 * 10, 254}, {"cm", 72000 * 100, 254}, {"pt", 1000, 1}};
    int64_t v = 0, scale = 1;
    const char *end = text;
    for (; *end >= '0' && *end <= '9' && v < LENGTH_MAX; end++)
        v = v * 10 + (*end - '0');
    if (*end == '.' && end > text)
        for (end++; *end >= '0' && *end <= '9' && scale < 1000; end++, scale *= 10)
            v = v * 10 + (*end - '0');
    while (*end == ' ')
        end++;
    for (size_t i = 0; i < sizeof units / sizeof *units; i++)
        if (strcmp(end, units[i].unit) == 0) {
            int64_t length = v * units[i].millipoints / (units[i].per * scale);
            return length <= LENGTH_MAX ? (int32_t)length : 0;
        }
    return 0;
}

int32_t config_length(const struct config_part *p, enum config_key key, struct messages *m)
{
    const char *text = config_text(p, key);
    int32_t length = text != NULL ? config_parse_length(text) : 0;
    if (text != NULL && length == 0)
        config_bad_value(p, key, text, "120mm, 12cm, 340pt (at most 5080mm)", m);
    return length;
}

/* The length of the separator at s, or 0. */
static size_t separator(const char *s)
{
    if (*s == ',')
        return 1;
    if (strncmp(s, "，", strlen("，")) == 0 || strncmp(s, "、", strlen("、")) == 0)
        return strlen("，");
    return 0;
}

const char *const *config_list(struct arena *a, const struct config_part *p, enum config_key key,
                               size_t *n)
{
    *n = 0;
    const char *text = config_text(p, key);
    if (text == NULL)
        return NULL;
    size_t most = 1;
    for (const char *s = text; *s; s++)
        most += separator(s) > 0;
    const char **items = arena_array(a, most, sizeof *items);
    for (const char *s = text;;) {
        const char *end = s;
        while (*end != '\0' && separator(end) == 0)
            end++;
        const char *item = s;
        size_t len = (size_t)(end - s);
        text_trim(&item, &len);
        if (len != 0)
            items[(*n)++] = arena_strndup(a, item, len);
        if (*end == '\0')
            return items;
        s = end + separator(end);
    }
}

size_t config_choices(struct arena *a, const struct config_part *p, enum config_key key, int *out,
                      size_t cap, struct messages *m)
{
    size_t n, found = 0;
    const char *const *words = config_list(a, p, key, &n);
    for (size_t i = 0; i < n; i++)
        if (found < cap && find_choice(p, key, words[i], &out[found], m))
            found++;
    return found;
}

struct buf config_values(enum config_key key, enum language language)
{
    static const struct words kinds[KIND_COUNT] = {
        [KIND_TEXT] = {"text", "文字"},
        [KIND_FILE] = {"file", "文件"},
        [KIND_FILES] = {"files", "文件，可多个"},
        [KIND_NUMBER] = {"number", "整数"},
        [KIND_CHOICE] = {"one of", "选一"},
        [KIND_CHOICES] = {"some of", "选若干"},
        [KIND_NAME] = {"name", "名称"},
        [KIND_NAMES] = {"names", "名称，可多个"},
        [KIND_YEARS] = {"years: 2002..2006, or 2004, 2006", "年份：2002..2006，或 2004、2006"},
        [KIND_LENGTH] = {"length: 120mm, 12cm, 340pt", "长度：120mm、12cm、340pt"},
        [KIND_TARGET] = {"<= 11.50, >= 90, 103..107, = 0", "<= 11.50、>= 90、103..107、= 0"},
        [KIND_UNIT] = {"unit", "计量单位"},
        [KIND_DECIMAL] = {"number, decimal", "数"},
        [KIND_TIERS] = {"conditions and points: <= 107: 10, 107..110: 8, else: 0",
                        "条件与分数：<= 107: 10, 107..110: 8, 其余: 0"},
        [KIND_RANGE] = {"range: 3..40", "范围：3..40"},
        [KIND_EQUATIONS] = {"equations: births = boys + girls",
                            "等式，可多个：births = boys + girls"},
    };
    const struct key_row *k = &config_keys[key];
    struct buf b = {0};
    buf_printf(&b, "%s", language_words(language, kinds[k->kind]));
    if (k->choices != NULL) {
        struct buf all = choice_list(k->choices, language);
        buf_printf(&b, "%s%s", language_text(language, ": ", "："), all.data);
        buf_free(&all);
    }
    return b;
}
