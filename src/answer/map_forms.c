/* SPDX-License-Identifier: MIT
 *
 * map_forms: words for the map; the map for Graphviz, for Mermaid, and in a page.
 */
#include "map_forms.h"

/* ---- words ---- */
const char *kzi_map_end_name(const story_map *map, uint32_t end) {
    const grounded *about = map->of->minds.about;
    if (end == NO_ENDING) return "goes on";
    if (end == kzi_fates_nobody_moves(map->fates)) return "nobody moves";
    return kzi_symbol_text(about->names, about->endings[end].name);
}

const char *kzi_map_end_title(const story_map *map, uint32_t end) {
    const grounded *about = map->of->minds.about;
    if (end == NO_ENDING) return NULL;
    return end == kzi_fates_nobody_moves(map->fates) ? "the story stays unfinished"
                                                     : about->endings[end].title;
}

const char *kzi_map_act_text(const story_map *map, const map_act *act, arena *in) {
    const grounded *about = map->of->minds.about;
    writer to = kzi_writer(in);
    kzi_words_act(&to, about, &about->acts[act->act.n]);
    return kzi_written(&to);
}

const char *kzi_map_lost_text(const story_map *map, const map_act *act, arena *in) {
    writer to = kzi_writer(in);
    uint32_t certain = 0,
             left = kzi_fates_left_count(map->fates, map->of->edges.items[act->edge].to, &certain);
    if (left == 1) {
        kzi_writef(&to, "now certain: %s", kzi_map_end_name(map, certain));
        return kzi_written(&to);
    }
    for (uint32_t end = 0; end < map->fates->end_count; end++) {
        if (!kzi_fates_loses(map->fates, act->from_node, act->edge, end)) continue;
        kzi_writef(&to, "%s%s", to.length ? ", " : "never again: ", kzi_map_end_name(map, end));
    }
    return kzi_written(&to);
}

const char *kzi_map_band_text(const story_map *map, const map_way *way, arena *in) {
    if (way->to == NO_STATION) return kzi_map_end_name(map, way->end);
    if (!way->goes_back) return NULL;
    writer to = kzi_writer(in);
    kzi_writef(&to, "back to %u", way->to + 1);
    return kzi_written(&to);
}

/* ---- for Graphviz ---- */
/* In a quoted text of DOT only the quote itself is special, and the line ends we put in. */
static void write_dot_text(writer *to, const char *text) {
    for (; *text; text++) {
        if (*text == '"' || *text == '\\') kzi_write_char(to, '\\');
        kzi_write_char(to, *text);
    }
}

static void write_dot_way(writer *to, const map_page *page, uint32_t number) {
    const story_map *map = page->map;
    const map_way *way = &map->ways.items[number];
    const char *told = way->is_told ? ", penwidth=2.5" : "";
    kzi_writef(to, "  w%u [shape=box, style=rounded%s, label=\"", number, told);
    for (uint32_t i = 0; i < way->act_count; i++) {
        const map_act *act = &map->acts.items[way->first_act + i];
        write_dot_text(to, kzi_map_act_text(map, act, page->in));
        kzi_write(to, "\\l");
        if (!act->is_no_return) continue;
        kzi_write(to, "  ");
        write_dot_text(to, kzi_map_lost_text(map, act, page->in));
        kzi_write(to, "\\l");
    }
    const char *pen = way->is_told ? " [penwidth=2.5]" : "";
    kzi_writef(to, "\"];\n  s%u -> w%u%s;\n", way->from, number, pen);
    if (way->to != NO_STATION) kzi_writef(to, "  w%u -> s%u%s;\n", number, way->to, pen);
    else
        kzi_writef(to, "  w%u -> e%u%s;\n", number,
                   way->end == NO_ENDING ? map->fates->end_count : way->end, pen);
}

/* Ends that are drawn; one more where something goes on beyond the limits. */
static bool end_is_drawn(const story_map *map, uint32_t end) {
    for (uint32_t w = 0; w < map->ways.count; w++) {
        const map_way *way = &map->ways.items[w];
        if (way->to == NO_STATION && way->end == end) return true;
    }
    return false;
}

