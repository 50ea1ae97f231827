/* SPDX-License-Identifier: MIT
 *
 * tell_pages: a telling as text, Markdown or HTML; or what is said in it, or thought, alone.
 *
 * In     a telling
 * Out    title, premise, content notes before the first line; paragraphs, scenes set apart; the
 * ending
 */
#include "tell_work.h"

#include <string.h>

#define PAGE_WIDTH 78u

const char *kzi_tell_text(const asking *of, const char *text) {
    const char *other = text ? kzi_po_find(&of->telling->strings, text) : NULL;
    return other ? other : text;
}

/* ---- content notes ---- */
static bool event_has_note(const ground_act *event, const char *words) {
    for (uint32_t i = 0; i < event->content_count; i++) {
        if (strcmp(event->content[i], words) == 0) return true;
    }
    return false;
}

static bool any_has_note(const ground_act *events, uint32_t count, const char *words) {
    for (uint32_t i = 0; i < count; i++) {
        if (event_has_note(&events[i], words)) return true;
    }
    return false;
}

/* `self harm never shown` says `self harm` too, and how. */
static bool says_as_much(const char *longer, const char *words) {
    size_t length = strlen(words);
    return strncmp(longer, words, length) == 0 && (longer[length] == '\0' || longer[length] == ' ');
}

static bool add_note(asking *of, content_notes *to, const char *words) {
    for (uint32_t i = 0; i < to->list.count; i++) {
        if (says_as_much(to->list.items[i], words)) return true;
        if (!says_as_much(words, to->list.items[i])) continue;
        to->list.items[i] = words;
        return true;
    }
    return LIST_ADD(&of->text, &to->list, words);
}

static bool is_told_with_note(const telling *told, const char *words) {
    for (uint32_t i = 0; i < told->sentences.count; i++) {
        const told_sentence *s = &told->sentences.items[i];
        if (event_has_note(kzi_viewpoint_event(told->plan.log, s->act, s->rule), words))
            return true;
    }
    return false;
}

static bool add_told_notes(asking *of, content_notes *to) {
    const telling *told = &of->telling->told;
    for (uint32_t i = 0; i < told->sentences.count; i++) {
        const told_sentence *s = &told->sentences.items[i];
        const ground_act *event = kzi_viewpoint_event(told->plan.log, s->act, s->rule);
        for (uint32_t j = 0; j < event->content_count; j++) {
            if (!add_note(of, to, event->content[j])) return false;
        }
    }
    return true;
}

bool kzi_tell_content(asking *of, content_notes *to) {
    const grounded *about = of->main.ground;
    *to = (content_notes){0};
    for (uint32_t i = 0; i < about->front.content_count; i++) {
        const char *words = about->front.content[i];
        bool is_an_acts = any_has_note(about->acts, about->act_count, words) ||
                          any_has_note(about->rules, about->rule_count, words);
        if (is_an_acts && !is_told_with_note(&of->telling->told, words)) continue;
        if (!add_note(of, to, words)) return false;
    }
    return add_told_notes(of, to);
}

static const char *content_line(asking *of) {
    content_notes notes_found;
    writer to = kzi_writer(&of->text);
    if (!kzi_tell_content(of, &notes_found) || notes_found.list.count == 0) return NULL;
    for (uint32_t i = 0; i < notes_found.list.count; i++)
        kzi_writef(&to, "%s%s", i ? ", " : "", kzi_tell_text(of, notes_found.list.items[i]));
    return kzi_written(&to);
}

/* ---- the end ---- */
/* Is there anything of the last act, or of what it made happen, for this head to tell? */
static bool head_has_the_end(const outline *of) {
    for (uint32_t i = 0; i < of->beats.count; i++) {
        if (of->beats.items[i].act + 1 == of->log->act_count) return true;
    }
    return false;
}

/* The ending has a name for whoever was there, and knows how it ended: a title tells, too. */
static bool head_knows_the_end(const asking *of) {
    const manner *how = &of->telling->how;
    const ground_ending *ending = &of->main.ground->endings[of->log.ending];
    if (how->heads != HEADS_ONE) return true;
    const viewpoint *eyes = kzi_outline_view(&of->telling->told.plan, how->through);
    if (kzi_viewpoint_is_out(eyes, of->log.act_count)) return false;
    if (of->log.act_count && !head_has_the_end(&of->telling->told.plan)) return false;
    return kzi_minds_hold(&of->main.stories.minds, kzi_viewpoint_world(eyes, of->log.act_count),
                          ending->condition);
}

/* A text of ours, or its translation, with what belongs into its gap. */
static const char *own_text(asking *of, const char *own, const char *gap, const char *filling) {
    const char *text = kzi_tell_text(of, own), *at = strstr(text, gap);
    if (!at) return text;
    writer to = kzi_writer(&of->text);
    kzi_write_bytes(&to, text, (size_t)(at - text));
    kzi_write(&to, filling);
    kzi_write(&to, at + strlen(gap));
    return kzi_written(&to);
}

