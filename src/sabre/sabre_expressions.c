/* SPDX-License-Identifier: MIT
 *
 * sabre_expressions: the splitting grammar of expressions; see sabre_parser.h. A function for each
 * alternative, in the order they are tried.
 */
#include "sabre_parser.h"

#include <string.h>

sabre_id kzi_sabre_fail(sabre_parser *p, uint32_t at, diagnostic_code code, const char *wanted) {
    if (at + 1 > p->failure.at_plus_one) p->failure = (sabre_failure){at + 1, code, wanted};
    return NO_NODE;
}

static sabre_id expected(sabre_parser *p, uint32_t at, const char *wanted) {
    return kzi_sabre_fail(p, at, K_SABRE_EXPECTED, wanted);
}

static sabre_id give_up(sabre_parser *p, uint32_t at, diagnostic_code code) {
    p->failure = (sabre_failure){at + 1, code, NULL};
    p->gave_up = true;
    return NO_NODE;
}

bool kzi_sabre_is_name(const sabre_parser *p, uint32_t at) {
    sabre_sign sign = at < p->tokens.list.count ? kzi_sabre_token(p, at)->sign : SABRE_TOKEN_ODD;
    return sign == SABRE_TOKEN_NAME || sign == WORD_ELSE || sign == WORD_ELSEIF;
}

bool kzi_sabre_is_word(const sabre_parser *p, uint32_t at, const char *word) {
    if (!kzi_sabre_is_name(p, at)) return false;
    const sabre_token *token = kzi_sabre_token(p, at);
    size_t length = strlen(word);
    return token->end - token->first == length &&
           memcmp(p->tokens.text + token->first, word, length) == 0;
}

symbol kzi_sabre_symbol(sabre_parser *p, uint32_t at) {
    const sabre_token *token = kzi_sabre_token(p, at);
    return kzi_symbol(p->made->names, p->tokens.text + token->first, token->end - token->first);
}

sabre_mention kzi_sabre_mention(sabre_parser *p, uint32_t at) {
    return (sabre_mention){kzi_sabre_symbol(p, at), kzi_sabre_span(&p->tokens, at, at + 1)};
}

/* ---- nodes ---- */
static sabre_id add_node(sabre_parser *p, sabre_node made) {
    made.type = NO_TYPE;
    if (!LIST_ADD(p->in, &p->made->nodes, made)) return p->gave_up = true, NO_NODE;
    return (sabre_id){p->made->nodes.count - 1};
}

sabre_id kzi_sabre_add(sabre_parser *p, sabre_kind kind, uint32_t first, uint32_t end,
                       const sabre_id *children, uint32_t count) {
    sabre_node made = {.kind = kind,
                       .where = kzi_sabre_span(&p->tokens, first, end),
                       .first_child = p->made->children.count,
                       .child_count = count};
    for (uint32_t i = 0; i < count; i++) {
        if (!LIST_ADD(p->in, &p->made->children, children[i])) return p->gave_up = true, NO_NODE;
    }
    return add_node(p, made);
}

bool kzi_sabre_split(sabre_parser *p, sabre_sign sign, uint32_t first, uint32_t end, uint32_t least,
                     sabre_pieces *to) {
    if (first >= end) return true;
    uint32_t group = kzi_sabre_token(p, first)->group;
    for (uint32_t at = first; at <= end;) {
        uint32_t cut = kzi_sabre_find(&p->tokens, sign, group, at, end);
        bool is_left_out = cut == end && at == end && to->list.count >= least && to->list.count > 0;
        if (!is_left_out && !LIST_ADD(p->in, &to->list, (sabre_range){at, cut, NO_NODE}))
            return p->gave_up = true, false;
        at = cut + 1;
    }
    return true;
}

