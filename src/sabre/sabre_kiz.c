/* SPDX-License-Identifier: MIT
 *
 * sabre_kiz: see sabre_kiz.h. Statements, in this order: the story with what its author wants,
 * kinds, facts, things with how they start and what they want, acts, rules.
 */
#include "sabre_kiz.h"

#include <string.h>

static const char *text_of_name(const sabre_kiz *k, symbol name) {
    return kzi_symbol_text(k->from->names, name);
}

static const sabre_parameter *parameter_of(const sabre_kiz *k, const sabre_signature *of,
                                           uint32_t i) {
    return &k->from->parameters.items[of->first_parameter + i];
}

static void forget_bound(sabre_kiz *k) {
    for (uint32_t i = 0; i < k->from->most_places; i++)
        k->bound[i] = (kiz_bound){KIZ_ENTITY, NULL, 0};
}

/* ---- the story ---- */
static void write_story(sabre_kiz *k, writer *to, const char *title) {
    kzi_writef(to, "story \"%s\"\n  meaning as in Sabre\n", title);
    uint32_t author = k->from->author_utility;
    if (author != NOT_FOUND) kzi_kiz_wants(k, to, k->from->statements.items[author].what);
    kzi_write(to, "\n");
}

/* ---- kinds ---- */
/* With us nothing but `thing` is above `person`: what a problem has above its characters is a kind
 * beside it. */
static bool kiz_is_below(const sabre_kiz *k, uint32_t type, uint32_t above) {
    bool is_beside = above != SABRE_TYPE_CHARACTER && above != SABRE_TYPE_ENTITY &&
                     kzi_sabre_is_below(k->from, SABRE_TYPE_CHARACTER, above) &&
                     type == SABRE_TYPE_CHARACTER;
    return !is_beside && kzi_sabre_is_below(k->from, type, above);
}

static bool is_above_by_another(const sabre_kiz *k, uint32_t type, uint32_t above) {
    for (uint32_t i = SABRE_TYPE_ENTITY; i < k->from->types.count; i++) {
        if (i != type && i != above && kiz_is_below(k, type, i) && kiz_is_below(k, i, above))
            return true;
    }
    return false;
}

static bool write_kinds_above(const sabre_kiz *k, writer *to, uint32_t type) {
    bool is_first = true;
    for (uint32_t i = SABRE_TYPE_ENTITY; i < k->from->types.count; i++) {
        if (i == type || !kiz_is_below(k, type, i) || is_above_by_another(k, type, i)) continue;
        kzi_writef(to, "%s%s", is_first ? "" : ", ", kzi_kiz_kind(k, i));
        is_first = false;
    }
    return !is_first;
}

static void write_kinds(sabre_kiz *k, writer *to) {
    for (uint32_t i = SABRE_TYPE_CHARACTER + 1; i < k->from->types.count; i++) {
        if (strcmp(k->types[i], "place") == 0) continue;
        kzi_writef(to, "kind %s is ", k->types[i]);
        if (!write_kinds_above(k, to, i)) kzi_write(to, "thing");
        kzi_write(to, "\n");
    }
}

/* ---- the kind of an entity: the one type it has that is below all others it has, or one made for
 * it ---- */
static uint32_t narrowest_type(const sabre_kiz *k, uint32_t entity) {
    const uint32_t count = k->from->types.count;
    for (uint32_t i = SABRE_TYPE_ENTITY; i < count; i++) {
        if (!kzi_sabre_is_of_type(k->from, entity, i)) continue;
        bool is_below_all = true;
        for (uint32_t j = SABRE_TYPE_ENTITY; j < count && is_below_all; j++)
            is_below_all = !kzi_sabre_is_of_type(k->from, entity, j) || kiz_is_below(k, i, j);
        if (is_below_all) return i;
    }
    return NOT_FOUND;
}

