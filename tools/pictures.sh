#!/bin/bash
# The pictures of docs/: tools/pictures.sh B. A page of each house style, and those of
# docs/compare; by `make pictures`.
cd "$(dirname "$0")/.." || exit 1
B=${1:-build}
tmp=$(mktemp -d) || exit 1
trap 'rm -rf "$tmp"' EXIT
mkdir -p docs

# picture NAME REPORT PAGE: one page of a report.
picture() {
    "$B/nianbao" build -o "$tmp/x.pdf" "$2" 2>"$tmp/err" || { cat "$tmp/err" >&2; exit 1; }
    pdftoppm -r 64 -f "$3" -singlefile -png "$tmp/x.pdf" "docs/$1"
    [ "$(stat -c %s "docs/$1.png")" -le 150000 ] || { echo "docs/$1.png is over 150 kB" >&2; exit 1; }
}

# The sample report in another style.
restyled() {
    mkdir -p "$tmp/$1"
    cp examples/yuehu-2006/*.csv examples/yuehu-2006/narrative.md "$tmp/$1/"
    sed "s/^版式 .*/版式 = $1/" examples/yuehu-2006/report.ini >"$tmp/$1/report.ini"
    echo "$tmp/$1/report.ini"
}

picture gb9704 examples/yuehu-2006/report.ini 1
picture gb9704-figures examples/yuehu-2006/report.ini 2
picture gb9704-word "$(restyled gb9704-word)" 1
picture en-report examples/en-services/report.ini 1

docs/compare/pictures.sh "$B"
picture official-1 examples/official-demo/report.ini 1
picture official-2 examples/official-demo/report.ini 3
picture official-3 examples/official-demo/report.ini 5
picture yearbook-cover "$(restyled yearbook)" 1
picture yearbook-contents "$tmp/yearbook/report.ini" 2
picture yearbook "$tmp/yearbook/report.ini" 4
