/* What changed since the night before, faults that many sites share, and sites left out on request. */
#include "report/province_html.h"
#include <stdlib.h>

#define TURNS_NAMED 6 /* items of a site that are named; of more the numbers stand */
#define NAMES_OPEN 12 /* sites named without being asked; more are behind a click */

/* Many names stand behind a click. */
static void
begin_names(struct view *v, size_t n)
{
    if (n > NAMES_OPEN) {
        markup_raw(&v->m, "<details><summary>");
        markup_both(&v->m, N_("which sites"));
        markup_raw(&v->m, "</summary>");
    }
    markup_raw(&v->m, "<p class=\"names\">");
}

static void
end_names(struct view *v, size_t n)
{
    markup_raw(&v->m, n > NAMES_OPEN ? "</p></details>" : "</p>");
}

/* ------------------------------------------------------------------ two nights */

struct nights {
    size_t common, better, worse, fresh, lost, back;
    int64_t low, high, before_low, before_high;
};

static bool
was_judged(const struct province_site *s)
{
    return !s->fresh && s->outcome.before_low != NO_SCORE;
}

static void
count_site(const struct province *p, const struct province_site *s, struct nights *n)
{
    int change;

    n->fresh += s->fresh;
    n->lost += !s->fresh && was_judged(s) && s->outcome.state == SITE_UNREADABLE;
    n->back += !s->fresh && !was_judged(s) && province_judged(s);
    if (!province_common(p, s))
        return;
    n->common++;
    n->low += s->outcome.low;
    n->high += s->outcome.high;
    n->before_low += s->outcome.before_low;
    n->before_high += s->outcome.before_high;
    n->better += province_turn(p, s, &change) == TURN_BETTER;
    n->worse += province_turn(p, s, &change) == TURN_WORSE;
}

static struct str
mean(struct view *v, int64_t low, int64_t high, size_t n)
{
    int64_t half = (int64_t)n, twice = 2 * (int64_t)n;

    return card_range(v->m.a, (int)((2 * low + half) / twice), (int)((2 * high + half) / twice));
}

typedef bool night_pick_fn(const struct province_site *s);

static bool
is_fresh(const struct province_site *s)
{
    return s->fresh;
}

static bool
is_lost(const struct province_site *s)
{
    return was_judged(s) && s->outcome.state == SITE_UNREADABLE;
}

static bool
is_back(const struct province_site *s)
{
    return !s->fresh && !was_judged(s) && province_judged(s);
}

static void
name_sites(struct view *v, const char *words, size_t n, night_pick_fn *pick)
{
    bool first = true;

    if (n == 0)
        return;
    markup_raw(&v->m, "<dt>");
    markup_both(&v->m, words);
    buf_printf(v->m.out, " (%zu)</dt><dd>", n);
    begin_names(v, n);
    for (size_t i = 0; i < v->p->site_n; i++) {
        const struct province_site *s = &v->p->site[i];

        if (!province_counts(s) || !pick(s))
            continue;
        markup_raw(&v->m, first ? "" : " \xc2\xb7 ");
        first = false;
        view_site_link(v, s);
    }
    end_names(v, n);
    markup_raw(&v->m, "</dd>\n");
}

static void
name_gone(struct view *v)
{
    const struct province_night *b = &v->p->before;

    if (b->gone_n == 0)
        return;
    markup_raw(&v->m, "<dt>");
    markup_both(&v->m, N_("In the list then, no more now"));
    buf_printf(v->m.out, " (%zu)</dt><dd>", b->gone_n);
    begin_names(v, b->gone_n);
    for (size_t i = 0; i < b->gone_n; i++) {
        markup_raw(&v->m, i > 0 ? " \xc2\xb7 " : "");
        markup_text(&v->m, b->gone[i].name.n > 0 ? b->gone[i].name : b->gone[i].url);
    }
    end_names(v, b->gone_n);
    markup_raw(&v->m, "</dd>\n");
}

static void
common_line(struct view *v, const struct nights *n)
{
    markup_raw(&v->m, "<p class=\"two-nights\">");
    if (n->common == 0) {
        markup_both(&v->m, N_("No site was judged in both nights."));
    } else {
        markup_say_of(&v->m, N_("{1} {1 site was|sites were} judged in both nights."),
                      view_number(v, n->common), STR_NONE);
        markup_raw(&v->m, " ");
        markup_say_of(&v->m, N_("Their mean score was {1} and is {2}."),
                      mean(v, n->before_low, n->before_high, n->common), mean(v, n->low, n->high, n->common));
        markup_raw(&v->m, " <span class=\"up\">\xe2\x96\xb2 ");
        markup_say_of(&v->m, N_("{1} better"), view_number(v, n->better), STR_NONE);
        markup_raw(&v->m, "</span> <span class=\"down\">\xe2\x96\xbc ");
        markup_say_of(&v->m, N_("{1} worse"), view_number(v, n->worse), STR_NONE);
        markup_raw(&v->m, "</span>");
    }
    markup_raw(&v->m, "</p>\n");
}

