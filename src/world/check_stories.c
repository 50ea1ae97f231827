/* SPDX-License-Identifier: MIT
 *
 * check_stories: endings, tales, promises, and acts as people write them down.
 *
 * In     NODE_ENDING, NODE_TALE, NODE_PROMISE statements, NODE_CALLs from anywhere
 * Out    the world's endings, tales and promises; checked calls
 * Owns   nothing; the world's arena does
 */
#include "checking.h"

/* ---- an act in act notation ---- */

static bool stories_find_act(checker *c, const node *call, bool may_be_rule, world_call *made) {
    world_named is = kzi_world_named(c->about, call->name);
    made->act = is.act;
    made->rule = may_be_rule ? is.rule : NOT_NAMED;
    if (made->act == NOT_NAMED && made->rule == NOT_NAMED) {
        kzi_note_unknown(c, SORT_ACT, call->name, call->where);
        return false;
    }
    return true;
}

static const world_act *stories_called(const checker *c, const world_call *made) {
    return made->act != NOT_NAMED ? &c->about->acts[made->act] : &c->about->rules[made->rule];
}

static bool stories_argument_fits(checker *c, const world_act *act, uint32_t i, uint32_t thing,
                                  const node *from) {
    if (kzi_is_of_kind(c->about, thing, act->binders[i].kind)) return true;
    note *said = kzi_note(c->notes, K_ARGUMENT_OF_OTHER_KIND, from->where,
                          kzi_name_of(c, act->name), kzi_a_kind(c, act->binders[i].kind),
                          kzi_name_of(c, from->name), kzi_a_kind(c, c->about->things[thing].kind));
    kzi_note_other(c->notes, said, act->binders[i].where, "declared here");
    return false;
}

static bool stories_read_arguments(checker *c, const node *call, const world_act *act,
                                   world_call *made) {
    uint32_t *things = KZI_TAKE_MANY(c->in, uint32_t, kzi_child_count(call) + 1);
    if (!things) return false;
    FOR_EACH_CHILD(argument, call) {
        if (argument->kind != NODE_NAME) continue;
        things[made->argument_count] = kzi_find_thing(c, argument->name, argument->where);
        if (things[made->argument_count] == NOT_NAMED) return false;
        made->argument_count++;
    }
    made->arguments = things;
    made->has_arguments = made->argument_count > 0;
    if (!made->has_arguments || act->is_unread) return true;
    if (made->argument_count != act->parameter_count) {
        note *said = kzi_note(c->notes, K_ARGUMENT_COUNT, call->where, kzi_name_of(c, act->name),
                              act->parameter_count, act->parameter_count == 1 ? "" : "s",
                              made->argument_count);
        kzi_note_other(c->notes, said, act->where, "declared here");
        return false;
    }
    uint32_t i = 0;
    FOR_EACH_CHILD(argument, call) {
        if (argument->kind != NODE_NAME) continue;
        if (!stories_argument_fits(c, act, i, things[i], argument)) return false;
        i++;
    }
    return true;
}

static bool stories_may_act(const checker *c, const world_act *act, uint32_t thing) {
    for (uint32_t i = 0; i < act->actor_count; i++) {
        const term *actor = act->actors[i];
        if (actor->kind == TERM_THING && (uint32_t)actor->number == thing) return true;
        if (actor->kind == TERM_VARIABLE && kzi_is_of_kind(c->about, thing, actor->of_kind))
            return true;
    }
    return false;
}

static bool stories_read_by(checker *c, const node *call, const world_act *act, world_call *made) {
    made->by = NOT_NAMED;
    FOR_EACH_CHILD(by, call) {
        if (by->kind != NODE_BY) continue;
        made->by = kzi_find_person(c, by->name, by->where);
        if (made->by == NOT_NAMED) return false;
        if (act->is_unread || stories_may_act(c, act, made->by)) continue;
        note *said = kzi_note(c->notes, K_NOT_DONE_BY, by->where, kzi_name_of(c, act->name),
                              kzi_name_of(c, by->name));
        kzi_note_other(c->notes, said, act->where, "declared here");
        return false;
    }
    return true;
}

static const char *stories_call_text(checker *c, const node *call) {
    writer to = kzi_writer(c->in);
    uint32_t count = 0;
    kzi_write(&to, kzi_name_of(c, call->name));
    FOR_EACH_CHILD(part, call) {
        if (part->kind == NODE_NAME)
            kzi_writef(&to, "%s%s", count++ ? ", " : "(", kzi_name_of(c, part->name));
    }
    if (count) kzi_write(&to, ")");
    FOR_EACH_CHILD(part, call) {
        if (part->kind == NODE_BY) kzi_writef(&to, " by %s", kzi_name_of(c, part->name));
    }
    return kzi_written(&to);
}

bool kzi_check_call(checker *c, const node *call, bool may_be_rule, world_call *made) {
    *made =
        (world_call){.act = NOT_NAMED, .rule = NOT_NAMED, .by = NOT_NAMED, .where = call->where};
    if (call->kind != NODE_CALL || !stories_find_act(c, call, may_be_rule, made)) return false;
    const world_act *act = stories_called(c, made);
    made->text = stories_call_text(c, call);
    return stories_read_arguments(c, call, act, made) && stories_read_by(c, call, act, made);
}

/* ---- endings, tales, promises ---- */

static void stories_read_ending(checker *c, const node *from) {
    uint32_t number = kzi_world_named(c->about, from->name).ending;
    if (number == NOT_NAMED || c->endings.items[number].condition) return;
    scope none = {0};
    c->endings.items[number].condition = kzi_check_condition(c, &none, kzi_child(from, 0));
}

static void stories_read_tale(checker *c, const node *from) {
    uint32_t number = kzi_world_named(c->about, from->name).tale;
    if (number == NOT_NAMED || c->tales.items[number].calls) return;
    world_calls calls = {0};
    FOR_EACH_CHILD(call, from) {
        world_call made;
        if (kzi_check_call(c, call, false, &made)) (void)LIST_ADD(c->in, &calls, made);
    }
    c->tales.items[number].calls = calls.items;
    c->tales.items[number].call_count = calls.count;
}

static void stories_read_promise(checker *c, const node *from) {
    scope none = {0};
    const term *condition = kzi_check_condition(c, &none, kzi_child(from, 0));
    if (condition->type == TYPE_QUIET) return;
    (void)LIST_ADD(c->in, &c->promises,
                   (world_promise){from->choice, condition, from->text, from->where});
}

void kzi_check_stories(checker *c) {
    for (uint32_t i = 0; i < c->statements.count; i++) {
        const node *from = c->statements.items[i];
        if (from->kind == NODE_ENDING) stories_read_ending(c, from);
        if (from->kind == NODE_TALE) stories_read_tale(c, from);
        if (from->kind == NODE_PROMISE) stories_read_promise(c, from);
    }
}
