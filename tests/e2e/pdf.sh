#!/bin/bash
# The samples' PDFs, judged by other people's tools.
. "$(dirname "$0")/../tap.sh"

judge() {
    local name=$1 pdf=$tmp/$1.pdf
    check "$name: builds" "$NIANBAO" build -o "$pdf" "examples/$name/report.ini"
    check "$name: qpdf finds nothing wrong" qpdf --check "$pdf"
    qpdf --check "$pdf" 2>&1 | grep -i warn >"$tmp/$name.warnings"
    check "$name: qpdf has no warning" empty "$tmp/$name.warnings"
    # name, type (may have a blank), encoding, emb, sub, uni, object, generation
    pdffonts "$pdf" 2>"$tmp/$name.fonterr" >"$tmp/$name.fonts"
    check "$name: pdffonts has no complaint" empty "$tmp/$name.fonterr"
    check "$name: has fonts" [ "$(wc -l <"$tmp/$name.fonts")" -gt 2 ]
    awk 'NR > 2 && !($(NF - 4) == "yes" && $(NF - 3) == "yes" && $(NF - 2) == "yes")' \
        "$tmp/$name.fonts" >"$tmp/$name.badfonts"
    check "$name: all fonts embedded, subset, with Unicode" empty "$tmp/$name.badfonts"
    mutool trace "$pdf" >"$tmp/$name.trace" 2>"$tmp/$name.mutool"
    check "$name: mutool has no warning" empty "$tmp/$name.mutool"
    check "$name: mutool sees glyphs" grep -q '<g unicode=' "$tmp/$name.trace"
    grep '<g ' "$tmp/$name.trace" | grep -E 'glyph="(0|\.notdef)"|unicode="(\?|�|&#xfffd;)"' >"$tmp/$name.notdef"
    check "$name: no glyph 0, all with Unicode" empty "$tmp/$name.notdef"
    pdftotext "$pdf" "$tmp/$name.txt" 2>"$tmp/$name.texterr"
    check "$name: pdftotext has no complaint" empty "$tmp/$name.texterr"
}

judge yuehu-2006
judge en-services
judge townships-2006

info() {
    pdfinfo "$tmp/$1.pdf" 2>&1 | grep -qE "$2"
}
check 'the title is in the metadata' info yuehu-2006 '^Title: +计生局领导班子2006年度工作总结$'
check 'the paper is A4' info yuehu-2006 '^Page size: .*\(A4\)'
check 'no clock in the metadata' bash -c '! pdfinfo "$0" | grep -q Date' "$tmp/yuehu-2006.pdf"

# qpdf's JSON holds the dictionaries as text.
qpdf --json "$tmp/yuehu-2006.pdf" >"$tmp/json" 2>/dev/null
check 'the language is Chinese' grep -q '"/Lang": "u:zh' "$tmp/json"
check 'the window shows the title' grep -q '"/DisplayDocTitle": true' "$tmp/json"
check 'pages have labels' grep -q '"/PageLabels"' "$tmp/json"
check 'bookmarks carry the headings' grep -q '"title": "一、计划生育考核目标及完成情况"' "$tmp/json"
check 'run-in headings are bookmarks too' grep -q '"title": "（三）、认真组织' "$tmp/json"

pages=$(pdfinfo "$tmp/yuehu-2006.pdf" | awk '/^Pages:/ { print $2 }')
check 'the sample has 6 to 12 pages' [ "${pages:-0}" -ge 6 -a "${pages:-0}" -le 12 ]
pages=$(pdfinfo "$tmp/en-services.pdf" | awk '/^Pages:/ { print $2 }')
check 'the English sample has 2 to 5 pages' [ "${pages:-0}" -ge 2 -a "${pages:-0}" -le 5 ]
check 'every page has its number' [ "$(grep -cE '^— ?[0-9]+ ?—$' "$tmp/yuehu-2006.txt")" -eq "$(pdfinfo "$tmp/yuehu-2006.pdf" | awk '/^Pages:/ { print $2 }')" ]
for text in '示意数据' '未达标\|○' '四青街道' '全区\|月湖区'; do
    check "the document says $text" grep -q "$text" "$tmp/yuehu-2006.txt"
done
