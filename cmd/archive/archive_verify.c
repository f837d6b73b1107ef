#include <string.h>

#include "base/arena.h"
#include "base/json.h"
#include "cmd/archive.h"

static const struct {
    const char *name, *en, *zh;
} qualities[N_QUALITIES] = {[QUALITY_AUTHENTIC] = {"authenticity", "authenticity", "真实性"},
                            [QUALITY_COMPLETE] = {"integrity", "integrity", "完整性"},
                            [QUALITY_USABLE] = {"usability", "usability", "可用性"},
                            [QUALITY_SECURE] = {"security", "security", "安全性"}};

static size_t problems_of(const struct inspection *x, enum quality q)
{
    size_t n = 0;
    for (size_t i = 0; i < x->n_findings; i++)
        n += x->findings[i].quality == q && x->findings[i].problem;
    return n;
}

static void print_finding(const struct finding *f, bool zh)
{
    const char *kind = f->problem ? zh ? "问题" : "problem" : zh ? "提示" : "note";
    printf("  %s%s%s: %s [%s]\n", kind, zh ? "：" : ": ", f->path != NULL ? f->path : f->item,
           f->text, f->rule);
}

static void print_text(const struct inspection *x, const struct store *s, bool zh)
{
    for (enum quality q = 0; q < N_QUALITIES; q++) {
        size_t n = problems_of(x, q);
        const char *name = zh ? qualities[q].zh : qualities[q].en;
        if (n == 0)
            printf("%s%s\n", name, zh ? "：合格" : ": good");
        else
            printf(zh ? "%s：%zu个问题\n" : "%s: problems: %zu\n", name, n);
        for (size_t i = 0; i < x->n_findings; i++)
            if (x->findings[i].quality == q)
                print_finding(&x->findings[i], zh);
    }
    printf(zh ? "查验%zu件、%zu个档案包、%zu个文件、%zu字节、%zu个签名\n"
              : "looked at: items %zu, bags %zu, files %zu, bytes %zu, signatures %zu\n",
           x->items, x->bags, x->files, x->bytes, x->signatures);
    printf(zh ? "台账%zu行，末行散列值 %s\n" : "ledger: lines %zu, head %s\n", s->ledger.n,
           ledger_head(&s->ledger));
}

static void print_json(const struct inspection *x, const struct store *s)
{
    printf("{\"good\": %s,\n \"items\": %zu, \"bags\": %zu, \"files\": %zu, \"bytes\": %zu, "
           "\"signatures\": %zu,\n \"lines\": %zu, ",
           x->n_problems == 0 ? "true" : "false", x->items, x->bags, x->files, x->bytes,
           x->signatures, s->ledger.n);
    json_member("head", ledger_head(&s->ledger), stdout);
    for (enum quality q = 0; q < N_QUALITIES; q++)
        printf(",\n \"%s\": %s", qualities[q].name, problems_of(x, q) == 0 ? "true" : "false");
    fputs(",\n \"findings\": [", stdout);
    for (size_t i = 0; i < x->n_findings; i++) {
        const struct finding *f = &x->findings[i];
        printf("%s{", i > 0 ? ",\n  " : "\n  ");
        json_member("quality", qualities[f->quality].name, stdout);
        printf(", \"problem\": %s, ", f->problem ? "true" : "false");
        json_member("rule", f->rule, stdout);
        fputs(", ", stdout);
        json_member("item", f->item, stdout);
        fputs(", ", stdout);
        json_member("path", f->path, stdout);
        fputs(", ", stdout);
        json_member("text", f->text, stdout);
        putchar('}');
    }
    puts("]}");
}

void archive_verify(const struct archive_options *o, struct messages *m)
{
    struct store s;
    struct arena *a = arena_new();
    struct trust *trust = trust_load(o->trust, m);
    struct inspection x;
    const struct inspection_options options = {.code = o->n > 0 ? o->names[0] : NULL,
                                               .head = o->head[0] != '\0' ? o->head : NULL,
                                               .trust = trust,
                                               .roots = o->trust != NULL};
    bool open = store_open(&s, a, o->store, STORE_VERIFY, o->wait, m) == 0 && trust != NULL;
    if (open && options.code != NULL && store_item(&s, options.code, m) == NULL)
        open = false;
    if (open && inspection_run(a, &s, &options, m, &x) == 0) {
        if (o->json)
            print_json(&x, &s);
        else
            print_text(&x, &s, messages_language(m) == LANG_ZH);
        if (x.n_problems > 0)
            msg(m, SEV_ERROR, IN_FILE(o->store), "archive-unsound",
                "the archive is not as it should be; problems: %zu", "档案库存在%zu个问题",
                x.n_problems);
    }
    store_close(&s);
    trust_free(trust);
    arena_free(a);
}
