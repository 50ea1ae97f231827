/* SPDX-License-Identifier: MIT
 *
 * fuzz_load: whatever bytes are given as a save are loaded or refused without harm; what was loaded
 * can be played on, and saved so that it fits again.
 *
 * In     bytes of libFuzzer: a save without its last line; the target puts the sum under it that
 *        makes it whole, since no fuzzer would guess it
 * Out    a trap when a play that was not refused cannot be saved and loaded again though memory was
 *        left
 */
#define FUZZ_MEMORY ((size_t)8 << 20)
#include "fuzz_guest.h"

#include "play/playing.h"

#include <stdio.h>

static const char fuzz_world[] =
    "story \"The Ferry\"\nfact Ren.at: quay, ferry\nfact Mio.loves_him, sailed\nfact Mio.calls: "
    "0..3\nperson Ren he\n  believes not Mio.loves_him\n"
    "  wants 2: at is ferry\n  wants 5: at is quay, Mio.loves_him\nperson Mio she\n  loves_him\n  "
    "wants 4: Ren.at is quay\n"
    "act board by Ren\n  if at is quay\n  then at becomes ferry\n  Mio learns Ren believes not "
    "Mio.loves_him\n"
    "act call_out by Mio\n  if Ren.at is ferry\n  then calls rises by 1\n  Ren learns "
    "loves_him\nact turn_back by Ren\n  if at is ferry\n  then at becomes quay\n"
    "rule tired\n  when Mio.calls is 3, not sailed\n  then sailed\nact cast_off by fate\n  if "
    "Ren.at is ferry\n  then sailed\n"
    "ending he_sails when sailed\nending he_stays when Ren believes Mio.loves_him, Ren.at is "
    "quay\n";

static void play_on(kz_play *game) {
    for (int i = 0; i < 4; i++) {
        for (int slices = 0; slices < 50 && kz_play_advance(game, 100) == KZ_TURN_WORKING;
             slices++) {}
        if (kz_play_move_count(game) == 0 || kz_play_choose(game, "1") == KZ_HEARD_FAILED) return;
    }
}

static void insist_it_fits_again(const kz_world *of, kz_play *game) {
    const char *text = kz_play_text(game, KZ_PAGE_SAVE, KZ_PLAIN);
    if (!text || !*text) {
        insist(fuzz_memory_ended());
        return;
    }
    kz_play *again = kz_play_load(of, text, strlen(text), NULL);
    if (again && kz_play_fit(again) == KZ_FIT_REFUSED) insist(fuzz_memory_ended());
    kz_play_free(again);
}

static void load(const kz_world *of, const char *save, size_t length) {
    kz_play *game = kz_play_load(of, save, length, NULL);
    if (game && kz_play_fit(game) != KZ_FIT_REFUSED && kz_play_fit(game) != KZ_FIT_NONE) {
        play_on(game);
        if (kz_play_advance(game, 0) != KZ_TURN_FAILED) insist_it_fits_again(of, game);
    }
    kz_play_free(game);
}

int LLVMFuzzerTestOneInput(const unsigned char *bytes, size_t size);

int LLVMFuzzerTestOneInput(const unsigned char *bytes, size_t size) {
    if (size > 20000) return 0;
    kz_engine *engine = fuzz_engine();
    kz_world *kept = kz_world_load(engine, "ferry.kiz", fuzz_world, sizeof fuzz_world - 1);
    char *whole = malloc(size + 64);
    insist(whole && kept && kz_world_error_count(kept) == 0);
    if (size) memcpy(whole, bytes, size);
    load(kept, whole, size);
    int more = snprintf(whole + size, 64, "%send %016llx\n", "",
                        (unsigned long long)kzi_save_checksum(whole, size));
    load(kept, whole, size + (size_t)more);
    free(whole);
    kz_world_free(kept);
    kz_engine_free(engine);
    insist(fuzz_in_use == 0);
    return 0;
}
