#include "cmd/shared/press.h"

#include "base/arena.h"
#include "data/load/load.h"
#include "layouts/pages/layout.h"
#include "layouts/style/style.h"
#include "render/fonts/fontset.h"
#include "render/output/pdf.h"

int press_open(struct press *p, const char *path, struct messages *m)
{
    *p = (struct press){.arena = arena_new()};
    p->report = load_report(p->arena, path, charts_form, m);
    if (p->report == NULL || charts_check(p->report, m) < 0)
        return -1;
    p->style = style_load(p->arena, p->report->layout, p->report->dir, IN_FILE(path), m);
    if (p->style == NULL)
        return -1;
    p->fonts = fontset_open(p->style, p->report->language, m);
    if (p->fonts == NULL)
        return -1;
    p->charts = (struct chart_context){p->report, p->style, p->fonts, m};
    p->measure = (struct measure){.ctx = p->fonts,
                                  .shape = font_shape,
                                  .ink = font_ink,
                                  .metrics = font_metrics,
                                  .chart_ctx = &p->charts,
                                  .chart_height = charts_height,
                                  .chart_least = charts_least};
    return 0;
}

void press_close(struct press *p)
{
    fontset_free(p->fonts);
    arena_free(p->arena);
}

int press_typeset(struct press *p, const struct report *r, struct buf *out)
{
    struct arena *sheets = arena_new();
    const struct pages *pages = layout_report(sheets, r, p->style, &p->measure, p->charts.messages);
    int status = pages != NULL ? pdf_write(pages, &p->charts, NULL, out) : -1;
    arena_free(sheets);
    return status;
}
