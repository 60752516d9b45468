/*
 * From one version of the site file to the next.  fixtures/store/version-N.oit was written by the oit that
 * had version N; every later oit opens a copy of it.  `unit_store_migration --make FILE` writes such a file.
 */
#include "store/private.h"
#include "store_sample.h"

#define VERSION_1 FIXTURES "/store/version-1.oit"
#define VERSION_2 FIXTURES "/store/version-2.oit"
#define VERSION_3 FIXTURES "/store/version-3.oit"
#define VERSION_4 FIXTURES "/store/version-4.oit"
#define VERSION_5 FIXTURES "/store/version-5.oit"
#define VERSION_6 FIXTURES "/store/version-6.oit"
#define VERSION_7 FIXTURES "/store/version-7.oit"

/* A made-up next version, as a migration would be written. */
#define NEXT (STORE_SCHEMA + 1)
static const char *const to_next[NEXT] = {
    [STORE_SCHEMA] =
        "CREATE TABLE remark (verdict TEXT NOT NULL) STRICT; ALTER TABLE run ADD COLUMN who TEXT "
        "NOT NULL DEFAULT ''"};
static const char *const broken[NEXT] = {
    [STORE_SCHEMA] = "CREATE TABLE remark (x INTEGER) STRICT; CREATE TABLE remark (x INTEGER) STRICT"};

/* What was told of the site in the file of version 4, and until when its certificate is valid. */
static const struct told told = {.subject = STR("item:O13"),
                                 .event = STR("began"),
                                 .day = STR("2023-04-28"),
                                 .channel = STR("mail"),
                                 .recipient = STR("clerk@thungfah.example"),
                                 .message_id = STR("oit.0123@office.example"),
                                 .sent = 1682640300};
#define CERTIFICATE_UNTIL 1690000000

/* What the secretary has said of O13 in the file of version 3. */
static const struct review said = {.pack_id = STR("oit-2566"),
                                   .item = STR("O13"),
                                   .verdict = VERDICT_WAIVED,
                                   .reason = STR("ไม่มีการจัดซื้อจัดจ้าง"),
                                   .by = STR("ปลัดเทศบาล"),
                                   .until = STR("2023-09-30"),
                                   .made = 1682640200,
                                   .machine = VERDICT_PARTIAL,
                                   .basis = {{7, 7, 7}}};

static void
write_site(const char *path)
{
    const struct run wanted = {
        .start_url = STR("www.thungfah.example"), .options = STR("rate=1"), .started = 1682640000};
    const struct address found[] = {
        {.url = STR(HOME "o13.pdf"),
         .found_on = STR(HOME),
         .role = ROLE_DOCUMENT,
         .depth = 1,
         .priority = 90},
        {.url = STR(HOME "calendar?m=9"),
         .found_on = STR(HOME),
         .state = ADDRESS_SKIPPED,
         .why = PROBLEM_TRAP_CALENDAR},
    };
    const struct evidence proof = {.url = STR(HOME), .where = WHERE_LINK, .quote = STR("O13 รายงานผล")};
    const struct item_result item = {.id = STR("O13"),
                                     .topic = STR("procurement"),
                                     .verdict = VERDICT_PARTIAL,
                                     .evidence = &proof,
                                     .evidence_n = 1};
    const struct missing_url lacks[] = {
        {.item = STR("O13"), .url = STR(HOME "o13.pdf"), .problem = MISSING_DEAD},
        {.item = STR("O13"), .url = STR(HOME "list/7"), .problem = MISSING_EMPTY},
    };
    const struct scorecard card = {.pack_id = STR("oit-2566"),
                                   .as_of = STR("2023-04-28"),
                                   .low = 0,
                                   .high = 10000,
                                   .item = &item,
                                   .item_n = 1,
                                   .missing = lacks,
                                   .missing_n = 2};
    struct visit v = sample_visit(HOME, "<html>home</html>"),
                 paper = sample_visit(HOME "o13.pdf", "%PDF-1.4");
    struct arena *a = arena_new(0);
    struct err e = {0};
    struct store *s = store_open(path, STORE_CREATE, &e);
    struct run run;
    bool resumed;

    assert_non_null(s);
    v.page = &sample_page;
    v.found = found;
    v.found_n = 2;
    assert_int_equal(store_run_begin(s, &wanted, a, &run, &resumed, &e), 0);
    assert_int_equal(store_keep(s, run.id, &v, &e), 0);
    paper.fetch.role = ROLE_DOCUMENT;
    paper.fetch.kind = KIND_PDF;
    assert_int_equal(store_keep(s, run.id, &paper, &e), 0);
    assert_int_equal(store_put_document(s, &paper.fetch.sha256, &sample_document, 0, &e), 0);
    assert_int_equal(store_run_finish(s, run.id, 1682640100, true, &e), 0);
    assert_int_equal(store_put_judgement(s, run.id, &card, &e), 0);
    assert_int_equal(store_put_review(s, &said, said.made, &e), 0);
    assert_int_equal(store_put_told(s, &told, 1, &e), 0);
    assert_int_equal(store_put_certificate(s, run.id, STR("www.thungfah.example"), CERTIFICATE_UNTIL, &e), 0);
    store_close(s);
    arena_free(a);
}

