#!/bin/bash
# Files that mean harm: each is refused with a message and exit 1, in little memory and time, and
# nothing of it is carried out or fetched.
. "$(dirname "$0")/../tap.sh"

# Memory for the program; sanitizers need more than any limit gives.
limit=900000
(ulimit -v $limit && exec "$NIANBAO" --version) >/dev/null 2>&1 || limit=unlimited

# A report folder whose values are the file $1.
report() {
    mkdir -p "$tmp/$1.d"
    printf '[report]\ntitle = x\nyear = 2006\nlanguage = en\n[data]\nnarrative = text.md\n%s\n' \
        '[indicator.births]' >"$tmp/$1.d/report.ini"
    printf '[source.s]\nfile = %s\n' "$1" >>"$tmp/$1.d/report.ini"
    echo 'Text.' >"$tmp/$1.d/text.md"
}

# refused FILE RULE: the report is refused by that rule, and no PDF is there.
refused() {
    (
        cd "$tmp/$1.d" || exit 9
        ulimit -v $limit
        timeout 20 "$NIANBAO" build -o out.pdf report.ini >out 2>err
        [ $? -eq 1 ] && grep -qF "[$2]" err && [ ! -e out.pdf ] && [ ! -e pwned ]
    )
    local got=$?
    [ $got -eq 0 ] || head -c 2000 "$tmp/$1.d/err"
    return $got
}

# An .xlsx of the parts in $tmp/x, as the file $1 of its report; $2: an option of zip.
workbook() {
    report "$1"
    (cd "$tmp/x" && zip -qr ${2:+"$2"} "$tmp/$1.d/$1" .)
}

ns=http://schemas.openxmlformats.org
mkdir -p "$tmp/x/_rels" "$tmp/x/xl/_rels"
relations() {
    echo "<Relationships xmlns=\"$ns/package/2006/relationships\"><Relationship Id=\"r\"" \
        "Type=\"$ns/officeDocument/2006/relationships/$1\" Target=\"$2\" $3/></Relationships>"
}
relations officeDocument xl/workbook.xml '' >"$tmp/x/_rels/.rels"
relations worksheet sheet.xml '' >"$tmp/x/xl/_rels/workbook.xml.rels"
echo '<workbook xmlns:r="x"><sheets><sheet name="a" sheetId="1" r:id="r"/></sheets></workbook>' \
    >"$tmp/x/xl/workbook.xml"
sheet=$tmp/x/xl/sheet.xml
digits() { head -c "$1" /dev/zero | tr '\0' 7; }

# --- workbooks ---

head -c 60000000 /dev/zero | tr '\0' ' ' >"$sheet"
workbook bomb.xlsx
check 'a zip bomb' refused bomb.xlsx zip-bomb

