/* SPDX-License-Identifier: MIT
 *
 * drafts: see drafts.h. How a draft finds its number:
 *
 * Drafts that lead to each other in circles are taken together, innermost first (Tarjan 1972), so
 * that whatever a circle leads out to is finished. A draft in no circle longer than itself is
 * looked up by its facts and minds, its own number written as SELF; it may also be the unrolling of
 * a state it leads to, so each such state is compared once (`is_unrolling_of`). A circle, too, may
 * be the unrolling of states it leads to (`unrolls`); otherwise it is made minimal by splitting
 * apart what differs (Moore 1956), then compared, exactly, with finished states of the same hash
 * (Hopcroft and Karp 1971: assume the pair equal, follow all minds, look for a difference).
 */
#include "drafts.h"

#include <string.h>

#define SELF KZI_SELF

void kzi_drafts_clear(drafts *of) {
    kzi_arena_reset(of->scratch);
    of->list.items = NULL;
    of->list.count = of->list.room = 0;
}

ref kzi_draft_like(drafts *of, ref like) {
    const grounded *about = of->states->about;
    draft made = {.facts = KZI_TAKE_MANY(of->scratch, uint64_t, of->states->row_words),
                  .minds = KZI_TAKE_MANY(of->scratch, ref, about->mind_count)};
    if (!made.facts || !made.minds) return NO_REF;
    memcpy(made.facts, kzi_facts(of, like), sizeof(uint64_t) * of->states->row_words);
    for (uint32_t i = 0; i < about->mind_count; i++) made.minds[i] = kzi_mind(of, like, i);
    if (!LIST_ADD(of->scratch, &of->list, made)) return NO_REF;
    return (ref){(of->list.count - 1) | DRAFT_BIT};
}

/* ---- one finishing: what is known of each draft ---- */
typedef struct {
    uint32_t order;    /* of first visit, from 1; 0: not visited */
    uint32_t earliest; /* order of the earliest draft reachable by the circle */
    bool is_open;      /* on the stack of circles not closed yet */
    state_id found;
    uint32_t class;  /* within its circle */
    uint32_t paired; /* the finished state it is assumed to be, or SELF */
} draft_mark;

typedef struct {
    drafts *of;
    draft_mark *marks;
    LIST(uint32_t) open;
    uint32_t visited_count;
} finishing;

static uint32_t finish_mind_count(const finishing *f) {
    return f->of->states->about->mind_count;
}

static size_t finish_fact_bytes(const finishing *f) {
    return sizeof(uint64_t) * f->of->states->row_words;
}

/* ---- a circle of drafts ---- */
typedef struct {
    const uint32_t *members; /* numbers of drafts */
    uint32_t count;
    uint32_t *representatives; /* of each class, a member */
    uint32_t class_count;
} circle;

/* Where a mind of a draft leads: a finished state, or a class of this circle (with CLASS_BIT). */
#define CLASS_BIT 0x80000000u
static uint32_t leads_to(const finishing *f, uint32_t draft_number, uint32_t mind) {
    ref to = f->of->list.items[draft_number].minds[mind];
    if (!kzi_is_draft(to)) return to.n;
    const draft_mark *mark = &f->marks[to.n & ~DRAFT_BIT];
    return mark->found.n != NO_STATE.n ? mark->found.n : mark->class | CLASS_BIT;
}

static bool is_same_class(const finishing *f, uint32_t one, uint32_t other, bool with_minds) {
    const draft *a = &f->of->list.items[one], *b = &f->of->list.items[other];
    if (memcmp(a->facts, b->facts, finish_fact_bytes(f)) != 0) return false;
    if (!with_minds) return true;
    if (f->marks[one].class != f->marks[other].class) return false;
    for (uint32_t i = 0; i < finish_mind_count(f); i++) {
        if (leads_to(f, one, i) != leads_to(f, other, i)) return false;
    }
    return true;
}

