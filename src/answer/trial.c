/* SPDX-License-Identifier: MIT
 *
 * trial: the world run again with a few changes, as far as a question needs; and the same asked
 * again from its words.
 *
 * A trial stops when what is wished for is there, and proves no limits: whatever it says is asked
 * again, in full, before it is told.
 */
#include "../replay/replay.h"
#include "../syntax/parser.h"
#include "questions.h"

#include <string.h>

#define MOMENT_REPLAY_EFFORT 20000u /* as for other stories (replayed.c) */
#define TRIAL_SLICE          1u     /* of kzi_explore_run: a state at a time */

const node *kzi_question_call(asking *of, const char *text) {
    uint32_t number = kzi_sources_add(&of->own.all, "--act", text, strlen(text));
    const node *call =
        number == UINT32_MAX
            ? NULL
            : kzi_syntax_parse_call(&of->own.in, &of->own.names, &of->own.all, number, &of->said);
    return of->said.error_count ? NULL : call;
}

/* ---- from after acts that are taken as told ---- */
static act_id first_possible(const forecast *what, state_id at, const node *call) {
    const grounded *about = what->ground;
    for (uint32_t i = 0; i < about->act_count; i++) {
        if (kzi_answer_is_meant(about, &about->acts[i], call) &&
            kzi_minds_possible(&what->stories.minds, at, (act_id){i}))
            return (act_id){i};
    }
    return (act_id){UINT32_MAX};
}

static bool not_possible_there(asking *of, const char *text) {
    kzi_note(&of->said, K_NOT_POSSIBLE_THERE, KZI_IN_NO_FILE, text, "something else there");
    return false;
}

bool kzi_question_walk(asking *of, forecast *what, uint32_t count) {
    exploration *e = &what->stories;
    const grounded *about = what->ground;
    view at = e->start;
    at.state = kzi_minds_start(&e->minds);
    what->told_before.count = 0;
    for (uint32_t i = 0; i < count && at.state.n != NO_STATE.n; i++) {
        const node *call = kzi_question_call(of, of->question.after[i]);
        if (!call) return false;
        act_id act = first_possible(what, at.state, call);
        if (act.n == UINT32_MAX) return not_possible_there(of, of->question.after[i]);
        if (!LIST_ADD(&of->in, &what->told_before, act)) return false;
        at.state = kzi_minds_step(&e->minds, at, act);
    }
    if (at.state.n == NO_STATE.n) return false;
    if (about->fork_change_count)
        at.state =
            kzi_minds_change(&e->minds, at.state, about->fork_changes, about->fork_change_count);
    return at.state.n != NO_STATE.n && kzi_explore_restart(e, at.state);
}

/* ---- beginning ---- */
static bool mark_wished(trial *to) {
    const grounded *about = to->what->ground;
    to->is_wished = KZI_TAKE_MANY(&to->in, bool, about->act_count);
    if (!to->is_wished) return false;
    for (uint32_t i = 0; to->wish.act && i < about->act_count; i++)
        to->is_wished[i] = kzi_answer_is_meant(about, &about->acts[i], to->wish.act);
    return true;
}

/* The question's own changes come first. */
static const node **all_changes(asking *of, trial *to, const node *const *changes, uint32_t count) {
    uint32_t own = (uint32_t)of->question.change_count;
    const node **all = KZI_TAKE_MANY(&to->in, const node *, own + count + 1);
    for (uint32_t i = 0; all && i < own; i++) all[i] = of->changes[i];
    for (uint32_t i = 0; all && i < count; i++) all[own + i] = changes[i];
    return all;
}

/* The acts before are taken as told; NO_STATE when they cannot be done, or the story ends before
 * they are, or memory ended. */
static state_id walk_to_moment(trial *of, state_id from) {
    exploration *e = &of->what->stories;
    view at = e->start;
    at.state = from;
    for (uint32_t i = 0; i < of->wish.after_count && at.state.n != NO_STATE.n; i++) {
        act_id act = first_possible(of->what, at.state, of->wish.after[i]);
        if (act.n == UINT32_MAX || kzi_explore_ending_of(e, at.state) != NO_ENDING) {
            of->is_lost = true;
            return NO_STATE;
        }
        at.state = kzi_minds_step(&e->minds, at, act);
    }
    return at.state;
}

