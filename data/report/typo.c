#include "data/report/typo.h"

#include <string.h>

#include "base/arena.h"
#include "base/buf.h"

#define HINTS_MAX 2

struct search {
    struct arena *a;
    const struct typed *values;
    typo_fits *fits;
    const void *context;
    enum language language;
    struct buf hints;
    size_t n_hints;
};

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* Which of the digits of a number the one at i is, from 1. */
static int digit_number(const char *text, size_t i)
{
    int n = 0;
    for (size_t k = 0; k <= i; k++)
        n += is_digit(text[k]);
    return n;
}

/* Keeps what turns old into changed, from i to end, when that fits the k-th value. */
static void try_text(struct search *s, size_t k, const char *old, const char *changed, size_t i,
                     size_t end)
{
    const struct number *x = number_parse(s->a, changed, strlen(changed));
    if (x == NULL || s->n_hints == HINTS_MAX || !s->fits(s->context, k, x))
        return;
    int digit = digit_number(old, i), len = (int)(end - i);
    if (s->language == LANG_ZH)
        buf_printf(&s->hints, "%s%s第%d位 %.*s→%.*s", s->n_hints == 0 ? "；" : "，或",
                   s->values[k].name, digit, len, old + i, len, changed + i);
    else
        buf_printf(&s->hints, "%s digit %d of %s, %.*s to %.*s,", s->n_hints == 0 ? ";" : " or",
                   digit, s->values[k].name, len, old + i, len, changed + i);
    s->n_hints++;
}

/* The digit at i and the next, which may be behind the point, the other way round. */
static void try_swap(struct search *s, size_t k, const char *old, char *text, size_t i)
{
    size_t j = is_digit(old[i + 1]) || old[i + 1] == '\0' ? i + 1 : i + 2;
    if (!is_digit(old[j]) || old[i] == old[j])
        return;
    text[i] = old[j];
    text[j] = old[i];
    try_text(s, k, old, text, i, j + 1);
    text[i] = old[i];
    text[j] = old[j];
}

static void try_digits(struct search *s, size_t k, const char *old, char *text, size_t i)
{
    for (char digit = '0'; digit <= '9'; digit++) {
        text[i] = digit;
        if (digit != old[i])
            try_text(s, k, old, text, i, i + 1);
    }
    text[i] = old[i];
}

static void search_values(struct search *s, size_t n,
                          void (*try)(struct search *, size_t, const char *, char *, size_t))
{
    for (size_t k = 0; k < n; k++) {
        const struct typed *v = &s->values[k];
        const char *old =
            number_text(s->a, v->number, v->decimals > 0 ? v->decimals : 0, ROUND_HALF_UP, 0);
        char *text = arena_strdup(s->a, old);
        for (size_t i = 0; old[i] != '\0'; i++)
            if (is_digit(old[i]))
                try(s, k, old, text, i);
    }
}

const char *typo_hint(struct arena *a, const struct typed *values, size_t n, typo_fits *fits,
                      const void *context, const struct messages *m)
{
    struct search s = {.a = a, .values = values, .fits = fits, .context = context};
    s.language = messages_language(m);
    if (messages_count(m, SEV_ERROR) >= MSG_PER_RULE)
        return "";
    search_values(&s, n, try_swap);
    if (s.n_hints == 0)
        search_values(&s, n, try_digits);
    if (s.n_hints == 0)
        return "";
    buf_puts(&s.hints, language_text(s.language, " would fit", " 即相符"));
    return buf_keep(&s.hints, a);
}
