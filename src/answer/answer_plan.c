/* SPDX-License-Identifier: MIT
 *
 * answer_plan: a story that leads to an ending, found without unfolding all others.
 *
 * In     the ending that is wished for; of a problem of the peer's, how much its author wants
 * Out    its acts, and whether no story to it is shorter; with `why`, the plan in each actor's mind
 */
#include "../mind/judge.h"
#include "../sabre/sabre_ground.h"
#include "plan_answer.h"

#include <string.h>

/* ---- the wish ---- */
static bool begin_one(asking *of) {
    static const plan_method methods[] = {[KZ_AUTO] = PLAN_AUTO,
                                          [KZ_BEST] = PLAN_BEST,
                                          [KZ_EXPLAIN_FIRST] = PLAN_EXPLAIN_FIRST,
                                          [KZ_GOAL_FIRST] = PLAN_GOAL_FIRST,
                                          [KZ_BLIND] = PLAN_BLIND};
    static const plan_heuristic heuristics[] = {[KZ_HEURISTIC_AUTO] = HEURISTIC_AUTO,
                                                [KZ_NO_HEURISTIC] = HEURISTIC_NONE,
                                                [KZ_HMAX] = HEURISTIC_HMAX,
                                                [KZ_HADD] = HEURISTIC_HADD,
                                                [KZ_RELAXED_PLAN] = HEURISTIC_RELAXED};
    plan_settings how = {.method = methods[of->question.method],
                         .heuristic = heuristics[of->question.heuristic],
                         .proves_shortest = of->question.is_shortest,
                         .most_visited = of->question.limit_visited};
    of->has_plan_begun = true;
    return kzi_plan_begin(&of->plan, &of->main.stories, &of->planned->wish, &how);
}

/* The start is needed before anything is wished for. KZ_ANSWERED, or why there is none. */
static kz_progress begin_start(asking *of) {
    if (kzi_explore_start(&of->main.stories).n != NO_STATE.n) return KZ_ANSWERED;
    if (!of->main.stories.stops.by_rules) return KZ_FAILED;
    kzi_forecast_note_loop(of, &of->main);
    return KZ_MISTAKEN;
}

static kz_progress begin_wish(asking *of, const plan_wish *wish, const char *name) {
    of->planned->wish = *wish;
    of->planned->has_wish = true;
    of->story_name = name;
    if (of->planned->mode == PLAN_ONE) return begin_one(of) ? KZ_ANSWERED : KZ_FAILED;
    kz_progress begun = begin_start(of);
    if (begun == KZ_ANSWERED && of->planned->mode == PLAN_SEVERAL)
        of->planned->many = kzi_several(&of->main.stories, wish, of->question.plan_count);
    return begun;
}

static kz_progress begin_ending(asking *of, uint32_t ending) {
    const grounded *about = of->main.ground;
    plan_wish wish = {
        .sum = about->endings[ending].condition, .above = 0, .goal = 1, .ending = ending};
    return begin_wish(of, &wish, kzi_symbol_text(about->names, about->endings[ending].name));
}

/* ---- the wish of a problem's author ---- */

/* "2", "-0.5", in parts of one as the world counts; what lies between two of them is rounded up,
 * since less is not enough. */
static bool read_goal(const char *text, int64_t scale, value *to) {
    bool is_below = *text == '-', has_digit = false, is_between = false;
    int64_t amount = 0;
    if (is_below) text++;
    for (; *text >= '0' && *text <= '9'; text++, has_digit = true) {
        amount = amount * 10 + (*text - '0') * scale;
        if (amount > INT32_MAX) return false;
    }
    if (*text == '.') text++;
    for (int64_t step = scale / 10; *text >= '0' && *text <= '9';
         text++, has_digit = true, step /= 10) {
        amount += (*text - '0') * step;
        is_between |= step == 0 && *text != '0';
    }
    if (is_between && !is_below) amount++;
    *to = (value)(is_below ? -amount : amount);
    return has_digit && *text == '\0' && amount <= INT32_MAX;
}

static const char *goal_words(asking *of, value goal) {
    writer name = kzi_writer(&of->in);
    kzi_write(&name, "utility ");
    kzi_words_amount(&name, of->main.ground, goal);
    kzi_write(&name, " or more");
    return kzi_written(&name);
}

