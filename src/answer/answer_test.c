/* SPDX-License-Identifier: MIT
 *
 * answer_test: what the author promised, held against all stories; beside it all that `check` looks
 * at.
 *
 * In     tales and what-ifs as answer_check.c judges them; then every state of every story
 * Out    each tale, what-if and promise: holds, fails, or undecided; a broken promise with its
 *        shortest counter-story, told
 *
 * What is said of a promise is looked at twice: in each state of the search, and in the worlds that
 * the replay builds for the same acts.
 */
#include "asking.h"

#include <string.h>

typedef enum test_verdict { TEST_HOLDS, TEST_FAILS, TEST_UNDECIDED } test_verdict;

typedef struct promise_result {
    test_verdict verdict;
    uint32_t node; /* which decides it; UINT32_MAX: none does */
    told_log log;  /* the story to it, of a broken promise and of what is possible */
} promise_result;

typedef struct testing {
    bool was_checked;
    kz_progress checked;
    bool was_judged;
    promise_result *promises;
    uint32_t judged_count;
} testing;

/* ---- judging ---- */
/* The first node where the condition holds, or does not; nodes are met in order of depth, so its
 * story is the shortest. */
static uint32_t first_node(const exploration *of, expression_id condition, bool wanted) {
    for (uint32_t i = 0; i < of->nodes.count; i++) {
        if (kzi_minds_hold(&of->minds, of->nodes.items[i].state, condition) == wanted) return i;
    }
    return UINT32_MAX;
}

static promise_result verdict_on(const exploration *of, const ground_promise *promise) {
    promise_result made = {.node =
                               first_node(of, promise->condition, promise->kind != PROMISE_ALWAYS)};
    bool is_there = made.node != UINT32_MAX;
    if (is_there) made.verdict = promise->kind == PROMISE_POSSIBLE ? TEST_HOLDS : TEST_FAILS;
    else if (!kzi_explore_is_complete(of)) made.verdict = TEST_UNDECIDED;
    else made.verdict = promise->kind == PROMISE_POSSIBLE ? TEST_FAILS : TEST_HOLDS;
    return made;
}

static kz_progress replay_promises(asking *of) {
    const grounded *about = of->main.ground;
    expression_id *conditions = KZI_TAKE_MANY(&of->in, expression_id, about->promise_count);
    if (!conditions) return KZ_FAILED;
    for (uint32_t i = 0; i < about->promise_count; i++)
        conditions[i] = about->promises[i].condition;
    return kzi_answer_replay_states(of, &of->main, conditions, about->promise_count);
}

static kz_progress judge_promises(asking *of, testing *t) {
    const grounded *about = of->main.ground;
    t->promises = KZI_TAKE_MANY(&of->in, promise_result, about->promise_count);
    if (!t->promises) return KZ_FAILED;
    kz_progress replayed = replay_promises(of);
    for (uint32_t i = 0; i < about->promise_count && replayed == KZ_ANSWERED; i++) {
        t->promises[i] = verdict_on(&of->main.stories, &about->promises[i]);
        if (t->promises[i].node != UINT32_MAX)
            replayed = kzi_answer_story_to(of, t->promises[i].node, &t->promises[i].log);
        t->judged_count = i + 1;
    }
    return replayed;
}

/* ---- work ---- */
static kz_progress check_first(asking *of, testing *t, uint64_t effort) {
    if (t->was_checked) return KZ_ANSWERED;
    t->checked = kzi_answer_check.work(of, effort);
    if (t->checked != KZ_ANSWERED && t->checked != KZ_NO && t->checked != KZ_GAVE_UP)
        return t->checked;
    t->was_checked = true;
    return KZ_ANSWERED;
}

static kz_progress sum_of(const asking *of, const testing *t) {
    bool fails = t->checked == KZ_NO, is_undecided = t->checked == KZ_GAVE_UP;
    for (uint32_t i = 0; i < of->main.ground->promise_count; i++) {
        fails |= t->promises[i].verdict == TEST_FAILS;
        is_undecided |= t->promises[i].verdict == TEST_UNDECIDED;
    }
    return fails ? KZ_NO : is_undecided ? KZ_GAVE_UP : KZ_ANSWERED;
}

