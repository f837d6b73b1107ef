/* Official elements of GB/T 9704 chapter 7: each within 0.1 pt of its clause. */
#include "tests/unit/layout_fixture.h"

#define TOP 104882    /* 37 mm */
#define LEFT 79370    /* 28 mm */
#define WIDTH 442205  /* 156 mm */
#define BOTTOM 742677 /* 262 mm */
#define EM 15793
#define PITCH 29612
#define ASCENT (EM - EM / 8)

static void near(int64_t a, int64_t b)
{
    if (a < b - 100 || a > b + 100)
        fail_msg("%lld is not within 0.1 pt of %lld", (long long)a, (long long)b);
}

static int32_t mm(double v)
{
    return (int32_t)(v * 72000 / 25.4 + 0.5);
}

static const struct item *must_find(const struct page *p, const char *text)
{
    const struct item *i = find(p, text);
    if (i == NULL)
        fail_msg("no \"%s\" on the page", text);
    return i;
}

/* The k-th rule of a page, from 0, or NULL. */
static const struct item *rule(const struct page *p, int k)
{
    for (size_t i = 0; i < p->n_items; i++)
        if (p->items[i].kind == ITEM_RULE && k-- == 0)
            return &p->items[i];
    return NULL;
}

static const struct item *anchor(const struct page *p, const char *name)
{
    for (size_t i = 0; i < p->n_items; i++)
        if (p->items[i].kind == ITEM_ANCHOR && strcmp(p->items[i].target, name) == 0)
            return &p->items[i];
    return NULL;
}

static const char *const letterhead[] = {"某某局文件"};
static const char *const joint[] = {"甲乙丙丁局", "戊局", "文件"};
static const char *const issuers[] = {"王一", "李二三", "赵四"};

static struct official *report_mode(struct fixture *f)
{
    struct official *o = &f->report.official;
    o->mode = MODE_REPORT;
    o->letterhead = letterhead;
    o->n_letterhead = 1;
    o->doc_number = "某字〔2006〕8号";
    f->report.organ = "某某局";
    f->report.date = "2007年1月5日";
    return o;
}

static void letterhead_follows_the_clauses(void **state)
{
    struct fixture *f = *state;
    struct official *o = report_mode(f);
    o->recipients = "上级机关";
    o->serial = "000001";
    o->secrecy = "机密★1年";
    o->urgency = "特急";
    lines(f, "正文", 3);
    const struct page *p = &lay_out(f)->pages[0];
    near(must_find(p, "000001")->y, TOP + ASCENT);
    near(must_find(p, "机密")->y, TOP + ASCENT + PITCH);
    near(must_find(p, "特急")->y, TOP + ASCENT + 2 * PITCH);
    const struct item *name = must_find(p, "某某局文件");
    near(name->y - 36000 * 8 / 10, TOP + mm(35)); /* its ink */
    near(2 * (name->x - LEFT) + name->run.width, WIDTH);
    assert_int_equal(name->run.colour, 0xff0000);
    const struct item *number = must_find(p, "某字");
    near(number->y - ASCENT, name->y + 36000 / 8 + 2 * PITCH);
    near(2 * (number->x - LEFT) + number->run.width, WIDTH);
    const struct item *red = rule(p, 0);
    assert_non_null(red);
    near(red->y, number->y + EM / 8 + mm(4));
    near(red->x, LEFT);
    near(red->w, WIDTH);
    assert_int_equal(red->colour, 0xff0000);
    assert_int_equal(red->tag, 0);
    const struct item *title = must_find(p, "工作总结");
    near(title->y - ASCENT, red->y + red->h + 2 * PITCH);
    const struct item *to = must_find(p, "上级机关：");
    near(to->x, LEFT);
    near(to->y, title->y + 2 * PITCH);
    near(must_find(p, "正文")->y, to->y + PITCH);
}

static void issuers_stand_right_two_a_line(void **state)
{
    struct fixture *f = *state;
    struct official *o = report_mode(f);
    o->issuers = issuers;
    o->n_issuers = 3;
    lines(f, "正文", 3);
    const struct page *p = &lay_out(f)->pages[0];
    const struct item *first = must_find(p, "王一"), *second = must_find(p, "李二三");
    const struct item *last = must_find(p, "赵四"), *number = must_find(p, "某字");
    near(second->x + second->run.width, LEFT + WIDTH - EM);
    near(first->y, second->y);
    near(last->y, first->y + PITCH);
    near(last->x, first->x);
    near(number->y, last->y);
    near(number->x, LEFT + EM);
    near(must_find(p, "签发人：")->x + 4 * EM, first->x);
    near(rule(p, 0)->y, number->y + EM / 8 + mm(4));
}

