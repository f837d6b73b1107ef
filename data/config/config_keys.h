/*
 * The table of sections and keys of a report file.
 */
#ifndef NIANBAO_CONFIG_KEYS_H
#define NIANBAO_CONFIG_KEYS_H

#include "data/config/config.h"

/* A word that a key takes, and what it stands for in the code. */
struct choice {
    const char *en, *zh;
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
    const char *en, *zh;
    bool named; /* written [en.NAME] */
    const char *about_en, *about_zh;
};

struct key_row {
    enum config_section section;
    const char *en, *zh;
    enum config_kind kind;
    const struct choice *choices; /* ends with en NULL */
    bool required;
    const char *about_en, *about_zh;
};

extern const struct section_row config_sections[SECTION_COUNT];
extern const struct key_row config_keys[KEY_COUNT];

#endif
