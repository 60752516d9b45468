/*
 * What is read once a page.  A page of a municipality is looked at for a dozen topics and more; before this
 * file each of them brought every block to normal form three times, and judging a page of 26 KB of text took
 * 24 ms of CPU, 7 ms with it.
 */
#include "rules/view.h"
#include "base/thai.h"
#include "base/utf8.h"
#include "oit/limits.h"
#include "rules/look.h"
#include "rules/phrase_set.h"
#include "rules/touch.h"

#define NAME_LINE_BYTES 600 /* of a line that may begin with the name of what the page is */
#define UNDER_HEADING 12    /* blocks looked at for what stands under a heading */
#define ASIDE_BYTES 1200
#define NAME_LETTERS 8         /* shorter names stand inside other words */
#define BESIDE_NAME_LETTERS 30 /* "fiscal year B.E. 2566", "search results for ..." */
#define YEAR_FIGURES 4
#define PROMISE_LETTERS 320 /* longer ones tell of other things too */
#define COUNTER_LETTERS 60
#define LETTER_BYTES 4        /* of one letter at most */
#define ONLY_EMPTY_LETTERS 40 /* a line that says hardly more than that there is nothing */
#define EMPTY_LINE_LETTERS 80 /* longer lines only mention that something is still to come */
#define HEAD_CELLS 3          /* a first row of fewer cells is no row of heads */
#define HEAD_CELL_LETTERS 60
#define NUMBER_FIGURES 9 /* two years and more */
#define TOP_LINES 6
#define PROSE_BYTES 200 /* a longer paragraph is hardly said twice */

static bool
note(struct view_block *b, unsigned bit, bool is)
{
    b->known |= bit;
    b->is |= is ? bit : 0;
    return is;
}

static void
note_own_blocks(struct view *v, uint32_t node)
{
    bool *own = ARENA_ARRAY(v->arena, bool, v->page->block_n + 1);
    size_t lines = 0;

    if (v->document == NULL)
        site_own_blocks(v->leads->site, node, v->page, own);
    for (size_t i = 0; i < v->page->block_n; i++) {
        if (v->document == NULL && !own[i])
            continue;
        lines += v->page->block[i].text.n > 0;
        v->block[i].is |= lines <= TOP_LINES ? IS_OWN | IS_AT_TOP : IS_OWN;
    }
}

void
view_init(struct view *v, struct leads *l, struct arena *a, uint32_t node, const struct page *page,
          const struct document *d)
{
    *v = (struct view){.leads = l, .node = node, .page = page, .document = d, .arena = a};
    v->block = ARENA_ARRAY(a, struct view_block, page->block_n + 1);
    v->link = ARENA_ARRAY(a, struct view_link, page->link_n + 1);
    v->own_link = ARENA_ARRAY(a, bool, page->link_n + 1);
    v->kept = ARENA_ARRAY(a, const struct site_link *, page->link_n + 1);
    v->own = arena_raw(a, (page->link_n + 1) * sizeof *v->own);
    for (uint32_t i = 0; i < page->block_n; i++) {
        v->block[i].table_first =
            i > 0 && page->block[i - 1].table == page->block[i].table ? v->block[i - 1].table_first : i;
        if (page->block[i].heading < page->block_n)
            v->block[page->block[i].heading].is |= IS_HEAD;
    }
    note_own_blocks(v, node);
    site_own_links(l->site, node, page, v->own_link, v->kept);
    for (size_t i = 0; i < page->link_n; i++) {
        if (!v->own_link[i])
            continue;
        v->own[v->own_n++] = (uint32_t)i;
        if (page->link[i].block < page->block_n) {
            v->block[page->link[i].block].is |= HAS_OWN_LINK;
            v->block[page->link[i].block].link = (uint32_t)i;
        }
    }
    v->links = link_map_of(l, a, page, v->own_link, v->kept);
}

const struct link_map *
view_captions(struct view *v)
{
    if (!v->captions_known)
        v->captions = link_map_of_captions(&v->links, v->arena, v->page, v->own_link);
    v->captions_known = true;
    return &v->captions;
}

