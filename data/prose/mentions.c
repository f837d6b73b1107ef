#include "data/prose/mentions.h"

#include <string.h>
#include <strings.h>

#include "base/arena.h"
#include "base/utf8.h"

/* Names by their first two code points; shorter ones would be met everywhere. */
#define BUCKETS 4096

struct entry {
    const char *name;
    size_t len;
    int indicator, place;
    const struct entry *next;
};

struct mentions {
    const struct entry *buckets[BUCKETS];
};

static uint32_t lower(uint32_t cp)
{
    return cp >= 'A' && cp <= 'Z' ? cp - 'A' + 'a' : cp;
}

/* The bucket of the two code points at s[i]. */
static size_t bucket_of(const char *s, size_t len, size_t i)
{
    uint32_t first = lower(utf8_next(s, len, &i));
    uint32_t second = i < len ? lower(utf8_next(s, len, &i)) : 0;
    return (first * 31 + second) % BUCKETS;
}

static void add(struct arena *a, struct mentions *m, const char *name, int indicator, int place)
{
    size_t len = strlen(name);
    if (utf8_count(name, len) < 2)
        return;
    struct entry *e = arena_alloc(a, sizeof *e);
    const struct entry **bucket = &m->buckets[bucket_of(name, len, 0)];
    *e = (struct entry){name, len, indicator, place, *bucket};
    *bucket = e;
}

const struct mentions *mentions_new(struct arena *a, const struct report *r)
{
    struct mentions *m = arena_alloc(a, sizeof *m);
    for (size_t i = 0; i < r->n_indicators; i++) {
        const struct indicator *ind = &r->indicators[i];
        if (!ind->declared)
            continue;
        add(a, m, ind->name, (int)i, -1);
        for (size_t k = 0; k < ind->n_aliases; k++)
            add(a, m, ind->aliases[k], (int)i, -1);
    }
    for (size_t i = 0; i < r->n_places; i++) {
        const struct place *p = &r->places[i];
        add(a, m, p->name, -1, (int)i);
        for (size_t k = 0; k < p->n_aliases; k++)
            add(a, m, p->aliases[k], -1, (int)i);
    }
    return m;
}

bool mention_at(const struct mentions *m, const struct passage *p, size_t i, struct mention *out)
{
    uint32_t first = passage_behind(p, i);
    size_t best = 0;
    for (const struct entry *e = m->buckets[bucket_of(p->text, p->len, i)]; e != NULL;
         e = e->next) {
        if (e->len <= best || p->len - i < e->len || strncasecmp(p->text + i, e->name, e->len) != 0)
            continue;
        bool word = utf8_is_latin(first) && utf8_is_latin(passage_before(p, i));
        if (word || (utf8_is_latin((unsigned char)e->name[e->len - 1]) &&
                     utf8_is_latin(passage_behind(p, i + e->len))))
            continue;
        best = e->len;
        *out = (struct mention){e->indicator, e->place, e->len};
    }
    return best > 0;
}