static void
copy_fixture(struct sample *t, const char *name)
{
    struct buf b;
    FILE *f = fopen(name, "r");
    char piece[4096];
    size_t n;

    assert_non_null(f);
    buf_init(&b, 1 << 20);
    while ((n = fread(piece, 1, sizeof piece, f)) > 0)
        assert_true(buf_put(&b, piece, n));
    fclose(f);
    f = fopen(t->file, "w");
    assert_non_null(f);
    assert_int_equal(fwrite(b.p, 1, b.n, f), b.n);
    fclose(f);
    buf_free(&b);
}

/* What version 1 stored is read: the run, the page, the skipped address, the judgement. */
static void
assert_whole(struct sample *t, struct store *s)
{
    struct page page;
    struct judgement j;
    struct coverage c;
    struct run run;

    assert_true(store_run_last(s, true, t->a, &run));
    assert_str(run.start_url, "www.thungfah.example");
    assert_true(store_page(s, run.id, STR(HOME), t->a, &page));
    assert_str(page.title, "เทศบาลตำบลทุ่งฟ้า");
    assert_int_equal(page.link_n, 2);
    assert_int_equal(store_coverage(s, run.id, t->a, &c, &t->e), 0);
    assert_int_equal(c.discovered, 3);
    assert_int_equal(c.skipped_trap, 1);
    assert_true(store_last_judgement(s, t->a, &j));
    assert_str(j.pack_id, "oit-2566");
    assert_int_equal(sample_previous(s, run.id + 1, STR("oit-2566"), STR("O13")), VERDICT_PARTIAL);
}

/* A file of version 1 opens for reading and for writing. */
static void
version_one_opens(void **state)
{
    struct sample *t = *state;
    struct store *s;

    copy_fixture(t, VERSION_1);
    s = sample_open(t, STORE_READ);
    assert_whole(t, s);
    store_close(s);
    s = sample_open(t, STORE_WRITE);
    assert_whole(t, s);
    sample_run(t, s);
    store_close(s);
    assert_int_equal(sample_number(t, "PRAGMA user_version"), STORE_SCHEMA);
    sample_assert_sound(t);
}

/* Given a file that has passed all versions, its tables are word for word those that a new file gets at once.
 */
static void
all_steps_lead_where_a_new_file_begins(void **state)
{
    struct sample *t = *state;
    struct sha256 sum;
    struct store *s;
    char hex[65];

    copy_fixture(t, VERSION_1);
    s = sample_open(t, STORE_WRITE);
    assert_true(schema_sum(s, &sum));
    sha256_hex(&sum, hex);
    assert_string_equal(hex, SCHEMA_SUM);
    store_close(s);
}

