/*
 * The table of all sites.  A choice above it sorts it without script: every row carries its place in each
 * order, and the style sheet takes the one that is chosen.
 */
#include "base/mem.h"
#include "base/thai.h"
#include "base/utf8.h"
#include "report/province_html.h"
#include <stdlib.h>

/* ------------------------------------------------------------------ cells */

static void
score_cell(struct view *v, const struct province_site *s)
{
    markup_raw(&v->m, "<td role=\"cell\" class=\"sc\"><b>");
    if (s->outcome.low == NO_SCORE) {
        markup_raw(&v->m, "\xe2\x80\x94</b></td>");
        return;
    }
    markup_text(&v->m, card_range(v->m.a, s->outcome.low, s->outcome.high));
    markup_raw(&v->m, "</b><span class=\"rb\"><i class=\"s\" style=\"width:");
    view_per_cent(v, s->outcome.low);
    markup_raw(&v->m, "\"></i><i class=\"h\" style=\"width:");
    view_per_cent(v, s->outcome.high - s->outcome.low);
    markup_raw(&v->m, "\"></i></span></td>");
}

/* A score that fell because less could be looked at is not the site's doing, and looks so. */
static void
change_cell(struct view *v, const struct province_site *s)
{
    static const char *const looks[] = {[TURN_NONE] = "eq",
                                        [TURN_WORSE] = "down",
                                        [TURN_BETTER] = "up",
                                        [TURN_LESS_SEEN] = "eq",
                                        [TURN_MORE_SEEN] = "eq"};
    int change;
    enum turn turn = province_turn(v->p, s, &change);

    buf_printf(v->m.out, "<td role=\"cell\" class=\"chg\"><span class=\"%s\">", looks[turn]);
    if (turn != TURN_NONE) {
        markup_raw(&v->m, change > 0 ? "\xe2\x96\xb2 " : "\xe2\x96\xbc ");
        markup_points(&v->m, abs(change));
    }
    if (turn == TURN_LESS_SEEN || turn == TURN_MORE_SEEN) {
        markup_raw(&v->m, " ");
        markup_both(&v->m,
                    turn == TURN_LESS_SEEN ? N_("less could be looked at") : N_("more could be looked at"));
    }
    if (turn == TURN_NONE)
        markup_both(&v->m, s->outcome.before_low != NO_SCORE         ? N_("unchanged")
                           : v->p->before.started.n > 0 && !s->fresh ? N_("no score then")
                                                                     : N_("first visit"));
    markup_raw(&v->m, "</span></td>");
}

/* ------------------------------------------------------------------ the last batches */

#define TREND_WIDTH 72
#define TREND_HEIGHT 22
#define TREND_EDGE 4
#define TREND_SPAN 1000 /* hundredths of a point that a line shows at least from bottom to top */

static bool
any_trend(const struct view *v)
{
    for (size_t i = 0; i < v->n; i++)
        if (v->order[i]->trend_n > 1)
            return true;
    return false;
}

struct dot {
    int x, y;
};

static struct dot
dot_of(const struct province_site *s, size_t i)
{
    int low = s->trend[0], high = s->trend[0];

    for (size_t k = 1; k < s->trend_n; k++) {
        low = s->trend[k] < low ? s->trend[k] : low;
        high = s->trend[k] > high ? s->trend[k] : high;
    }
    if (high - low < TREND_SPAN) {
        low = (low + high) / 2 - TREND_SPAN / 2;
        high = low + TREND_SPAN;
    }
    return (struct dot){TREND_EDGE + (int)i * (TREND_WIDTH - 2 * TREND_EDGE) / ((int)s->trend_n - 1),
                        TREND_HEIGHT - TREND_EDGE -
                            (s->trend[i] - low) * (TREND_HEIGHT - 2 * TREND_EDGE) / (high - low)};
}

static void
trend_words(struct view *v, const struct province_site *s)
{
    for (size_t i = 0; i < s->trend_n; i++) {
        markup_raw(&v->m, i > 0 ? " \xe2\x86\x92 " : "");
        markup_points(&v->m, s->trend[i]);
    }
}

static void
trend_cell(struct view *v, const struct province_site *s)
{
    struct dot last = {0};

    markup_raw(&v->m, "<td role=\"cell\" class=\"tr\">");
    if (s->trend_n > 1) {
        buf_printf(v->m.out,
                   "<svg viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\" role=\"img\" aria-label=\"",
                   TREND_WIDTH, TREND_HEIGHT, TREND_WIDTH, TREND_HEIGHT);
        trend_words(v, s);
        markup_raw(&v->m, "\"><title>");
        trend_words(v, s);
        markup_raw(&v->m, "</title><polyline points=\"");
        for (size_t i = 0; i < s->trend_n; i++) {
            last = dot_of(s, i);
            buf_printf(v->m.out, "%s%d,%d", i > 0 ? " " : "", last.x, last.y);
        }
        buf_printf(v->m.out, "\"/><circle cx=\"%d\" cy=\"%d\" r=\"3\"/></svg>", last.x, last.y);
    }
    markup_raw(&v->m, "</td>");
}

