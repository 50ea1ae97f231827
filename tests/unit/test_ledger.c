/* SPDX-License-Identifier: MIT
 *
 * test_ledger: orders, tales, threadings and going round, against counting every story by hand.
 *
 * Random small worlds whose acts are by fate, so that every possible act happens: the story graph
 * is whatever conditions and effects make it. The plain counter walks every path, gathers acts into
 * bags, and joins orders that swap neighbours.
 */
#include "handmade.h"

#include "story/ledger.h"

enum { MOST_ORDERS = 4000, LONGEST_ORDER = 20, MOST_ACTS = 6, FACT_COUNT = 4 };

typedef struct {
    hand h;
    arena in;
    exploration of;
    ledger found;
    uint32_t story_limit;
    uint32_t reads[MOST_ACTS]; /* bits of facts that an act's condition, effects name */
} telling_case;

/* ---- the plain counter ---- */
typedef struct {
    uint32_t acts[LONGEST_ORDER];
    uint32_t nodes[LONGEST_ORDER + 1];
    uint32_t length;
    uint32_t joined; /* union-find over the orders of one ending */
} order;

typedef struct {
    order *orders;
    uint32_t count;
    uint32_t ending;
    bool goes_round;
    bool is_too_large;
} plain_count;

static void walk(telling_case *c, plain_count *p, order *now) {
    const exploration *of = &c->of;
    const story_node *node = &of->nodes.items[now->nodes[now->length]];
    bool is_limited = c->story_limit != NO_LIMIT;
    if (node->ending == p->ending) {
        if (!is_limited && now->length >= of->nodes.count)
            p->goes_round = true; /* some state came twice */
        if (p->count == MOST_ORDERS) p->is_too_large = true;
        else p->orders[p->count++] = *now;
    }
    uint32_t longest = is_limited ? c->story_limit : of->nodes.count;
    if (longest > LONGEST_ORDER - 1)
        longest = LONGEST_ORDER - 1, p->is_too_large |= !is_limited || c->story_limit > longest;
    for (uint32_t i = 0; i < node->edge_count && now->length < longest && !p->is_too_large; i++) {
        const story_edge *edge = &of->edges.items[node->first_edge + i];
        now->acts[now->length++] = edge->act.n;
        now->nodes[now->length] = edge->to;
        walk(c, p, now);
        now->length--;
    }
}

static int compare_numbers(const void *one, const void *other) {
    uint32_t a = *(const uint32_t *)one, b = *(const uint32_t *)other;
    return a < b ? -1 : a > b;
}

static bool is_same_bag(const order *one, const order *other) {
    if (one->length != other->length) return false;
    order a = *one, b = *other;
    qsort(a.acts, a.length, sizeof *a.acts, compare_numbers);
    qsort(b.acts, b.length, sizeof *b.acts, compare_numbers);
    return memcmp(a.acts, b.acts, sizeof *a.acts * a.length) == 0;
}

static uint32_t count_tales(const plain_count *p) {
    uint32_t tales = 0;
    for (uint32_t i = 0; i < p->count; i++) {
        bool is_new = true;
        for (uint32_t j = 0; j < i && is_new; j++)
            is_new = !is_same_bag(&p->orders[i], &p->orders[j]);
        tales += is_new;
    }
    return tales;
}

static uint32_t joined_to(plain_count *p, uint32_t i) {
    while (p->orders[i].joined != i) i = p->orders[i].joined;
    return i;
}

/* One order is the other with one pair of neighbours swapped that touch nothing in common. */
static bool is_swapped(const telling_case *c, const order *one, const order *other) {
    if (one->length != other->length) return false;
    uint32_t at = 0;
    while (at < one->length && one->acts[at] == other->acts[at]) at++;
    if (at + 1 >= one->length) return false;
    if (one->acts[at] != other->acts[at + 1] || one->acts[at + 1] != other->acts[at]) return false;
    if (c->reads[one->acts[at]] & c->reads[other->acts[at]]) return false;
    if (one->nodes[at + 2] != other->nodes[at + 2]) return false;
    return memcmp(one->acts + at + 2, other->acts + at + 2,
                  sizeof *one->acts * (one->length - at - 2)) == 0;
}

