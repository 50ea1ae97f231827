/* SPDX-License-Identifier: MIT
 *
 * answer_plan: a story that leads to an ending, found without unfolding all others.
 *
 * In     the ending that is wished for; of a problem of the peer's, how much its author wants
 * Out    its acts, and whether no story to it is shorter; with `why`, the plan in each actor's mind
 */
#include "../sabre/sabre_ground.h"
#include "../mind/judge.h"
#include "asking.h"

#include <string.h>

/* ---- the wish ---- */
static bool begin_wish(asking *of, const plan_wish *wish, const char *name) {
    static const plan_method methods[] = {[KZ_AUTO] = PLAN_AUTO, [KZ_BEST] = PLAN_BEST, [KZ_EXPLAIN_FIRST] = PLAN_EXPLAIN_FIRST, [KZ_BLIND] = PLAN_BLIND};
    plan_settings how = {.method = methods[of->question.method],
                         .is_without_estimates = of->question.has_no_estimates,
                         .proves_shortest = of->question.is_shortest,
                         .most_visited = of->question.limit_visited};
    of->has_plan_begun = true;
    of->story_name = name;
    return kzi_plan_begin(&of->plan, &of->main.stories, wish, &how);
}

static bool begin_ending(asking *of, uint32_t ending) {
    const grounded *about = of->main.ground;
    plan_wish wish = {.sum = about->endings[ending].condition, .above = 0, .goal = 1, .ending = ending};
    return begin_wish(of, &wish, kzi_symbol_text(about->names, about->endings[ending].name));
}

/* ---- the wish of a problem's author ---- */

