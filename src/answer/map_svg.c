/* SPDX-License-Identifier: MIT
 *
 * map_svg: the map as a drawing that can be printed: acts on cards, from left to right, each ending
 * in its colour and by its name.
 *
 * In     a map that was laid out
 * Out    one SVG document, which needs nothing but itself
 */
#include "map_forms.h"

#define LETTER_WIDTH   7 /* of 11 px sans serif, generously */
#define LINE_HEIGHT    15
#define CARD_PADDING   8
#define BAND_HEIGHT    18
#define SIDE_MARGIN    24
#define LEGEND_ROW     22
#define NARROWEST_PAGE 560

static const char *const fills[] = {"#cfe3f5", "#f6d5c2", "#d5ecd0", "#e6d6ef",
                                    "#fbe8b0", "#f3cfd9", "#cdebe7", "#e2ddd2"};
static const char *const inks[] = {"#1f5f99", "#a8470f", "#2c7a2c", "#6b3f94",
                                   "#8a6a00", "#a02a53", "#13766b", "#5f574a"};
#define COLOUR_COUNT (sizeof fills / sizeof *fills)

const char *kzi_map_fill(const story_map *map, uint32_t end) {
    return end == kzi_fates_nobody_moves(map->fates) || end == NO_ENDING
               ? "#e4e4e4"
               : fills[end % COLOUR_COUNT];
}

const char *kzi_map_ink(const story_map *map, uint32_t end) {
    return end == kzi_fates_nobody_moves(map->fates) || end == NO_ENDING ? "#555555"
                                                                         : inks[end % COLOUR_COUNT];
}

/* ---- sizes ---- */
static int32_t text_width(const char *text) {
    return (int32_t)kzi_text_width(text, (uint32_t)strlen(text)) * LETTER_WIDTH;
}

map_card_size kzi_map_measure(const void *self, const story_map *map, const map_way *way) {
    arena *in = (arena *)(uintptr_t)self;
    map_card_size size = {0, CARD_PADDING};
    for (uint32_t i = 0; i < way->act_count; i++) {
        const map_act *act = &map->acts.items[way->first_act + i];
        int32_t width = text_width(kzi_map_act_text(map, act, in)),
                lost = act->is_no_return
                           ? text_width(kzi_map_lost_text(map, act, in)) + LETTER_WIDTH
                           : 0;
        if (width > size.width) size.width = width;
        if (lost > size.width) size.width = lost;
        size.height += LINE_HEIGHT + (act->is_no_return ? LINE_HEIGHT : 0);
    }
    const char *band = kzi_map_band_text(map, way, in);
    if (band) {
        if (text_width(band) > size.width) size.width = text_width(band);
        size.height += BAND_HEIGHT;
    }
    size.width += 2 * CARD_PADDING;
    return size;
}

/* ---- parts ---- */
void kzi_write_escaped(writer *to, const char *text) {
    for (; *text; text++) {
        switch (*text) {
        case '&': kzi_write(to, "&amp;"); break;
        case '<': kzi_write(to, "&lt;"); break;
        case '>': kzi_write(to, "&gt;"); break;
        case '"': kzi_write(to, "&quot;"); break;
        default: kzi_write_char(to, *text);
        }
    }
}

static void write_svg_text(writer *to, int32_t x, int32_t y, const char *how, const char *text) {
    kzi_writef(to, "<text x=\"%d\" y=\"%d\"%s>", x, y, how);
    kzi_write_escaped(to, text);
    kzi_write(to, "</text>\n");
}

static void write_curve(writer *to, int32_t x, int32_t y, int32_t to_x, int32_t to_y,
                        bool is_told) {
    int32_t between = (x + to_x) / 2;
    kzi_writef(to, "<path class=\"%s\" d=\"M%d %dC%d %d %d %d %d %d\"/>\n",
               is_told ? "told way" : "way", x, y, between, y, between, to_y, to_x, to_y);
}

static void write_lines_of(writer *to, const story_map *map, const map_way *way) {
    const map_station *from = &map->stations.items[way->from];
    write_curve(to, from->x, from->y, way->x, way->y, way->is_told);
    if (way->to == NO_STATION || way->goes_back) return;
    int32_t x = way->x + way->width, y = way->y;
    if (way->is_continued) {
        kzi_writef(to, "<text x=\"%d\" y=\"%d\" class=\"%s\">\u2192 %u</text>\n", x + 4, y + 4,
                   way->is_told ? "turn" : "small", way->to + 1);
        return;
    }
    for (uint32_t i = 0; i < way->bend_count; i++) {
        const map_bend *bend = &map->bends.items[way->first_bend + i];
        write_curve(to, x, y, bend->x, bend->y, way->is_told);
        x = bend->x;
        y = bend->y;
    }
    write_curve(to, x, y, map->stations.items[way->to].x, map->stations.items[way->to].y,
                way->is_told);
}

