/* SPDX-License-Identifier: MIT
 *
 * shown: what several answers show in the same way: acts in a row, a story in paragraphs, what
 * somebody wrote.
 */
#include "asking.h"

#define SHOWN_WIDTH 90u

void kzi_answer_acts(writer *to, const grounded *about, const act_id *acts, uint32_t count) {
    for (uint32_t i = 0; i < count; i++) {
        if (i) kzi_write(to, ", ");
        kzi_words_act_name(to, about, &about->acts[acts[i].n]);
    }
}

void kzi_answer_paragraphs(asking *of, writer *to, const told_log *log, const char *indent) {
    telling told;
    manner outside = kzi_telling_from_outside();
    if (!kzi_telling_write(&told, log, &outside, NULL, NULL, &of->text)) return;
    for (uint32_t i = 0; i < told.list.count; i++) {
        if (i) kzi_write(to, "\n");
        kzi_telling_wrap(to, kzi_telling_paragraph(&told, &told.list.items[i], "", "", &of->text),
                         SHOWN_WIDTH, indent);
    }
}

void kzi_answer_paragraphs_json(asking *of, json *to, const told_log *log) {
    telling told;
    manner outside = kzi_telling_from_outside();
    kzi_json_key(to, "paragraphs");
    kzi_json_open(to, '[');
    if (kzi_telling_write(&told, log, &outside, NULL, NULL, &of->text)) {
        for (uint32_t i = 0; i < told.list.count; i++)
            kzi_json_text(to, kzi_telling_paragraph(&told, &told.list.items[i], "", "", &of->text));
    }
    kzi_json_close(to, ']');
}

/* Line ends and the blanks around them become one blank. */
const char *kzi_answer_source_text(asking *of, span where) {
    const sources *all = &of->world->all;
    if (where.source >= all->list.count) return "";
    const source *from = &all->list.items[where.source];
    writer to = kzi_writer(&of->text);
    for (uint32_t i = where.first; i < where.end && i < from->length; i++) {
        bool is_blank = from->text[i] == ' ' || from->text[i] == '\n' || from->text[i] == '\r';
        if (!is_blank) kzi_write_char(&to, from->text[i]);
        else if (to.length && to.text[to.length - 1] != ' ') kzi_write_char(&to, ' ');
    }
    return kzi_written(&to);
}
