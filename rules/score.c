/*
 * All sums are fractions of 128-bit integers, kept in lowest terms; nothing is rounded before it is shown.
 * A pack's ceilings (pack.c) keep the denominators far below what fits.
 */
#include "rules/score.h"
#include "base/thai.h"
#include <string.h>

struct fraction {
    __int128 over, under; /* under > 0 */
};

#define ZERO ((struct fraction){0, 1})

static __int128
common_divisor(__int128 a, __int128 b)
{
    while (b) {
        __int128 rest = a % b;

        a = b;
        b = rest;
    }
    return a < 0 ? -a : a;
}

static struct fraction
fraction(__int128 over, __int128 under)
{
    __int128 d = common_divisor(over, under);

    return d ? (struct fraction){over / d, under / d} : ZERO;
}

static struct fraction
add(struct fraction a, struct fraction b)
{
    __int128 d = common_divisor(a.under, b.under);

    return fraction(a.over * (b.under / d) + b.over * (a.under / d), a.under / d * b.under);
}

/* a * over / under */
static struct fraction
scale(struct fraction a, int64_t over, int64_t under)
{
    return fraction(a.over * over, a.under * under);
}

/* Hundredths, half up. */
static int
rounded(struct fraction a)
{
    return (int)((200 * a.over + a.under) / (2 * a.under));
}

/* A mean that grows; of nothing it is not known. */
struct mean {
    struct fraction sum;
    int64_t n;
};

static void
mean_add(struct mean *m, struct fraction value)
{
    m->sum = m->n ? add(m->sum, value) : value;
    m->n++;
}

static struct fraction
mean_of(const struct mean *m)
{
    return m->n ? scale(m->sum, 1, m->n) : ZERO;
}

static int
mean_rounded(const struct mean *m)
{
    return m->n ? rounded(mean_of(m)) : NO_SCORE;
}

enum counting { LOW, HIGH, POTENTIAL, COUNTINGS };

static bool
counts(enum verdict v, enum counting how)
{
    return how == POTENTIAL || (how == LOW ? verdict_counts_low(v) : verdict_counts_high(v));
}

/* One pass over the pack in its three countings, with what each item weighs. */
struct tally {
    const struct pack *pack;
    const struct item_result *item;
    struct mean total[COUNTINGS];
    struct mean indicator[COUNTINGS];
    struct mean sub[COUNTINGS];
};

static void
tally_sub(struct tally *t, size_t sub)
{
    memset(t->sub, 0, sizeof t->sub);
    for (size_t i = 0; i < t->pack->item_n; i++) {
        enum verdict v = t->item[i].verdict;

        if (t->pack->item[i].sub != sub || v == VERDICT_NOT_APPLICABLE)
            continue;
        for (int how = 0; how < COUNTINGS; how++)
            mean_add(&t->sub[how], (struct fraction){counts(v, (enum counting)how) ? 100 : 0, 1});
    }
}

/* The means of what lies below enter the mean above, unless there is nothing below. */
static void
tally_lift(const struct mean *below, struct mean *above)
{
    for (int how = 0; how < COUNTINGS; how++)
        if (below[how].n)
            mean_add(&above[how], mean_of(&below[how]));
}

static struct strs
items_of_sub(const struct pack *p, struct arena *a, size_t sub)
{
    struct str *v = ARENA_ARRAY(a, struct str, p->item_n + 1);
    size_t n = 0;

    for (size_t i = 0; i < p->item_n; i++)
        if (p->item[i].sub == sub)
            v[n++] = p->item[i].id;
    return (struct strs){v, n};
}

static void
tally_indicator(struct tally *t, struct arena *a, size_t number, struct indicator_score *out)
{
    const struct pack *p = t->pack;
    struct sub_score *sub = ARENA_ARRAY(a, struct sub_score, p->sub_n + 1);

    memset(t->indicator, 0, sizeof t->indicator);
    out->sub = sub;
    for (size_t i = 0; i < p->sub_n; i++) {
        if (p->sub[i].indicator != number)
            continue;
        tally_sub(t, i);
        sub[out->sub_n++] = (struct sub_score){
            .id = p->sub[i].id,
            .name = p->sub[i].name,
            .name_en = p->sub[i].name_en,
            .low = p->scored ? mean_rounded(&t->sub[LOW]) : NO_SCORE,
            .high = p->scored ? mean_rounded(&t->sub[HIGH]) : NO_SCORE,
            .items = items_of_sub(p, a, i),
        };
        tally_lift(t->sub, t->indicator);
    }
    out->id = p->indicator[number].id;
    out->name = p->indicator[number].name;
    out->name_en = p->indicator[number].name_en;
    out->low = p->scored ? mean_rounded(&t->indicator[LOW]) : NO_SCORE;
    out->high = p->scored ? mean_rounded(&t->indicator[HIGH]) : NO_SCORE;
    tally_lift(t->indicator, t->total);
}

