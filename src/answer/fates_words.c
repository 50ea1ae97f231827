/* SPDX-License-Identifier: MIT
 *
 * fates_words: what `endings --fates` found, in words and as JSON.
 *
 * In     fating.h
 * Out    text below the ledger of endings; the key "fates" of its document
 */
#include "../ground/expressions.h"
#include "fating.h"

#include <string.h>

#define OPEN_WANTS_SHOWN 3u
#define NARROW_TEXT      100u
#define MOST_ACTS_SHOWN  6u /* of a way to a moment; of a longer one the last */
#define LAST_ACTS_SHOWN  4u

static const char *end_name(const asking *of, uint32_t end) {
    const grounded *about = of->main.ground;
    return end == about->ending_count ? "(nobody moves)"
                                      : kzi_symbol_text(about->names, about->endings[end].name);
}

/* ---- inevitable, possible, never ---- */
static const char *ends_text(asking *of, uint32_t at, bool leads_there) {
    const fates *f = &of->fating->leads;
    writer to = kzi_writer(&of->text);
    for (uint32_t end = 0; end < f->end_count; end++) {
        if (kzi_fates_leads_to(f, at, end) != leads_there) continue;
        if (!leads_there && end == kzi_fates_nobody_moves(f))
            continue; /* that stories end is no end they miss */
        kzi_writef(&to, "%s%s", to.length ? ", " : "", end_name(of, end));
    }
    return to.length ? kzi_written(&to) : NULL;
}

static void write_fates_row(writer *to, const char *head, const char *text) {
    static const char margin[] = "               "; /* the head stands in that of the first line */
    if (!text) return;
    writer lines = kzi_writer(to->in);
    kzi_telling_wrap(&lines, text, NARROW_TEXT, margin);
    if (to->in->has_failed) return;
    kzi_writef(to, "  %-12s %s", head, kzi_written(&lines) + strlen(margin));
}

static void write_acts_of_every_story(asking *of, writer *to) {
    const fating *f = of->fating;
    writer list = kzi_writer(&of->text);
    for (uint32_t i = 0; f->is_in_every_story && i < of->main.ground->act_count; i++) {
        if (!f->is_in_every_story[i]) continue;
        if (list.length) kzi_write(&list, ", ");
        kzi_words_act_name(&list, of->main.ground, &of->main.ground->acts[i]);
    }
    write_fates_row(to, "always done", list.length ? kzi_written(&list) : NULL);
}

static void write_which_ends(asking *of, writer *to) {
    const fates *f = &of->fating->leads;
    uint32_t first = 0, count = kzi_fates_left_count(f, 0, &first);
    const char *within = kzi_explore_is_complete(&of->main.stories) ? "" : " (within these limits)";
    kzi_writef(to, "\nFates%s\n", within);
    if (count == 1 && !f->goes_round) write_fates_row(to, "inevitable", end_name(of, first));
    else write_fates_row(to, "possible", ends_text(of, 0, true));
    write_fates_row(to, "never", ends_text(of, 0, false));
    write_acts_of_every_story(of, to);
}

/* ---- points of no return ---- */
static void write_lost(asking *of, writer *to, uint32_t from, uint32_t edge) {
    const fates *f = &of->fating->leads;
    uint32_t certain = 0, behind = of->main.stories.edges.items[edge].to;
    if (kzi_fates_left_count(f, behind, &certain) == 1) {
        kzi_writef(to, "now certain: %s", end_name(of, certain));
        return;
    }
    bool has_any = false;
    for (uint32_t end = 0; end < f->end_count; end++) {
        if (!kzi_fates_loses(f, from, edge, end)) continue;
        kzi_writef(to, "%s%s", has_any ? ", " : "never again: ", end_name(of, end));
        has_any = true;
    }
}

static void write_story_before(asking *of, writer *to, uint32_t at) {
    const exploration *e = &of->main.stories;
    uint32_t depth = e->nodes.items[at].depth;
    const act_id *acts = kzi_ledger_story_to(e, at, &of->text);
    if (!acts) return;
    writer list = kzi_writer(&of->text);
    uint32_t shown = depth > MOST_ACTS_SHOWN ? LAST_ACTS_SHOWN : depth;
    if (depth == 0) kzi_write(&list, "first at the start");
    else
        kzi_writef(&list, "first after %u act%s: %s", depth, depth == 1 ? "" : "s",
                   shown < depth ? "\u2026, " : "");
    kzi_answer_acts(&list, of->main.ground, acts + (depth - shown), shown);
    kzi_telling_wrap(to, kzi_written(&list), NARROW_TEXT, "      ");
}

