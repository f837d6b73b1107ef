#!/bin/bash
# Signing: what other people's tools say of it (pdfsig's words, not its status; qpdf; openssl), keys
# of all kinds, timestamps and evidence from a loopback responder, and all that must be refused
# with nothing written. Where VERAPDF names a launcher of veraPDF, that judges too.
. "$(dirname "$0")/../tap.sh"
unset http_proxy HTTP_PROXY NIANBAO_PASSWORD PKCS11_MODULE_PATH
pki=$tmp/pki
mkdir "$pki"
"$B/tests/tools/tsa" "$pki" >"$tmp/tsa.log" 2>&1 &
tsa=$!
trap 'kill $tsa; rm -rf "$tmp"' EXIT
while [ ! -s "$pki/port" ] && kill -0 $tsa; do sleep 0.05; done
check 'a PKI is made' tests/pki.sh "$pki"
url=http://127.0.0.1:$(<"$pki/port")

# sign NAME KEY IN [OPTION...]: $tmp/NAME.pdf; what is told goes to $tmp/told
sign() {
    local name=$1 key=$2 in=$3
    shift 3
    "$NIANBAO" sign --key "$key" --password-file "$pki/password" -o "$tmp/$name.pdf" "$@" "$in" >"$tmp/told" 2>&1 </dev/null
}
# told RULE
told() { cat "$tmp/told"; grep -q "\[$1\]" "$tmp/told"; }
# refused WHAT RULE STATUS KEY IN [OPTION...]: with nothing written
refused() {
    local what=$1 rule=$2 wanted=$3
    shift 3
    rm -f "$tmp/no.pdf"
    sign no "$@"
    check "$what: status" [ $? -eq "$wanted" ]
    check "$what: $rule is told" told "$rule"
    check "$what: nothing is written" [ -z "$(find "$tmp" -maxdepth 1 -name 'no.pdf*' -o -maxdepth 1 -name '.no.pdf*')" ]
}
valid() { "$NIANBAO" verify --trust "$pki/root.pem" "$1"; }
# levels FILE: as "B-LTA DTS"
levels() { "$NIANBAO" verify --trust "$pki/root.pem" --format json "$1" | jq -r '[.. | .level? // empty] | join(" ")'; }
is_level() {
    levels "$1"
    [ "$(levels "$1")" = "$2" ]
}
mkdir "$tmp/nss"
certutil -N -d "sql:$tmp/nss" --empty-password
certutil -A -d "sql:$tmp/nss" -n root -t CT,C,C -i "$pki/root.pem"
# judged FILE SIGNATURES: pdfsig finds so many, valid and trusted; qpdf finds nothing
judged() {
    pdfsig -nssdir "sql:$tmp/nss" "$1" >"$tmp/pdfsig" 2>&1
    cat "$tmp/pdfsig"
    [ "$(grep -c 'Signature is Valid' "$tmp/pdfsig")" -eq "$2" ] &&
        [ "$(grep -c 'Certificate is Trusted' "$tmp/pdfsig")" -eq "$2" ] &&
        grep -q 'Total document signed' <(grep -v 'Not total' "$tmp/pdfsig") && qpdf --check "$1"
}
conforms() {
    if [ -n "$VERAPDF" ]; then
        check "${1##*/}: veraPDF takes it as 2a and ua1" "$VERAPDF" -f 2a,ua1 "$1"
    else
        skip "${1##*/}: 2a and ua1" 'VERAPDF names no launcher'
    fi
}
contents() { # the DER of the last signature of FILE
    grep -aoP '/Contents <\K[0-9A-F]+' "$1" | tail -n 1 | tr -d '\n' | basenc --base16 -d
}

cp -r examples/official-demo "$tmp/report"
printf '\n[签名]\n签名人 = 张建国, 李为民\n' >>"$tmp/report/report.ini"
"$NIANBAO" build -o "$tmp/in.pdf" "$tmp/report/report.ini" 2>/dev/null
"$NIANBAO" build -o "$tmp/plain.pdf" examples/en-services/report.ini 2>/dev/null
before=$(sha256sum <"$tmp/in.pdf")