/* ---- single tokens ---- */
static sabre_id read_number(sabre_parser *p, uint32_t at) {
    const sabre_token *token = kzi_sabre_token(p, at);
    sabre_node made = {.kind = SABRE_NUMBER, .where = kzi_sabre_span(&p->tokens, at, at + 1)};
    const char *text = p->tokens.text;
    bool is_negative = text[token->first] == '-', is_behind_point = false;
    uint32_t end = token->end;
    bool has_point = memchr(text + token->first, '.', end - token->first) != NULL;
    while (has_point && text[end - 1] == '0') end--; /* 1.50 needs no finer unit than 1.5 */
    for (uint32_t i = token->first + is_negative; i < end; i++) {
        if (text[i] == '.') {
            is_behind_point = true;
            continue;
        }
        if (made.digits > 99999999 && !(made.digits == 100000000 && text[i] == '0'))
            return kzi_sabre_fail(p, at, K_SABRE_HUGE_NUMBER, NULL);
        made.digits = made.digits * 10 + (text[i] - '0');
        made.number += is_behind_point;
    }
    if (made.number > 9) return kzi_sabre_fail(p, at, K_SABRE_HUGE_NUMBER, NULL);
    if (is_negative) made.digits = -made.digits;
    if (made.number > p->made->decimals) p->made->decimals = made.number;
    return add_node(p, made);
}

sabre_id kzi_sabre_single(sabre_parser *p, uint32_t at) {
    span where = kzi_sabre_span(&p->tokens, at, at + 1);
    if (kzi_sabre_is_sign(p, at, SABRE_TOKEN_NUMBER)) return read_number(p, at);
    if (kzi_sabre_is_sign(p, at, SABRE_TOKEN_UNKNOWN))
        return add_node(p, (sabre_node){.kind = SABRE_UNKNOWN, .where = where});
    if (!kzi_sabre_is_name(p, at)) return kzi_sabre_fail(p, at, K_SABRE_UNEXPECTED, NULL);
    bool is_true = kzi_sabre_is_word(p, at, "True");
    if (is_true || kzi_sabre_is_word(p, at, "False"))
        return add_node(p, (sabre_node){.kind = SABRE_TRUTH, .number = is_true, .where = where});
    return add_node(
        p, (sabre_node){.kind = SABRE_NAME, .name = kzi_sabre_symbol(p, at), .where = where});
}

/* ---- name(a1, …, ak) and believes(c, …) ---- */
static bool is_call(const sabre_parser *p, uint32_t first, uint32_t end) {
    return end - first >= 3 && kzi_sabre_is_name(p, first) &&
           kzi_sabre_is_letter(p, first + 1, '(') &&
           kzi_sabre_token(p, first + 1)->match == end - 1;
}

static sabre_id one_token(sabre_parser *p, sabre_range piece) {
    if (piece.first == piece.end) return expected(p, piece.first, "a name");
    if (piece.end - piece.first > 1) {
        bool is_nested = kzi_sabre_is_letter(p, piece.first + 1, '(');
        return kzi_sabre_fail(p, piece.first + 1,
                              is_nested ? K_SABRE_NESTED_ARGUMENT : K_SABRE_UNEXPECTED, NULL);
    }
    return kzi_sabre_single(p, piece.first);
}

static sabre_id try_property(sabre_parser *p, uint32_t first, uint32_t end);

static sabre_id believed(sabre_parser *p, uint32_t first, uint32_t end, sabre_id who,
                         sabre_id what) {
    return who.n && what.n
               ? kzi_sabre_add(p, SABRE_BELIEVES, first, end, (sabre_id[]){who, what}, 2)
               : NO_NODE;
}

/* believes(c, …) whose second part begins at the comma's right; UINT32_MAX when it is none. */
static uint32_t comma_of_believes(const sabre_parser *p, uint32_t first, uint32_t end) {
    if (!is_call(p, first, end) || !kzi_sabre_is_word(p, first, "believes")) return UINT32_MAX;
    return kzi_sabre_is_sign(p, first + 3, SIGN_COMMA) && first + 4 < end - 1 ? first + 3
                                                                              : UINT32_MAX;
}

