#include "layouts/compose/para.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include <cmocka.h>
#include <string.h>

#include "base/arena.h"
#include "base/utf8.h"

#define EM 16000
#define CLOSING "、，。．：；？！”’）》〉】〕〗」』］｝"
#define OPENING "“‘（《〈【〔〖「『［｛"
#define NOT_AT_START CLOSING "·–～/%‰℃°!),.:;?]}"
#define NOT_AT_END OPENING "￥＄№([{$/"

/* A fixed-width measurer: full-width 1 em, ASCII half; marks have their ink in one half.
 */

static bool within(uint32_t cp, const char *set)
{
    for (size_t i = 0, len = strlen(set); i < len;)
        if (utf8_next(set, len, &i) == cp)
            return true;
    return false;
}

static size_t shapes; /* how often shape was called */

static size_t stub_shape(void *ctx, int role, int32_t size, const char *text, size_t len,
                         struct glyph *out, size_t cap, struct source at)
{
    (void)ctx, (void)role, (void)at;
    size_t n = 0;
    shapes++;
    for (size_t i = 0; i < len; n++) {
        size_t from = i;
        uint32_t cp = utf8_next(text, len, &i);
        if (n < cap)
            out[n] = (struct glyph){.id = cp,
                                    .bytes = (uint16_t)(i - from),
                                    .at = (uint32_t)from,
                                    .advance = cp < 0x100 && cp != 0xB7 ? size / 2 : size};
    }
    return n;
}

static struct ink stub_ink(void *ctx, const struct glyph *g, int32_t size)
{
    (void)ctx;
    struct ink ink = {0, -size * 8 / 10, g->advance, size / 10};
    if (within(g->id, CLOSING))
        ink.right = size / 2;
    else if (within(g->id, OPENING))
        ink.left = size / 2;
    else if (within(g->id, "·–／"))
        ink.left = size * 4 / 10, ink.right = size * 6 / 10;
    else if (g->id == U'…') /* dots of 0.1 em */
        ink = (struct ink){size / 10, -size / 2, size * 9 / 10, -size * 4 / 10};
    else if (g->id == U'—')
        ink.left = size / 20, ink.right = size - size / 20;
    return ink;
}

static const struct measure stub = {.shape = stub_shape, .ink = stub_ink};

static const struct composition gb = {.language = LANG_ZH,
                                      .strictness = STRICT_GB,
                                      .squeeze = SQUEEZE_LINE_END,
                                      .optimum = true,
                                      .gap = 250,
                                      .gap_min = 125,
                                      .gap_max = 333};

struct fixture {
    struct arena *arena;
    struct messages *messages;
};

static int setup(void **state)
{
    struct fixture *f = must_alloc(1, sizeof *f);
    *f = (struct fixture){arena_new(), messages_new(LANG_EN)};
    *state = f;
    return 0;
}

static int teardown(void **state)
{
    struct fixture *f = *state;
    arena_free(f->arena);
    messages_free(f->messages);
    free(f);
    return 0;
}

static struct span span_of(const char *text)
{
    return (struct span){.size = EM, .text = text, .len = strlen(text)};
}

static struct para compose(struct fixture *f, const struct composition *rules, int32_t width,
                           int32_t indent, const char *text)
{
    struct span span = span_of(text);
    struct para_shape shape = {.width = width, .indent = indent};
    return para_compose(f->arena, &stub, rules, &shape, &span, 1, f->messages);
}

static const char *line_text(struct fixture *f, const struct line *line)
{
    const char *text = "";
    for (size_t i = 0; i < line->n_runs; i++)
        text = arena_printf(f->arena, "%s%.*s", text, (int)line->runs[i].run.len,
                            line->runs[i].run.text);
    return text;
}

/* The lines of a paragraph with " | " between them. */
static const char *lines_text(struct fixture *f, struct para p)
{
    const char *text = "";
    for (size_t i = 0; i < p.n_lines; i++)
        text =
            arena_printf(f->arena, "%s%s%s", text, i > 0 ? " | " : "", line_text(f, &p.lines[i]));
    return text;
}

