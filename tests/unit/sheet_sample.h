/* What pages of a small site bring for an item, for the tests that look at one page after another. */
#ifndef OIT_TESTS_SHEET_SAMPLE_H
#define OIT_TESTS_SHEET_SAMPLE_H

#include "tests/unit/small_site.h"

/* Duties that a page of a municipality's powers shows. */
#define POWERS                                                                                                         \
    "<p>เทศบาลมีหน้าที่รักษาความสงบเรียบร้อย " \
    "ให้มีและบำรุงรักษาทางบกและทางน้ำ "                \
    "รักษาความสะอาดของถนนและที่สาธารณะ "             \
    "ป้องกันและระงับโรคติดต่อ และส่งเสริมการพัฒนาเด็ก</p>"

/* What stands on a page, and the verdict that it must bring. */
struct trial {
    const char *body;
    enum verdict want;
};

static inline void
expect_fix(const struct item_result *r, const char *words)
{
    if (str_find(r->fix, str_of(words), 0) == STR_NOT_FOUND)
        fail_msg("\"%s\" expected in the advice: %.*s", words, STR_ARGS(r->fix));
}

static inline const struct item_result *
expect_sheets(struct world *w, const struct question *q, const struct sheet *s, size_t n, enum verdict want)
{
    return expect(w, q, &(struct small_site){.sheet = s, .sheet_n = n}, want);
}

static inline const struct item_result *
expect_page(struct world *w, const struct question *q, const char *body, enum verdict want)
{
    const struct sheet page = {"/page", q->title, body};

    return expect_sheets(w, q, &page, 1, want);
}

static inline void
expect_all(struct world *w, const struct question *q, const struct trial *t, size_t n)
{
    for (size_t i = 0; i < n; i++)
        expect_page(w, q, t[i].body, t[i].want);
}

#endif
