#!/bin/sh
# SPDX-License-Identifier: MIT
# What is installed can be used from where it lies: by a guest in C and one in C++17 through pkg-config, shared and static, by one through CMake; the
# completions know every option of every verb, and the man page every verb. run_install.sh BUILD-FOLDER
build=$1
cd "$(dirname "$0")/.." || exit 2
ROOT=$PWD
folder=$(mktemp -d) || exit 2
trap 'rm -rf "$folder"' EXIT
passed=0; failed=0
judge() { # judge NAME: the last command's exit code
    if [ $? = 0 ]; then passed=$((passed + 1)); else failed=$((failed + 1)); echo "FAILED: $1"; fi
}

# As a packager does it: into DESTDIR, then moved, since nothing in it may know where it was made.
DESTDIR=$folder/packed cmake --install "$build" --prefix /usr >"$folder/log" 2>&1; judge "cmake --install"
mv "$folder/packed/usr" "$folder/home"
pc=$(find "$folder/home" -name kizuna.pc)
[ -n "$pc" ]; judge "kizuna.pc is there"
libraries=$(dirname "$(dirname "$pc")")
PKG_CONFIG_PATH=$(dirname "$pc"); export PKG_CONFIG_PATH
flags() { pkg-config --define-variable=pcfiledir="$PKG_CONFIG_PATH" "$@" kizuna; }

# shellcheck disable=SC2046
guest() { # guest COMPILER SOURCE FLAGS…
    compiler=$1; source=$2; shift 2
    command -v "$compiler" >/dev/null || return 0
    "$compiler" -Wall -Wextra -Werror $(flags --cflags) "tests/embed/$source" "$@" -o "$folder/guest" && LD_LIBRARY_PATH=$libraries "$folder/guest" >/dev/null
}
guest cc client.c -std=c17 $(flags --libs); judge "a guest in C, shared"
guest cc client.c -std=c17 "$libraries/libkizuna.a"; judge "a guest in C, static"
guest c++ client.cpp -std=c++17 $(flags --libs); judge "a guest in C++17, shared"
guest c++ client.cpp -std=c++17 "$libraries/libkizuna.a"; judge "a guest in C++17, static"
guest clang client.c -std=c17 "$libraries/libkizuna.a"; judge "a guest in C by the other compiler"

# ---- the sample programs, all three to the same end; the Python package; C# where mono is ----
# shellcheck disable=SC2046
sample() { # sample COMPILER SOURCE STANDARD
    "$1" "$3" -Wall -Wextra -Werror $(flags --cflags) "examples/embed/$2" $(flags --libs) -o "$folder/sample" && LD_LIBRARY_PATH=$libraries "$folder/sample"
}
python() { PYTHONDONTWRITEBYTECODE=1 PYTHONPATH=$folder/home/lib/python3/dist-packages KIZUNA_LIBRARY= LD_LIBRARY_PATH=$libraries /usr/bin/python3 "$@"; }
sample cc npc_loop.c -std=c17 >"$folder/in_c" && grep -q "Mio's plan: walk (well), then draw, then walk (house)" "$folder/in_c"; judge "the sample in C"
sample c++ npc_loop.cpp -std=c++17 >"$folder/in_cpp" && cmp "$folder/in_c" "$folder/in_cpp"; judge "the sample in C++"
python examples/embed/npc_loop.py >"$folder/in_python" && cmp "$folder/in_c" "$folder/in_python"; judge "the sample in Python"
python tests/embed/client.py >/dev/null; judge "a guest in Python"
awk '/^```/ { on = $0 == "```c"; next } on' docs/embedding.md >"$folder/page.c"
# shellcheck disable=SC2046
cc -std=c17 -Wall -Wextra -Werror $(flags --cflags) "$folder/page.c" $(flags --libs) -o "$folder/page" && LD_LIBRARY_PATH=$libraries "$folder/page" | tail -n 1 | grep -qx met; judge "docs/embedding.md in C"
awk '/^```/ { on = $0 == "```python"; next } on' docs/embedding.md >"$folder/page.py"
python "$folder/page.py" | tail -n 1 | grep -qx met; judge "docs/embedding.md in Python"
if command -v mcs >/dev/null && command -v mono >/dev/null; then
    mcs -out:"$folder/client.exe" "$folder/home/share/kizuna/Kizuna.cs" tests/embed/Client.cs && LD_LIBRARY_PATH=$libraries mono "$folder/client.exe" >/dev/null; judge "a guest in C#"
