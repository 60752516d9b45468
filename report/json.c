/*
 * The result document, schema oit-result/1.  Keys stand in the order of the written format; fields are
 * only ever added.  What is not known is null, never an empty guess.
 *
 * jansson builds the tree; json_print.c prints it.
 */
#include "report/json.h"
#include "report/card.h"
#include "report/json_private.h"
#include "report/todo.h"

static json_t *
tool(const struct scorecard *c)
{
    json_t *o = json_object();

    put(o, "name", word("oit"));
    put(o, "version", text(c->tool_version));
    return o;
}

static json_t *
site(const struct scorecard *c)
{
    json_t *o = json_object();

    put(o, "url", text(c->site_url));
    put(o, "host", text(c->site_host));
    put(o, "agency", text_or_null(c->agency));
    put(o, "agency_kind", text_or_null(c->agency_kind));
    return o;
}

static json_t *
last_readable(const struct last_read *l)
{
    json_t *o;

    if (l->started.n == 0)
        return json_null();
    o = json_object();
    put(o, "id", text(l->run_id));
    put(o, "started", text(l->started));
    put(o, "low", points(l->low));
    put(o, "high", points(l->high));
    return o;
}

static json_t *
run(const struct scorecard *c)
{
    json_t *o = json_object();

    put(o, "id", text(c->run_id));
    put(o, "started", text_or_null(c->started));
    put(o, "finished", text_or_null(c->finished));
    put(o, "as_of", text(c->as_of));
    put(o, "complete", json_boolean(c->complete));
    put(o, "readable", json_boolean(!card_unreadable(c)));
    put(o, "last_readable", last_readable(&c->last_read));
    return o;
}

static json_t *
pack(const struct scorecard *c)
{
    json_t *o = json_object();

    put(o, "id", text(c->pack_id));
    put(o, "fiscal_year", json_integer(c->fiscal_year));
    put(o, "sha256", text(c->pack_sha256));
    put(o, "scored", json_boolean(c->scored));
    put(o, "name", text_or_null(c->pack_name));
    return o;
}

static json_t *
skipped(const struct coverage *v)
{
    json_t *o = json_object();

    put(o, "robots", count(v->skipped_robots));
    put(o, "limit", count(v->skipped_limit));
    put(o, "off_site", count(v->skipped_off_site));
    put(o, "trap", count(v->skipped_trap));
    put(o, "type", count(v->skipped_type));
    return o;
}

static json_t *
problems(const struct coverage *v)
{
    json_t *array = json_array();

    for (size_t i = 0; i < v->problem_n; i++) {
        const struct coverage_problem *p = &v->problem[i];
        json_t *o = json_object();

        put(o, "url", text(p->url));
        put(o, "problem", word(problem_name(p->problem)));
        put(o, "detail", text_or_null(p->detail));
        add(array, o);
    }
    return array;
}

/* Only what there is, so that a new cause changes no result that does not know it. */
static json_t *
unread(const struct coverage *v)
{
    json_t *o = json_object();

    if (v->documents_failed > 0)
        put(o, "failed", count(v->documents_failed));
    for (int s = 0; s < DOCUMENT_STATE_COUNT; s++)
        if (v->documents_unread[s] > 0)
            put(o, document_state_name((enum document_state)s), count(v->documents_unread[s]));
    return o;
}

static json_t *
coverage(const struct coverage *v)
{
    json_t *o = json_object();

    put(o, "discovered", count(v->discovered));
    put(o, "fetched", count(v->fetched));
    put(o, "not_modified", count(v->not_modified));
    put(o, "failed", count(v->failed));
    put(o, "documents", count(v->documents));
    put(o, "documents_read", count(v->documents_read));
    put(o, "skipped", skipped(v));
    put(o, "hosts", list(v->hosts));
    put(o, "problems", problems(v));
    put(o, "problems_not_listed", count(v->problem_more));
    put(o, "bad_tls", count(v->bad_tls));
    put(o, "documents_unread", unread(v));
    return o;
}

