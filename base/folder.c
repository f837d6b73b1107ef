#include "base/folder.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/file.h"

bool folder_taken(const char *path, struct messages *m)
{
    struct stat st;
    if (lstat(path, &st) != 0)
        return false;
    msg(m, SEV_ERROR, IN_FILE(path), "exists",
        "exists already and stays as it is; name a new folder",
        "已存在，不予改动；请另指定一个新文件夹");
    return true;
}

static void failed(const char *path, struct messages *m)
{
    int error = errno;
    if (error == EEXIST && folder_taken(path, m))
        return;
    errno = error;
    file_failed(path, m);
}

/* path without the slashes at its end. */
static char *plain_path(struct arena *a, const char *path)
{
    size_t len = strlen(path);
    while (len > 1 && path[len - 1] == '/')
        len--;
    return arena_strndup(a, path, len);
}

int folder_make_way(struct arena *a, const char *dir, const char *name)
{
    for (const char *s = strchr(name, '/'); s != NULL; s = strchr(s + 1, '/')) {
        const char *path = arena_printf(a, "%s/%.*s", dir, (int)(s - name), name);
        if (mkdir(path, 0777) != 0 && errno != EEXIST)
            return -1;
    }
    return 0;
}

int folder_make(const char *path, struct messages *m)
{
    struct stat st;
    struct arena *a = arena_new();
    bool absolute = path[0] == '/';
    const char *whole = arena_printf(a, "%s/", absolute ? path + 1 : path);
    int status = folder_make_way(a, absolute ? "" : ".", whole);
    if (status == 0 && stat(path, &st) == 0 && !S_ISDIR(st.st_mode)) {
        errno = ENOTDIR;
        status = -1;
    }
    if (status != 0)
        msg(m, SEV_FAILURE, IN_FILE(path), "write-failed", "cannot be made: %s", "无法建立：%s",
            strerror(errno));
    arena_free(a);
    return status;
}

static int write_files(struct arena *a, const char *dir, const struct folder_file *files, size_t n,
                       struct messages *m)
{
    for (size_t i = 0; i < n; i++) {
        const char *path = arena_printf(a, "%s/%s", dir, files[i].name);
        if (folder_make_way(a, dir, files[i].name) != 0) {
            failed(path, m);
            return -1;
        }
        if (file_write(path, files[i].bytes, files[i].len, m) != 0)
            return -1;
    }
    return 0;
}

static void remove_files(struct arena *a, const char *dir, const struct folder_file *files,
                         size_t n)
{
    for (size_t i = 0; i < n; i++) {
        char *path = arena_printf(a, "%s/%s", dir, files[i].name);
        unlink(path);
        for (char *slash; (slash = strrchr(path, '/')) > path + strlen(dir);) {
            *slash = '\0';
            rmdir(path);
        }
    }
    rmdir(dir);
}

/* Gives temp its name; a file system that cannot promise to replace nothing is asked first. */
static int publish(const char *temp, const char *path)
{
    struct stat st;
    mode_t mode = file_new_mode();
    if (chmod(temp, mode | (mode & 0444) >> 2) != 0) /* r brings x, as for a new folder */
        return -1;
    if (renameat2(AT_FDCWD, temp, AT_FDCWD, path, RENAME_NOREPLACE) == 0)
        return 0;
    if (errno != EINVAL && errno != ENOSYS)
        return -1;
    if (lstat(path, &st) == 0) {
        errno = EEXIST;
        return -1;
    }
    return rename(temp, path);
}

int folder_write(const char *path, const struct folder_file *files, size_t n, struct messages *m)
{
    struct arena *a = arena_new();
    const char *target = plain_path(a, path);
    char *temp = arena_printf(a, "%s.XXXXXX", target);
    int status = -1;
    if (folder_taken(target, m))
        goto out;
    if (mkdtemp(temp) == NULL) {
        failed(path, m);
        goto out;
    }
    status = write_files(a, temp, files, n, m);
    if (status == 0 && publish(temp, target) != 0) {
        failed(path, m);
        status = -1;
    }
    if (status != 0)
        remove_files(a, temp, files, n);
    else if (file_sync_folder(file_dir(a, target)) != 0)
        failed(path, m), status = -1;
out:
    arena_free(a);
    return status;
}
