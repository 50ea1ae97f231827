/* SPDX-License-Identifier: MIT
 *
 * answer_check: do the tales hold, and are the what-ifs' expectations met?
 *
 * In     the world as asked for; then, one after the other, the world of each what-if
 * Out    each tale act by act with its reasons, or where it breaks and why; each expectation met or
 *        not, and why
 */
#include "../ground/expressions.h"
#include "asking.h"

/* ---- what-ifs ---- */
static bool is_expected(const grounded *about, const ground_expectation *e, uint32_t ending) {
    for (uint32_t i = 0; i < e->ending_count; i++) {
        if (about->expected_endings[e->first_ending + i] == ending) return true;
    }
    return false;
}

typedef struct {
    asking *of;
    forecast *what;
    expectation_result *result;
    writer why;
} expecting;

static void add_reason(expecting *x, const char *before, const char *name, const char *after) {
    kzi_writef(&x->why, "%s%s%s%s", x->why.length ? "; " : "", before, name, after);
}

static const char *expected_name(const grounded *about, uint32_t ending) {
    return kzi_symbol_text(about->names, about->endings[ending].name);
}

static void miss(expecting *x) {
    x->result->is_met = false;
}

/* The limits of plans and minds are part of the question, so an expectation is judged within them;
 * but stories that were cut off might have gone on. */
static bool was_cut_off(const expecting *x) {
    const stops *s = &x->what->stories.stops;
    return s->by_story || s->by_states || s->by_memory || s->by_time;
}

/* A "no" is worth something only when no story was cut off. */
static void miss_or_undecided(expecting *x) {
    if (was_cut_off(x)) x->result->is_undecided = true;
    else miss(x);
}

static void expect_endings(expecting *x, const ground_expectation *e) {
    const grounded *about = x->what->ground;
    for (uint32_t i = 0; i < about->ending_count; i++) {
        bool is_reached = x->what->ends.entries[i].is_reachable,
             is_named = is_expected(about, e, i);
        if (e->kind == EXPECTS_NEVER) {
            if (!is_named) continue;
            if (is_reached) add_reason(x, "", expected_name(about, i), " is reached"), miss(x);
            else if (was_cut_off(x)) x->result->is_undecided = true;
            continue;
        }
        if (is_named && !is_reached)
            add_reason(x, "", expected_name(about, i), " is not reached"), miss_or_undecided(x);
        if (e->kind != EXPECTS_ONLY || is_named) continue;
        if (is_reached) add_reason(x, "", expected_name(about, i), " is reached too"), miss(x);
        else if (was_cut_off(x)) x->result->is_undecided = true;
    }
    if (e->kind == EXPECTS_ONLY && x->what->ends.unfinished_count)
        add_reason(x, "some stories stay", " unfinished", ""), miss(x);
}

static void expect_unfinished(expecting *x) {
    if (x->what->ends.unfinished_count) return;
    add_reason(x, "no story stays unfinished", "", "");
    miss_or_undecided(x);
}

/* Does the tale, told in the changed world, break first at this call? */
static bool expect_break(expecting *x, const ground_expectation *e) {
    const grounded *about = x->what->ground;
    const ground_tale *tale = &about->tales[e->tale];
    told_log log;
    if (!kzi_told_tale(&log, &x->what->stories, about->calls + tale->first_call, tale->call_count,
                       &x->of->in))
        return false;
    const char *name = kzi_symbol_text(about->names, tale->name);
    if (log.was_accepted) {
        add_reason(x, "the tale ", name, " does not break");
        miss(x);
    } else if (tale->first_call + log.broke_at != e->call) {
        add_reason(x, "it breaks at ", about->calls[tale->first_call + log.broke_at].text, "");
        miss(x);
    }
    return true;
}

static bool judge_expectations(asking *of, expectation_result *result) {
    expecting x = {of, &of->other, result, kzi_writer(&of->in)};
    const grounded *about = of->other.ground;
    result->is_complete = kzi_explore_is_complete(&of->other.stories);
    for (uint32_t i = 0; i < about->expectation_count; i++) {
        const ground_expectation *e = &about->expectations[i];
        if (e->kind == EXPECTS_BREAKS) {
            if (!expect_break(&x, e)) return false;
        } else if (e->kind == EXPECTS_UNFINISHED) {
            expect_unfinished(&x);
        } else {
            expect_endings(&x, e);
        }
    }
    if (result->is_undecided && result->is_met) {
        const char *stopped = kzi_forecast_stopped_by(of, &of->other);
        if (stopped) add_reason(&x, "", stopped, " stood in the way");
    } else if (result->is_met && !result->is_complete) {
        const char *stopped = kzi_forecast_stopped_by(of, &of->other);
        if (stopped) add_reason(&x, "within ", stopped, "");
    }
    if (!result->is_met) result->is_undecided = false;
    result->why = x.why.length ? kzi_written(&x.why) : NULL;
    return true;
}

