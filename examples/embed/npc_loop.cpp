// SPDX-License-Identifier: MIT
//
// npc_loop: the same in C++17, with owners that clean up by themselves.
//
//     c++ -std=c++17 npc_loop.cpp $(pkg-config --cflags --libs kizuna) -o npc_loop
#include "village.h"

#include <kizuna.h>

#include <iostream>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace {
struct release {
    void operator()(kz_engine *engine) const {
        kz_engine_free(engine);
    }
    void operator()(kz_world *world) const {
        kz_world_free(world);
    }
    void operator()(kz_play *play) const {
        kz_play_free(play);
    }
};
template <typename T> using owned = std::unique_ptr<T, release>;

constexpr unsigned budget = 50;

// One frame: nothing while it is not known yet; then the act, or "" for none.
std::optional<std::string> ask_for_a_frame(kz_play *play, const std::string &person) {
    if (kz_play_would(play, person.c_str(), budget) == KZ_TURN_WORKING) return std::nullopt;
    const char *act = kz_play_would_act(play);
    return act ? act : "";
}
} // namespace

int main() {
    owned<kz_engine> engine(kz_engine_new(nullptr));
    owned<kz_world> world(
        kz_world_load(engine.get(), "village.kiz", village, std::string_view(village).size()));
    kz_play_settings settings{};
    settings.size = sizeof settings;
    settings.reserve = std::size_t{4} << 20;
    owned<kz_play> play(kz_play_begin(world.get(), &settings));
    const std::string people[] = {"Mio", "Ren"};
    unsigned who = 0, idle = 0;
    for (int frame = 0; play && frame < 400 && idle < 2; frame++) {
        const auto act = ask_for_a_frame(play.get(), people[who]);
        if (!act) continue;
        if (!act->empty()) {
            std::cout << *act << "\n    " << kz_play_text(play.get(), KZ_PAGE_WOULD, KZ_PLAIN);
            kz_play_happens(play.get(), act->c_str());
        }
        idle = act->empty() ? idle + 1 : 0;
        who = 1 - who;
    }
    return play ? 0 : 1;
}
