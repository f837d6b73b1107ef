#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "archive/store/accession.h"
#include "archive/store/bag_copy.h"
#include "base/arena.h"
#include "base/buf.h"
#include "base/csv_out.h"
#include "base/disk.h"
#include "base/file.h"
#include "base/folder.h"
#include "cmd/archive/archive.h"
#include "cmd/shared/press.h"
#include "data/report/node.h"
#include "data/report/report.h"

#define DIRECTORY "归档文件目录"

/* A line of the list: 归档文件目录 (DA/T 22-2015, 6.5.2). */
struct row {
    const char *cells[9];
};

static const struct row heads = {
    {"序号", "档号", "文号", "责任者", "题名", "日期", "密级", "页数", "备注"}};

struct list {
    const char *fonds, *organ; /* organ or NULL */
    const char *date;          /* of the list */
    const char *head;          /* of the ledger: 64 digits */
    const struct row *rows;
    size_t n;
};

struct export
{
    const struct archive_options *o;
    struct store store;
    struct arena *arena;
    const char *dir; /* the temporary one */
    struct messages *m;
};

static const char *text_of(const struct record *r, const char *name)
{
    const char *text = record_text(r, name);
    return text != NULL ? text : "";
}

/* 备注: what a reader of the list must know of an item. */
static const char *remarks(const struct export *x, const char *code, const struct record *r)
{
    const struct ledger_entry *gone = ledger_withdrawal(&x->store.ledger, code);
    const char *status = archive_status(record_text(r, "signature"), LANG_ZH);
    return gone == NULL
               ? status
               : arena_printf(x->arena, "%s；已撤销：%s", status, text_of(gone->record, "why"));
}

static int describe(const struct export *x, int i, struct row *row)
{
    const char *code = x->o->names[i];
    const struct ledger_entry *e = ledger_bag(&x->store.ledger, code);
    const struct record *r = accession_metadata(&x->store, x->arena, code, e->version, x->m);
    if (r == NULL)
        return -1;
    const char *const cells[] = {arena_printf(x->arena, "%d", i + 1),
                                 code,
                                 text_of(r, "documentNumber"),
                                 text_of(r, "organ"),
                                 text_of(r, "title"),
                                 text_of(r, "date"),
                                 text_of(r, "secrecy"),
                                 text_of(r, "pages"),
                                 remarks(x, code, r)};
    memcpy(row->cells, cells, sizeof cells);
    return 0;
}

/* All versions of an item's bag, by their names in the archive. */
static int copy_bags(const struct export *x, const char *code)
{
    for (size_t i = 0; i < x->store.ledger.n; i++) {
        const struct ledger_entry *e = &x->store.ledger.entries[i];
        if (e->version == 0 || strcmp(e->item, code) != 0)
            continue;
        const char *bag = strrchr(store_bag(x->arena, code, e->version), '/') + 1;
        if (bag_copy(&x->store, e, arena_printf(x->arena, "%s/%s", x->dir, bag), x->m) != 0)
            return -1;
    }
    return 0;
}

static void write_csv(const struct row *rows, size_t n, struct buf *out)
{
    buf_puts(out, "\xEF\xBB\xBF");
    for (size_t i = 0; i <= n; i++)
        for (size_t k = 0; k < 9; k++) {
            csv_cell(out, i == 0 ? heads.cells[k] : rows[i - 1].cells[k]);
            buf_puts(out, k < 8 ? "," : "\r\n");
        }
}

static int put(const struct export *x, const char *name, const struct buf *b)
{
    const char *path = arena_printf(x->arena, "%s/%s", x->dir, name);
    return disk_create(path, b->data, b->len) == 0 ? 0 : file_failed(path, x->m);
}

