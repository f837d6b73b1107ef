#include <string.h>

#include "cmd/inspect_print.h"
#include "data/json.h"

static void member(FILE *out, const char *name, const char *value)
{
    fprintf(out, "\"%s\": ", name);
    if (value != NULL)
        json_string(value, out);
    else
        fputs("null", out);
}

static const char *truth(bool b)
{
    return b ? "true" : "false";
}

static void print_fonts(const struct facts *facts, FILE *out)
{
    fputs(",\n \"fonts\": [", out);
    for (size_t i = 0; i < facts->n_fonts; i++) {
        const struct font_fact *font = &facts->fonts[i];
        fputs(i > 0 ? ",\n  {" : "\n  {", out);
        member(out, "name", font->name);
        fputs(", ", out);
        member(out, "type", font->type);
        fprintf(out, ", \"embedded\": %s, \"subset\": %s}", truth(font->embedded),
                truth(font->subset));
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
        member(out, "name", e->name);
        fputs(", ", out);
        member(out, "relationship", e->relationship);
        fputs(", ", out);
        member(out, "type", e->type);
        fputs(", ", out);
        member(out, "description", e->description);
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
        member(out, "field", s->field);
        fprintf(out, ", \"signed\": %s, ", truth(s->is_signed));
        member(out, "subFilter", s->filter);
        fputs(", ", out);
        member(out, "signer", s->signer);
        fputs(", ", out);
        member(out, "date", s->date);
        fputs(", ", out);
        member(out, "covers", s->is_signed ? covers[s->covers] : NULL);
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
        member(out, "name", xmp->properties[i].name);
        fputs(", ", out);
        member(out, "value", xmp->properties[i].value);
        putc('}', out);
    }
    putc(']', out);
}

void inspect_print_json(const char *path, const struct facts *facts, FILE *out)
{
    putc('{', out);
    member(out, "file", path);
    fputs(",\n ", out);
    member(out, "version", facts->version);
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
        member(out, texts[i].name, texts[i].value);
    }
    fprintf(out, ",\n \"tagged\": %s,\n \"conformance\": {", truth(facts->tagged));
    member(out, "pdfa", facts->pdfa);
    fputs(", ", out);
    member(out, "pdfua", facts->pdfua);
    putc('}', out);
    print_fonts(facts, out);
    print_structure(facts, out);
    print_embedded(&facts->embedded, out);
    print_signatures(facts, out);
    print_properties(facts->xmp, out);
    fputs("}\n", out);
}
