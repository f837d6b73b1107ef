#include "data/config_keys.h"

#include "data/report.h"
#include "data/tablespec.h"

static const struct choice languages[] = {
    {"zh-CN", "中文", LANG_ZH}, {"zh", "汉语", LANG_ZH}, {"en", "英文", LANG_EN}, {0}};

static const struct choice roundings[] = {
    {"half_up", "四舍五入", ROUND_HALF_UP}, {"gb8170", "国标修约", ROUND_GB8170}, {0}};

static const struct choice directions[] = {{"lower", "越低越好", BETTER_LOWER},
                                           {"higher", "越高越好", BETTER_HIGHER},
                                           {"range", "区间", BETTER_RANGE},
                                           {"none", "无", BETTER_NONE},
                                           {0}};

static const struct choice flags[] = {{"illustrative", "示意", FLAG_ILLUSTRATIVE},
                                      {"preliminary", "初步", FLAG_PRELIMINARY},
                                      {"estimated", "估计", FLAG_ESTIMATED},
                                      {0}};

static const struct choice sorts[] = {{"best", "由好到差", SORT_BEST_FIRST},
                                      {"worst", "由差到好", SORT_WORST_FIRST},
                                      {"input", "原序", SORT_INPUT},
                                      {"name", "名称", SORT_NAME},
                                      {0}};

static const struct choice themes[] = {{"colour", "彩色", 0}, {"mono", "单色", 1}, {0}};

static const struct choice table_kinds[] = {
    {"targets", "目标", TABLE_OF_TARGETS}, {"places", "各单位", TABLE_OF_PLACES}, {0}};

static const struct choice table_columns[] = {
    {"indicator", "指标", COLUMN_INDICATOR}, {"target", "目标", COLUMN_TARGET},
    {"result", "完成", COLUMN_RESULT},       {"last", "上年", COLUMN_LAST},
    {"change", "变化", COLUMN_CHANGE},       {"verdict", "结论", COLUMN_VERDICT},
    {"rank", "位次", COLUMN_RANK},           {0}};

static const struct choice orientations[] = {{"portrait", "纵", 0}, {"landscape", "横", 1}, {0}};

const struct section_row config_sections[SECTION_COUNT] = {
    [SECTION_REPORT] = {"report", "报告", false, "The document as a whole.", "整份文件。"},
    [SECTION_DATA] = {"data", "数据", false,
                      "The files it is made from, relative to the report file.",
                      "所用文件，路径从报告文件算起。"},
    [SECTION_SOURCE] = {"source", "来源", true,
                        "A sheet as offices make it; nianbao check --explain-source NAME tells how "
                        "it is understood.",
                        "一张单位报来的表；nianbao check --explain-source 名称 列出各列的理解。"},
    [SECTION_INDICATOR] = {"indicator", "指标", true,
                           "An indicator; NAME is what data and placeholders call it.",
                           "一项指标；“名称”是数据和占位符中的代号。"},
    [SECTION_CHART] = {"chart", "图", true, "A chart, placed by ![caption](chart:NAME).",
                       "一幅图，以 ![图题](chart:名称) 置入正文。"},
    [SECTION_TABLE] = {"table", "表", true, "A table, placed by ![caption](table:NAME).",
                       "一张表，以 ![表题](table:名称) 置入正文。"},
};

#define REQUIRED true
#define OPTIONAL false

