/*
 * A small site of one municipality, its pages read from HTML and its documents from lines of text, judged
 * with the shipped rules on 28 April of the checklist's year.
 */
#ifndef OIT_TESTS_SMALL_SITE_H
#define OIT_TESTS_SMALL_SITE_H

#include "crawler/page.h"
#include "tests/unit/judge_sample.h"
#include <string.h>

#define HOST "https://www.bansommut.example"
#define ERA 543 /* years from the Common to the Buddhist Era */
#define COUNT(a) (sizeof(a) / sizeof *(a))
#define PAPER_PAGES 4
#define PAPER_BLOCKS 200

/* One page: its path, its title and first heading, and what stands below. */
struct sheet {
    const char *path, *title, *body;
};

/*
 * What was read of the file at a path.  Each text is a page of it: a line is a block, a line with " | " in it
 * is a row of cells; the rows of a page are one table.
 */
struct paper_file {
    const char *path;
    enum document_state state;
    const char *page[PAPER_PAGES];
    uint32_t flags;  /* enum text_flag */
    uint32_t page_n; /* when it has more than have text */
    bool cut;
};

struct small_site {
    const struct sheet *sheet;
    size_t sheet_n;
    const struct paper_file *file; /* files that pages link and that are not here were not read */
    size_t file_n;
    const char *cut;     /* path of a page of which only a part came */
    const char *heading; /* of the first page, where its title is not its first heading */
};

/* An item of a checklist, and how the page is called that should show it. */
struct question {
    int year;
    const char *item, *title;
};

/* Pages that every site has and that show no item. */
static const struct sheet common[] = {
    {"/", "เทศบาลตำบลบ้านสมมุติ", "<p>ยินดีต้อนรับสู่ตำบลริมแม่น้ำ</p>"},
    {"/history", "ประวัติความเป็นมา", "<p>ตำบลตั้งอยู่ริมแม่น้ำมาช้านาน</p>"},
    {"/sights", "สถานที่ท่องเที่ยว", "<p>วัดเก่าและตลาดน้ำ</p>"},
    {"/fund", "กองทุนหมู่บ้าน", "<p>รายชื่อกองทุนในตำบล</p>"},
};

/* ------------------------------------------------------------------ documents */

struct paper_text {
    struct block *block;
    uint32_t *sheet;
    size_t n;
    uint32_t page, rows;
};

static inline void
put_block(struct paper_text *t, struct str text, uint32_t row, uint32_t column)
{
    bool cell = row != NO_INDEX;

    assert_true(t->n < PAPER_BLOCKS);
    t->sheet[t->n] = t->page;
    t->block[t->n++] = (struct block){.text = text,
                                      .kind = cell ? BLOCK_CELL : BLOCK_PARAGRAPH,
                                      .heading = NO_INDEX,
                                      .row = row,
                                      .table = cell ? t->page : NO_INDEX,
                                      .column = column};
}

static inline void
put_line(struct paper_text *t, struct str line)
{
    struct str cell;
    uint32_t column = 0;

    if (str_find_char(line, '|', 0) == STR_NOT_FOUND) {
        put_block(t, line, NO_INDEX, 0);
        return;
    }
    while (str_next(&line, '|', &cell))
        put_block(t, str_trim(cell), t->rows, column++);
    t->rows++;
}

static inline struct document
document_of(struct arena *a, const struct paper_file *f)
{
    struct paper_text t = {.block = ARENA_ARRAY(a, struct block, PAPER_BLOCKS),
                           .sheet = ARENA_ARRAY(a, uint32_t, PAPER_BLOCKS)};
    struct str line;

    while (t.page < PAPER_PAGES && f->page[t.page] != NULL) {
        struct str text = arena_str(a, str_of(f->page[t.page++]));

        while (str_next(&text, '\n', &line))
            put_line(&t, line);
    }
    return (struct document){.format = FORMAT_PDF,
                             .state = f->state,
                             .part_count = f->page_n > 0 ? f->page_n : t.page,
                             .flags = f->flags,
                             .text = {.block = t.block, .block_n = t.n},
                             .sheet = t.sheet,
                             .cut = f->cut};
}