static void joint_letterhead_has_its_suffix_in_the_middle(void **state)
{
    struct fixture *f = *state;
    struct official *o = report_mode(f);
    o->letterhead = joint;
    o->n_letterhead = 3;
    lines(f, "正文", 3);
    const struct page *p = &lay_out(f)->pages[0];
    const struct item *lead = must_find(p, "甲乙"), *other = must_find(p, "戊局");
    const struct item *suffix = must_find(p, "文件");
    assert_int_equal(lead->x, other->x);
    assert_int_equal(lead->run.width, other->run.width); /* spread */
    near(suffix->y, (lead->y + other->y) / 2);
    assert_true(suffix->x > lead->x + lead->run.width);
}

static void record_stands_on_the_foot(void **state)
{
    struct fixture *f = *state;
    struct official *o = report_mode(f);
    o->copies = "甲局，乙局";
    o->printer = "某某局办公室";
    o->print_date = "2007年1月6日";
    lines(f, "正文", 22);
    const struct pages *pages = lay_out(f);
    assert_int_equal(pages->n_pages, 2);
    const struct page *p = &pages->pages[1];
    const struct item *first = rule(p, 0), *inner = rule(p, 1), *last = rule(p, 2);
    assert_non_null(last);
    near(last->y + last->h, BOTTOM);
    near(first->h, mm(0.35));
    near(inner->h, mm(0.25));
    near(last->h, mm(0.35));
    near(last->w, WIDTH);
    const struct item *copies = must_find(p, "抄送："), *names = must_find(p, "甲局");
    near(copies->x, LEFT + 14000);
    near(names->x, LEFT + 4 * 14000);
    assert_true(begins(names, "甲局，乙局。"));
    near(must_find(p, "某某局办公室")->x, LEFT + 14000);
    const struct item *date = must_find(p, "2007年1月6日印发");
    near(date->x + date->run.width, LEFT + WIDTH - 14000);
    assert_true(first->y < copies->y && copies->y < inner->y && inner->y < date->y);
}

static void seal_covers_organ_and_date(void **state)
{
    struct fixture *f = *state;
    report_mode(f)->seal = true;
    f->report.official.annotation = "此件公开";
    lines(f, "正文", 5);
    const struct page *p = &lay_out(f)->pages[0];
    const struct item *body = must_find(p, "正文"), *organ = must_find(p, "某某局");
    organ = find(p, "某某局文件") == organ ? NULL : organ;
    for (size_t i = 0; i < p->n_items; i++) /* the letterhead begins with the same words */
        if (begins(&p->items[i], "某某局") && p->items[i].run.colour == 0)
            organ = &p->items[i];
    assert_non_null(organ);
    const struct item *date = must_find(p, "2007年"), *seal = anchor(p, "seal");
    assert_non_null(seal);
    near(date->x + date->run.width, LEFT + WIDTH - 4 * EM);
    near(2 * organ->x + organ->run.width, 2 * date->x + date->run.width);
    near(date->y, organ->y + PITCH);
    near(2 * seal->x + mm(42), 2 * date->x + date->run.width);
    int32_t foot = body->y + 4 * PITCH + EM / 8; /* of the text's last line */
    assert_in_range(seal->y, foot - 100, foot + PITCH);
    int32_t middle = (organ->y - ASCENT + date->y + EM / 8) / 2;
    near(middle, seal->y + mm(42) / 2 + mm(2));
    const struct item *note = must_find(p, "（此件公开）");
    near(note->y, date->y + PITCH);
    near(note->x, LEFT + 2 * EM);
}

static void seal_keeps_the_foot_free(void **state)
{
    struct fixture *f = *state;
    f->report.organ = "某某局";
    f->report.date = "2007年1月5日";
    f->report.official.seal = true;
    for (size_t n = 10; n < 22; n++) {
        f->document->child = f->document->last = NULL;
        lines(f, "正文", n);
        const struct pages *pages = lay_out(f);
        const struct page *p = &pages->pages[pages->n_pages - 1];
        const struct item *seal = anchor(p, "seal");
        assert_non_null(seal);
        assert_true(seal->y + mm(42) <= BOTTOM + 100);
        assert_non_null(find(p, n < 14 ? "正文" : "文")); /* 7.3.5.5 */
    }
}

static void lines_draw_together_for_the_date(void **state)
{
    struct fixture *f = *state;
    f->report.organ = "某某局";
    f->report.date = "2007年1月5日";
    lines(f, "正文", 17); /* lines 4 to 20; the date would stand on line 23 */
    const struct pages *pages = lay_out(f);
    assert_int_equal(pages->n_pages, 1);
    const struct page *p = &pages->pages[0];
    const struct item *body = must_find(p, "正文"), *date = must_find(p, "2007");
    int32_t pitch = (date->y - body->y) / 19;
    assert_in_range(pitch, 26000, PITCH - 500);
    assert_true(date->y + EM / 8 <= BOTTOM + 100);
    assert_true(date->y + EM / 8 > BOTTOM - 600); /* no more than is needed */
}

