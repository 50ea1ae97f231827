/* SPDX-License-Identifier: MIT
 *
 * save: a story under way as text.
 *
 * In     a play
 * Out    which world it is, seed, choices, and the world as named facts; never a number of
 * something in this program
 *
 *     kizuna save 1
 *     story The Last Ferry
 *     source 0f3c…                       of the world's text and its modules'
 *     seed 7
 *     as Ren
 *     chose board by Ren                 `chose`: the guest's; `did`: the others'; `tried`,
 * `waited`, `passed`, `handed to Mio` free Ren 2                         when somebody may move
 * again, by the clock of turns world 0                            the story's own; the numbers are
 * names, good in this file only is Ren.at ferry holds Ren 1                        the world Ren
 * takes to be the case world 1 like 0                     but for what follows end 9f… a sum over
 * all that stands above: what is cut short has none
 */
#include "playing.h"

#include <string.h>

/* FNV-1a, a byte at a time: the same on every machine. */
static uint64_t hash_on(uint64_t hash, const char *text, size_t length) {
    for (size_t i = 0; i < length; i++) hash = (hash ^ (unsigned char)text[i]) * 0x100000001b3u;
    return hash;
}

uint64_t kzi_save_checksum(const char *text, size_t length) {
    return kzi_hash_mix(hash_on(0xcbf29ce484222325u, text, length));
}

void kzi_save_hash(const reading *of, uint64_t hash[2]) {
    hash[0] = 0xcbf29ce484222325u;
    hash[1] = 0x6c62272e07bb0142u;
    const source *file = &of->all.list.items[0];
    for (int i = 0; i < 2; i++) hash[i] = hash_on(hash[i], file->text, file->length);
    for (uint32_t m = 0; m < of->modules.count; m++) {
        const module_text *module = &of->modules.items[m];
        for (int i = 0; i < 2; i++)
            hash[i] = hash_on(hash_on(hash[i], module->name, strlen(module->name) + 1),
                              module->text, module->length);
    }
}

/* ---- what happened ---- */
static void save_event(play *of, writer *to, const play_event *event) {
    switch (event->kind) {
    case EVENT_ACT: kzi_writef(to, "%s ", event->is_choice ? "chose" : "did"); break;
    case EVENT_TRIED: kzi_write(to, "tried "); break;
    case EVENT_WAITED: kzi_write(to, "waited"); break;
    case EVENT_PASSED: kzi_write(to, "passed"); break;
    case EVENT_HANDED:
        kzi_writef(to, "handed to %s",
                   event->played.n == NO_MIND.n ? "nobody"
                                                : kzi_words_mind(of->ground, event->played));
        break;
    }
    if (event->kind == EVENT_ACT || event->kind == EVENT_TRIED)
        kzi_words_act(to, of->ground, &of->ground->acts[event->act.n]);
    kzi_write_char(to, '\n');
}

/* ---- the world as named facts ---- */
static value saved_value(const play *of, state_id at, uint32_t fact) {
    return kzi_fact_get(of->ground, kzi_state_facts(&of->stories.minds.states, at),
                        (fact_id){fact});
}

static void save_world(play *of, writer *to, const state_id *worlds, uint32_t count,
                       uint32_t number) {
    const grounded *about = of->ground;
    kzi_writef(to, number ? "world %u like 0\n" : "world %u\n", number);
    for (uint32_t i = 0; i < about->fact_count; i++) {
        value is = saved_value(of, worlds[number], i);
        if (number && saved_value(of, worlds[0], i) == is) continue;
        kzi_writef(to, "is %s ", about->facts[i].name);
        kzi_words_value(to, about, (fact_id){i}, is);
        kzi_write_char(to, '\n');
    }
    for (uint32_t i = 0; i < about->mind_count; i++) {
        state_id held = kzi_state_mind(&of->stories.minds.states, worlds[number], (mind_id){i});
        uint32_t which = 0;
        while (which < count && worlds[which].n != held.n) which++;
        kzi_writef(to, "holds %s %u\n", kzi_words_mind(about, (mind_id){i}), which);
    }
}

/* A title may hold anything but a line's end. */
static void save_line(writer *to, const char *word, const char *text) {
    kzi_writef(to, "%s ", word);
    for (; text && *text; text++) kzi_write_char(to, *text == '\n' || *text == '\r' ? ' ' : *text);
    kzi_write_char(to, '\n');
}

void kzi_save_write(play *of, writer *to) {
    const grounded *about = of->ground;
    size_t first = to->length;
    kzi_write(to, "kizuna save 1\n");
    save_line(to, "story", about->front.title);
    kzi_writef(to, "source %016llx%016llx\n", (unsigned long long)of->source_hash[0],
               (unsigned long long)of->source_hash[1]);
    kzi_writef(to, "seed %llu\n", (unsigned long long)of->seed);
    save_line(to, "as",
              of->played_at_start.n == NO_MIND.n ? "nobody"
                                                 : kzi_words_mind(about, of->played_at_start));
    if (of->toward != NO_ENDING)
        save_line(to, "toward", kzi_symbol_text(about->names, about->endings[of->toward].name));
    for (uint32_t i = 0; i < of->without_count; i++) save_line(to, "without", of->without[i]);
    for (uint32_t i = 0; i < of->change_count; i++) save_line(to, "change", of->changes[i]);
    for (uint32_t i = of->loaded_events; i < of->events.count; i++)
        save_event(of, to, &of->events.items[i]);
    kzi_writef(to, "now %s\n",
               of->played.n == NO_MIND.n ? "nobody" : kzi_words_mind(about, of->played));
    for (uint32_t i = 0; i <= about->mind_count; i++) {
        if (of->ready[i])
            kzi_writef(to, "free %s %u\n",
                       i < about->mind_count ? kzi_words_mind(about, (mind_id){i}) : "fate",
                       of->ready[i]);
    }
    uint32_t count = 0;
    const state_id *worlds = kzi_restore_worlds(&of->stories.minds, of->now, &of->text, &count);
    for (uint32_t i = 0; worlds && i < count; i++) save_world(of, to, worlds, count, i);
    if (to->text)
        kzi_writef(to, "end %016llx\n",
                   (unsigned long long)kzi_save_checksum(to->text + first, to->length - first));
}
