/* Periods of the words around a lead, nearest first. */
#include "rules/timing.h"
#include "base/say.h"
#include "rules/paper.h"
#include <string.h>

#define LEVELS_MAX 48 /* ten sources of words a hop, three hops */
#define HEAD_MEANING                                                                                         \
    30 /* letters: a longer title that names neither topic nor assessment is about something else */
#define SERIES_MONTHS 4   /* rows of fewer months are no series */
#define MONTHS_TOGETHER 3 /* fewer may be the month after, in which a paper was written */
#define LAST_MONTH 12     /* of a fiscal year: September */
#define AUTUMN_MONTHS 3   /* October to December */
#define SECOND_HALF 0xfc0 /* April to September */
#define FEW_DOCUMENTS 3   /* a page with more files is a list: its title speaks for none of them alone */

struct asked
timing_asked(const struct pack *p, const struct pack_part *part)
{
    const struct topic *t = part->topic;

    return (struct asked){.target = p->fiscal_year + part->year_offset,
                          .pack_year = p->fiscal_year,
                          .cover = part->cover,
                          .event = t->kind == TOPIC_CONTENT && t->accept & ACCEPT_ARTICLES};
}

const char *
timing_source_text(enum year_source source)
{
    static const char *const text[] = {
        [YEAR_STATED] = N_("its own words"),
        [YEAR_OF_ASSESSMENT] = N_("the year of the assessment it is listed under"),
        [YEAR_OF_DAY] = N_("a day of signing or posting"),
        [YEAR_OF_TEXT] = N_("dates in its text"),
        [YEAR_OF_ADDRESS] = N_("the name of the file"),
    };
    return text[source];
}

struct say
timing_says(struct arena *a, const struct pack *p, const struct pack_part *part)
{
    static const char *const text[] = {
        [COVER_NONE] = NULL,
        [COVER_YEAR] = N_("fiscal year {1} B.E."),
        [COVER_FULL_YEAR] = N_("fiscal year {1} B.E., the whole year"),
        [COVER_FIRST_6_MONTHS] = N_("fiscal year {1} B.E., its first six months"),
        [COVER_MONTHLY_6] = N_("fiscal year {1} B.E., its first six months, month by month"),
        [COVER_SPANS] = N_("a period that holds fiscal year {1} B.E."),
        [COVER_IN_FORCE] = N_("what is in force in fiscal year {1} B.E."),
        [COVER_RECENT] = N_("fiscal year {1} B.E. or the year before"),
        [COVER_NOT_OLDER] = N_("fiscal year {1} B.E. or the year before"),
    };
    struct say s = {.id = text[part->cover]};

    s.arg[0] = arena_printf(a, "%d", p->fiscal_year + part->year_offset);
    return s;
}

static bool
holds(const struct period *p, int year)
{
    return p->first <= year && year <= p->last;
}

static bool
last_year_will_do(enum cover cover)
{
    return cover == COVER_RECENT || cover == COVER_NOT_OLDER;
}

static bool
whole_year(const struct period *p)
{
    return p->month_from == 0 || (p->month_from == 1 && p->month_to == 12);
}

static enum fit
fit_part(const struct period *p, enum cover cover)
{
    if (cover == COVER_FULL_YEAR)
        return whole_year(p) ? FIT_YES : FIT_PART;
    if (cover == COVER_FIRST_6_MONTHS)
        return whole_year(p) || (p->month_from == 1 && p->month_to >= 6) ? FIT_YES : FIT_PART;
    return FIT_YES;
}

static enum fit
fit_period(const struct period *p, const struct asked *asked)
{
    if (p->first == 0 || p->kind == PERIOD_DAY)
        return FIT_UNKNOWN;
    if (asked->cover == COVER_NONE)
        return FIT_YES;
    if (holds(p, asked->target))
        return fit_part(p, asked->cover);
    if (last_year_will_do(asked->cover) && holds(p, asked->target - 1))
        return FIT_YES;
    return FIT_OTHER;
}

