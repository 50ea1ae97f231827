/* SPDX-License-Identifier: MIT
 *
 * parser_condition: see parser_condition.h. A rule of docs/grammar.md stands above the function
 * that reads it.
 *
 * One place needs to look far ahead: in `at is hill or road` the `or` belongs to `is`, in `at is
 * hill or pleaded is yes` it does not, and which it is shows only behind the sum. That sum is then
 * handed on (reader.sum_after_or) to the stretch, instead of being read again: reading again would
 * take twice as long for each bracket inside another.
 */
#include "parser_condition.h"

static node *parse_unit(reader *r, node *left);
static node *parse_stretch(reader *r);
static node *parse_operand(reader *r);

/* ---- sums ---- */

/* args = "(" sum { "," sum } ")" */
static void parse_args(reader *r, node *step) {
    span open = r->now.where;
    if (!kzi_reader_takes(r, TOKEN_OPEN)) return;
    step->flag = true;
    kzi_reader_enter(r);
    do kzi_reader_add(r, step, kzi_parse_sum(r));
    while (kzi_reader_takes_comma(r, step->last));
    kzi_reader_wants_close(r, open);
    kzi_reader_leave(r);
}

static node *parse_step(reader *r) {
    node *made = kzi_reader_node(r, NODE_STEP);
    if (!kzi_reader_sees_name(r)) {
        kzi_reader_expected(r, "a name");
        return made;
    }
    made->name = kzi_reader_wants_name(r, "a name");
    parse_args(r, made);
    return kzi_reader_done(r, made);
}

/* path = NAME [args] { "." NAME [args] } */
node *kzi_parse_path(reader *r) {
    node *made = kzi_reader_node(r, NODE_PATH);
    do kzi_reader_add(r, made, parse_step(r));
    while (kzi_reader_takes(r, TOKEN_DOT));
    return kzi_reader_done(r, made);
}

static node *parse_brackets(reader *r) {
    node *made = kzi_reader_node(r, NODE_BRACKETS);
    span open = r->now.where;
    kzi_reader_enter(r);
    kzi_reader_take(r);
    kzi_reader_add(r, made, kzi_parse_condition(r));
    kzi_reader_wants_close(r, open);
    kzi_reader_leave(r);
    return kzi_reader_done(r, made);
}

static void parse_variable(reader *r, node *made) {
    span what = r->last.where;
    if (kzi_reader_sees_name(r) && r->next.kind != TOKEN_COLON) {
        note *said = KZI_SLIP(r, K_EXPECTED, r->next.where, "`:` and a kind",
                              kzi_reader_quote(r, r->next.where));
        kzi_note_try(r->notes, said, "give what is looked for a name: `%s x: person where …`",
                     kzi_reader_quote(r, what));
        return;
    }
    made->name = kzi_reader_wants_new_name(r, "what is looked for");
    kzi_reader_wants(r, TOKEN_COLON, "`:` and a kind");
    kzi_reader_add(r, made, kzi_reader_name_node(r, "a kind"));
}

/* ( "any" | "every" | "no" | "count" ) NAME ":" KIND "where" stretch */
static node *parse_quantified(reader *r, node_choice choice) {
    node *made = kzi_reader_node(r, NODE_QUANTIFIED);
    made->choice = choice;
    kzi_reader_enter(r);
    kzi_reader_take(r);
    parse_variable(r, made);
    kzi_reader_wants_word(r, WORD_WHERE);
    kzi_reader_add(r, made, parse_stretch(r));
    kzi_reader_leave(r);
    return kzi_reader_done(r, made);
}

/* "sum" NAME ":" KIND [ "where" stretch ] "of" operand */
static node *parse_sum_of(reader *r) {
    node *made = kzi_reader_node(r, NODE_QUANTIFIED);
    made->choice = SUM;
    kzi_reader_enter(r);
    kzi_reader_take(r);
    parse_variable(r, made);
    bool has_where = kzi_reader_takes_word(r, WORD_WHERE);
    kzi_reader_add(r, made, has_where ? parse_stretch(r) : kzi_reader_none(r));
    kzi_reader_wants_word(r, WORD_OF);
    kzi_reader_add(r, made, parse_operand(r));
    kzi_reader_leave(r);
    return kzi_reader_done(r, made);
}

