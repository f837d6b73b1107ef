# Sourced by tests/e2e/*.sh: a scratch folder $tmp, and functions that print one TAP line each.
cd "$(dirname "${BASH_SOURCE[0]}")/.." || exit 1
: "${B:=build}"
: "${NIANBAO:=$(realpath "$B")/nianbao}"
tmp=$(mktemp -d) || exit 1
trap 'rm -rf "$tmp"' EXIT

# check WHAT COMMAND...: ok when the command succeeds; its output is shown when not.
check() {
    local what=$1 out
    shift
    if out=$("$@" 2>&1); then
        echo "ok - $what"
    else
        echo "not ok - $what"
        [ -z "$out" ] || printf '%s\n' "$out" | head -n 40 | sed 's/^/# /'
    fi
}

# status N COMMAND...: whether the command ends with N.
status() {
    local wanted=$1 got out
    shift
    out=$("$@" 2>&1 </dev/null)
    got=$?
    [ $got -eq "$wanted" ] || {
        echo "status $got, not $wanted: $*"
        echo "$out"
        return 1
    }
}

# says PATTERN COMMAND...: whether the command prints a line that matches.
says() {
    local pattern=$1
    shift
    "$@" >"$tmp/said" 2>&1 </dev/null
    grep -qE -- "$pattern" "$tmp/said" || {
        cat "$tmp/said"
        return 1
    }
}

skip() {
    echo "ok - $1 # SKIP $2"
}

# empty FILE: whether nothing was found; shows what was.
empty() {
    cat "$1"
    [ -e "$1" ] && [ ! -s "$1" ]
}
