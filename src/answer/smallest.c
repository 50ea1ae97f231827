/* SPDX-License-Identifier: MIT
 *
 * smallest: the smallest change with which what is wished for comes about.
 *
 * In     every single change there is (changes.h)
 * Out    those that do, smallest first; if there are none, pairs that do
 *
 * Each change is run (trial.c), unless it makes a world that is grounded like one that was run
 * (ground/imprint.h); and what is told is asked again in full, from its words (the second
 * run). Pairs are too many to be run all, so what the single changes moved is used: of the changes
 * of one thing that make the same stories only the smallest goes into pairs; those that came
 * nearest to the wish are paired first; pairs of which neither part alone moves any story are left
 * out, and so are acts left out, which give nobody a new plan.
 */
#include "whynot.h"

#include <string.h>

#define SHOWN_AT_MOST   5u       /* without `all` */
#define EFFORT_OF_PAIRS 3000000u /* of all pairs together; measured: 10 s with singles */

/* ---- trying one ---- */
static bool is_a_belief(const whynot *w, uint32_t number) {
    return w->all.families.items[w->all.list.items[number].family].kind == CHANGES_BELIEF;
}

typedef struct {
    const whynot *of;
    imprint print;
} print_lookup;

static bool is_same_print(const void *context, uint32_t number) {
    const print_lookup *wanted = context;
    return kzi_is_same_imprint(wanted->of->known_worlds.items[number].print, wanted->print);
}

static uint32_t known_like(const whynot *w, imprint print) {
    return kzi_table_find(&w->by_print, print.one, is_same_print, &(print_lookup){w, print});
}

static kz_progress begin_on_desk(asking *of, uint32_t number) {
    whynot *w = of->whynot;
    const change_family *f = &w->all.families.items[w->all.list.items[number].family];
    ground_belief belief = {.via_count = f->chain[1].n == NO_MIND.n ? 1 : 2,
                            .fact = f->fact,
                            .value = w->all.list.items[number].to};
    return kzi_trial_begin_belief(of, &w->desk, w->now, &belief, f->chain) ? KZ_RUNNING : KZ_FAILED;
}

/* What is grounded alike is not unfolded again. */
static kz_progress begin_trial(asking *of, uint32_t one, uint32_t other) {
    whynot *w = of->whynot;
    const node *changes[2];
    uint32_t count = 0;
    if (one != UINT32_MAX) changes[count++] = w->outcomes.items[one].change;
    if (other != UINT32_MAX) changes[count++] = w->outcomes.items[other].change;
    w->now_one = one;
    w->now_other = other;
    w->now = count ? &w->changed : &w->as_is;
    if (!kzi_trial_ground(of, w->now, changes, count, &w->wish)) return KZ_FAILED;
    w->now_known = known_like(w, w->now->print);
    if (w->now_known != NOT_IN_TABLE) return KZ_RUNNING;
    if (count == 1 && is_a_belief(w, one)) return begin_on_desk(of, one);
    return kzi_trial_begin(of, w->now, count ? &w->as_is : NULL) ? KZ_RUNNING : KZ_FAILED;
}

static kz_progress work_trial(whynot *w, uint64_t effort) {
    return w->now_known == NOT_IN_TABLE ? kzi_trial_work(w->now, effort) : KZ_ANSWERED;
}

static void end_trial(whynot *w) {
    if (w->now == &w->changed) kzi_trial_end(&w->changed);
    w->now = NULL;
}

static single_outcome outcome_of_run(const trial *of) {
    single_outcome made = {.is_found = of->is_found,
                           .is_mistaken = of->is_mistaken,
                           .is_of_no_use = of->is_mistaken || of->holds_at_start,
                           .missing = UINT32_MAX};
    if (of->is_mistaken) return made;
    made.shape = kzi_trial_shape(of);
    made.missing = kzi_trial_missing(of);
    return made;
}

/* A change that cannot be grounded has no imprint. */
static bool keep_outcome(asking *of, const single_outcome *outcome) {
    whynot *w = of->whynot;
    return !w->now->what->ground ||
           (LIST_ADD(&of->in, &w->known_worlds, (known_world){w->now->print, *outcome}) &&
            kzi_table_add(&of->in, &w->by_print, w->now->print.one, w->known_worlds.count - 1));
}

