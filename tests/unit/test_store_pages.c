/* Pages and bodies in the site file: they come back as they went in, are stored once, and a stranger's are
 * refused. */
#include "base/utf8.h"
#include "oit/limits.h"
#include "store/private.h"
#include "store_sample.h"

static void
assert_same(struct str got, struct str expected)
{
    if (!str_eq(got, expected))
        fail_msg("got \"%.*s\", expected \"%.*s\"", STR_ARGS(got), STR_ARGS(expected));
}

static void
assert_same_head(const struct page *got, const struct page *p)
{
    assert_same(got->url, p->url);
    assert_same(got->canonical, p->canonical);
    assert_same(got->title, p->title);
    assert_same(got->site_name, p->site_name);
    assert_same(got->description, p->description);
    assert_same(got->generator, p->generator);
    assert_same(got->lang, p->lang);
    assert_same(got->charset, p->charset);
    assert_int_equal(got->needs_script, p->needs_script);
    assert_int_equal(got->truncated, p->truncated);
    assert_int_equal(got->block_n, p->block_n);
    assert_int_equal(got->link_n, p->link_n);
    assert_int_equal(got->form_n, p->form_n);
    assert_int_equal(got->image_n, p->image_n);
}

static void
assert_same_blocks(const struct page *got, const struct page *p)
{
    size_t bytes = 0;

    for (size_t i = 0; i < p->block_n; i++) {
        const struct block *a = &got->block[i], *b = &p->block[i];
        assert_same(a->text, b->text);
        assert_int_equal(a->kind, b->kind);
        assert_int_equal(a->place, b->place);
        assert_int_equal(a->level, b->level);
        assert_int_equal(a->heading, b->heading);
        assert_int_equal(a->row, b->row);
        assert_int_equal(a->table, b->table);
        assert_int_equal(a->column, b->column);
        assert_int_equal(a->hidden, b->hidden);
        bytes += b->text.n;
    }
    assert_int_equal(got->text_bytes, bytes);
}

static void
assert_same_links(const struct page *got, const struct page *p)
{
    for (size_t i = 0; i < p->link_n; i++) {
        const struct link *a = &got->link[i], *b = &p->link[i];
        assert_same(a->url, b->url);
        assert_same(a->fragment, b->fragment);
        assert_same(a->text, b->text);
        assert_same(a->title, b->title);
        assert_int_equal(a->kind, b->kind);
        assert_int_equal(a->place, b->place);
        assert_int_equal(a->block, b->block);
        assert_int_equal(a->heading, b->heading);
        assert_int_equal(a->row, b->row);
        assert_int_equal(a->address, 0);
        assert_int_equal(a->image, b->image);
        assert_int_equal(a->no_follow, b->no_follow);
        assert_int_equal(a->followable, b->followable);
    }
}

static void
assert_same_forms(const struct page *got, const struct page *p)
{
    for (size_t i = 0; i < p->form_n; i++) {
        const struct form *a = &got->form[i], *b = &p->form[i];
        assert_same(a->action, b->action);
        assert_same(a->submit, b->submit);
        assert_int_equal(a->post, b->post);
        assert_int_equal(a->place, b->place);
        assert_int_equal(a->heading, b->heading);
        assert_int_equal(a->field_n, b->field_n);
        for (size_t k = 0; k < b->field_n; k++) {
            assert_same(a->field[k].name, b->field[k].name);
            assert_same(a->field[k].type, b->field[k].type);
            assert_same(a->field[k].label, b->field[k].label);
        }
    }
}

static void
assert_same_images(const struct page *got, const struct page *p)
{
    for (size_t i = 0; i < p->image_n; i++) {
        const struct image *a = &got->image[i], *b = &p->image[i];
        assert_same(a->src, b->src);
        assert_same(a->alt, b->alt);
        assert_int_equal(a->place, b->place);
        assert_int_equal(a->heading, b->heading);
        assert_int_equal(a->row, b->row);
        assert_int_equal(a->width, b->width);
        assert_int_equal(a->height, b->height);
    }
}

static struct visit
visit_of_sample_page(void)
{
    struct visit v = sample_visit(HOME, "<html>home</html>");

    v.page = &sample_page;
    return v;
}

/* A run in a new store, which is closed again, with one visit in it. */
static struct run
run_of(struct sample *t, const struct visit *v)
{
    struct store *s = sample_open(t, STORE_CREATE);
    struct run run = sample_run(t, s);

    assert_int_equal(store_keep(s, run.id, v, &t->e), 0);
    store_close(s);
    return run;
}

