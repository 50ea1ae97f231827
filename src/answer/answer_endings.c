/* SPDX-License-Identifier: MIT
 *
 * answer_endings: every story there is, as a ledger of endings.
 *
 * In     the stories and their ledger; then, for each belief line, the stories without it
 * Out    endings with counts and shortest stories; who stands still where a story stops; what never
 *        happens
 */
#include "../ground/expressions.h"
#include "fating.h"
#include "plan_answer.h"

#include <string.h>

/* ---- beliefs that never matter: without the line the same endings are reached in as many tales
 * ---- */
static bool is_same_ledger(const forecast *one, const forecast *other) {
    if (one->stories.nodes.count != other->stories.nodes.count ||
        one->stories.edges.count != other->stories.edges.count)
        return false;
    for (uint32_t i = 0; i < one->ground->ending_count; i++) {
        const ledger_entry *a = &one->ends.entries[i], *b = &other->ends.entries[i];
        if (a->is_reachable != b->is_reachable || a->tale_count != b->tale_count) return false;
    }
    return memcmp(one->ends.was_used, other->ends.was_used,
                  sizeof(bool) * one->ground->act_count) == 0;
}

const grounded *kzi_answer_without_beliefs(asking *of, uint32_t left_out) {
    const grounded *whole = of->main.ground;
    grounded *less = KZI_TAKE(&of->in, grounded);
    ground_belief *kept = KZI_TAKE_MANY(&of->in, ground_belief, whole->belief_count);
    if (!less || !kept) return NULL;
    *less = *whole;
    less->belief_count = 0;
    for (uint32_t i = 0; i < whole->belief_count; i++) {
        bool is_kept = left_out == UINT32_MAX ? whole->beliefs[i].via_count == 0 : i != left_out;
        if (is_kept) kept[less->belief_count++] = whole->beliefs[i];
    }
    less->beliefs = kept;
    return less;
}

/* The same world from another start, beside what is known of it already. */
static bool begin_without_belief(asking *of, uint32_t left_out) {
    const grounded *less = kzi_answer_without_beliefs(of, left_out);
    exploration *e = &of->other.stories;
    if (!less) return false;
    if (!of->other.is_begun) {
        of->other = (forecast){.ground = of->main.ground, .is_begun = true};
        if (!kzi_explore_begin_beside(e, &of->main.stories, &of->in)) return false;
    }
    state_id start = kzi_minds_start_like(&e->minds, less);
    of->has_other_start = start.n != NO_STATE.n;
    return of->has_other_start ? kzi_explore_restart(e, start) : e->minds.rules.loop.was_found;
}

static bool is_said_in(span where, const world_what_if *what_if) {
    for (uint32_t i = 0; i < what_if->change_count; i++) {
        const world_change *change = &what_if->changes[i];
        for (uint32_t j = 0; j < change->start_count; j++) {
            if (kzi_is_same_span(change->starts[j].claim.where, where)) return true;
        }
    }
    return false;
}

/* What the question itself changed is no line of the world, and whoever asks knows what it is
 * for. */
static bool is_of_the_question(const asking *of, const ground_belief *belief) {
    const world *from = of->world->world;
    uint32_t own_first =
        of->world->all.list.count -
        (uint32_t)of->question.change_count; /* a source for each change, behind the files */
    if (belief->where.source >= own_first) return true;
    for (uint32_t i = 0; of->question.what_if && i < from->what_if_count; i++) {
        if (is_said_in(belief->where, &from->what_ifs[i]))
            return true; /* the others are not in this ground */
    }
    return false;
}

/* False: more to do, or memory ended. */
static bool has_other_ledger(asking *of, uint64_t effort, bool *is_other) {
    *is_other = true;
    switch (kzi_explore_run(&of->other.stories, effort)) {
    case EXPLORE_RUNNING: return false;
    case EXPLORE_FAILED: return of->in.has_failed |= !of->other.stories.stops.by_rules, true;
    default: break;
    }
    if (!kzi_ledger_make(&of->other.ends, &of->other.stories, &of->in)) return false;
    *is_other = !is_same_ledger(&of->main, &of->other);
    return true;
}

