#include "layouts/style/style.h"

#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/ini.h"
#include "base/text.h"
#include "layouts/compose/sizes.h"
#include "layouts/style/style_file.h"
#include "layouts/style/style_keys.h"

struct reader {
    struct arena *arena;
    struct style *style;
    const struct ini *ini;
    struct messages *messages;
    struct units units;
    bool failed;
};

static const char *const strictness_words[] = {"none", "basic", "gb", "full", NULL};
static const char *const squeeze_words[] = {"none", "adjacent", "line-end", "tight", NULL};
static const char *const align_words[] = {"justify", "left", "centre", "right", NULL};
static const char *const form_words[] = {"plain", "even", "taper", NULL};
static const char *const list_words[] = {"run", "hang", NULL};
static const char *const float_place_words[] = {"here", "top", NULL};
static const char *const float_order_words[] = {"both", "each", NULL};
static const char *const float_limit_words[] = {"section", "document", NULL};
static const char *const table_words[] = {"three-line", "ruled", NULL};
static const char *const mark_words[] = {"circled", "digits", "letters", "stars", NULL};
static const char *const notes_words[] = {"table", "page", NULL};
static const char *const turn_words[] = {"none", "left", "right", NULL};
static const char *const place_words[] = {"outer", "centre", "none", NULL};

static const struct key page_keys[] = {
    {.name = "width", .type = V_FINE, .offset = AT(page_style, width)},
    {.name = "height", .type = V_FINE, .offset = AT(page_style, height)},
    {.name = "top", .type = V_FINE, .offset = AT(page_style, top)},
    {.name = "left", .type = V_FINE, .offset = AT(page_style, left)},
    {.name = "right", .type = V_FINE, .offset = AT(page_style, right)},
    {.name = "bottom", .type = V_FINE, .offset = AT(page_style, bottom)},
    {.name = "duplex", .type = V_YES, .offset = AT(page_style, duplex)},
    {.name = "turn", .type = V_CHOICE, .offset = AT(page_style, turn), .choices = turn_words},
};

static const struct key grid_keys[] = {
    {.name = "em", .type = V_EM, .offset = AT(grid_style, em), .sets = SETS_EM},
    {.name = "pitch", .type = V_FINE, .offset = AT(grid_style, pitch), .sets = SETS_LINE},
    {.name = "lines", .type = V_COUNT, .offset = AT(grid_style, lines), .optional = true},
    {.name = "snap", .type = V_YES, .offset = AT(grid_style, snap)},
    {.name = "shrink", .type = V_FINE, .offset = AT(grid_style, shrink)},
    {.name = "widows", .type = V_COUNT, .offset = AT(grid_style, widows)},
    {.name = "orphans", .type = V_COUNT, .offset = AT(grid_style, orphans)},
};

static const struct key composition_keys[] = {
    {.name = "strictness",
     .type = V_CHOICE,
     .offset = AT(composition, strictness),
     .choices = strictness_words},
    {.name = "squeeze",
     .type = V_CHOICE,
     .offset = AT(composition, squeeze),
     .choices = squeeze_words},
    {.name = "hang", .type = V_YES, .offset = AT(composition, hang)},
    {.name = "optimum", .type = V_YES, .offset = AT(composition, optimum)},
    {.name = "hyphenate", .type = V_YES, .offset = AT(composition, hyphenate)},
    {.name = "gap", .type = V_PERMILLE, .offset = AT(composition, gap)},
    {.name = "gap_min", .type = V_PERMILLE, .offset = AT(composition, gap_min)},
    {.name = "gap_max", .type = V_PERMILLE, .offset = AT(composition, gap_max)},
};

