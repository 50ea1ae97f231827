/* SPDX-License-Identifier: MIT
 *
 * answer_find: the stories that have a shape.
 *
 * In     all stories; a shape (shape_read.c)
 * Out    for each way to say who is meant the shortest story, told; how many orders have the shape;
 *        where none has it, the nearest miss
 *
 * Each match is looked at again by shape_replayed.c; that there are matches and that orders are
 * counted must agree.
 */
#include "shape.h"

#include <string.h>

#define MATCHES_SHOWN   5u
#define MATCHES_IN_JSON 200u

/* ---- work ---- */
static kz_progress log_match(asking *of, finding *f, shape_match *match) {
    if (!kzi_told_acts(&match->log, &of->main.stories, match->acts, match->act_count, &of->in))
        return KZ_FAILED;
    if (!match->log.was_accepted) return KZ_BROKEN;
    kz_progress done = kzi_answer_replay(of, &of->main, &match->log);
    return done == KZ_ANSWERED && match->part_count == f->of.part_count && match != &f->nearest
               ? kzi_shape_replay(of, f, match)
               : done;
}

static kz_progress log_matches(asking *of, finding *f) {
    kz_progress done = KZ_ANSWERED;
    for (uint32_t i = 0; i < f->matches.count && i < MATCHES_IN_JSON && done == KZ_ANSWERED; i++)
        done = log_match(of, f, &f->matches.items[i]);
    if (f->has_nearest && done == KZ_ANSWERED) done = log_match(of, f, &f->nearest);
    return done;
}

/* The part that failed, asked for by itself. */
static finding *alone_with(asking *of, const finding *f, uint32_t part) {
    finding *alone = KZI_TAKE(&of->in, finding);
    if (!alone) return NULL;
    *alone = (finding){.of = f->of, .leads = f->leads};
    alone->of.parts[0] = (shape_part){.step = f->of.parts[part].step};
    alone->of.part_count = 1;
    alone->of.parts[1].guard_count = 0;
    return alone;
}

static kz_progress try_alone(asking *of, finding *f, uint64_t effort) {
    uint32_t part = f->has_nearest ? f->nearest.part_count : 0;
    if (f->was_tried_alone || f->matches.count || part == f->of.part_count) return KZ_ANSWERED;
    if (!f->alone) f->alone = alone_with(of, f, part);
    if (!f->alone) return KZ_FAILED;
    kz_progress done = kzi_shape_find(of, f->alone, effort);
    if (done != KZ_ANSWERED) return done;
    f->was_tried_alone = true;
    f->happens_alone = f->alone->matches.count != 0;
    if (f->happens_alone) f->alone_after = f->alone->matches.items[0].matched_after[0];
    return KZ_ANSWERED;
}

/* No order is counted where nothing was found, and none is left out where the story found comes to
 * an ending. */
static bool do_counts_agree(const asking *of, const finding *f) {
    for (uint32_t i = 0; f->has_counts && i < of->main.ground->ending_count; i++) {
        bool is_found = false;
        for (uint32_t j = 0; j < f->matches.count && j < MATCHES_IN_JSON; j++)
            is_found |= f->matches.items[j].log.ending == i;
        bool is_counted = !kzi_tally_is_zero(f->matching[i]);
        if (is_counted && f->matches.count == 0) return false;
        if (is_found && !is_counted && !of->main.ends.entries[i].goes_round) return false;
    }
    return true;
}

static kz_progress find_shape(asking *of, finding *f, uint64_t effort) {
    if (!f->is_made && !kzi_fates_make(&f->leads, &of->main.stories, &of->in)) return KZ_FAILED;
    f->is_made = true;
    kz_progress done = kzi_shape_find(of, f, effort);
    if (done == KZ_ANSWERED) done = try_alone(of, f, effort);
    if (done == KZ_ANSWERED) done = kzi_shape_count(of, f, effort);
    if (done == KZ_ANSWERED) done = log_matches(of, f);
    if (done != KZ_ANSWERED) return done;
    f->is_done = true;
    return do_counts_agree(of, f) ? KZ_ANSWERED : KZ_BROKEN;
}

static kz_progress work_find(asking *of, uint64_t effort) {
    kz_progress done = kzi_forecast_work(of, &of->main, effort);
    finding *f = of->finding;
    if (done == KZ_ANSWERED && f && !f->is_done && of->main.stories.nodes.count)
        done = find_shape(of, f, effort);
    if (done != KZ_ANSWERED) return done;
    if (f && f->matches.count) return KZ_ANSWERED;
    return f && !f->was_cut_short && kzi_explore_is_complete(&of->main.stories) ? KZ_NO
                                                                                : KZ_GAVE_UP;
}

/* ---- words ---- */
static const char *who_text(asking *of, const shape_match *match) {
    const shape *s = &of->finding->of;
    writer to = kzi_writer(&of->text);
    for (uint32_t v = 0; v < s->variable_count; v++) {
        uint32_t thing = kzi_shape_thing(s, (shape_who){WHO_VARIABLE, v}, match->cast);
        kzi_writef(&to, "%s%s is %s", v ? ", " : "", s->variables[v],
                   kzi_words_thing(of->main.ground, (thing_id){thing}));
    }
    return to.length ? kzi_written(&to) : NULL;
}

