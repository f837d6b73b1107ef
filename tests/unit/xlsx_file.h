/*
 * For tests: .xlsx files made of given XML.
 */
#ifndef NIANBAO_XLSX_FILE_H
#define NIANBAO_XLSX_FILE_H

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <zip.h>

struct xlsx_part {
    const char *name, *text;
};

#define XLSX_RELATIONS                                                                             \
    "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
#define XLSX_TYPE "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"

/* A workbook of two sheets, 汇总 and a hidden one, which comes first. */
static const struct xlsx_part xlsx_frame[] = {
    {"_rels/.rels", XLSX_RELATIONS "<Relationship Id=\"rId1\" Type=\"" XLSX_TYPE
                                   "officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"},
    {"xl/workbook.xml", "<workbook xmlns:r=\"x\"><sheets><sheet name=\"旧\" sheetId=\"1\" "
                        "state=\"hidden\" r:id=\"rId2\"/>"
                        "<sheet name=\"汇总\" sheetId=\"2\" r:id=\"rId1\"/></sheets></workbook>"},
    {"xl/_rels/workbook.xml.rels", XLSX_RELATIONS
     "<Relationship Id=\"rId1\" Type=\"" XLSX_TYPE "worksheet\" Target=\"worksheets/sheet1.xml\"/>"
     "<Relationship Id=\"rId2\" Type=\"" XLSX_TYPE "worksheet\" Target=\"/xl/old.xml\"/>"
     "<Relationship Id=\"rId3\" Type=\"" XLSX_TYPE "sharedStrings\" Target=\"sharedStrings.xml\"/>"
     "<Relationship Id=\"rId4\" Type=\"" XLSX_TYPE "styles\" Target=\"styles.xml\"/>"
     "</Relationships>"},
    {"xl/old.xml", "<worksheet><sheetData><row r=\"1\"><c r=\"A1\" t=\"str\"><v>old</v></c></row>"
                   "</sheetData></worksheet>"},
    {"xl/styles.xml",
     "<styleSheet><numFmts><numFmt numFmtId=\"164\" formatCode=\"0.00&quot;‰&quot;\"/>"
     "<numFmt numFmtId=\"165\" formatCode=\"yyyy&quot;年&quot;\"/></numFmts>"
     "<cellStyleXfs><xf numFmtId=\"10\"/></cellStyleXfs>"
     "<cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"10\"/><xf numFmtId=\"14\"/><xf numFmtId=\"164\"/>"
     "<xf numFmtId=\"165\"/></cellXfs></styleSheet>"},
};

static void xlsx_add(zip_t *z, const char *name, const char *text)
{
    zip_source_t *s = zip_source_buffer(z, text, strlen(text), 0);
    if (s == NULL || zip_file_add(z, name, s, ZIP_FL_OVERWRITE | ZIP_FL_ENC_UTF_8) < 0)
        abort();
}

/* Writes a new workbook of the frame and of parts, which may replace some of the frame's. */
static void xlsx_parts(char path[64], const struct xlsx_part *parts, size_t n)
{
    strcpy(path, "/tmp/nianbao-test-XXXXXX.xlsx");
    int fd = mkstemps(path, 5), error;
    if (fd < 0 || close(fd) != 0)
        abort();
    zip_t *z = zip_open(path, ZIP_CREATE | ZIP_TRUNCATE, &error);
    if (z == NULL)
        abort();
    for (size_t i = 0; i < sizeof xlsx_frame / sizeof *xlsx_frame; i++)
        xlsx_add(z, xlsx_frame[i].name, xlsx_frame[i].text);
    bool strings = false;
    for (size_t i = 0; i < n; i++) {
        xlsx_add(z, parts[i].name, parts[i].text);
        strings |= strcmp(parts[i].name, "xl/sharedStrings.xml") == 0;
    }
    if (!strings)
        xlsx_add(z, "xl/sharedStrings.xml", "<sst/>");
    if (zip_close(z) != 0)
        abort();
}

/* One cell of a grid, as xlsx_grid has it. */
static inline void xlsx_cell(FILE *out, int row, int column, const char *s, int len)
{
    int style = 0, n = len;
    const char *mark = memchr(s, '@', (size_t)len);
    if (mark != NULL && (*s == '#' || *s == '&')) {
        style = mark[1] - '0';
        n = (int)(mark - s);
    }
    if (len == 0)
        return;
    fprintf(out, "<c r=\"%c%d\" s=\"%d\"", 'A' + column, row, style);
    if (*s == '#')
        fprintf(out, "><v>%.*s</v></c>", n - 1, s + 1);
    else if (*s == '&')
        fprintf(out, "><f>SUM(B2:B9)</f><v>%.*s</v></c>", n - 1, s + 1);
    else if (*s == '$')
        fprintf(out, " t=\"inlineStr\"><is><t>%.*s</t></is></c>", n - 1, s + 1);
    else
        fprintf(out, " t=\"str\"><v>%.*s</v></c>", n, s);
}

/*
 * A workbook whose sheet is a grid: a line for each row, | between cells. A cell is #NUMBER or
 * &RESULT of a formula, either with @ and the number of its style (xlsx_frame) behind it; $TEXT in
 * place; or text. A row that begins with ~ is hidden. front stands before the rows: <cols>.
 */
static inline void xlsx_grid(char path[64], const char *front, const char *grid, const char *behind)
{
    char *sheet = NULL;
    size_t size;
    FILE *out = open_memstream(&sheet, &size);
    if (out == NULL)
        abort();
    fprintf(out, "<worksheet>%s<sheetData>", front);
    for (int row = 1; *grid != '\0'; row++) {
        bool hidden = *grid == '~';
        fprintf(out, "<row r=\"%d\"%s>", row, hidden ? " hidden=\"1\"" : "");
        grid += hidden;
        for (int column = 0;; column++) {
            int len = (int)strcspn(grid, "|\n");
            xlsx_cell(out, row, column, grid, len);
            grid += len;
            if (*grid != '|')
                break;
            grid++;
        }
        grid += *grid == '\n';
        fputs("</row>", out);
    }
    fprintf(out, "</sheetData>%s</worksheet>", behind);
    fclose(out);
    xlsx_parts(path, (struct xlsx_part[]){{"xl/worksheets/sheet1.xml", sheet}}, 1);
    free(sheet);
}

/* The same with one sheet: what stands in its sheetData and behind it. */
static inline void xlsx_sheet(char path[64], const char *rows, const char *behind,
                              const char *strings)
{
    size_t size = strlen(rows) + strlen(behind) + 100;
    char *sheet = malloc(size);
    if (sheet == NULL)
        abort();
    snprintf(sheet, size, "<worksheet><sheetData>%s</sheetData>%s</worksheet>", rows, behind);
    xlsx_parts(path,
               (struct xlsx_part[]){{"xl/worksheets/sheet1.xml", sheet},
                                    {"xl/sharedStrings.xml", strings}},
               2);
    free(sheet);
}

#endif
