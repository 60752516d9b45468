/*
 * What a site repeats.  An element that was written on the page before byte for byte as on this one (a menu,
 * a sidebar, the foot) comes to the same nodes, blocks and links: those are kept with its start tag and put
 * in again after one comparison.  Reading a page of which 40 % is such costs 98 us instead of 120.  An
 * element that changes from page to page is soon left alone, and what lies in it gets its turn.
 */
#include "base/hash.h"
#include "base/mem.h"
#include "base/wide.h"
#include "crawler/page_private.h"
#include "oit/limits.h"
#include <stddef.h>
#include <string.h>

#define SHORTEST 512
#define LONGEST (64 * KIB)
#define CHANGES_MOST 2 /* times it may differ until it is left alone */
#define FAILS_MOST 8
#define SEED 0x9E6C63D0876A9A35u

bool
page_run_may_begin(const struct page_tag *tag)
{
    return tag->changes <= CHANGES_MOST && !tag->run;
}

bool
page_run_seen(struct page_tag *tag, struct str bytes)
{
    uint64_t hash;

    if (bytes.n < SHORTEST || bytes.n > LONGEST) {
        tag->changes = CHANGES_MOST + 1;
        return false;
    }
    hash = hash_bytes(bytes, SEED);
    if (tag->seen_n == bytes.n && tag->seen_hash == hash)
        return true;
    tag->changes += tag->seen_n > 0;
    tag->seen_n = (uint32_t)bytes.n;
    tag->seen_hash = hash;
    return false;
}

bool
page_run_stands(struct page_tag *tag, struct str text, uint64_t around)
{
    struct page_run *run = tag->run;

    if (!run)
        return false;
    if (run->around == around && text.n >= run->bytes.n && memcmp(text.p, run->bytes.p, run->bytes.n) == 0)
        return true;
    if (++run->fails > FAILS_MOST) {
        tag->run = NULL;
        tag->changes = CHANGES_MOST + 1;
    }
    return false;
}

/* Is what stands around such an element nothing that shows in it? */
static bool
is_apart(const struct reader *r, uint32_t around)
{
    const struct facts *f = &r->facts[around];
    struct in_table t = page_table(r, around);

    return t.cell == NO_INDEX && t.tr == NO_INDEX && t.table == NO_INDEX && t.table_no == NO_INDEX &&
           f->item == NO_INDEX && f->link == NO_INDEX && !(f->flags & FACT_SILENT);
}

/* Elements that are read with what stands elsewhere on the page. */
static bool
is_bound(enum tag tag)
{
    return tag == TAG_SCRIPT || tag == TAG_TEMPLATE || tag == TAG_TABLE || tag == TAG_TR || tag == TAG_TD ||
           tag == TAG_TH || tag == TAG_FORM || tag == TAG_BODY || tag == TAG_HTML || tag == TAG_HEAD;
}

struct learning {
    struct reader *r;
    const struct sighting *s;
    struct page_run *run;
    struct buf text; /* of blocks and links, as they come */
    struct str page; /* bytes of the element on the page */
    uint32_t end;
};

static struct str
keep(struct learning *l, struct str text)
{
    if (text.p >= l->page.p && text.p < l->page.p + l->page.n)
        return (struct str){l->run->bytes.p + (text.p - l->page.p), text.n};
    return page_memory_keep(l->r->memory, text);
}

static const struct attr *
keep_attrs(struct learning *l, const struct node *n)
{
    struct attr *kept;

    if (n->attr_n == 0 || n->written)
        return n->attr;
    kept = page_memory_room(l->r->memory, n->attr_n * sizeof *kept);
    for (uint8_t i = 0; i < n->attr_n; i++)
        kept[i] = (struct attr){n->attr[i].name, keep(l, n->attr[i].value)};
    return kept;
}

static void
learn_nodes(struct learning *l)
{
    uint32_t from = l->s->node, n = l->end - from;
    struct node *node = page_memory_room(l->r->memory, n * sizeof *node);

    for (uint32_t i = 0; i < n; i++) {
        node[i] = l->r->tree.node[from + i];
        node[i].parent -= from;
        node[i].end -= from;
        if (node[i].tag == TAG_TEXT)
            node[i].text = keep(l, node[i].text);
        else
            node[i].attr = keep_attrs(l, &l->r->tree.node[from + i]);
    }
    l->run->node = node;
    l->run->n = n;
}

static uint32_t
minus(uint32_t index, uint32_t from)
{
    return index == NO_INDEX ? NO_INDEX : index - from;
}

