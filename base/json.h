/*
 * Writing JSON (RFC 8259). The writer knows its commas, quotes and brackets: who prints only names
 * what comes next. Reading is in record.h.
 */
#ifndef NIANBAO_JSON_H
#define NIANBAO_JSON_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

struct buf;

/* What can lie in each other. */
#define JSON_DEPTH 16

/* Start with {.out = FILE}; all fields but out are the writer's own. */
struct json_writer {
    FILE *out;
    char ends[JSON_DEPTH]; /* the brackets that close what is open */
    int depth;
    bool begun; /* the innermost has something in it */
    bool line;  /* what comes next stands on a line of its own */
};

/*
 * Values: as the member key of an object, or with key NULL as an item of a list or the whole
 * document. A text that is NULL becomes null; bytes of it that are no UTF-8 become U+FFFD, for no
 * reader would take the rest.
 */
void json_put_text(struct json_writer *w, const char *key, const char *text);
void json_put_bool(struct json_writer *w, const char *key, bool value);
void json_put_integer(struct json_writer *w, const char *key, int64_t value);

/* Opens an object or a list as such a value; json_close ends the one opened last. */
void json_open_object(struct json_writer *w, const char *key);
void json_open_list(struct json_writer *w, const char *key);
void json_close(struct json_writer *w);

/* Ends all that is open, and the last line. */
void json_end(struct json_writer *w);

/* w: what comes next, be it an end, begins a line, with a blank for each level in front of it. */
struct json_writer *json_line(struct json_writer *w);

/* s as a string with its quotes, added to b. */
void json_add(struct buf *b, const char *s);

#endif
