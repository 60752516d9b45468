/* The second pass: what a page says of its own, with the site's repetitions taken off. */
#include "rules/contents.h"
#include "base/map.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "oit/limits.h"
#include "rules/familiar.h"
#include <stdio.h>
#include <stdlib.h>

#define NUMBER_BYTES 16   /* "OIT 11 : " */
#define NEAR_TEXT_MAX 400 /* bytes of the block before a link read as its context */
#define HEADINGS_MAX 400  /* own headings kept of one page */
#define SUBJECT_LINES 3   /* first lines of an article that may say what it is about */
#define SUBJECT_BYTES 700
#define OPENING_BYTES 1100
#define OPENING_SECTIONS 6
#define SUBJECT_SECTIONS 16
#define CAPTION_BYTES 400
#define CAPTION_LEAD 60 /* as SUBJECT_LEAD: "table 1: data of" */
#define TITLE_ROW_BYTES 240
#define SMALL_PRINT_LINES 8
#define SMALL_PRINT_BYTES 90 /* of one of them */
#define CLIMBS_MAX 8         /* headings within headings */
#define SUBJECT_LEAD 150 /* bytes of normal form within which the name begins; later it is only mentioned */

/* First block after heading h that it no longer governs: a heading of its level or above, or another place.
 */
static uint32_t
region_end(const struct page *page, uint32_t h)
{
    const struct block *head = &page->block[h];
    int level = head->level > 0 ? head->level : 7;

    for (uint32_t i = h + 1; i < page->block_n; i++) {
        const struct block *b = &page->block[i];
        bool is_head = b->kind == BLOCK_HEADING || b->kind == BLOCK_SUMMARY;

        if (site_frame_place(b->place) != site_frame_place(head->place))
            return i;
        if (is_head && (b->level > 0 ? b->level : 7) <= level)
            return i;
        if (!is_head && level == 7 && b->heading != h && b->heading != NO_INDEX && b->heading < h)
            return i;
    }
    return (uint32_t)page->block_n;
}

static void
keep_head(struct site *s, const struct page *page, uint32_t block, uint32_t from, uint32_t until)
{
    s->head = mem_room(s->head, s->head_n, &s->head_cap, sizeof *s->head);
    s->head[s->head_n++] =
        (struct site_head){block, from, until, wording_of(s->book, page->block[block].text)};
}

/* Does block i stand under heading h, or under one that does? */
static bool
is_under(const struct page *page, uint32_t i, uint32_t h)
{
    uint32_t at = page->block[i].heading;

    for (int climbs = 0; at != NO_INDEX && at != h && at < page->block_n && climbs < CLIMBS_MAX; climbs++)
        at = page->block[at].heading;
    return at == h;
}

/* Labels of tabs: lines that govern a pane further down. */
static void
read_labels(struct site *s, struct node *n, const struct page *page)
{
    for (uint32_t i = 0; i < page->block_n; i++) {
        uint32_t label = page->block[i].heading, until = i;
        const struct block *b;

        if (label == NO_INDEX || label + 1 >= i || label >= page->block_n ||
            page->block[label + 1].heading == label || /* what it governs stands right behind it */
            s->head_n - n->first_head >= HEADINGS_MAX)
            continue;
        b = &page->block[label];
        if (b->kind == BLOCK_HEADING || b->kind == BLOCK_SUMMARY || b->kind == BLOCK_CAPTION ||
            site_frame_place(b->place) || b->text.n == 0)
            continue;
        while (until < page->block_n && is_under(page, until, label))
            until++;
        keep_head(s, page, label, i, until);
        i = until - 1;
    }
}

