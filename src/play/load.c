/* SPDX-License-Identifier: MIT
 *
 * load: a save, read into a world that may have changed since.
 *
 * In     bytes from anywhere
 * Out    a play, and how it fits: exact (the same world; all choices lead where they led), migrated
 * (what was dropped or defaulted is listed), or refused with reasons
 *
 * Nothing in a save is trusted: a sum at its end tells whether it is whole; names are looked up,
 * numbers bounded; worlds that cannot be anybody's belief are refused.
 */
#include "playing.h"

#include <string.h>

#define LONGEST_SAVE ((size_t)1 << 26)
#define MOST_WORLDS  100000u

typedef struct load_line {
    const char *word; /* the first word */
    const char *rest; /* behind it, "" when there is none */
    uint32_t number;  /* in the file, from 1 */
} load_line;

typedef struct loading {
    arena *in;
    const memory *like;
    const reading *shared;
    LIST(load_line) lines;
    kz_play_settings settings;
    LIST(const char *) without;
    LIST(const char *) changes;
    const char *story;
    uint64_t hash[2];
    const char *refused; /* why, or NULL */
} loading;

static bool refuses(loading *l, const char *why) {
    if (!l->refused) l->refused = why;
    return false;
}

/* ---- bytes to lines ---- */
static bool is_save_text(const char *text, size_t length) {
    static const char head[] = "kizuna save ";
    return length > sizeof head && memcmp(text, head, sizeof head - 1) == 0;
}

static size_t start_of_last_line(const char *text, size_t length) {
    size_t at = length;
    if (at && text[at - 1] == '\n') at--;
    while (at && text[at - 1] != '\n') at--;
    return at;
}

static bool reads_hex(const char *text, uint64_t *to) {
    *to = 0;
    for (int i = 0; i < 16; i++) {
        char letter = text[i];
        int digit = letter >= '0' && letter <= '9'   ? letter - '0'
                    : letter >= 'a' && letter <= 'f' ? letter - 'a' + 10
                                                     : -1;
        if (digit < 0) return false;
        *to = *to << 4 | (uint64_t)digit;
    }
    return true;
}

static bool reads_whole(const char *text, uint64_t most, uint64_t *to) {
    *to = 0;
    if (!*text) return false;
    for (; *text; text++) {
        if (*text < '0' || *text > '9') return false;
        uint64_t digit = (uint64_t)(*text - '0');
        if (*to > (most - digit) / 10) return false;
        *to = *to * 10 + digit;
    }
    return true;
}

static bool is_whole_save(loading *l, const char *text, size_t length) {
    uint64_t sum;
    if (length > LONGEST_SAVE) return refuses(l, "it is longer than any save");
    if (!is_save_text(text, length)) return refuses(l, "it is no save of Kizuna's");
    if (memcmp(text, "kizuna save 1\n", 14) != 0)
        return refuses(l, "it was written by a later version");
    if (memchr(text, '\0', length)) return refuses(l, "it holds bytes no save holds");
    size_t last = start_of_last_line(text, length);
    bool has_end = length - last == 21 && memcmp(text + last, "end ", 4) == 0 &&
                   text[length - 1] == '\n' && reads_hex(text + last + 4, &sum);
    if (!has_end) return refuses(l, "it is cut short");
    return sum == kzi_save_checksum(text, last) ||
           refuses(l, "it was changed or damaged since it was written");
}

static bool cut_into_lines(loading *l, const char *text, size_t length) {
    char *copy = kzi_arena_text(l->in, text, length);
    if (!copy) return false;
    for (uint32_t number = 1; *copy; number++) {
        char *end = strchr(copy, '\n'), *blank;
        if (end) *end = '\0';
        blank = strchr(copy, ' ');
        load_line said = {.word = copy, .rest = blank ? blank + 1 : "", .number = number};
        if (blank) *blank = '\0';
        if (!LIST_ADD(l->in, &l->lines, said)) return false;
        if (!end) break;
        copy = end + 1;
    }
    return true;
}

