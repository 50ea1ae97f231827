/* SPDX-License-Identifier: MIT
 *
 * parser_lines: see parser_lines.h. A rule of docs/grammar.md stands above the function that reads
 * it.
 */
#include "parser_lines.h"

#include "parser_condition.h"

#define COUNT_OF(words) ((uint32_t)(sizeof(words) / sizeof *(words)))
#define MOST_KNOWN      24u

const char *kzi_meant_word(reader *r, span written, const keyword *known, uint32_t known_count) {
    const char *texts[MOST_KNOWN];
    uint32_t count = known_count < MOST_KNOWN ? known_count : MOST_KNOWN;
    for (uint32_t i = 0; i < count; i++) texts[i] = kzi_word_text(known[i]);
    return kzi_did_you_mean(kzi_reader_quote(r, written), texts, count);
}

#undef MOST_KNOWN

void kzi_parse_unknown_line(reader *r, const char *block, span beginning, const keyword *known,
                            uint32_t known_count) {
    if (r->has_slipped) return;
    if (beginning.first == r->now.where.first && r->now.kind >= TOKEN_OPEN_TEXT) {
        kzi_reader_expected(r, NULL);
        return;
    }
    const char *meant = kzi_meant_word(r, beginning, known, known_count);
    note *said = KZI_SLIP(r, K_UNKNOWN_LINE, beginning, block, kzi_reader_quote(r, beginning));
    if (meant) {
        kzi_note_try(r->notes, said, "did you mean `%s`?", meant);
        return;
    }
    writer all = kzi_writer(r->in);
    bool is_happening =
        known_count > 1 && known[1] == WORD_THEN; /* an act or a rule, where minds change too */
    for (uint32_t i = 0; i < known_count; i++) {
        kzi_writef(&all, "%s`%s`",
                   i == 0                                ? ""
                   : i + 1 < known_count || is_happening ? ", "
                                                         : " or ",
                   kzi_word_text(known[i]));
    }
    kzi_note_try(r->notes, said, "begin it with %s%s", kzi_written(&all),
                 is_happening ? ", or say what somebody learns: `Mio learns …`" : "");
}

static bool refuse_joint_at_line_begin(reader *r) {
    if (!kzi_reader_sees_word(r, WORD_AND) && !kzi_reader_sees_word(r, WORD_OR) &&
        !kzi_reader_sees(r, TOKEN_COMMA)) {
        return false;
    }
    note *said = KZI_SLIP(r, K_LINE_BEGINS_WITH, r->now.where, kzi_reader_quote(r, r->now.where));
    kzi_note_try(r->notes, said, "end the line above with it, and let this one stand deeper");
    return true;
}

/* ---- a story's lines ---- */

/* words: all up to the next comma */
static node *parse_words_item(reader *r, bool *has_more) {
    node *made = kzi_reader_node(r, NODE_WORDS);
    const char *comment = NULL;
    if (kzi_reader_sees(r, TOKEN_LINE_END) || kzi_reader_sees(r, TOKEN_COMMA)) {
        kzi_reader_expected(r, "a word or two");
        *has_more = false;
        return made;
    }
    made->text = kzi_lexer_words(&r->lexer, &made->where, has_more, &comment);
    r->last = (token){.kind = *has_more ? TOKEN_COMMA : TOKEN_NAME, .where = made->where};
    if (*has_more) r->last.where = (span){made->where.source, made->where.end, made->where.end + 1};
    r->now = kzi_lexer_token(&r->lexer);
    r->next = r->now;
    if (r->now.kind != TOKEN_LINE_END) r->next = kzi_lexer_token(&r->lexer);
    if (*has_more) made->comment = comment;
    else r->now.comment = comment;
    return made;
}

/* words { "," words } */
static node *parse_words_line(reader *r, node_kind kind) {
    node *made = kzi_reader_node(r, kind);
    kzi_reader_take(r);
    bool has_more = true;
    while (has_more && !r->has_slipped) kzi_reader_add(r, made, parse_words_item(r, &has_more));
    return made;
}

static node_choice limit_choice(keyword one) {
    switch (one) {
    case WORD_STORY: return LIMIT_STORY;
    case WORD_PLAN: return LIMIT_PLAN;
    case WORD_MIND: return LIMIT_MIND;
    case WORD_BELIEFS: return LIMIT_BELIEFS;
    case WORD_STATES: return LIMIT_STATES;
    default: return CHOICE_NONE;
    }
}

