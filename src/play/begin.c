/* SPDX-License-Identifier: MIT
 *
 * begin: a play before its first turn, and its end.
 *
 * In     a read world, who is played, changes and limits
 * Out    a play at its start, or notes about what was asked for
 * Owns   the play, until kz_play_free
 */
#include "playing.h"

#include <string.h>

static bool read_play_changes(play *of, const node **changes) {
    for (uint32_t i = 0; i < of->change_count; i++) {
        changes[i] = kzi_reading_change(&of->own, of->changes[i], &of->said);
        if (!changes[i] && of->said.error_count == 0) return false;
    }
    return of->said.error_count == 0;
}

static bool list_acts_by(play *of) {
    const grounded *about = of->ground;
    uint32_t count = 0, fate = about->mind_count;
    for (uint32_t i = 0; i < about->act_count; i++)
        count += about->acts[i].actor_count ? about->acts[i].actor_count : 1;
    of->acts_by = KZI_TAKE_MANY(&of->in, uint32_t, count);
    of->first_act_by = KZI_TAKE_MANY(&of->in, uint32_t, fate + 2);
    uint32_t *next = KZI_TAKE_MANY(&of->in, uint32_t, fate + 1);
    if (!of->acts_by || !of->first_act_by || !next) return false;
    for (uint32_t i = 0; i < about->act_count; i++) {
        const ground_act *act = &about->acts[i];
        for (uint32_t j = 0; j < act->actor_count; j++)
            of->first_act_by[about->actors[act->first_actor + j].n + 1]++;
        if (!act->actor_count) of->first_act_by[fate + 1]++;
    }
    for (uint32_t i = 0; i <= fate; i++) {
        of->first_act_by[i + 1] += of->first_act_by[i];
        next[i] = of->first_act_by[i];
    }
    for (uint32_t i = 0; i < about->act_count; i++) {
        const ground_act *act = &about->acts[i];
        for (uint32_t j = 0; j < act->actor_count; j++)
            of->acts_by[next[about->actors[act->first_actor + j].n]++] = i;
        if (!act->actor_count) of->acts_by[next[fate]++] = i;
    }
    return true;
}

static uint32_t play_limit(uint32_t asked, uint32_t otherwise) {
    return asked == KZ_AS_THE_WORLD_SAYS ? otherwise : asked == KZ_NO_LIMIT ? NO_LIMIT : asked - 1;
}

static bool play_mistaken(play *of, const char *what, const char *name, const char *const *known,
                          uint32_t count) {
    static const span in_no_file = {UINT32_MAX, 0, 0};
    note *said = kzi_note(&of->said, K_NO_SUCH_STORY, in_no_file, what, name);
    const char *meant = known ? kzi_did_you_mean(name, known, count) : NULL;
    if (meant) kzi_note_try(&of->said, said, "%s", meant);
    of->turn_is = KZ_TURN_MISTAKEN;
    return true;
}

static bool find_played(play *of, const char *name) {
    of->played = kzi_play_mind_named(of, name);
    if (!name || of->played.n != NO_MIND.n) return true;
    const char **known = KZI_TAKE_MANY(&of->in, const char *, of->ground->mind_count);
    for (uint32_t i = 0; known && i < of->ground->mind_count; i++)
        known[i] = kzi_words_mind(of->ground, (mind_id){i});
    return known ? play_mistaken(of, "person", name, known, of->ground->mind_count) : false;
}

static bool find_toward(play *of, const char *name) {
    const grounded *about = of->ground;
    of->toward = NO_ENDING;
    for (uint32_t i = 0; name && i < about->ending_count; i++) {
        if (strcmp(kzi_symbol_text(about->names, about->endings[i].name), name) == 0)
            of->toward = i;
    }
    if (!name || of->toward != NO_ENDING) return true;
    const char **known = KZI_TAKE_MANY(&of->in, const char *, about->ending_count);
    for (uint32_t i = 0; known && i < about->ending_count; i++)
        known[i] = kzi_symbol_text(about->names, about->endings[i].name);
    return known ? play_mistaken(of, "ending", name, known, about->ending_count) : false;
}

