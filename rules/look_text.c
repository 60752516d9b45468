/* What the lines and tables of a region say: words, dates, promises, whose they are. */
#include "base/utf8.h"
#include "oit/limits.h"
#include "rules/paper.h"
#include "rules/region.h"

#define SHORT_ROW_LETTERS 300 /* longer rows are prose or a layout, which one cell does not speak for */
#define SHUT_BYTES 300   /* a line that a link of no words of its own stands for: "report of 2567: [here]" */
#define SAYING_BYTES 960 /* longer ones tell of other things too */
#define YEAR_CELL_BYTES 60
#define BLANK_CELL_BYTES 120
#define SPAN_BEFORE 120            /* letters of text before the line that says of which months a report is */
#define ROW_MONTH_AT WORDING_BEGIN /* before the month: the number of the row */
#define BEYOND_NAME_LETTERS 30     /* of a document's line: an agency beside the name */
#define PERIOD_MEANING 9           /* letters beside a period that stands alone below a title */
#define NEAR 10000                 /* above all years */
#define TITLE_BLOCKS 2             /* of a document: months on them are those it is of */
#define DOCUMENT_OPENING                                                                                     \
    40 /* lines of a document that say what it is; later ones tell of other papers too                       \
        */

/* "Summary for September 2564 (8 Oct 2564)": what a row is about stands before when it was posted. */
static void
note_period(struct facts *f, const struct period *p, int target, bool stated)
{
    if (p->kind == PERIOD_DAY && stated)
        return;
    for (int y = p->first; y > 0 && y <= p->last; y++) {
        if (p->kind == PERIOD_DAY)
            f->day_years |= look_year_bit(y);
        else
            f->years |= look_year_bit(y);
    }
    if (p->first == target && p->last == target && (p->kind == PERIOD_MONTHS || p->kind == PERIOD_QUARTER))
        for (int m = p->month_from; m >= 1 && m <= p->month_to && m <= 12; m++)
            f->months |= (uint16_t)(1u << (m - 1));
}

/* Lines of the document, or of its own part of one, before this one; no more than a document's opening. */
static uint32_t
lines_before(const struct look *k, uint32_t i)
{
    uint32_t n = 0;

    if (!document_is_parted(k->document))
        return i;
    while (n < DOCUMENT_OPENING && n < i && k->document->sheet[i - n - 1] == k->document->sheet[i])
        n++;
    return n;
}

/* A month or a stretch of months in the title needs no word for the year: "1 October 2566 to 31 March 2567".
 */
static bool
is_span_of_title(const struct look *k, uint32_t i, const struct period *p)
{
    return k->document != NULL && lines_before(k, i) < TITLE_BLOCKS &&
           (p->kind == PERIOD_SIX_MONTHS || p->kind == PERIOD_QUARTER || p->kind == PERIOD_MONTHS ||
            (p->first > 0 && p->month_from < p->month_to));
}

/* Does a line end with a month or a day? */
static bool
ends_in_month(const struct wording *w)
{
    const struct period *last = w->period_n > 0 ? &w->period[w->period_n - 1] : NULL;

    return last != NULL && (last->kind == PERIOD_MONTHS || last->kind == PERIOD_DAY);
}

/* May a period go on, or stand, on the line behind this one? */
static bool
wants_period(const struct look *k, const struct wording *w)
{
    return ends_in_month(w) || (w->period_n == 0 && wording_names(w, k->lead->topic));
}

/*
 * Words of a line; in a document together with the next one, where a period is broken over both: "(October
 * 2567" and "- March 2568)", "1 October 2566 to 31" and "March 2567"; or where the period of a title is all
 * that stands below it.
 */