static void
take(struct fitting *f, enum fit fit, int year, struct str words, enum year_source source)
{
    if (fit > f->fit || (fit == f->fit && year > f->year)) {
        f->fit = fit;
        f->year = year;
        f->words = words;
        f->source = source;
    }
}

/* The year of an assessment ("ITA 2566") is a claim about its items, not a period of a document. */
static void
fit_assessment(struct fitting *f, const struct wording *w, const struct period *p, const struct asked *asked)
{
    bool ours =
        holds(p, asked->pack_year) || (last_year_will_do(asked->cover) && holds(p, asked->pack_year - 1));

    take(f, ours ? FIT_WEAK : FIT_OTHER, p->last + asked->target - asked->pack_year, wording_shown(w),
         YEAR_OF_ASSESSMENT);
}

/* A month without a year ("Oct." in a row of links) is of the year that the words around it state. */
static void
note_loose_month(struct fitting *f, const struct period *p)
{
    if (p->month_from == 0 || (p->kind != PERIOD_QUARTER && p->month_from != p->month_to))
        return;
    for (int m = p->month_from; m <= p->month_to && m <= 12; m++)
        f->loose |= (uint16_t)(1u << (m - 1));
}

static void
note_months(struct fitting *f, const struct period *p, const struct asked *asked)
{
    if (p->first != asked->target || p->last != asked->target || p->month_from == 0)
        return;
    for (int m = p->month_from; m <= p->month_to && m <= 12; m++)
        f->months |= (uint16_t)(1u << (m - 1));
}

/* Of several years the one that is asked for, else the newest. */
static int
year_of(const struct period *p, const struct asked *asked)
{
    return p->first <= asked->target && asked->target <= p->last ? asked->target : p->last;
}

/* An order of the last three months of a calendar year is of the fiscal year behind it: its number leaves
 * both open. */
static bool
may_be_of_next_year(const struct period *p, const struct asked *asked)
{
    return p->style == YEAR_SERIAL && p->first + 1 == asked->target;
}

static struct fitting
fit_words(const struct wording *w, const struct asked *asked)
{
    struct fitting f = {0};

    for (size_t i = 0; w != NULL && i < w->period_n; i++) {
        const struct period *p = &w->period[i];

        if (p->first == 0)
            note_loose_month(&f, p);
        if (p->first == 0 || p->kind == PERIOD_DAY || may_be_of_next_year(p, asked) ||
            (asked->event && p->first < p->last))
            continue;
        if (w->flags & WORDING_INDEX && p->kind == PERIOD_YEAR) {
            fit_assessment(&f, w, p, asked);
            continue;
        }
        take(&f, fit_period(p, asked), year_of(p, asked), wording_shown(w), YEAR_STATED);
        note_months(&f, p, asked);
    }
    return f;
}

static struct fitting
fit_head(const struct node *n, const struct asked *asked)
{
    struct fitting title = fit_words(n->title, asked), heading = fit_words(n->heading, asked),
                   subject = fit_words(n->subject, asked);

    if (subject.fit != FIT_UNKNOWN)
        return subject;
    return title.fit == FIT_UNKNOWN || heading.fit > title.fit ? heading : title;
}

/* Does the head of a page that links to a thing speak for the thing? */
static bool
speaks_for(const struct wording *w, size_t topic)
{
    return w != NULL && (wording_names(w, topic) || w->flags & WORDING_INDEX || w->meaning <= HEAD_MEANING);
}

static struct fitting
fit_linking_page(const struct leads *l, uint32_t from, size_t topic, const struct asked *asked)
{
    const struct node *n = &l->site->node[from];
    struct node head = {.title = speaks_for(n->title, topic) ? n->title : NULL,
                        .heading = speaks_for(n->heading, topic) ? n->heading : NULL};

    if (from == l->site->home)
        return (struct fitting){0};
    return fit_head(&head, asked);
}