/* The ledger and its timestamps: what makes the bags provable elsewhere. */
static int copy_ledger(const struct export *x)
{
    size_t n;
    const char **names = disk_names(x->arena, x->store.dir, &n);
    for (size_t i = 0; n != (size_t)-1 && i < n; i++) {
        if (strncmp(names[i], "ledger", 6) != 0)
            continue;
        struct buf b = {0};
        const char *path = store_path(&x->store, names[i]);
        b.data = disk_read(path, 0, (size_t)1 << 30, &b.len);
        int status = b.data != NULL ? put(x, names[i], &b) : file_failed(path, x->m);
        free(b.data);
        if (status != 0)
            return -1;
    }
    return 0;
}

/* A report without data in the house style of official papers; its text is put in its place. */
static const char *write_report(struct arena *a, const char *scratch, struct messages *m)
{
    const char *ini = arena_printf(a, "%s/report.ini", scratch);
    struct buf text = {0};
    buf_puts(&text, "[report]\ntitle = " DIRECTORY "\nyear = 2000\nlanguage = zh-CN\n"
                    "layout = gb9704\n[data]\nnarrative = text.md\n");
    int status = file_write(ini, text.data, text.len, m);
    buf_free(&text);
    if (status == 0)
        status = file_write(arena_printf(a, "%s/text.md", scratch), "-\n", 2, m);
    return status == 0 ? ini : NULL;
}

static void paragraph(struct arena *a, struct node *document, const char *text)
{
    struct node *n = node_new(a, NODE_PARAGRAPH, NOWHERE);
    node_append(n, node_text(a, text, NOWHERE));
    node_append(document, n);
}

/* In two lines of groups, which nobody has to stretch and anybody can type. */
static void hash_paragraphs(struct arena *a, struct node *document, const char *hash)
{
    for (int i = 0; i < 64; i += 32)
        paragraph(a, document,
                  arena_printf(a, "%.8s %.8s %.8s %.8s", hash + i, hash + i + 8, hash + i + 16,
                               hash + i + 24));
}

static void add_row(struct arena *a, struct node *table, bool head, const char *const *cells)
{
    struct node *row = node_row(a, table, head);
    for (size_t i = 0; i < 9; i++)
        node_cell(a, row, head || i == 0 || i == 7 ? ALIGN_CENTRE : ALIGN_LEFT, cells[i]);
}

static struct node *document(struct arena *a, const struct list *l)
{
    struct node *doc = node_new(a, NODE_DOCUMENT, NOWHERE);
    struct node *table = node_new(a, NODE_TABLE, NOWHERE);
    paragraph(a, doc, arena_printf(a, "全宗号：%s", l->fonds));
    if (l->organ != NULL)
        paragraph(a, doc, arena_printf(a, "全宗名称：%s", l->organ));
    paragraph(a, doc, arena_printf(a, "编制日期：%s", l->date));
    paragraph(a, doc, arena_printf(a, "共%zu件。编制时台账末行的 SHA-256 散列值：", l->n));
    hash_paragraphs(a, doc, l->head);
    paragraph(a, doc, "今后用 nianbao archive verify --head 加上此值核对，即可查明台账有无改写。");
    table->small = true;
    table->landscape = true;
    add_row(a, table, true, heads.cells);
    for (size_t i = 0; i < l->n; i++)
        add_row(a, table, false, l->rows[i].cells);
    node_append(doc, table);
    return doc;
}

/*
 * The list as a PDF in the house style, added to out; scratch is a folder for files that the caller
 * removes. 0, or -1, reported.
 */
static int typeset(const char *scratch, const struct list *l, struct buf *out, struct messages *m)
{
    struct press p;
    struct arena *a = arena_new();
    struct messages *own =
        messages_new(messages_language(m)); /* notes on fonts are not asked for */
    const char *ini = write_report(a, scratch, m);
    int status = -1;
    if (ini != NULL) {
        status = press_open(&p, ini, own);
        if (status == 0) {
            struct report list = *p.report;
            list.narrative = document(p.arena, l);
            status = press_typeset(&p, &list, out);
        }
        press_close(&p);
    }
    size_t n_told;
    const struct message *told = messages_list(own, &n_told);
    for (size_t i = 0; i < n_told; i++)
        if (told[i].severity >= SEV_WARNING)
            msg(m, told[i].severity, NOWHERE, told[i].rule, "%s", "%s", told[i].text);
    messages_free(own);
    arena_free(a);
    return status;
}