static json_t *
subs(const struct indicator_score *d)
{
    json_t *array = json_array();

    for (size_t i = 0; i < d->sub_n; i++) {
        const struct sub_score *s = &d->sub[i];
        json_t *o = json_object();

        put(o, "id", text(s->id));
        put(o, "name", text(s->name));
        put(o, "low", points(s->low));
        put(o, "high", points(s->high));
        put(o, "items", list(s->items));
        put(o, "name_en", text_or_null(s->name_en));
        add(array, o);
    }
    return array;
}

static json_t *
indicators(const struct scorecard *c)
{
    json_t *array = json_array();

    for (size_t i = 0; i < c->indicator_n; i++) {
        const struct indicator_score *d = &c->indicator[i];
        json_t *o = json_object();

        put(o, "id", text(d->id));
        put(o, "name", text(d->name));
        put(o, "low", points(d->low));
        put(o, "high", points(d->high));
        put(o, "subs", subs(d));
        put(o, "name_en", text_or_null(d->name_en));
        add(array, o);
    }
    return array;
}

/* The total, where the two surveys are known. */
static json_t *
total(const struct scorecard *c)
{
    json_t *o = json_object();

    put(o, "iit", points(c->iit));
    put(o, "eit", points(c->eit));
    put(o, "low", points(c->ita_low));
    put(o, "high", points(c->ita_high));
    return o;
}

static json_t *
score(struct arena *a, const struct scorecard *c, enum lang lang)
{
    json_t *o = json_object();

    put(o, "low", points(c->low));
    put(o, "high", points(c->high));
    put(o, "potential", points(c->potential));
    put(o, "level", text_or_null(c->level));
    put(o, "rating_note", sentence(a, &c->rating_note, lang));
    put(o, "indicators", indicators(c));
    if (c->ita_low != NO_SCORE)
        put(o, "ita", total(c));
    return o;
}

static json_t *
gain(const struct item_result *i)
{
    json_t *o = json_object();

    put(o, "oit", points(i->gain_oit));
    put(o, "ita", points(i->gain_ita));
    return o;
}

static json_t *
met(enum met m)
{
    return m == MET_UNKNOWN ? json_null() : json_boolean(m == MET_YES);
}

/* A sentence about an item, its elements named in the language. */
static json_t *
said_of(struct arena *a, const struct item_result *i, const struct say *s, enum lang lang)
{
    return s->id != NULL ? text(card_sentence(a, i, s, lang)) : json_null();
}

static json_t *
elements(struct arena *a, const struct item_result *item, enum lang lang)
{
    json_t *array = json_array();

    for (size_t i = 0; i < item->element_n; i++) {
        const struct element_result *e = &item->element[i];
        json_t *o = json_object(), *proof = json_array();

        for (size_t k = 0; k < e->evidence_n; k++)
            add(proof, count(e->evidence[k]));
        put(o, "id", text(e->id));
        put(o, "text", text(e->text));
        put(o, "met", met(e->met));
        put(o, "basis", word(basis_name(e->basis)));
        put(o, "evidence", proof);
        put(o, "note", said_of(a, item, &e->note, lang));
        put(o, "text_en", text_or_null(e->text_en));
        add(array, o);
    }
    return array;
}

static json_t *
hash(const struct sha256 *h)
{
    char hex[65];

    if (sha256_is_zero(h))
        return json_null();
    sha256_hex(h, hex);
    return word(hex);
}

static json_t *
moment(int64_t seconds)
{
    char iso[32];

    if (seconds == 0)
        return json_null();
    date_iso_time(seconds, iso);
    return word(iso);
}

static json_t *
one_evidence(struct arena *a, const struct evidence *e)
{
    json_t *o = json_object();

    put(o, "url", text(e->url));
    put(o, "final_url", text_or_null(e->final_url));
    put(o, "found_on", text_or_null(e->found_on));
    put(o, "path", list(card_path(a, e)));
    put(o, "where", word(where_name(e->where)));
    put(o, "quote", text(e->quote));
    put(o, "page", known(e->page));
    put(o, "fiscal_year", known(e->fiscal_year));
    put(o, "period", text_or_null(e->period));
    put(o, "http_status", known(e->http_status));
    put(o, "content_type", text_or_null(e->content_type));
    put(o, "sha256", hash(&e->sha256));
    put(o, "fetched", moment(e->fetched));
    put(o, "last_modified", text_or_null(e->last_modified));
    put(o, "by", text_or_null(e->by));
    put(o, "bad_tls", json_boolean(e->bad_tls));
    return o;
}

