#include "cmd/shared/manual.h"

#include <string.h>

#include "base/arena.h"
#include "base/file.h"
#include "base/utf8.h"
#include "data/check/rules.h"
#include "data/narrative/placeholder.h"
#include "render/charts/charts.h"

/* The largest page that a template may be. */
#define TEMPLATE_MAX (1u << 20)

/* The line of a template that stands for what the tables say. */
#define KEYS_LINE "@KEYS@\n"

struct manual {
    struct buf out;
    bool zh;
    bool page; /* mdoc, else a list for the terminal */
};

/* A row's text as lines of a page: one for each sentence, and nothing in it is a command. */
static void put_text(struct manual *man, const char *text)
{
    bool first = true; /* of its line */
    for (const char *s = text; *s != '\0'; s++) {
        bool end = *s == ' ' && s > text && s[-1] == '.' && s[1] >= 'A' && s[1] <= 'Z';
        if (first && (*s == '.' || *s == '\''))
            buf_puts(&man->out, "\\&");
        if (*s == '\\')
            buf_puts(&man->out, "\\e");
        else
            buf_add(&man->out, end ? "\n" : s, 1);
        first = end;
    }
    buf_puts(&man->out, "\n");
}

/* A key, rule or kind of chart, and what it is about; more: a last line behind its label, or NULL.
 */
static void put_entry(struct manual *man, const char *en, const char *zh, bool required,
                      const char *about_en, const char *about_zh, const char *label,
                      const char *more)
{
    const char *name = man->zh ? zh : en, *other = man->zh ? en : zh;
    const char *must = man->zh ? "必填" : "required", *about = man->zh ? about_zh : about_en;
    if (!man->page) {
        buf_printf(&man->out, "  %s (%s)%s%s\n      %s\n", name, other,
                   !required ? ""
                   : man->zh ? "，"
                             : ", ",
                   required ? must : "", about);
        if (more != NULL)
            buf_printf(&man->out, "      %s%s\n", label, more);
        return;
    }
    buf_printf(&man->out, ".It Sy %s , %s%s%s\n", name, other, required ? " Pq " : "",
               required ? must : "");
    put_text(man, about);
    if (more != NULL) {
        buf_printf(&man->out, ".br\n%s", label);
        put_text(man, more);
    }
}

static void put_head(struct manual *man, const struct section_row *row)
{
    const char *name = !row->named ? "" : man->zh ? ".名称" : ".NAME";
    const char *about = man->zh ? row->about_zh : row->about_en;
    buf_printf(&man->out, man->page ? ".Ss [%s%s] %s [%s%s]\n" : "[%s%s] %s[%s%s])\n",
               man->zh ? row->zh : row->en, name,
               !man->page ? "("
               : man->zh  ? "或"
                          : "or",
               man->zh ? row->en : row->zh, name);
    if (!man->page) {
        buf_printf(&man->out, "  %s\n\n", about);
        return;
    }
    put_text(man, about);
    buf_puts(&man->out, ".Bl -tag -width Ds\n");
}

static void put_key(struct manual *man, enum config_key key)
{
    const struct key_row *k = &config_keys[key];
    struct buf values = config_values(key, man->zh ? LANG_ZH : LANG_EN);
    const char *label = man->zh ? "取值：" : "Value: ";
    put_entry(man, k->en, k->zh, k->required, k->about_en, k->about_zh, man->page ? label : "",
              values.data);
    buf_free(&values);
}

static void put_rules(struct manual *man)
{
    static const char *const severities[] = {"提示", "警告", "错误"};
    for (size_t i = 0; i < check_rule_count(); i++) {
        const struct check_rule *rule = check_rule_at(i);
        put_entry(man, rule->name, rule->zh, false, rule->about_en, rule->about_zh,
                  man->zh     ? "默认："
                  : man->page ? "Default: "
                              : "default: ",
                  man->zh ? severities[rule->severity] : severity_name(rule->severity));
    }
}

static void put_sections(struct manual *man)
{
    for (int s = 0; s < SECTION_COUNT; s++) {
        put_head(man, &config_sections[s]);
        for (int k = 0; k < KEY_COUNT; k++)
            if (config_keys[k].section == (enum config_section)s)
                put_key(man, (enum config_key)k);
        if (s == SECTION_CHECKS)
            put_rules(man);
        buf_puts(&man->out, man->page ? ".El\n" : "\n");
    }
}

