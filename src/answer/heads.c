/* SPDX-License-Identifier: MIT
 *
 * heads: what every answer begins with, as text and as JSON: its format, the limits and changes of
 * the question, notes.
 */
#include "asking.h"

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