static const char *kind_of_entity(sabre_kiz *k, writer *to, uint32_t entity) {
    uint32_t type = narrowest_type(k, entity);
    if (type != NOT_FOUND) return kzi_kiz_kind(k, type);
    writer above = kzi_writer(k->in), name = kzi_writer(k->in);
    bool is_first = true;
    for (uint32_t i = SABRE_TYPE_ENTITY; i < k->from->types.count; i++) {
        bool is_covered = !kzi_sabre_is_of_type(k->from, entity, i);
        for (uint32_t j = SABRE_TYPE_ENTITY; j < k->from->types.count && !is_covered; j++)
            is_covered =
                i != j && kzi_sabre_is_of_type(k->from, entity, j) && kiz_is_below(k, j, i);
        if (is_covered) continue;
        kzi_writef(&above, "%s%s", is_first ? "" : ", ", kzi_kiz_kind(k, i));
        kzi_writef(&name, "%s%s", is_first ? "" : "_and_", kzi_kiz_kind(k, i));
        is_first = false;
    }
    for (uint32_t i = 0; i < k->joint_kinds.count; i++) {
        if (strcmp(k->joint_kinds.items[i].above, kzi_written(&above)) == 0)
            return k->joint_kinds.items[i].name;
    }
    kiz_joint_kind made = {kzi_written(&above), kzi_kiz_new_name(k, kzi_written(&name))};
    kzi_writef(to, "\nkind %s is %s\n", made.name, made.above);
    if (!LIST_ADD(k->in, &k->joint_kinds, made)) k->has_failed = true;
    return made.name;
}

/* ---- facts ---- */
typedef bool (*variant_doer)(sabre_kiz *k, writer *to, uint32_t number, const kiz_bound *arguments);

/* Every way to fill in what stands in the name itself. */
static bool for_variants(sabre_kiz *k, writer *to, const sabre_signature *of, uint32_t number,
                         kiz_bound *arguments, uint32_t at, variant_doer doer) {
    if (at == of->parameter_count) return doer(k, to, number, arguments);
    const sabre_parameter *p = parameter_of(k, of, at);
    if (p->constant.n) {
        arguments[at] = kzi_kiz_value(k, p->constant);
        return for_variants(k, to, of, number, arguments, at + 1, doer);
    }
    if (p->type != SABRE_TYPE_BOOLEAN) {
        arguments[at] =
            (kiz_bound){KIZ_NAMED, kzi_kiz_variable(k, text_of_name(k, p->name.name)), 0};
        k->bound[at] = arguments[at];
        bool goes_on = for_variants(k, to, of, number, arguments, at + 1, doer);
        k->bound[at] = (kiz_bound){KIZ_ENTITY, NULL, 0};
        return goes_on;
    }
    for (uint32_t i = 0; i < 2; i++) {
        arguments[at] = (kiz_bound){KIZ_TRUTH, NULL, i};
        if (!for_variants(k, to, of, number, arguments, at + 1, doer)) return false;
    }
    return true;
}

static bool variants_of(sabre_kiz *k, writer *to, const sabre_signature *of, uint32_t number,
                        variant_doer doer) {
    kiz_bound *arguments = KZI_TAKE_MANY(k->in, kiz_bound, of->parameter_count + 1);
    if (!arguments) return !(k->has_failed = true);
    forget_bound(k);
    return for_variants(k, to, of, number, arguments, 0, doer);
}

