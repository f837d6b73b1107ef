/*
 * The disk: files and folders of the archive, never followed through symbolic links, written so
 * that a crash leaves no half of anything. Every call of the system whose failure could lose
 * something is checked here, once.
 */
#ifndef NIANBAO_DISK_H
#define NIANBAO_DISK_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

struct arena;

/* All of bytes to fd. 0, or -1 with errno. */
int disk_write(int fd, const void *bytes, size_t len);

/* A new file, read-only for everyone; nothing is synced. 0, or -1 with errno. */
int disk_create(const char *path, const void *bytes, size_t len);

/* The same at dir/path; folders on the way from dir are made. */
int disk_create_below(const char *dir, const char *path, const void *bytes, size_t len);

/* path from byte at on, NUL-terminated, to be freed. NULL with errno; more than max is EFBIG. */
char *disk_read(const char *path, off_t at, size_t max, size_t *len);

/* A file's bytes, mapped; end with disk_unmap. NULL with errno: not a regular file, unreadable. */
const char *disk_map(const char *path, size_t *len);
void disk_unmap(const char *bytes, size_t len);

/*
 * Brings the file system that fd lies on to the disk: all files and folders of a bag at once, which
 * costs one flush where fsync of each costs a dozen. fd was opened before they were written: what
 * failed since then is told. 0, or -1 with errno.
 */
int disk_sync_all(int fd);

/* Gives a folder or file a name that nothing has. 0, or -1 with errno: EEXIST, something has it. */
int disk_rename_new(const char *from, const char *to);

/* Removes a file, or a folder with all in it, write-protected or not. 0, or -1 with errno. */
int disk_remove(const char *path);

/* Makes the folders below path, and path itself if so asked, read-only. 0, or -1 with errno. */
int disk_protect(const char *path, bool itself);

/*
 * What lies below a folder: files and whatever else is no folder, by their paths from there, sorted
 * by bytes, in the arena. *n is (size_t)-1 with errno when it cannot be read.
 */
struct disk_entry {
    const char *path;
    bool regular;
};
struct disk_entry *disk_list(struct arena *a, const char *path, size_t *n);

/* The names in one folder, sorted, in the arena; likewise. */
const char **disk_names(struct arena *a, const char *path, size_t *n);

#endif