static const struct wording *
words_of_line(struct look *k, uint32_t i)
{
    const struct block *b = &k->page->block[i], *next = b + 1;
    const struct wording *w = view_words(k->view, i), *below, *both;

    if (k->document == NULL || i + 1 >= k->page->block_n || b->kind == BLOCK_CELL ||
        next->kind == BLOCK_CELL || b->text.n + next->text.n >= LINE_BYTES || !wants_period(k, w))
        return w;
    below = view_words(k->view, i + 1);
    if (below->period_n == 0 || below->topic_n > 0 || (w->period_n == 0 && below->meaning > PERIOD_MEANING))
        return w;
    both = wording_of(k->leads->site->book,
                      arena_printf(k->leads->arena, "%.*s %.*s", STR_ARGS(b->text), STR_ARGS(next->text)));
    return w->period_n == 0 || both->period_n < w->period_n + below->period_n ? both : w;
}

int
look_nearness(const struct look *k, const struct wording *w)
{
    int target = k->leads->target_year - k->leads->ago[k->lead->topic], best = 0;

    for (size_t j = 0; j < w->period_n; j++) {
        const struct period *p = &w->period[j];
        bool holds = p->first <= target && target <= p->last;
        int near = holds ? NEAR + (p->month_from == 0) : p->last;

        if (view_states(p) && near > best)
            best = near;
    }
    return best;
}

bool
look_is_near(int nearness)
{
    return nearness >= NEAR;
}

/* Of papers side by side that name the topic, the one of the year that is asked for speaks for them all. */
static bool
speaks_better(const struct look *k, const struct wording *w)
{
    const struct wording *said = k->facts->said;

    if (said == NULL)
        return true;
    if (!wording_names(w, k->lead->topic))
        return false;
    return !wording_names(said, k->lead->topic) || (k->document != NULL && document_is_parted(k->document) &&
                                                    look_nearness(k, w) > look_nearness(k, said));
}

/* Each of the papers of an archive says beside its name which months it is of; a region of all topics has no
 * name. */
static void
note_part_months(struct look *k, const struct wording *w)
{
    int target;

    if (k->document == NULL || !document_is_parted(k->document) || !wording_names(w, k->lead->topic))
        return;
    target = k->leads->target_year - k->leads->ago[k->lead->topic];
    for (size_t j = 0; j < w->period_n; j++)
        if (w->period[j].first == target && w->period[j].last == target)
            for (int m = w->period[j].month_from; m >= 1 && m <= w->period[j].month_to && m <= 12; m++)
                k->facts->part_months |= (uint16_t)(1u << (m - 1));
}

/* A line that names the topic and states a period speaks for the page; else its first line with a fiscal
 * year. */
static void
look_said(struct look *k, uint32_t i)
{
    const struct block *b = &k->page->block[i];
    const struct wording *w;
    bool dated = false;

    if (b->text.n == 0 || b->text.n > LINE_BYTES ||
        (k->document != NULL && lines_before(k, i) >= DOCUMENT_OPENING))
        return;
    w = words_of_line(k, i);
    for (size_t j = 0; j < w->period_n; j++)
        dated |= view_states(&w->period[j]) &&
                 (w->period[j].style == YEAR_FISCAL || wording_names(w, k->lead->topic) ||
                  is_span_of_title(k, i, &w->period[j]));
    if (!dated || w->flags & WORDING_OTHER_KIND)
        return;
    note_part_months(k, w);
    if (speaks_better(k, w)) {
        k->facts->said = wording_keep(k->leads->site->book, w);
        k->facts->said_sheet = k->sheet;
    }
}

/* A line of its own that speaks of another agency's things, or of what the topic says is not its text. */
static bool
is_others(const struct look *k, uint32_t i)
{
    if (k->topic->other_text != NULL &&
        phrases_find(k->topic->other_text, view_text(k->view, i), NULL) == PHRASE_YES)
        return true;
    return k->page->block[i].text.n <= LINE_BYTES && view_words(k->view, i)->flags & WORDING_OTHER_KIND;
}

