/*
 * Blocks: every unbroken run of text between the borders of block elements, in document order.  Inline
 * elements add nothing, since Thai words are split by <span> as sites please; <br> becomes the hard break
 * U+001F, two of them, or one between lines that have links of their own, end the block.
 */
#include "base/eight.h"
#include "base/mem.h"
#include "base/thai.h"
#include "base/utf8.h"
#include "base/wide.h"
#include "crawler/page_private.h"
#include "oit/limits.h"
#include <endian.h>
#include <string.h>

enum gap { GAP_NONE, GAP_BLANK, GAP_BREAK };

struct writer {
    struct reader *r;
    struct buf text;
    enum gap gap;
    int breaks;         /* <br> since the last visible character */
    uint32_t container; /* of the run */
    uint32_t first, last;
    uint32_t first_n;   /* bytes of the first, 0: not known */
    uint32_t last_link; /* link of the last visible character */
    bool bold, hidden, visible;
};

static bool
is_blank(uint32_t c)
{
    return c == ' ' || (c >= '\t' && c <= '\r') || c == 0xA0 || c == 0x2028 || c == 0x2029 || c == 0x3000 ||
           (c >= 0x2000 && c <= 0x200A);
}

static bool
is_control(uint32_t c)
{
    return c < ' ' || (c >= 0x7F && c <= 0x9F);
}

static bool
is_invisible(uint32_t c)
{
    return (c >= 0x200B && c <= 0x200F) || c == 0x2060 || c == 0xFEFF || c == 0xAD;
}

static void
widen(enum gap *gap, enum gap to)
{
    if (to > *gap)
        *gap = to;
}

/* Append c with the gap before it; false when it does not fit. */
static bool
put(struct buf *b, enum gap *gap, uint32_t c)
{
    char bytes[5];
    size_t n = 0;

    if (b->n > 0 && *gap != GAP_NONE)
        bytes[n++] = *gap == GAP_BREAK ? THAI_BREAK : ' ';
    n += utf8_put(bytes + n, c);
    if (!buf_put(b, bytes, n))
        return false;
    *gap = GAP_NONE;
    return true;
}

static bool
is_letter_at(struct str s, size_t at)
{
    return (s.p[at] > ' ' && s.p[at] < 0x7F) || utf8_thai_at(s, at);
}

/*
 * How much of s from at on is letters and signs that every text shows: they may be put as they are.  Not
 * looked at beyond most bytes, so that a giant text for which there is no room costs no more than its length.
 */
static size_t
run_of_letters(struct str s, size_t at, size_t most)
{
    size_t from = at;

    if (s.n - at > most)
        s.n = at + most;
    at = utf8_skip_letters(s, at);
    for (;;) {
        if (at < s.n && is_letter_at(s, at))
            at += (unsigned char)s.p[at] < 0x80 ? 1 : 3;
        else if (at > from && at + 1 < s.n && s.p[at] == ' ' && is_letter_at(s, at + 1))
            at = utf8_skip_letters(s, at + 1); /* one blank between two letters stays as it is */
        else
            return at - from;
    }
}

/* In whole steps behind the bytes above the blank that begin at at, which are at least one. */
WIDE static size_t
skip_dark_wide(struct str s, size_t at)
{
    do {
        wide_signed blank;
        wide v;

        wide_at(&v, s.p + at);
        blank = v <= ' ';
        if (wide_any(&blank))
            break;
        at += WIDE_BYTES;
    } while (s.n - at >= WIDE_BYTES);
    return at;
}

/* Behind the bytes above the blank that begin at at. */
static size_t
skip_dark(struct str s, size_t at)
{
    uint64_t blank;

    if (s.n - at >= WIDE_BYTES)
        at = skip_dark_wide(s, at);
    for (; s.n - at >= 8; at += 8) {
        blank = eight_below(eight_at(s.p + at), ' ' + 1);
        if (blank)
            return at + (size_t)__builtin_ctzll(le64toh(blank)) / 8;
    }
    while (at < s.n && (unsigned char)s.p[at] > ' ')
        at++;
    return at;
}

/*
 * The same of text in which utf8_plain() is known to hold: every byte above the blank is of such a letter.
 * Half of the instructions.
 */
static size_t
run_of_plain(struct str s, size_t at, size_t most)
{
    size_t from = at;

    if (s.n - at > most)
        return run_of_letters(s, at, most);
    for (;;) {
        at = skip_dark(s, at);
        if (at == from || s.n - at < 2 || s.p[at] != ' ' || (unsigned char)s.p[at + 1] <= ' ')
            return at - from;
        at++;
    }
}

