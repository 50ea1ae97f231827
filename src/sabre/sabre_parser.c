/* SPDX-License-Identifier: MIT
 *
 * sabre_parser: the statements of a problem file; see sabre_parser.h.
 */
#include "sabre_parser.h"

static bool expects(sabre_parser *p, bool is_there, uint32_t at, const char *wanted) {
    if (!is_there) kzi_sabre_fail(p, at, K_SABRE_EXPECTED, wanted);
    return is_there;
}

static bool expects_end(sabre_parser *p, uint32_t at, uint32_t end) {
    if (at < end) kzi_sabre_fail(p, at, K_SABRE_UNEXPECTED, NULL);
    return at >= end;
}

/* ---- lists of names ---- */
static bool read_mentions(sabre_parser *p, uint32_t first, uint32_t end, sabre_statement *to) {
    sabre_pieces pieces = {0};
    if (!expects(p, first < end, first, "a type") ||
        !kzi_sabre_split(p, SIGN_COMMA, first, end, 1, &pieces))
        return false;
    to->first_mention = p->made->mentions.count;
    for (uint32_t i = 0; i < pieces.list.count; i++) {
        sabre_range piece = pieces.list.items[i];
        if (!expects(p, piece.first < piece.end && kzi_sabre_is_name(p, piece.first), piece.first,
                     "a type") ||
            !expects_end(p, piece.first + 1, piece.end))
            return false;
        if (!LIST_ADD(p->in, &p->made->mentions, kzi_sabre_mention(p, piece.first)))
            return p->gave_up = true, false;
    }
    to->mention_count = pieces.list.count;
    return true;
}

/* type T;  type T : P1, P2;  entity X : T1, T2; */
static bool read_type(sabre_parser *p, uint32_t first, uint32_t end, sabre_statement *to) {
    bool is_entity = to->kind == STATEMENT_ENTITY;
    if (!expects(p, first + 1 < end && kzi_sabre_is_name(p, first + 1), first + 1,
                 is_entity ? "the entity's name" : "the type's name"))
        return false;
    to->name = kzi_sabre_mention(p, first + 1);
    if (!is_entity && first + 2 == end) return true;
    return expects(p, first + 2 < end && kzi_sabre_is_sign(p, first + 2, SIGN_COLON), first + 2,
                   "`:`") &&
           read_mentions(p, first + 3, end, to);
}

/* ---- name(v : T, constant, …) ---- */
static bool read_parameter(sabre_parser *p, sabre_range piece) {
    sabre_parameter made = {.type = NO_TYPE};
    if (!expects(p, piece.first < piece.end, piece.first, "a parameter")) return false;
    if (piece.end - piece.first == 1) {
        made.constant = kzi_sabre_single(p, piece.first);
        if (!made.constant.n) return false;
    } else {
        bool is_name = kzi_sabre_is_name(p, piece.first);
        if (!expects(p, is_name, piece.first, "a variable") ||
            !expects(p, kzi_sabre_is_sign(p, piece.first + 1, SIGN_COLON), piece.first + 1, "`:`"))
            return false;
        if (!expects(p, piece.first + 2 < piece.end && kzi_sabre_is_name(p, piece.first + 2),
                     piece.first + 2, "a type") ||
            !expects_end(p, piece.first + 3, piece.end))
            return false;
        made.name = kzi_sabre_mention(p, piece.first);
        made.type_name = kzi_sabre_mention(p, piece.first + 2);
    }
    return LIST_ADD(p->in, &p->made->parameters, made) || (p->gave_up = true, false);
}