static const struct glyph *glyph_of(const struct line *line, uint32_t cp)
{
    for (size_t r = 0; r < line->n_runs; r++)
        for (size_t g = 0; g < line->runs[r].run.n_glyphs; g++)
            if (line->runs[r].run.glyphs[g].id == cp)
                return &line->runs[r].run.glyphs[g];
    fail_msg("no U+%04X in the line", (unsigned)cp);
    return NULL;
}

static int32_t width_of(struct fixture *f, const struct composition *rules, const char *text)
{
    struct span span = span_of(text);
    return para_width(f->arena, &stub, rules, &span, 1);
}

static void test_empty_paragraphs_have_a_line(void **state)
{
    struct fixture *f = *state;
    struct para p = compose(f, &gb, 10 * EM, 2 * EM, "");
    assert_int_equal(p.n_lines, 1);
    assert_int_equal(p.lines[0].n_runs, 0);
    assert_int_equal(p.lines[0].size, EM);
    assert_int_equal(p.lines[0].left, 2 * EM);
    struct para_shape shape = {.width = 10 * EM};
    assert_int_equal(para_compose(f->arena, &stub, &gb, &shape, NULL, 0, f->messages).n_lines, 1);
}

static void test_lines_and_indent(void **state)
{
    struct fixture *f = *state;
    struct para p = compose(f, &gb, 6 * EM, 2 * EM, "一二三四五六七八九十甲乙丙丁");
    assert_string_equal(lines_text(f, p), "一二三四 | 五六七八九十 | 甲乙丙丁");
    assert_int_equal(p.lines[0].left, 2 * EM);
    assert_int_equal(p.lines[0].right, 6 * EM);
    assert_int_equal(p.lines[0].stretch, 0);
    assert_true(p.lines[1].justified);
    assert_int_equal(p.lines[1].left, 0);
    assert_false(p.lines[2].justified);
    assert_int_equal(p.lines[2].right, 4 * EM);
    assert_int_equal(shapes, 1);
}

static void test_widths_of_marks(void **state)
{
    struct fixture *f = *state;
    struct composition rules = gb;
    assert_int_equal(width_of(f, &rules, "甲，乙"), 3 * EM);
    assert_int_equal(width_of(f, &rules, "甲》，乙"), 7 * EM / 2);
    assert_int_equal(width_of(f, &rules, "甲》、《乙"), 4 * EM);
    assert_int_equal(width_of(f, &rules, "甲（“乙"), 7 * EM / 2);
    assert_int_equal(width_of(f, &rules, "甲？！乙"), 3 * EM);
    assert_int_equal(width_of(f, &rules, "甲！！！乙"), 4 * EM);
    assert_int_equal(width_of(f, &rules, "（甲）"), 2 * EM);
    assert_int_equal(width_of(f, &rules, "甲·乙"), 5 * EM / 2);
    assert_int_equal(width_of(f, &rules, "甲——乙……丙"), 7 * EM);
    rules.squeeze = SQUEEZE_TIGHT;
    assert_int_equal(width_of(f, &rules, "甲》，乙"), 3 * EM);
    rules.squeeze = SQUEEZE_ADJACENT;
    assert_int_equal(width_of(f, &rules, "（甲）"), 3 * EM);
    rules.squeeze = SQUEEZE_NONE;
    assert_int_equal(width_of(f, &rules, "甲》，乙"), 4 * EM);
}

static void test_gap_between_hanzi_and_latin(void **state)
{
    struct fixture *f = *state;
    assert_int_equal(width_of(f, &gb, "共160块"), 2 * EM + 3 * EM / 2 + 2 * EM / 4);
    assert_int_equal(width_of(f, &gb, "达98%，"), EM + 3 * EM / 2 + EM / 4 + EM / 2);
    assert_int_equal(width_of(f, &gb, "〔2006〕8"), EM / 2 + 2 * EM + EM + EM / 2);
    assert_int_equal(width_of(f, &gb, "年 8"), EM + EM / 4 + EM / 2);
    assert_int_equal(width_of(f, &gb, "8"), EM / 2);
    struct composition solid = gb;
    solid.gap = solid.gap_min = solid.gap_max = 0;
    assert_int_equal(width_of(f, &solid, "共160块"), 2 * EM + 3 * EM / 2);
}

