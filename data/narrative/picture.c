#include "data/narrative/picture.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/file.h"
#include "base/utf8.h"
#include "data/config/config.h"
#include "data/report/image.h"

static int hex(char c)
{
    const char *digits = "0123456789abcdef", *at = strchr(digits, c | 0x20);
    return c != '\0' && at != NULL ? (int)(at - digits) : c >= '0' && c <= '9' ? c - '0' : -1;
}

/* The file's name: %XX as editors write blanks and hanzi. As it is where that gives no text. */
static const char *decoded(struct arena *a, const char *target)
{
    char *out = arena_strdup(a, target), *to = out;
    for (const char *s = target; *s; s++) {
        int high = *s == '%' ? hex(s[1]) : -1, low = high >= 0 ? hex(s[2]) : -1;
        if (low >= 0 && high + low > 0) {
            *to++ = (char)(high << 4 | low);
            s += 2;
        } else {
            *to++ = *s;
        }
    }
    *to = '\0';
    return utf8_valid(out, strlen(out)) == strlen(out) ? out : target;
}

/* "60%" in thousandths; 0 when it is none. */
static int parse_share(const char *word)
{
    char *end;
    long n = strtol(word, &end, 10);
    return *word >= '0' && *word <= '9' && strcmp(end, "%") == 0 && n >= 1 && n <= 100 ? (int)n * 10
                                                                                       : 0;
}

/* The title: a width when it begins with a digit; the rest is the alternative text. */
static void read_title(struct reading *rd, struct node *n, const struct placing *p)
{
    const char *title = p->title != NULL ? p->title : "";
    title += strspn(title, " ");
    if (*title >= '0' && *title <= '9') {
        size_t len = strcspn(title, " ");
        const char *word = arena_strndup(rd->report->arena, title, len);
        n->width = config_parse_length(word);
        n->share = parse_share(word);
        if (n->width == 0 && n->share == 0)
            msg(rd->m, SEV_ERROR, p->at, "bad-value",
                "\"%s\" is no width; write 80mm, 8cm, 227pt or 60%%",
                "“%s”不是宽度；请写 80mm、8cm、227pt 或 60%%", word);
        title += len + strspn(title + len, " ");
    }
    if (*title != '\0')
        n->alt = title;
}

struct node *picture_place(struct reading *rd, const struct placing *p)
{
    struct arena *a = rd->report->arena;
    if (strstr(p->target, "://") != NULL || strncmp(p->target, "data:", 5) == 0) {
        msg(rd->m, SEV_ERROR, p->at, "image-remote",
            "%.60s: images are read from the report's folder; save the file there",
            "%.60s：图片须在报告文件夹内；请先保存到那里", p->target);
        return NULL;
    }
    const char *file = decoded(a, p->target);
    struct node *n = node_new(a, NODE_FIGURE, p->at);
    n->image = image_load(a, file_path(a, rd->report->dir, file), file, p->at, rd->m);
    n->name = file_stem(a, file); /* that references use */
    read_title(rd, n, p);
    if (n->image == NULL)
        return NULL;
    if (p->caption != NULL && p->caption->child != NULL)
        narrative_number(rd, n, p->caption);
    else if (n->alt == NULL)
        msg(rd->m, SEV_WARNING, p->at, "image-text",
            "%s: nothing says what it shows; write a caption in the brackets",
            "%s：没有文字说明；请在方括号内写图题", file);
    return n;
}
