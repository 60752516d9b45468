/* province.html: the morning view. No script, no request to anywhere, every text of a list or a site escaped.
 */
#include "report/province_html.h"
#include "base/mem.h"
#include "report/asset.h"
#include <stdlib.h>

#define WORST 8

struct str
view_number(struct view *v, size_t n)
{
    return card_number(v->m.a, n);
}

void
view_per_cent(struct view *v, int hundredths)
{
    int at = hundredths < 0 ? 0 : hundredths > 10000 ? 10000 : hundredths;

    buf_printf(v->m.out, "%d.%02d%%", at / 100, at % 100);
}

void
view_section(struct view *v, const char *id, const char *heading, const char *note)
{
    markup_raw(&v->m, "<section class=\"card\"");
    if (id != NULL)
        buf_printf(v->m.out, " id=\"%s\"", id);
    markup_raw(&v->m, "><h2>");
    markup_both(&v->m, heading);
    if (note != NULL) {
        markup_raw(&v->m, " <small>");
        markup_both(&v->m, note);
        markup_raw(&v->m, "</small>");
    }
    markup_raw(&v->m, "</h2>\n");
}

void
view_site_link(struct view *v, const struct province_site *s)
{
    if (s->has_report) {
        markup_raw(&v->m, "<a href=\"");
        html_attribute(v->m.out, s->folder);
        markup_raw(&v->m, "/report.html\">");
    }
    markup_text(&v->m, province_name(s));
    markup_raw(&v->m, s->has_report ? "</a>" : "");
}

void
view_item_name(struct view *v, const struct item_result *i)
{
    markup_raw(&v->m, "<b class=\"o\">");
    markup_text(&v->m, i->id);
    markup_raw(&v->m, "</b> ");
    markup_name(&v->m, i->name, i->name_en);
}

static void
count_of_sites(struct view *v, size_t n)
{
    markup_say_of(&v->m, N_("{1} {1 site|sites}"), view_number(v, n), STR_NONE);
}

/* ------------------------------------------------------------------ head */

static struct str
shared_province(const struct province *p)
{
    struct str name = STR_NONE;

    for (size_t i = 0; i < p->site_n; i++) {
        struct str own = p->site[i].province;

        if (!province_counts(&p->site[i]) || own.n == 0)
            continue; /* a cell left empty speaks against nothing */
        if (name.n > 0 && !str_eq(own, name))
            return STR_NONE;
        name = own;
    }
    return name;
}

/* The province, where all are of one; else the list, which is called one. */
static struct str
title(struct view *v)
{
    struct str name = shared_province(v->p);
    struct say list = {N_("List {1}"), {v->p->title}};

    return name.n > 0 ? name : say_text(v->m.a, &list, v->m.lang);
}

static void
head(struct view *v)
{
    struct markup *m = &v->m;

    buf_printf(m->out, "<!doctype html>\n<html lang=\"%s\">\n<head>\n<meta charset=\"utf-8\">\n",
               m->lang == LANG_TH ? "th" : "en");
    markup_raw(m, "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
                  "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
                  "style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'\">\n"
                  "<meta name=\"referrer\" content=\"no-referrer\">\n<meta name=\"robots\" "
                  "content=\"noindex\">\n<title>");
    markup_text(m, title(v));
    markup_raw(m, " \xe2\x80\x94 ");
    markup_words(m, N_("OIT pre-assessment of many sites"));
    buf_printf(m->out, " %d</title>\n<style>\n", v->p->fiscal_year);
    buf_str(m->out, asset_province_css);
    markup_raw(m, "</style>\n</head>\n");
}

static size_t
all_sites(const struct province *p)
{
    size_t n = 0;

    for (size_t i = 0; i < p->site_n; i++)
        n += province_counts(&p->site[i]);
    return n;
}

