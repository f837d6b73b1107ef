/*
 * For tests: reports whose values come from one sheet, with places on three levels.
 */
#ifndef NIANBAO_SHEET_FIXTURE_H
#define NIANBAO_SHEET_FIXTURE_H

#include "tests/unit/report_files.h"
#include "tests/unit/xlsx_file.h"

/* persons in 人, money in 元, birth in ‰ of births and persons, plan in %. 20 lines. */
static const char sheet_head[] =
    "[report]\ntitle = x\nyear = 2006\nlanguage = en\n[data]\nnarrative = text.md\nplaces = "
    "places.csv\n[indicator.persons]\nname = 人口\nunit = 人\n[indicator.money]\nname = 经费\n"
    "unit = 元\n[indicator.budget]\nname = 预算\nunit = 万元\n"
    "[indicator.births]\nname = 出生\nunit = 人\n[indicator.birth]\nname = 出生率\n"
    "unit = ‰\n[indicator.plan]\nname = 计生率\nunit = %\n[checks]\nmissing-place = off\n"
    "no-total = info\n";

/* 北片 and 南片 have two places each. */
static const char sheet_places[] =
    "place,parent,kind,aliases\n全区,,,\n北片,全区,片,北\n"
    "南片,全区,片,\n四青街道,北片,街道,四青;四青办\n"
    "江边街道,北片,街道,江边\n童家镇,南片,镇,童家\n夏埠乡,南片,乡,\n";

static inline struct loaded sheet_report(const char *file, const char *keys)
{
    struct loaded l = loaded_new();
    char ini[2048];
    snprintf(ini, sizeof ini, "%s[source.s]\nfile = %s\n%s\n", sheet_head, file, keys);
    loaded_file(&l, "report.ini", ini);
    loaded_file(&l, "text.md", "text\n");
    loaded_file(&l, "places.csv", sheet_places);
    return l;
}

/* A report of a sheet given as CSV. */
static inline struct loaded csv_report(const char *csv, const char *keys)
{
    struct loaded l = sheet_report("values.csv", keys);
    loaded_file(&l, "values.csv", csv);
    loaded_read(&l);
    return l;
}

/* A report of a sheet of a workbook, given as xlsx_grid has it. */
static inline struct loaded grid_report(const char *front, const char *grid, const char *behind,
                                        const char *keys)
{
    char path[64];
    xlsx_grid(path, front, grid, behind);
    struct loaded l = sheet_report(path, keys);
    loaded_read(&l);
    unlink(path);
    return l;
}

/* Asserts a value: its number to two digits and the cell it comes from (line 0: anywhere). */
static inline void has_value(const struct loaded *l, const char *id, const char *place, int year,
                             const char *text, int line, int column)
{
    const struct report *r = l->report;
    if (r == NULL)
        messages_print(l->m, stderr);
    assert_non_null(r);
    const struct value *v = report_value(
        r, cell_at(report_indicator(r, id), report_place(r, place), report_year(r, year)));
    assert_int_equal(v->kind, VALUE_EXACT);
    assert_string_equal(number_text(l->arena, v->number, 2, ROUND_HALF_UP, 0), text);
    if (line > 0) {
        assert_int_equal(v->at.line, line);
        assert_int_equal(v->at.column, column);
    }
}

static inline bool has_no_value(const struct loaded *l, const char *id, const char *place)
{
    const struct report *r = l->report;
    assert_non_null(r);
    return report_value(
               r, cell_at(report_indicator(r, id), report_place(r, place), report_year(r, 2006)))
               ->kind == VALUE_MISSING;
}

/* Asserts that no message of a rule was told. */
static inline void not_told(const struct loaded *l, const char *rule)
{
    size_t n;
    const struct message *list = messages_list(l->m, &n);
    for (size_t i = 0; i < n; i++)
        if (strcmp(list[i].rule, rule) == 0) {
            messages_print(l->m, stderr);
            fail_msg("[%s] was told", rule);
        }
}

/* How the source is explained. Free it. */
static inline char *explained(struct loaded *l)
{
    char path[64], *text = NULL;
    size_t size;
    loaded_path(l, "report.ini", path);
    FILE *out = open_memstream(&text, &size);
    assert_non_null(out);
    load_explain_source(l->arena, path, "s", out, l->m);
    assert_int_equal(fclose(out), 0);
    return text;
}

#endif
