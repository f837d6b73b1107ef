#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/provenance.h"

static void report(struct messages *m, struct source from, const char *path, const char *rule,
                   const char *en, const char *zh)
{
    if (from.file == NULL)
        from = IN_FILE(path);
    msg(m, SEV_ERROR, from, rule, "\"%s\": %s", "“%s”：%s", path,
        language_text(messages_language(m), en, zh));
}

/* Reads fd to its end into b. 0, 1 when it holds more than max bytes, -1 on a read error. */
static int read_all(int fd, size_t max, struct buf *b)
{
    char chunk[65536];
    for (;;) {
        ssize_t n = read(fd, chunk, sizeof chunk);
        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0)
            return n < 0 ? -1 : 0;
        if (b->len + (size_t)n > max)
            return 1;
        buf_add(b, chunk, (size_t)n);
    }
}

/* Opens path for reading. -1 with the reason reported. O_NONBLOCK: a FIFO must not hang us. */
static int open_input(const char *path, struct source from, struct messages *m)
{
    if (strcmp(path, "-") == 0)
        return STDIN_FILENO;
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    struct stat st;
    if (fd < 0 || fstat(fd, &st) < 0) {
        int error = errno;
        report(m, from, path, error == ENOENT ? "file-missing" : "file-unreadable", strerror(error),
               error == ENOENT ? "文件不存在，请核对文件名" : strerror(error));
        if (fd >= 0)
            close(fd);
        return -1;
    }
    if (!S_ISREG(st.st_mode)) {
        report(m, from, path, "not-a-file", "not a regular file; name a file",
               "不是普通文件，请指定文件");
        close(fd);
        return -1;
    }
    return fd;
}

char *file_read(struct arena *a, const char *path, size_t max, size_t *len, struct source from,
                struct messages *m)
{
    int fd = open_input(path, from, m);
    if (fd < 0)
        return NULL;
    struct buf b = {0};
    char *text = NULL;
    switch (read_all(fd, max, &b)) {
    case 0:
        if (provenance_add(m, path, b.data, b.len))
            text = arena_strndup(a, b.data, b.len);
        *len = b.len;
        break;
    case 1: report(m, from, path, "file-too-large", "too large", "文件过大"); break;
    default: report(m, from, path, "file-unreadable", strerror(errno), strerror(errno)); break;
    }
    buf_free(&b);
    if (fd != STDIN_FILENO)
        close(fd);
    return text;
}

char *file_path(struct arena *a, const char *dir, const char *name)
{
    return name[0] == '/' ? arena_strdup(a, name) : arena_printf(a, "%s%s", dir, name);
}

char *file_dir(struct arena *a, const char *path)
{
    const char *slash = strrchr(path, '/');
    return arena_strndup(a, path, slash != NULL ? (size_t)(slash - path) + 1 : 0);
}

char *file_stem(struct arena *a, const char *path)
{
    const char *slash = strrchr(path, '/');
    const char *name = slash != NULL ? slash + 1 : path, *dot = strrchr(name, '.');
    return arena_strndup(a, name, dot != NULL && dot > name ? (size_t)(dot - name) : strlen(name));
}

static int write_all(int fd, const char *bytes, size_t len)
{
    while (len > 0) {
        ssize_t n = write(fd, bytes, len);
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            return -1;
        bytes += n;
        len -= (size_t)n;
    }
    return 0;
}

/* Writes straight to what cannot be replaced: a device or a pipe. 0, -1. */
static int write_stream(const char *path, const void *bytes, size_t len)
{
    int fd = strcmp(path, "-") == 0 ? STDOUT_FILENO : open(path, O_WRONLY | O_CLOEXEC);
    if (fd < 0)
        return -1;
    int result = write_all(fd, bytes, len);
    if (fd != STDOUT_FILENO && close(fd) < 0)
        result = -1;
    return result;
}

int file_sync_folder(const char *dir)
{
    int fd = open(dir[0] != '\0' ? dir : ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd < 0)
        return -1;
    /* Some file systems cannot sync a folder and say EINVAL: nothing more can be done there. */
    int result = fsync(fd) < 0 && errno != EINVAL ? -1 : 0;
    close(fd);
    return result;
}

/* Writes temp, syncs it and renames it to path. temp is gone when that failed. 0, -1 with errno. */
static int replace_file(char *temp, const char *path, mode_t mode, const void *bytes, size_t len)
{
    int fd = mkostemp(temp, O_CLOEXEC);
    if (fd < 0)
        return -1;
    int failed = fchmod(fd, mode) < 0 || write_all(fd, bytes, len) < 0 || fsync(fd) < 0;
    int error = errno;
    if (close(fd) < 0 && failed == 0) {
        failed = 1;
        error = errno;
    }
    if (failed == 0 && rename(temp, path) < 0) {
        failed = 1;
        error = errno;
    }
    if (failed != 0)
        unlink(temp);
    errno = error;
    return failed != 0 ? -1 : 0;
}

mode_t file_new_mode(void)
{
    mode_t mask = umask(0);
    umask(mask);
    return 0666 & ~mask;
}

int file_write(const char *path, const void *bytes, size_t len, struct messages *m)
{
    struct stat st;
    bool exists = stat(path, &st) == 0;
    int result;
    errno = 0;
    if (exists && S_ISDIR(st.st_mode)) {
        errno = EISDIR;
        result = -1;
    } else if (strcmp(path, "-") == 0 || (exists && !S_ISREG(st.st_mode))) {
        result = write_stream(path, bytes, len);
    } else {
        struct arena *a = arena_new();
        /* A symbolic link stays one: what it points to is replaced. */
        char *real = exists ? realpath(path, NULL) : NULL;
        const char *target = real != NULL ? real : path;
        char *temp = arena_printf(a, "%s.XXXXXX", target);
        result =
            replace_file(temp, target, exists ? st.st_mode & 07777 : file_new_mode(), bytes, len);
        if (result == 0)
            result = file_sync_folder(file_dir(a, target)); /* a rename is safe only then */
        free(real);
        arena_free(a);
    }
    return result == 0 ? 0 : file_failed(path, m);
}

int file_failed(const char *path, struct messages *m)
{
    msg(m, SEV_FAILURE, IN_FILE(path), "write-failed", "cannot be written: %s", "无法写入：%s",
        strerror(errno));
    return -1;
}

char *file_shipped(struct arena *a, const char *kind, const char *name)
{
    char self[4096];
    ssize_t n = readlink("/proc/self/exe", self, sizeof self - 1);
    if (n <= 0)
        return NULL;
    self[n] = '\0';
    const char *dir = file_dir(a, self);
    const char *const places[] = {"", "../share/nianbao/", "../"};
    for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
        char *path = arena_printf(a, "%s%s%s/%s", dir, places[i], kind, name);
        if (access(path, R_OK) == 0)
            return path;
    }
    return NULL;
}
