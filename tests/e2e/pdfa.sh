#!/bin/bash
# PDF/A and PDF/UA: structure against the narrative, embedded sources, the signature field. Where
# VERAPDF names a launcher of veraPDF, that judges too.
. "$(dirname "$0")/../tap.sh"

# broken_tags FILE: what tags.jq finds.
broken_tags() {
    qpdf --json "$1" 2>/dev/null >"$tmp/json"
    jq -r -f tests/e2e/tags.jq "$tmp/json"
}

# conforms FILE FLAVOUR...
conforms() {
    local pdf=$1 flavour
    shift
    for flavour; do
        if [ -n "$VERAPDF" ]; then
            check "${pdf##*/}: veraPDF takes it as $flavour" "$VERAPDF" -f "$flavour" "$pdf"
        else
            skip "${pdf##*/}: $flavour" 'VERAPDF names no launcher'
        fi
    done
}

# well_tagged FILE: judges the structure of a PDF.
well_tagged() {
    broken_tags "$1" >"$tmp/broken" 2>&1
    check "${1##*/}: the structure is sound" empty "$tmp/broken"
}

for name in yuehu-2006 en-services official-demo townships-2006; do
    pdf=$tmp/$name.pdf
    "$NIANBAO" build -o "$pdf" "examples/$name/report.ini" 2>/dev/null
    well_tagged "$pdf"
    conforms "$pdf" 2a ua1
done
"$NIANBAO" chart -o "$tmp/charts" examples/townships-2006/report.ini 2>/dev/null
"$NIANBAO" chart -o "$tmp/charts" --overview examples/townships-2006/report.ini 2>/dev/null
check 'there are chart sheets' [ "$(find "$tmp/charts" -name '*.pdf' | wc -l)" -gt 2 ]
for pdf in "$tmp"/charts/*.pdf; do
    well_tagged "$pdf"
    conforms "$pdf" 2a ua1
done
for case in markdown-blocks tables official floats; do
    [ -e "tests/golden/$case/report.ini" ] || continue
    "$NIANBAO" build -o "$tmp/$case.pdf" "tests/golden/$case/report.ini" 2>/dev/null
    well_tagged "$tmp/$case.pdf"
    conforms "$tmp/$case.pdf" 2a ua1
done

# The checker sees what is wrong: a cell that is a row, a level skipped, a kid of another parent.
qpdf --qdf --object-streams=disable "$tmp/en-services.pdf" "$tmp/open.pdf" 2>/dev/null
broken() {
    sed "0,\\|$1|s||$2|" "$tmp/open.pdf" >"$tmp/spoilt.pdf"
    ! cmp -s "$tmp/open.pdf" "$tmp/spoilt.pdf" && broken_tags "$tmp/spoilt.pdf" | grep -q "$3"
}
check 'a row in a row is found' broken '/S /TD' '/S /TR' '/TR in /TR'
check 'a skipped level is found' broken '/S /H2' '/S /H4' 'H1 is followed by H4'
check 'an unknown role is found' broken '/S /P$' '/S /X' 'role /X'
check 'content of another element is found' broken '/StructParents 0$' '/StructParents 1' 'parent tree alone'

# The narrative is read in its order, headings at their levels.
pdfinfo -struct-text "$tmp/yuehu-2006.pdf" >"$tmp/struct" 2>/dev/null
grep '^#' examples/yuehu-2006/narrative.md |
    sed -E 's/^#### */H5 /; s/^### */H4 /; s/^## */H3 /; s/^# */H2 /; s/ *\{#.*//' >"$tmp/wanted"
awk '/^ *H[2-6] / { level = $1; next } level != "" && /^ *"/ { gsub(/^ *"|"$/, ""); print level, $0; level = "" }' \
    "$tmp/struct" >"$tmp/headings"
check 'headings stand at their levels' [ -s "$tmp/wanted" ]
while read -r level text; do
    check "$level $text" grep -qF "$level ${text:0:8}" "$tmp/headings"
done < <(head -n 5 "$tmp/wanted")
spoken() { # the text of FILE without blanks, marks and placeholders in between
    grep -oP '^ *"\K.*(?="$)' "$1" | sed 's/[ 　]//g' | tr -d '\n'
}
spoken "$tmp/struct" >"$tmp/spoken"
in_order() {
    local all rest part missed=0
    all=$(<"$tmp/spoken")
    rest=$all
    while read -r part; do
        case $rest in
        *"$part"*) rest=${rest#*"$part"} ;;
        *) echo "not in its place: $part" && missed=1 ;;
        esac
    done
    return $missed
}
# the beginning of each paragraph up to its first mark, placeholder or blank
grep -oP '^(#+ )?\K[^#!|\[{<\s*>-][^\[{*`!<\s]{7,}' examples/yuehu-2006/narrative.md >"$tmp/parts"
check 'there is a narrative to compare' [ "$(wc -l <"$tmp/parts")" -gt 20 ]
check 'the text is read in the order of the narrative' in_order <"$tmp/parts"
row=$(awk '/^ *TR/ { if (row ~ /^江边街道/) exit; row = "" } /^ *"/ { gsub(/^ *"|"$/, ""); row = row $0 "|" } END { print row }' "$tmp/struct")
check 'cells are read row by row' grep -qE '^江边街道\|([0-9.]+\*?\||—\|){5,}$' <<<"$row"

