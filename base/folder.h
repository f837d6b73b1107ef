/*
 * Folders: writing a whole folder of new files so that it appears whole or not at all. What is
 * there already is never touched.
 */
#ifndef NIANBAO_FOLDER_H
#define NIANBAO_FOLDER_H

#include "base/msg.h"

struct arena;

struct folder_file {
    const char *name; /* a relative path; folders on it are made */
    const char *bytes;
    size_t len;
};

/* Whether something lies at path already: then it is told [exists], and how to go on. */
bool folder_taken(const char *path, struct messages *m);

/*
 * Makes the folder path, and those above it, where they are missing. 0, or -1, reported
 * [write-failed]; folders made on the way stay.
 */
int folder_make(const char *path, struct messages *m);

/* Makes the folders on the way from dir to the file name. 0, or -1 with errno. */
int folder_make_way(struct arena *a, const char *dir, const char *name);

/*
 * Makes the folder path with files[0..n): in a temporary folder beside it, each file synced, then
 * renamed. What lies at path already is never touched: an error [exists]. 0, or -1, reported, and
 * nothing is left behind.
 */
int folder_write(const char *path, const struct folder_file *files, size_t n, struct messages *m);

#endif
