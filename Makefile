# SPDX-License-Identifier: MIT
# Only delegates: CMake builds, ctest tests. `make` alone builds build/kizuna.
.PHONY: all demo install test test-more fuzz clean

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

# All parts, or those named: `make test-more PARTS="tsan fuzz"`.
PARTS ?=
test-more:
	@tools/setup.sh more
	@tools/test_more.sh $(PARTS)

fuzz:
	@tools/setup.sh more
	@tools/fuzz.sh

clean:
	rm -rf build build-*