static void
learn_marked(struct learning *l)
{
    const struct reader *r = l->r;
    size_t from = 0, to;

    while (from < r->marked_n && r->marked[from] < l->s->node)
        from++;
    for (to = from; to < r->marked_n && r->marked[to] < l->end; to++)
        continue;
    l->run->marked_n = to - from;
    l->run->marked = page_memory_room(r->memory, (to - from) * sizeof *l->run->marked);
    for (size_t i = 0; i < to - from; i++)
        l->run->marked[i] = r->marked[from + i] - l->s->node;
}

static void
learn_facts(struct learning *l)
{
    const struct facts *from = &l->r->facts[l->s->node];
    struct facts *f = page_memory_room(l->r->memory, (l->run->n + 1) * sizeof *f);

    for (uint32_t i = 0; i <= l->run->n; i++) {
        f[i] = from[i];
        f[i].container -= l->s->node;
        f[i].item = minus(f[i].item, l->s->node);
        f[i].link = minus(f[i].link, l->s->node);
        f[i].chars -= from->chars;
        f[i].link_chars -= from->link_chars;
        f[i].links -= from->links;
        f[i].run -= from->run;
        if (i == l->run->n)
            break;
        l->run->seen[l->run->node[i].tag / 64] |= UINT64_C(1) << l->run->node[i].tag % 64;
        l->run->opens |= page_heading_opens(&l->r->tree, l->s->node + i).n > 0;
    }
    l->run->facts = f;
    learn_marked(l);
    l->run->place = l->r->facts[l->r->tree.node[l->s->node].parent].place;
    l->run->flags = l->r->facts[l->r->tree.node[l->s->node].parent].flags;
}

/* Texts come to lie behind one another, so that they are copied at once; until all do, by their places. */
static struct str
put_text(struct buf *b, struct str text)
{
    size_t at = b->n;

    if (text.n == 0)
        return STR_NONE;
    buf_str(b, text);
    buf_char(b, '\0');
    return (struct str){(const char *)(uintptr_t)(at + 1), text.n};
}

static struct str
found_text(struct str text, const char *room)
{
    return text.n == 0 ? STR_NONE : (struct str){room + (uintptr_t)text.p - 1, text.n};
}

static void
learn_blocks(struct learning *l)
{
    const struct reader *r = l->r;
    uint32_t node = l->s->node, first_run = r->facts[node].run;
    size_t from = 0, to;
    struct block *block;
    struct span *span;

    while (from < r->block_n && r->span[from].first < node)
        from++;
    for (to = from; to < r->block_n && r->span[to].first < l->end; to++)
        continue;
    l->run->block_n = to - from;
    l->run->first_block = (uint32_t)from;
    l->run->block = block = page_memory_room(r->memory, (to - from) * sizeof *block);
    l->run->span = span = page_memory_room(r->memory, (to - from) * sizeof *span);
    for (size_t i = 0; i < to - from; i++) {
        block[i] = r->block[from + i];
        block[i].text = put_text(&l->text, block[i].text);
        block[i].heading = block[i].row = NO_INDEX;
        span[i] = r->span[from + i];
        span[i].first -= node;
        span[i].last -= node;
        span[i].element -= node;
    }
    l->run->weak = page_memory_room(r->memory, to - from);
    memcpy(l->run->weak, r->weak + from, to - from);
    l->run->run_n = (l->end < r->tree.n ? r->facts[l->end].run : r->run_n - 1) - first_run;
    l->run->run_block = page_memory_room(r->memory, l->run->run_n * sizeof *l->run->run_block);
    for (uint32_t i = 0; i < l->run->run_n; i++)
        l->run->run_block[i] = minus(r->run_block[first_run + i], (uint32_t)from);
}

/* The text of a link is that of its block where it lies with it. */
static struct str
link_text(struct learning *l, const struct link *link)
{
    const struct reader *r = l->r;

    if (link->block != NO_INDEX && link->block >= l->run->first_block && link->text.n > 0 &&
        link->text.p == r->block[link->block].text.p)
        return str_sub(l->run->block[link->block - l->run->first_block].text, 0, link->text.n);
    return put_text(&l->text, link->text);
}

