/* SPDX-License-Identifier: MIT
 *
 * step: see step.h.
 */
#include "step.h"

#include "carry.h"
#include "judge.h"
#include "sight.h"
#include "surprise.h"

#include <string.h>

#define WAITING UINT32_MAX /* in place of an act's number */

#ifdef KZ_CRAMPED
#define STEPS_IN_BLOCK 2u
#else
#define STEPS_IN_BLOCK 128u
#endif

struct step_memo {
    view from;
    uint32_t act;
    state_id to;
};

/* What one thread works with. */
static bool begin_work(minds *of, quick_memo *memo) {
    of->desk = (drafts){.states = &of->states, .scratch = of->scratch};
    of->rules.index = &of->rule_index;
    of->rules.readers = &of->readers;
    of->rules.spare = KZI_TAKE_MANY(of->in, uint64_t, of->rule_index.word_count);
    of->rules.may_call = KZI_TAKE_MANY(of->in, uint64_t, of->rule_index.word_count);
    of->rules.has_fired = KZI_TAKE_MANY(of->in, bool, of->about->rule_count);
    return of->rules.may_call && of->rules.has_fired && of->rules.spare &&
           kzi_quick_begin(&of->quick, &of->desk, &of->rules, &of->draft_count, memo);
}

bool kzi_minds_begin(minds *of, const grounded *about, arena *in, arena *scratch) {
    *of = (minds){.about = about, .in = in, .scratch = scratch};
    of->states = kzi_states(in, about);
    if (!kzi_index_build(in, &of->acts, &of->states, about->acts, about->act_count)) return false;
    if (!kzi_index_build(in, &of->rule_index, &of->states, about->rules, about->rule_count))
        return false;
    if (!kzi_rule_readers_build(in, &of->readers, about)) return false;
    of->long_steps = KZI_TAKE_MANY(in, step_shard, STEP_SHARDS);
    return of->states.conditions && of->long_steps && begin_work(of, NULL);
}

static void take_kept(drafts *to, const drafts *from) {
    to->kept.items = from->kept.items;
    to->kept.count = from->kept.count;
    to->kept.room = from->kept.room;
    to->by_kept = from->by_kept;
}

bool kzi_minds_begin_like(minds *made, const grounded *about, minds *known, arena *in,
                          arena *scratch) {
    if (!kzi_minds_begin(made, about, in, scratch)) return false;
    states own = made->states;
    made->states = known->states;
    made->states.about = about;
    made->states.conditions = own.conditions;
    made->states.sums = own.sums;
    made->long_steps = known->long_steps;
    made->quick.memo = known->quick.memo;
    made->in = known->in; /* as long as the states, so are the steps */
    take_kept(&made->desk, &known->desk);
    return true;
}

void kzi_minds_hand_back(const minds *of, minds *known) {
    known->states.next = of->states.next;
    known->states.end = of->states.end;
    known->states.count = of->states.count;
    take_kept(&known->desk, &of->desk);
}

bool kzi_minds_for_thread(minds *made, minds *like, arena *in, arena *scratch) {
    *made = (minds){.about = like->about,
                    .in = in,
                    .scratch = scratch,
                    .long_steps = like->long_steps,
                    .acts = like->acts,
                    .rule_index = like->rule_index,
                    .readers = like->readers};
    made->states = kzi_states_for_thread(&like->states, in);
    return begin_work(made, like->quick.memo);
}

void kzi_minds_use_locks(minds *of, bool are_used) {
    kzi_states_use_locks(&of->states, are_used);
    kzi_quick_use_locks(&of->quick, are_used);
    for (uint32_t i = 0; i < STEP_SHARDS; i++) of->long_steps[i].latch.is_used = are_used;
}

void kzi_minds_count_to(minds *of, minds *to) {
    to->step_count += of->step_count;
    to->successor_count += of->successor_count;
    to->draft_count += of->draft_count;
    to->states.count += of->states.count;
    of->step_count = of->states.count = 0;
    of->successor_count = of->draft_count = 0;
    for (uint32_t i = 0; i < of->about->rule_count; i++)
        to->rules.has_fired[i] |= of->rules.has_fired[i];
}

