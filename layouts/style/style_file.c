#include "layouts/style/style_file.h"

#include <string.h>

#include "base/arena.h"
#include "base/file.h"

/* So many styles may stand on one another; more are a circle. */
#define BASES_MAX 8

static char *style_path(struct arena *a, const char *name, const char *dir)
{
    size_t len = strlen(name);
    if (strchr(name, '/') != NULL || (len > 4 && strcmp(name + len - 4, ".ini") == 0))
        return file_path(a, dir, name);
    return file_shipped(a, "layouts", arena_printf(a, "%s.ini", name));
}

/* The entries of over in place of those of base, or behind them. */
static void overlay_section(struct arena *a, struct ini_section *base,
                            const struct ini_section *over)
{
    struct ini_entry *list = arena_array(a, base->n_entries + over->n_entries, sizeof *list);
    if (base->n_entries > 0)
        memcpy(list, base->entries, base->n_entries * sizeof *list);
    base->entries = list;
    for (size_t i = 0; i < over->n_entries; i++) {
        size_t k = 0;
        while (k < base->n_entries && strcmp(list[k].key, over->entries[i].key) != 0)
            k++;
        list[k] = over->entries[i];
        base->n_entries += k == base->n_entries;
    }
}

static const struct ini *overlay(struct arena *a, const struct ini *base, const struct ini *over)
{
    struct ini *ini = arena_alloc(a, sizeof *ini);
    ini->path = over->path;
    ini->sections = arena_array(a, base->n_sections + over->n_sections, sizeof *ini->sections);
    for (size_t i = 0; i < base->n_sections; i++)
        ini->sections[ini->n_sections++] = base->sections[i];
    for (size_t i = 0; i < over->n_sections; i++) {
        size_t k = 0;
        if (strcmp(over->sections[i].name, "style") == 0)
            continue;
        while (k < ini->n_sections && strcmp(ini->sections[k].name, over->sections[i].name) != 0)
            k++;
        if (k == ini->n_sections)
            ini->sections[ini->n_sections++] = over->sections[i];
        else
            overlay_section(a, &ini->sections[k], &over->sections[i]);
    }
    return ini;
}

/* What [style] says the file stands on, or NULL. False when something else is said, reported. */
static bool read_base(const struct ini *ini, const struct ini_entry **base, struct messages *m)
{
    const struct ini_section *s = ini_section(ini, "style");
    *base = s != NULL ? ini_entry(s, "base") : NULL;
    for (size_t i = 0; s != NULL && i < s->n_entries; i++)
        if (strcmp(s->entries[i].key, "base") != 0) {
            msg(m, SEV_ERROR, s->entries[i].at, "unknown-key",
                "[style] knows only base; remove \"%s\"", "[style] 只有 base 一项；请删去“%s”",
                s->entries[i].key);
            return false;
        }
    return true;
}

static const struct ini *load(struct arena *a, const char *name, const char *dir,
                              struct source from, int depth, struct messages *m)
{
    const char *path = style_path(a, name, dir);
    if (path == NULL || depth == BASES_MAX) {
        bool circle = path != NULL;
        msg(m, SEV_ERROR, from, circle ? "style-circle" : "unknown-style",
            circle ? "style \"%s\" is based on itself; take base = … out of one of the files"
                   : "there is no house style \"%s\"; write gb9704, gb9704-word, en-report or the "
                     "path of a style's INI file",
            circle ? "版式“%s”以自身为基础；请删去其中一处 base = …"
                   : "没有版式“%s”；请写 gb9704、gb9704-word、en-report 或版式INI文件的路径",
            name);
        return NULL;
    }
    const struct ini *ini = ini_load(a, path, from, m), *base;
    const struct ini_entry *entry;
    if (ini == NULL || !read_base(ini, &entry, m))
        return NULL;
    if (entry == NULL)
        return ini;
    base = load(a, entry->value, file_dir(a, path), entry->at, depth + 1, m);
    return base != NULL ? overlay(a, base, ini) : NULL;
}

const struct ini *style_file_load(struct arena *a, const char *name, const char *dir,
                                  struct source from, struct messages *m)
{
    return load(a, name, dir, from, 0, m);
}