/* Kept links, and between them the nodes whose links are found anew. */
static void
learn_links(struct learning *l, size_t from, size_t to)
{
    const struct reader *r = l->r;
    struct kept_link *kept = page_memory_room(r->memory, l->run->n * sizeof *kept);
    size_t n = 0, at = from;

    for (uint32_t i = l->s->node; i < l->end; i++) {
        const struct node *node = &r->tree.node[i];
        struct link *link = &kept[n].link;

        while (at < to && r->link_node[at] < i)
            at++;
        if (node->tag == TAG_TEXT || !page_links_may_have(node))
            continue;
        kept[n].node = i - l->s->node;
        kept[n].found = page_links_is_known(r, i) && at < to && r->link_node[at] == i;
        if (kept[n++].found) {
            *link = r->link[at];
            link->text = link_text(l, link);
            link->url = put_text(&l->text, link->url);
            link->fragment = put_text(&l->text, link->fragment);
            link->title = put_text(&l->text, link->title);
            link->block = minus(link->block, l->run->first_block);
            link->heading = link->row = NO_INDEX;
        }
    }
    l->run->link = kept;
    l->run->link_n = n;
}

/* Is a heading one of the blocks of the element, or none? */
static bool
is_inside(const struct learning *l, uint32_t heading)
{
    return heading == NO_INDEX ||
           (heading >= l->run->first_block && heading - l->run->first_block < l->run->block_n);
}

/* Could a block head nothing, whatever stands around the element?  links: those of it in the element. */
static bool
heads_nothing(const struct learning *l, size_t block, uint32_t links)
{
    const struct reader *r = l->r;
    uint32_t element = r->span[block].element, around = r->tree.node[element].parent;
    enum block_kind kind = r->block[block].kind;

    if (kind == BLOCK_HEADING || kind == BLOCK_SUMMARY || kind == BLOCK_CAPTION || element <= l->s->node ||
        r->tree.node[element].tag == TAG_DT ||
        ((r->facts[element].names | r->facts[around].names) & NAMES_TITLE_BAR))
        return false;
    return links > 0 || (r->line[block] != LINE_WORDS && !r->span[block].bold);
}

/* Are the headings of all links known, and within the element?  Its links are those from `from` up to `to`.
 */
static bool
has_own_link_headings(struct learning *l, size_t from, size_t to)
{
    const struct reader *r = l->r;

    for (size_t i = 0; i < l->run->link_n; i++) {
        struct kept_link *k = &l->run->link[i];
        uint32_t node = l->s->node + k->node, heading = r->heading[node];

        while (from < to && r->link_node[from] < node)
            from++;
        if (from == to || r->link_node[from] != node || !is_inside(l, heading))
            return false;
        k->heading = minus(heading, l->run->first_block);
    }
    return true;
}

/* What opens something elsewhere, and images, are looked at anew. */
static bool
has_own_headings(struct learning *l, size_t from, size_t to)
{
    const struct reader *r = l->r;
    struct page_run *run = l->run;
    uint32_t *links = ARENA_ARRAY(r->scratch, uint32_t, run->block_n + 1);

    if (run->opens || (run->seen[TAG_IMG / 64] >> TAG_IMG % 64 & 1) || !has_own_link_headings(l, from, to))
        return false;
    for (size_t i = from; i < to; i++) {
        const struct link *link = &r->link[i];

        if (link->block == NO_INDEX || link->kind == LINK_RELATED)
            continue;
        if (!is_inside(l, link->block))
            return false;
        links[link->block - run->first_block]++;
    }
    run->found_n = to - from;
    for (size_t i = 0; i < run->block_n; i++) {
        uint32_t heading = r->block[run->first_block + i].heading;

        if (!is_inside(l, heading) || !heads_nothing(l, run->first_block + i, links[i]))
            return false;
        run->block[i].heading = minus(heading, run->first_block);
    }
    return true;
}

static void
settle_texts(struct learning *l)
{
    struct str text = page_memory_keep(l->r->memory, buf_view(&l->text));

    l->run->text = text;
    for (size_t i = 0; i < l->run->block_n; i++)
        l->run->block[i].text = found_text(l->run->block[i].text, text.p);
    for (size_t i = 0; i < l->run->link_n; i++) {
        struct link *link = &l->run->link[i].link;

        if (!l->run->link[i].found)
            continue;
        link->text = found_text(link->text, text.p);
        link->url = found_text(link->url, text.p);
        link->fragment = found_text(link->fragment, text.p);
        link->title = found_text(link->title, text.p);
    }
}