static const char *topic_text(asking *of, uint32_t number) {
    const shape_topic *topic = &of->finding->topics.items[number];
    writer to = kzi_writer(&of->text);
    for (uint32_t i = 0; i < topic->via_count; i++)
        kzi_writef(&to, "what %s believes of ", kzi_words_mind(of->main.ground, topic->via[i]));
    kzi_write(&to, of->main.ground->facts[topic->fact].name);
    return kzi_written(&to);
}

static void write_matched_parts(asking *of, writer *to, const shape_match *match) {
    const shape *s = &of->finding->of;
    for (uint32_t p = 0; p < match->part_count; p++) {
        uint32_t after = match->matched_after[p];
        if (after == 0) kzi_write(to, "      at the start");
        else {
            kzi_writef(to, "      act %u, ", after);
            kzi_words_act(to, of->main.ground, &of->main.ground->acts[match->acts[after - 1].n]);
        }
        kzi_writef(to, ": %s\n", s->parts[p].step.text);
    }
}

static void write_heading(asking *of, writer *to, const shape_match *match) {
    const char *who = who_text(of, match);
    kzi_write(to, "\n  ");
    if (who) kzi_writef(to, "%s", who);
    if (match->topic != NO_TOPIC)
        kzi_writef(to, "%sit is %s", who ? "; " : "", topic_text(of, match->topic));
    if (!who && match->topic == NO_TOPIC) kzi_write(to, "the shortest story");
    uint32_t ending = match->log.ending;
    if (ending != NO_ENDING)
        kzi_writef(to, " (ends in %s)",
                   kzi_symbol_text(of->main.ground->names, of->main.ground->endings[ending].name));
    kzi_write(to, "\n");
}

static void write_matching_counts(asking *of, writer *to) {
    const finding *f = of->finding;
    for (uint32_t i = 0; i < of->main.ground->ending_count; i++) {
        const ledger_entry *e = &of->main.ends.entries[i];
        if (!e->is_reachable) continue;
        const char *name =
            kzi_symbol_text(of->main.ground->names, of->main.ground->endings[i].name);
        if (e->goes_round || !f->has_counts) {
            kzi_writef(to, "  %-26s %s\n", name,
                       e->goes_round ? "orders without end" : "too many to count");
            continue;
        }
        kzi_writef(to, "  %-26s ", name);
        kzi_tally_write(to, f->matching[i]);
        kzi_write(to, " of ");
        kzi_tally_write(to, e->orders);
        kzi_write(to, " orders\n");
    }
}

static void write_found(asking *of, writer *to) {
    finding *f = of->finding;
    kzi_write(to, "Stories with this shape\n");
    write_matching_counts(of, to);
    for (uint32_t i = 0; i < f->matches.count && i < MATCHES_SHOWN; i++) {
        const shape_match *match = &f->matches.items[i];
        write_heading(of, to, match);
        write_matched_parts(of, to, match);
    }
    if (f->matches.count > MATCHES_SHOWN)
        kzi_writef(to, "\n  and %u more ways to say who is meant (--json lists them)\n",
                   f->matches.count - MATCHES_SHOWN);
    kzi_write(to, "\nThe first of them, told:\n\n");
    kzi_answer_paragraphs(of, to, &f->matches.items[0].log, "  ");
}

static void write_miss(asking *of, writer *to) {
    finding *f = of->finding;
    uint32_t part = f->has_nearest ? f->nearest.part_count : 0;
    const char *stopped = kzi_forecast_stopped_by(of, &of->main);
    if (stopped)
        kzi_writef(to, "No story with this shape was found, and %s stood in the way.\n", stopped);
    else if (f->was_cut_short)
        kzi_write(
            to,
            "No story with this shape was found, and there were too many ways to look for it.\n");
    else kzi_write(to, "No story has this shape.\n");
    if (part == f->of.part_count) {
        kzi_write(to,
                  "All its parts are there, but what must not happen afterwards always does.\n");
    } else {
        kzi_writef(to, "What fails is part %u: %s\n", part + 1, f->of.parts[part].step.text);
        if (f->happens_alone && part)
            kzi_writef(to,
                       "  By itself it happens, after %u act%s at the earliest, but never behind "
                       "the part before it%s.\n",
                       f->alone_after, f->alone_after == 1 ? "" : "s",
                       f->of.parts[part].guard_count ? " without what must not come between" : "");
        else if (!f->happens_alone)
            kzi_writef(to, "  It does not happen in any story%s%s.\n",
                       stopped ? " that was found" : "", part ? ", whatever stands before it" : "");
    }
    if (!f->has_nearest) return;
    kzi_write(to, "\nThe story that comes nearest\n");
    write_heading(of, to, &f->nearest);
    write_matched_parts(of, to, &f->nearest);
    kzi_write(to, "\n");
    kzi_answer_paragraphs(of, to, &f->nearest.log, "  ");
}