static kz_progress goal_is_no_number(asking *of) {
    note *said = kzi_note(&of->said, K_GOAL_NO_NUMBER, KZI_IN_NO_FILE, of->question.goal);
    kzi_note_try(&of->said, said, "a number as in `--goal 2` or `--goal -0.5`");
    return KZ_MISASKED;
}

/* Nothing is better than what is unknown: then there is no goal, and no plan. */
static kz_progress begin_goal(asking *of) {
    const grounded *about = of->main.ground;
    value scale = about->scale > 1 ? about->scale : 1, goal = 0;
    if (of->question.goal && !read_goal(of->question.goal, scale, &goal))
        return goal_is_no_number(of);
    kz_progress begun = begin_start(of);
    if (begun != KZ_ANSWERED) return begun;
    value now = kzi_amount(&of->main.stories.minds.desk, kzi_ref(of->main.stories.start.state),
                           about->author_worth);
    if (!of->question.goal) goal = kzi_sabre_goal(now, scale);
    of->story_name =
        now == UNKNOWN ? "more than the unknown utility of the start" : goal_words(of, goal);
    of->planned->is_unknown = now == UNKNOWN;
    if (now == UNKNOWN && of->planned->mode != PLAN_WHOLE)
        return of->main.stories.is_done = true, KZ_NO;
    if (now == UNKNOWN) return KZ_ANSWERED;
    plan_wish wish = {.sum = about->author_worth, .above = now, .goal = goal, .ending = UINT32_MAX};
    return begin_wish(of, &wish, of->story_name);
}

static kz_progress note_ending_wanted(asking *of) {
    const grounded *about = of->main.ground;
    note *said = kzi_note(&of->said, K_WHICH_ENDING, KZI_IN_NO_FILE);
    writer names = kzi_writer(&of->in);
    for (uint32_t i = 0; i < about->ending_count; i++)
        kzi_writef(&names, "%s`%s`", i ? ", " : "",
                   kzi_symbol_text(about->names, about->endings[i].name));
    if (about->ending_count)
        kzi_note_try(&of->said, said, "`--ending` with one of %s", kzi_written(&names));
    return KZ_MISASKED;
}

/* Of a world whose author wants something: when the goal is named, or no ending is. */
static bool is_after_goal(const asking *of) {
    if (kzi_answer_is_of_problem(of)) return true;
    const grounded *about = of->main.ground;
    bool has_choice = of->question.ending || about->ending_count;
    return about->has_author && (of->question.goal || (!has_choice && !of->question.is_whole));
}

static kz_progress begin_asked(asking *of) {
    if (is_after_goal(of)) return begin_goal(of);
    bool has_one = of->main.ground->ending_count == 1, is_whole = of->planned->mode == PLAN_WHOLE;
    uint32_t ending = 0;
    if (!of->question.ending && !has_one && is_whole) return begin_start(of);
    if (!of->question.ending && !has_one) return note_ending_wanted(of);
    if (of->question.ending) {
        kz_progress found = kzi_answer_find_ending(of, of->question.ending, &ending);
        if (found != KZ_ANSWERED) return found;
    }
    return begin_ending(of, ending);
}

static kz_progress begin_planning(asking *of) {
    of->planned = KZI_TAKE(&of->in, struct plan_answer);
    if (!of->planned) return KZ_FAILED;
    plan_mode mode = of->question.is_whole         ? PLAN_WHOLE
                     : of->question.plan_count > 1 ? PLAN_SEVERAL
                                                   : PLAN_ONE;
    *of->planned = (struct plan_answer){.mode = mode, .first = UINT32_MAX};
    /* As in plans.c: an act after which a problem's rules go round is passed over, and counted. */
    of->main.stories.reasons.passes_over_loops = of->main.ground->is_peers;
    return begin_asked(of);
}