/* The first year of a set of bits. */
static struct period
period_of_bit(uint64_t years)
{
    int year = 2530 + __builtin_ctzll(years);

    return (struct period){.kind = PERIOD_YEAR, .first = year, .last = year};
}

/* Rows of figures, one a year: of the year asked for, or only of others. */
static struct fitting
fit_rows(const struct facts *facts, const struct asked *asked)
{
    struct fitting f = {0};

    for (uint64_t rest = facts->row_years; rest != 0; rest &= rest - 1) {
        struct period p = period_of_bit(rest);

        take(&f, fit_period(&p, asked), p.last, STR_NONE, YEAR_STATED);
    }
    return f;
}

/* "Round of the first six months" is of the year that the title states. */
static bool
is_part_of_any(const struct wording *w)
{
    for (size_t i = 0; i < w->period_n; i++)
        if (w->period[i].first == 0 && w->period[i].month_from < w->period[i].month_to)
            return true;
    return false;
}

/* A report called after the year is of what the lines below its title say: all of it, a half, another year;
 * one called after the second quarter may sum up both. */
static struct fitting
fit_spans(const struct wording *const *span, size_t n, const struct asked *asked, struct fitting f)
{
    struct fitting spans = {0};
    const struct wording *part = NULL; /* of no year */
    bool quarter = f.fit == FIT_PART && asked->cover == COVER_FIRST_6_MONTHS;

    if (f.fit != FIT_YES && !quarter)
        return f;
    for (size_t i = 0; i < n; i++) {
        struct fitting one = fit_words(span[i], asked);

        part = is_part_of_any(span[i]) ? span[i] : part;
        take(&spans, one.fit, one.year, one.words, YEAR_STATED);
    }
    if (quarter) {
        f.fit = spans.fit == FIT_YES ? FIT_YES : f.fit;
        f.words = spans.fit == FIT_YES ? spans.words : f.words;
    } else if (spans.fit == FIT_PART) {
        f.fit = FIT_PART;
        f.words = spans.words;
    } else if (spans.fit == FIT_UNKNOWN && part != NULL && asked->cover == COVER_FULL_YEAR) {
        f.fit = FIT_PART;
        f.words = wording_shown(part);
    } else if (spans.fit == FIT_OTHER) {
        f.split = true;
        f.other_year = spans.year;
        f.other_words = spans.words;
    }
    return f;
}

/* A report "of the year" whose rows go from October to March is of half a year; rows of months say by
 * themselves what they are of. */
static struct fitting
fit_rows_of_months(const struct facts *facts, const struct asked *asked, struct fitting f)
{
    int ago = asked->pack_year - asked->target;
    uint16_t rows = ago == 0 || ago == 1 ? facts->row_months[ago] : 0;
    bool series = __builtin_popcount(rows) >= SERIES_MONTHS;

    if (f.fit == FIT_UNKNOWN && series)
        f = (struct fitting){.fit = FIT_YES, .year = asked->target, .source = YEAR_STATED};
    if (rows == 0 || (f.fit != FIT_YES && f.fit != FIT_PART))
        return f;
    f.months |= rows;
    if (f.fit == FIT_YES && asked->cover == COVER_FULL_YEAR && series && (rows & SECOND_HALF) == 0)
        f.fit = FIT_PART;
    return f;
}

