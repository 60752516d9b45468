/* Of all lines that show an element, the one that convinces a reader. */
#include "rules/quotes.h"
#include "base/buf.h"
#include "base/utf8.h"
#include "oit/limits.h"
#include "rules/phrase_set.h"

#define TITLE_LETTERS 80     /* of a document's title, without its period */
#define EMPTY_LINE_BYTES 960 /* longer ones tell of other things too */
#define CELL_LETTERS 80      /* longer cells are text of their own */
#define SHORT_CELL 40        /* letters: a cell that says little without its row */
#define SAMPLE_LETTERS 20    /* of meaning: less is a date or a name */
#define ROW_HEADS 3          /* a first row of fewer cells is no row of heads */
#define WORTHS 8
#define OF_ITS_TIME                                                                                          \
    4096 /* above every rank: a line of an old year is quoted only where there is no other                   \
          */

/* What a line is worth as a quote. */
enum worth { WORTH_FIGURE, WORTH_HEADS, WORTH_NAME, WORTH_HEADING, WORTH_LINE };

struct choice {
    uint32_t block;
    size_t rank; /* 0: none */
};

static const struct wording *
words_of(const struct look *k, uint32_t i)
{
    return k->page->block[i].text.n <= LINE_BYTES ? view_words(k->view, i) : NULL;
}

static bool
is_name(const struct look *k, const struct wording *w)
{
    return w != NULL && wording_names(w, k->lead->topic) &&
           (k->document == NULL || w->meaning <= TITLE_LETTERS);
}

/* Columns of the row that begins at block from; 0 where it is the layout of a page, with lines in its cells.
 */
static uint32_t
columns_from(const struct page *page, uint32_t from)
{
    const struct block *b = page->block;
    uint32_t at = from;

    while (++at < page->block_n && b[at].row == b[from].row)
        if (b[at].column <= b[at - 1].column || look_letters(b[at].text) > CELL_LETTERS)
            return 0;
    return look_letters(b[from].text) > CELL_LETTERS ? 0 : at - from;
}

static uint32_t
row_begin(const struct page *page, uint32_t i)
{
    while (i > 0 && page->block[i - 1].row == page->block[i].row)
        i--;
    return i;
}

/* The first row of a table of several columns, and others below it. */
static bool
is_first_row(const struct page *page, uint32_t i)
{
    const struct block *b = &page->block[i];
    uint32_t from, columns;

    if (b->kind == BLOCK_HEAD_CELL)
        return true;
    if (b->kind != BLOCK_CELL || b->table == NO_INDEX || b->row == NO_INDEX)
        return false;
    from = row_begin(page, i);
    columns = columns_from(page, from);
    return (from == 0 || page->block[from - 1].table != b->table) && columns >= ROW_HEADS &&
           from + columns < page->block_n && page->block[from + columns].table == b->table;
}

static enum worth
worth_of(const struct look *k, uint32_t i)
{
    const struct block *b = &k->page->block[i];
    const struct wording *w = words_of(k, i);

    if (w != NULL && w->meaning == 0)
        return WORTH_FIGURE;
    if (is_first_row(k->page, i))
        return WORTH_HEADS;
    if (is_name(k, w))
        return WORTH_NAME;
    return b->kind == BLOCK_HEADING ? WORTH_HEADING : WORTH_LINE;
}

/* Where several things are asked for, a line with more of them goes first. */
static size_t
rank_of(const struct topic_element *e, size_t n, enum worth worth)
{
    if (n == 0)
        return 0;
    return e->at_least > 1 ? n * WORTHS + worth + 1 : (size_t)worth * 64 + (n < 63 ? n : 63);
}

/* Does a line speak of years that no item of this checklist asks for? */
static bool
is_of_old(const struct look *k, const struct wording *w)
{
    bool old = false;

    for (size_t i = 0; w != NULL && i < w->period_n; i++) {
        const struct period *p = &w->period[i];

        if (p->first > 0 && p->last >= k->leads->target_year - 1)
            return false;
        old |= p->first > 0;
    }
    return old;
}

/* Elements that something is quoted for; the others are shown by no line. */
struct shown {
    uint8_t element[ELEMENTS_MAX];
    size_t n;
};

static struct shown
shown_elements(const struct look *k)
{
    struct shown s = {.n = 0};

    for (size_t e = 0; e < k->topic->element_n && e < ELEMENTS_MAX; e++)
        if (k->element[e].quote.n > 0)
            s.element[s.n++] = (uint8_t)e;
    return s;
}

static void
compare_element(const struct topic_element *element, struct thai_text *t, enum worth worth,
                size_t of_its_time, uint32_t i, struct choice *best)
{
    /* Patterns are asked only where the line could be the best of all. */
    size_t rank = rank_of(element, phrases_count_most(element->seen, t), worth);

    if (rank == 0 || rank + of_its_time <= best->rank)
        return;
    rank = rank_of(element, phrases_count_in(element->seen, t), worth);
    rank += rank > 0 ? of_its_time : 0;
    if (rank > best->rank)
        *best = (struct choice){i, rank};
}

