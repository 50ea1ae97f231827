/* SPDX-License-Identifier: MIT
 *
 * answer_why: for an act of a story, all that stands behind it.
 *
 * In     a told story, one of its acts or all
 * Out    for each actor the plan, the wants it serves, the beliefs it rests on and where they come
 *        from, whether it came true; for each other who noticed what they take the reason to be,
 *        whether they were surprised, what it is worth to them
 */
#include "../story/origin.h"
#include "questions.h"

/* ---- which act ---- */
static uint32_t why_told_count(const asking *of) {
    return of->log.was_accepted ? of->log.act_count : of->log.broke_at;
}

static kz_progress no_such_act(asking *of) {
    const char *how = of->log.was_accepted ? "is over" : "breaks";
    uint32_t count = why_told_count(of);
    note *said = kzi_note(&of->said, K_NO_SUCH_ACT_NUMBER, KZI_IN_NO_FILE, of->story_name, how,
                          count, count == 1 ? "" : "s", of->question.act_number);
    kzi_note_try(&of->said, said, "`--act` with a number from 1 to %u", count);
    return KZ_MISASKED;
}

static kz_progress work_why(asking *of, uint64_t effort) {
    kz_progress done = kzi_answer_find_story(of, effort);
    if (done == KZ_ANSWERED) done = kzi_answer_replay(of, &of->main, &of->log);
    if (done != KZ_ANSWERED) return done;
    if (of->question.act_number > why_told_count(of)) return no_such_act(of);
    return of->log.was_accepted ? KZ_ANSWERED : KZ_NO;
}

static bool is_asked(const asking *of, uint32_t number) {
    return of->question.act_number == 0 || of->question.act_number == number + 1;
}

/* ---- what is looked at: an act of the log, one of its actors ---- */
typedef struct {
    asking *of;
    const grounded *about;
    minds *m;
    uint32_t number;
    const told_act *act;
    view story; /* before the act */
} why_page;

static why_page page_of_act(asking *of, uint32_t number) {
    why_page p = {of,     of->main.ground,       &of->main.stories.minds,
                  number, &of->log.acts[number], of->main.stories.start};
    p.story.state = p.act->before;
    return p;
}

static state_id end_of_plan(const why_page *p, const told_reason *r) {
    view at = r->held;
    for (uint32_t i = 0; i < r->why.plan_length; i++) {
        at.state = kzi_minds_step(p->m, at, r->why.plan[i]);
        if (at.state.n != NO_STATE.n) continue;
        p->of->text.has_failed = true; /* no half answer */
        return r->held.state;
    }
    return at.state;
}

/* ---- where a belief comes from ---- */
static const char *why_act_words(const why_page *p, uint32_t number) {
    writer name = kzi_writer(&p->of->text);
    kzi_writef(&name, "act %u, ", number + 1);
    kzi_words_act(&name, p->about, &p->about->acts[p->of->log.acts[number].act.n]);
    return kzi_written(&name);
}

static const char *origin_words(const why_page *p, const origin *from, bool holds) {
    static const char *const kinds[] = {[ORIGIN_START] = "held from the start",
                                        [ORIGIN_WAS_SO] = "it was so once; not noticed: ",
                                        [ORIGIN_NEVER_ASKED] = "from the start",
                                        [ORIGIN_TOLD] = "told in ",
                                        [ORIGIN_MADE] = "brought to it in ",
                                        [ORIGIN_SENSED] = "found out in ",
                                        [ORIGIN_SAW] = "saw ",
                                        [ORIGIN_RULE] = "concluded by the rule ",
                                        [ORIGIN_EVIDENT] = "plain to see since ",
                                        [ORIGIN_PUT_RIGHT] = "taken back on seeing "};
    writer to = kzi_writer(&p->of->text);
    kzi_write(&to, kinds[from->kind]);
    if (from->kind == ORIGIN_TOLD && from->teller.n != NO_MIND.n) {
        to = kzi_writer(&p->of->text);
        kzi_writef(&to, "told by %s in ", kzi_words_mind(p->about, from->teller));
    }
    if (from->kind == ORIGIN_RULE)
        kzi_writef(&to, "%s after ",
                   kzi_symbol_text(p->about->names, p->about->rules[from->rule].name));
    if (from->kind == ORIGIN_WAS_SO) kzi_write(&to, why_act_words(p, from->changed));
    else if (from->kind != ORIGIN_START && from->kind != ORIGIN_NEVER_ASKED)
        kzi_write(&to, why_act_words(p, from->act));
    if (!holds) kzi_write(&to, ", among other things");
    return kzi_written(&to);
}

