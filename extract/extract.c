/* The program's side of reading documents: one reader process, one document at a time. */
#include "extract/extract.h"
#include "base/clock.h"
#include "base/mem.h"
#include "base/say.h"
#include "extract/box.h"
#include "extract/frames.h"
#include "extract/libreoffice.h"
#include "extract/ocr.h"
#include "extract/places.h"
#include "extract/record.h"
#include "extract/sealed.h"
#include "oit/limits.h"
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#define READER_FD 3
#define HELLO_MS 10000
#define PLACE_GLANCE_MS 50 /* between two looks at whether to stop */
#define PATH_ROOM 4096

struct extract {
    char *reader; /* path */
    struct places *places;
    bool places_asked;
    pid_t pid; /* of the reader, 0: none runs */
    int socket;
    unsigned served;
    int deadline_ms; /* 0: as the document asks for */
    const volatile int *stop;
};

/* ---- The reader process --------------------------------------------------------------------------- */

static char *
beside_program(void)
{
    static const char below[] = "/../libexec/oit/oit-reader";
    char path[PATH_ROOM];
    ssize_t n = readlink("/proc/self/exe", path, sizeof path - sizeof below);
    char *slash;

    if (n < 0)
        return mem_dup("oit-reader");
    path[n] = '\0';
    slash = strrchr(path, '/');
    memcpy(slash ? slash : path, below, sizeof below);
    return mem_dup(path);
}

struct extract *
extract_new(const char *reader, const volatile int *stop)
{
    struct extract *x = mem_new(1, sizeof *x);
    const char *named = getenv("OIT_READER");

    x->socket = -1;
    x->stop = stop;
    if (reader)
        x->reader = mem_dup(reader);
    else
        x->reader = named && named[0] != '\0' ? mem_dup(named) : beside_program();
    return x;
}

static bool
stopped(const struct extract *x)
{
    return x->stop && *x->stop;
}

/* Its boxes die with it; what they were writing in is removed here. */
static void
end_reader(struct extract *x)
{
    if (x->socket >= 0)
        close(x->socket);
    if (x->pid > 0) {
        kill(x->pid, SIGKILL);
        while (waitpid(x->pid, NULL, 0) < 0 && errno == EINTR)
            ;
        libreoffice_clear(x->pid);
    }
    x->socket = -1;
    x->pid = 0;
    x->served = 0;
}

void
extract_free(struct extract *x)
{
    if (!x)
        return;
    end_reader(x);
    places_close(x->places);
    free(x->reader);
    free(x);
}

static int
set_actions(posix_spawn_file_actions_t *files, int socket)
{
    int failed = posix_spawn_file_actions_addopen(files, STDIN_FILENO, "/dev/null", O_RDONLY, 0);

    failed |= posix_spawn_file_actions_addopen(files, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
    failed |= posix_spawn_file_actions_adddup2(files, socket, READER_FD);
    failed |= posix_spawn_file_actions_addclosefrom_np(files, READER_FD + 1);
    return failed;
}

/* In a group of its own: the terminal's interrupt is for the program, which ends the reader. */
static int
set_attributes(posix_spawnattr_t *how)
{
    sigset_t none, all;
    int failed;

    sigemptyset(&none);
    sigfillset(&all);
    failed = posix_spawnattr_setpgroup(how, 0);
    failed |= posix_spawnattr_setsigmask(how, &none);
    failed |= posix_spawnattr_setsigdefault(how, &all);
    failed |=
        posix_spawnattr_setflags(how, POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
    return failed;
}

/* 0, or the errno of what went wrong. */
static int
spawn(struct extract *x, int socket)
{
    char *argv[] = {x->reader, NULL};
    posix_spawn_file_actions_t files;
    posix_spawnattr_t how;
    int failed;

    posix_spawn_file_actions_init(&files);
    posix_spawnattr_init(&how);
    failed = set_actions(&files, socket) || set_attributes(&how) ? EINVAL : 0;
    if (!failed)
        failed = posix_spawn(&x->pid, x->reader, &files, &how, argv, environ);
    if (failed)
        x->pid = 0;
    posix_spawnattr_destroy(&how);
    posix_spawn_file_actions_destroy(&files);
    return failed;
}

static int
refuse(struct extract *x, struct err *e, const char *why)
{
    end_reader(x);
    return err_set(e, ERR_IO, x->reader,
                   _("Install oit again, with its folder libexec/oit, or name the program in OIT_READER."),
                   _("the program that reads documents cannot be started (%s)"), why);
}

static bool
says_hello(struct extract *x)
{
    int64_t end = clock_monotonic_ms() + HELLO_MS;
    struct buf hello;
    bool ok;

    buf_init(&hello, KIB);
    ok = frames_await(x->socket, end, x->stop) == FRAMES_DONE &&
         frames_receive(x->socket, &hello, NULL, end) == FRAMES_DONE &&
         str_eq(buf_view(&hello), STR(FRAMES_HELLO));
    buf_free(&hello);
    return ok;
}

static int
start(struct extract *x, struct err *e)
{
    int pair[2], failed;

    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair) != 0)
        return refuse(x, e, err_reason(errno));
    x->socket = pair[0];
    failed = spawn(x, pair[1]);
    close(pair[1]);
    if (failed)
        return refuse(x, e, err_reason(failed));
    if (!says_hello(x))
        return refuse(x, e, _("it does not answer, or is of another version"));
    return 0;
}