# B-B, with RSA and ECDSA, one after another, each into the field that names the signer.
check 'RSA signs' sign zhang "$pki/zhang.p12" "$tmp/in.pdf" --reason 工作总结 --place 北京
check 'pdfsig and qpdf take it' judged "$tmp/zhang.pdf" 1
check 'so do we' valid "$tmp/zhang.pdf"
check 'the input stands at its beginning' cmp -n "$(stat -c %s "$tmp/in.pdf")" "$tmp/in.pdf" "$tmp/zhang.pdf"
conforms "$tmp/zhang.pdf"
check 'ECDSA signs after it' sign both "$pki/li.p12" "$tmp/zhang.pdf"
check 'pdfsig and qpdf take both' judged "$tmp/both.pdf" 2
check 'so do we: both' valid "$tmp/both.pdf"
check 'it lies in its own field' grep -A1 'Name: Signature2' "$tmp/pdfsig"
check 'the name there is right' bash -c 'grep -A1 "Name: Signature2" "$0" | grep -q 李为民' "$tmp/pdfsig"
conforms "$tmp/both.pdf"
check 'who comes second may sign first' sign li "$pki/li.p12" "$tmp/in.pdf"
check 'and has the field that names him' bash -c '"$0" inspect "$1" | grep -q "Signature2:.*李为民"' "$NIANBAO" "$tmp/li.pdf"
check 'a field may be chosen' sign chosen "$pki/li.p12" "$tmp/in.pdf" --field Signature1
check 'it is that one' bash -c '"$0" inspect "$1" | grep -q "Signature1:.*李为民"' "$NIANBAO" "$tmp/chosen.pdf"
check 'a PDF without fields gets one' sign plain-signed "$pki/zhang.p12" "$tmp/plain.pdf"
check 'pdfsig takes it' judged "$tmp/plain-signed.pdf" 1
same_pages() {
    pdftoppm -r 30 "$1" "$tmp/a" && pdftoppm -r 30 "$2" "$tmp/b" && cat "$tmp"/a-*.ppm | cmp - <(cat "$tmp"/b-*.ppm)
}
check 'nothing of it can be seen' same_pages "$tmp/plain.pdf" "$tmp/plain-signed.pdf"
conforms "$tmp/plain-signed.pdf"
qpdf --qdf --object-streams=disable "$tmp/plain.pdf" "$tmp/qdf.pdf"
check 'a PDF of qpdf is signed' sign other "$pki/zhang.p12" "$tmp/qdf.pdf"
check 'and taken' judged "$tmp/other.pdf" 1
qpdf --object-streams=generate "$tmp/in.pdf" "$tmp/streams.pdf"
check 'one with object streams is signed' sign from-streams "$pki/zhang.p12" "$tmp/streams.pdf" --tsa "$url/tsa" --lta
check 'its revisions have streams too' bash -c '[ "$(grep -ac "^/Type /XRef" "$0")" -eq 2 ]' "$tmp/from-streams.pdf"
check 'qpdf takes it' qpdf --check "$tmp/from-streams.pdf"
check 'and we do' is_level "$tmp/from-streams.pdf" 'B-LTA DTS'
check 'the name is shown' bash -c 'pdftotext "$0" - | grep -q 签名：张建国' "$tmp/from-streams.pdf"

# The CMS: PAdES.
contents "$tmp/zhang.pdf" >"$tmp/cms"
openssl cms -cmsout -print -inform DER -in "$tmp/cms" >"$tmp/cms.txt" 2>&1
check 'openssl reads the CMS' grep -q 'CMS_ContentInfo' "$tmp/cms.txt"
check 'it binds the certificate' grep -q 'id-smime-aa-signingCertificateV2' "$tmp/cms.txt"
check 'it has no signing-time' bash -c '! grep -qi signingTime "$0"' "$tmp/cms.txt"
check 'the filter is that of PAdES' grep -aq '/SubFilter /ETSI.CAdES.detached' "$tmp/zhang.pdf"
check '16 KiB are kept' [ "$(grep -aoP '/Contents <\K[0-9A-F]+' "$tmp/zhang.pdf" | tail -n 1 | tr -d '\n' | wc -c)" -eq 32768 ]