static void
read_headings(struct site *s, struct node *n, const struct page *page, const bool *own)
{
    n->first_head = (uint32_t)s->head_n;
    for (uint32_t i = 0; i < page->block_n && s->head_n - n->first_head < HEADINGS_MAX; i++) {
        const struct block *b = &page->block[i];

        if (b->kind != BLOCK_HEADING && b->kind != BLOCK_SUMMARY && b->kind != BLOCK_CAPTION)
            continue;
        if (!own[i] || b->text.n == 0)
            continue;
        keep_head(s, page, i, i, region_end(page, i));
    }
    if (s->head_n > n->first_head)
        n->heading = s->head[n->first_head].words;
    read_labels(s, n, page);
    n->head_n = (uint32_t)(s->head_n - n->first_head);
}

static bool
holds_link(const struct page *page, uint32_t block)
{
    for (size_t i = 0; i < page->link_n; i++)
        if (page->link[i].block == block && page->link[i].text.n > 0)
            return true;
    return false;
}

/* "Outcome of the hearing: everybody agreed" names what it tells, and the page is about the hearing. */
static bool
ends_in_colon(const struct wording *w)
{
    struct arena *a = arena_new(0);
    struct str text = thai_norm(a, wording_part(w->text), THAI_EXACT, false).text;
    size_t end = w->topic[0].to;
    bool ends;

    while (end < text.n && text.p[end] == ' ')
        end++;
    ends = end < text.n && text.p[end] == ':';
    arena_free(a);
    return ends;
}

/* "Subject: ...", or the name itself at the very beginning: a title, not prose that mentions a thing. */
static bool
reads_as_title(const struct site *s, const struct wording *w)
{
    const struct phrases *words = catalog_list(s->catalog, "subject-words");

    if (w->topic_n == 0 || w->topic[0].label || w->topic[0].from > SUBJECT_LEAD)
        return false;
    return (w->topic[0].from == 0 && !ends_in_colon(w)) || phrases_begin(words, w->text);
}

/* "9 April 2569", "admin", "no comments": what stands below the heading of an article in small print. */
static bool
is_small_print(struct site *s, const struct block *b)
{
    if (b->text.n > SMALL_PRINT_BYTES)
        return false;
    return b->kind == BLOCK_ITEM ||
           (b->kind == BLOCK_PARAGRAPH && wording_of(s->book, b->text)->topic_n == 0);
}

/* A line that begins by naming something, right above a table: its caption, whatever it is written as. */
static bool
is_caption(struct site *s, const struct page *page, uint32_t i, const bool *own)
{
    const struct block *b = &page->block[i], *next = b + 1;
    const struct wording *w;

    if (i + 1 == page->block_n || !own[i] || b->kind != BLOCK_PARAGRAPH || b->text.n == 0 ||
        b->text.n > CAPTION_BYTES || (next->kind != BLOCK_CELL && next->kind != BLOCK_HEAD_CELL) ||
        holds_link(page, i))
        return false;
    w = wording_of(s->book, b->text);
    return w->topic_n > 0 && !w->topic[0].label && w->topic[0].from <= CAPTION_LEAD;
}

/* Behind what a caption is of: the next heading, tab or caption. */
static uint32_t
caption_end(struct site *s, const struct page *page, uint32_t caption, const bool *own)
{
    for (uint32_t i = caption + 1; i < page->block_n; i++) {
        const struct block *b = &page->block[i];

        if (b->kind == BLOCK_HEADING || b->kind == BLOCK_SUMMARY ||
            b->heading != page->block[caption].heading || site_frame_place(b->place) ||
            is_caption(s, page, i, own))
            return i;
    }
    return (uint32_t)page->block_n;
}

static void
read_captions(struct site *s, struct node *n, const struct page *page, const bool *own)
{
    for (uint32_t i = 0; i < page->block_n && s->head_n - n->first_head < HEADINGS_MAX; i++)
        if (is_caption(s, page, i, own))
            keep_head(s, page, i, i, caption_end(s, page, i, own));
    n->head_n = (uint32_t)(s->head_n - n->first_head);
}

