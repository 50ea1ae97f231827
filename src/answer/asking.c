/* SPDX-License-Identifier: MIT
 *
 * asking: see asking.h.
 */
#include "fating.h"
#include "shape.h"

#include "../sabre/sabre_ground.h"
#include "../syntax/parser.h"

#include <string.h>

static const answer_verb *const verbs[] = {
    &kzi_answer_check, &kzi_answer_endings, &kzi_answer_tell,   &kzi_answer_minds, &kzi_answer_plan,
    &kzi_answer_why,   &kzi_answer_whynot,  &kzi_answer_whatif, &kzi_answer_sweep, &kzi_answer_test,
    &kzi_answer_map,   &kzi_answer_find,    &kzi_answer_strings};

/* ---- the question is copied, since its guest may let go of it ---- */
static const answer_verb *verb_asked(kz_verb verb) {
    for (size_t i = 0; i < sizeof verbs / sizeof *verbs; i++) {
        if (verbs[i]->verb == verb) return verbs[i];
    }
    return verbs[0];
}

static void copy_question(asking *of, const kz_question *from) {
    kz_question q = {0};
    memcpy(&q, from, from->size < sizeof q ? from->size : sizeof q);
    q.changes = kzi_arena_copies(&of->in, q.changes, q.change_count);
    q.after = kzi_arena_copies(&of->in, q.after, q.after_count);
    q.over = kzi_arena_copies(&of->in, q.over, q.over_count);
    q.act = kzi_arena_copy(&of->in, q.act);
    q.what_if = kzi_arena_copy(&of->in, q.what_if);
    q.tale = kzi_arena_copy(&of->in, q.tale);
    q.ending = kzi_arena_copy(&of->in, q.ending);
    q.through = kzi_arena_copy(&of->in, q.through);
    q.without_content = kzi_arena_copy(&of->in, q.without_content);
    q.marked_text = kzi_arena_copy(&of->in, q.marked_text);
    q.strings = kzi_arena_copy(&of->in, q.strings);
    q.shape = kzi_arena_copy(&of->in, q.shape);
    q.goal = kzi_arena_copy(&of->in, q.goal);
    of->question = q;
}

/* ---- changes ---- */
/* False when memory ended or a change is mistaken. */
static bool read_changes(asking *of) {
    of->changes = KZI_TAKE_MANY(&of->in, const node *, of->question.change_count);
    if (!of->changes) return false;
    for (size_t i = 0; i < of->question.change_count; i++) {
        of->changes[i] = kzi_reading_change(&of->own, of->question.changes[i], &of->said);
        if (!of->changes[i] && of->said.error_count == 0) return false;
    }
    return of->said.error_count == 0;
}

/* Changes and acts in words may bring names along, so they are read beside a world of their own. */
static bool brings_words(const asking *of) {
    kz_verb verb = of->verb->verb;
    return of->question.change_count || of->question.after_count || of->question.shape ||
           verb == KZ_WHYNOT || verb == KZ_WHATIF || verb == KZ_SWEEP;
}

static bool begin_reading(asking *of, const reading *shared) {
    of->world = shared;
    of->said = kzi_notes(&of->in, &shared->all);
    if (!brings_words(of)) return true;
    of->has_own = true; /* freed even when reading fails half-way */
    if (!kzi_reading_again(&of->own, &of->from, shared)) return false;
    of->world = &of->own;
    of->said = kzi_notes(&of->in, &of->own.all);
    return true;
}

/* ---- limits ---- */
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

/* ---- forecasts ---- */
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

/* ---- heads ---- */
static void write_limit(writer *to, const char *name, uint32_t limit, bool *has_any) {
    if (limit == NO_LIMIT) return;
    kzi_writef(to, "%s%s %u", *has_any ? ", " : "", name, limit);
    *has_any = true;
}

