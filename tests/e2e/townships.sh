#!/bin/bash
# examples/townships-2006: from a workbook and a GB18030 table to scores, with all that is between.
. "$(dirname "$0")/../tap.sh"
ini=examples/townships-2006/report.ini
pdf=$tmp/townships.pdf

check 'it builds' "$NIANBAO" build -o "$pdf" "$ini"
"$NIANBAO" check "$ini" 2>&1 | grep -E ': (warning|error):' >"$tmp/problems"
check 'nothing is wrong with it' empty "$tmp/problems"
pdftotext -layout "$pdf" "$tmp/text"
pdftotext "$pdf" - | tr -d '\n ' >"$tmp/run"
says() { grep -q -- "$1" "$tmp/run"; }

# 1316 births of 127,068 and 692 of 57,582: the mean of the eight rates would be 11.18.
check 'rates of groups are sums over sums' says '城区片人口出生率10.36‰，农区片12.02‰'
check 'as is that of the whole' says '2006年全区人口出生率10.87‰，比上年下降0.43个千分点'
check 'the census is no illustration' says '普查人口178406人为真实资料'
check 'what is made up is marked' says '\*示意数据，非真实统计'
# .6 x 100 + .4 x 96.42, ranks among all eight
check 'the best of eight' grep -qE '江边街道 .* 100\* +96\.42\* +98\.57\* +1$' "$tmp/text"
check 'the last of eight' grep -qE '四青街道 .* 84\.71\* +63\.06\* +76\.05\* +8$' "$tmp/text"
check 'last year is a target' grep -qE '人口出生率 +上年 ?13\.13‰' "$tmp/text"

"$NIANBAO" check --explain-source birth "$ini" >"$tmp/birth" 2>&1
"$NIANBAO" check --explain-source services "$ini" >"$tmp/services" 2>&1
check 'units are explained' grep -q '平均人口（万人） / 2004年: .*× 10000 = 人' "$tmp/birth"
check 'subtotals are explained' grep -q '第 14 行 小计：农区片' "$tmp/birth"
check 'places in columns are explained' grep -q 'G   四青: 数值, 四青街道' "$tmp/services"

# One digit of a subtotal changed: it is found, in its cell.
mkdir "$tmp/wrong"
cp examples/townships-2006/* "$tmp/wrong"
(cd "$tmp/wrong" && unzip -q population-2006.xlsx -d x && sed -i 's#<v>1316</v>#<v>1318</v>#' x/xl/worksheets/sheet1.xml &&
    cd x && zip -qr ../population-2006.xlsx xl)
"$NIANBAO" check "$tmp/wrong/report.ini" >"$tmp/found" 2>&1
check 'a wrong subtotal is found in its cell' grep -q '人口出生!G9: .*1316.*\[total-mismatch\]' "$tmp/found"

# The check sheet traces what was scaled and weighed.
"$NIANBAO" check --sheet "$tmp/sheet.csv" "$ini" >/dev/null 2>&1
check 'a multiple is traced' grep -q '表1,127068\*.*人口出生!D9,12.7068 × 10000,127068' "$tmp/sheet.csv"
check 'the points of a line are traced' \
    grep -q '表3,63.06\*.*工作线，得分，四青街道.*出生婴儿性别比 15 + 统计误差率 23.40 + 随访服务率 24.67' "$tmp/sheet.csv"
check 'a weighed total is traced' \
    grep -q '表3,98.57\*.*计划生育率 60 × 60% + 人口出生率 40 × 60% + .*随访服务率 36.42 × 40%' "$tmp/sheet.csv"
check "last year's value as a target is traced to its cells" \
    grep -q '表2,上年13.13‰.*人口出生率，童家镇，2005年,.*C12, F12' "$tmp/sheet.csv"
