/* One lead on the scales: is it of this agency, does it deliver, is it of the right year, are its elements
 * there? */
#include "rules/weigh.h"
#include "rules/elements.h"
#include "rules/lack.h"
#include "rules/outside.h"
#include "rules/paper.h"
#include "rules/refuse.h"
#include "rules/verdict.h"

#define AGE_LOSS 4 /* of confidence, a year */
#define AGE_LOSS_MAX 20

/* ------------------------------------------------------------------ what came of the address */

/* A document that shows nobody anything, whatever its link promises. */
static bool
grade_paper(const struct paper *p, struct weighed *w)
{
    switch (p->state) {
    case DOCUMENT_EMPTY: /* blank pages are for a person to look at */
        w->grade = p->blank ? GRADE_REVIEW : GRADE_EMPTY;
        break;
    case DOCUMENT_WEB_PAGE:
        w->grade = GRADE_DEAD;
        break;
    case DOCUMENT_LOCKED:
    case DOCUMENT_PERMISSION:
        w->grade = GRADE_FORBIDDEN;
        break;
    default:
        return false;
    }
    w->decision = verdict_say(N_("the document: {_1}"), str_of(document_state_text(p->state)), STR_NONE);
    return true;
}

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
        return n->paper != NULL && grade_paper(n->paper, w);
    default:
        if (!problem_blocks(n->problem))
            return false;
        w->grade = l->by == BY_SECTION || l->by == BY_PARENT ? GRADE_ENTRY : GRADE_BLOCKED;
        w->decision = verdict_say(N_("could not be read: {_1}"), words, STR_NONE);
        return true;
    }
}

/* Its words on the link, or its text, name a part of a thing whose parts lie apart. */
static bool
shows_some_part(const struct topic *t, const struct lead *l, const struct weighed *w)
{
    return w->parts != 0 || (l->facts != NULL && delivery_elements(t, l->facts) > 0);
}

static void
note_doubt(struct weighed *w, struct say why)
{
    if (w->doubt_n < DOUBTS_MAX)
        w->doubt[w->doubt_n++] = why;
}

/* What takes from the confidence is said in words. */
static void
doubt(struct weighed *w, int loss, const char *id, struct str one, struct str two)
{
    if (loss <= 0)
        return;
    w->confidence -= loss;
    note_doubt(w, verdict_say(id, one, two));
}

static void
doubt_paper(const struct paper *p, struct weighed *w)
{
    if (p == NULL || p->state == DOCUMENT_UNREAD)
        doubt(w, 12, N_("the document itself was not read: its title and place speak for it"), STR_NONE,
              STR_NONE);
    else if (p->state != DOCUMENT_READ)
        doubt(w, 12, N_("the document could not be read ({_1}): its title and place speak for it"),
              str_of(document_state_text(p->state)), STR_NONE);
    else if (p->recognised)
        doubt(w, 8, N_("the document is a picture of text, read by recognition"), STR_NONE, STR_NONE);
}

static bool
is_bare(const struct bench *b, const struct lead *l)
{
    const struct paper *p = b->site->node[l->node].paper;

    return p != NULL && paper_is_bare(p, b->site->book, b->agency, l->topic);
}

static void
doubt_delivery(const struct bench *b, const struct lead *l, struct weighed *w)
{
    const struct node *n = &b->site->node[l->node];

    if (n->problem == PROBLEM_TYPE)
        doubt(w, 24, N_("the file was not fetched"), STR_NONE, STR_NONE);
    else if (w->delivery == DELIVERY_DRIVE)
        doubt(w, 24, N_("the file lies on a shared drive and was not opened"), STR_NONE, STR_NONE);
    else if (w->delivery == DELIVERY_DOCUMENT && is_bare(b, l))
        doubt(w, 12, N_("the document shows its title and nothing under it"), STR_NONE, STR_NONE);
    else if (w->delivery == DELIVERY_DOCUMENT)
        doubt_paper(n->paper, w);
    else if (w->delivery == DELIVERY_PICTURE)
        doubt(w, 12, N_("it is a picture, whose text was not read"), STR_NONE, STR_NONE);
    else if (w->delivery == DELIVERY_EXTERNAL_FORM)
        doubt(w, 12, N_("the form stands at a form service and was not opened"), STR_NONE, STR_NONE);
}

