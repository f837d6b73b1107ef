/*
 * The syntax of PDF: a parser that goes through bytes and gives the value that stands there, with
 * all that lies in it, as a tree (ISO 32000-1, 7.3). It knows no files: references stay what they
 * are, and pdf_read.h follows them.
 */
#ifndef NIANBAO_PDF_PARSE_H
#define NIANBAO_PDF_PARSE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;

enum pdf_kind {
    PDF_NULL,
    PDF_BOOL,
    PDF_INTEGER,
    PDF_REAL,
    PDF_STRING,
    PDF_NAME,
    PDF_ARRAY,
    PDF_DICT,
    PDF_STREAM,
    PDF_REFERENCE
};

struct pdf_value {
    enum pdf_kind kind;
    int generation;          /* of a reference */
    int64_t number;          /* a bool, an integer, the object of a reference */
    const char *bytes;       /* string and name, decoded and NUL-terminated; a real as written; a
                                stream as it stands in the file, borrowed from that */
    size_t len;              /* of bytes */
    struct pdf_value *items; /* array; dict and stream: key, value, key, value ... */
    size_t n;                /* of items */
    size_t begin, end;       /* where it stands in the file; packed: where the object stream does */
    bool packed;             /* it stands in an object stream: nothing else of it is in the file */
};

/* Arrays and dicts in each other. */
#define PDF_DEPTH_MAX 64

/* Reading bytes[at..len); at moves on. */
struct pdf_parser {
    struct arena *arena;
    const char *bytes;
    size_t len, at;
    const struct pdf_value *container; /* the object stream that the bytes are of; NULL: a file */
};

/* The value at p->at, in the arena; streams come as their dict. -1 where there is none. */
int pdf_parse_value(struct pdf_parser *p, struct pdf_value *out);

/* What a hexadecimal digit stands for, or -1. */
int pdf_hex_digit(char c);

/* Moves behind white space and comments. */
void pdf_skip_blanks(struct pdf_parser *p);

/* Moves behind blanks and word, if that stands there and ends there. */
bool pdf_take_word(struct pdf_parser *p, const char *word);

/* Moves behind blanks and an unsigned number of at most 10 digits, or gives -1. */
int64_t pdf_take_number(struct pdf_parser *p);

#endif
