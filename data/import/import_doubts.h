/*
 * Doubts: places of an imported text that a person has to look at.
 */
#ifndef NIANBAO_IMPORT_DOUBTS_H
#define NIANBAO_IMPORT_DOUBTS_H

#include "data/import/import.h"

/*
 * Tells m, as warnings at their lines: marks, brackets, outline numbers and dates by the rules of
 * the catalogue (rules.h); characters lost in copying [lost-characters], sentences without an end
 * [unfinished], long stretches without a mark [no-marks], two marks in a row [doubled-mark]; of the
 * figures those that are unclear [unclear], or whose sign may be wrong [sign-doubt]. Personal
 * data is an error, as in a report.
 */
void import_doubts(const struct import *im, struct messages *m);

#endif