static void test_marks_at_line_ends_lose_their_blank(void **state)
{
    struct fixture *f = *state;
    struct para p = compose(f, &gb, 9 * EM / 2, 0, "一二三四，（五六七八九十");
    assert_string_equal(lines_text(f, p), "一二三四， | （五六七八 | 九十");
    assert_int_equal(p.lines[0].stretch, 0);
    assert_int_equal(p.lines[0].right, 9 * EM / 2);
    assert_int_equal(glyph_of(&p.lines[1], U'（')->x, -EM / 2);
    assert_int_equal(glyph_of(&p.lines[1], U'五')->x, EM / 2);
    assert_int_equal(p.lines[1].left, 0);
}

static void test_hanging_marks(void **state)
{
    struct fixture *f = *state;
    struct composition rules = gb;
    rules.hang = true;
    struct para p = compose(f, &rules, 4 * EM, 0, "一二三四，五六七八九十");
    assert_string_equal(lines_text(f, p), "一二三四， | 五六七八 | 九十");
    assert_int_equal(p.lines[0].right, 4 * EM);
    assert_int_equal(glyph_of(&p.lines[0], U'，')->x, 4 * EM);
}

static void test_dashes_join_in_two_em(void **state)
{
    struct fixture *f = *state;
    struct para p = compose(f, &gb, 10 * EM, 0, "甲——乙");
    const struct glyph *dash = glyph_of(&p.lines[0], U'—');
    assert_int_equal(dash[1].x - dash[0].x, EM * 9 / 10);
    assert_int_equal(dash[0].x + EM / 20 - EM, EM / 10);
    assert_int_equal(glyph_of(&p.lines[0], U'乙')->x, 3 * EM);
}

static void test_six_dots_stand_even_in_two_em(void **state)
{
    struct fixture *f = *state;
    struct para p = compose(f, &gb, 10 * EM, 0, "甲……乙");
    const struct glyph *dots = glyph_of(&p.lines[0], U'…');
    assert_int_equal(dots[1].x - dots[0].x, EM * 7 / 20 * 3);
    int32_t before = dots[0].x + EM / 10 - EM, behind = 3 * EM - (dots[1].x + EM * 9 / 10);
    assert_int_equal(before, behind);
    assert_int_equal(glyph_of(&p.lines[0], U'乙')->x, 3 * EM);
}

/* 孤字不成行 */
static void test_no_lonely_last_character(void **state)
{
    struct fixture *f = *state;
    struct para p = compose(f, &gb, 6 * EM, 0, "一二三四五六七八九十甲乙丙。");
    assert_string_equal(lines_text(f, p), "一二三四五六 | 七八九十甲 | 乙丙。");
    p = compose(f, &gb, 6 * EM, 0, "一，三四五六七。");
    assert_string_equal(lines_text(f, p), "一，三四五 | 六七。");
}

static void test_number_stays_with_its_measure(void **state)
{
    struct fixture *f = *state;
    struct composition solid = gb;
    solid.gap = solid.gap_min = solid.gap_max = 0;
    struct para p = compose(f, &solid, 20 * EM, 0,
                            "一二三四五六七八九十一二三四五六七八九16年二三四五六七八九");
    assert_string_equal(lines_text(f, p),
                        "一二三四五六七八九十一二三四五六七八九 | 16年二三四五六七八九");
}

