#include "cmd/inspect_print.h"

#include <ctype.h>
#include <string.h>

#include "cmd/fact_page.h"

/* PDF/A-2a: the standard writes its levels small. */
static void print_conformance(const struct fact_page *p, const struct facts *facts)
{
    fact_label(p, "conformance", "声明的标准");
    if (facts->pdfa != NULL) {
        fputs("PDF/A-", p->out);
        for (const char *s = facts->pdfa; *s != '\0'; s++)
            putc(tolower((unsigned char)*s), p->out);
    }
    if (facts->pdfua != NULL)
        fprintf(p->out, "%sPDF/UA-%s", facts->pdfa != NULL ? ", " : "", facts->pdfua);
    fputs(facts->pdfa == NULL && facts->pdfua == NULL
              ? fact_choose(p, "none\n", "无\n")
              : fact_choose(p, " (claimed, not verified)\n", "（仅为声明，未经验证）\n"),
          p->out);
}

static void print_fonts(const struct fact_page *p, const struct facts *facts)
{
    fact_label(p, "fonts", "字体");
    if (facts->n_fonts == 0)
        fputs(fact_choose(p, "none\n", "无\n"), p->out);
    for (size_t i = 0; i < facts->n_fonts; i++) {
        const struct font_fact *font = &facts->fonts[i];
        if (i > 0)
            fact_indent(p);
        fprintf(p->out, "%s, %s, %s%s\n", font->name, font->type,
                font->embedded ? fact_choose(p, "embedded", "已嵌入")
                               : fact_choose(p, "NOT embedded", "未嵌入"),
                font->subset ? fact_choose(p, ", subset", "，子集") : "");
    }
}

static void print_structure(const struct fact_page *p, const struct facts *facts)
{
    fact_label(p, "structure", "结构");
    if (facts->n_structure == 0)
        fputs(fact_choose(p, "none", "无"), p->out);
    for (size_t i = 0; i < facts->n_structure; i++) {
        fprintf(p->out, "%s%s %zu", i > 0 ? ", " : "", facts->structure[i].type,
                facts->structure[i].n);
        if (strcmp(facts->structure[i].type, "Figure") == 0)
            fprintf(p->out, fact_choose(p, " (%zu without Alt)", "（其中 %zu 个没有替代文字）"),
                    facts->figures_without_alt);
    }
    putc('\n', p->out);
}

static void print_embedded(const struct fact_page *p, const struct embedded_list *list)
{
    fact_label(p, "embedded", "嵌入文件");
    if (list->n == 0)
        fputs(fact_choose(p, "none\n", "无\n"), p->out);
    for (size_t i = 0; i < list->n; i++) {
        const struct embedded *e = &list->files[i];
        if (i > 0)
            fact_indent(p);
        fprintf(p->out, fact_choose(p, "%s, %s, %zu bytes\n", "%s，%s，%zu 字节\n"), e->name,
                e->relationship != NULL ? e->relationship : "Unspecified", e->len);
    }
}

static void print_signature(const struct fact_page *p, const struct signature_fact *s,
                            const struct facts *facts)
{
    fprintf(p->out, "%s: ", s->field);
    if (!s->is_signed) {
        fputs(fact_choose(p, "empty field\n", "空白签名域\n"), p->out);
        return;
    }
    fprintf(p->out, "%s%s", fact_choose(p, "signed, ", "已签名，"),
            s->filter != NULL ? s->filter : fact_choose(p, "kind not told", "方式未注明"));
    if (s->signer != NULL)
        fprintf(p->out, ", %s", s->signer);
    if (s->date != NULL)
        fprintf(p->out, ", %s", s->date);
    fputs(", ", p->out);
    switch (s->covers) {
    case COVERS_ALL: fputs(fact_choose(p, "covers the whole file", "覆盖整个文件"), p->out); break;
    case COVERS_PART:
        fprintf(p->out,
                fact_choose(p, "covers %zu of %zu bytes: changed since",
                            "覆盖 %zu／%zu 字节：签名后有更新"),
                s->covered, facts->bytes);
        break;
    case COVERS_UNKNOWN:
        fputs(fact_choose(p, "ByteRange is NOT sound", "ByteRange 无效"), p->out);
        break;
    }
    fputs(fact_choose(p, " (not verified)\n", "（未经验证）\n"), p->out);
}

static void print_signatures(const struct fact_page *p, const struct facts *facts)
{
    fact_label(p, "signatures", "签名");
    if (facts->n_signatures == 0)
        fputs(fact_choose(p, "none\n", "无\n"), p->out);
    for (size_t i = 0; i < facts->n_signatures; i++) {
        if (i > 0)
            fact_indent(p);
        print_signature(p, &facts->signatures[i], facts);
    }
}

/* Whether a property of the metadata tells of the report's own making: hashes of its input. */
static bool is_own(const struct xmp_property *property)
{
    return strcmp(property->prefix, INSPECT_PREFIX) == 0;
}

static void print_properties(const struct fact_page *p, const struct xmp *xmp)
{
    bool first = true;
    for (size_t i = 0; xmp != NULL && i < xmp->n; i++) {
        if (!is_own(&xmp->properties[i]))
            continue;
        if (first)
            fact_label(p, "input", "输入");
        else
            fact_indent(p);
        first = false;
        fprintf(p->out, "%s: %s\n", xmp->properties[i].name, xmp->properties[i].value);
    }
}

void inspect_print(const char *path, const struct facts *facts, enum language language, FILE *out)
{
    struct fact_page p = {.out = out, .zh = language == LANG_ZH};
    fact_line(&p, "file", "文件", path);
    fact_label(&p, "PDF", "PDF");
    fprintf(out,
            fact_choose(&p, "version %s, pages: %zu, bytes: %zu, revisions: %zu\n",
                        "版本 %s，%zu 页，%zu 字节，共 %zu 个修订版\n"),
            facts->version, facts->pages, facts->bytes, facts->revisions);
    fact_line(&p, "title", "标题", facts->title);
    fact_line(&p, "author", "作者", facts->author);
    fact_line(&p, "producer", "生成程序", facts->producer);
    print_conformance(&p, facts);
    fact_line(&p, "language", "语言", facts->language);
    fact_line(&p, "tagged", "带标签",
              facts->tagged ? fact_choose(&p, "yes", "是") : fact_choose(&p, "no", "否"));
    print_fonts(&p, facts);
    print_structure(&p, facts);
    print_embedded(&p, &facts->embedded);
    print_signatures(&p, facts);
    print_properties(&p, facts->xmp);
}