static void write_turns(asking *of, writer *to) {
    const fating *f = of->fating;
    if (f->turns.count == 0) return;
    kzi_write(to, "\nPoints of no return\n");
    for (uint32_t i = 0; i < f->turns.count; i++) {
        const no_return *turn = &f->turns.items[i];
        kzi_write(to, "  ");
        kzi_words_act(to, of->main.ground, &of->main.ground->acts[turn->act.n]);
        kzi_write(to, ": ");
        write_lost(of, to, turn->node, turn->edge);
        kzi_write(to, "\n");
        write_story_before(of, to, turn->node);
    }
}

/* ---- the tale ---- */
static uint32_t edge_between(const exploration *e, uint32_t from, uint32_t to, act_id act) {
    for (uint32_t i = 0; i < e->nodes.items[from].edge_count; i++) {
        uint32_t edge = e->nodes.items[from].first_edge + i;
        if (e->edges.items[edge].to == to && e->edges.items[edge].act.n == act.n) return edge;
    }
    return UINT32_MAX;
}

/* From which act on only one end was left; UINT32_MAX: never. */
static uint32_t certain_from(const fating *f) {
    for (uint32_t i = 0; i <= f->tale_length; i++) {
        uint32_t first;
        if (kzi_fates_left_count(&f->leads, f->tale_nodes[i], &first) == 1) return i;
    }
    return UINT32_MAX;
}

static void write_turns_of_tale(asking *of, writer *to) {
    const fating *f = of->fating;
    if (!f->tale) return;
    const grounded *about = of->main.ground;
    uint32_t certain = certain_from(f);
    kzi_writef(to, "\nThe tale %s\n", f->tale_name);
    if (certain == 0) kzi_write(to, "  Its end was certain from the start.\n");
    for (uint32_t i = 0; i < f->tale_length; i++) {
        uint32_t edge = edge_between(&of->main.stories, f->tale_nodes[i], f->tale_nodes[i + 1],
                                     f->tale->acts[i].act);
        if (edge == UINT32_MAX ||
            !(kzi_fates_is_no_return(&f->leads, f->tale_nodes[i], edge) || i + 1 == certain))
            continue;
        kzi_writef(to, "  act %u, ", i + 1);
        kzi_words_act_name(to, about, &about->acts[f->tale->acts[i].act.n]);
        kzi_write(to, ": ");
        write_lost(of, to, f->tale_nodes[i], edge);
        kzi_write(to, "\n");
    }
}

/* ---- what carries it ---- */
static const char *belief_text(asking *of, const carrying_belief *b) {
    const grounded *about = of->main.ground;
    const ground_belief *line_of = &about->beliefs[b->belief];
    writer to = kzi_writer(&of->text);
    for (uint32_t i = 0; i < line_of->via_count; i++)
        kzi_writef(&to, "%s believes ", kzi_words_mind(about, about->via[line_of->first_via + i]));
    kzi_words_claim(&to, about, line_of->fact, line_of->value);
    return kzi_written(&to);
}

static const char *truth_text(asking *of, const carrying_belief *b) {
    const ground_belief *line_of = &of->main.ground->beliefs[b->belief];
    writer to = kzi_writer(&of->text);
    for (uint32_t i = 1; i < line_of->via_count; i++)
        kzi_writef(&to, "%s believes ",
                   kzi_words_mind(of->main.ground, of->main.ground->via[line_of->first_via + i]));
    kzi_words_claim(&to, of->main.ground, line_of->fact, b->truth);
    return kzi_written(&to);
}

static void write_belief_tried(asking *of, writer *to, const carrying_belief *b) {
    kzi_writef(to, "  %s (in truth: %s)\n      ", belief_text(of, b), truth_text(of, b));
    if (!b->was_told) kzi_write(to, "without it rules go round\n");
    else if (b->broke_at)
        kzi_writef(to, "without it the tale breaks at act %u, %s\n", b->log.broke_at + 1,
                   b->broke_at);
    else
        kzi_writef(to, "without it the tale holds%s%s\n",
                   b->ending == NO_ENDING ? "" : ", and ends in ",
                   b->ending == NO_ENDING ? "" : end_name(of, b->ending));
}

