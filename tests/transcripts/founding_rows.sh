# SPDX-License-Identifier: MIT
# Every checked row of the founding document, its measured tables and its questions: asked, answered, and held against what is expected (founding_rows.tsv).
/usr/bin/python3 "$ROOT/tests/transcripts/founding_rows.py" "$ROOT/tests/transcripts/founding_rows.tsv"