/* What a page, or a part of it, says of itself: title and heading, else a line of its text. */
static struct fitting
fit_region(const struct leads *l, const struct lead *lead, const struct asked *asked)
{
    struct fitting f, spans;
    bool titled;

    if (lead->head != NO_INDEX)
        f = fit_words(l->site->head[lead->head].words, asked);
    else
        f = fit_head(&l->site->node[lead->node], asked);
    titled = f.fit != FIT_UNKNOWN;
    if (f.fit == FIT_UNKNOWN && lead->facts != NULL)
        f = fit_words(lead->facts->said, asked);
    if (f.fit == FIT_UNKNOWN && lead->facts != NULL && lead->facts->documents == 0)
        f = fit_words(lead->facts->span, asked);
    if (f.fit == FIT_UNKNOWN && lead->facts != NULL)
        f = fit_rows(lead->facts, asked);
    if (f.fit == FIT_UNKNOWN && lead->facts != NULL)
        f = fit_rows_of_months(lead->facts, asked, f);
    /* Over files the line may speak of the first of them alone. */
    if (lead->facts == NULL || lead->facts->span == NULL || lead->facts->documents > 0)
        return f;
    spans = fit_spans(&lead->facts->span, 1, asked, f);
    return spans.split && !titled ? f : spans; /* a line of the text may be of another part than the span */
}

/* Of the papers in an archive the one that is asked for, else the newest. */
static struct fitting
fit_members(const struct paper *p, size_t topic, const struct asked *asked)
{
    struct fitting f = {0};

    for (size_t i = 0; i < p->member_n; i++) {
        struct fitting one = fit_words(p->member[i], asked);

        if (!wording_names(p->member[i], topic))
            continue;
        take(&f, one.fit, one.year, one.words, one.source);
        f.months |= one.months;
    }
    return f;
}

/* What a document says of itself; years read off a picture never decide. */
static struct fitting
fit_paper(const struct leads *l, const struct lead *lead, const struct asked *asked)
{
    const struct paper *p = l->site->node[lead->node].paper;
    const struct wording *span[PAPER_SPANS];
    struct fitting member;
    size_t n = 0;

    if (p == NULL || p->recognised)
        return (struct fitting){0};
    if (p->member_n > 1 && (member = fit_members(p, lead->topic, asked)).fit != FIT_UNKNOWN)
        return member;
    for (size_t i = 0; i < p->span_n; i++)
        if ((p->names.n == 0 || p->span_sheet[i] == lead->facts->said_sheet) &&
            leads_may_mean(l, p->span[i], lead->topic))
            span[n++] = p->span[i];
    return fit_spans(span, n, asked,
                     fit_rows_of_months(lead->facts, asked, fit_words(lead->facts->said, asked)));
}

/* Fiscal years seen anywhere in a text, as one fitting. */
static struct fitting
fit_years(uint64_t years, const struct asked *asked)
{
    struct fitting f = {0};

    if (asked->cover == COVER_FULL_YEAR || asked->cover == COVER_FIRST_6_MONTHS)
        return f;
    for (uint64_t rest = years; rest != 0; rest &= rest - 1) {
        struct period p = period_of_bit(rest);

        take(&f, fit_period(&p, asked) == FIT_YES ? FIT_WEAK : FIT_UNKNOWN, p.last, STR_NONE, YEAR_OF_TEXT);
    }
    return f;
}

static struct fitting
fit_file(const struct leads *l, const struct lead *lead, const struct asked *asked)
{
    const struct node *n = &l->site->node[lead->node];
    struct arena *a = l->scratch;
    struct fitting asked_name, sent_name;

    arena_reset(a);
    asked_name =
        fit_words(wording_of(l->site->book, site_file_words(a, l->site->node[lead->asked].url)), asked);
    asked_name.source = YEAR_OF_ADDRESS;
    if (n->file_name.n == 0)
        return asked_name;
    sent_name = fit_words(wording_of(l->site->book, n->file_name), asked);
    sent_name.source = YEAR_OF_ADDRESS;
    return sent_name.fit != FIT_UNKNOWN ? sent_name : asked_name;
}

/* The month of the fiscal year that is all a link says of when; 0. */
static int
lone_month(const struct wording *w)
{
    const struct period *p = w->period;

    return w->period_n == 1 && p->kind == PERIOD_MONTHS && p->first == 0 && p->month_from == p->month_to
               ? p->month_from
               : 0;
}

