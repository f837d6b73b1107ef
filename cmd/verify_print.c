#include "cmd/verify_print.h"

#include <string.h>
#include <time.h>

#include "cmd/fact_page.h"

void verify_time(int64_t seconds, char text[VERIFY_TIME_MAX])
{
    time_t time = (time_t)seconds;
    struct tm tm;
    text[0] = '\0';
    if (seconds != 0 && gmtime_r(&time, &tm) != NULL)
        strftime(text, VERIFY_TIME_MAX, "%Y-%m-%dT%H:%M:%SZ", &tm);
}

static const char *verdict_text(const struct fact_page *p, enum validity verdict)
{
    switch (verdict) {
    case SIGNATURE_VALID: return fact_choose(p, "VALID", "有效");
    case SIGNATURE_UNSIGNED: return fact_choose(p, "UNSIGNED", "未签名");
    case SIGNATURE_UNTRUSTED: return fact_choose(p, "UNTRUSTED", "不可信");
    case SIGNATURE_ALTERED: return fact_choose(p, "ALTERED", "已被改动");
    case SIGNATURE_BROKEN: return fact_choose(p, "BROKEN", "无法验证");
    }
    return "";
}

static void print_verdict(const struct fact_page *p, enum validity verdict, const char *en,
                          const char *zh)
{
    fact_label(p, "verdict", "结论");
    fputs(verdict_text(p, verdict), p->out);
    if (en != NULL)
        fprintf(p->out, fact_choose(p, ": %s", "：%s"), fact_choose(p, en, zh));
    putc('\n', p->out);
}

static void optional_line(const struct fact_page *p, const char *en, const char *zh,
                          const char *value)
{
    if (value != NULL && value[0] != '\0')
        fact_line(p, en, zh, value);
}

static void time_line(const struct fact_page *p, const char *en, const char *zh, int64_t time)
{
    char text[VERIFY_TIME_MAX];
    verify_time(time, text);
    optional_line(p, en, zh, text);
}

static void print_cover(const struct fact_page *p, const struct signature_verdict *s, size_t bytes)
{
    fact_label(p, "covers", "覆盖范围");
    if (s->covered == 0)
        fputs(fact_choose(p, "not known\n", "不明\n"), p->out);
    else if (s->covered == bytes)
        fputs(fact_choose(p, "the whole file\n", "整个文件\n"), p->out);
    else
        fprintf(p->out, fact_choose(p, "the first %zu of %zu bytes\n", "前 %zu 字节（共 %zu）\n"),
                s->covered, bytes);
}

static void print_changes(const struct fact_page *p, const struct signature_verdict *s)
{
    for (size_t i = 0; i < s->n_changes; i++) {
        if (i == 0 && s->verdict == SIGNATURE_ALTERED)
            fact_label(p, "changed since", "其后改动");
        else if (i == 0)
            fact_label(p, "added since", "其后添加");
        else
            fact_indent(p);
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
    fact_label(p, "claimed time", "自称的时间");
    print_date(p, s->claimed_time);
    fputs(fact_choose(p, " (not proven)\n", "（未经证实）\n"), p->out);
}

static void print_level(const struct fact_page *p, const struct signature_verdict *s)
{
    if (s->level == NULL)
        return;
    fact_label(p, "level", "级别");
    fprintf(p->out, "%s%s%s%s\n", s->level, s->method != NULL ? ", " : "",
            s->method != NULL ? s->method : "",
            s->experimental ? fact_choose(p, " (experimental)", "（实验性）") : "");
    if (s->verdict == SIGNATURE_VALID && !s->revocation_known)
        fact_line(p, "revocation", "吊销状态",
                  fact_choose(p, "not known: no CRL or OCSP answer is at hand",
                              "不明：没有可用的吊销列表或 OCSP 应答"));
}

static void print_signature(const struct fact_page *p, const struct signature_verdict *s,
                            size_t number, size_t bytes)
{
    char title[40];
    snprintf(title, sizeof title, "%s %zu",
             s->timestamp ? fact_choose(p, "timestamp", "时间戳")
                          : fact_choose(p, "signature", "签名"),
             number);
    putc('\n', p->out);
    fact_line(p, title, title, s->field);
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

void verify_print(const char *path, const struct verification *v, enum language language, FILE *out)
{
    struct fact_page p = {.out = out, .zh = language == LANG_ZH};
    fact_line(&p, "file", "文件", path);
    print_verdict(&p, v->verdict, v->why_en, v->why_zh);
    time_line(&p, "proof until", "证明有效至", v->expires);
    for (size_t i = 0; i < v->n; i++)
        print_signature(&p, &v->signatures[i], i + 1, v->bytes);
}
