/* SPDX-License-Identifier: MIT
 *
 * answer_whatif: the world as it is and with changes, side by side.
 *
 * In     a what-if by name, or changes, perhaps after some acts; none of these: every what-if of
 *        the world, in one table
 * Out    where the told tale breaks and where stories part first, whose mind it is and why; endings
 *        gained and lost; promises that no longer hold; who is better off and who is worse
 */
#include "comparing.h"

#include <string.h>

/* ---- what a side's stories come to ---- */
static bool promise_holds(const forecast *what, const ground_promise *p) {
    const exploration *e = &what->stories;
    for (uint32_t i = 0; i < e->nodes.count; i++) {
        bool holds = kzi_minds_hold(&e->minds, e->nodes.items[i].state, p->condition);
        if (p->kind == PROMISE_POSSIBLE && holds) return true;
        if (p->kind == PROMISE_ALWAYS && !holds) return false;
        if (p->kind == PROMISE_NEVER && holds) return false;
    }
    return p->kind != PROMISE_POSSIBLE;
}

static worth_range worths_of(const forecast *what, uint32_t mind) {
    const exploration *e = &what->stories;
    worth_range made = {0};
    for (uint32_t i = 0; i < e->nodes.count; i++) {
        if (e->nodes.items[i].edge_count ||
            (!e->nodes.items[i].was_opened && e->nodes.items[i].ending == NO_ENDING))
            continue;
        value worth = kzi_minds_worth(&e->minds, e->nodes.items[i].state, (mind_id){mind});
        if (worth == UNKNOWN) continue;
        if (!made.is_known || worth < made.worst) made.worst = worth;
        if (!made.is_known || worth > made.best) made.best = worth;
        made.is_known = true;
    }
    return made;
}

static bool sum_up(asking *of, forecast *what, comparison *to) {
    const grounded *about = what->ground;
    to->endings = kzi_question_endings(what);
    to->has_unfinished = what->ends.unfinished_count != 0;
    to->is_complete = kzi_explore_is_complete(&what->stories);
    to->was_cut_off = kzi_question_was_cut_off(what);
    const char *stopped = kzi_forecast_stopped_by(of, what);
    to->stopped_by = stopped ? kzi_arena_text(&of->in, stopped, strlen(stopped)) : NULL;
    to->promise_holds = KZI_TAKE_MANY(&of->in, bool, about->promise_count + 1);
    to->worths = KZI_TAKE_MANY(&of->in, worth_range, about->mind_count + 1);
    if (!to->promise_holds || !to->worths) return false;
    for (uint32_t i = 0; i < about->promise_count; i++)
        to->promise_holds[i] = promise_holds(what, &about->promises[i]);
    for (uint32_t i = 0; i < about->mind_count; i++) to->worths[i] = worths_of(what, i);
    return true;
}

/* ---- where stories part ---- */
static bool is_same_act(const forecast *one, act_id a, const forecast *other, act_id b) {
    const ground_act *x = &one->ground->acts[a.n], *y = &other->ground->acts[b.n];
    if (x->declaration != y->declaration || x->binding_count != y->binding_count) return false;
    for (uint32_t i = 0; i < x->binding_count; i++) {
        if (one->ground->bindings[x->first_binding + i].thing.n !=
            other->ground->bindings[y->first_binding + i].thing.n)
            return false;
    }
    return true;
}

static act_id act_there(const forecast *here, act_id act, const forecast *there) {
    for (uint32_t i = 0; i < there->ground->act_count; i++) {
        if (is_same_act(here, act, there, (act_id){i})) return (act_id){i};
    }
    return (act_id){UINT32_MAX};
}

/* The edge of a node with the act of another side; NULL when it has none. */
static const story_edge *edge_there(const forecast *here, act_id act, const forecast *there,
                                    uint32_t where) {
    const exploration *e = &there->stories;
    const story_node *n = &e->nodes.items[where];
    for (uint32_t i = 0; i < n->edge_count; i++) {
        const story_edge *edge = &e->edges.items[n->first_edge + i];
        if (is_same_act(here, act, there, edge->act)) return edge;
    }
    return NULL;
}

typedef struct {
    uint32_t base, other;
} node_pair;