/* `start`: the world's; NO_STATE: the exploration finds it by itself. */
static bool begin_trial_there(trial *to, state_id start) {
    if (to->wish.after_count) {
        state_id moment = walk_to_moment(to, start);
        if (to->is_lost) return true;
        if (moment.n == NO_STATE.n)
            return to->is_mistaken = to->what->stories.minds.rules.loop.was_found;
        if (!kzi_explore_restart(&to->what->stories, moment)) return false;
    } else if (start.n != NO_STATE.n) {
        return kzi_explore_restart(&to->what->stories, start);
    }
    return true;
}

static bool take_imprint(asking *of, trial *to) {
    arena scratch = kzi_arena(&of->from);
    bool was_taken = kzi_imprint_of(&to->print, &to->print_of_steps, to->what->ground, &scratch);
    kzi_arena_free(&scratch);
    return was_taken;
}

bool kzi_trial_ground(asking *of, trial *to, const node *const *changes, uint32_t change_count,
                      const trial_wish *wish) {
    *to = (trial){.in = kzi_arena(&of->from),
                  .wish = *wish,
                  .is_begun = true,
                  .moment = NO_STATE,
                  .used_before = of->from.used};
    to->what = &to->own;
    to->said = kzi_notes(&to->in, &of->own.all);
    const node **all = all_changes(of, to, changes, change_count);
    if (!all) return false;
    ground_request request = {.what_if = kzi_answer_asked_what_if(of),
                              .changes = all,
                              .change_count = (uint32_t)of->question.change_count + change_count};
    to->what->ground = kzi_ground_build(&to->in, of->world->world, &request, &to->said);
    if (to->what->ground) return take_imprint(of, to);
    to->is_mistaken = to->said.error_count != 0;
    return to->is_mistaken;
}

/* What trials share is not let grow beyond this: about a thousand trials of the founding worlds. */
#define SHARED_BYTES ((size_t)64 << 20)

static bool may_share(const asking *of, const trial *to, const trial *like) {
    return like && like->own.is_begun && !like->is_mistaken &&
           of->from.used < like->used_before + SHARED_BYTES &&
           kzi_is_same_imprint(to->print_of_steps, like->print_of_steps);
}

bool kzi_trial_begin(asking *of, trial *to, trial *like) {
    if (to->is_mistaken) return true;
    const trial_wish *wish = &to->wish;
    limits within = of->main.stories.limits;
    forecast *what = to->what;
    to->like = may_share(of, to, like) ? &like->own : NULL;
    what->is_begun =
        to->like ? kzi_explore_begin_like(&what->stories, what->ground, &to->like->stories, &to->in)
                 : kzi_explore_begin(&what->stories, what->ground, &within, &to->in);
    if (!to->what->is_begun || !mark_wished(to)) return false;
    return wish->ending == NO_ENDING ||
           begin_trial_there(to, wish->after_count ? kzi_minds_start(&to->what->stories.minds)
                                                   : NO_STATE);
}

/* ---- one belief otherwise ---- */
void kzi_trial_desk_end(trial_desk *of) {
    if (!of->is_begun) return;
    kzi_forecast_end(&of->what);
    kzi_arena_free(&of->in);
    of->is_begun = false;
}

static bool begin_desk(asking *of, trial_desk *desk) {
    if (desk->is_begun && of->from.used < desk->used_before + SHARED_BYTES) return true;
    kzi_trial_desk_end(desk);
    *desk =
        (trial_desk){.in = kzi_arena(&of->from), .used_before = of->from.used, .is_begun = true};
    ground_request request = {.what_if = kzi_answer_asked_what_if(of),
                              .changes = of->changes,
                              .change_count = (uint32_t)of->question.change_count,
                              .prunes_nothing = true,
                              .keeps_all_facts = true};
    desk->what.ground = kzi_ground_build(&desk->in, of->world->world, &request, &of->said);
    if (!desk->what.ground) return false;
    limits within = of->main.stories.limits;
    desk->what.is_begun =
        kzi_explore_begin(&desk->what.stories, desk->what.ground, &within, &desk->in);
    return desk->what.is_begun;
}

/* The same ground with one line more. */
static const grounded *ground_with(const grounded *whole, const ground_belief *belief,
                                   const mind_id *chain, arena *in) {
    grounded *made = KZI_TAKE(in, grounded);
    ground_belief *lines = KZI_TAKE_MANY(in, ground_belief, whole->belief_count + 1);
    mind_id *via = KZI_TAKE_MANY(in, mind_id, whole->via_count + belief->via_count);
    if (!made || !lines || !via) return NULL;
    *made = *whole;
    if (whole->via_count) memcpy(via, whole->via, sizeof *via * whole->via_count);
    memcpy(via + whole->via_count, chain, sizeof *via * belief->via_count);
    if (whole->belief_count) memcpy(lines, whole->beliefs, sizeof *lines * whole->belief_count);
    lines[whole->belief_count] = *belief;
    lines[whole->belief_count].first_via = whole->via_count;
    made->via = via;
    made->via_count = whole->via_count + belief->via_count;
    made->beliefs = lines;
    made->belief_count = whole->belief_count + 1;
    return made;
}

