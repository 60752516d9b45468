/* One page seen through the eyes of each lead that points to it: text, pictures, forms, accounts, periods. */
#include "base/buf.h"
#include "base/utf8.h"
#include "oit/limits.h"
#include "rules/leads.h"

#define LINK_ROW_LINKS 15 /* twelve months and a few more */
#define LINK_ROW_LETTERS 700
#define HITS_MAX 256
#define UNDER_HEADING 12 /* blocks looked at for what stands under a heading */
#define SHORT_ROW_LETTERS 300 /* longer rows are prose or a layout, which one cell does not speak for */
#define CARD_LETTERS 12  /* around a weak link: a title and no more than a number or a date is shorter */
#define CRITERIA_BYTES 1200
#define PROMISE_LETTERS 320 /* longer ones tell of other things too */
#define COUNTER_LETTERS 60
#define ONLY_EMPTY_LETTERS 40 /* a line that says hardly more than that there is nothing */
#define EMPTY_LINE_LETTERS 80 /* longer lines only mention that something is still to come */
#define HEAD_CELLS 3         /* a first row of fewer cells is no row of heads */
#define HEAD_CELL_LETTERS 60
#define LINE_BYTES 600        /* longer blocks are prose, not a title */
#define PICTURE_PIXELS 80     /* smaller ones are icons; portraits begin here */

/* Where the links of a page stand. */
struct link_map {
    uint32_t *letters;     /* of link words in each block */
    uint32_t *row_letters; /* of each row */
    bool *row;             /* rows that hold a link and are small enough to be one thing */
    uint32_t rows;
};

struct look {
    struct leads *leads;
    const struct page *page;
    const struct lead *lead;
    const struct topic *topic;
    const struct link_map *links;
    struct facts *facts;
    uint32_t head, from, until; /* blocks: of the heading, of its part of the page */
    bool whole;
    bool *read;                 /* blocks that are the topic's text */
    bool *card_seen;            /* rows that were counted as an article */
    bool *other_row;            /* table rows that are not the topic's */
    bool *stated_row;           /* rows that state a period */
    bool refuted[ELEMENTS_MAX]; /* words against the element stand somewhere in the region */
};

static uint64_t
year_bit(int year)
{
    return year >= 2530 && year < 2594 ? 1ULL << (year - 2530) : 0;
}

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
            f->day_years |= year_bit(y);
        else
            f->years |= year_bit(y);
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

    if (b->text.n == 0 || b->text.n > LINE_BYTES)
        return;
    w = wording_of(k->leads->site->book, b->text);
    for (size_t i = 0; i < w->period_n; i++)
        dated |= w->period[i].first > 0 && w->period[i].kind != PERIOD_DAY &&
                 (w->period[i].style == YEAR_FISCAL || wording_names(w, k->lead->topic));
    if (!dated || w->flags & WORDING_OTHER_KIND)
        return;
    if (k->facts->said == NULL ||
        (wording_names(w, k->lead->topic) && !wording_names(k->facts->said, k->lead->topic)))
        k->facts->said = w;
}

static uint32_t
letters(struct str s)
{
    return (uint32_t)utf8_length(s);
}

/* A line that says "still to come" shows nothing, whatever else it names. */
static bool
shows_nothing(const struct look *k, struct thai_text *t)
{
    size_t n = letters(t->original);

    return (n <= EMPTY_LINE_LETTERS && phrases_find(k->leads->empty, t, NULL) == PHRASE_YES) ||
           (n <= PROMISE_LETTERS && phrases_find(k->leads->promises, t, NULL) == PHRASE_YES);
}

/* A text to look for words in. Lives until the next one. */
static struct thai_text
read(struct look *k, struct str text)
{
    struct thai_text t;

    arena_reset(k->leads->scratch);
    thai_text_init(&t, k->leads->scratch, text);
    return t;
}

static uint32_t
elements_in(struct thai_text *t, const struct topic *topic)
{
    uint32_t shown = 0;

    for (size_t e = 0; e < topic->element_n && e < ELEMENTS_MAX; e++)
        shown |= (uint32_t)(phrases_find(topic->element[e].seen, t, NULL) == PHRASE_YES) << e;
    return shown;
}

