#!/bin/bash
# The cases whose right answer is a file: tests/cases.sh runs them and prints TAP.
#   tests/golden/NAME/  report.ini -> expected.trace, the placed pages as text; style.sed, when
#                       there, makes the case's style.ini from layouts/gb9704.ini
#   tests/bad/NAME/     broken input -> expected.err, every message, and expected.status; cmd, when
#                       there, is the shell line to run instead of the usual build. Its first line
#                       in expected.rules says place and rule, which no rewording may change.
#   tests/checks/NAME/  report.ini -> expected.out, what nianbao check finds but notes on fonts
# tests/cases.sh --update shows each difference and asks before it replaces an expectation.
cd "$(dirname "$0")/.." || exit 1
: "${NIANBAO:=$(realpath "${B:-build}")/nianbao}"
export NIANBAO LC_ALL=${LC_ALL:-C.UTF-8}
update=
[ "${1-}" = --update ] && update=yes
top=$PWD
tmp=$(mktemp -d) || exit 1
exec 3<&0
trap 'chmod -R u+w "$tmp"; rm -rf "$tmp"' EXIT

# ok or not ok for one comparison; when updating, asks.
compare() {
    local name=$1 expected=$2 actual=$3
    if diff -u "$expected" "$actual" >"$tmp/diff" 2>&1; then
        echo "ok - $name"
        return
    fi
    if [ -n "$update" ]; then
        if [ -e "$expected" ]; then cat "$tmp/diff"; else cat "$actual"; fi
        read -r -p "$expected: take this? [y/N] " answer <&3
        [ "$answer" = y ] && cp "$actual" "$expected"
        return
    fi
    echo "not ok - $name"
    sed 's/^/# /' "$tmp/diff" | head -n 60
}

golden() {
    local dir=$1 name=golden/${1##*/} status work=$1
    if [ -e "$dir/style.sed" ]; then
        work=$tmp/${1##*/}
        cp -r "$dir" "$work" && sed -f "$dir/style.sed" layouts/gb9704.ini >"$work/style.ini"
    fi
    (cd "$work" && "$NIANBAO" build --trace report.ini) >"$tmp/trace" 2>"$tmp/err"
    status=$?
    if [ $status -ne 0 ]; then
        echo "not ok - $name: status $status"
        sed 's/^/# /' "$tmp/err"
    else
        compare "$name" "$top/$dir/expected.trace" "$tmp/trace"
    fi
}

# What a bad case must leave as it was: an output from before.
old_pdf='%PDF-1.7 from before /Producer <6E69616E62616F20'

bad() {
    local dir=$1 name=bad/${1##*/} status wanted=1 work=$tmp/${1##*/} place rule
    cp -r "$dir" "$work"
    printf '%s' "$old_pdf" >"$work/out.pdf"
    (
        cd "$work" || exit 99
        if [ -e cmd ]; then . ./cmd; else "$NIANBAO" build -o out.pdf report.ini; fi
    ) >"$tmp/out" 2>"$tmp/all"
    status=$?
    # Which fonts a machine has is no matter of the case.
    grep -v '\[font-substituted\]' "$tmp/all" >"$tmp/err"
    [ -e "$dir/expected.status" ] && read -r wanted <"$dir/expected.status"
    if [ "$status" -ne "$wanted" ]; then
        echo "not ok - $name: status $status, not $wanted"
        sed 's/^/# /' "$tmp/err" | head -n 20
        return
    fi
    while read -r place rule; do
        if ! grep -F "$place" "$tmp/err" | grep -qF "[$rule]"; then
            echo "not ok - $name: no [$rule] at $place"
            sed 's/^/# /' "$tmp/err" | head -n 20
            return
        fi
    done <"$dir/expected.rules"
    if [ "$(cat "$work/out.pdf")" != "$old_pdf" ] || [ -s "$tmp/out" ] ||
        ls -A "$work" | grep -q '^\.\?out\.pdf.\|\.tmp'; then
        echo "not ok - $name: an output was touched or left behind"
        return
    fi
    compare "$name" "$top/$dir/expected.err" "$tmp/err"
}

# The findings of the catalogue; a failing exit status stands in the summary line.
checks() {
    local dir=$1
    (cd "$dir" && "$NIANBAO" check report.ini) 2>&1 | grep -v '\[font-substituted\]' >"$tmp/out"
    compare "checks/${1##*/}" "$top/$dir/expected.out" "$tmp/out"
}

for dir in tests/golden/*/; do
    [ -d "$dir" ] && golden "${dir%/}"
done
for dir in tests/bad/*/; do
    [ -d "$dir" ] && bad "${dir%/}"
done
for dir in tests/checks/*/; do
    [ -d "$dir" ] && checks "${dir%/}"
done
