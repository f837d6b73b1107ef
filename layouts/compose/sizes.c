#include "layouts/compose/sizes.h"

#include <stddef.h>
#include <string.h>

/* One point is 1,000 millipoints; one millimetre 360,000/127 of them. */
#define POINT ((int64_t)1000 * FINE)

struct named_size {
    const char *name;
    int tenths; /* of a point */
};

static const struct named_size named_sizes[] = {
    {"初号", 420}, {"小初", 360}, {"一号", 260}, {"小一", 240}, {"二号", 220}, {"小二", 180},
    {"三号", 160}, {"小三", 150}, {"四号", 140}, {"小四", 120}, {"五号", 105}, {"小五", 90},
    {"六号", 75},  {"小六", 65},  {"七号", 55},  {"八号", 50},
};

enum unit { UNIT_PT, UNIT_MM, UNIT_CM, UNIT_EM, UNIT_LINE };

static const struct {
    const char *name;
    enum unit unit;
} unit_names[] = {
    {"pt", UNIT_PT}, {"磅", UNIT_PT}, {"mm", UNIT_MM},     {"毫米", UNIT_MM}, {"cm", UNIT_CM},
    {"em", UNIT_EM}, {"字", UNIT_EM}, {"line", UNIT_LINE}, {"行", UNIT_LINE},
};

int32_t sizes_millipoints(int64_t fine)
{
    return (int32_t)((fine + (fine < 0 ? -FINE / 2 : FINE / 2)) / FINE);
}

/* A decimal below 10,000 in millionths; *s moves behind it. -1 when there is none. */
static int64_t decimal(const char **s)
{
    int64_t v = 0;
    const char *p = *s;
    for (; *p >= '0' && *p <= '9'; p++) {
        v = v * 10 + (*p - '0');
        if (v >= 10000)
            return -1;
    }
    if (p == *s)
        return -1;
    v *= 1000000;
    if (*p == '.') {
        int64_t place = 100000;
        for (p++; *p >= '0' && *p <= '9'; p++, place /= 10)
            v += (*p - '0') * place;
    }
    *s = p;
    return v;
}

/* millionths of a unit; divided before multiplying so that 10,000 units of 1,000 pt still fit */
static int64_t times(int64_t millionths, int64_t unit)
{
    return millionths * (unit / 1000) / 1000;
}

static int scale(int64_t v, const char *unit, const struct units *units, int64_t *fine)
{
    size_t i = 0;
    while (i < sizeof unit_names / sizeof *unit_names && strcmp(unit, unit_names[i].name) != 0)
        i++;
    if (i == sizeof unit_names / sizeof *unit_names)
        return -1;
    switch (unit_names[i].unit) {
    case UNIT_PT: *fine = times(v, POINT); return 0;
    case UNIT_MM: *fine = v * 360000 / 127; return 0;
    case UNIT_CM: *fine = v * 3600000 / 127; return 0;
    case UNIT_EM: *fine = times(v, units->em); return units->em > 0 ? 0 : -1;
    case UNIT_LINE: *fine = times(v, units->line); return units->line > 0 ? 0 : -1;
    }
    return -1;
}

int sizes_length(const char *text, const struct units *units, int64_t *fine)
{
    for (size_t i = 0; i < sizeof named_sizes / sizeof *named_sizes; i++) {
        if (strcmp(text, named_sizes[i].name) == 0) {
            *fine = named_sizes[i].tenths * POINT / 10;
            return 0;
        }
    }
    int64_t v = decimal(&text);
    if (v < 0)
        return -1;
    text += strspn(text, " ");
    if (*text == '\0' && v == 0) {
        *fine = 0;
        return 0;
    }
    return scale(v, text, units, fine);
}
