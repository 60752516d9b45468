/* Which statements of people stand, and what a standing one changes. */
#include "rules/review.h"
#include "base/buf.h"
#include "base/href.h"
#include "oit/limits.h"
#include "rules/proof.h"
#include "rules/verdict.h"
#include <stdlib.h>
#include <string.h>

/* ------------------------------------------------------------------ what it was said about */

static int
by_text(const void *x, const void *y)
{
    return str_cmp(*(const struct str *)x, *(const struct str *)y);
}

static bool
is_document(const struct evidence *e)
{
    return !sha256_is_zero(&e->sha256) && e->content_type.n > 0 &&
           !str_starts_nocase(e->content_type, STR("text/html"));
}

static struct str
evidence_line(struct arena *a, const struct evidence *e)
{
    struct str url = e->final_url.n > 0 ? e->final_url : e->url;
    char hex[65] = "";

    if (is_document(e))
        sha256_hex(&e->sha256, hex);
    return arena_printf(a, "%s\n%.*s\n%d\n%.*s\n%.*s\n%s\n", where_name(e->where), STR_ARGS(url),
                        e->fiscal_year, STR_ARGS(e->period), STR_ARGS(e->quote), hex);
}

/* The order in which proof is shown may change without any of it changing. */
struct sha256
review_basis(const struct item_result *i)
{
    struct arena *a = arena_new(0);
    struct str *line = ARENA_ARRAY(a, struct str, i->evidence_n + 1);
    struct sha256 hash;
    struct buf b;
    size_t n = 0;

    for (size_t k = 0; k < i->evidence_n; k++)
        if (i->evidence[k].by.n == 0)
            line[n++] = evidence_line(a, &i->evidence[k]);
    qsort(line, n, sizeof *line, by_text);
    buf_init(&b, MIB);
    for (size_t k = 0; k < n; k++)
        buf_str(&b, line[k]);
    for (size_t k = 0; k < i->element_n; k++)
        buf_printf(&b, "%.*s %d\n", STR_ARGS(i->element[k].id), (int)i->element[k].met);
    hash = sha256_of(buf_view(&b));
    buf_free(&b);
    arena_free(a);
    return hash;
}

static bool
is_over(const struct review *r, struct date as_of)
{
    struct date last;

    return date_parse_iso(r->until, &last) && date_cmp(last, as_of) < 0;
}

enum review_state
review_state_of(const struct review *r, const struct item_result *i, struct date as_of)
{
    struct sha256 now;

    if (is_over(r, as_of))
        return REVIEW_EXPIRED;
    if (r->verdict == VERDICT_WAIVED || r->verdict == VERDICT_NOT_APPLICABLE ||
        r->verdict == i->machine_verdict || r->machine == VERDICT_COUNT)
        return REVIEW_STANDS;
    if (r->machine != i->machine_verdict)
        return REVIEW_VERDICT_CHANGED;
    now = review_basis(i);
    return sha256_is_zero(&r->basis) || sha256_eq(&r->basis, &now) ? REVIEW_STANDS : REVIEW_EVIDENCE_CHANGED;
}

/* ------------------------------------------------------------------ what it changes */

/* The first address of the web in what a person has written; empty when there is none. */
static struct str
address_in(struct str text)
{
    size_t http = str_find_nocase(text, STR("http://"), 0), https = str_find_nocase(text, STR("https://"), 0),
           at = http < https ? http : https;
    struct str address = at == STR_NOT_FOUND ? STR_NONE : str_sub(text, at, text.n);

    for (size_t i = 0; i < address.n; i++)
        if (str_is_space(address.p[i]) || strchr("<>\"'()[]", address.p[i]) != NULL)
            address = str_sub(address, 0, i);
    while (address.n > 0 && strchr(".,;:!?", address.p[address.n - 1]) != NULL)
        address.n--;
    return href_cut(address).host.n > 0 ? address : STR_NONE;
}

