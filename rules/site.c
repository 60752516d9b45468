/* Two passes over a run: what the site repeats, then what each page says of its own. */
#include "rules/site.h"
#include "base/map.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "oit/limits.h"
#include <stdio.h>
#include <stdlib.h>

#define IN_DEGREE_KEPT 64 /* ways into one page that are remembered for click paths */
#define ROW_TEXT_MAX 900  /* bytes of a row read as context of its links */
#define NEAR_TEXT_MAX 400 /* bytes of the block before a link read as its context */
#define TITLE_PARTS 6
#define REPEATED_AT_LEAST 3 /* pages, on small sites */
#define HEADINGS_MAX 400    /* own headings kept of one page */
#define SUBJECT_LINES 3     /* first lines of an article that may say what it is about */
#define SUBJECT_BYTES 700
#define SUBJECT_LEAD 150 /* bytes of normal form within which the name begins; later it is only mentioned */
#define INDEX_TOPICS 6   /* a page whose links name so many is an index */
#define PATH_STEPS 32

struct edge {
    uint32_t to;
    struct str words;
};

void
site_init(struct site *s, const struct catalog *c, struct str home)
{
    *s = (struct site){.catalog = c, .home = NO_INDEX};
    s->arena = arena_new(0);
    s->book = wording_book_new(c);
    s->by_url = map_new();
    s->menu = map_new();
    s->blocks = tally_new();
    s->links = tally_new();
    s->titles = tally_new();
    s->home_url = arena_str(s->arena, home);
}

void
site_clear(struct site *s)
{
    arena_free(s->arena);
    wording_book_free(s->book);
    map_free(s->by_url);
    map_free(s->menu);
    tally_free(s->blocks);
    tally_free(s->links);
    tally_free(s->titles);
    free(s->node);
    free(s->link);
    free(s->head);
    free(s->edge);
    free(s->line);
}

uint32_t
site_node(const struct site *s, struct str url)
{
    const struct map_entry *e = map_get(s->by_url, url);

    return e ? (uint32_t)e->num : NO_INDEX;
}

/* The node of an address, made when it was not known. */
static uint32_t
node_of(struct site *s, struct str url)
{
    bool fresh;
    struct map_entry *e = map_put(s->by_url, url, &fresh);
    uint32_t index;

    if (!fresh)
        return (uint32_t)e->num;
    index = (uint32_t)s->node_n;
    e->num = index;
    s->node = mem_room(s->node, s->node_n, &s->node_cap, sizeof *s->node);
    s->node[s->node_n++] = (struct node){
        .url = arena_str(s->arena, url),
        .final = index,
        .parent = NO_INDEX,
        .distance = UINT32_MAX,
    };
    return index;
}

static uint64_t
link_key(const struct link *l)
{
    return str_hash(l->url) * 31 + str_hash(l->text);
}

/* A heading or line with the words of a menu entry is still the page's own. */
static uint64_t
block_key(const struct block *b)
{
    return str_hash(b->text) * 31 + (unsigned)b->kind * 8 + (unsigned)b->level;
}

/* A title in its parts: "แผนพัฒนา - เทศบาลตำบล..." has two, and the site repeats one of them. */
static size_t
title_parts(struct str title, struct str part[TITLE_PARTS])
{
    static const struct str separators[] = {STR(" - "), STR(" | "), STR("::"),
                                            STR(" : "), STR(" – "), STR("»")};
    size_t n = 0, from = 0;

    for (;;) {
        size_t cut = STR_NOT_FOUND, width = 0;

        for (size_t i = 0; i < sizeof separators / sizeof separators[0] && n + 1 < TITLE_PARTS; i++) {
            size_t at = str_find(title, separators[i], from);
            if (at < cut) {
                cut = at;
                width = separators[i].n;
            }
        }
        part[n] = str_trim(str_sub(title, from, cut == STR_NOT_FOUND ? title.n : cut));
        n += part[n].n > 0;
        if (cut == STR_NOT_FOUND || n == TITLE_PARTS)
            return n;
        from = cut + width;
    }
}

