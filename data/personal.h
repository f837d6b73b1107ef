/*
 * Personal data: what points at single persons. A report is made of counts; numbers of identity
 * cards and telephones have no business in its files.
 */
#ifndef NIANBAO_PERSONAL_H
#define NIANBAO_PERSONAL_H

#include <stdbool.h>
#include <stddef.h>

/* Whether a column of that name holds such numbers: 身份证号, 手机, phone ... */
bool personal_head(const char *head);

/*
 * The offset of the first identity card number (GB 11643-1999: 18 characters, with its check
 * character right) or mobile telephone number (11 digits, 13 to 19) in text[0..len), its length in
 * *n; len when there is none. Digits that others adjoin are not taken for one.
 */
size_t personal_number(const char *text, size_t len, size_t *n);

/* What messages say of them. */
#define PERSONAL_EN                                                                                \
    "records of single persons do not belong into a report: take them out and keep counts only"
#define PERSONAL_ZH "报告只用汇总数，不收个人信息：请删去，只保留统计数"

#endif
