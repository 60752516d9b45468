/* Reading what is stored, before it is judged. */
#include "cli/readings.h"
#include "base/log.h"
#include "base/mem.h"
#include "base/say.h"
#include "extract/ocr.h"
#include "oit/limits.h"
#include "rules/judge.h"
#include <stdlib.h>

#define CANDIDATES_RECOGNISED 2 /* of an item, best first */

struct readings *
readings_new(uint32_t ocr_pages, const volatile int *stop)
{
    struct readings *r = mem_new(1, sizeof *r);

    r->extract = extract_new(NULL, stop);
    r->ocr_pages = ocr_pages;
    r->stop = stop;
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
}

/* 1 when something was read, 0 when not; -1 and e when it cannot be stored. */
static int
read_one(struct readings *r, struct session *s, const struct wanted *w, uint32_t ocr_pages, struct err *e)
{
    struct arena *a = arena_new(0);
    struct document d;
    struct err why = {0};
    struct buf body;
    int result = 0;

    buf_init(&body, LIMIT_DOCUMENT);
    if (!store_body(s->store, &w->sha256, &body))
        goto out;
    if (extract_read(r->extract, buf_view(&body), ocr_pages, a, &d, &why) != 0) {
        tell_broken(r, &why);
        goto out;
    }
    log_debug("%s %.*s", document_state_name(d.state), STR_ARGS(w->url));
    if (stopped(r)) /* nothing was learnt of the document */
        goto out;
    if (d.state == DOCUMENT_LIMIT)
        tell_crowded(r, &d);
    result = store_put_document(s->store, &w->sha256, &d, ocr_pages, e) == 0 ? 1 : -1;
out:
    buf_free(&body);
    arena_free(a);
    return result;
}

/* Is there something that a reader said of the document itself, and not of the machine that day? */
static bool
was_read(struct session *s, struct arena *scratch, const struct wanted *w)
{
    struct document d;
    uint32_t ocr;

    arena_reset(scratch);
    return store_document(s->store, &w->sha256, scratch, &d, &ocr) && d.state != DOCUMENT_LIMIT &&
           d.state != DOCUMENT_NO_READER;
}

int
readings_take(struct readings *r, struct session *s, struct err *e)
{
    struct arena *a = arena_new(0), *scratch = arena_new(0);
    const struct wanted *w;
    size_t n = judge_wanted(s->judge, a, &w);
    int bad = 0;

    for (size_t i = 0; i < n && bad >= 0 && !r->broken && !stopped(r); i++)
        if (!was_read(s, scratch, &w[i]))
            bad = read_one(r, s, &w[i], 0, e);
    arena_free(scratch);
    arena_free(a);
    return bad < 0 ? -1 : 0;
}

/* Is it a picture of text that recognition has not seen yet? */
static bool
is_scan(struct session *s, struct arena *scratch, const struct wanted *w)
{
    struct document d;
    uint32_t ocr;

    arena_reset(scratch);
    return store_document(s->store, &w->sha256, scratch, &d, &ocr) && ocr == 0 &&
           (d.state == DOCUMENT_SCAN || d.state == DOCUMENT_GARBLED);
}

static const struct wanted *
wanted_at(const struct wanted *w, size_t n, struct str url)
{
    for (size_t i = 0; i < n; i++)
        if (str_eq(w[i].url, url))
            return &w[i];
    return NULL;
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
    return r->ocr_pages > 0 && r->recognised < LIMIT_OCR_SITE_PAGES && !r->broken && !stopped(r);
}

static int
recognise_item(struct readings *r, struct session *s, const struct item_result *item, const struct wanted *w,
               size_t n, struct err *e)
{
    struct arena *scratch = arena_new(0);
    int count = 0;

    for (size_t i = 0; i < item->candidate_n && i < CANDIDATES_RECOGNISED && count >= 0; i++) {
        const struct wanted *at = wanted_at(w, n, item->candidate[i].url);
        int got;

        if (at == NULL || !is_scan(s, scratch, at) || !recognises(r))
            continue;
        r->recognised += r->ocr_pages;
        got = read_one(r, s, at, r->ocr_pages, e);
        count = got < 0 ? -1 : count + got;
    }
    arena_free(scratch);
    return count;
}

int
readings_recognise(struct readings *r, struct session *s, const struct scorecard *card, struct err *e)
{
    struct arena *a = arena_new(0);
    const struct wanted *w;
    size_t n = judge_wanted(s->judge, a, &w);
    int count = 0;

    for (size_t i = 0; i < card->item_n && count >= 0; i++) {
        int got = recognise_item(r, s, &card->item[i], w, n, e);

        count = got < 0 ? -1 : count + got;
    }
    arena_free(a);
    return count;
}
