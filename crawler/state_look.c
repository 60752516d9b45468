/* What a page shows, gathered no further than what is asked of it can still change. */
#include "base/utf8.h"
#include "base/wide.h"
#include "crawler/state_private.h"

#define LOOK_BODY (128 * 1024) /* bytes of a page's source that are looked at */

static void
add(struct buf *b, struct str text)
{
    if (b->n > 0)
        buf_char(b, THAI_BREAK);
    buf_put_some(b, text.p, text.n);
}

static bool
is_heading(const struct block *b)
{
    return b->kind == BLOCK_HEADING || b->kind == BLOCK_HEAD_CELL || b->kind == BLOCK_CAPTION;
}

/* A line of the way back ("home / plans") repeats what title and headings say. */
static bool
is_repeat(const struct look *l, struct str text)
{
    return text.n >= 12 && (str_has(l->title, text) || str_has(l->headings, text));
}

/* The blocks of a page while they are looked at; the texts end at LOOK_TEXT. */
struct gathering {
    struct buf all, own, headings, rest;
    bool looked; /* whether the rest says anything */
    bool says;
};

/*
 * Can no further block change what is said of the page?  Each of the questions of state.c asks for less text
 * than has come.  With it, and the early end of state_says_something(), a page of 26 KB takes 20 us instead
 * of 7,000.
 */
static bool
is_settled(const struct look *l, struct gathering *g)
{
    if (!l->crowded || !l->full || l->rest_chars <= WORKS_CHARS || l->gambles == 1 || g->rest.n < ENOUGH)
        return false;
    if (!g->looked)
        g->says = state_says_something(buf_view(&g->rest));
    g->looked = true;
    return g->says;
}

static void
look_at_own(struct look *l, struct gathering *g, const struct block *b, struct str text, size_t chars)
{
    l->own_chars += chars;
    add(&g->own, text);
    if (is_heading(b)) {
        add(&g->headings, text);
        l->headings = buf_view(&g->headings);
    } else if (!is_repeat(l, text)) {
        l->rest_chars += chars;
        add(&g->rest, text);
    }
}

/*
 * Where a sign of ASCII begins, or the three bytes of a consonant, of which the first begins nothing else;
 * two more bytes are looked at.
 */
static inline __attribute__((always_inline)) void
begins_at(const char *p, wide_signed *begins)
{
    wide v, next, last;

    wide_at(&v, p);
    wide_at(&next, p + 1);
    wide_at(&last, p + 2);
    *begins = (v - 0x21 <= 0x7E - 0x21) + ((v == 0xE0) & (next == 0xB8) & (last - 0x81 <= 0xAE - 0x81));
}

#define STEP_AND_MORE (WIDE_BYTES + 2)

/* Of a text as long as a step and what it looks at more, at most LOOK_TEXT; the last step looks again at what
 * is left of the one before. */
WIDE static size_t
count_beginnings(struct str text)
{
    wide_signed begins;
    size_t n = 0, i = 0;
    wide sum = {0};

    for (size_t steps = 1; text.n - i >= STEP_AND_MORE; i += WIDE_BYTES, steps++) {
        begins_at(text.p + i, &begins);
        sum -= (wide)begins;
        if (steps % WIDE_SUMMED == 0) {
            n += wide_count(&sum);
            sum = (wide){0};
        }
    }
    n += wide_count(&sum);
    begins_at(text.p + text.n - STEP_AND_MORE, &begins);
    return n + wide_count_last(&begins, text.n - i - 2);
}

/* Characters that text has in its normal form whatever stands between them: those of ASCII and consonants. */
static size_t
least_chars(struct str text)
{
    const unsigned char *p = (const unsigned char *)text.p;
    size_t n = 0, i = 0;

    text = str_sub(text, 0, LOOK_TEXT);
    if (text.n >= STEP_AND_MORE) {
        n = count_beginnings(text);
        i = text.n - 2;
    }
    for (; i < text.n; i++) {
        bool consonant =
            text.n - i >= 3 && p[i] == 0xE0 && p[i + 1] == 0xB8 && p[i + 2] >= 0x81 && p[i + 2] <= 0xAE;

        n += consonant || (p[i] > ' ' && p[i] < 0x7F);
    }
    return n;
}

