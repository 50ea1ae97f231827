/* SPDX-License-Identifier: MIT
 *
 * answer_whynot: why an act or an ending does not come about, and with what it would.
 *
 * In     an act, perhaps at a moment; or an ending
 * Out    what stands in the way: in which moments it is impossible, not known, unreasoned, and
 *        where it comes nearest; then the smallest change (smallest.c)
 */
#include "../ground/expressions.h"
#include "../story/fates.h"
#include "whynot.h"

#include <string.h>

/* of those in which an act could be done and is not: courses cost time */
#define MOST_MOMENTS_ASKED 24u
#define MOST_BRINGERS      4u

/* ---- what is asked ---- */
static kz_progress misasked(asking *of, const char *try) {
    note *said = kzi_note(&of->said, K_WHAT_NOT, KZI_IN_NO_FILE);
    kzi_note_try(&of->said, said, "%s", try);
    return KZ_MISASKED;
}

static bool is_declared(const grounded *about, symbol name) {
    for (uint32_t i = 0; i < about->declared_act_count; i++) {
        if (about->declared_acts[i].name.n == name.n) return true;
    }
    return false;
}

/* `board by Mio` may be asked about where only Ren boards: it could be added. */
static bool names_known_people(const asking *of, const node *call) {
    FOR_EACH_CHILD(part, call) {
        uint32_t who = kzi_world_named(of->world->world, part->name).thing;
        if (part->kind != NODE_BY || who == NOT_NAMED || !of->world->world->things[who].is_person)
            return false;
    }
    return true;
}

/* An act of which no instance can ever happen is still an act of the world. */
static kz_progress read_act(asking *of) {
    whynot *w = of->whynot;
    const node *call = kzi_question_call(of, of->question.act);
    if (!call) return of->said.error_count ? KZ_MISTAKEN : KZ_FAILED;
    w->wish.act = call;
    w->wished = of->question.act;
    const grounded *about = of->main.ground;
    bool has_any = false;
    for (uint32_t i = 0; i < about->act_count; i++)
        has_any |= kzi_answer_is_meant(about, &about->acts[i], call);
    bool is_never = !has_any && names_known_people(of, call) && is_declared(about, call->name);
    if (is_never) return KZ_ANSWERED;
    w->act_count = kzi_answer_acts_meant(of, call, of->question.act, &w->acts);
    return w->act_count ? KZ_ANSWERED : of->said.error_count ? KZ_MISTAKEN : KZ_FAILED;
}

static kz_progress read_after(asking *of) {
    whynot *w = of->whynot;
    const node **calls = KZI_TAKE_MANY(&of->in, const node *, of->question.after_count + 1);
    if (!calls) return KZ_FAILED;
    for (uint32_t i = 0; i < of->question.after_count; i++) {
        calls[i] = kzi_question_call(of, of->question.after[i]);
        if (!calls[i]) return of->said.error_count ? KZ_MISTAKEN : KZ_FAILED;
    }
    w->wish.after = calls;
    w->wish.after_count = (uint32_t)of->question.after_count;
    return w->wish.after_count ? kzi_answer_find_moment(of) : KZ_ANSWERED;
}

/* An ending is looked for in the stories that go on from there. */
static kz_progress begin_after(asking *of) {
    kz_progress there = read_after(of);
    if (there != KZ_ANSWERED) return there;
    of->whynot->ended_there = kzi_explore_ending_of(&of->main.stories, of->shown);
    if (kzi_question_walk(of, &of->main, of->whynot->wish.after_count)) return KZ_ANSWERED;
    return of->said.error_count ? KZ_MISTAKEN : KZ_FAILED;
}

static kz_progress begin_whynot(asking *of) {
    whynot *w = of->whynot = KZI_TAKE(&of->in, whynot);
    if (!w) return KZ_FAILED;
    *w = (whynot){.wish = {.ending = NO_ENDING},
                  .nearest = UINT32_MAX,
                  .turn = UINT32_MAX,
                  .ended_there = NO_ENDING};
    const kz_question *q = &of->question;
    if (!q->act == !q->ending)
        return misasked(of, "either `--act \"leave by Aki\"` or `--ending NAME`");
    if (!q->ending) {
        kz_progress read = read_act(of);
        return read == KZ_ANSWERED ? read_after(of) : read;
    }
    w->wished = q->ending;
    kz_progress found = kzi_answer_find_ending(of, q->ending, &w->wish.ending);
    return found == KZ_ANSWERED && q->after_count ? begin_after(of) : found;
}

