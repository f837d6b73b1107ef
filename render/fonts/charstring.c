#include "render/fonts/charstring.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"

#define STACK 48 /* 5177, appendix B */

/*
 * How far a line may be from the curve it stands for, in units of the font (1/1000 em): one is
 * 0.016 pt at 16 pt, less than half a dot of a printer of 1,200 dpi.
 */
#define FLAT 1

enum op {
    VMOVETO = 4,
    RLINETO = 5,
    HLINETO = 6,
    VLINETO = 7,
    RRCURVETO = 8,
    ESCAPE = 12,
    ENDCHAR = 14,
    RMOVETO = 21,
    HMOVETO = 22,
    RCURVELINE = 24,
    RLINECURVE = 25,
    VVCURVETO = 26,
    HHCURVETO = 27,
    VHCURVETO = 30,
    HVCURVETO = 31,
    HFLEX = ESCAPE << 8 | 34,
    FLEX = ESCAPE << 8 | 35,
    HFLEX1 = ESCAPE << 8 | 36,
    FLEX1 = ESCAPE << 8 | 37
};

/* A line or a curve: how far each of its points is from the one before. */
struct piece {
    int d[6];
    unsigned n;     /* 2: a line, 6: a curve */
    unsigned size;  /* bytes of all its numbers */
    unsigned zeros; /* bit i: d[i] is 0 */
};

struct contour {
    int x, y;           /* where it begins */
    size_t from, count; /* its pieces */
};

/* How the rest of a contour is best written from a piece on. */
struct step {
    unsigned cost; /* bytes */
    unsigned char family, op, count;
};

struct outline {
    struct piece *pieces;
    struct contour *contours;
    struct step *steps;
    size_t n, n_contours;
    int x, y; /* the pen */
    bool has_width;
    int width;
    bool bad; /* nothing that can be written anew */
};

struct out {
    unsigned char *at, *end;
    bool full;
};

static unsigned number_size(int v)
{
    return v >= -107 && v <= 107 ? 1 : v >= -1131 && v <= 1131 ? 2 : 3;
}

static void add(struct outline *o, const struct piece *p)
{
    /* Within 16 bits no difference of two places overflows. */
    if (abs(o->x) > INT16_MAX || abs(o->y) > INT16_MAX || o->n_contours == 0) {
        o->bad = true;
    } else if (p->zeros != (1U << p->n) - 1) {
        o->pieces[o->n++] = *p;
        o->contours[o->n_contours - 1].count++;
    }
}

static void line(struct outline *o, int dx, int dy)
{
    const struct piece p = {.d = {dx, dy},
                            .n = 2,
                            .size = number_size(dx) + number_size(dy),
                            .zeros = (dx == 0) | (unsigned)(dy == 0) << 1};
    o->x += dx;
    o->y += dy;
    add(o, &p);
}

/*
 * Whether a curve is nowhere farther than FLAT from its chord, and no control lies before or behind
 * the chord. The curve's distance is a norm of the controls' signed distances M and m, |m| <= |M|;
 * being 4/9 M for m = 0, 3/4 M for m = M and 0.289 M (less than 11/36) for m = -M, it is at most
 * (16 |M| + 11 |m|) / 36 on one side and (16 |M| - 5 |m|) / 36 on two.
 */
static bool is_flat(int a, int b, int c, int d, int e, int f)
{
    int64_t dx = (int64_t)a + c + e, dy = (int64_t)b + d + f, square = dx * dx + dy * dy;
    int64_t along1 = a * dx + b * dy, along2 = e * dx + f * dy;
    int64_t off1 = a * dy - b * dx, off2 = f * dx - e * dy; /* distances, times the chord */
    int64_t more = llabs(off1) > llabs(off2) ? off1 : off2, less = off1 + off2 - more;
    int64_t sum = 16 * llabs(more) + ((more > 0) == (less > 0) ? 11 : -5) * llabs(less);
    return square > 0 && along1 >= 0 && along1 <= square && along2 >= 0 && along2 <= square &&
           sum < INT32_MAX && sum * sum <= FLAT * FLAT * 36 * 36 * square;
}

