/*
 * The sink of messages from inside: what msg.c, messages.c and messages_print.c share. Whoever only
 * tells or reads messages includes msg.h.
 */
#ifndef NIANBAO_MESSAGES_H
#define NIANBAO_MESSAGES_H

#include "base/msg.h"

struct arena;

/* How many messages of one rule and severity there were. */
struct tally {
    const char *rule;
    enum severity severity;
    size_t count;
};

struct messages {
    struct arena *arena;
    enum language language;
    struct message *list;
    size_t n, cap;
    size_t printed;
    struct provenance *provenance;
    struct tally *tallies;
    size_t n_tallies;
    size_t total[SEV_FAILURE + 1];
    message_gate *gate;
    void *gate_context;
};

#endif