static void write_all_right(asking *of, writer *to) {
    const fating *f = of->fating;
    writer list = kzi_writer(&of->text);
    kzi_write(&list, "All of them put right at once: ");
    if (f->tale && f->all_broke_act)
        kzi_writef(&list, "the tale breaks at act %u, %s; ", f->all_broke_at + 1, f->all_broke_act);
    else if (f->tale) kzi_write(&list, "the tale holds; ");
    if (f->has_all_right) kzi_write(&list, "what remains: ");
    else kzi_writef(&list, "what remains, within %s: ", f->all_stopped_by);
    for (uint32_t i = 0; i < f->all_ends.count; i++)
        kzi_writef(&list, "%s%s", i ? ", " : "", end_name(of, f->all_ends.items[i]));
    kzi_write(&list, f->all_ends.count ? "." : "nothing.");
    kzi_telling_wrap(to, kzi_written(&list), NARROW_TEXT, "  ");
}

static void write_what_carries(asking *of, writer *to) {
    const fating *f = of->fating;
    if (f->beliefs.count == 0) return;
    kzi_writef(to, "\nFalse beliefs of the start, each put right alone%s\n",
               kzi_explore_is_complete(&of->main.stories) ? "" : " (within these limits)");
    if (of->main.ground->fork != FORK_NONE)
        kzi_write(to, "  not tried: these stories begin in the midst of a tale\n");
    else if (f->next_belief <= f->beliefs.count)
        kzi_writef(to, "  stopped: %u of %u tried\n", f->next_belief, f->beliefs.count);
    for (uint32_t i = 0; f->tale && i < f->beliefs.count && i < f->next_belief; i++)
        write_belief_tried(of, to, &f->beliefs.items[i]);
    if (f->next_belief > f->beliefs.count) write_all_right(of, to);
}

/* ---- deadlocks ---- */
static void write_want(asking *of, writer *to, uint32_t want, state_id at) {
    const grounded *about = of->main.ground;
    kzi_writef(to, "%s wants %d: ", kzi_words_mind(about, about->wants[want].mind),
               kzi_want_weighs(&of->main.stories, want, at));
    kzi_expression_write(to, about, about->wants[want].condition);
}

static const char *outcome_text(asking *of, const deadlock *lock, uint32_t to_node) {
    const grounded *about = of->main.ground;
    state_id there = of->main.stories.nodes.items[to_node].state;
    bool has_one = kzi_want_is_met(&of->main.stories, lock->one, there),
         has_other = kzi_want_is_met(&of->main.stories, lock->other, there);
    writer to = kzi_writer(&of->text);
    if (has_one || has_other)
        kzi_writef(&to, "%s has it",
                   kzi_words_mind(about, about->wants[has_one ? lock->one : lock->other].mind));
    else kzi_write(&to, "neither has it");
    uint32_t end = kzi_fates_end_of(&of->fating->leads, to_node);
    if (end != NO_ENDING) kzi_writef(&to, "; the story ends: %s", end_name(of, end));
    else if (!has_one && !has_other)
        kzi_write(&to, ", and something else comes to stand between them");
    return kzi_written(&to);
}

typedef struct {
    act_id act;
    const char *outcome;
} way_out;

typedef struct {
    LIST(way_out) list;
} ways_out;

static void add_way_out(asking *of, ways_out *to, way_out one) {
    for (uint32_t i = 0; i < to->list.count; i++) {
        if (to->list.items[i].act.n == one.act.n &&
            strcmp(to->list.items[i].outcome, one.outcome) == 0)
            return;
    }
    (void)LIST_ADD(&of->text, &to->list, one);
}

/* Acts by which stories leave the deadlock. */
static ways_out ways_out_of(asking *of, const deadlock *lock) {
    const exploration *e = &of->main.stories;
    ways_out found = {0};
    for (uint32_t n = 0; n < e->nodes.count; n++) {
        for (uint32_t i = 0; lock->is_at[n] && i < e->nodes.items[n].edge_count; i++) {
            story_edge edge = e->edges.items[e->nodes.items[n].first_edge + i];
            if (!lock->is_at[edge.to])
                add_way_out(of, &found, (way_out){edge.act, outcome_text(of, lock, edge.to)});
        }
    }
    return found;
}

static uint32_t first_in_tale(const fating *f, const deadlock *lock) {
    for (uint32_t i = 0; f->tale && i <= f->tale_length; i++) {
        if (lock->is_at[f->tale_nodes[i]]) return i;
    }
    return UINT32_MAX;
}

