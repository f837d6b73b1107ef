#include "layouts/pages/official_head.h"

#include <string.h>

#include "base/arena.h"
#include "data/report/report.h"
#include "data/report/words.h"
#include "layouts/compose/sizes.h"
#include "layouts/pages/official_text.h"
#include "layouts/pages/page_maker.h"
#include "layouts/style/style.h"

/* The name of the issuing body that is set to the right of all others (7.2.4). */
static const char suffix[] = "文件";

/* 份号, 密级 and 紧急程度, a line each from line 1 on; 密级 stands on line 2 (7.2.1 to 7.2.3). */
static void marks(struct flow *f, struct strip *s)
{
    const struct official *o = &f->report->official;
    const struct text_style *texts = f->style->texts;
    int32_t pitch = sizes_millipoints(f->style->grid.pitch), y = 0;
    if (o->serial != NULL)
        official_put(f, s, o->serial, &texts[TEXT_DOC_NUMBER], flow_tag(f, TAG_PARAGRAPH, 1), 0, 0);
    if (o->serial != NULL || o->secrecy != NULL)
        y = pitch;
    if (o->secrecy != NULL) {
        official_put(f, s, o->secrecy, &texts[TEXT_SECRECY], flow_tag(f, TAG_PARAGRAPH, 1), 0, y);
        y += pitch;
    }
    if (o->urgency != NULL)
        official_put(f, s, o->urgency, &texts[TEXT_SECRECY], flow_tag(f, TAG_PARAGRAPH, 1), 0, y);
}

/* The names of the issuing bodies, and what is set behind them. */
struct names {
    const char *const *list;
    size_t n;
    bool suffix;
    struct text_style text;
    int32_t width, gap, suffix_width;
};

static void measure_names(struct flow *f, struct names *n)
{
    n->width = 0;
    for (size_t i = 0; i < n->n; i++) {
        int32_t w = official_width(f, n->list[i], &n->text);
        n->width = w > n->width ? w : n->width;
    }
    n->gap = n->suffix ? n->text.size / 4 : 0;
    n->suffix_width = n->suffix ? official_width(f, suffix, &n->text) : 0;
}

/* Several names of different lengths are spread to one width (实务). */
static void spread(struct flow *f, struct line_run *r, int32_t width)
{
    if (r->run.n_glyphs < 2 || r->run.width >= width)
        return;
    struct glyph *glyphs = arena_array(f->arena, r->run.n_glyphs, sizeof *glyphs);
    int32_t extra = width - r->run.width, n = (int32_t)r->run.n_glyphs - 1;
    memcpy(glyphs, r->run.glyphs, r->run.n_glyphs * sizeof *glyphs);
    for (int32_t i = 1; i <= n; i++)
        glyphs[i].x += (int32_t)((int64_t)extra * i / n);
    r->run.glyphs = glyphs;
    r->run.width = width;
}

/* The top of the ink of a line, from its baseline; negative. */
static int32_t ink_top(struct flow *f, const struct line *l)
{
    int32_t top = 0;
    for (size_t i = 0; i < l->n_runs; i++)
        for (size_t k = 0; k < l->runs[i].run.n_glyphs; k++) {
            const struct text_run *r = &l->runs[i].run;
            struct ink ink = f->measure->ink(f->measure->ctx, &r->glyphs[k], r->size);
            top = ink.top < top ? ink.top : top;
        }
    return top;
}

/* Adds a composed line so that its baseline is at y. */
static void put_line(struct flow *f, struct strip *s, struct para *p, const struct text_style *t,
                     int32_t x, int32_t baseline)
{
    flow_strip_lines(f, s, p, t, x, baseline - flow_ascent(f, t));
}

/*
 * 7.2.4: 发文机关标志, centred, its ink beginning at y; the lead first, 文件 to the right of all
 * and in the middle of their height. Gives the lower edge of the last name's em box.
 */