# What is seen.
pdftotext "$tmp/both.pdf" "$tmp/text"
check 'the names stand in their fields' grep -q '签名：张建国' "$tmp/text"
check 'both of them' grep -q '签名：李为民' "$tmp/text"
check 'the day does' grep -q "$(date +%Y年%-m月%-d日)" "$tmp/text"
check 'all of it in glyphs' bash -c '! mutool trace "$0" 2>/dev/null | grep -q "glyph=\"0\""' "$tmp/both.pdf"
check 'another signs in the first field' sign rare "$pki/zhang.p12" "$tmp/in.pdf" --reason 龘龘
check 'glyphs that are not there are told' told appearance-glyphs
pdftotext "$tmp/rare.pdf" "$tmp/text"
check 'the name is shown' grep -q '签名：张建国' "$tmp/text"
check 'that line is not' bash -c '! grep -q 龘 "$0"' "$tmp/text"

# Timestamps and evidence.
trust=(--trust "$pki/root.pem")
check 'B-T' sign t "$pki/zhang.p12" "$tmp/in.pdf" --tsa "$url/tsa" "${trust[@]}"
check 'is that' is_level "$tmp/t.pdf" B-T
check 'pdfsig takes it' judged "$tmp/t.pdf" 1
check 'B-LT' sign lt "$pki/zhang.p12" "$tmp/in.pdf" --tsa "$url/tsa" --lt "${trust[@]}"
check 'is that' is_level "$tmp/lt.pdf" B-LT
check 'B-LTA without roots' sign lta "$pki/li.p12" "$tmp/in.pdf" --tsa "$url/tsa" --lta
check 'is that' is_level "$tmp/lta.pdf" 'B-LTA DTS'
conforms "$tmp/lta.pdf"
check 'a second one' sign lta2 "$pki/zhang.p12" "$tmp/lta.pdf" --tsa "$url/tsa" --lta "${trust[@]}"
check 'is that' is_level "$tmp/lta2.pdf" 'B-LTA DTS B-LTA DTS'
check 'we take all' valid "$tmp/lta2.pdf"
check 'qpdf finds nothing' qpdf --check "$tmp/lta2.pdf"
conforms "$tmp/lta2.pdf"
evidence() { "$NIANBAO" inspect "$1" >/dev/null && grep -ac '^<</Length [0-9]*>>$' "$1"; }
check 'evidence is stored once' [ $(($(evidence "$tmp/lta2.pdf") - $(evidence "$tmp/lta.pdf"))) -le 3 ]
check 'a large timestamp gets more room' sign big "$pki/zhang.p12" "$tmp/in.pdf" --tsa "$url/big" --reason 龘龘
check 'what is told then is told once' [ "$(grep -c appearance-glyphs "$tmp/told")" -eq 1 ]
check 'and is good' is_level "$tmp/big.pdf" B-T

