/* SPDX-License-Identifier: MIT
 *
 * answer_tell: one story, told; with `why`, each act with the plan in the actor's mind.
 *
 * In     a tale of the world, or the shortest story to an ending
 * Out    title, content notes before the first line, paragraphs, the ending
 */
#include "asking.h"

static kz_progress work_tell(asking *of, uint64_t effort) {
    kz_progress done = kzi_answer_find_story(of, effort);
    if (done == KZ_ANSWERED) done = kzi_answer_replay(of, &of->main, &of->log);
    if (done != KZ_ANSWERED) return done;
    return of->log.was_accepted ? KZ_ANSWERED : KZ_NO;
}

/* ---- reasons in words ---- */
void kzi_answer_belief(writer *to, const grounded *about, mind_id actor, mind_id about_whom, fact_id fact, value held) {
    const ground_fact *of = &about->facts[fact.n];
    kzi_writef(to, "%s believes ", kzi_words_mind(about, actor));
    if (about_whom.n != NO_MIND.n) kzi_writef(to, "that %s believes ", kzi_words_mind(about, about_whom));
    kzi_words_claim(to, about, fact, held);
    if (of->is_law && of->gloss) kzi_writef(to, " (\"%s\")", of->gloss);
}

static void write_wrong_belief(writer *to, const grounded *about, mind_id actor, const wrong_belief *wrong) {
    kzi_answer_belief(to, about, actor, wrong->about, wrong->fact, wrong->held);
    kzi_write(to, "; in truth ");
    if (wrong->about.n != NO_MIND.n) kzi_writef(to, "%s believes ", kzi_words_mind(about, wrong->about));
    kzi_words_claim(to, about, wrong->fact, wrong->truth);
}

static void write_plan_in_words(writer *to, const grounded *about, const told_reason *r) {
    for (uint32_t i = 0; i < r->why.plan_length; i++) {
        const ground_act *act = &about->acts[r->why.plan[i].n];
        bool is_own = act->actor_count == 1 && about->actors[act->first_actor].n == r->actor.n;
        if (i) kzi_write(to, ", then ");
        if (is_own) kzi_words_act_name(to, about, act);
        else kzi_words_act(to, about, act);
    }
}

/* What the actor holds the world to be worth when the plan is done. */
static value worth_at_end(asking *of, const told_reason *r) {
    minds *m = &of->main.stories.minds;
    view at = r->held;
    for (uint32_t i = 0; i < r->why.plan_length; i++) {
        at.state = kzi_minds_step(m, at, r->why.plan[i]);
        if (at.state.n == NO_STATE.n) {
            of->text.has_failed = true; /* no half answer */
            return UNKNOWN;
        }
    }
    return kzi_minds_worth(m, at.state, r->actor);
}

static void write_gain(asking *of, writer *to, const told_reason *r) {
    value before = kzi_minds_worth(&of->main.stories.minds, r->held.state, r->actor), after = worth_at_end(of, r);
    if (before == UNKNOWN || after == UNKNOWN) return;
    kzi_write(to, " (");
    kzi_words_amount(to, of->main.ground, before);
    kzi_write(to, " now, ");
    kzi_words_amount(to, of->main.ground, after);
    kzi_write(to, " then)");
}

void kzi_answer_plan_in_words(asking *of, writer *to, const told_reason *r) {
    write_plan_in_words(to, of->main.ground, r);
    write_gain(of, to, r);
}

/* A plan of one act comes true unless it is an attempt that fails. */
static void write_outcome(writer *to, const told_act *a, const told_reason *r) {
    if (r->why.plan_length > 1 || a->fails) kzi_write(to, r->came_true && !a->fails ? ". It came true" : ". It did not come true");
}

static void write_reason(asking *of, writer *to, const told_act *a, const told_reason *r) {
    const grounded *about = of->main.ground;
    writer plan = kzi_writer(&of->text);
    kzi_writef(&plan, "%s's plan: ", kzi_words_mind(about, r->actor));
    kzi_answer_plan_in_words(of, &plan, r);
    write_outcome(&plan, a, r);
    kzi_write(&plan, ".");
    kzi_telling_wrap(to, kzi_written(&plan), 90, "    | ");
    if (of->verb->verb == KZ_PLAN) kzi_answer_nested(of, to, r);
    wrong_beliefs resting = {0};
    if (!kzi_rests_find(&of->main.stories, a, r, &resting, &of->text)) of->text.has_failed = true;
    for (uint32_t i = 0; i < resting.list.count; i++) {
        writer belief = kzi_writer(&of->text);
        kzi_write(&belief, "It rests on what is not so: ");
        write_wrong_belief(&belief, about, r->actor, &resting.list.items[i]);
        kzi_write(&belief, ".");
        kzi_telling_wrap(to, kzi_written(&belief), 90, "    | ");
    }
}

void kzi_answer_reasons(asking *of, writer *to, const told_act *a) {
    for (uint32_t i = 0; i < a->reason_count; i++) write_reason(of, to, a, &a->reasons[i]);
    if (a->reason_count == 0) kzi_write(to, "    | Nobody's doing: fate.\n");
}

/* ---- the page ---- */
static void write_front(asking *of, writer *to) {
    const front_matter *front = &of->main.ground->front;
    if (front->title) kzi_writef(to, "%s\n\n", front->title);
    if (front->content_count == 0) return;
    writer notes_text = kzi_writer(&of->text);
    kzi_write(&notes_text, "(Content: ");
    for (uint32_t i = 0; i < front->content_count; i++) kzi_writef(&notes_text, "%s%s", i ? ", " : "", front->content[i]);
    kzi_write(&notes_text, ")");
    kzi_telling_wrap(to, kzi_written(&notes_text), 78, "");
    kzi_write(to, "\n");
}

