/* SPDX-License-Identifier: MIT
 *
 * retell: a module's acts and rules, told in the words of the story that uses them.
 *
 * In     the lines of a `use` that begin with the name of an act or a rule
 * Out    its sentences replaced or added to; notes about lines that tell nothing
 * Owns   nothing; the world's arena does
 *
 * The names in such a sentence are the story's own, not the module's roles.
 */
#include "checking.h"

bool kzi_is_called(checker *c, const char *prefix, const node *statement, symbol name) {
    if (kzi_is_same_symbol(statement->name, name)) return true;
    return prefix && kzi_is_same_symbol(statement->name, kzi_prefixed(c, prefix, name));
}

void kzi_note_likeliest_of(checker *c, const read_module *module, note *said, const char *name,
                           bool (*is_of_sort)(const node *)) {
    LIST(const char *) known = {0};
    FOR_EACH_CHILD(statement, module->file) {
        if (!is_of_sort(statement)) continue;
        if (!LIST_ADD(c->in, &known, kzi_name_of(c, statement->name))) return;
    }
    const char *meant = kzi_did_you_mean(name, known.items, known.count);
    if (module->head) kzi_note_other(c->notes, said, module->head->where, "the module");
    if (meant) kzi_note_try(c->notes, said, "did you mean `%s`?", meant);
}

static bool retell_is_told(const node *statement) {
    return statement->kind == NODE_ACT || statement->kind == NODE_RULE;
}

static bool retell_is_about(checker *c, const char *prefix, const node *line,
                            const node *statement) {
    return line->kind == NODE_TOLD_AS && retell_is_told(statement) &&
           kzi_is_called(c, prefix, statement, line->name);
}

/* ---- telling ---- */

/* The line takes the place of the module's own of that sort, or stands behind its other lines. */
static void retell_with(checker *c, const node *told, node *statement) {
    for (node *own = statement->first; own; own = own->next) {
        if (own->kind != NODE_LINE || own->choice != told->choice ||
            !kzi_is_same_symbol(own->name, told->name))
            continue;
        own->text = told->text;
        own->where = told->where;
        return;
    }
    node *made = kzi_node(c->in, NODE_LINE, told->where);
    if (!made) return;
    made->choice = told->choice;
    made->name = told->name;
    made->text = told->text;
    kzi_node_add(statement, made);
}

void kzi_retell(checker *c, const node *use, const char *prefix, node *statement) {
    FOR_EACH_CHILD(line, use) {
        if (retell_is_about(c, prefix, line, statement))
            retell_with(c, kzi_child(line, 0), statement);
    }
}

/* ---- does every line tell something? ---- */

/* A rule has nobody who could say or think. */
static bool retell_may_tell(const node *told, const node *statement) {
    return statement->kind == NODE_ACT || told->choice == PROSE || told->choice == SHOWS ||
           told->choice == BRIEF || told->choice == SEES;
}

static void retell_note_rule(checker *c, const node *line, const node *rule) {
    note *said = kzi_note(c->notes, K_RULE_SAYS_NOTHING, kzi_child(line, 0)->where,
                          kzi_name_of(c, line->name));
    kzi_note_other(c->notes, said, rule->where, "the rule");
    kzi_note_try(c->notes, said, "give it `prose` or `shows`");
}

static const node *retell_left_out(const node *use, symbol name) {
    FOR_EACH_CHILD(line, use) {
        if (line->kind == NODE_WITHOUT && kzi_is_same_symbol(kzi_child(line, 0)->name, name))
            return line;
    }
    return NULL;
}

static void retell_note_nothing(checker *c, const read_module *module, const node *use,
                                const node *line) {
    const char *name = kzi_name_of(c, line->name);
    const node *left_out = retell_left_out(use, line->name);
    note *said =
        kzi_note(c->notes, K_NOTHING_TOLD, kzi_name_span(c, line), kzi_name_of(c, use->name), name);
    if (left_out) kzi_note_other(c->notes, said, left_out->where, "left out here");
    else kzi_note_likeliest_of(c, module, said, name, retell_is_told);
}

static void retell_check_line(checker *c, const read_module *module, const node *use,
                              const node *line, const char *prefix, const node_list *kept) {
    for (uint32_t i = 0; i < kept->count; i++) {
        const node *statement = kept->items[i];
        if (!retell_is_about(c, prefix, line, statement)) continue;
        if (!retell_may_tell(kzi_child(line, 0), statement)) retell_note_rule(c, line, statement);
        return;
    }
    retell_note_nothing(c, module, use, line);
}

void kzi_retell_check(checker *c, const read_module *module, const node *use, const char *prefix,
                      const node_list *kept) {
    FOR_EACH_CHILD(line, use) {
        if (line->kind == NODE_TOLD_AS) retell_check_line(c, module, use, line, prefix, kept);
    }
}
