#include <string.h>

#include "base/arena.h"
#include "base/file.h"
#include "base/folder.h"
#include "cmd/shared/cmd.h"
#include "data/import/import.h"

struct options {
    const char *dir; /* NULL: named like the text */
    int year;        /* 0: the text says it */
};

static const struct option_row rows[] = {
    {"--output", 'o', OPTION_TEXT, offsetof(struct options, dir), .value = {"DIR", "文件夹"},
     .help = {"the new folder; otherwise named like the text, in this folder",
              "新文件夹；不写时以文本的文件名命名，放在当前文件夹"}},
    {"--year", 0, OPTION_READ, offsetof(struct options, year), .value = {"YEAR", "年度"},
     .help = {"the year of the report, where the text does not say it",
              "报告年度，文中没有写明时用"},
     .read = options_year},
    {0}};

static const struct help help = {
    .forms = {"usage: nianbao import [-o DIR] [--year YEAR] TEXT",
              "用法：nianbao import [-o 文件夹] [--year 年度] 文本"},
    .about = {"Reads an old summary in plain text, cleans it, and proposes a report folder: the "
              "text with\n"
              "placeholders, the figures found, and what is doubtful.",
              "读入旧的纯文本总结，清理后提出一个报告文件夹：带占位符的正文、找到的指标数字、存疑之"
              "处。"},
    .rows = rows,
    .least = 1,
    .most = 1};

/* Named like the text; NULL for standard input. */
static const char *default_dir(struct arena *a, const char *text)
{
    return strcmp(text, "-") == 0 ? NULL : file_stem(a, text);
}

static void import(const char *text, const char *dir, int year, struct messages *m)
{
    struct arena *a = arena_new();
    size_t len;
    char *bytes =
        folder_taken(dir, m) ? NULL : file_read(a, text, IMPORT_SIZE_MAX, &len, NOWHERE, m);
    const struct import *im = bytes != NULL ? import_read(a, text, bytes, len, year, m) : NULL;
    bool done = im != NULL && import_write(im, dir, m) == 0;
    messages_print(m, stdout);
    if (done)
        printf(language_text(messages_language(m),
                             "%s: %zu figures, %zu doubtful places, see doubtful.md there\n",
                             "%s：指标 %zu 项，存疑 %zu 处，见其中的 doubtful.md\n"),
               dir, im->figures->n, messages_count(m, SEV_WARNING));
    arena_free(a);
}

int cmd_import(struct command_line *l)
{
    struct options o = {0};
    struct arena *a = arena_new();
    int status;
    bool right = options_read(&help, l, &o);
    if (right && o.dir == NULL)
        o.dir = default_dir(a, l->names[0]);
    if (!right || o.dir == NULL || o.dir[0] == '\0') {
        status = options_usage(&help, l);
    } else {
        struct messages *m = messages_new(l->language);
        import(l->names[0], o.dir, o.year, m);
        status = cmd_end(m, messages_print);
    }
    arena_free(a);
    return status;
}
