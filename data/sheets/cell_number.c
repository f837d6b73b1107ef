#include "data/sheets/cell_number.h"

#include <stdio.h>
#include <string.h>

#define DIGITS_MAX 15      /* that a spreadsheet keeps */
#define DIGITS_COMPUTED 13 /* of a result whose last digits are the machine's */
#define DIGITS_STORED 40   /* no program writes more than 17 */
#define EXPONENT_MAX 60    /* no number of a report is so large or so small */

/* 0.d1 d2 d3 ... x 10^point, without zeros at either end of the digits; none: zero. */
struct decimal {
    bool negative;
    char digits[DIGITS_STORED];
    int n;
    int point;
};

/* The length of a part of a code that is shown as it is, or hidden; 0 when it means something. */
static size_t literal(const char *s, size_t *text, size_t *text_len)
{
    *text = 0;
    *text_len = 0;
    if (*s == '"' || *s == '[') {
        const char *end = strchr(s + 1, *s == '"' ? '"' : ']');
        size_t len = end != NULL ? (size_t)(end + 1 - s) : strlen(s);
        *text = 1;
        *text_len = *s == '"' && len > 2 ? len - 2 : 0;
        return len;
    }
    if ((*s == '\\' || *s == '_' || *s == '*') && s[1] != '\0') {
        *text = 1;
        *text_len = *s == '\\' ? strspn(s + 1, "\x80\x81") + 1 : 0;
        return 2;
    }
    return 0;
}

static bool holds(const char *s, size_t len, const char *sign)
{
    return memmem(s, len, sign, strlen(sign)) != NULL;
}

/* [h]:mm counts hours: a time, though in brackets. */
static bool is_elapsed(const char *s, size_t len)
{
    return len >= 3 && s[0] == '[' && strchr("hHmMsS", s[1]) != NULL &&
           strchr("hHmMsS]", s[2]) != NULL;
}

struct cell_format cell_format_read(const char *code)
{
    struct cell_format f = {.sign = ""};
    bool month_or_minute = false;
    for (const char *s = code; *s != '\0' && *s != ';';) {
        size_t text, text_len, skip = literal(s, &text, &text_len);
        if (skip > 0) {
            f.time |= is_elapsed(s, skip);
            if (holds(s + text, text_len, "%"))
                f.sign = "%";
            s += skip;
            continue;
        }
        if (strncmp(s, "General", strlen("General")) == 0)
            break;
        switch (*s) {
        case 'y':
        case 'Y':
        case 'e': f.year = true; break;
        case 'm':
        case 'M': month_or_minute = true; break;
        case 'd':
        case 'D': f.day = true; break;
        case 'h':
        case 'H':
        case 's':
        case 'S': f.time = true; break;
        case '%': f.percent = true; break;
        case 'E': s += s[1] == '+' || s[1] == '-'; break; /* 0.00E+00 */
        default: break;
        }
        s++;
    }
    if (strstr(code, "‰") != NULL)
        f.sign = "‰";
    f.month = month_or_minute && (f.year || f.day || !f.time);
    return f;
}

struct cell_format cell_format_builtin(int id)
{
    struct cell_format f = {.sign = ""};
    f.percent = id == 9 || id == 10;
    /* 14-17 and 22 are dates everywhere; 27-36 and 50-58 are those of Chinese editions. */
    bool chinese = (id >= 27 && id <= 36) || (id >= 50 && id <= 58);
    bool year_month = id == 17 || id == 27 || id == 36 || id == 50 || id == 52 || id == 57;
    bool times = (id >= 18 && id <= 21) || (id >= 32 && id <= 35) || (id >= 45 && id <= 47) ||
                 id == 55 || id == 56;
    bool date = !times && ((id >= 14 && id <= 17) || id == 22 || chinese);
    f.year = f.month = date;
    f.day = date && !year_month;
    f.time = times || id == 22;
    return f;
}

static void trim_digits(struct decimal *d)
{
    int zeros = 0;
    while (zeros < d->n && d->digits[zeros] == '0')
        zeros++;
    memmove(d->digits, d->digits + zeros, (size_t)(d->n - zeros));
    d->n -= zeros;
    d->point -= zeros;
    while (d->n > 0 && d->digits[d->n - 1] == '0')
        d->n--;
}

/* Reads digits, a point and an exponent. False when text is anything else. */
static bool read_decimal(const char *text, size_t len, struct decimal *d)
{
    const char *s = text, *end = text + len;
    bool point = false;
    *d = (struct decimal){0};
    if (s < end && (*s == '-' || *s == '+'))
        d->negative = *s++ == '-';
    for (; s < end && ((*s >= '0' && *s <= '9') || (*s == '.' && !point)); s++) {
        if (*s == '.') {
            point = true;
            continue;
        }
        if (d->n == DIGITS_STORED)
            return false;
        d->digits[d->n++] = *s;
        d->point += !point;
    }
    if (d->n == 0)
        return false;
    if (s < end && (*s == 'e' || *s == 'E')) {
        bool minus = ++s < end && *s == '-';
        int exponent = 0;
        s += s < end && (*s == '-' || *s == '+');
        if (s == end)
            return false;
        for (; s < end && *s >= '0' && *s <= '9' && exponent <= EXPONENT_MAX; s++)
            exponent = 10 * exponent + (*s - '0');
        d->point += minus ? -exponent : exponent;
    }
    trim_digits(d);
    return s == end && d->point <= EXPONENT_MAX && d->point >= -EXPONENT_MAX;
}