node *kzi_parse_whole_number(reader *r) {
    node *made = kzi_reader_node(r, NODE_NUMBER);
    bool is_negative = kzi_reader_takes(r, TOKEN_MINUS);
    kzi_reader_wants(r, TOKEN_NUMBER, "a whole number");
    made->number = is_negative ? -r->last.number : r->last.number;
    return kzi_reader_done(r, made);
}

/* "-" operand. `-3` is a number of its own; `-0` is not, since a number does not keep that sign. */
static node *parse_negated(reader *r) {
    if (r->next.kind == TOKEN_NUMBER && r->next.number != 0) return kzi_parse_whole_number(r);
    node *made = kzi_reader_node(r, NODE_SUM);
    made->choice = NEGATED;
    kzi_reader_enter(r);
    kzi_reader_take(r);
    kzi_reader_add(r, made, parse_operand(r));
    kzi_reader_leave(r);
    return kzi_reader_done(r, made);
}

static node *parse_word_value(reader *r, node_kind kind) {
    node *made = kzi_reader_node(r, kind);
    kzi_reader_take(r);
    return made;
}

/* operand = NUMBER | "-" operand | "yes" | "no" | "unknown" | path | "(" condition ")" | "count" …
 * | "sum" … */
static node *parse_operand(reader *r) {
    switch (r->now.kind) {
    case TOKEN_NUMBER: return kzi_parse_whole_number(r);
    case TOKEN_MINUS: return parse_negated(r);
    case TOKEN_OPEN: return parse_brackets(r);
    default: break;
    }
    switch (r->now.word) {
    case WORD_YES: return parse_word_value(r, NODE_YES);
    case WORD_NO: return parse_word_value(r, NODE_NO);
    case WORD_UNKNOWN: return parse_word_value(r, NODE_UNKNOWN);
    case WORD_COUNT: return parse_quantified(r, COUNT);
    case WORD_SUM: return parse_sum_of(r);
    default: break;
    }
    if (kzi_reader_sees_name(r)) return kzi_parse_path(r);
    node *nothing = kzi_reader_none(r);
    kzi_reader_expected(r, "a fact or a value");
    return nothing;
}

/* What a fact may start with: a number, yes, no, unknown, or a name. */
node *kzi_parse_value(reader *r) {
    if (kzi_reader_sees(r, TOKEN_MINUS)) return kzi_parse_whole_number(r);
    return parse_operand(r);
}

static void count_sign(reader *r) {
    if (++r->sign_count <= KZI_MOST_SIGNS) return;
    note *said = KZI_SLIP(r, K_SUM_TOO_LONG, r->now.where, KZI_MOST_SIGNS);
    kzi_note_try(r->notes, said, "let `sum x: … of …` add them up");
}

static node *parse_joined(reader *r, node *left, node_choice choice, node *(*part)(reader *)) {
    node *made = kzi_reader_node_at(r, NODE_SUM, left->where);
    made->choice = choice;
    count_sign(r);
    kzi_reader_take(r);
    kzi_reader_add(r, made, left);
    kzi_reader_add(r, made, part(r));
    return kzi_reader_done(r, made);
}

/* product = operand { "*" operand } */
static node *parse_product(reader *r) {
    node *left = parse_operand(r);
    while (kzi_reader_sees(r, TOKEN_TIMES)) left = parse_joined(r, left, TIMES, parse_operand);
    return left;
}

/* sum = product { ( "+" | "-" ) product } */
node *kzi_parse_sum(reader *r) {
    node *left = parse_product(r);
    while (kzi_reader_sees(r, TOKEN_PLUS) || kzi_reader_sees(r, TOKEN_MINUS)) {
        node_choice choice = kzi_reader_sees(r, TOKEN_PLUS) ? PLUS : MINUS;
        left = parse_joined(r, left, choice, parse_product);
    }
    return left;
}