static void
name_cell(struct view *v, const struct province_site *s)
{
    markup_raw(&v->m, "<th scope=\"row\" role=\"rowheader\">");
    view_site_link(v, s);
    markup_raw(&v->m, "<span class=\"am\">");
    markup_text(&v->m, s->district);
    if (s->district.n > 0 && s->kind.n > 0)
        markup_raw(&v->m, " \xc2\xb7 ");
    markup_text(&v->m, s->kind);
    markup_raw(&v->m, "</span></th>");
}

static void
first_cell(struct view *v, const struct province_site *s)
{
    const struct province_item *first = province_first(v->p, s);

    markup_raw(&v->m, "<td role=\"cell\" class=\"fx\">");
    if (first == NULL) {
        markup_raw(&v->m, "\xe2\x80\x94</td></tr>\n");
        return;
    }
    markup_text(&v->m, first->of->id);
    markup_raw(&v->m, " ");
    markup_name(&v->m, first->of->name, first->of->name_en);
    if (first->gain_oit > 0) {
        markup_raw(&v->m, " <b class=\"gf\">+");
        markup_points(&v->m, first->gain_oit);
        markup_raw(&v->m, "</b>");
    }
    markup_raw(&v->m, "</td></tr>\n");
}

/* ------------------------------------------------------------------ orders */

struct key {
    struct str name, place;
    int64_t change, lacking, people, open;
    size_t row; /* by score */
};

typedef int key_order_fn(const struct key *a, const struct key *b);

static int
by_number(int64_t a, int64_t b)
{
    return a < b ? -1 : a > b;
}

static int
by_name(const struct key *a, const struct key *b)
{
    return str_cmp(a->name, b->name);
}

static int
by_place(const struct key *a, const struct key *b)
{
    return str_cmp(a->place, b->place);
}

static int
by_change(const struct key *a, const struct key *b)
{
    return by_number(a->change, b->change);
}

static int
by_lacking(const struct key *a, const struct key *b)
{
    return by_number(b->lacking, a->lacking);
}

static int
by_people(const struct key *a, const struct key *b)
{
    return by_number(b->people, a->people);
}

static int
by_open(const struct key *a, const struct key *b)
{
    return by_number(b->open, a->open);
}

/* By score first: rows stand so already.  letter: of the property and the choice. */
static const struct {
    const char *words;
    key_order_fn *compare;
    char letter;
} orders[] = {
    {N_("Score"), NULL, 's'},
    {N_("Agency"), by_name, 'n'},
    {N_("District"), by_place, 'd'},
    {N_("Since the visit before"), by_change, 'c'},
    {N_("To mend"), by_lacking, 'm'},
    {N_("A person must look"), by_people, 'p'},
    {N_("Could not look"), by_open, 'u'},
};

#define ORDERS (sizeof orders / sizeof *orders)

/* As a dictionary has it: a vowel written before its consonant counts behind it. */
static struct str
sort_key(struct arena *a, struct str text)
{
    struct str norm = thai_norm(a, text, THAI_EXACT, false).text, key;
    struct buf b;
    size_t at = 0;

    buf_init(&b, norm.n + 8);
    while (at < norm.n) {
        uint32_t c = utf8_next(norm, &at);

        if (c >= 0xe40 && c <= 0xe44 && at < norm.n)
            utf8_append(&b, utf8_next(norm, &at));
        utf8_append(&b, c);
    }
    key = arena_str(a, buf_view(&b));
    buf_free(&b);
    return key;
}

static void
fill_key(struct view *v, size_t i, struct key *k)
{
    const struct province_site *s = v->order[i];
    int change;

    *k = (struct key){.name = sort_key(v->m.a, province_name(s)),
                      .place = arena_printf(v->m.a, "%.*s %.*s", STR_ARGS(sort_key(v->m.a, s->district)),
                                            STR_ARGS(sort_key(v->m.a, s->kind))),
                      .lacking = (int64_t)province_site_lacking(v->p, s),
                      .people = (int64_t)province_site_count(v->p, s, VERDICT_REVIEW),
                      .open = (int64_t)province_site_count(v->p, s, VERDICT_UNASSESSED),
                      .row = i};
    if (province_change(s, &change))
        k->change = change;
}