static kz_progress work_test(asking *of, uint64_t effort) {
    if (!of->testing) of->testing = KZI_TAKE(&of->in, testing);
    testing *t = of->testing;
    if (!t) return KZ_FAILED;
    kz_progress done = check_first(of, t, effort);
    if (done != KZ_ANSWERED) return done;
    if (of->main.ground->promise_count) done = kzi_forecast_work(of, &of->main, effort);
    if (done != KZ_ANSWERED) return done;
    if (!t->was_judged) done = judge_promises(of, t);
    if (done != KZ_ANSWERED) return done;
    t->was_judged = true;
    return sum_of(of, t);
}

/* ---- one line for each ---- */
typedef struct {
    test_verdict verdict;
    const char *what;              /* "tale told", "never Ren.at is village" */
    const char *why;               /* or NULL */
    const promise_result *promise; /* or NULL */
} test_line;

typedef struct {
    LIST(test_line) list;
} test_lines;

static void add_line(asking *of, test_lines *to, test_line one) {
    (void)LIST_ADD(&of->text, &to->list, one); /* when memory ends the text's arena says so */
}

static const char *text_of_three(asking *of, const char *one, const char *between,
                                 const char *other) {
    writer to = kzi_writer(&of->text);
    kzi_writef(&to, "%s%s%s", one, between, other);
    return kzi_written(&to);
}

static void add_tales(asking *of, test_lines *to) {
    const grounded *about = of->main.ground;
    for (uint32_t i = 0; i < of->tale_count; i++) {
        const char *name =
            text_of_three(of, "tale ", "", kzi_symbol_text(about->names, about->tales[i].name));
        add_line(of, to,
                 (test_line){of->tales[i].was_accepted ? TEST_HOLDS : TEST_FAILS, name,
                             kzi_answer_tale_in_short(of, i), NULL});
    }
}

static void add_what_ifs(asking *of, test_lines *to) {
    const grounded *about = of->main.ground;
    for (uint32_t i = 0; i < about->what_if_count; i++) {
        const char *name = text_of_three(of, "what if ", "",
                                         kzi_symbol_text(about->names, about->what_ifs[i].name));
        if (i >= of->results.count) {
            add_line(of, to, (test_line){TEST_UNDECIDED, name, "it was not run", NULL});
            continue;
        }
        const expectation_result *r = &of->results.items[i];
        test_verdict verdict = r->is_undecided ? TEST_UNDECIDED
                               : r->is_met     ? TEST_HOLDS
                                               : TEST_FAILS;
        add_line(of, to, (test_line){verdict, name, r->why ? r->why : r->gloss, NULL});
    }
}

static const char *promise_why(asking *of, const promise_result *found, promise_kind kind) {
    const exploration *e = &of->main.stories;
    if (found->verdict == TEST_UNDECIDED)
        return text_of_three(of, kzi_forecast_stopped_by(of, &of->main), " stood in the way", "");
    writer to = kzi_writer(&of->text);
    uint32_t depth = found->node == UINT32_MAX ? 0 : e->nodes.items[found->node].depth;
    if (found->node == UINT32_MAX)
        kzi_writef(&to, "in %s of %u states of all stories",
                   kind == PROMISE_ALWAYS ? "each" : "none", e->nodes.count);
    else if (depth == 0)
        kzi_write(&to, found->verdict == TEST_HOLDS ? "at the start" : "not at the start already");
    else
        kzi_writef(&to, "%safter %u act%s at the earliest",
                   found->verdict == TEST_HOLDS ? "" : "broken ", depth, depth == 1 ? "" : "s");
    return kzi_written(&to);
}

static void add_promises(asking *of, test_lines *to) {
    const grounded *about = of->main.ground;
    const testing *t = of->testing;
    for (uint32_t i = 0; i < about->promise_count; i++) {
        const char *name = kzi_answer_source_text(of, about->promises[i].where);
        if (!t || i >= t->judged_count)
            add_line(of, to, (test_line){TEST_UNDECIDED, name, "it was not looked at", NULL});
        else
            add_line(of, to,
                     (test_line){t->promises[i].verdict, name,
                                 promise_why(of, &t->promises[i], about->promises[i].kind),
                                 &t->promises[i]});
    }
}