# OCSP answers, for certificates whose list is not there.
answers() { qpdf --qdf --object-streams=disable "$1" - | grep -ac '/OCSPs \[$'; }
check 'B-LT by OCSP' sign ocsp "$pki/zhou.p12" "$tmp/in.pdf" --tsa "$url/tsa" --lt "${trust[@]}"
check 'is that' is_level "$tmp/ocsp.pdf" B-LT
check 'an answer is in it' [ "$(answers "$tmp/ocsp.pdf")" -eq 1 ]
check 'none is where lists do' [ "$(answers "$tmp/lt.pdf")" -eq 0 ]
check 'a document timestamp goes over it' sign ocsp-lta "$pki/zhou.p12" "$tmp/in.pdf" --tsa "$url/tsa" --lta "${trust[@]}"
check 'is that: B-LTA' is_level "$tmp/ocsp-lta.pdf" 'B-LTA DTS'
refused 'one revoked by OCSP' certificate-revoked 1 "$pki/wu.p12" "$tmp/in.pdf" --tsa "$url/tsa" --lt "${trust[@]}"
mv "$pki/online.txt" "$pki/online.gone"
refused 'a responder that has no answer' revocation-unknown 1 "$pki/zhou.p12" "$tmp/in.pdf" --tsa "$url/tsa" --lt "${trust[@]}"
cp "$pki/online.list" "$pki/online.crl"
check 'then the list serves' sign ocsp-list "$pki/zhou.p12" "$tmp/in.pdf" --tsa "$url/tsa" --lt "${trust[@]}"
check 'it is B-LT without an answer' is_level "$tmp/ocsp-list.pdf" B-LT
check 'none is in it' [ "$(answers "$tmp/ocsp-list.pdf")" -eq 0 ]
mv "$pki/online.gone" "$pki/online.txt"
rm "$pki/online.crl"

# Timestamps that are no good.
for lie in nonce imprint; do
    refused "a TSA with another $lie" tsa-answer 1 "$pki/zhang.p12" "$tmp/in.pdf" --tsa "$url/$lie"
done
refused 'a TSA that refuses' tsa-refused 1 "$pki/zhang.p12" "$tmp/in.pdf" --tsa "$url/refuse"
refused 'a TSA nobody trusts' tsa-untrusted 1 "$pki/zhang.p12" "$tmp/in.pdf" --tsa "$url/rogue" "${trust[@]}"
for lie in html error cut drop; do
    refused "a TSA that answers $lie" tsa-unreachable 1 "$pki/zhang.p12" "$tmp/in.pdf" --tsa "$url/$lie"
done
refused 'a TSA that never answers' tsa-unreachable 1 "$pki/zhang.p12" "$tmp/in.pdf" --tsa "$url/hang" --timeout 1
begun=$SECONDS
refused 'a TSA that is not there' tsa-unreachable 1 "$pki/zhang.p12" "$tmp/in.pdf" --tsa http://127.0.0.1:1/tsa --timeout 60
check 'that is told at once' [ $((SECONDS - begun)) -lt 10 ]
check 'and why' grep -q 'Connection refused' "$tmp/told"
refused 'a TSA by https' tsa-unreachable 1 "$pki/zhang.p12" "$tmp/in.pdf" --tsa "https${url#http}/tsa"
mv "$pki/inter.crl" "$pki/inter.gone"
refused 'a CRL that is not there' revocation-unknown 1 "$pki/zhang.p12" "$tmp/in.pdf" --tsa "$url/tsa" --lt "${trust[@]}"
mkdir "$tmp/lists"
cp "$pki/root.pem" "$pki/root.crl" "$pki/inter-crl.pem" "$tmp/lists"
check 'a CRL at hand serves instead' sign at-hand "$pki/zhang.p12" "$tmp/in.pdf" --tsa "$url/tsa" --lta --trust "$tmp/lists"
check 'and is put in' is_level "$tmp/at-hand.pdf" 'B-LTA DTS'
mv "$pki/inter.gone" "$pki/inter.crl"

# Keys and certificates that are no good.
refused 'a revoked certificate' certificate-revoked 1 "$pki/revoked.p12" "$tmp/in.pdf" --tsa "$url/tsa" --lt
for key in expired future server; do
    refused "a certificate: $key" certificate-unfit 1 "$pki/$key.p12" "$tmp/in.pdf"
