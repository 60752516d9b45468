/* What the tests of readers share: small packages made in memory, and a document shown as lines. */
#ifndef OIT_TESTS_EXTRACT_SAMPLE_H
#define OIT_TESTS_EXTRACT_SAMPLE_H

#include "base/mem.h"
#include "extract/reading.h"
#include "oit/limits.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <zip.h>

#include <cmocka.h>

struct sample_member {
    const char *name;
    struct str bytes;
};

#define SAMPLE(name, literal)                                                                                \
    {                                                                                                        \
        name,                                                                                                \
        {                                                                                                    \
            literal, sizeof(literal) - 1                                                                     \
        }                                                                                                    \
    }

/* A zip of these members, in their order; with a password all of them are encrypted. */
static inline void
sample_zip(struct buf *out, const struct sample_member *m, size_t n, const char *password)
{
    zip_error_t error;
    zip_source_t *whole = zip_source_buffer_create(NULL, 0, 0, &error);
    zip_t *zip = zip_open_from_source(whole, ZIP_CREATE | ZIP_TRUNCATE, &error);
    char piece[4096];
    zip_int64_t got;

    assert_non_null(zip);
    zip_source_keep(whole);
    for (size_t i = 0; i < n; i++) {
        zip_source_t *source = zip_source_buffer(zip, m[i].bytes.p, m[i].bytes.n, 0);
        zip_int64_t at = zip_file_add(zip, m[i].name, source, ZIP_FL_ENC_GUESS);

        assert_true(at >= 0);
        if (strcmp(m[i].name, "mimetype") == 0)
            zip_set_file_compression(zip, (zip_uint64_t)at, ZIP_CM_STORE, 0);
        zip_file_set_mtime(zip, (zip_uint64_t)at, 1668513600, 0);
        if (password)
            assert_int_equal(zip_file_set_encryption(zip, (zip_uint64_t)at, ZIP_EM_AES_256, password), 0);
    }
    assert_int_equal(zip_close(zip), 0);
    assert_int_equal(zip_source_open(whole), 0);
    while ((got = zip_source_read(whole, piece, sizeof piece)) > 0)
        buf_put(out, piece, (size_t)got);
    zip_source_close(whole);
    zip_source_free(whole);
}

/* Read bytes as the program does: records, then the document out of them. */
static inline void
sample_read(struct arena *a, struct str bytes, struct document *d)
{
    struct buf out;
    struct reading r = {.bytes = bytes, .fd = -1, .format = format_of(bytes), .out = &out};

    buf_init(&out, LIMIT_DOCUMENT_TEXT);
    reading_parse(&r);
    document_of_records(a, buf_view(&out), d);
    buf_free(&out);
}

/*
 * One line a block: "# heading", "- item", "t0 r1 c2 cell" ("t0 R0 c2" of a heading row), or the text itself;
 * a line end within it as " / ".  Before the first block of a part "[2 name]".
 */
static inline struct str
sample_show(struct arena *a, const struct document *d)
{
    struct buf out;
    struct str shown;
    uint32_t part = 0;

    buf_init(&out, LIMIT_DOCUMENT_TEXT);
    for (size_t i = 0; i < d->text.block_n; i++) {
        const struct block *b = &d->text.block[i];

        if (d->sheet[i] != part) {
            part = d->sheet[i];
            buf_printf(&out, "[%u", (unsigned)part);
            for (size_t k = 0; k < d->part_n; k++)
                if (d->part[k].number == part && d->part[k].name.n > 0)
                    buf_printf(&out, " %.*s", STR_ARGS(d->part[k].name));
            buf_z(&out, "]\n");
        }
        if (b->kind == BLOCK_HEADING)
            buf_printf(&out, "%.*s ", b->level, "######");
        else if (b->kind == BLOCK_ITEM)
            buf_z(&out, "- ");
        else if (b->kind == BLOCK_CELL || b->kind == BLOCK_HEAD_CELL)
            buf_printf(&out, "t%u %c%u c%u ", (unsigned)b->table, b->kind == BLOCK_CELL ? 'r' : 'R',
                       (unsigned)b->row, (unsigned)b->column);
        for (size_t k = 0; k < b->text.n; k++)
            if (b->text.p[k] == '\x1f')
                buf_z(&out, " / ");
            else
                buf_char(&out, b->text.p[k]);
        buf_char(&out, '\n');
    }
    shown = arena_str(a, buf_view(&out));
    buf_free(&out);
    return shown;
}

static inline void
sample_check(const struct document *d, enum document_state state, const char *expected)
{
    struct arena *a = arena_new(0);
    struct str got = sample_show(a, d);

    if (d->state != state)
        fail_msg("state %s, not %s", document_state_name(d->state), document_state_name(state));
    if (!str_eq(got, str_of(expected)))
        fail_msg("got\n%.*s\nnot\n%s", STR_ARGS(got), expected);
    arena_free(a);
}

/* Change the bytes in way number n: cut, bits turned, a stretch copied elsewhere.  The same n, the same
 * damage. */
static inline void
sample_damage(struct buf *b, unsigned n)
{
    uint64_t x = 0x9E3779B97F4A7C15u * (n + 1);

    for (unsigned i = 0; i < 1 + n % 7 && b->n > 16; i++) {
        size_t at, other, length;

        x = x * 6364136223846793005u + 1442695040888963407u;
        at = (size_t)(x >> 33) % b->n;
        x = x * 6364136223846793005u + 1442695040888963407u;
        other = (size_t)(x >> 33) % b->n;
        length = b->n - (at > other ? at : other);
        if (n % 4 == 0)
            b->n = at + 1;
        else if (n % 4 == 1)
            memmove(b->p + at, b->p + other, length < 64 ? length : 64);
        else
            b->p[at] = (char)(b->p[at] ^ (1 << (x >> 60) % 8));
    }
}

/* 400 damaged copies, none of which may do more than be read badly. */
static inline void
sample_damage_all(struct str whole)
{
    for (unsigned n = 0; n < 400; n++) {
        struct arena *a = arena_new(0);
        struct document d;
        struct buf copy;
        char *exact;

        buf_init(&copy, whole.n);
        buf_str(&copy, whole);
        sample_damage(&copy, n);
        exact = mem_new(copy.n + 1, 1); /* a step beyond the end is seen by a sanitizer */
        exact = mem_grow(exact, copy.n ? copy.n : 1, 1);
        memcpy(exact, copy.p, copy.n);
        sample_read(a, (struct str){exact, copy.n}, &d);
        assert_true(d.state != DOCUMENT_CRASHED);
        free(exact);
        buf_free(&copy);
        arena_free(a);
    }
}

#endif
