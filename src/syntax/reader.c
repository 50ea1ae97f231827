/* SPDX-License-Identifier: MIT
 *
 * reader: see reader.h.
 */
#include "reader.h"

#include <string.h>

reader kzi_reader(arena *in, symbols *names, const sources *from, uint32_t source_number,
                  notes *to) {
    reader made = {.in = in,
                   .names = names,
                   .from = from,
                   .notes = to,
                   .lexer = kzi_lexer(in, from, source_number)};
    made.line = kzi_lexer_line(&made.lexer);
    return made;
}

bool kzi_reader_is_over(const reader *r) {
    return r->in->has_failed || r->names->in->has_failed || r->note_count > KZI_MOST_NOTES;
}

/* ---- lines ---- */

static void load_token(reader *r, token *into) {
    *into = kzi_lexer_token(&r->lexer);
}

void kzi_reader_begin_line(reader *r) {
    r->first = r->line.where;
    r->comment = NULL;
    r->declared = NO_SYMBOL;
    r->nesting = 0;
    r->sign_count = 0;
    r->has_slipped = false;
    r->is_changing = false;
    r->has_read_or = false;
    r->sum_after_or = NULL;
    r->last = (token){.where = r->line.where};
    load_token(r, &r->now);
    r->next = r->now;
    if (r->now.kind != TOKEN_LINE_END) load_token(r, &r->next);
}

static void say_what_goes_on(reader *r) {
    if (kzi_reader_sees(r, TOKEN_CLOSE)) {
        note *said = KZI_SLIP(r, K_EXTRA_BRACKET, r->now.where);
        kzi_note_try(r->notes, said, "leave it out, or open it where it belongs");
        return;
    }
    if (r->has_read_or) {
        KZI_SLIP(r, K_LINE_GOES_ON, r->read_or, "or");
        return;
    }
    kzi_reader_expected(r, NULL);
}

static void keep_comment(reader *r, const char *comment) {
    if (!comment) return;
    if (!r->comment) {
        r->comment = comment;
        return;
    }
    writer both = kzi_writer(r->in);
    kzi_writef(&both, "%s # %s", r->comment, comment);
    r->comment = kzi_written(&both);
}

node *kzi_reader_end_line(reader *r, node *of) {
    if (r->has_slipped) return of;
    if (!kzi_reader_sees(r, TOKEN_LINE_END) || r->has_read_or) {
        say_what_goes_on(r);
        return of;
    }
    keep_comment(r, r->now.comment);
    of->comment = r->comment;
    kzi_reader_done(r, of);
    r->line = kzi_lexer_line(&r->lexer);
    return of;
}

void kzi_reader_recover(reader *r, uint32_t depth) {
    do {
        kzi_lexer_skip_line(&r->lexer);
        r->line = kzi_lexer_line(&r->lexer);
    } while (!r->line.is_end && r->line.depth > depth);
    r->has_slipped = false;
}

/* ---- tokens ---- */

bool kzi_reader_sees(const reader *r, token_kind kind) {
    return r->now.kind == kind;
}

bool kzi_reader_sees_word(const reader *r, keyword one) {
    return r->now.word == one;
}

bool kzi_reader_sees_words(const reader *r, keyword one, keyword other) {
    return r->now.word == one && r->next.word == other;
}

bool kzi_reader_sees_name(const reader *r) {
    if (r->now.kind != TOKEN_NAME) return false;
    return !kzi_word_is_refused(r->now.word) || r->now.word == WORD_SELF ||
           r->was_refused[r->now.word];
}

void kzi_reader_take(reader *r) {
    if (r->now.kind == TOKEN_LINE_END) return;
    keep_comment(r, r->now.comment);
    r->last = r->now;
    r->now = r->next;
    if (r->next.kind != TOKEN_LINE_END) load_token(r, &r->next);
}

bool kzi_reader_takes(reader *r, token_kind kind) {
    if (r->now.kind != kind || kind == TOKEN_LINE_END) return false;
    kzi_reader_take(r);
    return true;
}

bool kzi_reader_takes_word(reader *r, keyword one) {
    if (r->now.word != one) return false;
    kzi_reader_take(r);
    return true;
}

bool kzi_reader_takes_comma(reader *r, node *item) {
    if (!kzi_reader_takes(r, TOKEN_COMMA)) return false;
    if (item && r->now.kind != TOKEN_LINE_END && !item->comment) {
        item->comment = r->now.comment;
        r->now.comment = NULL;
    }
    return true;
}

