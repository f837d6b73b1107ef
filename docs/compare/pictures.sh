#!/bin/bash
# Makes the pages of this folder: the same paragraphs in a column of 20 characters by four rules for
# lines, each a picture, and README.md, which says of every line what was done to it and why.
#   docs/compare/pictures.sh [B]
cd "$(dirname "$0")/../.." || exit 1
nianbao=$PWD/${1:-build}/nianbao
out=$PWD/docs/compare
tmp=$(mktemp -d) || exit 1
trap 'rm -rf "$tmp"' EXIT
cp docs/compare/{report.ini,narrative.md} "$tmp"

# What a line of the trace tells: its text, its stretch, and the reason.
explain() {
    LC_ALL=C awk '
        function reason(text, stretch, last,   s, n, i) {
            if (last) s = "末行，不拉伸"
            else if (stretch == 0) s = "恰满"
            else if (stretch > 0) s = sprintf("字间加 %.3f 字", stretch / 1000)
            else s = sprintf("挤压标点与间隙，平均每字 %.3f 字", -stretch / 1000)
            if (text ~ /(、|，|。|；|：|”|’|）|》) *$/) s = s (squeezed ? "；行末标点占半字" : "；行末标点仍占一字")
            if (text ~ /^(（|“|《)/) s = s (squeezed ? "；行首标点去左半" : "；行首标点左半空着")
            return s
        }
        function flush(last) {
            if (text == "") return
            shown = text
            gsub(/\\/, "", shown)
            printf "| %d | %s | %s |\n", ++n, shown, reason(text, stretch, last)
            text = ""
        }
        /^  text / && / body "/ {
            s = $0
            indented = $2 > 79370
            flush(indented)
            stretch = match(s, / stretch=-?[0-9]+/) ? substr(s, RSTART + 9, RLENGTH - 9) : 0
            sub(/^[^"]*"/, "", s)
            sub(/" w=.*/, "", s)
            text = s
        }
        END { flush(1) }' squeezed="$2" "$1"
}

# set_by NAME TITLE WHY SED...: one page, by the house style with these changes.
set_by() {
    local name=$1 title=$2 why=$3 squeezed=1
    shift 3
    case "$*" in *none*) squeezed=0 ;; esac
    sed -e 's/^right  = 26mm/right  = 70.5714mm/; s|^em    = width/28|em    = width/20|' "$@" \
        layouts/gb9704.ini >"$tmp/style.ini"
    "$nianbao" build -o "$tmp/page.pdf" "$tmp/report.ini" 2>/dev/null || exit 1
    "$nianbao" build --trace "$tmp/report.ini" >"$tmp/trace" 2>/dev/null || exit 1
    pdftoppm -r 72 -png -gray -singlefile -x 60 -y 90 -W 360 -H 720 "$tmp/page.pdf" "$out/$name"
    { printf '\n## %s\n\n%s\n\n| 行 | 文字 | 处理 |\n|---|---|---|\n' "$title" "$why"; explain "$tmp/trace" "$squeezed"; } >>"$tmp/lines.md"
    head=$head"| $title "
    rule=$rule"|---"
    pictures=$pictures"| ![$title]($name.png) "
}

head='' rule='' pictures=''
none='s/^squeeze    = .*/squeeze    = none/'
first='s/^optimum    = .*/optimum    = no/'
set_by none-first '全角标点、逐行断行' '标点一律占一字；每行填到填不下为止，不顾后文。' -e "$none" -e "$first"
set_by squeeze-first '行末半角、逐行断行' '相邻两标点占一字半，行首行末去半字（GB/T 15834 5.1.10）；每行仍只看自己。' -e "$first"
set_by squeeze-optimum '行末半角、整段断行（默认）' '整段一起选断点（Knuth 与 Plass）：松紧匀，数字不与量词分开，末行不留孤字。' -e ''
set_by tight-optimum '标点紧排、整段断行' '相邻两标点只占一字。' -e 's/^squeeze    = .*/squeeze    = tight/'
{
    printf '# 断行比较\n\nMade by `make pictures` with our own output; the last column of each table says what was done to the line.\n\n'
    printf '%s|\n%s|\n%s|\n' "$head" "$rule" "$pictures"
    cat "$tmp/lines.md"
} >"$out/README.md"