static belief_asked belief_of(const why_page *p, mind_id actor, const wrong_belief *what) {
    belief_asked b = {.log = &p->of->log,
                      .moment = p->number,
                      .chain = {actor, what->about},
                      .chain_length = what->about.n == NO_MIND.n ? 1 : 2,
                      .fact = what->fact};
    return b;
}

/* The origin, tried: what is claimed to have caused a belief is taken away and the acts done
 * again. */
static origin origin_of(const why_page *p, mind_id actor, const wrong_belief *what, bool *holds) {
    belief_asked b = belief_of(p, actor, what);
    origin from = kzi_origin_of(&b);
    if (!kzi_origin_holds(&b, &from, &p->of->text, holds)) p->of->text.has_failed = true;
    return from;
}

/* ---- the beliefs a reason rests on ---- */
static wrong_beliefs beliefs_rested_on(const why_page *p, const told_reason *r, bool are_wrong) {
    wrong_beliefs found = {0};
    bool was_done = are_wrong
                        ? kzi_rests_find(&p->of->main.stories, p->act, r, &found, &p->of->text)
                        : kzi_rests_known(&p->of->main.stories, p->act, r, &found, &p->of->text);
    if (!was_done) p->of->text.has_failed = true;
    return found;
}

static void write_wrong(const why_page *p, writer *to, const told_reason *r) {
    wrong_beliefs found = beliefs_rested_on(p, r, true);
    for (uint32_t i = 0; i < found.list.count; i++) {
        const wrong_belief *wrong = &found.list.items[i];
        bool holds;
        origin from = origin_of(p, r->actor, wrong, &holds);
        writer said = kzi_writer(&p->of->text);
        kzi_write(&said, "It rests on what is not so: ");
        kzi_answer_belief(&said, p->about, r->actor, wrong->about, wrong->fact, wrong->held);
        kzi_writef(&said, " (%s); in truth ", origin_words(p, &from, holds));
        if (wrong->about.n != NO_MIND.n)
            kzi_writef(&said, "%s believes ", kzi_words_mind(p->about, wrong->about));
        kzi_words_claim(&said, p->about, wrong->fact, wrong->truth);
        kzi_write(&said, ".");
        kzi_telling_wrap(to, kzi_written(&said), 90, "   ");
    }
}

static void write_known(const why_page *p, writer *to, const told_reason *r) {
    wrong_beliefs found = beliefs_rested_on(p, r, false);
    writer said = kzi_writer(&p->of->text);
    for (uint32_t i = 0; i < found.list.count; i++) {
        const wrong_belief *known = &found.list.items[i];
        if (known->held != known->truth) continue;
        bool holds;
        origin from = origin_of(p, r->actor, known, &holds);
        kzi_write(&said, said.length ? ", " : "It rests, rightly, on: ");
        kzi_words_claim(&said, p->about, known->fact, known->held);
        if (from.kind != ORIGIN_NEVER_ASKED)
            kzi_writef(&said, " (%s)", origin_words(p, &from, holds));
    }
    if (said.length == 0) return;
    kzi_write(&said, ".");
    kzi_telling_wrap(to, kzi_written(&said), 90, "   ");
}

/* ---- the actors ---- */
static void write_outcome_of_plan(writer *to, const told_act *a, const told_reason *r) {
    if (a->fails) kzi_write(to, " It failed.");
    else if (r->why.plan_length == 1) kzi_write(to, " It was done with this act.");
    else kzi_write(to, r->came_true ? " It came true." : " It did not come true.");
}

