#!/bin/bash
# Charts by themselves: a PDF each.
. "$(dirname "$0")/../tap.sh"
ini=examples/yuehu-2006/report.ini
mkdir "$tmp/all" "$tmp/one"
check 'chart draws all charts' "$NIANBAO" chart -o "$tmp/all" "$ini"
for c in rates townships trend; do
    check "$c: a sound PDF" qpdf --check "$tmp/all/$c.pdf"
    pdftotext "$tmp/all/$c.pdf" "$tmp/$c.txt" 2>/dev/null
done
check 'the lines say their years' grep -q 2002 "$tmp/trend.txt"
check 'the bars name every place' [ "$(grep -cE '^(江边|交通|东湖|梅园|四青|白露)街道|^童家镇|^夏埠乡' "$tmp/townships.txt")" -eq 8 ]
check 'chart draws one chart by name' "$NIANBAO" chart -o "$tmp/one" "$ini" trend
check 'and no other' [ "$(ls "$tmp/one")" = trend.pdf ]
check 'an unknown chart is rejected' status 1 "$NIANBAO" chart -o "$tmp/one" "$ini" trends
