/* What papers are filled from, for tests: a card, figures of two years, two visits. */
#ifndef OIT_TESTS_EXAMPLE_PAPERS_H
#define OIT_TESTS_EXAMPLE_PAPERS_H

#include "report/papers.h"

/* words: what stands wherever a site or an office may write; empty for a friendly example. */
struct paper_facts *example_papers(struct arena *a, const struct scorecard *card, struct str words);

#endif
