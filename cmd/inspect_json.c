#include <string.h>

#include "base/json.h"
#include "cmd/inspect_print.h"

static void print_fonts(const struct facts *facts, FILE *out)
{
    fputs(",\n \"fonts\": [", out);
    for (size_t i = 0; i < facts->n_fonts; i++) {
        const struct font_fact *font = &facts->fonts[i];
        fputs(i > 0 ? ",\n  {" : "\n  {", out);
        json_member("name", font->name, out);
        fputs(", ", out);
        json_member("type", font->type, out);
        fputs(", ", out);
        json_bool("embedded", font->embedded, out);
        fputs(", ", out);
        json_bool("subset", font->subset, out);
        putc('}', out);
    }
    putc(']', out);
}

static void print_structure(const struct facts *facts, FILE *out)
{
    fputs(",\n \"structure\": {", out);
    for (size_t i = 0; i < facts->n_structure; i++) {
        fputs(i > 0 ? ", " : "", out);
        json_string(facts->structure[i].type, out);
        fprintf(out, ": %zu", facts->structure[i].n);
    }
    fprintf(out, "},\n \"figuresWithoutAlt\": %zu", facts->figures_without_alt);
}

static void print_embedded(const struct embedded_list *list, FILE *out)
{
    fputs(",\n \"embedded\": [", out);
    for (size_t i = 0; i < list->n; i++) {
        const struct embedded *e = &list->files[i];
        fputs(i > 0 ? ",\n  {" : "\n  {", out);
        json_member("name", e->name, out);
        fputs(", ", out);
        json_member("relationship", e->relationship, out);
        fputs(", ", out);
        json_member("type", e->type, out);
        fputs(", ", out);
        json_member("description", e->description, out);
        fprintf(out, ", \"size\": %zu}", e->len);
    }
    putc(']', out);
}

static void print_signatures(const struct facts *facts, FILE *out)
{
    static const char *const covers[] = {
        [COVERS_UNKNOWN] = "unknown", [COVERS_PART] = "part", [COVERS_ALL] = "all"};
    fputs(",\n \"signatures\": [", out);
    for (size_t i = 0; i < facts->n_signatures; i++) {
        const struct signature_fact *s = &facts->signatures[i];
        fputs(i > 0 ? ",\n  {" : "\n  {", out);
        json_member("field", s->field, out);
        fputs(", ", out);
        json_bool("signed", s->is_signed, out);
        fputs(", ", out);
        json_member("subFilter", s->filter, out);
        fputs(", ", out);
        json_member("signer", s->signer, out);
        fputs(", ", out);
        json_member("date", s->date, out);
        fputs(", ", out);
        json_member("covers", s->is_signed ? covers[s->covers] : NULL, out);
        fprintf(out, ", \"coveredBytes\": %zu}", s->covered);
    }
    putc(']', out);
}

/* Names may come twice: a list, not an object. */
static void print_properties(const struct xmp *xmp, FILE *out)
{
    bool first = true;
    fputs(",\n \"properties\": [", out);
    for (size_t i = 0; xmp != NULL && i < xmp->n; i++) {
        if (strcmp(xmp->properties[i].prefix, INSPECT_PREFIX) != 0)
            continue;
        fputs(first ? "\n  {" : ",\n  {", out);
        first = false;
        json_member("name", xmp->properties[i].name, out);
        fputs(", ", out);
        json_member("value", xmp->properties[i].value, out);
        putc('}', out);
    }
    putc(']', out);
}

void inspect_print_json(const char *path, const struct facts *facts, FILE *out)
{
    putc('{', out);
    json_member("file", path, out);
    fputs(",\n ", out);
    json_member("version", facts->version, out);
    fprintf(out, ",\n \"pages\": %zu, \"bytes\": %zu, \"revisions\": %zu", facts->pages,
            facts->bytes, facts->revisions);
    const struct {
        const char *name, *value;
    } texts[] = {{"title", facts->title},
                 {"author", facts->author},
                 {"producer", facts->producer},
                 {"language", facts->language}};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        fputs(",\n ", out);
        json_member(texts[i].name, texts[i].value, out);
    }
    fputs(",\n ", out);
    json_bool("tagged", facts->tagged, out);
    fputs(",\n \"conformance\": {", out);
    json_member("pdfa", facts->pdfa, out);
    fputs(", ", out);
    json_member("pdfua", facts->pdfua, out);
    putc('}', out);
    print_fonts(facts, out);
    print_structure(facts, out);
    print_embedded(&facts->embedded, out);
    print_signatures(facts, out);
    print_properties(facts->xmp, out);
    fputs("}\n", out);
}
