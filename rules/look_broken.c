/*
 * What no line of a document shows by itself.  The narrow columns of a table break words over lines: "ราคา"
 * and below it "กลาง"; a PDF tells lines and not cells, so short lines that follow each other on a page are
 * read as one text too.  And heads of columns say things together: October, November, December.
 */
#include "base/buf.h"
#include "base/utf8.h"
#include "oit/limits.h"
#include "rules/look.h"
#include "rules/phrase_set.h"

#define SHORT_BYTES 180    /* of a line of a table: sixty letters, parts of several cells */
#define STRETCH_BYTES 1500 /* read as one text: the heads of a table and some rows */
#define HEAD_ROWS 12       /* of a sheet: title, agency and year may stand above the heads */
#define HEAD_CELLS 4
#define SYLLABLE_BYTES 12 /* of an abbreviation that is broken behind its point: "ธ." and below it "ค." */

/* Lines that are read as one text; kept with the view. */
struct stretch {
    struct stretch *next;
    uint32_t from, until;
    struct thai_text *text;
};

static bool
is_short(const struct view *v, uint32_t i)
{
    const struct block *b = &v->page->block[i];

    return b->kind == BLOCK_PARAGRAPH && b->row == NO_INDEX && b->text.n > 0 && b->text.n <= SHORT_BYTES;
}

/* Behind the lines that stand together with the first one. */
static uint32_t
end_of(const struct view *v, uint32_t from)
{
    size_t bytes = 0;
    uint32_t i = from;

    for (; i < v->page->block_n && is_short(v, i) && v->document->sheet[i] == v->document->sheet[from]; i++)
        if ((bytes += v->page->block[i].text.n) > STRETCH_BYTES)
            break;
    return i;
}

static bool
is_cell(const struct block *b)
{
    return (b->kind == BLOCK_CELL || b->kind == BLOCK_HEAD_CELL) && b->row != NO_INDEX;
}

/* Behind the row of a table that begins at from; from where it is not a row of heads. */
static uint32_t
end_of_heads(const struct view *v, uint32_t from)
{
    const struct block *b = v->page->block;
    size_t bytes = 0, cells = 0;
    uint32_t i = from;

    for (; i < v->page->block_n && is_cell(&b[i]) && b[i].row == b[from].row; i++) {
        cells += b[i].text.n > 0;
        bytes += b[i].text.n;
    }
    return cells >= HEAD_CELLS && bytes <= STRETCH_BYTES ? i : from;
}

/* Between two lines; a letter of a word that is broken behind its point goes on without a blank. */
static const char *
between(const struct block *b)
{
    if (is_cell(b))
        return " | ";
    return b->text.n <= SYLLABLE_BYTES && str_ends(b->text, STR(".")) ? "" : " ";
}

/* The head of a column that was left empty promises, and shows nothing. */
static bool
is_left_out(struct view *v, uint32_t i)
{
    return v->page->block[i].text.n == 0 || (is_cell(&v->page->block[i]) && view_is_empty_column(v, i));
}

static struct str
joined(struct view *v, uint32_t from, uint32_t until)
{
    struct buf all;
    struct str text;

    buf_init(&all, LIMIT_BLOCK_TEXT);
    for (uint32_t i = from; i < until; i++) {
        const struct block *b = &v->page->block[i];

        if (is_left_out(v, i))
            continue;
        buf_str(&all, b->text);
        buf_z(&all, i + 1 < until ? between(b) : "");
    }
    text = arena_str(v->arena, buf_view(&all));
    buf_free(&all);
    return text;
}

static void
add_stretch(struct view *v, struct stretch ***last, uint32_t from, uint32_t until)
{
    struct stretch *s = ARENA_NEW(v->arena, struct stretch);

    *s = (struct stretch){NULL, from, until, view_read(v, joined(v, from, until))};
    **last = s;
    *last = &s->next;
}

static uint32_t
row_behind(const struct page *p, uint32_t i)
{
    uint32_t row = p->block[i].row;

    while (i < p->block_n && is_cell(&p->block[i]) && p->block[i].row == row)
        i++;
    return i;
}

static void
find_stretches(struct view *v)
{
    struct stretch **last = &v->stretches;
    uint32_t table = NO_INDEX, rows = 0;

    for (uint32_t from = 0, until; from < v->page->block_n;) {
        const struct block *b = &v->page->block[from];

        if (is_cell(b)) {
            rows = b->table == table ? rows + 1 : 1;
            table = b->table;
            until = rows <= HEAD_ROWS ? end_of_heads(v, from) : from;
        } else {
            until = end_of(v, from);
        }
        if (until > from + 1)
            add_stretch(v, &last, from, until);
        from = is_cell(b) ? row_behind(v->page, from) : until + (until == from);
    }
}

static struct stretch *
stretches_of(struct view *v)
{
    if (!v->stretches_known)
        find_stretches(v);
    v->stretches_known = true;
    return v->stretches;
}

static bool
is_lacking(const struct look *k, size_t e)
{
    int wanted = k->topic->element[e].at_least > 1 ? k->topic->element[e].at_least : 1;

    return !k->topic->element[e].beyond_name && __builtin_popcountll(k->element[e].seen) < wanted;
}

static bool
is_all_read(const struct look *k, const struct stretch *s)
{
    bool all = s->from >= k->from && s->until <= k->until;

    for (uint32_t i = s->from; all && i < s->until; i++)
        all = k->read[i] || is_left_out(k->view, i);
    return all;
}

static void
look_stretch(struct look *k, size_t e, const struct stretch *s)
{
    const struct phrases *seen = k->topic->element[e].seen;
    struct element_facts *f = &k->element[e];
    struct phrase_hit hit;

    if (!phrases_touch(seen, s->text) || !is_all_read(k, s) ||
        phrases_find(seen, s->text, &hit) != PHRASE_YES)
        return;
    f->seen |= phrases_sight(seen, s->text).seen;
    if (f->quote.n == 0) {
        f->quote = phrase_quote(s->text, &hit);
        f->sheet = k->document->sheet[s->from];
    }
}

void
look_broken(struct look *k)
{
    for (size_t e = 0; e < k->topic->element_n && e < ELEMENTS_MAX; e++)
        if (is_lacking(k, e))
            for (const struct stretch *s = stretches_of(k->view); s != NULL && is_lacking(k, e); s = s->next)
                look_stretch(k, e, s);
}
