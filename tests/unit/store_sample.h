/* What the tests of store/ share: a folder of their own, a rich page, short ways to keep a visit. */
#ifndef OIT_TESTS_STORE_SAMPLE_H
#define OIT_TESTS_STORE_SAMPLE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "store/store.h"
#include <ftw.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define HOME "https://www.thungfah.example/"

struct sample {
    char folder[512], file[600];
    struct arena *a;
    struct err e;
};

static inline int
sample_setup(void **state)
{
    struct sample *t = calloc(1, sizeof *t);

    snprintf(t->folder, sizeof t->folder, "%s/oit-store-XXXXXX",
             getenv("TMPDIR") ? getenv("TMPDIR") : P_tmpdir);
    assert_non_null(mkdtemp(t->folder));
    snprintf(t->file, sizeof t->file, "%s/site.oit", t->folder);
    t->a = arena_new(0);
    *state = t;
    return 0;
}

static inline int
sample_unlink(const char *path, const struct stat *st, int type, struct FTW *walk)
{
    (void)st, (void)type, (void)walk;
    return remove(path);
}

static inline int
sample_teardown(void **state)
{
    struct sample *t = *state;

    nftw(t->folder, sample_unlink, 8, FTW_DEPTH | FTW_PHYS);
    arena_free(t->a);
    free(t);
    return 0;
}

/* A store that must open. */
static inline struct store *
sample_open(struct sample *t, enum store_mode mode)
{
    struct store *s = store_open(t->file, mode, &t->e);

    if (!s)
        print_error("%s: %s\n", t->e.input, t->e.what);
    assert_non_null(s);
    return s;
}

/* A run of its own under fixed options. */
static inline struct run
sample_run(struct sample *t, struct store *s)
{
    struct run wanted = {.start_url = STR("www.thungfah.example"),
                         .options = STR("rate=1"),
                         .started = 1682640000},
               run;
    bool resumed;

    assert_int_equal(store_run_begin(s, &wanted, t->a, &run, &resumed, &t->e), 0);
    return run;
}

/* An answer 200 with a body and its hash. */
static inline struct visit
sample_visit(const char *url, const char *body)
{
    return (struct visit){
        .fetch = {.url = str_of(url),
                  .role = ROLE_PAGE,
                  .status = 200,
                  .kind = KIND_HTML,
                  .content_type = STR("text/html; charset=utf-8"),
                  .sha256 = sha256_of(str_of(body)),
                  .size = strlen(body),
                  .etag = STR("\"e1\""),
                  .last_modified = STR("Fri, 28 Apr 2023 02:00:00 GMT"),
                  .fetched = 1682640001},
        .state = ADDRESS_READ,
        .tries = 1,
        .body = str_of(body),
    };
}

/* One number out of the file, asked by a connection of our own. */
static inline int64_t
sample_number(struct sample *t, const char *sql)
{
    sqlite3 *db;
    sqlite3_stmt *stmt;
    int64_t n = -1;

    assert_int_equal(sqlite3_open(t->file, &db), SQLITE_OK);
    if (sqlite3_prepare_v2(db, sql, -1, &stmt, NULL) != SQLITE_OK)
        fail_msg("%s: %s", sql, sqlite3_errmsg(db));
    if (sqlite3_step(stmt) == SQLITE_ROW)
        n = sqlite3_column_int64(stmt, 0);
    sqlite3_finalize(stmt);
    sqlite3_close(db);
    return n;
}

/* Change the file behind the program's back. */
static inline void
sample_tamper(struct sample *t, const char *sql)
{
    sqlite3 *db;
    char *message = NULL;

    assert_int_equal(sqlite3_open(t->file, &db), SQLITE_OK);
    if (sqlite3_exec(db, sql, NULL, NULL, &message) != SQLITE_OK)
        fail_msg("%s: %s", sql, message);
    sqlite3_close(db);
}

/* SQLite itself finds nothing wrong with the file. */
static inline void
sample_assert_sound(struct sample *t)
{
    assert_int_equal(
        sample_number(t, "SELECT count(*) FROM pragma_integrity_check WHERE integrity_check = 'ok'"), 1);
    assert_int_equal(sample_number(t, "SELECT count(*) FROM pragma_foreign_key_check"), 0);
}

