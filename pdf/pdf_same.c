#include "pdf/pdf_same.h"

#include <string.h>

/* A dict of more keys and values than that is not looked through: it counts as different. */
#define KEYS_MAX 8192

static bool is_dict(const struct pdf_value *v)
{
    return v->kind == PDF_DICT || v->kind == PDF_STREAM;
}

bool pdf_key_twice(const struct pdf_value *dict)
{
    if (dict->n > KEYS_MAX)
        return true;
    for (size_t i = 0; is_dict(dict) && i < dict->n; i += 2)
        if (pdf_plain(dict, dict->items[i].bytes) != &dict->items[i + 1])
            return true;
    return false;
}

static bool same_bytes(const struct pdf_value *a, const struct pdf_value *b)
{
    return a->len == b->len &&
           (a->len == 0 || a->bytes == b->bytes || memcmp(a->bytes, b->bytes, a->len) == 0);
}

static bool same_items(const struct pdf_value *a, const struct pdf_value *b)
{
    for (size_t i = 0; i < a->n; i++)
        if (!pdf_same(&a->items[i], &b->items[i]))
            return false;
    return true;
}

/* The value that b has for the i-th key of a, which mostly stands at the same place. */
static const struct pdf_value *counterpart(const struct pdf_value *a, const struct pdf_value *b,
                                           size_t i)
{
    bool aligned = strcmp(a->items[i].bytes, b->items[i].bytes) == 0;
    if (!aligned && a->n > KEYS_MAX)
        return NULL;
    return aligned ? &b->items[i + 1] : pdf_plain(b, a->items[i].bytes);
}

/* Whether b, of as many keys, has each key of a, and none twice unless both are written alike. */
static bool same_keys(const struct pdf_value *a, const struct pdf_value *b)
{
    bool aligned = true;
    for (size_t i = 0; i < a->n; i += 2) {
        const struct pdf_value *other = counterpart(a, b, i);
        aligned = aligned && other == &b->items[i + 1];
        if (other == NULL || !pdf_same(&a->items[i + 1], other))
            return false;
    }
    return aligned || !pdf_key_twice(a);
}

bool pdf_same(const struct pdf_value *a, const struct pdf_value *b)
{
    if (a->kind != b->kind || a->n != b->n || a->number != b->number ||
        a->generation != b->generation)
        return false;
    switch (a->kind) {
    case PDF_NULL:
    case PDF_BOOL:
    case PDF_INTEGER:
    case PDF_REFERENCE: return true;
    case PDF_REAL:
    case PDF_STRING:
    case PDF_NAME: return same_bytes(a, b);
    case PDF_ARRAY: return same_items(a, b);
    case PDF_DICT: return same_keys(a, b);
    case PDF_STREAM: return same_bytes(a, b) && same_keys(a, b);
    }
    return false;
}

static bool is_one_of(const char *key, const char *const *list)
{
    for (; *list != NULL; list++)
        if (strcmp(key, *list) == 0)
            return true;
    return false;
}

bool pdf_same_or_none(const struct pdf_value *a, const struct pdf_value *b)
{
    bool none_a = a == NULL || a->kind == PDF_NULL, none_b = b == NULL || b->kind == PDF_NULL;
    return none_a || none_b ? none_a && none_b : pdf_same(a, b);
}

const char *pdf_differing(const struct pdf_value *a, const struct pdf_value *b,
                          const char *const *free)
{
    if (a->n > KEYS_MAX || b->n > KEYS_MAX)
        return a->n > 0 ? a->items[0].bytes : b->items[0].bytes;
    for (size_t i = 0; i < a->n; i += 2)
        if (!is_one_of(a->items[i].bytes, free) &&
            !pdf_same_or_none(&a->items[i + 1], pdf_plain(b, a->items[i].bytes)))
            return a->items[i].bytes;
    for (size_t i = 0; i < b->n; i += 2)
        if (!is_one_of(b->items[i].bytes, free) &&
            !pdf_same_or_none(&b->items[i + 1], pdf_plain(a, b->items[i].bytes)))
            return b->items[i].bytes;
    return NULL;
}

bool pdf_only_keys(const struct pdf_value *dict, const char *const *list)
{
    if (dict->kind != PDF_DICT || pdf_key_twice(dict))
        return false;
    for (size_t i = 0; i < dict->n; i += 2)
        if (!is_one_of(dict->items[i].bytes, list))
            return false;
    return true;
}