static bool write_fact(sabre_kiz *k, writer *to, uint32_t number, const kiz_bound *arguments) {
    const sabre_property *property = &k->from->properties.items[number];
    const sabre_signature *of = &property->signature;
    writer name = kzi_writer(k->in), rest = kzi_writer(k->in);
    bool has_owner = false, has_rest = false;
    kzi_write(to, "fact ");
    kzi_write(&name, k->properties[number]);
    for (uint32_t i = 0; i < of->parameter_count; i++) {
        const sabre_parameter *p = parameter_of(k, of, i);
        if (kzi_kiz_is_in_name(k, p)) {
            if (!p->constant.n) kzi_writef(&name, "_%s", kzi_kiz_bound(k, arguments[i]));
        } else if (!has_owner) {
            kzi_writef(to, "%s.", kzi_kiz_kind(k, p->type));
            has_owner = true;
        } else {
            kzi_writef(&rest, "%s%s: %s", has_rest ? ", " : "", kzi_kiz_bound(k, arguments[i]),
                       kzi_kiz_kind(k, p->type));
            has_rest = true;
        }
    }
    kzi_write(to, kzi_written(&name));
    if (has_rest) kzi_writef(to, "(%s)", kzi_written(&rest));
    if (property->type == SABRE_TYPE_NUMBER) kzi_writef(to, ": %d.. is 0", -MOST_OF_ENDLESS);
    else if (property->type != SABRE_TYPE_BOOLEAN)
        kzi_writef(to, ": %s", kzi_kiz_kind(k, property->type));
    kzi_write(to, "\n");
    return true;
}

static void write_facts(sabre_kiz *k, writer *to) {
    for (uint32_t i = 0; i < k->from->properties.count && !k->has_failed; i++)
        variants_of(k, to, &k->from->properties.items[i].signature, i, write_fact);
}

/* ---- how all starts: the ground's facts stand in the order of definition, so each is met as its
 * property is filled in ---- */
static void note_fact(sabre_kiz *k, uint32_t fact, uint32_t property, const kiz_bound *arguments) {
    const sabre_signature *of = &k->from->properties.items[property].signature;
    k->facts[fact] = kzi_kiz_path(k, property, arguments);
    k->bare[fact] = k->facts[fact];
    for (uint32_t i = 0; i < of->parameter_count; i++) {
        if (kzi_kiz_is_in_name(k, parameter_of(k, of, i))) continue;
        k->is_owned[fact] = true;
        k->owner[fact] = arguments[i].is;
        k->bare[fact] = strchr(k->facts[fact], '.') + 1;
        return;
    }
}

static void write_argument(const sabre_kiz *k, writer *to, kiz_bound v, sabre_id constant) {
    const sabre_node *node = constant.n ? kzi_sabre_node(k->from, constant) : NULL;
    if (node && node->kind == SABRE_NUMBER) kzi_writef(to, "%g", (double)node->digits);
    else if (v.sort == KIZ_TRUTH) kzi_write(to, v.is ? "True" : "False");
    else kzi_write(to, text_of_name(k, k->from->entities.items[v.is].name));
}

static const char *name_in_ground(const sabre_kiz *k, const sabre_signature *of,
                                  const kiz_bound *arguments) {
    writer to = kzi_writer(k->in);
    kzi_writef(&to, "%s(", text_of_name(k, of->name.name));
    for (uint32_t i = 0; i < of->parameter_count; i++) {
        if (i) kzi_write(&to, ", ");
        write_argument(k, &to, arguments[i], parameter_of(k, of, i)->constant);
    }
    kzi_write(&to, ")");
    return kzi_written(&to);
}

static void meet_facts(sabre_kiz *k, uint32_t property, kiz_bound *arguments, uint32_t at,
                       uint32_t *next) {
    const sabre_signature *of = &k->from->properties.items[property].signature;
    if (at == of->parameter_count) {
        bool is_next = *next < k->ground->fact_count &&
                       strcmp(k->ground->facts[*next].name, name_in_ground(k, of, arguments)) == 0;
        if (is_next) note_fact(k, (*next)++, property, arguments);
        return;
    }
    const sabre_parameter *p = parameter_of(k, of, at);
    if (p->constant.n) {
        arguments[at] = kzi_kiz_value(k, p->constant);
        meet_facts(k, property, arguments, at + 1, next);
        return;
    }
    uint32_t count = p->type == SABRE_TYPE_BOOLEAN ? 2 : k->from->entities.count;
    for (uint32_t i = 0; i < count; i++) {
        if (p->type != SABRE_TYPE_BOOLEAN && !kzi_sabre_is_of_type(k->from, i, p->type)) continue;
        arguments[at] =
            (kiz_bound){p->type == SABRE_TYPE_BOOLEAN ? KIZ_TRUTH : KIZ_ENTITY, NULL, i};
        meet_facts(k, property, arguments, at + 1, next);
    }
}

