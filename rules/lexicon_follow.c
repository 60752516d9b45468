/*
 * A text is followed through the rows in several places at once: a step has to wait for the one before it,
 * most often for memory that is not near, and the others go on meanwhile.  Behind the first of them it is not
 * known where the text has led to, and each begins as if nothing stood before it.  That is soon the same,
 * since what is looked for is short: each is followed on into the next until both agree, which takes three or
 * four steps.  With the columns of the rows it took a tenth off the time of judging: a step waited 25 cycles.
 */
#include "rules/lexicon_rows.h"
#include <assert.h>

#define WAYS 4
#define LEAST 10 /* characters to each */

static inline uint32_t
step(const struct lexicon *l, size_t at, unsigned char c)
{
    uint32_t next = lexicon_rows_known(l, l->rows->next, at, c);

    return next ? next : lexicon_rows_learn(l, (lexicon_at)at, c);
}

static void
follow_one(const struct lexicon *l, size_t at, const unsigned char *c, size_t n, uint16_t *row)
{
    for (size_t i = 0; i < n; i++)
        row[i] = (uint16_t)(at = step(l, at, c[i]));
}

/* What was not known led to the row 0, and from there on nowhere else. */
static void
follow_unknown(const struct lexicon *l, size_t at, const unsigned char *c, size_t n, uint16_t *row)
{
    size_t i = n;

    while (i > 0 && row[i - 1] == 0)
        i--;
    follow_one(l, i > 0 ? row[i - 1] : at, c + i, n - i, row + i);
}

/* From the first characters of a way on, until it agrees with the end of the one before. */
static void
join(const struct lexicon *l, const unsigned char *c, size_t from, size_t n, uint16_t *row)
{
    size_t at = row[from - 1];

    for (size_t i = from; i < n; i++) {
        at = step(l, at, c[i]);
        if (row[i] == at)
            break;
        row[i] = (uint16_t)at;
    }
}

static void
follow_ways(const struct lexicon *l, size_t here, const unsigned char *c, size_t n, uint16_t *row)
{
    const uint16_t *next = l->rows->next;
    size_t each = n / WAYS, at[WAYS] = {here, LEXICON_BEGIN, LEXICON_BEGIN, LEXICON_BEGIN};

    for (size_t i = 0; i < each; i++)
#pragma GCC unroll 4
        for (size_t k = 0; k < WAYS; k++) {
            at[k] = lexicon_rows_known(l, next, at[k], c[k * each + i]);
            row[k * each + i] = (uint16_t)at[k];
        }
    for (size_t k = 0; k < WAYS; k++)
        if (at[k] == 0)
            follow_unknown(l, k == 0 ? here : LEXICON_BEGIN, c + k * each, each, row + k * each);
    follow_one(l, row[WAYS * each - 1], c + WAYS * each, n - WAYS * each, row + WAYS * each);
    for (size_t k = 1; k < WAYS; k++)
        join(l, c, k * each, n, row);
}

void
lexicon_rows_follow(const struct lexicon *l, lexicon_at here, struct str narrow, uint16_t *row)
{
    const unsigned char *c = (const unsigned char *)narrow.p;

    _Static_assert(3 * LEXICON_FOLLOWED + 2 < LEXICON_ENDS, "all that is learnt of a text has room");
    assert(narrow.n <= LEXICON_FOLLOWED);
    /* Each character is a step of one way, and of at most two more that are followed on over it. */
    here = lexicon_rows_room(l, here, 3 * narrow.n);
    if (narrow.n >= WAYS * LEAST)
        follow_ways(l, here, c, narrow.n, row);
    else
        follow_one(l, here, c, narrow.n, row);
}