/* The first act that `here` has at its node and `there` has not at its own. */
static bool parts_at(const forecast *here, uint32_t at, const forecast *there, uint32_t where,
                     parting *found) {
    const story_node *n = &here->stories.nodes.items[at];
    for (uint32_t i = 0; i < n->edge_count; i++) {
        act_id act = here->stories.edges.items[n->first_edge + i].act;
        if (edge_there(here, act, there, where)) continue;
        found->is_found = true;
        found->act = act;
        found->missing = act_there(here, act, there);
        found->has_ended = there->stories.nodes.items[where].ending != NO_ENDING;
        return true;
    }
    return false;
}

static bool explain_parting(asking *of, parting *found) {
    forecast *lacking = found->is_new ? &of->main : &of->other;
    uint32_t where = found->is_new ? found->base_node : found->other_node;
    view at = lacking->stories.start;
    at.state = lacking->stories.nodes.items[where].state;
    if (found->missing.n == UINT32_MAX || found->has_ended) return true;
    return kzi_hindrance_find(&lacking->stories, at, found->missing, &found->why, &of->in) ||
           lacking->stories.minds.rules.loop.was_found;
}

/* The shortest common beginning after which the two sides differ: pairs of nodes that the same acts
 * lead to, in order. */
static bool find_parting(asking *of, parting *found) {
    LIST(node_pair) pairs = {0};
    bool *was_met = KZI_TAKE_MANY(&of->in, bool, of->main.stories.nodes.count + 1);
    if (!was_met || !LIST_ADD(&of->in, &pairs, (node_pair){0, 0})) return false;
    for (uint32_t i = 0; i < pairs.count; i++) {
        node_pair p = pairs.items[i];
        found->base_node = p.base;
        found->other_node = p.other;
        if (parts_at(&of->main, p.base, &of->other, p.other, found))
            return explain_parting(of, found);
        found->is_new = parts_at(&of->other, p.other, &of->main, p.base, found);
        if (found->is_new) return explain_parting(of, found);
        const story_node n = of->main.stories.nodes.items[p.base];
        for (uint32_t j = 0; j < n.edge_count; j++) {
            const story_edge *edge = &of->main.stories.edges.items[n.first_edge + j];
            if (was_met[edge->to]) continue;
            was_met[edge->to] = true;
            const story_edge *same = edge_there(&of->main, edge->act, &of->other, p.other);
            if (!LIST_ADD(&of->in, &pairs, (node_pair){edge->to, same->to})) return false;
        }
    }
    return true;
}

/* ---- the told tale on the changed side ---- */
static bool tell_there(asking *of, comparison *to) {
    const grounded *about = of->other.ground;
    if (about->tale_count == 0 || about->fork != FORK_NONE || of->question.after_count) return true;
    const ground_tale *tale = &about->tales[0];
    exploration *e = &of->other.stories;
    if (!kzi_told_tale(&to->tale, e, about->calls + tale->first_call, tale->call_count, &of->in))
        return false;
    to->has_tale = true;
    if (to->tale.was_accepted || to->tale.broke_at >= to->tale.act_count) return true;
    const told_act *broken = &to->tale.acts[to->tale.broke_at];
    if (broken->act.n == UINT32_MAX || broken->verdict == TOLD_AFTER_THE_END) return true;
    view at = e->start;
    at.state = broken->before;
    return kzi_hindrance_find(e, at, broken->act, &to->tale_why, &of->in);
}

/* ---- which comparisons ---- */
static kz_progress nothing_to_compare(asking *of) {
    note *said = kzi_note(&of->said, K_NO_WHAT_IF, KZI_IN_NO_FILE);
    kzi_note_try(&of->said, said, "a what-if in the world, or `--set \"Ren.oath is 4\"`");
    return KZ_MISASKED;
}

static kz_progress begin_comparing(asking *of) {
    comparing *c = of->comparing = KZI_TAKE(&of->in, comparing);
    if (!c) return KZ_FAILED;
    const kz_question *q = &of->question;
    bool has_one = q->what_if || q->change_count;
    c->next = NO_WHAT_IF;
    c->is_table = !has_one;
    if (q->what_if && (c->next = kzi_answer_find_what_if(of, q->what_if)) == NO_WHAT_IF)
        return KZ_MISTAKEN;
    if (c->is_table) c->next = 0, c->end = of->main.ground->what_if_count;
    if (c->is_table && (c->end == 0 || q->after_count)) return nothing_to_compare(of);
    if (q->after_count && !kzi_question_walk(of, &of->main, (uint32_t)q->after_count))
        return of->said.error_count ? KZ_MISASKED : KZ_FAILED;
    return KZ_RUNNING;
}