/* On a page laid out by tables the way back and the title are rows of one cell. */
static bool
is_title_row(const struct page *page, uint32_t i)
{
    const struct block *b = &page->block[i];

    return b->kind == BLOCK_CELL && b->text.n <= TITLE_ROW_BYTES && (i == 0 || b[-1].row != b->row) &&
           (i + 1 == page->block_n || b[1].row != b->row);
}

static bool
is_above_text(struct site *s, const struct page *page, uint32_t i)
{
    return is_title_row(page, i) || (is_small_print(s, &page->block[i]) && !holds_link(page, i));
}

/* The first lines of an article, behind what stands above its text. */
static size_t
first_lines(struct site *s, const struct node *n, const struct page *page, const bool *own,
            uint32_t line[SUBJECT_LINES])
{
    uint32_t from = n->head_n > 0 ? s->head[n->first_head].block + 1 : 0;
    size_t lines = 0;
    int small = 0;

    for (uint32_t i = from; i < page->block_n && lines < SUBJECT_LINES; i++) {
        if (!own[i] || page->block[i].text.n == 0)
            continue;
        if (lines == 0 && small < SMALL_PRINT_LINES && is_above_text(s, page, i))
            small++;
        else
            line[lines++] = i;
    }
    return lines;
}

/* Vendors put the section's name into the heading and what the article is about into the first line below. */
static const struct wording *
read_subject(struct site *s, const struct page *page, const uint32_t *line, size_t lines)
{
    for (size_t i = 0; i < lines; i++) {
        const struct block *b = &page->block[line[i]];
        const struct wording *w;

        if (b->kind != BLOCK_PARAGRAPH || b->text.n > SUBJECT_BYTES || holds_link(page, line[i]))
            return NULL;
        w = wording_of(s->book, b->text);
        if (reads_as_title(s, w))
            return w;
    }
    return NULL;
}

static bool
tells_of_event(const struct site *s, const struct wording *w)
{
    for (size_t i = 0; i < w->topic_n; i++)
        if (s->catalog->topic[w->topic[i].topic].told && !w->topic[i].label)
            return true;
    return false;
}

static bool
keep_opening(struct site *s, uint32_t index, struct str text)
{
    const struct wording *w = wording_of(s->book, utf8_prefix(text, OPENING_BYTES));

    if (!tells_of_event(s, w))
        return false;
    s->opening = mem_room(s->opening, s->opening_n, &s->opening_cap, sizeof *s->opening);
    s->opening[s->opening_n++] = (struct site_line){index, w};
    return true;
}

/* The first own line below a heading; NO_INDEX where it is no sentence. */
static uint32_t
first_below(const struct page *page, const struct site_head *h, const bool *own)
{
    uint32_t at = h->from + 1;

    while (at < h->until && (!own[at] || page->block[at].text.n == 0))
        at++;
    return at < h->until && page->block[at].kind == BLOCK_PARAGRAPH && !holds_link(page, at) ? at : NO_INDEX;
}

/* The first sentence below each further heading, where there are not so many that it is a list of articles.
 */
static void
read_sections(struct site *s, uint32_t index, const struct node *n, const struct page *page, const bool *own)
{
    for (uint32_t i = 1; n->head_n <= OPENING_SECTIONS && i < n->head_n; i++) {
        uint32_t at = first_below(page, &s->head[n->first_head + i], own);

        if (at != NO_INDEX && keep_opening(s, index, page->block[at].text))
            return;
    }
}

static bool
states_year(const struct wording *w)
{
    for (size_t i = 0; i < w->period_n; i++)
        if (w->period[i].kind != PERIOD_DAY && w->period[i].first > 0)
            return true;
    return false;
}

/* A line below a heading that states a year and no year of its own would lose it. */
static bool
speaks_for_section(struct site *s, const struct site_head *h, struct str line)
{
    const struct wording *w = line.n <= SUBJECT_BYTES ? wording_of(s->book, line) : NULL;

    return w != NULL && reads_as_title(s, w) && (h->words->period_n == 0 || states_year(w));
}

