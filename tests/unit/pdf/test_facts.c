#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "pdf/facts.h"
#include "pdf/pdf_open.h"
#include "tests/unit/pdf_fixture.h"
#include "tests/unit/temp_file.h"
#include "tests/unit/tools.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))
#define PAGES "<</Type/Pages/Kids[<</Type/Page>><</Type/Page>>]>>"

/* The facts of a file whose catalog is object 1. */
static int read_texts(struct tools *t, const char *const *texts, size_t n, struct facts *facts)
{
    struct buf b = {0};
    pdf_fixture(&b, texts, n);
    const char *bytes = arena_strndup(t->a, b.data, b.len);
    struct pdf_file *f = pdf_open(t->a, bytes, b.len, IN_FILE("x.pdf"), t->m);
    buf_free(&b);
    return f != NULL ? facts_read(t->a, f, IN_FILE("x.pdf"), t->m, facts) : -1;
}

static void structure_is_counted_by_standard_type(void **state)
{
    struct tools *t = *state;
    static const char *const texts[] = {
        "<</Pages 2 0 R/Lang(zh-CN)/MarkInfo<</Marked true>>/StructTreeRoot 3 0 R>>", PAGES,
        "<</K 4 0 R/RoleMap<</Title/H1/Loop/Loop>>>>",
        ("<</S/Document/K[5 0 R<</S/P/K[0<</Type/MCR/MCID 1>>]>><</S/P>><</S/Figure/Alt(x)>>"
         "<</S/Figure>><</S/Loop>>]>>"),
        "<</S/Title/K 7>>"};
    struct facts facts;
    assert_int_equal(read_texts(t, texts, COUNT(texts), &facts), 0);
    static const struct structure_fact wanted[] = {
        {"Document", 1}, {"H1", 1}, {"P", 2}, {"Figure", 2}, {"Loop", 1}};
    assert_int_equal(facts.n_structure, COUNT(wanted));
    for (size_t i = 0; i < COUNT(wanted); i++) {
        assert_string_equal(facts.structure[i].type, wanted[i].type);
        assert_int_equal(facts.structure[i].n, wanted[i].n);
    }
    assert_int_equal(facts.figures_without_alt, 1);
    assert_true(facts.tagged);
    assert_int_equal(facts.pages, 2);
    assert_string_equal(facts.language, "zh-CN");
    assert_null(facts.pdfa);
}

static void fonts_are_told(void **state)
{
    struct tools *t = *state;
    static const char *const texts[] = {
        "<</Pages 2 0 R/X[<</Type/Font/Subtype/Type1/BaseFont/Times-Roman>>]>>", PAGES,
        "<</Type/Font/Subtype/Type0/BaseFont/ABCDEF+Song/DescendantFonts[4 0 R]>>",
        ("<</Type/Font/Subtype/CIDFontType2/BaseFont/ABCDEF+Song"
         "/FontDescriptor<</FontFile2 5 0 R>>>>"),
        "<</Length 0>>stream\n\nendstream"};
    struct facts facts;
    assert_int_equal(read_texts(t, texts, COUNT(texts), &facts), 0);
    assert_int_equal(facts.n_fonts, 2);
    assert_string_equal(facts.fonts[0].name, "Times-Roman");
    assert_false(facts.fonts[0].embedded || facts.fonts[0].subset);
    assert_string_equal(facts.fonts[1].name, "Song");
    assert_string_equal(facts.fonts[1].type, "Type0/CIDFontType2");
    assert_true(facts.fonts[1].embedded && facts.fonts[1].subset);
}