static kz_progress try_beliefs(asking *of, uint64_t effort) {
    const grounded *about = of->main.ground;
    if (!of->belief_matters) of->belief_matters = KZI_TAKE_MANY(&of->in, bool, about->belief_count);
    if (!of->belief_matters) return KZ_FAILED;
    if (of->next_belief == about->belief_count) return KZ_ANSWERED;
    if (is_of_the_question(of, &about->beliefs[of->next_belief])) {
        of->belief_matters[of->next_belief++] = true;
        return KZ_RUNNING;
    }
    if (!of->is_without_belief && !begin_without_belief(of, of->next_belief)) return KZ_FAILED;
    of->is_without_belief = true;
    if (of->has_other_start && !has_other_ledger(of, effort, &of->belief_matters[of->next_belief]))
        return of->in.has_failed ? KZ_FAILED : KZ_RUNNING;
    if (!of->has_other_start) of->belief_matters[of->next_belief] = true;
    of->is_without_belief = false;
    of->next_belief++;
    return KZ_RUNNING;
}

static bool reaches_any(const forecast *what) {
    for (uint32_t i = 0; i < what->ground->ending_count; i++) {
        if (what->ends.entries[i].is_reachable) return true;
    }
    return false;
}

static kz_progress find_endings(asking *of, uint64_t effort) {
    kz_progress done = kzi_forecast_work(of, &of->main, effort);
    if (done != KZ_ANSWERED) return done;
    if (!of->was_replayed) {
        done = kzi_answer_replay_ledger(of);
        if (done != KZ_ANSWERED) return done;
        of->was_replayed = true;
    }
    bool is_complete = kzi_explore_is_complete(&of->main.stories);
    if (is_complete && kzi_answer_is_of_problem(of))
        return KZ_ANSWERED; /* nothing was to be reached */
    if (is_complete && !of->question.is_ledger) {
        done = try_beliefs(of, effort);
        if (done != KZ_ANSWERED) return done;
    }
    if (!is_complete) return KZ_GAVE_UP;
    return reaches_any(&of->main) ? KZ_ANSWERED : KZ_NO;
}

/* Fates follow when all the rest is known; they change nothing in how the question ends. */
static kz_progress work_endings(asking *of, uint64_t effort) {
    kz_progress done = find_endings(of, effort);
    if (!of->question.has_fates || (done != KZ_ANSWERED && done != KZ_NO && done != KZ_GAVE_UP))
        return done;
    kz_progress fates_done = kzi_answer_fates_work(of, effort);
    return fates_done == KZ_ANSWERED ? done : fates_done;
}

/* ---- who stands still ---- */
typedef struct {
    uint32_t able_count;    /* acts the person could do now */
    uint32_t refused_count; /* of them, without a reason */
} standing;

static void count_standing(const forecast *what, uint32_t where, mind_id mind, standing *s,
                           act_id *first) {
    const exploration *e = &what->stories;
    state_id state = e->nodes.items[where].state;
    *s = (standing){0};
    for (uint32_t i = 0; i < what->ground->act_count; i++) {
        const ground_act *a = &what->ground->acts[i];
        bool is_actor = false;
        for (uint32_t j = 0; j < a->actor_count; j++)
            is_actor |= what->ground->actors[a->first_actor + j].n == mind.n;
        if (!is_actor || !kzi_minds_possible(&e->minds, state, (act_id){i})) continue;
        if (s->able_count++ == 0) *first = (act_id){i};
    }
}

static bool acts_at_all(const grounded *about, mind_id mind) {
    for (uint32_t i = 0; i < about->actor_count; i++) {
        if (about->actors[i].n == mind.n) return true;
    }
    return false;
}