static kz_progress begin_other(asking *of, uint32_t what_if) {
    of->holds_changes_back = false;
    bool was_begun = kzi_forecast_begin(of, &of->other, what_if);
    if (was_begun)
        was_begun = of->question.after_count
                        ? kzi_question_walk(of, &of->other, (uint32_t)of->question.after_count)
                        : kzi_forecast_fork(of, &of->other);
    if (was_begun) return KZ_RUNNING;
    return of->said.error_count ? KZ_MISTAKEN : KZ_FAILED;
}

static const char *name_of_what_if(asking *of, uint32_t what_if) {
    return what_if == NO_WHAT_IF
               ? NULL
               : kzi_symbol_text(of->main.ground->names, of->main.ground->what_ifs[what_if].name);
}

static kz_progress note_compared(asking *of) {
    comparing *c = of->comparing;
    comparison made = {.name = name_of_what_if(of, c->next)};
    if (made.name) made.gloss = of->main.ground->what_ifs[c->next].gloss;
    bool was_noted = sum_up(of, &of->other, &made) && find_parting(of, &made.first) &&
                     tell_there(of, &made) && LIST_ADD(&of->in, &c->list, made);
    return was_noted ? kzi_question_replay(of, &of->other) : KZ_FAILED;
}

/* The same asked again from its words; a fork from outside has no words of its own, and is replayed
 * only. */
static kz_progress work_second(asking *of, uint64_t effort) {
    comparing *c = of->comparing;
    if (of->question.after_count) return KZ_ANSWERED;
    if (!c->again) c->again = kzi_second_begin(of, name_of_what_if(of, c->next), NULL, 0, false);
    if (!c->again) return KZ_FAILED;
    kz_progress done = kzi_second_work(c->again, effort);
    if (done == KZ_RUNNING) return KZ_RUNNING;
    bool holds = done == KZ_ANSWERED &&
                 kzi_second_endings(c->again) == c->list.items[c->list.count - 1].endings;
    kz_asking_free(c->again);
    c->again = NULL;
    return done == KZ_FAILED ? KZ_FAILED : holds ? KZ_ANSWERED : KZ_BROKEN;
}

static kz_progress work_one_what_if(asking *of, uint64_t effort) {
    comparing *c = of->comparing;
    if (!of->other.is_begun) return begin_other(of, c->next);
    kz_progress done;
    if (!of->other.has_ends) {
        done = kzi_forecast_work(of, &of->other, effort);
        return done == KZ_ANSWERED ? (done = note_compared(of)) == KZ_ANSWERED ? KZ_RUNNING : done
                                   : done;
    }
    done = work_second(of, effort);
    if (done != KZ_ANSWERED) return done;
    if (!c->is_table)
        return KZ_ANSWERED; /* the two sides are still needed for what is told of them */
    kzi_forecast_end(&of->other);
    of->tried_count++;
    return ++c->next == c->end ? KZ_ANSWERED : KZ_RUNNING;
}

static kz_progress work_base(asking *of, uint64_t effort) {
    kz_progress done = kzi_forecast_work(of, &of->main, effort);
    if (done == KZ_ANSWERED) done = kzi_question_replay(of, &of->main);
    if (done == KZ_ANSWERED)
        done = sum_up(of, &of->main, &of->comparing->base) ? KZ_RUNNING : KZ_FAILED;
    of->comparing->has_base = done == KZ_RUNNING && of->main.has_ends;
    return done;
}

static kz_progress verdict_of_comparing(const asking *of) {
    bool is_cut = of->comparing->base.was_cut_off;
    for (uint32_t i = 0; i < of->comparing->list.count; i++)
        is_cut |= of->comparing->list.items[i].was_cut_off;
    return is_cut ? KZ_GAVE_UP : KZ_ANSWERED;
}

static kz_progress work_whatif(asking *of, uint64_t effort) {
    if (!of->comparing) return begin_comparing(of);
    kz_progress done =
        of->comparing->has_base ? work_one_what_if(of, effort) : work_base(of, effort);
    return done == KZ_ANSWERED ? verdict_of_comparing(of) : done;
}

void kzi_answer_whatif_end(struct comparing *of) {
    kz_asking_free(of->again);
}

