/*
 * A scorecard for a terminal.  Everything a site wrote goes through utf8_show(); columns are counted in
 * cells, not bytes; a text is cut only before a base character, so that no Thai mark loses its letter.
 */
#include "base/utf8.h"
#include "report/address.h"
#include "report/card.h"
#include "report/report.h"

enum { NARROWEST = 40, USUAL = 80, FIRST_TASKS = 10, LINE_MAX_BYTES = 0x20000 };

enum paint { PLAIN, BOLD, FAINT, GREEN, YELLOW, RED, VIOLET };

struct sheet {
    struct buf *out;
    struct arena *a;
    const struct scorecard *c;
    enum lang lang;
    bool colour;
    int columns;
};

static const struct {
    const char *icon;
    enum paint paint;
} marks[VERDICT_COUNT] = {
    [VERDICT_FOUND] = {"\xe2\x9c\x93", GREEN},      [VERDICT_PARTIAL] = {"\xe2\x97\x90", YELLOW},
    [VERDICT_STALE] = {"\xe2\x86\xba", YELLOW},     [VERDICT_MISSING] = {"\xe2\x9c\x97", RED},
    [VERDICT_UNASSESSED] = {"\xe2\x8a\x98", FAINT}, [VERDICT_REVIEW] = {"?", VIOLET},
    [VERDICT_WAIVED] = {"\xe2\x9a\x91", GREEN},     [VERDICT_NOT_APPLICABLE] = {"-", FAINT},
};

static void
paint(struct sheet *s, enum paint p)
{
    static const char *const codes[] = {[PLAIN] = "0",   [BOLD] = "1", [FAINT] = "2",  [GREEN] = "32",
                                        [YELLOW] = "33", [RED] = "31", [VIOLET] = "35"};

    if (s->colour)
        buf_printf(s->out, "\x1b[%sm", codes[p]);
}

/* s safe for a terminal: controls are shown, not sent. */
static struct str
shown(struct sheet *s, struct str text)
{
    struct buf b;
    struct str safe;

    buf_init(&b, LINE_MAX_BYTES);
    utf8_show(&b, text);
    safe = arena_str(s->a, buf_view(&b));
    buf_free(&b);
    return safe;
}

static struct str
tr(struct sheet *s, const char *id)
{
    return str_of(say_tr_in(s->lang, id));
}

static struct str
sentence(struct sheet *s, const struct say *say)
{
    return shown(s, say_text(s->a, say, s->lang));
}

static struct str
filled(struct sheet *s, const char *id, struct str one, struct str two)
{
    struct say say = {id, {one, two}};

    return sentence(s, &say);
}

static struct str
number(struct sheet *s, uint64_t n)
{
    return card_number(s->a, n);
}

static struct str
address(struct sheet *s, struct str url)
{
    return shown(s, address_show(s->a, url));
}

static void
put(struct sheet *s, struct str text)
{
    buf_str(s->out, text);
}

static void
put_z(struct sheet *s, const char *z)
{
    buf_z(s->out, z);
}

static void
put_painted(struct sheet *s, enum paint p, struct str text)
{
    paint(s, p);
    put(s, text);
    if (p != PLAIN)
        paint(s, PLAIN);
}

static void
blanks(struct sheet *s, size_t n)
{
    while (n-- > 0)
        buf_char(s->out, ' ');
}

static void
end(struct sheet *s)
{
    buf_char(s->out, '\n');
}

/* Longest part of text that fits into columns; what follows begins with a base character. */
static struct str
fitting(struct str text, size_t columns)
{
    size_t at = 0, used = 0, good = 0;

    while (at < text.n) {
        size_t from = at, width;

        utf8_next(text, &at);
        width = utf8_columns(str_sub(text, from, at));
        if (width > 0)
            good = from;
        if (used + width > columns)
            return str_sub(text, 0, good);
        used += width;
    }
    return text;
}

/* text in at most columns, the last of them an ellipsis when something was cut. */
static struct str
cut(struct sheet *s, struct str text, size_t columns)
{
    struct str part;

    if (utf8_columns(text) <= columns)
        return text;
    part = fitting(text, columns > 0 ? columns - 1 : 0);
    return arena_printf(s->a, "%.*s\xe2\x80\xa6", STR_ARGS(part));
}

static void
padded(struct sheet *s, struct str text, size_t columns)
{
    size_t used = utf8_columns(text);

    put(s, text);
    blanks(s, used < columns ? columns - used : 0);
}