static json_t *
evidence(struct arena *a, const struct item_result *item)
{
    json_t *array = json_array();

    for (size_t i = 0; i < item->evidence_n; i++)
        add(array, one_evidence(a, &item->evidence[i]));
    return array;
}

static json_t *
looked(const struct item_result *i)
{
    json_t *o = json_object();

    put(o, "pages", count(i->looked_pages));
    put(o, "documents", count(i->looked_documents));
    put(o, "documents_read", count(i->looked_read));
    put(o, "words", list(i->looked_words));
    return o;
}

static json_t *
doubts(struct arena *a, const struct item_result *i, enum lang lang)
{
    json_t *array = json_array();

    for (size_t k = 0; k < i->doubt_n; k++)
        add(array, said_of(a, i, &i->doubt[k], lang));
    return array;
}

/* What a person has said; counts: does their verdict stand in the place of ours? */
static json_t *
review(const struct review *r)
{
    json_t *o;

    if (r == NULL)
        return json_null();
    o = json_object();
    put(o, "item", text(r->item));
    put(o, "verdict", word(verdict_name(r->verdict)));
    put(o, "reason", text(r->reason));
    put(o, "by", text(r->by));
    put(o, "made", moment(r->made));
    put(o, "until", text_or_null(r->until));
    put(o, "machine_verdict", word(r->machine != VERDICT_COUNT ? verdict_name(r->machine) : NULL));
    put(o, "counts", json_boolean(r->state == REVIEW_STANDS));
    put(o, "state", word(review_state_name(r->state)));
    return o;
}

static json_t *
unused_reviews(const struct scorecard *c)
{
    json_t *array = json_array();

    for (size_t i = 0; i < c->unused_n; i++)
        add(array, review(&c->unused[i]));
    return array;
}

static bool
is_to_do(const struct item_result *i)
{
    return !verdict_counts_low(i->verdict) && i->verdict != VERDICT_NOT_APPLICABLE;
}

/* What brings most for the work it takes, first; "to_do" has the most points first. */
static json_t *
next(struct arena *a, const struct scorecard *c)
{
    const struct item_result **item;
    size_t n = todo_order(c, a, false, &item);
    json_t *array = json_array();

    for (size_t i = 0; i < n; i++)
        add(array, text(item[i]->id));
    return array;
}

static json_t *
one_item(struct arena *a, const struct scorecard *c, const struct item_result *i, enum lang lang)
{
    json_t *o = json_object();

    put(o, "id", text(i->id));
    put(o, "topic", text(i->topic));
    put(o, "name", text(i->name));
    put(o, "indicator", text_or_null(i->indicator));
    put(o, "sub", text_or_null(i->sub));
    put(o, "verdict", word(verdict_name(i->verdict)));
    put(o, "reason", said_of(a, i, &i->reason, lang));
    put(o, "confidence", points(i->confidence));
    put(o, "gain", gain(i));
    put(o, "elements", elements(a, i, lang));
    put(o, "evidence", evidence(a, i));
    put(o, "looked", looked(i));
    put(o, "fix", text_or_null(card_name(i->fix, i->fix_en, lang)));
    put(o, "previous", word(i->previous));
    put(o, "machine_verdict", word(verdict_name(i->machine_verdict)));
    put(o, "name_en", text_or_null(i->name_en));
    put(o, "owner", text_or_null(i->owner));
    put(o, "doubts", doubts(a, i, lang));
    put(o, "asked", said_of(a, i, &i->asked, lang));
    put(o, "settle", said_of(a, i, &i->settle, lang));
    put(o, "review", review(i->review));
    put(o, "machine_reason", said_of(a, i, &i->machine_reason, lang));
    put(o, "effort", is_to_do(i) ? word(effort_name(todo_effort(c, i))) : json_null());
    return o;
}

