/*
 * Test suites are sub-indicators, test cases items.  What is not there for certain fails; what nobody could
 * see, or what does not apply, is skipped with its reason; a waiver passes and says so.  XML knows the same
 * five entities as html_text() writes, and that function lets no control through.
 */
#include "report/junit.h"
#include "report/card.h"

struct junit {
    struct buf *out;
    struct arena *a;
    const struct scorecard *c;
    enum lang lang;
};

struct tally {
    size_t tests, failures, skipped;
};

enum outcome { PASSED, FAILED, SKIPPED };

static enum outcome
outcome_of(enum verdict v)
{
    switch (v) {
    case VERDICT_PARTIAL:
    case VERDICT_STALE:
    case VERDICT_MISSING:
        return FAILED;
    case VERDICT_UNASSESSED:
    case VERDICT_REVIEW:
    case VERDICT_NOT_APPLICABLE:
        return SKIPPED;
    default:
        return PASSED;
    }
}

static void
count(struct tally *t, const struct item_result *i)
{
    t->tests++;
    t->failures += outcome_of(i->verdict) == FAILED;
    t->skipped += outcome_of(i->verdict) == SKIPPED;
}

static void
attribute(struct junit *j, const char *name, struct str value)
{
    buf_printf(j->out, " %s=\"", name);
    html_text(j->out, value);
    buf_char(j->out, '"');
}

static void
attributes_of(struct junit *j, const struct tally *t)
{
    buf_printf(j->out, " tests=\"%zu\" failures=\"%zu\" errors=\"0\" skipped=\"%zu\" time=\"0\"", t->tests,
               t->failures, t->skipped);
}

static void
line(struct junit *j, const char *label, struct str text)
{
    if (text.n == 0)
        return;
    html_text(j->out, str_of(say_tr_in(j->lang, label)));
    buf_z(j->out, ": ");
    html_text(j->out, text);
    buf_char(j->out, '\n');
}

static struct str
place_of(const struct evidence *e)
{
    return e->final_url.n > 0 ? e->final_url : e->url;
}

/* Is the address of a piece of evidence already in the lines before? */
static bool
is_told(struct junit *j, const struct item_result *i, size_t k)
{
    const struct missing_url *m;
    size_t at = 0;

    for (size_t n = 0; n < k; n++)
        if (str_eq(place_of(&i->evidence[n]), place_of(&i->evidence[k])))
            return true;
    while ((m = card_missing(j->c, i->id, &at)))
        if (str_eq(m->url, place_of(&i->evidence[k])))
            return true;
    return false;
}

/* What a person needs to act, below the one-line reason. */
static void
details(struct junit *j, const struct item_result *i)
{
    const struct missing_url *m;
    size_t at = 0;

    line(j, N_("To do"), card_fix(j->a, i, j->lang));
    line(j, N_("In charge"), i->owner);
    if (i->review) {
        line(j, N_("Judgement"), card_said(j->a, i->review, j->lang));
        line(j, N_("The program's own verdict"),
             str_of(say_tr_in(j->lang, verdict_text(i->machine_verdict))));
    }
    if (card_has_stake(j->c, i))
        line(j, card_at_risk(i) ? N_("OIT points at risk") : N_("OIT points to gain"),
             card_points(j->a, i->gain_oit));
    while ((m = card_missing(j->c, i->id, &at))) {
        line(j, card_missing_text(m), m->url);
        line(j, N_("Linked from"), m->found_on);
    }
    for (size_t k = 0; k < i->evidence_n; k++)
        if (!is_told(j, i, k))
            line(j, card_place_text(i), place_of(&i->evidence[k]));
}

static struct str
message(struct junit *j, const struct item_result *i)
{
    struct str word = str_of(say_tr_in(j->lang, verdict_text(i->verdict)));
    struct str why = i->reason.id ? card_say(j->a, i, &i->reason, j->lang) : STR_NONE;

    return arena_printf(j->a, "%.*s: %.*s", STR_ARGS(word), STR_ARGS(why));
}