done
refused 'a signer nobody trusts' certificate-unfit 1 "$pki/zhang.p12" "$tmp/in.pdf" --trust "$pki/rogue.pem"
mkdir "$tmp/known"
cp "$pki/root.pem" "$pki/inter-crl.pem" "$tmp/known"
refused 'one revoked by a list at hand' certificate-unfit 1 "$pki/revoked.p12" "$tmp/in.pdf" --trust "$tmp/known"
openssl req -x509 -newkey rsa:1024 -nodes -keyout "$tmp/weak.key" -out "$tmp/weak.pem" -subj /CN=weak 2>/dev/null
openssl pkcs12 -export -inkey "$tmp/weak.key" -in "$tmp/weak.pem" -out "$tmp/weak.p12" -passout "file:$pki/password"
refused 'a short key' weak-key 1 "$tmp/weak.p12" "$tmp/in.pdf"
openssl genpkey -algorithm ed25519 -out "$tmp/ed.key" 2>/dev/null
openssl req -x509 -key "$tmp/ed.key" -out "$tmp/ed.pem" -subj /CN=ed 2>/dev/null
openssl pkcs12 -export -inkey "$tmp/ed.key" -in "$tmp/ed.pem" -out "$tmp/ed.p12" -passout "file:$pki/password"
refused 'a key of another kind' key-kind 1 "$tmp/ed.p12" "$tmp/in.pdf"
openssl pkcs12 -export -nokeys -in "$pki/zhang.pem" -out "$tmp/nokey.p12" -passout "file:$pki/password"
refused 'a file without key' no-key 1 "$tmp/nokey.p12" "$tmp/in.pdf"
refused 'a file that is no key' key-unreadable 1 "$pki/zhang.pem" "$tmp/in.pdf"
refused 'a file that is not there' file-missing 1 "$tmp/nowhere.p12" "$tmp/in.pdf"
openssl pkcs12 -export -legacy -inkey "$pki/zhang.key" -in "$pki/zhang.pem" -certfile "$pki/chain.pem" -out "$tmp/old.p12" \
    -passout "file:$pki/password"
check 'an old PKCS#12 file (RC2) signs' sign old "$tmp/old.p12" "$tmp/in.pdf"
refused 'SM2 without being asked for' key-kind 1 "$pki/sm2.p12" "$tmp/in.pdf"
check 'SM2 signs when it is' sign sm2 "$pki/sm2.p12" "$tmp/in.pdf" --experimental-sm2
check 'we take it' valid "$tmp/sm2.pdf"

openssl pkcs12 -export -inkey "$pki/li.key" -in "$pki/li.pem" -out "$tmp/alone.p12" -passout "file:$pki/password"
refused 'evidence for a chain that is not whole' revocation-unknown 1 "$tmp/alone.p12" "$tmp/in.pdf" --tsa "$url/tsa" --lt
check 'roots and those between complete it' sign alone "$tmp/alone.p12" "$tmp/in.pdf" --tsa "$url/tsa" --lt --trust "$pki/chain.pem"
check 'it is' is_level "$tmp/alone.pdf" B-LT

# Passwords.
echo wrong >"$tmp/wrong"
refused 'a wrong password' key-password 1 "$pki/zhang.p12" "$tmp/in.pdf" --password-file "$tmp/wrong"
check 'a password of the environment' env NIANBAO_PASSWORD="$(<"$pki/password")" "$NIANBAO" sign --key "$pki/zhang.p12" \
    -o "$tmp/env.pdf" "$tmp/in.pdf"
typed() {
    { sleep 0.5; cat "$pki/password"; echo; } |
        script -qec "'$NIANBAO' sign --key '$pki/zhang.p12' -o '$tmp/typed.pdf' '$tmp/in.pdf'" /dev/null >"$tmp/screen" 2>&1
    cat "$tmp/screen"
    [ -s "$tmp/typed.pdf" ] && grep -q 'Password of' "$tmp/screen"
}
check 'a password that is typed' typed
check 'it is not shown' bash -c '! grep -qF "$(<"$0")" "$1"' "$pki/password" "$tmp/screen"
check 'there is no option for one' status 2 "$NIANBAO" sign --password x --key "$pki/zhang.p12" -o "$tmp/no.pdf" "$tmp/in.pdf"

