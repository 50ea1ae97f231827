#!/bin/sh
# SPDX-License-Identifier: MIT
# All tests of web/: the engine's answers beside the command line's, its speed, the server, the pages in a real browser; and the form of the code.
# Usage: tools/test_web.sh [FILE of web/tests …]
set -eu
cd "$(dirname "$0")/../web"
[ $# -gt 0 ] && { node --test --test-reporter=spec "$@"; exit; }
npx svelte-check --tsconfig tsconfig.json --fail-on-warnings --output human
# One after the other: the speed is measured with nothing beside it. A browser on a busy machine may miss a moment: what fails there once is said, and
# has one more try.
for file in tests/*.test.mjs; do node --test --test-reporter=spec "$file"; done
for file in tests/*.e2e.mjs; do
    node --test --test-reporter=spec "$file" && continue
    echo "once more: $file"
    node --test --test-reporter=spec "$file"
done