static void
doubt_period(const struct bench *b, const struct pack_part *part, struct weighed *w)
{
    const struct fitting *f = &w->fitting;

    if (part->cover == COVER_NONE)
        return;
    if (f->fit == FIT_WEAK)
        doubt(w, 15, N_("fiscal year {1} is not stated, it is inferred from: {_2}"), bench_year(b, f->year),
              str_of(timing_source_text(f->source)));
    else if (f->fit != FIT_UNKNOWN && f->source != YEAR_STATED)
        note_doubt(w, verdict_say(N_("fiscal year {1} is not stated, it is inferred from: {_2}"),
                                  bench_year(b, f->year), str_of(timing_source_text(f->source))));
    if (f->contradicted && f->other_year > 0)
        doubt(w, 15, N_("other words state fiscal year {1}: {2}"), bench_year(b, f->other_year),
              f->other_words);
    else if (f->contradicted)
        doubt(w, 15, N_("other words around it state another year"), STR_NONE, STR_NONE);
}

/* Where any year will do, this year's paper is still the better proof. */
static void
doubt_age(const struct bench *b, const struct pack_part *part, struct weighed *w)
{
    int age = b->pack->fiscal_year - w->fitting.year;

    if ((part->cover != COVER_NONE && part->cover != COVER_NOT_OLDER) || w->fitting.year == 0 || age <= 0)
        return;
    doubt(w, age * AGE_LOSS < AGE_LOSS_MAX ? age * AGE_LOSS : AGE_LOSS_MAX,
          w->fitting.source == YEAR_STATED
              ? N_("it is of fiscal year {1}; whether it still holds is not said")
              : N_("it is of fiscal year {1}, inferred from {_2}; whether it still holds is not said"),
          bench_year(b, w->fitting.year), str_of(timing_source_text(w->fitting.source)));
}

/* Where a paper is asked for and the page has files, they are nearer to it than the page's text. */
static void
doubt_page(const struct bench *b, const struct pack_part *part, const struct lead *l, struct weighed *w)
{
    bool paper = part->topic->kind == TOPIC_DOCUMENT || part->topic->kind == TOPIC_SERIES;

    if (paper && w->delivery == DELIVERY_TEXT && l->facts != NULL && elements_in_files(b, part, l->facts))
        doubt(w, 15, N_("the page also holds files, which may be the thing itself"), STR_NONE, STR_NONE);
}

static void
weigh_confidence(const struct bench *b, const struct pack_part *part, const struct lead *l, struct weighed *w)
{
    const struct paper *p = b->site->node[l->node].paper;
    /* What the link leaves unsaid, the paper says itself. */
    bool says = l->by != BY_PAPER && w->delivery == DELIVERY_DOCUMENT && p != NULL && p->title != NULL &&
                p->state == DOCUMENT_READ && wording_names(p->title, l->topic);

    w->confidence = 98;
    doubt(w, says ? 0 : (100 - l->strength) / 4,
          l->by == BY_SITE ? N_("no words name it, but it stands on every page")
                           : N_("its name stands only in: {_1}"),
          l->by == BY_SITE ? STR_NONE : str_of(leads_named_by(l->by)), STR_NONE);
    doubt_delivery(b, l, w);
    doubt_page(b, part, l, w);
    doubt_period(b, part, w);
    if (w->confidence < 30)
        w->confidence = 30;
    doubt_age(b, part, w);
}

/* A list of articles is of the year when something in it is dated so. */
static void
date_articles(const struct pack_part *part, const struct lead *l, const struct asked *asked,
              struct weighed *w)
{
    int newest;
    enum fit dated;

