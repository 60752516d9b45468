/* One flag a phrase; texts are kept as fingerprints only. */
#include "rules/firing.h"
#include "base/mem.h"
#include "base/say.h"
#include "rules/phrase_set.h"
#include "rules/tally.h"
#include <stdlib.h>

#define TEXT_READ 600 /* bytes; longer ones are prose, which names nothing */

/* A topic's names and its labels. */
enum { NAMES, LABELS, SETS };

struct firing {
    const struct catalog *catalog;
    struct arena *scratch;
    struct tally *read;
    bool **fired[SETS]; /* [topic][phrase] */
};

static const struct phrases *
set_of(const struct topic *t, int set)
{
    return set == NAMES ? t->names : t->labels;
}

struct firing *
firing_new(const struct catalog *c)
{
    struct firing *f = mem_new(1, sizeof *f);

    f->catalog = c;
    f->scratch = arena_new(0);
    f->read = tally_new();
    for (int set = 0; set < SETS; set++) {
        f->fired[set] = mem_new(c->topic_n + 1, sizeof *f->fired[set]);
        for (size_t i = 0; i < c->topic_n; i++)
            f->fired[set][i] = mem_new(phrases_size(set_of(&c->topic[i], set)) + 1, sizeof(bool));
    }
    return f;
}

void
firing_free(struct firing *f)
{
    if (f == NULL)
        return;
    for (int set = 0; set < SETS; set++) {
        for (size_t i = 0; i < f->catalog->topic_n; i++)
            free(f->fired[set][i]);
        free(f->fired[set]);
    }
    tally_free(f->read);
    arena_free(f->scratch);
    free(f);
}

static void
read_text(struct firing *f, struct str text)
{
    struct thai_text t;
    uint64_t key = str_hash(text);

    if (text.n == 0 || text.n > TEXT_READ || tally_of(f->read, key) > 0)
        return;
    tally_add(f->read, key, 1);
    arena_reset(f->scratch);
    thai_text_init(&t, f->scratch, text);
    for (int set = 0; set < SETS; set++)
        for (size_t i = 0; i < f->catalog->topic_n; i++) {
            const struct phrases *p = set_of(&f->catalog->topic[i], set);

            for (size_t k = 0; k < phrases_size(p); k++)
                f->fired[set][i][k] = f->fired[set][i][k] || phrases_has(p, &t, k);
        }
}

void
firing_read(struct firing *f, const struct page *page)
{
    read_text(f, page->title);
    for (size_t i = 0; i < page->block_n; i++)
        read_text(f, page->block[i].text);
    for (size_t i = 0; i < page->link_n; i++) {
        read_text(f, page->link[i].text);
        read_text(f, page->link[i].title);
    }
}

size_t
firing_report(const struct firing *f, catalog_fail *complain, void *ctx)
{
    size_t silent = 0;

    for (size_t i = 0; i < f->catalog->topic_n; i++)
        for (int set = 0; set < SETS; set++) {
            const struct topic *t = &f->catalog->topic[i];
            const struct phrases *p = set_of(t, set);

            for (size_t k = 0; k < phrases_size(p); k++) {
                if (f->fired[set][i][k])
                    continue;
                silent++;
                complain(ctx, t->file, p->phrase[k].line, t->id, p->phrase[k].text,
                         _("never stands in the site files given"));
            }
        }
    return silent;
}
