#include "base/provenance.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/msg.h"

struct provenance {
    struct arena *arena;
    struct input *inputs;
    size_t n;
};

struct provenance *provenance_new(struct arena *a)
{
    struct provenance *p = arena_alloc(a, sizeof *p);
    p->arena = a;
    return p;
}

void provenance_free(struct provenance *p)
{
    free(p->inputs);
}

static void add(struct provenance *p, const struct input *i)
{
    p->inputs = must_realloc(p->inputs, p->n + 1, sizeof *p->inputs);
    p->inputs[p->n] = *i;
    p->inputs[p->n++].path = arena_strdup(p->arena, i->path);
}

static const struct input *find(const struct provenance *p, const char *path)
{
    for (size_t i = 0; i < p->n; i++)
        if (strcmp(p->inputs[i].path, path) == 0)
            return &p->inputs[i];
    return NULL;
}

bool provenance_add(struct messages *m, const char *path, const void *bytes, size_t len)
{
    struct provenance *p = messages_provenance(m);
    struct input i = {.path = path, .len = len};
    const struct input *before = find(p, path);
    digest_sha256_bytes(bytes, len, i.sha256);
    if (before == NULL) {
        add(p, &i);
        return true;
    }
    if (memcmp(before->sha256, i.sha256, sizeof i.sha256) == 0)
        return true;
    msg(m, SEV_ERROR, IN_FILE(before->path), "input-changed",
        "the file was changed while it was read; save it and run again",
        "文件在读取过程中被改动；请保存后重新运行");
    return false;
}

const struct input *provenance_list(const struct messages *m, size_t *n)
{
    const struct provenance *p = messages_provenance(m);
    *n = p->n;
    return p->inputs;
}

void provenance_take(struct messages *m, const struct messages *from)
{
    const struct provenance *others = messages_provenance(from);
    struct provenance *p = messages_provenance(m);
    for (size_t i = 0; i < others->n; i++)
        if (find(p, others->inputs[i].path) == NULL)
            add(p, &others->inputs[i]);
}