static sabre_id try_believed_property(sabre_parser *p, uint32_t first, uint32_t end) {
    uint32_t comma = comma_of_believes(p, first, end);
    if (comma == UINT32_MAX || !is_call(p, comma + 1, end - 1)) return NO_NODE;
    if (++p->depth > KZI_SABRE_MOST_NESTED) return give_up(p, first, K_SABRE_NESTED);
    sabre_id what = try_property(p, comma + 1, end - 1);
    p->depth--;
    sabre_id made =
        what.n ? believed(p, first, end, kzi_sabre_single(p, comma - 1), what) : NO_NODE;
    if (made.n) kzi_sabre_node(p->made, made)->is_property = true;
    return made;
}

static sabre_id try_property(sabre_parser *p, uint32_t first, uint32_t end) {
    sabre_id made = try_believed_property(p, first, end);
    if (made.n || !is_call(p, first, end) || p->gave_up) return made;
    if (kzi_sabre_is_word(p, first, "believes") && end - first > 6)
        return NO_NODE; /* two parts, of which the second is longer than a token */
    sabre_pieces arguments = {0};
    if (!kzi_sabre_split(p, SIGN_COMMA, first + 2, end - 1, 1, &arguments)) return NO_NODE;
    for (uint32_t i = 0; i < arguments.list.count; i++) {
        sabre_range *piece = &arguments.list.items[i];
        sabre_id is = one_token(p, *piece);
        if (!is.n) return NO_NODE;
        piece->is = is;
    }
    sabre_id *children = KZI_TAKE_MANY(p->in, sabre_id, arguments.list.count);
    if (!children) return p->gave_up = true, NO_NODE;
    for (uint32_t i = 0; i < arguments.list.count; i++) children[i] = arguments.list.items[i].is;
    made = kzi_sabre_add(p, SABRE_PROPERTY, first, end, children, arguments.list.count);
    if (!made.n) return made;
    kzi_sabre_node(p->made, made)->name = kzi_sabre_symbol(p, first);
    kzi_sabre_node(p->made, made)->is_property = true;
    return made;
}

static sabre_id try_believes(sabre_parser *p, uint32_t first, uint32_t end) {
    uint32_t comma = comma_of_believes(p, first, end);
    if (comma == UINT32_MAX) return NO_NODE;
    sabre_id what = kzi_sabre_expression(p, comma + 1, end - 1);
    return what.n ? believed(p, first, end, kzi_sabre_single(p, comma - 1), what) : NO_NODE;
}

/* ---- & | and arithmetic: many pieces at once ---- */
static sabre_id try_pieces(sabre_parser *p, sabre_sign sign, sabre_kind kind, uint32_t first,
                           uint32_t end, bool may_trail) {
    uint32_t group = kzi_sabre_token(p, first)->group;
    if (kzi_sabre_find(&p->tokens, sign, group, first, end) == end) return NO_NODE;
    sabre_pieces pieces = {0};
    if (!kzi_sabre_split(p, sign, first, end, may_trail ? 2 : UINT32_MAX, &pieces)) return NO_NODE;
    sabre_id *children = KZI_TAKE_MANY(p->in, sabre_id, pieces.list.count);
    if (!children) return p->gave_up = true, NO_NODE;
    for (uint32_t i = 0; i < pieces.list.count; i++) {
        children[i] = kzi_sabre_expression(p, pieces.list.items[i].first, pieces.list.items[i].end);
        if (!children[i].n) return NO_NODE;
    }
    return kzi_sabre_add(p, kind, first, end, children, pieces.list.count);
}

static sabre_id try_not(sabre_parser *p, uint32_t first, uint32_t end) {
    if (!kzi_sabre_is_sign(p, first, SIGN_NOT)) return NO_NODE;
    sabre_id what = kzi_sabre_expression(p, first + 1, end);
    return what.n ? kzi_sabre_add(p, SABRE_NOT, first, end, &what, 1) : NO_NODE;
}

