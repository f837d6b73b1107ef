#!/bin/bash
# The narrative of the golden case mark-pairs: every pair of Chinese marks in contact, and each mark
# and each test string pushed over the edge of a narrow column one character at a time, so that it
# stands in the middle of a line, at its end and at the start of the next.
#   tests/composition/pairs.sh >tests/golden/mark-pairs/narrative.md
marks='、 ， 。 ． ： ； ？ ！ “ ” ‘ ’ （ ） 《 》 〈 〉 【 】 〔 〕 「 」 · – — —— …… ～ ／ % ‰ ℃ ￥ №'
strings=('（一）“强化依法管理、完善服务体系”。' '《中国人口报》、《人口之窗》，' '达98.89%，自然增长率8.87‰；'
    '（2006年）（专干）实行区管、乡（街）聘、村（居）用' '——以人为本……' '“福施福”、“斯利安”' '为107:100。'
    '（8888），' '气温-5℃～36℃，' '2006年12月31日' '第8条、160余块、￥100元' '卡尔·马克思' '乡/街道'
    'http://www.example.gov.cn/a_b-c' '甲乙丙丁戊己庚辛，字。')
fill=一二三四五六七八九十天地人
echo '# 相邻的两个标点'
for p in $marks; do
    echo
    for c in $marks; do
        printf '字%s%s' "$p" "$c"
    done
    echo '字'
done
echo
echo '# 行首、行中与行尾'
for s in $marks "${strings[@]}"; do
    for n in 6 7 8 9 10 11; do
        printf '\n%s%s%s\n' "${fill:0:n}" "$s" "子丑寅卯辰巳"
    done
done
