#include "archive/bag_copy.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "archive/bag.h"
#include "archive/disk.h"
#include "data/arena.h"

#define TAGS "tagmanifest-sha256.txt"

struct copy {
    struct arena *arena;
    const char *to;
    bool damaged;
    int error; /* errno of what failed, or 0 */
};

static void note_fault(void *ctx, enum bag_fault fault, const char *path)
{
    (void)fault;
    (void)path;
    ((struct copy *)ctx)->damaged = true;
}

/* Folders on the way are made as they come. */
static void write_file(void *ctx, const char *path, const char *bytes, size_t len)
{
    struct copy *c = ctx;
    for (const char *s = strchr(path, '/'); s != NULL; s = strchr(s + 1, '/')) {
        const char *dir = arena_printf(c->arena, "%s/%.*s", c->to, (int)(s - path), path);
        if (mkdir(dir, 0777) != 0 && errno != EEXIST)
            c->error = errno;
    }
    if (disk_create(arena_printf(c->arena, "%s/%s", c->to, path), bytes, len) != 0)
        c->error = errno;
}

int bag_copy(const struct store *s, const struct ledger_entry *e, const char *to,
             struct messages *m)
{
    struct copy c = {.arena = arena_new(), .to = to};
    const struct bag_reader reader = {note_fault, write_file, &c};
    const char *bag = store_path(s, store_bag(s->arena, e->item, e->version));
    const char *wanted = record_text(e->record, "bag");
    char hash[DIGEST_HEX];
    size_t len;
    if (mkdir(to, 0777) != 0)
        c.error = errno;
    else
        bag_read(c.arena, bag, &reader, hash);
    char *tags =
        c.error == 0 ? disk_read(arena_printf(c.arena, "%s/" TAGS, bag), 0, 1 << 20, &len) : NULL;
    if (tags != NULL)
        write_file(&c, TAGS, tags, len);
    free(tags);
    int status = -1;
    if (c.error != 0)
        msg(m, SEV_FAILURE, IN_FILE(to), "write-failed", "cannot be written: %s", "无法写入：%s",
            strerror(c.error));
    else if (c.damaged || wanted == NULL || strcmp(hash, wanted) != 0)
        msg(m, SEV_ERROR, IN_FILE(bag), "bag-damaged",
            "is not as it was archived; nianbao archive verify tells what is wrong",
            "与归档时不同；用 nianbao archive verify 查明问题");
    else
        status = 0;
    arena_free(c.arena);
    return status;
}
