/* SPDX-License-Identifier: MIT
 *
 * answer_secrets: who knows what through a whole story: since when, and from whom; who thinks whom
 * to know; and where a reader knows more than
 *                 somebody who is there. For `minds --secrets`.
 *
 * In     one told story, and through whose eyes it is told
 * Out    each fact that somebody is wrong about at some moment, with who knows it and who takes
 *        whom to know it, moment by moment
 *
 * To know is to hold what is so. A thinks that B knows when, in A's picture of B, B holds what A
 * holds.
 */
#include "tell_work.h"

#include <string.h>

#define WIDTH 100u

typedef struct secrecy {
    uint32_t moment_count; /* acts that went well, and one */
    state_id *states;      /* by moment */
    uint32_t *secrets;     /* facts */
    uint32_t secret_count;
    mind_id through;     /* whose eyes the telling goes through; NO_MIND: it tells every act */
    uint32_t *told_from; /* by fact: the first moment at which the telling has spoken of it;
                            UINT32_MAX: never */
} secrecy;

/* ---- reading minds ---- */
static view story_at(const asking *of, uint32_t moment) {
    view at = of->main.stories.start;
    at.state = of->secrecy->states[moment];
    return at;
}

static value held_at(const asking *of, view at, uint32_t fact) {
    return kzi_fact_get(of->main.ground, kzi_state_facts(&of->main.stories.minds.states, at.state),
                        (fact_id){fact});
}

static view mind_at(const asking *of, uint32_t moment, uint32_t mind) {
    return kzi_minds_view(&of->main.stories.minds, story_at(of, moment), (mind_id){mind});
}

static value truth_of(const asking *of, uint32_t moment, uint32_t fact) {
    return held_at(of, story_at(of, moment), fact);
}

static bool knows_it(const asking *of, uint32_t moment, uint32_t mind, uint32_t fact) {
    return held_at(of, mind_at(of, moment, mind), fact) == truth_of(of, moment, fact);
}

/* What `one` takes `other` to hold. */
static value picture_of(const asking *of, uint32_t moment, uint32_t one, uint32_t other,
                        uint32_t fact) {
    return held_at(
        of, kzi_minds_view(&of->main.stories.minds, mind_at(of, moment, one), (mind_id){other}),
        fact);
}

static bool thinks_knows(const asking *of, uint32_t moment, uint32_t one, uint32_t other,
                         uint32_t fact) {
    return picture_of(of, moment, one, other, fact) == held_at(of, mind_at(of, moment, one), fact);
}

static bool sees_rightly(const asking *of, uint32_t moment, uint32_t one, uint32_t other,
                         uint32_t fact) {
    return picture_of(of, moment, one, other, fact) ==
           held_at(of, mind_at(of, moment, other), fact);
}

/* ---- which facts ---- */
/* What time it is nobody keeps from anybody. */
static bool is_secret(const asking *of, uint32_t fact) {
    if (of->main.ground->has_clock && of->main.ground->clock.n == fact) return false;
    for (uint32_t t = 0; t < of->secrecy->moment_count; t++) {
        for (uint32_t m = 0; m < of->main.ground->mind_count; m++) {
            if (!knows_it(of, t, m, fact)) return true;
        }
    }
    return false;
}

/* ---- what the telling has spoken of ---- */
static void speak_of(const asking *of, expression_id id, uint32_t moment) {
    const grounded *about = of->main.ground;
    const expression *e = &about->expressions[id.n];
    bool is_fact = e->kind == EXPRESSION_FACT || e->kind == CONDITION_FACT_IS ||
                   e->kind == CONDITION_FACT_IS_NOT;
    if (is_fact && of->secrecy->told_from[e->fact.n] > moment)
        of->secrecy->told_from[e->fact.n] = moment;
    if (e->kind == CONDITION_BELIEVES || e->kind == EXPRESSION_BELIEVED)
        return; /* that is about a mind */
    for (uint32_t i = 0; i < e->child_count; i++)
        speak_of(of, about->children[e->first_child + i], moment);
}

