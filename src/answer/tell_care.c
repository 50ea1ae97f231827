/* SPDX-License-Identifier: MIT
 *
 * tell_care: a story must not have some content: does it? Then which is the nearest that has not?
 *
 * In     a story, a content note as the reader writes it (`self-harm` finds `self harm never
 *        shown`)
 * Out    the act or rule that has it; of the other endings, and of the what-ifs of the world, the
 *        shortest stories without it: the one that shares most acts with this story, with the
 *        what-if that makes it possible
 */
#include "tell_work.h"

#include <string.h>

/* ---- does it have the note? ---- */
/* The number of the first act that has it, itself or by a rule; act_count when none has. */
static uint32_t first_that_has(const told_log *log, const char *asked, uint32_t *rule) {
    const grounded *about = log->of->minds.about;
    for (uint32_t i = 0; i < log->act_count && log->acts[i].verdict == TOLD_WELL; i++) {
        *rule = UINT32_MAX;
        if (kzi_outline_has_content(&about->acts[log->acts[i].act.n], asked)) return i;
        for (uint32_t j = 0; j < log->acts[i].rule_count; j++) {
            *rule = log->acts[i].rules[j];
            if (kzi_outline_has_content(&about->rules[*rule], asked)) return i;
        }
    }
    return log->act_count;
}

/* A note of the story's that no act has is of all of it. */
static bool whole_story_has(const grounded *about, const char *asked) {
    for (uint32_t i = 0; i < about->act_count; i++) {
        if (kzi_outline_has_content(&about->acts[i], asked)) return false;
    }
    for (uint32_t i = 0; i < about->rule_count; i++) {
        if (kzi_outline_has_content(&about->rules[i], asked)) return false;
    }
    for (uint32_t i = 0; i < about->front.content_count; i++) {
        if (kzi_outline_is_about(about->front.content[i], asked)) return true;
    }
    return false;
}

/* ---- the nearest that has not ---- */

/* Acts that both have, in one order: the longest common subsequence, by rows. UINT32_MAX: memory
 * ended. */
static uint32_t shared_with(asking *of, const told_log *other) {
    const grounded *here = of->main.ground, *there = other->of->minds.about;
    uint32_t *lengths = KZI_TAKE_MANY(&of->in, uint32_t, other->act_count + 1);
    if (!lengths) return UINT32_MAX;
    memset(lengths, 0, sizeof *lengths * (other->act_count + 1));
    for (uint32_t i = 0; i < of->log.act_count; i++) {
        uint32_t corner = 0;
        for (uint32_t j = 0; j < other->act_count; j++) {
            uint32_t above = lengths[j + 1];
            bool is_same = strcmp(here->acts[of->log.acts[i].act.n].text,
                                  there->acts[other->acts[j].act.n].text) == 0;
            if (is_same) lengths[j + 1] = corner + 1;
            else if (lengths[j] > above) lengths[j + 1] = lengths[j];
            corner = above;
        }
    }
    return lengths[other->act_count];
}

static bool is_nearer(const struct tell_work *w, uint32_t shared, uint32_t length) {
    return !w->has_nearest || shared > w->nearest_shared ||
           (shared == w->nearest_shared && length < w->nearest_length);
}

static bool look_at_ending(asking *of, forecast *what, uint32_t ending) {
    const ledger_entry *entry = &what->ends.entries[ending];
    struct tell_work *w = of->telling;
    if (!entry->is_reachable) return true;
    uint32_t length = what->stories.nodes.items[entry->shortest].depth, rule;
    const act_id *acts = kzi_ledger_story_to(&what->stories, entry->shortest, &of->in);
    told_log log;
    if (!acts || !kzi_told_acts(&log, &what->stories, acts, length, &of->in)) return false;
    if (!log.was_accepted ||
        first_that_has(&log, of->question.without_content, &rule) < log.act_count)
        return true;
    uint32_t shared = shared_with(of, &log);
    if (shared == UINT32_MAX) return false;
    if (!is_nearer(w, shared, length)) return true;
    w->has_nearest = true;
    w->nearest_what_if = w->next_what_if;
    w->nearest_ending = ending;
    w->nearest_shared = shared;
    w->nearest_length = length;
    return true;
}

static kz_progress look_at_forecast(asking *of, forecast *what, uint64_t effort) {
    kz_progress done = kzi_forecast_work(of, what, effort);
    if (done != KZ_ANSWERED) return done;
    of->telling->is_unsure |= !kzi_explore_is_complete(&what->stories);
    for (uint32_t i = 0; i < what->ground->ending_count; i++) {
        if (!look_at_ending(of, what, i)) return KZ_FAILED;
    }
    return KZ_ANSWERED;
}

