/*
 * Comparing values of PDF files: what a revision has changed is judged by these, so whatever two
 * readers might take in two ways counts as different. Nothing is repaired or guessed.
 */
#ifndef NIANBAO_PDF_SAME_H
#define NIANBAO_PDF_SAME_H

#include "pdf/pdf_read.h"

/*
 * Whether two values are alike: dicts whatever the order of their keys, references by the number
 * they name, reals as written, streams with their bytes as they stand in the file.
 */
bool pdf_same(const struct pdf_value *a, const struct pdf_value *b);

/* The same where none, NULL or PDF_NULL, are alike. */
bool pdf_same_or_none(const struct pdf_value *a, const struct pdf_value *b);

/* Whether a key stands twice in the dict: readers may differ on which one counts. */
bool pdf_key_twice(const struct pdf_value *dict);

/* Names of keys, ended by NULL. */
typedef const char *const pdf_keys[];

/* The first key, but those of free, whose value differs between two dicts. NULL: none. */
const char *pdf_differing(const struct pdf_value *a, const struct pdf_value *b,
                          const char *const *free);

/* Whether v is a dict without other keys than those, none of them twice. */
bool pdf_only_keys(const struct pdf_value *v, const char *const *keys);

#endif
