# SPDX-License-Identifier: MIT
# A shortened act that may mean several.
. "$ROOT/tests/transcripts/session.inc"
cat >market.kiz <<'WORLD'
kind fruit is thing

fruit pear
fruit plum

fact fruit.sold

person Ren he
  wants 1: pear.sold

person Mio she
  wants 1: plum.sold

act sell(item: fruit) by seller: person
  if not item.sold
  then item.sold

ending sold_out when pear.sold, plum.sold
WORLD
ask minds market.kiz --after sell
ask minds market.kiz --after "sell(pear)"
ask minds market.kiz --after "sell(pear) by Ren"
