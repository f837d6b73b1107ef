#!/bin/bash
# The check sheet: every number that a document prints stands in it, with its source.
. "$(dirname "$0")/../tap.sh"
ini=examples/yuehu-2006/report.ini

# numbers_of FILE: the different digit strings in it, a line each
numbers_of() { grep -oE '[0-9]+(\.[0-9]+)?' "$1" | sort -u; }

# complete REPORT: all numbers of text and tables of its pages are in its sheet
complete() {
    "$NIANBAO" check --sheet "$tmp/all.csv" "$1" >/dev/null || return 1
    "$NIANBAO" build --trace "$1" 2>/dev/null |
        grep -E '^  text .* tag=(p|td|quote|li|label|note|caption)' | sed -E 's/^[^"]*"(.*)" w=.*/\1/' >"$tmp/printed"
    cut -d, -f3- "$tmp/all.csv" >"$tmp/listed"
    comm -23 <(numbers_of "$tmp/printed") <(numbers_of "$tmp/listed") >"$tmp/left"
    [ "$(numbers_of "$tmp/printed" | wc -l)" -gt 10 ] && empty "$tmp/left"
}

for r in yuehu-2006 official-demo en-services; do
    check "$r: every printed number is in the sheet" complete examples/$r/report.ini
done
"$NIANBAO" check --sheet "$tmp/s.csv" $ini >"$tmp/out"
check 'the sheet opens as UTF-8 in spreadsheets' [ "$(head -c 3 "$tmp/s.csv" | od -An -tx1 | tr -d ' \n')" = efbbbf ]
check 'a value names its cell and its computation' grep -qE \
    '^[0-9]+,正文 narrative.md:5,11.02‰,.*,取自数据,人口出生率.*,indicators.csv:2,.*出生人数 1980 ÷ 年平均人口 179650 × 1000' "$tmp/s.csv"
check 'a change is printed from printed values' grep -qF '11.02 − 11.41' "$tmp/s.csv"
check 'a target names its key' grep -qE '≤11.50‰.*,report.ini:[0-9]+,' "$tmp/s.csv"
check 'what is illustrative says so' grep -qE '图2,.*,示意数据，非真实统计' "$tmp/s.csv"
check 'every line has eleven cells' awk -v RS='\r\n' '{ gsub(/"([^"]|"")*"/, "x"); if (split($0, c, ",") != 11) { print; bad = 1 } } END { exit bad }' "$tmp/s.csv"

"$NIANBAO" check --sheet "$tmp/s.pdf" $ini >"$tmp/out"
pdftotext "$tmp/s.pdf" "$tmp/s.txt"
check 'the PDF is sound' qpdf --check "$tmp/s.pdf"
check 'it has lines to sign' grep -q '^校核人：' "$tmp/s.txt"
check 'it has one row for one value' [ "$(grep -c '^计划生育率，月湖区，2006 年$' "$tmp/s.txt")" -eq 1 ]
"$NIANBAO" check --sheet "$tmp/again.pdf" $ini >"$tmp/out"
check 'the same report has the same sheet' cmp "$tmp/s.pdf" "$tmp/again.pdf"

cp -r examples/official-demo "$tmp/bound"
sed -i '0,/^\(year\|年度\).*/s//&\ncheck_sheet = yes/' "$tmp/bound/report.ini"
"$NIANBAO" build -o "$tmp/bound.pdf" "$tmp/bound/report.ini" 2>"$tmp/err"
pdftotext "$tmp/bound.pdf" "$tmp/bound.txt"
check 'it can be bound in as an attachment' grep -q '^校核表$' "$tmp/bound.txt"
check 'the list of attachments names it' grep -qE '[0-9]\. ?校核表' "$tmp/bound.txt"
cp -r examples/yuehu-2006 "$tmp/bound2"
sed -i '0,/^年度.*/s//&\n校核表 = 是/' "$tmp/bound2/report.ini"
"$NIANBAO" build -o "$tmp/bound.pdf" "$tmp/bound2/report.ini" 2>"$tmp/err"
pdftotext "$tmp/bound.pdf" "$tmp/bound.txt"
check 'the bound sheet has the numbers' grep -q '取自数据的数字' "$tmp/bound.txt"

check 'another ending is wrong usage' status 2 "$NIANBAO" check --sheet "$tmp/s.doc" $ini
echo mine >"$tmp/mine.csv"
check 'a foreign file is not written over' status 1 "$NIANBAO" check --sheet "$tmp/mine.csv" $ini
check 'and stays as it was' [ "$(cat "$tmp/mine.csv")" = mine ]
check 'a report with errors has no sheet' status 1 "$NIANBAO" check --sheet "$tmp/none.csv" tests/bad/rate-mismatch/report.ini
check 'nor a file for it' [ ! -e "$tmp/none.csv" ]
"$NIANBAO" check --sheet "$tmp/accepted.csv" tests/checks/seed/report.ini >/dev/null
"$NIANBAO" check --sheet "$tmp/seed.pdf" tests/checks/seed/report.ini >/dev/null
pdftotext "$tmp/seed.pdf" "$tmp/seed.txt" 2>/dev/null
check 'findings stand in the sheet' grep -q 'target-missing' "$tmp/seed.txt"
