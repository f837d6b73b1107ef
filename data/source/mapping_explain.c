#include "base/arena.h"
#include "base/text.h"
#include "data/source/mapping.h"

static void explain_scale(const struct mapper *x, size_t c, FILE *out)
{
    const struct column_map *k = &x->columns[c];
    if (k->power == 0)
        return;
    char zeros[20] = "1";
    for (int i = 0, n = k->power < 0 ? -k->power : k->power; i < n && i < 18; i++)
        zeros[i + 1] = '0';
    fprintf(out, " %s %s", k->power < 0 ? "÷" : "×", zeros);
    if (k->word.kind == LONG_VALUE || k->word.kind == LONG_TARGET)
        fprintf(out, " = %s", x->r->indicators[k->word.indicator].unit_text);
}

static void explain_column(const struct mapper *x, size_t c, FILE *out, enum language language)
{
    static const struct words kinds[LONG_KINDS] = {
        {"place", "单位"},     {"indicator", "指标"},   {"year", "年度"},
        {"numerator", "分子"}, {"denominator", "分母"}, {"value", "数值"},
        {"target", "目标"},    {"flag", "标记"},        {"note", "备注"}};
    const struct headword *h = &x->columns[c].word;
    char letters[COLUMN_LETTERS_MAX];
    text_column_letters((int)c + 1, letters);
    fprintf(out, "  %-3s %s: ", letters, x->columns[c].head);
    if (h->role == HEAD_LABEL)
        fprintf(out, language_text(language, "the %s of each row\n", "各行的%s\n"),
                language_words(language, kinds[h->kind]));
    if (h->role == HEAD_UNIT)
        fputs(language_text(language, "the unit of measure of each row\n", "各行的计量单位\n"),
              out);
    if (h->role == HEAD_IGNORED || h->role == HEAD_UNKNOWN)
        fputs(language_text(language, "not read\n", "不读取\n"), out);
    if (h->role != HEAD_DATA)
        return;
    fputs(language_words(language, kinds[h->kind]), out);
    if (h->indicator >= 0)
        fprintf(out, ", %s", x->r->indicators[h->indicator].id);
    if (h->place >= 0)
        fprintf(out, ", %s", x->r->places[h->place].name);
    if (h->year != 0)
        fprintf(out, ", %d", h->year);
    if (h->unit != NULL)
        fprintf(out, ", %s", h->unit);
    explain_scale(x, c, out);
    fputc('\n', out);
}

static void explain_total(const struct mapper *x, const struct total_row *t, FILE *out,
                          enum language language)
{
    fprintf(out, language_text(language, "  row %d %s: ", "  第 %d 行 %s："),
            mapping_line(x, t->row), t->label);
    if (t->place >= 0)
        fprintf(out, "%s\n", x->r->places[t->place].name);
    else if (t->from == t->to)
        fputs(language_text(language, "not read\n", "不读取\n"), out);
    else
        fprintf(out,
                language_text(language, "checked against rows %d to %d\n",
                              "与第 %d 至 %d 行核对，不读取\n"),
                mapping_line(x, t->from), mapping_line(x, t->to - 1));
}

void mapping_explain(const struct mapper *x, FILE *out)
{
    enum language language = messages_language(x->m);
    fprintf(out, "[source.%s] %s%s%s\n", x->p->name, x->of.file, x->of.sheet != NULL ? "!" : "",
            x->of.sheet != NULL ? x->of.sheet : "");
    fprintf(out, language_text(language, "  head: rows %d to %d\n", "  表头：第 %d 至 %d 行\n"),
            mapping_line(x, x->first), mapping_line(x, x->last));
    for (size_t i = 0; i < x->n_units; i++)
        fprintf(out,
                language_text(language, "  unit above the table: %s\n", "  表上方的单位：%s\n"),
                x->units[i]);
    for (size_t c = 0; c < x->n_columns; c++)
        explain_column(x, c, out, language);
    for (size_t i = 0; i < x->n_totals; i++)
        explain_total(x, &x->totals[i], out, language);
    fprintf(out,
            language_text(language, "  below: %zu rows read, %zu not\n",
                          "  其下：%zu 行数值，%zu 行不读取\n"),
            x->n_read, x->n_skipped);
}
