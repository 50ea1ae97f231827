/* SPDX-License-Identifier: MIT
 *
 * show_ground: expressions written back as text, and the whole ground for eyes.
 *
 * In     a grounded world
 * Out    words close to the language
 */
#include "expressions.h"

static const expression *shown(const grounded *about, expression_id id) {
    return &about->expressions[id.n];
}

static expression_id shown_child(const grounded *about, const expression *e, uint32_t i) {
    return about->children[e->first_child + i];
}

static void write_value(writer *to, const grounded *about, const ground_fact *f, value v) {
    if (v == UNKNOWN) kzi_write(to, "unknown");
    else if (f && f->type == FACT_YES_NO) kzi_write(to, v ? "yes" : "no");
    else if (f && f->type == FACT_WORD) kzi_write(to, about->words[v]);
    else if (f && f->type == FACT_THING)
        kzi_write(to, kzi_symbol_text(about->names, about->things[v].name));
    else kzi_writef(to, "%d", v);
}

/* The fact whose values a side of a comparison takes, or NULL. */
static const ground_fact *fact_of_side(const grounded *about, expression_id side) {
    const expression *e = shown(about, side);
    if (e->kind == EXPRESSION_FACT) return &about->facts[e->fact.n];
    for (uint32_t i = 0; e->kind == EXPRESSION_CHOOSE && i < about->thing_count; i++) {
        uint32_t fact = about->choices[e->number + i];
        if (fact != UINT32_MAX) return &about->facts[fact];
    }
    return NULL;
}

static void write_side(writer *to, const grounded *about, expression_id side,
                       const ground_fact *beside) {
    const expression *e = shown(about, side);
    if (e->kind == EXPRESSION_VALUE) write_value(to, about, beside, e->value);
    else kzi_expression_write(to, about, side);
}

static void write_comparison(writer *to, const grounded *about, const expression *e,
                             const char *words) {
    expression_id left = shown_child(about, e, 0), right = shown_child(about, e, 1);
    /* `3 is at most Ren.oath` reads the other way round */
    if (shown(about, left)->kind == EXPRESSION_VALUE &&
        (e->kind == CONDITION_AT_MOST || e->kind == CONDITION_LESS)) {
        kzi_expression_write(to, about, right);
        kzi_write(to, e->kind == CONDITION_AT_MOST ? " is at least " : " is more than ");
        write_side(to, about, left, NULL);
        return;
    }
    write_side(to, about, left, fact_of_side(about, right));
    kzi_write(to, words);
    write_side(to, about, right, fact_of_side(about, left));
}

static void write_joined(writer *to, const grounded *about, const expression *e,
                         const char *between) {
    for (uint32_t i = 0; i < e->child_count; i++) {
        const expression *part = shown(about, shown_child(about, e, i));
        bool has_brackets = part->kind == CONDITION_OR || part->kind == CONDITION_AND ||
                            part->kind == EXPRESSION_PLUS || part->kind == EXPRESSION_MINUS;
        if (i) kzi_write(to, between);
        if (has_brackets) kzi_write(to, "(");
        kzi_expression_write(to, about, shown_child(about, e, i));
        if (has_brackets) kzi_write(to, ")");
    }
}

static void write_fact_claim(writer *to, const grounded *about, const expression *e) {
    const ground_fact *f = &about->facts[e->fact.n];
    bool is_not = e->kind == CONDITION_FACT_IS_NOT;
    if (f->type == FACT_YES_NO && e->value != UNKNOWN) {
        kzi_writef(to, "%s%s", (e->value != 0) == is_not ? "not " : "", f->name);
        return;
    }
    kzi_writef(to, "%s is %s", f->name, is_not ? "not " : "");
    write_value(to, about, f, e->value);
}

static void write_choice(writer *to, const grounded *about, const expression *e) {
    const ground_fact *one = NULL;
    for (uint32_t i = 0; !one && i < about->thing_count; i++) {
        uint32_t fact = about->choices[e->number + i];
        if (fact != UINT32_MAX) one = &about->facts[fact];
    }
    kzi_expression_write(to, about, shown_child(about, e, 0));
    kzi_writef(to, ".%s", one ? one->bare_name : "?");
}

