/* SPDX-License-Identifier: MIT
 *
 * parser: see parser.h. Statements; their lines are in parser_lines.c, conditions in
 * parser_condition.c.
 */
#include "parser.h"

#include "parser_condition.h"
#include "parser_lines.h"

typedef node *(*parse_line)(reader *);

/* ---- blocks ---- */

static node *comment_node(reader *r) {
    node *made = kzi_reader_node_at(r, NODE_COMMENT, r->line.where);
    made->text = r->line.comment;
    made->blank_before = r->line.blank_before;
    r->line = kzi_lexer_line(&r->lexer);
    return made;
}

static node *error_node(reader *r, symbol declared, uint32_t depth) {
    node *made = kzi_reader_node_at(r, NODE_ERROR, kzi_span_to(r->first, r->now.where));
    made->name = declared;
    kzi_reader_recover(r, depth);
    return made;
}

static node *read_block_line(reader *r, parse_line rule) {
    source_line here = r->line;
    kzi_reader_begin_line(r);
    node *made = kzi_reader_end_line(r, rule(r));
    if (r->has_slipped) made = error_node(r, NO_SYMBOL, here.depth);
    made->blank_before = here.blank_before;
    return made;
}

/* A slip about where a line stands, not what it says. */
static note *slip_at_line(reader *r, diagnostic_code code) {
    kzi_reader_begin_line(r);
    return KZI_SLIP(r, code, r->now.where);
}

static node *refuse_deeper(reader *r, uint32_t depth) {
    note *said = slip_at_line(r, K_TOO_DEEP);
    kzi_note_try(r->notes, said,
                 "begin it %u space%s in, or end the line above with a comma to go on with it",
                 depth, depth == 1 ? "" : "s");
    return error_node(r, NO_SYMBOL, depth);
}

static node *refuse_between(reader *r, uint32_t *depth) {
    note *said = slip_at_line(r, K_BETWEEN_DEPTHS);
    kzi_note_try(r->notes, said, "begin it %u spaces in like the lines above, or at the left edge",
                 *depth);
    *depth = r->line.depth;
    return error_node(r, NO_SYMBOL, *depth);
}

/* The lines that stand deeper than the statement, all at one depth. */
static void parse_block(reader *r, node *of, parse_line rule) {
    uint32_t depth = 0;
    if (r->has_slipped) return;
    while (!r->line.is_end && r->line.depth > 0 && !kzi_reader_is_over(r)) {
        node *made;
        if (depth == 0 && !r->line.is_comment) depth = r->line.depth;
        if (r->line.is_comment) made = comment_node(r);
        else if (r->line.depth > depth) made = refuse_deeper(r, depth);
        else if (r->line.depth < depth) made = refuse_between(r, &depth);
        else made = read_block_line(r, rule);
        kzi_reader_add(r, of, made);
        if (made->where.end > of->where.end) of->where.end = made->where.end;
    }
}

static node *with_block(reader *r, node *made, parse_line rule) {
    kzi_reader_end_line(r, made);
    parse_block(r, made, rule);
    return made;
}

/* ---- modules ---- */

/* NUMBER ".." [NUMBER] [ "is" NUMBER ]; the start only where `takes_start` */
static node *parse_range(reader *r, bool takes_start) {
    node *made = kzi_reader_node(r, NODE_RANGE);
    kzi_reader_add(r, made, kzi_parse_whole_number(r));
    kzi_reader_wants(r, TOKEN_RANGE, "`..`");
    bool has_high = kzi_reader_sees(r, TOKEN_NUMBER) || kzi_reader_sees(r, TOKEN_MINUS);
    kzi_reader_add(r, made, has_high ? kzi_parse_whole_number(r) : kzi_reader_none(r));
    bool has_start = takes_start && kzi_reader_takes_word(r, WORD_IS);
    kzi_reader_add(r, made, has_start ? kzi_parse_whole_number(r) : kzi_reader_none(r));
    return kzi_reader_done(r, made);
}

static bool sees_number(const reader *r) {
    return kzi_reader_sees(r, TOKEN_NUMBER) || kzi_reader_sees(r, TOKEN_MINUS);
}

