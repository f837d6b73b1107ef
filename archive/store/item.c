#include "archive/store/item.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"

#define CLASS "-WS·"

bool item_part_valid(const char *text)
{
    size_t len = strlen(text);
    return len >= 1 && len <= 16 &&
           strspn(text, "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz") == len;
}

bool item_year_valid(int year)
{
    return year >= 1900 && year <= 2999;
}

static const struct {
    const char *code, *zh, *en;
} retentions[] = {
    {"Y", "永久", "permanent"}, {"D30", "30年", "30 years"}, {"D10", "10年", "10 years"}};

#define N_RETENTIONS (sizeof retentions / sizeof *retentions)

const char *item_retention(const char *text)
{
    for (size_t i = 0; i < N_RETENTIONS; i++)
        if (strcmp(text, retentions[i].code) == 0 || strcmp(text, retentions[i].zh) == 0)
            return retentions[i].code;
    return NULL;
}

const char *item_retention_words(const char *code, enum language language)
{
    for (size_t i = 0; i < N_RETENTIONS; i++)
        if (strcmp(code, retentions[i].code) == 0)
            return language_text(language, retentions[i].en, retentions[i].zh);
    return code;
}

const char *item_code(struct arena *a, const struct item_code *i)
{
    const char *office = i->office != NULL ? i->office : "", *dash = i->office != NULL ? "-" : "";
    const char *head =
        arena_printf(a, "%s" CLASS "%d-%s%s%s-", i->fonds, i->year, i->retention, dash, office);
    return i->number > 0 ? arena_printf(a, "%s%04d", head, i->number) : head;
}

/* The part up to the next dash or the end. */
static char *take_part(struct arena *a, const char **s)
{
    size_t len = strcspn(*s, "-");
    char *part = arena_strndup(a, *s, len);
    *s += len + ((*s)[len] == '-');
    return part;
}

bool item_read(struct arena *a, const char *code, struct item_code *out)
{
    const char *class = strstr(code, CLASS);
    if (class == NULL || strlen(code) > 80)
        return false;
    *out = (struct item_code){.fonds = arena_strndup(a, code, (size_t)(class - code))};
    const char *s = class + strlen(CLASS);
    out->year = (int)strtol(take_part(a, &s), NULL, 10);
    out->retention = item_retention(take_part(a, &s));
    const char *last = take_part(a, &s);
    if (*s != '\0') {
        out->office = last;
        last = take_part(a, &s);
    }
    out->number = strlen(last) == 4 ? (int)strtol(last, NULL, 10) : 0;
    /* what is written back the same was read to the end */
    return out->retention != NULL && out->number > 0 && item_year_valid(out->year) &&
           item_part_valid(out->fonds) && (out->office == NULL || item_part_valid(out->office)) &&
           strcmp(item_code(a, out), code) == 0;
}
