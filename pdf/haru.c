#include "pdf/haru.h"

#include <hpdf.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/deflate.h"
#include "base/msg.h"
#include "base/utf8.h"
#include "pdf/objstm.h"
#include "pdf/pdf_text.h"

struct haru {
    HPDF_Doc doc;
    struct messages *messages;
};

/* libharu keeps 32,767 entries in an array, so pages hang in a tree of this breadth. */
#define PAGES_A_NODE 256

static HPDF_Dict dict_of(struct haru_dict *d)
{
    return (HPDF_Dict)(void *)d;
}

static HPDF_Array array_of(struct haru_array *a)
{
    return (HPDF_Array)(void *)a;
}

/* Whether objects can still be made and used: nothing failed so far. */
static bool good(const struct haru *h, const void *object)
{
    return h->doc->error.error_no == HPDF_OK && object != NULL;
}

static void *own(struct haru *h, void *object, bool indirect)
{
    if (!good(h, object))
        return NULL;
    if (indirect && HPDF_Xref_Add(h->doc->xref, object) != HPDF_OK)
        return NULL;
    return object;
}

struct haru *haru_open(size_t n_pages, struct messages *m)
{
    HPDF_Doc doc = HPDF_New(NULL, NULL);
    if (doc == NULL ||
        (n_pages > PAGES_A_NODE && HPDF_SetPagesConfiguration(doc, PAGES_A_NODE) != HPDF_OK)) {
        msg(m, SEV_FAILURE, NOWHERE, "pdf", "libharu cannot start a document",
            "libharu无法新建文档");
        if (doc != NULL)
            HPDF_Free(doc);
        return NULL;
    }
    doc->pdf_version = HPDF_VER_17;
    struct haru *h = must_alloc(1, sizeof *h);
    *h = (struct haru){doc, m};
    return h;
}

void haru_close(struct haru *h)
{
    if (h == NULL)
        return;
    HPDF_Free(h->doc);
    free(h);
}

/* The last part comes together with the status "end of stream". */
static void read_out(HPDF_Doc doc, struct buf *out)
{
    HPDF_BYTE part[65536];
    for (;;) {
        HPDF_UINT32 size = sizeof part;
        HPDF_STATUS status = HPDF_ReadFromStream(doc, part, &size);
        if (status != HPDF_OK && status != HPDF_STREAM_EOF)
            return;
        buf_add(out, part, size);
        if (status == HPDF_STREAM_EOF || size == 0)
            break;
    }
    HPDF_ResetError(doc);
}

static HPDF_STATUS write_source(HPDF_Dict d, HPDF_Stream out)
{
    return d->attr != NULL ? HPDF_Stream_WriteStr(out, d->attr) : HPDF_OK;
}

/* Those that are given as source are many and small. */
static bool is_source(const HPDF_XrefEntry_Rec *e)
{
    const HPDF_Obj_Header *header = e->obj;
    return header != NULL && (header->obj_class & HPDF_OCLASS_ANY) == HPDF_OCLASS_DICT &&
           ((HPDF_Dict)e->obj)->write_fn == write_source;
}

/* Where the objects of a saved file stand. */
static struct object_place *places_of(HPDF_Xref xref)
{
    struct object_place *places = must_alloc(xref->entries->count, sizeof *places);
    for (HPDF_UINT i = 0; i < xref->entries->count; i++) {
        const HPDF_XrefEntry_Rec *e = HPDF_Xref_GetEntry(xref, i);
        places[i] = (struct object_place){e->byte_offset, is_source(e)};
    }
    return places;
}

static void save(HPDF_Doc doc, struct buf *out)
{
    struct buf bytes = {0};
    read_out(doc, &bytes);
    struct object_place *places = places_of(doc->xref);
    const struct classic_file file = {bytes.data, bytes.len, doc->xref->addr, places,
                                      doc->xref->entries->count};
    objstm_write(&file, out);
    free(places);
    buf_free(&bytes);
}

int haru_save(struct haru *h, struct buf *out)
{
    if (good(h, h->doc) && HPDF_SaveToStream(h->doc) == HPDF_OK)
        save(h->doc, out);
    HPDF_STATUS error = h->doc->error.error_no;
    if (error == HPDF_OK)
        return 0;
    msg(h->messages, SEV_FAILURE, NOWHERE, "pdf",
        "libharu cannot make the PDF (error 0x%04lx, detail %lu)",
        "libharu无法生成PDF（错误0x%04lx，细节%lu）", (unsigned long)error,
        (unsigned long)h->doc->error.detail_no);
    return -1;
}

