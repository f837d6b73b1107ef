#!/bin/bash
# The official elements of examples/official-demo, read back from its pages with the fonts of this
# machine: each within 0.1 pt of its clause of GB/T 9704-2012.
. "$(dirname "$0")/../tap.sh"
report=examples/official-demo/report.ini
"$NIANBAO" build --trace "$report" >"$tmp/trace" 2>/dev/null
check 'the paper builds' status 0 "$NIANBAO" build -o "$tmp/demo.pdf" "$report"

# at PLACE VALUE CLAUSE: lengths in pt.
LC_ALL=C awk '
    function at(clause, is, wanted) {
        if ((is - wanted) ^ 2 > 0.01) print clause ": at " is " pt, not " wanted
        n++
    }
    function text() { return substr($0, index($0, "\"") + 1, index($0, "\" w=") - index($0, "\"") - 1) }
    function width() { match($0, / w=[0-9]+/); return substr($0, RSTART + 3, RLENGTH - 3) / 1000 }
    BEGIN { mm = 72 / 25.4; em = 156 * mm / 28; pitch = em * 15 / 8; left = 28 * mm; right = 184 * mm }
    /^page/ { page = $2; rules = 0 }
    page == 1 && text() == "加急" { ascent = $3 / 1000 - 37 * mm } # line 1 of the grid
    page == 1 && /"青水/ { at("7.2.5 left", $2 / 1000, left + em); number = $3 / 1000 }
    page == 1 && /"周明"/ { at("7.2.6 right", $2 / 1000 + width(), right - em); issuer = $3 / 1000 }
    page == 1 && /rule/ && /ff0000/ {
        split($4, box, "x")
        at("7.2.6 one line", number, issuer)
        at("7.2.7 below", $3 / 1000, number - ascent + em + 4 * mm)
        at("7.2.7 width", box[1] / 1000, 156 * mm)
        red = ($3 + box[2]) / 1000
    }
    page == 1 && /tag=title/ { if (!title) at("7.3.1", $3 / 1000 - ascent, red + 2 * pitch); title = $3 / 1000 }
    page == 1 && /"青禾县人民政府：/ { at("7.3.2 below", $3 / 1000, title + 2 * pitch); at("7.3.2 left", $2 / 1000, left) }
    text() == "青禾县水务局" { organ = $2 / 1000 + width() / 2; organ_y = $3 / 1000; signed = page }
    text() == "2025年1月8日" {
        at("7.3.5.1 right", $2 / 1000 + width(), right - 4 * em)
        at("7.3.5.1 centred", organ, $2 / 1000 + width() / 2)
        at("7.3.5.1 line", $3 / 1000, organ_y + pitch)
    }
    /"附件[12]"/ { at("7.3.7 line 1", $3 / 1000, 37 * mm + ascent); at("7.3.7 left", $2 / 1000, left); label[page] = 1 }
    page > 1 && /tag=title/ { at("7.3.7 line 3", $3 / 1000, 37 * mm + ascent + 2 * pitch) }
    page == 5 && /rule/ { split($4, box, "x"); thick[++rules] = box[2] / 1000; foot = ($3 + box[2]) / 1000; at("7.4.1 width", box[1] / 1000, 156 * mm) }
    page == 5 && /日印发"/ { at("7.4.3 right", $2 / 1000 + width(), right - 14) }
    page == 5 && /"青禾县水务局办公室"/ { at("7.4.3 left", $2 / 1000, left + 14) }
    END {
        at("7.4.1 first", thick[1], 0.35 * mm); at("7.4.1 inner", thick[2], 0.25 * mm)
        at("7.4.1 last", thick[3], 0.35 * mm); at("7.4.1 foot", foot, 262 * mm)
        if (!label[4] || !label[5]) print "attachments do not begin on pages 4 and 5"
        if (n < 24) print "only " n " places were looked at"
    }' "$tmp/trace" >"$tmp/off"
check 'letterhead, date, attachments and 版记 lie within 0.1 pt of their clauses' empty "$tmp/off"

# The signing page carries text of the body.
awk '/^page/ { body = 0 } / body "/ && !/"附件：/ { body = 1 } /"2025年1月8日"/ { exit !body }' "$tmp/trace"
check 'the signing page carries text' [ $? -eq 0 ]

# The red name's ink begins 35 mm below the type area: rows of red in a picture of 10 rows a mm.
pdftoppm -r 254 -f 1 -singlefile "$tmp/demo.pdf" "$tmp/page"
first=$(tail -c +18 "$tmp/page.ppm" | head -c $((2101 * 3 * 900)) | od -An -v -tu1 -w6303 | awk '
    { for (i = 1; i <= NF; i += 3) if ($i > 200 && $(i + 1) < 100 && $(i + 2) < 100) { print NR; exit } }')
check 'the red name begins 72 mm below the edge' [ "${first:-0}" -ge 719 -a "${first:-0}" -le 722 ]
