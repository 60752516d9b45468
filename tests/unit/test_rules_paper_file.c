/* What came of a file that could not be read: blank, empty, closed, damaged, or beyond this machine. */
#include "tests/unit/paper_sample.h"

/* Given: a file with pages and nothing on them.  Expected: a person is to look at it. */
static void
a_blank_paper_is_for_review(void **state)
{
    const struct paper_file blank = {.path = PAPER, .state = DOCUMENT_EMPTY, .page_n = 2};

    expect_paper(*state, &plan, PLAN OF("2566"), &blank, VERDICT_REVIEW);
}

/* Given: a file of no bytes.  Expected: missing, as an empty page is. */
static void
an_empty_file_is_missing(void **state)
{
    expect_missing(*state, &(struct paper_file)NOT_READ(DOCUMENT_EMPTY), MISSING_EMPTY);
}

/* Given: a file under a password, or a shared drive that asks who is there.  Expected: forbidden. */
static void
what_the_public_cannot_open_is_forbidden(void **state)
{
    expect_missing(*state, &(struct paper_file)NOT_READ(DOCUMENT_LOCKED), MISSING_FORBIDDEN);
    expect_missing(*state, &(struct paper_file)NOT_READ(DOCUMENT_PERMISSION), MISSING_FORBIDDEN);
}

/* Given: a web page instead of the file.  Expected: the link is dead. */
static void
a_web_page_instead_of_a_file_is_dead(void **state)
{
    expect_missing(*state, &(struct paper_file)NOT_READ(DOCUMENT_WEB_PAGE), MISSING_DEAD);
}

/* Given: a file on which the reader failed.  Expected: for review, never missing, also where its name is only
 * like the item's. */
static void
what_broke_the_reader_is_for_review(void **state)
{
    static const enum document_state broken[] = {DOCUMENT_DAMAGED, DOCUMENT_CRASHED, DOCUMENT_TIMEOUT,
                                                 DOCUMENT_TOO_LARGE};
    const struct question misspelt = {2566, "O19", "แผนการจับซื้อจัดจ้าง"};

    for (size_t i = 0; i < COUNT(broken); i++) {
        const struct paper_file file = NOT_READ(broken[i]);

        expect_paper(*state, &plan, PLAN OF("2566"), &file, VERDICT_REVIEW);
        expect_paper(*state, &plan, PLAN, &file, VERDICT_REVIEW);
        expect_paper(*state, &misspelt, "แผนการจับซื้อจัดจ้าง" OF("2566"), &file, VERDICT_REVIEW);
    }
}

/* Given: a file that this machine cannot read, or did not come to.  Expected: its link speaks for it, with a
 * doubt. */
static void
the_link_speaks_for_what_we_cannot_read(void **state)
{
    static const enum document_state unread[] = {DOCUMENT_SCAN, DOCUMENT_GARBLED, DOCUMENT_NO_READER,
                                                 DOCUMENT_LIMIT};

    for (size_t i = 0; i < COUNT(unread); i++) {
        const struct paper_file file = NOT_READ(unread[i]);
        const struct item_result *r = expect_paper(*state, &plan, PLAN OF("2566"), &file, VERDICT_FOUND);

        expect_doubt(*state, r, "could not be read");
        assert_int_equal(element(r, "plan")->met, MET_UNKNOWN);
    }
}

/* Given: bytes of no kind that is known, under the name of a PDF and under a name that says nothing of its
 * kind. Expected: for review where the name is belied, as any damaged file; else the link speaks for it. */
static void
bytes_that_belie_the_name_are_for_review(void **state)
{
    static const struct {
        const char *href, *path;
        enum verdict want;
    } t[] = {{"<a href='/a.pdf'>" PLAN OF("2566") "</a>", "/a.pdf", VERDICT_REVIEW},
             {"<a href='/a.zip'>" PLAN OF("2566") "</a>", "/a.zip", VERDICT_FOUND},
             {"<a href='/a.xls'>" PLAN OF("2566") "</a>", "/a.xls",
              VERDICT_FOUND}}; /* may be XML, which Excel opens */

    for (size_t i = 0; i < COUNT(t); i++) {
        const struct sheet page = {"/page", PLAN, t[i].href};
        const struct paper_file file = {.path = t[i].path, .state = DOCUMENT_UNSUPPORTED};
        const struct small_site s = {.sheet = &page, .sheet_n = 1, .file = &file, .file_n = 1};

        expect(*state, &plan, &s, t[i].want);
    }
}

#define NOTICE(of)                                                                                                                                                                                                              \
    "ประกาศ\nเพื่อให้การพิจารณาเรื่อง" of " เป็นไปโดยชอบ\nข้อ 1 ช่องทาง: มาเอง หรือโทรศัพท์\n"                                                          \
    "ข้อ 2 งานนิติการ สำนักปลัด รับผิดชอบ\nข้อ 3 ขั้นตอน ลงทะเบียนรับเรื่องภายใน 1 วัน\n" \
    "ตั้งกรรมการสอบข้อเท็จจริงภายใน 15 วัน\nแจ้งผลผู้ร้องภายใน 7 วัน"

/* Given: a paper called scan0031 that neither its link nor its own title names.  Expected: what it shows
 * tells what it is; where it tells of roads, it is nothing that is asked for. */
static void
a_paper_that_nothing_names_shows_what_it_is(void **state)
{
    const struct question q = {2568, "O17", "ประกาศ"};
    const struct paper_file ours = READ(NOTICE("เจ้าหน้าที่ทุจริต")), roads = READ(NOTICE("ถนนพัง"));

    expect_doubt(*state, expect_paper(*state, &q, "scan0031.pdf", &ours, VERDICT_FOUND),
                 "no words name it: what stands there shows what it is");
    expect_paper(*state, &q, "scan0031.pdf", &roads, VERDICT_MISSING);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_paper_that_nothing_names_shows_what_it_is, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_blank_paper_is_for_review, set_up, tear_down),
        cmocka_unit_test_setup_teardown(an_empty_file_is_missing, set_up, tear_down),
        cmocka_unit_test_setup_teardown(what_the_public_cannot_open_is_forbidden, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_web_page_instead_of_a_file_is_dead, set_up, tear_down),
        cmocka_unit_test_setup_teardown(what_broke_the_reader_is_for_review, set_up, tear_down),
        cmocka_unit_test_setup_teardown(the_link_speaks_for_what_we_cannot_read, set_up, tear_down),
        cmocka_unit_test_setup_teardown(bytes_that_belie_the_name_are_for_review, set_up, tear_down),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