/* ---- does it come about after all? ---- */
static bool is_wished_act(const whynot *w, act_id act) {
    for (uint32_t i = 0; i < w->act_count; i++) {
        if (w->acts[i].n == act.n) return true;
    }
    return false;
}

static void look_for_act(asking *of) {
    whynot *w = of->whynot;
    const exploration *e = &of->main.stories;
    for (uint32_t i = 0; i < e->nodes.count; i++) {
        const story_node *n = &e->nodes.items[i];
        for (uint32_t j = 0; j < n->edge_count; j++) {
            if (!is_wished_act(w, e->edges.items[n->first_edge + j].act)) continue;
            w->happens_node = i;
            w->happens_act = e->edges.items[n->first_edge + j].act;
            w->does_happen = w->wish.after_count == 0;
            w->happens_elsewhere = !w->does_happen;
            return;
        }
    }
}

static void look_for_ending(asking *of) {
    whynot *w = of->whynot;
    w->does_happen = of->main.ends.entries[w->wish.ending].is_reachable;
    w->happens_node = of->main.ends.entries[w->wish.ending].shortest;
}

/* ---- how far an act gets ---- */
static int reach_of(hindrance_kind kind) {
    static const int reach[] = {
        [HINDRANCE_IMPOSSIBLE] = 0, [HINDRANCE_UNKNOWN] = 1, [HINDRANCE_NOT_ASKED] = 2,
        [HINDRANCE_NO_USE] = 2,     [HINDRANCE_WASTE] = 3,   [HINDRANCE_LOSS] = 4,
        [HINDRANCE_CONSENT] = 5,    [HINDRANCE_NONE] = 6};
    return reach[kind];
}

/* Of two moments in which it is impossible, the one in which less is missing. */
static bool gets_further(asking *of, const act_hindrance *one, const act_hindrance *than) {
    if (!than->is_any || reach_of(one->why.kind) != reach_of(than->why.kind))
        return !than->is_any || reach_of(one->why.kind) > reach_of(than->why.kind);
    if (one->why.kind != HINDRANCE_IMPOSSIBLE) return false;
    const minds *m = &of->main.stories.minds;
    const ground_act *acts = of->main.ground->acts;
    return kzi_question_missing(m, one->story.state, acts[one->act.n].condition) <
           kzi_question_missing(m, than->story.state, acts[than->act.n].condition);
}

static bool judge_act_there(asking *of, act_hindrance *best, act_id act, uint32_t where,
                            state_id at) {
    act_hindrance made = {
        .act = act, .is_any = true, .node = where, .story = of->main.stories.start};
    made.story.state = at;
    if (!kzi_hindrance_find(&of->main.stories, made.story, act, &made.why, &of->in))
        return of->main.stories.minds.rules.loop.was_found;
    if (gets_further(of, &made, best)) *best = made;
    return true;
}

static bool can_be_done(asking *of, state_id at, act_id act) {
    const exploration *e = &of->main.stories;
    const grounded *about = e->minds.about;
    view story = e->start;
    story.state = at;
    if (!kzi_minds_possible(&e->minds, at, act)) return false;
    const ground_act *a = &about->acts[act.n];
    for (uint32_t i = 0; i < a->actor_count; i++) {
        if (!kzi_reasons_believed(&e->reasons, story, act, about->actors[a->first_actor + i]))
            return false;
    }
    return true;
}

static bool count_moment(asking *of, state_id at, act_id act) {
    whynot *w = of->whynot;
    bool can = can_be_done(of, at, act);
    if (can) w->refused_count++;
    else if (kzi_minds_possible(&of->main.stories.minds, at, act)) w->unknown_count++;
    else w->impossible_count++;
    return can;
}

/* Over all moments of all stories; those in which it could be done are looked into as far as that
 * is worth. */