/* Everything of a page comes back, after the file was closed and opened by a reader. */
static void
rich_page_comes_back(void **state)
{
    struct sample *t = *state;
    struct visit v = visit_of_sample_page();
    struct run run = run_of(t, &v);
    struct page got;
    struct store *s;

    s = sample_open(t, STORE_READ);
    assert_true(store_page(s, run.id, STR(HOME), t->a, &got));
    assert_same_head(&got, &sample_page);
    assert_same_blocks(&got, &sample_page);
    assert_same_links(&got, &sample_page);
    assert_same_forms(&got, &sample_page);
    assert_same_images(&got, &sample_page);
    assert_false(store_page(s, run.id, STR(HOME "other"), t->a, &got));
    store_close(s);
}

/* Links can be asked for in SQL, with their words and place; addresses are there once. */
static void
links_are_rows(void **state)
{
    struct sample *t = *state;
    struct store *s = sample_open(t, STORE_CREATE);
    struct run run = sample_run(t, s);
    struct visit one = sample_visit(HOME, "one"), two = sample_visit(HOME "two", "two");

    one.page = two.page = &sample_page;
    assert_int_equal(store_keep(s, run.id, &one, &t->e), 0);
    assert_int_equal(store_keep(s, run.id, &two, &t->e), 0);
    store_close(s);

    assert_int_equal(sample_number(t, "SELECT count(*) FROM page_link"), 4);
    assert_int_equal(sample_number(t, "SELECT count(*) FROM address"), 4);
    assert_int_equal(sample_number(t, "SELECT count(*) FROM page_link JOIN address ON address.id = target "
                                      "WHERE url = '" HOME "o13.pdf' "
                                      "AND words = 'O13 รายงานผล' AND kind = 'a' AND place = 'main'"),
                     2);
}

/* Keep a page of one link, which its run calls by a number. */
static void
keep_called(struct sample *t, struct store *s, int64_t run, const char *url, const char *target,
            uint32_t address)
{
    struct link link = {.url = str_of(target),
                        .text = STR("ประกาศ"),
                        .block = NO_INDEX,
                        .heading = NO_INDEX,
                        .row = NO_INDEX,
                        .address = address,
                        .followable = true};
    struct page page = {.link = &link, .link_n = 1};
    struct visit v = sample_visit(url, url);

    v.page = &page;
    assert_int_equal(store_keep(s, run, &v, &t->e), 0);
}

/* What a run calls by a number is the same address on each of its pages, and may be another on the next run.
 */
static void
links_are_called_by_numbers(void **state)
{
    struct sample *t = *state;
    struct store *s = sample_open(t, STORE_CREATE);
    struct run first = sample_run(t, s), second;

    keep_called(t, s, first.id, HOME "1", HOME "a", 1);
    keep_called(t, s, first.id, HOME "2", HOME "a", 1);
    keep_called(t, s, first.id, HOME "3", HOME "b", 70000);
    keep_called(t, s, first.id, HOME "4", HOME "b", 0);
    keep_called(t, s, first.id, HOME "5", HOME "c", 0);
    assert_int_equal(store_run_finish(s, first.id, 1682640100, true, &t->e), 0);
    second = sample_run(t, s);
    keep_called(t, s, second.id, HOME "6", HOME "c", 1);
    store_close(s);

    assert_int_equal(sample_number(t, "SELECT count(*) FROM page_link JOIN address ON address.id = target "
                                      "WHERE url = '" HOME "a'"),
                     2);
    assert_int_equal(sample_number(t, "SELECT count(*) FROM page_link JOIN address ON address.id = target "
                                      "WHERE url = '" HOME "b'"),
                     2);
    assert_int_equal(sample_number(t, "SELECT count(*) FROM page_link JOIN address ON address.id = target "
                                      "WHERE url = '" HOME "c'"),
                     2);
}

/* The same bytes are stored once however many addresses and runs brought them. */
static void
body_is_stored_once(void **state)
{
    struct sample *t = *state;
    struct store *s = sample_open(t, STORE_CREATE);
    struct run first = sample_run(t, s), second;
    struct visit v = sample_visit(HOME, "the same bytes");
    struct sha256 hash = v.fetch.sha256, other = sha256_of(STR("never seen"));
    struct buf out;

    v.page = &sample_page;
    assert_int_equal(store_keep(s, first.id, &v, &t->e), 0);
    v.fetch.url = STR(HOME "copy");
    assert_int_equal(store_keep(s, first.id, &v, &t->e), 0);
    assert_int_equal(store_run_finish(s, first.id, 1682640100, true, &t->e), 0);
    second = sample_run(t, s);
    assert_int_not_equal(second.id, first.id);
    assert_int_equal(store_keep(s, second.id, &v, &t->e), 0);

    buf_init(&out, 1000);
    assert_true(store_body(s, &hash, &out));
    assert_str(buf_view(&out), "the same bytes");
    assert_false(store_body(s, &other, &out));
    assert_str(buf_view(&out), "the same bytes");
    buf_free(&out);
    store_close(s);
    assert_int_equal(sample_number(t, "SELECT count(*) FROM body"), 1);
    assert_int_equal(sample_number(t, "SELECT count(*) FROM page"), 2);
    assert_int_equal(sample_number(t, "SELECT count(*) FROM page_link"), 4);
}