/* As the first line of a page does, the first line of a section says what it is about where its heading names
 * nothing. */
static void
read_section_subjects(struct site *s, struct node *n, const struct page *page, const bool *own)
{
    uint32_t heads = n->head_n;

    for (uint32_t i = 1; heads <= SUBJECT_SECTIONS && i < heads; i++) {
        const struct site_head h = s->head[n->first_head + i];
        uint32_t at = h.words->topic_n == 0 ? first_below(page, &h, own) : NO_INDEX;

        if (at != NO_INDEX && speaks_for_section(s, &h, page->block[at].text))
            keep_head(s, page, at, at, h.until);
    }
    n->head_n = (uint32_t)(s->head_n - n->first_head);
}

/* "Monthly meeting of the staff" is the title, and what was announced there the first sentence. */
static bool
read_opening(struct site *s, uint32_t index, const struct page *page, const uint32_t *line, size_t lines)
{
    size_t sentences = 0; /* of which one is read; read_subject() has read the short ones */

    for (size_t i = 0; i < lines; i++) {
        const struct block *b = &page->block[line[i]];

        sentences += b->text.n > SUBJECT_BYTES;
        if (b->kind != BLOCK_PARAGRAPH || sentences > 1)
            return false;
        if (keep_opening(s, index, b->text))
            return true;
    }
    return false;
}

/* The rows of a page, each read once however many links it holds. */
struct page_rows {
    struct arena *arena;
    uint32_t n;
    uint32_t *first;              /* block of each row */
    uint32_t *begin;              /* of each block: where the run of blocks of its row begins */
    const struct wording **words; /* of the run that begins at a block */
    bool *read;
    const struct wording **line; /* of each block by itself; NULL: nobody asked */
};

static void
map_rows(struct page_rows *r, const struct page *page)
{
    *r = (struct page_rows){.arena = arena_new(0)};
    for (size_t i = 0; i < page->block_n; i++)
        if (page->block[i].row != NO_INDEX && page->block[i].row >= r->n)
            r->n = page->block[i].row + 1;
    r->first = ARENA_ARRAY(r->arena, uint32_t, r->n + 1);
    r->begin = ARENA_ARRAY(r->arena, uint32_t, page->block_n + 1);
    r->words = ARENA_ARRAY(r->arena, const struct wording *, page->block_n + 1);
    r->read = ARENA_ARRAY(r->arena, bool, page->block_n + 1);
    r->line = ARENA_ARRAY(r->arena, const struct wording *, page->block_n + 1);
    for (uint32_t i = 0; i < r->n; i++)
        r->first[i] = NO_INDEX;
    for (uint32_t i = 0; i < page->block_n; i++) {
        uint32_t row = page->block[i].row;

        r->begin[i] = i > 0 && page->block[i - 1].row == row ? r->begin[i - 1] : i;
        if (row != NO_INDEX && r->first[row] == NO_INDEX)
            r->first[row] = i;
    }
}

/* A line is asked for its own link, the one behind it and those under it. */
static const struct wording *
block_words(struct site *s, struct page_rows *rows, const struct page *page, uint32_t i)
{
    if (rows->line[i] == NULL)
        rows->line[i] = wording_of(s->book, page->block[i].text);
    return rows->line[i];
}

/* The blocks of one row from here on, its cells kept apart; NULL when it is too long to be one thing. */
static const struct wording *
read_row(struct site *s, struct page_rows *rows, const struct page *page, uint32_t at)
{
    uint32_t row = page->block[at].row;
    const struct wording *w = NULL;
    struct buf b;

    if ((at + 1 == page->block_n || page->block[at + 1].row != row) && page->block[at].text.n > 0 &&
        page->block[at].text.n <= SITE_ROW_BYTES)
        return block_words(s, rows, page, at);
    buf_init(&b, SITE_ROW_BYTES + 4);
    for (; at < page->block_n && page->block[at].row == row && !b.full; at++) {
        if (b.n > 0)
            buf_z(&b, " \x1f ");
        buf_str(&b, page->block[at].text);
    }
    if (!b.full && b.n > 0)
        w = wording_of(s->book, buf_view(&b));
    buf_free(&b);
    return w;
}