/* Of rows that go with a link: nothing is asked of others. */
static void
mark_stated_rows(struct look *k, struct arena *a)
{
    k->stated_row = ARENA_ARRAY(a, bool, k->links->rows + 1);
    for (uint32_t i = k->from; i < k->until; i++) {
        const struct block *b = &k->page->block[i];
        const struct wording *w =
            link_map_beside(k->links, b) && b->text.n <= LINE_BYTES ? view_words(k->view, i) : NULL;

        for (size_t j = 0; w != NULL && j < w->period_n; j++)
            k->stated_row[b->row] |= view_states(&w->period[j]);
    }
}

static bool
is_cell_of(const struct look *k, uint32_t i, const struct phrases *words)
{
    return k->page->block[i].text.n <= BLANK_CELL_BYTES &&
           phrases_find(words, view_text(k->view, i), NULL) == PHRASE_YES;
}

/* A number of a row, or a year: it says which row this is, and nothing of what was done. */
static bool
is_row_label(const struct look *k, uint32_t i, bool first)
{
    const struct wording *w = k->page->block[i].text.n <= YEAR_CELL_BYTES ? view_words(k->view, i) : NULL;

    if (w == NULL || w->meaning > 0)
        return false;
    return w->period_n > 0 ? w->period->kind == PERIOD_YEAR : first;
}

enum row { ROW_OF_SOMETHING, ROW_OF_DASHES, ROW_TO_COME, ROW_OF_NONE };

/* "2567 | none | -", seen from its first cell: a year, and nothing beside it.  That there was none in a month
 * is told of the month. */
static enum row
row_of(const struct look *k, uint32_t i)
{
    const struct block *b = k->page->block;
    uint32_t row = b[i].row;
    enum row is = ROW_OF_SOMETHING;

    if (b[i].kind != BLOCK_CELL || link_map_beside(k->links, &b[i]) || (i > k->from && b[i - 1].row == row))
        return ROW_OF_SOMETHING;
    for (bool first = true; i < k->until && b[i].row == row; i++) {
        if (b[i].text.n == 0)
            continue;
        if (is_cell_of(k, i, k->leads->nones))
            is = ROW_OF_NONE;
        else if (is_cell_of(k, i, k->leads->blanks))
            is = is > ROW_OF_DASHES ? is : view_words(k->view, i)->meaning > 0 ? ROW_TO_COME : ROW_OF_DASHES;
        else if (b[i].kind != BLOCK_CELL || !is_row_label(k, i, first))
            return ROW_OF_SOMETHING;
        first = false;
    }
    return is;
}

/* Where "none" is the information itself, so is a dash. */
static bool
is_vacant(const struct look *k, uint32_t i)
{
    enum row row = row_of(k, i);

    return k->topic->none ? row == ROW_TO_COME : row != ROW_OF_SOMETHING;
}

/* The figure beside "visitors of this website" is of the same kind; what stands beside "in the making" is
 * too. */
static void
mark_other_rows(struct look *k, struct arena *a)
{
    k->other_row = ARENA_ARRAY(a, bool, k->links->rows + 1);
    for (uint32_t i = k->from; i < k->until; i++) {
        const struct block *b = &k->page->block[i];

        if (b->row >= k->links->rows || b->kind != BLOCK_CELL ||
            !link_map_row_within(k->links, b->row, SHORT_ROW_LETTERS) || !view_own(k->view, i))
            continue;
        k->other_row[b->row] |= is_others(k, i) || view_is_counter(k->view, i) ||
                                view_shows_nothing(k->view, i) || is_vacant(k, i);
    }
}

/* A line that is hardly more than the topic's name: some elements want more than that. */
static bool
names_topic(const struct look *k, uint32_t i)
{
    const struct block *b = &k->page->block[i];
    const struct wording *w = b->text.n <= LINE_BYTES ? view_words(k->view, i) : NULL;

    for (size_t j = 0; w != NULL && j < w->topic_n; j++) {
        if (w->topic[j].topic != k->lead->topic)
            continue;
        /* Lines of a document run together: the heads of its table may follow the name. */
        return k->document == NULL ||
               w->meaning <=
                   look_letters(str_sub(b->text, 0, w->topic[j].to - w->topic[j].from)) + BEYOND_NAME_LETTERS;
    }
    return false;
}

