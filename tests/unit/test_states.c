/* SPDX-License-Identifier: MIT
 *
 * test_states: two drafts get one number exactly when no chain of minds leads to a difference.
 *
 * Random small belief graphs, circles and all, are finished one after another in one store; each
 * also as a copy in another order and as an unrolling. A comparison by the definition (assume a
 * pair equal, look at the facts, go on to every mind) judges every pair.
 */
#include "handmade.h"

#include "mind/drafts.h"

enum { MOST_NODES = 24, MOST_KNOWN = 400 };

/* ---- a graph of beliefs, by the definition alone ---- */
typedef struct {
    uint32_t facts;
    uint32_t minds[HAND_MOST_MINDS]; /* numbers of nodes in `known` */
    state_id id;
} belief_node;

typedef struct {
    hand h;
    arena scratch;
    states in;
    drafts desk;
    uint32_t mind_count;
    belief_node known[MOST_KNOWN]; /* all graphs so far, in one row */
    uint32_t known_count;
    bool assumed[MOST_KNOWN][MOST_KNOWN];
} case_of_states;

typedef struct {
    uint32_t one, other;
} pair;

/* Coinduction, plainly: nothing that can be reached from the pair differs. */
static bool are_alike(case_of_states *c, uint32_t one, uint32_t other) {
    static pair todo[MOST_KNOWN * MOST_KNOWN];
    memset(c->assumed, 0, sizeof c->assumed);
    uint32_t count = 0;
    todo[count++] = (pair){one, other};
    c->assumed[one][other] = true;
    for (uint32_t i = 0; i < count; i++) {
        const belief_node *a = &c->known[todo[i].one], *b = &c->known[todo[i].other];
        if (a->facts != b->facts) return false;
        for (uint32_t mind = 0; mind < c->mind_count; mind++) {
            bool *was_met = &c->assumed[a->minds[mind]][b->minds[mind]];
            if (!*was_met) todo[count++] = (pair){a->minds[mind], b->minds[mind]};
            *was_met = true;
        }
    }
    return true;
}

/* ---- a store ---- */
static case_of_states *begin(uint32_t mind_count) {
    case_of_states *c = calloc(1, sizeof *c);
    assert_non_null(c);
    hand_begin(&c->h);
    hand_number(&c->h, "fact", 0, 1000, 0);
    for (uint32_t i = 0; i < mind_count; i++) hand_person(&c->h, "somebody");
    c->mind_count = mind_count;
    c->scratch = kzi_arena(&c->h.from);
    c->in = kzi_states(&c->h.in, hand_world(&c->h));
    c->desk = (drafts){.states = &c->in, .scratch = &c->scratch};
    return c;
}

static void end(case_of_states *c) {
    kzi_arena_free(&c->scratch);
    hand_end(&c->h);
    free(c);
}

static ref lay_blank(case_of_states *c, uint32_t facts) {
    draft made = {.facts = KZI_TAKE_MANY(&c->scratch, uint64_t, 1),
                  .minds = KZI_TAKE_MANY(&c->scratch, ref, c->mind_count)};
    assert_true(made.facts && made.minds && LIST_ADD(&c->scratch, &c->desk.list, made));
    kzi_fact_set(&c->h.world, made.facts, (fact_id){0}, (value)facts);
    return (ref){(c->desk.list.count - 1) | DRAFT_BIT};
}

/* ---- graphs by chance ---- */
typedef struct {
    uint32_t first; /* in known */
    uint32_t count;
} graph;

static graph invent(case_of_states *c, uint64_t *seed) {
    uint32_t node_count = 1 + test_below(seed, 8), values = 1 + test_below(seed, 3);
    graph g = {c->known_count, node_count};
    for (uint32_t i = 0; i < node_count; i++) {
        belief_node *n = &c->known[c->known_count++];
        n->facts = test_below(seed, values);
        for (uint32_t mind = 0; mind < c->mind_count; mind++) {
            /* Mostly within the graph; sometimes to a world met before. */
            bool goes_back = g.first && test_below(seed, 6) == 0;
            n->minds[mind] =
                goes_back ? test_below(seed, g.first) : g.first + test_below(seed, node_count);
        }
    }
    return g;
}

/* The graph as drafts, each node `copies` times, laid in a random order; a mind leads to any copy
 * of the right node. */
typedef struct {
    ref copies[MOST_NODES][3];
    uint32_t copy_count;
} laid;

