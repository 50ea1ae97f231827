/* SPDX-License-Identifier: MIT
 *
 * words: how notes speak of names, kinds and values.
 *
 * In     what was resolved
 * Out    short texts in the world's arena
 * Owns   nothing
 */
#include "checking.h"

#include <stdarg.h>
#include <string.h>

const char *kzi_text(checker *c, const char *format, ...) {
    writer to = kzi_writer(c->in);
    va_list values;
    va_start(values, format);
    kzi_writev(&to, format, values);
    va_end(values);
    return kzi_written(&to);
}

const char *kzi_name_of(const checker *c, symbol name) {
    return kzi_symbol_text(c->names, name);
}

static const char *words_article(const char *name) {
    return name[0] && strchr("aeiouAEIOU", name[0]) ? "an" : "a";
}

const char *kzi_a_kind(const checker *c, uint32_t kind) {
    const char *name = kzi_name_of(c, c->about->kinds[kind].name);
    return kzi_text((checker *)c, "%s %s", words_article(name), name);
}

const char *kzi_owner_text(const checker *c, const world_fact *of) {
    if (of->owned_by == OWNER_WORLD) return "the world";
    if (of->owned_by == OWNER_THING) return kzi_name_of(c, c->about->things[of->owner].name);
    return kzi_text((checker *)c, "every %s", kzi_name_of(c, c->about->kinds[of->owner].name));
}

#define MOST_WORDS_LISTED 6u

static const char *words_listed(const checker *c, const world_fact *of) {
    writer to = kzi_writer(c->in);
    for (uint32_t i = 0; i < of->word_count && i < MOST_WORDS_LISTED; i++) {
        bool is_last = i + 1 == of->word_count;
        kzi_write(&to, i == 0 ? "" : is_last ? " or " : ", ");
        kzi_write(&to, of->type == TYPE_WORD ? kzi_name_of(c, c->about->words[of->words[i]])
                                             : kzi_a_kind(c, of->words[i]));
    }
    if (of->word_count > MOST_WORDS_LISTED) kzi_write(&to, " …");
    return kzi_written(&to);
}

const char *kzi_values_text(const checker *c, const world_fact *of) {
    switch (of->type) {
    case TYPE_YES_NO: return "yes or no";
    case TYPE_NUMBER:
        if (of->high == MOST_NUMBER)
            return kzi_text((checker *)c, "a number from %d on", (int)of->low);
        return kzi_text((checker *)c, "a number from %d to %d", (int)of->low, (int)of->high);
    case TYPE_WORD:
    case TYPE_THING: return words_listed(c, of);
    default: return "unknown";
    }
}

const char *kzi_span_text(const checker *c, span where) {
    if (where.source >= c->sources->list.count) return "";
    const source *of = &c->sources->list.items[where.source];
    if (where.end > of->length || where.first > where.end) return "";
    const char *text = kzi_arena_text(c->in, of->text + where.first, where.end - where.first);
    return text ? text : "";
}

/* The name itself, where the node is a whole statement. */
span kzi_name_span(const checker *c, const node *of) {
    const char *text = kzi_span_text(c, of->where);
    const char *name = kzi_name_of(c, of->name);
    const char *at = of->name.n ? strstr(text, name) : NULL;
    if (!at) return of->where;
    uint32_t first = of->where.first + (uint32_t)(at - text);
    return (span){of->where.source, first, first + (uint32_t)strlen(name)};
}

const char *kzi_term_text(const checker *c, const term *of) {
    return kzi_span_text(c, of->where);
}

const char *kzi_type_text(const checker *c, const term *of) {
    if (of->kind == TERM_FACT && of->fact != NOT_NAMED)
        return kzi_values_text(c, &c->about->facts[of->fact]);
    if (of->kind == TERM_THING) return kzi_a_kind(c, c->about->things[of->number].kind);
    if (of->kind == TERM_VARIABLE) return kzi_a_kind(c, of->of_kind);
    switch (of->type) {
    case TYPE_YES_NO: return "yes or no";
    case TYPE_NUMBER: return "a number";
    case TYPE_WORD: return "a word";
    case TYPE_THING: return "a thing";
    default: return "unknown";
    }
}