static node *parse_yes_or_no(reader *r) {
    bool is_yes = kzi_reader_sees_word(r, WORD_YES);
    if (!is_yes && !kzi_reader_sees_word(r, WORD_NO)) kzi_reader_expected(r, "`yes` or `no`");
    node *made = kzi_reader_node(r, is_yes ? NODE_YES : NODE_NO);
    kzi_reader_take(r);
    return kzi_reader_done(r, made);
}

/* "condition" [ "is" ( "yes" | "no" ) ] */
static node *parse_condition_role(reader *r) {
    node *made = kzi_reader_node(r, NODE_CONDITION_ROLE);
    kzi_reader_take(r);
    bool has_start = kzi_reader_takes_word(r, WORD_IS);
    kzi_reader_add(r, made, has_start ? parse_yes_or_no(r) : kzi_reader_none(r));
    return kzi_reader_done(r, made);
}

/* role = NAME ":" ( KIND | NUMBER ".." [NUMBER] [ "is" NUMBER ]
 *                 | "condition" [ "is" ( "yes" | "no" ) ] ) */
static node *parse_role(reader *r) {
    node *made = kzi_reader_node(r, NODE_ROLE);
    made->name = kzi_reader_wants_new_name(r, "a role");
    kzi_reader_wants(r, TOKEN_COLON, "`:` and what may fill the role");
    kzi_reader_add(r, made,
                   sees_number(r)                            ? parse_range(r, true)
                   : kzi_reader_sees_word(r, WORD_CONDITION) ? parse_condition_role(r)
                                                             : kzi_reader_name_node(r, "a kind"));
    return kzi_reader_done(r, made);
}

/* module = "module" NAME [ "needs" role { "," role } ] */
static node *parse_module(reader *r) {
    node *made = kzi_reader_node(r, NODE_MODULE);
    kzi_reader_take(r);
    made->name = kzi_reader_wants_name(r, "the name of the module");
    if (kzi_reader_takes_word(r, WORD_NEEDS)) {
        do kzi_reader_add(r, made, parse_role(r));
        while (kzi_reader_takes_comma(r, made->last));
    }
    return kzi_reader_end_line(r, made);
}

static node *refuse_module(reader *r) {
    note *said = KZI_SLIP(r, K_MODULE_NOT_FIRST, r->now.where);
    kzi_note_try(r->notes, said, "move it to the top; a file that only uses modules says `use`");
    return kzi_reader_none(r);
}

/* use = "use" NAME [ "as" NAME ] { useline } */
static node *parse_use(reader *r) {
    node *made = kzi_reader_node(r, NODE_USE);
    kzi_reader_take(r);
    made->name = kzi_reader_wants_name(r, "the name of a module");
    if (kzi_reader_takes_word(r, WORD_AS)) {
        symbol prefix = kzi_reader_wants_name(r, "a name to stand before the module's own");
        made->text = prefix.n ? kzi_symbol_text(r->names, prefix) : NULL;
    }
    return with_block(r, made, kzi_parse_useline);
}

/* story = "story" TEXT { storyline } */
static node *parse_story(reader *r) {
    node *made = kzi_reader_node(r, NODE_STORY);
    kzi_reader_take(r);
    made->text = kzi_reader_wants_text(r);
    return with_block(r, made, kzi_parse_storyline);
}

/* ---- things, facts, laws ---- */

/* kind = "kind" NAME "is" KIND { "," KIND } */
static node *parse_kind(reader *r) {
    node *made = kzi_reader_node(r, NODE_KIND);
    kzi_reader_take(r);
    made->name = kzi_reader_wants_new_name(r, "a kind");
    kzi_reader_wants_word(r, WORD_IS);
    do kzi_reader_add(r, made, kzi_reader_name_node(r, "a kind"));
    while (kzi_reader_takes_comma(r, made->last));
    return kzi_reader_end_line(r, made);
}

