#include <errno.h>
#include <string.h>
#include <sys/stat.h>

#include "archive/bag.h"
#include "archive/disk.h"
#include "archive/embedded.h"
#include "data/arena.h"
#include "data/text.h"

/* Whether two paths cannot both be files: the same, or one a folder on the way to the other. */
static bool collide(const char *a, const char *b)
{
    size_t n = strlen(a), k = strlen(b);
    const char *longer = n > k ? a : b;
    size_t shorter = n > k ? k : n;
    return strncmp(a, b, shorter) == 0 && (longer[shorter] == '\0' || longer[shorter] == '/');
}

static bool is_taken(const char *path, const struct bag_file *files, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (collide(files[i].path, path))
            return true;
    return false;
}

const char *bag_path(struct arena *a, const char *folder, const char *name,
                     const struct bag_file *files, size_t n)
{
    const char *clean = embedded_path(a, name);
    if (clean == NULL)
        return NULL;
    char *path = arena_printf(a, "%s/%s", folder, clean);
    for (char *s = path; (s = strchr(s, '%')) != NULL;)
        *s = '_'; /* RFC 8493, 2.1.3: a manifest would write %25 */
    for (unsigned k = 2; is_taken(path, files, n); k++)
        path = arena_printf(a, "%s/%u/%s", folder, k, clean);
    return path;
}

/* ---- writing ---- */

struct writer {
    struct arena *arena;
    const char *dir;
};

/* A file of the bag and its line in a manifest. */
static int put(const struct writer *w, const char *path, const char *bytes, size_t len,
               struct buf *manifest)
{
    char hex[DIGEST_HEX];
    digest_sha256(bytes, len, hex);
    if (manifest != NULL)
        buf_printf(manifest, "%s  %s\n", hex, path);
    for (const char *s = strchr(path, '/'); s != NULL; s = strchr(s + 1, '/'))
        if (mkdir(arena_printf(w->arena, "%s/%.*s", w->dir, (int)(s - path), path), 0777) != 0 &&
            errno != EEXIST)
            return -1;
    return disk_create(arena_printf(w->arena, "%s/%s", w->dir, path), bytes, len);
}

/* RFC 8493, 2.2.2: a label, a colon, a value on one line. */
static void put_info(struct buf *b, const struct bag_line *info, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        if (info[i].value == NULL)
            continue;
        buf_printf(b, "%s: ", info[i].label);
        for (const char *s = info[i].value; *s != '\0'; s++)
            buf_add(b, *s == '\n' || *s == '\r' ? " " : s, 1);
        buf_puts(b, "\n");
    }
}

int bag_write(struct arena *a, const char *dir, const struct bag_file *files, size_t n,
              const struct bag_line *info, size_t n_info, char hash[DIGEST_HEX])
{
    static const char declaration[] = "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n";
    struct writer w = {a, dir};
    struct buf manifest = {0}, tags = {0}, text = {0};
    size_t bytes = 0;
    int status = -1;
    for (size_t i = 0; i < n; i++) {
        bytes += files[i].len;
        if (put(&w, arena_printf(a, "data/%s", files[i].path), files[i].bytes, files[i].len,
                &manifest) != 0)
            goto out;
    }
    put_info(&text, info, n_info);
    buf_printf(&text, "Payload-Oxum: %zu.%zu\n", bytes, n);
    if (put(&w, "bag-info.txt", text.data, text.len, &tags) != 0 ||
        put(&w, "bagit.txt", declaration, strlen(declaration), &tags) != 0 ||
        put(&w, "manifest-sha256.txt", manifest.data, manifest.len, &tags) != 0 ||
        put(&w, "tagmanifest-sha256.txt", tags.data, tags.len, NULL) != 0)
        goto out;
    digest_sha256(tags.data, tags.len, hash);
    status = 0;
out:
    buf_free(&manifest);
    buf_free(&tags);
    buf_free(&text);
    return status;
}