void kzi_map_write_dot(writer *to, const map_page *page) {
    const story_map *map = page->map;
    kzi_write(to, "digraph stories {\n  rankdir=LR;\n  labelloc=t;\n  label=\"");
    write_dot_text(to, page->title);
    kzi_write(to, "\\n");
    write_dot_text(to, page->drawn);
    kzi_write(to, "\\n");
    write_dot_text(to, page->complete);
    kzi_write(to, "\";\n  node [fontname=\"sans-serif\", fontsize=10];\n");
    for (uint32_t s = 0; s < map->stations.count; s++)
        kzi_writef(to, "  s%u [shape=circle, width=0.2, label=\"%u\"%s];\n", s, s + 1,
                   map->stations.items[s].is_told ? ", penwidth=2.5" : "");
    for (uint32_t end = 0; end <= map->fates->end_count; end++) {
        uint32_t shown = end == map->fates->end_count ? NO_ENDING : end;
        if (!end_is_drawn(map, shown)) continue;
        kzi_writef(
            to,
            "  e%u [shape=box, style=\"rounded,filled\", fillcolor=\"%s\", color=\"%s\", label=\"",
            end, kzi_map_fill(map, shown), kzi_map_ink(map, shown));
        write_dot_text(to, kzi_map_end_name(map, shown));
        const char *title = kzi_map_end_title(map, shown);
        if (title) {
            kzi_write(to, "\\n");
            write_dot_text(to, title);
        }
        kzi_write(to, "\"];\n");
    }
    for (uint32_t w = 0; w < map->ways.count; w++) write_dot_way(to, page, w);
    kzi_write(to, "}\n");
}

/* ---- for Mermaid ---- */
static void write_mermaid_text(writer *to, const char *text) {
    for (; *text; text++) {
        if (*text == '"') kzi_write(to, "#quot;");
        else if (*text == '<') kzi_write(to, "#lt;");
        else if (*text == '#') kzi_write(to, "#35;");
        else kzi_write_char(to, *text);
    }
}

static void write_mermaid_way(writer *to, const map_page *page, uint32_t number) {
    const story_map *map = page->map;
    const map_way *way = &map->ways.items[number];
    kzi_writef(to, "  s%u %s w%u[\"", way->from, way->is_told ? "==>" : "-->", number);
    for (uint32_t i = 0; i < way->act_count; i++) {
        const map_act *act = &map->acts.items[way->first_act + i];
        if (i) kzi_write(to, "<br/>");
        write_mermaid_text(to, kzi_map_act_text(map, act, page->in));
        if (!act->is_no_return) continue;
        kzi_write(to, "<br/><i>");
        write_mermaid_text(to, kzi_map_lost_text(map, act, page->in));
        kzi_write(to, "</i>");
    }
    kzi_writef(to, "\"] %s ", way->is_told ? "==>" : "-->");
    if (way->to != NO_STATION) kzi_writef(to, "s%u\n", way->to);
    else kzi_writef(to, "e%u\n", way->end == NO_ENDING ? map->fates->end_count : way->end);
}

void kzi_map_write_mermaid(writer *to, const map_page *page) {
    const story_map *map = page->map;
    kzi_write(to, "---\ntitle: \"");
    for (const char *at = page->title; *at; at++) {
        if (*at == '"' || *at == '\\') kzi_write_char(to, '\\');
        kzi_write_char(to, *at);
    }
    kzi_writef(to, "\"\n---\n%%%% %s\n%%%% %s\nflowchart LR\n", page->drawn, page->complete);
    for (uint32_t s = 0; s < map->stations.count; s++) kzi_writef(to, "  s%u((%u))\n", s, s + 1);
    for (uint32_t end = 0; end <= map->fates->end_count; end++) {
        uint32_t shown = end == map->fates->end_count ? NO_ENDING : end;
        if (!end_is_drawn(map, shown)) continue;
        const char *title = kzi_map_end_title(map, shown);
        kzi_writef(to, "  e%u([\"", end);
        write_mermaid_text(to, kzi_map_end_name(map, shown));
        if (title) {
            kzi_write(to, "<br/>");
            write_mermaid_text(to, title);
        }
        kzi_writef(to, "\"])\n  style e%u fill:%s,stroke:%s\n", end, kzi_map_fill(map, shown),
                   kzi_map_ink(map, shown));
    }
    for (uint32_t w = 0; w < map->ways.count; w++) write_mermaid_way(to, page, w);
}

/* ---- in a page ---- */
void kzi_map_write_html(writer *to, const map_page *page) {
    kzi_write(to, "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<title>");
    kzi_write_escaped(to, page->title);
    kzi_write(
        to,
        "</title>\n<style>body{margin:1em;font-family:sans-serif;background:#fff;color:#222}"
        "svg{max-width:none}@media print{svg{width:100%;height:auto}}</style>\n</head>\n<body>\n");
    kzi_map_write_svg(to, page);
    kzi_write(to, "</body>\n</html>\n");
}
