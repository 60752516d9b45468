/* The text of a document as records, and back. */
#include "extract/record.h"
#include "base/mem.h"
#include "base/thai.h"
#include "base/utf8.h"
#include "oit/limits.h"
#include <stdlib.h>
#include <string.h>

#define END_ROOM ((size_t)KIB) /* kept free for the D record, which says that the ceiling was reached */
#define DETAIL_MAX 500         /* bytes of its last field */
#define NUMBER_MAX 1000000     /* largest part, row and column that is believed */
#define FLAGS_ALL 127          /* every enum text_flag */
#define LEVELS 6
#define NESTED_MOST 16 /* tables in cells of tables whose rows are told apart */

static bool
is_control(uint32_t c)
{
    return (c < 0x20 && c != THAI_BREAK) || (c >= 0x7F && c <= 0x9F);
}

/* One line of valid UTF-8, whatever s is. */
static void
put_text(struct buf *out, struct str s)
{
    size_t kept = 0, at = 0;

    while (at < s.n && !out->full) {
        size_t from = at;
        uint32_t c = utf8_next(s, &at);

        if (c != 0xFFFD && !is_control(c))
            continue;
        buf_str(out, str_sub(s, kept, from));
        utf8_append(out, is_control(c) ? ' ' : c);
        kept = at;
    }
    buf_str(out, str_sub(s, kept, s.n));
}

/* The line that began at start is whole, or gone. */
static bool
end_line(struct buf *out, size_t start, size_t room)
{
    if (buf_char(out, '\n') && out->max >= room && out->n <= out->max - room)
        return true;
    out->n = start;
    out->full = true;
    return false;
}

bool
record_part(struct buf *out, uint32_t number, uint32_t flags, int confidence, bool unread, struct str name)
{
    size_t start = out->n;

    buf_printf(out, "P\t%u\t%u\t%d\t%d\t", (unsigned)number, (unsigned)flags, confidence, unread);
    put_text(out, name);
    return end_line(out, start, END_ROOM);
}

bool
record_heading(struct buf *out, int level, struct str text)
{
    size_t start = out->n;

    buf_printf(out, "H\t%d\t", level);
    put_text(out, text);
    return end_line(out, start, END_ROOM);
}

static bool
put_tagged(struct buf *out, const char *tag, struct str text)
{
    size_t start = out->n;

    buf_z(out, tag);
    put_text(out, text);
    return end_line(out, start, END_ROOM);
}

bool
record_text(struct buf *out, struct str text)
{
    return put_tagged(out, "T\t", text);
}

bool
record_item(struct buf *out, struct str text)
{
    return put_tagged(out, "I\t", text);
}

bool
record_table(struct buf *out)
{
    return put_tagged(out, "G", STR_NONE);
}

bool
record_nested(struct buf *out)
{
    return put_tagged(out, "N", STR_NONE);
}

bool
record_nested_end(struct buf *out)
{
    return put_tagged(out, "E", STR_NONE);
}

bool
record_cell(struct buf *out, uint32_t row, uint32_t column, bool head, struct str text)
{
    size_t start = out->n;

    buf_printf(out, "C\t%u\t%u\t%d\t", (unsigned)row, (unsigned)column, head);
    put_text(out, text);
    return end_line(out, start, END_ROOM);
}

bool
record_end(struct buf *out, enum document_format format, enum document_state state, uint32_t parts, bool cut,
           struct str detail)
{
    size_t start = out->n;
    bool was_full = out->full, kept;

    out->full = false;
    buf_printf(out, "D\t%s\t%s\t%u\t%d\t", document_format_name(format), document_state_name(state),
               (unsigned)parts, cut || was_full);
    put_text(out, str_sub(detail, 0, DETAIL_MAX));
    kept = end_line(out, start, 0);
    out->full |= was_full;
    return kept;
}

/* The text is what stands behind the last tab. */
bool
record_has_text(struct str records)
{
    struct str line;

    while (str_next(&records, '\n', &line)) {
        bool holds = line.n > 2 && line.p[1] == '\t' && memchr("HTIC", line.p[0], 4) != NULL;

        if (holds && line.p[line.n - 1] != '\t')
            return true;
    }
    return false;
}

/* A table that is open: its number, and the row that was last met in it. */
struct table {
    uint32_t number;  /* NO_INDEX before its first cell */
    uint32_t row;     /* as the record counts, NO_INDEX before the first */
    uint32_t row_now; /* as the document counts */
};

struct reader {
    struct arena *a;
    struct document *d;
    struct block *block;
    uint32_t *sheet;
    size_t block_cap, sheet_cap;
    struct document_part *part;
    size_t part_cap;
    uint32_t part_now, row_n, table_n;
    uint32_t heading[LEVELS + 1]; /* of each level, the one still in force, or NO_INDEX; [0] none */
    struct table table[NESTED_MOST];
    size_t nested, too_deep; /* tables around the innermost; further ones that are not told apart */
    bool apart;              /* parts have nothing to do with each other: sheets, slides, members */
    bool ended;
};

