#include "data/sheets/personal.h"

#include <string.h>
#include <strings.h>

#define CARD 18
#define MOBILE 11

/* Counts and rates of such things are no such things. */
static bool is_counted(const char *head)
{
    static const char *const ends[] = {"数", "率", "次", "比", "比例", "比重"};
    size_t len = strcspn(head, "(");
    const char *bracket = strstr(head, "（");
    if (bracket != NULL && (size_t)(bracket - head) < len)
        len = (size_t)(bracket - head);
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
        size_t n = strlen(ends[i]);
        if (len > n && memcmp(head + len - n, ends[i], n) == 0)
            return true;
    }
    return false;
}

bool personal_head(const char *head)
{
    static const char *const zh[] = {"身份证", "证件号",   "身份号码", "手机",
                                     "电话",   "联系方式", "家庭住址", "姓名"};
    static const char *const en[] = {"id card",   "id_card", "id number", "id_number", "phone",
                                     "telephone", "mobile",  "passport",  "ssn"};
    if (is_counted(head))
        return false;
    for (size_t i = 0; i < sizeof zh / sizeof *zh; i++)
        if (strstr(head, zh[i]) != NULL)
            return true;
    for (size_t i = 0; i < sizeof en / sizeof *en; i++)
        if (strcasestr(head, en[i]) != NULL)
            return true;
    return false;
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* GB 11643-1999, 4.2: ISO 7064 MOD 11-2; the month and day must be such. */
static bool is_card(const char *s)
{
    static const int weights[CARD - 1] = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
    int sum = 0, month = (s[10] - '0') * 10 + s[11] - '0', day = (s[12] - '0') * 10 + s[13] - '0';
    for (int i = 0; i < CARD - 1; i++)
        sum += (s[i] - '0') * weights[i];
    char check = "10X98765432"[sum % 11];
    return (s[CARD - 1] == check || (check == 'X' && s[CARD - 1] == 'x')) && month >= 1 &&
           month <= 12 && day >= 1 && day <= 31;
}

size_t personal_number(const char *text, size_t len, size_t *n)
{
    for (size_t i = 0; i < len;) {
        size_t digits = 0;
        while (i + digits < len && is_digit(text[i + digits]))
            digits++;
        bool x = digits == CARD - 1 && i + digits < len &&
                 (text[i + digits] == 'X' || text[i + digits] == 'x');
        *n = digits + x;
        if (*n == CARD && is_card(text + i))
            return i;
        if (*n == MOBILE && text[i] == '1' && text[i + 1] >= '3')
            return i;
        i += digits > 0 ? digits : 1;
    }
    *n = 0;
    return len;
}

/* s[0..n) as a number, n <= 8 digits. */
static int digits_value(const char *s, int n)
{
    int v = 0;
    for (int i = 0; i < n; i++)
        v = 10 * v + s[i] - '0';
    return v;
}

/* Six digits of a region (GB/T 2260: 11 to 82), then a date with a year of `year` digits. */
static bool has_region_and_date(const char *s, int year)
{
    int region = digits_value(s, 2), born = year == 4 ? digits_value(s + 6, 4) : 1900;
    int month = digits_value(s + 6 + year, 2), day = digits_value(s + 8 + year, 2);
    return region >= 11 && region <= 82 && born >= 1880 && born <= 2100 && month >= 1 &&
           month <= 12 && day >= 1 && day <= 31;
}

/* 3.62322E+17: a number of 18 digits that lost all but its first ones. */
static bool is_scientific(const char *s)
{
    size_t n = 1 + (s[0] != '\0' && s[1] == '.' ? 1 + strspn(s + 2, "0123456789") : 0);
    return s[0] >= '1' && s[0] <= '8' && n > 3 && strcasecmp(s + n, "E+17") == 0;
}

bool personal_card(const char *text)
{
    size_t len = strlen(text), digits = strspn(text, "0123456789"), n;
    if (is_scientific(text))
        return true;
    if (len == CARD && digits == CARD && strcmp(text + 15, "000") == 0)
        return has_region_and_date(text, 4);
    if (len == 15 && digits == 15)
        return has_region_and_date(text, 2);
    return len == CARD && personal_number(text, len, &n) == 0 && n == CARD;
}

bool personal_mobile(const char *text)
{
    size_t n;
    return strlen(text) == MOBILE && personal_number(text, MOBILE, &n) == 0 && n == MOBILE;
}
