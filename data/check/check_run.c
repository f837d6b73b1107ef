#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/arena.h"
#include "data/check/checking.h"

/* Digits behind the point of an endless decimal in a message. */
#define SHOWN_DECIMALS 4

/* What becomes of a rule's findings. */
enum how { HOW_DEFAULT, HOW_OFF, HOW_SEVERITY };

struct gate {
    struct report *r;
    enum how *how;
    enum severity *severity;
};

static const struct {
    const char *en, *zh;
    enum how how;
    enum severity severity;
} switches[] = {{"error", "错误", HOW_SEVERITY, SEV_ERROR},
                {"warning", "警告", HOW_SEVERITY, SEV_WARNING},
                {"info", "提示", HOW_SEVERITY, SEV_INFO},
                {"off", "关闭", HOW_OFF, SEV_INFO}};

#define N_SWITCHES (sizeof switches / sizeof *switches)

/* What keeps input from being read cannot go unsaid: the numbers would be missing in silence. */
static bool can_be(const struct check_rule *rule, enum how how)
{
    bool needed = (rule->stages & CHECK_READING) != 0 && rule->severity > SEV_INFO;
    return how != HOW_OFF || !needed;
}

static void read_switch(struct gate *g, size_t i, const struct ini_entry *e, struct messages *m)
{
    for (size_t k = 0; k < N_SWITCHES; k++) {
        bool match =
            strcasecmp(switches[k].en, e->value) == 0 || strcmp(switches[k].zh, e->value) == 0;
        if (!match || !can_be(rule_at(i), switches[k].how))
            continue;
        g->how[i] = switches[k].how;
        g->severity[i] = switches[k].severity;
        return;
    }
    msg(m, SEV_ERROR, e->at, "bad-value", "%s: '%s' is not allowed; write error, warning, info%s",
        "%s：不能是“%s”；可写：错误、警告、提示%s", e->key, e->value,
        !can_be(rule_at(i), HOW_OFF) ? "" : language_text(messages_language(m), ", off", "、关闭"));
}

static const char *indicator_id(const struct report *r, const struct config_part *p,
                                struct messages *m)
{
    const char *word = config_text(p, ACCEPT_INDICATOR);
    for (size_t i = 0; word != NULL && i < r->n_indicators; i++)
        if (strcasecmp(r->indicators[i].id, word) == 0 || strcmp(r->indicators[i].name, word) == 0)
            return r->indicators[i].id;
    if (word != NULL)
        config_unknown(p, ACCEPT_INDICATOR, "unknown-indicator",
                       language_text(messages_language(m), "indicator", "指标"), word, NULL, 0, m);
    return NULL;
}

/* One [accept.NAME]; false when it is of no use, reported. Places are known by name only later. */
static bool read_acceptance(const struct report *r, struct acceptance *a,
                            const struct config_part *p, struct messages *m)
{
    const char *rule = config_required(p, ACCEPT_RULE, m);
    a->reason = config_required(p, ACCEPT_REASON, m);
    a->indicator = indicator_id(r, p, m);
    a->place = config_text(p, ACCEPT_PLACE);
    a->at = p->at;
    if (rule == NULL || a->reason == NULL ||
        (config_text(p, ACCEPT_INDICATOR) != NULL && a->indicator == NULL))
        return false;
    int i = rule_find(rule);
    if (i >= 0) {
        a->rule = rule_at((size_t)i)->name.en;
        return true;
    }
    const char **names = must_alloc(2 * rule_count(), sizeof *names);
    for (size_t k = 0; k < rule_count(); k++) {
        names[2 * k] = rule_at(k)->name.en;
        names[2 * k + 1] = rule_at(k)->name.zh;
    }
    config_unknown(p, ACCEPT_RULE, "unknown-rule",
                   language_text(messages_language(m), "rule", "规则"), rule, names,
                   2 * rule_count(), m);
    free(names);
    return false;
}

/* Whether a finding about the place with that id is meant by name, which may be an alias. */
static bool same_place(const struct report *r, const char *name, const char *id)
{
    int place = report_place(r, name);
    return id != NULL &&
           (strcmp(name, id) == 0 || (place >= 0 && strcmp(r->places[place].id, id) == 0));
}

