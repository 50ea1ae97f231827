/* SPDX-License-Identifier: MIT
 *
 * page: the story under way in words, as the played person sees it.
 *
 * In     a play, which page is wanted
 * Out    its text, or a JSON document with the same and the moves
 */
#include "playing.h"

#include "../base/json.h"

#include <string.h>

#define PAGE_WIDTH 78u

const char *kzi_page_act(play *of, act_id act) {
    writer to = kzi_writer(&of->text);
    kzi_words_act(&to, of->ground, &of->ground->acts[act.n]);
    return kzi_written(&to);
}

static const char *played_name(const play *of) {
    return of->played.n == NO_MIND.n ? NULL : kzi_words_mind(of->ground, of->played);
}

/* ---- what was seen ---- */
static bool told_act_for(play *of, told_act *made, const play_event *event, mind_id eyes) {
    const uint32_t *fired = NULL;
    *made = (told_act){.act = event->act,
                       .before = event->before,
                       .after = event->after,
                       .fails = kzi_minds_fails(&of->stories.minds, event->before, event->act)};
    uint32_t count = kzi_minds_fired(&of->stories.minds, kzi_play_view(of, event->before),
                                     event->act, &of->text, &fired);
    uint32_t *seen = count == UINT32_MAX ? NULL : KZI_TAKE_MANY(&of->text, uint32_t, count);
    if (!seen) return false;
    for (uint32_t i = 0; i < count; i++) {
        const ground_act *rule = &of->ground->rules[fired[i]];
        bool is_seen =
            eyes.n == NO_MIND.n || kzi_minds_hold(&of->stories.minds, event->after,
                                                  of->ground->seen[rule->first_seen + eyes.n]);
        if (is_seen) seen[made->rule_count++] = fired[i];
    }
    made->rules = seen;
    return true;
}

/* What somebody holds now and did not before. */
static void write_learned(play *of, writer *to, const play_event *event, mind_id eyes) {
    if (eyes.n == NO_MIND.n) return;
    const states *all = &of->stories.minds.states;
    const uint64_t *before = kzi_state_facts(all, kzi_state_mind(all, event->before, eyes)),
                   *after = kzi_state_facts(all, kzi_state_mind(all, event->after, eyes));
    writer list = kzi_writer(&of->text);
    for (uint32_t i = 0; i < of->ground->fact_count; i++) {
        value was = kzi_fact_get(of->ground, before, (fact_id){i}),
              is = kzi_fact_get(of->ground, after, (fact_id){i});
        bool is_clock = of->ground->has_clock && of->ground->clock.n == i;
        if (was == is || is_clock) continue;
        if (list.length) kzi_write(&list, ", ");
        kzi_words_claim(&list, of->ground, (fact_id){i}, is);
    }
    if (!list.length) return;
    writer whole = kzi_writer(&of->text);
    kzi_writef(&whole, "(%s now believes: %s.)", kzi_words_mind(of->ground, eyes),
               kzi_written(&list));
    kzi_telling_wrap(to, kzi_written(&whole), PAGE_WIDTH, "");
}

static void write_tried(play *of, writer *to, const play_event *event) {
    writer whole = kzi_writer(&of->text), name = kzi_writer(&of->text);
    kzi_moves_words(&name, of->ground, &of->ground->acts[event->act.n]);
    kzi_writef(&whole, "%s tried it (%s), and it could not be done.",
               of->ground->things[of->ground->minds[event->played.n].person.n].shown,
               kzi_written(&name));
    kzi_telling_wrap(to, kzi_written(&whole), PAGE_WIDTH, "");
}

static void write_act_event(play *of, writer *to, const play_event *event, mind_id eyes) {
    const ground_act *act = &of->ground->acts[event->act.n];
    if (!kzi_play_sees(of, act, event->before, eyes)) {
        write_learned(of, to, event, eyes);
        return;
    }
    told_act told;
    if (!told_act_for(of, &told, event, eyes)) return;
    writer sentence = kzi_writer(&of->text);
    kzi_telling_seen(&sentence, of->ground, &told, eyes);
    kzi_telling_wrap(to, kzi_written(&sentence), PAGE_WIDTH, "");
}

void kzi_page_event(play *of, writer *to, const play_event *event, mind_id eyes) {
    size_t first = to->length;
    switch (event->kind) {
    case EVENT_ACT: write_act_event(of, to, event, eyes); break;
    case EVENT_TRIED:
        write_tried(of, to, event);
        write_learned(of, to, event, eyes);
        break;
    case EVENT_WAITED:
        if (event == of->events.items || event[-1].kind != EVENT_WAITED)
            kzi_write(to, "Time passed.\n");
        write_learned(of, to, event, eyes);
        break;
    case EVENT_HANDED:
        if (event->played.n == NO_MIND.n) kzi_write(to, "From here on nobody is played.\n");
        else
            kzi_writef(to, "From here on you are %s.\n", kzi_words_mind(of->ground, event->played));
        break;
    case EVENT_PASSED: break;
    }
    if (to->length > first) kzi_write(to, "\n");
}