/* One round of splitting; the number of classes after it, 0 when memory ended. */
static uint32_t split_classes(finishing *f, circle *c, bool with_minds) {
    uint32_t *next = KZI_TAKE_MANY(f->of->scratch, uint32_t, c->count);
    if (!next) return 0;
    uint32_t class_count = 0;
    for (uint32_t i = 0; i < c->count; i++) {
        uint32_t class = 0;
        while (class < class_count &&
               !is_same_class(f, c->representatives[class], c->members[i], with_minds))
            class ++;
        if (class == class_count) c->representatives[class_count++] = c->members[i];
        next[i] = class;
    }
    for (uint32_t i = 0; i < c->count; i++) f->marks[c->members[i]].class = next[i];
    return class_count;
}

static bool make_minimal(finishing *f, circle *c) {
    c->representatives = KZI_TAKE_MANY(f->of->scratch, uint32_t, c->count);
    if (!c->representatives) return false;
    uint32_t classes = split_classes(f, c, false), before = 0;
    while (classes != 0 && classes != before) {
        before = classes;
        classes = split_classes(f, c, true);
    }
    c->class_count = classes;
    return classes != 0;
}

/* A circle that became one class: a draft whose minds lead to itself and outside. */
static state_id finish_single_class(finishing *f, const circle *c) {
    uint32_t count = finish_mind_count(f);
    uint32_t *minds = KZI_TAKE_MANY(f->of->scratch, uint32_t, count);
    if (!minds) return NO_STATE;
    for (uint32_t i = 0; i < count; i++) {
        uint32_t to = leads_to(f, c->representatives[0], i);
        minds[i] = to & CLASS_BIT ? SELF : to;
    }
    return kzi_states_intern(f->of->states, f->of->list.items[c->representatives[0]].facts, minds);
}

/* hashes[class * KZI_HASH_ROUNDS + round] */
static uint32_t *hash_classes(finishing *f, const circle *c) {
    const states *in = f->of->states;
    uint32_t *hashes = KZI_TAKE_MANY(f->of->scratch, uint32_t, c->class_count * KZI_HASH_ROUNDS);
    if (!hashes) return NULL;
    for (uint32_t round = 0; round < KZI_HASH_ROUNDS; round++) {
        for (uint32_t class = 0; class < c->class_count; class ++) {
            uint32_t hash =
                round ? hashes[class * KZI_HASH_ROUNDS]
                      : kzi_hash_of_facts(in, f->of->list.items[c->representatives[class]].facts);
            for (uint32_t i = 0; round && i < finish_mind_count(f); i++) {
                uint32_t to = leads_to(f, c->representatives[class], i);
                hash = kzi_hash_join(
                    hash, to & CLASS_BIT ? hashes[(to & ~CLASS_BIT) * KZI_HASH_ROUNDS + round - 1]
                                         : kzi_state_hash(in, (state_id){to}, round - 1));
            }
            hashes[class * KZI_HASH_ROUNDS + round] = hash;
        }
    }
    return hashes;
}

/* The pairs assumed equal so far: each class with at most one state, since finished states all
 * differ. */
typedef struct {
    finishing *f;
    const circle *c;
    uint32_t *paired; /* by class: a state's number, or SELF for none yet */
    uint32_t *todo;
    uint32_t wanted; /* the class looked up */
} pairing;

static bool pair_class(pairing *p, uint32_t class, uint32_t state, uint32_t *todo_count) {
    if (p->paired[class] != SELF) return p->paired[class] == state;
    p->paired[class] = state;
    p->todo[(*todo_count)++] = class;
    return true;
}

static bool are_pairs_equal(pairing *p, uint32_t state) {
    const finishing *f = p->f;
    uint32_t todo_count = 0;
    for (uint32_t i = 0; i < p->c->class_count; i++) p->paired[i] = SELF;
    pair_class(p, p->wanted, state, &todo_count);
    while (todo_count) {
        uint32_t class = p->todo[--todo_count];
        uint32_t member = p->c->representatives[class];
        state_id id = {p->paired[class]};
        if (memcmp(f->of->list.items[member].facts, kzi_state_facts(f->of->states, id),
                   finish_fact_bytes(f)) != 0)
            return false;
        for (uint32_t i = 0; i < finish_mind_count(f); i++) {
            uint32_t to = leads_to(f, member, i), held = kzi_state_minds(f->of->states, id)[i];
            if (to & CLASS_BIT ? !pair_class(p, to & ~CLASS_BIT, held, &todo_count) : to != held)
                return false;
        }
    }
    return true;
}

