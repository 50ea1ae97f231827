#!/bin/sh
# SPDX-License-Identifier: MIT
# docs/diagnostics/README.md: every number of the two tables, with the title of its page. Writes it; with --check only compares, and fails when
# the page is stale or a number has no page.
set -e
cd "$(dirname "$0")/.."
fresh=$(mktemp)
trap 'rm -f "$fresh"' EXIT
{
    echo '# Messages by number'
    echo
    echo 'Each message Kizuna can say, with what it means, an example that causes it, its whole text, and how to mend it. A *warning* stands in nobody'"'"'s way.'
    echo 'This page is written by `tools/diagnostics_index.sh` from the two tables of messages, `src/text/diagnostic_catalog.def` and `cli/messages.def`.'
    sed -n -e 's/^DIAGNOSTIC([A-Z_0-9]*, *"\(K[0-9]*\)", *\([A-Z]*\).*/\1 \2/p' src/text/diagnostic_catalog.def \
        >"$fresh.numbers"
    sed -n -e 's/^MESSAGE([A-Z_0-9]*, *"\(K[0-9]*\)".*/\1 ERROR/p' cli/messages.def >>"$fresh.numbers"
    LC_ALL=C sort "$fresh.numbers" | while read -r code how_bad; do
        group=$(echo "$code" | cut -c1-3)
        if [ "$group" != "$last" ]; then
            case $group in
            K01) heading='Reading the text' ;;
            K02) heading='Names' ;;
            K03) heading='Kinds and values' ;;
            K04) heading="The story's own sense" ;;
            K05) heading='Found while the stories unfold' ;;
            K06) heading='Questions' ;;
            K09) heading='Problem files of the peer planner' ;;
            *) heading='The command line' ;;
            esac
            printf '\n## %s\n\n| number | what it says |\n| --- | --- |\n' "$heading"
            last=$group
        fi
        page=docs/diagnostics/$code.md
        if [ -e "$page" ]; then title=$(sed -n '1s/^# K[0-9]*: *//p' "$page" | sed 's/|/\\|/g'); else title='(no page yet)'; fi
        [ "$how_bad" = WARNING ] && title="$title *(warning)*"
        printf '| [%s](%s.md) | %s |\n' "$code" "$code" "$title"
    done
    rm -f "$fresh.numbers"
} >"$fresh"
if [ "$1" = --check ]; then
    diff -u docs/diagnostics/README.md "$fresh" || { echo "run tools/diagnostics_index.sh"; exit 1; }
    ! grep 'no page yet' "$fresh"
else
    cp "$fresh" docs/diagnostics/README.md
fi
