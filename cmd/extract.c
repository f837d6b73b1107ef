#include <getopt.h>
#include <string.h>

#include "base/arena.h"
#include "base/file.h"
#include "base/folder.h"
#include "cmd/cmd.h"
#include "pdf/embedded.h"
#include "pdf/pdf_open.h"

static const char usage_en[] =
    "usage: nianbao extract FILE.pdf DIR\n\n"
    "Writes the files that a PDF carries inside to the new folder DIR: of a report with its data,\n"
    "all that is needed to build it again.\n";
static const char usage_zh[] = "用法：nianbao extract 文件.pdf 文件夹\n\n"
                               "把 PDF 中嵌入的文件写入新文件夹；嵌有数据的报告可由此重新生成。\n";

/* The path that an embedded file gets. NULL, reported: it has none, or another file has it. */
static const char *path_of(struct arena *a, const struct embedded *e,
                           const struct folder_file *before, size_t n, struct source at,
                           struct messages *m)
{
    const char *path = embedded_path(a, e->name);
    if (path == NULL) {
        msg(m, SEV_ERROR, at, "embedded-name", "the embedded file \"%s\" has no usable name",
            "嵌入文件“%s”的文件名不可用", e->name);
        return NULL;
    }
    if (strcmp(path, e->name) != 0)
        msg(m, SEV_WARNING, at, "embedded-name", "the embedded file \"%s\" is written as \"%s\"",
            "嵌入文件“%s”改名为“%s”写出", e->name, path);
    for (size_t i = 0; i < n; i++)
        if (embedded_collide(before[i].name, path)) {
            msg(m, SEV_ERROR, at, "embedded-twice",
                "the embedded files \"%s\" and \"%s\" cannot lie in one folder",
                "嵌入文件“%s”与“%s”重名，不能写入同一文件夹", before[i].name, path);
            return NULL;
        }
    return path;
}

/* Writes all files of list, or none; their paths are told on standard output. */
static void write_all(struct arena *a, const struct embedded_list *list, const char *dir,
                      struct source at, struct messages *m)
{
    struct folder_file *files = arena_array(a, list->n, sizeof *files);
    for (size_t i = 0; i < list->n; i++) {
        files[i].name = path_of(a, &list->files[i], files, i, at, m);
        files[i].bytes = list->files[i].bytes;
        files[i].len = list->files[i].len;
        if (files[i].name == NULL)
            return;
    }
    if (folder_write(dir, files, list->n, m) != 0)
        return;
    for (size_t i = 0; i < list->n; i++)
        printf("%s/%s\n", dir, files[i].name);
}

static void extract(const char *path, const char *dir, struct messages *m)
{
    struct arena *a = arena_new();
    struct source at = IN_FILE(path);
    struct embedded_list list;
    size_t len;
    if (folder_taken(dir, m))
        goto out;
    const char *bytes = file_read(a, path, FILE_SIZE_MAX, &len, NOWHERE, m);
    struct pdf_file *f = bytes != NULL ? pdf_open(a, bytes, len, at, m) : NULL;
    if (f == NULL || embedded_read(a, f, &list) != 0)
        goto out;
    if (list.n == 0)
        msg(m, SEV_ERROR, at, "nothing-embedded", "no files are embedded in the PDF",
            "PDF 中没有嵌入文件");
    else
        write_all(a, &list, dir, at, m);
out:
    arena_free(a);
}

int cmd_extract(int argc, char **argv, enum language language)
{
    static const struct option long_options[] = {{"help", no_argument, NULL, 'h'}, {0}};
    int c = getopt_long(argc, argv, "h", long_options, NULL);
    if (c != -1 || argc - optind != 2 || argv[optind + 1][0] == '\0')
        return cmd_usage(language, c == 'h', usage_en, usage_zh);
    struct messages *m = messages_new(language);
    extract(argv[optind], argv[optind + 1], m);
    messages_print(m, stderr);
    int status = messages_status(m);
    messages_free(m);
    return status;
}
