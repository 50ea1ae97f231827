/* SPDX-License-Identifier: MIT
 *
 * test_world: what a file means, by example; whole messages are pinned in tests/diagnostics.
 *
 * In     texts here, the example worlds, the library
 * Out    what failed: wrong names or values point to src/world/names.c and facts.c, a wrong term to
 * check_*.c, a wrong module to modules.c, roles.c and fill.c
 */
#include "test.h"

#include "syntax/parser.h"
#include "syntax/printer.h"
#include "world/world.h"

#define COUNT(table) (sizeof(table) / sizeof(table)[0])

/* ---- reading ---- */

typedef struct {
    const char *name, *text;
} module;

typedef struct {
    memory all;
    arena in;
    sources from;
    symbols names;
    notes said;
    const module *modules;
    size_t module_count;
    char *library; /* the text of the module read last from the library */
} reading;

static char *read_file(const char *path) {
    FILE *file = fopen(path, "rb");
    if (!file) return NULL;
    char *text = calloc(1, 1 << 18);
    size_t length = fread(text, 1, (1 << 18) - 1, file);
    assert_true(length < (1 << 18) - 1);
    fclose(file);
    return text;
}

static const char *read_library(reading *of, const char *name, size_t *length,
                                const char **shown_as) {
    char path[500];
    snprintf(path, sizeof path, "%s/library/%s.kiz", KZ_ROOT, name);
    free(of->library);
    of->library = read_file(path);
    *length = of->library ? strlen(of->library) : 0;
    *shown_as = name;
    return of->library;
}

static const char *read_module(void *self, const char *name, size_t *length,
                               const char **shown_as) {
    reading *of = self;
    for (size_t i = 0; i < of->module_count; i++) {
        if (strcmp(of->modules[i].name, name) != 0) continue;
        *length = strlen(of->modules[i].text);
        *shown_as = of->modules[i].name;
        return of->modules[i].text;
    }
    return of->module_count ? NULL : read_library(of, name, length, shown_as);
}

static reading *begin(void) {
    reading *of = calloc(1, sizeof *of);
    of->all = kzi_memory(NULL, NULL);
    of->in = kzi_arena(&of->all);
    of->from = kzi_sources(&of->in);
    of->names = kzi_symbols(&of->in);
    of->said = kzi_notes(&of->in, &of->from);
    return of;
}

static void end(reading *of) {
    kzi_arena_free(&of->in);
    assert_int_equal(of->all.used, 0);
    free(of->library);
    free(of);
}

static node *parse(reading *of, const char *text) {
    uint32_t number = kzi_sources_add(&of->from, "world.kiz", text, strlen(text));
    return number == UINT32_MAX
               ? NULL
               : kzi_syntax_parse(&of->in, &of->names, &of->from, number, &of->said);
}

static const world *check(reading *of, const char *text) {
    world_readers readers = {read_module, of};
    node *file = parse(of, text);
    return file ? kzi_world_check(&of->in, &of->names, &of->from, file, &readers, &of->said) : NULL;
}

static const char *said(reading *of) {
    writer to = kzi_writer(&of->in);
    kzi_notes_put_in_order(&of->said);
    kzi_notes_write(&to, &of->said);
    return kzi_written(&to);
}

static const world *check_silent(reading *of, const char *text) {
    const world *made = check(of, text);
    assert_text_equal(said(of), "");
    assert_non_null(made);
    return made;
}

/* The numbers of all notes, in order: "K0201 K0302". */
static const char *numbers(reading *of) {
    writer to = kzi_writer(&of->in);
    kzi_notes_put_in_order(&of->said);
    for (uint32_t i = 0; i < of->said.list.count; i++) {
        kzi_writef(&to, "%s%s", i ? " " : "", kzi_diagnostic_number(of->said.list.items[i]->code));
    }
    return kzi_written(&to);
}

static symbol named(reading *of, const char *name) {
    return kzi_symbol(&of->names, name, strlen(name));
}

