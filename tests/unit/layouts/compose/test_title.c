/* title.c: lines of titles, their shape and their sense. */
#include "layouts/compose/title.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/utf8.h"
#include "data/report/display.h"

#define EM 22000

/* Full-width 1 em, ASCII half. */
static size_t stub_shape(void *ctx, int role, int32_t size, const char *text, size_t len,
                         struct glyph *out, size_t cap, struct source at)
{
    (void)ctx, (void)role, (void)at;
    size_t n = 0;
    for (size_t i = 0; i < len; n++) {
        size_t from = i;
        uint32_t cp = utf8_next(text, len, &i);
        if (n < cap)
            out[n] = (struct glyph){.id = cp,
                                    .bytes = (uint16_t)(i - from),
                                    .at = (uint32_t)from,
                                    .advance = cp < 0x100 ? size / 2 : size};
    }
    return n;
}

static struct ink stub_ink(void *ctx, const struct glyph *g, int32_t size)
{
    (void)ctx;
    return (struct ink){0, -size * 8 / 10, g->advance, size / 10};
}

static const struct measure stub = {.shape = stub_shape, .ink = stub_ink};

static struct composition rules = {.language = LANG_ZH,
                                   .strictness = STRICT_GB,
                                   .squeeze = SQUEEZE_LINE_END,
                                   .optimum = true,
                                   .gap = 200,
                                   .gap_min = 125,
                                   .gap_max = 333};

struct fixture {
    struct arena *arena;
    struct messages *messages;
    struct title_shape shape;
};

static int setup(void **state)
{
    struct fixture *f = calloc(1, sizeof *f);
    *f =
        (struct fixture){arena_new(), messages_new(LANG_EN), {TITLE_TAPER, 18 * EM, NULL, NULL, 0}};
    rules.language = LANG_ZH;
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

/* The title with | where its lines end. */
static const char *lines_of(struct fixture *f, const char *title)
{
    struct span span = {.size = EM, .text = title, .len = strlen(title)};
    struct title_break *breaks;
    size_t n = title_lines(f->arena, &stub, &rules, &f->shape, &span, 1, &breaks, f->messages);
    const char *text = "";
    size_t from = 0;
    for (size_t i = 0; i < n; from = breaks[i++].at)
        text = arena_printf(f->arena, "%s%.*s|", text, (int)(breaks[i].at - from), title + from);
    return arena_printf(f->arena, "%s%s", text, title + from);
}

static size_t warnings(const struct fixture *f)
{
    return messages_count(f->messages, SEV_WARNING);
}

/* expected is the title with its breaks. */
static void expect(struct fixture *f, const char *expected)
{
    char *title = arena_strdup(f->arena, expected), *end = title;
    for (const char *s = expected; *s != '\0'; s++)
        if (*s != '|')
            *end++ = *s;
    *end = '\0';
    assert_string_equal(lines_of(f, title), expected);
}

static void titles_end_their_lines_by_sense(void **state)
{
    struct fixture *f = *state;
    expect(f, "某某镇人民政府工作报告");
    expect(f, "某某市人民政府办公室|关于印发某某市国民经济和社会发展|第十一个五年规划纲要的通知");
    expect(f, "某某区人民政府关于2006年度|法治政府建设工作情况的报告");
    expect(f, "关于做好2006年度全区人口和|计划生育工作的通知");
    expect(f, "某某区教育局2006年度|教育事业发展情况及2007年工作安排");
    expect(f, "某某市卫生局关于进一步加强农村|卫生人才队伍建设的实施意见");
    expect(f, "某某市财政局、某某市教育局|关于做好城市义务教育学校教师|绩效工资发放工作的通知");
    expect(f, "国务院办公厅转发财政部、科技部|关于国家自主创新示范区股权和|分红激励实施办法的通知");
    expect(f, "关于开展“扫黄打非”|专项行动的紧急通知");
    assert_int_equal(warnings(f), 0);
}

/* A 《》 that a line can hold stays whole; a longer one is parted without a warning. */
static void book_titles_stay_whole(void **state)
{
    struct fixture *f = *state;
    expect(f, "某某市政府关于印发|《某某市公文处理办法》的通知");
    lines_of(f, "关于转发《省安全生产委员会关于开展安全生产大检查“回头看”活动的通知》的通知");
    assert_int_equal(warnings(f), 0);
}

static void names_to_be_kept_stay_whole(void **state)
{
    struct fixture *f = *state;
    const char *title = "某某区统计局关于2006年国民经济和社会发展的统计公报";
    const char *keep[] = {"国民经济和社会发展"};
    f->shape.keep = keep;
    f->shape.n_keep = 1;
    assert_non_null(strstr(lines_of(f, title), keep[0]));
    f->shape.n_keep = 0;
    f->shape.organ = "某某区人民政府某某街道办事处";
    assert_string_equal(lines_of(f, "某某区人民政府某某街道办事处领导班子工作总结"),
                        "某某区人民政府某某街道办事处|领导班子工作总结");
}

static void a_title_without_good_shape_is_told(void **state)
{
    struct fixture *f = *state;
    const char *keep[] = {"一二三四五六七八九十一二", "甲乙丙丁戊己庚辛壬癸子丑"};
    f->shape.keep = keep;
    f->shape.n_keep = 2;
    lines_of(f, "一二三四五六七八九十一二甲乙丙丁戊己庚辛壬癸子丑一二三四五六七八九十一二");
    assert_int_equal(warnings(f), 1);
}

static void no_end_of_a_title_breaks_it(void **state)
{
    struct fixture *f = *state;
    struct buf b = {0};
    for (int i = 0; i < 200; i++)
        buf_puts(&b, "一二三四五六七《十");
    assert_null(strchr(lines_of(f, b.data), '|'));
    assert_int_equal(warnings(f), 1);
    buf_free(&b);
    for (int i = 0; i < 60; i++)
        buf_puts(&b, "x");
    lines_of(f, b.data); /* no place to break: the paragraph's own rules are the way out */
    assert_int_equal(warnings(f), 2);
    buf_free(&b);
    lines_of(f, "");
    lines_of(f, "《《《《《《《《《《《《《《《《《《《《《《《《《《《《《《");
}

static void english_lines_do_not_end_with_little_words(void **state)
{
    struct fixture *f = *state;
    rules.language = LANG_EN;
    f->shape.form = TITLE_EVEN;
    expect(f, "Annual Report on the Work |of the District Bureau in 2006");
}

static void typed_breaks_are_no_text(void **state)
{
    struct fixture *f = *state;
    const char *lines = display_lines(f->arena, "|关于工作 | \\n的报告|");
    assert_string_equal(lines, "关于工作\n的报告");
    assert_string_equal(display_plain(f->arena, lines), "关于工作的报告");
    lines = display_lines(f->arena, "Annual report|2006");
    assert_string_equal(display_plain(f->arena, lines), "Annual report 2006");
    assert_null(display_lines(f->arena, NULL));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(titles_end_their_lines_by_sense), TEST(book_titles_stay_whole),
        TEST(names_to_be_kept_stay_whole),     TEST(a_title_without_good_shape_is_told),
        TEST(no_end_of_a_title_breaks_it),     TEST(english_lines_do_not_end_with_little_words),
        TEST(typed_breaks_are_no_text),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
