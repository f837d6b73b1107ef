#!/bin/bash
# An installed program works from anywhere; set-up does nothing when nothing is missing.
. "$(dirname "$0")/../tap.sh"

check 'make install succeeds' make -s install B="$B" DESTDIR="$tmp/root" PREFIX=/usr
for f in bin/nianbao share/nianbao/layouts/gb9704.ini share/nianbao/fonts/FandolFang-Regular.otf \
    share/man/man1/nianbao.1 share/man/man5/nianbao-report.5 share/man/zh_CN/man5/nianbao-report.5 \
    share/man/zh_CN/man1/nianbao.1; do
    check "installed: $f" [ -s "$tmp/root/usr/$f" ]
done
ini=$PWD/examples/yuehu-2006/report.ini
"$NIANBAO" build -o "$tmp/here.pdf" "$ini" 2>/dev/null
(cd / && "$tmp/root/usr/bin/nianbao" build -o "$tmp/there.pdf" "$ini") 2>/dev/null
check 'the installed program writes the same bytes' cmp "$tmp/here.pdf" "$tmp/there.pdf"

# An apt-get that always fails stands for a machine without network.
mkdir "$tmp/bin"
printf '#!/bin/sh\necho "apt-get was called: $*"\nexit 1\n' >"$tmp/bin/apt-get"
chmod +x "$tmp/bin/apt-get"
PATH=$tmp/bin:$PATH tools/setup.sh build build run test >"$tmp/setup" 2>&1
check 'set-up needs no network when nothing is missing' empty "$tmp/setup"

# Only what the script's first lines need, and no apt-get.
mkdir "$tmp/bare"
for p in dirname sh id; do
    ln -s "$(command -v $p)" "$tmp/bare/$p"
done
PATH=$tmp/bare tools/setup.sh "$tmp" build >"$tmp/setup" 2>&1
check 'set-up says what to do without apt' grep -q 'packages.txt' "$tmp/setup"
