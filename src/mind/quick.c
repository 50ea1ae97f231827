/* SPDX-License-Identifier: MIT
 *
 * quick: see quick.h. Worlds lead to each other in circles, mostly of one: somebody who holds what
 * they hold about themselves. A world that is met again while it is being made is named by its
 * node; when all of a circle is made it is finished at once (strongly connected components: Tarjan
 * 1972).
 */
#include "quick.h"

#include "judge.h"
#include "scan.h"
#include "sight.h"
#include "surprise.h"

#include <string.h>

#ifdef KZ_CRAMPED
#define FIRST_QUICK_SLOTS 2u
#else
#define FIRST_QUICK_SLOTS 64u
#endif
/* in one world: more is likely to go round, which the long way finds out */
#define MOST_QUICK_FIRINGS 32u
#define MOST_QUICK_ROUNDS  8u
/* worlds looked through for rules in a list; beyond, with a table (scan.h) */
#define MOST_ASKED 32u

enum { NODE_HAPPENS, NODE_CARRIES, NODE_SETTLES };

bool kzi_quick_begin(quick *of, drafts *desk, rule_work *rules, uint64_t *draft_count,
                     quick_memo *memo) {
    *of = (quick){.desk = desk, .rules = rules, .draft_count = draft_count};
    arena *in = desk->states->in;
    for (uint32_t i = 0; i < QUICK_NODES; i++) {
        of->nodes[i].facts = KZI_TAKE_MANY(in, uint64_t, desk->states->row_words);
        of->nodes[i].before = KZI_TAKE_MANY(in, uint64_t, desk->states->row_words);
        of->nodes[i].minds = KZI_TAKE_MANY(in, uint32_t, desk->states->about->mind_count);
        of->nodes[i].minds_before = KZI_TAKE_MANY(in, uint32_t, desk->states->about->mind_count);
    }
    of->calling_left = KZI_TAKE_MANY(in, uint64_t, rules->index->word_count);
    of->memo = memo ? memo : KZI_TAKE(in, quick_memo);
    return of->memo && !in->has_failed;
}

void kzi_quick_use_locks(quick *of, bool are_used) {
    for (uint32_t i = 0; i < QUICK_SHARDS; i++) of->memo->shards[i].latch.is_used = are_used;
}

bool kzi_quick_knows(const quick *of, const ground_act *act) {
    const grounded *about = of->desk->states->about;
    return !act->is_attempt && !about->has_clock && (about->is_peers || act->implant_count == 0);
}

/* ---- the memo ---- */

/* Acts of neighbouring numbers lie together, since they are asked of a state one after the other:
 * four slots are a line of cache. */
#define ACTS_TOGETHER 4u

static uint64_t hash_of_slot(uint32_t from, uint32_t act) {
    return kzi_hash_mix((uint64_t)(act / ACTS_TOGETHER) << 32 | from);
}

static uint32_t shown_by(const _Atomic uint32_t *of) {
    return atomic_load_explicit(of, memory_order_acquire);
}

static void put_into(_Atomic uint32_t *of, uint32_t number) {
    atomic_store_explicit(of, number, memory_order_release);
}

static quick_slot *first_place(quick_slots *in, uint64_t hash, uint32_t act) {
    return &in->slots[((uint32_t)hash * ACTS_TOGETHER + act % ACTS_TOGETHER) & (in->count - 1)];
}

static quick_slot *place_in_slots(quick_slots *in, uint64_t hash, uint32_t from, uint32_t act) {
    for (quick_slot *slot = first_place(in, hash, act);;
         slot = slot + 1 == in->slots + in->count ? in->slots : slot + 1) {
        uint32_t there = shown_by(&slot->from);
        if (there == 0 || (there == from && shown_by(&slot->act) == act)) return slot;
    }
}

static void fill_slot(quick_slot *slot, uint32_t from, uint32_t act, quick_known what) {
    if (what.happened) put_into(&slot->happened, what.happened);
    if (what.settled) put_into(&slot->settled, what.settled);
    put_into(&slot->act, act);
    put_into(&slot->from, from);
}

