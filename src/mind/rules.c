/* SPDX-License-Identifier: MIT
 *
 * rules: see rules.h. Rules rarely call, so a scan asks first.
 */
#include "rules.h"

#include "carry.h"
#include "judge.h"
#include "kept.h"
#include "scan.h"

#include <string.h>

/* in one world in one step; more is taken for a number that grows for ever */
#define MOST_FIRINGS 4096u
/* worlds in one step in which rules fire, and so many for each pair of minds; more are taken for
 * what goes on from mind to mind in minds for ever */
#define MOST_FIRING_WORLDS      1024u
#define FIRING_WORLDS_OF_A_PAIR 4u

typedef struct {
    ref from;
    mind_id holder;
    ref to;
} settle_memo;

typedef struct {
    drafts *desk;
    rule_work *work;
    uint32_t world_count; /* in which rules fire */
    LIST(settle_memo) memo;
    table by_from;
} settling;

static bool was_shown(const drafts *desk, world_row at, uint32_t rule) {
    if (desk->states->shown_words == 0) return false;
    const uint64_t *shown = at.facts + desk->states->about->packed_words;
    return shown[rule / 64] >> rule % 64 & 1;
}

/* The first of those in may_call; the ones before it are struck out there. `left`: of each, what
 * the index has not asked; NULL: it has asked nothing. */
static uint32_t first_of_these(const drafts *desk, world_row at, const rule_work *work,
                               const compiled *left) {
    const ground_act *rules = desk->states->about->rules;
    for (uint32_t word = 0; word < work->index->word_count; word++) {
        uint64_t *bits = &work->may_call[word];
        for (; *bits; *bits &= *bits - 1) {
            uint32_t rule = word * 64 + (uint32_t)__builtin_ctzll(*bits);
            bool calls = left ? kzi_holds_left(desk, at, &left[rule], rules[rule].condition)
                              : kzi_holds_in(desk, at, rules[rule].condition);
            if (calls && !was_shown(desk, at, rule)) return rule;
        }
    }
    return KZI_NO_RULE;
}

uint32_t kzi_first_that_calls(const drafts *desk, world_row at, const rule_work *work) {
    kzi_index_ask(work->index, at.facts, work->may_call);
    return first_of_these(desk, at, work, work->index->left);
}

/* so few that asking the index costs more than it saves */
#define FEW_RULES 6u

/* Of those that may call: none, FEW_RULES at the most, or one more, which is many. */
static uint32_t count_up_to_many(const rule_work *work) {
    uint32_t count = 0;
    for (uint32_t i = 0; i < work->index->word_count; i++) {
        for (uint64_t bits = work->may_call[i]; bits && count <= FEW_RULES; bits &= bits - 1)
            count++;
    }
    return count;
}

uint32_t kzi_first_of_those(const drafts *desk, world_row at, const rule_work *work) {
    uint32_t count = count_up_to_many(work);
    if (count == 0) return KZI_NO_RULE;
    if (count <= FEW_RULES) return first_of_these(desk, at, work, NULL);
    kzi_index_ask(work->index, at.facts, work->spare);
    for (uint32_t i = 0; i < work->index->word_count; i++) work->may_call[i] &= work->spare[i];
    return first_of_these(desk, at, work, work->index->left);
}

uint32_t kzi_first_that_calls_since(const drafts *desk, world_row at, world_row before,
                                    const rule_work *work) {
    kzi_rule_readers_of_change(work->readers, desk, before, at, work->may_call);
    return kzi_first_of_those(desk, at, work);
}

uint32_t kzi_first_that_still_calls(const drafts *desk, world_row at, world_row before,
                                    const rule_work *work) {
    kzi_rule_readers_of_change(work->readers, desk, before, at, work->spare);
    for (uint32_t i = 0; i < work->index->word_count; i++) work->may_call[i] |= work->spare[i];
    return kzi_first_of_those(desk, at, work);
}

bool kzi_a_rule_calls(const drafts *desk, ref at, const void *work) {
    return kzi_first_that_calls(desk, kzi_row_of(desk, at), work) != KZI_NO_RULE;
}

/* ---- one world ---- */
typedef struct {
    ref world;
    uint32_t rule; /* that fired next */
} firing;

typedef struct {
    LIST(firing) list;
    LIST(state_id) finished; /* beside it, as far as it was asked; NO_STATE: not yet */
} firings;

