/*
 * The press: a report together with all that sets it in type: its house style, the open fonts and
 * the answers to what layout asks.
 */
#ifndef NIANBAO_PRESS_H
#define NIANBAO_PRESS_H

#include "layouts/compose/measure.h"
#include "render/charts/charts.h"

struct press {
    struct arena *arena; /* home of report and style */
    const struct report *report;
    const struct style *style;
    struct fontset *fonts;
    struct chart_context charts;
    struct measure measure;
};

/*
 * Reads and checks the report at path, its charts too, and opens style and fonts. The press must
 * not move while it is open (measure points into it). 0, or -1 with everything told to m; end it
 * with press_close in either case.
 */
int press_open(struct press *p, const char *path, struct messages *m);
void press_close(struct press *p);

/* r, the press's own report or one made from it, as a PDF added to out. 0 or -1, told. */
struct buf;
int press_typeset(struct press *p, const struct report *r, struct buf *out);

#endif
