/* SPDX-License-Identifier: MIT
 *
 * check_with: what is added to a world: an act or rule that was left out, or an act done by
 * somebody else as well.
 *
 * In     the call behind `with`
 * Out    what is to be left out no more; or the act or rule, checked like all others
 * Owns   nothing; the world's arena does
 *
 * Nothing is invented: `with go` brings back what a `use`, or a change before this one, leaves out;
 * `with plead by Ren` is Mio's `plead` with the two in each other's place. Where the act speaks of
 * what the other does not have, it cannot be.
 */
#include "checking.h"

static const node *with_spare_called(const checker *c, symbol name) {
    const world *about = c->about;
    for (uint32_t i = 0; i < about->spare_count; i++) {
        if (kzi_is_same_symbol(about->spares[i]->name, name)) return about->spares[i];
    }
    return NULL;
}

static uint32_t with_person(checker *c, const node *call) {
    FOR_EACH_CHILD(by, call) {
        if (by->kind == NODE_BY) return kzi_find_person(c, by->name, by->where);
    }
    return NOT_NAMED;
}

/* ---- one in the other's place ---- */
typedef struct {
    node *roles;
    const node *fills[2];
    uint32_t count;
} with_places;

static void with_place(checker *c, with_places *to, symbol was, symbol becomes, span where) {
    node *role = kzi_node(c->in, NODE_ROLE, where), *path = kzi_node(c->in, NODE_PATH, where),
         *step = kzi_node(c->in, NODE_STEP, where);
    if (!role || !path || !step) return;
    role->name = was;
    step->name = becomes;
    kzi_node_add(path, step);
    kzi_node_add(to->roles, role);
    to->fills[to->count++] = path;
}

static void with_actor(checker *c, node *act, symbol who) {
    node *actors = act->first->next, *name = kzi_node(c->in, NODE_NAME, actors->where);
    if (!name) return;
    name->name = who;
    actors->first = actors->last = name;
}

/* Of somebody named both change places; a kind's act is filled in for one more. */
static node *with_act_by(checker *c, const world_act *of, symbol who, span where) {
    const node *actor = kzi_child(kzi_child(of->from, 1), 0);
    with_places places = {.roles = kzi_node(c->in, NODE_MODULE, where)};
    if (!places.roles) return NULL;
    with_place(c, &places, actor->name, who, where);
    if (actor->kind == NODE_NAME) with_place(c, &places, who, actor->name, where);
    filling with = {.checker = c, .module = places.roles, .fills = places.fills};
    node *made = kzi_fill(&with, of->from);
    if (made) with_actor(c, made, who);
    return made;
}

static bool with_may_act_already(const checker *c, const world_act *act, uint32_t who) {
    const term *actor = act->actors[0];
    return actor->kind == TERM_THING ? (uint32_t)actor->number == who
                                     : kzi_is_of_kind(c->about, who, actor->of_kind);
}

/* ---- the act, checked ---- */
static world_act *with_checked(checker *c, const node *from) {
    world_act *made = KZI_TAKE(c->in, world_act);
    if (!made) return NULL;
    *made = (world_act){.name = from->name,
                        .gloss = from->text,
                        .is_rule = from->kind == NODE_RULE,
                        .law = NOT_NAMED,
                        .takes = 1,
                        .from = from,
                        .where = kzi_name_span(c, from)};
    kzi_check_act(c, made);
    return made;
}

static bool with_has_minds(const checker *c, const world_act *act) {
    for (uint32_t i = 0; i < act->actor_count && !c->made; i++) {
        const term *actor = act->actors[i];
        if (actor->kind == TERM_THING && !c->about->things[actor->number].mind_reasons)
            return false;
    }
    return true;
}

/* What is wrong with it is said of the line that asks for it, not of the act, which is sound. */
static void with_add(checker *c, const node *from, const node *call, const char *by,
                     world_change *to) {
    notes *outer = c->notes, own = kzi_notes(c->in, c->sources);
    c->notes = &own;
    world_act *made = from ? with_checked(c, from) : NULL;
    c->notes = outer;
    if (!made) return;
    made->also_by = by;
    bool is_sound = own.error_count == 0 && !made->is_unread && with_has_minds(c, made);
    if (is_sound) {
        to->kind = CHANGES_WITH;
        to->with = made;
        return;
    }
    note *said = kzi_note(c->notes, K_CANNOT_BE_ADDED, call->where, kzi_name_of(c, call->name),
                          by ? " by " : "", by ? by : "");
    kzi_note_label(c->notes, said, "%s",
                   own.list.count ? own.list.items[0]->sentence : "nobody who has a mind does it");
}

static void with_another(checker *c, const node *call, const world_act *act, world_change *to) {
    uint32_t who = with_person(c, call);
    if (who == NOT_NAMED || act->is_unread) return;
    if (act->actor_count != 1 || with_may_act_already(c, act, who)) {
        note *said =
            kzi_note(c->notes, act->actor_count != 1 ? K_NOT_BY_ONE : K_NOTHING_LEFT_OUT_BEFORE,
                     call->where, kzi_name_of(c, call->name));
        kzi_note_other(c->notes, said, act->where, "declared here");
        return;
    }
    symbol name = c->about->things[who].name;
    with_add(c, with_act_by(c, act, name, call->where), call, kzi_name_of(c, name), to);
}

static bool with_names_person(const node *call) {
    FOR_EACH_CHILD(by, call) {
        if (by->kind == NODE_BY) return true;
    }
    return false;
}

void kzi_check_with(checker *c, const node *call, world_change *made) {
    world_named known = kzi_world_named(c->about, call->name);
    const node *spare = with_spare_called(c, call->name);
    bool is_known = known.act != NOT_NAMED || known.rule != NOT_NAMED;
    if (!is_known && spare && !with_names_person(call)) {
        with_add(c, spare, call, NULL, made);
    } else if (known.act != NOT_NAMED && with_names_person(call)) {
        with_another(c, call, &c->about->acts[known.act], made);
    } else if (kzi_check_call(c, call, true, &made->without)) {
        made->kind = CHANGES_WITH;
    }
}
