#include "data/sheets/xls.h"

#include <errno.h>
#include <freexl.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/utf8.h"
#include "data/sheets/cell_number.h"
#include "data/sheets/cells_builder.h"
#include "data/sheets/sheets.h"

static void damaged(struct source at, int code, struct messages *m)
{
    if (code == FREEXL_INSUFFICIENT_MEMORY)
        msg(m, SEV_ERROR, at, "too-much-data",
            "the sheet says that it is larger than can be: save it as .xlsx",
            "工作表自称的大小超出可能：请另存为 .xlsx");
    else
        msg(m, SEV_ERROR, at, "damaged-file",
            "the file is damaged or no .xls (FreeXL: %d): open it in a spreadsheet and save it as "
            ".xlsx",
            "文件已损坏或不是 .xls（FreeXL：%d）：请在表格软件中打开并另存为 .xlsx", code);
}

static int write_all(int fd, const char *bytes, size_t len)
{
    while (len > 0) {
        ssize_t n = write(fd, bytes, len);
        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0)
            return -1;
        bytes += n;
        len -= (size_t)n;
    }
    return 0;
}

/*
 * FreeXL opens names only. A file in memory of the bytes that were read and checked has one, and
 * cannot change meanwhile. -1 when the system fails, told.
 */
static int open_memory(const char *bytes, size_t len, char path[64], struct source at,
                       struct messages *m)
{
    int fd = memfd_create("nianbao-xls", MFD_CLOEXEC);
    if (fd < 0 || write_all(fd, bytes, len) < 0) {
        msg(m, SEV_FAILURE, at, "memory-file", "cannot copy it for reading: %s", "无法复制读入：%s",
            strerror(errno));
        if (fd >= 0)
            close(fd);
        return -1;
    }
    snprintf(path, 64, "/proc/self/fd/%d", fd);
    return fd;
}

/* An .xlsx with a password is a file of this kind too. The names in it are UTF-16. */
static bool is_encrypted_xlsx(const char *bytes, size_t len)
{
    static const char name[] = "E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e";
    return memmem(bytes, len, name, sizeof name) != NULL;
}

static bool is_encrypted_xls(const void *xls)
{
    unsigned info;
    return freexl_get_info(xls, FREEXL_BIFF_PASSWORD, &info) == FREEXL_OK &&
           info == FREEXL_BIFF_OBFUSCATED;
}

static void put_value(struct cells_builder *b, size_t column, int line, const FreeXL_CellValue *v)
{
    static const struct cell_format plain = {.sign = ""};
    char stored[40], text[CELL_NUMBER_MAX];
    switch (v->type) {
    case FREEXL_CELL_INT:
        snprintf(text, sizeof text, "%d", v->value.int_value);
        builder_cell(b, column, line, text, strlen(text));
        break;
    case FREEXL_CELL_DOUBLE: /* the library's; 17 digits say all of it */
        snprintf(stored, sizeof stored, "%.17g", v->value.double_value);
        cell_number_text(stored, strlen(stored), &plain, false, text);
        builder_cell(b, column, line, text, strlen(text));
        break;
    case FREEXL_CELL_TEXT:
    case FREEXL_CELL_SST_TEXT:
    case FREEXL_CELL_DATE:
    case FREEXL_CELL_DATETIME:
    case FREEXL_CELL_TIME:
        if (v->value.text_value != NULL)
            builder_cell(b, column, line, v->value.text_value, strlen(v->value.text_value));
        break;
    default: break;
    }
}

static const struct cell_table *read_cells(struct arena *a, const void *xls, struct source at,
                                           struct messages *m)
{
    unsigned rows = 0;
    unsigned short columns = 0;
    struct cells_builder *b = builder_new(a, at, m);
    freexl_worksheet_dimensions(xls, &rows, &columns);
    for (unsigned r = 0; r < rows && !b->failed; r++) {
        for (unsigned short c = 0; c < columns; c++) {
            FreeXL_CellValue v;
            if (freexl_get_cell_value(xls, r, c, &v) == FREEXL_OK)
                put_value(b, c, (int)r + 1, &v);
        }
        builder_row(b, false);
    }
    const struct cell_table *t = builder_table(b);
    builder_free(b);
    return t;
}

/* Names and texts of a damaged file need not be UTF-8. */
static const char *name_of(struct arena *a, const void *xls, unsigned i)
{
    const char *name;
    if (freexl_get_worksheet_name(xls, (unsigned short)i, &name) != FREEXL_OK || name == NULL ||
        utf8_valid(name, strlen(name)) != strlen(name))
        return "?";
    return arena_strdup(a, name);
}

static const struct cell_table *read_sheet(struct arena *a, const void *xls, const char *wanted,
                                           struct source at, struct messages *m)
{
    unsigned n = 0;
    freexl_get_info(xls, FREEXL_BIFF_SHEET_COUNT, &n);
    struct sheet_entry *sheets = arena_array(a, n + 1, sizeof sheets[0]);
    for (unsigned i = 0; i < n; i++)
        sheets[i].name = name_of(a, xls, i);
    int chosen = sheets_choose(sheets, n, wanted, at, m);
    if (chosen < 0)
        return NULL;
    at.sheet = sheets[chosen].name;
    int code = freexl_select_active_worksheet(xls, (unsigned short)chosen);
    if (code == FREEXL_OK)
        return read_cells(a, xls, at, m);
    damaged(at, code, m);
    return NULL;
}

/* What the reading does, less what it is for. */
static void try_all(const char *path)
{
    const void *xls = NULL;
    unsigned n = 0, rows = 0;
    unsigned short columns = 0;
    FreeXL_CellValue v;
    if (freexl_open(path, &xls) == FREEXL_OK)
        freexl_get_info(xls, FREEXL_BIFF_SHEET_COUNT, &n);
    for (unsigned i = 0; i < n; i++) {
        if (freexl_select_active_worksheet(xls, (unsigned short)i) != FREEXL_OK ||
            freexl_worksheet_dimensions(xls, &rows, &columns) != FREEXL_OK)
            continue;
        for (unsigned r = 0; r < rows; r++)
            for (unsigned short c = 0; c < columns; c++)
                freexl_get_cell_value(xls, r, c, &v);
    }
    if (xls != NULL)
        freexl_close(xls);
}

/* Damaged files make FreeXL 1.0.6 crash now and then: a child tries first. */
static bool survives(const char *path)
{
    int status = -1;
    pid_t child = fork();
    if (child == 0) {
        alarm(20);
        try_all(path);
        _exit(0);
    }
    while (child > 0 && waitpid(child, &status, 0) < 0 && errno == EINTR)
        continue;
    return status == 0;
}

const struct cell_table *xls_read(struct arena *a, const char *bytes, size_t len, const char *sheet,
                                  struct source at, struct messages *m)
{
    char path[64];
    int fd = open_memory(bytes, len, path, at, m);
    if (fd < 0)
        return NULL;
    const void *xls = NULL;
    const struct cell_table *t = NULL;
    int code = survives(path) ? freexl_open(path, &xls) : FREEXL_CRAFTED_FILE;
    if (is_encrypted_xlsx(bytes, len) || (code == FREEXL_OK && is_encrypted_xls(xls)))
        msg(m, SEV_ERROR, at, "encrypted-file", "the file is encrypted: save it without a password",
            "文件已加密：请取消密码后另存");
    else if (code != FREEXL_OK)
        damaged(at, code, m);
    else
        t = read_sheet(a, xls, sheet, at, m);
    if (xls != NULL)
        freexl_close(xls);
    close(fd);
    return t;
}
