/* SPDX-License-Identifier: MIT
 *
 * words: see words.h.
 */
#include "words.h"

#include <string.h>

const char *kzi_words_thing(const grounded *about, thing_id thing) {
    return kzi_symbol_text(about->names, about->things[thing.n].name);
}

const char *kzi_words_mind(const grounded *about, mind_id mind) {
    return kzi_words_thing(about, about->minds[mind.n].person);
}

void kzi_words_amount(writer *to, const grounded *about, int64_t amount) {
    int64_t scale = about->scale > 1 ? about->scale : 1, rest = amount % scale;
    if (amount < 0 && amount > -scale)
        kzi_write(to, "-"); /* minus nothing, and something behind the point */
    kzi_writef(to, "%lld", (long long)(amount / scale));
    if (rest) kzi_write(to, ".");
    if (rest < 0) rest = -rest;
    for (int64_t step = scale / 10; rest; step /= 10) {
        kzi_writef(to, "%lld", (long long)(rest / step));
        rest %= step;
    }
}

void kzi_words_value(writer *to, const grounded *about, fact_id fact, value v) {
    if (v == UNKNOWN) {
        kzi_write(to, "unknown");
        return;
    }
    switch (about->facts[fact.n].type) {
    case FACT_YES_NO: kzi_write(to, v ? "yes" : "no"); break;
    case FACT_WORD: kzi_write(to, about->words[v]); break;
    case FACT_THING: kzi_write(to, kzi_words_thing(about, (thing_id){(uint32_t)v})); break;
    case FACT_NUMBER: kzi_words_amount(to, about, v); break;
    }
}

void kzi_words_claim(writer *to, const grounded *about, fact_id fact, value v) {
    const ground_fact *f = &about->facts[fact.n];
    if (f->type == FACT_YES_NO && v != UNKNOWN) {
        kzi_writef(to, "%s%s", v ? "" : "not ", f->name);
        return;
    }
    kzi_writef(to, "%s is ", f->name);
    kzi_words_value(to, about, fact, v);
}

void kzi_words_act_name(writer *to, const grounded *about, const ground_act *act) {
    if (about->is_problem) { /* in the notation of its files, with what is no thing */
        kzi_write(to, act->text);
        return;
    }
    kzi_write(to, kzi_symbol_text(about->names, act->name));
    for (uint32_t i = 0; i < act->parameter_count; i++) {
        kzi_write(to, i ? ", " : "(");
        kzi_write(to, kzi_words_thing(about, about->bindings[act->first_binding + i].thing));
    }
    if (act->parameter_count) kzi_write(to, ")");
}

void kzi_words_act(writer *to, const grounded *about, const ground_act *act) {
    kzi_words_act_name(to, about, act);
    if (about->is_problem) return;
    if (act->is_by_fate) kzi_write(to, " by fate");
    for (uint32_t i = 0; i < act->actor_count; i++) {
        kzi_write(to, i ? " and " : " by ");
        kzi_write(to, kzi_words_mind(about, about->actors[act->first_actor + i]));
    }
}

void kzi_words_act_json(json *to, const grounded *about, const ground_act *act, bool stays_open) {
    writer name = kzi_writer(to->to->in);
    kzi_words_act_name(&name, about, act);
    kzi_json_open(to, '{');
    kzi_json_key_text(to, "act", kzi_written(&name));
    kzi_json_key(to, "by");
    kzi_json_open(to, '[');
    for (uint32_t i = 0; i < act->actor_count; i++)
        kzi_json_text(to, kzi_words_mind(about, about->actors[act->first_actor + i]));
    kzi_json_close(to, ']');
    if (!stays_open) kzi_json_close(to, '}');
}

const char *kzi_words_line(line_kind kind) {
    static const char *const words[] = {
        [LINE_PROSE] = "prose", [LINE_SAYS] = "says",   [LINE_THINKS] = "thinks",
        [LINE_SHOWS] = "shows", [LINE_FAILS] = "fails", [LINE_BRIEF] = "brief",
        [LINE_SEES] = "sees"};
    return words[kind];
}

void kzi_words_plan(writer *to, const grounded *about, mind_id planner, const act_id *acts,
                    uint32_t count) {
    for (uint32_t i = 0; i < count; i++) {
        const ground_act *act = &about->acts[acts[i].n];
        bool is_own = act->actor_count == 1 && about->actors[act->first_actor].n == planner.n;
        if (i) kzi_write(to, ", then ");
        if (is_own) kzi_words_act_name(to, about, act);
        else kzi_words_act(to, about, act);
    }
}