static quick_known known_in_slot(const quick_slot *slot) {
    return (quick_known){shown_by(&slot->happened), shown_by(&slot->settled)};
}

static size_t size_of_slots(uint32_t count) {
    return sizeof(quick_slots) + sizeof(quick_slot) * count;
}

/* While others look without a lock, outgrown slots must stay. */
static quick_slots *widen_slots(quick *of, quick_shard *shard) {
    arena *in = of->desk->states->in;
    quick_slots *known = atomic_load_explicit(&shard->now, memory_order_relaxed);
    uint32_t count = known ? known->count * 2 : FIRST_QUICK_SLOTS;
    quick_slots *wider = kzi_arena_take(in, size_of_slots(count));
    if (!wider) return NULL;
    wider->count = count;
    for (uint32_t i = 0; known && i < known->count; i++) {
        const quick_slot *slot = &known->slots[i];
        uint32_t from = shown_by(&slot->from), act = shown_by(&slot->act);
        if (from)
            fill_slot(place_in_slots(wider, hash_of_slot(from, act), from, act), from, act,
                      known_in_slot(slot));
    }
    atomic_store_explicit(&shard->now, wider, memory_order_release);
    if (known && !shard->latch.is_used) kzi_arena_give_back(in, known, size_of_slots(known->count));
    return wider;
}

static quick_shard *quick_shard_of(const quick *of, uint64_t hash) {
    return &of->memo->shards[hash >> 40 & (QUICK_SHARDS - 1)];
}

void kzi_quick_fetch(const quick *of, state_id from, act_id act) {
    uint64_t hash = hash_of_slot(from.n + 1, act.n);
    quick_slots *now = atomic_load_explicit(&quick_shard_of(of, hash)->now, memory_order_acquire);
    if (now) __builtin_prefetch(first_place(now, hash, act.n));
}

static quick_known known_step(const quick *of, uint32_t from, uint32_t act) {
    uint64_t hash = hash_of_slot(from + 1, act);
    quick_slots *now = atomic_load_explicit(&quick_shard_of(of, hash)->now, memory_order_acquire);
    if (!now) return (quick_known){0, 0};
    const quick_slot *slot = place_in_slots(now, hash, from + 1, act);
    /* A slot that was free a moment ago may have been filled by another act of this state since. */
    bool is_there = shown_by(&slot->from) == from + 1 && shown_by(&slot->act) == act;
    return is_there ? known_in_slot(slot) : (quick_known){0, 0};
}

/* False when memory ended. Whichever is not 0 is from now on known. */
static bool keep_in_shard(quick *of, quick_shard *shard, uint64_t hash, uint32_t from, uint32_t act,
                          quick_known what) {
    quick_slots *now = atomic_load_explicit(&shard->now, memory_order_relaxed);
    quick_slot *slot = now ? place_in_slots(now, hash, from, act) : NULL;
    if (slot && shown_by(&slot->from)) return fill_slot(slot, from, act, what), true;
    bool is_full = !now || ((uint64_t)shard->count + 1) * 3 > (uint64_t)now->count * 2;
    if (is_full && !(now = widen_slots(of, shard))) return false;
    shard->count++;
    fill_slot(place_in_slots(now, hash, from, act), from, act, what);
    return true;
}

static void keep_step(quick *of, uint32_t from, uint32_t act, quick_known what) {
    uint64_t hash = hash_of_slot(from + 1, act);
    quick_shard *shard = quick_shard_of(of, hash);
    kzi_latch_close(&shard->latch);
    if (!keep_in_shard(of, shard, hash, from + 1, act, what)) of->trouble = QUICK_NO_MEMORY;
    kzi_latch_open(&shard->latch);
}

/* ---- worlds being made ---- */
static uint32_t quick_mind_count(const quick *of) {
    return of->desk->states->about->mind_count;
}

static const uint64_t *facts_of_number(const quick *of, uint32_t number) {
    return kzi_state_facts(of->desk->states, (state_id){number});
}

static const uint32_t *minds_of_number(const quick *of, uint32_t number) {
    return kzi_state_minds(of->desk->states, (state_id){number});
}