static node_choice pronoun_choice(keyword one) {
    switch (one) {
    case WORD_HE: return HE;
    case WORD_SHE: return SHE;
    case WORD_THEY: return THEY;
    case WORD_IT: return IT;
    default: return CHOICE_NONE;
    }
}

static const keyword statement_words[] = {WORD_STORY,  WORD_USE,      WORD_KIND,    WORD_FACT,
                                          WORD_LAW,    WORD_ACT,      WORD_ATTEMPT, WORD_RULE,
                                          WORD_ENDING, WORD_TALE,     WORD_WHAT,    WORD_ALWAYS,
                                          WORD_NEVER,  WORD_POSSIBLE, WORD_EVERY};

#define STATEMENT_WORD_COUNT ((uint32_t)(sizeof statement_words / sizeof *statement_words))

static void refuse_statement(reader *r, span beginning) {
    const char *meant = kzi_meant_word(r, beginning, statement_words, STATEMENT_WORD_COUNT);
    note *said = KZI_SLIP(r, K_UNKNOWN_STATEMENT, beginning, kzi_reader_quote(r, beginning));
    if (meant) kzi_note_try(r->notes, said, "did you mean `%s`?", meant);
}

static bool was_mistyped(reader *r, span beginning) {
    return kzi_meant_word(r, beginning, statement_words, STATEMENT_WORD_COUNT) != NULL;
}

#undef STATEMENT_WORD_COUNT

/* thing = KIND NAME [TEXT] [ "he" | "she" | "they" | "it" ] { thingline }
 * Any two names in a row look like one, so a mistyped statement shows itself only here. */
static node *parse_thing(reader *r) {
    node *made = kzi_reader_node(r, NODE_THING);
    span beginning = r->now.where;
    kzi_reader_add(r, made, kzi_reader_name_node(r, "a kind"));
    bool is_refused = kzi_word_is_refused(r->now.word);
    if (is_refused && was_mistyped(r, beginning)) refuse_statement(r, beginning);
    made->name = kzi_reader_wants_new_name(r, "a thing");
    made->text = kzi_reader_may_text(r);
    made->choice = pronoun_choice(r->now.word);
    if (made->choice != CHOICE_NONE) kzi_reader_take(r);
    bool is_over = kzi_reader_sees(r, TOKEN_LINE_END);
    if (!is_over && r->now.kind < TOKEN_OPEN_TEXT && was_mistyped(r, beginning))
        refuse_statement(r, beginning);
    return with_block(r, made, kzi_parse_thingline);
}

/* param = [ NAME ":" ] KIND */
static node *parse_parameter(reader *r) {
    node *made = kzi_reader_node(r, NODE_PARAMETER);
    if (r->next.kind == TOKEN_COLON) {
        made->name =
            kzi_reader_wants_name(r, "a name"); /* only for readers: nothing can refer to it */
        kzi_reader_take(r);
    }
    kzi_reader_add(r, made, kzi_reader_name_node(r, "a kind"));
    return kzi_reader_done(r, made);
}

/* factname = [ (KIND|NAME) "." ] NAME [ "(" param { "," param } ")" ] */
static node *parse_fact_name(reader *r) {
    node *made = kzi_reader_node(r, NODE_FACT_NAME);
    bool has_owner = r->next.kind == TOKEN_DOT;
    kzi_reader_add(r, made,
                   has_owner ? kzi_reader_name_node(r, "a kind or a thing") : kzi_reader_none(r));
    if (has_owner) kzi_reader_take(r);
    made->name = kzi_reader_wants_new_name(r, "a fact");
    span open = r->now.where;
    if (kzi_reader_takes(r, TOKEN_OPEN)) {
        do kzi_reader_add(r, made, parse_parameter(r));
        while (kzi_reader_takes_comma(r, NULL));
        kzi_reader_wants_close(r, open);
    }
    return kzi_reader_done(r, made);
}

/* `yes` and `no` may be two of several answers: behind `is` the fact's own values decide. Of other
 * words of the language a condition could not tell whether the value is meant. */
