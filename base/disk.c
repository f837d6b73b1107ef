#include "base/disk.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/folder.h"

#define DEPTH_MAX 32 /* of folders; a bag has four */

int disk_write(int fd, const void *bytes, size_t len)
{
    for (const char *s = bytes; len > 0;) {
        ssize_t n = write(fd, s, len);
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            return -1;
        s += n;
        len -= (size_t)n;
    }
    return 0;
}

int disk_create(const char *path, const void *bytes, size_t len)
{
    int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0444);
    if (fd < 0)
        return -1;
    int status = disk_write(fd, bytes, len), error = errno;
    if (close(fd) != 0 && status == 0) {
        status = -1;
        error = errno;
    }
    errno = error;
    return status;
}

int disk_create_below(const char *dir, const char *path, const void *bytes, size_t len)
{
    struct arena *a = arena_new();
    int status = folder_make_way(a, dir, path);
    if (status == 0)
        status = disk_create(arena_printf(a, "%s/%s", dir, path), bytes, len);
    int error = errno;
    arena_free(a);
    errno = error;
    return status;
}

/* Opens a regular file for reading. -1 with errno; O_NONBLOCK: a FIFO must not hang us. */
static int open_file(const char *path, struct stat *st)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
    if (fd >= 0 && (fstat(fd, st) != 0 || !S_ISREG(st->st_mode))) {
        close(fd);
        errno = EINVAL;
        return -1;
    }
    return fd;
}

char *disk_read(const char *path, off_t at, size_t max, size_t *len)
{
    struct stat st;
    int fd = open_file(path, &st);
    if (fd < 0)
        return NULL;
    struct buf b = {0};
    char chunk[65536];
    ssize_t n;
    while (b.len <= max && ((n = pread(fd, chunk, sizeof chunk, at + (off_t)b.len)) > 0 ||
                            (n < 0 && errno == EINTR)))
        if (n > 0)
            buf_add(&b, chunk, (size_t)n);
    int error = b.len > max ? EFBIG : n < 0 ? errno : 0;
    close(fd);
    *len = b.len;
    buf_add(&b, "", 1);
    if (error == 0)
        return b.data;
    buf_free(&b);
    errno = error;
    return NULL;
}

const char *disk_map(const char *path, size_t *len)
{
    struct stat st;
    int fd = open_file(path, &st);
    if (fd < 0)
        return NULL;
    *len = (size_t)st.st_size;
    void *bytes = *len > 0 ? mmap(NULL, *len, PROT_READ, MAP_PRIVATE, fd, 0) : NULL;
    close(fd);
    return *len == 0 ? "" : bytes == MAP_FAILED ? NULL : bytes;
}

void disk_unmap(const char *bytes, size_t len)
{
    if (len > 0)
        munmap((void *)bytes, len);
}

int disk_sync_all(int fd)
{
    return syncfs(fd);
}

int disk_rename_new(const char *from, const char *to)
{
    struct stat st;
    if (renameat2(AT_FDCWD, from, AT_FDCWD, to, RENAME_NOREPLACE) == 0)
        return 0;
    if (errno != EINVAL && errno != ENOSYS)
        return -1;
    /* a file system that cannot promise it is asked first: the archive's lock keeps others out */
    if (lstat(to, &st) == 0) {
        errno = EEXIST;
        return -1;
    }
    return rename(from, to);
}

static int by_name(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

const char **disk_names(struct arena *a, const char *path, size_t *n)
{
    int fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW);
    DIR *dir = fd >= 0 ? fdopendir(fd) : NULL;
    *n = (size_t)-1;
    if (dir == NULL) {
        if (fd >= 0)
            close(fd);
        return NULL;
    }
    struct buf b = {0};
    errno = 0;
    for (struct dirent *e; (e = readdir(dir)) != NULL;) {
        const char *name = arena_strdup(a, e->d_name);
        if (strcmp(name, ".") != 0 && strcmp(name, "..") != 0)
            buf_add(&b, &name, sizeof name);
    }
    int error = errno;
    closedir(dir);
    size_t count = b.len / sizeof(const char *);
    const char **names = buf_keep(&b, a);
    qsort(names, count, sizeof *names, by_name);
    if (error == 0)
        *n = count;
    errno = error;
    return names;
}

/* Calls visit for all below path, what lies in a folder before it where after is true. */
typedef int disk_visit(void *ctx, const char *path, const struct stat *st);

static int walk(struct arena *a, const char *path, int depth, disk_visit *before, disk_visit *after,
                void *ctx)
{
    struct stat st;
    size_t n = 0;
    if (lstat(path, &st) != 0 || (before != NULL && before(ctx, path, &st) != 0))
        return -1;
    if (S_ISDIR(st.st_mode)) {
        if (depth == DEPTH_MAX) {
            errno = ELOOP;
            return -1;
        }
        const char **names = disk_names(a, path, &n);
        if (n == (size_t)-1)
            return -1;
        for (size_t i = 0; i < n; i++)
            if (walk(a, arena_printf(a, "%s/%s", path, names[i]), depth + 1, before, after, ctx) !=
                0)
                return -1;
    }
    return after != NULL ? after(ctx, path, &st) : 0;
}

static int unprotect(void *ctx, const char *path, const struct stat *st)
{
    (void)ctx;
    return S_ISDIR(st->st_mode) && (st->st_mode & 0700) != 0700 ? chmod(path, 0700) : 0;
}

static int remove_one(void *ctx, const char *path, const struct stat *st)
{
    (void)ctx;
    return S_ISDIR(st->st_mode) ? rmdir(path) : unlink(path);
}

int disk_remove(const char *path)
{
    struct arena *a = arena_new();
    int status = walk(a, path, 0, unprotect, remove_one, NULL), error = errno;
    arena_free(a);
    errno = error;
    return status;
}

static int protect_one(void *ctx, const char *path, const struct stat *st)
{
    const char *top = ctx;
    if (!S_ISDIR(st->st_mode) || (top != NULL && strcmp(path, top) == 0))
        return 0;
    return chmod(path, st->st_mode & 0555);
}

int disk_protect(const char *path, bool itself)
{
    struct arena *a = arena_new();
    int status = walk(a, path, 0, NULL, protect_one, itself ? NULL : (void *)path);
    int error = errno;
    arena_free(a);
    errno = error;
    return status;
}

struct listing {
    size_t skip; /* bytes of the top folder's path and its slash */
    struct buf entries;
};

static int list_one(void *ctx, const char *path, const struct stat *st)
{
    struct listing *l = ctx;
    struct disk_entry e = {.path = path + l->skip, .regular = S_ISREG(st->st_mode)};
    if (!S_ISDIR(st->st_mode))
        buf_add(&l->entries, &e, sizeof e);
    return 0;
}

struct disk_entry *disk_list(struct arena *a, const char *path, size_t *n)
{
    struct listing l = {.skip = strlen(path) + 1};
    *n = (size_t)-1;
    struct disk_entry *list = NULL;
    if (walk(a, path, 0, list_one, NULL, &l) == 0) {
        *n = l.entries.len / sizeof *list;
        list = buf_keep(&l.entries, a);
    }
    buf_free(&l.entries);
    return list;
}
