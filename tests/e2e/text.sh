#!/bin/bash
# Every sentence of the original comes out of pdftotext unbroken and in order, lines joined.
. "$(dirname "$0")/../tap.sh"
pdf=$tmp/yuehu.pdf
"$NIANBAO" build -o "$pdf" examples/yuehu-2006/report.ini 2>/dev/null
pdftotext "$pdf" "$tmp/raw.txt"

# Page numbers, footnotes and their calls stand between the lines of a sentence: taken out. What is
# left is one line without blanks.
note='原文将人口出生率、自然增长率印作“11.02%”“8.87%”。'
grep -vE '^— ?[0-9]+ ?—$' "$tmp/raw.txt" | tr -d ' \n\f' | sed 's/　//g; s/①//g; s/②//g' |
    LC_ALL=C awk -v start="$note" -v end='整理者注。' '{
        i = index($0, start)
        if (i) {
            rest = substr($0, i)
            $0 = substr($0, 1, i - 1) substr(rest, index(rest, end) + length(end))
        }
        print
    }' >"$tmp/joined.txt"
check 'the footnote is printed' grep -q '显系笔误' "$tmp/raw.txt"

# One sentence a line; a line of the original ends a sentence too.
sed 's/[。；！]/&\n/g' tests/e2e/yuehu-2006.txt | sed '/^$/d' >"$tmp/sentences"
LC_ALL=C awk -v text="$tmp/joined.txt" '
    BEGIN { getline all < text; at = 1 }
    {
        gsub(/ /, "")
        i = index(substr(all, at), $0)
        if (i)
            at += i - 1 + length($0)
        else
            print "missing, broken or out of order: " $0
        n++
    }
    END { if (n < 50) print "only " n " sentences looked for" }' "$tmp/sentences" >"$tmp/lost"
check 'all sentences are there, unbroken and in order' empty "$tmp/lost"

# Labels of charts, and names in tables, are text.
for label in 江边街道 夏埠乡 人口出生率 2002 10.53‰; do
    check "a chart's label is text: $label" grep -qF "$label" "$tmp/raw.txt"
done
