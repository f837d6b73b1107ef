#include "archive/pki/der.h"

/* Elements in each other. */
#define DEPTH_MAX 64

#define CONSTRUCTED 0x20
#define BOOLEAN 0x01
#define INTEGER 0x02

/* The length in the head; in moves behind it. */
static bool take_length(struct der *in, size_t *len)
{
    if (in->len == 0)
        return false;
    size_t first = *in->bytes++, n = 0;
    in->len--;
    *len = first;
    if (first < 0x80)
        return true;
    size_t bytes = first & 0x7F;
    if (bytes == 0 || bytes > 4 || bytes > in->len || in->bytes[0] == 0)
        return false;
    for (size_t i = 0; i < bytes; i++)
        n = n << 8 | in->bytes[i];
    in->bytes += bytes;
    in->len -= bytes;
    *len = n;
    return n >= 0x80;
}

bool der_take(struct der *in, unsigned *tag, struct der *body, struct der *whole)
{
    struct der rest = *in;
    size_t len;
    if (rest.len < 2 || (rest.bytes[0] & 0x1F) == 0x1F)
        return false;
    *tag = *rest.bytes++;
    rest.len--;
    if (!take_length(&rest, &len) || len > rest.len)
        return false;
    *body = (struct der){rest.bytes, len};
    if (whole != NULL)
        *whole = (struct der){in->bytes, (size_t)(rest.bytes - in->bytes) + len};
    *in = (struct der){rest.bytes + len, rest.len - len};
    return true;
}

bool der_take_tag(struct der *in, unsigned tag, struct der *body, struct der *whole)
{
    unsigned found;
    return der_take(in, &found, body, whole) && found == tag;
}

/* X.690, 8.3.2 and 11.1. */
static bool is_plain_strict(unsigned tag, struct der body)
{
    if (tag == BOOLEAN)
        return body.len == 1 && (body.bytes[0] == 0 || body.bytes[0] == 0xFF);
    if (tag != INTEGER || body.len == 1)
        return tag != INTEGER || body.len > 0;
    bool negative = body.len > 0 && (body.bytes[1] & 0x80) != 0;
    return body.len > 0 && body.bytes[0] != (negative ? 0xFF : 0x00);
}

static bool are_strict(struct der in, int depth)
{
    while (in.len > 0) {
        unsigned tag;
        struct der body;
        if (depth > DEPTH_MAX || !der_take(&in, &tag, &body, NULL))
            return false;
        if ((tag & CONSTRUCTED) != 0 ? !are_strict(body, depth + 1) : !is_plain_strict(tag, body))
            return false;
    }
    return true;
}

bool der_is_strict(struct der in)
{
    return are_strict(in, 0);
}
