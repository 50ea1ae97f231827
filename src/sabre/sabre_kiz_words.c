/* SPDX-License-Identifier: MIT
 *
 * sabre_kiz_words: conditions, sums and changes of a problem in our words; see sabre_kiz.h.
 *
 * `forall` and `exists` stay one sentence in conditions; in changes they are written out. What a
 * condition denies is written with `not`, which our language pushes inward as the peer does.
 */
#include "sabre_kiz.h"

#include <string.h>

static const sabre_node *node_at(const sabre_kiz *k, sabre_id id) {
    return kzi_sabre_node(k->from, id);
}

static sabre_id kiz_child(const sabre_kiz *k, sabre_id id, uint32_t i) {
    return kzi_sabre_child(k->from, id, i);
}

const char *kzi_kiz_cannot(sabre_kiz *k, sabre_id id, const char *what) {
    if (!k->has_failed) kzi_note(k->said, K_SABRE_CANNOT_SAY, node_at(k, id)->where, what);
    k->has_failed = true;
    return "unknown";
}

static const char *said(sabre_kiz *k, const char *form, const char *one, const char *other) {
    writer to = kzi_writer(k->in);
    kzi_writef(&to, form, one, other);
    return kzi_written(&to);
}

/* ---- values and paths ---- */
static bool is_plain_value(const sabre_kiz *k, sabre_id id) {
    sabre_kind kind = node_at(k, id)->kind;
    return kind == SABRE_ENTITY || kind == SABRE_TRUTH || kind == SABRE_VARIABLE;
}

kiz_bound kzi_kiz_value(const sabre_kiz *k, sabre_id id) {
    const sabre_node *node = node_at(k, id);
    if (node->kind == SABRE_VARIABLE) return k->bound[node->number];
    return (kiz_bound){node->kind == SABRE_TRUTH ? KIZ_TRUTH : KIZ_ENTITY, NULL, node->number};
}

static bool is_kiz_truth(const sabre_kiz *k, sabre_id id, bool *is) {
    if (!is_plain_value(k, id)) return false;
    kiz_bound v = kzi_kiz_value(k, id);
    *is = v.is != 0;
    return v.sort == KIZ_TRUTH;
}

const char *kzi_kiz_path(sabre_kiz *k, uint32_t property, const kiz_bound *arguments) {
    const sabre_signature *of = &k->from->properties.items[property].signature;
    const sabre_parameter *parameters = &k->from->parameters.items[of->first_parameter];
    writer name = kzi_writer(k->in), rest = kzi_writer(k->in), to = kzi_writer(k->in);
    const char *owner = NULL;
    bool has_rest = false;
    kzi_write(&name, k->properties[property]);
    for (uint32_t i = 0; i < of->parameter_count; i++) {
        const char *text = kzi_kiz_bound(k, arguments[i]);
        if (kzi_kiz_is_in_name(k, &parameters[i])) {
            if (!parameters[i].constant.n) kzi_writef(&name, "_%s", text);
        } else if (!owner) {
            owner = text;
        } else {
            kzi_writef(&rest, "%s%s", has_rest ? ", " : "", text);
            has_rest = true;
        }
    }
    kzi_writef(&to, "%s%s%s", owner ? owner : "", owner ? "." : "", kzi_written(&name));
    if (has_rest) kzi_writef(&to, "(%s)", kzi_written(&rest));
    return kzi_written(&to);
}

static const char *path_of(sabre_kiz *k, sabre_id id) {
    const sabre_node *node = node_at(k, id);
    kiz_bound *arguments = KZI_TAKE_MANY(k->in, kiz_bound, node->child_count + 1);
    if (!arguments) return k->has_failed = true, "unknown";
    for (uint32_t i = 0; i < node->child_count; i++) {
        sabre_id argument = kiz_child(k, id, i);
        if (is_plain_value(k, argument)) arguments[i] = kzi_kiz_value(k, argument);
    }
    return kzi_kiz_path(k, node->number, arguments);
}

/* ---- every value of a type, one by one ---- */
typedef struct {
    uint32_t type, next;
} kiz_members;

static bool next_member(const sabre_kiz *k, kiz_members *of, kiz_bound *found) {
    if (of->type == SABRE_TYPE_BOOLEAN) {
        *found = (kiz_bound){KIZ_TRUTH, NULL, of->next};
        return of->next++ < 2;
    }
    for (; of->next < k->from->entities.count; of->next++) {
        if (!kzi_sabre_is_of_type(k->from, of->next, of->type)) continue;
        *found = (kiz_bound){KIZ_ENTITY, NULL, of->next++};
        return true;
    }
    return false;
}