static uint32_t thing_of(reading *of, const world *in, const char *name) {
    return kzi_world_named(in, named(of, name)).thing;
}

/* ---- a world ---- */

static const char HOUSE[] =
    "kind room is place\n"
    "kind spirit is thing\n"
    "kind ghost is person, spirit\n"
    "room hall\n"
    "room cell \"the cell\"\n"
    "ghost Yuki she\n"
    "  at is hall\n"
    "person Ren he\n"
    "  at is hall\n"
    "  believes Yuki believes door is shut\n"
    "  wants 2: door is open\n"
    "person Goro\n"
    "  at is hall\n"
    "fact thing.seen_by(person)\n"
    "fact person.at: room or ghost\n"
    "  evident to w when w.at is at\n"
    "fact person.bond(person): 0..5 is 2 both ways\n"
    "fact spirit.pale is yes\n"
    "fact door: shut, ajar, open is ajar\n"
    "fact person.safe means at is hall, not any g: ghost where g.at is at and g is not self\n"
    "act haunt(x: person) by Yuki\n"
    "  if x.at is hall, x.bond(Yuki) is at least 1, hall.seen_by(x) or cell.seen_by(x)\n"
    "  then at becomes x.at, x.bond(Yuki) falls by 1\n"
    "  x senses pale, door\n"
    "every ghost wants 1: any x: person where not x.safe\n"
    "ending over when door is open\n";

static void test_kinds(void **state) {
    (void)state;
    reading *of = begin();
    const world *made = check_silent(of, HOUSE);
    uint32_t spirit = kzi_world_named(made, named(of, "spirit")).kind;
    uint32_t ghost = kzi_world_named(made, named(of, "ghost")).kind;
    assert_true(kzi_is_kind_below(made, ghost, KIND_PERSON) &&
                kzi_is_kind_below(made, ghost, spirit));
    assert_false(kzi_is_kind_below(made, KIND_PERSON, ghost));
    assert_int_equal(made->kinds[KIND_PERSON].thing_count, 3);
    assert_int_equal(made->kinds[KIND_PERSON].things[0], thing_of(of, made, "Yuki"));
    assert_int_equal(made->kinds[KIND_PLACE].thing_count, 2);
    assert_true(kzi_is_of_kind(made, thing_of(of, made, "Yuki"), spirit));
    assert_false(kzi_is_of_kind(made, thing_of(of, made, "Ren"), spirit));
    end(of);
}

static void test_facts_of_owners(void **state) {
    (void)state;
    reading *of = begin();
    const world *made = check_silent(of, HOUSE);
    uint32_t yuki = thing_of(of, made, "Yuki"), ren = thing_of(of, made, "Ren");
    assert_int_not_equal(kzi_fact_of(made, named(of, "pale"), yuki), NOT_NAMED);
    assert_int_equal(kzi_fact_of(made, named(of, "pale"), ren), NOT_NAMED);
    assert_int_equal(kzi_fact_of(made, named(of, "door"), ren), NOT_NAMED);
    const world_fact *door = &made->facts[kzi_fact_of(made, named(of, "door"), NOT_NAMED)];
    assert_int_equal(door->start->kind, TERM_WORD);
    assert_text_equal(kzi_symbol_text(made->names, made->words[door->start->number]), "ajar");
    const world_fact *at = &made->facts[kzi_fact_of(made, named(of, "at"), ren)];
    assert_int_equal(at->start->kind, TERM_UNKNOWN);
    assert_true(kzi_fact_may_hold_thing(made, at, yuki) && !kzi_fact_may_hold_thing(made, at, ren));
    assert_int_equal(at->sight_count, 1);
    assert_true(made->facts[kzi_fact_of(made, named(of, "bond"), ren)].is_both_ways);
    assert_non_null(made->facts[kzi_fact_of(made, named(of, "safe"), ren)].means);
    end(of);
}

