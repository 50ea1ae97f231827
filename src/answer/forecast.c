/* SPDX-License-Identifier: MIT
 *
 * forecast: a world grounded for a question, and the stories it holds.
 *
 * In     what is asked, one of its what-ifs, or none
 * Out    ground, stories and ledger, worked on in slices; what stopped them, in words
 * Owns   what an exploration keeps beside the asking's arena, until kzi_forecast_end
 */
#include "shape.h"

#include "../sabre/sabre_ground.h"

static uint32_t limit_or(uint32_t asked, uint32_t otherwise) {
    return asked == KZ_AS_THE_WORLD_SAYS ? otherwise : asked == KZ_NO_LIMIT ? NO_LIMIT : asked - 1;
}

static limits question_limits(const asking *of, const limits *stated) {
    const kz_question *q = &of->question;
    return (limits){.story = limit_or(q->limit_story, stated->story),
                    .plan = limit_or(q->limit_plan, stated->plan),
                    .mind = limit_or(q->limit_mind, stated->mind),
                    .beliefs = limit_or(q->limit_beliefs, stated->beliefs),
                    .states = limit_or(q->limit_states, stated->states)};
}

static const grounded *grounded_for(asking *of, uint32_t what_if) {
    if (of->world->is_peers) return kzi_sabre_ground(&of->in, of->world->problem, &of->said);
    ground_request request = {.what_if = what_if,
                              .changes = of->changes,
                              .change_count = (uint32_t)of->question.change_count};
    if (of->holds_changes_back) request.change_count = 0;
    request.is_at_fork =
        of->verb->verb == KZ_WHATIF && of->question.after_count != 0 && !of->holds_changes_back;
    request.keeps_all_facts =
        of->verb->verb ==
        KZ_WHYNOT; /* what could be otherwise must be there, also what never changes by itself */
    if (of->finding) {
        request.conditions = of->finding->conditions;
        request.condition_count = of->finding->condition_count;
    }
    return kzi_ground_build(&of->in, of->world->world, &request, &of->said);
}

bool kzi_forecast_begin(asking *of, forecast *to, uint32_t what_if) {
    *to = (forecast){.ground = grounded_for(of, what_if)};
    if (!to->ground) return false;
    limits within = question_limits(of, &to->ground->limits);
    to->is_begun = kzi_explore_begin(&to->stories, to->ground, &within, &of->in);
    to->stories.threads = of->question.threads;
    return to->is_begun;
}

/* The fork is one of the what-if that the world was grounded for; its line explains why the tale
 * should be told that far. */
static bool fork_not_reached(asking *of, const forecast *what, const ground_call *call) {
    const grounded *about = what->ground;
    const ground_what_if *by = &about->what_ifs[about->asked_what_if];
    const char *tale = kzi_symbol_text(about->names, about->tales[about->fork_tale].name);
    note *said = kzi_note(&of->said, K_FORK_NOT_REACHED, call->where,
                          kzi_symbol_text(about->names, by->name), tale, call->text);
    kzi_note_other(&of->said, said, by->where, "the what-if");
    return false;
}

/* The first instance that is possible: a tale's beginning is taken as told. */
static bool step_as_told(forecast *what, const ground_call *call, arena *in) {
    exploration *e = &what->stories;
    for (uint32_t i = 0; i < call->candidate_count; i++) {
        act_id act = what->ground->candidates[call->first_candidate + i];
        if (!kzi_minds_possible(&e->minds, e->start.state, act)) continue;
        view from = e->start;
        e->start.state = kzi_minds_step(&e->minds, from, act);
        return LIST_ADD(in, &what->told_before, act);
    }
    return false;
}

bool kzi_forecast_fork(asking *of, forecast *to) {
    const grounded *about = to->ground;
    exploration *e = &to->stories;
    if (about->fork == FORK_NONE) return true;
    const ground_tale *tale = &about->tales[about->fork_tale];
    e->start.state = kzi_minds_start(&e->minds);
    uint32_t taken = about->fork_call - tale->first_call + (about->fork == FORK_AFTER ? 1 : 0);
    for (uint32_t i = 0; i < taken && e->start.state.n != NO_STATE.n; i++) {
        const ground_call *call = &about->calls[tale->first_call + i];
        if (step_as_told(to, call, &of->in)) continue;
        if (of->in.has_failed) return false;
        return fork_not_reached(of, to, call);
    }
    if (e->start.state.n == NO_STATE.n) return false;
    state_id forked =
        kzi_minds_change(&e->minds, e->start.state, about->fork_changes, about->fork_change_count);
    if (forked.n == NO_STATE.n) return false;
    const ground_call *left = &about->calls[about->fork_call];
    act_id forbidden = {UINT32_MAX};
    for (uint32_t i = 0; about->fork == FORK_INSTEAD_OF && i < left->candidate_count; i++) {
        act_id act = about->candidates[left->first_candidate + i];
        if (kzi_minds_possible(&e->minds, forked, act)) forbidden = act;
    }
    return kzi_explore_start_at(e, forked, forbidden);
}