/* Under one heading September stands beside October: the list goes from January to December. */
static bool
lists_calendar_year(const struct site *s, const struct site_link *k)
{
    const struct node *n = &s->node[k->from];
    int before = 0;

    for (uint32_t i = 0; i < n->link_n; i++) {
        const struct site_link *one = &s->link[n->first_link + i];
        int month = one->heading == k->heading ? lone_month(one->text) : 0;

        if (month == 0)
            continue;
        if ((before == LAST_MONTH && month == 1) || (before == 1 && month == LAST_MONTH))
            return true;
        before = month;
    }
    return false;
}

/* What the heading above a link says; its October to December are of the fiscal year behind the calendar
 * year. */
static struct fitting
fit_heading(const struct leads *l, const struct site_link *k, const struct asked *asked)
{
    int month = lone_month(k->text);
    struct asked before = *asked;
    struct fitting f;

    if (k->heading == NULL || month == 0 || month > AUTUMN_MONTHS || k->heading->period_n != 1 ||
        k->heading->period->kind != PERIOD_YEAR || k->heading->period->style == YEAR_FISCAL ||
        !lists_calendar_year(l->site, k))
        return fit_words(k->heading, asked);
    before.target--;
    before.pack_year--;
    f = fit_words(k->heading, &before);
    f.year += f.year > 0;
    return f;
}

static size_t
levels_of(const struct leads *l, const struct lead *lead, const struct asked *asked, struct fitting *out,
          int depth)
{
    const struct site_link *k = lead->link != NO_INDEX ? &l->site->link[lead->link] : NULL;
    const struct lead *parent = lead->parent != NO_INDEX ? &l->lead[lead->parent] : NULL;
    bool few = parent != NULL && parent->facts != NULL && parent->facts->documents <= FEW_DOCUMENTS;
    bool document = leads_is_document(&l->site->node[lead->node]);
    size_t n = 0;

    if (lead->by == BY_PICTURE || lead->by == BY_SIGNS) /* perhaps what a picture said before */
        out[n++] = fit_words(lead->words, asked);
    if (lead->facts != NULL && document)
        out[n++] = fit_paper(l, lead, asked);
    else if (lead->facts != NULL)
        out[n++] = fit_region(l, lead, asked);
    if (k != NULL) {
        out[n++] = fit_words(k->text, asked);
        out[n++] = fit_words(k->row, asked);
        if (k->text->flags & WORDING_WEAK)
            out[n++] = k->near == k->heading ? fit_heading(l, k, asked) : fit_words(k->near, asked);
    }
    if (k != NULL && k->heading != NULL && wording_names(k->heading, lead->topic))
        out[n++] = fit_heading(l, k, asked);
    if (document)
        out[n++] = fit_file(l, lead, asked);
    if (document && few && parent->facts != NULL)
        out[n++] = fit_region(l, parent, asked);
    if (lead->facts != NULL && !document)
        out[n++] = fit_years(lead->facts->years, asked);
    if (k != NULL)
        out[n++] = fit_heading(l, k, asked);
    if (k != NULL && l->site->node[k->from].is_page && !k->menu)
        out[n++] = fit_linking_page(l, k->from, lead->topic, asked);
    if (parent != NULL && depth < 3)
        n += levels_of(l, parent, asked, out + n, depth + 1);
    return n;
}

/* A day of posting: in the year it speaks for it; long before, against it. Notices are of the day they are
 * of. */
static void
take_day(struct fitting *f, int year, const struct asked *asked, bool series, struct str words)
{
    if (year == asked->target)
        take(f, FIT_WEAK, year, words, YEAR_OF_DAY);
    else if (year > 0 && year < asked->target - (series ? 0 : 1))
        take(f, FIT_OTHER, year, words, YEAR_OF_DAY);
}

