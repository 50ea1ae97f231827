/* SPDX-License-Identifier: MIT
 *
 * tell_beats: a sheet for whoever writes the story by hand: scene by scene, beat by beat.
 *
 * In     a telling
 * Out    for each scene who is there, where, and through whose head; for each beat what happens,
 * what changes, what its actor is after and keeps back, what is said; and what the head does not
 * have, which must not be said
 *
 * Beats are numbered as the acts of the story, also those that this head has nothing of, so that
 * every head's sheet counts alike.
 */
#include "tell_work.h"

#include <string.h>

#define SHEET_WIDTH 90u

static const ground_act *act_of(const asking *of, const beat *b) {
    return kzi_viewpoint_event(&of->log, b->act, THE_ACT);
}

static const char *name_of_place(const asking *of, thing_id place) {
    return place.n == NO_THING.n ? NULL : kzi_tell_text(of, of->main.ground->things[place.n].shown);
}

/* ---- who is there ---- */
static bool is_there_at(const asking *of, const beat *b, uint32_t mind) {
    return kzi_viewpoint_of(kzi_outline_view(&of->telling->told.plan, (mind_id){mind}), b->act,
                            THE_ACT) != HAS_NOTHING;
}

static void list_people(asking *of, writer *to, const beat *b) {
    bool has_one = false;
    for (uint32_t i = 0; i < of->main.ground->mind_count; i++) {
        if (!is_there_at(of, b, i)) continue;
        kzi_writef(to, "%s%s", has_one ? ", " : "", kzi_words_mind(of->main.ground, (mind_id){i}));
        has_one = true;
    }
}

/* ---- facts ---- */
static bool was_changed(const asking *of, const beat *b, uint32_t fact) {
    const viewpoint *outside = kzi_outline_view(&of->telling->told.plan, NO_MIND);
    bool is_clock = of->main.ground->has_clock && fact == of->main.ground->clock.n;
    return !is_clock && kzi_viewpoint_held(outside, b->act, (fact_id){fact}) !=
                            kzi_viewpoint_held(outside, b->act + 1, (fact_id){fact});
}

static value held_after(const asking *of, const beat *b, mind_id head, uint32_t fact) {
    return kzi_viewpoint_held(kzi_outline_view(&of->telling->told.plan, head), b->act + 1,
                              (fact_id){fact});
}

/* What changed; of that, what the head has (`hidden` false) or has not. As a list; "" when there is
 * nothing. */
static const char *changes(asking *of, const beat *b, bool is_hidden) {
    writer to = kzi_writer(&of->text);
    for (uint32_t i = 0; i < of->main.ground->fact_count; i++) {
        if (!was_changed(of, b, i)) continue;
        value so = held_after(of, b, NO_MIND, i);
        if ((held_after(of, b, b->head, i) != so) != is_hidden) continue;
        kzi_write(&to, to.length ? ", " : "");
        kzi_words_claim(&to, of->main.ground, (fact_id){i}, so);
    }
    return kzi_written(&to);
}

/* ---- lines ---- */
static const char *words_of_kind(const asking *of, const beat *b, line_kind kind) {
    const telling *told = &of->telling->told;
    for (uint32_t i = 0; i < told->sentences.count; i++) {
        const told_sentence *s = &told->sentences.items[i];
        if (s->act == b->act && s->kind == kind && s->rule == THE_ACT && s->words) return s->words;
    }
    return NULL;
}

static const char *what_happens(asking *of, const beat *b) {
    const telling *told = &of->telling->told;
    writer to = kzi_writer(&of->text);
    for (uint32_t i = 0; i < told->sentences.count; i++) {
        const told_sentence *s = &told->sentences.items[i];
        if (s->act != b->act || s->kind == LINE_SAYS || s->kind == LINE_THINKS) continue;
        kzi_writef(&to, "%s%s", to.length ? " " : "", s->text);
    }
    return kzi_written(&to);
}

/* The plan of an actor whose head is open. */
static const char *what_is_wanted(asking *of, const beat *b) {
    const grounded *about = of->main.ground;
    const told_act *a = &of->log.acts[b->act];
    writer to = kzi_writer(&of->text);
    for (uint32_t i = 0; i < a->reason_count; i++) {
        const told_reason *r = &a->reasons[i];
        if (b->head.n != NO_MIND.n && r->actor.n != b->head.n) continue;
        kzi_writef(&to, "%s%s: ", to.length ? "; " : "", kzi_words_mind(about, r->actor));
        for (uint32_t j = 0; j < r->why.plan_length; j++) {
            kzi_write(&to, j ? ", then " : "");
            kzi_words_act(&to, about, &about->acts[r->why.plan[j].n]);
        }
    }
    return kzi_written(&to);
}

/* ---- why it is kept ---- */
static const char *why_key(asking *of, const beat *b) {
    const told_cause *c = &b->cause;
    writer to = kzi_writer(&of->text);
    if (!b->is_key) return NULL;
    if (c->act == THE_FRAME) return b->act ? "the last act" : "the first act";
    if (c->holder.n != NO_MIND.n)
        kzi_writef(&to, "%s takes it that ", kzi_words_mind(of->main.ground, c->holder));
    kzi_words_claim(&to, of->main.ground, c->fact,
                    kzi_viewpoint_held(kzi_outline_view(&of->telling->told.plan, c->holder),
                                       b->act + 1, c->fact));
    if (c->act == THE_ENDING) kzi_write(&to, ", for the ending");
    else kzi_writef(&to, ", for beat %u", c->act + 1);
    return kzi_written(&to);
}