static const struct key text_keys[] = {
    {.name = "size", .type = V_LENGTH, .offset = AT(text_style, size), .sets = SETS_EM},
    {.name = "tracking",
     .type = V_SIGNED,
     .offset = AT(text_style, tracking),
     .optional = true,
     .sets = ADDS_TO_EM},
    {.name = "face", .type = V_FACE, .offset = AT(text_style, face)},
    {.name = "colour", .type = V_COLOUR, .offset = AT(text_style, colour), .optional = true},
    {.name = "align", .type = V_CHOICE, .offset = AT(text_style, align), .choices = align_words},
    {.name = "lines",
     .type = V_CHOICE,
     .offset = AT(text_style, lines),
     .optional = true,
     .choices = form_words},
    {.name = "indent", .type = V_LENGTH, .offset = AT(text_style, indent), .optional = true},
    {.name = "left", .type = V_LENGTH, .offset = AT(text_style, left), .optional = true},
    {.name = "right", .type = V_LENGTH, .offset = AT(text_style, right), .optional = true},
    {.name = "before", .type = V_FINE, .offset = AT(text_style, before), .optional = true},
    {.name = "after", .type = V_FINE, .offset = AT(text_style, after), .optional = true},
    {.name = "pitch", .type = V_FINE, .offset = AT(text_style, pitch), .optional = true},
    {.name = "numbered", .type = V_YES, .offset = AT(text_style, numbered), .optional = true},
    {.name = "keep", .type = V_COUNT, .offset = AT(text_style, keep), .optional = true},
};

static const struct key inline_keys[] = {
    {.name = "strong", .type = V_FACE, .offset = AT(inline_style, strong)},
    {.name = "emphasis", .type = V_FACE, .offset = AT(inline_style, emphasis)},
    {.name = "code", .type = V_FACE, .offset = AT(inline_style, code)},
};

static const struct key list_keys[] = {
    {.name = "form", .type = V_CHOICE, .offset = AT(list_style, form), .choices = list_words},
    {.name = "label", .type = V_LENGTH, .offset = AT(list_style, label), .optional = true},
    {.name = "nest", .type = V_LENGTH, .offset = AT(list_style, nest)},
    {.name = "numbers", .type = V_TEXT, .offset = AT(list_style, numbers)},
    {.name = "bullets", .type = V_TEXT, .offset = AT(list_style, bullets)},
};

static const struct key figure_keys[] = {
    {.name = "float", .type = V_YES, .offset = AT(figure_style, wait)},
    {.name = "place",
     .type = V_CHOICE,
     .offset = AT(figure_style, place),
     .choices = float_place_words},
    {.name = "order",
     .type = V_CHOICE,
     .offset = AT(figure_style, order),
     .choices = float_order_words},
    {.name = "within",
     .type = V_CHOICE,
     .offset = AT(figure_style, within),
     .choices = float_limit_words},
    {.name = "hole", .type = V_FINE, .offset = AT(figure_style, hole)},
    {.name = "density", .type = V_COUNT, .offset = AT(figure_style, density)},
    {.name = "highest", .type = V_LENGTH, .offset = AT(figure_style, highest)},
    {.name = "gap", .type = V_LENGTH, .offset = AT(figure_style, gap)},
    {.name = "around", .type = V_FINE, .offset = AT(figure_style, around)},
    {.name = "beside", .type = V_COUNT, .offset = AT(figure_style, beside)},
    {.name = "beside_gap", .type = V_LENGTH, .offset = AT(figure_style, beside_gap)},
    {.name = "sheet_margin", .type = V_LENGTH, .offset = AT(figure_style, sheet_margin)},
};

