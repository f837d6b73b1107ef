/*
 * JSON: writing its strings, and members of objects.
 */
#ifndef NIANBAO_JSON_H
#define NIANBAO_JSON_H

#include <stdbool.h>
#include <stdio.h>

/* s, valid UTF-8, as a JSON string with its quotes (RFC 8259, 7). */
void json_string(const char *s, FILE *out);

/* "name": value, or null for NULL. */
void json_member(const char *name, const char *value, FILE *out);

/* "name": true or false. */
void json_bool(const char *name, bool value, FILE *out);

#endif