static node *parse_new_value(reader *r) {
    node *made = kzi_reader_node(r, NODE_NAME);
    bool is_answer = kzi_reader_sees_word(r, WORD_YES) || kzi_reader_sees_word(r, WORD_NO);
    made->name =
        is_answer ? kzi_reader_wants_name(r, "a value") : kzi_reader_wants_new_name(r, "a value");
    return made;
}

/* values = NAME { "," NAME } | KIND { "or" KIND } */
static node *parse_names_as_values(reader *r) {
    node *made = kzi_reader_node(r, NODE_WORD_VALUES);
    kzi_reader_add(r, made, parse_new_value(r));
    if (kzi_reader_sees_word(r, WORD_OR)) {
        made->kind = NODE_KIND_VALUES;
        while (kzi_reader_takes_word(r, WORD_OR))
            kzi_reader_add(r, made, kzi_reader_name_node(r, "a kind"));
    }
    while (made->kind == NODE_WORD_VALUES && kzi_reader_takes_comma(r, made->last)) {
        kzi_reader_add(r, made, parse_new_value(r));
    }
    return kzi_reader_done(r, made);
}

/* values = NAME { "," NAME } | KIND { "or" KIND } | NUMBER ".." [NUMBER] */
static node *parse_values(reader *r) {
    return sees_number(r) ? parse_range(r, false) : parse_names_as_values(r);
}

/* The facts that one line declares, in a list by their first. */
typedef struct {
    node *first;
    node *last;
} facts_of_line;

static void add_fact_of_line(reader *r, facts_of_line *all) {
    node *made = kzi_reader_node(r, NODE_FACT);
    kzi_reader_add(r, made, parse_fact_name(r));
    made->number = all->first ? 1 : 0;
    kzi_reader_done(r, made);
    if (all->last && !r->in->has_failed) all->last->next = made;
    else all->first = made;
    all->last = made;
}

/* What is said once is said of each: the same nodes follow each fact's name. */
static void share_with_the_others(const node *first) {
    for (node *fact = first->next; fact; fact = fact->next) {
        fact->flag = first->flag;
        fact->first->next = first->first->next;
        fact->last = first->last;
    }
}

/* factname "means" condition */
static node *parse_derived(reader *r, node *fact) {
    fact->kind = NODE_DERIVED_FACT;
    kzi_reader_take(r);
    kzi_reader_add(r, fact, kzi_parse_condition(r));
    return kzi_reader_end_line(r, fact);
}

/* fact = "fact" factname { "," factname } [ "is" ("yes"|"no") ] | "fact" factname ":" values [ "is"
 * value ] [ "both" "ways" ] { factline } | "fact" factname "means" condition Several facts may also
 * share values, a start and lines. */
static node *parse_fact(reader *r) {
    facts_of_line all = {NULL, NULL};
    span first = r->now.where;
    kzi_reader_take(r);
    do add_fact_of_line(r, &all);
    while (kzi_reader_takes_comma(r, all.last->first));
    node *fact = all.first;
    fact->where.first = first.first;
    if (!fact->next && kzi_reader_sees_word(r, WORD_MEANS)) return parse_derived(r, fact);
    bool has_values = kzi_reader_takes(r, TOKEN_COLON);
    kzi_reader_add(r, fact, has_values ? parse_values(r) : kzi_reader_none(r));
    bool has_start = kzi_reader_takes_word(r, WORD_IS);
    kzi_reader_add(r, fact, has_start ? kzi_parse_value(r) : kzi_reader_none(r));
    fact->flag = kzi_reader_takes_word(r, WORD_BOTH);
    if (fact->flag) kzi_reader_wants_word(r, WORD_WAYS);
    node *others = fact->next;
    with_block(r, fact, kzi_parse_factline);
    fact->next = others;
    if (!r->has_slipped && !r->in->has_failed) share_with_the_others(fact);
    return fact;
}

/* law = "law" NAME [TEXT] [ "off" ] */
static node *parse_law(reader *r) {
    node *made = kzi_reader_node(r, NODE_LAW);
    kzi_reader_take(r);
    made->name = kzi_reader_wants_new_name(r, "a law");
    made->text = kzi_reader_may_text(r);
    made->flag = kzi_reader_takes_word(r, WORD_OFF);
    return kzi_reader_end_line(r, made);
}