static void curve(struct outline *o, int a, int b, int c, int d, int e, int f)
{
    if (is_flat(a, b, c, d, e, f)) {
        line(o, a + c + e, b + d + f);
        return;
    }
    struct piece p = {.d = {a, b, c, d, e, f}, .n = 6};
    for (unsigned i = 0; i < 6; i++) {
        p.size += number_size(p.d[i]);
        p.zeros |= (unsigned)(p.d[i] == 0) << i;
    }
    o->x += a + c + e;
    o->y += b + d + f;
    add(o, &p);
}

/* Draws what an open contour leaves to be drawn. */
static void close_contour(struct outline *o)
{
    if (o->n_contours == 0 || o->bad)
        return;
    const struct contour c = o->contours[o->n_contours - 1];
    int x = o->x, y = o->y;
    line(o, c.x - x, c.y - y);
    o->x = x; /* the next move starts from where the pen was (5177, 4.1) */
    o->y = y;
}

static void move(struct outline *o, int dx, int dy)
{
    close_contour(o);
    if (o->n_contours > 0 && o->contours[o->n_contours - 1].count == 0)
        o->n_contours--;
    o->x += dx;
    o->y += dy;
    o->bad |= abs(o->x) > INT16_MAX || abs(o->y) > INT16_MAX;
    o->contours[o->n_contours++] = (struct contour){.x = o->x, .y = o->y, .from = o->n};
}

/* The operand more than an operator takes, of the first that clears the stack: the width. */
static const int *take_width(struct outline *o, const int *v, size_t *n, size_t wanted)
{
    bool extra = *n == wanted + 1 && o->n_contours == 0;
    if (*n != wanted + extra)
        o->bad = true;
    if (!extra)
        return v;
    o->has_width = true;
    o->width = v[0];
    --*n;
    return v + 1;
}

static void read_move(struct outline *o, enum op op, const int *v, size_t n)
{
    v = take_width(o, v, &n, op == RMOVETO ? 2 : 1);
    if (!o->bad)
        move(o, op == VMOVETO ? 0 : v[0], op == HMOVETO ? 0 : v[n - 1]);
}

/* rlineto, rrcurveto, rcurveline and rlinecurve: lines, curves, lines. */
static void read_mixed(struct outline *o, enum op op, const int *v, size_t n)
{
    size_t i = 0, lines = op == RLINETO ? n : op == RLINECURVE && n >= 6 ? n - 6 : 0;
    for (; i + 2 <= lines; i += 2)
        line(o, v[i], v[i + 1]);
    for (; i + 6 <= n && op != RLINETO; i += 6)
        curve(o, v[i], v[i + 1], v[i + 2], v[i + 3], v[i + 4], v[i + 5]);
    if (op == RCURVELINE && i + 2 <= n) {
        line(o, v[i], v[i + 1]);
        i += 2;
    }
    o->bad |= i != n;
}

static void read_straight(struct outline *o, enum op op, const int *v, size_t n)
{
    bool across = op == HLINETO;
    for (size_t i = 0; i < n; i++, across = !across)
        line(o, across ? v[i] : 0, across ? 0 : v[i]);
}

/* hhcurveto and vvcurveto: curves that begin and end in one direction. */
static void read_level(struct outline *o, enum op op, const int *v, size_t n)
{
    int off = n % 4 == 1 ? v[0] : 0;
    size_t i = n % 4;
    o->bad |= i > 1;
    for (; i + 4 <= n && !o->bad; i += 4, off = 0) {
        if (op == HHCURVETO)
            curve(o, v[i], off, v[i + 1], v[i + 2], v[i + 3], 0);
        else
            curve(o, off, v[i], v[i + 1], v[i + 2], 0, v[i + 3]);
    }
}

/* hvcurveto and vhcurveto: curves that turn, the last perhaps not by a right angle. */
static void read_turning(struct outline *o, enum op op, const int *v, size_t n)
{
    bool across = op == HVCURVETO;
    o->bad |= n % 4 > 1;
    for (size_t i = 0; i + 4 <= n && !o->bad; i += 4, across = !across) {
        int off = i + 5 == n ? v[n - 1] : 0;
        if (across)
            curve(o, v[i], 0, v[i + 1], v[i + 2], off, v[i + 3]);
        else
            curve(o, 0, v[i], v[i + 1], v[i + 2], v[i + 3], off);
    }
}

