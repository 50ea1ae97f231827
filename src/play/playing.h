/* SPDX-License-Identifier: MIT
 *
 * playing: one story under way, in which a guest decides for one person and everybody else for
 * themselves.
 *
 * In     a read world, who is played, what the guest decides
 * Out    what the played person sees, what they may do, and what happens
 * Owns   the grounded world, its states, every event so far; all of it in a pool, so that steps
 * take no memory once it is warm
 *
 * The road of one turn:
 *
 *     care.c     what is never offered, and what a limit of content leaves out
 *     moves.c    what the played person may do, as far as they believe
 *     others.c   who has a reason to do what; whose turn it is
 *     play.c     what was decided happens; the events, their undoing
 *     outlook.c  which endings can still come, and how far off they are
 *     page.c     all of it in words, as the played person sees it (page_why.c: reasons; page_end.c:
 * when it is over) save.c     the story so far as text, load.c: and back
 */
#ifndef KZI_PLAYING_H
#define KZI_PLAYING_H

#include "../answer/reading.h"
#include "../base/pool.h"
#include "../mind/restore.h"
#include "../story/rests.h"
#include "../telling/telling.h"
#include "../telling/words.h"

#include "../../include/kizuna.h"

typedef struct kz_play play;

typedef enum event_kind {
    EVENT_ACT,    /* it happened */
    EVENT_TRIED,  /* the played person held it possible, and it was not: they know better now */
    EVENT_WAITED, /* time passed by 1 */
    EVENT_HANDED, /* another is played from here on */
    EVENT_PASSED  /* the played person let the others go first: nothing happened yet */
} event_kind;

typedef struct play_event {
    event_kind kind;
    act_id act;     /* EVENT_ACT, EVENT_TRIED */
    mind_id played; /* by whom the guest saw it; EVENT_HANDED: from here on */
    bool is_choice; /* the guest's */
    state_id before;
    state_id after;
    uint32_t
        plan_length; /* of the first actor, when it was not the guest's choice: why they did it */
    const act_id *plan;
} play_event;

/* An act that somebody has a reason for. */
typedef struct play_option {
    act_id act;
    int64_t gain; /* of the first actor */
    uint32_t plan_length;
    const act_id *plan;
    uint32_t mover; /* mind, or mind_count: fate */
} play_option;

typedef struct ahead_edge {
    act_id act;
    uint32_t to;
} ahead_edge;

typedef struct ahead_node {
    state_id state;
    uint32_t ending;
    uint32_t first_edge, edge_count;
    bool was_opened;
} ahead_node;

/* All that can come if everybody, the played person too, acts for their own reasons; grown as it is
 * asked for. */
typedef struct looking_ahead {
    LIST(ahead_node) nodes;
    LIST(ahead_edge) edges;
    table by_state;
    uint32_t looked_at; /* states opened in this turn */
} looking_ahead;

#define NEVER_SEEN UINT32_MAX

struct kz_play {
    memory guest; /* counts what the guest gave */
    pool pool;
    memory from; /* over the pool */
    arena in;
    arena text; /* the page written last */
    arena turn; /* what one turn needs */
    const reading *world;
    reading own; /* read again, where changes come with the play */
    bool has_own;
    notes said;
    uint64_t source_hash[2];

    /* as it was begun */
    uint64_t seed;
    uint32_t toward; /* ending, or NO_ENDING */
    const char *const *without;
    uint32_t without_count;
    const char *const *changes;
    uint32_t change_count;

    const grounded *ground;
    exploration stories; /* its minds and reasons; its graph stays empty */
    bool is_begun;
    bool *is_limited; /* by act: a limit of content leaves it out for everybody */
    bool *is_harm;    /* by act: never a move of a played person */
    bool has_harm;
    uint32_t *acts_by;      /* acts of each mind, one after another; fate's last */
    uint32_t *first_act_by; /* mind_count + 2 */

    /* as it stands */
    kz_turn turn_is;
    mind_id played; /* NO_MIND: nobody */
    mind_id played_at_start;
    state_id now;
    LIST(play_event) events;
    uint32_t loaded_events; /* those before cannot be undone: the world they belong to is gone */
    uint32_t *ready;        /* by mind, then fate: when they may move again; ready_at_start: what a
                               migrated save said */
    uint32_t *ready_at_start;
    uint32_t first_new; /* event from which on nothing was told yet */
    uint32_t ending;
    bool is_cut;       /* a limit of content ends it here */
    bool is_still;     /* nobody else has a reason to move, and time alone brings nothing */
    bool has_left_out; /* what somebody would have done now is left out, for care or by a limit */
    bool has_withheld; /* a move was left out for care: the way out is told */

    /* the turn being worked out */
    bool is_turn_begun;
    uint32_t possible_count, next_possible;
    act_id *possible;
    uint64_t *may_be;
    LIST(play_option) options;
    LIST(act_id) moves;
    uint32_t acts_since_prompt;
    uint32_t tries; /* of the question being worked out, each with more effort than the last: so it
                       comes to an end */

    /* somebody the guest asks about */
    mind_id wondered;
    uint32_t next_wondered;
    bool is_wondering;
    bool has_would;
    play_option would;
    state_id wondered_at;