static void report_loop(settling *s, mind_id holder, const firings *fired, uint32_t first) {
    rule_loop *loop = &s->work->loop;
    *loop = (rule_loop){.was_found = true, .in_mind = holder};
    for (uint32_t i = first; i < fired->list.count && loop->rule_count < KZI_LONGEST_LOOP_SHOWN;
         i++) {
        uint32_t rule = fired->list.items[i].rule;
        bool is_named = false;
        for (uint32_t j = 0; j < loop->rule_count; j++) is_named |= loop->rules[j] == rule;
        if (!is_named) loop->rules[loop->rule_count++] = rule;
    }
}

/* A firing's world as a state. Each is finished once: a number that grows for ever in somebody's
 * mind leaves the facts as they are, and thousands of worlds to tell apart. */
static state_id finished_world(settling *s, firings *fired, uint32_t number) {
    while (fired->finished.count <= number) {
        if (!LIST_ADD(s->desk->scratch, &fired->finished, NO_STATE)) return NO_STATE;
    }
    state_id *known = &fired->finished.items[number];
    if (known->n == NO_STATE.n)
        *known = kzi_drafts_finish(s->desk, fired->list.items[number].world);
    return *known;
}

/* Same facts is a cheap hint; whether the minds are the same too, the finished states tell. */
static bool is_same_world(settling *s, firings *fired, uint32_t number, ref now,
                          state_id *finished) {
    size_t size = sizeof(uint64_t) * s->desk->states->row_words;
    if (memcmp(kzi_facts(s->desk, fired->list.items[number].world), kzi_facts(s->desk, now),
               size) != 0)
        return false;
    if (finished->n == NO_STATE.n) *finished = kzi_drafts_finish(s->desk, now);
    return finished->n == finished_world(s, fired, number).n && finished->n != NO_STATE.n;
}

static bool goes_round(settling *s, mind_id holder, firings *fired, ref now) {
    state_id finished = NO_STATE;
    if (fired->list.count > MOST_FIRINGS) {
        report_loop(s, holder, fired, fired->list.count - KZI_LONGEST_LOOP_SHOWN);
        return true;
    }
    for (uint32_t i = 0; i < fired->list.count; i++) {
        if (!is_same_world(s, fired, i, now, &finished)) continue;
        report_loop(s, holder, fired, i);
        return true;
    }
    return false;
}

/* Asked at each firing; the first in a world counts it. Where all think otherwise of all others,
 * there are as many worlds as pairs. */
static bool goes_on_in_minds(settling *s, const firings *fired) {
    uint64_t all = s->desk->states->about->mind_count + 1;
    if (fired->list.count == 1) s->world_count++;
    return s->world_count > MOST_FIRING_WORLDS + FIRING_WORLDS_OF_A_PAIR * all * all;
}

static ref fire_all(settling *s, ref at, mind_id holder) {
    firings fired = {0};
    for (uint32_t rule;
         (rule = kzi_first_that_calls(s->desk, kzi_row_of(s->desk, at), s->work)) != KZI_NO_RULE;) {
        if (!LIST_ADD(s->desk->scratch, &fired.list, (firing){at, rule})) return NO_REF;
        if (holder.n == NO_MIND.n && !LIST_ADD(s->desk->scratch, &s->work->fired, rule))
            return NO_REF;
        if (holder.n == NO_MIND.n && s->work->has_fired) s->work->has_fired[rule] = true;
        if (goes_on_in_minds(s, &fired)) return report_loop(s, holder, &fired, 0), NO_REF;
        carrying pass = {.desk = s->desk};
        at = kzi_carry_firing(&pass, at, holder, rule);
        if (kzi_is_ref(at)) at = kzi_carry_finish(&pass, at);
        if (!kzi_is_ref(at) || goes_round(s, holder, &fired, at)) return NO_REF;
    }
    return at;
}

/* ---- all worlds it leads to ---- */
typedef struct {
    const settling *s;
    ref from;
    mind_id holder;
} settle_lookup;

static bool is_same_settling(const void *context, uint32_t number) {
    const settle_lookup *wanted = context;
    const settle_memo *known = &wanted->s->memo.items[number];
    return known->from.n == wanted->from.n && known->holder.n == wanted->holder.n;
}

