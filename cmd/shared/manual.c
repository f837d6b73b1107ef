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
    enum language language;
    bool page; /* mdoc, else a list for the terminal */
};

static const char *text(const struct manual *man, const char *en, const char *zh)
{
    return language_text(man->language, en, zh);
}

/* A row's text as lines of a page: one for each sentence, and nothing in it is a command. */
static void put_text(struct manual *man, const char *plain)
{
    bool first = true; /* of its line */
    for (const char *s = plain; *s != '\0'; s++) {
        bool end = *s == ' ' && s > plain && s[-1] == '.' && s[1] >= 'A' && s[1] <= 'Z';
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
static void put_entry(struct manual *man, struct words name, bool required, struct words about,
                      const char *label, const char *more)
{
    const char *other = text(man, name.zh, name.en), *must = text(man, "required", "必填");
    if (!man->page) {
        buf_printf(&man->out, "  %s (%s)%s%s\n      %s\n", language_words(man->language, name),
                   other, required ? text(man, ", ", "，") : "", required ? must : "",
                   language_words(man->language, about));
        if (more != NULL)
            buf_printf(&man->out, "      %s%s\n", label, more);
        return;
    }
    buf_printf(&man->out, ".It Sy %s , %s%s%s\n", language_words(man->language, name), other,
               required ? " Pq " : "", required ? must : "");
    put_text(man, language_words(man->language, about));
    if (more != NULL) {
        buf_printf(&man->out, ".br\n%s", label);
        put_text(man, more);
    }
}

static void put_head(struct manual *man, const struct section_row *row)
{
    const char *name = row->named ? text(man, ".NAME", ".名称") : "";
    const char *about = language_words(man->language, row->about);
    const char *here = language_words(man->language, row->name);
    const char *other = text(man, row->name.zh, row->name.en);
    if (man->page) {
        buf_printf(&man->out, ".Ss [%s%s] %s [%s%s]\n", here, name, text(man, "or", "或"), other,
                   name);
        put_text(man, about);
        buf_puts(&man->out, ".Bl -tag -width Ds\n");
    } else {
        buf_printf(&man->out, "[%s%s] ([%s%s])\n  %s\n\n", here, name, other, name, about);
    }
}

static void put_key(struct manual *man, enum config_key key)
{
    const struct key_row *k = &config_keys[key];
    struct buf values = config_values(key, man->language);
    put_entry(man, k->name, k->required, k->about, man->page ? text(man, "Value: ", "取值：") : "",
              values.data);
    buf_free(&values);
}

static void put_rules(struct manual *man)
{
    static const struct words severities[] = {
        {"info", "提示"}, {"warning", "警告"}, {"error", "错误"}};
    for (size_t i = 0; i < rule_count(); i++) {
        const struct check_rule *rule = rule_at(i);
        put_entry(man, rule->name, false, rule->about,
                  text(man, man->page ? "Default: " : "default: ", "默认："),
                  language_words(man->language, severities[rule->severity]));
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
    buf_printf(&man->out, man->page ? ".Ss %s\n.Bl -tag -width Ds\n" : "%s\n",
               text(man, "Kinds of chart", "图的类型"));
    const struct chart_form *f;
    for (size_t i = 0; (f = charts_form(i)) != NULL; i++)
        put_entry(man, (struct words){f->name, f->zh}, false,
                  (struct words){f->about_en, f->about_zh}, "", NULL);
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
    struct manual man = {.language = language};
    put_sections(&man);
    buf_puts(&man.out, text(&man, "Placeholders in the text\n", "正文中的占位符\n"));
    print(&man, out);
    placeholder_print_fields(out, language);
    buf_puts(&man.out, "\n");
    put_charts(&man);
    print(&man, out);
}

void manual_rules(FILE *out, enum language language)
{
    struct manual man = {.language = language};
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
    const char *rest = file_read(a, path, TEMPLATE_MAX, &len, NOWHERE, m);
    struct manual man = {.language = language, .page = true};
    const char *keys = rest != NULL ? strstr(rest, "\n" KEYS_LINE) : NULL;
    if (keys != NULL) {
        buf_add(&man.out, rest, (size_t)(keys + 1 - rest));
        put_sections(&man);
        put_charts(&man);
        rest = keys + 1 + strlen(KEYS_LINE);
    }
    buf_puts(&man.out, rest != NULL ? rest : "");
    if (language == LANG_ZH)
        print_chinese(&man.out, out);
    else
        fwrite(man.out.data, 1, man.out.len, out);
    buf_free(&man.out);
    arena_free(a);
    return rest != NULL ? 0 : -1;
}