void kzi_answer_limits(asking *of, writer *to) {
    const limits *l = &of->main.stories.limits;
    bool has_any = false;
    write_limit(to, "story", l->story, &has_any);
    write_limit(to, "plan", l->plan, &has_any);
    write_limit(to, "mind", l->mind, &has_any);
    write_limit(to, "beliefs", l->beliefs, &has_any);
    write_limit(to, "states", l->states, &has_any);
    if (!has_any) kzi_write(to, "none");
}

void kzi_answer_changes(asking *of, writer *to) {
    if (of->question.what_if) kzi_writef(to, "  what if: %s\n", of->question.what_if);
    for (size_t i = 0; i < of->question.change_count; i++)
        kzi_writef(to, "  changed: %s\n", of->question.changes[i]);
}

bool kzi_answer_is_empty(const asking *of, writer *to) {
    const world *w = of->world->world;
    if (!w) return false; /* a problem of the peer's */
    if (w->thing_count || w->fact_count || w->act_count || w->rule_count ||
        of->main.ground->ending_count)
        return false;
    kzi_writef(to,
               "%s: there is nothing in it yet: nobody, no fact, no act, no ending.\nTo begin from "
               "a small world that is there already: kizuna new NAME\n",
               of->world->all.list.items[0].name);
    return true;
}

static void write_changes_json(asking *of, json *to) {
    kzi_json_key_text(to, "what_if", of->question.what_if);
    kzi_json_key(to, "changes");
    kzi_json_open(to, '[');
    for (size_t i = 0; i < of->question.change_count; i++)
        kzi_json_text(to, of->question.changes[i]);
    kzi_json_close(to, ']');
}

static void write_limit_json(json *to, const char *name, uint32_t limit) {
    kzi_json_key(to, name);
    if (limit == NO_LIMIT) kzi_json_null(to);
    else kzi_json_number(to, limit);
}

void kzi_answer_head_json(asking *of, json *to, const char *format) {
    kzi_json_key_text(to, "format", format);
    kzi_json_key_number(to, "version", 1);
    kzi_json_key_text(to, "story", of->main.ground ? of->main.ground->front.title : NULL);
    write_changes_json(of, to);
    if (!of->main.is_begun) return;
    const limits *l = &of->main.stories.limits;
    kzi_json_key(to, "limits");
    kzi_json_open(to, '{');
    write_limit_json(to, "story", l->story);
    write_limit_json(to, "plan", l->plan);
    write_limit_json(to, "mind", l->mind);
    write_limit_json(to, "beliefs", l->beliefs);
    write_limit_json(to, "states", l->states);
    kzi_json_close(to, '}');
    kzi_json_key_text(to, "choice", of->main.ground->has_lesser_evil ? "lesser evil" : "gain");
}

void kzi_answer_notes_json(asking *of, json *to) {
    kzi_json_key(to, "diagnostics");
    kzi_json_open(to, '[');
    kzi_notes_write_json(to, &of->world->said);
    kzi_notes_write_json(to, &of->said);
    kzi_json_close(to, ']');
}

void kzi_answer_measured_json(asking *of, json *to) {
    (void)of;
    kzi_json_key(to, "measured");
    kzi_json_open(to, '{');
    kzi_json_close(to, '}');
}

void kzi_answer_acts_json(json *to, const grounded *about, const act_id *acts, uint32_t count) {
    kzi_json_open(to, '[');
    for (uint32_t i = 0; i < count; i++)
        kzi_words_act_json(to, about, &about->acts[acts[i].n], false);
    kzi_json_close(to, ']');
}

/* ---- which story ---- */
static uint32_t number_of_tale(const grounded *about, const char *name) {
    for (uint32_t i = 0; i < about->tale_count; i++) {
        if (strcmp(kzi_symbol_text(about->names, about->tales[i].name), name) == 0) return i;
    }
    return UINT32_MAX;
}

static uint32_t number_of_ending(const grounded *about, const char *name) {
    for (uint32_t i = 0; i < about->ending_count; i++) {
        if (strcmp(kzi_symbol_text(about->names, about->endings[i].name), name) == 0) return i;
    }
    return UINT32_MAX;
}

