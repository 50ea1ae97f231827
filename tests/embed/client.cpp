/* SPDX-License-Identifier: MIT
 *
 * client: a guest in C++17. The header must be C++ too, its functions linked as C.
 *
 * In     nothing
 * Out    the endings as JSON on standard output; exit code 0 when they were found
 */
#include <kizuna.h>

#include <cstdio>
#include <memory>
#include <string_view>

namespace {
struct release {
    void operator()(kz_engine *engine) const {
        kz_engine_free(engine);
    }
    void operator()(kz_world *world) const {
        kz_world_free(world);
    }
    void operator()(kz_asking *asking) const {
        kz_asking_free(asking);
    }
};

constexpr std::string_view text =
    "person Mio she\n  wants 1: waved\n\nfact waved\n\n"
    "act wave by Mio\n  if not waved\n  then waved\n\nending seen when waved\n";
} // namespace

int main() {
    std::unique_ptr<kz_engine, release> engine(kz_engine_new(nullptr));
    std::unique_ptr<kz_world, release> world(
        kz_world_load(engine.get(), "mio.kiz", text.data(), text.size()));
    kz_question question{};
    question.size = sizeof question;
    question.verb = KZ_ENDINGS;
    question.limit_story = KZ_LIMIT(5);
    std::unique_ptr<kz_asking, release> asking(kz_ask(world.get(), &question));
    kz_progress now;
    do now = kz_asking_advance(asking.get(), 100);
    while (now == KZ_RUNNING);
    std::fputs(kz_asking_text(asking.get(), KZ_JSON), stdout);
    return now == KZ_ANSWERED ? 0 : 1;
}