void kzi_reader_wants(reader *r, token_kind kind, const char *what) {
    if (!kzi_reader_takes(r, kind)) kzi_reader_expected(r, what);
}

void kzi_reader_wants_word(reader *r, keyword one) {
    if (kzi_reader_takes_word(r, one)) return;
    writer quoted = kzi_writer(r->in);
    kzi_writef(&quoted, "`%s`", kzi_word_text(one));
    kzi_reader_expected(r, kzi_written(&quoted));
}

void kzi_reader_wants_close(reader *r, span open) {
    if (kzi_reader_takes(r, TOKEN_CLOSE) || r->has_slipped) return;
    if (r->now.kind >= TOKEN_OPEN_TEXT || r->last.kind == TOKEN_COMMA) {
        kzi_reader_expected(r, "`)`");
        return;
    }
    writer before = kzi_writer(r->in);
    if (kzi_reader_sees(r, TOKEN_LINE_END)) kzi_write(&before, "the line ends");
    else kzi_writef(&before, "`%s`", kzi_reader_quote(r, r->now.where));
    span here = r->now.where;
    if (kzi_reader_sees(r, TOKEN_LINE_END))
        here = (span){here.source, r->last.where.end, r->last.where.end};
    note *said = KZI_SLIP(r, K_OPEN_BRACKET, here, kzi_written(&before));
    kzi_note_label(r->notes, said, "`)` is missing before this");
    kzi_note_other(r->notes, said, open, "opened here");
}

static symbol intern_name(reader *r, span where) {
    const source *of = &r->from->list.items[where.source];
    return kzi_symbol(r->names, of->text + where.first, where.end - where.first);
}

symbol kzi_reader_wants_name(reader *r, const char *what) {
    if (!kzi_reader_takes(r, TOKEN_NAME)) {
        kzi_reader_expected(r, what);
        return NO_SYMBOL;
    }
    return intern_name(r, r->last.where);
}

symbol kzi_reader_wants_new_name(reader *r, const char *what) {
    if (r->now.kind == TOKEN_NAME && kzi_word_is_refused(r->now.word)) {
        keyword refused = r->now.word; /* a slip forgets it */
        const char *text = kzi_word_text(refused);
        note *said = KZI_SLIP(r, K_WORD_AS_NAME, r->now.where, text, what);
        kzi_note_try(r->notes, said, "name it `%s_`, or find another word for it", text);
        r->was_refused[refused] = true;
        return NO_SYMBOL;
    }
    writer article = kzi_writer(r->in);
    kzi_writef(&article, "the name of %s", what);
    symbol name = kzi_reader_wants_name(r, kzi_written(&article));
    if (r->declared.n == 0) r->declared = name;
    return name;
}

const char *kzi_reader_may_text(reader *r) {
    return kzi_reader_takes(r, TOKEN_TEXT) ? r->last.text : NULL;
}

const char *kzi_reader_wants_text(reader *r) {
    const char *text = kzi_reader_may_text(r);
    if (!text) kzi_reader_expected(r, "a text in `\"…\"`");
    return text;
}

/* ---- nodes ---- */

node *kzi_reader_node_at(reader *r, node_kind kind, span first) {
    node *made = kzi_node(r->in, kind, first);
    if (made) return made;
    r->spare = (node){.kind = kind, .where = first};
    return &r->spare;
}

node *kzi_reader_node(reader *r, node_kind kind) {
    return kzi_reader_node_at(r, kind, r->now.where);
}

void kzi_reader_add(reader *r, node *to, node *child) {
    if (!r->in->has_failed) kzi_node_add(to, child);
}

node *kzi_reader_done(reader *r, node *one) {
    if (r->last.where.end > one->where.first) one->where.end = r->last.where.end;
    return one;
}

node *kzi_reader_none(reader *r) {
    span here = r->now.where;
    here.end = here.first;
    return kzi_reader_node_at(r, NODE_NONE, here);
}

node *kzi_reader_name_node(reader *r, const char *what) {
    node *made = kzi_reader_node(r, NODE_NAME);
    made->name = kzi_reader_wants_name(r, what);
    return made;
}

/* ---- slips ---- */

/* From here on the line looks as if it had ended. */
static void wind_down(reader *r) {
    r->has_slipped = true;
    r->now = (token){.kind = TOKEN_LINE_END, .where = r->now.where};
    r->next = (token){.kind = TOKEN_LINE_END, .where = r->next.where};
    r->has_read_or = false;
}