static void write_card(writer *to, const story_map *map, const map_way *way, arena *in) {
    int32_t top = way->y - way->height / 2, y = top + CARD_PADDING / 2;
    kzi_writef(to, "<rect class=\"%s\" x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" rx=\"4\"/>\n",
               way->is_told ? "told card" : "card", way->x, top, way->width, way->height);
    for (uint32_t i = 0; i < way->act_count; i++) {
        const map_act *act = &map->acts.items[way->first_act + i];
        write_svg_text(to, way->x + CARD_PADDING, y + LINE_HEIGHT - 4,
                       act->is_no_return ? " class=\"turn\"" : "", kzi_map_act_text(map, act, in));
        y += LINE_HEIGHT;
        if (!act->is_no_return) continue;
        write_svg_text(to, way->x + CARD_PADDING, y + LINE_HEIGHT - 5, " class=\"lost\"",
                       kzi_map_lost_text(map, act, in));
        y += LINE_HEIGHT;
    }
    const char *band = kzi_map_band_text(map, way, in);
    if (!band) return;
    uint32_t end = way->goes_back ? NO_ENDING : way->end;
    kzi_writef(
        to,
        "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" rx=\"4\" fill=\"%s\" stroke=\"%s\"/>\n",
        way->x, top + way->height - BAND_HEIGHT, way->width, BAND_HEIGHT, kzi_map_fill(map, end),
        kzi_map_ink(map, end));
    kzi_writef(to, "<text x=\"%d\" y=\"%d\" class=\"end\" fill=\"%s\">", way->x + CARD_PADDING,
               top + way->height - 5, kzi_map_ink(map, end));
    kzi_write_escaped(to, band);
    kzi_write(to, "</text>\n");
}

static void write_station(writer *to, const map_station *at, uint32_t number) {
    kzi_writef(to, "<circle class=\"%s\" cx=\"%d\" cy=\"%d\" r=\"9\"/>\n",
               at->is_told ? "told station" : "station", at->x, at->y);
    kzi_writef(to, "<text x=\"%d\" y=\"%d\" class=\"number\">%u</text>\n", at->x, at->y + 4,
               number + 1);
}

/* ---- head ---- */
static const char style[] = "<style>\n"
                            "text{font:11px \"DejaVu Sans\",Verdana,sans-serif;fill:#222}\n"
                            ".title{font-size:17px;font-weight:bold}.small{font-size:10px;fill:#"
                            "555}.number{font-size:9px;text-anchor:middle}\n"
                            ".turn{font-weight:bold}.lost{font-size:10px;font-style:italic;fill:#"
                            "9c1c1c}.end{font-weight:bold}\n"
                            ".card{fill:#fff;stroke:#999}.way{fill:none;stroke:#999;stroke-width:1."
                            "2}.station{fill:#fff;stroke:#555}\n"
                            ".told.card{stroke:#000;stroke-width:2.2}.told.way{stroke:#000;stroke-"
                            "width:2.6}.told.station{fill:#ddd;stroke:#000;stroke-width:2}\n"
                            "</style>\n";

static uint32_t legend_rows(const story_map *map) {
    uint32_t rows_shown = 0;
    for (uint32_t end = 0; end < map->fates->end_count; end++)
        rows_shown += kzi_fates_leads_to(map->fates, 0, end);
    return rows_shown;
}

static void write_legend(writer *to, const story_map *map, int32_t y) {
    for (uint32_t end = 0; end < map->fates->end_count; end++) {
        if (!kzi_fates_leads_to(map->fates, 0, end)) continue;
        kzi_writef(to,
                   "<rect x=\"%d\" y=\"%d\" width=\"16\" height=\"14\" rx=\"3\" fill=\"%s\" "
                   "stroke=\"%s\"/>\n",
                   SIDE_MARGIN, y - 11, kzi_map_fill(map, end), kzi_map_ink(map, end));
        kzi_writef(to, "<text x=\"%d\" y=\"%d\">", SIDE_MARGIN + 24, y);
        kzi_write_escaped(to, kzi_map_end_name(map, end));
        const char *title = kzi_map_end_title(map, end);
        if (title) {
            kzi_write(to, ": ");
            kzi_write_escaped(to, title);
        }
        kzi_write(to, "</text>\n");
        y += LEGEND_ROW;
    }
}

void kzi_map_write_svg(writer *to, const map_page *page) {
    const story_map *map = page->map;
    int32_t head = 96 + (int32_t)legend_rows(map) * LEGEND_ROW;
    int32_t width = map->width > NARROWEST_PAGE ? map->width : NARROWEST_PAGE,
            height = head + map->height + SIDE_MARGIN;
    kzi_writef(to,
               "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" viewBox=\"0 0 "
               "%d %d\" role=\"img\">\n<title>",
               width, height, width, height);
    kzi_write_escaped(to, page->title);
    kzi_writef(to, "</title>\n%s<rect width=\"%d\" height=\"%d\" fill=\"#fff\"/>\n", style, width,
               height);
    write_svg_text(to, SIDE_MARGIN, 34, " class=\"title\"", page->title);
    write_svg_text(to, SIDE_MARGIN, 54, " class=\"small\"", page->drawn);
    write_svg_text(to, SIDE_MARGIN, 68, " class=\"small\"", page->complete);
    write_legend(to, map, 96);
    kzi_writef(to, "<g transform=\"translate(0 %d)\">\n", head - 8);
    for (uint32_t w = 0; w < map->ways.count; w++) write_lines_of(to, map, &map->ways.items[w]);
    for (uint32_t w = 0; w < map->ways.count; w++)
        write_card(to, map, &map->ways.items[w], page->in);
    for (uint32_t s = 0; s < map->stations.count; s++)
        write_station(to, &map->stations.items[s], s);
    kzi_write(to, "</g>\n</svg>\n");
}