static void write_lock(asking *of, writer *to, const deadlock *lock) {
    const fating *f = of->fating;
    const grounded *about = of->main.ground;
    state_id at = of->main.stories.nodes.items[lock->first_node].state;
    writer both = kzi_writer(&of->text);
    write_want(of, &both, lock->one, at);
    kzi_write(&both, "; ");
    write_want(of, &both, lock->other, at);
    kzi_write(&both, ".");
    kzi_telling_wrap(to, kzi_written(&both), NARROW_TEXT, "  ");
    write_story_before(of, to, lock->first_node);
    uint32_t told = first_in_tale(f, lock);
    if (told == 0) kzi_writef(to, "      in the tale %s: from the start\n", f->tale_name);
    else if (told != UINT32_MAX) {
        kzi_writef(to, "      in the tale %s: from act %u on, ", f->tale_name, told);
        kzi_words_act_name(to, about, &about->acts[f->tale->acts[told - 1].act.n]);
        kzi_write(to, "\n");
    }
    ways_out out = ways_out_of(of, lock);
    for (uint32_t i = 0; i < out.list.count; i++) {
        kzi_write(to, i ? "               " : "      ways out ");
        kzi_words_act(to, about, &about->acts[out.list.items[i].act.n]);
        kzi_writef(to, ": %s\n", out.list.items[i].outcome);
    }
    if (out.list.count == 0) kzi_write(to, "      no way out: nobody has a reason for any\n");
}

static void write_locks(asking *of, writer *to) {
    const fating *f = of->fating;
    if (f->locks.list.count == 0) return;
    kzi_write(to, "\nDeadlocks of wills: what each most wants, and never both; and both know it\n");
    for (uint32_t i = 0; i < f->locks.list.count; i++) write_lock(of, to, &f->locks.list.items[i]);
}

/* ---- what stays open at the ends ---- */
/* At how many of the ending's states a condition holds (or does not); and of how many. */
static uint32_t ends_with(const asking *of, uint32_t ending, expression_id condition, bool wanted,
                          uint32_t *of_all) {
    const exploration *e = &of->main.stories;
    uint32_t count = 0;
    *of_all = 0;
    for (uint32_t n = 0; n < e->nodes.count; n++) {
        if (e->nodes.items[n].ending != ending) continue;
        ++*of_all;
        count += kzi_minds_hold(&e->minds, e->nodes.items[n].state, condition) == wanted;
    }
    return count;
}

/* A fact that can be `kept` is a word given (library/vow.kiz): it is open unless it is kept or
 * released, or was never given. */
static bool is_word_given(const grounded *about, const ground_fact *fact) {
    for (uint32_t i = 0; fact->type == FACT_WORD && i < fact->value_count; i++) {
        if (strcmp(about->words[fact->values[i]], "kept") == 0) return true;
    }
    return false;
}

static bool is_word_open(const grounded *about, const ground_fact *fact, value now) {
    if (now == UNKNOWN || now == fact->start) {
        const char *start = now == UNKNOWN ? "none" : about->words[now];
        return strcmp(start, "none") != 0 && strcmp(start, "kept") != 0 &&
               strcmp(start, "released") != 0;
    }
    return strcmp(about->words[now], "kept") != 0 && strcmp(about->words[now], "released") != 0;
}

typedef struct {
    uint32_t number; /* of a want, or of a fact */
    value weight;
    value held;     /* of a fact */
    bool is_always; /* in all of its stories */
} open_matter;

typedef struct {
    LIST(open_matter) fears, wants, vows;
} open_matters;

static void sort_by_weight(open_matter *items, uint32_t count) {
    for (uint32_t i = 1; i < count; i++) {
        open_matter moved = items[i];
        uint32_t at = i;
        for (; at && items[at - 1].weight < moved.weight; at--) items[at] = items[at - 1];
        items[at] = moved;
    }
}