static void test_gaps_stretch_before_hanzi_do(void **state)
{
    struct fixture *f = *state;
    struct para p = compose(f, &gb, 7 * EM + EM / 8, 0, "一二三四1六七八九十");
    assert_string_equal(lines_text(f, p), "一二三四1六七 | 八九十");
    assert_int_equal(p.lines[0].stretch, 0);
    assert_int_equal(glyph_of(&p.lines[0], U'四')->x, 3 * EM);
    assert_int_equal(glyph_of(&p.lines[0], U'1')->x, 4 * EM + EM / 4 + EM / 16);
    assert_int_equal(p.lines[0].right, 7 * EM + EM / 8);
}

static void test_calls_stick_and_forced_breaks(void **state)
{
    struct fixture *f = *state;
    struct span spans[] = {span_of("一二三四"), span_of("1"), span_of("，五六"), span_of("七")};
    spans[1].note = 1;
    spans[1].rise = EM / 3;
    spans[1].size = EM / 2;
    spans[2].break_after = true;
    struct para_shape shape = {.width = 4 * EM};
    struct para p = para_compose(f->arena, &stub, &gb, &shape, spans, 4, f->messages);
    assert_string_equal(lines_text(f, p), "一二三 | 四1，五六 | 七");
    assert_int_equal(p.lines[1].n_runs, 3);
    assert_int_equal(p.lines[1].runs[1].note, 1);
    assert_int_equal(p.lines[1].runs[1].rise, EM / 3);
    assert_ptr_equal(p.lines[0].runs[0].run.text, spans[0].text);
    assert_ptr_equal(p.lines[1].runs[0].run.text, spans[0].text + 9);
    assert_int_equal(p.lines[1].runs[0].run.glyphs[0].at, 0);
}

static void test_alignment(void **state)
{
    struct fixture *f = *state;
    struct span span = span_of("一二");
    struct para_shape shape = {.width = 10 * EM, .align = PARA_CENTRE};
    struct para p = para_compose(f->arena, &stub, &gb, &shape, &span, 1, f->messages);
    assert_int_equal(p.lines[0].left, 4 * EM);
    assert_int_equal(p.lines[0].runs[0].x, 4 * EM);
    shape.align = PARA_RIGHT;
    p = para_compose(f->arena, &stub, &gb, &shape, &span, 1, f->messages);
    assert_int_equal(p.lines[0].right, 10 * EM);
}

static void test_english(void **state)
{
    struct fixture *f = *state;
    struct composition en = {.language = LANG_EN, .strictness = STRICT_GB, .optimum = true};
    struct para p = compose(f, &en, 10 * EM, 0, "The quick brown fox jumps over the lazy dog");
    assert_string_equal(lines_text(f, p), "The quick brown fox  | jumps over the lazy  | dog");
    assert_int_equal(p.lines[0].right, 10 * EM);
    /* the space at the line's end is there for readers of the text, without width */
    const struct text_run *run = &p.lines[0].runs[0].run;
    assert_int_equal(run->glyphs[run->n_glyphs - 1].id, ' ');
    assert_int_equal(run->glyphs[run->n_glyphs - 1].x, run->width);
    assert_int_equal(run->width, 10 * EM);
    /* letters keep their distance, spaces take what is left, all alike */
    assert_int_equal(run->glyphs[1].x, EM / 2);
    assert_int_equal(run->glyphs[4].x - run->glyphs[2].x, EM / 2 + EM / 2 + EM / 2 / 3);
}

/* The hyphen stands outside the borrowed text and is a soft one to readers of the page. */
static void test_hyphens_are_added_at_breaks_only(void **state)
{
    struct fixture *f = *state;
    struct composition en = {
        .language = LANG_EN, .strictness = STRICT_GB, .optimum = true, .hyphenate = true};
    const char *text = "an interdisciplinary hyphenation";
    struct para p = compose(f, &en, 10 * EM, 0, text);
    assert_string_equal(lines_text(f, p), "an interdisciplinary  | hyphenation");
    p = compose(f, &en, 15 * EM / 2, 0, text);
    assert_string_equal(lines_text(f, p), "an interdisci\u00AD | plinary hyphen\u00AD | ation");
    const struct line *line = &p.lines[0];
    assert_int_equal(line->n_runs, 2);
    assert_int_equal(line->runs[1].run.glyphs[0].id, '-');
    assert_int_equal(line->runs[1].x + line->runs[1].run.width, line->right);
    assert_true(line->right <= 15 * EM / 2);
    struct span span = span_of(text);
    struct para_shape left = {.width = 10 * EM, .align = PARA_LEFT};
    p = para_compose(f->arena, &stub, &en, &left, &span, 1, f->messages);
    for (size_t i = 0; i < p.n_lines; i++)
        assert_int_equal(p.lines[i].n_runs, 1);
}

