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

lacks() { ! grep -qE "$1" "$2"; }

# Other formats of the same drawing, and other widths.
check 'chart writes SVG' "$NIANBAO" chart --format svg -o "$tmp/one" "$ini" trend
check 'chart writes PNG' "$NIANBAO" chart --format png --dpi 96 -o "$tmp/one" "$ini" trend
check 'the SVG says what it shows' grep -q '<desc>2006年。' "$tmp/one/trend.svg"
check 'the SVG refers to nothing outside' lacks '(href|src)="[^#]|url\(' "$tmp/one/trend.svg"
points=$(pdfinfo "$tmp/one/trend.pdf" | awk '/^Page size/ { print $3 * 96 / 72, $5 * 96 / 72 }')
pixels=$(od -An -tu1 -j16 -N8 "$tmp/one/trend.png" | awk '{ print $3 * 256 + $4, $7 * 256 + $8 }')
check 'a PNG has the dots it was asked for' awk -v a="$points" -v b="$pixels" 'BEGIN {
    split(a, p); split(b, q); exit !(q[1] - p[1] < 1.01 && q[1] >= p[1] - 0.02 && q[2] - p[2] < 1.01 && q[2] >= p[2] - 0.02) }'
cp "$tmp/one/trend.png" "$tmp/first.png"
"$NIANBAO" chart --format png --dpi 96 -o "$tmp/one" "$ini" trend 2>/dev/null
check 'the same chart has the same bytes' cmp "$tmp/first.png" "$tmp/one/trend.png"
"$NIANBAO" chart --width 200 -o "$tmp/one" "$ini" trend 2>/dev/null
check 'a width is in millimetres' [ "$(pdfinfo "$tmp/one/trend.pdf" | awk '/^Page size/ { printf "%d", $3 * 25.4 / 72 + 0.5 }')" -eq 210 ]
for wrong in '--format gif' '--dpi 20 --format png' '--dpi 96' '--width x' '--each-place --width 90'; do
    check "chart $wrong is wrong usage" status 2 "$NIANBAO" chart $wrong -o "$tmp/one" "$ini"
done

# The three look the same. poppler moves glyphs and lines to whole pixels: the PDF is compared at a
# resolution where that is little, and where a picture is painted in bands, drawn by cairo as its other renderer moves glyphs further.
same=$B/tests/tools/same_picture
for dpi in 192 800; do
    "$NIANBAO" chart --format png --dpi $dpi -o "$tmp/png$dpi" "$ini" 2>/dev/null
done
"$NIANBAO" chart --format svg -o "$tmp/svg" "$ini" 2>/dev/null
for c in rates townships trend; do
    rsvg-convert -b white -d 192 -p 192 -o "$tmp/$c.svg.png" "$tmp/svg/$c.svg"
    check "$c: the SVG looks like the PNG" "$same" "$tmp/$c.svg.png" "$tmp/png192/$c.png" 0.1 0.01
done
for c in townships trend; do
    pdftocairo -r 800 -png -singlefile "$tmp/all/$c.pdf" "$tmp/$c.pdf"
    check "$c: the PDF looks like the PNG" "$same" "$tmp/$c.pdf.png" "$tmp/png800/$c.png" 0.7 0.4
done

# Sheets made from the data alone.
check 'chart draws a sheet for each place' "$NIANBAO" chart --each-place -o "$tmp/places" "$ini"
check 'named by its id' [ "$(ls "$tmp/places" | wc -l)" -eq 8 ]
check 'each is one page of A4' [ "$(for f in "$tmp"/places/*.pdf; do pdfinfo "$f"; done | grep -cE '^Pages: +1$|^Page size: .*\(A4\)')" -eq 16 ]
pdftotext "$tmp/places/四青街道.pdf" "$tmp/place.txt"
check 'it has the rank of the place' grep -q '^6/8$' "$tmp/place.txt"
check 'its targets and its years' grep -q '历年变化' "$tmp/place.txt"
check 'chart draws a wall sheet' "$NIANBAO" chart --overview -o "$tmp/places" "$ini"
check 'which is one page of A3' [ "$(pdfinfo "$tmp/places/overview.pdf" | awk '/^Pages|^Page size/ { printf "%s ", ($1 == "Pages:" ? $2 : int($3 * 25.4 / 72 + 0.5) "x" int($5 * 25.4 / 72 + 0.5)) }')" = '1 420x297 ' ]
mkdir "$tmp/ids"
cp -r examples/yuehu-2006/. "$tmp/ids"
printf '\xef\xbb\xbf编号,单位,类别,上级\r\n../x,月湖区,区,\r\n../a,江边街道,街道,月湖区\r\n.,交通街道,街道,月湖区\r\n' >"$tmp/townships.csv"
tail -n +4 examples/yuehu-2006/townships.csv | grep -v '^交通' | sed 's/\([^,]*\),/\1,\1,/' >>"$tmp/townships.csv"
cp "$tmp/townships.csv" "$tmp/ids/townships.csv"
"$NIANBAO" chart --each-place -o "$tmp/ids/out" "$tmp/ids/report.ini" 2>"$tmp/err"
check 'ids lead to no other folder' [ -e "$tmp/ids/out/_._a.pdf" -a ! -e "$tmp/ids/a.pdf" ]

