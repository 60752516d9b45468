/* Rows of a spreadsheet's text. */
#include "batch/rows.h"
#include "base/buf.h"
#include "base/say.h"
#include "base/tis620.h"
#include "base/utf8.h"

/* ------------------------------------------------------------------ letters */

static uint32_t
unit_at(struct str s, size_t at, bool big)
{
    unsigned char a = (unsigned char)s.p[at], b = (unsigned char)s.p[at + 1];

    return big ? (uint32_t)a << 8 | b : (uint32_t)b << 8 | a;
}

static void
put_utf16(struct buf *out, struct str s, bool big)
{
    for (size_t at = 0; at + 1 < s.n; at += 2) {
        uint32_t c = unit_at(s, at, big);

        if (c >= 0xd800 && c < 0xdc00 && at + 3 < s.n) {
            at += 2;
            c = 0x10000 + ((c - 0xd800) << 10) + (unit_at(s, at, big) & 0x3ff);
        }
        utf8_append(out, c);
    }
}

static void
put_tis620(struct buf *out, struct str s)
{
    for (size_t i = 0; i < s.n; i++)
        utf8_append(out, tis620_to_unicode((unsigned char)s.p[i]));
}

struct str
rows_decode(struct arena *a, struct str bytes)
{
    struct buf out;
    struct str text;

    buf_init(&out, 3 * bytes.n + 16);
    if (str_starts(bytes, STR("\xff\xfe")) || str_starts(bytes, STR("\xfe\xff")))
        put_utf16(&out, str_sub(bytes, 2, bytes.n), bytes.p[0] == '\xfe');
    else if (utf8_valid(bytes) || !tis620_likely(bytes))
        utf8_clean(&out, str_starts(bytes, STR("\xef\xbb\xbf")) ? str_sub(bytes, 3, bytes.n) : bytes);
    else
        put_tis620(&out, bytes);
    text = arena_str(a, buf_view(&out));
    buf_free(&out);
    return text;
}

/* ------------------------------------------------------------------ rows */

static bool
is_end(char c)
{
    return c == '\n' || c == '\r';
}

static size_t
line_end(struct str text, size_t at)
{
    while (at < text.n && !is_end(text.p[at]))
        at++;
    return at;
}

/* The one that stands most often in the heading, outside quotation marks. */
static char
separator_of(struct str line)
{
    static const char known[] = {',', ';', '\t'};
    size_t count[3] = {0}, best = 0;
    bool quoted = false;

    for (size_t i = 0; i < line.n; i++) {
        quoted ^= line.p[i] == '"';
        for (size_t k = 0; k < 3; k++)
            count[k] += !quoted && line.p[i] == known[k];
    }
    for (size_t k = 1; k < 3; k++)
        if (count[k] > count[best])
            best = k;
    return known[best];
}

static void
skip_end(struct rows *r)
{
    if (r->at >= r->text.n)
        return;
    if (r->text.p[r->at] == '\r' && r->at + 1 < r->text.n && r->text.p[r->at + 1] == '\n')
        r->at++;
    r->at++;
    r->line++;
}

static struct str
first_line(struct rows *r)
{
    while (r->at < r->text.n && is_end(r->text.p[r->at]))
        skip_end(r);
    return str_sub(r->text, r->at, line_end(r->text, r->at));
}

void
rows_separate(struct rows *r)
{
    if (!r->told)
        r->separator = separator_of(first_line(r));
}

void
rows_init(struct rows *r, struct arena *a, struct str text)
{
    struct str first;

    *r = (struct rows){.a = a, .text = text, .line = 1};
    first = first_line(r);
    rows_separate(r);
    if (str_starts_nocase(first, STR("sep=")) && first.n == 5) { /* Excel's own line */
        r->told = true;
        r->separator = first.p[4];
        r->at += first.n;
        skip_end(r);
    }
}

