#include "layouts/style/style_keys.h"

static const struct key seal_keys[] = {
    {.name = "size", .type = V_LENGTH, .offset = AT(seal_style, size)},
    {.name = "above", .type = V_LENGTH, .offset = AT(seal_style, above)},
    {.name = "down", .type = V_LENGTH, .offset = AT(seal_style, down)},
    {.name = "right", .type = V_LENGTH, .offset = AT(seal_style, right)},
    {.name = "frame", .type = V_LENGTH, .offset = AT(seal_style, frame)},
};

static const struct key letterhead_keys[] = {
    {.name = "top", .type = V_LENGTH, .offset = AT(letterhead_style, top)},
    {.name = "below", .type = V_LENGTH, .offset = AT(letterhead_style, below)},
    {.name = "side", .type = V_LENGTH, .offset = AT(letterhead_style, side)},
    {.name = "gap", .type = V_LENGTH, .offset = AT(letterhead_style, gap)},
    {.name = "rule", .type = V_LENGTH, .offset = AT(letterhead_style, rule)},
    {.name = "colour", .type = V_COLOUR, .offset = AT(letterhead_style, colour)},
    {.name = "after", .type = V_LENGTH, .offset = AT(letterhead_style, after)},
};

static const struct key record_keys[] = {
    {.name = "outer", .type = V_LENGTH, .offset = AT(record_style, outer)},
    {.name = "inner", .type = V_LENGTH, .offset = AT(record_style, inner)},
    {.name = "side", .type = V_LENGTH, .offset = AT(record_style, side)},
    {.name = "pad", .type = V_LENGTH, .offset = AT(record_style, pad)},
    {.name = "even", .type = V_YES, .offset = AT(record_style, even)},
};

static const struct key contents_keys[] = {
    {.name = "print", .type = V_YES, .offset = AT(contents_style, print)},
    {.name = "levels", .type = V_COUNT, .offset = AT(contents_style, levels)},
    {.name = "leader", .type = V_TEXT, .offset = AT(contents_style, leader)},
    {.name = "gap", .type = V_LENGTH, .offset = AT(contents_style, gap)},
    {.name = "nest", .type = V_LENGTH, .offset = AT(contents_style, nest)},
};

#define BAND(owner, n)                                                                             \
    {                                                                                              \
        .name = "band" #n, .type = V_BAND, .offset = AT(owner, bands[n - 1]), .optional = true     \
    }

static const struct key cover_keys[] = {
    {.name = "print", .type = V_YES, .offset = AT(cover_style, print)},
    {.name = "title_again", .type = V_YES, .offset = AT(cover_style, title_again)},
    {.name = "title", .type = V_LENGTH, .offset = AT(cover_style, title)},
    {.name = "foot", .type = V_LENGTH, .offset = AT(cover_style, foot)},
    BAND(cover_style, 1),
    BAND(cover_style, 2),
    BAND(cover_style, 3),
    BAND(cover_style, 4),
};

static const struct key bands_keys[] = {BAND(bands_style, 1), BAND(bands_style, 2),
                                        BAND(bands_style, 3), BAND(bands_style, 4)};

static const struct section sections[] = {
    SECTION("seal", seal_keys, seal),       SECTION("letterhead", letterhead_keys, letterhead),
    SECTION("record", record_keys, record), SECTION("contents", contents_keys, contents),
    SECTION("cover", cover_keys, cover),    SECTION("bands", bands_keys, bands),
};

const struct section *style_official_sections(size_t *n)
{
    *n = COUNT(sections);
    return sections;
}