static bool look_everywhere(asking *of, act_hindrance *best, act_id act, bool counts) {
    const exploration *e = &of->main.stories;
    uint32_t asked = 0;
    for (uint32_t i = 0; i < e->nodes.count; i++) {
        if (e->nodes.items[i].ending != NO_ENDING) continue;
        state_id at = e->nodes.items[i].state;
        bool can = counts ? count_moment(of, at, act) : can_be_done(of, at, act);
        if (can && asked++ >= MOST_MOMENTS_ASKED) continue;
        if (!judge_act_there(of, best, act, i, at)) return false;
    }
    return true;
}

static kz_progress find_act_hindrances(asking *of) {
    whynot *w = of->whynot;
    if (w->wish.after_count) w->ended_there = kzi_explore_ending_of(&of->main.stories, of->shown);
    for (uint32_t i = 0; i < w->act_count && w->ended_there == NO_ENDING; i++) {
        bool was_done = w->wish.after_count
                            ? judge_act_there(of, &w->best, w->acts[i], UINT32_MAX, of->shown)
                            : look_everywhere(of, &w->best, w->acts[i], true);
        if (!was_done) return KZ_FAILED;
    }
    if (w->wish.after_count && w->best.is_any && w->best.why.kind == HINDRANCE_NONE)
        w->does_happen = true;
    return KZ_ANSWERED;
}

/* ---- an ending: where it comes nearest, and who could bring about what is missing ---- */
static expression_id wished_condition(const asking *of) {
    return of->main.ground->endings[of->whynot->wish.ending].condition;
}

static void find_nearest(asking *of) {
    whynot *w = of->whynot;
    const exploration *e = &of->main.stories;
    uint32_t least = UINT32_MAX;
    for (uint32_t i = 0; i < e->nodes.count; i++) {
        uint32_t missing =
            kzi_question_missing(&e->minds, e->nodes.items[i].state, wished_condition(of));
        if (missing >= least) continue;
        least = missing;
        w->nearest = i;
    }
}

static bool asks_fact(const grounded *about, expression_id condition, fact_id fact) {
    const expression *e = &about->expressions[condition.n];
    bool is_it = (e->kind == EXPRESSION_FACT || e->kind == CONDITION_FACT_IS ||
                  e->kind == CONDITION_FACT_IS_NOT) &&
                 e->fact.n == fact.n;
    for (uint32_t i = 0; i < e->child_count && !is_it; i++)
        is_it = asks_fact(about, about->children[e->first_child + i], fact);
    return is_it;
}

/* A plain value that is not the one asked for brings nothing about. */
static bool brings(const grounded *about, const effect *e, expression_id part) {
    const expression *asked = &about->expressions[part.n],
                     *given = &about->expressions[e->amount.n];
    if (!asks_fact(about, part, e->fact)) return false;
    if (e->kind != CHANGE_BECOMES || given->kind != EXPRESSION_VALUE) return true;
    if (asked->kind == CONDITION_FACT_IS) return given->value == asked->value;
    return asked->kind != CONDITION_FACT_IS_NOT || given->value != asked->value;
}

static bool brings_missing(asking *of, const ground_act *act) {
    const grounded *about = of->main.ground;
    const expression *e = &about->expressions[wished_condition(of).n];
    state_id at = of->main.stories.nodes.items[of->whynot->nearest].state;
    uint32_t count = e->kind == CONDITION_AND ? e->child_count : 1;
    for (uint32_t i = 0; i < count; i++) {
        expression_id part =
            e->kind == CONDITION_AND ? about->children[e->first_child + i] : wished_condition(of);
        if (kzi_minds_hold(&of->main.stories.minds, at, part)) continue;
        for (uint32_t j = 0; j < act->effect_count; j++) {
            if (brings(about, &about->effects[act->first_effect + j], part)) return true;
        }
        for (uint32_t j = 0; j < act->implant_count; j++) {
            if (asks_fact(about, part, about->implants[act->first_implant + j].fact)) return true;
        }
    }
    return false;
}