/* limit = ("story"|"plan"|"mind"|"beliefs"|"states") NUMBER */
static node *parse_limit(reader *r) {
    node *made = kzi_reader_node(r, NODE_LIMIT);
    made->choice = limit_choice(r->now.word);
    if (made->choice == CHOICE_NONE)
        kzi_reader_expected(r, "`story`, `plan`, `mind`, `beliefs` or `states`");
    kzi_reader_take(r);
    kzi_reader_wants(r, TOKEN_NUMBER, "a whole number");
    made->number = r->last.number;
    return kzi_reader_done(r, made);
}

/* "limits" limit { "," limit } */
static node *parse_limits(reader *r) {
    node *made = kzi_reader_node(r, NODE_LIMITS);
    kzi_reader_take(r);
    do kzi_reader_add(r, made, parse_limit(r));
    while (kzi_reader_takes_comma(r, made->last));
    return made;
}

/* "choice" ( "gain" | "lesser" "evil" ) */
static node *parse_choice_of_plans(reader *r) {
    node *made = kzi_reader_node(r, NODE_CHOICE_OF_PLANS);
    kzi_reader_take(r);
    made->choice = kzi_reader_sees_word(r, WORD_LESSER) ? LESSER_EVIL : GAIN;
    if (kzi_reader_takes_word(r, WORD_LESSER)) kzi_reader_wants_word(r, WORD_EVIL);
    else if (!kzi_reader_takes_word(r, WORD_GAIN))
        kzi_reader_expected(r, "`gain` or `lesser evil`");
    return made;
}

/* "acts" "are" "seen" "by" seers */
static node *parse_acts_are_seen(reader *r) {
    node *made = kzi_reader_node(r, NODE_ACTS_ARE_SEEN);
    kzi_reader_take(r);
    kzi_reader_wants_word(r, WORD_ARE);
    kzi_reader_wants_word(r, WORD_SEEN);
    kzi_reader_wants_word(r, WORD_BY);
    kzi_reader_add(r, made, kzi_parse_seen(r));
    return made;
}

/* ( "premise" | "prose" | … ) TEXT */
static node *parse_text_line(reader *r, node_kind kind, node_choice choice) {
    node *made = kzi_reader_node(r, kind);
    made->choice = choice;
    kzi_reader_take(r);
    made->text = kzi_reader_wants_text(r);
    return made;
}

/* "meaning" "as" "in" "Sabre" */
static node *parse_meaning(reader *r) {
    node *made = kzi_reader_node(r, NODE_MEANING);
    kzi_reader_take(r);
    kzi_reader_wants_word(r, WORD_AS);
    kzi_reader_wants_word(r, WORD_IN);
    kzi_reader_wants_word(r, WORD_SABRE);
    return kzi_reader_done(r, made);
}

static node *parse_want(reader *r);

static const keyword story_words[] = {WORD_PREMISE, WORD_CONTENT, WORD_AGES, WORD_TELLING,
                                      WORD_LIMITS,  WORD_CHOICE,  WORD_ACTS, WORD_MEANING,
                                      WORD_WANTS,   WORD_FEARS};

/* storyline = "premise" TEXT | "content" words { "," words } | "ages" words | "telling" words { ","
 * words } | "limits" … | "choice" … | "acts" "are" "seen" "by" seers | "meaning" "as" "in" "Sabre"
 * | ( "wants" | "fears" ) want */
node *kzi_parse_storyline(reader *r) {
    switch (r->now.word) {
    case WORD_PREMISE: return parse_text_line(r, NODE_PREMISE, CHOICE_NONE);
    case WORD_CONTENT: return parse_words_line(r, NODE_CONTENT);
    case WORD_AGES: return parse_words_line(r, NODE_AGES);
    case WORD_TELLING: return parse_words_line(r, NODE_TELLING);
    case WORD_LIMITS: return parse_limits(r);
    case WORD_CHOICE: return parse_choice_of_plans(r);
    case WORD_ACTS: return parse_acts_are_seen(r);
    case WORD_MEANING: return parse_meaning(r);
    case WORD_WANTS:
    case WORD_FEARS: return parse_want(r);
    default: break;
    }
    if (!refuse_joint_at_line_begin(r)) {
        kzi_parse_unknown_line(r, "a story", r->now.where, story_words, COUNT_OF(story_words));
    }
    return kzi_reader_none(r);
}

/* ---- a use's lines ---- */

static node *parse_without(reader *r, bool takes_call) {
    node *made = kzi_reader_node(r, NODE_WITHOUT);
    kzi_reader_take(r);
    node *call = takes_call ? kzi_parse_call(r) : kzi_reader_node(r, NODE_CALL);
    if (!takes_call) {
        call->name = kzi_reader_wants_name(r, "the name of an act, a rule or an ending");
        kzi_reader_done(r, call);
    }
    kzi_reader_add(r, made, call);
    return made;
}

