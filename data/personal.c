#include "data/personal.h"

#include <string.h>
#include <strings.h>

#define CARD 18
#define MOBILE 11

bool personal_head(const char *head)
{
    static const char *const zh[] = {"身份证", "证件号", "手机", "电话", "联系方式", "家庭住址"};
    static const char *const en[] = {"id card",   "id_card", "id number", "id_number", "phone",
                                     "telephone", "mobile",  "passport",  "ssn"};
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
