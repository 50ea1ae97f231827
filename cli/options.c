/* SPDX-License-Identifier: MIT
 *
 * options: the words after the verb.
 *
 * In     the command line
 * Out    options, with the question they make; or a complaint
 */
#include "cli.h"

#include <getopt.h>
#include <stdlib.h>
#include <string.h>

enum option_code {
    OPTION_FIRST = 256,
    O_SET,
    O_WITHOUT,
    O_STORY,
    O_PLAN,
    O_MIND,
    O_BELIEFS,
    O_STATES,
    O_MEMORY,
    O_TIME,
    O_JSON,
    O_WHY,
    O_TALE,
    O_ENDING,
    O_WHAT_IF,
    O_AFTER,
    O_AT,
    O_SHOW,
    O_AS_USED,
    O_METHOD,
    O_HEURISTIC,
    O_SHORTEST,
    O_NODES,
    O_TAP,
    O_DRAW,
    O_ORDERS,
    O_FATES,
    O_LEDGER,
    O_SECRETS,
    O_CHECK,
    O_WRITE,
    O_HELP,
    O_GOAL,
    O_ALL,
    O_COUNT,
    O_INPUT,
    O_THROUGH,
    O_PERSON,
    O_TENSE,
    O_HEADS,
    O_ORDER,
    O_AS,
    O_ONLY,
    O_WORDS,
    O_WITHOUT_CONTENT,
    O_CUT_CONTENT,
    O_CHAPTERS,
    O_IRONY,
    O_VERIFY,
    O_STRINGS,
    O_CSV,
    O_SEED,
    O_TOWARD,
    O_LOAD,
    O_ACT,
    O_CHANGES,
    O_TRIES,
    O_OVER,
    O_THREADS,
    O_ZIP,
    O_PORT,
    O_NO_OPEN,
};

/* One row an option: its name, whether it takes a value, and which verbs know it. */
typedef struct {
    const char *name;
    enum option_code code;
    bool has_value;
    const char *verbs; /* between blanks */
} option_row;

#define ASKING  " check endings tell minds plan why whynot whatif sweep test map find "
#define PLAYING " check endings tell minds plan why whynot whatif sweep test map find play "
static const option_row rows[] = {
    {"set", O_SET, true, PLAYING},
    {"without", O_WITHOUT, true, PLAYING},
    {"what-if", O_WHAT_IF, true, ASKING},
    {"limit-story", O_STORY, true, ASKING},
    {"limit-plan", O_PLAN, true, PLAYING},
    {"limit-mind", O_MIND, true, PLAYING},
    {"limit-beliefs", O_BELIEFS, true, PLAYING},
    {"limit-states", O_STATES, true, ASKING},
    {"limit-memory", O_MEMORY, true, PLAYING},
    {"time", O_TIME, true, ASKING},
    {"json", O_JSON, false,
     " check endings tell minds plan why whynot whatif sweep strings test map find play save "
     "version library "},
    {"why", O_WHY, false, " tell plan "},
    {"tale", O_TALE, true, " tell why minds endings map "},
    {"ending", O_ENDING, true, " tell minds plan why whynot "},
    {"after", O_AFTER, true, " minds whynot whatif "},
    {"at", O_AT, true, " minds "},
    {"method", O_METHOD, true, " plan "},
    {"heuristic", O_HEURISTIC, true, " plan "},
    {"shortest", O_SHORTEST, false, " plan "},
    {"nodes", O_NODES, true, " plan "},
    {"through", O_THROUGH, true, " tell minds "},
    {"person", O_PERSON, true, " tell "},
    {"tense", O_TENSE, true, " tell "},
    {"heads", O_HEADS, true, " tell minds "},
    {"order", O_ORDER, true, " tell "},
    {"as", O_AS, true, " tell play "},
    {"only", O_ONLY, true, " tell "},
    {"words", O_WORDS, true, " tell "},
    {"cut-content", O_CUT_CONTENT, true, " tell "},
    {"chapters", O_CHAPTERS, false, " tell "},
    {"without-content", O_WITHOUT_CONTENT, true, " tell play "},
    {"irony", O_IRONY, false, " tell "},
    {"verify", O_VERIFY, true, " tell "},
    {"strings", O_STRINGS, true, " tell "},
    {"act", O_ACT, true, " why whynot "},
    {"changes", O_CHANGES, true, " whynot "},
    {"tries", O_TRIES, true, " whynot "},
    {"over", O_OVER, true, " sweep "},
    {"fates", O_FATES, false, " endings "},
    {"ledger", O_LEDGER, false, " endings "},
    {"secrets", O_SECRETS, false, " minds "},
    {"tap", O_TAP, false, " test "},
    {"draw", O_DRAW, true, " map "},
    {"orders", O_ORDERS, false, " map "},
    {"goal", O_GOAL, true, " plan "},
    {"csv", O_CSV, true, " plan endings "},
    {"all", O_ALL, false, " plan whynot "},
    {"count", O_COUNT, true, " plan "},
    {"threads", O_THREADS, true, " plan endings "},
    {"input", O_INPUT, true, ASKING},
    {"show", O_SHOW, true, " check "},
    {"as-used", O_AS_USED, true, " library "},
    {"check", O_CHECK, false, " fmt "},
    {"write", O_WRITE, false, " fmt "},
    {"seed", O_SEED, true, " play "},
    {"toward", O_TOWARD, true, " play "},
    {"load", O_LOAD, true, " play "},
    {"zip", O_ZIP, false, " export "},
    {"port", O_PORT, true, " studio "},
    {"no-open", O_NO_OPEN, false, " studio "},
    {"help", O_HELP, false, NULL},
};
#define ROW_COUNT (sizeof rows / sizeof *rows)