    if (w->delivery != DELIVERY_ARTICLES || w->fitting.fit > FIT_OTHER || part->cover == COVER_NONE ||
        l->facts == NULL)
        return;
    dated = timing_of_dates(l->facts, asked, &newest);
    if (dated == FIT_UNKNOWN)
        return;
    w->fitting.fit = dated;
    w->fitting.year = newest;
    w->fitting.source = YEAR_OF_TEXT;
}

/* Last year's file is never this year's; a rule stays in force without a year on it. */
static bool
ages(enum cover cover)
{
    return cover != COVER_IN_FORCE && cover != COVER_SPANS && cover != COVER_NOT_OLDER;
}

static struct say
say_other_year(const struct fitting *f, struct str year, struct str target)
{
    struct say stated = verdict_say(N_("is for fiscal year {1}, asked for is {2}"), year, target);

    if (f->source == YEAR_STATED)
        return stated;
    stated.id = N_("is for fiscal year {1}, inferred from {_3}; asked for is {2}");
    stated.arg[2] = str_of(timing_source_text(f->source));
    return stated;
}

/* A paper that was read tells by the day it is signed what a page tells by the dates on it. */
static bool
tells_by_its_dates(const struct bench *b, const struct weighed *w)
{
    const struct paper *p = b->site->node[b->leads->lead[w->lead].node].paper;

    return w->delivery == DELIVERY_DOCUMENT && w->fitting.source == YEAR_OF_TEXT && p != NULL && p->whole &&
           !p->recognised;
}

/* The year is settled last: right, wrong, or not said. */
static void
grade_period(const struct bench *b, const struct pack_part *part, struct weighed *w)
{
    struct asked asked = timing_asked(b->pack, part);
    struct str year = bench_year(b, w->fitting.year), target = bench_year(b, asked.target);
    bool must_say = delivery_is_unread(w->delivery) && ages(part->cover) && !tells_by_its_dates(b, w);

    if (w->fitting.split && part->cover != COVER_NONE && ages(part->cover)) {
        w->grade = GRADE_REVIEW;
        w->decision = verdict_say(N_("its title states fiscal year {1}, a line below it says {2}"), year,
                                  w->fitting.other_words);
        return;
    }
    if (part->cover == COVER_NONE || w->fitting.fit > FIT_WEAK || (w->fitting.fit == FIT_WEAK && !must_say) ||
        (w->fitting.fit == FIT_UNKNOWN && part->cover == COVER_NOT_OLDER))
        return;
    if (w->fitting.fit == FIT_WEAK) {
        w->grade = GRADE_REVIEW;
        w->decision = verdict_say(N_("fiscal year {1} is not stated, it is inferred from: {_2}"), year,
                                  str_of(timing_source_text(w->fitting.source)));
    } else if (w->fitting.fit == FIT_OTHER) {
        w->grade = GRADE_STALE;
        w->decision = say_other_year(&w->fitting, year, target);
    } else if (w->fitting.fit == FIT_PART) {
        w->grade = GRADE_PARTIAL;
        w->decision = verdict_say(N_("covers only a part of fiscal year {1}"), target, STR_NONE);
    } else if (part->period_basis != BASIS_RECALLED || must_say) {
        w->grade = GRADE_REVIEW;
        w->decision =
            verdict_say(N_("nothing says which year it is for; asked for is {1}"), target, STR_NONE);
    } else {
        doubt(w, 20, N_("nothing says which year it is for; asked for is {1}"), target, STR_NONE);
    }
}

/* One of several papers on a page, of a thing whose parts lie apart, that names none of the parts. */
static bool
is_silent_paper(const struct bench *b, const struct pack_part *part, const struct lead *l,
                const struct weighed *w)
{
    const struct lead *p = l->parent != NO_INDEX ? &b->leads->lead[l->parent] : NULL;

    return part->topic->apart && w->delivery == DELIVERY_DOCUMENT && !shows_some_part(part->topic, l, w) &&
           l->by == BY_PARENT && p != NULL && p->facts != NULL && p->facts->documents > 1;
}

