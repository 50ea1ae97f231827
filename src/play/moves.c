/* SPDX-License-Identifier: MIT
 *
 * moves: what the played person may do, as far as they believe; and which of it is meant by some
 * words.
 *
 * In     the state, words a player typed
 * Out    acts, in file order
 */
#include "playing.h"

#include <string.h>

/* ---- what is offered ---- */

/* Would it come to harm, in truth or as the played person sees it? Such a move is no choice. */
static bool move_is_withheld(play *of, act_id act) {
    if (of->is_limited[act.n] || of->is_harm[act.n]) return true;
    if (!of->has_harm && !of->without_count) return false;
    view held = kzi_play_held(of, of->now);
    state_id imagined = kzi_minds_step(&of->stories.minds, held, act);
    if (imagined.n != NO_STATE.n && !kzi_care_allows(of, imagined)) return true;
    if (!kzi_minds_possible(&of->stories.minds, of->now, act)) return false;
    state_id after = kzi_play_after(of, of->now, act);
    return after.n != NO_STATE.n && !kzi_care_allows(of, after);
}

bool kzi_moves_find(play *of) {
    of->moves.count = 0;
    of->has_withheld = false;
    if (of->played.n == NO_MIND.n) return true;
    view held = kzi_play_held(of, of->now);
    for (uint32_t i = of->first_act_by[of->played.n]; i < of->first_act_by[of->played.n + 1]; i++) {
        act_id act = {of->acts_by[i]};
        if (!kzi_minds_hold(&of->stories.minds, held.state, of->ground->acts[act.n].condition))
            continue;
        if (move_is_withheld(of, act)) of->has_withheld = true;
        else if (!LIST_ADD(&of->in, &of->moves, act)) return kzi_play_fails(of);
    }
    return true;
}

/* ---- in words ---- */
void kzi_moves_words(writer *to, const grounded *about, const ground_act *act) {
    for (const char *at = kzi_symbol_text(about->names, act->name); *at; at++)
        kzi_write_char(to, *at == '_' ? ' ' : *at);
    for (uint32_t i = 0; i < act->parameter_count; i++) {
        const ground_thing *thing = &about->things[about->bindings[act->first_binding + i].thing.n];
        kzi_writef(to, "%s%s", i ? ", " : " (", thing->shown);
    }
    if (act->parameter_count) kzi_write_char(to, ')');
}

void kzi_moves_deed(writer *to, const grounded *about, act_id act, mind_id planner) {
    const ground_act *a = &about->acts[act.n];
    kzi_moves_words(to, about, a);
    if (a->actor_count == 1 && about->actors[a->first_actor].n == planner.n) return;
    for (uint32_t i = 0; i < a->actor_count; i++)
        kzi_writef(to, "%s%s", i ? " and " : " by ",
                   kzi_words_mind(about, about->actors[a->first_actor + i]));
}

/* ---- which is meant ---- */
static char move_letter(char letter) {
    if (letter == '_' || letter == '(' || letter == ')' || letter == ',' || letter == '\t')
        return ' ';
    return letter >= 'A' && letter <= 'Z' ? (char)(letter - 'A' + 'a') : letter;
}

static const char *past_blanks(const char *at) {
    while (*at && move_letter(*at) == ' ') at++;
    return at;
}

typedef enum likeness { UNLIKE, BEGINS_LIKE, ALIKE } likeness;

/* `call out` is like `call_out`, and begins like `call_out(Mio) by Ren`. */
static likeness compare_words(const char *said, const char *text) {
    said = past_blanks(said);
    text = past_blanks(text);
    while (*said && *text) {
        bool said_blank = move_letter(*said) == ' ', text_blank = move_letter(*text) == ' ';
        if (said_blank || text_blank) {
            said = past_blanks(said);
            text = past_blanks(text);
            if (said_blank != text_blank && *said) return UNLIKE;
            continue;
        }
        if (move_letter(*said++) != move_letter(*text++)) return UNLIKE;
    }
    if (*past_blanks(said)) return UNLIKE;
    return *past_blanks(text) ? BEGINS_LIKE : ALIKE;
}

static likeness likeness_of(play *of, act_id act, const char *words) {
    const grounded *about = of->ground;
    const ground_act *a = &about->acts[act.n];
    writer whole = kzi_writer(&of->text), name = kzi_writer(&of->text),
           shown = kzi_writer(&of->text);
    kzi_words_act(&whole, about, a);
    kzi_words_act_name(&name, about, a);
    kzi_moves_words(&shown, about, a);
    likeness best = compare_words(words, kzi_written(&whole)),
             other = compare_words(words, kzi_written(&name));
    if (other > best) best = other;
    other = compare_words(words, kzi_written(&shown));
    if (other > best) best = other;
    if (a->gloss && (other = compare_words(words, a->gloss)) > best) best = other;
    return best;
}

static uint32_t meant_by_number(const play *of, const char *words) {
    uint32_t number = 0;
    const char *at = past_blanks(words);
    if (*at < '0' || *at > '9') return NO_MOVE;
    for (; *at >= '0' && *at <= '9' && number < 100000; at++)
        number = number * 10 + (uint32_t)(*at - '0');
    if (*past_blanks(at) || number == 0 || number > of->moves.count) return NO_MOVE;
    return of->moves.items[number - 1].n;
}

uint32_t kzi_moves_meant(play *of, const char *words, bool among_all) {
    uint32_t found = among_all ? NO_MOVE : meant_by_number(of, words),
             count = among_all ? of->ground->act_count : of->moves.count;
    likeness best = UNLIKE;
    if (found != NO_MOVE || !*past_blanks(words)) return found;
    for (uint32_t i = 0; i < count; i++) {
        act_id act = among_all ? (act_id){i} : of->moves.items[i];
        likeness is = likeness_of(of, act, words);
        if (is == UNLIKE || is < best) continue;
        found = is > best ? act.n : SEVERAL_MOVES;
        best = is;
    }
    return found;
}
