/* SPDX-License-Identifier: MIT
 *
 * command_new: a small world that runs, to begin from.
 */
#include "cli.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

static const char small_world[] =
    "# Who are they, what does each want, what can be done, how may it end? What happens, Kizuna "
    "finds.\n"
    "\n"
    "story \"%s\"\n"
    "  premise \"One is about to leave. The other would rather not be left, and says nothing.\"\n"
    "\n"
    "place house \"the house\"\n"
    "place road \"the road\"\n"
    "\n"
    "fact person.at: place\n"
    "fact Mio.asked\n"
    "fact Ren.missed_here  # does anybody here mind if Ren goes?\n"
    "\n"
    "person Ren he\n"
    "  at is house\n"
    "  believes not missed_here  # a false belief: he thinks nobody minds\n"
    "  wants 3: at is road\n"
    "  wants 5: missed_here, at is house\n"
    "  missed_here\n"
    "\n"
    "person Mio she\n"
    "  at is house\n"
    "  wants 4: Ren.at is house, asked\n"
    "\n"
    "act ask_him by Mio \"asks Ren to stay\"\n"
    "  if not asked, Ren.at is house\n"
    "  then asked\n"
    "  Ren learns Ren.missed_here\n"
    "  prose \"{Mio} [put] a hand on the door and [ask Mio] {Ren} to stay.\"\n"
    "  says \"Don't go yet.\"\n"
    "\n"
    "act leave by Ren\n"
    "  if at is house\n"
    "  then at becomes road\n"
    "  prose \"{Ren} [take] {their Ren} coat and [go Ren] out on the road.\"\n"
    "\n"
    "ending gone \"He went\" when Ren.at is road\n"
    "ending stayed \"He stayed\" when Mio.asked, Ren.at is house\n"
    "\n"
    "tale told: ask_him\n"
    "\n"
    "what if nobody_minds \"nobody minds if he goes\"\n"
    "  without ask_him\n"
    "  expect only gone\n";

static bool is_good_name(const char *name) {
    if (!isalpha((unsigned char)*name)) return false;
    for (; *name; name++) {
        if (!isalnum((unsigned char)*name) && *name != '_') return false;
    }
    return true;
}

/* `the_open_door` is shown as `The open door`. */
static void write_title(char *to, const char *name) {
    for (; *name; name++) *to++ = *name == '_' ? ' ' : *name;
    *to = '\0';
}

int command_new(const options *o) {
    if (!o->file) return complain(M_WANTS_FILE, o->verb, "a name for the world"), EXIT_USAGE;
    size_t length = strlen(o->file);
    if (length > 200 || !is_good_name(o->file)) return complain(M_BAD_NAME, o->file), EXIT_USAGE;
    char path[256], title[256], text[sizeof small_world + 256];
    snprintf(path, sizeof path, "%s.kiz", o->file);
    write_title(title, o->file);
    title[0] = (char)toupper((unsigned char)title[0]);
    snprintf(text, sizeof text, small_world, title);
    if (file_is_there(path)) return complain(M_EXISTS, path), EXIT_FILE;
    int code = file_write(path, text);
    if (code == EXIT_ANSWERED)
        printf("%s is written. Now: kizuna check %s, kizuna endings %s, kizuna tell %s --why\n",
               path, path, path, path);
    return code;
}