/* Where to break: behind the last blank of the part that fits, else where it ends. */
static struct str
first_line(struct str text, size_t columns)
{
    struct str part = fitting(text, columns);
    size_t at = part.n;

    if (part.n == text.n)
        return part;
    while (at > 0 && part.p[at - 1] != ' ')
        at--;
    if (at > part.n / 2)
        return str_sub(part, 0, at);
    if (part.n > 0)
        return part;
    utf8_next(text, &at); /* one cluster wider than the line: some of it, so that we get on */
    return str_sub(text, 0, at);
}

/* text over as many lines as it needs, each after the first indented. */
static void
wrapped(struct sheet *s, struct str text, size_t indent)
{
    size_t columns = (size_t)s->columns > indent + 20 ? (size_t)s->columns - indent : 20;

    text = str_trim(text);
    if (text.n == 0)
        end(s);
    while (text.n > 0) {
        struct str line = first_line(text, columns);

        put(s, str_trim(line));
        end(s);
        text = str_trim(str_sub(text, line.n, text.n));
        if (text.n > 0)
            blanks(s, indent);
    }
}

/* "label: text", wrapped under the text's start. */
static void
field(struct sheet *s, size_t indent, const char *id, struct str text)
{
    struct str label = tr(s, id);

    if (text.n == 0)
        return;
    blanks(s, indent);
    put_painted(s, FAINT, label);
    put_z(s, ": ");
    wrapped(s, text, indent + utf8_columns(label) + 2);
}

/* An address is never cut or wrapped: it must be possible to copy it. */
static void
field_address(struct sheet *s, size_t indent, const char *id, struct str url)
{
    if (url.n == 0)
        return;
    blanks(s, indent);
    put_painted(s, FAINT, tr(s, id));
    put_z(s, ": ");
    put(s, address(s, url));
    end(s);
}

static void
heading(struct sheet *s, const char *id)
{
    end(s);
    put_painted(s, BOLD, tr(s, id));
    end(s);
}

static void
mark(struct sheet *s, enum verdict v)
{
    put_painted(s, marks[v].paint, str_of(marks[v].icon));
}

static void
head(struct sheet *s)
{
    const struct scorecard *c = s->c;

    put_z(s, "oit ");
    put(s, shown(s, c->tool_version));
    put_z(s, " \xe2\x80\x94 ");
    put_painted(s, BOLD, shown(s, c->agency.n > 0 ? c->agency : c->site_host));
    put_z(s, "  ");
    put(s, address(s, c->site_url));
    put_z(s, "  ");
    put(s, shown(s, c->pack_name.n > 0 ? c->pack_name : c->pack_id));
    put_z(s, " (");
    put(s, filled(s, N_("{1} items"), number(s, c->item_n), STR_NONE));
    put_z(s, ")\n");
}

/* "3 x the server did not answer in time   https://..." for every problem that may hide information. */
static void
not_seen(struct sheet *s)
{
    for (int p = PROBLEM_NONE + 1; p < PROBLEM_COUNT; p++) {
        const struct coverage_problem *first = NULL;
        size_t n = problem_blocks((enum problem)p) ? card_problems(s->c, (enum problem)p, &first) : 0;

        if (n == 0)
            continue;
        put_z(s, "  ");
        put(s, filled(s, N_("{1} \xc3\x97 {2}"), number(s, n), tr(s, problem_text((enum problem)p))));
        end(s);
        blanks(s, 6);
        if (n > 1) {
            put(s, tr(s, N_("for example")));
            put_z(s, " ");
        }
        put(s, address(s, first->url));
        end(s);
    }
    if (s->c->coverage.problem_more > 0) {
        put_z(s, "  ");
        put(s, filled(s, N_("{1} more problems are counted but not listed."),
                      number(s, s->c->coverage.problem_more), STR_NONE));
        end(s);
    }
}

static bool
anything_not_seen(const struct scorecard *c)
{
    if (c->coverage.problem_more > 0)
        return true;
    for (size_t i = 0; i < c->coverage.problem_n; i++)
        if (problem_blocks(c->coverage.problem[i].problem))
            return true;
    return false;
}

