#include "archive/store/store.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "archive/store/item.h"
#include "archive/store/recovery.h"
#include "base/arena.h"
#include "base/disk.h"
#include "base/file.h"
#include "base/folder.h"
#include "base/text.h"

#define FORMAT "nianbao archive 1"
#define SETTINGS_MAX 65536

int store_damaged(const struct store *s, const char *bag, struct messages *m)
{
    msg(m, SEV_ERROR, IN_FILE(store_path(s, bag)), "bag-damaged",
        "is not as it was archived; nianbao archive verify tells what is wrong",
        "与归档时不同；用 nianbao archive verify 查明问题");
    return -1;
}

int store_init(const char *dir, const struct store_settings *s, struct messages *m)
{
    struct arena *a = arena_new();
    struct buf settings = {0}, line = {0};
    char hash[DIGEST_HEX];
    struct record_writer w = {.out = &settings, .separator = "\n"};
    record_put(&w, "format", FORMAT);
    record_put(&w, "fonds", s->fonds);
    record_put(&w, "organ", s->organ);
    record_put(&w, "retention", s->retention);
    record_put(&w, "office", s->office);
    record_end(&w);
    digest_sha256(settings.data, settings.len, hash);
    struct ledger empty = ledger_new(a, "");
    w = ledger_begin(&empty, "init", &line);
    record_put(&w, "fonds", s->fonds);
    record_put(&w, "settings", hash);
    record_end(&w);
    const struct folder_file files[] = {{"archive.json", settings.data, settings.len},
                                        {"ledger.jsonl", line.data, line.len},
                                        {"lock", "", 0}};
    int status = folder_write(dir, files, sizeof files / sizeof *files, m);
    buf_free(&settings);
    buf_free(&line);
    arena_free(a);
    return status;
}

static int read_settings(struct store *s, struct messages *m)
{
    size_t len;
    const char *path = store_path(s, "archive.json");
    char *text = disk_read(path, 0, SETTINGS_MAX, &len);
    if (text == NULL && (errno == ENOENT || errno == ENOTDIR)) {
        msg(m, SEV_ERROR, IN_FILE(s->dir), "no-store",
            "is no archive; name one with --store, or make it with nianbao archive init",
            "不是档案库；请用 --store 指定，或用 nianbao archive init 新建");
        return -1;
    }
    if (text == NULL) {
        msg(m, SEV_FAILURE, IN_FILE(path), "store-unreadable", "cannot be read: %s", "无法读取：%s",
            strerror(errno));
        return -1;
    }
    const struct record *r = record_read(s->arena, text, len);
    free(text);
    const char *format = r != NULL ? record_text(r, "format") : NULL;
    s->fonds = r != NULL ? record_text(r, "fonds") : NULL;
    s->retention = r != NULL ? record_text(r, "retention") : NULL;
    if (format == NULL || strcmp(format, FORMAT) != 0 || s->fonds == NULL ||
        !item_part_valid(s->fonds) || s->retention == NULL ||
        item_retention(s->retention) == NULL) {
        msg(m, SEV_ERROR, IN_FILE(path), "store-settings",
            "the archive's settings are damaged or of a later program; take them from a copy",
            "档案库的设置已损坏或由更新的程序写成；请从副本恢复");
        return -1;
    }
    s->organ = record_text(r, "organ");
    s->office = record_text(r, "office");
    return 0;
}

/* Waits for the lock. 0, or -1 with errno: EWOULDBLOCK when the time is over. */
static int wait_lock(int fd, int operation, int seconds)
{
    const struct timespec pause = {.tv_nsec = 20000000};
    for (long tries = 50L * seconds;; tries--) {
        if (flock(fd, operation | LOCK_NB) == 0)
            return 0;
        if ((errno != EWOULDBLOCK && errno != EINTR) || tries <= 0)
            return -1;
        nanosleep(&pause, NULL);
    }
}

static void lock_failed(const struct store *s, bool write, struct messages *m)
{
    int error = errno;
    if (error == EWOULDBLOCK)
        msg(m, SEV_FAILURE, IN_FILE(s->dir), "store-locked",
            "another program writes to the archive; try again, or wait longer with --wait",
            "另一个程序正在写档案库；请稍后再试，或用 --wait 延长等待");
    else if (write && (error == EROFS || error == EACCES || error == EPERM))
        msg(m, SEV_FAILURE, IN_FILE(s->dir), "store-read-only",
            "the archive cannot be written: %s; nothing was changed",
            "档案库不可写：%s；未作任何改动", strerror(error));
    else
        msg(m, SEV_FAILURE, IN_FILE(store_path(s, "lock")), "store-locked",
            "the archive cannot be locked: %s", "档案库无法加锁：%s", strerror(error));
}

/* The lock for one use; a store that is to be written must be writable itself. */
static int lock_store(struct store *s, enum store_use use, int seconds, struct messages *m)
{
    bool write = use == STORE_WRITE;
    s->lock = open(store_path(s, "lock"), (write ? O_RDWR : O_RDONLY) | O_CLOEXEC | O_NOFOLLOW);
    if (s->lock < 0 || wait_lock(s->lock, write ? LOCK_EX : LOCK_SH, seconds) != 0 ||
        (write && access(s->dir, W_OK) != 0)) {
        lock_failed(s, write, m);
        return -1;
    }
    return 0;
}

/* Whether something is to be ended that this program may end. */
static bool is_half_done(const struct store *s)
{
    return access(store_path(s, "pending"), F_OK) == 0 && access(s->dir, W_OK) == 0 &&
           access(store_path(s, "lock"), W_OK) == 0;
}