# The sources inside: what comes out makes the same PDF.
for name in yuehu-2006 townships-2006 en-services; do
    cp -r "examples/$name" "$tmp/in-$name"
    sed -i -E 's/^\[report\]/[report]\nconformance = 3a+ua/; s/^\[报告\]/[报告]\n长期保存 = 3a+ua/' \
        "$tmp/in-$name/report.ini"
    pdf=$tmp/with-sources-$name.pdf
    "$NIANBAO" build -o "$pdf" "$tmp/in-$name/report.ini" 2>/dev/null
    well_tagged "$pdf"
    conforms "$pdf" 3a ua1
    check "$name: the sources come out" "$NIANBAO" extract "$pdf" "$tmp/out-$name"
    for file in "$tmp/out-$name"/*; do
        check "$name: ${file##*/} is as it was" cmp "$file" "$tmp/in-$name/${file##*/}"
    done
    "$NIANBAO" build -o "$tmp/again.pdf" "$tmp/out-$name/report.ini" 2>/dev/null
    check "$name: they make the same PDF" cmp "$pdf" "$tmp/again.pdf"
    hash=$(sha256sum <"$tmp/in-$name/narrative.md")
    "$NIANBAO" inspect "$pdf" >"$tmp/inspected" 2>&1
    check "$name: inspect tells the narrative's hash" grep -q "${hash%% *} narrative.md" "$tmp/inspected"
done
dir=$tmp/outside/report
mkdir -p "$dir"
cp examples/en-services/* "$dir"
mv "$dir/narrative.md" "$tmp/outside"
sed -i 's/^\[report\]/[report]\nconformance = 3a+ua/; s/= narrative.md/= ..\/narrative.md/' "$dir/report.ini"
check 'a source outside the folder cannot be embedded' status 1 "$NIANBAO" build -o "$tmp/none.pdf" "$dir/report.ini"
check 'nothing is written' [ ! -e "$tmp/none.pdf" ]

# The other kinds.
variant() { # NAME VALUE
    cp -r examples/en-services "$tmp/$1"
    sed -i "s/^\[report\]/[report]\nconformance = $2/" "$tmp/$1/report.ini"
    "$NIANBAO" build -o "$tmp/$1.pdf" "$tmp/$1/report.ini" 2>/dev/null
}
variant plain none
variant untagged 2u
conforms "$tmp/untagged.pdf" 2u
"$NIANBAO" inspect "$tmp/plain.pdf" >"$tmp/inspected"
check 'none claims nothing' grep -qiE 'claimed: *none|conform.*none' "$tmp/inspected"
check 'but tells what it was made from' grep -q 'sha256 [0-9a-f]\{64\} report.ini' "$tmp/inspected"
check 'none has no structure' bash -c '! qpdf --json "$0" 2>/dev/null | grep -q StructTreeRoot' "$tmp/plain.pdf"

# Heads of rows, and links in words.
"$NIANBAO" build -o "$tmp/words.pdf" examples/yuehu-2006/report.ini 2>/dev/null
qpdf --json "$tmp/words.pdf" 2>/dev/null >"$tmp/json"
check 'rows of tables have heads' [ "$(grep -c '"/Scope": "/Row"' "$tmp/json")" -eq 28 ]
check 'links lead to names, not to pages' [ "$(grep -c '"/Dest": "/d[0-9]*"' "$tmp/json")" -eq 7 ]
check 'a link says its words' grep -q '"/Contents": "u:图1"' "$tmp/json"

# Room for signatures.
cp -r examples/official-demo "$tmp/sign"
printf '\n[签名]\n签名人 = 张建国, 欧阳𠮷\n' >>"$tmp/sign/report.ini"
"$NIANBAO" build -o "$tmp/sign.pdf" "$tmp/sign/report.ini" 2>/dev/null
well_tagged "$tmp/sign.pdf"
conforms "$tmp/sign.pdf" 2a ua1
"$NIANBAO" inspect "$tmp/sign.pdf" >"$tmp/inspected"
check 'a field for each is there, empty' [ "$(grep -c 'Signature[12]' "$tmp/inspected")" = 2 ]
qpdf --json "$tmp/sign.pdf" 2>/dev/null >"$tmp/json"
check 'the first says what it is' grep -q '"/TU": "u:签名：张建国"' "$tmp/json"
check 'the second too' grep -q '"/TU": "u:签名：欧阳𠮷"' "$tmp/json"
cmaps() { # what the fonts' ToUnicode tables name
    qpdf --qdf --object-streams=disable "$1" - | grep -a -iE "^<[0-9a-f]{4}> *<$2>|<$2>"
}
check 'the font has 𠮷 for the signature' cmaps "$tmp/sign.pdf" d842dfb7
check 'and 审 for why it is signed' cmaps "$tmp/sign.pdf" 5ba1
check 'it would not have it otherwise' bash -c '! "$@"' - cmaps "$tmp/official-demo.pdf" d842dfb7
printf '\n[sign]\nsigners = Ann Day, Bob Eve, Cy Fox, Di Gow\n' >>"$tmp/untagged/report.ini"
"$NIANBAO" build -o "$tmp/below.pdf" "$tmp/untagged/report.ini" 2>/dev/null
"$NIANBAO" inspect "$tmp/below.pdf" >"$tmp/inspected"
check 'fields that do not fit beside stand below' [ "$(grep -c 'Signature[1-4]' "$tmp/inspected")" = 4 ]

# Titles that XML minds, and those no font has.
title() {
    rm -rf "$tmp/title"
    cp -r examples/en-services "$tmp/title"
    sed -i "s/^title .*/title = $1/" "$tmp/title/report.ini"
}
title 'Clinics \&amp <a\&b> ]]>'
check 'a title of markup builds' "$NIANBAO" build -o "$tmp/title.pdf" "$tmp/title/report.ini"
"$NIANBAO" inspect "$tmp/title.pdf" >"$tmp/inspected" 2>&1
check 'and is as it was' grep -qF 'Clinics &amp <a&b> ]]>' "$tmp/inspected"
conforms "$tmp/title.pdf" 2a ua1
# Another font has it, or none and nothing is written: which, the fonts of the machine say.
whole_or_error() {
    rm -f "$tmp/rare.pdf"
    if "$NIANBAO" build -o "$tmp/rare.pdf" "$tmp/title/report.ini" 2>"$tmp/told"; then
        pdftotext -l 1 "$tmp/rare.pdf" - | grep -qF "$1" && "$NIANBAO" inspect "$tmp/rare.pdf" | grep -qF "$1"
    else
        [ ! -e "$tmp/rare.pdf" ] && grep -q '\[missing-glyph\]' "$tmp/told"
    fi
}
for rare in 😀 𓀀 ꧁; do
    title "Clinics $rare"
    check "a title with $rare is whole or an error" whole_or_error "$rare"
