#!/bin/bash
# Images in the PDF: each file once, PNG data and JPEG files as they are, upright, and in a PDF that
# other people's tools find sound.
. "$(dirname "$0")/../tap.sh"
dir=tests/golden/pictures
pdf=$tmp/pictures.pdf
check 'it builds' "$NIANBAO" build -o "$pdf" $dir/report.ini 2>/dev/null
check 'qpdf finds it sound' qpdf --check "$pdf"

pdfimages -list "$pdf" | awk 'NR > 2 { print $9, $11 }' | sort -u >"$tmp/list"
check 'each file is embedded once' test "$(wc -l <"$tmp/list")" -eq 3
check 'a JPEG stays a JPEG' test "$(grep -c '^jpeg' "$tmp/list")" -eq 1
pdfimages -j "$pdf" "$tmp/out"
check 'its bytes are those of the file' cmp -s "$tmp"/out-000.jpg $dir/turned.jpg

# The photo lies on its side in the file: 120 by 80 pixels, printed 80 wide and 120 high.
check 'a photo stands upright' test "$(pdfimages -list "$pdf" | awk 'NR == 3 { print $4 "x" $5 }')" = 120x80
mutool trace "$pdf" 1 2>/dev/null | grep -m1 '<fill_image ' >"$tmp/image"
check 'turned by its matrix' grep -q 'transform="-\?0 ' "$tmp/image"

"$NIANBAO" build -o "$tmp/again.pdf" $dir/report.ini 2>/dev/null
check 'the same input gives the same bytes' cmp -s "$pdf" "$tmp/again.pdf"
