#include "cmd/archive/archive_report.h"

#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/file.h"
#include "cmd/shared/press.h"
#include "data/check/checksheet.h"
#include "data/report/inputs.h"
#include "data/report/node.h"
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

int archive_report_sources(struct arena *a, const char *path, const char *pdf, size_t pdf_len,
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

#define TITLE "归档文件目录"

/* A report without data in the house style of official papers; its text is put in its place. */
static const char *write_report(struct arena *a, const char *scratch, struct messages *m)
{
    const char *ini = arena_printf(a, "%s/report.ini", scratch);
    struct buf text = {0};
    buf_puts(&text, "[report]\ntitle = " TITLE "\nyear = 2000\nlanguage = zh-CN\n"
                    "layout = gb9704\n[data]\nnarrative = text.md\n");
    int status = file_write(ini, text.data, text.len, m);
    buf_free(&text);
    if (status == 0)
        status = file_write(arena_printf(a, "%s/text.md", scratch), "-\n", 2, m);
    return status == 0 ? ini : NULL;
}

static void paragraph(struct arena *a, struct node *document, const char *text)
{
    struct node *n = node_new(a, NODE_PARAGRAPH, NOWHERE);
    node_append(n, node_text(a, text, NOWHERE));
    node_append(document, n);
}

/* In two lines of groups, which nobody has to stretch and anybody can type. */
static void hash_paragraphs(struct arena *a, struct node *document, const char *hash)
{
    for (int i = 0; i < 64; i += 32)
        paragraph(a, document,
                  arena_printf(a, "%.8s %.8s %.8s %.8s", hash + i, hash + i + 8, hash + i + 16,
                               hash + i + 24));
}

static void add_row(struct arena *a, struct node *table, bool head, const char *const *cells)
{
    struct node *row = node_row(a, table, head);
    for (size_t i = 0; i < 9; i++)
        node_cell(a, row, head || i == 0 || i == 7 ? ALIGN_CENTRE : ALIGN_LEFT, cells[i]);
}

static struct node *document(struct arena *a, const struct archive_list *l)
{
    static const char *const heads[] = {"序号", "档号", "文号", "责任者", "题名",
                                        "日期", "密级", "页数", "备注"};
    struct node *doc = node_new(a, NODE_DOCUMENT, NOWHERE);
    struct node *table = node_new(a, NODE_TABLE, NOWHERE);
    paragraph(a, doc, arena_printf(a, "全宗号：%s", l->fonds));
    if (l->organ != NULL)
        paragraph(a, doc, arena_printf(a, "全宗名称：%s", l->organ));
    paragraph(a, doc, arena_printf(a, "编制日期：%s", l->date));
    paragraph(a, doc, arena_printf(a, "共%zu件。编制时台账末行的 SHA-256 散列值：", l->n));
    hash_paragraphs(a, doc, l->head);
    paragraph(a, doc, "今后用 nianbao archive verify --head 加上此值核对，即可查明台账有无改写。");
    table->small = true;
    table->landscape = true;
    add_row(a, table, true, heads);
    for (size_t i = 0; i < l->n; i++)
        add_row(a, table, false, l->rows[i].cells);
    node_append(doc, table);
    return doc;
}

int archive_report_list(const char *scratch, const struct archive_list *l, struct buf *out,
                        struct messages *m)
{
    struct press p;
    struct arena *a = arena_new();
    struct messages *own =
        messages_new(messages_language(m)); /* notes on fonts are not asked for */
    const char *ini = write_report(a, scratch, m);
    int status = -1;
    if (ini != NULL) {
        status = press_open(&p, ini, own);
        if (status == 0) {
            struct report list = *p.report;
            list.narrative = document(p.arena, l);
            status = press_typeset(&p, &list, out);
        }
        press_close(&p);
    }
    size_t n_told;
    const struct message *told = messages_list(own, &n_told);
    for (size_t i = 0; i < n_told; i++)
        if (told[i].severity >= SEV_WARNING)
            msg(m, told[i].severity, NOWHERE, told[i].rule, "%s", "%s", told[i].text);
    messages_free(own);
    arena_free(a);
    return status;
}
