/* SPDX-License-Identifier: MIT
 *
 * answer_fates: what is inevitable, possible, never; where there is no way back; which false belief
 * carries the tale. For `endings --fates`.
 *
 * In     the stories and their ledger (answer_endings.c found and replayed them)
 * Out    fating.h
 *
 * Nothing here is inferred alone. What a state is said to lead to is found again by a search of its
 * own that begins there; a tale that is said to break is refused by the replay at the same act.
 */
#include "fating.h"

#include "../replay/replay.h"

#include <string.h>

#define MOST_ACTS_TRIED 50000000u /* edges looked at to find the acts of every story */
/* of the replay, for one tale that breaks: reasons are looked for, and none is found */
#define BREAK_EFFORT 50000u

/* ---- points of no return ---- */
static bool loses_the_same(const fates *f, const no_return *known, uint32_t from, uint32_t edge) {
    for (uint32_t end = 0; end < f->end_count; end++) {
        if (kzi_fates_loses(f, known->node, known->edge, end) !=
            kzi_fates_loses(f, from, edge, end))
            return false;
    }
    return true;
}

static bool note_turn(asking *of, fating *f, uint32_t from, uint32_t edge) {
    act_id act = of->main.stories.edges.items[edge].act;
    for (uint32_t i = 0; i < f->turns.count; i++) {
        no_return *known = &f->turns.items[i];
        if (known->act.n != act.n || !loses_the_same(&f->leads, known, from, edge)) continue;
        known->node_count++;
        return true;
    }
    return LIST_ADD(&of->in, &f->turns, (no_return){act, from, edge, 1});
}

static bool find_turns(asking *of, fating *f) {
    const exploration *e = &of->main.stories;
    for (uint32_t n = 0; n < e->nodes.count; n++) {
        for (uint32_t i = 0; i < e->nodes.items[n].edge_count; i++) {
            uint32_t edge = e->nodes.items[n].first_edge + i;
            if (kzi_fates_is_no_return(&f->leads, n, edge) && !note_turn(of, f, n, edge))
                return false;
        }
    }
    return true;
}

/* ---- acts in every story ---- */
static bool ends_without(const exploration *e, act_id left_out, bool *was_met, uint32_t *waiting) {
    uint32_t count = 0;
    for (uint32_t n = 0; n < e->nodes.count; n++) was_met[n] = n == 0;
    waiting[count++] = 0;
    while (count) {
        const story_node *at = &e->nodes.items[waiting[--count]];
        if (at->edge_count == 0) return true;
        for (uint32_t i = 0; i < at->edge_count; i++) {
            story_edge edge = e->edges.items[at->first_edge + i];
            if (edge.act.n == left_out.n || was_met[edge.to]) continue;
            was_met[edge.to] = true;
            waiting[count++] = edge.to;
        }
    }
    return false;
}

static bool find_acts_in_every_story(asking *of, fating *f) {
    const exploration *e = &of->main.stories;
    uint64_t cost = (uint64_t)e->edges.count * of->main.ground->act_count;
    if (cost > MOST_ACTS_TRIED || e->nodes.count == 0) return true;
    bool *was_met = KZI_TAKE_MANY(&of->in, bool, e->nodes.count);
    uint32_t *waiting = KZI_TAKE_MANY(&of->in, uint32_t, e->nodes.count);
    f->is_in_every_story = KZI_TAKE_MANY(&of->in, bool, of->main.ground->act_count);
    if (!was_met || !waiting || !f->is_in_every_story) return false;
    for (uint32_t act = 0; act < of->main.ground->act_count; act++) {
        if (of->main.ends.was_used[act])
            f->is_in_every_story[act] = !ends_without(e, (act_id){act}, was_met, waiting);
    }
    return true;
}

/* ---- the tale ---- */
static uint32_t node_behind(const exploration *e, uint32_t from, act_id act) {
    for (uint32_t i = 0; i < e->nodes.items[from].edge_count; i++) {
        story_edge edge = e->edges.items[e->nodes.items[from].first_edge + i];
        if (edge.act.n == act.n) return edge.to;
    }
    return UINT32_MAX;
}

static bool follow_tale(asking *of, fating *f) {
    f->tale = &of->log;
    f->tale_name = of->story_name;
    f->tale_nodes = KZI_TAKE_MANY(&of->in, uint32_t, of->log.act_count + 1);
    if (!f->tale_nodes) return false;
    while (f->tale_length < of->log.act_count &&
           of->log.acts[f->tale_length].verdict == TOLD_WELL) {
        uint32_t next = node_behind(&of->main.stories, f->tale_nodes[f->tale_length],
                                    of->log.acts[f->tale_length].act);
        if (next == UINT32_MAX) break;
        f->tale_nodes[++f->tale_length] = next;
    }
    return true;
}

