#!/bin/bash
# Power cuts and full disks while the archive is changed: each action is killed at every system call
# that changes the disk, the archive is used again, and nothing may be lost, doubled or half there.
# Memory is a disk without waiting; what a kill leaves is the same there.
[ -w /dev/shm ] && export TMPDIR=/dev/shm
. "$(dirname "$0")/../tap.sh"
interrupt=$PWD/$B/tests/tools/interrupt
export NIANBAO_STORE=$tmp/store
export ASAN_OPTIONS=detect_leaks=0 # a leak check cannot run under ptrace
trap 'chmod -R u+w "$tmp"; rm -rf "$tmp"' EXIT
archive() { "$NIANBAO" archive "$@"; }

mkdir "$tmp/pdf"
"$B/tests/tools/small_pdf" "$tmp/pdf" 2
archive init --fonds X043 >/dev/null
archive add --unsigned --year 2006 "$tmp/pdf/1.pdf" >/dev/null
cp -a "$tmp/store" "$tmp/before"
first='X043-WS·2006-Y-0001' second='X043-WS·2006-Y-0002'

reset() {
    chmod -R u+w "$tmp/store"
    rm -rf "$tmp/store"
    cp -a "$tmp/before" "$tmp/store"
}

add=(archive add --unsigned --year 2006 "$tmp/pdf/2.pdf")

# What must hold after an interrupted add and one more try.
sound() {
    local out
    out=$(archive add --unsigned --year 2006 "$tmp/pdf/2.pdf" 2>&1)
    case $? in
        0) grep -q "^$second" <<<"$out" || { echo "another number: $out"; return 1; } ;;
        1) grep -q "already-archived" <<<"$out" || { echo "$out"; return 1; } ;;
        *) echo "$out"; return 1 ;;
    esac
    archive list | cut -f 1 | cmp - <(printf '%s\n' "$first" "$second") || return 1
    archive verify >"$tmp/verify" || { cat "$tmp/verify"; return 1; }
    cmp "$tmp/pdf/2.pdf" "$tmp/store/2006/$second/data/report.pdf" || return 1
    [ "$(archive search 流动人口 | cut -f 1)" = "$second" ] || { echo 'the index does not find it'; return 1; }
    [ ! -e "$tmp/store/pending" ] && [ ! -e "$tmp/store/tmp" ] && [ ! -e "$tmp/store/set-aside" ] ||
        { ls -A "$tmp/store"; return 1; }
}

# A reader sees a whole archive at once, and ends what was left.
seen() {
    local out
    out=$(archive verify --format json 2>/dev/null) || { echo "$out"; return 1; }
    jq -e '.good and (.items == 1 or .items == 2) and .items == .bags' <<<"$out"
}

# each N WAY CHECK...: an add, interfered with at each of N calls.
each() {
    local n=$1 way=$2 i
    shift 2
    for i in $(seq "$n"); do
        reset
        "$interrupt" "$way" "$i" "$NIANBAO" "${add[@]}" >"$tmp/out" 2>&1
        "$@" $? || { echo "$way at call $i of $n"; cat "$tmp/out"; return 1; }
    done
}
killed() {
    seen && sound
}
n=$("$interrupt" kill 0 "$NIANBAO" "${add[@]}" | tail -n 1)
check 'an add changes the disk more than 30 times' [ "$n" -gt 30 ]
check "an add killed at each of its $n calls leaves nothing half there" each "$n" kill killed

# A disk that is full from a call on.
filled() {
    case $1 in
        0 | 3) grep -q 'No space left\|disk is full\|disk I/O error\|unable to open' "$tmp/out" && sound ;;
        *) return 1 ;;
    esac
}
reset
"$interrupt" full 1 "$NIANBAO" "${add[@]}" >/dev/null 2>&1
if [ $? -eq 3 ]; then
    reset
    n=$("$interrupt" full 0 "$NIANBAO" "${add[@]}" | tail -n 1)
    check "a disk that is full from each of $n calls on is told, and nothing is half there" each "$n" full filled
else
    skip 'full disk' 'ptrace cannot change system calls here'
fi

# The same for events without a bag.
withdraw() {
    local i n
    reset
    n=$("$interrupt" kill 0 "$NIANBAO" archive withdraw --why 重复 "$first" | tail -n 1)
    [ "$n" -gt 5 ] || return 1
    for i in $(seq "$n"); do
        reset
        "$interrupt" kill "$i" "$NIANBAO" archive withdraw --why 重复 "$first" >/dev/null 2>&1
        archive verify || return 1
        archive withdraw --why 重复 "$first" 2>/dev/null
        [ "$(grep -c '"withdraw"' "$tmp/store/ledger.jsonl")" -eq 1 ] || { cat "$tmp/store/ledger.jsonl"; return 1; }
    done
}
check 'a withdrawal killed at any call is logged once' withdraw

init() {
    local i n
    n=$("$interrupt" kill 0 "$NIANBAO" archive init --store "$tmp/new" --fonds X1 | tail -n 1)
    for i in $(seq "$n"); do
        rm -rf "$tmp"/new*
        "$interrupt" kill "$i" "$NIANBAO" archive init --store "$tmp/new" --fonds X1 >/dev/null 2>&1
        [ -e "$tmp/new" ] || archive init --store "$tmp/new" --fonds X1 || return 1
        archive verify --store "$tmp/new" || return 1
    done
}
check 'an init killed at any call makes a whole archive or none' init

# A line that nobody can explain is not cut off.
reset
printf '{"sequence":3,"previous":"' >>"$tmp/store/ledger.jsonl"
cp "$tmp/store/ledger.jsonl" "$tmp/torn"
check 'a torn line without an interrupted action is refused' status 1 "$NIANBAO" "${add[@]}"
check 'and stays' cmp "$tmp/torn" "$tmp/store/ledger.jsonl"

# What stands where a bag is to go before it is made is left alone, and nothing goes there.
reset
mkdir "$tmp/store/2006/$second"
echo mine >"$tmp/store/2006/$second/file"
check 'a folder in the place of a bag: nothing is archived' status 1 "$NIANBAO" "${add[@]}"
check 'and it stays' grep -q mine "$tmp/store/2006/$second/file"
check 'nor is anything half done' [ ! -e "$tmp/store/pending" -a "$(wc -l <"$tmp/store/ledger.jsonl")" -eq 2 ]

# What came there after an interrupted add was to go there is set aside, never replaced.
interrupted() {
    local i
    for i in $(seq 60); do
        reset
        "$interrupt" kill "$i" "$NIANBAO" "${add[@]}" >/dev/null 2>&1
        [ ! -s "$tmp/store/pending" ] || return 0
    done
    return 1
}
check 'an add is interrupted before its bag has its place' interrupted
mkdir "$tmp/store/2006/$second"
echo mine >"$tmp/store/2006/$second/file"
"$NIANBAO" "${add[@]}" >/dev/null 2>&1
check 'a folder that came there is set aside' cmp "$tmp/store/set-aside/$second/file" <(echo mine)
check 'and the bag has its place' cmp "$tmp/store/2006/$second/data/report.pdf" "$tmp/pdf/2.pdf"