/* Read whole, it neither bears the name it stands under nor shows anything that the item asks for. */
static bool
is_unlike_its_place(const struct bench *b, const struct pack_part *part, const struct lead *l,
                    const struct weighed *w)
{
    const struct paper *p = b->site->node[l->node].paper;
    bool asked = false;

    if ((l->by != BY_PARENT && l->by != BY_SECTION) || p == NULL || !p->whole || p->recognised ||
        p->title == NULL || wording_names(p->title, l->topic))
        return false;
    for (size_t k = 0; k < part->element_n && k < ELEMENTS_MAX; k++) {
        if (str_eq(part->element[k].id, STR("period")))
            continue;
        if (w->element[k] != MET_NO)
            return false;
        asked = true;
    }
    return asked;
}

/*
 * Bytes of no kind that we know under a name of one that has no other: whoever opens it sees no paper either.
 * Word and Excel open pages and XML that are called .doc and .xls.
 */
static bool
belies_its_name(const struct node *n)
{
    static const char *const endings[] = {".pdf", ".docx", ".xlsx", ".pptx", ".odt", ".ods", ".odp"};

    return n->paper->state == DOCUMENT_UNSUPPORTED && STR_ENDS_ANY_NOCASE(n->url, endings);
}

static bool
broke_the_reader(const struct node *n)
{
    const struct paper *p = n->paper;

    return p != NULL &&
           (p->state == DOCUMENT_DAMAGED || p->state == DOCUMENT_CRASHED || p->state == DOCUMENT_TIMEOUT ||
            p->state == DOCUMENT_TOO_LARGE || belies_its_name(n));
}

/* What stopped the reader may stop a visitor too. */
static void
grade_legible(const struct bench *b, const struct lead *l, struct weighed *w)
{
    const struct node *n = &b->site->node[l->node];

    if (!broke_the_reader(n))
        return;
    w->grade = GRADE_REVIEW;
    w->decision =
        verdict_say(N_("the document: {_1}"), str_of(document_state_text(n->paper->state)), STR_NONE);
}

/* A paper that says "nothing yet" is no paper, of whatever year. */
static bool
grade_vacant(const struct bench *b, const struct lead *l, struct weighed *w)
{
    const struct paper *p = b->site->node[l->node].paper;
    const struct facts *f = l->facts;

    if (w->delivery != DELIVERY_DOCUMENT || p == NULL || !p->whole || f == NULL || !f->says_empty ||
        f->says_none || f->prose >= EMPTY_PROSE_MAX || f->rows >= DELIVERY_ROWS_MIN ||
        (delivery_elements(&b->site->catalog->topic[l->topic], f) > 0 && !is_bare(b, l)))
        return false;
    w->grade = GRADE_EMPTY;
    w->decision = verdict_say(N_("the document says that there is nothing yet: {1}"),
                              f->quote.n > 0 ? f->quote : wording_quote(p->title), STR_NONE);
    return true;
}

static void
grade_cut(const struct node *n, struct weighed *w)
{
    w->grade = GRADE_BLOCKED;
    w->confidence = 50;
    w->decision = verdict_say(N_("could not be read: {_1}"), str_of(problem_text(n->problem)), STR_NONE);
}

/* Is a topic a part of the item at hand? */
static bool
is_part(const struct bench *b, size_t topic)
{
    for (size_t i = 0; b->item != NULL && i < b->item->part_n; i++)
        if (b->item->part[i].topic == &b->site->catalog->topic[topic])
            return true;
    return false;
}

/* Does the paper bear the name of anything else that this checklist asks for?  Of an item of several parts it
 * may bear the name of one on its cover and that of another inside. */
static bool
is_called_as_asked(const struct bench *b, const struct lead *l)
{
    const struct paper *p = b->site->node[l->node].paper;

    for (size_t i = 0; p != NULL && p->title != NULL && i < p->title->topic_n; i++) {
        size_t topic = p->title->topic[i].topic;

        if (b->leads->asked[topic] != 0 && !(l->facts != NULL && l->facts->named && is_part(b, topic)))
            return true;
    }
    return false;
}

