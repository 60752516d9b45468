/*
 * Pieces of a text for a terminal.  Everything a site wrote goes through utf8_show(); columns are counted in
 * cells, not bytes; a text is cut only before a base character, so that no Thai mark loses its letter.
 */
#include "report/sheet.h"
#include "base/utf8.h"
#include "report/address.h"

enum { NARROWEST = 40, USUAL = 80 };
enum { SHORTEST = 20 };    /* columns that a line has at least where it can end later */
enum { MARKS_BEFORE = 8 }; /* bytes of brackets and quotation marks that stay with an address */

static const struct {
    const char *icon;
    enum paint paint;
} marks[VERDICT_COUNT] = {
    [VERDICT_FOUND] = {"\xe2\x9c\x93", GREEN},      [VERDICT_PARTIAL] = {"\xe2\x97\x90", YELLOW},
    [VERDICT_STALE] = {"\xe2\x86\xba", YELLOW},     [VERDICT_MISSING] = {"\xe2\x9c\x97", RED},
    [VERDICT_UNASSESSED] = {"\xe2\x8a\x98", FAINT}, [VERDICT_REVIEW] = {"?", VIOLET},
    [VERDICT_WAIVED] = {"\xe2\x9a\x91", GREEN},     [VERDICT_NOT_APPLICABLE] = {"-", FAINT},
};

void
sheet_paint(struct sheet *s, enum paint p)
{
    static const char *const codes[] = {[PLAIN] = "0",   [BOLD] = "1", [FAINT] = "2",  [GREEN] = "32",
                                        [YELLOW] = "33", [RED] = "31", [VIOLET] = "35"};

    if (s->colour)
        buf_printf(s->out, "\x1b[%sm", codes[p]);
}

/* s safe for a terminal: controls are shown, not sent. */
struct str
sheet_safe(struct sheet *s, struct str text)
{
    struct buf b;
    struct str safe;

    buf_init(&b, SHEET_LINE_BYTES);
    utf8_show(&b, text);
    safe = arena_str(s->a, buf_view(&b));
    buf_free(&b);
    return safe;
}

struct str
sheet_tr(struct sheet *s, const char *id)
{
    return str_of(say_tr_in(s->lang, id));
}

struct str
sheet_sentence(struct sheet *s, const struct say *say)
{
    return sheet_safe(s, say_text(s->a, say, s->lang));
}

struct str
sheet_filled(struct sheet *s, const char *id, struct str one, struct str two)
{
    struct say say = {id, {one, two}};

    return sheet_sentence(s, &say);
}

struct str
sheet_said(struct sheet *s, const struct review *r)
{
    return sheet_safe(s, card_said(s->a, r, s->lang));
}

struct str
sheet_number(struct sheet *s, uint64_t n)
{
    return card_number(s->a, n);
}

struct str
sheet_address(struct sheet *s, struct str url)
{
    return sheet_safe(s, address_show(s->a, url));
}

void
sheet_put(struct sheet *s, struct str text)
{
    buf_str(s->out, text);
}

void
sheet_z(struct sheet *s, const char *z)
{
    buf_z(s->out, z);
}

void
sheet_painted(struct sheet *s, enum paint p, struct str text)
{
    sheet_paint(s, p);
    sheet_put(s, text);
    if (p != PLAIN)
        sheet_paint(s, PLAIN);
}

void
sheet_blanks(struct sheet *s, size_t n)
{
    while (n-- > 0)
        buf_char(s->out, ' ');
}

void
sheet_end(struct sheet *s)
{
    buf_char(s->out, '\n');
}

/*
 * Thai has no spaces between words, and finding words needs a dictionary; but a vowel that stands behind its
 * letter never begins a line, nor does a letter that is silent, and one that stands before its letter does
 * not end it.
 */
static bool
may_part(uint32_t before, uint32_t c, struct str rest)
{
    size_t at = 0;
    bool follows = c == 0x0E2F || c == 0x0E30 || c == 0x0E32 || c == 0x0E33 || c == 0x0E45 || c == 0x0E46;
    bool silent = c >= 0x0E01 && c <= 0x0E2E && rest.n > 0 && utf8_next(rest, &at) == 0x0E4C;

    return !follows && !silent && !(before >= 0x0E40 && before <= 0x0E44);
}

/* Surely between two syllables: before a vowel that stands first, behind one that ends its syllable. */
static bool
parts_syllables(uint32_t before, uint32_t c)
{
    return (c >= 0x0E40 && c <= 0x0E44) || before == 0x0E2F || before == 0x0E30 || before == 0x0E33 ||
           before == 0x0E46;
}

/* The last places, in bytes, where a line of so many columns may end: at a blank or between two syllables,
 * neither of which leaves it short, or else anywhere. */
struct ends {
    size_t blank, syllable, any;
};

