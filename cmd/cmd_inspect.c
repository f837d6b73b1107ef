#include <ctype.h>
#include <string.h>

#include "base/arena.h"
#include "base/file.h"
#include "base/json.h"
#include "cmd/shared/cmd.h"
#include "pdf/facts.h"
#include "pdf/pdf_open.h"

struct options {
    enum text_or_json format;
};

static const struct option_row rows[] = {
    {OPTION_ROW_JSON(struct options, format)}, {OPTION_ROW_LANGUAGE}, {0}};

static const struct help help = {
    .forms = {"usage: nianbao inspect [--format text|json] [--language zh|en] FILE.pdf",
              "用法：nianbao inspect [--format text|json] [--language zh|en] 文件.pdf"},
    .about =
        {"Tells what a reader of the archive wants to know of a PDF: conformance claimed, fonts,\n"
         "structure, embedded files, signatures (not verified), hashes of the input.",
         "列出档案利用者想知道的 PDF "
         "情况：声明的标准、字体、结构、嵌入文件、签名（不作验证）、输入的摘要值。"},
    .rows = rows,
    .least = 1,
    .most = 1};

/* Prefix of the metadata that tell of a report's own making. */
#define PREFIX "nianbao"

/* PDF/A-2a: the standard writes its levels small. */
static void print_conformance(const struct fact_page *p, const struct facts *facts)
{
    cmd_label(p, "conformance", "声明的标准");
    if (facts->pdfa != NULL) {
        fputs("PDF/A-", p->out);
        for (const char *s = facts->pdfa; *s != '\0'; s++)
            putc(tolower((unsigned char)*s), p->out);
    }
    if (facts->pdfua != NULL)
        fprintf(p->out, "%sPDF/UA-%s", facts->pdfa != NULL ? ", " : "", facts->pdfua);
    fputs(
        facts->pdfa == NULL && facts->pdfua == NULL
            ? language_text(p->language, "none\n", "无\n")
            : language_text(p->language, " (claimed, not verified)\n", "（仅为声明，未经验证）\n"),
        p->out);
}

static void print_fonts(const struct fact_page *p, const struct facts *facts)
{
    cmd_label(p, "fonts", "字体");
    if (facts->n_fonts == 0)
        fputs(language_text(p->language, "none\n", "无\n"), p->out);
    for (size_t i = 0; i < facts->n_fonts; i++) {
        const struct font_fact *font = &facts->fonts[i];
        if (i > 0)
            cmd_label(p, NULL, NULL);
        fprintf(p->out, "%s, %s, %s%s\n", font->name, font->type,
                font->embedded ? language_text(p->language, "embedded", "已嵌入")
                               : language_text(p->language, "NOT embedded", "未嵌入"),
                font->subset ? language_text(p->language, ", subset", "，子集") : "");
    }
}

static void print_structure(const struct fact_page *p, const struct facts *facts)
{
    cmd_label(p, "structure", "结构");
    if (facts->n_structure == 0)
        fputs(language_text(p->language, "none", "无"), p->out);
    for (size_t i = 0; i < facts->n_structure; i++) {
        fprintf(p->out, "%s%s %zu", i > 0 ? ", " : "", facts->structure[i].type,
                facts->structure[i].n);
        if (strcmp(facts->structure[i].type, "Figure") == 0)
            fprintf(p->out,
                    language_text(p->language, " (%zu without Alt)", "（其中 %zu 个没有替代文字）"),
                    facts->figures_without_alt);
    }
    putc('\n', p->out);
}

static void print_embedded(const struct fact_page *p, const struct embedded_list *list)
{
    cmd_label(p, "embedded", "嵌入文件");
    if (list->n == 0)
        fputs(language_text(p->language, "none\n", "无\n"), p->out);
    for (size_t i = 0; i < list->n; i++) {
        const struct embedded *e = &list->files[i];
        if (i > 0)
            cmd_label(p, NULL, NULL);
        fprintf(p->out, language_text(p->language, "%s, %s, %zu bytes\n", "%s，%s，%zu 字节\n"),
                e->name, e->relationship != NULL ? e->relationship : "Unspecified", e->len);
    }
}

