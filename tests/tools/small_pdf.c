/*
 * Makes small PDF files for tests of the archive: small_pdf DIR N. Each, DIR/1.pdf and so on, has a
 * title with its year and number and a line of Chinese text with a ToUnicode map, and no outlines.
 */
#include <stdio.h>
#include <stdlib.h>

/* UTF-16BE in hexadecimal of ASCII and of the few hanzi used here. */
static const struct word {
    const char *utf16;
} words[] = {{"5E745EA65DE54F5C603B7ED3"}, /* 年度工作总结 */
             {"51FA751F4EBA53E3"},         /* 出生人口 */
             {"6D4152A84EBA53E3"},         /* 流动人口 */
             {"793E4F1A629A517B8D39"},     /* 社会抚养费 */
             {"4F9B6C345DE57A0B"},         /* 供水工程 */
             {"519C675151656237"}};        /* 农村入户 */

#define N_WORDS (sizeof words / sizeof *words)

static void put_ascii(char *out, const char *s)
{
    for (; *s != '\0'; s++)
        out += sprintf(out, "00%02X", (unsigned char)*s);
}

static int write_one(const char *dir, int i)
{
    char path[4096], year[16], number[16], year_hex[64], number_hex[64], content[512], map[2048];
    long at[7], xref;
    snprintf(path, sizeof path, "%s/%d.pdf", dir, i);
    FILE *f = fopen(path, "w");
    if (f == NULL)
        return -1;
    snprintf(number, sizeof number, "%d", i);
    put_ascii(number_hex, number);
    snprintf(year, sizeof year, "%d", 2001 + i % 20);
    put_ascii(year_hex, year);
    int n = snprintf(content, sizeof content, "BT /F1 16 Tf 72 700 Td <%s%s> Tj ET",
                     words[i % N_WORDS].utf16, number_hex);
    int k = snprintf(map, sizeof map,
                     "begincmap 1 beginbfrange <0020> <007E> <0020> "
                     "endbfrange 6 beginbfchar ");
    for (const char *s = words[i % N_WORDS].utf16; *s != '\0'; s += 4)
        k += snprintf(map + k, sizeof map - (size_t)k, "<%.4s> <%.4s> ", s, s);
    k += snprintf(map + k, sizeof map - (size_t)k, "endbfchar endcmap");
    fputs("%PDF-1.7\n", f);
    at[1] = ftell(f);
    fputs("1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n", f);
    at[2] = ftell(f);
    fputs("2 0 obj\n<</Type/Pages/Kids[3 0 R]/Count 1>>\nendobj\n", f);
    at[3] = ftell(f);
    fputs("3 0 obj\n<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R"
          "/Resources<</Font<</F1 5 0 R>>>>>>\nendobj\n",
          f);
    at[4] = ftell(f);
    fprintf(f, "4 0 obj\n<</Length %d>>\nstream\n%s\nendstream\nendobj\n", n, content);
    at[5] = ftell(f);
    fputs("5 0 obj\n<</Type/Font/Subtype/Type0/BaseFont/Song/Encoding/Identity-H"
          "/ToUnicode 6 0 R/DescendantFonts[<</Type/Font/Subtype/CIDFontType2/BaseFont/Song"
          "/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>>>]>>\nendobj\n",
          f);
    at[6] = ftell(f);
    fprintf(f, "6 0 obj\n<</Length %d>>\nstream\n%s\nendstream\nendobj\n", k, map);
    long info = ftell(f);
    fprintf(f, "7 0 obj\n<</Title<FEFF%s%s%s>>>\nendobj\n", year_hex, words[0].utf16, number_hex);
    xref = ftell(f);
    fputs("xref\n0 8\n0000000000 65535 f \n", f);
    for (int o = 1; o < 7; o++)
        fprintf(f, "%010ld 00000 n \n", at[o]);
    fprintf(
        f, "%010ld 00000 n \ntrailer\n<</Size 8/Root 1 0 R/Info 7 0 R>>\nstartxref\n%ld\n%%%%EOF\n",
        info, xref);
    return fclose(f);
}

int main(int argc, char **argv)
{
    int n = argc == 3 ? atoi(argv[2]) : 0;
    if (n <= 0)
        return 2;
    for (int i = 1; i <= n; i++)
        if (write_one(argv[1], i) != 0) {
            perror("small_pdf");
            return 1;
        }
    return 0;
}