/* ---- claims ---- */

/* `no x: person where …`, not the value in `is yes or no or unknown`. */
static bool sees_no_such(const reader *r) {
    return kzi_reader_sees_word(r, WORD_NO) && r->next.kind == TOKEN_NAME &&
           !kzi_word_is_refused(r->next.word);
}

static bool begins_only_a_unit(const reader *r) {
    return kzi_reader_sees_word(r, WORD_NOT) || kzi_reader_sees_word(r, WORD_ANY) ||
           kzi_reader_sees_word(r, WORD_EVERY) || sees_no_such(r);
}

static bool goes_on_as_a_claim(const reader *r) {
    return kzi_reader_sees_word(r, WORD_IS) || kzi_reader_sees_word(r, WORD_BELIEVES);
}

/* Takes `or`, and the value behind it. NULL when that `or` joins claims instead: it is then handed
 * on to the stretch. */
static node *take_value_after_or(reader *r) {
    if (!kzi_reader_sees_word(r, WORD_OR)) return NULL;
    span where = r->now.where;
    kzi_reader_take(r);
    node *sum = begins_only_a_unit(r) ? NULL : kzi_parse_sum(r);
    if (sum && !goes_on_as_a_claim(r)) return sum;
    if (r->has_slipped) return NULL;
    r->has_read_or = true;
    r->read_or = where;
    r->sum_after_or = sum;
    return NULL;
}

static node *parse_compared(reader *r, node *left, node_choice choice) {
    node *made = kzi_reader_node_at(r, NODE_COMPARE, left->where);
    made->choice = choice;
    kzi_reader_add(r, made, left);
    kzi_reader_add(r, made, kzi_parse_sum(r));
    return kzi_reader_done(r, made);
}

static node_choice order_words(const reader *r) {
    if (kzi_reader_sees_words(r, WORD_AT, WORD_LEAST)) return AT_LEAST;
    if (kzi_reader_sees_words(r, WORD_AT, WORD_MOST)) return AT_MOST;
    if (kzi_reader_sees_words(r, WORD_MORE, WORD_THAN)) return MORE_THAN;
    if (kzi_reader_sees_words(r, WORD_LESS, WORD_THAN)) return LESS_THAN;
    return CHOICE_NONE;
}

/* "neither" sum { "nor" sum } */
static node *parse_neither(reader *r, node *left) {
    node *made = kzi_reader_node_at(r, NODE_AMONG, left->where);
    made->flag = true;
    kzi_reader_add(r, made, left);
    do kzi_reader_add(r, made, kzi_parse_sum(r));
    while (kzi_reader_takes_word(r, WORD_NOR));
    if (kzi_reader_sees_word(r, WORD_OR)) kzi_reader_expected(r, "`nor`");
    return kzi_reader_done(r, made);
}

static const char *opposite_words(node_choice choice) {
    return choice == AT_LEAST    ? "is less than"
           : choice == AT_MOST   ? "is more than"
           : choice == MORE_THAN ? "is at most"
                                 : "is at least";
}

/* [ "not" ] sum, where no `or` may follow `not`: is it neither, or not both? */
static node *parse_is_not(reader *r, node *left) {
    span not_where = r->last.where;
    node_choice order = order_words(r);
    if (order != CHOICE_NONE) {
        span where = kzi_span_to(not_where, r->next.where);
        note *said = KZI_SLIP(r, K_IS_NOT_MORE, where, kzi_reader_quote(r, r->now.where),
                              kzi_reader_quote(r, r->next.where));
        kzi_note_try(r->notes, said, "write `%s`", opposite_words(order));
        return left;
    }
    node *made = parse_compared(r, left, IS_NOT);
    node *other = take_value_after_or(r);
    if (!other || r->has_slipped) return made;
    node *value = made->last;
    const char *one = kzi_reader_quote(r, value->where), *two = kzi_reader_quote(r, other->where);
    note *said = KZI_SLIP(r, K_IS_NOT_OR, kzi_span_to(not_where, other->where));
    kzi_note_try(r->notes, said,
                 "write `is neither %s nor %s`, or put brackets around the first claim", one, two);
    return made;
}

