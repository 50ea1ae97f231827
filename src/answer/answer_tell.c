/* SPDX-License-Identifier: MIT
 *
 * answer_tell: one story, told; with `why`, each act with the plan in the actor's mind.
 *
 * In     a tale of the world, or the shortest story to an ending; how it is to be told
 * Out    its telling (tell_pages.c), or what is wrong with prose that tells it (tell_marks.c), or
 * why it must not be told (tell_care.c)
 */
#include "tell_work.h"

/* ---- work ---- */
static bool reads_strings(asking *of) {
    struct tell_work *w = of->telling;
    if (!of->question.strings) return true;
    if (!kzi_po_read(&w->strings, of->question.strings, &of->in)) return false;
    if (w->strings.wrong_line)
        kzi_note(&of->said, K_NOT_A_PO_FILE, KZI_IN_NO_FILE, w->strings.wrong_line,
                 w->strings.wrong_text);
    return true;
}

/* Everything that may be wrong with the question is found before anything is searched. */
static kz_progress begin_telling(asking *of) {
    of->telling = KZI_TAKE(&of->in, struct tell_work);
    if (!of->telling) return KZ_FAILED;
    *of->telling = (struct tell_work){0};
    if (!reads_strings(of)) return KZ_FAILED;
    if (of->telling->strings.wrong_line) return KZ_MISTAKEN;
    return kzi_tell_manner(of, &of->telling->how);
}

static const char *find_words(const void *strings, const char *text) {
    return kzi_po_find(strings, text);
}

static kz_progress tell_story(asking *of) {
    struct tell_work *w = of->telling;
    if (of->question.marked_text) w->how.words = 0;
    in_words_fn in_words = of->question.strings ? find_words : NULL;
    if (!kzi_telling_write(&w->told, &of->log, &w->how, in_words, &w->strings, &of->in))
        return KZ_FAILED;
    w->is_told = true;
    kz_progress done = kzi_tell_leaks(of, &w->told);
    if (done != KZ_ANSWERED) return done;
    if (of->question.has_irony && !kzi_tell_irony(of)) return KZ_FAILED;
    done = kzi_tell_chapters(of);
    if (done != KZ_ANSWERED) return done;
    if (of->question.marked_text) return kzi_tell_marks(of);
    return of->log.was_accepted ? KZ_ANSWERED : KZ_NO;
}

static kz_progress work_tell(asking *of, uint64_t effort) {
    if (!of->telling) {
        kz_progress begun = begin_telling(of);
        if (begun != KZ_ANSWERED) return begun;
    }
    bool was_found = of->has_log;
    kz_progress done = kzi_answer_find_story(of, effort);
    if (done == KZ_ANSWERED && !was_found) done = kzi_answer_replay(of, &of->main, &of->log);
    if (done == KZ_ANSWERED) done = kzi_tell_care(of, effort);
    return done == KZ_ANSWERED ? tell_story(of) : done;
}

/* ---- reasons in words ---- */
void kzi_answer_belief(writer *to, const grounded *about, mind_id actor, mind_id about_whom,
                       fact_id fact, value held) {
    const ground_fact *of = &about->facts[fact.n];
    kzi_writef(to, "%s believes ", kzi_words_mind(about, actor));
    if (about_whom.n != NO_MIND.n)
        kzi_writef(to, "that %s believes ", kzi_words_mind(about, about_whom));
    kzi_words_claim(to, about, fact, held);
    if (of->is_law && of->gloss) kzi_writef(to, " (\"%s\")", of->gloss);
}

static void write_wrong_belief(writer *to, const grounded *about, mind_id actor,
                               const wrong_belief *wrong) {
    kzi_answer_belief(to, about, actor, wrong->about, wrong->fact, wrong->held);
    kzi_write(to, "; in truth ");
    if (wrong->about.n != NO_MIND.n)
        kzi_writef(to, "%s believes ", kzi_words_mind(about, wrong->about));
    kzi_words_claim(to, about, wrong->fact, wrong->truth);
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
    value before = kzi_minds_worth(&of->main.stories.minds, r->held.state, r->actor),
          after = worth_at_end(of, r);
    if (before == UNKNOWN || after == UNKNOWN) return;
    kzi_write(to, " (");
    kzi_words_amount(to, of->main.ground, before);
    kzi_write(to, " now, ");
    kzi_words_amount(to, of->main.ground, after);
    kzi_write(to, " then)");
}

void kzi_answer_plan_in_words(asking *of, writer *to, const told_reason *r) {
    kzi_words_plan(to, of->main.ground, r->actor, r->why.plan, r->why.plan_length);
    write_gain(of, to, r);
}

