#include "pdf/pdf_read.h"

#include <string.h>

#include "base/arena.h"
#include "pdf/pdf_file.h"

static const struct pdf_value null_value = {0};

int pdf_broken(const struct pdf_file *f, size_t at, const char *en, const char *zh)
{
    msg(f->m, SEV_ERROR, f->at, "pdf-broken",
        "the PDF is damaged at byte %zu (%s): take another copy of it",
        "PDF 在第 %zu 字节处损坏（%s）：请换用另一份副本", at,
        language_text(messages_language(f->m), en, zh));
    return -1;
}

int pdf_refuse(const struct pdf_file *f, const char *rule, const char *en, const char *zh)
{
    enum language language = messages_language(f->m);
    msg(f->m, SEV_ERROR, f->at, rule, "%s", "%s", language_text(language, en, zh));
    return -1;
}

const char *pdf_version(const struct pdf_file *f)
{
    return f->version;
}

size_t pdf_length(const struct pdf_file *f)
{
    return f->parser.len;
}

size_t pdf_revisions(const struct pdf_file *f)
{
    return f->revisions;
}

const struct pdf_value *pdf_trailer(const struct pdf_file *f)
{
    return &f->trailer;
}

const struct pdf_value *pdf_catalog(const struct pdf_file *f)
{
    return pdf_dict_find(f, &f->trailer, "Root");
}

size_t pdf_newest_xref(const struct pdf_file *f)
{
    return f->newest_xref;
}

bool pdf_has_xref_stream(const struct pdf_file *f)
{
    return f->has_xref_stream;
}

size_t pdf_size(const struct pdf_file *f)
{
    return f->size;
}

const struct pdf_value *pdf_object(const struct pdf_file *f, size_t number)
{
    bool there = number < f->size && f->entries[number].state == ENTRY_LOADED;
    return there ? f->entries[number].value : &null_value;
}

int pdf_generation(const struct pdf_file *f, size_t number)
{
    bool there = number < f->size && f->entries[number].state == ENTRY_LOADED;
    return there ? f->entries[number].generation : 0;
}

const struct pdf_value *pdf_resolve(const struct pdf_file *f, const struct pdf_value *v)
{
    if (v == NULL)
        return &null_value;
    if (v->kind != PDF_REFERENCE)
        return v;
    const struct pdf_value *object = pdf_object(f, (size_t)v->number);
    return object != &null_value && f->entries[v->number].generation == v->generation ? object
                                                                                      : &null_value;
}

const struct pdf_value *pdf_plain(const struct pdf_value *dict, const char *key)
{
    if (dict->kind == PDF_DICT || dict->kind == PDF_STREAM)
        for (size_t i = 0; i < dict->n; i += 2)
            if (strcmp(dict->items[i].bytes, key) == 0)
                return &dict->items[i + 1];
    return NULL;
}

int64_t pdf_find_number(const struct pdf_value *dict, const char *key)
{
    const struct pdf_value *v = pdf_plain(dict, key);
    return v != NULL && v->kind == PDF_INTEGER && v->number >= 0 ? v->number : -1;
}

const struct pdf_value *pdf_dict_find(const struct pdf_file *f, const struct pdf_value *dict,
                                      const char *key)
{
    return pdf_resolve(f, pdf_plain(dict, key));
}

const struct pdf_value *pdf_item(const struct pdf_file *f, const struct pdf_value *array, size_t i)
{
    bool there = array->kind == PDF_ARRAY && i < array->n;
    return there ? pdf_resolve(f, &array->items[i]) : &null_value;
}

bool pdf_is_name(const struct pdf_value *v, const char *name)
{
    return v->kind == PDF_NAME && strcmp(v->bytes, name) == 0;
}

bool pdf_milli(const struct pdf_value *v, int64_t *out)
{
    int64_t milli = 0, unit = 1000;
    bool point = false;
    *out = 0;
    if (v->kind == PDF_INTEGER && v->number >= -PDF_NUMBER_MAX && v->number <= PDF_NUMBER_MAX) {
        *out = v->number * 1000;
        return true;
    }
    if (v->kind != PDF_REAL)
        return false;
    for (const char *s = v->bytes + strspn(v->bytes, "+-"); *s != '\0'; s++) {
        if (*s == '.')
            point = true;
        else if (point && (unit /= 10) > 0)
            milli += (*s - '0') * unit;
        else if (!point)
            milli = milli * 10 + (*s - '0') * 1000;
        if (milli > (int64_t)PDF_NUMBER_MAX * 1000)
            return false;
    }
    *out = v->bytes[0] == '-' ? -milli : milli;
    return true;
}

int64_t pdf_whole(const struct pdf_value *v)
{
    int64_t milli;
    pdf_milli(v, &milli);
    return milli / 1000;
}
