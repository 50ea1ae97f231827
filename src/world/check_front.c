/* SPDX-License-Identifier: MIT
 *
 * check_front: the story's own lines: title, limits, how it is told, who sees.
 *
 * In     the NODE_STORY statement
 * Out    the world's front; what `seen by` is where an act does not say
 * Owns   nothing; the world's arena does
 */
#include "checking.h"

#include <string.h>

/* Lines of one kind add up: a second `content` takes no note away. */
static const char *const *front_words(checker *c, const node *line, const char *const *known,
                                      uint32_t *count) {
    const char **words = KZI_TAKE_MANY(c->in, const char *, *count + kzi_child_count(line) + 1);
    if (!words) return NULL;
    for (uint32_t i = 0; i < *count; i++) words[i] = known[i];
    FOR_EACH_CHILD(of, line) {
        if (of->kind == NODE_WORDS && of->text) words[(*count)++] = of->text;
    }
    return words;
}

static uint32_t front_number(checker *c, const node *limit) {
    if (limit->number >= 0 && limit->number <= MOST_NUMBER) return (uint32_t)limit->number;
    kzi_note(c->notes, K_NUMBER_TOO_LARGE, limit->where);
    return UINT32_MAX;
}

static void front_read_limit(checker *c, const node *limit, world_front *to) {
    uint32_t number = front_number(c, limit);
    switch (limit->choice) {
    case LIMIT_STORY: to->limit_story = number; break;
    case LIMIT_PLAN: to->limit_plan = number; break;
    case LIMIT_MIND: to->limit_mind = number; break;
    case LIMIT_BELIEFS: to->limit_beliefs = number; break;
    case LIMIT_STATES: to->limit_states = number; break;
    default: break;
    }
}

/* ---- `telling`: who tells must be somebody, what the telling hangs on an act, the rest one of
 * these ---- */
static const char *const front_manners[] = {
    "first person",    "second person",    "third person",   "past",          "present",
    "one head",        "heads per scene",  "all heads",      "in threads",    "in fragments",
    "in chapters",     "clock in minutes", "clock in hours", "clock in days", "clock in weeks",
    "clock in months", "clock in years"};
#define FRONT_MANNER_COUNT (sizeof front_manners / sizeof *front_manners)

static const char *front_behind(const char *words, const char *beginning) {
    size_t length = strlen(beginning);
    return strncmp(words, beginning, length) == 0 ? words + length : NULL;
}

static void front_check_teller(checker *c, const char *name, span where) {
    kzi_find_person(c, kzi_symbol(c->names, name, strlen(name)), where);
}

static void front_check_act(checker *c, const char *name, span where) {
    symbol is = kzi_symbol(c->names, name, strlen(name));
    for (uint32_t i = 0; i < c->statements.count; i++) {
        const node *of = c->statements.items[i];
        if (of->kind == NODE_ACT && kzi_is_same_symbol(of->name, is)) return;
    }
    kzi_note_unknown(c, SORT_ACT, is, where);
}

static void front_note_manner(checker *c, const char *words, span where) {
    note *said = kzi_note(c->notes, K_TELLING_NOT_UNDERSTOOD, where, words);
    const char *meant = kzi_did_you_mean(words, front_manners, FRONT_MANNER_COUNT);
    kzi_note_try(c->notes, said, "%s",
                 meant ? meant
                       : "`first person`, `past`, `through NAME`, `heads per scene`, `in threads`, "
                         "`in chapters`, `clock in years`, `flashback on ACT`, `beginning at ACT`");
}

static void front_check_manner(checker *c, const char *words, span where) {
    const char *rest;
    if (front_behind(words, "clock in ")) c->asks_the_clock = true;
    for (size_t i = 0; i < FRONT_MANNER_COUNT; i++) {
        if (strcmp(words, front_manners[i]) == 0) return;
    }
    if ((rest = front_behind(words, "through "))) front_check_teller(c, rest, where);
    else if ((rest = front_behind(words, "flashback on ")) ||
             (rest = front_behind(words, "beginning at ")))
        front_check_act(c, rest, where);
    else front_note_manner(c, words, where);
}

