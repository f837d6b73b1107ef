#include "data/config/listed.h"

#include <stdlib.h>

#include "base/arena.h"

/* The words of a list, each looked up by find. */
static const int *listed(const struct report *r, const struct config_part *p, enum config_key key,
                         int (*find)(const struct report *, const char *),
                         void (*unknown)(const struct report *, const struct config_part *,
                                         enum config_key, const char *, struct messages *),
                         size_t *n, struct messages *m)
{
    size_t n_words;
    const char *const *words = config_list(r->arena, p, key, &n_words);
    int *found = arena_array(r->arena, n_words + 1, sizeof *found);
    *n = 0;
    for (size_t i = 0; i < n_words; i++) {
        found[*n] = find(r, words[i]);
        if (found[*n] < 0)
            unknown(r, p, key, words[i], m);
        else
            (*n)++;
    }
    return found;
}

static void unknown_indicator(const struct report *r, const struct config_part *p,
                              enum config_key key, const char *word, struct messages *m)
{
    const char **ids = must_alloc(r->n_indicators + 1, sizeof *ids);
    for (size_t i = 0; i < r->n_indicators; i++)
        ids[i] = r->indicators[i].id;
    const char *what = language_text(messages_language(m), "indicator", "指标");
    config_unknown(p, key, "unknown-indicator", what, word, ids, r->n_indicators, m);
    free(ids);
}

static void unknown_place(const struct report *r, const struct config_part *p, enum config_key key,
                          const char *word, struct messages *m)
{
    const char **names = must_alloc(r->n_places + 1, sizeof *names);
    for (size_t i = 0; i < r->n_places; i++)
        names[i] = r->places[i].name;
    const char *what = language_text(messages_language(m), "place", "单位");
    config_unknown(p, key, "unknown-place", what, word, names, r->n_places, m);
    free(names);
}

const int *listed_indicators(const struct report *r, const struct config_part *p,
                             enum config_key key, size_t *n, struct messages *m)
{
    return listed(r, p, key, report_indicator, unknown_indicator, n, m);
}

const int *listed_places(const struct report *r, const struct config_part *p, enum config_key key,
                         size_t *n, struct messages *m)
{
    return listed(r, p, key, report_place, unknown_place, n, m);
}