static bool knows(const char *verbs, const char *verb) {
    if (!verbs) return true;
    const char *at = strstr(verbs, verb);
    return at && at[-1] == ' ' && at[strlen(verb)] == ' ';
}

static int read_limit(const char *option, const char *text, uint32_t *to) {
    if (strcmp(text, "none") == 0) return *to = KZ_NO_LIMIT, EXIT_ANSWERED;
    char *end;
    unsigned long number = strtoul(text, &end, 10);
    if (*text < '0' || *text > '9' || *end || number > 1000000000)
        return complain(M_OPTION_WANTS, option, "a whole number, or `none`"), EXIT_USAGE;
    return *to = KZ_LIMIT(number), EXIT_ANSWERED;
}

static int read_size(const char *text, size_t *to) {
    if (strcmp(text, "none") == 0) return *to = 0, EXIT_ANSWERED;
    char *end;
    unsigned long long number = strtoull(text, &end, 10);
    unsigned shift = *end == 'K' ? 10 : *end == 'M' ? 20 : *end == 'G' ? 30 : 0;
    if (shift) end++;
    if (*text < '0' || *text > '9' || *end || number > SIZE_MAX >> shift)
        return complain(M_OPTION_WANTS, "--limit-memory", "bytes, as in 512M or 2G, or `none`"),
               EXIT_USAGE;
    return *to = (size_t)number << shift, EXIT_ANSWERED;
}

/* More would have most machines of today at a stand before anything is said. */
#define MEMORY_LEFT_OPEN (4ull << 30)
static size_t memory_left_open(void) {
    return MEMORY_LEFT_OPEN < SIZE_MAX ? (size_t)MEMORY_LEFT_OPEN : 0;
}

/* Read by hand: the C library's own reader of fractions is much of a page's size. */
static int read_seconds(const char *text, double *to) {
    const char *at = text;
    double worth = 1;
    *to = 0;
    for (; *at >= '0' && *at <= '9'; at++) *to = *to * 10 + (*at - '0');
    if (*at == '.' && at[1]) {
        for (at++; *at >= '0' && *at <= '9'; at++) *to += (*at - '0') * (worth /= 10);
    }
    if (*at || !(*to > 0 && *to < 1e9))
        return complain(M_OPTION_WANTS, "--time", "a number of seconds"), EXIT_USAGE;
    return EXIT_ANSWERED;
}

/* --at TALE:N */
static int read_moment(options *o, char *text) {
    char *colon = strrchr(text, ':'), *end = NULL;
    unsigned long number = colon ? strtoul(colon + 1, &end, 10) : 0;
    if (!colon || colon == text || colon[1] < '0' || colon[1] > '9' || *end || number > 1000000000)
        return complain(M_OPTION_WANTS, "--at", "a tale and a number of acts, as in told:4"),
               EXIT_USAGE;
    *colon = '\0';
    o->question.at = (uint32_t)number;
    o->question.tale = text;
    return EXIT_ANSWERED;
}

