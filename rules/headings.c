/*
 * The headings of a page, and the lines that speak in their place: the first line of an article or of a
 * section, a caption, the first sentence of news.  Vendors, and people who write by hand, put what a thing is
 * into any of them.
 */
#include "rules/headings.h"
#include "base/mem.h"
#include "base/utf8.h"
#include <stdlib.h>

#define HEADINGS_MAX 400  /* own headings kept of one page */
#define CLIMBS_MAX 8      /* headings within headings */
#define SUBJECT_LINES 3   /* first lines of an article that may say what it is about */
#define SUBJECT_BYTES 700 /* of one of them */
#define SUBJECT_LEAD 150  /* bytes of normal form within which the name begins; later it is only mentioned */
#define SUBJECT_SECTIONS 16  /* headings of a page whose sections may name themselves; more are a list */
#define OPENING_BYTES 1100   /* of a sentence of news that are read */
#define OPENING_SECTIONS 6   /* as SUBJECT_SECTIONS, of what news tells */
#define CAPTION_BYTES 400    /* of a line above a table */
#define CAPTION_LEAD 60      /* as SUBJECT_LEAD: "table 1: data of" */
#define TITLE_ROW_BYTES 240  /* of a title drawn as a row of a table */
#define SMALL_PRINT_LINES 8  /* between a title and its text */
#define SMALL_PRINT_BYTES 90 /* of one of them */

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

/* What is read: a page, which of its blocks are its own, and which hold a link that says something. */
struct reading {
    const struct page *page;
    const bool *own;
    bool *linked;
};

static bool *
linked_blocks(const struct page *page)
{
    bool *linked = mem_new(page->block_n + 1, sizeof *linked);

    for (size_t i = 0; i < page->link_n; i++)
        if (page->link[i].block < page->block_n && page->link[i].text.n > 0)
            linked[page->link[i].block] = true;
    return linked;
}

/* "Outcome of the hearing: everybody agreed" names what it tells, and the page is about the hearing; a year
 * behind the colon tells nothing. */
static bool
tells_behind_colon(struct site *s, const struct wording *w)
{
    struct arena *a = arena_new(0);
    struct str text = thai_norm(a, wording_part(w->text), THAI_EXACT, false).text;
    struct str rest = str_trim(str_sub(text, w->topic[0].to, text.n));
    bool tells = rest.n > 1 && rest.p[0] == ':' && wording_of(s->book, str_sub(rest, 1, rest.n))->meaning > 0;

    arena_free(a);
    return tells;
}

/* "Subject: ...", or the name itself at the very beginning: a title, not prose that mentions a thing. */
static bool
reads_as_title(struct site *s, const struct wording *w)
{
    const struct phrases *words = catalog_list(s->catalog, "subject-words");

    if (w->topic_n == 0 || w->topic[0].label || w->topic[0].from > SUBJECT_LEAD)
        return false;
    return (w->topic[0].from == 0 && !tells_behind_colon(s, w)) || phrases_begin(words, w->text);
}

/* "9 April 2569", "admin", "no comments": what stands below the heading of an article in small print. */
static bool
is_small_print(struct site *s, const struct block *b)
{
    if (b->text.n > SMALL_PRINT_BYTES)
        return false;
    return b->kind == BLOCK_ITEM ||
           (b->kind == BLOCK_PARAGRAPH && wording_gist(s->book, b->text)->topic_n == 0);
}

/* Lines above cells may be many and of no further interest: what they say is not kept. */
static bool
begins_by_naming(struct site *s, struct str line)
{
    struct arena *a = arena_new(0);
    const struct wording *w = wording_known(s->book, line, a);
    struct thai_text t;
    bool names;

    thai_text_init(&t, a, line);
    w = w != NULL ? w : wording_look(s->book, &t);
    names = w->topic_n > 0 && !w->topic[0].label && w->topic[0].from <= CAPTION_LEAD;
    arena_free(a);
    return names;
}

/* A line that begins by naming something, right above a table: its caption, whatever it is written as. */
static bool
is_caption(struct site *s, const struct reading *r, uint32_t i)
{
    const struct block *b = &r->page->block[i], *next = b + 1;

    if (i + 1 == r->page->block_n || !r->own[i] || b->kind != BLOCK_PARAGRAPH || b->text.n == 0 ||
        b->text.n > CAPTION_BYTES || (next->kind != BLOCK_CELL && next->kind != BLOCK_HEAD_CELL) ||
        r->linked[i])
        return false;
    return begins_by_naming(s, b->text);
}

/* Behind what a caption is of: the next heading, tab or caption.  It may be the heading of that itself. */
static uint32_t
caption_end(struct site *s, const struct reading *r, uint32_t caption)
{
    for (uint32_t i = caption + 1; i < r->page->block_n; i++) {
        const struct block *b = &r->page->block[i];

        if (b->kind == BLOCK_HEADING || b->kind == BLOCK_SUMMARY ||
            (b->heading != r->page->block[caption].heading && b->heading != caption) ||
            site_frame_place(b->place) || is_caption(s, r, i))
            return i;
    }
    return (uint32_t)r->page->block_n;
}