/* What follows the closing bracket, or 0. */
static uint32_t read_signature(sabre_parser *p, uint32_t first, uint32_t end, sabre_signature *to) {
    if (!expects(p, first < end && kzi_sabre_is_name(p, first), first, "a name")) return 0;
    if (!expects(p, first + 1 < end && kzi_sabre_is_letter(p, first + 1, '('), first + 1, "`(`"))
        return 0;
    uint32_t close = kzi_sabre_token(p, first + 1)->match;
    sabre_pieces pieces = {0};
    if (!kzi_sabre_split(p, SIGN_COMMA, first + 2, close, 1, &pieces)) return 0;
    to->name = kzi_sabre_mention(p, first);
    to->where = kzi_sabre_span(&p->tokens, first, close + 1);
    to->first_parameter = p->made->parameters.count;
    to->parameter_count = pieces.list.count;
    for (uint32_t i = 0; i < pieces.list.count; i++) {
        if (!read_parameter(p, pieces.list.items[i])) return 0;
    }
    return close + 1;
}

static bool read_property(sabre_parser *p, uint32_t first, uint32_t end, sabre_statement *to) {
    uint32_t at = read_signature(p, first + 1, end, &to->signature);
    if (!at || !expects(p, at < end && kzi_sabre_is_sign(p, at, SIGN_COLON), at, "`:`"))
        return false;
    if (!expects(p, at + 1 < end && kzi_sabre_is_name(p, at + 1), at + 1, "a type")) return false;
    to->name = kzi_sabre_mention(p, at + 1);
    return expects_end(p, at + 2, end);
}

/* ---- actions and triggers ---- */
static bool read_consenting(sabre_parser *p, uint32_t first, uint32_t end, sabre_statement *to) {
    bool has_brackets = first < end && kzi_sabre_is_letter(p, first, '(') &&
                        kzi_sabre_token(p, first)->match == end - 1;
    if (has_brackets && end - first == 2)
        return kzi_sabre_fail(p, first, K_SABRE_EMPTY_BRACKETS, NULL), false;
    if (has_brackets) first++, end--;
    sabre_pieces pieces = {0};
    if (!kzi_sabre_split(p, SIGN_COMMA, first, end, 1, &pieces)) return false;
    sabre_id *names = KZI_TAKE_MANY(p->in, sabre_id, pieces.list.count);
    if (!names) return p->gave_up = true, false;
    for (uint32_t i = 0; i < pieces.list.count; i++) {
        sabre_range piece = pieces.list.items[i];
        bool is_name = piece.first < piece.end && kzi_sabre_is_name(p, piece.first);
        if (!expects(p, is_name, piece.first, "a character") ||
            !expects_end(p, piece.first + 1, piece.end))
            return false;
        names[i] = kzi_sabre_single(p, piece.first);
        if (!names[i].n) return false;
    }
    to->consenting = kzi_sabre_add(p, SABRE_AND, first, end, names, pieces.list.count);
    return to->consenting.n != 0;
}

static bool read_observing(sabre_parser *p, uint32_t first, uint32_t end, sabre_statement *to) {
    bool is_one = first + 5 < end && kzi_sabre_is_letter(p, first + 1, '(') &&
                  kzi_sabre_is_name(p, first + 2) && kzi_sabre_is_sign(p, first + 3, SIGN_COLON) &&
                  kzi_sabre_is_name(p, first + 4) && kzi_sabre_is_letter(p, first + 5, ')');
    if (!expects(p, is_one, first + 1, "`(`, a variable, `:` and its type")) return false;
    if (!expects(p, first + 6 < end && kzi_sabre_is_sign(p, first + 6, SIGN_COLON), first + 6,
                 "`:`"))
        return false;
    to->observer = kzi_sabre_mention(p, first + 2);
    to->observer_type = kzi_sabre_mention(p, first + 4);
    to->observing = kzi_sabre_expression(p, first + 7, end);
    return to->observing.n != 0;
}