/* ---- a run of its own, in memory of its own ---- */
static void end_run(fating *f) {
    if (!f->run.is_begun) return;
    kzi_forecast_end(&f->run);
    kzi_arena_free(&f->run_in);
}

void kzi_answer_fates_end(fating *of) {
    end_run(of);
}

static bool begin_run(asking *of, fating *f, const grounded *about) {
    f->run_in = kzi_arena(&of->from);
    f->run = (forecast){.ground = about};
    f->run.is_begun =
        kzi_explore_begin(&f->run.stories, about, &of->main.stories.limits, &f->run_in);
    if (!f->run.is_begun) kzi_arena_free(&f->run_in);
    return f->run.is_begun;
}

/* The acts done anew, from the world's start: nothing is taken over from the first search. */
static bool move_start_to(asking *of, fating *f, uint32_t at) {
    exploration *e = &f->run.stories;
    view here = e->start;
    here.state = kzi_minds_start(&e->minds);
    for (uint32_t i = 0; i < of->main.told_before.count && here.state.n != NO_STATE.n; i++)
        here.state = kzi_minds_step(&e->minds, here, of->main.told_before.items[i]);
    if (here.state.n != NO_STATE.n && of->main.ground->fork != FORK_NONE) {
        here.state = kzi_minds_change(&e->minds, here.state, of->main.ground->fork_changes,
                                      of->main.ground->fork_change_count);
    }
    const act_id *acts = kzi_ledger_story_to(&of->main.stories, at, &f->run_in);
    for (uint32_t i = 0;
         acts && i < of->main.stories.nodes.items[at].depth && here.state.n != NO_STATE.n; i++)
        here.state = kzi_minds_step(&e->minds, here, acts[i]);
    if (!acts || here.state.n == NO_STATE.n) return false;
    act_id forbidden = at == 0 ? of->main.stories.first_forbidden : (act_id){UINT32_MAX};
    return kzi_explore_start_at(e, here.state, forbidden);
}

bool kzi_answer_fates_hold(const fates *claimed, uint32_t at, const exploration *run) {
    for (uint32_t end = 0; end < claimed->end_count; end++) {
        bool is_met = false;
        for (uint32_t n = 0; n < run->nodes.count && !is_met; n++) {
            const story_node *there = &run->nodes.items[n];
            is_met = end < claimed->end_count - 1 ? there->ending == end
                                                  : there->ending == NO_ENDING &&
                                                        there->was_opened && there->edge_count == 0;
        }
        if (is_met != kzi_fates_leads_to(claimed, at, end)) return false;
    }
    return true;
}

/* From the start, then from behind each act without return. */
static kz_progress run_again(asking *of, fating *f, uint64_t effort) {
    bool is_from_start = !f->has_run_start;
    if (!is_from_start && f->next_turn == f->turns.count) return KZ_ANSWERED;
    uint32_t at =
        is_from_start ? 0 : of->main.stories.edges.items[f->turns.items[f->next_turn].edge].to;
    if (!f->run.is_begun && (!begin_run(of, f, of->main.ground) || !move_start_to(of, f, at)))
        return KZ_FAILED;
    explore_progress now = kzi_explore_run(&f->run.stories, effort);
    if (now == EXPLORE_RUNNING) return KZ_RUNNING;
    if (now == EXPLORE_FAILED) return KZ_FAILED;
    bool holds = kzi_answer_fates_hold(&f->leads, at, &f->run.stories);
    end_run(f);
    if (is_from_start) f->has_run_start = true;
    else f->next_turn++;
    return holds ? KZ_RUNNING : KZ_BROKEN;
}

/* ---- false beliefs ---- */
static view seen_through(const exploration *e, const grounded *about, const ground_belief *b,
                         uint32_t first) {
    view at = e->start;
    at.state = e->nodes.items[0].state;
    for (uint32_t i = first; i < b->via_count; i++)
        at = kzi_minds_view(&e->minds, at, about->via[b->first_via + i]);
    return at;
}

static value fact_there(const exploration *e, view at, fact_id fact) {
    return kzi_fact_get(e->minds.about, kzi_state_facts(&e->minds.states, at.state), fact);
}

/* A line about a mind is false when it is not what is so, or not what the one it is about
 * believes. */