static void write_believed(writer *to, const grounded *about, const expression *e) {
    kzi_writef(to, "%s's (",
               kzi_symbol_text(about->names, about->things[about->minds[e->mind.n].person.n].name));
    kzi_expression_write(to, about, shown_child(about, e, 0));
    kzi_write(to, ")");
}

void kzi_expression_write(writer *to, const grounded *about, expression_id id) {
    const expression *e = shown(about, id);
    switch (e->kind) {
    case EXPRESSION_VALUE: write_value(to, about, NULL, e->value); break;
    case EXPRESSION_FACT: kzi_write(to, about->facts[e->fact.n].name); break;
    case EXPRESSION_CHOOSE: write_choice(to, about, e); break;
    case EXPRESSION_PLUS: write_joined(to, about, e, " + "); break;
    case EXPRESSION_MINUS: write_joined(to, about, e, " - "); break;
    case EXPRESSION_TIMES: write_joined(to, about, e, " * "); break;
    case EXPRESSION_DIVIDED: write_joined(to, about, e, " / "); break;
    case EXPRESSION_BELIEVED: write_believed(to, about, e); break;
    case EXPRESSION_WHEN:
        kzi_expression_write(to, about, shown_child(about, e, 1));
        kzi_write(to, " when (");
        kzi_expression_write(to, about, shown_child(about, e, 0));
        kzi_write(to, ")");
        break;
    case CONDITION_YES: kzi_write(to, "yes"); break;
    case CONDITION_NO: kzi_write(to, "no"); break;
    case CONDITION_AND: write_joined(to, about, e, ", "); break;
    case CONDITION_OR: write_joined(to, about, e, " or "); break;
    case CONDITION_FACT_IS:
    case CONDITION_FACT_IS_NOT: write_fact_claim(to, about, e); break;
    case CONDITION_IS: write_comparison(to, about, e, " is "); break;
    case CONDITION_IS_NOT: write_comparison(to, about, e, " is not "); break;
    case CONDITION_LESS: write_comparison(to, about, e, " is less than "); break;
    case CONDITION_AT_MOST: write_comparison(to, about, e, " is at most "); break;
    case CONDITION_BELIEVES: {
        thing_id person = about->minds[e->mind.n].person;
        kzi_writef(to, "%s believes ", kzi_symbol_text(about->names, about->things[person.n].name));
        write_joined(to, about, e, ", ");
        break;
    }
    }
}

/* ---- the whole ground ---- */
static void show_fact(writer *to, const grounded *about, uint32_t number) {
    const ground_fact *f = &about->facts[number];
    kzi_writef(to, "  %3u  %-28s word %u, bits %u..%u, is ", number, f->name, f->word, f->shift,
               f->shift + (uint32_t)__builtin_popcountll(f->mask) - 1);
    write_value(to, about, f, f->start);
    if (f->type == FACT_NUMBER && f->high < MOST_OF_ENDLESS)
        kzi_writef(to, " of %d..%d", f->low, f->high);
    else if (f->type == FACT_NUMBER) kzi_writef(to, " of %d..", f->low);
    else if (f->type == FACT_YES_NO) kzi_write(to, " of no, yes");
    for (uint32_t i = 0; i < f->value_count; i++) {
        kzi_write(to, i ? ", " : " of ");
        write_value(to, about, f, f->values[i]);
    }
    kzi_write(to, "\n");
}

static void show_effects(writer *to, const grounded *about, const ground_act *act) {
    static const char *const words[] = {"becomes", "rises by", "falls by"};
    for (uint32_t i = 0; i < act->effect_count; i++) {
        const effect *e = &about->effects[act->first_effect + i];
        const ground_fact *f = &about->facts[e->fact.n];
        kzi_write(to, "      then ");
        if (e->when.n != ALWAYS_HOLDS.n) {
            kzi_write(to, "if ");
            kzi_expression_write(to, about, e->when);
            kzi_write(to, ": ");
        }
        kzi_writef(to, "%s %s ", f->name, words[e->kind]);
        write_side(to, about, e->amount, e->kind == CHANGE_BECOMES ? f : NULL);
        kzi_write(to, "\n");
    }
}

