#!/bin/bash
# The checks of `make lint`: style, warnings of two compilers, cppcheck, manuals, and the rules of
# the house that a machine can see. Goes through all of them; fails when any finds something.
cd "$(dirname "$0")/.." || exit 1
shopt -s nullglob
mkdir -p build
findings=build/lint.findings
: >$findings
# The wings in the order of the way of the data; rooms are the folders below them.
wings=(base pdf data layouts render archive cmd)
mapfile -t own < <(find "${wings[@]}" -name '*.[ch]' | sort)
mapfile -t code < <(find "${wings[@]}" tests/unit tests/fuzz -name '*.[ch]' | sort)
mapfile -t units < <(find "${wings[@]}" tests/unit -name '*.c' | sort)
mapfile -t headers < <(find "${wings[@]}" -name '*.h' | sort)

# found RULE: reads findings, a line each; none is good.
found() {
    sed "s/^/lint: $1: /" | tee -a $findings
}

clang-format --dry-run -Werror "${code[@]}" 2>&1 | grep -E '(error|warning):' | found style

# Both compilers, warnings as errors; objects go to folders of their own.
for cc in gcc clang; do
    make -s -j"$(nproc)" -k CC=$cc WERROR=-Werror B=build/lint-$cc all unit >build/lint-$cc.log 2>&1 ||
        { grep -E 'error|warning|\*\*\*' build/lint-$cc.log || tail build/lint-$cc.log; } | found "$cc"
done

# uninitvar: cppcheck does not see the libraries' own initialisers; the compilers do.
cppcheck -q --std=c11 --language=c -j"$(nproc)" --enable=warning,performance,portability \
    --inline-suppr --error-exitcode=0 --suppress=missingIncludeSystem --suppress=uninitvar -D_GNU_SOURCE -I. \
    --suppress='*:build/*' --template='{file}:{line}: {message} [{id}]' \
    "${units[@]}" 2>&1 | grep -v '^$' | found cppcheck

mandoc -Tlint -Wwarning cmd/*.[1-9] build/lint-gcc/man/man5/* build/lint-gcc/man/zh_CN/man*/* 2>&1 | found mandoc

# One way through the house, and one dialect in all its rooms.
tools/rooms.py build/lint-gcc 2>&1 | found 'rooms'
mapfile -t compiled < <(find "${wings[@]}" tests/unit tests/tools -name '*.c' | sort)
tools/dialect.py "${compiled[@]}" 2>&1 | found 'dialect'
grep -nE '/\* ?[-=*]{3,}' "${code[@]}" | found 'banner comment'

# Project includes are written from the top.
grep -nE '^#include "[^/"]*"' "${own[@]}" | found 'include is not written from the top'

# A library's headers, as a pattern for what stands between < and >.
libraries=(
    'iniparser:iniparser|dictionary' 'libcsv:csv\.h' 'cmark-gfm:cmark' 'ICU:unicode/u([^c]|cnv)' 'collation of ICU:unicode/ucol' 'GMP:gmp'
    'HarfBuzz:(harfbuzz/)?hb' 'fontconfig:fontconfig' 'libharu:hpdf' 'PLplot:(plplot/)?(pl[A-Za-z]*|drivers)\.h'
    'OpenSSL:openssl' 'SQLite:sqlite3' 'libzip:zip\.h' 'expat:expat' 'FreeXL:freexl'
    'jansson:jansson\.h' 'zlib:zlib' 'libhyphen:hyphen\.h' 'cairo:cairo' 'libpng:png\.h'
)
for row in "${libraries[@]}"; do
    name=${row%%:*} pattern="^#include [<\"](${row#*:})"
    for folder in "${wings[@]}"; do
        files=$(grep -rlE --include='*.c' "$pattern" "$folder")
        # Cryptography is what archive/ is about: several rooms, still none in a header.
        [ "$name/$folder" = OpenSSL/archive ] && continue
        [ "$(printf '%s' "$files" | grep -c .)" -le 1 ] ||
            tr '\n' ' ' <<<"$name in: $files" | found 'more than one file of a folder knows a library'
    done
    grep -lE "$pattern" "${headers[@]}" |
        found "$name in a header"
done

# Values are exact: no binary floating point in data/ but in the one function made for drawing, and
# in interval.* and funnel.*, whose limits have roots and tails of distributions in them and are no values.
for f in $(find data base/number.[ch] -name '*.[ch]'); do
    [[ ${f##*/} == interval.[ch] || ${f##*/} == funnel.[ch] ]] && continue
    awk -v f="$f" '
        { line = $0; gsub(/"([^"\\]|\\.)*"/, "\"\"", line) }
        /\/\*/ { comment = 1 }
        !comment && line ~ /(^|[^A-Za-z_])(double|float)([^A-Za-z_]|$)/ && line !~ /number_double/ {
            print f ":" NR ": " $0
        }
        /\*\// { comment = 0 }' "$f"
done | found 'binary floating point for a value'

# No clock, environment or locale in the pipeline.
grep -rnE --include='*.c' '\b(time|localtime|gmtime|clock|rand|srand)\(' base pdf data layouts render |
    found 'clock or chance in the pipeline'

# Rooms: a length, a name that is there once, a guard.
wc -l "${code[@]}" | awk '$2 != "total" && $1 > 600 { print $2 ": " $1 " lines" }' | found 'longer than 600 lines'
basename -a "${own[@]}" | sort | uniq -d | found 'two files of one name'
for h in "${headers[@]}"; do
    guard=NIANBAO_$(basename "$h" .h | tr 'a-z-' 'A-Z_')_H
    grep -q "^#ifndef $guard" "$h" || echo "$h: guard is not $guard"
done | found 'include guard'

# Code of ours knows no bureau's vocabulary.
grep -nE '计划生育|计生|避孕|节育|月湖' "${own[@]}" layouts/*.ini | found 'vocabulary of a bureau'

# What the READMEs and the map of the house name is there.
for doc in README.md README.zh.md docs/architecture.md; do
    grep -oE '`(base|pdf|data|layouts|render|archive|cmd|docs|tests|tools|examples)/[A-Za-z0-9_./*-]*`' $doc |
        tr -d '`' | grep -v NAME | grep -v KIND | while read -r path; do
        compgen -G "$path" >/dev/null || echo "$doc: $path is not there"
    done
done | found 'path'

# Shell scripts parse.
for s in tools/*.sh tests/*.sh tests/*/*.sh docs/*/*.sh .ci/run; do
    bash -n "$s" 2>&1
done | found 'shell script'

n=$(grep -c . $findings)
echo "lint: $n found"
[ "$n" -eq 0 ]
