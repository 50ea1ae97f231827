/* SPDX-License-Identifier: MIT
 *
 * printer: see printer.h. A line is written to `line` first, with marks where it may or must break,
 * and laid out when it is whole. The marks are control letters, which no source has
 * (kzi_lexer_first_bad).
 */
#include "printer.h"

#include "../base/never.h"

#include <string.h>

#define WIDEST_LINE   120u
#define BLOCK_INDENT  2u
#define BREAK_INDENT  4u
#define MAY_BREAK     '\x01' /* a blank, or a new line */
#define COMMENT_FIRST '\x02' /* a comment up to COMMENT_END, and then a new line */
#define COMMENT_END   '\x03'

typedef struct printer {
    writer *to;
    const symbols *names;
    writer line;
    uint32_t indent;
    bool has_line; /* something was printed: a blank line may come */
} printer;

static void print_node(printer *p, const node *one);

/* ---- lines ---- */

static void print_comment(writer *to, const char *comment, size_t length) {
    bool is_tight = length > 0 && (*comment == '#' || *comment == '!');
    kzi_write_char(to, '#');
    if (length > 0 && !is_tight) kzi_write_char(to, ' ');
    kzi_write_bytes(to, comment, length);
}

static void break_line(printer *p, uint32_t *column) {
    kzi_write_char(p->to, '\n');
    *column = p->indent + BREAK_INDENT;
    kzi_write_repeated(p->to, ' ', *column);
}

static size_t piece_length(const char *text) {
    const char marks[] = {MAY_BREAK, COMMENT_FIRST, '\0'};
    return strcspn(text, marks);
}

/* A piece of the line up to the next mark. */
static void lay_out_piece(printer *p, const char *piece, size_t length, bool may_break,
                          uint32_t *column) {
    uint32_t width = kzi_text_width(piece, (uint32_t)length);
    if (may_break && *column + 1 + width > WIDEST_LINE) {
        break_line(p, column);
    } else if (may_break) {
        kzi_write_char(p->to, ' ');
        ++*column;
    }
    kzi_write_bytes(p->to, piece, length);
    *column += width;
}

static void lay_out_line(printer *p) {
    uint32_t column = p->indent;
    bool may_break = false;
    kzi_write_repeated(p->to, ' ', p->indent);
    for (const char *at = kzi_written(&p->line); *at;) {
        size_t length = piece_length(at);
        lay_out_piece(p, at, length, may_break, &column);
        at += length;
        may_break = *at == MAY_BREAK;
        if (*at == MAY_BREAK) at++;
        if (*at != COMMENT_FIRST) continue;
        const char *end = strchr(at, COMMENT_END);
        if (!end) return; /* memory ended */
        kzi_write(p->to, "  ");
        print_comment(p->to, at + 1, (size_t)(end - at) - 1);
        break_line(p, &column);
        at = end + 1;
        may_break = false;
    }
}

static void begin_print_line(printer *p, const node *of) {
    if (of->blank_before && p->has_line) kzi_write_char(p->to, '\n');
    p->has_line = true;
    p->line.length = 0;
    if (p->line.text) p->line.text[0] = '\0';
}

static void end_print_line(printer *p, const node *of) {
    lay_out_line(p);
    if (of->comment) {
        kzi_write(p->to, "  ");
        print_comment(p->to, of->comment, strlen(of->comment));
    }
    kzi_write_char(p->to, '\n');
}

/* ---- pieces of a line ---- */

static void print_words(printer *p, const char *words) {
    kzi_write(&p->line, words);
}

static void print_name(printer *p, symbol name) {
    kzi_write(&p->line, kzi_symbol_text(p->names, name));
}

static void print_text(printer *p, const char *text) {
    kzi_write_char(&p->line, '"');
    for (; *text; text++) {
        if (*text == '"' || *text == '\\') kzi_write_char(&p->line, '\\');
        kzi_write_char(&p->line, *text);
    }
    kzi_write_char(&p->line, '"');
}

/* A blank and the text, where there is one. */
static void print_may_text(printer *p, const char *text) {
    if (!text) return;
    print_words(p, " ");
    print_text(p, text);
}

static bool is_written_node(const node *one) {
    return one && one->kind != NODE_NONE;
}

