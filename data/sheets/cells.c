#include "data/sheets/cells.h"

#include <string.h>
#include <strings.h>

#include "base/arena.h"
#include "base/file.h"
#include "data/sheets/csv.h"
#include "data/sheets/xls.h"
#include "data/sheets/xlsx.h"

/* The formats of workbooks, by the bytes that they begin with; what is none of them is text: CSV.
 */
static const struct {
    const char *first;
    size_t n;
    const struct cell_table *(*read)(struct arena *a, const char *bytes, size_t len,
                                     const char *sheet, struct source at, struct messages *m);
} workbooks[] = {{"PK\3\4", 4, xlsx_read}, {"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", 8, xls_read}};

/* Whether s[0..len) ends as the name of a workbook does; .et is what WPS calls its .xls. */
static bool ends_as_workbook(const char *s, size_t len)
{
    static const char *const ends[] = {".xlsx", ".xlsm", ".xls", ".et"};
    for (size_t i = 0; i < sizeof ends / sizeof ends[0]; i++) {
        size_t n = strlen(ends[i]);
        if (len > n && strncasecmp(s + len - n, ends[i], n) == 0)
            return true;
    }
    return false;
}

/* The ! between the path of a workbook and the name of its sheet, or NULL. */
static const char *sheet_mark(const char *name)
{
    for (const char *s = name; (s = strchr(s, '!')) != NULL; s++)
        if (ends_as_workbook(name, (size_t)(s - name)))
            return s;
    return NULL;
}

const struct cell_table *cells_load(struct arena *a, const char *name, struct source from,
                                    struct messages *m)
{
    const char *mark = sheet_mark(name);
    const char *sheet = mark != NULL && mark[1] != '\0' ? arena_strdup(a, mark + 1) : NULL;
    const char *path = arena_strndup(a, name, mark != NULL ? (size_t)(mark - name) : strlen(name));
    size_t len;
    char *bytes = file_read(a, path, FILE_SIZE_MAX, &len, from, m);
    if (bytes == NULL)
        return NULL;
    struct source at = IN_FILE(path);
    for (size_t i = 0; i < sizeof workbooks / sizeof *workbooks; i++)
        if (len >= workbooks[i].n && memcmp(bytes, workbooks[i].first, workbooks[i].n) == 0)
            return workbooks[i].read(a, bytes, len, sheet, at, m);
    if (sheet == NULL)
        return csv_read(a, bytes, len, at, m);
    msg(m, SEV_ERROR, at, "not-a-workbook",
        "this is no .xlsx or .xls file inside: open it in a spreadsheet and save it as .xlsx",
        "文件内容不是 .xlsx 或 .xls：请在表格软件中打开并另存为 .xlsx");
    return NULL;
}

struct source cells_source(struct arena *a, const struct cell_table *t)
{
    return (struct source){.file = arena_strdup(a, t->file),
                           .sheet = t->sheet != NULL ? arena_strdup(a, t->sheet) : NULL};
}