/* ---- what can never be, in this world and in all its what-ifs ---- */
/* A line of `every person` is a want for each. One that a what-if replaces is not there, and
 * nothing is known of it. */
static bool want_may_hold(const grounded *about, span where) {
    bool is_there = false;
    for (uint32_t i = 0; i < about->want_count; i++) {
        const ground_want *want = &about->wants[i];
        if (!kzi_is_same_span(want->where, where)) continue;
        if (want->condition.n != NEVER_HOLDS.n) return true;
        is_there = true;
    }
    return !is_there;
}

/* Acts that a change adds are no lines of the file. */
static uint32_t own_acts(const asking *of) {
    return kzi_answer_is_of_problem(of) ? of->main.ground->declared_act_count
                                        : of->world->world->act_count;
}

static bool note_what_may_be(asking *of, const grounded *about) {
    uint32_t line_count = kzi_answer_is_of_problem(of) ? 0 : of->world->world->want_count;
    if (!of->act_may_happen) of->act_may_happen = KZI_TAKE_MANY(&of->in, bool, own_acts(of));
    if (!of->ending_may_hold)
        of->ending_may_hold = KZI_TAKE_MANY(&of->in, bool, about->ending_count);
    if (!of->want_may_hold) of->want_may_hold = KZI_TAKE_MANY(&of->in, bool, line_count);
    if (!of->act_may_happen || !of->ending_may_hold || !of->want_may_hold) return false;
    for (uint32_t i = 0; i < own_acts(of); i++)
        of->act_may_happen[i] |= about->declared_acts[i].instance_count != 0;
    for (uint32_t i = 0; i < about->ending_count; i++)
        of->ending_may_hold[i] |= about->endings[i].condition.n != NEVER_HOLDS.n;
    for (uint32_t i = 0; i < line_count; i++)
        of->want_may_hold[i] |= want_may_hold(about, of->world->world->wants[i].where);
    return true;
}

/* Whoever expects never to get there needs no telling. */
static void note_what_is_expected_never(asking *of, const grounded *about) {
    for (uint32_t i = 0; i < about->expectation_count; i++) {
        const ground_expectation *e = &about->expectations[i];
        for (uint32_t j = 0; e->kind == EXPECTS_NEVER && j < e->ending_count; j++)
            of->ending_may_hold[about->expected_endings[e->first_ending + j]] = true;
    }
}

/* A world need not use all of a module, so only its own file is spoken of. */
static bool is_of_the_world(span where) {
    return where.source == 0;
}

static void say_act_never_happens(asking *of, uint32_t number) {
    const world *from = of->world->world;
    const world_act *act = &from->acts[number];
    if (of->act_may_happen[number] || !is_of_the_world(act->where)) return;
    note *said = kzi_note(&of->said, K_ACT_NEVER_POSSIBLE, act->where,
                          kzi_symbol_text(from->names, act->name));
    for (uint32_t i = 0; i < act->binder_count; i++) {
        const world_kind *kind = &from->kinds[act->binders[i].kind];
        if (kind->thing_count) continue;
        kzi_note_label(&of->said, said, "there is no %s", kzi_symbol_text(from->names, kind->name));
        return;
    }
    kzi_note_try(&of->said, said, "let something bring about what it asks for, or leave it out");
}

static void say_ending_never_holds(asking *of, uint32_t number) {
    const ground_ending *ending = &of->main.ground->endings[number];
    if (of->ending_may_hold[number] || !is_of_the_world(ending->where)) return;
    note *said = kzi_note(&of->said, K_ENDING_NEVER_HOLDS, ending->where,
                          kzi_symbol_text(of->main.ground->names, ending->name));
    kzi_note_try(&of->said, said, "let something bring about what it asks for, or leave it out");
}

