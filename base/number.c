#include "base/number.h"

#include <assert.h>
#include <gmp.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/utf8.h"

/*
 * A fraction in lowest terms, its denominator positive. The limbs of the numerator come first;
 * den_size 0 stands for a denominator of 1, so that a whole number needs 16 bytes.
 */
struct number {
    int32_t num_size; /* negative for a negative number, as in GMP */
    int32_t den_size;
    mp_limb_t limbs[];
};

static const mp_limb_t one_limb = 1;

/* Lets GMP read x where it lies; the result must not be written to nor cleared. */
static void view(mpq_t q, const struct number *x)
{
    int num_len = abs(x->num_size);
    mpz_roinit_n(mpq_numref(q), x->limbs, x->num_size);
    if (x->den_size == 0)
        mpz_roinit_n(mpq_denref(q), &one_limb, 1);
    else
        mpz_roinit_n(mpq_denref(q), x->limbs + num_len, x->den_size);
}

/* Moves the canonical q into the arena and clears it. */
static const struct number *keep(struct arena *a, mpq_t q)
{
    size_t num_len = mpz_size(mpq_numref(q)), den_len = mpz_size(mpq_denref(q));
    if (mpz_cmp_ui(mpq_denref(q), 1) == 0)
        den_len = 0;
    assert(num_len < INT32_MAX && den_len < INT32_MAX);
    struct number *x = arena_alloc(a, sizeof *x + (num_len + den_len) * sizeof x->limbs[0]);
    x->num_size = mpq_sgn(q) < 0 ? -(int32_t)num_len : (int32_t)num_len;
    x->den_size = (int32_t)den_len;
    if (num_len > 0)
        mpn_copyi(x->limbs, mpz_limbs_read(mpq_numref(q)), (mp_size_t)num_len);
    if (den_len > 0)
        mpn_copyi(x->limbs + num_len, mpz_limbs_read(mpq_denref(q)), (mp_size_t)den_len);
    mpq_clear(q);
    return x;
}

/*
 * The fraction num / den of single limbs, den > 0. Nearly all numbers of a report are such, and a
 * million of them take a third of the time that GMP's own way takes.
 */
static const struct number *keep_small(struct arena *a, bool negative, mp_limb_t num, mp_limb_t den)
{
    mp_limb_t common = num == 0 ? den : den == 1 ? 1 : mpn_gcd_1(&num, 1, den);
    num /= common;
    den /= common;
    struct number *x = arena_alloc(a, sizeof *x + (den == 1 ? 1 : 2) * sizeof x->limbs[0]);
    x->num_size = num == 0 ? 0 : negative ? -1 : 1;
    x->den_size = den != 1;
    x->limbs[0] = num;
    if (den != 1)
        x->limbs[1] = den;
    return x;
}

static bool is_small(const struct number *x)
{
    return abs(x->num_size) <= 1 && x->den_size <= 1;
}

/* The limbs of a small number. */
static mp_limb_t small_num(const struct number *x)
{
    return x->num_size == 0 ? 0 : x->limbs[0];
}

static mp_limb_t small_den(const struct number *x)
{
    return x->den_size == 0 ? 1 : x->limbs[1];
}

static int digit_of(uint32_t cp)
{
    if (cp >= '0' && cp <= '9')
        return (int)(cp - '0');
    if (cp >= 0xFF10 && cp <= 0xFF19) /* ０ to ９ */
        return (int)(cp - 0xFF10);
    return -1;
}

static bool is_minus(uint32_t cp)
{
    return cp == '-' || cp == 0x2212 || cp == 0xFF0D;
}

/* What the digits of a text come to, before GMP sees them. */
struct digits {
    char text[NUMBER_DIGITS_MAX + 1];
    int n;
    int decimals; /* of the n, those behind the point; -1: no point seen */
    int group;    /* digits since the last separator; -1: none seen */
};

static bool add_digit(struct digits *d, int digit)
{
    if (d->n == NUMBER_DIGITS_MAX)
        return false;
    d->text[d->n++] = (char)('0' + digit);
    if (d->decimals >= 0)
        d->decimals++;
    else if (d->group >= 0)
        d->group++;
    return true;
}

static bool add_separator(struct digits *d)
{
    bool fits = d->group < 0 ? d->n >= 1 && d->n <= 3 : d->group == 3;
    d->group = 0;
    return fits && d->decimals < 0;
}

static bool add_point(struct digits *d)
{
    bool fits = d->n > 0 && d->decimals < 0 && (d->group < 0 || d->group == 3);
    d->decimals = 0;
    return fits;
}