/* ---- in words ---- */
static void write_ending_names(const grounded *about, writer *to, uint64_t endings) {
    bool has_any = false;
    for (uint32_t i = 0; i < about->ending_count && i < 64; i++) {
        if (!(endings >> i & 1)) continue;
        kzi_writef(to, "%s%s", has_any ? ", " : "",
                   kzi_symbol_text(about->names, about->endings[i].name));
        has_any = true;
    }
    if (!has_any) kzi_write(to, "none");
}

typedef enum { OFF_SAME, OFF_BETTER, OFF_WORSE, OFF_OTHERWISE } how_off;

static how_off off_of(const worth_range *was, const worth_range *is) {
    if (!was->is_known || !is->is_known || (was->worst == is->worst && was->best == is->best))
        return OFF_SAME;
    if (is->worst >= was->worst && is->best >= was->best) return OFF_BETTER;
    return is->worst <= was->worst && is->best <= was->best ? OFF_WORSE : OFF_OTHERWISE;
}

/* Worst and best where stories end, as things are and then. */
static bool write_off(asking *of, writer *to, const comparison *x, const char *indent) {
    static const char *const heads[] = {[OFF_BETTER] = "better off",
                                        [OFF_WORSE] = "worse off",
                                        [OFF_OTHERWISE] =
                                            "better in some stories, worse in others"};
    const grounded *about = of->main.ground;
    bool has_any = false;
    for (how_off how = OFF_BETTER; how <= OFF_OTHERWISE; how++) {
        writer line_of = kzi_writer(&of->text);
        for (uint32_t i = 0; i < about->mind_count; i++) {
            const worth_range *was = &of->comparing->base.worths[i], *is = &x->worths[i];
            if (off_of(was, is) != how) continue;
            kzi_writef(&line_of, "%s%s (%d..%d, then %d..%d)", line_of.length ? ", " : "",
                       kzi_words_mind(about, (mind_id){i}), was->worst, was->best, is->worst,
                       is->best);
        }
        if (line_of.length) kzi_writef(to, "%s%s: %s\n", indent, heads[how], kzi_written(&line_of));
        has_any |= line_of.length != 0;
    }
    return has_any;
}

static const char *beginning_words(asking *of, const forecast *what, uint32_t where) {
    writer to = kzi_writer(&of->text);
    const act_id *acts = kzi_ledger_story_to(&what->stories, where, &of->text);
    uint32_t depth = what->stories.nodes.items[where].depth;
    if (depth == 0 && what->told_before.count) kzi_write(&to, "right there");
    else if (acts) kzi_question_moment(&to, what->ground, acts, depth);
    return kzi_written(&to);
}

static void write_plans_for(writer *to, forecast *what, uint32_t where, act_id act) {
    const grounded *about = what->ground;
    exploration *e = &what->stories;
    view at = e->start;
    at.state = e->nodes.items[where].state;
    const ground_act *a = &about->acts[act.n];
    for (uint32_t i = 0; i < a->actor_count; i++) {
        mind_id actor = about->actors[a->first_actor + i];
        reason why = kzi_reason(&e->reasons, kzi_minds_view(&e->minds, at, actor), act, 1,
                                e->reasons.plan_limit);
        if (why.answer != REASON_YES) continue;
        kzi_writef(to, " %s's plan: ", kzi_words_mind(about, actor));
        kzi_words_plan(to, about, actor, why.plan, why.plan_length);
        kzi_write(to, ".");
    }
}

static void write_lacking(asking *of, writer *to, const parting *p) {
    forecast *lacking = p->is_new ? &of->main : &of->other;
    uint32_t where = p->is_new ? p->base_node : p->other_node;
    kzi_write(to, p->is_new ? " As things are: " : " Then: ");
    if (p->has_ended) {
        const ground_ending *end =
            &lacking->ground->endings[lacking->stories.nodes.items[where].ending];
        kzi_writef(to, "the story has ended there, in %s.",
                   kzi_symbol_text(lacking->ground->names, end->name));
    } else if (p->missing.n == UINT32_MAX) {
        kzi_write(to, "it can never happen.");
    } else {
        view at = lacking->stories.start;
        at.state = lacking->stories.nodes.items[where].state;
        kzi_question_hindrance(to, &lacking->stories, at, p->missing, &p->why);
        kzi_write(to, ".");
    }
}

