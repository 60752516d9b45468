/* Ways on that are not gone here, and what may lie behind them. */
#include "rules/clicks.h"
#include "base/say.h"
#include "rules/timing.h"
#include "rules/verdict.h"

#define FURNITURE_PAGES 10 /* a smaller site may have as many pages of one kind */

static const char *const why[] = {
    [CLICK_SCRIPT] = N_("only a script opens \"{1}\" on {2}"),
    [CLICK_FORM] = N_("only a form that is sent opens \"{1}\" on {2}"),
    [CLICK_ADDRESS] = N_("\"{1}\" on {2} leads to an address that is none of the web"),
};

bool
clicks_name_first(const struct wording *w, size_t topic)
{
    for (size_t i = 0; i < w->topic_n; i++)
        if (w->topic[i].topic == topic)
            return w->topic[i].to - w->topic[i].from >= w->topic[0].to - w->topic[0].from;
    return false;
}

/* By its name, of the year asked for or (unless that must be stated) of none. */
static bool
is_called(const struct bench *b, const struct pack_part *part, const struct wording *w, bool stated)
{
    size_t topic = (size_t)(part->topic - b->site->catalog->topic);
    int year = timing_asked(b->pack, part).target;
    bool of_year = false, of_other = false;

    for (size_t p = 0; p < w->period_n; p++) {
        of_year |= w->period[p].first <= year && year <= w->period[p].last;
        of_other |= w->period[p].first > 0;
    }
    return wording_names(w, topic) && clicks_name_first(w, topic) && (of_year || (!of_other && !stated)) &&
           !(w->flags & (WORDING_ABOUT | WORDING_OTHER_KIND));
}

/* A poll, a choice of language: what stands on the home page or on most pages is no content of one. */
static bool
is_furniture(const struct site *s, const struct site_click *click)
{
    size_t same = 0;

    for (size_t k = 0; k < s->click_n; k++) {
        if (s->click[k].words != click->words || s->click[k].way != click->way)
            continue;
        if (s->click[k].node == s->home)
            return true;
        same++;
    }
    return same >= FURNITURE_PAGES && same * 4 > s->pages * 3;
}

/* Does the place show nothing, or in its own text only a part? */
static bool
leaves_room(const struct weighed *best)
{
    return best->grade == GRADE_EMPTY || best->grade == GRADE_ENTRY ||
           (best->grade == GRADE_PARTIAL && best->delivery == DELIVERY_TEXT);
}

/* On the item's own page, which leaves something to show: what it is called there, or no more than "open". */
static bool
is_content_of(const struct bench *b, const struct pack_part *part, const struct weighed *best,
              const struct site_click *click)
{
    const struct lead *l = &b->leads->lead[best->lead];

    if (click->node != l->node || !leaves_room(best) || l->by == BY_PARENT || l->by == BY_SITE ||
        l->by == BY_LIKENESS || l->by == BY_NUMBER || l->by == BY_SIGNS ||
        (l->facts != NULL && l->facts->says_empty))
        return false;
    return click->words->topic_n == 0 ? !is_furniture(b->site, click)
                                      : is_called(b, part, click->words, false);
}

const struct site_click *
clicks_behind(const struct bench *b, const struct pack_part *part, const struct weighed *best)
{
    bool stale = best != NULL && best->grade == GRADE_STALE,
         in_vain = best != NULL && !stale && best->grade < GRADE_ENTRY; /* followed */

    for (size_t k = 0; k < b->site->click_n; k++) {
        const struct site_click *click = &b->site->click[k];

        if ((!in_vain && is_called(b, part, click->words, stale)) ||
            (best != NULL && is_content_of(b, part, best, click)))
            return click;
    }
    return NULL;
}

void
clicks_decide(const struct bench *b, const struct site_click *click, struct item_result *r)
{
    struct str page = b->site->node[click->node].url, words = wording_shown(click->words);

    r->verdict = VERDICT_UNASSESSED;
    r->confidence = 50;
    r->reason = verdict_say(why[click->way], words, page);
    r->settle = verdict_say(N_("open {1} in a browser and press \"{2}\""), page, words);
}

bool
clicks_are_why(const struct item_result *r)
{
    if (r->verdict != VERDICT_UNASSESSED)
        return false;
    for (size_t i = 0; i < sizeof why / sizeof *why; i++)
        if (r->reason.id == why[i])
            return true;
    return false;
}
