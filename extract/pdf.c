/*
 * PDF: the text layer first, page by page.  A page without letters, or with letters that cannot be told from
 * each other, is looked at as a picture; until it is recognised it is unread, never empty.
 */
#include "base/mem.h"
#include "base/say.h"
#include "extract/box.h"
#include "extract/letters.h"
#include "extract/lines.h"
#include "extract/ocr.h"
#include "extract/pdf_info.h"
#include "extract/pdf_pictures.h"
#include "extract/reading.h"
#include "oit/limits.h"
#include <stdio.h>
#include <stdlib.h>

#define FEW_LETTERS 60   /* on a page, as a heading has: a large picture holds the rest */
#define FEW_FOREIGN 120  /* the same where none is Thai: a scanner's stamp */
#define NO_LETTERS 10    /* a page number and the like: any picture holds all there is */
#define LARGE_PICTURE 30 /* square inches, a third of A4; or half of the page */
#define ANY_PICTURE 0.5
#define INK_PAGES 3    /* pages drawn to see whether they are blank */
#define TAIL (2 * KIB) /* where the end mark of a whole file stands */
#define PAGE_NUMBER 16 /* characters of a page number as an argument */

struct page_of {
    struct str text; /* decoded, later cured */
    uint32_t flags;
    size_t thai, letters, readable; /* Thai ones; all; with digits */
    int confidence;
    bool garbled, picture, damaged, unread;
};

struct pdf {
    struct reading *r;
    struct arena *a;
    struct buf output, errors; /* of pdftotext */
    enum box_end end;
    struct page_of *page;
    size_t n, cap;
    uint32_t total; /* pages the file has */
    struct letters_count whole;
    double small_page; /* square inches, 0 until asked for */
    const char *detail;
    bool cut;
};

/* One page more than we keep is asked for, so that it is known that there are more. */
static void
run_pdftotext(struct pdf *p)
{
    char last[PAGE_NUMBER];
    const char *argv[] = {box_program("pdftotext"), "-raw", "-enc", "UTF-8", "-l", last, "-", "-", NULL};
    struct box_job job = {.argv = argv, .in = p->r->fd};

    snprintf(last, sizeof(last), "%d", LIMIT_DOCUMENT_PARTS + 1);
    p->end = argv[0] ? box_run(&job, &p->output, &p->errors, NULL) : BOX_ABSENT;
    p->cut = p->end != BOX_DONE;
}

static bool
says(const struct pdf *p, const char *words)
{
    return str_has(buf_view(&p->errors), str_of(words));
}

static bool
is_web_page(struct str bytes)
{
    struct str head = str_sub(bytes, 0, KIB);

    return !str_has(head, STR("%PDF")) && (str_find_nocase(head, STR("<html"), 0) != STR_NOT_FOUND ||
                                           str_find_nocase(head, STR("<!doctype html"), 0) != STR_NOT_FOUND);
}

/* How the program ended before its time, DOCUMENT_READ when it did not. */
static enum document_state
why_cut(const struct pdf *p)
{
    if (says(p, "Out of memory") || says(p, "bad_alloc"))
        return DOCUMENT_TOO_LARGE;
    if (p->end == BOX_TIMEOUT)
        return DOCUMENT_TIMEOUT;
    return p->end == BOX_CRASHED ? DOCUMENT_CRASHED : DOCUMENT_READ;
}

/* Of a file of which no page came. */
static enum document_state
why_nothing(struct pdf *p)
{
    if (p->end == BOX_ABSENT) {
        p->detail = N_("the program pdftotext could not be started");
        return DOCUMENT_NO_READER;
    }
    if (why_cut(p) != DOCUMENT_READ)
        return why_cut(p);
    if (says(p, "Incorrect password"))
        return DOCUMENT_LOCKED;
    if (is_web_page(p->r->bytes))
        return DOCUMENT_WEB_PAGE;
    if (says(p, "Invalid page count 0"))
        p->detail = N_("the file has no pages");
    return DOCUMENT_DAMAGED;
}

static void
measure(struct pdf *p, struct page_of *page)
{
    struct letters_count own = {0};

    letters_count_add(&own, page->text);
    letters_count_sum(&p->whole, &own);
    page->thai = own.thai;
    page->letters = own.thai + own.latin;
    page->readable = letters_count_readable(&own);
    page->garbled = letters_count_garbled(&own);
    if (page->garbled)
        page->flags |= TEXT_GARBLED;
}

