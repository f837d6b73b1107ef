#include "data/report/inputs.h"

#include <string.h>

#include "base/arena.h"
#include "base/file.h"
#include "data/report/report.h"

static bool begins(const char *text, const char *with)
{
    return strncmp(text, with, strlen(with)) == 0;
}

static struct report_input named(const struct report *r, const struct input *file)
{
    struct report_input i = {.name = file->path, .file = file};
    if (begins(i.name, r->dir))
        i.name += strlen(r->dir);
    i.inside = strcmp(i.name, "-") != 0 && i.name[0] != '/' && !begins(i.name, "../") &&
               strstr(i.name, "/../") == NULL;
    if (i.name[0] == '/')
        i.name = strrchr(i.name, '/') + 1;
    return i;
}

const struct report_input *inputs_of(struct arena *a, const struct report *r,
                                     const struct messages *m, size_t *n)
{
    size_t all;
    const struct input *files = provenance_list(m, &all);
    const char *shipped = file_shipped(a, "layouts", "");
    struct report_input *list = arena_array(a, all + 1, sizeof *list);
    *n = 0;
    for (size_t i = 0; i < all; i++)
        if (shipped == NULL || !begins(files[i].path, shipped))
            list[(*n)++] = named(r, &files[i]);
    return list;
}
