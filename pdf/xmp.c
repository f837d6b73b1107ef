#include "pdf/xmp.h"

#include <expat.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/text.h"
#include "pdf/pdf_text.h"

/* It stands between namespace, name and prefix, and none of them can hold it. */
#define SEPARATOR '\n'

#define PROPERTIES_MAX 10000

#define RDF "http://www.w3.org/1999/02/22-rdf-syntax-ns#"

struct reader {
    XML_Parser parser;
    struct arena *arena;
    struct buf properties;
    struct buf value;
    struct xmp_property now; /* the property being read */
    int depth;               /* of elements */
    int description;         /* depth of the outermost rdf:Description, 0: none */
    bool refused;
};

/* Takes `namespace SEPARATOR name [SEPARATOR prefix]` apart. */
static struct xmp_property split(struct arena *a, const char *full)
{
    struct xmp_property p = {.space = "", .prefix = ""};
    const char *name = strchr(full, SEPARATOR);
    if (name != NULL)
        p.space = arena_strndup(a, full, (size_t)(name - full));
    name = name != NULL ? name + 1 : full;
    const char *prefix = strchr(name, SEPARATOR);
    size_t len = prefix != NULL ? (size_t)(prefix - name) : strlen(name);
    p.name = arena_strndup(a, name, len);
    if (prefix != NULL)
        p.prefix = arena_strdup(a, prefix + 1);
    return p;
}

static bool is(const struct xmp_property *p, const char *name)
{
    return strcmp(p->space, RDF) == 0 && strcmp(p->name, name) == 0;
}

static void keep(struct reader *r, struct xmp_property p, const char *value, size_t len)
{
    text_trim(&value, &len);
    p.value = pdf_text_clean(r->arena, value, len);
    if (r->properties.len / sizeof p < PROPERTIES_MAX)
        buf_add(&r->properties, &p, sizeof p);
}

static void on_start(void *ctx, const char *name, const char **attributes)
{
    struct reader *r = ctx;
    struct xmp_property p = split(r->arena, name);
    r->depth++;
    if (r->description == 0 && is(&p, "Description")) {
        r->description = r->depth;
        for (size_t i = 0; attributes[i] != NULL; i += 2) {
            struct xmp_property attribute = split(r->arena, attributes[i]);
            if (strcmp(attribute.space, RDF) != 0)
                keep(r, attribute, attributes[i + 1], strlen(attributes[i + 1]));
        }
    } else if (r->description > 0 && r->depth == r->description + 1) {
        r->now = p;
        r->value.len = 0;
    } else if (is(&p, "li")) {
        const char *s = r->value.data;
        size_t len = r->value.len;
        if (len > 0)
            text_trim(&s, &len);
        if (len > 0)
            buf_puts(&r->value, "; ");
    }
}

static void on_end(void *ctx, const char *name)
{
    struct reader *r = ctx;
    (void)name;
    if (r->description > 0 && r->depth == r->description + 1)
        keep(r, r->now, r->value.len > 0 ? r->value.data : "", r->value.len);
    if (r->depth == r->description)
        r->description = 0;
    r->depth--;
}

static void on_text(void *ctx, const char *text, int len)
{
    struct reader *r = ctx;
    const char *s = text;
    size_t rest = (size_t)len;
    text_trim(&s, &rest);
    /* Blanks between elements are no text. */
    if (r->description > 0 && r->depth > r->description && rest > 0)
        buf_add(&r->value, text, (size_t)len);
}

/* Entities that a document declares could fill the memory, and no packet has any. */
static void on_doctype(void *ctx, const char *name, const char *system, const char *public, int own)
{
    struct reader *r = ctx;
    (void)name, (void)system, (void)public, (void)own;
    r->refused = true;
    XML_StopParser(r->parser, XML_FALSE);
}

static bool parse(struct reader *r, const char *packet, size_t len)
{
    r->parser = XML_ParserCreateNS(NULL, SEPARATOR);
    if (r->parser == NULL)
        must_end();
    XML_SetReturnNSTriplet(r->parser, 1);
    XML_SetUserData(r->parser, r);
    XML_SetElementHandler(r->parser, on_start, on_end);
    XML_SetCharacterDataHandler(r->parser, on_text);
    XML_SetStartDoctypeDeclHandler(r->parser, on_doctype);
    bool whole = len <= INT32_MAX &&
                 XML_Parse(r->parser, packet, (int)len, XML_TRUE) == XML_STATUS_OK && !r->refused;
    XML_ParserFree(r->parser);
    return whole;
}

const struct xmp *xmp_read(struct arena *a, const char *packet, size_t len, struct source at,
                           struct messages *m)
{
    struct reader r = {.arena = a};
    struct xmp *x = NULL;
    if (parse(&r, packet, len)) {
        x = arena_alloc(a, sizeof *x);
        x->n = r.properties.len / sizeof *x->properties;
        x->properties = buf_keep(&r.properties, a);
    } else {
        msg(m, SEV_ERROR, at, "xmp-broken",
            "the metadata (XMP) of the PDF are no well-formed XML: take another copy of it",
            "PDF 的元数据（XMP）不是格式正确的 XML：请换用另一份副本");
    }
    buf_free(&r.properties);
    buf_free(&r.value);
    return x;
}

const char *xmp_find(const struct xmp *x, const char *space, const char *name)
{
    for (size_t i = 0; x != NULL && i < x->n; i++)
        if (strcmp(x->properties[i].space, space) == 0 && strcmp(x->properties[i].name, name) == 0)
            return x->properties[i].value;
    return NULL;
}
