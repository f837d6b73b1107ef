#include "archive/store/inspection.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>

#include "archive/store/ledger_stamp.h"
#include "base/arena.h"
#include "base/disk.h"
#include "pdf/facts.h"
#include "pdf/pdf_open.h"
#include "pdf/pdf_text.h"

__attribute__((format(printf, 3, 5), format(printf, 4, 5))) static void inspection_add(
    struct inspection *x, const struct finding *about, const char *en, const char *zh, ...)
{
    char *text = NULL;
    va_list arguments;
    va_start(arguments, zh);
    if (vasprintf(&text, language_text(x->language, en, zh), arguments) < 0)
        abort();
    va_end(arguments);
    struct finding f = *about;
    f.item = f.item != NULL ? pdf_text_clean(x->arena, f.item, strlen(f.item)) : NULL;
    f.path = f.path != NULL ? pdf_text_clean(x->arena, f.path, strlen(f.path)) : NULL;
    f.text = arena_strdup(x->arena, text);
    free(text);
    x->n_problems += f.problem;
    buf_add(&x->list, &f, sizeof f);
}

static struct finding about_line(const char *rule, const char *path)
{
    return (struct finding){
        .quality = QUALITY_AUTHENTIC, .problem = true, .rule = rule, .path = path};
}

/* The settings are those of the first line. */
static void look_at_settings(struct inspection *x, const struct store *s)
{
    size_t len;
    char hash[DIGEST_HEX] = "";
    const struct finding f = about_line("settings-changed", "archive.json");
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
    const struct finding f = about_line("ledger-rewritten", "ledger.jsonl");
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
    const struct finding f = about_line("ledger-timestamp", name);
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
        const struct finding f = about_line("ledger-rewritten", names[i]);
        if (!known)
            inspection_add(x, &f,
                           "is a timestamp that the ledger knows nothing of: the ledger was "
                           "cut or rewritten",
                           "台账中没有这个时间戳的记录：台账被截短或改写");
    }
}