static void
tally_all(struct tally *t, struct arena *a, struct scorecard *card)
{
    const struct pack *p = t->pack;
    struct indicator_score *indicator = ARENA_ARRAY(a, struct indicator_score, p->indicator_n + 1);

    for (size_t i = 0; i < p->indicator_n; i++)
        tally_indicator(t, a, i, &indicator[i]);
    card->indicator = indicator;
    card->indicator_n = p->indicator_n;
}

static bool
is_to_do(enum verdict v)
{
    return !verdict_counts_low(v) && v != VERDICT_NOT_APPLICABLE;
}

/* How many applicable items lie in a sub. */
static int64_t
sub_size(const struct pack *p, const struct item_result *item, size_t sub)
{
    int64_t n = 0;

    for (size_t i = 0; i < p->item_n; i++)
        n += p->item[i].sub == sub && item[i].verdict != VERDICT_NOT_APPLICABLE;
    return n;
}

/* Means are linear, so an item's gain is its share: 100 divided by the sizes of all that it is averaged in.
 */
static void
fill_gains(const struct pack *p, struct item_result *item, const struct mean *total)
{
    int64_t *size, *subs;
    struct arena *scratch = arena_new(0);

    size = ARENA_ARRAY(scratch, int64_t, p->sub_n + 1);
    subs = ARENA_ARRAY(scratch, int64_t, p->indicator_n + 1);
    for (size_t i = 0; i < p->sub_n; i++) {
        size[i] = sub_size(p, item, i);
        subs[p->sub[i].indicator] += size[i] > 0;
    }
    for (size_t i = 0; i < p->item_n; i++) {
        size_t sub = p->item[i].sub;
        struct fraction gain;

        item[i].gain_oit = item[i].gain_ita = 0;
        if (!p->scored || !is_to_do(item[i].verdict))
            continue;
        gain = scale((struct fraction){100, size[sub]}, 1, subs[p->sub[sub].indicator] * total->n);
        item[i].gain_oit = rounded(gain);
        item[i].gain_ita = rounded(scale(gain, p->weight_oit, 100));
    }
    arena_free(scratch);
}

static struct strs
to_do_list(const struct pack *p, struct arena *a, const struct item_result *item)
{
    struct str *v = ARENA_ARRAY(a, struct str, p->item_n + 1);
    size_t *number = ARENA_ARRAY(a, size_t, p->item_n + 1), n = 0;

    for (size_t i = 0; i < p->item_n; i++) {
        size_t at = n;

        if (!is_to_do(item[i].verdict))
            continue;
        for (; at > 0 && item[number[at - 1]].gain_oit < item[i].gain_oit; at--)
            number[at] = number[at - 1];
        number[at] = i;
        n++;
    }
    for (size_t i = 0; i < n; i++)
        v[i] = p->item[number[i]].id;
    return (struct strs){v, n};
}

/* Mean of values in hundredths. */
static struct mean
mean_of_hundredths(const int *value, size_t n)
{
    struct mean m = {.n = 0};

    for (size_t i = 0; i < n; i++)
        mean_add(&m, fraction(value[i], 100));
    return m;
}

static int
ita(const struct pack *p, const struct mean *iit, const struct mean *eit, const struct mean *oit)
{
    struct fraction sum = scale(mean_of(iit), p->weight_iit, 100);

    if (!oit->n)
        return NO_SCORE;
    sum = add(sum, scale(mean_of(eit), p->weight_eit, 100));
    return rounded(add(sum, scale(mean_of(oit), p->weight_oit, 100)));
}

/* What a mean brings to the total. */
static int
points_of(const struct mean *m, int weight)
{
    return m->n ? rounded(scale(mean_of(m), weight, 100)) : NO_SCORE;
}

static void
fill_points(const struct pack *p, struct scorecard *card, const struct mean *iit, const struct mean *eit,
            const struct mean *low, const struct mean *high)
{
    card->points_iit = points_of(iit, p->weight_iit);
    card->points_eit = points_of(eit, p->weight_eit);
    card->points_low = points_of(low, p->weight_oit);
    card->points_high = points_of(high, p->weight_oit);
}