view kzi_minds_view(const minds *of, view from, mind_id mind) {
    bool is_deepest = from.depth == 0;
    state_id held = is_deepest ? from.state : kzi_state_mind(&of->states, from.state, mind);
    return (view){held, mind, from.depth == NO_LIMIT || is_deepest ? from.depth : from.depth - 1};
}

bool kzi_minds_hold(const minds *of, state_id at, expression_id condition) {
    return kzi_holds(&of->desk, kzi_ref(at), condition);
}

value kzi_minds_worth(const minds *of, state_id at, mind_id mind) {
    return kzi_amount(&of->desk, kzi_ref(at), of->about->minds[mind.n].worth);
}

bool kzi_minds_fails(const minds *of, state_id at, act_id act) {
    const ground_act *a = &of->about->acts[act.n];
    return a->is_attempt && !kzi_minds_hold(of, at, a->condition);
}

bool kzi_minds_possible(const minds *of, state_id at, act_id act) {
    const ground_act *a = &of->about->acts[act.n];
    if (!a->is_attempt) return kzi_minds_hold(of, at, a->condition);
    for (uint32_t i = 0; i < a->actor_count; i++) {
        state_id held = kzi_state_mind(&of->states, at, of->about->actors[a->first_actor + i]);
        if (!kzi_minds_hold(of, held, a->condition)) return false;
    }
    return a->actor_count != 0;
}

uint32_t kzi_minds_possible_acts(const minds *of, state_id at, act_id *found, uint64_t *may_be) {
    uint32_t count = 0;
    world_row here = kzi_row_of(&of->desk, kzi_ref(at));
    kzi_index_ask(&of->acts, kzi_state_facts(&of->states, at), may_be);
    for (uint32_t word = 0; word < of->acts.word_count; word++) {
        for (uint64_t bits = may_be[word]; bits; bits &= bits - 1) {
            act_id act = {word * 64 + (uint32_t)__builtin_ctzll(bits)};
            bool is_attempt = of->about->acts[act.n].is_attempt;
            if (is_attempt ? kzi_minds_possible(of, at, act)
                           : kzi_holds_left(&of->desk, here, &of->acts.left[act.n],
                                            of->about->acts[act.n].condition))
                found[count++] = act;
        }
    }
    return count;
}

/* ---- the act happens, in the world and in every mind that notices ---- */
typedef struct {
    state_id from;
    ref to;
} happened;

typedef struct {
    minds *of;
    const ground_act *act;
    bool fails;
    LIST(happened) known;
    table by_from;
} happening;

typedef struct {
    const happening *h;
    state_id from;
} happened_lookup;

static bool is_same_happened(const void *context, uint32_t number) {
    const happened_lookup *wanted = context;
    return wanted->h->known.items[number].from.n == wanted->from.n;
}

/* The mind's world, mended where what it now sees was thought impossible. */
static state_id mended_for(happening *h, state_id at, mind_id mind) {
    minds *of = h->of;
    state_id held = kzi_state_mind(&of->states, at, mind);
    bool thinks_possible = kzi_minds_hold(of, held, h->act->condition);
    if (thinks_possible && !h->fails) return held;
    return h->fails ? kzi_surprise_correct(&of->desk, at, held, mind, h->act->condition)
                    : kzi_surprise_mend(&of->desk, at, held, mind, h->act->condition);
}

static bool give_own(happening *h, state_id from, ref made) {
    drafts *desk = &h->of->desk;
    carried_list set = {0};
    if (!kzi_carry_collect(desk, &set, h->act, kzi_ref(from), made)) return false;
    kzi_draft(desk, made)->own = set.list.items;
    kzi_draft(desk, made)->own_count = set.list.count;
    return true;
}

static bool notices(const happening *h, state_id at, uint32_t mind) {
    return kzi_minds_hold(h->of, at, h->of->about->seen[h->act->first_seen + mind]);
}

