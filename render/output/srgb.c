#include "render/output/srgb.h"

#include <math.h>
#include <string.h>

#define CURVE 1024
#define TAGS 9
#define HEADER 128

static void put16(struct buf *b, unsigned v)
{
    buf_add(b, (char[]){(char)(v >> 8), (char)v}, 2);
}

static void put32(struct buf *b, uint32_t v)
{
    put16(b, v >> 16);
    put16(b, v & 0xFFFF);
}

/* s15Fixed16Number. */
static void put_fixed(struct buf *b, double v)
{
    put32(b, (uint32_t)(int32_t)lround(v * 65536));
}

static void put_zeros(struct buf *b, size_t n)
{
    for (size_t i = 0; i < n; i++)
        buf_add(b, "", 1);
}

static void put_xyz(struct buf *b, double x, double y, double z)
{
    buf_add(b, "XYZ ", 4);
    put32(b, 0);
    put_fixed(b, x);
    put_fixed(b, y);
    put_fixed(b, z);
}

/* textDescriptionType: ASCII, then no Unicode and no ScriptCode. */
static void put_description(struct buf *b, const char *text)
{
    buf_add(b, "desc", 4);
    put32(b, 0);
    put32(b, (uint32_t)strlen(text) + 1);
    buf_add(b, text, strlen(text) + 1);
    put_zeros(b, 4 + 4 + 2 + 1 + 67);
}

static void put_text(struct buf *b, const char *text)
{
    buf_add(b, "text", 4);
    put32(b, 0);
    buf_add(b, text, strlen(text) + 1);
}

static void put_curve(struct buf *b)
{
    buf_add(b, "curv", 4);
    put32(b, 0);
    put32(b, CURVE);
    for (int i = 0; i < CURVE; i++) {
        double v = i / (CURVE - 1.0);
        double linear = v <= 0.04045 ? v / 12.92 : pow((v + 0.055) / 1.055, 2.4);
        put16(b, (unsigned)lround(linear * 65535));
    }
}

static void put_tag(struct buf *table, struct buf *data, const char *name, size_t start)
{
    while (data->len % 4 != 0)
        put_zeros(data, 1);
    buf_add(table, name, 4);
    put32(table, (uint32_t)(HEADER + 4 + TAGS * 12 + start));
    put32(table, (uint32_t)(data->len - start));
}

static void put_header(struct buf *out, size_t size)
{
    put32(out, (uint32_t)size);
    put32(out, 0);          /* no preferred engine */
    put32(out, 0x02400000); /* version 2.4 */
    buf_add(out, "mntrRGB XYZ ", 12);
    put16(out, 2006); /* any fixed date: the same bytes always */
    put16(out, 1);
    put16(out, 1);
    put_zeros(out, 6);
    buf_add(out, "acsp", 4);
    put_zeros(out, 4 + 4 + 4 + 4 + 8);
    put32(out, 1); /* relative colorimetric */
    put_fixed(out, 0.9642);
    put_fixed(out, 1.0);
    put_fixed(out, 0.8249);
    put_zeros(out, HEADER - 80);
}

void srgb_profile(struct buf *out)
{
    struct buf table = {0}, data = {0};
    size_t start = 0;
    put32(&table, TAGS);
    put_description(&data, "sRGB IEC61966-2.1");
    put_tag(&table, &data, "desc", start);
    start = data.len;
    put_text(&data, "No copyright, use freely");
    put_tag(&table, &data, "cprt", start);
    start = data.len;
    put_xyz(&data, 0.95045, 1.0, 1.08905);
    put_tag(&table, &data, "wtpt", start);
    start = data.len;
    put_xyz(&data, 0.4360747, 0.2225045, 0.0139322);
    put_tag(&table, &data, "rXYZ", start);
    start = data.len;
    put_xyz(&data, 0.3850649, 0.7168786, 0.0971045);
    put_tag(&table, &data, "gXYZ", start);
    start = data.len;
    put_xyz(&data, 0.1430804, 0.0606169, 0.7141733);
    put_tag(&table, &data, "bXYZ", start);
    start = data.len;
    put_curve(&data);
    put_tag(&table, &data, "rTRC", start);
    put_tag(&table, &data, "gTRC", start); /* the same curve */
    put_tag(&table, &data, "bTRC", start);
    put_header(out, HEADER + table.len + data.len);
    buf_add(out, table.data, table.len);
    buf_add(out, data.data, data.len);
    buf_free(&table);
    buf_free(&data);
}