/* ---- acts and rules ---- */

/* binder = NAME ":" KIND */
static node *parse_binder(reader *r) {
    node *made = kzi_reader_node(r, NODE_BINDER);
    made->name = kzi_reader_wants_new_name(r, "a parameter");
    kzi_reader_wants(r, TOKEN_COLON, "`:` and a kind");
    kzi_reader_add(r, made, kzi_reader_name_node(r, "a kind"));
    return kzi_reader_done(r, made);
}

/* [ "(" binder { "," binder } [ "or" "the" "same" ] ")" ] */
static node *parse_binders(reader *r) {
    node *made = kzi_reader_node(r, NODE_BINDERS);
    made->where.end = made->where.first;
    span open = r->now.where;
    if (!kzi_reader_takes(r, TOKEN_OPEN)) return made;
    do kzi_reader_add(r, made, parse_binder(r));
    while (kzi_reader_takes_comma(r, NULL));
    made->flag = kzi_reader_takes_word(r, WORD_OR);
    if (made->flag) {
        kzi_reader_wants_word(r, WORD_THE);
        kzi_reader_wants_word(r, WORD_SAME);
    }
    kzi_reader_wants_close(r, open);
    return kzi_reader_done(r, made);
}

/* who = NAME | NAME ":" KIND | "fate" */
static node *parse_who(reader *r) {
    if (r->next.kind == TOKEN_COLON) return parse_binder(r);
    return kzi_reader_name_node(r, "a person");
}

/* "by" who { "and" who } */
static node *parse_actors(reader *r) {
    node *made = kzi_reader_node(r, NODE_ACTORS);
    if (!kzi_reader_sees_word(r, WORD_BY) && r->now.kind < TOKEN_OPEN_TEXT) {
        span end = r->last.where;
        end.first = end.end;
        note *said = KZI_SLIP(r, K_ACT_OF_NOBODY, end);
        kzi_note_label(r->notes, said, "`by` and a person are missing here");
        kzi_note_try(r->notes, said,
                     "name who does it: `by Aki`, `by x: person`, or `by fate` when nobody does");
    }
    kzi_reader_wants_word(r, WORD_BY);
    made->flag = kzi_reader_takes_word(r, WORD_FATE);
    if (made->flag) return kzi_reader_done(r, made);
    do kzi_reader_add(r, made, parse_who(r));
    while (kzi_reader_takes_word(r, WORD_AND));
    return kzi_reader_done(r, made);
}

/* act = [ "attempt" ] "act" NAME [binders] "by" who { "and" who } [TEXT] { actline } */
static node *parse_act(reader *r) {
    node *made = kzi_reader_node(r, NODE_ACT);
    made->flag = kzi_reader_takes_word(r, WORD_ATTEMPT);
    kzi_reader_wants_word(r, WORD_ACT);
    made->name = kzi_reader_wants_new_name(r, "an act");
    kzi_reader_add(r, made, parse_binders(r));
    kzi_reader_add(r, made, parse_actors(r));
    made->text = kzi_reader_may_text(r);
    return with_block(r, made, kzi_parse_actline);
}

static node *parse_law_of_rule(reader *r) {
    return kzi_reader_takes_word(r, WORD_UNDER) ? kzi_reader_name_node(r, "the name of a law")
                                                : kzi_reader_none(r);
}

/* rule = "rule" NAME [binders] [ "under" NAME ] [ "seen" "by" seers ] [TEXT] { ruleline } */
static node *parse_rule(reader *r) {
    node *made = kzi_reader_node(r, NODE_RULE);
    kzi_reader_take(r);
    made->name = kzi_reader_wants_name(r, "the name of a rule");
    r->declared = made->name;
    kzi_reader_add(r, made, parse_binders(r));
    kzi_reader_add(r, made, parse_law_of_rule(r));
    if (kzi_reader_takes_word(r, WORD_SEEN)) {
        kzi_reader_wants_word(r, WORD_BY);
        kzi_reader_add(r, made, kzi_parse_seen(r));
    }
    made->text = kzi_reader_may_text(r);
    return with_block(r, made, kzi_parse_ruleline);
}