void store_release(struct store *s)
{
    if (s->lock >= 0)
        close(s->lock);
    s->lock = -1;
}

int store_acquire(struct store *s, int seconds, struct messages *m)
{
    return lock_store(s, STORE_WRITE, seconds, m) == 0 && ledger_read(&s->ledger, m) == 0
               ? recovery_run(s, m)
               : -1;
}

int store_open(struct store *s, struct arena *a, const char *dir, enum store_use use, int seconds,
               struct messages *m)
{
    *s = (struct store){.arena = a, .dir = dir, .lock = -1};
    s->ledger = ledger_new(a, store_path(s, "ledger.jsonl"));
    if (read_settings(s, m) != 0)
        return -1;
    if (use == STORE_WRITE)
        return store_acquire(s, seconds, m);
    if (is_half_done(s)) {
        if (store_acquire(s, seconds, m) != 0 && use != STORE_VERIFY)
            return -1;
        store_release(s);
    }
    if (lock_store(s, use, seconds, m) != 0)
        return -1;
    return ledger_read(&s->ledger, use == STORE_VERIFY ? NULL : m) == 0 ||
                   (use == STORE_VERIFY && s->ledger.why_en != NULL)
               ? 0
               : -1;
}

void store_close(struct store *s)
{
    ledger_free(&s->ledger);
    store_release(s);
}

const char *store_temporary(const struct store *s, struct arena *a, struct messages *m)
{
    const char *tmp = store_path(s, "tmp");
    char *path = arena_printf(a, "%s/bag.XXXXXX", tmp);
    mode_t mode = file_new_mode();
    if ((mkdir(tmp, 0777) != 0 && errno != EEXIST) || mkdtemp(path) == NULL ||
        chmod(path, mode | (mode & 0444) >> 2) != 0) {
        file_failed(tmp, m);
        return NULL;
    }
    return path;
}

static int write_pending(const char *path, const struct buf *line)
{
    int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0666);
    int status = fd >= 0 && disk_write(fd, line->data, line->len) == 0 ? 0 : -1;
    int error = errno;
    if (fd >= 0 && close(fd) != 0 && status == 0) {
        status = -1;
        error = errno;
    }
    errno = error;
    return status;
}

/* Whether the folder that target is to lie in is one: a link would lead out of the store. */
static bool is_inside(const struct store *s, const char *target)
{
    struct stat st;
    const char *slash = strchr(target, '/');
    if (slash == NULL)
        return true;
    const char *name = arena_strndup(s->arena, target, (size_t)(slash - target));
    if (lstat(store_path(s, name), &st) != 0)
        return false;
    errno = ENOTDIR;
    return S_ISDIR(st.st_mode);
}

/* The bag gets its name, in a folder that may be new, for good. */
static int publish(struct store *s, const char *temporary, const char *target)
{
    const char *path = store_path(s, target), *year = file_dir(s->arena, path);
    bool made = mkdir(year, 0777) == 0;
    if (!made && (errno != EEXIST || !is_inside(s, target)))
        return -1;
    if (disk_protect(temporary, false) != 0 || disk_rename_new(temporary, path) != 0 ||
        disk_protect(path, true) != 0 || file_sync_folder(year) != 0)
        return -1;
    return made ? file_sync_folder(s->dir) : 0;
}

/* Of a ledger that was cut, or taken from an old copy: a number must not be given twice. */
static bool is_taken(const struct store *s, const char *target, struct messages *m)
{
    struct stat st;
    const char *path = store_path(s, target);
    if (lstat(path, &st) != 0)
        return false;
    msg(m, SEV_ERROR, IN_FILE(path), "place-taken",
        "stands where the next one goes, and the ledger does not know it: nothing was archived; "
        "was the ledger cut, or taken from an old copy? see nianbao archive verify",
        "占用了下一件的位置，而台账中没有：未予归档；台账是否被截短或取自旧副本？请运行 nianbao "
        "archive verify");
    return true;
}

int store_commit(struct store *s, const struct buf *line, const char *temporary, const char *target,
                 struct messages *m)
{
    const char *pending = store_path(s, "pending");
    assert(ledger_follows(&s->ledger, line->data, line->len));
    if (target != NULL && is_taken(s, target, m))
        return -1;
    if (write_pending(pending, line) != 0 || disk_sync_all(s->lock) != 0) {
        file_failed(pending, m);
        unlink(pending);
        return -1;
    }
    if (temporary != NULL && publish(s, temporary, target) != 0) {
        file_failed(store_path(s, target), m);
        return -1;
    }
    if (ledger_append(&s->ledger, line->data, line->len, m) != 0)
        return -1;
    if (unlink(pending) != 0) {
        file_failed(pending, m);
        return -1;
    }
    return 0;
}

static void no_item(const struct store *s, const char *code, struct messages *m)
{
    const char **codes = must_alloc(s->ledger.n + 1, sizeof *codes);
    size_t n = 0;
    for (size_t i = 0; i < s->ledger.n; i++)
        if (s->ledger.entries[i].version == 1)
            codes[n++] = s->ledger.entries[i].item;
    const char *near = text_nearest(code, codes, n);
    msg(m, SEV_ERROR, IN_FILE(s->dir), "no-item", "the archive has no item \"%s\"%s",
        "档案库中没有“%s”%s", code,
        msg_proposal(m, near, "; nianbao archive list shows all",
                     "；用 nianbao archive list 查看全部"));
    free(codes);
}

const struct ledger_entry *store_item(const struct store *s, const char *code, struct messages *m)
{
    const struct ledger_entry *e = ledger_bag(&s->ledger, code);
    if (e == NULL)
        no_item(s, code, m);
    return e;
}