/* A file of version 2 opens too, and what was read in its document is there. */
static void
version_two_opens(void **state)
{
    struct sample *t = *state;
    struct sha256 hash = sha256_of(STR("%PDF-1.4"));
    struct document d;
    struct store *s;
    uint32_t ocr;

    copy_fixture(t, VERSION_2);
    s = sample_open(t, STORE_READ);
    assert_whole(t, s);
    assert_true(store_document(s, &hash, t->a, &d, &ocr));
    assert_int_equal(d.text.block_n, 2);
    assert_str(d.text.block[0].text, "รายงานผลการดำเนินงาน");
    store_close(s);
}

/* A file of version 3 opens too, with what a person has said; one of version 2 has nothing of the kind. */
static void
version_three_opens(void **state)
{
    struct sample *t = *state;
    const struct review *r;
    struct store *s;
    size_t n;

    copy_fixture(t, VERSION_3);
    s = sample_open(t, STORE_READ);
    assert_whole(t, s);
    assert_int_equal(store_reviews(s, t->a, &r, &n, &t->e), 0);
    assert_int_equal(n, 1);
    assert_str(r[0].item, "O13");
    assert_int_equal(r[0].verdict, VERDICT_WAIVED);
    assert_str(r[0].by, "ปลัดเทศบาล");
    assert_str(r[0].until, "2023-09-30");
    store_close(s);

    copy_fixture(t, VERSION_2);
    s = sample_open(t, STORE_READ);
    assert_int_equal(store_reviews(s, t->a, &r, &n, &t->e), 0);
    assert_int_equal(n, 0);
    store_close(s);
}

/* A file of version 4 opens too, with what was told and its certificate; telling it again adds nothing. */
static void
version_four_opens(void **state)
{
    struct sample *t = *state;
    struct store *s;
    struct run run;

    copy_fixture(t, VERSION_4);
    s = sample_open(t, STORE_WRITE);
    assert_whole(t, s);
    assert_true(store_run_last(s, true, t->a, &run));
    assert_int_equal(store_certificate(s, run.id), CERTIFICATE_UNTIL);
    assert_int_equal(store_put_told(s, &told, 1, &t->e), 0);
    /* Of several certificates the one that ends first counts. */
    assert_int_equal(
        store_put_certificate(s, run.id, STR("e.thungfah.example"), CERTIFICATE_UNTIL - 1, &t->e), 0);
    assert_int_equal(store_certificate(s, run.id), CERTIFICATE_UNTIL - 1);
    store_close(s);
    assert_int_equal(sample_number(t, "SELECT count(*) FROM alert"), 1);
    assert_int_equal(sample_number(t, "SELECT length(recipient) FROM alert"), 32);
    /* The address itself is nowhere in the file. */
    assert_int_equal(sample_number(t, "SELECT count(*) FROM alert WHERE hex(recipient) = "
                                      "upper(hex('clerk@thungfah.example'))"),
                     0);

    copy_fixture(t, VERSION_3);
    s = sample_open(t, STORE_READ);
    assert_true(store_run_last(s, true, t->a, &run));
    assert_int_equal(store_certificate(s, run.id), 0);
    store_close(s);
}

/* A file of version 5 opens too; links are asked for in the same way whatever version wrote them. */
static void
version_five_opens(void **state)
{
    static const char *const files[] = {VERSION_4, VERSION_5};
    struct sample *t = *state;
    struct store *s;

    for (int i = 0; i < 2; i++) {
        copy_fixture(t, files[i]);
        s = sample_open(t, STORE_WRITE);
        assert_whole(t, s);
        store_close(s);
        assert_int_equal(sample_number(t, "SELECT count(*) FROM page_link"), 2);
        assert_int_equal(sample_number(t,
                                       "SELECT count(*) FROM page_link JOIN address ON address.id = target "
                                       "WHERE url = '" HOME "o13.pdf' AND words = 'O13 รายงานผล' AND "
                                       "kind = 'a' AND place = 'main'"),
                         1);
    }
}