static bool sees_what_somebody_sees(const reader *r) {
    return r->now.kind == TOKEN_NAME && r->next.word == WORD_SEES &&
           !kzi_reader_sees_word(r, WORD_NOT);
}

/* NAME "sees" TEXT */
static node *parse_what_somebody_sees(reader *r) {
    span first = r->now.where;
    symbol who = kzi_reader_wants_name(r, "who sees it");
    node *made = parse_text_line(r, NODE_LINE, SEES);
    made->name = who;
    made->where = kzi_span_to(first, made->where);
    return made;
}

static node_choice told_choice(keyword one) {
    switch (one) {
    case WORD_PROSE: return PROSE;
    case WORD_SAYS: return SAYS;
    case WORD_THINKS: return THINKS;
    case WORD_SHOWS: return SHOWS;
    case WORD_FAILS: return FAILS;
    case WORD_BRIEF: return BRIEF;
    default: return CHOICE_NONE;
    }
}

/* `ask sais "…"`: a text stands behind it, and no role takes one. */
static void refuse_telling_word(reader *r) {
    static const keyword told_words[] = {WORD_PROSE, WORD_SAYS,  WORD_THINKS,
                                         WORD_SHOWS, WORD_FAILS, WORD_BRIEF};
    span written = r->now.where;
    if (!kzi_reader_sees(r, TOKEN_NAME) || r->next.kind != TOKEN_TEXT) return;
    const char *meant = kzi_meant_word(r, written, told_words, COUNT_OF(told_words));
    note *said =
        KZI_SLIP(r, K_EXPECTED, written, "`prose`, `says`, `thinks`, `shows`, `fails` or `brief`",
                 kzi_reader_quote(r, written));
    if (meant) kzi_note_try(r->notes, said, "did you mean `%s`?", meant);
}

/* `says "…"`: who says that? */
static bool refuse_told_of_nothing(reader *r) {
    if (told_choice(r->now.word) == CHOICE_NONE || r->next.kind != TOKEN_TEXT) return false;
    kzi_reader_expected(r, "the name of an act or a rule of the module");
    return true;
}

static node *parse_fill(reader *r, node *made) {
    static const keyword use_words[] = {WORD_WITHOUT};
    if (kzi_reader_sees(r, TOKEN_NAME) && !kzi_reader_sees_word(r, WORD_IS) &&
        kzi_meant_word(r, made->where, use_words, COUNT_OF(use_words))) {
        kzi_parse_unknown_line(r, "a `use`", made->where, use_words, COUNT_OF(use_words));
    }
    refuse_telling_word(r);
    kzi_reader_wants_word(r, WORD_IS);
    kzi_reader_add(r, made, kzi_parse_condition(r));
    return made;
}

/* useline = NAME "is" condition | "without" NAME
 *         | NAME ( "prose" | "says" | "thinks" | "shows" | "fails" | "brief" ) TEXT
 *         | NAME NAME "sees" TEXT
 */
node *kzi_parse_useline(reader *r) {
    if (kzi_reader_sees_word(r, WORD_WITHOUT)) return parse_without(r, false);
    if (refuse_joint_at_line_begin(r) || refuse_told_of_nothing(r)) return kzi_reader_none(r);
    node *made = kzi_reader_node(r, NODE_FILL);
    made->name = kzi_reader_wants_name(r, "the name of a role, an act or a rule");
    bool is_sight = sees_what_somebody_sees(r);
    node_choice told = told_choice(r->now.word);
    if (told == CHOICE_NONE && !is_sight) return parse_fill(r, made);
    made->kind = NODE_TOLD_AS;
    kzi_reader_add(r, made,
                   kzi_reader_done(r, is_sight ? parse_what_somebody_sees(r)
                                               : parse_text_line(r, NODE_LINE, told)));
    return kzi_reader_done(r, made);
}

/* ---- claims and minds ---- */

/* claim { "," claim } */
node *kzi_parse_claims(reader *r) {
    node *made = kzi_reader_node(r, NODE_CLAIMS);
    kzi_reader_add(r, made, kzi_reader_none(r));
    do kzi_reader_add(r, made, kzi_parse_start_claim(r));
    while (kzi_reader_takes_comma(r, made->last));
    return kzi_reader_done(r, made);
}

static bool sees_mind_word(const reader *r) {
    return kzi_reader_sees_word(r, WORD_BELIEVES) || kzi_reader_sees_word(r, WORD_WANTS) ||
           kzi_reader_sees_word(r, WORD_FEARS);
}

