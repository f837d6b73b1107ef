/* Charstrings written anew: shorter, and the same outline to a unit, for the fonts in use here. */
#include "render/fonts/charstring.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <hb.h>

#include "render/fonts/fontfile.h"
#include "render/fonts/hbface.h"
#include "tests/unit/temp_file.h"

struct segment {
    double x, y; /* where it begins */
    double to[6];
    int n; /* 2 or 6 */
};

struct drawn {
    struct segment s[4000];
    size_t from[400]; /* the first segment of each contour */
    size_t n, contours;
    double x, y;
};

static void draw_segment(struct drawn *d, int n, const double to[6])
{
    struct segment s = {.x = d->x, .y = d->y, .n = n};
    bool moves = false;
    for (int i = 0; i < n; i++) {
        s.to[i] = to[i];
        moves |= to[i] != (i % 2 == 0 ? d->x : d->y);
    }
    assert_true(d->n < 4000);
    if (moves)
        d->s[d->n++] = s;
    d->x = to[n - 2];
    d->y = to[n - 1];
}

static void draw_move(void *ctx, double x, double y)
{
    struct drawn *d = ctx;
    assert_true(d->contours < 400);
    d->from[d->contours] = d->n;
    d->x = x;
    d->y = y;
}

static void draw_line(void *ctx, double x, double y)
{
    draw_segment(ctx, 2, (const double[6]){x, y});
}

static void draw_curve(void *ctx, double a, double b, double c, double e, double x, double y)
{
    draw_segment(ctx, 6, (const double[6]){a, b, c, e, x, y});
}

static void draw_close(void *ctx)
{
    struct drawn *d = ctx;
    const struct segment *first = &d->s[d->from[d->contours]];
    if (d->n == d->from[d->contours])
        return;
    if (d->x != first->x || d->y != first->y)
        draw_line(ctx, first->x, first->y);
    d->from[++d->contours] = d->n;
}

static void draw(struct hbface *f, uint32_t glyph, struct drawn *d)
{
    const struct outline_pen pen = {draw_move, draw_line, draw_curve, draw_close, d};
    d->n = d->contours = 0;
    hbface_outline(f, glyph, &pen);
    d->from[d->contours] = d->n;
}

/* A segment as a polyline. One of a curve that bulges by a unit is off by 1/256. */
enum { CUTS = 16 };
struct polyline {
    double x[CUTS + 1], y[CUTS + 1];
};

static struct polyline cut(const struct segment *s)
{
    struct polyline p;
    for (int i = 0; i <= CUTS; i++) {
        double t = (double)i / CUTS, u = 1 - t;
        if (s->n == 2) {
            p.x[i] = u * s->x + t * s->to[0];
            p.y[i] = u * s->y + t * s->to[1];
            continue;
        }
        double k[4] = {u * u * u, 3 * t * u * u, 3 * t * t * u, t * t * t};
        p.x[i] = k[0] * s->x + k[1] * s->to[0] + k[2] * s->to[2] + k[3] * s->to[4];
        p.y[i] = k[0] * s->y + k[1] * s->to[1] + k[2] * s->to[3] + k[3] * s->to[5];
    }
    return p;
}

static double distance(double x, double y, const struct polyline *p)
{
    double least = INFINITY;
    for (int i = 0; i < CUTS; i++) {
        double dx = p->x[i + 1] - p->x[i], dy = p->y[i + 1] - p->y[i], square = dx * dx + dy * dy;
        double t = square > 0 ? ((x - p->x[i]) * dx + (y - p->y[i]) * dy) / square : 0;
        t = fmin(fmax(t, 0), 1);
        dx = p->x[i] + t * dx - x;
        dy = p->y[i] + t * dy - y;
        least = fmin(least, dx * dx + dy * dy);
    }
    return sqrt(least);
}

/* How far any point of one segment is from the other, either way. */
static double farthest(const struct segment *a, const struct segment *b)
{
    struct polyline p = cut(a), q = cut(b);
    double most = 0;
    for (int i = 0; i <= CUTS; i++) {
        most = fmax(most, distance(p.x[i], p.y[i], &q));
        most = fmax(most, distance(q.x[i], q.y[i], &p));
    }
    return most;
}

