/* SPDX-License-Identifier: MIT
 *
 * lines: a line from whoever plays.
 *
 * In     standard input; on a terminal with libedit: edited, remembered, completed from words that
 *        are given
 * Out    the line without its end, until the next call; NULL at the end of input
 */
#define _DEFAULT_SOURCE
#include "cli.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static char *last_line;

static const char *plain_line(const char *prompt) {
    size_t room = 0;
    free(last_line);
    last_line = NULL;
    if (prompt) {
        fputs(prompt, stdout);
        fflush(stdout);
    }
    ssize_t length = getline(&last_line, &room, stdin);
    if (length < 0) return NULL;
    last_line[strcspn(last_line, "\r\n")] = '\0';
    return last_line;
}

#ifdef KZ_HAS_EDIT
#include <histedit.h>
#include <locale.h>

static EditLine *editor;
static History *history_of_lines;
static const char *prompt_now;
static lines_word_fn words_of;
static void *words_self;

static char *prompt_shown(EditLine *of) {
    (void)of;
    return (char *)(uintptr_t)prompt_now;
}

/* What all words that begin so have in common is put in; where that is nothing more, they are
 * listed. */
static unsigned char complete_word(EditLine *of, int key) {
    (void)key;
    const LineInfo *line = el_line(of);
    size_t written = (size_t)(line->cursor - line->buffer), common = 0;
    const char *first = NULL, *word;
    unsigned count = 0;
    for (uint32_t i = 0; (word = words_of(words_self, i)); i++) {
        if (strncmp(word, line->buffer, written) != 0) continue;
        if (!count++) first = word, common = strlen(word);
        while (strncmp(first, word, common) != 0) common--;
    }
    if (!count) return CC_ERROR;
    if (common > written) {
        char more[256];
        size_t length = common - written < sizeof more - 1 ? common - written : sizeof more - 1;
        memcpy(more, first + written, length);
        more[length] = '\0';
        return el_insertstr(of, more) == 0 ? CC_REFRESH : CC_ERROR;
    }
    if (count == 1) return CC_ERROR;
    fputc('\n', stdout);
    for (uint32_t i = 0; (word = words_of(words_self, i)); i++) {
        if (strncmp(word, line->buffer, written) == 0) printf("%s\n", word);
    }
    return CC_REDISPLAY;
}

static bool has_editor(void) {
    if (editor) return true;
    setlocale(LC_CTYPE, "");
    setenv("EL_EDITOR", "emacs", 0);
    editor = el_init("kizuna", stdin, stdout, stderr);
    if (!editor) return false;
    HistEvent event;
    history_of_lines = history_init();
    if (history_of_lines) {
        history(history_of_lines, &event, H_SETSIZE, 200);
        el_set(editor, EL_HIST, history, history_of_lines);
    }
    el_set(editor, EL_EDITOR, "emacs");
    el_set(editor, EL_SIGNAL, 1);
    el_set(editor, EL_PROMPT, prompt_shown);
    el_set(editor, EL_ADDFN, "complete-word", "completes what can be done", complete_word);
    el_set(editor, EL_BIND, "^I", "complete-word", NULL);
    return true;
}

static const char *edited_line(const char *prompt) {
    int length = 0;
    prompt_now = prompt;
    const char *line = el_gets(editor, &length);
    if (!line || length <= 0) return NULL;
    HistEvent event;
    if (history_of_lines && length > 1) history(history_of_lines, &event, H_ENTER, line);
    free(last_line);
    last_line = strdup(line);
    if (last_line) last_line[strcspn(last_line, "\r\n")] = '\0';
    return last_line;
}

const char *lines_next(const char *prompt, lines_word_fn words, void *self) {
    bool is_terminal = isatty(STDIN_FILENO) && isatty(STDOUT_FILENO);
    words_of = words;
    words_self = self;
    if (is_terminal && words && has_editor()) return edited_line(prompt);
    return plain_line(isatty(STDIN_FILENO) ? prompt : NULL);
}

void lines_end(void) {
    if (history_of_lines) history_end(history_of_lines);
    if (editor) el_end(editor);
    editor = NULL;
    history_of_lines = NULL;
    free(last_line);
    last_line = NULL;
}
#else
const char *lines_next(const char *prompt, lines_word_fn words, void *self) {
    (void)words;
    (void)self;
    return plain_line(isatty(STDIN_FILENO) ? prompt : NULL);
}

void lines_end(void) {
    free(last_line);
    last_line = NULL;
}
#endif