static void
count_page(struct site *s, const struct page *page)
{
    uint32_t number = (uint32_t)++s->pages;
    struct str part[TITLE_PARTS];
    size_t parts = title_parts(page->title, part);

    for (size_t i = 0; i < page->block_n; i++)
        tally_add(s->blocks, block_key(&page->block[i]), number);
    for (size_t i = 0; i < page->link_n; i++)
        tally_add(s->links, link_key(&page->link[i]), number);
    for (size_t i = 0; i < page->image_n; i++)
        tally_add(s->blocks, str_hash(page->image[i].src), number);
    for (size_t i = 0; i < parts; i++)
        tally_add(s->titles, str_hash(part[i]), number);
}

/* What a visitor reads on a link: its words, else its title. */
static struct str
link_words(const struct link *l)
{
    return l->text.n > 0 ? l->text : l->title;
}

static void
survey_links(struct site *s, uint32_t from, const struct page *page)
{
    bool home = str_eq(s->node[from].url, s->home_url);

    s->node[from].first_edge = (uint32_t)s->edge_n;
    for (size_t i = 0; i < page->link_n; i++) {
        const struct link *l = &page->link[i];
        uint32_t to;

        if (!l->followable || l->url.n == 0)
            continue;
        to = node_of(s, l->url);
        if (to == from || (s->node[to].in_degree >= IN_DEGREE_KEPT && !home))
            continue;
        s->node[to].in_degree++;
        s->edge = mem_room(s->edge, s->edge_n, &s->edge_cap, sizeof *s->edge);
        s->edge[s->edge_n++] = (struct edge){to, wording_of(s->book, link_words(l))->text};
    }
    s->node[from].edge_n = (uint32_t)(s->edge_n - s->node[from].first_edge);
}

void
site_survey(struct site *s, const struct fetch *f, const struct page *page)
{
    uint32_t index = node_of(s, f->url);
    struct node *n = &s->node[index];

    n->seen = true;
    n->content_type = arena_str(s->arena, f->content_type);
    n->file_name = arena_str(s->arena, f->file_name);
    n->last_modified = arena_str(s->arena, f->last_modified);
    n->redirect_to = arena_str(s->arena, f->redirect_to);
    n->sha256 = f->sha256;
    n->fetched = f->fetched;
    n->status = f->status;
    n->problem = f->problem;
    n->kind = f->kind;
    n->is_page = page != NULL;
    if (page == NULL)
        return;
    count_page(s, page);
    survey_links(s, index, page);
}

/* Follow redirects to their end; a circle ends where it is entered. */
static uint32_t
final_of(struct site *s, uint32_t index)
{
    for (int hops = 0; hops < LIMIT_REDIRECTS && s->node[index].redirect_to.n > 0; hops++) {
        uint32_t next = site_node(s, s->node[index].redirect_to);
        if (next == NO_INDEX)
            break;
        index = next;
    }
    return index;
}

static void
walk_from_home(struct site *s)
{
    uint32_t *queue = mem_new(s->node_n + 1, sizeof *queue);
    size_t head = 0, tail = 0;

    s->node[s->home].distance = 0;
    queue[tail++] = s->home;
    while (head < tail) {
        uint32_t at = queue[head++];
        const struct node *n = &s->node[at];

        for (uint32_t i = 0; i < n->edge_n; i++) {
            const struct edge *e = &s->edge[n->first_edge + i];
            uint32_t to = s->node[e->to].final;

            if (s->node[e->to].distance == UINT32_MAX && e->to != to) {
                s->node[e->to].distance = n->distance + 1;
                s->node[e->to].parent = at;
                s->node[e->to].click = e->words;
            }
            if (s->node[to].distance != UINT32_MAX)
                continue;
            s->node[to].distance = n->distance + 1;
            s->node[to].parent = at;
            s->node[to].click = e->words;
            queue[tail++] = to;
        }
    }
    free(queue);
}

