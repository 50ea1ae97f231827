/* SPDX-License-Identifier: MIT
 *
 * answer_plan: a story that leads to an ending, found without unfolding all others.
 *
 * In     the ending that is wished for
 * Out    its acts, and whether no story to it is shorter; with `why`, the plan in each actor's mind
 */
#include "asking.h"

/* ---- the wish ---- */
static bool begin_plan(asking *of, uint32_t ending) {
    const grounded *about = of->main.ground;
    plan_wish wish = {.sum = about->endings[ending].condition, .above = 0, .goal = 1, .ending = ending};
    static const plan_method methods[] = {[KZ_AUTO] = PLAN_AUTO, [KZ_BEST] = PLAN_BEST, [KZ_EXPLAIN_FIRST] = PLAN_EXPLAIN_FIRST, [KZ_BLIND] = PLAN_BLIND};
    plan_settings how = {.method = methods[of->question.method],
                         .is_without_estimates = of->question.has_no_estimates,
                         .proves_shortest = of->question.is_shortest,
                         .most_visited = of->question.limit_visited};
    of->has_plan_begun = true;
    of->story_name = kzi_symbol_text(about->names, about->endings[ending].name);
    return kzi_plan_begin(&of->plan, &of->main.stories, &wish, &how);
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
    if (!of->question.ending && of->main.ground->ending_count != 1) return note_ending_wanted(of);
    uint32_t ending = 0;
    if (of->question.ending) {
        kz_progress found = kzi_answer_find_ending(of, of->question.ending, &ending);
        if (found != KZ_ANSWERED) return found;
    }
    return begin_plan(of, ending) ? KZ_ANSWERED : KZ_FAILED;
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

static void write_found_plan(asking *of, writer *to) {
    const planning *p = &of->plan;
    if (!of->has_plan_begun) return;
    if (!p->has_plan) {
        const char *stopped = kzi_forecast_stopped_by(of, &of->main);
        if (stopped) kzi_writef(to, "No story to `%s` was found; %s stood in the way, so there may be one.\n", of->story_name, stopped);
        else kzi_writef(to, "No story leads to `%s`.\n", of->story_name);
        write_counts(p, to);
        return;
    }
    kzi_writef(to, "%u act%s to `%s`%s:\n", p->plan_length, p->plan_length == 1 ? "" : "s", of->story_name, p->is_shortest ? ", and no story to it is shorter" : "");
    write_plan_acts(of, to);
    write_counts(p, to);
}

/* ---- JSON ---- */
static void write_found_plan_json(asking *of, json *to) {
    const planning *p = &of->plan;
    kzi_answer_head_json(of, to, "kizuna-plan");
    kzi_json_key_text(to, "ending", of->has_plan_begun ? of->story_name : NULL);
    kzi_json_key_bool(to, "solved", p->has_plan);
    kzi_json_key_bool(to, "complete", p->has_plan ? p->is_shortest : kzi_explore_is_complete(&of->main.stories) && !p->looped_count);
    kzi_json_key_bool(to, "shortest", p->is_shortest);
    kzi_json_key_text(to, "utility", NULL);
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

const answer_verb kzi_answer_plan = {KZ_PLAN, work_plan, write_found_plan, write_found_plan_json};