/* Which of an element's phrases a text holds; where one is enough, that one. */
static uint64_t
phrases_seen(struct thai_text *t, const struct topic_element *e)
{
    struct phrase_hit hit[HITS_MAX];
    uint64_t seen = 0;
    size_t n;

    if (e->at_least <= 1)
        return phrases_find(e->seen, t, NULL) == PHRASE_YES;
    n = phrases_all(e->seen, t, hit, HITS_MAX);
    for (size_t j = 0; j < n; j++)
        seen |= 1ULL << (hit[j].phrase % 64);
    return seen;
}

static void
look_elements(struct look *k, struct thai_text *t, bool named)
{
    if (shows_nothing(k, t))
        return;
    for (size_t i = 0; i < k->topic->element_n && i < ELEMENTS_MAX; i++) {
        const struct topic_element *e = &k->topic->element[i];
        uint64_t seen;

        if (named && e->beyond_name)
            continue;
        k->refuted[i] |= phrases_find(e->seen_not, t, NULL) == PHRASE_YES;
        if (k->facts->element_quote[i].n > 0 && e->at_least <= 1)
            continue;
        seen = phrases_seen(t, e);
        if (seen != 0 && k->facts->element_quote[i].n == 0)
            k->facts->element_quote[i] = arena_str(k->leads->arena, utf8_prefix(t->original, LIMIT_QUOTE));
        k->facts->element_seen[i] |= seen;
    }
}

/* Several different phrases may be asked for: they are counted over the whole region, also across its lines.
 */
static void
look_counted(struct look *k, struct thai_text *t)
{
    for (size_t i = 0; i < k->topic->element_n && i < ELEMENTS_MAX; i++)
        if (k->topic->element[i].at_least > 1 && !k->topic->element[i].beyond_name)
            k->facts->element_seen[i] |= phrases_seen(t, &k->topic->element[i]);
}

static void
settle_elements(struct look *k)
{
    for (size_t i = 0; i < k->topic->element_n && i < ELEMENTS_MAX; i++) {
        int seen = __builtin_popcountll(k->facts->element_seen[i]);

        k->facts->element[i] =
            !k->refuted[i] && seen > 0 && seen >= k->topic->element[i].at_least ? MET_YES : MET_NO;
    }
}

/* What shares its row with a link goes with the link: a title, a date, a counter of a list. */
static bool
beside_link(const struct link_map *m, const struct block *b)
{
    return b->row != NO_INDEX && b->row < m->rows && m->row[b->row];
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
        const struct wording *w =
            b->row < k->links->rows && b->text.n <= LINE_BYTES ? wording_of(k->leads->site->book, b->text)
                                                               : NULL;

        for (size_t j = 0; w != NULL && j < w->period_n; j++)
            k->stated_row[b->row] |= states_period(&w->period[j]);
    }
}

/* "Read 621 times" is no text of the page, but the day of posting often stands beside it. */
static bool
is_counter(const struct look *k, const struct block *b, struct thai_text *t)
{
    return letters(b->text) <= COUNTER_LETTERS && phrases_find(k->leads->counters, t, NULL) == PHRASE_YES;
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
            k->links->row_letters[b->row] > SHORT_ROW_LETTERS || !site_own_block(k->leads->site, b))
            continue;
        t = read(k, b->text);
        k->other_row[b->row] |= is_others(k, b, &t) || is_counter(k, b, &t) || shows_nothing(k, &t);
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
                letters(k->page->block[i].text) <= HEAD_CELL_LETTERS;
    return k->page->block[first].row == b->row && wide >= HEAD_CELLS;
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
    return rows && !filled;
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
        next->row != b->row || letters(b->text) > EMPTY_LINE_LETTERS ||
        letters(next->text) > ONLY_EMPTY_LETTERS || holds_own_link(k, label))
        return false;
    t = read(k, next->text);
    return shows_nothing(k, &t);
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

        if (b->heading != head)
            continue;
        t = read(k, b->text);
        if (!shows_nothing(k, &t))
            return false;
        under++;
    }
    return under > 0;
}

/* A line that is hardly more than the topic's name: some elements want more than that. */
static bool
names_topic(const struct look *k, const struct block *b)
{
    return b->text.n <= LINE_BYTES &&
           wording_names(wording_of(k->leads->site->book, b->text), k->lead->topic);
}