static ref happen(happening *h, state_id from) {
    minds *of = h->of;
    uint64_t hash = kzi_hash_mix(from.n);
    uint32_t known =
        kzi_table_find(&h->by_from, hash, is_same_happened, &(happened_lookup){h, from});
    if (known != NOT_IN_TABLE) return h->known.items[known].to;
    ref made = kzi_draft_like(&of->desk, kzi_ref(from));
    if (!kzi_is_ref(made) || !LIST_ADD(of->scratch, &h->known, (happened){from, made}) ||
        !kzi_table_add(of->scratch, &h->by_from, hash, h->known.count - 1)) {
        return NO_REF;
    }
    if (!h->fails) {
        kzi_carry_effects(&of->desk, h->act, kzi_ref(from), made);
        if (!give_own(h, from, made)) return NO_REF;
    }
    for (uint32_t i = 0; i < of->about->mind_count; i++) {
        if (!notices(h, from, i)) continue;
        state_id held = mended_for(h, from, (mind_id){i});
        ref after = held.n == NO_STATE.n ? NO_REF : happen(h, held);
        if (!kzi_is_ref(after)) return NO_REF;
        kzi_draft(&of->desk, made)->minds[i] = after;
    }
    return made;
}

/* ---- what follows ---- */

/* In one's own plan, what one learns holds in the imagined world itself. */
static ref tell_and_tick(minds *of, ref made, mind_id holder, bool tells, value ticks) {
    if (!tells && ticks == 0) return made;
    carried_list own = {0};
    bool takes_here =
        tells &&
        !of->about->is_peers; /* the peer's holder is told in their picture of themselves alone */
    const draft *root = takes_here ? kzi_draft(&of->desk, made) : NULL;
    for (uint32_t i = 0; takes_here && i < root->own_count; i++) {
        if (root->own[i].chain[0] == holder.n && !LIST_ADD(of->scratch, &own.list, root->own[i]))
            return NO_REF;
    }
    carrying pass = {.desk = &of->desk, .takes_own = tells, .ticks = ticks};
    ref told = kzi_carry(&pass, made, holder, own.list.items, own.list.count);
    return kzi_is_ref(told) ? kzi_carry_finish(&pass, told) : NO_REF;
}

static state_id finish_at_depth(minds *of, ref settled, mind_id holder, uint32_t depth) {
    if (of->rules.has_shown) {
        carrying pass = {.desk = &of->desk, .forgets_shown = true};
        settled = kzi_carry(&pass, settled, holder, NULL, 0);
        if (kzi_is_ref(settled)) settled = kzi_carry_finish(&pass, settled);
        if (!kzi_is_ref(settled)) return NO_STATE;
    }
    state_id done = kzi_drafts_finish(&of->desk, settled);
    if (done.n == NO_STATE.n || depth == NO_LIMIT) return done;
    return kzi_drafts_flatten(&of->desk, done, holder, depth);
}

static state_id settle(minds *of, ref made, mind_id holder, uint32_t depth) {
    ref settled = kzi_rules_settle(&of->desk, made, holder, &of->rules);
    if (!kzi_is_ref(settled)) return NO_STATE;
    ref seen = kzi_sight_settle(&of->desk, settled, holder);
    if (!kzi_is_ref(seen)) return NO_STATE;
    if (seen.n != settled.n) seen = kzi_rules_settle(&of->desk, seen, holder, &of->rules);
    return kzi_is_ref(seen) ? finish_at_depth(of, seen, holder, depth) : NO_STATE;
}

static void begin_step(minds *of) {
    of->draft_count += of->desk.list.count;
    kzi_drafts_clear(&of->desk);
    of->rules.loop.was_found = false;
    of->rules.has_shown = false;
    of->rules.fired.items = NULL;
    of->rules.fired.count = of->rules.fired.room = 0;
}

/* Where nothing is told, what the act makes of a mind's world is the same whosever mind it is. */
static state_id happened_alike(minds *of, state_id from, act_id act) {
    const ground_act *a = &of->about->acts[act.n];
    bool is_alike = a->implant_count == 0 && !a->is_attempt;
    return is_alike ? kzi_quick_happened(&of->quick, from, act) : QUICK_NOT_HERE;
}

