#include "layouts/pages/official_end.h"

#include <string.h>

#include "base/arena.h"
#include "data/report/report.h"
#include "data/report/words.h"
#include "layouts/compose/sizes.h"
#include "layouts/pages/blocks.h"
#include "layouts/pages/official_head.h"
#include "layouts/pages/official_text.h"
#include "layouts/style/style.h"

/* Ems that a signature field is wide, and must be. */
#define FIELD_EMS 10
#define FIELD_LEAST 5

static int32_t larger(int32_t a, int32_t b)
{
    return a > b ? a : b;
}

static int32_t smaller(int32_t a, int32_t b)
{
    return a < b ? a : b;
}

/* Strips from first on stay with the text above them: never a lone signature page (7.3.5.5). */
static void hold_to_text(struct flow *f, size_t first)
{
    for (size_t i = first; i < f->out->n; i++)
        f->out->list[i].keep = f->out->list[i].barrier = true;
}

/* One name of 附件说明; turn-over aligns with its first character. label: what stands left of it.
 */
static void list_name(struct flow *f, const char *name, const char *label, int32_t x,
                      const struct text_style *t, int tag)
{
    struct text_style own = *t;
    struct para_shape shape = {.width = f->width - x - t->right, .align = t->align};
    int item = flow_tag(f, TAG_LIST_ITEM, tag);
    int mark = *label != '\0' ? flow_tag(f, TAG_LABEL, item) : item;
    struct para p = official_para(f, name, t, flow_tag(f, TAG_LIST_BODY, item), NULL, &shape);
    struct strip *s = flow_lines(f, &p, &own, x);
    if (s != NULL && *label != '\0')
        official_put(f, s, label, t, mark, x - official_width(f, label, t), 0);
    f->after = 0;
}

/* 7.3.4: "附件：1. …", the numbers below one another; a single one has no number. */
static void attachment_list(struct flow *f)
{
    const struct official *o = &f->report->official;
    struct text_style t = f->style->texts[TEXT_ATTACHMENT_LIST];
    const char *head = word(f->report->language, W_ATTACHMENT_LIST);
    enum language language = f->report->language;
    size_t first = f->out->n;
    int32_t x = t.left + t.indent + official_width(f, head, &t);
    if (o->n_list == 0)
        return;
    int32_t digits = official_width(f, arena_printf(f->arena, "%zu", o->n_list), &t);
    int32_t column = o->n_list > 1 ? larger(digits + t.size / 2, t.size) : 0;
    int tag = flow_tag(f, TAG_LIST, 1);
    x += column;
    for (size_t i = 0; i < o->n_list; i++) {
        const char *label = i == 0 ? head : "";
        if (x > f->width / 2)
            x = t.left;
        size_t at = f->out->n;
        list_name(f, o->list[i], o->n_list > 1 ? "" : label, x, &t, tag);
        t.before = 0;
        if (o->n_list == 1 || at == f->out->n)
            continue;
        struct strip *s = &f->out->list[at];
        const char *number =
            arena_printf(f->arena, language_text(language, "%zu. ", "%zu."), i + 1); /* NOLINT */
        official_put(f, s, number, &t, tag, x - column, 0);
        if (*label != '\0')
            official_put(f, s, label, &t, tag, x - column - official_width(f, label, &t), 0);
    }
    hold_to_text(f, first);
}

/* A line of the signature at x. */
static struct strip *signature_line(struct flow *f, const char *text, const struct text_style *t,
                                    int32_t x)
{
    struct para_shape shape = {.width = f->width - x, .align = PARA_LEFT};
    size_t first = f->out->n;
    struct para p = official_para(f, text, t, flow_tag(f, TAG_PARAGRAPH, 1), NULL, &shape);
    struct strip *s = flow_lines(f, &p, t, x);
    hold_to_text(f, first);
    return s;
}

/* An empty field for the signature of r->signers[i], in two lines. */
static void sign_field(struct flow *f, struct strip *s, size_t i, int32_t x, int32_t w,
                       const struct text_style *t)
{
    const struct report *r = f->report;
    int tag = flow_tag(f, TAG_FORM, 1);
    f->tags[tag].alt = arena_printf(f->arena, language_text(r->language, "%s: %s", "%s：%s"),
                                    word(r->language, W_SIGNED), r->signers[i]);
    *flow_strip_items(f, s, 1) =
        (struct item){.kind = ITEM_FIELD,
                      .tag = tag,
                      .x = x,
                      .w = w,
                      .h = sizes_millipoints(flow_pitch(f, t)) + t->size,
                      .target = arena_printf(f->arena, "Signature%zu", i + 1)};
}

/*
 * A field for each who signs, side by side, left of organ and date, which reach to right. False:
 * there is no room for all, or nobody signs.
 */
