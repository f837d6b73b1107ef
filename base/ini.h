/*
 * INI files, through iniparser, with what it lacks: line numbers, duplicates as errors, cut values
 * noticed, no limit that goes unreported. Used for reports and for house styles.
 */
#ifndef NIANBAO_INI_H
#define NIANBAO_INI_H

#include "base/msg.h"

struct arena;

struct ini_entry {
    const char *key;
    const char *value; /* trimmed, may be "" */
    struct source at;
};

struct ini_section {
    const char *name; /* ASCII letters in lower case */
    struct source at;
    struct ini_entry *entries;
    size_t n_entries;
};

struct ini {
    const char *path;
    struct ini_section *sections; /* in the order of the file */
    size_t n_sections;
};

/*
 * Reads an INI file (UTF-8 with or without BOM, or GB18030). NULL when it cannot be read or is
 * malformed: reported at from, or at its own lines; so are a value that iniparser would cut (an
 * unquoted ; or # without blanks around it), a name that comes twice, a line of more than 1,022
 * bytes with those that continue it, and more than 10,000 names. All in the arena.
 */
const struct ini *ini_load(struct arena *a, const char *path, struct source from,
                           struct messages *m);

/* The section or entry of that name, or NULL. */
const struct ini_section *ini_section(const struct ini *ini, const char *name);
const struct ini_entry *ini_entry(const struct ini_section *s, const char *key);

#endif