/* ---- sums ---- */
static bool is_kiz_number(const sabre_kiz *k, sabre_id id) {
    return node_at(k, id)->type == SABRE_TYPE_NUMBER;
}

static const char *kiz_sum(sabre_kiz *k, sabre_id id);

static const char *number_of(sabre_kiz *k, sabre_id id) {
    const sabre_node *node = node_at(k, id);
    int64_t number = node->digits;
    for (uint32_t i = 0; i < node->number; i++) {
        if (number % 10) return kzi_kiz_cannot(k, id, "a number that is not whole");
        number /= 10;
    }
    writer to = kzi_writer(k->in);
    kzi_writef(&to, "%lld", (long long)number);
    return kzi_written(&to);
}

/* a - b - c is a - (b - c) */
static const char *from_right(sabre_kiz *k, sabre_id id, uint32_t first, const char *sign) {
    const char *left = kiz_sum(k, kiz_child(k, id, first));
    if (first + 1 == node_at(k, id)->child_count) return left;
    writer to = kzi_writer(k->in);
    kzi_writef(&to, "(%s %s %s)", left, sign, from_right(k, id, first + 1, sign));
    return kzi_written(&to);
}

static bool is_fixed_sum(const sabre_kiz *k, sabre_id id) {
    const sabre_node *node = node_at(k, id);
    if (node->kind == SABRE_NUMBER) return true;
    bool is_sum = node->kind >= SABRE_TIMES && node->kind <= SABRE_MINUS;
    for (uint32_t i = 0; is_sum && i < node->child_count; i++)
        is_sum &= is_fixed_sum(k, kiz_child(k, id, i));
    return is_sum;
}

/* An order of numbers fails where one is unknown, and so does what denies it: `not` does not say
 * that it fails. */
static bool asks_order(const sabre_kiz *k, sabre_id id) {
    const sabre_node *node = node_at(k, id);
    if (node->kind >= SABRE_AT_LEAST && node->kind <= SABRE_LESS) return true;
    for (uint32_t i = 0; i < node->child_count; i++) {
        if (asks_order(k, kiz_child(k, id, i))) return true;
    }
    return false;
}

/* (3 * (told) + 2 * (pleaded and not told)); what a branch counts is certain, and whether a
 * condition before it holds is never left open: else the two meanings part. */
static const char *branches_of(sabre_kiz *k, sabre_id id) {
    const sabre_node *node = node_at(k, id);
    writer to = kzi_writer(k->in), none_before = kzi_writer(k->in);
    kzi_write(&to, "(");
    for (uint32_t i = 0; i < node->child_count; i += 2) {
        bool is_else = i + 1 == node->child_count;
        sabre_id condition = kiz_child(k, id, i), amount = kiz_child(k, id, is_else ? i : i + 1);
        if (!is_fixed_sum(k, amount))
            return kzi_kiz_cannot(k, amount,
                                  "a number that depends on a condition and is no constant");
        if (!is_else && i + 2 < node->child_count && asks_order(k, condition))
            return kzi_kiz_cannot(
                k, condition,
                "a number that stands where a number is neither at least nor less than another");
        const char *holds = is_else ? NULL : kzi_kiz_condition(k, condition, false);
        kzi_writef(&to, "%s%s * (", i ? " + " : "", kiz_sum(k, amount));
        if (i) kzi_writef(&to, "%s%s", kzi_written(&none_before), is_else ? "" : " and ");
        kzi_writef(&to, "%s)", is_else ? "" : said(k, "(%s)%s", holds, ""));
        if (!is_else) kzi_writef(&none_before, "%snot (%s)", i ? " and " : "", holds);
    }
    kzi_write(&to, ")");
    return kzi_written(&to);
}

static const char *over_all_of(sabre_kiz *k, sabre_id id) {
    const sabre_node *node = node_at(k, id);
    kiz_members members = {node->bound_type, 0};
    kiz_bound before = k->bound[node->number], one;
    bool is_sum = node->kind == SABRE_SUM, is_first = true;
    writer to = kzi_writer(k->in);
    kzi_write(&to, "(");
    while (next_member(k, &members, &one)) {
        k->bound[node->number] = one;
        kzi_writef(&to, "%s%s",
                   is_first ? ""
                   : is_sum ? " + "
                            : " * ",
                   kiz_sum(k, kiz_child(k, id, 0)));
        is_first = false;
    }
    k->bound[node->number] = before;
    kzi_writef(&to, "%s)", is_first ? (is_sum ? "0" : "1") : "");
    return kzi_written(&to);
}

