#include <string.h>

#include "data/sheets/personal.h"
#include "data/source/mapping.h"

static void refuse(const struct mapper *x, size_t row, size_t column, const char *head)
{
    msg(x->m, SEV_ERROR, mapping_source(x, row, column), "personal-data",
        "column \"%s\" holds names, identity card or telephone numbers: " PERSONAL_EN,
        "列“%s”含姓名、身份证号或电话：" PERSONAL_ZH, head);
}

/*
 * A column that is not read may still hold them, and would travel with the file. Counts may have
 * eleven digits as a mobile number has, but never the form of an identity card number.
 */
static bool is_personal(const struct mapper *x, size_t column, const char *text)
{
    size_t n, len = strlen(text);
    if (mapping_is_data(x, column) && x->columns[column].word.kind != LONG_NOTE)
        return personal_card(text);
    return personal_card(text) || personal_mobile(text) || personal_number(text, len, &n) < len;
}

/* Whether the head says so; heads that name an indicator are the report's own words. */
static bool has_personal_head(const struct mapper *x, size_t column)
{
    const struct column_map *k = &x->columns[column];
    return k->word.indicator < 0 && personal_head(k->head);
}

bool mapping_personal(const struct mapper *x)
{
    bool told[CELLS_COLUMNS_MAX] = {false}, any = false;
    for (size_t c = 0; c < x->n_columns; c++)
        if (has_personal_head(x, c)) {
            refuse(x, x->last, c, x->columns[c].head);
            any = told[c] = true;
        }
    for (size_t i = x->last + 1; i < x->t->n_rows; i++) {
        size_t n = mapping_is_foot(x, i) ? 0 : x->t->rows[i].n;
        for (size_t c = 0; c < n; c++)
            if (!told[c] && is_personal(x, c, mapping_text(x, i, c))) {
                refuse(x, i, c, c < x->n_columns ? x->columns[c].head : "");
                any = told[c] = true;
            }
    }
    return any;
}