static const struct key table_keys[] = {
    {.name = "float", .type = V_YES, .offset = AT(table_style, wait)},
    {.name = "form", .type = V_CHOICE, .offset = AT(table_style, form), .choices = table_words},
    {.name = "full", .type = V_YES, .offset = AT(table_style, full)},
    {.name = "thick", .type = V_LENGTH, .offset = AT(table_style, thick)},
    {.name = "thin", .type = V_LENGTH, .offset = AT(table_style, thin)},
    {.name = "pad_x", .type = V_LENGTH, .offset = AT(table_style, pad_x)},
    {.name = "pad_y", .type = V_LENGTH, .offset = AT(table_style, pad_y)},
    {.name = "smaller", .type = V_LENGTH, .offset = AT(table_style, smaller)},
    {.name = "gap", .type = V_LENGTH, .offset = AT(table_style, gap)},
    {.name = "repeat", .type = V_YES, .offset = AT(table_style, repeat)},
    {.name = "continued",
     .type = V_CHOICE,
     .offset = AT(table_style, continued),
     .choices = align_words},
    {.name = "unit", .type = V_CHOICE, .offset = AT(table_style, unit), .choices = align_words},
    {.name = "notes", .type = V_CHOICE, .offset = AT(table_style, notes), .choices = notes_words},
    {.name = "mark", .type = V_CHOICE, .offset = AT(table_style, mark), .choices = mark_words},
    {.name = "least", .type = V_COUNT, .offset = AT(table_style, least)},
};

static const struct key footnote_keys[] = {
    {.name = "mark", .type = V_CHOICE, .offset = AT(footnote_style, mark), .choices = mark_words},
    {.name = "restart", .type = V_YES, .offset = AT(footnote_style, restart)},
    {.name = "call_size", .type = V_PERMILLE, .offset = AT(footnote_style, call_size)},
    {.name = "call_rise", .type = V_PERMILLE, .offset = AT(footnote_style, call_rise)},
    {.name = "rule_width", .type = V_LENGTH, .offset = AT(footnote_style, rule_width)},
    {.name = "rule", .type = V_LENGTH, .offset = AT(footnote_style, rule)},
    {.name = "above", .type = V_LENGTH, .offset = AT(footnote_style, above)},
    {.name = "below", .type = V_LENGTH, .offset = AT(footnote_style, below)},
    {.name = "least", .type = V_COUNT, .offset = AT(footnote_style, least)},
};

static const struct key number_keys[] = {
    {.name = "place", .type = V_CHOICE, .offset = AT(number_style, place), .choices = place_words},
    {.name = "format", .type = V_TEXT, .offset = AT(number_style, format)},
    {.name = "below", .type = V_LENGTH, .offset = AT(number_style, below)},
    {.name = "inset", .type = V_LENGTH, .offset = AT(number_style, inset)},
};

static const struct key signature_keys[] = {
    {.name = "print", .type = V_YES, .offset = AT(signature_style, print)},
    {.name = "right", .type = V_LENGTH, .offset = AT(signature_style, right)},
    {.name = "shift", .type = V_LENGTH, .offset = AT(signature_style, shift)},
};

#define TEXT(title, kind)                                                                          \
    {                                                                                              \
        "text." title, text_keys, COUNT(text_keys),                                                \
            AT(style, texts) + kind * sizeof(struct text_style)                                    \
    }