static void front_check_telling(checker *c, const node *line) {
    FOR_EACH_CHILD(words, line) {
        if (words->text) front_check_manner(c, words->text, words->where);
    }
}

/* What the author wants: bare facts are the world's. */
static void front_read_want(checker *c, const node *line, world_wants *to) {
    scope none = {0};
    const node *condition = kzi_child(line, 1);
    world_want made = {.every = NOT_NAMED,
                       .owner = NOT_NAMED,
                       .is_fear = line->flag,
                       .from = line,
                       .where = line->where};
    made.amount = kzi_check_number(c, &none, kzi_child(line, 0));
    if (condition->kind != NODE_NONE) made.condition = kzi_check_condition(c, &none, condition);
    bool is_quiet =
        made.amount->type == TYPE_QUIET || (made.condition && made.condition->type == TYPE_QUIET);
    if (!is_quiet) (void)LIST_ADD(c->in, to, made);
}

static void front_read_wants(checker *c, const node *story, world_front *to) {
    world_wants wants = {0};
    FOR_EACH_CHILD(line, story) {
        if (line->kind == NODE_WANTS) front_read_want(c, line, &wants);
    }
    to->wants = wants.items;
    to->want_count = wants.count;
}

/* What that meaning has no word for. */
static const char *front_not_sabres(const node *of) {
    switch (of->kind) {
    case NODE_LEARNS: return "learns";
    case NODE_SENSES: return "senses";
    case NODE_EVIDENT: return "evident";
    case NODE_TAKES: return "takes";
    case NODE_ACT: return of->flag ? "attempt" : NULL;
    case NODE_CHOICE_OF_PLANS: return of->choice == LESSER_EVIL ? "choice lesser evil" : NULL;
    default: return NULL;
    }
}

static void front_refuse_what_is_ours(checker *c, const node *at) {
    const char *word = front_not_sabres(at);
    if (word) {
        note *said = kzi_note(c->notes, K_NOT_IN_SABRE, at->where, word);
        kzi_note_other(c->notes, said, c->made->front.where, "the meaning is that of Sabre here");
        return;
    }
    FOR_EACH_CHILD(child, at) front_refuse_what_is_ours(c, child);
}

static void front_read_line(checker *c, const node *line, world_front *to) {
    switch (line->kind) {
    case NODE_PREMISE: to->premise = line->text; break;
    case NODE_CONTENT: to->content = front_words(c, line, to->content, &to->content_count); break;
    case NODE_AGES: to->ages = kzi_child(line, 0)->text; break;
    case NODE_TELLING:
        to->telling = front_words(c, line, to->telling, &to->telling_count);
        front_check_telling(c, line);
        break;
    case NODE_LIMITS: {
        FOR_EACH_CHILD(limit, line) front_read_limit(c, limit, to);
        break;
    }
    case NODE_CHOICE_OF_PLANS: to->has_lesser_evil = line->choice == LESSER_EVIL; break;
    case NODE_ACTS_ARE_SEEN: c->made->default_seen = c->default_seen = kzi_child(line, 0); break;
    case NODE_MEANING: to->is_sabres = true; break;
    default: break;
    }
}

static void front_read(checker *c, const node *story) {
    if (c->story) {
        note *said = kzi_note(c->notes, K_TWO_STORIES, story->where);
        kzi_note_other(c->notes, said, c->story->where, "the first");
        return;
    }
    c->story = story;
    c->made->front.title = story->text;
    c->made->front.where = story->where;
    FOR_EACH_CHILD(line, story) front_read_line(c, line, &c->made->front);
    front_read_wants(c, story, &c->made->front);
}

void kzi_check_front(checker *c) {
    world_front *to = &c->made->front;
    to->where.source = UINT32_MAX;
    to->limit_story = to->limit_plan = to->limit_mind = to->limit_beliefs = to->limit_states =
        UINT32_MAX;
    for (uint32_t i = 0; i < c->statements.count; i++) {
        if (c->statements.items[i]->kind == NODE_STORY) front_read(c, c->statements.items[i]);
    }
    for (uint32_t i = 0; to->is_sabres && i < c->statements.count; i++)
        front_refuse_what_is_ours(c, c->statements.items[i]);
}