/* Two curves that a reader may draw as a line when small (5177, 4.1): drawn as curves here. */
static void read_flex(struct outline *o, enum op op, const int *v, size_t n)
{
    size_t wanted = op == HFLEX ? 7 : op == FLEX ? 13 : op == HFLEX1 ? 9 : 11;
    if (n != wanted) {
        o->bad = true;
    } else if (op == HFLEX) {
        curve(o, v[0], 0, v[1], v[2], v[3], 0);
        curve(o, v[4], 0, v[5], -v[2], v[6], 0);
    } else if (op == HFLEX1) {
        curve(o, v[0], v[1], v[2], v[3], v[4], 0);
        curve(o, v[5], 0, v[6], v[7], v[8], -(v[1] + v[3] + v[7]));
    } else if (op == FLEX) {
        curve(o, v[0], v[1], v[2], v[3], v[4], v[5]);
        curve(o, v[6], v[7], v[8], v[9], v[10], v[11]);
    } else {
        int dx = v[0] + v[2] + v[4] + v[6] + v[8], dy = v[1] + v[3] + v[5] + v[7] + v[9];
        bool across = abs(dx) > abs(dy);
        curve(o, v[0], v[1], v[2], v[3], v[4], v[5]);
        curve(o, v[6], v[7], v[8], v[9], across ? v[10] : -dx, across ? -dy : v[10]);
    }
}

static void read_op(struct outline *o, enum op op, const int *v, size_t n)
{
    switch (op) {
    case RMOVETO:
    case HMOVETO:
    case VMOVETO: read_move(o, op, v, n); break;
    case RLINETO:
    case RRCURVETO:
    case RCURVELINE:
    case RLINECURVE: read_mixed(o, op, v, n); break;
    case HLINETO:
    case VLINETO: read_straight(o, op, v, n); break;
    case HHCURVETO:
    case VVCURVETO: read_level(o, op, v, n); break;
    case HVCURVETO:
    case VHCURVETO: read_turning(o, op, v, n); break;
    case HFLEX:
    case FLEX:
    case HFLEX1:
    case FLEX1: read_flex(o, op, v, n); break;
    case ENDCHAR:
        take_width(o, v, &n, 0);
        close_contour(o);
        break;
    default: o->bad = true;
    }
}

/* The number at p that begins with b0 of 28 or more; 0 bytes for a fraction or one cut short. */
static size_t read_number(const unsigned char *p, size_t len, int *v)
{
    size_t size = p[0] == 28 ? 3 : p[0] < 247 ? 1 : p[0] < 255 ? 2 : 0;
    if (size > len)
        return 0;
    if (size == 3)
        *v = (int16_t)(p[1] << 8 | p[2]);
    else if (size == 1)
        *v = p[0] - 139;
    else if (size == 2)
        *v = p[0] < 251 ? (p[0] - 247) * 256 + p[1] + 108 : -(p[0] - 251) * 256 - p[1] - 108;
    return size;
}

static void read_outline(struct outline *o, const unsigned char *in, size_t len)
{
    int v[STACK];
    size_t n = 0;
    for (size_t i = 0; i < len && !o->bad;) {
        if (in[i] >= 32 || in[i] == 28) {
            size_t size = n < STACK ? read_number(in + i, len - i, &v[n]) : 0;
            o->bad |= size == 0;
            i += size;
            n++;
            continue;
        }
        unsigned op = in[i++];
        if (op == ESCAPE && i < len)
            op = op << 8 | in[i++];
        read_op(o, (enum op)op, v, n);
        n = 0;
        if (op == ENDCHAR) {
            o->bad |= i != len;
            return;
        }
    }
    o->bad = true; /* no endchar */
}

/* What leaving the line out spares: its numbers; a slanted one's more often need an operator. */
static unsigned worth(const struct piece *p)
{
    return p->n == 6 ? 0 : 2 * p->size + (p->d[0] != 0 && p->d[1] != 0);
}

static void reverse(struct piece *p, size_t n)
{
    for (size_t i = 0; i < n / 2; i++) {
        struct piece kept = p[i];
        p[i] = p[n - 1 - i];
        p[n - 1 - i] = kept;
    }
}

