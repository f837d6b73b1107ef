/*
 * Choices: what the words that keys take (config_keys.c) stand for in the code. Rooms further down
 * the way of the data include this for the types of their fields; it includes nothing of theirs.
 */
#ifndef NIANBAO_CHOICES_H
#define NIANBAO_CHOICES_H

/* Of an indicator: which way is better. */
enum direction { BETTER_NONE, BETTER_HIGHER, BETTER_LOWER, BETTER_RANGE };

/* How far a value may be believed; bits, because a rate inherits the flags of its operands. */
enum {
    FLAG_PRELIMINARY = 1,  /* 初步数 */
    FLAG_ESTIMATED = 2,    /* 估计数 */
    FLAG_ILLUSTRATIVE = 4, /* 示意数: made up to show the form */
    FLAG_SMALL = 8,        /* 小样本: no choice, given by publish.h, as the next */
    FLAG_SUPPRESSED = 16   /* missing because it is too small to be published */
};

/* What the PDF is to be: PDF/A (ISO 19005) and PDF/UA-1 (ISO 14289-1). */
enum conformance {
    CONFORMS_2A_UA,
    CONFORMS_2U,    /* not tagged */
    CONFORMS_3A_UA, /* with its sources inside */
    CONFORMS_NONE
};

enum mode {
    MODE_MATERIAL,  /* no letterhead: title, text, signature */
    MODE_REPORT,    /* an official paper with its letterhead */
    MODE_ATTACHMENT /* a paper that belongs to another */
};

/* What a report says of a thing that its house style also decides. */
enum report_switch { SWITCH_STYLE, SWITCH_NO, SWITCH_YES };
enum number_wish { NUMBERS_STYLE, NUMBERS_OUTER, NUMBERS_CENTRE, NUMBERS_NONE };

/* What becomes of hidden rows, columns and sheets. */
enum hidden_choice { HIDDEN_UNSAID, HIDDEN_READ, HIDDEN_SKIP };

/* Of places: by values, as listed in the report, by name, or in the order of the list of places. */
enum sort_order { SORT_BEST_FIRST, SORT_WORST_FIRST, SORT_INPUT, SORT_NAME, SORT_DIVISIONS };

/* How the place whose parts are compared stands among them. */
enum chart_whole { WHOLE_LINE, WHOLE_ROW, WHOLE_NONE };

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