/* "believes" unit */
static node *parse_believes_line(reader *r) {
    node *made = kzi_reader_node(r, NODE_BELIEVES_LINE);
    kzi_reader_take(r);
    kzi_reader_add(r, made, kzi_parse_lone_unit(r, "`believes`"));
    if (!kzi_reader_sees(r, TOKEN_COMMA)) return kzi_reader_done(r, made);
    note *said = KZI_SLIP(r, K_ONE_CLAIM, r->now.where, "`believes`");
    kzi_note_try(r->notes, said, "write a line for each");
    return made;
}

static void refuse_weightless(reader *r, const char *what, span where) {
    bool is_claim = kzi_reader_sees_word(r, WORD_IS) || kzi_reader_sees_word(r, WORD_AND) ||
                    kzi_reader_sees_word(r, WORD_OR) || kzi_reader_sees_word(r, WORD_NOT) ||
                    kzi_reader_sees_word(r, WORD_BELIEVES) || kzi_reader_sees(r, TOKEN_COMMA);
    if (!is_claim) return;
    note *said = KZI_SLIP(r, K_WANT_WITHOUT_WEIGHT, where, what);
    kzi_note_try(r->notes, said, "put a number before it: `%ss 1: …`", what);
}

/* want = sum ":" condition | sum */
static node *parse_want(reader *r) {
    node *made = kzi_reader_node(r, NODE_WANTS);
    made->flag = kzi_reader_sees_word(r, WORD_FEARS);
    const char *what = made->flag ? "fear" : "want";
    kzi_reader_take(r);
    span first = r->now.where;
    refuse_weightless(r, what, first);
    kzi_reader_add(r, made, kzi_parse_sum(r));
    refuse_weightless(r, what, kzi_span_to(first, r->last.where));
    bool has_condition = kzi_reader_takes(r, TOKEN_COLON);
    kzi_reader_add(r, made, has_condition ? kzi_parse_condition(r) : kzi_reader_none(r));
    return kzi_reader_done(r, made);
}

/* mindline = "believes" unit | "wants" want | "fears" want */
static node *parse_mindline(reader *r, node *owner) {
    node *made = kzi_reader_node_at(r, NODE_MIND_LINE, owner->where);
    kzi_reader_add(r, made, owner);
    kzi_reader_add(r, made,
                   kzi_reader_sees_word(r, WORD_BELIEVES) ? parse_believes_line(r) : parse_want(r));
    return kzi_reader_done(r, made);
}

static bool is_mind_word(keyword one) {
    return one == WORD_BELIEVES || one == WORD_WANTS || one == WORD_FEARS;
}

bool kzi_sees_owned_line(const reader *r) {
    return kzi_reader_sees_word(r, WORD_EVERY) ||
           (kzi_reader_sees(r, TOKEN_NAME) && is_mind_word(r->next.word));
}

/* "every" KIND */
static node *parse_every(reader *r) {
    node *made = kzi_reader_node(r, NODE_EVERY);
    kzi_reader_take(r);
    kzi_reader_add(r, made, kzi_reader_name_node(r, "a kind"));
    return kzi_reader_done(r, made);
}

/* owner mindline | "every" KIND claim { "," claim } */
node *kzi_parse_owned_line(reader *r) {
    if (!kzi_reader_sees_word(r, WORD_EVERY)) {
        node *owner = kzi_reader_name_node(r, "a name");
        return parse_mindline(r, owner);
    }
    node *every = parse_every(r);
    if (sees_mind_word(r)) return parse_mindline(r, every);
    node *claims = kzi_reader_node_at(r, NODE_CLAIMS, every->where);
    kzi_reader_add(r, claims, every);
    do kzi_reader_add(r, claims, kzi_parse_start_claim(r));
    while (kzi_reader_takes_comma(r, claims->last));
    return kzi_reader_done(r, claims);
}

static const keyword thing_words[] = {WORD_BELIEVES, WORD_WANTS, WORD_FEARS};

/* Where a line of claims trips over its second word, the first was perhaps meant to be one of
 * ours. */
static bool sees_mistyped(reader *r, const keyword *known, uint32_t known_count) {
    bool may_be =
        r->now.kind == TOKEN_NAME && r->now.word == WORD_NONE &&
        (r->next.kind == TOKEN_NUMBER ||
         (r->next.kind == TOKEN_NAME && r->next.word == WORD_NONE) || r->next.word == WORD_NOT ||
         r->next.kind == TOKEN_TEXT || r->next.kind == TOKEN_MINUS);
    return may_be && kzi_meant_word(r, r->now.where, known, known_count) != NULL;
}

/* "calls" NAME TEXT */
static node *parse_calls(reader *r) {
    node *made = kzi_reader_node(r, NODE_CALLS);
    kzi_reader_take(r);
    made->name = kzi_reader_wants_name(r, "the name of whom");
    made->text = kzi_reader_wants_text(r);
    if (kzi_reader_takes_word(r, WORD_WHEN)) kzi_reader_add(r, made, kzi_parse_condition(r));
    return kzi_reader_done(r, made);
}