/* In the order of reading: page and grid give what later lengths are counted in. */
static const struct section sections[] = {
    SECTION("page", page_keys, page),
    SECTION("grid", grid_keys, grid),
    SECTION("composition", composition_keys, composition),
    TEXT("title", TEXT_TITLE),
    TEXT("subtitle", TEXT_SUBTITLE),
    TEXT("heading1", TEXT_HEADING1),
    TEXT("heading2", TEXT_HEADING2),
    TEXT("heading3", TEXT_HEADING3),
    TEXT("heading4", TEXT_HEADING4),
    TEXT("heading5", TEXT_HEADING5),
    TEXT("heading6", TEXT_HEADING6),
    TEXT("body", TEXT_BODY),
    TEXT("list", TEXT_LIST),
    TEXT("quote", TEXT_QUOTE),
    TEXT("code", TEXT_CODE),
    TEXT("caption", TEXT_CAPTION),
    TEXT("note", TEXT_NOTE),
    TEXT("footnote", TEXT_FOOTNOTE),
    TEXT("table_head", TEXT_TABLE_HEAD),
    TEXT("table_cell", TEXT_TABLE_CELL),
    TEXT("signature", TEXT_SIGNATURE),
    TEXT("page_number", TEXT_PAGE_NUMBER),
    TEXT("letterhead", TEXT_LETTERHEAD),
    TEXT("doc_number", TEXT_DOC_NUMBER),
    TEXT("issuer", TEXT_ISSUER),
    TEXT("secrecy", TEXT_SECRECY),
    TEXT("recipients", TEXT_RECIPIENTS),
    TEXT("attachment_list", TEXT_ATTACHMENT_LIST),
    TEXT("attachment", TEXT_ATTACHMENT),
    TEXT("annotation", TEXT_ANNOTATION),
    TEXT("record", TEXT_RECORD),
    TEXT("contents_title", TEXT_CONTENTS_TITLE),
    TEXT("contents1", TEXT_CONTENTS1),
    TEXT("contents2", TEXT_CONTENTS2),
    TEXT("contents3", TEXT_CONTENTS3),
    TEXT("cover_title", TEXT_COVER_TITLE),
    TEXT("cover_subtitle", TEXT_COVER_SUBTITLE),
    TEXT("cover_foot", TEXT_COVER_FOOT),
    SECTION("inline", inline_keys, inlines),
    SECTION("list", list_keys, list),
    SECTION("figure", figure_keys, figure),
    SECTION("table", table_keys, table),
    SECTION("footnote", footnote_keys, footnote),
    SECTION("page_number", number_keys, number),
    SECTION("signature", signature_keys, signature),
};

static bool is_face(const char *section)
{
    return strncmp(section, "face.", 5) == 0 && section[5] != '\0';
}

static void bad_value(struct reader *r, const struct ini_entry *e, const char *en, const char *zh)
{
    msg(r->messages, SEV_ERROR, e->at, "bad-style-value", "%s = %s: write %s", "%s = %s：应写%s",
        e->key, e->value, language_text(messages_language(r->messages), en, zh));
    r->failed = true;
}

/* The comma-separated names of a list; an empty value is an empty list. */
static const char *const *names(struct reader *r, const char *value, size_t *n)
{
    size_t cap = 1;
    for (const char *p = value; *p != '\0'; p++)
        cap += *p == ',';
    const char **list = arena_array(r->arena, cap, sizeof *list);
    *n = 0;
    while (*value != '\0') {
        size_t len = strcspn(value, ",");
        const char *s = value;
        size_t trimmed = len;
        text_trim(&s, &trimmed);
        if (trimmed > 0)
            list[(*n)++] = arena_strndup(r->arena, s, trimmed);
        value += len + (value[len] == ',');
    }
    return list;
}

static void unknown(struct reader *r, struct source at, const char *name, const char *rule,
                    const char *nearest)
{
    msg(r->messages, SEV_ERROR, at, rule, "the style has no \"%s\"%s", "版式中没有“%s”%s", name,
        msg_proposal(r->messages, nearest, "; remove it", "；请删去"));
    r->failed = true;
}

static void check_keys(struct reader *r, const struct ini_section *s, const char *const *known,
                       size_t n)
{
    for (size_t i = 0; i < s->n_entries; i++) {
        size_t k = 0;
        while (k < n && strcmp(s->entries[i].key, known[k]) != 0)
            k++;
        if (k == n)
            unknown(r, s->entries[i].at, s->entries[i].key, "unknown-key",
                    text_nearest(s->entries[i].key, known, n));
    }
}

static void read_face(struct reader *r, const struct ini_section *s)
{
    static const char *const known[] = {"families", "latin"};
    check_keys(r, s, known, COUNT(known));
    struct face *f = &r->style->faces[r->style->n_faces++];
    *f = (struct face){.name = s->name + 5, .at = s->at};
    const struct ini_entry *families = ini_entry(s, "families");
    const struct ini_entry *latin = ini_entry(s, "latin");
    if (families != NULL)
        f->families = names(r, families->value, &f->n_families);
    if (latin != NULL)
        f->latin = names(r, latin->value, &f->n_latin);
    if (f->n_families == 0) {
        msg(r->messages, SEV_ERROR, s->at, "missing-key", "[%s] needs families = …",
            "[%s] 缺 families = …", s->name);
        r->failed = true;
    }
}

