/* SPDX-License-Identifier: MIT
 *
 * command_studio: the studio's page, served on this machine for one file.
 *
 * In     kizuna studio FILE
 * Out    a page at an address nobody can guess; the file as it is on disk, and as it is saved from
 *        the page; word of each change. web/README.md has the protocol
 * Used   by one browser, on 127.0.0.1 alone. Each request has a thread, so one may wait for a
 *        change. What another page of that browser might send is refused: it does not know the
 *        token, and its Host or Origin betrays it.
 */
#define _GNU_SOURCE
#include "cli.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#ifdef KZ_HAS_HTTP
#include <arpa/inet.h>
#include <microhttpd.h>
#include <pthread.h>
#include <spawn.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#define MOST_BYTES     (16u << 20) /* of a world that is saved */
#define WAIT_ROUNDS    100         /* of a fifth of a second, until a page asks again */
#define ROUND_NANO     200000000L
#define ROUNDS_TO_READ 10 /* a module that comes anew is seen by reading all again */

typedef struct studio {
    char *path;
    file_text page;
    char root[64];   /* "/TOKEN/" */
    char host[32];   /* "127.0.0.1:PORT" */
    char origin[48]; /* "http://127.0.0.1:PORT" */
    pthread_mutex_t saving;
} studio;

/* What a request's body grows into. */
typedef struct upload {
    char *bytes;
    size_t length;
    bool is_too_large;
} upload;

typedef struct MHD_Connection connection;
typedef enum MHD_Result result;

/* ---- answers ---- */
static const char *const heads[][2] = {
    {"Cache-Control", "no-store"},
    {"X-Content-Type-Options", "nosniff"},
    {"Referrer-Policy", "no-referrer"},
    {"Cross-Origin-Resource-Policy", "same-origin"},
    {"Cross-Origin-Opener-Policy", "same-origin"},
    {"Content-Security-Policy",
     "default-src 'none'; script-src 'unsafe-inline' 'wasm-unsafe-eval' blob: data:; worker-src "
     "blob: data:; style-src 'unsafe-inline'; img-src data: blob:; font-src data:; connect-src "
     "'self'; frame-src blob: data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"},
};

static result answer(connection *to, unsigned status, const char *type, const char *bytes,
                     size_t length) {
    struct MHD_Response *made =
        MHD_create_response_from_buffer(length, (void *)(uintptr_t)bytes, MHD_RESPMEM_MUST_COPY);
    if (!made) return MHD_NO;
    MHD_add_response_header(made, "Content-Type", type);
    for (size_t i = 0; i < sizeof heads / sizeof *heads; i++)
        MHD_add_response_header(made, heads[i][0], heads[i][1]);
    result sent = MHD_queue_response(to, status, made);
    MHD_destroy_response(made);
    return sent;
}

static result say(connection *to, unsigned status, const char *sentence) {
    return answer(to, status, "text/plain; charset=utf-8", sentence, strlen(sentence));
}

static result answer_state(connection *to, const char *state) {
    char text[64];
    int length = snprintf(text, sizeof text, "{\"state\": \"%s\"}\n", state);
    return answer(to, MHD_HTTP_OK, "application/json", text, (size_t)length);
}

static result answer_world(connection *to, unsigned status, const carried *of) {
    char *text = NULL;
    size_t size;
    FILE *out = open_memstream(&text, &size);
    if (!out) return MHD_NO;
    carried_write(of, out);
    fclose(out);
    result sent = answer(to, status, "application/json", text, size);
    free(text);
    return sent;
}

static result cannot_be_read(connection *to) {
    return say(to, MHD_HTTP_INTERNAL_SERVER_ERROR, "the file cannot be read\n");
}

/* ---- who asks ---- */
static bool is_same_token(const char *url, const char *root) {
    unsigned differs = 0;
    size_t length = strlen(root) - 1; /* as long as another token would take */
    if (strlen(url) < length) return false;
    for (size_t i = 0; i < length; i++) differs |= (unsigned)(url[i] ^ root[i]);
    return differs == 0 && (url[length] == '/' || url[length] == '\0');
}