/* "looks" "like" TEXT "when" condition */
static node *parse_looks(reader *r) {
    node *made = kzi_reader_node(r, NODE_LOOKS);
    kzi_reader_take(r);
    kzi_reader_take(r);
    made->text = kzi_reader_wants_text(r);
    kzi_reader_wants_word(r, WORD_WHEN);
    kzi_reader_add(r, made, kzi_parse_condition(r));
    return kzi_reader_done(r, made);
}

/* "sees" "nothing" "when" condition */
static node *parse_sees_nothing(reader *r) {
    node *made = kzi_reader_node(r, NODE_SEES_NOTHING);
    kzi_reader_take(r);
    kzi_reader_take(r);
    kzi_reader_wants_word(r, WORD_WHEN);
    kzi_reader_add(r, made, kzi_parse_condition(r));
    return kzi_reader_done(r, made);
}

/* thingline = claim { "," claim } | mindline | "calls" NAME TEXT ["when" condition] | "looks"
 * "like" TEXT "when" condition | "sees" "nothing" "when" condition */
node *kzi_parse_thingline(reader *r) {
    if (r->now.word == WORD_CALLS && r->next.kind == TOKEN_NAME && r->next.word == WORD_NONE)
        return parse_calls(r);
    if (r->now.word == WORD_LOOKS && r->next.word == WORD_LIKE) return parse_looks(r);
    if (kzi_reader_sees_words(r, WORD_SEES, WORD_NOTHING)) return parse_sees_nothing(r);
    if (sees_mind_word(r)) return parse_mindline(r, kzi_reader_none(r));
    if (refuse_joint_at_line_begin(r)) return kzi_reader_none(r);
    if (sees_mistyped(r, thing_words, COUNT_OF(thing_words))) {
        kzi_parse_unknown_line(r, "a thing", r->now.where, thing_words, COUNT_OF(thing_words));
    }
    return kzi_parse_claims(r);
}

/* factline = "evident" "to" NAME "when" condition */
node *kzi_parse_factline(reader *r) {
    static const keyword fact_words[] = {WORD_EVIDENT};
    node *made = kzi_reader_node(r, NODE_EVIDENT);
    if (!kzi_reader_takes_word(r, WORD_EVIDENT)) {
        if (refuse_joint_at_line_begin(r)) return made;
        kzi_parse_unknown_line(r, "a fact", r->now.where, fact_words, COUNT_OF(fact_words));
        return made;
    }
    kzi_reader_wants_word(r, WORD_TO);
    made->name = kzi_reader_wants_new_name(r, "who sees it");
    kzi_reader_wants_word(r, WORD_WHEN);
    kzi_reader_add(r, made, kzi_parse_condition(r));
    return made;
}

/* ---- an act's and a rule's lines ---- */

static node *parse_condition_line(reader *r, node_kind kind) {
    node *made = kzi_reader_node(r, kind);
    kzi_reader_take(r);
    kzi_reader_add(r, made, kzi_parse_condition(r));
    return made;
}

/* "then" effects | "then" "if" condition ":" effects */
static node *parse_then(reader *r) {
    node *made = kzi_reader_node(r, NODE_THEN);
    kzi_reader_take(r);
    if (kzi_reader_takes_word(r, WORD_IF)) {
        kzi_reader_add(r, made, kzi_parse_condition(r));
        kzi_reader_wants(r, TOKEN_COLON, "`:` and what changes then");
    } else {
        kzi_reader_add(r, made, kzi_reader_none(r));
    }
    kzi_parse_effects(r, made);
    return made;
}

/* learns = path "learns" unit [ "from" path ] [ "if" condition ] */
static node *parse_learns(reader *r, node *learner) {
    node *made = kzi_reader_node_at(r, NODE_LEARNS, learner->where);
    kzi_reader_take(r);
    kzi_reader_add(r, made, learner);
    kzi_reader_add(r, made, kzi_parse_lone_unit(r, "`learns`"));
    bool has_teller = kzi_reader_takes_word(r, WORD_FROM);
    kzi_reader_add(r, made, has_teller ? kzi_parse_path(r) : kzi_reader_none(r));
    bool has_trust = kzi_reader_takes_word(r, WORD_IF);
    kzi_reader_add(r, made, has_trust ? kzi_parse_condition(r) : kzi_reader_none(r));
    if (!kzi_reader_sees(r, TOKEN_COMMA) || has_trust) return made;
    note *said = KZI_SLIP(r, K_ONE_CLAIM, r->now.where, "`learns`");
    kzi_note_try(r->notes, said, "write a line for each");
    return made;
}

