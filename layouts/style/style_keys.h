/*
 * Style keys: how the sections of a house style's file map to struct style. A measure of the page
 * is a row here and a field of struct style.
 */
#ifndef NIANBAO_STYLE_KEYS_H
#define NIANBAO_STYLE_KEYS_H

#include <stddef.h>

#include "layouts/style/style.h"

/* How a key's value is written, and what type of field it fills. */
enum value_type {
    V_LENGTH,   /* int32_t millipoints */
    V_SIGNED,   /* the same, also below 0 */
    V_FINE,     /* int64_t fine */
    V_EM,       /* int64_t fine: a length, or width/N of the type area */
    V_PERMILLE, /* int32_t: "0.25em" is 250 */
    V_COUNT,    /* int */
    V_YES,      /* bool */
    V_COLOUR,   /* uint32_t: RRGGBB */
    V_CHOICE,   /* an enum: the index of the word in choices */
    V_FACE,     /* int: index of a face */
    V_TEXT,     /* const char * */
    V_BAND      /* struct band: x, y, width, height and colour, blanks between them */
};

/* What later lengths of the section are counted in once the key is read. */
enum unit_set { SETS_NOTHING, SETS_EM, ADDS_TO_EM, SETS_LINE };

struct key {
    const char *name;
    enum value_type type;
    size_t offset;
    bool optional; /* then 0, no, left: what nothing means */
    enum unit_set sets;
    const char *const *choices;
};

struct section {
    const char *name;
    const struct key *keys; /* read in this order */
    size_t n_keys;
    size_t base;
};

/* More keys than any section has. */
#define KEYS_MAX 24

#define COUNT(array) (sizeof(array) / sizeof *(array))
#define AT(type, field) offsetof(struct type, field)
#define SECTION(title, array, field)                                                               \
    {                                                                                              \
        title, array, COUNT(array), AT(style, field)                                               \
    }

/* The sections of official elements, cover and contents; n of them. */
const struct section *style_official_sections(size_t *n);

#endif
