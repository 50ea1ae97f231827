# SPDX-License-Identifier: MIT
# Nobody knows how to cause this one (whoever does has found a bug): its text is pinned from the table.
grep -h '"K0707"' "$ROOT/cli/messages.def"