static const char xmp[] =
    "<?xpacket begin='\xEF\xBB\xBF'?><x:xmpmeta xmlns:x='adobe:ns:meta/' "
    "xmlns:r='http://www.w3.org/1999/02/22-rdf-syntax-ns#'><r:RDF>"
    "<r:Description r:about='' xmlns:a='" XMP_PDFA "' a:part='2'><a:conformance>A</a:conformance>"
    "</r:Description><r:Description r:about='' xmlns:dc='" XMP_DC "' xmlns:nianbao='urn:x' "
    "xmlns:u='" XMP_PDFUA "'><u:part>1</u:part>\n"
    "<dc:creator>\n<r:Seq>\n<r:li>A &amp; B</r:li>\n<r:li>C</r:li>\n</r:Seq>\n</dc:creator>"
    "<nianbao:sha256>00ff</nianbao:sha256></r:Description></r:RDF></x:xmpmeta>";

static int read_xmp(struct tools *t, const char *packet, struct facts *facts)
{
    const char *const texts[] = {
        "<</Pages 2 0 R/Metadata 3 0 R>>", PAGES,
        arena_printf(t->a, "<</Length %zu>>stream\n%s\nendstream", strlen(packet), packet)};
    return read_texts(t, texts, COUNT(texts), facts);
}

static void metadata_are_read(void **state)
{
    struct tools *t = *state;
    struct facts facts;
    assert_int_equal(read_xmp(t, xmp, &facts), 0);
    assert_string_equal(facts.pdfa, "2A");
    assert_string_equal(facts.pdfua, "1");
    assert_string_equal(facts.author, "A & B; C");
    assert_string_equal(xmp_find(facts.xmp, "urn:x", "sha256"), "00ff");
}

static void hostile_metadata_are_refused(void **state)
{
    struct tools *t = *state;
    struct facts facts;
    assert_int_equal(read_xmp(t, "<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>", &facts), -1);
    assert_int_equal(read_xmp(t, "<a>", &facts), -1);
    assert_string_equal(told(t->m), "0 xmp-broken; 0 xmp-broken");
}

/* Of a signed file with more behind it, its gap beginning and ending so many bytes too late. */
static enum coverage coverage(struct tools *t, const char *more, size_t late, size_t later)
{
    struct buf b = {0};
    struct facts facts;
    size_t open = 0, close = 0;
    for (int pass = 0; pass < 3; pass++) { /* until the lengths are known */
        const char *const texts[] = {
            "<</Pages 2 0 R/AcroForm<</Fields[3 0 R<</T(b)/FT/Sig>>]>>>>", PAGES,
            "<</T(a)/FT/Sig/Kids[<</T(1)/Parent 3 0 R/V 4 0 R>>]>>",
            arena_printf(t->a,
                         "<</SubFilter/ETSI.CAdES.detached/ByteRange[0 %05zu %05zu %05zu]"
                         "/Contents<00ff>>>",
                         open + late, close + later, b.len - close - later)};
        b.len = 0;
        pdf_fixture(&b, texts, COUNT(texts));
        open = (size_t)(strstr(b.data, "<00ff>") - b.data);
        close = open + 6;
    }
    buf_puts(&b, more);
    struct pdf_file *f = pdf_open(t->a, b.data, b.len, IN_FILE("x.pdf"), t->m);
    assert_non_null(f);
    assert_int_equal(facts_read(t->a, f, IN_FILE("x.pdf"), t->m, &facts), 0);
    assert_int_equal(facts.n_signatures, 3);
    assert_string_equal(facts.signatures[1].field, "a.1");
    assert_true(facts.signatures[1].is_signed);
    assert_string_equal(facts.signatures[1].filter, "ETSI.CAdES.detached");
    assert_string_equal(facts.signatures[2].field, "b");
    assert_false(facts.signatures[2].is_signed);
    buf_free(&b);
    return facts.signatures[1].covers;
}

static void signatures_tell_what_they_cover(void **state)
{
    struct tools *t = *state;
    assert_int_equal(coverage(t, "", 0, 0), COVERS_ALL);
    assert_int_equal(coverage(t, "\n", 0, 0), COVERS_PART);
    assert_int_equal(coverage(t, "", 1, 0), COVERS_UNKNOWN);
    assert_int_equal(coverage(t, "", 0, 1), COVERS_UNKNOWN);
}

#define SPEC "<</F(plain.csv)/UF<FEFF8868>/AFRelationship/Data/EF<</F 5 0 R>>>>"