static void write_end(asking *of, writer *to) {
    const grounded *about = of->main.ground;
    if (!of->log.was_accepted) {
        kzi_writef(to, "Here the tale %s breaks: `kizuna check` says why.\n", of->story_name);
    } else if (of->log.ending != NO_ENDING) {
        const ground_ending *ending = &about->endings[of->log.ending];
        kzi_writef(to, "-- %s\n", ending->title ? ending->title : kzi_symbol_text(about->names, ending->name));
    } else {
        kzi_write(to, "-- (and so it stands)\n");
    }
}

static void write_tell(asking *of, writer *to) {
    if (!of->has_log) {
        const char *stopped = of->main.has_ends ? kzi_forecast_stopped_by(of, &of->main) : "being stopped";
        if (stopped) kzi_writef(to, "No such story was found: %s stood in the way.\n", stopped);
        else kzi_write(to, "No such story exists. `kizuna endings` lists those that do, and who stands still.\n");
        return;
    }
    telling told;
    if (!kzi_telling_write(&told, &of->log, of->question.has_reasons, &of->text)) return;
    write_front(of, to);
    for (uint32_t i = 0; i < told.list.count; i++) {
        kzi_telling_wrap(to, told.list.items[i].text, 78, "");
        const paragraph *part = &told.list.items[i];
        for (uint32_t j = 0; of->question.has_reasons && j < part->act_count; j++) kzi_answer_reasons(of, to, &of->log.acts[part->first_act + j]);
        kzi_write(to, "\n");
    }
    write_end(of, to);
}

/* ---- JSON ---- */
static void write_reason_json(asking *of, json *to, const told_act *a, const told_reason *r) {
    const grounded *about = of->main.ground;
    kzi_json_open(to, '{');
    kzi_json_key_text(to, "actor", kzi_words_mind(about, r->actor));
    kzi_json_key(to, "plan");
    kzi_answer_acts_json(to, about, r->why.plan, r->why.plan_length);
    kzi_json_key_bool(to, "came_true", r->came_true);
    kzi_json_key(to, "rests_on");
    kzi_json_open(to, '[');
    wrong_beliefs resting = {0};
    if (!kzi_rests_find(&of->main.stories, a, r, &resting, &of->text)) of->text.has_failed = true;
    for (uint32_t i = 0; i < resting.list.count; i++) {
        writer belief = kzi_writer(&of->text);
        write_wrong_belief(&belief, about, r->actor, &resting.list.items[i]);
        kzi_json_text(to, kzi_written(&belief));
    }
    kzi_json_close(to, ']');
    if (of->verb->verb == KZ_PLAN) kzi_answer_nested_json(of, to, r);
    kzi_json_close(to, '}');
}

static void write_act_json(asking *of, json *to, const told_act *a) {
    const grounded *about = of->main.ground;
    kzi_words_act_json(to, about, &about->acts[a->act.n], true);
    kzi_json_key_bool(to, "fails", a->fails);
    kzi_json_key(to, "rules");
    kzi_json_open(to, '[');
    for (uint32_t i = 0; i < a->rule_count; i++) kzi_json_text(to, kzi_symbol_text(about->names, about->rules[a->rules[i]].name));
    kzi_json_close(to, ']');
    if (of->question.has_reasons) {
        kzi_json_key(to, "reasons");
        kzi_json_open(to, '[');
        for (uint32_t j = 0; j < a->reason_count; j++) write_reason_json(of, to, a, &a->reasons[j]);
        kzi_json_close(to, ']');
    }
    kzi_json_close(to, '}');
}

void kzi_answer_log_json(asking *of, json *to) {
    kzi_json_open(to, '[');
    for (uint32_t i = 0; i < of->log.act_count; i++) {
        if (of->log.acts[i].verdict == TOLD_WELL) write_act_json(of, to, &of->log.acts[i]);
    }
    kzi_json_close(to, ']');
}

static void write_story_json(asking *of, json *to) {
    const grounded *about = of->main.ground;
    kzi_json_key_text(to, "name", of->story_name);
    kzi_json_key_bool(to, "accepted", of->log.was_accepted);
    kzi_json_key_text(to, "ending", of->log.ending == NO_ENDING ? NULL : kzi_symbol_text(about->names, about->endings[of->log.ending].name));
    kzi_json_key(to, "content");
    kzi_json_open(to, '[');
    for (uint32_t i = 0; i < about->front.content_count; i++) kzi_json_text(to, about->front.content[i]);
    kzi_json_close(to, ']');
    telling told;
    if (!kzi_telling_write(&told, &of->log, of->question.has_reasons, &of->text)) return;
    kzi_json_key(to, "paragraphs");
    kzi_json_open(to, '[');
    for (uint32_t i = 0; i < told.list.count; i++) kzi_json_text(to, told.list.items[i].text);
    kzi_json_close(to, ']');
    kzi_json_key(to, "acts");
    kzi_answer_log_json(of, to);
}

static void write_tell_json(asking *of, json *to) {
    kzi_answer_head_json(of, to, "kizuna-tell");
    kzi_json_key_bool(to, "found", of->has_log);
    kzi_answer_notes_json(of, to);
    if (of->has_log) write_story_json(of, to);
    else if (of->main.has_ends) kzi_forecast_stops_json(to, &of->main);
    kzi_answer_measured_json(of, to);
}

const answer_verb kzi_answer_tell = {KZ_TELL, work_tell, write_tell, write_tell_json, false};
