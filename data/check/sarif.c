#include "data/check/sarif.h"

#include <string.h>

#include "base/buf.h"
#include "base/json.h"
#include "base/version.h"
#include "data/check/rules.h"

/* SARIF 2.1.0, 3.27.10. */
static const char *level_of(enum severity severity)
{
    switch (severity) {
    case SEV_INFO: return "note";
    case SEV_WARNING: return "warning";
    case SEV_ERROR:
    case SEV_FAILURE: break;
    }
    return "error";
}

/* A path as a relative reference of a URI (RFC 3986, 4.2). */
static void put_uri(struct json_writer *w, const char *path)
{
    struct buf b = {0};
    for (const unsigned char *s = (const unsigned char *)path; *s != '\0'; s++) {
        bool plain = (*s >= '0' && *s <= '9') || ((*s | 0x20) >= 'a' && (*s | 0x20) <= 'z') ||
                     strchr("/-._~", *s) != NULL;
        buf_printf(&b, plain && *s < 0x80 ? "%c" : "%%%02X", *s);
    }
    json_put_text(w, "uri", b.len > 0 ? b.data : "");
    buf_free(&b);
}

static void put_text_object(struct json_writer *w, const char *key, const char *name,
                            const char *text)
{
    json_open_object(w, key);
    json_put_text(w, name, text);
    json_close(w);
}

static void put_rules(struct json_writer *w, enum language language)
{
    json_open_list(w, "rules");
    for (size_t i = 0; i < rule_count(); i++) {
        const struct check_rule *rule = rule_at(i);
        json_open_object(json_line(w), NULL);
        json_put_text(w, "id", rule->name.en);
        json_put_text(w, "name", language_words(language, rule->name));
        put_text_object(w, "shortDescription", "text", language_words(language, rule->about));
        put_text_object(w, "defaultConfiguration", "level", level_of(rule->severity));
        json_close(w);
    }
    json_close(w);
}

static void put_location(struct json_writer *w, struct source at)
{
    json_open_list(json_line(w), "locations");
    json_open_object(w, NULL);
    json_open_object(w, "physicalLocation");
    json_open_object(w, "artifactLocation");
    put_uri(w, at.file);
    json_close(w);
    if (at.line > 0) {
        json_open_object(w, "region");
        json_put_integer(w, "startLine", at.line);
        json_close(w);
    }
    json_close(w);
    if (at.sheet != NULL) {
        json_open_list(w, "logicalLocations");
        json_open_object(w, NULL);
        json_put_text(w, "kind", "module");
        json_put_text(w, "name", at.sheet);
        json_close(w);
        json_close(w);
    }
    json_close(w);
    json_close(w);
}

static void put_result(struct json_writer *w, const struct message *message)
{
    int rule = rule_find(message->rule);
    json_open_object(json_line(w), NULL);
    json_put_text(w, "ruleId", message->rule);
    if (rule >= 0)
        json_put_integer(w, "ruleIndex", rule);
    json_put_text(w, "level", level_of(message->severity));
    json_line(w);
    put_text_object(w, "message", "text", message->text);
    if (message->at.file != NULL)
        put_location(w, message->at);
    if (message->accepted != NULL) {
        json_open_list(json_line(w), "suppressions");
        json_open_object(w, NULL);
        json_put_text(w, "kind", "external");
        json_put_text(w, "justification", message->accepted);
        json_close(w);
        json_close(w);
    }
    json_close(w);
}

static void put_tool(struct json_writer *w, enum language language)
{
    json_open_object(json_line(w), "tool");
    json_open_object(w, "driver");
    json_put_text(w, "name", "nianbao");
    json_put_text(w, "version", NIANBAO_VERSION);
    put_rules(w, language);
    json_close(w);
    json_close(w);
}

static void put_run(struct json_writer *w, const struct messages *m)
{
    size_t n;
    const struct message *list = messages_list(m, &n);
    json_open_object(w, NULL);
    put_tool(w, messages_language(m));
    json_put_text(json_line(w), "columnKind", "unicodeCodePoints");
    json_open_list(json_line(w), "results");
    for (size_t i = 0; i < n; i++)
        put_result(w, &list[i]);
}

void sarif_print(const struct messages *m, FILE *out)
{
    struct json_writer w = {.out = out};
    json_open_object(&w, NULL);
    json_put_text(&w, "$schema", "https://json.schemastore.org/sarif-2.1.0.json");
    json_put_text(json_line(&w), "version", "2.1.0");
    json_open_list(json_line(&w), "runs");
    put_run(&w, m);
    json_end(&w);
}