static void
top(struct view *v)
{
    struct markup *m = &v->m;

    buf_printf(m->out, "<body class=\"show-%s\">\n<header class=\"top\"><div class=\"wrap\"><div><p>",
               m->lang == LANG_TH ? "th" : "en");
    markup_both(m, N_("OIT pre-assessment of many sites"));
    markup_raw(m, " \xc2\xb7 ");
    markup_name(m, v->p->pack_name, v->p->pack_name_en);
    markup_raw(m, "</p>\n<h1>");
    if (shared_province(v->p).n > 0)
        markup_text(m, shared_province(v->p));
    else
        markup_say_of(m, N_("List {1}"), v->p->title, STR_NONE);
    markup_raw(m, " \xe2\x80\x94 ");
    count_of_sites(v, all_sites(v->p));
    markup_raw(m, "</h1>\n<p>");
    markup_both(m, N_("Checked"));
    markup_raw(m, " ");
    markup_span(m, v->p->started, v->p->finished);
    markup_raw(m, " \xc2\xb7 ");
    markup_both(m,
                N_("This is a check by a program before the assessment. It is not a result of the National "
                   "Anti-Corruption Commission (NACC)."));
    markup_raw(m, "</p></div>\n");
    markup_language(m);
    markup_raw(m, "</div></header>\n<main class=\"wrap\">\n");
}

/* ------------------------------------------------------------------ tiles */

static void
tile(struct view *v, const char *class, struct str big, const char *words)
{
    buf_printf(v->m.out, "<li class=\"%s\"><b>", class);
    markup_text(&v->m, big);
    markup_raw(&v->m, "</b><i>");
    markup_both(&v->m, words);
    markup_raw(&v->m, "</i></li>\n");
}

struct totals {
    size_t pass, compared, worse, people, unseen;
    int low, high;
};

static struct totals
totals_of(struct view *v)
{
    struct totals t = {0};
    int change;

    province_mean(v->p, &t.low, &t.high);
    for (size_t i = 0; i < v->n; i++) {
        t.pass += v->order[i]->outcome.low >= PROVINCE_PASS;
        t.compared += v->order[i]->outcome.before_low != NO_SCORE;
        t.worse += province_turn(v->p, v->order[i], &change) == TURN_WORSE;
        t.people += province_site_count(v->p, v->order[i], VERDICT_REVIEW);
        t.unseen += province_site_count(v->p, v->order[i], VERDICT_UNASSESSED);
    }
    return t;
}

static void
tiles(struct view *v)
{
    struct totals t = totals_of(v);
    size_t closed = province_count(v->p, SITE_UNREADABLE);

    markup_raw(&v->m, "<ul class=\"tiles\">\n");
    tile(v, "", t.low == NO_SCORE ? STR("\xe2\x80\x94") : card_range(v->m.a, t.low, t.high),
         N_("mean score, from certain to possible"));
    tile(v, t.pass > 0 ? "okk" : "", arena_printf(v->m.a, "%zu/%zu", t.pass, v->n),
         N_("certain of 85 points or more"));
    tile(v, t.worse > 0 ? "bad" : "", t.compared > 0 ? view_number(v, t.worse) : STR("\xe2\x80\x94"),
         N_("lower than on the visit before"));
    tile(v, "hu", view_number(v, t.people), N_("items that a person must look at"));
    tile(v, "op", view_number(v, t.unseen), N_("items that could not be looked at"));
    tile(v, closed > 0 ? "bad" : "", view_number(v, closed), N_("sites that could not be read"));
    markup_raw(&v->m, "</ul>\n");
}

/* ------------------------------------------------------------------ by district and kind */

typedef struct str group_of_fn(const struct province_site *s);

static struct str
district_of(const struct province_site *s)
{
    return s->district;
}

static struct str
kind_of(const struct province_site *s)
{
    return s->kind;
}

struct group {
    struct str name;
    size_t n, scored;
    int64_t low, high;
};