static bool
has_ended(struct extract *x)
{
    if (waitpid(x->pid, NULL, WNOHANG) == 0)
        return false;
    x->pid = 0;
    return true;
}

/* A reader that died between two documents is no fault of the next one. */
static int
have_reader(struct extract *x, struct err *e)
{
    if (x->pid > 0 && (has_ended(x) || x->served >= LIMIT_READER_DOCUMENTS))
        end_reader(x);
    return x->pid > 0 ? 0 : start(x, e);
}

void
extract_deadline(struct extract *x, int ms)
{
    x->deadline_ms = ms;
}

/* ---- A document ----------------------------------------------------------------------------------- */

static void
end_as(struct document *d, enum document_state state, const char *detail)
{
    *d = (struct document){.state = state, .detail = str_of(detail), .cut = true};
}

static enum frames_end
ask(struct extract *x, int document, uint32_t ocr_pages, struct buf *records)
{
    struct frames_request r = {FRAMES_VERSION, ocr_pages};
    int wait =
        x->deadline_ms ? x->deadline_ms : LIMIT_READ_DOCUMENT_MS + (int)ocr_pages * 2 * LIMIT_READ_WALL_MS;
    int64_t end = clock_monotonic_ms() + wait;
    enum frames_end e = frames_send(x->socket, (struct str){(const char *)&r, sizeof r}, document, end);

    if (e == FRAMES_DONE)
        e = frames_await(x->socket, end, x->stop);
    return e == FRAMES_DONE ? frames_receive(x->socket, records, NULL, end) : e;
}

/* After anything but an answer the reader is in no known state: the next document gets a new one. */
static void
read_it(struct extract *x, int document, uint32_t ocr_pages, struct arena *a, struct document *d)
{
    struct buf records;
    enum frames_end e;

    buf_init(&records, LIMIT_DOCUMENT_TEXT);
    e = ask(x, document, ocr_pages, &records);
    x->served++;
    if (e == FRAMES_DONE) {
        document_of_records(a, buf_view(&records), d);
        if (d->state == DOCUMENT_LIMIT) /* which is ours to say: no document may end the reading of others */
            d->state = DOCUMENT_CRASHED;
    } else {
        end_reader(x);
        end_as(d, e == FRAMES_LATE ? DOCUMENT_TIMEOUT : DOCUMENT_CRASHED, "");
    }
    buf_free(&records);
}

static void
find_places(struct extract *x)
{
    if (!x->places_asked)
        x->places = places_open(NULL, 0);
    x->places_asked = true;
}

/* Where no folder is ours, documents are read without a limit; extract_tools() says so. */
static bool
take_place(struct extract *x, int *place)
{
    int64_t end = clock_monotonic_ms() + LIMIT_READ_PLACE_MS;

    *place = -1;
    find_places(x);
    while (x->places && *place < 0 && !stopped(x) && clock_monotonic_ms() < end)
        *place = places_take(x->places, PLACE_GLANCE_MS);
    return !x->places || *place >= 0;
}

int
extract_read(struct extract *x, struct str bytes, uint32_t ocr_pages, struct arena *a, struct document *d,
             struct err *e)
{
    int document = -1, place = -1, result = 0;

    end_as(d, DOCUMENT_UNREAD, "");
    if (ocr_pages > LIMIT_OCR_PAGES)
        ocr_pages = LIMIT_OCR_PAGES;
    if (bytes.n > LIMIT_DOCUMENT)
        end_as(d, DOCUMENT_TOO_LARGE, "");
    else if (!take_place(x, &place))
        end_as(d, DOCUMENT_LIMIT, N_("no place was free to read it"));
    else if ((result = have_reader(x, e)) != 0)
        ;
    else if ((document = sealed_make(bytes)) < 0)
        end_as(d, DOCUMENT_LIMIT, N_("no memory was free to read it"));
    else
        read_it(x, document, ocr_pages, a, d);
    if (document >= 0)
        close(document);
    places_leave(place);
    if (!stopped(x))
        return result;
    end_as(d, DOCUMENT_LIMIT, N_("the run was stopped"));
    return 0;
}

/* ---- What there is -------------------------------------------------------------------------------- */

static void
say_yes(void *ctx, struct buf *out)
{
    (void)ctx;
    buf_char(out, 'y');
}

static bool
makes_boxes(void)
{
    struct box_job job = {.call = say_yes, .in = -1};
    struct buf out;
    bool made;

    buf_init(&out, KIB);
    made = box_run(&job, &out, NULL, NULL) == BOX_DONE && out.n == 1;
    buf_free(&out);
    return made;
}

void
extract_tools(struct extract *x, struct extract_tools *out)
{
    struct box_protections p = box_protections();

    find_places(x);
    *out = (struct extract_tools){.reader = access(x->reader, X_OK) == 0,
                                  .box = makes_boxes(),
                                  .pdftotext = box_program("pdftotext") != NULL,
                                  .pdftoppm = box_program("pdftoppm") != NULL,
                                  .tesseract = box_program("tesseract") != NULL,
                                  .thai_model = ocr_has_thai(),
                                  .antiword = box_program("antiword") != NULL,
                                  .calc = libreoffice_reads("xls"),
                                  .impress = libreoffice_reads("ppt"),
                                  .seccomp = p.seccomp,
                                  .landlock = p.landlock_version,
                                  .places = places_count(x->places)};
}
