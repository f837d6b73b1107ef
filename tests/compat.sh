#!/bin/bash
# What an earlier program made must go on working: everything in tests/compat is read, verified, taken
# apart, built again and archived further by the program under test (tests/compat/README.md). What is
# changed is a copy.
. "$(dirname "$0")/tap.sh"
export LC_ALL=${LC_ALL:-C.UTF-8} LANGUAGE=
unset http_proxy HTTP_PROXY NIANBAO_PASSWORD
: "${COMPAT:=tests/compat}" # another folder, to see what is found in damaged fixtures
was=$(realpath "$COMPAT")
export NIANBAO_STORE=$tmp/store
tsa=
trap '[ -z "$tsa" ] || kill $tsa; chmod -R u+w "$tmp"; rm -rf "$tmp"' EXIT
sums() { (cd "$was" && find . -type f -print0 | sort -z | xargs -0 sha256sum); }
sums >"$tmp/before"

# still OLD NEW [FILTER]: whether the JSON file NEW says all that OLD says; more is no harm.
still() {
    jq -n --slurpfile old "$1" --slurpfile new "$2" '
        def like($o):
            . as $n
            | if ($o | type) != ($n | type) then $n
              elif ($o | type) == "object" then $o | with_entries(.key as $k | .value |= (. as $v | $n[$k] | like($v)))
              elif ($o | type) == "array" and ($o | length) == ($n | length) then
                  [range($o | length) as $i | $n[$i] | like($o[$i])]
              else $n end;
        ($old[0] | '"${3:-.}"') as $old | ($new[0] | '"${3:-.}"') as $new
        | $old, ($new | like($old))' >"$tmp/both" &&
        jq -se '.[0] == .[1]' "$tmp/both" >"$tmp/same" || {
        diff <(jq -s '.[0]' "$tmp/both") <(jq -s '.[1]' "$tmp/both")
        return 1
    }
}

# ---- names of the report file ----

