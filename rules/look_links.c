/* What the links, forms and pictures of a region bring. */
#include "base/buf.h"
#include "oit/limits.h"
#include "rules/look.h"

#define CARD_LETTERS 12   /* around a weak link: a title and no more than a number or a date is shorter */
#define PICTURE_PIXELS 80 /* smaller ones are icons; portraits begin here */

/* An account has a name behind the host: the bare home page of a network is nobody's. */
static bool
is_account(const struct leads *l, const struct phrases *hosts, struct str url)
{
    size_t at = str_find(url, STR("://"), 0), slash;

    if (at == STR_NOT_FOUND || !leads_host_listed(hosts, url) || leads_nobodys(l, url))
        return false;
    slash = str_find_char(url, '/', at + 3);
    return slash != STR_NOT_FOUND && url.n > slash + 2;
}

static void
keep_first(struct leads *l, struct str *place, struct str url)
{
    if (place->n == 0)
        *place = arena_str(l->arena, url);
}

/* Words that stand in no block: what a picture is said to show. */
static void
look_words(struct look *k, struct str text)
{
    struct thai_text t;

    if (text.n == 0)
        return;
    t = look_read(k, text);
    if (!view_text_shows_nothing(k->view, &t))
        look_elements(k, &t, false);
}

/* Where a link leads to outside can show an element: a map service, an account. */
static void
look_address(struct look *k, struct str url)
{
    look_words(k, url);
}

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

/* Of which years the words of a link to a file say that it is. */
static void
look_file_years(struct look *k, const struct link *a)
{
    const struct str words[] = {a->text,
                                a->block < k->page->block_n ? k->page->block[a->block].text : STR_NONE};
    uint64_t years = 0;

    for (size_t i = 0; i < 2; i++) {
        const struct wording *w =
            words[i].n <= LINE_BYTES ? wording_of(k->leads->site->book, words[i]) : NULL;

        for (size_t p = 0; w != NULL && p < w->period_n; p++)
            for (int y = w->period[p].first;
                 y > 0 && y <= w->period[p].last && w->period[p].kind != PERIOD_DAY; y++)
                years |= look_year_bit(y);
    }
    k->facts->file_years |= years;
    k->facts->undated_files += years == 0;
}

/* Which elements the words of a link to a file are the name of. */
static void
look_file(struct look *k, const struct link *a)
{
    const struct wording *w;
    struct buf words;
    struct thai_text t;
    uint32_t shown;

    if (!k->topic->apart)
        return;
    buf_init(&words, LINE_BYTES);
    words_around(k->page, a, &words);
    w = wording_of(k->leads->site->book, words.full || words.n == 0 ? a->text : buf_view(&words));
    buf_free(&words);
    t = look_read(k, w->text);
    shown = view_text_shows_nothing(k->view, &t) ? 0 : look_elements_in(&t, k->topic);
    k->facts->element_files |= shown;
    k->facts->silent_files += shown == 0 && w->topic_n == 0;
}

/*
 * Does a link stand for an article?  By its own words, or, where they are "read on" or a picture, by what its
 * card says; a card counts once, however many of its parts are links.
 */
static bool
is_article(struct look *k, const struct link *a)
{
    const struct wording *w = wording_of(k->leads->site->book, a->text);

    if (w->flags & WORDING_BACK)
        return false;
    if (a->text.n > 0 && !(w->flags & WORDING_WEAK))
        return true;
    if (a->row >= k->links->rows || !k->links->row[a->row] || k->card_seen[a->row] ||
        k->links->row_letters[a->row] < CARD_LETTERS)
        return false;
    k->card_seen[a->row] = true;
    return true;
}

/* Another site's page with words of its own on the link, as laws are listed; not its front page. */
static bool
is_outside_article(const struct look *k, const struct link *a)
{
    const struct leads *l = k->leads;
    const struct wording *w = wording_of(l->site->book, a->text);
    size_t at = str_find(a->url, STR("://"), 0), slash;

    if (at == STR_NOT_FOUND || w->flags & (WORDING_WEAK | WORDING_BACK) || w->meaning < CARD_LETTERS ||
        leads_host_listed(l->social, a->url) || leads_nobodys(l, a->url))
        return false;
    slash = str_find_char(a->url, '/', at + 3);
    return slash != STR_NOT_FOUND && a->url.n > slash + 2;
}