/* Groups in the order of the list; how many. */
static size_t
groups_of(struct view *v, group_of_fn *of, struct group *out)
{
    size_t n = 0, k;

    for (size_t i = 0; i < v->p->site_n; i++) {
        const struct province_site *s = &v->p->site[i];

        if (!province_counts(s))
            continue;
        for (k = 0; k < n && !str_eq(out[k].name, of(s)); k++)
            continue;
        if (k == n)
            out[n++] = (struct group){.name = of(s)};
        out[k].n++;
        if (!province_judged(s) || s->outcome.low == NO_SCORE)
            continue;
        out[k].scored++;
        out[k].low += s->outcome.low;
        out[k].high += s->outcome.high;
    }
    return n;
}

static void
mark(struct view *v, const struct province_site *s)
{
    const char *class = s->outcome.low >= PROVINCE_PASS ? "p" : s->outcome.high >= PROVINCE_PASS ? "m" : "q";

    buf_printf(v->m.out, "<i class=\"%s\" style=\"left:", class);
    view_per_cent(v, s->outcome.low);
    markup_raw(&v->m, ";width:");
    view_per_cent(v, s->outcome.high - s->outcome.low);
    markup_raw(&v->m, "\"></i>");
}

static void
group_name(struct view *v, const struct group *g)
{
    markup_raw(&v->m, "<li><span class=\"dn\">");
    if (g->name.n > 0)
        markup_text(&v->m, g->name);
    else
        markup_both(&v->m, N_("not given"));
    markup_raw(&v->m, " <small>");
    if (g->scored == g->n)
        count_of_sites(v, g->n);
    else
        markup_say_of(&v->m, N_("{1} of {2} sites read"), view_number(v, g->scored), view_number(v, g->n));
    markup_raw(&v->m, "</small></span>");
}

static void
group_row(struct view *v, const struct group *g, group_of_fn *of)
{
    group_name(v, g);
    markup_raw(&v->m, "<span class=\"st\" aria-hidden=\"true\"><u></u>");
    for (size_t i = 0; i < v->n; i++)
        if (str_eq(of(v->order[i]), g->name) && v->order[i]->outcome.low != NO_SCORE)
            mark(v, v->order[i]);
    markup_raw(&v->m, "</span><b>");
    if (g->scored > 0)
        markup_text(&v->m,
                    card_range(v->m.a, (int)((2 * g->low + (int64_t)g->scored) / (2 * (int64_t)g->scored)),
                               (int)((2 * g->high + (int64_t)g->scored) / (2 * (int64_t)g->scored))));
    else
        markup_raw(&v->m, "\xe2\x80\x94");
    markup_raw(&v->m, "</b></li>\n");
}

static void
strip(struct view *v, const char *heading, group_of_fn *of)
{
    struct group *g = mem_new(v->p->site_n + 1, sizeof *g);
    size_t n = groups_of(v, of, g);

    if (n == 1 && g->name.n == 0)
        n = 0; /* the list does not name them */
    if (n == 0) {
        free(g);
        return;
    }
    view_section(v, NULL, heading, N_("a mark is a site"));
    markup_raw(&v->m, "<ul class=\"strip\">\n");
    for (size_t i = 0; i < n; i++)
        group_row(v, &g[i], of);
    markup_raw(&v->m, "</ul>\n<p class=\"ax\" aria-hidden=\"true\"><span><s>0</s><s>25</s><s>50</s><s>85</s>"
                      "<s>100</s></span></p>\n<p class=\"hint\">");
    markup_both(&v->m, N_("From 0 to 100: the mark is what is certain, the line leads to what is possible; "
                          "dashed: 85 points. Round green: "
                          "reached for certain; violet: hangs on what is open; square red: not reached. At "
                          "the end: the mean."));
    markup_raw(&v->m, "</p></section>\n");
    free(g);
}

/* ------------------------------------------------------------------ items */

