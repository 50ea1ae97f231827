# SPDX-License-Identifier: MIT
# Nothing is in the file yet: that is said, instead of a ledger of nothing.
. "$ROOT/tests/transcripts/session.inc"
: >empty.kiz
ask check empty.kiz
ask endings empty.kiz
echo 'story "Not yet written"' >titled.kiz
ask check titled.kiz