static inline void
assert_str(struct str got, const char *expected)
{
    if (!str_eq(got, str_of(expected)))
        fail_msg("got \"%.*s\", expected \"%s\"", STR_ARGS(got), expected);
}

/* A page with something of everything. */
static const struct block sample_blocks[] = {
    {STR("การจัดซื้อจัดจ้าง"), BLOCK_HEADING, PLACE_MAIN, 2, NO_INDEX, NO_INDEX, NO_INDEX, 0, false},
    {STR("รายงานผล ประจำปีงบประมาณ พ.ศ. ๒๕๖๖"), BLOCK_CELL, PLACE_MAIN, 0, 0, 3, 1, 2, true},
    {STR(""), BLOCK_PARAGRAPH, PLACE_FOOTER, 0, 0, NO_INDEX, NO_INDEX, 0, false},
};
static const struct link sample_links[] = {
    {STR(HOME "o13.pdf"), STR("page=2"), STR("O13 รายงานผล"), STR("ดาวน์โหลด"), LINK_A, PLACE_MAIN, 1, 0, 3, 0,
     false, true, true},
    {STR("mailto:saraban@thungfah.example"), STR_NONE, STR("อีเมล"), STR_NONE, LINK_RELATED, PLACE_ASIDE,
     NO_INDEX, NO_INDEX, NO_INDEX, 0, true, false, false},
};
static const struct field sample_fields[] = {
    {STR("q"), STR("text"), STR("คำค้น")},
    {STR("file"), STR("file"), STR_NONE},
};
static const struct form sample_forms[] = {
    {STR(HOME "complaint"), true, PLACE_BODY, 0, STR("ส่งเรื่อง"), sample_fields, 2},
    {STR(HOME "search"), false, PLACE_HEADER, NO_INDEX, STR_NONE, NULL, 0},
};
static const struct image sample_images[] = {
    {STR(HOME "banner.jpg"), STR("ITA 2566"), PLACE_ASIDE, 0, 7, 1200, 300},
    {STR_NONE, STR_NONE, PLACE_HEADER, NO_INDEX, NO_INDEX, 0, 0},
};
static const struct page sample_page = {
    .url = STR(HOME),
    .canonical = STR(HOME "index.php"),
    .title = STR("เทศบาลตำบลทุ่งฟ้า"),
    .site_name = STR("ทุ่งฟ้า"),
    .description = STR("เว็บไซต์ทางการ"),
    .generator = STR("ThungCMS 1"),
    .lang = STR("th"),
    .charset = STR("windows-874"),
    .block = sample_blocks,
    .block_n = 3,
    .link = sample_links,
    .link_n = 2,
    .form = sample_forms,
    .form_n = 2,
    .image = sample_images,
    .image_n = 2,
    .needs_script = true,
    .truncated = true,
};

/* A report of two lines on two pages, the second one recognised. */
static const struct block sample_lines[] = {
    {.text = STR("รายงานผลการดำเนินงาน"),
     .kind = BLOCK_HEADING,
     .place = PLACE_MAIN,
     .level = 1,
     .heading = NO_INDEX,
     .row = NO_INDEX,
     .table = NO_INDEX},
    {.text = STR("งบประมาณ 120,000 บาท"),
     .place = PLACE_MAIN,
     .heading = 0,
     .row = NO_INDEX,
     .table = NO_INDEX},
};
static const uint32_t sample_sheets[] = {1, 2};
static const struct document_part sample_parts[] = {
    {.number = 1, .confidence = 100},
    {.number = 2, .flags = TEXT_RECOGNISED, .confidence = 81, .name = STR("แผ่น 2")}};
static const struct document sample_document = {
    .format = FORMAT_PDF,
    .state = DOCUMENT_READ,
    .part_count = 2,
    .flags = TEXT_RECOGNISED,
    .detail = STR("one page was recognised"),
    .text = {.block = sample_lines, .block_n = 2},
    .sheet = sample_sheets,
    .part = sample_parts,
    .part_n = 2,
};

/* What was said of an item before a run; VERDICT_COUNT when nothing was. */
static inline enum verdict
sample_previous(struct store *s, int64_t run, struct str pack_id, struct str item)
{
    enum verdict verdict, machine;

    return store_judged(s, store_judgement_before(s, run, pack_id), item, &verdict, &machine) ? verdict
                                                                                              : VERDICT_COUNT;
}

#endif
