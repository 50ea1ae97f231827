/* SPDX-License-Identifier: MIT
 *
 * kizuna: opens the door: the public functions, and the road they walk.
 *
 * The whole road, each line reading what the line above made and changing none of it:
 *
 *     source   kzi_sources_add       text     bytes, lines, spans                    reading.c
 *     tree     kzi_syntax_parse      syntax   what was written                       reading.c
 *     world    kzi_world_check       world    what it means, or why it cannot        reading.c
 *     ground   kzi_ground_build      ground   every act that could ever happen       asking.c
 *     stories  kzi_explore_run       story    acts that every actor has reason to do asking.c
 *     telling  kzi_telling_write     telling  sentences                              answer_tell.c
 *     answer   kz_asking_text        answer   text or JSON                           asking.c
 */
#include "answer/asking.h"
#include "answer/library.h"
#include "play/playing.h"

#include "ground/expressions.h"
#include "sabre/sabre_ground.h"
#include "sabre/sabre_kiz.h"
#include "syntax/printer.h"

#include <string.h>

typedef struct embedded_module {
    const char *name;
    const char *text;
    size_t length;
} embedded_module;
#include "embedded_library.inc"

struct kz_engine {
    memory from;
    kz_read_module_fn read_module;
    void *self;
    kz_input input;
    memory for_text; /* apart from `from`, which every world begins its own count with */
    arena text;      /* the library as it was last written */
};

struct kz_world {
    memory from;
    kz_engine *engine;
    reading read;
    arena text; /* what the printing functions made; grows until the world is freed */
};

/* ---- engine ---- */
kz_engine *kz_engine_new(const kz_settings *settings) {
    kz_settings s = {0};
    if (settings) memcpy(&s, settings, settings->size < sizeof s ? settings->size : sizeof s);
    memory from = kzi_memory(s.resize, s.self);
    kz_engine *made = kzi_memory_resize(&from, NULL, 0, sizeof *made);
    if (!made) return NULL;
    *made =
        (kz_engine){.from = from, .read_module = s.read_module, .self = s.self, .input = s.input};
    made->from.limit = s.memory_limit;
    made->from.used = made->from.peak = 0;
    made->for_text = made->from;
    made->text = kzi_arena(&made->for_text);
    return made;
}

void kz_engine_free(kz_engine *engine) {
    if (!engine) return;
    kzi_arena_free(&engine->text);
    memory from = engine->from;
    kzi_memory_resize(&from, engine, sizeof *engine, 0);
}

/* ---- modules: the guest's first, then the engine's own ---- */
static const char *find_module(void *self, const char *name, size_t *length,
                               const char **shown_as) {
    const kz_engine *engine = self;
    const char *text =
        engine->read_module ? engine->read_module(engine->self, name, length, shown_as) : NULL;
    if (text) return text;
    for (const embedded_module *m = embedded_modules; m->name; m++) {
        if (strcmp(m->name, name) != 0) continue;
        *length = m->length;
        return m->text;
    }
    return NULL;
}

const char *kz_library_module(uint32_t number, const char **text) {
    uint32_t count = 0;
    while (embedded_modules[count].name) count++;
    if (number >= count) return NULL;
    *text = embedded_modules[number].text;
    return embedded_modules[number].name;
}

static bool is_asked_for(const embedded_module *m, const char *name) {
    return !name || strcmp(m->name, name) == 0;
}

const char *kz_library_json(kz_engine *engine, const char *name) {
    uint32_t found = 0;
    kzi_arena_reset(&engine->text);
    writer to = kzi_writer(&engine->text);
    json document = kzi_json(&to);
    kzi_json_open(&document, '{');
    kzi_json_key_text(&document, "format", "kizuna-library");
    kzi_json_key_number(&document, "version", 1);
    kzi_json_key(&document, "modules");
    kzi_json_open(&document, '[');
    for (const embedded_module *m = embedded_modules; m->name; m++) {
        if (!is_asked_for(m, name)) continue;
        if (!kzi_library_module_json(&document, &engine->text, m->name, m->text, m->length))
            return NULL;
        found++;
    }
    kzi_json_close(&document, ']');
    kzi_json_close(&document, '}');
    return found && !engine->text.has_failed ? kzi_written(&to) : NULL;
}

