/*
 * ZIP files in memory (libzip), with limits on what comes out of them. The only file that knows the
 * library.
 */
#ifndef NIANBAO_ZIPFILE_H
#define NIANBAO_ZIPFILE_H

#include "base/msg.h"

struct zipfile;

/* bytes[0..len), borrowed, as a ZIP file; NULL when damaged, reported at at. End with _close. */
struct zipfile *zipfile_open(const char *bytes, size_t len, struct source at, struct messages *m);
void zipfile_close(struct zipfile *z);

/* Whether there is an entry of that name; capitals are no matter. */
bool zipfile_has(const struct zipfile *z, const char *name);

/*
 * Inflates an entry and hands it on piece by piece to take, the last piece empty; ends early when
 * that gives -1. 0, or -1: told by take, or here [damaged-file, zip-bomb, encrypted-file].
 */
int zipfile_read(struct zipfile *z, const char *name,
                 int (*take)(void *ctx, const char *piece, size_t len), void *ctx);

#endif
