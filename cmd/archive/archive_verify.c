#include <string.h>

#include "base/arena.h"
#include "base/json.h"
#include "cmd/archive/archive.h"

static const struct {
    const char *name;
    struct words words;
} qualities[N_QUALITIES] = {[QUALITY_AUTHENTIC] = {"authenticity", {"authenticity", "真实性"}},
                            [QUALITY_COMPLETE] = {"integrity", {"integrity", "完整性"}},
                            [QUALITY_USABLE] = {"usability", {"usability", "可用性"}},
                            [QUALITY_SECURE] = {"security", {"security", "安全性"}}};

static size_t problems_of(const struct inspection *x, enum quality q)
{
    size_t n = 0;
    for (size_t i = 0; i < x->n_findings; i++)
        n += x->findings[i].quality == q && x->findings[i].problem;
    return n;
}

static void print_finding(const struct finding *f, enum language language)
{
    const char *kind = f->problem ? language_text(language, "problem: ", "问题：")
                                  : language_text(language, "note: ", "提示：");
    printf("  %s%s: %s [%s]\n", kind, f->path != NULL ? f->path : f->item, f->text, f->rule);
}

static void print_text(const struct inspection *x, const struct store *s, enum language language)
{
    for (enum quality q = 0; q < N_QUALITIES; q++) {
        size_t n = problems_of(x, q);
        const char *name = language_words(language, qualities[q].words);
        if (n == 0)
            printf("%s%s\n", name, language_text(language, ": good", "：合格"));
        else
            printf(language_text(language, "%s: problems: %zu\n", "%s：%zu个问题\n"), name, n);
        for (size_t i = 0; i < x->n_findings; i++)
            if (x->findings[i].quality == q)
                print_finding(&x->findings[i], language);
    }
    printf(language_text(language,
                         "looked at: items %zu, bags %zu, files %zu, bytes %zu, signatures %zu\n",
                         "查验%zu件、%zu个档案包、%zu个文件、%zu字节、%zu个签名\n"),
           x->items, x->bags, x->files, x->bytes, x->signatures);
    printf(language_text(language, "ledger: lines %zu, head %s\n", "台账%zu行，末行散列值 %s\n"),
           s->ledger.n, ledger_head(&s->ledger));
}

static void put_finding(struct json_writer *w, const struct finding *f)
{
    json_open_object(json_line(w), NULL);
    json_put_text(w, "quality", qualities[f->quality].name);
    json_put_bool(w, "problem", f->problem);
    json_put_text(w, "rule", f->rule);
    json_put_text(w, "item", f->item);
    json_put_text(w, "path", f->path);
    json_put_text(w, "text", f->text);
    json_close(w);
}

static void print_json(const struct inspection *x, const struct store *s)
{
    struct json_writer w = {.out = stdout};
    json_open_object(&w, NULL);
    json_put_bool(&w, "good", x->n_problems == 0);
    json_put_integer(json_line(&w), "items", (int64_t)x->items);
    json_put_integer(&w, "bags", (int64_t)x->bags);
    json_put_integer(&w, "files", (int64_t)x->files);
    json_put_integer(&w, "bytes", (int64_t)x->bytes);
    json_put_integer(&w, "signatures", (int64_t)x->signatures);
    json_put_integer(json_line(&w), "lines", (int64_t)s->ledger.n);
    json_put_text(&w, "head", ledger_head(&s->ledger));
    for (enum quality q = 0; q < N_QUALITIES; q++) {
        json_put_bool(json_line(&w), qualities[q].name, problems_of(x, q) == 0);
    }
    json_open_list(json_line(&w), "findings");
    for (size_t i = 0; i < x->n_findings; i++)
        put_finding(&w, &x->findings[i]);
    json_end(&w);
}

int archive_verify(const struct archive_options *o, struct messages *m)
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
        if (o->format == AS_JSON)
            print_json(&x, &s);
        else
            print_text(&x, &s, messages_language(m));
        if (x.n_problems > 0)
            msg(m, SEV_ERROR, IN_FILE(o->store), "archive-unsound",
                "the archive is not as it should be; problems: %zu", "档案库存在%zu个问题",
                x.n_problems);
    }
    store_close(&s);
    trust_free(trust);
    arena_free(a);
    return messages_status(m);
}
