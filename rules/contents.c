/* The second pass: what a page says of its own, with the site's repetitions taken off. */
#include "rules/contents.h"
#include "base/map.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "oit/limits.h"
#include "rules/familiar.h"
#include "rules/headings.h"
#include "rules/recall.h"
#include "rules/runs.h"
#include "rules/section.h"
#include "rules/unread.h"
#include <stdio.h>
#include <stdlib.h>

#define NUMBER_BYTES 16   /* "OIT 11 : " */
#define NEAR_TEXT_MAX 400 /* bytes of the block before a link read as its context */

/* The rows of a page, each read once however many links it holds. */
struct page_rows {
    struct arena *arena;
    uint32_t n;
    uint32_t *first;              /* block of each row */
    uint32_t *begin;              /* of each block: where the run of blocks of its row begins */
    const struct wording **words; /* of the run that begins at a block */
    bool *read;
    const struct wording **line; /* of each block by itself; NULL: nobody asked */
    const struct wording **head; /* the same of headings, which keep their text */
    struct recall *recall;
    uint32_t last; /* where the row of the last link begins, if that is shared; NO_INDEX */
};

static void
map_rows(struct site *s, struct page_rows *r, const struct page *page)
{
    *r = (struct page_rows){.arena = arena_new(0), .recall = recall_new(s, page), .last = NO_INDEX};
    for (size_t i = 0; i < page->block_n; i++)
        if (page->block[i].row != NO_INDEX && page->block[i].row >= r->n)
            r->n = page->block[i].row + 1;
    r->first = ARENA_ARRAY(r->arena, uint32_t, r->n + 1);
    r->begin = ARENA_ARRAY(r->arena, uint32_t, page->block_n + 1);
    r->words = ARENA_ARRAY(r->arena, const struct wording *, page->block_n + 1);
    r->read = ARENA_ARRAY(r->arena, bool, page->block_n + 1);
    r->line = ARENA_ARRAY(r->arena, const struct wording *, page->block_n + 1);
    r->head = ARENA_ARRAY(r->arena, const struct wording *, page->block_n + 1);
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
        rows->line[i] = wording_gist(s->book, page->block[i].text);
    return rows->line[i];
}

static const struct wording *
head_words(struct site *s, struct page_rows *rows, const struct page *page, uint32_t i)
{
    if (rows->head[i] == NULL)
        rows->head[i] = wording_of(s->book, page->block[i].text);
    return rows->head[i];
}

/* The blocks of one row from here on; NULL when it is too long to be one thing. */
static const struct wording *
read_row(struct site *s, struct page_rows *rows, const struct page *page, uint32_t at)
{
    const struct wording *w = NULL;
    struct buf b;

    if (site_row_is_line(page, at))
        return block_words(s, rows, page, at);
    buf_init(&b, SITE_ROW_BYTES + 4);
    if (site_row_text(page, at, &b))
        w = wording_gist(s->book, buf_view(&b));
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
    /* It is told by its pointer whether it is the heading. */
    if (l->heading < page->block_n && str_eq(str_trim(b->text), str_trim(page->block[l->heading].text)))
        return head_words(s, rows, page, l->heading);
    return block_words(s, rows, page, l->block - 1);
}

/* Is it followed, whether a lead comes of it or not?  Documents are, and what section.c looks for. */
static bool
is_asked_for(const struct site *s, const struct site_link *k)
{
    const struct node *to = &s->node[k->to];

    return site_is_file(to) || (to->final != k->to && site_is_file(&s->node[to->final]));
}

static bool
may_be_section(const struct site *s, const struct site_link *k)
{
    const struct node *to = &s->node[k->to];

    return section_is_short(k) || (unread_is(to) && k->text->period_n == 0);
}

static bool
is_same_text(const struct page *page, uint32_t x, uint32_t y)
{
    struct buf b, c;
    bool same;

    if (x == y)
        return true;
    if (site_row_is_line(page, x) && site_row_is_line(page, y))
        return str_eq(wording_part(page->block[x].text), wording_part(page->block[y].text));
    buf_init(&b, SITE_ROW_BYTES + 4);
    buf_init(&c, SITE_ROW_BYTES + 4);
    same = site_row_text(page, x, &b) && site_row_text(page, y, &c) &&
           str_eq(wording_part(buf_view(&b)), wording_part(buf_view(&c)));
    buf_free(&b);
    buf_free(&c);
    return same;
}

/* Does it stand in a row of the same text as the link that was kept before it?  Shared rows are told apart by
 * their page, others by their pointers. */
static bool
is_in_same_row(const struct site *s, struct page_rows *rows, const struct page *page, const struct link *l,
               const struct wording *row)
{
    const struct wording *before = s->link_n > 0 ? s->link[s->link_n - 1].row : NULL;
    uint32_t last = rows->last, at = row != NULL && row->shared ? site_row_begin(page, l) : NO_INDEX;

    rows->last = at;
    if (last == NO_INDEX || at == NO_INDEX)
        return last == at && row == before;
    return is_same_text(page, last, at);
}

/* What stands around a link of the page's own. */
static void
look_around(struct site *s, const struct page *page, const struct link *l, struct page_rows *rows,
            struct site_link *k)
{
    if (l->heading != NO_INDEX && l->heading < page->block_n)
        k->heading = head_words(s, rows, page, l->heading);
    if (other_item(s, rows, page, l, k->heading))
        k->heading = NULL;
    k->row = words_around(s, rows, page, l);
    k->near = near_words(s, rows, page, l);
    k->same_row = is_in_same_row(s, rows, page, l, k->row);
    if (is_asked_for(s, k) || s->own_n + page->link_n > LIMIT_NOTED_LINKS)
        recall_link(rows->recall, l, k);
    else if (may_be_section(s, k))
        recall_words(rows->recall, l, k);
}