static void write_actor(const why_page *p, writer *to, const told_reason *r) {
    writer said = kzi_writer(&p->of->text);
    kzi_writef(&said, "%s's plan: ", kzi_words_mind(p->about, r->actor));
    kzi_words_plan(&said, p->about, r->actor, r->why.plan, r->why.plan_length);
    kzi_write(&said, ".");
    write_outcome_of_plan(&said, p->act, r);
    kzi_telling_wrap(to, kzi_written(&said), 90, "   ");
    said = kzi_writer(&p->of->text);
    kzi_write(&said, "What it is for: ");
    kzi_question_worths(&said, p->m, r->actor, r->held.state, end_of_plan(p, r));
    kzi_write(&said, ".");
    kzi_telling_wrap(to, kzi_written(&said), 90, "   ");
    write_wrong(p, to, r);
    write_known(p, to, r);
}

/* ---- the others ---- */
static bool why_is_actor(const why_page *p, uint32_t mind) {
    for (uint32_t i = 0; i < p->act->reason_count; i++) {
        if (p->act->reasons[i].actor.n == mind) return true;
    }
    return false;
}

static bool is_noticed_by(const why_page *p, uint32_t mind) {
    const ground_act *act = &p->about->acts[p->act->act.n];
    return kzi_minds_hold(p->m, p->act->before, p->about->seen[act->first_seen + mind]);
}

typedef struct {
    bool was_surprised;
    reason taken_for; /* the reason the other takes the first actor to have */
    state_id before, after;
} thought_of_act;

static thought_of_act thought_of(const why_page *p, uint32_t mind) {
    thought_of_act made = {.taken_for = {.answer = REASON_NO}};
    view held = kzi_minds_view(p->m, p->story, (mind_id){mind}), after = p->story;
    after.state = p->act->after;
    made.before = held.state;
    made.after = kzi_minds_view(p->m, after, (mind_id){mind}).state;
    made.was_surprised = !kzi_minds_hold(p->m, held.state, p->about->acts[p->act->act.n].condition);
    if (p->act->reason_count == 0 || made.was_surprised) return made;
    view of_actor = kzi_minds_view(p->m, held, p->act->reasons[0].actor);
    if (!kzi_minds_hold(p->m, of_actor.state, p->about->acts[p->act->act.n].condition)) return made;
    made.taken_for = kzi_reason(&p->of->main.stories.reasons, of_actor, p->act->act, 2,
                                p->of->main.stories.reasons.plan_limit);
    if (made.taken_for.answer == REASON_FAILED) p->of->text.has_failed = true;
    return made;
}

static void write_taken_for(const why_page *p, writer *to, const thought_of_act *t) {
    if (p->act->reason_count == 0) return;
    const char *actor = kzi_words_mind(p->about, p->act->reasons[0].actor);
    if (t->was_surprised) {
        kzi_write(to, " was surprised, having held it impossible;");
    } else if (t->taken_for.answer == REASON_YES) {
        kzi_writef(to, " takes %s's plan to be: ", actor);
        kzi_words_plan(to, p->about, p->act->reasons[0].actor, t->taken_for.plan,
                       t->taken_for.plan_length);
        kzi_write(to, ";");
    } else {
        kzi_writef(to, " sees no reason that %s could have;", actor);
    }
}

static void write_gain_of_other(const why_page *p, writer *to, uint32_t mind,
                                const thought_of_act *t) {
    value before = kzi_minds_worth(p->m, t->before, (mind_id){mind}),
          after = kzi_minds_worth(p->m, t->after, (mind_id){mind});
    if (before == after) {
        kzi_write(to, " neither gains nor loses by it.");
        return;
    }
    bool is_gain = before != UNKNOWN && after > before;
    kzi_writef(to, " %s by it: ",
               before == UNKNOWN || after == UNKNOWN ? "cannot tell what comes"
               : is_gain                             ? "gains"
                                                     : "loses");
    kzi_question_worths(to, p->m, (mind_id){mind}, t->before, t->after);
    kzi_write(to, ".");
}

