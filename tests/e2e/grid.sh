#!/bin/bash
# The geometry of the official page, read back from the PDF: lines on the 22-line grid, full lines
# to the right edge, no mark where it may not stand.
. "$(dirname "$0")/../tap.sh"
pdf=$tmp/yuehu.pdf
"$NIANBAO" build -o "$pdf" examples/yuehu-2006/report.ini 2>/dev/null

# pdftotext gives boxes of words: x, y from the font's ascent. A line of the table made here is
# page, xMin, yMin, xMax, yMax, text: one for each of pdftotext's lines.
pdftotext -bbox-layout "$pdf" "$tmp/bbox" 2>/dev/null
LC_ALL=C awk '
    function attribute(name,   s) {
        s = substr($0, index($0, " " name "=\"") + length(name) + 3)
        return substr(s, 1, index(s, "\"") - 1)
    }
    /<page / { page++ }
    /<word / {
        text = substr($0, index($0, ">") + 1)
        sub(/<\/word>.*/, "", text)
        gsub(/&quot;/, "\"", text); gsub(/&lt;/, "<", text); gsub(/&gt;/, ">", text); gsub(/&amp;/, "\\&", text)
        print page "\t" attribute("xMin") "\t" attribute("yMin") "\t" attribute("xMax") "\t" attribute("yMax") "\t" text
    }' "$tmp/bbox" >"$tmp/words"
check 'pdftotext finds words' [ "$(wc -l <"$tmp/words")" -gt 200 ]

# mutool trace gives every glyph with its baseline, size and advance: page, y, x, end, size, font,
# character. Only text set on the page itself, not in charts, which have a transform of their own.
mutool trace "$pdf" 2>/dev/null | LC_ALL=C awk '
    function attribute(name,   s) {
        s = substr($0, index($0, " " name "=\"") + length(name) + 3)
        return substr(s, 1, index(s, "\"") - 1)
    }
    /<page / { page++ }
    /<fill_text / { split(attribute("transform"), t, " "); shown = (t[1] == 1 && t[5] == 0); top = t[6] }
    /<span / { split(attribute("trm"), m, " "); size = m[1]; font = attribute("font"); sub(/.*\+/, "", font) }
    /<g / && shown {
        c = attribute("unicode")
        x = attribute("x")
        printf "%d\t%.3f\t%.3f\t%.3f\t%.3f\t%s\t%s\n", page, top - attribute("y"), x, x + size * attribute("adv"), size, font, c
    }' >"$tmp/glyphs"

# Body text: the em of the grid, 156 mm / 28, in the face of most glyphs.
em=15.7928
body=$(awk -v em=$em 'sqrt(($5 - em) ^ 2) < 0.02 { print $6 }' "$tmp/glyphs" | sort | uniq -c | sort -rn | awk 'NR == 1 { print $2 }')
check 'there is body text of 1/28 of the type width' [ -n "$body" ]

# Top of the type area 37 mm, pitch 15/8 em; the first body line of the document fixes where in its
# box a line has its baseline, every other must agree with it on every page.
awk -v em=$em -v body="$body" -F '\t' '
    $6 == body && sqrt(($5 - em) ^ 2) < 0.02 && !seen[$1 "," $2]++ {
        pitch = em * 15 / 8
        n = ($2 - 37 * 72 / 25.4) / pitch
        if (!lines++) { first = n - int(n); if (first > 0.6) print "first baseline lies " first " of a pitch below the top of its line" }
        off = n - first
        near = int(off + 0.5)
        if (sqrt((off - near) ^ 2) * pitch > 0.1 || near < 0 || near > 21)
            print "page " $1 ": baseline at " $2 " is line " off + 1 " of the grid"
    }
    END { if (lines < 100) print "only " lines + 0 " lines" }' "$tmp/glyphs" >"$tmp/off"
check 'body lines sit on the 22-line grid within 0.1 pt' empty "$tmp/off"

# Lines of the type area: glyphs of one baseline in the order of x, between the margins, without
# charts, tables and notes: lines that have body text at their left edge or at its indent.
sort -t "$(printf '\t')" -k1,1n -k2,2n -k3,3n "$tmp/glyphs" | awk -v em=$em -v body="$body" -F '\t' '
    function flush() {
        if (text != "" && is_body)
            printf "%d\t%.2f\t%.3f\t%.3f\t%s\t%s\t%s\n", page, y, left, right, first, last, text
        text = ""
        is_body = 0
    }
    $1 != page || $2 - y > 1 { flush(); page = $1; y = $2; left = $3; first = $7 }
    sqrt(($5 - em) ^ 2) < 0.02 {
        if ($6 == body) is_body = 1
        text = text $7
        last = $7
        right = $4
    }
    END { flush() }' >"$tmp/lines"