/* The words of the whole row a link stands in; NULL when there is none. */
static const struct wording *
row_words(struct site *s, struct page_rows *rows, const struct page *page, const struct link *l)
{
    uint32_t at;

    if (l->row >= rows->n)
        return NULL;
    if (l->block < page->block_n && page->block[l->block].row == l->row)
        at = rows->begin[l->block];
    else
        at = rows->first[l->row];
    if (at == NO_INDEX)
        return NULL;
    if (!rows->read[at])
        rows->words[at] = read_row(s, rows, page, at);
    rows->read[at] = true;
    return rows->words[at];
}

/* A line that begins with an item's number is not governed by a line with another's. */
static bool
other_item(struct site *s, struct page_rows *rows, const struct page *page, const struct link *l,
           const struct wording *heading)
{
    const struct wording *line;

    if (heading == NULL || heading->item == 0 || l->block >= page->block_n ||
        page->block[l->block].text.n > SITE_ROW_BYTES)
        return false;
    line = block_words(s, rows, page, l->block);
    return line->item != 0 && line->item != heading->item;
}

/* The line a link stands in, where it says more than the link: "43. name of the item: [its paper]". */
static const struct wording *
line_words(struct site *s, struct page_rows *rows, const struct page *page, const struct link *l)
{
    const struct block *b;

    if (l->block >= page->block_n)
        return NULL;
    b = &page->block[l->block];
    if (b->text.n <= l->text.n || b->text.n > SITE_ROW_BYTES)
        return NULL;
    return block_words(s, rows, page, l->block);
}

/* The line where it names something, else the row; outside of rows the line where it is a number and the
 * link. */
static const struct wording *
words_around(struct site *s, struct page_rows *rows, const struct page *page, const struct link *l)
{
    const struct wording *line = line_words(s, rows, page, l), *row;

    if (line != NULL && line->topic_n > 0)
        return line;
    row = row_words(s, rows, page, l);
    return row == NULL && line != NULL && line->item != 0 && line->text.n <= l->text.n + NUMBER_BYTES ? line
                                                                                                      : row;
}

/* The block just before the one that holds the link, when it stands in the same part of the page. */
static const struct wording *
near_words(struct site *s, struct page_rows *rows, const struct page *page, const struct link *l)
{
    const struct block *b;

    if (l->block == NO_INDEX || l->block == 0)
        return NULL;
    b = &page->block[l->block - 1];
    if (b->heading != page->block[l->block].heading && l->block - 1 != page->block[l->block].heading)
        return NULL;
    if (b->place != page->block[l->block].place || b->text.n == 0 || b->text.n > NEAR_TEXT_MAX)
        return NULL;
    return block_words(s, rows, page, l->block - 1);
}

/* rows: NULL for a menu entry, whose surroundings say nothing about it; known: the first pass has seen it. */
static void
keep_link(struct site *s, uint32_t from, const struct page *page, const struct link *l,
          struct page_rows *rows, const struct edge *known)
{
    const struct wording *text = known != NULL ? known->words : wording_of(s->book, site_link_words(l));
    struct site_link k = {
        .from = from,
        .to = known != NULL ? known->to : site_node_of_link(s, l),
        .text = text,
        .kind = l->kind,
        .block = l->block,
        .head = l->heading,
        .menu = rows == NULL,
    };

