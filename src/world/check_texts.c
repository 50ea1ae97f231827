/* SPDX-License-Identifier: MIT
 *
 * check_texts: the sentences of a telling: do their names name somebody, and are their brackets
 * closed?
 *
 * In     an act's or rule's NODE_LINEs
 * Out    notes
 * Owns   nothing
 *
 *     {Name} {they Name} {them Name} {their Name} {theirs Name} {themself Name}   [verb] [have
 * Name]
 */
#include "checking.h"

#include <string.h>

typedef struct texts_reading {
    checker *checker;
    const world_act *act;
    const node *line;
    bool has_named; /* a {…} stood before */
} texts_reading;

/* Where a piece of the text stands in the source; the whole line where it was written with a
 * backslash in it. */
static span texts_span(const texts_reading *r, const char *piece, size_t length) {
    const char *line = kzi_span_text(r->checker, r->line->where);
    const char *piece_text = kzi_arena_text(r->checker->in, piece, length);
    const char *at = piece_text && length ? strstr(line, piece_text) : NULL;
    if (!at) return r->line->where;
    uint32_t first = r->line->where.first + (uint32_t)(at - line);
    return (span){r->line->where.source, first, first + (uint32_t)length};
}

static bool texts_is_word(const char *word, const char *text, size_t length) {
    return strlen(word) == length && memcmp(word, text, length) == 0;
}

static bool texts_is_known(const texts_reading *r, const char *name, size_t length) {
    const checker *c = r->checker;
    for (uint32_t i = 0; i < r->act->binder_count; i++) {
        if (texts_is_word(kzi_name_of(c, r->act->binders[i].name), name, length)) return true;
    }
    symbol is = kzi_symbol(r->checker->names, name, length);
    uint32_t thing = kzi_world_named(c->about, is).thing;
    if (thing != NOT_NAMED && c->thing_is_mentioned) c->thing_is_mentioned[thing] = 1;
    return thing != NOT_NAMED;
}

static const char *texts_likeliest(const texts_reading *r, const char *name) {
    const checker *c = r->checker;
    LIST(const char *) known = {0};
    for (uint32_t i = 0; i < r->act->binder_count; i++) {
        if (!LIST_ADD(c->in, &known, kzi_name_of(c, r->act->binders[i].name))) return NULL;
    }
    for (uint32_t i = 0; i < c->about->thing_count; i++) {
        if (!LIST_ADD(c->in, &known, kzi_name_of(c, c->about->things[i].name))) return NULL;
    }
    return kzi_did_you_mean(name, known.items, known.count);
}

static void texts_check_name(texts_reading *r, const char *name, size_t length) {
    if (texts_is_known(r, name, length)) return;
    checker *c = r->checker;
    const char *text = kzi_arena_text(c->in, name, length);
    if (!text) return;
    symbol is = kzi_symbol(c->names, name, length);
    note *said = kzi_note(c->notes, K_TEXT_NAMES_NOBODY, texts_span(r, name, length), text);
    const char *meant = texts_likeliest(r, text);
    if (meant) kzi_note_try(c->notes, said, "did you mean `%s`?", meant);
    else if (kzi_sort_text(c, is)) kzi_note_label(c->notes, said, "is %s", kzi_sort_text(c, is));
}

/* ---- {…} ---- */

static bool texts_is_case(const char *word, size_t length) {
    static const char *const cases[] = {"they", "them", "their", "theirs", "themself"};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        if (texts_is_word(cases[i], word, length)) return true;
    }
    return false;
}

static const char *texts_likely_case(const char *word) {
    static const struct {
        const char *said, *write;
    } pairs[] = {{"he", "they"},          {"she", "they"},        {"it", "they"},
                 {"him", "them"},         {"her", "them"},        {"his", "their"},
                 {"its", "their"},        {"hers", "theirs"},     {"himself", "themself"},
                 {"herself", "themself"}, {"itself", "themself"}, {"themselves", "themself"},
                 {"They", "they"},        {"Their", "their"}};
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        if (strcmp(pairs[i].said, word) == 0) return pairs[i].write;
    }
    return NULL;
}