static void no_page_is_the_signature_alone(void **state)
{
    struct fixture *f = *state;
    static const char *const list[] = {"甲", "乙", "丙"};
    f->report.organ = "某某局";
    f->report.date = "2007年1月5日";
    f->report.official.list = list;
    f->report.official.n_list = 3;
    for (size_t n = 10; n < 45; n++) {
        f->document->child = f->document->last = NULL;
        lines(f, "正文", n);
        const struct pages *pages = lay_out(f);
        const struct page *p = &pages->pages[pages->n_pages - 1];
        assert_non_null(find(p, "2007"));
        assert_true(find(p, "文") != NULL || find(p, "正文") != NULL);
    }
}

static void list_of_attachments_is_aligned(void **state)
{
    struct fixture *f = *state;
    static const char *const list[] = {
        "一个名称很长因此必须转行排印的附件，其转行应当与名称首字对齐，不得顶格", "乙"};
    f->report.official.list = list;
    f->report.official.n_list = 2;
    lines(f, "正文", 3);
    const struct page *p = &lay_out(f)->pages[0];
    const struct item *head = must_find(p, "附件："), *name = must_find(p, "一个名称");
    const struct item *second = must_find(p, "乙");
    near(head->x, LEFT + 2 * EM);
    near(head->y, must_find(p, "正文")->y + 4 * PITCH);
    near(must_find(p, "1.")->x, head->x + 3 * EM);
    near(must_find(p, "2.")->x, head->x + 3 * EM);
    near(second->x, name->x);
    near(second->y, name->y + 2 * PITCH);
    for (size_t i = 0; i < p->n_items; i++)
        if (p->items[i].kind == ITEM_TEXT && p->items[i].y == name->y + PITCH)
            near(p->items[i].x, name->x);
}

static void attachments_begin_pages(void **state)
{
    struct fixture *f = *state;
    struct attachment at[2] = {{.title = "第一个"}, {.title = "第二个"}};
    struct node *main_text = f->document;
    lines(f, "正文", 3);
    for (int i = 0; i < 2; i++) {
        f->document = node_new(f->arena, NODE_DOCUMENT, NOWHERE);
        lines(f, "内容", 2);
        at[i].document = f->document;
    }
    f->document = main_text;
    f->report.official.attachments = at;
    f->report.official.n_attachments = 2;
    f->report.official.printer = "某某局办公室";
    const struct pages *pages = lay_out(f);
    assert_int_equal(pages->n_pages, 3);
    for (size_t i = 1; i < 3; i++) {
        const struct page *p = &pages->pages[i];
        const struct item *label = must_find(p, i == 1 ? "附件1" : "附件2");
        near(label->x, LEFT);
        near(label->y, TOP + ASCENT);
        near(must_find(p, i == 1 ? "第一个" : "第二个")->y, TOP + ASCENT + 2 * PITCH);
    }
    assert_null(rule(&pages->pages[1], 0));
    near(rule(&pages->pages[2], 1)->y + mm(0.35), BOTTOM);
    assert_string_equal(pages->pages[2].label, "3");
}

static void attachment_mode_has_its_label(void **state)
{
    struct fixture *f = *state;
    f->report.official.mode = MODE_ATTACHMENT;
    f->report.official.number = 2;
    lines(f, "正文", 3);
    const struct page *p = &lay_out(f)->pages[0];
    near(must_find(p, "附件2")->y, TOP + ASCENT);
    near(must_find(p, "工作总结")->y, TOP + ASCENT + 2 * PITCH);
}

static void too_many_recipients_go_to_the_foot(void **state)
{
    struct fixture *f = *state;
    report_mode(f);
    struct buf b = {0};
    for (int i = 0; i < 120; i++)
        buf_puts(&b, "某某机关，");
    buf_puts(&b, "末");
    f->report.official.recipients = b.data;
    lines(f, "正文", 30);
    const struct pages *pages = lay_out(f);
    assert_true(told(f, "recipients-moved"));
    assert_false(told(f, "first-page"));
    must_find(&pages->pages[0], "正文");
    must_find(&pages->pages[pages->n_pages - 1], "主送：");
    buf_free(&b);
}

static void first_page_without_text_is_told(void **state)
{
    struct fixture *f = *state;
    report_mode(f);
    struct buf b = {0};
    for (int i = 0; i < 300; i++)
        buf_puts(&b, "题");
    f->report.title = b.data;
    lines(f, "正文", 3);
    lay_out(f);
    assert_true(told(f, "first-page"));
    buf_free(&b);
}