static bool is_same_node_made(const quick_node *f, uint32_t kind, uint32_t from, uint32_t mind,
                              const carried *things, uint32_t count) {
    if (f->kind != kind || f->from != from || f->thing_count != count) return false;
    return count == 0 ||
           (f->mind == mind && memcmp(f->things, things, sizeof *things * count) == 0);
}

static uint32_t number_of_node(const quick *of, const quick_node *f) {
    return (uint32_t)(f - of->nodes);
}

/* A node with the facts and minds of `from`; NULL: there is one already (`*known`), or there is
 * trouble. */
static quick_node *open_node_of(quick *of, uint32_t kind, uint32_t from, uint32_t mind,
                                const carried *things, uint32_t count, uint32_t *known) {
    *known = KZI_SELF;
    for (uint32_t i = 0; i < of->node_count; i++) {
        if (is_same_node_made(&of->nodes[i], kind, from, mind, things, count))
            return *known = i | QUICK_NODE, NULL;
    }
    if (of->node_count == QUICK_NODES) return of->trouble = QUICK_INTRICATE, NULL;
    quick_node *f = &of->nodes[of->node_count++];
    f->kind = kind;
    f->from = from;
    f->mind = mind;
    f->thing_count = count;
    if (count) memcpy(f->things, things, sizeof *things * count);
    f->earliest = number_of_node(of, f);
    f->onward_count = 0;
    memcpy(f->facts, facts_of_number(of, from), sizeof *f->facts * of->desk->states->row_words);
    memcpy(f->minds, minds_of_number(of, from), sizeof *f->minds * quick_mind_count(of));
    of->depth++;
    ++*of->draft_count;
    return f;
}

static bool is_node(uint32_t number) {
    return (number & QUICK_NODE) != 0;
}

/* The mind of the world is `number` from now on. */
static void set_mind(quick *of, quick_node *f, uint32_t mind, uint32_t number) {
    f->minds[mind] = number;
    if (of->trouble != QUICK_WELL || !is_node(number)) return;
    uint32_t earliest = of->nodes[number & ~QUICK_NODE].earliest;
    if (earliest < f->earliest) f->earliest = earliest;
}

/* The state of a world that leads back to itself at most. */
static uint32_t closed_alone(quick *of, quick_node *f) {
    for (uint32_t i = 0; i < quick_mind_count(of); i++) {
        if (is_node(f->minds[i])) f->minds[i] = KZI_SELF;
    }
    return kzi_states_intern(of->desk->states, f->facts, f->minds).n;
}

static void clear_desk(quick *of) {
    *of->draft_count += of->desk->list.count;
    kzi_drafts_clear(of->desk);
}

/* A circle: its nodes become drafts. */
static uint32_t closed_circle(quick *of, uint32_t first) {
    clear_desk(of);
    *of->draft_count -= of->node_count - first; /* they were counted as nodes */
    for (uint32_t i = first; i < of->node_count; i++) {
        quick_node *f = &of->nodes[i];
        for (uint32_t mind = 0; mind < quick_mind_count(of); mind++)
            f->minds[mind] -= is_node(f->minds[mind]) ? first : 0;
        draft made = {.facts = f->facts, .minds = (ref *)(void *)f->minds};
        if (!LIST_ADD(of->desk->scratch, &of->desk->list, made)) return NO_STATE.n;
    }
    return kzi_drafts_finish(of->desk, (ref){DRAFT_BIT}).n;
}

static void note_origin(quick *of, uint32_t made, uint32_t from) {
    if (of->origin_count < QUICK_NODES)
        of->origins[of->origin_count++] = (quick_origin){made, from};
}

/* The number of the state that the node came to; while its circle is open, its own. */
static uint32_t close_node(quick *of, quick_node *f) {
    of->depth--;
    if (of->trouble != QUICK_WELL) return KZI_SELF;
    uint32_t number = number_of_node(of, f);
    if (f->earliest < number) return number | QUICK_NODE;
    uint32_t made = of->node_count == number + 1 ? closed_alone(of, f) : closed_circle(of, number);
    of->node_count = number;
    if (made == NO_STATE.n) of->trouble = QUICK_NO_MEMORY;
    else note_origin(of, made, f->from);
    return made;
}

