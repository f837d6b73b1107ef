#!/bin/bash
# How the fixtures were made: tests/compat/make.sh PROGRAM DIR puts another set, made by PROGRAM, into
# the new folder DIR. PROGRAM may be older than this script; house styles and fonts lie beside it. B is
# the folder of the build that has tests/tools/tsa. Keys are thrown away: nothing that is made here can
# be signed again with them.
set -e
cd "$(dirname "$0")/../.."
: "${B:=build}"
program=$(realpath "$1")
tsa=$(realpath "$B/tests/tools/tsa")
mkdir "$2"
dir=$(realpath "$2")
tmp=$(mktemp -d)
trap 'kill $responder; rm -rf "$tmp"' EXIT
export LC_ALL=C.UTF-8 LANGUAGE=en

# Certificates and lists of revoked ones are good for thirty years. They name a port where nobody
# listens: whatever is needed later lies in the folder trust.
sed 's/3650/10950/; s/7300/10950/' tests/pki.sh >"$tmp/pki.sh"
bash "$tmp/pki.sh" "$tmp/pki" 9
"$tsa" "$tmp/pki" >"$tmp/log" 2>&1 &
responder=$!
until [ -s "$tmp/pki/port" ]; do sleep 0.1; done
url=http://127.0.0.1:$(<"$tmp/pki/port")/tsa
mkdir "$dir/trust" "$dir/pdf" "$dir/reports"
cp "$tmp/pki/root.pem" "$tmp/pki/root.crl" "$tmp/pki/inter-crl.pem" "$dir/trust"

# sign KEY OPTION... -o OUT IN
sign() {
    "$program" sign --key "$tmp/pki/$1.p12" --password-file "$tmp/pki/password" --trust "$dir/trust" "${@:2}"
}

# Report folders: what check told and where the program put the text, next to the report file.
for folder in tests/compat/reports/*/; do
    name=$(basename "$folder")
    cp -r "$folder" "$dir/reports"
    rm -f "$dir/reports/$name"/expected.*
    (
        cd "$dir/reports/$name"
        "$program" build --trace report.ini 2>"$tmp/told" >expected.trace
        # Which fonts a machine has is no matter of the report.
        "$program" check report.ini 2>&1 | grep -v '\[font-[a-z]*\]$' >expected.check
    )
    "$program" build -o "$tmp/$name.pdf" "$dir/reports/$name/report.ini" 2>"$tmp/told"
done

# PDF files.
cp "$tmp/en-sources.pdf" "$tmp/zh-sources.pdf" "$dir/pdf"
printf '[report]\ntitle = Plain\nyear = 2024\nlanguage = en\n[data]\nnarrative = text.md\n' >"$tmp/plain.ini"
printf 'Twelve wells were dug.\n' >"$tmp/text.md"
"$program" build -o "$tmp/plain.pdf" "$tmp/plain.ini"
cd "$dir/pdf"
sign zhang -o b-b.pdf "$tmp/plain.pdf"
sign li --tsa "$url" -o b-t.pdf "$tmp/plain.pdf"
sign zhang --tsa "$url" --lta -o b-lta.pdf "$tmp/plain.pdf"
sign zhang --name '张建国' --reason Drafted --place 月湖 -o visible.pdf "$tmp/small.pdf"
sign zhang --reason 拟稿 -o "$tmp/drafted.pdf" "$tmp/zh-sources.pdf"
sign li --reason 审核 --tsa "$url" --lta -o two-signers.pdf "$tmp/drafted.pdf"
sign zhang --tsa "$url" --lta -o sources-signed.pdf "$tmp/en-sources.pdf"
for pdf in *.pdf; do
    "$program" inspect --format json --language en "$pdf" >"${pdf%.pdf}.inspected.json"
    "$program" verify --format json --language en --trust "$dir/trust" "$pdf" >"${pdf%.pdf}.verified.json" || true
done
"$program" keys >"$dir/keys.txt"

# An archive of three items: the first renewed, the second withdrawn, the third with its sources inside.
export NIANBAO_STORE=$dir/store
"$program" archive init --fonds Z109 --organ 月湖区计划生育局 --office BGS
sign zhang --tsa "$url" --lta -o "$tmp/signed.pdf" "$tmp/small.pdf"
"$program" archive add --trust "$dir/trust" --report "$dir/reports/small/report.ini" "$tmp/signed.pdf"
"$program" archive add --unsigned --year 2024 --title '重复的一份 Plain' --retention D30 "$tmp/plain.pdf"
"$program" archive add --year 2025 --trust "$dir/trust" "$dir/pdf/two-signers.pdf"
"$program" archive renew --before 20000 --trust "$dir/trust" --tsa "$url" Z109-WS·2024-Y-BGS-0001
"$program" archive withdraw --why 重复归档 Z109-WS·2024-D30-BGS-0001
"$program" archive verify --trust "$dir/trust" --format json >"$dir/store.json"
chmod -R u+w "$dir/store"