static const char *mind_text(const grounded *about, mind_id mind) {
    return kzi_symbol_text(about->names, about->things[about->minds[mind.n].person.n].name);
}

static void write_amount(writer *to, const grounded *about, fact_id fact, expression_id amount) {
    const expression *e = shown(about, amount);
    if (e->kind == EXPRESSION_VALUE) write_value(to, about, &about->facts[fact.n], e->value);
    else kzi_expression_write(to, about, amount);
}

static void show_implants(writer *to, const grounded *about, const ground_act *act) {
    static const char *const words[] = {"learns", "believes", "senses"};
    for (uint32_t i = 0; i < act->implant_count; i++) {
        const implant *what = &about->implants[act->first_implant + i];
        kzi_writef(to, "      %s %s ", mind_text(about, what->mind), words[what->kind]);
        for (uint32_t j = 0; j < what->via_count; j++)
            kzi_writef(to, "%s believes ", mind_text(about, about->via[what->first_via + j]));
        kzi_write(to, about->facts[what->fact.n].name);
        if (what->kind != IMPLANT_SENSES) {
            kzi_write(to, " is ");
            write_amount(to, about, what->fact, what->amount);
        }
        if (what->teller.n != NO_MIND.n) kzi_writef(to, " from %s", mind_text(about, what->teller));
        if (what->when.n != ALWAYS_HOLDS.n) {
            kzi_write(to, " if ");
            kzi_expression_write(to, about, what->when);
        }
        kzi_write(to, "\n");
    }
}

static void show_seen(writer *to, const grounded *about, const ground_act *act) {
    kzi_write(to, "      seen by");
    bool has_any = false;
    for (uint32_t i = 0; i < about->mind_count; i++) {
        expression_id seen = about->seen[act->first_seen + i];
        if (seen.n == NEVER_HOLDS.n) continue;
        kzi_writef(to, "%s %s", has_any ? "," : "", mind_text(about, (mind_id){i}));
        has_any = true;
        if (seen.n == ALWAYS_HOLDS.n) continue;
        kzi_write(to, " when (");
        kzi_expression_write(to, about, seen);
        kzi_write(to, ")");
    }
    kzi_write(to, has_any ? "\n" : " nobody\n");
}

static void show_happening(writer *to, const grounded *about, const ground_act *act) {
    kzi_writef(to, "  %s%s", act->is_attempt ? "attempt " : "", act->text);
    for (uint32_t i = 0; i < act->actor_count; i++)
        kzi_writef(to, "%s%s", i ? ", " : "   [",
                   mind_text(about, about->actors[act->first_actor + i]));
    kzi_write(to, act->actor_count ? "]\n      if " : "\n      if ");
    kzi_expression_write(to, about, act->condition);
    kzi_write(to, "\n");
    show_effects(to, about, act);
    show_implants(to, about, act);
    show_seen(to, about, act);
}

void kzi_ground_show(writer *to, const grounded *about) {
    kzi_writef(to, "facts: %u in %u words\n", about->fact_count, about->packed_words);
    for (uint32_t i = 0; i < about->fact_count; i++) show_fact(to, about, i);
    kzi_writef(to, "acts: %u\n", about->act_count);
    for (uint32_t i = 0; i < about->act_count; i++) show_happening(to, about, &about->acts[i]);
    kzi_writef(to, "rules: %u\n", about->rule_count);
    for (uint32_t i = 0; i < about->rule_count; i++) show_happening(to, about, &about->rules[i]);
    kzi_write(to, "wants:\n");
    for (uint32_t i = 0; i < about->want_count; i++) {
        kzi_writef(to, "  %s ", mind_text(about, about->wants[i].mind));
        kzi_expression_write(to, about, about->wants[i].amount);
        kzi_write(to, " when ");
        kzi_expression_write(to, about, about->wants[i].condition);
        kzi_write(to, "\n");
    }
}