/* Of the trial that is done by now. False when memory ended. */
static bool take_outcome(asking *of, single_outcome *made) {
    whynot *w = of->whynot;
    bool is_known = w->now_known != NOT_IN_TABLE;
    *made = is_known ? w->known_worlds.items[w->now_known].outcome : outcome_of_run(w->now);
    return is_known || keep_outcome(of, made);
}

static bool note_found(asking *of, uint32_t one, uint32_t other) {
    whynot *w = of->whynot;
    uint32_t size =
        w->all.list.items[one].size + (other == UINT32_MAX ? 0 : w->all.list.items[other].size);
    return LIST_ADD(&of->in, &w->found, (found_change){.one = one, .other = other, .size = size});
}

/* ---- single changes ---- */
/* An act speaks of what not everybody has. */
static bool can_be_made(asking *of, uint32_t number, const node *change, notes *quiet) {
    const whynot *w = of->whynot;
    world_change made;
    return w->all.families.items[w->all.list.items[number].family].kind != CHANGES_MORE ||
           kzi_world_check_change(&of->in, of->world->world, change, quiet, &made);
}

/* A change that cannot be read or grounded is no change: its notes are for nobody. */
static bool read_single(asking *of, uint32_t number) {
    whynot *w = of->whynot;
    notes quiet = kzi_notes(&of->in, &of->own.all);
    single_outcome made = {.missing = UINT32_MAX};
    made.change = kzi_reading_change(&of->own, w->all.list.items[number].text, &quiet);
    made.is_of_no_use = made.change == NULL || !can_be_made(of, number, made.change, &quiet);
    return LIST_ADD(&of->in, &w->outcomes, made);
}

/* Between the least that does and the most, on the same side, that does not, there may be a smaller
 * one that does. */
static bool close_in(asking *of, uint32_t number) {
    whynot *w = of->whynot;
    single_change tried = w->all.list.items[number];
    value from = w->all.families.items[tried.family].from;
    const change_family *f = &w->all.families.items[tried.family];
    if (from == UNKNOWN || !f->is_number) return true;
    bool is_end = tried.to == f->low || tried.to == f->high,
         has_moved = w->outcomes.items[number].shape != w->shape_as_is;
    if (is_end && has_moved && !w->outcomes.items[number].is_found)
        return kzi_changes_add_side(&w->all, tried.family, tried.to > from);
    uint32_t does = UINT32_MAX, does_not = 0;
    for (uint32_t i = 0; i < w->outcomes.count; i++) {
        const single_change *c = &w->all.list.items[i];
        bool is_beside = c->family == tried.family && (c->to > from) == (tried.to > from) &&
                         w->outcomes.items[i].is_tried;
        if (is_beside && w->outcomes.items[i].is_found && c->size < does) does = c->size;
    }
    for (uint32_t i = 0; i < w->outcomes.count; i++) {
        const single_change *c = &w->all.list.items[i];
        bool is_beside = c->family == tried.family && (c->to > from) == (tried.to > from) &&
                         w->outcomes.items[i].is_tried;
        if (is_beside && !w->outcomes.items[i].is_found && c->size < does && c->size > does_not)
            does_not = c->size;
    }
    if (does == UINT32_MAX || does - does_not < 2) return true;
    value half = (value)(does_not + (does - does_not) / 2);
    return kzi_changes_add_number(&w->all, tried.family,
                                  tried.to > from ? from + half : from - half) != UINT32_MAX;
}

static bool end_single(asking *of) {
    whynot *w = of->whynot;
    uint32_t number = w->now_one;
    single_outcome made;
    if (!take_outcome(of, &made)) return false;
    if (number == UINT32_MAX) {
        w->shape_as_is = made.shape;
        w->has_base = true;
        return true;
    }
    made.is_tried = true;
    made.change = w->outcomes.items[number].change;
    w->outcomes.items[number] = made;
    w->single_count++;
    of->tried_count++;
    if (made.is_found && !note_found(of, number, UINT32_MAX)) return false;
    return made.is_mistaken || close_in(of, number);
}

static kz_progress end_singles(asking *of);

static kz_progress next_single(asking *of) {
    whynot *w = of->whynot;
    if (!w->has_base) return begin_trial(of, UINT32_MAX, UINT32_MAX);
    uint32_t budget = of->question.limit_tries;
    if (budget && w->single_count >= budget && w->next_single < w->all.list.count)
        w->was_cut = true;
    if (w->was_cut || w->next_single == w->all.list.count) return end_singles(of);
    uint32_t number = w->next_single++;
    if (!read_single(of, number)) return KZ_FAILED;
    return w->outcomes.items[number].is_of_no_use ? KZ_RUNNING
                                                  : begin_trial(of, number, UINT32_MAX);
}