/* Whose papers the page says it shows: the first of its lines that names an agency of whatever kind. */
static void
look_agency(struct look *k, uint32_t i)
{
    const struct block *b = &k->page->block[i];
    const struct wording *w;

    if (k->facts->agency_line != NULL || b->kind != BLOCK_PARAGRAPH || b->text.n > LINE_BYTES ||
        view_is_linked(k->view, i) || link_map_beside(k->links, b))
        return;
    w = view_words(k->view, i);
    if (w->flags & WORDING_OTHER_KIND ||
        phrases_find(k->leads->agencies, view_text(k->view, i), NULL) == PHRASE_YES)
        k->facts->agency_line = w;
}

/* "Dec 2565 - Feb 2566" beside a project says when it is done, whatever the column is called. */
static bool
tells_when(const struct look *k, uint32_t i)
{
    const struct period *found;
    size_t n = view_periods(k->view, i, &found);
    bool when = false;

    for (size_t j = 0; j < n; j++)
        when |= region_is_when(&found[j]);
    return when && !names_topic(k, i);
}

static void
note_when(struct look *k, uint32_t i, size_t e)
{
    if (!k->topic->element[e].dated || k->element[e].quote.n > 0)
        return;
    k->element[e].quote = view_quote(k->view, i);
    k->element[e].sheet = k->sheet;
    k->element[e].seen |= 1ULL << 63;
}

static void
look_when(struct look *k, uint32_t i)
{
    if (!k->dated || !tells_when(k, i))
        return;
    for (size_t e = 0; e < k->topic->element_n && e < ELEMENTS_MAX; e++)
        note_when(k, i, e);
}

static void
note_periods(struct look *k, uint32_t i)
{
    const struct block *b = &k->page->block[i];
    const struct period *found;
    size_t n = view_periods(k->view, i, &found);
    bool listed = link_map_beside(k->links, b), stated;

    if (n == 0)
        return;
    stated = (listed && k->stated_row[b->row]) || view_follows_stated(k->view, i);
    for (size_t j = 0; j < n; j++)
        stated |= listed && view_states(&found[j]);
    for (size_t j = 0; j < n; j++)
        note_period(k->facts, &found[j], k->leads->target_year, stated);
}

/* "2565" in a cell of its own: a row of figures a year, as statistics are kept. */
static void
note_row_year(struct look *k, uint32_t i)
{
    const struct block *b = &k->page->block[i];
    const struct wording *w;

    if (b->kind != BLOCK_CELL || b->text.n > YEAR_CELL_BYTES || link_map_beside(k->links, b))
        return;
    w = view_words(k->view, i);
    if (w->meaning == 0 && w->period_n == 1 && w->period[0].kind == PERIOD_YEAR)
        k->facts->row_years |= look_year_bit(w->period[0].first);
}

/* "Oct 2565 | ..." line by line: which months a table or a list goes through. */
static void
note_row_month(struct look *k, uint32_t i)
{
    const struct block *b = &k->page->block[i];
    const struct wording *w;
    const struct period *p;
    int ago;

    if (b->text.n > LINE_BYTES || link_map_beside(k->links, b))
        return;
    w = view_words(k->view, i);
    p = w->period;
    if (w->period_n == 0 || p->kind != PERIOD_MONTHS || p->month_from != p->month_to || p->first != p->last ||
        p->at > ROW_MONTH_AT)
        return;
    ago = k->leads->target_year - p->first;
    if (ago == 0 || ago == 1)
        k->facts->row_months[ago] |= (uint16_t)(1u << (p->month_from - 1));
}

