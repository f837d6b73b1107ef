/*
 * Funnels: which parts of a place lie further from the others than chance explains. For telling
 * only: values themselves stay exact.
 */
#ifndef NIANBAO_FUNNEL_H
#define NIANBAO_FUNNEL_H

#include "data/report/report.h"

struct outlier {
    int place;
    bool above;
};

/*
 * The places whose rate lies beyond the 99.8 % funnel limits around that of all parts of their
 * parent (the sum of counts over the sum of bases), at least 5 of them; by parent, nearest first.
 * *list, in a, of as many as is returned. None for counts, nor without numerator and denominator.
 * (Spiegelhalter 2005, Funnel plots for comparing institutional performance)
 */
size_t funnel_outliers(struct arena *a, const struct report *r, int indicator, int year_index,
                       struct outlier **list);

#endif