static uint32_t count_threadings(const telling_case *c, plain_count *p) {
    for (uint32_t i = 0; i < p->count; i++) p->orders[i].joined = i;
    for (uint32_t i = 0; i < p->count; i++) {
        for (uint32_t j = 0; j < i; j++) {
            if (is_swapped(c, &p->orders[i], &p->orders[j]))
                p->orders[joined_to(p, i)].joined = joined_to(p, j);
        }
    }
    uint32_t count = 0;
    for (uint32_t i = 0; i < p->count; i++) count += p->orders[i].joined == i;
    return count;
}

/* Two acts have nothing to do with each other, but an ending (or an effect) lets one of the two
 * orders be no story. */
static bool has_cut_square(const telling_case *c, uint32_t one, uint32_t other) {
    const exploration *of = &c->of;
    const story_edge *a = &of->edges.items[one], *b = &of->edges.items[other];
    if (c->reads[a->act.n] & c->reads[b->act.n]) return false;
    const story_node *after_a = &of->nodes.items[a->to], *after_b = &of->nodes.items[b->to];
    return after_a->ending != NO_ENDING || after_b->ending != NO_ENDING;
}

static bool is_cut_somewhere(const telling_case *c) {
    for (uint32_t i = 0; i < c->of.nodes.count; i++) {
        const story_node *node = &c->of.nodes.items[i];
        for (uint32_t j = 0; j < node->edge_count; j++) {
            for (uint32_t k = 0; k < j; k++) {
                if (has_cut_square(c, node->first_edge + j, node->first_edge + k)) return true;
            }
        }
    }
    return false;
}

/* ---- worlds ---- */
static void explore(telling_case *c) {
    c->in = kzi_arena(&c->h.from);
    const grounded *world = hand_world(&c->h);
    limits within = world->limits;
    within.story = c->story_limit;
    assert_true(kzi_explore_begin(&c->of, world, &within, &c->in));
    while (kzi_explore_run(&c->of, 100) == EXPLORE_RUNNING) {}
    assert_true(c->of.is_done);
    assert_true(kzi_ledger_make(&c->found, &c->of, &c->in));
}

static void end(telling_case *c) {
    kzi_explore_end(&c->of);
    kzi_arena_free(&c->in);
    hand_end(&c->h);
    free(c);
}

static telling_case *begin(void) {
    telling_case *c = calloc(1, sizeof *c);
    assert_non_null(c);
    hand_begin(&c->h);
    c->story_limit = NO_LIMIT;
    return c;
}

static telling_case *invent(uint64_t *seed) {
    telling_case *c = begin();
    uint32_t act_count = 1 + test_below(seed, MOST_ACTS);
    for (uint32_t i = 0; i < FACT_COUNT; i++) hand_yes_no(&c->h, "fact", 0);
    for (uint32_t i = 0; i < act_count; i++) {
        fact_id asked = {test_below(seed, FACT_COUNT)}, also = {test_below(seed, FACT_COUNT)},
                changed = {test_below(seed, FACT_COUNT)};
        hand_act(&c->h, "act", NO_MIND);
        expression_id one = hand_is(&c->h, asked, (value)test_below(seed, 2));
        c->reads[i] = 1u << changed.n | 1u << asked.n;
        if (test_below(seed, 2)) {
            one = hand_and(&c->h, one, hand_is(&c->h, also, (value)test_below(seed, 2)));
            c->reads[i] |= 1u << also.n;
        }
        hand_if(&c->h, one);
        hand_then(&c->h, changed,
                  test_below(seed, 4) != 0); /* mostly yes, so that most graphs end */
        if (test_below(seed, 3) == 0) {
            hand_then(&c->h, also, 1);
            c->reads[i] |= 1u << also.n;
        }
    }
    hand_ending(&c->h, "first",
                hand_and(&c->h, hand_is(&c->h, (fact_id){0}, 1), hand_is(&c->h, (fact_id){1}, 1)));
    hand_ending(&c->h, "second",
                hand_and(&c->h, hand_is(&c->h, (fact_id){2}, 1), hand_is(&c->h, (fact_id){3}, 1)));
    if (test_below(seed, 2)) c->story_limit = 1 + test_below(seed, 6);
    return c;
}

static const char *counted(telling_case *c, tally count) {
    writer to = kzi_writer(&c->in);
    kzi_tally_write(&to, count);
    return kzi_written(&to);
}

static const char *number(telling_case *c, uint64_t count) {
    return counted(c, kzi_tally(count));
}

