#!/bin/bash
# Every kind of chart in every case of the gallery, both themes, both languages: it is drawn or the
# rule is named, and no text touches another or leaves the page.
. "$(dirname "$0")/../tap.sh"

# The charts that a report asks for and those that were drawn or refused, a name a line.
asked() {
    sed -n 's/^\[chart\.\(.*\)\]$/\1/p' "$1/report.ini" | sort
}
answered() {
    { sed -nE 's/.*error: [^"“]*(chart |“)([a-z]+-[a-z]+(-[a-z]+)?).*\[[a-z-]+\]$/\2/p' "$1/refused"
        (cd "$1/out" && printf '%s\n' *.pdf | sed 's/\.pdf$//'); } | sort
}

# Words of a text stand beside one another, so only what overlaps both ways by more than 0.3 pt is
# found; the box of a font is higher than its letters: a fifth is taken off above and below.
touching() {
    awk -F '"' '
        /<page / { page++; n = 0; wide = $2; high = $4 }
        /<word / {
            text = $9; gsub(/^>|<.*/, "", text)
            cut = ($8 - $4) / 5
            a = $2 + 0.3; b = $4 + cut; c = $6 - 0.3; d = $8 - cut
            if (a < 0 || b < 0 || c > wide || d > high) print "page " page ": " text " leaves it"
            for (i = 1; i <= n; i++)
                if (a < x1[i] && x0[i] < c && b < y1[i] && y0[i] < d)
                    print "page " page ": " text " on " word[i]
            n++; x0[n] = a; y0[n] = b; x1[n] = c; y1[n] = d; word[n] = text
        }' "$1"
}

for language in zh en; do
    dir=$tmp/$language
    tests/gallery/report.sh "$NIANBAO" "$dir" $language
    "$NIANBAO" chart -o "$dir/out" "$dir/report.ini" >"$dir/log" 2>&1
    grep 'error: ' "$dir/log" >"$dir/refused"
    asked "$dir" >"$dir/asked"
    answered "$dir" >"$dir/answered"
    check "$language: many charts are asked for" [ "$(wc -l <"$dir/asked")" -gt 120 ]
    check "$language: each is drawn or refused by a rule" diff "$dir/asked" "$dir/answered"
    grep -c . "$dir/refused" >"$dir/count"
    check "$language: few are refused" [ "$(cat "$dir/count")" -le 8 ]
    grep -e '-plain' "$dir/refused" >"$dir/plain"
    check "$language: a kind and indicators are enough for each kind" empty "$dir/plain"
    qpdf --empty --pages "$dir"/out/*.pdf -- "$dir/all.pdf"
    pdftotext -bbox "$dir/all.pdf" "$dir/all.html"
    check "$language: the words are read back" [ "$(grep -c '<word ' "$dir/all.html")" -gt 5000 ]
    touching "$dir/all.html" >"$dir/touching"
    check "$language: no text touches another or leaves the page" empty "$dir/touching"
done

# All ask for nothing but what they show; only one place among others has to be named.
sed -n '/-plain\]/,/^\[chart.*-three/p' "$tmp/zh/report.ini" | grep -c '^place' >"$tmp/places"
check 'at most one kind asks for a place' [ "$(cat "$tmp/places")" -le 1 ]

# The three formats of every kind look the same. poppler moves glyphs and lines to whole pixels: it
# is compared with a picture of a quarter of the pixels, where that is little and a label that one
# of the two lacks is much.
same=$B/tests/tools/same_picture
reduced() {
    pngtopnm "$1" | pamscale -reduce 4 2>/dev/null | pnmtopng -quiet >"$2"
}
mapfile -t kinds < <(sed -n 's/^\[chart\.\([a-z]*\)-plain\]$/\1/p' "$tmp/zh/report.ini")
check 'there are kinds' [ ${#kinds[@]} -ge 9 ]
"$NIANBAO" chart --format png --dpi 400 -o "$tmp/png" "$tmp/zh/report.ini" "${kinds[@]/%/-missing-mono}" 2>/dev/null
"$NIANBAO" chart --format svg -o "$tmp/svg" "$tmp/zh/report.ini" "${kinds[@]/%/-missing-mono}" 2>/dev/null
for c in "${kinds[@]/%/-missing-mono}"; do
    rsvg-convert -b white -d 400 -p 400 -o "$tmp/svg.png" "$tmp/svg/$c.svg"
    check "$c: the SVG looks like the PNG" "$same" "$tmp/svg.png" "$tmp/png/$c.png" 0.1 0.01
    pdftocairo -r 400 -png -singlefile "$tmp/zh/out/$c.pdf" "$tmp/pdf"
    reduced "$tmp/pdf.png" "$tmp/pdf-small.png"
    reduced "$tmp/png/$c.png" "$tmp/png-small.png"
    check "$c: the PDF looks like the PNG" "$same" "$tmp/pdf-small.png" "$tmp/png-small.png" 1.3 0.05
done
