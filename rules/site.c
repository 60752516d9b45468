/* The addresses of a run, how they hang together, and what the site repeats. */
#include "rules/site.h"
#include "base/aside.h"
#include "base/map.h"
#include "base/mem.h"
#include "oit/limits.h"
#include "rules/familiar.h"
#include "rules/runs.h"
#include "rules/sameness.h"
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#define IN_DEGREE_KEPT 64 /* ways into one page that are remembered for click paths */
#define TITLE_PARTS 6
#define REPEATED_AT_LEAST 3 /* pages, on small sites */
/* Per cent of pages: menus stand on all of them, while reports of a series share the heads of their tables.
 */
#define LINES_SHARE 70
#define PATH_STEPS 32

void
site_init(struct site *s, const struct catalog *c, struct str home, const char *beside)
{
    *s = (struct site){.catalog = c, .home = NO_INDEX};
    s->arena = arena_new(0);
    s->aside = aside_new(beside);
    s->book = wording_book_new(c, s->aside);
    s->by_url = map_new();
    s->menu = map_new();
    s->blocks = tally_new();
    s->links = tally_new();
    s->familiar = familiar_new();
    s->runs = runs_new();
    s->titles = tally_new();
    s->home_url = arena_str(s->arena, home);
}

void
site_rest(struct site *s)
{
    free(s->node);
    free(s->link);
    free(s->target);
    groups_clear(&s->by_target);
    s->node = NULL;
    s->link = NULL;
    s->target = NULL;
    s->node_n = s->node_cap = s->link_n = s->link_cap = 0;
}

void
site_clear(struct site *s)
{
    site_rest(s);
    arena_free(s->arena);
    aside_free(s->aside);
    wording_book_free(s->book);
    map_free(s->by_url);
    map_free(s->menu);
    tally_free(s->blocks);
    tally_free(s->links);
    familiar_free(s->familiar);
    runs_free(s->runs);
    tally_free(s->titles);
    free(s->own_link);
    free(s->back);
    free(s->head);
    free(s->edge);
    free(s->key);
    free(s->own_block);
    free(s->line);
    free(s->picture);
    free(s->opening);
    free(s->click);
}

uint32_t
site_node(const struct site *s, struct str url)
{
    const struct map_entry *e = map_get(s->by_url, url);

    return e ? (uint32_t)e->num : NO_INDEX;
}

uint32_t
site_node_for(struct site *s, struct str url)
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
        .url = e->key,
        .final = index,
        .parent = NO_INDEX,
        .click_edge = NO_INDEX,
        .distance = UINT32_MAX,
    };
    return index;
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

/* What a second page has as well becomes familiar, and is counted there from then on; NULL while it is not.
 */
static struct familiar_link *
count_link(struct site *s, const struct link *l, struct familiar_link *k, uint64_t key)
{
    uint32_t page = (uint32_t)s->pages, count;

    if (k != NULL) {
        k->count += k->page != page;
        k->page = page;
        return k;
    }
    count = tally_add(s->links, key, page);
    if (count < 2)
        return NULL;
    k = familiar_find(s->familiar, l); /* the page has it twice */
    if (k != NULL || (k = familiar_add(s->familiar, l)) == NULL)
        return k;
    k->count = count;
    k->page = page;
    return k;
}

/* Room for keys of one page, for a moment. */
static uint64_t *
key_room(struct site *s, size_t n)
{
    if (n > s->key_cap) {
        s->key_cap = 2 * n;
        s->key = mem_grow(s->key, s->key_cap, sizeof *s->key);
    }
    return s->key;
}

/* Of a page that was just counted. */
static void
count_links(struct site *s, const struct page *page, struct familiar_link **known)
{
    uint64_t *key = key_room(s, page->link_n);

    for (size_t i = 0; i < page->link_n; i++) {
        if (known[i] == NULL)
            known[i] = familiar_find(s->familiar, &page->link[i]);
        if (known[i] != NULL)
            continue;
        key[i] = sameness_of_link(&page->link[i]);
        tally_expect(s->links, key[i]);
    }
    for (size_t i = 0; i < page->link_n; i++)
        known[i] = count_link(s, &page->link[i], known[i], key[i]);
    runs_note_links(s->runs, page);
}