static state_id step_anew(minds *of, view from, act_id act) {
    const ground_act *a = &of->about->acts[act.n];
    state_id alike = happened_alike(of, from.state, act);
    if (alike.n == NO_STATE.n) return NO_STATE;
    begin_step(of);
    happening h = {.of = of, .act = a, .fails = kzi_minds_fails(of, from.state, act)};
    ref made = alike.n == QUICK_NOT_HERE.n ? happen(&h, from.state) : kzi_ref(alike);
    if (!kzi_is_ref(made)) return NO_STATE;
    bool tells = a->implant_count != 0 && !h.fails;
    made = tell_and_tick(of, made, from.holder, tells, of->about->has_clock ? a->takes : 0);
    return kzi_is_ref(made) ? settle(of, made, from.holder, from.depth) : NO_STATE;
}

static state_id wait_anew(minds *of, view from) {
    begin_step(of);
    ref made = kzi_draft_like(&of->desk, kzi_ref(from.state));
    if (!kzi_is_ref(made)) return NO_STATE;
    made = tell_and_tick(of, made, from.holder, false, of->about->has_clock ? 1 : 0);
    return kzi_is_ref(made) ? settle(of, made, from.holder, from.depth) : NO_STATE;
}

/* ---- the memo ---- */
static step_memo *memo_of_step(const step_shard *of, uint32_t number) {
    return &of->blocks.items[number / STEPS_IN_BLOCK][number % STEPS_IN_BLOCK];
}

typedef struct {
    const step_shard *of;
    const step_memo *key;
} step_lookup;

static bool is_same_step(const void *context, uint32_t number) {
    const step_lookup *wanted = context;
    const step_memo *known = memo_of_step(wanted->of, number), *key = wanted->key;
    return known->from.state.n == key->from.state.n && known->act == key->act &&
           known->from.holder.n == key->from.holder.n && known->from.depth == key->from.depth;
}

static uint64_t hash_of_step(const step_memo *key) {
    uint64_t hash = kzi_hash_mix((uint64_t)key->from.state.n << 32 | key->act);
    return kzi_hash_mix(hash ^ ((uint64_t)key->from.holder.n << 32 | key->from.depth));
}

static step_shard *step_shard_of(const minds *of, uint64_t hash) {
    return &of->long_steps[hash >> 40 & (STEP_SHARDS - 1)];
}

static bool is_known_step(const minds *of, step_memo *key, uint64_t hash) {
    step_shard *shard = step_shard_of(of, hash);
    kzi_latch_close(&shard->latch);
    uint32_t known =
        kzi_table_find(&shard->by_step, hash, is_same_step, &(step_lookup){shard, key});
    if (known != NOT_IN_TABLE) key->to = memo_of_step(shard, known)->to;
    kzi_latch_open(&shard->latch);
    return known != NOT_IN_TABLE;
}

static bool add_step(minds *of, step_shard *shard, step_memo key, uint64_t hash) {
    if (shard->count == shard->blocks.count * STEPS_IN_BLOCK) {
        step_memo *block = KZI_TAKE_MANY(of->in, step_memo, STEPS_IN_BLOCK);
        if (!block || !LIST_ADD(of->in, &shard->blocks, block)) return false;
    }
    *memo_of_step(shard, shard->count) = key;
    return kzi_table_add(of->in, &shard->by_step, hash, shard->count++);
}

/* Another thread may have been faster: then it is there twice, with the same answer. */
static bool remember_step(minds *of, step_memo key, uint64_t hash) {
    step_shard *shard = step_shard_of(of, hash);
    kzi_latch_close(&shard->latch);
    bool was_added = add_step(of, shard, key, hash);
    kzi_latch_open(&shard->latch);
    return was_added;
}

static state_id quick_step(minds *of, view from, act_id act) {
    of->rules.loop.was_found = false;
    uint32_t before = of->quick.step_count;
    state_id to = kzi_quick_step(&of->quick, from.state, act, from.holder.n == NO_MIND.n);
    of->step_count += of->quick.step_count - before;
    return to;
}