static void test_who_has_a_mind(void **state) {
    (void)state;
    reading *of = begin();
    const world *made = check_silent(
        of, "person Ren he\n  wants 1: told\nperson Aki he\n  believes told\nperson Mio she\n"
            "person Goro he\nperson Dai he\nperson Isao he\nfact told, Isao.sad\nact tell by Ren\n"
            "  if not told\n  then told\n  Mio learns told\n  seen by Goro\n"
            "ending over when told, Isao.sad, Dai believes told\n");
    const uint32_t wanted[] = {MIND_ACTS | MIND_WANTS | MIND_LEARNS,
                               MIND_BELIEVES,
                               MIND_LEARNS,
                               MIND_SEES,
                               MIND_BELIEVES,
                               0};
    assert_int_equal(made->thing_count, COUNT(wanted));
    for (uint32_t i = 0; i < made->thing_count; i++)
        assert_int_equal(made->things[i].mind_reasons, wanted[i]);
    end(of);
}

static void test_the_clock(void **state) {
    (void)state;
    static const char ACT[] = "fact a\nperson Ren he\n  wants 1: a\nact wait by Ren\n  if not a\n  "
                              "then a\nending late when a";
    char text[300];
    reading *of = begin();
    assert_int_equal(check_silent(of, ACT)->clock_fact, NOT_NAMED);
    snprintf(text, sizeof text, "%s, clock is at least 3\n", ACT);
    const world *made = check_silent(of, text);
    assert_int_equal(made->facts[made->clock_fact].high, MOST_NUMBER);
    snprintf(text, sizeof text, "%s, clock is at least 3\nfact clock: 0..40 is 2\n", ACT);
    made = check_silent(of, text);
    assert_int_equal(made->facts[made->clock_fact].high, 40);
    assert_int_equal(made->facts[made->clock_fact].start->number, 2);
    end(of);
}

/* ---- modules ---- */

static const module MODULES[] = {
    {"weather", "module weather\nfact rain\n"},
    {"vow",
     "module vow needs holder: person, weight: 0..9 is 3, pressed: condition\nuse weather\nfact "
     "sworn\n"
     "holder wants weight: sworn\nact swear by holder\n  if pressed, not rain\n  then sworn\n"
     "  prose \"{holder} [swear] it, and {they holder} [be holder] bound.\"\nact forget by holder\n"
     "  if sworn\n  then not sworn\nending kept when sworn\n"},
    {"pair", "module pair needs a: person, b: person\nuse vow as first\n  holder is a\n  pressed "
             "is rain or not a.tired\n"
             "use vow as second\n  holder is b\n  pressed is first_sworn\n  weight is 7\nfact "
             "person.tired\n"
             "rule rests\n  when first_sworn, second_sworn\n  then not a.tired\n"},
    {"round", "module round\nuse square\n"},
    {"square", "module square\nuse round\n"},
};

static reading *begin_with_modules(void) {
    reading *of = begin();
    of->modules = MODULES;
    of->module_count = COUNT(MODULES);
    return of;
}

static const char *use_text(reading *of, const world *in, uint32_t use) {
    writer to = kzi_writer(&of->in);
    kzi_syntax_print(&to, &of->names, kzi_world_use_as_file(in, use));
    return kzi_written(&to);
}

static void test_a_module_as_used(void **state) {
    (void)state;
    reading *of = begin_with_modules();
    const world *made = check_silent(
        of, "use weather\nuse vow as his\n  holder is Ren\n  pressed is rain or Ren.sad\n"
            "  without forget\nperson Ren he\nfact person.sad\n");
    assert_int_equal(made->use_count, 2);
    assert_text_equal(use_text(of, made, 0), "fact rain\n");
    assert_text_equal(use_text(of, made, 1),
                      "use weather\nfact his_sworn\nRen wants 3: his_sworn\nact his_swear by Ren\n"
                      "  if (rain or Ren.sad), not rain\n  then his_sworn\n"
                      "  prose \"{Ren} [swear] it, and {they Ren} [be Ren] bound.\"\n"
                      "ending his_kept when his_sworn\n");
    end(of);
}

