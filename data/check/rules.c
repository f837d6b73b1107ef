#include "data/check/rules.h"

#include <string.h>

#include "data/check/checking.h"

/* A new check is a function in check_*.c and a row in rules.def, which also declares it. */
#define CHECK(run, name, zh, severity, stages, about_en, about_zh) check_function run;
#define READING(name, zh, severity, about_en, about_zh)
#include "data/check/rules.def"
#undef CHECK
#undef READING

#define CHECK(run, name, zh, severity, stages, about_en, about_zh)                                 \
    {{name, zh}, severity, stages, run, {about_en, about_zh}},
#define READING(name, zh, severity, about_en, about_zh)                                            \
    CHECK(NULL, name, zh, severity, CHECK_READING, about_en, about_zh)
static const struct check_rule rules[] = {
#include "data/check/rules.def"
};
#undef CHECK
#undef READING

#define CHECK(run, name, zh, severity, stages, about_en, about_zh) {name, zh},
#define READING(name, zh, severity, about_en, about_zh) {name, zh},
static const struct words names[] = {
#include "data/check/rules.def"
};

#define N_RULES (sizeof rules / sizeof *rules)

const struct rule_names check_names = {names, N_RULES};

size_t rule_count(void)
{
    return N_RULES;
}

const struct check_rule *rule_at(size_t i)
{
    return &rules[i];
}

int rule_find(const char *name)
{
    for (size_t i = 0; i < N_RULES; i++)
        if (strcmp(rules[i].name.en, name) == 0 || strcmp(rules[i].name.zh, name) == 0)
            return (int)i;
    return -1;
}
