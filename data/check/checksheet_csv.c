#include "base/arena.h"
#include "base/csv_out.h"
#include "data/check/checksheet.h"
#include "data/report/words.h"
#include "data/wording/cited.h"
#include "data/wording/derivation.h"

static const enum word heads[] = {W_SERIAL, W_WHERE,   W_PRINTED_AS, W_CONTEXT,  W_NATURE, W_WHAT,
                                  W_SOURCE, W_FORMULA, W_EXACT,      W_ROUNDING, W_REMARKS};

#define N_HEADS (sizeof heads / sizeof *heads)

static void add_line(struct buf *out, const char *const *cells)
{
    for (size_t i = 0; i < N_HEADS; i++) {
        if (i > 0)
            buf_puts(out, ",");
        csv_cell(out, cells[i]);
    }
    buf_puts(out, "\r\n");
}

void checksheet_csv(const struct report *r, const struct checksheet *s, struct buf *out)
{
    const char *cells[N_HEADS];
    buf_puts(out, CHECKSHEET_MAGIC);
    for (size_t i = 0; i < N_HEADS; i++)
        cells[i] = word(r->language, heads[i]);
    add_line(out, cells);
    for (size_t i = 0; i < s->n; i++) {
        const struct sheet_number *n = &s->numbers[i];
        bool known = n->nature == NATURE_TRACED || n->nature == NATURE_STATED;
        struct derivation d = {"", "", "", "", "", 0};
        if (known)
            d = derivation_of(r, &n->origin, 0);
        const char *line[N_HEADS] = {arena_printf(r->arena, "%zu", i + 1),
                                     checksheet_where(r, n),
                                     n->printed,
                                     n->context,
                                     checksheet_nature(r, n->nature),
                                     d.subject,
                                     d.sources,
                                     d.formula,
                                     d.exact,
                                     d.rounding,
                                     known ? checksheet_remarks(r, s, &n->origin, d.flags) : ""};
        add_line(out, line);
    }
}