/* ---- how it was begun ---- */
static bool says_word(const load_line *said, const char *word) {
    return strcmp(said->word, word) == 0;
}

static bool read_head(loading *l) {
    bool has_source = false, has_as = false;
    for (uint32_t i = 0; i < l->lines.count; i++) {
        const load_line *said = &l->lines.items[i];
        if (says_word(said, "story")) l->story = said->rest;
        else if (says_word(said, "source"))
            has_source = strlen(said->rest) == 32 && reads_hex(said->rest, &l->hash[0]) &&
                         reads_hex(said->rest + 16, &l->hash[1]);
        else if (says_word(said, "seed") && !reads_whole(said->rest, UINT64_MAX, &l->settings.seed))
            return refuses(l, "its seed is no number");
        else if (says_word(said, "as"))
            l->settings.as = strcmp(said->rest, "nobody") ? said->rest : NULL, has_as = true;
        else if (says_word(said, "toward")) l->settings.toward = said->rest;
        else if (says_word(said, "without") && !LIST_ADD(l->in, &l->without, said->rest))
            return false;
        else if (says_word(said, "change") && !LIST_ADD(l->in, &l->changes, said->rest))
            return false;
    }
    if (!has_source || !has_as || !l->story)
        return refuses(l, "it does not say which world it is of");
    l->settings.without_content = l->without.items;
    l->settings.without_content_count = l->without.count;
    l->settings.changes = l->changes.items;
    l->settings.change_count = l->changes.count;
    return true;
}

/* ---- what was dropped or defaulted ---- */
static bool lists(play *of, const char *format, const char *one, const char *other) {
    writer to = kzi_writer(&of->in);
    kzi_writef(&to, format, one, other);
    return LIST_ADD(&of->in, &of->changes_of_save, kzi_written(&to)) || kzi_play_fails(of);
}

static uint32_t saved_fact(const play *of, const char *name, size_t length) {
    for (uint32_t i = 0; i < of->ground->fact_count; i++) {
        const char *known = of->ground->facts[i].name;
        if (strncmp(known, name, length) == 0 && known[length] == '\0') return i;
    }
    return UINT32_MAX;
}

static uint32_t saved_mind(const play *of, const char *name, size_t length) {
    for (uint32_t i = 0; i < of->ground->mind_count; i++) {
        const char *known = kzi_words_mind(of->ground, (mind_id){i});
        if (strncmp(known, name, length) == 0 && known[length] == '\0') return i;
    }
    return UINT32_MAX;
}

static bool saved_number(const ground_fact *f, const char *text, value *to) {
    uint64_t number;
    bool is_less = *text == '-';
    if (!reads_whole(text + is_less, MOST_OF_ENDLESS, &number)) return false;
    int64_t signed_number = is_less ? -(int64_t)number : (int64_t)number;
    if (signed_number < f->low || signed_number > f->high) return false;
    *to = (value)signed_number;
    return true;
}

static bool saved_word(const grounded *about, const ground_fact *f, const char *text, value *to) {
    for (uint32_t i = 0; i < f->value_count; i++) {
        const char *known = f->type == FACT_WORD
                                ? about->words[f->values[i]]
                                : kzi_words_thing(about, (thing_id){(uint32_t)f->values[i]});
        if (strcmp(known, text) == 0) return *to = f->values[i], true;
    }
    return false;
}

static bool read_value(const grounded *about, uint32_t fact, const char *text, value *to) {
    const ground_fact *f = &about->facts[fact];
    if (strcmp(text, "unknown") == 0) return *to = UNKNOWN, true;
    switch (f->type) {
    case FACT_YES_NO: *to = strcmp(text, "yes") == 0; return *to || strcmp(text, "no") == 0;
    case FACT_NUMBER: return saved_number(f, text, to);
    default: return saved_word(about, f, text, to);
    }
}

/* ---- the worlds ---- */
typedef struct {
    written_world *worlds;
    uint32_t count;
    bool *is_said;   /* by fact: the save has a line about it, in world 0 */
    bool *is_held;   /* by mind: likewise */
    uint64_t *label; /* what the save calls each */
} saved_worlds;

