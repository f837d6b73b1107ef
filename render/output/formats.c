#include "render/output/formats.h"

#include <string.h>

#include "render/output/pdf.h"
#include "render/output/raster.h"
#include "render/output/svg.h"
#include "render/output/trace.h"

/* The first one that is good for a use is the one that is written unless another is asked for. */
static const struct format formats[] = {
    {.name = "pdf",
     .extension = "pdf",
     .magic = PDF_MAGIC,
     .mark = PDF_MARK,
     .uses = FORMAT_REPORT | FORMAT_CHART,
     .write = pdf_write,
     .about_en = "a PDF with its fonts inside (the default)",
     .about_zh = "PDF，字体内嵌（默认）"},
    {.name = "trace",
     .magic = TRACE_MAGIC,
     .mark = "",
     .uses = FORMAT_REPORT,
     .write = trace_write,
     .about_en = "the placed pages as text, to standard output unless -o is given",
     .about_zh = "各页排版结果的文本形式，不加 -o 时写到标准输出"},
    {.name = "svg",
     .extension = "svg",
     .magic = SVG_MAGIC,
     .mark = "",
     .uses = FORMAT_CHART,
     .one_page = true,
     .write = svg_write,
     .about_en = "a drawing of each page, with the outlines of its glyphs",
     .about_zh = "每页一个矢量图，文字为轮廓"},
    {.name = "png",
     .extension = "png",
     .magic = PNG_MAGIC,
     .mark = PNG_MARK,
     .uses = FORMAT_CHART,
     .one_page = true,
     .dots = true,
     .write = raster_write,
     .about_en = "a picture of each page",
     .about_zh = "每页一个点阵图"},
};
#define N_FORMATS (sizeof formats / sizeof *formats)

const struct format *format_find(const char *name, unsigned use)
{
    for (const struct format *f = formats; f < formats + N_FORMATS; f++)
        if ((f->uses & use) != 0 && (name == NULL || strcmp(f->name, name) == 0))
            return f;
    return NULL;
}

void formats_print(FILE *to, enum language language, unsigned use)
{
    for (const struct format *f = formats; f < formats + N_FORMATS; f++)
        if ((f->uses & use) != 0)
            fprintf(to, "        %-12s %s\n", f->name,
                    language == LANG_ZH ? f->about_zh : f->about_en);
}