static int read_method(const char *text, kz_method *to) {
    static const char *const names[] = {[KZ_AUTO] = "auto",
                                        [KZ_BEST] = "best",
                                        [KZ_EXPLAIN_FIRST] = "explain-first",
                                        [KZ_GOAL_FIRST] = "goal-first",
                                        [KZ_BLIND] = "blind"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (strcmp(names[i], text) == 0) return *to = (kz_method)i, EXIT_ANSWERED;
    }
    return complain(M_OPTION_WANTS, "--method", "auto, best, explain-first, goal-first or blind"),
           EXIT_USAGE;
}

static int read_heuristic(const char *text, kz_heuristic *to) {
    static const char *const names[] = {[KZ_HEURISTIC_AUTO] = "auto",
                                        [KZ_NO_HEURISTIC] = "none",
                                        [KZ_HMAX] = "hmax",
                                        [KZ_HADD] = "hadd",
                                        [KZ_RELAXED_PLAN] = "relaxed"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (strcmp(names[i], text) == 0) return *to = (kz_heuristic)i, EXIT_ANSWERED;
    }
    return complain(M_OPTION_WANTS, "--heuristic", "auto, none, hmax, hadd or relaxed"), EXIT_USAGE;
}

/* One of a few words; `to` becomes its number, from 1. */
static int read_word(const char *option, const char *text, const char *const *words,
                     const char *wants, int *to) {
    for (int i = 0; words[i]; i++) {
        if (strcmp(words[i], text) == 0) return *to = i + 1, EXIT_ANSWERED;
    }
    return complain(M_OPTION_WANTS, option, wants), EXIT_USAGE;
}

/* How a story is told: the words of an option, and what it wants when it gets another. */
typedef struct {
    enum option_code code;
    const char *option, *wants;
    const char *const words[5];
} manner_row;

static const manner_row manners[] = {
    {O_PERSON, "--person", "first, second or third", {"first", "second", "third"}},
    {O_TENSE, "--tense", "past or present", {"past", "present"}},
    {O_HEADS, "--heads", "one, per-scene or free", {"one", "per-scene", "free"}},
    {O_ORDER,
     "--order",
     "world, flashback, threads or fragments",
     {"world", "flashback", "threads", "fragments"}},
    {O_ONLY, "--only", "said or thought", {"said", "thought"}},
    {O_AS, "--as", "text, markdown, html or beats", {"text", "markdown", "html", "beats"}},
};

static int take_manner(options *o, enum option_code code, const char *value) {
    const manner_row *row = manners;
    while (row->code != code) row++;
    int number = 0;
    if (read_word(row->option, value, row->words, row->wants, &number) != EXIT_ANSWERED)
        return EXIT_USAGE;
    switch (code) {
    case O_PERSON: o->question.person = (kz_telling_person)number; break;
    case O_TENSE: o->question.tense = (kz_telling_tense)number; break;
    case O_HEADS: o->question.heads = (kz_telling_heads)number; break;
    case O_ORDER: o->question.order = (kz_telling_order)number; break;
    case O_ONLY: o->question.part = (kz_telling_part)number; break;
    default: o->question.form = (kz_telling_form)(number - 1); break;
    }
    return EXIT_ANSWERED;
}

/* A number, or `none`, which is 0 at the door. */
static int read_most(const char *option, const char *text, uint32_t *to) {
    uint32_t limit;
    int code = read_limit(option, text, &limit);
    if (code == EXIT_ANSWERED) *to = limit == KZ_NO_LIMIT ? 0 : limit - 1;
    return code;
}

static int read_form(const char *text, kz_form *to) {
    static const struct {
        const char *name;
        kz_form form;
    } forms[] = {{"text", KZ_PLAIN}, {"json", KZ_JSON}, {"svg", KZ_SVG},
                 {"html", KZ_HTML},  {"dot", KZ_DOT},   {"mmd", KZ_MERMAID}};
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
        if (strcmp(forms[i].name, text) == 0) return *to = forms[i].form, EXIT_ANSWERED;
    }
    return complain(M_OPTION_WANTS, "--draw", "svg, html, dot, mmd, json or text"), EXIT_USAGE;
}