static int32_t letterhead_names(struct flow *f, struct strip *s, int32_t y)
{
    const struct official *o = &f->report->official;
    struct names n = {.list = o->letterhead, .n = o->n_letterhead};
    n.text = f->style->texts[TEXT_LETTERHEAD];
    if (n.n > 1 && strcmp(n.list[n.n - 1], suffix) == 0) {
        n.n--;
        n.suffix = true;
    }
    measure_names(f, &n);
    int32_t full = n.width + n.gap + n.suffix_width;
    if (full > f->width) {
        int32_t fitting = (int32_t)((int64_t)n.text.size * f->width / full);
        n.text.size = fitting > 1000 ? fitting : 1000;
        measure_names(f, &n);
        full = n.width + n.gap + n.suffix_width;
    }
    struct para_shape shape = {.width = 2 * f->width, .align = PARA_LEFT};
    int32_t x = n.text.align == PARA_CENTRE ? (f->width - full) / 2 : 0, baseline = 0, first = 0;
    int tag = flow_tag(f, TAG_PARAGRAPH, 1);
    for (size_t i = 0; i < n.n; i++) {
        struct para p = official_para(f, n.list[i], &n.text, tag, NULL, &shape);
        if (p.n_lines == 0 || p.lines[0].n_runs == 0)
            continue;
        if (n.n > 1 && p.lines[0].n_runs == 1)
            spread(f, &p.lines[0].runs[0], n.width);
        baseline =
            i == 0 ? y - ink_top(f, &p.lines[0]) : baseline + sizes_millipoints(n.text.pitch);
        first = i == 0 ? baseline : first;
        put_line(f, s, &p, &n.text, x, baseline);
    }
    if (n.suffix) {
        struct para p = official_para(f, suffix, &n.text, tag, NULL, &shape);
        put_line(f, s, &p, &n.text, x + n.width + n.gap, (first + baseline) / 2);
    }
    return baseline + f->measure->metrics(f->measure->ctx, n.text.face, n.text.size).descent;
}

/* 7.2.6: 签发人, two names a line, the last one side from the right edge. Gives the lines. */
static int32_t issuers(struct flow *f, struct strip *s, int32_t top)
{
    const struct official *o = &f->report->official;
    const struct text_style *label = &f->style->texts[TEXT_DOC_NUMBER];
    const struct text_style *t = &f->style->texts[TEXT_ISSUER];
    int32_t pitch = sizes_millipoints(f->style->grid.pitch), width = 0, gap = t->size;
    int32_t columns = o->n_issuers > 1 ? 2 : 1;
    for (size_t i = 0; i < o->n_issuers; i++) {
        int32_t w = official_width(f, o->issuers[i], t);
        width = w > width ? w : width;
    }
    int32_t left = f->width - f->style->letterhead.side - columns * width - (columns - 1) * gap;
    const char *head = word(f->report->language, W_ISSUER);
    int tag = flow_tag(f, TAG_PARAGRAPH, 1);
    official_put(f, s, head, label, tag, left - official_width(f, head, label), top);
    struct para_shape shape = {.width = f->width, .align = PARA_LEFT};
    for (size_t i = 0; i < o->n_issuers; i++) {
        struct para p = official_para(f, o->issuers[i], t, tag, NULL, &shape);
        if (p.n_lines > 0 && p.lines[0].n_runs == 1) /* 实务: names of two characters are spread */
            spread(f, &p.lines[0].runs[0], width);
        flow_strip_lines(f, s, &p, t, left + (int32_t)(i % 2) * (width + gap),
                         top + (int32_t)(i / 2) * pitch);
    }
    return ((int32_t)o->n_issuers + columns - 1) / columns;
}

