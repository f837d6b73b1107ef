#!/bin/bash
# Time and memory of whole processes: tests/bench/bench.sh B. The sample reports; one of about 500
# pages made from the text of one, and both against `conformance = none`; reports of 1,000 and 2,000
# charts; spreadsheets of a million cells and of a million rows. Prints the median of wall clock
# times and the peak of memory.
cd "$(dirname "$0")/../.." || exit 1
B=${1:-build}
nianbao=$PWD/$B/nianbao
out=$B/bench
mkdir -p "$out"

# measure WHAT RUNS ACTION REPORT LIMIT_MS LIMIT_MB; action is build or check. Leaves $ms and $mb.
measure() {
    local what=$1 runs=$2 ini=$4 start size=
    local run=("$nianbao" "$3" "$ini")
    [ "$3" = build ] && run=("$nianbao" build -o "$out/x.pdf" "$ini")
    "${run[@]}" >"$out/err" 2>&1 || {
        cat "$out/err"
        return 1
    }
    [ "$3" = build ] && size="$(pdfinfo "$out/x.pdf" | awk '/^Pages:/ { print $2 }') pages"
    for _ in $(seq "$runs"); do
        start=$(date +%s%N)
        "${run[@]}" >/dev/null 2>&1
        echo $((($(date +%s%N) - start) / 10000))
    done | sort -n >"$out/times"
    ms=$(awk '{ t[NR] = $1 } END { printf "%.1f", t[int((NR + 1) / 2)] / 100 }' "$out/times")
    mb=$(/usr/bin/time -f %M "${run[@]}" 2>&1 >/dev/null | awk 'END { printf "%.1f", $1 / 1024 }')
    printf '%-22s %10s %8.1f ms %8.1f MB   (limits %d ms, %d MB)\n' "$what" "$size" "$ms" "$mb" "$5" "$6"
    awk -v ms="$ms" -v mb="$mb" -v a="$5" -v b="$6" 'BEGIN { exit !(ms <= a && mb <= b) }' ||
        { echo "bench: $what is over its limit" >&2; return 1; }
}

# The sample's text about seventy times over; its figures and tables once.
rm -rf "$out/long"
cp -r examples/yuehu-2006 "$out/long"
{
    cat examples/yuehu-2006/narrative.md
    grep -v '^!\|^\[^' examples/yuehu-2006/narrative.md >"$out/text.md"
    for _ in $(seq 83); do
        echo
        cat "$out/text.md"
    done
} >"$out/long/narrative.md"

status=0
measure 'sample report' 21 build examples/yuehu-2006/report.ini 60 48 || status=1
measure 'English sample' 21 build examples/en-services/report.ini 60 48 || status=1
measure '500 pages' 5 build "$out/long/report.ini" 500 250 || status=1

