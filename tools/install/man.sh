#!/bin/sh
# SPDX-License-Identifier: MIT
# Writes the man page from what `kizuna help` says: man.sh KIZUNA FILE
program=$1; root=$(dirname "$0")/../..
verbs=$(awk '/^static const command commands/ { on = 1 } /^};/ { on = 0 }
    on { line = $0; while (match(line, /\{"[a-z]+", command/)) { name = substr(line, RSTART + 2); sub(/".*/, "", name); print name; line = substr(line, RSTART + RLENGTH) } }' "$root/cli/commands.c")
as_roff() { sed 's/\\/\\e/g; s/-/\\-/g; s/^\([.'"'"']\)/\\\&\1/'; }
{
    printf '.TH KIZUNA 1 "" "%s" "User Commands"\n' "$("$program" version)"
    printf '.SH NAME\nkizuna \\- finds every story in which everybody acts for their own reasons\n'
    printf '.SH SYNOPSIS\n.B kizuna\n.I VERB\n[\n.I FILE\n]\n[\n.I OPTIONS\n]\n'
    printf '.SH DESCRIPTION\n.nf\n'; "$program" help | as_roff; printf '.fi\n'
    for verb in $verbs; do
        printf '.SH %s\n.nf\n' "$(echo "$verb" | tr a-z A-Z)"
        "$program" help "$verb" | as_roff
        printf '.fi\n'
    done
} >"$2"
