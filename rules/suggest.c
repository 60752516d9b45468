/* Edit distance (insert, delete, replace) over bytes; names are short, so the table is one row. */
#include "rules/suggest.h"

#define NAME_LONGEST 64

static size_t
smaller(size_t a, size_t b)
{
    return a < b ? a : b;
}

static size_t
distance(struct str a, struct str b)
{
    size_t row[NAME_LONGEST + 1];

    for (size_t k = 0; k <= b.n; k++)
        row[k] = k;
    for (size_t i = 1; i <= a.n; i++) {
        size_t corner = row[0];

        row[0] = i;
        for (size_t k = 1; k <= b.n; k++) {
            size_t replace = corner + (a.p[i - 1] != b.p[k - 1]);

            corner = row[k];
            row[k] = smaller(replace, 1 + smaller(row[k], row[k - 1]));
        }
    }
    return row[b.n];
}

struct suggest
suggest_for(struct str word)
{
    return (struct suggest){.word = word, .distance = SIZE_MAX};
}

void
suggest_try(struct suggest *s, struct str known)
{
    size_t d;

    if (s->word.n > NAME_LONGEST || known.n > NAME_LONGEST)
        return;
    d = distance(s->word, known);
    if (d < s->distance) {
        s->distance = d;
        s->best = known;
    }
}

bool
suggest_found(const struct suggest *s)
{
    return s->distance <= 1 + s->word.n / 4;
}