static kz_progress name_unknown(asking *of, const char *what, const char *name,
                                const char *const *known, uint32_t count) {
    note *said = kzi_note(&of->said, K_NO_SUCH_STORY, KZI_IN_NO_FILE, what, name);
    const char *meant = kzi_did_you_mean(name, known, count);
    if (meant) kzi_note_try(&of->said, said, "%s", meant);
    return KZ_MISTAKEN;
}

static kz_progress tale_unknown(asking *of, const char *name) {
    const grounded *about = of->main.ground;
    const char **known = KZI_TAKE_MANY(&of->in, const char *, about->tale_count);
    for (uint32_t i = 0; known && i < about->tale_count; i++)
        known[i] = kzi_symbol_text(about->names, about->tales[i].name);
    return known ? name_unknown(of, "tale", name, known, about->tale_count) : KZ_FAILED;
}

static kz_progress ending_unknown(asking *of, const char *name) {
    const grounded *about = of->main.ground;
    const char **known = KZI_TAKE_MANY(&of->in, const char *, about->ending_count);
    for (uint32_t i = 0; known && i < about->ending_count; i++)
        known[i] = kzi_symbol_text(about->names, about->endings[i].name);
    return known ? name_unknown(of, "ending", name, known, about->ending_count) : KZ_FAILED;
}

static kz_progress log_failed(asking *of) {
    if (!of->main.stories.minds.rules.loop.was_found) return KZ_FAILED;
    kzi_forecast_note_loop(of, &of->main);
    return KZ_MISTAKEN;
}

static kz_progress log_tale(asking *of, uint32_t number) {
    const ground_tale *tale = &of->main.ground->tales[number];
    const ground_call *calls = of->main.ground->calls + tale->first_call;
    if (!kzi_told_tale(&of->log, &of->main.stories, calls, tale->call_count, &of->in))
        return log_failed(of);
    of->has_log = true;
    of->story_name = kzi_symbol_text(of->main.ground->names, tale->name);
    return KZ_ANSWERED;
}

static kz_progress log_shortest(asking *of, uint32_t ending) {
    uint32_t end = of->main.ends.entries[ending].shortest;
    const act_id *acts = kzi_ledger_story_to(&of->main.stories, end, &of->in);
    uint32_t count = of->main.stories.nodes.items[end].depth;
    if (!acts || !kzi_told_acts(&of->log, &of->main.stories, acts, count, &of->in))
        return log_failed(of);
    of->has_log = true;
    of->story_name = kzi_symbol_text(of->main.ground->names, of->main.ground->endings[ending].name);
    return KZ_ANSWERED;
}

/* The ending asked for, or the one that is reached first. */
static kz_progress log_ending(asking *of, uint32_t ending) {
    const ledger_entry *entries = of->main.ends.entries;
    uint32_t best = ending;
    for (uint32_t i = 0; ending == UINT32_MAX && i < of->main.ground->ending_count; i++) {
        if (!entries[i].is_reachable) continue;
        if (best == UINT32_MAX || of->main.stories.nodes.items[entries[i].shortest].depth <
                                      of->main.stories.nodes.items[entries[best].shortest].depth)
            best = i;
    }
    if (best != UINT32_MAX && entries[best].is_reachable) return log_shortest(of, best);
    return kzi_explore_is_complete(&of->main.stories) ? KZ_NO : KZ_GAVE_UP;
}

kz_progress kzi_answer_find_ending(asking *of, const char *name, uint32_t *found) {
    *found = number_of_ending(of->main.ground, name);
    return *found == UINT32_MAX ? ending_unknown(of, name) : KZ_ANSWERED;
}