void
site_connect(struct site *s)
{
    for (uint32_t i = 0; i < s->node_n; i++)
        s->node[i].final = final_of(s, i);
    s->home = site_node(s, s->home_url);
    if (s->home == NO_INDEX)
        return;
    s->home = s->node[s->home].final;
    walk_from_home(s);
}

static bool
repeated(const struct site *s, uint32_t count)
{
    size_t share = (s->pages * LIMIT_MENU_SHARE + 99) / 100;
    size_t least = share > REPEATED_AT_LEAST ? share : REPEATED_AT_LEAST;

    return count >= least;
}

bool
site_repeats_image(const struct site *s, const struct image *i)
{
    return repeated(s, tally_of(s->blocks, str_hash(i->src)));
}

static bool
frame_place(enum place place)
{
    return place == PLACE_NAV || place == PLACE_HEADER || place == PLACE_FOOTER;
}

bool
site_own_block(const struct site *s, const struct block *b)
{
    return !frame_place(b->place) && !repeated(s, tally_of(s->blocks, block_key(b)));
}

bool
site_own_link(const struct site *s, const struct link *l)
{
    if (l->kind == LINK_RELATED || l->place == PLACE_FOOTER)
        return false;
    return !repeated(s, tally_of(s->links, link_key(l)));
}

/* The part of the title that the site does not repeat, the longest one. */
static const struct wording *
own_title(struct site *s, const struct page *page)
{
    struct str part[TITLE_PARTS], best = STR_NONE;
    size_t n = title_parts(page->title, part);

    for (size_t i = 0; i < n; i++)
        if (!repeated(s, tally_of(s->titles, str_hash(part[i]))) && part[i].n > best.n)
            best = part[i];
    return best.n > 0 ? wording_of(s->book, best) : NULL;
}

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

        if (frame_place(b->place) != frame_place(head->place))
            return i;
        if (is_head && (b->level > 0 ? b->level : 7) <= level)
            return i;
        if (!is_head && level == 7 && b->heading != h && b->heading != NO_INDEX && b->heading < h)
            return i;
    }
    return (uint32_t)page->block_n;
}

static void
read_headings(struct site *s, struct node *n, const struct page *page)
{
    n->first_head = (uint32_t)s->head_n;
    for (uint32_t i = 0; i < page->block_n && s->head_n - n->first_head < HEADINGS_MAX; i++) {
        const struct block *b = &page->block[i];

        if (b->kind != BLOCK_HEADING && b->kind != BLOCK_SUMMARY && b->kind != BLOCK_CAPTION)
            continue;
        if (!site_own_block(s, b) || b->text.n == 0)
            continue;
        s->head = mem_room(s->head, s->head_n, &s->head_cap, sizeof *s->head);
        s->head[s->head_n++] = (struct site_head){i, region_end(page, i), wording_of(s->book, b->text)};
    }
    n->head_n = (uint32_t)(s->head_n - n->first_head);
    if (n->head_n > 0)
        n->heading = s->head[n->first_head].words;
}

static bool
holds_link(const struct page *page, uint32_t block)
{
    for (size_t i = 0; i < page->link_n; i++)
        if (page->link[i].block == block && page->link[i].text.n > 0)
            return true;
    return false;
}

/* Vendors put the section's name into the heading and what the article is about into the first line below. */
static const struct wording *
read_subject(struct site *s, const struct node *n, const struct page *page)
{
    uint32_t from = n->head_n > 0 ? s->head[n->first_head].block + 1 : 0;
    int own = 0;

    for (uint32_t i = from; i < page->block_n && own < SUBJECT_LINES; i++) {
        const struct block *b = &page->block[i];
        const struct wording *w;

        if (!site_own_block(s, b) || b->text.n == 0)
            continue;
        own++;
        if (b->kind != BLOCK_PARAGRAPH || b->text.n > SUBJECT_BYTES || holds_link(page, i))
            return NULL;
        w = wording_of(s->book, b->text);
        if (w->topic_n > 0 && !w->topic[0].label && w->topic[0].from <= SUBJECT_LEAD)
            return w;
    }
    return NULL;
}

