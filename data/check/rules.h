/*
 * The catalogue of checks: one table of rules. [checks] switches them by name, [accept.NAME]
 * accepts what they find, manuals and editors are told of them.
 */
#ifndef NIANBAO_RULES_H
#define NIANBAO_RULES_H

#include "data/config/config.h"

struct checking;

/* When a rule runs; bits. */
enum {
    CHECK_VALUES = 1, /* when all values are computed */
    CHECK_TEXT = 2,   /* when the narrative is read too */
    CHECK_READING = 4 /* told where input is read, and what it is about is left out: never off */
};

typedef void check_function(const struct checking *c);

struct check_rule {
    struct words name;      /* the English one is its id */
    enum severity severity; /* unless [checks] says otherwise */
    unsigned stages;
    check_function *run; /* NULL: CHECK_READING alone */
    struct words about;
};

/* Their names in the same order, for config_load. */
extern const struct rule_names check_names;

size_t rule_count(void);
const struct check_rule *rule_at(size_t i);

/* The index of the rule of that name, English or Chinese, or -1. */
int rule_find(const char *name);

#endif