static const char *kiz_sum(sabre_kiz *k, sabre_id id) {
    switch (node_at(k, id)->kind) {
    case SABRE_NUMBER: return number_of(k, id);
    case SABRE_UNKNOWN: return "unknown";
    case SABRE_PROPERTY: return path_of(k, id);
    case SABRE_BELIEVES: return kzi_kiz_cannot(k, id, "what somebody believes as a number");
    case SABRE_IF: return branches_of(k, id);
    case SABRE_SUM:
    case SABRE_PRODUCT: return over_all_of(k, id);
    case SABRE_TIMES: return from_right(k, id, 0, "*");
    case SABRE_PLUS: return from_right(k, id, 0, "+");
    case SABRE_MINUS: return from_right(k, id, 0, "-");
    case SABRE_DIVIDE: return kzi_kiz_cannot(k, id, "a quotient");
    default: return said(k, "(%s)%s", kzi_kiz_condition(k, id, false), "");
    }
}

/* ---- conditions: each comes back as it may stand anywhere a unit may ---- */
static const char *all_of(sabre_kiz *k, sabre_id id) {
    const sabre_node *node = node_at(k, id);
    writer to = kzi_writer(k->in);
    kzi_write(&to, "(");
    for (uint32_t i = 0; i < node->child_count; i++)
        kzi_writef(&to, "%s%s", i ? " and " : "", kzi_kiz_condition(k, kiz_child(k, id, i), false));
    kzi_write(&to, ")");
    return kzi_written(&to);
}

static bool is_plain_claim(const char *text) {
    return text[0] != '(' && strncmp(text, "not ", 4) != 0 && strstr(text, " is ") &&
           !strstr(text, " believes ");
}

/* `at is hill or road` takes road for a value, so a claim with `is` stands in brackets there, but
 * in front of another. */
static const char *one_of(sabre_kiz *k, sabre_id id) {
    uint32_t count = node_at(k, id)->child_count;
    const char **all = KZI_TAKE_MANY(k->in, const char *, count + 1);
    if (!all) return k->has_failed = true, "no";
    for (uint32_t i = count; i-- > 0;) {
        all[i] = kzi_kiz_condition(k, kiz_child(k, id, i), false);
        bool may_be_taken = i + 1 < count && all[i][0] != '(' && strstr(all[i], " is ");
        if (may_be_taken && !is_plain_claim(all[i + 1])) all[i] = said(k, "(%s)%s", all[i], "");
    }
    writer to = kzi_writer(k->in);
    for (uint32_t i = 0; i < count; i++) kzi_writef(&to, "%s%s", i ? " or " : "(", all[i]);
    kzi_write(&to, ")");
    return kzi_written(&to);
}

static const char *kind_or_boolean(const sabre_kiz *k, uint32_t type) {
    return type == SABRE_TYPE_BOOLEAN ? NULL : kzi_kiz_kind(k, type);
}

static const char *kiz_quantified(sabre_kiz *k, sabre_id id) {
    const sabre_node *node = node_at(k, id);
    const char *kind = kind_or_boolean(k, node->bound_type);
    bool is_every = node->kind == SABRE_FORALL;
    kiz_bound before = k->bound[node->number], one;
    writer to = kzi_writer(k->in);
    if (kind) {
        const char *name = kzi_kiz_variable(k, kzi_symbol_text(k->from->names, node->name));
        k->bound[node->number] = (kiz_bound){KIZ_NAMED, name, 0};
        kzi_writef(&to, "(%s %s: %s where %s)", is_every ? "every" : "any", name, kind,
                   kzi_kiz_condition(k, kiz_child(k, id, 0), false));
    } else {
        kiz_members members = {node->bound_type, 0};
        kzi_write(&to, "(");
        for (uint32_t i = 0; next_member(k, &members, &one); i++) {
            k->bound[node->number] = one;
            kzi_writef(&to, "%s(%s)", i ? (is_every ? " and " : " or ") : "",
                       kzi_kiz_condition(k, kiz_child(k, id, 0), false));
        }
        kzi_write(&to, ")");
    }
    k->bound[node->number] = before;
    return kzi_written(&to);
}

static bool is_boolean(const sabre_kiz *k, sabre_id id) {
    return node_at(k, id)->type == SABRE_TYPE_BOOLEAN;
}

/* `id` has the value, which is written as text; UNKNOWN is `unknown`. */
static const char *has_value(sabre_kiz *k, sabre_id id, const char *v, bool is_not);