static void say_want_never_holds(asking *of, uint32_t number) {
    const world *from = of->world->world;
    const world_want *want = &from->wants[number];
    if (of->want_may_hold[number] || !is_of_the_world(want->where)) return;
    bool is_of_all = want->every != NOT_NAMED;
    const char *who = kzi_symbol_text(from->names, is_of_all ? from->kinds[want->every].name
                                                             : from->things[want->owner].name);
    note *said = kzi_note(&of->said, K_WANT_NEVER_HOLDS, want->where, is_of_all ? "every " : "",
                          who, want->is_fear ? "fears" : "wants");
    kzi_note_try(&of->said, said, "let something bring it about, or leave it out");
}

/* Changes from outside are somebody's question; what they make impossible is no slip of the
 * author's. */
static void say_what_can_never_be(asking *of) {
    if (of->question.change_count || of->question.what_if || kzi_answer_is_of_problem(of)) return;
    for (uint32_t i = 0; i < own_acts(of); i++) say_act_never_happens(of, i);
    for (uint32_t i = 0; i < of->main.ground->ending_count; i++) say_ending_never_holds(of, i);
    for (uint32_t i = 0; i < of->world->world->want_count; i++) say_want_never_holds(of, i);
    kzi_notes_put_in_order(&of->said);
}

/* ---- what-ifs, one after the other ---- */
static kz_progress begin_what_if(asking *of) {
    if (!kzi_forecast_begin(of, &of->other, of->next_what_if) ||
        !kzi_forecast_fork(of, &of->other)) {
        return of->said.error_count ? KZ_MISTAKEN : KZ_FAILED;
    }
    if (!note_what_may_be(of, of->other.ground)) return KZ_FAILED;
    note_what_is_expected_never(of, of->other.ground);
    return KZ_RUNNING;
}

static kz_progress work_what_ifs(asking *of, uint64_t effort) {
    if (of->next_what_if == of->main.ground->what_if_count) return KZ_ANSWERED;
    if (!of->other.is_begun) {
        kz_progress begun = begin_what_if(of);
        if (begun != KZ_RUNNING) return begun;
    }
    kz_progress done = kzi_forecast_work(of, &of->other, effort);
    if (done != KZ_ANSWERED) return done;
    const ground_what_if *w = &of->main.ground->what_ifs[of->next_what_if];
    expectation_result result = {.name = w->name, .gloss = w->gloss, .is_met = true};
    if (!judge_expectations(of, &result) || !LIST_ADD(&of->in, &of->results, result))
        return KZ_FAILED;
    kzi_forecast_end(&of->other);
    of->next_what_if++;
    return KZ_RUNNING;
}

/* ---- tales ---- */
static kz_progress work_tales(asking *of) {
    const grounded *about = of->main.ground;
    if (!of->tales) of->tales = KZI_TAKE_MANY(&of->in, told_log, about->tale_count);
    if (!of->tales) return KZ_FAILED;
    while (of->tale_count < about->tale_count) {
        const ground_tale *tale = &about->tales[of->tale_count];
        told_log *log = &of->tales[of->tale_count];
        if (!kzi_told_tale(log, &of->main.stories, about->calls + tale->first_call,
                           tale->call_count, &of->in)) {
            if (!of->main.stories.minds.rules.loop.was_found) return KZ_FAILED;
            kzi_forecast_note_loop(of, &of->main);
            return KZ_MISTAKEN;
        }
        kz_progress replayed = kzi_answer_replay(of, &of->main, log);
        if (replayed != KZ_ANSWERED) return replayed;
        of->tale_count++;
    }
    return KZ_ANSWERED;
}

/* The start alone tells of rules that go round before anything happens. */
static kz_progress work_start(asking *of) {
    if (kzi_explore_start(&of->main.stories).n != NO_STATE.n) return KZ_ANSWERED;
    if (!of->main.stories.stops.by_rules) return KZ_FAILED;
    kzi_forecast_note_loop(of, &of->main);
    return KZ_MISTAKEN;
}

static kz_progress work_check(asking *of, uint64_t effort) {
    kz_progress done = work_start(of);
    if (done == KZ_ANSWERED) done = work_tales(of);
    if (done == KZ_ANSWERED) done = work_what_ifs(of, effort);
    if (done != KZ_ANSWERED) return done;
    if (!note_what_may_be(of, of->main.ground)) return KZ_FAILED;
    say_what_can_never_be(of);
    bool fails = false, is_undecided = false;
    for (uint32_t i = 0; i < of->tale_count; i++) fails |= !of->tales[i].was_accepted;
    for (uint32_t i = 0; i < of->results.count; i++) {
        fails |= !of->results.items[i].is_met;
        is_undecided |= of->results.items[i].is_undecided;
    }
    return fails ? KZ_NO : is_undecided ? KZ_GAVE_UP : KZ_ANSWERED;
}