static uint32_t count_worlds(const loading *l) {
    uint32_t count = 0;
    for (uint32_t i = 0; i < l->lines.count; i++) count += says_word(&l->lines.items[i], "world");
    return count;
}

static bool begin_world(play *of, loading *l, saved_worlds *s, uint32_t number, const char *rest) {
    written_world *made = &s->worlds[number];
    const grounded *about = of->ground;
    made->facts = KZI_TAKE_MANY(&of->turn, value, about->fact_count);
    made->minds = KZI_TAKE_MANY(&of->turn, uint32_t, about->mind_count);
    if (!made->facts || !made->minds) return kzi_play_fails(of);
    size_t length = strcspn(rest, " ");
    char digits[24] = {0};
    uint64_t label;
    if (length >= sizeof digits) return refuses(l, "a world in it has no number");
    memcpy(digits, rest, length);
    if (!reads_whole(digits, MOST_WORLDS, &label) || label != number)
        return refuses(l, "a world in it has no number");
    for (uint32_t i = 0; i < about->fact_count; i++)
        made->facts[i] = number ? s->worlds[0].facts[i] : about->facts[i].start;
    for (uint32_t i = 0; i < about->mind_count; i++)
        made->minds[i] = number; /* who is new sees it as it stands there */
    return true;
}

static bool read_fact_line(play *of, loading *l, saved_worlds *s, uint32_t number,
                           const load_line *said) {
    const char *blank = strrchr(said->rest, ' ');
    if (!blank) return refuses(l, "a fact in it has no value");
    uint32_t fact = saved_fact(of, said->rest, (size_t)(blank - said->rest));
    if (fact == UINT32_MAX)
        return number ? true
                      : lists(of, "dropped: %s, which this world does not have%s", said->rest, "");
    if (number == 0) s->is_said[fact] = true;
    if (read_value(of->ground, fact, blank + 1, &s->worlds[number].facts[fact])) return true;
    s->worlds[number].facts[fact] = of->ground->facts[fact].start;
    return lists(of, "defaulted: %s cannot be `%s` any more; it is as at the start",
                 of->ground->facts[fact].name, blank + 1);
}

static bool read_holds_line(play *of, loading *l, saved_worlds *s, uint32_t number,
                            const load_line *said) {
    const char *blank = strrchr(said->rest, ' ');
    uint64_t held;
    if (!blank || !reads_whole(blank + 1, MOST_WORLDS, &held) || held >= s->count)
        return refuses(l, "a belief in it leads nowhere");
    uint32_t mind = saved_mind(of, said->rest, (size_t)(blank - said->rest));
    if (mind == UINT32_MAX) {
        writer name = kzi_writer(&of->in);
        kzi_write_bytes(&name, said->rest, (size_t)(blank - said->rest));
        return number ? true
                      : lists(of,
                              "dropped: what %s believed, who is not in this world or has no mind "
                              "of their own%s",
                              kzi_written(&name), "");
    }
    if (number == 0) s->is_held[mind] = true;
    s->worlds[number].minds[mind] = (uint32_t)held;
    return true;
}

static bool read_worlds(play *of, loading *l, saved_worlds *s) {
    *s = (saved_worlds){.count = count_worlds(l)};
    if (s->count == 0 || s->count > MOST_WORLDS) return refuses(l, "there is no world in it");
    s->worlds = KZI_TAKE_MANY(&of->turn, written_world, s->count);
    s->is_said = KZI_TAKE_MANY(&of->turn, bool, of->ground->fact_count);
    s->is_held = KZI_TAKE_MANY(&of->turn, bool, of->ground->mind_count);
    if (!s->worlds || !s->is_said || !s->is_held) return kzi_play_fails(of);
    uint32_t next = 0;
    for (uint32_t i = 0; i < l->lines.count; i++) {
        const load_line *said = &l->lines.items[i];
        bool is_well = true;
        if (says_word(said, "world")) is_well = begin_world(of, l, s, next, said->rest), next++;
        else if (says_word(said, "is") || says_word(said, "holds")) {
            if (next == 0) return refuses(l, "a fact in it belongs to no world");
            is_well = says_word(said, "is") ? read_fact_line(of, l, s, next - 1, said)
                                            : read_holds_line(of, l, s, next - 1, said);
        }
        if (!is_well) return false;
    }
    return kzi_restore_is_sound(of->ground, s->worlds, s->count) ||
           refuses(l, "what somebody in it believes, nobody can believe");
}

