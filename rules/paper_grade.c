/* What a document says and shows, against what it stands for. */
#include "rules/paper_grade.h"
#include "rules/elements.h"
#include "rules/refuse.h"
#include "rules/verdict.h"

#define COVER_LINES 3

bool
paper_grade_closed(const struct paper *p, struct weighed *w)
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

bool
paper_grade_bare(const struct bench *b, const struct lead *l)
{
    const struct paper *p = b->site->node[l->node].paper;

    return p != NULL && paper_is_bare(p, b->site->book, b->agency, l->topic);
}

bool
paper_grade_vacant(const struct bench *b, const struct lead *l, struct weighed *w)
{
    const struct paper *p = b->site->node[l->node].paper;
    const struct facts *f = l->facts;

    if (w->delivery != DELIVERY_DOCUMENT || p == NULL || !p->whole || f == NULL || !f->says_empty ||
        f->says_none || f->prose >= EMPTY_PROSE_MAX || f->rows >= DELIVERY_ROWS_MIN ||
        (delivery_elements(&b->site->catalog->topic[l->topic], f) > 0 && !paper_grade_bare(b, l)))
        return false;
    w->grade = GRADE_EMPTY;
    w->decision = verdict_say(N_("the document says that there is nothing yet: {1}"),
                              f->quote.n > 0 ? f->quote : wording_quote(p->title), STR_NONE);
    return true;
}

bool
paper_grade_namesake(const struct bench *b, const struct pack_part *part, const struct lead *l,
                     struct weighed *w, bool decisive)
{
    if (w->delivery != DELIVERY_DOCUMENT || !elements_lack_half(part, w, decisive) ||
        !refuse_namesake(b, l, &w->decision))
        return false;
    w->grade = GRADE_REFUSED;
    w->namesake = true;
    w->belied = refuse_belied(b, l);
    return true;
}

/* "Report of what was done by / the plan of ...": the second line goes on with the first. */
static bool
goes_on(const struct phrases *ends, struct str line)
{
    for (size_t i = 0; i < phrases_size(ends); i++)
        if (str_ends(str_trim(line), phrases_text(ends, i)))
            return true;
    return false;
}

static bool
calls_itself(const struct bench *b, const struct phrases *so, const struct paper *p)
{
    const struct phrases *ends = catalog_list(b->site->catalog, "line-goes-on");
    struct str rest = p->title->text, line;
    bool whole = true;

    while (str_next(&rest, THAI_BREAK, &line)) {
        if (whole && wording_holds(so, wording_of(b->site->book, line)))
            return true;
        whole = !goes_on(ends, line);
    }
    return false;
}

/* More than a title, whose and when, and nothing of it is what is asked for. */
static bool
shows_nothing(const struct pack_part *part, const struct paper *p, const struct weighed *w, bool decisive)
{
    return decisive && p->lines > COVER_LINES && elements_lack_half(part, w, false);
}

bool
paper_grade_unshown(const struct bench *b, const struct pack_part *part, const struct lead *l,
                    struct weighed *w, bool decisive)
{
    const struct paper *p = b->site->node[l->node].paper;
    bool otherwise;

    if (w->delivery != DELIVERY_DOCUMENT || p == NULL || !p->whole || p->title == NULL ||
        part->topic->unless_shown == NULL || !elements_lack_half(part, w, true))
        return false;
    otherwise = calls_itself(b, part->topic->unless_shown, p);
    if (!otherwise && !shows_nothing(part, p, w, decisive))
        return false;
    w->grade = GRADE_REFUSED;
    w->decision =
        verdict_say(otherwise ? N_("the document itself says that it is something else: {1}")
                              : N_("stands under the item's name and shows hardly anything of it: {1}"),
                    wording_quote(p->title), STR_NONE);
    w->belied = refuse_promised(b, l);
    return true;
}

/* Its words on the link, or its text, name a part of a thing whose parts lie apart. */
static bool
shows_some_part(const struct topic *t, const struct lead *l, const struct weighed *w)
{
    return w->parts != 0 || (l->facts != NULL && delivery_elements(t, l->facts) > 0);
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

/* Read whole, it neither bears the name it stands under nor shows more than a third of what the item asks
 * for. */
static bool
is_unlike_its_place(const struct bench *b, const struct pack_part *part, const struct lead *l,
                    const struct weighed *w)
{
    const struct paper *p = b->site->node[l->node].paper;
    size_t asked = 0, shown = 0;

    if ((l->by != BY_PARENT && l->by != BY_SECTION) || p == NULL || !p->whole || p->recognised ||
        p->title == NULL || wording_names(p->title, l->topic))
        return false;
    for (size_t k = 0; k < part->element_n && k < ELEMENTS_MAX; k++) {
        if (str_eq(part->element[k].id, STR("period")))
            continue;
        if (w->element[k] == MET_UNKNOWN)
            return false;
        shown += w->element[k] == MET_YES;
        asked++;
    }
    return asked > 0 && shown * 3 <= asked;
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

bool
paper_grade_broke_reader(const struct node *n)
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

    if (!paper_grade_broke_reader(n))
        return;
    w->grade = GRADE_REVIEW;
    w->decision =
        verdict_say(N_("the document: {_1}"), str_of(document_state_text(n->paper->state)), STR_NONE);
}

/* By the name of another item it may hold both; of another year it is no old one of this. */
static void
grade_called_otherwise(const struct bench *b, const struct lead *l, struct weighed *w)
{
    bool old = w->fitting.fit == FIT_OTHER;

    w->grade = old ? GRADE_REFUSED : GRADE_REVIEW;
    w->namesake = old;
    w->belied = old && refuse_belied(b, l);
}

void
paper_grade(const struct bench *b, const struct pack_part *part, const struct lead *l, struct weighed *w)
{
    if (w->delivery != DELIVERY_DOCUMENT)
        return;
    if (w->grade == GRADE_PROVEN && is_silent_paper(b, part, l, w)) {
        w->grade = GRADE_REVIEW;
        w->decision = verdict_say(N_("its papers lie apart, and this one does not say which of them it is"),
                                  STR_NONE, STR_NONE);
    }
    if ((w->grade == GRADE_PROVEN || w->fitting.fit == FIT_OTHER) && is_called_as_asked(b, l) &&
        refuse_namesake(b, l, &w->decision))
        grade_called_otherwise(b, l, w);
    if (w->grade == GRADE_PROVEN && is_unlike_its_place(b, part, l, w)) {
        w->grade = GRADE_REVIEW;
        w->decision = verdict_say(N_("stands under the item's name and shows hardly anything of it: {1}"),
                                  wording_quote(b->site->node[l->node].paper->title), STR_NONE);
    }
    if (w->grade == GRADE_PROVEN)
        grade_legible(b, l, w);
}