static void note_open_wants(asking *of, uint32_t ending, open_matters *to) {
    const grounded *about = of->main.ground;
    state_id shown = of->main.stories.nodes.items[of->main.ends.entries[ending].shortest].state;
    for (uint32_t i = 0; i < about->want_count; i++) {
        value weight = kzi_want_weighs(&of->main.stories, i, shown);
        if (weight == UNKNOWN || weight == 0 || about->wants[i].condition.n == ALWAYS_HOLDS.n)
            continue;
        uint32_t all, count = ends_with(of, ending, about->wants[i].condition, weight < 0, &all);
        open_matter open = {
            .number = i, .weight = weight < 0 ? -weight : weight, .is_always = count == all};
        if (count == 0) continue;
        if (weight < 0) (void)LIST_ADD(&of->text, &to->fears, open);
        else (void)LIST_ADD(&of->text, &to->wants, open);
    }
    sort_by_weight(to->wants.items, to->wants.count);
    sort_by_weight(to->fears.items, to->fears.count);
}

static void note_open_vows(asking *of, uint32_t ending, open_matters *to) {
    const grounded *about = of->main.ground;
    const exploration *e = &of->main.stories;
    for (uint32_t f = 0; f < about->fact_count; f++) {
        if (!is_word_given(about, &about->facts[f])) continue;
        uint32_t all = 0, count = 0;
        value held = UNKNOWN;
        for (uint32_t n = 0; n < e->nodes.count; n++) {
            if (e->nodes.items[n].ending != ending) continue;
            value now = kzi_fact_get(
                about, kzi_state_facts(&e->minds.states, e->nodes.items[n].state), (fact_id){f});
            all++;
            if (!is_word_open(about, &about->facts[f], now)) continue;
            if (count++ == 0) held = now;
        }
        if (count)
            (void)LIST_ADD(&of->text, &to->vows,
                           (open_matter){.number = f, .held = held, .is_always = count == all});
    }
}

static open_matters open_at(asking *of, uint32_t ending) {
    open_matters found = {0};
    note_open_wants(of, ending, &found);
    note_open_vows(of, ending, &found);
    return found;
}

static const char *want_condition(asking *of, uint32_t want) {
    writer to = kzi_writer(&of->text);
    kzi_expression_write(&to, of->main.ground, of->main.ground->wants[want].condition);
    return kzi_written(&to);
}

static void write_open_wants(asking *of, writer *to, const char *head, const open_matter *items,
                             uint32_t count, uint32_t most) {
    for (uint32_t i = 0; i < count && i < most; i++) {
        const char *who =
            kzi_words_mind(of->main.ground, of->main.ground->wants[items[i].number].mind);
        writer one = kzi_writer(&of->text);
        kzi_writef(&one, "%s %s %d: %s%s", who, head, items[i].weight,
                   want_condition(of, items[i].number),
                   items[i].is_always ? "" : " (in some of its stories)");
        kzi_telling_wrap(to, kzi_written(&one), NARROW_TEXT, "      ");
    }
    if (count > most) kzi_writef(to, "      and %u more\n", count - most);
}

static void write_open_matters(asking *of, writer *to) {
    kzi_write(to, "\nWhat stays open\n");
    for (uint32_t ending = 0; ending < of->main.ground->ending_count; ending++) {
        if (!of->main.ends.entries[ending].is_reachable) continue;
        open_matters open = open_at(of, ending);
        kzi_writef(to, "  %s\n", end_name(of, ending));
        for (uint32_t i = 0; i < open.vows.count; i++) {
            kzi_write(to, "      a word not kept: ");
            kzi_words_claim(to, of->main.ground, (fact_id){open.vows.items[i].number},
                            open.vows.items[i].held);
            kzi_writef(to, "%s\n", open.vows.items[i].is_always ? "" : " (in some of its stories)");
        }
        write_open_wants(of, to, "has to bear", open.fears.items, open.fears.count, UINT32_MAX);
        write_open_wants(of, to, "still wants", open.wants.items, open.wants.count,
                         OPEN_WANTS_SHOWN);
        if (open.vows.count + open.fears.count + open.wants.count == 0)
            kzi_write(to, "      nothing\n");
    }
}

void kzi_answer_fates_write(asking *of, writer *to) {
    if (!of->fating || of->main.stories.nodes.count == 0) return;
    write_which_ends(of, to);
    write_turns(of, to);
    write_turns_of_tale(of, to);
    write_what_carries(of, to);
    write_locks(of, to);
    write_open_matters(of, to);
}

/* ---- JSON ---- */
static void write_end_names_json(asking *of, json *to, const char *key, uint32_t at,
                                 bool leads_there) {
    const fates *f = &of->fating->leads;
    kzi_json_key(to, key);
    kzi_json_open(to, '[');
    for (uint32_t end = 0; end < of->main.ground->ending_count; end++) {
        if (kzi_fates_leads_to(f, at, end) == leads_there) kzi_json_text(to, end_name(of, end));
    }
    kzi_json_close(to, ']');
}