/* ---- what is carried on to minds (carry.c, in the peer's way) ---- */
static void send_to(quick *of, quick_node *f, uint32_t mind, carried thing) {
    for (uint32_t i = f->onward_count; i > 0; i--) {
        sent *known = &f->onward[i - 1];
        if (known->mind != mind || !kzi_carried_same_place(&known->thing, &thing)) continue;
        if (kzi_carried_is_held_by(&known->thing, &thing)) return;
        thing = kzi_carried_over(&known->thing, thing);
        memmove(known, known + 1, sizeof *known * (f->onward_count - i));
        f->onward_count--;
        break;
    }
    if (f->onward_count == QUICK_THINGS) of->trouble = QUICK_INTRICATE;
    else f->onward[f->onward_count++] = (sent){mind, thing};
}

static carried without_first(const carried *thing) {
    carried rest = *thing;
    memset(rest.chain, 0, sizeof rest.chain);
    rest.chain_length = (uint8_t)(thing->chain_length - 1);
    memcpy(rest.chain, thing->chain + 1, sizeof(uint16_t) * rest.chain_length);
    return rest;
}

static void send_into_mind(quick *of, quick_node *f, const carried *thing) {
    send_to(of, f, thing->chain[0], without_first(thing));
}

static void take_thing(quick *of, quick_node *f, const carried *thing) {
    if (thing->chain_length) send_into_mind(of, f, thing);
    else kzi_fact_set(of->desk->states->about, f->facts, thing->fact, thing->becomes);
    carried own = *thing;
    own.even_if_held |= own.chain_length == 0;
    send_to(of, f, f->mind, own);
}

/* What is sent to the mind and not held there yet; their number. */
static uint32_t sent_and_not_held(const quick *of, const quick_node *f, uint32_t mind,
                                  const uint64_t *held, carried *found) {
    uint32_t count = 0;
    for (uint32_t i = 0; i < f->onward_count; i++) {
        if (f->onward[i].mind == mind) found[count++] = f->onward[i].thing;
    }
    return kzi_peers_drop_held(of->desk->states->about, held, found, count);
}

static uint32_t carried_into(quick *of, uint32_t from, uint32_t mind, const carried *things,
                             uint32_t count) {
    uint32_t known_node;
    quick_node *f = open_node_of(of, NODE_CARRIES, from, mind, things, count, &known_node);
    if (!f) return known_node;
    for (uint32_t i = 0; i < count; i++) take_thing(of, f, &things[i]);
    for (uint32_t i = 0; i < quick_mind_count(of) && of->trouble == QUICK_WELL; i++) {
        carried onward[QUICK_THINGS];
        uint32_t left = sent_and_not_held(of, f, i, facts_of_number(of, f->minds[i]), onward);
        if (left) set_mind(of, f, i, carried_into(of, f->minds[i], i, onward, left));
    }
    return close_node(of, f);
}

/* ---- what happens in a world: its own effects, and what it sets in minds ---- */
static void take_effects_of(quick *of, uint64_t *facts, const ground_act *what, world_row before) {
    const grounded *about = of->desk->states->about;
    for (uint32_t i = 0; i < what->effect_count; i++) {
        const effect *e = &about->effects[what->first_effect + i];
        if (!kzi_holds_in(of->desk, before, e->when)) continue;
        value now = kzi_fact_get(about, before.facts, e->fact);
        value to = kzi_moved_amount(now, e, kzi_amount_in(of->desk, before, e->amount));
        if (!kzi_moves_back(about, e, now, to)) kzi_fact_set(about, facts, e->fact, to);
    }
}

static bool takes_hold_in(const quick *of, const implant *what, world_row before) {
    world_row asked = before;
    if (what->kind == IMPLANT_LEARNS) asked = kzi_row_of(of->desk, before.minds[what->mind.n]);
    return kzi_holds_in(of->desk, asked, what->when);
}