static int write_directory(const struct export *x, const struct row *rows, size_t n)
{
    char now[LEDGER_TIME];
    const struct list list = {.fonds = x->store.fonds,
                              .organ = x->store.organ,
                              .date = now,
                              .head = ledger_head(&x->store.ledger),
                              .rows = rows,
                              .n = n};
    struct buf csv = {0}, pdf = {0};
    const char *scratch = arena_printf(x->arena, "%s/scratch", x->dir);
    int status = -1;
    write_csv(rows, n, &csv);
    if (put(x, DIRECTORY ".csv", &csv) != 0)
        goto out;
    if (mkdir(scratch, 0777) != 0) {
        file_failed(scratch, x->m);
        goto out;
    }
    ledger_time((int64_t)time(NULL), now);
    now[strlen("2026-01-01")] = '\0';
    if (typeset(scratch, &list, &pdf, x->m) != 0 || put(x, DIRECTORY ".pdf", &pdf) != 0)
        goto out;
    status = disk_remove(scratch) == 0 ? 0 : file_failed(scratch, x->m);
out:
    buf_free(&csv);
    buf_free(&pdf);
    return status;
}

static int fill(const struct export *x)
{
    size_t n = (size_t)x->o->n;
    struct row *rows = arena_array(x->arena, n, sizeof *rows);
    for (size_t i = 0; i < n; i++)
        if (store_item(&x->store, x->o->names[i], x->m) == NULL)
            return -1;
    for (size_t i = 0; i < n; i++)
        if (describe(x, (int)i, &rows[i]) != 0 || copy_bags(x, x->o->names[i]) != 0)
            return -1;
    return copy_ledger(x) == 0 ? write_directory(x, rows, n) : -1;
}

/* The same item twice would be copied twice. */
static bool are_different(const struct archive_options *o, struct messages *m)
{
    for (int i = 0; i < o->n; i++)
        for (int k = 0; k < i; k++)
            if (strcmp(o->names[i], o->names[k]) == 0) {
                msg(m, SEV_ERROR, NOWHERE, "item-twice", "%s is named twice", "%s 重复",
                    o->names[i]);
                return false;
            }
    return true;
}

int archive_export(const struct archive_options *o, struct messages *m)
{
    struct export x = {.o = o, .arena = arena_new(), .m = m};
    size_t len = strlen(o->output);
    while (len > 1 && o->output[len - 1] == '/')
        len--;
    const char *target = arena_strndup(x.arena, o->output, len);
    char *temporary = arena_printf(x.arena, "%s.XXXXXX", target);
    mode_t mode = file_new_mode();
    bool opened = store_open(&x.store, x.arena, o->store, STORE_READ, o->wait, m) == 0;
    if (!opened || !are_different(o, m) || folder_taken(target, m))
        goto out;
    x.dir = mkdtemp(temporary);
    if (x.dir == NULL) {
        file_failed(target, m);
        goto out;
    }
    int fd = open(x.dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    bool filled =
        fd >= 0 ? fill(&x) == 0 && messages_status(m) == STATUS_DONE : file_failed(x.dir, m) == 0;
    if (filled) {
        if (chmod(x.dir, mode | (mode & 0444) >> 2) == 0 && disk_sync_all(fd) == 0 &&
            disk_rename_new(x.dir, target) == 0 &&
            file_sync_folder(file_dir(x.arena, target)) == 0) {
            puts(target);
            close(fd);
            goto out;
        }
        file_failed(target, m);
    }
    if (fd >= 0)
        close(fd);
    disk_remove(x.dir);
out:
    store_close(&x.store);
    arena_free(x.arena);
    return messages_status(m);
}
