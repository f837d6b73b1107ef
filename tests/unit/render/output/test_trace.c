#include "render/output/formats.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

#include "data/report/image.h"
#include "data/report/report.h"
#include "layouts/style/style.h"

static void test_every_kind_of_item(void **state)
{
    (void)state;
    struct face body = {.name = "body"};
    struct style style = {.faces = &body, .n_faces = 1};
    struct tag tags[] = {{.kind = TAG_ARTIFACT}, {.kind = TAG_HEADING, .level = 2}};
    struct chart chart = {.name = "rates"};
    struct text_run run = {.size = 16000, .text = "年\"报\"\n\x01", .len = 10, .width = 32000};
    struct item items[] = {
        {.kind = ITEM_TEXT, .tag = 1, .x = 1, .y = 2, .run = run},
        {.kind = ITEM_RULE, .x = 3, .y = 4, .w = 5, .h = 6, .colour = 0xFF},
        {.kind = ITEM_CHART, .x = 3, .y = 4, .w = 5, .h = 6, .chart = &chart},
        {.kind = ITEM_LINK, .w = 5, .h = 6, .target = "#a"},
        {.kind = ITEM_ANCHOR, .target = "a"},
        {.kind = ITEM_IMAGE, .w = 5, .h = 6, .image = &(struct image){.name = "p.png"}}};
    struct page page = {
        .width = 595276, .height = 841890, .label = "1", .items = items, .n_items = 6};
    struct outline_entry entry = {1, "一、", 0, 7};
    struct pages pages = {.pages = &page,
                          .n_pages = 1,
                          .tags = tags,
                          .n_tags = 2,
                          .outline = &entry,
                          .n_outline = 1,
                          .title = "T"};
    struct buf out = {0};
    assert_int_equal(
        trace_format.write(&pages, &(struct chart_context){.style = &style}, NULL, &out), 0);
    assert_string_equal(out.data, "nianbao trace 1\n"
                                  "title \"T\"\n"
                                  "page 1 595276x841890 label=\"1\"\n"
                                  "  text 1 2 16000 body \"年\\\"报\\\"\\n\\x01\" w=32000 tag=h2\n"
                                  "  rule 3 4 5x6 colour=0000ff tag=artifact\n"
                                  "  chart 3 4 5x6 rates tag=artifact\n"
                                  "  link 0 0 5x6 \"#a\" tag=artifact\n"
                                  "  anchor 0 0 \"a\" tag=artifact\n"
                                  "  image 0 0 5x6 \"p.png\" tag=artifact\n"
                                  "outline 1 \"一、\" page 1 7\n");
    buf_free(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_every_kind_of_item)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
