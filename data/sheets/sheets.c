#include "data/sheets/sheets.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/text.h"
#include "base/utf8.h"

/* Whether two names are the same but for blanks. */
static bool same_name(const char *a, const char *b)
{
    size_t i = 0, k = 0, n = strlen(a), m = strlen(b);
    for (;;) {
        uint32_t x = ' ', y = ' ';
        while (i < n && utf8_is_blank(x))
            x = utf8_next(a, n, &i);
        while (k < m && utf8_is_blank(y))
            y = utf8_next(b, m, &k);
        if (utf8_is_blank(x) && utf8_is_blank(y))
            return true;
        if (x != y)
            return false;
    }
}

static int by_number(const char *wanted, size_t n)
{
    char *end;
    long i = strtol(wanted, &end, 10);
    return *wanted >= '0' && *wanted <= '9' && *end == '\0' && i >= 1 && (size_t)i <= n ? (int)i - 1
                                                                                        : -1;
}

static void no_such_sheet(const struct sheet_entry *sheets, size_t n, const char *wanted,
                          struct source at, struct messages *m)
{
    const char **names = must_alloc(n + 1, sizeof names[0]);
    for (size_t i = 0; i < n; i++)
        names[i] = sheets[i].name;
    const char *nearest = text_nearest(wanted, names, n);
    msg(m, SEV_ERROR, at, "no-such-sheet", "there is no sheet \"%s\"; %s \"%s\"?",
        "没有工作表“%s”；%s“%s”？", wanted,
        language_text(messages_language(m), (nearest != NULL ? "did you mean" : "the first is"),
                      (nearest != NULL ? "是否为" : "第一张为")),
        nearest != NULL ? nearest : names[0]);
    free(names);
}

int sheets_choose(const struct sheet_entry *sheets, size_t n, const char *wanted, struct source at,
                  struct messages *m)
{
    size_t shown = 0;
    int first = -1;
    for (size_t i = 0; i < n; i++) {
        if (wanted != NULL && same_name(sheets[i].name, wanted))
            return (int)i;
        if (!sheets[i].hidden && shown++ == 0)
            first = (int)i;
    }
    if (wanted != NULL && by_number(wanted, n) >= 0)
        return by_number(wanted, n);
    if (wanted != NULL && n > 0) {
        no_such_sheet(sheets, n, wanted, at, m);
        return -1;
    }
    if (first < 0)
        msg(m, SEV_ERROR, at, "no-such-sheet", "the workbook has no sheet that is not hidden",
            "工作簿中没有可见的工作表");
    else if (shown > 1)
        msg(m, SEV_INFO, at, "first-sheet",
            "sheet \"%s\" of %zu is read; name another as FILE!SHEET",
            "读取工作表“%s”（共 %zu 张）；如需其他工作表，写成 文件!工作表", sheets[first].name,
            shown);
    return first;
}