static void write_turn_json(asking *of, json *to, const no_return *turn) {
    const grounded *about = of->main.ground;
    kzi_words_act_json(to, about, &about->acts[turn->act.n], true);
    kzi_json_key(to, "never_again");
    kzi_json_open(to, '[');
    for (uint32_t end = 0; end < about->ending_count; end++) {
        if (kzi_fates_loses(&of->fating->leads, turn->node, turn->edge, end))
            kzi_json_text(to, end_name(of, end));
    }
    kzi_json_close(to, ']');
    kzi_json_key_number(to, "moment_count", turn->node_count);
    kzi_json_key(to, "first_after");
    const act_id *acts = kzi_ledger_story_to(&of->main.stories, turn->node, &of->text);
    kzi_answer_acts_json(to, about, acts,
                         acts ? of->main.stories.nodes.items[turn->node].depth : 0);
    kzi_json_close(to, '}');
}

static void write_carrying_json(asking *of, json *to, const carrying_belief *b) {
    kzi_json_open(to, '{');
    kzi_json_key_text(to, "belief", belief_text(of, b));
    kzi_json_key_text(to, "truth", truth_text(of, b));
    kzi_json_key(to, "breaks_at");
    if (b->was_told && b->broke_at) {
        kzi_json_open(to, '{');
        kzi_json_key_number(to, "number", b->log.broke_at + 1);
        kzi_json_key_text(to, "act", b->broke_at);
        kzi_json_close(to, '}');
    } else {
        kzi_json_null(to);
    }
    kzi_json_close(to, '}');
}

static void write_all_right_json(asking *of, json *to) {
    const fating *f = of->fating;
    kzi_json_key(to, "all_put_right");
    if (f->next_belief <= f->beliefs.count || f->next_belief == 0) {
        kzi_json_null(to);
        return;
    }
    kzi_json_open(to, '{');
    kzi_json_key_bool(to, "complete", f->has_all_right);
    kzi_json_key_text(to, "breaks_at_act", f->all_broke_act);
    kzi_json_key(to, "endings");
    kzi_json_open(to, '[');
    bool is_unfinished = false;
    for (uint32_t i = 0; i < f->all_ends.count; i++) {
        if (f->all_ends.items[i] == of->main.ground->ending_count) is_unfinished = true;
        else kzi_json_text(to, end_name(of, f->all_ends.items[i]));
    }
    kzi_json_close(to, ']');
    kzi_json_key_bool(to, "unfinished", is_unfinished);
    kzi_json_close(to, '}');
}

static void write_lock_json(asking *of, json *to, const deadlock *lock) {
    const grounded *about = of->main.ground;
    state_id at = of->main.stories.nodes.items[lock->first_node].state;
    kzi_json_open(to, '{');
    kzi_json_key(to, "wants");
    kzi_json_open(to, '[');
    uint32_t both[2] = {lock->one, lock->other};
    for (uint32_t i = 0; i < 2; i++) {
        writer said = kzi_writer(&of->text);
        write_want(of, &said, both[i], at);
        kzi_json_text(to, kzi_written(&said));
    }
    kzi_json_close(to, ']');
    kzi_json_key_number(to, "moment_count", lock->node_count);
    kzi_json_key(to, "first_after");
    const act_id *acts = kzi_ledger_story_to(&of->main.stories, lock->first_node, &of->text);
    kzi_answer_acts_json(to, about, acts,
                         acts ? of->main.stories.nodes.items[lock->first_node].depth : 0);
    uint32_t told = first_in_tale(of->fating, lock);
    kzi_json_key(to, "in_tale_after");
    if (told == UINT32_MAX) kzi_json_null(to);
    else kzi_json_number(to, told);
    kzi_json_key(to, "ways_out");
    kzi_json_open(to, '[');
    ways_out out = ways_out_of(of, lock);
    for (uint32_t i = 0; i < out.list.count; i++) {
        kzi_words_act_json(to, about, &about->acts[out.list.items[i].act.n], true);
        kzi_json_key_text(to, "outcome", out.list.items[i].outcome);
        kzi_json_close(to, '}');
    }
    kzi_json_close(to, ']');
    kzi_json_close(to, '}');
}