fi

mkdir "$folder/project"
cat >"$folder/project/CMakeLists.txt" <<PROJECT
cmake_minimum_required(VERSION 3.20)
project(guest C)
find_package(kizuna 0.1 REQUIRED)
add_executable(with_shared $ROOT/tests/embed/client.c)
target_link_libraries(with_shared PRIVATE kizuna::shared)
add_executable(with_static $ROOT/tests/embed/client.c)
target_link_libraries(with_static PRIVATE kizuna::static)
PROJECT
cmake -S "$folder/project" -B "$folder/project/build" -DCMAKE_PREFIX_PATH="$folder/home" >"$folder/log" 2>&1 && cmake --build "$folder/project/build" >>"$folder/log" 2>&1
judge "a CMake guest is built" || cat "$folder/log"
"$folder/project/build/with_shared" >/dev/null; judge "a CMake guest runs, shared"
"$folder/project/build/with_static" >/dev/null; judge "a CMake guest runs, static"

nm -D --defined-only "$libraries/libkizuna.so" | awk '$3 !~ /^kz_/ { bad = 1; print "seen from outside: " $3 } $3 ~ /^kz_/ { count++ } END { exit bad || count < 20 }'
judge "the shared library shows kz_… alone"
awk '/^[a-z].*kz_[a-z_]+\(/ && !/typedef/ { match($0, /kz_[a-z_]+\(/); print substr($0, RSTART, RLENGTH - 1) }' include/kizuna.h | sort >"$folder/promised"
nm -D --defined-only "$libraries/libkizuna.so" | awk '$3 ~ /^kz_/ { print $3 }' | sort >"$folder/shown"
cmp "$folder/promised" "$folder/shown"; judge "it shows what kizuna.h promises, all of it and nothing else"

# ---- completions, and the man page ----
program=$folder/home/bin/kizuna
"$program" version >/dev/null; judge "the command line runs"
options=$(awk '/^static const option_row rows/ { on = 1; next } /^};/ { on = 0 } on && /^ *\{"/ { split($0, part, "\""); print part[2] }' cli/options.c)
verbs=$(awk '/^static const command commands/ { on = 1 } /^};/ { on = 0 } on' cli/commands.c | grep -o '{"[a-z]*"' | tr -d '{"')
[ "$(echo "$verbs" | wc -l)" -ge 10 ] && [ "$(echo "$options" | wc -l)" -ge 20 ]; judge "verbs and options were found"
completions=$folder/home/share/bash-completion/completions/kizuna
complete_words() { # complete_words WORD…: what bash offers for the last
    bash -c '. "$0"; COMP_WORDS=(kizuna "$@"); COMP_CWORD=$#; _kizuna; printf "%s\n" "${COMPREPLY[@]}"' "$completions" "$@"
}
for verb in $verbs; do
    complete_words "$verb" | grep -qx "$verb"; judge "bash completes $verb"
    grep -q "\\b$verb\\b" "$folder/home/share/zsh/site-functions/_kizuna"; judge "zsh knows $verb"
    grep -q "\\b$verb\\b" "$folder/home/share/fish/vendor_completions.d/kizuna.fish"; judge "fish knows $verb"
    grep -qi "^\.SH $verb\$" "$folder/home/share/man/man1/kizuna.1"; judge "the man page knows $verb"
    for option in $options; do # an option is offered exactly where the command line takes it
        takes=no; (cd "$folder/project" && "$program" "$verb" "--$option" 1 2>&1 </dev/null) | grep -q K0713 || takes=yes
        offered=no; complete_words "$verb" "--$option" | grep -qx -e "--$option" && offered=yes
        [ $takes = $offered ]; judge "bash: $verb --$option (takes: $takes, offered: $offered)"
    done
done
for option in $options; do
    grep -q -e "--$option\\b" "$folder/home/share/zsh/site-functions/_kizuna"; judge "zsh knows --$option"
    grep -q -e "-l $option\\b" "$folder/home/share/fish/vendor_completions.d/kizuna.fish"; judge "fish knows --$option"
done
command -v zsh >/dev/null && { zsh -n "$folder/home/share/zsh/site-functions/_kizuna"; judge "zsh reads its file"; }
command -v fish >/dev/null && { fish -n "$folder/home/share/fish/vendor_completions.d/kizuna.fish"; judge "fish reads its file"; }
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
