/* Links of an assessment's index that say no more than an item's number: a row of buttons O1 to O43. */
#include "base/utf8.h"
#include "rules/leads.h"

#define NUMBER_LETTERS 7 /* beside the figures: "OIT", ".docx" */
#define THAI_DIGIT_ZERO 0x0e50

static bool
is_figure(uint32_t c)
{
    return (c >= '0' && c <= '9') || (c >= THAI_DIGIT_ZERO && c <= THAI_DIGIT_ZERO + 9);
}

/* "O1-O10" and "O13.2" are more than one. */
static size_t
numbers_in(struct str s)
{
    size_t n = 0;
    bool inside = false;

    for (size_t at = 0; at < s.n;) {
        bool figure = is_figure(utf8_next(s, &at));

        n += figure && !inside;
        inside = figure;
    }
    return n;
}

/* The number that is all a text says; 0 for none.  A bare figure may be the next page of a list. */
static unsigned
number_alone(const struct wording *w)
{
    if (w == NULL || w->item == 0 || w->meaning == 0 || w->meaning > NUMBER_LETTERS || w->topic_n > 0 ||
        numbers_in(w->text) != 1)
        return 0;
    return w->item;
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

static void
lead_by_number(struct leads *l, uint32_t link)
{
    const struct site *s = l->site;
    const struct site_link *k = &s->link[link];
    const struct node *from = &s->node[k->from];
    const struct wording *words = NULL;
    unsigned number = number_of(k, &words);

    if (number == 0 || s->node[k->to].final == k->from || site_is_home(s, s->node[k->to].final) ||
        !(is_index_of(from->title, l->target_year) || is_index_of(from->heading, l->target_year) ||
          is_index_of(k->heading, l->target_year)))
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
    for (uint32_t i = 0; i < l->site->link_n; i++)
        lead_by_number(l, i);
}