/* Acts that no story has come first: what is done anyway does not stand in the way. */
static bool find_bringers(asking *of) {
    whynot *w = of->whynot;
    const grounded *about = of->main.ground;
    if (w->nearest == UINT32_MAX) return true;
    for (uint32_t i = 0; i < about->act_count && w->bringers.count < MOST_BRINGERS; i++) {
        if (of->main.ends.was_used[i] || !brings_missing(of, &about->acts[i])) continue;
        act_hindrance made = {.act = {i}};
        if (!look_everywhere(of, &made, (act_id){i}, false) ||
            !LIST_ADD(&of->in, &w->bringers, made))
            return false;
    }
    for (uint32_t i = 0; i < about->rule_count; i++) {
        bool has_fired = of->main.stories.minds.rules.has_fired[i];
        if (!has_fired && brings_missing(of, &about->rules[i]) &&
            !LIST_ADD(&of->in, &w->bringing_rules, i))
            return false;
    }
    return true;
}

/* ---- where the ending went out of reach ---- */
static bool keep_could(asking *of, asking *again) {
    whynot *w = of->whynot;
    const ledger_entry *there = &again->main.ends.entries[w->wish.ending];
    const act_id *acts = kzi_ledger_story_to(&again->main.stories, there->shortest, &again->in);
    w->could_length = acts ? again->main.stories.nodes.items[there->shortest].depth : 0;
    w->could = KZI_TAKE_MANY(&of->in, const char *, w->could_length + 1);
    for (uint32_t i = 0; acts && w->could && i < w->could_length; i++) {
        writer name = kzi_writer(&of->in);
        kzi_words_act(&name, again->main.ground, &again->main.ground->acts[acts[i].n]);
        w->could[i] = kzi_written(&name);
    }
    return acts && w->could;
}

/* Found again backwards from the ends: the act that is said to lose the ending must do so in these
 * stories too, where they have it. */
static kz_progress turn_holds(asking *of, asking *again) {
    const whynot *w = of->whynot;
    const exploration *e = &again->main.stories;
    fates leads;
    const node *call = kzi_question_call(again, of->question.after[w->next_turn]);
    if (!call || !kzi_fates_make(&leads, e, &again->in)) return KZ_FAILED;
    for (uint32_t i = 0; i < e->nodes.items[0].edge_count; i++) {
        story_edge edge = e->edges.items[e->nodes.items[0].first_edge + i];
        if (edge.act.n == of->main.told_before.items[w->next_turn].n &&
            kzi_answer_is_meant(again->main.ground, &again->main.ground->acts[edge.act.n], call) &&
            kzi_fates_leads_to(&leads, edge.to, w->wish.ending))
            return KZ_BROKEN;
    }
    return KZ_ANSWERED;
}

static kz_progress begin_point_before(asking *of) {
    whynot *w = of->whynot;
    w->again = kzi_second_begin(of, of->question.what_if, NULL, 0, true);
    if (!w->again) return KZ_FAILED;
    if (w->again->progress != KZ_RUNNING) return KZ_BROKEN;
    return kzi_question_walk(w->again, &w->again->main, w->next_turn) ? KZ_RUNNING : KZ_FAILED;
}

/* From behind: each time the whole question is asked again, from its words, an act earlier. */
static kz_progress work_point_before(asking *of, uint64_t effort) {
    whynot *w = of->whynot;
    if (!w->again) {
        if (w->next_turn == 0 || w->ended_there != NO_ENDING) return KZ_ANSWERED;
        w->next_turn--;
        return begin_point_before(of);
    }
    kz_progress done = kzi_second_work(w->again, effort);
    if (done == KZ_RUNNING) return KZ_RUNNING;
    bool could = done == KZ_ANSWERED && (kzi_second_endings(w->again) >> w->wish.ending & 1);
    if (could) {
        w->turn = w->next_turn;
        done = keep_could(of, w->again) ? turn_holds(of, w->again) : KZ_FAILED;
    }
    kz_asking_free(w->again);
    w->again = NULL;
    return could || done != KZ_ANSWERED ? done : KZ_RUNNING;
}

static kz_progress find_point_of_no_return(asking *of, uint64_t effort) {
    kz_progress done = work_point_before(of, effort);
    if (done != KZ_ANSWERED) return done;
    of->whynot->phase = WHYNOT_SINGLES;
    return KZ_RUNNING;
}

/* ---- what the question leaves out, and so could be there again ---- */
typedef LIST(const node *) left_out_calls;