static void
unreadable(struct sheet *s)
{
    end(s);
    put_painted(s, RED, tr(s, N_("The site could not be read")));
    end(s);
    put_z(s, "  ");
    wrapped(s,
            tr(s, N_("No page with content could be opened, so nothing can be said about any item. This does "
                     "not mean "
                     "that the information is missing, and there is no score.")),
            2);
    not_seen(s);
    put_z(s, "  ");
    wrapped(
        s,
        tr(s,
           N_("What to do: open the address in a browser outside the office network. If it opens there, ask "
              "the provider of the website to let this program in, then check again.")),
        2);
}

static void
score(struct sheet *s)
{
    const struct scorecard *c = s->c;

    end(s);
    if (!c->scored || c->low == NO_SCORE) {
        put(s, tr(s, N_("This checklist has no published scoring: items are counted, not scored.")));
        end(s);
        return;
    }
    put(s, tr(s, N_("Expected OIT score")));
    put_z(s, "  ");
    put_painted(s, BOLD, card_range(s->a, c->low, c->high));
    put_z(s, " / 100");
    if (c->potential > c->high) {
        put_z(s, "   ");
        put(s, filled(s, N_("after all corrections {1}"), card_points(s->a, c->potential), STR_NONE));
    }
    end(s);
    if (c->ita_low != NO_SCORE) {
        put(s, tr(s, N_("ITA total")));
        put_z(s, "  ");
        put_painted(s, BOLD, card_range(s->a, c->ita_low, c->ita_high));
        if (c->level.n > 0) {
            put_z(s, "   ");
            put(s, tr(s, N_("level")));
            put_z(s, " ");
            put(s, shown(s, c->level));
        }
        end(s);
    }
    if (c->rating_note.id) {
        put_z(s, "  ");
        wrapped(s, sentence(s, &c->rating_note), 2);
    }
}

/* Counts of every verdict that occurs, as many to a line as fit. */
static void
counts(struct sheet *s)
{
    size_t used = 0;

    for (int v = 0; v < VERDICT_COUNT; v++) {
        size_t n = card_count(s->c, (enum verdict)v);
        struct str words = tr(s, verdict_text((enum verdict)v));
        size_t width = utf8_columns(words) + 9;

        if (n == 0)
            continue;
        if (used > 0 && used + width > (size_t)s->columns) {
            end(s);
            used = 0;
        }
        put_z(s, "  ");
        mark(s, (enum verdict)v);
        put_z(s, " ");
        put(s, words);
        put_z(s, " ");
        put_painted(s, BOLD, number(s, n));
        used += width;
    }
    end(s);
}

/* "+12.50" to win, "1.25 ?" at risk: the same width for all. */
static void
gain(struct sheet *s, const struct item_result *i)
{
    struct str points = card_points(s->a, i->gain_oit > 0 ? i->gain_oit : 0);
    size_t width = points.n + 1;

    if (!s->c->scored)
        return;
    blanks(s, width < 7 ? 7 - width : 0);
    put_painted(s, card_at_risk(i) ? VIOLET : GREEN,
                arena_printf(s->a, "%s%.*s", card_at_risk(i) ? "\xc2\xb1" : "+", STR_ARGS(points)));
    put_z(s, "  ");
}

static size_t
task_indent(const struct sheet *s)
{
    return s->c->scored ? 18 : 9;
}

static struct str
item_name(struct sheet *s, const struct item_result *i)
{
    return shown(s, card_name(i->name, i->name_en, s->lang));
}

static void
task_head(struct sheet *s, const struct item_result *i)
{
    size_t indent = task_indent(s);

    put_z(s, "  ");
    gain(s, i);
    mark(s, i->verdict);
    put_z(s, " ");
    paint(s, BOLD);
    padded(s, shown(s, i->id), 4);
    paint(s, PLAIN);
    put_z(s, " ");
    put(s, cut(s, item_name(s, i), (size_t)s->columns > indent ? (size_t)s->columns - indent : 1));
    end(s);
}

/* What is said of a task in one line: what to do, or where there is nothing to do yet, why it waits. */
static void
task(struct sheet *s, const struct item_result *i)
{
    size_t indent = task_indent(s);
    struct str owner = i->owner.n > 0 ? shown(s, i->owner) : STR_NONE;
    struct str action = i->fix.n > 0 ? shown(s, i->fix) : sentence(s, &i->reason);
    size_t room = (size_t)s->columns > indent ? (size_t)s->columns - indent : 1;

    task_head(s, i);
    if (owner.n > 0 && room > utf8_columns(owner) + 24)
        room -= utf8_columns(owner) + 4;
    else
        owner = STR_NONE;
    blanks(s, indent);
    put(s, cut(s, action, room));
    if (owner.n > 0) {
        put_z(s, "  (");
        put_painted(s, FAINT, owner);
        put_z(s, ")");
    }
    end(s);
}

