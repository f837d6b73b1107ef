/*
 * Inputs: the files that a report was made from, in the order they were read. Their names are
 * relative to the folder of the report, as they are told in the PDF.
 */
#ifndef NIANBAO_INPUTS_H
#define NIANBAO_INPUTS_H

#include "base/msg.h"
#include "base/provenance.h"

struct arena;
struct report;

struct report_input {
    const char *name; /* from the report's folder; of a file named by its full path the last part */
    const struct input *file;
    bool inside; /* lies in the report's folder or below */
};

/*
 * What was read for r, as the sink of its messages has it, but for what ships with the program;
 * *n of them. List and names in the arena, files the sink's until it reads on.
 */
const struct report_input *inputs_of(struct arena *a, const struct report *r,
                                     const struct messages *m, size_t *n);

#endif