static const char *end_line(asking *of) {
    const grounded *about = of->main.ground;
    writer to = kzi_writer(&of->text);
    if (!of->log.was_accepted) {
        kzi_writef(&to, "Here the tale %s breaks: `kizuna check` says why.", of->story_name);
    } else if (of->log.ending != NO_ENDING && !head_knows_the_end(of)) {
        thing_id who = about->minds[of->telling->how.through.n].person;
        return own_text(of, "-- (here ends what {who} has of it)", "{who}",
                        kzi_tell_text(of, about->things[who.n].shown));
    } else if (of->log.ending != NO_ENDING) {
        const ground_ending *ending = &about->endings[of->log.ending];
        kzi_writef(&to, "-- %s",
                   ending->title ? kzi_tell_text(of, ending->title)
                                 : kzi_symbol_text(about->names, ending->name));
    } else {
        return kzi_tell_text(of, "-- (and so it stands)");
    }
    return kzi_written(&to);
}

/* ---- what there was no room for ---- */
/* The words asked for were too few for all that causes the ending. */
static bool is_over_long(const asking *of) {
    const struct tell_work *w = of->telling;
    return w->how.words && w->told.plan.words_of_keys > w->how.words;
}

static const char *shortfall_line(asking *of) {
    writer number = kzi_writer(&of->text);
    kzi_writef(&number, "%u", of->telling->how.words);
    return own_text(of,
                    "(In {number} words there is no room for all that causes the ending; nothing "
                    "of it was left out.)",
                    "{number}", kzi_written(&number));
}

/* What the reader's limit took out: of what causes the ending too. */
static const char *cut_line(asking *of) {
    const outline *plan = &of->telling->told.plan;
    uint32_t count = 0;
    for (uint32_t i = 0; i < plan->pieces.count; i++) count += plan->pieces.items[i].is_cut;
    if (!count) return NULL;
    return own_text(of, "(Cut: {words})", "{words}", of->telling->how.cut);
}

/* ---- text ---- */
static void write_text_front(asking *of, writer *to) {
    const front_matter *front = &of->main.ground->front;
    const char *content = content_line(of);
    if (front->title) kzi_writef(to, "%s\n\n", kzi_tell_text(of, front->title));
    const char *cut = cut_line(of);
    if (content) {
        kzi_telling_wrap(to, own_text(of, "(Content: {words})", "{words}", content), PAGE_WIDTH,
                         "");
    }
    if (cut) kzi_writef(to, "%s\n", cut);
    if (content || cut) kzi_write(to, "\n");
}

static void write_irony_of(asking *of, writer *to, uint32_t part) {
    const grounded *about = of->main.ground;
    for (uint32_t i = 0; i < of->telling->ironies.count; i++) {
        const told_irony *one = &of->telling->ironies.items[i];
        if (one->paragraph != part) continue;
        writer line_text = kzi_writer(&of->text);
        kzi_writef(&line_text, "%s takes it that ", kzi_words_mind(about, one->who));
        kzi_words_claim(&line_text, about, one->fact, one->held);
        kzi_write(&line_text, "; the reader knows better: ");
        kzi_words_claim(&line_text, about, one->fact, one->told);
        kzi_write(&line_text, ".");
        kzi_telling_wrap(to, kzi_written(&line_text), 90, "    ~ ");
    }
}

static void write_text_page(asking *of, writer *to) {
    const telling *told = &of->telling->told;
    write_text_front(of, to);
    for (uint32_t i = 0; i < told->list.count; i++) {
        const paragraph *part = &told->list.items[i];
        const char *chapter = part->chapter;
        if (chapter) kzi_writef(to, "%s\n\n", chapter);
        else if (i && part->opens_scene && !of->question.has_reasons) kzi_write(to, "* * *\n\n");
        kzi_telling_wrap(to, kzi_telling_paragraph(told, part, "", "", &of->text), PAGE_WIDTH, "");
        for (uint32_t j = 0; of->question.has_reasons && j < part->act_count; j++)
            kzi_answer_reasons(of, to, &of->log.acts[part->first_act + j]);
        write_irony_of(of, to, i);
        kzi_write(to, "\n");
    }
    kzi_writef(to, "%s\n", end_line(of));
    if (is_over_long(of)) {
        kzi_write(to, "\n");
        kzi_telling_wrap(to, shortfall_line(of), PAGE_WIDTH, "");
    }
}