/* senses = path "senses" path { "," path } */
static node *parse_senses(reader *r, node *who) {
    node *made = kzi_reader_node_at(r, NODE_SENSES, who->where);
    kzi_reader_take(r);
    kzi_reader_add(r, made, who);
    do kzi_reader_add(r, made, kzi_parse_path(r));
    while (kzi_reader_takes_comma(r, made->last));
    return made;
}

/* seer = NAME [ "when" condition ] */
static node *parse_seer(reader *r) {
    node *made = kzi_reader_node(r, NODE_SEER);
    made->name = kzi_reader_wants_new_name(r, "who sees it");
    bool has_when = kzi_reader_takes_word(r, WORD_WHEN);
    kzi_reader_add(r, made, has_when ? kzi_parse_condition(r) : kzi_reader_none(r));
    return kzi_reader_done(r, made);
}

/* seers = "everyone" | "nobody" | seer { "," seer } */
node *kzi_parse_seen(reader *r) {
    node *made = kzi_reader_node(r, NODE_SEEN);
    made->choice = kzi_reader_takes_word(r, WORD_EVERYONE) ? SEEN_BY_EVERYONE
                   : kzi_reader_takes_word(r, WORD_NOBODY) ? SEEN_BY_NOBODY
                                                           : SEEN_BY_LIST;
    if (made->choice == SEEN_BY_LIST) {
        do kzi_reader_add(r, made, parse_seer(r));
        while (kzi_reader_takes_comma(r, made->last));
    }
    return kzi_reader_done(r, made);
}

/* "seen" "by" seers */
static node *parse_seen_line(reader *r) {
    kzi_reader_take(r);
    kzi_reader_wants_word(r, WORD_BY);
    return kzi_parse_seen(r);
}

/* "takes" NUMBER */
static node *parse_takes(reader *r) {
    node *made = kzi_reader_node(r, NODE_TAKES);
    kzi_reader_take(r);
    kzi_reader_wants(r, TOKEN_NUMBER, "how much time it takes, a whole number");
    made->number = r->last.number;
    return made;
}

static node *refuse_if_or_when(reader *r, const char *who, keyword right, keyword wrong) {
    note *said =
        KZI_SLIP(r, K_IF_OR_WHEN, r->now.where, who, kzi_word_text(right), kzi_word_text(wrong));
    kzi_note_try(r->notes, said, "write `%s`", kzi_word_text(right));
    return kzi_reader_none(r);
}

/* `told becomes yes` with no `then` before it; true when that was said. */
static bool refuse_bare_change(reader *r, const node *path) {
    bool is_change = kzi_reader_sees_word(r, WORD_BECOMES) || kzi_reader_sees_word(r, WORD_RISES) ||
                     kzi_reader_sees_word(r, WORD_FALLS) || kzi_reader_sees_word(r, WORD_BELIEVES);
    if (!is_change) return false;
    note *said = KZI_SLIP(r, K_CHANGE_WITHOUT_THEN, kzi_span_to(path->where, r->now.where));
    kzi_note_try(r->notes, said, "begin the line with `then`");
    return true;
}

static const keyword act_words[] = {WORD_IF,    WORD_THEN,  WORD_SEEN,   WORD_TAKES,
                                    WORD_PROSE, WORD_SAYS,  WORD_THINKS, WORD_SHOWS,
                                    WORD_FAILS, WORD_BRIEF, WORD_CONTENT};
static const keyword rule_words[] = {WORD_WHEN,  WORD_THEN,  WORD_SEEN,
                                     WORD_PROSE, WORD_SHOWS, WORD_BRIEF};

/* `told` on a line of its own: what an act makes so stands behind `then`. */
static bool refuse_bare_fact(reader *r, span first, const char *block) {
    if (r->has_slipped || !kzi_reader_sees(r, TOKEN_LINE_END)) return false;
    span whole = kzi_span_to(first, r->last.where);
    const char *quote = kzi_reader_quote(r, whole);
    note *said = KZI_SLIP(r, K_UNKNOWN_LINE, whole, block, quote);
    kzi_note_try(r->notes, said, "to make it so, write `then %s`", quote);
    return true;
}

