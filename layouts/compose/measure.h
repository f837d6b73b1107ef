/*
 * Measure: what layout asks of the outside. render/fonts/fontset.c answers in the program, a
 * fixed-width stub in tests. So line composition can be tested without any font.
 */
#ifndef NIANBAO_MEASURE_H
#define NIANBAO_MEASURE_H

#include "layouts/compose/page.h"

/* Where a glyph has ink, in millipoints from its origin on the baseline; y grows downwards. */
struct ink {
    int32_t left, top, right, bottom;
};

/* Of the face that a role's hanzi come from, at a size, in millipoints. */
struct face_metrics {
    int32_t ascent;  /* baseline to the top of the em box (OS/2 typo or ideographic em box) */
    int32_t descent; /* baseline to its bottom, positive; ascent + descent = size */
};

struct measure {
    void *ctx;

    /*
     * Shapes text[0..len), which holds no line breaks, in a role of the style at size millipoints.
     * Writes up to cap glyphs in the order of the text, advances in millipoints, and returns how
     * many there are (call again with room when that is more than cap). A character that no face
     * has is an error told with its code point and at; glyph id 0 stands in for it.
     */
    size_t (*shape)(void *ctx, int role, int32_t size, const char *text, size_t len,
                    struct glyph *out, size_t cap, struct source at);

    struct ink (*ink)(void *ctx, const struct glyph *g, int32_t size);

    struct face_metrics (*metrics)(void *ctx, int role, int32_t size);

    /*
     * The height a chart wants when it is width millipoints wide, or -1 when it cannot be drawn
     * (unknown kind, nothing to show, too narrow for its labels), which it has then reported. It is
     * called with chart_ctx.
     */
    void *chart_ctx;
    int32_t (*chart_height)(void *chart_ctx, const struct chart *c, int32_t width);

    /*
     * Likewise the least height in which its text has room, whether or not a page has as much. It
     * looks well in all between.
     */
    int32_t (*chart_least)(void *chart_ctx, const struct chart *c, int32_t width);
};

#endif