static void
add_page(struct pdf *p, struct str text, struct buf *decoded)
{
    struct page_of page = {.confidence = 100};

    buf_clear(decoded);
    page.flags = letters_decode(text, decoded);
    page.text = arena_str(p->a, buf_view(decoded));
    measure(p, &page);
    p->page = mem_room(p->page, p->n, &p->cap, sizeof(*p->page));
    p->page[p->n++] = page;
}

/*
 * Where the page that begins at from ends.  A form feed at the beginning of a line ends it; one within a line
 * is the code of a glyph.
 */
static size_t
page_end(struct str output, size_t from)
{
    size_t at = from;

    while (at < output.n && !(output.p[at] == '\f' && (at == from || output.p[at - 1] == '\n')))
        at++;
    return at;
}

static void
take_pages(struct pdf *p)
{
    struct str output = buf_view(&p->output);
    struct buf decoded;

    buf_init(&decoded, 4 * LIMIT_DOCUMENT_TEXT);
    for (size_t at = 0; at < output.n && p->n < LIMIT_DOCUMENT_PARTS;) {
        size_t end = page_end(output, at);

        add_page(p, str_sub(output, at, end), &decoded);
        at = end + 1;
        p->cut |= p->n == LIMIT_DOCUMENT_PARTS && at < output.n;
    }
    buf_free(&decoded);
}

/* Errors of the file's structure: a page that came without anything may be one that is lost. */
static bool
has_errors(const struct pdf *p)
{
    return says(p, "Syntax Error") || says(p, "Internal Error");
}

/*
 * How many pages the file says it has: some may be lost.  Where it has fewer than came, glyph codes were
 * taken for ends of pages, and none of the text is believed.
 */
static void
check_count(struct pdf *p)
{
    bool garbled = false;

    for (size_t i = 0; i < p->n; i++)
        garbled |= p->page[i].garbled;
    p->total = (uint32_t)p->n;
    if (garbled || p->cut || has_errors(p))
        p->total = pdf_info_pages(p->r->fd);
    if (garbled && !p->cut && p->total > 0 && p->total < p->n) {
        p->n = p->total;
        for (size_t i = 0; i < p->n; i++)
            p->page[i] = (struct page_of){.flags = TEXT_GARBLED, .garbled = true, .confidence = 100};
    }
    if (p->total < p->n)
        p->total = (uint32_t)p->n;
    p->cut |= p->total > p->n;
}

static bool
lacks_its_end(const struct pdf *p)
{
    struct str bytes = p->r->bytes;

    return !str_has(str_sub(bytes, bytes.n > TAIL ? bytes.n - TAIL : 0, bytes.n), STR("%%EOF"));
}

/* A page of drawn lines may be writing turned into outlines.  A few pages speak for all. */
static bool
has_ink(struct pdf *p, size_t i, int *tries, bool *before)
{
    if (*tries > 0) {
        --*tries;
        *before |= ocr_pdf_page_has_ink(p->r->fd, (uint32_t)i + 1);
    }
    return *before;
}

/* Pages of one file have mostly one size: the first small one that is asked about speaks for all. */
static bool
is_large(struct pdf *p, size_t i, double area)
{
    double width, height;

    if (area >= LARGE_PICTURE || area < ANY_PICTURE)
        return area >= LARGE_PICTURE;
    if (p->small_page == 0) {
        pdf_info_size(p->r->fd, (uint32_t)i + 1, &width, &height);
        p->small_page = width * height > 0 ? width * height : 2 * LARGE_PICTURE;
    }
    return area * 2 >= p->small_page;
}

static bool
is_picture(struct pdf *p, size_t i, const double *area)
{
    bool bare = p->page[i].letters < NO_LETTERS;

    if (!area)
        return bare;
    return bare ? area[i] >= ANY_PICTURE : is_large(p, i, area[i]);
}

/* Which pages show what their letters do not say. */
static void
find_pictures(struct pdf *p)
{
    const double *area = NULL;
    int tries = INK_PAGES;
    bool looked = false, ink = false;

    for (size_t i = 0; i < p->n; i++) {
        struct page_of *page = &p->page[i];

        if (page->readable >= (page->thai > 0 ? FEW_LETTERS : FEW_FOREIGN) || page->garbled)
            continue;
        if (!looked)
            area = pdf_pictures(p->r->fd, (uint32_t)p->n, p->a);
        looked = true;
        page->picture = is_picture(p, i, area);
        if (page->picture || page->readable > 0)
            continue;
        page->damaged = has_errors(p);
        page->picture = !page->damaged && has_ink(p, i, &tries, &ink);
    }
}