static bool read_part(sabre_parser *p, sabre_range part, sabre_statement *to) {
    if (!expects(p, part.first < part.end, part.first, "a part of the action")) return false;
    bool is_action = to->kind == STATEMENT_ACTION;
    if (is_action && kzi_sabre_is_word(p, part.first, "observing"))
        return read_observing(p, part.first, part.end, to);
    bool has_colon = part.first + 1 < part.end && kzi_sabre_is_sign(p, part.first + 1, SIGN_COLON);
    bool asks = kzi_sabre_is_word(p, part.first, "precondition"),
         changes = kzi_sabre_is_word(p, part.first, "effect");
    bool consents = is_action && kzi_sabre_is_word(p, part.first, "consenting");
    const char *words = is_action ? "`precondition:`, `effect:`, `consenting:` or `observing(…):`"
                                  : "`precondition:` or `effect:`";
    if (!expects(p, asks || changes || consents, part.first, words) ||
        !expects(p, has_colon, part.first + 1, "`:`"))
        return false;
    if (consents) return read_consenting(p, part.first + 2, part.end, to);
    sabre_id what = kzi_sabre_expression(p, part.first + 2, part.end);
    *(asks ? &to->precondition : &to->effect) = what;
    return what.n != 0;
}

static bool read_action(sabre_parser *p, uint32_t first, uint32_t end, sabre_statement *to) {
    uint32_t at = read_signature(p, first + 1, end, &to->signature);
    if (!at || !expects(p, at < end && kzi_sabre_is_letter(p, at, '{'), at, "`{`")) return false;
    uint32_t close = kzi_sabre_token(p, at)->match;
    sabre_pieces parts = {0};
    if (!expects_end(p, close + 1, end) ||
        !kzi_sabre_split(p, SIGN_SEMICOLON, at + 1, close, 1, &parts))
        return false;
    for (uint32_t i = 0; i < parts.list.count; i++) {
        if (!read_part(p, parts.list.items[i], to)) return false;
    }
    return true;
}

/* utility(): E;  utility(C): E; */
static bool read_utility(sabre_parser *p, uint32_t first, uint32_t end, sabre_statement *to) {
    if (!expects(p, first + 1 < end && kzi_sabre_is_letter(p, first + 1, '('), first + 1, "`(`"))
        return false;
    uint32_t close = kzi_sabre_token(p, first + 1)->match;
    bool is_one = close == first + 2 || (close == first + 3 && kzi_sabre_is_name(p, first + 2));
    if (!expects(p, is_one, first + 2, "one character, or nothing,")) return false;
    if (close == first + 3) to->name = kzi_sabre_mention(p, first + 2);
    if (!expects(p, close + 1 < end && kzi_sabre_is_sign(p, close + 1, SIGN_COLON), close + 1,
                 "`:`"))
        return false;
    to->what = kzi_sabre_expression(p, close + 2, end);
    return to->what.n != 0;
}

/* ---- all statements ---- */
typedef bool (*statement_reader)(sabre_parser *, uint32_t, uint32_t, sabre_statement *);

static bool read_start(sabre_parser *p, uint32_t first, uint32_t end, sabre_statement *to) {
    to->what = kzi_sabre_expression(p, first, end);
    return to->what.n != 0;
}

static statement_reader reader_of(const sabre_parser *p, uint32_t at, statement_kind *kind) {
    static const struct {
        const char *word;
        statement_kind kind;
        statement_reader read;
    } kinds[] = {{"type", STATEMENT_TYPE, read_type},
                 {"entity", STATEMENT_ENTITY, read_type},
                 {"property", STATEMENT_PROPERTY, read_property},
                 {"action", STATEMENT_ACTION, read_action},
                 {"trigger", STATEMENT_TRIGGER, read_action},
                 {"utility", STATEMENT_UTILITY, read_utility}};
    for (uint32_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        if (kzi_sabre_is_word(p, at, kinds[i].word)) return *kind = kinds[i].kind, kinds[i].read;
    }
    return *kind = STATEMENT_START, read_start;
}

static const char *slip_text(sabre_parser *p, uint32_t at) {
    const sabre_token *token = kzi_sabre_token(p, at);
    uint32_t length = token->end - token->first;
    return kzi_arena_text(p->in, p->tokens.text + token->first, length < 60 ? length : 60);
}