static bool note_left_out(asking *of, const node *change, left_out_calls *to) {
    return change->kind != NODE_WITHOUT || LIST_ADD(&of->in, to, kzi_child(change, 0));
}

static bool find_left_out(asking *of, left_out_calls *found) {
    uint32_t what_if = kzi_answer_asked_what_if(of);
    bool is_well = true;
    if (what_if != NO_WHAT_IF) {
        FOR_EACH_CHILD(change, of->world->world->what_ifs[what_if].from)
        is_well = is_well && note_left_out(of, change, found);
    }
    for (size_t i = 0; i < of->question.change_count && is_well; i++)
        is_well = note_left_out(of, of->changes[i], found);
    return is_well;
}

static bool list_changes(asking *of) {
    left_out_calls left_out = {0};
    return find_left_out(of, &left_out) &&
           kzi_changes_list(&of->whynot->all, of->main.ground, of->world->world, left_out.items,
                            left_out.count, &of->in);
}

/* ---- working ---- */
static kz_progress find_reasons_against(asking *of) {
    whynot *w = of->whynot;
    if (w->wish.ending == NO_ENDING) {
        look_for_act(of);
        if (!w->does_happen && find_act_hindrances(of) != KZ_ANSWERED) return KZ_FAILED;
    } else {
        look_for_ending(of);
        if (!w->does_happen) find_nearest(of);
        if (!w->does_happen && !find_bringers(of)) return KZ_FAILED;
    }
    if (w->does_happen) {
        w->phase = WHYNOT_DONE;
        return KZ_ANSWERED;
    }
    bool has_turn = w->wish.ending != NO_ENDING && w->wish.after_count;
    w->phase = has_turn ? WHYNOT_TURN : WHYNOT_SINGLES;
    w->next_turn = w->wish.after_count;
    return list_changes(of) ? KZ_RUNNING : KZ_FAILED;
}

static kz_progress begin_and_go_on(asking *of) {
    kz_progress begun = begin_whynot(of);
    return begun == KZ_ANSWERED ? KZ_RUNNING : begun;
}

static kz_progress verdict(const asking *of) {
    const whynot *w = of->whynot;
    if (w->does_happen || w->found.count) return KZ_ANSWERED;
    return w->was_cut || kzi_question_was_cut_off(&of->main) ? KZ_GAVE_UP : KZ_NO;
}

static kz_progress work_whynot(asking *of, uint64_t effort) {
    if (!of->whynot) return begin_and_go_on(of);
    kz_progress done;
    switch (of->whynot->phase) {
    case WHYNOT_STORIES:
        done = kzi_forecast_work(of, &of->main, effort);
        if (done == KZ_ANSWERED) done = kzi_answer_replay_ledger(of);
        if (done == KZ_ANSWERED) of->whynot->phase = WHYNOT_REASONS;
        return done == KZ_ANSWERED ? KZ_RUNNING : done;
    case WHYNOT_REASONS: done = find_reasons_against(of); break;
    case WHYNOT_TURN: done = find_point_of_no_return(of, effort); break;
    default: done = kzi_smallest_work(of, effort); break;
    }
    return done == KZ_ANSWERED ? verdict(of) : done;
}

void kzi_answer_whynot_end(struct whynot *of) {
    kzi_trial_end(&of->changed);
    kzi_trial_end(&of->as_is);
    kzi_trial_desk_end(&of->desk);
    kz_asking_free(of->again);
}

/* ---- in words ---- */
/* Stories that begin after told acts go on from there. */
static const char *whynot_story_words(asking *of, uint32_t where) {
    writer to = kzi_writer(&of->text);
    const act_id *acts = kzi_ledger_story_to(&of->main.stories, where, &of->text);
    uint32_t count = of->main.stories.nodes.items[where].depth;
    bool goes_on = of->main.told_before.count != 0;
    if (goes_on) kzi_write(&to, count ? "after these and " : "right there");
    else if (acts) kzi_question_moment(&to, of->main.ground, acts, count);
    for (uint32_t i = 0; acts && goes_on && i < count; i++) {
        if (i) kzi_write(&to, ", ");
        kzi_words_act_name(&to, of->main.ground, &of->main.ground->acts[acts[i].n]);
    }
    return kzi_written(&to);
}