static const struct pack_level *
level_of(const struct pack *p, const struct scorecard *card)
{
    for (size_t i = 0; i < p->level_n; i++) {
        const struct pack_level *l = &p->level[i];

        if (card->ita_low >= l->min_total && card->iit >= l->min_each && card->eit >= l->min_each &&
            card->low >= l->min_each)
            return l;
    }
    return NULL;
}

static void
fill_level(const struct pack *p, struct scorecard *card)
{
    const struct pack_level *level;

    if (card->ita_low == NO_SCORE) {
        card->rating_note.id =
            N_("The level belongs to the ITA total. To see it, give the scores of all IIT and EIT "
               "indicators: oit report FILE --iit 84.72,75.90,... --eit 74.76,66.78,...");
    } else if (card->low != card->high || card->ita_low != card->ita_high) {
        card->rating_note.id = N_("The level depends on what could not be judged.");
    } else if ((level = level_of(p, card))) {
        card->level = level->name;
        card->rating_note.id = p->rating_note.n ? p->rating_note.p : NULL;
    }
}

static void
fill_unscored(const struct pack *p, struct scorecard *card)
{
    card->low = card->high = card->potential = NO_SCORE;
    card->rating_note.id = p->rating_note.n
                               ? p->rating_note.p
                               : N_("How this year's items add up is not published, so there is no score.");
}

void
score_fill(const struct pack *p, struct arena *a, struct scorecard *card, struct item_result *item,
           const int *iit, size_t iit_n, const int *eit, size_t eit_n)
{
    struct tally t = {.pack = p, .item = item};
    struct mean of_iit = mean_of_hundredths(iit, iit_n), of_eit = mean_of_hundredths(eit, eit_n);

    card->iit = card->eit = card->ita_low = card->ita_high = NO_SCORE;
    card->points_iit = card->points_eit = card->points_low = card->points_high = NO_SCORE;
    card->level = STR_NONE;
    card->rating_note = (struct say){.id = NULL};
    tally_all(&t, a, card);
    fill_gains(p, item, &t.total[LOW]);
    card->to_do = to_do_list(p, a, item);
    if (!p->scored) {
        fill_unscored(p, card);
        return;
    }
    card->low = mean_rounded(&t.total[LOW]);
    card->high = mean_rounded(&t.total[HIGH]);
    card->potential = mean_rounded(&t.total[POTENTIAL]);
    card->iit = mean_rounded(&of_iit);
    card->eit = mean_rounded(&of_eit);
    fill_points(p, card, &of_iit, &of_eit, &t.total[LOW], &t.total[HIGH]);
    if (of_iit.n && of_eit.n) {
        card->ita_low = ita(p, &of_iit, &of_eit, &t.total[LOW]);
        card->ita_high = ita(p, &of_iit, &of_eit, &t.total[HIGH]);
    }
    fill_level(p, card);
}

void
score_published(const struct pack *p, struct scorecard *card, const int *iit, size_t iit_n, const int *eit,
                size_t eit_n, const int *oit, size_t oit_n)
{
    struct mean of_iit = mean_of_hundredths(iit, iit_n), of_eit = mean_of_hundredths(eit, eit_n),
                of_oit = mean_of_hundredths(oit, oit_n);

    card->iit = mean_rounded(&of_iit);
    card->eit = mean_rounded(&of_eit);
    card->low = card->high = card->potential = mean_rounded(&of_oit);
    fill_points(p, card, &of_iit, &of_eit, &of_oit, &of_oit);
    card->ita_low = card->ita_high = of_iit.n && of_eit.n ? ita(p, &of_iit, &of_eit, &of_oit) : NO_SCORE;
    card->level = STR_NONE;
    card->rating_note = (struct say){.id = NULL};
    fill_level(p, card);
}

bool
score_parse(struct str s, int *hundredths)
{
    char room[32];
    struct str number = thai_plain_digits(s, room, sizeof room), whole = number, part = STR("00");
    size_t dot = str_find_char(number, '.', 0);
    uint64_t w, d;

    if (dot != STR_NOT_FOUND) {
        whole = str_sub(number, 0, dot);
        part = str_sub(number, dot + 1, number.n);
        if (part.n < 1 || part.n > 2)
            return false;
    }
    if (whole.n < 1 || whole.n > 3 || !str_to_u64(whole, &w) || !str_to_u64(part, &d))
        return false;
    w = w * 100 + (part.n == 1 ? 10 * d : d);
    if (w > 10000)
        return false;
    *hundredths = (int)w;
    return true;
}