static void send_implants(quick *of, quick_node *f, const ground_act *what, world_row before) {
    const grounded *about = of->desk->states->about;
    for (uint32_t i = 0; i < what->implant_count; i++) {
        const implant *set = &about->implants[what->first_implant + i];
        if (!takes_hold_in(of, set, before)) continue;
        bool senses = set->kind == IMPLANT_SENSES;
        value becomes = senses ? kzi_fact_get(about, f->facts, set->fact)
                               : kzi_amount_in(of->desk, before, set->amount);
        carried thing = kzi_implanted(about, set, false, becomes);
        send_into_mind(of, f, &thing);
        if (set->kind != IMPLANT_LEARNS || set->teller.n == NO_MIND.n ||
            set->teller.n == set->mind.n)
            continue;
        carried in_teller = kzi_implanted(about, set, true, becomes);
        send_into_mind(of, f, &in_teller);
    }
}

/* ---- an act ---- */
static uint32_t mended_before(quick *of, uint32_t at, uint32_t held, uint32_t mind,
                              const ground_act *act) {
    if (kzi_holds(of->desk, (ref){held}, act->condition)) return held;
    clear_desk(of);
    state_id mended = kzi_surprise_mend(of->desk, (state_id){at}, (state_id){held}, (mind_id){mind},
                                        act->condition);
    if (mended.n == NO_STATE.n) of->trouble = QUICK_NO_MEMORY;
    return mended.n;
}

static uint32_t happened_in(quick *of, uint32_t from);
static uint32_t happened_with(quick *of, uint32_t from, uint32_t mind, const carried *things,
                              uint32_t count);

static uint32_t happened_to_mind(quick *of, quick_node *f, uint32_t mind, uint32_t held,
                                 bool notices) {
    carried onward[QUICK_THINGS];
    uint32_t left = 0;
    if (f->onward_count) { /* what is sent is dropped where it is held after the act, so its facts
                              are asked first */
        memcpy(f->before, facts_of_number(of, held),
               sizeof *f->before * of->desk->states->row_words);
        if (notices)
            take_effects_of(of, f->before, &of->desk->states->about->acts[of->act],
                            kzi_row_of(of->desk, (ref){held}));
        left = sent_and_not_held(of, f, mind, f->before, onward);
    }
    if (!notices) return left ? carried_into(of, held, mind, onward, left) : held;
    return left ? happened_with(of, held, mind, onward, left) : happened_in(of, held);
}

static uint32_t happened_with(quick *of, uint32_t from, uint32_t mind, const carried *things,
                              uint32_t count) {
    uint32_t known_node;
    quick_node *f = open_node_of(of, NODE_HAPPENS, from, mind, things, count, &known_node);
    if (!f) return known_node;
    const grounded *about = of->desk->states->about;
    const ground_act *act = &about->acts[of->act];
    world_row before = kzi_row_of(of->desk, (ref){from});
    take_effects_of(of, f->facts, act, before);
    send_implants(of, f, act, before);
    for (uint32_t i = 0; i < count; i++) take_thing(of, f, &things[i]);
    for (uint32_t i = 0; i < quick_mind_count(of) && of->trouble == QUICK_WELL; i++) {
        bool notices = kzi_holds_in(of->desk, before, about->seen[act->first_seen + i]);
        uint32_t held = notices ? mended_before(of, from, f->minds[i], i, act) : f->minds[i];
        if (of->trouble == QUICK_WELL && (notices || f->onward_count))
            set_mind(of, f, i, happened_to_mind(of, f, i, held, notices));
    }
    return close_node(of, f);
}

static uint32_t happened_as_known(quick *of, uint32_t from, uint32_t known) {
    if (known == QUICK_THE_LONG_WAY) return of->trouble = QUICK_INTRICATE, KZI_SELF;
    return known ? known - 1 : happened_with(of, from, 0, NULL, 0);
}

static uint32_t happened_in(quick *of, uint32_t from) {
    uint32_t known = known_step(of, from, of->act).happened;
    uint32_t made = happened_as_known(of, from, known);
    if (known || of->trouble == QUICK_NO_MEMORY || (of->trouble == QUICK_WELL && is_node(made)))
        return made;
    uint32_t keeps = of->trouble == QUICK_WELL ? made + 1 : QUICK_THE_LONG_WAY;
    keep_step(of, from, of->act, (quick_known){.happened = keeps});
    return made;
}

