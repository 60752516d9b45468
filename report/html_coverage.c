/* How the site was checked: what was read, what was not and why, under which rules. */
#include "report/card.h"
#include "report/html.h"

static void
fact(struct markup *m, const char *id, uint64_t n)
{
    markup_raw(m, "<div><dt>");
    markup_both(m, id);
    markup_raw(m, "</dt><dd>");
    markup_number(m, n);
    markup_raw(m, "</dd></div>\n");
}

static void
numbers(struct markup *m)
{
    struct card_fact known[CARD_FACTS];

    card_facts(&m->c->coverage, known);
    markup_raw(m, "<dl>");
    for (size_t i = 0; i < CARD_FACTS; i++)
        if (known[i].n > 0 || !known[i].gap)
            fact(m, known[i].text, known[i].n);
    markup_raw(m, "</dl>\n");
}

static void
unread(struct markup *m)
{
    struct card_fact cause[CARD_UNREAD];

    if (m->c->coverage.documents == m->c->coverage.documents_read)
        return;
    card_unread(&m->c->coverage, cause);
    markup_raw(m, "<h3>");
    markup_both(m, N_("Why the text of documents was not read"));
    markup_raw(m, "</h3>\n<ul class=\"kinds\">");
    for (size_t i = 0; i < CARD_UNREAD; i++) {
        if (cause[i].n == 0)
            continue;
        markup_raw(m, "<li>");
        markup_both(m, cause[i].text);
        markup_raw(m, " <span class=\"d\">");
        markup_number(m, cause[i].n);
        markup_raw(m, "</span></li>");
    }
    markup_raw(m, "</ul>\n");
}

/* What the crawler adds to a problem is one of its own sentences, or words of a library as they are. */
static void
cause(struct markup *m, struct str detail)
{
    const char *id = arena_str(m->a, detail).p;

    if (id && say_tr_in(LANG_TH, id) != id)
        markup_both(m, id);
    else
        markup_text(m, detail);
}

static void
examples(struct markup *m, enum problem p)
{
    size_t shown = 0;

    markup_raw(m, "<ul>");
    for (size_t i = 0; i < m->c->coverage.problem_n && shown < m->room->examples; i++) {
        const struct coverage_problem *at = &m->c->coverage.problem[i];

        if (at->problem != p)
            continue;
        shown++;
        markup_raw(m, "<li>");
        markup_link(m, at->url);
        if (at->detail.n > 0) {
            markup_raw(m, " <span class=\"d\">");
            cause(m, at->detail);
            markup_raw(m, "</span>");
        }
        markup_raw(m, "</li>");
    }
    markup_raw(m, "</ul>");
}

static void
problem(struct markup *m, enum problem p, size_t n)
{
    markup_raw(m, "<li><b>");
    markup_both(m, problem_text(p));
    markup_raw(m, "</b> <span class=\"d\">");
    markup_say_of(m, N_("addresses: {1}"), card_number(m->a, n), STR_NONE);
    if (n > m->room->examples) {
        markup_raw(m, ", ");
        markup_say_of(m, N_("the first {1} of them"), card_number(m->a, m->room->examples), STR_NONE);
    }
    markup_raw(m, "</span>");
    examples(m, p);
    markup_raw(m, "</li>\n");
}

/* One list for what may hide information, one for what cannot. */
static void
problem_list(struct markup *m, bool blocks, const char *heading)
{
    bool any = false;

    for (int p = PROBLEM_NONE + 1; p < PROBLEM_COUNT; p++) {
        size_t n = card_problems(m->c, (enum problem)p, NULL);

        if (n == 0 || problem_blocks((enum problem)p) != blocks)
            continue;
        if (!any) {
            buf_printf(m->out, "<details class=\"probs\"%s><summary><h3>", blocks ? " open" : "");
            markup_both(m, heading);
            markup_raw(m, "</h3></summary><ul class=\"kinds\">\n");
        }
        any = true;
        problem(m, (enum problem)p, n);
    }
    if (any)
        markup_raw(m, "</ul></details>\n");
}

static void
rules(struct markup *m)
{
    const struct scorecard *c = m->c;

    markup_raw(m, "<p class=\"hint\">");
    markup_both(m, N_("Rules"));
    markup_raw(m, ": ");
    markup_text(m, c->pack_id);
    markup_raw(m, " \xc2\xb7 <span class=\"sha\">SHA-256 ");
    markup_text(m, c->pack_sha256);
    markup_raw(m, "</span></p>\n<p class=\"hint\">");
    markup_both(m, N_("Judged as of"));
    markup_raw(m, " ");
    markup_day(m, c->as_of);
    markup_raw(m, " \xc2\xb7 ");
    markup_both(m, N_("visit"));
    markup_raw(m, " ");
    markup_text(m, c->run_id);
    markup_raw(m, ": ");
    markup_span(m, c->started, c->finished);
    markup_raw(m, "</p>\n<p class=\"hint\">");
    markup_both(m, N_("Hosts"));
    markup_raw(m, ": ");
    for (size_t i = 0; i < c->coverage.hosts.n; i++) {
        markup_raw(m, i > 0 ? ", " : "");
        markup_text(m, c->coverage.hosts.v[i]);
    }
    markup_raw(m, "</p>\n");
}

static void
method(struct markup *m)
{
    if (!m->c->scored)
        return;
    markup_raw(m, "<p class=\"hint\">");
    markup_both(
        m, /* xgettext:no-c-format */
        N_("Score: an item has 0 or 100; the mean of its items is a sub-indicator, the mean of the "
           "sub-indicators an indicator, the mean of the indicators the OIT score, which is 40 % of ITA."));
    markup_raw(m, "</p>\n");
}

void
html_coverage(struct markup *m)
{
    markup_raw(m, "<section class=\"card how\" id=\"how\" aria-labelledby=\"hc\"><h2 id=\"hc\">");
    markup_both(m, N_("How this was checked"));
    markup_raw(m, "</h2>\n");
    numbers(m);
    unread(m);
    problem_list(m, true, N_("Not looked at: information may be there"));
    problem_list(m, false, N_("Other addresses that did not answer as they should"));
    if (m->c->coverage.problem_more > 0) {
        markup_raw(m, "<p class=\"hint\">");
        markup_say_of(m, N_("{1} more {1 problem is|problems are} counted but not listed."),
                      card_number(m->a, m->c->coverage.problem_more), STR_NONE);
        markup_raw(m, "</p>\n");
    }
    markup_raw(m, "<p class=\"hint\">");
    markup_both(
        m, N_("Not looked at in any visit: what only a program in the page shows (JavaScript), videos, and "
              "what lies behind a login."));
    markup_raw(m, "</p>\n");
    method(m);
    rules(m);
    markup_raw(m, "</section>\n");
}
