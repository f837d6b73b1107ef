#!/bin/bash
# An old text becomes a report folder that checks and builds at once and prints the same sentences.
. "$(dirname "$0")/../tap.sh"
raw=tests/data/bureau-2006.txt

lists() {
    [ "$(ls -A "$1")" = "$2" ] || ls -A "$1" | diff - <(printf '%s\n' $2)
}

check 'a copied page is imported' status 0 "$NIANBAO" import -o "$tmp/seed" $raw
all='doubtful.md figures.csv indicators.csv narrative.txt report.ini'
check 'the folder has five files' lists "$tmp/seed" "${all// /$'\n'}"
check 'nothing else is left behind' lists "$tmp" seed
check 'everybody may read the folder as any new one' test "$(stat -c %a "$tmp/seed")" = \
    "$(mkdir "$tmp/plain" && stat -c %a "$tmp/plain")"
check 'tables begin with the mark that spreadsheets need' cmp -n 3 "$tmp/seed/figures.csv" <(printf '\xef\xbb\xbf')
head -n 1 "$tmp/seed/figures.csv" | tail -c +4 | tr -d '\r' >"$tmp/head"
check 'figures.csv names its columns' diff "$tmp/head" <(echo id,name,value,unit,kind,line,phrase)
check 'a threshold is told from a result' grep -q '^信访处理及时率,信访处理及时率,>=90,%,threshold,14,' \
    "$tmp/seed/figures.csv"
check 'doubtful.md says where' grep -q '第22行：段末没有标点' "$tmp/seed/doubtful.md"
check 'doubtful.md lists the work done' grep -q '第19行：“160”（见“.*图板160余块”）' "$tmp/seed/doubtful.md"
check 'no path of this machine is in the folder' bash -c '! grep -r tests/ "$0"' "$tmp/seed"
check 'nianbao check accepts it' status 0 "$NIANBAO" check "$tmp/seed/report.ini"
check 'nianbao build accepts it' status 0 "$NIANBAO" build -o "$tmp/seed.pdf" "$tmp/seed/report.ini"

# Every sentence of the text made clean by hand is printed, but for the three that copying damaged.
pdftotext "$tmp/seed.pdf" - | grep -vE '^— ?[0-9]+ ?—$' | tr -d ' \n\f' | sed 's/　//g' >"$tmp/joined"
sed 's/[。；！]/&\n/g' tests/checks/seed/text.txt | sed '/^$/d' >"$tmp/sentences"
while read -r sentence; do
    grep -qF -- "$sentence" "$tmp/joined" || echo "$sentence"
done <"$tmp/sentences" >"$tmp/lost"
damaged() {
    [ "$(wc -l <"$tmp/lost")" = 3 ] && grep -q 福施福 "$tmp/lost" && grep -q '^（三）、' "$tmp/lost" &&
        grep -q 咨询人数 "$tmp/lost" && [ "$(wc -l <"$tmp/sentences")" -gt 50 ] || { cat "$tmp/lost"; false; }
}
check 'the printed sentences are those of the text' damaged

# Placeholders follow the table, and a figure corrected there is corrected in print.
sed -i 's/,98.89,/,98.98,/' "$tmp/seed/indicators.csv"
"$NIANBAO" build -o "$tmp/seed.pdf" "$tmp/seed/report.ini" 2>/dev/null
check 'a corrected figure is printed' bash -c 'pdftotext "$0" - | tr -d " \n" | grep -q 计划生育率达到98.98%' "$tmp/seed.pdf"

# What exists stays.
find "$tmp/seed" -type f -exec md5sum {} + | sort >"$tmp/before"
check 'an existing folder is refused' status 1 "$NIANBAO" import -o "$tmp/seed" $raw
check 'so is an empty one' status 1 "$NIANBAO" import -o "$tmp/plain" $raw
check 'and stays as it was' diff "$tmp/before" <(find "$tmp/seed" -type f -exec md5sum {} + | sort)
ln -s nowhere "$tmp/link"
check 'a dangling link is refused' status 1 "$NIANBAO" import -o "$tmp/link" $raw
check 'a folder that cannot be made is a failure' status 3 "$NIANBAO" import -o "$tmp/no/such" $raw

cd "$tmp" || exit 1
printf '2006年工作总结\n合格率为98.5%%。\n' >old.txt
check 'the folder is named like the text' status 0 "$NIANBAO" import old.txt
check 'in the working folder' test -e old/report.ini
check 'the same again is refused' status 1 "$NIANBAO" import old.txt
iconv -f UTF-8 -t GB18030 old.txt >gb.txt
iconv -f UTF-8 -t UTF-16 old.txt >wide.txt
check 'GB18030 is read' status 0 "$NIANBAO" import gb.txt
check 'UTF-16 is read' status 0 "$NIANBAO" import wide.txt
check 'both say the same' diff gb/narrative.txt wide/narrative.txt
check 'standard input needs -o' status 2 "$NIANBAO" import -
check 'standard input is read' bash -c '"$0" import -o stdin - <old.txt' "$NIANBAO"
head -c 4000 "$NIANBAO" >program.txt
: >empty.txt
for bad in empty program missing; do
    check "$bad.txt is rejected" status 1 "$NIANBAO" import $bad.txt
    check "$bad.txt leaves nothing" test ! -e $bad
done
printf '工作总结\n一切都好。\n' >undated.txt
check 'a text without year is rejected' status 1 "$NIANBAO" import undated.txt
check '--year helps' status 0 "$NIANBAO" import --year 2007 undated.txt
check 'a report without figures is sane' status 0 "$NIANBAO" check undated/report.ini
check '--year wants a year' status 2 "$NIANBAO" import --year 20x7 -o y undated.txt

# What the marks of narratives and report files could be taken for.
printf '2006"年;总结#{x}\n![甲](y.jpg)\n完成率为120%%，b;c率为98%%{y}。\n' >odd.txt
check 'odd characters are imported' status 0 "$NIANBAO" import odd.txt
check 'and checked' status 0 "$NIANBAO" check odd/report.ini