static const char *moment_words(asking *of, uint32_t where) {
    if (where != UINT32_MAX) return whynot_story_words(of, where);
    writer to = kzi_writer(&of->text);
    kzi_write(&to, "after ");
    for (size_t i = 0; i < of->question.after_count; i++)
        kzi_writef(&to, "%s%s", i ? ", " : "", of->question.after[i]);
    return kzi_written(&to);
}

static void write_hindrance_line(asking *of, writer *to, const act_hindrance *h,
                                 const char *indent) {
    writer words = kzi_writer(&of->text);
    kzi_words_act(&words, of->main.ground, &of->main.ground->acts[h->act.n]);
    kzi_writef(&words, ", %s: ", moment_words(of, h->node));
    kzi_question_hindrance(&words, &of->main.stories, h->story, h->act, &h->why);
    kzi_write(&words, ".");
    kzi_telling_wrap(to, kzi_written(&words), 90, indent);
}

static void write_moments(const whynot *w, writer *to) {
    uint32_t all = w->impossible_count + w->unknown_count + w->refused_count;
    if (all == 0) return;
    kzi_writef(to, "Of %u moment%s in all stories: impossible in %u", all, all == 1 ? "" : "s",
               w->impossible_count);
    if (w->unknown_count) kzi_writef(to, ", not known to be possible in %u", w->unknown_count);
    if (w->refused_count) kzi_writef(to, ", possible and without a reason in %u", w->refused_count);
    kzi_write(to, ".\n");
}

static void write_why_no_act(asking *of, writer *to) {
    const whynot *w = of->whynot;
    if (w->act_count == 0) {
        kzi_write(to, w->wish.act->first
                          ? "Physically impossible: in this world it is for somebody else to do.\n"
                          : "Physically impossible: what it needs never comes about in this world, "
                            "whatever anybody does.\n");
        return;
    }
    write_moments(w, to);
    if (w->ended_there != NO_ENDING)
        kzi_writef(
            to, "The story has ended there, in %s.\n",
            kzi_symbol_text(of->main.ground->names, of->main.ground->endings[w->ended_there].name));
    if (w->best.is_any) {
        if (w->wish.after_count == 0) kzi_write(to, "Where it comes nearest:\n");
        write_hindrance_line(of, to, &w->best, "  ");
    }
    if (w->happens_elsewhere)
        kzi_writef(to, "Only in other stories, as %s.\n", whynot_story_words(of, w->happens_node));
}

static void write_rule_line(asking *of, writer *to, uint32_t rule) {
    const grounded *about = of->main.ground;
    state_id at = of->main.stories.nodes.items[of->whynot->nearest].state;
    writer words = kzi_writer(&of->text);
    kzi_writef(&words, "the rule %s never calls",
               kzi_symbol_text(about->names, about->rules[rule].name));
    if (!kzi_minds_hold(&of->main.stories.minds, at, about->rules[rule].condition)) {
        kzi_write(&words, "; there it needs ");
        kzi_question_unmet(&words, &of->main.stories.minds, at, about->rules[rule].condition);
    }
    kzi_write(&words, ".");
    kzi_telling_wrap(to, kzi_written(&words), 90, "  ");
}

static void write_could(asking *of, writer *to) {
    const whynot *w = of->whynot;
    writer words = kzi_writer(&of->text);
    kzi_write(&words, w->turn ? "After " : "At the start");
    for (uint32_t i = 0; i < w->turn; i++)
        kzi_writef(&words, "%s%s", i ? ", " : "", of->question.after[i]);
    kzi_write(&words, " it could still come about: ");
    for (uint32_t i = 0; i < w->could_length; i++)
        kzi_writef(&words, "%s%s", i ? ", " : "", w->could[i]);
    kzi_writef(&words, ". With %s it went out of reach.", of->question.after[w->turn]);
    kzi_telling_wrap(to, kzi_written(&words), 90, "");
}