    if (l->heading != NO_INDEX && l->heading < page->block_n)
        k.heading = rows != NULL ? block_words(s, rows, page, l->heading)
                                 : wording_of(s->book, page->block[l->heading].text);
    if (rows != NULL) {
        if (other_item(s, rows, page, l, k.heading))
            k.heading = NULL;
        k.row = words_around(s, rows, page, l);
        k.near = near_words(s, rows, page, l);
    }
    s->link = mem_room(s->link, s->link_n, &s->link_cap, sizeof *s->link);
    s->link[s->link_n++] = k;
}

/* Its number among the links; a fresh one is the next that is kept. */
static uint32_t
menu_entry(struct site *s, const struct link *l, struct buf *key, bool *fresh)
{
    struct map_entry *e;

    buf_clear(key);
    buf_str(key, l->url);
    buf_char(key, '\n');
    buf_str(key, l->text);
    e = map_put(s->menu, buf_view(key), fresh);
    if (*fresh)
        e->num = (int64_t)s->link_n;
    return (uint32_t)e->num;
}

/* A menu entry is said to stand on the page nearest to home that is not its own target. */
static void
keep_menu(struct site *s, uint32_t from, const struct page *page, const struct link *l, struct buf *key)
{
    struct familiar_link *k = familiar_find(s->familiar, l);
    uint32_t entry = k != NULL ? k->menu : NO_INDEX;
    struct site_link *known;
    bool fresh = false;

    if (entry == NO_INDEX)
        entry = menu_entry(s, l, key, &fresh);
    if (k != NULL)
        k->menu = entry;
    if (fresh) {
        keep_link(s, from, page, l, NULL, NULL);
        known = &s->link[entry];
        s->node[s->node[known->to].final].front |= (known->text->flags & WORDING_HOME) != 0;
        return;
    }
    known = &s->link[entry];
    if (s->node[known->to].final != from &&
        (s->node[known->to].final == known->from || s->node[from].distance < s->node[known->from].distance))
        known->from = from;
}

static bool
knows_click(const struct site *s, uint32_t from, const struct wording *words)
{
    for (size_t i = s->click_n; i > 0; i--)
        if (s->click[i - 1].words == words && (words->topic_n > 0 || s->click[i - 1].node == from))
            return true;
    return false;
}

/* Of words that name a topic, which a menu has on each page; or of its page's content, whatever they say. */
static void
keep_click(struct site *s, uint32_t from, enum click_way way, const struct wording *words, bool content)
{
    if (words->flags & WORDING_BACK || words->text.n == 0 || s->click_n == LIMIT_CLICKS ||
        (words->topic_n == 0 && !(content && s->click_n < LIMIT_CLICKS / 2)) || knows_click(s, from, words))
        return;
    s->click = mem_room(s->click, s->click_n, &s->click_cap, sizeof *s->click);
    s->click[s->click_n++] = (struct site_click){from, way, words};
}

/* A visitor may go on by it, though it is not followed here: a script answers, or it is not of the web. */
static bool
is_shut_way(const struct link *l)
{
    return !l->followable && (l->kind == LINK_CLICK || str_starts_nocase(l->url, STR("ftp:")));
}

static void
keep_unfollowed(struct site *s, uint32_t from, const struct page *page, const struct link *l, bool own,
                struct page_rows *rows)
{
    enum click_way way = l->kind == LINK_CLICK ? CLICK_SCRIPT : CLICK_ADDRESS;
    const struct wording *text, *row = NULL;

    if (!is_shut_way(l) || page_click_is_furniture(l->url))
        return;
    text = wording_of(s->book, site_link_words(l));
    if (text->flags & WORDING_WEAK)
        row = row_words(s, rows, page, l);
    keep_click(s, from, way, row != NULL && row->topic_n > 0 ? row : text, own && text->flags & WORDING_WEAK);
}

/* What a visitor gives a form before it is sent. */
enum given { NOTHING, A_CHOICE, WORDS };