static json_t *
items(struct arena *a, const struct scorecard *c, enum lang lang)
{
    json_t *array = json_array();

    for (size_t i = 0; i < c->item_n; i++)
        add(array, one_item(a, c, &c->item[i], lang));
    return array;
}

static json_t *
missing_url(const struct missing_url *m, enum lang lang)
{
    json_t *o = json_object();

    put(o, "item", text(m->item));
    put(o, "url", text(m->url));
    put(o, "problem", word(missing_name(m->problem)));
    put(o, "status", known(m->status));
    put(o, "found_on", text_or_null(m->found_on));
    put(o, "words", text_or_null(m->words));
    put(o, "expected", text(card_name(m->expected, m->expected_en, lang)));
    return o;
}

static json_t *
missing_urls(const struct scorecard *c, enum lang lang)
{
    json_t *array = json_array();

    for (size_t i = 0; i < c->missing_n; i++)
        add(array, missing_url(&c->missing[i], lang));
    return array;
}

static json_t *
missing_urls_of(const struct scorecard *c, struct str item, enum lang lang)
{
    json_t *array = json_array();
    const struct missing_url *m;
    size_t at = 0;

    while ((m = card_missing(c, item, &at)))
        add(array, missing_url(m, lang));
    return array;
}

static json_t *
history(const struct scorecard *c)
{
    json_t *array = json_array();

    for (size_t i = 0; i < c->history_n; i++) {
        json_t *o = json_object();

        put(o, "as_of", text(c->history[i].as_of));
        put(o, "low", points(c->history[i].low));
        put(o, "high", points(c->history[i].high));
        add(array, o);
    }
    return array;
}

static json_t *
document(struct arena *a, const struct scorecard *c, enum lang lang)
{
    json_t *o = json_object();

    put(o, "schema", word("oit-result/1"));
    put(o, "tool", tool(c));
    put(o, "site", site(c));
    put(o, "run", run(c));
    put(o, "pack", pack(c));
    put(o, "coverage", coverage(&c->coverage));
    put(o, "score", score(a, c, lang));
    put(o, "items", items(a, c, lang));
    put(o, "missing_urls", missing_urls(c, lang));
    put(o, "to_do", list(c->to_do));
    put(o, "history", history(c));
    put(o, "unused_reviews", unused_reviews(c));
    put(o, "next", next(a, c));
    return o;
}

void
json_write(const struct scorecard *c, enum lang lang, struct buf *out)
{
    struct arena *a = arena_new(0);

    json_begin();
    json_end(document(a, c, lang), JSON_IN_LINES, out);
    arena_free(a);
}

static json_t *
named_line(const char *type, const struct scorecard *c)
{
    json_t *o = json_object();

    put(o, "type", word(type));
    put(o, "schema", word("oit-result/1"));
    put(o, "host", text(c->site_host));
    return o;
}

/* The run in one line, then a line an item with what must be mended for it: each is whole by itself. */
void
jsonl_write(const struct scorecard *c, enum lang lang, struct buf *out)
{
    struct arena *a = arena_new(0);
    json_t *head;

    json_begin();
    head = named_line("run", c);
    put(head, "tool", tool(c));
    put(head, "site", site(c));
    put(head, "run", run(c));
    put(head, "pack", pack(c));
    put(head, "coverage", coverage(&c->coverage));
    put(head, "score", score(a, c, lang));
    put(head, "to_do", list(c->to_do));
    put(head, "history", history(c));
    put(head, "next", next(a, c));
    json_end(head, JSON_TIGHT, out);
    for (size_t i = 0; i < c->item_n; i++) {
        json_t *line = named_line("item", c), *item = one_item(a, c, &c->item[i], lang);

        put(line, "url", text(c->site_url));
        put(line, "run_id", text(c->run_id));
        json_object_update(line, item);
        json_decref(item);
        put(line, "missing_urls", missing_urls_of(c, c->item[i].id, lang));
        json_end(line, JSON_TIGHT, out);
    }
    arena_free(a);
}
