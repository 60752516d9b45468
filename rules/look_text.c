/* What the lines and tables of a region say: words, dates, promises, whose they are. */
#include "base/buf.h"
#include "base/utf8.h"
#include "oit/limits.h"
#include "rules/look.h"

#define UNDER_HEADING 12      /* blocks looked at for what stands under a heading */
#define SHORT_ROW_LETTERS 300 /* longer rows are prose or a layout, which one cell does not speak for */
#define CRITERIA_BYTES 1200
#define PROMISE_LETTERS 320 /* longer ones tell of other things too */
#define COUNTER_LETTERS 60
#define ONLY_EMPTY_LETTERS 40 /* a line that says hardly more than that there is nothing */
#define EMPTY_LINE_LETTERS 80 /* longer lines only mention that something is still to come */
#define HEAD_CELLS 3          /* a first row of fewer cells is no row of heads */
#define HEAD_CELL_LETTERS 60
#define THAI_ZERO 0x0e50
#define YEAR_CELL_BYTES 60
#define ROW_MONTH_AT 24        /* bytes of normal form before the month: the number of the row */
#define BEYOND_NAME_LETTERS 30 /* of a document's line: an agency beside the name */
#define DOCUMENT_OPENING                                                                                     \
    40 /* lines of a document that say what it is; later ones tell of other papers too                       \
        */

static bool
states_period(const struct period *p)
{
    return p->first > 0 && p->kind != PERIOD_DAY;
}

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

/* A line that names the topic and states a period speaks for the page; else its first line with a fiscal
 * year. */
static void
look_said(struct look *k, const struct block *b)
{
    const struct wording *w;
    bool dated = false;

    if (b->text.n == 0 || b->text.n > LINE_BYTES ||
        (k->document != NULL && b - k->page->block >= DOCUMENT_OPENING))
        return;
    w = wording_of(k->leads->site->book, b->text);
    for (size_t i = 0; i < w->period_n; i++)
        dated |= w->period[i].first > 0 && w->period[i].kind != PERIOD_DAY &&
                 (w->period[i].style == YEAR_FISCAL || wording_names(w, k->lead->topic));
    if (!dated || w->flags & WORDING_OTHER_KIND)
        return;
    if (k->facts->said == NULL ||
        (wording_names(w, k->lead->topic) && !wording_names(k->facts->said, k->lead->topic))) {
        k->facts->said = w;
        k->facts->said_sheet = k->sheet;
    }
}

/* The criteria copied beside an item name everything and show nothing. */
static bool
is_criteria(const struct look *k, const struct block *b)
{
    return b->kind != BLOCK_HEADING && b->text.n <= CRITERIA_BYTES &&
           wording_of(k->leads->site->book, b->text)->flags & WORDING_CRITERIA;
}

/* A line of its own that speaks of another agency's things, or of what the topic says is not its text. */
static bool
is_others(const struct look *k, const struct block *b, struct thai_text *t)
{
    if (phrases_find(k->topic->other_text, t, NULL) == PHRASE_YES)
        return true;
    return b->text.n <= LINE_BYTES && wording_of(k->leads->site->book, b->text)->flags & WORDING_OTHER_KIND;
}

static void
mark_stated_rows(struct look *k, struct arena *a)
{
    k->stated_row = ARENA_ARRAY(a, bool, k->links->rows + 1);
    for (uint32_t i = k->from; i < k->until; i++) {
        const struct block *b = &k->page->block[i];
        const struct wording *w = b->row < k->links->rows && b->text.n <= LINE_BYTES
                                      ? wording_of(k->leads->site->book, b->text)
                                      : NULL;

        for (size_t j = 0; w != NULL && j < w->period_n; j++)
            k->stated_row[b->row] |= states_period(&w->period[j]);
    }
}

/* "Read 621 times" is no text of the page, but the day of posting often stands beside it. */
static bool
is_counter(const struct look *k, const struct block *b, struct thai_text *t)
{
    return look_letters(b->text) <= COUNTER_LETTERS &&
           phrases_find(k->leads->counters, t, NULL) == PHRASE_YES;
}

/* The figure beside "visitors of this website" is of the same kind; what stands beside "in the making" is
 * too. */