/* ---- rules ---- */
static bool scanned_for_rules(quick *of, uint32_t at) {
    clear_desk(of);
    scan_answer answer =
        kzi_scan(of->desk, (ref){at}, MARK_NO_RULE_CALLS, kzi_a_rule_calls, of->rules);
    if (answer == SCAN_NO_MEMORY) of->trouble = QUICK_NO_MEMORY;
    return answer == SCAN_NOWHERE;
}

static uint32_t marks_of_number(const quick *of, uint32_t number) {
    return kzi_state_marks(of->desk->states, (state_id){number});
}

static void mark_number(const quick *of, uint32_t number, uint32_t marks) {
    kzi_state_mark(of->desk->states, (state_id){number}, marks);
}

typedef struct {
    uint32_t states[MOST_ASKED];
    uint32_t count;
} asked_states;

static bool is_asked_already(const asked_states *asked, uint32_t number) {
    for (uint32_t i = asked->count; i > 0; i--) {
        if (asked->states[i - 1] == number) return true;
    }
    return false;
}

/* Adds the minds not known to be quiet; false when a rule is known to call in one. Too many:
 * `count` is MOST_ASKED. */
static bool ask_minds_of(const quick *of, uint32_t at, asked_states *asked) {
    const uint32_t *minds = minds_of_number(of, at);
    for (uint32_t i = 0; i < quick_mind_count(of); i++) {
        uint32_t marks = marks_of_number(of, minds[i]);
        if (marks & MARK_A_RULE_CALLS) return false;
        if ((marks & MARK_NO_RULE_CALLS) || is_asked_already(asked, minds[i])) continue;
        if (asked->count < MOST_ASKED) asked->states[asked->count++] = minds[i];
    }
    return true;
}

/* The state it was made from in this step, if none calls there; else KZI_SELF. */
static uint32_t quiet_origin_of(const quick *of, uint32_t made) {
    for (uint32_t i = of->origin_count; i > 0; i--) {
        const quick_origin *known = &of->origins[i - 1];
        if (known->made != made) continue;
        uint32_t quiet = MARK_NO_RULE_CALLS | MARK_NO_RULE_HERE;
        return marks_of_number(of, known->from) & quiet ? known->from : KZI_SELF;
    }
    return KZI_SELF;
}

static uint32_t first_calling_in(const quick *of, uint32_t at) {
    world_row here = kzi_row_of(of->desk, (ref){at});
    uint32_t before = quiet_origin_of(of, at);
    return before == KZI_SELF ? kzi_first_that_calls(of->desk, here, of->rules)
                              : kzi_first_that_calls_since(
                                    of->desk, here, kzi_row_of(of->desk, (ref){before}), of->rules);
}

static size_t size_of_rule_bits(const quick *of) {
    return sizeof(uint64_t) * of->rules->index->word_count;
}

static void note_calling(quick *of, uint32_t at, uint32_t rule) {
    of->calling_in = at;
    of->calling = rule;
    memcpy(of->calling_left, of->rules->may_call, size_of_rule_bits(of));
}

static bool is_quiet_here(quick *of, uint32_t at) {
    if (marks_of_number(of, at) & MARK_NO_RULE_HERE) return true;
    uint32_t rule = first_calling_in(of, at);
    if (rule == KZI_NO_RULE) mark_number(of, at, MARK_NO_RULE_HERE);
    else note_calling(of, at, rule);
    return rule == KZI_NO_RULE;
}

