/* What a place that delivers nothing holds instead: each fact as it was seen. */
#include "rules/lack.h"
#include "rules/verdict.h"

#define FEW_LINKS 2 /* beside a text: the one before and the one behind */

bool
lack_unopened(const struct node *n)
{
    return problem_class(n->problem) == CLASS_TRAP || problem_class(n->problem) == CLASS_TYPE ||
           (!n->seen && n->problem == PROBLEM_NONE);
}

bool
lack_cut(const struct node *n)
{
    return (n->problem == PROBLEM_TRUNCATED || n->problem == PROBLEM_TOO_COMPLEX) && !leads_is_document(n);
}

static bool
find_survey(const struct bench *b, const struct node *n)
{
    for (uint32_t i = 0; i < n->link_n; i++) {
        const struct site_link *k = &b->site->link[n->first_link + i];

        if (k->text->flags & WORDING_SURVEY || leads_hosts(b->leads, k->to) & HOST_SURVEY)
            return true;
    }
    return false;
}

/* Does it lead to a questionnaire?  Asked of a page for each of its topics. */
static bool
links_survey(const struct bench *b, const struct node *n)
{
    uint8_t *known = &b->survey[n - b->site->node];

    if (*known == 0)
        *known = find_survey(b, n) ? 2 : 1;
    return *known == 2;
}

static struct say
unopened(const struct node *n)
{
    if (n->problem == PROBLEM_NONE)
        return verdict_say(N_("was not opened"), STR_NONE, STR_NONE);
    return verdict_say(N_("was not opened: {_1}"), str_of(problem_text(n->problem)), STR_NONE);
}

/* Text is there, and it is not what is asked for. */
static struct say
text_lacks(const struct topic *t, const struct facts *f, struct str quote)
{
    if (quote.n == 0)
        return verdict_say(N_("only a few words stand there"), STR_NONE, STR_NONE);
    if (f->prose < PROSE_MIN)
        return verdict_say(N_("only a short notice stands there: {1}"), quote, STR_NONE);
    if (!(t->accept & ACCEPT_TEXT))
        return verdict_say(N_("text stands there, where something else is asked for: {1}"), quote, STR_NONE);
    return verdict_say(N_("text stands there that does not show what is asked for: {1}"), quote, STR_NONE);
}

static struct say
leads_on(struct str quote)
{
    if (quote.n > 0)
        return verdict_say(N_("it leads on to pages or files, and its own text does not show it: {1}"), quote,
                           STR_NONE);
    return verdict_say(N_("it names it and leads on to pages or files; the page itself does not show it"),
                       STR_NONE, STR_NONE);
}

static struct say
page_lacks(const struct bench *b, const struct lead *l)
{
    const struct facts *f = l->facts;
    const struct node *n = &b->site->node[l->node];
    struct str quote = f->shown;

    if (f->says_empty && f->few->empty_line.n > 0 && f->prose < EMPTY_PROSE_MAX)
        return verdict_say(N_("the page says that there is nothing yet: {1}"), f->few->empty_line, STR_NONE);
    if (f->forms + f->external_forms > 0 || (l->head == NO_INDEX && links_survey(b, n)))
        return quote.n > 0
                   ? verdict_say(N_("a questionnaire or form stands there, nothing that it brought: {1}"),
                                 quote, STR_NONE)
                   : verdict_say(N_("only a questionnaire or form stands there"), STR_NONE, STR_NONE);
    if (f->documents > 0 || f->articles > FEW_LINKS)
        return leads_on(quote);
    if (quote.n == 0 && site_is_home(b->site, l->node))
        return verdict_say(N_("a heading on the home page, under which stands no text of its own"), STR_NONE,
                           STR_NONE);
    if (f->prose > 0)
        return text_lacks(&b->site->catalog->topic[l->topic], f, quote);
    if (f->images > 0)
        return verdict_say(N_("only pictures stand there"), STR_NONE, STR_NONE);
    if (f->articles > 0)
        return leads_on(quote);
    if (f->few->gone_url.n > 0)
        return verdict_say(N_("the picture that should stand there does not open: {1}"), f->few->gone_url,
                           STR_NONE);
    return verdict_say(N_("the page has a heading and nothing under it"), STR_NONE, STR_NONE);
}

struct say
lack_of(const struct bench *b, const struct lead *l)
{
    const struct node *n = &b->site->node[l->node];

    if (lack_unopened(n))
        return unopened(n);
    if (leads_is_document(n))
        return verdict_say(N_("a file, where something on the site itself is asked for"), STR_NONE, STR_NONE);
    if (n->problem == PROBLEM_UNDER_CONSTRUCTION)
        return verdict_say(N_("the page says that it is still being made"), STR_NONE, STR_NONE);
    if (l->facts != NULL && l->by != BY_SITE)
        return page_lacks(b, l);
    return n->problem == PROBLEM_EMPTY
               ? verdict_say(N_("the page has a heading and nothing under it"), STR_NONE, STR_NONE)
               : verdict_say(N_("names it and leads on, but is not the thing itself"), STR_NONE, STR_NONE);
}
