/* SPDX-License-Identifier: MIT
 *
 * tell_chapters: what a chapter leaves to the next, and an open end to whoever goes on from it.
 *
 * In     a telling in chapters, or the sheet of a story that has reached no ending
 * Out    for each chapter whose mind it turned and on what, what is otherwise than at its
 *        beginning, who then holds what is not so, and which acts somebody would go on with
 * Owns   the lists, in the asking's arena
 *
 * What would go on is asked of the state the chapter ends in, with the plans and limits of the
 * world: each act that is possible there and that every actor has a reason for; and, apart, those
 * that are possible and lack one: the choices of whoever writes on. Past an ending nothing goes on.
 */
#include "tell_work.h"

#define CHAPTER_WIDTH 90u

/* ---- what turned ---- */
static value chapter_held(const asking *of, mind_id who, uint32_t moment, uint32_t fact) {
    return kzi_viewpoint_held(kzi_outline_view(&of->telling->told.plan, who), moment,
                              (fact_id){fact});
}

static bool is_the_time(const asking *of, uint32_t fact) {
    return of->main.ground->has_clock && of->main.ground->clock.n == fact;
}

static bool is_mistaken_in(const asking *of, uint32_t who, uint32_t moment, uint32_t fact) {
    value held = chapter_held(of, (mind_id){who}, moment, fact);
    return held != UNKNOWN && held != chapter_held(of, NO_MIND, moment, fact);
}

/* They held what is not so before the act, and hold what is so behind it. */
static bool turns_at(const asking *of, uint32_t who, uint32_t act, uint32_t fact) {
    return !is_the_time(of, fact) && is_mistaken_in(of, who, act, fact) &&
           chapter_held(of, (mind_id){who}, act + 1, fact) ==
               chapter_held(of, NO_MIND, act + 1, fact) &&
           chapter_held(of, (mind_id){who}, act + 1, fact) !=
               chapter_held(of, (mind_id){who}, act, fact);
}

static bool turns_somebody(asking *of, told_chapter *to, uint32_t act) {
    for (uint32_t who = 0; who < of->main.ground->mind_count; who++) {
        for (uint32_t fact = 0; fact < of->main.ground->fact_count; fact++) {
            if (!turns_at(of, who, act, fact)) continue;
            to->turned = (mind_id){who}, to->turned_on = (fact_id){fact}, to->turned_at = act;
            return true;
        }
    }
    return false;
}

/* The last such act of the chapter. */
static void find_turn(asking *of, told_chapter *to) {
    to->turned = NO_MIND;
    for (uint32_t act = to->last_act + 1; act-- > to->first_act;) {
        if (turns_somebody(of, to, act)) return;
    }
}

/* ---- what goes on ---- */
static kz_progress find_next(asking *of, told_chapter *to) {
    exploration *e = &of->main.stories;
    view at = e->start;
    at.state = of->log.acts[to->last_act].after;
    to->is_over = kzi_explore_ending_of(e, at.state) != NO_ENDING;
    for (uint32_t i = 0; !to->is_over && i < of->main.ground->act_count; i++) {
        if (!kzi_minds_possible(&e->minds, at.state, (act_id){i})) continue;
        reason_answer answer = kzi_reasons_for_all(&e->reasons, at, (act_id){i});
        if (answer == REASON_FAILED && !e->minds.rules.loop.was_found) return KZ_FAILED;
        bool is_added = answer == REASON_YES ? LIST_ADD(&of->in, &to->next, (act_id){i})
                                             : LIST_ADD(&of->in, &to->idle, (act_id){i});
        if (!is_added) return KZ_FAILED;
    }
    return KZ_ANSWERED;
}

/* ---- which chapters there are ---- */
static bool begin_chapter(asking *of, const beat *b) {
    told_chapter made = {.first_act = b->act, .last_act = b->act};
    return LIST_ADD(&of->in, &of->telling->chapters, made);
}

static void reach_act(told_chapter *to, uint32_t act) {
    if (act < to->first_act) to->first_act = act;
    if (act > to->last_act) to->last_act = act;
}

static bool find_chapters(asking *of) {
    struct tell_work *w = of->telling;
    bool is_one = !w->how.has_chapters && w->how.form == FORM_BEATS &&
                  of->log.ending == NO_ENDING && of->log.was_accepted;
    for (uint32_t i = 0; i < w->told.plan.beats.count; i++) {
        const beat *b = &w->told.plan.beats.items[i];
        if (b->is_left_out || b->is_fragment) continue;
        bool begins = b->opens_chapter || (is_one && w->chapters.count == 0);
        if (begins && !begin_chapter(of, b)) return false;
        if (w->chapters.count) reach_act(&w->chapters.items[w->chapters.count - 1], b->act);
    }
    return true;
}

kz_progress kzi_tell_chapters(asking *of) {
    struct tell_work *w = of->telling;
    if (!find_chapters(of)) return KZ_FAILED;
    for (uint32_t i = 0; i < w->chapters.count; i++) {
        find_turn(of, &w->chapters.items[i]);
        kz_progress done = find_next(of, &w->chapters.items[i]);
        if (done != KZ_ANSWERED) return done;
    }
    return KZ_ANSWERED;
}

