# SPDX-License-Identifier: MIT
# Only delegates: CMake builds, ctest tests. `make` alone builds build/kizuna.
.PHONY: all demo install wasm web test test-more test-web fuzz bench bench-peer ablation clean install-needs

all:
	@tools/setup.sh build
	@cmake --preset release >/dev/null
	@cmake --build build

demo: all
	@echo; echo "== He comes along: the told tale, with everybody's reasons =="; echo
	@build/kizuna tell examples/on_sacred_ground/world.kiz --why
	@echo; echo "== and every ending of that world =="; echo
	@build/kizuna endings examples/on_sacred_ground/world.kiz

# Anywhere: `make install PREFIX=$HOME/.local`, or into a folder to be packed: `make install DESTDIR=/tmp/packed PREFIX=/usr`.
PREFIX ?= /usr/local
DESTDIR ?=
install: all
	@DESTDIR="$(DESTDIR)" cmake --install build --prefix "$(PREFIX)"

test:
	@tools/setup.sh test
	@tools/test.sh

# The engine for pages, and the pages: web/README.md. What was built is installed by `make install` as well.
wasm: all
	@tools/setup.sh wasm
	@tools/wasm.sh build

web: wasm
	@tools/setup.sh web
	@tools/web.sh build

test-web: web
	@tools/setup.sh test-web
	@tools/test_web.sh

# All parts, or those named: `make test-more PARTS="tsan fuzz"`.
PARTS ?=
test-more:
	@tools/setup.sh more
	@tools/test_more.sh $(PARTS)

fuzz:
	@tools/setup.sh more
	@tools/fuzz.sh

# Worlds of our own, each hard for one reason; the figures of this commit go into bench/figures.tsv.
bench: all
	@/usr/bin/python3 bench/bench.py --engine build/kizuna
	@/usr/bin/python3 bench/exhaustive.py --engine build/kizuna $(if $(PROBLEMS),--problems "$(PROBLEMS)")

# make ablation [PROBLEMS=dir]: what each idea of the search is worth, left out one at a time (docs/search.md).
ablation: all
	@/usr/bin/python3 bench/ablation.py $(if $(PROBLEMS),--problems "$(PROBLEMS)")

# make bench-peer PROBLEMS=dir [SABRE="java … Main"]: the settings of dir/settings.tsv, side by side with the peer planner when its command is given.
SABRE ?=
bench-peer: all
	@test -n "$(PROBLEMS)" || { echo 'which problems? make bench-peer PROBLEMS=dir'; exit 2; }
	@/usr/bin/python3 bench/peer.py "$(PROBLEMS)" --engine build/kizuna --sabre "$(SABRE)"

clean:
	rm -rf build build-*
