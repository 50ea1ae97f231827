/* SPDX-License-Identifier: MIT
 *
 * questions_words: worths, hindrances, plans, as why, whynot and whatif say them.
 */
#include "../ground/expressions.h"
#include "../mind/judge.h"
#include "questions.h"

/* ---- worths ---- */
value kzi_question_want(const minds *m, state_id at, const ground_want *want) {
    if (!kzi_minds_hold(m, at, want->condition)) return 0;
    return kzi_amount(&m->desk, kzi_ref(at), want->amount);
}

void kzi_question_want_words(writer *to, const grounded *about, const ground_want *want) {
    kzi_expression_write(to, about,
                         want->condition.n == ALWAYS_HOLDS.n ? want->amount : want->condition);
}

static void write_number(writer *to, value v) {
    if (v == UNKNOWN) kzi_write(to, "unknown");
    else kzi_writef(to, "%d", v);
}

void kzi_question_worths(writer *to, const minds *m, mind_id whose, state_id before,
                         state_id after) {
    const grounded *about = m->about;
    const ground_mind *mind = &about->minds[whose.n];
    write_number(to, kzi_minds_worth(m, before, whose));
    kzi_write(to, " now, ");
    write_number(to, kzi_minds_worth(m, after, whose));
    kzi_write(to, " then");
    bool has_any = false;
    for (uint32_t i = 0; i < mind->want_count; i++) {
        const ground_want *want = &about->wants[mind->first_want + i];
        value now = kzi_question_want(m, before, want), then = kzi_question_want(m, after, want);
        if (now == then) continue;
        kzi_write(to, has_any ? "; `" : ": `");
        kzi_question_want_words(to, about, want);
        kzi_write(to, "` ");
        write_number(to, now);
        kzi_write(to, ", then ");
        write_number(to, then);
        has_any = true;
    }
}

static void write_number_json(json *to, const char *key, value v) {
    kzi_json_key(to, key);
    if (v == UNKNOWN) kzi_json_null(to);
    else kzi_json_number(to, v);
}

void kzi_question_worths_json(json *to, const minds *m, mind_id whose, state_id before,
                              state_id after) {
    const grounded *about = m->about;
    const ground_mind *mind = &about->minds[whose.n];
    kzi_json_open(to, '{');
    write_number_json(to, "now", kzi_minds_worth(m, before, whose));
    write_number_json(to, "then", kzi_minds_worth(m, after, whose));
    kzi_json_key(to, "wants");
    kzi_json_open(to, '[');
    for (uint32_t i = 0; i < mind->want_count; i++) {
        const ground_want *want = &about->wants[mind->first_want + i];
        value now = kzi_question_want(m, before, want), then = kzi_question_want(m, after, want);
        if (now == then) continue;
        writer words = kzi_writer(to->to->in);
        kzi_question_want_words(&words, about, want);
        kzi_json_open(to, '{');
        kzi_json_key_text(to, "want", kzi_written(&words));
        write_number_json(to, "now", now);
        write_number_json(to, "then", then);
        kzi_json_close(to, '}');
    }
    kzi_json_close(to, ']');
    kzi_json_close(to, '}');
}

/* ---- conditions that do not hold ---- */
static bool is_about_one_fact(const expression *e) {
    return e->kind == CONDITION_FACT_IS || e->kind == CONDITION_FACT_IS_NOT;
}

/* What is so instead; `not told` needs no such word. */
static void write_unmet_part(writer *to, const minds *m, state_id at, expression_id part) {
    const grounded *about = m->about;
    const expression *e = &about->expressions[part.n];
    kzi_write(to, "`");
    kzi_expression_write(to, about, part);
    kzi_write(to, "`");
    if (!is_about_one_fact(e) || about->facts[e->fact.n].type == FACT_YES_NO) return;
    kzi_write(to, " (it is ");
    kzi_words_value(to, about, e->fact,
                    kzi_fact_get(about, kzi_state_facts(&m->states, at), e->fact));
    kzi_write(to, ")");
}

typedef struct {
    const minds *m;
    state_id at;
    writer *to;
    json *document;
    bool has_any;
} unmet_list;

static void add_unmet(unmet_list *list, expression_id part) {
    writer one = kzi_writer(list->document ? list->document->to->in : list->to->in);
    write_unmet_part(&one, list->m, list->at, part);
    if (list->document) kzi_json_text(list->document, kzi_written(&one));
    else kzi_writef(list->to, "%s%s", list->has_any ? ", " : "", kzi_written(&one));
    list->has_any = true;
}

static void add_all_unmet(unmet_list *list, expression_id condition) {
    const grounded *about = list->m->about;
    const expression *e = &about->expressions[condition.n];
    if (e->kind != CONDITION_AND) {
        add_unmet(list, condition);
        return;
    }
    for (uint32_t i = 0; i < e->child_count; i++) {
        expression_id part = about->children[e->first_child + i];
        if (!kzi_minds_hold(list->m, list->at, part)) add_unmet(list, part);
    }
}

void kzi_question_unmet(writer *to, const minds *m, state_id at, expression_id condition) {
    unmet_list list = {.m = m, .at = at, .to = to};
    add_all_unmet(&list, condition);
}

void kzi_question_unmet_json(json *to, const minds *m, state_id at, expression_id condition) {
    unmet_list list = {.m = m, .at = at, .document = to};
    kzi_json_open(to, '[');
    add_all_unmet(&list, condition);
    kzi_json_close(to, ']');
}

void kzi_question_moment(writer *to, const grounded *about, const act_id *acts, uint32_t count) {
    kzi_write(to, count ? "after " : "at the start");
    for (uint32_t i = 0; i < count; i++) {
        if (i) kzi_write(to, ", ");
        kzi_words_act_name(to, about, &about->acts[acts[i].n]);
    }
}

