/* SPDX-License-Identifier: MIT
 *
 * answer_sweep: which endings are reached as one number changes, or two.
 *
 * In     one range or two, "arrival is 8..30"
 * Out    regimes with their borders, as a table and as a small chart; each value beside a border
 *        asked again from its words
 */
#include "../telling/words.h"
#include "sweeping.h"

#include <stdlib.h>
#include <string.h>

#define MOST_CELLS 20000u
#define LETTERS    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"

char kzi_sweep_letter(uint32_t regime) {
    return regime < sizeof LETTERS - 1 ? LETTERS[regime] : '?';
}

/* ---- ranges ---- */
static kz_progress bad_range(asking *of, const char *text) {
    note *said = kzi_note(&of->said, K_BAD_RANGE, KZI_IN_NO_FILE, text);
    kzi_note_try(&of->said, said, "a number of the world and two ends, as in \"arrival is 8..30\"");
    return KZ_MISASKED;
}

static const char *read_end(const char *at, value *to) {
    char *end;
    long number = strtol(at, &end, 10);
    if (end == at || number < -MOST_NUMBER || number > MOST_NUMBER) return NULL;
    *to = (value)number;
    return end;
}

/* "arrival is 8..30": what stands before the last ` is ` may be a belief too. */
static bool split_range(asking *of, const char *text, sweep_range *made) {
    const char *is = NULL;
    for (const char *at = text; (at = strstr(at, " is ")); at++) is = at;
    const char *end = is ? read_end(is + 4, &made->low) : NULL;
    if (!end || end[0] != '.' || end[1] != '.') return false;
    end = read_end(end + 2, &made->high);
    if (!end || *end || made->high < made->low) return false;
    made->what = kzi_arena_text(&of->in, text, (size_t)(is - text));
    return made->what != NULL;
}

static const char *line_of_value(arena *in, const sweep_range *r, uint32_t step) {
    writer to = kzi_writer(in);
    kzi_writef(&to, "%s is %d", r->what, r->low + (value)step);
    return kzi_written(&to);
}

/* Can both ends be set? The world's own notes say why not. */
static kz_progress try_ends(asking *of, const sweep_range *r) {
    uint32_t count = (uint32_t)(r->high - r->low);
    for (uint32_t i = 0; i < 2; i++) {
        const node *change =
            kzi_reading_change(&of->own, line_of_value(&of->in, r, i ? count : 0), &of->said);
        if (!change) return of->said.error_count ? KZ_MISTAKEN : KZ_FAILED;
        world_change made;
        if (!kzi_world_check_change(&of->in, of->world->world, change, &of->said, &made))
            return of->said.error_count ? KZ_MISTAKEN : KZ_FAILED;
    }
    return KZ_ANSWERED;
}

static kz_progress read_sweep_range(asking *of, const char *text, sweep_range *made) {
    *made = (sweep_range){.as_is = UNKNOWN};
    if (!split_range(of, text, made)) return of->in.has_failed ? KZ_FAILED : bad_range(of, text);
    const grounded *about = of->main.ground;
    for (uint32_t i = 0; i < about->fact_count; i++) {
        if (strcmp(about->facts[i].name, made->what) == 0) made->as_is = about->facts[i].start;
    }
    return try_ends(of, made);
}

static kz_progress begin_sweep(asking *of) {
    sweeping *s = of->sweeping = KZI_TAKE(&of->in, sweeping);
    if (!s) return KZ_FAILED;
    if (of->question.over_count == 0 || of->question.over_count > 2) {
        note *said = kzi_note(&of->said, K_WHICH_RANGE, KZI_IN_NO_FILE);
        kzi_note_try(&of->said, said, "`--over \"arrival is 8..30\"`, once or twice");
        return KZ_MISASKED;
    }
    kz_progress read = read_sweep_range(of, of->question.over[0], &s->across);
    s->has_two = of->question.over_count == 2;
    if (read == KZ_ANSWERED && s->has_two)
        read = read_sweep_range(of, of->question.over[1], &s->down);
    if (read != KZ_ANSWERED) return read;
    s->width = (uint32_t)(s->across.high - s->across.low) + 1;
    s->height = s->has_two ? (uint32_t)(s->down.high - s->down.low) + 1 : 1;
    if ((uint64_t)s->width * s->height > MOST_CELLS) return bad_range(of, "more than 20000 values");
    s->cells = KZI_TAKE_MANY(&of->in, sweep_cell, s->width * s->height);
    return s->cells ? KZ_RUNNING : KZ_FAILED;
}