struct thai_text *
view_read(struct view *v, struct str text)
{
    struct thai_text *t = arena_raw(v->arena, sizeof *t);

    thai_text_init(t, v->arena, text);
    return t;
}

/* The line of a link was read as its row. */
static const struct wording *
row_of_link(const struct view *v, uint32_t i)
{
    const struct site_link *k = v->block[i].is & HAS_OWN_LINK ? v->kept[v->block[i].link] : NULL;
    struct str line = v->page->block[i].text;

    if (k == NULL || k->row == NULL)
        return NULL;
    if (!k->row->shared)
        return str_eq(k->row->text, str_trim(line)) ? k->row : NULL;
    return site_row_begin(v->page, &v->page->link[v->block[i].link]) == i && site_row_is_line(v->page, i)
               ? wording_with(k->row, v->arena, line)
               : NULL;
}

/* Was it read when the site was?  Of prose that no link stands behind it is not asked: to look for it costs
 * more than to read again what is found. */
static bool
may_be_known(const struct view *v, uint32_t i)
{
    const struct block *b = &v->page->block[i];

    return b->kind != BLOCK_PARAGRAPH || b->text.n <= PROSE_BYTES ||
           v->block[i].is & (HAS_OWN_LINK | IS_AT_TOP) ||
           (i + 1 < v->page->block_n && v->block[i + 1].is & HAS_OWN_LINK);
}

/* What was read when the site was is not read again, unless it was cut. */
static void
note_periods(struct view *v, uint32_t i)
{
    const struct wording *w = v->block[i].words;

    if (w->plain && w->text.n == str_trim(v->page->block[i].text).n)
        v->block[i].is |= HAS_PERIODS;
}

void
view_read_words(struct view *v, uint32_t i)
{
    struct wording_book *book = v->leads->site->book;

    v->block[i].words = row_of_link(v, i);
    if (v->block[i].words == NULL && may_be_known(v, i))
        v->block[i].words = wording_known(book, v->page->block[i].text, v->arena);
    if (v->block[i].words == NULL)
        v->block[i].words = wording_look(book, view_text(v, i));
    note_periods(v, i);
}

size_t
view_periods(struct view *v, uint32_t i, const struct period **out)
{
    const struct wording *w = v->block[i].words;

    if (!(v->block[i].is & HAS_PERIODS))
        return thai_text_periods(view_text(v, i), out);
    *out = w->period;
    return w->period_n;
}

struct str
view_quote(struct view *v, uint32_t i)
{
    struct view_block *b = &v->block[i];

    if (b->quote.p == NULL)
        b->quote = utf8_prefix(v->page->block[i].text, LIMIT_QUOTE);
    return b->quote;
}

/* Most lines have no word that could make them one that shows nothing, or a counter: to ask each was 0.7 % of
 * judging. */
static void
note_untouched(struct view *v, const struct touches *x)
{
    size_t words = touches_words((uint32_t)v->page->block_n);
    uint64_t *nothing = ARENA_ARRAY(v->arena, uint64_t, words),
             *counter = ARENA_ARRAY(v->arena, uint64_t, words);

    touches_of(x, v->leads->empty, nothing);
    touches_of(x, v->leads->promises, nothing);
    touches_of(x, v->leads->counters, counter);
    for (uint32_t i = 0; i < v->page->block_n; i++) {
        if (!view_own(v, i))
            continue;
        v->block[i].known |= nothing[i / 64] >> i % 64 & 1 ? 0 : IS_NOTHING;
        v->block[i].known |= counter[i / 64] >> i % 64 & 1 ? 0 : IS_COUNTER;
    }
}

const struct touches *
view_touches(struct view *v)
{
    struct touches *x;

    if (v->touches != NULL)
        return v->touches;
    x = touches_new(v->arena, v->leads->site->catalog->lexicon, (uint32_t)v->page->block_n);
    for (uint32_t i = 0; i < v->page->block_n; i++)
        if (view_own(v, i) && v->page->block[i].text.n > 0)
            touches_add(x, i, view_text(v, i));
    note_untouched(v, x);
    v->touches = x;
    return x;
}