static bool agrees(telling_case *c, uint32_t ending, plain_count *p) {
    const ledger_entry *entry = &c->found.entries[ending];
    *p = (plain_count){.orders = p->orders, .ending = ending};
    walk(c, p, &(order){.nodes = {0}});
    if (p->goes_round) {
        assert_true(entry->is_reachable);
        assert_true(entry->goes_round);
        return true;
    }
    if (p->is_too_large) return false;
    assert_false(entry->goes_round);
    assert_int_equal(entry->is_reachable, p->count != 0);
    assert_text_equal(counted(c, entry->orders), number(c, p->count));
    assert_true(entry->has_tales);
    assert_int_equal(entry->tale_count, count_tales(p));
    assert_true(entry->has_threadings);
    uint32_t threadings = count_threadings(c, p);
    if (!is_cut_somewhere(c))
        assert_text_equal(counted(c, entry->threadings), number(c, threadings));
    /* Where an ending cuts one of two orders off, sleep sets may walk a threading twice, but never
     * miss one. */
    else assert_in_range(entry->threadings.small, threadings, p->count);
    return true;
}

static void counts_are_those_of_every_story_walked(void **state) {
    (void)state;
    uint32_t compared = 0, reached = 0, round = 0, threaded = 0;
    plain_count p = {.orders = malloc(sizeof(order) * MOST_ORDERS)};
    assert_non_null(p.orders);
    for (uint64_t run = 0; run < 3000; run++) {
        uint64_t seed = run * 31 + 5;
        telling_case *c = invent(&seed);
        explore(c);
        for (uint32_t ending = 0; ending < 2; ending++) {
            if (!agrees(c, ending, &p)) continue;
            compared++;
            round += p.goes_round;
            reached += p.count != 0;
            threaded += !p.goes_round && count_threadings(c, &p) < p.count;
        }
        end(c);
    }
    free(p.orders);
    print_message(
        "%u endings compared: %u reached, %u go round, %u with fewer threadings than orders\n",
        compared, reached, round, threaded);
    assert_true(compared > 4000 && reached > 500 && round > 50 && threaded > 50);
}

/* ---- worlds with known counts ---- */

/* `count` facts, each made yes by an act of its own; the ending is all of them. */
static telling_case *begin_independent(uint32_t count) {
    telling_case *c = begin();
    expression_id all = ALWAYS_HOLDS;
    for (uint32_t i = 0; i < count; i++) hand_yes_no(&c->h, "fact", 0);
    for (uint32_t i = 0; i < count; i++) {
        hand_act(&c->h, "make", NO_MIND);
        hand_if(&c->h, hand_is(&c->h, (fact_id){i}, 0));
        hand_then(&c->h, (fact_id){i}, 1);
        all = hand_and(&c->h, hand_is(&c->h, (fact_id){i}, 1), all);
    }
    hand_ending(&c->h, "all", all);
    return c;
}

static void acts_that_have_nothing_to_do_with_each_other_are_one_threading(void **state) {
    (void)state;
    telling_case *c = begin_independent(8);
    explore(c);
    assert_int_equal(c->of.nodes.count, 256);
    assert_text_equal(counted(c, c->found.entries[0].orders), "40320"); /* 8! */
    assert_text_equal(counted(c, c->found.entries[0].threadings), "1");
    assert_int_equal(c->found.entries[0].tale_count, 1);
    assert_true(kzi_explore_is_complete(&c->of));
    assert_int_equal(c->found.unfinished_count, 0);
    end(c);
}

/* n rises to `steps`, each time by one of two acts. */
static telling_case *begin_two_ways(value steps) {
    telling_case *c = begin();
    fact_id n = hand_number(&c->h, "n", 0, 1000, 0);
    for (int i = 0; i < 2; i++) {
        hand_act(&c->h, "rise", NO_MIND);
        hand_effect(&c->h, (effect){ALWAYS_HOLDS, n, CHANGE_RISES, hand_value(&c->h, 1)});
    }
    hand_ending(&c->h, "there", hand_is(&c->h, n, steps));
    return c;
}