/* rows: NULL for a menu entry, whose surroundings say nothing about it; known: the first pass has seen it. */
static void
keep_link(struct site *s, uint32_t from, const struct page *page, const struct link *l,
          struct page_rows *rows, const struct edge *known)
{
    struct site_link k = {
        .from = from,
        .to = known != NULL ? known->to : site_node_of_link(s, l),
        .kind = (uint8_t)l->kind,
        .block = l->block,
        .head = l->heading,
        .menu = rows == NULL,
        .same_row = rows == NULL && s->link_n > 0 && s->link[s->link_n - 1].row == NULL,
    };

    if (rows == NULL) {
        k.text = wording_of(s->book, site_link_words(l));
        if (l->heading != NO_INDEX && l->heading < page->block_n)
            k.heading = wording_of(s->book, page->block[l->heading].text);
    } else {
        struct gist text = known != NULL ? known->words : wording_gist_letters(s->book, site_link_words(l));

        k.text = text.words;
        k.letters = text.letters;
        look_around(s, page, l, rows, &k);
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

/* From this distance from home on no page changes where a menu entry is said to stand; NO_INDEX: any may. */
static uint32_t
settled_at(const struct site *s, const struct site_link *entry)
{
    return s->node[entry->to].final != entry->from ? s->node[entry->from].distance : NO_INDEX;
}

/* A menu entry is said to stand on the page nearest to home that is not its own target. */
static void
keep_menu(struct site *s, uint32_t from, const struct page *page, const struct link *l,
          struct familiar_link *k, struct buf *key)
{
    uint32_t entry = k != NULL ? k->menu : NO_INDEX;
    struct site_link *known;
    bool fresh = false;

    if (entry == NO_INDEX)
        entry = menu_entry(s, l, key, &fresh);
    if (fresh)
        keep_link(s, from, page, l, NULL, NULL);
    known = &s->link[entry];
    if (fresh)
        s->node[s->node[known->to].final].front |= (known->text->flags & WORDING_HOME) != 0;
    else if (s->node[known->to].final != from && (s->node[known->to].final == known->from ||
                                                  s->node[from].distance < s->node[known->from].distance))
        known->from = from;
    if (k == NULL)
        return;
    k->menu = entry;
    k->near = settled_at(s, known);
}

/* Nothing of a menu entry changes by this page. */
static bool
is_settled(const struct familiar_link *k, uint32_t distance)
{
    return k != NULL && k->near != NO_INDEX && distance >= k->near;
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
    struct familiar_link **known = runs_links(s->runs, page); /* NULL: the site does not know it by sight */
    bool *own;

    buf_init(&key, LIMIT_ADDRESS + LIMIT_LINK_TEXT + 1);
    map_rows(s, &rows, page);
    own = ARENA_ARRAY(rows.arena, bool, page->link_n + 1);
    s->node[index].first_link = (uint32_t)s->link_n;
    for (size_t i = 0; i < page->link_n; i++) {
        const struct link *l = &page->link[i];
        const struct edge *e = edge < end && s->edge[edge].link == i ? &s->edge[edge] : NULL;

        if (known[i] == NULL)
            known[i] = familiar_find(s->familiar, l);
        own[i] = site_own_link(s, page, l, known[i]);
        if (e != NULL)
            site_note_click(s, edge++, site_link_words(l));
        if (own[i] && l->followable && l->url.n > 0) {
            if (i + 1 < page->link_n && known[i + 1] == NULL && l[1].block < page->block_n)
                wording_expect(s->book, page->block[l[1].block].text);
            keep_link(s, index, page, l, &rows, e);
        }
        if (!l->followable)
            keep_unfollowed(s, index, page, l, own[i], &rows);
    }
    read_buttons(s, index, page);
    site_note_own_links(s, index, own, page->link_n);
    s->node[index].link_n = (uint32_t)(s->link_n - s->node[index].first_link);
    for (size_t i = 0; i < page->link_n; i++) {
        const struct link *l = &page->link[i];

        if (is_settled(known[i], s->node[index].distance))
            continue;
        /* What is not its own stands in the footer, leads to the page itself or is repeated. */
        if (!own[i] && l->followable && l->url.n > 0 && l->kind != LINK_RELATED &&
            (l->place == PLACE_FOOTER || !str_eq(l->url, page->url) || site_repeats_link(s, l, known[i])))
            keep_menu(s, index, page, l, known[i], &key);
    }
    buf_free(&key);
    recall_free(rows.recall);
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
        w = wording_gist(s->book, b->text);
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
    uint32_t index = site_node(s, f->url);
    struct node *n;
    bool *own;

    if (page == NULL || index == NO_INDEX)
        return;
    read_links(s, index, page);
    own = mem_new(page->block_n + 1, sizeof *own);
    site_own_blocks(s, index, page, own);
    n = &s->node[index];
    n->title = site_own_title(s, page);
    headings_read(s, index, page, own);
    n->topics_linked = count_topics(s, n);
    if (n->topics_linked >= SITE_INDEX_TOPICS)
        read_lines(s, index, page, own);
    read_pictures(s, index, page);
    free(own);
}