static void print_signature(const struct fact_page *p, const struct signature_fact *s,
                            const struct facts *facts)
{
    fprintf(p->out, "%s: ", s->field);
    if (!s->is_signed) {
        fputs(language_text(p->language, "empty field\n", "空白签名域\n"), p->out);
        return;
    }
    fprintf(p->out, "%s%s", language_text(p->language, "signed, ", "已签名，"),
            s->filter != NULL ? s->filter
                              : language_text(p->language, "kind not told", "方式未注明"));
    if (s->signer != NULL)
        fprintf(p->out, ", %s", s->signer);
    if (s->date != NULL)
        fprintf(p->out, ", %s", s->date);
    fputs(", ", p->out);
    switch (s->covers) {
    case COVERS_ALL:
        fputs(language_text(p->language, "covers the whole file", "覆盖整个文件"), p->out);
        break;
    case COVERS_PART:
        fprintf(p->out,
                language_text(p->language, "covers %zu of %zu bytes: changed since",
                              "覆盖 %zu／%zu 字节：签名后有更新"),
                s->covered, facts->bytes);
        break;
    case COVERS_UNKNOWN:
        fputs(language_text(p->language, "ByteRange is NOT sound", "ByteRange 无效"), p->out);
        break;
    }
    fputs(language_text(p->language, " (not verified)\n", "（未经验证）\n"), p->out);
}

static void print_signatures(const struct fact_page *p, const struct facts *facts)
{
    cmd_label(p, "signatures", "签名");
    if (facts->n_signatures == 0)
        fputs(language_text(p->language, "none\n", "无\n"), p->out);
    for (size_t i = 0; i < facts->n_signatures; i++) {
        if (i > 0)
            cmd_label(p, NULL, NULL);
        print_signature(p, &facts->signatures[i], facts);
    }
}

/* Whether a property of the metadata tells of the report's own making: hashes of its input. */
static bool is_own(const struct xmp_property *property)
{
    return strcmp(property->prefix, PREFIX) == 0;
}

static void print_properties(const struct fact_page *p, const struct xmp *xmp)
{
    bool first = true;
    for (size_t i = 0; xmp != NULL && i < xmp->n; i++) {
        if (!is_own(&xmp->properties[i]))
            continue;
        if (first)
            cmd_label(p, "input", "输入");
        else
            cmd_label(p, NULL, NULL);
        first = false;
        fprintf(p->out, "%s: %s\n", xmp->properties[i].name, xmp->properties[i].value);
    }
}

static void print_text(const char *path, const struct facts *facts, enum language language)
{
    struct fact_page p = {.out = stdout, .language = language};
    cmd_fact(&p, "file", "文件", path);
    cmd_label(&p, "PDF", "PDF");
    printf(language_text(language, "version %s, pages: %zu, bytes: %zu, revisions: %zu\n",
                         "版本 %s，%zu 页，%zu 字节，共 %zu 个修订版\n"),
           facts->version, facts->pages, facts->bytes, facts->revisions);
    cmd_fact(&p, "title", "标题", facts->title);
    cmd_fact(&p, "author", "作者", facts->author);
    cmd_fact(&p, "producer", "生成程序", facts->producer);
    print_conformance(&p, facts);
    cmd_fact(&p, "language", "语言", facts->language);
    cmd_fact(&p, "tagged", "带标签",
             facts->tagged ? language_text(language, "yes", "是")
                           : language_text(language, "no", "否"));
    print_fonts(&p, facts);
    print_structure(&p, facts);
    print_embedded(&p, &facts->embedded);
    print_signatures(&p, facts);
    print_properties(&p, facts->xmp);
}

static void put_fonts(struct json_writer *w, const struct facts *facts)
{
    json_open_list(json_line(w), "fonts");
    for (size_t i = 0; i < facts->n_fonts; i++) {
        const struct font_fact *font = &facts->fonts[i];
        json_open_object(json_line(w), NULL);
        json_put_text(w, "name", font->name);
        json_put_text(w, "type", font->type);
        json_put_bool(w, "embedded", font->embedded);
        json_put_bool(w, "subset", font->subset);
        json_close(w);
    }
    json_close(w);
}

static void put_structure(struct json_writer *w, const struct facts *facts)
{
    json_open_object(json_line(w), "structure");
    for (size_t i = 0; i < facts->n_structure; i++)
        json_put_integer(w, facts->structure[i].type, (int64_t)facts->structure[i].n);
    json_close(w);
    json_put_integer(json_line(w), "figuresWithoutAlt", (int64_t)facts->figures_without_alt);
}