static void write_open_list_json(asking *of, json *to, const char *key, const open_matter *items,
                                 uint32_t count) {
    kzi_json_key(to, key);
    kzi_json_open(to, '[');
    for (uint32_t i = 0; i < count; i++) {
        kzi_json_open(to, '{');
        kzi_json_key_text(
            to, "who",
            kzi_words_mind(of->main.ground, of->main.ground->wants[items[i].number].mind));
        kzi_json_key_number(to, "weight", items[i].weight);
        kzi_json_key_text(to, "condition", want_condition(of, items[i].number));
        kzi_json_key_bool(to, "always", items[i].is_always);
        kzi_json_close(to, '}');
    }
    kzi_json_close(to, ']');
}

static void write_open_json(asking *of, json *to, uint32_t ending) {
    open_matters open = open_at(of, ending);
    kzi_json_open(to, '{');
    kzi_json_key_text(to, "ending", end_name(of, ending));
    kzi_json_key(to, "words_not_kept");
    kzi_json_open(to, '[');
    for (uint32_t i = 0; i < open.vows.count; i++) {
        writer said = kzi_writer(&of->text);
        kzi_words_claim(&said, of->main.ground, (fact_id){open.vows.items[i].number},
                        open.vows.items[i].held);
        kzi_json_open(to, '{');
        kzi_json_key_text(to, "claim", kzi_written(&said));
        kzi_json_key_bool(to, "always", open.vows.items[i].is_always);
        kzi_json_close(to, '}');
    }
    kzi_json_close(to, ']');
    write_open_list_json(of, to, "bears", open.fears.items, open.fears.count);
    write_open_list_json(of, to, "still_wants", open.wants.items, open.wants.count);
    kzi_json_close(to, '}');
}

static void write_inevitable_json(asking *of, json *to) {
    const fates *f = &of->fating->leads;
    uint32_t first = 0, count = kzi_fates_left_count(f, 0, &first);
    bool is_one = count == 1 && !f->goes_round && first < of->main.ground->ending_count;
    kzi_json_key_text(to, "inevitable", is_one ? end_name(of, first) : NULL);
    kzi_json_key_bool(to, "goes_round", f->goes_round);
    write_end_names_json(of, to, "possible", 0, true);
    write_end_names_json(of, to, "never", 0, false);
    kzi_json_key(to, "always_done");
    kzi_json_open(to, '[');
    for (uint32_t i = 0; of->fating->is_in_every_story && i < of->main.ground->act_count; i++) {
        if (of->fating->is_in_every_story[i])
            kzi_words_act_json(to, of->main.ground, &of->main.ground->acts[i], false);
    }
    kzi_json_close(to, ']');
}

void kzi_answer_fates_json(asking *of, json *to) {
    if (!of->fating || of->main.stories.nodes.count == 0) return;
    const fating *f = of->fating;
    kzi_json_key(to, "fates");
    kzi_json_open(to, '{');
    write_inevitable_json(of, to);
    kzi_json_key(to, "no_return");
    kzi_json_open(to, '[');
    for (uint32_t i = 0; i < f->turns.count; i++) write_turn_json(of, to, &f->turns.items[i]);
    kzi_json_close(to, ']');
    kzi_json_key_text(to, "tale", f->tale_name);
    kzi_json_key(to, "end_certain_after");
    uint32_t certain = f->tale ? certain_from(f) : UINT32_MAX;
    if (certain == UINT32_MAX) kzi_json_null(to);
    else kzi_json_number(to, certain);
    kzi_json_key(to, "false_beliefs");
    kzi_json_open(to, '[');
    for (uint32_t i = 0; f->tale && i < f->beliefs.count && i < f->next_belief; i++)
        write_carrying_json(of, to, &f->beliefs.items[i]);
    kzi_json_close(to, ']');
    write_all_right_json(of, to);
    kzi_json_key(to, "deadlocks");
    kzi_json_open(to, '[');
    for (uint32_t i = 0; i < f->locks.list.count; i++)
        write_lock_json(of, to, &f->locks.list.items[i]);
    kzi_json_close(to, ']');
    kzi_json_key(to, "open");
    kzi_json_open(to, '[');
    for (uint32_t ending = 0; ending < of->main.ground->ending_count; ending++) {
        if (of->main.ends.entries[ending].is_reachable) write_open_json(of, to, ending);
    }
    kzi_json_close(to, ']');
    kzi_json_close(to, '}');
}
