#!/bin/sh
# Makes sure that the packages of some groups of packages.txt are there: tools/setup.sh DIR GROUP...
# DIR is the folder of the build that files taken out of packages go to. Says what it does; does
# nothing, and needs no network, when nothing is missing.
set -eu
list=$(dirname "$0")/../packages.txt
dir=$1
shift

# The lines of one group, without comments.
group() {
    awk -v want="[$1]" '/^\[/ { on = $0 == want; next } on && NF && !/^#/' "$list"
}

installed() {
    dpkg-query -W -f '${db:Status-Status}' "$1" 2>/dev/null | grep -qx installed
}

as_root() {
    if [ "$(id -u)" -eq 0 ]; then
        "$@"
    elif command -v sudo >/dev/null; then
        sudo "$@"
    else
        echo "setup: this needs root, and there is no sudo. Run as root: $*" >&2
        return 1
    fi
}

need_apt() {
    command -v apt-get >/dev/null && command -v dpkg-query >/dev/null && return
    echo "setup: this system has no apt-get. nianbao is built on Debian 12; elsewhere install" >&2
    echo "setup: what packages.txt lists by hand, then run make with SETUP=no." >&2
    exit 1
}

# Package lists older than the packages themselves give "not found"; fetched once, when needed.
update_once() {
    [ -z "${updated-}" ] || return 1
    updated=yes
    echo "setup: apt-get update"
    as_root apt-get -qq update
}

known() {
    for p; do
        apt-cache show --no-all-versions "$p" >/dev/null 2>&1 || return 1
    done
}

apt_install() {
    as_root env DEBIAN_FRONTEND=noninteractive apt-get -qq -y --no-install-recommends install "$@" \
        >"$dir/setup.log" 2>&1
}

install_groups() {
    missing=
    for g; do
        for p in $(group "$g" | awk '{ print $1 }'); do
            installed "$p" || missing="$missing $p"
        done
    done
    [ -n "$missing" ] || return 0
    # shellcheck disable=SC2086 # a list of names
    known $missing || update_once || true
    echo "setup: apt-get install$missing (log: $dir/setup.log)"
    # shellcheck disable=SC2086
    apt_install $missing || { update_once && apt_install $missing; } || {
        tail -n 20 "$dir/setup.log" >&2
        return 1
    }
}

# Takes pattern out of package into the folder $dir/$3, all its files flat.
unpack() {
    package=$1 pattern=$2 to=$dir/$3
    name=$(basename "$pattern")
    # shellcheck disable=SC2144 # one match is as good as all: they were moved in together
    for f in "$to"/$name; do
        [ -e "$f" ] && return 0
    done
    mkdir -p "$dir/deb" "$to"
    if ! ls "$dir/deb/$package"_*.deb >/dev/null 2>&1; then
        known "$package" || update_once || true
        echo "setup: apt-get download $package (only files are taken out of it)"
        (cd "$dir/deb" && apt-get -qq -o APT::Sandbox::User="$(id -un)" download "$package") ||
            { update_once && (cd "$dir/deb" && apt-get -qq -o APT::Sandbox::User="$(id -un)" download "$package"); }
    fi
    rm -rf "$dir/deb/x"
    mkdir "$dir/deb/x"
    dpkg-deb --fsys-tarfile "$dir/deb/$package"_*.deb |
        tar -x -C "$dir/deb/x" --wildcards "$pattern"
    find "$dir/deb/x" -type f -exec mv -f -t "$to" {} +
    echo "setup: $to: $name"
}

unpack_group() {
    group "$1" | while read -r package pattern to; do
        unpack "$package" "$pattern" "$to"
    done
}

need_apt
exec 9>"$dir/setup.lock" # make -j may ask for two groups at once
flock 9
install_groups "$@"
for g; do
    unpack_group "unpack-$g"
done
rm -rf "$dir/deb"