static void
look_link(struct look *k, const struct link *a)
{
    struct leads *l = k->leads;
    bool own = site_own_link(l->site, k->page, a);
    uint32_t to = site_node(l->site, a->url);

    if (!own && !k->topic->everywhere)
        return;
    if (k->topic->accept & ACCEPT_ACCOUNT && is_account(l, l->social, a->url)) {
        k->facts->accounts++;
        keep_first(l, &k->facts->account_url, a->url);
    }
    if (k->topic->accept & ACCEPT_CHAT && is_account(l, l->chat, a->url)) {
        k->facts->chats++;
        keep_first(l, &k->facts->chat_url, a->url);
    }
    if (!own || !a->followable || a->kind == LINK_RELATED)
        return;
    if (leads_host_listed(l->form_hosts, a->url) &&
        !(wording_of(l->site->book, a->text)->flags & WORDING_SURVEY)) {
        k->facts->external_forms++;
        keep_first(l, &k->facts->form_url, a->url);
    }
    if (to == NO_INDEX)
        return;
    if (l->site->node[to].problem == PROBLEM_OFF_SITE)
        look_address(k, a->url);
    if (leads_is_document(&l->site->node[to]) || leads_on_drive(l, a->url)) {
        k->facts->documents++;
        look_file(k, a);
        look_file_years(k, a);
    }
    if (l->site->node[to].problem != PROBLEM_OFF_SITE ? is_article(k, a) : is_outside_article(k, a))
        k->facts->articles++;
}

static bool
region_has(const struct look *k, uint32_t block, uint32_t heading)
{
    if (k->whole)
        return true;
    if (block != NO_INDEX)
        return block >= k->from && block != k->head && block < k->until;
    return heading != NO_INDEX && (heading == k->head || (heading >= k->from && heading < k->until));
}

/* A form in which a visitor writes: not a search box, not a login. */
static bool
is_writing_form(const struct form *f)
{
    size_t text = 0, area = 0;

    for (size_t i = 0; i < f->field_n; i++) {
        if (str_eq_nocase(f->field[i].type, STR("password")))
            return false;
        area += str_eq_nocase(f->field[i].type, STR("textarea"));
        text += str_eq_nocase(f->field[i].type, STR("text")) ||
                str_eq_nocase(f->field[i].type, STR("email")) ||
                str_eq_nocase(f->field[i].type, STR("tel")) || str_eq_nocase(f->field[i].type, STR("file"));
    }
    return area > 0 || text >= 2;
}

static bool
is_picture(const struct image *i)
{
    return i->src.n > 0 && (i->width == 0 || i->width >= PICTURE_PIXELS) &&
           (i->height == 0 || i->height >= PICTURE_PIXELS);
}

/* A picture that shares its row with a link goes with the link. */
static bool
is_thumbnail(const struct link_map *m, const struct image *i)
{
    return i->row < m->rows && m->row[i->row];
}

/* Labels and buttons of a form are words of the page too. */
static void
look_form(struct look *k, const struct form *f)
{
    struct buf words;

    buf_init(&words, LIMIT_BLOCK_TEXT);
    for (size_t i = 0; i < f->field_n; i++) {
        buf_str(&words, f->field[i].label);
        buf_char(&words, THAI_BREAK);
    }
    buf_str(&words, f->submit);
    look_words(k, buf_view(&words));
    buf_free(&words);
}

void
look_links(struct look *k)
{
    for (size_t i = 0; i < k->page->link_n; i++)
        if (region_has(k, k->page->link[i].block, k->page->link[i].heading) || k->topic->everywhere)
            look_link(k, &k->page->link[i]);
    for (size_t i = 0; i < k->page->form_n; i++)
        if (region_has(k, NO_INDEX, k->page->form[i].heading) && is_writing_form(&k->page->form[i])) {
            k->facts->forms++;
            look_form(k, &k->page->form[i]);
        }
    for (size_t i = 0; i < k->page->image_n; i++) {
        const struct image *m = &k->page->image[i];

        if (!site_frame_place(m->place) && is_picture(m) && !is_thumbnail(k->links, m) &&
            region_has(k, NO_INDEX, m->heading) && !site_repeats_image(k->leads->site, m)) {
            k->facts->images++;
            look_words(k, m->alt);
        }
    }
}