static void
forget_headings(struct reader *in)
{
    for (int i = 0; i <= LEVELS; i++)
        in->heading[i] = NO_INDEX;
}

static void
new_table(struct table *t)
{
    *t = (struct table){NO_INDEX, NO_INDEX, NO_INDEX};
}

/* The heading in force of a level below this one. */
static uint32_t
governor(const struct reader *in, int level)
{
    while (--level > 0)
        if (in->heading[level] != NO_INDEX)
            return in->heading[level];
    return NO_INDEX;
}

static struct str
field(struct str *rest)
{
    struct str piece;

    return str_next(rest, '\t', &piece) ? piece : STR_NONE;
}

/* Anything that is no number counts as 0. */
static uint32_t
number(struct str *rest, uint32_t most)
{
    uint64_t n;

    if (!str_to_u64(field(rest), &n))
        return 0;
    return n > most ? most : (uint32_t)n;
}

static bool
has_tag(struct str line, char tag)
{
    return line.n > 0 && line.p[0] == tag && (line.n == 1 || line.p[1] == '\t');
}

/* The last field, at most max bytes of it, as it may be shown. */
static struct str
last_field(struct reader *in, struct str text, size_t max)
{
    struct buf clean;
    struct str kept;

    if (text.n > max) {
        in->d->cut = true;
        while (max > 0 && ((unsigned char)text.p[max] & 0xC0) == 0x80)
            max--;
        text.n = max;
    }
    buf_init(&clean, 3 * text.n + 1);
    put_text(&clean, text);
    kept = arena_str(in->a, buf_view(&clean));
    if (!kept.p && clean.n > 0)
        in->d->cut = true;
    buf_free(&clean);
    return kept;
}

static void
add_block(struct reader *in, struct block b, struct str text)
{
    struct page *page = &in->d->text;

    if (page->block_n == LIMIT_DOCUMENT_BLOCKS) {
        in->d->cut = true;
        return;
    }
    b.text = last_field(in, text, LIMIT_BLOCK_TEXT);
    if (str_trim(b.text).n == 0)
        return;
    if (b.kind == BLOCK_HEADING) {
        in->heading[b.level] = (uint32_t)page->block_n;
        for (int i = b.level + 1; i <= LEVELS; i++)
            in->heading[i] = NO_INDEX;
    }
    b.place = PLACE_MAIN;
    in->block = mem_room(in->block, page->block_n, &in->block_cap, sizeof *in->block);
    in->sheet = mem_room(in->sheet, page->block_n, &in->sheet_cap, sizeof *in->sheet);
    in->block[page->block_n] = b;
    in->sheet[page->block_n++] = in->part_now;
    page->text_bytes += b.text.n;
}

static void
read_heading(struct reader *in, struct str rest)
{
    uint32_t level = number(&rest, LEVELS);
    struct block b = {.kind = BLOCK_HEADING, .row = NO_INDEX, .table = NO_INDEX};

    b.level = level > 0 ? (int)level : 1;
    b.heading = governor(in, b.level);
    add_block(in, b, rest);
}

static void
read_paragraph(struct reader *in, struct str rest)
{
    struct block b = {.kind = BLOCK_PARAGRAPH, .row = NO_INDEX, .table = NO_INDEX};

    b.heading = governor(in, LEVELS + 1);
    add_block(in, b, rest);
}

static void
read_item(struct reader *in, struct str rest)
{
    struct block b = {.kind = BLOCK_ITEM, .table = NO_INDEX};

    b.heading = governor(in, LEVELS + 1);
    b.row = in->row_n++;
    add_block(in, b, rest);
}

static void
read_table(struct reader *in, struct str rest)
{
    (void)rest;
    in->nested = in->too_deep = 0;
    new_table(&in->table[0]);
}

static void
read_nested(struct reader *in, struct str rest)
{
    (void)rest;
    if (in->nested + 1 == NESTED_MOST)
        in->too_deep++;
    else
        new_table(&in->table[++in->nested]);
}

static void
read_nested_end(struct reader *in, struct str rest)
{
    (void)rest;
    if (in->too_deep > 0)
        in->too_deep--;
    else if (in->nested > 0)
        in->nested--;
}

static void
read_cell(struct reader *in, struct str rest)
{
    struct table *t = &in->table[in->nested];
    uint32_t row = number(&rest, NUMBER_MAX), column = number(&rest, NUMBER_MAX);
    bool head = number(&rest, 1) == 1;
    struct block b = {.kind = head ? BLOCK_HEAD_CELL : BLOCK_CELL, .column = column};

    if (t->number == NO_INDEX)
        t->number = in->table_n++;
    if (t->row != row) {
        t->row = row;
        t->row_now = in->row_n++;
    }
    b.table = t->number;
    b.row = t->row_now;
    b.heading = governor(in, LEVELS + 1);
    add_block(in, b, rest);
}

