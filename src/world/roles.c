/* SPDX-License-Identifier: MIT
 *
 * roles: what a module needs, and whether the lines below its `use` give it.
 *
 * In     the roles of a module, the lines of a `use`
 * Out    for each role what fills it; notes about roles that are missing, unknown, filled twice or
 *        wrongly
 * Owns   nothing; the world's arena does
 */
#include "checking.h"

/* ---- what a role wants, in words ---- */

typedef enum roles_sort { ROLE_THING, ROLE_NUMBER, ROLE_CONDITION } roles_sort;

static roles_sort roles_sort_of(const node *role) {
    node_kind kind = kzi_child(role, 0)->kind;
    return kind == NODE_RANGE            ? ROLE_NUMBER
           : kind == NODE_CONDITION_ROLE ? ROLE_CONDITION
                                         : ROLE_THING;
}

static const char *roles_wanted(const checker *c, const node *role) {
    const node *kind = kzi_child(role, 0);
    if (roles_sort_of(role) == ROLE_CONDITION) return "a condition";
    if (roles_sort_of(role) == ROLE_THING)
        return kzi_text((checker *)c, "a %s", kzi_name_of(c, kind->name));
    const node *low = kzi_child(kind, 0), *high = kzi_child(kind, 1);
    if (high->kind == NODE_NONE)
        return kzi_text((checker *)c, "a number from %d on", (int)low->number);
    return kzi_text((checker *)c, "a number from %d to %d", (int)low->number, (int)high->number);
}

static void roles_note_wrong(checker *c, const node *role, const node *fill, const char *is) {
    note *said = kzi_note(c->notes, K_ROLE_FILLED_WRONG, fill->where, kzi_name_of(c, role->name),
                          roles_wanted(c, role), kzi_span_text(c, fill->where), is);
    kzi_note_other(c->notes, said, role->where, "the role");
}

/* ---- filling ---- */

static const node *roles_find(const node *module, symbol name, uint32_t *at) {
    *at = 0;
    FOR_EACH_CHILD(role, module) {
        if (kzi_is_same_symbol(role->name, name)) return role;
        ++*at;
    }
    return NULL;
}

static void roles_note_unknown(checker *c, const node *module, const node *line) {
    LIST(const char *) known = {0};
    FOR_EACH_CHILD(role, module) {
        if (!LIST_ADD(c->in, &known, kzi_name_of(c, role->name))) return;
    }
    const char *name = kzi_name_of(c, line->name);
    note *said = kzi_note(c->notes, K_NO_SUCH_ROLE, kzi_name_span(c, line),
                          kzi_name_of(c, module->name), name);
    const char *meant = kzi_did_you_mean(name, known.items, known.count);
    if (meant) kzi_note_try(c->notes, said, "did you mean `%s`?", meant);
    else if (known.count == 0)
        kzi_note_try(c->notes, said, "leave the line out: the module needs nothing");
}

static bool roles_number_fits(checker *c, const node *role, const node *fill) {
    const node *range = kzi_child(role, 0), *high = kzi_child(range, 1);
    int64_t number = fill->number;
    if (fill->kind == NODE_SUM && fill->choice == NEGATED &&
        kzi_child(fill, 0)->kind == NODE_NUMBER) {
        number = -kzi_child(fill, 0)->number;
    } else if (fill->kind != NODE_NUMBER) {
        roles_note_wrong(c, role, fill, "none");
        return false;
    }
    if (number >= kzi_child(range, 0)->number &&
        (high->kind == NODE_NONE || number <= high->number))
        return true;
    roles_note_wrong(c, role, fill, "beyond that");
    return false;
}

static bool roles_fill_fits(checker *c, const node *module, const node *role, const node *fill) {
    if (fill->kind == NODE_ERROR || fill->kind == NODE_NONE) return false;
    if (roles_sort_of(role) == ROLE_NUMBER) return roles_number_fits(c, role, fill);
    if (roles_sort_of(role) == ROLE_CONDITION) return true;
    bool is_name =
        fill->kind == NODE_PATH && kzi_child_count(fill) == 1 && !kzi_child(fill, 0)->flag;
    if (!is_name)
        roles_note_wrong(c, role, fill,
                         fill->kind == NODE_NUMBER ? "a number" : "not the name of one");
    if (is_name) (void)LIST_ADD(c->in, &c->fills, (filled_role){role, fill, module->name});
    return is_name;
}