/* The article a file hangs on says when it was posted; a list of many says nothing of one. */
static const struct facts *
article_of(const struct leads *l, const struct lead *lead)
{
    const struct lead *p = lead->parent != NO_INDEX ? &l->lead[lead->parent] : NULL;

    if (p == NULL || p->facts == NULL || p->head != NO_INDEX || p->facts->documents > FEW_DOCUMENTS ||
        p->facts->articles > FEW_DOCUMENTS)
        return NULL;
    return p->facts;
}

static int
newest_day(const struct facts *f)
{
    for (int bit = 63; f != NULL && bit >= 0; bit--)
        if (f->day_years >> bit & 1)
            return 2530 + bit;
    return 0;
}

static bool
is_recognised(const struct leads *l, const struct lead *lead)
{
    const struct paper *p = l->site->node[lead->node].paper;

    return p != NULL && p->recognised;
}

/* Nothing that it states reaches the year asked for: a page all of whose years are past, something whose
 * every day is, a text whose every date is older than the year before. */
static bool
is_past(const struct facts *f, const struct asked *asked, int newest, bool document)
{
    bool stated = !document && f->years != 0 && f->day_years == 0;

    return asked->cover != COVER_IN_FORCE && newest > 0 &&
           newest < asked->target - (stated || asked->event ? 0 : 1);
}

/* Dates of signing or posting, when nothing else speaks. */
static void
fall_back_on_days(const struct leads *l, const struct lead *lead, const struct asked *asked,
                  struct fitting *f)
{
    const struct site_link *k = lead->link != NO_INDEX ? &l->site->link[lead->link] : NULL;
    const struct wording *words[] = {k ? k->text : NULL, k ? k->row : NULL, k ? k->near : NULL};
    bool series = l->site->catalog->topic[lead->topic].kind == TOPIC_SERIES;
    int newest;

    if (asked->cover == COVER_FULL_YEAR || asked->cover == COVER_FIRST_6_MONTHS ||
        asked->cover == COVER_SPANS)
        return;
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
        for (size_t j = 0; words[i] != NULL && j < words[i]->period_n; j++)
            if (words[i]->period[j].kind == PERIOD_DAY)
                take_day(f, words[i]->period[j].first, asked, series, wording_shown(words[i]));
    if (f->fit == FIT_WEAK && lead->facts != NULL && !is_recognised(l, lead) &&
        timing_of_dates(lead->facts, asked, &newest) == FIT_WEAK)
        f->source = YEAR_OF_TEXT; /* the thing says so too */
    if (f->fit == FIT_UNKNOWN && lead->facts != NULL && lead->head == NO_INDEX && !is_recognised(l, lead)) {
        enum fit dates = timing_of_dates(lead->facts, asked, &f->year);

        if (dates == FIT_WEAK ||
            (dates == FIT_OTHER &&
             is_past(lead->facts, asked, f->year, leads_is_document(&l->site->node[lead->node]))))
            f->fit = dates;
        f->source = YEAR_OF_TEXT;
    }
    if (f->fit == FIT_UNKNOWN && leads_is_document(&l->site->node[lead->node]))
        take_day(f, newest_day(article_of(l, lead)), asked, series, STR_NONE);
}

/* The index of an assessment claims a year; a day in the paper itself, as that of signing, says so too. */
static void
bear_out(const struct leads *l, const struct lead *lead, const struct asked *asked, struct fitting *f)
{
    int newest;

    if (asked->cover == COVER_FULL_YEAR || asked->cover == COVER_FIRST_6_MONTHS ||
        asked->cover == COVER_SPANS || lead->facts == NULL ||
        !leads_is_document(&l->site->node[lead->node]) || is_recognised(l, lead))
        return;
    if (timing_of_dates(lead->facts, asked, &newest) == FIT_WEAK)
        f->source = YEAR_OF_TEXT;
}

