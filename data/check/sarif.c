#include "data/check/sarif.h"

#include <string.h>

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

/* A path as a relative reference of a URI (RFC 3986, 4.2), in quotes. */
static void print_uri(const char *path, FILE *out)
{
    putc('"', out);
    for (const unsigned char *s = (const unsigned char *)path; *s; s++) {
        bool plain = (*s >= '0' && *s <= '9') || ((*s | 0x20) >= 'a' && (*s | 0x20) <= 'z') ||
                     strchr("/-._~", *s) != NULL;
        if (plain && *s < 0x80)
            putc(*s, out);
        else
            fprintf(out, "%%%02X", *s);
    }
    putc('"', out);
}

static void print_rules(enum language language, FILE *out)
{
    for (size_t i = 0; i < check_rule_count(); i++) {
        const struct check_rule *rule = check_rule_at(i);
        fprintf(out, "%s\n      {\"id\": \"%s\", \"name\": ", i > 0 ? "," : "", rule->name.en);
        json_string(language_words(language, rule->name), out);
        fputs(", \"shortDescription\": {\"text\": ", out);
        json_string(language_words(language, rule->about), out);
        fprintf(out, "}, \"defaultConfiguration\": {\"level\": \"%s\"}}", level_of(rule->severity));
    }
}

static void print_location(struct source at, FILE *out)
{
    if (at.file == NULL)
        return;
    fputs(",\n     \"locations\": [{\"physicalLocation\": {\"artifactLocation\": {\"uri\": ", out);
    print_uri(at.file, out);
    putc('}', out);
    if (at.line > 0)
        fprintf(out, ", \"region\": {\"startLine\": %d}", at.line);
    putc('}', out);
    if (at.sheet != NULL) {
        fputs(", \"logicalLocations\": [{\"kind\": \"module\", \"name\": ", out);
        json_string(at.sheet, out);
        fputs("}]", out);
    }
    fputs("}]", out);
}

static void print_result(const struct message *message, FILE *out)
{
    int rule = check_rule(message->rule);
    fputs("\n    {\"ruleId\": ", out);
    json_string(message->rule, out);
    if (rule >= 0)
        fprintf(out, ", \"ruleIndex\": %d", rule);
    fprintf(out,
            ", \"level\": \"%s\",\n     \"message\": {\"text\": ", level_of(message->severity));
    json_string(message->text, out);
    putc('}', out);
    print_location(message->at, out);
    if (message->accepted != NULL) {
        fputs(",\n     \"suppressions\": [{\"kind\": \"external\", \"justification\": ", out);
        json_string(message->accepted, out);
        fputs("}]", out);
    }
    putc('}', out);
}

void sarif_print(const struct messages *m, FILE *out)
{
    size_t n;
    const struct message *list = messages_list(m, &n);
    fputs("{\"$schema\": \"https://json.schemastore.org/sarif-2.1.0.json\",\n"
          " \"version\": \"2.1.0\",\n \"runs\": [{\n"
          "   \"tool\": {\"driver\": {\"name\": \"nianbao\", \"version\": \"" NIANBAO_VERSION
          "\", \"rules\": [",
          out);
    print_rules(messages_language(m), out);
    fputs("]}},\n   \"columnKind\": \"unicodeCodePoints\",\n   \"results\": [", out);
    for (size_t i = 0; i < n; i++) {
        if (i > 0)
            putc(',', out);
        print_result(&list[i], out);
    }
    fputs("]}]}\n", out);
}
