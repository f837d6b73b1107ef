#include "archive/store/ledger.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "archive/store/item.h"
#include "base/arena.h"
#include "base/disk.h"
#include "base/file.h"
#include "base/list.h"

#define LEDGER_MAX ((size_t)1 << 30)
#define VERSION_MAX 9999

static const char zeros[] = "0000000000000000000000000000000000000000000000000000000000000000";

struct ledger ledger_new(struct arena *a, const char *path)
{
    return (struct ledger){.arena = a, .path = path};
}

void ledger_free(struct ledger *l)
{
    free(l->entries);
    free(l->torn);
}

const char *ledger_head(const struct ledger *l)
{
    return l->n > 0 ? l->entries[l->n - 1].hash : zeros;
}

/* The events, and what the record of one has besides what all have. */
static const struct {
    const char *name, *en, *zh, *members[6];
} events[] = {
    {"init", "made", "建库", {"fonds", "settings"}},
    {"add", "archived", "归档", {"item", "version", "title", "pdf", "signature", "bag"}},
    {"renew", "renewed", "续期", {"item", "version", "title", "pdf", "signature", "bag"}},
    {"withdraw", "withdrawn", "撤销", {"item", "why"}},
    {"timestamp", "timestamped", "加盖时间戳", {"line", "token"}},
};

#define N_EVENTS (sizeof events / sizeof *events)

static size_t event_of(const char *name)
{
    size_t i = 0;
    while (i < N_EVENTS && strcmp(events[i].name, name) != 0)
        i++;
    return i;
}

const char *ledger_event_words(const char *event, enum language language)
{
    size_t i = event_of(event);
    return i == N_EVENTS ? event : language_text(language, events[i].en, events[i].zh);
}

/* Whether it has all that those who read the ledger rely on. */
static bool is_whole(struct arena *a, const struct record *r)
{
    struct item_code code;
    int64_t version = record_number(r, "version");
    const char *event = record_text(r, "event"), *item = record_text(r, "item");
    size_t i = event != NULL ? event_of(event) : N_EVENTS;
    if (i == N_EVENTS || record_text(r, "time") == NULL || record_text(r, "previous") == NULL)
        return false;
    for (size_t k = 0; k < 6 && events[i].members[k] != NULL; k++)
        if (record_text(r, events[i].members[k]) == NULL)
            return false;
    return (item == NULL || item_read(a, item, &code)) &&
           (record_text(r, "bag") == NULL ||
            (item != NULL && version >= 1 && version <= VERSION_MAX));
}

static const struct record *follow(const struct ledger *l, const char *line, size_t len,
                                   const char **en, const char **zh)
{
    const struct record *r = record_read(l->arena, line, len);
    *en = *zh = NULL;
    if (r == NULL || !is_whole(l->arena, r)) {
        *en = "is no record of an event";
        *zh = "不是事件记录";
    } else if (record_number(r, "sequence") != (int64_t)l->n + 1 ||
               (l->n == 0) != (strcmp(record_text(r, "event"), "init") == 0)) {
        *en = "has another number than its place: lines were taken out or put in";
        *zh = "序号与所在位置不符：有记录被删除或插入";
    } else if (strcmp(record_text(r, "previous"), ledger_head(l)) != 0) {
        *en = "does not follow from the line before it: one of them was changed";
        *zh = "与上一行的散列值不符：两行之一被改动";
    }
    return *en == NULL ? r : NULL;
}

static void take_line(struct ledger *l, const struct record *r, const char *line, size_t len)
{
    l->entries = list_room(l->entries, l->n, &l->room, sizeof *l->entries);
    struct ledger_entry *e = &l->entries[l->n++];
    *e = (struct ledger_entry){
        .record = r,
        .event = record_text(r, "event"),
        .item = record_text(r, "item"),
        .version = record_text(r, "bag") != NULL ? (int)record_number(r, "version") : 0};
    digest_sha256(line, len, e->hash);
    l->end += (off_t)len;
}

bool ledger_follows(const struct ledger *l, const char *line, size_t len)
{
    const char *en, *zh;
    return len > 0 && line[len - 1] == '\n' && memchr(line, '\n', len - 1) == NULL &&
           follow(l, line, len, &en, &zh) != NULL;
}

/* What is wrong with line n + 1. -1, reported where somebody asked. */
static int broken(const struct ledger *l, struct messages *m)
{
    struct source where = {.file = l->path, .line = (int)l->n + 1};
    if (m != NULL)
        msg(m, SEV_ERROR, where, "ledger-broken", "the ledger's line %s", "台账记录%s",
            language_text(messages_language(m), l->why_en, l->why_zh));
    return -1;
}

static int take_lines(struct ledger *l, const char *text, size_t len, struct messages *m)
{
    size_t at = 0;
    for (const char *end; (end = memchr(text + at, '\n', len - at)) != NULL;) {
        size_t n = (size_t)(end - text) + 1 - at;
        const struct record *r = follow(l, text + at, n, &l->why_en, &l->why_zh);
        if (r == NULL)
            return broken(l, m);
        take_line(l, r, text + at, n);
        at += n;
    }
    if (l->n == 0) {
        l->why_en = "is missing: no archive begins without one";
        l->why_zh = "缺失：台账为空";
        return broken(l, m);
    }
    l->torn_len = len - at;
    if (l->torn_len > 0) {
        l->torn = must_alloc(l->torn_len, 1);
        memcpy(l->torn, text + at, l->torn_len);
    }
    return 0;
}

