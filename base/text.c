#include "base/text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/utf8.h"

/* Names longer than this are not compared: nobody means a near miss of one. */
#define NEAREST_MAX 64

void text_trim(const char **s, size_t *len)
{
    size_t start = 0, end = 0;
    if (*len > 0 && (*s)[0] > ' ' && (*s)[0] < 0x7F && (*s)[*len - 1] > ' ' &&
        (*s)[*len - 1] < 0x7F)
        return; /* nothing but printable ASCII at both ends */
    for (size_t i = 0; i < *len;) {
        if (!utf8_is_blank(utf8_next(*s, *len, &i)))
            end = i;
        else if (end == 0)
            start = i;
    }
    *s += start;
    *len = end > start ? end - start : 0;
}

static size_t decode(const char *s, uint32_t *out)
{
    size_t n = 0, len = strlen(s);
    for (size_t i = 0; i < len && n < NEAREST_MAX;)
        out[n++] = utf8_next(s, len, &i);
    return n;
}

/* Optimal string alignment distance: insert, delete, replace, swap of neighbours. */
static size_t distance(const uint32_t *x, size_t nx, const uint32_t *y, size_t ny)
{
    size_t rows[3][NEAREST_MAX + 1];
    for (size_t j = 0; j <= ny; j++)
        rows[0][j] = j;
    for (size_t i = 1; i <= nx; i++) {
        size_t *now = rows[i % 3], *before = rows[(i - 1) % 3], *earlier = rows[(i + 1) % 3];
        now[0] = i;
        for (size_t j = 1; j <= ny; j++) {
            size_t best = before[j - 1] + (x[i - 1] != y[j - 1]);
            if (before[j] + 1 < best)
                best = before[j] + 1;
            if (now[j - 1] + 1 < best)
                best = now[j - 1] + 1;
            if (i > 1 && j > 1 && x[i - 1] == y[j - 2] && x[i - 2] == y[j - 1] &&
                earlier[j - 2] + 1 < best)
                best = earlier[j - 2] + 1;
            now[j] = best;
        }
    }
    return rows[nx % 3][ny];
}

const char *text_nearest(const char *word, const char *const *names, size_t n)
{
    uint32_t w[NEAREST_MAX], name[NEAREST_MAX];
    size_t n_word = decode(word, w);
    size_t best = 2 + n_word / 3;
    const char *nearest = NULL;
    for (size_t i = 0; i < n; i++) {
        size_t n_name = decode(names[i], name);
        size_t d = distance(w, n_word, name, n_name);
        if (d < best && d < n_name) {
            best = d;
            nearest = names[i];
        }
    }
    return nearest;
}

void text_column_letters(int column, char out[COLUMN_LETTERS_MAX])
{
    char back[COLUMN_LETTERS_MAX];
    size_t n = 0;
    for (; column > 0 && n < COLUMN_LETTERS_MAX - 1; column = (column - 1) / 26)
        back[n++] = (char)('A' + (column - 1) % 26);
    for (size_t i = 0; i < n; i++)
        out[i] = back[n - 1 - i];
    out[n] = '\0';
}