static void roles_note_missing(checker *c, const node *module, const node *role, const node *use) {
    static const char *const says[] = {"who that is", "how much that is", "when that holds"};
    const char *name = kzi_name_of(c, role->name);
    note *said = kzi_note(c->notes, K_ROLE_NOT_FILLED, kzi_name_span(c, use),
                          kzi_name_of(c, module->name), name, says[roles_sort_of(role)]);
    kzi_note_other(c->notes, said, role->where, "the role");
    kzi_note_try(c->notes, said, "write `%s is …` below this line", name);
}

/* What fills the role when no line does: a NODE_NONE, unless the module says. */
static const node *roles_start(const node *role) {
    const node *kind = kzi_child(role, 0);
    return kzi_child(kind, kind->kind == NODE_CONDITION_ROLE ? 0 : 2);
}

const node *const *kzi_roles_filled(checker *c, const node *module, const node *use) {
    const node **fills = KZI_TAKE_MANY(c->in, const node *, kzi_child_count(module) + 1);
    bool is_well = fills != NULL;
    FOR_EACH_CHILD(line, use) {
        uint32_t at;
        if (line->kind != NODE_FILL || !fills) continue;
        const node *role = roles_find(module, line->name, &at), *fill = kzi_child(line, 0);
        if (!role) roles_note_unknown(c, module, line);
        else if (fills[at])
            kzi_note(c->notes, K_ROLE_FILLED_TWICE, kzi_name_span(c, line),
                     kzi_name_of(c, line->name));
        if (!role || fills[at]) continue;
        fills[at] = fill;
        if (!roles_fill_fits(c, module, role, fill)) is_well = false;
    }
    uint32_t i = 0;
    FOR_EACH_CHILD(role, module) {
        if (!fills) break;
        const node *start = roles_start(role);
        if (!fills[i] && start->kind != NODE_NONE && start->kind != NODE_ERROR) fills[i] = start;
        if (!fills[i]) roles_note_missing(c, module, role, use);
        if (!fills[i++]) is_well = false;
    }
    return is_well ? fills : NULL;
}

/* ---- things of the right kind, once kinds are known ---- */

static void roles_check_one(checker *c, const filled_role *of) {
    const node *step = kzi_child(of->fill, 0), *kind = kzi_child(of->role, 0);
    uint32_t asked = kzi_find_kind(c, kind->name, kind->where);
    uint32_t thing = kzi_find_thing(c, step->name, of->fill->where);
    if (asked == NOT_NAMED || thing == NOT_NAMED || kzi_is_of_kind(c->about, thing, asked)) return;
    roles_note_wrong(c, of->role, of->fill, kzi_a_kind(c, c->about->things[thing].kind));
    (void)LIST_ADD(c->in, &c->echoing, of->role->where);
}

static bool roles_is_echo(const checker *c, const note *said) {
    for (uint32_t i = 0; i < c->echoing.count; i++) {
        bool is_of_module = said->where.source == c->echoing.items[i].source;
        if (is_of_module && said->code != K_ROLE_FILLED_WRONG) return true;
    }
    return false;
}

/* One slip yields one note: a module whose role is a place where a person should be makes no sense
 * anywhere. */
void kzi_roles_quieten(checker *c) {
    uint32_t kept = 0;
    if (!c->echoing.count) return;
    for (uint32_t i = 0; i < c->notes->list.count; i++) {
        note *said = c->notes->list.items[i];
        if (!roles_is_echo(c, said)) c->notes->list.items[kept++] = said;
        else if (kzi_diagnostic_severity(said->code) == SEVERITY_ERROR) c->notes->error_count--;
    }
    c->notes->list.count = kept;
}

void kzi_roles_check(checker *c) {
    for (uint32_t i = 0; i < c->fills.count; i++) roles_check_one(c, &c->fills.items[i]);
}
