/* Pages of one site look alike, so they are stored against one of them. */
#include "store_sample.h"

#define PAGES 24

/* A page of a site: head and menu as on all its pages, with words of its own.  Two sites share next to
 * nothing.
 */
static char *
page_of(const char *site, int n)
{
    const char *entry =
        *site == 'a' ? "<li class=m%d><a href=/%x>%x%x</a>" : "\n<td id='%X'>%o ~ %o ~ %o</td>";
    char *out = malloc(16384), *p = out;

    p += sprintf(p, "<html><title>%s %d</title>", site, n);
    for (unsigned i = 0; i < 90; i++)
        p += sprintf(p, entry, i, i * 7919 + (unsigned)site[0], i * 104729 + (unsigned)site[1],
                     i * 1299709 + (unsigned)site[0] * 31);
    sprintf(p, "<p>%d: %x", n, n * 7919);
    return out;
}

static const char *
address(struct sample *t, const char *site, int n)
{
    char *out = arena_raw(t->a, 100);

    snprintf(out, 100, HOME "%s/%d", site, n);
    return out;
}

static void
keep_page(struct sample *t, struct store *s, int64_t run, const char *site, int n)
{
    char *body = page_of(site, n);
    struct visit v = sample_visit(address(t, site, n), body);

    v.page = &(struct page){.url = v.fetch.url};
    assert_int_equal(store_keep(s, run, &v, &t->e), 0);
    free(body);
}

static void
keep_pages(struct sample *t, const char *site, int from, int until)
{
    struct store *s = sample_open(t, STORE_CREATE);
    struct run run = sample_run(t, s);

    for (int i = from; i < until; i++)
        keep_page(t, s, run.id, site, i);
    store_close(s);
}

static bool
is_read(struct sample *t, struct store *s, const char *site, int n)
{
    char *want = page_of(site, n);
    struct sha256 hash = sha256_of(str_of(want));
    struct buf got;
    bool read;

    buf_init(&got, 1 << 20);
    read = store_body(s, &hash, &got);
    if (read)
        assert_true(str_eq(buf_view(&got), str_of(want)));
    buf_free(&got);
    free(want);
    (void)t;
    return read;
}

static void
assert_all_read(struct sample *t, const char *site, int from, int until)
{
    struct store *s = sample_open(t, STORE_READ);

    for (int i = from; i < until; i++)
        assert_true(is_read(t, s, site, i));
    store_close(s);
}

/* The first page stands by itself, the others are stored against it in a fraction of the room, and all of
 * them come back byte for byte. */
static void
pages_against_the_first(void **state)
{
    struct sample *t = *state;

    keep_pages(t, "abc", 0, PAGES);
    assert_int_equal(sample_number(t, "SELECT count(*) FROM body"), PAGES);
    assert_int_equal(sample_number(t, "SELECT count(*) FROM body WHERE basis IS NULL"), 1);
    assert_int_equal(sample_number(t, "SELECT count(DISTINCT basis) FROM body"), 1);
    assert_true(sample_number(t, "SELECT max(length(zstd)) FROM body WHERE basis IS NOT NULL") * 5 <
                sample_number(t, "SELECT length(zstd) FROM body WHERE basis IS NULL"));
    assert_all_read(t, "abc", 0, PAGES);
    sample_assert_sound(t);
}

/* A file that is written to again goes on with the page it used before. */
static void
the_same_one_later(void **state)
{
    struct sample *t = *state;

    keep_pages(t, "abc", 0, 3);
    keep_pages(t, "abc", 3, 6);
    assert_int_equal(sample_number(t, "SELECT count(*) FROM body WHERE basis IS NULL"), 1);
    assert_all_read(t, "abc", 0, 6);
}

/* A site that came to look otherwise gets another one, after some pages; what was stored before stays. */
static void
another_look(void **state)
{
    struct sample *t = *state;

    keep_pages(t, "abc", 0, 3);
    keep_pages(t, "xyz", 0, PAGES);
    assert_int_equal(sample_number(t, "SELECT count(*) FROM body WHERE basis IS NULL"), 2);
    assert_int_equal(sample_number(t, "SELECT count(DISTINCT basis) FROM body"), 2);
    assert_all_read(t, "abc", 0, 3);
    assert_all_read(t, "xyz", 0, PAGES);
}

