#include "render/output/pdfxmp.h"

#include "pdf/xmp.h"

static void put_language_alternative(struct buf *b, const char *name, const char *text)
{
    if (text == NULL || *text == '\0')
        return;
    buf_printf(b, "<%s><rdf:Alt><rdf:li xml:lang=\"x-default\">", name);
    buf_xml(b, text);
    buf_printf(b, "</rdf:li></rdf:Alt></%s>\n", name);
}

static void put_author(struct buf *b, const char *author)
{
    if (author == NULL || *author == '\0')
        return;
    buf_puts(b, "<dc:creator><rdf:Seq><rdf:li>");
    buf_xml(b, author);
    buf_puts(b, "</rdf:li></rdf:Seq></dc:creator>\n");
}

/* A version 8 UUID (RFC 9562) of the document's own hash. */
static void put_id(struct buf *b, const unsigned char id[16])
{
    buf_puts(b, "<xmpMM:DocumentID>uuid:");
    for (int i = 0; i < 16; i++) {
        unsigned v = id[i];
        if (i == 6)
            v = (v & 0x0F) | 0x80;
        else if (i == 8)
            v = (v & 0x3F) | 0x80;
        buf_printf(b, "%s%02x", i == 4 || i == 6 || i == 8 || i == 10 ? "-" : "", v);
    }
    buf_puts(b, "</xmpMM:DocumentID>\n");
}

/* ISO 19005-2 6.6.2.3: what is no predefined schema is described in the packet itself. */
struct schema {
    const char *name, *uri, *prefix, *property, *type, *about;
};

static const struct schema ua = {"PDF/UA identification", XMP_PDFUA, "pdfuaid", "part", "Integer",
                                 "part of ISO 14289"};
static const struct schema made_from = {
    "nianbao", "urn:nianbao:ns:1/", "nianbao",
    "inputs",  "bag Text",          "the files the document was made from: sha256, hash, name"};

static void put_schema(struct buf *b, const struct schema *s)
{
    buf_printf(b,
               "<rdf:li rdf:parseType=\"Resource\">\n"
               "<pdfaSchema:schema>%s</pdfaSchema:schema>\n"
               "<pdfaSchema:namespaceURI>%s</pdfaSchema:namespaceURI>\n"
               "<pdfaSchema:prefix>%s</pdfaSchema:prefix>\n"
               "<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType=\"Resource\">\n"
               "<pdfaProperty:name>%s</pdfaProperty:name>\n"
               "<pdfaProperty:valueType>%s</pdfaProperty:valueType>\n"
               "<pdfaProperty:category>internal</pdfaProperty:category>\n"
               "<pdfaProperty:description>%s</pdfaProperty:description>\n"
               "</rdf:li></rdf:Seq></pdfaSchema:property>\n</rdf:li>\n",
               s->name, s->uri, s->prefix, s->property, s->type, s->about);
}

static void put_schemas(struct buf *b, bool with_ua)
{
    buf_puts(b, "<rdf:Description rdf:about=\"\" "
                "xmlns:pdfaExtension=\"http://www.aiim.org/pdfa/ns/extension/\" "
                "xmlns:pdfaSchema=\"http://www.aiim.org/pdfa/ns/schema#\" "
                "xmlns:pdfaProperty=\"http://www.aiim.org/pdfa/ns/property#\">\n"
                "<pdfaExtension:schemas><rdf:Bag>");
    put_schema(b, &made_from);
    if (with_ua)
        put_schema(b, &ua);
    buf_puts(b, "</rdf:Bag></pdfaExtension:schemas>\n</rdf:Description>\n");
}

static void put_inputs(struct buf *b, const struct pdfxmp *x)
{
    buf_printf(b, "<rdf:Description rdf:about=\"\" xmlns:%s=\"%s\">\n<nianbao:inputs><rdf:Bag>\n",
               made_from.prefix, made_from.uri);
    for (size_t i = 0; i < x->n_inputs; i++) {
        buf_puts(b, "<rdf:li>sha256 ");
        for (size_t k = 0; k < sizeof x->inputs[i].file->sha256; k++)
            buf_printf(b, "%02x", x->inputs[i].file->sha256[k]);
        buf_puts(b, " ");
        buf_xml(b, x->inputs[i].name);
        buf_puts(b, "</rdf:li>\n");
    }
    buf_puts(b, "</rdf:Bag></nianbao:inputs>\n</rdf:Description>\n");
}

static void put_claims(struct buf *b, const struct pdfxmp_claims *c)
{
    if (c->part > 0)
        buf_printf(b,
                   "<rdf:Description rdf:about=\"\" "
                   "xmlns:pdfaid=\"" XMP_PDFA "\">\n"
                   "<pdfaid:part>%d</pdfaid:part>\n"
                   "<pdfaid:conformance>%c</pdfaid:conformance>\n</rdf:Description>\n",
                   c->part, c->conformance);
    if (c->ua)
        buf_printf(b,
                   "<rdf:Description rdf:about=\"\" xmlns:%s=\"%s\">\n"
                   "<pdfuaid:part>1</pdfuaid:part>\n</rdf:Description>\n",
                   ua.prefix, ua.uri);
    if (c->part > 0)
        put_schemas(b, c->ua);
}

void pdfxmp_write(const struct pages *pages, const struct pdfxmp *x, struct buf *out)
{
    buf_puts(out, "<?xpacket begin=\"\xEF\xBB\xBF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n"
                  "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\n"
                  "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n"
                  "<rdf:Description rdf:about=\"\" xmlns:dc=\"" XMP_DC "\" "
                  "xmlns:pdf=\"" XMP_PDF "\" "
                  "xmlns:xmpMM=\"http://ns.adobe.com/xap/1.0/mm/\">\n"
                  "<dc:format>application/pdf</dc:format>\n");
    put_language_alternative(out, "dc:title", pages->title);
    put_author(out, pages->author);
    put_language_alternative(out, "dc:description", pages->subject);
    buf_printf(out, "<dc:language><rdf:Bag><rdf:li>%s</rdf:li></rdf:Bag></dc:language>\n",
               language_code(pages->language));
    buf_printf(out, "<pdf:Producer>%s</pdf:Producer>\n", x->producer);
    put_id(out, x->id);
    buf_puts(out, "</rdf:Description>\n");
    put_claims(out, &x->claims);
    if (x->n_inputs > 0)
        put_inputs(out, x);
    buf_puts(out, "</rdf:RDF>\n</x:xmpmeta>\n<?xpacket end=\"r\"?>");
}
