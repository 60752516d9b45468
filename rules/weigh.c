/* One lead on the scales: is it of this agency, does it deliver, is it of the right year, are its elements
 * there? */
#include "rules/weigh.h"
#include "rules/confidence.h"
#include "rules/elements.h"
#include "rules/lack.h"
#include "rules/outside.h"
#include "rules/paper.h"
#include "rules/paper_grade.h"
#include "rules/refuse.h"
#include "rules/verdict.h"
#include "rules/year_grade.h"

static bool
grade_address(const struct bench *b, const struct lead *l, struct weighed *w)
{
    const struct node *n = &b->site->node[l->node];
    struct str words = str_of(problem_text(n->problem));

    switch (n->problem) {
    case PROBLEM_NOT_FOUND:
    case PROBLEM_GONE:
    case PROBLEM_SOFT_404:
        w->grade = GRADE_DEAD;
        w->decision = verdict_say(N_("the link is dead"), STR_NONE, STR_NONE);
        return true;
    case PROBLEM_EMPTY:
    case PROBLEM_UNDER_CONSTRUCTION:
        w->grade = GRADE_EMPTY;
        w->decision = lack_of(b, l);
        return true;
    case PROBLEM_LOGIN:
    case PROBLEM_LOGIN_PAGE:
        w->grade = GRADE_FORBIDDEN;
        w->decision =
            verdict_say(N_("a login stands before it: the public cannot open it"), STR_NONE, STR_NONE);
        return true;
    case PROBLEM_OFF_SITE:
    case PROBLEM_TYPE:
    case PROBLEM_NOT_NEEDED:
    case PROBLEM_TRUNCATED:
    case PROBLEM_TOO_COMPLEX:
    case PROBLEM_NONE:
        return n->paper != NULL && paper_grade_closed(n->paper, w);
    default:
        if (!problem_blocks(n->problem))
            return false;
        w->grade = l->by == BY_SECTION || l->by == BY_PARENT ? GRADE_ENTRY : GRADE_BLOCKED;
        w->decision = verdict_say(N_("could not be read: {_1}"), words, STR_NONE);
        return true;
    }
}

static void
grade_cut(const struct node *n, struct weighed *w)
{
    w->grade = GRADE_BLOCKED;
    w->confidence = 50;
    w->decision = verdict_say(N_("could not be read: {_1}"), str_of(problem_text(n->problem)), STR_NONE);
}

static struct say
nothing_there(void)
{
    return verdict_say(N_("nothing of it stands there"), STR_NONE, STR_NONE);
}

/* What is called after another part of the item holds this one too where it shows all of it. */
static void
grade_beside(const struct bench *b, const struct pack_part *part, struct weighed *w)
{
    for (size_t i = 0; i < part->element_n && i < ELEMENTS_MAX; i++) {
        if (w->element[i] == MET_YES || str_eq(part->element[i].id, STR("period")))
            continue;
        w->grade = GRADE_REFUSED;
        w->decision = nothing_there();
        return;
    }
    year_grade(b, part, w);
}

static bool
says(const struct phrases *words, const struct wording *w)
{
    return w != NULL && wording_holds(words, w);
}

/* Read from end to end, it says no word of what the topic is about, in its title neither. */
static bool
is_about_else(const struct bench *b, const struct topic *t, const struct lead *l, const struct weighed *w)
{
    const struct node *n = &b->site->node[l->node];
    const struct paper *p = n->paper;
    bool read = w->delivery == DELIVERY_DOCUMENT ? p != NULL && p->whole && !p->recognised
                                                 : w->delivery == DELIVERY_TEXT && l->facts != NULL &&
                                                       l->facts->documents + l->facts->images == 0;

    return t->about != NULL && read && l->facts != NULL && l->facts->silent && l->by != BY_HEADING &&
           l->by != BY_LINE && !says(t->about, n->title) && !says(t->about, n->heading);
}

/* Text under its name, without pictures, that shows none of what is asked for, which may all stand in files:
 * they are the proof. */
