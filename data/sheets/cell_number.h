/*
 * Numbers in the cells of a workbook: from what is stored to what a clerk reads there, in full. The
 * number that a cell shows is meant, with its format applied; what was lost on the way is told.
 */
#ifndef NIANBAO_CELL_NUMBER_H
#define NIANBAO_CELL_NUMBER_H

#include <stdbool.h>
#include <stddef.h>

/* What a number format says of the value. Digits, colours and the like are no matter here. */
struct cell_format {
    bool percent;          /* stored as a hundredth of what is shown */
    bool year, month, day; /* a date, or the part of one that is shown */
    bool time;
    const char *sign; /* "%" or "‰" that stands there as mere text; "" */
};

/* Reads a format code ("0.00%", "yyyy\"年\"m\"月\""); ECMA-376-1 18.8.31. */
struct cell_format cell_format_read(const char *code);

/* The format of a built-in id, CJK dates included; ECMA-376-1 18.8.30. */
struct cell_format cell_format_builtin(int id);

/* Room for the text of any number. */
#define CELL_NUMBER_MAX 96

/*
 * Writes the number that text[0..len) stores ("0.98890000000000000", "1.2E-3") as its format means
 * it: to 15 digits, as spreadsheets count, no more; "98.89%"; "2006-12-31", "2006-12", "2006",
 * "08:30". A fraction that fills all 15 comes of arithmetic in binary, whose last digits are off:
 * it is rounded to 13. date1904: days are counted from 1904. What is no number is copied as it is.
 */
void cell_number_text(const char *text, size_t len, const struct cell_format *f, bool date1904,
                      char out[CELL_NUMBER_MAX]);

#endif