static bool is_known_circle(const void *context, uint32_t number) {
    pairing *p = *(pairing *const *)context;
    return are_pairs_equal(p, number);
}

static void write_class(finishing *f, const circle *c, uint32_t class, const uint32_t *numbers) {
    states *to = f->of->states;
    state_id id = {numbers[class]};
    uint32_t member = c->representatives[class];
    memcpy(kzi_state_row(to, id), f->of->list.items[member].facts, finish_fact_bytes(f));
    uint32_t *row = (uint32_t *)(void *)(kzi_state_row(to, id) + to->row_words);
    for (uint32_t i = 0; i < finish_mind_count(f); i++) {
        uint32_t leads = leads_to(f, member, i);
        row[i] = leads & CLASS_BIT ? numbers[leads & ~CLASS_BIT] : leads;
    }
}

static uint64_t table_hash_of(const uint32_t *hashes, uint32_t class) {
    return kzi_hash_mix(hashes[class * KZI_HASH_ROUNDS + KZI_HASH_ROUNDS - 1]);
}

static uint32_t circle_shard_number(uint64_t hash) {
    return hash >> 32 & (CIRCLE_SHARDS - 1);
}

static circle_shard *circle_shard_of(const finishing *f, uint64_t hash) {
    return &f->of->states->all->circles[circle_shard_number(hash)];
}

static bool index_class(finishing *f, state_id id, uint64_t hash) {
    states *to = f->of->states;
    return kzi_table_add(to->in, &circle_shard_of(f, hash)->by_hash, hash, id.n) &&
           kzi_states_index(to, id);
}

static bool add_circle(finishing *f, const circle *c, const uint32_t *hashes, uint32_t *numbers) {
    states *to = f->of->states;
    for (uint32_t class = 0; class < c->class_count; class ++) {
        state_id id = kzi_states_add(to);
        if (id.n == NO_STATE.n) return false;
        numbers[class] = id.n;
    }
    for (uint32_t class = 0; class < c->class_count; class ++) {
        write_class(f, c, class, numbers);
        kzi_state_keep_hashes(to, (state_id){numbers[class]}, hashes + class * KZI_HASH_ROUNDS);
    }
    for (uint32_t class = 0; class < c->class_count; class ++) {
        if (!index_class(f, (state_id){numbers[class]}, table_hash_of(hashes, class))) return false;
    }
    return true;
}

/* ---- a circle that is what it leads to, seen some steps earlier ---- */
static bool assume_pair(finishing *f, uint32_t member, uint32_t state, uint32_t *todo,
                        uint32_t *todo_count) {
    draft_mark *mark = &f->marks[member];
    if (mark->paired != SELF) return mark->paired == state;
    mark->paired = state;
    todo[(*todo_count)++] = member;
    return true;
}

/* Are member and state the same, and so every other member and what the state leads to in its
 * place? */
static bool is_member_same(finishing *f, const circle *c, uint32_t member, uint32_t state,
                           uint32_t *todo) {
    uint32_t todo_count = 0;
    for (uint32_t i = 0; i < c->count; i++) f->marks[c->members[i]].paired = SELF;
    assume_pair(f, member, state, todo, &todo_count);
    while (todo_count) {
        uint32_t next = todo[--todo_count];
        state_id id = {f->marks[next].paired};
        const draft *made = &f->of->list.items[next];
        if (memcmp(made->facts, kzi_state_facts(f->of->states, id), finish_fact_bytes(f)) != 0)
            return false;
        for (uint32_t i = 0; i < finish_mind_count(f); i++) {
            uint32_t held = kzi_state_minds(f->of->states, id)[i],
                     to = made->minds[i].n & ~DRAFT_BIT;
            bool is_inside = kzi_is_draft(made->minds[i]) && f->marks[to].found.n == NO_STATE.n;
            uint32_t finished =
                kzi_is_draft(made->minds[i]) ? f->marks[to].found.n : made->minds[i].n;
            if (is_inside ? !assume_pair(f, to, held, todo, &todo_count) : finished != held)
                return false;
        }
    }
    return true;
}

/* Each finished state the circle leads to is tried for each member; when one fits, it settles
 * all. */