/* LXGW WenKai's quotes are 0.35 em wide: they get an em, their ink on the inner side. */
static size_t narrow_shape(void *ctx, int role, int32_t size, const char *text, size_t len,
                           struct glyph *out, size_t cap, struct source at)
{
    size_t n = stub_shape(ctx, role, size, text, len, out, cap, at);
    for (size_t i = 0; i < n && i < cap; i++)
        if (out[i].id == U'“' || out[i].id == U'”')
            out[i].advance = size * 35 / 100;
    return n;
}

static struct ink narrow_ink(void *ctx, const struct glyph *g, int32_t size)
{
    if (g->id == U'“' || g->id == U'”')
        return (struct ink){size / 20, -size, size * 3 / 10, -size / 2};
    return stub_ink(ctx, g, size);
}

static void test_narrow_quotes_get_an_em(void **state)
{
    struct fixture *f = *state;
    const struct measure narrow = {.shape = narrow_shape, .ink = narrow_ink};
    struct span span = span_of("甲“乙”丙");
    struct para_shape shape = {.width = 20 * EM};
    struct para p = para_compose(f->arena, &narrow, &gb, &shape, &span, 1, f->messages);
    assert_int_equal(p.lines[0].right, 5 * EM);
    assert_int_equal(glyph_of(&p.lines[0], U'“')->x, 2 * EM - EM * 35 / 100);
    assert_int_equal(glyph_of(&p.lines[0], U'”')->x, 3 * EM);
    assert_int_equal(glyph_of(&p.lines[0], U'丙')->x, 4 * EM);
}

/* · – and / between hanzi take half an em; a crowded line squeezes · first, on both sides. */
static void test_marks_of_half_an_em(void **state)
{
    struct fixture *f = *state;
    assert_int_equal(width_of(f, &gb, "甲–乙"), 5 * EM / 2);
    assert_int_equal(width_of(f, &gb, "甲／乙"), 5 * EM / 2);
    assert_int_equal(width_of(f, &gb, "甲/乙"), 5 * EM / 2);
    struct para p = compose(f, &gb, 11 * EM / 2 - EM / 8, 0, "甲·乙，丙丁戊己庚辛");
    assert_string_equal(lines_text(f, p), "甲·乙，丙丁 | 戊己庚辛");
    assert_int_equal(glyph_of(&p.lines[0], U'·')->x, EM - EM * 4 / 10 + EM * 3 / 20 - EM / 16);
    assert_int_equal(glyph_of(&p.lines[0], U'乙')->x, 3 * EM / 2 - EM / 8);
    assert_int_equal(glyph_of(&p.lines[0], U'丙')->x, 7 * EM / 2 - EM / 8);
}

static const char official[] =
    "近年来，我区的工作以“强化依法管理、完善服务体系”为指导思想，达98.89%，自然增长率8.87‰；"
    "性别比为107:"
    "100，印制“服务指南”10000余份，征订《中国人口报》、《人口之窗》，实行区管、乡（街）聘、"
    "村（居）用（2006年）（专干）号码（8888），——以人为本……“福施福”、“斯利安”，气温-5℃～36℃，"
    "卡尔·马克思，北京—上海，预算￥100元，№8，Word 2003 software "
    "don’t（a）[b]{c}。好！？“‘’”完【一】"
    "〔2006〕8号，乡/街道，50％以上，〈二〉、〖三〗：「四」『五』；［六］｛七｝．";

