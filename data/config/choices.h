/*
 * Choices: what the words of keys (config_keys.c) stand for in rooms that read their sections. They
 * include this for the types of their fields; the table of keys then knows nothing of those rooms.
 */
#ifndef NIANBAO_CHOICES_H
#define NIANBAO_CHOICES_H

/* What becomes of hidden rows, columns and sheets. */
enum hidden_choice { HIDDEN_UNSAID, HIDDEN_READ, HIDDEN_SKIP };

enum table_kind { TABLE_OF_TARGETS, TABLE_OF_PLACES, TABLE_OF_SCORES };

/* Columns of a table of targets; of a table of places, those that each indicator has there. */
enum table_column {
    COLUMN_INDICATOR,
    COLUMN_TARGET,
    COLUMN_RESULT,
    COLUMN_LAST,
    COLUMN_CHANGE,
    COLUMN_VERDICT,
    COLUMN_RANK, /* this and the next of a table of places */
    COLUMN_INTERVAL,
    COLUMN_COUNT
};

enum score_rule {
    SCORE_BY_STEPS,     /* so many points off for each step short of the target, or on beyond it */
    SCORE_BY_TIERS,     /* the points of the first condition that holds */
    SCORE_BY_COMPLETION /* full points times the share of the target that was reached */
};

/* What becomes of a part of a step. */
enum score_steps { STEPS_IN_PART, STEPS_WHOLE, STEPS_STARTED };

#endif
