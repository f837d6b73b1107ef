#include "base/buf.h"
#include "cmd/cmd.h"

#include <string.h>
#include <sys/stat.h>

#include "base/arena.h"
#include "base/file.h"

int cmd_usage(enum language language, bool asked, const char *en, const char *zh)
{
    fputs(language == LANG_ZH ? zh : en, asked ? stdout : stderr);
    return asked ? STATUS_DONE : STATUS_USAGE;
}

/* A mark lies among so many of a file's first bytes. */
#define HEAD_BYTES 8192

static bool is_ours(const char *bytes, size_t len, const char *kind, const char *mark)
{
    size_t head = len < HEAD_BYTES ? len : HEAD_BYTES;
    return strncmp(bytes, kind, strlen(kind)) == 0 &&
           memmem(bytes, head, mark, strlen(mark)) != NULL;
}

static bool is_signed(const char *bytes, size_t len)
{
    static const char pdf[] = "%PDF-", range[] = "/ByteRange";
    return strncmp(bytes, pdf, strlen(pdf)) == 0 &&
           memmem(bytes, len, range, strlen(range)) != NULL;
}

/* Whether what lies at path may be replaced. An empty file may. */
static bool replaceable(const char *path, const char *kind, const char *mark, struct messages *m)
{
    struct stat st;
    if (strcmp(path, "-") == 0 || stat(path, &st) < 0 || !S_ISREG(st.st_mode) || st.st_size == 0)
        return true;
    struct arena *a = arena_new();
    size_t len = 0;
    const char *old = file_read(a, path, FILE_SIZE_MAX, &len, NOWHERE, m);
    bool ours = old != NULL && is_ours(old, len, kind, mark);
    bool stays = old != NULL && is_signed(old, len);
    if (stays)
        msg(m, SEV_ERROR, IN_FILE(path), "signed-output",
            "is a signed PDF and stays as it is; name another file with -o",
            "是已签名的PDF，不予覆盖；请用 -o 另指定文件");
    else if (old != NULL && !ours)
        msg(m, SEV_ERROR, IN_FILE(path), "foreign-output",
            "exists and is not one of ours in this format; name another with -o, or move it away",
            "已存在且不是本程序此格式的文件，不予覆盖；请用 -o 另行指定或先移走它");
    arena_free(a);
    return ours && !stays;
}

int cmd_write_marked(const char *path, const char *kind, const char *mark, const struct buf *bytes,
                     struct messages *m)
{
    if (!replaceable(path, kind, mark, m))
        return -1;
    return file_write(path, bytes->data, bytes->len, m);
}

int cmd_write(const char *path, const char *kind, const struct buf *bytes, struct messages *m)
{
    return cmd_write_marked(path, kind, "", bytes, m);
}