static void
read_captions(struct site *s, struct node *n, const struct reading *r)
{
    for (uint32_t i = 0; i < r->page->block_n && s->head_n - n->first_head < HEADINGS_MAX; i++)
        if (is_caption(s, r, i))
            keep_head(s, r->page, i, i, caption_end(s, r, i));
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

/* A title that names something itself is not passed over for what stands below it. */
static bool
is_above_text(struct site *s, const struct reading *r, uint32_t i)
{
    if (is_title_row(r->page, i))
        return wording_gist(s->book, r->page->block[i].text)->topic_n == 0;
    return is_small_print(s, &r->page->block[i]) && !r->linked[i];
}

/* The first lines of an article, behind what stands above its text. */
static size_t
first_lines(struct site *s, const struct node *n, const struct reading *r, uint32_t line[SUBJECT_LINES])
{
    uint32_t from = n->head_n > 0 ? s->head[n->first_head].block + 1 : 0;
    size_t lines = 0;
    int small = 0;

    for (uint32_t i = from; i < r->page->block_n && lines < SUBJECT_LINES; i++) {
        if (!r->own[i] || r->page->block[i].text.n == 0)
            continue;
        if (lines == 0 && small < SMALL_PRINT_LINES && is_above_text(s, r, i))
            small++;
        else
            line[lines++] = i;
    }
    return lines;
}

/* A line short enough for a title; NULL for what is no line of text. */
static const struct wording *
title_line(struct site *s, const struct reading *r, uint32_t i)
{
    const struct block *b = &r->page->block[i];

    return b->kind == BLOCK_PARAGRAPH && b->text.n <= SUBJECT_BYTES && !r->linked[i]
               ? wording_gist(s->book, b->text)
               : NULL;
}

/* Vendors put the section's name into the heading and what the article is about into the first line below. */
static const struct wording *
read_subject(struct site *s, const struct reading *r, const uint32_t *line, size_t lines)
{
    for (size_t i = 0; i < lines; i++) {
        const struct wording *w = title_line(s, r, line[i]);

        if (w == NULL || reads_as_title(s, w))
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
    const struct wording *w = wording_gist(s->book, utf8_prefix(text, OPENING_BYTES));

    if (!tells_of_event(s, w))
        return false;
    s->opening = mem_room(s->opening, s->opening_n, &s->opening_cap, sizeof *s->opening);
    s->opening[s->opening_n++] = (struct site_line){index, w};
    return true;
}

/* The first own line below a heading, or of the pane of a tab; NO_INDEX where it is no sentence. */
static uint32_t
first_below(const struct reading *r, const struct site_head *h)
{
    uint32_t at = h->from == h->block ? h->from + 1 : h->from;

    while (at < h->until && (!r->own[at] || r->page->block[at].text.n == 0))
        at++;
    return at < h->until && r->page->block[at].kind == BLOCK_PARAGRAPH && !r->linked[at] ? at : NO_INDEX;
}

/* The first sentence below each further heading, where there are not so many that it is a list of articles.
 */
static void
read_sections(struct site *s, uint32_t index, const struct node *n, const struct reading *r)
{
    for (uint32_t i = 1; n->head_n <= OPENING_SECTIONS && i < n->head_n; i++) {
        uint32_t at = first_below(r, &s->head[n->first_head + i]);

        if (at != NO_INDEX && keep_opening(s, index, r->page->block[at].text))
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
speaks_for_section(struct site *s, const struct reading *r, const struct site_head *h, uint32_t line)
{
    const struct wording *w = title_line(s, r, line);

    return w != NULL && reads_as_title(s, w) && (h->words->period_n == 0 || states_year(w));
}

/* Below a title row that names something itself the first line is no subject of the page, and may be that of
 * what stands there all the same. */
static void
read_below_title_row(struct site *s, const struct reading *r)
{
    const struct wording *w;
    uint32_t i = 0;

    for (int rows = 0; i < r->page->block_n && rows <= SMALL_PRINT_LINES; i++)
        if (r->own[i] && r->page->block[i].text.n > 0) {
            if (!is_title_row(r->page, i))
                break;
            rows++;
        }
    w = i < r->page->block_n ? title_line(s, r, i) : NULL;
    if (w != NULL && reads_as_title(s, w))
        keep_head(s, r->page, i, i, (uint32_t)r->page->block_n);
}

/* As the first line of a page does, the first line of a section says what it is about where its heading names
 * nothing. */
static void
read_section_subjects(struct site *s, struct node *n, const struct reading *r)
{
    uint32_t heads = n->head_n;

    if (heads == 0 && n->subject == NULL)
        read_below_title_row(s, r);
    for (uint32_t i = 1; heads <= SUBJECT_SECTIONS && i < heads; i++) {
        const struct site_head h = s->head[n->first_head + i];
        uint32_t at = h.words->topic_n == 0 ? first_below(r, &h) : NO_INDEX;

        if (at != NO_INDEX && speaks_for_section(s, r, &h, at))
            keep_head(s, r->page, at, at, h.until);
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

void
headings_read(struct site *s, uint32_t index, const struct page *page, const bool *own)
{
    struct node *n = &s->node[index];
    struct reading r = {page, own, linked_blocks(page)};
    uint32_t line[SUBJECT_LINES];
    size_t lines;

    read_headings(s, n, page, own);
    lines = first_lines(s, n, &r, line);
    n->subject = read_subject(s, &r, line, lines);
    if (n->subject == NULL && !read_opening(s, index, page, line, lines))
        read_sections(s, index, n, &r);
    read_section_subjects(s, n, &r);
    read_captions(s, n, &r);
    free(r.linked);
}