/* A map that is kept in a file is drawn as the file's name says; `--draw` says otherwise. */
static void form_from_output(options *o) {
    const char *dot = o->output ? strrchr(o->output, '.') : NULL;
    static const struct {
        const char *end;
        kz_form form;
    } ends[] = {{".svg", KZ_SVG}, {".html", KZ_HTML},   {".dot", KZ_DOT},
                {".gv", KZ_DOT},  {".mmd", KZ_MERMAID}, {".json", KZ_JSON}};
    for (size_t i = 0; dot && i < sizeof ends / sizeof *ends; i++) {
        if (strcmp(ends[i].end, dot) == 0) o->form = ends[i].form;
    }
}

static int read_count(const char *option, unsigned long most, const char *wanted, const char *text,
                      uint32_t *to) {
    char *end;
    unsigned long number = strtoul(text, &end, 10);
    if (*text < '0' || *text > '9' || *end || number == 0 || number > most)
        return complain(M_OPTION_WANTS, option, wanted), EXIT_USAGE;
    return *to = (uint32_t)number, EXIT_ANSWERED;
}

static int read_input(const char *text, kz_input *to) {
    *to = strcmp(text, "sabre") == 0 ? KZ_SABRE : KZ_KIZ;
    if (*to == KZ_SABRE || strcmp(text, "kiz") == 0) return EXIT_ANSWERED;
    return complain(M_OPTION_WANTS, "--input", "kiz or sabre"), EXIT_USAGE;
}

static int add_change(options *o, const char *line) {
    if (o->question.change_count == MOST_CHANGES)
        return complain(M_OPTION_WANTS, "--set", "at most 256 changes"), EXIT_USAGE;
    o->changes[o->question.change_count++] = line;
    return EXIT_ANSWERED;
}

static int add_without(options *o, const char *act) {
    size_t size = strlen("without ") + strlen(act) + 1;
    char *line = o->owned_count < MOST_CHANGES ? malloc(size) : NULL;
    if (!line) return complain(M_NO_MEMORY), EXIT_BROKEN;
    snprintf(line, size, "without %s", act);
    o->owned[o->owned_count++] = line;
    return add_change(o, line);
}

static int add_act(options *o, const char *act) {
    if (o->question.after_count == MOST_ACTS)
        return complain(M_OPTION_WANTS, "--after", "at most 4096 acts"), EXIT_USAGE;
    o->acts[o->question.after_count++] = act;
    return EXIT_ANSWERED;
}

static int read_seed(const char *text, uint64_t *to) {
    char *end;
    unsigned long long number = strtoull(text, &end, 10);
    if (*text < '0' || *text > '9' || *end)
        return complain(M_OPTION_WANTS, "--seed", "a whole number"), EXIT_USAGE;
    return *to = number, EXIT_ANSWERED;
}

static bool is_playing(const options *o) {
    return strcmp(o->verb, "play") == 0;
}

static int add_content(options *o, const char *words) {
    if (o->play.without_content_count == MOST_CHANGES)
        return complain(M_OPTION_WANTS, "--without-content", "at most 256 sorts of content"),
               EXIT_USAGE;
    o->contents[o->play.without_content_count++] = words;
    return EXIT_ANSWERED;
}

static int take_person(options *o, const char *name) {
    o->is_nobody = strcmp(name, "nobody") == 0;
    o->play.as = o->is_nobody ? NULL : name;
    return EXIT_ANSWERED;
}

/* `why` counts the acts of a story, `whynot` names one. */
static int read_act(options *o, const char *text) {
    if (strcmp(o->verb, "whynot") == 0) return o->question.act = text, EXIT_ANSWERED;
    uint32_t number;
    int code = read_limit("--act", text, &number);
    if (code != EXIT_ANSWERED) return code;
    if (number == KZ_NO_LIMIT || number == KZ_LIMIT(0))
        return complain(M_OPTION_WANTS, "--act", "the number of an act of the story, from 1"),
               EXIT_USAGE;
    return o->question.act_number = number - 1, EXIT_ANSWERED;
}

static int read_changes(const char *text, uint32_t *to) {
    if (text[0] < '1' || text[0] > '2' || text[1])
        return complain(M_OPTION_WANTS, "--changes", "1 or 2: so many at once"), EXIT_USAGE;
    return *to = (uint32_t)(text[0] - '0'), EXIT_ANSWERED;
}