/* ---- hindrances ---- */
static const char *const hindrance_words[] = {
    [HINDRANCE_NONE] = "none",
    [HINDRANCE_IMPOSSIBLE] = "impossible",
    [HINDRANCE_UNKNOWN] = "not_known",
    [HINDRANCE_NO_USE] = "no_plan",
    [HINDRANCE_LOSS] = "would_lose",
    [HINDRANCE_WASTE] = "needless",
    [HINDRANCE_CONSENT] = "another_would_not",
    [HINDRANCE_NOT_ASKED] = "not_found_out",
};

/* How far a plan may reach is part of the answer where a greater limit might change it. */
static void write_plan_limit(writer *to, const exploration *of, const hindrance *why) {
    if (why->is_more_beyond && of->limits.plan != NO_LIMIT)
        kzi_writef(to, " (plans of at most %u acts)", of->limits.plan);
}

static void write_consent(writer *to, exploration *of, const hindrance *why) {
    const grounded *about = of->minds.about;
    const char *other = kzi_words_mind(about, why->other);
    kzi_writef(to, "another would not consent: %s would have to count on ",
               kzi_words_mind(about, why->who));
    kzi_words_plan(to, about, why->who, why->course, why->course_length);
    kzi_write(to, " (");
    kzi_question_worths(to, &of->minds, why->who, why->held.state, why->course_end.state);
    kzi_writef(to, "), and as %s sees it, %s ", kzi_words_mind(about, why->who), other);
    const ground_act *step = &about->acts[why->course[why->step].n];
    if (!why->other_believes) {
        kzi_write(to, "holds ");
        kzi_words_act_name(to, about, step);
        kzi_write(to, " impossible");
        return;
    }
    kzi_write(to, "has no reason for ");
    kzi_words_act_name(to, about, step);
    if (why->other_after.state.n == NO_STATE.n) return;
    kzi_write(to, " (");
    kzi_question_worths(to, &of->minds, why->other, why->other_held.state, why->other_after.state);
    kzi_write(to, ")");
}

void kzi_question_hindrance(writer *to, exploration *of, view story, act_id act,
                            const hindrance *why) {
    const grounded *about = of->minds.about;
    const char *who = why->who.n == NO_MIND.n ? "" : kzi_words_mind(about, why->who);
    switch (why->kind) {
    case HINDRANCE_NONE: kzi_write(to, "nothing stands in its way"); break;
    case HINDRANCE_IMPOSSIBLE:
        kzi_write(to, "physically impossible; it needs ");
        kzi_question_unmet(to, &of->minds, story.state, about->acts[act.n].condition);
        break;
    case HINDRANCE_UNKNOWN:
        kzi_writef(to, "not known: %s does not believe ", who);
        kzi_question_unmet(to, &of->minds, why->held.state, about->acts[act.n].condition);
        break;
    case HINDRANCE_NO_USE:
        kzi_writef(to, "no plan uses it: nothing that begins with it gains anything for %s", who);
        write_plan_limit(to, of, why);
        break;
    case HINDRANCE_LOSS:
        kzi_writef(to, "%s would lose more than gain: ", who);
        kzi_question_worths(to, &of->minds, why->who, why->held.state, why->after.state);
        kzi_write(to, ", and no plan that needs it makes up for that");
        write_plan_limit(to, of, why);
        break;
    case HINDRANCE_WASTE:
        kzi_write(to, "no plan uses it: ");
        kzi_words_plan(to, about, why->who, why->course, why->course_length);
        kzi_writef(to, " would gain, but %s",
                   of->minds.about->has_lesser_evil ? "no more than doing nothing, or than "
                                                    : "as much is gained by ");
        kzi_write(to, "a part of it");
        break;
    case HINDRANCE_CONSENT: write_consent(to, of, why); break;
    case HINDRANCE_NOT_ASKED:
        kzi_writef(to, "no plan of %s was found that uses it; there were too many to look into",
                   who);
        break;
    }
}

static void write_acts_json(json *to, const grounded *about, const char *key, const act_id *acts,
                            uint32_t count) {
    kzi_json_key(to, key);
    kzi_answer_acts_json(to, about, acts, count);
}

void kzi_question_hindrance_json(json *to, exploration *of, view story, act_id act,
                                 const hindrance *why) {
    const grounded *about = of->minds.about;
    writer words = kzi_writer(to->to->in);
    kzi_question_hindrance(&words, of, story, act, why);
    kzi_json_open(to, '{');
    kzi_json_key_text(to, "kind", hindrance_words[why->kind]);
    kzi_json_key_text(to, "who", why->who.n == NO_MIND.n ? NULL : kzi_words_mind(about, why->who));
    kzi_json_key_text(to, "other",
                      why->other.n == NO_MIND.n ? NULL : kzi_words_mind(about, why->other));
    write_acts_json(to, about, "course", why->course, why->course_length);
    kzi_json_key(to, "needs");
    state_id where = why->kind == HINDRANCE_UNKNOWN ? why->held.state : story.state;
    if (why->kind == HINDRANCE_IMPOSSIBLE || why->kind == HINDRANCE_UNKNOWN)
        kzi_question_unmet_json(to, &of->minds, where, about->acts[act.n].condition);
    else kzi_json_null(to);
    kzi_json_key(to, "worth");
    if (why->kind == HINDRANCE_LOSS)
        kzi_question_worths_json(to, &of->minds, why->who, why->held.state, why->after.state);
    else if (why->kind == HINDRANCE_CONSENT)
        kzi_question_worths_json(to, &of->minds, why->who, why->held.state, why->course_end.state);
    else kzi_json_null(to);
    kzi_json_key_text(to, "why", kzi_written(&words));
    kzi_json_close(to, '}');
}