/* Put what fits of such a run with the gap before it; what it is long.  Letter by letter, texts were 7 % of a
 * visit. */
static size_t
put_run(struct buf *b, enum gap *gap, struct str s, size_t at, bool plain)
{
    size_t room = b->full || b->n >= b->max ? 0 : b->max - b->n - 1,
           n = plain ? run_of_plain(s, at, room) : run_of_letters(s, at, room);

    if (n == 0)
        return 0;
    if (b->n > 0 && *gap != GAP_NONE)
        buf_char(b, *gap == GAP_BREAK ? THAI_BREAK : ' ');
    *gap = GAP_NONE;
    buf_put(b, s.p + at, n);
    return n;
}

/* Is a text as it is written on a page of which utf8_plain() is known to be true? */
static bool
is_plain(const struct reader *r, struct str text)
{
    return r->plain.n > 0 && text.p >= r->plain.p && text.p < r->plain.p + r->plain.n;
}

static bool
is_heading(enum tag tag)
{
    return tag >= TAG_H1 && tag <= TAG_H6;
}

/* The element that says what a run is: <td><p> is a cell, <h2><div> a heading. */
static uint32_t
kind_element(const struct reader *r, uint32_t container)
{
    uint32_t at = container;

    while (at > 0 && page_tree_is(r->tree.node[at].tag, TAG_IS_VAGUE))
        at = r->facts[r->tree.node[at].parent].container;
    return at;
}

static enum block_kind
kind_of(enum tag tag)
{
    switch (tag) {
    case TAG_LI:
    case TAG_DT:
    case TAG_DD:
        return BLOCK_ITEM;
    case TAG_TD:
        return BLOCK_CELL;
    case TAG_TH:
        return BLOCK_HEAD_CELL;
    case TAG_SUMMARY:
        return BLOCK_SUMMARY;
    case TAG_CAPTION:
    case TAG_LEGEND:
    case TAG_FIGCAPTION:
        return BLOCK_CAPTION;
    default:
        return is_heading(tag) ? BLOCK_HEADING : BLOCK_PARAGRAPH;
    }
}

static void
add_block(struct writer *w)
{
    struct reader *r = w->r;
    struct in_table in_table = page_table(r, w->first);
    uint32_t kind_at = kind_element(r, w->container);
    enum tag tag = r->tree.node[kind_at].tag;
    size_t cap = r->block_cap;
    struct block b = {.text = arena_str(r->a, buf_view(&w->text)),
                      .kind = kind_of(tag),
                      .place = (enum place)r->facts[w->first].place,
                      .level = is_heading(tag) ? (int)(tag - TAG_H1) + 1 : 0,
                      .heading = NO_INDEX,
                      .row = NO_INDEX,
                      .table = in_table.table_no,
                      .column = in_table.column,
                      .hidden = w->hidden};

    if (r->block_n == LIMIT_PAGE_BLOCKS || !b.text.p) {
        r->page->truncated = true;
        return;
    }
    r->block = mem_room(r->block, r->block_n, &cap, sizeof *r->block);
    r->span = mem_room(r->span, r->block_n, &r->block_cap, sizeof *r->span);
    r->block[r->block_n] = b;
    r->span[r->block_n] =
        (struct span){w->first, w->last, kind_at == 0 ? w->container : kind_at, w->first_n, w->bold};
    if (b.kind == BLOCK_PARAGRAPH)
        r->span[r->block_n].element = w->container;
    r->run_block[r->run_n - 1] = (uint32_t)r->block_n++;
}

/* A new run begins; the block of the old one is kept when it has text. */
static void
end_run(struct writer *w)
{
    struct reader *r = w->r;

    if (w->visible)
        add_block(w);
    buf_clear(&w->text);
    w->gap = GAP_NONE;
    w->breaks = 0;
    w->last_link = NO_INDEX;
    w->visible = false;
    w->bold = true;
    r->run_block = mem_room(r->run_block, r->run_n, &r->run_cap, sizeof *r->run_block);
    r->run_block[r->run_n++] = NO_INDEX;
}

static bool
same_target(const struct tree *t, uint32_t a, uint32_t b)
{
    return str_eq(page_tree_attr(t, a, ATTR_HREF), page_tree_attr(t, b, ATTR_HREF));
}

/* Two labels side by side are not one phrase, but one label split over two links of the same target is. */
static void
part_links(struct writer *w, uint32_t link)
{
    if (w->last_link != link && w->last_link != NO_INDEX && link != NO_INDEX && w->visible &&
        !same_target(&w->r->tree, w->last_link, link))
        widen(&w->gap, GAP_BREAK);
    w->last_link = link;
}

