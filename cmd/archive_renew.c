#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "archive/pki/tsp.h"
#include "archive/signing/sign.h"
#include "archive/store/ledger_stamp.h"
#include "base/arena.h"
#include "base/disk.h"
#include "cmd/archive.h"

struct renewal {
    const struct archive_options *o;
    struct store store;
    struct trust *trust;
    int64_t until; /* what is proven no longer than that is due */
    struct messages *m;
};

static const char *reason(const struct renewal *x, const struct verification *v)
{
    const char *why = messages_language(x->m) == LANG_ZH ? v->why_zh : v->why_en;
    return why != NULL ? why : "";
}

/* Verifies a PDF that must be valid; told where it is not. */
static bool is_valid(const struct renewal *x, struct arena *a, const char *code, const char *bytes,
                     size_t len, struct verification *v)
{
    *v = verify_pdf(a, bytes, len, x->trust, 0, messages_language(x->m));
    if (v->verdict != SIGNATURE_VALID)
        msg(x->m, SEV_ERROR, IN_FILE(code), "not-valid", "cannot be renewed: %s", "不能续期：%s",
            reason(x, v));
    return v->verdict == SIGNATURE_VALID;
}

/* Under the lock again: nobody else may have renewed it meanwhile. */
static void keep(struct renewal *x, struct arena *a, const struct ledger_entry *e,
                 const struct buf *renewed, const struct verification *v)
{
    const char *code = arena_strdup(a, e->item);
    int version = e->version;
    if (store_acquire(&x->store, x->o->wait, x->m) != 0)
        return;
    char *json = archive_verification("report.pdf", v);
    if (ledger_bag(&x->store.ledger, code)->version != version)
        msg(x->m, SEV_WARNING, IN_FILE(code), "renewed-already", "was renewed by another program",
            "已由另一个程序续期");
    else if (accession_renew(&x->store, a, code, renewed->data, renewed->len, v, json, x->m) == 0)
        printf("%s\t%s\n", code, store_bag(a, code, version + 1));
    free(json);
    store_release(&x->store);
}

/* The lock is free while the network is asked. */
static void renew_item(struct renewal *x, const struct ledger_entry *e)
{
    struct arena *a = arena_new();
    struct buf renewed = {0};
    struct verification before, after;
    const struct sign_options o = {
        .tsa = x->o->tsa, .timeout = SIGN_TIMEOUT, .trust = x->o->trust != NULL ? x->trust : NULL};
    const char *bag = store_bag(a, e->item, e->version);
    const char *code = arena_strdup(a, e->item);
    size_t len;
    const char *path = arena_printf(a, "%s/%s/data/" BAG_PDF, x->store.dir, bag);
    char *bytes = disk_read(path, 0, (size_t)512 << 20, &len);
    char hash[DIGEST_HEX] = "";
    if (bytes != NULL)
        digest_sha256(bytes, len, hash);
    if (strcmp(hash, record_text(e->record, "pdf")) != 0) {
        store_damaged(&x->store, bag, x->m);
        goto out;
    }
    if (!is_valid(x, a, code, bytes, len, &before) ||
        sign_renew(a, bytes, len, &o, IN_FILE(code), x->m, &renewed) != 0 ||
        !is_valid(x, a, code, renewed.data, renewed.len, &after))
        goto out;
    if (after.expires < before.expires)
        msg(x->m, SEV_ERROR, IN_FILE(code), "not-renewed",
            "the new timestamp ends before the old one; ask another authority",
            "新时间戳比原有的更早到期；请换一个时间戳服务");
    else
        keep(x, a, e, &renewed, &after);
out:
    free(bytes);
    buf_free(&renewed);
    arena_free(a);
}

