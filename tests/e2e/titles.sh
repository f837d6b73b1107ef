#!/bin/bash
# Titles: the author's line breaks are in the page and nowhere else; what has no good shape is told.
. "$(dirname "$0")/../tap.sh"

# report TITLE [LINE...]: a report of that title in $tmp/r.ini.
report() {
    printf '正文。\n' >"$tmp/n.md"
    { printf '[报告]\n标题 = %s\n年度 = 2006\n' "$1"; shift; printf '%s\n' "$@" '[数据]' '正文 = n.md'; } >"$tmp/r.ini"
}

report '关于某某区|2006年度工作总结\n的报告' '副标题 = 上篇|下篇'
"$NIANBAO" build -o "$tmp/r.pdf" "$tmp/r.ini" 2>/dev/null
check 'the properties have the title in one line' grep -q '^Title: *关于某某区2006年度工作总结的报告$' <(pdfinfo "$tmp/r.pdf")
pdftotext "$tmp/r.pdf" "$tmp/text"
check 'the page has it in three' grep -qx '2006 \?年度工作总结' "$tmp/text"
check 'the mark of a break is not printed' [ "$(grep -c '[|\\]' "$tmp/text")" -eq 0 ]
"$NIANBAO" build --trace "$tmp/r.ini" 2>/dev/null | grep '^outline' >"$tmp/outline"
check 'nor in the outline' grep -q '"关于某某区2006年度工作总结的报告"' "$tmp/outline"

report '某某区统计局关于2006年国民经济和社会发展的统计公报' '不拆分词 = 统计局关于，国民经济和社会发展'
check 'words to be kept stay whole' grep -q '"[^"]*国民经济和社会发展[^"]*" w=' <("$NIANBAO" build --trace "$tmp/r.ini" 2>/dev/null)

report "$(printf '国民经济和%.0s' {1..60})"
"$NIANBAO" build -o "$tmp/r.pdf" "$tmp/r.ini" 2>"$tmp/err"
check 'a title of 17 lines is told, with its line' grep -q 'r.ini:2: .*\[title-shape\]' "$tmp/err"