/* The words of a whole row, its cells kept apart; NULL when it is too long to be one thing. */
static const struct wording *
row_words(struct site *s, const struct page *page, const struct link *l)
{
    struct buf b;
    const struct wording *w = NULL;
    uint32_t at = l->block != NO_INDEX ? l->block : 0;

    if (l->row == NO_INDEX)
        return NULL;
    buf_init(&b, ROW_TEXT_MAX + 4);
    while (at > 0 && page->block[at - 1].row == l->row)
        at--;
    for (; at < page->block_n && !b.full; at++) {
        if (page->block[at].row != l->row) {
            if (b.n > 0)
                break;
            continue;
        }
        if (b.n > 0)
            buf_z(&b, " \x1f ");
        buf_str(&b, page->block[at].text);
    }
    if (!b.full && b.n > 0)
        w = wording_of(s->book, buf_view(&b));
    buf_free(&b);
    return w;
}

/* The block just before the one that holds the link, when it stands in the same part of the page and holds no
 * link itself. */
static const struct wording *
near_words(struct site *s, const struct page *page, const struct link *l)
{
    const struct block *b;

    if (l->block == NO_INDEX || l->block == 0)
        return NULL;
    b = &page->block[l->block - 1];
    if (b->place != page->block[l->block].place || b->text.n == 0 || b->text.n > NEAR_TEXT_MAX)
        return NULL;
    return wording_of(s->book, b->text);
}

static void
keep_link(struct site *s, uint32_t from, const struct page *page, const struct link *l, bool menu)
{
    struct site_link k = {
        .from = from,
        .to = node_of(s, l->url),
        .text = wording_of(s->book, link_words(l)),
        .shown = wording_of(s->book, link_words(l))->text,
        .kind = l->kind,
        .block = l->block,
        .head = l->heading,
        .menu = menu,
    };

    if (!menu) {
        k.row = row_words(s, page, l);
        k.near = near_words(s, page, l);
    }
    if (l->heading != NO_INDEX && l->heading < page->block_n)
        k.heading = wording_of(s->book, page->block[l->heading].text);
    s->link = mem_room(s->link, s->link_n, &s->link_cap, sizeof *s->link);
    s->link[s->link_n++] = k;
}

/* A menu entry is said to stand on the page nearest to home that is not its own target. */
static void
keep_menu(struct site *s, uint32_t from, const struct page *page, const struct link *l)
{
    struct buf key;
    struct map_entry *e;
    struct site_link *known;
    bool fresh;

    buf_init(&key, LIMIT_ADDRESS + LIMIT_LINK_TEXT + 1);
    buf_str(&key, l->url);
    buf_char(&key, '\n');
    buf_str(&key, l->text);
    e = map_put(s->menu, buf_view(&key), &fresh);
    buf_free(&key);
    if (fresh) {
        e->num = (int64_t)s->link_n;
        keep_link(s, from, page, l, true);
        return;
    }
    known = &s->link[e->num];
    if (s->node[known->to].final != from &&
        (s->node[known->to].final == known->from || s->node[from].distance < s->node[known->from].distance))
        known->from = from;
}