static bool remember_settling(settling *s, uint64_t hash, settle_memo key) {
    arena *in = s->desk->scratch;
    return LIST_ADD(in, &s->memo, key) && kzi_table_add(in, &s->by_from, hash, s->memo.count - 1);
}

static bool is_known_quiet(const settling *s, ref at) {
    return !kzi_is_draft(at) &&
           (kzi_state_marks(s->desk->states, (state_id){at.n}) & MARK_NO_RULE_CALLS);
}

/* What fires in the story's own world is noted each time, so that is not kept. */
static state_id settled_before(const settling *s, ref from, mind_id holder) {
    if (holder.n == NO_MIND.n) return NO_STATE;
    return kzi_kept_find(s->desk, (kept_what){KEPT_SETTLED, holder.n}, (state_id){from.n});
}

/* When all of it has settled: its state, and what all the minds' worlds came to is kept. */
static ref keep_settled(settling *s, ref root) {
    state_id done = kzi_drafts_finish(s->desk, root);
    if (done.n == NO_STATE.n) return NO_REF;
    for (uint32_t i = 0; i < s->memo.count; i++) {
        const settle_memo *met = &s->memo.items[i];
        state_id to = kzi_finished(s->desk, met->to);
        if (met->holder.n != NO_MIND.n && to.n != NO_STATE.n &&
            !kzi_kept_add(s->desk, (kept_what){KEPT_SETTLED, met->holder.n},
                          (state_id){met->from.n}, to))
            return NO_REF;
    }
    return kzi_ref(done);
}

/* Worlds are remembered by what they hold, not by which draft they are: firings make ever new
 * drafts of the same worlds. */
static ref settle_world(settling *s, ref from, mind_id holder) {
    if (is_known_quiet(s, from)) return from;
    from = kzi_ref(kzi_drafts_finish(s->desk, from));
    if (!kzi_is_ref(from) || is_known_quiet(s, from)) return from;
    uint64_t hash = kzi_hash_mix((uint64_t)from.n << 32 | holder.n);
    uint32_t known =
        kzi_table_find(&s->by_from, hash, is_same_settling, &(settle_lookup){s, from, holder});
    if (known != NOT_IN_TABLE) return s->memo.items[known].to;
    state_id kept = settled_before(s, from, holder);
    if (kept.n != NO_STATE.n) return kzi_ref(kept);
    ref made = kzi_draft_like(s->desk, from);
    if (!kzi_is_ref(made) || !remember_settling(s, hash, (settle_memo){from, holder, made}))
        return NO_REF;
    ref fired = fire_all(s, from, holder);
    if (!kzi_is_ref(fired)) return NO_REF;
    const grounded *about = s->desk->states->about;
    memcpy(kzi_draft(s->desk, made)->facts, kzi_facts(s->desk, fired),
           sizeof(uint64_t) * s->desk->states->row_words);
    for (uint32_t i = 0; i < about->mind_count; i++) {
        ref mind = settle_world(s, kzi_mind(s->desk, fired, i), (mind_id){i});
        if (!kzi_is_ref(mind)) return NO_REF;
        kzi_draft(s->desk, made)->minds[i] = mind;
    }
    return made;
}

/* What a mind comes to hold by its own rules may call a rule of the world around it: so until
 * nothing calls anywhere. */
ref kzi_rules_settle(drafts *desk, ref root, mind_id holder, rule_work *work) {
    if (desk->states->about->rule_count == 0) return root;
    firings rounds = {0};
    bool has_fired = false;
    for (;;) {
        scan_answer answer = kzi_scan(desk, root, MARK_NO_RULE_CALLS, kzi_a_rule_calls, work);
        if (answer == SCAN_NO_MEMORY) return NO_REF;
        if (answer == SCAN_NOWHERE) {
            work->has_shown |= has_fired && desk->states->shown_words;
            return root;
        }
        settling s = {.desk = desk, .work = work};
        uint32_t calling = kzi_first_that_calls(desk, kzi_row_of(desk, root), work);
        if (!LIST_ADD(desk->scratch, &rounds.list,
                      (firing){root, calling == KZI_NO_RULE ? 0 : calling}))
            return NO_REF;
        has_fired = true;
        root = settle_world(&s, root, holder);
        if (kzi_is_ref(root)) root = keep_settled(&s, root);
        if (!kzi_is_ref(root) || goes_round(&s, holder, &rounds, root)) return NO_REF;
    }
}
