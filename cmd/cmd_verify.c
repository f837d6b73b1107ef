#include <string.h>
#include <time.h>

#include "base/arena.h"
#include "base/file.h"
#include "cmd/shared/cmd.h"
#include "cmd/shared/verdict_json.h"

struct options {
    const char *trust; /* NULL: none */
    int64_t at;        /* 0: now */
    enum text_or_json format;
};

/* A day in UTC, with a time where one is written; false: it is none. */
static bool read_date(const char *text, void *place)
{
    struct tm tm = {0};
    if (strlen(text) > 20)
        return false;
    const char *end = strptime(text, "%Y-%m-%d", &tm);
    if (end != NULL && *end == 'T')
        end = strptime(end, "T%H:%M:%SZ", &tm);
    int day = tm.tm_mday;
    int64_t *time = place;
    *time = timegm(&tm);
    return end != NULL && *end == '\0' && tm.tm_mday == day && *time > 0;
}

static const struct option_row rows[] = {
    {"--trust", 0, OPTION_TEXT, offsetof(struct options, trust), .value = {"PATH", "路径"},
     .help = {"root certificates, and CRLs: a PEM file or a folder of such",
              "根证书和吊销列表：PEM 文件，或存放它们的文件夹"}},
    {"--at", 0, OPTION_READ, offsetof(struct options, at), .value = {"DATE", "日期"},
     .help = {"as on that day (2036-12-31, or with T08:00:00Z); otherwise now",
              "按某日验证（2036-12-31，或加 T08:00:00Z）；不写则按现在"},
     .read = read_date},
    {OPTION_ROW_JSON(struct options, format)},
    {OPTION_ROW_LANGUAGE},
    {0}};

static const struct help help = {
    .forms = {"usage: nianbao verify [--trust CA.pem|DIR] [--at DATE] [--format text|json]\n"
              "                      [--language zh|en] FILE.pdf...",
              "用法：nianbao verify [--trust CA.pem|文件夹] [--at 日期] [--format text|json]\n"
              "                     [--language zh|en] 文件.pdf …"},
    .about =
        {"Tells who signed a PDF, when, which part of it, and what was changed afterwards. Ends "
         "with 0\n"
         "only when all files are signed and fully valid; with 1 for unsigned ones too.",
         "说明 PDF 由谁签名、何时签名、覆盖哪一部分、其后有何改动。全部文件都已签名且完全有效时\n"
         "返回 0；否则（包括未签名）返回 1。"},
    .rows = rows,
    .least = 1,
    .most = MANY};

static const char *verdict_text(const struct fact_page *p, enum validity verdict)
{
    switch (verdict) {
    case SIGNATURE_VALID: return language_text(p->language, "VALID", "有效");
    case SIGNATURE_UNSIGNED: return language_text(p->language, "UNSIGNED", "未签名");
    case SIGNATURE_UNTRUSTED: return language_text(p->language, "UNTRUSTED", "不可信");
    case SIGNATURE_ALTERED: return language_text(p->language, "ALTERED", "已被改动");
    case SIGNATURE_BROKEN: return language_text(p->language, "BROKEN", "无法验证");
    }
    return "";
}

static void print_verdict(const struct fact_page *p, enum validity verdict, const char *en,
                          const char *zh)
{
    cmd_label(p, "verdict", "结论");
    fputs(verdict_text(p, verdict), p->out);
    if (en != NULL)
        fprintf(p->out, language_text(p->language, ": %s", "：%s"),
                language_text(p->language, en, zh));
    putc('\n', p->out);
}

static void optional_line(const struct fact_page *p, const char *en, const char *zh,
                          const char *value)
{
    if (value != NULL && value[0] != '\0')
        cmd_fact(p, en, zh, value);
}

static void time_line(const struct fact_page *p, const char *en, const char *zh, int64_t time)
{
    char text[VERDICT_TIME_MAX];
    verdict_time(time, text);
    optional_line(p, en, zh, text);
}

static void print_cover(const struct fact_page *p, const struct signature_verdict *s, size_t bytes)
{
    cmd_label(p, "covers", "覆盖范围");
    if (s->covered == 0)
        fputs(language_text(p->language, "not known\n", "不明\n"), p->out);
    else if (s->covered == bytes)
        fputs(language_text(p->language, "the whole file\n", "整个文件\n"), p->out);
    else
        fprintf(
            p->out,
            language_text(p->language, "the first %zu of %zu bytes\n", "前 %zu 字节（共 %zu）\n"),
            s->covered, bytes);
}

static void print_changes(const struct fact_page *p, const struct signature_verdict *s)
{
    for (size_t i = 0; i < s->n_changes; i++) {
        if (i == 0 && s->verdict == SIGNATURE_ALTERED)
            cmd_label(p, "changed since", "其后改动");
        else if (i == 0)
            cmd_label(p, "added since", "其后添加");
        else
            cmd_label(p, NULL, NULL);
        fprintf(p->out, "%s\n", s->changes[i]);
    }
}

