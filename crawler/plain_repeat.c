/* Elements that a site writes on each page alike are put in again as they came out before (page_run.c). */
#include "base/hash.h"
#include "base/mem.h"
#include "crawler/plain.h"
#include "oit/limits.h"
#include <string.h>

/* Which elements are open, and what else decides how one comes out that begins here; 0: more than that does.
 */
static uint64_t
around(const struct plain *p)
{
    uint64_t h = hash_mix(p->age + 1u, p->depth);

    if (p->count[FORMAT] > 0)
        return 0;
    for (size_t i = 0; i < p->depth; i++)
        h = hash_mix(h, (uint64_t)p->open[i].how << 8 | p->open[i].tag);
    return h | 1;
}

static void
add_repeat(struct plain *p, const struct page_run *run, uint32_t node)
{
    struct tree *t = p->t;

    if (!t->repeat)
        t->repeat = ARENA_ARRAY(t->memory, struct repeat, RUNS_MOST);
    t->repeat[t->repeat_n++] = (struct repeat){.node = node, .run = run};
}

/* Its nodes as they are kept. */
static void
put_nodes(struct plain *p, const struct page_run *run)
{
    struct tree *t = p->t;
    uint32_t node = t->n, parent = plain_top(p)->node;
    struct node *to;

    if (t->n + run->n > p->node_cap) {
        p->node_cap = 2 * (t->n + run->n);
        t->node = mem_grow(t->node, p->node_cap, sizeof *t->node);
    }
    to = memcpy(t->node + node, run->node, run->n * sizeof *t->node);
    for (uint32_t i = 0, n = run->n; i < n; i++) {
        to[i].parent += node;
        to[i].end += node;
    }
    to->parent = parent;
    t->n += run->n;
}

bool
plain_repeat(struct plain *p, struct page_tag *tag)
{
    const struct page_run *run = tag->run;
    struct page_lexer *x = &p->lex;

    if (!run || p->t->repeat_n == RUNS_MOST ||
        !page_run_stands(tag, str_sub(x->s, x->at, x->s.n), around(p)) ||
        p->depth + run->deep > PLAIN_DEPTH || p->tags + run->tags > PLAIN_TAGS ||
        x->work + run->work >= LIMIT_TREE_WORK / 2)
        return false;
    add_repeat(p, run, p->t->n);
    put_nodes(p, run);
    if (p->depth + run->deep > p->t->depth)
        p->t->depth = (uint32_t)p->depth + run->deep;
    p->tags += run->tags;
    x->work += run->work;
    page_lexer_pass(x, tag, run);
    p->growing = NO_INDEX;
    return true;
}

void
plain_watch_end(struct plain *p)
{
    if (p->watch.tag && p->watch.deepest > p->t->depth)
        p->t->depth = p->watch.deepest;
    p->watch.tag = NULL;
}

void
plain_watch(struct plain *p, struct page_tag *tag)
{
    struct watch *w = &p->watch;

    if (w->tag && p->depth <= w->depth)
        plain_watch_end(p); /* it ended otherwise than by its end tag */
    if (w->tag || !page_run_may_begin(tag) || p->count[FORMAT] > 0)
        return;
    *w = (struct watch){.tag = tag,
                        .depth = p->depth,
                        .from = p->lex.at,
                        .tags = p->tags,
                        .around = around(p),
                        .work = p->lex.work,
                        .node = p->t->n,
                        .deepest = p->t->depth};
    p->t->depth = (uint32_t)p->depth;
}

void
plain_sight(struct plain *p)
{
    struct watch *w = &p->watch;
    struct tree *t = p->t;
    uint32_t deep = t->depth - (uint32_t)w->depth;
    bool same = page_run_seen(w->tag, str_sub(p->lex.s, w->from, p->lex.at));

    if (same && w->around != 0 && t->sighting_n < RUNS_MOST) {
        if (!t->sighting)
            t->sighting = ARENA_ARRAY(t->memory, struct sighting, RUNS_MOST);
        t->sighting[t->sighting_n++] = (struct sighting){.node = w->node,
                                                         .from = w->from,
                                                         .n = p->lex.at - w->from,
                                                         .around = w->around,
                                                         .deep = deep,
                                                         .tags = p->tags - w->tags,
                                                         .work = p->lex.work - w->work,
                                                         .last = p->lex.tag,
                                                         .before = p->lex.before};
    }
    plain_watch_end(p);
}
