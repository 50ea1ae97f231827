/* SPDX-License-Identifier: MIT
 *
 * test_sabre: problems of the peer's format, read, filled in and carried out: what is so, and what
 * everybody believes, after plans.
 *
 * In     tests/sabre/beliefs.tsv: file, plan, chain of believers, property, value; and the problems
 *        it names
 * Out    every value agrees with the definition's column
 */
#include "problem_world.h"

#define MOST_FIELDS 6
#define SABRE       KZ_ROOT "/tests/sabre/"

typedef struct opened {
    problem_world in;
    state_id at;
    char file[200];
    char plan[2000];
} opened;

static char *problem_text(const char *file) {
    static const char *const folders[] = {"core/", "quirk/", "errors/", "random/"};
    char path[400];
    for (int i = 0; i < 4; i++) {
        snprintf(path, sizeof path, SABRE "%s%s", folders[i], file);
        char *text = whole_file(path);
        if (text) return text;
    }
    return NULL;
}

static void open_problem(opened *o, const char *file) {
    char *text = problem_text(file);
    assert_non_null(text);
    memset(o, 0, sizeof *o);
    snprintf(o->file, sizeof o->file, "%s", file);
    problem_world_open(&o->in, file, text);
    free(text);
    if (o->in.about) o->at = kzi_minds_start(&o->in.of);
}

/* Of all problems together; a count, so it is the same on every machine. */
static uint64_t steps_made, long_steps_made;

static void close_problem(opened *o) {
    steps_made += o->in.of.step_count;
    for (uint32_t i = 0; i < STEP_SHARDS; i++) long_steps_made += o->in.of.long_steps[i].count;
    problem_world_close(&o->in);
}

/* ---- plans, worlds and values by name ---- */
static bool carry_out_act(opened *o, const char *act, size_t length) {
    for (uint32_t i = 0; i < o->in.about->act_count; i++) {
        if (strlen(o->in.about->acts[i].text) != length ||
            strncmp(o->in.about->acts[i].text, act, length) != 0)
            continue;
        o->at = kzi_minds_step(&o->in.of, (view){o->at, NO_MIND, NO_LIMIT}, (act_id){i});
        return o->at.n != NO_STATE.n;
    }
    return false;
}

static bool carry_out_plan(opened *o, const char *plan) {
    o->at = kzi_minds_start(&o->in.of);
    snprintf(o->plan, sizeof o->plan, "%s", plan);
    if (o->at.n == NO_STATE.n) return false;
    if (strcmp(plan, "(start)") == 0) return true;
    while (*plan) {
        const char *end = strchr(plan, ')');
        if (!end || !carry_out_act(o, plan, (size_t)(end + 1 - plan))) return false;
        for (plan = end + 1; *plan == ' ';) plan++;
    }
    return true;
}

static bool mind_named(const opened *o, const char *name, size_t length, mind_id *found) {
    for (uint32_t i = 0; i < o->in.about->mind_count; i++) {
        const char *known = kzi_symbol_text(&o->in.names, o->in.about->things[i].name);
        if (strlen(known) == length && strncmp(known, name, length) == 0)
            return *found = (mind_id){i}, true;
    }
    return false;
}

static state_id world_named(const opened *o, const char *chain) {
    state_id at = o->at;
    if (strcmp(chain, "(true)") == 0) return at;
    while (*chain) {
        const char *end = strstr(chain, " > ");
        size_t length = end ? (size_t)(end - chain) : strlen(chain);
        mind_id mind;
        if (!mind_named(o, chain, length, &mind)) return NO_STATE;
        at = kzi_state_mind(&o->in.of.states, at, mind);
        chain += end ? length + 3 : length;
    }
    return at;
}

static const char *number_text(const opened *o, value v) {
    static char text[40];
    if (v == UNKNOWN) return "?";
    snprintf(text, sizeof text, "%.10g", (double)v / o->in.about->scale);
    return text;
}

static const char *fact_text_at(const opened *o, state_id at, const char *name) {
    for (uint32_t i = 0; i < o->in.about->fact_count; i++) {
        const ground_fact *f = &o->in.about->facts[i];
        if (strcmp(f->name, name) != 0) continue;
        value v = kzi_fact_get(o->in.about, kzi_state_facts(&o->in.of.states, at), (fact_id){i});
        if (v == UNKNOWN || f->type == FACT_NUMBER) return number_text(o, v);
        return f->type == FACT_YES_NO ? (v ? "True" : "False")
                                      : kzi_symbol_text(&o->in.names, o->in.about->things[v].name);
    }
    return "(no such property)";
}