/* An act or a rule shows what it needed and what it changed. What was only said may be a lie, and
 * shows nothing. */
static void speak_of_act(const asking *of, const ground_act *act, uint32_t moment) {
    const grounded *about = of->main.ground;
    speak_of(of, act->condition, moment);
    for (uint32_t i = 0; i < act->effect_count; i++) {
        uint32_t fact = about->effects[act->first_effect + i].fact.n;
        if (of->secrecy->told_from[fact] > moment) of->secrecy->told_from[fact] = moment;
    }
}

static void find_told_facts(asking *of) {
    for (uint32_t f = 0; f < of->main.ground->fact_count; f++)
        of->secrecy->told_from[f] = UINT32_MAX;
    for (uint32_t t = 1; t < of->secrecy->moment_count; t++) {
        const told_act *a = &of->log.acts[t - 1];
        if (!a->fails) speak_of_act(of, &of->main.ground->acts[a->act.n], t);
        for (uint32_t i = 0; i < a->rule_count; i++)
            speak_of_act(of, &of->main.ground->rules[a->rules[i]], t);
    }
}

static bool reader_knows(const asking *of, uint32_t moment, uint32_t fact) {
    const secrecy *s = of->secrecy;
    if (s->through.n != NO_MIND.n) return knows_it(of, moment, s->through.n, fact);
    return s->told_from[fact] <= moment;
}

/* ---- work ---- */
/* The telling that the reader has is the one that `tell` would give: the question's own, then the
 * world's `telling` line. A head for each scene has no one reader's knowledge. */
static kz_progress find_telling(asking *of, mind_id *through) {
    manner how = {.through = NO_MIND};
    kz_progress found = kzi_tell_manner(of, &how);
    if (found != KZ_ANSWERED) return found;
    *through = how.heads == HEADS_ONE ? how.through : NO_MIND;
    if (how.heads != HEADS_PER_SCENE) return KZ_ANSWERED;
    note *said = kzi_note(&of->said, K_NOBODY_TELLS, KZI_IN_NO_FILE, "what a reader knows");
    kzi_note_try(&of->said, said, "--through NAME, or --heads free");
    return KZ_MISASKED;
}

kz_progress kzi_answer_secrets_work(asking *of) {
    secrecy *s = KZI_TAKE(&of->in, secrecy);
    mind_id through = NO_MIND;
    if (!s) return KZ_FAILED;
    kz_progress found = find_telling(of, &through);
    if (found != KZ_ANSWERED) return found;
    uint32_t well = of->log.was_accepted ? of->log.act_count : of->log.broke_at;
    s->moment_count = well + 1;
    s->states = KZI_TAKE_MANY(&of->in, state_id, s->moment_count);
    s->secrets = KZI_TAKE_MANY(&of->in, uint32_t, of->main.ground->fact_count);
    s->told_from = KZI_TAKE_MANY(&of->in, uint32_t, of->main.ground->fact_count);
    if (!s->states || !s->secrets || !s->told_from) return KZ_FAILED;
    for (uint32_t t = 0; t < s->moment_count; t++)
        s->states[t] = t == 0 ? of->log.start : of->log.acts[t - 1].after;
    of->secrecy = s;
    for (uint32_t f = 0; f < of->main.ground->fact_count; f++) {
        if (is_secret(of, f)) s->secrets[s->secret_count++] = f;
    }
    s->through = through;
    find_told_facts(of);
    return kzi_answer_replay_minds(of, &of->main, &of->log);
}

/* ---- from whom ---- */
static bool is_by_or_seen(const asking *of, const told_act *a, uint32_t mind) {
    const grounded *about = of->main.ground;
    const ground_act *act = &about->acts[a->act.n];
    for (uint32_t i = 0; i < act->actor_count; i++) {
        if (about->actors[act->first_actor + i].n == mind) return true;
    }
    return kzi_minds_hold(&of->main.stories.minds, a->before, about->seen[act->first_seen + mind]);
}