bool
record_read_part(struct str line, struct document_part *part)
{
    if (!has_tag(line, 'P'))
        return false;
    line = str_sub(line, 2, line.n);
    *part = (struct document_part){.number = number(&line, NUMBER_MAX)};
    part->number += part->number == 0;
    part->flags = number(&line, UINT32_MAX) & FLAGS_ALL;
    part->confidence = (int)number(&line, 100);
    part->unread = number(&line, 1) == 1;
    part->name = line;
    return true;
}

static void
read_part(struct reader *in, struct document_part p)
{
    in->part_now = p.number;
    if (in->apart)
        forget_headings(in);
    read_table(in, STR_NONE);
    in->d->flags |= p.flags;
    if (in->d->part_n == LIMIT_DOCUMENT_PARTS) {
        in->d->cut = true;
        return;
    }
    p.name = last_field(in, p.name, LIMIT_LINK_TEXT);
    in->part = mem_room(in->part, in->d->part_n, &in->part_cap, sizeof *in->part);
    in->part[in->d->part_n++] = p;
}

bool
record_read_end(struct str line, struct record_ending *end)
{
    if (!has_tag(line, 'D'))
        return false;
    line = str_sub(line, 2, line.n);
    end->format = document_format_of_name(field(&line));
    end->state = document_state_of_name(field(&line));
    end->parts = number(&line, NUMBER_MAX);
    end->cut = number(&line, 1) == 1;
    end->detail = line;
    return true;
}

static void
read_end(struct reader *in, const struct record_ending *end)
{
    struct document *d = in->d;

    in->ended = true;
    d->format = end->format;
    d->state = end->state;
    d->part_count = end->parts;
    d->cut |= end->cut;
    d->detail = last_field(in, end->detail, KIB);
}

static const struct {
    char tag;
    void (*read)(struct reader *in, struct str rest);
} tags[] = {
    {'H', read_heading}, {'T', read_paragraph},  {'I', read_item}, {'G', read_table},
    {'N', read_nested},  {'E', read_nested_end}, {'C', read_cell},
};

static void
read_line(struct reader *in, struct str line)
{
    struct document_part part;

    if (record_read_part(line, &part)) {
        read_part(in, part);
        return;
    }
    for (size_t i = 0; i < sizeof(tags) / sizeof(tags[0]); i++)
        if (has_tag(line, tags[i].tag)) {
            tags[i].read(in, str_sub(line, 2, line.n));
            return;
        }
}

/* The last D record first: what format it is decides how far a heading reaches. */
static void
find_end(struct reader *in, struct str records)
{
    struct record_ending end;
    struct str line, last = STR_NONE;

    while (str_next(&records, '\n', &line))
        if (has_tag(line, 'D'))
            last = line;
    if (record_read_end(last, &end))
        read_end(in, &end);
}

static bool
parts_stand_apart(enum document_format f)
{
    return f != FORMAT_PDF && f != FORMAT_DOC && f != FORMAT_IMAGE && f != FORMAT_UNKNOWN;
}

/* Whole lines below the ceiling. */
static struct str
whole_lines(struct reader *in, struct str records)
{
    if (records.n > LIMIT_DOCUMENT_TEXT) {
        records.n = LIMIT_DOCUMENT_TEXT;
        in->d->cut = true;
    }
    while (records.n > 0 && records.p[records.n - 1] != '\n')
        records.n--;
    return records;
}

static void *
keep(struct reader *in, const void *p, size_t n, size_t size)
{
    void *copy = n > 0 ? arena_raw(in->a, n * size) : NULL;

    if (copy)
        memcpy(copy, p, n * size);
    return copy;
}

/* The arrays move into the arena, all or none of each. */
static void
keep_all(struct reader *in)
{
    struct document *d = in->d;
    size_t blocks = d->text.block_n, parts = d->part_n;

    d->text.block = keep(in, in->block, blocks, sizeof *in->block);
    d->sheet = keep(in, in->sheet, blocks, sizeof *in->sheet);
    d->part = keep(in, in->part, parts, sizeof *in->part);
    if (!d->text.block || !d->sheet)
        d->text.block_n = 0;
    if (!d->part)
        d->part_n = 0;
    d->cut |= d->text.block_n < blocks || d->part_n < parts;
    d->text.truncated = d->cut;
}

void
document_of_records(struct arena *a, struct str records, struct document *d)
{
    struct reader in = {.a = a, .d = d};
    struct str line;

    *d = (struct document){.state = DOCUMENT_CRASHED};
    records = whole_lines(&in, records);
    find_end(&in, records);
    in.apart = parts_stand_apart(d->format);
    forget_headings(&in);
    read_table(&in, STR_NONE);
    while (str_next(&records, '\n', &line))
        read_line(&in, line);
    if (d->part_count < d->part_n)
        d->part_count = (uint32_t)d->part_n;
    keep_all(&in);
    free(in.block);
    free(in.sheet);
    free(in.part);
}
