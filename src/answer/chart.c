/* SPDX-License-Identifier: MIT
 *
 * chart: a sweep as a drawing that can be read in print: for one number a row for each ending, for
 * two a field of regimes with their letters.
 *
 * In     a sweep whose regimes are known
 * Out    SVG
 */
#include "sweeping.h"

#define CELL        14u
#define ROW         22u
#define LEFT        220u
#define TOP         46u
#define LEGEND_LINE 18u

static void draw_text(writer *to, uint32_t x, uint32_t y, const char *anchor, const char *text) {
    kzi_writef(to, "<text x=\"%u\" y=\"%u\" text-anchor=\"%s\">", x, y, anchor);
    for (const char *at = text; *at; at++) {
        if (*at == '<') kzi_write(to, "&lt;");
        else if (*at == '&') kzi_write(to, "&amp;");
        else if (*at == '>') kzi_write(to, "&gt;");
        else kzi_write_char(to, *at);
    }
    kzi_write(to, "</text>\n");
}

static const char *number_text(arena *in, value v) {
    writer to = kzi_writer(in);
    kzi_writef(&to, "%d", v);
    return kzi_written(&to);
}

static void draw_cell(writer *to, uint32_t x, uint32_t y, uint32_t height, uint32_t shade) {
    kzi_writef(to, "<rect x=\"%u\" y=\"%u\" width=\"%u\" height=\"%u\" class=\"s%u\"/>\n", x, y,
               CELL, height, shade);
}

/* As many numbers along an axis as there is room for; the ends and the borders of regimes
 * always. */
static bool is_numbered(const sweeping *of, uint32_t i, uint32_t count, bool is_border) {
    (void)of;
    return i == 0 || i + 1 == count || is_border || i % 5 == 0;
}

static void draw_axis(const sweeping *of, writer *to, uint32_t y) {
    for (uint32_t i = 0; i < of->width; i++) {
        bool is_border = !of->has_two && i && of->cells[i].regime != of->cells[i - 1].regime;
        bool is_beside = !of->has_two && i && !is_border && i + 1 < of->width &&
                         of->cells[i + 1].regime != of->cells[i].regime;
        if (is_numbered(of, i, of->width, is_border) && !is_beside)
            draw_text(to, LEFT + i * CELL + CELL / 2, y, "middle",
                      number_text(to->in, of->across.low + (value)i));
    }
}

/* One number: where each ending is reached. */
static uint32_t draw_rows(const sweeping *of, const grounded *about, writer *to) {
    uint32_t y = TOP;
    for (uint32_t ending = 0; ending <= about->ending_count && ending < 64; ending++) {
        bool is_unfinished = ending == about->ending_count, has_any = false;
        for (uint32_t i = 0; i < of->width; i++)
            has_any |= is_unfinished ? of->cells[i].is_unfinished
                                     : (of->cells[i].endings >> ending & 1) != 0;
        if (!has_any) continue;
        draw_text(to, LEFT - 8, y + 15, "end",
                  is_unfinished ? "(unfinished)"
                                : kzi_symbol_text(about->names, about->endings[ending].name));
        for (uint32_t i = 0; i < of->width; i++) {
            bool is_there = is_unfinished ? of->cells[i].is_unfinished
                                          : (of->cells[i].endings >> ending & 1) != 0;
            draw_cell(to, LEFT + i * CELL, y + 2, ROW - 4, is_there ? 9 : 0);
        }
        y += ROW;
    }
    for (uint32_t i = 1; i < of->width; i++) {
        if (of->cells[i].regime == of->cells[i - 1].regime) continue;
        kzi_writef(to, "<line x1=\"%u\" y1=\"%u\" x2=\"%u\" y2=\"%u\"/>\n", LEFT + i * CELL,
                   TOP - 4, LEFT + i * CELL, y + 4);
    }
    return y;
}

/* Two numbers: a letter in each cell. */
static uint32_t draw_field(const sweeping *of, writer *to) {
    for (uint32_t row_number = 0; row_number < of->height; row_number++) {
        uint32_t y = TOP + (of->height - 1 - row_number) * CELL; /* upwards, as axes go */
        for (uint32_t i = 0; i < of->width; i++) {
            uint32_t regime = of->cells[row_number * of->width + i].regime;
            char letter[2] = {kzi_sweep_letter(regime), '\0'};
            draw_cell(to, LEFT + i * CELL, y, CELL, 1 + regime % 8);
            draw_text(to, LEFT + i * CELL + CELL / 2, y + 11, "middle", letter);
        }
        if (is_numbered(of, row_number, of->height, false))
            draw_text(to, LEFT - 8, y + 11, "end",
                      number_text(to->in, of->down.low + (value)row_number));
    }
    return TOP + of->height * CELL;
}

static const char *regime_text(const sweeping *of, const grounded *about, uint32_t number,
                               arena *in) {
    const sweep_regime *r = &of->regimes.items[number];
    writer to = kzi_writer(in);
    kzi_writef(&to, "%c: ", kzi_sweep_letter(number));
    size_t empty = to.length;
    for (uint32_t i = 0; i < about->ending_count && i < 64; i++) {
        if (r->endings >> i & 1)
            kzi_writef(&to, "%s%s", to.length > empty ? ", " : "",
                       kzi_symbol_text(about->names, about->endings[i].name));
    }
    if (r->is_unfinished) kzi_writef(&to, "%s(unfinished)", to.length > empty ? ", " : "");
    if (to.length == empty) kzi_write(&to, r->is_impossible ? "no such world" : "nothing");
    return kzi_written(&to);
}

void kzi_sweep_draw(const sweeping *of, const grounded *about, writer *to) {
    uint32_t rows_high = of->has_two ? of->height * CELL : (about->ending_count + 1) * ROW;
    uint32_t width = LEFT + of->width * CELL + 40,
             height = TOP + rows_high + 60 + (of->has_two ? of->regimes.count * LEGEND_LINE : 0);
    if (width < 640) width = 640;
    kzi_writef(to,
               "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%u\" height=\"%u\" viewBox=\"0 0 "
               "%u %u\">\n",
               width, height, width, height);
    kzi_write(to, "<style>text{font:12px sans-serif;fill:#222}line{stroke:#222;stroke-dasharray:3 "
                  "2}rect{stroke:#999;stroke-width:.5}"
                  ".s0{fill:#fff}.s1{fill:#dde8f3}.s2{fill:#f5e3c8}.s3{fill:#d9ead3}.s4{fill:#"
                  "ead1dc}.s5{fill:#eeeeee}.s6{fill:#fff2cc}.s7{fill:#d0e0e3}.s8{fill:#e6d5f0}.s9{"
                  "fill:#3d6b99}</style>\n");
    kzi_writef(to, "<rect x=\"0\" y=\"0\" width=\"%u\" height=\"%u\" class=\"s0\"/>\n", width,
               height);
    draw_text(to, 8, 20, "start", about->front.title ? about->front.title : "The world");
    uint32_t bottom = of->has_two ? draw_field(of, to) : draw_rows(of, about, to);
    draw_axis(of, to, bottom + 18);
    draw_text(to, LEFT + of->width * CELL / 2, bottom + 36, "middle", of->across.what);
    if (of->has_two) draw_text(to, 8, TOP + of->height * CELL / 2, "start", of->down.what);
    for (uint32_t i = 0; of->has_two && i < of->regimes.count; i++)
        draw_text(to, 8, bottom + 56 + i * LEGEND_LINE, "start", regime_text(of, about, i, to->in));
    kzi_write(to, "</svg>\n");
}