bool kzi_trial_begin_belief(asking *of, trial_desk *desk, trial *to, const ground_belief *belief,
                            const mind_id *chain) {
    if (to->is_mistaken) return true;
    const trial_wish *wish = &to->wish;
    if (!begin_desk(of, desk)) return false;
    to->what = &desk->what;
    const grounded *otherwise = ground_with(desk->what.ground, belief, chain, &to->in);
    if (!otherwise || !mark_wished(to)) return false;
    exploration *e = &desk->what.stories;
    state_id start = kzi_minds_start_like(&e->minds, otherwise);
    if (start.n == NO_STATE.n) return to->is_mistaken = e->minds.rules.loop.was_found;
    if (wish->ending != NO_ENDING) return begin_trial_there(to, start);
    return kzi_explore_restart(e, start);
}

void kzi_trial_end(trial *of) {
    if (!of->is_begun) return;
    if (of->like && of->own.is_begun)
        kzi_minds_hand_back(&of->own.stories.minds, &of->like->stories.minds);
    kzi_forecast_end(&of->own);
    kzi_arena_free(&of->in);
    of->is_begun = false;
}

/* ---- working ---- */
static void look_at_nodes(trial *of) {
    const exploration *e = &of->what->stories;
    for (; of->looked_at_nodes < e->nodes.count && !of->is_found; of->looked_at_nodes++) {
        bool is_it = e->nodes.items[of->looked_at_nodes].ending == of->wish.ending;
        of->holds_at_start |= is_it && of->looked_at_nodes == 0;
        of->is_found = is_it && of->looked_at_nodes != 0;
    }
}

static void look_at_edges(trial *of) {
    const exploration *e = &of->what->stories;
    for (; of->looked_at_edges < e->edges.count && !of->is_found; of->looked_at_edges++) {
        of->is_found = of->is_wished[e->edges.items[of->looked_at_edges].act.n];
    }
}

/* ---- one moment ---- */
static kz_progress fails_or_loops(trial *of) {
    of->is_mistaken = of->what->stories.minds.rules.loop.was_found;
    return of->is_mistaken ? KZ_ANSWERED : KZ_FAILED;
}

/* The wished act needs its reasons. */
static kz_progress look_at_moment(trial *of) {
    exploration *e = &of->what->stories;
    view at = e->start;
    at.state = walk_to_moment(of, kzi_explore_start(e));
    if (of->is_lost) return KZ_ANSWERED;
    if (at.state.n == NO_STATE.n) return fails_or_loops(of);
    of->moment = at.state;
    if (kzi_explore_ending_of(e, at.state) != NO_ENDING) return KZ_ANSWERED;
    for (uint32_t i = 0; i < of->what->ground->act_count && !of->is_found; i++) {
        if (!of->is_wished[i] || !kzi_minds_possible(&e->minds, at.state, (act_id){i})) continue;
        reason_answer answer = kzi_reasons_for_all(&e->reasons, at, (act_id){i});
        if (answer == REASON_FAILED) return fails_or_loops(of);
        of->is_found = answer == REASON_YES;
    }
    return KZ_ANSWERED;
}

kz_progress kzi_trial_work(trial *of, uint64_t effort) {
    if (of->is_mistaken || of->is_lost) return KZ_ANSWERED;
    if (of->wish.after_count && of->wish.ending == NO_ENDING) return look_at_moment(of);
    exploration *e = &of->what->stories;
    uint64_t end = kzi_reasons_spent(&e->reasons) + e->minds.successor_count + effort;
    while (kzi_reasons_spent(&e->reasons) + e->minds.successor_count < end) {
        bool is_unfolded =
            e->nodes.count && e->next_node >= e->nodes.count; /* what is left are proofs */
        if (of->is_found || is_unfolded || e->is_done) return KZ_ANSWERED;
        if (kzi_explore_run(e, TRIAL_SLICE) == EXPLORE_FAILED) return fails_or_loops(of);
        if (of->wish.ending != NO_ENDING) look_at_nodes(of);
        else look_at_edges(of);
    }
    return KZ_RUNNING;
}

/* ---- what came of it ---- */
static uint64_t hash_of_act(const grounded *about, const ground_act *act) {
    uint64_t hash = kzi_hash_mix(act->declaration);
    for (uint32_t i = 0; i < act->binding_count; i++)
        hash = kzi_hash_mix(hash ^ about->bindings[act->first_binding + i].thing.n);
    return hash;
}