static void print_if_written(printer *p, const char *before, const node *one) {
    if (!is_written_node(one)) return;
    print_words(p, before);
    print_node(p, one);
}

/* The comma behind `item`, with the comment that stood there. */
static void print_comma(printer *p, const node *item) {
    kzi_write_char(&p->line, ',');
    if (!item->comment) {
        kzi_write_char(&p->line, MAY_BREAK);
        return;
    }
    kzi_write_char(&p->line, COMMENT_FIRST);
    print_words(p, item->comment);
    kzi_write_char(&p->line, COMMENT_END);
}

/* From `item` on, commas between. */
static void print_list(printer *p, const node *item) {
    for (; item; item = item->next) {
        print_node(p, item);
        if (item->next) print_comma(p, item);
    }
}

static void print_joined(printer *p, const node *item, const char *between) {
    for (; item; item = item->next) {
        print_node(p, item);
        if (item->next) print_words(p, between);
    }
}

static void print_in_brackets(printer *p, const node *item, const char *end) {
    if (!item) return;
    print_words(p, "(");
    print_joined(p, item, ", ");
    print_words(p, end);
    print_words(p, ")");
}

/* ---- conditions and sums ---- */

static const char *quantifier_word(node_choice choice) {
    switch (choice) {
    case ANY: return "any ";
    case EVERY: return "every ";
    case NO: return "no ";
    case COUNT: return "count ";
    default: return "sum ";
    }
}

static void print_quantified(printer *p, const node *one) {
    print_words(p, quantifier_word(one->choice));
    print_name(p, one->name);
    print_words(p, ": ");
    print_node(p, kzi_child(one, 0));
    print_if_written(p, " where ", kzi_child(one, 1));
    print_if_written(p, " of ", kzi_child(one, 2));
}

static const char *test_words(node_choice choice) {
    switch (choice) {
    case IS: return " is ";
    case IS_NOT: return " is not ";
    case AT_LEAST: return " is at least ";
    case AT_MOST: return " is at most ";
    case MORE_THAN: return " is more than ";
    default: return " is less than ";
    }
}

static void print_compare(printer *p, const node *one) {
    print_node(p, kzi_child(one, 0));
    print_words(p, test_words(one->choice));
    print_node(p, kzi_child(one, 1));
}

static void print_among(printer *p, const node *one) {
    print_node(p, kzi_child(one, 0));
    print_words(p, one->flag ? " is neither " : " is ");
    print_joined(p, one->first ? one->first->next : NULL, one->flag ? " nor " : " or ");
}

static const char *sign_words_of(node_choice choice) {
    return choice == PLUS ? " + " : choice == MINUS ? " - " : " * ";
}

static void print_sum(printer *p, const node *one) {
    if (one->choice == NEGATED) print_words(p, "-");
    print_node(p, kzi_child(one, 0));
    if (one->choice == NEGATED) return;
    print_words(p, sign_words_of(one->choice));
    print_node(p, kzi_child(one, 1));
}

static void print_and(printer *p, const node *one) {
    if (one->flag) print_list(p, one->first);
    else print_joined(p, one->first, " and ");
}

static void print_between(printer *p, const node *one, const char *between) {
    print_node(p, kzi_child(one, 0));
    print_words(p, between);
    print_node(p, kzi_child(one, 1));
}

static void print_step(printer *p, const node *one) {
    print_name(p, one->name);
    print_in_brackets(p, one->first, "");
}

/* ---- what declares ---- */

static void print_role(printer *p, const node *one) {
    print_name(p, one->name);
    print_words(p, ": ");
    print_node(p, kzi_child(one, 0));
}

static void print_condition_role(printer *p, const node *one) {
    print_words(p, "condition");
    print_if_written(p, " is ", kzi_child(one, 0));
}

static void print_module(printer *p, const node *one) {
    print_words(p, "module ");
    print_name(p, one->name);
    if (one->first) print_words(p, " needs ");
    print_list(p, one->first);
}

static void print_use(printer *p, const node *one) {
    print_words(p, "use ");
    print_name(p, one->name);
    if (!one->text) return;
    print_words(p, " as ");
    print_words(p, one->text);
}

static void print_fill(printer *p, const node *one) {
    print_name(p, one->name);
    print_words(p, " is ");
    print_node(p, kzi_child(one, 0));
}

