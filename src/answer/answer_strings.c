/* SPDX-License-Identifier: MIT
 *
 * answer_strings: the texts of a world, to be translated.
 *
 * In     a grounded world
 * Out    a gettext PO file: each text once, in the world's order, with where it stands and what it
 * is; as JSON the same list
 *
 * `kizuna tell --strings FILE.po` then tells the story in the translation. What stands in brackets
 * belongs to English: a translator may write plain words.
 */
#include "asking.h"
#include "po.h"

#include <string.h>

typedef struct text_found {
    const char *text;
    const char *note; /* what it is */
    span where;
} text_found;

typedef struct texts_found {
    arena *in;
    LIST(text_found) list;
} texts_found;

static void find_text(texts_found *to, const char *text, const char *what, const char *whose,
                      span where) {
    if (!text || !*text) return;
    for (uint32_t i = 0; i < to->list.count; i++) {
        if (strcmp(to->list.items[i].text, text) == 0) return;
    }
    writer said = kzi_writer(to->in);
    kzi_writef(&said, "%s%s%s", what, whose ? " of " : "", whose ? whose : "");
    text_found made = {text, kzi_written(&said), where};
    if (!LIST_ADD(to->in, &to->list, made)) to->in->has_failed = true;
}

static void find_front(texts_found *to, const front_matter *front) {
    find_text(to, front->title, "title", NULL, front->where);
    find_text(to, front->premise, "premise", NULL, front->where);
    find_text(to, front->ages, "ages", NULL, front->where);
    for (uint32_t i = 0; i < front->content_count; i++)
        find_text(to, front->content[i], "content note", NULL, front->where);
}

static void find_events(texts_found *to, const grounded *about, const ground_act *events,
                        uint32_t count) {
    for (uint32_t i = 0; i < count; i++) {
        const char *name = kzi_symbol_text(about->names, events[i].name);
        find_text(to, events[i].gloss, "gloss", name, events[i].where);
        for (uint32_t j = 0; j < events[i].line_count; j++) {
            const line *l = &about->lines[events[i].first_line + j];
            find_text(to, l->text, kzi_words_line(l->kind), name, l->where);
        }
        for (uint32_t j = 0; j < events[i].content_count; j++)
            find_text(to, events[i].content[j], "content note", name, events[i].where);
    }
}

static void find_all(texts_found *to, const grounded *about) {
    find_front(to, &about->front);
    for (uint32_t i = 0; i < about->thing_count; i++)
        find_text(to, about->things[i].shown, "shown name", kzi_words_thing(about, (thing_id){i}),
                  about->things[i].where);
    find_events(to, about, about->acts, about->act_count);
    find_events(to, about, about->rules, about->rule_count);
    for (uint32_t i = 0; i < about->guise_count; i++) {
        if (!about->guises[i].text) continue; /* `sees nothing` */
        find_text(to, about->guises[i].text, "other name",
                  kzi_words_thing(about, about->guises[i].owner),
                  about->things[about->guises[i].owner.n].where);
    }
    for (uint32_t i = 0; i < about->ending_count; i++)
        find_text(to, about->endings[i].title, "title",
                  kzi_symbol_text(about->names, about->endings[i].name), about->endings[i].where);
}

/* What the telling says of its own: without a place in the file. */
static void find_own(texts_found *to) {
    static const char *const own[][2] = {
#define OWN_WORDS(text, note) {text, note},
#include "../telling/own_words.def"
    };
    for (size_t i = 0; i < sizeof own / sizeof *own; i++)
        find_text(to, own[i][0], own[i][1], NULL, KZI_IN_NO_FILE);
}

static kz_progress work_strings(asking *of, uint64_t effort) {
    (void)of;
    (void)effort;
    return KZ_ANSWERED;
}

static const char *place_of_text(asking *of, span where) {
    const sources *all = &of->world->all;
    if (where.source >= all->list.count) return NULL;
    writer to = kzi_writer(&of->text);
    kzi_writef(&to, "%s:%u", all->list.items[where.source].name,
               kzi_source_place(&all->list.items[where.source], where.first).line);
    return kzi_written(&to);
}

static void write_strings(asking *of, writer *to) {
    texts_found all = {.in = &of->text};
    find_all(&all, of->main.ground);
    find_own(&all);
    kzi_po_write_header(to, of->main.ground->front.title);
    for (uint32_t i = 0; i < all.list.count; i++) {
        const text_found *t = &all.list.items[i];
        kzi_po_write(to, place_of_text(of, t->where), t->note, t->text);
    }
}

static void write_strings_json(asking *of, json *to) {
    texts_found all = {.in = &of->text};
    kzi_answer_head_json(of, to, "kizuna-strings");
    kzi_answer_notes_json(of, to);
    kzi_json_key(to, "strings");
    kzi_json_open(to, '[');
    if (of->main.ground) find_all(&all, of->main.ground);
    if (of->main.ground) find_own(&all);
    for (uint32_t i = 0; i < all.list.count; i++) {
        const text_found *t = &all.list.items[i];
        kzi_json_open(to, '{');
        kzi_json_key_text(to, "text", t->text);
        kzi_json_key_text(to, "what", t->note);
        kzi_json_key_text(to, "where", place_of_text(of, t->where));
        kzi_json_close(to, '}');
    }
    kzi_json_close(to, ']');
    kzi_answer_measured_json(of, to);
}

const answer_verb kzi_answer_strings = {KZ_STRINGS, work_strings, write_strings, write_strings_json,
                                        false};