/* Of its own blocks or of the others, as far as their count matters. */
static size_t
least_chars_of(const struct page *p, bool own, size_t most)
{
    size_t n = 0;

    for (size_t i = 0; i < p->block_n && n <= most; i++)
        if (!p->block[i].hidden && place_is_own(p->block[i].place) == own)
            n += least_chars(p->block[i].text);
    return n;
}

/* Its own blocks are the longer ones, and come first: those of the menu are seldom asked. */
static void
measure(struct look *l)
{
    size_t own = least_chars_of(l->page, true, NOTICE_CHARS);

    _Static_assert(ERROR_CHARS <= NOTICE_CHARS, "it is not counted further");
    l->full = own > ERROR_CHARS;
    l->crowded =
        own > NOTICE_CHARS || own + least_chars_of(l->page, false, NOTICE_CHARS - own) > NOTICE_CHARS;
}

static void
look_at_block(struct look *l, struct gathering *g, const struct block *b)
{
    struct str text;
    size_t chars;

    if (b->hidden || (l->crowded && !place_is_own(b->place)))
        return;
    text = state_normal(l->a, b->text);
    chars = utf8_length(text);
    if (!l->crowded) {
        l->all_chars += chars;
        add(&g->all, text);
    }
    if (place_is_own(b->place))
        look_at_own(l, g, b, text, chars);
}

static void
look_at_blocks(struct look *l)
{
    struct gathering g = {.looked = false};

    buf_init(&g.all, LOOK_TEXT);
    buf_init(&g.own, LOOK_TEXT);
    buf_init(&g.headings, LOOK_TEXT);
    buf_init(&g.rest, LOOK_TEXT);
    measure(l);
    for (size_t i = 0; i < l->page->block_n && !is_settled(l, &g); i++)
        look_at_block(l, &g, &l->page->block[i]);
    if (l->crowded)
        l->all_chars = NOTICE_CHARS + 1;
    l->says = g.says;
    if (l->full && l->own_chars <= ERROR_CHARS)
        l->own_chars = ERROR_CHARS + 1;
    l->all = arena_str(l->a, buf_view(&g.all));
    l->own = arena_str(l->a, buf_view(&g.own));
    l->headings = arena_str(l->a, buf_view(&g.headings));
    l->rest = arena_str(l->a, buf_view(&g.rest));
    buf_free(&g.all);
    buf_free(&g.own);
    buf_free(&g.headings);
    buf_free(&g.rest);
}

/* Clicks as stand on pages that hold nothing, too. */
static bool
is_furniture(struct str code)
{
    return page_click_is_furniture(code) || str_has(code, STR("reload("));
}

/* No browser shows a film of Flash any more. */
static bool
is_flash(const struct link *l)
{
    static const char *const endings[] = {".swf"};

    return (l->kind == LINK_OBJECT || l->kind == LINK_FRAME) && STR_ENDS_ANY_NOCASE(l->url, endings);
}

static void
look_at_links(struct look *l)
{
    const struct page *p = l->page;

    for (size_t i = 0; i < p->link_n; i++) {
        enum link_kind kind = p->link[i].kind;
        bool scripted = kind == LINK_CLICK && !p->link[i].followable;

        if (kind == LINK_RELATED || !place_is_own(p->link[i].place) || is_flash(&p->link[i]))
            continue;
        l->own_links += !scripted;
        l->own_ways += !scripted || !is_furniture(p->link[i].url);
        l->own_things = l->own_things || kind == LINK_FRAME || kind == LINK_OBJECT || kind == LINK_VIEWER ||
                        kind == LINK_REFRESH || kind == LINK_SCRIPT || p->link[i].image;
    }
    for (size_t i = 0; i < p->image_n; i++)
        l->own_things = l->own_things || place_is_own(p->image[i].place);
    for (size_t i = 0; i < p->form_n; i++)
        l->own_things = l->own_things || (place_is_own(p->form[i].place) && p->form[i].post);
}

void
state_look(struct look *l, struct arena *a, struct gambling *gambling, const struct page *page,
           struct str body)
{
    *l = (struct look){.a = a, .gambling = gambling, .page = page, .body = str_sub(body, 0, LOOK_BODY)};
    l->title = state_normal(a, page->title);
    l->gambles = gambling_count(l->title);
    look_at_blocks(l);
    look_at_links(l);
}