/* learns | senses | sees; what begins otherwise is no line of an act or a rule. */
static node *parse_mind_change(reader *r, const char *block, const keyword *known,
                               uint32_t known_count) {
    if (refuse_joint_at_line_begin(r)) return kzi_reader_none(r);
    if (sees_what_somebody_sees(r)) return parse_what_somebody_sees(r);
    span first = r->now.where;
    if (!kzi_reader_sees_name(r)) {
        kzi_parse_unknown_line(r, block, first, known, known_count);
        return kzi_reader_none(r);
    }
    bool is_close = r->now.word == WORD_NONE &&
                    (r->next.kind == TOKEN_NAME || r->next.kind == TOKEN_TEXT) &&
                    r->next.word != WORD_LEARNS && r->next.word != WORD_SENSES &&
                    kzi_meant_word(r, first, known, known_count);
    node *path = is_close ? kzi_reader_none(r) : kzi_parse_path(r);
    if (kzi_reader_sees_word(r, WORD_LEARNS)) return parse_learns(r, path);
    if (kzi_reader_sees_word(r, WORD_SENSES)) return parse_senses(r, path);
    if (is_close || (!refuse_bare_change(r, path) && !refuse_bare_fact(r, first, block)))
        kzi_parse_unknown_line(r, block, first, known, known_count);
    return path;
}

/* actline = "if" condition | "then" … | learns | senses | "seen" "by" seers | "takes" NUMBER
 *         | ( "prose" | "says" | "thinks" | "shows" | "fails" | "brief" ) TEXT | NAME "sees" TEXT
 *         | "content" words { "," words } */
node *kzi_parse_actline(reader *r) {
    switch (r->now.word) {
    case WORD_IF: return parse_condition_line(r, NODE_IF);
    case WORD_WHEN: return refuse_if_or_when(r, "an act", WORD_IF, WORD_WHEN);
    case WORD_THEN: return parse_then(r);
    case WORD_SEEN: return parse_seen_line(r);
    case WORD_TAKES: return parse_takes(r);
    case WORD_PROSE: return parse_text_line(r, NODE_LINE, PROSE);
    case WORD_SAYS: return parse_text_line(r, NODE_LINE, SAYS);
    case WORD_THINKS: return parse_text_line(r, NODE_LINE, THINKS);
    case WORD_SHOWS: return parse_text_line(r, NODE_LINE, SHOWS);
    case WORD_FAILS: return parse_text_line(r, NODE_LINE, FAILS);
    case WORD_BRIEF: return parse_text_line(r, NODE_LINE, BRIEF);
    case WORD_CONTENT: return parse_words_line(r, NODE_CONTENT);
    default: return parse_mind_change(r, "an act", act_words, COUNT_OF(act_words));
    }
}

/* ruleline = "when" condition | "then" … | learns | senses | "seen" "by" seers | ( "prose" |
 * "shows" | "brief" ) TEXT | NAME "sees" TEXT | "content" words { "," words } */
node *kzi_parse_ruleline(reader *r) {
    switch (r->now.word) {
    case WORD_WHEN: return parse_condition_line(r, NODE_WHEN);
    case WORD_IF: return refuse_if_or_when(r, "a rule", WORD_WHEN, WORD_IF);
    case WORD_THEN: return parse_then(r);
    case WORD_SEEN: return parse_seen_line(r);
    case WORD_PROSE: return parse_text_line(r, NODE_LINE, PROSE);
    case WORD_SHOWS: return parse_text_line(r, NODE_LINE, SHOWS);
    case WORD_BRIEF: return parse_text_line(r, NODE_LINE, BRIEF);
    case WORD_CONTENT: return parse_words_line(r, NODE_CONTENT);
    default: return parse_mind_change(r, "a rule", rule_words, COUNT_OF(rule_words));
    }
}

/* endingline = "content" words { "," words } */
node *kzi_parse_endingline(reader *r) {
    static const keyword ending_words[] = {WORD_CONTENT};
    if (r->now.word == WORD_CONTENT) return parse_words_line(r, NODE_CONTENT);
    kzi_parse_unknown_line(r, "an ending", r->now.where, ending_words, COUNT_OF(ending_words));
    return kzi_reader_none(r);
}

/* ---- a what-if's lines ---- */

/* "(" NAME { "," NAME } ")" */
static void parse_call_args(reader *r, node *call) {
    span open = r->now.where;
    if (!kzi_reader_takes(r, TOKEN_OPEN)) return;
    do kzi_reader_add(r, call, kzi_reader_name_node(r, "a name"));
    while (kzi_reader_takes_comma(r, NULL));
    kzi_reader_wants_close(r, open);
}

/* call = NAME [ "(" NAME { "," NAME } ")" ] [ "by" NAME ] */
node *kzi_parse_call(reader *r) {
    node *made = kzi_reader_node(r, NODE_CALL);
    made->name = kzi_reader_wants_name(r, "the name of an act");
    parse_call_args(r, made);
    if (kzi_reader_sees_word(r, WORD_BY)) {
        node *by = kzi_reader_node(r, NODE_BY);
        kzi_reader_take(r);
        by->name = kzi_reader_wants_name(r, "who does it");
        kzi_reader_add(r, made, kzi_reader_done(r, by));
    }
    return kzi_reader_done(r, made);
}