/* What the act brings at once, in the head that would do it. */
static void write_first_step(asking *of, writer *to, view held, mind_id mind, act_id first) {
    minds *m = &of->main.stories.minds;
    view after = held;
    after.state = kzi_minds_step(m, held, first);
    if (after.state.n == NO_STATE.n) {
        if (m->rules.loop.was_found)
            kzi_write(to, " but finds no end to what the rules would then do");
        else of->text.has_failed = true; /* no half answer */
        return;
    }
    value now = kzi_minds_worth(m, held.state, mind);
    value then = kzi_minds_worth(m, after.state, mind);
    if (now == UNKNOWN || then == UNKNOWN) kzi_write(to, " but does not know what it would bring");
    else if (then < now)
        kzi_writef(to, " but would lose %d by it, and sees no plan that makes up for it",
                   now - then);
    else if (then > now)
        kzi_writef(to, " and would gain %d by it, but another would not", then - now);
    else kzi_write(to, " but sees no plan in which it gains anything");
}

/* What the first thing the person could do would cost or bring at once, as the person sees it. */
static void write_lack(asking *of, writer *to, uint32_t where, mind_id mind) {
    forecast *what = &of->main;
    exploration *e = &what->stories;
    act_id first = {0};
    standing s;
    count_standing(what, where, mind, &s, &first);
    kzi_writef(to, "    %s ", kzi_words_mind(what->ground, mind));
    if (s.able_count == 0) {
        kzi_write(to, "can do nothing here\n");
        return;
    }
    view story = e->start;
    story.state = e->nodes.items[where].state;
    view held = kzi_minds_view(&e->minds, story, mind);
    writer name = kzi_writer(&of->text);
    kzi_words_act_name(&name, what->ground, &what->ground->acts[first.n]);
    kzi_writef(to, "could `%s`", kzi_written(&name));
    if (!kzi_reasons_believed(&e->reasons, story, first, mind)) {
        kzi_write(to, " but holds it impossible");
    } else {
        write_first_step(of, to, held, mind, first);
    }
    if (s.able_count > 1) kzi_writef(to, " (and %u more)", s.able_count - 1);
    kzi_write(to, "\n");
}

static void write_unfinished(asking *of, writer *to) {
    const forecast *what = &of->main;
    uint32_t shown = what->ends.unfinished_count > 3 ? 3 : what->ends.unfinished_count;
    if (what->ends.unfinished_count == 0) return;
    const char *within = kzi_explore_is_complete(&what->stories) ? "" : ", within these limits";
    kzi_writef(to, "\nUnfinished: in %u state%s nobody has a reason to move%s.\n",
               what->ends.unfinished_count, what->ends.unfinished_count == 1 ? "" : "s", within);
    for (uint32_t i = 0; i < shown; i++) {
        uint32_t where = what->ends.unfinished[i], depth = what->stories.nodes.items[where].depth;
        const act_id *acts = kzi_ledger_story_to(&what->stories, where, &of->text);
        if (!acts) return;
        kzi_write(to, depth ? "  After " : "  At the start:");
        for (uint32_t j = 0; j < depth; j++) {
            if (j) kzi_write(to, ", ");
            kzi_words_act_name(to, what->ground, &what->ground->acts[acts[j].n]);
        }
        kzi_write(to, depth ? ":\n" : "\n");
        for (uint32_t mind = 0; mind < what->ground->mind_count; mind++) {
            if (acts_at_all(what->ground, (mind_id){mind}))
                write_lack(of, to, where, (mind_id){mind});
        }
    }
}

/* ---- what never happens ---- */
static bool declaration_was_used(const forecast *what, uint32_t declaration) {
    for (uint32_t i = 0; i < what->ground->act_count; i++) {
        if (what->ground->acts[i].declaration == declaration && what->ends.was_used[i]) return true;
    }
    return false;
}

typedef struct {
    writer *to;
    const char *heading;
    bool has_any;
} never_list;

static void write_never(never_list *list, const char *name) {
    kzi_writef(list->to, list->has_any ? ", %s" : "  %s", list->has_any ? name : list->heading);
    if (!list->has_any) kzi_writef(list->to, "%s", name);
    list->has_any = true;
}

static void end_never(never_list *list) {
    if (list->has_any) kzi_write(list->to, "\n");
}

static void write_belief(writer *to, const grounded *about, const ground_belief *belief) {
    for (uint32_t i = 0; i < belief->via_count; i++)
        kzi_writef(to, "%s believes ", kzi_words_mind(about, about->via[belief->first_via + i]));
    kzi_words_claim(to, about, belief->fact, belief->value);
}

