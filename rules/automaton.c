/*
 * The automaton is built level by level from the sorted words: a state is a range of words that
 * share a prefix, so the children of a state get neighbouring numbers and no pointers are needed.
 */
#include "rules/automaton.h"
#include "base/mem.h"
#include <stdlib.h>
#include <string.h>

#define MANY_CHILDREN 5

struct entry {
    struct str word;
    uint32_t number;
};

/* The words of a state: from..to of the sorted entries, equal in their first `depth` symbols. */
struct range {
    uint32_t from, to, depth;
};

struct builder {
    const struct entry *entry;
    struct range *range;
    struct automaton_state *state;
    uint32_t *word;
    uint8_t *symbol;
    uint16_t *depth;
    struct automaton *m;
    uint32_t n;
};

static int
entry_cmp(const void *a, const void *b)
{
    const struct entry *x = a, *y = b;
    size_t n = x->word.n < y->word.n ? x->word.n : y->word.n;
    int c = memcmp(x->word.p, y->word.p, n);

    return c ? c : (x->word.n > y->word.n) - (x->word.n < y->word.n);
}

static void
child_add(struct builder *b, uint32_t parent, struct range words, uint8_t symbol)
{
    uint32_t child = b->n++, fail = 0;
    struct automaton_state *s = &b->state[child];

    if (parent)
        fail = automaton_step(b->m, b->state[parent].fail, symbol);
    else
        b->m->root[symbol] = child;
    *s = (struct automaton_state){.fail = fail, .ends = b->state[fail].ends};
    b->word[child] = NO_WORD;
    /* A word that ends here sorts before all that go on. */
    if (b->entry[words.from].word.n == words.depth) {
        b->word[child] = b->entry[words.from++].number;
        s->ends = child;
    }
    b->symbol[child] = symbol;
    b->depth[child] = (uint16_t)words.depth;
    b->range[child] = words;
    b->state[parent].children++;
}

static void
state_expand(struct builder *b, uint32_t at)
{
    struct range r = b->range[at];

    b->state[at].first = b->n;
    while (r.from < r.to) {
        uint8_t symbol = (uint8_t)b->entry[r.from].word.p[r.depth];
        uint32_t end = r.from;

        while (end < r.to && (uint8_t)b->entry[end].word.p[r.depth] == symbol)
            end++;
        if (b->state[at].children == 0)
            b->state[at].only = symbol;
        child_add(b, at, (struct range){r.from, end, r.depth + 1}, symbol);
        r.from = end;
    }
}

static void
make_tables(struct builder *b, struct arena *a)
{
    struct automaton_table *table;
    uint16_t n = 0;

    for (uint32_t i = 1; i < b->n; i++)
        n += b->state[i].children >= MANY_CHILDREN && n < UINT16_MAX - 1;
    b->m->table = table = ARENA_ARRAY(a, struct automaton_table, n + 1u);
    for (uint32_t i = b->n; i-- > 1 && n > 0;) {
        if (b->state[i].children < MANY_CHILDREN)
            continue;
        b->state[i].table = n;
        for (uint32_t k = 0; k < b->state[i].children; k++)
            table[n].child[b->symbol[b->state[i].first + k]] = (uint8_t)(k + 1);
        n--;
    }
}

const struct automaton *
automaton_new(struct arena *a, const struct str *word, size_t n)
{
    size_t most = 1;
    struct entry *entry = mem_new(n + 1, sizeof *entry);
    struct builder b = {.entry = entry, .m = ARENA_NEW(a, struct automaton)};

    for (size_t i = 0; i < n; i++) {
        entry[i] = (struct entry){word[i], (uint32_t)i};
        most += word[i].n;
    }
    qsort(entry, n, sizeof *entry, entry_cmp);
    b.state = ARENA_ARRAY(a, struct automaton_state, most);
    b.word = ARENA_ARRAY(a, uint32_t, most);
    b.symbol = ARENA_ARRAY(a, uint8_t, most);
    b.depth = ARENA_ARRAY(a, uint16_t, most);
    b.range = mem_new(most, sizeof *b.range);
    b.m->state = b.state;
    b.m->word = b.word;
    b.m->symbol = b.symbol;
    b.m->depth = b.depth;
    b.word[0] = NO_WORD;
    b.range[0] = (struct range){0, (uint32_t)n, 0};
    b.n = 1;
    for (uint32_t at = 0; at < b.n; at++)
        state_expand(&b, at);
    b.m->state_n = b.n;
    make_tables(&b, a);
    free(b.range);
    free(entry);
    return b.m;
}
