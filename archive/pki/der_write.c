#include "archive/pki/der_write.h"

#include <stdlib.h>
#include <string.h>

size_t der_begin(struct buf *out, unsigned char tag)
{
    buf_add(out, &tag, 1);
    return out->len;
}

void der_end(struct buf *out, size_t begun)
{
    size_t len = out->len - begun;
    unsigned char head[1 + sizeof len];
    size_t n = 0;
    if (len >= 0x80)
        for (size_t rest = len; rest > 0; rest >>= 8)
            n++;
    head[0] = (unsigned char)(n > 0 ? 0x80 | n : len);
    for (size_t i = 0; i < n; i++)
        head[1 + i] = (unsigned char)(len >> 8 * (n - 1 - i));
    buf_add(out, head, 1 + n); /* makes room */
    memmove(out->data + begun + 1 + n, out->data + begun, len);
    memcpy(out->data + begun, head, 1 + n);
}

void der_element(struct buf *out, unsigned char tag, const void *bytes, size_t len)
{
    size_t begun = der_begin(out, tag);
    buf_add(out, bytes, len);
    der_end(out, begun);
}

void der_number(struct buf *out, unsigned char n)
{
    const unsigned char two[] = {0, n};
    bool high = n >= 0x80; /* would be read as negative */
    der_element(out, DER_INTEGER, two + !high, high ? 2 : 1);
}

/* Seven bits a byte, the highest first (8.19.2). */
static void add_arc(struct buf *out, unsigned long arc)
{
    unsigned char bytes[10];
    size_t n = sizeof bytes;
    bytes[--n] = arc & 0x7F;
    while ((arc >>= 7) > 0)
        bytes[--n] = (unsigned char)(0x80 | (arc & 0x7F));
    buf_add(out, bytes + n, sizeof bytes - n);
}

void der_oid(struct buf *out, const char *dotted)
{
    char *end;
    size_t begun = der_begin(out, DER_OID);
    unsigned long first = strtoul(dotted, &end, 10), arc = strtoul(end + 1, &end, 10);
    add_arc(out, first * 40 + arc);
    while (*end == '.')
        add_arc(out, strtoul(end + 1, &end, 10));
    der_end(out, begun);
}

void der_algorithm(struct buf *out, const char *dotted, bool null_parameters)
{
    size_t begun = der_begin(out, DER_SEQUENCE);
    der_oid(out, dotted);
    if (null_parameters)
        der_element(out, DER_NULL, "", 0);
    der_end(out, begun);
}
