/*
 * oit-reader: reads documents for oit, one at a time, in a process of its own.  Started without arguments it
 * serves the socket at descriptor 3 until that is closed; with files it prints their records for a person.
 */
#include "base/file.h"
#include "extract/box.h"
#include "extract/frames.h"
#include "extract/reading.h"
#include "extract/sealed.h"
#include "oit/limits.h"
#include <fcntl.h>
#include <locale.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <unistd.h>

#define SERVED_FD 3

#if defined(__SANITIZE_ADDRESS__)
/* The search for leaks at the end traces the process, which is refused by then. */
int __lsan_is_turned_off(void);

int
__lsan_is_turned_off(void)
{
    return 1;
}
#endif

/* ---- For a person --------------------------------------------------------------------------------- */

static bool
print_records(const char *path, struct str bytes, uint32_t ocr_pages)
{
    struct reading r = {.bytes = bytes, .fd = sealed_make(bytes), .ocr_pages = ocr_pages};
    struct buf out;
    bool ok = r.fd >= 0;

    buf_init(&out, LIMIT_DOCUMENT_TEXT);
    r.out = &out;
    if (ok) {
        reading_run(&r);
        close(r.fd);
        printf("F\t%s\n", path);
        ok = fwrite(out.p, 1, out.n, stdout) == out.n && fflush(stdout) == 0;
    }
    buf_free(&out);
    return ok;
}

static bool
read_for_person(const char *path, uint32_t ocr_pages)
{
    struct err e = {0};
    struct buf bytes;
    bool ok;

    buf_init(&bytes, LIMIT_DOCUMENT);
    ok = file_read(path, &bytes, &e) == 0;
    if (!ok)
        fprintf(stderr, "oit-reader: %s: %s\n", e.input, e.what);
    ok = ok && print_records(path, buf_view(&bytes), ocr_pages);
    buf_free(&bytes);
    return ok;
}

/* The line F and the path, then the records, a file after the other. */
static int
read_all(char **paths, uint32_t ocr_pages)
{
    int code = 0;

    if (!box_confine_maker())
        return 2;
    for (; *paths; paths++)
        if (!read_for_person(*paths, ocr_pages))
            code = 2;
    return code;
}

/* ---- For oit -------------------------------------------------------------------------------------- */

static bool
answer(int document, uint32_t ocr_pages)
{
    struct reading r = {.fd = document, .ocr_pages = ocr_pages};
    struct buf out;
    bool ok = document >= 0 && sealed_map(document, &r.bytes);

    buf_init(&out, LIMIT_DOCUMENT_TEXT);
    r.out = &out;
    if (ok) {
        reading_run(&r);
        sealed_unmap(r.bytes);
        ok = frames_send(SERVED_FD, buf_view(&out), -1, FRAMES_FOR_EVER) == FRAMES_DONE;
    }
    buf_free(&out);
    return ok;
}

/* False when the other side is gone, or asks for what was not agreed. */
static bool
serve_one(void)
{
    struct frames_request r;
    struct buf asked;
    int document = -1;
    bool ok;

    buf_init(&asked, sizeof r);
    ok = frames_receive(SERVED_FD, &asked, &document, FRAMES_FOR_EVER) == FRAMES_DONE && asked.n == sizeof r;
    if (ok) {
        memcpy(&r, asked.p, sizeof r);
        ok = r.version == FRAMES_VERSION && answer(document, r.ocr_pages);
    }
    if (document >= 0)
        close(document);
    buf_free(&asked);
    return ok;
}

static int
serve(void)
{
    struct stat st;

    if (fstat(SERVED_FD, &st) != 0 || !S_ISSOCK(st.st_mode)) {
        fputs("oit-reader is started by oit; to see what it reads of a file: oit-reader FILE\n", stderr);
        return 2;
    }
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    fcntl(SERVED_FD, F_SETFD, FD_CLOEXEC);
    if (!box_confine_maker())
        return 1;
    if (frames_send(SERVED_FD, STR(FRAMES_HELLO), -1, FRAMES_FOR_EVER) != FRAMES_DONE)
        return 1;
    while (serve_one())
        ;
    return 0;
}

static int
show_usage(void)
{
    fputs("usage: oit-reader [--ocr PAGES] FILE... | --version\n", stderr);
    return 2;
}

int
main(int argc, char **argv)
{
    uint64_t pages = LIMIT_OCR_PAGES;
    char **rest = argv + 1;

    setlocale(LC_CTYPE, "C.UTF-8"); /* names in archives; no box can load it any more */
    if (argc == 1)
        return serve();
    if (argc == 2 && strcmp(argv[1], "--version") == 0)
        return puts("oit-reader " OIT_VERSION) < 0;
    if (argc > 2 && strcmp(argv[1], "--ocr") == 0) {
        if (!str_to_u64(str_of(argv[2]), &pages) || pages > UINT32_MAX)
            return show_usage();
        rest += 2;
    }
    if (!*rest || **rest == '-')
        return show_usage();
    return read_all(rest, (uint32_t)pages);
}