static bool find_false_beliefs(asking *of, fating *f) {
    const grounded *about = of->main.ground;
    const exploration *e = &of->main.stories;
    for (uint32_t i = 0; i < about->belief_count; i++) {
        const ground_belief *b = &about->beliefs[i];
        if (b->via_count == 0) continue;
        value held = fact_there(e, seen_through(e, about, b, 0), b->fact),
              truth = fact_there(e, seen_through(e, about, b, 1), b->fact);
        if (held != truth &&
            !LIST_ADD(&of->in, &f->beliefs, (carrying_belief){.belief = i, .truth = truth}))
            return false;
    }
    return true;
}

static const act_id *acts_up_to(const told_log *log, uint32_t count, arena *in) {
    act_id *acts = KZI_TAKE_MANY(in, act_id, count);
    for (uint32_t i = 0; acts && i < count; i++) acts[i] = log->acts[i].act;
    return acts;
}

/* A tale that is said to break must be refused by the replay, and at that act; one that holds must
 * not be refused. */
static kz_progress replay_break(asking *of, fating *f, const told_log *log) {
    uint32_t count = log->was_accepted ? log->act_count : log->broke_at + 1;
    bool is_known =
        count <= log->act_count && (count == 0 || log->acts[count - 1].act.n != UINT32_MAX);
    if (!is_known || of->main.stories.limits.beliefs != NO_LIMIT)
        return KZ_ANSWERED; /* nothing that could be done there is meant */
    arena work = kzi_arena(&of->from);
    const act_id *acts = acts_up_to(log, count, &work);
    replay_verdict found = {.outcome = REPLAY_NO_MEMORY};
    replay_story told = {
        .acts = acts, .act_count = count, .looks_for_plans = true, .has_any_ending = true};
    if (acts)
        found = kzi_replay(&work, f->run.ground, &told, &of->main.stories.limits, BREAK_EFFORT);
    kzi_arena_free(&work);
    if (found.outcome == REPLAY_NO_MEMORY) return KZ_FAILED;
    if (found.outcome == REPLAY_UNDECIDED) return KZ_ANSWERED;
    if (log->was_accepted) return kzi_replay_refuses(&found) ? KZ_BROKEN : KZ_ANSWERED;
    return kzi_replay_refuses(&found) && found.act == log->broke_at ? KZ_ANSWERED : KZ_BROKEN;
}

static const ground_tale *tale_followed(const asking *of, const fating *f) {
    const grounded *about = of->main.ground;
    for (uint32_t i = 0; f->tale && i < about->tale_count; i++) {
        if (kzi_symbol_text(about->names, about->tales[i].name) == f->tale_name)
            return &about->tales[i];
    }
    return NULL;
}

/* The tale in the world under way; what is kept of it lives with the asking. */
static kz_progress try_tale(asking *of, fating *f, const ground_tale *tale, told_log *log) {
    const ground_call *calls = of->main.ground->calls + tale->first_call;
    if (kzi_explore_start(&f->run.stories).n == NO_STATE.n ||
        !kzi_told_tale(log, &f->run.stories, calls, tale->call_count, &of->in)) {
        return f->run.stories.minds.rules.loop.was_found ? KZ_NO : KZ_FAILED;
    }
    return replay_break(of, f, log);
}

static const char *act_that_broke(asking *of, const ground_tale *tale, const told_log *log) {
    return log->was_accepted ? NULL : of->main.ground->calls[tale->first_call + log->broke_at].text;
}

static kz_progress try_next_belief(asking *of, fating *f, const ground_tale *tale) {
    carrying_belief *b = &f->beliefs.items[f->next_belief];
    const grounded *less = kzi_answer_without_beliefs(of, b->belief);
    if (!less || !begin_run(of, f, less)) return KZ_FAILED;
    kz_progress done = try_tale(of, f, tale, &b->log);
    end_run(f);
    if (done == KZ_FAILED || done == KZ_BROKEN) return done;
    b->was_told = done == KZ_ANSWERED;
    if (b->was_told) {
        b->broke_at = act_that_broke(of, tale, &b->log);
        b->ending = b->log.ending;
    }
    f->next_belief++;
    of->tried_count++;
    return KZ_RUNNING;
}

/* ---- everything known ---- */
static bool note_ends_left(asking *of, fating *f) {
    const exploration *e = &f->run.stories;
    for (uint32_t end = 0; end < f->leads.end_count; end++) {
        for (uint32_t n = 0; n < e->nodes.count; n++) {
            const story_node *there = &e->nodes.items[n];
            bool stands_still =
                there->ending == NO_ENDING && there->was_opened && there->edge_count == 0;
            if (there->ending != end && !(end == f->leads.end_count - 1 && stands_still)) continue;
            if (!LIST_ADD(&of->in, &f->all_ends, end)) return false;
            break;
        }
    }
    return true;
}