static void embedded_files_come_once(void **state)
{
    struct tools *t = *state;
    static const char *const texts[] = {
        "<</Pages 2 0 R/AF[3 0 R]/Names<</EmbeddedFiles<</Kids[4 0 R]>>>>>>",
        PAGES,
        SPEC,
        "<</Names[(k)3 0 R(l)<</F(b)/EF<</F 6 0 R>>>>]>>",
        "<</Length 3/Params<</Size 3>>>>stream\na,b\nendstream",
        "<</Length 0>>stream\n\nendstream"};
    struct facts facts;
    assert_int_equal(read_texts(t, texts, COUNT(texts), &facts), 0);
    assert_int_equal(facts.embedded.n, 2);
    assert_string_equal(facts.embedded.files[0].name, "表");
    assert_string_equal(facts.embedded.files[0].relationship, "Data");
    assert_string_equal(facts.embedded.files[0].bytes, "a,b");
    assert_string_equal(facts.embedded.files[1].name, "b");
    assert_null(facts.embedded.files[1].relationship);
}

static void a_size_that_is_not_so_is_told(void **state)
{
    struct tools *t = *state;
    static const char *const texts[] = {"<</Pages 2 0 R/AF[3 0 R]>>", PAGES, SPEC, "null",
                                        "<</Length 3/Params<</Size 4>>>>stream\na,b\nendstream"};
    struct facts facts;
    assert_int_equal(read_texts(t, texts, COUNT(texts), &facts), -1);
    assert_string_equal(told(t->m), "0 pdf-broken");
}

#define SUMMED(sum) "<</Length 3/Params<</CheckSum<" sum ">>>>>stream\na,b\nendstream"

static void a_sum_that_is_not_so_is_told(void **state)
{
    struct tools *t = *state;
    static const char right[] = SUMMED("B345E1DC09F20FDEFDEA469F09167892"); /* as md5sum has it */
    static const char wrong[] = SUMMED("B345E1DC09F20FDEFDEA469F09167893");
    const char *texts[] = {"<</Pages 2 0 R/AF[3 0 R]>>", PAGES, SPEC, "null", right};
    struct facts facts;
    assert_int_equal(read_texts(t, texts, COUNT(texts), &facts), 0);
    texts[4] = wrong;
    assert_int_equal(read_texts(t, texts, COUNT(texts), &facts), -1);
    assert_string_equal(told(t->m), "0 pdf-broken");
}

static void paths_stay_in_their_folder(void **state)
{
    struct tools *t = *state;
    static const struct {
        const char *name, *path;
    } cases[] = {{"a.csv", "a.csv"},
                 {"data/a.csv", "data/a.csv"},
                 {"/etc/passwd", "etc/passwd"},
                 {"../../a/./b//c", "a/b/c"},
                 {"a/..", "a"},
                 {"C:\\x\\..\\y", "C__x_.._y"},
                 {"a\x1b[2J\nb", "a_[2J_b"},
                 {"..", NULL},
                 {"", NULL},
                 {"///", NULL},
                 {"…", "…"}};
    for (size_t i = 0; i < COUNT(cases); i++) {
        const char *path = embedded_path(t->a, cases[i].name);
        if (cases[i].path == NULL)
            assert_null(path);
        else
            assert_string_equal(path, cases[i].path);
    }
    char longer[202];
    memset(longer, 'a', sizeof longer);
    longer[201] = '\0';
    assert_null(embedded_path(t->a, longer));
    assert_non_null(embedded_path(t->a, longer + 1));
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, open_tools, close_tools)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(structure_is_counted_by_standard_type),
        TEST(fonts_are_told),
        TEST(metadata_are_read),
        TEST(hostile_metadata_are_refused),
        TEST(signatures_tell_what_they_cover),
        TEST(embedded_files_come_once),
        TEST(a_size_that_is_not_so_is_told),
        TEST(a_sum_that_is_not_so_is_told),
        TEST(paths_stay_in_their_folder),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
