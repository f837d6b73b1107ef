#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "archive/store/inspection.h"
#include "archive/store/ledger_stamp.h"
#include "base/arena.h"
#include "base/disk.h"

static struct finding about(const char *rule, const char *path)
{
    return (struct finding){
        .quality = QUALITY_AUTHENTIC, .problem = true, .rule = rule, .path = path};
}

/* The settings are those of the first line. */
static void look_at_settings(struct inspection *x, const struct store *s)
{
    size_t len;
    char hash[DIGEST_HEX] = "";
    const struct finding f = about("settings-changed", "archive.json");
    const char *wanted =
        s->ledger.n > 0 ? record_text(s->ledger.entries[0].record, "settings") : NULL;
    const char *bytes = disk_map(store_path(s, "archive.json"), &len);
    if (bytes != NULL) {
        digest_sha256(bytes, len, hash);
        disk_unmap(bytes, len);
    }
    if (wanted == NULL || strcmp(hash, wanted) != 0)
        inspection_add(x, &f, "is not as it was when the archive was made", "与建库时不同");
}

/* A chain proves nothing by itself: who rewrites all of it has a chain again. */
static void look_for_head(struct inspection *x, const struct store *s, const char *head)
{
    const struct finding f = about("ledger-rewritten", "ledger.jsonl");
    for (size_t i = 0; i < s->ledger.n; i++)
        if (strcasecmp(s->ledger.entries[i].hash, head) == 0)
            return;
    inspection_add(x, &f, "has no line with the hash %s: it was rewritten or cut since then",
                   "没有散列值为%s的记录：此后台账被改写或截短", head);
}

/* Whoever vouches for an older stamp may have gone: the newest speaks for all before it. */
static void look_at_stamp(struct inspection *x, const struct store *s,
                          const struct inspection_options *o, const struct ledger_entry *e,
                          bool newest)
{
    struct arena *a = arena_new();
    size_t sequence = (size_t)record_number(e->record, "line");
    const char *name = store_stamp(a, sequence), *token = record_text(e->record, "token");
    const struct finding f = about("ledger-timestamp", name);
    const struct finding note = {
        .quality = QUALITY_AUTHENTIC, .rule = "timestamp-untrusted", .path = name};
    struct fault why = {0};
    int verdict = stamp_check(a, s, sequence, token, o->trust, &why);
    bool untrusted = why.verdict == SIGNATURE_UNTRUSTED;
    if (verdict == 0 || (untrusted && !newest))
        goto out;
    if (untrusted && !o->roots)
        inspection_add(x, &note, "fits; give --trust to check who vouches for it",
                       "与台账相符；如需核对时间戳证书，请用 --trust 指定根证书");
    else
        inspection_add(x, &f, "the timestamp of the ledger's line %zu: %s",
                       "台账第%zu行的时间戳：%s", sequence,
                       language_text(x->language, why.en, why.zh));
out:
    arena_free(a);
}

/* Stamps that no event tells of: of a longer ledger that was cut, or put there. */
static void look_for_other_stamps(struct inspection *x, const struct store *s, struct arena *a)
{
    size_t n;
    const char **names = disk_names(a, s->dir, &n);
    for (size_t i = 0; n != (size_t)-1 && i < n; i++) {
        bool known = strncmp(names[i], "ledger-", 7) != 0;
        for (size_t k = 0; k < s->ledger.n && !known; k++)
            known =
                strcmp(s->ledger.entries[k].event, "timestamp") == 0 &&
                strcmp(store_stamp(a, (size_t)record_number(s->ledger.entries[k].record, "line")),
                       names[i]) == 0;
        const struct finding f = about("ledger-rewritten", names[i]);
        if (!known)
            inspection_add(x, &f,
                           "is a timestamp that the ledger knows nothing of: the ledger was "
                           "cut or rewritten",
                           "台账中没有这个时间戳的记录：台账被截短或改写");
    }
}

void inspection_ledger(struct inspection *x, const struct store *s,
                       const struct inspection_options *o)
{
    const struct ledger *l = &s->ledger;
    const struct finding broken = about("ledger-broken", "ledger.jsonl");
    const struct finding torn = about("ledger-torn", "ledger.jsonl");
    if (l->why_en != NULL)
        inspection_add(x, &broken, "line %zu %s", "第%zu行%s", l->n + 1,
                       language_text(x->language, l->why_en, l->why_zh));
    if (l->torn_len > 0)
        inspection_add(x, &torn, "its last line is cut off", "最后一行不完整");
    look_at_settings(x, s);
    if (o->head != NULL)
        look_for_head(x, s, o->head);
    bool newest = true;
    for (size_t i = l->n; i-- > 0;)
        if (strcmp(l->entries[i].event, "timestamp") == 0) {
            look_at_stamp(x, s, o, &l->entries[i], newest);
            newest = false;
        }
    look_for_other_stamps(x, s, x->arena);
}