static void print_told_as(printer *p, const node *one) {
    print_name(p, one->name);
    print_words(p, " ");
    print_node(p, kzi_child(one, 0));
}

static void print_kind(printer *p, const node *one) {
    print_words(p, "kind ");
    print_name(p, one->name);
    print_words(p, " is ");
    print_list(p, one->first);
}

static const char *pronoun_words(node_choice choice) {
    switch (choice) {
    case HE: return " he";
    case SHE: return " she";
    case THEY: return " they";
    case IT: return " it";
    default: return "";
    }
}

static void print_thing(printer *p, const node *one) {
    print_node(p, kzi_child(one, 0));
    print_words(p, " ");
    print_name(p, one->name);
    print_may_text(p, one->text);
    print_words(p, pronoun_words(one->choice));
}

static void print_parameter(printer *p, const node *one) {
    print_name(p, one->name);
    if (one->name.n) print_words(p, ": ");
    print_node(p, kzi_child(one, 0));
}

static void print_fact_name(printer *p, const node *one) {
    const node *owner = kzi_child(one, 0);
    print_node(p, owner);
    if (is_written_node(owner)) print_words(p, ".");
    print_name(p, one->name);
    print_in_brackets(p, owner->next, "");
}

static bool is_on_the_same_line(const node *fact) {
    return fact && fact->kind == NODE_FACT && fact->number == 1;
}

/* The fact with those that share its line. */
static void print_fact(printer *p, const node *one) {
    print_words(p, "fact ");
    print_node(p, kzi_child(one, 0));
    const node *before = kzi_child(one, 0);
    for (const node *other = one->next; is_on_the_same_line(other); other = other->next) {
        print_comma(p, before);
        before = kzi_child(other, 0);
        print_node(p, before);
    }
    print_if_written(p, ": ", kzi_child(one, 1));
    print_if_written(p, " is ", kzi_child(one, 2));
    if (one->flag) print_words(p, " both ways");
}

static void print_derived(printer *p, const node *one) {
    print_words(p, "fact ");
    print_between(p, one, " means ");
}

static void print_range(printer *p, const node *one) {
    print_node(p, kzi_child(one, 0));
    print_words(p, "..");
    print_node(p, kzi_child(one, 1));
    print_if_written(p, " is ", kzi_child(one, 2));
}

static void print_evident(printer *p, const node *one) {
    print_words(p, "evident to ");
    print_name(p, one->name);
    print_if_written(p, " when ", kzi_child(one, 0));
}

static void print_law(printer *p, const node *one) {
    print_words(p, "law ");
    print_name(p, one->name);
    print_may_text(p, one->text);
    if (one->flag) print_words(p, " off");
}

/* ---- acts and rules ---- */

static void print_actors(printer *p, const node *one) {
    print_words(p, " by ");
    if (one->flag) print_words(p, "fate");
    print_joined(p, one->first, " and ");
}

static void print_act(printer *p, const node *one) {
    print_words(p, one->flag ? "attempt act " : "act ");
    print_name(p, one->name);
    print_node(p, kzi_child(one, 0));
    print_node(p, kzi_child(one, 1));
    print_may_text(p, one->text);
}

static void print_rule(printer *p, const node *one) {
    print_words(p, "rule ");
    print_name(p, one->name);
    print_node(p, kzi_child(one, 0));
    print_if_written(p, " under ", kzi_child(one, 1));
    print_may_text(p, one->text);
}

static void print_then(printer *p, const node *one) {
    const node *condition = kzi_child(one, 0);
    print_words(p, "then ");
    print_if_written(p, "if ", condition);
    if (is_written_node(condition)) print_words(p, ": ");
    print_list(p, condition->next);
}

static void print_effect(printer *p, const node *one) {
    print_between(p, one,
                  one->choice == BECOMES ? " becomes "
                  : one->choice == RISES ? " rises by "
                                         : " falls by ");
}

static void print_learns(printer *p, const node *one) {
    print_between(p, one, " learns ");
    print_if_written(p, " from ", kzi_child(one, 2));
    print_if_written(p, " if ", kzi_child(one, 3));
}

