#include "base/json.h"
#include "cmd/verify_print.h"

static void time_member(const char *name, int64_t time, FILE *out)
{
    char text[VERIFY_TIME_MAX];
    verify_time(time, text);
    json_member(name, text[0] != '\0' ? text : NULL, out);
}

static void print_texts(const struct signature_verdict *s, FILE *out)
{
    const struct {
        const char *name, *value;
    } texts[] = {{"signer", s->signer},
                 {"issuer", s->issuer},
                 {"serial", s->serial},
                 {"certificateSha256", s->certificate_sha256},
                 {"method", s->method},
                 {"level", s->level},
                 {"claimedTime", s->claimed_time},
                 {"statedReason", s->reason},
                 {"place", s->place}};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        fputs(",\n   ", out);
        json_member(texts[i].name, texts[i].value, out);
    }
}

static void print_times(const struct signature_verdict *s, FILE *out)
{
    fputs(",\n   ", out);
    time_member("signedAt", s->signed_at, out);
    fputs(", ", out);
    time_member("validAt", s->valid_at, out);
    fputs(", ", out);
    time_member("expires", s->expires, out);
}

static void print_changes(const struct signature_verdict *s, FILE *out)
{
    fputs(",\n   \"changes\": [", out);
    for (size_t i = 0; i < s->n_changes; i++) {
        fputs(i > 0 ? ", " : "", out);
        json_string(s->changes[i], out);
    }
    putc(']', out);
}

static void print_signature(const struct signature_verdict *s, size_t bytes, enum language language,
                            FILE *out)
{
    putc('{', out);
    json_member("field", s->field, out);
    fputs(", ", out);
    json_member("status", fault_validity(s->verdict), out);
    fputs(", ", out);
    json_member("reason", language == LANG_ZH ? s->why_zh : s->why_en, out);
    print_texts(s, out);
    print_times(s, out);
    fputs(",\n   ", out);
    json_bool("timestamp", s->timestamp, out);
    fputs(", ", out);
    json_bool("experimental", s->experimental, out);
    fputs(", ", out);
    json_bool("revocationKnown", s->revocation_known, out);
    fprintf(out, ",\n   \"covered\": %zu, ", s->covered);
    json_bool("coversAll", s->covered == bytes, out);
    print_changes(s, out);
    putc('}', out);
}

void verify_print_json(const char *path, const struct verification *v, enum language language,
                       FILE *out)
{
    putc('{', out);
    json_member("file", path, out);
    fputs(",\n ", out);
    json_member("status", fault_validity(v->verdict), out);
    fputs(", ", out);
    json_member("reason", language == LANG_ZH ? v->why_zh : v->why_en, out);
    fprintf(out, ",\n \"bytes\": %zu, ", v->bytes);
    time_member("expires", v->expires, out);
    fputs(",\n \"signatures\": [", out);
    for (size_t i = 0; i < v->n; i++) {
        fputs(i > 0 ? ",\n  " : "\n  ", out);
        print_signature(&v->signatures[i], v->bytes, language, out);
    }
    fputs("]}", out);
}