uint64_t kzi_trial_shape(const trial *of) {
    const exploration *e = &of->what->stories;
    uint64_t hash = kzi_hash_mix(e->nodes.count);
    for (uint32_t i = 0; of->wish.after_count && i < of->what->ground->act_count; i++) {
        bool may =
            of->moment.n != NO_STATE.n && kzi_minds_possible(&e->minds, of->moment, (act_id){i});
        if (may)
            hash = kzi_hash_mix(hash ^ hash_of_act(of->what->ground, &of->what->ground->acts[i]));
    }
    for (uint32_t i = 0; i < e->nodes.count; i++) {
        const story_node *n = &e->nodes.items[i];
        hash = kzi_hash_mix(hash ^ n->ending);
        for (uint32_t j = 0; j < n->edge_count; j++) {
            const story_edge *edge = &e->edges.items[n->first_edge + j];
            hash = kzi_hash_mix(
                hash ^ hash_of_act(of->what->ground, &of->what->ground->acts[edge->act.n]) ^
                edge->to);
        }
    }
    return hash;
}

uint32_t kzi_question_missing(const minds *m, state_id at, expression_id condition) {
    const expression *e = &m->about->expressions[condition.n];
    if (e->kind != CONDITION_AND) return kzi_minds_hold(m, at, condition) ? 0 : 1;
    uint32_t count = 0;
    for (uint32_t i = 0; i < e->child_count; i++)
        count += !kzi_minds_hold(m, at, m->about->children[e->first_child + i]);
    return count;
}

static uint32_t least_missing(const trial *of, expression_id condition) {
    const exploration *e = &of->what->stories;
    uint32_t least = UINT32_MAX;
    if (condition.n == NEVER_HOLDS.n) return least;
    for (uint32_t i = 0; i < e->nodes.count; i++) {
        uint32_t missing = kzi_question_missing(&e->minds, e->nodes.items[i].state, condition);
        if (missing < least) least = missing;
    }
    return least;
}

uint32_t kzi_trial_missing(const trial *of) {
    if (of->is_mistaken) return UINT32_MAX;
    const grounded *about = of->what->ground;
    if (of->wish.ending != NO_ENDING)
        return least_missing(of, about->endings[of->wish.ending].condition);
    uint32_t least = UINT32_MAX;
    for (uint32_t i = 0; i < about->act_count; i++) {
        if (!of->is_wished[i]) continue;
        uint32_t missing = least_missing(of, about->acts[i].condition);
        if (missing < least) least = missing;
    }
    return least;
}

uint64_t kzi_trial_endings(const trial *of) {
    uint64_t bits = 0;
    for (uint32_t i = 0; i < of->what->stories.nodes.count; i++) {
        uint32_t ending = of->what->stories.nodes.items[i].ending;
        if (ending < 64) bits |= (uint64_t)1 << ending;
    }
    return bits;
}

/* ---- asked again from its words ---- */
asking *kzi_second_begin(asking *of, const char *what_if, const char *const *changes,
                         uint32_t change_count, bool keeps_after) {
    kz_question q = of->question;
    q.size = sizeof q;
    q.verb = KZ_ENDINGS;
    const char **all = KZI_TAKE_MANY(&of->text, const char *, q.change_count + change_count + 1);
    if (!all) return NULL;
    for (size_t i = 0; i < q.change_count; i++) all[i] = of->question.changes[i];
    for (uint32_t i = 0; i < change_count; i++) all[q.change_count + i] = changes[i];
    q.changes = all;
    q.change_count += change_count;
    q.over_count = 0;
    if (!keeps_after) q.after_count = 0;
    q.what_if = what_if;
    memory whole = of->from;
    whole.limit = of->whole_memory_limit;
    return kzi_asking_new(&whole, of->world, &q);
}

kz_progress kzi_second_work(asking *again, uint64_t effort) {
    if (again->progress != KZ_RUNNING) return again->progress;
    again->progress = kzi_forecast_work(again, &again->main, effort);
    if (again->progress == KZ_ANSWERED) again->progress = kzi_answer_replay_ledger(again);
    return again->progress;
}

bool kzi_second_has_act(asking *again, const char *text) {
    const node *call = kzi_question_call(again, text);
    for (uint32_t i = 0; call && i < again->main.ground->act_count; i++) {
        if (again->main.ends.was_used[i] &&
            kzi_answer_is_meant(again->main.ground, &again->main.ground->acts[i], call))
            return true;
    }
    return false;
}

