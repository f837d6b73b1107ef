/*
 * Comparing values of PDF files.
 */
#ifndef NIANBAO_PDF_SAME_H
#define NIANBAO_PDF_SAME_H

#include "archive/pdf_parse.h"

/*
 * Whether two values are alike: dicts whatever the order of their keys, references by the number
 * they name, reals as written, streams with their bytes as they stand in the file.
 */
bool pdf_same(const struct pdf_value *a, const struct pdf_value *b);

/* The value of a key as it stands in the dict or stream, not resolved; NULL where there is none. */
const struct pdf_value *pdf_plain(const struct pdf_value *dict, const char *key);

/* Whether a key stands twice in the dict: readers may differ on which one counts. */
bool pdf_key_twice(const struct pdf_value *dict);

#endif
