#!/bin/bash
# LibreOffice Calc, which offices open our tables with and make theirs: every cell we write is there as
# we wrote it, and workbooks that it writes are read as the CSV files that they were made from.
. "$(dirname "$0")/../tap.sh"
export LC_ALL=C.UTF-8 HOME=$tmp/home
mkdir "$HOME"
if ! command -v soffice >"$tmp/which"; then
    skip 'Calc opens our tables' 'there is no soffice'
    exit
fi
# calc FORMAT FILE...: the files as Calc has them, in $tmp/calc. CSV files are read as its dialogue
# proposes for ours: UTF-8, cells between commas, the kind of each found by itself.
calc() {
    soffice -env:UserInstallation="file://$tmp/profile" --headless --infilter='Text - txt - csv (StarCalc):44,34,76,1' \
        --convert-to "$1" --outdir "$tmp/calc" "${@:2}" >"$tmp/told" 2>&1
}
# As shown, not as stored: 11.02 that became 11.0200000001 or a date would be seen.
shown='csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false'
# same OURS CALCS: the same cells; the mark of UTF-8 and the kind of line ends are no cells.
same() { [ -s "$2" ] && diff <(sed '1s/^\xef\xbb\xbf//; s/\r$//' "$1") "$2"; }

# What we write: check sheets, and the list that an archive hands over.
for report in yuehu-2006 townships-2006 en-services; do
    "$NIANBAO" check --sheet "$tmp/$report.csv" examples/$report/report.ini >"$tmp/told" 2>&1
done
cp -r tests/compat/store "$tmp/store"
"$NIANBAO" archive export --store "$tmp/store" -o "$tmp/handover" Z109-WS·2024-Y-BGS-0001 Z109-WS·2025-Y-BGS-0001 >"$tmp/told" 2>&1
cp "$tmp/handover/归档文件目录.csv" "$tmp/directory.csv"
calc "$shown" "$tmp"/{yuehu-2006,townships-2006,en-services,directory}.csv
for table in yuehu-2006 townships-2006 en-services directory; do
    check "$table: Calc has each cell as we wrote it" same "$tmp/$table.csv" "$tmp/calc/$table.csv"
done

# What it writes.
cp -r examples/en-services "$tmp/report"
(cd "$tmp/report" && "$NIANBAO" build --trace report.ini) >"$tmp/trace" 2>"$tmp/told"
for format in xlsx xls; do
    calc $format "$tmp"/report/{clinics,districts}.csv
    cp "$tmp"/calc/{clinics,districts}.$format "$tmp/report"
    sed "s/\(clinics\|districts\)\.csv/\1.$format/" "$tmp/report/report.ini" >"$tmp/report/$format.ini"
    check "the report names its $format files" [ "$(grep -c "= [a-z]*\.$format" "$tmp/report/$format.ini")" -eq 2 ]
    (cd "$tmp/report" && "$NIANBAO" build --trace $format.ini) >"$tmp/$format.trace" 2>"$tmp/told"
    check "$format files of Calc make the same pages" diff "$tmp/trace" "$tmp/$format.trace"
done
