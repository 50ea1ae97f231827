/* SPDX-License-Identifier: MIT
 *
 * show: a checked world as text: `kizuna check --show world`.
 *
 * In     a world
 * Out    its kinds, things, facts, acts, who has a mind and why
 * Owns   nothing
 */
#include "world.h"

static const char *world_show_name(const world *of, symbol name) {
    return kzi_symbol_text(of->names, name);
}

static void world_show_kinds(writer *to, const world *of) {
    for (uint32_t i = 0; i < of->kind_count; i++) {
        const world_kind *kind = &of->kinds[i];
        kzi_writef(to, "kind %s", world_show_name(of, kind->name));
        for (uint32_t p = 0; p < kind->parent_count; p++) {
            kzi_writef(to, "%s%s", p ? ", " : " is ",
                       world_show_name(of, of->kinds[kind->parents[p]].name));
        }
        for (uint32_t t = 0; t < kind->thing_count; t++) {
            kzi_writef(to, "%s%s", t ? ", " : ": ",
                       world_show_name(of, of->things[kind->things[t]].name));
        }
        kzi_write_char(to, '\n');
    }
}

static void world_show_owner(writer *to, const world *of, const world_fact *fact) {
    if (fact->owned_by == OWNER_KIND)
        kzi_writef(to, "%s.", world_show_name(of, of->kinds[fact->owner].name));
    if (fact->owned_by == OWNER_THING)
        kzi_writef(to, "%s.", world_show_name(of, of->things[fact->owner].name));
}

static void world_show_parameters(writer *to, const world *of, const world_fact *fact) {
    for (uint32_t i = 0; i < fact->parameter_count; i++) {
        kzi_write(to, i ? ", " : "(");
        if (fact->parameters[i].name.n)
            kzi_writef(to, "%s: ", world_show_name(of, fact->parameters[i].name));
        kzi_write(to, world_show_name(of, of->kinds[fact->parameters[i].kind].name));
    }
    if (fact->parameter_count) kzi_write_char(to, ')');
}

static void world_show_values(writer *to, const world *of, const world_fact *fact) {
    if (fact->type == TYPE_NUMBER) kzi_writef(to, ": %d..", (int)fact->low);
    if (fact->type == TYPE_NUMBER && fact->high != MOST_NUMBER)
        kzi_writef(to, "%d", (int)fact->high);
    for (uint32_t i = 0; i < fact->word_count; i++) {
        bool is_word = fact->type == TYPE_WORD;
        kzi_writef(to, "%s%s",
                   !i        ? ": "
                   : is_word ? ", "
                             : " or ",
                   is_word ? world_show_name(of, of->words[fact->words[i]])
                           : world_show_name(of, of->kinds[fact->words[i]].name));
    }
}

static void world_show_value(writer *to, const world *of, const term *value) {
    switch (value->kind) {
    case TERM_YES_NO: kzi_write(to, value->number ? "yes" : "no"); break;
    case TERM_NUMBER: kzi_writef(to, "%d", (int)value->number); break;
    case TERM_WORD: kzi_write(to, world_show_name(of, of->words[value->number])); break;
    case TERM_THING: kzi_write(to, world_show_name(of, of->things[value->number].name)); break;
    default: kzi_write(to, "unknown"); break;
    }
}

static void world_show_fact(writer *to, const world *of, const world_fact *fact) {
    kzi_write(to, fact->is_law ? "law " : "fact ");
    world_show_owner(to, of, fact);
    kzi_write(to, world_show_name(of, fact->name));
    world_show_parameters(to, of, fact);
    world_show_values(to, of, fact);
    if (fact->means) kzi_write(to, " follows from others");
    if (fact->start && !fact->means) kzi_write(to, " is ");
    if (fact->start && !fact->means) world_show_value(to, of, fact->start);
    if (fact->is_both_ways) kzi_write(to, " both ways");
    if (fact->sight_count)
        kzi_writef(to, ", evident in %u way%s", fact->sight_count,
                   fact->sight_count == 1 ? "" : "s");
    kzi_write_char(to, '\n');
}

static void world_show_reasons(writer *to, uint32_t reasons) {
    static const char *const words[] = {"acts", "wants", "has beliefs", "learns", "sees"};
    bool is_first = true;
    for (uint32_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (!(reasons >> i & 1)) continue;
        kzi_writef(to, "%s%s", is_first ? "" : ", ", words[i]);
        is_first = false;
    }
}

static void world_show_minds(writer *to, const world *of) {
    for (uint32_t i = 0; i < of->thing_count; i++) {
        const world_thing *thing = &of->things[i];
        if (!thing->is_person) continue;
        kzi_writef(to, "%s %s: ", thing->mind_reasons ? "mind" : "no mind",
                   world_show_name(of, thing->name));
        if (thing->mind_reasons) world_show_reasons(to, thing->mind_reasons);
        else kzi_write(to, "does nothing, wants nothing, is told nothing");
        kzi_write_char(to, '\n');
    }
}

static void world_show_act(writer *to, const world *of, const world_act *act) {
    kzi_writef(to, "%s%s %s", act->is_attempt ? "attempt " : "", act->is_rule ? "rule" : "act",
               world_show_name(of, act->name));
    for (uint32_t i = 0; i < act->binder_count; i++) {
        kzi_writef(to, "%s%s: %s", i ? ", " : "(", world_show_name(of, act->binders[i].name),
                   world_show_name(of, of->kinds[act->binders[i].kind].name));
    }
    if (act->binder_count) kzi_write_char(to, ')');
    if (act->is_by_fate) kzi_write(to, " by fate");
    for (uint32_t i = 0; i < act->actor_count; i++) {
        const term *actor = act->actors[i];
        kzi_writef(to, "%s%s", i ? " and " : " by ",
                   actor->kind == TERM_THING
                       ? world_show_name(of, of->things[actor->number].name)
                       : world_show_name(of, act->binders[actor->number].name));
    }
    kzi_writef(to, ": %u condition%s, %u effect%s, %u set in minds\n", act->condition_count,
               act->condition_count == 1 ? "" : "s", act->effect_count,
               act->effect_count == 1 ? "" : "s", act->setting_count);
}

void kzi_world_show(writer *to, const world *what) {
    world_show_kinds(to, what);
    for (uint32_t i = 0; i < what->fact_count; i++) world_show_fact(to, what, &what->facts[i]);
    world_show_minds(to, what);
    for (uint32_t i = 0; i < what->act_count; i++) world_show_act(to, what, &what->acts[i]);
    for (uint32_t i = 0; i < what->rule_count; i++) world_show_act(to, what, &what->rules[i]);
    kzi_writef(to,
               "%u wants, %u lines of the start, %u endings, %u tales, %u what-ifs, %u promises\n",
               what->want_count, what->start_count, what->ending_count, what->tale_count,
               what->what_if_count, what->promise_count);
}
