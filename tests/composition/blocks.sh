#!/bin/bash
# A report folder of some 200 pages that mixes headings, paragraphs, figures, tables, footnotes,
# lists and quotes in changing order: tests/composition/blocks.sh FOLDER. Headings that stand right
# before a figure or table say so.
cd "$(dirname "$0")/../.." || exit 1
out=${1:?usage: blocks.sh FOLDER}
mkdir -p "$out"
cp -r examples/yuehu-2006/. "$out/"
awk '
    /^!|^\[\^|^#|^$/ { next }
    { gsub(/\[\^[0-9]*\]|\*\*/, ""); gsub(/\{(图|表):[a-z]*\}/, "图1"); text[++n] = $0 }
    function paragraphs(count,   i) {
        for (i = 0; i < count; i++) {
            k++
            note = ""
            if (k % 11 == 0) {
                note = "[^n" k "]"
                notes = notes "\n[^n" k "]: 本段所用数字据年报。" (k % 33 == 0 ? text[k % n + 1] text[(k + 5) % n + 1] : "") "\n"
            }
            printf "%s%s\n\n", text[k * 7 % n + 1], note
        }
    }
    function figure(i) {
        if (i % 3 == 0) print "![各乡镇、街道人口出生率](chart:townships)\n"
        else if (i % 3 == 1) print "![主要指标完成情况](table:targets)\n"
        else print "![主要指标的变化](chart:trend)\n"
    }
    END {
        for (round = 1; round <= 75; round++) {
            print "# 一级标题\n"
            print "## 二级标题\n"
            paragraphs(1 + round % 4)
            if (round % 2 == 0) { print "## 图表前的标题\n"; figure(round) }
            paragraphs(2 + round % 3)
            print "## 二级标题\n"
            print "### 三级标题\n"
            paragraphs(round % 5 + 1)
            if (round % 3 == 0) print "- " text[round % n + 1] "\n- " text[(round + 3) % n + 1] "\n"
            if (round % 4 == 0) print "> " text[round % n + 1] "\n"
            if (round % 2 == 1) { paragraphs(1); figure(round) }
            print "### 图表前的标题\n"
            figure(round + 1)
            paragraphs(2)
        }
        print notes
    }' examples/yuehu-2006/narrative.md >"$out/narrative.md"