/* A document of which only the hash was kept has no bytes to give, until a later visit brings them. */
static void
hash_without_bytes(void **state)
{
    struct sample *t = *state;
    struct store *s = sample_open(t, STORE_CREATE);
    struct run run = sample_run(t, s);
    struct visit v = sample_visit(HOME "o13.pdf", "%PDF-1.4 report");
    struct str bytes = v.body;
    struct buf out;

    v.body = STR_NONE;
    v.fetch.role = ROLE_DOCUMENT;
    assert_int_equal(store_keep(s, run.id, &v, &t->e), 0);
    buf_init(&out, 1000);
    assert_false(store_body(s, &v.fetch.sha256, &out));
    v.body = bytes;
    assert_int_equal(store_keep(s, run.id, &v, &t->e), 0);
    assert_true(store_body(s, &v.fetch.sha256, &out));
    assert_str(buf_view(&out), "%PDF-1.4 report");
    buf_free(&out);
    store_close(s);
    assert_int_equal(sample_number(t, "SELECT count(*) FROM body"), 1);
}

/* A body beyond the caller's ceiling, or one whose bytes are not those of its hash, is not given out. */
static void
body_that_does_not_fit_its_name(void **state)
{
    struct sample *t = *state;
    struct store *s = sample_open(t, STORE_CREATE);
    struct run run = sample_run(t, s);
    struct visit one = sample_visit(HOME, "bytes of one"), two = sample_visit(HOME "2", "bytes of two");
    struct buf out;

    assert_int_equal(store_keep(s, run.id, &one, &t->e), 0);
    assert_int_equal(store_keep(s, run.id, &two, &t->e), 0);
    store_close(s);
    s = sample_open(t, STORE_READ);
    buf_init(&out, 4);
    assert_false(store_body(s, &one.fetch.sha256, &out));
    buf_free(&out);
    store_close(s);

    sample_tamper(t, "UPDATE body SET zstd = (SELECT zstd FROM body WHERE id = 2) WHERE id = 1");
    s = sample_open(t, STORE_READ);
    buf_init(&out, 1000);
    assert_false(store_body(s, &one.fetch.sha256, &out));
    assert_true(store_body(s, &two.fetch.sha256, &out));
    assert_str(buf_view(&out), "bytes of two");
    buf_free(&out);
    store_close(s);
}

/* A packed page cut at any byte is refused. */
static void
cut_page_is_refused(void **state)
{
    struct sample *t = *state;
    struct page got;
    struct buf b;

    buf_init(&b, MIB);
    packing_pack(&sample_page, &b);
    assert_true(packing_unpack(buf_view(&b), t->a, &got));
    for (size_t n = 0; n < b.n; n++)
        if (packing_unpack((struct str){b.p, n}, t->a, &got))
            fail_msg("cut after %zu of %zu bytes", n, b.n);
    buf_char(&b, 'x');
    assert_false(packing_unpack(buf_view(&b), t->a, &got));
    buf_free(&b);
}

/* Any byte changed to any value either gives a page within its bounds or is refused; it never reads outside.
 */
static void
lying_page_stays_inside(void **state)
{
    struct sample *t = *state;
    size_t accepted = 0, refused = 0;
    struct page got;
    struct buf b;

    buf_init(&b, MIB);
    packing_pack(&sample_page, &b);
    for (size_t at = 0; at < b.n; at++)
        for (int c = 0; c < 256; c++) {
            char *copy = malloc(b.n); /* of its exact size, so that a sanitizer sees a read beyond it */
            memcpy(copy, b.p, b.n);
            copy[at] = (char)c;
            arena_reset(t->a);
            if (!packing_unpack((struct str){copy, b.n}, t->a, &got)) {
                refused++;
            } else {
                accepted++;
                for (size_t i = 0; i < got.link_n; i++)
                    assert_true(got.link[i].block == NO_INDEX || got.link[i].block < got.block_n);
                for (size_t i = 0; i < got.block_n; i++) {
                    assert_true(got.block[i].heading == NO_INDEX || got.block[i].heading < got.block_n);
                    assert_in_range(got.block[i].kind, 0, BLOCK_CAPTION);
                }
            }
            free(copy);
        }
    assert_true(accepted > 0 && refused > accepted);
    buf_free(&b);
}

