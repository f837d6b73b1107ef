#include "archive/store/catalogue.h"

#include <errno.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "archive/store/accession.h"
#include "archive/store/recovery.h"
#include "archive/store/store.h"
#include "base/arena.h"
#include "base/disk.h"
#include "base/file.h"
#include "base/utf8.h"
#include "pdf/pdf_content_text.h"
#include "pdf/pdf_open.h"

#define BUSY_MS 30000

/* What an attempt came to. */
enum outcome { DONE, DAMAGED, FAILED };

struct catalogue {
    const struct store *store;
    sqlite3 *db;
    const char *path;
    struct messages *m;
};

/* A catalogue of any other version is made again: raise it with the tables or what is indexed. */
#define VERSION "1"

static const char schema[] =
    "PRAGMA user_version = " VERSION ";"
    "CREATE TABLE state(sequence INTEGER NOT NULL, head TEXT NOT NULL);"
    "CREATE TABLE items(id INTEGER PRIMARY KEY, item TEXT NOT NULL UNIQUE, year INTEGER NOT NULL,"
    " title TEXT NOT NULL, signers TEXT, withdrawn INTEGER NOT NULL DEFAULT 0);"
    "CREATE VIRTUAL TABLE words USING fts5(item, title, year, signers, organ, text, content='',"
    " tokenize='unicode61');"
    "INSERT INTO state VALUES(0, '');";

static const char *spaced(struct arena *a, const char *text, size_t len)
{
    struct buf b = {0};
    for (size_t i = 0; i < len;) {
        size_t from = i;
        bool hanzi = utf8_is_hanzi(utf8_next(text, len, &i));
        if (hanzi)
            buf_puts(&b, " ");
        buf_add(&b, text + from, i - from);
        if (hanzi)
            buf_puts(&b, " ");
    }
    const char *out = arena_strndup(a, b.len > 0 ? b.data : "", b.len);
    buf_free(&b);
    return out;
}

/* text with blanks around each hanzi, in the arena; "" for NULL. */
static const char *catalogue_spaced(struct arena *a, const char *text)
{
    return text != NULL ? spaced(a, text, strlen(text)) : "";
}

/* The same of all that the PDF of an item says; what cannot be read is told and left out. */
static const char *catalogue_text(const struct store *s, struct arena *a, const char *code,
                                  struct messages *m)
{
    size_t len;
    struct buf text = {0};
    const char *bag = store_bag(a, code, 1);
    const char *path = arena_printf(a, "%s/%s/data/" BAG_PDF, s->dir, bag);
    const char *bytes = disk_map(path, &len);
    if (bytes == NULL) {
        msg(m, SEV_WARNING, IN_FILE(arena_printf(s->arena, "%s", path)), "no-text",
            "cannot be read and is not searched: %s", "无法读取，不能全文检索：%s",
            strerror(errno));
        return "";
    }
    struct source at = IN_FILE(arena_printf(s->arena, "%s", path));
    struct messages *own = messages_new(messages_language(m));
    struct pdf_file *f = pdf_open(a, bytes, len, at, own);
    if (f == NULL || pdf_content_text(a, f, &text) != 0)
        msg(m, SEV_WARNING, at, "no-text", "its text cannot be read whole; the rest is searched",
            "文字未能全部读出，只能检索其余部分");
    messages_free(own);
    const char *out = spaced(a, text.len > 0 ? text.data : "", text.len);
    buf_free(&text);
    disk_unmap(bytes, len);
    return out;
}

/* What an error of SQLite means; told when it is no damage. */
static enum outcome judge(const struct catalogue *c)
{
    int code = sqlite3_errcode(c->db);
    if (code == SQLITE_CORRUPT || code == SQLITE_NOTADB || code == SQLITE_ERROR ||
        code == SQLITE_MISMATCH || code == SQLITE_CONSTRAINT)
        return DAMAGED; /* SQLITE_ERROR: a table is missing */
    msg(c->m, SEV_FAILURE, IN_FILE(c->path), "catalogue-failed",
        "the catalogue: %s; bags and ledger are not affected", "目录库：%s；档案包和台账不受影响",
        sqlite3_errmsg(c->db));
    return FAILED;
}

