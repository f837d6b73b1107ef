#include "base/msg.h"

#include <stdarg.h>
#include <string.h>

#include "base/arena.h"
#include "base/list.h"
#include "base/messages.h"

static struct tally *tally(struct messages *m, enum severity severity, const char *rule)
{
    for (size_t i = 0; i < m->n_tallies; i++)
        if (m->tallies[i].severity == severity && strcmp(m->tallies[i].rule, rule) == 0)
            return &m->tallies[i];
    m->tallies = must_realloc(m->tallies, m->n_tallies + 1, sizeof *m->tallies);
    struct tally *t = &m->tallies[m->n_tallies++];
    *t = (struct tally){arena_strdup(m->arena, rule), severity, 0};
    return t;
}

static const char *own(struct messages *m, const char *s)
{
    return s == NULL ? NULL : arena_strdup(m->arena, s);
}

static char *format(struct messages *m, const char *fmt, va_list ap)
{
    va_list again;
    va_copy(again, ap);
    int len = vsnprintf(NULL, 0, fmt, ap);
    char *text = arena_alloc(m->arena, len > 0 ? (size_t)len + 1 : 1);
    if (len > 0)
        vsnprintf(text, (size_t)len + 1, fmt, again);
    va_end(again);
    return text;
}

void msg_list(struct messages *m, const struct message *head, const char *en, const char *zh,
              va_list arguments)
{
    struct message message = *head;
    if (m->gate != NULL && !m->gate(m->gate_context, &message))
        return;
    struct tally *t = tally(m, message.severity, message.rule);
    m->total[message.severity]++;
    if (++t->count > MSG_PER_RULE)
        return;
    m->list = list_room(m->list, m->n, &m->cap, sizeof *m->list);
    message.rule = t->rule;
    message.text = format(m, language_text(m->language, en, zh), arguments);
    message.at.file = own(m, message.at.file);
    message.at.sheet = own(m, message.at.sheet);
    message.about.indicator = own(m, message.about.indicator);
    message.about.place = own(m, message.about.place);
    message.accepted = own(m, message.accepted);
    m->list[m->n++] = message;
}

void msg(struct messages *m, enum severity severity, struct source at, const char *rule,
         const char *en, const char *zh, ...)
{
    va_list ap;
    va_start(ap, zh);
    msg_list(m, &(struct message){.severity = severity, .at = at, .rule = rule}, en, zh, ap);
    va_end(ap);
}

void msg_about(struct messages *m, enum severity severity, struct source at, struct subject about,
               const char *rule, const char *en, const char *zh, ...)
{
    struct message head = {.severity = severity, .at = at, .about = about, .rule = rule};
    va_list ap;
    va_start(ap, zh);
    msg_list(m, &head, en, zh, ap);
    va_end(ap);
}

const char *msg_proposal(struct messages *m, const char *nearest, const char *en, const char *zh)
{
    const char *format = language_text(m->language, "; did you mean '%s'?", "；是否为“%s”？");
    return nearest != NULL ? arena_printf(m->arena, format, nearest)
                           : language_text(m->language, en, zh);
}