/* A date of a PDF (ISO 32000-1, 7.9.4) like the other times; what is none stays as it is. */
static void print_date(const struct fact_page *p, const char *date)
{
    const char *d = date + 2;
    if (strncmp(date, "D:", 2) != 0 || strspn(d, "0123456789") != 14) {
        fputs(date, p->out);
        return;
    }
    fprintf(p->out, "%.4s-%.2s-%.2sT%.2s:%.2s:%.2s", d, d + 4, d + 6, d + 8, d + 10, d + 12);
    for (const char *zone = d + 14; *zone != '\0'; zone++)
        if (*zone != '\'')
            putc(*zone, p->out);
        else if (zone[1] != '\0')
            putc(':', p->out);
}

static void print_time(const struct fact_page *p, const struct signature_verdict *s)
{
    time_line(p, "proven time", "证实的时间", s->signed_at);
    if (s->claimed_time == NULL)
        return;
    cmd_label(p, "claimed time", "自称的时间");
    print_date(p, s->claimed_time);
    fputs(language_text(p->language, " (not proven)\n", "（未经证实）\n"), p->out);
}

static void print_level(const struct fact_page *p, const struct signature_verdict *s)
{
    if (s->level == NULL)
        return;
    cmd_label(p, "level", "级别");
    fprintf(p->out, "%s%s%s%s\n", s->level, s->method != NULL ? ", " : "",
            s->method != NULL ? s->method : "",
            s->experimental ? language_text(p->language, " (experimental)", "（实验性）") : "");
    if (s->verdict == SIGNATURE_VALID && !s->revocation_known)
        cmd_fact(p, "revocation", "吊销状态",
                 language_text(p->language, "not known: no CRL or OCSP answer is at hand",
                               "不明：没有可用的吊销列表或 OCSP 应答"));
}

static void print_signature(const struct fact_page *p, const struct signature_verdict *s,
                            size_t number, size_t bytes)
{
    char title[40];
    snprintf(title, sizeof title, "%s %zu",
             s->timestamp ? language_text(p->language, "timestamp", "时间戳")
                          : language_text(p->language, "signature", "签名"),
             number);
    putc('\n', p->out);
    cmd_fact(p, title, title, s->field);
    print_verdict(p, s->verdict, s->why_en, s->why_zh);
    optional_line(p, "signer", "签名者", s->signer);
    optional_line(p, "issuer", "颁发者", s->issuer);
    print_time(p, s);
    optional_line(p, "reason", "签署事由", s->reason);
    optional_line(p, "place", "签署地点", s->place);
    print_cover(p, s, bytes);
    print_changes(p, s);
    print_level(p, s);
    time_line(p, "proof until", "证明有效至", s->expires);
}

static void print_text(const char *path, const struct verification *v, enum language language)
{
    struct fact_page p = {.out = stdout, .language = language};
    cmd_fact(&p, "file", "文件", path);
    print_verdict(&p, v->verdict, v->why_en, v->why_zh);
    time_line(&p, "proof until", "证明有效至", v->expires);
    for (size_t i = 0; i < v->n; i++)
        print_signature(&p, &v->signatures[i], i + 1, v->bytes);
}

/* Whether it is fully valid. Told in json, or as text where that is NULL. */
static bool verify(const char *path, int64_t at, const struct trust *trust, bool first,
                   struct json_writer *json, struct messages *m)
{
    struct arena *a = arena_new();
    struct verification v = {.verdict = SIGNATURE_BROKEN};
    size_t len;
    const char *bytes = file_read(a, path, FILE_SIZE_MAX, &len, NOWHERE, m);
    if (bytes != NULL)
        v = verify_pdf(a, bytes, len, trust, at, messages_language(m));
    if (bytes != NULL && json != NULL) {
        verdict_put(json_line(json), path, &v, messages_language(m));
    } else if (bytes != NULL) {
        fputs(first ? "" : "\n", stdout);
        print_text(path, &v, messages_language(m));
    }
    arena_free(a);
    return bytes != NULL && v.verdict == SIGNATURE_VALID;
}

/* Whether all are fully valid. */
static bool verify_all(const struct command_line *l, const struct options *o, struct trust *trust,
                       struct messages *m)
{
    struct json_writer json = {.out = stdout};
    bool valid = true;
    if (o->format == AS_JSON)
        json_open_list(&json, NULL);
    for (int i = 0; i < l->n; i++)
        valid = verify(l->names[i], o->at, trust, i == 0, o->format == AS_JSON ? &json : NULL, m) &&
                valid;
    if (o->format == AS_JSON)
        json_end(&json);
    return valid;
}

int cmd_verify(struct command_line *l)
{
    struct options o = {0};
    if (!options_read(&help, l, &o))
        return options_usage(&help, l);
    struct messages *m = messages_new(l->language);
    struct trust *trust = trust_load(o.trust, m);
    bool valid = trust != NULL && verify_all(l, &o, trust, m);
    trust_free(trust);
    int status = cmd_end(m, messages_print);
    return status == STATUS_DONE && !valid ? STATUS_REJECTED : status;
}
