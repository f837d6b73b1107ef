#!/bin/bash
# The archive: every action, with real signatures and timestamps; sha256sum and openssl as outside
# judges; what was replaced, added, deleted or rewritten is found and named.
# Memory is a disk without waiting; what a kill leaves is the same there.
[ -w /dev/shm ] && export TMPDIR=/dev/shm
. "$(dirname "$0")/../tap.sh"
export NIANBAO_STORE=$tmp/store
trap 'kill "$tsa" 2>/dev/null; chmod -R u+w "$tmp"; rm -rf "$tmp"' EXIT
archive() { "$NIANBAO" archive "$@"; }
# found RULE PATH: whether verify names the rule and the path, and ends with 1.
found() {
    local out
    out=$("$NIANBAO" archive verify --format json "${@:3}" 2>/dev/null)
    [ $? -eq 1 ] && jq -e --arg rule "$1" --arg path "$2" \
        '.good == false and any(.findings[]; .problem and .rule == $rule and .path == $path)' <<<"$out" >/dev/null ||
        { echo "$out"; return 1; }
}
reset() {
    chmod -R u+w "$tmp/store"
    rm -rf "$tmp/store"
    cp -a "$tmp/kept" "$tmp/store"
    [ $# -eq 0 ] || chmod -R u+w "$tmp/store/$1"
}

mkdir "$tmp/pki" "$tmp/pdf"
"$B/tests/tools/tsa" "$tmp/pki" >/dev/null 2>&1 &
tsa=$!
for _ in $(seq 50); do [ -s "$tmp/pki/port" ] && break; sleep 0.1; done
tests/pki.sh "$tmp/pki" >/dev/null 2>&1
roots=$tmp/pki/root.pem url=http://127.0.0.1:$(cat "$tmp/pki/port")
sign() {
    "$NIANBAO" sign --key "$tmp/pki/zhang.p12" --password-file "$tmp/pki/password" --trust "$roots" "$@"
}
"$B/tests/tools/small_pdf" "$tmp/pdf" 20
report=examples/yuehu-2006/report.ini
"$NIANBAO" build -o "$tmp/report.pdf" $report 2>/dev/null
sign --tsa "$url/tsa" --lta -o "$tmp/signed.pdf" "$tmp/report.pdf"

# ---- init ----
check 'init makes an archive' status 0 "$NIANBAO" archive init --fonds Z109 --organ 区档案馆 --office BGS
check 'and never a second in its place' says '\[exists\]' archive init --fonds Z109
for bad in ../x 'a b' '' 一 X/Y aaaaaaaaaaaaaaaaa; do
    check "no fonds \"$bad\"" status 1 "$NIANBAO" archive init --store "$tmp/no" --fonds "$bad"
done
check 'nor a folder for it' [ ! -e "$tmp/no" ]
check 'an action without an archive is wrong usage' status 2 env -u NIANBAO_STORE "$NIANBAO" archive list
check 'a folder that is none is told' says '\[no-store\]' archive list --store "$tmp/pdf"
check 'an option of another action is wrong usage' status 2 "$NIANBAO" archive list --why x
check 'and says which' says '^nianbao archive: --why: is no option' archive list --why x
check 'so does a missing archive' says '^nianbao archive：--store：.*NIANBAO_STORE' env -u NIANBAO_STORE "$NIANBAO" archive list --language zh
check 'and a wrong value' says '^nianbao archive: --year: has a wrong value' archive add --year 1899 x.pdf
check 'a language that is none' status 2 "$NIANBAO" archive list --language fr
check 'an action that is none' says 'undo: is no action' archive undo

# ---- add ----
item='Z109-WS·2006-Y-BGS-0001'
check 'a signature of unknown roots is refused' says '\[not-valid\]' archive add "$tmp/signed.pdf"
check 'an unsigned PDF is refused' says '\[not-signed\]' archive add "$tmp/report.pdf"
sed 's/Catalog/Catalpg/' "$tmp/signed.pdf" >"$tmp/altered.pdf"
check 'an altered one is refused, unsigned or not' says '\[not-valid\]' archive add --unsigned --trust "$roots" "$tmp/altered.pdf"
check 'nothing was archived' empty <(archive list)
check 'a signed report is archived with its sources' says "^$item" archive add --trust "$roots" --report $report "$tmp/signed.pdf"
bag=$tmp/store/2006/$item
check 'the bag has the PDF' cmp "$tmp/signed.pdf" "$bag/data/report.pdf"
sources() { for f in examples/yuehu-2006/*.ini examples/yuehu-2006/*.csv examples/yuehu-2006/*.md; do
    [ ! -e "$bag/data/sources/${f##*/}" ] || cmp "$f" "$bag/data/sources/${f##*/}" || return 1
done; }
check 'its sources' sources
check 'the report file among them' [ -e "$bag/data/sources/report.ini" ]
check 'which build the PDF again' cmp <("$NIANBAO" build -o - "$bag/data/sources/report.ini" 2>/dev/null) "$tmp/report.pdf"
check 'and its check sheet' [ -s "$bag/data/check-sheet.pdf" -a -s "$bag/data/check-sheet.csv" ]
check 'sha256sum agrees' eval 'cd "$bag" && sha256sum --strict -c manifest-sha256.txt tagmanifest-sha256.txt'
check 'all files of the bag are in the manifests' [ "$(cd "$bag" && find . -type f | wc -l)" -eq "$(cat "$bag"/*manifest-sha256.txt | wc -l | awk '{ print $1 + 1 }')" ]
check 'it is a bag of BagIt 1.0' grep -qx 'BagIt-Version: 1.0' "$bag/bagit.txt"
oxum=$(find "$bag/data" -type f -printf '%s\n' | awk '{ n += $1 } END { print n "." NR }')
check 'Payload-Oxum is right' grep -qx "Payload-Oxum: $oxum" "$bag/bag-info.txt"
check 'nobody may write to it' empty <(find "$bag" -perm /222)
check 'the report on its signature is in it' jq -e '.status == "valid" and (.signatures | length) == 2' "$bag/data/verification.json"
cp -r examples/yuehu-2006 "$tmp/moved"
mkdir "$tmp/data"
mv "$tmp/moved/indicators.csv" "$tmp/data"
sed -i 's|= *indicators.csv|= ../data/indicators.csv|' "$tmp/moved/report.ini"
check 'a source outside the report folder is archived inside the bag, and told' says 'sources/data/indicators.csv.*\[source-moved\]' archive add --unsigned --year 1990 --report "$tmp/moved/report.ini" "$tmp/report.pdf"
check 'to the byte' cmp "$tmp/data/indicators.csv" "$tmp/store/1990/Z109-WS·1990-Y-BGS-0001/data/sources/data/indicators.csv"
check 'another report is told' says '\[report-differs\]' archive add --unsigned --report $report --year 2005 "$tmp/pdf/4.pdf"
check 'the same PDF twice is refused, by its number' says "$item.*\[already-archived\]" archive add --trust "$roots" "$tmp/signed.pdf"
check 'several at once' says 'Z109-WS·2003-Y-BGS-0001' archive add --unsigned "$tmp/pdf/1.pdf" "$tmp/pdf/2.pdf" "$tmp/pdf/3.pdf"
check 'a bad one among good ones: status 1, the good one archived' status 1 "$NIANBAO" archive add --unsigned "$tmp/altered.pdf" "$tmp/pdf/5.pdf"
check 'it is there' says 'Z109-WS·2006-Y-BGS-0002' archive list
check 'year, title, retention, office as asked' says '^Z109-WS·1999-D30-RSK-0001' archive add --unsigned --year 1999 --title $'../../标题\t"\\' --retention 30年 --office RSK "$tmp/pdf/6.pdf"
check 'office without a path' says '\[bad-office\]' archive add --unsigned --office ../x "$tmp/pdf/7.pdf"
cp "$tmp/pdf/13.pdf" "$tmp/"$'\xff\n.pdf'
check 'bytes that are no text do no harm' says '2014-Y-BGS-0001' archive add --unsigned --year 2014 --title $'\xfe' --organ $'\xff\n' "$tmp/"$'\xff\n.pdf'
check 'nor do long ones' says '\[text-too-long\]' archive add --unsigned --title "$(printf '%03000d' 2006)" "$tmp/pdf/14.pdf"
check 'no year' says '\[no-year\]' archive add --unsigned --title x "$tmp/pdf/7.pdf"
check 'a financial year is none' says '\[no-year\]' archive add --unsigned --title 2023-24年度总结 "$tmp/pdf/7.pdf"

# A PDF/A-3 brings its own sources, whatever they are called.
cp -r examples/yuehu-2006 "$tmp/three"
sed -i -E 's/^\[报告\]/[报告]\n长期保存 = 3a+ua/' "$tmp/three/report.ini"
"$NIANBAO" build -o "$tmp/three.pdf" "$tmp/three/report.ini" 2>/dev/null
check 'a PDF/A-3 is archived with what it carries' says '2006-Y-BGS-0003' archive add --unsigned "$tmp/three.pdf"
check 'its report file' cmp "$tmp/three/report.ini" "$tmp/store/2006/Z109-WS·2006-Y-BGS-0003/data/sources/report.ini"
printf 'evil %%\n' >"$tmp/evil"
qpdf --add-attachment "$tmp/evil" --filename=../../../evil --key=a -- --add-attachment "$tmp/evil" --filename='100%/..\evil' --key=b -- \
    --object-streams=disable --warning-exit-0 "$tmp/pdf/8.pdf" "$tmp/evil.pdf"
check 'paths in names stay inside' says '2009-Y-BGS-0001' archive add --unsigned "$tmp/evil.pdf"
check 'all of them' [ "$(find "$tmp" -name '*evil' | grep -cv "^$tmp/store/2009/Z109-WS·2009-Y-BGS-0001/data/sources/\|^$tmp/evil$")" -eq 0 ]
check 'and the manifest is one that sha256sum reads' eval 'cd "$tmp/store/2009/Z109-WS·2009-Y-BGS-0001" && sha256sum --strict -c manifest-sha256.txt'

# ---- list, show, search ----
check 'list has all' [ "$(archive list | wc -l)" -eq 11 ]
check 'list as JSON' says true eval 'archive list --format json | jq -e "map(select(.signature == \"valid\")) | length == 1"'
check 'show tells title and signer' says '张建国' archive show "$item"
check 'show as JSON' eval 'archive show --format json "$item" | jq -e ".metadata.year == 2006 and (.events | length) == 1 and .metadata.pages == 10"'
check 'an unknown number is told, with one near to it' says "no-item" archive show "${item%1}9"
for word in ../../etc/passwd '' "Z109-WS·2006-Y-../x-0001" "$item/../$item"; do
    check "no item \"$word\"" status 1 "$NIANBAO" archive show "$word"
done
check 'search: two hanzi of the text' says "^$item" archive search 工作
check 'search: a phrase of the text' says '2004-Y-BGS-0001' archive search 社会抚养费
check 'search: not the same hanzi in another order' empty <(archive search 养抚会社 2>/dev/null)
check 'search: the signer' [ "$(archive search 张建国 | cut -f 1)" = "$item" ]
check 'search: the year and a word' [ "$(archive search 2003 流动人口 | cut -f 1)" = 'Z109-WS·2003-Y-BGS-0001' ]
check 'search: the title' says "^$item" archive search 领导班子2006年度
check 'search: marks do no harm' status 0 "$NIANBAO" archive search '" OR (*' 'NEAR(' "'"
operators() {
    local word
    for word in AND OR NOT '*' 'a*' '"' '"a' '(' '{x}: a' 'year:2006' '^工' '工作 AND' 'NEAR/2' '-x' '+' '。' ''; do
        "$NIANBAO" archive search -- "$word" >"$tmp/said" 2>&1 && ! grep -q catalogue "$tmp/said" || { echo "$word"; cat "$tmp/said"; return 1; }
    done
}
check 'search: no word is an operator' operators
check 'search: 400 words' says 'nothing-found' archive search $(seq 400)
check 'search: letters in either case, digits, both' eval 'says "^$item" archive search z109-ws && says "^$item" archive search 2006年度 && says "^$item" archive search bgs-0001 张建国'
check 'search: nothing found is told' says '没有.*\[nothing-found\]' archive search --language zh 没有这个词
check 'search: JSON' eval 'archive search --format json 工作 | jq -e "length > 2 and all(.item and .title)"'
check 'search: Chinese messages' says '未作|不是档案库' env LC_ALL=zh_CN.UTF-8 "$NIANBAO" archive search --store "$tmp/pdf" x

# ---- withdraw ----
check 'control characters of a reason or an organ go no further' eval 'archive init --store "$tmp/plain" --fonds X1 --organ $'"'"'a\e[31m\nb'"'"' && archive add --store "$tmp/plain" --unsigned "$tmp/pdf/1.pdf" && archive withdraw --store "$tmp/plain" --why $'"'"'a\e[31m\nb'"'"' X1-WS·2002-Y-0001 && ! grep -rq "u001b\|u000a" "$tmp/plain"'
for action in "init --store $tmp/long --fonds X1 --organ" "withdraw $item --why"; do
    check "${action%% *}: a text that is too long" says '\[text-too-long\]' archive $action "$(printf '%070000d' 1)"
done
check 'made nothing' [ ! -e "$tmp/long" ]
check 'withdraw needs a reason' status 2 "$NIANBAO" archive withdraw "$item"
check 'withdraw' status 0 "$NIANBAO" archive withdraw --why 误归档 Z109-WS·2003-Y-BGS-0001
check 'the bag stays' [ -d "$tmp/store/2003/Z109-WS·2003-Y-BGS-0001" ]
check 'list, show and search say so' eval 'says withdrawn archive list && says 误归档 archive show Z109-WS·2003-Y-BGS-0001 && says withdrawn archive search 流动人口'
check 'not twice' says '\[withdrawn\]' archive withdraw --why x Z109-WS·2003-Y-BGS-0001
check 'the number is not used again' says '^Z109-WS·2003-Y-BGS-0002' archive add --unsigned "$tmp/pdf/2.pdf"

# ---- renew ----
check 'what is due in ten years' says "^$item" archive renew --before 4000
check 'nothing is due now' empty <(archive renew --before 30)
check 'renew' says "$item.v2" archive renew --before 4000 --trust "$roots" --tsa "$url/tsa"
check 'the old version stays' cmp "$tmp/signed.pdf" "$bag/data/report.pdf"
check 'the new one begins with it' cmp -n "$(stat -c %s "$tmp/signed.pdf")" "$tmp/signed.pdf" "$bag.v2/data/report.pdf"
check 'and has one timestamp more' eval '"$NIANBAO" verify --trust "$roots" --format json "$bag.v2/data/report.pdf" | jq -e ".[0].status == \"valid\" and (.[0].signatures | length) == 3"'
check 'and the same sources' diff -r "$bag/data/sources" "$bag.v2/data/sources"
stamp=$(ls "$tmp/store" | grep '^ledger-.*tsr$')
line=$((10#$(sed 's/[^0-9]//g' <<<"$stamp")))
check 'the ledger is timestamped, says openssl' eval 'sed -n "${line}p" "$tmp/store/ledger.jsonl" | openssl ts -verify -token_in -in "$tmp/store/$stamp" -data /dev/stdin -CAfile "$roots" -untrusted "$tmp/pki/inter.pem"'
check 'a TSA that lies gives nothing' status 1 "$NIANBAO" archive renew --before 4000 --trust "$roots" --tsa "$url/imprint"
check 'one that nobody trusts neither' status 1 "$NIANBAO" archive renew --before 4000 --trust "$roots" --tsa "$url/rogue"
check 'one that answers with an error neither' status 1 "$NIANBAO" archive renew --before 4000 --trust "$roots" --tsa "$url/error"
check 'no version came of that' [ ! -e "$bag.v3" ]

# ---- verify ----
check 'all of it is good' status 0 "$NIANBAO" archive verify --trust "$roots"
check 'in four groups' eval 'says "^authenticity: good" archive verify && says "^integrity: good" archive verify && says "^usability: good" archive verify && says "^security: good" archive verify'
check 'in Chinese' says '^真实性：合格' env LC_ALL=zh_CN.UTF-8 "$NIANBAO" archive verify
check 'one item' eval 'archive verify --format json "$item" | jq -e ".items == 1 and .bags == 2"'
head=$(archive verify --format json | jq -r .head)
check 'the head is the hash of the last line' [ "$head" = "$(tail -n 1 "$tmp/store/ledger.jsonl" | sha256sum | cut -c 1-64)" ]

cp -a "$tmp/store" "$tmp/kept"
reset 2006
printf x | dd of="$bag/data/report.pdf" bs=1 seek=1000 conv=notrunc 2>/dev/null
check 'a changed file is named' found file-changed "2006/$item/data/report.pdf"
reset 2006
cp "$tmp/pdf/9.pdf" "$bag/data/report.pdf"
(cd "$bag" && sha256sum $(awk '{ print $2 }' manifest-sha256.txt) >m && mv m manifest-sha256.txt &&
    sha256sum bag-info.txt bagit.txt manifest-sha256.txt >t && mv t tagmanifest-sha256.txt)
check 'one replaced along with its manifests is named' found file-replaced "2006/$item/data/report.pdf"
check 'and so is the manifest' found manifest-replaced "2006/$item/tagmanifest-sha256.txt"
check 'it is not exported' says '\[bag-damaged\]' archive export -o "$tmp/bad" "$item"
check 'and nothing is left of the export' empty <(ls -d "$tmp"/bad* 2>/dev/null)
reset 2006
echo x >"$bag/data/sources/more.csv"
check 'an added file is named' found file-added "2006/$item/data/sources/more.csv"
rm "$bag/data/sources/more.csv"
ln -s /etc/passwd "$bag/data/link"
check 'a link too' found file-added "2006/$item/data/link"
reset 2006
rm "$bag/data/sources/report.ini"
check 'a deleted file is named' found file-missing "2006/$item/data/sources/report.ini"
reset 2006
rm -r "$bag"
check 'a missing bag is named' found bag-missing "2006/$item"
reset
cp -r "$bag" "$tmp/store/2006/Z109-WS·2006-Y-BGS-0009"
check 'a bag that the ledger does not know is named' found bag-unknown '2006/Z109-WS·2006-Y-BGS-0009'
reset
echo x >"$tmp/store/x"
check 'a file beside them too' found file-unknown x
reset 2006
echo x >"$bag/"$'\xff\e[31m'
check 'a file whose name is no text is named as far as it can be' eval 'archive verify --format json 2>/dev/null | jq -e "any(.findings[]; .rule == \"file-added\")"'
reset
sed -i 's/区档案馆/区档案局/' "$tmp/store/archive.json"
check 'changed settings' found settings-changed archive.json
reset
sed -i '3s/report/repott/; 3s/title":"/title":"x/' "$tmp/store/ledger.jsonl"
check 'a changed line of the ledger' found ledger-broken ledger.jsonl
check 'nothing is added to such a ledger' says 'ledger.jsonl:4: error.*\[ledger-broken\]' archive add --unsigned "$tmp/pdf/10.pdf"
reset
sed -i 4d "$tmp/store/ledger.jsonl"
check 'a line taken out' found ledger-broken ledger.jsonl

# rewrite EDIT: the whole chain computed again, as a forger would.
rewrite() {
    local previous=0000000000000000000000000000000000000000000000000000000000000000 n=0 text
    while IFS= read -r text; do
        n=$((n + 1))
        text=$(sed -E "s/\"sequence\":[0-9]+/\"sequence\":$n/; s/\"previous\":\"[0-9a-f]+\"/\"previous\":\"$previous\"/" <<<"$text")
        printf '%s\n' "$text"
        previous=$(printf '%s\n' "$text" | sha256sum | cut -c 1-64)
    done < <(sed -E "$1" "$tmp/store/ledger.jsonl") >"$tmp/forged"
    cp "$tmp/forged" "$tmp/store/ledger.jsonl"
}
reset
rewrite 's/误归档/重复/'
check 'a rewritten ledger does not fit its timestamp or the head kept' found ledger-rewritten ledger.jsonl --head "$head"
reset
rewrite 's/"event":"add"(.*2002-Y)/"event":"add","x":"y"\1/'
check 'lines before the timestamp were rewritten' found ledger-timestamp "$stamp"
reset
head -n 3 "$tmp/kept/ledger.jsonl" >"$tmp/store/ledger.jsonl"
check 'a ledger cut short' found ledger-rewritten "$stamp"
reset
rm "$tmp/store/$stamp"
check 'a timestamp taken away' found ledger-timestamp "$stamp"
reset
check 'the head of long ago is in the ledger' status 0 "$NIANBAO" archive verify --head "$(sed -n 5p "$tmp/store/ledger.jsonl" | sha256sum | cut -c 1-64)"

# What a forger left out of a record, or put into it, ends the reading; it does not end the program.
for edit in 's/"title":"[^"]*",//' 's/"bag":/"gab":/' 's/"item":"Z109/"item":"..\/x/' 's/"version":1/"version":0/' 's/"version":1/"version":4294967297/' 's/"event":"add"/"event":"grow"/' 's/"why":/"y":/'; do
    reset
    rewrite "$edit"
    check "a record after $edit" found ledger-broken ledger.jsonl
    check 'and nobody reads on' says '\[ledger-broken\]' archive list
done
reset
: >"$tmp/store/ledger.jsonl"
check 'an emptied ledger' found ledger-broken ledger.jsonl
check 'begins no new one' says '\[ledger-broken\]' archive add --unsigned --year 2060 "$tmp/pdf/12.pdf"
reset
grep -v '"add".*2009-Y-BGS-0001' "$tmp/kept/ledger.jsonl" | sed -n 1,3p >"$tmp/forged"
cp "$tmp/forged" "$tmp/store/ledger.jsonl"
check 'a ledger of an old copy: no number is given twice' says '\[place-taken\]' archive add --unsigned --year 2009 "$tmp/pdf/12.pdf"
check 'not at the next try either' says '\[place-taken\]' archive add --unsigned --year 2009 "$tmp/pdf/12.pdf"
check 'what was archived stays where it is' diff -r "$tmp/kept/2009" "$tmp/store/2009"
check 'and so does the ledger' cmp "$tmp/forged" "$tmp/store/ledger.jsonl"
reset
rewrite 's/2004-Y-BGS-0001/2004-Y-BGS-9999/'
check 'after number 9999 there is none' says '\[numbers-exhausted\]' archive add --unsigned --year 2004 "$tmp/pdf/12.pdf"
check 'but of another office' says '^Z109-WS·2004-Y-RSK-0001' archive add --unsigned --year 2004 --office RSK "$tmp/pdf/12.pdf"
reset
mv "$tmp/store/2009" "$tmp/elsewhere"
ln -s "$tmp/elsewhere" "$tmp/store/2009"
check 'a link in the place of a year is named' found folder-unreadable 2009
check 'nothing is written through it' says 'Not a directory.*\[write-failed\]' archive add --unsigned --year 2009 "$tmp/pdf/12.pdf"
check 'nothing came of it' [ "$(ls "$tmp/elsewhere" | wc -l)" -eq 1 ]
rm -r "$tmp/store/2009"
mv "$tmp/elsewhere" "$tmp/store/2009"
check 'and the next one finds all as it was' says '^Z109-WS·2009-Y-BGS-0002' archive add --unsigned --year 2009 "$tmp/pdf/12.pdf"
reset
mkdir "$tmp/far"
echo mine >"$tmp/far/file"
ln -s "$tmp/far" "$tmp/store/tmp"
check 'a link in the place of tmp goes' says '^Z109-WS·2009-Y-BGS-0002' archive add --unsigned --year 2009 "$tmp/pdf/12.pdf"
check 'not what it leads to' grep -q mine "$tmp/far/file"

# ---- export ----
reset
check 'export' status 0 "$NIANBAO" archive export -o "$tmp/out" "$item" Z109-WS·2002-Y-BGS-0001 Z109-WS·1999-D30-RSK-0001
check 'bags of all versions' diff -r "$bag.v2" "$tmp/out/$item.v2"
check 'sha256sum agrees there' eval 'cd "$tmp/out/$item" && sha256sum --strict -c manifest-sha256.txt tagmanifest-sha256.txt'
check 'the list, as CSV' eval 'head -n 2 "$tmp/out/归档文件目录.csv" | grep -q "^1,$item,.*,10,已签名"'
check 'an evil title stays in its cell' grep -q '"../../标题.""\\"' "$tmp/out/归档文件目录.csv"
printed() { pdftotext -layout "$1" - | tr -d ' \n—' | grep -q "$2"; }
pdftotext "$tmp/out/归档文件目录.pdf" - | tr -d ' \n' >"$tmp/printed"
check 'the list, as PDF, has the head on it' grep -q "$head" "$tmp/printed"
check 'and the items' grep -q "$item" "$tmp/printed"
check 'qpdf finds no fault in it' qpdf --check "$tmp/out/归档文件目录.pdf"
check 'an export never replaces' says '\[exists\]' archive export -o "$tmp/out" "$item"
check 'an unknown item exports nothing' status 1 "$NIANBAO" archive export -o "$tmp/none" "$item" Z109-WS·2002-Y-BGS-0007
check 'nothing at all' empty <(ls -d "$tmp"/none* 2>/dev/null)

# ---- the catalogue ----
for damage in 'echo x >' 'rm' 'truncate -s 5000' 'dd if=/dev/zero bs=4096 seek=1 count=6 conv=notrunc status=none of='; do
    reset
    eval "$damage${damage:+ }\"$tmp/store/catalogue.sqlite\"" 2>/dev/null || eval "$damage\"$tmp/store/catalogue.sqlite\""
    check "a catalogue after \"$damage\" is made again" says "^$item" archive search 张建国
done
reset
echo x >"$tmp/store/catalogue.sqlite"
check 'that it was damaged is told' says '\[catalogue-damaged\]' archive search 张建国
reset
printf '\x02' | dd of="$tmp/store/catalogue.sqlite" bs=1 seek=63 conv=notrunc 2>/dev/null
check 'one of another version is made again' says '\[catalogue-damaged\]' archive search 张建国
check 'once' says "^$item" archive search 张建国
rm "$tmp/store/catalogue.sqlite"
mkdir "$tmp/store/catalogue.sqlite"
echo mine >"$tmp/store/catalogue.sqlite/file"
check 'a folder in its place is set aside' says '\[set-aside\]' archive search 张建国
check 'with what it holds' grep -q mine "$tmp/store/set-aside/catalogue.sqlite/file"
check 'and there is a catalogue' [ -f "$tmp/store/catalogue.sqlite" ]
ln -sf "$tmp/far/catalogue" "$tmp/store/catalogue.sqlite"
check 'a link gives way to a catalogue' says "^$item" archive search 张建国
check 'which is not where it led' [ ! -e "$tmp/far/catalogue" -a ! -L "$tmp/store/catalogue.sqlite" ]
rm "$tmp/store/catalogue.sqlite"
found_before=$(archive search 流动人口)
check 'reindex' status 0 "$NIANBAO" archive reindex
check 'finds the same' [ -n "$found_before" -a "$(archive search 流动人口)" = "$found_before" ]

# ---- a read-only disk ----
as=()
mkdir "$tmp/bin"
cp "$NIANBAO" "$tmp/bin"
chmod 755 "$tmp" "$tmp/bin"
[ "$(id -u)" -ne 0 ] || as=(setpriv --reuid=65534 --regid=65534 --clear-groups)
chmod -R a-w,a+rX "$tmp/store"
read_only() { "${as[@]}" "$tmp/bin/nianbao" archive "$@" --store "$tmp/store"; }
check 'a read-only archive: list' says "$item" read_only list
check 'search' says "$item" read_only search 张建国
check 'verify' status 0 read_only verify
check 'add is refused, and told' says '\[store-read-only\]' read_only add --unsigned "$tmp/pdf/11.pdf"
check 'with status 3' status 3 "${as[@]}" "$tmp/bin/nianbao" archive add --unsigned --store "$tmp/store" "$tmp/pdf/11.pdf"
check 'nothing was changed' diff -r "$tmp/kept/2006" "$tmp/store/2006"

# The same on a file system that is read-only for root too.
mounted() {
    mkdir -p "$tmp/disk" && mount -t tmpfs tmpfs "$tmp/disk" && cp -a "$tmp/kept" "$tmp/disk/store" &&
        mount -o remount,ro "$tmp/disk" || return 77
    for action in "add --unsigned $tmp/pdf/11.pdf" "withdraw --why x $item" reindex "renew --tsa http://127.0.0.1:1/ $item"; do
        "$NIANBAO" archive $action --store "$tmp/disk/store" >"$tmp/said" 2>&1
        [ $? -eq 3 ] && grep -q '\[store-read-only\]' "$tmp/said" || { echo "$action"; cat "$tmp/said"; return 1; }
    done
    for action in list "show $item" 'search 张建国' verify renew "export -o $tmp/taken $item"; do
        "$NIANBAO" archive $action --store "$tmp/disk/store" >"$tmp/said" 2>&1 || { echo "$action"; cat "$tmp/said"; return 1; }
    done
}
export -f mounted
export tmp item NIANBAO
if unshare -rm bash -c 'mkdir -p "$tmp/disk" && mount -t tmpfs tmpfs "$tmp/disk"' 2>/dev/null; then
    check 'a read-only file system: told, or read' unshare -rm bash -c mounted
else
    skip 'a read-only file system' 'nothing can be mounted here'
fi

# ---- several at once ----
chmod -R u+w "$tmp/store"
rm -rf "$tmp/store"
archive init --fonds X1 >/dev/null
for k in 0 1 2 3; do
    archive add --unsigned --year 2006 "$tmp/pdf/"$((5 * k + 1)).pdf "$tmp/pdf/"$((5 * k + 2)).pdf \
        "$tmp/pdf/"$((5 * k + 3)).pdf "$tmp/pdf/"$((5 * k + 4)).pdf "$tmp/pdf/"$((5 * k + 5)).pdf >"$tmp/adder-$k" 2>&1 &
    adders[k]=$!
done
wait "${adders[@]}"
check 'four adders give every number once' cmp <(seq -f 'X1-WS·2006-Y-%04g' 20) <(cut -f 1 "$tmp"/adder-? | sort)
check 'and leave a good archive' status 0 "$NIANBAO" archive verify
check 'all of it found' [ "$(archive search 2006 | wc -l)" -eq 20 ]
exec 9>>"$tmp/store/lock"
flock 9
check 'who has to wait too long is told' says '\[store-locked\]' archive list --wait 0
check 'with status 3' status 3 "$NIANBAO" archive list --wait 0
exec 9>&-
