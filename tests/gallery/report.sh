#!/bin/bash
# A report folder with every kind of chart in every case of the gallery: tests/gallery/report.sh
# PROGRAM DIR zh|en. The kinds are those that `PROGRAM keys` lists. All figures are made up, and
# flagged so. Charts are called KIND-CASE-THEME; KIND-plain has nothing but a kind and indicators.
nianbao=$1 dir=$2 language=$3
mkdir -p "$dir" || exit 1

# Cases: name, places, title in Chinese and English.
cases='three 3 3个单位|3 places
eight 8 8个单位|8 places
many 25 25个单位|25 places
missing 8 一个单位缺数据|one place without data
ties 8 数值相同|ties
negative 8 负值|negative values
outlier 8 其一为其余的10倍|one 10 times the rest
names 8 名称长24字|names of 24 characters
equal 8 全部相等|all equal
one 1 只有一个单位|one place only'

# The list of places and the counts of five years, from which the rates are computed.
awk -v zh="$([ "$language" = zh ] && echo 1)" -v places="$dir/places.csv" -v data="$dir/data.csv" '
    function name(c, i) {
        if ($1 == "names")
            return zh ? stems[i] "经济技术开发区与高新技术产业园区联合管理委员会" : "Riverside Harbour Ward " i
        return zh ? stems[i] c "街道" : "Ward " stems[i] c
    }
    # Growth per 10,000 people, i of the case in the year that lies `back` years before the last.
    function growth(i, back) {
        if ($1 == "equal") return 70
        if ($1 == "ties") i = int((i + 1) / 2)
        if ($1 == "outlier") return i == 4 && back == 0 ? 700 : 70
        return ($1 == "negative" ? -40 : 60) + (i * 17 + back * 11) % 50
    }
    function count(place, what, year, n) {
        printf "%s,%s,%d,%s,%s\n", place, what, year, n, zh ? "示意" : "illustrative" >data
    }
    # The area whose place sent nothing gives its own totals.
    function counts(place, i,   back, people, births) {
        people = $1 == "ties" || $1 == "equal" ? 20000 : 8000 + i * 7919 % 30000
        for (back = 4; back >= 0; back--) {
            if ($1 == "missing" && i == 3 && back == 0) {
                split("people births increase planned", ids, " ")
                for (id = 1; id <= 4; id++) count(place, ids[id], 2006, "-")
                continue
            }
            births = int(people * (growth(i, back) + 65) / 10000)
            count(place, "people", 2006 - back, people)
            count(place, "births", 2006 - back, births)
            count(place, "increase", 2006 - back, births - int(people * 65 / 10000))
            count(place, "planned", 2006 - back, births - int(births * ((i + back) % 5) / 100))
        }
    }
    BEGIN {
        split(zh ? "江 交 东 梅 四 青 童 白 夏 石 沙 松 竹 云 金 银 铜 天 地 玄 黄 宇 宙 洪 荒" : \
                   "A B C D E F G H I J K L M N O P Q R S T U V W X Y", stems, " ")
        whole = zh ? "全区" : "Whole"
        print zh ? "单位,上级,次序,列,行" : "place,parent,order,col,row" >places
        print whole ",,0,," >places
        print zh ? "单位,指标,年度,数值,标记" : "place,indicator,year,value,flag" >data
    }
    {
        area = (zh ? "片" : "Area ") NR
        print area "," whole "," NR "," (NR - 1) % 5 + 1 "," int((NR - 1) / 5) + 1 >places
        for (i = 1; i <= $2; i++) {
            print name(NR, i) "," area "," i "," (i - 1) % 5 + 1 "," int((i - 1) / 5) + 1 >places
            counts(name(NR, i), i)
        }
        if ($1 == "missing") {
            count(area, "people", 2006, 180000); count(area, "births", 2006, 2600)
            count(area, "increase", 2006, 1430); count(area, "planned", 2006, 2550)
        }
    }' <<<"$cases"

{
    cat <<END
[report]
title = Gallery
year = 2006
language = $language
[data]
narrative = text.md
indicators = data.csv
places = places.csv
END
    if [ "$language" = zh ]; then
        names=(平均人口 出生人数 自然增加人数 计划内出生 自然增长率 人口出生率 计划生育率) unit=人
    else
        names=('Mean population' Births 'Natural increase' 'Planned births' 'Natural growth' 'Birth rate' 'Planned birth rate') unit=persons
    fi
    i=0
    for id in people births increase planned; do
        printf '[indicator.%s]\nname = %s\nunit = %s\n' $id "${names[i++]}" $unit
    done
    while read -r id numerator denominator unit better target; do
        printf '[indicator.%s]\nname = %s\nnumerator = %s\ndenominator = %s\nunit = %s\nbetter = %s\ntarget = %s\nflag = illustrative\ndecimals = 2\n' \
            $id "${names[i++]}" $numerator $denominator $unit $better "$target"
    done <<'END'
growth increase people ‰ lower <= 9.00
birth_rate births people ‰ lower <= 15.00
plan_rate planned births % higher >= 98.00
END
} >"$dir/report.ini"
echo text >"$dir/text.md"

# Kinds that show one place among others ask for it; all else must do with a kind and indicators.
kinds=$(LC_ALL=C "$nianbao" keys | sed -nE '1,/^Kinds of chart/d; s/^  ([a-z]+) \(.*/\1/p')
for kind in $kinds; do
    printf '[chart.%s-plain]\nkind = %s\nindicators = growth, birth_rate, plan_rate\n' "$kind" "$kind"
done | cat "$dir/report.ini" - >"$dir/probe.ini"
asking=" $("$nianbao" check "$dir/probe.ini" 2>&1 |
    sed -nE 's/.*\[[^].]+\.([a-z]+)-plain\].*\[missing-key\].*/\1/p' | tr '\n' ' ')"
rm "$dir/probe.ini"

# The area of case number $2, or its first place when the kind asks for one or shows its siblings.
among=$(LC_ALL=C "$nianbao" keys | grep -B1 siblings | sed -nE 's/^  ([a-z]+) \(.*/\1/p')
place() {
    awk -F, -v one="$([[ "$asking $among " = *" $1 "* ]] && echo 1)" -v n="$2" '
        NR == 2 { whole = $1; next }
        $2 == whole && ++areas == n { area = $1; if (!one) { print area; exit } }
        one && area && $2 == area { print $1; exit }' "$dir/places.csv"
}

for kind in $kinds; do
    printf '[chart.%s-plain]\nkind = %s\nindicators = growth, birth_rate, plan_rate\n' "$kind" "$kind"
    [[ $asking = *" $kind "* ]] && echo "place = $(place "$kind" 2)"
    n=0
    while read -r case _ title; do
        n=$((n + 1)) place=$(place "$kind" $n)
        [ "$language" = zh ] && title=${title%|*} || title=${title#*|}
        for theme in colour mono; do
            printf '[chart.%s-%s-%s]\nkind = %s\nindicators = growth\ntheme = %s\nwidth = 120mm\nplace = %s\ntitle = %s\n' \
                "$kind" "$case" $theme "$kind" $theme "$place" "$title"
        done
    done <<<"$cases"
done >>"$dir/report.ini"
