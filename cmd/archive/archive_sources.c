#include <string.h>

#include "base/arena.h"
#include "base/file.h"
#include "cmd/archive_report.h"
#include "cmd/press.h"
#include "data/check/checksheet.h"
#include "data/report/inputs.h"
#include "data/report/report.h"

/* Takes what b holds as a file of the bag. */
static void add_file(struct arena *a, struct archive_sources *s, const char *path, struct buf *b)
{
    s->files[s->n++] = (struct bag_file){path, arena_strndup(a, b->data, b->len), b->len};
    buf_free(b);
}

/* The report file and all it read, again byte by byte: what changed meanwhile is told. */
static int take_inputs(struct arena *a, const struct report *r, struct messages *m,
                       struct archive_sources *s)
{
    size_t n;
    const struct report_input *inputs = inputs_of(a, r, m, &n);
    const char **paths = arena_array(a, n + 1, sizeof *paths),
               **names = arena_array(a, n + 1, sizeof *names);
    for (size_t i = 0; i < n; i++) { /* the sink's list moves when files are read again */
        paths[i] = arena_strdup(a, inputs[i].file->path);
        names[i] = arena_strdup(a, inputs[i].name);
    }
    s->files = arena_array(a, n + 2, sizeof *s->files);
    for (size_t i = 0; i < n; i++) {
        struct bag_file *f = &s->files[s->n];
        f->path = bag_path(a, BAG_SOURCES, names[i], s->files, s->n);
        f->bytes = file_read(a, paths[i], FILE_SIZE_MAX, &f->len, NOWHERE, m);
        if (f->bytes == NULL)
            return -1;
        if (f->path == NULL || strcmp(f->path + strlen(BAG_SOURCES "/"), names[i]) != 0)
            msg(m, SEV_WARNING, IN_FILE(paths[i]), "source-moved",
                "cannot lie beside the report under that name and is archived as %s: to build the "
                "report from the bag, put it back",
                "不能以原路径归档，存为 %s；由档案包重新生成报告时须放回原处",
                f->path != NULL ? f->path : "—");
        s->n += f->path != NULL;
    }
    return 0;
}

/* Signing only adds to a PDF: what was built from the report must be its beginning. */
static int compare(struct press *p, const char *path, const char *pdf, size_t len,
                   struct messages *m)
{
    struct buf built = {0};
    int status = press_typeset(p, p->report, &built);
    if (status == 0 && (built.len > len || memcmp(built.data, pdf, built.len) != 0))
        msg(m, SEV_WARNING, IN_FILE(path), "report-differs",
            "what is built from this report is another document than the PDF; both are archived",
            "由此报告生成的文件与该 PDF 不同；两者都予归档");
    buf_free(&built);
    return status;
}

static int take_sheet(struct arena *a, struct press *p, struct messages *m,
                      struct archive_sources *s)
{
    const struct checksheet *sheet = checksheet_make(p->report, m);
    struct buf csv = {0}, pdf = {0};
    checksheet_csv(p->report, sheet, &csv);
    add_file(a, s, BAG_SHEET ".csv", &csv);
    if (press_typeset(p, checksheet_report(p->report, sheet), &pdf) != 0)
        return -1;
    add_file(a, s, BAG_SHEET ".pdf", &pdf);
    return 0;
}

static const char *copy(struct arena *a, const char *text)
{
    return text != NULL ? arena_strdup(a, text) : NULL;
}

/* With a sink of its own: what is read before is no source of the report. */
static int read_report(struct arena *a, const char *path, const char *pdf, size_t pdf_len,
                       struct messages *m, struct archive_sources *out)
{
    struct press p;
    int status = -1;
    if (press_open(&p, path, m) != 0 || take_inputs(a, p.report, m, out) != 0 ||
        compare(&p, path, pdf, pdf_len, m) != 0 || take_sheet(a, &p, m, out) != 0)
        goto out;
    out->title = copy(a, p.report->title);
    out->organ = copy(a, p.report->organ);
    out->date = copy(a, p.report->date);
    out->doc_number = copy(a, p.report->official.doc_number);
    out->secrecy = copy(a, p.report->official.secrecy);
    out->year = p.report->year;
    status = 0;
out:
    press_close(&p);
    return status;
}

int archive_sources(struct arena *a, const char *path, const char *pdf, size_t pdf_len,
                    struct messages *m, struct archive_sources *out)
{
    struct messages *own = messages_new(messages_language(m));
    *out = (struct archive_sources){0};
    int status = read_report(a, path, pdf, pdf_len, own, out);
    if (messages_status(own) != 0)
        status = -1;
    messages_print_problems(own, stderr);
    if (status != 0)
        msg(m, messages_count(own, SEV_FAILURE) > 0 ? SEV_FAILURE : SEV_ERROR, IN_FILE(path),
            "report-rejected", "the report has errors; nothing was archived", "报告有错误，未归档");
    messages_free(own);
    return status;
}