static bool changes_fact(const grounded *about, const ground_act *act, uint32_t fact) {
    for (uint32_t i = 0; i < act->effect_count; i++) {
        if (about->effects[act->first_effect + i].fact.n == fact) return true;
    }
    return false;
}

static const char *from_implant(asking *of, const ground_act *act, uint32_t mind, uint32_t fact) {
    const grounded *about = of->main.ground;
    for (uint32_t i = 0; i < act->implant_count; i++) {
        const implant *what = &about->implants[act->first_implant + i];
        if (what->mind.n != mind || what->fact.n != fact || what->via_count) continue;
        if (what->kind == IMPLANT_SENSES) return "by own senses";
        if (what->teller.n == NO_MIND.n) return "by what happens";
        writer to = kzi_writer(&of->text);
        kzi_writef(&to, "from %s", kzi_words_mind(about, what->teller));
        return kzi_written(&to);
    }
    return NULL;
}

static const char *from_rule(asking *of, const told_act *a, uint32_t mind, uint32_t fact) {
    const grounded *about = of->main.ground;
    for (uint32_t i = 0; i < a->rule_count; i++) {
        const ground_act *rule = &about->rules[a->rules[i]];
        if (!changes_fact(about, rule, fact) ||
            about->seen[rule->first_seen + mind].n == NEVER_HOLDS.n)
            continue;
        writer to = kzi_writer(&of->text);
        kzi_writef(&to, "by seeing %s", kzi_symbol_text(about->names, rule->name));
        return kzi_written(&to);
    }
    return NULL;
}

static bool is_in_sight(const grounded *about, uint32_t mind, uint32_t fact) {
    for (uint32_t i = 0; i < about->sight_count; i++) {
        if (about->sights[i].mind.n == mind && about->sights[i].fact.n == fact) return true;
    }
    return false;
}

/* How somebody came to hold what they hold, with the act before this moment. */
static const char *from_whom(asking *of, uint32_t moment, uint32_t mind, uint32_t fact) {
    const grounded *about = of->main.ground;
    const told_act *a = &of->log.acts[moment - 1];
    const ground_act *act = &about->acts[a->act.n];
    bool was_held_before = held_at(of, mind_at(of, moment, mind), fact) ==
                           held_at(of, mind_at(of, moment - 1, mind), fact);
    if (was_held_before) return "it came to be as believed";
    const char *found = a->fails ? "by the attempt that failed" : from_implant(of, act, mind, fact);
    if (!found && is_by_or_seen(of, a, mind) && changes_fact(about, act, fact))
        found = "by seeing it";
    if (!found) found = from_rule(of, a, mind, fact);
    if (!found && is_in_sight(about, mind, fact)) found = "by sight";
    if (!found && is_by_or_seen(of, a, mind)) found = "since it shows";
    return found ? found : "as it must be so";
}

/* ---- a person's knowledge of one fact, in stretches ---- */
typedef struct {
    uint32_t first, end; /* moments */
    bool knows;
    value held;
} stretch;

/* From `first` on as long as nothing changes. */
static stretch stretch_from(const asking *of, uint32_t first, uint32_t mind, uint32_t fact) {
    stretch made = {first, first + 1, knows_it(of, first, mind, fact),
                    held_at(of, mind_at(of, first, mind), fact)};
    while (made.end < of->secrecy->moment_count &&
           knows_it(of, made.end, mind, fact) == made.knows &&
           (made.knows || held_at(of, mind_at(of, made.end, mind), fact) == made.held))
        made.end++;
    return made;
}

static void write_when(const asking *of, writer *to, uint32_t moment) {
    if (moment == 0) {
        kzi_write(to, "from the start");
        return;
    }
    kzi_writef(to, "from act %u, ", moment);
    kzi_words_act_name(to, of->main.ground, &of->main.ground->acts[of->log.acts[moment - 1].act.n]);
}

