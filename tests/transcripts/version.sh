# SPDX-License-Identifier: MIT
. "$ROOT/tests/transcripts/session.inc"
ask version
ask version --json
ask --version