const struct key_row config_keys[KEY_COUNT] = {
    [REPORT_TITLE] = {SECTION_REPORT, "title", "标题", KIND_TEXT, NULL, REQUIRED,
                      "The title; | ends a line where you want it.",
                      "文件标题；在需要换行处写 |。"},
    [REPORT_SUBTITLE] = {SECTION_REPORT, "subtitle", "副标题", KIND_TEXT, NULL, OPTIONAL,
                         "A line below the title; | as there.", "标题下的一行；| 同上。"},
    [REPORT_KEEP_WORDS] = {SECTION_REPORT, "keep_words", "不拆分词", KIND_NAMES, NULL, OPTIONAL,
                           "Words that the lines of titles do not part, besides the organ's name.",
                           "标题换行时不拆开的词；单位名称总不拆开。"},
    [REPORT_ORGAN] = {SECTION_REPORT, "organ", "单位", KIND_TEXT, NULL, OPTIONAL,
                      "The body that issues it, for the signature.", "发文单位，用于落款。"},
    [REPORT_AUTHOR] = {SECTION_REPORT, "author", "作者", KIND_TEXT, NULL, OPTIONAL,
                       "Who wrote it; kept in the PDF's properties.", "拟稿人，写入 PDF 属性。"},
    [REPORT_YEAR] = {SECTION_REPORT, "year", "年度", KIND_NUMBER, NULL, REQUIRED,
                     "The year reported on, 1900 to 2999.", "报告年度，1900 至 2999。"},
    [REPORT_PERIOD] = {SECTION_REPORT, "period", "统计年度", KIND_TEXT, NULL, OPTIONAL,
                       "The statistical year in words, where it is not the calendar year.",
                       "统计年度的起止，与日历年度不同时写明。"},
    [REPORT_DATE] = {SECTION_REPORT, "date", "日期", KIND_TEXT, NULL, OPTIONAL,
                     "The date as printed below the signature.", "落款日期，照样印出。"},
    [REPORT_LANGUAGE] = {SECTION_REPORT, "language", "语言", KIND_CHOICE, languages, OPTIONAL,
                         "The language of the document and of messages; zh-CN unless said.",
                         "文件和提示的语言，默认中文。"},
    [REPORT_LAYOUT] =
        {SECTION_REPORT, "layout", "版式", KIND_TEXT, NULL, OPTIONAL,
         "A house style (gb9704, gb9704-word, en-report), or a path to one; gb9704 or en-report "
         "unless said.",
         "版式名称或版式文件路径，默认 gb9704（英文为 en-report）。"},
    [REPORT_OUTPUT] = {SECTION_REPORT, "output", "输出", KIND_FILE, NULL, OPTIONAL,
                       "The PDF to write; the report file's name with .pdf unless said.",
                       "输出的 PDF 文件，默认与报告文件同名。"},
    [REPORT_ROUNDING] =
        {SECTION_REPORT, "rounding", "修约", KIND_CHOICE, roundings, OPTIONAL,
         "How values are rounded when printed: half_up (the default), or gb8170 for "
         "GB/T 8170 (halves to even).",
         "印出时的修约规则：默认四舍五入；国标修约按 GB/T 8170（四舍六入五成双）。"},
    [DATA_NARRATIVE] = {SECTION_DATA, "narrative", "正文", KIND_FILE, NULL, REQUIRED,
                        "The text: Markdown (.md) or plain text with outline numbers (.txt).",
                        "正文：Markdown（.md）或带层次序数的纯文本（.txt）。"},
    [DATA_INDICATORS] =
        {SECTION_DATA, "indicators", "指标", KIND_FILES, NULL, OPTIONAL,
         "Tables of values (CSV, .xlsx, .xls, or FILE.xlsx!SHEET) with the columns place, "
         "indicator, year, "
         "numerator, denominator, value, target, flag, note.",
         "数值表（CSV、.xlsx、.xls，或 "
         "文件.xlsx!工作表），列名：单位、指标、年度、分子、分母、数值、目标、标记、备注。"},
    [DATA_PLACES] =
        {SECTION_DATA, "places", "单位名录", KIND_FILE, NULL, OPTIONAL,
         "The list of places (a table likewise): place, kind, parent, order, aliases, col, row.",
         "单位名录（表格同上）：单位、类别、上级、次序、别名、列、行。"},
    [DATA_WHOLE] = {SECTION_DATA, "whole", "总体", KIND_TEXT, NULL, OPTIONAL,
                    "What all places together are called, where no list says it.",
                    "全部单位合计的名称，名录中没有时写明。"},
    [SOURCE_FILE] = {SECTION_SOURCE, "file", "文件", KIND_FILE, NULL, REQUIRED,
                     "The file: .xlsx, .xls or CSV.", "表格文件：.xlsx、.xls 或 CSV。"},
    [SOURCE_SHEET] = {SECTION_SOURCE, "sheet", "工作表", KIND_TEXT, NULL, OPTIONAL,
                      "The sheet, its name or number; the first unless said.",
                      "工作表名称或序号，默认第一张。"},
    [SOURCE_HEAD] = {SECTION_SOURCE, "head", "表头", KIND_TEXT, NULL, OPTIONAL,
                     "The rows of the head, 3 or 3..4; found by itself unless said.",
                     "表头所在行，如 3 或 3..4，默认自动识别。"},
    [SOURCE_YEAR] = {SECTION_SOURCE, "year", "年度", KIND_NUMBER, NULL, OPTIONAL,
                     "The year of values that have none; the report's unless said.",
                     "未写年份的数值所属年度，默认报告年度。"},
    [SOURCE_COLUMNS] = {SECTION_SOURCE, "columns", "各列", KIND_TEXT, NULL, OPTIONAL,
                        "What columns mean whose heads do not say it: "
                        "C: birth_rate, D: births 2005, E: -",
                        "表头看不出的各列含义，如 C: birth_rate, D: births 2005, E: -"},
    [INDICATOR_NAME] = {SECTION_INDICATOR, "name", "名称", KIND_TEXT, NULL, OPTIONAL,
                        "The name as printed.", "印出的名称。"},
    [INDICATOR_NUMERATOR] = {SECTION_INDICATOR, "numerator", "分子", KIND_NAME, NULL, OPTIONAL,
                             "The series that is divided; only together with denominator.",
                             "作分子的数列，须与分母同时写明。"},
    [INDICATOR_DENOMINATOR] = {SECTION_INDICATOR, "denominator", "分母", KIND_NAME, NULL, OPTIONAL,
                               "The series it is divided by.", "作分母的数列。"},
    [INDICATOR_FORMULA] = {SECTION_INDICATOR, "formula", "公式", KIND_TEXT, NULL, OPTIONAL,
                           "What it is computed from: births - deaths; numbers, names, + - * / "
                           "and ( ).",
                           "由哪些指标算出：births - deaths；可写数、代号和 + - * / ( )。"},
    [INDICATOR_UNIT] = {SECTION_INDICATOR, "unit", "计量单位", KIND_UNIT, NULL, OPTIONAL,
                        "%, ‰, :100, or what is counted.", "%、‰、:100，或量词（条、起、人）。"},
    [INDICATOR_BETTER] = {SECTION_INDICATOR, "better", "方向", KIND_CHOICE, directions, OPTIONAL,
                          "Which way is better; none unless said.", "怎样为好，默认无。"},
    [INDICATOR_TARGET] = {SECTION_INDICATOR, "target", "目标", KIND_TARGET, NULL, OPTIONAL,
                          "The target of the report's year for the whole.", "本年度总体的目标。"},
    [INDICATOR_DECIMALS] = {SECTION_INDICATOR, "decimals", "小数位", KIND_NUMBER, NULL, OPTIONAL,
                            "Digits behind the point, 0 to 9; 2 for % and ‰, else 0.",
                            "小数位数，0 至 9；百分率、千分率默认 2，其余默认 0。"},
    [INDICATOR_GROUP] = {SECTION_INDICATOR, "group", "分组", KIND_TEXT, NULL, OPTIONAL,
                         "The heading it stands under in tables.", "在表中归入的组。"},
    [INDICATOR_BASIS] = {SECTION_INDICATOR, "basis", "口径", KIND_TEXT, NULL, OPTIONAL,
                         "How it is counted; printed in notes.", "统计口径，印在注中。"},
    [INDICATOR_FLAG] = {SECTION_INDICATOR, "flag", "标记", KIND_CHOICES, flags, OPTIONAL,
                        "How far the target may be believed.", "目标数的可信程度。"},
    [CHART_KIND] = {SECTION_CHART, "kind", "类型", KIND_TEXT, NULL, REQUIRED,
                    "bullet (rows of indicators against targets), bars (places compared), lines "
                    "(over years).",
                    "bullet 或“目标对比”、bars 或“单位对比”、lines 或“历年走势”。"},
    [CHART_TITLE] = {SECTION_CHART, "title", "标题", KIND_TEXT, NULL, OPTIONAL,
                     "The caption where the text gives none.", "正文未写图题时的图题。"},
    [CHART_INDICATORS] = {SECTION_CHART, "indicators", "指标", KIND_NAMES, NULL, REQUIRED,
                          "The indicators shown, in this order.", "所示指标，依此次序。"},
    [CHART_PLACE] = {SECTION_CHART, "place", "单位", KIND_NAME, NULL, OPTIONAL,
                     "The place shown, or whose parts are compared; the whole unless said.",
                     "所示单位，或其下属参加对比的单位，默认总体。"},
    [CHART_PLACES] = {SECTION_CHART, "places", "各单位", KIND_NAMES, NULL, OPTIONAL,
                      "The places compared; all parts of the place unless said.",
                      "参加对比的各单位，默认全部下属。"},
    [CHART_YEARS] = {SECTION_CHART, "years", "年份", KIND_YEARS, NULL, OPTIONAL,
                     "The years shown, all that the data has unless said.",
                     "所示年份，默认数据中的全部年份。"},
    [CHART_SORT] = {SECTION_CHART, "sort", "排序", KIND_CHOICE, sorts, OPTIONAL,
                    "The order of places by the first indicator; best unless said.",
                    "各单位按第一项指标的次序，默认由好到差。"},
    [CHART_WIDTH] = {SECTION_CHART, "width", "宽", KIND_LENGTH, NULL, OPTIONAL,
                     "The width; the type area's unless said.", "宽度，默认与版心同宽。"},
    [CHART_HEIGHT] = {SECTION_CHART, "height", "高", KIND_LENGTH, NULL, OPTIONAL,
                      "The height; what the chart needs unless said.", "高度，默认按内容。"},
    [CHART_THEME] = {SECTION_CHART, "theme", "配色", KIND_CHOICE, themes, OPTIONAL,
                     "Its colours; colour unless said.", "配色，默认彩色。"},
    [TABLE_KIND] = {SECTION_TABLE, "kind", "类型", KIND_CHOICE, table_kinds, REQUIRED,
                    "targets (a row for each indicator) or places (a row for each place).",
                    "目标（每项指标一行）或各单位（每个单位一行）。"},
    [TABLE_TITLE] = {SECTION_TABLE, "title", "标题", KIND_TEXT, NULL, OPTIONAL,
                     "The caption where the text gives none.", "正文未写表题时的表题。"},
    [TABLE_INDICATORS] = {SECTION_TABLE, "indicators", "指标", KIND_NAMES, NULL, OPTIONAL,
                          "The indicators shown; all that have a direction unless said.",
                          "所示指标，默认全部有方向的指标。"},
    [TABLE_PLACES] = {SECTION_TABLE, "places", "各单位", KIND_NAMES, NULL, OPTIONAL,
                      "The places shown; all unless said.", "所示单位，默认全部。"},
    [TABLE_COLUMNS] = {SECTION_TABLE, "columns", "列", KIND_CHOICES, table_columns, OPTIONAL,
                       "The columns of a table of targets, all that are known unless said; in a "
                       "table of places, what stands there for each indicator: result (unless "
                       "said), last, change, rank.",
                       "目标表的各列，默认全部有数的列；各单位表中每项指标的各列：完成（默认）、"
                       "上年、变化、位次。"},
    [TABLE_NOTE] = {SECTION_TABLE, "note", "注", KIND_TEXT, NULL, OPTIONAL,
                    "Added to the note below the table.", "加在表注之后的说明。"},
    [TABLE_ORIENTATION] = {SECTION_TABLE, "orientation", "方向", KIND_CHOICE, orientations,
                           OPTIONAL,
                           "landscape gives a wide table turned pages of its own; portrait unless "
                           "said.",
                           "宽表写“横”，另占横排页；默认纵。"},
};