/* Whose papers the page says it shows: the first of its lines that names an agency of whatever kind. */
static void
look_agency(struct look *k, const struct block *b, struct thai_text *t)
{
    const struct wording *w;

    if (k->facts->agency_line != NULL || b->kind != BLOCK_PARAGRAPH || b->text.n > LINE_BYTES ||
        k->links->letters[b - k->page->block] > 0 || beside_link(k->links, b))
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

static void
note_periods(struct look *k, const struct block *b, struct thai_text *t)
{
    struct period found[PERIODS_MAX];
    size_t n = dates_find(t->norm[THAI_EXACT].text, found, PERIODS_MAX);
    bool listed = beside_link(k->links, b), stated = (listed && k->stated_row[b->row]) || follows_stated(k, b);

    for (size_t j = 0; j < n; j++)
        stated |= listed && states_period(&found[j]);
    for (size_t j = 0; j < n; j++)
        note_period(k->facts, &found[j], k->leads->target_year, stated);
}

static void
look_block(struct look *k, uint32_t i)
{
    const struct block *b = &k->page->block[i];
    bool own = site_own_block(k->leads->site, b), frame = k->topic->everywhere;
    struct thai_text t;

    if ((!own && !frame) || b->text.n == 0 || is_criteria(k, b))
        return;
    t = read(k, b->text);
    look_agency(k, b, &t);
    if (is_others(k, b, &t) || (b->row < k->links->rows && k->other_row[b->row]) || is_empty_heading(k, i))
        return;
    t = read(k, b->text);
    if (is_counter(k, b, &t)) {
        if (own)
            note_periods(k, b, &t);
        return;
    }
    if (is_empty_column(k, i)) {
        t = read(k, b->text);
        k->facts->element_blank |= elements_in(&t, k->topic);
        return;
    }
    t = read(k, b->text);
    k->read[i] = true;
    look_elements(k, &t, names_topic(k, b));
    if (k->topic->accept & ACCEPT_CONTACT)
        k->facts->contacts += (uint32_t)phrases_count_in(k->leads->contacts, &t);
    if (!own)
        return;
    look_said(k, b);
    note_periods(k, b, &t);
    if (b->kind != BLOCK_HEADING && !beside_link(k->links, b) && letters(b->text) > k->links->letters[i]) {
        uint32_t prose = letters(b->text) - k->links->letters[i];

        k->facts->prose += prose;
        if (k->facts->quote.n == 0 && prose > 20)
            k->facts->quote = arena_str(k->leads->arena, utf8_prefix(b->text, LIMIT_QUOTE));
    }
    if (b->kind == BLOCK_CELL && b->column == 1 && !beside_link(k->links, b))
        k->facts->rows++;
}

static void
look_sayings(struct look *k)
{
    for (uint32_t i = k->from; i < k->until; i++) {
        const struct block *b = &k->page->block[i];
        const struct wording *w;
        struct thai_text t;

        if (!site_own_block(k->leads->site, b) || b->text.n == 0 || b->text.n > PROMISE_LETTERS * 3)
            continue;
        w = wording_of(k->leads->site->book, b->text);
        t = read(k, b->text);
        k->facts->says_empty |= shows_nothing(k, &t);
        k->facts->says_none |= (w->flags & WORDING_NONE) != 0;
        k->facts->boards += (w->flags & WORDING_BOARD) != 0;
    }
}

/* An account has a name behind the host: the bare home page of a network is nobody's. */
static bool
is_account(const struct leads *l, const struct phrases *hosts, struct str url)
{
    size_t at = str_find(url, STR("://"), 0), slash;

    if (at == STR_NOT_FOUND || !leads_host_listed(hosts, url) || leads_nobodys(l, url))
        return false;
    slash = str_find_char(url, '/', at + 3);
    return slash != STR_NOT_FOUND && url.n > slash + 2;
}

static void
keep_first(struct leads *l, struct str *place, struct str url)
{
    if (place->n == 0)
        *place = arena_str(l->arena, url);
}

/* Where a link leads to outside can show an element: a map service, an account. */
static void
look_address(struct look *k, struct str url)
{
    struct thai_text t = read(k, url);

    look_elements(k, &t, false);
}

/* What shares the row of a link, or else its line: the words that name the file. */
static void
words_around(const struct page *page, const struct link *a, struct buf *out)
{
    for (size_t i = 0; i < page->block_n; i++)
        if (i == a->block || (a->row != NO_INDEX && page->block[i].row == a->row)) {
            buf_str(out, page->block[i].text);
            buf_char(out, THAI_BREAK);
        }
}

/* Of which years the words of a link to a file say that it is. */
static void
look_file_years(struct look *k, const struct link *a)
{
    const struct str words[] = {a->text,
                                a->block < k->page->block_n ? k->page->block[a->block].text : STR_NONE};
    uint64_t years = 0;

    for (size_t i = 0; i < 2; i++) {
        const struct wording *w =
            words[i].n <= LINE_BYTES ? wording_of(k->leads->site->book, words[i]) : NULL;

        for (size_t p = 0; w != NULL && p < w->period_n; p++)
            for (int y = w->period[p].first;
                 y > 0 && y <= w->period[p].last && w->period[p].kind != PERIOD_DAY; y++)
                years |= year_bit(y);
    }
    k->facts->file_years |= years;
    k->facts->undated_files += years == 0;
}

/* Which elements the words of a link to a file are the name of. */
static void
look_file(struct look *k, const struct link *a)
{
    const struct wording *w;
    struct buf words;
    struct thai_text t;
    uint32_t shown;

    if (!k->topic->apart)
        return;
    buf_init(&words, LINE_BYTES);
    words_around(k->page, a, &words);
    w = wording_of(k->leads->site->book, words.full || words.n == 0 ? a->text : buf_view(&words));
    buf_free(&words);
    t = read(k, w->text);
    shown = shows_nothing(k, &t) ? 0 : elements_in(&t, k->topic);
    k->facts->element_files |= shown;
    k->facts->silent_files += shown == 0 && w->topic_n == 0;
}

/*
 * Does a link stand for an article?  By its own words, or, where they are "read on" or a picture, by what its
 * card says; a card counts once, however many of its parts are links.
 */
static bool
is_article(struct look *k, const struct link *a)
{
    const struct wording *w = wording_of(k->leads->site->book, a->text);

    if (w->flags & WORDING_BACK)
        return false;
    if (a->text.n > 0 && !(w->flags & WORDING_WEAK))
        return true;
    if (a->row >= k->links->rows || !k->links->row[a->row] || k->card_seen[a->row] ||
        k->links->row_letters[a->row] < CARD_LETTERS)
        return false;
    k->card_seen[a->row] = true;
    return true;
}

/* Another site's page with words of its own on the link, as laws are listed; not its front page. */
static bool
is_outside_article(const struct look *k, const struct link *a)
{
    const struct leads *l = k->leads;
    const struct wording *w = wording_of(l->site->book, a->text);
    size_t at = str_find(a->url, STR("://"), 0), slash;

    if (at == STR_NOT_FOUND || w->flags & (WORDING_WEAK | WORDING_BACK) || w->meaning < CARD_LETTERS ||
        leads_host_listed(l->social, a->url) || leads_nobodys(l, a->url))
        return false;
    slash = str_find_char(a->url, '/', at + 3);
    return slash != STR_NOT_FOUND && a->url.n > slash + 2;
}

/* A questionnaire is no channel, whatever else the page offers. */
static bool
asks_opinion(struct look *k, const struct link *a)
{
    struct thai_text t = read(k, a->text);

    return phrases_find(k->leads->survey_words, &t, NULL) == PHRASE_YES;
}

static void
look_link(struct look *k, const struct link *a)
{
    struct leads *l = k->leads;
    bool own = site_own_link(l->site, k->page, a);
    uint32_t to = site_node(l->site, a->url);

    if (!own && !k->topic->everywhere)
        return;
    if (k->topic->accept & ACCEPT_ACCOUNT && is_account(l, l->social, a->url)) {
        k->facts->accounts++;
        keep_first(l, &k->facts->account_url, a->url);
    }
    if (k->topic->accept & ACCEPT_CHAT && is_account(l, l->chat, a->url)) {
        k->facts->chats++;
        keep_first(l, &k->facts->chat_url, a->url);
    }
    if (!own || !a->followable || a->kind == LINK_RELATED)
        return;
    if (leads_host_listed(l->form_hosts, a->url) && !asks_opinion(k, a)) {
        k->facts->external_forms++;
        keep_first(l, &k->facts->form_url, a->url);
    }
    if (to == NO_INDEX)
        return;
    if (l->site->node[to].problem == PROBLEM_OFF_SITE)
        look_address(k, a->url);
    if (leads_is_document(&l->site->node[to]) || leads_on_drive(l, a->url)) {
        k->facts->documents++;
        look_file(k, a);
        look_file_years(k, a);
    }
    if (l->site->node[to].problem != PROBLEM_OFF_SITE ? is_article(k, a) : is_outside_article(k, a))
        k->facts->articles++;
}

static bool
region_has(const struct look *k, uint32_t block, uint32_t heading)
{
    if (k->whole)
        return true;
    if (block != NO_INDEX)
        return block >= k->from && block != k->head && block < k->until;
    return heading != NO_INDEX && (heading == k->head || (heading >= k->from && heading < k->until));
}

/* A form in which a visitor writes: not a search box, not a login. */
static bool
is_writing_form(const struct form *f)
{
    size_t text = 0, area = 0;

    for (size_t i = 0; i < f->field_n; i++) {
        if (str_eq_nocase(f->field[i].type, STR("password")))
            return false;
        area += str_eq_nocase(f->field[i].type, STR("textarea"));
        text += str_eq_nocase(f->field[i].type, STR("text")) ||
                str_eq_nocase(f->field[i].type, STR("email")) ||
                str_eq_nocase(f->field[i].type, STR("tel")) || str_eq_nocase(f->field[i].type, STR("file"));
    }
    return area > 0 || text >= 2;
}

static bool
is_picture(const struct image *i)
{
    return i->src.n > 0 && (i->width == 0 || i->width >= PICTURE_PIXELS) &&
           (i->height == 0 || i->height >= PICTURE_PIXELS);
}

/* A picture that shares its row with a link goes with the link. */
static bool
is_thumbnail(const struct link_map *m, const struct image *i)
{
    return i->row < m->rows && m->row[i->row];
}

/* Words that stand in no block: what a picture is said to show. */
static void
look_words(struct look *k, struct str text)
{
    struct thai_text t;

    if (text.n == 0)
        return;
    t = read(k, text);
    look_elements(k, &t, false);
}

/* Labels and buttons of a form are words of the page too. */
static void
look_form(struct look *k, const struct form *f)
{
    struct buf words;

    buf_init(&words, LIMIT_BLOCK_TEXT);
    for (size_t i = 0; i < f->field_n; i++) {
        buf_str(&words, f->field[i].label);
        buf_char(&words, THAI_BREAK);
    }
    buf_str(&words, f->submit);
    look_words(k, buf_view(&words));
    buf_free(&words);
}

static void
look_extras(struct look *k)
{
    for (size_t i = 0; i < k->page->link_n; i++)
        if (region_has(k, k->page->link[i].block, k->page->link[i].heading) || k->topic->everywhere)
            look_link(k, &k->page->link[i]);
    for (size_t i = 0; i < k->page->form_n; i++)
        if (region_has(k, NO_INDEX, k->page->form[i].heading) && is_writing_form(&k->page->form[i])) {
            k->facts->forms++;
            look_form(k, &k->page->form[i]);
        }
    for (size_t i = 0; i < k->page->image_n; i++) {
        const struct image *m = &k->page->image[i];

        if (!site_frame_place(m->place) && is_picture(m) && !is_thumbnail(k->links, m) &&
            region_has(k, NO_INDEX, m->heading) && !site_repeats_image(k->leads->site, m)) {
            k->facts->images++;
            look_words(k, m->alt);
        }
    }
}

/* A link that may be what its row is about: not a way home or back, nor one that every page has. */
static bool
leads_on(const struct leads *leads, const struct page *page, const struct link *l)
{
    const struct site *s = leads->site;

    return l->followable && site_own_link(s, page, l) && !leads_nobodys(leads, l->url) &&
           !(wording_of(s->book, site_link_words(l))->flags & WORDING_BACK);
}

/* Rows with few links and little text: a layout table holds the whole page in one. */
static void
map_rows(const struct leads *l, struct arena *a, const struct page *page, struct link_map *m)
{
    uint32_t *links = ARENA_ARRAY(a, uint32_t, m->rows + 1), *text = ARENA_ARRAY(a, uint32_t, m->rows + 1);

    m->row = ARENA_ARRAY(a, bool, m->rows + 1);
    m->row_letters = text;
    for (size_t i = 0; i < page->link_n; i++)
        if (page->link[i].row < m->rows && leads_on(l, page, &page->link[i]))
            links[page->link[i].row]++;
    for (size_t i = 0; i < page->block_n; i++)
        if (page->block[i].row < m->rows)
            text[page->block[i].row] += letters(page->block[i].text);
    for (uint32_t i = 0; i < m->rows; i++)
        m->row[i] = links[i] > 0 && links[i] <= LINK_ROW_LINKS && text[i] <= LINK_ROW_LETTERS;
}

static struct link_map
map_links(const struct leads *leads, struct arena *a, const struct page *page)
{
    struct link_map m = {.letters = ARENA_ARRAY(a, uint32_t, page->block_n + 1)};

    for (size_t i = 0; i < page->block_n; i++)
        if (page->block[i].row != NO_INDEX && page->block[i].row >= m.rows)
            m.rows = page->block[i].row + 1;
    for (size_t i = 0; i < page->link_n; i++) {
        const struct link *l = &page->link[i];

        if (l->block != NO_INDEX && l->block < page->block_n && l->kind == LINK_A)
            m.letters[l->block] += letters(l->text);
    }
    map_rows(leads, a, page, &m);
    return m;
}

static void
look_text(struct look *k)
{
    struct buf all;
    struct thai_text t;

    for (uint32_t i = k->from; i < k->until; i++)
        look_block(k, i);
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

static struct facts *
look_at(struct leads *l, struct arena *a, const struct lead *lead, const struct page *page,
        const struct link_map *links)
{
    struct look k = {.leads = l,
                     .page = page,
                     .lead = lead,
                     .topic = &l->site->catalog->topic[lead->topic],
                     .links = links};

    k.facts = ARENA_NEW(l->arena, struct facts);
    k.whole = lead->head == NO_INDEX;
    k.head = k.whole ? NO_INDEX : l->site->head[lead->head].block;
    k.from = k.whole ? 0 : l->site->head[lead->head].from;
    k.until = k.whole ? (uint32_t)page->block_n : l->site->head[lead->head].until;
    k.read = ARENA_ARRAY(a, bool, page->block_n + 1);
    k.card_seen = ARENA_ARRAY(a, bool, links->rows + 1);
    mark_other_rows(&k, a);
    mark_stated_rows(&k, a);
    look_text(&k);
    look_sayings(&k);
    look_extras(&k);
    settle_elements(&k);
    return k.facts;
}

void
leads_inspect(struct leads *l, uint32_t node, const struct page *page)
{
    struct arena *a = arena_new(0);
    struct link_map links = map_links(l, a, page);

    for (size_t i = leads_first_of(l, node); i < l->n && l->lead[l->by_node[i]].node == node; i++) {
        struct lead *lead = &l->lead[l->by_node[i]];
        lead->facts = look_at(l, a, lead, page, &links);
    }
    arena_free(a);
}

/* A name of the whole ("criteria of personnel management") announces all parts, whatever else is said. */
static bool
names_the_whole(struct look *k, const struct wording *w)
{
    for (size_t i = 0; i < w->topic_n; i++) {
        const struct wording_topic *m = &w->topic[i];
        struct thai_text t = read(k, w->text);
        struct str name = str_sub(t.norm[THAI_EXACT].text, m->from, m->to);

        if (m->topic != k->lead->topic)
            continue;
        thai_text_init(&t, k->leads->scratch, name);
        if (elements_in(&t, k->topic) == 0)
            return true;
    }
    return false;
}

uint32_t
leads_parts(const struct leads *l, const struct lead *lead)
{
    const struct topic *topic = &l->site->catalog->topic[lead->topic];
    const struct site_link *link = lead->link != NO_INDEX ? &l->site->link[lead->link] : NULL;
    struct look k = {.leads = (struct leads *)l, .topic = topic, .lead = lead};
    const struct wording *w;
    struct thai_text t;

    if (!topic->apart || link == NULL)
        return 0;
    w = link->text->flags & WORDING_WEAK && link->row != NULL ? link->row : link->text;
    if (names_the_whole(&k, w))
        return 0;
    t = read(&k, w->text);
    return elements_in(&t, topic);
}
