/* SPDX-License-Identifier: MIT
 *
 * shape_read: what is looked for, from words to parts.
 *
 * In     the shape as it was written; the world, for its names
 * Out    the parts; each condition once for every way to say who is meant; or a note that says what
 *        to write instead
 */
#include "../syntax/parser.h"
#include "../telling/english.h"
#include "shape.h"

#include <string.h>

#define LONGEST_WORD 120u

typedef struct {
    const char *text;
    uint32_t length;
    uint32_t first; /* in the shape */
} shape_word;

typedef struct {
    asking *of;
    finding *f;
    const world *about;
    const char *text;
    uint32_t source;
    LIST(shape_word) words; /* of the part being read */
    uint32_t end;           /* of the part, in the text */
} shape_reader;

/* ---- words ---- */
static bool is_word(const shape_word *word, const char *text) {
    return word->length == strlen(text) && memcmp(word->text, text, word->length) == 0;
}

static span word_span(const shape_reader *r, const shape_word *word) {
    return (span){r->source, word->first, word->first + word->length};
}

static const char *word_text(const shape_reader *r, const shape_word *word) {
    const char *made = kzi_arena_text(&r->of->in, word->text, word->length);
    return made ? made : "";
}

/* From `first` to the next `;`: its words. */
static void split_part(shape_reader *r, uint32_t first) {
    r->words.count = 0;
    r->end = first;
    while (r->text[r->end] && r->text[r->end] != ';') r->end++;
    for (uint32_t at = first; at < r->end;) {
        if (r->text[at] == ' ' || r->text[at] == '\n' || r->text[at] == '\t') {
            at++;
            continue;
        }
        uint32_t begin = at;
        while (at < r->end && r->text[at] != ' ' && r->text[at] != '\n' && r->text[at] != '\t')
            at++;
        (void)LIST_ADD(&r->of->in, &r->words, (shape_word){r->text + begin, at - begin, begin});
    }
}

static bool shape_slips(note *said) {
    (void)said;
    return false;
}

/* ---- who ---- */
static uint32_t thing_by_name(const world *about, const shape_word *word) {
    for (uint32_t i = 0; i < about->thing_count; i++) {
        if (is_word(word, kzi_symbol_text(about->names, about->things[i].name))) return i;
    }
    return UINT32_MAX;
}

