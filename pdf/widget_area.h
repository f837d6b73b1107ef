/*
 * Whether a widget can be seen on its page (ISO 32000-1, 12.5.2, 12.5.3).
 */
#ifndef NIANBAO_WIDGET_AREA_H
#define NIANBAO_WIDGET_AREA_H

#include "pdf/pdf_read.h"

/*
 * True for one that nothing can be seen of: hidden, without area, or outside all that its page
 * shows. What cannot be told may be seen.
 */
bool widget_is_unseen(const struct pdf_file *f, const struct pdf_value *widget);

#endif