/* Everything that must hold before the first visible character of text node i is put. */
static void
open_text(struct writer *w, uint32_t i)
{
    const struct facts *f = &w->r->facts[i];
    bool hidden = (f->flags & FACT_HIDDEN) != 0;

    if (w->visible && hidden != w->hidden)
        end_run(w);
    w->hidden = hidden;
    part_links(w, f->link);
    if (w->text.n == 0) {
        w->first = i;
        w->first_n = 0;
    }
    w->last = i;
    w->bold = w->bold && (f->flags & FACT_BOLD);
    w->breaks = 0;
    w->r->facts[i].run = w->r->run_n - 1;
}

static void
put_visible(struct writer *w, uint32_t i, uint32_t c)
{
    if (!put(&w->text, &w->gap, c)) {
        end_run(w);
        open_text(w, i);
        put(&w->text, &w->gap, c);
    }
    w->visible = w->visible || !is_invisible(c);
}

static void
put_text(struct writer *w, uint32_t i)
{
    struct str s = w->r->tree.node[i].text;
    bool pre = w->r->facts[i].flags & FACT_PRE, plain = is_plain(w->r, s), opened = false;
    uint32_t run_n = w->r->run_n;

    for (size_t at = 0, run; at < s.n;) {
        uint32_t c;

        if (!opened && is_letter_at(s, at)) {
            open_text(w, i);
            opened = true;
        }
        if (opened && (run = put_run(&w->text, &w->gap, s, at, plain)) > 0) {
            w->visible = true;
            at += run;
            continue;
        }
        c = utf8_next(s, &at);
        if (is_blank(c)) {
            widen(&w->gap, pre && c == '\n' ? GAP_BREAK : GAP_BLANK);
        } else if (!is_control(c)) {
            if (!opened)
                open_text(w, i);
            opened = true;
            put_visible(w, i, c);
        }
    }
    if (opened && w->first == i && w->r->run_n == run_n)
        w->first_n = (uint32_t)w->text.n;
}

static void
put_break(struct writer *w, bool line)
{
    bool heading = is_heading(w->r->tree.node[kind_element(w->r, w->container)].tag);

    w->breaks++;
    if (w->text.n > 0 && !heading && (w->breaks > 1 || line))
        end_run(w);
    else
        widen(&w->gap, heading ? GAP_BLANK : GAP_BREAK);
}

static void
mark_lines(struct reader *r, uint32_t from, uint32_t to)
{
    for (uint32_t i = from; i < to; i++)
        if (r->tree.node[i].tag == TAG_BR)
            r->facts[i].flags |= FACT_LINES;
}

/* Where two links or more stand between the same borders, <br> separates entries. */
static void
find_lines(struct reader *r)
{
    uint32_t container = NO_INDEX, from = 0, links = 0;

    if (!page_seen(r, TAG_BR))
        return;
    for (uint32_t i = 0; i < r->tree.n; i++) {
        if (r->facts[i].container != container) {
            if (links > 1)
                mark_lines(r, from, i);
            container = r->facts[i].container;
            from = i;
            links = 0;
        }
        links += r->tree.node[i].tag == TAG_A && page_tree_has(&r->tree, i, ATTR_HREF);
    }
    if (links > 1)
        mark_lines(r, from, r->tree.n);
}

/* Borders of elements inside a select or object part no text around it. */
static bool
in_silence(const struct reader *r, uint32_t i)
{
    return i > 0 && (r->facts[r->tree.node[i].parent].flags & FACT_SILENT);
}

/* Runs and blocks of an element that is kept, at the end of a run. */
static void
put_again(struct writer *w, struct repeat *again)
{
    struct reader *r = w->r;
    const struct page_run *run = again->run;
    uint32_t node = again->node, first = (uint32_t)r->block_n, first_run = r->run_n - 1;
    struct facts *to = &r->facts[node];

    again->block = first;
    for (size_t i = 0; i < run->block_n; i++) {
        const struct span *s = &run->span[i];
        size_t cap = r->block_cap;

        r->block = mem_room(r->block, r->block_n, &cap, sizeof *r->block);
        r->span = mem_room(r->span, r->block_n, &r->block_cap, sizeof *r->span);
        r->block[r->block_n] = run->block[i];
        r->block[r->block_n].text = page_run_moved(run->block[i].text, again);
        r->span[r->block_n++] =
            (struct span){s->first + node, s->last + node, s->element + node, s->first_n, s->bold};
    }
    for (uint32_t i = 0; i < run->run_n; i++) {
        if (i > 0) {
            r->run_block = mem_room(r->run_block, r->run_n, &r->run_cap, sizeof *r->run_block);
            r->run_n++;
        }
        r->run_block[r->run_n - 1] = run->run_block[i] == NO_INDEX ? NO_INDEX : run->run_block[i] + first;
    }
    for (uint32_t i = 0, n = run->n; i < n; i++)
        to[i].run += first_run;
    w->container = NO_INDEX; /* whatever comes next begins a run */
}