static int add_range(options *o, const char *text) {
    if (o->question.over_count == MOST_RANGES)
        return complain(M_OPTION_WANTS, "--over", "one number, or two"), EXIT_USAGE;
    o->ranges[o->question.over_count++] = text;
    return EXIT_ANSWERED;
}

static int take(options *o, enum option_code code, char *value) {
    switch (code) {
    case O_SET: return add_change(o, value);
    case O_WITHOUT: return add_without(o, value);
    case O_STORY: return read_limit("--limit-story", value, &o->question.limit_story);
    case O_PLAN: return read_limit("--limit-plan", value, &o->question.limit_plan);
    case O_MIND: return read_limit("--limit-mind", value, &o->question.limit_mind);
    case O_BELIEFS: return read_limit("--limit-beliefs", value, &o->question.limit_beliefs);
    case O_STATES: return read_limit("--limit-states", value, &o->question.limit_states);
    case O_MEMORY: return read_size(value, &o->memory_limit);
    case O_TIME: return read_seconds(value, &o->seconds);
    case O_AT: return read_moment(o, value);
    case O_AFTER: return add_act(o, value);
    case O_JSON: o->is_json = true; break;
    case O_WHY: o->has_reasons = true; break;
    case O_TALE: o->question.tale = value; break;
    case O_ENDING: o->question.ending = value; break;
    case O_WHAT_IF: o->question.what_if = value; break;
    case O_METHOD: return read_method(value, &o->question.method);
    case O_HEURISTIC: return read_heuristic(value, &o->question.heuristic);
    case O_ACT: return read_act(o, value);
    case O_CHANGES: return read_changes(value, &o->question.most_changes);
    case O_TRIES: return read_most("--tries", value, &o->question.limit_tries);
    case O_OVER: return add_range(o, value);
    case O_NODES: return read_most("--nodes", value, &o->question.limit_visited);
    case O_CSV: o->graph = value; break;
    case O_GOAL: o->question.goal = value; break;
    case O_ALL: o->question.is_whole = o->question.has_all_changes = 1; break;
    case O_COUNT:
        return read_count("--count", 1000000, "a whole number from 1 to 1000000", value,
                          &o->question.plan_count);
    case O_THREADS:
        return read_count("--threads", 64, "a whole number from 1 to 64", value,
                          &o->question.threads);
    case O_INPUT: return read_input(value, &o->input);
    case O_SHORTEST: o->question.is_shortest = 1; break;
    case O_FATES: o->question.has_fates = 1; break;
    case O_LEDGER: o->question.is_ledger = 1; break;
    case O_SECRETS: o->question.has_secrets = 1; break;
    case O_TAP: o->form = KZ_TAP; break;
    case O_DRAW: o->has_form = true; return read_form(value, &o->form);
    case O_ORDERS: o->question.has_all_orders = 1; break;
    case O_SHOW: o->show = value; break;
    case O_AS_USED: o->as_used = value; break;
    case O_PERSON:
    case O_TENSE:
    case O_HEADS:
    case O_ORDER:
    case O_ONLY: return take_manner(o, code, value);
    case O_WORDS: return read_most("--words", value, &o->question.words);
    case O_THROUGH: o->question.through = value; break;
    case O_AS: return is_playing(o) ? take_person(o, value) : take_manner(o, code, value);
    case O_WITHOUT_CONTENT:
        if (is_playing(o)) return add_content(o, value);
        o->question.without_content = value;
        break;
    case O_CHAPTERS: o->question.has_chapters = 1; break;
    case O_CUT_CONTENT: o->question.cut_content = value; break;
    case O_IRONY: o->question.has_irony = 1; break;
    case O_VERIFY: o->verify = value; break;
    case O_STRINGS: o->strings = value; break;
    case O_CHECK: o->is_only_check = true; break;
    case O_WRITE: o->is_rewrite = true; break;
    case O_SEED: return read_seed(value, &o->play.seed);
    case O_TOWARD: o->play.toward = value; break;
    case O_LOAD: o->load = value; break;
    case O_ZIP: o->is_zip = true; break;
    case O_PORT:
        return read_count("--port", 65535, "a whole number from 1 to 65535", value, &o->port);
    case O_NO_OPEN: o->is_quiet = true; break;
    default: break;
    }
    return EXIT_ANSWERED;
}

