/*
 * What a stranger's site file can hold.  The first byte chooses: a packed page, a packed document, or a site
 * file of version 1, 2 or 3 of which the rest of the input changes bytes (three of place, one of value)
 * before all that reads such a file reads it.  Refused with a message or read, never more.
 */
#include "base/file.h"
#include "base/utf8.h"
#include "oit/limits.h"
#include "store/private.h"
#include <assert.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define VERSIONS 3
#define PATCH 4

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static struct {
    char folder[512], file[600];
    struct buf version[VERSIONS];
} given;

/* Packing ------------------------------------------------------------------------------------------ */

/* Every part is the whole input. */
static bool
give_all(void *ctx, struct arena *a, struct run_form *out)
{
    return packing_read_run(*(struct str *)ctx, a, out);
}

static void
check_page(struct arena *a, struct str packed)
{
    const struct unpacking how = {.part = give_all, .ctx = &packed};
    struct page p, again;
    struct buf out;

    if (!packing_unpack(packed, a, &p) && !packing_unpack_runs(&how, packed, a, &p))
        return;
    for (size_t i = 0; i < p.link_n; i++)
        assert(p.link[i].block == NO_INDEX || p.link[i].block < p.block_n);
    p = packing_fit(&p);
    buf_init(&out, 2 * LIMIT_STORED_PAGE);
    packing_pack(&p, &out);
    assert(packing_unpack(buf_view(&out), a, &again));
    assert(again.block_n == p.block_n && again.link_n == p.link_n && again.form_n == p.form_n);
    buf_free(&out);
}

static void
check_document(struct arena *a, struct str packed)
{
    struct document d = {0}, again = {0};
    struct buf out;

    if (!packing_unpack_document(packed, a, &d))
        return;
    d = packing_fit_document(&d);
    buf_init(&out, 2 * LIMIT_STORED_PAGE);
    packing_pack_document(&d, &out);
    assert(packing_unpack_document(buf_view(&out), a, &again));
    assert(again.part_n == d.part_n && again.text.block_n == d.text.block_n);
    buf_free(&out);
}

/* Whole files -------------------------------------------------------------------------------------- */

static void
remove_all(void)
{
    static const char *const ends[] = {"", "-wal", "-shm", "-lock", "-journal"};
    char path[700];

    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
        snprintf(path, sizeof path, "%s%s", given.file, ends[i]);
        unlink(path);
    }
}

static void
leave(void)
{
    remove_all();
    rmdir(given.folder);
    for (int v = 0; v < VERSIONS; v++)
        buf_free(&given.version[v]);
}

static void
begin(void)
{
    struct err e = {0};
    const char *place = getenv("TMPDIR");

    snprintf(given.folder, sizeof given.folder, "%s/oit-fuzz-XXXXXX", place ? place : "/tmp");
    if (!mkdtemp(given.folder))
        abort();
    snprintf(given.file, sizeof given.file, "%s/site.oit", given.folder);
    for (int v = 0; v < VERSIONS; v++) {
        char path[4096];

        snprintf(path, sizeof path, "%s/store/version-%d.oit", FIXTURES, v + 1);
        buf_init(&given.version[v], 1 << 20);
        if (file_read(path, &given.version[v], &e) != 0)
            abort();
    }
    atexit(leave);
}

/* The chosen file with the bytes of the input put into it. */
static void
write_changed(int version, struct str patches)
{
    struct buf *whole = &given.version[version];
    char *copy = malloc(whole->n);
    int fd = open(given.file, O_WRONLY | O_CREAT | O_TRUNC, 0640);

    if (!copy || fd < 0)
        abort();
    memcpy(copy, whole->p, whole->n);
    for (; patches.n >= PATCH; patches = str_sub(patches, PATCH, patches.n)) {
        const unsigned char *p = (const unsigned char *)patches.p;

        copy[((size_t)p[0] << 16 | (size_t)p[1] << 8 | p[2]) % whole->n] = (char)p[3];
    }
    if (write(fd, copy, whole->n) != (ssize_t)whole->n)
        abort();
    close(fd);
    free(copy);
}

static int
see_visit(void *ctx, const struct fetch *f, const struct page *page, struct err *e)
{
    (void)ctx, (void)e;
    assert(f->problem < PROBLEM_COUNT);
    assert(!page || page->block_n <= LIMIT_PAGE_BLOCKS);
    return 0;
}

static int
see_address(void *ctx, const struct address *known, const struct sha256 *body, int status, struct err *e)
{
    struct store *s = ctx;
    struct buf out;

    (void)status, (void)e;
    assert(known->why < PROBLEM_COUNT);
    buf_init(&out, LIMIT_DOCUMENT);
    if (body)
        store_body(s, body, &out);
    buf_free(&out);
    return 0;
}

/* An error that stays is told with all its parts. */
static void
see_error(const struct err *e)
{
    assert(e->code == ERR_NONE || (e->input[0] && e->what[0] && e->next[0]));
}

static void
read_all(struct store *s, struct arena *a)
{
    struct err e = {0};
    struct run run;
    struct coverage c;
    struct judgement j;
    enum verdict verdict, machine;
    struct outcome o;
    const struct review *review;
    const struct past *past;
    const struct history *history;
    size_t n;

    store_reviews(s, a, &review, &n, &e);
    store_past(s, a, &past, &n, &e);
    store_last_judgement(s, a, &j);
    store_outcome(s, a, &o, &e);
    if (store_run_last(s, false, a, &run)) {
        store_each_address(s, run.id, see_address, s, &e);
        store_each_visit(s, run.id, see_visit, s, &e);
        store_coverage(s, run.id, a, &c, &e);
        store_history(s, run.id, STR("oit-2566"), a, &history, &n, &e);
        store_judged(s, store_judgement_before(s, run.id, STR("oit-2566")), STR("O1"), &verdict, &machine);
    }
    see_error(&e);
}

static void
check_file(struct arena *a, int version, bool write, struct str patches)
{
    struct err e = {0};
    struct store *s;

    if (!given.folder[0])
        begin();
    write_changed(version, patches);
    s = store_open(given.file, write ? STORE_WRITE : STORE_READ, &e);
    if (s)
        read_all(s, a);
    else
        assert(e.code != ERR_NONE);
    see_error(&e);
    if (s && write) {
        e = (struct err){0};
        store_prune(s, 1, &e);
        see_error(&e);
    }
    store_close(s);
    remove_all();
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct str rest = {(const char *)data + (size > 0), size ? size - 1 : 0};
    int choice = size ? data[0] % 8 : 0;
    struct arena *a = arena_new(0);

    if (choice == 6)
        check_page(a, rest);
    else if (choice == 7)
        check_document(a, rest);
    else
        check_file(a, choice % VERSIONS, choice >= VERSIONS, rest);
    arena_free(a);
    return 0;
}