/* Begins a closed contour behind its costliest line, which then need not be drawn. */
static void turn(const struct outline *o, struct contour *c)
{
    struct piece *p = o->pieces + c->from;
    size_t last = 0;
    for (size_t i = 1; i < c->count; i++)
        if (worth(&p[i]) > worth(&p[last]))
            last = i;
    if (c->count == 0 || worth(&p[last]) == 0)
        return;
    for (size_t i = 0; i <= last; i++)
        for (unsigned k = 0; k < p[i].n; k += 2) {
            c->x += p[i].d[k];
            c->y += p[i].d[k + 1];
        }
    /* Rotation by three reversals. */
    reverse(p, last + 1);
    reverse(p + last + 1, c->count - last - 1);
    reverse(p, c->count);
    c->count--;
}

/* Operators whose runs grow alike; which of a family ends a run depends on its last piece. */
enum family { LINES, HLINES, VLINES, CURVES, HH, VV, HV, VH, FAMILIES };

/* A piece as a part of a run. */
struct part {
    unsigned n, size; /* numbers; 0: it cannot be in the run. Their bytes */
    enum op op;       /* that may end the run here; 0: none */
    bool last;        /* nothing may follow */
};

/* What each family's first piece must have as 0, by piece.zeros. */
static const unsigned char needs[FAMILIES] = {[HLINES] = 1 << 1, [VLINES] = 1 << 0, [HH] = 1 << 5,
                                              [VV] = 1 << 4,     [HV] = 1 << 1,     [VH] = 1 << 0};

static struct part in_mixed(const struct piece *p, bool first, unsigned n, enum op op, enum op end)
{
    if (p->n == n)
        return (struct part){n, p->size, op, false};
    if (first)
        return (struct part){0};
    return (struct part){p->n, p->size, end, true};
}

static struct part in_level(const struct piece *p, bool first, unsigned need, enum op op)
{
    unsigned off = need == needs[HH] ? 1 << 1 : 1 << 0;
    bool none = p->zeros & off;
    if (p->n == 2 || !(p->zeros & need) || (!none && !first))
        return (struct part){0};
    return (struct part){5U - none, p->size - 1 - none, op, false};
}

static struct part in_turning(const struct piece *p, bool across, enum op op)
{
    bool none = p->zeros & (across ? 1 << 4 : 1 << 5);
    if (p->n == 2 || !(p->zeros & (across ? 1 << 1 : 1 << 0)))
        return (struct part){0};
    return (struct part){5U - none, p->size - 1 - none, op, !none};
}

static struct part part_of(enum family f, const struct piece *p, bool first, bool odd)
{
    bool across = (f == HLINES || f == HV) != odd;
    switch (f) {
    case LINES: return in_mixed(p, first, 2, RLINETO, RLINECURVE);
    case CURVES: return in_mixed(p, first, 6, RRCURVETO, RCURVELINE);
    case HLINES:
    case VLINES:
        if (p->n == 6 || !(p->zeros & (across ? 1 << 1 : 1 << 0)))
            return (struct part){0};
        return (struct part){1, p->size - 1, f == HLINES ? HLINETO : VLINETO, false};
    case HH:
    case VV: return in_level(p, first, needs[f], f == HH ? HHCURVETO : VVCURVETO);
    default: return in_turning(p, across, f == HV ? HVCURVETO : VHCURVETO);
    }
}

/* Tries the runs of a family that begin at piece i. */
static void try_runs(const struct piece *p, struct step *steps, size_t i, size_t n, enum family f)
{
    struct step *best = &steps[i];
    unsigned numbers = 0, size = 1;
    for (size_t k = i; k < n; k++) {
        struct part part = part_of(f, &p[k], k == i, (k - i) % 2 == 1);
        numbers += part.n;
        size += part.size;
        if (part.n == 0 || numbers > STACK)
            return;
        if (size + steps[k + 1].cost < best->cost)
            *best = (struct step){size + steps[k + 1].cost, (unsigned char)f,
                                  (unsigned char)part.op, (unsigned char)(k + 1 - i)};
        if (part.last)
            return;
    }
}

static void put_number(struct out *o, int v)
{
    unsigned size = number_size(v);
    if (v < INT16_MIN || v > INT16_MAX || o->end - o->at < (ptrdiff_t)size) {
        o->full = true;
        return;
    }
    unsigned u = (unsigned)(v < 0 ? -v : v) - 108;
    if (size == 1) {
        *o->at++ = (unsigned char)(v + 139);
    } else if (size == 2) {
        *o->at++ = (unsigned char)((v < 0 ? 251 : 247) + (u >> 8));
        *o->at++ = (unsigned char)u;
    } else {
        *o->at++ = 28;
        *o->at++ = (unsigned char)((unsigned)v >> 8);
        *o->at++ = (unsigned char)v;
    }
}