/* Below a page's title, before there is much text. */
static void
note_span(struct look *k, uint32_t i)
{
    const struct block *b = &k->page->block[i];
    const struct wording *w;

    if (k->document != NULL || k->facts->span != NULL || k->facts->prose > SPAN_BEFORE ||
        b->kind != BLOCK_PARAGRAPH || b->text.n > LINE_BYTES || view_is_linked(k->view, i))
        return;
    w = view_words(k->view, i);
    if (paper_is_span(w) && leads_may_mean(k->leads, w, k->lead->topic))
        k->facts->span = wording_keep(k->leads->site->book, w);
}

/* Once a row: a cell of a layout holds many lines. */
static bool
fills_second_cell(const struct look *k, uint32_t i)
{
    const struct block *b = &k->page->block[i], *before = i > 0 ? b - 1 : NULL;

    return b->kind == BLOCK_CELL && b->column == 1 &&
           (before == NULL || before->row != b->row || before->column != 1);
}

static void
note_prose(struct look *k, uint32_t i)
{
    const struct block *b = &k->page->block[i];
    uint32_t prose;

    if (link_map_beside(k->links, b) || view_repeats_name(k->view, i))
        return;
    if (b->kind != BLOCK_HEADING && (prose = view_unlinked_letters(k->view, i)) > 0) {
        k->facts->prose += prose;
        if (k->facts->quote.n == 0 && prose > 20)
            k->facts->quote = view_quote(k->view, i);
    }
    k->facts->rows += fills_second_cell(k, i);
}

/* What is done with a line. */
enum line { LINE_NOT_LOOKED_AT, LINE_OTHERS, LINE_COUNTER, LINE_BLANK, LINE_TEXT };

static bool
is_looked_at(struct look *k, uint32_t i)
{
    return (view_own(k->view, i) || k->topic->everywhere) && k->page->block[i].text.n > 0 &&
           !view_is_aside(k->view, i);
}

static enum line
line_of(struct look *k, uint32_t i)
{
    const struct block *b = &k->page->block[i];

    if (is_others(k, i) || (b->row < k->links->rows && k->other_row[b->row]) ||
        view_is_empty_heading(k->view, i))
        return LINE_OTHERS;
    if (view_is_counter(k->view, i))
        return LINE_COUNTER;
    return view_is_empty_column(k->view, i) ? LINE_BLANK : LINE_TEXT;
}

/* What a line says whatever is looked for. */
static void
look_plain(struct look *k, uint32_t i, enum line line)
{
    k->read[i] = line == LINE_TEXT;
    if (!view_own(k->view, i))
        return;
    if (line == LINE_COUNTER || line == LINE_TEXT)
        note_periods(k, i);
    if (line != LINE_TEXT)
        return;
    note_row_year(k, i);
    note_row_month(k, i);
    note_span(k, i);
    note_prose(k, i);
}

/* Is nothing to be had behind such an answer? */
static bool
is_hollow(enum problem p)
{
    return problem_blocks(p) || p == PROBLEM_LOGIN || p == PROBLEM_LOGIN_PAGE || p == PROBLEM_EMPTY ||
           p == PROBLEM_UNDER_CONSTRUCTION;
}

/* A line that is the words of a link behind which nothing is to be had: it promises, and shows nothing but
 * the name of whom a picture shows. */
static bool
is_shut(const struct look *k, uint32_t i)
{
    const struct view_block *b = &k->view->block[i];
    const struct site_link *link = b->is & HAS_OWN_LINK ? k->view->kept[b->link] : NULL;
    const struct site *s = k->leads->site;

    if (link == NULL || k->topic->captions ||
        (k->page->link[b->link].text.n * 2 < k->page->block[i].text.n &&
         !(k->topic->kind != TOPIC_CHANNEL && link->text->flags & WORDING_WEAK &&
           k->page->block[i].text.n <= SHUT_BYTES)))
        return false;
    return site_is_dead(s, link->to) || is_hollow(s->node[s->node[link->to].final].problem);
}

