/*
 * Step by step a little is taken from the column that can spare it and given to the one that gains most by
 * it, as long as the rows get lower.  Parts of a line count too, or no small step would ever seem to help.
 */
#include "report/table_fit.h"
#include "base/utf8.h"
#include <string.h>

#define LETTER 110  /* mean width of one at 14 points */
#define PADDING 400 /* of a cell, and what a line loses where no word ends */
#define SHARES 100  /* the whole width, in the steps it is moved by */
#define STEPS_MOST 80
#define LINE 16 /* parts of a line */
#define LONGEST 20000

struct paragraph_size {
    int letters;
    struct paragraph_size *next;
};

struct fit {
    size_t column_n, row_n;
    const struct paragraph_size **cell; /* row by row */
    int room;
};

static int
letters(const struct draft_paragraph *p)
{
    size_t n = 0;

    for (const struct draft_piece *i = p->first; i; i = i->next)
        n += utf8_columns(i->text);
    return n < LONGEST ? (int)n : LONGEST;
}

static int
paragraph_height(int n, int width)
{
    int fit = width > PADDING + LETTER ? width - PADDING : LETTER, height = n * LETTER * LINE / fit;

    return height > LINE ? height : LINE;
}

static const struct paragraph_size *
sizes_of(struct arena *a, const struct draft_cell *c)
{
    struct paragraph_size *first = NULL;

    for (const struct draft_paragraph *p = c->first; p; p = p->next) {
        struct paragraph_size *s = ARENA_NEW(a, struct paragraph_size);

        *s = (struct paragraph_size){letters(p), first};
        first = s;
    }
    return first;
}

static struct fit
measure(struct arena *a, const struct draft_table *t, int room)
{
    struct fit f = {.column_n = t->column_n, .room = room};
    size_t at = 0;

    for (const struct draft_row *r = t->first; r; r = r->next)
        f.row_n += !r->span;
    f.cell = ARENA_ARRAY(a, const struct paragraph_size *, f.row_n *f.column_n + 1);
    for (const struct draft_row *r = t->first; r; r = r->next) {
        size_t n = 0;

        if (r->span)
            continue;
        for (const struct draft_cell *c = r->first; c && n < f.column_n; c = c->next)
            f.cell[at + n++] = sizes_of(a, c);
        at += f.column_n;
    }
    return f;
}

/* All rows together, in parts of a line. */
static long
height_of(const struct fit *f, const int *share)
{
    long sum = 0;

    for (size_t r = 0; r < f->row_n; r++) {
        int most = 0;

        for (size_t i = 0; i < f->column_n; i++) {
            int height = 0;

            for (const struct paragraph_size *p = f->cell[r * f->column_n + i]; p; p = p->next)
                height += paragraph_height(p->letters, f->room * share[i] / SHARES);
            most = height > most ? height : most;
        }
        sum += most;
    }
    return sum;
}

/* The best single step, taken; false when none helps. */
static bool
step(const struct fit *f, int *share, const int *least, long *height)
{
    size_t from = f->column_n, to = 0;

    for (size_t i = 0; i < f->column_n; i++)
        for (size_t k = 0; share[i] > least[i] && k < f->column_n; k++) {
            long now;

            if (i == k)
                continue;
            share[i]--;
            share[k]++;
            now = height_of(f, share);
            share[i]++;
            share[k]--;
            if (now < *height) {
                *height = now;
                from = i;
                to = k;
            }
        }
    if (from == f->column_n)
        return false;
    share[from]--;
    share[to]++;
    return true;
}

const int *
table_fit(struct arena *a, const struct draft_table *t, int room)
{
    struct fit f = measure(a, t, room);
    int *share = ARENA_ARRAY(a, int, t->column_n + 1), *least = ARENA_ARRAY(a, int, t->column_n + 1);
    int given = 0;
    long height;

    for (size_t i = 0; i < t->column_n; i++)
        given += t->column[i].width;
    for (size_t i = 0; i < t->column_n; i++) {
        share[i] = SHARES * t->column[i].width / given;
        least[i] = t->column[i].centred ? share[i] : (2 * share[i] + 2) / 3;
    }
    height = height_of(&f, share);
    for (int n = 0; n < STEPS_MOST && step(&f, share, least, &height); n++)
        ;
    for (size_t i = 0; i < t->column_n; i++)
        share[i] = room * share[i] / SHARES;
    return share;
}

int
table_row_lines(const struct draft_row *r, size_t column_n, const int *width)
{
    int most = 0;
    size_t n = 0;

    for (const struct draft_cell *c = r->first; c && n < column_n; c = c->next, n++) {
        int height = 0;

        for (const struct draft_paragraph *p = c->first; p; p = p->next)
            height += paragraph_height(letters(p), width[n]);
        most = height > most ? height : most;
    }
    return (most + LINE - 1) / LINE;
}