/* ---- why a tale breaks ---- */
static void write_unmet(writer *to, asking *of, state_id state, expression_id condition) {
    const grounded *about = of->main.ground;
    const expression *e = &about->expressions[condition.n];
    if (e->kind != CONDITION_AND) {
        kzi_expression_write(to, about, condition);
        return;
    }
    bool has_any = false;
    for (uint32_t i = 0; i < e->child_count; i++) {
        expression_id child = about->children[e->first_child + i];
        if (kzi_minds_hold(&of->main.stories.minds, state, child)) continue;
        if (has_any) kzi_write(to, ", ");
        kzi_expression_write(to, about, child);
        has_any = true;
    }
}

static void write_break(asking *of, writer *to, const told_act *broken) {
    const grounded *about = of->main.ground;
    const exploration *e = &of->main.stories;
    const char *who = broken->verdict == TOLD_NOT_BELIEVED || broken->verdict == TOLD_WITHOUT_REASON
                          ? kzi_words_mind(about, broken->who)
                          : "";
    switch (broken->verdict) {
    case TOLD_NEVER_POSSIBLE: kzi_write(to, "it can never happen in this world"); break;
    case TOLD_AFTER_THE_END:
        kzi_writef(to, "the story has ended before: %s",
                   kzi_symbol_text(about->names,
                                   about->endings[kzi_explore_ending_of(e, broken->before)].name));
        break;
    case TOLD_IMPOSSIBLE:
        kzi_write(to, "it is not possible there; it needs ");
        write_unmet(to, of, broken->before, about->acts[broken->act.n].condition);
        break;
    case TOLD_NOT_BELIEVED: {
        view story = e->start;
        story.state = broken->before;
        kzi_writef(to, "%s holds it impossible: %s does not believe ", who, who);
        write_unmet(to, of, kzi_minds_view(&e->minds, story, broken->who).state,
                    about->acts[broken->act.n].condition);
        break;
    }
    case TOLD_WITHOUT_REASON:
        kzi_writef(to,
                   "%s has no reason: no plan of at most %u acts that begins with it gains "
                   "anything for %s",
                   who, e->reasons.plan_limit, who);
        break;
    case TOLD_AMBIGUOUS:
        kzi_write(to, "it may mean several: ");
        for (uint32_t i = 0; i < broken->possible_count; i++) {
            if (i) kzi_write(to, "; ");
            kzi_words_act(to, about, &about->acts[broken->possible[i].n]);
        }
        break;
    default: break;
    }
}

/* ---- the answer ---- */
static void write_plan(writer *to, const grounded *about, const told_reason *r) {
    for (uint32_t i = 0; i < r->why.plan_length; i++) {
        const ground_act *act = &about->acts[r->why.plan[i].n];
        if (i) kzi_write(to, " > ");
        bool is_own = act->actor_count == 1 && about->actors[act->first_actor].n == r->actor.n;
        if (is_own) kzi_words_act_name(to, about, act);
        else kzi_words_act(to, about, act);
    }
}

const char *kzi_answer_tale_in_short(asking *of, uint32_t number) {
    const grounded *about = of->main.ground;
    const told_log *log = &of->tales[number];
    writer to = kzi_writer(&of->text);
    if (log->was_accepted) {
        kzi_writef(&to, "%u act%s, every one explained; ends in %s", log->act_count,
                   log->act_count == 1 ? "" : "s",
                   log->ending == NO_ENDING
                       ? "no ending yet"
                       : kzi_symbol_text(about->names, about->endings[log->ending].name));
        return kzi_written(&to);
    }
    kzi_writef(&to, "breaks at act %u, %s: ", log->broke_at + 1,
               about->calls[about->tales[number].first_call + log->broke_at].text);
    write_break(of, &to, &log->acts[log->broke_at]);
    return kzi_written(&to);
}

