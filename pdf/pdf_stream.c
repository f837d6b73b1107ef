#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/deflate.h"
#include "pdf/pdf_file.h"

/* How a stream is packed. */
struct packing {
    bool known, flate;
    int64_t predictor; /* 1: none */
    size_t columns, pixel;
};

/* A number of /DecodeParms from 1 to most, else -1. Where there is none it is otherwise. */
static int64_t parameter(const struct pdf_file *f, const struct pdf_value *parms, const char *key,
                         int64_t otherwise, int64_t most)
{
    const struct pdf_value *v = pdf_dict_find(f, parms, key);
    if (v->kind == PDF_NULL)
        return otherwise;
    return v->kind == PDF_INTEGER && v->number > 0 && v->number <= most ? v->number : -1;
}

static const struct pdf_value *only_item(const struct pdf_file *f, const struct pdf_value *v)
{
    return v->kind == PDF_ARRAY && v->n == 1 ? pdf_item(f, v, 0) : v;
}

static struct packing packing_of(const struct pdf_file *f, const struct pdf_value *stream)
{
    const struct pdf_value *filter = only_item(f, pdf_dict_find(f, stream, "Filter"));
    const struct pdf_value *parms = only_item(f, pdf_dict_find(f, stream, "DecodeParms"));
    bool plain = filter->kind == PDF_NULL || (filter->kind == PDF_ARRAY && filter->n == 0);
    struct packing p = {.flate = pdf_is_name(filter, "FlateDecode")};
    p.predictor = parameter(f, parms, "Predictor", 1, 15);
    int64_t columns = parameter(f, parms, "Columns", 1, 1 << 20);
    int64_t colours = parameter(f, parms, "Colors", 1, 32);
    int64_t bits = parameter(f, parms, "BitsPerComponent", 8, 16);
    p.known = stream->kind == PDF_STREAM && pdf_plain(stream, "F") == NULL &&
              (plain || (p.flate && (p.predictor == 1 || (p.predictor >= 10 && columns > 0 &&
                                                          colours > 0 && bits > 0))));
    if (p.known) {
        p.columns = (size_t)(columns * colours * bits + 7) / 8;
        p.pixel = (size_t)(colours * bits + 7) / 8;
    }
    return p;
}

/* PNG (ISO/IEC 15948), 9.4: whichever neighbour is nearest to left + up - corner. */
static unsigned char paeth(int left, int up, int corner)
{
    int p = left + up - corner;
    int to_left = abs(p - left), to_up = abs(p - up), to_corner = abs(p - corner);
    if (to_left <= to_up && to_left <= to_corner)
        return (unsigned char)left;
    return (unsigned char)(to_up <= to_corner ? up : corner);
}

static unsigned char predict(unsigned char way, int left, int up, int corner)
{
    switch (way) {
    case 1: return (unsigned char)left;
    case 2: return (unsigned char)up;
    case 3: return (unsigned char)((left + up) / 2);
    case 4: return paeth(left, up, corner);
    default: return 0;
    }
}

/*
 * Undoes PNG predictors (7.4.4.4) in place: rows of one byte that names the way, then columns
 * bytes, of which pixel belong together. Gives the bytes that remain in front, or -1: a way that
 * there is not, or a row that is cut. columns and pixel are above 0.
 */
static long undo_predictor(unsigned char *bytes, size_t len, size_t columns, size_t pixel)
{
    size_t rows = len / (columns + 1);
    if (rows * (columns + 1) != len)
        return -1;
    for (size_t r = 0; r < rows; r++) {
        unsigned char *row = bytes + r * columns, way = bytes[r * (columns + 1)];
        const unsigned char *above = r > 0 ? row - columns : NULL;
        if (way > 4)
            return -1;
        memmove(row, bytes + r * (columns + 1) + 1, columns);
        for (size_t i = 0; i < columns && way > 0; i++) {
            int left = i >= pixel ? row[i - pixel] : 0, up = above != NULL ? above[i] : 0;
            int corner = i >= pixel && above != NULL ? above[i - pixel] : 0;
            row[i] = (unsigned char)(row[i] + predict(way, left, up, corner));
        }
    }
    return (long)(rows * columns);
}

/* The bytes of a stream in the arena. NULL where they are damaged, or more than left. */
static const char *unpack(const struct pdf_file *f, const struct pdf_value *stream,
                          const struct packing *p, size_t left, size_t *len)
{
    struct arena *a = f->parser.arena;
    *len = stream->len;
    if (!p->flate)
        return stream->len <= left ? arena_strndup(a, stream->bytes, stream->len) : NULL;
    char *bytes = deflate_undo(a, stream->bytes, stream->len, left, len);
    if (bytes == NULL || p->predictor == 1)
        return bytes;
    long undone = undo_predictor((unsigned char *)bytes, *len, p->columns, p->pixel);
    if (undone < 0)
        return NULL;
    *len = (size_t)undone;
    bytes[*len] = '\0';
    return bytes;
}

/* The bytes of a stream; they are counted in *so_far, which stays below most. NULL, reported. */
static const char *decode(struct pdf_file *f, const struct pdf_value *stream, size_t *so_far,
                          size_t most, size_t *len)
{
    struct packing p = packing_of(f, stream);
    if (!p.known) {
        msg(f->m, SEV_ERROR, f->at, "pdf-filter",
            "the stream at byte %zu of the PDF has a filter that is not read: only FlateDecode is",
            "PDF 第 %zu 字节处的数据流使用了不支持的过滤器：只能读 FlateDecode", stream->begin);
        return NULL;
    }
    const char *out = unpack(f, stream, &p, most - *so_far, len);
    if (out == NULL)
        pdf_broken(f, stream->begin, "compressed data, or too much of it", "压缩数据有误或过大");
    else
        *so_far += *len;
    return out;
}

const char *pdf_stream_bytes(struct pdf_file *f, const struct pdf_value *stream, size_t *len)
{
    return decode(f, stream, &f->inflated, PDF_INFLATED_MAX, len);
}

static bool has_reference(const struct pdf_value *v)
{
    for (size_t i = 0; v != NULL && i < v->n; i++)
        if (has_reference(&v->items[i]))
            return true;
    return v != NULL && v->kind == PDF_REFERENCE;
}

const char *pdf_unpack(struct pdf_file *f, const struct pdf_value *stream, size_t *len)
{
    /* Other objects may not be read yet, so one that tells the filter would tell nothing. */
    if (has_reference(pdf_plain(stream, "Filter")) ||
        has_reference(pdf_plain(stream, "DecodeParms"))) {
        pdf_broken(f, stream->begin, "filter in another object", "过滤器写在别的对象中");
        return NULL;
    }
    return decode(f, stream, &f->unpacked, PDF_UNPACKED_MAX * f->parser.len, len);
}
