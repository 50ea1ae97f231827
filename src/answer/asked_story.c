/* SPDX-License-Identifier: MIT
 *
 * asked_story: which story a question means, and which acts its words mean.
 *
 * In     the names in a question: of a tale, an ending, an act
 * Out    the story, act by act, in `log`; or a note that says what there is instead
 */
#include "asking.h"

#include <string.h>

static uint32_t number_of_tale(const grounded *about, const char *name) {
    for (uint32_t i = 0; i < about->tale_count; i++) {
        if (strcmp(kzi_symbol_text(about->names, about->tales[i].name), name) == 0) return i;
    }
    return UINT32_MAX;
}

static uint32_t number_of_ending(const grounded *about, const char *name) {
    for (uint32_t i = 0; i < about->ending_count; i++) {
        if (strcmp(kzi_symbol_text(about->names, about->endings[i].name), name) == 0) return i;
    }
    return UINT32_MAX;
}

static kz_progress name_unknown(asking *of, const char *what, const char *name,
                                const char *const *known, uint32_t count) {
    note *said = kzi_note(&of->said, K_NO_SUCH_STORY, KZI_IN_NO_FILE, what, name);
    const char *meant = kzi_did_you_mean(name, known, count);
    if (meant) kzi_note_try(&of->said, said, "%s", meant);
    return KZ_MISTAKEN;
}

static kz_progress tale_unknown(asking *of, const char *name) {
    const grounded *about = of->main.ground;
    const char **known = KZI_TAKE_MANY(&of->in, const char *, about->tale_count);
    for (uint32_t i = 0; known && i < about->tale_count; i++)
        known[i] = kzi_symbol_text(about->names, about->tales[i].name);
    return known ? name_unknown(of, "tale", name, known, about->tale_count) : KZ_FAILED;
}

static kz_progress ending_unknown(asking *of, const char *name) {
    const grounded *about = of->main.ground;
    const char **known = KZI_TAKE_MANY(&of->in, const char *, about->ending_count);
    for (uint32_t i = 0; known && i < about->ending_count; i++)
        known[i] = kzi_symbol_text(about->names, about->endings[i].name);
    return known ? name_unknown(of, "ending", name, known, about->ending_count) : KZ_FAILED;
}

static uint32_t number_of_what_if(const grounded *about, const char *name) {
    for (uint32_t i = 0; i < about->what_if_count; i++) {
        if (strcmp(kzi_symbol_text(about->names, about->what_ifs[i].name), name) == 0) return i;
    }
    return NO_WHAT_IF;
}

static void what_if_unknown(asking *of, const char *name) {
    const grounded *about = of->main.ground;
    const char **known = KZI_TAKE_MANY(&of->in, const char *, about->what_if_count);
    for (uint32_t i = 0; known && i < about->what_if_count; i++)
        known[i] = kzi_symbol_text(about->names, about->what_ifs[i].name);
    if (known) name_unknown(of, "what if", name, known, about->what_if_count);
}

uint32_t kzi_answer_find_what_if(asking *of, const char *name) {
    uint32_t number = number_of_what_if(of->main.ground, name);
    if (number == NO_WHAT_IF) what_if_unknown(of, name);
    return number;
}

/* `whatif` compares with the world as it is. */
uint32_t kzi_answer_asked_what_if(const asking *of) {
    bool is_asked = of->question.what_if && of->verb->verb != KZ_WHATIF;
    return is_asked ? number_of_what_if(of->main.ground, of->question.what_if) : NO_WHAT_IF;
}

static kz_progress log_failed(asking *of) {
    if (!of->main.stories.minds.rules.loop.was_found) return KZ_FAILED;
    kzi_forecast_note_loop(of, &of->main);
    return KZ_MISTAKEN;
}

static kz_progress log_tale(asking *of, uint32_t number) {
    const ground_tale *tale = &of->main.ground->tales[number];
    const ground_call *calls = of->main.ground->calls + tale->first_call;
    if (!kzi_told_tale(&of->log, &of->main.stories, calls, tale->call_count, &of->in))
        return log_failed(of);
    of->has_log = true;
    of->story_name = kzi_symbol_text(of->main.ground->names, tale->name);
    return KZ_ANSWERED;
}

