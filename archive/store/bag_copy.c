#include "archive/store/bag_copy.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "archive/store/bag.h"
#include "base/arena.h"
#include "base/disk.h"
#include "base/file.h"

#define TAGS_MAX 1048576

struct copy {
    const char *to;
    int error; /* errno of what failed, or 0 */
};

static void write_file(void *ctx, const char *path, const char *bytes, size_t len)
{
    struct copy *c = ctx;
    if (disk_create_below(c->to, path, bytes, len) != 0)
        c->error = errno;
}

int bag_copy(const struct store *s, const struct ledger_entry *e, const char *to,
             struct messages *m)
{
    struct arena *a = arena_new();
    struct copy c = {.to = to};
    const struct bag_reader reader = {.file = write_file, .ctx = &c};
    const char *bag = store_bag(a, e->item, e->version), *dir = store_path(s, bag);
    char hash[DIGEST_HEX];
    size_t len;
    int status = -1;
    if (mkdir(to, 0777) != 0) {
        file_failed(to, m);
        goto out;
    }
    bool whole = bag_read(a, dir, &reader, hash);
    char *tags = disk_read(arena_printf(a, "%s/" BAG_TAGS, dir), 0, TAGS_MAX, &len);
    if (tags != NULL)
        write_file(&c, BAG_TAGS, tags, len);
    free(tags);
    if (c.error != 0) {
        errno = c.error;
        file_failed(to, m);
    } else if (!whole || strcmp(hash, record_text(e->record, "bag")) != 0) {
        store_damaged(s, bag, m);
    } else {
        status = 0;
    }
out:
    arena_free(a);
    return status;
}