static enum outcome run(const struct catalogue *c, const char *sql)
{
    return sqlite3_exec(c->db, sql, NULL, NULL, NULL) == SQLITE_OK ? DONE : judge(c);
}

/* A statement with texts in place of its question marks; a NULL stays one. */
static enum outcome prepare(const struct catalogue *c, const char *sql, const char *const *texts,
                            int n, sqlite3_stmt **out)
{
    if (sqlite3_prepare_v2(c->db, sql, -1, out, NULL) != SQLITE_OK)
        return judge(c);
    for (int i = 0; i < n; i++)
        if (texts[i] != NULL)
            sqlite3_bind_text(*out, i + 1, texts[i], -1, SQLITE_TRANSIENT);
    return DONE;
}

static enum outcome change(const struct catalogue *c, const char *sql, const char *const *texts,
                           int n)
{
    sqlite3_stmt *s;
    enum outcome o = prepare(c, sql, texts, n, &s);
    if (o == DONE && sqlite3_step(s) != SQLITE_DONE)
        o = judge(c);
    sqlite3_finalize(s);
    return o;
}

static enum outcome open_at(struct catalogue *c, const char *path, int flags)
{
    c->path = path;
    if (sqlite3_open_v2(path, &c->db, flags, NULL) != SQLITE_OK)
        return judge(c);
    sqlite3_busy_timeout(c->db, BUSY_MS);
    return DONE;
}

/* How far the index is; DAMAGED when it follows another ledger or is of another version. */
static enum outcome read_state(const struct catalogue *c, size_t *sequence)
{
    sqlite3_stmt *s;
    enum outcome o = prepare(c,
                             "SELECT sequence, head FROM state, pragma_user_version"
                             " WHERE user_version = " VERSION,
                             NULL, 0, &s);
    if (o != DONE)
        return o;
    const struct ledger *l = &c->store->ledger;
    if (sqlite3_step(s) != SQLITE_ROW) {
        o = sqlite3_errcode(c->db) == SQLITE_DONE ? DAMAGED : judge(c);
    } else {
        sqlite3_int64 n = sqlite3_column_int64(s, 0);
        const char *head = (const char *)sqlite3_column_text(s, 1);
        *sequence = (size_t)n;
        if (n < 0 || (size_t)n > l->n || head == NULL ||
            strcmp(head, n > 0 ? l->entries[n - 1].hash : "") != 0)
            o = DAMAGED;
    }
    sqlite3_finalize(s);
    return o;
}

static enum outcome add_item(const struct catalogue *c, struct arena *a, const char *code)
{
    const struct record *r = accession_metadata(c->store, a, code, 1, c->m);
    if (r == NULL)
        return DONE; /* told; verify names what is wrong with the bag */
    const char *title = record_text(r, "title"), *signers = record_text(r, "signers");
    const char *year = record_text(r, "year"), *organ = record_text(r, "organ");
    const char *row[] = {code, year, title, signers};
    enum outcome o =
        change(c, "INSERT INTO items(item, year, title, signers) VALUES(?, ?, ?, ?)", row, 4);
    const char *words[] = {catalogue_spaced(a, code),
                           catalogue_spaced(a, title),
                           year,
                           catalogue_spaced(a, signers),
                           catalogue_spaced(a, organ),
                           catalogue_text(c->store, a, code, c->m)};
    return o != DONE ? o
                     : change(c,
                              "INSERT INTO words(rowid, item, title, year, signers, organ, text)"
                              " VALUES(last_insert_rowid(), ?, ?, ?, ?, ?, ?)",
                              words, 6);
}

