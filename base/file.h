/*
 * Files: reading one whole, and writing one so that it appears whole or not at all. A file that is
 * read is noted in the provenance of the messages, and one that is written replaces the old one
 * only when it is complete.
 */
#ifndef NIANBAO_FILE_H
#define NIANBAO_FILE_H

#include <sys/types.h>

#include "base/msg.h"

struct arena;

/* Input larger than this is refused. */
#define FILE_SIZE_MAX (512u << 20)

/*
 * The bytes of a file, NUL-terminated, in the arena; *len without the NUL. Refuses what is not a
 * regular file, cannot be read or is larger than max. path "-" reads standard input. NULL on
 * failure, reported at from (the line that names the file; NOWHERE for the command line).
 */
char *file_read(struct arena *a, const char *path, size_t max, size_t *len, struct source from,
                struct messages *m);

/*
 * dir + name, unless name is absolute; dir is "" or ends with a slash. Owned by the arena.
 */
char *file_path(struct arena *a, const char *dir, const char *name);

/* The folder part of path, with its slash; "" where it has none. Owned by the arena. */
char *file_dir(struct arena *a, const char *path);

/* The name without folder and ending: of "img/Photo 1.jpg" it is "Photo 1". Likewise. */
char *file_stem(struct arena *a, const char *path);

/*
 * Writes bytes to path: to a temporary file beside it, fsync, rename; then fsync of the folder.
 * An existing file is replaced whole or left as it was; "-" writes to standard output; a path
 * that is a device or pipe is written straight. 0, or -1 with the failure reported.
 */
int file_write(const char *path, const void *bytes, size_t len, struct messages *m);

/* Tells that path cannot be written, and errno why [write-failed]. -1. */
int file_failed(const char *path, struct messages *m);

/* Brings a folder's entries to the disk, after a rename in it. 0, or -1 with errno. */
int file_sync_folder(const char *dir);

/* What open(2) would give a new file. */
mode_t file_new_mode(void);

/*
 * Where a file that ships with the program lies: kind "layouts" or "fonts" or "plplot", name a file
 * in it or "" for the folder. Looked for beside the executable (build tree), then in
 * ../share/nianbao. NULL when it is not there; nothing is reported.
 */
char *file_shipped(struct arena *a, const char *kind, const char *name);

#endif
