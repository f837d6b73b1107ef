#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "archive/store/bag.h"
#include "base/arena.h"
#include "base/buf.h"
#include "base/disk.h"

#define MANIFEST "manifest-sha256.txt"

/* A file that a manifest names. */
struct expected {
    const char *path;
    char hash[DIGEST_HEX];
    bool found;
};

struct reading {
    struct arena *arena;
    const char *dir;
    const struct bag_reader *reader;
    struct buf expected; /* struct expected */
    bool whole;
};

static struct expected *list(const struct reading *x, size_t *n)
{
    *n = x->expected.len / sizeof(struct expected);
    return (void *)x->expected.data;
}

static int by_path(const void *a, const void *b)
{
    const struct expected *x = a, *y = b;
    return strcmp(x->path, y->path);
}

static struct expected *find(const struct reading *x, const char *path)
{
    size_t n;
    struct expected *all = list(x, &n), key = {.path = path};
    return n > 0 ? bsearch(&key, all, n, sizeof key, by_path) : NULL;
}

static void fault(struct reading *x, enum bag_fault f, const char *path)
{
    x->whole = false;
    if (x->reader->fault != NULL)
        x->reader->fault(x->reader->ctx, f, path);
}

/* A line of a manifest: the hash, two blanks, or one and a star, and the path. */
static bool take_line(struct reading *x, const char *line, size_t len)
{
    struct expected e = {0};
    if (len < DIGEST_HEX + 2 || line[DIGEST_HEX - 1] != ' ' ||
        strspn(line, "0123456789abcdef") != DIGEST_HEX - 1 ||
        (line[DIGEST_HEX] != ' ' && line[DIGEST_HEX] != '*'))
        return false;
    memcpy(e.hash, line, DIGEST_HEX - 1);
    e.path = arena_strndup(x->arena, line + DIGEST_HEX + 1, len - DIGEST_HEX - 1);
    buf_add(&x->expected, &e, sizeof e);
    return true;
}

/* Takes in what a manifest names. */
static void take_manifest(struct reading *x, const char *path, const char *bytes, size_t len)
{
    size_t n;
    const char *text = arena_strndup(x->arena, bytes, len);
    for (const char *s = text; *s != '\0';) {
        size_t line = strcspn(s, "\n");
        if (!take_line(x, s, line)) {
            fault(x, BAG_MALFORMED, path);
            break;
        }
        s += line + (s[line] == '\n');
    }
    struct expected *all = list(x, &n);
    if (n > 0)
        qsort(all, n, sizeof *all, by_path);
}

/* Reads one file of the bag, compares it, and hands it on. */
static void read_file(struct reading *x, const char *path)
{
    struct expected *e = find(x, path);
    char hash[DIGEST_HEX];
    size_t len;
    if (e == NULL) {
        fault(x, BAG_EXTRA, path);
        return;
    }
    e->found = true;
    const char *bytes = disk_map(arena_printf(x->arena, "%s/%s", x->dir, path), &len);
    if (bytes == NULL) {
        fault(x, BAG_UNREADABLE, path);
        return;
    }
    digest_sha256(bytes, len, hash);
    if (strcmp(hash, e->hash) != 0)
        fault(x, BAG_CHANGED, path);
    else if (x->reader->file != NULL)
        x->reader->file(x->reader->ctx, path, bytes, len);
    if (strcmp(path, MANIFEST) == 0)
        take_manifest(x, path, bytes, len);
    disk_unmap(bytes, len);
}

static void read_tags(struct reading *x, char hash[DIGEST_HEX])
{
    size_t len;
    const char *bytes = disk_map(arena_printf(x->arena, "%s/" BAG_TAGS, x->dir), &len);
    hash[0] = '\0';
    if (bytes == NULL) {
        fault(x, errno == ENOENT ? BAG_MISSING : BAG_UNREADABLE, BAG_TAGS);
        return;
    }
    digest_sha256(bytes, len, hash);
    take_manifest(x, BAG_TAGS, bytes, len);
    disk_unmap(bytes, len);
}

bool bag_read(struct arena *a, const char *dir, const struct bag_reader *r, char hash[DIGEST_HEX])
{
    struct reading x = {.arena = a, .dir = dir, .reader = r, .whole = true};
    size_t n, n_expected;
    read_tags(&x, hash);
    if (find(&x, MANIFEST) != NULL)
        read_file(&x, MANIFEST);
    struct disk_entry *files = disk_list(a, dir, &n);
    if (n == (size_t)-1) {
        fault(&x, BAG_UNREADABLE, "");
        n = 0;
    }
    for (size_t i = 0; i < n; i++) {
        if (!files[i].regular)
            fault(&x, BAG_EXTRA, files[i].path);
        else if (strcmp(files[i].path, BAG_TAGS) != 0 && strcmp(files[i].path, MANIFEST) != 0)
            read_file(&x, files[i].path);
    }
    struct expected *all = list(&x, &n_expected);
    for (size_t i = 0; i < n_expected; i++)
        if (!all[i].found)
            fault(&x, BAG_MISSING, all[i].path);
    buf_free(&x.expected);
    return x.whole;
}
