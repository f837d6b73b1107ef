#include "archive/store/accession.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/arena.h"
#include "base/disk.h"
#include "base/file.h"
#include "base/version.h"

#define METADATA_MAX 1048576

const char *accession_signers(struct arena *a, const struct verification *v)
{
    const char *all = NULL;
    for (size_t i = 0; i < v->n; i++) {
        const char *signer = v->signatures[i].signer;
        if (signer != NULL && !v->signatures[i].timestamp)
            all = all != NULL ? arena_printf(a, "%s、%s", all, signer) : signer;
    }
    return all;
}

/* The highest number given so far to items of that kind; withdrawn ones keep theirs. */
static int last_number(const struct ledger *l, struct arena *a, const struct item_code *kind)
{
    struct item_code any = *kind;
    any.number = 0;
    const char *head = item_code(a, &any);
    size_t len = strlen(head);
    int last = 0;
    for (size_t i = 0; i < l->n; i++) {
        const char *code = l->entries[i].item;
        if (code == NULL || strncmp(code, head, len) != 0 ||
            strspn(code + len, "0123456789") != strlen(code + len))
            continue;
        int n = (int)strtol(code + len, NULL, 10);
        last = n > last ? n : last;
    }
    return last;
}

/* Whether that very file is in the archive, and not withdrawn. */
static bool is_archived(const struct store *s, const struct accession *x, const char *sha256,
                        struct messages *m)
{
    for (size_t i = 0; i < s->ledger.n; i++) {
        const struct ledger_entry *e = &s->ledger.entries[i];
        const char *pdf = e->version > 0 ? record_text(e->record, "pdf") : NULL;
        if (pdf == NULL || strcmp(pdf, sha256) != 0 ||
            ledger_withdrawal(&s->ledger, e->item) != NULL)
            continue;
        msg(m, SEV_ERROR, IN_FILE(x->file), "already-archived", "is in the archive already, as %s",
            "已归档，档号为 %s", e->item);
        return true;
    }
    return false;
}

static const char *status_of(const struct verification *v)
{
    return fault_validity(v->verdict);
}

static const char *expiry(struct arena *a, const struct verification *v)
{
    char text[LEDGER_TIME];
    ledger_time(v->expires, text);
    return v->expires > 0 ? arena_strdup(a, text) : NULL;
}

static const char *now(struct arena *a)
{
    char text[LEDGER_TIME];
    ledger_time(time(NULL), text);
    return arena_strdup(a, text);
}

static void put_metadata(struct arena *a, const struct accession *x, const char *code,
                         const char *sha256, struct buf *out)
{
    struct record_writer w = {.out = out, .separator = "\n"};
    record_put(&w, "item", code);
    record_put_number(&w, "version", 1);
    record_put(&w, "fonds", x->item.fonds);
    record_put_number(&w, "year", x->item.year);
    record_put(&w, "retention", x->item.retention);
    record_put(&w, "office", x->item.office);
    record_put_number(&w, "number", x->item.number);
    record_put(&w, "title", x->title);
    record_put(&w, "organ", x->organ);
    record_put(&w, "documentNumber", x->doc_number);
    record_put(&w, "date", x->date);
    record_put(&w, "secrecy", x->secrecy);
    record_put_number(&w, "pages", (int64_t)x->pages);
    record_put(&w, "file", x->file);
    record_put_number(&w, "bytes", (int64_t)x->pdf_len);
    record_put(&w, "sha256", sha256);
    record_put(&w, "pdfa", x->pdfa);
    record_put(&w, "signature", status_of(x->verification));
    record_put(&w, "signers", accession_signers(a, x->verification));
    record_put(&w, "expires", expiry(a, x->verification));
    record_put(&w, "archived", now(a));
    record_end(&w);
}

struct bag_plan {
    const char *code, *title, *organ;
    int version;
    const char *sha256, *status, *expires;
    const struct bag_file *files;
    size_t n;
};

