/*
 * A job page shows at most 1 MiB; the tables of what is wrong come first, what was found last and only while
 * there is room.  Markdown of job pages makes links of bare addresses and calls people by @name: what a site
 * wrote stands in code spans or is taken apart by a zero-width space.
 */
#include "report/markdown.h"
#include "base/utf8.h"
#include "oit/limits.h"
#include "report/address.h"
#include "report/card.h"
#include "report/plain.h"
#include "report/todo.h"

#define TEXT_CHARACTERS 600
#define ZERO_WIDTH_SPACE "\xe2\x80\x8b"

struct markdown {
    struct buf *out;
    struct arena *a;
    const struct scorecard *c;
    enum lang lang;
};

static bool
is_word(struct str s, size_t at)
{
    unsigned char c = at < s.n ? (unsigned char)s.p[at] : ' ';

    return c >= 0x80 || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           c == '/' || c == '"' || c == '[';
}

/* Signs that job pages read as the beginning of a name, a number of a thread or an address. */
static bool
is_call(char c)
{
    return c == '@' || c == '#' || c == '!' || c == '~' || c == '%' || c == '$' || c == '&' || c == '^' ||
           c == ':';
}

/* A full stop between letters of addresses; Thai abbreviations and decimals keep theirs. */
static bool
is_dot(struct str s, size_t at)
{
    return s.p[at] == '.' && at + 1 < s.n &&
           ((s.p[at + 1] >= 'a' && s.p[at + 1] <= 'z') || (s.p[at + 1] >= 'A' && s.p[at + 1] <= 'Z'));
}

static const char *
entity(char c)
{
    return c == '<' ? "&lt;" : c == '>' ? "&gt;" : c == '&' ? "&amp;" : NULL;
}

/* An ASCII sign, which Markdown lets one write with a backslash before it. */
static void
put_sign(struct buf *out, struct str s, size_t at)
{
    char c = s.p[at];
    bool sign = c > ' ' && c < 0x7f && !is_word(s, at);

    if (entity(c))
        buf_z(out, entity(c));
    else {
        if (sign || c == '/' || c == '"' || c == '[')
            buf_char(out, '\\');
        buf_char(out, c);
    }
    if ((is_call(c) && is_word(s, at + 1)) || is_dot(s, at))
        buf_z(out, ZERO_WIDTH_SPACE);
}

static struct str
one_line(struct arena *a, struct str s)
{
    return str_trim(plain_line(a, s, TEXT_CHARACTERS));
}

/* Two code spans side by side would become one that neither ends. */
static void
part_spans(struct buf *out)
{
    if (out->n > 0 && out->p[out->n - 1] == '`')
        buf_char(out, ' ');
}

/* An address can be copied out of a code span as it is; it holds no back-tick, bar or backslash. */
static void
put_address(struct buf *out, struct str url)
{
    part_spans(out);
    buf_char(out, '`');
    buf_str(out, url);
    buf_char(out, '`');
}

void
markdown_text(struct buf *out, struct str s)
{
    struct arena *a = arena_new(0);
    struct str line = one_line(a, s);

    for (size_t at = 0; at < line.n; at++) {
        size_t end = address_end(line, at);

        if (end > at) {
            put_address(out, str_sub(line, at, end));
            at = end - 1;
        } else if ((unsigned char)line.p[at] < 0x80)
            put_sign(out, line, at);
        else
            buf_char(out, line.p[at]);
    }
    arena_free(a);
}

/* The longest run of back-ticks; a fence must be longer. */
static size_t
longest_run(struct str s)
{
    size_t longest = 0, run = 0;

    for (size_t at = 0; at < s.n; at++) {
        run = s.p[at] == '`' ? run + 1 : 0;
        longest = run > longest ? run : longest;
    }
    return longest;
}

static void
fence(struct buf *out, size_t n)
{
    while (n-- > 0)
        buf_char(out, '`');
}

