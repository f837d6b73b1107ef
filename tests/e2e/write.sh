#!/bin/bash
# Writing: the same bytes twice; where writing fails, a message, the right status and nothing lost.
. "$(dirname "$0")/../tap.sh"
ini=$PWD/examples/yuehu-2006/report.ini

"$NIANBAO" build -o "$tmp/1.pdf" "$ini" 2>"$tmp/err"
(cd / && LC_ALL=C TZ=Asia/Shanghai "$NIANBAO" build -o "$tmp/2.pdf" "$ini" 2>/dev/null)
check 'same input, same bytes, from another folder, zone and locale' cmp "$tmp/1.pdf" "$tmp/2.pdf"
"$NIANBAO" build -o "$tmp/2.pdf" "$ini" 2>/dev/null
check 'an old output is replaced' cmp "$tmp/1.pdf" "$tmp/2.pdf"
check 'no temporary file is left' [ "$(ls -A "$tmp" | tr '\n' ' ')" = '1.pdf 2.pdf err ' ]

# fails_at WHAT PATH COMMAND...: status 3, a message that names the path, the old file untouched.
fails_at() {
    local what=$1 path=$2 before
    shift 2
    before=$(ls -lA --time-style=full-iso "$(dirname "$path")"; cat "$path" 2>/dev/null | cksum)
    "$@" >"$tmp/out" 2>"$tmp/err"
    local got=$?
    check "$what: status 3" [ $got -eq 3 ]
    check "$what: the message names the file" grep -qF "$(basename "$path")" "$tmp/err"
    check "$what: nothing touched or left" [ "$before" = "$(
        ls -lA --time-style=full-iso "$(dirname "$path")"
        cat "$path" 2>/dev/null | cksum
    )" ]
}

mkdir "$tmp/locked"
cp "$tmp/1.pdf" "$tmp/locked/old.pdf"
chmod 555 "$tmp/locked"
if [ "$(id -u)" -ne 0 ]; then
    fails_at 'read-only folder' "$tmp/locked/old.pdf" "$NIANBAO" build -o "$tmp/locked/old.pdf" "$ini"
else
    chmod 755 "$tmp"
    nobody() {
        setpriv --reuid=65534 --regid=65534 --clear-groups "$@"
    }
    if nobody "$NIANBAO" --version >/dev/null 2>&1 && nobody test -r "$ini"; then
        fails_at 'read-only folder' "$tmp/locked/old.pdf" nobody "$NIANBAO" build -o "$tmp/locked/old.pdf" "$ini"
    else
        skip 'read-only folder' 'root writes anywhere, and nobody cannot run the program here'
    fi
fi
chmod 755 "$tmp/locked"

# A file size limit fails like a full disk, and needs no root.
limited() {
    (
        trap '' XFSZ
        ulimit -f 8
        "$NIANBAO" build -o "$tmp/locked/old.pdf" "$ini"
    )
}
fails_at 'file size limit' "$tmp/locked/old.pdf" limited

# A PDF that others made is theirs.
qpdf --empty "$tmp/theirs.pdf"
cp "$tmp/theirs.pdf" "$tmp/kept.pdf"
for command in 'build -o' 'check --sheet'; do
    check "$command: a foreign PDF is refused" says '\[foreign-output\]' "$NIANBAO" $command "$tmp/theirs.pdf" "$ini"
done
check 'and stays as it was' cmp "$tmp/theirs.pdf" "$tmp/kept.pdf"
check 'our own is written again' status 0 "$NIANBAO" build -o "$tmp/ours.pdf" "$ini"
check 'and again' status 0 "$NIANBAO" build -o "$tmp/ours.pdf" "$ini"

mkdir "$tmp/small"
if mount -t tmpfs -o size=32k tmpfs "$tmp/small" 2>/dev/null; then
    printf '%%PDF-1.7 old /Producer <6E69616E62616F20' >"$tmp/small/old.pdf"
    fails_at 'full disk' "$tmp/small/old.pdf" "$NIANBAO" build -o "$tmp/small/old.pdf" "$ini"
    umount "$tmp/small"
else
    skip 'full disk' 'mounting a small tmpfs needs root'
fi