static void read_faces(struct reader *r)
{
    r->style->faces = arena_array(r->arena, r->ini->n_sections + 1, sizeof *r->style->faces);
    for (size_t i = 0; i < r->ini->n_sections; i++)
        if (is_face(r->ini->sections[i].name))
            read_face(r, &r->ini->sections[i]);
    const struct ini_section *s = ini_section(r->ini, "fallback");
    const struct ini_entry *e = s != NULL ? ini_entry(s, "families") : NULL;
    static const char *const known[] = {"families"};
    if (s != NULL)
        check_keys(r, s, known, COUNT(known));
    if (e != NULL)
        r->style->fallback = names(r, e->value, &r->style->n_fallback);
}

/* The width of the type area, fine. */
static int64_t type_width(const struct style *s)
{
    return s->page.width - s->page.left - s->page.right;
}

/* "width/28": as many characters fill a line; or a length. */
static int em_parse(const struct reader *r, const char *value, int64_t *out)
{
    if (strncmp(value, "width/", 6) != 0)
        return sizes_length(value, &r->units, out);
    char *end;
    long n = strtol(value + 6, &end, 10);
    if (*end != '\0' || n < 1 || n > 1000)
        return -1;
    *out = type_width(r->style) / n;
    return 0;
}

static int choice_parse(const char *value, const char *const *choices, int *out)
{
    for (*out = 0; choices[*out] != NULL; ++*out)
        if (strcmp(value, choices[*out]) == 0)
            return 0;
    return -1;
}

static int count_parse(const char *value, int *out)
{
    char *end;
    long n = strtol(value, &end, 10);
    *out = (int)n;
    return *value != '\0' && *end == '\0' && n >= 0 && n <= 1000 ? 0 : -1;
}

static int yes_parse(const char *value, bool *out)
{
    *out = strcmp(value, "yes") == 0;
    return *out || strcmp(value, "no") == 0 ? 0 : -1;
}

static int colour_parse(const char *value, uint32_t *out)
{
    *out = (uint32_t)strtoul(value, NULL, 16);
    return strlen(value) == 6 && strspn(value, "0123456789abcdefABCDEF") == 6 ? 0 : -1;
}

/* "0 5mm 210mm 9mm c00000": left, top, width and height on the page, colour. */
static int band_parse(const struct reader *r, const char *value, struct band *out)
{
    int64_t fine[4];
    char word[32];
    for (int i = 0; i < 5; i++) {
        value += strspn(value, " \t");
        size_t len = strcspn(value, " \t");
        if (len == 0 || len >= sizeof word)
            return -1;
        memcpy(word, value, len);
        word[len] = '\0';
        value += len;
        if (i < 4 ? sizes_length(word, &r->units, &fine[i]) : colour_parse(word, &out->colour))
            return -1;
    }
    out->x = sizes_millipoints(fine[0]);
    out->y = sizes_millipoints(fine[1]);
    out->w = sizes_millipoints(fine[2]);
    out->h = sizes_millipoints(fine[3]);
    return value[strspn(value, " \t")] == '\0' ? 0 : -1;
}

static void bad_choice(struct reader *r, const struct ini_entry *e, const char *const *choices)
{
    struct buf b = {0};
    for (size_t i = 0; choices[i] != NULL; i++)
        buf_printf(&b, "%s%s", i > 0 ? " | " : "", choices[i]);
    bad_value(r, e, b.data, b.data);
    buf_free(&b);
}