static void put_embedded(struct json_writer *w, const struct embedded_list *list)
{
    json_open_list(json_line(w), "embedded");
    for (size_t i = 0; i < list->n; i++) {
        const struct embedded *e = &list->files[i];
        json_open_object(json_line(w), NULL);
        json_put_text(w, "name", e->name);
        json_put_text(w, "relationship", e->relationship);
        json_put_text(w, "type", e->type);
        json_put_text(w, "description", e->description);
        json_put_integer(w, "size", (int64_t)e->len);
        json_close(w);
    }
    json_close(w);
}

static void put_signatures(struct json_writer *w, const struct facts *facts)
{
    static const char *const covers[] = {
        [COVERS_UNKNOWN] = "unknown", [COVERS_PART] = "part", [COVERS_ALL] = "all"};
    json_open_list(json_line(w), "signatures");
    for (size_t i = 0; i < facts->n_signatures; i++) {
        const struct signature_fact *s = &facts->signatures[i];
        json_open_object(json_line(w), NULL);
        json_put_text(w, "field", s->field);
        json_put_bool(w, "signed", s->is_signed);
        json_put_text(w, "subFilter", s->filter);
        json_put_text(w, "signer", s->signer);
        json_put_text(w, "date", s->date);
        json_put_text(w, "covers", s->is_signed ? covers[s->covers] : NULL);
        json_put_integer(w, "coveredBytes", (int64_t)s->covered);
        json_close(w);
    }
    json_close(w);
}

/* Names may come twice: a list, not an object. */
static void put_properties(struct json_writer *w, const struct xmp *xmp)
{
    json_open_list(json_line(w), "properties");
    for (size_t i = 0; xmp != NULL && i < xmp->n; i++) {
        if (!is_own(&xmp->properties[i]))
            continue;
        json_open_object(json_line(w), NULL);
        json_put_text(w, "name", xmp->properties[i].name);
        json_put_text(w, "value", xmp->properties[i].value);
        json_close(w);
    }
    json_close(w);
}

static void put_head(struct json_writer *w, const char *path, const struct facts *facts)
{
    json_put_text(w, "file", path);
    json_put_text(json_line(w), "version", facts->version);
    json_put_integer(json_line(w), "pages", (int64_t)facts->pages);
    json_put_integer(w, "bytes", (int64_t)facts->bytes);
    json_put_integer(w, "revisions", (int64_t)facts->revisions);
    const struct {
        const char *name, *value;
    } texts[] = {{"title", facts->title},
                 {"author", facts->author},
                 {"producer", facts->producer},
                 {"language", facts->language}};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        json_put_text(json_line(w), texts[i].name, texts[i].value);
    }
    json_put_bool(json_line(w), "tagged", facts->tagged);
    json_open_object(json_line(w), "conformance");
    json_put_text(w, "pdfa", facts->pdfa);
    json_put_text(w, "pdfua", facts->pdfua);
    json_close(w);
}

/* What the PDF does not tell is null. */
static void print_json(const char *path, const struct facts *facts)
{
    struct json_writer w = {.out = stdout};
    json_open_object(&w, NULL);
    put_head(&w, path, facts);
    put_fonts(&w, facts);
    put_structure(&w, facts);
    put_embedded(&w, &facts->embedded);
    put_signatures(&w, facts);
    put_properties(&w, facts->xmp);
    json_end(&w);
}

static void inspect(const char *path, const struct options *o, struct messages *m)
{
    struct arena *a = arena_new();
    struct source at = IN_FILE(path);
    struct facts facts;
    size_t len;
    const char *bytes = file_read(a, path, FILE_SIZE_MAX, &len, NOWHERE, m);
    struct pdf_file *f = bytes != NULL ? pdf_open(a, bytes, len, at, m) : NULL;
    if (f != NULL && facts_read(a, f, at, m, &facts) == 0) {
        if (o->format == AS_JSON)
            print_json(path, &facts);
        else
            print_text(path, &facts, messages_language(m));
    }
    arena_free(a);
}

int cmd_inspect(struct command_line *l)
{
    struct options o = {0};
    if (!options_read(&help, l, &o))
        return options_usage(&help, l);
    struct messages *m = messages_new(l->language);
    inspect(l->names[0], &o, m);
    return cmd_end(m, messages_print);
}
