#!/bin/bash
# Writes the report of a million rows into a folder: tests/bench/million.sh DIR. 2,000 places, 50
# rates and 10 years, nine columns, as data.csv (csv.ini) and as the same in data.xlsx (xlsx.ini).
# Counts are such that every value can be checked against its numerator and denominator.
dir=$1
mkdir -p "$dir/x/_rels" "$dir/x/xl/_rels"
awk 'BEGIN {
    print "place,kind,parent"
    print "省,省,"
    for (p = 0; p < 40; p++)
        printf "区%d,区,省\n", p
    for (p = 0; p < 2000; p++)
        printf "镇%d,镇,区%d\n", p, p % 40
}' >"$dir/places.csv"
# The rows, one cell behind the other: tab between them.
awk 'BEGIN {
    OFS = "\t"
    print "place", "indicator", "year", "numerator", "denominator", "value", "target", "flag", "note"
    for (p = 0; p < 2000; p++)
        for (i = 0; i < 50; i++)
            for (y = 2007; y < 2017; y++) {
                d = 1000 + (p * 37 + i * 11) % 900
                n = int(d * (90 + (p * 13 + i * 7 + y) % 10) / 100)
                print "镇" p, "i" i, y, n, d, sprintf("%.2f", int(n * 20000 / d + 1) / 200 - 0.0025), \
                    y == 2016 ? ">= 80" : "", p % 50 ? "" : "preliminary", p % 20 ? "" : "核实过"
            }
}' >"$dir/data.tsv"
tr '\t' ',' <"$dir/data.tsv" >"$dir/data.csv"
relations='http://schemas.openxmlformats.org/officeDocument/2006/relationships'
echo "<Relationships><Relationship Id=\"a\" Type=\"$relations/officeDocument\" Target=\"xl/w.xml\"/></Relationships>" >"$dir/x/_rels/.rels"
echo "<Relationships><Relationship Id=\"b\" Type=\"$relations/worksheet\" Target=\"s.xml\"/></Relationships>" >"$dir/x/xl/_rels/w.xml.rels"
echo '<workbook><sheets><sheet name="s" sheetId="1" id="b"/></sheets></workbook>' >"$dir/x/xl/w.xml"
awk -F '\t' 'BEGIN { print "<worksheet><sheetData>" }
{
    printf "<row r=\"%d\">", NR
    for (k = 1; k <= NF; k++) {
        if ($k == "")
            continue
        gsub(">", "\\&gt;", $k)
        printf "<c r=\"%c%d\"%s><v>%s</v></c>", 64 + k, NR, $k ~ /^[0-9.]+$/ ? "" : " t=\"str\"", $k
    }
    print "</row>"
}
END { print "</sheetData></worksheet>" }' "$dir/data.tsv" >"$dir/x/xl/s.xml"
rm -f "$dir/data.xlsx" "$dir/data.tsv"
(cd "$dir/x" && zip -qr1 ../data.xlsx _rels xl)
rm -rf "$dir/x"
echo text >"$dir/t.md"
for kind in csv xlsx; do
    {
        printf '[report]\ntitle = x\nyear = 2016\nlanguage = en\n[data]\nnarrative = t.md\nplaces = places.csv\n'
        echo "indicators = data.$kind"
        for i in $(seq 0 49); do
            printf '[indicator.i%d]\nname = Indicator %d\nunit = %%\nbetter = higher\ntarget = >= 80\n' "$i" "$i"
        done
    } >"$dir/$kind.ini"
done
