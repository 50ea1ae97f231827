/* SPDX-License-Identifier: MIT
 *
 * facts: whose each fact is, what it may be, and how it starts.
 *
 * In     NODE_FACT, NODE_DERIVED_FACT and NODE_LAW statements; kinds and things already known
 * Out    the world's facts; what derived facts mean and who sees what, once all facts are known
 * Owns   nothing; the world's arena does
 */
#include "checking.h"

#include <string.h>

/* ---- one name, several facts ---- */

static bool facts_share_a_thing(const world *of, uint32_t one, uint32_t other) {
    const world_kind *few = &of->kinds[one];
    if (kzi_is_kind_below(of, one, other) || kzi_is_kind_below(of, other, one)) return true;
    for (uint32_t i = 0; i < few->thing_count; i++) {
        if (kzi_is_of_kind(of, few->things[i], other)) return true;
    }
    return false;
}

static bool facts_meet(const world *of, const world_fact *one, const world_fact *other) {
    if (one->owned_by == OWNER_WORLD || other->owned_by == OWNER_WORLD)
        return one->owned_by == other->owned_by;
    if (one->owned_by == OWNER_THING && other->owned_by == OWNER_THING)
        return one->owner == other->owner;
    if (one->owned_by == OWNER_THING) return kzi_is_of_kind(of, one->owner, other->owner);
    if (other->owned_by == OWNER_THING) return kzi_is_of_kind(of, other->owner, one->owner);
    return facts_share_a_thing(of, one->owner, other->owner);
}

static void facts_note_both(checker *c, const world_fact *added, const world_fact *other) {
    const world_fact *owned = added->owned_by == OWNER_WORLD ? other : added;
    const char *name = kzi_name_of(c, added->name);
    note *said = kzi_note(c->notes, K_WORLD_AND_OWNED_FACT, added->where, name,
                          kzi_owner_text(c, owned), name);
    kzi_note_other(c->notes, said, other->where, "the first");
    kzi_note_try(c->notes, said, "give one of them another name");
}

/* True when the fact may be added; an equal line of a module used twice is quietly left out. */
static bool facts_is_free(checker *c, const world_fact *added) {
    const world_named *is = kzi_named(c, added->name);
    for (uint32_t i = is->first_fact; i != NOT_NAMED; i = c->facts.items[i].next_of_name) {
        const world_fact *other = &c->facts.items[i];
        if (kzi_is_met_again(other->from, added->from)) return false;
        bool is_both = (other->owned_by == OWNER_WORLD) != (added->owned_by == OWNER_WORLD);
        if (!is_both && !facts_meet(c->about, other, added)) continue;
        if (is_both) facts_note_both(c, added, other);
        if (!is_both)
            kzi_note_taken(c, added->name, added->where, other->is_law ? "a law" : "a fact",
                           other->where);
        return false;
    }
    if (added->owned_by != OWNER_WORLD || is->thing == NOT_NAMED) return true;
    kzi_note_taken(c, added->name, added->where, kzi_a_kind(c, c->about->things[is->thing].kind),
                   c->about->things[is->thing].where);
    return false;
}

static void facts_add(checker *c, world_fact added) {
    world_named *is = kzi_named(c, added.name);
    if (!is || !facts_is_free(c, &added)) return;
    added.next_of_name = NOT_NAMED;
    if (!LIST_ADD(c->in, &c->facts, added)) return;
    c->made->facts = c->facts.items;
    c->made->fact_count = c->facts.count;
    uint32_t *end = &is->first_fact;
    while (*end != NOT_NAMED) end = &c->facts.items[*end].next_of_name;
    *end = c->facts.count - 1;
}

/* ---- the head: owner, name, parameters ---- */

static bool facts_read_owner(checker *c, const node *owner, world_fact *to) {
    if (owner->kind != NODE_NAME) return true;
    world_named is = kzi_world_named(c->about, owner->name);
    to->owned_by = is.thing != NOT_NAMED ? OWNER_THING : OWNER_KIND;
    to->owner = is.thing != NOT_NAMED ? is.thing : is.kind;
    if (to->owner == NOT_NAMED) kzi_note_unknown(c, SORT_THING, owner->name, owner->where);
    return to->owner != NOT_NAMED;
}

