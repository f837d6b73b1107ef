#!/bin/bash
# The manual lists every section and key that the program knows, in its order, in both languages.
. "$(dirname "$0")/../tap.sh"
manual=cmd/nianbao-report.5

"$NIANBAO" keys >"$tmp/keys"
sed -nE 's/^  ([a-z_-]+) \(([^)]*)\).*/\1 , \2/p; s/^\[([^]]*)\] \(\[([^]]*)\]\)$/[\1] or [\2]/p' "$tmp/keys" >"$tmp/program"
sed -nE '/^\.Sh TARGETS/q; s/^\.It Sy ([a-z_-]+ , [^ ]+).*/\1/p; s/^\.Ss (.*)/\1/p' $manual >"$tmp/manual"
check 'keys prints the keys' [ "$(wc -l <"$tmp/program")" -gt 40 ]
check 'the manual has the same sections and keys' diff "$tmp/program" "$tmp/manual"