/* A count of four thousand million elements costs no memory. */
static void
giant_count_costs_nothing(void **state)
{
    struct sample *t = *state;
    static const char giant[] = "P\x01\0\0\0\0\0\0\0\0\0\xff\xff\xff\xff\x0f";
    struct page got;

    assert_false(packing_unpack((struct str){giant, sizeof giant - 1}, t->a, &got));
    assert_true(arena_used(t->a) < 1000);
}

static int
ignore_visit(void *ctx, const struct fetch *f, const struct page *page, struct err *e)
{
    (void)f, (void)page, (void)e;
    ++*(int *)ctx;
    return 0;
}

/* Expect that reading the run ends with this error. */
static void
assert_refused(struct sample *t, const char *what)
{
    struct store *s = sample_open(t, STORE_READ);
    struct page got;
    struct run run;
    int seen = 0;

    assert_true(store_run_last(s, false, t->a, &run));
    assert_int_equal(store_each_visit(s, run.id, ignore_visit, &seen, &t->e), -1);
    assert_int_equal(t->e.code, ERR_FILE);
    assert_string_equal(t->e.what, what);
    assert_string_equal(t->e.input, t->file);
    assert_true(t->e.next[0] != '\0');
    assert_false(store_page(s, run.id, STR(HOME), t->a, &got));
    assert_int_equal(seen, 0);
    err_clear(&t->e);
    store_close(s);
}

/* A damaged page is told, never taken for an absent one: the site might have had the information there. */
static void
damaged_page_is_told(void **state)
{
    static const char *const ways[] = {
        "UPDATE page SET zstd = x''",
        "UPDATE page SET zstd = x'00'",
        "UPDATE page SET zstd = randomblob(200)",
        "UPDATE page SET zstd = zeroblob(5000000)",
        "UPDATE page SET zstd = CAST(substr(zstd, 1, length(zstd) - 3) AS BLOB)",
        "UPDATE page SET zstd = CAST(zstd || x'28b52ffd' AS BLOB)",
        /* a frame header that claims 2^40 bytes */
        "UPDATE page SET zstd = x'28b52ffdc0380000000000010000010000'",
    };
    struct sample *t = *state;
    struct store *s = sample_open(t, STORE_CREATE);
    struct run run = sample_run(t, s);
    struct visit v = sample_visit(HOME, "home");

    v.page = &sample_page;
    assert_int_equal(store_keep(s, run.id, &v, &t->e), 0);
    store_close(s);
    for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
        sample_tamper(t, ways[i]);
        assert_refused(t, "a stored page is damaged");
    }
    sample_tamper(t, "UPDATE page SET version = 99");
    assert_refused(t, "its pages were read by another version of oit");
}

/* A page beyond the ceiling is kept as far as it fits and says so. */
static void
giant_page_is_cut(void **state)
{
    static struct link links[LIMIT_PAGE_LINKS];
    struct sample *t = *state;
    char *url = malloc(LIMIT_ADDRESS);
    struct page p = {.url = STR(HOME), .link = links, .link_n = LIMIT_PAGE_LINKS}, got;
    struct buf b;

    memset(url, 'a', LIMIT_ADDRESS);
    for (size_t i = 0; i < LIMIT_PAGE_LINKS; i++)
        links[i] = (struct link){
            .url = {url, LIMIT_ADDRESS}, .block = NO_INDEX, .heading = NO_INDEX, .row = NO_INDEX};
    got = packing_fit(&p);
    assert_true(got.truncated);
    assert_in_range(got.link_n, 4000, 4096);
    buf_init(&b, 2 * LIMIT_STORED_PAGE);
    packing_pack(&got, &b);
    assert_false(b.full);
    assert_true(b.n <= LIMIT_STORED_PAGE + KIB);
    assert_true(packing_unpack(buf_view(&b), t->a, &got));
    assert_true(got.truncated);
    buf_free(&b);
    free(url);
}

/* Runs ---------------------------------------------------------------------------------------------- */

#define MENU 60
#define OWN 40