static void write_knowledge(asking *of, writer *to, uint32_t mind, uint32_t fact) {
    writer list = kzi_writer(&of->text);
    kzi_writef(&list, "%s ", kzi_words_mind(of->main.ground, (mind_id){mind}));
    for (uint32_t t = 0; t < of->secrecy->moment_count;) {
        stretch s = stretch_from(of, t, mind, fact);
        if (t) kzi_write(&list, "; ");
        if (s.knows) {
            kzi_write(&list, "knows it ");
        } else {
            kzi_write(&list, "believes ");
            kzi_words_claim(&list, of->main.ground, (fact_id){fact}, s.held);
            kzi_write(&list, " ");
        }
        write_when(of, &list, t);
        if (t && s.knows) kzi_writef(&list, ", %s", from_whom(of, t, mind, fact));
        t = s.end;
    }
    kzi_telling_wrap(to, kzi_written(&list), WIDTH, "      ");
}

/* ---- who takes whom to know ---- */
typedef struct {
    bool thinks, is_right;
} picture;

static picture picture_at(const asking *of, uint32_t moment, uint32_t one, uint32_t other,
                          uint32_t fact) {
    return (picture){thinks_knows(of, moment, one, other, fact),
                     sees_rightly(of, moment, one, other, fact)};
}

/* Worth a line where somebody is wrong about the other, or keeps from the other what they know. */
static bool is_picture_worth_saying(const asking *of, uint32_t one, uint32_t other, uint32_t fact) {
    for (uint32_t t = 0; t < of->secrecy->moment_count; t++) {
        picture p = picture_at(of, t, one, other, fact);
        if (!p.is_right || !p.thinks) return true;
    }
    return false;
}

static void write_picture(asking *of, writer *to, uint32_t one, uint32_t other, uint32_t fact) {
    writer list = kzi_writer(&of->text);
    kzi_writef(&list, "%s thinks that %s ", kzi_words_mind(of->main.ground, (mind_id){one}),
               kzi_words_mind(of->main.ground, (mind_id){other}));
    for (uint32_t t = 0; t < of->secrecy->moment_count;) {
        picture p = picture_at(of, t, one, other, fact);
        uint32_t end = t + 1;
        for (; end < of->secrecy->moment_count; end++) {
            picture next = picture_at(of, end, one, other, fact);
            if (next.thinks != p.thinks || next.is_right != p.is_right) break;
        }
        if (t) kzi_write(&list, "; ");
        kzi_write(&list, p.thinks ? "holds the same " : "holds otherwise ");
        write_when(of, &list, t);
        if (!p.is_right) kzi_write(&list, " (wrongly)");
        t = end;
    }
    kzi_telling_wrap(to, kzi_written(&list), WIDTH, "      ");
}

/* ---- one secret ---- */
static void write_truth(asking *of, writer *to, uint32_t fact) {
    writer list = kzi_writer(&of->text);
    for (uint32_t t = 0; t < of->secrecy->moment_count; t++) {
        if (t && truth_of(of, t, fact) == truth_of(of, t - 1, fact)) continue;
        if (t) {
            kzi_write(&list, "; ");
            write_when(of, &list, t);
            kzi_write(&list, ": ");
        }
        kzi_words_claim(&list, of->main.ground, (fact_id){fact}, truth_of(of, t, fact));
    }
    kzi_telling_wrap(to, kzi_written(&list), WIDTH, "  ");
}

static bool always_knows(const asking *of, uint32_t mind, uint32_t fact) {
    return stretch_from(of, 0, mind, fact).end == of->secrecy->moment_count &&
           knows_it(of, 0, mind, fact);
}