/* The bag in a temporary folder, its line in the ledger, and its place: the change itself. */
static int commit_bag(struct store *s, struct arena *a, const char *event, const struct bag_plan *p,
                      struct messages *m)
{
    const char *temporary = store_temporary(s, a, m);
    char hash[DIGEST_HEX];
    const struct bag_line info[] = {
        {"Source-Organization", p->organ},
        {"External-Identifier", p->code},
        {"External-Description", p->title},
        {"Bagging-Date", arena_strndup(a, now(a), strlen("2026-01-01"))},
        {"Bag-Software-Agent", "nianbao " NIANBAO_VERSION},
        {"Internal-Sender-Identifier", arena_printf(a, "%s version %d", p->code, p->version)},
    };
    if (temporary == NULL)
        return -1;
    if (bag_write(a, temporary, p->files, p->n, info, sizeof info / sizeof *info, hash) != 0) {
        file_failed(temporary, m);
        disk_remove(temporary);
        return -1;
    }
    struct buf line = {0};
    struct record_writer w = ledger_begin(&s->ledger, event, &line);
    record_put(&w, "item", p->code);
    record_put_number(&w, "version", p->version);
    record_put(&w, "title", p->title);
    record_put(&w, "pdf", p->sha256);
    record_put(&w, "signature", p->status);
    record_put(&w, "expires", p->expires);
    record_put(&w, "bag", hash);
    record_end(&w);
    int status = store_commit(s, &line, temporary, store_bag(a, p->code, p->version), m);
    buf_free(&line);
    if (status != 0)
        disk_remove(temporary);
    return status;
}

int accession_add(struct store *s, struct arena *a, const struct accession *x, const char **code,
                  struct messages *m)
{
    struct accession own = *x;
    struct buf metadata = {0};
    char sha256[DIGEST_HEX];
    digest_sha256(x->pdf, x->pdf_len, sha256);
    if (is_archived(s, x, sha256, m))
        return -1;
    own.item.number = last_number(&s->ledger, a, &x->item) + 1;
    if (own.item.number > ITEM_NUMBER_MAX) {
        msg(m, SEV_ERROR, IN_FILE(x->file), "numbers-exhausted",
            "%s has all its %d items; divide the year's items with --office or --retention",
            "%s 的%d个件号已用完；请用 --office 或 --retention 分类", item_code(a, &x->item),
            ITEM_NUMBER_MAX);
        return -1;
    }
    *code = item_code(a, &own.item);
    put_metadata(a, &own, *code, sha256, &metadata);
    struct bag_file *files = arena_array(a, x->n_files + 3, sizeof *files);
    size_t n = 0;
    files[n++] = (struct bag_file){BAG_PDF, x->pdf, x->pdf_len};
    files[n++] = (struct bag_file){BAG_METADATA, metadata.data, metadata.len};
    files[n++] =
        (struct bag_file){BAG_VERIFICATION, x->verification_json, strlen(x->verification_json)};
    for (size_t i = 0; i < x->n_files; i++)
        files[n++] = x->files[i];
    const struct bag_plan plan = {.code = *code,
                                  .title = x->title,
                                  .organ = x->organ,
                                  .version = 1,
                                  .sha256 = sha256,
                                  .status = status_of(x->verification),
                                  .expires = expiry(a, x->verification),
                                  .files = files,
                                  .n = n};
    int status = commit_bag(s, a, "add", &plan, m);
    buf_free(&metadata);
    return status;
}

const struct record *accession_metadata(const struct store *s, struct arena *a, const char *code,
                                        int version, struct messages *m)
{
    static const char *const needed[] = {"title", "year", "retention"};
    size_t len;
    const char *bag = store_bag(a, code, version);
    char *text =
        disk_read(arena_printf(a, "%s/%s/data/" BAG_METADATA, s->dir, bag), 0, METADATA_MAX, &len);
    const struct record *r = text != NULL ? record_read(a, text, len) : NULL;
    free(text);
    for (size_t i = 0; r != NULL && i < sizeof needed / sizeof *needed; i++)
        if (record_text(r, needed[i]) == NULL)
            r = NULL;
    if (r == NULL)
        store_damaged(s, bag, m);
    return r;
}