static void write_no_parting(asking *of, writer *to, const comparison *x) {
    bool ends_alike = x->endings == of->comparing->base.endings &&
                      x->has_unfinished == of->comparing->base.has_unfinished;
    kzi_write(to, ends_alike ? "The same acts may happen in the same places: no story differs.\n"
                             : "The same acts may happen in the same places; what comes of them "
                               "differs.\n");
}

static void write_parting(asking *of, writer *to, const comparison *x) {
    const parting *p = &x->first;
    if (!p->is_found) {
        write_no_parting(of, to, x);
        return;
    }
    forecast *where_done = p->is_new ? &of->other : &of->main;
    writer words = kzi_writer(&of->text);
    kzi_writef(&words, "Stories part %s. ", beginning_words(of, &of->main, p->base_node));
    kzi_write(&words, p->is_new ? "With the change only: " : "Without the change only: ");
    kzi_words_act(&words, where_done->ground, &where_done->ground->acts[p->act.n]);
    kzi_write(&words, ".");
    write_plans_for(&words, where_done, p->is_new ? p->other_node : p->base_node, p->act);
    write_lacking(of, &words, p);
    kzi_telling_wrap(to, kzi_written(&words), 90, "");
}

static void write_tale_there(asking *of, writer *to, const comparison *x) {
    if (!x->has_tale) return;
    const grounded *about = of->other.ground;
    const ground_tale *tale = &about->tales[0];
    const char *name = kzi_symbol_text(about->names, tale->name);
    if (x->tale.was_accepted) {
        kzi_writef(to, "The tale %s can still be told, to %s.\n", name,
                   x->tale.ending == NO_ENDING
                       ? "no ending"
                       : kzi_symbol_text(about->names, about->endings[x->tale.ending].name));
        return;
    }
    const told_act *broken = &x->tale.acts[x->tale.broke_at];
    writer words = kzi_writer(&of->text);
    kzi_writef(&words, "The tale %s breaks at act %u, %s: ", name, x->tale.broke_at + 1,
               about->calls[tale->first_call + x->tale.broke_at].text);
    view at = of->other.stories.start;
    at.state = broken->before;
    if (broken->act.n == UINT32_MAX) kzi_write(&words, "it can never happen there");
    else if (broken->verdict == TOLD_AFTER_THE_END)
        kzi_writef(
            &words, "the story has ended before, in %s",
            kzi_symbol_text(
                about->names,
                about->endings[kzi_explore_ending_of(&of->other.stories, broken->before)].name));
    else kzi_question_hindrance(&words, &of->other.stories, at, broken->act, &x->tale_why);
    kzi_write(&words, ".");
    kzi_telling_wrap(to, kzi_written(&words), 90, "");
}

static const char *promise_words(asking *of, uint32_t number) {
    static const char *const kinds[] = {
        [PROMISE_ALWAYS] = "always", [PROMISE_NEVER] = "never", [PROMISE_POSSIBLE] = "possible"};
    writer to = kzi_writer(&of->text);
    const ground_promise *p = &of->main.ground->promises[number];
    kzi_write(&to, kinds[p->kind]);
    if (p->why) kzi_writef(&to, " (\"%s\")", p->why);
    return kzi_written(&to);
}

static void write_promises(asking *of, writer *to, const comparison *x) {
    for (uint32_t i = 0; i < of->main.ground->promise_count; i++) {
        bool held = of->comparing->base.promise_holds[i], holds = x->promise_holds[i];
        if (held == holds) continue;
        kzi_writef(to, "Promise %u, %s: %s.\n", i + 1, promise_words(of, i),
                   holds ? "is kept now, and was not" : "is no longer kept");
    }
}

static void write_gained(asking *of, writer *to, const comparison *x) {
    uint64_t was = of->comparing->base.endings;
    kzi_write(to, "Endings gained: ");
    write_ending_names(of->main.ground, to, x->endings & ~was);
    kzi_write(to, "\nEndings lost: ");
    write_ending_names(of->main.ground, to, was & ~x->endings);
    kzi_write(to, "\nEndings kept: ");
    write_ending_names(of->main.ground, to, was & x->endings);
    kzi_write(to, "\n");
    if (x->has_unfinished && !of->comparing->base.has_unfinished)
        kzi_write(to, "Some stories stay unfinished now.\n");
    if (!x->has_unfinished && of->comparing->base.has_unfinished)
        kzi_write(to, "No story stays unfinished any more.\n");
}