static bool sign_beside(struct flow *f, struct strip *s, int32_t right, const struct text_style *t)
{
    int32_t n = (int32_t)f->report->n_signers, gap = t->size / 2, end = right - t->size;
    if (n == 0 || s == NULL)
        return false;
    int32_t w = smaller((end + gap) / n - gap, FIELD_EMS * t->size);
    if (w < FIELD_LEAST * t->size)
        return false;
    for (int32_t i = 0; i < n; i++)
        sign_field(f, s, (size_t)i, end - (n - i) * (w + gap) + gap, w, t);
    return true;
}

/* The same in rows of their own. */
static void sign_below(struct flow *f)
{
    const struct text_style *t = &f->style->texts[TEXT_SIGNATURE];
    int32_t gap = t->size / 2, w = smaller(FIELD_EMS * t->size, f->width);
    size_t n = f->report->n_signers, row = (size_t)((f->width + gap) / (w + gap));
    size_t first = f->out->n;
    for (size_t i = 0; i < n; i += row) {
        struct strip *s = flow_strip(f, (int64_t)gap * FINE);
        s->height = s->extent = flow_pitch(f, t) + (int64_t)t->size * FINE;
        for (size_t k = i; k < n && k < i + row; k++)
            sign_field(f, s, k, (int32_t)(k - i) * (w + gap), w, t);
    }
    hold_to_text(f, first);
}

/*
 * 7.3.5.2, without seal: organ, and below it the date, shifted to its right. Gives whether the
 * fields for signatures found room.
 */
static bool unsealed(struct flow *f)
{
    const struct signature_style *s = &f->style->signature;
    const struct text_style *t = &f->style->texts[TEXT_SIGNATURE];
    const struct report *r = f->report;
    int32_t organ = official_width(f, r->organ, t), date = official_width(f, r->date, t);
    int32_t x = f->width - s->right - organ;
    if (date > organ) /* 成文日期长于署名: the date is right 空2字, the organ gives way */
        x = f->width - s->right - date - s->shift;
    x = larger(x, 0);
    struct text_style below = *t;
    below.before = 0;
    struct strip *line = signature_line(f, r->organ, t, x);
    bool fields = sign_beside(f, line, x, t);
    signature_line(f, r->date, &below, larger(x + s->shift, 0));
    return fields;
}

/* The room for the seal: a named place, and a box around it where the style wants one. */
static void seal_room(struct flow *f, struct strip *s, int32_t x, int32_t y)
{
    const struct seal_style *seal = &f->style->seal;
    int32_t side = seal->size, thin = seal->frame;
    const struct item box[] = {{.x = x, .y = y, .w = side, .h = thin},
                               {.x = x, .y = y + side - thin, .w = side, .h = thin},
                               {.x = x, .y = y, .w = thin, .h = side},
                               {.x = x + side - thin, .y = y, .w = thin, .h = side}};
    flow_strip_anchor(f, s, 0, "seal");
    s->items[s->n_items - 1].x = x;
    s->items[s->n_items - 1].y = y;
    for (size_t i = 0; thin > 0 && i < sizeof box / sizeof *box; i++) {
        struct item *item = flow_strip_items(f, s, 1);
        *item = box[i];
        item->kind = ITEM_RULE;
    }
}

/*
 * 7.3.5.1, with seal: the date 空4字 from the right, the organ centred on it; both a little below
 * the centre of the seal, whose top is not above the text's foot. Gives whether the fields for
 * signatures found room, and the seal's left edge.
 */
static bool sealed(struct flow *f, int32_t *left)
{
    const struct seal_style *seal = &f->style->seal;
    struct text_style t = f->style->texts[TEXT_SIGNATURE];
    const struct report *r = f->report;
    int32_t organ = official_width(f, r->organ, &t), date = official_width(f, r->date, &t);
    int32_t pitch = sizes_millipoints(flow_pitch(f, &t)),
            centre = f->width - seal->right - date / 2;
    if (centre + organ / 2 > f->width)
        centre = f->width - organ / 2;
    /* from the organ's top to the seal's, negative: their middle is `down` below its centre */
    int32_t rise = (pitch + t.size) / 2 - seal->down - seal->size / 2;
    int64_t leading = flow_pitch(f, &t) - (int64_t)t.size * FINE;
    int64_t least = (int64_t)(seal->above - rise) * FINE - leading;
    t.before = t.before > least ? t.before : least;
    struct strip *s = signature_line(f, r->organ, &t, larger(centre - organ / 2, 0));
    if (s == NULL)
        return false;
    *left = centre - seal->size / 2;
    seal_room(f, s, *left, rise);
    bool fields = sign_beside(f, s, smaller(*left, centre - organ / 2), &t);
    int64_t low = (int64_t)(rise + seal->size) * FINE;
    s->extent = s->extent > low ? s->extent : low;
    t.before = 0;
    signature_line(f, r->date, &t, larger(centre - date / 2, 0));
    return fields;
}

