#!/bin/sh
# SPDX-License-Identifier: MIT
# Writes what a shell needs to complete `kizuna …`, from the tables of the command line itself: completions.sh bash|zsh|fish FILE
cd "$(dirname "$0")/../.." || exit 2
shell=$1
tables() { # "verb NAME" and "option NAME VALUE VERB…", as cli/ has them
    awk '/^static const command commands/ { on = 1 } /^};/ { on = 0 }
         on { line = $0; while (match(line, /\{"[a-z]+", command/)) { name = substr(line, RSTART + 2); sub(/".*/, "", name); print "verb", name; line = substr(line, RSTART + RLENGTH) } }' cli/commands.c
    awk '/^#define [A-Z]+ +" / { name = $2; text = $0; sub(/^[^"]*"/, "", text); sub(/".*/, "", text); known[name] = text }
         /^static const option_row rows/ { on = 1; next } /^};/ { on = 0 }
         on { sub(/^ +/, ""); row = row (row == "" || row ~ / $/ ? "" : " ") $0; if (row !~ /\},?$/) next } # a row may take several lines
         on && row ~ /^\{"[a-z-]+", O_/ {
             split(row, part, "\""); name = part[2]; value = row ~ /, true,/
             verbs = ""; rest = row; sub(/.*(true|false), /, "", rest); sub(/\},?$/, "", rest)
             count = split(rest, word, " ")
             if (rest ~ /^NULL/) verbs = "*"
             else { while (match(rest, /^("[^"]*"|[A-Z]+) */)) { piece = substr(rest, 1, RLENGTH); rest = substr(rest, RLENGTH + 1); sub(/ *$/, "", piece)
                    if (piece ~ /^"/) { gsub(/"/, "", piece); verbs = verbs " " piece } else verbs = verbs " " known[piece] } }
             gsub(/  +/, " ", verbs); sub(/^ /, "", verbs); print "option", name, value, verbs
         }
         on { row = "" }' cli/options.c
}
verbs=$(tables | awk '$1 == "verb" { printf "%s%s", sep, $2; sep = " " }')
[ -n "$verbs" ] || { echo "completions: no verbs in cli/commands.c" >&2; exit 1; }

options_of() { tables | awk -v verb="$1" '$1 == "option" { for (i = 4; i <= NF; i++) if ($i == verb || $i == "*") { printf "%s--%s", sep, $2; sep = " "; break } }'; }

bash_file() {
    echo '# bash completion for kizuna: made from the tables of its command line.'
    echo '_kizuna() {'
    echo '    local word=${COMP_WORDS[COMP_CWORD]} verb=${COMP_WORDS[1]} options='
    echo '    if [ "$COMP_CWORD" = 1 ]; then'
    echo "        COMPREPLY=(\$(compgen -W '$verbs' -- \"\$word\")); return"
    echo '    fi'
    echo '    case $verb in'
    for verb in $verbs; do echo "    $verb) options='$(options_of "$verb")' ;;"; done
    echo '    esac'
    echo '    case $word in'
    echo '    -*) COMPREPLY=($(compgen -W "$options" -- "$word")) ;;'
    echo "    *) if [ \"\$verb\" = help ]; then COMPREPLY=(\$(compgen -W '$verbs' -- \"\$word\")); else COMPREPLY=(\$(compgen -f -- \"\$word\")); fi ;;"
    echo '    esac'
    echo '}'
    echo 'complete -o filenames -F _kizuna kizuna'
}

zsh_file() {
    echo '#compdef kizuna'
    echo '# zsh completion for kizuna: made from the tables of its command line.'
    echo 'if (( CURRENT == 2 )); then'
    echo "    compadd -- $verbs"
    echo '    return'
    echo 'fi'
    echo 'case $words[2] in'
    for verb in $verbs; do echo "$verb) [[ \$PREFIX == -* ]] && { compadd -- $(options_of "$verb"); return } ;;"; done
    echo 'esac'
    echo "if [[ \$words[2] == help ]]; then compadd -- $verbs; else _files; fi"
}

fish_file() {
    echo '# fish completion for kizuna: made from the tables of its command line.'
    echo "complete -c kizuna -f -n __fish_use_subcommand -a '$verbs'"
    tables | awk '$1 == "option" {
        printf "complete -c kizuna -l %s%s", $2, $3 ? " -r" : ""
        if ($4 != "*") { printf " -n \"__fish_seen_subcommand_from"; for (i = 4; i <= NF; i++) printf " %s", $i; printf "\"" }
        print "" }'
}

"${shell}_file" >"$2"