/* ---- endings, tales, what-ifs, promises ---- */

/* ending = "ending" NAME [TEXT] "when" condition { endingline } */
static node *parse_ending(reader *r) {
    node *made = kzi_reader_node(r, NODE_ENDING);
    kzi_reader_take(r);
    made->name = kzi_reader_wants_name(r, "the name of an ending");
    r->declared = made->name;
    made->text = kzi_reader_may_text(r);
    kzi_reader_wants_word(r, WORD_WHEN);
    kzi_reader_add(r, made, kzi_parse_condition(r));
    return with_block(r, made, kzi_parse_endingline);
}

/* tale = "tale" NAME ":" call { "," call } */
static node *parse_tale(reader *r) {
    node *made = kzi_reader_node(r, NODE_TALE);
    kzi_reader_take(r);
    made->name = kzi_reader_wants_name(r, "the name of a tale");
    r->declared = made->name;
    kzi_reader_wants(r, TOKEN_COLON, "`:` and the acts");
    do kzi_reader_add(r, made, kzi_parse_call(r));
    while (kzi_reader_takes_comma(r, made->last));
    return kzi_reader_end_line(r, made);
}

/* whatif = "what" "if" NAME [TEXT] { change | expect } */
static node *parse_what_if(reader *r) {
    node *made = kzi_reader_node(r, NODE_WHAT_IF);
    kzi_reader_take(r);
    kzi_reader_wants_word(r, WORD_IF);
    made->name = kzi_reader_wants_name(r, "the name of a what-if");
    r->declared = made->name;
    made->text = kzi_reader_may_text(r);
    return with_block(r, made, kzi_parse_whatifline);
}

/* promise = ( "always" | "never" | "possible" ) condition [TEXT] */
static node *parse_promise(reader *r, node_choice choice) {
    node *made = kzi_reader_node(r, NODE_PROMISE);
    made->choice = choice;
    kzi_reader_take(r);
    kzi_reader_add(r, made, kzi_parse_condition(r));
    made->text = kzi_reader_may_text(r);
    return kzi_reader_end_line(r, made);
}

/* ---- the file ---- */

/* Where a word that stands at the left edge would be at home, or NULL. */
static const char *home_of(keyword one) {
    switch (one) {
    case WORD_IF:
    case WORD_TAKES:
    case WORD_SAYS:
    case WORD_THINKS:
    case WORD_FAILS: return "an act";
    case WORD_THEN:
    case WORD_SEEN:
    case WORD_PROSE:
    case WORD_BRIEF:
    case WORD_SHOWS: return "an act or a rule";
    case WORD_WHEN: return "a rule";
    case WORD_EVIDENT: return "a fact";
    case WORD_WITHOUT: return "a `use` or a what-if";
    case WORD_WITH:
    case WORD_AFTER:
    case WORD_INSTEAD:
    case WORD_EXPECT: return "a what-if";
    default: return NULL;
    }
}

static node *refuse_beginning(reader *r) {
    keyword one = r->now.word;
    const char *text = kzi_reader_quote(r, r->now.where), *home = home_of(one);
    if (r->now.kind >= TOKEN_OPEN_TEXT) {
        kzi_reader_expected(r, NULL);
    } else if (one == WORD_AND || one == WORD_OR || kzi_reader_sees(r, TOKEN_COMMA)) {
        note *said = KZI_SLIP(r, K_LINE_BEGINS_WITH, r->now.where, text);
        kzi_note_try(r->notes, said, "end the line above with it, and let this one stand deeper");
    } else if (one == WORD_BELIEVES || one == WORD_WANTS || one == WORD_FEARS) {
        note *said = KZI_SLIP(r, K_MIND_OF_NOBODY, r->now.where, text);
        kzi_note_try(r->notes, said,
                     "put a name before it, or stand it deeper, below the person it is about");
    } else if (home) {
        note *said = KZI_SLIP(r, K_UNKNOWN_STATEMENT, r->now.where, text);
        kzi_note_try(r->notes, said, "stand it deeper, below the line of %s", home);
    } else {
        refuse_statement(r, r->now.where);
    }
    return kzi_reader_none(r);
}