static bool list_new(play *of, const saved_worlds *s) {
    for (uint32_t i = 0; i < of->ground->fact_count; i++) {
        if (!s->is_said[i] &&
            !lists(of, "defaulted: %s, which the save does not know, is as at the start%s",
                   of->ground->facts[i].name, ""))
            return false;
    }
    for (uint32_t i = 0; i < of->ground->mind_count; i++) {
        if (!s->is_held[i] &&
            !lists(of, "defaulted: %s, whom the save does not know, believes what is so%s",
                   kzi_words_mind(of->ground, (mind_id){i}), ""))
            return false;
    }
    return true;
}

/* ---- the events ---- */
static uint32_t saved_act(play *of, const char *text) {
    kzi_arena_reset(&of->text);
    for (uint32_t i = 0; i < of->ground->act_count; i++) {
        writer to = kzi_writer(&of->text);
        kzi_words_act(&to, of->ground, &of->ground->acts[i]);
        if (strcmp(kzi_written(&to), text) == 0) return i;
    }
    return UINT32_MAX;
}

typedef enum { NO_EVENT, REPLAYED, LEADS_ELSEWHERE } replayed_line;

static replayed_line replay_act(play *of, const load_line *said) {
    bool is_try = says_word(said, "tried"), is_choice = says_word(said, "chose") || is_try;
    uint32_t number = saved_act(of, said->rest);
    if (number == UINT32_MAX) return LEADS_ELSEWHERE;
    act_id act = {number};
    play_event event = {.kind = is_try ? EVENT_TRIED : EVENT_ACT,
                        .act = act,
                        .played = of->played,
                        .is_choice = is_choice,
                        .before = of->now};
    if (is_try) {
        if (of->played.n == NO_MIND.n) return LEADS_ELSEWHERE;
        event.after = kzi_play_corrected(of, of->now, act);
    } else {
        if (!kzi_minds_possible(&of->stories.minds, of->now, act)) return LEADS_ELSEWHERE;
        play_option option = {.act = act};
        others_answer would =
            is_choice ? OTHERS_WOULD_NOT : kzi_others_ask(of, of->now, act, 0, &option);
        if (would == OTHERS_FAILED) return kzi_play_fails(of), LEADS_ELSEWHERE;
        if (would == OTHERS_WOULD) event.plan = option.plan, event.plan_length = option.plan_length;
        event.after = kzi_play_after(of, of->now, act);
    }
    if (event.after.n == NO_STATE.n) return LEADS_ELSEWHERE;
    kzi_play_add(of, event);
    return REPLAYED;
}

static replayed_line replay_waiting(play *of, const load_line *said) {
    play_event event = {.kind = says_word(said, "passed") ? EVENT_PASSED : EVENT_WAITED,
                        .played = of->played,
                        .is_choice = says_word(said, "passed"),
                        .before = of->now,
                        .after = of->now};
    if (event.kind == EVENT_WAITED)
        event.after = kzi_minds_wait(&of->stories.minds, kzi_play_view(of, of->now));
    if (event.after.n == NO_STATE.n) return LEADS_ELSEWHERE;
    kzi_play_add(of, event);
    return REPLAYED;
}