/* What other links to the same file call it: an index often leaves the year to the page that it stands on. */
static struct fitting
fit_elsewhere(const struct leads *l, const struct lead *lead, const struct asked *asked)
{
    const struct site *s = l->site;
    struct fitting best = {0};

    for (uint32_t i = groups_from(&s->by_target, lead->node); i < groups_until(&s->by_target, lead->node);
         i++) {
        const struct site_link *k = &s->link[s->by_target.item[i]];
        struct fitting f;

        if (s->by_target.item[i] == lead->link)
            continue;
        f = fit_words(k->text, asked);
        if (f.fit == FIT_UNKNOWN)
            f = fit_words(k->row, asked);
        if (f.fit != FIT_WEAK && f.fit > best.fit)
            best = f;
    }
    return best;
}

/* The same year, and a part of it that the other words leave out. */
static bool
narrows(const struct fitting *near, const struct fitting *f)
{
    return near->fit == FIT_PART && f->fit == FIT_YES && near->year == f->year && f->months == 0;
}

/*
 * One paper for several months states each above its table: the first one, which speaks for the paper, is not
 * all.  What its link says of more months is believed where the paper shows them; without that, three say it.
 */
static uint16_t
months_inside(const struct lead *lead, const struct fitting *level, size_t n, uint16_t months)
{
    uint16_t inside = lead->facts->months | months, said = 0;

    if (lead->facts->part_months != 0)
        return months | lead->facts->part_months;
    if (level[0].months == 0 || months != level[0].months)
        return months;
    for (size_t i = 1; i < n && said == 0; i++)
        said = level[i].months;
    if (said == 0)
        return __builtin_popcount(inside) >= MONTHS_TOGETHER ? inside : months;
    return (said & months) == months && (said & ~inside) == 0 ? said : months;
}

struct fitting
timing_of(const struct leads *l, const struct lead *lead, const struct asked *asked)
{
    struct fitting level[LEVELS_MAX], f = {0};
    size_t n = levels_of(l, lead, asked, level, 0);
    uint16_t months = 0, loose = 0;

    for (size_t i = 0; i < n; i++) {
        /* The nearest words with a month speak for the thing; those further off for its neighbours too. */
        if (months == 0 && loose == 0) {
            months = level[i].months;
            loose = level[i].loose;
        }
        if (f.fit == FIT_UNKNOWN)
            f = level[i];
        else if (i == 1 && narrows(&level[1], &f)) /* "first half" on the link, only the year in the paper */
            f = level[1];
        else if (!f.contradicted && level[i].fit != FIT_UNKNOWN &&
                 (level[i].fit == FIT_OTHER) != (f.fit == FIT_OTHER)) {
            f.contradicted = true;
            f.other_year = level[i].year;
            f.other_words = level[i].words;
        }
    }
    if (n > 0 && lead->facts != NULL && leads_is_document(&l->site->node[lead->node]))
        months = months_inside(lead, level, n, months);
    if ((f.fit == FIT_UNKNOWN || f.fit == FIT_WEAK) && leads_is_document(&l->site->node[lead->node])) {
        struct fitting elsewhere = fit_elsewhere(l, lead, asked);

        if (elsewhere.fit != FIT_UNKNOWN)
            f = elsewhere;
    }
    if (f.fit == FIT_UNKNOWN)
        fall_back_on_days(l, lead, asked, &f);
    else if (f.fit == FIT_WEAK && f.source == YEAR_OF_ASSESSMENT)
        bear_out(l, lead, asked, &f);
    f.months = months != 0 ? months : f.fit >= FIT_WEAK ? loose : 0;
    return f;
}

enum fit
timing_of_dates(const struct facts *f, const struct asked *asked, int *newest)
{
    uint64_t seen = f->years | f->day_years;
    int bit = asked->target - 2530;

    *newest = 0;
    if (seen == 0)
        return FIT_UNKNOWN;
    *newest = 2530 + 63 - __builtin_clzll(seen);
    if (bit >= 0 && bit < 64 && seen >> bit & 1) {
        *newest = asked->target;
        return FIT_WEAK;
    }
    return FIT_OTHER;
}