static void
tasks(struct sheet *s)
{
    const struct strs *todo = &s->c->to_do;
    size_t n = todo->n < FIRST_TASKS ? todo->n : FIRST_TASKS;

    heading(s, N_("What to do first"));
    if (n == 0) {
        put_z(s, "  ");
        put(s, tr(s, N_("Nothing: every item was found.")));
        end(s);
        return;
    }
    for (size_t k = 0; k < n; k++) {
        const struct item_result *i = card_item(s->c, todo->v[k]);

        if (i)
            task(s, i);
    }
    if (n < todo->n) {
        put_z(s, "  ");
        put(s, filled(s, N_("{1} more: see \"oit todo\""), number(s, todo->n - n), STR_NONE));
        end(s);
    }
    if (s->c->scored && card_open(s->c) > 0) {
        put_z(s, "  ");
        put_painted(s, FAINT,
                    tr(s, N_("+ points to gain, \xc2\xb1 points at risk until a person has looked")));
        end(s);
    }
}

static void
missing_one(struct sheet *s, const struct missing_url *u, size_t indent)
{
    blanks(s, indent);
    put_painted(s, RED, tr(s, missing_text(u->problem)));
    if (u->status > 0)
        buf_printf(s->out, " (HTTP %d)", u->status);
    if (u->words.n > 0) {
        put_z(s, "  ");
        put(s, filled(s, N_("\"{1}\""), cut(s, shown(s, u->words), 40), STR_NONE));
    }
    end(s);
    blanks(s, indent);
    put(s, address(s, u->url));
    end(s);
    if (!str_eq(u->found_on, u->url))
        field_address(s, indent, N_("linked from"), u->found_on);
}

static void
missing(struct sheet *s)
{
    if (s->c->missing_n == 0)
        return;
    heading(s, N_("Addresses that do not deliver"));
    for (size_t k = 0; k < s->c->missing_n; k++) {
        const struct missing_url *u = &s->c->missing[k];
        const struct item_result *i = card_item(s->c, u->item);
        bool first = k == 0 || !str_eq(s->c->missing[k - 1].item, u->item);

        if (first) {
            put_z(s, "  ");
            paint(s, BOLD);
            padded(s, shown(s, u->item), 4);
            paint(s, PLAIN);
            put_z(s, " ");
            if (i)
                put(s, cut(s, item_name(s, i), (size_t)s->columns - 7));
            end(s);
        }
        missing_one(s, u, 7);
    }
}

static void
coverage(struct sheet *s)
{
    const struct coverage *v = &s->c->coverage;

    end(s);
    put(s, filled(s, N_("{1} addresses read, {2} failed"), number(s, v->fetched + v->not_modified),
                  number(s, v->failed)));
    put_z(s, ", ");
    put(s, filled(s, N_("text of {1} of {2} documents read"), number(s, v->documents_read),
                  number(s, v->documents)));
    end(s);
    if (!s->c->complete) {
        paint(s, YELLOW);
        wrapped(
            s,
            tr(s,
               N_("The visit is not complete: part of the site could not be looked at. What hangs on it is "
                  "\"could not look\", never \"missing\".")),
            0);
        paint(s, PLAIN);
    }
    if (anything_not_seen(s->c)) {
        heading(s, N_("What could not be looked at"));
        not_seen(s);
    }
}

static void
disclaimer(struct sheet *s)
{
    end(s);
    paint(s, FAINT);
    wrapped(s,
            tr(s, N_("This is a check by a program before the assessment. It is not a result of the National "
                     "Anti-Corruption Commission (NACC).")),
            0);
    paint(s, PLAIN);
}

static struct sheet
sheet_of(const struct scorecard *c, enum lang lang, bool colour, int columns, struct buf *out)
{
    if (columns <= 0)
        columns = USUAL;
    return (struct sheet){out, arena_new(0), c, lang, colour, columns < NARROWEST ? NARROWEST : columns};
}

void
report_summary(const struct scorecard *c, enum lang lang, bool colour, int columns, struct buf *out)
{
    struct sheet s = sheet_of(c, lang, colour, columns, out);

    head(&s);
    if (card_unreadable(c)) {
        unreadable(&s);
    } else {
        score(&s);
        counts(&s);
        tasks(&s);
        missing(&s);
        coverage(&s);
    }
    disclaimer(&s);
    arena_free(s.a);
}