/* Whether b is a, or a line that begins and ends where the curve a does, within a unit of it. */
static bool stands_for(const struct segment *a, const struct segment *b)
{
    if (a->x != b->x || a->y != b->y)
        return false;
    if (a->n == b->n)
        return memcmp(a->to, b->to, sizeof *a->to * (size_t)a->n) == 0;
    return b->n == 2 && a->to[4] == b->to[0] && a->to[5] == b->to[1] && farthest(a, b) <= 1.001;
}

/* Whether contour b is a, begun at its segment `turn`. */
static bool same_turned(const struct segment *a, const struct segment *b, size_t n, size_t turn)
{
    for (size_t i = 0; i < n; i++)
        if (!stands_for(&a[(i + turn) % n], &b[i]))
            return false;
    return true;
}

static void assert_same(const struct drawn *a, const struct drawn *b)
{
    assert_int_equal(a->contours, b->contours);
    for (size_t c = 0; c < a->contours; c++) {
        size_t n = a->from[c + 1] - a->from[c], turn = 0;
        assert_int_equal(n, b->from[c + 1] - b->from[c]);
        while (turn < n && !same_turned(a->s + a->from[c], b->s + b->from[c], n, turn))
            turn++;
        assert_true(turn < n);
    }
}

static size_t curves(const struct drawn *d)
{
    size_t n = 0;
    for (size_t i = 0; i < d->n; i++)
        n += d->s[i].n == 6;
    return n;
}

static void add_table(hb_face_t *face, const char *tag, const void *bytes, size_t len)
{
    hb_blob_t *blob = hb_blob_create(bytes, (unsigned)len, HB_MEMORY_MODE_DUPLICATE, NULL, NULL);
    hb_face_builder_add_table(face, hb_tag_from_string(tag, 4), blob);
    hb_blob_destroy(blob);
}

/* A font file of a bare CFF table: the tables without which HarfBuzz does not draw. */
static struct hbface *open_bare(const void *cff, size_t len, size_t glyphs)
{
    unsigned char head[54] = {[1] = 1, [12] = 0x5F,      0x0F,       0x3C,
                              0xF5,    [18] = 1000 >> 8, 1000 & 0xFF};
    unsigned char maxp[6] = {0, 0, 0x50, 0, (unsigned char)(glyphs >> 8), (unsigned char)glyphs};
    unsigned size;
    hb_face_t *face = hb_face_builder_create();
    add_table(face, "CFF ", cff, len);
    add_table(face, "head", head, sizeof head);
    add_table(face, "maxp", maxp, sizeof maxp);
    hb_blob_t *blob = hb_face_reference_blob(face);
    const char *bytes = hb_blob_get_data(blob, &size);
    char path[64];
    temp_file(path, bytes, size);
    struct hbface *f = hbface_open(path, 0);
    unlink(path);
    hb_blob_destroy(blob);
    hb_face_destroy(face);
    return f;
}

/* A thousand glyphs of a face, each step-th: drawn by the font and by its subset. */
static void check_face(const char *path, int index, uint32_t step)
{
    enum { MOST = 1000 };
    static struct drawn was, is;
    uint32_t glyphs[MOST], ids[MOST];
    size_t len, n = 0;
    struct hbface *f = hbface_open(path, index);
    assert_non_null(f);
    for (uint32_t g = 1; n < MOST; g += step)
        glyphs[n++] = g;
    unsigned char *cff = hbface_subset(f, glyphs, n, ids, &len);
    assert_non_null(cff);
    struct hbface *subset = open_bare(cff, len, n + 1);
    assert_non_null(subset);
    size_t segments = 0, flattened = 0;
    for (size_t i = 0; i < n; i++) {
        draw(f, glyphs[i], &was);
        draw(subset, ids[i], &is);
        assert_same(&was, &is);
        segments += is.n;
        flattened += curves(&was) - curves(&is);
    }
    assert_true(segments > 10 * n);
    assert_true(flattened > n);
    hbface_close(subset);
    hbface_close(f);
    free(cff);
}

static void test_fandol_is_drawn_to_a_unit(void **state)
{
    (void)state;
    check_face("build/fonts/FandolFang-Regular.otf", 0, 7);
    check_face("build/fonts/FandolKai-Regular.otf", 0, 7);
}