static void
test_case(struct junit *j, const struct item_result *i, struct str suite)
{
    struct str name = card_name(i->name, i->name_en, j->lang);
    enum outcome o = outcome_of(i->verdict);

    buf_z(j->out, "    <testcase");
    attribute(j, "classname", arena_printf(j->a, "%.*s.%.*s", STR_ARGS(j->c->pack_id), STR_ARGS(suite)));
    attribute(j, "name", arena_printf(j->a, "%.*s %.*s", STR_ARGS(i->id), STR_ARGS(name)));
    buf_z(j->out, " time=\"0\">\n");
    if (o != PASSED) {
        buf_z(j->out, o == FAILED ? "      <failure" : "      <skipped");
        attribute(j, "message", message(j, i));
    }
    if (o == FAILED) {
        attribute(j, "type", str_of(verdict_name(i->verdict)));
        buf_char(j->out, '>');
        details(j, i);
        buf_z(j->out, "</failure>\n");
    } else if (o == SKIPPED)
        buf_z(j->out, "/>\n");
    if (o != FAILED) {
        buf_z(j->out, "      <system-out>");
        html_text(j->out, message(j, i));
        buf_char(j->out, '\n');
        details(j, i);
        buf_z(j->out, "</system-out>\n");
    }
    buf_z(j->out, "    </testcase>\n");
}

static void
property(struct junit *j, const char *name, struct str value)
{
    buf_z(j->out, "      <property");
    attribute(j, "name", str_of(name));
    attribute(j, "value", value);
    buf_z(j->out, "/>\n");
}

/* The whole run's figures, which build servers show beside the first suite. */
static void
properties(struct junit *j)
{
    const struct scorecard *c = j->c;

    buf_z(j->out, "    <properties>\n");
    property(j, "url", c->site_url);
    property(j, "pack", c->pack_id);
    property(j, "as_of", c->as_of);
    property(j, "complete", str_of(c->complete ? "true" : "false"));
    if (c->scored) {
        property(j, "score.low", card_points(j->a, c->low));
        property(j, "score.high", card_points(j->a, c->high));
    }
    buf_z(j->out, "    </properties>\n");
}

static bool
in_suite(const struct item_result *i, struct str sub)
{
    return str_eq(i->sub, sub);
}

/* sub is empty for items of a checklist whose sub-indicators are not published. */
static void
suite(struct junit *j, struct str sub, struct str name)
{
    struct tally t = {0, 0, 0};
    struct str id = sub.n > 0 ? sub : STR("items");

    for (size_t i = 0; i < j->c->item_n; i++)
        if (in_suite(&j->c->item[i], sub))
            count(&t, &j->c->item[i]);
    if (t.tests == 0)
        return;
    buf_z(j->out, "  <testsuite");
    attribute(j, "name", name.n > 0 ? arena_printf(j->a, "%.*s %.*s", STR_ARGS(id), STR_ARGS(name)) : id);
    attributes_of(j, &t);
    attribute(j, "timestamp", str_sub(j->c->started.n > 0 ? j->c->started : j->c->as_of, 0, 19));
    attribute(j, "hostname", j->c->site_host);
    buf_z(j->out, ">\n");
    properties(j);
    for (size_t i = 0; i < j->c->item_n; i++)
        if (in_suite(&j->c->item[i], sub))
            test_case(j, &j->c->item[i], id);
    buf_z(j->out, "  </testsuite>\n");
}

/* Is this the first item of a sub-indicator?  Suites follow the checklist, not the table of scores. */
static bool
begins_suite(const struct scorecard *c, size_t item)
{
    for (size_t i = 0; i < item; i++)
        if (str_eq(c->item[i].sub, c->item[item].sub))
            return false;
    return true;
}

static struct str
sub_name(const struct scorecard *c, struct str sub, enum lang lang)
{
    for (size_t i = 0; i < c->indicator_n; i++)
        for (size_t k = 0; k < c->indicator[i].sub_n; k++)
            if (str_eq(c->indicator[i].sub[k].id, sub))
                return card_name(c->indicator[i].sub[k].name, c->indicator[i].sub[k].name_en, lang);
    return STR_NONE;
}

void
junit_write(const struct scorecard *c, enum lang lang, struct buf *out)
{
    struct junit j = {out, arena_new(0), c, lang};
    struct tally all = {0, 0, 0};

    for (size_t i = 0; i < c->item_n; i++)
        count(&all, &c->item[i]);
    buf_z(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites");
    attribute(&j, "name", arena_printf(j.a, "oit %.*s %.*s", STR_ARGS(c->pack_id), STR_ARGS(c->site_host)));
    attributes_of(&j, &all);
    buf_z(out, ">\n");
    for (size_t i = 0; i < c->item_n; i++)
        if (begins_suite(c, i))
            suite(&j, c->item[i].sub, sub_name(c, c->item[i].sub, lang));
    buf_z(out, "</testsuites>\n");
    arena_free(j.a);
}