/* Which blocks are the page's own is asked in the next passes, and is known when the last page was counted:
 * until then their keys lie aside. */
static void
count_blocks(struct site *s, struct node *n, const struct page *page, uint32_t number)
{
    bool noted = s->block_n + page->block_n <= LIMIT_NOTED_BLOCKS;
    const uint64_t *key = runs_keys(s->runs, page);
    uint64_t *own = key_room(s, page->block_n);
    size_t own_n = 0;

    n->first_block = (uint32_t)s->block_n;
    tally_add_all(s->blocks, key, page->block_n, number);
    for (size_t i = 0; noted && i < page->block_n; i++)
        if (!site_frame_place(page->block[i].place))
            own[own_n++] = key[i];
    n->block_n = (uint32_t)own_n;
    n->block_key = aside_str(s->aside, (struct str){(const char *)own, own_n * sizeof *own}).p;
    s->block_n += own_n;
}

static void
count_page(struct site *s, struct node *n, const struct page *page)
{
    uint32_t number = (uint32_t)++s->pages;
    struct str part[TITLE_PARTS];
    size_t parts = title_parts(page->title, part);

    count_blocks(s, n, page, number);
    for (size_t i = 0; i < page->image_n; i++)
        tally_add(s->blocks, tally_key(page->image[i].src), number);
    for (size_t i = 0; i < parts; i++)
        tally_add(s->titles, tally_key(part[i]), number);
}

struct str
site_link_words(const struct link *l)
{
    return l->text.n > 0 ? l->text : l->title;
}

static uint32_t
node_of(struct site *s, const struct link *l, struct familiar_link *k)
{
    if (k == NULL)
        return site_node_for(s, l->url);
    if (k->node == NO_INDEX)
        k->node = site_node_for(s, l->url);
    return k->node;
}

uint32_t
site_row_begin(const struct page *page, const struct link *l)
{
    uint32_t at = 0;

    if (l->row == NO_INDEX)
        return NO_INDEX;
    if (l->block < page->block_n && page->block[l->block].row == l->row) {
        for (at = l->block; at > 0 && page->block[at - 1].row == l->row; at--) {
        }
        return at;
    }
    while (at < page->block_n && page->block[at].row != l->row)
        at++;
    return at < page->block_n ? at : NO_INDEX;
}

bool
site_row_is_line(const struct page *page, uint32_t at)
{
    const struct block *b = &page->block[at];

    return (at + 1 == page->block_n || b[1].row != b->row) && b->text.n > 0 && b->text.n <= SITE_ROW_BYTES;
}

bool
site_row_text(const struct page *page, uint32_t at, struct buf *out)
{
    uint32_t row = page->block[at].row;

    for (; at < page->block_n && page->block[at].row == row && !out->full; at++) {
        if (out->n > 0)
            buf_z(out, " \x1f ");
        buf_str(out, page->block[at].text);
    }
    return !out->full && out->n > 0;
}

uint32_t
site_node_of_link(struct site *s, const struct link *l)
{
    return node_of(s, l, familiar_find(s->familiar, l));
}

static void
survey_links(struct site *s, uint32_t from, const struct page *page)
{
    bool home = str_eq(s->node[from].url, s->home_url);
    struct familiar_link **known = runs_links(s->runs, page);

    count_links(s, page, known);
    s->node[from].first_edge = (uint32_t)s->edge_n;
    for (size_t i = 0; i < page->link_n; i++) {
        const struct link *l = &page->link[i];
        uint32_t to;

        if (!l->followable || l->url.n == 0)
            continue;
        to = node_of(s, l, known[i]);
        if (to == from || (s->node[to].in_degree >= IN_DEGREE_KEPT && !home))
            continue;
        s->node[to].in_degree++;
        if (i + 1 < page->link_n && known[i + 1] == NULL)
            wording_expect(s->book, site_link_words(l + 1));
        s->edge = mem_room(s->edge, s->edge_n, &s->edge_cap, sizeof *s->edge);
        s->edge[s->edge_n++] =
            (struct edge){to, (uint32_t)i, wording_gist_letters(s->book, site_link_words(l))};
    }
    s->node[from].edge_n = (uint32_t)(s->edge_n - s->node[from].first_edge);
}