static void put_charts(struct manual *man)
{
    const char *title = man->zh ? "图的类型" : "Kinds of chart";
    buf_printf(&man->out, man->page ? ".Ss %s\n.Bl -tag -width Ds\n" : "%s\n", title);
    const struct chart_form *f;
    for (size_t i = 0; (f = charts_form(i)) != NULL; i++)
        put_entry(man, f->name, f->zh, false, f->about_en, f->about_zh, "", NULL);
    if (man->page)
        buf_puts(&man->out, ".El\n");
}

static void print(struct manual *man, FILE *out)
{
    fwrite(man->out.data, 1, man->out.len, out);
    buf_free(&man->out);
}

void manual_keys(FILE *out, enum language language)
{
    struct manual man = {.zh = language == LANG_ZH};
    put_sections(&man);
    buf_puts(&man.out, man.zh ? "正文中的占位符\n" : "Placeholders in the text\n");
    print(&man, out);
    placeholder_print_fields(out, language);
    buf_puts(&man.out, "\n");
    put_charts(&man);
    print(&man, out);
}

void manual_rules(FILE *out, enum language language)
{
    struct manual man = {.zh = language == LANG_ZH};
    put_rules(&man);
    print(&man, out);
}

static bool has(const uint32_t *marks, uint32_t cp)
{
    while (*marks != 0 && *marks != cp)
        marks++;
    return *marks != 0;
}

/* A character as wide as a hanzi, or a mark that stands among them. */
static bool is_wide(uint32_t cp)
{
    return cp >= 0x2E80 || has((const uint32_t[]){U'“', U'”', U'‘', U'’', U'…', U'—', 0}, cp);
}

static bool is_closing(uint32_t cp)
{
    static const uint32_t marks[] = {U'，', U'。', U'、', U'；', U'：', U'？', U'！', U'）',
                                     U'》', U'〕', U'】', U'”',  U'’',  U'…',  U'—',  0};
    return has(marks, cp);
}

/* Where a line of Chinese may end: GB/T 15834 5.1 keeps marks with what they belong to. */
static bool may_break(uint32_t before, uint32_t next)
{
    static const uint32_t opening[] = {U'（', U'《', U'〔', U'【', U'“', U'‘', 0};
    return next > ' ' && !has(opening, before) && !is_closing(next) &&
           (is_closing(before) || (is_wide(before) && is_wide(next)));
}

/* Whether the end of a line that is no command, between these two, is no blank. */
static bool joins(uint32_t before, uint32_t next)
{
    return next > ' ' && next != '.' && (is_closing(before) || (is_wide(before) && is_wide(next)));
}

/* Writes a page with the places where Chinese lines may be joined and broken. */
static void print_chinese(const struct buf *page, FILE *out)
{
    uint32_t before = '\n';
    bool command = false;
    for (size_t i = 0; i < page->len;) {
        size_t start = i;
        uint32_t cp = utf8_next(page->data, page->len, &i);
        size_t ahead = i;
        uint32_t next = i < page->len ? utf8_next(page->data, page->len, &ahead) : 0;
        if (before == '\n')
            command = cp == '.';
        if (cp == '\n' && !command && joins(before, next))
            continue;
        if (!command && may_break(before, cp))
            fputs("\\:", out);
        fwrite(page->data + start, 1, i - start, out);
        before = cp;
    }
}

int manual_page(FILE *out, enum language language, const char *path, struct messages *m)
{
    struct arena *a = arena_new();
    size_t len;
    const char *text = file_read(a, path, TEMPLATE_MAX, &len, NOWHERE, m);
    struct manual man = {.zh = language == LANG_ZH, .page = true};
    const char *keys = text != NULL ? strstr(text, "\n" KEYS_LINE) : NULL;
    if (keys != NULL) {
        buf_add(&man.out, text, (size_t)(keys + 1 - text));
        put_sections(&man);
        put_charts(&man);
        text = keys + 1 + strlen(KEYS_LINE);
    }
    buf_puts(&man.out, text != NULL ? text : "");
    if (man.zh)
        print_chinese(&man.out, out);
    else
        fwrite(man.out.data, 1, man.out.len, out);
    buf_free(&man.out);
    arena_free(a);
    return text != NULL ? 0 : -1;
}
