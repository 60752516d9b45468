/* Reading what is stored, before it is judged. */
#include "cli/readings.h"
#include "base/clock.h"
#include "base/log.h"
#include "base/mem.h"
#include "base/say.h"
#include "cli/wants.h"
#include "extract/ocr.h"
#include "oit/limits.h"
#include "rules/judge.h"
#include <stdlib.h>

#define CANDIDATES_RECOGNISED 2 /* of an item, best first */
#define FIRST_DEPTH                                                                                          \
    2 /* documents of an unproven item read in one turn; doubled while that brings nothing new */
#define LAST_DEPTH 64
#define FOUND_DEPTH 8  /* of an item that is found, of which something is still unknown */
#define STRAYS_READ 80 /* documents that no words lead to */

struct readings *
readings_new(uint32_t ocr_pages, const volatile int *stop)
{
    struct readings *r = mem_new(1, sizeof *r);

    r->extract = extract_new(NULL, stop);
    r->ocr_pages = ocr_pages;
    r->stop = stop;
    r->begun = clock_monotonic_ms();
    return r;
}

void
readings_free(struct readings *r)
{
    if (r == NULL)
        return;
    extract_free(r->extract);
    free(r);
}

static bool
stopped(const struct readings *r)
{
    return r->stop != NULL && *r->stop != 0;
}

/* Without a reader the judgement goes on by names and link words, and says so. */
static void
tell_broken(struct readings *r, const struct err *why)
{
    r->broken = true;
    log_warn("%s: %s", why->input, why->what);
    log_warn("  → %s", why->next);
}

/* What the machine had no room for stays for the next judgement, as do the other documents of this one. */
static void
tell_crowded(struct readings *r, const struct document *d)
{
    r->broken = true;
    log_warn(_("documents are not read any more in this judgement: %s"),
             _(d->detail.n > 0 ? d->detail.p : document_state_text(d->state)));
    log_warn("  → %s", _("close other programs, then read the rest with \"oit judge FILE\""));
}

/* A document that was fetched. */
struct paper_at {
    struct str url;
    struct sha256 sha256;
};

/* The reading of one site may not go on for ever: what is left is said to be left. */
static bool
is_spent(struct readings *r)
{
    return r->bytes >= LIMIT_READ_SITE_BYTES || clock_monotonic_ms() - r->begun >= LIMIT_READ_SITE_MS;
}

static int
leave_unread(struct readings *r, struct session *s, const struct paper_at *w, struct err *e)
{
    const struct document left = {.state = DOCUMENT_LIMIT};

    r->broken = s->reading_cut = true;
    log_warn("%s", _("documents are left unread: the budget for reading them is used up"));
    log_warn("  → %s", _("\"oit judge FILE\" goes on reading where this stopped"));
    return store_put_document(s->store, &w->sha256, &left, 0, e);
}

/* 1 when something was read and shown to the judge, 0 when not; -1 and e when it cannot be stored. */
static int
read_one(struct readings *r, struct session *s, const struct paper_at *w, uint32_t ocr_pages, struct err *e)
{
    struct arena *a = arena_new(0);
    struct document d;
    struct err why = {0};
    struct buf body;
    int result = 0;

    buf_init(&body, LIMIT_DOCUMENT);
    if (!store_body(s->store, &w->sha256, &body))
        goto out;
    if (is_spent(r)) {
        result = leave_unread(r, s, w, e);
        goto out;
    }
    r->bytes += body.n;
    if (extract_read(r->extract, buf_view(&body), ocr_pages, a, &d, &why) != 0) {
        tell_broken(r, &why);
        goto out;
    }
    log_debug("%s %.*s", document_state_name(d.state), STR_ARGS(w->url));
    if (stopped(r)) /* nothing was learnt of the document */
        goto out;
    if (d.state == DOCUMENT_LIMIT) {
        tell_crowded(r, &d);
        s->reading_cut = true;
    }
    result = store_put_document(s->store, &w->sha256, &d, ocr_pages, e) == 0 ? 1 : -1;
    if (result == 1)
        judge_document_read(s->judge, &w->sha256, &d);
out:
    buf_free(&body);
    arena_free(a);
    return result;
}

/* What is known of a document: whether a reader said something of it, and not of the machine that day. */
enum shelf { SHELF_UNREAD, SHELF_SCAN, SHELF_READ };