/* What a bag holds, as it is read. */
struct contents {
    struct arena *arena;
    struct buf files; /* struct bag_file */
};

static void take_file(void *ctx, const char *path, const char *bytes, size_t len)
{
    struct contents *c = ctx;
    const char *below = strncmp(path, "data/", 5) == 0 ? path + 5 : NULL;
    if (below == NULL || strcmp(below, BAG_PDF) == 0 || strcmp(below, BAG_METADATA) == 0 ||
        strcmp(below, BAG_VERIFICATION) == 0)
        return;
    struct bag_file f = {arena_strdup(c->arena, below), arena_strndup(c->arena, bytes, len), len};
    buf_add(&c->files, &f, sizeof f);
}

/* The metadata of the version before, with what is new. */
static void renew_metadata(struct arena *a, const struct record *old, const struct bag_plan *p,
                           size_t bytes, struct buf *out)
{
    struct record_writer w = {.out = out, .separator = "\n"};
    for (size_t i = 0; i < old->n; i++) {
        const struct record_member *o = &old->members[i];
        if (strcmp(o->name, "version") == 0)
            record_put_number(&w, o->name, p->version);
        else if (strcmp(o->name, "bytes") == 0)
            record_put_number(&w, o->name, (int64_t)bytes);
        else if (strcmp(o->name, "sha256") == 0)
            record_put(&w, o->name, p->sha256);
        else if (strcmp(o->name, "signature") == 0)
            record_put(&w, o->name, p->status);
        else if (strcmp(o->name, "expires") == 0 || strcmp(o->name, "renewed") == 0)
            continue;
        else if (o->is_number)
            record_put_number(&w, o->name, record_number(old, o->name));
        else
            record_put(&w, o->name, o->text);
    }
    record_put(&w, "expires", p->expires);
    record_put(&w, "renewed", now(a));
    record_end(&w);
}

int accession_renew(struct store *s, struct arena *a, const char *code, const char *pdf,
                    size_t pdf_len, const struct verification *v, const char *verification_json,
                    struct messages *m)
{
    const struct ledger_entry *last = ledger_bag(&s->ledger, code);
    const struct record *old = accession_metadata(s, a, code, last->version, m);
    if (old == NULL)
        return -1;
    struct contents c = {.arena = a};
    struct buf metadata = {0};
    const struct bag_reader reader = {.file = take_file, .ctx = &c};
    char hash[DIGEST_HEX], sha256[DIGEST_HEX];
    const char *bag = store_bag(a, code, last->version);
    int status = -1;
    if (!bag_read(a, arena_printf(a, "%s/%s", s->dir, bag), &reader, hash) ||
        strcmp(hash, record_text(last->record, "bag")) != 0) {
        store_damaged(s, bag, m);
        goto out;
    }
    digest_sha256(pdf, pdf_len, sha256);
    struct bag_plan plan = {.code = code,
                            .title = record_text(old, "title"),
                            .organ = record_text(old, "organ"),
                            .version = last->version + 1,
                            .sha256 = sha256,
                            .status = status_of(v),
                            .expires = expiry(a, v)};
    renew_metadata(a, old, &plan, pdf_len, &metadata);
    const struct bag_file own[] = {
        {BAG_PDF, pdf, pdf_len},
        {BAG_METADATA, metadata.data, metadata.len},
        {BAG_VERIFICATION, verification_json, strlen(verification_json)}};
    for (size_t i = 0; i < sizeof own / sizeof *own; i++)
        buf_add(&c.files, &own[i], sizeof own[i]);
    plan.files = (const void *)c.files.data;
    plan.n = c.files.len / sizeof *plan.files;
    status = commit_bag(s, a, "renew", &plan, m);
out:
    buf_free(&metadata);
    buf_free(&c.files);
    return status;
}