/* Which elements of the topic it shows. */
static void
look_line_shown(struct look *k, uint32_t i, enum line line)
{
    if (k->topic->element_n == 0 && k->document == NULL)
        return;
    if (line == LINE_BLANK)
        k->facts->element_blank |= look_elements_in(view_text(k->view, i), k->topic);
    if (line == LINE_TEXT && !is_shut(k, i)) {
        bool name =
            (k->beyond_name || k->document != NULL) && !view_shows_nothing(k->view, i) && names_topic(k, i);

        k->facts->named |= name && k->document != NULL;
        look_elements(k, view_text(k->view, i),
                      view_shows_nothing(k->view, i) ? LOOK_NOTHING
                      : name                         ? LOOK_NAME
                                                     : LOOK_LINE);
    }
    if (view_own(k->view, i) && (line == LINE_TEXT || line == LINE_COUNTER))
        look_when(k, i);
}

static void
look_sayings(struct look *k)
{
    for (uint32_t i = k->from; i < k->until; i++) {
        const struct block *b = &k->page->block[i];
        const struct wording *w;

        if (!view_own(k->view, i) || b->text.n == 0 || b->text.n > SAYING_BYTES)
            continue;
        w = view_words(k->view, i);
        k->facts->says_empty |= view_shows_nothing(k->view, i);
        k->facts->says_none |= (w->flags & WORDING_NONE) != 0;
        k->facts->attached |= (w->flags & WORDING_ATTACHED) != 0;
        k->facts->none |= k->topic->none && row_of(k, i) == ROW_OF_NONE;
        k->facts->boards += (w->flags & WORDING_BOARD) != 0;
    }
}

/* Is it a line of a paper that is not the topic's? */
static bool
is_out(const struct look *k, uint32_t i)
{
    return k->out != NULL && k->out[k->document->sheet[i]];
}

static uint32_t
sheet_of(const struct look *k, uint32_t i)
{
    return k->document != NULL ? k->document->sheet[i] : 0;
}

void
look_lines(struct look *k, struct arena *a)
{
    k->read = ARENA_ARRAY(a, bool, k->page->block_n + 1);
    k->line = ARENA_ARRAY(a, uint8_t, k->page->block_n + 1);
    mark_other_rows(k, a);
    mark_stated_rows(k, a);
    for (uint32_t i = k->from; i < k->until; i++) {
        enum line line;

        if (!is_looked_at(k, i))
            continue;
        k->sheet = sheet_of(k, i);
        look_agency(k, i);
        k->line[i] = line = line_of(k, i);
        k->blanks |= line == LINE_BLANK;
        look_plain(k, i, line);
        k->read[i] &= !is_out(k, i);
        if (!is_out(k, i))
            look_line_shown(k, i, line);
        if (line == LINE_TEXT && view_own(k->view, i))
            look_said(k, i);
    }
    look_sayings(k);
}

/* The lines of a shared region that are the topic's own papers'. */
static bool *
read_of(const struct look *k, const struct region *r)
{
    bool *read;

    if (k->out == NULL)
        return r->read;
    read = ARENA_ARRAY(k->view->arena, bool, k->page->block_n + 1);
    for (uint32_t i = k->from; i < k->until; i++)
        read[i] = r->read[i] && !is_out(k, i);
    return read;
}

/* The first line that names the topic and a period, on top of what the region says anyway. */
static void
look_named(struct look *k, const struct region *r, struct arena *a)
{
    *k->facts = r->facts;
    k->facts->few = &k->few;
    k->facts->said = NULL;
    k->read = read_of(k, r);
    k->bytes = k->read == r->read ? r->bytes : 0;
    k->touched = region_named(k, r, a);
    for (uint32_t i = look_next(k, k->from); i < k->until; i = look_next(k, i + 1)) {
        k->sheet = sheet_of(k, i);
        if (r->line[i] == LINE_TEXT && view_own(k->view, i))
            look_said(k, i);
    }
    if (k->facts->said == NULL || !wording_names(k->facts->said, k->lead->topic)) {
        k->facts->said = r->facts.said;
        k->facts->said_sheet = r->facts.said_sheet;
    }
}