static const char *value_at(const opened *o, state_id at, const char *property) {
    mind_id mind;
    if (strncmp(property, "utility(", 8) == 0) {
        if (property[8] == ')')
            return number_text(o,
                               kzi_amount(&o->in.of.desk, kzi_ref(at), o->in.about->author_worth));
        if (!mind_named(o, property + 8, strlen(property) - 9, &mind)) return "(nobody)";
        return number_text(o, kzi_minds_worth(&o->in.of, at, mind));
    }
    char rest[400];
    snprintf(rest, sizeof rest, "%s", property);
    while (strncmp(rest, "believes(", 9) == 0) {
        char *comma = strchr(rest, ',');
        if (!comma || !mind_named(o, rest + 9, (size_t)(comma - rest - 9), &mind))
            return "(nobody)";
        at = kzi_state_mind(&o->in.of.states, at, mind);
        memmove(rest, comma + 2, strlen(comma + 2) + 1);
        rest[strlen(rest) - 1] = 0;
    }
    return fact_text_at(o, at, rest);
}

/* ---- the table ---- */
static char *next_row(char *at, char **fields) {
    char *end = strchr(at, '\n');
    if (end) *end = 0;
    for (int i = 0; i < MOST_FIELDS; i++) {
        fields[i] = at;
        char *tab = strchr(at, '\t');
        if (tab) *tab = 0, at = tab + 1;
        else at += strlen(at);
    }
    return end ? end + 1 : NULL;
}

typedef struct {
    int agree, differ, skipped;
} agreement;

/* Artefacts of the peer, which are not followed: the reader refuses the problem, or the table shows
 * the artefact itself. */
static bool is_set_aside(const char *file) {
    return strncmp(file, "136", 3) == 0 || strncmp(file, "026", 3) == 0;
}

static void compare_row(opened *o, char **fields, agreement *to) {
    if (strcmp(o->file, fields[0]) != 0) {
        if (o->file[0]) close_problem(o);
        open_problem(o, fields[0]);
        if (!o->in.about) print_error("%s is refused\n", fields[0]);
    }
    if (!o->in.about) {
        to->differ++;
        return;
    }
    if (strcmp(o->plan, fields[1]) != 0 && !carry_out_plan(o, fields[1]))
        print_error("%s: cannot carry out %s\n", fields[0], fields[1]);
    state_id at = o->at.n == NO_STATE.n ? NO_STATE : world_named(o, fields[2]);
    const char *got = at.n == NO_STATE.n ? "(no such world)" : value_at(o, at, fields[3]);
    if (strcmp(got, fields[5]) == 0) {
        to->agree++;
        return;
    }
    print_error("%s after %s in %s: %s is %s, not %s\n", fields[0], fields[1], fields[2], fields[3],
                got, fields[5]);
    to->differ++;
}

static void everybody_believes_what_the_definition_says(void **state) {
    (void)state;
    char *rows_text = whole_file(SABRE "beliefs.tsv");
    assert_non_null(rows_text);
    opened *o = calloc(1, sizeof *o);
    agreement found = {0};
    char *fields[MOST_FIELDS];
    char *at = next_row(rows_text, fields); /* the heading */
    while (at && *at) {
        at = next_row(at, fields);
        if (is_set_aside(fields[0]) || strcmp(fields[5], "n/a") == 0) found.skipped++;
        else compare_row(o, fields, &found);
    }
    if (o->file[0]) close_problem(o);
    free(o);
    free(rows_text);
    print_message("%d values agree, %d differ, %d of artefacts set aside\n", found.agree,
                  found.differ, found.skipped);
    assert_int_equal(found.differ, 0);
    assert_true(found.agree > 6000);
    print_message("%llu steps worked out, %llu of them by drafts\n", (unsigned long long)steps_made,
                  (unsigned long long)long_steps_made);
    assert_true(long_steps_made * 20 <=
                steps_made); /* the common way is the common one (mind/quick.h) */
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(everybody_believes_what_the_definition_says),
    };
    return RUN_TESTS(tests);
}