static const char *branches_have(sabre_kiz *k, sabre_id id, const char *v, bool is_not) {
    const sabre_node *node = node_at(k, id);
    writer to = kzi_writer(k->in), none_before = kzi_writer(k->in);
    kzi_write(&to, "(");
    for (uint32_t i = 0; i < node->child_count; i += 2) {
        bool is_else = i + 1 == node->child_count;
        kzi_writef(&to, "%s(%s", i ? " or " : "", i ? kzi_written(&none_before) : "");
        if (!is_else) {
            const char *holds = kzi_kiz_condition(k, kiz_child(k, id, i), false);
            kzi_writef(&to, "%s and ", holds);
            kzi_writef(&none_before, "not %s and ", holds);
        }
        kzi_writef(&to, "%s)", has_value(k, kiz_child(k, id, is_else ? i : i + 1), v, is_not));
    }
    kzi_write(&to, ")");
    return kzi_written(&to);
}

static const char *has_value(sabre_kiz *k, sabre_id id, const char *v, bool is_not) {
    const sabre_node *node = node_at(k, id);
    writer to = kzi_writer(k->in);
    if (node->kind == SABRE_IF) return branches_have(k, id, v, is_not);
    if (node->kind == SABRE_BELIEVES) {
        kiz_bound who = kzi_kiz_value(k, kiz_child(k, id, 0));
        kzi_writef(&to, "%s believes %s", kzi_kiz_bound(k, who),
                   has_value(k, kiz_child(k, id, 1), v, is_not));
        return kzi_written(&to);
    }
    const char *what = is_plain_value(k, id)         ? kzi_kiz_bound(k, kzi_kiz_value(k, id))
                       : node->kind == SABRE_UNKNOWN ? "unknown"
                                                     : path_of(k, id);
    kzi_writef(&to, "%s is %s%s", what, is_not ? "not " : "", v);
    return kzi_written(&to);
}

static bool is_simple(const sabre_kiz *k, sabre_id id) {
    sabre_kind kind = node_at(k, id)->kind;
    return is_plain_value(k, id) || kind == SABRE_UNKNOWN || kind == SABRE_PROPERTY;
}

static const char *text_of_simple(sabre_kiz *k, sabre_id id) {
    if (node_at(k, id)->kind == SABRE_UNKNOWN) return "unknown";
    return is_plain_value(k, id) ? kzi_kiz_bound(k, kzi_kiz_value(k, id)) : path_of(k, id);
}

/* Neither side is simple: value by value. */
static const char *equal_by_values(sabre_kiz *k, sabre_id left, sabre_id right, bool is_not) {
    const char *v = kzi_kiz_variable(k, "v");
    writer to = kzi_writer(k->in);
    kzi_writef(&to, "((any %s: thing where %s and %s) or (%s and %s))", v,
               has_value(k, left, v, is_not), has_value(k, right, v, false),
               has_value(k, left, "unknown", is_not), has_value(k, right, "unknown", false));
    return kzi_written(&to);
}

static const char *equal_things(sabre_kiz *k, sabre_id id, bool is_not) {
    sabre_id left = kiz_child(k, id, 0), right = kiz_child(k, id, 1);
    bool left_is_value = is_plain_value(k, left) || node_at(k, left)->kind == SABRE_UNKNOWN,
         right_is_value = is_plain_value(k, right) || node_at(k, right)->kind == SABRE_UNKNOWN;
    if (right_is_value) return has_value(k, left, text_of_simple(k, right), is_not);
    if (left_is_value) return has_value(k, right, text_of_simple(k, left), is_not);
    if (!is_simple(k, left) || !is_simple(k, right)) return equal_by_values(k, left, right, is_not);
    writer to = kzi_writer(k->in);
    kzi_writef(&to, "%s is %s%s", path_of(k, left), is_not ? "not " : "", path_of(k, right));
    return kzi_written(&to);
}

static const char *equal_truths(sabre_kiz *k, sabre_id id, bool is_not) {
    sabre_id left = kiz_child(k, id, 0), right = kiz_child(k, id, 1);
    bool is;
    if (is_kiz_truth(k, right, &is)) return kzi_kiz_condition(k, left, is == is_not);
    if (is_kiz_truth(k, left, &is)) return kzi_kiz_condition(k, right, is == is_not);
    const char *a = kzi_kiz_condition(k, left, false), *b = kzi_kiz_condition(k, right, false);
    writer to = kzi_writer(k->in);
    kzi_writef(&to, "((%s and %s%s) or (not %s and %s%s))", a, is_not ? "not " : "", b, a,
               is_not ? "" : "not ", b);
    return kzi_written(&to);
}