kz_progress kzi_answer_find_story(asking *of, uint64_t effort) {
    if (of->has_log) return KZ_ANSWERED;
    const kz_question *q = &of->question;
    if (q->tale) {
        uint32_t number = number_of_tale(of->main.ground, q->tale);
        return number == UINT32_MAX ? tale_unknown(of, q->tale) : log_tale(of, number);
    }
    if (!q->ending && of->main.ground->tale_count) return log_tale(of, 0);
    uint32_t ending = UINT32_MAX;
    kz_progress done = q->ending ? kzi_answer_find_ending(of, q->ending, &ending) : KZ_ANSWERED;
    if (done != KZ_ANSWERED) return done;
    done = kzi_forecast_work(of, &of->main, effort);
    return done == KZ_ANSWERED ? log_ending(of, ending) : done;
}

/* ---- acts in words ---- */
bool kzi_answer_is_meant(const grounded *about, const ground_act *act, const node *call) {
    if (act->name.n != call->name.n) return false;
    uint32_t argument = 0;
    FOR_EACH_CHILD(child, call) {
        if (child->kind == NODE_BY) {
            bool is_actor = false;
            for (uint32_t i = 0; i < act->actor_count; i++) {
                thing_id person = about->minds[about->actors[act->first_actor + i].n].person;
                is_actor |= about->things[person.n].name.n == child->name.n;
            }
            if (!is_actor) return false;
            continue;
        }
        if (argument >= act->parameter_count) return false;
        thing_id given = about->bindings[act->first_binding + argument++].thing;
        if (about->things[given.n].name.n != child->name.n) return false;
    }
    return argument == 0 || argument == act->parameter_count;
}

uint32_t kzi_answer_acts_meant(asking *of, const node *call, const char *text, act_id **found) {
    const grounded *about = of->main.ground;
    *found = KZI_TAKE_MANY(&of->in, act_id, about->act_count);
    uint32_t count = 0;
    for (uint32_t i = 0; *found && i < about->act_count; i++) {
        if (kzi_answer_is_meant(about, &about->acts[i], call)) (*found)[count++] = (act_id){i};
    }
    if (count) return count;
    note *said = kzi_note(&of->said, K_NO_SUCH_STORY, KZI_IN_NO_FILE, "act", text);
    const char **known = KZI_TAKE_MANY(&of->in, const char *, about->declared_act_count);
    for (uint32_t i = 0; known && i < about->declared_act_count; i++)
        known[i] = kzi_symbol_text(about->names, about->declared_acts[i].name);
    const char *meant = known ? kzi_did_you_mean(kzi_symbol_text(about->names, call->name), known,
                                                 about->declared_act_count)
                              : NULL;
    if (meant) kzi_note_try(&of->said, said, "%s", meant);
    return 0;
}

/* ---- a what-if asked for by name ---- */
static uint32_t number_of_what_if(const grounded *about, const char *name) {
    for (uint32_t i = 0; i < about->what_if_count; i++) {
        if (strcmp(kzi_symbol_text(about->names, about->what_ifs[i].name), name) == 0) return i;
    }
    return NO_WHAT_IF;
}

static bool what_if_unknown(asking *of, const char *name) {
    const grounded *about = of->main.ground;
    const char **known = KZI_TAKE_MANY(&of->in, const char *, about->what_if_count);
    for (uint32_t i = 0; known && i < about->what_if_count; i++)
        known[i] = kzi_symbol_text(about->names, about->what_ifs[i].name);
    if (known) name_unknown(of, "what if", name, known, about->what_if_count);
    return false;
}

uint32_t kzi_answer_find_what_if(asking *of, const char *name) {
    uint32_t number = number_of_what_if(of->main.ground, name);
    if (number == NO_WHAT_IF) what_if_unknown(of, name);
    return number;
}

/* `whatif` compares with the world as it is. */
static bool is_asked_under_what_if(const asking *of) {
    return of->question.what_if && of->verb->verb != KZ_WHATIF;
}

uint32_t kzi_answer_asked_what_if(const asking *of) {
    return is_asked_under_what_if(of) ? number_of_what_if(of->main.ground, of->question.what_if)
                                      : NO_WHAT_IF;
}