static bool ground_play(play *of, const kz_play_settings *s) {
    const node **changes = KZI_TAKE_MANY(&of->in, const node *, of->change_count);
    if (!changes) return false;
    if (of->change_count && !read_play_changes(of, changes)) return false;
    ground_request request = {
        .what_if = NO_WHAT_IF, .changes = changes, .change_count = of->change_count};
    of->ground = kzi_ground_build(&of->in, of->world->world, &request, &of->said);
    if (!of->ground) return false;
    limits within = of->ground->limits;
    within.plan = play_limit(s->limit_plan, within.plan);
    within.mind = play_limit(s->limit_mind, within.mind);
    within.beliefs = play_limit(s->limit_beliefs, within.beliefs);
    of->is_begun = kzi_explore_begin(&of->stories, of->ground, &within, &of->in);
    of->stories.reasons.passes_over_loops =
        true; /* what makes rules go round is taken to be impossible: a play goes on */
    return of->is_begun;
}

bool kzi_play_start(play *of) {
    uint32_t minds_and_fate = of->ground->mind_count + 1;
    of->ready = KZI_TAKE_MANY(&of->in, uint32_t, minds_and_fate);
    of->ready_at_start = KZI_TAKE_MANY(&of->in, uint32_t, minds_and_fate);
    of->possible = KZI_TAKE_MANY(&of->in, act_id, of->ground->act_count);
    of->may_be = KZI_TAKE_MANY(&of->in, uint64_t, of->stories.minds.acts.word_count);
    if (!of->ready || !of->ready_at_start || !of->possible || !of->may_be || !list_acts_by(of) ||
        !kzi_care_begin(of))
        return false;
    of->now = kzi_explore_start(&of->stories);
    if (of->now.n == NO_STATE.n) {
        if (!of->stories.minds.rules.loop.was_found) return false;
        of->turn_is = KZ_TURN_MISTAKEN;
        return true;
    }
    kzi_play_begin_turn(of);
    if (of->turn_is == KZ_TURN_OVER && !kzi_care_allows(of, of->now)) of->is_cut = true;
    return true;
}

static bool begin_play(play *of, const kz_play_settings *s, const reading *shared) {
    of->world = shared;
    of->said = kzi_notes(&of->in, &shared->all);
    kzi_save_hash(shared, of->source_hash);
    of->without = kzi_arena_copies(&of->in, s->without_content, s->without_content_count);
    of->without_count = (uint32_t)s->without_content_count;
    of->changes = kzi_arena_copies(&of->in, s->changes, s->change_count);
    of->change_count = (uint32_t)s->change_count;
    if (!of->without || !of->changes) return false;
    if (!shared->world) {
        of->turn_is = KZ_TURN_MISTAKEN;
        return true;
    }
    if (of->change_count) {
        of->has_own = true;
        if (!kzi_reading_again(&of->own, &of->from, shared)) return false;
        of->world = &of->own;
        of->said = kzi_notes(&of->in, &of->own.all);
    }
    if (!ground_play(of, s)) {
        if (of->said.error_count == 0) return false;
        of->turn_is = KZ_TURN_MISTAKEN;
        return true;
    }
    if (!find_played(of, s->as) || !find_toward(of, s->toward)) return false;
    of->played_at_start = of->played;
    return of->turn_is == KZ_TURN_MISTAKEN || kzi_play_start(of);
}

kz_play *kzi_play_new(const memory *like, const reading *shared, const kz_play_settings *settings) {
    kz_play_settings s = {0};
    if (settings) memcpy(&s, settings, settings->size < sizeof s ? settings->size : sizeof s);
    memory guest = *like;
    guest.used = guest.peak = 0;
    play *of = kzi_memory_resize(&guest, NULL, 0, sizeof *of);
    if (!of) return NULL;
    memset(of, 0, sizeof *of);
    of->guest = guest;
    kzi_pool_begin(&of->pool, &of->guest, s.reserve);
    of->from = kzi_pool_memory(&of->pool);
    of->in = kzi_arena(&of->from);
    of->text = kzi_arena(&of->from);
    of->turn = kzi_arena(&of->from);
    of->seed = s.seed;
    of->played = of->wondered = NO_MIND;
    of->ending = NO_ENDING;
    of->wondered_at = NO_STATE;
    if (!begin_play(of, &s, shared) || of->in.has_failed) of->turn_is = KZ_TURN_FAILED;
    return of;
}

void kz_play_free(kz_play *of) {
    if (!of) return;
    if (of->is_begun) kzi_explore_end(&of->stories);
    if (of->has_own) kzi_reading_end(&of->own);
    kzi_arena_free(&of->turn);
    kzi_arena_free(&of->text);
    kzi_arena_free(&of->in);
    kzi_pool_end(&of->pool);
    memory guest = of->guest;
    kzi_memory_resize(&guest, of, sizeof *of, 0);
}

size_t kz_play_memory(const kz_play *of) {
    return of->guest.used;
}
