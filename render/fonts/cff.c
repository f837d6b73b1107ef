#include "render/fonts/cff.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "render/fonts/charstring.h"

struct bytes {
    unsigned char *data;
    size_t len;
};

/* What the top dictionary says of what we need. */
struct top {
    bool cid_keyed;
    long charset, char_strings; /* offsets */
};

static uint32_t number_at(struct bytes b, size_t at, unsigned size)
{
    uint32_t v = 0;
    if (at > b.len || size > b.len - at)
        return 0;
    for (unsigned i = 0; i < size; i++)
        v = v << 8 | b.data[at + i];
    return v;
}

/* An INDEX (5176, 5) at: how many objects; *first is the first one, *end the byte behind the whole.
 */
static size_t index_at(struct bytes b, size_t at, struct bytes *first, size_t *end)
{
    size_t n = number_at(b, at, 2);
    unsigned size = number_at(b, at + 2, 1);
    *end = b.len;
    if (n == 0) {
        *end = at + 2;
        return 0;
    }
    size_t data = at + 3 + (n + 1) * size - 1;
    uint32_t from = number_at(b, at + 3, size), to = number_at(b, at + 3 + size, size);
    uint32_t last = number_at(b, at + 3 + n * size, size);
    if (size < 1 || size > 4 || data >= b.len || from < 1 || to < from || last < to ||
        last > b.len - data)
        return 0;
    *first = (struct bytes){b.data + data + from, to - from};
    *end = data + last;
    return n;
}

/* One operand of a DICT (5176, 4): moves *i behind it. Reals are skipped; we need none. */
static long operand(struct bytes d, size_t *i)
{
    unsigned b0 = d.data[(*i)++];
    size_t at = *i;
    if (b0 == 30) {
        while (*i < d.len && (d.data[*i] & 0x0F) != 0x0F)
            ++*i;
        ++*i;
        return 0;
    }
    unsigned more = b0 == 28 ? 2 : b0 == 29 ? 4 : b0 >= 247 ? 1 : 0;
    *i += more;
    uint32_t v = number_at(d, at, more);
    if (b0 == 28)
        return (int16_t)v;
    if (b0 == 29)
        return (int32_t)v;
    if (b0 >= 251)
        return -((long)b0 - 251) * 256 - (long)v - 108;
    return b0 >= 247 ? ((long)b0 - 247) * 256 + (long)v + 108 : (long)b0 - 139;
}

static struct top read_top(struct bytes d)
{
    struct top t = {0};
    long last = 0;
    for (size_t i = 0; i < d.len;) {
        unsigned b0 = d.data[i];
        if (b0 > 21) {
            last = operand(d, &i);
            continue;
        }
        i++;
        if (b0 == 12 && i < d.len)
            t.cid_keyed |= d.data[i++] == 30; /* ROS */
        else if (b0 == 15)
            t.charset = last;
        else if (b0 == 17)
            t.char_strings = last;
    }
    return t;
}

static bool find_top(struct bytes all, struct top *t)
{
    struct bytes dict = {0};
    size_t end;
    index_at(all, number_at(all, 2, 1), &dict, &end); /* names */
    if (index_at(all, end, &dict, &end) == 0)
        return false;
    *t = read_top(dict);
    return true;
}

int cff_identity(unsigned char *cff, size_t len)
{
    struct bytes all = {cff, len}, first;
    struct top t;
    size_t end;
    if (!find_top(all, &t))
        return -1;
    if (!t.cid_keyed)
        return 0;
    if (t.char_strings <= 0 || t.charset <= 2 || (size_t)t.charset + 3 > len)
        return -1;
    size_t n = index_at(all, (size_t)t.char_strings, &first, &end);
    size_t left = n - 2; /* glyph 0 is not listed, and a range counts what follows its first */
    unsigned char *p = cff + t.charset;
    if (n < 2)
        return n == 1 ? 0 : -1;
    /* Never longer than the list it replaces: three bytes for one glyph (format 0), four for a
       range of up to 256 glyphs (format 1), else five (format 2). */
    bool single = n == 2, wide = left > 255;
    if ((size_t)t.charset + (size_t)(single ? 3 : wide ? 5 : 4) > len)
        return -1;
    p[0] = single ? 0 : wide ? 2 : 1;
    p[1] = 0;
    p[2] = 1;
    if (single)
        return 0;
    if (wide)
        p[3] = (unsigned char)(left >> 8);
    p[wide ? 4 : 3] = (unsigned char)left;
    return 0;
}

/* The objects of an INDEX that is sound: by 1-based offsets of `size` bytes each. */
struct objects {
    struct bytes offsets;
    unsigned char *base; /* the byte before the first object */
    size_t n;
    unsigned size;
};

static size_t offset(const struct objects *o, size_t i)
{
    return number_at(o->offsets, i * o->size, o->size);
}

static void set_offset(struct objects *o, size_t i, size_t v)
{
    for (unsigned k = o->size; k-- > 0; v >>= 8)
        o->offsets.data[i * o->size + k] = (unsigned char)v;
}

/* The length of the longest object; 0 when the offsets do not rise. */
static size_t longest(const struct objects *o)
{
    size_t most = 0;
    for (size_t i = 0; i < o->n; i++) {
        size_t from = offset(o, i), to = offset(o, i + 1);
        if (to < from)
            return 0;
        most = to - from > most ? to - from : most;
    }
    return most;
}

static void shorten_objects(struct objects *o, unsigned char *scratch)
{
    size_t at = 1, from = offset(o, 0);
    for (size_t i = 0; i < o->n; i++) {
        size_t to = offset(o, i + 1), old = to - from;
        size_t new = charstring_shorten(o->base + from, old, scratch);
        memmove(o->base + at, new > 0 ? scratch : o->base + from, new > 0 ? new : old);
        set_offset(o, i, at);
        at += new > 0 ? new : old;
        from = to;
    }
    set_offset(o, o->n, at);
    memset(o->base + at, 0, from - at);
}

int cff_shorten(unsigned char *cff, size_t len)
{
    struct bytes all = {cff, len}, first;
    struct top t;
    size_t end;
    if (!find_top(all, &t) || t.char_strings <= 0)
        return -1;
    size_t at = (size_t)t.char_strings, n = index_at(all, at, &first, &end);
    if (n == 0)
        return -1;
    unsigned size = cff[at + 2];
    struct objects o = {{cff + at + 3, (n + 1) * size}, cff + at + 3 + (n + 1) * size - 1, n, size};
    size_t most = longest(&o);
    if (most == 0)
        return -1;
    unsigned char *scratch = must_alloc(most, 1);
    shorten_objects(&o, scratch);
    free(scratch);
    return 0;
}
