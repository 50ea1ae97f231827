# SPDX-License-Identifier: MIT
# The index of messages is fresh, and every number has its page.
sh "$ROOT/tools/diagnostics_index.sh" --check && echo "every message has its page"