static kz_progress put_all_right(asking *of, fating *f, const ground_tale *tale, uint64_t effort) {
    if (!f->run.is_begun) {
        const grounded *less = kzi_answer_without_beliefs(of, UINT32_MAX);
        if (!less || !begin_run(of, f, less)) return KZ_FAILED;
        told_log log = {.was_accepted = true};
        kz_progress done = tale ? try_tale(of, f, tale, &log) : KZ_ANSWERED;
        if (done == KZ_FAILED || done == KZ_BROKEN) return done;
        if (tale && done == KZ_ANSWERED) {
            f->all_broke_at = log.broke_at;
            f->all_broke_act = act_that_broke(of, tale, &log);
        }
    }
    explore_progress now = kzi_explore_run(&f->run.stories, effort);
    if (now == EXPLORE_RUNNING) return KZ_RUNNING;
    if (now == EXPLORE_FAILED && !f->run.stories.stops.by_rules) return KZ_FAILED;
    const char *stopped = kzi_forecast_stopped_by(of, &f->run);
    f->has_all_right = stopped == NULL;
    f->all_stopped_by = stopped ? kzi_arena_text(&of->in, stopped, strlen(stopped)) : NULL;
    bool was_noted = note_ends_left(of, f);
    end_run(f);
    f->next_belief++;
    return was_noted ? KZ_RUNNING : KZ_FAILED;
}

/* One after the other; behind the last, all at once. A fork has no start of its own to put
 * right. */
static kz_progress try_false_beliefs(asking *of, fating *f, uint64_t effort) {
    if (f->beliefs.count == 0 || of->main.ground->fork != FORK_NONE ||
        f->next_belief > f->beliefs.count)
        return KZ_ANSWERED;
    const ground_tale *tale = tale_followed(of, f);
    if (f->next_belief == f->beliefs.count) return put_all_right(of, f, tale, effort);
    if (tale) return try_next_belief(of, f, tale);
    f->next_belief++;
    return KZ_RUNNING;
}

/* ---- work ---- */
static kz_progress find_tale_told(asking *of, uint64_t effort) {
    if (of->main.ground->tale_count == 0 || of->has_log) return KZ_ANSWERED;
    return kzi_answer_find_story(of, effort);
}

static kz_progress make_fates(asking *of, uint64_t effort) {
    kz_progress done = find_tale_told(of, effort);
    if (done != KZ_ANSWERED) return done;
    fating *f = KZI_TAKE(&of->in, fating);
    if (!f || !kzi_fates_make(&f->leads, &of->main.stories, &of->in) || !find_turns(of, f) ||
        !find_acts_in_every_story(of, f))
        return KZ_FAILED;
    if (of->has_log && !follow_tale(of, f)) return KZ_FAILED;
    if (!kzi_deadlocks_find(&f->locks, &of->main.stories, &of->in) || !find_false_beliefs(of, f))
        return KZ_FAILED;
    f->is_made = true;
    of->fating = f;
    return KZ_ANSWERED;
}

/* Where a limit cut stories off, a search that begins later sees farther: there the other walk
 * alone is asked. */
static kz_progress walk_again(asking *of, fating *f) {
    kz_progress found = KZ_ANSWERED;
    for (; f->next_turn < f->turns.count && found == KZ_ANSWERED; f->next_turn++) {
        const no_return *turn = &f->turns.items[f->next_turn];
        arena work = kzi_arena(&of->from);
        bool agrees =
            kzi_fates_agree(&f->leads, turn->node, &work) &&
            kzi_fates_agree(&f->leads, of->main.stories.edges.items[turn->edge].to, &work);
        if (!agrees) found = work.has_failed ? KZ_FAILED : KZ_BROKEN;
        kzi_arena_free(&work);
    }
    return found;
}

kz_progress kzi_answer_fates_work(asking *of, uint64_t effort) {
    if (of->main.stories.nodes.count == 0) return KZ_ANSWERED;
    if (!of->fating) {
        kz_progress made = make_fates(of, effort);
        if (made != KZ_ANSWERED) return made;
    }
    fating *f = of->fating;
    bool is_complete = kzi_explore_is_complete(&of->main.stories);
    kz_progress done = is_complete ? run_again(of, f, effort) : walk_again(of, f);
    if (done != KZ_ANSWERED) return done;
    return try_false_beliefs(of, f, effort);
}
