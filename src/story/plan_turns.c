/* SPDX-License-Identifier: MIT
 *
 * plan_turns: whose turn it is among the steps that wait to be asked about.
 *
 * In     steps with their ranks, as places are opened and as steps are asked about in vain
 * Out    the next one, and to whose account its effort goes
 * Owns   the queues and kinds, in the planning's arena
 *
 * Two queues, by rank: of steps not asked about yet, and of those asked about in vain. Where it is
 * hard, steps not asked about are sorted into kinds as well: as many acts before them, as many
 * foreseen, as much missing. The kinds have turns whatever their ranks, those near to the wish more
 * often. So what ranks overrate, an act that seems to be all that is missing and that nobody has a
 * reason for, cannot draw all of the search to it (types: Xie, Müller, Holte and Imai 2014).
 */
#include "plan_work.h"

/* ---- a queue: a binary heap ---- */
static bool ranks_before(const plan_offer *a, const plan_offer *b) {
    if (a->rank != b->rank) return a->rank < b->rank;
    if (a->estimate != b->estimate) return a->estimate < b->estimate;
    return a->order < b->order;
}

static bool push_offer(planning *of, plan_queue *to, plan_offer offer) {
    if (!LIST_ADD(of->in, &to->offers, offer)) return kzi_plan_fails(of);
    plan_offer *heap = to->offers.items;
    uint32_t at = to->offers.count - 1;
    for (; at > 0 && ranks_before(&offer, &heap[(at - 1) / 2]); at = (at - 1) / 2)
        heap[at] = heap[(at - 1) / 2];
    heap[at] = offer;
    return true;
}

static plan_offer pop_offer(plan_queue *from) {
    plan_offer *heap = from->offers.items, first = heap[0], last = heap[--from->offers.count];
    uint32_t at = 0, count = from->offers.count;
    for (uint32_t child = 1; child < count; child = 2 * at + 1) {
        if (child + 1 < count && ranks_before(&heap[child + 1], &heap[child])) child++;
        if (!ranks_before(&heap[child], &last)) break;
        heap[at] = heap[child];
        at = child;
    }
    if (count) heap[at] = last;
    return first;
}

/* From where a plan is known only shorter ones are looked for. */
static bool rank_queue_anew(planning *of, plan_queue *queue) {
    uint32_t count = queue->offers.count;
    plan_offer *all = queue->offers.items;
    queue->offers.items = NULL;
    queue->offers.count = queue->offers.room = 0;
    for (uint32_t i = 0; i < count; i++) {
        uint32_t length = of->places.items[all[i].from].length + 1;
        if (length + all[i].estimate > of->longest) continue;
        all[i].rank = kzi_plan_rank(of, &all[i], length);
        if (!push_offer(of, queue, all[i])) return false;
    }
    return true;
}

bool kzi_plan_rank_anew(planning *of) {
    return rank_queue_anew(of, &of->fresh) && rank_queue_anew(of, &of->waiting);
}

/* ---- kinds ---- */
typedef struct {
    const planning *of;
    const plan_kind *kind;
} kind_lookup;

static bool is_same_kind(const void *context, uint32_t number) {
    const kind_lookup *wanted = context;
    const plan_kind *a = &wanted->of->kinds.all.items[number], *b = wanted->kind;
    return a->length == b->length && a->foreseen == b->foreseen && a->missing == b->missing;
}

static uint64_t hash_of_kind(const plan_kind *kind) {
    return kzi_hash_mix((uint64_t)kind->length << 48 ^ (uint64_t)kind->foreseen << 24 ^
                        (uint64_t)kind->missing);
}

