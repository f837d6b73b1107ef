/*
 * DER written (ITU-T X.690): an element is begun, filled and ended; elements nest. Only what
 * signatures and timestamps need can be written.
 */
#ifndef NIANBAO_DER_WRITE_H
#define NIANBAO_DER_WRITE_H

#include "archive/pki/der.h"
#include "base/buf.h"

#define DER_BOOLEAN 0x01
#define DER_INTEGER 0x02
#define DER_NULL 0x05
#define DER_OID 0x06
#define DER_CONTEXT_0_PLAIN 0x80

/* Begins an element; what it gives is handed to der_end once its body was added to out. */
size_t der_begin(struct buf *out, unsigned char tag);
void der_end(struct buf *out, size_t begun);

/* A whole element around bytes. */
void der_element(struct buf *out, unsigned char tag, const void *bytes, size_t len);

/* A small number, not negative. */
void der_number(struct buf *out, unsigned char n);

/* An object identifier, given as its dotted text: "1.2.840.113549.1.7.2". */
void der_oid(struct buf *out, const char *dotted);

/* AlgorithmIdentifier (RFC 5280, 4.1.1.2), with NULL as its parameters or none. */
void der_algorithm(struct buf *out, const char *dotted, bool null_parameters);

#endif