static void test_noto_is_drawn_to_a_unit(void **state)
{
    (void)state;
    struct fontfiles *files = fontfiles_open();
    struct fontfile serif, sans;
    assert_true(fontfiles_find(files, "Noto Serif CJK SC", &serif));
    assert_true(fontfiles_find(files, "Noto Sans CJK SC:bold", &sans));
    check_face(serif.path, serif.index, 61);
    check_face(sans.path, sans.index, 61);
    fontfiles_close(files);
}

/* Numbers in one byte, operators of 5177. */
#define N(v) ((v) + 139)
enum {
    VMOVE = 4,
    RLINE,
    HLINE,
    VLINE,
    RRCURVE,
    CALLSUBR = 10,
    END = 14,
    HSTEM = 1,
    RMOVE = 21,
    HMOVE
};

#define ASSERT_SHORTENED(in, wanted)                                                               \
    do {                                                                                           \
        unsigned char out[sizeof in];                                                              \
        assert_int_equal(charstring_shorten(in, sizeof in, out), sizeof wanted);                   \
        assert_memory_equal(out, wanted, sizeof wanted);                                           \
    } while (0)

#define ASSERT_KEPT(...)                                                                           \
    do {                                                                                           \
        const unsigned char in[] = {__VA_ARGS__};                                                  \
        unsigned char out[sizeof in];                                                              \
        assert_int_equal(charstring_shorten(in, sizeof in, out), 0);                               \
    } while (0)

/* A square, its sides drawn one by one, one of them twice nothing, and closed by hand. */
static void test_square_is_three_sides(void **state)
{
    (void)state;
    const unsigned char in[] = {N(5),   N(0),  RMOVE, N(50), N(0),   RLINE, N(0),
                                N(50),  RLINE, N(0),  N(0),  RLINE,  N(0),  HLINE,
                                N(-50), N(0),  RLINE, N(0),  N(-50), RLINE, END};
    const unsigned char wanted[] = {N(55), 22, N(50), N(-50), N(-50), VLINE, END};
    ASSERT_SHORTENED(in, wanted);
}

/* The width stays in front of the first operator; a second contour starts from the pen's place. */
static void test_width_and_second_contour(void **state)
{
    (void)state;
    const unsigned char in[] = {N(7), N(0),  N(0),  RMOVE, N(1), N(9),  RLINE, N(9), N(0),  RLINE,
                                N(0), N(20), RMOVE, N(0),  N(9), RLINE, N(9),  N(0), RLINE, END};
    /* both without a slanted side: from (1, 9) to the right, and from (10, 29) upwards */
    const unsigned char wanted[] = {N(7),  N(1),  N(9),  RMOVE, N(9), N(0), N(-10), N(-9),
                                    RLINE, N(10), N(29), RMOVE, N(9), N(9), VLINE,  END};
    ASSERT_SHORTENED(in, wanted);
}

static void test_only_the_width_is_left_of_nothing(void **state)
{
    (void)state;
    const unsigned char in[] = {N(7), N(3), N(4), RMOVE, N(0), HLINE, END};
    const unsigned char wanted[] = {N(7), END};
    ASSERT_SHORTENED(in, wanted);
}

/* Whether a curve between two lines comes out as a line. */
static bool flattens(int a, int b, int c, int d, int e, int f)
{
    const unsigned char in[] = {N(0), N(0), RMOVE, N(99),   N(98), RLINE, N(a),  N(b), N(c),
                                N(d), N(e), N(f),  RRCURVE, N(97), N(96), RLINE, END};
    unsigned char out[sizeof in];
    size_t n = charstring_shorten(in, sizeof in, out);
    bool curve = n == 0;
    for (size_t i = 0; i < n; i++)
        curve |= out[i] == RRCURVE || (out[i] > HMOVE && out[i] < 32);
    return !curve;
}

static void test_curves_within_a_unit_of_their_chord_are_lines(void **state)
{
    (void)state;
    assert_true(flattens(30, 1, 30, 0, 30, -1)); /* by 0.75 */
    assert_false(flattens(30, 2, 30, 0, 30, -2));
    assert_true(flattens(30, 0, 30, -2, 30, 2)); /* by 0.89 */
    assert_false(flattens(30, 3, 30, -3, 30, 0));
    assert_true(flattens(3, -30, -6, -30, 3, -30)); /* to both sides, by 0.87 */
    assert_false(flattens(4, -30, -8, -30, 4, -30));
    assert_true(flattens(28, 41, 32, 39, 30, 40)); /* aslant: a control at 11/5, by 0.98 */
    assert_false(flattens(33, 40, 27, 40, 30, 40));
}