static void
worst_row(struct view *v, size_t item, size_t lacking)
{
    const struct item_result *i = &v->p->item[item];

    markup_raw(&v->m, "<li><span>");
    view_item_name(v, i);
    markup_raw(&v->m, "</span><span class=\"bar\"><i style=\"width:");
    view_per_cent(v, (int)(lacking * 10000 / v->n));
    buf_printf(v->m.out, "\"></i></span><b>%zu%% (%zu)</b></li>\n", (200 * lacking + v->n) / (2 * v->n),
               lacking);
}

/* The items most sites lack; of equals the first. */
static void
worst(struct view *v)
{
    bool *shown = mem_new(v->p->item_n + 1, sizeof *shown);

    view_section(v, NULL, N_("Items lacking most often"),
                 N_("sites where it is missing, partly there, or of another year"));
    markup_raw(&v->m, "<ul class=\"worst\">\n");
    for (size_t row = 0; row < WORST && v->n > 0; row++) {
        size_t best = 0, most = 0;

        for (size_t i = 0; i < v->p->item_n; i++)
            if (!shown[i] && province_lacking(v->p, i) > most) {
                best = i;
                most = province_lacking(v->p, i);
            }
        if (most == 0)
            break;
        shown[best] = true;
        worst_row(v, best, most);
    }
    markup_raw(&v->m, "</ul></section>\n");
    free(shown);
}

/* ------------------------------------------------------------------ sites without a result */

static void
why(struct view *v, const struct province_site *s)
{
    const char *reason = province_reason(s);

    markup_raw(&v->m, "<span class=\"w\">");
    if (s->duplicate_of > 0)
        markup_say_of(&v->m, N_("the same site as line {1}"), view_number(v, (size_t)s->duplicate_of),
                      STR_NONE);
    else
        markup_both(&v->m, reason != NULL ? reason : site_state_text(s->outcome.state));
    if (s->outcome.state == SITE_BAD_LINE && s->url.n > 0) {
        markup_raw(&v->m, ": ");
        markup_text(&v->m, s->url);
    }
    if (s->outcome.detail.n > 0 && s->duplicate_of == 0 && !outcome_offline(&s->outcome)) {
        markup_raw(&v->m, ": ");
        markup_both(&v->m, s->outcome.detail.p);
    }
    markup_raw(&v->m, "</span>");
}

/* Since when, and what it had when it could be read. */
static void
look_back(struct view *v, const struct province_site *s)
{
    if (s->since.n == 0)
        return;
    markup_raw(&v->m, "<span class=\"s\">");
    markup_both(&v->m, N_("since"));
    markup_raw(&v->m, " ");
    markup_time(&v->m, s->since);
    markup_raw(&v->m, " \xc2\xb7 ");
    if (s->last.n == 0) {
        markup_both(&v->m, N_("never read yet"));
    } else {
        markup_both(&v->m, N_("last read"));
        markup_raw(&v->m, " ");
        if (s->last_report.n > 0) {
            markup_raw(&v->m, "<a href=\"");
            html_attribute(v->m.out, s->folder);
            markup_raw(&v->m, "/");
            html_attribute(v->m.out, s->last_report);
            markup_raw(&v->m, "\">");
        }
        markup_time(&v->m, s->last);
        markup_raw(&v->m, s->last_report.n > 0 ? "</a>" : "");
        if (s->last_low != NO_SCORE) {
            markup_raw(&v->m, ": ");
            markup_text(&v->m, card_range(v->m.a, s->last_low, s->last_high));
        }
    }
    markup_raw(&v->m, "</span>");
}