static test_lines lines_of(asking *of) {
    test_lines made = {0};
    add_tales(of, &made);
    add_what_ifs(of, &made);
    add_promises(of, &made);
    return made;
}

static uint32_t count_of(const test_lines *of, test_verdict verdict) {
    uint32_t count = 0;
    for (uint32_t i = 0; i < of->list.count; i++) count += of->list.items[i].verdict == verdict;
    return count;
}

/* ---- as a page ---- */
static bool is_counter_story(const test_line *one) {
    return one->verdict == TEST_FAILS && one->promise && one->promise->node != UINT32_MAX;
}

static void write_counter_story(asking *of, writer *to, const test_line *one) {
    const told_log *log = &one->promise->log;
    kzi_writef(to, "\nBroken: %s\n", one->what);
    if (log->act_count == 0) {
        kzi_write(to, "  It is so at the start.\n");
        return;
    }
    kzi_write(to, "  The shortest story in which it breaks, and its last act breaks it:\n\n");
    kzi_answer_paragraphs(of, to, log, "    ");
    writer acts = kzi_writer(&of->text);
    for (uint32_t i = 0; i < log->act_count; i++) {
        if (i) kzi_write(&acts, ", ");
        kzi_words_act(&acts, of->main.ground, &of->main.ground->acts[log->acts[i].act.n]);
    }
    kzi_write(to, "\n");
    kzi_telling_wrap(to, kzi_written(&acts), 100, "    ");
}

static void write_sum_of_tests(writer *to, const test_lines *lines) {
    uint32_t held = count_of(lines, TEST_HOLDS), failed = count_of(lines, TEST_FAILS),
             open = count_of(lines, TEST_UNDECIDED);
    if (lines->list.count == 0) {
        kzi_write(to, "There is nothing to test: no tale, no what-if, no promise (`always`, "
                      "`never`, `possible`).\n");
        return;
    }
    kzi_writef(to, "\n%u hold%s, %u fail%s", held, held == 1 ? "s" : "", failed,
               failed == 1 ? "s" : "");
    if (open) kzi_writef(to, ", %u %s undecided", open, open == 1 ? "is" : "are");
    kzi_write(to, ".\n");
}

static void write_page(asking *of, writer *to, const test_lines *lines) {
    static const char *const words[] = {
        [TEST_HOLDS] = "ok", [TEST_FAILS] = "FAILS", [TEST_UNDECIDED] = "undecided"};
    const char *title = of->main.ground->front.title;
    kzi_writef(to, "%s\n", title ? title : of->world->all.list.items[0].name);
    kzi_answer_changes(of, to);
    if (lines->list.count) kzi_write(to, "\n");
    for (uint32_t i = 0; i < lines->list.count; i++) {
        const test_line *one = &lines->list.items[i];
        kzi_writef(to, "  %-10s%s\n", words[one->verdict], one->what);
        if (one->why && (one->verdict != TEST_HOLDS || one->promise))
            kzi_telling_wrap(to, one->why, 100, "              ");
    }
    for (uint32_t i = 0; i < lines->list.count; i++) {
        if (is_counter_story(&lines->list.items[i]))
            write_counter_story(of, to, &lines->list.items[i]);
    }
    write_sum_of_tests(to, lines);
}

/* ---- for a harness ---- */
/* `#` would begin a directive there. */
static void write_tap_text(writer *to, const char *text) {
    for (; *text; text++) {
        if (*text == '#' || *text == '\\') kzi_write_char(to, '\\');
        kzi_write_char(to, *text);
    }
}

static void write_tap_why(asking *of, writer *to, const test_line *one) {
    kzi_writef(to,
               "  ---\n  verdict: %s\n  why: ", one->verdict == TEST_FAILS ? "fails" : "undecided");
    writer quoted = kzi_writer(&of->text);
    json why = kzi_json(&quoted);
    kzi_json_text(&why, one->why ? one->why : "");
    kzi_writef(to, "%s\n", kzi_written(&quoted));
    if (is_counter_story(one)) {
        kzi_write(to, "  acts:\n");
        const told_log *log = &one->promise->log;
        for (uint32_t i = 0; i < log->act_count; i++) {
            kzi_write(to, "    - \"");
            kzi_words_act(to, of->main.ground, &of->main.ground->acts[log->acts[i].act.n]);
            kzi_write(to, "\"\n");
        }
        kzi_write(to, "  story: |\n");
        kzi_answer_paragraphs(of, to, log, "    ");
    }
    kzi_write(to, "  ...\n");
}

