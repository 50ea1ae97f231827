/* SPDX-License-Identifier: MIT
 *
 * reasons: see reasons.h. Here questions are remembered, and asked under assumptions where they may
 * come round to themselves; plan_search.h works one out.
 */
#include "plan_search.h"

#include "best_worth.h"

/* questions inside questions; where a clock never ends, no state comes twice and nothing else
 * would end them */
#define DEEPEST_PROOF 64u
#ifdef KZ_CRAMPED
#define REASONS_IN_BLOCK 2u
#else
#define REASONS_IN_BLOCK 32u
#endif

/* NULL when memory ended. */
static const int64_t *best_of_all(const minds *of) {
    const grounded *about = of->about;
    int64_t *best = KZI_TAKE_MANY(of->in, int64_t, about->mind_count + 1);
    for (uint32_t i = 0; best && i < about->mind_count; i++)
        best[i] = kzi_best_worth(about, about->minds[i].worth);
    return best;
}

reasons kzi_reasons(minds *of, distances *shared, const touches *known, uint32_t plan_limit,
                    uint32_t mind_limit) {
    reasons made = {.minds = of,
                    .distances = shared,
                    .touches = *known,
                    .plan_limit = plan_limit ? plan_limit : 1,
                    .mind_limit = mind_limit,
                    .answers = KZI_TAKE_MANY(of->in, reason_shard, REASON_SHARDS)};
    if (made.answers) made.best = best_of_all(of);
    return made;
}

reasons kzi_reasons_for_thread(const reasons *like, minds *of, distances *own) {
    return (reasons){.minds = of,
                     .distances = own,
                     .touches = like->touches,
                     .best = like->best,
                     .plan_limit = like->plan_limit,
                     .mind_limit = like->mind_limit,
                     .is_proving = like->is_proving,
                     .is_asking_all = like->is_asking_all,
                     .passes_over_loops = like->passes_over_loops,
                     .answers = like->answers};
}

void kzi_reasons_use_locks(reasons *of, bool are_used) {
    for (uint32_t i = 0; i < REASON_SHARDS; i++) of->answers[i].latch.is_used = are_used;
}

uint32_t kzi_reasons_count(const reasons *of) {
    uint32_t count = 0;
    for (uint32_t i = 0; of->answers && i < REASON_SHARDS; i++) count += of->answers[i].count;
    return count;
}

void kzi_reasons_end(reasons *of) {
    for (uint32_t i = 0; i < of->desks.count; i++) kzi_arena_free(of->desks.items[i]);
    of->desks.count = 0;
}

/* An empty desk for a question of the depth that is open now; NULL when memory ended. */
static arena *desk_of_depth(reasons *of) {
    arena *in = of->minds->in;
    while (of->desks.count <= of->open_count) {
        arena *made = KZI_TAKE(in, arena);
        if (!made) return NULL;
        *made = kzi_arena(in->from);
        if (!LIST_ADD(in, &of->desks, made)) return NULL;
    }
    kzi_arena_reset(of->desks.items[of->open_count]);
    return of->desks.items[of->open_count];
}

/* about as many worlds are written while one plan node is opened, in worlds of the founding
 * worlds' size */
#define DRAFTS_TO_A_NODE 16u

uint64_t kzi_reasons_spent(const reasons *of) {
    return of->effort + of->minds->draft_count / DRAFTS_TO_A_NODE;
}

bool kzi_reasons_are_spent(const reasons *of) {
    return of->effort_end && kzi_reasons_spent(of) >= of->effort_end;
}

/* ---- the memo ---- */
uint64_t kzi_reason_hash(const reason_key *key) {
    uint64_t hash = kzi_hash_mix((uint64_t)key->state.n << 32 | key->act.n);
    hash = kzi_hash_mix(hash ^ ((uint64_t)key->holder.n << 32 | key->depth));
    return kzi_hash_mix(hash ^ ((uint64_t)key->level << 32 | key->budget));
}

bool kzi_reason_is_same(const reason_key *a, const reason_key *b) {
    return a->state.n == b->state.n && a->act.n == b->act.n && a->holder.n == b->holder.n &&
           a->depth == b->depth && a->level == b->level && a->budget == b->budget;
}

static reason_entry *entry_in(const reason_shard *of, uint32_t number) {
    return &of->blocks.items[number / REASONS_IN_BLOCK][number % REASONS_IN_BLOCK];
}

typedef struct {
    const reason_shard *of;
    const reason_key *key;
} reason_lookup;