/* ---- Markdown ---- */
static void write_markdown_page(asking *of, writer *to) {
    const front_matter *front = &of->main.ground->front;
    const telling *told = &of->telling->told;
    const char *content = content_line(of), *cut = cut_line(of);
    if (front->title) kzi_writef(to, "# %s\n\n", kzi_tell_text(of, front->title));
    if (front->premise) kzi_writef(to, "> %s\n\n", kzi_tell_text(of, front->premise));
    if (front->ages)
        kzi_writef(to, "*%s*\n\n",
                   own_text(of, "Ages: {words}.", "{words}", kzi_tell_text(of, front->ages)));
    if (content) kzi_writef(to, "*%s*\n\n", own_text(of, "Content: {words}.", "{words}", content));
    if (cut) kzi_writef(to, "*%s*\n\n", cut);
    for (uint32_t i = 0; i < told->list.count; i++) {
        const char *chapter = told->list.items[i].chapter;
        if (chapter) kzi_writef(to, "## %s\n\n", chapter);
        else if (i && told->list.items[i].opens_scene) kzi_write(to, "* * *\n\n");
        kzi_writef(to, "%s\n\n",
                   kzi_telling_paragraph(told, &told->list.items[i], "*", "*", &of->text));
    }
    kzi_writef(to, "%s\n", end_line(of));
    if (is_over_long(of)) kzi_writef(to, "\n*%s*\n", shortfall_line(of));
}

/* ---- HTML ---- */
static void write_escaped(writer *to, const char *text) {
    for (; *text; text++) {
        if (*text == '<') kzi_write(to, "&lt;");
        else if (*text == '>') kzi_write(to, "&gt;");
        else if (*text == '&') kzi_write(to, "&amp;");
        else if (*text == '"') kzi_write(to, "&quot;");
        else kzi_write_char(to, *text);
    }
}

static void write_element(writer *to, const char *open, const char *text, const char *close) {
    kzi_write(to, open);
    write_escaped(to, text);
    kzi_writef(to, "%s\n", close);
}

/* The marks are no letters that are escaped, so they are replaced last. */
static void write_html_paragraph(asking *of, writer *to, const paragraph *part) {
    writer escaped = kzi_writer(&of->text);
    write_escaped(&escaped,
                  kzi_telling_paragraph(&of->telling->told, part, "\x01", "\x02", &of->text));
    kzi_write(to, "<p>");
    kzi_telling_mark(to, kzi_written(&escaped), "<em class=\"thought\">", "</em>");
    kzi_write(to, "</p>\n");
}

static void write_html_front(asking *of, writer *to) {
    const front_matter *front = &of->main.ground->front;
    const char *content = content_line(of);
    kzi_write(to, "<article>\n");
    if (front->title) write_element(to, "<h1>", kzi_tell_text(of, front->title), "</h1>");
    if (front->premise)
        write_element(to, "<p class=\"premise\">", kzi_tell_text(of, front->premise), "</p>");
    if (front->ages)
        write_element(to, "<p class=\"ages\">", kzi_tell_text(of, front->ages), "</p>");
    if (content) write_element(to, "<p class=\"content\">", content, "</p>");
    const char *cut = cut_line(of);
    if (cut) write_element(to, "<p class=\"cut\">", cut, "</p>");
}

static void write_html_page(asking *of, writer *to) {
    const telling *told = &of->telling->told;
    write_html_front(of, to);
    for (uint32_t i = 0; i < told->list.count; i++) {
        const char *chapter = told->list.items[i].chapter;
        if (told->list.items[i].opens_scene)
            kzi_writef(to, "%s<section>\n", i ? "</section>\n" : "");
        if (chapter) write_element(to, "<h2>", chapter, "</h2>");
        write_html_paragraph(of, to, &told->list.items[i]);
    }
    if (told->list.count) kzi_write(to, "</section>\n");
    write_element(to, "<p class=\"ending\">", end_line(of), "</p>");
    if (is_over_long(of)) write_element(to, "<p class=\"shortfall\">", shortfall_line(of), "</p>");
    kzi_write(to, "</article>\n");
}

/* ---- said alone, thought alone ---- */
static void write_voices(asking *of, writer *to, line_kind kind) {
    const telling *told = &of->telling->told;
    for (uint32_t i = 0; i < told->sentences.count; i++) {
        const told_sentence *s = &told->sentences.items[i];
        if (s->kind != kind || s->by.n == NO_THING.n) continue;
        writer line_text = kzi_writer(&of->text);
        kzi_writef(&line_text, "%s: %s", kzi_tell_text(of, of->main.ground->things[s->by.n].shown),
                   s->words);
        kzi_telling_wrap(to, kzi_written(&line_text), PAGE_WIDTH, "");
    }
}

void kzi_tell_page(asking *of, writer *to) {
    if (of->question.part == KZ_ONLY_SAID) write_voices(of, to, LINE_SAYS);
    else if (of->question.part == KZ_ONLY_THOUGHT) write_voices(of, to, LINE_THINKS);
    else if (of->question.form == KZ_AS_BEATS) kzi_tell_beats(of, to);
    else if (of->question.form == KZ_AS_MARKDOWN) write_markdown_page(of, to);
    else if (of->question.form == KZ_AS_HTML) write_html_page(of, to);
    else write_text_page(of, to);
}