struct sorted {
    const struct key *key;
    key_order_fn *compare;
};

static int
in_order(const void *x, const void *y)
{
    const struct sorted *a = x, *b = y;
    int by = a->compare(a->key, b->key);

    return by != 0 ? by : by_number((int64_t)a->key->row, (int64_t)b->key->row);
}

/* place[row * ORDERS + order]: where the row stands in that order. */
static size_t *
places_of(struct view *v)
{
    size_t *place = mem_new(v->n * ORDERS + 1, sizeof *place);
    struct key *key = mem_new(v->n + 1, sizeof *key);
    struct sorted *sorted = mem_new(v->n + 1, sizeof *sorted);

    for (size_t i = 0; i < v->n; i++)
        fill_key(v, i, &key[i]);
    for (size_t k = 1; k < ORDERS; k++) {
        for (size_t i = 0; i < v->n; i++)
            sorted[i] = (struct sorted){&key[i], orders[k].compare};
        qsort(sorted, v->n, sizeof *sorted, in_order);
        for (size_t i = 0; i < v->n; i++)
            place[sorted[i].key->row * ORDERS + k] = i + 1;
    }
    free(sorted);
    free(key);
    return place;
}

static void
choices(struct view *v)
{
    markup_raw(&v->m, "<fieldset class=\"sort\"><legend>");
    markup_both(&v->m, N_("Order by"));
    markup_raw(&v->m, "</legend>");
    for (size_t k = 0; k < ORDERS; k++) {
        buf_printf(v->m.out, "<label><input type=\"radio\" name=\"sort\" id=\"o%c\"%s><b>", orders[k].letter,
                   k == 0 ? " checked" : "");
        markup_both(&v->m, orders[k].words);
        markup_raw(&v->m, "</b></label>\n");
    }
    markup_raw(&v->m, "</fieldset>\n");
}

/* ------------------------------------------------------------------ rows */

static void
row(struct view *v, size_t i, const size_t *place)
{
    const struct province_site *s = v->order[i];

    markup_raw(&v->m, "<tr role=\"row\" style=\"");
    for (size_t k = 1; k < ORDERS; k++)
        buf_printf(v->m.out, "%s--%c:%zu", k > 1 ? ";" : "", orders[k].letter, place[i * ORDERS + k]);
    buf_printf(v->m.out, "\"><td role=\"cell\" class=\"r\">%zu</td>", i + 1);
    name_cell(v, s);
    score_cell(v, s);
    change_cell(v, s);
    if (v->trend)
        trend_cell(v, s);
    buf_printf(v->m.out,
               "<td role=\"cell\" class=\"num\">%zu</td><td role=\"cell\" class=\"num\">%zu</td>"
               "<td role=\"cell\" class=\"num\">%zu</td>",
               province_site_lacking(v->p, s), province_site_count(v->p, s, VERDICT_REVIEW),
               province_site_count(v->p, s, VERDICT_UNASSESSED));
    first_cell(v, s);
}

static void
heading(struct view *v, const char *class, const char *id)
{
    buf_printf(v->m.out, "<th scope=\"col\" role=\"columnheader\"%s>", class);
    markup_both(&v->m, id);
    markup_raw(&v->m, "</th>");
}

void
view_table(struct view *v)
{
    size_t *place = places_of(v);

    v->trend = any_trend(v);
    view_section(v, "sites", N_("Sites"), NULL);
    choices(v);
    buf_printf(v->m.out, "<div class=\"tw\" tabindex=\"0\"><table role=\"table\"%s><caption>",
               v->trend ? " class=\"lt\"" : "");
    markup_both(&v->m, N_("Hatched: what hangs on a person or on what could not be looked at. province.xlsx "
                          "sorts and filters otherwise."));
    markup_raw(&v->m, "</caption><thead role=\"rowgroup\"><tr role=\"row\">");
    heading(v, "", N_("No."));
    heading(v, "", N_("Agency"));
    heading(v, "", N_("Score"));
    heading(v, "", N_("Since the visit before"));
    if (v->trend)
        heading(v, " class=\"tr\"", N_("Last batches"));
    heading(v, " class=\"num\"", N_("To mend"));
    heading(v, " class=\"num\"", N_("A person must look"));
    heading(v, " class=\"num\"", N_("Could not look"));
    heading(v, "", N_("To mend first"));
    markup_raw(&v->m, "</tr></thead>\n<tbody role=\"rowgroup\">\n");
    for (size_t i = 0; i < v->n; i++)
        row(v, i, place);
    markup_raw(&v->m, "</tbody></table></div></section>\n");
    free(place);
}