static bool
may_learn(const struct reader *r, const struct sighting *s)
{
    const struct node *n = &r->tree.node[s->node];

    if (r->page->truncated || !is_apart(r, n->parent) || !page_tree_is(n->tag, TAG_IS_BLOCK))
        return false;
    for (uint32_t i = s->node; i < n->end; i++)
        if (is_bound((enum tag)r->tree.node[i].tag))
            return false;
    for (size_t i = 0; i < r->block_n; i++)
        if (r->span[i].first >= s->node && r->span[i].first < n->end && r->span[i].element < s->node)
            return false; /* what stands around it says what the text is */
    return true;
}

static void
learn(struct reader *r, struct str utf8, const struct sighting *s)
{
    struct page_tag *tag = r->tree.node[s->node].written;
    struct learning l = {.r = r, .s = s, .page = str_sub(utf8, s->from, s->from + s->n)};
    size_t from = 0, to, before = page_memory_used(r->memory);

    if (!may_learn(r, s)) {
        tag->changes = CHANGES_MOST + 1;
        return;
    }
    l.end = r->tree.node[s->node].end;
    l.run = page_memory_room(r->memory, sizeof *l.run);
    *l.run = (struct page_run){.bytes = page_memory_keep(r->memory, l.page),
                               .around = s->around,
                               .deep = s->deep,
                               .tags = s->tags,
                               .work = s->work,
                               .last = s->last,
                               .before = s->before,
                               .server = page_memory_server(r->memory)};
    buf_init(&l.text, SIZE_MAX);
    while (from < r->link_n && r->link_node[from] < s->node)
        from++;
    for (to = from; to < r->link_n && r->link_node[to] >= s->node && r->link_node[to] < l.end; to++)
        continue;
    learn_nodes(&l);
    learn_facts(&l);
    learn_blocks(&l);
    learn_links(&l, from, to);
    l.run->closed = has_own_headings(&l, from, to);
    settle_texts(&l);
    buf_free(&l.text);
    page_memory_count_run(r->memory, before);
    tag->run = l.run;
}

void
page_run_learn(struct reader *r, struct str utf8)
{
    struct page_again again = {0, 0};

    for (uint32_t i = 0; i < r->tree.repeat_n; i++) {
        again.elements += r->tree.repeat[i].apart;
        again.headings += r->tree.repeat[i].closed;
    }
    *page_memory_again(r->memory) = again;
    for (uint32_t i = 0; i < r->tree.sighting_n && page_memory_has_room(r->memory); i++)
        learn(r, utf8, &r->tree.sighting[i]);
}

/* Again ------------------------------------------------------------------------------------------ */

/* What is known of a node, number by number. */
typedef uint32_t numbers __attribute__((vector_size(sizeof(struct facts))));
_Static_assert(sizeof(struct facts) == 8 * sizeof(uint32_t), "eight numbers");

/* Those of each node and of the one behind, counted from node on and from what is counted before it; in which
 * run a node stands page_text.c adds. */
WIDE static void
put_facts(struct facts *to, const struct page_run *run, uint32_t node)
{
    const struct facts before = {.container = node,
                                 .item = node,
                                 .link = node,
                                 .chars = to->chars,
                                 .link_chars = to->link_chars,
                                 .links = to->links};
    numbers from, now;

    memcpy(&from, &before, sizeof from);
    for (uint32_t i = 0; i <= run->n; i++) {
        memcpy(&now, &run->facts[i], sizeof now);
        now += from & (numbers)(now != NO_INDEX);
        memcpy(&to[i], &now, sizeof now);
    }
}

bool
page_run_place(struct reader *r, uint32_t node, const struct page_run *run)
{
    const struct facts *around = &r->facts[r->tree.node[node].parent];

    if (!is_apart(r, r->tree.node[node].parent) || around->place != run->place || around->flags != run->flags)
        return false;
    put_facts(&r->facts[node], run, node);
    for (size_t i = 0; i < sizeof r->seen / sizeof *r->seen; i++)
        r->seen[i] |= run->seen[i];
    for (size_t i = 0; i < run->marked_n; i++) {
        r->marked = mem_room(r->marked, r->marked_n, &r->marked_cap, sizeof *r->marked);
        r->marked[r->marked_n++] = node + run->marked[i];
    }
    r->opens |= run->opens;
    return true;
}

bool
page_run_texts(struct reader *r, struct repeat *again)
{
    struct str text = again->run->text;
    char *room = r->block_n + again->run->block_n <= LIMIT_PAGE_BLOCKS ? arena_raw(r->a, text.n + 1) : NULL;

    again->room = room && text.n > 0 ? memcpy(room, text.p, text.n) : room;
    return room != NULL;
}