static bool
only_leads_on(const struct bench *b, const struct pack_part *part, const struct lead *l,
              const struct weighed *w)
{
    size_t unknown = 0;

    if (w->grade != GRADE_PROVEN || w->delivery != DELIVERY_TEXT || l->facts == NULL ||
        l->facts->images > 0 || lack_cut(&b->site->node[l->node]) || !elements_in_files(b, part, l->facts))
        return false;
    for (size_t k = 0; k < part->element_n && k < ELEMENTS_MAX; k++) {
        if (str_eq(part->element[k].id, STR("period")))
            continue;
        if (w->element[k] != MET_UNKNOWN)
            return false;
        unknown++;
    }
    return unknown > 0;
}

static void
grade_delivery(const struct bench *b, const struct pack_part *part, const struct lead *l, struct weighed *w)
{
    struct lacking lacking;
    struct asked asked = timing_asked(b->pack, part);

    w->fitting = timing_of(b->leads, l, &asked);
    if (paper_grade_vacant(b, l, w))
        return;
    year_grade_articles(part, l, &asked, w);
    w->grade = GRADE_PROVEN;
    w->decision = verdict_say(N_("delivers: {_1}"), str_of(delivery_text(w->delivery)), STR_NONE);
    confidence_weigh(b, part, l, w);
    lacking = elements_weigh(b, part, l, w);
    if (l->by == BY_SIBLING && part->topic->beside) {
        grade_beside(b, part, w);
        return;
    }
    if (is_about_else(b, part->topic, l, w)) {
        w->grade = GRADE_REFUSED;
        w->decision = nothing_there();
        return;
    }
    if (paper_grade_namesake(b, part, l, w, lacking.n > 0) ||
        paper_grade_unshown(b, part, l, w, lacking.n > 0))
        return;
    if (lacking.n > 0 && lack_cut(&b->site->node[l->node])) {
        grade_cut(&b->site->node[l->node], w);
    } else if (lacking.n > 0) {
        w->grade = GRADE_PARTIAL;
        w->decision = elements_say_lacking(b->arena, &lacking);
    }
    paper_grade(b, part, l, w);
    if (w->grade == GRADE_REFUSED)
        return;
    if (only_leads_on(b, part, l, w)) {
        w->grade = GRADE_ENTRY;
        w->decision = nothing_there();
        return;
    }
    year_grade(b, part, w);
    if (w->grade != GRADE_PROVEN && w->confidence > 90)
        w->confidence = 90;
}

/* A drawing, a film, a program: neither page nor document, but whoever follows the link gets something. */
static bool
is_opaque(const struct node *n)
{
    return n->problem == PROBLEM_TYPE || (n->seen && n->problem == PROBLEM_NONE && n->status == 200 &&
                                          !n->is_page && !leads_is_document(n));
}

/* A file by the item's own name that is not read here may be the thing, unless it is of another year. */
static bool
grade_opaque(const struct bench *b, const struct pack_part *part, const struct lead *l, struct weighed *w)
{
    struct asked asked = timing_asked(b->pack, part);

    if (!is_opaque(&b->site->node[l->node]) || !(part->topic->accept & ACCEPT_DOCUMENT) ||
        l->link == NO_INDEX || l->by == BY_SECTION || l->by == BY_PARENT || l->by == BY_LIKENESS)
        return false;
    w->fitting = timing_of(b->leads, l, &asked);
    if (w->fitting.fit == FIT_OTHER)
        return false;
    w->grade = GRADE_BLOCKED;
    w->decision =
        verdict_say(N_("could not be read: a kind of file that is not read here"), STR_NONE, STR_NONE);
    return true;
}

static void
grade_nothing(const struct bench *b, const struct pack_part *part, const struct lead *l, struct weighed *w)
{
    const struct node *n = &b->site->node[l->node];
    const struct facts *f = l->facts;

    if (n->problem == PROBLEM_OFF_SITE) {
        outside_grade(b, part, l, w);
        return;
    }
    if (outside_framed(b, l, w) || grade_opaque(b, part, l, w))
        return;
    w->grade = f != NULL && l->by != BY_SITE && f->documents == 0 && f->articles == 0 &&
                       (f->says_empty || f->prose < PROSE_MIN)
                   ? GRADE_EMPTY
                   : GRADE_ENTRY;
    w->decision = lack_of(b, l);
    if (lack_cut(n) && l->by != BY_SECTION && l->by != BY_PARENT && l->by != BY_SITE &&
        (f == NULL || !f->says_empty))
        grade_cut(n, w);
    if (lack_unopened(n)) /* nothing is known of it: what was read stands before it */
        w->confidence = 0;
}