static void test_modules_inside_modules(void **state) {
    (void)state;
    reading *of = begin_with_modules();
    const world *made = check_silent(
        of, "use pair as old\n  a is Ren\n  b is Mio\nuse pair as new\n  a is Mio\n  b is Ren\n"
            "person Ren he\nperson Mio she\n");
    const char *const acts[] = {"old_first_swear",   "old_first_forget", "old_second_swear",
                                "old_second_forget", "new_first_swear",  "new_first_forget",
                                "new_second_swear",  "new_second_forget"};
    assert_int_equal(made->act_count, COUNT(acts));
    for (uint32_t i = 0; i < made->act_count; i++)
        assert_text_equal(kzi_symbol_text(made->names, made->acts[i].name), acts[i]);
    assert_int_not_equal(kzi_fact_of(made, named(of, "rain"), NOT_NAMED), NOT_NAMED);
    assert_int_equal(made->rule_count, 2);
    end(of);
}

/* ---- lines from outside ---- */

static const node *line_of(reading *of, const char *text) {
    uint32_t number = kzi_sources_add(&of->from, "--set", text, strlen(text));
    return kzi_syntax_parse_change(&of->in, &of->names, &of->from, number, &of->said);
}

static void test_changes_from_outside(void **state) {
    (void)state;
    reading *of = begin();
    const world *made = check_silent(of, HOUSE);
    world_change change;
    assert_true(
        kzi_world_check_change(&of->in, made, line_of(of, "door is open"), &of->said, &change));
    assert_int_equal(change.kind, CHANGES_START);
    assert_int_equal(change.starts[0].claim.via_count, 0);
    assert_true(kzi_world_check_change(&of->in, made, line_of(of, "Ren believes not Yuki.pale"),
                                       &of->said, &change));
    assert_int_equal(change.starts[0].claim.via_count, 1);
    assert_true(kzi_world_check_change(&of->in, made, line_of(of, "Ren wants 4: door is open"),
                                       &of->said, &change));
    assert_int_equal(change.kind, CHANGES_WANT);
    assert_true(kzi_world_check_change(&of->in, made, line_of(of, "without haunt(Ren)"), &of->said,
                                       &change));
    assert_int_equal(change.kind, CHANGES_WITHOUT);
    assert_int_equal(change.without.arguments[0], thing_of(of, made, "Ren"));
    assert_text_equal(said(of), "");
    assert_false(
        kzi_world_check_change(&of->in, made, line_of(of, "door is broken"), &of->said, &change));
    assert_false(kzi_world_check_change(&of->in, made, line_of(of, "Renn believes door is open"),
                                        &of->said, &change));
    assert_text_equal(numbers(of), "K0302 K0201");
    writer deep = kzi_writer(&of->in);
    kzi_write(&deep, "Ren wants 1: ");
    for (char x = 'a'; x <= 'z'; x++) kzi_writef(&deep, "any %c: room where ", x);
    kzi_write(&deep, "door is open");
    assert_false(
        kzi_world_check_change(&of->in, made, line_of(of, kzi_written(&deep)), &of->said, &change));
    assert_text_equal(numbers(of), "K0302 K0201 K0331");
    end(of);
}

/* ---- one slip, one note ---- */

#define WITH_REN                                                                                   \
    "place hill\nplace dale\nfact told, pleaded\nfact order: none, given\nfact person.at: place\n" \
    "fact person.bond(person): 0..4\nfact person.loves: person\nperson Ren he\n  at is hill\n  "   \
    "loves is Mio\n"                                                                               \
    "  wants 1: told\nperson Mio she\n  at is dale\n  wants 1: pleaded\n"
#define WITH_ACT                                                                                   \
    WITH_REN "act confess by Ren\n  if not told, bond(Mio) is 0\n  then told\nending over when "   \
             "told, pleaded, "                                                                     \
             "order is given\n"

