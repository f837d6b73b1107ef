#include "pdf/widget_area.h"

#include "pdf/pdf_tree.h"

/* /F (table 165). The last two: drawn from its upper left corner on, but as large and as upright
 * as on a page that is neither zoomed nor turned, so not where its /Rect says. */
#define HIDDEN 2
#define NO_ZOOM 8
#define NO_ROTATE 16

struct box {
    int64_t left, bottom, right, top; /* thousandths of a point, sorted */
};

static bool take_box(const struct pdf_file *f, const struct pdf_value *v, struct box *out)
{
    int64_t n[4];
    for (size_t i = 0; i < 4; i++)
        if (v->kind != PDF_ARRAY || v->n != 4 || !pdf_milli(pdf_item(f, v, i), &n[i]))
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