static void
grade_delivery(const struct bench *b, const struct pack_part *part, const struct lead *l, struct weighed *w)
{
    struct lacking lacking;
    struct asked asked = timing_asked(b->pack, part);

    w->fitting = timing_of(b->leads, l, &asked);
    if (grade_vacant(b, l, w))
        return;
    date_articles(part, l, &asked, w);
    w->grade = GRADE_PROVEN;
    w->decision = verdict_say(N_("delivers: {_1}"), str_of(delivery_text(w->delivery)), STR_NONE);
    weigh_confidence(b, part, l, w);
    lacking = elements_weigh(b, part, l, w);
    if (w->delivery == DELIVERY_DOCUMENT && elements_lack_most(part, w, lacking.n > 0) &&
        refuse_namesake(b, l, &w->decision)) {
        w->grade = GRADE_REFUSED;
        w->namesake = true;
        w->belied = refuse_belied(b, l);
        return;
    }
    if (lacking.n > 0 && lack_cut(&b->site->node[l->node])) {
        grade_cut(&b->site->node[l->node], w);
    } else if (lacking.n > 0) {
        w->grade = GRADE_PARTIAL;
        w->decision = elements_say_lacking(b->arena, &lacking);
    }
    if (w->grade == GRADE_PROVEN && is_silent_paper(b, part, l, w)) {
        w->grade = GRADE_REVIEW;
        w->decision = verdict_say(N_("its papers lie apart, and this one does not say which of them it is"),
                                  STR_NONE, STR_NONE);
    }
    if (w->grade == GRADE_PROVEN && w->delivery == DELIVERY_DOCUMENT && is_called_as_asked(b, l) &&
        refuse_namesake(b, l, &w->decision)) /* it may hold both */
        w->grade = GRADE_REVIEW;
    if (w->grade == GRADE_PROVEN && w->delivery == DELIVERY_DOCUMENT && is_unlike_its_place(b, part, l, w)) {
        w->grade = GRADE_REVIEW;
        w->decision = verdict_say(N_("stands under the item's name and shows nothing of it: {1}"),
                                  wording_quote(b->site->node[l->node].paper->title), STR_NONE);
    }
    if (w->grade == GRADE_PROVEN && w->delivery == DELIVERY_DOCUMENT)
        grade_legible(b, l, w);
    grade_period(b, part, w);
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
 * A document on which the reader failed may deliver.
 */
static void
grade_likeness(const struct bench *b, const struct lead *l, struct weighed *w)
{
    bool broken = w->grade == GRADE_REVIEW && broke_the_reader(&b->site->node[l->node]);

    if (w->grade > GRADE_PARTIAL && !broken) {
        w->grade = GRADE_REFUSED;
        w->decision = verdict_say(N_("words that are only like its own, and nothing there: {1}"),
                                  wording_quote(l->words), STR_NONE);
        return;
    }
    w->grade = GRADE_REVIEW;
    w->decision = verdict_say(N_("words that are only like its own: {1}"), wording_quote(l->words), STR_NONE);
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
        w.decision = verdict_say(N_("nothing of it stands there"), STR_NONE, STR_NONE);
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

int
weigh_compare(const struct bench *b, const struct weighed *x, const struct weighed *y)
{
    const struct lead *a = &b->leads->lead[x->lead], *c = &b->leads->lead[y->lead];
    uint32_t da = b->site->node[a->node].distance, dc = b->site->node[c->node].distance;
    int served = b->serves == NULL
                     ? 0
                     : __builtin_popcount(b->serves[c->node]) - __builtin_popcount(b->serves[a->node]);

    if (x->grade != y->grade)
        return x->grade < y->grade ? -1 : 1;
    if (served != 0)
        return served;
    if (x->grade == GRADE_STALE && x->fitting.year != y->fitting.year)
        return x->fitting.year > y->fitting.year ? -1 : 1;
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
