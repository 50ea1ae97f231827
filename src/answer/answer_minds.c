/* SPDX-License-Identifier: MIT
 *
 * answer_minds: who believes what, at one moment, also of one another.
 *
 * In     the start and acts done in turn, or a moment of a tale or of the shortest story to an
 *        ending
 * Out    the facts somebody is wrong about, side by side; what all agree on; what each takes the
 *        others to believe
 */
#include "../ground/expressions.h"
#include "../syntax/parser.h"
#include "asking.h"

#include <string.h>

/* ---- which moment ---- */
static const span NOWHERE = {UINT32_MAX, 0, 0};

/* The one instance that is possible here; UINT32_MAX when a note says why there is none. */
static act_id act_meant_here(asking *of, const node *call, const char *text) {
    act_id *found, none = {UINT32_MAX}, possible = none;
    uint32_t count = kzi_answer_acts_meant(of, call, text, &found), possible_count = 0;
    writer names = kzi_writer(&of->in);
    for (uint32_t i = 0; i < count; i++) {
        if (!kzi_minds_possible(&of->main.stories.minds, of->shown, found[i])) continue;
        if (possible_count++) kzi_write(&names, "; ");
        kzi_words_act(&names, of->main.ground, &of->main.ground->acts[found[i].n]);
        possible = found[i];
    }
    if (count && possible_count == 0) {
        writer needs = kzi_writer(&of->in);
        kzi_expression_write(&needs, of->main.ground, of->main.ground->acts[found[0].n].condition);
        kzi_note(&of->said, K_NOT_POSSIBLE_THERE, NOWHERE, text, kzi_written(&needs));
    } else if (possible_count > 1) {
        kzi_note(&of->said, K_SEVERAL_POSSIBLE, NOWHERE, text, kzi_written(&names));
        return none;
    }
    return possible;
}

static kz_progress do_next_act(asking *of) {
    const char *text = of->question.after[of->shown_after];
    uint32_t number = kzi_sources_add(&of->own.all, "--after", text, strlen(text));
    node *call = number == UINT32_MAX ? NULL
                                      : kzi_syntax_parse_call(&of->own.in, &of->own.names,
                                                              &of->own.all, number, &of->said);
    if (!call) return of->said.error_count ? KZ_MISTAKEN : KZ_FAILED;
    if (of->said.error_count) return KZ_MISTAKEN;
    act_id act = act_meant_here(of, call, text);
    if (act.n == UINT32_MAX) return of->said.error_count ? KZ_MISTAKEN : KZ_FAILED;
    view from = of->main.stories.start;
    from.state = of->shown;
    of->shown = kzi_minds_step(&of->main.stories.minds, from, act);
    of->shown_after++;
    if (of->shown.n != NO_STATE.n) return KZ_RUNNING;
    if (!of->main.stories.minds.rules.loop.was_found) return KZ_FAILED;
    of->main.stories.failed_act = act;
    kzi_forecast_note_loop(of, &of->main);
    return KZ_MISTAKEN;
}

kz_progress kzi_answer_find_moment(asking *of) {
    of->shown = kzi_explore_start(&of->main.stories);
    if (of->shown.n == NO_STATE.n) {
        if (!of->main.stories.stops.by_rules) return KZ_FAILED;
        kzi_forecast_note_loop(of, &of->main);
        return KZ_MISTAKEN;
    }
    of->shown_after = 0;
    while (of->shown_after < of->question.after_count) {
        kz_progress done = do_next_act(of);
        if (done != KZ_RUNNING) return done;
    }
    return KZ_ANSWERED;
}

/* A tale that breaks is told up to where it does. */
static kz_progress no_such_moment(asking *of, uint32_t told_count) {
    const char *how = of->log.was_accepted ? "is over" : "breaks";
    note *said = kzi_note(&of->said, K_NO_SUCH_MOMENT, NOWHERE, of->story_name, how, told_count,
                          told_count == 1 ? "" : "s", of->question.at);
    kzi_note_try(&of->said, said, "its last moment is `%s:%u`", of->story_name, told_count);
    return KZ_MISASKED;
}

static kz_progress work_minds(asking *of, uint64_t effort) {
    if (of->question.has_secrets) {
        kz_progress found = kzi_answer_find_story(of, effort);
        return found == KZ_ANSWERED ? kzi_answer_secrets_work(of) : found;
    }
    if (!of->question.tale && !of->question.ending) return kzi_answer_find_moment(of);
    kz_progress done = kzi_answer_find_story(of, effort);
    if (done != KZ_ANSWERED) return done;
    uint32_t well = of->log.was_accepted ? of->log.act_count : of->log.broke_at;
    if (of->question.at != UINT32_MAX && of->question.at > well) return no_such_moment(of, well);
    of->shown_after = of->question.at == UINT32_MAX ? well : of->question.at;
    of->shown = of->shown_after == 0 ? of->log.start : of->log.acts[of->shown_after - 1].after;
    return KZ_ANSWERED;
}