static void print_senses(printer *p, const node *one) {
    print_node(p, kzi_child(one, 0));
    print_words(p, " senses ");
    print_list(p, kzi_child(one, 0)->next);
}

static void print_seen(printer *p, const node *one) {
    print_words(p, "seen by ");
    if (one->choice == SEEN_BY_EVERYONE) print_words(p, "everyone");
    if (one->choice == SEEN_BY_NOBODY) print_words(p, "nobody");
    print_list(p, one->first);
}

static void print_seer(printer *p, const node *one) {
    print_name(p, one->name);
    print_if_written(p, " when ", kzi_child(one, 0));
}

static const char *line_word(node_choice choice) {
    switch (choice) {
    case PROSE: return "prose";
    case SAYS: return "says";
    case THINKS: return "thinks";
    case SHOWS: return "shows";
    case SEES: return "sees";
    case BRIEF: return "brief";
    default: return "fails";
    }
}

static void print_number(printer *p, int64_t number) {
    kzi_writef(&p->line, "%lld", (long long)number);
}

/* ---- stories, tales, what-ifs ---- */

static const char *limit_word(node_choice choice) {
    switch (choice) {
    case LIMIT_STORY: return "story ";
    case LIMIT_PLAN: return "plan ";
    case LIMIT_MIND: return "mind ";
    case LIMIT_BELIEFS: return "beliefs ";
    default: return "states ";
    }
}

static void print_ending(printer *p, const node *one) {
    print_words(p, "ending ");
    print_name(p, one->name);
    print_may_text(p, one->text);
    print_if_written(p, " when ", kzi_child(one, 0));
}

static void print_tale(printer *p, const node *one) {
    print_words(p, "tale ");
    print_name(p, one->name);
    print_words(p, ": ");
    print_list(p, one->first);
}

static void print_call(printer *p, const node *one) {
    bool has_argument = one->first && one->first->kind == NODE_NAME;
    print_name(p, one->name);
    if (has_argument) print_words(p, "(");
    FOR_EACH_CHILD(child, one) {
        if (child->kind == NODE_NAME && child != one->first) print_words(p, ", ");
        if (child->kind == NODE_BY && has_argument) print_words(p, ")");
        print_node(p, child);
    }
    if (has_argument && one->last->kind != NODE_BY) print_words(p, ")");
}

static void print_what_if(printer *p, const node *one) {
    print_words(p, "what if ");
    print_name(p, one->name);
    print_may_text(p, one->text);
}

static void print_fork(printer *p, const node *one) {
    print_words(p, one->choice == AFTER ? "after " : "instead of ");
    print_between(p, one, " in ");
}

static void print_expect(printer *p, const node *one) {
    print_words(p, one->choice == EXPECT_NEVER        ? "expect never "
                   : one->choice == EXPECT_ONLY       ? "expect only "
                   : one->choice == EXPECT_UNFINISHED ? "expect unfinished"
                                                      : "expect ");
    if (one->choice == EXPECT_BREAKS) print_between(p, one, " breaks at ");
    else print_list(p, one->first);
}

static void print_promise(printer *p, const node *one) {
    print_words(p, one->choice == ALWAYS  ? "always "
                   : one->choice == NEVER ? "never "
                                          : "possible ");
    print_node(p, kzi_child(one, 0));
    print_may_text(p, one->text);
}

static void print_claims(printer *p, const node *one) {
    const node *owner = kzi_child(one, 0);
    print_node(p, owner);
    if (is_written_node(owner)) print_words(p, " ");
    print_list(p, owner->next);
}

static void print_mind_line(printer *p, const node *one) {
    const node *owner = kzi_child(one, 0);
    print_node(p, owner);
    if (is_written_node(owner)) print_words(p, " ");
    print_node(p, kzi_child(one, 1));
}

static void print_wants(printer *p, const node *one) {
    print_words(p, one->flag ? "fears " : "wants ");
    print_node(p, kzi_child(one, 0));
    print_if_written(p, ": ", kzi_child(one, 1));
}

static void print_word_before(printer *p, const char *before, const node *child) {
    print_words(p, before);
    if (child) print_node(p, child);
}

static void print_text_line(printer *p, const char *before, const char *text) {
    print_words(p, before);
    print_may_text(p, text);
}

