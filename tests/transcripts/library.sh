# SPDX-License-Identifier: MIT
# The modules that come with Kizuna.
. "$ROOT/tests/transcripts/session.inc"
ask library
for module in "$ROOT"/library/*.kiz; do
    name=$(basename "$module" .kiz)
    kizuna library "$name" | cmp - "$module" && echo "kizuna library $name prints library/$name.kiz"
done