static void write_find(asking *of, writer *to) {
    const char *title = of->main.ground->front.title;
    if (!of->finding || !of->finding->is_done) {
        kzi_write(to, "Stopped before the first story was found.\n");
        return;
    }
    kzi_writef(to, "%s\n", title ? title : of->world->all.list.items[0].name);
    kzi_answer_changes(of, to);
    kzi_writef(to, "  looked for: %s\n\n", of->question.shape);
    if (of->finding->matches.count) write_found(of, to);
    else write_miss(of, to);
    const char *stopped = kzi_forecast_stopped_by(of, &of->main);
    if (of->finding->matches.count && stopped)
        kzi_writef(to, "\nNot complete: %s stood in the way, so there may be more.\n", stopped);
}

/* ---- JSON ---- */
static void write_match_json(asking *of, json *to, const shape_match *match) {
    const shape *s = &of->finding->of;
    const grounded *about = of->main.ground;
    kzi_json_open(to, '{');
    kzi_json_key(to, "who");
    kzi_json_open(to, '{');
    for (uint32_t v = 0; v < s->variable_count; v++) {
        uint32_t thing = kzi_shape_thing(s, (shape_who){WHO_VARIABLE, v}, match->cast);
        kzi_json_key_text(to, s->variables[v],
                          kzi_symbol_text(about->names, about->things[thing].name));
    }
    kzi_json_close(to, '}');
    kzi_json_key_text(to, "it", match->topic == NO_TOPIC ? NULL : topic_text(of, match->topic));
    kzi_json_key(to, "parts");
    kzi_json_open(to, '[');
    for (uint32_t p = 0; p < match->part_count; p++) {
        kzi_json_open(to, '{');
        kzi_json_key_text(to, "part", s->parts[p].step.text);
        kzi_json_key_number(to, "after_count", match->matched_after[p]);
        kzi_json_close(to, '}');
    }
    kzi_json_close(to, ']');
    kzi_json_key_text(to, "ending",
                      match->log.ending == NO_ENDING
                          ? NULL
                          : kzi_symbol_text(about->names, about->endings[match->log.ending].name));
    kzi_json_key(to, "acts");
    kzi_answer_acts_json(to, about, match->acts, match->act_count);
    kzi_answer_paragraphs_json(of, to, &match->log);
    kzi_json_close(to, '}');
}

static void write_counts_json(asking *of, json *to) {
    kzi_json_key(to, "endings");
    kzi_json_open(to, '[');
    for (uint32_t i = 0; i < of->main.ground->ending_count; i++) {
        const ledger_entry *e = &of->main.ends.entries[i];
        if (!e->is_reachable) continue;
        kzi_json_open(to, '{');
        kzi_json_key_text(
            to, "name", kzi_symbol_text(of->main.ground->names, of->main.ground->endings[i].name));
        kzi_json_key(to, "orders");
        writer digits = kzi_writer(&of->text);
        if (of->finding->has_counts && !e->goes_round)
            kzi_tally_write(&digits, of->finding->matching[i]);
        kzi_json_text(to, e->goes_round   ? "unbounded"
                          : digits.length ? kzi_written(&digits)
                                          : NULL);
        kzi_json_close(to, '}');
    }
    kzi_json_close(to, ']');
}

static void write_finding_json(asking *of, json *to) {
    const finding *f = of->finding;
    kzi_forecast_stops_json(to, &of->main);
    kzi_json_key_bool(to, "found", f->matches.count != 0);
    write_counts_json(of, to);
    kzi_json_key_number(to, "match_count", f->matches.count);
    kzi_json_key(to, "matches");
    kzi_json_open(to, '[');
    for (uint32_t i = 0; i < f->matches.count && i < MATCHES_IN_JSON; i++)
        write_match_json(of, to, &f->matches.items[i]);
    kzi_json_close(to, ']');
    kzi_json_key(to, "failed_part");
    uint32_t part = f->has_nearest ? f->nearest.part_count : 0;
    if (f->matches.count) kzi_json_null(to);
    else kzi_json_number(to, part + 1);
    kzi_json_key(to, "happens_alone");
    if (f->matches.count || part == f->of.part_count) kzi_json_null(to);
    else kzi_json_bool(to, f->happens_alone);
    kzi_json_key(to, "nearest");
    if (f->has_nearest) write_match_json(of, to, &f->nearest);
    else kzi_json_null(to);
}

static void write_find_json(asking *of, json *to) {
    kzi_answer_head_json(of, to, "kizuna-find");
    kzi_json_key_text(to, "shape", of->question.shape);
    kzi_json_key_bool(to, "complete",
                      of->finding && of->finding->is_done && !of->finding->was_cut_short &&
                          kzi_explore_is_complete(&of->main.stories));
    kzi_answer_notes_json(of, to);
    if (of->finding && of->finding->is_done) write_finding_json(of, to);
    kzi_answer_measured_json(of, to);
}

const answer_verb kzi_answer_find = {KZ_FIND, work_find, write_find, write_find_json, false};