static bool is_same_reason(const void *context, uint32_t number) {
    const reason_lookup *wanted = context;
    return kzi_reason_is_same(&entry_in(wanted->of, number)->key, wanted->key);
}

static reason_shard *reason_shard_of(const reasons *of, uint64_t hash) {
    return &of->answers[hash >> 40 & (REASON_SHARDS - 1)];
}

/* Within limits a nested question has fewer acts left, so none comes round to itself. Under lesser
 * evil what others would do meanwhile is asked with no act less. */
static bool may_come_round(const reasons *of) {
    return of->is_proving || of->minds->about->has_lesser_evil;
}

static reason_entry *make_entry(reasons *of, reason_shard *shard, const reason_key *key,
                                uint64_t hash) {
    arena *in = of->minds->in;
    if (shard->count == shard->blocks.count * REASONS_IN_BLOCK) {
        reason_entry *block = KZI_TAKE_MANY(in, reason_entry, REASONS_IN_BLOCK);
        if (!block || !LIST_ADD(in, &shard->blocks, block)) return NULL;
    }
    reason_entry *entry = entry_in(shard, shard->count);
    *entry = (reason_entry){.key = *key};
    bool was_added = kzi_table_add(in, &shard->by_key, hash, shard->count++);
    bool is_kept = !may_come_round(of) || LIST_ADD(in, &of->entries, entry);
    return was_added && is_kept ? entry : NULL;
}

/* The entry of a question, made when it is new, and what is known of it; NULL when memory ended. */
static reason_entry *entry_of(reasons *of, const reason_key *key, reason_entry *now) {
    uint64_t hash = kzi_reason_hash(key);
    reason_shard *shard = reason_shard_of(of, hash);
    kzi_latch_close(&shard->latch);
    uint32_t known =
        kzi_table_find(&shard->by_key, hash, is_same_reason, &(reason_lookup){shard, key});
    reason_entry *entry =
        known != NOT_IN_TABLE ? entry_in(shard, known) : make_entry(of, shard, key, hash);
    if (entry) *now = *entry;
    kzi_latch_open(&shard->latch);
    return entry;
}

static void answer_entry(reasons *of, reason_entry *entry, reason found, bool is_known) {
    latch *guard = &reason_shard_of(of, kzi_reason_hash(&entry->key))->latch;
    kzi_latch_close(guard);
    entry->found = found;
    entry->is_known |= is_known;
    kzi_latch_open(guard);
}

static reason ask_up_to(reasons *of, const reason_key *key, uint32_t longest, bool is_in_order) {
    arena *work = desk_of_depth(of);
    if (!work) return (reason){.answer = REASON_FAILED};
    return kzi_reason_plan(of, key, longest, is_in_order, work);
}

static reason ask(reasons *of, const reason_key *key) {
    return ask_up_to(of, key, key->budget, of->is_proving || of->minds->about->has_lesser_evil);
}

/* What was answered while a wrong assumption stood is asked anew when it is needed. */
static void forget_since(reasons *of, uint32_t first) {
    for (uint32_t i = first; i < of->entries.count; i++) of->entries.items[i]->is_known = false;
}

/* Works the question out under what is assumed of it, should it come round to itself; `holds_up`
 * tells whether the answer bears that out. */
static reason ask_assuming(reasons *of, reason_entry *entry, reason_answer assumed,
                           bool *holds_up) {
    uint32_t first_inner = of->entries.count;
    entry->is_open = true;
    entry->was_asked_again = false;
    entry->found = (reason){.answer = assumed};
    reason found = ask(of, &entry->key);
    entry->is_open = false;
    *holds_up = !entry->was_asked_again || found.answer == assumed || found.answer == REASON_CUT ||
                found.answer == REASON_FAILED;
    if (!*holds_up) forget_since(of, first_inner);
    return found;
}

/* In a proof neither levels nor budgets end, so a question may come round to itself. A reason that
 * needs itself is none, so it is first taken to have none; if it turns out to have one after all,
 * it is asked once more as one that has; if neither bears itself out, nothing is proved. */
static reason ask_assuming_twice(reasons *of, reason_entry *entry) {
    bool holds_up;
    reason found = ask_assuming(of, entry, REASON_NO, &holds_up);
    if (!holds_up) found = ask_assuming(of, entry, REASON_YES, &holds_up);
    return holds_up ? found : (reason){.answer = REASON_CUT, .was_cut_by_plan = true};
}