/* ---- each cell ---- */
static uint32_t texts_of_cell(asking *of, uint32_t cell, arena *in, const char *texts[2]) {
    const sweeping *s = of->sweeping;
    texts[0] = line_of_value(in, &s->across, cell % s->width);
    if (s->has_two) texts[1] = line_of_value(in, &s->down, cell / s->width);
    return s->has_two ? 2 : 1;
}

static kz_progress begin_cell(asking *of, uint32_t cell) {
    sweeping *s = of->sweeping;
    const char *texts[2];
    const node *changes[2];
    uint32_t count = texts_of_cell(of, cell, &of->in, texts);
    for (uint32_t i = 0; i < count; i++) {
        changes[i] = kzi_reading_change(&of->own, texts[i], &of->said);
        if (!changes[i]) return of->said.error_count ? KZ_MISTAKEN : KZ_FAILED;
    }
    trial_wish none = {.ending = NO_ENDING};
    bool is_begun =
        kzi_trial_ground(of, &s->now, changes, count, &none) && kzi_trial_begin(of, &s->now, NULL);
    return is_begun ? KZ_RUNNING : KZ_FAILED;
}

static bool stays_unfinished(const forecast *what) {
    for (uint32_t i = 0; i < what->stories.nodes.count; i++) {
        const story_node *n = &what->stories.nodes.items[i];
        if (n->was_opened && n->edge_count == 0) return true;
    }
    return false;
}

static bool note_regime(asking *of, sweep_cell *cell) {
    sweeping *s = of->sweeping;
    for (cell->regime = 0; cell->regime < s->regimes.count; cell->regime++) {
        sweep_regime *known = &s->regimes.items[cell->regime];
        if (known->endings != cell->endings || known->is_unfinished != cell->is_unfinished ||
            known->is_impossible != cell->is_impossible)
            continue;
        known->cell_count++;
        return true;
    }
    return LIST_ADD(&of->in, &s->regimes,
                    (sweep_regime){cell->endings, cell->is_unfinished, cell->is_impossible, 1});
}

static kz_progress work_cell(asking *of, uint64_t effort) {
    sweeping *s = of->sweeping;
    if (!s->now.is_begun) return begin_cell(of, s->next);
    kz_progress done = kzi_trial_work(&s->now, effort);
    if (done != KZ_ANSWERED) return done;
    sweep_cell *cell = &s->cells[s->next++];
    of->tried_count++;
    cell->is_known = true;
    cell->is_impossible = s->now.is_mistaken;
    if (!cell->is_impossible) {
        cell->endings = kzi_trial_endings(&s->now);
        cell->is_unfinished = stays_unfinished(s->now.what);
    }
    kzi_trial_end(&s->now);
    return note_regime(of, cell) ? KZ_RUNNING : KZ_FAILED;
}

/* ---- the second run: whatever stands beside another regime, and the corners ---- */
static bool is_at_border(const sweeping *s, uint32_t cell) {
    uint32_t x = cell % s->width, y = cell / s->width;
    const sweep_cell *c = &s->cells[cell];
    if ((x == 0 || x + 1 == s->width) && (y == 0 || y + 1 == s->height)) return true;
    if (x && c[-1].regime != c->regime) return true;
    if (x + 1 < s->width && c[1].regime != c->regime) return true;
    if (y && s->cells[cell - s->width].regime != c->regime) return true;
    return y + 1 < s->height && s->cells[cell + s->width].regime != c->regime;
}

