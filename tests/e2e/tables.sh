#!/bin/bash
# Turned pages as other people's tools see them: the sheet stays upright, the table's text runs up it.
. "$(dirname "$0")/../tap.sh"

pdf=$tmp/tables.pdf
"$NIANBAO" build -o "$pdf" tests/golden/tables/report.ini 2>"$tmp/err"
check 'builds' [ -s "$pdf" ]
pdfinfo -f 1 -l 99 "$pdf" >"$tmp/info"
check 'every sheet is upright A4' [ "$(grep -c 'size:.*595.276 x 841.89' "$tmp/info")" = "$(awk '/^Pages:/ { print $2 }' "$tmp/info")" ]
check 'no page asks to be rotated' [ "$(grep -c 'rot: *0$' "$tmp/info")" = "$(awk '/^Pages:/ { print $2 }' "$tmp/info")" ]
pdftotext -f 2 -l 2 -bbox "$pdf" "$tmp/bbox"
grep -o '<word.*自然增长率' "$tmp/bbox" >"$tmp/word"
# xMin yMin xMax yMax: higher than wide, so it runs upwards
check 'a turned head runs upwards' awk -F'"' '{ found = 1; exit !($8 - $4 > 2 * ($6 - $2)) } END { exit !found }' "$tmp/word"
grep -o '<word.*— 2 —\|<word.*>2<' "$tmp/bbox" >"$tmp/number"
check 'the page number stands upright below the type area' awk -F'"' '{ found = 1; exit !($4 > 742) } END { exit !found }' "$tmp/number"
pdftotext -f 2 -l 2 -raw "$pdf" - | sed 's/[ 　]//g' | paste -sd '' >"$tmp/text"
check 'the text comes out in order' grep -q '表2增减单位：‰.*人口出生率自然增长率.*甲街道9.50\*-0.55' "$tmp/text"
