#include "cmd/cmd.h"

#include <string.h>
#include <sys/stat.h>

#include "data/arena.h"
#include "data/file.h"
#include "data/text.h"

int cmd_usage(enum language language, bool asked, const char *en, const char *zh)
{
    fputs(language == LANG_ZH ? zh : en, asked ? stdout : stderr);
    return asked ? STATUS_DONE : STATUS_USAGE;
}

/* Whether what lies at path may be replaced. An empty file may. */
static bool replaceable(const char *path, const char *kind, struct messages *m)
{
    struct stat st;
    if (strcmp(path, "-") == 0 || stat(path, &st) < 0 || !S_ISREG(st.st_mode) || st.st_size == 0)
        return true;
    struct arena *a = arena_new();
    size_t len = 0;
    const char *old = file_read(a, path, FILE_SIZE_MAX, &len, NOWHERE, m);
    bool ours = old != NULL && strncmp(old, kind, strlen(kind)) == 0;
    bool is_signed = ours && memmem(old, len, "/ByteRange", strlen("/ByteRange")) != NULL;
    if (is_signed)
        msg(m, SEV_ERROR, IN_FILE(path), "signed-output",
            "is a signed PDF and stays as it is; name another file with -o",
            "是已签名的PDF，不予覆盖；请用 -o 另指定文件");
    else if (old != NULL && !ours)
        msg(m, SEV_ERROR, IN_FILE(path), "foreign-output",
            "exists and is not one of ours in this format; name another with -o, or move it away",
            "已存在且不是本程序此格式的文件，不予覆盖；请用 -o 另行指定或先移走它");
    arena_free(a);
    return ours && !is_signed;
}

int cmd_write(const char *path, const char *kind, const struct buf *bytes, struct messages *m)
{
    if (!replaceable(path, kind, m))
        return -1;
    return file_write(path, bytes->data, bytes->len, m);
}