/* ---- in words ---- */
static const char *words_of_turn(asking *of, const told_chapter *c) {
    writer to = kzi_writer(&of->text);
    if (c->turned.n == NO_MIND.n) return "";
    kzi_writef(&to, "%s now takes it that ", kzi_words_mind(of->main.ground, c->turned));
    kzi_words_claim(&to, of->main.ground, c->turned_on,
                    chapter_held(of, c->turned, c->turned_at + 1, c->turned_on.n));
    return kzi_written(&to);
}

/* What is so behind the chapter and was not so before it. */
static const char *words_of_carried(asking *of, const told_chapter *c) {
    writer to = kzi_writer(&of->text);
    for (uint32_t i = 0; i < of->main.ground->fact_count; i++) {
        value now = chapter_held(of, NO_MIND, c->last_act + 1, i);
        if (is_the_time(of, i) || now == chapter_held(of, NO_MIND, c->first_act, i)) continue;
        kzi_write(&to, to.length ? ", " : "");
        kzi_words_claim(&to, of->main.ground, (fact_id){i}, now);
    }
    return kzi_written(&to);
}

static const char *words_of_mistaken(asking *of, const told_chapter *c) {
    const grounded *about = of->main.ground;
    writer to = kzi_writer(&of->text);
    for (uint32_t who = 0; who < about->mind_count; who++) {
        bool is_first = true;
        for (uint32_t i = 0; i < about->fact_count; i++) {
            if (is_the_time(of, i) || !is_mistaken_in(of, who, c->last_act + 1, i)) continue;
            if (is_first)
                kzi_writef(&to, "%s%s: ", to.length ? "; " : "",
                           kzi_words_mind(about, (mind_id){who}));
            kzi_write(&to, is_first ? "" : ", ");
            kzi_words_claim(&to, about, (fact_id){i},
                            chapter_held(of, (mind_id){who}, c->last_act + 1, i));
            is_first = false;
        }
    }
    return kzi_written(&to);
}

static const char *words_of_acts(asking *of, const act_id *acts, uint32_t count) {
    writer to = kzi_writer(&of->text);
    for (uint32_t i = 0; i < count; i++) {
        kzi_write(&to, i ? ", or " : "");
        kzi_words_act(&to, of->main.ground, &of->main.ground->acts[acts[i].n]);
    }
    return kzi_written(&to);
}

static const char *words_of_next(asking *of, const told_chapter *c) {
    if (c->next.count == 0 && !c->is_over) return "nobody has a reason to move";
    return words_of_acts(of, c->next.items, c->next.count);
}

static void write_chapter_entry(asking *of, writer *to, const char *what, const char *text) {
    if (!*text) return;
    writer entry = kzi_writer(&of->text);
    kzi_writef(&entry, "%s: %s", what, text);
    kzi_telling_wrap(to, kzi_written(&entry), CHAPTER_WIDTH, "      ");
}

void kzi_tell_chapter_end(asking *of, writer *to, uint32_t number) {
    const told_chapter *c = &of->telling->chapters.items[number];
    if (of->telling->how.has_chapters) kzi_writef(to, "\n  chapter %u ends\n", number + 1);
    else kzi_write(to, "\n  open end\n");
    write_chapter_entry(of, to, "turned", words_of_turn(of, c));
    write_chapter_entry(of, to, "carried on", words_of_carried(of, c));
    write_chapter_entry(of, to, "held wrongly", words_of_mistaken(of, c));
    write_chapter_entry(of, to, "may go on", words_of_next(of, c));
    write_chapter_entry(of, to, "could, without a reason",
                        words_of_acts(of, c->idle.items, c->idle.count));
}

void kzi_tell_chapters_json(asking *of, json *to) {
    kzi_json_key(to, "chapters");
    kzi_json_open(to, '[');
    for (uint32_t i = 0; i < of->telling->chapters.count; i++) {
        const told_chapter *c = &of->telling->chapters.items[i];
        kzi_json_open(to, '{');
        kzi_json_key_number(to, "first_beat", c->first_act + 1);
        kzi_json_key_number(to, "last_beat", c->last_act + 1);
        kzi_json_key_bool(to, "is_over", c->is_over);
        kzi_json_key_text(to, "turned", words_of_turn(of, c));
        kzi_json_key_text(to, "carried_on", words_of_carried(of, c));
        kzi_json_key_text(to, "held_wrongly", words_of_mistaken(of, c));
        kzi_json_key(to, "may_go_on");
        kzi_answer_acts_json(to, of->main.ground, c->next.items, c->next.count);
        kzi_json_key(to, "without_reason");
        kzi_answer_acts_json(to, of->main.ground, c->idle.items, c->idle.count);
        kzi_json_close(to, '}');
    }
    kzi_json_close(to, ']');
}
