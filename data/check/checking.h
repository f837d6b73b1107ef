/*
 * Checking: what the rules of the catalogue share, and the rules themselves. Each is a function of
 * its own with a row in rules.c, and tells what it finds by found().
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
void found(const struct checking *c, struct source at, struct subject about, const char *en,
           const char *zh, ...) __attribute__((format(printf, 4, 6), format(printf, 5, 6)));

/* An indicator, and a place where it is not the whole, as messages know them; -1: none. */
struct subject subject_of(const struct report *r, int indicator, int place);

/* A number for a message: all its digits, or four behind the point. */
const char *shown_number(const struct checking *c, const struct number *x);

/* A rule about one cell that has a value, by indexes. */
typedef void cell_rule(const struct checking *c, struct cell_id cell);
void each_cell(const struct checking *c, cell_rule *rule);

/* Whether a cell has a value, or the mark of a missing one. */
bool cell_is_there(const struct report *r, struct cell_id cell);

/* A rule about a target: place is -1 for the indicator's own. It may be unset. */
typedef void target_rule(const struct checking *c, int indicator, int place,
                         const struct target *t);
void each_target(const struct checking *c, target_rule *rule);

/* Of each place, the first of its kind below the same parent; 0 for the whole. In c's scratch. */
size_t *first_of_kind(const struct checking *c);

/* check_values.c */
void check_out_of_range(const struct checking *c);
void check_implausible(const struct checking *c);
void check_unit_slip(const struct checking *c);
void check_grim(const struct checking *c);
void check_decimals(const struct checking *c);

/* check_sums.c */
void check_identity(const struct checking *c);
void check_parts_whole(const struct checking *c);

/* check_places.c */
void check_mean_of_rates(const struct checking *c);
void check_missing_place(const struct checking *c);
void check_lone_place(const struct checking *c);
void check_extra_place(const struct checking *c);

/* check_spread.c */
void check_partial_total(const struct checking *c);
void check_outlier(const struct checking *c);
void check_all_alike(const struct checking *c);

/* check_years.c */
void check_large_change(const struct checking *c);
void check_sudden_zero(const struct checking *c);
void check_missing_year(const struct checking *c);
void check_future_year(const struct checking *c);

/* check_previous.c */
void check_year_mismatch(const struct checking *c);
void check_definition_changed(const struct checking *c);

/* check_targets.c */
void check_target_missing(const struct checking *c);
void check_target_expired(const struct checking *c);
void check_target_direction(const struct checking *c);
void check_target_unit(const struct checking *c);
void check_narrowly_met(const struct checking *c);

/* check_numbers.c */
void check_unit_sign(const struct checking *c);
void check_stray_number(const struct checking *c);
void check_typed_number(const struct checking *c);
void check_two_statements(const struct checking *c);
void check_change_unit(const struct checking *c);
void check_claim_unmet(const struct checking *c);

/* check_language.c */
void check_half_width_mark(const struct checking *c);
void check_pinyin_residue(const struct checking *c);
void check_bracket(const struct checking *c);
void check_numbering_gap(const struct checking *c);

/* check_forms.c */
void check_date_form(const struct checking *c);
void check_year_bracket(const struct checking *c);
void check_double_approximation(const struct checking *c);
void check_range_form(const struct checking *c);
void check_personal_data(const struct checking *c);

#endif
