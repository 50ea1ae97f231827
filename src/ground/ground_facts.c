/* SPDX-License-Identifier: MIT
 *
 * ground_facts: every fact of every thing, as dense numbers in packed words.
 *
 * In     declared facts with owners and parameters
 * Out    a row for each fact there could be; then, for those kept, numbers and places in 64-bit
 *        words
 */
#include "builder.h"
#include "packing.h"

#define MOST_ARGUMENTS 8u

bool kzi_build_fails(builder *b) {
    b->has_failed = true;
    return false;
}

/* ---- rows ---- */
static void put_pair_in_order(const world_fact *of, uint32_t *parts) {
    if (!of->is_both_ways || parts[1] == NOT_NAMED || parts[1] <= parts[2]) return;
    uint32_t first = parts[2];
    parts[2] = parts[1];
    parts[1] = first;
}

uint32_t kzi_build_fact_row(builder *b, symbol name, uint32_t owner, const uint32_t *arguments,
                            uint32_t argument_count) {
    uint32_t which = kzi_fact_of(b->from, name, owner);
    if (which == NOT_NAMED) return NO_ROW;
    const world_fact *of = &b->from->facts[which];
    if (of->parameter_count != argument_count || argument_count > MOST_ARGUMENTS) return NO_ROW;
    uint32_t parts[MOST_ARGUMENTS + 2] = {which, of->owned_by == OWNER_WORLD ? NOT_NAMED : owner};
    for (uint32_t i = 0; i < argument_count; i++) {
        if (!kzi_is_of_kind(b->from, arguments[i], of->parameters[i].kind)) return NO_ROW;
        parts[i + 2] = arguments[i];
    }
    put_pair_in_order(of, parts);
    uint32_t before = b->fact_rows.list.count;
    uint32_t number = kzi_row(&b->fact_rows, parts, argument_count + 2);
    if (number == NO_ROW) return kzi_build_fails(b), NO_ROW;
    if (number == before &&
        !LIST_ADD(b->in, &b->slots, (fact_slot){.declared = which, .owner = parts[1]}))
        return kzi_build_fails(b), NO_ROW;
    return number;
}

static bool add_rows_of(builder *b, const world_fact *of, uint32_t owner, uint32_t *arguments,
                        uint32_t filled) {
    if (b->fact_rows.list.count > MOST_FACTS) {
        kzi_note(b->said, K_TOO_MANY_FACTS, of->where, kzi_symbol_text(b->from->names, of->name));
        return kzi_build_fails(b);
    }
    if (filled == of->parameter_count) {
        kzi_build_fact_row(b, of->name, owner, arguments, filled);
        return !b->has_failed;
    }
    const world_kind *kind = &b->from->kinds[of->parameters[filled].kind];
    for (uint32_t i = 0; i < kind->thing_count; i++) {
        arguments[filled] = kind->things[i];
        if (!add_rows_of(b, of, owner, arguments, filled + 1)) return false;
    }
    return true;
}

static bool add_rows(builder *b, const world_fact *of) {
    uint32_t arguments[MOST_ARGUMENTS];
    if (of->means || of->parameter_count > MOST_ARGUMENTS) return true;
    if (of->owned_by == OWNER_WORLD) return add_rows_of(b, of, NOT_NAMED, arguments, 0);
    if (of->owned_by == OWNER_THING) return add_rows_of(b, of, of->owner, arguments, 0);
    const world_kind *kind = &b->from->kinds[of->owner];
    for (uint32_t i = 0; i < kind->thing_count; i++) {
        if (!add_rows_of(b, of, kind->things[i], arguments, 0)) return false;
    }
    return true;
}

bool kzi_build_slots(builder *b) {
    b->fact_rows = (rows){.in = b->in};
    for (uint32_t i = 0; i < b->from->fact_count; i++) {
        if (!add_rows(b, &b->from->facts[i])) return false;
    }
    return true;
}

/* ---- numbers, names, values ---- */
static const char *thing_text(const builder *b, uint32_t thing) {
    return kzi_symbol_text(b->from->names, b->from->things[thing].name);
}

static const char *fact_text(builder *b, uint32_t row_number, bool with_owner) {
    writer to = kzi_writer(b->in);
    row parts = b->fact_rows.list.items[row_number];
    if (with_owner && parts.items[1] != NOT_NAMED)
        kzi_writef(&to, "%s.", thing_text(b, parts.items[1]));
    kzi_write(&to, kzi_symbol_text(b->from->names, b->from->facts[parts.items[0]].name));
    for (uint32_t i = 2; i < parts.count; i++)
        kzi_writef(&to, "%s%s", i == 2 ? "(" : ", ", thing_text(b, parts.items[i]));
    if (parts.count > 2) kzi_write(&to, ")");
    return kzi_written(&to);
}

static fact_type type_of(const world_fact *of) {
    switch (of->type) {
    case TYPE_NUMBER: return FACT_NUMBER;
    case TYPE_WORD: return FACT_WORD;
    case TYPE_THING: return FACT_THING;
    default: return FACT_YES_NO;
    }
}

static bool list_values(builder *b, const world_fact *of, ground_fact *made) {
    uint32_t most = of->type == TYPE_THING ? b->from->thing_count : of->word_count;
    value *values = KZI_TAKE_MANY(b->in, value, most);
    if (!values) return kzi_build_fails(b);
    for (uint32_t i = 0; of->type == TYPE_WORD && i < of->word_count; i++)
        values[made->value_count++] = (value)of->words[i];
    for (uint32_t i = 0; of->type == TYPE_THING && i < b->from->thing_count; i++) {
        if (kzi_fact_may_hold_thing(b->from, of, i)) values[made->value_count++] = (value)i;
    }
    made->values = values;
    return true;
}

static bool list_things(builder *b, uint32_t row_number, ground_fact *made) {
    row parts = b->fact_rows.list.items[row_number];
    thing_id *things = KZI_TAKE_MANY(b->in, thing_id, parts.count);
    if (!things) return kzi_build_fails(b);
    for (uint32_t i = 1; i < parts.count; i++) things[made->thing_count++].n = parts.items[i];
    made->things = things;
    return true;
}

static bool add_fact(builder *b, uint32_t row_number) {
    fact_slot *slot = &b->slots.items[row_number];
    const world_fact *of = &b->from->facts[slot->declared];
    ground_fact made = {.name = fact_text(b, row_number, true),
                        .bare_name = fact_text(b, row_number, false),
                        .type = type_of(of),
                        .low = (value)of->low,
                        .high = of->high >= MOST_OF_ENDLESS ? MOST_OF_ENDLESS : (value)of->high,
                        .start = b->starts[row_number],
                        .owner = {slot->owner},
                        .is_law = of->is_law,
                        .gloss = of->gloss,
                        .where = of->where};
    if (made.type == FACT_YES_NO) made.low = 0, made.high = 1;
    bool has_values = made.type == FACT_WORD || made.type == FACT_THING;
    if (!list_things(b, row_number, &made) || (has_values && !list_values(b, of, &made)))
        return false;
    slot->number = b->facts.count;
    if (slot->declared == b->from->clock_fact) {
        b->made->has_clock = true;
        b->made->clock = (fact_id){slot->number};
    }
    return LIST_ADD(b->in, &b->facts, made) || kzi_build_fails(b);
}

bool kzi_build_facts(builder *b) {
    b->facts.count = 0;
    for (uint32_t i = 0; i < b->slots.count; i++) {
        if (!b->slots.items[i].is_constant && !add_fact(b, i)) return false;
    }
    b->made->packed_words = kzi_ground_pack(b->facts.items, b->facts.count);
    return true;
}