/* ---- working ---- */
kz_progress kzi_answer_take_plan(asking *of, const act_id *acts, uint32_t count, value amount) {
    of->plan.plan = KZI_TAKE_MANY(&of->in, act_id, count + 1);
    if (!of->plan.plan) return KZ_FAILED;
    if (count) memcpy(of->plan.plan, acts, sizeof *acts * count);
    of->plan.plan_length = count;
    of->plan.plan_amount = amount;
    of->plan.has_plan = true;
    if (!kzi_told_acts(&of->log, &of->main.stories, acts, count, &of->in)) return KZ_FAILED;
    of->has_log = of->question.has_reasons !=
                  0; /* told in any case, since the replay judges the plans behind it */
    return kzi_answer_replay_plan(of, &of->log, &of->planned->wish);
}

static bool is_complete_plan(const asking *of) {
    return of->plan.has_plan ? of->plan.is_shortest
                             : kzi_explore_is_complete(&of->main.stories) && !of->plan.looped_count;
}

/* Something is left unanswered when the shortest was asked for and what is there was not proved to
 * be it. */
static kz_progress end_plan(asking *of) {
    const planning *p = &of->plan;
    if (!p->has_plan) return is_complete_plan(of) ? KZ_NO : KZ_GAVE_UP;
    kz_progress taken = kzi_answer_take_plan(of, p->plan, p->plan_length, p->plan_amount);
    return taken == KZ_ANSWERED && of->question.is_shortest && !p->is_shortest ? KZ_GAVE_UP : taken;
}

static kz_progress work_one(asking *of, uint64_t effort) {
    switch (kzi_plan_run(&of->plan, effort)) {
    case PLAN_RUNNING: return KZ_RUNNING;
    case PLAN_DONE: return end_plan(of);
    default: break;
    }
    if (of->main.stories.minds.rules.loop.was_found && !of->in.has_failed)
        return kzi_forecast_note_loop(of, &of->main), KZ_MISTAKEN;
    if (!kzi_answer_spends_reserve(of)) return KZ_FAILED;
    of->main.stories.stops.by_memory = true;
    return kzi_plan_settle(&of->plan) || of->plan.has_plan ? end_plan(of) : KZ_GAVE_UP;
}

/* Each of them is replayed; the first is told. */
static kz_progress end_several(asking *of) {
    const several *many = &of->planned->many;
    if (many->found.count == 0)
        return kzi_explore_is_complete(&of->main.stories) ? KZ_NO : KZ_GAVE_UP;
    for (uint32_t i = many->found.count; i-- > 0;) {
        const several_plan *plan = &many->found.items[i];
        kz_progress taken = kzi_answer_take_plan(of, plan->acts, plan->length, plan->amount);
        if (taken != KZ_ANSWERED) return taken;
    }
    of->plan.is_shortest = true; /* all shorter ways were walked */
    bool is_enough = many->found.count >= many->wanted;
    return is_enough || (many->is_all && kzi_explore_is_complete(&of->main.stories)) ? KZ_ANSWERED
                                                                                     : KZ_GAVE_UP;
}

static kz_progress work_several(asking *of, uint64_t effort) {
    switch (kzi_several_run(&of->planned->many, effort)) {
    case PLAN_RUNNING: return KZ_RUNNING;
    case PLAN_DONE: return end_several(of);
    default: break;
    }
    if (of->main.stories.stops.by_rules) return kzi_forecast_note_loop(of, &of->main), KZ_MISTAKEN;
    if (!kzi_answer_spends_reserve(of)) return KZ_FAILED;
    of->main.stories.stops.by_memory = true;
    return end_several(of);
}

static kz_progress work_plan(asking *of, uint64_t effort) {
    if (!of->planned) {
        kz_progress begun = begin_planning(of);
        if (begun != KZ_ANSWERED) return begun;
    }
    switch (of->planned->mode) {
    case PLAN_WHOLE: return kzi_answer_work_whole(of, effort);
    case PLAN_SEVERAL: return work_several(of, effort);
    default: return work_one(of, effort);
    }
}

kz_progress kzi_answer_stop_plan(asking *of) {
    if (!of->planned || of->planned->mode == PLAN_WHOLE) return KZ_GAVE_UP;
    if (of->planned->mode == PLAN_SEVERAL) return end_several(of);
    if (!of->has_plan_begun) return KZ_GAVE_UP;
    if (!kzi_plan_settle(&of->plan)) return KZ_FAILED;
    return end_plan(of);
}