static bool name_facts(sabre_kiz *k) {
    uint32_t count = k->ground->fact_count + 1, next = 0;
    k->facts = KZI_TAKE_MANY(k->in, const char *, count);
    k->bare = KZI_TAKE_MANY(k->in, const char *, count);
    k->is_owned = KZI_TAKE_MANY(k->in, bool, count);
    k->owner = KZI_TAKE_MANY(k->in, uint32_t, count);
    if (!k->facts || !k->bare || !k->is_owned || !k->owner) return false;
    for (uint32_t i = 0; i < k->from->properties.count; i++) {
        uint32_t parameters = k->from->properties.items[i].signature.parameter_count;
        kiz_bound *arguments = KZI_TAKE_MANY(k->in, kiz_bound, parameters + 1);
        if (!arguments) return false;
        meet_facts(k, i, arguments, 0, &next);
    }
    return next == k->ground->fact_count;
}

/* `at is Keep`, `alive`, `not alive` */
static void write_claim(const sabre_kiz *k, writer *to, uint32_t fact, value v, const char *path) {
    const ground_fact *f = &k->ground->facts[fact];
    if (f->type == FACT_YES_NO && v != UNKNOWN) kzi_writef(to, "%s%s", v ? "" : "not ", path);
    else if (v == UNKNOWN) kzi_writef(to, "%s is unknown", path);
    else if (f->type == FACT_NUMBER) kzi_writef(to, "%s is %d", path, v);
    else kzi_writef(to, "%s is %s", path, k->entities[v]);
}

static bool starts_otherwise(const ground_fact *f) {
    return f->type == FACT_THING ? f->start != UNKNOWN : f->start != 0;
}

static void write_starts_of(const sabre_kiz *k, writer *to, uint32_t entity) {
    for (uint32_t i = 0; i < k->ground->fact_count; i++) {
        const ground_fact *f = &k->ground->facts[i];
        if (!k->is_owned[i] || k->owner[i] != entity || !starts_otherwise(f)) continue;
        kzi_write(to, "  ");
        write_claim(k, to, i, f->start, k->bare[i]);
        kzi_write(to, "\n");
    }
}

static void write_beliefs_of(const sabre_kiz *k, writer *to, uint32_t entity) {
    for (uint32_t i = 0; i < k->ground->belief_count; i++) {
        const ground_belief *b = &k->ground->beliefs[i];
        if (b->via_count == 0 || k->ground->via[b->first_via].n != entity) continue;
        kzi_write(to, "  believes ");
        for (uint32_t j = 1; j < b->via_count; j++)
            kzi_writef(to, "%s believes ", k->entities[k->ground->via[b->first_via + j].n]);
        write_claim(k, to, b->fact.n, b->value, k->facts[b->fact.n]);
        kzi_write(to, "\n");
    }
}

static void write_entities(sabre_kiz *k, writer *to) {
    const problem *from = k->from;
    for (uint32_t i = 0; i < from->entities.count && !k->has_failed; i++) {
        const char *kind = kind_of_entity(k, to, i);
        kzi_writef(to, "\n%s %s%s\n", kind, k->entities[i],
                   from->entities.items[i].is_character ? " they" : "");
        write_starts_of(k, to, i);
        if (!from->entities.items[i].is_character) continue;
        write_beliefs_of(k, to, i);
        forget_bound(k);
        if (from->utility_of[i] != NOT_FOUND)
            kzi_kiz_wants(k, to, from->statements.items[from->utility_of[i]].what);
    }
    kzi_write(to, "\n");
    for (uint32_t i = 0; i < k->ground->fact_count; i++) {
        if (k->is_owned[i] || !starts_otherwise(&k->ground->facts[i])) continue;
        write_claim(k, to, i, k->ground->facts[i].start, k->facts[i]);
        kzi_write(to, "\n");
    }
}