static bool facts_read_parameters(checker *c, const node *head, world_fact *to) {
    world_parameter *made = KZI_TAKE_MANY(c->in, world_parameter, kzi_child_count(head) + 1);
    if (!made) return false;
    FOR_EACH_CHILD(from, head) {
        if (from->kind != NODE_PARAMETER) continue;
        const node *kind = kzi_child(from, 0);
        uint32_t found = kzi_find_kind(c, kind->name, kind->where);
        if (found == NOT_NAMED) return false;
        made[to->parameter_count++] = (world_parameter){from->name, found};
    }
    to->parameters = made;
    return true;
}

static bool facts_read_head(checker *c, const node *head, world_fact *to) {
    to->name = head->name;
    to->where = kzi_name_span(c, head);
    return facts_read_owner(c, kzi_child(head, 0), to) && facts_read_parameters(c, head, to);
}

/* ---- the values ---- */

static void facts_read_range(checker *c, const node *range, world_fact *to) {
    const node *low = kzi_child(range, 0), *high = kzi_child(range, 1);
    to->type = TYPE_NUMBER;
    to->low = low->number;
    to->high = high->kind == NODE_NUMBER ? high->number : MOST_NUMBER;
    if (to->low < -MOST_NUMBER || to->high > MOST_NUMBER || to->low > MOST_NUMBER ||
        to->high < -MOST_NUMBER) {
        kzi_note(c->notes, K_NUMBER_TOO_LARGE, range->where);
        to->low = 0;
        to->high = MOST_NUMBER;
    } else if (to->low > to->high) {
        note *said =
            kzi_note(c->notes, K_NO_NUMBER_BETWEEN, range->where, (int)to->low, (int)to->high);
        kzi_note_try(c->notes, said, "write `%d..%d`", (int)to->high, (int)to->low);
        int64_t low_one = to->high;
        to->high = to->low;
        to->low = low_one;
    }
}

static void facts_read_kinds(checker *c, const node *values, world_fact *to) {
    uint32_t *kinds = KZI_TAKE_MANY(c->in, uint32_t, kzi_child_count(values) + 1);
    to->type = TYPE_QUIET;
    if (!kinds) return;
    FOR_EACH_CHILD(kind, values) {
        uint32_t found = kzi_find_kind(c, kind->name, kind->where);
        if (found == NOT_NAMED) return;
        kinds[to->word_count++] = found;
    }
    to->words = kinds;
    to->type = TYPE_THING;
}

static bool facts_is_listed(const uint32_t *words, uint32_t count, uint32_t word) {
    for (uint32_t i = 0; i < count; i++) {
        if (words[i] == word) return true;
    }
    return false;
}

#define MOST_WORDS 4096u /* of one fact */

static void facts_read_words(checker *c, const node *values, world_fact *to) {
    uint32_t *words = KZI_TAKE_MANY(c->in, uint32_t, kzi_child_count(values) + 1);
    to->type = TYPE_WORD;
    if (!words) return;
    FOR_EACH_CHILD(word, values) {
        uint32_t found = kzi_world_named(c->about, word->name).word;
        if (found == NOT_NAMED || to->word_count == MOST_WORDS) continue;
        if (!facts_is_listed(words, to->word_count, found)) {
            words[to->word_count++] = found;
        } else {
            kzi_note(c->notes, K_VALUE_TWICE, word->where, kzi_name_of(c, word->name),
                     kzi_name_of(c, to->name));
        }
    }
    to->words = words;
}

/* One name alone is a kind; several are words, unless every one of them is a kind. */
static void facts_read_names(checker *c, const node *values, world_fact *to) {
    uint32_t kinds = 0, names = kzi_child_count(values);
    FOR_EACH_CHILD(word, values) kinds += kzi_world_named(c->about, word->name).kind != NOT_NAMED;
    if (names == 1) {
        facts_read_kinds(c, values, to);
    } else if (kinds == names) {
        note *said = kzi_note(c->notes, K_KINDS_BY_COMMA, values->where, kzi_name_of(c, to->name));
        kzi_note_try(c->notes, said, "join them by `or`");
        to->type = TYPE_QUIET;
    } else {
        facts_read_words(c, values, to);
    }
}

static void facts_read_values(checker *c, const node *values, world_fact *to) {
    switch (values->kind) {
    case NODE_RANGE: facts_read_range(c, values, to); break;
    case NODE_KIND_VALUES: facts_read_kinds(c, values, to); break;
    case NODE_WORD_VALUES: facts_read_names(c, values, to); break;
    default: to->type = TYPE_YES_NO; break;
    }
}

