/*
 * SARIF: findings for editors and code review, in the Static Analysis Results Interchange Format
 * (OASIS, version 2.1.0). It writes what the messages hold and judges nothing itself.
 */
#ifndef NIANBAO_SARIF_H
#define NIANBAO_SARIF_H

#include "base/msg.h"

/*
 * Prints all messages as one SARIF log with one run. The rules of the catalogue are described in
 * it; other messages name theirs only. Columns are left out: ours count cells.
 */
void sarif_print(const struct messages *m, FILE *out);

#endif
