/* A PDF of hand-made pages, read by other people's tools. */
#include "render/output/pdf.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/arena.h"
#include "data/report/image.h"
#include "data/report/report.h"
#include "layouts/style/style.h"
#include "render/fonts/fontset.h"

static const char *const serif[] = {"Noto Serif CJK SC"};
static const char *const latin[] = {"Liberation Serif"};
static struct face faces[] = {
    {.name = "body", .families = serif, .n_families = 1, .latin = latin, .n_latin = 1}};
static const struct style style = {.name = "test", .faces = faces, .n_faces = 1};

struct fixture {
    struct arena *a;
    struct messages *m;
    struct report report; /* nothing but what it conforms to: the default */
    struct chart_context ctx;
    struct pages pages;
    struct page page[3];
    struct item items[3][8];
    struct outline_entry outline[3];
    struct tag tags[2];
    char path[32];
};

static void add_text(struct fixture *x, int page, int32_t y, const char *text)
{
    struct item *i = &x->items[page][x->page[page].n_items++];
    *i = (struct item){.kind = ITEM_TEXT, .x = 80000, .y = y};
    i->run = font_run(x->ctx.fonts, x->a, 0, 15793, 0, text, NOWHERE);
}

static void make_pages(struct fixture *x)
{
    static const char *const labels[] = {"1", "2", "A-1"};
    for (int p = 0; p < 3; p++)
        x->page[p] = (struct page){
            .width = 595276, .height = 841890, .label = labels[p], .items = x->items[p]};
    add_text(x, 0, 100000, "二〇〇六年度工作总结，office “A 11.02‰” ");
    add_text(x, 0, 130000, "全角\xC2\xA0空格 与 Ω\xE2\x84\xA6");
    add_text(x, 1, 100000, "第二页");
    add_text(x, 2, 100000, "附：𠮷");
    x->items[0][x->page[0].n_items++] = (struct item){
        .kind = ITEM_RULE, .x = 80000, .y = 140000, .w = 300000, .h = 500, .colour = 0xD55E00};
    x->items[0][x->page[0].n_items++] = (struct item){
        .kind = ITEM_LINK, .x = 80000, .y = 90000, .w = 50000, .h = 16000, .target = "#two"};
    x->items[0][x->page[0].n_items++] = (struct item){.kind = ITEM_LINK,
                                                      .x = 80000,
                                                      .y = 120000,
                                                      .w = 50000,
                                                      .h = 16000,
                                                      .target = "https://example.org/年报"};
    x->items[1][x->page[1].n_items++] =
        (struct item){.kind = ITEM_ANCHOR, .x = 80000, .y = 90000, .target = "two"};
    x->outline[0] = (struct outline_entry){1, "一、总结", 0, 90000};
    x->outline[1] = (struct outline_entry){2, "（一）𠮷", 1, 90000};
    x->outline[2] = (struct outline_entry){1, "二、附", 2, 90000};
    x->tags[0] = (struct tag){.kind = TAG_ARTIFACT, .parent = -1};
    x->pages = (struct pages){.pages = x->page,
                              .n_pages = 3,
                              .tags = x->tags,
                              .n_tags = 1,
                              .outline = x->outline,
                              .n_outline = 3,
                              .title = "工作总结",
                              .language = LANG_ZH};
}

static int set_up(void **state)
{
    struct fixture *x = calloc(1, sizeof *x);
    x->a = arena_new();
    x->m = messages_new(LANG_EN);
    x->ctx = (struct chart_context){.report = &x->report,
                                    .style = &style,
                                    .fonts = fontset_open(&style, LANG_ZH, x->m),
                                    .messages = x->m};
    strcpy(x->path, "/tmp/nianbao-pdf-XXXXXX");
    int fd = mkstemp(x->path);
    make_pages(x);
    struct buf out = {0};
    int failed = pdf_write(&x->pages, &x->ctx, NULL, &out);
    failed |= write(fd, out.data, out.len) != (ssize_t)out.len;
    close(fd);
    buf_free(&out);
    *state = x;
    return failed;
}

static int tear_down(void **state)
{
    struct fixture *x = *state;
    unlink(x->path);
    fontset_free(x->ctx.fonts);
    messages_free(x->m);
    arena_free(x->a);
    free(x);
    return 0;
}

/* What a tool says of the file; its exit status in *status. */
static const char *tool(struct fixture *x, const char *command, int *status)
{
    char *out = arena_alloc(x->a, 65536);
    FILE *p = popen(arena_printf(x->a, command, x->path), "r");
    assert_non_null(p);
    size_t n = fread(out, 1, 65535, p);
    out[n] = '\0';
    *status = pclose(p);
    return out;
}

static void test_file_is_sound(void **state)
{
    int status;
    const char *out = tool(*state, "qpdf --check %s 2>&1", &status);
    assert_int_equal(status, 0);
    assert_non_null(strstr(out, "PDF Version: 1.7"));
}

static void test_text_comes_out(void **state)
{
    int status;
    const char *out = tool(*state, "pdftotext -raw %s - 2>&1", &status);
    assert_non_null(strstr(out, "二〇〇六年度工作总结，office “A 11.02‰”"));
    assert_non_null(strstr(out, "Ω\xE2\x84\xA6"));
    assert_non_null(strstr(out, "附：𠮷"));
    assert_null(strstr(out, "Error"));
}

static void test_fonts_are_embedded(void **state)
{
    int status;
    const char *out = tool(*state, "pdffonts %s 2>&1", &status);
    assert_non_null(strstr(out, "+NotoSerifCJK"));
    assert_non_null(strstr(out, "+LiberationSerif"));
    assert_null(strstr(out, " no "));
}

static void test_outline_labels_and_links(void **state)
{
    int status;
    const char *out = tool(*state, "qpdf --json %s", &status);
    assert_non_null(strstr(out, "一、总结"));
    assert_non_null(strstr(out, "（一）𠮷"));
    assert_non_null(strstr(out, "A-"));
    assert_non_null(strstr(out, "https://example.org/%E5%B9%B4%E6%8A%A5"));
    assert_non_null(strstr(out, "zh-CN"));
}

static void test_same_pages_same_bytes(void **state)
{
    struct fixture *x = *state;
    struct buf a = {0}, b = {0};
    assert_int_equal(pdf_write(&x->pages, &x->ctx, NULL, &a), 0);
    assert_int_equal(pdf_write(&x->pages, &x->ctx, NULL, &b), 0);
    assert_int_equal(a.len, b.len);
    assert_memory_equal(a.data, b.data, a.len);
    buf_free(&a);
    buf_free(&b);
}

static void test_missing_image(void **state)
{
    struct fixture *x = *state;
    struct buf out = {0};
    x->items[2][x->page[2].n_items++] =
        (struct item){.kind = ITEM_IMAGE, .image = &(struct image){.path = "a.png"}};
    assert_int_equal(pdf_write(&x->pages, &x->ctx, NULL, &out), -1);
    assert_int_equal(messages_status(x->m), 1);
    assert_int_equal(out.len, 0);
}

int main(void)
{
#define TEST(t) cmocka_unit_test_setup_teardown(t, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        TEST(test_file_is_sound),         TEST(test_text_comes_out),
        TEST(test_fonts_are_embedded),    TEST(test_outline_labels_and_links),
        TEST(test_same_pages_same_bytes), TEST(test_missing_image),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