void
view_night(struct view *v)
{
    struct nights n = {0};

    if (v->p->before.started.n == 0)
        return;
    for (size_t i = 0; i < v->p->site_n; i++)
        if (province_counts(&v->p->site[i]))
            count_site(v->p, &v->p->site[i], &n);
    view_section(v, "night", N_("Compared with the batch before"),
                 N_("over the sites that both have, and no others"));
    markup_raw(&v->m, "<p class=\"hint\">");
    markup_time(&v->m, v->p->before.started);
    markup_raw(&v->m, " \xe2\x80\x93 ");
    markup_time(&v->m, v->p->before.finished);
    markup_raw(&v->m, "</p>\n");
    common_line(v, &n);
    markup_raw(&v->m, "<dl class=\"lists\">\n");
    name_sites(v, N_("New in the list"), n.fresh, is_fresh);
    name_gone(v);
    name_sites(v, N_("Could be read then, not now"), n.lost, is_lost);
    name_sites(v, N_("Can be read again"), n.back, is_back);
    markup_raw(&v->m, "</dl></section>\n");
}

/* ------------------------------------------------------------------ what sites lost */

static size_t
count_turned(const struct view *v, const struct province_site *s,
             bool (*turned)(const struct province_item *))
{
    size_t n = 0;

    for (size_t i = 0; i < v->p->item_n; i++)
        n += turned(&s->item[i]);
    return n;
}

static void
turn(struct view *v, const struct province_item *item)
{
    markup_raw(&v->m, ": ");
    markup_both(&v->m, verdict_text(item->before));
    markup_raw(&v->m, " \xe2\x86\x92 ");
    markup_both(&v->m, verdict_text(item->verdict));
    markup_raw(&v->m, "</li>");
}

static void
turned_items(struct view *v, const struct province_site *s, bool (*turned)(const struct province_item *))
{
    for (size_t i = 0; i < v->p->item_n; i++) {
        if (!turned(&s->item[i]))
            continue;
        markup_raw(&v->m, "<li>");
        view_item_name(v, s->item[i].of);
        turn(v, &s->item[i]);
    }
}

static bool
turned_alike(const struct province_item *a, const struct province_item *b)
{
    return a->before == b->before && a->verdict == b->verdict;
}

/* The numbers alone, a line for each turn: a site that has published most of a year would fill a page. */
static void
turned_numbers(struct view *v, const struct province_site *s, bool (*turned)(const struct province_item *))
{
    for (size_t i = 0; i < v->p->item_n; i++) {
        const struct province_item *one = &s->item[i];
        bool told = !turned(one);

        for (size_t k = 0; k < i && !told; k++)
            told = turned(&s->item[k]) && turned_alike(&s->item[k], one);
        if (told)
            continue;
        markup_raw(&v->m, "<li>");
        for (size_t k = i; k < v->p->item_n; k++) {
            if (!turned(&s->item[k]) || !turned_alike(&s->item[k], one))
                continue;
            markup_raw(&v->m, k > i ? " <b>" : "<b>");
            markup_text(&v->m, s->item[k].of->id);
            markup_raw(&v->m, "</b>");
        }
        turn(v, one);
    }
}

static void
turned_sites(struct view *v, const char *id, const char *heading, const char *note,
             bool (*turned)(const struct province_item *))
{
    bool any = false;

    for (size_t i = v->n; i-- > 0;) {
        const struct province_site *s = v->order[i];
        size_t n = count_turned(v, s, turned);

        if (n == 0)
            continue;
        if (!any) {
            view_section(v, id, heading, note);
            markup_raw(&v->m, "<ul class=\"un\">\n");
        }
        any = true;
        markup_raw(&v->m, "<li><b>");
        view_site_link(v, s);
        markup_raw(&v->m, "</b><ul>");
        if (n > TURNS_NAMED)
            turned_numbers(v, s, turned);
        else
            turned_items(v, s, turned);
        markup_raw(&v->m, "</ul></li>\n");
    }
    if (any)
        markup_raw(&v->m, "</ul></section>\n");
}

void
view_losses(struct view *v)
{
    turned_sites(v, "lost", N_("What got worse"),
                 N_("items that were found on the visit before and now lack"), province_lost);
    turned_sites(v, "gained", N_("What got better"),
                 N_("items that lacked on the visit before and are found"), province_gained);
}

/* ------------------------------------------------------------------ platforms */

static void
site_names(struct view *v, const struct province_site *const *site, size_t n)
{
    begin_names(v, n);
    for (size_t i = 0; i < n; i++) {
        markup_raw(&v->m, i > 0 ? " \xc2\xb7 " : "");
        view_site_link(v, site[i]);
    }
    end_names(v, n);
}

static bool
is_same_list(const struct template_fault *a, const struct template_fault *b)
{
    if (a->platform != b->platform || a->site_n != b->site_n)
        return false;
    for (size_t i = 0; i < a->site_n; i++)
        if (a->site[i] != b->site[i])
            return false;
    return true;
}