/* What was recognised takes the place of what the page says itself, unless that is Thai: a stamp is in the
 * picture too. */
static void
recognise(struct pdf *p, struct page_of *page, uint32_t number, struct buf *text)
{
    struct letters_count own = {0};

    buf_clear(text);
    if (page->thai > 0 && !page->garbled) {
        buf_str(text, page->text);
        buf_z(text, "\n\n");
    }
    if (!ocr_pdf_page(p->r->fd, number, text, &page->confidence)) {
        page->confidence = 0;
        page->unread = true;
        return;
    }
    page->text = arena_str(p->a, buf_view(text));
    page->flags |= TEXT_RECOGNISED | (page->confidence < OCR_UNSURE ? TEXT_DISTORTED : 0);
    letters_count_add(&own, page->text);
    page->readable = letters_count_readable(&own);
    page->unread = page->garbled && page->readable == 0;
}

static void
recognise_pages(struct pdf *p)
{
    uint32_t left = p->r->ocr_pages;
    const char *lacks = left > 0 ? ocr_lacks() : NULL;
    struct buf text;

    buf_init(&text, LIMIT_DOCUMENT_TEXT);
    for (size_t i = 0; i < p->n; i++) {
        struct page_of *page = &p->page[i];

        if (page->damaged) {
            page->unread = true;
        } else if ((page->picture || page->garbled) && left > 0 && !lacks) {
            recognise(p, page, (uint32_t)i + 1, &text);
            left--;
        } else if (page->picture || page->garbled) {
            page->unread = true;
            p->detail = lacks ? lacks : p->detail;
        }
        if (page->unread)
            page->confidence = 0;
    }
    buf_free(&text);
}

static void
write_page(struct pdf *p, struct page_of *page, uint32_t number, struct buf *cured)
{
    buf_clear(cured);
    if (!page->garbled || page->flags & TEXT_RECOGNISED)
        page->flags |= letters_cure(page->text, &p->whole, cured);
    record_part(p->r->out, number, page->flags, page->confidence, page->unread, STR_NONE);
    lines_write(p->r->out, buf_view(cured), number == 1 && !page->unread);
}

/* What pages without text make of the whole: nothing is called empty of which a part was not seen. */
static enum document_state
decide_without_text(struct pdf *p, bool garbled, bool picture, bool unread)
{
    if (why_cut(p) != DOCUMENT_READ)
        return why_cut(p);
    if (garbled)
        return DOCUMENT_GARBLED;
    if (picture && !unread)
        p->detail = N_("no text was recognised in its pictures");
    if (picture)
        return DOCUMENT_SCAN;
    if (has_errors(p) && p->cut)
        return DOCUMENT_DAMAGED;
    return p->cut ? DOCUMENT_TOO_LARGE : DOCUMENT_EMPTY;
}

/* What became of the whole, once each page is known. */
static enum document_state
decide(struct pdf *p)
{
    bool text = false, garbled = false, picture = false, unread = false;

    for (size_t i = 0; i < p->n; i++) {
        const struct page_of *page = &p->page[i];

        text |= !page->unread && page->readable > 0;
        garbled |= page->garbled;
        picture |= page->picture;
        unread |= page->unread;
    }
    p->cut |= unread || (lacks_its_end(p) && has_errors(p));
    return text ? DOCUMENT_READ : decide_without_text(p, garbled, picture, unread);
}

void
pdf_read(struct reading *r)
{
    struct pdf p = {.r = r, .a = arena_new(0), .detail = ""};
    enum document_state state;
    struct buf cured;

    buf_init(&p.output, LIMIT_DOCUMENT_TEXT);
    buf_init(&p.errors, KIB);
    run_pdftotext(&p);
    take_pages(&p);
    if (p.n == 0) {
        state = why_nothing(&p);
    } else {
        check_count(&p);
        find_pictures(&p);
        recognise_pages(&p);
        buf_init(&cured, 4 * LIMIT_DOCUMENT_TEXT);
        for (uint32_t i = 0; i < p.n; i++)
            write_page(&p, &p.page[i], i + 1, &cured);
        buf_free(&cured);
        state = decide(&p);
    }
    record_end(r->out, FORMAT_PDF, state, p.total, p.cut && p.n > 0, str_of(p.detail));
    buf_free(&p.output);
    buf_free(&p.errors);
    free(p.page);
    arena_free(p.a);
}