int ledger_read(struct ledger *l, struct messages *m)
{
    size_t len;
    free(l->torn);
    l->torn = NULL;
    l->torn_len = 0;
    char *text = disk_read(l->path, l->end, LEDGER_MAX, &len);
    if (text == NULL) {
        l->why_en = "cannot be read";
        l->why_zh = "无法读取";
        if (m != NULL)
            msg(m, SEV_FAILURE, IN_FILE(l->path), "ledger-unreadable", "cannot be read: %s",
                "无法读取：%s", strerror(errno));
        return -1;
    }
    int status = take_lines(l, text, len, m);
    free(text);
    return status;
}

struct record_writer ledger_begin(const struct ledger *l, const char *event, struct buf *line)
{
    char now[LEDGER_TIME];
    struct record_writer w = {.out = line, .separator = ""};
    ledger_time(time(NULL), now);
    record_put_number(&w, "sequence", (int64_t)l->n + 1);
    record_put(&w, "previous", ledger_head(l));
    record_put(&w, "time", now);
    record_put(&w, "event", event);
    return w;
}

int ledger_append(struct ledger *l, const char *line, size_t len, struct messages *m)
{
    int fd = open(l->path, O_WRONLY | O_APPEND | O_CLOEXEC | O_NOFOLLOW);
    int status = fd >= 0 && disk_write(fd, line, len) == 0 && fsync(fd) == 0 ? 0 : -1;
    int error = errno;
    if (status != 0 && fd >= 0 && ftruncate(fd, l->end) != 0)
        error = errno; /* a torn line stays: the next start cuts it */
    if (fd >= 0 && close(fd) != 0 && status == 0) {
        status = -1;
        error = errno;
    }
    if (status != 0) {
        errno = error;
        return file_failed(l->path, m);
    }
    take_line(l, record_read(l->arena, line, len), line, len);
    return 0;
}

int ledger_cut(struct ledger *l, struct messages *m)
{
    int fd = open(l->path, O_WRONLY | O_CLOEXEC | O_NOFOLLOW);
    int status = fd >= 0 && ftruncate(fd, l->end) == 0 && fsync(fd) == 0 ? 0 : -1;
    if (status != 0)
        file_failed(l->path, m);
    if (fd >= 0)
        close(fd);
    free(l->torn);
    l->torn = NULL;
    l->torn_len = 0;
    return status;
}

const struct ledger_entry *ledger_bag(const struct ledger *l, const char *item)
{
    for (size_t i = l->n; i-- > 0;)
        if (l->entries[i].version > 0 && strcmp(l->entries[i].item, item) == 0)
            return &l->entries[i];
    return NULL;
}

const struct ledger_entry *ledger_withdrawal(const struct ledger *l, const char *item)
{
    for (size_t i = l->n; i-- > 0;)
        if (strcmp(l->entries[i].event, "withdraw") == 0 && strcmp(l->entries[i].item, item) == 0)
            return &l->entries[i];
    return NULL;
}

static int by_code(const void *a, const void *b)
{
    const struct ledger_entry *x = ((const struct ledger_item *)a)->newest,
                              *y = ((const struct ledger_item *)b)->newest;
    int c = strcmp(x->item, y->item);
    return c != 0 ? c : (x->version > y->version) - (x->version < y->version);
}

static int is_code(const void *code, const void *item)
{
    return strcmp(code, ((const struct ledger_item *)item)->newest->item);
}

const struct ledger_item *ledger_find(const struct ledger_item *items, size_t n, const char *code)
{
    return n > 0 ? bsearch(code, items, n, sizeof *items, is_code) : NULL;
}

struct ledger_item *ledger_items(const struct ledger *l, struct arena *a, size_t *n)
{
    struct ledger_item *items = arena_array(a, l->n + 1, sizeof *items);
    size_t bags = 0;
    for (size_t i = 0; i < l->n; i++)
        if (l->entries[i].version > 0)
            items[bags++].newest = &l->entries[i];
    qsort(items, bags, sizeof *items, by_code);
    *n = 0;
    for (size_t i = 0; i < bags; i++)
        if (i + 1 == bags || strcmp(items[i].newest->item, items[i + 1].newest->item) != 0)
            items[(*n)++] = items[i];
    for (size_t i = 0; i < l->n; i++)
        if (strcmp(l->entries[i].event, "withdraw") == 0) {
            struct ledger_item *gone =
                *n > 0 ? bsearch(l->entries[i].item, items, *n, sizeof *items, is_code) : NULL;
            if (gone != NULL)
                gone->withdrawn = true;
        }
    return items;
}

void ledger_time(int64_t seconds, char text[LEDGER_TIME])
{
    struct tm tm;
    time_t t = (time_t)seconds;
    if (gmtime_r(&t, &tm) == NULL || strftime(text, LEDGER_TIME, "%Y-%m-%dT%H:%M:%SZ", &tm) == 0)
        text[0] = '\0';
}

int64_t ledger_seconds(const char *text)
{
    struct tm tm = {0};
    const char *end = strptime(text, "%Y-%m-%dT%H:%M:%SZ", &tm);
    return end != NULL && *end == '\0' ? (int64_t)timegm(&tm) : 0;
}
