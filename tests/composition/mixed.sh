#!/bin/bash
# A report folder of about 200 pages of mixed hanzi, Latin and numbers, made from the sample's text:
# tests/composition/mixed.sh FOLDER. Each round of the text has other words and numbers before its
# paragraphs, so that no line falls as it did before.
cd "$(dirname "$0")/../.." || exit 1
out=${1:?usage: mixed.sh FOLDER}
mkdir -p "$out"
cp -r examples/yuehu-2006/. "$out/"
awk '
    BEGIN {
        n = split("据2006年12月31日的统计，|按Word 2003文件《附表A-1》，|约占全区总数的36.5%的|经ISO 9001:2000认证的|自1998年以来，|在“Internet”网站（http://www.example.gov.cn/a_b-c）上，|以3～5人为一组，|" \
            "用SPSS 13.0 for Windows分析，|卡尔·马克思指出：|——以人为本——|气温-5℃到36℃时，|比上年下降0.41‰，|共印发10000余份、|“十五”期间（2001—2005年），|对A、B、C三类|在乡/街道，|预算￥1500万元，|", lead, "|")
    }
    /^!|^\[\^/ { next }
    { gsub(/\[\^[0-9]*\]/, ""); gsub(/\{(图|表):[a-z]*\}/, "图1"); text[++lines] = $0 }
    END {
        for (round = 1; round <= 36; round++)
            for (i = 1; i <= lines; i++)
                if (text[i] == "" || text[i] ~ /^#/)
                    print text[i]
                else {
                    k++
                    for (j = 0; j < k * 7 % 3; j++)
                        printf "%s", lead[(k * 5 + j * 3 + round) % (n - 1) + 1]
                    print text[i]
                }
    }' examples/yuehu-2006/narrative.md >"$out/narrative.md"