/* ---- values ---- */
typedef struct {
    asking *of;
    const grounded *about;
    view story;
} minds_page;

static minds_page page_of(asking *of) {
    minds_page page = {of, of->main.ground, of->main.stories.start};
    page.story.state = of->shown;
    return page;
}

static view thought(const minds_page *p, view from, uint32_t mind) {
    return kzi_minds_view(&p->of->main.stories.minds, from, (mind_id){mind});
}

static value value_in(const minds_page *p, view at, uint32_t fact) {
    return kzi_fact_get(p->about, kzi_state_facts(&p->of->main.stories.minds.states, at.state),
                        (fact_id){fact});
}

static const char *value_text(const minds_page *p, uint32_t fact, value v) {
    writer to = kzi_writer(&p->of->text);
    kzi_words_value(&to, p->about, (fact_id){fact}, v);
    return kzi_written(&to);
}

static bool somebody_differs(const minds_page *p, uint32_t fact) {
    for (uint32_t i = 0; i < p->about->mind_count; i++) {
        if (value_in(p, thought(p, p->story, i), fact) != value_in(p, p->story, fact)) return true;
    }
    return false;
}

/* ---- the table ---- */
#define NARROWEST 8

static int wider(int width, const char *text) {
    int length = (int)kzi_text_width(text, (uint32_t)strlen(text));
    return length > width ? length : width;
}

/* No blanks at a line's end. */
static void end_row(writer *to) {
    while (to->length && to->text[to->length - 1] == ' ') to->text[--to->length] = '\0';
    kzi_write(to, "\n");
}

static void write_cell(writer *to, const char *text, int width) {
    kzi_write(to, text);
    int length = (int)kzi_text_width(text, (uint32_t)strlen(text));
    kzi_write_repeated(to, ' ', (size_t)(width > length ? width - length : 0) + 2);
}

static void write_differing(const minds_page *p, writer *to) {
    const grounded *about = p->about;
    int *widths = KZI_TAKE_MANY(&p->of->text, int, about->mind_count + 2);
    if (!widths) return;
    widths[0] = widths[1] = NARROWEST;
    for (uint32_t m = 0; m < about->mind_count; m++)
        widths[m + 2] = wider(NARROWEST, kzi_words_mind(about, (mind_id){m}));
    uint32_t rows_count = 0;
    for (uint32_t f = 0; f < about->fact_count; f++) {
        if (!somebody_differs(p, f)) continue;
        rows_count++;
        widths[0] = wider(widths[0], about->facts[f].name);
        widths[1] = wider(widths[1], value_text(p, f, value_in(p, p->story, f)));
        for (uint32_t m = 0; m < about->mind_count; m++) {
            widths[m + 2] =
                wider(widths[m + 2], value_text(p, f, value_in(p, thought(p, p->story, m), f)));
        }
    }
    if (rows_count == 0) {
        kzi_write(to, "Nobody is wrong about anything.\n");
        return;
    }
    kzi_write(to, "Where somebody is wrong (* marks who):\n\n  ");
    write_cell(to, "fact", widths[0]);
    write_cell(to, "so", widths[1]);
    for (uint32_t m = 0; m < about->mind_count; m++)
        write_cell(to, kzi_words_mind(about, (mind_id){m}), widths[m + 2] + 1);
    end_row(to);
    for (uint32_t f = 0; f < about->fact_count; f++) {
        if (!somebody_differs(p, f)) continue;
        value truth = value_in(p, p->story, f);
        kzi_write(to, "  ");
        write_cell(to, about->facts[f].name, widths[0]);
        write_cell(to, value_text(p, f, truth), widths[1]);
        for (uint32_t m = 0; m < about->mind_count; m++) {
            value held = value_in(p, thought(p, p->story, m), f);
            writer cell = kzi_writer(&p->of->text);
            kzi_writef(&cell, "%s%s", value_text(p, f, held), held == truth ? "" : "*");
            write_cell(to, kzi_written(&cell), widths[m + 2] + 1);
        }
        end_row(to);
    }
}

static void write_agreed(const minds_page *p, writer *to) {
    writer list = kzi_writer(&p->of->text);
    for (uint32_t f = 0; f < p->about->fact_count; f++) {
        if (somebody_differs(p, f)) continue;
        if (list.length) kzi_write(&list, ", ");
        kzi_words_claim(&list, p->about, (fact_id){f}, value_in(p, p->story, f));
    }
    if (list.length == 0) return;
    kzi_write(to, "\nAll agree, rightly:\n");
    kzi_telling_wrap(to, kzi_written(&list), 90, "  ");
}

/* ---- minds within minds ---- */
static bool is_worth_saying(const minds_page *p, uint32_t one, uint32_t other, uint32_t fact) {
    view held = thought(p, p->story, one);
    value of_other = value_in(p, thought(p, held, other), fact);
    return of_other != value_in(p, held, fact) ||
           of_other != value_in(p, thought(p, p->story, other), fact);
}