/* "2", "-0.5", in parts of one as the world counts; what lies between two of them is rounded up, since less is not enough. */
static bool read_goal(const char *text, int64_t scale, value *to) {
    bool is_below = *text == '-', has_digit = false, is_between = false;
    int64_t amount = 0;
    if (is_below) text++;
    for (; *text >= '0' && *text <= '9'; text++, has_digit = true) {
        amount = amount * 10 + (*text - '0') * scale;
        if (amount > INT32_MAX) return false;
    }
    if (*text == '.') text++;
    for (int64_t step = scale / 10; *text >= '0' && *text <= '9'; text++, has_digit = true, step /= 10) {
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
    value scale = about->scale > 1 ? about->scale : 1, goal;
    if (of->question.goal && !read_goal(of->question.goal, scale, &goal)) return goal_is_no_number(of);
    state_id start = kzi_explore_start(&of->main.stories);
    if (start.n == NO_STATE.n && !of->main.stories.stops.by_rules) return KZ_FAILED;
    if (start.n == NO_STATE.n) return kzi_forecast_note_loop(of, &of->main), KZ_MISTAKEN;
    value now = kzi_amount(&of->main.stories.minds.desk, kzi_ref(start), about->author_worth);
    if (!of->question.goal) goal = kzi_sabre_goal(now, scale);
    of->story_name = now == UNKNOWN ? "more than the unknown utility of the start" : goal_words(of, goal);
    if (now == UNKNOWN) return of->main.stories.is_done = true, KZ_NO;
    plan_wish wish = {.sum = about->author_worth, .above = now, .goal = goal, .ending = UINT32_MAX};
    return begin_wish(of, &wish, of->story_name) ? KZ_ANSWERED : KZ_FAILED;
}

static kz_progress note_ending_wanted(asking *of) {
    const grounded *about = of->main.ground;
    note *said = kzi_note(&of->said, K_WHICH_ENDING, KZI_IN_NO_FILE);
    writer names = kzi_writer(&of->in);
    for (uint32_t i = 0; i < about->ending_count; i++) kzi_writef(&names, "%s`%s`", i ? ", " : "", kzi_symbol_text(about->names, about->endings[i].name));
    if (about->ending_count) kzi_note_try(&of->said, said, "`--ending` with one of %s", kzi_written(&names));
    return KZ_MISASKED;
}

static kz_progress begin_asked(asking *of) {
    if (kzi_answer_is_of_problem(of)) return begin_goal(of);
    if (!of->question.ending && of->main.ground->ending_count != 1) return note_ending_wanted(of);
    uint32_t ending = 0;
    if (of->question.ending) {
        kz_progress found = kzi_answer_find_ending(of, of->question.ending, &ending);
        if (found != KZ_ANSWERED) return found;
    }
    return begin_ending(of, ending) ? KZ_ANSWERED : KZ_FAILED;
}

/* ---- working ---- */
static kz_progress end_plan(asking *of) {
    if (!of->plan.has_plan) return kzi_explore_is_complete(&of->main.stories) && of->plan.looped_count == 0 ? KZ_NO : KZ_GAVE_UP;
    if (!kzi_told_acts(&of->log, &of->main.stories, of->plan.plan, of->plan.plan_length, &of->in)) return KZ_FAILED;
    of->has_log = of->question.has_reasons != 0; /* told in any case, since the replay judges the plans behind it */
    return kzi_answer_replay(of, &of->main, &of->log);
}

static kz_progress work_plan(asking *of, uint64_t effort) {
    if (!of->has_plan_begun) {
        kz_progress begun = begin_asked(of);
        if (begun != KZ_ANSWERED) return begun;
    }
    switch (kzi_plan_run(&of->plan, effort)) {
    case PLAN_RUNNING: return KZ_RUNNING;
    case PLAN_DONE: return end_plan(of);
    default: break;
    }
    if (!of->main.stories.minds.rules.loop.was_found) return KZ_FAILED;
    kzi_forecast_note_loop(of, &of->main);
    return KZ_MISTAKEN;
}

/* ---- text ---- */
static uint32_t question_count(const planning *p) {
    return p->reasons ? p->reasons->entries.count : 0;
}

static void write_counts(const planning *p, writer *to) {
    kzi_writef(to, "\n%u state%s, %llu step%s tried of %llu worked out, %u question%s of who would take them.\n", p->places.count,
               p->places.count == 1 ? "" : "s", (unsigned long long)p->visited_count, p->visited_count == 1 ? "" : "s",
               (unsigned long long)p->generated_count, question_count(p), question_count(p) == 1 ? "" : "s");
    if (p->looped_count) kzi_writef(to, "%llu acts were passed over: rules would go round after them.\n", (unsigned long long)p->looped_count);
}

static void write_plan_acts(asking *of, writer *to) {
    const grounded *about = of->main.ground;
    for (uint32_t i = 0; i < of->plan.plan_length; i++) {
        kzi_writef(to, "  %2u  ", i + 1);
        kzi_words_act(to, about, &about->acts[of->plan.plan[i].n]);
        kzi_write(to, "\n");
        if (of->has_log) kzi_answer_reasons(of, to, &of->log.acts[i]);
    }
}

static void write_no_plan(asking *of, writer *to) {
    const char *stopped = kzi_forecast_stopped_by(of, &of->main), *tick = kzi_answer_is_of_problem(of) ? "" : "`";
    if (stopped) kzi_writef(to, "No story to %s%s%s was found; %s stood in the way, so there may be one.\n", tick, of->story_name, tick, stopped);
    else kzi_writef(to, "No story leads to %s%s%s.\n", tick, of->story_name, tick);
}

static void write_found_plan(asking *of, writer *to) {
    const planning *p = &of->plan;
    const char *tick = kzi_answer_is_of_problem(of) ? "" : "`";
    if (!of->story_name) return;
    if (!p->has_plan) {
        write_no_plan(of, to);
        write_counts(p, to);
        return;
    }
    kzi_writef(to, "%u act%s to %s%s%s%s:\n", p->plan_length, p->plan_length == 1 ? "" : "s", tick, of->story_name, tick,
               p->is_shortest ? ", and no story to it is shorter" : "");
    write_plan_acts(of, to);
    write_counts(p, to);
}

/* ---- JSON ---- */

/* A number of the author's of a problem, in decimals; null where there is none. */
static void write_amount_json(asking *of, json *to, const char *key, value amount) {
    bool is_known = kzi_answer_is_of_problem(of) && of->has_plan_begun && (of->plan.has_plan || strcmp(key, "goal") == 0);
    writer text = kzi_writer(&of->text);
    if (is_known) kzi_words_amount(&text, of->main.ground, amount);
    kzi_json_key_text(to, key, is_known ? kzi_written(&text) : NULL);
}

static void write_found_plan_json(asking *of, json *to) {
    const planning *p = &of->plan;
    kzi_answer_head_json(of, to, "kizuna-plan");
    kzi_json_key_text(to, "ending", of->has_plan_begun && !kzi_answer_is_of_problem(of) ? of->story_name : NULL);
    write_amount_json(of, to, "goal", p->wish.goal);
    kzi_json_key_bool(to, "solved", p->has_plan);
    kzi_json_key_bool(to, "complete", p->has_plan ? p->is_shortest : kzi_explore_is_complete(&of->main.stories) && !p->looped_count);
    kzi_json_key_bool(to, "shortest", p->is_shortest);
    write_amount_json(of, to, "utility", p->plan_amount);
    kzi_answer_notes_json(of, to);
    if (of->has_plan_begun) kzi_forecast_stops_json(to, &of->main);
    kzi_json_key(to, "plan");
    if (!p->has_plan) kzi_json_null(to);
    else if (of->has_log) kzi_answer_log_json(of, to);
    else kzi_answer_acts_json(to, of->main.ground, p->plan, p->plan_length);
    kzi_json_key_number(to, "visited_count", (int64_t)p->visited_count);
    kzi_json_key_number(to, "generated_count", (int64_t)p->generated_count);
    kzi_json_key_number(to, "state_count", p->places.count);
    kzi_json_key_number(to, "explanation_count", question_count(p));
    kzi_json_key_number(to, "looped_count", (int64_t)p->looped_count);
    kzi_answer_measured_json(of, to);
}

const answer_verb kzi_answer_plan = {KZ_PLAN, work_plan, write_found_plan, write_found_plan_json, true};