static bool facts_is_pair(const world *of, const world_fact *fact) {
    const world_parameter *p = fact->parameters;
    if (fact->owned_by == OWNER_WORLD)
        return fact->parameter_count == 2 && facts_share_a_thing(of, p[0].kind, p[1].kind);
    return fact->owned_by == OWNER_KIND && fact->parameter_count == 1 &&
           facts_share_a_thing(of, fact->owner, p[0].kind);
}

/* ---- statements ---- */

static void facts_read(checker *c, const node *from) {
    world_fact made = {.from = from};
    if (!facts_read_head(c, kzi_child(from, 0), &made)) return;
    facts_read_values(c, kzi_child(from, 1), &made);
    made.is_both_ways = from->flag;
    if (made.is_both_ways && !facts_is_pair(c->about, &made)) {
        note *said = kzi_note(c->notes, K_NOT_BETWEEN_TWO, made.where, kzi_name_of(c, made.name));
        kzi_note_try(c->notes, said, "`fact person.%s(person): … both ways`",
                     kzi_name_of(c, made.name));
        made.is_both_ways = false;
    }
    facts_add(c, made);
}

static void facts_read_derived(checker *c, const node *from) {
    world_fact made = {.from = from, .type = TYPE_YES_NO};
    if (!facts_read_head(c, kzi_child(from, 0), &made)) return;
    made.means = kzi_term(c, TERM_QUIET, TYPE_QUIET, from->where);
    facts_add(c, made);
}

static void facts_read_law(checker *c, const node *from) {
    term *start = kzi_term(c, TERM_YES_NO, TYPE_YES_NO, from->where);
    if (start->kind == TERM_YES_NO) start->number = !from->flag;
    facts_add(c, (world_fact){.name = from->name,
                              .from = from,
                              .type = TYPE_YES_NO,
                              .is_law = true,
                              .gloss = from->text,
                              .start = start,
                              .where = kzi_name_span(c, from)});
}

/* ---- the clock ---- */

static bool facts_speaks_of(const node *of, symbol name) {
    if (of->kind == NODE_PATH) {
        const node *first = kzi_child(of, 0);
        if (kzi_is_same_symbol(first->name, name)) return true;
    }
    FOR_EACH_CHILD(child, of) {
        if (facts_speaks_of(child, name)) return true;
    }
    return false;
}

static void facts_find_clock(checker *c) {
    world_named is = kzi_world_named(c->about, c->about->clock);
    for (uint32_t i = 0; is.first_fact == NOT_NAMED && i < c->statements.count; i++) {
        if (!facts_speaks_of(c->statements.items[i], c->about->clock)) continue;
        facts_add(c, (world_fact){.name = c->about->clock,
                                  .type = TYPE_NUMBER,
                                  .high = MOST_NUMBER,
                                  .is_ours = true,
                                  .where = {UINT32_MAX, 0, 0}});
        break;
    }
    is = kzi_world_named(c->about, c->about->clock);
    c->made->clock_fact = is.first_fact;
    if (is.first_fact == NOT_NAMED) return;
    const world_fact *clock = &c->facts.items[is.first_fact];
    bool is_clock =
        clock->owned_by == OWNER_WORLD && clock->type == TYPE_NUMBER && !clock->parameter_count;
    if (!is_clock && clock->type != TYPE_QUIET)
        kzi_note(c->notes, K_CLOCK_IS_A_NUMBER, clock->where);
}

void kzi_facts_collect(checker *c) {
    for (uint32_t i = 0; i < c->statements.count; i++) {
        const node *from = c->statements.items[i];
        if (from->kind == NODE_FACT) facts_read(c, from);
        if (from->kind == NODE_DERIVED_FACT) facts_read_derived(c, from);
        if (from->kind == NODE_LAW) facts_read_law(c, from);
    }
    facts_find_clock(c);
}

/* ---- how each starts ---- */

static const term *facts_first_value(checker *c, const world_fact *of) {
    static const term_kind kinds[] = {
        [TYPE_QUIET] = TERM_QUIET,   [TYPE_YES_NO] = TERM_YES_NO, [TYPE_WORD] = TERM_WORD,
        [TYPE_THING] = TERM_UNKNOWN, [TYPE_NUMBER] = TERM_NUMBER, [TYPE_UNKNOWN] = TERM_UNKNOWN};
    term *made = kzi_term(c, kinds[of->type], of->type, of->where);
    if (made->kind == TERM_WORD) made->number = of->word_count ? of->words[0] : 0;
    if (made->kind == TERM_NUMBER) made->number = of->low;
    return made;
}