static bool read_digits(struct digits *d, const char *text, size_t len, size_t i)
{
    while (i < len) {
        uint32_t cp = utf8_next(text, len, &i);
        int digit = digit_of(cp);
        bool fits = false;
        if (digit >= 0)
            fits = add_digit(d, digit);
        else if (cp == ',' || cp == 0xFF0C)
            fits = add_separator(d);
        else if (cp == '.' || cp == 0xFF0E)
            fits = add_point(d);
        if (!fits)
            return false;
    }
    bool ends_well = d->decimals != 0 && (d->decimals > 0 || d->group < 0 || d->group == 3);
    return d->n > 0 && ends_well;
}

/* What the digits come to as a fraction of single limbs; false when it does not fit. */
static bool small_digits(const struct digits *d, mp_limb_t *num, mp_limb_t *den)
{
    *num = 0;
    *den = 1;
    for (int i = 0; i < d->n; i++)
        if (__builtin_mul_overflow(*num, (mp_limb_t)10, num) ||
            __builtin_add_overflow(*num, (mp_limb_t)(d->text[i] - '0'), num))
            return false;
    for (int i = 0; i < d->decimals; i++)
        if (__builtin_mul_overflow(*den, (mp_limb_t)10, den))
            return false;
    return true;
}

const struct number *number_parse(struct arena *a, const char *text, size_t len)
{
    struct digits d = {.decimals = -1, .group = -1};
    size_t start = 0;
    bool negative = false;
    if (len > 0) {
        size_t next = 0;
        uint32_t cp = utf8_next(text, len, &next);
        negative = is_minus(cp);
        if (negative || cp == '+' || cp == 0xFF0B)
            start = next;
    }
    if (!read_digits(&d, text, len, start))
        return NULL;
    mp_limb_t num, den;
    if (small_digits(&d, &num, &den))
        return keep_small(a, negative, num, den);
    mpq_t q;
    mpq_init(q);
    mpz_set_str(mpq_numref(q), d.text, 10);
    if (d.decimals > 0) {
        mpz_ui_pow_ui(mpq_denref(q), 10, (unsigned long)d.decimals);
        mpq_canonicalize(q);
    }
    if (negative)
        mpq_neg(q, q);
    return keep(a, q);
}

const struct number *number_int(struct arena *a, long v)
{
    mp_limb_t num = v < 0 ? 0 - (mp_limb_t)v : (mp_limb_t)v;
    return keep_small(a, v < 0, num, 1);
}

typedef void operation(mpq_ptr, mpq_srcptr, mpq_srcptr);

static const struct number *apply(struct arena *a, operation *op, const struct number *x,
                                  const struct number *y)
{
    mpq_t p, q, result;
    view(p, x);
    view(q, y);
    mpq_init(result);
    op(result, p, q);
    return keep(a, result);
}

const struct number *number_add(struct arena *a, const struct number *x, const struct number *y)
{
    mp_limb_t sum;
    if (x->num_size == 1 && y->num_size == 1 && x->den_size == 0 && y->den_size == 0 &&
        !__builtin_add_overflow(x->limbs[0], y->limbs[0], &sum))
        return keep_small(a, false, sum, 1);
    return apply(a, mpq_add, x, y);
}

const struct number *number_sub(struct arena *a, const struct number *x, const struct number *y)
{
    return apply(a, mpq_sub, x, y);
}

/* xn·yn / xd·yd of single limbs; NULL when that does not fit. */
static const struct number *small_product(struct arena *a, bool negative, mp_limb_t xn,
                                          mp_limb_t xd, mp_limb_t yn, mp_limb_t yd)
{
    mp_limb_t num, den;
    bool fits = !__builtin_mul_overflow(xn, yn, &num) && !__builtin_mul_overflow(xd, yd, &den);
    return fits ? keep_small(a, negative, num, den) : NULL;
}

const struct number *number_abs(struct arena *a, const struct number *x)
{
    return number_sign(x) < 0 ? number_sub(a, number_int(a, 0), x) : x;
}

const struct number *number_mul(struct arena *a, const struct number *x, const struct number *y)
{
    const struct number *z = NULL;
    if (is_small(x) && is_small(y))
        z = small_product(a, (x->num_size < 0) != (y->num_size < 0), small_num(x), small_den(x),
                          small_num(y), small_den(y));
    return z != NULL ? z : apply(a, mpq_mul, x, y);
}

const struct number *number_div(struct arena *a, const struct number *x, const struct number *y)
{
    const struct number *z = NULL;
    if (y->num_size == 0)
        return NULL;
    if (is_small(x) && is_small(y))
        z = small_product(a, (x->num_size < 0) != (y->num_size < 0), small_num(x), small_den(x),
                          small_den(y), small_num(y));
    return z != NULL ? z : apply(a, mpq_div, x, y);
}