/* A plan of one act comes true unless it is an attempt that fails. */
static void write_outcome(writer *to, const told_act *a, const told_reason *r) {
    if (r->why.plan_length > 1 || a->fails)
        kzi_write(to, r->came_true && !a->fails ? ". It came true" : ". It did not come true");
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

/* ---- the answer ---- */
static void write_faults(asking *of, writer *to) {
    const struct tell_work *w = of->telling;
    for (uint32_t i = 0; i < w->faults.count; i++)
        kzi_writef(to, "line %u: %s\n", w->faults.items[i].line, w->faults.items[i].text);
    if (w->faults.count == 0)
        kzi_write(to, "Every key beat is told, in an order that can be followed, and nothing that "
                      "this head does not have.\n");
}

static void write_tell(asking *of, writer *to) {
    if (!of->has_log) {
        const char *stopped =
            of->main.has_ends ? kzi_forecast_stopped_by(of, &of->main) : "being stopped";
        if (stopped) kzi_writef(to, "No such story was found: %s stood in the way.\n", stopped);
        else
            kzi_write(to, "No such story exists. `kizuna endings` lists those that do, and who "
                          "stands still.\n");
        return;
    }
    if (of->telling->is_barred) kzi_tell_care_write(of, to);
    else if (!of->telling->is_told)
        kzi_write(to, "The story was found; being stopped stood in the way of telling it.\n");
    else if (of->question.marked_text) write_faults(of, to);
    else kzi_tell_page(of, to);
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
    for (uint32_t i = 0; i < a->rule_count; i++)
        kzi_json_text(to, kzi_symbol_text(about->names, about->rules[a->rules[i]].name));
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

static void write_content_json(asking *of, json *to) {
    content_notes found;
    kzi_json_key(to, "content");
    kzi_json_open(to, '[');
    if (kzi_tell_content(of, &found)) {
        for (uint32_t i = 0; i < found.list.count; i++) kzi_json_text(to, found.list.items[i]);
    }
    kzi_json_close(to, ']');
}

static void write_manner_json(asking *of, json *to) {
    static const char *const persons[] = {"first", "second", "third"},
                             *const heads[] = {"free", "one", "per-scene"},
                             *const orders[] = {"world", "flashback", "threads", "fragments"};
    const struct tell_work *w = of->telling;
    kzi_json_key(to, "manner");
    kzi_json_open(to, '{');
    kzi_json_key_text(to, "heads", heads[w->how.heads]);
    kzi_json_key_text(to, "through",
                      w->how.heads == HEADS_ONE ? kzi_words_mind(of->main.ground, w->how.through)
                                                : NULL);
    kzi_json_key_text(to, "person", persons[w->how.person]);
    kzi_json_key_text(to, "tense", w->how.tense == ENGLISH_PRESENT ? "present" : "past");
    kzi_json_key_text(to, "order", orders[w->how.order]);
    kzi_json_key_number(to, "word_limit", w->how.words);
    kzi_json_key_number(to, "word_count", w->told.word_count);
    kzi_json_key_number(to, "key_words", w->told.plan.words_of_keys);
    kzi_json_key_text(to, "cut", w->how.cut);
    kzi_json_key_bool(to, "chapters", w->how.has_chapters);
    kzi_json_close(to, '}');
}

static void write_asserted_json(asking *of, json *to, const told_sentence *s) {
    const grounded *about = of->main.ground;
    kzi_json_key(to, "facts");
    kzi_json_open(to, '[');
    for (uint32_t i = 0; i < s->fact_count; i++) {
        writer claim = kzi_writer(&of->text), held = kzi_writer(&of->text);
        kzi_words_claim(&claim, about, s->facts[i].fact, s->facts[i].held);
        kzi_words_value(&held, about, s->facts[i].fact, s->facts[i].held);
        kzi_json_open(to, '{');
        kzi_json_key_text(to, "fact", about->facts[s->facts[i].fact.n].name);
        kzi_json_key_text(to, "held", kzi_written(&held));
        kzi_json_key_text(to, "claim", kzi_written(&claim));
        kzi_json_key_bool(to, "is_so", s->facts[i].is_so);
        kzi_json_close(to, '}');
    }
    kzi_json_close(to, ']');
}

static void write_mentions_json(asking *of, json *to, const told_sentence *s) {
    kzi_json_key(to, "mentions");
    kzi_json_open(to, '[');
    for (uint32_t i = 0; i < s->mention_count; i++) {
        kzi_json_open(to, '{');
        kzi_json_key_text(to, "who", kzi_words_thing(of->main.ground, s->mentions[i].who));
        kzi_json_key_text(to, "words", s->mentions[i].words);
        kzi_json_key_bool(to, "pronoun", s->mentions[i].is_pronoun);
        kzi_json_close(to, '}');
    }
    kzi_json_close(to, ']');
}

static const char *plain_text(asking *of, const char *marked) {
    writer to = kzi_writer(&of->text);
    kzi_telling_mark(&to, marked, "", "");
    return kzi_written(&to);
}

static void write_sentence_json(asking *of, json *to, const told_sentence *s, uint32_t part) {
    static const char *const rights[] = {[HAS_NOTHING] = "nothing",
                                         [HAS_ALL] = "outside",
                                         [HAS_DONE] = "done",
                                         [HAS_NOTICED] = "noticed",
                                         [HAS_COME_TO_HOLD] = "come_to_hold"};
    const grounded *about = of->main.ground;
    const ground_act *rule =
        s->rule == THE_ACT ? NULL : kzi_viewpoint_event(&of->log, s->act, s->rule);
    kzi_json_open(to, '{');
    kzi_json_key_text(to, "text", plain_text(of, s->text));
    kzi_json_key_number(to, "paragraph", part);
    kzi_json_key_number(to, "beat", s->act + 1);
    kzi_json_key_text(to, "rule", rule ? kzi_symbol_text(about->names, rule->name) : NULL);
    kzi_json_key_text(to, "kind", kzi_words_line(s->kind));
    kzi_json_key_text(to, "head", s->head.n == NO_MIND.n ? NULL : kzi_words_mind(about, s->head));
    kzi_json_key_text(to, "right", rights[s->right]);
    kzi_json_key_text(to, "by", s->by.n == NO_THING.n ? NULL : kzi_words_thing(about, s->by));
    kzi_json_key_bool(to, "key", s->is_key);
    write_mentions_json(of, to, s);
    write_asserted_json(of, to, s);
    kzi_json_close(to, '}');
}

static void write_paragraphs_json(asking *of, json *to) {
    const telling *told = &of->telling->told;
    kzi_json_key(to, "paragraphs");
    kzi_json_open(to, '[');
    for (uint32_t i = 0; i < told->list.count; i++)
        kzi_json_text(to, kzi_telling_paragraph(told, &told->list.items[i], "", "", &of->text));
    kzi_json_close(to, ']');
    kzi_json_key(to, "sentences");
    kzi_json_open(to, '[');
    for (uint32_t i = 0; i < told->list.count; i++) {
        const paragraph *part = &told->list.items[i];
        for (uint32_t j = 0; j < part->sentence_count; j++)
            write_sentence_json(of, to, &told->sentences.items[part->first_sentence + j], i);
    }
    kzi_json_close(to, ']');
    kzi_tell_beats_json(of, to);
}

static void write_ironies_json(asking *of, json *to) {
    const grounded *about = of->main.ground;
    kzi_json_key(to, "irony");
    kzi_json_open(to, '[');
    for (uint32_t i = 0; i < of->telling->ironies.count; i++) {
        const told_irony *one = &of->telling->ironies.items[i];
        writer told = kzi_writer(&of->text), held = kzi_writer(&of->text);
        kzi_words_claim(&told, about, one->fact, one->told);
        kzi_words_claim(&held, about, one->fact, one->held);
        kzi_json_open(to, '{');
        kzi_json_key_number(to, "paragraph", one->paragraph);
        kzi_json_key_text(to, "who", kzi_words_mind(about, one->who));
        kzi_json_key_text(to, "told", kzi_written(&told));
        kzi_json_key_text(to, "held", kzi_written(&held));
        kzi_json_close(to, '}');
    }
    kzi_json_close(to, ']');
}

static void write_faults_json(asking *of, json *to) {
    kzi_json_key(to, "faults");
    kzi_json_open(to, '[');
    for (uint32_t i = 0; i < of->telling->faults.count; i++) {
        kzi_json_open(to, '{');
        kzi_json_key_number(to, "line", of->telling->faults.items[i].line);
        kzi_json_key_text(to, "text", of->telling->faults.items[i].text);
        kzi_json_close(to, '}');
    }
    kzi_json_close(to, ']');
}

static void write_story_json(asking *of, json *to) {
    const grounded *about = of->main.ground;
    kzi_json_key_text(to, "name", of->story_name);
    kzi_json_key_bool(to, "accepted", of->log.was_accepted);
    kzi_json_key_text(to, "ending",
                      of->log.ending == NO_ENDING
                          ? NULL
                          : kzi_symbol_text(about->names, about->endings[of->log.ending].name));
    kzi_json_key_text(to, "premise", about->front.premise);
    kzi_json_key_text(to, "ages", about->front.ages);
    write_content_json(of, to);
    if (of->telling->is_told) {
        write_manner_json(of, to);
        write_paragraphs_json(of, to);
        kzi_tell_chapters_json(of, to);
    }
    if (of->telling->is_barred) kzi_tell_care_json(of, to);
    if (of->question.has_irony) write_ironies_json(of, to);
    if (of->question.marked_text) write_faults_json(of, to);
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