/* Two names in a row are a thing, unless the second is a word that goes on with the first. */
static bool sees_thing(const reader *r) {
    if (r->now.kind != TOKEN_NAME || r->next.kind != TOKEN_NAME) return false;
    switch (r->next.word) {
    case WORD_IS:
    case WORD_AND:
    case WORD_OR:
    case WORD_BECOMES:
    case WORD_RISES:
    case WORD_FALLS: return false;
    default: return true;
    }
}

/* `Ren learns told`: that is what acts are for. */
static bool refuse_learning(reader *r) {
    if (r->next.word != WORD_LEARNS && r->next.word != WORD_SENSES) return false;
    note *said =
        KZI_SLIP(r, K_UNKNOWN_LINE, r->next.where, "the start", kzi_reader_quote(r, r->next.where));
    kzi_note_label(r->notes, said, "only in an act or a rule does somebody learn");
    kzi_note_try(r->notes, said, "stand it deeper, below the act, or write `believes`");
    return true;
}

static node *parse_start(reader *r) {
    bool is_claim = kzi_reader_sees_word(r, WORD_NOT) || kzi_reader_sees_name(r);
    if (!is_claim) return refuse_beginning(r);
    bool is_text =
        r->next.kind == TOKEN_TEXT || r->next.kind == TOKEN_COLON || r->next.kind == TOKEN_NUMBER;
    if (is_text && r->now.kind == TOKEN_NAME) {
        refuse_statement(r, r->now.where);
        return kzi_reader_none(r);
    }
    if (refuse_learning(r)) return kzi_reader_none(r);
    return kzi_reader_end_line(r, kzi_parse_claims(r));
}

/* statement = story | use | kind | thing | fact | law | act | rule | ending | tale | whatif |
 * promise | claim | owner mindline | "every" KIND claim */
static node *parse_statement(reader *r) {
    switch (r->now.word) {
    case WORD_MODULE: return refuse_module(r);
    case WORD_STORY: return parse_story(r);
    case WORD_USE: return parse_use(r);
    case WORD_KIND: return parse_kind(r);
    case WORD_FACT: return parse_fact(r);
    case WORD_LAW: return parse_law(r);
    case WORD_ACT:
    case WORD_ATTEMPT: return parse_act(r);
    case WORD_RULE: return parse_rule(r);
    case WORD_ENDING: return parse_ending(r);
    case WORD_TALE: return parse_tale(r);
    case WORD_WHAT: return parse_what_if(r);
    case WORD_ALWAYS: return parse_promise(r, ALWAYS);
    case WORD_NEVER: return parse_promise(r, NEVER);
    case WORD_POSSIBLE: return parse_promise(r, POSSIBLE);
    default: break;
    }
    if (kzi_sees_owned_line(r)) {
        if (kzi_reader_sees_name(r) || kzi_reader_sees_word(r, WORD_EVERY)) {
            return kzi_reader_end_line(r, kzi_parse_owned_line(r));
        }
        return refuse_beginning(r);
    }
    if (kzi_reader_sees_name(r) && sees_thing(r) && r->next.word != WORD_LEARNS &&
        r->next.word != WORD_SENSES) {
        return parse_thing(r);
    }
    return parse_start(r);
}

/* A statement of the file, or several facts of one line. */
static node *read_statement(reader *r, bool is_first) {
    source_line here = r->line;
    kzi_reader_begin_line(r);
    bool is_module = is_first && kzi_reader_sees_word(r, WORD_MODULE);
    node *made = is_module ? parse_module(r) : parse_statement(r);
    if (r->has_slipped) made = error_node(r, r->declared, 0);
    made->blank_before = here.blank_before;
    return made;
}

