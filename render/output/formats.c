#include "render/output/formats.h"

#include <string.h>

/* The first one that is good for a use is the one that is written unless another is asked for. */
static const struct format *const formats[] = {&pdf_format, &trace_format, &svg_format,
                                               &raster_format};
#define N_FORMATS (sizeof formats / sizeof *formats)

const struct format *format_find(const char *name, unsigned use)
{
    for (size_t i = 0; i < N_FORMATS; i++)
        if ((formats[i]->uses & use) != 0 && (name == NULL || strcmp(formats[i]->name, name) == 0))
            return formats[i];
    return NULL;
}

void formats_print(FILE *to, enum language language, unsigned use)
{
    for (size_t i = 0; i < N_FORMATS; i++)
        if ((formats[i]->uses & use) != 0)
            fprintf(to, "        %-12s %s\n", formats[i]->name,
                    language_text(language, formats[i]->about_en, formats[i]->about_zh));
}
