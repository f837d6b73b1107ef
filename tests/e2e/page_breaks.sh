#!/bin/bash
# Where pages end, in some 200 pages of headings, text, figures, tables and notes: no single line of
# a paragraph at a page's foot or head, no heading at a foot, none parted from its figure.
. "$(dirname "$0")/../tap.sh"

# examine STYLE FIRST LEFT SIZE: x of first and other lines of a paragraph, its size.
examine() {
    local style=$1
    sed -E "s/^(版式|layout) .*/版式 = $style/" examples/yuehu-2006/report.ini >"$tmp/blocks/report.ini"
    "$NIANBAO" build --trace "$tmp/blocks/report.ini" >"$tmp/trace" 2>"$tmp/err"
    # what a page holds, in order: page, H heading, F first line, L other line, X figure or table
    LC_ALL=C awk -v first="$2" -v left="$3" -v size="$4" '
        /^page / { page = $2; y = "" }
        /^  chart / || /^  text .* tag=caption/ { if (last != "X" || was != page) print page "\tX"; last = "X"; was = page; y = "" }
        /^  text / && $4 == size && / tag=(p|h[0-9]|label|quote|link) ?$/ {
            if ($3 == y) next
            y = $3
            was = page
            last = / tag=h[0-9]/ ? "H" : $2 <= left ? "L" : "F"
            print page "\t" last "\t" $0
        }' "$tmp/trace" >"$tmp/lines"
    LC_ALL=C awk -v tmp="$tmp" -F '\t' '
        function found(file) { print "page " $1 ": " $3 >(tmp "/" file) }
        BEGIN { n = split("widow orphan foot parted", m, " "); for (i = 1; i <= n; i++) printf "" >(tmp "/" m[i]) }
        {
            turned = $1 != page && NR > 1
            if (turned && kind == "H") found("foot")
            if (turned && $2 == "L" && kind == "F") found("orphan")
            if (head && $2 != "L" && run == 1) found("widow")
            if (kind == "H" && line ~ /图表前的标题/ && $2 != "X") found("parted")
            if (turned) { head = $2 == "L"; run = 0 }
            if ($2 == "L") run++; else head = 0
            page = $1; kind = $2; line = $3
        }' "$tmp/lines"
    check "$style: there are about 200 pages" [ "$(grep -c '^page ' "$tmp/trace")" -ge 180 ]
    check "$style: no widow" empty "$tmp/widow"
    check "$style: no orphan" empty "$tmp/orphan"
    check "$style: no heading at a foot" empty "$tmp/foot"
    check "$style: no heading parted from its figure or table" empty "$tmp/parted"
}

tests/composition/blocks.sh "$tmp/blocks"
examine gb9704 110956 79370 15793
examine gb9704-word 110956 79370 16000
