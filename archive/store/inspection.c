#include "archive/store/inspection.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/disk.h"
#include "pdf/pdf_text.h"

void inspection_add(struct inspection *x, const struct finding *about, const char *en,
                    const char *zh, ...)
{
    char *text = NULL;
    va_list arguments;
    va_start(arguments, zh);
    if (vasprintf(&text, language_text(x->language, en, zh), arguments) < 0)
        abort();
    va_end(arguments);
    struct finding f = *about;
    f.item = f.item != NULL ? pdf_text_clean(x->arena, f.item, strlen(f.item)) : NULL;
    f.path = f.path != NULL ? pdf_text_clean(x->arena, f.path, strlen(f.path)) : NULL;
    f.text = arena_strdup(x->arena, text);
    free(text);
    x->n_problems += f.problem;
    buf_add(&x->list, &f, sizeof f);
}

static int by_text(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* The bags that the ledger knows, sorted. */
static const char **known_bags(const struct store *s, struct arena *a, size_t *n)
{
    const char **bags = arena_array(a, s->ledger.n + 1, sizeof *bags);
    *n = 0;
    for (size_t i = 0; i < s->ledger.n; i++) {
        const struct ledger_entry *e = &s->ledger.entries[i];
        if (e->version > 0)
            bags[(*n)++] = store_bag(a, e->item, e->version);
    }
    qsort(bags, *n, sizeof *bags, by_text);
    return bags;
}

static bool is_year(const char *name)
{
    return strlen(name) == 4 && strspn(name, "0123456789") == 4;
}

/* Files of the store itself. */
static bool is_own(const char *name)
{
    static const char *const names[] = {"archive.json", "ledger.jsonl", "lock",
                                        "tmp",          "set-aside",    "pending"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (strcmp(name, names[i]) == 0)
            return true;
    size_t len = strlen(name);
    return strncmp(name, "catalogue.sqlite", 16) == 0 ||
           (strncmp(name, "ledger-", 7) == 0 && len > 4 && strcmp(name + len - 4, ".tsr") == 0);
}

static void look_in_year(struct inspection *x, const struct store *s, struct arena *a,
                         const char *year, const char **bags, size_t n_bags)
{
    size_t n;
    const char **names = disk_names(a, store_path(s, year), &n);
    const struct finding none = {
        .quality = QUALITY_COMPLETE, .problem = true, .rule = "folder-unreadable", .path = year};
    if (n == (size_t)-1)
        inspection_add(x, &none, "is no folder of the archive, or cannot be read",
                       "不是档案库的文件夹，或无法读取");
    for (size_t i = 0; n != (size_t)-1 && i < n; i++) {
        const char *path = arena_printf(a, "%s/%s", year, names[i]);
        const struct finding f = {
            .quality = QUALITY_COMPLETE, .problem = true, .rule = "bag-unknown", .path = path};
        if (n_bags == 0 || bsearch(&path, bags, n_bags, sizeof *bags, by_text) == NULL)
            inspection_add(x, &f, "the ledger knows nothing of this bag: it was put there by hand",
                           "台账中没有这个档案包：系他人自行放入");
    }
}

/* Files and folders in the store that nothing explains. */
static int look_around(struct inspection *x, const struct store *s, struct arena *a)
{
    size_t n, n_bags;
    const char **bags = known_bags(s, a, &n_bags), **names = disk_names(a, s->dir, &n);
    for (size_t i = 0; n != (size_t)-1 && i < n; i++) {
        const struct finding extra = {
            .quality = QUALITY_COMPLETE, .problem = true, .rule = "file-unknown", .path = names[i]};
        const struct finding pending = {
            .quality = QUALITY_SECURE, .rule = names[i], .path = names[i]};
        if (is_year(names[i]))
            look_in_year(x, s, a, names[i], bags, n_bags);
        else if (!is_own(names[i]))
            inspection_add(x, &extra, "does not belong to the archive", "不属于档案库");
        else if (strcmp(names[i], "pending") == 0)
            inspection_add(x, &pending, "an action was interrupted; the next one completes it",
                           "有操作被中断；下次操作时补完");
        else if (strcmp(names[i], "set-aside") == 0)
            inspection_add(x, &pending,
                           "holds what stood in the place of something of the archive; look at it",
                           "存有占用档案库自身位置的东西；请查看");
    }
    return n == (size_t)-1 ? -1 : 0;
}

int inspection_run(struct arena *a, const struct store *s, const struct inspection_options *o,
                   struct messages *m, struct inspection *out)
{
    size_t n_items;
    int status = 0;
    *out = (struct inspection){.arena = a, .language = messages_language(m), .dir = s->dir};
    const struct ledger_item *items = ledger_items(&s->ledger, a, &n_items);
    inspection_ledger(out, s, o);
    for (size_t i = 0; status == 0 && i < s->ledger.n; i++) {
        const struct ledger_entry *e = &s->ledger.entries[i];
        if (e->version == 0 || (o->code != NULL && strcmp(e->item, o->code) != 0))
            continue;
        bool newest = ledger_find(items, n_items, e->item)->newest == e;
        out->items += newest;
        status = inspection_bag(out, s, e, newest, o, m);
    }
    /* behind a broken line nothing is known of what belongs to the archive */
    if (status == 0 && o->code == NULL && s->ledger.why_en == NULL && look_around(out, s, a) != 0) {
        msg(m, SEV_FAILURE, IN_FILE(s->dir), "store-unreadable", "cannot be read: %s",
            "无法读取：%s", strerror(errno));
        status = -1;
    }
    out->n_findings = out->list.len / sizeof *out->findings;
    out->findings = buf_keep(&out->list, a);
    return status;
}
