/*
 * A scanner, not a parser of XML: it knows a dozen tags, lets all others pass, and whatever comes ends in
 * some text.  Emphasis and the like stand within a paragraph and are left out without a gap.
 */
#include "extract/docbook.h"
#include "base/thai.h"
#include "base/utf8.h"
#include "extract/letters.h"
#include "oit/limits.h"
#include <string.h>

struct docbook {
    struct buf *records;
    const struct letters_count *whole;
    uint32_t flags;
    struct buf text, cured;
    int section;   /* depth */
    int items;     /* depth of lists */
    bool skipping; /* facts about the file, not its text */
    bool head;     /* rows of a table's head */
    bool in_cell;
    uint32_t rows, columns; /* begun */
};

enum tag { TITLE, SECTION, PARA, ITEM, TABLE, HEAD, ROW, CELL, FACTS };

static const struct {
    const char *name;
    enum tag tag;
    int depth;
} tags[] = {
    {"title", TITLE, 0},   {"sect1", SECTION, 1},       {"sect2", SECTION, 2}, {"sect3", SECTION, 3},
    {"sect4", SECTION, 4}, {"sect5", SECTION, 5},       {"para", PARA, 0},     {"listitem", ITEM, 0},
    {"table", TABLE, 0},   {"informaltable", TABLE, 0}, {"thead", HEAD, 0},    {"row", ROW, 0},
    {"entry", CELL, 0},    {"bookinfo", FACTS, 0},
};

/* The text so far, cured; valid until the next one. */
static struct str
take_text(struct docbook *d)
{
    buf_clear(&d->cured);
    d->flags |= letters_cure(str_trim(buf_view(&d->text)), d->whole, &d->cured);
    buf_clear(&d->text);
    return buf_view(&d->cured);
}

static void
flush(struct docbook *d)
{
    struct str text;

    if (d->in_cell) {
        if (d->text.n > 0 && d->text.p[d->text.n - 1] != THAI_BREAK)
            buf_char(&d->text, THAI_BREAK);
        return;
    }
    text = take_text(d);
    if (text.n > 0 && d->items > 0)
        record_item(d->records, text);
    else if (text.n > 0)
        record_text(d->records, text);
}

static void
write_heading(struct docbook *d)
{
    struct str text = take_text(d);

    if (text.n > 0)
        record_heading(d->records, d->section + 1, text);
}

static void
write_cell(struct docbook *d)
{
    while (d->text.n > 0 && (d->text.p[d->text.n - 1] == THAI_BREAK || d->text.p[d->text.n - 1] == ' '))
        d->text.n--;
    if (d->rows > 0)
        record_cell(d->records, d->rows - 1, d->columns++, d->head, take_text(d));
    d->in_cell = false;
}

static void
begin_table(struct docbook *d)
{
    record_table(d->records);
    d->rows = 0;
}

static void
begin_row(struct docbook *d)
{
    d->rows++;
    d->columns = 0;
}

static void
meet_tag(struct docbook *d, enum tag tag, int depth, bool end)
{
    if (tag == TITLE && end) {
        write_heading(d);
        return;
    }
    if (tag == CELL && end) {
        write_cell(d);
        return;
    }
    flush(d);
    if (tag == SECTION)
        d->section = end ? depth - 1 : depth;
    else if (tag == ITEM)
        d->items += end ? -(d->items > 0) : 1;
    else if (tag == TABLE && !end)
        begin_table(d);
    else if (tag == HEAD)
        d->head = !end;
    else if (tag == ROW && !end)
        begin_row(d);
    else if (tag == CELL)
        d->in_cell = true;
    else if (tag == FACTS)
        d->skipping = !end;
}

/* What stands between "<" and ">". */
static void
read_tag(struct docbook *d, struct str tag)
{
    bool end = str_starts(tag, STR("/"));
    struct str name = str_sub(tag, end, tag.n);
    size_t n = 0;

    while (n < name.n && ((name.p[n] >= 'a' && name.p[n] <= 'z') || (name.p[n] >= '0' && name.p[n] <= '9')))
        n++;
    for (size_t i = 0; i < sizeof(tags) / sizeof(tags[0]); i++)
        if (str_eq(str_sub(name, 0, n), str_of(tags[i].name)))
            meet_tag(d, tags[i].tag, tags[i].depth, end);
}

static void
put_entity(struct buf *out, struct str name)
{
    static const struct {
        const char *name;
        char c;
    } known[] = {{"lt", '<'}, {"gt", '>'}, {"amp", '&'}, {"quot", '"'}, {"apos", '\''}};
    uint64_t number;

    for (size_t i = 0; i < sizeof(known) / sizeof(known[0]); i++)
        if (str_eq(name, str_of(known[i].name)))
            buf_char(out, known[i].c);
    if (str_starts(name, STR("#")) && str_to_u64(str_sub(name, 1, name.n), &number) && number <= 0x10FFFF)
        utf8_append(out, (uint32_t)number);
}

/* One entity, or one byte with white space collapsed.  Returns how much was taken. */
static size_t
take_character(struct docbook *d, struct str xml, size_t at)
{
    size_t end = xml.p[at] == '&' ? str_find_char(str_sub(xml, 0, at + 12), ';', at) : STR_NOT_FOUND;
    char c = xml.p[at];

    if (end != STR_NOT_FOUND) {
        put_entity(&d->text, str_sub(xml, at + 1, end));
        return end + 1 - at;
    }
    if (c == '\n' || c == '\r' || c == '\t')
        c = ' ';
    if (c != ' ' ||
        (d->text.n > 0 && d->text.p[d->text.n - 1] != ' ' && d->text.p[d->text.n - 1] != THAI_BREAK))
        buf_char(&d->text, c);
    return 1;
}

uint32_t
docbook_write(struct buf *records, struct str xml, const struct letters_count *whole)
{
    struct docbook d = {.records = records, .whole = whole};

    buf_init(&d.text, LIMIT_BLOCK_TEXT);
    buf_init(&d.cured, 2 * LIMIT_BLOCK_TEXT);
    for (size_t at = 0; at < xml.n && !records->full;) {
        size_t end = xml.p[at] == '<' ? str_find_char(xml, '>', at) : STR_NOT_FOUND;

        if (end != STR_NOT_FOUND) {
            read_tag(&d, str_sub(xml, at + 1, end));
            at = end + 1;
        } else {
            at += take_character(&d, xml, at);
        }
        if (d.skipping)
            buf_clear(&d.text);
    }
    d.in_cell = false;
    flush(&d);
    buf_free(&d.text);
    buf_free(&d.cured);
    return d.flags;
}