/* Documents and short pages are stored by themselves and are nothing others are stored against. */
static void
others_by_themselves(void **state)
{
    struct sample *t = *state;
    struct store *s = sample_open(t, STORE_CREATE);
    struct run run = sample_run(t, s);
    char *body = page_of("abc", 1), *other = page_of("abc", 2);
    struct visit paper = sample_visit(HOME "o13.pdf", body), note = sample_visit(HOME "short", "<p>short"),
                 again = sample_visit(HOME "o14.pdf", other);

    note.page = &(struct page){.url = note.fetch.url};
    assert_int_equal(store_keep(s, run.id, &paper, &t->e), 0);
    assert_int_equal(store_keep(s, run.id, &note, &t->e), 0);
    assert_int_equal(store_keep(s, run.id, &again, &t->e), 0);
    store_close(s);
    assert_int_equal(sample_number(t, "SELECT count(*) FROM body WHERE basis IS NOT NULL"), 0);
    free(body);
    free(other);
}

/* When visits are forgotten, the page that others need stays, until nobody needs it. */
static void
needed_ones_stay(void **state)
{
    struct sample *t = *state;
    struct store *s = sample_open(t, STORE_CREATE);
    struct visit other = sample_visit(HOME, "another site altogether");
    struct run run;

    other.body = STR_NONE; /* its hash is enough; it needs no other page */
    other.page = &(struct page){.url = other.fetch.url};
    for (int visit = 0; visit < 3; visit++) {
        run = sample_run(t, s);
        for (int i = 0; visit == 0 && i < 3; i++)
            keep_page(t, s, run.id, "abc", i);
        if (visit == 1)
            keep_page(t, s, run.id, "abc", 2);
        if (visit == 2)
            assert_int_equal(store_keep(s, run.id, &other, &t->e), 0);
        assert_int_equal(store_run_finish(s, run.id, 1682640100 + visit, true, &t->e), 0);
        assert_int_equal(store_prune(s, 1, &t->e), 0);
        assert_int_equal(sample_number(t, "SELECT count(*) FROM body"), visit == 0 ? 3 : visit == 1 ? 2 : 1);
        assert_int_equal(is_read(t, s, "abc", 2), visit < 2);
    }
    store_close(s);
    sample_assert_sound(t);
}

/* A stranger's file may say anything of what its bodies are stored against: they are not read then. */
static void
lies_are_not_read(void **state)
{
    static const char *const lies[] = {
        "UPDATE body SET basis = 999 WHERE id = 2", "UPDATE body SET basis = 2 WHERE id = 2",
        "UPDATE body SET basis = 3 WHERE id = 2",   "UPDATE body SET basis = NULL WHERE id = 2",
        "UPDATE body SET zstd = NULL WHERE id = 1", "UPDATE body SET zstd = x'28B52FFD' WHERE id = 1",
        "UPDATE body SET basis = 2 WHERE id = 1",
    };

    for (size_t i = 0; i < sizeof lies / sizeof *lies; i++) {
        struct sample *t = *state;
        struct store *s;
        sqlite3 *db;

        unlink(t->file);
        keep_pages(t, "abc", 0, 3);
        assert_int_equal(sqlite3_open(t->file, &db), SQLITE_OK);
        assert_int_equal(sqlite3_exec(db, lies[i], NULL, NULL, NULL), SQLITE_OK);
        sqlite3_close(db);
        s = sample_open(t, STORE_READ);
        assert_false(is_read(t, s, "abc", 1));
        store_close(s);
        keep_pages(t, "abc", 3, 6); /* and what comes later is stored all the same */
        assert_all_read(t, "abc", 3, 6);
    }
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, sample_setup, sample_teardown)

int
main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(pages_against_the_first), TEST(the_same_one_later), TEST(another_look),
        TEST(others_by_themselves),    TEST(needed_ones_stay),   TEST(lies_are_not_read),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
