#include "archive/store/recovery.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "archive/store/bag.h"
#include "base/arena.h"
#include "base/disk.h"
#include "base/file.h"

#define PENDING_MAX 1048576

/* A torn line is cut only when it is how the pending one begins: nothing else can explain it. */
static int mend_ledger(struct store *s, const char *line, size_t len, struct messages *m)
{
    struct ledger *l = &s->ledger;
    if (l->torn_len == 0)
        return 0;
    if (l->torn_len >= len || memcmp(l->torn, line, l->torn_len) != 0) {
        struct source at = {.file = l->path, .line = (int)l->n + 1};
        msg(m, SEV_ERROR, at, "ledger-torn",
            "the last line is cut off, and no interrupted action explains it: take the ledger from "
            "a copy",
            "最后一行不完整，且无法由中断的操作解释；请从副本恢复台账");
        return -1;
    }
    return ledger_cut(l, m);
}

int recovery_set_aside(const struct store *s, const char *path, struct messages *m)
{
    const char *dir = store_path(s, "set-aside");
    const char *name = strrchr(path, '/') + 1;
    const char *to = arena_printf(s->arena, "%s/%s", dir, name);
    if (mkdir(dir, 0777) != 0 && errno != EEXIST)
        return file_failed(dir, m);
    chmod(path, 0755); /* a folder that may not be written to cannot be moved */
    for (int k = 2; disk_rename_new(path, to) != 0; k++) {
        if (errno != EEXIST)
            return file_failed(to, m);
        to = arena_printf(s->arena, "%s/%s.%d", dir, name, k);
    }
    msg(m, SEV_WARNING, IN_FILE(to), "set-aside",
        "stood in the place of something of the archive; it was never archived and is set aside",
        "占用了档案库自身的位置；它从未归档，已移到一旁");
    return 0;
}

/* Whether the bag at path is, to the byte, the one with that hash. */
static bool is_whole(const char *path, const char *wanted)
{
    const struct bag_reader nobody = {0};
    char hash[DIGEST_HEX];
    struct arena *a = arena_new();
    bool whole = bag_read(a, path, &nobody, hash) && strcmp(hash, wanted) == 0;
    arena_free(a);
    return whole;
}

/* Whether the file at path is the one with that hash. */
static bool is_file(const char *path, const char *wanted)
{
    char hash[DIGEST_HEX] = "";
    size_t len;
    const char *bytes = disk_map(path, &len);
    if (bytes != NULL) {
        digest_sha256(bytes, len, hash);
        disk_unmap(bytes, len);
    }
    return strcmp(hash, wanted) == 0;
}

/*
 * Whether the pending event is to be ended: it made nothing, or what it made has its name already.
 * What has the name and is something else is set aside.
 */
static int can_end(struct store *s, const struct record *r, bool *end, struct messages *m)
{
    const char *item = record_text(r, "item"), *bag = record_text(r, "bag");
    const char *token = record_text(r, "token"), *path = NULL;
    struct stat st;
    *end = bag == NULL && token == NULL;
    if (bag != NULL && item != NULL)
        path = store_bag(s->arena, item, (int)record_number(r, "version"));
    else if (token != NULL)
        path = store_stamp(s->arena, (size_t)record_number(r, "line"));
    if (path == NULL)
        return 0;
    path = store_path(s, path);
    if (lstat(path, &st) != 0)
        return 0;
    if (bag != NULL ? !is_whole(path, bag) : !is_file(path, token))
        return recovery_set_aside(s, path, m);
    *end = true;
    if (disk_protect(path, true) != 0 || file_sync_folder(file_dir(s->arena, path)) != 0 ||
        file_sync_folder(s->dir) != 0)
        return file_failed(path, m);
    return 0;
}

static int end_pending(struct store *s, const char *line, size_t len, struct messages *m)
{
    bool end = false;
    if (mend_ledger(s, line, len, m) != 0)
        return -1;
    if (ledger_follows(&s->ledger, line, len)) {
        if (can_end(s, record_read(s->arena, line, len), &end, m) != 0 ||
            (end && ledger_append(&s->ledger, line, len, m) != 0))
            return -1;
        if (end)
            msg(m, SEV_WARNING, IN_FILE(s->dir), "recovered",
                "an interrupted action was completed: %s", "已补完中断的操作：%s",
                ledger_event_words(s->ledger.entries[s->ledger.n - 1].event, messages_language(m)));
    }
    const char *path = store_path(s, "pending");
    return unlink(path) == 0 || errno == ENOENT ? 0 : file_failed(path, m);
}

int recovery_run(struct store *s, struct messages *m)
{
    size_t len = 0;
    const char *path = store_path(s, "pending"), *tmp = store_path(s, "tmp");
    char *line = disk_read(path, 0, PENDING_MAX, &len);
    if (line == NULL && errno != ENOENT)
        return file_failed(path, m);
    int status = line != NULL || s->ledger.torn_len > 0
                     ? end_pending(s, line != NULL ? line : "", len, m)
                     : 0;
    free(line);
    if (status == 0 && disk_remove(tmp) != 0 && errno != ENOENT)
        status = file_failed(tmp, m);
    return status;
}