/* Some begin with their block's first word. */
static struct str
own_words(struct arena *a, const struct block *k, size_t i)
{
    return i % 3 == 1 ? str_sub(k->text, 0, sizeof "ข่าวที่" - 1) : arena_printf(a, "\\ %zu", i);
}

/*
 * A page with the site's menu, after `lead` blocks of its own, so that the menu's indexes differ from page to
 * page; below it rows of a table, each with a link.
 */
static struct page
page_with_menu(struct arena *a, int number, size_t lead)
{
    size_t n = lead + MENU + OWN, first = lead + MENU;
    struct block *block = ARENA_ARRAY(a, struct block, n);
    struct link *link = ARENA_ARRAY(a, struct link, MENU + OWN);

    for (size_t i = 0; i < n; i++) {
        bool menu = i >= lead && i < first;

        block[i] = (struct block){.text = menu ? arena_printf(a, "เมนูของเว็บไซต์ที่ %zu", i - lead)
                                               : arena_printf(a, "ข่าวที่ %zu ของหน้า %d", i, number),
                                  .kind = menu ? BLOCK_ITEM : BLOCK_CELL,
                                  .place = menu ? PLACE_NAV : PLACE_MAIN,
                                  .heading = menu && i > lead ? (uint32_t)lead : NO_INDEX,
                                  .row = menu         ? (uint32_t)i
                                         : i % 3 == 0 ? NO_INDEX
                                                      : (uint32_t)(i / 2),
                                  .table = menu ? NO_INDEX : (uint32_t)(i % 2),
                                  .column = (uint32_t)(i % 2)};
    }
    for (size_t i = 0; i < MENU + OWN; i++) {
        bool menu = i < MENU;

        link[i] = (struct link){.url = menu ? arena_printf(a, HOME "menu/%zu", i)
                                            : arena_printf(a, HOME "news/%d/%zu", number, i),
                                .text = menu ? arena_printf(a, "เมนู \"%zu\"", i)
                                             : own_words(a, &block[lead + i], i),
                                .place = menu ? PLACE_NAV : PLACE_MAIN,
                                .block = i % 7 == 0 ? NO_INDEX : (uint32_t)(lead + i),
                                .heading = i % 5 == 0 ? NO_INDEX : (uint32_t)lead,
                                .row = menu ? (uint32_t)(lead + i) : NO_INDEX,
                                .followable = true};
    }
    return (struct page){.url = arena_printf(a, HOME "page/%d", number),
                         .title = STR("หน้า"),
                         .block = block,
                         .block_n = n,
                         .link = link,
                         .link_n = MENU + OWN};
}

static void
assert_same_page(const struct page *got, const struct page *p)
{
    assert_same_head(got, p);
    assert_same_blocks(got, p);
    assert_same_links(got, p);
}

/* Under one number pages have the same blocks or links. */
static void
assert_told(const struct page *a, const struct page *b)
{
    for (size_t i = 0; i < a->repeat_n; i++)
        for (size_t k = 0; k < b->repeat_n; k++) {
            const struct page_repeat *x = &a->repeat[i], *y = &b->repeat[k];

            if (x->number != y->number)
                continue;
            assert_int_equal(x->n, y->n);
            assert_int_equal(x->links, y->links);
            for (size_t j = 0; j < x->n && x->links; j++)
                assert_same(a->link[x->first + j].text, b->link[y->first + j].text);
            for (size_t j = 0; j < x->n && !x->links; j++)
                assert_same(a->block[x->first + j].text, b->block[y->first + j].text);
        }
}

/* How much of a page is told of: most of its menu, and nothing of its own. */
static void
assert_much_told(const struct page *p)
{
    size_t told[2] = {0, 0};

    for (size_t i = 0; i < p->repeat_n; i++) {
        const struct page_repeat *x = &p->repeat[i];

        told[x->links] += x->n;
        for (size_t j = 0; j < x->n; j++)
            assert_int_equal(x->links ? p->link[x->first + j].place : p->block[x->first + j].place,
                             PLACE_NAV);
    }
    assert_in_range(told[false], MENU * 3 / 4, MENU);
    assert_in_range(told[true], MENU * 3 / 4, MENU);
}