static bool accepts(const struct report *r, const struct acceptance *a, const struct message *f)
{
    if (strcmp(a->rule, f->rule) != 0)
        return false;
    if (a->indicator != NULL &&
        (f->about.indicator == NULL || strcmp(a->indicator, f->about.indicator) != 0))
        return false;
    return a->place == NULL || same_place(r, a->place, f->about.place);
}

static bool gate(void *context, struct message *f)
{
    struct gate *g = context;
    int rule = rule_find(f->rule);
    if (rule < 0)
        return true;
    if (g->how[rule] == HOW_OFF)
        return false;
    if (g->how[rule] == HOW_SEVERITY)
        f->severity = g->severity[rule];
    for (size_t i = 0; i < g->r->n_acceptances; i++) {
        struct acceptance *a = &g->r->acceptances[i];
        if (!accepts(g->r, a, f))
            continue;
        a->findings++;
        f->accepted = a->reason;
        f->severity = SEV_INFO;
        break;
    }
    return true;
}

void checks_begin(struct report *r, const struct config *c, struct messages *m)
{
    struct gate *g = arena_alloc(r->arena, sizeof *g);
    g->r = r;
    g->how = arena_array(r->arena, rule_count(), sizeof *g->how);
    g->severity = arena_array(r->arena, rule_count(), sizeof *g->severity);
    for (size_t i = 0; i < rule_count(); i++) {
        const struct ini_entry *e = c->parts[SECTION_CHECKS].switches[i];
        if (e != NULL && *e->value != '\0')
            read_switch(g, i, e, m);
    }
    r->acceptances = arena_array(r->arena, c->n_parts, sizeof *r->acceptances);
    for (size_t i = 0; i < c->n_parts; i++)
        if (c->parts[i].section == SECTION_ACCEPT &&
            read_acceptance(r, &r->acceptances[r->n_acceptances], &c->parts[i], m))
            r->n_acceptances++;
    messages_set_gate(m, gate, g);
}

void checks_end(const struct report *r, struct messages *m)
{
    messages_set_gate(m, NULL, NULL);
    for (size_t i = 0; i < r->n_acceptances; i++)
        if (r->acceptances[i].findings == 0)
            msg(m, SEV_INFO, r->acceptances[i].at, "unused-accept",
                "there is no such finding any more; take the section out",
                "已没有这样的问题；可删去这一节");
}

void checks_run(const struct report *r, const struct config *config, unsigned stage,
                struct messages *m)
{
    struct checking c = {.r = r, .config = config, .scratch = arena_new(), .m = m};
    if (stage == CHECK_TEXT && r->narrative != NULL) {
        c.text = passages_read(c.scratch, r->narrative);
        c.stated = statements_read(c.scratch, r, c.text);
    }
    for (size_t i = 0; i < rule_count(); i++) {
        c.rule = rule_at(i);
        if ((c.rule->stages & stage) != 0 && (stage != CHECK_TEXT || c.text != NULL))
            c.rule->run(&c);
    }
    arena_free(c.scratch);
}

void check_found(const struct checking *c, struct source at, struct subject about, const char *en,
                 const char *zh, ...)
{
    struct message head = {
        .severity = c->rule->severity, .at = at, .about = about, .rule = c->rule->name.en};
    va_list ap;
    va_start(ap, zh);
    msg_list(c->m, &head, en, zh, ap);
    va_end(ap);
}

struct subject check_subject(const struct report *r, int indicator, int place)
{
    return (struct subject){.indicator = indicator < 0 ? NULL : r->indicators[indicator].id,
                            .place = place < 0 ? NULL : r->places[place].id};
}

const char *check_shown_number(const struct checking *c, const struct number *x)
{
    int decimals = number_decimals(x);
    if (decimals < 0 || decimals > SHOWN_DECIMALS)
        decimals = SHOWN_DECIMALS;
    return number_text(c->scratch, x, decimals, c->r->rounding, 0);
}