static kz_progress work_singles(asking *of, uint64_t effort) {
    whynot *w = of->whynot;
    if (!w->now) return next_single(of);
    kz_progress done = work_trial(w, effort);
    if (done != KZ_ANSWERED) return done;
    bool was_noted = end_single(of);
    end_trial(w);
    return was_noted ? KZ_RUNNING : KZ_FAILED;
}

/* ---- pairs ---- */
static bool goes_into_pairs(const whynot *w, uint32_t number) {
    const single_outcome *o = &w->outcomes.items[number];
    const single_change *c = &w->all.list.items[number];
    change_family_kind kind = w->all.families.items[c->family].kind;
    if (!o->is_tried || o->is_of_no_use ||
        (kind == CHANGES_LESS_ACT && !w->all.whole->has_lesser_evil))
        return false;
    for (uint32_t i = 0; i < w->outcomes.count; i++) {
        const single_change *like = &w->all.list.items[i];
        if (i == number || like->family != c->family || !w->outcomes.items[i].is_tried ||
            w->outcomes.items[i].shape != o->shape)
            continue;
        if (like->size < c->size ||
            (like->size == c->size && i < number && o->shape != w->shape_as_is))
            return false;
    }
    return true;
}

static bool is_likelier(const whynot *w, uint32_t one, uint32_t other) {
    const single_outcome *a = &w->outcomes.items[one], *b = &w->outcomes.items[other];
    bool a_moved = a->shape != w->shape_as_is, b_moved = b->shape != w->shape_as_is;
    if (a_moved != b_moved) return a_moved;
    if (a->missing != b->missing) return a->missing < b->missing;
    uint32_t a_size = w->all.list.items[one].size, b_size = w->all.list.items[other].size;
    return a_size != b_size ? a_size < b_size : one < other;
}

static bool put_in_order(asking *of) {
    whynot *w = of->whynot;
    w->order = KZI_TAKE_MANY(&of->in, uint32_t, w->outcomes.count + 1);
    if (!w->order) return false;
    for (uint32_t i = 0; i < w->outcomes.count; i++) {
        if (!goes_into_pairs(w, i)) continue;
        uint32_t at = w->order_count++;
        for (; at > 0 && is_likelier(w, i, w->order[at - 1]); at--) w->order[at] = w->order[at - 1];
        w->order[at] = i;
        w->moved_count += w->outcomes.items[i].shape != w->shape_as_is;
    }
    w->diagonal = 1;
    return true;
}

/* The next pair: first those of which both parts moved something, then those of which one did; each
 * time along diagonals, so that two good ones come early. False when there is none left. */
static bool next_pair(whynot *w, uint32_t *one, uint32_t *other) {
    uint32_t moved = w->moved_count, count = w->order_count;
    for (; w->diagonal < 2 * moved;
         w->diagonal++, w->along = 0) { /* a + b = diagonal, a < b < moved */
        for (; w->along * 2 < w->diagonal; w->along++) {
            uint32_t a = w->along, b = w->diagonal - w->along;
            if (b >= moved) continue;
            *one = w->order[a], *other = w->order[b];
            w->along++;
            return true;
        }
    }
    for (; w->diagonal < 2 * moved + count; w->diagonal++, w->along = 0) {
        for (; w->along < moved; w->along++) {
            uint32_t sum = w->diagonal - 2 * moved, a = w->along;
            if (sum < a || moved + sum - a >= count) continue;
            *one = w->order[a], *other = w->order[moved + sum - a];
            w->along++;
            return true;
        }
    }
    return false;
}

static kz_progress end_search(asking *of);

static kz_progress next_double(asking *of) {
    whynot *w = of->whynot;
    uint32_t one, other;
    if (w->found.count && !of->question.has_all_changes) return end_search(of);
    do {
        if (!next_pair(w, &one, &other)) return end_search(of);
    } while (w->all.list.items[one].family == w->all.list.items[other].family);
    uint32_t budget = of->question.limit_tries;
    w->was_cut =
        budget ? w->single_count + w->double_count >= budget : w->double_effort >= EFFORT_OF_PAIRS;
    return w->was_cut ? end_search(of) : begin_trial(of, one, other);
}

