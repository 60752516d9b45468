/* Facts for papers, friendly or spoilt. */
#include "tests/support/example_papers.h"

static struct figures *
figures(struct arena *a, const int *score, size_t n, struct str words)
{
    struct figures *f = ARENA_NEW(a, struct figures);

    for (size_t i = 0; i < n; i++)
        f->v[f->n++] = (struct figure){words, words, score[i]};
    return f;
}

static struct analysis *
analysis(struct arena *a, const struct scorecard *card, struct str words)
{
    static const int iit[] = {8472, 7590, 8111, 7162, 7838}, eit[] = {7476, 6678, 7081},
                     oit[] = {9464, 10000};
    struct analysis *n = ARENA_NEW(a, struct analysis);
    struct paper_level *level = ARENA_NEW(a, struct paper_level);

    *level = (struct paper_level){words.n > 0 ? words : STR("B"), 7500, 0};
    *n = (struct analysis){.fiscal_year = card->fiscal_year,
                           .card = card,
                           .iit = figures(a, iit, 5, words),
                           .eit = figures(a, eit, 3, words),
                           .oit = figures(a, oit, words.n > 0 ? 2 : 0, words),
                           .known = true,
                           .published = true,
                           .told_total = words.n > 0 ? 8300 : NO_SCORE,
                           .told_level = words,
                           .weight_iit = 30,
                           .weight_eit = 30,
                           .weight_oit = 40,
                           .level = level,
                           .level_n = 1};
    return n;
}

struct paper_facts *
example_papers(struct arena *a, const struct scorecard *card, struct str words)
{
    struct paper_facts *f = ARENA_NEW(a, struct paper_facts);
    struct paper_visit *visit = ARENA_ARRAY(a, struct paper_visit, 2);
    const struct item_result **channel = ARENA_ARRAY(a, const struct item_result *, 1);
    enum verdict *then = ARENA_NEW(a, enum verdict), *now = ARENA_NEW(a, enum verdict);
    struct paper_stranger *s = ARENA_NEW(a, struct paper_stranger);

    *then = VERDICT_MISSING;
    *now = VERDICT_FOUND;
    visit[0] = (struct paper_visit){STR("2022-11-02"), true, false, then};
    visit[1] = (struct paper_visit){words.n > 0 ? words : STR("2023-04-28"), true, true, now};
    *s = (struct paper_stranger){words, words, 2};
    channel[0] = &card->item[0];
    *f = (struct paper_facts){.card = card,
                              .now = analysis(a, card, words),
                              .last = analysis(a, card, words),
                              .channel = channel,
                              .channel_n = 1,
                              .visit = visit,
                              .visit_n = 2,
                              .stranger = s,
                              .stranger_n = words.n > 0,
                              .head = words};
    return f;
}
