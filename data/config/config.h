/*
 * Config: the report file. One table of sections and keys, with English and Chinese names of equal
 * standing: files are read by it, and the manual of keys is printed from it.
 */
#ifndef NIANBAO_CONFIG_H
#define NIANBAO_CONFIG_H

#include <stdint.h>

#include "base/buf.h"
#include "base/ini.h"

enum config_section {
    SECTION_REPORT,
    SECTION_DATA,
    SECTION_OFFICIAL,
    SECTION_CHECKS,
    SECTION_SIGN,
    SECTION_SOURCE, /* this and the next ones have a name: [source.NAME] */
    SECTION_INDICATOR,
    SECTION_CHART,
    SECTION_TABLE,
    SECTION_SCORE,
    SECTION_ACCEPT,
    SECTION_COUNT
};

/* The first parts of a config are those of the sections without a name, given or not. */
#define CONFIG_FIXED_PARTS 5

enum config_key {
#define KEY(id, section, en, zh, kind, choices, required, about_en, about_zh) id,
#include "data/config/keys.def"
#undef KEY
    KEY_COUNT
};

/* A word that a key takes, and what it stands for in the code. */
struct choice {
    struct words name;
    int value;
};

enum config_kind {
    KIND_TEXT,
    KIND_FILE,
    KIND_FILES,
    KIND_NUMBER,
    KIND_CHOICE,  /* one of choices */
    KIND_CHOICES, /* several of choices */
    KIND_NAME,
    KIND_NAMES,
    KIND_YEARS,
    KIND_LENGTH,
    KIND_TARGET,
    KIND_UNIT,
    KIND_DECIMAL,
    KIND_TIERS,
    KIND_RANGE,
    KIND_EQUATIONS,
    KIND_COUNT
};

struct section_row {
    struct words name;
    bool named; /* written [source.NAME] */
    struct words about;
};

struct key_row {
    enum config_section section;
    struct words name;
    enum config_kind kind;
    const struct choice *choices; /* ends with one without a name */
    bool required;
    struct words about;
};

extern const struct section_row config_sections[SECTION_COUNT];
extern const struct key_row config_keys[KEY_COUNT];

/* The names of the rules, English and Chinese: keys of [checks] too. */
struct rule_names {
    const struct words *names;
    size_t n;
};

/* One section of the file with its values by key. */
struct config_part {
    enum config_section section;
    const char *name; /* behind the dot, ASCII letters in lower case; NULL for the fixed parts */
    const struct ini_entry *values[KEY_COUNT]; /* NULL: not given, or given empty */
    const struct ini_entry **switches;         /* of [checks]: by rule, NULL: not given */
    struct source at;
};

struct config {
    const char *path;
    struct config_part *parts; /* in the order of the file, but for the fixed ones */
    size_t n_parts;
};

/*
 * Reads a report file. Unknown sections and keys, and what is given twice, are told to m, in the
 * language that the report names. rules: what [checks] may switch. NULL when the file cannot be
 * read. All in the arena.
 */
const struct config *config_load(struct arena *a, const char *path, const struct rule_names *rules,
                                 struct messages *m);

/* A text, or NULL where it is not given. */
const char *config_text(const struct config_part *p, enum config_key key);

/* Where a key stands, or its section where it is not given. */
struct source config_at(const struct config_part *p, enum config_key key);

/* A text that must be there: else NULL, reported [missing-key]. */
const char *config_required(const struct config_part *p, enum config_key key, struct messages *m);

/* A whole number of low..high; fallback where it is not given, or is wrong, reported [bad-value].
 */
int config_int(const struct config_part *p, enum config_key key, int low, int high, int fallback,
               struct messages *m);

/* A calendar year in any form of base/year.h, from CONFIG_YEAR_MIN on; wrong ones as config_int. */
#define CONFIG_YEAR_MIN 1900
int config_year(const struct config_part *p, enum config_key key, int fallback, struct messages *m);

/* The value that the key's table of choices gives a word; fallback likewise. */
int config_choice(const struct config_part *p, enum config_key key, int fallback,
                  struct messages *m);

/* A length (120mm, 12cm, 300pt) in millipoints; 0 where it is not given or wrong, reported. */
int32_t config_length(const struct config_part *p, enum config_key key, struct messages *m);

/* The length that text is, in millipoints; 0 when it is none. */
int32_t config_parse_length(const char *text);

/* The items of a list, separated by , ， or 、; *n of them, 0 where it is not given. */
const char *const *config_list(struct arena *a, const struct config_part *p, enum config_key key,
                               size_t *n);

/* The items of a list as the values of the key's choices; wrong ones are reported and left out. */
size_t config_choices(struct arena *a, const struct config_part *p, enum config_key key, int *out,
                      size_t cap, struct messages *m);

/* Tells that word is not a value of the key; allowed says what is. */
void config_bad_value(const struct config_part *p, enum config_key key, const char *word,
                      const char *allowed, struct messages *m);

/* Tells that word names no indicator, place ... (what), with the nearest of names[0..n). */
void config_unknown(const struct config_part *p, enum config_key key, const char *rule,
                    const char *what, const char *word, const char *const *names, size_t n,
                    struct messages *m);

/*
 * What may be written behind a key: the form of its kind, and its choices in both languages. The
 * caller frees.
 */
struct buf config_values(enum config_key key, enum language language);

#endif