/* 7.3.6: in brackets on the line below the date, clear of the seal. */
static void annotation(struct flow *f, int32_t right)
{
    const struct text_style *t = &f->style->texts[TEXT_ANNOTATION];
    const char *text = f->report->official.annotation;
    enum language language = f->report->language;
    size_t first = f->out->n;
    if (text == NULL)
        return;
    if (*text != '(' && strncmp(text, "（", strlen("（")) != 0)
        text =
            arena_printf(f->arena, "%s%s%s", word(language, W_OPEN), text, word(language, W_CLOSE));
    struct para_shape shape = {
        .width = larger(right, 10 * t->size), .indent = t->indent, .align = t->align};
    struct para p = official_para(f, text, t, flow_tag(f, TAG_PARAGRAPH, 1), NULL, &shape);
    flow_lines(f, &p, t, 0);
    hold_to_text(f, first);
}

void official_end(struct flow *f)
{
    const struct report *r = f->report;
    int32_t right = f->width;
    bool signature = f->style->signature.print && r->organ != NULL && r->date != NULL;
    bool fields = false;
    f->keep = 0;
    attachment_list(f);
    if (signature)
        fields = r->official.seal ? sealed(f, &right) : unsealed(f);
    annotation(f, right);
    if (!fields)
        sign_below(f);
    if (signature)
        f->signed_to = f->body.n;
}

void official_attached(struct flow *f)
{
    const struct official *o = &f->report->official;
    for (size_t i = 0; i < o->n_attachments; i++) {
        const struct attachment *a = &o->attachments[i];
        const char *label = word(f->report->language, W_ATTACHMENT);
        int number = o->n_attachments > 1 ? (int)i + 1 : 0;
        f->keep = 0;
        f->after = 0;
        official_label(f, number);
        if (number > 0)
            label = arena_printf(f->arena, "%s%d", label, number);
        blocks_title(f, (struct display){.lines = a->title}, (struct display){0},
                     arena_printf(f->arena, "%s　%s", label, a->title));
        blocks_add(f, a->document);
    }
}

/* A list of 版记 with its label; turn-over aligns behind that. The y below it. */
static int32_t record_list(struct flow *f, struct strip *s, enum word label, const char *text,
                           int32_t y)
{
    const struct text_style *t = &f->style->texts[TEXT_RECORD];
    enum language language = f->report->language;
    int32_t side = f->style->record.side;
    const char *head = word(language, label);
    int32_t x = side + official_width(f, head, t);
    int tag = flow_tag(f, TAG_PARAGRAPH, 1);
    struct para_shape shape = {.width = f->width - x - side, .align = t->align};
    official_put(f, s, head, t, tag, side, y);
    struct para p = official_para(f, arena_printf(f->arena, "%s%s", text, word(language, W_STOP)),
                                  t, tag, NULL, &shape);
    return flow_strip_lines(f, s, &p, t, x, y);
}

/* 7.4.3: 印发机关 left, 印发日期 and 印发 right. */
static int32_t record_printer(struct flow *f, struct strip *s, int32_t y)
{
    const struct official *o = &f->report->official;
    const struct text_style *t = &f->style->texts[TEXT_RECORD];
    int32_t side = f->style->record.side;
    int tag = flow_tag(f, TAG_PARAGRAPH, 1);
    if (o->printer != NULL)
        official_put(f, s, o->printer, t, tag, side, y);
    if (o->print_date != NULL) {
        const char *text =
            arena_printf(f->arena, word(f->report->language, W_PRINTED), o->print_date);
        official_put(f, s, text, t, tag, f->width - side - official_width(f, text, t), y);
    }
    return y + sizes_millipoints(flow_pitch(f, t));
}

void official_record(struct flow *f, bool recipients)
{
    const struct official *o = &f->report->official;
    const struct record_style *r = &f->style->record;
    bool printed = o->printer != NULL || o->print_date != NULL;
    int32_t y = r->outer + r->pad;
    if (!recipients && o->copies == NULL && !printed)
        return;
    f->out = &f->record;
    f->keep = 0;
    f->after = 0;
    struct strip *s = flow_strip(f, 0);
    f->out = &f->body;
    official_rule(f, s, 0, r->outer, 0);
    if (recipients) /* 7.4.2: 主送 above 抄送, no rule between them */
        y = record_list(f, s, W_RECIPIENTS, o->recipients, y);
    if (o->copies != NULL)
        y = record_list(f, s, W_COPIES, o->copies, y);
    if (printed && (recipients || o->copies != NULL)) {
        official_rule(f, s, y + r->pad, r->inner, 0);
        y += r->inner + 2 * r->pad;
    }
    if (printed)
        y = record_printer(f, s, y);
    official_rule(f, s, y + r->pad, r->outer, 0);
    s->extent = s->height = (int64_t)(y + r->pad + r->outer) * FINE;
}