/* ------------------------------------------------------------------ the visit */

static inline struct page *
parse(struct arena *a, const struct sheet *s, const char *menu, const char *heading)
{
    struct page *p = ARENA_NEW(a, struct page);
    struct str html = arena_printf(a,
                                   "<title>%s</title><header>เทศบาลตำบลบ้านสมมุติ</header><nav>%s</nav>"
                                   "<main><h2>%s</h2>%s</main>",
                                   s->title, menu, heading, s->body);
    struct url address;

    assert_true(url_parse(a, arena_printf(a, HOST "%s", s->path), NULL, NULL, &address));
    page_parse(a, html, &address, "utf-8", p);
    p->url = address.href;
    return p;
}

static inline const char *
menu_of(struct arena *a, const struct small_site *s)
{
    struct str menu = STR("<a href='/history'>ประวัติความเป็นมา</a>");

    for (size_t i = 0; i < s->sheet_n; i++)
        menu =
            arena_printf(a, "%.*s<a href='%s'>%s</a>", STR_ARGS(menu), s->sheet[i].path, s->sheet[i].title);
    return menu.p;
}

/* A document is gone when it was shown, as those of a site file are. */
static inline void
show_document(struct judge *j, const struct fetch *f, const struct small_site *s)
{
    for (size_t i = 0; i < s->file_n; i++)
        if (str_eq(str_sub(f->url, strlen(HOST), f->url.n), str_of(s->file[i].path))) {
            struct arena *a = arena_new(0);
            struct document d = document_of(a, &s->file[i]);

            judge_document(j, f, &d);
            arena_free(a);
        }
}

static inline void
visit(struct judge *j, int pass, struct str url, const struct page *page, const struct small_site *s)
{
    struct fetch f = {.url = url,
                      .status = 200,
                      .content_type = page != NULL ? STR("text/html") : STR("application/pdf"),
                      .kind = page != NULL ? KIND_HTML : KIND_PDF,
                      .fetched = 1682600000,
                      .sha256 = sha256_of(url)};

    if (page != NULL && s->cut != NULL && str_eq(str_sub(url, strlen(HOST), url.n), str_of(s->cut)))
        f.problem = PROBLEM_TRUNCATED;
    judge_visit(j, pass, &f, page);
    if (pass == JUDGE_PASSES - 1 && judge_wants(j, url))
        show_document(j, &f, s);
}

/* A print view is known by its address and never fetched, what lies too deep or is broken gives nothing. */
static inline void
pass_by(struct judge *j, int pass, struct str url, enum problem why)
{
    struct fetch f = {.url = url, .problem = why};

    judge_visit(j, pass, &f, NULL);
}

/* An address that sends on to one where nothing is. */
static inline void
pass_on(struct judge *j, int pass, struct str url)
{
    struct str end = STR(HOST "/end?gone=1");
    struct fetch f = {.url = url, .status = 302, .redirect_to = end};

    judge_visit(j, pass, &f, NULL);
    pass_by(j, pass, end, PROBLEM_NOT_FOUND);
}