struct haru_dict *haru_dict(struct haru *h, bool indirect)
{
    return good(h, h) ? own(h, HPDF_Dict_New(h->doc->mmgr), indirect) : NULL;
}

struct haru_array *haru_array(struct haru *h, bool indirect)
{
    return good(h, h) ? own(h, HPDF_Array_New(h->doc->mmgr), indirect) : NULL;
}

/* libharu removes a /Filter that it did not set itself, so it is written behind the other keys. */
static HPDF_STATUS write_flate(HPDF_Dict d, HPDF_Stream out)
{
    (void)d;
    return HPDF_Stream_WriteStr(out, "/Filter /FlateDecode\n");
}

static HPDF_STATUS write_dct(HPDF_Dict d, HPDF_Stream out)
{
    (void)d;
    return HPDF_Stream_WriteStr(out, "/Filter /DCTDecode\n");
}

/* Gives a stream object its bytes, which are encoded already; write names their filter. */
static void fill(HPDF_Dict d, HPDF_Stream stream, const void *bytes, size_t len,
                 HPDF_Dict_OnWriteFunc write)
{
    d->filter = HPDF_STREAM_FILTER_NONE;
    d->write_fn = write;
    HPDF_Stream_Write(stream, bytes, (HPDF_UINT)len);
}

static struct haru_dict *encoded(struct haru *h, const void *bytes, size_t len,
                                 HPDF_Dict_OnWriteFunc write)
{
    HPDF_Dict d = good(h, h) ? HPDF_DictStream_New(h->doc->mmgr, h->doc->xref) : NULL;
    if (!good(h, d))
        return NULL;
    fill(d, d->stream, bytes, len, write);
    return (struct haru_dict *)(void *)d;
}

struct haru_dict *haru_source_dict(struct haru *h)
{
    struct haru_dict *d = haru_dict(h, true);
    if (d != NULL)
        dict_of(d)->write_fn = write_source;
    return d;
}

void haru_set_source(struct haru *h, struct haru_dict *d, const char *text)
{
    if (good(h, d))
        dict_of(d)->attr = (void *)(uintptr_t)text; /* libharu takes no const */
}

unsigned haru_object(const struct haru *h, const struct haru_dict *d)
{
    return good(h, d) ? ((HPDF_Dict)(uintptr_t)d)->header.obj_id & 0x00FFFFFF : 0;
}

struct haru_dict *haru_plain_stream(struct haru *h, const void *bytes, size_t len)
{
    return encoded(h, bytes, len, NULL);
}

struct haru_dict *haru_deflated_stream(struct haru *h, const void *bytes, size_t len)
{
    return encoded(h, bytes, len, write_flate);
}

struct haru_dict *haru_stream(struct haru *h, const void *bytes, size_t len)
{
    size_t deflated_len;
    unsigned char *deflated = deflate_bytes(bytes, len, &deflated_len);
    struct haru_dict *d = haru_deflated_stream(h, deflated, deflated_len);
    free(deflated);
    return d;
}

struct haru_dict *haru_jpeg_stream(struct haru *h, const void *bytes, size_t len)
{
    return encoded(h, bytes, len, write_dct);
}

struct haru_dict *haru_page(struct haru *h, int32_t width, int32_t height)
{
    HPDF_Page page = good(h, h) ? HPDF_AddPage(h->doc) : NULL;
    if (!good(h, page))
        return NULL;
    HPDF_Page_SetWidth(page, (HPDF_REAL)(width / 1000.0));
    HPDF_Page_SetHeight(page, (HPDF_REAL)(height / 1000.0));
    return (struct haru_dict *)(void *)page;
}

void haru_content(struct haru *h, struct haru_dict *page, const void *deflated, size_t len)
{
    if (!good(h, page))
        return;
    HPDF_PageAttr attr = dict_of(page)->attr;
    fill(attr->contents, attr->stream, deflated, len, write_flate);
}

void haru_page_resources(struct haru *h, struct haru_dict *page, const char *kind,
                         struct haru_dict *resources)
{
    if (!good(h, page) || !good(h, resources))
        return;
    HPDF_Dict all = HPDF_Dict_GetItem(dict_of(page), "Resources", HPDF_OCLASS_DICT);
    if (good(h, all))
        HPDF_Dict_Add(all, kind, resources);
}

