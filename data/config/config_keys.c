#include "data/config/choices.h"
#include "data/config/config.h"
#include "data/report/report.h"

#define LAST_CHOICE                                                                                \
    {                                                                                              \
        {NULL, NULL}, 0                                                                            \
    }

static const struct choice languages[] = {{{"zh-CN", "中文"}, LANG_ZH},
                                          {{"zh", "汉语"}, LANG_ZH},
                                          {{"en", "英文"}, LANG_EN},
                                          LAST_CHOICE};

static const struct choice roundings[] = {
    {{"half_up", "四舍五入"}, ROUND_HALF_UP}, {{"gb8170", "国标修约"}, ROUND_GB8170}, LAST_CHOICE};

static const struct choice directions[] = {{{"lower", "越低越好"}, BETTER_LOWER},
                                           {{"higher", "越高越好"}, BETTER_HIGHER},
                                           {{"range", "区间"}, BETTER_RANGE},
                                           {{"none", "无"}, BETTER_NONE},
                                           LAST_CHOICE};

static const struct choice flags[] = {{{"illustrative", "示意"}, FLAG_ILLUSTRATIVE},
                                      {{"preliminary", "初步"}, FLAG_PRELIMINARY},
                                      {{"estimated", "估计"}, FLAG_ESTIMATED},
                                      LAST_CHOICE};

static const struct choice sorts[] = {{{"best", "由好到差"}, SORT_BEST_FIRST},
                                      {{"worst", "由差到好"}, SORT_WORST_FIRST},
                                      {{"input", "原序"}, SORT_INPUT},
                                      {{"name", "名称"}, SORT_NAME},
                                      {{"divisions", "行政区划"}, SORT_DIVISIONS},
                                      LAST_CHOICE};

static const struct choice wholes[] = {{{"line", "线"}, WHOLE_LINE},
                                       {{"row", "行"}, WHOLE_ROW},
                                       {{"none", "无"}, WHOLE_NONE},
                                       LAST_CHOICE};

static const struct choice themes[] = {{{"colour", "彩色"}, 0}, {{"mono", "单色"}, 1}, LAST_CHOICE};

static const struct choice fills[] = {
    {{"classes", "分级"}, 0}, {{"verdict", "达标"}, 1}, LAST_CHOICE};

static const struct choice table_kinds[] = {{{"targets", "目标"}, TABLE_OF_TARGETS},
                                            {{"places", "各单位"}, TABLE_OF_PLACES},
                                            {{"scores", "评分"}, TABLE_OF_SCORES},
                                            LAST_CHOICE};

static const struct choice score_rules[] = {{{"step", "逐级"}, SCORE_BY_STEPS},
                                            {{"tiers", "分段"}, SCORE_BY_TIERS},
                                            {{"completion", "完成率"}, SCORE_BY_COMPLETION},
                                            LAST_CHOICE};

static const struct choice score_steps[] = {{{"part", "按比例"}, STEPS_IN_PART},
                                            {{"whole", "满级"}, STEPS_WHOLE},
                                            {{"started", "起级"}, STEPS_STARTED},
                                            LAST_CHOICE};

static const struct choice table_columns[] = {{{"indicator", "指标"}, COLUMN_INDICATOR},
                                              {{"target", "目标"}, COLUMN_TARGET},
                                              {{"result", "完成"}, COLUMN_RESULT},
                                              {{"last", "上年"}, COLUMN_LAST},
                                              {{"change", "变化"}, COLUMN_CHANGE},
                                              {{"verdict", "结论"}, COLUMN_VERDICT},
                                              {{"rank", "位次"}, COLUMN_RANK},
                                              {{"interval", "区间"}, COLUMN_INTERVAL},
                                              LAST_CHOICE};

static const struct choice hidden_choices[] = {
    {{"read", "读取"}, HIDDEN_READ}, {{"skip", "跳过"}, HIDDEN_SKIP}, LAST_CHOICE};

static const struct choice conformances[] = {{{"2a+ua", "2a+ua"}, CONFORMS_2A_UA},
                                             {{"2u", "2u"}, CONFORMS_2U},
                                             {{"3a+ua", "3a+ua"}, CONFORMS_3A_UA},
                                             {{"none", "无"}, CONFORMS_NONE},
                                             LAST_CHOICE};

static const struct choice orientations[] = {
    {{"portrait", "纵"}, 0}, {{"landscape", "横"}, 1}, LAST_CHOICE};

static const struct choice modes[] = {{{"material", "材料"}, MODE_MATERIAL},
                                      {{"report", "上报"}, MODE_REPORT},
                                      {{"attachment", "附件"}, MODE_ATTACHMENT},
                                      LAST_CHOICE};

static const struct choice answers[] = {
    {{"yes", "是"}, SWITCH_YES}, {{"no", "否"}, SWITCH_NO}, LAST_CHOICE};

