/*
 * The inputs of a report inside its PDF, as associated files (ISO 19005-3 6.8, ISO 32000-2 14.13):
 * what `nianbao extract` gives back and a report can be made from again. They are only embedded
 * where the report asks for it.
 */
#ifndef NIANBAO_PDFFILES_H
#define NIANBAO_PDFFILES_H

#include "data/report/inputs.h"
#include "pdf/haru.h"

/*
 * Embeds inputs[0..n) by their names; the first one is the report file. 0, or -1 where one lies
 * outside the report's folder [input-outside], or cannot be read again as it was; all reported.
 */
int pdffiles_embed(struct haru *h, const struct report_input *inputs, size_t n, struct messages *m);

#endif