static replayed_line replay_handing(play *of, const load_line *said) {
    if (strncmp(said->rest, "to ", 3) != 0) return LEADS_ELSEWHERE;
    const char *name = said->rest + 3;
    uint32_t mind = strcmp(name, "nobody") ? saved_mind(of, name, strlen(name)) : NO_MIND.n;
    if (mind == UINT32_MAX && strcmp(name, "nobody")) return LEADS_ELSEWHERE;
    of->played = (mind_id){mind};
    kzi_play_add(of, (play_event){.kind = EVENT_HANDED,
                                  .played = of->played,
                                  .is_choice = true,
                                  .before = of->now,
                                  .after = of->now});
    return REPLAYED;
}

static replayed_line replay_line(play *of, const load_line *said) {
    if (says_word(said, "chose") || says_word(said, "did") || says_word(said, "tried"))
        return replay_act(of, said);
    if (says_word(said, "waited") || says_word(said, "passed")) return replay_waiting(of, said);
    return says_word(said, "handed") ? replay_handing(of, said) : NO_EVENT;
}

/* True when all choices can be made again. */
static bool replay_events(play *of, const loading *l) {
    for (uint32_t i = 0; i < l->lines.count; i++) {
        if (replay_line(of, &l->lines.items[i]) == LEADS_ELSEWHERE) return false;
        if (of->turn_is == KZ_TURN_FAILED) return false;
    }
    return true;
}

/* ---- where it stands ---- */
static void forget_events(play *of) {
    of->events.count = 0;
    of->loaded_events = 0;
    of->is_cut = false;
}

static bool read_standing(play *of, loading *l) {
    for (uint32_t i = 0; i < l->lines.count; i++) {
        const load_line *said = &l->lines.items[i];
        if (says_word(said, "now")) {
            uint32_t mind = strcmp(said->rest, "nobody")
                                ? saved_mind(of, said->rest, strlen(said->rest))
                                : NO_MIND.n;
            if (mind == NO_MIND.n && strcmp(said->rest, "nobody"))
                return refuses(l, "whom it plays is not in this world");
            of->played = of->played_at_start = (mind_id){mind};
        } else if (says_word(said, "free")) {
            const char *blank = strrchr(said->rest, ' ');
            uint64_t from;
            if (!blank || !reads_whole(blank + 1, MOST_OF_ENDLESS, &from))
                return refuses(l, "a turn in it has no number");
            size_t length = (size_t)(blank - said->rest);
            uint32_t who = length == 4 && memcmp(said->rest, "fate", 4) == 0
                               ? of->ground->mind_count
                               : saved_mind(of, said->rest, length);
            if (who != UINT32_MAX) of->ready_at_start[who] = (uint32_t)from;
        }
    }
    return true;
}

/* From the facts alone: the world has changed since. */
static bool migrate(play *of, loading *l, const saved_worlds *s) {
    if (!list_new(of, s) || !read_standing(of, l)) return false;
    state_id at = kzi_restore(&of->stories.minds, s->worlds, s->count);
    if (at.n != NO_STATE.n)
        at = kzi_minds_change(&of->stories.minds, at, NULL, 0); /* its rules may be new */
    if (at.n == NO_STATE.n)
        return of->stories.minds.rules.loop.was_found
                   ? refuses(l, "rules of this world go round in it")
                   : kzi_play_fails(of);
    forget_events(of);
    of->now = at;
    of->ahead = (looking_ahead){0};
    kzi_play_reckon_turns(of);
    of->is_turn_begun = false;
    of->ending = kzi_explore_ending_of(&of->stories, of->now);
    of->turn_is = of->ending == NO_ENDING ? KZ_TURN_WORKING : KZ_TURN_OVER;
    if (!kzi_care_allows(of, of->now)) of->is_cut = true;
    of->fit = KZ_FIT_MIGRATED;
    return true;
}

