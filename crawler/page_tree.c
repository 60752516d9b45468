/*
 * Gumbo's tree made into a plain array.  Gumbo is met here and nowhere else: its memory comes from an arena
 * with a ceiling that is thrown away as a whole, since its own release is recursive; what would cost it
 * quadratic time is cut off before (page_scan.c).
 */
#include "base/mem.h"
#include "crawler/page_plain.h"
#include "oit/limits.h"
#include <gumbo.h>
#include <setjmp.h>
#include <stdlib.h>
#include <string.h>

#define SHORTEST_TRY (4 * KIB)
#define TOKENS_LOOKED_AT 1024 /* bytes of an attribute in which a word is looked for */

static const enum tag tag_of_gumbo[GUMBO_TAG_LAST] = {
#define X(name, flags) [GUMBO_TAG_##name] = TAG_##name,
    TAGS(X)
#undef X
};

const uint8_t page_tree_flags[TAG_COUNT] = {
#define X(name, flags) [TAG_##name] = flags,
    TAGS(X)
#undef X
};

const struct str page_tree_attributes[ATTR_COUNT] = {
#define X(name, text) {text, sizeof(text) - 1},
    ATTRIBUTES(X)
#undef X
};

/* Gumbo does not look at what its allocator returns, so the only way out of a full arena is a jump. */
struct gate {
    struct arena *memory;
    jmp_buf full;
};

static void *
take(void *userdata, size_t n)
{
    struct gate *g = userdata;
    void *p = arena_raw(g->memory, n);

    if (!p)
        longjmp(g->full, 1);
    return p;
}

static void
give_back(void *userdata, void *p)
{
    (void)userdata;
    (void)p;
}

/* NULL when the arena is too small for it. */
static GumboOutput *
parse(struct arena *memory, struct str s)
{
    struct gate g = {.memory = memory};
    GumboOptions options = kGumboDefaultOptions;

    options.allocator = take;
    options.deallocator = give_back;
    options.userdata = &g;
    options.max_errors = 0;
    if (setjmp(g.full) != 0)
        return NULL;
    return gumbo_parse_with_options(&options, s.n ? s.p : "", s.n);
}

static int
by_name(const void *key, const void *member)
{
    return strcmp(key, ((const struct str *)member)->p);
}

/* The parser keeps the first of two of the same name. */
static void
add_attrs(struct tree *t, struct node *n, const GumboVector *v)
{
    struct attr kept[ATTR_COUNT];

    for (unsigned int i = 0; i < v->length && n->attr_n < ATTR_COUNT; i++) {
        const GumboAttribute *a = v->data[i];
        const struct str *known = bsearch(a->name, page_tree_attributes, ATTR_COUNT, sizeof *known, by_name);

        if (!known)
            continue;
        kept[n->attr_n] = (struct attr){(enum attribute)(known - page_tree_attributes), str_of(a->value)};
        n->has |= ATTR_BIT(kept[n->attr_n++].name);
    }
    n->attr = page_tree_attrs(t, kept, n->attr_n);
}

const struct attr *
page_tree_attrs(struct tree *t, const struct attr *attr, size_t n)
{
    if (n == 0)
        return NULL;
    if (!t->attrs)
        t->attrs = arena_new(0);
    return memcpy(arena_raw(t->attrs, n * sizeof *attr), attr, n * sizeof *attr);
}

/* Of what svg holds, links and scripts work as they do in HTML; the rest, and all of MathML, is drawing. */
static enum tag
element_tag(const GumboNode *g)
{
    const GumboElement *e = &g->v.element;
    bool lively = e->tag == GUMBO_TAG_A || e->tag == GUMBO_TAG_SVG || e->tag == GUMBO_TAG_SCRIPT;

    if (e->tag_namespace == GUMBO_NAMESPACE_HTML || (e->tag_namespace == GUMBO_NAMESPACE_SVG && lively))
        return tag_of_gumbo[e->tag];
    return TAG_OTHER;
}

static bool
is_text(const GumboNode *g)
{
    return g->type == GUMBO_NODE_TEXT || g->type == GUMBO_NODE_WHITESPACE || g->type == GUMBO_NODE_CDATA;
}