/*
 * Words that are only like the item's are for a person to read; where they deliver nothing they say nothing.
 * A document on which the reader failed may deliver.  What bears another's name may hold a part of the item,
 * also where it does not tell of which year.
 */
static void
grade_likeness(const struct bench *b, const struct lead *l, struct weighed *w)
{
    bool broken = paper_grade_broke_reader(&b->site->node[l->node]);
    bool kin = l->words->topic_n > 0, open = w->grade == GRADE_REVIEW && (broken || kin);

    if (w->grade > GRADE_PARTIAL && !open) {
        w->grade = GRADE_REFUSED;
        w->decision = verdict_say(N_("words that are only like its own, and nothing there: {1}"),
                                  wording_quote(l->words), STR_NONE);
        return;
    }
    w->grade = GRADE_REVIEW;
    w->decision = verdict_say(kin ? N_("nothing bears its name; this may hold a part of it: {1}")
                                  : N_("words that are only like its own: {1}"),
                              wording_quote(l->words), STR_NONE);
}

/* What nobody sees but we: the picture itself is for a person to look at. */
static void
grade_pictured(const struct lead *l, struct weighed *w)
{
    if (l->by != BY_PICTURE || w->grade > GRADE_PARTIAL)
        return;
    w->grade = GRADE_REVIEW;
    w->decision =
        verdict_say(N_("only the words behind a picture name it: {1}"), wording_quote(l->words), STR_NONE);
}

static bool
was_read(const struct node *n)
{
    return n->is_page || (n->paper != NULL && n->paper->state == DOCUMENT_READ);
}

/* Is all that leads to it the number of the item, at once or over a page?  Of a certain year that is enough
 * for what was read. */
static bool
hangs_on_number(const struct bench *b, const struct lead *l)
{
    bool read = l->by == BY_NUMBER && was_read(&b->site->node[l->node]);

    for (int hops = 0; l->by == BY_PARENT && l->parent != NO_INDEX && hops < 8; hops++)
        l = &b->leads->lead[l->parent];
    return l->by == BY_NUMBER && !(read && leads_numbered_for(b->leads, l));
}

static bool
names_itself(const struct bench *b, const struct lead *l)
{
    const struct node *n = &b->site->node[l->node];
    bool paper = n->paper != NULL && n->paper->title != NULL;
    const struct wording *own[] = {paper ? n->paper->title : NULL,
                                   paper ? paper_name(n->paper, b->site->book) : NULL, n->title, n->heading};

    for (size_t i = 0; i < sizeof own / sizeof *own; i++)
        if (own[i] != NULL && wording_names(own[i], l->topic))
            return true;
    return false;
}

/* The number may be another year's: what does not say itself what it is, is for a person to look at. */
static void
grade_numbered(const struct bench *b, const struct lead *l, struct weighed *w)
{
    if (w->grade > GRADE_REVIEW || !hangs_on_number(b, l) || names_itself(b, l))
        return;
    w->grade = GRADE_REVIEW;
    w->decision =
        verdict_say(N_("only the number of the item stands there, which may be another year's: {1}"),
                    wording_quote(l->words), STR_NONE);
}

static enum delivery
delivery_of(const struct bench *b, const struct topic *t, const struct lead *l)
{
    const struct node *n = &b->site->node[l->node];

    if (n->problem == PROBLEM_OFF_SITE)
        return outside_delivery(b, t, l);
    if (leads_is_document(n))
        return t->accept & ACCEPT_DOCUMENT || (t->accept & ACCEPT_IMAGE && n->kind == KIND_IMAGE)
                   ? DELIVERY_DOCUMENT
                   : DELIVERY_NONE;
    return l->facts != NULL ? delivery_of_page(t, l->facts, l, delivery_elements(t, l->facts))
                            : DELIVERY_NONE;
}

/* Where a page has a heading with the number and the name of the item, the links elsewhere on it are of
 * others. */