/* As the server states it, in the form of all our dates; empty where it states none that can be read. */
static struct str
modified(struct arena *a, struct str header)
{
    char iso[32];
    int64_t when;

    if (header.n == 0 || !date_parse_http(header, &when))
        return STR_NONE;
    date_iso_time(when, iso);
    return arena_str(a, str_of(iso));
}

void
site_survey(struct site *s, const struct fetch *f, const struct page *page)
{
    uint32_t index = site_node_for(s, f->url);
    struct node *n = &s->node[index];

    n->seen = true;
    n->content_type = arena_str(s->arena, f->content_type);
    n->file_name = arena_str(s->arena, f->file_name);
    n->last_modified = modified(s->arena, f->last_modified);
    n->redirect_to = arena_str(s->arena, f->redirect_to);
    n->sha256 = f->sha256;
    n->fetched = f->fetched;
    n->status = f->status;
    n->problem = f->problem;
    n->kind = f->kind;
    n->bad_tls = f->bad_tls;
    n->is_page = page != NULL;
    if (page == NULL)
        return;
    count_page(s, n, page);
    survey_links(s, index, page);
}

/* Follow redirects to their end; a circle ends where it was told. */
static uint32_t
final_of(struct site *s, uint32_t index)
{
    for (int hops = 0; hops < LIMIT_REDIRECTS && s->node[index].redirect_to.n > 0; hops++) {
        uint32_t next = site_node(s, s->node[index].redirect_to);
        if (next == NO_INDEX || s->node[index].problem == PROBLEM_REDIRECT_LOOP)
            break;
        index = next;
    }
    return index;
}

static void
reach(struct site *s, uint32_t node, uint32_t from, uint32_t edge)
{
    s->node[node].distance = s->node[from].distance + 1;
    s->node[node].parent = from;
    s->node[node].click_edge = edge;
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

        for (uint32_t i = n->first_edge; i < n->first_edge + n->edge_n; i++) {
            const struct edge *e = &s->edge[i];
            uint32_t to = s->node[e->to].final;

            if (s->node[e->to].distance == UINT32_MAX && e->to != to)
                reach(s, e->to, at, i);
            if (s->node[to].distance != UINT32_MAX)
                continue;
            reach(s, to, at, i);
            queue[tail++] = to;
        }
    }
    free(queue);
}

void
site_note_click(struct site *s, uint32_t edge, struct str words)
{
    const struct edge *e = &s->edge[edge];
    struct str click = e->words.words->text;

    if (s->node[e->to].click_edge != edge && s->node[s->node[e->to].final].click_edge != edge)
        return;
    if (e->words.words->shared)
        click = aside_str(s->aside, wording_part(words));
    if (s->node[e->to].click_edge == edge)
        s->node[e->to].click = click;
    if (s->node[s->node[e->to].final].click_edge == edge)
        s->node[s->node[e->to].final].click = click;
}

/* On so many pages a thing is part of what the site repeats. */
static uint32_t
repeated_least(const struct site *s, size_t percent)
{
    size_t share = (s->pages * percent + 99) / 100;

    return (uint32_t)(share > REPEATED_AT_LEAST ? share : REPEATED_AT_LEAST);
}

/* What stands on its own page only is most of a site, and nothing is asked of it but that. */
static void
forget_the_rest(struct site *s)
{
    s->repeated = repeated_least(s, LIMIT_MENU_SHARE);
    s->repeated_lines = repeated_least(s, LINES_SHARE);
    tally_drop_below(s->blocks, s->repeated);
    tally_drop_below(s->links, s->repeated);
    tally_drop_below(s->titles, s->repeated);
}

static bool
repeated(const struct site *s, uint32_t count)
{
    assert(s->repeated > 0); /* known behind site_connect() */
    return count >= s->repeated;
}

static bool
is_repeated_line(const struct site *s, uint32_t count)
{
    return count >= s->repeated_lines;
}

