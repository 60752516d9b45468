/* Tables as text (RFC 4180, and what spreadsheets really write). */
#include "extract/csv.h"
#include "base/thai.h"
#include "base/utf8.h"
#include "extract/grid.h"
#include "oit/limits.h"

#define ROWS_LOOKED_AT 30

struct csv {
    struct str text;
    size_t at;
    char separator;
    bool part; /* text goes on behind what we see */
};

static bool
ends_row(struct csv *c, char now)
{
    if (now == '\r' && c->at < c->text.n && c->text.p[c->at] == '\n')
        c->at++;
    return now == '\n' || now == '\r';
}

/* A value in quotes up to its end; false when it has none that is near enough, so that the quote is a letter.
 */
static bool
quoted_value(struct csv *c, struct buf *out)
{
    size_t at = c->at + 1;

    if (c->at >= c->text.n || c->text.p[c->at] != '"')
        return false;
    for (; at < c->text.n && !out->full; at++) {
        if (c->text.p[at] == '"' && (at + 1 == c->text.n || c->text.p[at + 1] != '"')) {
            c->at = at + 1;
            return true;
        }
        buf_char(out, c->text.p[at] == '\n' ? THAI_BREAK : c->text.p[at]);
        at += c->text.p[at] == '"'; /* two of them are one */
    }
    if (c->part && !out->full) {
        c->at = c->text.n;
        return true;
    }
    buf_clear(out);
    return false;
}

/* The next value into out; true when it is the last of its row. */
static bool
next_value(struct csv *c, struct buf *out)
{
    buf_clear(out);
    quoted_value(c, out);
    while (c->at < c->text.n) {
        char now = c->text.p[c->at++];

        if (now == c->separator)
            return false;
        if (ends_row(c, now))
            return true;
        buf_char(out, now);
    }
    return true;
}

/* How many rows have as many separators as the first that has any; a table has one number for nearly all. */
static size_t
fitness(struct str text, char separator, bool more)
{
    struct csv c = {text, 0, separator, more};
    struct buf value;
    size_t usual = 0, rows = 0, same = 0;

    buf_init(&value, LIMIT_BLOCK_TEXT);
    while (c.at < text.n && rows < ROWS_LOOKED_AT) {
        size_t n = 0, bytes = 0;
        bool last;

        do {
            last = next_value(&c, &value);
            n += !last;
            bytes += value.n;
        } while (!last);
        if (bytes + n == 0 || (more && c.at >= text.n))
            continue;
        if (usual == 0)
            usual = n;
        rows++;
        same += n == usual && n > 0;
    }
    buf_free(&value);
    return rows > 1 && same * 10 >= rows * 8 ? same * 1000 + (usual > 999 ? 999 : usual) : 0;
}

char
csv_separator(struct str text, bool more)
{
    static const char separators[] = {'\t', ',', ';', '|'};
    size_t best = 0;
    char found = 0;

    for (size_t i = 0; i < sizeof(separators); i++) {
        size_t fit = fitness(text, separators[i], more);

        if (fit > best) {
            best = fit;
            found = separators[i];
        }
    }
    return found;
}

bool
csv_is_number(struct str s)
{
    for (size_t at = 0; at < s.n;) {
        uint32_t c = utf8_next(s, &at);
        bool digit = thai_is_figure(c);

        if (!digit && c != ',' && c != '.' && c != '-' && c != '+' && c != '%' && c != ' ' && c != '/' &&
            c != ':')
            return false;
    }
    return true;
}

void
csv_read(struct flow *flow, struct str text, char separator)
{
    struct csv c = {text, 0, separator, false};
    struct buf value;
    struct grid g;
    uint32_t row = 0;

    buf_init(&value, LIMIT_BLOCK_TEXT);
    grid_init(&g, flow);
    for (; c.at < text.n && !flow->cut; row++) {
        uint32_t column = 0;
        bool last;

        do {
            last = next_value(&c, &value);
            flow->capped |= value.full;
            grid_cell(&g, column++, buf_view(&value), !csv_is_number(buf_view(&value)));
        } while (!last);
        grid_row(&g, row);
    }
    grid_end(&g);
    grid_free(&g);
    buf_free(&value);
}