static bool
has_own_section(const struct bench *b, const struct lead *l)
{
    const struct leads *leads = b->leads;

    if (l->head != NO_INDEX || l->by == BY_SITE || !b->site->node[l->node].is_page)
        return false;
    for (uint32_t i = groups_from(&leads->by_node, l->node); i < groups_until(&leads->by_node, l->node);
         i++) {
        const struct lead *other = &leads->lead[leads->by_node.item[i]];

        if (other->topic == l->topic && other->head != NO_INDEX && other->words != NULL &&
            other->words->item != 0)
            return true;
    }
    return false;
}

static struct say
say_about_another(const struct node *n)
{
    const struct wording *w = n->subject != NULL ? n->subject : n->heading != NULL ? n->heading : n->title;

    return w != NULL
               ? verdict_say(N_("the page itself is about something else: {1}"), wording_quote(w), STR_NONE)
               : verdict_say(N_("the page itself is about something else"), STR_NONE, STR_NONE);
}

struct weighed
weigh_lead(const struct bench *b, const struct pack_part *part, uint32_t lead)
{
    const struct lead *l = &b->leads->lead[lead];
    struct weighed w = {.lead = lead, .confidence = 50, .parts = leads_parts(b->leads, l)};

    if (refuse_lead(b, l, &w.decision)) {
        struct say why;

        w.grade = GRADE_REFUSED;
        w.namesake = refuse_namesake(b, l, &why);
        w.belied = refuse_belied(b, l);
        return w;
    }
    if (grade_address(b, l, &w)) {
        struct asked asked = timing_asked(b->pack, part);
        w.fitting = timing_of(b->leads, l, &asked);
        return w;
    }
    if (leads_about_another(b->leads, l)) {
        w.grade = GRADE_REFUSED;
        w.decision = say_about_another(&b->site->node[l->node]);
        return w;
    }
    w.delivery = delivery_of(b, part->topic, l);
    if (w.delivery == DELIVERY_ARTICLES && has_own_section(b, l))
        w.delivery = DELIVERY_NONE;
    if (w.delivery == DELIVERY_NONE && l->by == BY_SIBLING) {
        w.grade = GRADE_REFUSED;
        w.decision = nothing_there();
    } else if (w.delivery == DELIVERY_NONE)
        grade_nothing(b, part, l, &w);
    else
        grade_delivery(b, part, l, &w);
    if (l->by == BY_LIKENESS)
        grade_likeness(b, l, &w);
    grade_numbered(b, l, &w);
    grade_pictured(l, &w);
    return w;
}

/* Where any year will do the newer paper is the better proof, also while it waits to be read; one that states
 * none may be of the year asked for. */
static int
proven_year(const struct bench *b, const struct weighed *w)
{
    return w->fitting.year != 0 && w->fitting.source == YEAR_STATED ? w->fitting.year : b->pack->fiscal_year;
}

int
weigh_compare(const struct bench *b, const struct weighed *x, const struct weighed *y)
{
    const struct lead *a = &b->leads->lead[x->lead], *c = &b->leads->lead[y->lead];
    uint32_t da = b->site->node[a->node].distance, dc = b->site->node[c->node].distance;
    int served = bench_parts_served(b, c->node) - bench_parts_served(b, a->node);

    if (x->grade != y->grade)
        return x->grade < y->grade ? -1 : 1;
    if (served != 0)
        return served;
    if (x->grade == GRADE_STALE && x->fitting.year != y->fitting.year)
        return x->fitting.year > y->fitting.year ? -1 : 1;
    if (x->grade == GRADE_PROVEN && proven_year(b, x) != proven_year(b, y))
        return proven_year(b, x) > proven_year(b, y) ? -1 : 1;
    if (x->confidence != y->confidence)
        return x->confidence > y->confidence ? -1 : 1;
    if (x->delivery == DELIVERY_ARTICLES && y->delivery == DELIVERY_ARTICLES &&
        a->facts->articles != c->facts->articles)
        return a->facts->articles > c->facts->articles ? -1 : 1;
    if (a->strength != c->strength)
        return a->strength > c->strength ? -1 : 1;
    if (da != dc)
        return da < dc ? -1 : 1;
    return str_cmp(b->site->node[a->node].url, b->site->node[c->node].url);
}
