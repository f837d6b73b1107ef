/*
 * XML as a stream of events (expat). A document type, and with it every entity of its own, is
 * refused: office files have none, and nothing outside the file is ever read.
 */
#ifndef NIANBAO_XML_H
#define NIANBAO_XML_H

#include "base/msg.h"

/* Names come without their namespace prefix. Attributes: name, value, name, value ..., NULL. */
struct xml_events {
    void (*start)(void *ctx, const char *name, const char *const *attributes);
    void (*end)(void *ctx, const char *name);
    void (*text)(void *ctx, const char *text, size_t len); /* may be NULL */
    void *ctx;
};

struct xml;

/* A parser of one document; part is what messages call it. End it with xml_free. */
struct xml *xml_new(struct xml_events events, const char *part, struct source at,
                    struct messages *m);
void xml_free(struct xml *x);

/* Takes the next piece, the last of len 0. 0, or -1 when it is damaged or refused: told. */
int xml_feed(struct xml *x, const char *bytes, size_t len);

/* The value of an attribute, or NULL. */
const char *xml_attribute(const char *const *attributes, const char *name);

#endif
