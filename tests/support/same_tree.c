/* Two ways to the tree of a page, compared to the last byte. */
#include "tests/support/same_tree.h"
#include "base/utf8.h"
#include "crawler/page_plain.h"
#include <stdio.h>

static bool
same_node(const struct tree *a, const struct tree *b, uint32_t i)
{
    const struct node *x = &a->node[i], *y = &b->node[i];

    if (x->tag != y->tag || x->parent != y->parent || x->end != y->end || x->closed != y->closed ||
        x->attr_n != y->attr_n || x->has != y->has)
        return false;
    if (x->tag == TAG_TEXT)
        return str_eq(x->text, y->text);
    for (uint32_t k = 0; k < x->attr_n; k++)
        if (x->attr[k].name != y->attr[k].name || !str_eq(x->attr[k].value, y->attr[k].value))
            return false;
    return true;
}

static void
print_tree(const struct tree *t)
{
    for (uint32_t i = 0; i < t->n; i++)
        fprintf(stderr, "  %u tag %d parent %u end %u closed %d attrs %u \"%.*s\"\n", i, t->node[i].tag,
                t->node[i].parent, t->node[i].end, t->node[i].closed, t->node[i].attr_n,
                STR_ARGS(t->node[i].tag == TAG_TEXT ? t->node[i].text : STR_NONE));
}

bool
same_tree_plain(struct str html, bool *out)
{
    struct page_memory *m = page_memory_new();
    struct tree plain, parsed;
    bool same;

    *out = true;
    if (!page_plain_make(&plain, html, utf8_plain(html), m)) {
        page_memory_free(m);
        return false;
    }
    /* Once more, when its tags are known. */
    page_tree_free(&plain);
    page_plain_make(&plain, html, false, m);
    page_tree_parse(&parsed, html);
    same = plain.n == parsed.n && plain.depth == parsed.depth && plain.truncated == parsed.truncated;
    for (uint32_t i = 0; same && i < plain.n; i++)
        same = same_node(&plain, &parsed, i);
    if (!same) {
        fprintf(stderr, "%.*s\nplain\n", STR_ARGS(html));
        print_tree(&plain);
        fprintf(stderr, "parsed\n");
        print_tree(&parsed);
    }
    *out = same;
    page_tree_free(&plain);
    page_tree_free(&parsed);
    page_memory_free(m);
    return true;
}