static const char *kiz_compared(sabre_kiz *k, sabre_id id) {
    static const char *const words[] = {[SABRE_IS] = "is",
                                        [SABRE_IS_NOT] = "is not",
                                        [SABRE_AT_LEAST] = "is at least",
                                        [SABRE_AT_MOST] = "is at most",
                                        [SABRE_MORE] = "is more than",
                                        [SABRE_LESS] = "is less than"};
    const sabre_node *node = node_at(k, id);
    sabre_id left = kiz_child(k, id, 0), right = kiz_child(k, id, 1);
    if (is_kiz_number(k, left) || is_kiz_number(k, right)) {
        if (node_at(k, left)->kind == SABRE_BELIEVES && is_fixed_sum(k, right)) {
            writer to = kzi_writer(k->in);
            sabre_id what = left;
            uint32_t depth = 0;
            for (; node_at(k, what)->kind == SABRE_BELIEVES; what = kiz_child(k, what, 1), depth++)
                kzi_writef(&to, "%s believes ",
                           kzi_kiz_bound(k, kzi_kiz_value(k, kiz_child(k, what, 0))));
            kzi_writef(&to, "%s %s %s", kiz_sum(k, what), words[node->kind], kiz_sum(k, right));
            return kzi_written(&to);
        }
        writer to = kzi_writer(k->in);
        kzi_writef(&to, "%s %s %s", kiz_sum(k, left), words[node->kind], kiz_sum(k, right));
        return kzi_written(&to);
    }
    bool is_equality = node->kind == SABRE_IS || node->kind == SABRE_IS_NOT;
    if (!is_equality && node->kind != SABRE_AT_LEAST && node->kind != SABRE_AT_MOST) return "no";
    return is_boolean(k, left) || is_boolean(k, right)
               ? equal_truths(k, id, node->kind == SABRE_IS_NOT)
               : equal_things(k, id, node->kind == SABRE_IS_NOT);
}

static const char *if_condition(sabre_kiz *k, sabre_id id) {
    const sabre_node *node = node_at(k, id);
    writer to = kzi_writer(k->in), none_before = kzi_writer(k->in);
    kzi_write(&to, "(");
    for (uint32_t i = 0; i <= node->child_count; i += 2) {
        bool is_else = i + 1 >= node->child_count;
        kzi_writef(&to, "%s(%s", i ? " or " : "", i ? kzi_written(&none_before) : "");
        if (!is_else) {
            const char *holds = kzi_kiz_condition(k, kiz_child(k, id, i), false);
            kzi_writef(&to, "%s and ", holds);
            kzi_writef(&none_before, "not %s and ", holds);
        }
        kzi_writef(&to, "%s)",
                   i == node->child_count
                       ? "yes"
                       : kzi_kiz_condition(k, kiz_child(k, id, is_else ? i : i + 1), false));
        if (is_else) break;
    }
    kzi_write(&to, ")");
    return kzi_written(&to);
}

static const char *is_of_type(sabre_kiz *k, sabre_id id) {
    const char *kind = kind_or_boolean(k, node_at(k, id)->bound_type);
    const char *v = kzi_kiz_variable(k, "v");
    if (!kind || node_at(k, id)->bound_type == SABRE_TYPE_NUMBER)
        return kzi_kiz_cannot(k, id, "a question whether something is a truth or a number");
    writer to = kzi_writer(k->in);
    kzi_writef(&to, "(any %s: %s where %s)", v, kind, has_value(k, kiz_child(k, id, 0), v, false));
    return kzi_written(&to);
}

static const char *asked(sabre_kiz *k, sabre_id id) {
    const sabre_node *node = node_at(k, id);
    bool is;
    if (is_kiz_truth(k, id, &is)) return is ? "yes" : "no";
    switch (node->kind) {
    case SABRE_PROPERTY: return path_of(k, id);
    case SABRE_BELIEVES:
        return said(k, "%s believes %s", kzi_kiz_bound(k, kzi_kiz_value(k, kiz_child(k, id, 0))),
                    kzi_kiz_condition(k, kiz_child(k, id, 1), false));
    case SABRE_AND: return all_of(k, id);
    case SABRE_OR: return one_of(k, id);
    case SABRE_NOT: return kzi_kiz_condition(k, kiz_child(k, id, 0), true);
    case SABRE_IF: return if_condition(k, id);
    case SABRE_FORALL:
    case SABRE_EXISTS: return kiz_quantified(k, id);
    case SABRE_TYPE_TEST: return is_of_type(k, id);
    case SABRE_IS:
    case SABRE_IS_NOT:
    case SABRE_AT_LEAST:
    case SABRE_AT_MOST:
    case SABRE_MORE:
    case SABRE_LESS: return kiz_compared(k, id);
    default: return kzi_kiz_cannot(k, id, "this as a condition");
    }
}

