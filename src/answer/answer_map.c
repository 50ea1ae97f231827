/* SPDX-License-Identifier: MIT
 *
 * answer_map: all stories as a map, in the form asked for.
 *
 * In     all stories; with a tale, which of them is marked
 * Out    plain: each moment with the ways that lead on from it; or SVG, HTML, DOT, Mermaid, JSON
 *
 * What an act is said to end for ever is looked at twice: fates.c goes backwards from the ends,
 * fates_walked.c forwards from the act.
 */
#include "asking.h"
#include "map_forms.h"

typedef struct mapping {
    fates leads;
    story_map map;
} mapping;

/* ---- work ---- */
static kz_progress find_told(asking *of, uint64_t effort) {
    return of->question.tale ? kzi_answer_find_story(of, effort) : KZ_ANSWERED;
}

/* Every act that is drawn as a point of no return, or as none. */
static kz_progress look_again(asking *of, const mapping *m) {
    const exploration *e = &of->main.stories;
    bool *was_looked_at = KZI_TAKE_MANY(&of->in, bool, e->nodes.count);
    kz_progress found = was_looked_at ? KZ_ANSWERED : KZ_FAILED;
    for (uint32_t i = 0; i < m->map.acts.count && found == KZ_ANSWERED; i++) {
        const map_act *act = &m->map.acts.items[i];
        uint32_t both[2] = {act->from_node, e->edges.items[act->edge].to};
        for (uint32_t j = 0; j < 2 && found == KZ_ANSWERED; j++) {
            if (was_looked_at[both[j]]) continue;
            was_looked_at[both[j]] = true;
            arena work = kzi_arena(&of->from);
            if (!kzi_fates_agree(&m->leads, both[j], &work))
                found = work.has_failed ? KZ_FAILED : KZ_BROKEN;
            kzi_arena_free(&work);
        }
    }
    return found;
}

/* Every state that is drawn, and the tale that is marked, as the replay comes to them. */
static kz_progress replay_drawn(asking *of) {
    const grounded *about = of->main.ground;
    expression_id *ends = KZI_TAKE_MANY(&of->in, expression_id, about->ending_count + 1);
    if (!ends) return KZ_FAILED;
    for (uint32_t i = 0; i < about->ending_count; i++) ends[i] = about->endings[i].condition;
    kz_progress found = kzi_answer_replay_states(of, &of->main, ends, about->ending_count);
    bool is_told = of->has_log && of->log.was_accepted;
    return found == KZ_ANSWERED && is_told ? kzi_answer_replay(of, &of->main, &of->log) : found;
}

static kz_progress draw_map(asking *of) {
    mapping *m = KZI_TAKE(&of->in, mapping);
    if (!m || !kzi_fates_make(&m->leads, &of->main.stories, &of->in)) return KZ_FAILED;
    if (!kzi_map_make(&m->map, &of->main.stories, &m->leads, of->has_log ? &of->log : NULL,
                      of->question.has_all_orders, &of->in))
        return KZ_FAILED;
    if (!kzi_map_lay_out(&m->map, kzi_map_measure, &of->in)) return KZ_FAILED;
    of->mapping = m;
    kz_progress found = look_again(of, m);
    return found == KZ_ANSWERED ? replay_drawn(of) : found;
}

static kz_progress work_map(asking *of, uint64_t effort) {
    kz_progress done = kzi_forecast_work(of, &of->main, effort);
    if (done == KZ_ANSWERED) done = find_told(of, effort);
    if (done == KZ_ANSWERED && !of->mapping) done = draw_map(of);
    if (done != KZ_ANSWERED) return done;
    return kzi_explore_is_complete(&of->main.stories) ? KZ_ANSWERED : KZ_GAVE_UP;
}

