/*
 * Subcommands, and what they share. Each is a file cmd_NAME.c with one public function cmd_NAME; a
 * new one is such a file and a row of SUBCOMMANDS.
 */
#ifndef NIANBAO_CMD_H
#define NIANBAO_CMD_H

#include "base/msg.h"
#include "cmd/shared/options.h"

struct buf;

/* Name, and what it is for in English and in Chinese, in the order in which --help lists them. */
#define SUBCOMMANDS(ROW)                                                                           \
    ROW(build, "check a report, then typeset its PDF", "校核报告并排版为 PDF")                     \
    ROW(check, "list every finding, write nothing", "列出全部问题，不写任何文件")                  \
    ROW(chart, "draw a report's charts, a PDF each", "单独绘制报告中的图表")                       \
    ROW(import, "propose a report folder from an old plain text",                                  \
        "由旧的纯文本总结提出报告文件夹")                                                          \
    ROW(inspect, "tell what a PDF holds and claims", "列出 PDF 的内容与声明")                      \
    ROW(extract, "write the files embedded in a PDF", "取出 PDF 中嵌入的文件")                     \
    ROW(sign, "sign a finished PDF", "签署已完成的 PDF")                                           \
    ROW(verify, "tell whether a signed PDF is intact, and by whom",                                \
        "验证已签名的 PDF 是否完好、由谁签署")                                                     \
    ROW(archive, "keep signed reports, and prove later that they are intact",                      \
        "保管已签名的报告，并可随时查验")                                                          \
    ROW(keys, "list every section and key of a report file", "列出报告文件的全部节与键")

/* int cmd_NAME(struct command_line *l): runs the subcommand and gives the exit status. */
#define SUBCOMMAND_DECLARED(name, en, zh) int cmd_##name(struct command_line *l);
SUBCOMMANDS(SUBCOMMAND_DECLARED)

enum status { STATUS_DONE = 0, STATUS_REJECTED = 1, STATUS_USAGE = 2, STATUS_FAILED = 3 };

/* Tells on standard error what is in m by print, frees m and gives the exit status. */
int cmd_end(struct messages *m, void (*print)(struct messages *m, FILE *out));

/*
 * Writes a finished document to path, unless that would destroy what is no build of ours: an
 * existing file that does not begin with kind, or a signed PDF. 0, or -1, reported.
 */
int cmd_write(const char *path, const char *kind, const struct buf *bytes, struct messages *m);

/*
 * The same for a kind that others write too and whose first bytes do not say whose it is: ours has
 * mark, a string, among its first 8 KiB.
 */
int cmd_write_marked(const char *path, const char *kind, const char *mark, const struct buf *bytes,
                     struct messages *m);

/* A page of facts: labels in one column, values in the next. */
struct fact_page {
    FILE *out;
    enum language language;
};

/* A label and blanks up to the column of values; NULL: only the blanks, for a further value. */
void cmd_label(const struct fact_page *p, const char *en, const char *zh);

/* A label, its value, or that it is not told. */
void cmd_fact(const struct fact_page *p, const char *en, const char *zh, const char *value);

/* The columns of a terminal that a text fills: a hanzi two. */
int cmd_columns(const char *text);

#endif