/* Does no rule call, in the world and all it leads to? */
static bool is_all_quiet(quick *of, uint32_t root) {
    uint32_t marks = marks_of_number(of, root);
    if (marks & (MARK_NO_RULE_CALLS | MARK_A_RULE_CALLS)) return marks & MARK_NO_RULE_CALLS;
    asked_states asked = {{root}, 1};
    bool is_quiet = true;
    for (uint32_t i = 0; is_quiet && i < asked.count && asked.count < MOST_ASKED; i++) {
        uint32_t at = asked.states[i];
        is_quiet = ask_minds_of(of, at, &asked) && is_quiet_here(of, at);
    }
    if (is_quiet && asked.count == MOST_ASKED) is_quiet = scanned_for_rules(of, root);
    if (of->trouble != QUICK_WELL) return false;
    if (!is_quiet) mark_number(of, root, MARK_A_RULE_CALLS);
    for (uint32_t i = 0; is_quiet && i < asked.count; i++)
        mark_number(of, asked.states[i], MARK_NO_RULE_CALLS);
    return is_quiet;
}

static world_row row_of_node(const quick_node *f) {
    return (world_row){f->facts, (const ref *)(const void *)f->minds};
}

static world_row row_before(const quick_node *f) {
    return (world_row){f->before, (const ref *)(const void *)f->minds_before};
}

static void note_before(const quick *of, quick_node *f) {
    memcpy(f->before, f->facts, sizeof *f->facts * of->desk->states->row_words);
    memcpy(f->minds_before, f->minds, sizeof *f->minds * quick_mind_count(of));
}

static void fire(quick *of, quick_node *f, const ground_act *rule) {
    note_before(of, f);
    world_row before = row_before(f);
    f->onward_count = 0;
    take_effects_of(of, f->facts, rule, before);
    send_implants(of, f, rule, before);
    for (uint32_t i = 0; f->onward_count && i < quick_mind_count(of) && of->trouble == QUICK_WELL;
         i++) {
        carried onward[QUICK_THINGS];
        uint32_t left = sent_and_not_held(of, f, i, facts_of_number(of, f->minds[i]), onward);
        if (left) set_mind(of, f, i, carried_into(of, f->minds[i], i, onward, left));
    }
}

/* The rule that calls first in the state that the node was made from. */
static uint32_t first_to_fire(quick *of, const quick_node *f) {
    if (of->calling_in != f->from) return first_calling_in(of, f->from);
    memcpy(of->rules->may_call, of->calling_left, size_of_rule_bits(of));
    return of->calling;
}

/* After a rule has fired only those may call that read what has changed, or come after it. */
static void fire_until_quiet(quick *of, quick_node *f) {
    const grounded *about = of->desk->states->about;
    uint32_t rule = first_to_fire(of, f);
    for (uint32_t fired = 0; rule != KZI_NO_RULE; fired++) {
        if (of->notes_fired && of->depth == 1) of->rules->has_fired[rule] = true;
        if (fired == MOST_QUICK_FIRINGS) of->trouble = QUICK_INTRICATE;
        else fire(of, f, &about->rules[rule]);
        if (of->trouble != QUICK_WELL) return;
        rule = kzi_first_that_still_calls(of->desk, row_of_node(f), row_before(f), of->rules);
    }
}

/* Those that read what has changed in the world since may call again, others not. */
static void note_what_may_call(const quick *of, const quick_node *f) {
    kzi_rule_readers_of_change(of->rules->readers, of->desk, row_before(f), row_of_node(f),
                               of->rules->may_call);
}

static void ask_those_that_may_call(quick *of, uint32_t made) {
    if (marks_of_number(of, made) & MARK_NO_RULE_HERE) return;
    uint32_t rule = kzi_first_of_those(of->desk, kzi_row_of(of->desk, (ref){made}), of->rules);
    if (rule == KZI_NO_RULE) mark_number(of, made, MARK_NO_RULE_HERE);
    else note_calling(of, made, rule);
}