# Files that are no good.
refused 'a field that is not there' no-field 1 "$pki/zhang.p12" "$tmp/in.pdf" --field Nobody
refused 'a field that is signed' field-signed 1 "$pki/zhang.p12" "$tmp/zhang.pdf" --field Signature1
qpdf --encrypt '' owner 256 -- --object-streams=disable "$tmp/plain.pdf" "$tmp/encrypted.pdf"
refused 'an encrypted file' pdf-encrypted 1 "$pki/zhang.p12" "$tmp/encrypted.pdf"
head -c 20000 "$tmp/in.pdf" >"$tmp/cut.pdf"
refused 'a damaged file' pdf-broken 1 "$pki/zhang.p12" "$tmp/cut.pdf"
sed 's/工作/工作/; 0,/%PDF-1.7/s//%PDF-1.6/' "$tmp/zhang.pdf" >"$tmp/altered.pdf"
refused 'a file altered after its signature' signed-altered 1 "$pki/zhang.p12" "$tmp/altered.pdf"
check 'the output is not the input' bash -c '"$0" sign --key "$1" --password-file "$2" -o "$3" "$3" 2>&1 | grep -q "\[output-is-input\]"' \
    "$NIANBAO" "$pki/zhang.p12" "$pki/password" "$tmp/in.pdf"
sum=$(sha256sum <"$tmp/both.pdf")
sign both "$pki/zhang.p12" "$tmp/in.pdf"
check 'a signed file is not overwritten' told signed-output
check 'and stays' [ "$sum" = "$(sha256sum <"$tmp/both.pdf")" ]
check 'a full disk is a failure' status 3 "$NIANBAO" sign --key "$pki/zhang.p12" --password-file "$pki/password" -o /dev/full "$tmp/in.pdf"
check 'the input was never touched' [ "$before" = "$(sha256sum <"$tmp/in.pdf")" ]
for usage in '--key k in.pdf' '-o out.pdf in.pdf' '--key k -o out.pdf' '--key k -o out.pdf --lt in.pdf' '--key k -o out.pdf --timeout 0 in.pdf'; do
    check "wrong usage: $usage" status 2 "$NIANBAO" sign $usage
done

# A token.
module=$(find /usr/lib -name libsofthsm2.so 2>/dev/null | head -n 1)
export SOFTHSM2_CONF=$tmp/softhsm.conf
mkdir "$tmp/tokens"
echo "directories.tokendir = $tmp/tokens" >"$SOFTHSM2_CONF"
printf 4711 >"$tmp/pin"
{
    softhsm2-util --init-token --free --label office --pin 4711 --so-pin 12345678
    openssl pkcs8 -topk8 -nocrypt -in "$pki/li.key" -out "$tmp/li.pk8"
    softhsm2-util --import "$tmp/li.pk8" --token office --label li --id 01 --pin 4711
    openssl x509 -in "$pki/li.pem" -outform DER -out "$tmp/li.der"
    pkcs11-tool --module "$module" --login --pin 4711 --token-label office --write-object "$tmp/li.der" --type cert --id 01 --label li
} >"$tmp/token.log" 2>&1
uri="pkcs11:token=office;object=li"
export ASAN_OPTIONS=$ASAN_OPTIONS:detect_leaks=0 # the engine keeps what it had of a key it refused
check 'a token signs' sign token "$uri?module-path=$module" "$tmp/in.pdf" --password-file "$tmp/pin" --trust "$pki/chain.pem"
check 'pdfsig takes it' judged "$tmp/token.pdf" 1
refused 'a wrong PIN' key-password 1 "$uri?module-path=$module" "$tmp/in.pdf" --password-file "$tmp/wrong"
refused 'a PIN on the command line' key-password 1 "$uri?pin-value=4711" "$tmp/in.pdf"
refused 'no such key' no-key 1 "pkcs11:token=office;object=none?module-path=$module" "$tmp/in.pdf" --password-file "$tmp/pin"
check 'the PIN is not spent on it' sign token2 "$uri?module-path=$module" "$tmp/in.pdf" --password-file "$tmp/pin"
check 'a chain that is not whole is told' told incomplete-chain