static enum given
given_to(const struct form *f)
{
    static const char *const pressed[] = {"hidden", "submit", "image", "button", "reset", "checkbox"};
    enum given most = NOTHING;

    for (size_t i = 0; i < f->field_n; i++) {
        struct str type = f->field[i].type;
        bool known = false;

        for (size_t k = 0; k < sizeof pressed / sizeof *pressed; k++)
            known |= str_eq(type, str_of(pressed[k]));
        if (str_eq(type, STR("select")) || str_eq(type, STR("radio")))
            most = A_CHOICE;
        else if (!known)
            return WORDS; /* the form is the thing itself, not a way to one */
    }
    return most;
}

/* Forms are never sent: what stands behind a button of one, nobody here has seen. */
static void
read_buttons(struct site *s, uint32_t index, const struct page *page)
{
    for (size_t i = 0; i < page->form_n; i++) {
        const struct form *f = &page->form[i];
        enum given given = f->post && f->submit.n > 0 ? given_to(f) : WORDS;
        const struct wording *words = given != WORDS ? wording_of(s->book, f->submit) : NULL;

        if (words != NULL)
            keep_click(s, index, CLICK_FORM, words,
                       place_is_own(f->place) && (given == A_CHOICE || words->flags & WORDING_WEAK));
    }
}

static void
read_links(struct site *s, uint32_t index, const struct page *page)
{
    uint32_t edge = s->node[index].first_edge, end = edge + s->node[index].edge_n;
    struct page_rows rows;
    struct buf key;
    bool *own;

    buf_init(&key, LIMIT_ADDRESS + LIMIT_LINK_TEXT + 1);
    map_rows(&rows, page);
    own = ARENA_ARRAY(rows.arena, bool, page->link_n + 1);
    s->node[index].first_link = (uint32_t)s->link_n;
    for (size_t i = 0; i < page->link_n; i++) {
        const struct link *l = &page->link[i];

        own[i] = site_own_link(s, page, l);
        while (edge < end && s->edge[edge].link < i)
            edge++;
        if (own[i] && l->followable && l->url.n > 0)
            keep_link(s, index, page, l, &rows,
                      edge < end && s->edge[edge].link == i ? &s->edge[edge] : NULL);
        keep_unfollowed(s, index, page, l, own[i], &rows);
    }
    read_buttons(s, index, page);
    site_note_own_links(s, index, own, page->link_n);
    s->node[index].link_n = (uint32_t)(s->link_n - s->node[index].first_link);
    for (size_t i = 0; i < page->link_n; i++) {
        const struct link *l = &page->link[i];

        /* What is not its own stands in the footer, leads to the page itself or is repeated. */
        if (!own[i] && l->followable && l->url.n > 0 && l->kind != LINK_RELATED &&
            (l->place == PLACE_FOOTER || !str_eq(l->url, page->url) || site_repeats_link(s, l)))
            keep_menu(s, index, page, l, &key);
    }
    buf_free(&key);
    arena_free(rows.arena);
}

/* Distinct topics that the page's own links and rows name: many make it an index. */
static uint32_t
count_topics(const struct site *s, const struct node *n)
{
    uint64_t seen[16] = {0};
    uint32_t count = 0;

    for (uint32_t i = 0; i < n->link_n; i++) {
        const struct site_link *l = &s->link[n->first_link + i];
        const struct wording *w = l->text->topic_n > 0 ? l->text : l->row;
        size_t topic = w ? wording_first_topic(w) : SIZE_MAX;

        if (topic >= sizeof seen * 8 || seen[topic / 64] >> (topic % 64) & 1)
            continue;
        seen[topic / 64] |= 1ULL << (topic % 64);
        count++;
    }
    return count;
}

/* "#", the page itself and "javascript:void(0)" are no way on; a click that a script answers may be one. */
static bool
leads_on(const struct page *page, const struct link *l)
{
    if (!l->followable)
        return is_shut_way(l);
    return l->fragment.n > 0 || !str_eq(l->url, page->url);
}

