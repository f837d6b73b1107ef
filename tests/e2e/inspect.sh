#!/bin/bash
# What inspect tells of a PDF, and what extract takes out of it; attachments are made by qpdf.
. "$(dirname "$0")/../tap.sh"
plain=$tmp/plain.pdf

"$NIANBAO" build -o "$plain" examples/yuehu-2006/report.ini 2>/dev/null
"$NIANBAO" inspect "$plain" >"$tmp/text" 2>&1
check 'inspect takes our own PDF' status 0 "$NIANBAO" inspect "$plain"
check 'it tells the title' grep -q '^title  *计生局领导班子2006年度工作总结$' "$tmp/text"
check 'it tells as many pages as pdfinfo' grep -q "pages: $(pdfinfo "$plain" | awk '/^Pages:/ { print $2 }')," "$tmp/text"
check 'it tells it in Chinese' says '^标题  *计生局' "$NIANBAO" inspect --language zh "$plain"
check 'the terminal says the language' says '^标题 ' env LC_ALL=zh_CN.UTF-8 "$NIANBAO" inspect "$plain"

# name without tag and whether embedded and subset, as pdffonts has them
pdffonts "$plain" | awk 'NR > 2 { sub(/^[A-Z]+[+]/, "", $1); print $1, $(NF - 4), $(NF - 3) }' | sort >"$tmp/pdffonts"
"$NIANBAO" inspect --format json "$plain" >"$tmp/json"
jq -r '.fonts[] | def yes: if . then "yes" else "no" end; "\(.name) \(.embedded | yes) \(.subset | yes)"' "$tmp/json" |
    sort >"$tmp/fonts"
check 'there are fonts' [ "$(wc -l <"$tmp/fonts")" -gt 2 ]
check 'fonts are those of pdffonts' diff "$tmp/pdffonts" "$tmp/fonts"
check 'JSON: nothing embedded, nothing signed' jq -e '.embedded == [] and .signatures == []' "$tmp/json"

# attach NAME... : $tmp/with.pdf, each file with its own name as content
attach() {
    local args=() i=0
    for name; do
        i=$((i + 1))
        printf '%s\n%s' "$name" "$(seq 2000)" >"$tmp/content-$i"
        args+=(--add-attachment "$tmp/content-$i" --filename="$name" --key="key-$i" --)
    done
    qpdf "${args[@]}" --object-streams=disable --warning-exit-0 "$plain" "$tmp/with.pdf"
}

attach 报告.ini data/数值.csv
check 'inspect lists embedded files' says "^embedded .*报告.ini, Unspecified, $(stat -c %s "$tmp/content-1") bytes" "$NIANBAO" inspect "$tmp/with.pdf"
check 'extract writes them' status 0 "$NIANBAO" extract "$tmp/with.pdf" "$tmp/out"
check 'the first is there, byte by byte' cmp "$tmp/content-1" "$tmp/out/报告.ini"
check 'the second lies in its folder' cmp "$tmp/content-2" "$tmp/out/data/数值.csv"
check 'there is nothing else' [ "$(find "$tmp/out" -type f | wc -l)" -eq 2 ]
touch "$tmp/out/mine"
check 'a folder that exists is refused' status 1 "$NIANBAO" extract "$tmp/with.pdf" "$tmp/out"
check 'and stays as it was' [ "$(find "$tmp/out" -type f | wc -l)" -eq 3 ]

check 'a PDF without files is told' says '\[nothing-embedded\]' "$NIANBAO" extract "$plain" "$tmp/none"
check 'it ends with 1' status 1 "$NIANBAO" extract "$plain" "$tmp/none"
check 'and makes no folder' [ ! -e "$tmp/none" ]

mkdir "$tmp/in"
attach ../../escape.txt /abs.txt
check 'hostile names are told' says 'escape.txt.*\[embedded-name\]' "$NIANBAO" extract "$tmp/with.pdf" "$tmp/in/told"
check 'hostile names do no harm' status 0 "$NIANBAO" extract "$tmp/with.pdf" "$tmp/in/out"
check 'they stay inside' [ -e "$tmp/in/out/escape.txt" -a -e "$tmp/in/out/abs.txt" -a ! -e "$tmp/escape.txt" -a ! -e /abs.txt ]
for pair in 'a.txt ./a.txt' 'a a/b' 'a/b a'; do
    attach $pair
    check "$pair cannot both be" says '\[embedded-twice\]' "$NIANBAO" extract "$tmp/with.pdf" "$tmp/twice"
    check "$pair: no folder" [ ! -e "$tmp/twice" ]
done
check 'no temporary folder is left' [ -z "$(find "$tmp" -name '*.??????' -type d)" ]

refused() {
    local rule=$1 pdf=$2
    check "$rule is refused by name" says "\[$rule\]" "$NIANBAO" inspect "$pdf"
    check "$rule: status 1" status 1 "$NIANBAO" inspect "$pdf"
    check "$rule: nothing on standard output" [ -z "$("$NIANBAO" inspect "$pdf" 2>/dev/null)" ]
}
qpdf --object-streams=generate "$plain" "$tmp/streams.pdf"
check 'object streams are read' [ "$("$NIANBAO" inspect "$tmp/streams.pdf" | tail -n +3)" = "$("$NIANBAO" inspect "$plain" | tail -n +3)" ]
qpdf --linearize --object-streams=disable "$plain" "$tmp/linear.pdf"
refused pdf-linearised "$tmp/linear.pdf"
qpdf --encrypt '' owner 256 -- --object-streams=disable "$plain" "$tmp/encrypted.pdf"
refused pdf-encrypted "$tmp/encrypted.pdf"
head -c 20000 "$plain" >"$tmp/cut.pdf"
refused pdf-broken "$tmp/cut.pdf"

check 'inspect of no file is wrong usage' status 2 "$NIANBAO" inspect
check 'an unknown format is wrong usage' status 2 "$NIANBAO" inspect --format xml "$plain"
check 'an unknown language is wrong usage' status 2 "$NIANBAO" inspect --language fr "$plain"
check 'extract without a folder is wrong usage' status 2 "$NIANBAO" extract "$plain"
check 'a file that is not there is told' status 1 "$NIANBAO" inspect "$tmp/nowhere.pdf"