/* sum { "or" sum } */
static node *parse_is(reader *r, node *left) {
    node *made = parse_compared(r, left, IS);
    for (node *other; (other = take_value_after_or(r)) != NULL;) {
        made->kind = NODE_AMONG;
        made->choice = CHOICE_NONE;
        kzi_reader_add(r, made, other);
        kzi_reader_done(r, made);
    }
    return made;
}

/* test = [ "not" ] sum { "or" sum } | "neither" sum { "nor" sum }
 *      | "at" "least" sum | "at" "most" sum | "more" "than" sum | "less" "than" sum */
static node *parse_test(reader *r, node *left) {
    node_choice order = order_words(r);
    if (order != CHOICE_NONE) {
        kzi_reader_take(r);
        kzi_reader_take(r);
        return parse_compared(r, left, order);
    }
    if (kzi_reader_takes_word(r, WORD_NOT)) return parse_is_not(r, left);
    if (kzi_reader_takes_word(r, WORD_NEITHER)) return parse_neither(r, left);
    return parse_is(r, left);
}

static void refuse_change(reader *r) {
    bool is_change = kzi_reader_sees_word(r, WORD_BECOMES) || kzi_reader_sees_word(r, WORD_RISES) ||
                     kzi_reader_sees_word(r, WORD_FALLS);
    if (!is_change) return;
    const char *said_word = kzi_reader_quote(r, r->now.where);
    note *said = KZI_SLIP(r, K_ASKING_CHANGES, r->now.where, said_word);
    kzi_note_try(r->notes, said, "write `is`, or put the change behind `then`");
}

/* claim = sum [ "is" test ] */
static node *parse_claim(reader *r, node *left) {
    if (!left) left = kzi_parse_sum(r);
    refuse_change(r);
    return kzi_reader_takes_word(r, WORD_IS) ? parse_test(r, left) : left;
}

/* ---- conditions ---- */

/* "not" unit */
static node *parse_not(reader *r) {
    node *made = kzi_reader_node(r, NODE_NOT);
    kzi_reader_enter(r);
    kzi_reader_take(r);
    kzi_reader_add(r, made, parse_unit(r, NULL));
    kzi_reader_leave(r);
    return kzi_reader_done(r, made);
}

/* path "believes" unit */
static node *parse_believes(reader *r, node *believer) {
    node *made = kzi_reader_node_at(r, NODE_BELIEVES, believer->where);
    if (believer->kind != NODE_PATH) {
        kzi_reader_expected(r, "`is`");
        return made;
    }
    kzi_reader_enter(r);
    kzi_reader_take(r);
    kzi_reader_add(r, made, believer);
    kzi_reader_add(r, made, parse_unit(r, NULL));
    kzi_reader_leave(r);
    return kzi_reader_done(r, made);
}

/* unit = "not" unit | ( "any" | "every" | "no" ) NAME ":" KIND "where" stretch | path "believes"
 * unit | claim `left`: the sum it begins with, when that was read before. */
static node *parse_unit(reader *r, node *left) {
    if (!left) {
        if (kzi_reader_sees_word(r, WORD_NOT)) return parse_not(r);
        if (kzi_reader_sees_word(r, WORD_ANY)) return parse_quantified(r, ANY);
        if (kzi_reader_sees_word(r, WORD_EVERY)) return parse_quantified(r, EVERY);
        if (sees_no_such(r)) return parse_quantified(r, NO);
        left = kzi_parse_sum(r);
    }
    return kzi_reader_sees_word(r, WORD_BELIEVES) ? parse_believes(r, left) : parse_claim(r, left);
}