/* NULL when memory ended. */
static plan_kind *plan_kind_of(planning *of, const plan_offer *offer) {
    plan_kinds *kinds = &of->kinds;
    plan_kind made = {.length = of->places.items[offer->from].length,
                      .foreseen = offer->estimate + offer->guess,
                      .missing = kzi_plan_missing(of, offer->to)};
    uint64_t hash = hash_of_kind(&made);
    uint32_t known = kzi_table_find(&kinds->by_key, hash, is_same_kind, &(kind_lookup){of, &made});
    if (known != NOT_IN_TABLE) return &kinds->all.items[known];
    if (!LIST_ADD(of->in, &kinds->all, made) ||
        !kzi_table_add(of->in, &kinds->by_key, hash, kinds->all.count - 1))
        return NULL;
    return &kinds->all.items[kinds->all.count - 1];
}

static bool sort_into_kind(planning *of, const plan_offer *offer) {
    plan_kind *kind = plan_kind_of(of, offer);
    if (!kind) return kzi_plan_fails(of);
    bool was_empty = kind->offers.count == 0;
    if (was_empty && kind->turn < of->kinds.turn) kind->turn = of->kinds.turn;
    if (!LIST_ADD(of->in, &kind->offers, *offer)) return kzi_plan_fails(of);
    of->kinds.waiting++;
    return true;
}

bool kzi_plan_begin_kinds(planning *of) {
    of->kinds.are_kept = true;
    of->kinds.spent = of->fresh.spent;
    for (uint32_t i = 0; i < of->fresh.offers.count; i++) {
        if (!sort_into_kind(of, &of->fresh.offers.items[i])) return false;
    }
    return true;
}

/* How long a kind waits for its next turn. */
static uint64_t stride_of(const plan_kind *kind) {
    return kind->length + kind->foreseen + MISSING * (uint64_t)kind->missing + 1;
}

static plan_kind *next_kind(plan_kinds *kinds) {
    plan_kind *next = NULL;
    for (uint32_t i = 0; i < kinds->all.count; i++) {
        plan_kind *kind = &kinds->all.items[i];
        if (kind->offers.count && (!next || kind->turn < next->turn)) next = kind;
    }
    return next;
}

/* The newest step of the kind whose turn it is. */
static plan_offer next_of_kinds(plan_kinds *kinds) {
    plan_kind *kind = next_kind(kinds);
    kinds->turn = kind->turn;
    kind->turn += stride_of(kind);
    kinds->waiting--;
    return kind->offers.items[--kind->offers.count];
}

/* ---- turns ---- */

/* Steps that may have a reason hard to find are not to keep those from being asked that have one at
 * hand, nor the other way round: both queues and the kinds have equal shares of the effort. A queue
 * that was empty claims nothing for that time. */
bool kzi_plan_lay_in(planning *of, plan_offer offer) {
    bool waits = offer.tries > 0 && of->settings.method == PLAN_AUTO;
    plan_queue *to = waits ? &of->waiting : &of->fresh, *other = waits ? &of->fresh : &of->waiting;
    if (to->offers.count == 0 && to->spent < other->spent) to->spent = other->spent;
    return push_offer(of, to, offer);
}

bool kzi_plan_lay_in_new(planning *of, plan_offer offer) {
    return (!of->kinds.are_kept || sort_into_kind(of, &offer)) && kzi_plan_lay_in(of, offer);
}

static plan_queue *next_queue(planning *of) {
    if (of->waiting.offers.count == 0) return &of->fresh;
    if (of->fresh.offers.count == 0) return &of->waiting;
    return of->fresh.spent <= of->waiting.spent ? &of->fresh : &of->waiting;
}

plan_turn kzi_plan_next(planning *of) {
    plan_queue *queue = next_queue(of);
    plan_kinds *kinds = &of->kinds;
    if (kinds->waiting && kinds->spent < queue->spent)
        return (plan_turn){next_of_kinds(kinds), &kinds->spent, true};
    return (plan_turn){pop_offer(queue), &queue->spent, false};
}

/* A step not asked about yet may wait twice, in a queue and among its kind. */
bool kzi_plan_was_asked(const planning *of, const plan_offer *offer) {
    return offer->tries == 0 && of->was_asked.items[offer->order];
}

uint32_t kzi_plan_waiting(const planning *of) {
    return of->fresh.offers.count + of->waiting.offers.count;
}
