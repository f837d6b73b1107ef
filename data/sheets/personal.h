/*
 * Personal data: what points at single persons. A report is made of counts; numbers of identity
 * cards and telephones have no business in its files.
 */
#ifndef NIANBAO_PERSONAL_H
#define NIANBAO_PERSONAL_H

#include <stdbool.h>
#include <stddef.h>

/* Whether a column of that name holds such numbers or names: 身份证号, 手机, 姓名, phone ...; what
 * counts them (电话回访率, 手机用户数) does not. */
bool personal_head(const char *head);

/*
 * The offset of the first identity card number (GB 11643-1999: 18 characters, with its check
 * character right) or mobile telephone number (11 digits, 13 to 19) in text[0..len), its length in
 * *n; len when there is none. Digits that others adjoin are not taken for one.
 */
size_t personal_number(const char *text, size_t len, size_t *n);

/*
 * Whether text, a whole cell, is an identity card number, also of the old 15 digits, or as a
 * spreadsheet leaves one that was typed as a number: 362322198001011000, 3.62322E+17.
 */
bool personal_card(const char *text);

/* The same of a mobile telephone number. */
bool personal_mobile(const char *text);

/* What messages say of them. */
#define PERSONAL_EN                                                                                \
    "records of single persons do not belong into a report: take them out and keep counts only"
#define PERSONAL_ZH "报告只用汇总数，不收个人信息：请删去，只保留统计数"

#endif
