/*
 * The field that a signature goes to, and its dict with room for a signature. It takes the empty
 * field that the report has made for the signer, or makes an invisible one.
 */
#ifndef NIANBAO_SIGN_FIELD_H
#define NIANBAO_SIGN_FIELD_H

#include "base/msg.h"
#include "pdf/pdf_update.h"

struct sign_field {
    size_t number; /* of the object; 0: a new field is made */
    const char *name;
    const struct pdf_value *field; /* PDF_NULL for a new one */
};

/*
 * The field to sign: by its full name or, name NULL, the first empty one whose words (/TU) name the
 * signer, or the first empty one, or none such: a new one. -1, reported: no-field, field-signed.
 */
int sign_field_find(struct arena *a, const struct pdf_file *f, const char *name, const char *signer,
                    struct source at, struct messages *m, struct sign_field *out);

/* A new invisible field that is called stem and the least free number. */
void sign_field_new(struct arena *a, const struct pdf_file *f, const char *stem,
                    struct sign_field *out);

/*
 * Puts the signature dict into the field: keys are its entries as text, and it gets room for
 * `room` bytes of signature. Gives the dict's number. -1, reported [pdf-form]: the form is not such
 * that a field can be added.
 */
long sign_field_fill(struct pdf_update *u, struct arena *a, const struct pdf_file *f,
                     const struct sign_field *field, const char *keys, size_t room,
                     struct source at, struct messages *m);

/* Where /Contents stands in a written file: bytes[gap, gap_end), with < and >. */
struct sign_gap {
    size_t gap, gap_end;
};

/* Writes the /ByteRange of the dict whose text begins at place. */
struct sign_gap sign_gap_close(struct buf *file, size_t place);

/* Writes der into the gap. -1 when it is larger. */
int sign_gap_fill(struct buf *file, struct sign_gap gap, const struct buf *der);

#endif