bool kzi_reader_slips(reader *r) {
    if (r->has_slipped) return false;
    wind_down(r);
    if (r->note_count > KZI_MOST_NOTES) return false;
    if (r->note_count++ < KZI_MOST_NOTES) return true;
    kzi_note(r->notes, K_TOO_MANY, r->now.where, KZI_MOST_NOTES);
    return false;
}

typedef struct {
    const char *sign;
    const char *asked;   /* what to write in a condition … */
    const char *changed; /* … and behind `then`; NULL: the same */
} sign_word;

/* What other languages write, and what Kizuna says. */
static const sign_word sign_words[] = {
    {"=", "is", "becomes"},      {"==", "is", "becomes"},     {"===", "is", "becomes"},
    {":=", "is", "becomes"},     {"!=", "is not", NULL},      {"!==", "is not", NULL},
    {"<>", "is not", NULL},      {"≠", "is not", NULL},       {"<", "is less than", NULL},
    {">", "is more than", NULL}, {"<=", "is at most", NULL},  {"=<", "is at most", NULL},
    {"≤", "is at most", NULL},   {">=", "is at least", NULL}, {"≥", "is at least", NULL},
    {"&", "and", NULL},          {"&&", "and", NULL},         {"|", "or", NULL},
    {"||", "or", NULL},          {"!", "not", NULL},          {"+=", "rises by", NULL},
    {"++", "rises by 1", NULL},  {"-=", "falls by", NULL},    {"=>", "then", NULL},
    {"->", "then", NULL},        {"→", "then", NULL},
};

static const sign_word sign_helps[] = {
    {";", "begin a new line: a statement is a line", NULL},
    {"{", "leave it out: a block is the lines that stand deeper", NULL},
    {"}", "leave it out: a block ends where a line stands less deep", NULL},
    {"[", "write `(`", NULL},
    {"]", "write `)`", NULL},
    {"/", "multiply the other side: there is no division", NULL},
    {"%", "leave it out: weights and numbers are whole", NULL},
    {"//", "begin a comment with `#`", NULL},
    {"/*", "begin a comment with `#`, on each line", NULL},
    {"*/", "begin a comment with `#`, on each line", NULL},
    {"...", "write `..`", NULL},
    {"…", "write `..`", NULL},
    {"'", "put texts in `\"`", NULL},
    {"`", "put texts in `\"`", NULL},
    {"“", "put texts in the plain quote `\"`", NULL},
    {"”", "put texts in the plain quote `\"`", NULL},
    {"„", "put texts in the plain quote `\"`", NULL},
    {"«", "put texts in the plain quote `\"`", NULL},
    {"»", "put texts in the plain quote `\"`", NULL},
    {"‘", "put texts in the plain quote `\"`", NULL},
    {"’", "put texts in the plain quote `\"`", NULL},
    {"–", "write `-`", NULL},
    {"—", "write `-`", NULL},
    {"−", "write `-`", NULL},
    {"×", "write `*`", NULL},
    {"，", "write `,`", NULL},
    {"、", "write `,`", NULL},
    {"：", "write `:`", NULL},
    {"（", "write `(`", NULL},
    {"）", "write `)`", NULL},
    {"\xc2\xa0", "write a plain blank: this one is of the kind that never breaks", NULL},
    {"\xe3\x80\x80", "write a plain blank: this one is wide", NULL},
    {"\xef\xbb\xbf", "delete it: a mark of UTF-8 may stand only where the file begins", NULL},
};

static const sign_word *find_sign(const sign_word *signs, size_t count, const char *text,
                                  span where) {
    for (size_t i = 0; i < count; i++) {
        uint32_t length = where.end - where.first;
        if (strlen(signs[i].sign) == length &&
            memcmp(signs[i].sign, text + where.first, length) == 0)
            return &signs[i];
    }
    return NULL;
}

static void say_strange(reader *r) {
    span where = r->now.where;
    const char *text = r->from->list.items[where.source].text;
    const sign_word *known =
        find_sign(sign_words, sizeof sign_words / sizeof *sign_words, text, where);
    if (known) {
        const char *words = r->is_changing && known->changed ? known->changed : known->asked;
        note *said = KZI_SLIP(r, K_SIGN_FOR_WORD, where, kzi_reader_quote(r, where));
        kzi_note_try(r->notes, said, "write `%s`", words);
        return;
    }
    const sign_word *help =
        find_sign(sign_helps, sizeof sign_helps / sizeof *sign_helps, text, where);
    note *said = KZI_SLIP(r, K_STRANGE_SIGN, where, kzi_reader_quote(r, where));
    if (help) kzi_note_try(r->notes, said, "%s", help->asked);
}