check 'glyphs make lines' [ "$(wc -l <"$tmp/lines")" -gt 100 ]

# A full line is one whose next line is on the same page one pitch down and starts at the left edge.
# A mark at its end has half an em of blank behind its ink that may lie beyond the edge.
awk -v em=$em -F '\t' '
    BEGIN {
        edge = (28 + 156) * 72 / 25.4
        start = 28 * 72 / 25.4
        n = split("、 ， 。 ． ： ； ？ ！ ” ’ ） 》 〉 】 〕", m, " ")
        for (i = 1; i <= n; i++) mark[m[i]] = 1
    }
    {
        if (NR > 1 && $1 == page && $2 - y < em * 15 / 8 + 0.2 && $3 - start < em) {
            full++
            d = right - edge
            if (d < 0) d = -d
            if (d > 0.1 && !(last in mark && (d > em / 2 - 0.1 && d < em / 2 + 0.1)))
                print "page " page " y " y ": ends at " right ", not " edge ": " text
        }
        page = $1; y = $2; right = $4; last = $6; text = $7
    }
    END { if (full < 60) print "only " full + 0 " full lines" }' "$tmp/lines" >"$tmp/ragged"
check 'full lines end within 0.1 pt of the right edge' empty "$tmp/ragged"

# The same edge as pdftotext sees it: words as tall as those that fill most of the pages are body
# text; many end at the edge, none beyond it.
tall=$(awk -F '\t' '{ w[sprintf("%.2f", $5 - $3)] += $4 - $2 } END { for (h in w) print w[h], h }' "$tmp/words" |
    sort -rn | awk 'NR == 1 { print $2 }')
awk -v em=$em -v tall="$tall" -F '\t' '
    BEGIN { edge = (28 + 156) * 72 / 25.4 }
    sprintf("%.2f", $5 - $3) == tall {
        d = $4 - edge
        if ((d > -0.1 && d < 0.1) || (d > em / 2 - 0.1 && d < em / 2 + 0.1)) n++
        else if (d > 0) print "page " $1 ": " $6 " ends " d " beyond the edge"
    }
    END { if (n < 60) print "only " n + 0 " words end at the edge" }' "$tmp/words" >"$tmp/edge"
check 'pdftotext -bbox-layout: full lines end at the edge' empty "$tmp/edge"

# Marks that may not begin or end a line (CLREQ 3.1.4, GB/T 15834 5.1), at level gb.
awk -F '\t' '
    BEGIN {
        n = split("、 ， 。 ． ： ； ？ ！ ” ’ ） 》 〉 】 〕 〗 」 』 ］ ｝ · – ～ / % ‰ ℃ ° ! ) , . : ; ? ] }", m, " ")
        for (i = 1; i <= n; i++) not_first[m[i]] = 1
        n = split("“ ‘ （ 《 〈 【 〔 〖 「 『 ［ ｛ ￥ ＄ № ( [ { $ /", m, " ")
        for (i = 1; i <= n; i++) not_last[m[i]] = 1
    }
    $5 in not_first { print "page " $1 ": line starts with " $5 ": " $7 }
    $6 in not_last { print "page " $1 ": line ends with " $6 ": " $7 }' "$tmp/lines" >"$tmp/kinsoku"
check 'no forbidden mark at the start or end of a line' empty "$tmp/kinsoku"

# Page numbers: odd pages right, even pages left, one em of their own size in, 7 mm below the type
# area to the top edge of the dash.
awk -F '\t' '
    $7 == "—" && $2 > (297 - 35) * 72 / 25.4 && !($1 in left) { left[$1] = $3; y[$1] = $2; size[$1] = $5 }
    $2 > (297 - 35) * 72 / 25.4 { right[$1] = $4; pages = $1 > pages ? $1 : pages }
    END {
        for (p = 1; p <= pages; p++) {
            if (!(p in left)) { print "page " p " has no number"; continue }
            d = p % 2 ? (28 + 156) * 72 / 25.4 - size[p] - right[p] : left[p] - 28 * 72 / 25.4 - size[p]
            if (d > 0.2 || d < -0.2) print "page " p ": number is " d " from its place"
            drop = y[p] - (297 - 35 + 7) * 72 / 25.4
            if (drop < 0 || drop > size[p]) print "page " p ": number has its baseline " drop " below 7 mm"
        }
        if (pages < 6) print "only " pages + 0 " pages"
    }' "$tmp/glyphs" >"$tmp/numbers"
check 'page numbers stand at the outer edge, 7 mm below' empty "$tmp/numbers"