static struct ends
ends_within(struct str text, size_t columns)
{
    size_t at = 0, used = 0, least = columns / 2 < SHORTEST ? columns / 2 : SHORTEST;
    struct ends e = {0};
    uint32_t before = 0;

    while (at < text.n) {
        size_t from = at, width;
        uint32_t c = utf8_next(text, &at);

        width = utf8_columns(str_sub(text, from, at));
        if (width > 0 && may_part(before, c, str_sub(text, at, text.n))) {
            e.any = from;
            if (used >= least && (before == ' ' || c == ' '))
                e.blank = from;
            if (used >= least && parts_syllables(before, c))
                e.syllable = from;
        }
        before = width > 0 ? c : before;
        used += width;
        if (used > columns)
            return e;
    }
    return (struct ends){text.n, text.n, text.n};
}

/* text in at most columns, the last of them an ellipsis when something was cut. */
struct str
sheet_cut(struct sheet *s, struct str text, size_t columns)
{
    struct str part;

    if (utf8_columns(text) <= columns)
        return text;
    part = str_sub(text, 0, ends_within(text, columns > 0 ? columns - 1 : 0).any);
    return arena_printf(s->a, "%.*s\xe2\x80\xa6", STR_ARGS(part));
}

void
sheet_padded(struct sheet *s, struct str text, size_t columns)
{
    size_t used = utf8_columns(text);

    sheet_put(s, text);
    sheet_blanks(s, used < columns ? columns - used : 0);
}

/* The address that an end of line at this place would break: its end, and where the line may end before it;
 * false when there is none. */
static bool
breaks_address(struct str text, size_t at, size_t *before, size_t *behind)
{
    size_t from = at, to = at, scheme;

    while (from > 0 && text.p[from - 1] != ' ')
        from--;
    while (to < text.n && text.p[to] != ' ')
        to++;
    scheme = str_find(str_sub(text, from, to), STR("http"), 0);
    if (scheme == STR_NOT_FOUND || !str_has(str_sub(text, from + scheme, to), STR("://")) ||
        at <= from + scheme)
        return false;
    *before = scheme <= MARKS_BEFORE ? from : from + scheme;
    *behind = to;
    return true;
}

static struct str
first_line(struct str text, size_t columns)
{
    struct ends e = ends_within(text, columns);
    size_t at = e.blank > 0 ? e.blank : e.syllable > 0 ? e.syllable : e.any, before, behind;

    if (at == 0) /* one cluster wider than the line: some of it, so that we get on */
        utf8_next(text, &at);
    if (at < text.n && breaks_address(text, e.any > at ? e.any : at, &before, &behind))
        at = before > 0 ? before : behind;
    return str_sub(text, 0, at);
}

static bool
ends_with_address(struct str line)
{
    size_t from = line.n;

    while (from > 0 && line.p[from - 1] != ' ')
        from--;
    return str_has(str_sub(line, from, line.n), STR("://"));
}

/* All of it, or as much as leaves room for an ellipsis, which is no part of an address. */
static struct str
last_line(struct sheet *s, struct str text, size_t columns)
{
    struct str line;

    if (utf8_columns(text) <= columns || first_line(text, columns).n == text.n)
        return text;
    line = str_trim(first_line(text, columns - 1));
    return arena_printf(s->a, "%.*s%s\xe2\x80\xa6", STR_ARGS(line), ends_with_address(line) ? " " : "");
}

void
sheet_wrapped_to(struct sheet *s, struct str text, size_t indent, size_t lines)
{
    size_t columns = (size_t)s->columns > indent + 20 ? (size_t)s->columns - indent : 20;

    text = str_trim(text);
    if (text.n == 0)
        sheet_end(s);
    while (text.n > 0) {
        struct str line = first_line(text, columns);

        if (--lines == 0) {
            sheet_put(s, last_line(s, text, columns));
            sheet_end(s);
            return;
        }
        sheet_put(s, str_trim(line));
        sheet_end(s);
        text = str_trim(str_sub(text, line.n, text.n));
        if (text.n > 0)
            sheet_blanks(s, indent);
    }
}

/* text over as many lines as it needs, each after the first indented. */
void
sheet_wrapped(struct sheet *s, struct str text, size_t indent)
{
    sheet_wrapped_to(s, text, indent, SIZE_MAX);
}

/* "label: text", wrapped under the text's start. */
void
sheet_field(struct sheet *s, size_t indent, const char *id, struct str text)
{
    struct str label = sheet_tr(s, id);

    if (text.n == 0)
        return;
    sheet_blanks(s, indent);
    sheet_painted(s, FAINT, label);
    sheet_z(s, ": ");
    sheet_wrapped(s, text, indent + utf8_columns(label) + 2);
}

/* An address is never cut or wrapped: it must be possible to copy it. */
void
sheet_field_address(struct sheet *s, size_t indent, const char *id, struct str url)
{
    if (url.n == 0)
        return;
    sheet_blanks(s, indent);
    sheet_painted(s, FAINT, sheet_tr(s, id));
    sheet_z(s, ": ");
    sheet_put(s, sheet_address(s, url));
    sheet_end(s);
}