node *kzi_parse_lone_unit(reader *r, const char *who_takes) {
    node *made = parse_unit(r, NULL);
    bool sees_more =
        r->has_read_or || kzi_reader_sees_word(r, WORD_OR) || kzi_reader_sees_word(r, WORD_AND);
    if (!sees_more) return made;
    span where = r->has_read_or ? r->read_or : r->now.where;
    note *said = KZI_SLIP(r, K_ONE_CLAIM, where, who_takes);
    kzi_note_try(r->notes, said, "put brackets around both claims, or write a line for each");
    return made;
}

static bool sees_joint(const reader *r) {
    return r->has_read_or || kzi_reader_sees_word(r, WORD_AND) || kzi_reader_sees_word(r, WORD_OR);
}

/* Takes `and` or `or`, and the unit behind it. */
static node *parse_next_unit(reader *r) {
    if (!r->has_read_or) {
        kzi_reader_take(r);
        return parse_unit(r, NULL);
    }
    node *left = r->sum_after_or;
    r->has_read_or = false;
    r->sum_after_or = NULL;
    return parse_unit(r, left);
}

#define LONGEST_SHOWN 60u

static bool is_short_enough(const reader *r, span where) {
    const char *text = r->from->list.items[where.source].text;
    if (where.end - where.first > LONGEST_SHOWN) return false;
    for (uint32_t i = where.first; i < where.end; i++) {
        if (text[i] == '\n') return false;
    }
    return true;
}

#undef LONGEST_SHOWN

/* `a and b or c`: is it `(a and b) or c`, or `a and (b or c)`? */
static void say_and_with_or(reader *r, const node *joined, span joint) {
    bool was_and = joined->kind == NODE_AND;
    const char *one = was_and ? "and" : "or", *two = was_and ? "or" : "and";
    span left = joined->where, middle = joined->last->where;
    node *right = parse_next_unit(r);
    if (r->has_slipped) return;
    note *said = KZI_SLIP(r, K_AND_WITH_OR, joint);
    kzi_note_label(r->notes, said, "`%s` meets `%s`", two, one);
    if (!is_short_enough(r, kzi_span_to(left, right->where))) {
        kzi_note_try(r->notes, said, "put brackets: `(… %s …) %s …`, or `… %s (… %s …)`", one, two,
                     one, two);
        return;
    }
    const char *text = r->from->list.items[left.source].text;
    int all = (int)(left.end - left.first), head = (int)(middle.first - left.first);
    int tail = (int)(middle.end - middle.first),
        more = (int)(right->where.end - right->where.first);
    kzi_note_try(r->notes, said, "write `(%.*s) %s %.*s`, or `%.*s(%.*s %s %.*s)`", all,
                 text + left.first, two, more, text + right->where.first, head, text + left.first,
                 tail, text + middle.first, two, more, text + right->where.first);
}

/* stretch = unit { "and" unit } | unit { "or" unit } */
static node *parse_stretch(reader *r) {
    node *first = parse_unit(r, NULL), *joined = NULL;
    while (sees_joint(r)) {
        node_kind kind = kzi_reader_sees_word(r, WORD_AND) && !r->has_read_or ? NODE_AND : NODE_OR;
        if (!joined) {
            joined = kzi_reader_node_at(r, kind, first->where);
            kzi_reader_add(r, joined, first);
        }
        if (joined->kind != kind) {
            say_and_with_or(r, joined, r->has_read_or ? r->read_or : r->now.where);
            return joined;
        }
        kzi_reader_add(r, joined, parse_next_unit(r));
        kzi_reader_done(r, joined);
    }
    return joined ? joined : first;
}

/* condition = stretch { "," stretch } */
node *kzi_parse_condition(reader *r) {
    node *first = parse_stretch(r);
    if (!kzi_reader_takes_comma(r, first)) return first;
    node *all = kzi_reader_node_at(r, NODE_AND, first->where);
    all->flag = true;
    kzi_reader_add(r, all, first);
    do kzi_reader_add(r, all, parse_stretch(r));
    while (kzi_reader_takes_comma(r, all->last));
    return kzi_reader_done(r, all);
}