/* Effort is what was run: a pair that makes a known world costs none of it. */
static bool end_double(asking *of) {
    whynot *w = of->whynot;
    single_outcome made;
    if (w->now_known == NOT_IN_TABLE && !w->now->is_mistaken)
        w->double_effort += kzi_reasons_spent(&w->now->what->stories.reasons) +
                            w->now->what->stories.minds.successor_count;
    w->double_count++;
    of->tried_count++;
    return take_outcome(of, &made) && (!made.is_found || note_found(of, w->now_one, w->now_other));
}

static kz_progress work_doubles(asking *of, uint64_t effort) {
    whynot *w = of->whynot;
    if (!w->now) return next_double(of);
    kz_progress done = work_trial(w, effort);
    if (done != KZ_ANSWERED) return done;
    bool was_noted = end_double(of);
    end_trial(w);
    return was_noted ? KZ_RUNNING : KZ_FAILED;
}

/* ---- from one to the next ---- */
static bool changes_less(const found_change *one, const found_change *other) {
    if (one->size != other->size) return one->size < other->size;
    if (one->one != other->one) return one->one < other->one;
    return one->other < other->other;
}

/* Of the changes of one number the least is enough; then smallest first. */
static void sort_found(whynot *w) {
    uint32_t kept = 0;
    for (uint32_t i = 0; i < w->found.count; i++) {
        found_change moved = w->found.items[i];
        bool is_needless = false;
        for (uint32_t j = 0; j < w->found.count && moved.other == UINT32_MAX && !is_needless; j++) {
            const single_change *a = &w->all.list.items[moved.one],
                                *b = &w->all.list.items[w->found.items[j].one];
            value from = w->all.families.items[a->family].from;
            is_needless = a->family == b->family && from != UNKNOWN && b->size < a->size &&
                          (a->to > from) == (b->to > from);
        }
        if (!is_needless) w->outcomes.items[moved.one].is_of_no_use = false;
        else w->outcomes.items[moved.one].is_of_no_use = true;
    }
    for (uint32_t i = 0; i < w->found.count; i++) {
        found_change moved = w->found.items[i];
        if (moved.other == UINT32_MAX && w->outcomes.items[moved.one].is_of_no_use) continue;
        uint32_t at = kept++;
        for (; at > 0 && changes_less(&moved, &w->found.items[at - 1]); at--)
            w->found.items[at] = w->found.items[at - 1];
        w->found.items[at] = moved;
    }
    w->found.count = kept;
}

static kz_progress end_search(asking *of) {
    whynot *w = of->whynot;
    sort_found(w);
    w->verify_count = of->question.has_all_changes || w->found.count < SHOWN_AT_MOST
                          ? w->found.count
                          : SHOWN_AT_MOST;
    w->phase = WHYNOT_VERIFYING;
    return KZ_RUNNING;
}

static kz_progress end_singles(asking *of) {
    whynot *w = of->whynot;
    if (w->was_cut || w->found.count || of->question.most_changes == 1) return end_search(of);
    w->phase = WHYNOT_DOUBLES;
    return put_in_order(of) ? KZ_RUNNING : KZ_FAILED;
}

/* ---- the second run ---- */
static kz_progress begin_second(asking *of, const found_change *f) {
    whynot *w = of->whynot;
    const char *texts[2] = {w->all.list.items[f->one].text,
                            f->other == UINT32_MAX ? NULL : w->all.list.items[f->other].text};
    w->again = kzi_second_begin(of, of->question.what_if, texts, f->other == UINT32_MAX ? 1 : 2,
                                w->wish.after_count != 0);
    if (!w->again) return KZ_FAILED;
    if (kzi_whynot_is_moment(w) || !w->wish.after_count || w->again->progress != KZ_RUNNING)
        return KZ_RUNNING;
    return kzi_question_walk(w->again, &w->again->main, w->wish.after_count) ? KZ_RUNNING
           : w->again->said.error_count                                      ? KZ_BROKEN
                                                                             : KZ_FAILED;
}

/* With it rules go round somewhere: no change anybody would want. */
static kz_progress drop_found(whynot *w) {
    found_change *at = &w->found.items[w->next_to_verify];
    memmove(at, at + 1, sizeof *at * (w->found.count - w->next_to_verify - 1));
    w->found.count--;
    if (w->verify_count > w->found.count) w->verify_count = w->found.count;
    kz_asking_free(w->again);
    w->again = NULL;
    return KZ_RUNNING;
}