/* The names are in the grounded world, so the world is grounded as it is first. */
static bool begin_main(asking *of) {
    of->holds_changes_back = of->verb->verb == KZ_WHATIF;
    if (!kzi_forecast_begin(of, &of->main, NO_WHAT_IF)) return false;
    if (!is_asked_under_what_if(of)) return true;
    uint32_t number = number_of_what_if(of->main.ground, of->question.what_if);
    if (number == NO_WHAT_IF) return what_if_unknown(of, of->question.what_if);
    kzi_forecast_end(&of->main);
    return kzi_forecast_begin(of, &of->main, number) && kzi_forecast_fork(of, &of->main);
}

/* ---- what can be asked of a problem of the peer's ---- */
bool kzi_answer_is_of_problem(const asking *of) {
    return of->world->is_peers;
}

static bool misasked_of_problem(asking *of, diagnostic_code code, const char *what,
                                const char *instead) {
    kzi_note_try(&of->said, kzi_note(&of->said, code, KZI_IN_NO_FILE, what), "%s", instead);
    of->progress = KZ_MISASKED;
    return false;
}

static const char *verb_word(kz_verb verb) {
    static const char *const words[] = {
        [KZ_CHECK] = "check", [KZ_ENDINGS] = "endings", [KZ_TELL] = "tell",
        [KZ_MINDS] = "minds", [KZ_PLAN] = "plan",       [KZ_TEST] = "test",
        [KZ_MAP] = "map",     [KZ_FIND] = "find",       [KZ_STRINGS] = "strings"};
    return verb < sizeof words / sizeof *words ? words[verb] : "this";
}

static bool may_ask_problem(asking *of) {
    static const char instead[] =
        "`check`, `endings`, `minds` and `plan` read problem files as they are";
    static const char by_hand[] = "change the file itself";
    const kz_question *q = &of->question;
    if (!of->verb->takes_problems)
        return misasked_of_problem(of, K_SABRE_NOT_ASKED, verb_word(of->verb->verb), instead);
    if (q->change_count || q->what_if)
        return misasked_of_problem(of, K_SABRE_HAS_NO, "changes or what-ifs", by_hand);
    if (q->tale)
        return misasked_of_problem(
            of, K_SABRE_HAS_NO, "tales",
            "`kizuna minds --after ACT …` for a moment after acts of your own");
    if (q->ending)
        return misasked_of_problem(of, K_SABRE_HAS_NO, "endings",
                                   "`--goal N`: what the author's utility should come to at least");
    return true;
}

static bool may_ask_world(asking *of) {
    if (!of->question.goal) return true;
    return misasked_of_problem(of, K_GOAL_OF_WORLD, of->question.goal,
                               "`--ending NAME`: a world says by endings what is wished for");
}

/* ---- the door's calls ---- */

static bool begin_question(asking *of, const reading *shared) {
    if (!begin_reading(of, shared)) return false;
    if (!kzi_reading_is_sound(of->world)) {
        of->progress = KZ_MISTAKEN;
        return true;
    }
    if (!(of->world->is_peers ? may_ask_problem(of) : may_ask_world(of))) return true;
    if (!read_changes(of) || (of->question.shape && !kzi_answer_shape_read(of)) ||
        !begin_main(of)) {
        if (of->said.error_count == 0) return false;
        of->progress = KZ_MISTAKEN;
    }
    return true;
}

kz_asking *kzi_asking_new(const memory *like, const reading *shared, const kz_question *question) {
    memory from = *like;
    from.used = from.peak = 0;
    kz_asking *of = kzi_memory_resize(&from, NULL, 0, sizeof *of);
    if (!of) return NULL;
    memset(of, 0, sizeof *of);
    of->from = from;
    of->whole_memory_limit = from.limit;
    of->from.limit = from.limit - from.limit / 2;
    of->in = kzi_arena(&of->from);
    of->text = kzi_arena(&of->from);
    of->verb = verb_asked(question->verb);
    of->progress = KZ_RUNNING;
    copy_question(of, question);
    if (!begin_question(of, shared) || of->in.has_failed) of->progress = KZ_FAILED;
    return of;
}