done

# A face that may not be embedded: OS/2 fsType 2, written into a copy that stands in for it.
mkdir "$tmp/fonts"
cp "$(fc-match -f '%{file}' 'Liberation Serif:style=Regular')" "$tmp/fonts/stand-in.ttf"
record=$(grep -obUa 'OS/2' "$tmp/fonts/stand-in.ttf" | head -n 1 | cut -d: -f1)
table=$(od -An -j $((record + 8)) -N 4 -t u4 --endian=big "$tmp/fonts/stand-in.ttf")
printf '\0\2' | dd of="$tmp/fonts/stand-in.ttf" bs=1 seek=$((table + 8)) conv=notrunc status=none
cat >"$tmp/fonts.conf" <<END
<fontconfig><include>/etc/fonts/fonts.conf</include><dir>$tmp/fonts</dir><cachedir>$tmp/cache</cachedir>
<selectfont><rejectfont><glob>*/LiberationSerif-Regular.ttf</glob></rejectfont></selectfont></fontconfig>
END
FONTCONFIG_FILE=$tmp/fonts.conf "$NIANBAO" build -o "$tmp/locked.pdf" examples/en-services/report.ini 2>"$tmp/told"
check 'a face that may not be embedded is an error' [ $? -ne 0 ]
check 'its licence is told' grep -q 'fsType' "$tmp/told"
check 'and nothing is written' [ ! -e "$tmp/locked.pdf" ]

# An image with a broken colour profile: none of it comes into the PDF, whose colours are sRGB.
cp -r examples/en-services "$tmp/profile"
{
    head -c 33 docs/en-report.png
    printf '\0\0\0\021iCCPbroken\0\0not-zlib!\0\0\0\0'
    tail -c +34 docs/en-report.png
} >"$tmp/profile/picture.png"
printf '\n![A page](picture.png)\n' >>"$tmp/profile/narrative.md"
if "$NIANBAO" build -o "$tmp/profile.pdf" "$tmp/profile/report.ini" 2>"$tmp/told"; then
    check 'an image with a broken profile comes without it' bash -c '! grep -q not-zlib "$0"' "$tmp/profile.pdf"
    well_tagged "$tmp/profile.pdf"
    conforms "$tmp/profile.pdf" 2a ua1
else
    check 'an image with a broken profile is refused' grep -q 'picture.png' "$tmp/told"
fi