uint64_t kzi_second_endings(const asking *again) {
    return kzi_question_endings(&again->main);
}

bool kzi_question_was_cut_off(const forecast *what) {
    const stops *s = &what->stories.stops;
    return s->by_story || s->by_states || s->by_memory || s->by_time;
}

uint64_t kzi_question_endings(const forecast *what) {
    uint64_t bits = 0;
    for (uint32_t i = 0; i < what->ground->ending_count && i < 64; i++) {
        if (what->ends.entries[i].is_reachable) bits |= (uint64_t)1 << i;
    }
    return bits;
}

static kz_progress replay_ending(asking *of, forecast *what, uint32_t ending, arena *work) {
    exploration *e = &what->stories;
    uint32_t end = what->ends.entries[ending].shortest;
    const act_id *acts = kzi_ledger_story_to(e, end, work);
    told_log log;
    if (!acts || !kzi_told_acts(&log, e, acts, e->nodes.items[end].depth, work)) return KZ_FAILED;
    return log.was_accepted ? kzi_answer_replay(of, what, &log) : KZ_BROKEN;
}

kz_progress kzi_question_replay(asking *of, forecast *what) {
    kz_progress found = KZ_ANSWERED;
    for (uint32_t i = 0; i < what->ground->ending_count && found == KZ_ANSWERED; i++) {
        if (!what->ends.entries[i].is_reachable) continue;
        arena work = kzi_arena(&of->from);
        found = replay_ending(of, what, i, &work);
        kzi_arena_free(&work);
    }
    return found;
}

/* ---- one moment, asked again ---- */
/* The acts before the moment, as they were meant there. */
static bool acts_before(asking *again, act_id *acts) {
    exploration *e = &again->main.stories;
    view at = e->start;
    at.state = kzi_explore_start(e);
    for (uint32_t i = 0; i < again->question.after_count; i++) {
        const node *call = kzi_question_call(again, again->question.after[i]);
        acts[i].n = UINT32_MAX;
        for (uint32_t j = 0; call && j < again->main.ground->act_count; j++) {
            if (!kzi_answer_is_meant(again->main.ground, &again->main.ground->acts[j], call))
                continue;
            if (kzi_minds_possible(&e->minds, at.state, (act_id){j})) acts[i].n = j;
        }
        if (acts[i].n == UINT32_MAX) return false;
        at.state = kzi_minds_step(&e->minds, at, acts[i]);
        if (at.state.n == NO_STATE.n) return false;
    }
    return true;
}

static kz_progress replay_moment_of(asking *again, const act_id *acts, uint32_t count) {
    arena work = kzi_arena(&again->from);
    replay_story told = {.acts = acts,
                         .act_count = count,
                         .looks_for_plans = true,
                         .taken_as_told = count - 1,
                         .has_any_ending = true};
    replay_verdict found = kzi_replay(&work, again->main.ground, &told, &again->main.stories.limits,
                                      MOMENT_REPLAY_EFFORT);
    kzi_arena_free(&work);
    if (found.outcome == REPLAY_NO_MEMORY) return KZ_FAILED;
    return kzi_replay_refuses(&found) ? KZ_NO : KZ_ANSWERED;
}

kz_progress kzi_second_moment(asking *again, const char *act) {
    if (again->progress != KZ_RUNNING) return KZ_NO;
    uint32_t before = (uint32_t)again->question.after_count;
    act_id *acts = KZI_TAKE_MANY(&again->in, act_id, before + 1);
    kz_progress there = acts ? kzi_answer_find_moment(again) : KZ_FAILED;
    if (there != KZ_ANSWERED) return there == KZ_FAILED ? KZ_FAILED : KZ_NO;
    const node *call = kzi_question_call(again, act);
    if (!acts_before(again, acts)) return again->in.has_failed ? KZ_FAILED : KZ_NO;
    view at = again->main.stories.start;
    at.state = again->shown;
    for (uint32_t i = 0; call && i < again->main.ground->act_count; i++) {
        if (!kzi_answer_is_meant(again->main.ground, &again->main.ground->acts[i], call)) continue;
        if (!kzi_minds_possible(&again->main.stories.minds, at.state, (act_id){i})) continue;
        reason_answer answer = kzi_reasons_for_all(&again->main.stories.reasons, at, (act_id){i});
        if (answer == REASON_FAILED) return KZ_FAILED;
        acts[before] = (act_id){i};
        if (answer == REASON_YES) return replay_moment_of(again, acts, before + 1);
    }
    return KZ_NO;
}