static node *refuse_block(reader *r) {
    note *said = slip_at_line(r, K_NO_BLOCK);
    kzi_note_try(r->notes, said, "begin it at the left edge");
    return error_node(r, NO_SYMBOL, 0);
}

static void add_statements(reader *r, node *file, node *first) {
    while (first) {
        node *next = first->next;
        first->next = NULL;
        kzi_reader_add(r, file, first);
        first = next;
    }
}

static void say_tab(reader *r) {
    if (!r->lexer.has_tab) return;
    note *said = kzi_note(r->notes, K_TAB_IN_INDENT, r->lexer.tab);
    kzi_note_try(r->notes, said,
                 "put spaces in its place, here and wherever else the file has tabs");
}

/* True when there is a byte that cannot be read; it is then said. */
static bool refuse_bytes(arena *in, const sources *from, uint32_t source_number, notes *to) {
    const source *of = &from->list.items[source_number];
    uint32_t bad = kzi_lexer_first_bad(from, source_number);
    if (bad == of->length || in->has_failed) return false;
    span where = {source_number, bad, bad + 1};
    unsigned byte = (unsigned char)of->text[bad];
    if (byte >= 0x80) {
        note *said = kzi_note(to, K_NOT_UTF8, where);
        kzi_note_try(to, said, "save the file as UTF-8");
    } else {
        note *said = kzi_note(to, K_CONTROL_LETTER, where, byte);
        kzi_note_try(to, said, "delete it");
    }
    return true;
}

static node *only_when_memory_held(const reader *r, node *made) {
    return r->in->has_failed || r->names->in->has_failed ? NULL : made;
}

/* file = [module] { statement } */
node *kzi_syntax_parse(arena *in, symbols *names, const sources *from, uint32_t source_number,
                       notes *to) {
    node *file =
        kzi_node(in, NODE_FILE, (span){source_number, 0, from->list.items[source_number].length});
    if (!file) return NULL;
    if (refuse_bytes(in, from, source_number, to)) {
        kzi_node_add(file, kzi_node(in, NODE_ERROR, file->where));
        return in->has_failed ? NULL : file;
    }
    reader r = kzi_reader(in, names, from, source_number, to);
    bool is_first = true;
    while (!r.line.is_end && !kzi_reader_is_over(&r)) {
        bool is_comment = r.line.is_comment;
        if (is_comment) add_statements(&r, file, comment_node(&r));
        else if (r.line.depth > 0) add_statements(&r, file, refuse_block(&r));
        else add_statements(&r, file, read_statement(&r, is_first));
        is_first = is_first && is_comment;
    }
    say_tab(&r);
    return only_when_memory_held(&r, file);
}

/* One line, and nothing below it. */
static node *parse_alone(arena *in, symbols *names, const sources *from, uint32_t source_number,
                         notes *to, parse_line rule) {
    if (refuse_bytes(in, from, source_number, to)) {
        return kzi_node(in, NODE_ERROR,
                        (span){source_number, 0, from->list.items[source_number].length});
    }
    reader r = kzi_reader(in, names, from, source_number, to);
    kzi_reader_begin_line(&r);
    node *made = kzi_reader_end_line(&r, rule(&r));
    if (!r.has_slipped && !r.line.is_end && !r.line.is_comment) {
        kzi_reader_begin_line(&r);
        kzi_reader_expected(&r, NULL);
    }
    if (r.has_slipped) made = error_node(&r, NO_SYMBOL, 0);
    return only_when_memory_held(&r, made);
}

node *kzi_syntax_parse_change(arena *in, symbols *names, const sources *from,
                              uint32_t source_number, notes *to) {
    return parse_alone(in, names, from, source_number, to, kzi_parse_change);
}

node *kzi_syntax_parse_call(arena *in, symbols *names, const sources *from, uint32_t source_number,
                            notes *to) {
    return parse_alone(in, names, from, source_number, to, kzi_parse_call);
}

node *kzi_syntax_parse_condition(arena *in, symbols *names, const sources *from,
                                 uint32_t source_number, notes *to) {
    return parse_alone(in, names, from, source_number, to, kzi_parse_condition);
}