/* The own lines that may hold something of a set, as bits. */
static uint64_t *
lines_with(struct view *v, const struct phrases *set)
{
    uint64_t *marked = ARENA_ARRAY(v->leads->of_lead, uint64_t, touches_words((uint32_t)v->page->block_n));

    touches_of(view_touches(v), set, marked);
    return marked;
}

static uint32_t
next_own(struct view *v, const uint64_t *marked, uint32_t i)
{
    uint32_t n = (uint32_t)v->page->block_n;

    i = touches_next(marked, i, n);
    while (i < n && (!view_own(v, i) || v->page->block[i].text.n == 0))
        i = touches_next(marked, i + 1, n);
    return i;
}

bool
view_shows(struct view *v, const struct phrases *set, size_t enough)
{
    uint32_t end = (uint32_t)v->page->block_n;
    size_t n = phrases_size(set), shown = 0;
    uint64_t seen = 0, *marked;

    enough = enough > 0 ? enough : n;
    /* On most pages too few stand anywhere. */
    if (n == 0 || touches_most(view_touches(v), set) < enough)
        return false;
    marked = lines_with(v, set);
    for (uint32_t i = next_own(v, marked, 0); i < end && !(shown >= enough && seen & 1);
         i = next_own(v, marked, i + 1))
        for (size_t k = 0; k < n && !view_shows_nothing(v, i); k++)
            if (!(seen >> k & 1) && phrases_has(set, view_text(v, i), k)) {
                seen |= 1ULL << k;
                shown++;
            }
    return shown >= enough && seen & 1;
}

bool
view_says(struct view *v, const struct phrases *set)
{
    uint32_t end = (uint32_t)v->page->block_n;
    const uint64_t *marked;

    if (!touches_any(view_touches(v), set))
        return false;
    marked = lines_with(v, set);
    for (uint32_t i = next_own(v, marked, 0); i < end; i = next_own(v, marked, i + 1))
        if (phrases_find(set, view_text(v, i), NULL) == PHRASE_YES)
            return true;
    return false;
}

static bool
begins_with(const struct wording *w, size_t topic)
{
    for (size_t k = 0; k < w->topic_n; k++)
        if (w->topic[k].topic == topic && w->topic[k].from == 0 && !w->topic[k].label)
            return true;
    return false;
}

const struct wording *
view_begins_with(struct view *v, size_t topic)
{
    const struct phrases *names = v->leads->site->catalog->topic[topic].names;
    uint32_t end = (uint32_t)v->page->block_n;
    const uint64_t *marked;

    if (!touches_any(view_touches(v), names))
        return NULL;
    marked = lines_with(v, names);
    for (uint32_t i = next_own(v, marked, 0); i < end; i = next_own(v, marked, i + 1)) {
        const struct block *b = &v->page->block[i];

        if (b->kind == BLOCK_PARAGRAPH && b->text.n <= NAME_LINE_BYTES && !view_is_linked(v, i) &&
            !view_shows_nothing(v, i) && begins_with(view_words(v, i), topic))
            return view_words(v, i);
    }
    return NULL;
}

/* In a paper of its own, or over a column, "is expected to be announced" tells of the plan. */
static bool
may_promise(const struct view *v, bool head)
{
    return v->document == NULL && !head;
}

bool
view_text_shows_nothing(const struct view *v, struct thai_text *t)
{
    size_t letters = utf8_length_valid(t->original);

    return (letters <= EMPTY_LINE_LETTERS && phrases_find(v->leads->empty, t, NULL) == PHRASE_YES) ||
           (letters <= PROMISE_LETTERS && may_promise(v, false) &&
            phrases_find(v->leads->promises, t, NULL) == PHRASE_YES);
}

/* Is it short enough to be asked, and holds it one of these? */
static bool
says(struct view *v, uint32_t i, uint32_t most, const struct phrases *what)
{
    return v->page->block[i].text.n <= (size_t)most * LETTER_BYTES && phrases_touch(what, view_text(v, i)) &&
           view_within(v, i, most) && phrases_find(what, view_text(v, i), NULL) == PHRASE_YES;
}