/* ---- if(E) E elseif(E) E … else E ---- */
static uint32_t next_branch(const sabre_parser *p, uint32_t first, uint32_t end) {
    uint32_t group = kzi_sabre_token(p, first)->group;
    uint32_t found = kzi_sabre_find(&p->tokens, WORD_ELSEIF, group, first + 1, end);
    return found < end ? found : kzi_sabre_find(&p->tokens, WORD_ELSE, group, first + 1, end);
}

typedef struct {
    LIST(sabre_id) list;
} sabre_ids;

static bool add_branch_part(sabre_parser *p, sabre_ids *to, sabre_id part) {
    if (!part.n) return false;
    return LIST_ADD(p->in, &to->list, part) || (p->gave_up = true, false);
}

/* `word ( E ) E` */
static bool read_branch(sabre_parser *p, uint32_t first, uint32_t end, sabre_ids *to) {
    if (!kzi_sabre_is_letter(p, first + 1, '(') || kzi_sabre_token(p, first + 1)->match >= end)
        return expected(p, first + 1, "`(` and a condition"), false;
    uint32_t close = kzi_sabre_token(p, first + 1)->match;
    return add_branch_part(p, to, kzi_sabre_expression(p, first + 2, close)) &&
           add_branch_part(p, to, kzi_sabre_expression(p, close + 1, end));
}

static bool read_further_branch(sabre_parser *p, uint32_t first, uint32_t end, uint32_t all_end,
                                sabre_ids *to) {
    if (kzi_sabre_is_sign(p, first, WORD_ELSEIF)) return read_branch(p, first, end, to);
    if (end == all_end) return add_branch_part(p, to, kzi_sabre_expression(p, first + 1, end));
    bool is_else_if = kzi_sabre_is_word(p, first + 1, "if");
    return kzi_sabre_fail(p, end, is_else_if ? K_SABRE_ELSE_IF : K_SABRE_UNEXPECTED, NULL), false;
}

static sabre_id try_if(sabre_parser *p, uint32_t first, uint32_t end) {
    if (!kzi_sabre_is_word(p, first, "if") || !kzi_sabre_is_letter(p, first + 1, '('))
        return NO_NODE;
    sabre_ids parts = {0};
    uint32_t cut = next_branch(p, first, end);
    if (!read_branch(p, first, cut, &parts)) return NO_NODE;
    while (cut < end) {
        uint32_t from = cut;
        cut = next_branch(p, from, end);
        if (!read_further_branch(p, from, cut, end, &parts)) return NO_NODE;
    }
    return kzi_sabre_add(p, SABRE_IF, first, end, parts.list.items, parts.list.count);
}

/* ---- word(v : T) E ---- */
static sabre_id try_quantifier(sabre_parser *p, const char *word, sabre_kind kind, uint32_t first,
                               uint32_t end) {
    bool is_one = end - first >= 6 && kzi_sabre_is_word(p, first, word) &&
                  kzi_sabre_is_letter(p, first + 1, '(') && kzi_sabre_is_name(p, first + 2) &&
                  kzi_sabre_is_sign(p, first + 3, SIGN_COLON) && kzi_sabre_is_name(p, first + 4) &&
                  kzi_sabre_is_letter(p, first + 5, ')');
    if (!is_one) return NO_NODE;
    sabre_id body = kzi_sabre_expression(p, first + 6, end);
    sabre_id made = body.n ? kzi_sabre_add(p, kind, first, end, &body, 1) : NO_NODE;
    if (!made.n) return made;
    sabre_node *node = kzi_sabre_node(p->made, made);
    node->name = kzi_sabre_symbol(p, first + 2);
    node->type_name = kzi_sabre_symbol(p, first + 4);
    node->type_where = kzi_sabre_span(&p->tokens, first + 4, first + 5);
    return made;
}

