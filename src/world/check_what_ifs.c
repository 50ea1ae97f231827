/* SPDX-License-Identifier: MIT
 *
 * check_what_ifs: what is changed, and what is then expected.
 *
 * In     NODE_WHAT_IF statements; single change lines from outside
 * Out    the world's what-ifs; checked changes
 * Owns   nothing; the world's arena does
 */
#include "checking.h"

/* ---- one change ---- */

static void what_ifs_read_lines(checker *c, const node *line, world_change *made) {
    world_start_list starts = {0};
    world_wants wants = {0};
    kzi_check_start_line(c, line, NOT_NAMED, NOT_NAMED, &starts, &wants);
    made->kind = wants.count ? CHANGES_WANT : CHANGES_START;
    made->starts = starts.items;
    made->start_count = starts.count;
    if (wants.count) made->want = wants.items[0];
}

void kzi_check_change(checker *c, const node *line, world_change *made) {
    *made = (world_change){.kind = CHANGES_START, .from = line};
    if (line->kind == NODE_WITHOUT) {
        made->kind = CHANGES_WITHOUT;
        if (!kzi_check_call(c, kzi_child(line, 0), true, &made->without))
            made->kind = CHANGES_START;
    } else if (line->kind == NODE_WITH) {
        kzi_check_with(c, kzi_child(line, 0), made);
    } else if (line->kind == NODE_CLAIMS || line->kind == NODE_MIND_LINE) {
        what_ifs_read_lines(c, line, made);
    }
}

/* ---- a fork ---- */

static bool what_ifs_is_same_call(const world_call *one, const world_call *other) {
    if (one->act != other->act) return false;
    if (one->by != NOT_NAMED && other->by != NOT_NAMED && one->by != other->by) return false;
    for (uint32_t i = 0; one->has_arguments && other->has_arguments && i < one->argument_count;
         i++) {
        if (one->arguments[i] != other->arguments[i]) return false;
    }
    return true;
}

static bool what_ifs_stands_in(checker *c, uint32_t tale, const world_call *call) {
    const world_tale *in = &c->tales.items[tale];
    for (uint32_t i = 0; i < in->call_count; i++) {
        if (what_ifs_is_same_call(&in->calls[i], call)) return true;
    }
    note *said =
        kzi_note(c->notes, K_NOT_IN_TALE, call->where, call->text, kzi_name_of(c, in->name));
    kzi_note_other(c->notes, said, in->where, "the tale");
    return false;
}

static void what_ifs_read_fork(checker *c, const node *line, world_what_if *to) {
    const node *tale = kzi_child(line, 1);
    if (to->fork != CHOICE_NONE) {
        kzi_note(c->notes, K_TWO_FORKS, line->where, kzi_name_of(c, to->name));
        return;
    }
    uint32_t number = kzi_find_tale(c, tale->name, tale->where);
    if (!kzi_check_call(c, kzi_child(line, 0), false, &to->fork_call) || number == NOT_NAMED)
        return;
    if (!what_ifs_stands_in(c, number, &to->fork_call)) return;
    to->fork = line->choice;
    to->fork_tale = number;
}

/* ---- what is expected ---- */

static bool what_ifs_read_break(checker *c, const node *line, world_expectation *made) {
    const node *tale = kzi_child(line, 0);
    made->tale = kzi_find_tale(c, tale->name, tale->where);
    if (!kzi_check_call(c, kzi_child(line, 1), false, &made->call) || made->tale == NOT_NAMED)
        return false;
    return what_ifs_stands_in(c, made->tale, &made->call);
}

static bool what_ifs_read_endings(checker *c, const node *line, world_expectation *made) {
    uint32_t *endings = KZI_TAKE_MANY(c->in, uint32_t, kzi_child_count(line) + 1);
    if (!endings) return false;
    FOR_EACH_CHILD(name, line) {
        uint32_t ending =
            name->kind == NODE_NAME ? kzi_find_ending(c, name->name, name->where) : NOT_NAMED;
        if (ending != NOT_NAMED) endings[made->ending_count++] = ending;
    }
    made->endings = endings;
    return true;
}

static bool what_ifs_read_expectation(checker *c, const node *line, world_expectation *made) {
    *made = (world_expectation){.choice = line->choice, .tale = NOT_NAMED, .where = line->where};
    if (line->choice == EXPECT_UNFINISHED) return true;
    if (line->choice == EXPECT_BREAKS) return what_ifs_read_break(c, line, made);
    return what_ifs_read_endings(c, line, made);
}

/* ---- the whole ---- */

static uint32_t what_ifs_narrowness(const checker *c, const world_change *of) {
    if (of->kind == CHANGES_WANT) return kzi_narrowness(c, of->want.every);
    return kzi_narrowness(c, of->start_count ? of->starts[0].every : NOT_NAMED);
}

/* As in the world itself, what is said of one wins over what is said of every one. */
static const world_change *what_ifs_widest_first(checker *c, const world_change *changes,
                                                 uint32_t count) {
    world_change *sorted = KZI_TAKE_MANY(c->in, world_change, count);
    uint32_t *narrowness = KZI_TAKE_MANY(c->in, uint32_t, count);
    if (!sorted || !narrowness) return changes;
    for (uint32_t i = 0; i < count; i++) narrowness[i] = what_ifs_narrowness(c, &changes[i]);
    const uint32_t *order = kzi_widest_first(c, narrowness, count);
    for (uint32_t i = 0; order && i < count; i++) sorted[i] = changes[order[i]];
    return order ? sorted : changes;
}

static void what_ifs_read(checker *c, world_what_if *to) {
    uint32_t lines = kzi_child_count(to->from) + 1;
    world_change *changes = KZI_TAKE_MANY(c->in, world_change, lines);
    world_expectation *expectations = KZI_TAKE_MANY(c->in, world_expectation, lines);
    if (!changes || !expectations) return;
    FOR_EACH_CHILD(line, to->from) {
        switch (line->kind) {
        case NODE_CLAIMS:
        case NODE_MIND_LINE:
        case NODE_WITHOUT:
        case NODE_WITH: kzi_check_change(c, line, &changes[to->change_count++]); break;
        case NODE_FORK: what_ifs_read_fork(c, line, to); break;
        case NODE_EXPECT:
            if (what_ifs_read_expectation(c, line, &expectations[to->expectation_count]))
                to->expectation_count++;
            break;
        default: break;
        }
    }
    to->changes = what_ifs_widest_first(c, changes, to->change_count);
    to->expectations = expectations;
}

void kzi_check_what_ifs(checker *c) {
    for (uint32_t i = 0; i < c->what_ifs.count; i++) what_ifs_read(c, &c->what_ifs.items[i]);
}
