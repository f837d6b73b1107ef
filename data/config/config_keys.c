#include "data/config/choices.h"
#include "data/config/config.h"
#include "data/report/report.h"

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
                                      {"divisions", "行政区划", SORT_DIVISIONS},
                                      {0}};

static const struct choice wholes[] = {
    {"line", "线", WHOLE_LINE}, {"row", "行", WHOLE_ROW}, {"none", "无", WHOLE_NONE}, {0}};

static const struct choice themes[] = {{"colour", "彩色", 0}, {"mono", "单色", 1}, {0}};

static const struct choice fills[] = {{"classes", "分级", 0}, {"verdict", "达标", 1}, {0}};

static const struct choice table_kinds[] = {{"targets", "目标", TABLE_OF_TARGETS},
                                            {"places", "各单位", TABLE_OF_PLACES},
                                            {"scores", "评分", TABLE_OF_SCORES},
                                            {0}};

static const struct choice score_rules[] = {{"step", "逐级", SCORE_BY_STEPS},
                                            {"tiers", "分段", SCORE_BY_TIERS},
                                            {"completion", "完成率", SCORE_BY_COMPLETION},
                                            {0}};

static const struct choice score_steps[] = {{"part", "按比例", STEPS_IN_PART},
                                            {"whole", "满级", STEPS_WHOLE},
                                            {"started", "起级", STEPS_STARTED},
                                            {0}};

static const struct choice table_columns[] = {{"indicator", "指标", COLUMN_INDICATOR},
                                              {"target", "目标", COLUMN_TARGET},
                                              {"result", "完成", COLUMN_RESULT},
                                              {"last", "上年", COLUMN_LAST},
                                              {"change", "变化", COLUMN_CHANGE},
                                              {"verdict", "结论", COLUMN_VERDICT},
                                              {"rank", "位次", COLUMN_RANK},
                                              {"interval", "区间", COLUMN_INTERVAL},
                                              {0}};

static const struct choice hidden_choices[] = {
    {"read", "读取", HIDDEN_READ}, {"skip", "跳过", HIDDEN_SKIP}, {0}};

static const struct choice conformances[] = {{"2a+ua", "2a+ua", CONFORMS_2A_UA},
                                             {"2u", "2u", CONFORMS_2U},
                                             {"3a+ua", "3a+ua", CONFORMS_3A_UA},
                                             {"none", "无", CONFORMS_NONE},
                                             {0}};

static const struct choice orientations[] = {{"portrait", "纵", 0}, {"landscape", "横", 1}, {0}};

static const struct choice modes[] = {{"material", "材料", MODE_MATERIAL},
                                      {"report", "上报", MODE_REPORT},
                                      {"attachment", "附件", MODE_ATTACHMENT},
                                      {0}};

static const struct choice answers[] = {{"yes", "是", SWITCH_YES}, {"no", "否", SWITCH_NO}, {0}};

static const struct choice number_places[] = {{"outer", "外侧", NUMBERS_OUTER},
                                              {"centre", "居中", NUMBERS_CENTRE},
                                              {"none", "无", NUMBERS_NONE},
                                              {0}};

