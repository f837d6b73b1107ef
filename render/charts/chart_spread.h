/*
 * Spreading: labels beside a chart, each as near to its mark as the others allow. Their order is
 * kept.
 */
#ifndef NIANBAO_CHART_SPREAD_H
#define NIANBAO_CHART_SPREAD_H

#include <stdbool.h>
#include <stddef.h>

/* One label: where its middle should stand and how high it is; spread sets where it stands. */
struct spread {
    double wanted, height;
    double at;
};

/*
 * Places n labels between lo and hi so that none touches another and the sum of squared moves is
 * least: isotonic regression by pooling adjacent violators (Barlow et al., Statistical Inference
 * under Order Restrictions, 1972, 1.2). Labels that want the same place keep their order in the
 * list. False when they do not fit: they then stand close together from lo on.
 */
bool spread_labels(struct spread *labels, size_t n, double lo, double hi);

#endif