static kz_progress verify_cell(asking *of, uint64_t effort) {
    sweeping *s = of->sweeping;
    sweep_cell *cell = &s->cells[s->next_to_verify];
    if (cell->is_impossible || !is_at_border(s, s->next_to_verify))
        return s->next_to_verify++, KZ_RUNNING;
    if (!s->again) {
        const char *texts[2];
        uint32_t count = texts_of_cell(of, s->next_to_verify, &of->in, texts);
        s->again = kzi_second_begin(of, of->question.what_if, texts, count, false);
        if (!s->again) return KZ_FAILED;
    }
    kz_progress done = kzi_second_work(s->again, effort);
    if (done == KZ_RUNNING) return KZ_RUNNING;
    cell->is_verified = done == KZ_ANSWERED && kzi_second_endings(s->again) == cell->endings;
    kz_asking_free(s->again);
    s->again = NULL;
    s->next_to_verify++;
    s->verified_count += cell->is_verified;
    return done == KZ_FAILED ? KZ_FAILED : cell->is_verified ? KZ_RUNNING : KZ_BROKEN;
}

static kz_progress work_sweep(asking *of, uint64_t effort) {
    if (!of->sweeping) return begin_sweep(of);
    sweeping *s = of->sweeping;
    if (s->next < s->width * s->height) return work_cell(of, effort);
    if (s->next_to_verify < s->width * s->height) return verify_cell(of, effort);
    return KZ_ANSWERED;
}

void kzi_answer_sweep_end(struct sweeping *of) {
    kzi_trial_end(&of->now);
    kz_asking_free(of->again);
}

/* ---- in words ---- */
static void write_regime_endings(writer *to, const grounded *about, const sweep_cell *c) {
    bool has_any = false;
    for (uint32_t i = 0; i < about->ending_count && i < 64; i++) {
        if (!(c->endings >> i & 1)) continue;
        kzi_writef(to, "%s%s", has_any ? ", " : "",
                   kzi_symbol_text(about->names, about->endings[i].name));
        has_any = true;
    }
    if (c->is_unfinished) kzi_writef(to, "%s(unfinished)", has_any ? ", " : "");
    else if (!has_any) kzi_write(to, c->is_impossible ? "there is no such world" : "nothing");
}

/* The end of the run of alike cells that begins at `first` of a row. */
static uint32_t end_of_run(const sweep_cell *cells, uint32_t first, uint32_t count) {
    uint32_t end = first + 1;
    while (end < count && cells[end].regime == cells[first].regime) end++;
    return end;
}

static uint32_t known_count(const sweeping *s) {
    return s->next < s->width ? s->next : s->width;
}

static void write_regimes(asking *of, writer *to) {
    const sweeping *s = of->sweeping;
    uint32_t count = known_count(s);
    for (uint32_t first = 0; first < count;) {
        uint32_t end = end_of_run(s->cells, first, count);
        value low = s->across.low + (value)first, high = s->across.low + (value)end - 1;
        writer head = kzi_writer(&of->text), body = kzi_writer(&of->text);
        kzi_writef(&head, low == high ? "%d" : "%d..%d", low, high);
        write_regime_endings(&body, of->main.ground, &s->cells[first]);
        kzi_writef(to, "  %c  %-9s %s\n", kzi_sweep_letter(s->cells[first].regime),
                   kzi_written(&head), kzi_written(&body));
        first = end;
    }
    bool has_any = false;
    for (uint32_t i = 1; i < count; i++) {
        if (s->cells[i].regime == s->cells[i - 1].regime) continue;
        kzi_writef(to, "%s%d/%d", has_any ? ", " : "\nBorders: ", s->across.low + (value)i - 1,
                   s->across.low + (value)i);
        has_any = true;
    }
    kzi_write(to, has_any ? "\n" : "\nNo border: it is the same all along.\n");
}