/* ---- two parts ---- */
static sabre_id try_two(sabre_parser *p, sabre_sign sign, sabre_kind kind, uint32_t first,
                        uint32_t end) {
    uint32_t cut = kzi_sabre_find(&p->tokens, sign, kzi_sabre_token(p, first)->group, first, end);
    if (cut == end) return NO_NODE;
    sabre_id left =
        kind == SABRE_ASSIGN ? try_property(p, first, cut) : kzi_sabre_expression(p, first, cut);
    sabre_id right = left.n ? kzi_sabre_expression(p, cut + 1, end) : NO_NODE;
    return right.n ? kzi_sabre_add(p, kind, first, end, (sabre_id[]){left, right}, 2) : NO_NODE;
}

static sabre_id try_comparison(sabre_parser *p, uint32_t first, uint32_t end) {
    static const struct {
        sabre_sign sign;
        sabre_kind kind;
    } signs[] = {
        {SIGN_IS, SABRE_IS},           {SIGN_IS_NOT, SABRE_IS_NOT}, {SIGN_AT_LEAST, SABRE_AT_LEAST},
        {SIGN_AT_MOST, SABRE_AT_MOST}, {SIGN_MORE, SABRE_MORE},     {SIGN_LESS, SABRE_LESS}};
    sabre_id made = NO_NODE;
    for (uint32_t i = 0; i < sizeof signs / sizeof *signs && !made.n && !p->gave_up; i++)
        made = try_two(p, signs[i].sign, signs[i].kind, first, end);
    return made;
}

static sabre_id try_type_test(sabre_parser *p, uint32_t first, uint32_t end) {
    uint32_t cut =
        kzi_sabre_find(&p->tokens, SIGN_COLON, kzi_sabre_token(p, first)->group, first, end);
    if (cut == end || cut + 2 != end || !kzi_sabre_is_name(p, cut + 1)) return NO_NODE;
    sabre_id what = kzi_sabre_expression(p, first, cut);
    sabre_id made = what.n ? kzi_sabre_add(p, SABRE_TYPE_TEST, first, end, &what, 1) : NO_NODE;
    if (!made.n) return made;
    kzi_sabre_node(p->made, made)->type_name = kzi_sabre_symbol(p, cut + 1);
    kzi_sabre_node(p->made, made)->type_where = kzi_sabre_span(&p->tokens, cut + 1, cut + 2);
    return made;
}

static sabre_id try_arithmetic(sabre_parser *p, uint32_t first, uint32_t end) {
    static const struct {
        sabre_sign sign;
        sabre_kind kind;
    } signs[] = {{SIGN_TIMES, SABRE_TIMES},
                 {SIGN_DIVIDE, SABRE_DIVIDE},
                 {SIGN_PLUS, SABRE_PLUS},
                 {SIGN_MINUS, SABRE_MINUS}};
    sabre_id made = NO_NODE;
    for (uint32_t i = 0; i < sizeof signs / sizeof *signs && !made.n && !p->gave_up; i++)
        made = try_pieces(p, signs[i].sign, signs[i].kind, first, end, false);
    return made;
}