static void test_curves_past_the_ends_of_their_chord_are_kept(void **state)
{
    (void)state;
    assert_false(flattens(-2, 0, 60, 0, 30, 0));
    assert_false(flattens(95, 0, -35, 0, 30, 0));
    assert_false(flattens(30, 0, 60, 0, -2, 0));
    assert_false(flattens(30, 0, -35, 0, 95, 0));
    assert_false(flattens(1, 0, 0, 0, -1, 0)); /* no chord */
}

static void test_what_is_not_understood_is_kept(void **state)
{
    (void)state;
    ASSERT_KEPT(N(0), N(0), RMOVE, N(0), HLINE, N(1), CALLSUBR, END);
    ASSERT_KEPT(N(0), N(9), HSTEM, N(0), N(0), RMOVE, N(0), HLINE, END);
    ASSERT_KEPT(255, 0, 1, 0x80, 0, N(0), RMOVE, N(0), HLINE, END);
    ASSERT_KEPT(N(0), N(0), RMOVE, N(0), HLINE); /* no end */
    ASSERT_KEPT(N(0), N(0), RMOVE, N(0), HLINE, END, END);
    ASSERT_KEPT(N(0), N(0), N(0), RLINE, END); /* a line that starts nowhere */
    ASSERT_KEPT(N(0), N(0), RMOVE, N(1), N(2), N(3), RLINE, N(0), HLINE, END);
    ASSERT_KEPT(28, 0x7F, 0xFF, N(0), RMOVE, N(1), N(0), RLINE, N(0), HLINE, END);
    ASSERT_KEPT(28, 0);
    ASSERT_KEPT(RMOVE, N(0), HLINE, END);
    ASSERT_KEPT(N(1), N(1), N(1), N(1), END); /* an accent (5177, appendix C) */
}

static void test_more_numbers_than_the_stack_holds_are_kept(void **state)
{
    (void)state;
    unsigned char in[2 + 49 + 4], out[sizeof in];
    memset(in, N(1), sizeof in);
    in[1] = 22;
    memcpy(in + 2 + 49, (const unsigned char[]){HLINE, N(0), HLINE, END}, 4);
    assert_int_equal(charstring_shorten(in, sizeof in, out), 0);
    memcpy(in, (const unsigned char[]){N(1), N(1), RMOVE}, 3); /* 48 are left */
    assert_int_equal(charstring_shorten(in, sizeof in, out), sizeof in - 2);
}

/* Sixty lines in single operators are joined up to the stack's limit. */
static void test_runs_end_where_the_stack_is_full(void **state)
{
    (void)state;
    unsigned char in[2 + 60 * 3 + 1] = {N(0), 22}, out[sizeof in];
    for (size_t i = 0; i < 60; i++)
        memcpy(in + 2 + 3 * i, (const unsigned char[]){N(1), N((int)i + 1), RLINE}, 3);
    in[sizeof in - 1] = END;
    size_t n = charstring_shorten(in, sizeof in, out), numbers = 0, most = 0;
    for (size_t i = 0; i < n; i++) {
        numbers = out[i] == RLINE ? 0 : numbers + 1;
        most = numbers > most ? numbers : most;
    }
    assert_int_equal(n, 2 + 120 + 3 + 1);
    assert_int_equal(most, 48);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_fandol_is_drawn_to_a_unit),
        cmocka_unit_test(test_noto_is_drawn_to_a_unit),
        cmocka_unit_test(test_square_is_three_sides),
        cmocka_unit_test(test_width_and_second_contour),
        cmocka_unit_test(test_only_the_width_is_left_of_nothing),
        cmocka_unit_test(test_curves_within_a_unit_of_their_chord_are_lines),
        cmocka_unit_test(test_curves_past_the_ends_of_their_chord_are_kept),
        cmocka_unit_test(test_what_is_not_understood_is_kept),
        cmocka_unit_test(test_runs_end_where_the_stack_is_full),
        cmocka_unit_test(test_more_numbers_than_the_stack_holds_are_kept),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