static void
fault_item(struct view *v, const struct template_fault *f)
{
    markup_raw(&v->m, "<li>");
    view_item_name(v, &v->p->item[f->item]);
    markup_raw(&v->m, ": ");
    markup_both(&v->m, missing_text(f->problem));
    if (f->shape.n > 1) {
        markup_raw(&v->m, " <code>");
        markup_text(&v->m, f->shape);
        markup_raw(&v->m, "</code>");
    }
    markup_raw(&v->m, "</li>\n");
}

/* All faults of the same sites, the sites named once.  The list is told at its first fault. */
static void
faults_of_list(struct view *v, size_t first)
{
    const struct template_fault *all = v->platforms.fault, *f = &all[first];

    for (size_t i = 0; i < first; i++)
        if (is_same_list(&all[i], f))
            return;
    markup_raw(&v->m, "<p><b>");
    markup_say_of(&v->m, N_("{1} of {2} sites"), view_number(v, f->site_n),
                  view_number(v, f->platform->site_n));
    markup_raw(&v->m, "</b></p>\n");
    site_names(v, f->site, f->site_n);
    markup_raw(&v->m, "<ul>\n");
    for (size_t i = first; i < v->platforms.fault_n; i++)
        if (is_same_list(&all[i], f))
            fault_item(v, &all[i]);
    markup_raw(&v->m, "</ul>\n");
}

static void
platform_faults(struct view *v, const struct province_platform *of)
{
    const struct platform *built = of->platform;
    bool any = false;

    for (size_t i = 0; i < v->platforms.fault_n; i++) {
        if (v->platforms.fault[i].platform != of)
            continue;
        if (!any) {
            markup_raw(&v->m, "<li><h3>");
            markup_name(&v->m, built->name, built->name_en);
            markup_raw(&v->m, " <em>");
            markup_both(&v->m,
                        built->kind == PLATFORM_SUPPLIER
                            ? N_("One fix by the supplier mends them all.")
                            : N_("The same place on each: look at the template or extension they share."));
            markup_raw(&v->m, "</em></h3>\n");
        }
        any = true;
        faults_of_list(v, i);
    }
    markup_raw(&v->m, any ? "</li>\n" : "");
}

static void
platform_list(struct view *v)
{
    markup_raw(&v->m, "<p class=\"hint\">");
    markup_both(&v->m, N_("Recognised:"));
    for (size_t i = 0; i < v->platforms.platform_n; i++) {
        const struct province_platform *of = &v->platforms.platform[i];

        markup_raw(&v->m, i > 0 ? " \xc2\xb7 " : " ");
        markup_name(&v->m, of->platform->name, of->platform->name_en);
        buf_printf(v->m.out, " (%zu)", of->site_n);
    }
    markup_raw(&v->m, "</p>\n");
}

void
view_platforms(struct view *v)
{
    if (v->platforms.platform_n == 0)
        return;
    view_section(v, "platforms", N_("Faults of one supplier or system"),
                 N_("what most of its sites lack in the same way, said once"));
    markup_raw(&v->m, "<ul class=\"faults\">\n");
    for (size_t i = 0; i < v->platforms.platform_n; i++)
        platform_faults(v, &v->platforms.platform[i]);
    markup_raw(&v->m, "</ul>\n");
    if (v->platforms.fault_n == 0) {
        markup_raw(&v->m, "<p>");
        markup_both(&v->m, N_("No fault is common to the sites of one platform."));
        markup_raw(&v->m, "</p>\n");
    }
    platform_list(v);
    markup_raw(&v->m, "</section>\n");
}

/* ------------------------------------------------------------------ left out */

static void
excluded_row(struct view *v, const struct province_site *s)
{
    markup_raw(&v->m, "<li><b>");
    markup_text(&v->m, province_name(s));
    markup_raw(&v->m, "</b><span class=\"w\">");
    if (s->excluded_by.n > 0) {
        markup_both(&v->m, N_("asked for by"));
        markup_raw(&v->m, " ");
        markup_text(&v->m, s->excluded_by);
    } else {
        markup_both(&v->m, N_("the list does not say who asked for it"));
    }
    if (s->excluded_why.n > 0) {
        markup_raw(&v->m, ": ");
        markup_text(&v->m, s->excluded_why);
    }
    markup_raw(&v->m, "</span></li>\n");
}

void
view_excluded(struct view *v)
{
    bool any = false;

    for (size_t i = 0; i < v->p->site_n; i++) {
        if (v->p->site[i].outcome.state != SITE_EXCLUDED)
            continue;
        if (!any) {
            view_section(v, "excluded", N_("Sites left out on request"), N_("not visited, counted nowhere"));
            markup_raw(&v->m, "<ul class=\"un\">\n");
        }
        any = true;
        excluded_row(v, &v->p->site[i]);
    }
    if (any)
        markup_raw(&v->m, "</ul></section>\n");
}