static void
mark_other_rows(struct look *k, struct arena *a)
{
    k->other_row = ARENA_ARRAY(a, bool, k->links->rows + 1);
    for (uint32_t i = k->from; i < k->until; i++) {
        const struct block *b = &k->page->block[i];
        struct thai_text t;

        if (b->row >= k->links->rows || b->kind != BLOCK_CELL ||
            k->links->row_letters[b->row] > SHORT_ROW_LETTERS || !look_own(k, b))
            continue;
        t = look_read(k, b->text);
        k->other_row[b->row] |= is_others(k, b, &t) || is_counter(k, b, &t) || look_shows_nothing(k, &t);
    }
}

/* Many tables write the heads of their columns as plain cells of the first row. */
static bool
is_column_head(const struct look *k, uint32_t cell)
{
    const struct block *b = &k->page->block[cell];
    uint32_t first = cell, wide = 0;

    if (b->table == NO_INDEX || (b->kind != BLOCK_HEAD_CELL && b->kind != BLOCK_CELL))
        return false;
    if (b->kind == BLOCK_HEAD_CELL)
        return true;
    while (first > 0 && k->page->block[first - 1].table == b->table)
        first--;
    for (uint32_t i = first; i < k->page->block_n && k->page->block[i].row == b->row; i++)
        wide += k->page->block[i].kind == BLOCK_CELL && k->page->block[i].text.n > 0 &&
                look_letters(k->page->block[i].text) <= HEAD_CELL_LETTERS;
    return k->page->block[first].row == b->row && wide >= HEAD_CELLS;
}

/* Names of columns hold no figures; a row of things does. */
static bool
is_wordy_row(const struct look *k, uint32_t cell)
{
    const struct page *p = k->page;

    for (uint32_t i = cell; i < p->block_n && p->block[i].row == p->block[cell].row; i++)
        for (size_t at = 0; at < p->block[i].text.n;) {
            uint32_t c = utf8_next(p->block[i].text, &at);

            if ((c >= '0' && c <= '9') || (c >= THAI_ZERO && c <= THAI_ZERO + 9))
                return false;
        }
    return true;
}

/* The head of a column that was never filled in promises and shows nothing. */
static bool
is_empty_column(const struct look *k, uint32_t head)
{
    const struct block *b = &k->page->block[head];
    bool filled = false, rows = false;

    if (!is_column_head(k, head))
        return false;
    for (uint32_t i = head + 1; i < k->page->block_n && k->page->block[i].table == b->table; i++) {
        const struct block *cell = &k->page->block[i];

        rows |= cell->row != b->row;
        filled |= cell->row != b->row && cell->column == b->column && cell->text.n > 0;
    }
    /* In a paper a head without rows is a table that was left empty. */
    return (rows || (k->document != NULL && is_wordy_row(k, head))) && !filled;
}

static bool
holds_own_link(const struct look *k, uint32_t block)
{
    for (size_t i = 0; i < k->page->link_n; i++)
        if (k->page->link[i].block == block && site_own_link(k->leads->site, k->page, &k->page->link[i]))
            return true;
    return false;
}

/* A short line without a link, and "in the making" right behind it. */
static bool
is_lone_label(struct look *k, uint32_t label)
{
    const struct block *b = &k->page->block[label], *next = b + 1;
    struct thai_text t;

    if (label + 1 >= k->page->block_n || next->heading != b->heading || next->place != b->place ||
        next->row != b->row || look_letters(b->text) > EMPTY_LINE_LETTERS ||
        look_letters(next->text) > ONLY_EMPTY_LETTERS || holds_own_link(k, label))
        return false;
    t = look_read(k, next->text);
    return look_shows_nothing(k, &t);
}

/* "Print, share": words of the system around a page. */
static bool
says_nothing(const struct look *k, const struct block *b)
{
    return b->text.n > 0 && b->text.n <= LINE_BYTES && k->links->letters[b - k->page->block] > 0 &&
           wording_of(k->leads->site->book, b->text)->meaning == 0;
}