/* One task with all that is needed to do it. */
static void
whole_task(struct sheet *s, const struct item_result *i)
{
    const struct missing_url *u;
    size_t at = 0, indent = task_indent(s);

    task_head(s, i);
    field(s, indent, N_("Verdict"), tr(s, verdict_text(i->verdict)));
    field(s, indent, N_("Reason"), sentence(s, &i->reason));
    field(s, indent, N_("To do"), shown(s, i->fix));
    field(s, indent, N_("In charge"), shown(s, i->owner));
    while ((u = card_missing(s->c, i->id, &at))) {
        missing_one(s, u, indent);
        field(s, indent, N_("What should be there"), shown(s, u->expected));
    }
    if (i->evidence_n > 0)
        field_address(s, indent, N_("Seen"),
                      i->evidence[0].final_url.n ? i->evidence[0].final_url : i->evidence[0].url);
    end(s);
}

void
report_todo(const struct scorecard *c, enum lang lang, bool colour, int columns, struct buf *out)
{
    struct sheet s = sheet_of(c, lang, colour, columns, out);

    head(&s);
    end(&s);
    if (card_unreadable(c))
        unreadable(&s);
    else if (c->to_do.n == 0)
        put(&s, tr(&s, N_("Nothing: every item was found."))), end(&s);
    else
        for (size_t k = 0; k < c->to_do.n; k++) {
            const struct item_result *i = card_item(c, c->to_do.v[k]);

            if (i)
                whole_task(&s, i);
        }
    arena_free(s.a);
}

static void
explain_elements(struct sheet *s, const struct item_result *i)
{
    static const enum verdict marks_of[] = {
        [MET_NO] = VERDICT_MISSING, [MET_YES] = VERDICT_FOUND, [MET_UNKNOWN] = VERDICT_REVIEW};

    if (i->element_n > 0)
        heading(s, N_("What the item must show"));
    for (size_t k = 0; k < i->element_n; k++) {
        const struct element_result *e = &i->element[k];
        const char *basis = card_basis_text(e->basis);

        put_z(s, "  ");
        mark(s, marks_of[e->met]);
        put_z(s, " ");
        wrapped(s, shown(s, e->text), 4);
        blanks(s, 4);
        put_painted(s, FAINT, tr(s, card_met_text(e->met)));
        if (e->note.id) {
            put_z(s, ": ");
            put(s, sentence(s, &e->note));
        }
        end(s);
        if (basis) {
            blanks(s, 4);
            put_painted(s, FAINT, tr(s, basis));
            end(s);
        }
    }
}

static struct str
click_path(struct sheet *s, const struct evidence *e)
{
    struct buf b;
    struct str path;

    buf_init(&b, LINE_MAX_BYTES);
    for (size_t k = 0; k < e->path.n; k++) {
        if (k > 0)
            buf_z(&b, " \xe2\x80\xba ");
        buf_str(&b, shown(s, e->path.v[k]));
    }
    path = arena_str(s->a, buf_view(&b));
    buf_free(&b);
    return path;
}

static void
explain_facts(struct sheet *s, const struct evidence *e)
{
    char hex[65];

    blanks(s, 6);
    put(s, tr(s, card_where_text(e->where)));
    if (e->page > 0) {
        put_z(s, ", ");
        put(s, filled(s, N_("page {1}"), number(s, (uint64_t)e->page), STR_NONE));
    }
    if (e->fiscal_year > 0) {
        put_z(s, ", ");
        put(s, filled(s, N_("fiscal year {1}"), number(s, (uint64_t)e->fiscal_year), STR_NONE));
    }
    if (e->http_status > 0)
        buf_printf(s->out, ", HTTP %d", e->http_status);
    if (e->fetched != 0) {
        put_z(s, ", ");
        put(s, filled(s, N_("read {1}"), card_time_of(s->a, e->fetched, s->lang), STR_NONE));
    }
    end(s);
    if (!sha256_is_zero(&e->sha256)) {
        sha256_hex(&e->sha256, hex);
        buf_printf(s->out, "      SHA-256 %s\n", hex);
    }
}

