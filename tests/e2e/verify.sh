#!/bin/bash
# Verifying: signed PDFs attacked in every way known, what is told of them, and what pdfsig says. The
# signer here is `openssl cms`, so that two programs agree on what a signature is.
. "$(dirname "$0")/../tap.sh"

pki=$tmp/pki
mkdir "$pki"
"$B/tests/tools/tsa" "$pki" 2>"$tmp/tsa" &
tsa=$!
trap 'kill $tsa; rm -rf "$tmp"' EXIT
for _ in $(seq 50); do [ -s "$pki/port" ] || sleep 0.1; done
tests/pki.sh "$pki" || exit 1
mkdir "$tmp/trust"
cp "$pki/root.pem" "$pki/root.crl" "$pki/inter.crl" "$tmp/trust"

# ---- making and spoiling files ----

size() { stat -c %s "$1"; }

# append FILE NUMBER TEXT...: a revision with those objects.
append() {
    local file=$1 prev objects table='' at
    shift
    prev=$(tail -n 2 "$file" | head -n 1)
    objects=$(grep -a -o '/Size [0-9]*' "$file" | tail -n 1 | cut -d' ' -f2)
    while [ $# -gt 1 ]; do
        table+=$1$' 1\n'$(printf '%010d 00000 n ' "$(size "$file")")$'\n'
        printf '%s 0 obj\n%s\nendobj\n' "$1" "$2" >>"$file"
        [ "$1" -lt "$objects" ] || objects=$(($1 + 1))
        shift 2
    done
    at=$(size "$file")
    printf 'xref\n%strailer\n<< /Size %s /Root %s /Info %s /ID %s /Prev %s >>\nstartxref\n%s\n%%%%EOF\n' \
        "$table" "$objects" "$root" "$info" "$id" "$prev" "$at" >>"$file"
}

# patch FILE OFFSET BYTES
patch() { printf "$3" | dd of="$1" bs=1 seek="$2" conv=notrunc status=none; }

# byte FILE OFFSET: its value.
byte() { od -An -tu1 -j "$2" -N 1 "$1" | tr -d ' '; }

# flip FILE OFFSET: another byte there, a digit for a digit.
flip() { patch "$1" "$2" "$(printf '\\x%02x' $(($(byte "$1" "$2") ^ 1)))"; }

# gap FILE: where the newest /Contents begins and ends.
gap() {
    begin=$(grep -a -o -b '/Contents<' "$1" | tail -n 1 | cut -d: -f1)
    begin=$((begin + 9))
    end=$((begin + 2 * room + 2))
}

# object FILE NUMBER: its dict on one line.
object() { qpdf --show-object="$2" "$1" 2>/dev/null | sed 's/^Object is stream.*//' | tr -d '\n'; }

# sign FILE FIELD NAME [OPTION...]: signs a field (by number) with that certificate.
room=6000
sign() {
    local file=$1 field=$2 name=$3 number dict range
    shift 3
    number=$(grep -a -o '/Size [0-9]*' "$file" | tail -n 1 | cut -d' ' -f2)
    dict=$(object "$file" "$field")
    append "$file" "$field" "${dict% >>} /V $number 0 R >>" "$number" \
        "<</Type/Sig/Filter/Adobe.PPKLite/SubFilter/ETSI.CAdES.detached/M(D:20261125200000Z)/Reason(approval)/ByteRange[0 ########## ########## ##########]/Contents<$(printf '%0*d' $((2 * room)) 0)>>>"
    gap "$file"
    range=$(grep -a -o -b '##########' "$file" | head -n 1 | cut -d: -f1)
    patch "$file" "$range" "$(printf '%-10d %-10d %-10d' "$begin" "$end" $(($(size "$file") - end)))"
    { head -c "$begin" "$file" && tail -c +$((end + 1)) "$file"; } >"$tmp/part"
    openssl cms -sign -binary -nosmimecap -md sha256 -cades -signer "$pki/$name.pem" -inkey "$pki/$name.key" \
        -certfile "$pki/inter.pem" -in "$tmp/part" -outform DER -out "$tmp/der" "$@" 2>"$tmp/openssl" ||
        cat "$tmp/openssl" >&2
    od -An -v -tx1 "$tmp/der" | tr -d ' \n' | dd of="$file" bs=1 seek=$((begin + 1)) conv=notrunc status=none
}

# ---- judging ----

# is STATUS PATTERN FILE [OPTION...]: the status in JSON, the exit status, and a text in either form.
is() {
    local wanted=$1 pattern=$2 file=$3 code=1
    shift 3
    [ "$wanted" != valid ] || code=0
    status $code "$NIANBAO" verify --trust "$tmp/trust" "$@" "$file" || return 1
    "$NIANBAO" verify --trust "$tmp/trust" --format json "$@" "$file" >"$tmp/verdict" || [ $code -eq 1 ] || return 1
    jq -e --arg s "$wanted" '.[0].status == $s' "$tmp/verdict" >"$tmp/jq" || {
        cat "$tmp/verdict"
        return 1
    }
    grep -q -- "$pattern" "$tmp/verdict" || {
        cat "$tmp/verdict"
        return 1
    }
}

# refused FILE: whatever the reason, it is not valid.
refused() {
    ! "$NIANBAO" verify --trust "$tmp/trust" "$1" >"$tmp/refused" 2>&1 && grep -q '^verdict ' "$tmp/refused" || {
        cat "$tmp/refused"
        return 1
    }
}

# outside FILE TEXT: pdfsig prints it; its exit status means nothing.
outside() { pdfsig -nocert "$1" 2>/dev/null | grep -q "$2"; }

# ---- the file that is attacked ----

cp -r examples/official-demo "$tmp/report"
printf '\n[sign]\nsigners = 张建国, 李为民\n' >>"$tmp/report/report.ini"
"$NIANBAO" build -o "$tmp/built.pdf" "$tmp/report/report.ini" 2>/dev/null
qpdf --object-streams=disable --static-id "$tmp/built.pdf" "$tmp/unsigned.pdf"
qpdf --json "$tmp/unsigned.pdf" >"$tmp/json"
of() { jq -r "$1" "$tmp/json" | cut -d' ' -f1; }
root=$(grep -a -o '/Root [0-9]* 0 R' "$tmp/unsigned.pdf" | tail -n 1 | cut -d' ' -f2-)
info=$(grep -a -o '/Info [0-9]* 0 R' "$tmp/unsigned.pdf" | tail -n 1 | cut -d' ' -f2-)
id=$(grep -a -o '/ID \[.*\]' "$tmp/unsigned.pdf" | tail -n 1 | cut -d' ' -f2-)
page=$(of '.pages[0].object')
content=$(of '.pages[0].contents[0]')
field=$(of '.acroform.fields[0].object')
catalog=${root%% *}
font=$(object "$tmp/unsigned.pdf" "$page" | grep -o '/Resources [0-9]* 0 R' | cut -d' ' -f2)
font=$(object "$tmp/unsigned.pdf" "${font:-$page}" | grep -o '/F[^ ]* [0-9]* 0 R' | head -n 1 | cut -d' ' -f2)

check 'an unsigned file is that, in English' is unsigned 'not signed' "$tmp/unsigned.pdf" --language en
check 'and in Chinese' is unsigned '没有签名' "$tmp/unsigned.pdf" --language zh

cp "$tmp/unsigned.pdf" "$tmp/signed.pdf"
sign "$tmp/signed.pdf" "$field" zhang
signed=$tmp/signed.pdf
gap "$signed"
check 'a signed file is valid' is valid '"level": "B-B"' "$signed"
check 'who signed it is told' is valid '张建国, 示例单位' "$signed"
check 'it covers the whole file' is valid '"coversAll": true' "$signed"
check 'nobody had revoked it' is valid '"revocationKnown": true' "$signed"
check 'pdfsig says so too' outside "$signed" 'Signature is Valid'
check 'all of it, says pdfsig' outside "$signed" 'Total document signed'
"$NIANBAO" verify --language zh --trust "$tmp/trust" "$signed" >"$tmp/zh"
check 'in Chinese' grep -q '^结论 *有效' "$tmp/zh"
check 'with what it covers' grep -q '^覆盖范围 *整个文件' "$tmp/zh"
check 'without roots nobody is trusted' status 1 "$NIANBAO" verify "$signed"
check 'one bad file among good ones' status 1 "$NIANBAO" verify --trust "$tmp/trust" "$signed" "$tmp/unsigned.pdf"
check 'several good ones' status 0 "$NIANBAO" verify --trust "$tmp/trust" "$signed" "$signed"

# ---- each class of bytes ----

# spoilt WHAT OFFSET: refused with a byte there changed.
spoilt() {
    cp "$signed" "$tmp/spoilt.pdf"
    flip "$tmp/spoilt.pdf" "$2"
    check "a byte of $1 changed" refused "$tmp/spoilt.pdf"
}
where() { grep -a -o -b -- "$1" "$signed" | ${2:-tail -n 1} | cut -d: -f1; } # PATTERN [head -n 1]
stream=$(($(where "^$content 0 obj" 'head -n 1') + 200))
spoilt 'the version' 7
spoilt 'the mark of binary files' 12
spoilt "a page's content" "$stream"
check 'that is told as altered' is altered 'signed bytes were changed' "$tmp/spoilt.pdf"
check 'pdfsig sees that as well' outside "$tmp/spoilt.pdf" 'Digest Mismatch'
spoilt 'a font' $(($(where 'FontFile' 'head -n 1') + 900))
spoilt 'the catalog' $(($(where '/Catalog' 'head -n 1') + 3))
spoilt 'the first table' $(($(where '^xref' 'head -n 1') + 40))
spoilt 'the newest table' $(($(where '^xref') + 12))
spoilt 'the trailer' $(($(where '^trailer') + 14))
spoilt 'startxref' $(($(where '^startxref') + 11))
spoilt '%%EOF' $(($(size "$signed") - 3))
spoilt 'the end of the line behind it' $(($(size "$signed") - 1))
spoilt "the signature's date" $(($(where '/M(D:') + 8))
spoilt "the signature's reason" $(($(where '/Reason(') + 9))
spoilt 'the /ByteRange' $(($(where '/ByteRange\[') + 14))
spoilt 'the < of /Contents' "$begin"
spoilt 'the > of /Contents' $((end - 1))
spoilt 'the head of the DER' $((begin + 1))
spoilt 'the length of the DER' $((begin + 6))
spoilt 'the certificate' $((begin + 800))
spoilt 'the signature value' $((begin + 2 * $(size "$tmp/der") - 10))
spoilt 'what fills /Contents' $((end - 100))
check 'that is told' is broken 'other than zeros' "$tmp/spoilt.pdf"

# ---- more and less ----

shorter() { # WHAT BYTES: the end is missing
    head -c -"$2" "$signed" >"$tmp/cut.pdf"
    check "$1 cut off" refused "$tmp/cut.pdf"
}
shorter 'the last byte' 1
shorter '%%EOF' 6
shorter 'the newest revision' $(($(size "$signed") - $(size "$tmp/unsigned.pdf")))
check 'what is left was never signed' is unsigned . "$tmp/cut.pdf"
for tail in 'x' '\n' '%%comment\n' '\n%%%%EOF\n' '\0\0'; do
    cp "$signed" "$tmp/longer.pdf"
    printf "$tail" >>"$tmp/longer.pdf"
    check "bytes behind the end: $tail" refused "$tmp/longer.pdf"
done

# ---- incremental saving and shadows ----

# added WHAT PATTERN NUMBER TEXT...: a revision after the signature is told as altered.
added() {
    local what=$1 pattern=$2
    shift 2
    cp "$signed" "$tmp/added.pdf"
    append "$tmp/added.pdf" "$@"
    check "$what" is altered "$pattern" "$tmp/added.pdf" --language en
}
new=$(grep -a -o '/Size [0-9]*' "$signed" | tail -n 1 | cut -d' ' -f2)
dict() { object "$signed" "$1"; }
black='<< /Length 29 >>
stream
0 0 0 rg 0 0 600 900 re f q Q
endstream'
added "a page's content replaced" 'page 1: its content was replaced' "$content" "$black"
check 'which pdfsig takes' outside "$tmp/added.pdf" 'Signature is Valid'
check 'it is told in Chinese' is altered '第 1 页：页面内容被替换' "$tmp/added.pdf" --language zh
added 'the page leads to other content' 'page 1: its content was replaced' \
    "$page" "$(dict "$page" | sed "s/\/Contents $content 0 R/\/Contents $new 0 R/")" "$new" "$black"
text="<< /Type /Annot /Subtype /FreeText /Rect [50 50 500 800] /Contents (other) /P $page 0 R >>"
with_annot() { # the page with one more annotation
    if dict "$page" | grep -q '/Annots \['; then
        dict "$page" | sed "s|\(/Annots \[[^]]*\)\]|\1 $1 ]|"
    else
        dict "$page" | sed "s| >>\$| /Annots [ $1 ] >>|"
    fi
}
added 'an annotation added' 'page 1: an annotation was added' "$page" "$(with_annot "$new 0 R")" "$new" "$text"
added 'an annotation inside the page' 'page 1: an annotation was added' "$page" "$(with_annot "$text")"
form=$(dict "$catalog" | grep -o '/AcroForm [0-9]* 0 R' | tr -dc '0-9 ' | sed 's/^ *//;s/ .*//')
more_fields() { # the object that has the form, with one more field
    dict "${form:-$catalog}" | sed "s/\(\/Fields \[[^]]*\)\]/\1 $1 ]/"
}
over="<< /Type /Annot /Subtype /Widget /FT /Tx /T (cover) /V (forged) /Rect [50 50 500 800] /P $page 0 R >>"
added 'a form field over the text' 'a form field was added: cover' \
    "${form:-$catalog}" "$(more_fields "$new 0 R")" "$page" "$(with_annot "$new 0 R")" "$new" "$over"
added 'a font replaced' 'a font was replaced' "$font" "$(dict "$font" | sed 's/ >>$/ \/Name \/Other >>/')"
added 'an action on opening' 'catalog was changed (/OpenAction)' "$catalog" \
    "$(dict "$catalog" | sed 's/ >>$/ \/OpenAction << \/S \/Named \/N \/Print >> >>/')"
added 'pages in another order' 'pages were added' \
    "$(of '.qpdf[1] | to_entries[] | select(.value.value["/Type"]? == "/Pages") | .key | ltrimstr("obj:")')" \
    "$(dict "$(of '.qpdf[1] | to_entries[] | select(.value.value["/Type"]? == "/Pages") | .key | ltrimstr("obj:")')" | sed 's/\/Kids \[ \([0-9]* 0 R\) \([0-9]* 0 R\)/\/Kids [ \2 \1/')"
added 'the document information' 'document information was changed' "${info%% *}" '<< /Title (Another) >>'
added 'nothing that counts' 'no signature, timestamp or evidence' "$new" '(hello)'
added 'the signed field moved' 'signed field' "$field" "$(dict "$field" | sed 's/\/Rect \[ [0-9.]*/\/Rect [ 1/')"

# A second field with a forged signature; the first one's copied; one without bytes.
forged() { # WHAT PATTERN SIGNATURE
    cp "$signed" "$tmp/forged.pdf"
    append "$tmp/forged.pdf" "${form:-$catalog}" "$(more_fields "$new 0 R")" "$new" \
        "<< /FT /Sig /T (second) /Rect [0 0 0 0] /V $((new + 1)) 0 R >>" $((new + 1)) "$3"
    check "$1" is broken "$2" "$tmp/forged.pdf" --language en
}
forged 'a second field with nothing in it' 'no direct' '<< /Type /Sig >>'
forged 'a second field with a forged range' 'does not cover' \
    '<< /Type /Sig /SubFilter /ETSI.CAdES.detached /ByteRange [ 0 10 20 30 ] /Contents <00> >>'
forged 'a second field that is no dict' 'leads to no signature' '(forged)'
cp "$signed" "$tmp/twice.pdf"
append "$tmp/twice.pdf" "${form:-$catalog}" "$(more_fields "$new 0 R")" "$new" \
    "<< /FT /Sig /T (second) /Rect [0 0 0 0] /V $((new - 1)) 0 R >>"
check 'one signature in two fields' is broken 'across each other' "$tmp/twice.pdf" --language en
cp "$signed" "$tmp/removed.pdf"
append "$tmp/removed.pdf" "$field" "$(object "$tmp/unsigned.pdf" "$field")" $((new - 1)) null
check 'a signature taken away' is altered 'taken away' "$tmp/removed.pdf" --language en

# ---- further signatures ----

other=$(of '.acroform.fields[1].object')
if [ "$other" = null ]; then
    skip 'a second signature' 'the report has one field'
else
    cp "$signed" "$tmp/both.pdf"
    sign "$tmp/both.pdf" "$other" li
    check 'a second signature is valid' is valid 'was signed' "$tmp/both.pdf" --language en
    check 'the first covers a part' is valid '"coversAll": false' "$tmp/both.pdf"
    append "$tmp/both.pdf" "$content" "$black"
    check 'what comes then is not' is altered 'content was replaced' "$tmp/both.pdf" --language en
fi

# ---- what nianbao signs ----

# own OUT IN NAME OPTION...
own() {
    local out=$1 in=$2 name=$3
    shift 3
    "$NIANBAO" sign --key "$pki/$name.p12" --password-file "$pki/password" "$@" -o "$out" "$in"
}
cp "$pki/root.pem" "$tmp/only-root.pem"
url=http://127.0.0.1:$(cat "$pki/port")/tsa
own "$tmp/own.pdf" "$tmp/built.pdf" zhang
check 'our own signature is valid' is valid '"level": "B-B"' "$tmp/own.pdf"
own "$tmp/sm2.pdf" "$tmp/built.pdf" sm2 --experimental-sm2
check 'SM2 is told to be an experiment' is valid '"experimental": true' "$tmp/sm2.pdf"
own "$tmp/lta.pdf" "$tmp/built.pdf" zhang --tsa "$url" --lta
check 'B-LTA needs nothing but the root' is valid '"level": "B-LTA"' "$tmp/lta.pdf" --trust "$tmp/only-root.pem"
check 'its time is proven' is valid '"signedAt": "20' "$tmp/lta.pdf"
own "$tmp/again.pdf" "$tmp/lta.pdf" li --tsa "$url" --lta
check 'another signature after that' is valid 'the field Signature2 was signed' "$tmp/again.pdf" --language en
own "$tmp/rogue.pdf" "$tmp/built.pdf" zhang --tsa "${url%tsa}rogue"
check 'a timestamp that nobody vouches for' is untrusted 'its timestamp: no trusted root' "$tmp/rogue.pdf" --language en
while read -r what pattern add; do
    cp "$tmp/lta.pdf" "$tmp/spoilt.pdf"
    flip "$tmp/spoilt.pdf" $(($(grep -a -o -b "$pattern" "$tmp/lta.pdf" | tail -n 1 | cut -d: -f1) + add))
    check "a byte of $what changed" refused "$tmp/spoilt.pdf"
done <<'END'
the_evidence stream 60
the_newest_catalog /DSS 2
the_document_timestamp /Contents 700
the_timestamp's_field /ETSI.RFC3161 3
END
first=$(grep -a -o -b '/Contents *<3' "$tmp/lta.pdf" | head -n 1 | cut -d: -f1)
cp "$tmp/lta.pdf" "$tmp/spoilt.pdf"
flip "$tmp/spoilt.pdf" $((first + 3000))
check "a byte of the signature under it changed" refused "$tmp/spoilt.pdf"

# ---- certificates ----

for row in 'expired:expired' 'future:not valid yet' 'revoked:revoked' 'server:not for signing' 'tsa:not for signing' \
    'rogue-tsa:no trusted root'; do
    cp "$tmp/unsigned.pdf" "$tmp/$row.pdf"
    sign "$tmp/$row.pdf" "$field" "${row%%:*}"
    check "the certificate: $row" is untrusted "${row#*:}" "$tmp/$row.pdf" --language en
done
check 'a day on which all had expired' is untrusted . "$signed" --at 2056-01-01
for digest in md5 sha1; do
    cp "$tmp/unsigned.pdf" "$tmp/weak.pdf"
    sign "$tmp/weak.pdf" "$field" zhang -md $digest
    check "$digest is refused" is broken 'weak' "$tmp/weak.pdf" --language en
done
cp "$tmp/unsigned.pdf" "$tmp/pss.pdf"
sign "$tmp/pss.pdf" "$field" zhang -keyopt rsa_padding_mode:pss
check 'RSA-PSS is known' is valid 'RSA' "$tmp/pss.pdf"
cp "$tmp/unsigned.pdf" "$tmp/ec.pdf"
sign "$tmp/ec.pdf" "$field" li
check 'ECDSA is known' is valid 'EC' "$tmp/ec.pdf"

# ---- usage and the system ----

check 'no file: usage' status 2 "$NIANBAO" verify
check 'an unknown format' status 2 "$NIANBAO" verify --format xml "$signed"
check 'a day that is none' status 2 "$NIANBAO" verify --at 2026-02-30 "$signed"
check 'roots that are not there' status 1 "$NIANBAO" verify --trust "$tmp/none.pem" "$signed"
echo rubbish >"$tmp/rubbish.pem"
check 'roots that are none' status 1 "$NIANBAO" verify --trust "$tmp/rubbish.pem" "$signed"
cp "$pki/inter.pem" "$tmp/inter.pem"
check 'no root among them' status 1 "$NIANBAO" verify --trust "$tmp/inter.pem" "$signed"
check 'a file that is not there' status 1 "$NIANBAO" verify --trust "$tmp/trust" "$tmp/none.pdf"
check 'a file that is no PDF' is broken 'no PDF' "$pki/root.pem" --language en
check 'a full disk' status 3 bash -c '"$0" "$@" >/dev/full' "$NIANBAO" verify --trust "$tmp/trust" "$signed"
