/* What a link's words, its row, the text before it, its heading or its file name say it leads to. */
#include "rules/naming.h"

#define ROW_TOPICS_MAX 4     /* a row naming more is no single thing */
#define ROW_TITLE_LETTERS 16 /* beside a weak link: more than "file", a size, a date */

enum { NOT_ASKED, NAMES_NOTHING, NAMES_BY }; /* link_by: NAMES_BY and more is an enum named_by */

/* The name that comes first in a row: titles stand before explanations. */
static const struct wording_topic *
first_in_row(const struct leads *l, const struct wording *w)
{
    const struct wording_topic *first = NULL;

    if (w == NULL || w->topic_n == 0 || w->topic_n > ROW_TOPICS_MAX)
        return NULL;
    for (size_t i = 0; i < w->topic_n; i++)
        if (l->asked[w->topic[i].topic] && (first == NULL || w->topic[i].from < first->from))
            first = &w->topic[i];
    return first;
}

static bool
name_by(const struct leads *l, struct naming *out, const struct wording *w, enum named_by by, bool first_only)
{
    const struct wording_topic *first = NULL;

    if (w == NULL || w->topic_n == 0)
        return false;
    *out = (struct naming){.words = w, .by = by};
    /* Topics of different years share names: all that stand where the first one stands count. */
    if (first_only && (first = first_in_row(l, w)) == NULL)
        return false;
    for (size_t i = 0; i < w->topic_n; i++)
        if (l->asked[w->topic[i].topic] && (first == NULL || w->topic[i].from < first->to))
            out->topic[out->n++] = &w->topic[i];
    return out->n > 0;
}

/* A row with a title of its own needs no line before it. */
static bool
row_speaks(const struct site_link *k)
{
    return k->row != NULL && k->row->meaning >= ROW_TITLE_LETTERS;
}

bool
naming_of(struct leads *l, const struct site_link *k, struct naming *out)
{
    bool weak = k->text->flags & WORDING_WEAK;

    if (name_by(l, out, k->text, BY_TEXT, false))
        return true;
    if (k->text->flags & WORDING_BACK) /* to whatever was posted before or behind */
        return false;
    if (name_by(l, out, k->row, BY_ROW, true))
        return true;
    if (weak && !row_speaks(k) && name_by(l, out, k->near, BY_NEAR, true))
        return true;
    if (name_by(l, out, k->heading, BY_SECTION, true))
        return true;
    if (weak) {
        struct str file = l->site->node[k->to].file_name;
        arena_reset(l->scratch);
        if (file.n == 0)
            file = site_file_words(l->scratch, l->site->node[k->to].url);
        return name_by(l, out, wording_of(l->site->book, file), BY_FILE, false);
    }
    return false;
}

bool
naming_is_by(struct leads *l, const struct site_link *k, enum named_by *by)
{
    uint8_t *known = &l->link_by[k - l->site->link];
    struct naming n;

    if (*known == NOT_ASKED)
        *known = naming_of(l, k, &n) ? (uint8_t)(NAMES_BY + n.by) : NAMES_NOTHING;
    *by = *known >= NAMES_BY ? (enum named_by)(*known - NAMES_BY) : BY_TEXT;
    return *known >= NAMES_BY;
}