/* What a person has seen: at the address they name, else where the program would look. */
static struct evidence
testimony(const struct bench *b, const struct review *r, struct str else_at)
{
    struct str told = address_in(r->reason);
    uint32_t at = told.n > 0 ? site_node(b->site, told) : NO_INDEX;
    struct evidence e = {.url = told.n > 0 ? told : else_at,
                         .final_url = told,
                         .where = WHERE_TEXT,
                         .quote = r->reason,
                         .fetched = r->made,
                         .by = r->by};

    if (at != NO_INDEX) {
        const struct node *n = &b->site->node[at];

        e.path = proof_way(b, at);
        e.http_status = n->status;
        e.content_type = n->content_type;
        e.sha256 = n->sha256;
        e.last_modified = n->last_modified;
        e.bad_tls = n->bad_tls;
    }
    return e;
}

/* "Found" that the program has no proof of rests on the word of who says so; so does the address they name.
 */
static void
add_testimony(const struct bench *b, struct item_result *i, struct str else_at)
{
    struct evidence said = testimony(b, i->review, else_at),
                    *v = ARENA_ARRAY(b->arena, struct evidence, i->evidence_n + 1);

    if (i->evidence_n > 0 && said.final_url.n == 0)
        return;
    for (size_t k = 0; k < i->evidence_n; k++)
        v[k] = i->evidence[k];
    v[i->evidence_n++] = said;
    i->evidence = v;
}

static bool
is_about_something(enum verdict v)
{
    return v == VERDICT_FOUND || v == VERDICT_PARTIAL || v == VERDICT_STALE;
}

static bool
nothing_to_publish(enum verdict v)
{
    return verdict_counts_low(v) || v == VERDICT_NOT_APPLICABLE;
}

static void
overrule(const struct bench *b, const struct pack_item *asked, struct item_result *i,
         struct missing_list *missing, size_t before)
{
    const struct review *r = i->review;

    i->machine_reason = i->reason;
    i->verdict = r->verdict;
    i->reason = verdict_say(N_("{1} has judged: {2}"), r->by, r->reason);
    i->confidence = 100;
    i->doubt_n = 0;
    i->settle = (struct say){.id = NULL};
    if (is_about_something(r->verdict))
        add_testimony(b, i, missing->n > before ? missing->v[before].url : b->site->home_url);
    if (nothing_to_publish(r->verdict)) {
        i->fix = i->fix_en = STR_NONE;
        missing->n = before;
    } else if (i->fix.n == 0) {
        i->fix = missing_expected(b, &asked->part[0], LANG_TH);
        i->fix_en = missing_expected(b, &asked->part[0], LANG_EN);
        missing_overruled(b, &asked->part[0], i, missing);
    }
}

void
review_item(const struct bench *b, const struct pack_item *asked, struct item_result *i,
            struct missing_list *missing, size_t before)
{
    for (size_t k = 0; k < b->options->review_n; k++) {
        const struct review *r = &b->options->review[k];
        struct review *kept;

        if (!str_eq(r->pack_id, b->pack->id) || !str_eq(r->item, i->id))
            continue;
        i->review = kept = ARENA_NEW(b->arena, struct review);
        *kept = *r;
        kept->state = review_state_of(r, i, b->options->as_of);
        if (kept->state == REVIEW_STANDS)
            overrule(b, asked, i, missing, before);
        return;
    }
}

static bool
asks_for(const struct pack *p, struct str item)
{
    for (size_t i = 0; i < p->item_n; i++)
        if (str_eq(p->item[i].id, item))
            return true;
    return false;
}

void
review_unused(const struct bench *b, struct scorecard *card)
{
    size_t n = b->options->review_n;
    struct review *v = ARENA_ARRAY(b->arena, struct review, n + 1);

    card->unused = v;
    for (size_t k = 0; k < n; k++) {
        const struct review *r = &b->options->review[k];

        if (!str_eq(r->pack_id, b->pack->id) || asks_for(b->pack, r->item))
            continue;
        v[card->unused_n] = *r;
        v[card->unused_n++].state = REVIEW_UNUSED;
    }
}