static bool is_from_our_page(connection *by, const studio *s, const char *url) {
    const char *host = MHD_lookup_connection_value(by, MHD_HEADER_KIND, "Host"),
               *origin = MHD_lookup_connection_value(by, MHD_HEADER_KIND, "Origin"),
               *site = MHD_lookup_connection_value(by, MHD_HEADER_KIND, "Sec-Fetch-Site");
    if (!host || strcmp(host, s->host) != 0) return false;
    if (origin && strcmp(origin, s->origin) != 0) return false;
    if (site && strcmp(site, "same-origin") != 0 && strcmp(site, "none") != 0) return false;
    return is_same_token(url, s->root);
}

/* ---- what is asked ---- */
static result give_page(connection *to, const studio *s) {
    char *text = NULL;
    size_t size;
    FILE *out = open_memstream(&text, &size);
    if (!out) return MHD_NO;
    int code = write_with_head(out, &s->page, "<meta name=\"kizuna-served\" content=\"1\">\n");
    fclose(out);
    result sent = code == EXIT_ANSWERED
                      ? answer(to, MHD_HTTP_OK, "text/html; charset=utf-8", text, size)
                      : MHD_NO;
    free(text);
    return sent;
}

static result give_world(connection *to, const studio *s) {
    carried it;
    result sent = carried_read(&it, s->path) == EXIT_ANSWERED ? answer_world(to, MHD_HTTP_OK, &it)
                                                              : cannot_be_read(to);
    carried_free(&it);
    return sent;
}

static result save_as_it_stands(connection *to, studio *s, const upload *body) {
    const char *wanted = MHD_lookup_connection_value(to, MHD_HEADER_KIND, "If-Match");
    size_t quote = wanted && *wanted == '"';
    carried it = {0};
    if (wanted && carried_read(&it, s->path) == EXIT_ANSWERED &&
        strncmp(wanted + quote, it.state, strlen(it.state)) != 0) {
        result sent = answer_world(to, MHD_HTTP_PRECONDITION_FAILED, &it);
        carried_free(&it);
        return sent;
    }
    carried_free(&it);
    if (file_write_bytes(s->path, body->bytes ? body->bytes : "", body->length) != EXIT_ANSWERED)
        return say(to, MHD_HTTP_INTERNAL_SERVER_ERROR, "the file cannot be written\n");
    result sent = carried_read(&it, s->path) == EXIT_ANSWERED ? answer_state(to, it.state)
                                                              : cannot_be_read(to);
    carried_free(&it);
    return sent;
}

static result save_world(connection *to, studio *s, const upload *body) {
    if (body->is_too_large)
        return say(to, MHD_HTTP_CONTENT_TOO_LARGE, "a world has at most 16 MB\n");
    pthread_mutex_lock(&s->saving);
    result sent = save_as_it_stands(to, s, body);
    pthread_mutex_unlock(&s->saving);
    return sent;
}

/* Another number, most likely, when one of the files was written. */
static uint64_t stamp_of(const carried *of, const char *path) {
    size_t folder = strlen(path) - strlen(of->files[0].name);
    uint64_t stamp = 0;
    for (size_t i = 0; i < of->count; i++) {
        char name[4096];
        struct stat about;
        snprintf(name, sizeof name, "%.*s%s", (int)folder, path, of->files[i].name);
        if (stat(name, &about) != 0) continue;
        stamp = stamp * 31 + (uint64_t)about.st_mtim.tv_sec * 1000000000u +
                (uint64_t)about.st_mtim.tv_nsec + (uint64_t)about.st_size + (uint64_t)about.st_ino;
    }
    return stamp;
}

static bool read_again(carried *of, const char *path) {
    carried_free(of);
    return carried_read(of, path) == EXIT_ANSWERED;
}