static void write_events(play *of, writer *to, uint32_t first) {
    for (uint32_t i = first; i < of->events.count; i++)
        kzi_page_event(of, to, &of->events.items[i], of->events.items[i].played);
}

/* ---- another way, where a move was left out for care ---- */
static bool leads_elsewhere(play *of, act_id act) {
    if (!kzi_minds_possible(&of->stories.minds, of->now, act)) return false;
    state_id after = kzi_play_after(of, of->now, act);
    return after.n != NO_STATE.n && kzi_explore_ending_of(&of->stories, after) != NO_ENDING &&
           kzi_care_allows(of, after);
}

void kzi_page_ways(play *of, writer *to) {
    writer ways = kzi_writer(&of->text);
    for (uint32_t i = 0; i < of->ground->act_count; i++) {
        if (!leads_elsewhere(of, (act_id){i})) continue;
        if (ways.length) kzi_write(&ways, ", or ");
        kzi_moves_deed(&ways, of->ground, (act_id){i}, NO_MIND);
    }
    kzi_write(to, "What would come next is left out of this play.");
    if (ways.length) kzi_writef(to, " Another way was open: %s.", kzi_written(&ways));
    kzi_write(to, "\n");
}

static void write_another_way(play *of, writer *to) {
    if (!of->has_withheld) return;
    writer ways = kzi_writer(&of->text);
    for (uint32_t i = 0; i < of->moves.count; i++) {
        if (!leads_elsewhere(of, of->moves.items[i])) continue;
        if (ways.length) kzi_write(&ways, ", or ");
        kzi_moves_words(&ways, of->ground, &of->ground->acts[of->moves.items[i].n]);
    }
    if (ways.length) kzi_writef(to, "There is another way from here: %s.\n\n", kzi_written(&ways));
    else kzi_write(to, "It does not have to end the way it looks from here.\n\n");
}

static void write_news(play *of, writer *to) {
    write_events(of, to, of->first_new);
    if (of->is_still)
        kzi_write(
            to, "Nobody else has a reason to do anything now, and time alone brings nothing.\n\n");
    if (of->turn_is == KZ_TURN_YOURS) write_another_way(of, to);
}

/* ---- before it begins ---- */
static void write_front_page(play *of, writer *to) {
    const front_matter *front = &of->ground->front;
    if (front->title) kzi_writef(to, "%s\n\n", front->title);
    if (front->premise) {
        kzi_telling_wrap(to, front->premise, PAGE_WIDTH, "");
        kzi_write(to, "\n");
    }
    if (front->content_count) {
        writer list = kzi_writer(&of->text);
        kzi_write(&list, "(Content: ");
        for (uint32_t i = 0; i < front->content_count; i++)
            kzi_writef(&list, "%s%s", i ? ", " : "", front->content[i]);
        kzi_write(&list, ")");
        kzi_telling_wrap(to, kzi_written(&list), PAGE_WIDTH, "");
        kzi_write(to, "\n");
    }
    for (uint32_t i = 0; i < of->without_count; i++)
        kzi_writef(to, "%sWithout: %s.\n", i ? "" : "", of->without[i]);
    if (of->without_count) kzi_write(to, "\n");
    if (played_name(of)) kzi_writef(to, "You are %s.\n", played_name(of));
    else kzi_write(to, "Nobody is played: all act for their own reasons.\n");
}

static void write_people(play *of, writer *to) {
    for (uint32_t i = 0; i < of->ground->mind_count; i++) {
        if (of->first_act_by[i] == of->first_act_by[i + 1])
            continue; /* who can do nothing cannot be played */
        const ground_thing *person = &of->ground->things[of->ground->minds[i].person.n];
        const char *name = kzi_words_mind(of->ground, (mind_id){i});
        kzi_writef(to, strcmp(person->shown, name) ? "%s, %s\n" : "%s\n", name, person->shown);
    }
}