static kz_progress log_shortest(asking *of, uint32_t ending) {
    uint32_t end = of->main.ends.entries[ending].shortest;
    const act_id *acts = kzi_ledger_story_to(&of->main.stories, end, &of->in);
    uint32_t count = of->main.stories.nodes.items[end].depth;
    if (!acts || !kzi_told_acts(&of->log, &of->main.stories, acts, count, &of->in))
        return log_failed(of);
    of->has_log = true;
    of->story_name = kzi_symbol_text(of->main.ground->names, of->main.ground->endings[ending].name);
    return KZ_ANSWERED;
}

/* The ending asked for, or the one that is reached first. */
static kz_progress log_ending(asking *of, uint32_t ending) {
    const ledger_entry *entries = of->main.ends.entries;
    uint32_t best = ending;
    for (uint32_t i = 0; ending == UINT32_MAX && i < of->main.ground->ending_count; i++) {
        if (!entries[i].is_reachable) continue;
        if (best == UINT32_MAX || of->main.stories.nodes.items[entries[i].shortest].depth <
                                      of->main.stories.nodes.items[entries[best].shortest].depth)
            best = i;
    }
    if (best != UINT32_MAX && entries[best].is_reachable) return log_shortest(of, best);
    return kzi_explore_is_complete(&of->main.stories) ? KZ_NO : KZ_GAVE_UP;
}

kz_progress kzi_answer_find_ending(asking *of, const char *name, uint32_t *found) {
    *found = number_of_ending(of->main.ground, name);
    return *found == UINT32_MAX ? ending_unknown(of, name) : KZ_ANSWERED;
}

kz_progress kzi_answer_find_story(asking *of, uint64_t effort) {
    if (of->has_log) return KZ_ANSWERED;
    const kz_question *q = &of->question;
    if (q->tale) {
        uint32_t number = number_of_tale(of->main.ground, q->tale);
        return number == UINT32_MAX ? tale_unknown(of, q->tale) : log_tale(of, number);
    }
    if (!q->ending && of->main.ground->tale_count) return log_tale(of, 0);
    uint32_t ending = UINT32_MAX;
    kz_progress done = q->ending ? kzi_answer_find_ending(of, q->ending, &ending) : KZ_ANSWERED;
    if (done != KZ_ANSWERED) return done;
    done = kzi_forecast_work(of, &of->main, effort);
    return done == KZ_ANSWERED ? log_ending(of, ending) : done;
}

/* ---- acts in words ---- */
bool kzi_answer_is_meant(const grounded *about, const ground_act *act, const node *call) {
    if (act->name.n != call->name.n) return false;
    uint32_t argument = 0;
    FOR_EACH_CHILD(child, call) {
        if (child->kind == NODE_BY) {
            bool is_actor = false;
            for (uint32_t i = 0; i < act->actor_count; i++) {
                thing_id person = about->minds[about->actors[act->first_actor + i].n].person;
                is_actor |= about->things[person.n].name.n == child->name.n;
            }
            if (!is_actor) return false;
            continue;
        }
        if (argument >= act->parameter_count) return false;
        thing_id given = about->bindings[act->first_binding + argument++].thing;
        if (about->things[given.n].name.n != child->name.n) return false;
    }
    return argument == 0 || argument == act->parameter_count;
}

uint32_t kzi_answer_acts_meant(asking *of, const node *call, const char *text, act_id **found) {
    const grounded *about = of->main.ground;
    *found = KZI_TAKE_MANY(&of->in, act_id, about->act_count);
    uint32_t count = 0;
    for (uint32_t i = 0; *found && i < about->act_count; i++) {
        if (kzi_answer_is_meant(about, &about->acts[i], call)) (*found)[count++] = (act_id){i};
    }
    if (count) return count;
    note *said = kzi_note(&of->said, K_NO_SUCH_STORY, KZI_IN_NO_FILE, "act", text);
    const char **known = KZI_TAKE_MANY(&of->in, const char *, about->declared_act_count);
    for (uint32_t i = 0; known && i < about->declared_act_count; i++)
        known[i] = kzi_symbol_text(about->names, about->declared_acts[i].name);
    const char *meant = known ? kzi_did_you_mean(kzi_symbol_text(about->names, call->name), known,
                                                 about->declared_act_count)
                              : NULL;
    if (meant) kzi_note_try(&of->said, said, "%s", meant);
    return 0;
}
