#include <stdlib.h>
#include <string.h>

#include "archive/store/accession.h"
#include "archive/store/catalogue.h"
#include "base/arena.h"
#include "base/json.h"
#include "cmd/archive/archive.h"

const char *archive_status(const char *signature, enum language language)
{
    if (signature != NULL && strcmp(signature, "valid") == 0)
        return language_text(language, "signed", "已签名");
    return language_text(language, "unsigned", "未签名");
}

static void list_json(const struct ledger_item *items, size_t n)
{
    struct json_writer w = {.out = stdout};
    json_open_list(&w, NULL);
    for (size_t i = 0; i < n; i++) {
        const struct record *r = items[i].newest->record;
        json_open_object(json_line(&w), NULL);
        json_put_text(&w, "item", items[i].newest->item);
        json_put_integer(&w, "version", items[i].newest->version);
        json_put_text(&w, "title", record_text(r, "title"));
        json_put_text(&w, "signature", record_text(r, "signature"));
        json_put_text(&w, "expires", record_text(r, "expires"));
        json_put_bool(&w, "withdrawn", items[i].withdrawn);
        json_close(&w);
    }
    json_end(&w);
}

static void list_text(const struct ledger_item *items, size_t n, enum language language)
{
    for (size_t i = 0; i < n; i++) {
        const struct record *r = items[i].newest->record;
        printf("%s\t%s\t%s\n", items[i].newest->item,
               items[i].withdrawn ? language_text(language, "withdrawn", "已撤销")
                                  : archive_status(record_text(r, "signature"), language),
               record_text(r, "title"));
    }
}

int archive_list(const struct archive_options *o, struct messages *m)
{
    struct store s;
    struct arena *a = arena_new();
    if (store_open(&s, a, o->store, STORE_READ, o->wait, m) == 0) {
        size_t n;
        const struct ledger_item *items = ledger_items(&s.ledger, a, &n);
        if (o->format == AS_JSON)
            list_json(items, n);
        else
            list_text(items, n, messages_language(m));
    }
    store_close(&s);
    arena_free(a);
    return messages_status(m);
}

static void put_record(struct json_writer *w, const char *key, const struct record *r)
{
    json_open_object(w, key);
    for (size_t i = 0; i < r->n; i++)
        if (r->members[i].is_number)
            json_put_integer(w, r->members[i].name, record_number(r, r->members[i].name));
        else
            json_put_text(w, r->members[i].name, r->members[i].text);
    json_close(w);
}

static bool is_of(const struct ledger_entry *e, const char *code)
{
    return e->item != NULL && strcmp(e->item, code) == 0;
}

static void show_json(const struct store *s, const char *code, const struct record *metadata)
{
    struct json_writer w = {.out = stdout};
    json_open_object(&w, NULL);
    put_record(&w, "metadata", metadata);
    json_open_list(json_line(&w), "events");
    for (size_t i = 0; i < s->ledger.n; i++)
        if (is_of(&s->ledger.entries[i], code)) {
            put_record(json_line(&w), NULL, s->ledger.entries[i].record);
        }
    json_end(&w);
}

static const char *in_words(const struct record *r, const char *name, enum language language)
{
    const char *text = record_text(r, name);
    return strcmp(name, "retention") == 0   ? item_retention_words(text, language)
           : strcmp(name, "signature") == 0 ? archive_status(text, language)
                                            : text;
}

static void show_text(const struct store *s, const char *code, const struct record *r,
                      enum language language)
{
    static const struct {
        const char *name, *en, *zh;
    } lines[] = {{"item", "item", "档号"},         {"title", "title", "题名"},
                 {"year", "year", "年度"},         {"retention", "retention", "保管期限"},
                 {"organ", "organ", "责任者"},     {"documentNumber", "doc. number", "文号"},
                 {"date", "date", "日期"},         {"secrecy", "secrecy", "密级"},
                 {"pages", "pages", "页数"},       {"file", "file", "原文件名"},
                 {"bytes", "bytes", "字节"},       {"sha256", "SHA-256", "SHA-256"},
                 {"pdfa", "PDF/A", "PDF/A"},       {"signature", "signature", "签名"},
                 {"signers", "signers", "签名人"}, {"expires", "proven until", "证明有效至"}};
    const struct fact_page p = {stdout, language};
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++)
        if (record_text(r, lines[i].name) != NULL)
            cmd_fact(&p, lines[i].en, lines[i].zh, in_words(r, lines[i].name, language));
    for (size_t i = 0; i < s->ledger.n; i++) {
        const struct ledger_entry *e = &s->ledger.entries[i];
        const char *why = record_text(e->record, "why");
        if (!is_of(e, code))
            continue;
        cmd_label(&p, "event", "事件");
        printf("%s %s%s%s\n", record_text(e->record, "time"),
               ledger_event_words(e->event, language),
               why != NULL ? language_text(language, ": ", "：") : "", why != NULL ? why : "");
        if (e->version > 0) {
            cmd_label(&p, "bag", "档案包");
            printf("%s/%s\n", s->dir, store_bag(s->arena, code, e->version));
        }
    }
}

int archive_show(const struct archive_options *o, struct messages *m)
{
    struct store s;
    struct arena *a = arena_new();
    const char *code = o->names[0];
    const struct ledger_entry *e =
        store_open(&s, a, o->store, STORE_READ, o->wait, m) == 0 ? store_item(&s, code, m) : NULL;
    const struct record *r = e != NULL ? accession_metadata(&s, a, code, e->version, m) : NULL;
    if (r != NULL && o->format == AS_JSON)
        show_json(&s, code, r);
    else if (r != NULL)
        show_text(&s, code, r, messages_language(m));
    store_close(&s);
    arena_free(a);
    return messages_status(m);
}

static void hits_json(const struct catalogue_hit *hits, size_t n)
{
    struct json_writer w = {.out = stdout};
    json_open_list(&w, NULL);
    for (size_t i = 0; i < n; i++) {
        json_open_object(json_line(&w), NULL);
        json_put_text(&w, "item", hits[i].item);
        json_put_integer(&w, "year", hits[i].year);
        json_put_text(&w, "title", hits[i].title);
        json_put_text(&w, "signers", hits[i].signers);
        json_put_bool(&w, "withdrawn", hits[i].withdrawn);
        json_close(&w);
    }
    json_end(&w);
}

static void hits_text(const struct catalogue_hit *hits, size_t n, const char *store,
                      struct messages *m)
{
    if (n == 0)
        msg(m, SEV_INFO, IN_FILE(store), "nothing-found", "no item has all of these words",
            "没有同时含有这些词的文件");
    for (size_t i = 0; i < n; i++)
        printf("%s\t%s%s\n", hits[i].item, hits[i].title,
               hits[i].withdrawn ? language_text(messages_language(m), " (withdrawn)", "（已撤销）")
                                 : "");
}

int archive_search(const struct archive_options *o, struct messages *m)
{
    struct store s;
    struct arena *a = arena_new();
    struct catalogue_hit *hits;
    size_t n;
    if (store_open(&s, a, o->store, STORE_READ, o->wait, m) == 0 &&
        catalogue_search(&s, a, (const char *const *)o->names, (size_t)o->n, &hits, &n, m) == 0) {
        if (o->format == AS_JSON)
            hits_json(hits, n);
        else
            hits_text(hits, n, o->store, m);
    }
    store_close(&s);
    arena_free(a);
    return messages_status(m);
}