static void inspection_ledger(struct inspection *x, const struct store *s,
                              const struct inspection_options *o)
{
    const struct ledger *l = &s->ledger;
    const struct finding broken = about_line("ledger-broken", "ledger.jsonl");
    const struct finding torn = about_line("ledger-torn", "ledger.jsonl");
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

#define YEAR_SECONDS ((int64_t)365 * 24 * 60 * 60)

/* One bag being looked at. */
struct look {
    struct inspection *x;
    struct arena *arena; /* for this bag */
    const struct ledger_entry *entry;
    const char *bag; /* its path in the store */
    bool newest, damaged, pdf_seen;
    const struct inspection_options *o;
    struct messages *m;
    int status;
};

static struct finding about(const struct look *k, enum quality quality, bool problem,
                            const char *rule, const char *path)
{
    return (struct finding){.quality = quality,
                            .problem = problem,
                            .rule = rule,
                            .item = k->entry->item,
                            .path = path[0] != '\0' ? arena_printf(k->arena, "%s/%s", k->bag, path)
                                                    : k->bag};
}

static void note_fault(void *ctx, enum bag_fault fault, const char *path)
{
    static const struct {
        const char *rule, *en, *zh;
    } faults[] = {[BAG_MISSING] = {"file-missing", "is missing: the manifest names it",
                                   "缺失：清单中有此文件"},
                  [BAG_EXTRA] = {"file-added", "was added: the manifest does not name it",
                                 "系后加：清单中没有此文件"},
                  [BAG_CHANGED] = {"file-changed",
                                   "was changed or replaced: other bytes than the manifest's",
                                   "被改动或替换：内容与清单的散列值不符"},
                  [BAG_UNREADABLE] = {"file-unreadable", "cannot be read", "无法读取"},
                  [BAG_MALFORMED] = {"file-changed", "is no manifest in the form of BagIt",
                                     "不符合 BagIt 清单格式"}};
    struct look *k = ctx;
    const struct finding f = about(k, QUALITY_COMPLETE, true, faults[fault].rule, path);
    k->damaged = true;
    inspection_add(k->x, &f, "%s", "%s",
                   language_text(k->x->language, faults[fault].en, faults[fault].zh));
}

static void judge_signature(struct look *k, const struct verification *v)
{
    const char *path = "data/" BAG_PDF;
    const char *why = language_text(k->x->language, v->why_en, v->why_zh);
    const char *then = record_text(k->entry->record, "signature");
    const struct finding bad = about(k, QUALITY_AUTHENTIC, true, "signature-invalid", path);
    const struct finding note = about(k, QUALITY_AUTHENTIC, false, "signature-untrusted", path);
    bool was_unsigned = then != NULL && strcmp(then, fault_validity(SIGNATURE_UNSIGNED)) == 0;
    if (v->verdict == SIGNATURE_VALID || (v->verdict == SIGNATURE_UNSIGNED && was_unsigned))
        return;
    if (v->verdict == SIGNATURE_UNTRUSTED && !k->o->roots)
        inspection_add(k->x, &note, "intact; give --trust to check who vouches for its signatures",
                       "内容完好；如需核对签名证书，请用 --trust 指定根证书");
    else
        inspection_add(k->x, &bad, "its signatures are not valid any more: %s", "签名不再有效：%s",
                       why != NULL ? why : "");
}

static void judge_expiry(struct look *k, const struct verification *v)
{
    char day[LEDGER_TIME];
    const struct finding f = about(k, QUALITY_SECURE, false, "proof-expires", "data/" BAG_PDF);
    if (v->verdict != SIGNATURE_VALID || v->expires == 0 || v->expires > time(NULL) + YEAR_SECONDS)
        return;
    ledger_time(v->expires, day);
    inspection_add(k->x, &f, "the proof of its signatures ends on %.10s; nianbao archive renew",
                   "签名证明将于%.10s到期；请运行 nianbao archive renew", day);
}

static void judge_form(struct look *k, struct pdf_file *f, struct messages *own)
{
    struct facts facts;
    const char *path = "data/" BAG_PDF;
    const struct finding bad = about(k, QUALITY_USABLE, true, "pdf-unreadable", path);
    const struct finding note = about(k, QUALITY_USABLE, false, "not-pdfa", path);
    size_t n;
    if (f == NULL || facts_read(k->arena, f, IN_FILE(path), own, &facts) != 0) {
        const struct message *list = messages_list(own, &n);
        inspection_add(k->x, &bad, "cannot be read: %s", "无法读取：%s", n > 0 ? list[0].text : "");
        return;
    }
    if (facts.pdfa == NULL)
        inspection_add(k->x, &note, "does not claim PDF/A, the form for long keeping",
                       "未声明长期保存格式 PDF/A");
}

/* Old versions were superseded: only their bytes matter. */
static void judge_pdf(struct look *k, const char *bytes, size_t len)
{
    struct messages *own = messages_new(k->x->language);
    judge_form(k, pdf_open(k->arena, bytes, len, IN_FILE("data/" BAG_PDF), own), own);
    messages_free(own);
    struct verification v =
        verify_pdf(k->arena, bytes, len, k->o->trust, 0, messages_language(k->m));
    k->x->signatures += v.n;
    judge_signature(k, &v);
    judge_expiry(k, &v);
}

static void look_at_file(void *ctx, const char *path, const char *bytes, size_t len)
{
    struct look *k = ctx;
    struct stat st;
    const struct finding writable = about(k, QUALITY_SECURE, false, "file-writable", path);
    k->x->files++;
    k->x->bytes += len;
    if (lstat(arena_printf(k->arena, "%s/%s", k->x->dir, writable.path), &st) == 0 &&
        (st.st_mode & 0222) != 0)
        inspection_add(k->x, &writable, "may be written to; chmod a-w protects it",
                       "未设写保护；可用 chmod a-w 保护");
    if (strcmp(path, "data/" BAG_PDF) != 0)
        return;
    char hash[DIGEST_HEX];
    const char *pdf = record_text(k->entry->record, "pdf");
    k->pdf_seen = true;
    digest_sha256(bytes, len, hash);
    const struct finding f = about(k, QUALITY_AUTHENTIC, true, "file-replaced", path);
    if (pdf == NULL || strcmp(hash, pdf) != 0)
        inspection_add(k->x, &f, "was replaced along with the manifests: the ledger knows another",
                       "连同清单一起被替换：与台账所记不同");
    else if (k->newest)
        judge_pdf(k, bytes, len);
}

static void judge_manifest(struct look *k, const char *hash)
{
    const char *wanted = record_text(k->entry->record, "bag");
    const struct finding f = about(k, QUALITY_AUTHENTIC, true, "manifest-replaced", BAG_TAGS);
    if (hash[0] != '\0' && (wanted == NULL || strcmp(hash, wanted) != 0))
        inspection_add(k->x, &f,
                       "is not the manifest that was archived: files were replaced with it",
                       "不是归档时的清单：有文件连同清单被替换");
}

static int inspection_bag(struct inspection *x, const struct store *s, const struct ledger_entry *e,
                          bool newest, const struct inspection_options *o, struct messages *m)
{
    struct look k = {.x = x, .arena = arena_new(), .entry = e, .newest = newest, .o = o, .m = m};
    const struct bag_reader reader = {note_fault, look_at_file, &k};
    char hash[DIGEST_HEX];
    struct stat st;
    k.bag = store_bag(k.arena, e->item, e->version);
    const char *dir = arena_printf(k.arena, "%s/%s", s->dir, k.bag);
    if (lstat(dir, &st) != 0 || !S_ISDIR(st.st_mode)) {
        const struct finding f = about(&k, QUALITY_COMPLETE, true, "bag-missing", "");
        inspection_add(x, &f, "is missing: the whole bag is gone", "整个档案包缺失");
    } else {
        x->bags++;
        bag_read(k.arena, dir, &reader, hash);
        judge_manifest(&k, hash);
    }
    arena_free(k.arena);
    return k.status;
}

static int by_text(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* The bags that the ledger knows, sorted. */
static const char **known_bags(const struct store *s, struct arena *a, size_t *n)
{
    const char **bags = arena_array(a, s->ledger.n + 1, sizeof *bags);
    *n = 0;
    for (size_t i = 0; i < s->ledger.n; i++) {
        const struct ledger_entry *e = &s->ledger.entries[i];
        if (e->version > 0)
            bags[(*n)++] = store_bag(a, e->item, e->version);
    }
    qsort(bags, *n, sizeof *bags, by_text);
    return bags;
}

static bool is_year(const char *name)
{
    return strlen(name) == 4 && strspn(name, "0123456789") == 4;
}

/* Files of the store itself. */
static bool is_own(const char *name)
{
    static const char *const names[] = {"archive.json", "ledger.jsonl", "lock",
                                        "tmp",          "set-aside",    "pending"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (strcmp(name, names[i]) == 0)
            return true;
    size_t len = strlen(name);
    return strncmp(name, "catalogue.sqlite", 16) == 0 ||
           (strncmp(name, "ledger-", 7) == 0 && len > 4 && strcmp(name + len - 4, ".tsr") == 0);
}

static void look_in_year(struct inspection *x, const struct store *s, struct arena *a,
                         const char *year, const char **bags, size_t n_bags)
{
    size_t n;
    const char **names = disk_names(a, store_path(s, year), &n);
    const struct finding none = {
        .quality = QUALITY_COMPLETE, .problem = true, .rule = "folder-unreadable", .path = year};
    if (n == (size_t)-1)
        inspection_add(x, &none, "is no folder of the archive, or cannot be read",
                       "不是档案库的文件夹，或无法读取");
    for (size_t i = 0; n != (size_t)-1 && i < n; i++) {
        const char *path = arena_printf(a, "%s/%s", year, names[i]);
        const struct finding f = {
            .quality = QUALITY_COMPLETE, .problem = true, .rule = "bag-unknown", .path = path};
        if (n_bags == 0 || bsearch(&path, bags, n_bags, sizeof *bags, by_text) == NULL)
            inspection_add(x, &f, "the ledger knows nothing of this bag: it was put there by hand",
                           "台账中没有这个档案包：系他人自行放入");
    }
}

/* Files and folders in the store that nothing explains. */
static int look_around(struct inspection *x, const struct store *s, struct arena *a)
{
    size_t n, n_bags;
    const char **bags = known_bags(s, a, &n_bags), **names = disk_names(a, s->dir, &n);
    for (size_t i = 0; n != (size_t)-1 && i < n; i++) {
        const struct finding extra = {
            .quality = QUALITY_COMPLETE, .problem = true, .rule = "file-unknown", .path = names[i]};
        const struct finding pending = {
            .quality = QUALITY_SECURE, .rule = names[i], .path = names[i]};
        if (is_year(names[i]))
            look_in_year(x, s, a, names[i], bags, n_bags);
        else if (!is_own(names[i]))
            inspection_add(x, &extra, "does not belong to the archive", "不属于档案库");
        else if (strcmp(names[i], "pending") == 0)
            inspection_add(x, &pending, "an action was interrupted; the next one completes it",
                           "有操作被中断；下次操作时补完");
        else if (strcmp(names[i], "set-aside") == 0)
            inspection_add(x, &pending,
                           "holds what stood in the place of something of the archive; look at it",
                           "存有占用档案库自身位置的东西；请查看");
    }
    return n == (size_t)-1 ? -1 : 0;
}

int inspection_run(struct arena *a, const struct store *s, const struct inspection_options *o,
                   struct messages *m, struct inspection *out)
{
    size_t n_items;
    int status = 0;
    *out = (struct inspection){.arena = a, .language = messages_language(m), .dir = s->dir};
    const struct ledger_item *items = ledger_items(&s->ledger, a, &n_items);
    inspection_ledger(out, s, o);
    for (size_t i = 0; status == 0 && i < s->ledger.n; i++) {
        const struct ledger_entry *e = &s->ledger.entries[i];
        if (e->version == 0 || (o->code != NULL && strcmp(e->item, o->code) != 0))
            continue;
        bool newest = ledger_find(items, n_items, e->item)->newest == e;
        out->items += newest;
        status = inspection_bag(out, s, e, newest, o, m);
    }
    /* behind a broken line nothing is known of what belongs to the archive */
    if (status == 0 && o->code == NULL && s->ledger.why_en == NULL && look_around(out, s, a) != 0) {
        msg(m, SEV_FAILURE, IN_FILE(s->dir), "store-unreadable", "cannot be read: %s",
            "无法读取：%s", strerror(errno));
        status = -1;
    }
    out->n_findings = out->list.len / sizeof *out->findings;
    out->findings = buf_keep(&out->list, a);
    return status;
}
