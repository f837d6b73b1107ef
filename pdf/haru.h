/*
 * The writer of new PDF files: their dictionaries, arrays, streams and pages are made through
 * libharu, which no other file knows. The first failure is kept, everything after it does nothing,
 * and saving reports it, so that callers check once. All objects belong to the document.
 */
#ifndef NIANBAO_HARU_H
#define NIANBAO_HARU_H

#include <stdbool.h>
#include <stdint.h>

#include "base/buf.h"

struct messages;
struct haru;
struct haru_dict;
struct haru_array;

/* An empty PDF 1.7 for about n_pages pages. NULL when reported. End it with haru_close. */
struct haru *haru_open(size_t n_pages, struct messages *m);
void haru_close(struct haru *h);

/* Appends the file to out. 0, or -1 with the first failure of all calls reported. */
int haru_save(struct haru *h, struct buf *out);

/*
 * Dictionaries and arrays. indirect: an object of its own, which may be put into several others;
 * one that is not belongs into exactly one.
 */
struct haru_dict *haru_dict(struct haru *h, bool indirect);
struct haru_array *haru_array(struct haru *h, bool indirect);

/*
 * An indirect dictionary whose entries are given as PDF source by haru_set_source: for the many
 * small ones of a structure tree. The text must stay until the file is saved.
 */
struct haru_dict *haru_source_dict(struct haru *h);
void haru_set_source(struct haru *h, struct haru_dict *d, const char *text);

/* The object number of an indirect dictionary, 0 when there was a failure. */
unsigned haru_object(const struct haru *h, const struct haru_dict *d);

/* A stream object, not compressed: metadata that every tool is to find. */
struct haru_dict *haru_plain_stream(struct haru *h, const void *bytes, size_t len);

/* A stream object, compressed in the file. Its dictionary may be filled further. */
struct haru_dict *haru_stream(struct haru *h, const void *bytes, size_t len);

/* The same of bytes that deflate.h has compressed already. */
struct haru_dict *haru_deflated_stream(struct haru *h, const void *bytes, size_t len);

/* The same of a JPEG file. */
struct haru_dict *haru_jpeg_stream(struct haru *h, const void *bytes, size_t len);

/* The next page, width by height millipoints, with its content, deflated. */
struct haru_dict *haru_page(struct haru *h, int32_t width, int32_t height);
void haru_content(struct haru *h, struct haru_dict *page, const void *deflated, size_t len);

/* What a page's content names, of a kind ("Font", "XObject"): a dictionary shared by all pages. */
void haru_page_resources(struct haru *h, struct haru_dict *page, const char *kind,
                         struct haru_dict *resources);

struct haru_dict *haru_catalog(struct haru *h);
struct haru_dict *haru_info(struct haru *h);

/* The trailer's ID, both parts alike. */
void haru_set_id(struct haru *h, const unsigned char id[16]);

void haru_set_dict(struct haru *h, struct haru_dict *d, const char *key, struct haru_dict *value);
void haru_set_array(struct haru *h, struct haru_dict *d, const char *key, struct haru_array *value);
void haru_set_name(struct haru *h, struct haru_dict *d, const char *key, const char *value);
void haru_set_number(struct haru *h, struct haru_dict *d, const char *key, int value);
void haru_set_bool(struct haru *h, struct haru_dict *d, const char *key, bool value);
void haru_set_bytes(struct haru *h, struct haru_dict *d, const char *key, const void *bytes,
                    size_t len);

/* UTF-8 as a text string (pdf_text_string). */
void haru_set_text(struct haru *h, struct haru_dict *d, const char *key, const char *text);

void haru_add_dict(struct haru *h, struct haru_array *a, struct haru_dict *value);
void haru_add_array(struct haru *h, struct haru_array *a, struct haru_array *value);
void haru_add_name(struct haru *h, struct haru_array *a, const char *value);
void haru_add_number(struct haru *h, struct haru_array *a, int value);
void haru_add_real(struct haru *h, struct haru_array *a, double value);
void haru_add_bytes(struct haru *h, struct haru_array *a, const void *bytes, size_t len);
void haru_add_null(struct haru *h, struct haru_array *a);

#endif
