#include <string.h>

#include "archive/store/bag.h"
#include "base/arena.h"
#include "base/buf.h"
#include "base/disk.h"
#include "pdf/embedded.h"

static bool is_taken(const char *path, const struct bag_file *files, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (embedded_collide(files[i].path, path))
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

/* A file of the bag and its line in a manifest. */
static int put(const char *dir, const char *path, const char *bytes, size_t len,
               struct buf *manifest)
{
    char hex[DIGEST_HEX];
    digest_sha256(bytes, len, hex);
    if (manifest != NULL)
        buf_printf(manifest, "%s  %s\n", hex, path);
    return disk_create_below(dir, path, bytes, len);
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
    struct buf manifest = {0}, tags = {0}, text = {0};
    size_t bytes = 0;
    int status = -1;
    for (size_t i = 0; i < n; i++) {
        bytes += files[i].len;
        if (put(dir, arena_printf(a, "data/%s", files[i].path), files[i].bytes, files[i].len,
                &manifest) != 0)
            goto out;
    }
    put_info(&text, info, n_info);
    buf_printf(&text, "Payload-Oxum: %zu.%zu\n", bytes, n);
    if (put(dir, "bag-info.txt", text.data, text.len, &tags) != 0 ||
        put(dir, "bagit.txt", declaration, strlen(declaration), &tags) != 0 ||
        put(dir, "manifest-sha256.txt", manifest.data, manifest.len, &tags) != 0 ||
        put(dir, BAG_TAGS, tags.data, tags.len, NULL) != 0)
        goto out;
    digest_sha256(tags.data, tags.len, hash);
    status = 0;
out:
    buf_free(&manifest);
    buf_free(&tags);
    buf_free(&text);
    return status;
}
