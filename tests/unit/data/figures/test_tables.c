/* table_layout.c and the files beside it: spanning cells, aligned numbers, notes, turned pages. */
#include "tests/unit/layout_fixture.h"

#include "data/narrative/table_merge.h"

/* A table typed as rows of cells between |; head rows as many as said. */
static struct node *typed(struct fixture *f, const char *const *rows, size_t n, enum align align)
{
    struct node *t = child(f, f->document, NODE_TABLE, NULL);
    t->number = 1;
    t->caption = node_new(f->arena, NODE_PARAGRAPH, NOWHERE);
    child(f, t->caption, NODE_TEXT, "表1　题");
    for (size_t i = 0; i < n; i++) {
        struct node *row = child(f, t, NODE_ROW, NULL);
        row->head = i == 0;
        for (const char *s = rows[i]; *s;) {
            size_t len = strcspn(s, "|");
            struct node *c = child(f, row, NODE_CELL, NULL);
            c->align = align;
            if (len > 0)
                child(f, c, NODE_TEXT, arena_strndup(f->arena, s, len));
            s += len + (s[len] == '|');
        }
    }
    table_merge(f->arena, t);
    return t;
}

static const struct tag *tag_of(const struct pages *p, const char *text)
{
    return &p->tags[find(&p->pages[page_of(p, text)], text)->tag];
}

static void heads_of_groups_span_their_columns(void **state)
{
    struct fixture *f = *state;
    static const char *const rows[] = {
        "单位|人口|人口|服务|<|", "|生|死|||",  "===|||||", "甲一|1|2|3|^|",
        "---|---|---|---|---|",   "共|4|<|5|6|"};
    struct node *t = typed(f, rows, 6, ALIGN_CENTRE);
    assert_true(t->child->next->head);
    assert_false(t->child->next->next->head);
    assert_true(t->last->rule);
    const struct pages *p = lay_out(f);
    assert_int_equal(tag_of(p, "单位")->rows, 2);
    assert_int_equal(tag_of(p, "人口")->columns, 2);
    assert_int_equal(tag_of(p, "服务")->columns, 2);
    assert_int_equal(tag_of(p, "服务")->rows, 2); /* both cells below it are empty */
    assert_int_equal(tag_of(p, "4")->columns, 2);
    const struct page *page = &p->pages[0];
    const struct item *group = find(page, "人口"), *birth = find(page, "生"),
                      *death = find(page, "死"), *stub = find(page, "单位");
    assert_true(group->x > birth->x && group->x < death->x);
    assert_true(group->y < stub->y && stub->y < birth->y);
}

static void signs_that_join_nothing_are_empty_cells(void **state)
{
    struct fixture *f = *state;
    static const char *const rows[] = {"<|甲|^|", "^|一|二|", "<|<|<|", "^|三|^|"};
    const struct node *t = typed(f, rows, 4, ALIGN_LEFT);
    assert_null(t->child->child->child);
    assert_int_equal(t->child->child->columns, 1);
    const struct pages *p = lay_out(f);
    assert_null(find(&p->pages[0], "<"));
    assert_null(find(&p->pages[0], "^"));
    assert_non_null(find(&p->pages[0], "三"));
}

static void signs_and_marks_leave_the_digits_in_their_column(void **state)
{
    struct fixture *f = *state;
    static const char *const rows[] = {"头|", "98.8|", "≥90.5%|", "11.25‰*|", "-7|"};
    enum align aligns[] = {ALIGN_DECIMAL, ALIGN_RIGHT};
    for (size_t k = 0; k < 2; k++) {
        f->document->child = f->document->last = NULL;
        typed(f, rows, 5, aligns[k]);
        const struct page *page = &lay_out(f)->pages[0];
        int32_t em = f->style->texts[TEXT_TABLE_CELL].size, point = find(page, "98.8")->x + em;
        assert_int_equal(find(page, "≥90")->x + 2 * em, point);
        assert_int_equal(find(page, "11.25")->x + em, point);
        assert_int_equal(find(page, "-7")->x + em, point);
    }
}