static void write_thought(const minds_page *p, writer *to, uint32_t one, uint32_t other) {
    bool has_any = false;
    view held = thought(p, p->story, one);
    for (uint32_t f = 0; f < p->about->fact_count; f++) {
        if (!is_worth_saying(p, one, other, f)) continue;
        value of_other = value_in(p, thought(p, held, other), f),
              truth = value_in(p, thought(p, p->story, other), f);
        if (!has_any) {
            kzi_writef(to, "  %s thinks %s thinks:\n", kzi_words_mind(p->about, (mind_id){one}),
                       kzi_words_mind(p->about, (mind_id){other}));
        }
        has_any = true;
        kzi_write(to, "    ");
        kzi_words_claim(to, p->about, (fact_id){f}, of_other);
        if (of_other != truth) {
            kzi_writef(to, "   * wrongly: %s believes ",
                       kzi_words_mind(p->about, (mind_id){other}));
            kzi_words_claim(to, p->about, (fact_id){f}, truth);
        }
        kzi_write(to, "\n");
    }
}

static void write_nested(const minds_page *p, writer *to) {
    size_t first = to->length;
    kzi_write(to, "\nWhat they take each other to think, where that differs from their own mind or "
                  "from the other's:\n");
    size_t empty = to->length;
    for (uint32_t i = 0; i < p->about->mind_count; i++) {
        for (uint32_t j = 0; j < p->about->mind_count; j++) {
            if (i != j) write_thought(p, to, i, j);
        }
    }
    if (to->length > empty || !to->text) return;
    to->length = first;
    to->text[first] = '\0';
    kzi_write(to, "\nEach takes the others to think as they do.\n");
}

static void write_moment(asking *of, writer *to) {
    if (of->has_log) {
        kzi_writef(to, "%s, after %u act%s", of->story_name, of->shown_after,
                   of->shown_after == 1 ? "" : "s");
        if (of->shown_after) {
            kzi_write(to, " (the last: ");
            kzi_words_act(to, of->main.ground,
                          &of->main.ground->acts[of->log.acts[of->shown_after - 1].act.n]);
            kzi_write(to, ")");
        }
    } else if (of->shown_after) {
        kzi_write(to, "After ");
        for (uint32_t i = 0; i < of->shown_after; i++)
            kzi_writef(to, "%s%s", i ? ", " : "", of->question.after[i]);
    } else {
        kzi_write(to, "At the start");
    }
    kzi_write(to, "\n\n");
}

static void write_minds(asking *of, writer *to) {
    minds_page page = page_of(of);
    if (of->progress != KZ_ANSWERED) {
        kzi_write(to, "No such story was found.\n");
        return;
    }
    if (of->question.has_secrets) {
        kzi_answer_secrets_write(of, to);
        return;
    }
    write_moment(of, to);
    write_differing(&page, to);
    write_agreed(&page, to);
    write_nested(&page, to);
}

/* ---- JSON ---- */
static void write_facts_json(const minds_page *p, json *to, view at) {
    kzi_json_open(to, '{');
    for (uint32_t f = 0; f < p->about->fact_count; f++)
        kzi_json_key_text(to, p->about->facts[f].name, value_text(p, f, value_in(p, at, f)));
    kzi_json_close(to, '}');
}

static void write_minds_list_json(const minds_page *p, json *to) {
    kzi_json_key(to, "minds");
    kzi_json_open(to, '[');
    for (uint32_t i = 0; i < p->about->mind_count; i++) {
        view held = thought(p, p->story, i);
        kzi_json_open(to, '{');
        kzi_json_key_text(to, "name", kzi_words_mind(p->about, (mind_id){i}));
        kzi_json_key(to, "believes");
        write_facts_json(p, to, held);
        kzi_json_key(to, "thinks");
        kzi_json_open(to, '{');
        for (uint32_t j = 0; j < p->about->mind_count; j++) {
            if (i == j) continue;
            kzi_json_key(to, kzi_words_mind(p->about, (mind_id){j}));
            write_facts_json(p, to, thought(p, held, j));
        }
        kzi_json_close(to, '}');
        kzi_json_close(to, '}');
    }
    kzi_json_close(to, ']');
}

static void write_minds_json(asking *of, json *to) {
    if (of->question.has_secrets) {
        kzi_answer_secrets_json(of, to);
        return;
    }
    kzi_answer_head_json(of, to, "kizuna-minds");
    kzi_answer_notes_json(of, to);
    if (of->progress == KZ_ANSWERED) {
        minds_page page = page_of(of);
        kzi_json_key_text(to, "of", of->has_log ? of->story_name : NULL);
        kzi_json_key_number(to, "after_count", of->shown_after);
        kzi_json_key(to, "world");
        write_facts_json(&page, to, page.story);
        write_minds_list_json(&page, to);
    }
    kzi_answer_measured_json(of, to);
}

const answer_verb kzi_answer_minds = {KZ_MINDS, work_minds, write_minds, write_minds_json, true};