void
sheet_heading(struct sheet *s, const char *id)
{
    sheet_end(s);
    sheet_painted(s, BOLD, sheet_tr(s, id));
    sheet_end(s);
}

void
sheet_mark(struct sheet *s, enum verdict v)
{
    sheet_painted(s, marks[v].paint, str_of(marks[v].icon));
}

static struct str
pack_name(const struct scorecard *c, enum lang lang)
{
    if (lang == LANG_EN && c->pack_name_en.n > 0)
        return c->pack_name_en;
    return c->pack_name.n > 0 ? c->pack_name : c->pack_id;
}

enum paint
sheet_paint_of(enum verdict v)
{
    return marks[v].paint;
}

void
sheet_head(struct sheet *s)
{
    const struct scorecard *c = s->c;

    sheet_z(s, "oit ");
    sheet_put(s, sheet_safe(s, c->tool_version));
    sheet_z(s, " \xe2\x80\x94 ");
    sheet_painted(s, BOLD, sheet_safe(s, c->agency.n > 0 ? c->agency : c->site_host));
    sheet_z(s, "  ");
    sheet_put(s, sheet_address(s, c->site_url));
    sheet_z(s, "  ");
    sheet_put(s, sheet_safe(s, pack_name(c, s->lang)));
    sheet_z(s, " (");
    sheet_put(s, sheet_filled(s, N_("{1} {1 item|items}"), sheet_number(s, c->item_n), STR_NONE));
    sheet_z(s, ")\n");
    if (c->as_of.n > 0)
        sheet_field(s, 0, N_("Judged as of"), card_day(s->a, c->as_of, s->lang));
    if (card_of_other_year(c))
        sheet_wrapped(s, card_list_note(s->a, c, s->lang), 0);
}

/* "+12.50" to win, "1.25 ?" at risk: the same width for all. */
void
sheet_gain(struct sheet *s, const struct item_result *i)
{
    struct str points = card_points(s->a, i->gain_oit > 0 ? i->gain_oit : 0);
    size_t width = points.n + 1;

    if (!s->c->scored)
        return;
    sheet_blanks(s, width < 7 ? 7 - width : 0);
    sheet_painted(s, card_at_risk(i) ? VIOLET : GREEN,
                  arena_printf(s->a, "%s%.*s", card_stake_sign(i), STR_ARGS(points)));
    sheet_z(s, "  ");
}

struct str
sheet_item_name(struct sheet *s, const struct item_result *i)
{
    return sheet_safe(s, card_name(i->name, i->name_en, s->lang));
}

static struct str
missing_line(struct sheet *s, const struct missing_url *u)
{
    struct str line = sheet_tr(s, card_missing_text(u));

    if (u->status >= 400)
        line = arena_printf(s->a, "%.*s (HTTP %d)", STR_ARGS(line), u->status);
    if (u->words.n > 0) {
        struct str words =
            sheet_filled(s, N_("\"{1}\""), sheet_cut(s, sheet_safe(s, u->words), 50), STR_NONE);

        line = arena_printf(s->a, "%.*s  %.*s", STR_ARGS(line), STR_ARGS(words));
    }
    return line;
}

/* A place that the site does not promise: where a visitor would look, and what for. */
static void
suggested(struct sheet *s, const struct missing_url *u, size_t indent)
{
    struct str words = card_missing_words(s->c, u);

    sheet_blanks(s, indent);
    sheet_painted(s, YELLOW, sheet_tr(s, card_suggestion_text(s->c, u)));
    sheet_z(s, ": ");
    sheet_put(s, sheet_address(s, u->url));
    sheet_z(s, " ");
    sheet_put(s, sheet_tr(s, N_("(the page where a visitor would look)")));
    sheet_end(s);
    sheet_field(s, indent, N_("subject"), sheet_safe(s, words));
    if (!str_eq(u->found_on, u->url))
        sheet_field_address(s, indent, N_("one comes there from"), u->found_on);
}

void
sheet_missing(struct sheet *s, const struct missing_url *u, size_t indent)
{
    if (card_is_suggested(u)) {
        suggested(s, u, indent);
        return;
    }
    sheet_blanks(s, indent);
    sheet_paint(s, RED);
    sheet_wrapped(s, missing_line(s, u), indent);
    sheet_paint(s, PLAIN);
    sheet_blanks(s, indent);
    sheet_put(s, sheet_address(s, u->url));
    sheet_end(s);
    if (!str_eq(u->found_on, u->url))
        sheet_field_address(s, indent, N_("linked from"), u->found_on);
}

struct sheet
sheet_of(const struct scorecard *c, enum lang lang, bool colour, int columns, struct buf *out)
{
    if (columns <= 0)
        columns = USUAL;
    return (struct sheet){out, arena_new(0), c, lang, colour, columns < NARROWEST ? NARROWEST : columns};
}
