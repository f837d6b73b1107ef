#include "base/messages.h"

#include <stdlib.h>

#include "base/arena.h"
#include "base/provenance.h"

const char *messages_severity(enum severity severity)
{
    static const char *const names[] = {"info", "warning", "error", "failure"};
    return names[severity];
}

struct messages *messages_new(enum language language)
{
    struct messages *m = must_alloc(1, sizeof *m);
    *m = (struct messages){.arena = arena_new(), .language = language};
    m->provenance = provenance_new(m->arena);
    return m;
}

void messages_free(struct messages *m)
{
    if (m == NULL)
        return;
    provenance_free(m->provenance);
    arena_free(m->arena);
    free(m->list);
    free(m->tallies);
    free(m);
}

void messages_set_language(struct messages *m, enum language language)
{
    m->language = language;
}

enum language messages_language(const struct messages *m)
{
    return m->language;
}

void messages_set_gate(struct messages *m, message_gate *gate, void *context)
{
    m->gate = gate;
    m->gate_context = context;
}

size_t messages_count(const struct messages *m, enum severity least)
{
    size_t count = 0;
    for (size_t s = least; s <= SEV_FAILURE; s++)
        count += m->total[s];
    return count;
}

const struct message *messages_list(const struct messages *m, size_t *n)
{
    *n = m->n;
    return m->list;
}

int messages_status(const struct messages *m)
{
    return m->total[SEV_FAILURE] > 0 ? 3 : m->total[SEV_ERROR] > 0 ? 1 : 0;
}

struct provenance *messages_provenance(const struct messages *m)
{
    return m->provenance;
}
