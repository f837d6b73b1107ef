#include "pdf/facts.h"

#include "base/buf.h"
#include "pdf/pdf_text.h"
#include "pdf/pdf_tree.h"

struct collection {
    struct arena *arena;
    const struct pdf_file *f;
    struct buf signatures;
};

/* The gap of the /ByteRange must be the /Contents to the byte. */
static void read_range(const struct pdf_file *f, const struct pdf_value *value,
                       struct signature_fact *fact)
{
    const struct pdf_value *range = pdf_dict_find(f, value, "ByteRange");
    const struct pdf_value *contents = pdf_dict_find(f, value, "Contents");
    int64_t r[4], len = (int64_t)pdf_length(f);
    for (size_t i = 0; i < 4; i++) {
        const struct pdf_value *v = pdf_item(f, range, i);
        r[i] = v->kind == PDF_INTEGER && v->number >= 0 && v->number <= len ? v->number : -1;
    }
    if (range->kind != PDF_ARRAY || range->n != 4 || contents->kind != PDF_STRING || r[0] != 0 ||
        r[1] != (int64_t)contents->begin || r[2] != (int64_t)contents->end || r[3] < 0 ||
        r[2] + r[3] > len)
        return;
    fact->covered = (size_t)(r[2] + r[3]);
    fact->covers = r[2] + r[3] == len ? COVERS_ALL : COVERS_PART;
}

static void visit_field(void *ctx, const struct pdf_value *field)
{
    struct collection *c = ctx;
    bool terminal = pdf_dict_find(c->f, field, "T")->kind == PDF_STRING;
    if (!terminal || !pdf_is_name(pdf_inherited(c->f, field, "FT"), "Sig"))
        return;
    struct signature_fact fact = {.field = pdf_field_name(c->arena, c->f, field)};
    const struct pdf_value *value = pdf_dict_find(c->f, field, "V");
    fact.is_signed = value->kind != PDF_NULL;
    if (fact.is_signed) {
        fact.filter = pdf_text(c->arena, pdf_dict_find(c->f, value, "SubFilter"));
        fact.signer = pdf_text(c->arena, pdf_dict_find(c->f, value, "Name"));
        fact.date = pdf_text(c->arena, pdf_dict_find(c->f, value, "M"));
        read_range(c->f, value, &fact);
    }
    buf_add(&c->signatures, &fact, sizeof fact);
}

int facts_signatures(struct arena *a, const struct pdf_file *f, struct facts *facts)
{
    struct collection c = {.arena = a, .f = f};
    const struct pdf_value *form = pdf_dict_find(f, pdf_catalog(f), "AcroForm");
    int status = pdf_walk(f, pdf_dict_find(f, form, "Fields"), "Kids", visit_field, &c);
    facts->n_signatures = c.signatures.len / sizeof *facts->signatures;
    facts->signatures = buf_keep(&c.signatures, a);
    return status;
}
