/*
 * The catalogue of checks: one table of rules. [checks] switches them by name, [accept.NAME]
 * accepts what they find, manuals and editors are told of them.
 */
#ifndef NIANBAO_RULES_H
#define NIANBAO_RULES_H

#include "base/msg.h"

struct checking;

/* When a rule runs; bits. */
enum {
    CHECK_VALUES = 1, /* when all values are computed */
    CHECK_TEXT = 2,   /* when the narrative is read too */
    CHECK_READING = 4 /* told where input is read, and what it is about is left out: never off */
};

struct check_rule {
    const char *name, *zh;
    enum severity severity; /* unless [checks] says otherwise */
    unsigned stages;
    void (*run)(const struct checking *c); /* NULL: CHECK_READING alone */
    const char *about_en, *about_zh;
};

size_t check_rule_count(void);
const struct check_rule *check_rule_at(size_t i);

/* The index of the rule of that name, English or Chinese, or -1. */
int check_rule(const char *name);

/* Prints the rules as the list of keys has them. */
void check_print_rules(FILE *out, enum language language);

#endif