static void write_tale(asking *of, writer *to, uint32_t number) {
    const grounded *about = of->main.ground;
    const told_log *log = &of->tales[number];
    kzi_writef(to, "\ntale %s: %s\n", kzi_symbol_text(about->names, about->tales[number].name),
               kzi_answer_tale_in_short(of, number));
    for (uint32_t i = 0; i < log->act_count; i++) {
        const told_act *a = &log->acts[i];
        if (a->verdict != TOLD_WELL) continue;
        for (uint32_t j = 0; j < a->reason_count; j++) {
            kzi_writef(to, "  %-8s ", kzi_words_mind(about, a->reasons[j].actor));
            write_plan(to, about, &a->reasons[j]);
            kzi_writef(to, "%s\n", a->reasons[j].came_true ? "" : "   (did not come true)");
        }
        if (a->reason_count == 0) {
            kzi_write(to, "  fate     ");
            kzi_words_act_name(to, about, &about->acts[a->act.n]);
            kzi_write(to, "\n");
        }
    }
}

static void write_minds_there(asking *of, writer *to) {
    const grounded *about = of->main.ground;
    kzi_writef(to, "  people with a mind of their own: ");
    for (uint32_t i = 0; i < about->mind_count; i++)
        kzi_writef(to, "%s%s", i ? ", " : "", kzi_words_mind(about, (mind_id){i}));
    kzi_writef(to, "%s\n  limits: ", about->mind_count ? "" : "nobody");
    kzi_answer_limits(of, to);
    kzi_write(to, "\n");
    kzi_answer_changes(of, to);
}

static uint32_t warning_count(const asking *of) {
    return of->world->said.list.count +
           of->said.list.count; /* all are warnings: with a mistake there is no such answer */
}

/* What stands in a file is one question, whether its tales and what-ifs hold another: the first
 * line answers only the first. */
static void write_reading(asking *of, writer *to) {
    uint32_t warnings = warning_count(of);
    kzi_writef(to, "%s: the file ", of->world->all.list.items[0].name);
    if (warnings)
        kzi_writef(to, "can be read, with %u warning%s\n", warnings, warnings == 1 ? "" : "s");
    else kzi_write(to, "reads well\n");
}

/* ---- the sum of it ---- */
typedef struct {
    writer *to;
    bool has_any;
} sum_line;

/* "1 tale breaks", "2 tales break"; nothing of what there is none. */
static void add_to_sum(sum_line *sum, uint32_t count, const char *one, const char *many) {
    if (!count) return;
    kzi_writef(sum->to, "%s%u %s", sum->has_any ? ", " : "", count, count == 1 ? one : many);
    sum->has_any = true;
}

static uint32_t broken_tale_count(const asking *of) {
    uint32_t count = 0;
    for (uint32_t i = 0; i < of->tale_count; i++) count += !of->tales[i].was_accepted;
    return count;
}

static void write_sum(asking *of, writer *to) {
    uint32_t broken = broken_tale_count(of), unmet = 0, undecided = 0,
             unrun = of->main.ground->what_if_count - of->next_what_if;
    for (uint32_t i = 0; i < of->results.count; i++) {
        unmet += !of->results.items[i].is_met;
        undecided += of->results.items[i].is_undecided;
    }
    if (of->tale_count + of->results.count + unrun == 0) return;
    bool is_well = !broken && !unmet && !undecided && !unrun && !warning_count(of);
    sum_line sum = {to, false};
    kzi_write(to, is_well ? "\nAll is as it should be: " : "\nIn sum: ");
    add_to_sum(&sum, broken, "tale breaks", "tales break");
    add_to_sum(&sum, unmet, "what-if is NOT as expected", "what-ifs are NOT as expected");
    add_to_sum(&sum, undecided, "what-if is undecided", "what-ifs are undecided");
    add_to_sum(&sum, unrun, "what-if was not run", "what-ifs were not run");
    add_to_sum(&sum, of->tale_count - broken, "tale holds", "tales hold");
    add_to_sum(&sum, of->results.count - unmet - undecided, "what-if is as expected",
               "what-ifs are as expected");
    kzi_write(to, "\n");
}

static void write_check(asking *of, writer *to) {
    const grounded *about = of->main.ground;
    if (kzi_answer_is_empty(of, to)) return;
    write_reading(of, to);
    write_minds_there(of, to);
    for (uint32_t i = 0; i < of->tale_count; i++) write_tale(of, to, i);
    if (of->results.count) kzi_write(to, "\n");
    for (uint32_t i = 0; i < of->results.count; i++) {
        const expectation_result *r = &of->results.items[i];
        kzi_writef(to, "what if %s%s%s%s: %s%s%s\n", kzi_symbol_text(about->names, r->name),
                   r->gloss ? " (" : "", r->gloss ? r->gloss : "", r->gloss ? ")" : "",
                   r->is_undecided ? "undecided"
                   : r->is_met     ? "as expected"
                                   : "NOT as expected",
                   r->why ? ": " : "", r->why ? r->why : "");
    }
    write_sum(of, to);
}