/* `save check …`, `export web …` */
static bool takes_words(const char *verb) {
    return strcmp(verb, "save") == 0 || strcmp(verb, "export") == 0;
}

/* Words that are no options: the file, then (after --after) further acts, as in `--after flee
 * chase`; of `whatif`, a name. */
static int take_word(options *o, const char *word) {
    if (!o->file) return o->file = word, EXIT_ANSWERED;
    if (strcmp(o->verb, "whatif") == 0 && !o->question.what_if && !o->question.after_count)
        return o->question.what_if = word, EXIT_ANSWERED;
    if (o->question.after_count) return add_act(o, word);
    if (takes_words(o->verb) && o->word_count < MOST_CHANGES)
        return o->words[o->word_count++] = word, EXIT_ANSWERED;
    if (strcmp(o->verb, "find") == 0 && !o->question.shape)
        return o->question.shape = word, EXIT_ANSWERED;
    return complain(M_WANTS_FILE, o->verb, "one file only"), EXIT_USAGE;
}

static void lay_rows(struct option *table) {
    for (size_t i = 0; i < ROW_COUNT; i++)
        table[i] =
            (struct option){rows[i].name, rows[i].has_value ? required_argument : no_argument, NULL,
                            (int)rows[i].code};
    table[ROW_COUNT] = (struct option){0};
}

static const option_row *row_of(int code) {
    for (size_t i = 0; i < ROW_COUNT; i++) {
        if ((int)rows[i].code == code) return &rows[i];
    }
    return NULL;
}

static int take_option(options *o, int code, char **words) {
    if (code == 1) return take_word(o, optarg);
    if (code == 'o') return o->output = optarg, EXIT_ANSWERED;
    if (code == ':') return complain(M_OPTION_WANTS, words[optind - 1], "a value"), EXIT_USAGE;
    const option_row *row = row_of(code);
    if (!row || !knows(row->verbs, o->verb))
        return complain(M_NO_OPTION, o->verb, words[optind - 1]), EXIT_USAGE;
    if (code == O_HELP) return o->is_help = true, EXIT_ANSWERED;
    return take(o, row->code, optarg);
}

/* A chart that is kept in a file is drawn as the file's name says. */
static bool is_drawing(const char *output) {
    const char *dot = output ? strrchr(output, '.') : NULL;
    return dot && strcmp(dot, ".svg") == 0;
}

int options_read(options *o, int count, char **words) {
    struct option table[ROW_COUNT + 1];
    lay_rows(table);
    *o = (options){.verb = words[0],
                   .question = {.size = sizeof(kz_question), .at = UINT32_MAX},
                   .memory_limit = memory_left_open()};
    opterr = 0;
    optind = 0; /* begin anew: it may have stopped halfway through another line */
    for (int code; (code = getopt_long(count, words, "-:o:", table, NULL)) != -1;) {
        int taken = take_option(o, code, words);
        if (taken != EXIT_ANSWERED || o->is_help) return taken;
    }
    for (; optind < count; optind++) {
        if (take_word(o, words[optind]) != EXIT_ANSWERED) return EXIT_USAGE;
    }
    if (o->question.through && o->question.heads > KZ_ONE_HEAD)
        return complain(M_OPTION_WANTS, "--heads",
                        "`one` beside --through: it is one person's head"),
               EXIT_USAGE;
    if (strcmp(o->verb, "map") == 0 && o->form == KZ_PLAIN && !o->has_form) form_from_output(o);
    if (strcmp(o->verb, "sweep") == 0 && is_drawing(o->output)) o->form = KZ_SVG;
    if (o->is_json) o->form = KZ_JSON;
    o->question.changes = o->changes;
    o->question.after = o->acts;
    o->question.over = o->ranges;
    o->question.has_reasons = o->has_reasons;
    o->play.size = sizeof o->play;
    o->play.without_content = o->contents;
    o->play.changes = o->changes;
    o->play.change_count = o->question.change_count;
    o->play.limit_plan = o->question.limit_plan;
    o->play.limit_mind = o->question.limit_mind;
    o->play.limit_beliefs = o->question.limit_beliefs;
    return EXIT_ANSWERED;
}

void options_free(options *of) {
    for (size_t i = 0; i < of->owned_count; i++) free(of->owned[i]);
    of->owned_count = 0;
}