static void
read_links(struct site *s, uint32_t index, const struct page *page)
{
    s->node[index].first_link = (uint32_t)s->link_n;
    for (size_t i = 0; i < page->link_n; i++) {
        const struct link *l = &page->link[i];

        if (l->followable && l->url.n > 0 && site_own_link(s, l))
            keep_link(s, index, page, l, false);
    }
    s->node[index].link_n = (uint32_t)(s->link_n - s->node[index].first_link);
    for (size_t i = 0; i < page->link_n; i++) {
        const struct link *l = &page->link[i];

        if (l->followable && l->url.n > 0 && !site_own_link(s, l) && l->kind != LINK_RELATED)
            keep_menu(s, index, page, l);
    }
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

/* Rows of an index that promise an item and lead nowhere. */
static void
read_lines(struct site *s, uint32_t index, const struct page *page)
{
    bool *linked = mem_new(page->block_n + 1, sizeof *linked);
    struct map *rows = map_new();
    char key[16];

    for (size_t i = 0; i < page->link_n; i++) {
        const struct link *l = &page->link[i];

        if (l->block != NO_INDEX && l->block < page->block_n)
            linked[l->block] = true;
        snprintf(key, sizeof key, "%u", l->row);
        if (l->row != NO_INDEX && l->followable)
            map_put(rows, str_of(key), NULL);
    }
    for (uint32_t i = 0; i < page->block_n; i++) {
        const struct block *b = &page->block[i];
        const struct wording *w;

        snprintf(key, sizeof key, "%u", b->row);
        if (linked[i] || b->kind == BLOCK_HEADING || b->text.n > NEAR_TEXT_MAX || !site_own_block(s, b) ||
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

void
site_read(struct site *s, const struct fetch *f, const struct page *page)
{
    uint32_t index = site_node(s, f->url);
    struct node *n;

    if (page == NULL || index == NO_INDEX)
        return;
    read_links(s, index, page);
    n = &s->node[index];
    n->title = own_title(s, page);
    read_headings(s, n, page);
    n->subject = read_subject(s, n, page);
    n->topics_linked = count_topics(s, n);
    if (n->topics_linked >= INDEX_TOPICS)
        read_lines(s, index, page);
}

bool
site_is_home(const struct site *s, uint32_t node)
{
    if (s->home == NO_INDEX || node == s->home)
        return node == s->home;
    return !sha256_is_zero(&s->node[node].sha256) &&
           sha256_eq(&s->node[node].sha256, &s->node[s->home].sha256);
}

size_t
site_path(const struct site *s, uint32_t node, struct str home_word, struct str *out, size_t max)
{
    uint32_t step[PATH_STEPS];
    size_t steps = 0, n = 0;

    if (node == NO_INDEX || s->node[node].distance == UINT32_MAX)
        return 0;
    for (uint32_t at = node; s->node[at].parent != NO_INDEX && steps < PATH_STEPS; at = s->node[at].parent)
        step[steps++] = at;
    out[n++] = home_word;
    while (steps > 0 && n < max)
        out[n++] = s->node[step[--steps]].click;
    return n;
}

static int
hex_digit(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if ((c | 32) >= 'a' && (c | 32) <= 'f')
        return (c | 32) - 'a' + 10;
    return -1;
}

struct str
site_file_words(struct arena *a, struct str url)
{
    size_t end = str_find_char(url, '?', 0), from = 0, n = 0;
    struct str path = str_sub(url, 0, end == STR_NOT_FOUND ? url.n : end);
    char *out;

    for (size_t at = 0; (at = str_find_char(path, '/', at)) != STR_NOT_FOUND; at++)
        from = at + 1;
    path = str_sub(path, from, path.n);
    out = arena_raw(a, path.n + 1);
    for (size_t i = 0; i < path.n; i++) {
        bool escape = path.p[i] == '%' && i + 2 < path.n && hex_digit(path.p[i + 1]) >= 0 &&
                      hex_digit(path.p[i + 2]) >= 0;
        char c = escape ? (char)(hex_digit(path.p[i + 1]) * 16 + hex_digit(path.p[i + 2])) : path.p[i];

        out[n++] = c == '_' || c == '+' || (c >= 0 && c < ' ') ? ' ' : c;
        i += escape ? 2 : 0;
    }
    return (struct str){out, n};
}
