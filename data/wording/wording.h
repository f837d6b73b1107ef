/*
 * Wording: how values, targets, changes and ranks are worded wherever the report prints them, so
 * that text, table and chart say the same. Whoever needs a number in words asks here and rounds
 * nothing himself.
 */
#ifndef NIANBAO_WORDING_H
#define NIANBAO_WORDING_H

#include "data/report/report.h"

/*
 * Texts for people, in the report's language, owned by the arena. Rounded by the report's rule to
 * the indicator's decimals, one digit more where rounding would flip met and unmet.
 *   wording_value         "98.89%", "≥80%", "约160块", "107:100"; "—" when missing
 *   wording_value_prose   the same as a sentence has it: "80%以上", "at least 80%"
 *   wording_number        the digits alone: "98.89"
 *   wording_target        "≤11.50‰", "103～107:100"; "—" when not set
 *   wording_target_of     the same of a target that is no cell's own
 *   wording_target_number the same without the unit: "≤11.50", "103～107"
 *   wording_target_prose  "11.50‰以内", "90%以上", "at least 90%"
 *   wording_change        on the year before, from the printed values: "下降0.41个千分点", "持平",
 *                         "增长1.6%", "1.17 percentage points higher"; "—" without a base. Units
 *                         by GB usage: 百分点 for %, 千分点 for ‰, 比值 for ratios, and % of the
 *                         base for counts.
 *   wording_change_on     the same on another year, by its index
 *   wording_difference    likewise, but a count in its own unit: "增加7人", "7 items fewer"
 *   wording_trend         how long it has gone one way: "连续3年下降", "rising", "持平"
 *   wording_verdict       "达标", "未达标", "未设目标", "无法判定"
 */
const char *wording_value(const struct report *r, struct cell_id cell);
const char *wording_value_prose(const struct report *r, struct cell_id cell);
const char *wording_number(const struct report *r, struct cell_id cell);
const char *wording_target(const struct report *r, struct cell_id cell);
const char *wording_target_of(const struct report *r, int indicator, const struct target *t);
const char *wording_target_number(const struct report *r, struct cell_id cell);
const char *wording_target_prose(const struct report *r, struct cell_id cell);
const char *wording_change(const struct report *r, struct cell_id cell);
const char *wording_change_on(const struct report *r, struct cell_id cell, int base);
const char *wording_difference(const struct report *r, struct cell_id cell, int base);
const char *wording_trend(const struct report *r, struct cell_id cell);
const char *wording_verdict(const struct report *r, enum verdict v);

/* The mark behind a flagged value in tables and charts: "*" illustrative, "p", "e", "†" small
 * sample, "×" suppressed; "" for none. */
const char *wording_flag(unsigned flags);

#endif