struct haru_dict *haru_catalog(struct haru *h)
{
    return (struct haru_dict *)(void *)h->doc->catalog;
}

struct haru_dict *haru_info(struct haru *h)
{
    HPDF_Dict info = h->doc->info;
    if (info == NULL && (info = (HPDF_Dict)(void *)haru_dict(h, true)) != NULL) {
        h->doc->info = info;
        HPDF_Dict_Add(h->doc->trailer, "Info", info);
    }
    return (struct haru_dict *)(void *)info;
}

void haru_set_id(struct haru *h, const unsigned char id[16])
{
    struct haru_array *pair = haru_array(h, false);
    HPDF_BYTE bytes[16];
    memcpy(bytes, id, sizeof bytes);
    for (int i = 0; i < 2 && good(h, pair); i++)
        HPDF_Array_Add(array_of(pair), HPDF_Binary_New(h->doc->mmgr, bytes, sizeof bytes));
    if (good(h, pair))
        HPDF_Dict_Add(h->doc->trailer, "ID", pair);
}

void haru_set_dict(struct haru *h, struct haru_dict *d, const char *key, struct haru_dict *value)
{
    if (good(h, d) && value != NULL)
        HPDF_Dict_Add(dict_of(d), key, value);
}

void haru_set_array(struct haru *h, struct haru_dict *d, const char *key, struct haru_array *value)
{
    if (good(h, d) && value != NULL)
        HPDF_Dict_Add(dict_of(d), key, value);
}

void haru_set_name(struct haru *h, struct haru_dict *d, const char *key, const char *value)
{
    if (good(h, d))
        HPDF_Dict_AddName(dict_of(d), key, value);
}

void haru_set_number(struct haru *h, struct haru_dict *d, const char *key, int value)
{
    if (good(h, d))
        HPDF_Dict_AddNumber(dict_of(d), key, value);
}

void haru_set_bool(struct haru *h, struct haru_dict *d, const char *key, bool value)
{
    if (good(h, d))
        HPDF_Dict_AddBoolean(dict_of(d), key, value ? HPDF_TRUE : HPDF_FALSE);
}

static HPDF_Binary binary(struct haru *h, const void *bytes, size_t len)
{
    HPDF_BYTE *copy = must_alloc(len + 1, 1); /* libharu takes no const */
    memcpy(copy, bytes, len);
    HPDF_Binary b = HPDF_Binary_New(h->doc->mmgr, copy, (HPDF_UINT)len);
    free(copy);
    return b;
}

void haru_set_bytes(struct haru *h, struct haru_dict *d, const char *key, const void *bytes,
                    size_t len)
{
    if (good(h, d))
        HPDF_Dict_Add(dict_of(d), key, binary(h, bytes, len));
}

void haru_set_text(struct haru *h, struct haru_dict *d, const char *key, const char *text)
{
    struct buf b = {0};
    pdf_text_string(&b, text);
    haru_set_bytes(h, d, key, b.data != NULL ? b.data : "", b.len);
    buf_free(&b);
}

void haru_add_dict(struct haru *h, struct haru_array *a, struct haru_dict *value)
{
    if (good(h, a) && value != NULL)
        HPDF_Array_Add(array_of(a), value);
}

void haru_add_array(struct haru *h, struct haru_array *a, struct haru_array *value)
{
    if (good(h, a) && value != NULL)
        HPDF_Array_Add(array_of(a), value);
}

void haru_add_name(struct haru *h, struct haru_array *a, const char *value)
{
    if (good(h, a))
        HPDF_Array_AddName(array_of(a), value);
}

void haru_add_number(struct haru *h, struct haru_array *a, int value)
{
    if (good(h, a))
        HPDF_Array_AddNumber(array_of(a), value);
}

void haru_add_real(struct haru *h, struct haru_array *a, double value)
{
    if (good(h, a))
        HPDF_Array_AddReal(array_of(a), (HPDF_REAL)value);
}

void haru_add_bytes(struct haru *h, struct haru_array *a, const void *bytes, size_t len)
{
    if (good(h, a))
        HPDF_Array_Add(array_of(a), binary(h, bytes, len));
}

void haru_add_null(struct haru *h, struct haru_array *a)
{
    if (good(h, a))
        HPDF_Array_Add(array_of(a), HPDF_Null_New(h->doc->mmgr));
}