static void long_heads_break_between_words(void **state)
{
    struct fixture *f = *state;
    static const char *const rows[] = {"单位|农村长期避险措施落实率|甲|乙|丙|丁|戊|己|庚|辛|",
                                       "一|1|一二三四|一二三四|一二三四|一二三四|一二三四|一二三四|"
                                       "一二三四|一二三四|"};
    typed(f, rows, 2, ALIGN_CENTRE);
    const struct page *page = &lay_out(f)->pages[0];
    int32_t size = find(page, "单位")->run.size;
    size_t n = 0;
    for (size_t i = 0; i < page->n_items; i++) {
        const struct item *item = &page->items[i];
        if (item->kind != ITEM_TEXT || item->run.size != size ||
            memchr(item->run.text, '1', item->run.len) != NULL)
            continue;
        n += item->run.len > 3;
        /* no word is cut: these never begin a line */
        assert_false(begins(item, "村") || begins(item, "施") || begins(item, "实") ||
                     begins(item, "率"));
    }
    assert_true(n > 2);
}

static void notes_of_cells_stand_below_their_table(void **state)
{
    struct fixture *f = *state;
    static const char *const rows[] = {"头|", "一|", "二|"};
    lines(f, "甲", 1);
    struct node *t = typed(f, rows, 3, ALIGN_LEFT);
    call_note(f, t->child->next->child, 2);
    call_note(f, t->last->child, 1);
    call_note(f, lines(f, "乙", 1), 1);
    footnote(f, 1, 20);
    footnote(f, 2, 10);
    const struct pages *p = lay_out(f);
    const struct page *page = &p->pages[0];
    /* twice below the table, in the order of the calls, and one at the foot for the text's call */
    int32_t y[3];
    size_t n = 0, glyphs[3];
    for (size_t i = 0; i < page->n_items && n < 3; i++)
        if (begins(&page->items[i], "脚注")) {
            y[n] = page->items[i].y;
            glyphs[n++] = page->items[i].run.n_glyphs;
        }
    assert_int_equal(n, 3);
    assert_int_equal(glyphs[0], 10);
    assert_int_equal(glyphs[1], 20);
    assert_true(find(page, "二")->y < y[0] && y[0] < y[1] && y[1] < find(page, "乙")->y);
    assert_true(y[2] > find(page, "乙")->y);
}

static void marks_begin_anew_on_each_page(void **state)
{
    struct fixture *f = *state;
    struct style style = *f->style;
    style.footnote.restart = true;
    f->style = &style;
    for (int i = 1; i <= 4; i++) {
        lines(f, "甲", 8);
        call_note(f, lines(f, "呼", 2), i);
        footnote(f, i, 10);
    }
    const struct pages *p = lay_out(f);
    for (size_t i = 0; i < p->n_pages; i++) {
        int ones = 0, labels = 0, notes = 0;
        for (size_t k = 0; k < p->pages[i].n_items; k++) {
            const struct item *item = &p->pages[i].items[k];
            bool label = p->tags[item->tag].kind == TAG_LABEL;
            ones += begins(item, "①");
            notes += begins(item, "脚注");
            labels += label && begins(item, notes == 0 ? "①" : notes == 1 ? "②" : "③");
        }
        assert_int_equal(ones, notes > 0 ? 2 : 0); /* the call and the note */
        assert_int_equal(labels, notes);
    }
    assert_true(p->n_pages > 1);
}

static void landscape_tables_have_turned_pages(void **state)
{
    struct fixture *f = *state;
    lines(f, "甲", 3);
    struct node *t = table(f, 40, 3, ALIGN_DECIMAL, "98.89");
    t->landscape = true;
    lines(f, "乙", 15); /* the text goes on below, on the upright page */
    lines(f, "丙", 4);
    const struct pages *p = lay_out(f);
    assert_int_equal(page_of(p, "乙"), 0);
    size_t first = page_of(p, "表1"), last = page_of(p, "注：");
    assert_int_equal(first, 1);
    assert_true(last > first);
    assert_int_equal(page_of(p, "丙"), last + 1);
    size_t rows = 0;
    for (size_t i = first; i <= last; i++) {
        const struct page *page = &p->pages[i];
        assert_int_equal(page->turn, TURN_LEFT);
        assert_in_range(page->width, 595270, 595280); /* the sheet itself is upright */
        assert_int_equal(page->n_turned + 1, page->n_items);
        /* the number stands where it always does */
        assert_in_range(page->items[page->n_turned].y, 760000, 775000);
        for (size_t k = 0; k < page->n_turned; k++) {
            int32_t x = page->items[k].x, y = page->items[k].y;
            rows += begins(&page->items[k], "98");
            page_unturn(page, &x, &y);
            assert_in_range(x, 79370, 521575); /* GB/T 9704 8: inside the type area, head left */
            assert_in_range(y, 104880, 742690);
        }
    }
    assert_int_equal(rows, 120);
    int32_t x = find(&p->pages[first], "表1")->x, y = find(&p->pages[first], "表1")->y;
    page_unturn(&p->pages[first], &x, &y);
    assert_true(x < 79370 + 20000);
}