/* ---- acts and rules ---- */
#define WIDEST 100u

typedef LIST(const char *) kiz_texts;

static void gather_conjuncts(sabre_kiz *k, sabre_id id, kiz_texts *to) {
    const sabre_node *node = kzi_sabre_node(k->from, id);
    if (node->kind == SABRE_AND) {
        for (uint32_t i = 0; i < node->child_count; i++)
            gather_conjuncts(k, kzi_sabre_child(k->from, id, i), to);
        return;
    }
    const char *text = kzi_kiz_bare(k, kzi_kiz_condition(k, id, false));
    if (!LIST_ADD(k->in, to, text)) k->has_failed = true;
}

/* Claims with commas between them, a new line where one becomes too wide. */
static void write_asked(sabre_kiz *k, writer *to, const char *word, sabre_id id) {
    kiz_texts all = {0};
    size_t width = 0;
    gather_conjuncts(k, id, &all);
    for (uint32_t i = 0; i < all.count; i++) {
        size_t length = strlen(all.items[i]);
        bool is_new = i == 0 || width + length > WIDEST;
        if (is_new) kzi_writef(to, "%s  %s %s", i ? "\n" : "", word, all.items[i]);
        else kzi_writef(to, ", %s", all.items[i]);
        width = is_new ? length : width + length;
    }
    kzi_write(to, "\n");
}

static bool is_sure(const sabre_kiz *k, sabre_id id, bool *is) {
    const sabre_node *node = kzi_sabre_node(k->from, id);
    *is = node->number != 0;
    return node->kind == SABRE_TRUTH;
}

static void write_seen(sabre_kiz *k, writer *to, const sabre_statement *s) {
    bool is;
    if (!s->observing.n) return;
    if (is_sure(k, s->observing, &is)) {
        kzi_writef(to, "  seen by %s\n", is ? "everyone" : "nobody");
        return;
    }
    const char *name = kzi_kiz_variable(k, text_of_name(k, s->observer.name));
    k->bound[s->observer_place] = (kiz_bound){KIZ_NAMED, name, 0};
    kzi_writef(to, "  seen by %s when %s\n", name,
               kzi_kiz_bare(k, kzi_kiz_condition(k, s->observing, false)));
    k->bound[s->observer_place] = (kiz_bound){KIZ_ENTITY, NULL, 0};
}

static bool write_actors(sabre_kiz *k, writer *to, const sabre_statement *s) {
    uint32_t count = s->consenting.n ? kzi_sabre_node(k->from, s->consenting)->child_count : 0;
    kiz_texts met = {0};
    for (uint32_t i = 0; i < count; i++) {
        const char *who =
            kzi_kiz_bound(k, kzi_kiz_value(k, kzi_sabre_child(k->from, s->consenting, i)));
        bool is_new = true;
        for (uint32_t j = 0; j < met.count; j++) is_new &= strcmp(met.items[j], who) != 0;
        if (!is_new) continue;
        kzi_writef(to, "%s%s", met.count ? " and " : " by ", who);
        if (!LIST_ADD(k->in, &met, who)) return !(k->has_failed = true);
    }
    if (met.count == 0) kzi_write(to, " by fate");
    return true;
}

/* walk, "{who}, {from}, {to}: walk": told as it is written, since what kind of word it is nobody
 * knows. */
static void write_prose(sabre_kiz *k, writer *to, const sabre_signature *of,
                        const kiz_bound *arguments, const char *name) {
    kzi_write(to, "  prose \"");
    for (const char *c = name; *c; c++) kzi_writef(to, "%c", *c == '_' ? ' ' : *c);
    bool is_first = true;
    for (uint32_t i = 0; i < of->parameter_count; i++) {
        if (arguments[i].sort == KIZ_TRUTH) continue;
        kzi_writef(to, arguments[i].sort == KIZ_NAMED ? "%s{%s}" : "%s{%s}", is_first ? ": " : ", ",
                   kzi_kiz_bound(k, arguments[i]));
        is_first = false;
    }
    kzi_write(to, ".\"\n");
}

