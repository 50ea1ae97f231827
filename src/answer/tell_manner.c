/* SPDX-License-Identifier: MIT
 *
 * tell_manner: how a story is to be told: the question first, then the world's `telling` line, then
 * third person, past, from outside.
 *
 * In     a question, the words of `telling`: `first person`, `present`, `through Mio`, `one head`,
 *        `heads per scene`, `all heads`, `in threads`, `in
 *        fragments`, `in chapters`, `clock in years`, `flashback on come_to_note`, `beginning at
 *        leave_note`
 * Out    a manner
 */
#include "tell_work.h"

#include <string.h>

typedef struct {
    const char *through;
    manner how;
} stated_manner;

static const char *behind(const char *words, const char *start) {
    size_t length = strlen(start);
    return strncmp(words, start, length) == 0 ? words + length : NULL;
}

static clock_unit unit_of(const char *name) {
    return strcmp(name, "minutes") == 0  ? CLOCK_MINUTES
           : strcmp(name, "hours") == 0  ? CLOCK_HOURS
           : strcmp(name, "days") == 0   ? CLOCK_DAYS
           : strcmp(name, "weeks") == 0  ? CLOCK_WEEKS
           : strcmp(name, "months") == 0 ? CLOCK_MONTHS
                                         : CLOCK_YEARS;
}

static void read_words(stated_manner *to, const char *words) {
    const char *rest;
    if (strcmp(words, "first person") == 0) to->how.person = ENGLISH_FIRST;
    else if (strcmp(words, "second person") == 0) to->how.person = ENGLISH_SECOND;
    else if (strcmp(words, "third person") == 0) to->how.person = ENGLISH_THIRD;
    else if (strcmp(words, "past") == 0) to->how.tense = ENGLISH_PAST;
    else if (strcmp(words, "present") == 0) to->how.tense = ENGLISH_PRESENT;
    else if (strcmp(words, "one head") == 0) to->how.heads = HEADS_ONE;
    else if (strcmp(words, "heads per scene") == 0) to->how.heads = HEADS_PER_SCENE;
    else if (strcmp(words, "all heads") == 0) to->how.heads = HEADS_FREE;
    else if (strcmp(words, "in threads") == 0) to->how.order = ORDER_THREADS;
    else if (strcmp(words, "in fragments") == 0) to->how.order = ORDER_FRAGMENTS;
    else if (strcmp(words, "in chapters") == 0) to->how.has_chapters = true;
    else if ((rest = behind(words, "clock in "))) to->how.unit = unit_of(rest);
    else if ((rest = behind(words, "through "))) to->through = rest, to->how.heads = HEADS_ONE;
    else if ((rest = behind(words, "flashback on ")))
        to->how.flashback_on = rest, to->how.order = ORDER_FLASHBACK;
    else if ((rest = behind(words, "beginning at "))) to->how.frame_from = rest;
}

static void read_world_line(stated_manner *to, const front_matter *front) {
    *to = (stated_manner){.how = kzi_telling_from_outside()};
    for (uint32_t i = 0; i < front->telling_count; i++) read_words(to, front->telling[i]);
}

/* What the question says goes before the world. Reasons are told of everybody, so they open all
 * heads unless one is asked for. */
static void read_question(stated_manner *to, const kz_question *q) {
    if (q->has_reasons) to->how.heads = HEADS_FREE;
    if (q->through) to->through = q->through, to->how.heads = HEADS_ONE;
    if (q->person)
        to->how.person = q->person == KZ_FIRST_PERSON    ? ENGLISH_FIRST
                         : q->person == KZ_SECOND_PERSON ? ENGLISH_SECOND
                                                         : ENGLISH_THIRD;
    if (q->tense) to->how.tense = q->tense == KZ_PAST ? ENGLISH_PAST : ENGLISH_PRESENT;
    if (q->heads)
        to->how.heads = q->heads == KZ_ONE_HEAD         ? HEADS_ONE
                        : q->heads == KZ_HEAD_PER_SCENE ? HEADS_PER_SCENE
                                                        : HEADS_FREE;
    if (q->order)
        to->how.order = q->order == KZ_FLASHBACK   ? ORDER_FLASHBACK
                        : q->order == KZ_THREADS   ? ORDER_THREADS
                        : q->order == KZ_FRAGMENTS ? ORDER_FRAGMENTS
                                                   : ORDER_WORLD;
    if (q->has_chapters) to->how.has_chapters = true;
    to->how.cut = q->cut_content;
    to->how.form = q->form == KZ_AS_MARKDOWN ? FORM_MARKDOWN
                   : q->form == KZ_AS_HTML   ? FORM_HTML
                   : q->form == KZ_AS_BEATS  ? FORM_BEATS
                                             : FORM_TEXT;
    to->how.words = q->words;
    to->how.is_one_act_each = q->has_reasons || q->form == KZ_AS_BEATS;
}

/* ---- whose head ---- */
static kz_progress nobody_of_that_name(asking *of, const char *name) {
    const grounded *about = of->main.ground;
    const char **known = KZI_TAKE_MANY(&of->in, const char *, about->mind_count + 1);
    if (!known) return KZ_FAILED;
    for (uint32_t i = 0; i < about->mind_count; i++) known[i] = kzi_words_mind(about, (mind_id){i});
    note *said = kzi_note(&of->said, K_NO_SUCH_TELLER, KZI_IN_NO_FILE, name);
    const char *meant = kzi_did_you_mean(name, known, about->mind_count);
    if (meant) kzi_note_try(&of->said, said, "%s", meant);
    return KZ_MISTAKEN;
}

static kz_progress find_teller(asking *of, const char *name, mind_id *found) {
    const grounded *about = of->main.ground;
    for (uint32_t i = 0; i < about->mind_count; i++) {
        if (strcmp(kzi_words_mind(about, (mind_id){i}), name) == 0)
            return *found = (mind_id){i}, KZ_ANSWERED;
    }
    return nobody_of_that_name(of, name);
}

static kz_progress wants_teller(asking *of, const char *what) {
    note *said = kzi_note(&of->said, K_NOBODY_TELLS, KZI_IN_NO_FILE, what);
    kzi_note_try(&of->said, said, "--through NAME, or --heads per-scene");
    return KZ_MISASKED;
}

kz_progress kzi_tell_manner(asking *of, manner *made) {
    stated_manner stated;
    read_world_line(&stated, &of->main.ground->front);
    read_question(&stated, &of->question);
    *made = stated.how;
    if (made->heads == HEADS_FREE && made->person == ENGLISH_THIRD) return KZ_ANSWERED;
    if (made->heads == HEADS_FREE && of->question.has_reasons && !of->question.person)
        return made->person = ENGLISH_THIRD, KZ_ANSWERED;
    if (made->heads == HEADS_FREE)
        return wants_teller(of, made->person == ENGLISH_FIRST ? "the first person"
                                                              : "the second person");
    if (made->heads == HEADS_PER_SCENE) return KZ_ANSWERED;
    return stated.through ? find_teller(of, stated.through, &made->through)
                          : wants_teller(of, "one head");
}