/* Whoever notices nothing and takes nothing for otherwise is not spoken of. */
static void write_other(const why_page *p, writer *to, uint32_t mind) {
    writer said = kzi_writer(&p->of->text);
    thought_of_act t = thought_of(p, mind);
    bool notices = is_noticed_by(p, mind);
    if (!notices && t.before.n == t.after.n) return;
    kzi_write(&said, kzi_words_mind(p->about, (mind_id){mind}));
    if (notices) write_taken_for(p, &said, &t);
    else kzi_write(&said, " does not notice the act;");
    write_gain_of_other(p, &said, mind, &t);
    kzi_telling_wrap(to, kzi_written(&said), 90, "   ");
}

static void write_act(asking *of, writer *to, uint32_t number) {
    why_page p = page_of_act(of, number);
    kzi_writef(to, "\n%u. ", number + 1);
    kzi_words_act(to, p.about, &p.about->acts[p.act->act.n]);
    kzi_write(to, "\n");
    for (uint32_t i = 0; i < p.act->reason_count; i++) write_actor(&p, to, &p.act->reasons[i]);
    if (p.act->reason_count == 0) kzi_write(to, "   Nobody's doing: fate.\n");
    for (uint32_t i = 0; i < p.about->mind_count; i++) {
        if (!why_is_actor(&p, i)) write_other(&p, to, i);
    }
}

static void write_why(asking *of, writer *to) {
    if (!of->has_log) {
        kzi_write(to, of->was_stopped ? "No story was found before the search was stopped.\n"
                                      : "No such story exists. `kizuna whynot` with the same "
                                        "ending says what stands in its way.\n");
        return;
    }
    kzi_writef(to, "%s: %s\n",
               of->main.ground->front.title ? of->main.ground->front.title : "The story",
               of->story_name);
    kzi_answer_changes(of, to);
    for (uint32_t i = 0; i < why_told_count(of); i++) {
        if (is_asked(of, i)) write_act(of, to, i);
    }
    if (!of->log.was_accepted)
        kzi_writef(to, "\nHere the tale %s breaks: `kizuna check` says why.\n", of->story_name);
}

/* ---- JSON ---- */
static void write_belief_json(const why_page *p, json *to, mind_id actor,
                              const wrong_belief *what) {
    static const char *const kinds[] = {[ORIGIN_START] = "assumed",
                                        [ORIGIN_WAS_SO] = "outdated",
                                        [ORIGIN_NEVER_ASKED] = "from_the_start",
                                        [ORIGIN_TOLD] = "told",
                                        [ORIGIN_MADE] = "made",
                                        [ORIGIN_SENSED] = "sensed",
                                        [ORIGIN_SAW] = "seen",
                                        [ORIGIN_RULE] = "concluded",
                                        [ORIGIN_EVIDENT] = "evident",
                                        [ORIGIN_PUT_RIGHT] = "taken_back"};
    bool holds;
    origin from = origin_of(p, actor, what, &holds);
    bool has_act = from.kind != ORIGIN_START && from.kind != ORIGIN_NEVER_ASKED;
    writer belief = kzi_writer(&p->of->text), truth = kzi_writer(&p->of->text);
    kzi_answer_belief(&belief, p->about, actor, what->about, what->fact, what->held);
    kzi_words_claim(&truth, p->about, what->fact, what->truth);
    kzi_json_open(to, '{');
    kzi_json_key_text(to, "belief", kzi_written(&belief));
    kzi_json_key_bool(to, "is_so", what->held == what->truth);
    kzi_json_key_text(to, "truth", kzi_written(&truth));
    kzi_json_key_text(to, "from", kinds[from.kind]);
    kzi_json_key(to, "from_act");
    if (has_act) kzi_json_number(to, (from.kind == ORIGIN_WAS_SO ? from.changed : from.act) + 1);
    else kzi_json_null(to);
    kzi_json_key_text(to, "teller",
                      from.teller.n == NO_MIND.n ? NULL : kzi_words_mind(p->about, from.teller));
    kzi_json_key_text(to, "rule",
                      from.kind == ORIGIN_RULE
                          ? kzi_symbol_text(p->about->names, p->about->rules[from.rule].name)
                          : NULL);
    kzi_json_key_bool(to, "only_from_there", holds);
    kzi_json_close(to, '}');
}

