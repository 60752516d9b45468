/* The text of one document on its way into records. */
#include "extract/flow.h"
#include "base/thai.h"
#include "base/utf8.h"
#include "oit/limits.h"
#include <assert.h>

#define COLUMNS_MOST 16384 /* of a sheet; what lies farther right is counted no farther */

void
flow_init(struct flow *f, struct buf *out)
{
    *f = (struct flow){.out = out};
    for (size_t i = 0; i < FLOW_LINES; i++)
        buf_init(&f->line[i].text, LIMIT_BLOCK_TEXT);
}

void
flow_free(struct flow *f)
{
    for (size_t i = 0; i < FLOW_LINES; i++)
        buf_free(&f->line[i].text);
}

void
flow_part(struct flow *f, struct str name)
{
    flow_flush(f);
    if (f->part_n == LIMIT_DOCUMENT_PARTS) {
        f->cut = true;
        return;
    }
    f->cut |= !record_part(f->out, ++f->part_n, 0, 100, false, name);
}

static struct flow_line *
innermost(struct flow *f)
{
    return f->line_n > 0 ? &f->line[f->line_n - 1] : NULL;
}

static struct flow_table *
innermost_table(struct flow *f)
{
    return f->table_n > 0 ? &f->table[f->table_n - 1] : NULL;
}

/* Tables are told of when their first text comes, outer ones first. */
static bool
announce(struct flow *f)
{
    bool ok = true;

    for (size_t i = 0; i < f->table_n; i++) {
        if (!f->table[i].announced)
            ok = i == 0 ? record_table(f->out) : record_nested(f->out);
        f->table[i].announced = true;
    }
    return ok;
}

static bool
write_line(struct flow *f, const struct flow_line *l)
{
    struct str text = buf_view(&l->text);
    const struct flow_table *t = innermost_table(f);

    if (t && t->in_cell)
        return announce(f) && record_cell(f->out, t->row, t->column, t->head, text);
    if (l->level > 0)
        return record_heading(f->out, l->level, text);
    return l->item ? record_item(f->out, text) : record_text(f->out, text);
}

/* What the line holds goes out; the line itself stays open. */
static void
emit(struct flow *f, struct flow_line *l)
{
    if (l->text.n > 0 && !f->cut) {
        if (f->blocks == LIMIT_DOCUMENT_BLOCKS || !write_line(f, l))
            f->cut = true;
        f->blocks++;
        f->text = true;
    }
    buf_clear(&l->text);
    l->gap = FLOW_NONE;
}

void
flow_begin(struct flow *f)
{
    struct flow_line *l;

    if (f->line_n == FLOW_LINES) {
        f->line_deep++;
        flow_break(f);
        return;
    }
    l = &f->line[f->line_n++];
    buf_clear(&l->text);
    l->gap = FLOW_NONE;
    l->level = 0;
    l->item = false;
}

void
flow_end(struct flow *f)
{
    if (f->line_deep > 0) {
        f->line_deep--;
        flow_break(f);
    } else if (f->line_n > 0) {
        emit(f, innermost(f));
        f->line_n--;
    }
}

static bool
is_blank(uint32_t c)
{
    return c == ' ' || (c < 0x20 && c != THAI_BREAK) || (c >= 0x7F && c <= 0xA0) || c == 0x2028 ||
           c == 0x2029 || c == 0x3000 || (c >= 0x2000 && c <= 0x200A);
}

static bool
is_invisible(uint32_t c)
{
    return (c >= 0x200B && c <= 0x200F) || c == 0x2060 || c == 0xFEFF || c == 0xAD;
}

static void
widen(struct flow *f, enum flow_gap gap)
{
    struct flow_line *l = innermost(f);

    if (l && l->gap < gap)
        l->gap = gap;
}

void
flow_blank(struct flow *f)
{
    widen(f, FLOW_BLANK);
}

void
flow_break(struct flow *f)
{
    struct flow_line *l = innermost(f);

    widen(f, l && l->level > 0 ? FLOW_BLANK : FLOW_BREAK);
}