const char *kzi_kiz_condition(sabre_kiz *k, sabre_id id, bool is_denied) {
    bool is;
    if (k->has_failed) return "yes";
    if (is_denied && is_kiz_truth(k, id, &is)) return is ? "no" : "yes";
    if (is_denied && node_at(k, id)->kind == SABRE_NOT)
        return kzi_kiz_condition(k, kiz_child(k, id, 0), false);
    return is_denied ? said(k, "not %s%s", asked(k, id), "") : asked(k, id);
}

const char *kzi_kiz_bare(sabre_kiz *k, const char *condition) {
    size_t length = strlen(condition);
    int depth = 0;
    if (length < 2 || condition[0] != '(' || condition[length - 1] != ')') return condition;
    for (size_t i = 0; i + 1 < length; i++) {
        depth += condition[i] == '(' ? 1 : condition[i] == ')' ? -1 : 0;
        if (depth == 0) return condition; /* closed before the end */
    }
    writer to = kzi_writer(k->in);
    for (size_t i = 1; i + 1 < length; i++) kzi_writef(&to, "%c", condition[i]);
    return kzi_written(&to);
}

/* ---- wants ---- */
static void write_kiz_want(writer *to, bool is_fear, const char *amount, const char *condition) {
    kzi_writef(to, "  %s %s%s%s\n", is_fear ? "fears" : "wants", amount, condition ? ": " : "",
               condition ? condition : "");
}

static bool is_nothing(const sabre_kiz *k, sabre_id id) {
    return node_at(k, id)->kind == SABRE_NUMBER && node_at(k, id)->digits == 0;
}

static void write_wants(sabre_kiz *k, writer *to, sabre_id id, bool is_fear);

/* if(a) x elseif(b) y else z: a line for each. */
static void write_wanted_branches(sabre_kiz *k, writer *to, sabre_id id, bool is_fear) {
    const sabre_node *node = node_at(k, id);
    writer none_before = kzi_writer(k->in);
    for (uint32_t i = 0; i < node->child_count && !k->has_failed; i += 2) {
        bool is_else = i + 1 == node->child_count;
        sabre_id amount = kiz_child(k, id, is_else ? i : i + 1);
        bool goes_on = i + 2 < node->child_count &&
                       !(i + 3 == node->child_count && is_nothing(k, kiz_child(k, id, i + 2)));
        if (!is_else && goes_on && asks_order(k, kiz_child(k, id, i)))
            kzi_kiz_cannot(
                k, kiz_child(k, id, i),
                "a number that stands where a number is neither at least nor less than another");
        const char *holds = is_else ? "" : kzi_kiz_condition(k, kiz_child(k, id, i), false);
        writer when = kzi_writer(k->in);
        kzi_writef(&when, "%s%s", i ? kzi_written(&none_before) : "", kzi_kiz_bare(k, holds));
        if (!is_nothing(k, amount))
            write_kiz_want(to, is_fear, kiz_sum(k, amount), kzi_written(&when));
        if (!is_else)
            kzi_writef(&none_before, "not %s%s", holds, i + 3 == node->child_count ? "" : ", ");
    }
}

static void write_wants(sabre_kiz *k, writer *to, sabre_id id, bool is_fear) {
    const sabre_node *node = node_at(k, id);
    if (node->kind == SABRE_PLUS || node->kind == SABRE_MINUS) {
        for (uint32_t i = 0; i < node->child_count; i++)
            write_wants(k, to, kiz_child(k, id, i),
                        node->kind == SABRE_MINUS && i % 2 ? !is_fear : is_fear);
    } else if (is_boolean(k, id)) {
        write_kiz_want(to, is_fear, "1", kzi_kiz_bare(k, kzi_kiz_condition(k, id, false)));
    } else if (node->kind == SABRE_IF) {
        write_wanted_branches(k, to, id, is_fear);
    } else if (!is_nothing(k, id)) {
        write_kiz_want(to, is_fear, kiz_sum(k, id), NULL);
    }
}

bool kzi_kiz_wants(sabre_kiz *k, writer *to, sabre_id what) {
    write_wants(k, to, what, false);
    return !k->has_failed;
}