static const struct choice number_places[] = {{{"outer", "外侧"}, NUMBERS_OUTER},
                                              {{"centre", "居中"}, NUMBERS_CENTRE},
                                              {{"none", "无"}, NUMBERS_NONE},
                                              LAST_CHOICE};

const struct section_row config_sections[SECTION_COUNT] = {
    [SECTION_REPORT] = {{"report", "报告"}, false, {"The document as a whole.", "整份文件。"}},
    [SECTION_DATA] = {{"data", "数据"},
                      false,
                      {"The files it is made from, relative to the report file.",
                       "所用文件，路径从报告文件算起。"}},
    [SECTION_OFFICIAL] = {{"official", "公文"},
                          false,
                          {"Elements of an official paper (GB/T 9704), each printed where it is "
                           "given. A letterhead of several bodies that ends with the item 文件 has "
                           "that word set to the right of all names.",
                           "公文格式各要素（GB/T "
                           "9704），写明的才印出。联合行文的发文机关标志以“文件”一项结尾时，该二字"
                           "居各机关名称右侧。"}},
    [SECTION_CHECKS] =
        {{"checks", "检查"},
         false,
         {"What is checked. The name of a rule is a key too: error, warning, info or off says how "
          "it is told. What keeps input from being read cannot be off.",
          "核对的内容。规则名也是键：取 错误、警告、提示 或 "
          "关闭，决定如何报告。使数据无法读入的问题不能关闭。"}},
    [SECTION_SIGN] = {{"sign", "签名"},
                      false,
                      {"Room for a signature in the PDF; signing fills it in.",
                       "在 PDF 中留出签名域，签名时填入。"}},
    [SECTION_SOURCE] =
        {{"source", "来源"},
         true,
         {"A sheet as offices make it: title rows, a head of one or more rows with merged cells "
          "and units in it, a row for each place or indicator, a column for each indicator, year "
          "or place, or a long table. Heads are indicators by id or name, places, years (2005, "
          "2005年, 上年), a unit in brackets, and words such as 目标, 分子, 备注, 序号; 合计 is "
          "the whole. Numbers under a multiple of the indicator's unit (万人, 亿元, in the head, "
          "in a line 单位：万人 above the table or in a column 计量单位) become that unit. A row "
          "小计 or 北片合计 is that of the place whose parts stand above it, or below where the "
          "first one does; what is the total of no place of the list is checked against them and "
          "left out. A row 其中：x is the row of x. Columns of names, identity card or telephone "
          "numbers are refused. nianbao check --explain-source NAME tells how each column was "
          "understood.",
          "一张单位报来的表：标题行，一行或多行表头（可有合并单元格，可带单位），每个单位或指标一行"
          "，每项指标、年度或单位一列；也可以是长表。表头可写指标的代号或名称、单位、年度（2005、20"
          "05年、上年）、括号中的计量单位，以及目标、分子、备注、序号等词；“合计”即总体。计量单位的"
          "倍数（万人、亿元，写在表头、表上方的“单位：万人”或“计量单位”一列）按指标的单位换算。“小"
          "计”或“北片合计”一行属于其上各行所属的单位，第一个小计在各行之上时则属于其下各行；不属于"
          "名录中任何单位的合计，核对后不收。“其中：某”即“某”的一行。含姓名、身份证号、电话号码的列"
          "一律拒收。nianbao check --explain-source 名称 列出各列的理解。"}},
    [SECTION_INDICATOR] = {{"indicator", "指标"},
                           true,
                           {"An indicator; NAME is what data and placeholders call it.",
                            "一项指标；“名称”是数据和占位符中的代号。"}},
    [SECTION_CHART] = {{"chart", "图"},
                       true,
                       {"A chart, placed by ![caption](chart:NAME).",
                        "一幅图，以 ![图题](chart:名称) 置入正文。"}},
    [SECTION_TABLE] = {{"table", "表"},
                       true,
                       {"A table, placed by ![caption](table:NAME).",
                        "一张表，以 ![表题](table:名称) 置入正文。"}},
    [SECTION_SCORE] = {{"score", "评分"},
                       true,
                       {"An item of a contract of targets: how many points an indicator is worth.",
                        "目标管理责任书的一项：某项指标怎样计分。"}},
    [SECTION_ACCEPT] = {{"accept", "认可"},
                        true,
                        {"Findings of a rule that are accepted, with the reason.",
                         "经认可、不再追究的问题，并写明理由。"}},
};

#define REQUIRED true
#define OPTIONAL false

#define KEY(id, section, en, zh, kind, choices, required, about_en, about_zh)                      \
    {section, {en, zh}, kind, choices, required, {about_en, about_zh}},
const struct key_row config_keys[KEY_COUNT] = {
#include "data/config/keys.def"
};