static void
without_row(struct view *v, const struct province_site *s, bool with_line)
{
    markup_raw(&v->m, "<li><b>");
    if (with_line) {
        markup_say_of(&v->m, N_("line {1}:"), view_number(v, (size_t)s->line), STR_NONE);
        markup_raw(&v->m, " ");
    }
    if (s->duplicate_of == 0)
        view_site_link(v, s); /* it says why, and what to do */
    else
        markup_text(&v->m, province_name(s));
    if (!with_line && !str_eq(province_name(s), s->url)) {
        markup_raw(&v->m, "<span class=\"am\">");
        markup_link(&v->m, s->url);
        markup_raw(&v->m, "</span>");
    }
    markup_raw(&v->m, "</b>");
    why(v, s);
    look_back(v, s);
    markup_raw(&v->m, "</li>\n");
}

typedef bool pick_fn(const struct province_site *s);

static bool
is_unreadable(const struct province_site *s)
{
    return s->duplicate_of == 0 && s->outcome.state == SITE_UNREADABLE;
}

static bool
is_open(const struct province_site *s)
{
    enum site_state state = s->outcome.state;

    return s->duplicate_of == 0 && (state == SITE_WAITING || state == SITE_RUNNING ||
                                    state == SITE_UNFINISHED || state == SITE_FAILED);
}

static bool
is_of_list(const struct province_site *s)
{
    return s->duplicate_of > 0 || s->outcome.state == SITE_BAD_LINE;
}

static void
without(struct view *v, const char *id, const char *heading, const char *note, pick_fn *pick)
{
    bool any = false;

    for (size_t i = 0; i < v->p->site_n; i++) {
        if (!pick(&v->p->site[i]))
            continue;
        if (!any) {
            view_section(v, id, heading, note);
            markup_raw(&v->m, "<ul class=\"un\">\n");
        }
        any = true;
        without_row(v, &v->p->site[i], pick == is_of_list);
    }
    if (!any)
        return;
    markup_raw(&v->m, "</ul>");
    if (pick == is_unreadable) {
        markup_raw(&v->m, "<p class=\"hint\">");
        markup_both(&v->m,
                    N_("What to do: open the address in a browser outside the office network. If it opens "
                       "there, ask the provider of the website to let this program in, then check again."));
        markup_raw(&v->m, "</p>");
    }
    markup_raw(&v->m, "</section>\n");
}

static void
body(struct view *v)
{
    top(v);
    tiles(v);
    if (!v->p->complete) {
        markup_raw(&v->m, "<p class=\"card note\">");
        markup_both(&v->m, N_("Not every line of the list has a result; those without are listed below."));
        markup_raw(&v->m, "</p>\n");
    }
    markup_raw(&v->m, "<div class=\"two\">\n");
    strip(v, N_("By district"), district_of);
    if (v->n > 0)
        worst(v);
    markup_raw(&v->m, "</div>\n");
    strip(v, N_("By kind"), kind_of);
    view_night(v);
    view_losses(v);
    view_platforms(v);
    without(v, "unreadable", N_("Sites that could not be read"),
            N_("not counted in any score, and never as missing"), is_unreadable);
    without(v, "open", N_("Sites without a finished visit"),
            N_("the same command goes on with them, except where the visit failed"), is_open);
    without(v, "list", N_("Lines of the list to mend"), N_("not visited"), is_of_list);
    view_excluded(v);
    if (v->n > 0)
        view_table(v);
    markup_raw(&v->m, "</main>\n<footer class=\"foot\"><div class=\"wrap\"><p>oit ");
    markup_text(&v->m, v->p->tool_version);
    markup_raw(&v->m, " \xc2\xb7 ");
    markup_text(&v->m, v->p->pack_id);
    markup_raw(&v->m, "</p></div></footer>\n</body></html>\n");
}

void
province_html(const struct province *p, enum lang lang, struct buf *out)
{
    struct view v = {.m = {.out = out, .a = arena_new(0), .lang = lang}, .p = p};

    v.order = mem_new(p->site_n + 1, sizeof *v.order);
    v.n = province_order(p, v.order);
    province_find_platforms(p, v.m.a, &v.platforms);
    head(&v);
    body(&v);
    free(v.order);
    arena_free(v.m.a);
}