/* A menu that stands on each page is stored once, wherever it stands, and each page comes back whole. */
static void
repeated_menu_is_stored_once(void **state)
{
    static const size_t lead[] = {0, 0, 3, 9, 0};
    struct sample *t = *state;
    struct store *s = sample_open(t, STORE_CREATE);
    struct run run = sample_run(t, s);
    struct page p[5], got[5];

    for (int i = 0; i < 5; i++) {
        char body[20];
        struct visit v;

        p[i] = page_with_menu(t->a, i, lead[i]);
        snprintf(body, sizeof body, "body %d", i);
        v = sample_visit(arena_str(t->a, p[i].url).p, body);
        v.page = &p[i];
        assert_int_equal(store_keep(s, run.id, &v, &t->e), 0);
        if (i == 3) { /* the last page is kept by another process */
            store_close(s);
            s = sample_open(t, STORE_WRITE);
        }
    }
    store_close(s);
    s = sample_open(t, STORE_READ);
    for (int i = 0; i < 5; i++) {
        assert_true(store_page(s, run.id, p[i].url, t->a, &got[i]));
        assert_same_page(&got[i], &p[i]);
        for (int k = 0; k < i; k++)
            assert_told(&got[i], &got[k]);
        if (i == 1 || i > 2) /* there for the second time, with the menu's blocks in the same columns */
            assert_much_told(&got[i]);
    }
    store_close(s);
    assert_int_equal(sample_number(t, "SELECT count(*) FROM page_link"), 5 * (MENU + OWN));
    assert_int_equal(sample_number(t, "SELECT count(*) FROM page_link JOIN address ON address.id = target "
                                      "WHERE url = '" HOME "menu/59' AND words = 'เมนู \"59\"' AND n = 59"),
                     5);
    assert_in_range(sample_number(t, "SELECT count(*) FROM part"), 2, 40);
    assert_int_equal(sample_number(t, "SELECT count(*) - count(DISTINCT hex(zstd)) FROM part"), 0);
    assert_true(sample_number(t, "SELECT max(json_array_length(parts)) FROM page WHERE id > 2") > 2);
    /* A run of one short link is not worth a part. */
    assert_in_range(sample_number(t, "SELECT count(*) FROM part, json_each(part.links)"), MENU * 3 / 4, MENU);
}

/* Change one thing of a block and of a link in the middle of the menu; false when there is no such change. */
static bool
change_menu(struct arena *a, struct page *p, int change)
{
    struct block *block = ARENA_ARRAY(a, struct block, p->block_n), *k = &block[MENU / 2];
    struct link *link = ARENA_ARRAY(a, struct link, p->link_n), *l = &link[MENU / 2];

    memcpy(block, p->block, p->block_n * sizeof *block);
    memcpy(link, p->link, p->link_n * sizeof *link);
    p->block = block;
    p->link = link;
    switch (change) {
    case 0:
        return true;
    case 1:
        k->text = l->text = STR("เมนูอื่น");
        return true;
    case 2:
        k->kind = BLOCK_HEADING;
        l->kind = LINK_CLICK;
        return true;
    case 3:
        k->place = l->place = PLACE_HEADER;
        return true;
    case 4:
        k->level = 3;
        l->url = STR(HOME "menu/other");
        return true;
    case 5:
        k->heading = l->heading = 1;
        return true;
    case 6:
        k->heading = l->heading = NO_INDEX;
        return true;
    case 7:
        k->row = l->row = NO_INDEX;
        return true;
    case 8:
        k->row = l->row = 3;
        return true;
    case 9:
        k->table = 2;
        l->block = 2;
        return true;
    case 10:
        k->column = 2;
        l->block = NO_INDEX;
        return true;
    case 11:
        k->hidden = true;
        l->image = true;
        return true;
    case 12:
        l->no_follow = true;
        return true;
    case 13:
        l->followable = false;
        return true;
    case 14:
        l->fragment = STR("below");
        return true;
    case 15:
        l->title = STR("เมนู");
        return true;
    case 16: /* the menu ends earlier */
        block[MENU - 1].place = link[MENU - 1].place = PLACE_MAIN;
        return true;
    default:
        return false;
    }
}

/* A menu that differs from that of the page before in one thing is that menu, and the next one the old. */
static void
menu_may_change_in_anything(void **state)
{
    struct sample *t = *state;
    struct store *s = sample_open(t, STORE_CREATE);
    struct run run = sample_run(t, s);
    int n = 0;

    for (int change = 0; change <= 16; change++)
        for (int twice = 0; twice < 4; twice++, n++) {
            struct page p = page_with_menu(t->a, n, 0), got;
            struct visit v = sample_visit(p.url.p, arena_printf(t->a, "body %d", n).p);

            assert_true(change_menu(t->a, &p, twice % 2 ? change : 0));
            v.page = &p;
            assert_int_equal(store_keep(s, run.id, &v, &t->e), 0);
            assert_true(store_page(s, run.id, p.url, t->a, &got));
            assert_same_page(&got, &p);
        }
    store_close(s);
    assert_int_equal(sample_number(t, "SELECT count(*) FROM page_link"), n * (MENU + OWN));
    assert_true(sample_number(t, "SELECT min(json_array_length(parts)) FROM page WHERE id > 2") > 2);
    /* It is parted where it is parted without looking at the page before: each time there are the same parts.
     */
    assert_int_equal(sample_number(t, "SELECT count(DISTINCT parts) FROM page WHERE id > 2 AND id % 2 = 1"),
                     1);
}