/* A timestamp of the ledger's last line, unless that is one that holds long enough. */
static void stamp_ledger(struct renewal *x)
{
    struct arena *a = arena_new();
    struct ledger *l = &x->store.ledger;
    struct buf token = {0};
    struct cms_facts facts;
    struct evidence pool = {0};
    struct fault why = {0};
    int64_t expires;
    size_t len;
    if (store_acquire(&x->store, x->o->wait, x->m) != 0)
        goto out;
    const struct ledger_entry *last = &l->entries[l->n - 1];
    const char *end = record_text(last->record, "expires");
    if (strcmp(last->event, "timestamp") == 0 && end != NULL && ledger_seconds(end) > x->until)
        goto out;
    const char *line = stamp_line(a, &x->store, l->n, &len);
    const struct signed_bytes content = {{line, ""}, {len, 0}};
    if (tsp_stamp(a, x->o->tsa, SIGN_TIMEOUT, &content, x->m, &token, &facts, &pool) != 0)
        goto out;
    if (stamp_trust(a, &facts, &pool, x->trust, &expires, &why) != 0)
        msg(x->m, SEV_ERROR, IN_FILE(x->o->tsa), "tsa-untrusted",
            "its timestamp of the ledger is not kept: %s; name its root with --trust",
            "所给台账时间戳不予采用：%s；请用 --trust 指定其根证书",
            messages_language(x->m) == LANG_ZH ? why.zh : why.en);
    else if (stamp_add(&x->store, token.data, token.len, expires, x->m) == 0)
        printf("%s\n", store_path(&x->store, store_stamp(a, l->n - 1)));
out:
    store_release(&x->store);
    buf_free(&token);
    arena_free(a);
}

static bool is_due(const struct renewal *x, const struct ledger_item *i)
{
    const char *expires = record_text(i->newest->record, "expires");
    return expires != NULL && !i->withdrawn && ledger_seconds(expires) <= x->until;
}

/* The codes that are due, or those named, whenever they end. In a. */
static const char **due_codes(const struct renewal *x, struct arena *a, size_t *n)
{
    size_t n_items;
    const struct ledger_item *items = ledger_items(&x->store.ledger, a, &n_items);
    const char **codes = arena_array(a, n_items + (size_t)x->o->n + 1, sizeof *codes);
    *n = 0;
    for (size_t i = 0; x->o->n == 0 && i < n_items; i++)
        if (is_due(x, &items[i]))
            codes[(*n)++] = items[i].newest->item;
    for (int i = 0; i < x->o->n; i++) {
        const struct ledger_entry *e = store_item(&x->store, x->o->names[i], x->m);
        if (e != NULL && record_text(e->record, "expires") == NULL)
            msg(x->m, SEV_ERROR, IN_FILE(e->item), "not-signed",
                "is not signed: there is nothing to renew", "未签名，无可续期");
        else if (e != NULL)
            codes[(*n)++] = e->item;
    }
    return codes;
}

void archive_renew(const struct archive_options *o, struct messages *m)
{
    struct arena *a = arena_new();
    struct renewal x = {.o = o,
                        .until = (int64_t)time(NULL) + (int64_t)o->before * 24 * 60 * 60,
                        .trust = trust_load(o->trust, m),
                        .m = m};
    enum store_use use = o->tsa != NULL ? STORE_WRITE : STORE_READ;
    bool open = store_open(&x.store, a, o->store, use, o->wait, m) == 0 && x.trust != NULL;
    size_t n = 0;
    const char **codes = open ? due_codes(&x, a, &n) : NULL;
    store_release(&x.store);
    for (size_t i = 0; i < n; i++) {
        const struct ledger_entry *e = ledger_bag(&x.store.ledger, codes[i]);
        if (o->tsa != NULL)
            renew_item(&x, e);
        else
            printf("%s\t%s\n", codes[i], record_text(e->record, "expires"));
    }
    if (open && o->tsa != NULL && messages_status(m) == STATUS_DONE)
        stamp_ledger(&x);
    store_close(&x.store);
    trust_free(x.trust);
    arena_free(a);
}
