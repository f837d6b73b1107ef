#!/bin/bash
# The manual lists every section and key that the program knows, in its order, in both languages.
. "$(dirname "$0")/../tap.sh"
manual=cmd/nianbao-report.5

"$NIANBAO" keys >"$tmp/keys"
sed -nE '/^Kinds of chart/q; s/^  ([a-z_-]+) \(([^)]*)\).*/\1 , \2/p; s/^\[([^]]*)\] \(\[([^]]*)\]\)$/[\1] or [\2]/p' "$tmp/keys" >"$tmp/program"
sed -nE '/^\.Sh TARGETS/q; s/^\.It Sy ([a-z_-]+ , [^ ]+).*/\1/p; s/^\.Ss (.*)/\1/p' $manual >"$tmp/manual"
check 'keys prints the keys' [ "$(wc -l <"$tmp/program")" -gt 40 ]
check 'the manual has the same sections and keys' diff "$tmp/program" "$tmp/manual"

# Likewise the kinds of chart, and what each shows.
kinds='s/^  ([a-z]+) \((.*)\)$/\1 , \2/p; s/^      (.*)/\1/p'
sed -nE "1,/^Kinds of chart/d; $kinds" "$tmp/keys" >"$tmp/kinds"
sed -nE '/^\.It Cm [a-z]+ , /{ s/^\.It Cm //p; n; p; }' $manual >"$tmp/manual-kinds"
check 'keys prints the kinds of chart' [ "$(wc -l <"$tmp/kinds")" -ge 6 ]
check 'the manual has the same kinds of chart' diff "$tmp/kinds" "$tmp/manual-kinds"