/* ---- words for the whole ---- */
static const char *words_for_drawn(asking *of, const story_map *map) {
    writer to = kzi_writer(&of->text);
    kzi_writef(&to, "%u state%s, %u step%s; ", map->of->nodes.count,
               map->of->nodes.count == 1 ? "" : "s", map->of->edges.count,
               map->of->edges.count == 1 ? "" : "s");
    if (map->drawn == MAP_ALL_ORDERS) kzi_write(&to, "every order of acts is drawn");
    else if (map->drawn == MAP_ONE_ORDER_EACH)
        kzi_writef(&to, "of each of the %u tales one order of its acts is drawn", map->tale_count);
    else kzi_write(&to, "there are too many tales, and only the shortest to each end is drawn");
    if (of->has_log) kzi_writef(&to, "; bold: the tale %s", of->story_name);
    kzi_write(&to, ".");
    return kzi_written(&to);
}

static const char *words_for_complete(asking *of) {
    const char *stopped = kzi_forecast_stopped_by(of, &of->main);
    if (!stopped) return "Complete: there are no other stories.";
    writer to = kzi_writer(&of->text);
    kzi_writef(&to, "Not complete: %s stood in the way, so there may be more.", stopped);
    return kzi_written(&to);
}

static map_page page_for(asking *of) {
    const char *title = of->main.ground->front.title;
    return (map_page){.map = &of->mapping->map,
                      .title = title ? title : of->world->all.list.items[0].name,
                      .drawn = words_for_drawn(of, &of->mapping->map),
                      .complete = words_for_complete(of),
                      .in = &of->text};
}

/* ---- plain ---- */
static void write_way_plainly(writer *to, const map_page *page, const map_way *way) {
    const story_map *map = page->map;
    writer list = kzi_writer(page->in);
    for (uint32_t i = 0; i < way->act_count; i++) {
        const map_act *act = &map->acts.items[way->first_act + i];
        kzi_writef(&list, "%s%s", i ? ", " : "", kzi_map_act_text(map, act, page->in));
        if (act->is_no_return) kzi_writef(&list, " (%s)", kzi_map_lost_text(map, act, page->in));
    }
    if (way->to == NO_STATION) kzi_writef(&list, " -> %s", kzi_map_end_name(map, way->end));
    else kzi_writef(&list, " -> %s%u", way->goes_back ? "back to " : "", way->to + 1);
    writer lines = kzi_writer(page->in);
    kzi_telling_wrap(&lines, kzi_written(&list), 100, "      ");
    const char *text = kzi_written(&lines);
    kzi_writef(to, "    %c %s", way->is_told ? '*' : '-', text + strspn(text, " "));
}

static void write_map_plainly(writer *to, const map_page *page) {
    const story_map *map = page->map;
    kzi_writef(to, "%s\n  %s\n  %s\n", page->title, page->drawn, page->complete);
    for (uint32_t s = 0; s < map->stations.count; s++) {
        const map_station *at = &map->stations.items[s];
        kzi_writef(to, "\n  %u%s\n", s + 1, s == 0 ? "  the start" : "");
        if (at->way_count == 0)
            kzi_writef(to, "    %s\n",
                       kzi_map_end_name(map, kzi_fates_end_of(map->fates, at->node)));
        for (uint32_t i = 0; i < at->way_count; i++)
            write_way_plainly(to, page, &map->ways.items[at->first_way + i]);
    }
    kzi_write(to, "\nA number is a moment; behind the arrow stands the next, or an end. With -o "
                  "the map is drawn: -o map.svg, .html, .dot, .mmd, .json.\n");
}

static void write_map(asking *of, writer *to) {
    if (!of->mapping) {
        kzi_write(to, "Stopped before the first story was found.\n");
        return;
    }
    map_page page = page_for(of);
    switch (of->form) {
    case KZ_SVG: kzi_map_write_svg(to, &page); break;
    case KZ_HTML: kzi_map_write_html(to, &page); break;
    case KZ_DOT: kzi_map_write_dot(to, &page); break;
    case KZ_MERMAID: kzi_map_write_mermaid(to, &page); break;
    default:
        if (!kzi_answer_is_empty(of, to)) write_map_plainly(to, &page);
    }
}