void
markdown_quote(struct buf *out, struct str s)
{
    struct arena *a = arena_new(0);
    struct str line = one_line(a, s);
    size_t ticks = longest_run(line) + 1;

    if (line.n > 0) {
        part_spans(out);
        fence(out, ticks);
        buf_char(out, ' '); /* one blank at each end belongs to the fence */
        for (size_t at = 0; at < line.n; at++)
            if (line.p[at] == '|') /* a table looks for its columns before anything else */
                buf_z(out, "\xe2\x94\x82");
            else
                buf_char(out, line.p[at]);
        buf_char(out, ' ');
        fence(out, ticks);
    }
    arena_free(a);
}

static void
words(struct markdown *m, const char *id)
{
    markdown_text(m->out, str_of(say_tr_in(m->lang, id)));
}

static void
sentence(struct markdown *m, const struct say *s)
{
    if (s->id)
        markdown_text(m->out, say_text(m->a, s, m->lang));
}

static void
raw(struct markdown *m, const char *z)
{
    buf_z(m->out, z);
}

static void
heading(struct markdown *m, const char *id)
{
    raw(m, "\n## ");
    words(m, id);
    raw(m, "\n\n");
}

/* A link to the address, shown as people read it, when it is safe to follow; else its words. */
static void
address(struct markdown *m, struct str url)
{
    static const char bad[] = "<>()[]\\`|* _\"'";
    struct str shown = address_show_short(m->a, url);

    if (!html_safe_link(url)) {
        markdown_quote(m->out, shown);
        return;
    }
    raw(m, "[");
    markdown_quote(m->out, shown);
    raw(m, "](<");
    for (size_t at = 0; at < url.n; at++)
        if (str_find_char(STR(bad), url.p[at], 0) != STR_NOT_FOUND)
            buf_printf(m->out, "%%%02X", (unsigned char)url.p[at]);
        else
            buf_char(m->out, url.p[at]);
    raw(m, ">)");
}

static void
table_head(struct markdown *m, const char *const *ids, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        raw(m, i == 0 ? "| " : " | ");
        words(m, ids[i]);
    }
    raw(m, " |\n");
    for (size_t i = 0; i < n; i++)
        raw(m, "|---");
    raw(m, "|\n");
}

static const char *
icon(enum verdict v)
{
    static const char *const icons[VERDICT_COUNT] = {
        [VERDICT_FOUND] = "\xe2\x9c\x85",      [VERDICT_PARTIAL] = "\xf0\x9f\x9f\xa1",
        [VERDICT_STALE] = "\xf0\x9f\x9f\xa0",  [VERDICT_MISSING] = "\xe2\x9d\x8c",
        [VERDICT_UNASSESSED] = "\xe2\x9a\xaa", [VERDICT_REVIEW] = "\xf0\x9f\x9f\xa3",
        [VERDICT_WAIVED] = "\xf0\x9f\x8f\xb3", [VERDICT_NOT_APPLICABLE] = "\xe2\x9e\x96",
    };

    return icons[v];
}

static void
verdict(struct markdown *m, enum verdict v)
{
    raw(m, icon(v));
    raw(m, " ");
    words(m, verdict_text(v));
}

static void
head(struct markdown *m)
{
    const struct scorecard *c = m->c;

    raw(m, "# OIT ");
    if (c->scored && !card_unreadable(c)) {
        buf_str(m->out, card_range(m->a, c->low, c->high));
        raw(m, " \xc2\xb7 ");
    }
    markdown_text(m->out, c->agency.n > 0 ? c->agency : c->site_host);
    raw(m, "\n\n");
    address(m, c->site_url);
    raw(m, " \xc2\xb7 ");
    markdown_text(m->out,
                  card_name(c->pack_name.n > 0 ? c->pack_name : c->pack_id, c->pack_name_en, m->lang));
    raw(m, " \xc2\xb7 ");
    markdown_text(m->out, card_day(m->a, c->as_of, m->lang));
    raw(m, "\n\n");
    if (card_of_other_year(c)) {
        raw(m, "> ");
        markdown_text(m->out, card_list_note(m->a, c, m->lang));
        raw(m, "\n\n");
    }
    if (!c->complete) {
        raw(m, "> ");
        words(m, N_("The visit is not complete: part of the site could not be looked at. What hangs on it is "
                    "\"could not look\", never \"missing\"."));
        raw(m, "\n\n");
    }
}