static void write_secret(asking *of, writer *to, uint32_t fact) {
    uint32_t count = of->main.ground->mind_count;
    kzi_write(to, "\n");
    write_truth(of, to, fact);
    writer knowing = kzi_writer(&of->text);
    for (uint32_t m = 0; m < count; m++) {
        if (always_knows(of, m, fact))
            kzi_writef(&knowing, "%s%s", knowing.length ? ", " : "known throughout: ",
                       kzi_words_mind(of->main.ground, (mind_id){m}));
    }
    if (knowing.length) kzi_telling_wrap(to, kzi_written(&knowing), WIDTH, "      ");
    for (uint32_t m = 0; m < count; m++) {
        if (!always_knows(of, m, fact)) write_knowledge(of, to, m, fact);
    }
    for (uint32_t a = 0; a < count; a++) {
        for (uint32_t b = 0; b < count; b++) {
            if (a != b && is_picture_worth_saying(of, a, b, fact))
                write_picture(of, to, a, b, fact);
        }
    }
}

/* ---- what somebody only missed: they were right, it changed without them, and they went on as
 * before ---- */
static bool only_missed_it(const asking *of, uint32_t mind, uint32_t fact) {
    value first = held_at(of, mind_at(of, 0, mind), fact);
    for (uint32_t t = 1; t < of->secrecy->moment_count; t++) {
        if (held_at(of, mind_at(of, t, mind), fact) != first) return false;
    }
    return knows_it(of, 0, mind, fact);
}

/* Nobody was ever deceived about it: it needs no page of its own. */
static bool was_only_missed(const asking *of, uint32_t fact) {
    for (uint32_t m = 0; m < of->main.ground->mind_count; m++) {
        if (!always_knows(of, m, fact) && !only_missed_it(of, m, fact)) return false;
    }
    return true;
}

static uint32_t first_missed(const asking *of, uint32_t mind, uint32_t fact) {
    uint32_t t = 0;
    while (t < of->secrecy->moment_count && knows_it(of, t, mind, fact)) t++;
    return t;
}

static void write_missed(asking *of, writer *to) {
    const secrecy *s = of->secrecy;
    for (uint32_t m = 0; m < of->main.ground->mind_count; m++) {
        writer list = kzi_writer(&of->text);
        for (uint32_t i = 0; i < s->secret_count; i++) {
            uint32_t fact = s->secrets[i], at = first_missed(of, m, fact);
            if (at == s->moment_count || !was_only_missed(of, fact)) continue;
            if (list.length) kzi_write(&list, ", ");
            else
                kzi_writef(&list, "%s misses what changes: ",
                           kzi_words_mind(of->main.ground, (mind_id){m}));
            kzi_words_claim(&list, of->main.ground, (fact_id){fact}, truth_of(of, at, fact));
            kzi_writef(&list, " (act %u)", at);
        }
        if (!list.length) continue;
        kzi_write(to, "\n");
        kzi_telling_wrap(to, kzi_written(&list), WIDTH, "  ");
    }
}

/* ---- irony ---- */
static bool is_ironic(const asking *of, uint32_t moment, uint32_t mind, uint32_t fact) {
    return moment && reader_knows(of, moment, fact) && !knows_it(of, moment, mind, fact) &&
           is_by_or_seen(of, &of->log.acts[moment - 1], mind);
}

/* The last moment of a stretch in which the reader knows, and the person does not; they need not be
 * there all the while. */
static uint32_t irony_end(const asking *of, uint32_t first, uint32_t mind, uint32_t fact) {
    uint32_t last = first;
    for (uint32_t t = first;
         t < of->secrecy->moment_count && reader_knows(of, t, fact) && !knows_it(of, t, mind, fact);
         t++) {
        if (is_ironic(of, t, mind, fact)) last = t;
    }
    return last;
}

typedef struct {
    uint32_t mind, fact, first, last;
} irony;

typedef struct {
    LIST(irony) list;
} ironies;

