/*
 * SARIF 2.1.0 (OASIS).  What is found is no result: readers of this format list every result as a fault.  A
 * result that is not a fault for certain ("review", "open") has level "none", as section 3.27.10 asks.
 */
#include "report/sarif.h"
#include "report/card.h"
#include "report/json_private.h"

#define SCHEMA "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"

struct sarif {
    struct arena *a;
    const struct scorecard *c;
    enum lang lang;
};

/* {"text": ...}, the shape of every message. */
static json_t *
message(struct str s)
{
    json_t *o = json_object();

    put(o, "text", text(s));
    return o;
}

/* A person's word stands before a fault that the program finds: it is still told, as suppressed. */
static bool
is_suppressed(const struct item_result *i)
{
    return verdict_counts_low(i->verdict) || i->verdict == VERDICT_NOT_APPLICABLE;
}

static enum verdict
fault_of(const struct item_result *i)
{
    return is_suppressed(i) ? i->machine_verdict : i->verdict;
}

static const char *
kind_of(enum verdict v)
{
    switch (v) {
    case VERDICT_MISSING:
    case VERDICT_STALE:
    case VERDICT_PARTIAL:
        return "fail";
    case VERDICT_REVIEW:
        return "review";
    case VERDICT_UNASSESSED:
        return "open";
    default:
        return NULL;
    }
}

static const char *
level_of(enum verdict v)
{
    switch (v) {
    case VERDICT_MISSING:
    case VERDICT_STALE:
        return "error";
    case VERDICT_PARTIAL:
        return "warning";
    default:
        return "none";
    }
}

static bool
lone_percent(struct str s, size_t at)
{
    return s.p[at] == '%' &&
           (at + 2 >= s.n || str_hex_digit(s.p[at + 1]) < 0 || str_hex_digit(s.p[at + 2]) < 0);
}

/* An address as RFC 3986 wants it: every byte that may not stand in one is escaped. */
static json_t *
uri(const struct sarif *s, struct str url)
{
    static const char good[] =
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~:/?#@!$&'()*+,;=%";
    struct buf b;
    json_t *j;

    buf_init(&b, 3 * url.n + 1);
    for (size_t i = 0; i < url.n; i++)
        if (str_find_char(STR(good), url.p[i], 0) != STR_NOT_FOUND && !lone_percent(url, i))
            buf_char(&b, url.p[i]);
        else
            buf_printf(&b, "%%%02X", (unsigned char)url.p[i]);
    j = text(arena_str(s->a, buf_view(&b)));
    buf_free(&b);
    return j;
}

static void
location(const struct sarif *s, json_t *locations, struct str url, const char *what)
{
    json_t *o, *physical, *artifact;

    if (!html_safe_link(url))
        return;
    o = json_object();
    physical = json_object();
    artifact = json_object();
    put(artifact, "uri", uri(s, url));
    put(physical, "artifactLocation", artifact);
    put(o, "physicalLocation", physical);
    put(o, "message", message(str_of(say_tr_in(s->lang, what))));
    add(locations, o);
}

/* Where the item is promised and not delivered, else where it was seen, else the site. */
static json_t *
locations(const struct sarif *s, const struct item_result *i)
{
    json_t *all = json_array();
    const struct missing_url *m;
    size_t at = 0;

    while ((m = card_missing(s->c, i->id, &at)))
        location(s, all, m->url, card_missing_text(m));
    for (size_t k = 0; k < i->evidence_n && json_array_size(all) == 0; k++)
        location(s, all, i->evidence[k].final_url.n > 0 ? i->evidence[k].final_url : i->evidence[k].url,
                 card_place_text(i));
    if (json_array_size(all) == 0)
        location(s, all, s->c->site_url, N_("Website"));
    return all;
}

static struct str
what_is_wrong(const struct sarif *s, const struct item_result *i)
{
    struct str word = str_of(say_tr_in(s->lang, verdict_text(fault_of(i))));
    struct str name = card_name(i->name, i->name_en, s->lang);
    struct str fix = card_name(i->fix, i->fix_en, s->lang);
    struct str why = i->reason.id ? card_sentence(s->a, i, &i->reason, s->lang) : STR_NONE;

    return arena_printf(s->a, "%.*s %.*s \xe2\x80\x94 %.*s: %.*s%s%.*s", STR_ARGS(i->id), STR_ARGS(name),
                        STR_ARGS(word), STR_ARGS(why), fix.n > 0 ? "\n" : "", STR_ARGS(fix));
}

static json_t *
waiver(const struct sarif *s, const struct item_result *i)
{
    json_t *list = json_array(), *o = json_object();

    put(o, "kind", word("external"));
    put(o, "status", word("accepted"));
    if (i->reason.id)
        put(o, "justification", text(card_sentence(s->a, i, &i->reason, s->lang)));
    add(list, o);
    return list;
}