# What PDF/A-2a and PDF/UA-1 cost against neither: conformance FOLDER RUNS. In turn, so that the
# machine's mood is the same for both; the time is each one's shortest.
conformance() {
    local dir=$out/none way start
    rm -rf "$dir"
    cp -r "$1" "$dir"
    sed -i -E 's/^\[报告\]/[报告]\n长期保存 = 无/' "$dir/report.ini"
    for _ in $(seq "$2"); do
        for way in "$1" "$dir"; do
            start=$(date +%s%N)
            "$nianbao" build -o "$out/${way##*/}.pdf" "$way/report.ini" >/dev/null 2>&1
            echo "$way $((($(date +%s%N) - start) / 10000)) $(stat -c %s "$out/${way##*/}.pdf")"
        done
    done | awk -v own="$1" '
        { if (!($1 in ms) || $2 < ms[$1]) ms[$1] = $2; size[$1] = $3 }
        END {
            for (way in ms) if (way != own) none = way
            time = ms[own] / ms[none] * 100 - 100; bytes = size[own] / size[none] * 100 - 100
            printf "conformance of %s: %+.1f %% time (limit 25), %+.1f %% size (limit 20): %d B, not %d\n",
                own, time, bytes, size[own], size[none]
            exit !(time < 25 && bytes < 20)
        }'
}
conformance examples/yuehu-2006 15 || status=1
conformance "$out/long" 5 || status=1

# charts N: a report of N charts, each of its own, in turn of every kind with 3 and 8 places.
charts() {
    local dir=$out/charts-$1
    rm -rf "$dir"
    tests/gallery/report.sh "$nianbao" "$dir" zh || return 1
    awk -v n="$1" -v text="$dir/text.md" '
        /^\[chart/ { charts++; wanted = /-(three|eight)-/; n_bodies += wanted }
        !charts { print }
        wanted && /^(kind|indicators|place) / { body[n_bodies] = body[n_bodies] $0 "\n" }
        END {
            for (i = 1; i <= n; i++) {
                printf "[chart.c%d]\n%s", i, body[(i - 1) % n_bodies + 1]
                printf "\n![%d](chart:c%d)\n", i, i >>text
            }
        }' "$dir/report.ini" >"$dir/charts.ini"
}

for n in 0 1000 2000; do
    charts $n || status=1
done
measure 'no chart' 11 build "$out/charts-0/charts.ini" 100 60 || status=1
ms_0=$ms
measure '1,000 charts' 5 build "$out/charts-1000/charts.ini" 1100 120 || status=1
ms_1000=$ms mb_1000=$mb
measure '2,000 charts' 3 build "$out/charts-2000/charts.ini" 2100 180 || status=1
awk -v a="$ms_0" -v b="$ms_1000" -v m="$mb_1000" -v n="$mb" 'BEGIN {
    printf "a chart of 1,000: %.2f ms (limit 1 ms); each of the next 1,000: %.1f kB (limit 24 kB)\n", (b - a) / 1000, (n - m) * 1.024
    exit !(b - a <= 1000 && (n - m) * 1.024 <= 24)
}' || status=1
# A million cells as .xlsx: 200,000 rows of five.
xlsx=$out/xlsx
rm -rf "$xlsx"
mkdir -p "$xlsx/x/_rels" "$xlsx/x/xl/_rels"
relations='http://schemas.openxmlformats.org/officeDocument/2006/relationships'
echo "<Relationships><Relationship Id=\"a\" Type=\"$relations/officeDocument\" Target=\"xl/w.xml\"/></Relationships>" >"$xlsx/x/_rels/.rels"
echo "<Relationships><Relationship Id=\"b\" Type=\"$relations/worksheet\" Target=\"s.xml\"/></Relationships>" >"$xlsx/x/xl/_rels/w.xml.rels"
echo '<workbook><sheets><sheet name="s" sheetId="1" id="b"/></sheets></workbook>' >"$xlsx/x/xl/w.xml"
awk 'BEGIN {
    print "<worksheet><sheetData><row><c t=\"str\"><v>place</v></c><c t=\"str\"><v>indicator</v></c>" \
        "<c t=\"str\"><v>year</v></c><c t=\"str\"><v>value</v></c><c t=\"str\"><v>note</v></c></row>"
    for (i = 0; i < 200000; i++)
        printf "<row r=\"%d\"><c t=\"str\"><v>p%d</v></c><c t=\"str\"><v>x</v></c><c><v>%d</v></c>" \
            "<c><v>%d</v></c><c t=\"str\"><v>n</v></c></row>\n", i + 2, i / 100, 1900 + i % 100, i % 977
    print "</sheetData></worksheet>"
}' >"$xlsx/x/xl/s.xml"
(cd "$xlsx/x" && zip -qr ../v.xlsx _rels xl)
printf '[report]\ntitle = x\nyear = 1999\n[data]\nnarrative = t.md\nindicators = v.xlsx\n[indicator.x]\nname = x\n' >"$xlsx/report.ini"
echo text >"$xlsx/t.md"
measure '1 million xlsx cells' 3 build "$xlsx/report.ini" 10000 400 || status=1
# 2,000 places x 50 indicators x 10 years, nine columns: checked and computed.
tests/bench/million.sh "$out/million"
measure '1 million rows, CSV' 3 check "$out/million/csv.ini" 3000 600 || status=1
measure '1 million rows, .xlsx' 3 check "$out/million/xlsx.ini" 10000 600 || status=1
# An archive of 10,000 reports.
tests/bench/archive.sh "$B" || status=1
exit $status