static void write_head(sabre_kiz *k, writer *to, const sabre_action *action, const char *name,
                       const kiz_bound *arguments) {
    const sabre_statement *s = &k->from->statements.items[action->statement];
    const sabre_signature *of = &s->signature;
    uint32_t binders = 0;
    kzi_writef(to, "%s %s", action->is_trigger ? "rule" : "act", name);
    for (uint32_t i = 0; i < of->parameter_count; i++) {
        if (arguments[i].sort != KIZ_NAMED) continue;
        kzi_writef(to, "%s%s: %s", binders++ ? ", " : "(", arguments[i].name,
                   kzi_kiz_kind(k, parameter_of(k, of, i)->type));
    }
    if (binders) kzi_write(to, binders > 1 ? " or the same)" : ")");
    if (!action->is_trigger) write_actors(k, to, s);
    kzi_write(to, "\n");
}

static bool write_action(sabre_kiz *k, writer *to, uint32_t number, const kiz_bound *arguments) {
    const sabre_action *action = &k->from->actions.items[number];
    const sabre_statement *s = &k->from->statements.items[action->statement];
    writer wish = kzi_writer(k->in);
    bool is_varied = false;
    kzi_write(&wish, k->actions[number]);
    for (uint32_t i = 0; i < s->signature.parameter_count; i++) {
        const sabre_parameter *p = parameter_of(k, &s->signature, i);
        if (p->constant.n || p->type != SABRE_TYPE_BOOLEAN) continue;
        kzi_writef(&wish, "_%s", kzi_kiz_bound(k, arguments[i]));
        is_varied = true;
    }
    for (uint32_t i = 0; i < s->signature.parameter_count; i++) k->bound[i] = arguments[i];
    const char *name = is_varied ? kzi_kiz_new_name(k, kzi_written(&wish)) : k->actions[number];
    bool is;
    if (s->precondition.n && is_sure(k, s->precondition, &is) && !is) return true;
    kzi_write(to, "\n");
    write_head(k, to, action, name, arguments);
    if (s->precondition.n) write_asked(k, to, action->is_trigger ? "when" : "if", s->precondition);
    else if (action->is_trigger) kzi_write(to, "  when yes\n");
    kzi_kiz_changes(k, to, s->effect);
    if (!action->is_trigger) {
        write_seen(k, to, s);
        write_prose(k, to, &s->signature, arguments, name);
    }
    return !k->has_failed;
}

static void write_actions(sabre_kiz *k, writer *to, bool triggers) {
    for (uint32_t i = 0; i < k->from->actions.count && !k->has_failed; i++) {
        const sabre_action *action = &k->from->actions.items[i];
        if (action->is_trigger != triggers) continue;
        variants_of(k, to, &k->from->statements.items[action->statement].signature, i,
                    write_action);
    }
}

/* ---- all of it ---- */
const char *kzi_sabre_as_kiz(arena *in, const problem *from, const grounded *ground,
                             const char *title, notes *said) {
    sabre_kiz k = {.in = in, .from = from, .ground = ground, .said = said};
    k.bound = KZI_TAKE_MANY(in, kiz_bound, from->most_places + 1);
    if (!k.bound || !kzi_kiz_names(&k) || !name_facts(&k)) return NULL;
    writer to = kzi_writer(in);
    write_story(&k, &to, title);
    write_kinds(&k, &to);
    kzi_write(&to, "\n");
    write_facts(&k, &to);
    kzi_write(&to, "\n");
    write_entities(&k, &to);
    write_actions(&k, &to, false);
    write_actions(&k, &to, true);
    return k.has_failed || in->has_failed ? NULL : kzi_written(&to);
}