static ironies find_ironies(asking *of) {
    ironies found = {0};
    for (uint32_t i = 0; i < of->secrecy->secret_count; i++) {
        uint32_t fact = of->secrecy->secrets[i];
        for (uint32_t m = 0; m < of->main.ground->mind_count; m++) {
            for (uint32_t t = 1; t < of->secrecy->moment_count; t++) {
                if (!is_ironic(of, t, m, fact)) continue;
                uint32_t last = irony_end(of, t, m, fact);
                (void)LIST_ADD(&of->text, &found.list, (irony){m, fact, t, last});
                t = last;
            }
        }
    }
    return found;
}

static bool is_same_stretch(const irony *one, const irony *other) {
    return one->mind == other->mind && one->first == other->first && one->last == other->last;
}

/* All that one person does not know during the same acts, in one line. */
static void write_irony(asking *of, writer *to, const ironies *all, uint32_t number) {
    const irony *one = &all->list.items[number];
    const grounded *about = of->main.ground;
    for (uint32_t i = 0; i < number; i++) {
        if (is_same_stretch(&all->list.items[i], one)) return; /* said already */
    }
    writer said = kzi_writer(&of->text);
    if (one->first == one->last) kzi_writef(&said, "act %u: ", one->first);
    else kzi_writef(&said, "acts %u to %u: ", one->first, one->last);
    kzi_writef(&said,
               "%s, who is there, does not know: ", kzi_words_mind(about, (mind_id){one->mind}));
    for (uint32_t i = number; i < all->list.count; i++) {
        const irony *other = &all->list.items[i];
        if (!is_same_stretch(one, other)) continue;
        if (i > number) kzi_write(&said, ", ");
        kzi_words_claim(&said, about, (fact_id){other->fact},
                        truth_of(of, one->first, other->fact));
    }
    kzi_telling_wrap(to, kzi_written(&said), WIDTH, "  ");
}

static void write_ironies(asking *of, writer *to) {
    ironies found = find_ironies(of);
    mind_id through = of->secrecy->through;
    if (through.n == NO_MIND.n)
        kzi_write(
            to,
            "\nWhere a reader, who is told every act, knows more than somebody who is there:\n");
    else
        kzi_writef(
            to, "\nWhere a reader, who sees through %s, knows more than somebody who is there:\n",
            kzi_words_mind(of->main.ground, through));
    for (uint32_t t = 1; t < of->secrecy->moment_count; t++) {
        for (uint32_t i = 0; i < found.list.count; i++) {
            if (found.list.items[i].first == t) write_irony(of, to, &found, i);
        }
    }
    if (found.list.count == 0) kzi_write(to, "  nowhere\n");
}

void kzi_answer_secrets_write(asking *of, writer *to) {
    const secrecy *s = of->secrecy;
    if (!s) return;
    kzi_writef(to, "Secrets in the story %s, moment by moment (%u act%s)\n", of->story_name,
               s->moment_count - 1, s->moment_count == 2 ? "" : "s");
    kzi_answer_changes(of, to);
    if (!of->log.was_accepted) kzi_write(to, "  The tale breaks there: `kizuna check` says why.\n");
    if (s->secret_count == 0)
        kzi_write(
            to,
            "\nThere are none: everybody is right about everything, from the start to the end.\n");
    for (uint32_t i = 0; i < s->secret_count; i++) {
        if (!was_only_missed(of, s->secrets[i])) write_secret(of, to, s->secrets[i]);
    }
    write_missed(of, to);
    if (s->secret_count) write_ironies(of, to);
}

/* ---- JSON: every moment ---- */
static void write_value_json(asking *of, json *to, const char *key, uint32_t fact, value v) {
    writer said = kzi_writer(&of->text);
    kzi_words_value(&said, of->main.ground, (fact_id){fact}, v);
    kzi_json_key_text(to, key, kzi_written(&said));
}

