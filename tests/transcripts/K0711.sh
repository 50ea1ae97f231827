# SPDX-License-Identifier: MIT
# Verbs mistyped by a letter, by two, beyond knowing.
. "$ROOT/tests/transcripts/session.inc"
for verb in chekc chek ednings endngs tel mind libary hepl fnt nwe verison frobnicate x; do ask $verb world.kiz; done