const struct section_row config_sections[SECTION_COUNT] = {
    [SECTION_REPORT] = {"report", "报告", false, "The document as a whole.", "整份文件。"},
    [SECTION_DATA] = {"data", "数据", false,
                      "The files it is made from, relative to the report file.",
                      "所用文件，路径从报告文件算起。"},
    [SECTION_OFFICIAL] = {"official", "公文", false,
                          "Elements of an official paper (GB/T 9704), each printed where it is "
                          "given. A letterhead of several bodies that ends with the item 文件 has "
                          "that word set to the right of all names.",
                          "公文格式各要素（GB/T "
                          "9704），写明的才印出。联合行文的发文机关标志以“文件”一项结尾时，该二字居"
                          "各机关名称右侧。"},
    [SECTION_CHECKS] = {"checks", "检查", false,
                        "What is checked. The name of a rule is a key too: error, warning, info or "
                        "off says how it is told. What keeps input from being read cannot be off.",
                        "核对的内容。规则名也是键：取 错误、警告、提示 或 "
                        "关闭，决定如何报告。使数据无法读入的问题不能关闭。"},
    [SECTION_SIGN] = {"sign", "签名", false,
                      "Room for a signature in the PDF; signing fills it in.",
                      "在 PDF 中留出签名域，签名时填入。"},
    [SECTION_SOURCE] =
        {"source", "来源", true,
         "A sheet as offices make it: title rows, a head of one or more rows with merged cells and "
         "units in it, a row for each place or indicator, a column for each indicator, year or "
         "place, or a long table. Heads are indicators by id or name, places, years (2005, 2005年, "
         "上年), a unit in brackets, and words such as 目标, 分子, 备注, 序号; 合计 is the whole. "
         "Numbers under a multiple of the indicator's unit (万人, 亿元, in the head, in a line "
         "单位：万人 above the table or in a column 计量单位) become that unit. A row 小计 or "
         "北片合计 is that of the place whose parts stand above it, or below where the first one "
         "does; what is the total of no place of the list is checked against them and left out. A "
         "row 其中：x is the row of x. Columns of names, identity card or telephone numbers are "
         "refused. nianbao check --explain-source NAME tells how each column was understood.",
         "一张单位报来的表：标题行，一行或多行表头（可有合并单元格，可带单位），每个单位或指标一行"
         "，每项指标、年度或单位一列；也可以是长表。表头可写指标的代号或名称、单位、年度（2005、200"
         "5年、上年）、括号中的计量单位，以及目标、分子、备注、序号等词；“合计”即总体。计量单位的倍"
         "数（万人、亿元，写在表头、表上方的“单位：万人”或“计量单位”一列）按指标的单位换算。“小计”"
         "或“北片合计”一行属于其上各行所属的单位，第一个小计在各行之上时则属于其下各行；不属于名录"
         "中任何单位的合计，核对后不收。“其中：某”即“某”的一行。含姓名、身份证号、电话号码的列一律"
         "拒收。nianbao check --explain-source 名称 列出各列的理解。"},
    [SECTION_INDICATOR] = {"indicator", "指标", true,
                           "An indicator; NAME is what data and placeholders call it.",
                           "一项指标；“名称”是数据和占位符中的代号。"},
    [SECTION_CHART] = {"chart", "图", true, "A chart, placed by ![caption](chart:NAME).",
                       "一幅图，以 ![图题](chart:名称) 置入正文。"},
    [SECTION_TABLE] = {"table", "表", true, "A table, placed by ![caption](table:NAME).",
                       "一张表，以 ![表题](table:名称) 置入正文。"},
    [SECTION_SCORE] = {"score", "评分", true,
                       "An item of a contract of targets: how many points an indicator is worth.",
                       "目标管理责任书的一项：某项指标怎样计分。"},
    [SECTION_ACCEPT] = {"accept", "认可", true,
                        "Findings of a rule that are accepted, with the reason.",
                        "经认可、不再追究的问题，并写明理由。"},
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
                     "The date below the signature: 2007-01-05 is printed as 2007年1月5日.",
                     "成文日期：2007年1月5日，或 2007-01-05（印作前者）。"},
    [REPORT_LANGUAGE] = {SECTION_REPORT, "language", "语言", KIND_CHOICE, languages, OPTIONAL,
                         "The language of the document and of messages; zh-CN unless said.",
                         "文件和提示的语言，默认中文。"},
    [REPORT_LAYOUT] =
        {SECTION_REPORT, "layout", "版式", KIND_TEXT, NULL, OPTIONAL,
         "A house style (gb9704, gb9704-word, en-report), or a path to one; gb9704 or en-report "
         "unless said. A style's own [style] base = names the style that it changes.",
         "版式名称（gb9704、gb9704-word、en-report）或版式文件路径，默认 gb9704（英文为 "
         "en-report）。版式文件中 [style] base = 写明它所修改的版式。"},
    [REPORT_OUTPUT] = {SECTION_REPORT, "output", "输出", KIND_FILE, NULL, OPTIONAL,
                       "The PDF to write; the report file's name with .pdf unless said.",
                       "输出的 PDF 文件，默认与报告文件同名。"},
    [REPORT_ROUNDING] =
        {SECTION_REPORT, "rounding", "修约", KIND_CHOICE, roundings, OPTIONAL,
         "How values are rounded when printed: half_up (the default), or gb8170 for "
         "GB/T 8170 (halves to even).",
         "印出时的修约规则：默认四舍五入；国标修约按 GB/T 8170（四舍六入五成双）。"},
    [REPORT_MODE] = {SECTION_REPORT, "mode", "形式", KIND_CHOICE, modes, OPTIONAL,
                     "material, without letterhead (the default); report, an official paper with "
                     "letterhead; attachment, a paper that belongs to another.",
                     "材料（默认，无版头）、上报（有版头的公文）或附件（另一公文的附件）。"},
    [REPORT_COVER] = {SECTION_REPORT, "cover", "封面", KIND_CHOICE, answers, OPTIONAL,
                      "Whether it has a cover; as the house style has it unless said.",
                      "是否有封面，默认依版式。"},
    [REPORT_CONTENTS] =
        {SECTION_REPORT, "contents", "目录", KIND_CHOICE, answers, OPTIONAL,
         "Whether it has a table of contents; as the house style has it unless said.",
         "是否有目录，默认依版式。"},
    [REPORT_PAGE_NUMBERS] = {SECTION_REPORT, "page_numbers", "页码", KIND_CHOICE, number_places,
                             OPTIONAL,
                             "Where page numbers stand; as the house style has it unless said.",
                             "页码的位置，默认依版式。"},
    [REPORT_DUPLEX] = {SECTION_REPORT, "duplex", "双面", KIND_CHOICE, answers, OPTIONAL,
                       "Whether it is printed on both sides, with mirrored margins; as the house "
                       "style has it unless said.",
                       "是否双面印刷（订口在内侧），默认依版式。"},
    [REPORT_CHECK_SHEET] =
        {SECTION_REPORT, "check_sheet", "校核表", KIND_CHOICE, answers, OPTIONAL,
         "Whether the check sheet is bound in as the last attachment: every number with its source "
         "and how it was computed; no unless said.",
         "是否把校核表作为最后一个附件装订：逐一列出每个数字的来源和算法；默认否。"},
    [REPORT_CONFORMANCE] =
        {SECTION_REPORT, "conformance", "长期保存", KIND_CHOICE, conformances, OPTIONAL,
         "What the PDF conforms to: 2a+ua, PDF/A-2a and PDF/UA-1 (the default); 2u, PDF/A-2u "
         "without structure; 3a+ua, PDF/A-3a and PDF/UA-1 with its sources inside; none.",
         "PDF 遵循的标准：2a+ua 即 PDF/A-2a 与 PDF/UA-1（默认）；2u 即 PDF/A-2u，不带结构；3a+ua "
         "即 "
         "PDF/A-3a 与 PDF/UA-1，并附源文件；无。"},
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
         "The list of places (a table likewise): place, kind, parent, order, aliases, col, row. "
         "Col and row, both or neither, are the position in a chart of tiles, from 1 at the top "
         "left; no two places of a chart share one, and those without are listed below it.",
         "单位名录（表格同上）：单位、类别、上级、次序、别名、列、行。列、行须同时写明或都不写，是"
         "方格图中的位置，左上角为 1；同一图中两个单位不能在同一位置，未写位置的列在图下。"},
    [DATA_WHOLE] = {SECTION_DATA, "whole", "总体", KIND_TEXT, NULL, OPTIONAL,
                    "What all places together are called, where no list says it.",
                    "全部单位合计的名称，名录中没有时写明。"},
    [DATA_PREVIOUS] =
        {SECTION_DATA, "previous", "上年数据", KIND_FILES, NULL, OPTIONAL,
         "Last year's report file, or the tables of values it had; earlier years must "
         "agree with them.",
         "上年的报告文件或其所用的数值表；本年数据中的往年数须与之一致。"},
    [DATA_SUPPRESS_BELOW] =
        {SECTION_DATA, "suppress_below", "不公布低于", KIND_NUMBER, NULL, OPTIONAL,
         "Counts from 1 to below this, and what would betray them, are not printed; 5 is usual. "
         "They have no ranks or scores either.",
         "1 至此数以下的计数及可推出它的数一律不印，通常为 5。它们也不参加排名和评分。"},
    [DATA_SMALL_SAMPLE] = {SECTION_DATA, "small_sample", "小样本", KIND_NUMBER, NULL, OPTIONAL,
                           "Rates with a denominator below this are marked †.",
                           "分母低于此数的比率以 † 标明。"},
    [DATA_ATTACHMENTS] =
        {SECTION_DATA, "attachments", "附件正文", KIND_FILES, NULL, OPTIONAL,
         "Texts of attachments bound in, in order; the first heading of each is its title.",
         "附在后面的附件正文，依次排列；各文件的第一个标题即附件标题。"},
    [DATA_SCORE_LINES] =
        {SECTION_DATA, "score_lines", "评分线", KIND_TEXT, NULL, OPTIONAL,
         "The lines that scores belong to, with their weights in the total: 领导线: 6, 工作线: 4. "
         "The points of a line's items are added up, and each sum counts by its share.",
         "考核各线及其在总分中的权重，如 领导线: 6, 工作线: "
         "4。一线各项得分相加，各线之和按权重计入总分。"},
    [OFFICIAL_LETTERHEAD] =
        {SECTION_OFFICIAL, "letterhead", "发文机关标志", KIND_NAMES, NULL, OPTIONAL,
         "The issuing body in red above the paper; of several the first has the lead.",
         "红色的发文机关标志；联合行文可写多个，主办机关在前。"},
    [OFFICIAL_DOC_NUMBER] = {SECTION_OFFICIAL, "doc_number", "发文字号", KIND_TEXT, NULL, OPTIONAL,
                             "The number of the paper, its year in 〔 〕.",
                             "发文字号，年份用六角括号〔〕。"},
    [OFFICIAL_ISSUERS] = {SECTION_OFFICIAL, "issuers", "签发人", KIND_NAMES, NULL, OPTIONAL,
                          "Who signed a paper that goes upwards; the number then stands left.",
                          "上行文的签发人，可写多个；此时发文字号居左。"},
    [OFFICIAL_SERIAL] = {SECTION_OFFICIAL, "serial", "份号", KIND_TEXT, NULL, OPTIONAL,
                         "The number of the copy, six digits.", "份号，6位数字。"},
    [OFFICIAL_SECRECY] = {SECTION_OFFICIAL, "secrecy", "密级", KIND_TEXT, NULL, OPTIONAL,
                          "Classification and its term: 机密★1年.",
                          "密级和保密期限，如“机密★1年”。"},
    [OFFICIAL_URGENCY] = {SECTION_OFFICIAL, "urgency", "紧急程度", KIND_TEXT, NULL, OPTIONAL,
                          "How urgent it is: 特急 or 加急.", "紧急程度：特急、加急。"},
    [OFFICIAL_RECIPIENTS] = {SECTION_OFFICIAL, "recipients", "主送机关", KIND_TEXT, NULL, OPTIONAL,
                             "To whom it goes, below the title; a colon is added.",
                             "主送机关，印在标题下；末尾冒号自动加上。"},
    [OFFICIAL_ATTACHMENTS] = {SECTION_OFFICIAL, "attachments", "附件说明", KIND_TEXT, NULL,
                              OPTIONAL,
                              "The names of attachments listed below the text, \"|\" between them; "
                              "the titles of those bound in unless said.",
                              "正文下所列附件名称，以“|”分隔，默认为所附附件的标题。"},
    [OFFICIAL_ATTACHMENT_NUMBER] = {SECTION_OFFICIAL, "attachment_number", "附件序号", KIND_NUMBER,
                                    NULL, OPTIONAL,
                                    "In the mode attachment: which of several it is, 1 to 99.",
                                    "形式为附件时的顺序号，1 至 99。"},
    [OFFICIAL_SEAL] = {SECTION_OFFICIAL, "seal", "用印", KIND_CHOICE, answers, OPTIONAL,
                       "Whether room is left for a seal over body and date; no unless said.",
                       "成文日期处是否留出印章位置，默认否。"},
    [OFFICIAL_ANNOTATION] = {SECTION_OFFICIAL, "annotation", "附注", KIND_TEXT, NULL, OPTIONAL,
                             "A remark in brackets on the line below the date.",
                             "成文日期下一行的附注，圆括号自动加上。"},
    [OFFICIAL_COPIES] = {SECTION_OFFICIAL, "copies", "抄送", KIND_TEXT, NULL, OPTIONAL,
                         "Who gets copies, at the foot of the last page.",
                         "抄送机关，印在末页版记。"},
    [OFFICIAL_PRINTER] = {SECTION_OFFICIAL, "printer", "印发机关", KIND_TEXT, NULL, OPTIONAL,
                          "Who printed and sent it out, at the foot of the last page.",
                          "印发机关，印在末页版记。"},
    [OFFICIAL_PRINT_DATE] = {SECTION_OFFICIAL, "print_date", "印发日期", KIND_TEXT, NULL, OPTIONAL,
                             "When it was sent out, in the form of the date.",
                             "印发日期，写法同成文日期。"},
    [CHECKS_IDENTITIES] = {SECTION_CHECKS, "identities", "恒等式", KIND_EQUATIONS, NULL, OPTIONAL,
                           "Sums that must hold for every place and year; NAME.last is the "
                           "value of the year before.",
                           "各单位、各年度都应成立的等式；“名称.上年”为上年数。"},
    [CHECKS_MAX_CHANGE] = {SECTION_CHECKS, "max_change", "最大变化", KIND_TEXT, NULL, OPTIONAL,
                           "max_change of the indicators and series that have none of their own.",
                           "未单独写明的指标和数列的最大变化。"},
    [SIGN_SIGNERS] =
        {SECTION_SIGN, "signers", "签名人", KIND_NAMES, NULL, OPTIONAL,
         "Who are going to sign: an empty signature field for each stands left of "
         "organ and date where there is room, or below them.",
         "将要签名的人；在署名和成文日期左侧为每人留出空白签名域，位置不够时留在其下。"},
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
    [SOURCE_HIDDEN] = {SECTION_SOURCE, "hidden", "隐藏", KIND_CHOICE, hidden_choices, OPTIONAL,
                       "Whether hidden rows, columns and sheets of workbooks are read or left out; "
                       "read unless said, and then each is told.",
                       "工作簿中隐藏的行、列和工作表：读取或跳过；默认读取，并逐一提示。"},
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
    [INDICATOR_ALIASES] = {SECTION_INDICATOR, "aliases", "别名", KIND_NAMES, NULL, OPTIONAL,
                           "What else the text calls it, for checking its numbers.",
                           "正文中的其他叫法，供核对正文数字。"},
    [INDICATOR_PLAUSIBLE] = {SECTION_INDICATOR, "plausible", "合理范围", KIND_RANGE, NULL, OPTIONAL,
                             "What its values lie between unless something is wrong.",
                             "正常情况下数值所在的范围。"},
    [INDICATOR_BASE] = {SECTION_INDICATOR, "base", "基数", KIND_NAME, NULL, OPTIONAL,
                        "Of how many it is a share, where the data does not say: a whole number.",
                        "数据中没有分母时，占多少个中的比例：整数。"},
    [INDICATOR_PARTS] = {SECTION_INDICATOR, "parts", "构成", KIND_NAMES, NULL, OPTIONAL,
                         "The indicators that make it up: counts add up to it, shares to 100%.",
                         "其各构成部分：数量之和等于它，比重之和为 100%。"},
    [INDICATOR_MAX_CHANGE] =
        {SECTION_INDICATOR, "max_change", "最大变化", KIND_TEXT, NULL, OPTIONAL,
         "How far a value may be from that of the year before: 0.5 in its own unit, or 30% of it.",
         "与上年相比最多变化多少：0.5（按其单位），或 30%（按上年数的比例）。"},
    [INDICATOR_BANDS] = {SECTION_INDICATOR, "bands", "分段", KIND_NAMES, NULL, OPTIONAL,
                         "Limits between the grey bands that bullet charts draw behind the value, "
                         "ascending: 80, 90; no bands unless said.",
                         "目标对比图在数值后画灰色分段的界限，由小到大：80, 90；默认不画。"},
    [CHART_KIND] = {SECTION_CHART, "kind", "类型", KIND_TEXT, NULL, REQUIRED,
                    "The kind of chart, one of those listed below. Of more places than a page is "
                    "high, bars and dots stand in several columns, and a funnel names those that "
                    "deviate most; other kinds say how many they can show.",
                    "图的类型，见下面所列。单位多得一页排不下时，单位对比图和点图分成几栏，漏斗图只"
                    "标偏离最大的单位；其他类型会提示最多可画多少。"},
    [CHART_TITLE] = {SECTION_CHART, "title", "标题", KIND_TEXT, NULL, OPTIONAL,
                     "The caption where the text gives none.", "正文未写图题时的图题。"},
    [CHART_INDICATORS] = {SECTION_CHART, "indicators", "指标", KIND_NAMES, NULL, REQUIRED,
                          "The indicators shown, in this order.", "所示指标，依此次序。"},
    [CHART_PLACE] = {SECTION_CHART, "place", "单位", KIND_NAME, NULL, OPTIONAL,
                     "The place shown, or whose parts are compared; the whole unless said, in a "
                     "profile its first part, which the profile names at its head.",
                     "所示单位，或其下属参加对比的单位，默认总体；单位剖面图默认第一个下属单位，并"
                     "在图首写明。"},
    [CHART_PLACES] = {SECTION_CHART, "places", "各单位", KIND_NAMES, NULL, OPTIONAL,
                      "The places compared; all parts of the place unless said, in a profile all "
                      "of its parent.",
                      "参加对比的各单位，默认全部下属；单位剖面图默认同一上级的全部单位。"},
    [CHART_YEARS] = {SECTION_CHART, "years", "年份", KIND_YEARS, NULL, OPTIONAL,
                     "The years shown, all that the data has unless said; of slopes the first "
                     "and this one.",
                     "所示年份，默认数据中的全部年份；升降图取首年与本年，默认上年与本年。"},
    [CHART_SORT] = {SECTION_CHART, "sort", "排序", KIND_CHOICE, sorts, OPTIONAL,
                    "The order of places by the first indicator, in a scorecard by their standing; "
                    "best unless said. By name, in Chinese reports hanzi stand by their pinyin, "
                    "numbers by their size; divisions is the order of the list of places.",
                    "各单位按第一项指标的次序，达标一览按总的位次，默认由好到差。按名称时，中文报告"
                    "的汉字按拼音，数字按大小；行政区划即单位名录的次序。"},
    [CHART_WIDTH] = {SECTION_CHART, "width", "宽", KIND_LENGTH, NULL, OPTIONAL,
                     "The width; the type area's unless said.", "宽度，默认与版心同宽。"},
    [CHART_HEIGHT] = {SECTION_CHART, "height", "高", KIND_LENGTH, NULL, OPTIONAL,
                      "The height, up to 5080mm; what the chart needs unless said.",
                      "高度，最多 5080mm，默认按内容。"},
    [CHART_THEME] = {SECTION_CHART, "theme", "配色", KIND_CHOICE, themes, OPTIONAL,
                     "Its colours; colour unless said.", "配色，默认彩色。"},
    [CHART_INTERVAL] = {SECTION_CHART, "interval", "区间", KIND_CHOICE, answers, OPTIONAL,
                        "Whether values of this year carry their 95% interval; no unless said.",
                        "本年数值是否带95%置信区间，默认否。"},
    [CHART_WHOLE] = {SECTION_CHART, "whole", "总体", KIND_CHOICE, wholes, OPTIONAL,
                     "How the place whose parts are compared is shown: a line across them, a row "
                     "of its own above them, or not; a line unless said.",
                     "被对比各单位的总体如何显示：一条横贯的线、置顶的一行或不显示，默认为线。"},
    [CHART_FILL] = {SECTION_CHART, "fill", "填色", KIND_CHOICE, fills, OPTIONAL,
                    "What tiles are filled by: five classes of values, or whether the target is "
                    "met; classes unless said.",
                    "方格按什么填色：数值分五级，或是否达标，默认分级。"},
    [TABLE_KIND] =
        {SECTION_TABLE, "kind", "类型", KIND_CHOICE, table_kinds, REQUIRED,
         "targets (a row for each indicator), places (a row for each place) or scores (points of "
         "each place; of one place, a row for each item with its reason).",
         "目标（每项指标一行）、各单位（每个单位一行）或评分（各单位得分；只列一个单位时，"
         "每项一行并说明理由）。"},
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
                       "said), last, change, rank, interval.",
                       "目标表的各列，默认全部有数的列；各单位表中每项指标的各列：完成（默认）、"
                       "上年、变化、位次、区间。"},
    [TABLE_NOTE] = {SECTION_TABLE, "note", "注", KIND_TEXT, NULL, OPTIONAL,
                    "Added to the note below the table.", "加在表注之后的说明。"},
    [TABLE_ORIENTATION] = {SECTION_TABLE, "orientation", "方向", KIND_CHOICE, orientations,
                           OPTIONAL,
                           "landscape gives a wide table turned pages of its own; portrait unless "
                           "said.",
                           "宽表写“横”，另占横排页；默认纵。"},
    [SCORE_INDICATOR] = {SECTION_SCORE, "indicator", "指标", KIND_NAME, NULL, OPTIONAL,
                         "The indicator it judges; the one of its own name unless said.",
                         "所评的指标，默认与本节同名。"},
    [SCORE_FULL] = {SECTION_SCORE, "full", "满分", KIND_DECIMAL, NULL, REQUIRED,
                    "The points it is worth.", "满分。"},
    [SCORE_RULE] = {SECTION_SCORE, "rule", "规则", KIND_CHOICE, score_rules, OPTIONAL,
                    "How points are lost and won; step unless said.", "计分规则，默认逐级。"},
    [SCORE_TARGET] =
        {SECTION_SCORE, "target", "目标", KIND_TARGET, NULL, OPTIONAL,
         "The contract's target; last or 上年 is last year's value; the indicator's unless said.",
         "责任书的目标；“上年”即上年数；默认用指标的目标。"},
    [SCORE_STRICT] = {SECTION_SCORE, "strict", "持平扣分", KIND_CHOICE, answers, OPTIONAL,
                      "Whether to be just at the target is to miss it; no unless said.",
                      "恰与目标持平是否算未达，默认否。"},
    [SCORE_PER] = {SECTION_SCORE, "per", "每", KIND_DECIMAL, NULL, OPTIONAL,
                   "A step, in the indicator's unit: 0.1.", "一级的大小，按指标单位：0.1。"},
    [SCORE_MINUS] = {SECTION_SCORE, "minus", "扣分", KIND_DECIMAL, NULL, OPTIONAL,
                     "Points off for each step short of the target.", "与目标每差一级扣多少分。"},
    [SCORE_PLUS] = {SECTION_SCORE, "plus", "加分", KIND_DECIMAL, NULL, OPTIONAL,
                    "Points on for each step beyond it.", "优于目标每一级加多少分。"},
    [SCORE_FIRST] = {SECTION_SCORE, "first", "先扣", KIND_DECIMAL, NULL, OPTIONAL,
                     "Points off as soon as the target is missed.", "未达目标先扣多少分。"},
    [SCORE_BASE] = {SECTION_SCORE, "base", "基本分", KIND_DECIMAL, NULL, OPTIONAL,
                    "The points at the target; full unless said.", "恰达目标的得分，默认满分。"},
    [SCORE_FLOOR] = {SECTION_SCORE, "floor", "最低", KIND_DECIMAL, NULL, OPTIONAL,
                     "No fewer points than this; 0 unless said.", "最低分，默认 0（扣完为止）。"},
    [SCORE_CAP] = {SECTION_SCORE, "cap", "最高", KIND_DECIMAL, NULL, OPTIONAL,
                   "No more points than this, before a bonus; full unless said.",
                   "最高分（奖励另计），默认满分。"},
    [SCORE_STEPS] =
        {SECTION_SCORE, "steps", "不足一级", KIND_CHOICE, score_steps, OPTIONAL,
         "A part of a step counts in part (unless said), not at all (whole) or as one (started).",
         "不足一级：按比例（默认）、不计（满级）或按一级计（起级）。"},
    [SCORE_TIERS] = {SECTION_SCORE, "tiers", "分段", KIND_TIERS, NULL, OPTIONAL,
                     "For rule = tiers: conditions and points; the first that holds counts.",
                     "规则为分段时：条件与得分，取最先符合的一档。"},
    [SCORE_BONUS] = {SECTION_SCORE, "bonus", "奖励", KIND_TIERS, NULL, OPTIONAL,
                     "Points on top: conditions and points, likewise.",
                     "另加的分：条件与分数，写法同上。"},
    [SCORE_VETO] =
        {SECTION_SCORE, "veto", "否决", KIND_TEXT, NULL, OPTIONAL,
         "A condition (> 13) under which the item falls to floor and the place has no rank.",
         "一票否决的条件（> 13）：本项记最低分，单位不参加排名。"},
    [SCORE_MIX] =
        {SECTION_SCORE, "mix", "水平进步", KIND_TEXT, NULL, OPTIONAL,
         "Weights of level and progress (7:3), where progress has last year as its target; a "
         "second pair is for places behind the one above them (7:3, 3:7).",
         "水平与进步之比（7:3），进步以上年为目标；第二对用于落后于上级平均者（7:3, 3:7）。"},
    [SCORE_LINE] = {SECTION_SCORE, "line", "线", KIND_TEXT, NULL, OPTIONAL,
                    "The line that it belongs to, one of score_lines in [data].",
                    "所属的线，即 [数据] 中“评分线”之一。"},
    [ACCEPT_RULE] = {SECTION_ACCEPT, "rule", "规则", KIND_NAME, NULL, REQUIRED,
                     "The rule whose findings are accepted.", "认可哪条规则报出的问题。"},
    [ACCEPT_INDICATOR] = {SECTION_ACCEPT, "indicator", "指标", KIND_NAME, NULL, OPTIONAL,
                          "Only those about this indicator.", "只限该指标。"},
    [ACCEPT_PLACE] = {SECTION_ACCEPT, "place", "单位", KIND_NAME, NULL, OPTIONAL,
                      "Only those about this place.", "只限该单位。"},
    [ACCEPT_REASON] = {SECTION_ACCEPT, "reason", "理由", KIND_TEXT, NULL, REQUIRED,
                       "Why; it stands beside the finding.", "理由，与问题一并列出。"},
};