static void write_one(asking *of, writer *to, const comparison *x) {
    if (x->gloss) kzi_writef(to, "  (%s)\n", x->gloss);
    if (of->question.after_count) {
        kzi_write(to, "  after ");
        for (size_t i = 0; i < of->question.after_count; i++)
            kzi_writef(to, "%s%s", i ? ", " : "", of->question.after[i]);
        kzi_write(to, "\n");
    }
    kzi_write(to, "\n");
    write_tale_there(of, to, x);
    write_parting(of, to, x);
    kzi_write(to, "\n");
    write_gained(of, to, x);
    write_promises(of, to, x);
    if (write_off(of, to, x, ""))
        kzi_write(to, "(In brackets: what the ends of stories are worth to them, the worst end to "
                      "the best.)\n");
    if (x->stopped_by)
        kzi_writef(to, "\n(As far as stories were followed: %s stood in the way.)\n",
                   x->stopped_by);
}

static void write_row(asking *of, writer *to, const comparison *x) {
    uint64_t was = of->comparing->base.endings;
    kzi_writef(to, "\n%s%s%s%s\n", x->name, x->gloss ? " (" : "", x->gloss ? x->gloss : "",
               x->gloss ? ")" : "");
    if (x->endings & ~was)
        kzi_write(to, "  gains "), write_ending_names(of->main.ground, to, x->endings & ~was),
            kzi_write(to, "\n");
    if (was & ~x->endings)
        kzi_write(to, "  loses "), write_ending_names(of->main.ground, to, was & ~x->endings),
            kzi_write(to, "\n");
    if (x->endings == was) kzi_write(to, "  the same endings\n");
    if (x->has_unfinished && !of->comparing->base.has_unfinished)
        kzi_write(to, "  some stories stay unfinished\n");
    if (x->has_tale && !x->tale.was_accepted)
        kzi_writef(
            to, "  the tale breaks at act %u, %s\n", x->tale.broke_at + 1,
            of->main.ground->calls[of->main.ground->tales[0].first_call + x->tale.broke_at].text);
    for (uint32_t i = 0; i < of->main.ground->promise_count; i++) {
        if (of->comparing->base.promise_holds[i] && !x->promise_holds[i])
            kzi_writef(to, "  no longer kept: promise %u, %s\n", i + 1, promise_words(of, i));
    }
    write_off(of, to, x, "  ");
    if (x->stopped_by) kzi_writef(to, "  (%s stood in the way)\n", x->stopped_by);
}

static void write_whatif(asking *of, writer *to) {
    const comparing *c = of->comparing;
    if (!c) return;
    kzi_writef(to, "%s\n",
               of->main.ground->front.title ? of->main.ground->front.title : "The world");
    kzi_answer_changes(of, to);
    if (!c->has_base) {
        kzi_write(to, "Stopped before all stories of the world as it is were found.\n");
        return;
    }
    if (!c->is_table && c->list.count) {
        write_one(of, to, &c->list.items[0]);
        return;
    }
    kzi_write(to, "As it is: ");
    write_ending_names(of->main.ground, to, c->base.endings);
    kzi_write(to, c->base.has_unfinished ? "; some stories stay unfinished\n" : "\n");
    kzi_write(to,
              "In brackets: what the ends of stories are worth to somebody, the worst end to the "
              "best; as it is, then with the change.\n");
    for (uint32_t i = 0; i < c->list.count; i++) write_row(of, to, &c->list.items[i]);
    if (of->was_stopped)
        kzi_writef(to, "\nStopped: %u of %u compared.\n", c->list.count, c->is_table ? c->end : 1);
}

/* ---- JSON ---- */
static void write_gained_json(json *to, const grounded *about, const char *key, uint64_t endings) {
    kzi_json_key(to, key);
    kzi_json_open(to, '[');
    for (uint32_t i = 0; i < about->ending_count && i < 64; i++) {
        if (endings >> i & 1)
            kzi_json_text(to, kzi_symbol_text(about->names, about->endings[i].name));
    }
    kzi_json_close(to, ']');
}

static void write_range_json(json *to, const char *key, const worth_range *r) {
    kzi_json_key(to, key);
    if (!r->is_known) {
        kzi_json_null(to);
        return;
    }
    kzi_json_open(to, '[');
    kzi_json_number(to, r->worst);
    kzi_json_number(to, r->best);
    kzi_json_close(to, ']');
}