/* Waits until the state is another. A file may be away for a moment while an editor writes it. */
static result tell_change(connection *to, const studio *s) {
    const char *state = MHD_lookup_connection_value(to, MHD_GET_ARGUMENT_KIND, "state");
    carried it = {0};
    bool is_read = read_again(&it, s->path);
    for (int round = 0; round < WAIT_ROUNDS && !was_interrupted_now(); round++) {
        if (is_read && (!state || strcmp(state, it.state) != 0)) break;
        uint64_t before = is_read ? stamp_of(&it, s->path) : 0;
        nanosleep(&(struct timespec){0, ROUND_NANO}, NULL);
        if (!is_read || round % ROUNDS_TO_READ == 0 || stamp_of(&it, s->path) != before)
            is_read = file_is_there(s->path) && read_again(&it, s->path);
    }
    result sent = is_read ? answer_state(to, it.state) : cannot_be_read(to);
    carried_free(&it);
    return sent;
}

static result route(studio *s, connection *to, const char *url, const char *method,
                    const upload *body) {
    if (!is_from_our_page(to, s, url))
        return say(to, MHD_HTTP_FORBIDDEN, "only the page of this studio may ask here\n");
    if (strlen(url) < strlen(s->root))
        return say(to, MHD_HTTP_NOT_FOUND, "the page's address ends with a slash\n");
    const char *path = url + strlen(s->root);
    bool is_get = strcmp(method, "GET") == 0;
    if (is_get && !*path) return give_page(to, s);
    if (is_get && strcmp(path, "api/world") == 0) return give_world(to, s);
    if (is_get && strcmp(path, "api/changes") == 0) return tell_change(to, s);
    if (strcmp(method, "PUT") == 0 && strcmp(path, "api/world") == 0)
        return save_world(to, s, body);
    return say(to, MHD_HTTP_NOT_FOUND, "there is nothing here\n");
}

/* ---- requests ---- */
static bool add_bytes(upload *to, const char *bytes, size_t size) {
    if (to->length + size > MOST_BYTES) return to->is_too_large = true;
    char *wider = realloc(to->bytes, to->length + size + 1);
    if (!wider) return false;
    memcpy(wider + to->length, bytes, size);
    to->bytes = wider;
    to->length += size;
    return true;
}

/* Called first without the body, then with each piece of it, then to answer. */
static result take_request(void *self, connection *by, const char *url, const char *method,
                           const char *version, const char *bytes, size_t *size, void **kept) {
    (void)version;
    if (!*kept) return *kept = calloc(1, sizeof(upload)), *kept ? MHD_YES : MHD_NO;
    upload *body = *kept;
    if (!*size) return route(self, by, url, method, body);
    bool is_taken = add_bytes(body, bytes, *size);
    *size = 0;
    return is_taken ? MHD_YES : MHD_NO;
}

static void end_request(void *self, connection *by, void **kept,
                        enum MHD_RequestTerminationCode how) {
    (void)self, (void)by, (void)how;
    upload *body = *kept;
    if (body) free(body->bytes);
    free(body);
}

/* ---- serving ---- */
static bool make_token(studio *s) {
    unsigned char bytes[16];
    if (getrandom(bytes, sizeof bytes, 0) != (ssize_t)sizeof bytes) return false;
    char *to = s->root;
    *to++ = '/';
    for (size_t i = 0; i < sizeof bytes; i++) to += sprintf(to, "%02x", bytes[i]);
    *to++ = '/';
    *to = '\0';
    return true;
}