static void say_open_text(reader *r) {
    span quote = {r->now.where.source, r->now.where.first, r->now.where.first + 1};
    note *said = KZI_SLIP(r, K_OPEN_TEXT, quote);
    kzi_note_label(r->notes, said, "opened here");
    kzi_note_try(r->notes, said, "close it with `\"` on the same line");
}

static void say_bad_escape(reader *r) {
    note *said = KZI_SLIP(r, K_BAD_ESCAPE, r->now.where, kzi_reader_quote(r, r->now.where));
    kzi_note_try(r->notes, said, "write `\\\\` for a backslash, `\\\"` for a quote");
}

static void say_bad_number(reader *r) {
    const char *quote = kzi_reader_quote(r, r->now.where);
    bool is_fraction = strchr(quote, '.') != NULL;
    note *said = KZI_SLIP(r, is_fraction ? K_FRACTION : K_HUGE_NUMBER, r->now.where, quote);
    if (is_fraction) kzi_note_try(r->notes, said, "count in smaller pieces: whole numbers only");
}

static void say_bad_name(reader *r) {
    KZI_SLIP(r, K_BAD_NAME, r->now.where, kzi_reader_quote(r, r->now.where));
}

static bool say_unreadable(reader *r) {
    switch (r->now.kind) {
    case TOKEN_OPEN_TEXT: say_open_text(r); return true;
    case TOKEN_BAD_ESCAPE: say_bad_escape(r); return true;
    case TOKEN_BAD_NUMBER: say_bad_number(r); return true;
    case TOKEN_BAD_NAME: say_bad_name(r); return true;
    case TOKEN_STRANGE: say_strange(r); return true;
    default: return false;
    }
}

static bool asks_for_more_now(const reader *r) {
    token_kind kind = r->last.kind;
    return kind == TOKEN_COMMA || kind == TOKEN_PLUS || kind == TOKEN_MINUS ||
           kind == TOKEN_TIMES || r->last.word == WORD_AND || r->last.word == WORD_OR;
}

static void say_line_ends(reader *r, const char *what) {
    span end = {r->last.where.source, r->last.where.end, r->last.where.end};
    if (asks_for_more_now(r)) {
        note *said =
            KZI_SLIP(r, K_NOTHING_GOES_ON, r->last.where, kzi_reader_quote(r, r->last.where));
        kzi_note_try(r->notes, said, "leave it out, or let the next line stand deeper");
        return;
    }
    KZI_SLIP(r, K_LINE_ENDS_EARLY, end, what);
}

/* `what` is NULL where nothing more was expected. */
void kzi_reader_expected(reader *r, const char *what) {
    if (r->has_slipped || say_unreadable(r)) return;
    const char *quote = kzi_reader_quote(r, r->now.where);
    if (kzi_reader_sees(r, TOKEN_LINE_END)) say_line_ends(r, what ? what : "it is whole");
    else if (what) KZI_SLIP(r, K_EXPECTED, r->now.where, what, quote);
    else KZI_SLIP(r, K_LINE_GOES_ON, r->now.where, quote);
}

void kzi_reader_enter(reader *r) {
    if (++r->nesting <= KZI_DEEPEST_NESTING) return;
    note *said = KZI_SLIP(r, K_NESTED_TOO_DEEP, r->now.where, KZI_DEEPEST_NESTING);
    kzi_note_try(r->notes, said, "give a part of it a name with `fact … means …`");
}

void kzi_reader_leave(reader *r) {
    r->nesting--;
}

#define LONGEST_QUOTE 40u

const char *kzi_reader_quote(reader *r, span where) {
    const char *text = r->from->list.items[where.source].text;
    uint32_t length = where.end - where.first, end = 0;
    while (end < length) {
        uint32_t step = kzi_lexer_letter_length(text, where.first + end, where.end);
        if (end + step > LONGEST_QUOTE) break;
        end += step;
    }
    writer quote = kzi_writer(r->in);
    kzi_write_bytes(&quote, text + where.first, end);
    if (end < length) kzi_write(&quote, "…");
    return kzi_written(&quote);
}

#undef LONGEST_QUOTE

span kzi_span_to(span first, span last) {
    if (last.end > first.first) first.end = last.end;
    return first;
}