static const struct {
    const char *text, *numbers;
} SLIPS[] = {
    {WITH_ACT, ""},
    {WITH_ACT "act one by Ren\n  if plaeded, plaeded\n  then pleaded\nact two by Ren\n  if not "
              "plaeded\n  then told\n",
     "K0201"},
    {WITH_ACT "act one by Rne\n  if not told\n  then told, pleaded\n", "K0201"},
    {WITH_ACT "rule one\n  when at is hill\n  then told\n", "K0203"},
    {WITH_ACT "act one by Ren and Mio\n  if at is hill\n  then told\n", "K0203"},
    {WITH_ACT "act one by p: person\n  if at is hill, bond(Ren) is 2\n  then told\n", ""},
    {WITH_ACT "act one by Ren\n  if hill.at is dale\n  then told\n", "K0204"},
    {WITH_ACT "fact person.told\n", "K0205"},
    {WITH_ACT "fact Ren.at: place\n", "K0202"},
    {WITH_ACT "fact hill.at: place\n", ""},
    {WITH_ACT "act one by Ren\n  if order is gievn\n  then told\n", "K0302"},
    {WITH_ACT "act one by Ren\n  if order is told\n  then told\n", "K0301"},
    {WITH_ACT "act one by Ren\n  if at is Mio\n  then told\n", "K0302"},
    {WITH_ACT "act one by Ren\n  if bond(Mio) is 5\n  then told\n", "K0303"},
    {WITH_ACT "act one by Ren\n  if bond(Mio) is more than 4\n  then told\n", "K0303"},
    {WITH_ACT "act one by Ren\n  if order is at least given\n  then told\n", "K0304"},
    {WITH_ACT "act one by Ren\n  if bond(Mio)\n  then told\n", "K0305"},
    {WITH_ACT "act one by Ren\n  if Mio\n  then told\n", "K0305"},
    {WITH_ACT "Ren believes Mio.at is not hill\n", "K0306"},
    {WITH_ACT "Ren believes not (told and pleaded)\n", "K0306"},
    {WITH_ACT "Ren believes (pleaded and Mio believes not told)\n", ""},
    {WITH_ACT "Ren believes loves.at is hill\n", "K0309"},
    {WITH_ACT
     "act one by Ren\n  if loves.at is hill, loves.loves.at is hill or dale\n  then told\n",
     ""},
    {WITH_ACT "act one by Ren and Mio\n  if told\n  then pleaded\n  Ren learns told from Mio\n",
     ""},
    {WITH_ACT "act one by Ren and Mio\n  if told\n  then pleaded\n  Ren learns told\n", "K0310"},
    {WITH_ACT "act one(x: place, x: place) by Ren\n  if told\n  then pleaded\n", "K0209"},
    {WITH_ACT "what if one\n  told\n  expect ovr\n", "K0201"},
    {WITH_ACT "what if one\n  without confes\n  expect over\n", "K0201"},
    {WITH_ACT "tale one: confess(hill)\n", "K0314"},
    {WITH_ACT "tale one: confess by Mio\n", "K0231"},
    {WITH_ACT "fact a means b\nfact b means c\nfact c means a or told\n", "K0320"},
    {WITH_ACT "act one by Ren\n  if not told\n  then told\n  prose \"{Rne} [go].\"\n", "K0226"},
    {WITH_ACT "act one by Ren\n  if not told\n  then told\n  seen by w when w.at is at\n", ""},
    {WITH_ACT "act one by Ren\n  if not told\n  then told\n  seen by Mia when at is hill\n",
     "K0201"},
    {WITH_ACT "use round\n", "K0213"},
    {WITH_ACT "use rond\n", "K0211"},
    {WITH_ACT "use vow\n  holder is hill\n  pressed is told\n", "K0216"},
    {WITH_ACT "use vow\n  holder is Ren\n  pressed is told\n  weight is 12\n", "K0216"},
    {WITH_ACT
     "use vow\n  holder is Ren\n  pressed is told\nuse vow\n  holder is Mio\n  pressed is told\n",
     "K0222"},
    {WITH_ACT "use weather\nuse weather\n", ""},
};

