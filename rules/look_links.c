/* What the links, forms and pictures of a region bring. What they are whatever is looked for is summed up
 * once a region: a page has 19 leads. */
#include "base/buf.h"
#include "oit/limits.h"
#include "rules/look.h"

#define PICTURE_PIXELS 80 /* smaller ones are icons; portraits begin here */
#define BANNER_PIXELS 120 /* lower ones hold no more than a line or two */

static void
keep_first(struct str *place, struct str url)
{
    if (place->n == 0)
        *place = url;
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
        look_elements(k, &t, LOOK_WORDS);
}

/* Which elements the words of a link to a file are the name of. */
static void
look_file(struct look *k, size_t i)
{
    const struct wording *w;
    struct thai_text *t;
    uint32_t shown;

    if (!k->topic->apart)
        return;
    w = view_link_around(k->view, i, &t);
    shown = view_text_shows_nothing(k->view, t) ? 0 : look_elements_in(t, k->topic);
    k->facts->element_files |= shown;
    k->facts->silent_files += shown == 0 && w->topic_n == 0;
}

/*
 * Does a link stand for an article?  By its own words, or, where they are "read on" or a picture, by what its
 * card says; a card counts once, however many of its parts are links.
 */
static bool
is_article(struct view *v, size_t i, bool *card_seen)
{
    const struct wording *w = view_link_words(v, i);
    uint32_t card;

    if (w->flags & WORDING_BACK)
        return false;
    if (v->page->link[i].text.n > 0 && !(w->flags & WORDING_WEAK))
        return true;
    card = view_card(v, i);
    if (card == NO_INDEX || card_seen[card])
        return false;
    card_seen[card] = true;
    return true;
}

/* Where a link leads to outside can show an element: a map service, an account. */
static void
look_address(struct look *k, size_t i)
{
    struct thai_text *t = view_link_address(k->view, i);

    if (!view_text_shows_nothing(k->view, t))
        look_elements(k, t, LOOK_WORDS);
}

/* Do its words say that it is another body's? */
static bool
is_anothers(struct look *k, size_t i)
{
    return (view_link_words(k->view, i)->flags & (WORDING_OTHER_KIND | WORDING_STATE)) != 0;
}

/* What a link is to this topic: an account. */
static void
look_link(struct look *k, size_t i)
{
    const struct view_link *v = view_link(k->view, i);

    if (k->topic->accept & ACCEPT_ACCOUNT && v->account && !is_anothers(k, i)) {
        k->facts->accounts++;
        keep_first(&k->few.account_url, k->page->link[i].url);
    }
    if (k->topic->accept & ACCEPT_CHAT && v->chat) {
        k->facts->chats++;
        keep_first(&k->few.chat_url, k->page->link[i].url);
    }
}