static bool
shows_nothing(struct view *v, uint32_t i)
{
    bool head = v->page->block[i].kind == BLOCK_HEAD_CELL;

    return says(v, i, EMPTY_LINE_LETTERS, v->leads->empty) ||
           (may_promise(v, head) && says(v, i, PROMISE_LETTERS, v->leads->promises));
}

static bool
is_counter(struct view *v, uint32_t i)
{
    return says(v, i, COUNTER_LETTERS, v->leads->counters);
}

/* A figure that is no year. */
static bool
holds_count(struct str s)
{
    size_t figures = 0;

    for (size_t at = 0; at < s.n;) {
        if (thai_is_figure(utf8_next(s, &at))) {
            figures++;
            continue;
        }
        if (figures > 0 && figures != YEAR_FIGURES)
            return true;
        figures = 0;
    }
    return figures > 0 && figures != YEAR_FIGURES;
}

/* Does a line hold the name of the page and hardly more? */
static bool
repeats(struct str line, const struct wording *name)
{
    struct str before, behind;
    size_t at;

    if (name == NULL || name->meaning < NAME_LETTERS || line.n < name->text.n ||
        line.n > name->text.n + BESIDE_NAME_LETTERS * LETTER_BYTES)
        return false;
    at = str_find(line, name->text, 0);
    if (at == STR_NOT_FOUND)
        return false;
    before = str_sub(line, 0, at);
    behind = str_sub(line, at + name->text.n, line.n);
    return utf8_length(before) + utf8_length(behind) <= BESIDE_NAME_LETTERS && !holds_count(before) &&
           !holds_count(behind);
}

bool
view_repeats_name(struct view *v, uint32_t i)
{
    const struct node *n = &v->leads->site->node[v->node];
    struct str line = v->page->block[i].text;

    return v->document == NULL && (repeats(line, n->heading) || repeats(line, n->title)) &&
           !(view_words(v, i)->flags & WORDING_NONE);
}

bool
view_is_aside(struct view *v, uint32_t i)
{
    const struct block *b = &v->page->block[i];

    return b->kind != BLOCK_HEADING && b->text.n <= ASIDE_BYTES &&
           view_words(v, i)->flags & (WORDING_CRITERIA | WORDING_BACK);
}

/* ------------------------------------------------------------------ tables */

/* A row of portraits is no row of heads, though the last row below it may be shorter. */
static bool
is_row_of_pictures(const struct page *p, uint32_t row)
{
    size_t n = 0;

    for (size_t i = 0; i < p->image_n; i++)
        n += p->image[i].row == row;
    return n >= HEAD_CELLS;
}

/* A telephone number: a year has fewer figures. */
static bool
holds_number(struct str text)
{
    uint32_t figures = 0;

    for (size_t at = 0; at < text.n && figures < NUMBER_FIGURES;)
        figures += thai_is_figure(utf8_next(text, &at));
    return figures >= NUMBER_FIGURES;
}

/* Many tables write the heads of their columns as plain cells of the first row. */
static bool
begins_with_heads(struct view *v, uint32_t first)
{
    const struct block *b = v->page->block;
    struct view_block *at = &v->block[first];
    uint32_t wide = 0;

    if (at->known & HAS_HEADS)
        return at->is & HAS_HEADS;
    for (uint32_t i = first; i < v->page->block_n && b[i].row == b[first].row && wide < HEAD_CELLS; i++)
        wide += b[i].kind == BLOCK_CELL && b[i].text.n > 0 && view_within(v, i, HEAD_CELL_LETTERS) &&
                !holds_number(b[i].text);
    return note(at, HAS_HEADS, wide >= HEAD_CELLS && !is_row_of_pictures(v->page, b[first].row));
}

static bool
is_column_head(struct view *v, uint32_t cell)
{
    const struct block *b = &v->page->block[cell];
    uint32_t first = v->block[cell].table_first;

    if (b->table == NO_INDEX || (b->kind != BLOCK_HEAD_CELL && b->kind != BLOCK_CELL))
        return false;
    return b->kind == BLOCK_HEAD_CELL || (v->page->block[first].row == b->row && begins_with_heads(v, first));
}