    looking_ahead ahead;
    kz_fit fit;
    LIST(const char *) changes_of_save; /* what was dropped or defaulted, or why it was refused */
};

view kzi_play_view(const play *of, state_id at);
view kzi_play_held(const play *of, state_id at); /* the played person's world */
bool kzi_play_sees(const play *of, const ground_act *act, state_id before, mind_id who);
bool kzi_play_is_by(const grounded *about, const ground_act *act, mind_id who);
bool kzi_play_fails(play *of); /* memory ended; false */

/* care.c. False when memory ended. */
bool kzi_care_begin(play *of);
bool kzi_care_is_harm(const char *const *content, uint32_t count);
/* Is the act left out for everybody here: by a limit of content, or since somebody is played and it
 * would do harm to oneself. */
bool kzi_care_forbids(play *of, act_id act, state_id after);
/* May the story come to stand so? */
bool kzi_care_allows(const play *of, state_id after);

/* moves.c */
bool kzi_moves_find(play *of);
void kzi_moves_words(writer *to, const grounded *about, const ground_act *act);
/* The same with who does it, unless that is the planner: `call off by Aki`. */
void kzi_moves_deed(writer *to, const grounded *about, act_id act, mind_id planner);
/* The move meant by a number or words among those offered; any act when `among_all`. UINT32_MAX:
 * none; UINT32_MAX - 1: several. */
uint32_t kzi_moves_meant(play *of, const char *words, bool among_all);
#define NO_MOVE       UINT32_MAX
#define SEVERAL_MOVES (UINT32_MAX - 1)

/* others.c */
typedef enum others_answer {
    OTHERS_WOULD,
    OTHERS_WOULD_NOT,
    OTHERS_UNDECIDED,
    OTHERS_FAILED
} others_answer;
/* Has everybody it is by a reason for it at `at`? Then the option is filled in. With a budget (0:
 * none) it may stay undecided: asked again, with what was worked out meanwhile remembered, it gets
 * further. */
others_answer kzi_others_ask(play *of, state_id at, act_id act, uint64_t budget, play_option *made);
/* Why somebody would, in the world they hold true; when memory ends the play has failed, and so has
 * the page. */
reason kzi_others_reason(play *of, view held, act_id act);
uint64_t kzi_others_spent(const play *of);
bool kzi_others_is_better(const play_option *one, const play_option *other);
/* A tie: which of `count`; the seed decides, and nothing else. */
uint32_t kzi_others_tie(const play *of, uint32_t count);

/* play.c */
void kzi_play_begin_turn(play *of);
/* What may be done now is looked at afresh. False: memory ended. */
bool kzi_play_turn_begins(play *of);
/* From now on it is the guest's turn; true, so that a caller may return it. */
bool kzi_play_ask_guest(play *of);
/* The act of the option happens. False: memory ended, or rules went round. */
bool kzi_play_happens(play *of, const play_option *option, bool is_choice);
mind_id kzi_play_mind_named(const play *of, const char *name); /* NO_MIND: nobody is */
bool kzi_play_add(play *of, play_event event);
void kzi_play_reckon_turns(play *of);
/* What becomes of it: the state after the act; NO_STATE when memory ended or rules went round. */
state_id kzi_play_after(play *of, state_id at, act_id act);

/* deeds.c: the played person learns where they were wrong about what the act needs; time passes. */
state_id kzi_play_corrected(play *of, state_id at, act_id act);

/* begin.c */
bool kzi_play_start(play *of); /* grounded, at its start */
kz_play *kzi_play_new(const memory *like, const reading *shared, const kz_play_settings *settings);

/* outlook.c */
#define OUTLOOK_MOST 600u /* states newly looked at for one question */
uint32_t kzi_outlook_node(play *of, state_id at);
/* Looks further from a node until all is seen (`is_whole`) or `most` more states were looked at.
 * False: memory ended. */
bool kzi_outlook_grow(play *of, uint32_t from, uint32_t most, bool *is_whole);
/* Acts from each node to the ending, NEVER_SEEN where none was found; in the turn's arena. NULL:
 * memory ended. */
const uint32_t *kzi_outlook_distances(play *of, uint32_t ending);

/* page.c, page_why.c, page_end.c; load.c */
void kzi_page_end(play *of, writer *to);
void kzi_page_reason(play *of, writer *to, mind_id who, view held, const act_id *plan,
                     uint32_t plan_length, const char *indent);
void kzi_page_event(play *of, writer *to, const play_event *event, mind_id eyes);
void kzi_page_why(play *of, writer *to, act_id act, state_id at, bool was_done);
void kzi_page_whynot(play *of, writer *to, act_id act);
const char *kzi_page_act(play *of, act_id act);
/* What leads to another ending at once from here, when something was left out. */
void kzi_page_ways(play *of, writer *to);

kz_play *kzi_play_load(const memory *like, const reading *shared, const char *text, size_t length,
                       const kz_play_settings *settings);

/* save.c */
void kzi_save_write(play *of, writer *to);
void kzi_save_hash(const reading *of, uint64_t hash[2]);
uint64_t kzi_save_checksum(const char *text, size_t length);

#endif