# Names of files: no folders of a chart's, none twice, none of another's overwritten.
cp -r examples/yuehu-2006/. "$tmp/names"
sed -i 's|^\[图\.trend\]|[图.a/b]|; s|^\[图\.rates\]|[图.a?b]|' "$tmp/names/report.ini"
sed -i 's|chart:trend|chart:a/b|; s|{图:trend}|{图:a/b}|; s|chart:rates|chart:a?b|; s|{图:rates}|{图:a?b}|' "$tmp/names/narrative.md"
check 'two charts of one file name are told' status 1 "$NIANBAO" chart -o "$tmp/names/out" "$tmp/names/report.ini"
"$NIANBAO" chart -o "$tmp/names/out" "$tmp/names/report.ini" >/dev/null 2>"$tmp/err"
check 'by their rule' grep -qF '[same-file-name]' "$tmp/err"
check 'and lead to no other folder' [ "$(cd "$tmp/names/out" && echo *)" = 'a_b.pdf townships.pdf' ]
check 'a chart named twice is drawn once' "$NIANBAO" chart -o "$tmp/one" "$ini" trend trend
printf '<?xml version="1.0" encoding="UTF-8"?>\n<svg/>\n' >"$tmp/one/trend.svg"
cp "$tmp/one/trend.svg" "$tmp/hand.svg"
check 'a drawing made by hand is not overwritten' status 1 "$NIANBAO" chart --format svg -o "$tmp/one" "$ini" trend
check 'but left as it was' cmp "$tmp/hand.svg" "$tmp/one/trend.svg"
echo text >"$tmp/one/trend.png"
"$NIANBAO" chart --format png -o "$tmp/one" "$ini" trend 2>"$tmp/err"
check 'its message is text' iconv -f UTF-8 -t UTF-8 -o /dev/null "$tmp/err"
check 'a folder that cannot be made is a failure' status 3 "$NIANBAO" chart -o /proc/none "$ini"

# Many places: the scorecard takes more columns, a second sheet the charts that have no room.
mkdir "$tmp/many"
awk -v dir="$tmp/many/" 'BEGIN {
    print "Text." >(dir "text.md")
    print "[report]\ntitle = Year\nyear = 2006\nlanguage = en\nlayout = en-report\noutput = x.pdf" >(dir "report.ini")
    print "[data]\nnarrative = text.md\nindicators = data.csv\nplaces = places.csv" >(dir "report.ini")
    print "place,kind,parent\nDistrict,district," >(dir "places.csv")
    print "place,indicator,year,value" >(dir "data.csv")
    for (k = 0; k < 25; k++) print "Place " k ",town,District" >(dir "places.csv")
    for (i = 0; i < 4; i++) {
        printf "[indicator.i%d]\nname = Rate %d\nunit = %%\nbetter = higher\ntarget = >= 80\ndecimals = 1\n", i, i >(dir "report.ini")
        print ",i" i ",2006,80.5" >(dir "data.csv")
        for (k = 0; k < 25; k++) printf "Place %d,i%d,2006,%d.5\n", k, i, 60 + (k * 7 + i * 3) % 39 >(dir "data.csv")
    }
}'
check 'a wall sheet of 25 places' "$NIANBAO" chart --overview -o "$tmp/many/out" "$tmp/many/report.ini"
check 'takes two' [ "$(pdfinfo "$tmp/many/out/overview.pdf" | awk '/^Pages/ { print $2 }')" -eq 2 ]
check 'with each place in every chart' [ "$(pdftotext "$tmp/many/out/overview.pdf" - | grep -c '^Place 24$')" -eq 5 ]
check 'in PNG a file each' "$NIANBAO" chart --overview --format png --dpi 72 -o "$tmp/many/out" "$tmp/many/report.ini"
check 'the second with its number' [ -e "$tmp/many/out/overview.png" -a -e "$tmp/many/out/overview-2.png" ]