/* ---- what can be done ---- */
static void write_moves(play *of, writer *to) {
    for (uint32_t i = 0; i < of->moves.count; i++) {
        const ground_act *act = &of->ground->acts[of->moves.items[i].n];
        writer one = kzi_writer(&of->text);
        kzi_writef(&one, "%u. ", i + 1);
        kzi_moves_words(&one, of->ground, act);
        if (act->gloss) kzi_writef(&one, ": %s", act->gloss);
        kzi_telling_wrap(to, kzi_written(&one), PAGE_WIDTH, "");
    }
    if (of->moves.count == 0) kzi_write(to, "Nothing can be done just now but wait.\n");
}

/* The move the played person's own wants speak for. */
static void write_hint(play *of, writer *to) {
    play_option best = {0};
    bool has_any = false;
    for (uint32_t i = 0; i < of->moves.count; i++) {
        view held = kzi_play_held(of, of->now);
        play_option option = {.act = of->moves.items[i]};
        reason why = kzi_others_reason(of, held, option.act);
        if (why.answer != REASON_YES) continue;
        option.plan = why.plan;
        option.plan_length = why.plan_length;
        view at = held;
        for (uint32_t j = 0; j < why.plan_length && at.state.n != NO_STATE.n; j++)
            at.state = kzi_minds_step(&of->stories.minds, at, why.plan[j]);
        if (at.state.n == NO_STATE.n) continue;
        option.gain = (int64_t)kzi_minds_worth(&of->stories.minds, at.state, of->played) -
                      kzi_minds_worth(&of->stories.minds, held.state, of->played);
        if (!has_any || kzi_others_is_better(&option, &best)) best = option;
        has_any = true;
    }
    if (!has_any)
        kzi_write(
            to,
            "No move here brings what the played person wants, as far as they see. Waiting may.\n");
    if (!has_any) write_another_way(of, to);
    if (has_any)
        kzi_page_reason(of, to, of->played, kzi_play_held(of, of->now), best.plan, best.plan_length,
                        "");
}

/* ---- what the played person believes ---- */
static void write_belief_list(play *of, writer *to, state_id held, const uint64_t *but) {
    writer list = kzi_writer(&of->text);
    const uint64_t *facts = kzi_state_facts(&of->stories.minds.states, held);
    for (uint32_t i = 0; i < of->ground->fact_count; i++) {
        value is = kzi_fact_get(of->ground, facts, (fact_id){i});
        if (but && kzi_fact_get(of->ground, but, (fact_id){i}) == is) continue;
        if (list.length) kzi_write(&list, ", ");
        kzi_words_claim(&list, of->ground, (fact_id){i}, is);
    }
    kzi_telling_wrap(to, list.length ? kzi_written(&list) : "nothing", PAGE_WIDTH, "  ");
}

static void write_minds_page(play *of, writer *to) {
    view held = kzi_play_held(of, of->now);
    const states *all = &of->stories.minds.states;
    kzi_writef(to, "%s:\n", played_name(of) ? "What you believe" : "So it is");
    write_belief_list(of, to, held.state, NULL);
    for (uint32_t i = 0; i < of->ground->mind_count; i++) {
        if (i == of->played.n) continue;
        state_id theirs = kzi_state_mind(all, held.state, (mind_id){i});
        const uint64_t *mine = kzi_state_facts(all, held.state),
                       *other = kzi_state_facts(all, theirs);
        if (memcmp(mine, other, sizeof *mine * of->ground->packed_words) == 0) {
            kzi_writef(to, "%s, %s, sees all that the same way.\n",
                       kzi_words_mind(of->ground, (mind_id){i}),
                       played_name(of) ? "as far as you can tell" : "who is right");
            continue;
        }
        kzi_writef(to, "%s believes otherwise%s:\n", kzi_words_mind(of->ground, (mind_id){i}),
                   played_name(of) ? ", you think" : "");
        write_belief_list(of, to, theirs, mine);
    }
}

static void write_would(play *of, writer *to) {
    if (!of->has_would || of->is_wondering) {
        if (of->wondered.n != NO_MIND.n && !of->is_wondering)
            kzi_writef(to, "%s has no reason to do anything now.\n",
                       kzi_words_mind(of->ground, of->wondered));
        return;
    }
    view held = kzi_minds_view(&of->stories.minds, kzi_play_view(of, of->now), of->wondered);
    kzi_page_reason(of, to, of->wondered, held, of->would.plan, of->would.plan_length, "");
}

/* ---- which page ---- */
static void write_play_page(play *of, writer *to, kz_page page) {
    switch (page) {
    case KZ_PAGE_FRONT: write_front_page(of, to); break;
    case KZ_PAGE_PEOPLE: write_people(of, to); break;
    case KZ_PAGE_NEWS: write_news(of, to); break;
    case KZ_PAGE_MOVES: write_moves(of, to); break;
    case KZ_PAGE_MINDS: write_minds_page(of, to); break;
    case KZ_PAGE_LOG: write_events(of, to, 0); break;
    case KZ_PAGE_HINT: write_hint(of, to); break;
    case KZ_PAGE_WOULD: write_would(of, to); break;
    case KZ_PAGE_END: kzi_page_end(of, to); break;
    case KZ_PAGE_SAVE: kzi_save_write(of, to); break;
    }
}