static void read_length(struct reader *r, const struct ini_entry *e, const struct key *k,
                        void *field)
{
    const struct units permille = {.em = (int64_t)1000 * FINE};
    int64_t fine = 0;
    bool below = k->type == V_SIGNED && *e->value == '-';
    int status = below                   ? sizes_length(e->value + 1, &r->units, &fine)
                 : k->type == V_EM       ? em_parse(r, e->value, &fine)
                 : k->type == V_PERMILLE ? sizes_length(e->value, &permille, &fine)
                                         : sizes_length(e->value, &r->units, &fine);
    fine = below ? -fine : fine;
    int32_t rounded = sizes_millipoints(fine);
    if (status != 0)
        bad_value(r, e, "a length such as 16pt, 5mm, 2em, 1line or 三号",
                  "长度，如 16pt、5mm、2em（2字）、1line（1行）或字号“三号”");
    else if (k->type == V_FINE || k->type == V_EM)
        memcpy(field, &fine, sizeof fine);
    else
        memcpy(field, &rounded, sizeof rounded);
    if (k->sets == SETS_EM)
        r->units.em = fine;
    if (k->sets == ADDS_TO_EM)
        r->units.em += fine;
    if (k->sets == SETS_LINE)
        r->units.line = fine;
}

static void read_value(struct reader *r, const struct ini_entry *e, const struct key *k,
                       void *field)
{
    int number;
    switch (k->type) {
    case V_LENGTH:
    case V_SIGNED:
    case V_FINE:
    case V_EM:
    case V_PERMILLE: read_length(r, e, k, field); break;
    case V_COUNT:
        if (count_parse(e->value, field) != 0)
            bad_value(r, e, "a whole number up to 1000", "不大于1000的整数");
        break;
    case V_YES:
        if (yes_parse(e->value, field) != 0)
            bad_value(r, e, "yes or no", " yes 或 no");
        break;
    case V_COLOUR:
        if (colour_parse(e->value, field) != 0)
            bad_value(r, e, "a colour such as c00000", "颜色，如 c00000");
        break;
    case V_CHOICE:
        if (choice_parse(e->value, k->choices, &number) != 0)
            bad_choice(r, e, k->choices);
        else
            memcpy(field, &number, sizeof number);
        break;
    case V_FACE:
        number = style_face(r->style, e->value);
        if (number < 0)
            bad_value(r, e, "the name of a [face.NAME] section", " [face.名称] 中的名称");
        else
            memcpy(field, &number, sizeof number);
        break;
    case V_BAND:
        if (band_parse(r, e->value, field) != 0)
            bad_value(r, e, "left top width height colour, as 0 0 210mm 9mm c00000",
                      "左 上 宽 高 颜色，如 0 0 210mm 9mm c00000");
        break;
    case V_TEXT: memcpy(field, &e->value, sizeof e->value); break;
    }
}

static void read_section(struct reader *r, const struct section *s)
{
    const struct ini_section *in = ini_section(r->ini, s->name);
    const char **known = arena_array(r->arena, s->n_keys, sizeof *known);
    if (in == NULL) {
        msg(r->messages, SEV_ERROR, IN_FILE(r->ini->path), "missing-section",
            "the style needs a section [%s]", "版式缺 [%s] 一节", s->name);
        r->failed = true;
        return;
    }
    r->units.em = r->style->grid.em;
    r->units.line = r->style->grid.pitch;
    for (size_t i = 0; i < s->n_keys; i++) {
        const struct ini_entry *e = ini_entry(in, s->keys[i].name);
        known[i] = s->keys[i].name;
        if (e != NULL) {
            read_value(r, e, &s->keys[i], (char *)r->style + s->base + s->keys[i].offset);
        } else if (!s->keys[i].optional) {
            msg(r->messages, SEV_ERROR, in->at, "missing-key", "[%s] needs %s = …",
                "[%s] 缺 %s = …", s->name, s->keys[i].name);
            r->failed = true;
        }
    }
    check_keys(r, in, known, s->n_keys);
}