static void
counts(struct markdown *m)
{
    static const char *const ids[] = {N_("Verdict"), N_("How many")};

    table_head(m, ids, 2);
    for (int v = 0; v < VERDICT_COUNT; v++) {
        size_t n = card_count(m->c, (enum verdict)v);

        if (n == 0)
            continue;
        raw(m, "| ");
        verdict(m, (enum verdict)v);
        buf_printf(m->out, " | %zu |\n", n);
    }
}

static void
task(struct markdown *m, const struct item_result *i)
{
    raw(m, "| ");
    markdown_text(m->out, i->id);
    raw(m, " | ");
    markdown_text(m->out, card_name(i->name, i->name_en, m->lang));
    raw(m, " | ");
    verdict(m, i->verdict);
    raw(m, " | ");
    if (m->c->scored)
        buf_printf(m->out, "%s%.*s", card_stake_sign(i), STR_ARGS(card_points(m->a, i->gain_oit)));
    raw(m, " | ");
    if (i->fix.n > 0)
        markdown_text(m->out, card_fix(m->a, i, m->lang));
    else
        markdown_text(m->out, card_say(m->a, i, &i->reason, m->lang));
    raw(m, " | ");
    markdown_text(m->out, i->owner);
    raw(m, " |\n");
}

static void
tasks(struct markdown *m)
{
    static const char *const ids[] = {N_("Item"),    N_("Name"),
                                      N_("Verdict"), N_("OIT points to gain or at risk"),
                                      N_("To do"),   N_("In charge")};

    const struct item_result **item;
    size_t n = todo_order(m->c, m->a, false, &item);

    heading(m, N_("What to do first"));
    if (n == 0) {
        words(m, N_("Nothing: no item is left to mend."));
        raw(m, "\n");
        return;
    }
    if (m->c->scored) {
        words(m, N_("most points for the work first"));
        raw(m, "\n\n");
    }
    table_head(m, ids, 6);
    for (size_t k = 0; k < n; k++)
        task(m, item[k]);
}

static void
missing(struct markdown *m)
{
    static const char *const ids[] = {N_("Item"), N_("What is wrong there"), N_("Address"), N_("Link words"),
                                      N_("Linked from")};

    if (m->c->missing_n == 0)
        return;
    heading(m, N_("Addresses that do not deliver"));
    table_head(m, ids, 5);
    for (size_t k = 0; k < m->c->missing_n; k++) {
        const struct missing_url *u = &m->c->missing[k];

        raw(m, "| ");
        markdown_text(m->out, u->item);
        raw(m, " | ");
        words(m, card_missing_text(u));
        if (u->status > 0 && !card_is_suggested(u))
            buf_printf(m->out, " (HTTP %d)", u->status);
        raw(m, " | ");
        address(m, u->url);
        raw(m, " | ");
        if (card_is_suggested(u))
            markdown_text(m->out, card_missing_words(m->c, u));
        else
            markdown_quote(m->out, u->words);
        raw(m, " | ");
        if (u->found_on.n > 0)
            address(m, u->found_on);
        raw(m, " |\n");
    }
}

static void
judged_row(struct markdown *m, struct str item, const struct item_result *i, const struct review *r)
{
    raw(m, "| ");
    markdown_text(m->out, item);
    raw(m, " | ");
    if (i)
        words(m, verdict_text(i->verdict));
    raw(m, " | ");
    if (i)
        words(m, verdict_text(i->machine_verdict));
    raw(m, " | ");
    markdown_text(m->out, card_said(m->a, r, m->lang));
    raw(m, " |\n");
}