static kz_progress judge_second(asking *of, found_change *f, kz_progress done) {
    whynot *w = of->whynot;
    bool holds;
    if (done == KZ_MISTAKEN) return drop_found(w);
    if (kzi_whynot_is_moment(w)) {
        holds = done == KZ_ANSWERED;
    } else {
        f->endings = done == KZ_ANSWERED ? kzi_second_endings(w->again) : 0;
        holds = done == KZ_ANSWERED &&
                (w->wish.ending == NO_ENDING ? kzi_second_has_act(w->again, w->wished)
                                             : (f->endings >> w->wish.ending & 1) != 0);
    }
    f->is_verified = holds;
    kz_asking_free(w->again);
    w->again = NULL;
    w->next_to_verify++;
    return done == KZ_FAILED ? KZ_FAILED : holds ? KZ_RUNNING : KZ_BROKEN;
}

static kz_progress work_verifying(asking *of, uint64_t effort) {
    whynot *w = of->whynot;
    if (w->next_to_verify == w->verify_count) {
        w->phase = WHYNOT_DONE;
        return KZ_ANSWERED;
    }
    found_change *f = &w->found.items[w->next_to_verify];
    if (!w->again) return begin_second(of, f);
    kz_progress done = kzi_whynot_is_moment(w) ? kzi_second_moment(w->again, w->wished)
                                               : kzi_second_work(w->again, effort);
    return done == KZ_RUNNING ? KZ_RUNNING : judge_second(of, f, done);
}

kz_progress kzi_smallest_work(asking *of, uint64_t effort) {
    switch (of->whynot->phase) {
    case WHYNOT_SINGLES: return work_singles(of, effort);
    case WHYNOT_DOUBLES: return work_doubles(of, effort);
    case WHYNOT_VERIFYING: return work_verifying(of, effort);
    default: return KZ_ANSWERED;
    }
}

/* ---- in words ---- */
static void write_single(const whynot *w, writer *to, uint32_t number) {
    const single_change *c = &w->all.list.items[number];
    const change_family *f = &w->all.families.items[c->family];
    kzi_writef(to, "%s  (%s", c->text, kzi_change_kind_words(f->kind));
    bool has_value =
        f->kind != CHANGES_LESS_ACT && f->kind != CHANGES_LESS_RULE && f->kind != CHANGES_MORE;
    if (has_value && f->kind == CHANGES_WEIGHT) {
        kzi_writef(to, "; it is %d", f->from);
    } else if (has_value) {
        kzi_write(to, "; as things are: ");
        kzi_words_claim(to, w->all.whole, f->fact, f->from);
    }
    kzi_write(to, ")");
}

static void write_endings_with(asking *of, writer *to, uint64_t endings) {
    const grounded *about = of->main.ground;
    uint64_t as_is = 0;
    for (uint32_t i = 0; i < about->ending_count && i < 64; i++)
        as_is |= of->main.ends.entries[i].is_reachable ? (uint64_t)1 << i : 0;
    for (uint32_t pass = 0; pass < 2; pass++) {
        bool has_any = false;
        for (uint32_t i = 0; i < about->ending_count && i < 64; i++) {
            bool was = (as_is >> i & 1) != 0, is = (endings >> i & 1) != 0;
            if (was == is || is != (pass == 0)) continue;
            kzi_writef(to, "%s%s",
                       has_any     ? ", "
                       : pass == 0 ? "      opens "
                                   : "      closes ",
                       kzi_symbol_text(about->names, about->endings[i].name));
            has_any = true;
        }
        if (has_any) kzi_write(to, "\n");
    }
}

static void write_found_change(asking *of, writer *to, const found_change *f) {
    const whynot *w = of->whynot;
    kzi_write(to, "  ");
    write_single(w, to, f->one);
    if (f->other != UINT32_MAX) {
        kzi_write(to, "\n  and ");
        write_single(w, to, f->other);
    }
    kzi_write(to, f->is_verified ? "\n" : "  not run a second time\n");
    if (f->is_verified && !kzi_whynot_is_moment(w)) write_endings_with(of, to, f->endings);
}

static void write_count_tried(const whynot *w, writer *to) {
    kzi_writef(to, "%u single change%s", w->single_count, w->single_count == 1 ? "" : "s");
    if (w->double_count)
        kzi_writef(to, " and %u pair%s", w->double_count, w->double_count == 1 ? "" : "s");
}

