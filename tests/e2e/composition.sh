#!/bin/bash
# What an editor would mark, in the sample report and in some 200 pages of mixed hanzi, Latin and
# numbers: marks at the wrong end of a line, lonely last characters, overfull and uneven lines.
. "$(dirname "$0")/../tap.sh"

# A line of text made of the trace: left, right, stretch, text; body size only, in reading order.
lines_of() {
    LC_ALL=C awk -v em="$2" '
        function flush() {
            if (text != "")
                print left "\t" right "\t" stretch "\t" text
            text = ""
        }
        /^page / { flush(); page++; y = "" }
        /^  text / && $4 == em && / tag=(p|h[0-9]|label|quote|link) ?$/ {
            if ($3 != y) { flush(); y = $3; left = $2; stretch = 0 }
            s = $0
            match(s, / w=-?[0-9]+/)
            right = $2 + substr(s, RSTART + 3, RLENGTH - 3)
            if (match(s, / stretch=-?[0-9]+/)) stretch = substr(s, RSTART + 9, RLENGTH - 9)
            sub(/^[^"]*"/, "", s)
            sub(/" w=.*/, "", s)
            text = text s
        }
        END { flush() }' "$1"
}

# examine WHAT REPORT LEAST: builds the trace of a report and looks at its lines, at least so many.
examine() {
    local what=$1 ini=$2 least=$3
    "$NIANBAO" build --trace "$ini" >"$tmp/trace" 2>"$tmp/err"
    grep -F '[overfull-line]' "$tmp/err" >"$tmp/overfull"
    check "$what: no line is told as overfull" empty "$tmp/overfull"
    lines_of "$tmp/trace" 15793 >"$tmp/lines"
    LC_ALL=C awk -v tmp="$tmp" -v least="$least" -F '\t' '
        function size(c) { return c < "\300" ? 1 : c < "\340" ? 2 : c < "\360" ? 3 : 4 }
        function characters(s, list,   n) {
            gsub(/\302\255/, "", s)
            while (s != "") {
                list[++n] = substr(s, 1, size(substr(s, 1, 1)))
                s = substr(s, length(list[n]) + 1)
            }
            while (n > 0 && list[n] == " ") n--
            return n
        }
        function found(file, text) { print text >(tmp "/" file) }
        function look(next_left,   n, i, signs, full) {
            n = characters(line, c)
            full = next_left == edge_left
            if (turned && c[1] in not_first) found("kinsoku", "starts with a mark: " line)
            if (full && c[n] in not_last) found("kinsoku", "ends with a mark: " line)
            if (right > edge_right + 50) found("wide", "ends at " right ": " line)
            if (full) {
                total++
                if (right < edge_right - 50) found("ragged", "ends at " right ": " line)
                if (stretch > 120) loose++
                if (stretch > most) { most = stretch; worst = line }
            } else if (turned) {
                for (i = 1; i <= n; i++) signs += !(c[i] in not_first)
                if (signs < 2) found("lonely", "last line: " line)
            }
        }
        BEGIN {
            edge_left = 79370; edge_right = 521575
            n = split("、 ， 。 ． ： ； ？ ！ ” ’ ） 》 〉 】 〕 〗 」 』 ］ ｝ · – ～ / % ‰ ℃ ° ! ) , . : ; ? ] }", m, " ")
            for (i = 1; i <= n; i++) not_first[m[i]] = 1
            n = split("“ ‘ （ 《 〈 【 〔 〖 「 『 ［ ｛ ￥ ＄ № ( [ { $", m, " ")
            for (i = 1; i <= n; i++) not_last[m[i]] = 1
            split("kinsoku wide ragged lonely loose", m, " ")
            for (i in m) printf "" >(tmp "/" m[i])
        }
        {
            if (NR > 1) look($1)
            turned = $1 == edge_left && NR > 1
            left = $1; right = $2; stretch = $3; line = $4
        }
        END {
            look(-1)
            if (total < least) found("ragged", "only " total + 0 " full lines")
            if (loose * 100 > total) found("loose", loose " of " total " lines")
            printf "# %d full lines; the most between two characters is %.3f em: %s; over 0.12 em: %d\n", total, most / 1000, worst, loose
        }' "$tmp/lines"
    check "$what: no mark at the wrong end of a line" empty "$tmp/kinsoku"
    check "$what: no line beyond the edge" empty "$tmp/wide"
    check "$what: full lines end within 0.05 pt of the edge" empty "$tmp/ragged"
    check "$what: no last line of one character" empty "$tmp/lonely"
    check "$what: 99 % of lines have at most 0.12 em between characters" empty "$tmp/loose"
}

examine sample examples/yuehu-2006/report.ini 60
tests/composition/mixed.sh "$tmp/mixed"
examine '200 pages' "$tmp/mixed/report.ini" 2500
check 'there are about 200 pages' [ "$(grep -c '^page ' "$tmp/trace")" -ge 190 ]

# English in a narrow column: with hyphens no space is stretched over half an em (its line would tell
# of stretch), and whoever reads the text gets words back whole, a soft hyphen at the break.
cp -r examples/en-services "$tmp/en"
sed 's/^right  = 30mm/right  = 100mm/' layouts/en-report.ini >"$tmp/en/narrow.ini"
sed -i 's/^layout.*/layout = narrow.ini/' "$tmp/en/report.ini"
sed 's/\[^[0-9a-z]*\]//g' examples/en-services/narrative.md | grep -v '^!\|^:' >"$tmp/en/narrative.md"
"$NIANBAO" build --trace "$tmp/en/report.ini" 2>/dev/null | grep ' tag=p$' >"$tmp/english"
grep ' stretch=[1-9]' "$tmp/english" >"$tmp/loose"
check 'English: no word space over 0.5 em' empty "$tmp/loose"
check 'English: words are hyphenated' grep -qF $'"\u00AD"' "$tmp/english"
"$NIANBAO" build -o "$tmp/en.pdf" "$tmp/en/report.ini" 2>/dev/null
pdftotext "$tmp/en.pdf" - 2>/dev/null | tr -d '\f' | sed -z 's/\xC2\xAD\n//g; s/\n/ /g' >"$tmp/en.txt"
sed '/^[#|]/d' "$tmp/en/narrative.md" | tr ' ' '\n' | grep -E '^[a-z]{7,}$' | sort -u >"$tmp/words"
while read -r word; do grep -qwF "$word" "$tmp/en.txt" || echo "$word"; done <"$tmp/words" >"$tmp/lost"
check 'English: words come back whole from the PDF' empty "$tmp/lost"
check 'English: there are words to look for' [ "$(wc -l <"$tmp/words")" -gt 10 ]