static void print_told_line(printer *p, const node *one) {
    if (one->choice == SEES) {
        print_name(p, one->name);
        print_words(p, " ");
    }
    print_text_line(p, line_word(one->choice), one->text);
}

/* One node on its line; a statement's block is not printed here. */
static void print_node(printer *p, const node *one) {
    switch (one->kind) {
    case NODE_NONE:
    case NODE_ERROR:
    case NODE_COMMENT:
    case NODE_FILE: break;
    case NODE_MODULE: print_module(p, one); break;
    case NODE_ROLE: print_role(p, one); break;
    case NODE_CONDITION_ROLE: print_condition_role(p, one); break;
    case NODE_STORY: print_text_line(p, "story", one->text); break;
    case NODE_PREMISE: print_text_line(p, "premise", one->text); break;
    case NODE_CONTENT:
        print_words(p, "content ");
        print_list(p, one->first);
        break;
    case NODE_AGES:
        print_words(p, "ages ");
        print_list(p, one->first);
        break;
    case NODE_TELLING:
        print_words(p, "telling ");
        print_list(p, one->first);
        break;
    case NODE_WORDS: print_words(p, one->text ? one->text : ""); break;
    case NODE_LIMITS:
        print_words(p, "limits ");
        print_list(p, one->first);
        break;
    case NODE_LIMIT:
        print_words(p, limit_word(one->choice));
        print_number(p, one->number);
        break;
    case NODE_CHOICE_OF_PLANS:
        print_words(p, one->choice == GAIN ? "choice gain" : "choice lesser evil");
        break;
    case NODE_MEANING: print_words(p, "meaning as in Sabre"); break;
    case NODE_ACTS_ARE_SEEN: print_word_before(p, "acts are ", one->first); break;
    case NODE_USE: print_use(p, one); break;
    case NODE_FILL: print_fill(p, one); break;
    case NODE_TOLD_AS: print_told_as(p, one); break;
    case NODE_WITHOUT: print_word_before(p, "without ", one->first); break;
    case NODE_WITH: print_word_before(p, "with ", one->first); break;
    case NODE_KIND: print_kind(p, one); break;
    case NODE_THING: print_thing(p, one); break;
    case NODE_FACT: print_fact(p, one); break;
    case NODE_DERIVED_FACT: print_derived(p, one); break;
    case NODE_FACT_NAME: print_fact_name(p, one); break;
    case NODE_PARAMETER: print_parameter(p, one); break;
    case NODE_RANGE: print_range(p, one); break;
    case NODE_WORD_VALUES: print_list(p, one->first); break;
    case NODE_KIND_VALUES: print_joined(p, one->first, " or "); break;
    case NODE_EVIDENT: print_evident(p, one); break;
    case NODE_LAW: print_law(p, one); break;
    case NODE_ACT: print_act(p, one); break;
    case NODE_BINDERS: print_in_brackets(p, one->first, one->flag ? " or the same" : ""); break;
    case NODE_BINDER: print_role(p, one); break;
    case NODE_ACTORS: print_actors(p, one); break;
    case NODE_IF: print_word_before(p, "if ", one->first); break;
    case NODE_THEN: print_then(p, one); break;
    case NODE_EFFECT: print_effect(p, one); break;
    case NODE_LEARNS: print_learns(p, one); break;
    case NODE_SENSES: print_senses(p, one); break;
    case NODE_SEEN: print_seen(p, one); break;
    case NODE_SEER: print_seer(p, one); break;
    case NODE_TAKES:
        print_words(p, "takes ");
        print_number(p, one->number);
        break;
    case NODE_LINE: print_told_line(p, one); break;
    case NODE_RULE: print_rule(p, one); break;
    case NODE_WHEN: print_word_before(p, "when ", one->first); break;
    case NODE_ENDING: print_ending(p, one); break;
    case NODE_TALE: print_tale(p, one); break;
    case NODE_CALL: print_call(p, one); break;
    case NODE_BY:
        print_words(p, " by ");
        print_name(p, one->name);
        break;
    case NODE_WHAT_IF: print_what_if(p, one); break;
    case NODE_FORK: print_fork(p, one); break;
    case NODE_EXPECT: print_expect(p, one); break;
    case NODE_PROMISE: print_promise(p, one); break;
    case NODE_CLAIMS: print_claims(p, one); break;
    case NODE_MIND_LINE: print_mind_line(p, one); break;
    case NODE_EVERY: print_word_before(p, "every ", one->first); break;
    case NODE_BELIEVES_LINE: print_word_before(p, "believes ", one->first); break;
    case NODE_WANTS: print_wants(p, one); break;
    case NODE_CALLS:
        print_words(p, "calls ");
        print_name(p, one->name);
        print_may_text(p, one->text);
        print_if_written(p, " when ", kzi_child(one, 0));
        break;
    case NODE_LOOKS:
        print_text_line(p, "looks like", one->text);
        print_if_written(p, " when ", kzi_child(one, 0));
        break;
    case NODE_SEES_NOTHING:
        print_words(p, "sees nothing");
        print_if_written(p, " when ", kzi_child(one, 0));
        break;
    case NODE_AND: print_and(p, one); break;
    case NODE_OR: print_joined(p, one->first, " or "); break;
    case NODE_NOT: print_word_before(p, "not ", one->first); break;
    case NODE_BELIEVES: print_between(p, one, " believes "); break;
    case NODE_QUANTIFIED: print_quantified(p, one); break;
    case NODE_COMPARE: print_compare(p, one); break;
    case NODE_AMONG: print_among(p, one); break;
    case NODE_SUM: print_sum(p, one); break;
    case NODE_NUMBER: print_number(p, one->number); break;
    case NODE_YES: print_words(p, "yes"); break;
    case NODE_NO: print_words(p, "no"); break;
    case NODE_UNKNOWN: print_words(p, "unknown"); break;
    case NODE_NAME: print_name(p, one->name); break;
    case NODE_PATH: print_joined(p, one->first, "."); break;
    case NODE_STEP: print_step(p, one); break;
    case NODE_BRACKETS:
        print_words(p, "(");
        print_if_written(p, "", one->first);
        print_words(p, ")");
        break;
    case NODE_KIND_COUNT: kzi_never("a node has a kind"); break;
    }
}

