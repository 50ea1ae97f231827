/* SPDX-License-Identifier: MIT
 *
 * nested: see nested.h. In text each plan stands further in than the one it is part of.
 */
#include "nested.h"

/* plans within plans; nobody follows further, and JSON has its own end */
#define NESTED_SHOWN 12u

/* Why somebody would take the step of that number, in the planner's picture; false where nothing is
 * to be shown. */
static bool plan_within(asking *of, const nested_plan *in, view at, uint32_t step, mind_id actor,
                        nested_plan *found) {
    bool is_own = actor.n == in->whose.n;
    view held = is_own ? at : kzi_minds_view(&of->main.stories.minds, at, actor);
    uint32_t level = is_own ? in->level : in->level + 1,
             budget = in->budget > step ? in->budget - step : 1;
    reason why = in->ask(&of->main.stories.reasons, held, in->acts[step], level, budget);
    if (why.answer == REASON_FAILED) of->text.has_failed = true; /* no half answer */
    if (why.answer != REASON_YES) return false;
    *found = (nested_plan){actor, held,   why.plan,      why.plan_length,
                           level, budget, in->depth + 1, in->ask};
    if (!is_own) return true;
    bool is_the_rest = why.plan_length == in->length - step;
    for (uint32_t i = 0; is_the_rest && i < why.plan_length; i++)
        is_the_rest = why.plan[i].n == in->acts[step + i].n;
    return !is_the_rest;
}

static view after_step(asking *of, view at, act_id act) {
    at.state = kzi_minds_step(&of->main.stories.minds, at, act);
    if (at.state.n == NO_STATE.n) of->text.has_failed = true;
    return at;
}

void kzi_nested_each(asking *of, const nested_plan *in, nested_visit visit, void *to) {
    const grounded *about = of->main.ground;
    view at = in->held;
    for (uint32_t step = 0; step < in->length && in->depth < NESTED_SHOWN && !of->text.has_failed;
         step++) {
        const ground_act *a = &about->acts[in->acts[step].n];
        nested_plan within;
        for (uint32_t i = 0; step && i < a->actor_count; i++) {
            if (plan_within(of, in, at, step, about->actors[a->first_actor + i], &within))
                visit(of, to, &within, in->acts[step]);
        }
        if (step + 1 < in->length) at = after_step(of, at, in->acts[step]);
    }
}

nested_plan kzi_nested_outermost(const asking *of, const told_reason *why, nested_ask ask) {
    return (nested_plan){why->actor,
                         why->held,
                         why->why.plan,
                         why->why.plan_length,
                         1,
                         of->main.stories.reasons.plan_limit,
                         0,
                         ask};
}

/* ---- text ---- */
static void write_plans_within(asking *of, writer *to, const nested_plan *in);

static void write_one_within(asking *of, void *into, const nested_plan *plan, act_id step) {
    writer *to = into;
    const grounded *about = of->main.ground;
    writer said = kzi_writer(&of->text);
    kzi_words_act_name(&said, about, &about->acts[step.n]);
    kzi_writef(&said, " because of %s's plan: ", kzi_words_mind(about, plan->whose));
    told_reason shown = {.actor = plan->whose,
                         .held = plan->held,
                         .why = {.plan = plan->acts, .plan_length = plan->length}};
    kzi_answer_plan_in_words(of, &said, &shown);
    kzi_write(&said, ".");
    writer margin = kzi_writer(&of->text);
    kzi_write(&margin, "    | ");
    kzi_write_repeated(&margin, ' ', (size_t)2 * plan->depth);
    kzi_telling_wrap(to, kzi_written(&said), 90, kzi_written(&margin));
    write_plans_within(of, to, plan);
}

static void write_plans_within(asking *of, writer *to, const nested_plan *in) {
    kzi_nested_each(of, in, write_one_within, to);
}

void kzi_answer_nested(asking *of, writer *to, const told_reason *why) {
    nested_plan plan = kzi_nested_outermost(of, why, kzi_reason_shown);
    of->main.stories.reasons.effort_end = 0; /* what was answered once is answered again */
    write_plans_within(of, to, &plan);
}

/* ---- JSON ---- */
static void nested_json(asking *of, json *to, const nested_plan *in);

static void one_within_json(asking *of, void *into, const nested_plan *plan, act_id step) {
    json *to = into;
    const grounded *about = of->main.ground;
    writer name = kzi_writer(&of->text);
    kzi_words_act_name(&name, about, &about->acts[step.n]);
    kzi_json_open(to, '{');
    kzi_json_key_text(to, "step", kzi_written(&name));
    kzi_json_key_text(to, "actor", kzi_words_mind(about, plan->whose));
    kzi_json_key(to, "plan");
    kzi_answer_acts_json(to, about, plan->acts, plan->length);
    nested_json(of, to, plan);
    kzi_json_close(to, '}');
}

static void nested_json(asking *of, json *to, const nested_plan *in) {
    kzi_json_key(to, "within");
    kzi_json_open(to, '[');
    kzi_nested_each(of, in, one_within_json, to);
    kzi_json_close(to, ']');
}

void kzi_answer_nested_json(asking *of, json *to, const told_reason *why) {
    nested_plan plan = kzi_nested_outermost(of, why, kzi_reason_shown);
    of->main.stories.reasons.effort_end = 0;
    nested_json(of, to, &plan);
}