static term *facts_as_term(checker *c, uint32_t fact, span where) {
    term *made = kzi_term(c, TERM_FACT, c->about->facts[fact].type, where);
    made->fact = fact;
    made->name = c->about->facts[fact].name;
    return made;
}

static const term *facts_stated_start(checker *c, uint32_t fact, const node *stated) {
    scope none = {0};
    const term *of = facts_as_term(c, fact, c->about->facts[fact].where);
    const term *value = kzi_check_sum(c, &none, stated, of);
    if (value->type == TYPE_QUIET || !kzi_check_fits(c, of, value)) return NULL;
    if (kzi_is_constant(value)) return value;
    kzi_note(c->notes, K_START_IS_ONE_VALUE, stated->where, kzi_name_of(c, of->name));
    return NULL;
}

static void facts_settle_start(checker *c, uint32_t fact) {
    world_fact *of = &c->facts.items[fact];
    if (of->start || of->means) return;
    const node *stated = of->from ? kzi_child(of->from, 2) : NULL;
    const node *values = of->from ? kzi_child(of->from, 1) : NULL;
    if (stated && stated->kind == NODE_NONE && values->kind == NODE_RANGE)
        stated = kzi_child(values, 2);
    const term *start =
        stated && stated->kind != NODE_NONE ? facts_stated_start(c, fact, stated) : NULL;
    of->start = start ? start : facts_first_value(c, of);
}

/* ---- what derived facts mean, and who sees what ---- */

static bool facts_enter(checker *c, const world_fact *of, scope *at, scope_name *rooms) {
    term *owner = of->owned_by == OWNER_THING  ? kzi_term_thing(c, of->owner, of->where)
                  : of->owned_by == OWNER_KIND ? kzi_term_variable(c, 0, of->owner, of->where)
                                               : NULL;
    *at = (scope){.bare = owner, .self = owner, .next_slot = 1};
    for (uint32_t i = 0; i < of->parameter_count; i++) {
        if (!of->parameters[i].name.n) at->next_slot++;
        else if (!kzi_scope_add(c, at, &rooms[i], of->parameters[i].name, of->parameters[i].kind,
                                of->where))
            return false;
    }
    kzi_slots_used(c, at->next_slot);
    return true;
}

static void facts_read_means(checker *c, world_fact *of) {
    scope at;
    scope_name *rooms = KZI_TAKE_MANY(c->in, scope_name, of->parameter_count + 1);
    if (!rooms || !facts_enter(c, of, &at, rooms)) return;
    of->means = kzi_check_condition(c, &at, kzi_child(of->from, 1));
}

static bool facts_read_sight(checker *c, const world_fact *of, const node *line,
                             world_sight *made) {
    scope at;
    scope_name observer, *rooms = KZI_TAKE_MANY(c->in, scope_name, of->parameter_count + 1);
    if (!rooms || !facts_enter(c, of, &at, rooms)) return false;
    uint32_t person = kzi_world_named(c->about, line->name).thing;
    *made = (world_sight){.observer = NOT_NAMED, .slot = at.next_slot, .where = line->where};
    if (person != NOT_NAMED) {
        made->observer = kzi_find_person(c, line->name, line->where);
        if (made->observer == NOT_NAMED) return false;
        kzi_has_mind(c, kzi_term_thing(c, person, line->where), MIND_SEES);
    } else if (!kzi_scope_add(c, &at, &observer, line->name, KIND_PERSON, line->where)) {
        return false;
    }
    made->condition = kzi_check_condition(c, &at, kzi_child(line, 0));
    return made->condition->type != TYPE_QUIET;
}

static void facts_read_sights(checker *c, world_fact *of) {
    world_sight *sights = KZI_TAKE_MANY(c->in, world_sight, kzi_child_count(of->from) + 1);
    if (!sights) return;
    uint32_t count = 0;
    FOR_EACH_CHILD(line, of->from) {
        if (line->kind == NODE_EVIDENT && facts_read_sight(c, of, line, &sights[count])) count++;
    }
    of->sights = sights;
    of->sight_count = count;
}

/* ---- circles of derived facts ---- */