# A line for each name and each word that is a value, with its section.
names() {
    awk '/^\[/ || /^[A-Z]/ { section = $0; next }
        /^  \{/ { while (match($0, /\{[^}]*\}/)) { print section ": " substr($0, RSTART, RLENGTH); $0 = substr($0, RSTART + RLENGTH) } next }
        /^  [^ ]+ \(/ { gsub(/,$/, "", $2); key = $1; print section ": " $1 " " $2; next }
        /^      (one|some) of: / { sub(/.* of: /, ""); n = split($0, word, ", "); for (i = 1; i <= n; i++) print section ": " key " = " word[i] }
        ' "$1" | sort -u
}
"$NIANBAO" keys >"$tmp/keys.txt"
names "$was/keys.txt" >"$tmp/names"
comm -23 "$tmp/names" <(names "$tmp/keys.txt") >"$tmp/gone"
check 'there are names to compare' [ "$(wc -l <"$tmp/names")" -gt 200 ]
check 'each section, key and word of the report file is still known' empty "$tmp/gone"

# ---- report folders ----

# Place, severity, rule and the numbers of each finding: rewording a message breaks no report.
findings() {
    awk '$NF ~ /^\[[a-z-]+\]$/ {
        text = $0
        sub(/^[^ ]* [^ ]* /, "", text)
        sub(/[^ ]*$/, "", text)
        gsub(/[^0-9.]+|\.([^0-9]|$)/, " ", text)
        print $1, $2, $NF, text
    }' "$1" | sort
}
for folder in "$was"/reports/*/; do
    name=$(basename "$folder")
    cp -r "$folder" "$tmp/report"
    check "$name: it builds" eval 'cd "$tmp/report" && "$NIANBAO" build --trace report.ini >"$tmp/trace"'
    check "$name: all of it stands where it stood" diff "$folder/expected.trace" "$tmp/trace"
    (cd "$tmp/report" && "$NIANBAO" check report.ini) >"$tmp/found" 2>&1
    check "$name: check ends with 0" [ $? -eq 0 ]
    check "$name: its last line counts no error" eval 'tail -n 1 "$tmp/found" | grep -qE "^(错误 )?0 "'
    comm -23 <(findings "$folder/expected.check") <(findings "$tmp/found") >"$tmp/gone"
    check "$name: what was found is still found" empty "$tmp/gone"
    comm -13 <(findings "$folder/expected.check") <(findings "$tmp/found") | grep '^[^ ]* error: ' >"$tmp/new"
    check "$name: nothing of it is an error now" empty "$tmp/new"
    rm -r "$tmp/report"
done

# ---- PDF files ----

for pdf in "$was"/pdf/*.pdf; do
    name=$(basename "$pdf" .pdf)
    "$NIANBAO" inspect --format json --language en "$pdf" >"$tmp/inspected.json" 2>"$tmp/told"
    check "$name.pdf: inspect ends with 0" [ $? -eq 0 ]
    check "$name.pdf: inspect tells what it told" still "$was/pdf/$name.inspected.json" "$tmp/inspected.json" 'del(.file)'
    "$NIANBAO" verify --format json --language en --trust "$was/trust" "$pdf" >"$tmp/verified.json" 2>"$tmp/told"
    status=$?
    signed=$(jq '.[0].signatures | length' "$was/pdf/$name.verified.json")
    if [ "$signed" -gt 0 ]; then
        check "$name.pdf: verify ends with 0" [ $status -eq 0 ]
        check "$name.pdf: the verdict is VALID, and that of each signature" eval \
            '[ "$("$NIANBAO" verify --language en --trust "$was/trust" "$pdf" | grep -c "^verdict  *VALID$")" -eq $((signed + 1)) ]'
        check "$name.pdf: not without the roots" status 1 "$NIANBAO" verify "$pdf"
    else
        check "$name.pdf: verify ends with 1" [ $status -eq 1 ]
        check "$name.pdf: the verdict is UNSIGNED" says '^verdict  *UNSIGNED' "$NIANBAO" verify --language en --trust "$was/trust" "$pdf"
    fi
    # The changes are told in words: their number counts. What is valid now is so today.
    check "$name.pdf: verify tells of each signature what it told" still "$was/pdf/$name.verified.json" "$tmp/verified.json" \
        '.[0] | del(.file) | .signatures[] |= (del(.validAt) | .changes |= length)'
done
levels() { jq -r '[.[0].signatures[].level] | join(" ")' "$was/pdf/$1.verified.json"; }
check 'among them are all kinds' [ "$(levels b-b), $(levels b-t), $(levels b-lta), $(levels two-signers)" = 'B-B, B-T, B-LTA DTS, B-LTA B-LTA DTS' ]
for name in visible two-signers; do
    check "$name.pdf: the name can be seen" eval 'pdftotext "$was/pdf/$name.pdf" - | grep -qE "^(Signature: |签名：)张建国"'
done

# ---- sources inside ----

# same_document OLD NEW: the same bytes, as far as NEW goes: what was signed goes on behind that. A
# program that gives another version as the producer cannot make the same bytes; then each point of the
# pages and all their text must be the same. Both ask for the fonts of packages.txt.
producer() { "$NIANBAO" inspect --format json "$1" | jq -r .producer; }
same_document() {
    if [ "$(producer "$1")" = "$(producer "$2")" ]; then
        [ -s "$2" ] && cmp -n "$(stat -c %s "$2")" "$1" "$2"
        return
    fi
    head -c "${3:-$(stat -c %s "$1")}" "$1" >"$tmp/unsigned.pdf"
    cmp <(pdftotext -layout "$tmp/unsigned.pdf" -) <(pdftotext -layout "$2" -) &&
        cmp <(pdftoppm -r 60 "$tmp/unsigned.pdf") <(pdftoppm -r 60 "$2")
}
# What was signed begins with the PDF that was built.
while read -r pdf report built; do
    rm -rf "$tmp/out"
    check "$pdf.pdf: extract" status 0 "$NIANBAO" extract "$was/pdf/$pdf.pdf" "$tmp/out"
    for file in "$tmp/out"/*; do
        check "$pdf.pdf: ${file##*/} comes out as it went in" cmp "$file" "$was/reports/$report/${file##*/}"
    done
    check "$pdf.pdf: all of it" [ "$(ls "$tmp/out" | wc -l)" -eq "$(ls "$was/reports/$report" | grep -vc '^expected\.')" ]
    "$NIANBAO" build -o "$tmp/again.pdf" "$tmp/out/report.ini" 2>"$tmp/told"
    check "$pdf.pdf: the same PDF is built from it" same_document "$was/pdf/$pdf.pdf" "$tmp/again.pdf" \
        "$(stat -c %s "$was/pdf/$built.pdf")"
done <<'END'
en-sources en-sources en-sources
zh-sources zh-sources zh-sources
sources-signed en-sources en-sources
two-signers zh-sources zh-sources
END

# ---- the archive, as it was ----

renewed=Z109-WS·2024-Y-BGS-0001 withdrawn=Z109-WS·2024-D30-BGS-0001 sources=Z109-WS·2025-Y-BGS-0001
archive() { "$NIANBAO" archive "$@"; }
cp -r "$was/store" "$tmp/store"
chmod -R u+w "$tmp/store"
head=$(jq -r .head "$was/store.json")
archive verify --trust "$was/trust" --format json --language en >"$tmp/store.json" 2>"$tmp/told"
check 'archive verify ends with 0' [ $? -eq 0 ]
check 'it counts and tells what it did' still "$was/store.json" "$tmp/store.json" 'del(.findings)'
# A copy may be written to, which is told and is no problem.
check 'it finds no problem' jq -se '.[0].findings | type == "array" and all(.[]; .problem | not)' "$tmp/store.json"
check 'in words' eval 'for group in authenticity integrity usability security; do says "^$group: good" archive verify --language en --trust "$was/trust" || return 1; done'
check 'the head of that day is in the ledger' status 0 "$NIANBAO" archive verify --trust "$was/trust" --head "$head"
check 'another is not' status 1 "$NIANBAO" archive verify --trust "$was/trust" --head "${head//[0-4]/5}"
archive list >"$tmp/list"
check 'list has the three' cmp <(printf '%s\n' $withdrawn $renewed $sources | sort) <(cut -f 1 "$tmp/list" | sort)
check 'list tells who was withdrawn' grep -q "^$withdrawn.*withdrawn" "$tmp/list"
check 'and of nobody else' [ "$(grep -c withdrawn "$tmp/list")" -eq 1 ]
check 'list as JSON' eval 'archive list --format json | jq -se ".[0] | length == 3 and ([.[] | select(.signature == \"valid\")] | length) == 2"'
check 'show: title, signer, both versions' eval 'archive show --format json $renewed | jq -se ".[0] | .metadata.title == \"Wells of the County, 2024\" and .metadata.signers == \"张建国, 示例单位\" and [.events[].event] == [\"add\", \"renew\"]"'
check 'show: why it was withdrawn' says 重复归档 archive show $withdrawn
check 'show: two signers' says '张建国.*李为民' archive show $sources
search() { # WORD... = ITEM...: what is found, in any order
    local words=()
    while [ "$1" != = ]; do
        words+=("$1")
        shift
    done
    shift
    diff <(printf '%s\n' "$@" | sort) <(archive search --language en "${words[@]}" 2>"$tmp/told" | cut -f 1 | sort)
}
for index in 'its own' 'a new'; do
    check "search in $index index: a word of the text" search dug = $renewed $withdrawn
    check "search in $index index: hanzi of the text" search 水质合格率 = $sources
    check "search in $index index: a signer" search 李为民 = $sources
    check "search in $index index: a year and the title" search 2024 County = $renewed
    rm -f "$tmp/store/catalogue.sqlite"
done
check 'export' status 0 "$NIANBAO" archive export -o "$tmp/handover" $renewed $sources
for bag in 2024/$renewed 2024/$renewed.v2 2025/$sources; do
    check "export: ${bag#*/}" diff -r "$was/store/$bag" "$tmp/handover/${bag#*/}"
    check "export: sha256sum agrees on ${bag#*/}" eval 'cd "$tmp/handover/${bag#*/}" && sha256sum --strict -c manifest-sha256.txt tagmanifest-sha256.txt'
done
check 'export: the list names them' eval 'grep -q "$renewed" "$tmp/handover/归档文件目录.csv" && grep -q "$sources" "$tmp/handover/归档文件目录.csv"'
"$NIANBAO" build -o "$tmp/again.pdf" "$was/store/2024/$renewed/data/sources/report.ini" 2>"$tmp/told"
check 'the sources in a bag make its PDF' same_document "$was/store/2024/$renewed/data/report.pdf" "$tmp/again.pdf" "$(stat -c %s "$tmp/again.pdf")"
check 'nothing of the ledger was touched so far' cmp "$was/store/ledger.jsonl" "$tmp/store/ledger.jsonl"

# ---- the archive, further ----

# Another CA and another timestamp authority: those of that day are gone. A renewal must last longer.
mkdir "$tmp/pki"
"$B/tests/tools/tsa" "$tmp/pki" >"$tmp/tsa.log" 2>&1 &
tsa=$!
while [ ! -s "$tmp/pki/port" ] && kill -0 $tsa; do sleep 0.05; done
sed 's/3650/15000/; s/7300/15000/' tests/pki.sh >"$tmp/pki.sh"
check 'a PKI is made' bash "$tmp/pki.sh" "$tmp/pki"
url=http://127.0.0.1:$(<"$tmp/pki/port")/tsa
cp -r "$was/trust" "$tmp/trust"
cp "$tmp/pki/root.pem" "$tmp/trust/root-of-today.pem"
"$NIANBAO" build -o "$tmp/new.pdf" "$was/reports/zh-sources/report.ini" 2>"$tmp/told"
"$NIANBAO" sign --key "$tmp/pki/li.p12" --password-file "$tmp/pki/password" --tsa "$url" --lta -o "$tmp/fourth.pdf" "$tmp/new.pdf" 2>"$tmp/told"
check 'what is in it is known' says "$sources.*\[already-archived\]" archive add --year 2025 --trust "$tmp/trust" "$was/pdf/two-signers.pdf"
check 'a fourth item gets the next number' says '^Z109-WS·2025-Y-BGS-0002' archive add --year 2025 --trust "$tmp/trust" "$tmp/fourth.pdf"
check 'its PDF lies there' cmp "$tmp/fourth.pdf" "$tmp/store/2025/Z109-WS·2025-Y-BGS-0002/data/report.pdf"
check 'it is found beside the third' search 水质合格率 = $sources Z109-WS·2025-Y-BGS-0002
check 'what is due in fifty years: all that was signed' eval 'diff <(printf "%s\n" $renewed $sources Z109-WS·2025-Y-BGS-0002 | sort) <(archive renew --before 20000 | cut -f 1 | sort)'
check 'renew: the third for the first time' says "^$sources	2025/$sources.v2" archive renew --before 20000 --trust "$tmp/trust" --tsa "$url" $sources
check 'renew: the first once more' says "^$renewed	2024/$renewed.v3" archive renew --before 20000 --trust "$tmp/trust" --tsa "$url" $renewed
for new in 2025/$sources.v2 2024/$renewed.v3; do
    old=2024/$renewed.v2
    [ $new = $old ] || [ "${new%.v?}" = 2024/$renewed ] || old=${new%.v?}
    check "${new#*/}: it begins with the version before" cmp -n "$(stat -c %s "$was/store/$old/data/report.pdf")" \
        "$was/store/$old/data/report.pdf" "$tmp/store/$new/data/report.pdf"
    "$NIANBAO" verify --trust "$tmp/trust" --format json "$tmp/store/$new/data/report.pdf" >"$tmp/verified.json"
    check "${new#*/}: it is valid" [ $? -eq 0 ]
    check "${new#*/}: it has one timestamp more" eval '[ "$(jq ".[0].signatures | length" "$tmp/verified.json")" -eq $(($(jq ".signatures | length" "$was/store/$old/data/verification.json") + 1)) ]'
done
check 'withdraw' status 0 "$NIANBAO" archive withdraw --why 移交 $sources
check 'show tells why' says 移交 archive show $sources
check 'who was withdrawn stays so' says '\[withdrawn\]' archive withdraw --why x $withdrawn
check 'the archive is good' status 0 "$NIANBAO" archive verify --trust "$tmp/trust"
check 'the ledger goes on from the head of that day' eval 'archive verify --trust "$tmp/trust" --head "$head" && cmp -n "$(stat -c %s "$was/store/ledger.jsonl")" "$was/store/ledger.jsonl" "$tmp/store/ledger.jsonl"'
check 'it has six lines more' [ $(($(wc -l <"$tmp/store/ledger.jsonl") - $(wc -l <"$was/store/ledger.jsonl"))) -eq 6 ]
for bag in "$was"/store/20*/*; do
    check "${bag##*/}: it stays as it was" diff -r "$bag" "$tmp/store/${bag#"$was/store/"}"
done

sums >"$tmp/after"
check 'no fixture was touched' diff "$tmp/before" "$tmp/after"
