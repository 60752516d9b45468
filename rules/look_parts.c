/*
 * Papers side by side, in an archive or on the sheets of a workbook: those that say that they are another
 * item's, or of another year where one is of the year that is asked for, show nothing of this one.
 *
 * Of which year an archive is, is told from paper->member and not from here.  The two ask different things of
 * the same first lines.  Which lines may show elements must be known of every part, sheets too, also of one
 * that states no period, and each line is read by itself, as elements are.  The year is told by papers that
 * bear the name and state a period, wherever in their first lines: the year often stands beside the agency's
 * name on the second, where no line that is read by itself joins it with the topic.
 */
#include "rules/look.h"

#define NAME_LINES 3 /* of a part, among which its name stands */

/* What a part says on its first lines. */
struct part {
    bool ours, others; /* names the topic; names another that is asked for */
    int near;          /* look_nearness() of what it states; 0: nothing */
};

static void
read_line(struct look *k, uint32_t i, struct part *p)
{
    const struct wording *w = k->page->block[i].text.n <= LINE_BYTES ? view_words(k->view, i) : NULL;
    int near = w != NULL ? look_nearness(k, w) : 0;

    for (size_t j = 0; w != NULL && j < w->topic_n; j++)
        p->others |= k->leads->asked[w->topic[j].topic] != 0;
    p->ours |= w != NULL && wording_names(w, k->lead->topic);
    p->near = near > p->near ? near : p->near;
}

static uint32_t
last_sheet(const struct look *k)
{
    uint32_t last = 0;

    for (uint32_t i = 0; i < k->page->block_n; i++)
        last = k->document->sheet[i] > last ? k->document->sheet[i] : last;
    return last;
}

static struct part *
read_parts(struct look *k, struct arena *a, uint32_t last)
{
    struct part *part = ARENA_ARRAY(a, struct part, last + 1);
    uint32_t lines = 0;

    for (uint32_t i = 0; i < k->page->block_n; i++) {
        uint32_t sheet = k->document->sheet[i];

        lines = i > 0 && sheet == k->document->sheet[i - 1] ? lines : 0;
        if (k->page->block[i].text.n > 0 && lines++ < NAME_LINES)
            read_line(k, i, &part[sheet]);
    }
    return part;
}

void
look_parts(struct look *k, struct arena *a)
{
    uint32_t last = last_sheet(k);
    struct part *part = read_parts(k, a, last);
    bool named = false, timely = false;

    for (uint32_t s = 0; s <= last; s++) {
        named |= part[s].ours;
        timely |= part[s].ours && look_is_near(part[s].near);
    }
    if (!named)
        return;
    k->out = ARENA_ARRAY(a, bool, last + 1);
    for (uint32_t s = 0; s <= last; s++)
        k->out[s] = part[s].ours ? timely && part[s].near > 0 && !look_is_near(part[s].near) : part[s].others;
}