/* A heading over nothing but "in the making" promises and shows nothing. */
static bool
is_empty_heading(struct look *k, uint32_t head)
{
    uint32_t under = 0;

    if (is_lone_label(k, head))
        return true;
    for (uint32_t i = head + 1; i < k->page->block_n && i <= head + UNDER_HEADING; i++) {
        const struct block *b = &k->page->block[i];
        struct thai_text t;

        if (b->kind == BLOCK_HEADING && b->level <= k->page->block[head].level)
            break;
        if (b->heading != head || says_nothing(k, b))
            continue;
        t = look_read(k, b->text);
        if (!look_shows_nothing(k, &t))
            return false;
        under++;
    }
    return under > 0;
}

/* A line that is hardly more than the topic's name: some elements want more than that. */
static bool
names_topic(const struct look *k, const struct block *b)
{
    const struct wording *w = b->text.n <= LINE_BYTES ? wording_of(k->leads->site->book, b->text) : NULL;

    for (size_t i = 0; w != NULL && i < w->topic_n; i++) {
        size_t name = look_letters(str_sub(b->text, 0, w->topic[i].to - w->topic[i].from));

        /* Lines of a document run together: the heads of its table may follow the name. */
        if (w->topic[i].topic == k->lead->topic)
            return k->document == NULL || w->meaning <= name + BEYOND_NAME_LETTERS;
    }
    return false;
}

/* Whose papers the page says it shows: the first of its lines that names an agency of whatever kind. */
static void
look_agency(struct look *k, const struct block *b, struct thai_text *t)
{
    const struct wording *w;

    if (k->facts->agency_line != NULL || b->kind != BLOCK_PARAGRAPH || b->text.n > LINE_BYTES ||
        k->links->letters[b - k->page->block] > 0 || link_map_beside(k->links, b))
        return;
    w = wording_of(k->leads->site->book, b->text);
    if (w->flags & WORDING_OTHER_KIND || phrases_find(k->leads->agencies, t, NULL) == PHRASE_YES)
        k->facts->agency_line = w;
}

/* Lists without rows: the day stands on the line behind the title that states what it is about. */
static bool
follows_stated(const struct look *k, const struct block *b)
{
    size_t i = (size_t)(b - k->page->block);
    const struct wording *title;

    if (i == 0 || b->row < k->links->rows || k->links->letters[i - 1] == 0 || b[-1].text.n > LINE_BYTES)
        return false;
    title = wording_of(k->leads->site->book, b[-1].text);
    for (size_t j = 0; j < title->period_n; j++)
        if (states_period(&title->period[j]))
            return true;
    return false;
}

/* "Dec 2565 - Feb 2566" beside a project says when it is done, whatever the column is called. */
static void
note_when(struct look *k, const struct block *b, const struct period *p, bool named)
{
    bool when = p->kind == PERIOD_MONTHS || p->kind == PERIOD_QUARTER || p->kind == PERIOD_SPAN;

    if (!when || named)
        return;
    for (size_t i = 0; i < k->topic->element_n && i < ELEMENTS_MAX; i++) {
        if (!k->topic->element[i].dated || k->facts->element_quote[i].n > 0)
            continue;
        k->facts->element_quote[i] = arena_str(k->leads->arena, utf8_prefix(b->text, LIMIT_QUOTE));
        k->facts->element_sheet[i] = k->sheet;
        k->facts->element_seen[i] |= 1ULL << 63;
    }
}

static void
note_periods(struct look *k, const struct block *b, struct thai_text *t)
{
    struct period found[PERIODS_MAX];
    size_t n = dates_find(t->norm[THAI_EXACT].text, found, PERIODS_MAX);
    bool listed = link_map_beside(k->links, b),
         stated = (listed && k->stated_row[b->row]) || follows_stated(k, b);

    for (size_t j = 0; j < n; j++)
        stated |= listed && states_period(&found[j]);
    for (size_t j = 0; j < n; j++) {
        note_period(k->facts, &found[j], k->leads->target_year, stated);
        note_when(k, b, &found[j], names_topic(k, b));
    }
}

/* "2565" in a cell of its own: a row of figures a year, as statistics are kept. */
static void
note_row_year(struct look *k, const struct block *b)
{
    const struct wording *w;

    if (b->kind != BLOCK_CELL || b->text.n > YEAR_CELL_BYTES || link_map_beside(k->links, b))
        return;
    w = wording_of(k->leads->site->book, b->text);
    if (w->meaning == 0 && w->period_n == 1 && w->period[0].kind == PERIOD_YEAR)
        k->facts->row_years |= look_year_bit(w->period[0].first);
}