static state_id step_or_wait(minds *of, view from, uint32_t act) {
    of->successor_count++;
    if (act != WAITING && from.depth == NO_LIMIT &&
        kzi_quick_knows(&of->quick, &of->about->acts[act])) {
        state_id to = quick_step(of, from, (act_id){act});
        if (to.n != QUICK_NOT_HERE.n) return to;
    }
    step_memo key = {from, act, NO_STATE};
    uint64_t hash = hash_of_step(&key);
    if (is_known_step(of, &key, hash)) return key.to;
    key.to = act == WAITING ? wait_anew(of, from) : step_anew(of, from, (act_id){act});
    of->step_count++;
    if (key.to.n == NO_STATE.n || !remember_step(of, key, hash)) return NO_STATE;
    return key.to;
}

state_id kzi_minds_step(minds *of, view from, act_id act) {
    return step_or_wait(of, from, act.n);
}

void kzi_minds_fetch(const minds *of, state_id from, const act_id *acts, uint32_t count) {
    for (uint32_t i = 0; i < count; i++) kzi_quick_fetch(&of->quick, from, acts[i]);
}

uint32_t kzi_minds_fired(minds *of, view from, act_id act, arena *to, const uint32_t **fired) {
    if (step_anew(of, from, act).n == NO_STATE.n) return UINT32_MAX;
    uint32_t count = of->rules.fired.count;
    uint32_t *kept = KZI_TAKE_MANY(to, uint32_t, count);
    if (!kept) return UINT32_MAX;
    if (count) memcpy(kept, of->rules.fired.items, sizeof *kept * count);
    *fired = kept;
    return count;
}

state_id kzi_minds_wait(minds *of, view from) {
    return step_or_wait(of, from, WAITING);
}

/* ---- the start, and changes in the midst ---- */

/* The chain's minds, neighbours' repetitions counted once; in the peer's problems one may be wrong
 * about one's own mind. */
static carried stated(const grounded *about, const ground_belief *said) {
    carried made = {.fact = said->fact, .becomes = said->value};
    for (uint32_t i = 0; i < said->via_count; i++) {
        mind_id mind = about->via[said->first_via + i];
        bool repeats = made.chain_length && made.chain[made.chain_length - 1] == mind.n;
        if ((!repeats || about->is_peers) && made.chain_length < KZI_LONGEST_CHAIN)
            made.chain[made.chain_length++] = (uint16_t)mind.n;
    }
    return made;
}

static bool begins_with(const carried *said, const carried *chain, uint16_t length) {
    return said->chain_length >= length &&
           memcmp(said->chain, chain->chain, sizeof(uint16_t) * length) == 0;
}

/* The start: a draft for each stated chain of believers and its beginnings; beyond, everybody
 * thinks as the holder does. */
typedef struct {
    minds *of;
    carried_list lines;
} starting;

static bool leads_on(const starting *s, const carried *chain) {
    for (uint32_t i = 0; i < s->lines.list.count; i++) {
        if (begins_with(&s->lines.list.items[i], chain, chain->chain_length)) return true;
    }
    return false;
}

/* The facts as the believers of `chain` hold them: their own lines over those of each longer
 * beginning. */
static void set_stated(const starting *s, uint64_t *facts, const carried *chain) {
    for (uint16_t length = 0; length <= chain->chain_length; length++) {
        for (uint32_t i = 0; i < s->lines.list.count; i++) {
            const carried *said = &s->lines.list.items[i];
            if (said->chain_length != length || !begins_with(said, chain, length)) continue;
            kzi_fact_set(s->of->about, facts, said->fact, said->becomes);
        }
    }
}

static ref blank_draft(minds *of) {
    draft made = {.facts = KZI_TAKE_MANY(of->scratch, uint64_t, of->states.row_words),
                  .minds = KZI_TAKE_MANY(of->scratch, ref, of->about->mind_count)};
    if (!made.facts || !made.minds || !LIST_ADD(of->scratch, &of->desk.list, made)) return NO_REF;
    return (ref){(of->desk.list.count - 1) | DRAFT_BIT};
}

static ref start_world(const starting *s, const carried *chain);