void kzi_forecast_end(forecast *of) {
    if (of->is_begun) kzi_explore_end(&of->stories);
    of->is_begun = false;
}

void kzi_forecast_note_loop(asking *of, const forecast *what) {
    const grounded *about = what->ground;
    const rule_loop *loop = &what->stories.minds.rules.loop;
    writer names = kzi_writer(&of->in);
    for (uint32_t i = 0; i < loop->rule_count; i++) {
        const char *before = i == 0 ? "" : i + 1 == loop->rule_count ? " and " : ", ";
        kzi_writef(&names, "%s`%s`", before,
                   kzi_symbol_text(about->names, about->rules[loop->rules[i]].name));
    }
    const ground_act *first = &about->rules[loop->rules[0]];
    const char *whose =
        loop->in_mind.n == NO_MIND.n ? "the world" : kzi_words_mind(about, loop->in_mind);
    note *said = kzi_note(&of->said, K_RULES_GO_ROUND, first->where, kzi_written(&names));
    act_id act = what->stories.failed_act;
    if (act.n == UINT32_MAX) {
        kzi_note_label(&of->said, said, "goes round at the very start, in %s%s", whose,
                       loop->in_mind.n == NO_MIND.n ? "" : "'s mind");
    } else {
        writer name = kzi_writer(&of->in);
        kzi_words_act(&name, about, &about->acts[act.n]);
        kzi_note_label(&of->said, said, "goes round after `%s`, in %s%s", kzi_written(&name), whose,
                       loop->in_mind.n == NO_MIND.n ? "" : "'s mind");
    }
    if (loop->rule_count > 1) {
        kzi_note_other(&of->said, said, about->rules[loop->rules[1]].where,
                       "and this calls the first again");
    }
    kzi_note_try(&of->said, said,
                 "let `when` ask for what `then` changes, so that the rule is done once: `when …, "
                 "not broken` … `then broken`");
}

static kz_progress end_forecast(asking *of, forecast *to) {
    if (!kzi_ledger_make(&to->ends, &to->stories, &of->in)) return KZ_FAILED;
    to->has_ends = true;
    return KZ_ANSWERED;
}

bool kzi_answer_spends_reserve(asking *of) {
    if (of->from.limit == of->whole_memory_limit) return false;
    of->from.limit = of->whole_memory_limit;
    of->in.has_failed = false;
    return true;
}

kz_progress kzi_forecast_work(asking *of, forecast *to, uint64_t effort) {
    if (to->has_ends) return KZ_ANSWERED;
    switch (kzi_explore_run(&to->stories, effort)) {
    case EXPLORE_RUNNING: return KZ_RUNNING;
    case EXPLORE_DONE: return end_forecast(of, to);
    default: break;
    }
    if (!to->stories.stops.by_rules)
        return kzi_answer_spends_reserve(of) ? end_forecast(of, to) : KZ_FAILED;
    kzi_forecast_note_loop(of, to);
    return KZ_MISTAKEN;
}

const char *kzi_forecast_stopped_by(asking *of, const forecast *what) {
    const exploration *e = &what->stories;
    if (kzi_explore_is_complete(e)) return NULL;
    writer to = kzi_writer(&of->text);
    const struct {
        bool stopped;
        const char *name;
        uint32_t limit;
    } all[] = {{e->stops.by_story, "story", e->limits.story},
               {e->stops.by_plan, "plan", e->limits.plan},
               {e->stops.by_mind, "mind", e->limits.mind},
               {e->stops.by_states, "states", e->limits.states}};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        if (!all[i].stopped) continue;
        if (all[i].limit == NO_LIMIT)
            kzi_writef(&to, "%show much a question may cost", to.length ? " and " : "");
        else
            kzi_writef(&to, "%sthe %s limit (%u)", to.length ? " and " : "", all[i].name,
                       all[i].limit);
    }
    if (e->stops.by_tries)
        kzi_writef(&to, "%sthe limit of steps tried (%u)", to.length ? " and " : "",
                   of->question.limit_visited);
    if (e->stops.by_memory) kzi_writef(&to, "%smemory", to.length ? " and " : "");
    if (e->stops.by_time || !e->is_done)
        kzi_writef(&to, "%sbeing stopped", to.length ? " and " : "");
    return kzi_written(&to);
}

void kzi_forecast_stops_json(json *to, const forecast *what) {
    const stops *s = &what->stories.stops;
    kzi_json_key(to, "stopped_by");
    kzi_json_open(to, '[');
    if (s->by_story) kzi_json_text(to, "story");
    if (s->by_plan) kzi_json_text(to, "plan");
    if (s->by_mind) kzi_json_text(to, "mind");
    if (s->by_states) kzi_json_text(to, "states");
    if (s->by_tries) kzi_json_text(to, "tries");
    if (s->by_memory) kzi_json_text(to, "memory");
    if (s->by_time || !what->stories.is_done) kzi_json_text(to, "time");
    kzi_json_close(to, ']');
}