static void lay_nodes(case_of_states *c, laid *l, graph g, uint64_t *seed) {
    uint32_t order[MOST_NODES * 3], count = 0;
    for (uint32_t i = 0; i < g.count * l->copy_count; i++) {
        uint32_t at = test_below(seed, ++count);
        order[count - 1] = order[at];
        order[at] = i;
    }
    for (uint32_t i = 0; i < count; i++) {
        uint32_t node = order[i] / l->copy_count;
        l->copies[node][order[i] % l->copy_count] = lay_blank(c, c->known[g.first + node].facts);
    }
}

static ref led_to(case_of_states *c, const laid *l, graph g, uint32_t target, uint64_t *seed) {
    if (target < g.first) return kzi_ref(c->known[target].id);
    /* A node already finished may stand for its draft. */
    if (c->known[target].id.n != NO_STATE.n && test_below(seed, 4) == 0)
        return kzi_ref(c->known[target].id);
    return l->copies[target - g.first][test_below(seed, l->copy_count)];
}

static laid lay(case_of_states *c, graph g, uint32_t copy_count, uint64_t *seed) {
    laid l = {.copy_count = copy_count};
    kzi_drafts_clear(&c->desk);
    lay_nodes(c, &l, g, seed);
    for (uint32_t node = 0; node < g.count; node++) {
        for (uint32_t copy = 0; copy < copy_count; copy++) {
            draft *d = kzi_draft(&c->desk, l.copies[node][copy]);
            for (uint32_t mind = 0; mind < c->mind_count; mind++) {
                d->minds[mind] = led_to(c, &l, g, c->known[g.first + node].minds[mind], seed);
            }
        }
    }
    return l;
}

static void finish_first(case_of_states *c, graph g, uint64_t *seed) {
    for (uint32_t i = 0; i < g.count; i++) c->known[g.first + i].id = NO_STATE;
    laid l = lay(c, g, 1, seed);
    uint32_t from = test_below(seed, g.count);
    for (uint32_t i = 0; i < g.count; i++) {
        uint32_t node = (from + i) % g.count;
        c->known[g.first + node].id = kzi_drafts_finish(&c->desk, l.copies[node][0]);
        assert_int_not_equal(c->known[g.first + node].id.n, NO_STATE.n);
    }
}

static void finish_again(case_of_states *c, graph g, uint32_t copy_count, uint64_t *seed) {
    uint32_t before = c->in.count;
    laid l = lay(c, g, copy_count, seed);
    for (uint32_t i = 0; i < g.count * copy_count; i++) {
        uint32_t node = test_below(seed, g.count), copy = test_below(seed, copy_count);
        state_id again = kzi_drafts_finish(&c->desk, l.copies[node][copy]);
        assert_int_equal(again.n, c->known[g.first + node].id.n);
    }
    assert_int_equal(c->in.count, before);
}

static uint32_t compare_with_all(case_of_states *c, graph g) {
    uint32_t compared = 0;
    for (uint32_t i = g.first; i < g.first + g.count; i++) {
        for (uint32_t j = 0; j < i; j++, compared++) {
            bool is_same = c->known[i].id.n == c->known[j].id.n;
            if (are_alike(c, i, j) != is_same)
                fail_msg("nodes %u and %u: states %u and %u", i, j, c->known[i].id.n,
                         c->known[j].id.n);
        }
    }
    return compared;
}

/* The finished rows say what the drafts said. */
static void read_back(const case_of_states *c, graph g) {
    for (uint32_t i = g.first; i < g.first + g.count; i++) {
        const belief_node *n = &c->known[i];
        assert_int_equal(kzi_fact_get(&c->h.world, kzi_state_facts(&c->in, n->id), (fact_id){0}),
                         n->facts);
        for (uint32_t mind = 0; mind < c->mind_count; mind++) {
            assert_int_equal(kzi_state_mind(&c->in, n->id, (mind_id){mind}).n,
                             c->known[n->minds[mind]].id.n);
        }
    }
}

static void equal_worlds_get_equal_numbers(void **state) {
    (void)state;
    uint32_t graphs = 0, compared = 0;
    for (uint64_t run = 0; run < 240; run++) {
        uint64_t seed = run * 7919;
        case_of_states *c = begin(1 + (uint32_t)run % 4);
        for (uint32_t i = 0; i < 12; i++, graphs++) {
            graph g = invent(c, &seed);
            finish_first(c, g, &seed);
            finish_again(c, g, 1, &seed);
            finish_again(c, g, 2 + test_below(&seed, 2), &seed);
            read_back(c, g);
            compared += compare_with_all(c, g);
        }
        end(c);
    }
    print_message("%u graphs, %u pairs compared\n", graphs, compared);
}