static void write_people_json(asking *of, json *to, const comparison *x) {
    static const char *const words[] = {[OFF_SAME] = "same",
                                        [OFF_BETTER] = "better",
                                        [OFF_WORSE] = "worse",
                                        [OFF_OTHERWISE] = "otherwise"};
    kzi_json_key(to, "people");
    kzi_json_open(to, '[');
    for (uint32_t i = 0; i < of->main.ground->mind_count; i++) {
        const worth_range *was = &of->comparing->base.worths[i], *is = &x->worths[i];
        kzi_json_open(to, '{');
        kzi_json_key_text(to, "who", kzi_words_mind(of->main.ground, (mind_id){i}));
        kzi_json_key_text(to, "off", words[off_of(was, is)]);
        write_range_json(to, "worth_as_is", was);
        write_range_json(to, "worth_then", is);
        kzi_json_close(to, '}');
    }
    kzi_json_close(to, ']');
}

static void write_parting_json(asking *of, json *to, const parting *p) {
    kzi_json_key(to, "parting");
    forecast *where_done = p->is_new ? &of->other : &of->main,
             *lacking = p->is_new ? &of->main : &of->other;
    if (!p->is_found || !lacking->is_begun || of->comparing->is_table) {
        kzi_json_null(to);
        return;
    }
    kzi_json_open(to, '{');
    kzi_json_key(to, "after");
    const act_id *acts = kzi_ledger_story_to(&of->main.stories, p->base_node, &of->text);
    if (acts)
        kzi_answer_acts_json(to, of->main.ground, acts,
                             of->main.stories.nodes.items[p->base_node].depth);
    kzi_json_key(to, "act");
    kzi_words_act_json(to, where_done->ground, &where_done->ground->acts[p->act.n], false);
    kzi_json_key_text(to, "only", p->is_new ? "with_change" : "as_is");
    kzi_json_key(to, "hindrance");
    if (p->missing.n == UINT32_MAX || p->has_ended) {
        kzi_json_null(to);
    } else {
        view at = lacking->stories.start;
        at.state = lacking->stories.nodes.items[p->is_new ? p->base_node : p->other_node].state;
        kzi_question_hindrance_json(to, &lacking->stories, at, p->missing, &p->why);
    }
    kzi_json_close(to, '}');
}

static void write_compared_json(asking *of, json *to, const comparison *x) {
    const grounded *about = of->main.ground;
    uint64_t was = of->comparing->base.endings;
    kzi_json_open(to, '{');
    kzi_json_key_text(to, "name", x->name);
    kzi_json_key_text(to, "gloss", x->gloss);
    kzi_json_key_bool(to, "complete", x->is_complete);
    write_gained_json(to, about, "gained", x->endings & ~was);
    write_gained_json(to, about, "lost", was & ~x->endings);
    write_gained_json(to, about, "kept", was & x->endings);
    kzi_json_key_bool(to, "unfinished", x->has_unfinished);
    kzi_json_key(to, "tale_breaks_at");
    if (x->has_tale && !x->tale.was_accepted) kzi_json_number(to, x->tale.broke_at + 1);
    else kzi_json_null(to);
    kzi_json_key(to, "promises_unkept");
    kzi_json_open(to, '[');
    for (uint32_t i = 0; i < about->promise_count; i++) {
        if (of->comparing->base.promise_holds[i] && !x->promise_holds[i])
            kzi_json_number(to, i + 1);
    }
    kzi_json_close(to, ']');
    write_people_json(of, to, x);
    write_parting_json(of, to, &x->first);
    kzi_json_close(to, '}');
}

static void write_whatif_json(asking *of, json *to) {
    const comparing *c = of->comparing;
    kzi_answer_head_json(of, to, "kizuna-whatif");
    kzi_answer_notes_json(of, to);
    if (c && c->has_base) {
        write_gained_json(to, of->main.ground, "as_is", c->base.endings);
        kzi_json_key(to, "compared");
        kzi_json_open(to, '[');
        for (uint32_t i = 0; i < c->list.count; i++) write_compared_json(of, to, &c->list.items[i]);
        kzi_json_close(to, ']');
    }
    kzi_answer_measured_json(of, to);
}

const answer_verb kzi_answer_whatif = {KZ_WHATIF, work_whatif, write_whatif, write_whatif_json,
                                       false};
