#include "cmd/shared/cmd.h"

#include <string.h>
#include <sys/stat.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/file.h"
#include "base/utf8.h"

int cmd_end(struct messages *m, void (*print)(struct messages *m, FILE *out))
{
    print(m, stderr);
    int status = messages_status(m);
    messages_free(m);
    return status;
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

/* Columns before the values. */
#define LABEL_WIDTH 14

int cmd_columns(const char *text)
{
    int n = 0;
    for (size_t i = 0, len = strlen(text); i < len;)
        n += utf8_is_hanzi(utf8_next(text, len, &i)) ? 2 : 1;
    return n;
}

void cmd_label(const struct fact_page *p, const char *en, const char *zh)
{
    const char *text = en != NULL ? language_text(p->language, en, zh) : "";
    int width = cmd_columns(text);
    fprintf(p->out, "%s%*s", text, width < LABEL_WIDTH ? LABEL_WIDTH - width : 1, "");
}

void cmd_fact(const struct fact_page *p, const char *en, const char *zh, const char *value)
{
    cmd_label(p, en, zh);
    fprintf(p->out, "%s\n",
            value != NULL ? value : language_text(p->language, "not told", "未注明"));
}