bool number_near(const struct number *x, const struct number *y, long halves, int decimals)
{
    mpq_t p, q, apart;
    mpz_t scale;
    view(p, x);
    view(q, y);
    mpq_init(apart);
    mpq_sub(apart, p, q);
    mpz_init(scale);
    mpz_ui_pow_ui(scale, 10, (unsigned long)abs(decimals));
    mpz_ptr scaled = decimals < 0 ? mpq_denref(apart) : mpq_numref(apart);
    mpz_mul(scaled, scaled, scale);
    mpz_mul_ui(mpq_numref(apart), mpq_numref(apart), 2);
    mpz_mul_si(mpq_denref(apart), mpq_denref(apart), halves);
    bool near = mpz_cmpabs(mpq_numref(apart), mpq_denref(apart)) <= 0;
    mpz_clear(scale);
    mpq_clear(apart);
    return near;
}

/*
 * GB/T 8170-2008 3.2: a rest of exactly half goes to the even digit; rounding happens once, from
 * the full value (3.3). Under 四舍五入 a half goes away from zero. units becomes x·10^decimals.
 */
static void round_units(mpz_t units, const struct number *x, int decimals, enum rounding rule)
{
    assert(decimals >= 0);
    mpq_t q;
    mpz_t rest;
    view(q, x);
    mpz_init(rest);
    mpz_ui_pow_ui(units, 10, (unsigned long)decimals);
    mpz_mul(units, units, mpq_numref(q));
    mpz_tdiv_qr(units, rest, units, mpq_denref(q));
    mpz_mul_2exp(rest, rest, 1);
    int half = mpz_cmpabs(rest, mpq_denref(q));
    if (half > 0 || (half == 0 && (rule == ROUND_HALF_UP || mpz_odd_p(units)))) {
        if (x->num_size < 0)
            mpz_sub_ui(units, units, 1);
        else
            mpz_add_ui(units, units, 1);
    }
    mpz_clear(rest);
}

const struct number *number_round(struct arena *a, const struct number *x, int decimals,
                                  enum rounding rule)
{
    mpq_t q;
    mpq_init(q);
    round_units(mpq_numref(q), x, decimals, rule);
    mpz_ui_pow_ui(mpq_denref(q), 10, (unsigned long)decimals);
    mpq_canonicalize(q);
    return keep(a, q);
}

int number_cmp(const struct number *x, const struct number *y)
{
    mpq_t p, q;
    view(p, x);
    view(q, y);
    return mpq_cmp(p, q);
}

int number_sign(const struct number *x)
{
    return (x->num_size > 0) - (x->num_size < 0);
}

int number_decimals(const struct number *x)
{
    if (x->den_size == 0)
        return 0;
    mpq_t q;
    mpz_t den, prime;
    view(q, x);
    mpz_init_set(den, mpq_denref(q));
    mpz_init_set_ui(prime, 2);
    mp_bitcnt_t twos = mpz_remove(den, den, prime);
    mpz_set_ui(prime, 5);
    mp_bitcnt_t fives = mpz_remove(den, den, prime);
    bool finite = mpz_cmp_ui(den, 1) == 0;
    mpz_clears(den, prime, NULL);
    return finite ? (int)(twos > fives ? twos : fives) : -1;
}

size_t number_bits(const struct number *x)
{
    return ((size_t)abs(x->num_size) + (size_t)x->den_size) * GMP_NUMB_BITS;
}

bool number_whole(const struct number *x, long *v)
{
    mpq_t q;
    view(q, x);
    if (x->den_size != 0 || !mpz_fits_slong_p(mpq_numref(q)))
        return false;
    *v = mpz_get_si(mpq_numref(q));
    return true;
}

double number_double(const struct number *x)
{
    mpq_t q;
    view(q, x);
    return mpq_get_d(q);
}

/* Writes digits[0..n), a whole number of 10^-decimals, with its point and separators. */
static void put_digits(struct buf *out, const char *digits, int n, int decimals, int group)
{
    int whole = n - decimals;
    if (whole <= 0)
        buf_puts(out, "0");
    for (int i = 0; i < whole; i++) {
        if (group != 0 && i > 0 && (whole - i) % 3 == 0)
            buf_puts(out, ",");
        buf_add(out, &digits[i], 1);
    }
    if (decimals == 0)
        return;
    buf_puts(out, ".");
    for (int i = whole; i < 0; i++)
        buf_puts(out, "0");
    buf_add(out, &digits[whole > 0 ? whole : 0], (size_t)(whole > 0 ? decimals : n));
}

char *number_text(struct arena *a, const struct number *x, int decimals, enum rounding rule,
                  int group)
{
    mpz_t units;
    mpz_init(units);
    round_units(units, x, decimals, rule);
    char *digits = must_alloc(mpz_sizeinbase(units, 10) + 2, 1);
    mpz_get_str(digits, 10, units);
    bool negative = digits[0] == '-';
    struct buf out = {0};
    if (negative)
        buf_puts(&out, "-");
    int n = (int)strlen(digits + negative);
    put_digits(&out, digits + negative, n, decimals, group);
    char *text = arena_strndup(a, out.data, out.len);
    mpz_clear(units);
    free(digits);
    buf_free(&out);
    return text;
}