/* ---- echoes ---- */
static bool is_mirrored(const asking *of, uint32_t one, uint32_t other) {
    const ground_act *a = kzi_viewpoint_event(&of->log, one, THE_ACT),
                     *b = kzi_viewpoint_event(&of->log, other, THE_ACT);
    const grounded *about = of->main.ground;
    if (a->effect_count == 0 || a->effect_count != b->effect_count || a->actor_count != 1 ||
        b->actor_count != 1)
        return false;
    if (about->actors[a->first_actor].n == about->actors[b->first_actor].n) return false;
    for (uint32_t i = 0; i < a->effect_count; i++) {
        const ground_fact *x = &about->facts[about->effects[a->first_effect + i].fact.n],
                          *y = &about->facts[about->effects[b->first_effect + i].fact.n];
        if (strcmp(x->bare_name, y->bare_name) != 0) return false;
    }
    return true;
}

/* The first earlier beat in which somebody else did the like; 0: none. */
static uint32_t echo_of(const asking *of, const beat *b) {
    for (uint32_t i = 0; i < b->act; i++) {
        if (is_mirrored(of, i, b->act)) return i + 1;
    }
    return 0;
}

/* ---- the sheet ---- */
static void write_sheet_entry(asking *of, writer *to, const char *what, const char *text) {
    if (!text || !*text) return;
    writer entry = kzi_writer(&of->text);
    kzi_writef(&entry, "%s: %s", what, text);
    kzi_telling_wrap(to, kzi_written(&entry), SHEET_WIDTH, "      ");
}

static void write_scene_head(asking *of, writer *to, const beat *b, uint32_t number) {
    const char *place = name_of_place(of, b->place);
    kzi_writef(to, "%sScene %u%s%s%s\n", number > 1 ? "\n" : "", number, place ? ", " : "",
               place ? place : "", b->is_back ? " (flashback)" : "");
    kzi_writef(to, "  head: %s\n",
               b->head.n == NO_MIND.n ? "all" : kzi_words_mind(of->main.ground, b->head));
}

static void write_beat(asking *of, writer *to, const beat *b) {
    writer people = kzi_writer(&of->text), head = kzi_writer(&of->text);
    kzi_words_act(&head, of->main.ground, act_of(of, b));
    kzi_writef(to, "\n  [%u] %s%s\n", b->act + 1, kzi_written(&head), b->is_key ? "  (key)" : "");
    uint32_t echo = echo_of(of, b);
    write_sheet_entry(of, to, "kept for", why_key(of, b));
    if (b->is_left_out) kzi_writef(to, "      told with beat %u\n", b->told_with + 1);
    write_sheet_entry(of, to, "tells", what_happens(of, b));
    list_people(of, &people, b);
    write_sheet_entry(of, to, "there", kzi_written(&people));
    write_sheet_entry(of, to, "changes", changes(of, b, false));
    write_sheet_entry(of, to, "after", what_is_wanted(of, b));
    write_sheet_entry(of, to, "says", words_of_kind(of, b, LINE_SAYS));
    write_sheet_entry(of, to, "keeps back", words_of_kind(of, b, LINE_THINKS));
    write_sheet_entry(of, to, "not to be said", changes(of, b, true));
    if (echo) kzi_writef(to, "      echo of: beat %u, the other way round\n", echo);
}

void kzi_tell_beats(asking *of, writer *to) {
    const outline *plan = &of->telling->told.plan;
    uint32_t scene = 0, ended = 0, count = of->telling->chapters.count;
    for (uint32_t i = 0; i < plan->beats.count; i++) {
        const beat *b = &plan->beats.items[i];
        if (b->is_left_out && !b->is_covered) continue;
        if (b->opens_chapter && scene) kzi_tell_chapter_end(of, to, ended++);
        if (b->opens_scene) write_scene_head(of, to, b, ++scene);
        write_beat(of, to, b);
    }
    if (ended < count) kzi_tell_chapter_end(of, to, ended);
}

static void write_beat_json(asking *of, json *to, const beat *b, uint32_t scene) {
    writer name = kzi_writer(&of->text);
    kzi_words_act(&name, of->main.ground, act_of(of, b));
    kzi_json_open(to, '{');
    kzi_json_key_number(to, "beat", b->act + 1);
    kzi_json_key_text(to, "act", kzi_written(&name));
    kzi_json_key_number(to, "scene", scene);
    kzi_json_key_text(to, "place",
                      b->place.n == NO_THING.n ? NULL : kzi_words_thing(of->main.ground, b->place));
    kzi_json_key_text(to, "head",
                      b->head.n == NO_MIND.n ? NULL : kzi_words_mind(of->main.ground, b->head));
    kzi_json_key_bool(to, "key", b->is_key);
    kzi_json_key_text(to, "kept_for", why_key(of, b));
    kzi_json_key_bool(to, "flashback", b->is_back);
    kzi_json_key_bool(to, "fragment", b->is_fragment);
    kzi_json_key_bool(to, "opens_chapter", b->opens_chapter);
    kzi_json_key_number(to, "lapse", b->lapse);
    kzi_json_key_text(to, "changes", changes(of, b, false));
    kzi_json_key_text(to, "not_to_be_said", changes(of, b, true));
    if (b->is_left_out) kzi_json_key_number(to, "told_with", b->told_with + 1);
    if (echo_of(of, b)) kzi_json_key_number(to, "echo_of", echo_of(of, b));
    kzi_json_close(to, '}');
}

void kzi_tell_beats_json(asking *of, json *to) {
    const outline *plan = &of->telling->told.plan;
    uint32_t scene = 0;
    kzi_json_key(to, "beats");
    kzi_json_open(to, '[');
    for (uint32_t i = 0; i < plan->beats.count; i++) {
        const beat *b = &plan->beats.items[i];
        if (b->is_left_out && !b->is_covered) continue;
        scene += b->opens_scene;
        write_beat_json(of, to, b, scene);
    }
    kzi_json_close(to, ']');
}