/* Rounds to n digits, halves up. */
static void round_digits(struct decimal *d, int n)
{
    if (d->n <= n)
        return;
    bool up = d->digits[n] >= '5';
    d->n = n;
    for (int i = n - 1; up && i >= 0; i--) {
        up = d->digits[i] == '9';
        d->digits[i] = up ? '0' : (char)(d->digits[i] + 1);
    }
    if (up) { /* 9.99 -> 10.0 */
        d->digits[0] = '1';
        d->point++;
    }
    trim_digits(d);
}

static void clean(struct decimal *d)
{
    round_digits(d, DIGITS_MAX);
    if (d->n == DIGITS_MAX && d->point < DIGITS_MAX)
        round_digits(d, DIGITS_COMPUTED);
}

/* Never longer than CELL_NUMBER_MAX less a sign: EXPONENT_MAX zeros and DIGITS_MAX digits. */
static void write_decimal(const struct decimal *d, char *out)
{
    if (d->negative && d->n > 0)
        *out++ = '-';
    if (d->point <= 0 || d->n == 0)
        *out++ = '0';
    for (int i = 0; i < d->point && d->n > 0; i++)
        *out++ = i < d->n ? d->digits[i] : '0';
    if (d->n > d->point && d->n > 0) {
        *out++ = '.';
        for (int i = d->point; i < d->n; i++)
            *out++ = i < 0 ? '0' : d->digits[i];
    }
    *out = '\0';
}

#define DAY_MAX 2958465 /* 9999-12-31 */
#define SECONDS_OF_DAY 86400

/* The whole days and the seconds of a serial number. False when it is no date. */
static bool read_serial(const struct decimal *d, long *days, long *seconds)
{
    long long fraction = 0;
    *days = 0;
    if (d->negative || d->point > 7)
        return false;
    for (int i = 0; i < d->point; i++)
        *days = 10 * *days + (i < d->n ? d->digits[i] - '0' : 0);
    for (int i = d->point; i < d->point + 9; i++)
        fraction = 10 * fraction + (i >= 0 && i < d->n ? d->digits[i] - '0' : 0);
    *seconds = (long)((fraction * SECONDS_OF_DAY + 500000000) / 1000000000);
    *days += *seconds / SECONDS_OF_DAY;
    *seconds %= SECONDS_OF_DAY;
    return *days <= DAY_MAX;
}

/* The date of a day counted from 1970-01-01 in the Gregorian calendar, in eras of 400 years. */
static void civil(long day, int *y, int *m, int *d)
{
    long z = day + 719468, era = (z >= 0 ? z : z - 146096) / 146097;
    long of_era = z - era * 146097;
    long year = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
    long of_year = of_era - (365 * year + year / 4 - year / 100);
    long month = (5 * of_year + 2) / 153; /* from March */
    *d = (int)(of_year - (153 * month + 2) / 5 + 1);
    *m = (int)(month < 10 ? month + 3 : month - 9);
    *y = (int)(year + era * 400 + (*m <= 2));
}

/* Day 60 of the count from 1900 is a 29th of February that never was (ECMA-376-1 18.17.4.1). */
static void date_of(long days, bool date1904, int *y, int *m, int *d)
{
    if (date1904)
        civil(days - 24107, y, m, d);
    else if (days > 60)
        civil(days - 25569, y, m, d);
    else
        civil(days - 25568, y, m, d);
    if (!date1904 && days == 60) {
        *m = 2;
        *d = 29;
    }
}

static bool write_date(const struct decimal *v, const struct cell_format *f, bool date1904,
                       char *out)
{
    long days, seconds;
    int y, m, d, n = 0;
    bool date = f->year || f->month || f->day;
    if (!read_serial(v, &days, &seconds))
        return false;
    date_of(days, date1904, &y, &m, &d);
    if (f->year && !f->month && !f->day)
        n = snprintf(out, CELL_NUMBER_MAX, "%04d", y);
    else if (f->year && !f->day)
        n = snprintf(out, CELL_NUMBER_MAX, "%04d-%02d", y, m);
    else if (date)
        n = snprintf(out, CELL_NUMBER_MAX, "%04d-%02d-%02d", y, m, d);
    if (!f->time || (date && seconds == 0))
        return true;
    long hours = (date ? 0 : days * 24) + seconds / 3600;
    n += snprintf(out + n, CELL_NUMBER_MAX - (size_t)n, "%s%02ld:%02ld", date ? " " : "", hours,
                  seconds / 60 % 60);
    if (seconds % 60 != 0)
        snprintf(out + n, CELL_NUMBER_MAX - (size_t)n, ":%02ld", seconds % 60);
    return true;
}

void cell_number_text(const char *text, size_t len, const struct cell_format *f, bool date1904,
                      char out[CELL_NUMBER_MAX])
{
    struct decimal d;
    if (!read_decimal(text, len, &d)) {
        snprintf(out, CELL_NUMBER_MAX, "%.*s", (int)(len < CELL_NUMBER_MAX ? len : CELL_NUMBER_MAX),
                 text);
        return;
    }
    bool date = f->year || f->month || f->day || f->time;
    if (date && write_date(&d, f, date1904, out))
        return;
    clean(&d);
    if (f->percent && d.n > 0)
        d.point += 2;
    write_decimal(&d, out);
    strcat(out, f->percent ? "%" : f->sign);
}