static bool unrolls(finishing *f, const circle *c, uint32_t *todo) {
    for (uint32_t from = 0; from < c->count; from++) {
        for (uint32_t i = 0; i < finish_mind_count(f); i++) {
            ref to = f->of->list.items[c->members[from]].minds[i];
            uint32_t state = kzi_is_draft(to) ? f->marks[to.n & ~DRAFT_BIT].found.n : to.n;
            for (uint32_t member = 0; state != NO_STATE.n && member < c->count; member++) {
                if (is_member_same(f, c, c->members[member], state, todo)) return true;
            }
        }
    }
    return false;
}

/* A hit leaves every class's state in `numbers`, for the circle is one. */
static bool find_circle(pairing *p, uint64_t hash) {
    const table *by_hash = &circle_shard_of(p->f, hash)->by_hash;
    return kzi_table_find(by_hash, hash, is_known_circle, &p) != NOT_IN_TABLE;
}

static bool is_circle_known(pairing *p, uint64_t hash) {
    latch *guard = &circle_shard_of(p->f, hash)->latch;
    kzi_latch_close(guard);
    bool is_known = find_circle(p, hash);
    kzi_latch_open(guard);
    return is_known;
}

_Static_assert(CIRCLE_SHARDS <= 64, "as bits of one word");
/* As bits: the shards that its classes are looked up in. */
static uint64_t shards_of_circle(const circle *c, const uint32_t *hashes) {
    uint64_t shards = 0;
    for (uint32_t class = 0; class < c->class_count; class ++)
        shards |= 1ULL << circle_shard_number(table_hash_of(hashes, class));
    return shards;
}

/* In the order of their numbers, so that no two hands each hold what the other waits for. */
static void close_shards(finishing *f, uint64_t shards) {
    for (; shards; shards &= shards - 1)
        kzi_latch_close(&f->of->states->all->circles[__builtin_ctzll(shards)].latch);
}

static void open_shards(finishing *f, uint64_t shards) {
    for (; shards; shards &= shards - 1)
        kzi_latch_open(&f->of->states->all->circles[__builtin_ctzll(shards)].latch);
}

/* A circle comes in whole: nobody finds one member before the others can be found, for a draft that
 * leads to that member may itself be another member. Whoever adds it looks once more, since it may
 * just have come in. */
static bool add_circle_unless_known(pairing *p, uint64_t hash, const uint32_t *hashes,
                                    uint32_t *numbers) {
    uint64_t shards = shards_of_circle(p->c, hashes);
    close_shards(p->f, shards);
    bool has_several_hands = circle_shard_of(p->f, hash)->latch.is_used;
    bool was_done =
        (has_several_hands && find_circle(p, hash)) || add_circle(p->f, p->c, hashes, numbers);
    open_shards(p->f, shards);
    return was_done;
}

static bool find_or_add_circle(finishing *f, const circle *c, uint32_t *numbers) {
    uint32_t *hashes = hash_classes(f, c);
    pairing p = {f, c, numbers, KZI_TAKE_MANY(f->of->scratch, uint32_t, c->class_count), 0};
    if (!hashes || !p.todo) return false;
    uint64_t hash = table_hash_of(hashes, 0);
    return is_circle_known(&p, hash) || add_circle_unless_known(&p, hash, hashes, numbers);
}

static bool finish_circle(finishing *f, circle *c) {
    uint32_t *todo = KZI_TAKE_MANY(f->of->scratch, uint32_t, c->count);
    if (!todo) return false;
    if (unrolls(f, c, todo)) {
        for (uint32_t i = 0; i < c->count; i++)
            f->marks[c->members[i]].found = (state_id){f->marks[c->members[i]].paired};
        return true;
    }
    if (!make_minimal(f, c)) return false;
    uint32_t *numbers = KZI_TAKE_MANY(f->of->scratch, uint32_t, c->class_count);
    if (!numbers) return false;
    if (c->class_count == 1) {
        numbers[0] = finish_single_class(f, c).n;
        if (numbers[0] == NO_STATE.n) return false;
    } else if (!find_or_add_circle(f, c, numbers)) return false;
    for (uint32_t i = 0; i < c->count; i++)
        f->marks[c->members[i]].found = (state_id){numbers[f->marks[c->members[i]].class]};
    return true;
}