/* How far the way there could still have led to it. */
static void write_out_of_reach(asking *of, writer *to) {
    const whynot *w = of->whynot;
    if (w->ended_there != NO_ENDING) {
        kzi_writef(
            to, "The story has ended there, in %s.\n",
            kzi_symbol_text(of->main.ground->names, of->main.ground->endings[w->ended_there].name));
    } else if (w->turn != UINT32_MAX) {
        write_could(of, to);
    } else if (w->phase > WHYNOT_TURN) {
        kzi_write(to, "It was out of reach from the start.\n");
    }
}

static void write_why_no_ending(asking *of, writer *to) {
    const whynot *w = of->whynot;
    const exploration *e = &of->main.stories;
    if (w->wish.after_count) write_out_of_reach(of, to);
    if (w->nearest == UINT32_MAX || w->ended_there != NO_ENDING) return;
    writer words = kzi_writer(&of->text);
    kzi_writef(&words, "No story reaches it%s. It comes nearest %s: what is missing is ",
               w->wish.after_count ? " from there" : "", whynot_story_words(of, w->nearest));
    kzi_question_unmet(&words, &e->minds, e->nodes.items[w->nearest].state, wished_condition(of));
    kzi_write(&words, ".");
    kzi_telling_wrap(to, kzi_written(&words), 90, "");
    if (w->bringers.count || w->bringing_rules.count)
        kzi_write(to, "What would bring it about, and is never done:\n");
    for (uint32_t i = 0; i < w->bringers.count; i++) {
        if (w->bringers.items[i].is_any) write_hindrance_line(of, to, &w->bringers.items[i], "  ");
    }
    for (uint32_t i = 0; i < w->bringing_rules.count; i++)
        write_rule_line(of, to, w->bringing_rules.items[i]);
}

static void write_it_does(asking *of, writer *to) {
    const whynot *w = of->whynot;
    writer words = kzi_writer(&of->text);
    if (w->wish.ending != NO_ENDING) {
        kzi_writef(&words, "It does come about, %s.", whynot_story_words(of, w->happens_node));
    } else if (w->wish.after_count) {
        kzi_write(&words, "Nothing stands in its way there: it may happen, and for a reason.");
    } else {
        kzi_write(&words, "It does happen: ");
        kzi_words_act(&words, of->main.ground, &of->main.ground->acts[w->happens_act.n]);
        kzi_writef(&words, ", %s.", whynot_story_words(of, w->happens_node));
    }
    kzi_telling_wrap(to, kzi_written(&words), 90, "");
}

static void write_question(asking *of, writer *to) {
    const grounded *about = of->main.ground;
    kzi_writef(to, "%s\n", about->front.title ? about->front.title : "The world");
    kzi_answer_changes(of, to);
    kzi_write(to, "\n");
    writer words = kzi_writer(&of->text);
    kzi_writef(&words, "Why not %s", of->whynot->wished);
    if (of->whynot->wish.ending != NO_ENDING && about->endings[of->whynot->wish.ending].title)
        kzi_writef(&words, " (\"%s\")", about->endings[of->whynot->wish.ending].title);
    if (of->question.after_count) kzi_writef(&words, ", %s", moment_words(of, UINT32_MAX));
    kzi_write(&words, "?");
    kzi_telling_wrap(to, kzi_written(&words), 90, "");
    kzi_write(to, "\n");
}

static void write_whynot(asking *of, writer *to) {
    const whynot *w = of->whynot;
    if (!w) return;
    write_question(of, to);
    if (w->phase <= WHYNOT_REASONS) {
        kzi_write(to, "Stopped before all stories were found.\n");
        return;
    }
    if (w->does_happen) {
        write_it_does(of, to);
        return;
    }
    const char *stopped = kzi_forecast_stopped_by(of, &of->main);
    if (stopped && !of->was_stopped)
        kzi_writef(to, "(As far as stories were followed: %s stood in the way.)\n", stopped);
    if (w->wish.ending == NO_ENDING) write_why_no_act(of, to);
    else write_why_no_ending(of, to);
    kzi_smallest_write(of, to);
}

/* ---- JSON ---- */
static void write_whynot_moment_json(asking *of, json *to, uint32_t where) {
    if (where == UINT32_MAX) {
        kzi_json_null(to);
        return;
    }
    const act_id *acts = kzi_ledger_story_to(&of->main.stories, where, &of->text);
    if (acts)
        kzi_answer_acts_json(to, of->main.ground, acts, of->main.stories.nodes.items[where].depth);
    else kzi_json_null(to);
}

