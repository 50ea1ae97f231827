/* SPDX-License-Identifier: MIT
 *
 * story_graph: the unfolded stories as three tables of comma-separated values, for other tools
 * (docs/story_graph.md).
 *
 * In     an exploration, unfolded as far as it is
 * Out    states with all facts, first those of the stories in order of first meeting, then those
 *        that somebody only believes in; steps; who takes which state to be the case in which
 */
#include "../mind/judge.h"
#include "asking.h"

#include <string.h>

/* All states of the tables, numbered: the stories' by their nodes, and then what minds lead to. */
typedef struct {
    asking *of;
    exploration *stories;
    arena *in;
    LIST(state_id) states;
    table by_state;
} story_graph;

typedef struct {
    const story_graph *in;
    state_id state;
} graph_lookup;

static bool is_same_graph_state(const void *context, uint32_t number) {
    const graph_lookup *wanted = context;
    return wanted->in->states.items[number].n == wanted->state.n;
}

static uint32_t graph_number(story_graph *g, state_id state) {
    uint64_t hash = kzi_hash_mix(state.n);
    uint32_t known =
        kzi_table_find(&g->by_state, hash, is_same_graph_state, &(graph_lookup){g, state});
    if (known != NOT_IN_TABLE) return known;
    if (!LIST_ADD(g->in, &g->states, state) ||
        !kzi_table_add(g->in, &g->by_state, hash, g->states.count - 1))
        return 0;
    return g->states.count - 1;
}

static state_id graph_mind(const story_graph *g, uint32_t number, uint32_t mind) {
    return kzi_state_mind(&g->stories->minds.states, g->states.items[number], (mind_id){mind});
}

static story_graph graph_of(asking *of) {
    story_graph g = {.of = of, .stories = &of->main.stories, .in = &of->text};
    for (uint32_t i = 0; i < g.stories->nodes.count; i++)
        graph_number(&g, g.stories->nodes.items[i].state);
    for (uint32_t i = 0; i < g.states.count && !g.in->has_failed; i++) {
        for (uint32_t mind = 0; mind < of->main.ground->mind_count; mind++)
            graph_number(&g, graph_mind(&g, i, mind));
    }
    return g;
}

/* ---- cells: in quotes where a comma, a quote or a line end stands in them (RFC 4180) ---- */
static void write_graph_cell(writer *to, const char *text, bool is_first) {
    if (!is_first) kzi_write(to, ",");
    if (!strpbrk(text, ",\"\n\r")) {
        kzi_write(to, text);
        return;
    }
    kzi_write(to, "\"");
    for (; *text; text++) {
        if (*text == '"') kzi_write(to, "\"");
        kzi_write_char(to, *text);
    }
    kzi_write(to, "\"");
}

static void write_number_cell(writer *to, uint32_t number, bool is_first) {
    kzi_writef(to, "%s%u", is_first ? "" : ",", number);
}

/* ---- states ---- */
static void write_state_head(const story_graph *g, writer *to) {
    const grounded *about = g->of->main.ground;
    kzi_write(to, "state,acts,ending");
    if (about->has_author) write_graph_cell(to, "utility", false);
    for (uint32_t i = 0; i < about->mind_count; i++) {
        writer name = kzi_writer(g->in);
        kzi_writef(&name, "worth to %s", kzi_words_mind(about, (mind_id){i}));
        write_graph_cell(to, kzi_written(&name), false);
    }
    for (uint32_t i = 0; i < about->fact_count; i++)
        write_graph_cell(to, about->facts[i].name, false);
    kzi_write(to, "\n");
}

static void write_amount_cell(const story_graph *g, writer *to, value amount) {
    writer digits = kzi_writer(g->in);
    if (amount != UNKNOWN) kzi_words_amount(&digits, g->of->main.ground, amount);
    write_graph_cell(to, kzi_written(&digits), false);
}

/* What only somebody believes in has no place in the stories: two empty cells. */
static void write_place(const story_graph *g, writer *to, uint32_t number) {
    const grounded *about = g->of->main.ground;
    if (number >= g->stories->nodes.count) {
        kzi_write(to, ",,");
        return;
    }
    const story_node *n = &g->stories->nodes.items[number];
    write_number_cell(to, n->depth, false);
    write_graph_cell(
        to,
        n->ending == NO_ENDING ? "" : kzi_symbol_text(about->names, about->endings[n->ending].name),
        false);
}

static void write_state(const story_graph *g, writer *to, uint32_t number) {
    const grounded *about = g->of->main.ground;
    const minds *m = &g->stories->minds;
    state_id state = g->states.items[number];
    write_number_cell(to, number, true);
    write_place(g, to, number);
    if (about->has_author)
        write_amount_cell(g, to, kzi_amount(&m->desk, kzi_ref(state), about->author_worth));
    for (uint32_t i = 0; i < about->mind_count; i++)
        write_amount_cell(g, to, kzi_minds_worth(m, graph_mind(g, number, i), (mind_id){i}));
    for (uint32_t i = 0; i < about->fact_count; i++) {
        writer held = kzi_writer(g->in);
        kzi_words_value(&held, about, (fact_id){i},
                        kzi_fact_get(about, kzi_state_facts(&m->states, state), (fact_id){i}));
        write_graph_cell(to, kzi_written(&held), false);
    }
    kzi_write(to, "\n");
}

static void write_states(const story_graph *g, writer *to) {
    write_state_head(g, to);
    for (uint32_t i = 0; i < g->states.count; i++) write_state(g, to, i);
}

/* ---- steps ---- */
static void write_step(const story_graph *g, writer *to, uint32_t from, const story_edge *edge) {
    const grounded *about = g->of->main.ground;
    const ground_act *act = &about->acts[edge->act.n];
    writer name = kzi_writer(g->in), by = kzi_writer(g->in);
    kzi_words_act_name(&name, about, act);
    for (uint32_t i = 0; i < act->actor_count; i++)
        kzi_writef(&by, "%s%s", i ? " " : "",
                   kzi_words_mind(about, about->actors[act->first_actor + i]));
    write_number_cell(to, from, true);
    write_number_cell(to, edge->to, false);
    write_graph_cell(to, kzi_written(&name), false);
    write_graph_cell(to, kzi_written(&by), false);
    kzi_write(to, "\n");
}

static void write_steps(const story_graph *g, writer *to) {
    const exploration *e = g->stories;
    kzi_write(to, "from,to,act,by\n");
    for (uint32_t i = 0; i < e->nodes.count; i++) {
        const story_node *n = &e->nodes.items[i];
        for (uint32_t j = 0; j < n->edge_count; j++)
            write_step(g, to, i, &e->edges.items[n->first_edge + j]);
    }
}

/* ---- minds ---- */
static void write_minds_table(story_graph *g, writer *to) {
    const grounded *about = g->of->main.ground;
    kzi_write(to, "state,mind,believes\n");
    for (uint32_t i = 0; i < g->states.count; i++) {
        for (uint32_t mind = 0; mind < about->mind_count; mind++) {
            write_number_cell(to, i, true);
            write_graph_cell(to, kzi_words_mind(about, (mind_id){mind}), false);
            write_number_cell(to, graph_number(g, graph_mind(g, i, mind)), false);
            kzi_write(to, "\n");
        }
    }
}

void kzi_answer_story_graph(asking *of, writer *to, kz_form form) {
    story_graph g = graph_of(of);
    if (form == KZ_CSV_STATES) write_states(&g, to);
    else if (form == KZ_CSV_STEPS) write_steps(&g, to);
    else write_minds_table(&g, to);
}
