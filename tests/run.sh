#!/bin/bash
# Runs the whole suite against the programs in a folder of the build: tests/run.sh B. The last line
# is `N passed, N failed`; fails when anything failed. Each cmocka test, each golden, bad and
# end-to-end case counts as one. ALL=yes also runs tests/heavy, which is skipped otherwise.
cd "$(dirname "$0")/.." || exit 1
export B=${1:-build}
export NIANBAO=$(realpath "$B")/nianbao
export CMOCKA_MESSAGE_OUTPUT=TAP
# The terminal's language must not matter; what sanitizers find must not go unseen.
export LC_ALL=C.UTF-8 LANGUAGE='' LOCPATH=''
export ASAN_OPTIONS=detect_leaks=1:abort_on_error=0:exitcode=99 UBSAN_OPTIONS=print_stacktrace=1
log=$B/tests/log
rm -rf "$log"
mkdir -p "$log"

# One program of the suite; its TAP goes to $log. A program that dies counts as one failure.
one() {
    local name=$1 out=$2
    shift 2
    timeout 240 "$@" >"$out" 2>"$out.err"
    local status=$?
    if [ $status -ne 0 ] && ! grep -q '^not ok' "$out"; then
        echo "not ok - $name ended with status $status" >>"$out"
    elif ! grep -q '^ok\|^not ok' "$out"; then
        echo "not ok - $name ran no test" >>"$out"
    fi
    if grep -q '^not ok' "$out"; then
        echo "== $name"
        grep -v '^ok\|^1\.\.' "$out"
        cat "$out.err"
    fi
}

# The suite, once; $1 tells its logs apart, the rest are settings of its environment.
suite() {
    local tag=$1
    shift
    export log tag
    export -f one
    {
        find "$B/tests/unit" -type f -executable -name 'test_*' | sort | while read -r t; do
            [ "$tag/${t##*/}" = comma/test_mutation ] || printf '%s\0' "$t"
        done
        printf '%s\0' tests/cases.sh
        [ "$tag" = comma ] || printf '%s\0' tests/compat.sh tests/e2e/*.sh
        [ "$tag/${ALL-}" != plain/yes ] || printf '%s\0' tests/heavy/*.sh
    } | env "$@" xargs -0 -P "$(nproc)" -I{} bash -c 'one {} "$log/$tag-$(basename {}).tap" {}'
}

suite plain
if [ "${ALL-}" != yes ]; then
    for t in tests/heavy/*.sh; do
        echo "ok - ${t#tests/} # SKIP heavy: make test-all runs it"
    done >"$log/heavy.tap"
fi

# Once more where the decimal point is a comma: no number may change.
locale=$B/locale
if [ ! -d "$locale/de_DE.UTF-8" ] && ! locale -a 2>/dev/null | grep -qi '^de_DE.utf-\?8$'; then
    mkdir -p "$locale" && localedef -i de_DE -f UTF-8 "$PWD/$locale/de_DE.UTF-8" || exit 1
fi
[ -d "$locale/de_DE.UTF-8" ] && LOCPATH=$PWD/$locale
suite comma LC_ALL=de_DE.UTF-8 LOCPATH="$LOCPATH"

passed=$(cat "$log"/*.tap | grep -c '^ok')
failed=$(cat "$log"/*.tap | grep -c '^not ok')
grep -h '^ok.*# SKIP' "$log"/*.tap
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
