#!/bin/bash
# docs/gallery: a sheet for each kind of chart with every case of tests/gallery/report.sh, in colour
# on the left and mono on the right, and the page that shows them: tests/gallery/make.sh B; by
# `make gallery`.
cd "$(dirname "$0")/../.." || exit 1
B=${1:-build}
nianbao=$PWD/$B/nianbao work=$B/gallery out=docs/gallery
rm -rf "$work"
mkdir -p "$work" "$out" || exit 1
tests/gallery/report.sh "$nianbao" "$work" zh || exit 1
"$nianbao" chart --format png --width 120 --dpi 80 -o "$work/png" "$work/report.ini" 2>"$work/log"
mapfile -t charts < <(sed -n 's/^\[chart\.\(.*\)\]$/\1/p' "$work/report.ini")

# stack FILE CHART...: those that were drawn, one below another.
stack() {
    local file=$1 chart
    shift
    for chart in "$@"; do
        [ ! -e "$work/png/$chart.png" ] || pngtopnm "$work/png/$chart.png" >"$work/$chart.pnm"
    done
    pnmcat -white -topbottom -jleft $(printf "$work/%s.pnm\n" "$@" | while read -r f; do [ -e "$f" ] && echo "$f"; done) >"$file"
}

# sheet KIND: five cases in each of four stacks.
sheet() {
    local colour mono
    mapfile -t colour < <(printf '%s\n' "${charts[@]}" | grep "^$1-.*-colour$")
    mapfile -t mono < <(printf '%s\n' "${charts[@]}" | grep "^$1-.*-mono$")
    stack "$work/1.pnm" "${colour[@]:0:5}"
    stack "$work/2.pnm" "$1-plain" "${colour[@]:5}"
    stack "$work/3.pnm" "${mono[@]:0:5}"
    stack "$work/4.pnm" "${mono[@]:5}"
    pnmcat -white -leftright -jtop "$work"/[1-4].pnm | pnmquant -quiet 48 | pnmtopng -quiet -compression 9 >"$out/$1.png"
}

# What the page says of a kind: its names, what it shows, what it refuses.
page() {
    cat <<'END'
# Gallery of charts

Made by `make gallery` from made-up figures, all flagged 示意 (illustrative). Each sheet has, in colour and then in mono,
3, 8 and 25 places, a place without data, ties, negative values, a value 10 times the rest, names of 24 characters, all
equal, and one place only; at the top of the second column the kind with nothing said but `kind` and `indicators`.
END
    LC_ALL=C "$nianbao" keys | sed -nE '1,/^Kinds of chart/d; s/^  ([a-z]+) \((.*)\)$/\1 \2/p; s/^      //p' |
        while read -r kind zh && read -r about; do
            printf '\n## %s, %s\n\n%s\n' "$kind" "$zh" "${about^}."
            refused "$kind"
            printf '\n![%s](%s.png)\n' "$kind" "$kind"
        done
}

refused() {
    LC_ALL=C grep -F 'error: ' "$work/log" | sed -nE "s/.*\b($1-([a-z]+)-colour)[^:：]*.*/\2 &/p" |
        while read -r case message; do
            printf '\nRefused, %s: %s\n' "$case" "${message#*error: }"
        done
}

rm -f "$out"/*.png
for kind in $(printf '%s\n' "${charts[@]}" | sed 's/-.*//' | sort -u); do
    sheet "$kind"
done
page >"$out/README.md"
size=$(cat "$out"/*.png | wc -c)
echo "$out: $size bytes"
[ "$size" -le 2500000 ]