static const char *turn_word(kz_turn turn) {
    switch (turn) {
    case KZ_TURN_WORKING: return "working";
    case KZ_TURN_YOURS: return "yours";
    case KZ_TURN_OVER: return "over";
    case KZ_TURN_MISTAKEN: return "mistaken";
    default: return "failed";
    }
}

static void write_moves_json(play *of, json *to) {
    kzi_json_key(to, "moves");
    kzi_json_open(to, '[');
    for (uint32_t i = 0; of->turn_is == KZ_TURN_YOURS && i < of->moves.count; i++) {
        const ground_act *act = &of->ground->acts[of->moves.items[i].n];
        writer words = kzi_writer(&of->text);
        kzi_moves_words(&words, of->ground, act);
        kzi_words_act_json(to, of->ground, act, true);
        kzi_json_key_text(to, "words", kzi_written(&words));
        kzi_json_key_text(to, "gloss", act->gloss);
        kzi_json_close(to, '}');
    }
    kzi_json_close(to, ']');
}

static void write_page_json(play *of, json *to, const char *text) {
    kzi_json_open(to, '{');
    kzi_json_key_text(to, "format", "kizuna-play");
    kzi_json_key_number(to, "version", 1);
    kzi_json_key_text(to, "story", of->ground ? of->ground->front.title : NULL);
    kzi_json_key_text(to, "turn", turn_word(of->turn_is));
    kzi_json_key(to, "diagnostics");
    kzi_json_open(to, '[');
    kzi_notes_write_json(to, &of->said);
    kzi_json_close(to, ']');
    if (of->is_begun && of->turn_is != KZ_TURN_MISTAKEN) {
        kzi_json_key_text(to, "as", played_name(of));
        kzi_json_key_number(to, "event_count", of->events.count);
        kzi_json_key_text(
            to, "ending",
            of->ending == NO_ENDING
                ? NULL
                : kzi_symbol_text(of->ground->names, of->ground->endings[of->ending].name));
        write_moves_json(of, to);
    }
    kzi_json_key_text(to, "text", text);
    kzi_json_close(to, '}');
}

const char *kz_play_text(kz_play *of, kz_page page, kz_form form) {
    kzi_arena_reset(&of->text);
    writer plain = kzi_writer(&of->text), whole = kzi_writer(&of->text);
    if (of->is_begun && of->turn_is != KZ_TURN_MISTAKEN && of->turn_is != KZ_TURN_FAILED)
        write_play_page(of, &plain, page);
    if (form == KZ_JSON) {
        json document = kzi_json(&whole);
        write_page_json(of, &document, kzi_written(&plain));
        return of->text.has_failed ? NULL : kzi_written(&whole);
    }
    return of->text.has_failed ? NULL : kzi_written(&plain);
}

const char *kz_play_notes(kz_play *of, kz_form form) {
    kzi_arena_reset(&of->text);
    return kzi_notes_text(&of->said, &of->text, form == KZ_JSON);
}

const char *kz_play_move(kz_play *of, uint32_t number, const char **words) {
    if (number >= kz_play_move_count(of)) return NULL;
    const ground_act *act = &of->ground->acts[of->moves.items[number].n];
    kzi_arena_reset(&of->text);
    writer shown = kzi_writer(&of->text), whole = kzi_writer(&of->text);
    kzi_moves_words(&shown, of->ground, act);
    kzi_words_act(&whole, of->ground, act);
    if (words) *words = kzi_written(&shown);
    return of->text.has_failed ? NULL : kzi_written(&whole);
}

const char *kz_play_person(const kz_play *of, uint32_t number) {
    if (!of->is_begun || of->turn_is == KZ_TURN_MISTAKEN) return NULL;
    for (uint32_t i = 0; i < of->ground->mind_count; i++) {
        if (of->first_act_by[i] != of->first_act_by[i + 1] && number-- == 0)
            return kzi_words_mind(of->ground, (mind_id){i});
    }
    return NULL;
}

const char *kz_play_as(const kz_play *of) {
    return of->is_begun ? played_name(of) : NULL;
}

const char *kz_play_ending(const kz_play *of) {
    return of->is_begun && of->ending != NO_ENDING
               ? kzi_symbol_text(of->ground->names, of->ground->endings[of->ending].name)
               : NULL;
}
