/* SPDX-License-Identifier: MIT
 *
 * page_end: when a play is over: how it ended, which endings were near, where the points of no
 * return lay, what the others thought all along.
 *
 * In     all events
 * Out    text; what was hidden while the story ran is told here
 */
#include "playing.h"

#define END_WIDTH 78u

static void write_how_it_ended(play *of, writer *to) {
    const grounded *about = of->ground;
    if (of->is_cut)
        kzi_write(to, "-- Here the story is cut: what would follow is outside the limit of content "
                      "this play was given.\n");
    else if (of->ending != NO_ENDING && about->endings[of->ending].title)
        kzi_writef(to, "-- %s\n", about->endings[of->ending].title);
    else if (of->ending != NO_ENDING)
        kzi_writef(to, "-- %s\n", kzi_symbol_text(about->names, about->endings[of->ending].name));
    else if (of->turn_is == KZ_TURN_OVER)
        kzi_write(to, "-- (and so it stands: nobody has a reason to move)\n");
    else kzi_write(to, "-- (the story was left here)\n");
    if (of->ending == NO_ENDING && of->turn_is == KZ_TURN_OVER &&
        (of->has_left_out || of->has_withheld))
        kzi_page_ways(of, to);
}

/* ---- which endings were near ---- */

typedef struct {
    const uint32_t *nodes; /* of the outlook: the start, then after each event */
    uint32_t count;
    bool is_whole;
} way_taken;

static bool find_way(play *of, way_taken *way) {
    uint32_t *nodes = KZI_TAKE_MANY(&of->turn, uint32_t, of->events.count + 1);
    if (!nodes) return false;
    *way = (way_taken){.nodes = nodes, .is_whole = true};
    for (uint32_t i = 0; i <= of->events.count; i++) {
        state_id at = i                  ? of->events.items[i - 1].after
                      : of->events.count ? of->events.items[0].before
                                         : of->now;
        bool is_whole;
        uint32_t place = kzi_outlook_node(of, at);
        if (place == NEVER_SEEN || !kzi_outlook_grow(of, place, OUTLOOK_MOST, &is_whole))
            return false;
        way->is_whole &= is_whole;
        nodes[way->count++] = place;
    }
    return true;
}

static void write_event_name(play *of, writer *to, uint32_t event) {
    const play_event *e = &of->events.items[event];
    if (e->kind != EVENT_ACT && e->kind != EVENT_TRIED) {
        kzi_write(to, "waiting");
        return;
    }
    kzi_write_char(to, '`');
    kzi_moves_deed(to, of->ground, e->act, NO_MIND);
    kzi_write_char(to, '`');
}

static void write_ending_near(play *of, writer *to, const way_taken *way, uint32_t ending,
                              const uint32_t *away_from) {
    const ground_ending *e = &of->ground->endings[ending];
    uint32_t nearest = NEVER_SEEN, when = 0, last = NEVER_SEEN;
    for (uint32_t i = 0; i < way->count; i++) {
        uint32_t away = away_from[way->nodes[i]];
        if (away == NEVER_SEEN) continue;
        if (away < nearest) nearest = away, when = i;
        last = i;
    }
    writer one = kzi_writer(&of->text);
    kzi_writef(&one, "%s: ", e->title ? e->title : kzi_symbol_text(of->ground->names, e->name));
    if (nearest == NEVER_SEEN) {
        kzi_write(&one, way->is_whole ? "never in reach, as these people are."
                                      : "not in sight, as far as was looked.");
    } else {
        kzi_writef(&one, "at its nearest %u act%s away, ", nearest, nearest == 1 ? "" : "s");
        if (when) {
            kzi_write(&one, "after ");
            write_event_name(of, &one, when - 1);
        } else {
            kzi_write(&one, "at the start");
        }
        if (last + 1 < way->count) {
            kzi_write(&one, "; no way back to it after ");
            write_event_name(of, &one, last);
        }
        kzi_write(&one, ".");
    }
    kzi_telling_wrap(to, kzi_written(&one), END_WIDTH, "  ");
}

/* An ending that is never a choice is not held out as one that was missed. */
static bool is_spoken_of(const play *of, uint32_t ending) {
    const ground_ending *e = &of->ground->endings[ending];
    return ending != of->ending && !kzi_care_is_harm(e->content, e->content_count);
}

static bool write_near(play *of, writer *to) {
    way_taken way;
    kzi_arena_reset(&of->turn);
    of->is_turn_begun = false;
    if (!find_way(of, &way)) return false;
    kzi_write(to, "\nHow it might have ended, had everybody gone on for their own reasons:\n");
    for (uint32_t i = 0; i < of->ground->ending_count; i++) {
        if (!is_spoken_of(of, i)) continue;
        const uint32_t *away_from = kzi_outlook_distances(of, i);
        if (!away_from) return false;
        write_ending_near(of, to, &way, i, away_from);
    }
    return true;
}

/* ---- what the others thought ---- */
static void write_rests(play *of, writer *to, const play_event *event, mind_id actor, view held) {
    told_act act = {.act = event->act, .before = event->before, .after = event->after};
    told_reason why = {
        .actor = actor,
        .held = held,
        .why = {.answer = REASON_YES, .plan = event->plan, .plan_length = event->plan_length}};
    wrong_beliefs resting = {0};
    if (!kzi_rests_find(&of->stories, &act, &why, &resting, &of->text)) return;
    for (uint32_t i = 0; i < resting.list.count; i++) {
        const wrong_belief *wrong = &resting.list.items[i];
        writer one = kzi_writer(&of->text);
        kzi_writef(&one, "It rested on what was not so: %s believed ",
                   kzi_words_mind(of->ground, actor));
        if (wrong->about.n != NO_MIND.n)
            kzi_writef(&one, "that %s believed ", kzi_words_mind(of->ground, wrong->about));
        kzi_words_claim(&one, of->ground, wrong->fact, wrong->held);
        kzi_write(&one, ".");
        kzi_telling_wrap(to, kzi_written(&one), END_WIDTH, "    ");
    }
}

static void write_thoughts(play *of, writer *to, const play_event *event) {
    const ground_act *act = &of->ground->acts[event->act.n];
    writer one = kzi_writer(&of->text);
    told_act told = {.act = event->act,
                     .before = event->before,
                     .after = event->after,
                     .fails = kzi_minds_fails(&of->stories.minds, event->before, event->act)};
    kzi_telling_seen(&one, of->ground, &told, NO_MIND);
    kzi_telling_wrap(to, kzi_written(&one), END_WIDTH, "  ");
    if (!act->actor_count) {
        kzi_write(to, "    Nobody's doing: fate.\n");
        return;
    }
    mind_id actor = of->ground->actors[act->first_actor];
    view held = kzi_minds_view(&of->stories.minds, kzi_play_view(of, event->before), actor);
    kzi_page_reason(of, to, actor, held, event->plan, event->plan_length, "    ");
    write_rests(of, to, event, actor, held);
}

static void write_all_along(play *of, writer *to) {
    bool has_any = false;
    for (uint32_t i = 0; i < of->events.count; i++) {
        const play_event *event = &of->events.items[i];
        if (event->kind != EVENT_ACT || event->is_choice) continue;
        if (!has_any) kzi_write(to, "\nWhat the others did, and thought, all along:\n");
        has_any = true;
        write_thoughts(of, to, event);
    }
}

void kzi_page_end(play *of, writer *to) {
    write_how_it_ended(of, to);
    if (of->ground->ending_count > 1 && !write_near(of, to)) {
        kzi_play_fails(of);
        of->text.has_failed = true;
        return;
    }
    write_all_along(of, to);
}