static json_t *
result(const struct sarif *s, size_t index)
{
    const struct item_result *i = &s->c->item[index];
    json_t *o = json_object(), *print = json_object(), *more = json_object();

    put(o, "ruleId", text(i->id));
    put(o, "ruleIndex", count(index));
    put(o, "kind", word(kind_of(fault_of(i))));
    put(o, "level", word(level_of(fault_of(i))));
    put(o, "message", message(what_is_wrong(s, i)));
    put(o, "locations", locations(s, i));
    put(print, "siteAndItem/v1",
        text(arena_printf(s->a, "%.*s/%.*s/%.*s", STR_ARGS(s->c->site_host), STR_ARGS(s->c->pack_id),
                          STR_ARGS(i->id))));
    put(o, "partialFingerprints", print);
    if (is_suppressed(i))
        put(o, "suppressions", waiver(s, i));
    put(more, "verdict", word(verdict_name(i->verdict)));
    put(more, "machineVerdict", word(verdict_name(i->machine_verdict)));
    put(more, "judgement", i->review ? text(card_said(s->a, i->review, s->lang)) : json_null());
    put(more, "confidence", count((uint64_t)i->confidence));
    put(more, "gain", points(i->gain_oit));
    put(more, "owner", text_or_null(i->owner));
    put(o, "properties", more);
    return o;
}

static json_t *
results(const struct sarif *s)
{
    json_t *all = json_array();

    for (size_t i = 0; i < s->c->item_n; i++)
        if (kind_of(fault_of(&s->c->item[i])))
            add(all, result(s, i));
    return all;
}

static json_t *
rule(const struct sarif *s, const struct item_result *i)
{
    json_t *o = json_object(), *usual = json_object(), *more = json_object(), *tags = json_array();

    put(o, "id", text(i->id));
    put(o, "name", text(i->topic));
    put(o, "shortDescription", message(card_name(i->name, i->name_en, s->lang)));
    if (i->asked.id)
        put(o, "fullDescription", message(say_text(s->a, &i->asked, s->lang)));
    put(usual, "level", word("error"));
    put(o, "defaultConfiguration", usual);
    add(tags, text(s->c->pack_id));
    if (i->sub.n > 0)
        add(tags, text(i->sub));
    put(more, "tags", tags);
    put(o, "properties", more);
    return o;
}

static json_t *
tool(const struct sarif *s)
{
    json_t *o = json_object(), *driver = json_object(), *rules = json_array();

    for (size_t i = 0; i < s->c->item_n; i++)
        add(rules, rule(s, &s->c->item[i]));
    put(driver, "name", word("oit"));
    put(driver, "version", text(s->c->tool_version));
    put(driver, "rules", rules);
    put(o, "driver", driver);
    return o;
}

static void
moment(json_t *o, const char *key, struct str iso)
{
    if (iso.n >= 20)
        put(o, key, text(iso)); /* with its offset from UTC, as RFC 3339 has it */
}

/* A visit that a budget cut short, or that met a closed door, did not execute whole. */
static json_t *
invocations(const struct sarif *s)
{
    json_t *list = json_array(), *o = json_object(), *more = json_object();

    put(o, "executionSuccessful", json_boolean(s->c->complete));
    moment(more, "started", s->c->started);
    moment(more, "finished", s->c->finished);
    put(o, "properties", more);
    add(list, o);
    return list;
}

static json_t *
run(const struct sarif *s)
{
    json_t *o = json_object(), *details = json_object(), *more = json_object();

    put(o, "tool", tool(s));
    put(o, "language", word(s->lang == LANG_TH ? "th" : "en"));
    put(o, "columnKind", word("unicodeCodePoints"));
    put(details, "id",
        text(arena_printf(s->a, "oit/%.*s/%.*s/%.*s", STR_ARGS(s->c->pack_id), STR_ARGS(s->c->site_host),
                          STR_ARGS(s->c->run_id))));
    put(o, "automationDetails", details);
    put(o, "invocations", invocations(s));
    put(o, "results", results(s));
    put(more, "asOf", text(s->c->as_of));
    put(more, "scoreLow", points(s->c->low));
    put(more, "scoreHigh", points(s->c->high));
    put(o, "properties", more);
    return o;
}

void
sarif_write(const struct scorecard *c, enum lang lang, struct buf *out)
{
    struct sarif s = {arena_new(0), c, lang};
    json_t *root, *runs;

    json_begin();
    root = json_object();
    runs = json_array();
    put(root, "$schema", word(SCHEMA));
    put(root, "version", word("2.1.0"));
    add(runs, run(&s));
    put(root, "runs", runs);
    json_end(root, JSON_IN_LINES, out);
    arena_free(s.a);
}