void
flow_char(struct flow *f, uint32_t c)
{
    struct flow_line *l = innermost(f);

    if (!l || is_invisible(c))
        return;
    if (c == THAI_BREAK) {
        flow_break(f);
    } else if (is_blank(c)) {
        flow_blank(f);
    } else {
        if (l->text.n + 5 > LIMIT_BLOCK_TEXT)
            emit(f, l);
        if (l->text.n > 0 && l->gap != FLOW_NONE)
            buf_char(&l->text, l->gap == FLOW_BREAK ? THAI_BREAK : ' ');
        l->gap = FLOW_NONE;
        utf8_append(&l->text, c);
    }
}

void
flow_text(struct flow *f, struct str s)
{
    for (size_t at = 0; at < s.n && f->line_n > 0 && !f->cut;)
        flow_char(f, utf8_next(s, &at));
}

void
flow_heading(struct flow *f, int level)
{
    struct flow_line *l = innermost(f);

    assert(level > 0);
    if (l && f->line_deep == 0)
        l->level = level > 6 ? 6 : level;
}

void
flow_item(struct flow *f)
{
    struct flow_line *l = innermost(f);

    if (l && f->line_deep == 0)
        l->item = true;
}

void
flow_paragraph(struct flow *f, struct str utf8)
{
    flow_begin(f);
    flow_text(f, utf8);
    flow_end(f);
}

void
flow_table(struct flow *f)
{
    struct flow_table *around = innermost_table(f);

    if (f->table_n == FLOW_TABLES) {
        f->table_deep++;
        return;
    }
    if (around)
        around->in_cell = true; /* also where a broken file has it between cells */
    f->table[f->table_n++] = (struct flow_table){.row = UINT32_MAX};
}

void
flow_table_end(struct flow *f)
{
    struct flow_table *t = innermost_table(f);

    if (f->table_deep > 0) {
        f->table_deep--;
    } else if (t) {
        if (t->announced && f->table_n > 1 && !f->cut)
            f->cut = !record_nested_end(f->out);
        f->table_n--;
    }
}

/* The table that rows and cells speak of, NULL where it is too deep to be told apart. */
static struct flow_table *
open_table(struct flow *f)
{
    return f->table_deep > 0 ? NULL : innermost_table(f);
}

void
flow_row(struct flow *f)
{
    struct flow_table *t = open_table(f);

    if (!t)
        return;
    t->row++;
    t->column = t->next = 0;
    t->head = t->in_cell = false;
}

void
flow_row_head(struct flow *f, bool head)
{
    struct flow_table *t = open_table(f);

    if (t)
        t->head = head;
}

void
flow_skip(struct flow *f, uint32_t columns)
{
    struct flow_table *t = open_table(f);

    if (t)
        t->next = columns < COLUMNS_MOST - t->next ? t->next + columns : COLUMNS_MOST;
}

void
flow_cell(struct flow *f)
{
    struct flow_table *t = open_table(f);

    if (!t)
        return;
    t->row += t->row == UINT32_MAX; /* a cell outside of all rows */
    t->column = t->next;
    t->in_cell = true;
    flow_skip(f, 1);
}

void
flow_cell_span(struct flow *f, uint32_t columns)
{
    struct flow_table *t = open_table(f);

    if (t && t->in_cell && columns > 1) {
        t->next = t->column;
        flow_skip(f, columns);
    }
}

void
flow_cell_end(struct flow *f)
{
    struct flow_table *t = open_table(f);

    if (t)
        t->in_cell = false;
}

void
flow_cell_at(struct flow *f, uint32_t row, uint32_t column, bool head)
{
    struct flow_table *t = open_table(f);

    if (!t)
        return;
    t->row = row;
    t->column = t->next = column;
    t->head = head;
    t->in_cell = true;
}

void
flow_flush(struct flow *f)
{
    f->line_deep = f->table_deep = 0;
    while (f->line_n > 0)
        flow_end(f);
    while (f->table_n > 0)
        flow_table_end(f);
}

void
flow_finish(struct flow *f, enum document_format format, enum document_state state, bool pictures,
            const char *detail)
{
    bool cut;

    flow_flush(f);
    cut = f->cut || f->capped;
    if (state == DOCUMENT_READ && !f->text)
        state = cut ? DOCUMENT_TOO_LARGE : pictures ? DOCUMENT_SCAN : DOCUMENT_EMPTY;
    record_end(f->out, format, state, f->part_n, cut, str_of(detail));
}