/* ---- changes ---- */
typedef struct {
    sabre_kiz *k;
    writer *to;
    LIST(const char *) whens; /* all that must hold, as asked in the world */
    LIST(const char *) minds; /* of the believes() around */
} kiz_changing;

static const char *in_minds(kiz_changing *c, const char *condition) {
    for (uint32_t i = c->minds.count; i > 0; i--)
        condition = said(c->k, "%s believes (%s)", c->minds.items[i - 1], condition);
    return condition;
}

static void add_kiz_when(kiz_changing *c, const char *condition) {
    if (!LIST_ADD(c->k->in, &c->whens, in_minds(c, condition))) c->k->has_failed = true;
}

static void write_change(kiz_changing *c, const char *chain, const char *change) {
    kzi_write(c->to, "  then ");
    for (uint32_t i = 0; i < c->whens.count; i++)
        kzi_writef(c->to, "%s%s", i ? ", " : "if ", c->whens.items[i]);
    kzi_writef(c->to, "%s%s%s\n", c->whens.count ? ": " : "", chain, change);
}

/* "Mio believes Ren believes ", of the minds around and those in front of the property itself */
static const char *chain_to(kiz_changing *c, sabre_id *target) {
    writer to = kzi_writer(c->k->in);
    for (uint32_t i = 0; i < c->minds.count; i++)
        kzi_writef(&to, "%s believes ", c->minds.items[i]);
    while (node_at(c->k, *target)->kind == SABRE_BELIEVES) {
        kiz_bound who = kzi_kiz_value(c->k, kiz_child(c->k, *target, 0));
        kzi_writef(&to, "%s believes ", kzi_kiz_bound(c->k, who));
        *target = kiz_child(c->k, *target, 1);
    }
    return kzi_written(&to);
}

static void set_to(kiz_changing *c, sabre_id target, const char *v) {
    const char *chain = chain_to(c, &target), *path = path_of(c->k, target);
    write_change(c, chain, said(c->k, *chain ? "%s is %s" : "%s becomes %s", path, v));
}

static void set_truth(kiz_changing *c, sabre_id target, bool is) {
    const char *chain = chain_to(c, &target);
    write_change(c, chain, said(c->k, is ? "%s%s" : "not %s%s", path_of(c->k, target), ""));
}

static void set_from(kiz_changing *c, sabre_id target, sabre_id from, bool is_denied);

static void set_by_branches(kiz_changing *c, sabre_id target, sabre_id from, bool is_denied) {
    uint32_t outer = c->whens.count, count = node_at(c->k, from)->child_count;
    for (uint32_t i = 0; i < count && !c->k->has_failed; i += 2) {
        if (i + 1 == count) {
            set_from(c, target, kiz_child(c->k, from, i), is_denied);
            break;
        }
        uint32_t before = c->whens.count;
        add_kiz_when(c, kzi_kiz_condition(c->k, kiz_child(c->k, from, i), false));
        set_from(c, target, kiz_child(c->k, from, i + 1), is_denied);
        c->whens.count = before;
        add_kiz_when(c, kzi_kiz_condition(c->k, kiz_child(c->k, from, i), true));
    }
    c->whens.count = outer;
}

static void set_by_values(kiz_changing *c, sabre_id target, sabre_id from, uint32_t type) {
    kiz_members members = {type, 0};
    kiz_bound one;
    uint32_t outer = c->whens.count;
    while (next_member(c->k, &members, &one) && !c->k->has_failed) {
        add_kiz_when(c, has_value(c->k, from, kzi_kiz_bound(c->k, one), false));
        set_to(c, target, kzi_kiz_bound(c->k, one));
        c->whens.count = outer;
    }
    add_kiz_when(c, has_value(c->k, from, "unknown", false));
    set_to(c, target, "unknown");
    c->whens.count = outer;
}

static bool is_in_a_mind(const kiz_changing *c, sabre_id target) {
    return c->minds.count || node_at(c->k, target)->kind == SABRE_BELIEVES;
}