static void a_landscape_table_alone_leaves_no_empty_page(void **state)
{
    struct fixture *f = *state;
    table(f, 2, 3, ALIGN_LEFT, "行")->landscape = true;
    heading(f, 1, "一、标题");
    const struct pages *p = lay_out(f);
    assert_int_equal(p->n_pages, 3);
    assert_int_equal(page_of(p, "行"), 1);
    assert_int_equal(page_of(p, "一、"), 2);
}

static void a_table_wider_than_the_page_is_set_in_parts(void **state)
{
    struct fixture *f = *state;
    struct node *t = table(f, 3, 60, ALIGN_DECIMAL, "1234.5");
    t->child->next->child->child->text = "首";
    const struct pages *p = lay_out(f);
    assert_true(told(f, "overfull-table"));
    size_t cells = 0, stubs = 0;
    for (size_t i = 0; i < p->n_pages; i++)
        for (size_t k = 0; k < p->pages[i].n_items; k++) {
            const struct item *item = &p->pages[i].items[k];
            cells += begins(item, "1234");
            stubs += begins(item, "首");
            if (item->kind == ITEM_TEXT)
                assert_true(item->x >= 79370 && item->x + item->run.width <= 521580);
        }
    assert_true(stubs > 3);
    assert_true(cells >= 179); /* and the first column of the other rows again */
}

static void rows_are_not_left_alone_on_a_page(void **state)
{
    struct fixture *f = *state;
    for (int rows = 20; rows < 40; rows++) {
        f->document->child = f->document->last = NULL;
        table(f, rows, 2, ALIGN_LEFT, "行");
        const struct pages *p = lay_out(f);
        for (size_t i = 0; i < p->n_pages; i++) {
            int n = 0;
            for (size_t k = 0; k < p->pages[i].n_items; k++)
                n += begins(&p->pages[i].items[k], "行");
            assert_true(n == 0 || n >= 4);
        }
    }
}

static void awkward_tables_are_laid_out(void **state)
{
    struct fixture *f = *state;
    struct buf b = {0};
    for (int i = 0; i < 10000; i++)
        buf_puts(&b, "长");
    table(f, 0, 3, ALIGN_LEFT, ""); /* a head alone */
    table(f, 2, 0, ALIGN_LEFT, ""); /* nothing at all */
    table(f, 3, 2, ALIGN_LEFT, "")->child->head = false;
    struct node *t = table(f, 3, 2, ALIGN_LEFT, "行");
    t->child->child->columns = 1000; /* the others lie right of it */
    t->child->next->child->rows = 1000;
    t = table(f, 3, 2, ALIGN_DECIMAL, "1");
    t->child->next->child->child->text = b.data;
    t = table(f, 1, 1, ALIGN_LEFT, "行");
    t->child->child->child->text = b.data; /* a head higher than the page */
    t->landscape = true;
    const struct pages *p = lay_out(f);
    assert_true(p->n_pages > 5 && p->n_pages < 200);
    assert_true(told(f, "tall-row"));
    assert_true(told(f, "empty-table"));
    buf_free(&b);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(heads_of_groups_span_their_columns),
        TEST(signs_that_join_nothing_are_empty_cells),
        TEST(signs_and_marks_leave_the_digits_in_their_column),
        TEST(long_heads_break_between_words),
        TEST(notes_of_cells_stand_below_their_table),
        TEST(marks_begin_anew_on_each_page),
        TEST(landscape_tables_have_turned_pages),
        TEST(a_landscape_table_alone_leaves_no_empty_page),
        TEST(a_table_wider_than_the_page_is_set_in_parts),
        TEST(rows_are_not_left_alone_on_a_page),
        TEST(awkward_tables_are_laid_out),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