/* ---- world ---- */
static bool ends_in(const char *name, const char *ending) {
    size_t length = strlen(name), tail = strlen(ending);
    return length > tail && strcmp(name + length - tail, ending) == 0;
}

static bool is_peers(const kz_engine *engine, const char *name) {
    if (engine->input != KZ_BY_NAME) return engine->input == KZ_SABRE;
    return ends_in(name, ".txt") || ends_in(name, ".sabre");
}

kz_world *kz_world_load(kz_engine *engine, const char *name, const char *text, size_t length) {
    memory from = engine->from;
    kz_world *made = kzi_memory_resize(&from, NULL, 0, sizeof *made);
    if (!made) return NULL;
    memset(made, 0, sizeof *made);
    made->from = from;
    made->engine = engine;
    made->text = kzi_arena(&made->from);
    read_text what = {name, text, length, is_peers(engine, name)};
    if (kzi_reading_begin(&made->read, &made->from, &what, find_module, engine)) return made;
    kz_world_free(made);
    return NULL;
}

void kz_world_free(kz_world *of) {
    if (!of) return;
    kzi_reading_end(&of->read);
    kzi_arena_free(&of->text);
    memory from = of->from;
    kzi_memory_resize(&from, of, sizeof *of, 0);
}

kz_input kz_world_input(const kz_world *of) {
    return of->read.is_peers ? KZ_SABRE : KZ_KIZ;
}

uint32_t kz_world_error_count(const kz_world *of) {
    return of->read.said.error_count;
}

uint32_t kz_world_note_count(const kz_world *of) {
    return of->read.said.list.count;
}

const char *kz_world_notes(kz_world *of, kz_form form) {
    return kzi_notes_text(&of->read.said, &of->text, form == KZ_JSON);
}

/* A file with a line that could not be read has no true form: printing it would lose the line. */
static bool holds_error(const node *at) {
    if (at->kind == NODE_ERROR) return true;
    FOR_EACH_CHILD(child, at) {
        if (holds_error(child)) return true;
    }
    return false;
}

const char *kz_world_print(kz_world *of) {
    if (of->read.is_peers || holds_error(of->read.file)) return NULL;
    writer to = kzi_writer(&of->text);
    kzi_syntax_print(&to, &of->read.names, of->read.file);
    return of->text.has_failed ? NULL : kzi_written(&to);
}

/* "jail" of "worlds/jail.txt" */
static const char *title_of_file(arena *in, const char *name) {
    const char *first = name, *end = name + strlen(name);
    for (const char *c = name; *c; c++) {
        if (*c == '/' || *c == '\\') first = c + 1;
    }
    for (const char *c = end; c > first; c--) {
        if (c[-1] == '.') {
            end = c - 1;
            break;
        }
    }
    writer to = kzi_writer(in);
    for (const char *c = first; c < end; c++)
        kzi_writef(&to, "%c", *c == '"' || *c == '\\' ? '\'' : *c);
    return kzi_written(&to);
}

/* What reads with an error says something that our language does not allow: that is why. */
static void note_unreadable(reading *of, const reading *made) {
    span whole = {0, 0, 0};
    for (uint32_t i = 0; i < made->said.list.count; i++) {
        note *said =
            kzi_note(&of->said, K_SABRE_CANNOT_SAY, whole, made->said.list.items[i]->sentence);
        kzi_note_try(&of->said, said, "rename or rewrite it in the problem, and import that");
        return;
    }
}

static const char *text_of_problem(kz_world *of) {
    const char *title = title_of_file(&of->text, of->read.all.list.items[0].name);
    const grounded *ground = kzi_sabre_ground(&of->text, of->read.problem, &of->read.said);
    return ground ? kzi_sabre_as_kiz(&of->text, of->read.problem, ground, title, &of->read.said)
                  : NULL;
}

