#include "cmd/archive/archive.h"

#include <string.h>

#include "archive/store/catalogue.h"
#include "base/arena.h"
#include "pdf/pdf_text.h"

/* Bytes of a text: the ledger has it in a line. */
#define TEXT_MAX 2000

bool archive_part(const char *text, const char *rule, struct messages *m)
{
    if (text == NULL || item_part_valid(text))
        return true;
    msg(m, SEV_ERROR, NOWHERE, rule,
        "\"%s\" cannot stand in the number of an item: use 1 to 16 letters and digits",
        "“%s”不能用于档号：请用1至16个字母或数字", text);
    return false;
}

const char *archive_text(struct arena *a, const char *text, struct source at, struct messages *m)
{
    const char *out = text != NULL ? pdf_text_clean(a, text, strlen(text)) : NULL;
    if (out == NULL || strlen(out) <= TEXT_MAX)
        return out;
    msg(m, SEV_ERROR, at, "text-too-long",
        "a text of %zu bytes is too long for the ledger; use at most %d",
        "文字长达%zu字节，台账容不下；请限于%d字节以内", strlen(out), TEXT_MAX);
    return NULL;
}

int archive_init(const struct archive_options *o, struct messages *m)
{
    struct arena *a = arena_new();
    const struct store_settings s = {.fonds = o->fonds,
                                     .organ = archive_text(a, o->organ, NOWHERE, m),
                                     .retention = o->retention != NULL ? o->retention : "Y",
                                     .office = o->office};
    if (archive_part(o->fonds, "bad-fonds", m) && archive_part(o->office, "bad-office", m) &&
        messages_status(m) == STATUS_DONE && store_init(o->store, &s, m) == 0)
        puts(o->store);
    arena_free(a);
    return messages_status(m);
}

int archive_withdraw(const struct archive_options *o, struct messages *m)
{
    struct store s;
    struct arena *a = arena_new();
    struct buf line = {0};
    const char *code = o->names[0], *why = archive_text(a, o->why, NOWHERE, m);
    if (store_open(&s, a, o->store, STORE_WRITE, o->wait, m) != 0 || why == NULL ||
        store_item(&s, code, m) == NULL)
        goto out;
    if (ledger_withdrawal(&s.ledger, code) != NULL) {
        msg(m, SEV_ERROR, IN_FILE(o->store), "withdrawn", "%s was withdrawn before",
            "%s 此前已撤销", code);
        goto out;
    }
    struct record_writer w = ledger_begin(&s.ledger, "withdraw", &line);
    record_put(&w, "item", code);
    record_put(&w, "why", why);
    record_end(&w);
    if (store_commit(&s, &line, NULL, NULL, m) == 0)
        catalogue_update(&s, m);
out:
    buf_free(&line);
    store_close(&s);
    arena_free(a);
    return messages_status(m);
}

int archive_reindex(const struct archive_options *o, struct messages *m)
{
    struct store s;
    struct arena *a = arena_new();
    if (store_open(&s, a, o->store, STORE_WRITE, o->wait, m) == 0)
        catalogue_rebuild(&s, m);
    store_close(&s);
    arena_free(a);
    return messages_status(m);
}