static void write_act_hindrance_json(asking *of, json *to, const act_hindrance *h) {
    kzi_words_act_json(to, of->main.ground, &of->main.ground->acts[h->act.n], true);
    kzi_json_key(to, "after");
    write_whynot_moment_json(of, to, h->node);
    kzi_json_key(to, "hindrance");
    kzi_question_hindrance_json(to, &of->main.stories, h->story, h->act, &h->why);
    kzi_json_close(to, '}');
}

static void write_whynot_ending_json(asking *of, json *to) {
    const whynot *w = of->whynot;
    kzi_json_key(to, "nearest");
    kzi_json_open(to, '{');
    kzi_json_key(to, "after");
    write_whynot_moment_json(of, to, w->nearest);
    kzi_json_key(to, "missing");
    kzi_question_unmet_json(to, &of->main.stories.minds,
                            of->main.stories.nodes.items[w->nearest].state, wished_condition(of));
    kzi_json_close(to, '}');
    kzi_json_key(to, "never_done");
    kzi_json_open(to, '[');
    for (uint32_t i = 0; i < w->bringers.count; i++) {
        if (w->bringers.items[i].is_any) write_act_hindrance_json(of, to, &w->bringers.items[i]);
    }
    kzi_json_close(to, ']');
    kzi_json_key(to, "rules_that_never_call");
    kzi_json_open(to, '[');
    for (uint32_t i = 0; i < w->bringing_rules.count; i++)
        kzi_json_text(to, kzi_symbol_text(of->main.ground->names,
                                          of->main.ground->rules[w->bringing_rules.items[i]].name));
    kzi_json_close(to, ']');
}

static void write_out_of_reach_json(asking *of, json *to) {
    const whynot *w = of->whynot;
    kzi_json_key(to, "out_of_reach");
    if (w->turn == UINT32_MAX) {
        kzi_json_null(to);
        return;
    }
    kzi_json_open(to, '{');
    kzi_json_key_number(to, "with_act_number", w->turn + 1);
    kzi_json_key_text(to, "with_act", of->question.after[w->turn]);
    kzi_json_key(to, "before_it_could");
    kzi_json_open(to, '[');
    for (uint32_t i = 0; i < w->could_length; i++) kzi_json_text(to, w->could[i]);
    kzi_json_close(to, ']');
    kzi_json_close(to, '}');
}

static void write_whynot_json(asking *of, json *to) {
    const whynot *w = of->whynot;
    kzi_answer_head_json(of, to, "kizuna-whynot");
    kzi_answer_notes_json(of, to);
    if (w && w->phase > WHYNOT_REASONS) {
        kzi_json_key_text(to, "act", w->wish.ending == NO_ENDING ? w->wished : NULL);
        kzi_json_key_text(to, "ending", w->wish.ending == NO_ENDING ? NULL : w->wished);
        kzi_json_key_bool(to, "happens", w->does_happen);
        kzi_json_key_bool(to, "happens_elsewhere", w->happens_elsewhere);
        kzi_json_key_text(to, "ended_there",
                          w->ended_there == NO_ENDING
                              ? NULL
                              : kzi_symbol_text(of->main.ground->names,
                                                of->main.ground->endings[w->ended_there].name));
        write_out_of_reach_json(of, to);
        kzi_json_key(to, "happens_after");
        write_whynot_moment_json(of, to,
                                 (w->does_happen || w->happens_elsewhere) &&
                                         !(kzi_whynot_is_moment(w) && w->does_happen)
                                     ? w->happens_node
                                     : UINT32_MAX);
        kzi_json_key(to, "hindered");
        if (!w->does_happen && w->best.is_any) write_act_hindrance_json(of, to, &w->best);
        else kzi_json_null(to);
        if (!w->does_happen && w->nearest != UINT32_MAX) write_whynot_ending_json(of, to);
        if (!w->does_happen) kzi_smallest_write_json(of, to);
    }
    kzi_answer_measured_json(of, to);
}

const answer_verb kzi_answer_whynot = {KZ_WHYNOT, work_whynot, write_whynot, write_whynot_json,
                                       false};