static void orders_are_counted_beyond_every_word(void **state) {
    (void)state;
    telling_case *c = begin_two_ways(128);
    explore(c);
    assert_int_equal(c->of.nodes.count, 129);
    assert_text_equal(counted(c, c->found.entries[0].orders),
                      "340282366920938463463374607431768211456"); /* 2^128 */
    assert_text_equal(counted(c, c->found.entries[0].threadings),
                      "340282366920938463463374607431768211456"); /* both touch n */
    assert_int_equal(c->found.entries[0].tale_count, 129);        /* how often the first was done */
    end(c);
}

static void the_story_limit_cuts_stories_off(void **state) {
    (void)state;
    telling_case *c = begin_two_ways(5);
    c->story_limit = 4;
    explore(c);
    assert_false(c->found.entries[0].is_reachable);
    assert_true(c->of.stops.by_story);
    assert_false(kzi_explore_is_complete(&c->of));
    end(c);
    c = begin_two_ways(5);
    c->story_limit = 5;
    explore(c);
    assert_text_equal(counted(c, c->found.entries[0].orders), "32");
    assert_true(kzi_explore_is_complete(&c->of));
    end(c);
}

static void a_story_that_can_go_round_has_no_end_of_orders(void **state) {
    (void)state;
    telling_case *c = begin();
    fact_id lit = hand_yes_no(&c->h, "lit", 0), gone = hand_yes_no(&c->h, "gone", 0);
    hand_act(&c->h, "light", NO_MIND);
    hand_if(&c->h, hand_is(&c->h, lit, 0));
    hand_then(&c->h, lit, 1);
    hand_act(&c->h, "put out", NO_MIND);
    hand_if(&c->h, hand_is(&c->h, lit, 1));
    hand_then(&c->h, lit, 0);
    hand_act(&c->h, "go", NO_MIND);
    hand_if(&c->h, hand_is(&c->h, lit, 1));
    hand_then(&c->h, gone, 1);
    hand_ending(&c->h, "gone", hand_is(&c->h, gone, 1));
    explore(c);
    assert_true(c->found.entries[0].goes_round);
    assert_false(c->found.entries[0].has_tales);
    assert_false(c->found.entries[0].has_threadings);
    assert_int_equal(c->of.nodes.items[c->found.entries[0].shortest].depth, 2);
    end(c);
}

static void where_nobody_moves_a_story_is_unfinished(void **state) {
    (void)state;
    telling_case *c = begin();
    fact_id done = hand_yes_no(&c->h, "done", 0), other = hand_yes_no(&c->h, "other", 0);
    hand_act(&c->h, "do", NO_MIND);
    hand_if(&c->h, hand_is(&c->h, done, 0));
    hand_then(&c->h, done, 1);
    hand_ending(&c->h, "never", hand_is(&c->h, other, 1));
    explore(c);
    assert_int_equal(c->found.unfinished_count, 1);
    assert_int_equal(c->found.unfinished[0], 1);
    assert_true(c->found.was_used[0]);
    assert_false(c->found.entries[0].is_reachable);
    assert_true(kzi_explore_is_complete(&c->of));
    const act_id *acts = kzi_ledger_story_to(&c->of, 1, &c->in);
    assert_int_equal(acts[0].n, 0);
    end(c);
}

static void slices_of_effort_change_nothing(void **state) {
    (void)state;
    uint32_t nodes = 0, edges = 0;
    for (uint64_t effort = 1; effort < 100000; effort *= 7) {
        telling_case *c = begin_independent(6);
        c->in = kzi_arena(&c->h.from);
        const grounded *world = hand_world(&c->h);
        assert_true(kzi_explore_begin(&c->of, world, &world->limits, &c->in));
        while (kzi_explore_run(&c->of, effort) == EXPLORE_RUNNING) {}
        if (nodes == 0) nodes = c->of.nodes.count, edges = c->of.edges.count;
        assert_int_equal(c->of.nodes.count, nodes);
        assert_int_equal(c->of.edges.count, edges);
        end(c);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(counts_are_those_of_every_story_walked),
        cmocka_unit_test(acts_that_have_nothing_to_do_with_each_other_are_one_threading),
        cmocka_unit_test(orders_are_counted_beyond_every_word),
        cmocka_unit_test(the_story_limit_cuts_stories_off),
        cmocka_unit_test(a_story_that_can_go_round_has_no_end_of_orders),
        cmocka_unit_test(where_nobody_moves_a_story_is_unfinished),
        cmocka_unit_test(slices_of_effort_change_nothing),
    };
    return RUN_TESTS(tests);
}