static bool looks_like_variable(const shape_word *word) {
    if (word->text[0] < 'A' || word->text[0] > 'Z') return false;
    for (uint32_t i = 1; i < word->length; i++) {
        char c = word->text[i];
        if (!((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
              c == '_'))
            return false;
    }
    return true;
}

static bool read_variable(shape_reader *r, const shape_word *word, shape_who *to) {
    shape *s = &r->f->of;
    for (uint32_t i = 0; i < s->variable_count; i++) {
        if (!is_word(word, s->variables[i])) continue;
        *to = (shape_who){WHO_VARIABLE, i};
        return true;
    }
    if (s->variable_count == MOST_VARIABLES)
        return shape_slips(kzi_note(&r->of->said, K_SHAPE_TOO_LARGE, word_span(r, word), MOST_PARTS,
                                    MOST_VARIABLES));
    s->variables[s->variable_count] = word_text(r, word);
    *to = (shape_who){WHO_VARIABLE, s->variable_count++};
    return true;
}

static bool nobody_meant(shape_reader *r, const shape_word *word) {
    const world *w = r->about;
    note *said = kzi_note(&r->of->said, K_SHAPE_WHO, word_span(r, word), word_text(r, word));
    const char **known = KZI_TAKE_MANY(&r->of->in, const char *, w->thing_count);
    for (uint32_t i = 0; known && i < w->thing_count; i++)
        known[i] = kzi_symbol_text(w->names, w->things[i].name);
    const char *meant = known ? kzi_did_you_mean(word_text(r, word), known, w->thing_count) : NULL;
    if (meant) kzi_note_try(&r->of->said, said, "%s", meant);
    else kzi_note_try(&r->of->said, said, "`A`, for whoever it may be");
    return false;
}

static bool read_who(shape_reader *r, const shape_word *word, shape_who *to) {
    uint32_t thing = thing_by_name(r->about, word);
    if (is_word(word, "somebody") || is_word(word, "anybody"))
        *to = (shape_who){.kind = WHO_SOMEBODY};
    else if (thing != UINT32_MAX) *to = (shape_who){WHO_NAMED, thing};
    else return looks_like_variable(word) ? read_variable(r, word, to) : nobody_meant(r, word);
    return true;
}

/* ---- acts: `turns back` is turn_back ---- */
static bool is_third_person_of(const shape_word *word, const char *base, size_t length) {
    char third[LONGEST_WORD];
    if (word->length == length && memcmp(word->text, base, length) == 0) return true;
    if (length >= LONGEST_WORD / 2) return false;
    size_t made =
        kzi_english_verb(third, sizeof third, base, length,
                         kzi_english_form(ENGLISH_THIRD, ENGLISH_SINGULAR, ENGLISH_PRESENT));
    return made < sizeof third && word->length == made && memcmp(word->text, third, made) == 0;
}

/* How many words from `first` on say this act; 0: it is another. */
static uint32_t words_of_act(const shape_reader *r, uint32_t first, const char *name) {
    if (is_word(&r->words.items[first], name)) return 1;
    uint32_t count = 0;
    for (;;) {
        const char *end = strchr(name, '_');
        size_t length = end ? (size_t)(end - name) : strlen(name);
        if (first + count >= r->words.count) return 0;
        const shape_word *word = &r->words.items[first + count];
        bool fits = count == 0 ? is_third_person_of(word, name, length)
                               : word->length == length && memcmp(word->text, name, length) == 0;
        if (!fits) return 0;
        count++;
        if (!end) return count;
        name = end + 1;
    }
}

static uint32_t longest_act(const shape_reader *r, uint32_t first, uint32_t *act) {
    uint32_t most = 0;
    for (uint32_t i = 0; i < r->about->act_count; i++) {
        uint32_t count =
            words_of_act(r, first, kzi_symbol_text(r->about->names, r->about->acts[i].name));
        if (count <= most) continue;
        most = count;
        *act = i;
    }
    return most;
}

static bool is_small_word(const shape_word *word) {
    static const char *const small[] = {"to", "with", "from", "for", "at", "by",
                                        "in", "on",   "of",   "the", "a",  "an"};
    for (size_t i = 0; i < sizeof small / sizeof *small; i++) {
        if (is_word(word, small[i])) return true;
    }
    return false;
}

static bool goes_on_with(shape_reader *r, const shape_word *word) {
    return shape_slips(
        kzi_note(&r->of->said, K_SHAPE_GOES_ON, word_span(r, word), word_text(r, word)));
}

static bool read_objects(shape_reader *r, uint32_t first, shape_step *to) {
    for (uint32_t i = first; i < r->words.count; i++) {
        if (is_small_word(&r->words.items[i])) continue;
        if (to->object_count == MOST_OBJECTS) return goes_on_with(r, &r->words.items[i]);
        if (!read_who(r, &r->words.items[i], &to->objects[to->object_count++])) return false;
    }
    return true;
}

static bool shape_no_such_act(shape_reader *r, uint32_t first) {
    const world *w = r->about;
    const shape_word *word = &r->words.items[first];
    note *said = kzi_note(&r->of->said, K_SHAPE_NO_ACT, word_span(r, word), word_text(r, word));
    const char **known = KZI_TAKE_MANY(&r->of->in, const char *, w->act_count);
    for (uint32_t i = 0; known && i < w->act_count; i++)
        known[i] = kzi_symbol_text(w->names, w->acts[i].name);
    const char *meant = known ? kzi_did_you_mean(word_text(r, word), known, w->act_count) : NULL;
    if (meant) kzi_note_try(&r->of->said, said, "%s", meant);
    else
        kzi_note_try(
            &r->of->said, said,
            "an act by its name, as in `A does %s`; or `lies to`, `tells`, `learns`, `believes`",
            w->act_count ? known[0] : "leave");
    return false;
}

static bool shape_read_act(shape_reader *r, uint32_t first, shape_step *to) {
    to->kind = SHAPE_ACT;
    uint32_t count = first < r->words.count ? longest_act(r, first, &to->act) : 0;
    return count ? read_objects(r, first + count, to)
                 : shape_no_such_act(r, first < r->words.count ? first : r->words.count - 1);
}

/* ---- conditions ---- */
/* The rest of the part from this word on, as a condition of the language. */
static void keep_condition(shape_reader *r, uint32_t first, shape_step *to) {
    shape *s = &r->f->of;
    uint32_t begin = r->words.items[first].first, end = r->words.items[r->words.count - 1].first +
                                                        r->words.items[r->words.count - 1].length;
    to->condition = s->condition_count;
    s->condition_places[s->condition_count] = (span){r->source, begin, end};
    s->condition_texts[s->condition_count++] =
        kzi_arena_text(&r->of->in, r->text + begin, end - begin);
}

static bool says_nothing(shape_reader *r, uint32_t first, uint32_t end) {
    note *said = kzi_note(&r->of->said, K_SHAPE_EMPTY, (span){r->source, first, end});
    kzi_note_try(&r->of->said, said, "who does what, as in `A lies to B; later B learns it`");
    return false;
}

static bool read_moment(shape_reader *r, uint32_t first, shape_step *to) {
    to->kind = SHAPE_MOMENT;
    if (first >= r->words.count) return says_nothing(r, r->words.items[0].first, r->end);
    keep_condition(r, first, to);
    return true;
}

/* ---- lies, tells, learns ---- */
static bool has_told_before(const shape *s) {
    for (uint32_t i = 0; i < s->part_count; i++) {
        shape_kind kind = s->parts[i].step.kind;
        if (kind == SHAPE_LIES || kind == SHAPE_TELLS || kind == SHAPE_LEARNS) return true;
    }
    return false;
}

/* `it`, `about Ren.oath`, or (where one may stand) a claim. */
static bool read_topic(shape_reader *r, uint32_t first, bool may_be_claim, shape_step *to) {
    if (first >= r->words.count) return true;
    const shape_word *word = &r->words.items[first];
    if (is_word(word, "it")) {
        to->is_it = true;
        if (!has_told_before(&r->f->of)) {
            note *said = kzi_note(&r->of->said, K_SHAPE_IT, word_span(r, word));
            kzi_note_try(&r->of->said, said, "name the fact, as in `A learns about Ren.oath`");
            return false;
        }
        return first + 1 == r->words.count ? true : goes_on_with(r, word + 1);
    }
    if (is_word(word, "about")) {
        if (first + 1 >= r->words.count) return says_nothing(r, word->first, r->end);
        to->about = word_text(r, word + 1);
        return first + 2 == r->words.count ? true : goes_on_with(r, word + 2);
    }
    if (!may_be_claim) return goes_on_with(r, word);
    keep_condition(r, first, to);
    return true;
}

/* A claim that somebody comes to hold is asked of their mind. */
static bool claim_of(shape_reader *r, const shape_step *step, const shape_word *who) {
    if (step->condition == NO_CONDITION || step->condition >= r->f->of.condition_count) return true;
    writer to = kzi_writer(&r->of->in);
    kzi_write_bytes(&to, who->text, who->length);
    kzi_writef(&to, " believes %s", r->f->of.condition_texts[step->condition]);
    r->f->of.condition_texts[step->condition] = kzi_written(&to);
    return !is_word(who, "somebody") && !is_word(who, "anybody")
               ? true
               : shape_slips(kzi_note(
                     &r->of->said, K_SHAPE_ORDER, word_span(r, who), "somebody",
                     "whose mind is asked must have a name, or a word with a large letter"));
}

static bool read_lies(shape_reader *r, shape_step *to) {
    to->kind = SHAPE_LIES;
    uint32_t at = 2;
    if (at < r->words.count && is_word(&r->words.items[at], "to")) at++;
    if (at >= r->words.count || is_word(&r->words.items[at], "about"))
        return read_topic(r, at, false, to);
    to->object_count = 1;
    return read_who(r, &r->words.items[at], &to->objects[0]) && read_topic(r, at + 1, false, to);
}

static bool read_tells(shape_reader *r, shape_step *to) {
    to->kind = SHAPE_TELLS;
    if (r->words.count < 3) return says_nothing(r, r->words.items[0].first, r->end);
    to->object_count = 1;
    return read_who(r, &r->words.items[2], &to->objects[0]) && read_topic(r, 3, true, to) &&
           claim_of(r, to, &r->words.items[2]);
}

static bool read_learns(shape_reader *r, shape_step *to) {
    to->kind = SHAPE_LEARNS;
    if (r->words.count < 3) return says_nothing(r, r->words.items[0].first, r->end);
    return read_topic(r, 2, true, to) && claim_of(r, to, &r->words.items[0]);
}

/* ---- the end ---- */
static bool read_ends(shape_reader *r, uint32_t first, shape_step *to) {
    const world *w = r->about;
    to->kind = SHAPE_ENDS;
    to->ending = NO_ENDING;
    if (first == r->words.count) return true;
    if (!is_word(&r->words.items[first], "in") || first + 1 == r->words.count)
        return goes_on_with(r, &r->words.items[first]);
    const shape_word *word = &r->words.items[first + 1];
    for (uint32_t i = 0; i < w->ending_count; i++) {
        if (is_word(word, kzi_symbol_text(w->names, w->endings[i].name))) to->ending = i;
    }
    if (to->ending != NO_ENDING)
        return first + 2 == r->words.count ? true : goes_on_with(r, word + 1);
    note *said =
        kzi_note(&r->of->said, K_NO_SUCH_STORY, word_span(r, word), "ending", word_text(r, word));
    const char **known = KZI_TAKE_MANY(&r->of->in, const char *, w->ending_count);
    for (uint32_t i = 0; known && i < w->ending_count; i++)
        known[i] = kzi_symbol_text(w->names, w->endings[i].name);
    const char *meant = known ? kzi_did_you_mean(word_text(r, word), known, w->ending_count) : NULL;
    if (meant) kzi_note_try(&r->of->said, said, "%s", meant);
    return false;
}

/* ---- a step ---- */
static bool sees_words(const shape_reader *r, uint32_t at, const char *one, const char *other) {
    return at + 1 < r->words.count && is_word(&r->words.items[at], one) &&
           is_word(&r->words.items[at + 1], other);
}

/* Words from `first` on are taken off the front. */
static void drop_words(shape_reader *r, uint32_t count) {
    memmove(r->words.items, r->words.items + count,
            sizeof *r->words.items * (r->words.count - count));
    r->words.count -= count;
}

static bool read_deed(shape_reader *r, shape_step *to) {
    uint32_t act;
    if (longest_act(r, 0, &act) == r->words.count)
        return shape_read_act(r, 0, to); /* an act by its name alone, by whomever */
    if (!read_who(r, &r->words.items[0], &to->subject)) return false;
    if (r->words.count == 1) return says_nothing(r, r->words.items[0].first, r->end);
    const shape_word *verb = &r->words.items[1];
    if (is_word(verb, "lies")) return read_lies(r, to);
    if (is_word(verb, "tells")) return read_tells(r, to);
    if (is_word(verb, "learns")) return read_learns(r, to);
    if (is_word(verb, "believes")) return read_moment(r, 0, to);
    return shape_read_act(r, is_word(verb, "does") ? 2 : 1, to);
}

static bool read_step(shape_reader *r, shape_step *to) {
    *to = (shape_step){.condition = NO_CONDITION};
    if (r->words.count == 0) return says_nothing(r, r->end ? r->end - 1 : 0, r->end);
    uint32_t begin = r->words.items[0].first, end = r->words.items[r->words.count - 1].first +
                                                    r->words.items[r->words.count - 1].length;
    to->where = (span){r->source, begin, end};
    to->text = kzi_arena_text(&r->of->in, r->text + begin, end - begin);
    if (is_word(&r->words.items[0], "when")) return read_moment(r, 1, to);
    if (sees_words(r, 0, "the", "story") && r->words.count > 2 &&
        is_word(&r->words.items[2], "ends"))
        return read_ends(r, 3, to);
    if (sees_words(r, 0, "story", "ends")) return read_ends(r, 2, to);
    return read_deed(r, to);
}

/* ---- parts ---- */
static bool misplaced(shape_reader *r, span where, const char *what, const char *why) {
    return shape_slips(kzi_note(&r->of->said, K_SHAPE_ORDER, where, what, why));
}

static bool too_large(shape_reader *r) {
    return shape_slips(kzi_note(&r->of->said, K_SHAPE_TOO_LARGE,
                                (span){r->source, 0, (uint32_t)strlen(r->text)}, MOST_PARTS,
                                MOST_VARIABLES));
}

/* A guard belongs to the gap before the part that comes next. */
static bool read_guard(shape_reader *r) {
    shape *s = &r->f->of;
    if (s->guard_count == MOST_GUARDS) return too_large(r);
    if (s->part_count == 0)
        return misplaced(r, word_span(r, &r->words.items[0]), "meanwhile",
                         "it is about what comes between two parts, so one must stand before it");
    drop_words(r, 2);
    shape_step *made = &s->guards[s->guard_count];
    if (!read_step(r, made)) return false;
    if (made->kind == SHAPE_ENDS)
        return misplaced(r, made->where, "the story ends", "no story goes on behind its end");
    if (s->parts[s->part_count].guard_count++ == 0)
        s->parts[s->part_count].first_guard = s->guard_count;
    s->guard_count++;
    return true;
}

static bool read_shape_part(shape_reader *r) {
    shape *s = &r->f->of;
    if (sees_words(r, 0, "meanwhile", "no")) return read_guard(r);
    if (s->part_count == MOST_PARTS) return too_large(r);
    shape_part *made = &s->parts[s->part_count];
    bool has_gap_word = r->words.count && (is_word(&r->words.items[0], "later") ||
                                           is_word(&r->words.items[0], "next"));
    if (has_gap_word) {
        if (s->part_count == 0)
            return misplaced(r, word_span(r, &r->words.items[0]), word_text(r, &r->words.items[0]),
                             "nothing stands before it");
        made->is_next = is_word(&r->words.items[0], "next");
        drop_words(r, 1);
    }
    if (s->part_count && s->parts[s->part_count - 1].step.kind == SHAPE_ENDS)
        return misplaced(r, s->parts[s->part_count - 1].step.where, "the story ends",
                         "it is the last part, or none");
    if (!read_step(r, &made->step)) return false;
    s->part_count++;
    return true;
}

static bool read_parts(shape_reader *r) {
    for (uint32_t first = 0;;) {
        split_part(r, first);
        if (r->words.count == 0)
            return says_nothing(r, r->end > first ? first : r->end,
                                r->end + (r->text[r->end] == ';'));
        if (!read_shape_part(r)) return false;
        if (!r->text[r->end]) break;
        first = r->end + 1;
    }
    return true;
}

/* ---- who may be meant ---- */
/* Different words stand for different people, and for nobody whom the shape names itself. */
static bool add_casts(shape_reader *r, uint32_t variable, uint32_t *chosen) {
    shape *s = &r->f->of;
    if (variable == s->variable_count || variable == MOST_VARIABLES) {
        if (s->cast_count == MOST_CASTS) return too_large(r);
        uint32_t *cast = s->casts + (size_t)s->cast_count++ * s->variable_count;
        for (uint32_t i = 0; i < s->variable_count; i++) cast[i] = chosen[i];
        return true;
    }
    for (uint32_t i = 0; i < r->about->thing_count; i++) {
        bool is_taken = !r->about->things[i].is_person;
        for (uint32_t j = 0; j < variable; j++) is_taken |= chosen[j] == i;
        if (is_taken) continue;
        chosen[variable] = i;
        if (!add_casts(r, variable + 1, chosen)) return false;
    }
    return true;
}

static bool make_casts(shape_reader *r) {
    uint32_t chosen[MOST_VARIABLES];
    shape *s = &r->f->of;
    s->casts = KZI_TAKE_MANY(&r->of->in, uint32_t, (size_t)MOST_CASTS * (s->variable_count + 1));
    return s->casts && add_casts(r, 0, chosen);
}

/* ---- conditions, with names put in ---- */
static bool is_letter_of_name(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

static const char *with_names(const shape_reader *r, const char *text, uint32_t cast) {
    const shape *s = &r->f->of;
    writer to = kzi_writer(&r->of->in);
    for (const char *at = text; *at;) {
        size_t length = 0;
        while (is_letter_of_name(at[length])) length++;
        const char *put_in = NULL;
        for (uint32_t v = 0; v < s->variable_count && length; v++) {
            if (strlen(s->variables[v]) != length || memcmp(s->variables[v], at, length) != 0)
                continue;
            put_in = kzi_symbol_text(
                r->about->names,
                r->about->things[s->casts[(size_t)cast * s->variable_count + v]].name);
        }
        if (put_in) kzi_write(&to, put_in);
        else kzi_write_bytes(&to, at, length ? length : 1);
        at += length ? length : 1;
    }
    return kzi_written(&to);
}

/* NULL: a note was said, or memory ended. Its note stands in the text as it is with the names. */
static const term *condition_in(shape_reader *r, const char *text) {
    asking *of = r->of;
    uint32_t source_number =
        kzi_sources_add(&of->own.all, "the shape, with names put in", text, strlen(text));
    if (source_number == UINT32_MAX) return NULL;
    node *read = kzi_syntax_parse_condition(&of->own.in, &of->own.names, &of->own.all,
                                            source_number, &of->said);
    if (!read || of->said.error_count) return NULL;
    return kzi_world_check_condition(&of->own.in, r->about, read, &of->said);
}

/* All conditions for one cast, behind those there are. False: a note was said, or memory ended. */
static bool read_conditions_of(shape_reader *r, uint32_t cast) {
    shape *s = &r->f->of;
    for (uint32_t c = 0; c < s->condition_count; c++) {
        const term *made = condition_in(r, with_names(r, s->condition_texts[c], cast));
        if (!made) return false;
        r->f->conditions[r->f->condition_count++] = made;
    }
    return true;
}

static void keep_cast(shape *s, uint32_t from, uint32_t to) {
    memmove(s->casts + (size_t)to * s->variable_count, s->casts + (size_t)from * s->variable_count,
            sizeof *s->casts * s->variable_count);
}

/* Of whom a condition cannot be asked, since only others have such a fact, is not meant. Nobody
 * left: then the first cast's note is said. */
static bool read_conditions(shape_reader *r) {
    shape *s = &r->f->of;
    notes *said = &r->of->said;
    if (s->condition_count == 0) return true;
    if ((uint64_t)s->condition_count * s->cast_count > MOST_CASTS) return too_large(r);
    r->f->conditions =
        KZI_TAKE_MANY(&r->of->in, const term *, (size_t)s->condition_count * s->cast_count);
    if (!r->f->conditions) return false;
    uint32_t kept = 0, notes_before = said->list.count, errors_before = said->error_count;
    for (uint32_t c = 0; c < s->cast_count; c++) {
        r->f->condition_count = kept * s->condition_count;
        if (read_conditions_of(r, c)) keep_cast(s, c, kept++);
        else if (r->of->in.has_failed || r->of->own.in.has_failed) return false;
        said->list.count = notes_before;
        said->error_count = errors_before;
    }
    if (kept == 0) return s->cast_count == 0 || read_conditions_of(r, 0);
    s->cast_count = kept;
    r->f->condition_count = kept * s->condition_count;
    return true;
}

static bool is_named_in_world(const world *about, const char *text, const char **known,
                              uint32_t *known_count) {
    bool is_there = false;
    for (uint32_t i = 0; i < about->fact_count; i++) {
        const char *name = kzi_symbol_text(about->names, about->facts[i].name);
        known[(*known_count)++] = name;
        const char *dot = strrchr(text, '.');
        size_t length = strcspn(dot ? dot + 1 : text, "(");
        is_there |= strlen(name) == length && memcmp(name, dot ? dot + 1 : text, length) == 0;
    }
    return is_there;
}

/* Facts by name are found among those of the grounded world, for each cast; that the world has such
 * a fact is asked here. */
static bool check_about(shape_reader *r, const shape_step *step) {
    if (!step->about) return true;
    const char **known = KZI_TAKE_MANY(&r->of->in, const char *, r->about->fact_count);
    uint32_t known_count = 0;
    if (!known) return false;
    if (is_named_in_world(r->about, step->about, known, &known_count)) return true;
    note *said = kzi_note(&r->of->said, K_SHAPE_NO_FACT, step->where, step->about);
    const char *dot = strrchr(step->about, '.');
    const char *meant = kzi_did_you_mean(dot ? dot + 1 : step->about, known, known_count);
    if (meant) kzi_note_try(&r->of->said, said, "%s", meant);
    return false;
}

static bool check_topics(shape_reader *r) {
    for (uint32_t i = 0; i < r->f->of.part_count; i++) {
        if (!check_about(r, &r->f->of.parts[i].step)) return false;
    }
    for (uint32_t i = 0; i < r->f->of.guard_count; i++) {
        if (!check_about(r, &r->f->of.guards[i])) return false;
    }
    return true;
}

bool kzi_answer_shape_read(asking *of) {
    finding *f = KZI_TAKE(&of->in, finding);
    const char *text = of->question.shape;
    uint32_t source_number = kzi_sources_add(&of->own.all, "the shape", text, strlen(text));
    if (!f || source_number == UINT32_MAX) return false;
    shape_reader r = {
        .of = of, .f = f, .about = of->world->world, .text = text, .source = source_number};
    if (!read_parts(&r) || !check_topics(&r) || !make_casts(&r) || !read_conditions(&r))
        return false;
    of->finding = f;
    return !of->in.has_failed;
}

/* ---- what the parts mean, for a cast ---- */
expression_id kzi_shape_condition(const finding *of, const grounded *about, uint32_t condition,
                                  uint32_t cast) {
    return about->asked[(size_t)cast * of->of.condition_count + condition];
}

uint32_t kzi_shape_about(const finding *of, uint32_t step, uint32_t cast) {
    return of->about_facts[(size_t)step * of->of.cast_count + cast];
}

uint32_t kzi_shape_thing(const shape *of, shape_who who, uint32_t cast) {
    if (who.kind == WHO_NAMED) return who.number;
    return who.kind == WHO_VARIABLE ? of->casts[(size_t)cast * of->variable_count + who.number]
                                    : UINT32_MAX;
}