/* ---- text ---- */
static uint32_t question_count(const asking *of) {
    return kzi_reasons_count(&of->main.stories.reasons);
}

static uint32_t state_count(const asking *of) {
    return of->plan.places.count ? of->plan.places.count : of->main.stories.nodes.count;
}

static uint64_t visited_count(const asking *of) {
    return of->has_plan_begun ? of->plan.visited_count : of->main.stories.next_node;
}

static uint64_t generated_count(const asking *of) {
    return of->has_plan_begun ? of->plan.generated_count : of->main.stories.edges.count;
}

static uint64_t looped_count(const asking *of) {
    return of->plan.looped_count + of->main.stories.looped_count;
}

static const char *plural(uint64_t count) {
    return count == 1 ? "" : "s";
}

static void write_counts(const asking *of, writer *to) {
    uint32_t places = state_count(of), questions = question_count(of);
    uint64_t visited = visited_count(of);
    kzi_writef(to,
               "\n%u state%s, %llu step%s tried of %llu worked out, %u question%s of who would "
               "take them.\n",
               places, plural(places), (unsigned long long)visited, plural(visited),
               (unsigned long long)generated_count(of), questions, plural(questions));
    if (of->planned->is_unproved)
        kzi_write(to, "Checked once more by other code as far as was worth it: not all reasons.\n");
    if (looped_count(of))
        kzi_writef(to, "%llu acts were passed over: rules would go round after them.\n",
                   (unsigned long long)looped_count(of));
}

static void write_plan_acts(asking *of, writer *to, const act_id *acts, uint32_t count) {
    const grounded *about = of->main.ground;
    for (uint32_t i = 0; i < count; i++) {
        kzi_writef(to, "  %2u  ", i + 1);
        kzi_words_act(to, about, &about->acts[acts[i].n]);
        kzi_write(to, "\n");
        if (of->has_log) kzi_answer_reasons(of, to, &of->log.acts[i]);
    }
}

/* What the author wants, and not an ending, is wished for. */
static bool wishes_an_amount(const asking *of) {
    if (!of->planned || !of->planned->has_wish) return kzi_answer_is_of_problem(of);
    return of->planned->wish.ending == UINT32_MAX;
}

/* `he_sails`; utility 2 or more. */
static void write_wish(const asking *of, writer *to) {
    const char *tick = wishes_an_amount(of) ? "" : "`";
    kzi_writef(to, "%s%s%s", tick, of->story_name, tick);
}

static void write_no_plan(asking *of, writer *to) {
    const char *stopped = kzi_forecast_stopped_by(of, &of->main);
    kzi_write(to, stopped ? "No story to " : "No story leads to ");
    write_wish(of, to);
    if (stopped) kzi_writef(to, " was found; %s stood in the way, so there may be one", stopped);
    kzi_write(to, ".\n");
}

static void write_one_plan(asking *of, writer *to) {
    const planning *p = &of->plan;
    if (!p->has_plan) {
        write_no_plan(of, to);
        return;
    }
    kzi_writef(to, "%u act%s to ", p->plan_length, plural(p->plan_length));
    write_wish(of, to);
    kzi_writef(to, "%s:\n", p->is_shortest ? ", and no story to it is shorter" : "");
    write_plan_acts(of, to, p->plan, p->plan_length);
}

static void write_several(asking *of, writer *to) {
    const several *many = &of->planned->many;
    const char *stopped = kzi_forecast_stopped_by(of, &of->main);
    if (many->found.count == 0) {
        write_no_plan(of, to);
        return;
    }
    kzi_writef(to, "%u %s to ", many->found.count,
               many->found.count == 1 ? "story" : "different stories");
    write_wish(of, to);
    if (many->found.count >= many->wanted) kzi_write(to, ", none of those left out shorter:\n");
    else if (many->is_all && !stopped) kzi_write(to, "; there are no more, whatever the limits:\n");
    else kzi_writef(to, "; %s stood in the way of more:\n", stopped ? stopped : "being stopped");
    for (uint32_t i = 0; i < many->found.count; i++) {
        kzi_write(to, i ? "\n" : "");
        write_plan_acts(of, to, many->found.items[i].acts, many->found.items[i].length);
        of->has_log = false; /* reasons are told of the first */
    }
    of->has_log = of->question.has_reasons != 0;
}