static void
compare_line(struct look *k, uint32_t i, const struct shown *shown, struct choice *best)
{
    struct thai_text *t = view_text(k->view, i);
    size_t of_its_time = 0;
    enum worth worth = WORTH_LINE;
    bool name = false, asked = false;

    for (size_t s = 0; s < shown->n; s++) {
        const size_t e = shown->element[s];
        const struct topic_element *element = &k->topic->element[e];

        if (!phrases_touch(element->seen, t))
            continue;
        if (!asked) {
            if (view_shows_nothing(k->view, i))
                return;
            name = is_name(k, words_of(k, i));
            of_its_time = is_of_old(k, words_of(k, i)) ? 0 : OF_ITS_TIME;
            worth = worth_of(k, i);
            asked = true;
        }
        if ((!name || !element->beyond_name) &&
            rank_of(element, phrases_size(element->seen), worth) + of_its_time > best[e].rank)
            compare_element(element, t, worth, of_its_time, i, &best[e]);
    }
}

/* A bare figure or head is read with the rest of its row. */
static struct str
row_of(const struct look *k, uint32_t i)
{
    const struct page *page = k->page;
    uint32_t from = page->block[i].row != NO_INDEX ? row_begin(page, i) : i;
    uint32_t columns = page->block[i].row != NO_INDEX ? columns_from(page, from) : 0;
    struct buf row;
    struct str text = page->block[i].text;

    buf_init(&row, LIMIT_BLOCK_TEXT);
    for (uint32_t at = from; at < from + columns; at++)
        if (page->block[at].text.n > 0) {
            buf_z(&row, buf_view(&row).n > 0 ? " | " : "");
            buf_str(&row, page->block[at].text);
        }
    if (columns > 0 && !row.full)
        text = arena_str(k->view->arena, buf_view(&row));
    buf_free(&row);
    return text;
}

/* A heading is read with the line under it. */
static struct str
with_next_line(const struct look *k, uint32_t heading)
{
    const struct block *next = &k->page->block[heading + 1];

    if (heading + 1 >= k->until || next->kind == BLOCK_HEADING || next->text.n == 0 || !k->read[heading + 1])
        return k->page->block[heading].text;
    return arena_printf(k->view->arena, "%.*s | %.*s", STR_ARGS(k->page->block[heading].text),
                        STR_ARGS(utf8_prefix(next->text, LIMIT_QUOTE)));
}

static bool
is_short_cell(const struct block *b)
{
    return b->kind == BLOCK_CELL && look_letters(b->text) <= SHORT_CELL;
}

static void
quote_line(struct look *k, size_t e, uint32_t block)
{
    if (worth_of(k, block) <= WORTH_HEADS || is_short_cell(&k->page->block[block]))
        k->element[e].quote = utf8_prefix(row_of(k, block), LIMIT_QUOTE);
    else if (k->page->block[block].kind == BLOCK_HEADING)
        k->element[e].quote = utf8_prefix(with_next_line(k, block), LIMIT_QUOTE);
    else
        k->element[e].quote = view_quote(k->view, block);
    k->element[e].sheet = k->document != NULL ? k->document->sheet[block] : 0;
}

static void
quote_nothing(struct look *k)
{
    for (uint32_t i = k->from; i < k->until && k->few.empty_line.n == 0; i++) {
        const struct block *b = &k->page->block[i];

        if (view_own(k->view, i) && b->text.n > 0 && b->text.n <= EMPTY_LINE_BYTES &&
            view_shows_nothing(k->view, i))
            k->few.empty_line = view_quote(k->view, i);
    }
}

static bool
is_sample(const struct look *k, uint32_t i)
{
    const struct block *b = &k->page->block[i];
    const struct wording *w;

    if (!k->read[i] || !view_own(k->view, i) || b->kind == BLOCK_HEADING || link_map_beside(k->links, b) ||
        view_unlinked_letters(k->view, i) == 0)
        return false;
    w = words_of(k, i);
    return w == NULL || w->meaning >= SAMPLE_LETTERS;
}

/* What the page says, in a line of its own: not the day and the author that stand above it. */
static uint32_t
find_sample(const struct look *k)
{
    uint32_t i = k->from;

    while (i < k->until && !is_sample(k, i))
        i++;
    return i;
}

/* The same for all leads that share what they read. */
static void
quote_sample(struct look *k)
{
    struct view_sample own = {.read = NULL}, *known = k->touched != NULL ? &k->view->sample : &own;

    if (known->read != k->read || known->from != k->from || known->until != k->until)
        *known = (struct view_sample){k->read, k->from, k->until, find_sample(k)};
    if (known->line < k->until)
        k->facts->quote = view_quote(k->view, known->line);
}

void
quotes_choose(struct look *k)
{
    struct choice best[ELEMENTS_MAX];
    struct shown shown = shown_elements(k);

    for (size_t s = 0; s < shown.n; s++)
        best[shown.element[s]].rank = 0;
    for (uint32_t i = look_next(k, k->from); shown.n > 0 && i < k->until; i = look_next(k, i + 1))
        if (k->read[i])
            compare_line(k, i, &shown, best);
    for (size_t s = 0; s < shown.n; s++) {
        size_t e = shown.element[s];

        if (best[e].rank > 0)
            quote_line(k, e, best[e].block);
        else
            k->element[e].quote = utf8_prefix(k->element[e].quote, LIMIT_QUOTE);
    }
    quote_sample(k);
    if (k->facts->says_empty)
        quote_nothing(k);
}
