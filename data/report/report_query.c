#include <string.h>

#include "data/report/report.h"

int report_indicator(const struct report *r, const char *id)
{
    for (size_t i = 0; i < r->n_indicators; i++)
        if (strcmp(r->indicators[i].id, id) == 0)
            return (int)i;
    return -1;
}

static bool is_called(const struct place *p, const char *name)
{
    if (strcmp(p->id, name) == 0 || strcmp(p->name, name) == 0)
        return true;
    for (size_t i = 0; i < p->n_aliases; i++)
        if (strcmp(p->aliases[i], name) == 0)
            return true;
    return false;
}

int report_place(const struct report *r, const char *name)
{
    for (size_t i = 0; i < r->n_places; i++)
        if (is_called(&r->places[i], name))
            return (int)i;
    return -1;
}

int report_year(const struct report *r, int year)
{
    size_t low = 0, high = r->n_years;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (r->years[middle] == year)
            return (int)middle;
        if (r->years[middle] < year)
            low = middle + 1;
        else
            high = middle;
    }
    return -1;
}

/* The position of a cell in r->cells and r->targets, or -1 when there is no such cell. */
static ptrdiff_t cell_index(const struct report *r, struct cell_id cell)
{
    if (cell.indicator < 0 || (size_t)cell.indicator >= r->n_indicators || cell.place < 0 ||
        (size_t)cell.place >= r->n_places || cell.year < 0 || (size_t)cell.year >= r->n_years)
        return -1;
    return ((ptrdiff_t)cell.indicator * (ptrdiff_t)r->n_places + cell.place) *
               (ptrdiff_t)r->n_years +
           cell.year;
}

bool report_is_lowest(const struct report *r, int place)
{
    for (size_t i = 0; i < r->n_places; i++)
        if (r->places[i].parent == place)
            return false;
    return true;
}

bool report_on_map(const struct place *p)
{
    return p->column > 0 && p->row > 0;
}

const struct value *report_value(const struct report *r, struct cell_id cell)
{
    static const struct value missing = {.kind = VALUE_MISSING};
    ptrdiff_t i = cell_index(r, cell);
    return i < 0 || r->cells == NULL || r->cells[i] == NULL ? &missing : r->cells[i];
}

/* A rate has to reach the same target everywhere; the whole's target for a count says nothing of
 * its parts. */
const struct target *report_target(const struct report *r, struct cell_id cell)
{
    static const struct target unset = {.kind = TARGET_UNSET};
    ptrdiff_t own = cell_index(r, cell);
    if (own < 0)
        return &unset;
    const struct indicator *ind = &r->indicators[cell.indicator];
    bool shared = ind->unit != UNIT_COUNT;
    for (int p = cell.place; r->targets != NULL && p >= 0; p = shared ? r->places[p].parent : -1) {
        const struct target *t = r->targets[cell_index(r, cell_of_place(cell, p))];
        if (t != NULL)
            return t;
    }
    return r->years[cell.year] == r->year && (shared || cell.place == 0) ? &ind->target : &unset;
}

enum verdict report_verdict(const struct report *r, struct cell_id cell)
{
    return value_verdict(report_value(r, cell), report_target(r, cell));
}

const struct chart *report_chart(const struct report *r, const char *name)
{
    for (size_t i = 0; i < r->n_charts; i++)
        if (strcmp(r->charts[i].name, name) == 0)
            return &r->charts[i];
    return NULL;
}
