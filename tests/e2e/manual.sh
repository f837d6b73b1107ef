#!/bin/bash
# The pages of nianbao-report(5) are made from the program's own tables: the same bytes each time,
# every section, key, rule and kind of chart in both languages, and good mdoc.
. "$(dirname "$0")/../tap.sh"

# What `nianbao keys` lists, as the page writes it.
listed() {
    LC_ALL=$1 "$NIANBAO" keys | sed -nE "/^(Placeholders|正文中的占位符)/,/^(Kinds of chart|图的类型)/d
        s/^  ([^ ]+) \(([^)]*)\)(，|, )?(.*)/.It Sy \1 , \2 Pq \4/; s/ Pq $//
        s/^\[([^]]*)\] \(\[([^]]*)\]\)$/.Ss [\1] $2 [\2]/
        /^\.(It|Ss)/p"
}

for page in C:or:man5 zh_CN:或:zh_CN/man5; do
    IFS=: read -r locale or folder <<<"$page"
    built=$B/man/$folder/nianbao-report.5
    template=docs/man/$folder/nianbao-report.5.in
    LC_ALL=$locale "$NIANBAO" keys "$template" >"$tmp/page"
    check "$folder: the page is made again byte for byte" cmp "$tmp/page" "$built"
    listed $locale $or >"$tmp/keys"
    sed -nE '/^\.Ss /,/^\.Sh /{ /^\.(Ss|It Sy) /p; }' "$built" | grep -vE '^\.Ss (Kinds of chart|图的类型)' >"$tmp/manual"
    check "$folder: keys lists the keys" [ "$(wc -l <"$tmp/keys")" -gt 150 ]
    check "$folder: the page has the same sections, keys, rules and charts" diff "$tmp/keys" "$tmp/manual"
    check "$folder: the page is UTF-8" iconv -f UTF-8 -t UTF-8 -o /dev/null "$built"
    mandoc -Tlint -Wwarning "$built" >"$tmp/lint" 2>&1
    check "$folder: the page is good mdoc" empty "$tmp/lint"
done
# The page of the program itself names in Chinese what it names in English.
words() {
    grep -oE -- '(^\.Cm|^\.It Cm|Fl) [a-z0-9-]+' "$1" | sort -u
}
check 'nianbao(1) has the same subcommands and options in Chinese' \
    diff <(sed '/^\.Sh DESCRIPTION/,$d' cmd/nianbao.1 | words /dev/stdin) \
    <(sed '/^\.Sh 说明/,$d' "$B/man/zh_CN/man1/nianbao.1" | words /dev/stdin)
mandoc -Tlint -Wwarning "$B/man/zh_CN/man1/nianbao.1" >"$tmp/lint" 2>&1
check 'nianbao(1) in Chinese is good mdoc' empty "$tmp/lint"

# Nothing that is not there is a template.
check 'a template that is not there is told' status 1 "$NIANBAO" keys "$tmp/none"
# Lines of Chinese are joined without a blank and can be broken.
printf '%s\n' .Dd 一二。 三（四 @KEYS@ >"$tmp/template"
LC_ALL=zh_CN "$NIANBAO" keys "$tmp/template" >"$tmp/page"
check 'Chinese lines are joined and may be broken' grep -qxF '一\:二。\:三\:（四' "$tmp/page"
