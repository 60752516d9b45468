/* What each link of a page is, whoever asks: where it leads, whose it is, what its words say. */
#include "base/buf.h"
#include "base/href.h"
#include "oit/limits.h"
#include "rules/look.h"

#define CARD_LETTERS 12 /* around a weak link: a title and no more than a number or a date is shorter */

/* An account has a name behind the host: the bare home page of a network is nobody's. */
static bool
names_someone(struct str url)
{
    return href_cut(url).rest.n > 2;
}

const struct view_link *
view_link(struct view *v, size_t i)
{
    struct view_link *k = &v->link[i];
    const struct leads *l = v->leads;
    struct str url = v->page->link[i].url;
    const struct node *to;
    unsigned host;
    bool accounts;

    if (k->asked)
        return k;
    k->asked = true;
    k->to = v->kept[i] != NULL ? v->kept[i]->to : site_node(l->site, url);
    host = k->to != NO_INDEX ? leads_hosts(l, k->to) : hosts_of(l->hosts, url);
    accounts = host & (HOST_SOCIAL | HOST_CHAT) && !(host & HOST_NOBODYS) && names_someone(url);
    k->account = accounts && host & HOST_SOCIAL;
    k->chat = accounts && host & HOST_CHAT;
    k->form = host & HOST_FORM;
    if (k->to == NO_INDEX)
        return k;
    to = &l->site->node[k->to];
    k->outside = to->problem == PROBLEM_OFF_SITE;
    k->document = leads_is_document(to) || host & (HOST_DRIVE | HOST_READER);
    return k;
}

const struct wording *
view_link_words(struct view *v, size_t i)
{
    struct view_link *k = &v->link[i];

    if (k->words == NULL && v->kept[i] != NULL && v->page->link[i].text.n > 0)
        k->words = v->kept[i]->text;
    if (k->words == NULL)
        k->words = wording_of(v->leads->site->book, v->page->link[i].text);
    return k->words;
}

struct thai_text *
view_link_address(struct view *v, size_t i)
{
    struct view_link *k = &v->link[i];

    if (k->address == NULL)
        k->address = view_read(v, v->page->link[i].url);
    return k->address;
}

/* ------------------------------------------------------------------ files */

/* What shares the row of a link, or else its line: the words that name the file. */
static void
words_around(const struct page *page, const struct link *a, struct buf *out)
{
    for (size_t i = 0; i < page->block_n; i++)
        if (i == a->block || (a->row != NO_INDEX && page->block[i].row == a->row)) {
            buf_str(out, page->block[i].text);
            buf_char(out, THAI_BREAK);
        }
}

const struct wording *
view_link_around(struct view *v, size_t i, struct thai_text **text)
{
    struct view_link *k = &v->link[i];
    const struct link *a = &v->page->link[i];
    struct buf words;

    if (k->around == NULL) {
        buf_init(&words, LINE_BYTES);
        words_around(v->page, a, &words);
        k->around = wording_of(v->leads->site->book, words.full || words.n == 0 ? a->text : buf_view(&words));
        buf_free(&words);
        k->around_text = view_read(v, k->around->text);
    }
    *text = k->around_text;
    return k->around;
}

static uint64_t
years_of(const struct wording *w)
{
    uint64_t years = 0;

    for (size_t p = 0; p < w->period_n; p++)
        for (int y = w->period[p].first; y > 0 && y <= w->period[p].last && w->period[p].kind != PERIOD_DAY;
             y++)
            years |= look_year_bit(y);
    return years;
}

uint64_t
view_link_years(struct view *v, size_t i)
{
    struct view_link *k = &v->link[i];
    const struct link *a = &v->page->link[i];

    if (k->dated)
        return k->years;
    k->dated = true;
    if (a->text.n <= LINE_BYTES)
        k->years = years_of(view_link_words(v, i));
    if (a->block < v->page->block_n && v->page->block[a->block].text.n <= LINE_BYTES)
        k->years |= years_of(view_words(v, a->block));
    return k->years;
}

/* ------------------------------------------------------------------ articles */

/* Another site's page with words of its own on the link, as laws are listed; not its front page. */
bool
view_is_outside_article(struct view *v, size_t i)
{
    const struct wording *w = view_link_words(v, i);
    struct str url = v->page->link[i].url;

    return !(w->flags & (WORDING_WEAK | WORDING_BACK)) && w->meaning >= CARD_LETTERS && names_someone(url) &&
           !leads_host(v->leads, url, HOST_SOCIAL | HOST_NOBODYS);
}

uint32_t
view_card(struct view *v, size_t i)
{
    const struct link *a = &v->page->link[i];

    return a->row < v->links.rows && v->links.row[a->row] &&
                   !link_map_row_within(&v->links, a->row, CARD_LETTERS - 1)
               ? a->row
               : NO_INDEX;
}

/* On its line, or in its row. */
static bool
is_dated(struct view *v, size_t i)
{
    uint32_t block = v->page->link[i].block;
    struct thai_text *text;

    return (block < v->page->block_n && v->page->block[block].text.n <= LINE_BYTES &&
            wording_states_day(view_words(v, block))) ||
           wording_states_day(view_link_around(v, i, &text));
}

bool
view_lists_dated(struct view *v, size_t enough)
{
    uint32_t last = NO_INDEX;
    size_t n = 0;

    for (size_t j = 0; j < v->own_n && n < enough; j++) {
        const struct view_link *k = view_link(v, v->own[j]);
        const struct wording *w = view_link_words(v, v->own[j]);

        if (k->to == NO_INDEX || k->to == last || k->outside || k->document || w->topic_n > 0 ||
            w->flags & (WORDING_WEAK | WORDING_BACK))
            continue;
        last = k->to;
        n += is_dated(v, v->own[j]);
    }
    return n >= enough;
}