/* ---- JSON ---- */
static void write_told_act_json(asking *of, json *to, const told_act *a) {
    const grounded *about = of->main.ground;
    if (a->act.n == UINT32_MAX) return;
    kzi_words_act_json(to, about, &about->acts[a->act.n], true);
    kzi_json_key_bool(to, "explained", a->verdict == TOLD_WELL);
    kzi_json_key(to, "plan");
    kzi_json_open(to, '[');
    for (uint32_t j = 0; j < a->reason_count; j++) {
        const told_reason *r = &a->reasons[j];
        kzi_json_open(to, '{');
        kzi_json_key_text(to, "actor", kzi_words_mind(about, r->actor));
        kzi_json_key(to, "acts");
        kzi_answer_acts_json(to, about, r->why.plan,
                             r->why.answer == REASON_YES ? r->why.plan_length : 0);
        kzi_json_key_bool(to, "came_true", r->came_true);
        kzi_json_close(to, '}');
    }
    kzi_json_close(to, ']');
    kzi_json_close(to, '}');
}

static void write_tale_json(asking *of, json *to, uint32_t number) {
    const grounded *about = of->main.ground;
    const told_log *log = &of->tales[number];
    kzi_json_open(to, '{');
    kzi_json_key_text(to, "name", kzi_symbol_text(about->names, about->tales[number].name));
    kzi_json_key_bool(to, "accepted", log->was_accepted);
    kzi_json_key_text(to, "ending",
                      log->ending == NO_ENDING
                          ? NULL
                          : kzi_symbol_text(about->names, about->endings[log->ending].name));
    kzi_json_key(to, "breaks_at");
    if (log->was_accepted) {
        kzi_json_null(to);
    } else {
        writer why = kzi_writer(&of->text);
        write_break(of, &why, &log->acts[log->broke_at]);
        kzi_json_open(to, '{');
        kzi_json_key_number(to, "number", log->broke_at + 1);
        kzi_json_key_text(to, "act",
                          about->calls[about->tales[number].first_call + log->broke_at].text);
        kzi_json_key_text(to, "why", kzi_written(&why));
        kzi_json_close(to, '}');
    }
    kzi_json_key(to, "acts");
    kzi_json_open(to, '[');
    for (uint32_t i = 0; i < log->act_count; i++) write_told_act_json(of, to, &log->acts[i]);
    kzi_json_close(to, ']');
    kzi_json_close(to, '}');
}

static void write_result_json(asking *of, json *to, const expectation_result *r) {
    kzi_json_open(to, '{');
    kzi_json_key_text(to, "name", kzi_symbol_text(of->main.ground->names, r->name));
    kzi_json_key_text(to, "gloss", r->gloss);
    kzi_json_key(to, "met");
    if (r->is_undecided) kzi_json_null(to);
    else kzi_json_bool(to, r->is_met);
    kzi_json_key_text(to, "why", r->why);
    kzi_json_key_bool(to, "complete", r->is_complete);
    kzi_json_close(to, '}');
}

static void write_check_json(asking *of, json *to) {
    kzi_answer_head_json(of, to, "kizuna-check");
    kzi_answer_notes_json(of, to);
    kzi_json_key(to, "minds");
    kzi_json_open(to, '[');
    for (uint32_t i = 0; of->main.ground && i < of->main.ground->mind_count; i++)
        kzi_json_text(to, kzi_words_mind(of->main.ground, (mind_id){i}));
    kzi_json_close(to, ']');
    kzi_json_key(to, "tales");
    kzi_json_open(to, '[');
    for (uint32_t i = 0; i < of->tale_count; i++) write_tale_json(of, to, i);
    kzi_json_close(to, ']');
    kzi_json_key(to, "expectations");
    kzi_json_open(to, '[');
    for (uint32_t i = 0; i < of->results.count; i++)
        write_result_json(of, to, &of->results.items[i]);
    kzi_json_close(to, ']');
    kzi_answer_measured_json(of, to);
}

const answer_verb kzi_answer_check = {KZ_CHECK, work_check, write_check, write_check_json, true};