static void set_from(kiz_changing *c, sabre_id target, sabre_id from, bool is_denied) {
    sabre_kiz *k = c->k;
    const sabre_node *node = node_at(k, from);
    uint32_t type = node_at(k, target)->type, outer = c->whens.count;
    bool is;
    if (node->kind == SABRE_IF) {
        set_by_branches(c, target, from, is_denied);
    } else if (type == SABRE_TYPE_BOOLEAN) {
        if (is_kiz_truth(k, from, &is)) {
            set_truth(c, target, is != is_denied);
            return;
        }
        add_kiz_when(c, kzi_kiz_condition(k, from, false));
        set_truth(c, target, !is_denied);
        c->whens.count = outer;
        add_kiz_when(c, kzi_kiz_condition(k, from, true));
        set_truth(c, target, is_denied);
        c->whens.count = outer;
    } else if (type == SABRE_TYPE_NUMBER) {
        if (is_in_a_mind(c, target) && !is_fixed_sum(k, from) && node->kind != SABRE_UNKNOWN)
            kzi_kiz_cannot(k, from, "a number that somebody comes to believe, read in their mind");
        set_to(c, target, kiz_sum(k, from));
    } else if (is_plain_value(k, from) || node->kind == SABRE_UNKNOWN) {
        set_to(c, target, text_of_simple(k, from));
    } else if (node->kind == SABRE_PROPERTY && !is_in_a_mind(c, target)) {
        set_to(c, target, path_of(k, from));
    } else {
        set_by_values(c, target, from, type);
    }
}

static void change_from(kiz_changing *c, sabre_id id, bool is_denied);

static void change_branches(kiz_changing *c, sabre_id id, bool is_denied) {
    uint32_t outer = c->whens.count, count = node_at(c->k, id)->child_count;
    for (uint32_t i = 0; i < count && !c->k->has_failed; i += 2) {
        if (i + 1 == count) {
            change_from(c, kiz_child(c->k, id, i), is_denied);
            break;
        }
        uint32_t before = c->whens.count;
        add_kiz_when(c, kzi_kiz_condition(c->k, kiz_child(c->k, id, i), false));
        change_from(c, kiz_child(c->k, id, i + 1), is_denied);
        c->whens.count = before;
        add_kiz_when(c, kzi_kiz_condition(c->k, kiz_child(c->k, id, i), true));
    }
    c->whens.count = outer;
}

static void change_each(kiz_changing *c, sabre_id id, bool is_denied) {
    const sabre_node *node = node_at(c->k, id);
    kiz_members members = {node->bound_type, 0};
    kiz_bound before = c->k->bound[node->number], one;
    while (next_member(c->k, &members, &one) && !c->k->has_failed) {
        c->k->bound[node->number] = one;
        change_from(c, kiz_child(c->k, id, 0), is_denied);
    }
    c->k->bound[node->number] = before;
}

static void change_parts(kiz_changing *c, sabre_id id, bool is_denied) {
    bool is_open = (node_at(c->k, id)->kind == SABRE_OR) != is_denied, is;
    for (uint32_t i = 0; i < node_at(c->k, id)->child_count && !c->k->has_failed; i++) {
        sabre_id part = kiz_child(c->k, id, i);
        bool is_ruled_out = is_open && is_kiz_truth(c->k, part, &is) && is == is_denied;
        if (!is_ruled_out) change_from(c, part, is_denied);
    }
}

static void change_in_mind(kiz_changing *c, sabre_id id, bool is_denied) {
    kiz_bound who = kzi_kiz_value(c->k, kiz_child(c->k, id, 0));
    if (!LIST_ADD(c->k->in, &c->minds, kzi_kiz_bound(c->k, who))) c->k->has_failed = true;
    else change_from(c, kiz_child(c->k, id, 1), is_denied);
    c->minds.count--;
}

static void change_from(kiz_changing *c, sabre_id id, bool is_denied) {
    const sabre_node *node = node_at(c->k, id);
    if (c->k->has_failed || node->kind == SABRE_TRUTH) return;
    if (node->is_property) {
        set_truth(c, id, !is_denied);
        return;
    }
    switch (node->kind) {
    case SABRE_NOT: change_from(c, kiz_child(c->k, id, 0), !is_denied); return;
    case SABRE_AND:
    case SABRE_OR: change_parts(c, id, is_denied); return;
    case SABRE_IF: change_branches(c, id, is_denied); return;
    case SABRE_FORALL:
    case SABRE_EXISTS: change_each(c, id, is_denied); return;
    case SABRE_BELIEVES: change_in_mind(c, id, is_denied); return;
    default:
        set_from(c, kiz_child(c->k, id, 0), kiz_child(c->k, id, 1),
                 (node->kind == SABRE_IS_NOT) != is_denied);
        return;
    }
}

bool kzi_kiz_changes(sabre_kiz *k, writer *to, sabre_id what) {
    kiz_changing c = {.k = k, .to = to};
    if (what.n) change_from(&c, what, false);
    return !k->has_failed;
}