static void check_sections(struct reader *r)
{
    const char *known[COUNT(sections) + KEYS_MAX] = {"fallback", "style"};
    size_t n, n_known = 2;
    const struct section *official = style_official_sections(&n);
    for (size_t i = 0; i < COUNT(sections); i++)
        known[n_known++] = sections[i].name;
    for (size_t i = 0; i < n; i++)
        known[n_known++] = official[i].name;
    for (size_t i = 0; i < r->ini->n_sections; i++) {
        const struct ini_section *s = &r->ini->sections[i];
        size_t k = 0;
        while (k < n_known && strcmp(s->name, known[k]) != 0)
            k++;
        if (k == n_known && !is_face(s->name))
            unknown(r, s->at, s->name, "unknown-section", text_nearest(s->name, known, n_known));
    }
}

/* Measures that no page could be made of. */
static void check_measures(struct reader *r)
{
    const struct style *s = r->style;
    const struct grid_style *g = &s->grid;
    const int64_t point = (int64_t)1000 * FINE;
    int64_t height = s->page.height - s->page.top - s->page.bottom;
    const char *en = NULL, *zh = NULL;
    if (g->em < point || g->pitch < g->em)
        en = "[grid] em must be 1pt at least and pitch not less than em",
        zh = "[grid] em 不得小于 1pt，pitch 不得小于 em";
    else if (type_width(s) < 10 * g->em || height < 4 * g->pitch)
        en = "the type area must hold 4 lines of 10 characters; make the margins smaller",
        zh = "版心至少应容4行、每行10字；请减小页边";
    else if (s->page.width > 14400 * point || s->page.height > 14400 * point)
        en = "a page may not be wider or higher than 14400pt", zh = "页面宽、高不得超过14400pt";
    else if (g->lines > 0 && (height - g->em) / g->pitch + 1 < g->lines)
        en = "the type area is too low for [grid] lines", zh = "版心高度容不下 [grid] lines 行";
    else if (s->figure.density < 36 || s->figure.highest < g->em / FINE)
        en = "[figure] density must be 36 at least and highest not less than a character",
        zh = "[figure] density 不得小于36，highest 不得小于一字";
    for (size_t i = 0; en == NULL && i < TEXT_KINDS; i++)
        if (s->texts[i].size < 1000 || s->texts[i].size > 500000)
            en = "the size of a text must lie between 1pt and 500pt",
            zh = "字号应在 1pt 至 500pt 之间";
        else if (s->texts[i].tracking < -s->texts[i].size / 4 ||
                 s->texts[i].tracking > s->texts[i].size)
            en = "tracking must lie between a quarter of the size less and the size more",
            zh = "tracking 减不得超过字号的四分之一，加不得超过字号";
    if (en != NULL) {
        msg(r->messages, SEV_ERROR, IN_FILE(r->ini->path), "bad-style", "%s", "%s",
            language_text(messages_language(r->messages), en, zh));
        r->failed = true;
    }
}

const struct style *style_load(struct arena *a, const char *name, const char *dir,
                               struct source from, struct messages *m)
{
    struct reader r = {.arena = a, .messages = m, .style = arena_alloc(a, sizeof *r.style)};
    r.ini = style_file_load(a, name, dir, from, m);
    if (r.ini == NULL)
        return NULL;
    r.style->name = name;
    read_faces(&r);
    for (size_t i = 0; i < COUNT(sections); i++)
        read_section(&r, &sections[i]);
    size_t n;
    const struct section *official = style_official_sections(&n);
    for (size_t i = 0; i < n; i++)
        read_section(&r, &official[i]);
    check_sections(&r);
    if (!r.failed)
        check_measures(&r);
    return r.failed ? NULL : r.style;
}

int style_face(const struct style *s, const char *name)
{
    for (size_t i = 0; i < s->n_faces; i++)
        if (strcmp(s->faces[i].name, name) == 0)
            return (int)i;
    return -1;
}