static void write_tap(asking *of, writer *to, const test_lines *lines) {
    kzi_writef(to, "TAP version 14\n1..%u%s\n", lines->list.count,
               lines->list.count ? "" : " # SKIP nothing to test");
    for (uint32_t i = 0; i < lines->list.count; i++) {
        const test_line *one = &lines->list.items[i];
        kzi_writef(to, "%s %u - ", one->verdict == TEST_HOLDS ? "ok" : "not ok", i + 1);
        write_tap_text(to, one->what);
        kzi_write(to, "\n");
        if (one->verdict != TEST_HOLDS) write_tap_why(of, to, one);
    }
}

static void write_test(asking *of, writer *to) {
    test_lines lines = lines_of(of);
    if (of->form == KZ_TAP) write_tap(of, to, &lines);
    else if (!kzi_answer_is_empty(of, to)) write_page(of, to, &lines);
}

/* ---- JSON ---- */
static void write_verdict_json(json *to, test_verdict verdict) {
    kzi_json_key_text(to, "verdict",
                      verdict == TEST_HOLDS   ? "holds"
                      : verdict == TEST_FAILS ? "fails"
                                              : "undecided");
}

static void write_story_in_json(asking *of, json *to, const told_log *log) {
    const grounded *about = of->main.ground;
    kzi_json_key(to, "acts");
    kzi_json_open(to, '[');
    for (uint32_t i = 0; i < log->act_count; i++)
        kzi_words_act_json(to, about, &about->acts[log->acts[i].act.n], false);
    kzi_json_close(to, ']');
    kzi_answer_paragraphs_json(of, to, log);
}

static void write_line_json(asking *of, json *to, const test_line *one) {
    kzi_json_open(to, '{');
    kzi_json_key_text(to, "what", one->what);
    write_verdict_json(to, one->verdict);
    kzi_json_key_text(to, "why", one->why);
    kzi_json_key(to, "story");
    if (one->promise && one->promise->node != UINT32_MAX) {
        kzi_json_open(to, '{');
        write_story_in_json(of, to, &one->promise->log);
        kzi_json_close(to, '}');
    } else {
        kzi_json_null(to);
    }
    kzi_json_close(to, '}');
}

static void write_lines_json(asking *of, json *to, const char *key, const test_lines *lines) {
    kzi_json_key(to, key);
    kzi_json_open(to, '[');
    for (uint32_t i = 0; i < lines->list.count; i++) write_line_json(of, to, &lines->list.items[i]);
    kzi_json_close(to, ']');
}

static void write_test_json(asking *of, json *to) {
    kzi_answer_head_json(of, to, "kizuna-test");
    kzi_answer_notes_json(of, to);
    if (of->main.ground) {
        test_lines tales = {0}, what_ifs = {0}, promises = {0}, all = lines_of(of);
        add_tales(of, &tales);
        add_what_ifs(of, &what_ifs);
        add_promises(of, &promises);
        kzi_json_key_bool(to, "complete",
                          of->main.has_ends && kzi_explore_is_complete(&of->main.stories));
        kzi_json_key_number(to, "held_count", count_of(&all, TEST_HOLDS));
        kzi_json_key_number(to, "failed_count", count_of(&all, TEST_FAILS));
        kzi_json_key_number(to, "undecided_count", count_of(&all, TEST_UNDECIDED));
        write_lines_json(of, to, "tales", &tales);
        write_lines_json(of, to, "what_ifs", &what_ifs);
        write_lines_json(of, to, "promises", &promises);
    }
    kzi_answer_measured_json(of, to);
}

const answer_verb kzi_answer_test = {KZ_TEST, work_test, write_test, write_test_json, false};