static void
note_own_blocks(struct site *s)
{
    s->own_block = mem_new(s->block_n / 64 + 1, sizeof *s->own_block);
    for (const struct node *n = s->node; n < s->node + s->node_n; n++)
        for (uint32_t k = 0, i = n->first_block; k < n->block_n; k++, i++) {
            uint64_t key;

            memcpy(&key, n->block_key + k * sizeof key, sizeof key);
            s->own_block[i / 64] |= (uint64_t)!is_repeated_line(s, tally_of(s->blocks, key)) << i % 64;
        }
}

void
site_connect(struct site *s)
{
    for (uint32_t i = 0; i < s->node_n; i++)
        s->node[i].final = final_of(s, i);
    s->home = site_node(s, s->home_url);
    if (s->home != NO_INDEX) {
        s->home = s->node[s->home].final;
        walk_from_home(s);
    }
    forget_the_rest(s);
    note_own_blocks(s);
}

bool
site_is_file(const struct node *n)
{
    static const char *const endings[] = {".pdf",  ".doc", ".docx", ".xls", ".xlsx", ".ppt", ".pptx",
                                          ".odt",  ".ods", ".zip",  ".rar", ".7z",   ".jpg", ".jpeg",
                                          ".png",  ".gif", ".rtf",  ".csv", ".txt",  ".odp", ".docm",
                                          ".xlsm", ".tif", ".tiff", ".webp"};
    size_t end = str_find_char(n->url, '?', 0);
    struct str path = str_sub(n->url, 0, end == STR_NOT_FOUND ? n->url.n : end);

    if (n->kind == KIND_HTML || n->is_page)
        return false;
    if (n->problem == PROBLEM_NOT_NEEDED) /* only documents wait to be needed */
        return true;
    if (n->kind == KIND_PDF || n->kind == KIND_OFFICE || n->kind == KIND_IMAGE || n->kind == KIND_ARCHIVE)
        return true;
    return STR_ENDS_ANY_NOCASE(path, endings);
}

static bool
find_home(const struct site *s, uint32_t node)
{
    if (s->home == NO_INDEX || node == s->home || s->node[node].front)
        return node == s->home || s->node[node].front;
    return !sha256_is_zero(&s->node[node].sha256) &&
           sha256_eq(&s->node[node].sha256, &s->node[s->home].sha256);
}

static void
note_back_links(struct site *s)
{
    for (size_t i = 0; i < s->link_n; i++) {
        if (s->target[i] != s->link[i].from && !s->node[s->target[i]].home)
            continue;
        s->back = mem_room(s->back, s->back_n, &s->back_cap, sizeof *s->back);
        s->back[s->back_n++] = (uint32_t)i;
    }
}

void
site_index(struct site *s)
{
    s->target = mem_new(s->link_n + 1, sizeof *s->target);
    for (uint32_t i = 0; i < s->node_n; i++) {
        s->node[i].document = site_is_file(&s->node[i]);
        s->node[i].home = find_home(s, i);
    }
    for (size_t i = 0; i < s->link_n; i++)
        s->target[i] = s->node[s->link[i].to].final;
    groups_make(&s->by_target, s->target, s->link_n, s->node_n);
    free(s->edge);
    s->edge = NULL;
    s->edge_n = s->edge_cap = 0;
    note_back_links(s);
}

bool
site_repeats_image(const struct site *s, const struct image *i)
{
    return repeated(s, tally_of(s->blocks, tally_key(i->src)));
}

bool
site_image_is_gone(const struct site *s, const struct image *i)
{
    uint32_t node = site_node(s, i->src);
    const struct node *n = node != NO_INDEX ? &s->node[s->node[node].final] : NULL;

    return n != NULL && n->seen &&
           (n->is_page || n->problem == PROBLEM_NOT_FOUND || n->problem == PROBLEM_GONE);
}

bool
site_frame_place(enum place place)
{
    return place == PLACE_NAV || place == PLACE_HEADER || place == PLACE_FOOTER;
}

static uint32_t
count_of(const struct site *s, const struct block *b)
{
    return tally_of(s->blocks, sameness_of_block(b));
}

