/*
 * Facts are made in place, lead into the page they were seen on, and are copied when it is done with.  A site
 * of 1,000 pages with 19 leads to each held 38 MB of them before each text was kept once, 8 MB now.
 */
#include "rules/facts.h"
#include "base/aside.h"
#include "base/map.h"
#include <string.h>

/* A text is known by its hash alone: it may lie where to look at it takes time. */
static struct str
keep_once(struct leads *l, struct str text)
{
    bool fresh;
    struct map_entry *e = map_put_unkept(l->quotes, text, &fresh);

    if (fresh)
        e->ptr = (void *)aside_str(l->site->aside, text).p;
    return (struct str){e->ptr, text.n};
}

/* Leads to one page quote the same lines: those of the last ones are known by their place. */
static struct str
keep_text(struct leads *l, struct facts_list *known, struct str text)
{
    size_t place = ((uintptr_t)text.p >> 4) % FACTS_TEXTS;

    if (text.n == 0)
        return STR_NONE;
    if (known->text[place].p != text.p || known->text[place].n != text.n) {
        known->text[place] = text;
        known->text_kept[place] = keep_once(l, text);
    }
    return known->text_kept[place];
}

/* Part of what was quoted, as long as nothing in it is shown otherwise than it was written. */
static struct str
shown_of(struct leads *l, struct str text, struct str kept)
{
    struct str shown = wording_quote_text(text, l->of_lead);
    size_t at = (size_t)((uintptr_t)shown.p - (uintptr_t)text.p);

    if (shown.n == 0)
        return STR_NONE;
    return at < text.n ? str_sub(kept, at, at + shown.n) : keep_once(l, shown);
}

/* All leads to a page quote the same of it: to shorten it each time took 38 M instructions more of a site of
 * 1,000 pages. */
static struct str
keep_shown(struct leads *l, struct facts_list *known, struct str text, struct str kept)
{
    if (known->quote.p != kept.p || known->quote.n != kept.n)
        known->shown = shown_of(l, text, kept);
    known->quote = kept;
    return known->shown;
}

static void
keep_few(struct leads *l, struct facts_list *known, struct facts_few *few)
{
    few->empty_line = keep_text(l, known, few->empty_line);
    few->account_url = keep_text(l, known, few->account_url);
    few->form_url = keep_text(l, known, few->form_url);
    few->chat_url = keep_text(l, known, few->chat_url);
    few->picture_url = keep_text(l, known, few->picture_url);
    few->gone_url = keep_text(l, known, few->gone_url);
}

static void
keep_texts(struct leads *l, struct facts_list *known, struct facts *f, struct element_facts *element,
           size_t element_n)
{
    const struct str quote = f->quote;

    f->quote = keep_text(l, known, quote);
    f->shown = keep_shown(l, known, quote, f->quote);
    for (size_t i = 0; i < element_n; i++)
        element[i].quote = keep_text(l, known, element[i].quote);
}

/* Of a page with text of its own nobody asks whose papers it shows, and of each site's 4,000 pages that was 3
 * MB. */
static const struct wording *
kept_line(const struct leads *l, const struct facts *f)
{
    return f->agency_line != NULL && f->prose <= PROSE_DOCUMENT_MIN
               ? wording_keep(l->site->book, f->agency_line)
               : NULL;
}

/* Bytes between the parts of a structure may differ: then the same is kept twice. */
static bool
say_the_same(const struct facts *a, size_t a_n, const struct facts *b, size_t b_n)
{
    struct facts like = *a;

    if (a->element != b->element &&
        (a_n != b_n || memcmp(a->element, b->element, a_n * sizeof *a->element) != 0))
        return false;
    if (a->few != b->few && memcmp(a->few, b->few, sizeof *a->few) != 0)
        return false;
    like.element = b->element;
    like.few = b->few;
    return memcmp(&like, b, sizeof like) == 0;
}

static const struct facts *
find(const struct facts_list *known, const struct facts *f, size_t element_n)
{
    for (size_t i = 0; i < known->n; i++)
        if (say_the_same(f, element_n, known->kept[i], known->element_n[i]))
            return known->kept[i];
    return NULL;
}

const struct facts *
facts_keep(struct leads *l, const struct facts *f, struct element_facts *element, size_t element_n,
           struct facts_list *known)
{
    static const struct element_facts nothing[ELEMENTS_MAX];
    static const struct facts_few none;
    struct facts_few few = *f->few;
    struct facts own, *kept;
    const struct facts *same;
    size_t bytes;

    memcpy(&own, f, sizeof own);
    element_n = element_n < ELEMENTS_MAX ? element_n : ELEMENTS_MAX;
    bytes = element_n * sizeof *element;
    keep_texts(l, known, &own, element, element_n);
    own.agency_line = kept_line(l, &own);
    own.few = memcmp(&few, &none, sizeof few) == 0 ? &none : &few;
    if (own.few == &few)
        keep_few(l, known, &few);
    own.element = memcmp(element, nothing, bytes) == 0 ? nothing : element;
    same = find(known, &own, element_n);
    if (same != NULL)
        return same;
    if (own.element != nothing)
        own.element = memcpy(arena_raw(l->arena, bytes), element, bytes);
    if (own.few != &none)
        own.few = memcpy(arena_raw(l->arena, sizeof few), &few, sizeof few);
    kept = memcpy(arena_raw(l->arena, sizeof own), &own, sizeof own);
    if (known->n < FACTS_COMPARED) {
        known->element_n[known->n] = element_n;
        known->kept[known->n++] = kept;
    }
    return kept;
}