static void refuse_more_than_a_claim(reader *r) {
    bool is_joint = r->has_read_or || sees_joint(r);
    if (!is_joint && !kzi_reader_sees_word(r, WORD_BELIEVES)) return;
    note *said = KZI_SLIP(r, K_START_IS_PLAIN, r->has_read_or ? r->read_or : r->now.where);
    if (is_joint)
        kzi_note_try(r->notes, said, "state each claim by itself, with a comma between them");
    else kzi_note_try(r->notes, said, "begin with the person's own name: `Aki believes …`");
}

/* A claim of the start: claim, or "not" claim. */
node *kzi_parse_start_claim(reader *r) {
    node *made;
    if (kzi_reader_sees_word(r, WORD_NOT)) {
        made = kzi_reader_node(r, NODE_NOT);
        kzi_reader_take(r);
        kzi_reader_add(r, made, parse_claim(r, NULL));
        kzi_reader_done(r, made);
    } else {
        made = parse_claim(r, NULL);
    }
    refuse_more_than_a_claim(r);
    return made;
}

/* ---- effects ---- */

static node *parse_amount(reader *r, node *path, node_choice choice) {
    node *made = kzi_reader_node_at(r, NODE_EFFECT, path->where);
    made->choice = choice;
    kzi_reader_take(r);
    if (choice != BECOMES) kzi_reader_wants_word(r, WORD_BY);
    kzi_reader_add(r, made, path);
    kzi_reader_add(r, made, kzi_parse_sum(r));
    return kzi_reader_done(r, made);
}

/* path "believes" unit */
static node *parse_mind_set(reader *r, node *path) {
    node *made = kzi_reader_node_at(r, NODE_BELIEVES, path->where);
    kzi_reader_enter(r);
    kzi_reader_take(r);
    kzi_reader_add(r, made, path);
    kzi_reader_add(r, made, kzi_parse_lone_unit(r, "`believes`"));
    kzi_reader_leave(r);
    return kzi_reader_done(r, made);
}

/* What stands behind the path of an effect but changes nothing. */
static void refuse_no_effect(reader *r) {
    if (kzi_reader_sees_word(r, WORD_IS)) {
        note *said = KZI_SLIP(r, K_CHANGE_SAYS_IS, r->now.where);
        kzi_note_try(r->notes, said, "write `becomes`");
    } else if (kzi_reader_sees_word(r, WORD_LEARNS) || kzi_reader_sees_word(r, WORD_SENSES)) {
        const char *written = kzi_reader_quote(r, r->now.where);
        note *said = KZI_SLIP(r, K_LINE_OF_ITS_OWN, r->now.where, written);
        kzi_note_try(r->notes, said, "begin a new line with who %s it", written);
    }
}

static node *parse_not_path(reader *r) {
    node *made = kzi_reader_node(r, NODE_NOT);
    kzi_reader_take(r);
    kzi_reader_add(r, made, kzi_parse_path(r));
    return kzi_reader_done(r, made);
}

/* effect = path "becomes" sum | path "rises" "by" sum | path "falls" "by" sum | path | "not" path |
 * path "believes" unit */
static node *parse_effect(reader *r) {
    node *path = kzi_reader_sees_word(r, WORD_NOT) ? parse_not_path(r) : NULL;
    if (!path) {
        if (!kzi_reader_sees_name(r)) kzi_reader_expected(r, "a change");
        path = kzi_parse_path(r);
        switch (r->now.word) {
        case WORD_BECOMES: return parse_amount(r, path, BECOMES);
        case WORD_RISES: return parse_amount(r, path, RISES);
        case WORD_FALLS: return parse_amount(r, path, FALLS);
        case WORD_BELIEVES: return parse_mind_set(r, path);
        default: break;
        }
    }
    refuse_no_effect(r);
    return path;
}

/* effects = effect { "," effect } */
void kzi_parse_effects(reader *r, node *then) {
    r->is_changing = true;
    do kzi_reader_add(r, then, parse_effect(r));
    while (kzi_reader_takes_comma(r, then->last));
}