void
site_own_blocks(const struct site *s, uint32_t node, const struct page *page, bool *own)
{
    const struct node *n = &s->node[node];
    size_t at = n->first_block, open = 0;

    for (size_t i = 0; i < page->block_n; i++)
        open += own[i] = !site_frame_place(page->block[i].place);
    for (size_t i = 0; i < page->block_n; i++) {
        if (!own[i])
            continue;
        own[i] = open == n->block_n ? s->own_block[at / 64] >> at % 64 & 1
                                    : !is_repeated_line(s, count_of(s, &page->block[i]));
        /* Beside the page stands little that is its own. */
        own[i] =
            own[i] && (page->block[i].place != PLACE_ASIDE || !repeated(s, count_of(s, &page->block[i])));
        at++;
    }
}

/* What several pages have is familiar, while there is room. */
bool
site_repeats_link(const struct site *s, const struct link *l, const struct familiar_link *k)
{
    _Static_assert(REPEATED_AT_LEAST >= 2, "what a second page has is familiar, or was refused");
    if (k != NULL)
        return repeated(s, k->count);
    return familiar_refused(s->familiar) && repeated(s, tally_of(s->links, sameness_of_link(l)));
}

bool
site_own_link(const struct site *s, const struct page *page, const struct link *l,
              const struct familiar_link *k)
{
    if (k != NULL && repeated(s, k->count))
        return false;
    if (l->kind == LINK_RELATED || l->place == PLACE_FOOTER || str_eq(l->url, page->url))
        return false;
    return !site_repeats_link(s, l, k);
}

void
site_note_own_links(struct site *s, uint32_t node, const bool *own, size_t n)
{
    size_t words = (s->own_n + n) / 64 + 1;

    if (s->own_n + n > LIMIT_NOTED_LINKS)
        return;
    if (words > s->own_cap) {
        s->own_link = mem_grow(s->own_link, 2 * words, sizeof *s->own_link);
        memset(s->own_link + s->own_cap, 0, (2 * words - s->own_cap) * sizeof *s->own_link);
        s->own_cap = 2 * words;
    }
    s->node[node].first_own = (uint32_t)s->own_n;
    s->node[node].own_n = (uint32_t)n;
    for (size_t i = 0; i < n; i++, s->own_n++)
        s->own_link[s->own_n / 64] |= (uint64_t)own[i] << s->own_n % 64;
}

void
site_own_links(const struct site *s, uint32_t node, const struct page *page, bool *own,
               const struct site_link **kept)
{
    const struct node *n = &s->node[node];
    uint32_t at = n->first_own, link = 0;

    for (size_t i = 0; i < page->link_n; i++, at++) {
        const struct link *l = &page->link[i];

        own[i] = page->link_n == n->own_n ? s->own_link[at / 64] >> at % 64 & 1
                                          : site_own_link(s, page, l, familiar_find(s->familiar, l));
        if (own[i] && page->link_n == n->own_n && l->followable && l->url.n > 0 && link < n->link_n)
            kept[i] = &s->link[n->first_link + link++];
    }
}

const struct wording *
site_own_title(struct site *s, const struct page *page)
{
    struct str part[TITLE_PARTS], best = STR_NONE;
    size_t n = title_parts(page->title, part);

    for (size_t i = 0; i < n; i++)
        if (!repeated(s, tally_of(s->titles, tally_key(part[i]))) && part[i].n > best.n)
            best = part[i];
    return best.n > 0 ? wording_of(s->book, best) : NULL;
}

bool
site_is_home(const struct site *s, uint32_t node)
{
    return s->node[node].home;
}

bool
site_is_dead(const struct site *s, uint32_t node)
{
    enum problem p = s->node[s->node[node].final].problem;

    return p == PROBLEM_NOT_FOUND || p == PROBLEM_GONE || p == PROBLEM_SOFT_404;
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
        bool escape = path.p[i] == '%' && i + 2 < path.n && str_hex_digit(path.p[i + 1]) >= 0 &&
                      str_hex_digit(path.p[i + 2]) >= 0;
        char c =
            escape ? (char)(str_hex_digit(path.p[i + 1]) * 16 + str_hex_digit(path.p[i + 2])) : path.p[i];

        out[n++] = c == '_' || c == '+' || (unsigned char)c < ' ' ? ' ' : c;
        i += escape ? 2 : 0;
    }
    return (struct str){out, n};
}