/* ( "after" | "instead" "of" ) call "in" NAME */
node *kzi_parse_fork(reader *r) {
    node *made = kzi_reader_node(r, NODE_FORK);
    made->choice = kzi_reader_sees_word(r, WORD_AFTER) ? AFTER : INSTEAD_OF;
    kzi_reader_take(r);
    if (made->choice == INSTEAD_OF) kzi_reader_wants_word(r, WORD_OF);
    kzi_reader_add(r, made, kzi_parse_call(r));
    kzi_reader_wants_word(r, WORD_IN);
    kzi_reader_add(r, made, kzi_reader_name_node(r, "the name of a tale"));
    return made;
}

static const keyword whatif_words[] = {WORD_WITHOUT, WORD_WITH, WORD_AFTER, WORD_INSTEAD,
                                       WORD_EXPECT};

static node *parse_with(reader *r) {
    node *made = kzi_reader_node(r, NODE_WITH);
    kzi_reader_take(r);
    kzi_reader_add(r, made, kzi_parse_call(r));
    return made;
}

/* change = claim { "," claim } | owner mindline | "without" call | "with" call
 *        | ( "after" | "instead" "of" ) call "in" NAME */
node *kzi_parse_change(reader *r) {
    if (refuse_joint_at_line_begin(r)) return kzi_reader_none(r);
    if (kzi_reader_sees_word(r, WORD_WITHOUT)) return parse_without(r, true);
    if (kzi_reader_sees_word(r, WORD_WITH)) return parse_with(r);
    if (kzi_reader_sees_word(r, WORD_AFTER) || kzi_reader_sees_word(r, WORD_INSTEAD))
        return kzi_parse_fork(r);
    if (kzi_sees_owned_line(r)) return kzi_parse_owned_line(r);
    if (sees_mind_word(r)) {
        const char *written = kzi_reader_quote(r, r->now.where);
        note *said = KZI_SLIP(r, K_MIND_OF_NOBODY, r->now.where, written);
        kzi_note_try(r->notes, said, "begin the line with a person's name, or `every person`");
        return kzi_reader_none(r);
    }
    if (!kzi_reader_sees_name(r) && !kzi_reader_sees_word(r, WORD_NOT)) {
        if (r->now.kind == TOKEN_NAME) {
            kzi_parse_unknown_line(r, "a what-if", r->now.where, whatif_words,
                                   COUNT_OF(whatif_words));
        } else {
            kzi_reader_expected(r, "a change");
        }
        return kzi_reader_none(r);
    }
    if (sees_mistyped(r, whatif_words, COUNT_OF(whatif_words))) {
        kzi_parse_unknown_line(r, "a what-if", r->now.where, whatif_words, COUNT_OF(whatif_words));
    }
    return kzi_parse_claims(r);
}

/* NAME "breaks" "at" call */
static node *parse_expect_breaks(reader *r, node *made) {
    made->choice = EXPECT_BREAKS;
    kzi_reader_add(r, made, kzi_reader_name_node(r, "the name of a tale"));
    kzi_reader_take(r);
    kzi_reader_wants_word(r, WORD_AT);
    kzi_reader_add(r, made, kzi_parse_call(r));
    return made;
}

/* expect = "expect" [ "never" | "only" ] NAME { "," NAME } | "expect" "unfinished" | "expect" NAME
 * "breaks" "at" call */
static node *parse_expect(reader *r) {
    node *made = kzi_reader_node(r, NODE_EXPECT);
    kzi_reader_take(r);
    if (r->now.kind == TOKEN_NAME && r->next.word == WORD_BREAKS)
        return parse_expect_breaks(r, made);
    made->choice = EXPECT_REACHABLE;
    if (kzi_reader_takes_word(r, WORD_UNFINISHED)) {
        made->choice = EXPECT_UNFINISHED;
        return made;
    }
    if (r->now.kind == TOKEN_NAME && r->next.kind == TOKEN_NAME) {
        if (kzi_reader_takes_word(r, WORD_NEVER)) made->choice = EXPECT_NEVER;
        else if (kzi_reader_takes_word(r, WORD_ONLY)) made->choice = EXPECT_ONLY;
    }
    do kzi_reader_add(r, made, kzi_reader_name_node(r, "the name of an ending"));
    while (kzi_reader_takes_comma(r, made->last));
    return made;
}

/* { change | expect } */
node *kzi_parse_whatifline(reader *r) {
    return kzi_reader_sees_word(r, WORD_EXPECT) ? parse_expect(r) : kzi_parse_change(r);
}

#undef COUNT_OF