/* ---- differences that lie deep ---- */

/* A chain of `length` worlds, each the mind of the one before; the last is its own mind. */
static state_id finish_chain(case_of_states *c, uint32_t length, uint32_t last_facts) {
    kzi_drafts_clear(&c->desk);
    ref next = lay_blank(c, last_facts);
    kzi_draft(&c->desk, next)->minds[0] = next;
    for (uint32_t i = 0; i < length; i++) {
        ref before = lay_blank(c, 0);
        kzi_draft(&c->desk, before)->minds[0] = next;
        next = before;
    }
    return kzi_drafts_finish(&c->desk, next);
}

static void a_difference_fifty_minds_deep_is_one(void **state) {
    (void)state;
    case_of_states *c = begin(1);
    state_id one = finish_chain(c, 50, 1), other = finish_chain(c, 50, 2);
    assert_int_not_equal(one.n, other.n);
    assert_int_equal(finish_chain(c, 50, 1).n, one.n);
    assert_int_not_equal(finish_chain(c, 49, 1).n, one.n);
    assert_int_equal(finish_chain(c, 50, 0).n,
                     finish_chain(c, 3, 0).n); /* all one world that believes in itself */
    end(c);
}

/* A circle of `length` worlds, the last with other facts, finished from the one numbered `from`. */
static state_id finish_ring(case_of_states *c, uint32_t length, uint32_t last_facts,
                            uint32_t from) {
    kzi_drafts_clear(&c->desk);
    ref ring[64];
    for (uint32_t i = 0; i < length; i++) ring[i] = lay_blank(c, i + 1 == length ? last_facts : 0);
    for (uint32_t i = 0; i < length; i++)
        kzi_draft(&c->desk, ring[i])->minds[0] = ring[(i + 1) % length];
    return kzi_drafts_finish(&c->desk, ring[from]);
}

static void circles_far_longer_than_their_hash_are_told_apart(void **state) {
    (void)state;
    case_of_states *c = begin(1);
    state_id first = finish_ring(c, 40, 1, 0);
    assert_int_equal(c->in.count, 40);
    for (uint32_t from = 0; from < 40; from++)
        assert_int_equal(finish_ring(c, 40, 1, from).n == first.n, from == 0);
    assert_int_equal(c->in.count, 40);
    finish_ring(c, 41, 1, 0);
    assert_int_equal(c->in.count, 81);
    assert_int_equal(finish_ring(c, 40, 0, 7).n,
                     finish_ring(c, 3, 0, 1).n); /* no difference anywhere: one world */
    assert_int_equal(c->in.count, 82);
    assert_int_equal(finish_ring(c, 2, 1, 0).n, finish_ring(c, 2, 1, 0).n);
    end(c);
}

/* Drafts that lead to each other and to a finished state, and are all that state: found by chance
 * first (run 0 above). */
static void a_circle_that_unrolls_one_state_is_that_state(void **state) {
    (void)state;
    case_of_states *c = begin(2);
    ref alone = lay_blank(c, 0);
    kzi_draft(&c->desk, alone)->minds[0] = kzi_draft(&c->desk, alone)->minds[1] = alone;
    state_id known = kzi_drafts_finish(&c->desk, alone);
    kzi_drafts_clear(&c->desk);
    ref one = lay_blank(c, 0), other = lay_blank(c, 0);
    kzi_draft(&c->desk, one)->minds[0] = other;
    kzi_draft(&c->desk, one)->minds[1] = kzi_ref(known);
    kzi_draft(&c->desk, other)->minds[0] = kzi_draft(&c->desk, other)->minds[1] = one;
    assert_int_equal(kzi_drafts_finish(&c->desk, one).n, known.n);
    assert_int_equal(kzi_drafts_finish(&c->desk, other).n, known.n);
    end(c);
}

/* ---- beliefs kept to a depth ---- */
typedef struct {
    state_id at;
    uint32_t holder, depth;
} flat_view;

static flat_view thought(const case_of_states *c, flat_view from, uint32_t mind) {
    state_id held = kzi_state_mind(&c->in, from.at, (mind_id){mind});
    if (from.depth == 0 || (mind == from.holder && held.n == from.at.n)) return from;
    return (flat_view){held, mind, from.depth - 1};
}

