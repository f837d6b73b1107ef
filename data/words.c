#include "data/words.h"

#include <assert.h>

static const struct {
    const char *zh, *en;
} words[W_COUNT] = {
    [W_FIGURE] = {"图", "Figure"},
    [W_TABLE] = {"表", "Table"},
    [W_CONTINUED] = {"续表", "continued"},
    [W_INDICATOR] = {"指标", "Indicator"},
    [W_PLACE] = {"单位", "Unit"},
    [W_TARGET] = {"目标", "Target"},
    [W_RESULT] = {"完成情况", "Result"},
    [W_LAST_YEAR] = {"上年", "Last year"},
    [W_CHANGE] = {"比上年", "Change"},
    [W_VERDICT] = {"达标情况", "Target met"},
    [W_UNIT] = {"计量单位", "Unit of measure"},
    [W_YEAR] = {"年度", "Year"},
    [W_MET] = {"达标", "met"},
    [W_UNMET] = {"未达标", "not met"},
    [W_NO_TARGET] = {"未设目标", "no target"},
    [W_UNKNOWN] = {"无法判定", "cannot be told"},
    [W_NO_DATA] = {"无数据", "no data"},
    [W_NOT_COMPARABLE] = {"不可比", "not comparable"},
    [W_LIST_OR] = {"或", " or "},
    [W_UNIT_LINE] = {"单位：%s", "In %s"},
    [W_NOTE] = {"注：", "Note: "},
    [W_WHOLE] = {"合计", "All"},
    [W_LOWER_BETTER] = {"越低越好", "lower is better"},
    [W_HIGHER_BETTER] = {"越高越好", "higher is better"},
    [W_SCALE_NOT_ZERO] = {"纵轴不从0开始", "vertical scales do not start at 0"},
    [W_ILLUSTRATIVE] = {"示意数据，非真实统计", "illustrative data, not real statistics"},
    [W_PRELIMINARY] = {"初步数", "preliminary"},
    [W_ESTIMATED] = {"估计数", "estimated"},
    [W_SMALL_SAMPLE] = {"小样本，仅供参考", "small sample, read with care"},
    [W_SUPPRESSED] = {"数值过小，不予公布", "too small to be published"},
    [W_AT_LEAST] = {"%s以上", "at least %s"},
    [W_AT_MOST] = {"%s以内", "at most %s"},
    [W_ABOUT] = {"约%s", "about %s"},
    [W_RANGE] = {"%s～%s", "%s–%s"},
    [W_BETWEEN] = {"%s～%s", "between %s and %s"},
    [W_PERMILLE] = {"%s‰", "%s per 1,000"},
    [W_RATIO] = {"%s:100", "%s per 100"},
    [W_PERCENT_UP] = {"上升%s个百分点", "%s percentage points higher"},
    [W_PERCENT_DOWN] = {"下降%s个百分点", "%s percentage points lower"},
    [W_PERMILLE_UP] = {"上升%s个千分点", "%s per 1,000 higher"},
    [W_PERMILLE_DOWN] = {"下降%s个千分点", "%s per 1,000 lower"},
    [W_RATIO_UP] = {"上升%s个比值", "%s per 100 higher"},
    [W_RATIO_DOWN] = {"下降%s个比值", "%s per 100 lower"},
    [W_COUNT_UP] = {"增长%s%%", "%s%% higher"},
    [W_COUNT_DOWN] = {"下降%s%%", "%s%% lower"},
    [W_MORE] = {"增加%s", "%s more"},
    [W_FEWER] = {"减少%s", "%s fewer"},
    [W_UNCHANGED] = {"持平", "unchanged"},
    [W_RISING] = {"上升", "rising"},
    [W_FALLING] = {"下降", "falling"},
    [W_RISING_YEARS] = {"连续%s年上升", "rising for %s years running"},
    [W_FALLING_YEARS] = {"连续%s年下降", "falling for %s years running"},
    [W_FULL] = {"满分", "Full"},
    [W_POINTS] = {"得分", "Points"},
    [W_REASON] = {"说明", "Reason"},
    [W_TOTAL_POINTS] = {"总分", "Total"},
    [W_VETO] = {"否决", "vetoed"},
    [W_INTERVAL] = {"95%置信区间", "95% interval"},
    [W_RANK] = {"位次", "Rank"},
};

const char *word(enum language language, enum word w)
{
    assert(w < W_COUNT);
    return language == LANG_ZH ? words[w].zh : words[w].en;
}
