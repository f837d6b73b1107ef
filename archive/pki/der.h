/*
 * DER: elements of ASN.1 as they are encoded (ITU-T X.690), read strictly. What a lenient reader
 * might take in two ways is refused.
 */
#ifndef NIANBAO_DER_H
#define NIANBAO_DER_H

#include <stdbool.h>
#include <stddef.h>

/* Bytes still to be read, or those of an element. */
struct der {
    const unsigned char *bytes;
    size_t len;
};

#define DER_SEQUENCE 0x30
#define DER_SET 0x31
#define DER_OCTETS 0x04
#define DER_CONTEXT_0 0xA0

/*
 * Takes the next element of in, which moves on: its tag, what it holds, and the whole of it with
 * its head (whole may be NULL). False where there is none: lengths are definite and as short as
 * they can be, tags of one byte (X.690, 10.1).
 */
bool der_take(struct der *in, unsigned *tag, struct der *body, struct der *whole);

/* The same for an element that must have that tag. */
bool der_take_tag(struct der *in, unsigned tag, struct der *body, struct der *whole);

/*
 * Whether all of in is elements whose insides are elements in turn, numbers as short as they can
 * be: what differs from DER could hide bytes that nobody signed.
 */
bool der_is_strict(struct der in);

#endif