/* Parts go with the last page that names them; one that is gone is told. */
static void
parts_follow_their_pages(void **state)
{
    struct sample *t = *state;
    struct store *s = sample_open(t, STORE_CREATE);
    struct page p[3];
    struct run run;

    for (int i = 0; i < 3; i++) {
        struct visit v = sample_visit(i == 2 ? HOME : i ? HOME "b" : HOME "a", i ? "b" : "a");

        if (i != 1)
            run = sample_run(t, s);
        p[i] = page_with_menu(t->a, i, 0);
        v.page = i == 2 ? &sample_page : &p[i];
        assert_int_equal(store_keep(s, run.id, &v, &t->e), 0);
        if (i > 0)
            assert_int_equal(store_run_finish(s, run.id, 1682640100 + i, true, &t->e), 0);
    }
    assert_true(sample_number(t, "SELECT count(*) FROM part") > 0);
    assert_int_equal(store_prune(s, 1, &t->e), 0);
    assert_int_equal(sample_number(t, "SELECT count(*) FROM part"), 0);
    assert_int_equal(sample_number(t, "SELECT count(*) FROM address"), 3); /* of the page that is left */
    /* What was forgotten is not named by what comes now. */
    for (int i = 0; i < 2; i++) {
        struct visit v = sample_visit(i ? HOME "d" : HOME "c", i ? "d" : "c");
        struct page got;

        v.page = &p[i];
        assert_int_equal(store_keep(s, run.id, &v, &t->e), 0);
        assert_true(store_page(s, run.id, v.fetch.url, t->a, &got));
        assert_same_page(&got, &p[i]);
    }
    store_close(s);
    sample_tamper(t, "DELETE FROM part");
    s = sample_open(t, STORE_READ);
    assert_false(store_page(s, run.id, STR(HOME "d"), t->a, &p[0]));
    store_close(s);
}

/* Every run under a name, in order. */
struct shelf {
    struct str bytes[64];
    size_t n, next;
    struct arena *a;
};

static bool
shelve(void *ctx, const struct packed_run *r)
{
    struct shelf *x = ctx;

    x->bytes[x->n++] = arena_str(x->a, r->bytes);
    return true;
}

static bool
keep_inside(void *ctx, const struct packed_run *r)
{
    (void)ctx, (void)r;
    return false;
}

static bool
take_next(void *ctx, struct arena *a, struct run_form *out)
{
    struct shelf *x = ctx;

    if (x->next == x->n)
        return false;
    return packing_read_run(arena_str(a, x->bytes[x->next++]), a, out);
}

/* Signs that JSON writes otherwise come back from any place in a link's words. */
static void
words_with_signs(void **state)
{
    static const char signs[] = "\"\\\t\x1f";
    struct sample *t = *state;
    struct store *s = sample_open(t, STORE_CREATE);
    struct run run = sample_run(t, s);
    struct visit v = sample_visit(HOME, "signs");
    struct link link[4 * 24];

    for (int i = 0; i < 4 * 24; i++)
        link[i] = (struct link){.url = arena_printf(t->a, HOME "%d", i),
                                .text = arena_printf(t->a, "%.*s%c%.*s", i / 4, "abcdefghijklmnopqrstuvwxyz",
                                                     signs[i % 4], 23 - i / 4, "ABCDEFGHIJKLMNOPQRSTUVWXYZ")};
    v.page = &(struct page){.url = STR(HOME), .link = link, .link_n = 4 * 24};
    assert_int_equal(store_keep(s, run.id, &v, &t->e), 0);
    store_close(s);
    assert_int_equal(sample_number(t, "SELECT count(*) FROM page_link WHERE length(words) = 24 AND "
                                      "unicode(substr(words, n / 4 + 1, 1)) IN (34, 92, 9, 31)"),
                     4 * 24);
}

/* Runs inside the page or under names: cut anywhere or changed in any byte, a page is refused or within
 * bounds.
 */