static enum outcome follow_entry(const struct catalogue *c, const struct ledger_entry *e)
{
    enum outcome o = DONE;
    struct arena *a = arena_new();
    if (strcmp(e->event, "add") == 0)
        o = add_item(c, a, e->item);
    else if (strcmp(e->event, "withdraw") == 0)
        o = change(c, "UPDATE items SET withdrawn = 1 WHERE item = ?", &e->item, 1);
    arena_free(a);
    return o;
}

static enum outcome follow(const struct catalogue *c)
{
    const struct ledger *l = &c->store->ledger;
    size_t from = 0;
    enum outcome o = read_state(c, &from);
    if (o != DONE || from == l->n)
        return o;
    o = run(c, "BEGIN IMMEDIATE");
    if (o == DONE)
        o = read_state(c, &from); /* another reader may have been faster */
    for (size_t i = from; o == DONE && i < l->n; i++)
        o = follow_entry(c, &l->entries[i]);
    if (o == DONE) {
        char sequence[24];
        snprintf(sequence, sizeof sequence, "%zu", l->n);
        const char *state[] = {sequence, ledger_head(l)};
        o = change(c, "UPDATE state SET sequence = ?, head = ?", state, 2);
    }
    return o == DONE ? run(c, "COMMIT") : o;
}

/* The journal of the old one would be taken for that of the new. A folder is nobody's index. */
static int put_in_place(const struct store *s, const char *fresh, const char *path,
                        struct messages *m)
{
    struct stat st;
    const char *journal = arena_printf(s->arena, "%s-journal", path);
    if (lstat(path, &st) == 0 && S_ISDIR(st.st_mode) && recovery_set_aside(s, path, m) != 0)
        return -1;
    if ((unlink(journal) != 0 && errno != ENOENT) || rename(fresh, path) != 0)
        return file_failed(path, m);
    return 0;
}

int catalogue_rebuild(const struct store *s, struct messages *m)
{
    struct catalogue c = {.store = s, .m = m};
    const char *path = store_path(s, "catalogue.sqlite");
    const char *fresh = arena_printf(s->arena, "%s.%ld", path, (long)getpid());
    unlink(fresh);
    enum outcome o = open_at(&c, fresh, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE);
    if (o == DONE)
        o = run(&c, "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF");
    if (o == DONE)
        o = run(&c, schema);
    if (o == DONE)
        o = follow(&c);
    if (sqlite3_close(c.db) != SQLITE_OK)
        o = o == DONE ? FAILED : o;
    if (o == DONE && put_in_place(s, fresh, path, m) != 0)
        o = FAILED;
    if (o != DONE)
        unlink(fresh);
    if (o == DAMAGED) /* all else is told */
        msg(m, SEV_FAILURE, IN_FILE(path), "catalogue-failed",
            "the catalogue could not be made; bags and ledger are as they were",
            "目录库未能重建；档案包和台账未受影响");
    return o == DONE ? 0 : -1;
}

/* Opens the index; where the disk can be written, up to date. */
static enum outcome open_current(struct catalogue *c, bool writable)
{
    struct stat st;
    size_t sequence = 0;
    if (lstat(c->path, &st) != 0 || !S_ISREG(st.st_mode))
        return DAMAGED;
    enum outcome o = open_at(c, c->path, writable ? SQLITE_OPEN_READWRITE : SQLITE_OPEN_READONLY);
    if (o == DONE && writable)
        return follow(c);
    if (o == DONE)
        o = read_state(c, &sequence);
    if (o == DONE && sequence < c->store->ledger.n)
        msg(c->m, SEV_WARNING, IN_FILE(c->path), "catalogue-behind",
            "the catalogue does not know the last %zu events, and the disk is read-only",
            "目录库缺最近%zu条记录，且磁盘只读", c->store->ledger.n - sequence);
    return o;
}

/* What is asked of an index that is open and current. */
typedef enum outcome task(const struct catalogue *c, void *ctx);