static void assert_flat(const case_of_states *c, state_id flat, flat_view wanted, uint32_t steps) {
    assert_int_equal(kzi_fact_get(&c->h.world, kzi_state_facts(&c->in, flat), (fact_id){0}),
                     kzi_fact_get(&c->h.world, kzi_state_facts(&c->in, wanted.at), (fact_id){0}));
    for (uint32_t mind = 0; steps && mind < c->mind_count; mind++) {
        assert_flat(c, kzi_state_mind(&c->in, flat, (mind_id){mind}), thought(c, wanted, mind),
                    steps - 1);
    }
}

static void flattened_worlds_agree_to_their_depth(void **state) {
    (void)state;
    for (uint64_t run = 0; run < 60; run++) {
        uint64_t seed = run * 104729 + 1;
        case_of_states *c = begin(1 + (uint32_t)run % 3);
        graph g = invent(c, &seed);
        finish_first(c, g, &seed);
        for (uint32_t depth = 0; depth < 4; depth++) {
            for (uint32_t i = 0; i < g.count; i++) {
                uint32_t holder = test_below(&seed, c->mind_count + 1);
                mind_id who = holder == c->mind_count ? NO_MIND : (mind_id){holder};
                kzi_drafts_clear(&c->desk);
                state_id flat = kzi_drafts_flatten(&c->desk, c->known[i].id, who, depth);
                assert_flat(c, flat, (flat_view){c->known[i].id, who.n, depth}, 6);
                kzi_drafts_clear(&c->desk);
                assert_int_equal(kzi_drafts_flatten(&c->desk, flat, who, depth).n, flat.n);
            }
        }
        end(c);
    }
}

/* ---- values ---- */
static void values_are_kept_as_they_can_be(void **state) {
    (void)state;
    hand h;
    hand_begin(&h);
    static const value things[3] = {4, 9, 2};
    fact_id flag = hand_yes_no(&h, "flag", 0), bounded = hand_number(&h, "n", -3, 12, 0),
            endless = hand_number(&h, "m", 0, MOST_OF_ENDLESS, 0),
            chosen = hand_fact(
                &h, (ground_fact){
                        .name = "at", .type = FACT_THING, .values = things, .value_count = 3});
    for (int i = 0; i < 20; i++) hand_number(&h, "filler", -1000, 1000, 0); /* more than one word */
    const grounded *world = hand_world(&h);
    uint64_t facts[8] = {0};
    assert_true(world->packed_words > 1 && world->packed_words <= 8);
    const struct {
        fact_id fact;
        value set, got;
    } cases[] = {{flag, 1, 1},
                 {flag, UNKNOWN, UNKNOWN},
                 {flag, 0, 0},
                 {bounded, 12, 12},
                 {bounded, 13, 12},
                 {bounded, -4, -3},
                 {bounded, UNKNOWN, UNKNOWN},
                 {endless, 999999999, 999999999},
                 {endless, -1, 0},
                 {endless, UNKNOWN, UNKNOWN},
                 {chosen, 9, 9},
                 {chosen, 2, 2},
                 {chosen, 3, UNKNOWN},
                 {chosen, 4, 4},
                 {chosen, UNKNOWN, UNKNOWN}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        kzi_fact_set(world, facts, cases[i].fact, cases[i].set);
        assert_int_equal(kzi_fact_get(world, facts, cases[i].fact), cases[i].got);
    }
    uint64_t seed = 5;
    value wanted[24];
    for (uint32_t i = 4; i < 24; i++)
        kzi_fact_set(world, facts, (fact_id){i}, wanted[i] = (value)test_below(&seed, 2001) - 1000);
    for (uint32_t i = 4; i < 24; i++)
        assert_int_equal(kzi_fact_get(world, facts, (fact_id){i}), wanted[i]);
    assert_int_equal(kzi_fact_get(world, facts, chosen), UNKNOWN);
    hand_end(&h);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(equal_worlds_get_equal_numbers),
        cmocka_unit_test(a_difference_fifty_minds_deep_is_one),
        cmocka_unit_test(circles_far_longer_than_their_hash_are_told_apart),
        cmocka_unit_test(a_circle_that_unrolls_one_state_is_that_state),
        cmocka_unit_test(flattened_worlds_agree_to_their_depth),
        cmocka_unit_test(values_are_kept_as_they_can_be),
    };
    return RUN_TESTS(tests);
}