/* The rules run in the world once, then once in each mind's world. */
static uint32_t settled_once(quick *of, uint32_t from) {
    bool is_noted =
        !of->notes_fired || of->depth || (marks_of_number(of, from) & MARK_FIRED_IN_STORY);
    uint32_t known = kzi_state_settled(of->desk->states, (state_id){from});
    if (known && is_noted) return known - 1;
    if (is_all_quiet(of, from)) return from;
    if (of->trouble != QUICK_WELL) return KZI_SELF;
    uint32_t known_node;
    quick_node *f = open_node_of(of, NODE_SETTLES, from, 0, NULL, 0, &known_node);
    if (!f) return known_node;
    fire_until_quiet(of, f);
    note_before(of, f);
    for (uint32_t i = 0; i < quick_mind_count(of) && of->trouble == QUICK_WELL; i++)
        set_mind(of, f, i, settled_once(of, f->minds[i]));
    note_what_may_call(of, f);
    uint32_t made = close_node(of, f);
    if (of->trouble != QUICK_WELL || is_node(made)) return made;
    ask_those_that_may_call(of, made);
    kzi_state_settles(of->desk->states, (state_id){from}, made + 1);
    if (of->notes_fired && of->depth == 0) mark_number(of, from, MARK_FIRED_IN_STORY);
    return made;
}

/* Until nothing calls; KZI_SELF: not here. In the peer's problems nobody is shown a rule, so it
 * does not matter whose world it is. */
static uint32_t settled(quick *of, uint32_t at, bool is_storys) {
    const grounded *about = of->desk->states->about;
    if (about->rule_count == 0) return at;
    of->notes_fired = is_storys;
    for (uint32_t round = 0; round < MOST_QUICK_ROUNDS; round++) {
        if (is_all_quiet(of, at)) return at;
        if (of->trouble != QUICK_WELL || !about->is_peers || of->desk->states->shown_words)
            return KZI_SELF;
        at = settled_once(of, at);
        if (of->trouble != QUICK_WELL) return KZI_SELF;
    }
    return KZI_SELF;
}

static bool is_seen_rightly(quick *of, uint32_t at) {
    if (of->desk->states->about->sight_count == 0) return true;
    if (marks_of_number(of, at) & MARK_SIGHT_IS_RIGHT) return true;
    clear_desk(of);
    ref seen = kzi_sight_settle(of->desk, (ref){at}, NO_MIND);
    if (!kzi_is_ref(seen)) of->trouble = QUICK_NO_MEMORY;
    return seen.n == at;
}

static void begin_quick_step(quick *of, act_id act) {
    of->trouble = QUICK_WELL;
    of->depth = of->node_count = of->origin_count = 0;
    of->calling_in = KZI_SELF;
    of->act = act.n;
}

state_id kzi_quick_happened(quick *of, state_id from, act_id act) {
    uint32_t known = known_step(of, from.n, act.n).happened;
    begin_quick_step(of, act);
    uint32_t happened = happened_as_known(of, from.n, known);
    if (of->trouble == QUICK_NO_MEMORY) return NO_STATE;
    bool is_done = of->trouble == QUICK_WELL;
    if (!known)
        keep_step(of, from.n, act.n,
                  (quick_known){.happened = is_done ? happened + 1 : QUICK_THE_LONG_WAY});
    if (of->trouble == QUICK_NO_MEMORY) return NO_STATE;
    return is_done ? (state_id){happened} : QUICK_NOT_HERE;
}

state_id kzi_quick_step(quick *of, state_id from, act_id act, bool is_storys) {
    quick_known known = known_step(of, from.n, act.n);
    if (known.settled == QUICK_THE_LONG_WAY) return QUICK_NOT_HERE;
    if (known.settled && (!is_storys || known.settled == known.happened))
        return (state_id){known.settled - 1};
    begin_quick_step(of, act);
    uint32_t happened = happened_as_known(of, from.n, known.happened), made = happened;
    if (of->trouble == QUICK_WELL) made = settled(of, happened, is_storys);
    bool is_done = of->trouble == QUICK_WELL && made != KZI_SELF && is_seen_rightly(of, made);
    if (of->trouble == QUICK_NO_MEMORY) return NO_STATE;
    quick_known keeps = {happened == KZI_SELF ? QUICK_THE_LONG_WAY : happened + 1,
                         is_done ? made + 1 : QUICK_THE_LONG_WAY};
    keep_step(of, from.n, act.n, keeps);
    if (of->trouble == QUICK_NO_MEMORY) return NO_STATE;
    of->step_count += is_done && !known.settled;
    return is_done ? (state_id){made} : QUICK_NOT_HERE;
}