static void
explain_evidence(struct sheet *s, const struct item_result *i)
{
    if (i->evidence_n > 0)
        heading(s, N_("Evidence"));
    for (size_t k = 0; k < i->evidence_n; k++) {
        const struct evidence *e = &i->evidence[k];

        buf_printf(s->out, "  %zu.  ", k + 1);
        wrapped(s, filled(s, N_("\"{1}\""), e->quote, STR_NONE), 6);
        blanks(s, 6);
        put(s, address(s, e->final_url.n > 0 ? e->final_url : e->url));
        end(s);
        field(s, 6, N_("Click path"), click_path(s, e));
        explain_facts(s, e);
    }
}

static void
explain_candidates(struct sheet *s, const struct item_result *i)
{
    if (i->candidate_n > 0)
        heading(s, N_("Places considered"));
    for (size_t k = 0; k < i->candidate_n; k++) {
        const struct candidate *d = &i->candidate[k];

        put_z(s, "  ");
        mark(s, d->taken ? VERDICT_FOUND : VERDICT_NOT_APPLICABLE);
        put_z(s, " ");
        put(s, address(s, d->url));
        end(s);
        if (d->words.n > 0) {
            blanks(s, 4);
            wrapped(s, filled(s, N_("\"{1}\""), d->words, STR_NONE), 4);
        }
        blanks(s, 4);
        wrapped(s, sentence(s, &d->decision), 4);
    }
}

static void
explain_looked(struct sheet *s, const struct item_result *i)
{
    struct buf b;

    heading(s, N_("Where we looked"));
    put_z(s, "  ");
    put(s, filled(s, N_("{1} pages and {2} documents"), number(s, i->looked_pages),
                  number(s, i->looked_documents)));
    end(s);
    buf_init(&b, LINE_MAX_BYTES);
    for (size_t k = 0; k < i->looked_words.n; k++) {
        buf_z(&b, k > 0 ? ", " : "");
        buf_str(&b, shown(s, i->looked_words.v[k]));
    }
    field(s, 2, N_("words"), buf_view(&b));
    buf_free(&b);
}

static void
explain_missing(struct sheet *s, const struct item_result *i)
{
    const struct missing_url *u;
    size_t at = 0;

    while ((u = card_missing(s->c, i->id, &at))) {
        if (u == s->c->missing || !str_eq(u[-1].item, i->id))
            heading(s, N_("Addresses that do not deliver"));
        missing_one(s, u, 2);
        field(s, 2, N_("What should be there"), shown(s, u->expected));
    }
}

static void
explain_verdict(struct sheet *s, const struct item_result *i)
{
    mark(s, i->verdict);
    put_z(s, " ");
    put_painted(s, marks[i->verdict].paint, tr(s, verdict_text(i->verdict)));
    put_z(s, "  ");
    put(s, filled(s, N_("confidence {1} %"), number(s, (uint64_t)(i->confidence > 0 ? i->confidence : 0)),
                  STR_NONE));
    if (s->c->scored && i->gain_oit > 0 && !verdict_counts_low(i->verdict)) {
        put_z(s, "  ");
        gain(s, i);
        put(s, tr(s, card_at_risk(i) ? N_("OIT points at risk") : N_("OIT points to gain")));
    }
    end(s);
    if (i->verdict != i->machine_verdict)
        field(s, 0, N_("Judged by a person; the program says"), tr(s, verdict_text(i->machine_verdict)));
    if (i->previous && verdict_of_name(i->previous) != VERDICT_COUNT)
        field(s, 0, N_("last visit"), tr(s, verdict_text(verdict_of_name(i->previous))));
}

void
report_explain(const struct scorecard *c, const struct item_result *i, enum lang lang, bool colour,
               int columns, struct buf *out)
{
    struct sheet s = sheet_of(c, lang, colour, columns, out);

    head(&s);
    end(&s);
    paint(&s, BOLD);
    put(&s, shown(&s, i->id));
    put_z(&s, "  ");
    wrapped(&s, item_name(&s, i), 5);
    paint(&s, PLAIN);
    explain_verdict(&s, i);
    wrapped(&s, sentence(&s, &i->reason), 0);
    explain_elements(&s, i);
    explain_evidence(&s, i);
    explain_missing(&s, i);
    explain_looked(&s, i);
    explain_candidates(&s, i);
    if (i->fix.n > 0) {
        heading(&s, N_("To do"));
        put_z(&s, "  ");
        wrapped(&s, shown(&s, i->fix), 2);
        field(&s, 2, N_("In charge"), shown(&s, i->owner));
    }
    arena_free(s.a);
}