/*
 * Where a quotation mark that opens at `at` closes: behind it stands a separator or the end of the line.
 * STR_NOT_FOUND when it does not, so that a stray mark costs its own line and no other.
 */
static size_t
closing(const struct rows *r, size_t at)
{
    struct str t = r->text;
    size_t end = at + 1 + LIMIT_LIST_CELL < t.n ? at + 1 + LIMIT_LIST_CELL : t.n;
    bool lines = false;

    for (size_t i = at + 1; i < end; i++) {
        lines |= is_end(t.p[i]);
        if (t.p[i] != '"')
            continue;
        if (i + 1 < t.n && t.p[i + 1] == '"') {
            i++;
            continue;
        }
        while (i + 1 < t.n && t.p[i + 1] == ' ')
            i++;
        if (i + 1 >= t.n || t.p[i + 1] == r->separator || is_end(t.p[i + 1]))
            return i;
        if (lines)
            return STR_NOT_FOUND;
    }
    return STR_NOT_FOUND;
}

/* U+00A0 is a blank that people do not see. */
static struct str
trimmed(struct str s)
{
    for (;;) {
        s = str_trim(s);
        if (str_starts(s, STR("\xc2\xa0")))
            s = str_sub(s, 2, s.n);
        else if (str_ends(s, STR("\xc2\xa0")))
            s = str_sub(s, 0, s.n - 2);
        else
            return s;
    }
}

static struct str
quoted_cell(struct rows *r, size_t close)
{
    struct buf b;
    struct str cell;

    buf_init(&b, LIMIT_LIST_CELL + 1);
    for (size_t i = r->at + 1; i <= close && i < r->text.n; i++) {
        if (r->text.p[i] == '"') {
            if (i == close || r->text.p[i + 1] != '"')
                break;
            i++;
        }
        r->line += r->text.p[i] == '\n' || (r->text.p[i] == '\r' && r->text.p[i + 1] != '\n');
        buf_char(&b, is_end(r->text.p[i]) ? ' ' : r->text.p[i]);
    }
    cell = arena_str(r->a, trimmed(buf_view(&b)));
    buf_free(&b);
    r->at = close + 1;
    return cell;
}

static struct str
bare_cell(struct rows *r)
{
    size_t from = r->at;

    while (r->at < r->text.n && r->text.p[r->at] != r->separator && !is_end(r->text.p[r->at]))
        r->at++;
    return arena_str(r->a, trimmed(str_sub(r->text, from, r->at)));
}

static struct str
next_cell(struct rows *r, struct row *out)
{
    size_t close, from = r->at;
    struct str cell;

    while (from < r->text.n && r->text.p[from] == ' ')
        from++;
    if (from >= r->text.n || r->text.p[from] != '"') {
        cell = bare_cell(r);
        if (cell.n > LIMIT_LIST_CELL)
            out->fault = N_("a value is too long");
        return cell;
    }
    r->at = from;
    close = closing(r, from);
    if (close != STR_NOT_FOUND)
        return quoted_cell(r, close);
    out->fault = N_("a quotation mark is not closed");
    r->at = line_end(r->text, r->at);
    return STR_NONE;
}

/* False when every cell of the row is empty. */
static bool
read_row(struct rows *r, struct row *out)
{
    bool any = false;

    out->line = r->line;
    out->n = 0;
    out->fault = NULL;
    for (;;) {
        struct str cell = next_cell(r, out);

        any |= cell.n > 0 || out->fault != NULL;
        if (out->n < LIMIT_LIST_COLUMNS)
            out->cell[out->n++] = cell;
        else if (cell.n > 0)
            out->fault = N_("the line has more values than a list can have");
        if (r->at >= r->text.n || r->text.p[r->at] != r->separator)
            break;
        r->at++;
    }
    skip_end(r);
    return any;
}

bool
rows_next(struct rows *r, struct row *out)
{
    while (r->at < r->text.n)
        if (read_row(r, out))
            return true;
    return false;
}
