#include <kizuna.h>
#include <stdio.h>
#include <string.h>

int main(void) {
    const char *text = "person Mio she\n  wants 1: waved\n\nfact waved\n\n"
                       "act wave by Mio\n  if not waved\n  then waved\n\n"
                       "ending seen when waved\n";
    kz_engine *engine = kz_engine_new(NULL);
    kz_world *world = kz_world_load(engine, "mio.kiz", text, strlen(text));
    kz_question question = {.size = sizeof question, .verb = KZ_ENDINGS};
    kz_asking *asking = kz_ask(world, &question);
    while (kz_asking_advance(asking, 10000) == KZ_RUNNING) {}
    fputs(kz_asking_text(asking, KZ_PLAIN), stdout);
    kz_asking_free(asking);
    kz_world_free(world);
    kz_engine_free(engine);
    return 0;
}
