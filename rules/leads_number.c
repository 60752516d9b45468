/* Links of an assessment's index that say no more than an item's number: a row of buttons O1 to O43. */
#include "base/thai.h"
#include "base/utf8.h"
#include "rules/leads.h"
#include "rules/leads_kept.h"

#define NUMBER_LETTERS 7 /* beside the figures: "OIT", ".docx" */
#define BARE_LEAST 10    /* figures without a letter, from which they number items */
#define BARE_MOST 60

/* "O1-O10" and "O13.2" are more than one. */
static size_t
numbers_in(struct str s)
{
    size_t n = 0;
    bool inside = false;

    for (size_t at = 0; at < s.n;) {
        bool figure = thai_is_figure(utf8_next(s, &at));

        n += figure && !inside;
        inside = figure;
    }
    return n;
}

/* A text of one or two figures; 0 for none. */
static unsigned
figure_alone(struct str s)
{
    unsigned number = 0;
    size_t figures = 0;

    s = str_trim(s);
    for (size_t at = 0; at < s.n; figures++) {
        uint32_t c = utf8_next(s, &at);

        if (!thai_is_figure(c) || figures == 2)
            return 0;
        number = 10 * number + (c & 0xf);
    }
    return number;
}

/* The number that is all a text says; 0 for none. */
static unsigned
number_alone(const struct wording *w)
{
    if (w == NULL || w->meaning > NUMBER_LETTERS || w->topic_n > 0 || numbers_in(w->text) != 1)
        return 0;
    return w->item != 0 ? w->item : figure_alone(w->text);
}

/* Of the link; of one that says "open", its row's, else that of the line or heading before it. */
static unsigned
number_of(const struct site_link *k, const struct wording **words)
{
    const struct wording *before[] = {k->near, k->heading};

    *words = k->text->flags & WORDING_WEAK && k->row != NULL ? k->row : k->text;
    if (number_alone(*words) != 0 || !(k->text->flags & WORDING_WEAK) || k->row != NULL)
        return number_alone(*words);
    for (size_t i = 0; i < sizeof before / sizeof *before; i++) {
        *words = before[i];
        if (number_alone(*words) != 0)
            break;
    }
    return number_alone(*words);
}

/* Does it call a page the index of an assessment that may be the one asked for? */
static bool
is_index_of(const struct wording *w, int year)
{
    if (w == NULL || !(w->flags & WORDING_INDEX))
        return false;
    for (size_t i = 0; i < w->period_n; i++)
        if (w->period[i].first > 0 && (year < w->period[i].first || w->period[i].last < year))
            return false;
    return true;
}

/* A bare figure may be the next page of a list; where figures of most items stand, and each leads elsewhere,
 * they are those. */
static bool
counts_items(const struct leads *l, const struct node *page)
{
    uint32_t seen[BARE_MOST + 1] = {0}, last = NO_INDEX;
    size_t n = 0;

    for (uint32_t i = 0; i < page->link_n; i++) {
        const struct site_link *k = &l->site->link[page->first_link + i];
        const struct wording *words;
        unsigned number = number_of(k, &words);

        if (number == 0 || number > BARE_MOST || words->meaning > 0 || seen[number]++ > 0 || k->to == last)
            continue;
        last = k->to;
        n++;
    }
    return n >= BARE_LEAST;
}

/* Of the page that was asked about last. */
struct counting {
    uint32_t page;
    bool items;
};

static bool
on_page_of_items(const struct leads *l, uint32_t page, struct counting *last)
{
    if (last->page != page)
        *last = (struct counting){page, counts_items(l, &l->site->node[page])};
    return last->items;
}

static void
lead_by_number(struct leads *l, uint32_t link, struct counting *last)
{
    const struct site *s = l->site;
    const struct site_link *k = &s->link[link];
    const struct node *from = &s->node[k->from];
    const struct wording *words = NULL;
    unsigned number = number_of(k, &words);

    if (number == 0 || s->node[k->to].final == k->from || site_is_home(s, s->node[k->to].final) ||
        !(is_index_of(from->title, l->target_year) || is_index_of(from->heading, l->target_year) ||
          is_index_of(k->heading, l->target_year)) ||
        (words->meaning == 0 && !on_page_of_items(l, k->from, last)))
        return;
    for (size_t t = 0; t < s->catalog->topic_n; t++)
        if (l->asked[t] == number)
            leads_put(l, (struct lead){
                             .topic = (uint16_t)t,
                             .by = BY_NUMBER,
                             .strength = leads_strength(BY_NUMBER),
                             .node = s->node[k->to].final,
                             .asked = k->to,
                             .head = NO_INDEX,
                             .link = link,
                             .parent = NO_INDEX,
                             .words = words,
                         });
}

void
leads_by_number(struct leads *l)
{
    struct counting last = {.page = NO_INDEX};

    for (uint32_t i = 0; i < l->site->link_n; i++)
        lead_by_number(l, i, &last);
}

static bool
states_the_year(const struct wording *w, int year)
{
    for (size_t i = 0; w != NULL && w->flags & WORDING_INDEX && i < w->period_n; i++)
        if (w->period[i].first <= year && year <= w->period[i].last)
            return true;
    return false;
}

bool
leads_numbered_for(const struct leads *l, const struct lead *lead)
{
    const struct site_link *k = &l->site->link[lead->link];
    const struct node *from = &l->site->node[k->from];

    return states_the_year(from->title, l->target_year) || states_the_year(from->heading, l->target_year) ||
           states_the_year(k->heading, l->target_year);
}