/* Whose word it is, apart from what the program says. */
static void
judged(struct markdown *m)
{
    static const char *const ids[] = {N_("Item"), N_("Verdict"), N_("The program's own verdict"),
                                      N_("Judgement")};
    const struct scorecard *c = m->c;

    if (card_decided(c) + card_lapsed(c) == 0)
        return;
    heading(m, N_("Judged by people"));
    table_head(m, ids, 4);
    for (size_t i = 0; i < c->item_n; i++)
        if (c->item[i].review)
            judged_row(m, c->item[i].id, &c->item[i], c->item[i].review);
    for (size_t i = 0; i < c->unused_n; i++)
        judged_row(m, c->unused[i].item, NULL, &c->unused[i]);
}

/* What kept the text of the other documents back. */
static void
unread(struct markdown *m)
{
    struct card_fact cause[CARD_UNREAD];
    const char *before = " (";

    if (m->c->coverage.documents == m->c->coverage.documents_read)
        return;
    card_unread(&m->c->coverage, cause);
    for (size_t i = 0; i < CARD_UNREAD; i++) {
        if (cause[i].n == 0)
            continue;
        raw(m, before);
        before = "; ";
        markdown_text(m->out, card_number(m->a, cause[i].n));
        raw(m, " \xc3\x97 ");
        words(m, cause[i].text);
    }
    raw(m, ")");
}

static void
coverage(struct markdown *m)
{
    const struct coverage *v = &m->c->coverage;
    struct say read = {N_("{1} {1 address|addresses} read, {2} failed"),
                       {card_number(m->a, v->fetched + v->not_modified), card_number(m->a, v->failed)}};
    struct say texts = {N_("text of {1} of {2} documents read"),
                        {card_number(m->a, v->documents_read), card_number(m->a, v->documents)}};

    heading(m, N_("Coverage"));
    sentence(m, &read);
    raw(m, " \xc2\xb7 ");
    sentence(m, &texts);
    unread(m);
    raw(m, "\n");
}

static void
found_row(struct markdown *m, const struct item_result *i)
{
    raw(m, "| ");
    markdown_text(m->out, i->id);
    raw(m, " | ");
    markdown_text(m->out, card_name(i->name, i->name_en, m->lang));
    raw(m, " | ");
    if (i->evidence_n > 0)
        address(m, i->evidence[0].final_url.n > 0 ? i->evidence[0].final_url : i->evidence[0].url);
    raw(m, " |\n");
}

/* What is in order, folded; left out row by row when the page is full. */
static void
found(struct markdown *m)
{
    static const char *const ids[] = {N_("Item"), N_("Name"), N_("Address of the proof")};
    struct say title = {N_("{1} {1 item|items} in order"), {card_number(m->a, card_sure(m->c))}};

    if (card_sure(m->c) == 0)
        return;
    raw(m, "\n<details><summary>");
    html_text(m->out, say_text(m->a, &title, m->lang));
    raw(m, "</summary>\n\n");
    table_head(m, ids, 3);
    for (size_t i = 0; i < m->c->item_n && m->out->n < LIMIT_MARKDOWN; i++)
        if (verdict_counts_low(m->c->item[i].verdict))
            found_row(m, &m->c->item[i]);
    raw(m, "\n</details>\n");
}

void
markdown_write(const struct scorecard *c, enum lang lang, struct buf *out)
{
    struct markdown m = {out, arena_new(0), c, lang};

    head(&m);
    if (card_unreadable(c)) {
        words(&m, N_("No page with content was read, so nothing can be said about any item."));
        raw(&m, " ");
        markdown_text(out, card_last_read(m.a, c, lang));
        raw(&m, "\n");
    } else {
        counts(&m);
        tasks(&m);
        missing(&m);
        judged(&m);
    }
    coverage(&m);
    if (!card_unreadable(c))
        found(&m);
    raw(&m, "\n*");
    words(&m, N_("This is a check by a program before the assessment. It is not a result of the National "
                 "Anti-Corruption Commission (NACC)."));
    raw(&m, "*\n");
    arena_free(m.a);
}
