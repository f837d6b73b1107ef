/*
 * The facts of a PDF as one page of text, or as JSON.
 */
#ifndef NIANBAO_INSPECT_PRINT_H
#define NIANBAO_INSPECT_PRINT_H

#include <stdio.h>

#include "pdf/facts.h"

/* Prefix of the metadata that tell of a report's own making. */
#define INSPECT_PREFIX "nianbao"

/* path is what the page calls the file. */
void inspect_print(const char *path, const struct facts *facts, enum language language, FILE *out);

/*
 * One object: file, version, pages, bytes, revisions, title, author, producer, language, tagged,
 * conformance {pdfa, pdfua}, fonts, structure, figuresWithoutAlt, embedded, signatures, properties.
 * What is not told is null.
 */
void inspect_print_json(const char *path, const struct facts *facts, FILE *out);

#endif