void
page_text_blocks(struct reader *r)
{
    struct writer w = {.r = r};
    uint32_t at = 0;

    find_lines(r);
    buf_init(&w.text, LIMIT_BLOCK_TEXT);
    end_run(&w);
    for (uint32_t i = 0; i < r->tree.n; i++) {
        const struct facts *f = &r->facts[i];
        enum tag tag = r->tree.node[i].tag;
        struct repeat *again = page_run_at(&r->tree, &at, i);

        if (f->container != w.container && !in_silence(r, i)) {
            end_run(&w);
            w.container = f->container;
        }
        if (again && again->apart && (again->apart = page_run_texts(r, again))) {
            put_again(&w, again);
            i += again->run->n - 1;
            continue;
        }
        r->facts[i].run = r->run_n - 1;
        if (f->flags & FACT_SILENT)
            continue;
        if (tag == TAG_TEXT)
            put_text(&w, i);
        else if (tag == TAG_BR)
            put_break(&w, f->flags & FACT_LINES);
    }
    end_run(&w);
    buf_free(&w.text);
}

static void
put_collapsed(struct buf *b, enum gap *gap, struct str s, bool plain)
{
    for (size_t at = 0; at < s.n && !b->full;) {
        size_t run = put_run(b, gap, s, at, plain);
        uint32_t c;

        at += run;
        if (run > 0)
            continue;
        c = utf8_next(s, &at);
        if (is_blank(c))
            widen(gap, GAP_BLANK);
        else if (!is_control(c))
            put(b, gap, c);
    }
}

/* The room in which one text after the other is put together. */
static struct buf *
piece(struct reader *r, size_t max)
{
    buf_clear(&r->piece);
    r->piece.max = max;
    return &r->piece;
}

/* Text of a script or drawing is never read; that of a link inside <noscript> is the link's all the same. */
static bool
is_unread(const struct reader *r, uint32_t i, bool inside_silent)
{
    if (inside_silent)
        return i > 0 && page_tree_is(r->tree.node[r->tree.node[i].parent].tag, TAG_IS_SILENT);
    return (r->facts[i].flags & FACT_SILENT) != 0;
}

struct str
page_text_inside(struct reader *r, uint32_t from, uint32_t to, size_t max)
{
    bool inside_silent = from > 0 && from < to && (r->facts[from].flags & FACT_SILENT);
    uint32_t container = NO_INDEX;
    enum gap gap = GAP_NONE;
    struct buf *b = piece(r, max);

    for (uint32_t i = from; i < to && !b->full; i++) {
        if (is_unread(r, i, inside_silent))
            continue;
        if (r->facts[i].container != container || r->tree.node[i].tag == TAG_BR)
            widen(&gap, GAP_BLANK);
        container = r->facts[i].container;
        if (r->tree.node[i].tag == TAG_TEXT)
            put_collapsed(b, &gap, r->tree.node[i].text, is_plain(r, r->tree.node[i].text));
    }
    return b->n ? arena_str(r->a, buf_view(b)) : STR_NONE;
}

struct str
page_text_clean(struct reader *r, struct str s, size_t max)
{
    enum gap gap = GAP_NONE;
    struct buf *b;

    if (s.n == 0)
        return STR_NONE;
    if (s.n < max && utf8_skip_letters(s, 0) == s.n)
        return arena_str(r->a, s);
    b = piece(r, max);
    put_collapsed(b, &gap, s, is_plain(r, s));
    return b->n ? arena_str(r->a, buf_view(b)) : STR_NONE;
}

uint32_t
page_text_block_of(const struct reader *r, uint32_t node)
{
    uint32_t end = r->tree.node[node].end, text = node;

    if (r->facts[end].chars > r->facts[node].chars)
        for (uint32_t i = node; i < end; i++)
            if (r->facts[i + 1].chars > r->facts[i].chars) {
                text = i;
                break;
            }
    return r->run_block[r->facts[text].run];
}