/* The name of an element, a file of one. */
static void
look_link_shown(struct look *k, size_t i)
{
    const struct link *a = &k->page->link[i];
    const struct view_link *v = view_link(k->view, i);

    if (!k->view->own_link[i] || !a->followable || a->kind == LINK_RELATED || v->to == NO_INDEX)
        return;
    if (v->outside)
        look_address(k, i);
    if (v->document)
        look_file(k, i);
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

/* Low, and more than twice as wide: words to click on. */
static bool
is_banner(const struct image *i)
{
    return i->height > 0 && i->height < BANNER_PIXELS && i->width > 2 * i->height;
}

static bool
is_picture(const struct image *i)
{
    return i->src.n > 0 && (i->width == 0 || i->width >= PICTURE_PIXELS) &&
           (i->height == 0 || i->height >= PICTURE_PIXELS) && !is_banner(i);
}

/* A picture that shares its row with a link goes with the link. */
static bool
is_thumbnail(const struct link_map *m, const struct image *i)
{
    return i->row < m->rows && m->row[i->row];
}

static bool
is_form_here(const struct look *k, const struct form *f)
{
    return region_has(k, NO_INDEX, f->heading) && is_writing_form(f);
}

bool
look_is_picture(const struct look *k, const struct image *m)
{
    return !site_frame_place(m->place) && m->place != PLACE_ASIDE && is_picture(m) &&
           !is_thumbnail(k->links, m) && region_has(k, NO_INDEX, m->heading) &&
           !site_repeats_image(k->leads->site, m);
}

static void
count_picture(struct look *k, const struct image *m)
{
    bool gone;

    if (!look_is_picture(k, m))
        return;
    gone = site_image_is_gone(k->leads->site, m);
    k->facts->images += !gone;
    keep_first(gone ? &k->few.gone_url : &k->few.picture_url, m->src);
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
    look_words(k, arena_str(k->view->arena, buf_view(&words)));
    buf_free(&words);
}

/* What the links of a part of the page are whatever is looked for. */
struct link_sum {
    struct link_sum *next;
    bool whole;
    uint32_t head, from, until;
    struct facts facts;
    struct str form_url;
    uint32_t *link; /* those that may be more to a topic */
    size_t link_n;
    uint32_t entry; /* where the last article or file lies */
};

/* A file has often two links, its title and a button. */
static void
count_entry(struct link_sum *s, uint32_t to)
{
    s->facts.entries += to != s->entry;
    s->entry = to;
}

/* Is a link dead that offered something that is asked for, by name or as a "download"? */
static bool
is_dead_offer(struct view *v, size_t i, uint32_t to)
{
    const struct wording *w;

    if (!site_is_dead(v->leads->site, to))
        return false;
    w = view_link_words(v, i);
    return !(w->flags & WORDING_ASTRAY) && (w->flags & WORDING_WEAK || leads_names_asked(v->leads, w));
}

static void
sum_link(struct view *v, size_t i, bool *card_seen, struct link_sum *s)
{
    const struct link *a = &v->page->link[i];
    const struct view_link *k = view_link(v, i);
    struct facts *f = &s->facts;
    uint64_t years;
    bool article;

    if (!v->own_link[i] || !a->followable || a->kind == LINK_RELATED)
        return;
    if (k->form && !(view_link_words(v, i)->flags & WORDING_SURVEY)) {
        f->external_forms++;
        keep_first(&s->form_url, a->url);
    }
    if (k->to == NO_INDEX)
        return;
    f->shut |= is_dead_offer(v, i, k->to);
    if (k->document) {
        years = view_link_years(v, i);
        f->documents++;
        f->file_years |= years;
        f->undated_files += years == 0;
    }
    article = k->outside ? view_is_outside_article(v, i) : is_article(v, i, card_seen);
    f->articles += article;
    if (article || k->document)
        count_entry(s, k->to);
}

static bool
is_more(struct view *v, size_t i)
{
    const struct view_link *k = view_link(v, i);

    return k->account || k->chat || k->outside || k->document;
}

/* Of all links of the page where the topic looks everywhere, else of its own links in the region. */
static struct link_sum *
sum_new(struct look *k)
{
    struct view *v = k->view;
    struct link_sum *s = ARENA_NEW(v->arena, struct link_sum);
    size_t n = k->topic->everywhere ? k->page->link_n : v->own_n;
    bool *card_seen = ARENA_ARRAY(v->arena, bool, v->links.rows + 1);

    *s = (struct link_sum){
        .whole = k->whole, .head = k->head, .from = k->from, .until = k->until, .entry = NO_INDEX};
    s->link = arena_raw(v->arena, (n + 1) * sizeof *s->link);
    for (size_t j = 0; j < n; j++) {
        uint32_t i = k->topic->everywhere ? (uint32_t)j : v->own[j];

        if (!k->topic->everywhere && !region_has(k, k->page->link[i].block, k->page->link[i].heading))
            continue;
        sum_link(v, i, card_seen, s);
        if (is_more(v, i))
            s->link[s->link_n++] = i;
    }
    return s;
}

static const struct link_sum *
sum_of(struct look *k)
{
    struct link_sum **first = &k->view->link_sums[k->topic->everywhere], *s;

    for (s = *first; s != NULL; s = s->next)
        if (s->whole == k->whole && s->head == k->head && s->from == k->from && s->until == k->until)
            return s;
    s = sum_new(k);
    s->next = *first;
    *first = s;
    return s;
}

void
look_links(struct look *k)
{
    const struct link_sum *s = sum_of(k);

    k->facts->external_forms += s->facts.external_forms;
    k->facts->documents += s->facts.documents;
    k->facts->shut |= s->facts.shut;
    k->facts->articles += s->facts.articles;
    k->facts->entries += s->facts.entries;
    k->facts->file_years |= s->facts.file_years;
    k->facts->undated_files += s->facts.undated_files;
    k->few.form_url = s->form_url;
    for (size_t i = 0; i < s->link_n; i++)
        look_link(k, s->link[i]);
    for (size_t i = 0; i < k->page->form_n; i++)
        k->facts->forms += is_form_here(k, &k->page->form[i]);
    for (size_t i = 0; i < k->page->image_n; i++)
        count_picture(k, &k->page->image[i]);
}

bool
look_links_may_show(struct look *k)
{
    return k->facts->forms + k->facts->images > 0 || sum_of(k)->link_n > 0;
}

void
look_links_shown(struct look *k)
{
    const struct link_sum *s = sum_of(k);

    for (size_t i = 0; i < s->link_n; i++)
        look_link_shown(k, s->link[i]);
    for (size_t i = 0; i < k->page->form_n; i++)
        if (is_form_here(k, &k->page->form[i]))
            look_form(k, &k->page->form[i]);
    for (size_t i = 0; i < k->page->image_n; i++)
        if (k->page->image[i].alt.n > 0 && look_is_picture(k, &k->page->image[i]))
            look_words(k, k->page->image[i].alt);
}
