#include "base/arena.h"
#include "base/buf.h"
#include "base/file.h"
#include "cmd/archive_report.h"
#include "cmd/press.h"
#include "data/report/node.h"
#include "data/report/report.h"

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

int archive_directory(const char *scratch, const struct archive_list *l, struct buf *out,
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
