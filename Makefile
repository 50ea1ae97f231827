# SPDX-License-Identifier: MIT
# Only delegates: CMake builds, ctest tests. `make` alone builds build/kizuna.
.PHONY: all demo test test-more fuzz clean install-needs

all:
	@tools/setup.sh build
	@cmake --preset release >/dev/null
	@cmake --build build

demo: all
	@echo; echo "== He comes along: the told tale, with everybody's reasons =="; echo
	@build/kizuna tell examples/on_sacred_ground/world.kiz --why
	@echo; echo "== and every ending of that world =="; echo
	@build/kizuna endings examples/on_sacred_ground/world.kiz

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
