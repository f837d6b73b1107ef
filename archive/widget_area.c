#include "archive/widget_area.h"

#include <string.h>

#include "archive/pdf_tree.h"

/* A length is refused beyond that, so that sums of them stay exact. */
#define POINTS_MAX 1000000

/* /F (table 165). The last two: drawn from its upper left corner on, but as large and as upright
 * as on a page that is neither zoomed nor turned, so not where its /Rect says. */
#define HIDDEN 2
#define NO_ZOOM 8
#define NO_ROTATE 16

struct box {
    int64_t left, bottom, right, top; /* thousandths of a point, sorted */
};

/* A number of a PDF in thousandths, whatever the locale. False: it is none, or too large. */
static bool take_milli(const struct pdf_value *v, int64_t *out)
{
    if (v->kind == PDF_INTEGER) {
        *out = v->number * 1000;
        return v->number >= -POINTS_MAX && v->number <= POINTS_MAX;
    }
    if (v->kind != PDF_REAL)
        return false;
    int64_t whole = 0, unit = 1000;
    bool point = false;
    for (const char *s = v->bytes + strspn(v->bytes, "+-"); *s != '\0'; s++) {
        if (*s == '.')
            point = true;
        else if (point && (unit /= 10) > 0)
            whole += (*s - '0') * unit;
        else if (!point)
            whole = whole * 10 + (*s - '0') * 1000;
        if (whole > (int64_t)POINTS_MAX * 1000)
            return false;
    }
    *out = v->bytes[0] == '-' ? -whole : whole;
    return true;
}

static bool take_box(const struct pdf_file *f, const struct pdf_value *v, struct box *out)
{
    int64_t n[4];
    for (size_t i = 0; i < 4; i++)
        if (v->kind != PDF_ARRAY || v->n != 4 || !take_milli(pdf_item(f, v, i), &n[i]))
            return false;
    out->left = n[0] < n[2] ? n[0] : n[2];
    out->right = n[0] < n[2] ? n[2] : n[0];
    out->bottom = n[1] < n[3] ? n[1] : n[3];
    out->top = n[1] < n[3] ? n[3] : n[1];
    return true;
}

/* A page shows its /CropBox; where there is none, its /MediaBox (14.11.2). */
static bool page_box(const struct pdf_file *f, const struct pdf_value *page, struct box *out)
{
    const struct pdf_value *crop = pdf_inherited(f, page, "CropBox");
    return take_box(f, crop->kind != PDF_NULL ? crop : pdf_inherited(f, page, "MediaBox"), out);
}

bool widget_is_unseen(const struct pdf_file *f, const struct pdf_value *widget)
{
    const struct pdf_value *flags = pdf_dict_find(f, widget, "F");
    int64_t set = flags->kind == PDF_INTEGER ? flags->number : 0;
    struct box own, page;
    if ((set & HIDDEN) != 0)
        return true;
    if (!take_box(f, pdf_dict_find(f, widget, "Rect"), &own))
        return false;
    if (own.left == own.right || own.bottom == own.top)
        return true;
    return (set & (NO_ZOOM | NO_ROTATE)) == 0 &&
           page_box(f, pdf_dict_find(f, widget, "P"), &page) &&
           (own.right <= page.left || own.left >= page.right || own.top <= page.bottom ||
            own.bottom >= page.top);
}