static void say_slip(sabre_parser *p, const sabre_statement *of, notes *said) {
    uint32_t at = p->failure.at_plus_one - 1;
    bool is_end = at >= p->tokens.list.count;
    span where = kzi_sabre_span(&p->tokens, at, at + 1);
    const char *text = is_end ? "" : slip_text(p, at);
    note *made = NULL;
    switch (p->failure.code) {
    case K_SABRE_EXPECTED:
        if (is_end) made = kzi_note(said, K_SABRE_ENDS_EARLY, where, p->failure.wanted);
        else made = kzi_note(said, K_SABRE_EXPECTED, where, p->failure.wanted, text);
        if (of->where.first < where.first)
            kzi_note_other(said, made, (span){where.source, of->where.first, of->where.first + 1},
                           "the statement begins here");
        return;
    case K_SABRE_NESTED: kzi_note(said, K_SABRE_NESTED, where, KZI_SABRE_MOST_NESTED); return;
    case K_SABRE_GLUED_MINUS:
        made = kzi_note(said, K_SABRE_GLUED_MINUS, where, text);
        kzi_note_try(said, made, "to subtract write `- %s`", text ? text + 1 : "");
        return;
    case K_SABRE_ELSE_IF:
        made = kzi_note(said, K_SABRE_ELSE_IF, where);
        kzi_note_try(said, made, "write `elseif(…)` instead of `else if(…)`");
        return;
    case K_SABRE_NESTED_ARGUMENT:
        made = kzi_note(said, K_SABRE_NESTED_ARGUMENT, where);
        kzi_note_try(said, made,
                     "ask with `exists(v : type) …` for the entity it is, and name that");
        return;
    case K_SABRE_EMPTY_BRACKETS:
        made = kzi_note(said, K_SABRE_EMPTY_BRACKETS, where);
        kzi_note_try(said, made, "leave the part out when nobody needs to consent");
        return;
    case K_SABRE_HUGE_NUMBER: kzi_note(said, K_SABRE_HUGE_NUMBER, where, text); return;
    default:
        made = kzi_note(said, K_SABRE_UNEXPECTED, where, is_end ? "the end" : text);
        if (is_end || at == 0) return;
        kzi_note_try(said, made, "perhaps a `;` or a sign is missing before it");
        return;
    }
}

static bool read_any_statement(sabre_parser *p, sabre_range range, notes *said) {
    p->failure = (sabre_failure){0};
    sabre_statement made = {.where = kzi_sabre_span(&p->tokens, range.first, range.end)};
    statement_reader read = reader_of(p, range.first, &made.kind);
    bool is_read = range.first < range.end ? read(p, range.first, range.end, &made)
                                           : expects(p, false, range.first, "a statement");
    /* No word is reserved: what fits no statement of its first word may still be an expression. */
    if (!is_read && !p->gave_up && read != read_start && range.first < range.end) {
        sabre_failure first = p->failure;
        made = (sabre_statement){.kind = STATEMENT_START, .where = made.where};
        is_read = read_start(p, range.first, range.end, &made);
        if (!is_read && first.at_plus_one) p->failure = first;
    }
    if (is_read) return LIST_ADD(p->in, &p->made->statements, made);
    if (p->in->has_failed) return false;
    say_slip(p, &made, said);
    return !p->gave_up;
}

bool kzi_sabre_parse(problem *made, const sources *from, notes *said) {
    sabre_parser *p = KZI_TAKE(made->in, sabre_parser);
    if (!p) return false;
    *p = (sabre_parser){.in = made->in, .made = made};
    if (!LIST_ADD(made->in, &made->nodes, (sabre_node){0})) return false;
    if (!kzi_sabre_tokenize(made->in, from, made->source, &p->tokens, said)) return false;
    sabre_pieces statements = {0};
    if (!kzi_sabre_split(p, SIGN_SEMICOLON, 0, p->tokens.list.count, 1, &statements)) return false;
    for (uint32_t i = 0; i < statements.list.count && said->error_count < 100; i++) {
        if (!read_any_statement(p, statements.list.items[i], said)) return false;
    }
    return true;
}