/* "Oct 2565 | ..." line by line: which months a table or a list goes through. */
static void
note_row_month(struct look *k, const struct block *b)
{
    const struct wording *w;
    const struct period *p;
    int ago;

    if (b->text.n > LINE_BYTES || link_map_beside(k->links, b))
        return;
    w = wording_of(k->leads->site->book, b->text);
    p = w->period;
    if (w->period_n == 0 || p->kind != PERIOD_MONTHS || p->month_from != p->month_to || p->first != p->last ||
        p->at > ROW_MONTH_AT)
        return;
    ago = k->leads->target_year - p->first;
    if (ago == 0 || ago == 1)
        k->facts->row_months[ago] |= (uint16_t)(1u << (p->month_from - 1));
}

static void
look_block(struct look *k, uint32_t i)
{
    const struct block *b = &k->page->block[i];
    bool own = look_own(k, b), frame = k->topic->everywhere;
    struct thai_text t;

    if ((!own && !frame) || b->text.n == 0 || is_criteria(k, b))
        return;
    k->sheet = k->document != NULL ? k->document->sheet[i] : 0;
    t = look_read(k, b->text);
    look_agency(k, b, &t);
    if (is_others(k, b, &t) || (b->row < k->links->rows && k->other_row[b->row]) || is_empty_heading(k, i))
        return;
    t = look_read(k, b->text);
    if (is_counter(k, b, &t)) {
        if (own)
            note_periods(k, b, &t);
        return;
    }
    if (is_empty_column(k, i)) {
        t = look_read(k, b->text);
        k->facts->element_blank |= look_elements_in(&t, k->topic);
        return;
    }
    t = look_read(k, b->text);
    k->read[i] = true;
    look_elements(k, &t, names_topic(k, b));
    if (k->topic->accept & ACCEPT_CONTACT)
        k->facts->contacts += (uint32_t)phrases_count_in(k->leads->contacts, &t);
    if (!own)
        return;
    look_said(k, b);
    note_periods(k, b, &t);
    note_row_year(k, b);
    note_row_month(k, b);
    if (b->kind != BLOCK_HEADING && !link_map_beside(k->links, b) &&
        look_letters(b->text) > k->links->letters[i]) {
        uint32_t prose = look_letters(b->text) - k->links->letters[i];

        k->facts->prose += prose;
        if (k->facts->quote.n == 0 && prose > 20)
            k->facts->quote = arena_str(k->leads->arena, utf8_prefix(b->text, LIMIT_QUOTE));
    }
    if (b->kind == BLOCK_CELL && b->column == 1 && !link_map_beside(k->links, b))
        k->facts->rows++;
}

static void
look_sayings(struct look *k)
{
    for (uint32_t i = k->from; i < k->until; i++) {
        const struct block *b = &k->page->block[i];
        const struct wording *w;
        struct thai_text t;

        if (!look_own(k, b) || b->text.n == 0 || b->text.n > PROMISE_LETTERS * 3)
            continue;
        w = wording_of(k->leads->site->book, b->text);
        t = look_read(k, b->text);
        k->facts->says_empty |= look_shows_nothing(k, &t);
        k->facts->says_none |= (w->flags & WORDING_NONE) != 0;
        k->facts->boards += (w->flags & WORDING_BOARD) != 0;
    }
}

void
look_text(struct look *k, struct arena *a)
{
    struct buf all;
    struct thai_text t;

    mark_other_rows(k, a);
    mark_stated_rows(k, a);
    for (uint32_t i = k->from; i < k->until; i++)
        look_block(k, i);
    look_sayings(k);
    buf_init(&all, LIMIT_BLOCK_TEXT);
    for (uint32_t i = k->from; i < k->until && !all.full; i++)
        if (k->read[i]) {
            buf_str(&all, k->page->block[i].text);
            buf_char(&all, THAI_BREAK);
        }
    arena_reset(k->leads->scratch);
    thai_text_init(&t, k->leads->scratch, buf_view(&all));
    look_counted(k, &t);
    buf_free(&all);
}