static void put_op(struct out *o, enum op op)
{
    if (o->at == o->end)
        o->full = true;
    else
        *o->at++ = (unsigned char)op;
}

/* The numbers of a piece in the order its family wants them. */
static void put_piece(struct out *o, enum family f, const struct piece *p, bool odd)
{
    static const unsigned char orders[FAMILIES][2][6] = {
        [LINES] = {{0, 1, 2, 3, 4, 5}, {0, 1, 2, 3, 4, 5}},
        [CURVES] = {{0, 1, 2, 3, 4, 5}, {0, 1, 2, 3, 4, 5}},
        [HLINES] = {{0}, {1}},
        [VLINES] = {{1}, {0}},
        [HH] = {{1, 0, 2, 3, 4}, {1, 0, 2, 3, 4}},
        [VV] = {{0, 1, 2, 3, 5}, {0, 1, 2, 3, 5}},
        [HV] = {{0, 2, 3, 5, 4}, {1, 2, 3, 4, 5}},
        [VH] = {{1, 2, 3, 4, 5}, {0, 2, 3, 5, 4}},
    };
    unsigned n = f == HLINES || f == VLINES ? 1 : p->n == 2 ? 2 : f == CURVES || f == LINES ? 6 : 5;
    unsigned optional = f == HH || f == VV ? 0 : f >= HV ? 4 : n; /* not written when 0 */
    for (unsigned i = 0; i < n; i++) {
        int v = p->d[orders[f][odd][i]];
        if (i != optional || v != 0)
            put_number(o, v);
    }
}

/* The cheapest way to write the pieces of a contour, found from its end. */
static void put_pieces(struct out *o, const struct piece *p, struct step *steps, size_t n)
{
    steps[n] = (struct step){0};
    for (size_t i = n; i-- > 0;) {
        bool is_line = p[i].n == 2;
        enum family from = is_line ? LINES : CURVES, to = is_line ? CURVES : FAMILIES;
        steps[i].cost = UINT32_MAX;
        for (enum family f = from; f < to; f++)
            if ((needs[f] & ~p[i].zeros) == 0)
                try_runs(p, steps, i, n, f);
    }
    for (size_t i = 0; i < n; i += steps[i].count) {
        for (size_t k = 0; k < steps[i].count; k++)
            put_piece(o, (enum family)steps[i].family, &p[i + k], k % 2 == 1);
        put_op(o, (enum op)steps[i].op);
    }
}

static void put_move(struct out *o, int dx, int dy)
{
    if (dx != 0 || dy == 0)
        put_number(o, dx);
    if (dy != 0)
        put_number(o, dy);
    put_op(o, dy == 0 ? HMOVETO : dx == 0 ? VMOVETO : RMOVETO);
}

static void put_outline(struct out *out, const struct outline *o)
{
    int x = 0, y = 0;
    if (o->has_width)
        put_number(out, o->width);
    for (size_t i = 0; i < o->n_contours; i++) {
        struct contour c = o->contours[i];
        if (c.count == 0)
            continue;
        turn(o, &c);
        put_move(out, c.x - x, c.y - y);
        x = c.x;
        y = c.y;
        const struct piece *p = o->pieces + c.from;
        put_pieces(out, p, o->steps, c.count);
        for (size_t k = 0; k < c.count; k++)
            for (unsigned m = 0; m < p[k].n; m += 2) {
                x += p[k].d[m];
                y += p[k].d[m + 1];
            }
    }
    put_op(out, ENDCHAR);
}

size_t charstring_shorten(const unsigned char *in, size_t len, unsigned char *out)
{
    /* A byte gives one piece at most, but a flex two by many; a contour one more, its closing. */
    size_t most = 2 * len + 2;
    struct outline o = {.pieces = must_alloc(most, sizeof *o.pieces),
                        .contours = must_alloc(len + 1, sizeof *o.contours),
                        .steps = must_alloc(most + 1, sizeof *o.steps)};
    struct out w = {out, out + len, false};
    read_outline(&o, in, len);
    if (!o.bad)
        put_outline(&w, &o);
    free(o.pieces);
    free(o.contours);
    free(o.steps);
    size_t written = (size_t)(w.at - out);
    return o.bad || w.full || written >= len ? 0 : written;
}