/* Written, read again, and printed in its one true form. */
const char *kz_world_import(kz_world *of) {
    if (!of->read.is_peers || !kzi_reading_is_sound(&of->read)) return NULL;
    const char *text = text_of_problem(of);
    reading *made = text ? KZI_TAKE(&of->text, reading) : NULL;
    if (!made) return NULL;
    read_text what = {"imported", text, strlen(text), false};
    if (!kzi_reading_begin(made, &of->from, &what, find_module, of->engine)) return NULL;
    writer to = kzi_writer(&of->text);
    bool is_well = kzi_reading_is_sound(made);
    if (is_well) kzi_syntax_print(&to, &made->names, made->file);
    else note_unreadable(&of->read, made);
    kzi_reading_end(made);
    return is_well && !of->text.has_failed ? kzi_written(&to) : NULL;
}

static const grounded *ground_of_world(kz_world *of) {
    ground_request request = {.what_if = NO_WHAT_IF};
    notes unheard = kzi_notes(&of->text, &of->read.all);
    if (!kzi_reading_is_sound(&of->read)) return NULL;
    return of->read.is_peers ? kzi_sabre_ground(&of->text, of->read.problem, &unheard)
                             : kzi_ground_build(&of->text, of->read.world, &request, &unheard);
}

static bool show_ground(writer *to, kz_world *of) {
    const grounded *ground = ground_of_world(of);
    if (ground) kzi_ground_show(to, ground);
    return ground != NULL;
}

/* Said of a world with errors, too: an editor has one most of the time. */
static void show_names(writer *to, kz_world *of) {
    json names = kzi_json(to);
    kzi_json_open(&names, '{');
    kzi_json_key_text(&names, "format", "kizuna-names");
    kzi_json_key_number(&names, "version", 1);
    kzi_json_key(&names, "diagnostics");
    kzi_json_open(&names, '[');
    kzi_notes_write_json(&names, &of->read.said);
    kzi_json_close(&names, ']');
    kzi_json_key(&names, "names");
    if (of->read.world) {
        kzi_json_open(&names, '[');
        kzi_world_list_names(&names, of->read.world, &of->text);
        kzi_json_close(&names, ']');
    } else {
        kzi_json_null(&names);
    }
    kzi_json_close(&names, '}');
}

const char *kz_world_show(kz_world *of, kz_stage stage) {
    writer to = kzi_writer(&of->text);
    bool is_there = true;
    if (of->read.is_peers && stage != KZ_GROUND) return NULL;
    if (stage == KZ_TREE) kzi_tree_show(&to, &of->read.names, of->read.file);
    else if (stage == KZ_GROUND) is_there = show_ground(&to, of);
    else if (stage == KZ_NAMES) show_names(&to, of);
    else if (of->read.world) kzi_world_show(&to, of->read.world);
    else is_there = false;
    return is_there && !of->text.has_failed ? kzi_written(&to) : NULL;
}

const char *kz_world_used_module(kz_world *of, uint32_t use, const char **name) {
    if (!of->read.world) return NULL;
    if (use >= of->read.world->use_count) return NULL;
    const node *statements = kzi_world_use_as_file(of->read.world, use);
    *name = kzi_symbol_text(&of->read.names, of->read.world->uses[use].module);
    writer to = kzi_writer(&of->text);
    kzi_syntax_print(&to, &of->read.names, statements);
    return of->text.has_failed ? NULL : kzi_written(&to);
}

/* ---- asking: the rest of kz_asking_… is in answer/asking.c ---- */
kz_asking *kz_ask(const kz_world *of, const kz_question *question) {
    return kzi_asking_new(&of->from, &of->read, question);
}

/* ---- play: the rest of kz_play_… is in play/ ---- */
kz_play *kz_play_begin(const kz_world *of, const kz_play_settings *settings) {
    return kzi_play_new(&of->from, &of->read, settings);
}

kz_play *kz_play_load(const kz_world *of, const char *save, size_t length,
                      const kz_play_settings *settings) {
    return kzi_play_load(&of->from, &of->read, save, length, settings);
}
