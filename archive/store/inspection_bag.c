#include <errno.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>

#include "archive/store/inspection.h"
#include "base/arena.h"
#include "base/disk.h"
#include "pdf/facts.h"
#include "pdf/pdf_open.h"

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

int inspection_bag(struct inspection *x, const struct store *s, const struct ledger_entry *e,
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