static void test_front_lines_add_up(void **state) {
    (void)state;
    reading *of = begin();
    const world *made = check_silent(of, "story \"Two\"\n  content grief, war\n  telling past\n"
                                         "  content a fall\n  telling first person, through Mio\n"
                                         "fact done\nperson Mio she\n  wants 1: done\n"
                                         "act work by Mio\n  then done\nending over when done\n");
    assert_int_equal(made->front.content_count, 3);
    assert_string_equal(made->front.content[0], "grief");
    assert_string_equal(made->front.content[2], "a fall");
    assert_int_equal(made->front.telling_count, 3);
    end(of);
}

static void test_one_slip_one_note(void **state) {
    (void)state;
    for (size_t i = 0; i < COUNT(SLIPS); i++) {
        reading *of = begin_with_modules();
        check(of, SLIPS[i].text);
        if (strcmp(numbers(of), SLIPS[i].numbers) != 0) print_error("slip %zu: %s\n", i, said(of));
        assert_text_equal(numbers(of), SLIPS[i].numbers);
        end(of);
    }
}

/* ---- the example worlds, and memory that ends ---- */

static void test_the_founding_worlds_are_clean(void **state) {
    (void)state;
    static const char *const folders[] = {"on_sacred_ground", "starry_night",
                                          "the_stone_where_the_village_ends",
                                          "what_the_dead_were_promised", "why"};
    for (size_t i = 0; i < COUNT(folders); i++) {
        char path[500];
        snprintf(path, sizeof path, "%s/examples/%s/world.kiz", KZ_ROOT, folders[i]);
        char *text = read_file(path);
        assert_non_null(text);
        reading *of = begin();
        const world *made = check_silent(of, text);
        assert_true(made->act_count > 10 && made->tale_count > 0);
        end(of);
        free(text);
    }
}

static void *refusing(void *self, void *block, size_t old_size, size_t new_size) {
    size_t *left = self;
    (void)old_size;
    if (new_size == 0) {
        free(block);
        return NULL;
    }
    if (*left == 0) return NULL;
    --*left;
    return realloc(block, new_size);
}

static void test_memory_that_ends(void **state) {
    (void)state;
    bool is_fed = false;
    for (size_t allowed = 0; !is_fed && allowed < 100; allowed++) {
        size_t left = allowed;
        reading *of = begin_with_modules();
        of->all = kzi_memory(refusing, &left);
        const world *made =
            check(of, "use pair as old\n  a is Ren\n  b is Mio\nperson Ren he\nperson Mio she\n");
        is_fed = made != NULL;
        assert_true(is_fed || of->in.has_failed);
        end(of);
    }
    assert_true(is_fed);
}

static void test_shows_itself(void **state) {
    (void)state;
    reading *of = begin();
    writer to = kzi_writer(&of->in);
    kzi_world_show(
        &to,
        check_silent(
            of, "fact told: none, some\nperson Ren he\n  wants 1: told is some\nact tell by Ren\n"
                "  if told is none\n  then told becomes some\nending over when told is some\n"));
    assert_text_equal(
        kzi_written(&to),
        "kind thing: Ren\nkind person is thing: Ren\nkind place is thing\n"
        "fact told: none, some is none\nmind Ren: acts, wants\n"
        "act tell by Ren: 1 condition, 1 effect, 0 set in minds\n"
        "1 wants, 0 lines of the start, 1 endings, 0 tales, 0 what-ifs, 0 promises\n");
    end(of);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_kinds),
        cmocka_unit_test(test_facts_of_owners),
        cmocka_unit_test(test_who_has_a_mind),
        cmocka_unit_test(test_the_clock),
        cmocka_unit_test(test_a_module_as_used),
        cmocka_unit_test(test_modules_inside_modules),
        cmocka_unit_test(test_changes_from_outside),
        cmocka_unit_test(test_front_lines_add_up),
        cmocka_unit_test(test_one_slip_one_note),
        cmocka_unit_test(test_the_founding_worlds_are_clean),
        cmocka_unit_test(test_memory_that_ends),
        cmocka_unit_test(test_shows_itself),
    };
    return RUN_TESTS(tests);
}
