/* SPDX-License-Identifier: MIT
 *
 * answer_whole: every story within the limits, unfolded and counted (`kizuna plan --all`).
 *
 * In     a wish, or none; the exploration
 * Out    states and steps by length, and the first shortest plan among them
 */
#include "../mind/judge.h"
#include "plan_answer.h"

/* ---- working ---- */
static bool is_wished_node(const asking *of, const story_node *n) {
    const plan_wish *wish = &of->planned->wish;
    if (!of->planned->has_wish) return false;
    if (wish->ending != UINT32_MAX) return n->ending == wish->ending;
    value amount = kzi_amount(&of->main.stories.minds.desk, kzi_ref(n->state), wish->sum);
    return amount != UNKNOWN && amount >= wish->goal && amount > wish->above;
}

/* Nodes are met in order of length. */
static uint32_t first_wished(const asking *of) {
    const exploration *e = &of->main.stories;
    for (uint32_t i = 0; i < e->nodes.count; i++) {
        if (is_wished_node(of, &e->nodes.items[i])) return i;
    }
    return UINT32_MAX;
}

static kz_progress end_whole(asking *of) {
    const exploration *e = &of->main.stories;
    of->planned->was_unfolded = true;
    of->planned->first = first_wished(of);
    if (of->planned->first == UINT32_MAX) return kzi_explore_is_complete(e) ? KZ_NO : KZ_GAVE_UP;
    const act_id *acts = kzi_ledger_story_to(e, of->planned->first, &of->in);
    const story_node *n = &e->nodes.items[of->planned->first];
    value amount = of->planned->wish.ending == UINT32_MAX
                       ? kzi_amount(&e->minds.desk, kzi_ref(n->state), of->planned->wish.sum)
                       : 1;
    of->plan.is_shortest = true;
    return acts ? kzi_answer_take_plan(of, acts, n->depth, amount) : KZ_FAILED;
}

kz_progress kzi_answer_work_whole(asking *of, uint64_t effort) {
    switch (kzi_explore_run(&of->main.stories, effort)) {
    case EXPLORE_RUNNING: return KZ_RUNNING;
    case EXPLORE_DONE: break;
    default:
        if (of->main.stories.stops.by_rules)
            return kzi_forecast_note_loop(of, &of->main), KZ_MISTAKEN;
        if (!kzi_answer_spends_reserve(of)) return KZ_FAILED;
    }
    kz_progress done = end_whole(of);
    if (of->planned->has_wish || done == KZ_BROKEN || done == KZ_FAILED) return done;
    return kzi_explore_is_complete(&of->main.stories)
               ? KZ_ANSWERED
               : KZ_GAVE_UP; /* nothing was wished for: all was to be counted */
}

/* ---- layers ---- */
typedef struct {
    uint32_t length;
    uint32_t states; /* first met after so many acts */
    uint32_t steps;  /* from them */
    uint32_t next;   /* node where the next layer begins */
} story_layer;

static bool next_story_layer(const exploration *e, story_layer *layer) {
    uint32_t at = layer->next;
    if (at >= e->nodes.count) return false;
    *layer = (story_layer){.length = e->nodes.items[at].depth};
    for (; at < e->nodes.count && e->nodes.items[at].depth == layer->length; at++) {
        layer->states++;
        layer->steps += e->nodes.items[at].edge_count;
    }
    layer->next = at;
    return true;
}

void kzi_answer_layers(asking *of, writer *to) {
    story_layer layer = {0};
    kzi_writef(to, "  %6s %12s %12s\n", "acts", "states", "steps");
    while (next_story_layer(&of->main.stories, &layer))
        kzi_writef(to, "  %6u %12u %12u\n", layer.length, layer.states, layer.steps);
}

void kzi_answer_write_whole(asking *of, writer *to) {
    const exploration *e = &of->main.stories;
    kzi_write(to, "Every story within these limits: ");
    kzi_answer_limits(of, to);
    kzi_write(to, "\n\n");
    kzi_answer_layers(of, to);
    kzi_writef(to, "\n%u state%s, %u step%s. ", e->nodes.count, e->nodes.count == 1 ? "" : "s",
               e->edges.count, e->edges.count == 1 ? "" : "s");
    const char *stopped = kzi_forecast_stopped_by(of, &of->main);
    if (stopped) kzi_writef(to, "There may be more: %s stood in the way.\n", stopped);
    else kzi_write(to, "There are no more, whatever the limits.\n");
}

void kzi_answer_whole_json(asking *of, json *to) {
    story_layer layer = {0};
    kzi_json_key_number(to, "step_count", of->main.stories.edges.count);
    kzi_json_key(to, "layers");
    kzi_json_open(to, '[');
    while (next_story_layer(&of->main.stories, &layer)) {
        kzi_json_open(to, '{');
        kzi_json_key_number(to, "length", layer.length);
        kzi_json_key_number(to, "state_count", layer.states);
        kzi_json_key_number(to, "step_count", layer.steps);
        kzi_json_close(to, '}');
    }
    kzi_json_close(to, ']');
}