/* The page, and the files it links. */
static inline void
visit_sheet(struct arena *a, struct judge *j, int pass, const struct sheet *sheet, const struct small_site *s)
{
    bool otherwise = s->heading != NULL && sheet == s->sheet;
    const struct page *p = parse(a, sheet, menu_of(a, s), otherwise ? s->heading : sheet->title);

    visit(j, pass, p->url, p, s);
    for (size_t i = 0; i < p->link_n; i++)
        if (str_find(p->link[i].url, STR(".pdf"), 0) != STR_NOT_FOUND)
            visit(j, pass, p->link[i].url, NULL, s);
        else if (str_find(p->link[i].url, STR("print=1"), 0) != STR_NOT_FOUND)
            pass_by(j, pass, p->link[i].url, PROBLEM_TRAP_ACTION);
        else if (str_find(p->link[i].url, STR("deep=16"), 0) != STR_NOT_FOUND)
            pass_by(j, pass, p->link[i].url, PROBLEM_LIMIT_DEPTH);
        else if (str_find(p->link[i].url, STR(".mp4"), 0) != STR_NOT_FOUND)
            pass_by(j, pass, p->link[i].url, PROBLEM_TYPE);
        else if (str_find(p->link[i].url, STR("gone="), 0) != STR_NOT_FOUND)
            pass_by(j, pass, p->link[i].url, PROBLEM_NOT_FOUND);
        else if (str_find(p->link[i].url, STR("moved="), 0) != STR_NOT_FOUND)
            pass_on(j, pass, p->link[i].url);
        else if (str_find(p->link[i].url, STR("broken="), 0) != STR_NOT_FOUND)
            pass_by(j, pass, p->link[i].url, PROBLEM_SERVER_ERROR);
        else if (str_find(p->link[i].url, STR("//other."), 0) != STR_NOT_FOUND)
            pass_by(j, pass, p->link[i].url, PROBLEM_OFF_SITE);
}

/* What a site brings for an item, and the whole card when card is not NULL. */
static inline const struct item_result *
judge_item(struct world *w, const struct question *q, const struct small_site *s, struct scorecard *card)
{
    struct judge_options o = {.home = STR(HOST "/"), .as_of = {q->year - ERA, 4, 28}};
    struct judge *j =
        judge_new(w->catalog, catalog_pack(w->catalog, arena_printf(w->arena, "%d", q->year)), &o);
    struct scorecard own = {0};

    card = card != NULL ? card : &own;
    for (int pass = 0; pass < JUDGE_PASSES; pass++) {
        for (size_t i = 0; i < COUNT(common); i++)
            visit_sheet(w->arena, j, pass, &common[i], s);
        for (size_t i = 0; i < s->sheet_n; i++)
            visit_sheet(w->arena, j, pass, &s->sheet[i], s);
        judge_end_pass(j, pass);
    }
    judge_conclude(j, w->arena, card);
    judge_rest(j);
    assert_true(w->judge_n < JUDGES_MAX);
    w->judge[w->judge_n++] = j; /* the card's texts are its */
    for (size_t i = 0; i < card->item_n; i++)
        if (str_eq(card->item[i].id, str_of(q->item)))
            return &card->item[i];
    fail_msg("no item %s", q->item);
    return NULL;
}

/* ------------------------------------------------------------------ what is expected */

static inline struct str
reason(struct world *w, const struct item_result *r)
{
    return say_text(w->arena, &r->reason, LANG_EN);
}

static inline void
expect_verdict(struct world *w, const struct question *q, const struct small_site *s,
               const struct item_result *r, enum verdict want)
{
    if (r->verdict != want)
        fail_msg("%s of %d: %s expected, %s found: %.*s\n%s\n%s", q->item, q->year, verdict_name(want),
                 verdict_name(r->verdict), STR_ARGS(reason(w, r)), s->sheet[0].body,
                 s->file_n > 0 && s->file[0].page[0] != NULL ? s->file[0].page[0] : "");
}

static inline const struct item_result *
expect(struct world *w, const struct question *q, const struct small_site *s, enum verdict want)
{
    const struct item_result *r = judge_item(w, q, s, NULL);

    expect_verdict(w, q, s, r, want);
    return r;
}

static inline void
expect_reason(struct world *w, const struct item_result *r, const char *words)
{
    if (str_find(reason(w, r), str_of(words), 0) == STR_NOT_FOUND)
        fail_msg("\"%s\" expected in the reason: %.*s", words, STR_ARGS(reason(w, r)));
}

#endif