static kz_progress look_at_what_if(asking *of, uint64_t effort) {
    struct tell_work *w = of->telling;
    if (w->next_what_if == NO_WHAT_IF) return look_at_forecast(of, &of->main, effort);
    if (!w->other_is_begun && (!kzi_forecast_begin(of, &of->other, w->next_what_if) ||
                               !kzi_forecast_fork(of, &of->other)))
        return KZ_FAILED;
    w->other_is_begun = true;
    kz_progress done = look_at_forecast(of, &of->other, effort);
    if (done == KZ_RUNNING) return done;
    kzi_forecast_end(&of->other);
    w->other_is_begun = false;
    return done;
}

static kz_progress look_on(asking *of, uint64_t effort) {
    struct tell_work *w = of->telling;
    kz_progress done = look_at_what_if(of, effort);
    if (done != KZ_ANSWERED) return done;
    w->next_what_if = w->next_what_if == NO_WHAT_IF ? 0 : w->next_what_if + 1;
    if (w->next_what_if < of->main.ground->what_if_count) return KZ_RUNNING;
    return w->is_unsure && !w->has_nearest ? KZ_GAVE_UP : KZ_NO;
}

kz_progress kzi_tell_care(asking *of, uint64_t effort) {
    struct tell_work *w = of->telling;
    if (!of->question.without_content) return KZ_ANSWERED;
    if (w->is_looking) return look_on(of, effort);
    uint32_t act = first_that_has(&of->log, of->question.without_content, &w->barred_rule);
    if (act == of->log.act_count && !whole_story_has(of->main.ground, of->question.without_content))
        return KZ_ANSWERED;
    w->is_barred = true;
    w->barred_by = act == of->log.act_count ? (act_id){UINT32_MAX} : of->log.acts[act].act;
    if (w->barred_by.n == UINT32_MAX) return KZ_NO;
    w->is_looking = true;
    w->next_what_if = NO_WHAT_IF;
    return KZ_RUNNING;
}

/* ---- the answer ---- */
static const char *name_of_barred(const asking *of) {
    const struct tell_work *w = of->telling;
    const grounded *about = of->main.ground;
    if (w->barred_by.n == UINT32_MAX) return NULL;
    return kzi_symbol_text(about->names, w->barred_rule == UINT32_MAX
                                             ? about->acts[w->barred_by.n].name
                                             : about->rules[w->barred_rule].name);
}

static void write_nearest(asking *of, writer *to) {
    const struct tell_work *w = of->telling;
    const grounded *about = of->main.ground;
    const ground_ending *ending = &about->endings[w->nearest_ending];
    const ground_what_if *by =
        w->nearest_what_if == NO_WHAT_IF ? NULL : &about->what_ifs[w->nearest_what_if];
    kzi_writef(to, "The nearest story without it: \"%s\"",
               ending->title ? ending->title : kzi_symbol_text(about->names, ending->name));
    if (by)
        kzi_writef(to, ", if %s", by->gloss ? by->gloss : kzi_symbol_text(about->names, by->name));
    kzi_writef(to, ".\n  %u of its %u acts are told as here.\n", w->nearest_shared,
               w->nearest_length);
    kzi_writef(to, "  kizuna tell %s%s%s --ending %s\n", of->world->all.list.items[0].name,
               by ? " --what-if " : "", by ? kzi_symbol_text(about->names, by->name) : "",
               kzi_symbol_text(about->names, ending->name));
}

void kzi_tell_care_write(asking *of, writer *to) {
    const char *name = name_of_barred(of);
    kzi_writef(to, "This story cannot be told without %s: %s%s%s has it.\n",
               of->question.without_content, name ? "`" : "", name ? name : "all of it",
               name ? "`" : "");
    bool is_unsure = of->telling->is_unsure || of->was_stopped;
    if (of->telling->has_nearest) write_nearest(of, to);
    if (is_unsure)
        kzi_writef(to, "%s, for %s stood in the way of looking at every story.\n",
                   of->telling->has_nearest ? "There may be a nearer one"
                                            : "None without it was found",
                   of->was_stopped ? "being stopped" : "a limit");
    else if (!of->telling->has_nearest)
        kzi_write(to, "No ending of this world, and none of its what-ifs, has a shortest story "
                      "without it.\n");
}

void kzi_tell_care_json(asking *of, json *to) {
    const struct tell_work *w = of->telling;
    const grounded *about = of->main.ground;
    kzi_json_key_text(to, "without_content", of->question.without_content);
    kzi_json_key_text(to, "barred_by", name_of_barred(of));
    kzi_json_key_bool(to, "complete", !w->is_unsure && !of->was_stopped);
    kzi_json_key(to, "nearest");
    if (!w->has_nearest) {
        kzi_json_null(to);
        return;
    }
    kzi_json_open(to, '{');
    kzi_json_key_text(to, "ending",
                      kzi_symbol_text(about->names, about->endings[w->nearest_ending].name));
    kzi_json_key_text(
        to, "what_if",
        w->nearest_what_if == NO_WHAT_IF
            ? NULL
            : kzi_symbol_text(about->names, about->what_ifs[w->nearest_what_if].name));
    kzi_json_key_number(to, "shared_act_count", w->nearest_shared);
    kzi_json_key_number(to, "act_count", w->nearest_length);
    kzi_json_close(to, '}');
}