static const GumboVector *
children_of(const GumboNode *g)
{
    if (g->type == GUMBO_NODE_DOCUMENT)
        return &g->v.document.children;
    if (g->type == GUMBO_NODE_ELEMENT || g->type == GUMBO_NODE_TEMPLATE)
        return &g->v.element.children;
    return NULL;
}

struct copy {
    struct tree *t;
    size_t node_cap;
    struct open {
        const GumboVector *children;
        unsigned int next;
        uint32_t node;
    } * open;
    size_t open_n, open_cap;
};

static void
copy_node(struct copy *c, const GumboNode *g, uint32_t parent)
{
    struct tree *t = c->t;
    uint32_t at = t->n;
    struct node n = {.parent = parent, .end = at + 1};

    if (is_text(g)) {
        n.tag = TAG_TEXT;
        n.text = str_of(g->v.text.text);
    } else if (g->type != GUMBO_NODE_DOCUMENT) {
        n.tag = element_tag(g);
        n.closed = g->v.element.original_end_tag.length > 0;
    }
    t->node = mem_room(t->node, t->n, &c->node_cap, sizeof *t->node);
    t->node[t->n++] = n;
    if (n.tag != TAG_TEXT && g->type != GUMBO_NODE_DOCUMENT)
        add_attrs(t, &t->node[at], &g->v.element.attributes);
    if (children_of(g)) {
        c->open = mem_room(c->open, c->open_n, &c->open_cap, sizeof *c->open);
        c->open[c->open_n++] = (struct open){children_of(g), 0, at};
    }
}

/* The tree may be deeper than any stack, so the way back is kept in an array. */
static void
copy_tree(struct tree *t, const GumboNode *document)
{
    struct copy c = {.t = t};

    copy_node(&c, document, 0);
    while (c.open_n > 0) {
        struct open *o = &c.open[c.open_n - 1];

        if (c.open_n > t->depth)
            t->depth = (uint32_t)c.open_n;
        if (o->next == o->children->length) {
            t->node[o->node].end = t->n;
            c.open_n--;
            continue;
        }
        const GumboNode *child = o->children->data[o->next++];

        if (children_of(child) || is_text(child))
            copy_node(&c, child, o->node);
    }
    free(c.open);
}

/*
 * A page whose tree does not fit is tried again with its first half: the same page always gives the same
 * tree, and the tries together cost no more than two of the first.
 */
void
page_tree_parse(struct tree *t, struct str utf8)
{
    size_t keep = page_scan_cut(utf8);
    GumboOutput *out;

    *t = (struct tree){.memory = arena_new(LIMIT_PARSE_ARENA), .truncated = keep < utf8.n};
    while (!(out = parse(t->memory, str_sub(utf8, 0, keep)))) {
        t->truncated = true;
        keep = keep > SHORTEST_TRY ? keep / 2 : 0;
        arena_reset(t->memory);
    }
    copy_tree(t, out->document);
}

void
page_tree_make(struct tree *t, struct str utf8, bool plain, struct page_memory *m)
{
    if (!page_plain_make(t, utf8, plain, m))
        page_tree_parse(t, utf8);
}

void
page_tree_free(struct tree *t)
{
    free(t->node);
    arena_free(t->attrs);
    arena_free(t->memory);
    *t = (struct tree){0};
}

struct str
page_tree_value(const struct tree *t, uint32_t node, enum attribute name)
{
    const struct attr *a = t->node[node].attr;

    while (a->name != name)
        a++;
    return a->value;
}

static bool
is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
}

size_t
page_tree_find_token(struct str list, const struct str *words, size_t n)
{
    size_t at = 0, found = n;

    list = str_sub(list, 0, TOKENS_LOOKED_AT);
    while (at < list.n) {
        size_t from;

        while (at < list.n && is_blank(list.p[at]))
            at++;
        from = at;
        while (at < list.n && !is_blank(list.p[at]))
            at++;
        for (size_t i = 0; at > from && i < found; i++)
            if (words[i].n == at - from && str_eq_nocase(str_sub(list, from, at), words[i]))
                found = i;
    }
    return found;
}