static bool rule_ever_fired(const forecast *what, uint32_t declaration) {
    for (uint32_t i = 0; i < what->ground->rule_count; i++) {
        if (what->ground->rules[i].declaration == declaration &&
            what->stories.minds.rules.has_fired[i])
            return true;
    }
    return false;
}

static const char *declared_text(asking *of, const declared *what) {
    writer name = kzi_writer(&of->text);
    kzi_writef(&name, "%s%s%s", kzi_symbol_text(of->main.ground->names, what->name),
               what->also_by ? " by " : "", what->also_by ? what->also_by : "");
    return kzi_written(&name);
}

static void write_what_never_happens(asking *of, writer *to) {
    const forecast *what = &of->main;
    const grounded *about = what->ground;
    size_t first = to->length;
    kzi_write(to, "\nNever, in any of these stories:\n");
    size_t empty = to->length;
    never_list acts = {to, "acts     ", false};
    for (uint32_t i = 0; i < about->declared_act_count; i++) {
        if (!declaration_was_used(what, i))
            write_never(&acts, declared_text(of, &about->declared_acts[i]));
    }
    end_never(&acts);
    never_list rules = {to, "rules    ", false};
    for (uint32_t i = 0; i < about->declared_rule_count; i++) {
        if (!rule_ever_fired(what, i))
            write_never(&rules, kzi_symbol_text(about->names, about->declared_rules[i].name));
    }
    end_never(&rules);
    never_list endings = {to, "endings  ", false};
    for (uint32_t i = 0; i < about->ending_count; i++) {
        if (!what->ends.entries[i].is_reachable)
            write_never(&endings, kzi_symbol_text(about->names, about->endings[i].name));
    }
    end_never(&endings);
    never_list beliefs = {to, "beliefs that never matter here (in a what-if they may): ", false};
    for (uint32_t i = 0; of->belief_matters && i < of->next_belief; i++) {
        writer said = kzi_writer(&of->text);
        write_belief(&said, about, &about->beliefs[i]);
        if (!of->belief_matters[i]) write_never(&beliefs, kzi_written(&said));
    }
    end_never(&beliefs);
    if (to->length == empty) {
        to->length = first;
        if (to->text) to->text[first] = '\0';
    }
}

/* ---- the ledger ---- */
static const char *count_text(asking *of, bool is_known, bool goes_round, tally count) {
    if (goes_round) return "unbounded";
    if (!is_known) return "too many";
    writer to = kzi_writer(&of->text);
    kzi_tally_write(&to, count);
    return kzi_written(&to);
}

static void write_entry(asking *of, writer *to, uint32_t ending) {
    const forecast *what = &of->main;
    const ledger_entry *e = &what->ends.entries[ending];
    const char *name = kzi_symbol_text(what->ground->names, what->ground->endings[ending].name);
    if (!e->is_reachable) {
        kzi_writef(to, "  %-26s %s\n", name,
                   kzi_explore_is_complete(&what->stories) ? "never" : "not within these limits");
        return;
    }
    const char *tales = e->has_tales ? count_text(of, true, false, kzi_tally(e->tale_count))
                                     : count_text(of, false, e->goes_round, kzi_tally(0));
    kzi_writef(to, "  %-26s %9s %10s %8s %8u\n", name,
               count_text(of, true, e->goes_round, e->orders),
               count_text(of, e->has_threadings, e->goes_round, e->threadings), tales,
               what->stories.nodes.items[e->shortest].depth);
}

static void write_shortest(asking *of, writer *to, uint32_t ending) {
    const forecast *what = &of->main;
    const ledger_entry *e = &what->ends.entries[ending];
    if (!e->is_reachable) return;
    const ground_ending *about = &what->ground->endings[ending];
    const act_id *acts = kzi_ledger_story_to(&what->stories, e->shortest, &of->text);
    if (!acts) return;
    kzi_writef(to, "\n  %s%s%s%s\n", kzi_symbol_text(what->ground->names, about->name),
               about->title ? "  \"" : "", about->title ? about->title : "",
               about->title ? "\"" : "");
    writer list = kzi_writer(&of->text);
    for (uint32_t i = 0; i < what->stories.nodes.items[e->shortest].depth; i++) {
        if (i) kzi_write(&list, ", ");
        kzi_words_act(&list, what->ground, &what->ground->acts[acts[i].n]);
    }
    kzi_telling_wrap(to, list.length ? kzi_written(&list) : "(it holds at the start)", 100, "    ");
}