/* For each ending where it is reached. */
static void write_rows(asking *of, writer *to) {
    const sweeping *s = of->sweeping;
    const grounded *about = of->main.ground;
    uint32_t count = known_count(s), longest = 12;
    for (uint32_t i = 0; i < about->ending_count; i++) {
        uint32_t length = (uint32_t)strlen(kzi_symbol_text(about->names, about->endings[i].name));
        if (length > longest) longest = length;
    }
    kzi_write(to, "\n");
    for (uint32_t ending = 0; ending <= about->ending_count && ending < 64; ending++) {
        bool is_rest = ending == about->ending_count, has_any = false;
        writer marks = kzi_writer(&of->text);
        for (uint32_t i = 0; i < count; i++) {
            bool is_there =
                is_rest ? s->cells[i].is_unfinished : (s->cells[i].endings >> ending & 1) != 0;
            has_any |= is_there;
            kzi_write_char(&marks, is_there ? '#' : '.');
        }
        if (has_any)
            kzi_writef(to, "  %-*s  %s\n", (int)longest,
                       is_rest ? "(unfinished)"
                               : kzi_symbol_text(about->names, about->endings[ending].name),
                       kzi_written(&marks));
    }
    kzi_writef(to, "  %*s  %d", (int)longest, "", s->across.low);
    writer last = kzi_writer(&of->text);
    kzi_writef(&last, "%d", s->across.low + (value)count - 1);
    writer first = kzi_writer(&of->text);
    kzi_writef(&first, "%d", s->across.low);
    if (count > first.length + last.length)
        kzi_write_repeated(to, ' ', count - first.length - last.length),
            kzi_write(to, kzi_written(&last));
    kzi_write(to, "\n");
}

/* Two numbers: a letter for each regime, the second number upwards. */
static void write_field(asking *of, writer *to) {
    const sweeping *s = of->sweeping;
    for (uint32_t i = 0; i < s->regimes.count; i++) {
        const sweep_regime *r = &s->regimes.items[i];
        sweep_cell like = {.endings = r->endings,
                           .is_unfinished = r->is_unfinished,
                           .is_impossible = r->is_impossible};
        kzi_writef(to, "  %c  (%u) ", kzi_sweep_letter(i), r->cell_count);
        write_regime_endings(to, of->main.ground, &like);
        kzi_write(to, "\n");
    }
    kzi_writef(to, "\n  %s upwards, %s to the right\n", s->down.what, s->across.what);
    for (uint32_t y = s->height; y-- > 0;) {
        kzi_writef(to, "  %6d  ", s->down.low + (value)y);
        for (uint32_t x = 0; x < s->width; x++) {
            const sweep_cell *c = &s->cells[y * s->width + x];
            kzi_write_char(to, c->is_known ? kzi_sweep_letter(c->regime) : ' ');
        }
        kzi_write(to, "\n");
    }
    kzi_writef(to, "          %d..%d\n", s->across.low, s->across.high);
}

static void write_sweep(asking *of, writer *to) {
    const sweeping *s = of->sweeping;
    if (!s || !s->cells) return;
    if (of->form == KZ_SVG) {
        kzi_sweep_draw(s, of->main.ground, to);
        return;
    }
    kzi_writef(to, "%s\n",
               of->main.ground->front.title ? of->main.ground->front.title : "The world");
    kzi_answer_changes(of, to);
    kzi_writef(to, "  over %s, %d to %d", s->across.what, s->across.low, s->across.high);
    if (s->across.as_is != UNKNOWN) kzi_writef(to, " (as it is: %d)", s->across.as_is);
    if (s->has_two)
        kzi_writef(to, "\n  and over %s, %d to %d", s->down.what, s->down.low, s->down.high);
    kzi_write(to, "\n\n");
    if (s->has_two) {
        write_field(of, to);
    } else {
        write_regimes(of, to);
        write_rows(of, to);
    }
    if (of->was_stopped)
        kzi_writef(to, "\nStopped after %u of %u values; ", s->next, s->width * s->height);
    else kzi_writef(to, "\n%u value%s run; ", s->next, s->next == 1 ? "" : "s");
    kzi_writef(to, "the %u beside a border or at an end were run again from their words.\n",
               s->verified_count);
}

