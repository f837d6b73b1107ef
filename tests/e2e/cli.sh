#!/bin/bash
# The command line: what it prints and how it ends.
. "$(dirname "$0")/../tap.sh"
ini=examples/yuehu-2006/report.ini

says() {
    local text=$1
    shift
    "$@" 2>&1 </dev/null | grep -qF -- "$text"
}

check '--version names the program' says 'nianbao ' "$NIANBAO" --version
check '--version ends with 0' status 0 "$NIANBAO" --version
check '--help lists the subcommands' says check "$NIANBAO" --help
check '--help ends with 0' status 0 "$NIANBAO" --help
for c in build check chart import inspect extract keys; do
    check "$c --help ends with 0" status 0 "$NIANBAO" $c --help
done
check 'no subcommand is wrong usage' status 2 "$NIANBAO"
check 'an unknown subcommand is wrong usage' status 2 "$NIANBAO" bild "$ini"
check 'build without a report is wrong usage' status 2 "$NIANBAO" build
check 'an unknown option is wrong usage' status 2 "$NIANBAO" build --frobnicate "$ini"
check 'an unknown format is wrong usage' status 2 "$NIANBAO" build --format gif "$ini"
check 'a format of charts is none of reports' status 2 "$NIANBAO" build --format svg "$ini"
check 'the help of build names the formats' says trace "$NIANBAO" build --help
check '--trace is --format trace' cmp <("$NIANBAO" build --trace "$ini" 2>&1) <("$NIANBAO" build --format trace "$ini" 2>&1)
check 'one output for two reports is wrong usage' status 2 "$NIANBAO" build -o "$tmp/x.pdf" "$ini" "$ini"
check 'check accepts the sample' status 0 "$NIANBAO" check "$ini"
check 'check rejects broken input' status 1 "$NIANBAO" check tests/bad/unknown-key/report.ini
check 'check --format json prints an array' says '[' "$NIANBAO" check --format json "$ini"
"$NIANBAO" check --format sarif tests/checks/switches/report.ini >"$tmp/sarif"
check 'check --format sarif is a log of version 2.1.0' jq -e '.version == "2.1.0" and
    (.runs[0].tool.driver.rules | length) > 20' "$tmp/sarif"
check 'SARIF results name rules of the catalogue' jq -e '.runs[0] as $r | [$r.results[] |
    select(.ruleIndex != null) | .ruleId == $r.tool.driver.rules[.ruleIndex].id] | all and length > 3' "$tmp/sarif"
check 'accepted findings are suppressed with their reason' jq -e '[.runs[0].results[] |
    select(.ruleId == "target-missing") | .suppressions[0].justification] == ["上级未下达", null]' "$tmp/sarif"
check 'check --rules lists the catalogue' says 'stray-number' "$NIANBAO" check --rules
check 'check --rules takes no report' status 2 "$NIANBAO" check --rules "$ini"
check 'keys names every section in Chinese' says '指标' "$NIANBAO" keys
check 'a full standard output is a failure' status 3 bash -c '"$0" keys >/dev/full' "$NIANBAO"

# Nothing may appear in the folder of a report that is only checked.
cp -r examples/yuehu-2006 "$tmp/report"
before=$(ls -A "$tmp/report")
(cd "$tmp/report" && "$NIANBAO" check report.ini >/dev/null 2>&1)
check 'check writes nothing' [ "$before" = "$(ls -A "$tmp/report")" ]

(cd "$tmp/report" && "$NIANBAO" build report.ini >/dev/null 2>&1)
check 'build writes the output that the report names' [ -s "$tmp/report/yuehu-2006.pdf" ]
"$NIANBAO" build -o - "$ini" 2>/dev/null | cmp - "$tmp/report/yuehu-2006.pdf"
check 'build -o - writes the same to standard output' [ "${PIPESTATUS[1]}" -eq 0 ]