/* ---- blocks and the file ---- */

/* The first line of the statement's block, or NULL. */
static const node *first_line_of_block(const node *statement) {
    uint32_t head = 0;
    switch (statement->kind) {
    case NODE_STORY:
    case NODE_USE:
    case NODE_WHAT_IF: break;
    case NODE_THING:
    case NODE_ENDING: head = 1; break;
    case NODE_ACT:
    case NODE_RULE: head = 2; break;
    case NODE_FACT: head = 3; break;
    default: return NULL;
    }
    const node *line = statement->first;
    while (line && head-- > 0) line = line->next;
    return line;
}

static void print_comment_line(printer *p, const node *comment) {
    kzi_write_repeated(p->to, ' ', p->indent);
    print_comment(p->to, comment->text ? comment->text : "",
                  comment->text ? strlen(comment->text) : 0);
    kzi_write_char(p->to, '\n');
}

static void print_line(printer *p, const node *one) {
    if (one->kind == NODE_ERROR) return;
    begin_print_line(p, one);
    if (one->kind == NODE_COMMENT) {
        print_comment_line(p, one);
        return;
    }
    print_node(p, one);
    end_print_line(p, one);
}

static void print_statement(printer *p, const node *one) {
    print_line(p, one);
    p->indent += BLOCK_INDENT;
    for (const node *line = first_line_of_block(one); line; line = line->next) print_line(p, line);
    p->indent -= BLOCK_INDENT;
}

static bool is_statement_node(const node *one) {
    return one->comment || first_line_of_block(one);
}

void kzi_syntax_print(writer *to, const symbols *names, const node *tree) {
    printer p = {.to = to, .names = names, .line = kzi_writer(to->in)};
    if (tree->kind == NODE_FILE) {
        FOR_EACH_CHILD(statement, tree) {
            if (!is_on_the_same_line(statement)) print_statement(&p, statement);
        }
    } else if (is_statement_node(tree)) {
        print_statement(&p, tree);
    } else {
        print_node(&p, tree);
        lay_out_line(&p);
    }
}

#undef WIDEST_LINE
#undef BLOCK_INDENT
#undef BREAK_INDENT
#undef MAY_BREAK
#undef COMMENT_FIRST
#undef COMMENT_END