static ref start_mind(const starting *s, const carried *chain, ref around, uint32_t mind) {
    bool is_own = chain->chain_length && chain->chain[chain->chain_length - 1] == mind;
    if (is_own && !s->of->about->is_peers) return around;
    carried longer = *chain;
    if (longer.chain_length == KZI_LONGEST_CHAIN) return around;
    longer.chain[longer.chain_length++] = (uint16_t)mind;
    if (leads_on(s, &longer)) return start_world(s, &longer);
    if (is_own) return around;
    /* Nothing stated: a world in which everybody thinks as these believers do, so all its minds are
     * itself. */
    ref flat = kzi_draft_like(&s->of->desk, around);
    if (!kzi_is_ref(flat)) return NO_REF;
    for (uint32_t i = 0; i < s->of->about->mind_count; i++)
        kzi_draft(&s->of->desk, flat)->minds[i] = flat;
    return flat;
}

static ref start_world(const starting *s, const carried *chain) {
    minds *of = s->of;
    ref made = blank_draft(of);
    if (!kzi_is_ref(made)) return NO_REF;
    uint64_t *facts = kzi_draft(&of->desk, made)->facts;
    for (uint32_t i = 0; i < of->about->fact_count; i++)
        kzi_fact_set(of->about, facts, (fact_id){i}, of->about->facts[i].start);
    set_stated(s, facts, chain);
    for (uint32_t i = 0; i < of->about->mind_count; i++) {
        ref mind = start_mind(s, chain, made, i);
        if (!kzi_is_ref(mind)) return NO_REF;
        kzi_draft(&of->desk, made)->minds[i] = mind;
    }
    return made;
}

static bool collect_stated(minds *of, carried_list *to, const ground_belief *lines,
                           uint32_t count) {
    for (uint32_t i = 0; i < count; i++) {
        if (!LIST_ADD(of->scratch, &to->list, stated(of->about, &lines[i]))) return false;
    }
    return true;
}

state_id kzi_minds_start(minds *of) {
    begin_step(of);
    starting s = {.of = of};
    if (!collect_stated(of, &s.lines, of->about->beliefs, of->about->belief_count)) return NO_STATE;
    ref made = start_world(&s, &(carried){0});
    return kzi_is_ref(made) ? settle(of, made, NO_MIND, of->about->limits.beliefs) : NO_STATE;
}

state_id kzi_minds_start_like(minds *of, const grounded *like) {
    const grounded *own = of->about;
    of->about = like;
    state_id start = kzi_minds_start(of);
    of->about = own;
    return start;
}

/* A changed fact of the world goes to every mind that held the true value; a changed belief to its
 * mind alone. */
state_id kzi_minds_change(minds *of, state_id at, const ground_belief *changes,
                          uint32_t change_count) {
    begin_step(of);
    ref made = kzi_ref(at);
    for (uint32_t i = 0; i < change_count; i++) {
        carried change = stated(of->about, &changes[i]);
        carrying pass = {.desk = &of->desk};
        if (change.chain_length == 0) {
            pass.replaces = &change;
            pass.replaced = kzi_fact_get(of->about, kzi_facts(&of->desk, made), change.fact);
        }
        made = kzi_carry(&pass, made, NO_MIND, &change, change.chain_length ? 1 : 0);
        if (!kzi_is_ref(made)) return NO_STATE;
    }
    return settle(of, made, NO_MIND, of->about->limits.beliefs);
}

state_id kzi_minds_with(minds *of, state_id at, const mind_id *chain, uint32_t chain_length,
                        fact_id fact, value becomes) {
    begin_step(of);
    carried change = {.fact = fact, .becomes = becomes, .chain_length = (uint8_t)chain_length};
    for (uint32_t i = 0; i < chain_length; i++) change.chain[i] = (uint16_t)chain[i].n;
    carrying pass = {.desk = &of->desk};
    ref made = kzi_carry(&pass, kzi_ref(at), NO_MIND, &change, 1);
    return kzi_is_ref(made) ? kzi_drafts_finish(&of->desk, made) : NO_STATE;
}