cat >"$sheet" <<'XML'
<!DOCTYPE w [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">
<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;"><!ENTITY d "&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;">]>
<worksheet><sheetData><row><c t="str"><v>&d;</v></c></row></sheetData></worksheet>
XML
workbook laughs.xlsx
check 'entities within entities' refused laughs.xlsx unsafe-xml

echo secret-of-this-machine >"$tmp/secret"
cat >"$sheet" <<XML
<!DOCTYPE w [<!ENTITY e SYSTEM "file://$tmp/secret">]>
<worksheet><sheetData><row><c t="str"><v>&e;</v></c></row></sheetData></worksheet>
XML
workbook entity.xlsx
check 'an external entity' refused entity.xlsx unsafe-xml
check 'whose file is not read' sh -c '! grep -r secret-of "$1"' . "$tmp/entity.xlsx.d/err"

echo '<worksheet><sheetData><row r="1"><c r="BDWGO1" t="str"><v>a</v></c></row></sheetData></worksheet>' \
    >"$sheet"
workbook columns.xlsx
check 'a workbook of a million columns' refused columns.xlsx too-many-columns

{
    printf '<worksheet><sheetData><row r="1"><c r="A1" t="str"><v>place</v></c>'
    printf '<c r="B1" t="str"><v>births</v></c></row><row r="2"><c r="A2" t="str"><v>a</v></c>'
    printf '<c r="B2"><v>'
    digits 10000000
    printf '</v></c></row></sheetData></worksheet>'
} >"$sheet"
workbook digits.xlsx -0
check 'a workbook with a number of ten million digits' refused digits.xlsx long-cell

printf '<worksheet><sheetData><row r="1"><c r="A1" t="str"><v>a\0b</v></c></row></sheetData></worksheet>' \
    >"$sheet"
workbook nul.xlsx
check 'a NUL byte in a workbook' refused nul.xlsx damaged-file

head -c 100 "$tmp/columns.xlsx.d/columns.xlsx" >"$tmp/head"
report cut.xlsx
cp "$tmp/head" "$tmp/cut.xlsx.d/cut.xlsx"
check 'a zip file cut off' refused cut.xlsx damaged-file

echo '<worksheet/>' >"$sheet"
relations worksheet "file://$tmp/secret" 'TargetMode="External"' >"$tmp/x/xl/_rels/workbook.xml.rels"
workbook external.xlsx
check 'a sheet that is elsewhere' refused external.xlsx no-such-sheet
relations worksheet ../../../../../../../../../../../../etc/passwd '' \
    >"$tmp/x/xl/_rels/workbook.xml.rels"
workbook outside.xlsx
check 'a sheet outside of its file' refused outside.xlsx damaged-file

# --- CSV ---

report columns.csv
head -c 1000000 /dev/zero | tr '\0' , >"$tmp/columns.csv.d/columns.csv"
check 'CSV of a million columns' refused columns.csv too-many-columns

report digits.csv
{ printf 'place,births\na,' && digits 10000000; } >"$tmp/digits.csv.d/digits.csv"
check 'CSV with a number of ten million digits' refused digits.csv long-row

report quote.csv
{ printf 'place,births\na,"' && digits 20000000; } >"$tmp/quote.csv.d/quote.csv"
check 'a quotation mark that is not closed' refused quote.csv long-row

report nul.csv
printf 'place,births\na,\0\n' >"$tmp/nul.csv.d/nul.csv"
check 'a NUL byte in CSV' refused nul.csv invalid-encoding

n=0
for formula in "=cmd|' /C touch pwned'!A0" "=HYPERLINK(\"\"http://a.example/\"\")" '@SUM(1+1)' \
    '+cmd|x!A1' '-cmd|x!A1'; do
    n=$((n + 1))
    report "formula$n.csv"
    printf 'place,births,note\na,1,"%s"\n' "$formula" >"$tmp/formula$n.csv.d/formula$n.csv"
    check "a formula as text: ${formula:0:5}" refused "formula$n.csv" formula-text
done

report sum.csv
printf 'place,births\na,=1+1\n' >"$tmp/sum.csv.d/sum.csv"
check 'a sum as text is no value' refused sum.csv bad-number

# --- the report file ---

report circle.csv
printf 'place,births\na,1\n' >"$tmp/circle.csv.d/circle.csv"
printf '[indicator.%s]\nformula = %s\n' a 'b + 1' b 'c * 2' c 'a - 1' >>"$tmp/circle.csv.d/report.ini"
check 'formulas in a circle' refused circle.csv formula-circle

report deep.csv
cp "$tmp/circle.csv.d/circle.csv" "$tmp/deep.csv.d/deep.csv"
{
    printf '[indicator.a]\nformula = ' && head -c 480 /dev/zero | tr '\0' '('
    printf births && head -c 480 /dev/zero | tr '\0' ')'
} >>"$tmp/deep.csv.d/report.ini"
check 'brackets within brackets' refused deep.csv bad-formula

report long.csv
cp "$tmp/circle.csv.d/circle.csv" "$tmp/long.csv.d/long.csv"
{ printf '[indicator.a]\ntarget = <= ' && digits 10000000; } >>"$tmp/long.csv.d/report.ini"
check 'a target of ten million digits' refused long.csv long-line
