#!/bin/sh
# SPDX-License-Identifier: MIT
# The pages, each one file: web.sh BUILD makes BUILD/web/page.html and BUILD/web/studio.html. npm's packages are installed when the lock has changed.
set -eu
build=$(realpath "$1")
cd "$(dirname "$0")/../web"
node -e 'const [a, b] = process.versions.node.split("."); process.exit(a > 20 || (a == 20 && b >= 19) ? 0 : 1)' ||
    { echo "web: node $(node --version) is too old for the pages: 20.19 or later is needed" >&2; exit 1; }
[ node_modules/.package-lock.json -nt package-lock.json ] || npm ci --no-audit --no-fund --loglevel=error
KIZUNA_BUILD=$build node build.mjs