/* ---- a whole range ---- */
static sabre_id try_in_order(sabre_parser *p, uint32_t first, uint32_t end) {
    sabre_id made = try_property(p, first, end);
    if (!made.n && !p->gave_up) made = try_believes(p, first, end);
    if (!made.n && !p->gave_up) made = try_pieces(p, SIGN_AND, SABRE_AND, first, end, true);
    if (!made.n && !p->gave_up) made = try_pieces(p, SIGN_OR, SABRE_OR, first, end, true);
    if (!made.n && !p->gave_up) made = try_not(p, first, end);
    if (!made.n && !p->gave_up) made = try_if(p, first, end);
    if (!made.n && !p->gave_up) made = try_quantifier(p, "forall", SABRE_FORALL, first, end);
    if (!made.n && !p->gave_up) made = try_quantifier(p, "exists", SABRE_EXISTS, first, end);
    if (!made.n && !p->gave_up) made = try_two(p, SIGN_ASSIGN, SABRE_ASSIGN, first, end);
    if (!made.n && !p->gave_up) made = try_comparison(p, first, end);
    if (!made.n && !p->gave_up) made = try_type_test(p, first, end);
    if (!made.n && !p->gave_up) made = try_quantifier(p, "product", SABRE_PRODUCT, first, end);
    if (!made.n && !p->gave_up) made = try_quantifier(p, "sum", SABRE_SUM, first, end);
    if (!made.n && !p->gave_up) made = try_arithmetic(p, first, end);
    return made;
}

/* The first token behind what could stand alone. */
static sabre_id fits_nothing(sabre_parser *p, uint32_t first, uint32_t end) {
    uint32_t at = first;
    if (kzi_sabre_is_name(p, at) && kzi_sabre_is_letter(p, at + 1, '(')) at++;
    if (kzi_sabre_is_letter(p, at, '(')) at = kzi_sabre_token(p, at)->match;
    bool can_stand = at > first || kzi_sabre_is_name(p, at) ||
                     kzi_sabre_is_sign(p, at, SABRE_TOKEN_NUMBER) ||
                     kzi_sabre_is_sign(p, at, SABRE_TOKEN_UNKNOWN);
    if (can_stand) at++;
    bool is_glued =
        at < end && kzi_sabre_is_sign(p, at, SABRE_TOKEN_NUMBER) && kzi_sabre_is_letter(p, at, '-');
    if (at >= end)
        return p->failure.at_plus_one > first + 1
                   ? NO_NODE
                   : expected(p, end, "more"); /* what is wrong was found inside */
    return kzi_sabre_fail(p, at, is_glued ? K_SABRE_GLUED_MINUS : K_SABRE_UNEXPECTED, NULL);
}

/* ---- what each range came to ---- */
typedef struct {
    const sabre_parser *p;
    uint32_t first, end;
} range_lookup;

static bool is_same_range(const void *context, uint32_t number) {
    const range_lookup *wanted = context;
    const sabre_range *known = &wanted->p->ranges.items[number];
    return known->first == wanted->first && known->end == wanted->end;
}

static sabre_id read_range(sabre_parser *p, uint32_t first, uint32_t end) {
    uint64_t hash = kzi_hash_mix((uint64_t)first << 32 | end);
    uint32_t known =
        kzi_table_find(&p->by_range, hash, is_same_range, &(range_lookup){p, first, end});
    if (known != NOT_IN_TABLE) return p->ranges.items[known].is;
    if (++p->depth > KZI_SABRE_MOST_NESTED) return give_up(p, first, K_SABRE_NESTED);
    if (++p->read_count > KZI_SABRE_MOST_READ) return give_up(p, first, K_SABRE_NESTED);
    sabre_id made = try_in_order(p, first, end);
    p->depth--;
    if (p->gave_up) return NO_NODE;
    if (!made.n) fits_nothing(p, first, end);
    bool is_kept = LIST_ADD(p->in, &p->ranges, (sabre_range){first, end, made}) &&
                   kzi_table_add(p->in, &p->by_range, hash, p->ranges.count - 1);
    return is_kept ? made : (p->gave_up = true, NO_NODE);
}

sabre_id kzi_sabre_expression(sabre_parser *p, uint32_t first, uint32_t end) {
    while (first < end && !p->gave_up && kzi_sabre_is_letter(p, first, '(') &&
           kzi_sabre_token(p, first)->match == end - 1)
        first++, end--;
    if (p->gave_up) return NO_NODE;
    if (first >= end) return expected(p, first, "something");
    return end - first == 1 ? kzi_sabre_single(p, first) : read_range(p, first, end);
}