static struct MHD_Daemon *start(studio *s, const options *o) {
    struct sockaddr_in here = {.sin_family = AF_INET,
                               .sin_port = htons((uint16_t)o->port),
                               .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    struct MHD_Daemon *made =
        MHD_start_daemon(MHD_USE_THREAD_PER_CONNECTION | MHD_USE_INTERNAL_POLLING_THREAD,
                         (uint16_t)o->port, NULL, NULL, take_request, s, MHD_OPTION_SOCK_ADDR,
                         &here, MHD_OPTION_CONNECTION_LIMIT, 32u, MHD_OPTION_CONNECTION_TIMEOUT,
                         60u, MHD_OPTION_NOTIFY_COMPLETED, end_request, NULL, MHD_OPTION_END);
    const union MHD_DaemonInfo *about =
        made ? MHD_get_daemon_info(made, MHD_DAEMON_INFO_BIND_PORT) : NULL;
    if (!about) return made;
    snprintf(s->host, sizeof s->host, "127.0.0.1:%u", about->port);
    snprintf(s->origin, sizeof s->origin, "http://%s", s->host);
    return made;
}

static void open_browser(const char *address) {
    extern char **environ;
    char *words[] = {"xdg-open", (char *)(uintptr_t)address, NULL};
    posix_spawn_file_actions_t quiet;
    posix_spawn_file_actions_init(&quiet);
    posix_spawn_file_actions_addopen(&quiet, STDERR_FILENO, "/dev/null", 1, 0);
    pid_t child;
    if (posix_spawnp(&child, words[0], &quiet, NULL, words, environ) != 0)
        fputs("No browser was found to open it: go there yourself.\n", stdout);
    posix_spawn_file_actions_destroy(&quiet);
}

static int serve(studio *s, const options *o) {
    struct MHD_Daemon *server = start(s, o);
    if (!server)
        return complain(M_NO_SERVER, o->port ? "the port is taken" : "no port is free"), EXIT_FILE;
    char address[128];
    snprintf(address, sizeof address, "%s%s", s->origin, s->root);
    printf("%s is open at %s\nCtrl-C ends it.\n", s->path, address);
    if (!o->is_quiet) open_browser(address);
    fflush(stdout);
    while (!was_interrupted_now()) nanosleep(&(struct timespec){0, ROUND_NANO}, NULL);
    MHD_stop_daemon(server);
    return EXIT_ANSWERED;
}

int command_studio(const options *o) {
    if (!o->file || strcmp(o->file, "-") == 0)
        return complain(M_WANTS_FILE, o->verb, "a world file"), EXIT_USAGE;
    file_text file;
    int code = file_read(o->file, &file);
    file_free(&file);
    if (code != EXIT_ANSWERED) return code;
    studio s = {.path = realpath(o->file, NULL), .saving = PTHREAD_MUTEX_INITIALIZER};
    if (!s.path || !make_token(&s)) return free(s.path), complain(M_NO_MEMORY), EXIT_BROKEN;
    code = web_page_read("studio", &s.page);
    if (code == EXIT_ANSWERED) code = serve(&s, o);
    file_free(&s.page);
    free(s.path);
    return code;
}
#else
#include <unistd.h>

/* The server's library brings a dozen others along, which every start of `kizuna` would load: it
 * is linked to a program of its own, of the same sources. */
int command_studio(const options *o) {
    char program[4096], port[16];
    if (!o->file || strcmp(o->file, "-") == 0)
        return complain(M_WANTS_FILE, o->verb, "a world file"), EXIT_USAGE;
    if (!file_beside("kizuna-studio", program, sizeof program))
        return complain(M_NO_SERVER, "this kizuna was built without libmicrohttpd"), EXIT_FILE;
    const char *words[8] = {"kizuna-studio", "studio"};
    int count = 2;
    if (o->is_quiet) words[count++] = "--no-open";
    if (o->port) {
        snprintf(port, sizeof port, "%u", o->port);
        words[count++] = "--port";
        words[count++] = port;
    }
    words[count++] = "--";
    words[count++] = o->file;
    fflush(NULL);
    execv(program, (char **)(uintptr_t)words);
    complain(M_CANNOT_READ, program, strerror(errno));
    return EXIT_FILE;
}
#endif