static void letterhead(struct flow *f)
{
    const struct letterhead_style *ls = &f->style->letterhead;
    const struct official *o = &f->report->official;
    const struct text_style *t = &f->style->texts[TEXT_DOC_NUMBER];
    struct strip *s = flow_strip(f, 0);
    marks(f, s);
    int32_t top = letterhead_names(f, s, ls->top) + ls->below, lines = 1;
    if (o->n_issuers > 0)
        lines = issuers(f, s, top);
    top += (lines - 1) * sizes_millipoints(f->style->grid.pitch);
    if (o->doc_number != NULL) {
        /* 7.2.5: centred; upwards, left on the line of the last 签发人 */
        int32_t x = (f->width - official_width(f, o->doc_number, t)) / 2;
        x = o->n_issuers > 0 || t->align != PARA_LEFT ? ls->side : x;
        official_put(f, s, o->doc_number, t, flow_tag(f, TAG_PARAGRAPH, 1), x, top);
    }
    /* 7.2.7: the rule below the em box of the number */
    struct face_metrics m = f->measure->metrics(f->measure->ctx, t->face, t->size);
    int32_t y = top + flow_ascent(f, t) + m.descent + ls->gap;
    official_rule(f, s, y, ls->rule, ls->colour);
    s->extent = (int64_t)(y + ls->rule) * FINE;
    s->height = s->extent + (int64_t)ls->after * FINE;
    s->origin = s->keep = true;
    f->keep = 1;
}

void official_label(struct flow *f, int number)
{
    const struct text_style *t = &f->style->texts[TEXT_ATTACHMENT];
    const char *label = word(f->report->language, W_ATTACHMENT);
    if (number > 0)
        label = arena_printf(f->arena, f->rules.language == LANG_EN ? "%s %d" : "%s%d", label,
                             number); /* NOLINT: ours */
    struct para_shape shape = {.width = f->width, .align = PARA_LEFT};
    struct para p = official_para(f, label, t, flow_tag(f, TAG_PARAGRAPH, 1), NULL, &shape);
    struct strip *s = flow_lines(f, &p, t, 0);
    if (s != NULL)
        s->fresh = s->barrier = true;
}

void official_head(struct flow *f)
{
    switch (f->report->official.mode) {
    case MODE_MATERIAL: break;
    case MODE_REPORT: letterhead(f); break;
    case MODE_ATTACHMENT: official_label(f, f->report->official.number); break;
    }
}

size_t official_recipients(struct flow *f)
{
    const struct text_style *t = &f->style->texts[TEXT_RECIPIENTS];
    const char *text = f->report->official.recipients;
    size_t first = f->body.n;
    if (text == NULL)
        return 0;
    text = arena_printf(f->arena, "%s%s", text, word(f->report->language, W_COLON));
    struct para_shape shape = {.width = f->width, .align = t->align};
    struct para p = official_para(f, text, t, flow_tag(f, TAG_PARAGRAPH, 1), NULL, &shape);
    flow_lines(f, &p, t, 0);
    return f->body.n - first;
}

/* Behind the strips that begin the body and stand together. */
static size_t first_group(const struct flow *f, size_t first)
{
    size_t to = first < f->body.n ? first + 1 : first;
    while (to < f->body.n && f->body.list[to].keep)
        to++;
    return to;
}

bool official_first_page(struct flow *f, size_t first, size_t n)
{
    struct source at = IN_FILE(f->report->path);
    if (first == 0 || pages_on_first(f, first_group(f, first)))
        return false;
    bool moved = n > 0;
    if (moved) {
        int64_t before = f->body.list[first - n].before; /* what the title asked for */
        if (first < f->body.n && f->body.list[first].before < before)
            f->body.list[first].before = before;
        memmove(&f->body.list[first - n], &f->body.list[first],
                (f->body.n - first) * sizeof *f->body.list);
        f->body.n -= n;
        msg(f->messages, SEV_WARNING, at, "recipients-moved",
            "the recipients push the text off page 1 and go to the foot of the last page",
            "主送机关过多，首页显示不了正文，已移至版记");
    }
    if (moved && pages_on_first(f, first_group(f, first - n)))
        return true;
    msg(f->messages, SEV_WARNING, at, "first-page",
        "page 1 shows no text of the body; make title and letterhead shorter",
        "首页未显示正文；请缩短标题或版头");
    return moved;
}