/* Names of columns hold no figures; a row of things does. */
static bool
is_wordy_row(const struct view *v, uint32_t cell)
{
    const struct page *p = v->page;

    for (uint32_t i = cell; i < p->block_n && p->block[i].row == p->block[cell].row; i++)
        if (thai_has_figure(p->block[i].text))
            return false;
    return true;
}

static bool
is_month(struct view *v, uint32_t cell)
{
    const struct wording *w = v->page->block[cell].text.n > 0 ? view_words(v, cell) : NULL;

    return w != NULL && w->meaning == 0 && w->period_n == 1 && w->period[0].kind == PERIOD_MONTHS;
}

/* The column of a month in which nothing is done stays empty in a plan that is filled in. */
static bool
find_empty_column(struct view *v, uint32_t head)
{
    const struct block *b = &v->page->block[head];
    bool rows = false, month;

    if (!is_column_head(v, head))
        return false;
    month = is_month(v, head);
    for (uint32_t i = head + 1; i < v->page->block_n && v->page->block[i].table == b->table; i++) {
        const struct block *cell = &v->page->block[i];

        if (cell->row != b->row && (month || cell->column == b->column) && cell->text.n > 0)
            return false;
        rows |= cell->row != b->row;
    }
    /* In a paper a head without rows is a table that was left empty. */
    return rows || (v->document != NULL && is_wordy_row(v, head));
}

/* ------------------------------------------------------------------ headings */

/* A short line without a link, and "in the making" right behind it. */
static bool
is_lone_label(struct view *v, uint32_t label)
{
    const struct block *b = &v->page->block[label], *next = b + 1;

    if (label + 1 >= v->page->block_n || next->heading != b->heading || next->place != b->place ||
        next->row != b->row || !view_within(v, label, EMPTY_LINE_LETTERS) ||
        !view_within(v, label + 1, ONLY_EMPTY_LETTERS) || v->block[label].is & HAS_OWN_LINK)
        return false;
    return view_shows_nothing(v, label + 1);
}

/* "Print, share": words of the system around a page. */
static bool
says_nothing(struct view *v, uint32_t i)
{
    const struct block *b = &v->page->block[i];

    return b->text.n > 0 && b->text.n <= LINE_BYTES && view_is_linked(v, i) && view_words(v, i)->meaning == 0;
}

static bool
find_empty_heading(struct view *v, uint32_t head)
{
    uint32_t under = 0;

    if (is_lone_label(v, head))
        return true;
    if (!(v->block[head].is & IS_HEAD))
        return false;
    for (uint32_t i = head + 1; i < v->page->block_n && i <= head + UNDER_HEADING; i++) {
        const struct block *b = &v->page->block[i];

        if (b->kind == BLOCK_HEADING && b->level <= v->page->block[head].level)
            break;
        if (b->heading != head || says_nothing(v, i))
            continue;
        if (!view_shows_nothing(v, i))
            return false;
        under++;
    }
    return under > 0;
}

/* ------------------------------------------------------------------ periods */

bool
view_states(const struct period *p)
{
    return p->first > 0 && p->kind != PERIOD_DAY;
}

static bool
find_stated_before(struct view *v, uint32_t i)
{
    const struct block *b = &v->page->block[i];
    const struct wording *title;

    if (i == 0 || b->row < v->links.rows || !view_is_linked(v, i - 1) || b[-1].text.n > LINE_BYTES)
        return false;
    title = view_words(v, i - 1);
    for (size_t j = 0; j < title->period_n; j++)
        if (view_states(&title->period[j]))
            return true;
    return false;
}

/* ------------------------------------------------------------------ answers */

bool
view_ask(struct view *v, uint32_t i, unsigned what)
{
    struct view_block *b = &v->block[i];

    switch (what) {
    case IS_NOTHING:
        return note(b, what, shows_nothing(v, i));
    case IS_COUNTER:
        return note(b, what, is_counter(v, i));
    case IS_EMPTY_HEADING:
        return note(b, what, find_empty_heading(v, i));
    case IS_EMPTY_COLUMN:
        return note(b, what, find_empty_column(v, i));
    default:
        return note(b, what, find_stated_before(v, i));
    }
}