static void
lying_runs_stay_inside(void **state)
{
    struct sample *t = *state;
    struct arena *a = arena_new(0);
    struct page p = page_with_menu(t->a, 1, 2), got;

    for (int named = 0; named < 2; named++) {
        struct shelf shelf = {.a = t->a};
        struct buf run, b;
        const struct packing how = {.known = named ? shelve : keep_inside, .ctx = &shelf, .run = &run};
        const struct unpacking back = {.part = take_next, .ctx = &shelf};

        buf_init(&run, MIB);
        buf_init(&b, MIB);
        packing_pack_runs(&how, &p, &b);
        assert_true(packing_unpack_runs(&back, buf_view(&b), a, &got));
        assert_same_page(&got, &p);
        for (size_t at = 0; at < b.n; at++) {
            char *copy = malloc(b.n);

            shelf.next = 0;
            arena_reset(a);
            assert_false(packing_unpack_runs(&back, (struct str){b.p, at}, a, &got));
            memcpy(copy, b.p, b.n);
            for (int c = 0; c < 256; c += 5) {
                copy[at] = (char)c;
                shelf.next = 0;
                arena_reset(a);
                if (!packing_unpack_runs(&back, (struct str){copy, b.n}, a, &got))
                    continue;
                for (size_t i = 0; i < got.link_n; i++) {
                    assert_true(got.link[i].block == NO_INDEX || got.link[i].block < got.block_n);
                    assert_true(utf8_valid(got.link[i].text));
                }
                for (size_t i = 0; i < got.block_n; i++)
                    assert_true(got.block[i].heading == NO_INDEX || got.block[i].heading < got.block_n);
            }
            free(copy);
        }
        buf_free(&run);
        buf_free(&b);
    }
    arena_free(a);
}

/* Words that a block begins with are not written out a second time, and come back as they were. */
static void
words_of_blocks_are_stored_once(void **state)
{
    struct sample *t = *state;
    char long_words[3 * 500 + 1];
    struct block block = {.heading = NO_INDEX, .row = NO_INDEX, .table = NO_INDEX};
    struct link link = {.url = STR(HOME "a"), .heading = NO_INDEX, .row = NO_INDEX};
    struct page p = {.block = &block, .block_n = 1, .link = &link, .link_n = 1}, got;
    struct shelf shelf = {.a = t->a};
    struct buf run, b;
    const struct packing how = {.known = keep_inside, .ctx = &shelf, .run = &run};
    const struct unpacking back = {.part = take_next, .ctx = &shelf};

    for (size_t i = 0; i < 500; i++)
        memcpy(long_words + 3 * i, "ก", 3);
    block.text = (struct str){long_words, 3 * 500};
    buf_init(&run, MIB);
    buf_init(&b, MIB);
    for (size_t n = 0; n <= 3 * 500; n += 3) {
        link.text = str_sub(block.text, 0, n);
        buf_clear(&b);
        packing_pack_runs(&how, &p, &b);
        assert_true(b.n < 3 * 500 + 100);
        assert_true(packing_unpack_runs(&back, buf_view(&b), t->a, &got));
        assert_same(got.link[0].text, link.text);
        assert_int_equal(got.link[0].followable, false);
    }
    buf_free(&run);
    buf_free(&b);
}

/* Pages of before, which hold all words of their links. */
static void
page_of_version_3_is_read(void **state)
{
    struct sample *t = *state;
    struct visit v = visit_of_sample_page();
    struct run run = run_of(t, &v);
    struct page got;
    struct store *s;

    sample_tamper(t, "UPDATE page SET version = 3");

    s = sample_open(t, STORE_CREATE);
    assert_true(store_page(s, run.id, STR(HOME), t->a, &got));
    assert_same_links(&got, &sample_page);
    assert_int_equal(store_keep(s, run.id, &v, &t->e), 0);
    store_close(s);
    assert_int_equal(sample_number(t, "SELECT count(*) FROM page"), 1);
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, sample_setup, sample_teardown)

int
main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(rich_page_comes_back),
        TEST(links_are_rows),
        TEST(links_are_called_by_numbers),
        TEST(body_is_stored_once),
        TEST(hash_without_bytes),
        TEST(body_that_does_not_fit_its_name),
        TEST(cut_page_is_refused),
        TEST(lying_page_stays_inside),
        TEST(giant_count_costs_nothing),
        TEST(damaged_page_is_told),
        TEST(giant_page_is_cut),
        TEST(repeated_menu_is_stored_once),
        TEST(menu_may_change_in_anything),
        TEST(words_with_signs),
        TEST(parts_follow_their_pages),
        TEST(lying_runs_stay_inside),
        TEST(words_of_blocks_are_stored_once),
        TEST(page_of_version_3_is_read),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