/* However marks were squeezed, the ink of one glyph never runs into that of the next. */
static void check_ink(const struct line *line)
{
    int32_t right = INT32_MIN;
    for (size_t r = 0; r < line->n_runs; r++)
        for (size_t g = 0; g < line->runs[r].run.n_glyphs; g++) {
            const struct glyph *glyph = &line->runs[r].run.glyphs[g];
            struct ink ink = stub_ink(NULL, glyph, line->runs[r].run.size);
            int32_t x = line->runs[r].x + glyph->x;
            if (x + ink.left < right)
                fail_msg("U+%04X runs into the glyph before it", (unsigned)glyph->id);
            if (glyph->id != ' ')
                right = x + ink.right;
        }
}

static void check_line(struct fixture *f, const struct para *p, size_t i, int32_t width)
{
    const struct line *line = &p->lines[i];
    const char *text = line_text(f, line);
    size_t len = strlen(text), at = 0;
    assert_true(len > 0);
    uint32_t first = utf8_next(text, len, &at), last = first;
    while (at < len) {
        uint32_t cp = utf8_next(text, len, &at);
        last = cp == ' ' ? last : cp;
    }
    check_ink(line);
    if (i > 0 && within(first, NOT_AT_START))
        fail_msg("%d: line starts with a mark: %s", width, text);
    if (i + 1 < p->n_lines && within(last, NOT_AT_END))
        fail_msg("%d: line ends with a mark: %s", width, text);
    if (line->justified && line->right != width)
        fail_msg("%d: ends at %d: %s", width, line->right, text);
    if (line->right > width)
        fail_msg("%d: overfull, %d: %s", width, line->right, text);
}

/* Every width from 4 to 40 em, with all that may shrink and stretch. */
static void test_marks_keep_from_line_ends(void **state)
{
    struct fixture *f = *state;
    for (int pass = 0; pass < 2; pass++) {
        struct composition rules = gb;
        rules.optimum = pass == 0;
        for (int32_t width = 4 * EM; width <= 40 * EM; width += EM / 4) {
            struct para p = compose(f, &rules, width, width > 8 * EM ? 2 * EM : 0, official);
            size_t ragged = 0, bytes = 0;
            for (size_t i = 0; i < p.n_lines; i++) {
                check_line(f, &p, i, width);
                bytes += strlen(line_text(f, &p.lines[i]));
                ragged += i + 1 < p.n_lines && !p.lines[i].justified;
            }
            assert_int_equal(bytes, strlen(official));
            if (width >= 16 * EM)
                assert_int_equal(ragged, 0);
        }
    }
}

static void test_justified_lines_are_even(void **state)
{
    struct fixture *f = *state;
    struct para p = compose(f, &gb, 28 * EM, 2 * EM, official);
    for (size_t i = 0; i + 1 < p.n_lines; i++) {
        assert_true(p.lines[i].justified);
        assert_int_equal(p.lines[i].right, 28 * EM);
        assert_in_range(p.lines[i].stretch + 1000, 880, 1120);
    }
}

static void test_a_wide_unit_is_broken_with_a_warning(void **state)
{
    struct fixture *f = *state;
    struct para p = compose(f, &gb, 4 * EM, 0, "甲ABCDEFGHIJKLMNOPQRSTUVWXYZ乙");
    for (size_t i = 0; i < p.n_lines; i++)
        assert_true(p.lines[i].right <= 4 * EM);
    size_t n;
    const struct message *list = messages_list(f->messages, &n);
    assert_int_equal(n, 1);
    assert_string_equal(list[0].rule, "overfull-line");
    assert_int_equal(list[0].severity, SEV_WARNING);
}