/* A file of version 6 opens too and says what an item lacks: the first page, not the file that is gone.
 * Earlier files do not say it. */
static void
version_six_opens(void **state)
{
    static const char *const files[] = {VERSION_5, VERSION_6};
    struct sample *t = *state;
    struct outcome o;
    struct store *s;

    for (int i = 0; i < 2; i++) {
        copy_fixture(t, files[i]);
        s = sample_open(t, STORE_READ);
        assert_whole(t, s);
        assert_int_equal(store_outcome(s, t->a, &o, &t->e), 1);
        assert_str(o.faults, i == 0 ? "" : "O13=empty " HOME "list/7\n");
        store_close(s);
    }
}

/* A file of version 7 opens too; the bodies of earlier ones are read as ever. */
static void
version_seven_opens(void **state)
{
    static const char *const files[] = {VERSION_6, VERSION_7};
    const struct sha256 home = sha256_of(STR("<html>home</html>"));
    struct sample *t = *state;
    struct store *s;
    struct buf body;

    for (int i = 0; i < 2; i++) {
        copy_fixture(t, files[i]);
        s = sample_open(t, STORE_WRITE);
        assert_whole(t, s);
        buf_init(&body, 1000);
        assert_true(store_body(s, &home, &body));
        assert_str(buf_view(&body), "<html>home</html>");
        buf_free(&body);
        store_close(s);
    }
}

/* Steps are taken from the file's version on, together, and keep what is there. */
static void
steps_forward(void **state)
{
    struct sample *t = *state;
    struct store *s;

    copy_fixture(t, VERSION_1);
    s = sample_open(t, STORE_WRITE);
    assert_int_equal(schema_migrate(s, to_next, NEXT, &t->e), 0);
    assert_whole(t, s);
    assert_int_equal(schema_migrate(s, to_next, NEXT, &t->e), 0); /* nothing left to do */
    store_close(s);
    assert_int_equal(sample_number(t, "PRAGMA user_version"), NEXT);
    assert_int_equal(sample_number(t, "SELECT count(*) FROM run WHERE who = ''"), 1);
    sample_assert_sound(t);

    /* This oit does not know that version and leaves it alone. */
    assert_null(store_open(t->file, STORE_WRITE, &t->e));
    assert_int_equal(t->e.code, ERR_FILE);
    assert_non_null(strstr(t->e.what, "newer oit"));
    assert_int_equal(sample_number(t, "PRAGMA user_version"), NEXT);
}

/* A step that fails leaves the file at its version, as if nothing had been tried. */
static void
failed_step_is_undone(void **state)
{
    struct sample *t = *state;
    struct store *s;

    copy_fixture(t, VERSION_1);
    s = sample_open(t, STORE_WRITE);
    assert_int_equal(schema_migrate(s, broken, NEXT, &t->e), -1);
    assert_int_equal(t->e.code, ERR_STORE);
    store_close(s);
    assert_int_equal(sample_number(t, "PRAGMA user_version"), STORE_SCHEMA);
    assert_int_equal(sample_number(t, "SELECT count(*) FROM sqlite_schema WHERE name = 'remark'"), 0);
    s = sample_open(t, STORE_READ);
    assert_whole(t, s);
    store_close(s);
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, sample_setup, sample_teardown)

int
main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        TEST(version_one_opens),   TEST(version_two_opens),
        TEST(version_three_opens), TEST(all_steps_lead_where_a_new_file_begins),
        TEST(version_four_opens),  TEST(version_five_opens),
        TEST(version_six_opens),   TEST(version_seven_opens),
        TEST(steps_forward),       TEST(failed_step_is_undone),
    };

    if (argc == 3 && strcmp(argv[1], "--make") == 0) {
        write_site(argv[2]);
        return 0;
    }
    return cmocka_run_group_tests(tests, NULL, NULL);
}