typedef struct facts_walk {
    checker *checker;
    uint8_t *colours;  /* 0 new, 1 open, 2 done */
    uint32_t *heights; /* levels of conditions below, once done */
} facts_walk;

static uint32_t facts_height(facts_walk *w, uint32_t fact, uint32_t depth);

static uint32_t facts_term_height(facts_walk *w, const term *of, uint32_t depth) {
    uint32_t most = 0;
    for (const term *child = of->first; child; child = child->next) {
        uint32_t height = facts_term_height(w, child, depth + 1);
        if (height > most) most = height;
    }
    if (of->kind != TERM_FACT) return most + 1;
    uint32_t first = kzi_world_named(w->checker->about, of->name).first_fact;
    for (uint32_t i = first; i != NOT_NAMED; i = w->checker->facts.items[i].next_of_name) {
        uint32_t height = facts_height(w, i, depth + 1);
        if (height > most) most = height;
    }
    return most + 1;
}

static void facts_note_circle(facts_walk *w, world_fact *of, diagnostic_code code) {
    kzi_note(w->checker->notes, code, of->where, kzi_name_of(w->checker, of->name));
    of->means = kzi_term(w->checker, TERM_QUIET, TYPE_QUIET, of->where);
}

static uint32_t facts_height(facts_walk *w, uint32_t fact, uint32_t depth) {
    world_fact *of = &w->checker->facts.items[fact];
    if (!of->means || of->means->kind == TERM_QUIET || w->colours[fact] == 2)
        return w->heights[fact];
    if (w->colours[fact] == 1 || depth > 4 * MOST_DERIVED_DEEP) {
        facts_note_circle(w, of, w->colours[fact] == 1 ? K_FACT_CIRCLE : K_FACTS_TOO_DEEP);
        return 0;
    }
    w->colours[fact] = 1;
    w->heights[fact] = facts_term_height(w, of->means, depth);
    w->colours[fact] = 2;
    if (w->heights[fact] <= MOST_DERIVED_DEEP) return w->heights[fact];
    facts_note_circle(w, of, K_FACTS_TOO_DEEP);
    return w->heights[fact] = 0;
}

static void facts_find_circles(checker *c) {
    facts_walk w = {c, KZI_TAKE_MANY(c->in, uint8_t, c->facts.count + 1),
                    KZI_TAKE_MANY(c->in, uint32_t, c->facts.count + 1)};
    if (!w.colours || !w.heights) return;
    for (uint32_t i = 0; i < c->facts.count; i++) facts_height(&w, i, 0);
}

/* A thing that some fact may hold is spoken of, by way of that fact. */
static void facts_range_over(checker *c, const world_fact *of) {
    for (uint32_t i = 0; of->type == TYPE_THING && i < of->word_count; i++)
        c->kind_is_ranged_over[of->words[i]] = 1;
}

void kzi_facts_derive(checker *c) {
    for (uint32_t i = 0; i < c->facts.count; i++) facts_settle_start(c, i);
    for (uint32_t i = 0; i < c->facts.count; i++) {
        world_fact *of = &c->facts.items[i];
        facts_range_over(c, of);
        if (of->means) facts_read_means(c, of);
        if (of->from && of->from->kind == NODE_FACT) facts_read_sights(c, of);
    }
    facts_find_circles(c);
}

/* ---- questions ---- */

uint32_t kzi_fact_of(const world *of, symbol name, uint32_t thing) {
    for (uint32_t i = kzi_world_named(of, name).first_fact; i != NOT_NAMED;
         i = of->facts[i].next_of_name) {
        const world_fact *fact = &of->facts[i];
        if (thing == NOT_NAMED && fact->owned_by == OWNER_WORLD) return i;
        if (thing == NOT_NAMED) continue;
        if (fact->owned_by == OWNER_THING && fact->owner == thing) return i;
        if (fact->owned_by == OWNER_KIND && kzi_is_of_kind(of, thing, fact->owner)) return i;
    }
    return NOT_NAMED;
}

bool kzi_fact_may_hold_thing(const world *of, const world_fact *fact, uint32_t thing) {
    if (fact->type != TYPE_THING) return false;
    for (uint32_t i = 0; i < fact->word_count; i++) {
        if (kzi_is_of_kind(of, thing, fact->words[i])) return true;
    }
    return false;
}

bool kzi_fact_has_word(const world_fact *fact, uint32_t word) {
    return fact->type == TYPE_WORD && facts_is_listed(fact->words, fact->word_count, word);
}
