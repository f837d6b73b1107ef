/*
 * JSON: writing its strings.
 */
#ifndef NIANBAO_JSON_H
#define NIANBAO_JSON_H

#include <stdio.h>

/* s, valid UTF-8, as a JSON string with its quotes (RFC 8259, 7). */
void json_string(const char *s, FILE *out);

#endif
