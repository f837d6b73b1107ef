#include "data/check/rules.h"

#include <string.h>

#include "data/check/checking.h"

/* In this order: structure, single value, within a place, across places, across years,
 * targets, narrative, language. */
static const struct check_rule rules[] = {
    {"encoding", "编码", SEV_INFO, CHECK_READING, NULL, "A file whose encoding had to be guessed.",
     "推断编码后读入的文件。"},
    {"bad-number", "不是数", SEV_ERROR, CHECK_READING, NULL,
     "A cell that should hold a number and does not.", "应为数而不是数的单元格。"},
    {"full-width-digit", "全角数字", SEV_INFO, CHECK_READING, NULL,
     "Full-width digits in a table, read as plain ones.", "表中的全角数字，按半角读入。"},
    {"duplicate-place", "重复单位", SEV_ERROR, CHECK_READING, NULL,
     "Two places of one name, id or alias.", "两个单位的名称、代号或别名相同。"},
    {"unknown-indicator", "未知指标", SEV_ERROR, CHECK_READING, NULL,
     "An indicator that the report does not declare.", "报告中未声明的指标。"},
    {"unknown-place", "未知单位", SEV_ERROR, CHECK_READING, NULL,
     "A place that is not in the list of places.", "单位名录中没有的单位。"},
    {"alias-match", "别名匹配", SEV_INFO, CHECK_READING, NULL, "A place known by its alias.",
     "按别名认出的单位。"},
    {"extra-place", "多余单位", SEV_WARNING, CHECK_VALUES, check_extra_place,
     "Without a list of places: one with less than half of what others have.",
     "没有单位名录时，数不及其他单位一半的单位。"},
    {"missing-place", "缺少单位", SEV_WARNING, CHECK_VALUES, check_missing_place,
     "A place without a value where others of its kind have one.",
     "同类单位都有数，唯独缺该单位。"},
    {"lone-place", "单独有数", SEV_WARNING, CHECK_VALUES, check_lone_place,
     "A value of an earlier year that most places of the kind lack.", "往年数只有少数同类单位有。"},
    {"duplicate-row", "重复行", SEV_ERROR, CHECK_READING, NULL,
     "Two rows for one indicator, place and year.", "同一指标、单位、年度有两行。"},
    {"hidden-row", "隐藏行", SEV_WARNING, CHECK_READING, NULL,
     "A hidden row of a workbook that was read.", "读取了工作簿中的隐藏行。"},
    {"hidden-column", "隐藏列", SEV_WARNING, CHECK_READING, NULL,
     "A hidden column of a workbook that was read.", "读取了工作簿中的隐藏列。"},
    {"hidden-sheet", "隐藏表", SEV_WARNING, CHECK_READING, NULL, "A hidden sheet of a workbook.",
     "工作簿中的隐藏工作表。"},
    {"subtotal-row", "小计行", SEV_INFO, CHECK_READING, NULL,
     "A subtotal that belongs to no place: checked and left out.",
     "不属于任何单位的小计：核对后未收。"},
    {"personal-data", "个人信息", SEV_ERROR, CHECK_READING | CHECK_TEXT, check_personal_data,
     "Columns, cells or text that hold identity card or telephone numbers.",
     "含身份证号、手机号等个人信息的列、单元格或文字。"},
    {"unit-mismatch", "单位不符", SEV_ERROR, CHECK_READING, NULL,
     "A value or target with the sign of another unit.", "数值或目标所带符号与计量单位不符。"},
    {"zero-denominator", "分母为零", SEV_ERROR, CHECK_READING, NULL, "A denominator of 0.",
     "分母为 0。"},
    {"incomplete-rate", "分子分母不全", SEV_WARNING, CHECK_READING, NULL,
     "A numerator without denominator, or the reverse.", "分子、分母只有其一。"},
    {"out-of-range", "超出界限", SEV_ERROR, CHECK_READING | CHECK_VALUES, check_out_of_range,
     "A value or target of more than 100%, unless plausible allows it; a part above its whole.",
     "数值或目标超过 100%（合理范围允许的除外）；分子大于分母。"},
    {"implausible", "数值可疑", SEV_WARNING, CHECK_VALUES, check_implausible,
     "A value or target outside the indicator's plausible range.",
     "数值或目标不在该指标的合理范围内。"},
    {"unit-slip", "单位错位", SEV_WARNING, CHECK_VALUES | CHECK_TEXT, check_unit_slip,
     "A value that would be plausible ten times larger or smaller; % for ‰ in the text.",
     "放大或缩小十倍才合理的数值；正文中 % 与 ‰ 混用。"},
    {"decimals", "小数位", SEV_WARNING, CHECK_VALUES, check_decimals,
     "A value with other digits behind the point than the key decimals says.",
     "数值的小数位数与设定不同。"},
    {"grim", "比例不可能", SEV_WARNING, CHECK_VALUES, check_grim,
     "A percentage that no whole number of the given base comes to.",
     "按给定的基数，任何整数都得不出的百分比。"},
    {"rate-mismatch", "比率不符", SEV_ERROR, CHECK_READING, NULL,
     "A rate that is not its numerator over its denominator.", "比率与其分子、分母算得的不符。"},
    {"formula-mismatch", "公式不符", SEV_ERROR, CHECK_READING, NULL,
     "A value that is not what its formula makes.", "数值与按公式算得的不符。"},
    {"identity", "等式不成立", SEV_ERROR, CHECK_VALUES, check_identity,
     "An equation of identities that does not hold, or that implies an implausible value.",
     "恒等式不成立，或由它推出不合理的数值。"},
    {"parts-whole", "分项合计", SEV_ERROR, CHECK_VALUES, check_parts_whole,
     "Parts of an indicator that do not add up to it, or to 100%.",
     "各构成部分之和不等于总数或 100%。"},
    {"total-mismatch", "合计不符", SEV_ERROR, CHECK_READING, NULL,
     "A total that is not the sum of its parts.", "合计与各单位之和不符。"},
    {"partial-total", "部分汇总", SEV_WARNING, CHECK_VALUES, check_partial_total,
     "A whole that is not what the kinds of places that have the indicator make.",
     "总体数与有该项数据的各类单位汇总不符。"},
    {"no-total", "无法汇总", SEV_WARNING, CHECK_READING, NULL,
     "Rates without numerator and denominator, which give no total.",
     "只有比率、没有分子分母，无法汇总。"},
    {"mean-of-rates", "平均比率", SEV_ERROR, CHECK_VALUES, check_mean_of_rates,
     "A total rate that is the plain mean of its parts' rates.",
     "总体比率是各单位比率的简单平均。"},
    {"outlier", "离群", SEV_WARNING, CHECK_VALUES, check_outlier,
     "A rate beyond the 99.8% funnel limits around that of all, widened by their spread.",
     "比率在全体的 99.8% 漏斗限之外（限随离散程度放宽）。"},
    {"all-alike", "全部相同", SEV_INFO, CHECK_VALUES, check_all_alike,
     "All parts of a place with the same value.", "所属单位的数全部相同。"},
    {"year-mismatch", "往年不符", SEV_ERROR, CHECK_VALUES, check_year_mismatch,
     "A value of an earlier year that is not what last year's files have.",
     "往年数与上年报告所用数据不符。"},
    {"definition-changed", "口径变化", SEV_WARNING, CHECK_VALUES, check_definition_changed,
     "Unit, basis, operands or period other than in the report file that previous names.",
     "单位、口径、分子分母或统计年度与上年报告文件不同。"},
    {"large-change", "变化过大", SEV_WARNING, CHECK_VALUES, check_large_change,
     "A change on the year before above max_change.", "与上年相比的变化超过设定的最大变化。"},
    {"sudden-zero", "骤降为零", SEV_WARNING, CHECK_VALUES, check_sudden_zero,
     "0 where the year before had 10 or more.", "上年不小于 10，本年为 0。"},
    {"missing-year", "缺少年度", SEV_WARNING, CHECK_VALUES, check_missing_year,
     "A series that lacks a year between or next to those it has.", "数列中间或末尾缺少某年的数。"},
    {"future-year", "年度超前", SEV_WARNING, CHECK_VALUES, check_future_year,
     "A value of a year after the report's.", "报告年度以后的数。"},
    {"target-missing", "目标缺失", SEV_WARNING, CHECK_VALUES, check_target_missing,
     "An indicator with a direction and a value but without a target.",
     "有方向、有数值而没有目标的指标。"},
    {"target-expired", "目标过期", SEV_WARNING, CHECK_VALUES, check_target_expired,
     "A target of an earlier year, but none of this.", "只有往年的目标，没有本年的。"},
    {"target-direction", "目标方向", SEV_WARNING, CHECK_VALUES, check_target_direction,
     "A target whose sign contradicts the indicator's direction.", "目标的符号与指标的方向相反。"},
    {"target-unit", "目标单位", SEV_WARNING, CHECK_VALUES, check_target_unit,
     "A target in the report file with the sign of another unit.",
     "报告文件中的目标所带符号与计量单位不符。"},
    {"narrowly-met", "勉强达标", SEV_INFO, CHECK_VALUES, check_narrowly_met,
     "A target met by less than the last digit printed.", "达标的差额小于印出的末位。"},
    {"stray-number", "散落数字", SEV_WARNING, CHECK_TEXT, check_stray_number,
     "A number typed beside an indicator that is not its value.",
     "正文中写在指标旁、却与数据不同的数字。"},
    {"typed-number", "手写数字", SEV_INFO, CHECK_TEXT, check_typed_number,
     "A value typed by hand where a placeholder would follow the data.",
     "手写的指标数值，改用占位符才会随数据更新。"},
    {"two-statements", "前后不一", SEV_WARNING, CHECK_TEXT, check_two_statements,
     "Two different numbers for one indicator in the text.", "正文对同一指标前后写了不同的数。"},
    {"claim-unmet", "达标不实", SEV_WARNING, CHECK_TEXT, check_claim_unmet,
     "A claim that all targets are met while one is not.", "有指标未达标，正文却称全部完成。"},
    {"change-unit", "变化单位", SEV_WARNING, CHECK_TEXT, check_change_unit,
     "Percentage points for what is not measured in percent.", "不以百分数计的指标用了百分点。"},
    {"half-width-mark", "半角标点", SEV_WARNING, CHECK_TEXT, check_half_width_mark,
     "Half-width punctuation beside Chinese characters.", "汉字旁的半角标点。"},
    {"pinyin-residue", "拼音残留", SEV_WARNING, CHECK_TEXT, check_pinyin_residue,
     "Pinyin in brackets behind a character, left from copying.", "复制时留下的括注拼音。"},
    {"bracket", "括号不配", SEV_WARNING, CHECK_TEXT, check_bracket,
     "Brackets or quotation marks without their partner.", "括号、引号、书名号不成对。"},
    {"numbering-gap", "序号跳缺", SEV_WARNING, CHECK_TEXT, check_numbering_gap,
     "Outline numbers that skip or repeat.", "层次序号缺号或重号。"},
    {"date-form", "日期写法", SEV_WARNING, CHECK_TEXT, check_date_form,
     "Dates with leading zeros, years of two digits.", "月日补零，年份只写两位。"},
    {"year-bracket", "年份括号", SEV_WARNING, CHECK_TEXT, check_year_bracket,
     "The year of a document's number in other brackets than 〔〕.", "发文字号的年份未用〔〕。"},
    {"range-form", "范围写法", SEV_WARNING, CHECK_TEXT, check_range_form,
     "A range with a hyphen, or with % at one end.", "数值范围用了连字符，或只在一端写 %。"},
    {"double-approximation", "约数重复", SEV_WARNING, CHECK_TEXT, check_double_approximation,
     "A number that is called approximate twice.", "同一个数前后都有约数词。"},
};

#define N_RULES (sizeof rules / sizeof *rules)

size_t check_rule_count(void)
{
    return N_RULES;
}

const struct check_rule *check_rule_at(size_t i)
{
    return &rules[i];
}

int check_rule(const char *name)
{
    for (size_t i = 0; i < N_RULES; i++)
        if (strcmp(rules[i].name, name) == 0 || strcmp(rules[i].zh, name) == 0)
            return (int)i;
    return -1;
}

void check_print_rules(FILE *out, enum language language)
{
    static const char *const severities[] = {"提示", "警告", "错误"};
    bool zh = language == LANG_ZH;
    for (size_t i = 0; i < N_RULES; i++) {
        const struct check_rule *rule = &rules[i];
        fprintf(out, "  %s (%s)\n      %s\n      %s%s\n", zh ? rule->zh : rule->name,
                zh ? rule->name : rule->zh, zh ? rule->about_zh : rule->about_en,
                zh ? "默认：" : "default: ",
                zh ? severities[rule->severity] : severity_name(rule->severity));
    }
}