static void test_degenerate_input_ends(void **state)
{
    struct fixture *f = *state;
    static const char *const texts[] = {"，，，，，，，，，，，，",
                                        "（（（（（（（（（（（",
                                        "          ",
                                        "   ，   （   ",
                                        "\n\n\t\n",
                                        "甲\n乙\tA",
                                        "\xFF\xFE\x80",
                                        "……………………………………",
                                        "————————————————",
                                        "1111111111111",
                                        "\u200B\u200B",
                                        "\u3000\u3000甲",
                                        "\u2060甲\u00A0\u00A0"};
    static const int32_t widths[] = {-5 * EM, 0, 1, EM, 3 * EM, 1000 * EM};
    for (size_t t = 0; t < sizeof texts / sizeof *texts; t++)
        for (size_t w = 0; w < sizeof widths / sizeof *widths; w++)
            for (int squeeze = SQUEEZE_NONE; squeeze <= SQUEEZE_TIGHT; squeeze++) {
                struct composition rules = gb;
                rules.squeeze = (enum squeeze)squeeze;
                rules.hang = rules.optimum = w % 2;
                struct para p = compose(f, &rules, widths[w], 2 * EM, texts[t]);
                assert_true(p.n_lines >= 1 && p.n_lines <= 40);
                for (size_t i = 0; i < p.n_lines; i++)
                    assert_true(!p.lines[i].justified || p.lines[i].right == widths[w]);
            }
}

/* Long text without any break: linear, or this test would not end. */
static void test_long_text_without_breaks(void **state)
{
    struct fixture *f = *state;
    size_t len = 1u << 17;
    char *text = must_alloc(len + 1, 1);
    static const char *const units[] = {"x", "，", "甲", " ", "1", "ab "};
    for (size_t u = 0; u < sizeof units / sizeof *units; u++) {
        size_t step = strlen(units[u]), n = len / step;
        for (size_t i = 0; i < n; i++)
            memcpy(text + i * step, units[u], step);
        text[n * step] = '\0';
        memcpy(text + n * step - 3, "甲", 3);
        struct para p = compose(f, &gb, 28 * EM, 0, text);
        assert_true(p.n_lines > 700);
    }
    free(text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_lines_and_indent, setup, teardown),
        cmocka_unit_test_setup_teardown(test_empty_paragraphs_have_a_line, setup, teardown),
        cmocka_unit_test_setup_teardown(test_widths_of_marks, setup, teardown),
        cmocka_unit_test_setup_teardown(test_gap_between_hanzi_and_latin, setup, teardown),
        cmocka_unit_test_setup_teardown(test_marks_at_line_ends_lose_their_blank, setup, teardown),
        cmocka_unit_test_setup_teardown(test_hanging_marks, setup, teardown),
        cmocka_unit_test_setup_teardown(test_dashes_join_in_two_em, setup, teardown),
        cmocka_unit_test_setup_teardown(test_six_dots_stand_even_in_two_em, setup, teardown),
        cmocka_unit_test_setup_teardown(test_no_lonely_last_character, setup, teardown),
        cmocka_unit_test_setup_teardown(test_number_stays_with_its_measure, setup, teardown),
        cmocka_unit_test_setup_teardown(test_gaps_stretch_before_hanzi_do, setup, teardown),
        cmocka_unit_test_setup_teardown(test_calls_stick_and_forced_breaks, setup, teardown),
        cmocka_unit_test_setup_teardown(test_alignment, setup, teardown),
        cmocka_unit_test_setup_teardown(test_english, setup, teardown),
        cmocka_unit_test_setup_teardown(test_hyphens_are_added_at_breaks_only, setup, teardown),
        cmocka_unit_test_setup_teardown(test_narrow_quotes_get_an_em, setup, teardown),
        cmocka_unit_test_setup_teardown(test_marks_of_half_an_em, setup, teardown),
        cmocka_unit_test_setup_teardown(test_marks_keep_from_line_ends, setup, teardown),
        cmocka_unit_test_setup_teardown(test_justified_lines_are_even, setup, teardown),
        cmocka_unit_test_setup_teardown(test_a_wide_unit_is_broken_with_a_warning, setup, teardown),
        cmocka_unit_test_setup_teardown(test_degenerate_input_ends, setup, teardown),
        cmocka_unit_test_setup_teardown(test_long_text_without_breaks, setup, teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