static enum shelf
shelf_of(struct session *s, struct arena *scratch, const struct paper_at *w)
{
    struct document d;
    uint32_t ocr;

    arena_reset(scratch);
    if (!store_document(s->store, &w->sha256, scratch, &d, &ocr) || d.state == DOCUMENT_LIMIT ||
        d.state == DOCUMENT_NO_READER)
        return SHELF_UNREAD;
    return ocr == 0 && (d.state == DOCUMENT_SCAN || d.state == DOCUMENT_GARBLED) ? SHELF_SCAN : SHELF_READ;
}

int
readings_recognised(const struct readings *r)
{
    if (r->broken || stopped(r) || r->recognised >= LIMIT_OCR_SITE_PAGES)
        return -1;
    return r->ocr_pages > 0 && ocr_lacks() == NULL ? (int)r->ocr_pages : 0;
}

/* Where recognition is not installed a scan stays one, to be recognised when it is. */
static bool
recognises(struct readings *r)
{
    const char *lacks = r->ocr_pages > 0 ? ocr_lacks() : NULL;

    if (lacks)
        log_note("%s", _(lacks));
    if (lacks)
        r->ocr_pages = 0;
    return r->ocr_pages > 0 && r->recognised < LIMIT_OCR_SITE_PAGES;
}

/* One turn over the candidates of all items. */
struct round {
    struct readings *readings;
    struct session *session;
    struct arena *scratch;
    size_t depth; /* so many documents of an item that is not proven yet */
};

static int
take_one(struct round *x, const struct paper_at *at, size_t rank, struct err *e)
{
    struct readings *r = x->readings;
    enum shelf shelf = shelf_of(x->session, x->scratch, at);

    if (shelf == SHELF_READ || r->broken || stopped(r))
        return 0;
    if (shelf == SHELF_UNREAD)
        return read_one(r, x->session, at, 0, e);
    if (rank >= CANDIDATES_RECOGNISED || !recognises(r))
        return 0;
    r->recognised += r->ocr_pages;
    return read_one(r, x->session, at, r->ocr_pages, e);
}

/* Found, and nothing of it is unknown: further papers would change nothing. */
static bool
is_settled(const struct item_result *item)
{
    for (size_t i = 0; i < item->element_n; i++)
        if (item->element[i].met == MET_UNKNOWN)
            return false;
    return item->machine_verdict == VERDICT_FOUND;
}

/* Best first: what the verdict rests on, and while that is not "found", what else might bring it. */
static int
take_item(struct round *x, const struct item_result *item, struct err *e)
{
    size_t documents = 0;
    int count = 0;

    for (size_t i = 0; i < item->candidate_n; i++) {
        const struct candidate *c = &item->candidate[i];
        struct paper_at at = {.url = c->url};
        bool counts = c->taken || c->together, more = !counts && item->machine_verdict == VERDICT_FOUND;
        int got;

        if ((!counts && is_settled(item)) || !judge_document_hash(x->session->judge, c->url, &at.sha256) ||
            (documents++ >= (more && x->depth > FOUND_DEPTH ? FOUND_DEPTH : x->depth) && !counts))
            continue;
        /* To recognise pictures is for what is not found yet. */
        got = take_one(x, &at, more ? CANDIDATES_RECOGNISED : i, e);
        if (got < 0)
            return -1;
        count += got;
    }
    return count;
}

static int
take_items(struct round *x, const struct scorecard *card, struct err *e)
{
    int count = 0;

    for (size_t i = 0; i < card->item_n; i++) {
        int got = take_item(x, &card->item[i], e);

        if (got < 0)
            return -1;
        count += got;
    }
    return count;
}

/* Behind all that words lead to. */
static int
take_strays(struct round *x, const struct scorecard *card, struct err *e)
{
    struct paper_at at;
    uint32_t node = 0;
    int count = 0;

    if (!wants_unnamed(card))
        return 0;
    for (size_t n = 0; n < STRAYS_READ && judge_next_stray(x->session->judge, &node, &at.url, &at.sha256);
         n++) {
        int got = take_one(x, &at, CANDIDATES_RECOGNISED, e);

        if (got < 0)
            return -1;
        count += got;
    }
    return count;
}

int
readings_take(struct readings *r, struct session *s, const struct scorecard *card, struct err *e)
{
    struct round x = {.readings = r, .session = s, .scratch = arena_new(0)};
    int count = 0;

    for (x.depth = FIRST_DEPTH; count == 0 && x.depth <= LAST_DEPTH; x.depth *= 2)
        count = take_items(&x, card, e);
    if (count == 0)
        count = take_strays(&x, card, e);
    arena_free(x.scratch);
    return count;
}