static void texts_note_case(texts_reading *r, const char *inside, size_t length,
                            const char *blank) {
    checker *c = r->checker;
    const char *word = kzi_arena_text(c->in, inside, (size_t)(blank - inside));
    const char *name = kzi_arena_text(c->in, blank + 1, length - (size_t)(blank + 1 - inside));
    if (!word || !name) return;
    note *said = kzi_note(c->notes, K_TEXT_CASE, texts_span(r, inside, length), word);
    const char *instead = texts_likely_case(word);
    if (instead)
        kzi_note_try(c->notes, said, "write `{%s %s}`: the person's own pronoun is printed",
                     instead, name);
}

static void texts_check_braces(texts_reading *r, const char *inside, size_t length) {
    r->has_named = true;
    const char *blank = memchr(inside, ' ', length);
    if (!blank) {
        texts_check_name(r, inside, length);
    } else if (!texts_is_case(inside, (size_t)(blank - inside))) {
        texts_note_case(r, inside, length, blank);
    } else {
        texts_check_name(r, blank + 1, length - (size_t)(blank + 1 - inside));
    }
}

/* ---- […] ---- */

/* The last word may name somebody; in `[let go]` it does not. A capital letter tells a slip from a
 * second verb. */
static bool texts_check_last_word(texts_reading *r, const char *inside, size_t length) {
    size_t at = length;
    while (at > 0 && inside[at - 1] != ' ') at--;
    if (at == 0) return false;
    if (texts_is_known(r, inside + at, length - at)) return true;
    bool is_capital = inside[at] >= 'A' && inside[at] <= 'Z';
    if (is_capital) texts_check_name(r, inside + at, length - at);
    return is_capital;
}

static void texts_check_brackets(texts_reading *r, const char *inside, size_t length) {
    bool is_named = texts_check_last_word(r, inside, length);
    if (is_named || r->has_named) return;
    note *said = kzi_note(r->checker->notes, K_VERB_OF_NOBODY, texts_span(r, inside, length));
    kzi_note_try(r->checker->notes, said,
                 "name who does it before, or in the brackets: `[have Aki]`");
}

/* ---- the whole ---- */

static bool texts_is_closed(texts_reading *r, const char *at, const char *end) {
    const char *inside = at + 1;
    size_t length = strcspn(inside, "{}[]");
    if (end && length == (size_t)(end - inside) && length > 0) return true;
    kzi_note(r->checker->notes, K_TEXT_BRACKETS, texts_span(r, at, 1), *at, *at == '{' ? '}' : ']');
    return false;
}

static void texts_check(texts_reading *r) {
    const char *at = r->line->text ? r->line->text : "";
    for (; *at; at++) {
        if (*at == '}' || *at == ']') {
            kzi_note(r->checker->notes, K_TEXT_CLOSED_ONLY, texts_span(r, at, 1), *at,
                     *at == '}' ? '{' : '[');
            return;
        }
        if (*at != '{' && *at != '[') continue;
        const char *end = strchr(at, *at == '{' ? '}' : ']');
        if (!texts_is_closed(r, at, end)) return;
        if (*at == '{') texts_check_braces(r, at + 1, (size_t)(end - at - 1));
        else texts_check_brackets(r, at + 1, (size_t)(end - at - 1));
        at = end;
    }
}

void kzi_check_texts(checker *c, const node *of, const world_act *act) {
    FOR_EACH_CHILD(line, of) {
        if (line->kind != NODE_LINE) continue;

        texts_reading r = {.checker = c, .act = act, .line = line};
        const char *who = line->choice == SEES ? kzi_name_of(c, line->name) : NULL;
        if (who) texts_check_name(&r, who, strlen(who));
        texts_check(&r);
    }
}
