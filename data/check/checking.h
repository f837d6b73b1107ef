/*
 * Checking: what the rules of the catalogue share, and the rules themselves. Each is a function of
 * its own with a row in rules.def, which declares it, and tells what it finds by check_found().
 */
#ifndef NIANBAO_CHECKING_H
#define NIANBAO_CHECKING_H

#include "data/check/rules.h"
#include "data/config/config.h"
#include "data/prose/statements.h"
#include "data/report/report.h"

struct checking {
    const struct report *r;
    const struct config *config;
    const struct check_rule *rule;   /* the one that runs */
    const struct passages *text;     /* NULL while the values are checked */
    const struct statements *stated; /* likewise */
    struct arena *scratch;           /* of this stage */
    struct messages *m;
};

/*
 * From now on messages follow [checks] and the [accept.NAME] sections, which are put into
 * r->acceptances. What is wrong with those is told. checks_end ends it and tells which acceptances
 * were not needed.
 */
void checks_begin(struct report *r, const struct config *c, struct messages *m);
void checks_end(const struct report *r, struct messages *m);

/* Runs the rules of a stage. */
void checks_run(const struct report *r, const struct config *c, unsigned stage, struct messages *m);

/* Tells one finding of the rule that runs: what is wrong, both values, the fix. */
void check_found(const struct checking *c, struct source at, struct subject about, const char *en,
                 const char *zh, ...) __attribute__((format(printf, 4, 6), format(printf, 5, 6)));

/* An indicator, and a place where it is not the whole, as messages know them; -1: none. */
struct subject check_subject(const struct report *r, int indicator, int place);

/* A number for a message: all its digits, or four behind the point. */
const char *check_shown_number(const struct checking *c, const struct number *x);

/* A rule about one cell that has a value, by indexes. */
typedef void cell_rule(const struct checking *c, struct cell_id cell);
void check_each_cell(const struct checking *c, cell_rule *rule);

/* Whether a cell has a value, or the mark of a missing one. */
bool check_has_cell(const struct report *r, struct cell_id cell);

/* A rule about a target: place is -1 for the indicator's own. It may be unset. */
typedef void target_rule(const struct checking *c, int indicator, int place,
                         const struct target *t);
void check_each_target(const struct checking *c, target_rule *rule);

/* Of each place, the first of its kind below the same parent; 0 for the whole. In c's scratch. */
size_t *check_first_of_kind(const struct checking *c);

/* The rule unit-slip in the text (check_numbers.c): % for ‰. */
void check_unit_sign(const struct checking *c);

#endif
