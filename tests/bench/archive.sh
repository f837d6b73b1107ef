#!/bin/bash
# An archive of 10,000 small reports and some signed ones: tests/bench/archive.sh B [N]. Prints how
# long adding, searching, listing, verifying and indexing again take; fails over the limits.
cd "$(dirname "$0")/../.." || exit 1
B=${1:-build}
n=${2:-10000}
nianbao=$PWD/$B/nianbao
out=$B/bench/archive
export NIANBAO_STORE=$out/store
[ ! -e "$out" ] || chmod -R u+w "$out"
rm -rf "$out"
mkdir -p "$out/pdf" "$out/pki"
status=0

# timed WHAT LIMIT_MS RUNS COMMAND...: the median of its runs.
timed() {
    local what=$1 limit=$2 runs=$3 start ms
    shift 3
    for _ in $(seq "$runs"); do
        start=$(date +%s%N)
        "$@" >"$out/said" 2>&1 || { cat "$out/said"; return 1; }
        echo $((($(date +%s%N) - start) / 10000))
    done | sort -n >"$out/times"
    ms=$(awk '{ t[NR] = $1 } END { printf "%.1f", t[int((NR + 1) / 2)] / 100 }' "$out/times")
    printf '%-34s %10.1f ms   (limit %d ms)\n' "$what" "$ms" "$limit"
    awk -v ms="$ms" -v limit="$limit" 'BEGIN { exit !(ms <= limit) }' || status=1
}

"$B/tests/tools/tsa" "$out/pki" >/dev/null 2>&1 &
tsa=$!
trap 'kill $tsa; chmod -R u+w "$out"' EXIT # so that make clean can remove it
for _ in $(seq 50); do [ -s "$out/pki/port" ] && break; sleep 0.1; done
tests/pki.sh "$out/pki" >/dev/null 2>&1
"$nianbao" build -o "$out/report.pdf" examples/yuehu-2006/report.ini 2>/dev/null
for i in 1 2 3 4 5; do
    "$nianbao" sign --key "$out/pki/zhang.p12" --password-file "$out/pki/password" --trust "$out/pki/root.pem" \
        --tsa "http://127.0.0.1:$(cat "$out/pki/port")/tsa" --lta -o "$out/signed-$i.pdf" "$out/report.pdf" || exit 1
done
"$B/tests/tools/small_pdf" "$out/pdf" $((n + 1))
mv "$out/pdf/$((n + 1)).pdf" "$out/one.pdf"
"$nianbao" archive init --fonds X043 >/dev/null || exit 1
add_all() {
    find "$out/pdf" -name '*.pdf' -print0 | sort -z | xargs -0 -n 2500 "$nianbao" archive add --unsigned
}
timed "$n reports added" $((n * 40)) 1 add_all
timed '1 more, by itself' 500 1 "$nianbao" archive add --unsigned "$out/one.pdf"
timed '5 signed ones' 4000 1 "$nianbao" archive add --trust "$out/pki/root.pem" "$out"/signed-?.pdf
timed 'search: a word of a sixth of all' 100 11 "$nianbao" archive search 社会抚养费
timed 'search: a word of nearly all' 100 11 "$nianbao" archive search 工作
timed 'search: signer' 100 11 "$nianbao" archive search 张建国
timed 'search: year and a word' 100 11 "$nianbao" archive search 2006 流动人口
timed 'list' 500 5 "$nianbao" archive list
timed 'show' 500 5 "$nianbao" archive show X043-WS·2006-Y-0001
timed 'verify all' $((n * 4)) 1 "$nianbao" archive verify --trust "$out/pki/root.pem"
tail -n 2 "$out/said"
timed 'reindex' $((n * 4)) 1 "$nianbao" archive reindex
printf '%-34s %10s kB\n' 'catalogue' "$(du -k "$out/store/catalogue.sqlite" | cut -f 1)" ledger "$(du -k "$out/store/ledger.jsonl" | cut -f 1)"
/usr/bin/time -f '%M kB of memory to verify all' "$nianbao" archive verify --trust "$out/pki/root.pem" >/dev/null
exit $status