static enum outcome attempt(struct catalogue *c, bool writable, task *t, void *ctx)
{
    enum outcome o = open_current(c, writable);
    if (o == DONE && t != NULL)
        o = t(c, ctx);
    sqlite3_close(c->db);
    c->db = NULL;
    return o;
}

/* Does a task, once more where the index was missing or damaged and had to be made again. */
static int with_index(const struct store *s, task *t, void *ctx, struct messages *m)
{
    struct catalogue c = {.store = s, .path = store_path(s, "catalogue.sqlite"), .m = m};
    struct stat st;
    bool writable = access(s->dir, W_OK) == 0, exists = lstat(c.path, &st) == 0;
    enum outcome o = attempt(&c, writable, t, ctx);
    if (o == DAMAGED && writable) {
        if (exists)
            msg(m, SEV_WARNING, IN_FILE(c.path), "catalogue-damaged",
                "the catalogue was damaged, or of another version, and is made again from the bags",
                "目录库已损坏或版本不同，已由档案包重建");
        o = catalogue_rebuild(s, m) == 0 ? attempt(&c, false, t, ctx) : FAILED;
    }
    if (o == DAMAGED)
        msg(m, SEV_FAILURE, IN_FILE(c.path), "catalogue-damaged",
            "the catalogue is missing or damaged and the disk read-only; run nianbao archive "
            "reindex on a copy",
            "目录库缺失或损坏，且磁盘只读；请在副本上运行 nianbao archive reindex");
    return o == DONE ? 0 : -1;
}

int catalogue_update(const struct store *s, struct messages *m)
{
    return with_index(s, NULL, NULL, m);
}

/* All words as phrases of one query. */
static const char *query_of(struct arena *a, const char *const *words, size_t n)
{
    struct buf b = {0};
    for (size_t i = 0; i < n; i++) {
        buf_puts(&b, b.len > 0 ? " AND \"" : "\"");
        for (const char *s = catalogue_spaced(a, words[i]); *s != '\0'; s++) {
            if (*s == '"')
                buf_puts(&b, "\"");
            buf_add(&b, s, 1);
        }
        buf_puts(&b, "\"");
    }
    const char *query = arena_strndup(a, b.data, b.len);
    buf_free(&b);
    return query;
}

static const char *column(struct arena *a, sqlite3_stmt *s, int i)
{
    const char *text = (const char *)sqlite3_column_text(s, i);
    return text != NULL ? arena_strdup(a, text) : NULL;
}

struct search {
    struct arena *arena;
    const char *query;
    struct buf hits; /* struct catalogue_hit */
};

static enum outcome search(const struct catalogue *c, void *ctx)
{
    struct search *x = ctx;
    sqlite3_stmt *s;
    enum outcome o = prepare(c,
                             "SELECT item, title, signers, year, withdrawn FROM items WHERE id IN"
                             " (SELECT rowid FROM words WHERE words MATCH ?)"
                             " ORDER BY year DESC, id",
                             &x->query, 1, &s);
    int step = SQLITE_DONE;
    x->hits.len = 0;
    while (o == DONE && (step = sqlite3_step(s)) == SQLITE_ROW) {
        struct catalogue_hit h = {.item = column(x->arena, s, 0),
                                  .title = column(x->arena, s, 1),
                                  .signers = column(x->arena, s, 2),
                                  .year = sqlite3_column_int(s, 3),
                                  .withdrawn = sqlite3_column_int(s, 4) != 0};
        buf_add(&x->hits, &h, sizeof h);
    }
    if (o == DONE && step != SQLITE_DONE)
        o = judge(c);
    sqlite3_finalize(s);
    return o;
}

int catalogue_search(const struct store *s, struct arena *a, const char *const *words, size_t n,
                     struct catalogue_hit **hits, size_t *n_hits, struct messages *m)
{
    struct search x = {.arena = a, .query = query_of(a, words, n)};
    int status = with_index(s, search, &x, m);
    *n_hits = x.hits.len / sizeof **hits;
    *hits = buf_keep(&x.hits, a);
    return status;
}