void kz_asking_free(kz_asking *of) {
    if (!of) return;
    if (of->has_plan_begun) kzi_plan_end(&of->plan);
    if (of->whynot) kzi_answer_whynot_end(of->whynot);
    if (of->comparing) kzi_answer_whatif_end(of->comparing);
    if (of->sweeping) kzi_answer_sweep_end(of->sweeping);
    kzi_forecast_end(&of->main);
    kzi_forecast_end(&of->other);
    if (of->fating) kzi_answer_fates_end(of->fating);
    if (of->has_own) kzi_reading_end(&of->own);
    kzi_arena_free(&of->text);
    kzi_arena_free(&of->in);
    memory from = of->from;
    kzi_memory_resize(&from, of, sizeof *of, 0);
}

kz_progress kz_asking_advance(kz_asking *of, uint64_t effort) {
    if (of->progress != KZ_RUNNING) return of->progress;
    of->progress = of->verb->work(of, effort);
    if (of->in.has_failed || of->text.has_failed) of->progress = KZ_FAILED;
    return of->progress;
}

void kz_asking_stop(kz_asking *of) {
    if (of->progress != KZ_RUNNING) return;
    of->was_stopped = true;
    of->main.stories.stops.by_time = true;
    if (of->main.is_begun && !of->main.has_ends && of->main.stories.nodes.count) {
        of->main.has_ends = kzi_ledger_make(&of->main.ends, &of->main.stories, &of->in);
    }
    of->progress = KZ_GAVE_UP;
    if (of->verb->verb == KZ_PLAN) of->progress = kzi_answer_stop_plan(of);
    bool is_unproved = of->verb->verb == KZ_ENDINGS && of->main.has_ends && !of->was_replayed;
    kz_progress replayed = is_unproved ? kzi_answer_replay_ledger(of) : KZ_ANSWERED;
    bool goes_on = of->main.has_ends && (of->verb->verb == KZ_TEST || of->verb->verb == KZ_MAP ||
                                         of->verb->verb == KZ_FIND);
    if (goes_on) replayed = of->verb->work(of, 0); /* what follows from the stories found so far */
    if (replayed == KZ_FAILED || replayed == KZ_BROKEN || replayed == KZ_MISTAKEN)
        of->progress = replayed;
}

uint64_t kz_asking_state_count(const kz_asking *of) {
    return of->main.stories.nodes.count + of->other.stories.nodes.count + of->plan.places.count;
}

size_t kz_asking_peak_memory(const kz_asking *of) {
    return of->from.peak;
}

static bool has_answer(const asking *of) {
    return of->progress == KZ_ANSWERED || of->progress == KZ_NO || of->progress == KZ_GAVE_UP;
}

const char *kz_asking_text(kz_asking *of, kz_form form) {
    kzi_arena_reset(&of->text);
    writer to = kzi_writer(&of->text);
    bool is_mistaken = of->progress == KZ_MISTAKEN || of->progress == KZ_MISASKED;
    of->form = form;
    if (form == KZ_JSON && (has_answer(of) || is_mistaken)) {
        json document = kzi_json(&to);
        kzi_json_open(&document, '{');
        of->verb->write_json(of, &document);
        kzi_json_close(&document, '}');
    } else if (form >= KZ_CSV_STATES && has_answer(of)) {
        kzi_answer_story_graph(of, &to, form);
    } else if (form != KZ_JSON && has_answer(of)) {
        of->verb->write(of, &to);
    }
    return of->text.has_failed ? NULL : kzi_written(&to);
}

const char *kz_asking_notes(kz_asking *of, kz_form form) {
    kzi_arena_reset(&of->text);
    return kzi_notes_text(&of->said, &of->text, form == KZ_JSON);
}
