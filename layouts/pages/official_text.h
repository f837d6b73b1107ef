/*
 * Official text: short texts put at places of their own, for letterhead, signature, contents. They
 * are composed as any other text and then moved to where the standard wants them.
 */
#ifndef NIANBAO_OFFICIAL_TEXT_H
#define NIANBAO_OFFICIAL_TEXT_H

#include "layouts/flow/flow.h"

/* The width of a text in one line. */
int32_t official_width(struct flow *f, const char *text, const struct text_style *t);

/* A text composed in the shape; link: where it leads to, or NULL. */
struct para official_para(struct flow *f, const char *text, const struct text_style *t, int tag,
                          const char *link, const struct para_shape *shape);

/* Adds a text in one line to a strip, its left end at x, its line's top at top. */
void official_put(struct flow *f, struct strip *s, const char *text, const struct text_style *t,
                  int tag, int32_t x, int32_t top);

/* Adds a filled box that belongs to no structure. */
void official_rule(struct flow *f, struct strip *s, int32_t y, int32_t height, uint32_t colour);

#endif