static uint32_t
count_contacts(const struct look *k)
{
    uint32_t n = 0;

    for (uint32_t i = k->from; i < k->until; i++)
        if (k->read[i])
            n += (uint32_t)phrases_count_in(k->leads->contacts, view_text(k->view, i));
    return n;
}

/* The same for all leads that share what they read. */
static void
look_contacts(struct look *k, struct region *r)
{
    if (k->read != r->read) {
        k->facts->contacts += count_contacts(k);
        return;
    }
    if (!r->contacts_known)
        r->contacts = count_contacts(k);
    r->contacts_known = true;
    k->facts->contacts += r->contacts;
}

void
look_text(struct look *k, struct arena *a)
{
    struct region *r = region_of(k);

    k->shared = !k->topic->none && !k->topic->captions && !region_of_others(k, r, a);
    if (k->shared)
        look_named(k, r, a);
    else
        look_lines(k, a);
    if (k->topic->accept & ACCEPT_CONTACT)
        look_contacts(k, r);
}

size_t
look_may_show(struct look *k)
{
    return region_elements(k, region_of(k));
}

/* Nothing that a further line says of an element changes it. */
static bool
is_settled(const struct look *k, const struct region *r, size_t e)
{
    const struct topic_element *x = &k->topic->element[e];

    return k->element[e].quote.n > 0 && x->at_least <= 1 && !r->blanks &&
           (phrases_size(x->seen_not) == 0 || k->refuted[e]);
}

/* What a line of a page shows of one element. */
static void
show_line(struct look *k, uint32_t i, enum line line, size_t e)
{
    const struct topic_element *x = &k->topic->element[e];
    struct thai_text *t = view_text(k->view, i);

    if (line == LINE_BLANK)
        k->facts->element_blank |= (uint32_t)(phrases_find(x->seen, t, NULL) == PHRASE_YES) << e;
    if (line == LINE_TEXT && !is_shut(k, i))
        look_element(k, e, t,
                     view_shows_nothing(k->view, i)        ? LOOK_NOTHING
                     : x->beyond_name && names_topic(k, i) ? LOOK_NAME
                                                           : LOOK_LINE);
    if (x->dated && view_own(k->view, i) && (line == LINE_TEXT || line == LINE_COUNTER) && tells_when(k, i))
        note_when(k, i, e);
}

/* Element by element, and each only as long as there is something to learn of it: line by line took 1 % of
 * judging more.  Quotes are chosen of the lines that show one. */
static void
show_elements(struct look *k, const struct region *r, struct arena *a)
{
    size_t words = touches_words((uint32_t)k->page->block_n);
    uint64_t *all = ARENA_ARRAY(a, uint64_t, words);

    for (size_t e = 0; e < k->topic->element_n && e < ELEMENTS_MAX; e++) {
        uint64_t *lines = region_shows(k, r, e, a);

        for (uint32_t i = touches_next(lines, k->from, k->until); i < k->until && !is_settled(k, r, e);
             i = touches_next(lines, i + 1, k->until))
            show_line(k, i, r->line[i], e);
        for (size_t w = 0; w < words; w++)
            all[w] |= lines[w];
    }
    k->touched = all;
}

void
look_shown(struct look *k, struct arena *a)
{
    const struct region *r = region_of(k);

    if (k->document == NULL) {
        show_elements(k, r, a);
        return;
    }
    k->touched = region_touched(k, r, a);
    for (uint32_t i = look_next(k, k->from); i < k->until; i = look_next(k, i + 1)) {
        k->sheet = sheet_of(k, i);
        if (!is_out(k, i))
            look_line_shown(k, i, r->line[i]);
    }
}