static void write_none(asking *of, writer *to) {
    const whynot *w = of->whynot;
    kzi_write(to, of->was_stopped ? "Stopped. No change was found so far: none among the "
                                  : "No change was found: none among the ");
    write_count_tried(w, to);
    kzi_write(to, " tried.\n");
    if (of->was_stopped) return;
    if (w->was_cut)
        kzi_write(to, "There are more, which were not tried: --tries N goes further.\n");
    else if (of->question.most_changes == 1)
        kzi_write(to, "These are all single changes there are; pairs were not tried.\n");
    else
        kzi_write(to, "These are all single changes there are, and all pairs of which one part at "
                      "least moves some story.\n");
}

void kzi_smallest_write(asking *of, writer *to) {
    const whynot *w = of->whynot;
    if (w->phase < WHYNOT_SINGLES ||
        (w->ended_there != NO_ENDING && w->wish.ending == w->ended_there))
        return;
    kzi_write(to, "\n");
    if (w->found.count == 0) {
        write_none(of, to);
        return;
    }
    uint32_t shown = w->phase == WHYNOT_DONE          ? w->verify_count
                     : w->found.count < SHOWN_AT_MOST ? w->found.count
                                                      : SHOWN_AT_MOST;
    kzi_writef(to, "With %s it comes about, smallest first:\n",
               w->found.items[0].other == UINT32_MAX ? "one thing changed" : "two things changed");
    for (uint32_t i = 0; i < shown; i++) write_found_change(of, to, &w->found.items[i]);
    kzi_write(to, "Tried: ");
    write_count_tried(w, to);
    kzi_writef(to, "; %u do%s", w->found.count, w->found.count == 1 ? "es" : "");
    kzi_write(to, w->phase == WHYNOT_DONE ? ", and what is listed was run again from its words.\n"
                                          : ".\n");
    if (shown < w->found.count)
        kzi_writef(to, "%u more: --all lists them.\n", w->found.count - shown);
    if (w->was_cut)
        kzi_write(to, "Not all that could be tried was tried: --tries N goes further.\n");
}

/* ---- JSON ---- */
static void write_found_json(asking *of, json *to, const found_change *f) {
    const whynot *w = of->whynot;
    const grounded *about = of->main.ground;
    kzi_json_open(to, '{');
    kzi_json_key(to, "changes");
    kzi_json_open(to, '[');
    for (uint32_t i = 0; i < 2; i++) {
        uint32_t number = i == 0 ? f->one : f->other;
        if (number == UINT32_MAX) continue;
        const single_change *c = &w->all.list.items[number];
        kzi_json_open(to, '{');
        kzi_json_key_text(to, "set", c->text);
        kzi_json_key_text(to, "kind", kzi_change_kind_words(w->all.families.items[c->family].kind));
        kzi_json_key_number(to, "size", c->size);
        kzi_json_close(to, '}');
    }
    kzi_json_close(to, ']');
    kzi_json_key_number(to, "size", f->size);
    kzi_json_key_bool(to, "verified", f->is_verified);
    kzi_json_key(to, "endings");
    if (kzi_whynot_is_moment(w) || !f->is_verified) {
        kzi_json_null(to);
    } else {
        kzi_json_open(to, '[');
        for (uint32_t i = 0; i < about->ending_count && i < 64; i++) {
            if (f->endings >> i & 1)
                kzi_json_text(to, kzi_symbol_text(about->names, about->endings[i].name));
        }
        kzi_json_close(to, ']');
    }
    kzi_json_close(to, '}');
}

void kzi_smallest_write_json(asking *of, json *to) {
    const whynot *w = of->whynot;
    kzi_json_key(to, "smallest");
    kzi_json_open(to, '{');
    kzi_json_key_number(to, "single_count", w->single_count);
    kzi_json_key_number(to, "double_count", w->double_count);
    kzi_json_key_number(to, "found_count", w->found.count);
    kzi_json_key_bool(to, "all_tried", w->phase == WHYNOT_DONE && !w->was_cut);
    kzi_json_key(to, "found");
    kzi_json_open(to, '[');
    uint32_t shown = w->phase == WHYNOT_DONE ? w->verify_count : w->found.count;
    for (uint32_t i = 0; i < shown; i++) write_found_json(of, to, &w->found.items[i]);
    kzi_json_close(to, ']');
    kzi_json_close(to, '}');
}
