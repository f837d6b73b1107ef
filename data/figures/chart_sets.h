/*
 * Chart sets: the charts of a sheet about one place, and of a wall sheet about all, made from the
 * data alone. Nobody has to name these charts in the report file.
 */
#ifndef NIANBAO_CHART_SETS_H
#define NIANBAO_CHART_SETS_H

#include "data/report/report.h"

struct chart_set {
    const char *title;
    const struct chart *charts;
    size_t n;
    const char *note; /* what the marks in all of them mean, or NULL */
    int span;         /* columns that the first takes where a sheet has several */
};

/*
 * What is known of one place: its profile among its siblings, its values against targets, the
 * years; of all indicators that can be good or bad and have a value there. Empty when there is
 * none. forms: of the kinds; those that are missing are left out. In the report's arena.
 */
struct chart_set chart_set_of_place(const struct report *r, int place, chart_forms *forms);

/* The parts of the whole: a scorecard, then a comparison for each of those indicators. */
struct chart_set chart_set_of_all(const struct report *r, chart_forms *forms);

#endif