static reason_key key_of_question(const reasons *of, view from, act_id act, uint32_t level,
                                  uint32_t budget) {
    reason_key key = {from.state, from.holder, from.depth, act, level, budget ? budget : 1};
    if (of->is_proving) key.budget = of->plan_limit;
    if (of->mind_limit == NO_LIMIT) key.level = 1;
    if (!of->is_proving && key.level > of->mind_limit)
        key.budget = 1; /* one act, whatever is left */
    return key;
}

/* Where nobody could tell the act from its twin, and the twin has no reason, nor has the act. A
 * reason is looked for all the same, so that it is the act's own, and what it rests on is answered.
 */
static reason ask_once(reasons *of, const reason_key *key) {
    const swap *by =
        of->twins ? kzi_twin_before(of->twins, key->state, key->holder, key->act) : NULL;
    if (!by) return ask(of, key);
    view from = {key->state, key->holder, key->depth};
    reason of_twin = kzi_reason(of, from, (act_id){by->acts[key->act.n]}, key->level, key->budget);
    return of_twin.answer == REASON_YES ? ask(of, key) : of_twin;
}

/* Two threads may work one question out at once; both come to the same. */
reason kzi_reason(reasons *of, view from, act_id act, uint32_t level, uint32_t budget) {
    reason_key key = key_of_question(of, from, act, level, budget);
    reason_entry now, *entry = entry_of(of, &key, &now);
    if (!entry) return (reason){.answer = REASON_FAILED};
    if (now.is_known) return now.found;
    if (may_come_round(of) && now.is_open) {
        entry->was_asked_again = true;
        return now.found;
    }
    if (of->is_proving && of->open_count >= DEEPEST_PROOF)
        return (reason){.answer = REASON_CUT, .was_cut_by_plan = true};
    of->open_count++;
    reason found = may_come_round(of) ? ask_assuming_twice(of, entry) : ask_once(of, &key);
    of->open_count--;
    answer_entry(of, entry, found, found.answer != REASON_FAILED && !of->gave_up);
    return found;
}

reason kzi_reason_known(reasons *of, view from, act_id act, uint32_t level, uint32_t budget) {
    reason_key key = key_of_question(of, from, act, level, budget);
    uint64_t hash = kzi_reason_hash(&key);
    const reason_shard *shard = reason_shard_of(of, hash);
    uint32_t known =
        kzi_table_find(&shard->by_key, hash, is_same_reason, &(reason_lookup){shard, &key});
    bool is_known = known != NOT_IN_TABLE && entry_in(shard, known)->is_known;
    return is_known ? entry_in(shard, known)->found : (reason){.answer = REASON_CUT};
}

reason kzi_reason_shown(reasons *of, view from, act_id act, uint32_t level, uint32_t budget) {
    reason found = kzi_reason(of, from, act, level, budget);
    if (found.answer != REASON_YES || of->is_proving || of->minds->about->has_lesser_evil)
        return found;
    reason_key key = {
        from.state,         from.holder, from.depth, act, of->mind_limit == NO_LIMIT ? 1 : level,
        budget ? budget : 1};
    if (of->shown_effort) of->effort_end = kzi_reasons_spent(of) + of->shown_effort;
    of->open_count++;
    reason shown = ask_up_to(of, &key, found.plan_length, true);
    of->open_count--;
    of->effort_end = 0;
    of->gave_up = false;
    return shown.answer == REASON_YES || shown.answer == REASON_FAILED ? shown : found;
}

bool kzi_reasons_believed(const reasons *of, view story, act_id act, mind_id actor) {
    view held = kzi_minds_view(of->minds, story, actor);
    return kzi_minds_hold(of->minds, held.state, of->minds->about->acts[act.n].condition);
}

reason_answer kzi_reasons_for_all(reasons *of, view story, act_id act) {
    const grounded *about = of->minds->about;
    const ground_act *a = &about->acts[act.n];
    for (uint32_t i = 0; i < a->actor_count; i++) {
        if (!kzi_reasons_believed(of, story, act, about->actors[a->first_actor + i]))
            return REASON_NO;
    }
    for (uint32_t i = 0; i < a->actor_count; i++) {
        mind_id actor = about->actors[a->first_actor + i];
        reason why =
            kzi_reason(of, kzi_minds_view(of->minds, story, actor), act, 1, of->plan_limit);
        if (why.answer != REASON_YES) return why.answer;
    }
    return REASON_YES;
}