static void write_endings(asking *of, writer *to) {
    const forecast *what = &of->main;
    if (!what->has_ends) {
        kzi_write(to, "Stopped before the first ending was looked for.\n");
        return;
    }
    if (kzi_answer_is_empty(of, to)) return;
    kzi_writef(to, "%s\n  limits: ",
               what->ground->front.title ? what->ground->front.title
                                         : of->world->all.list.items[0].name);
    kzi_answer_limits(of, to);
    kzi_writef(to, "; choice: %s\n", what->ground->has_lesser_evil ? "lesser evil" : "gain");
    kzi_answer_changes(of, to);
    kzi_write(to, "\n");
    if (kzi_answer_is_of_problem(of)) kzi_answer_layers(of, to); /* it has no endings */
    else
        kzi_writef(to, "  %-26s %9s %10s %8s %8s\n", "ending", "orders", "threadings", "tales",
                   "shortest");
    for (uint32_t i = 0; i < what->ground->ending_count; i++) write_entry(of, to, i);
    kzi_writef(to, "\n%u state%s, %u step%s. ", what->stories.nodes.count,
               what->stories.nodes.count == 1 ? "" : "s", what->stories.edges.count,
               what->stories.edges.count == 1 ? "" : "s");
    const char *stopped = kzi_forecast_stopped_by(of, what);
    if (stopped)
        kzi_writef(to, "Not complete: %s stood in the way, so there may be more.\n", stopped);
    else if (kzi_answer_is_of_problem(of))
        kzi_write(to, "Complete: there are no more, whatever the limits.\n");
    else
        kzi_write(to, "Complete: every story there is ends in one of these or is listed as "
                      "unfinished,\nand no act lacked a reason for want of a greater limit.\n");
    if (reaches_any(what)) kzi_write(to, "\nThe first shortest story to each:\n");
    for (uint32_t i = 0; i < what->ground->ending_count; i++) write_shortest(of, to, i);
    write_unfinished(of, to);
    write_what_never_happens(of, to);
    kzi_answer_fates_write(of, to);
}

/* ---- JSON ---- */
static void write_count_json(json *to, const char *key, bool is_known, bool goes_round,
                             tally count) {
    kzi_json_key(to, key);
    if (goes_round) {
        kzi_json_text(to, "unbounded");
    } else if (!is_known) {
        kzi_json_null(to);
    } else {
        writer digits = kzi_writer(to->to->in);
        kzi_tally_write(&digits, count);
        kzi_json_text(to, kzi_written(&digits));
    }
}

static void write_ending_json(asking *of, json *to, uint32_t ending) {
    const forecast *what = &of->main;
    const ledger_entry *e = &what->ends.entries[ending];
    const ground_ending *about = &what->ground->endings[ending];
    kzi_json_open(to, '{');
    kzi_json_key_text(to, "name", kzi_symbol_text(what->ground->names, about->name));
    kzi_json_key_text(to, "title", about->title);
    kzi_json_key_bool(to, "reachable", e->is_reachable);
    write_count_json(to, "orders", true, e->goes_round, e->orders);
    write_count_json(to, "threadings", e->has_threadings, e->goes_round, e->threadings);
    kzi_json_key(to, "tale_count");
    if (e->has_tales) kzi_json_number(to, (int64_t)e->tale_count);
    else kzi_json_null(to);
    kzi_json_key(to, "shortest");
    const act_id *acts =
        e->is_reachable ? kzi_ledger_story_to(&what->stories, e->shortest, &of->text) : NULL;
    if (acts)
        kzi_answer_acts_json(to, what->ground, acts, what->stories.nodes.items[e->shortest].depth);
    else kzi_json_null(to);
    kzi_json_close(to, '}');
}