static void write_beliefs_json(const why_page *p, json *to, const told_reason *r) {
    kzi_json_key(to, "rests_on");
    kzi_json_open(to, '[');
    wrong_beliefs wrong = beliefs_rested_on(p, r, true), known = beliefs_rested_on(p, r, false);
    for (uint32_t i = 0; i < wrong.list.count; i++)
        write_belief_json(p, to, r->actor, &wrong.list.items[i]);
    for (uint32_t i = 0; i < known.list.count; i++) {
        if (known.list.items[i].held == known.list.items[i].truth)
            write_belief_json(p, to, r->actor, &known.list.items[i]);
    }
    kzi_json_close(to, ']');
}

static void write_actor_json(const why_page *p, json *to, const told_reason *r) {
    kzi_json_open(to, '{');
    kzi_json_key_text(to, "actor", kzi_words_mind(p->about, r->actor));
    kzi_json_key(to, "plan");
    kzi_answer_acts_json(to, p->about, r->why.plan, r->why.plan_length);
    kzi_json_key_bool(to, "came_true", r->came_true && !p->act->fails);
    kzi_json_key(to, "worth");
    kzi_question_worths_json(to, p->m, r->actor, r->held.state, end_of_plan(p, r));
    write_beliefs_json(p, to, r);
    kzi_json_close(to, '}');
}

static void write_other_json(const why_page *p, json *to, uint32_t mind) {
    thought_of_act t = thought_of(p, mind);
    bool notices = is_noticed_by(p, mind);
    kzi_json_open(to, '{');
    kzi_json_key_text(to, "who", kzi_words_mind(p->about, (mind_id){mind}));
    kzi_json_key_bool(to, "notices", notices);
    kzi_json_key_bool(to, "surprised", notices && t.was_surprised);
    kzi_json_key(to, "takes_plan_to_be");
    if (notices && t.taken_for.answer == REASON_YES)
        kzi_answer_acts_json(to, p->about, t.taken_for.plan, t.taken_for.plan_length);
    else kzi_json_null(to);
    kzi_json_key(to, "worth");
    kzi_question_worths_json(to, p->m, (mind_id){mind}, t.before, t.after);
    kzi_json_close(to, '}');
}

static void write_act_why_json(asking *of, json *to, uint32_t number) {
    why_page p = page_of_act(of, number);
    kzi_words_act_json(to, p.about, &p.about->acts[p.act->act.n], true);
    kzi_json_key_number(to, "number", number + 1);
    kzi_json_key_bool(to, "fails", p.act->fails);
    kzi_json_key(to, "actors");
    kzi_json_open(to, '[');
    for (uint32_t i = 0; i < p.act->reason_count; i++) write_actor_json(&p, to, &p.act->reasons[i]);
    kzi_json_close(to, ']');
    kzi_json_key(to, "others");
    kzi_json_open(to, '[');
    for (uint32_t i = 0; i < p.about->mind_count; i++) {
        if (!why_is_actor(&p, i)) write_other_json(&p, to, i);
    }
    kzi_json_close(to, ']');
    kzi_json_close(to, '}');
}

static void write_why_json(asking *of, json *to) {
    kzi_answer_head_json(of, to, "kizuna-why");
    kzi_json_key_bool(to, "found", of->has_log);
    kzi_answer_notes_json(of, to);
    kzi_json_key_text(to, "name", of->has_log ? of->story_name : NULL);
    kzi_json_key_bool(to, "accepted", of->has_log && of->log.was_accepted);
    kzi_json_key(to, "acts");
    kzi_json_open(to, '[');
    for (uint32_t i = 0; of->has_log && i < why_told_count(of); i++) {
        if (is_asked(of, i)) write_act_why_json(of, to, i);
    }
    kzi_json_close(to, ']');
    kzi_answer_measured_json(of, to);
}

const answer_verb kzi_answer_why = {KZ_WHY, work_why, write_why, write_why_json, false};