/* ---- JSON ---- */
static void write_ends_json(json *to, const story_map *map, const char *key, uint32_t at) {
    kzi_json_key(to, key);
    kzi_json_open(to, '[');
    for (uint32_t end = 0; end < map->fates->end_count; end++) {
        if (kzi_fates_leads_to(map->fates, at, end))
            kzi_json_text(
                to, end == kzi_fates_nobody_moves(map->fates) ? NULL : kzi_map_end_name(map, end));
    }
    kzi_json_close(to, ']');
}

static void write_map_act_json(json *to, const story_map *map, const map_act *act) {
    const grounded *about = map->of->minds.about;
    kzi_words_act_json(to, about, &about->acts[act->act.n], true);
    kzi_json_key(to, "never_again");
    kzi_json_open(to, '[');
    for (uint32_t end = 0; act->is_no_return && end < map->fates->end_count; end++) {
        if (kzi_fates_loses(map->fates, act->from_node, act->edge, end))
            kzi_json_text(
                to, end == kzi_fates_nobody_moves(map->fates) ? NULL : kzi_map_end_name(map, end));
    }
    kzi_json_close(to, ']');
    kzi_json_close(to, '}');
}

static void write_way_json(json *to, const story_map *map, const map_way *way) {
    kzi_json_open(to, '{');
    kzi_json_key_number(to, "from", way->from + 1);
    kzi_json_key(to, "to");
    if (way->to == NO_STATION) kzi_json_null(to);
    else kzi_json_number(to, way->to + 1);
    bool has_name = way->to == NO_STATION && way->end != NO_ENDING &&
                    way->end != kzi_fates_nobody_moves(map->fates);
    kzi_json_key_text(to, "ending", has_name ? kzi_map_end_name(map, way->end) : NULL);
    kzi_json_key_bool(to, "unfinished",
                      way->to == NO_STATION && way->end == kzi_fates_nobody_moves(map->fates));
    kzi_json_key_bool(to, "told", way->is_told);
    kzi_json_key(to, "acts");
    kzi_json_open(to, '[');
    for (uint32_t i = 0; i < way->act_count; i++)
        write_map_act_json(to, map, &map->acts.items[way->first_act + i]);
    kzi_json_close(to, ']');
    kzi_json_close(to, '}');
}

static void write_map_body_json(asking *of, json *to) {
    static const char *const choices[] = {[MAP_ALL_ORDERS] = "orders",
                                          [MAP_ONE_ORDER_EACH] = "tales",
                                          [MAP_SHORTEST_ONLY] = "shortest"};
    const story_map *map = &of->mapping->map;
    kzi_json_key_text(to, "drawn", choices[map->drawn]);
    kzi_json_key_text(to, "tale", of->has_log ? of->story_name : NULL);
    kzi_json_key_number(to, "state_count", map->of->nodes.count);
    kzi_json_key_number(to, "step_count", map->of->edges.count);
    kzi_json_key(to, "moments");
    kzi_json_open(to, '[');
    for (uint32_t s = 0; s < map->stations.count; s++) {
        kzi_json_open(to, '{');
        kzi_json_key_number(to, "number", s + 1);
        write_ends_json(to, map, "leads_to", map->stations.items[s].node);
        kzi_json_close(to, '}');
    }
    kzi_json_close(to, ']');
    kzi_json_key(to, "ways");
    kzi_json_open(to, '[');
    for (uint32_t w = 0; w < map->ways.count; w++) write_way_json(to, map, &map->ways.items[w]);
    kzi_json_close(to, ']');
}

static void write_map_json(asking *of, json *to) {
    kzi_answer_head_json(of, to, "kizuna-map");
    kzi_json_key_bool(to, "complete", of->mapping && kzi_explore_is_complete(&of->main.stories));
    kzi_answer_notes_json(of, to);
    if (of->mapping) {
        kzi_forecast_stops_json(to, &of->main);
        write_map_body_json(of, to);
    }
    kzi_answer_measured_json(of, to);
}

const answer_verb kzi_answer_map = {KZ_MAP, work_map, write_map, write_map_json, false};
