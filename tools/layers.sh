#!/bin/sh
# SPDX-License-Identifier: MIT
# A room includes only rooms below it; guests (cli, web, examples) include only kizuna.h. Prints each breach, exits 1 when there is one.
cd "$(dirname "$0")/.." || exit 2
grep -rn '^ *# *include *"' src cli include | awk -F: '
BEGIN {
    count = split("base text syntax world ground sabre replay mind story telling answer play", order, " ")
    for (i = 1; i <= count; i++) height[order[i]] = i
}
{
    file = $1; included = $3; sub(/^[^"]*"/, "", included); sub(/".*/, "", included)
    split(file, part, "/")
    if (part[1] == "cli") {
        if (included ~ /\// ) { print file ": a guest includes " included; bad = 1 }
        next
    }
    if (part[1] != "src" || !(part[2] in height)) next
    room = part[2]; target = room
    if (match(included, /^\.\.\/[a-z]+\//)) target = substr(included, 4, RLENGTH - 4)
    else if (included ~ /\.\.\/\.\.\//) next
    if (room == "replay" && target !~ /^(replay|base|text|ground)$/ || target == "replay" && room ~ /^(mind|story|telling)$/) {
        print file ": " room " includes " included ", but the replay shares nothing with the search"; bad = 1
    }
    if (!(target in height) || height[target] > height[room]) { print file ": " room " includes " included ", which is not below it"; bad = 1 }
}
END { exit bad }'
