#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "tests/unit/verify_fixture.h"

/* Signed files spoilt by chance, always the same way: none may pass for signed. */

#define MUTANTS 2400

static uint32_t chance;

/* The minimal standard generator: 0 to n - 1. */
static size_t pick(size_t n)
{
    chance = (uint32_t)((uint64_t)chance * 48271 % 2147483647);
    return chance % n;
}

/* A place: anywhere, or in one of the regions that are small beside /Contents. */
static size_t pick_place(size_t len, const size_t gap[2])
{
    size_t at = pick(len);
    switch (pick(5)) {
    case 0: at = gap[0] + pick(gap[1] - gap[0]); break;
    case 1: at = gap[0] - pick(120) - 1; break;
    case 2: at = gap[1] + pick(700); break;
    case 3: at = pick(gap[0]); break;
    default: break;
    }
    return at < len ? at : len - 1;
}

static void insert(struct buf *b, size_t at, const char *bytes, size_t len)
{
    struct buf out = {0};
    buf_add(&out, b->data, at);
    buf_add(&out, bytes, len);
    buf_add(&out, b->data + at, b->len - at);
    buf_free(b);
    *b = out;
}

static void cut(struct buf *b, size_t at, size_t len)
{
    memmove(b->data + at, b->data + at + len, b->len - at - len);
    b->len -= len;
}

/* A revision that replaces an object, or adds one. */
static void append_revision(struct buf *b)
{
    static const char *const texts[] = {"null",
                                        "<<>>",
                                        "[7 0 R 8 0 R]",
                                        "<</Type/Catalog/Pages 2 0 R>>",
                                        "<</Type/Page/Parent 2 0 R/Contents 5 0 R>>",
                                        "<</Length 1>>stream\nq\nendstream",
                                        "<</Fields[]>>",
                                        "<</FT/Sig/T(A)/V 10 0 R>>",
                                        "<</FT/Tx/T(B)/V(x)/Rect[0 0 200 300]>>"};
    const char *at = b->data, *last = NULL;
    while ((at = memmem(at, b->len - (size_t)(at - b->data), "startxref\n", 10)) != NULL)
        last = at++;
    if (last == NULL)
        return;
    struct growing g = {.b = *b, .size = 40, .prev = strtoul(last + 10, NULL, 10)};
    grow_one(&g, 1 + (int)pick(16), texts[pick(sizeof texts / sizeof *texts)]);
    *b = g.b;
}

static void mutate(struct buf *b, const size_t gap[2])
{
    static const char telling[] = "<>[]()/%0R 9\nfn";
    size_t at = pick_place(b->len, gap), from = pick(b->len - 40);
    switch (pick(8)) {
    case 0:
    case 1: b->data[at] ^= (char)(1 << pick(8)); break;
    case 2: b->data[at] = telling[pick(sizeof telling - 1)]; break;
    case 3: b->len = at; break;
    case 4: insert(b, at, &telling[pick(8)], 1 + pick(4)); break;
    case 5: cut(b, at, b->len - at < 30 ? b->len - at : 1 + pick(30)); break;
    case 6: memmove(b->data + (at < b->len - 40 ? at : 0), b->data + from, 1 + pick(40)); break;
    default: append_revision(b); break;
    }
}

/* What every signature together covers: all but the newest one's own /Contents. */
static bool same_but_gap(const struct buf *a, const struct buf *b, const size_t gap[2])
{
    return a->len == b->len && memcmp(a->data, b->data, gap[0]) == 0 &&
           memcmp(a->data + gap[1], b->data + gap[1], b->len - gap[1]) == 0;
}

/* Verifies bytes of their very length, so that a byte read too far is seen. */
static enum validity judge(const struct buf *b, int day)
{
    struct arena *a = arena_new();
    char *own = must_alloc(b->len + 1, 1);
    memcpy(own, b->data, b->len);
    own = must_realloc(own, b->len > 0 ? b->len : 1, 1);
    enum validity verdict = verify_pdf(a, own, b->len, pki.trust, DAY(day), LANG_EN).verdict;
    free(own);
    arena_free(a);
    return verdict;
}

static void judge_mutants(const struct growing *g, int day)
{
    size_t gap[2], seen[5] = {0};
    find_gap(&g->b, gap);
    assert_int_equal(judge(&g->b, day), SIGNATURE_VALID);
    for (int i = 0; i < MUTANTS; i++) {
        struct buf b = {0};
        buf_add(&b, g->b.data, g->b.len);
        for (size_t k = 1 + pick(2); k > 0; k--)
            if (b.len > g->b.len / 2)
                mutate(&b, gap);
        enum validity verdict = judge(&b, day);
        seen[verdict]++;
        if (verdict == SIGNATURE_VALID && !same_but_gap(&b, &g->b, gap))
            fail_msg("mutant %d was taken", i);
        buf_free(&b);
    }
    assert_true(seen[SIGNATURE_BROKEN] > 100 && seen[SIGNATURE_ALTERED] > 100);
}

static void no_mutant_passes_for_signed(void **state)
{
    (void)state;
    struct growing g = signed_file();
    chance = 2006;
    judge_mutants(&g, 0);
    buf_free(&g.b);
}

static void no_mutant_of_a_stamped_file_passes(void **state)
{
    (void)state;
    struct growing g = signed_file();
    grow_signature(&g, FIELD_B, WIDGET("B", "100"), "ETSI.CAdES.detached", "", &pki.li, &plain);
    grow_timestamp(&g, &pki.tsa, 3, "7 0 R 8 0 R");
    chance = 2011;
    judge_mutants(&g, 5);
    buf_free(&g.b);
}

static void no_mutant_with_object_streams_passes(void **state)
{
    (void)state;
    struct growing g = start();
    grow_packed(&g, FONT_OBJECT, "<</Type/Font/Subtype/Type1/BaseFont/Times>>");
    grow_packed(&g, INFO_OBJECT, "<</Title(Births)>>");
    grow_signed(&g, &pki.zhang, &plain);
    chance = 2022;
    judge_mutants(&g, 5);
    buf_free(&g.b);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(no_mutant_passes_for_signed),
                                       cmocka_unit_test(no_mutant_of_a_stamped_file_passes),
                                       cmocka_unit_test(no_mutant_with_object_streams_passes)};
    return cmocka_run_group_tests(tests, make_pki, free_pki);
}