/* ---- JSON ---- */
static void write_range_of_sweep_json(json *to, const sweep_range *r) {
    kzi_json_open(to, '{');
    kzi_json_key_text(to, "what", r->what);
    kzi_json_key_number(to, "from", r->low);
    kzi_json_key_number(to, "to", r->high);
    kzi_json_key(to, "as_is");
    if (r->as_is == UNKNOWN) kzi_json_null(to);
    else kzi_json_number(to, r->as_is);
    kzi_json_close(to, '}');
}

static void write_regime_json(asking *of, json *to, uint32_t number) {
    const grounded *about = of->main.ground;
    const sweep_regime *r = &of->sweeping->regimes.items[number];
    char letter[2] = {kzi_sweep_letter(number), '\0'};
    kzi_json_open(to, '{');
    kzi_json_key_text(to, "letter", letter);
    kzi_json_key(to, "endings");
    kzi_json_open(to, '[');
    for (uint32_t i = 0; i < about->ending_count && i < 64; i++) {
        if (r->endings >> i & 1)
            kzi_json_text(to, kzi_symbol_text(about->names, about->endings[i].name));
    }
    kzi_json_close(to, ']');
    kzi_json_key_bool(to, "unfinished", r->is_unfinished);
    kzi_json_key_number(to, "cell_count", r->cell_count);
    kzi_json_close(to, '}');
}

static void write_borders_json(const sweeping *s, json *to) {
    kzi_json_key(to, "borders");
    kzi_json_open(to, '[');
    for (uint32_t i = 1; !s->has_two && i < known_count(s); i++) {
        if (s->cells[i].regime == s->cells[i - 1].regime) continue;
        kzi_json_open(to, '[');
        kzi_json_number(to, s->across.low + (value)i - 1);
        kzi_json_number(to, s->across.low + (value)i);
        kzi_json_close(to, ']');
    }
    kzi_json_close(to, ']');
}

static void write_sweep_json(asking *of, json *to) {
    const sweeping *s = of->sweeping;
    kzi_answer_head_json(of, to, "kizuna-sweep");
    kzi_answer_notes_json(of, to);
    if (s && s->cells) {
        kzi_json_key(to, "over");
        kzi_json_open(to, '[');
        write_range_of_sweep_json(to, &s->across);
        if (s->has_two) write_range_of_sweep_json(to, &s->down);
        kzi_json_close(to, ']');
        kzi_json_key(to, "regimes");
        kzi_json_open(to, '[');
        for (uint32_t i = 0; i < s->regimes.count; i++) write_regime_json(of, to, i);
        kzi_json_close(to, ']');
        write_borders_json(s, to);
        kzi_json_key(to, "rows");
        kzi_json_open(to, '[');
        for (uint32_t y = 0; y < s->height; y++) {
            writer letters = kzi_writer(&of->text);
            for (uint32_t x = 0; x < s->width && s->cells[y * s->width + x].is_known; x++)
                kzi_write_char(&letters, kzi_sweep_letter(s->cells[y * s->width + x].regime));
            kzi_json_text(to, kzi_written(&letters));
        }
        kzi_json_close(to, ']');
        kzi_json_key_number(to, "run_count", s->next);
        kzi_json_key_number(to, "verified_count", s->verified_count);
    }
    kzi_answer_measured_json(of, to);
}

const answer_verb kzi_answer_sweep = {KZ_SWEEP, work_sweep, write_sweep, write_sweep_json, false};
