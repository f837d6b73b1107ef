/*
 * Bags: folders of files with the SHA-256 of each (BagIt 1.0, RFC 8493). Any tool that knows BagIt,
 * and sha256sum -c alone, can check them.
 */
#ifndef NIANBAO_BAG_H
#define NIANBAO_BAG_H

#include <stdbool.h>
#include <stddef.h>

#include "base/digest.h"

struct arena;

struct bag_file {
    const char *path; /* below data/; from bag_path where it came from outside */
    const char *bytes;
    size_t len;
};

/* A line of bag-info.txt; value NULL: left out. */
struct bag_line {
    const char *label, *value;
};

/*
 * A path for a file of that name below data/folder/: as embedded_path makes it, without what a
 * manifest would have to write in another way, and unlike those of files[0..n). In the arena; NULL:
 * nothing usable is left of the name.
 */
const char *bag_path(struct arena *a, const char *folder, const char *name,
                     const struct bag_file *files, size_t n);

/*
 * Writes a bag to the empty folder dir, nothing synced. hash becomes the SHA-256 of its tag
 * manifest, and so stands for every byte of it. 0, or -1 with errno.
 */
int bag_write(struct arena *a, const char *dir, const struct bag_file *files, size_t n,
              const struct bag_line *info, size_t n_info, char hash[DIGEST_HEX]);

enum bag_fault {
    BAG_MISSING,    /* a manifest names it */
    BAG_EXTRA,      /* no manifest names it, or it is no file */
    BAG_CHANGED,    /* other bytes than those of the manifest */
    BAG_UNREADABLE, /* errno tells why */
    BAG_MALFORMED   /* of a manifest: not in its form */
};

/* Either may be NULL. */
struct bag_reader {
    /* Each fault, with the path in the bag. */
    void (*fault)(void *ctx, enum bag_fault fault, const char *path);
    /* Each file, as far as it is what the manifest says: the very bytes that were hashed. */
    void (*file)(void *ctx, const char *path, const char *bytes, size_t len);
    void *ctx;
};

/* The manifest of the manifest and the other files of its kind: what stands for a whole bag. */
#define BAG_TAGS "tagmanifest-sha256.txt"

/*
 * Reads every byte of the bag at dir once and compares it with its manifests. hash becomes the
 * SHA-256 of its tag manifest, "" where there is none. True without a fault. Texts are in the
 * arena.
 */
bool bag_read(struct arena *a, const char *dir, const struct bag_reader *r, char hash[DIGEST_HEX]);

#endif