static bool settle_in(play *of, loading *l) {
    bool is_same_text = of->source_hash[0] == l->hash[0] && of->source_hash[1] == l->hash[1];
    saved_worlds s;
    if (!read_worlds(of, l, &s)) return false;
    if (is_same_text && replay_events(of, l)) {
        state_id written = kzi_restore(&of->stories.minds, s.worlds, s.count);
        if (written.n == NO_STATE.n) return kzi_play_fails(of);
        if (written.n == of->now.n && of->changes_of_save.count == 0) {
            of->fit = KZ_FIT_EXACT;
            of->first_new = of->events.count;
            return true;
        }
    }
    if (of->turn_is == KZ_TURN_FAILED) return false;
    const char *why =
        is_same_text ? "dropped: the choices before, which do not lead here any more"
                     : "dropped: the choices before, since the world was changed; undo ends here";
    return lists(of, "%s%s", why, "") && migrate(of, l, &s);
}

static bool is_same_story(const loading *l) {
    const world *w = l->shared->world;
    return strcmp(w && w->front.title ? w->front.title : "", l->story) == 0;
}

static bool read_save(loading *l, const char *text, size_t length) {
    if (!is_whole_save(l, text, length) || !cut_into_lines(l, text, length) || !read_head(l))
        return false;
    if (!l->shared->world) return refuses(l, "the world has errors");
    return is_same_story(l) || refuses(l, "it is of another story");
}

static void refuse_play(play *of, const char *why) {
    of->turn_is = KZ_TURN_MISTAKEN;
    of->fit = KZ_FIT_REFUSED;
    of->changes_of_save.count = 0;
    writer to = kzi_writer(&of->in);
    kzi_writef(&to, "refused: %s", why);
    if (!LIST_ADD(&of->in, &of->changes_of_save, kzi_written(&to))) kzi_play_fails(of);
}

kz_play *kzi_play_load(const memory *like, const reading *shared, const char *text, size_t length,
                       const kz_play_settings *settings) {
    memory from = *like;
    from.used = from.peak = 0;
    arena in = kzi_arena(&from);
    loading l = {.in = &in, .like = like, .shared = shared};
    if (settings)
        memcpy(&l.settings, settings,
               settings->size < sizeof l.settings ? settings->size : sizeof l.settings);
    l.settings.size = sizeof l.settings;
    bool is_read = read_save(&l, text, length);
    play *of = in.has_failed ? NULL : kzi_play_new(like, shared, is_read ? &l.settings : NULL);
    if (of && is_read && of->turn_is == KZ_TURN_MISTAKEN)
        refuses(&l,
                "whom it plays, where it was steered to or what was changed is not in this world"),
            is_read = false;
    if (of && of->turn_is != KZ_TURN_FAILED) {
        if (is_read && !settle_in(of, &l) && of->turn_is != KZ_TURN_FAILED) is_read = false;
        if (!is_read) refuse_play(of, l.refused ? l.refused : "it could not be read");
    }
    if (in.has_failed && of) kzi_play_fails(of);
    kzi_arena_free(&in);
    return of;
}

kz_fit kz_play_fit(const kz_play *of) {
    return of->fit;
}

static const char *const fit_words[] = {[KZ_FIT_NONE] = "begun anew",
                                        [KZ_FIT_EXACT] = "exact",
                                        [KZ_FIT_MIGRATED] = "migrated",
                                        [KZ_FIT_REFUSED] = "refused"};

const char *kz_play_fit_text(kz_play *of, kz_form form) {
    kzi_arena_reset(&of->text);
    writer to = kzi_writer(&of->text);
    if (form == KZ_JSON) {
        json list = kzi_json(&to);
        kzi_json_open(&list, '{');
        kzi_json_key_text(&list, "fit", fit_words[of->fit]);
        kzi_json_key(&list, "changes");
        kzi_json_open(&list, '[');
        for (uint32_t i = 0; i < of->changes_of_save.count; i++)
            kzi_json_text(&list, of->changes_of_save.items[i]);
        kzi_json_close(&list, ']');
        kzi_json_close(&list, '}');
    } else {
        kzi_writef(&to, "%s\n", fit_words[of->fit]);
        for (uint32_t i = 0; i < of->changes_of_save.count; i++)
            kzi_writef(&to, "  %s\n", of->changes_of_save.items[i]);
    }
    return of->text.has_failed ? NULL : kzi_written(&to);
}
