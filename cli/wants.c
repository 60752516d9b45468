/* Documents a visit still wants. */
#include "cli/wants.h"

#define FEW_LEFT 40     /* are asked for all the same: a minute, and what is dead or broken is told of */
#define FEW_NAMELESS 12 /* scans of some MB each, as a rule: most of no use here */
#define FIRST_TURN 3    /* of an item; each later turn asks for as many as all before together */

/* A verdict of ours that no further document would make better.  What people say does not steer what is read:
 * their word lapses when that changes. */
static bool
is_settled(enum verdict v)
{
    return v == VERDICT_FOUND || v == VERDICT_NOT_APPLICABLE;
}

/* What the verdict rests on: the place taken, those that count together with it, a picture that is all that
 * stands there, and all that is cited. */
static size_t
release_taken(struct crawl *c, const struct item_result *item)
{
    size_t n = 0;

    for (size_t i = 0; i < item->evidence_n; i++)
        n += crawl_release(c, item->evidence[i].url);
    for (size_t i = 0; i < item->candidate_n; i++)
        if (item->candidate[i].taken || item->candidate[i].together)
            n += crawl_release(c, item->candidate[i].url) + crawl_release(c, item->candidate[i].picture);
    return n;
}

static size_t
count_asked(const struct crawl *c, const struct item_result *item)
{
    size_t n = 0;

    for (size_t i = 0; i < item->candidate_n; i++)
        n += crawl_has_asked(c, item->candidate[i].url);
    return n;
}

static size_t
release_next(struct crawl *c, const struct item_result *item, size_t asked)
{
    size_t n = 0;

    for (size_t i = 0; i < item->candidate_n && n < (asked > FIRST_TURN ? asked : FIRST_TURN); i++)
        n += crawl_release(c, item->candidate[i].url);
    return n;
}

static size_t
release_few(struct crawl *c, enum crawl_held kind, size_t few)
{
    return crawl_held(c, kind) <= few ? crawl_release_all(c, kind) : 0;
}

bool
wants_unnamed(const struct scorecard *card)
{
    for (size_t i = 0; i < card->item_n; i++)
        if (card->item[i].machine_verdict == VERDICT_MISSING ||
            card->item[i].machine_verdict == VERDICT_STALE)
            return true;
    return false;
}

size_t
wants_release(struct crawl *c, const struct scorecard *card)
{
    size_t n = 0;

    for (size_t i = 0; i < card->item_n; i++) {
        const struct item_result *item = &card->item[i];
        size_t asked = count_asked(c, item), taken = release_taken(c, item);

        /* What rests on a title again, after documents with such titles were of no use, may do so for long.
         */
        if (!is_settled(item->machine_verdict) || (taken > 0 && asked > 0))
            n += release_next(c, item, asked);
        n += taken;
    }
    if (n == 0)
        n = release_few(c, HELD_NAMED, FEW_LEFT);
    if (n == 0 && wants_unnamed(card))
        n = release_few(c, HELD_NAMELESS, FEW_NAMELESS);
    return n;
}