static void write_mind_moment_json(asking *of, json *to, uint32_t moment, uint32_t mind,
                                   uint32_t fact) {
    const grounded *about = of->main.ground;
    kzi_json_open(to, '{');
    kzi_json_key_text(to, "name", kzi_words_mind(about, (mind_id){mind}));
    write_value_json(of, to, "holds", fact, held_at(of, mind_at(of, moment, mind), fact));
    bool knows = knows_it(of, moment, mind, fact),
         is_new = moment && knows && !knows_it(of, moment - 1, mind, fact);
    kzi_json_key_bool(to, "knows", knows);
    kzi_json_key_text(to, "learned", is_new ? from_whom(of, moment, mind, fact) : NULL);
    kzi_json_key(to, "thinks_knows");
    kzi_json_open(to, '{');
    for (uint32_t b = 0; b < about->mind_count; b++) {
        if (b != mind)
            kzi_json_key_bool(to, kzi_words_mind(about, (mind_id){b}),
                              thinks_knows(of, moment, mind, b, fact));
    }
    kzi_json_close(to, '}');
    kzi_json_close(to, '}');
}

static void write_moment_json(asking *of, json *to, uint32_t moment, uint32_t fact) {
    kzi_json_open(to, '{');
    kzi_json_key_number(to, "after_count", moment);
    write_value_json(of, to, "so", fact, truth_of(of, moment, fact));
    kzi_json_key_bool(to, "reader_knows", reader_knows(of, moment, fact));
    kzi_json_key(to, "minds");
    kzi_json_open(to, '[');
    for (uint32_t m = 0; m < of->main.ground->mind_count; m++)
        write_mind_moment_json(of, to, moment, m, fact);
    kzi_json_close(to, ']');
    kzi_json_close(to, '}');
}

static void write_secrets_list_json(asking *of, json *to) {
    const secrecy *s = of->secrecy;
    kzi_json_key_text(to, "of", of->story_name);
    kzi_json_key_text(to, "through",
                      s->through.n == NO_MIND.n ? NULL
                                                : kzi_words_mind(of->main.ground, s->through));
    kzi_json_key(to, "acts");
    kzi_json_open(to, '[');
    for (uint32_t t = 1; t < s->moment_count; t++)
        kzi_words_act_json(to, of->main.ground, &of->main.ground->acts[of->log.acts[t - 1].act.n],
                           false);
    kzi_json_close(to, ']');
    kzi_json_key(to, "secrets");
    kzi_json_open(to, '[');
    for (uint32_t i = 0; i < s->secret_count; i++) {
        kzi_json_open(to, '{');
        kzi_json_key_text(to, "fact", of->main.ground->facts[s->secrets[i]].name);
        kzi_json_key(to, "moments");
        kzi_json_open(to, '[');
        for (uint32_t t = 0; t < s->moment_count; t++) write_moment_json(of, to, t, s->secrets[i]);
        kzi_json_close(to, ']');
        kzi_json_close(to, '}');
    }
    kzi_json_close(to, ']');
    kzi_json_key(to, "ironies");
    kzi_json_open(to, '[');
    ironies found = find_ironies(of);
    for (uint32_t i = 0; i < found.list.count; i++) {
        const irony *one = &found.list.items[i];
        kzi_json_open(to, '{');
        kzi_json_key_text(to, "fact", of->main.ground->facts[one->fact].name);
        kzi_json_key_text(to, "who", kzi_words_mind(of->main.ground, (mind_id){one->mind}));
        kzi_json_key_number(to, "first", one->first);
        kzi_json_key_number(to, "last", one->last);
        kzi_json_close(to, '}');
    }
    kzi_json_close(to, ']');
}

void kzi_answer_secrets_json(asking *of, json *to) {
    kzi_answer_head_json(of, to, "kizuna-secrets");
    kzi_answer_notes_json(of, to);
    if (of->secrecy) write_secrets_list_json(of, to);
    kzi_answer_measured_json(of, to);
}