/* ---- circles, innermost first ---- */
static bool leads_to_itself(const finishing *f, uint32_t number) {
    for (uint32_t i = 0; i < finish_mind_count(f); i++) {
        if (f->of->list.items[number].minds[i].n == (number | DRAFT_BIT)) return true;
    }
    return false;
}

static bool finish_open_above(finishing *f, uint32_t number) {
    uint32_t first = f->open.count;
    while (f->open.items[first - 1] != number) first--;
    first--;
    circle c = {.members = f->open.items + first, .count = f->open.count - first};
    bool was_finished;
    if (c.count == 1 && !leads_to_itself(f, number)) {
        uint32_t *minds = KZI_TAKE_MANY(f->of->scratch, uint32_t, finish_mind_count(f));
        if (!minds) return false;
        for (uint32_t i = 0; i < finish_mind_count(f); i++) minds[i] = leads_to(f, number, i);
        f->marks[number].found =
            kzi_states_intern(f->of->states, f->of->list.items[number].facts, minds);
        was_finished = f->marks[number].found.n != NO_STATE.n;
    } else {
        was_finished = finish_circle(f, &c);
    }
    for (uint32_t i = first; i < f->open.count; i++) f->marks[f->open.items[i]].is_open = false;
    f->open.count = first;
    return was_finished;
}

static bool visit_draft(finishing *f, uint32_t number) {
    draft_mark *mark = &f->marks[number];
    mark->order = mark->earliest = ++f->visited_count;
    mark->is_open = true;
    if (!LIST_ADD(f->of->scratch, &f->open, number)) return false;
    for (uint32_t i = 0; i < finish_mind_count(f); i++) {
        ref to = f->of->list.items[number].minds[i];
        if (!kzi_is_draft(to)) continue;
        draft_mark *next = &f->marks[to.n & ~DRAFT_BIT];
        if (next->found.n != NO_STATE.n) continue;
        if (next->order == 0) {
            if (!visit_draft(f, to.n & ~DRAFT_BIT)) return false;
            if (next->earliest < mark->earliest) mark->earliest = next->earliest;
        } else if (next->is_open && next->order < mark->earliest) {
            mark->earliest = next->order;
        }
    }
    return mark->earliest != mark->order || finish_open_above(f, number);
}

state_id kzi_drafts_finish(drafts *of, ref root) {
    state_id known = kzi_finished(of, root);
    if (known.n != NO_STATE.n) return known;
    finishing f = {.of = of, .marks = KZI_TAKE_MANY(of->scratch, draft_mark, of->list.count)};
    if (!f.marks) return NO_STATE;
    for (uint32_t i = 0; i < of->list.count; i++)
        f.marks[i].found = (state_id){of->list.items[i].found_plus_one - 1};
    if (!visit_draft(&f, root.n & ~DRAFT_BIT)) return NO_STATE;
    for (uint32_t i = 0; i < of->list.count; i++)
        of->list.items[i].found_plus_one = f.marks[i].found.n + 1;
    return f.marks[root.n & ~DRAFT_BIT].found;
}

/* ---- beliefs kept to a depth ---- */
static ref flatten(drafts *of, state_id id, mind_id holder, uint32_t depth) {
    ref made = kzi_draft_like(of, kzi_ref(id));
    if (!kzi_is_ref(made)) return NO_REF;
    for (uint32_t i = 0; i < of->states->about->mind_count; i++) {
        state_id held = kzi_state_mind(of->states, id, (mind_id){i});
        bool is_own = i == holder.n && held.n == id.n;
        ref kept = depth == 0 || is_own ? made : flatten(of, held, (mind_id){i}, depth - 1);
        if (!kzi_is_ref(kept)) return NO_REF;
        kzi_draft(of, made)->minds[i] = kept;
    }
    return made;
}

state_id kzi_drafts_flatten(drafts *of, state_id root, mind_id holder, uint32_t depth) {
    ref flat = flatten(of, root, holder, depth);
    return kzi_is_ref(flat) ? kzi_drafts_finish(of, flat) : NO_STATE;
}