static void record_page_after_a_blank_has_no_number(void **state)
{
    struct fixture *f = *state;
    f->report.official.duplex = SWITCH_YES;
    f->report.official.printer = "某某局办公室";
    lines(f, "正文", 41); /* lines 4 to 22 and a whole page 2 */
    const struct pages *pages = lay_out(f);
    assert_int_equal(pages->n_pages, 4);
    assert_string_equal(pages->pages[1].label, "2");
    assert_string_equal(pages->pages[2].label, "");
    assert_int_equal(pages->pages[2].n_items, 0);
    assert_string_equal(pages->pages[3].label, "");
    assert_null(find(&pages->pages[3], "—"));
    /* binding edge on the right of an even page */
    near(must_find(&pages->pages[1], "文")->x, mm(26));
    near(rule(&pages->pages[3], 0)->x, mm(26));
}

static void page_numbers_stand_as_the_report_says(void **state)
{
    struct fixture *f = *state;
    lines(f, "正文", 30);
    f->report.official.numbers = NUMBERS_CENTRE;
    const struct item *n = must_find(&lay_out(f)->pages[1], "—");
    near(2 * (n->x - LEFT) + n->run.width, WIDTH);
    f->report.official.numbers = NUMBERS_NONE;
    assert_null(find(&lay_out(f)->pages[1], "—"));
}

static void contents_lead_to_their_headings(void **state)
{
    struct fixture *f = *state;
    f->report.official.contents = SWITCH_YES;
    f->report.official.cover = SWITCH_YES;
    f->report.organ = "某某局";
    f->report.date = "2007年1月5日";
    heading(f, 1, "一、开头");
    lines(f, "正文", 250);
    heading(f, 2, "（一）当中");
    lines(f, "正文", 3);
    heading(f, 3, "1.不列");
    lines(f, "正文", 3);
    const struct pages *pages = lay_out(f);
    const struct page *cover = &pages->pages[0], *list = &pages->pages[1];
    must_find(cover, "工作总结");
    assert_string_equal(cover->label, "");
    assert_string_equal(pages->pages[2].label, "1");
    const struct item *first = must_find(list, "一、开头"), *second = must_find(list, "（一）");
    const struct item *one = must_find(list, "1"), *last = must_find(list, "12");
    assert_null(find(list, "1.不列"));
    near(one->y, first->y);
    near(last->y, second->y);
    near(one->x + one->run.width, LEFT + WIDTH);
    near(last->x + last->run.width, LEFT + WIDTH);
    assert_int_equal(pages->outline[2].page, 13); /* page 12 behind cover and contents */
    const struct item *leader = must_find(list, "…");
    assert_int_equal(leader->tag, 0);
    assert_true(leader->x >= first->x + first->run.width);
    assert_true(leader->x + leader->run.width <= last->x);
    assert_int_equal(pages->tags[first->tag].kind, TAG_LINK);
    int tag = pages->tags[pages->tags[first->tag].parent].parent;
    assert_int_equal(pages->tags[tag].kind, TAG_CONTENTS_ENTRY);
    assert_int_equal(pages->tags[pages->tags[tag].parent].kind, TAG_CONTENTS);
    for (size_t i = 2; i < pages->n_tags; i++)
        assert_true(pages->tags[i].parent < (int)i);
    assert_true(first->tag < must_find(&pages->pages[2], "正文")->tag);
    size_t links = 0;
    for (size_t i = 0; i < list->n_items; i++)
        if (list->items[i].kind == ITEM_LINK) {
            bool found = false;
            for (size_t p = 2; p < pages->n_pages; p++)
                found |= anchor(&pages->pages[p], list->items[i].target + 1) != NULL;
            assert_true(found);
            links++;
        }
    assert_int_equal(links, 4);
}

#define CASE(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        CASE(letterhead_follows_the_clauses),
        CASE(issuers_stand_right_two_a_line),
        CASE(joint_letterhead_has_its_suffix_in_the_middle),
        CASE(record_stands_on_the_foot),
        CASE(seal_covers_organ_and_date),
        CASE(seal_keeps_the_foot_free),
        CASE(lines_draw_together_for_the_date),
        CASE(no_page_is_the_signature_alone),
        CASE(list_of_attachments_is_aligned),
        CASE(attachments_begin_pages),
        CASE(attachment_mode_has_its_label),
        CASE(too_many_recipients_go_to_the_foot),
        CASE(first_page_without_text_is_told),
        CASE(record_page_after_a_blank_has_no_number),
        CASE(page_numbers_stand_as_the_report_says),
        CASE(contents_lead_to_their_headings),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