static void write_planned(asking *of, writer *to) {
    if (!of->planned || kzi_answer_is_empty(of, to)) return;
    if (of->planned->mode == PLAN_WHOLE) {
        kzi_answer_write_whole(of, to);
        if (!of->story_name) return;
        kzi_write(to, "\n");
    }
    if (of->planned->mode == PLAN_SEVERAL) write_several(of, to);
    else write_one_plan(of, to);
    write_counts(of, to);
}

/* ---- JSON ---- */

/* An amount of a problem's author; null where there is none. */
static void write_amount_json(asking *of, json *to, const char *key, bool is_known, value amount) {
    kzi_json_key(to, key);
    if (!is_known || !wishes_an_amount(of)) {
        kzi_json_null(to);
        return;
    }
    writer digits = kzi_writer(&of->text);
    kzi_words_amount(&digits, of->main.ground, amount);
    kzi_json_decimal(to, kzi_written(&digits));
}

static void write_several_json(asking *of, json *to) {
    const several *many = &of->planned->many;
    kzi_json_key(to, "plans");
    kzi_json_open(to, '[');
    for (uint32_t i = 0; i < many->found.count; i++) {
        kzi_json_open(to, '{');
        write_amount_json(of, to, "utility", true, many->found.items[i].amount);
        kzi_json_key(to, "plan");
        kzi_answer_acts_json(to, of->main.ground, many->found.items[i].acts,
                             many->found.items[i].length);
        kzi_json_close(to, '}');
    }
    kzi_json_close(to, ']');
}

static void write_plan_json(asking *of, json *to) {
    const planning *p = &of->plan;
    kzi_json_key(to, "plan");
    if (!p->has_plan) kzi_json_null(to);
    else if (of->has_log) kzi_answer_log_json(of, to);
    else kzi_answer_acts_json(to, of->main.ground, p->plan, p->plan_length);
    if (of->planned && of->planned->mode == PLAN_SEVERAL) write_several_json(of, to);
}

static bool has_answered_all(const asking *of) {
    if (!of->planned || of->planned->mode == PLAN_ONE) return is_complete_plan(of);
    if (of->planned->mode == PLAN_WHOLE) return kzi_explore_is_complete(&of->main.stories);
    const several *many = &of->planned->many;
    return many->found.count >= many->wanted ||
           (many->is_all && kzi_explore_is_complete(&of->main.stories));
}

static void write_planned_json(asking *of, json *to) {
    const planning *p = &of->plan;
    bool has_wish = of->planned && of->planned->has_wish;
    kzi_answer_head_json(of, to, "kizuna-plan");
    kzi_json_key_text(to, "ending", has_wish && !wishes_an_amount(of) ? of->story_name : NULL);
    write_amount_json(of, to, "goal", has_wish, has_wish ? of->planned->wish.goal : 0);
    kzi_json_key_bool(to, "solved", p->has_plan);
    kzi_json_key_bool(to, "complete", has_answered_all(of));
    kzi_json_key_bool(to, "shortest", p->is_shortest);
    kzi_json_key(to, "replayed");
    if (!p->has_plan) kzi_json_null(to);
    else kzi_json_bool(to, !of->planned->is_unproved);
    write_amount_json(of, to, "utility", p->has_plan, p->plan_amount);
    kzi_answer_notes_json(of, to);
    if (of->story_name || (of->planned && of->planned->was_unfolded))
        kzi_forecast_stops_json(to, &of->main);
    write_plan_json(of, to);
    kzi_json_key_number(to, "visited_count", (int64_t)visited_count(of));
    kzi_json_key_number(to, "generated_count", (int64_t)generated_count(of));
    kzi_json_key_number(to, "state_count", state_count(of));
    if (of->planned && of->planned->mode == PLAN_WHOLE) kzi_answer_whole_json(of, to);
    kzi_json_key_number(to, "explanation_count", question_count(of));
    kzi_json_key_number(to, "looped_count", (int64_t)looped_count(of));
    kzi_answer_measured_json(of, to);
}

const answer_verb kzi_answer_plan = {KZ_PLAN, work_plan, write_planned, write_planned_json, true};
