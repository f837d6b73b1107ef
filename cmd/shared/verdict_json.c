#include "cmd/shared/verdict_json.h"

#include <stdlib.h>
#include <time.h>

#include "base/arena.h"

void verdict_time(int64_t seconds, char text[VERDICT_TIME_MAX])
{
    time_t time = (time_t)seconds;
    struct tm tm;
    text[0] = '\0';
    if (seconds != 0 && gmtime_r(&time, &tm) != NULL)
        strftime(text, VERDICT_TIME_MAX, "%Y-%m-%dT%H:%M:%SZ", &tm);
}

static void put_time(struct json_writer *w, const char *name, int64_t time)
{
    char text[VERDICT_TIME_MAX];
    verdict_time(time, text);
    json_put_text(w, name, text[0] != '\0' ? text : NULL);
}

static void put_texts(struct json_writer *w, const struct signature_verdict *s)
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
        json_put_text(json_line(w), texts[i].name, texts[i].value);
    }
}

static void put_changes(struct json_writer *w, const struct signature_verdict *s)
{
    json_open_list(json_line(w), "changes");
    for (size_t i = 0; i < s->n_changes; i++)
        json_put_text(w, NULL, s->changes[i]);
    json_close(w);
}

static void put_signature(struct json_writer *w, const struct signature_verdict *s, size_t bytes,
                          enum language language)
{
    json_open_object(json_line(w), NULL);
    json_put_text(w, "field", s->field);
    json_put_text(w, "status", fault_validity(s->verdict));
    json_put_text(w, "reason", language_text(language, s->why_en, s->why_zh));
    put_texts(w, s);
    json_line(w);
    put_time(w, "signedAt", s->signed_at);
    put_time(w, "validAt", s->valid_at);
    put_time(w, "expires", s->expires);
    json_put_bool(json_line(w), "timestamp", s->timestamp);
    json_put_bool(w, "experimental", s->experimental);
    json_put_bool(w, "revocationKnown", s->revocation_known);
    json_put_integer(json_line(w), "covered", (int64_t)s->covered);
    json_put_bool(w, "coversAll", s->covered == bytes);
    put_changes(w, s);
    json_close(w);
}

void verdict_put(struct json_writer *w, const char *path, const struct verification *v,
                 enum language language)
{
    json_open_object(w, NULL);
    json_put_text(w, "file", path);
    json_put_text(json_line(w), "status", fault_validity(v->verdict));
    json_put_text(w, "reason", language_text(language, v->why_en, v->why_zh));
    json_put_integer(json_line(w), "bytes", (int64_t)v->bytes);
    put_time(w, "expires", v->expires);
    json_open_list(json_line(w), "signatures");
    for (size_t i = 0; i < v->n; i++)
        put_signature(w, &v->signatures[i], v->bytes, language);
    json_close(w);
    json_close(w);
}

char *verdict_document(const char *path, const struct verification *v)
{
    char *text = NULL;
    size_t len;
    struct json_writer w = {.out = open_memstream(&text, &len)};
    if (w.out == NULL)
        must_end();
    verdict_put(&w, path, v, LANG_EN);
    json_end(&w);
    if (fclose(w.out) != 0)
        must_end();
    return text;
}