static void write_unfinished_json(asking *of, json *to) {
    const forecast *what = &of->main;
    kzi_json_key(to, "unfinished");
    kzi_json_open(to, '[');
    for (uint32_t i = 0; i < what->ends.unfinished_count; i++) {
        uint32_t where = what->ends.unfinished[i];
        const act_id *acts = kzi_ledger_story_to(&what->stories, where, &of->text);
        if (!acts) break;
        kzi_json_open(to, '{');
        kzi_json_key(to, "after");
        kzi_answer_acts_json(to, what->ground, acts, what->stories.nodes.items[where].depth);
        kzi_json_key(to, "missing");
        kzi_json_open(to, '[');
        for (uint32_t mind = 0; mind < what->ground->mind_count; mind++) {
            if (!acts_at_all(what->ground, (mind_id){mind})) continue;
            writer lack = kzi_writer(&of->text);
            write_lack(of, &lack, where, (mind_id){mind});
            if (lack.length > 5)
                kzi_json_text_bytes(to, lack.text + 4,
                                    lack.length - 5); /* without indent and line end */
        }
        kzi_json_close(to, ']');
        kzi_json_close(to, '}');
    }
    kzi_json_close(to, ']');
}

static void write_idle_beliefs_json(asking *of, json *to) {
    const grounded *about = of->main.ground;
    kzi_json_open(to, '[');
    for (uint32_t i = 0; of->belief_matters && i < of->next_belief; i++) {
        if (of->belief_matters[i]) continue;
        writer said = kzi_writer(&of->text);
        write_belief(&said, about, &about->beliefs[i]);
        kzi_json_text(to, kzi_written(&said));
    }
    kzi_json_close(to, ']');
}

static void write_never_json(asking *of, json *to) {
    const forecast *what = &of->main;
    const grounded *about = what->ground;
    kzi_json_key(to, "never");
    kzi_json_open(to, '{');
    kzi_json_key(to, "acts");
    kzi_json_open(to, '[');
    for (uint32_t i = 0; i < about->declared_act_count; i++) {
        if (!declaration_was_used(what, i))
            kzi_json_text(to, kzi_symbol_text(about->names, about->declared_acts[i].name));
    }
    kzi_json_close(to, ']');
    kzi_json_key(to, "rules");
    kzi_json_open(to, '[');
    for (uint32_t i = 0; i < about->declared_rule_count; i++) {
        if (!rule_ever_fired(what, i))
            kzi_json_text(to, kzi_symbol_text(about->names, about->declared_rules[i].name));
    }
    kzi_json_close(to, ']');
    kzi_json_key(to, "beliefs");
    if (of->question.is_ledger) kzi_json_null(to);
    else write_idle_beliefs_json(of, to);
    kzi_json_close(to, '}');
}

static void write_endings_json(asking *of, json *to) {
    const forecast *what = &of->main;
    kzi_answer_head_json(of, to, "kizuna-endings");
    bool is_known = what->has_ends;
    kzi_json_key_bool(to, "complete", is_known && kzi_explore_is_complete(&what->stories));
    kzi_answer_notes_json(of, to);
    if (!is_known) {
        kzi_answer_measured_json(of, to);
        return;
    }
    kzi_forecast_stops_json(to, what);
    kzi_json_key_number(to, "state_count", what->stories.nodes.count);
    kzi_json_key_number(to, "step_count", what->stories.edges.count);
    kzi_json_key_number(to, "unfinished_count", what->ends.unfinished_count);
    write_unfinished_json(of, to);
    kzi_json_key(to, "endings");
    kzi_json_open(to, '[');
    for (uint32_t i = 0; i < what->ground->ending_count; i++) write_ending_json(of, to, i);
    kzi_json_close(to, ']');
    write_never_json(of, to);
    kzi_answer_fates_json(of, to);
    kzi_answer_measured_json(of, to);
}

const answer_verb kzi_answer_endings = {KZ_ENDINGS, work_endings, write_endings, write_endings_json,
                                        true};