/* Rows of an index that promise an item and lead nowhere. */
static void
read_lines(struct site *s, uint32_t index, const struct page *page, const bool *own)
{
    bool *linked = mem_new(page->block_n + 1, sizeof *linked);
    struct map *rows = map_new();
    char key[16];

    for (size_t i = 0; i < page->link_n; i++) {
        const struct link *l = &page->link[i];

        if (!leads_on(page, l))
            continue;
        if (l->block != NO_INDEX && l->block < page->block_n)
            linked[l->block] = true;
        snprintf(key, sizeof key, "%u", l->row);
        if (l->row != NO_INDEX)
            map_put(rows, str_of(key), NULL);
    }
    for (uint32_t i = 0; i < page->block_n; i++) {
        const struct block *b = &page->block[i];
        const struct wording *w;

        snprintf(key, sizeof key, "%u", b->row);
        if (linked[i] || b->kind == BLOCK_HEADING || b->text.n > NEAR_TEXT_MAX || !own[i] ||
            (b->row != NO_INDEX && map_get(rows, str_of(key)) != NULL))
            continue;
        w = wording_of(s->book, b->text);
        if (w->topic_n == 0)
            continue;
        s->line = mem_room(s->line, s->line_n, &s->line_cap, sizeof *s->line);
        s->line[s->line_n++] = (struct site_line){index, w};
    }
    map_free(rows);
    free(linked);
}

/* The name of something that is asked for, with no more than a year and the agency beside it. */
static bool
is_name(const struct site *s, const struct wording *w)
{
    struct arena *a = arena_new(0);
    struct thai_text text;
    bool is = false;

    thai_text_init(&text, a, w->text);
    for (size_t i = 0; i < w->topic_n && !is; i++)
        is = !w->topic[i].label && phrases_whole(s->catalog->topic[w->topic[i].topic].names, &text, NULL);
    arena_free(a);
    return is;
}

/* A picture in a link is read with the link. */
static bool
is_linked(const struct page *page, const struct image *m)
{
    for (size_t i = 0; i < page->link_n; i++)
        if (page->link[i].image && str_eq(page->link[i].text, m->alt))
            return true;
    return false;
}

/* Notices are published as pictures, and what they are stands only behind them. */
static void
read_pictures(struct site *s, uint32_t index, const struct page *page)
{
    for (size_t i = 0; i < page->image_n; i++) {
        const struct image *m = &page->image[i];
        const struct wording *w;

        if (site_frame_place(m->place) || m->alt.n == 0 || m->alt.n > NEAR_TEXT_MAX ||
            site_repeats_image(s, m))
            continue;
        w = wording_of(s->book, m->alt);
        if (w->topic_n == 0 || is_linked(page, m) || !is_name(s, w))
            continue;
        s->picture = mem_room(s->picture, s->picture_n, &s->picture_cap, sizeof *s->picture);
        s->picture[s->picture_n++] = (struct site_line){index, w};
    }
}

void
contents_read(struct site *s, const struct fetch *f, const struct page *page)
{
    uint32_t index = site_node(s, f->url), line[SUBJECT_LINES];
    struct node *n;
    size_t lines;
    bool *own;

    if (page == NULL || index == NO_INDEX)
        return;
    read_links(s, index, page);
    own = mem_new(page->block_n + 1, sizeof *own);
    site_own_blocks(s, index, page, own);
    n = &s->node[index];
    n->title = site_own_title(s, page);
    read_headings(s, n, page, own);
    lines = first_lines(s, n, page, own, line);
    n->subject = read_subject(s, page, line, lines);
    if (n->subject == NULL && !read_opening(s, index, page, line, lines))
        read_sections(s, index, n, page, own);
    read_section_subjects(s, n, page, own);
    read_captions(s, n, page, own);
    n->topics_linked = count_topics(s, n);
    if (n->topics_linked >= SITE_INDEX_TOPICS)
        read_lines(s, index, page, own);
    read_pictures(s, index, page);
    free(own);
}
