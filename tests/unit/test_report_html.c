/*
 * The HTML report, read back by a parser: what it must hold, and that nothing a site wrote becomes markup.
 */
#include "base/map.h"
#include "oit/limits.h"
#include "report/html.h"
#include "tests/support/example_card.h"
#include "tests/support/hostile.h"
#include "tests/support/written.h"
#include <gumbo.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

typedef void node_fn(const GumboNode *node, void *ctx);

static void
each_element(const GumboNode *node, node_fn *f, void *ctx)
{
    const GumboVector *children;

    if (node->type == GUMBO_NODE_DOCUMENT)
        children = &node->v.document.children;
    else if (node->type == GUMBO_NODE_ELEMENT || node->type == GUMBO_NODE_TEMPLATE) {
        f(node, ctx);
        children = &node->v.element.children;
    } else
        return;
    for (unsigned i = 0; i < children->length; i++)
        each_element(children->data[i], f, ctx);
}

static void
parsed(const struct buf *html, node_fn *f, void *ctx)
{
    GumboOutput *o = gumbo_parse_with_options(&kGumboDefaultOptions, html->p, html->n);

    each_element(o->document, f, ctx);
    gumbo_destroy_output(&kGumboDefaultOptions, o);
}

static const char *
attribute(const GumboNode *n, const char *name)
{
    const GumboAttribute *a = gumbo_get_attribute(&n->v.element.attributes, name);

    return a ? a->value : NULL;
}

static bool
listed(const char *word, const char *const *list)
{
    for (; *list; list++)
        if (strcmp(word, *list) == 0)
            return true;
    return false;
}

/* Tags and attributes that the report writes itself; anything else has come from outside. */
static const char *const own_tags[] = {
    "html",       "head",     "meta",   "title",  "style", "body", "svg",      "symbol",  "path",
    "circle",     "use",      "a",      "header", "div",   "p",    "h1",       "h2",      "h3",
    "span",       "fieldset", "legend", "label",  "input", "main", "section",  "b",       "br",
    "i",          "ol",       "ul",     "li",     "em",    "u",    "small",    "strong",  "bdi",
    "q",          "table",    "thead",  "tbody",  "tr",    "th",   "td",       "details", "summary",
    "blockquote", "footer",   "mark",   "dl",     "dt",    "dd",   "polyline", "text",    NULL};
static const char *const own_attributes[] = {"lang",
                                             "charset",
                                             "name",
                                             "content",
                                             "http-equiv",
                                             "class",
                                             "id",
                                             "href",
                                             "type",
                                             "checked",
                                             "open",
                                             "style",
                                             "role",
                                             "aria-hidden",
                                             "aria-level",
                                             "aria-label",
                                             "aria-labelledby",
                                             "aria-readonly",
                                             "aria-multiline",
                                             "tabindex",
                                             "focusable",
                                             "viewBox",
                                             "d",
                                             "cx",
                                             "cy",
                                             "r",
                                             "fill",
                                             "stroke",
                                             "stroke-width",
                                             "stroke-linecap",
                                             "stroke-linejoin",
                                             "scope",
                                             "colspan",
                                             "points",
                                             "x",
                                             "y",
                                             "text-anchor",
                                             NULL};

static void
check_attribute(const GumboNode *n, const GumboAttribute *a)
{
    const char *v = a->value;

    if (!listed(a->name, own_attributes))
        fail_msg("attribute %s=\"%s\"", a->name, v);
    if (strcmp(a->name, "href") == 0 && v[0] != '#' && !html_safe_link(str_of(v)))
        fail_msg("link to %s", v);
    if (strcmp(a->name, "target") == 0)
        fail_msg("a link that opens a window: %s", attribute(n, "href"));
    if (strcmp(a->name, "style") == 0 && strncmp(v, "width:", 6) != 0 && strncmp(v, "--w:", 4) != 0)
        fail_msg("style %s", v);
    if (strcmp(a->name, "class") == 0 && strspn(v, "abcdefghijklmnopqrstuvwxyz_-0123456789 ") != strlen(v))
        fail_msg("class %s", v);
}

static void
check_own(const GumboNode *n, void *ctx)
{
    const GumboElement *e = &n->v.element;
    GumboStringPiece tag = e->original_tag;
    char name[32] = "";

    (void)ctx;
    if (e->tag == GUMBO_TAG_UNKNOWN && tag.data) {
        gumbo_tag_from_original_text(&tag);
        snprintf(name, sizeof(name), "%.*s", (int)(tag.length < 31 ? tag.length : 31), tag.data);
    } else
        snprintf(name, sizeof(name), "%s", gumbo_normalized_tagname(e->tag));
    if (!listed(name, own_tags))
        fail_msg("element %s", name);
    for (unsigned i = 0; i < e->attributes.length; i++)
        check_attribute(n, e->attributes.data[i]);
}

/* One letter an element; links that may be refused count like the text that stands for them. */
static void
shape_of(const GumboNode *n, void *ctx)
{
    const char *name = gumbo_normalized_tagname(n->v.element.tag);
    const char *href = attribute(n, "href");
    bool link = strcmp(name, "bdi") == 0 || (n->v.element.tag == GUMBO_TAG_A && href && href[0] != '#');

    buf_printf(ctx, "%s ", link ? "@" : name);
}

/* A harmless text of about the same length: how much room there is decides what is said twice. */
static struct str
harmless_like(struct arena *a, struct str text)
{
    char *words = arena_alloc(a, text.n + 5);
    size_t n = 0;

    do {
        memcpy(words + n, "word", 4);
        n += 4;
    } while (n + 4 <= text.n);
    return (struct str){words, n};
}

/* Whatever a site writes, the report has the same elements as with harmless words, and only its own. */
static void
assert_harmless(struct fixture *f, const struct hostile *h, bool with_address)
{
    struct buf shape, harmless;

    buf_init(&shape, 1 << 22);
    buf_init(&harmless, 1 << 22);
    html_write(example_hostile(f->a, harmless_like(f->a, h->text), with_address), LANG_EN, &f->out);
    parsed(&f->out, shape_of, &harmless);
    buf_clear(&f->out);
    html_write(example_hostile(f->a, h->text, with_address), LANG_EN, &f->out);
    parsed(&f->out, check_own, NULL);
    parsed(&f->out, shape_of, &shape);
    if (strcmp(buf_cstr(&shape), buf_cstr(&harmless)) != 0)
        fail_msg("%s changes the document:\n%s\n%s", h->name, shape.p, harmless.p);
    buf_clear(&f->out);
    arena_reset(f->a);
    buf_free(&shape);
    buf_free(&harmless);
}

static void
hostile_texts_stay_text(void **state)
{
    struct hostile list[HOSTILE_MAX];
    struct arena *keep = arena_new(0);
    size_t n = hostile_load(keep, FIXTURES "/conformance/hostile_strings.json", list);

    assert_true(n >= 80);
    for (size_t i = 0; i < n; i++) {
        assert_harmless(*state, &list[i], false);
        assert_harmless(*state, &list[i], true);
    }
    arena_free(keep);
}

static void
text_of(const GumboNode *n, struct buf *out)
{
    for (unsigned i = 0; i < n->v.element.children.length; i++) {
        const GumboNode *child = n->v.element.children.data[i];

        if (child->type == GUMBO_NODE_ELEMENT)
            text_of(child, out);
        else if (child->type == GUMBO_NODE_TEXT || child->type == GUMBO_NODE_WHITESPACE)
            buf_z(out, child->v.text.text);
    }
}

static void
first_heading(const GumboNode *n, void *ctx)
{
    if (n->v.element.tag == GUMBO_TAG_H1)
        text_of(n, ctx);
}

/* Nothing is dropped either: a title that looks like markup is read as it was written. */
static void
markup_of_a_site_is_quoted_whole(void **state)
{
    struct fixture *f = *state;
    struct buf heading;

    buf_init(&heading, 4096);
    html_write(example_hostile(f->a, STR("</title><script>alert('1&2')</script>"), true), LANG_EN, &f->out);
    parsed(&f->out, first_heading, &heading);
    assert_string_equal(buf_cstr(&heading), "</title><script>alert('1&2')</script>");
    buf_free(&heading);
}

/* 43 items with their proof are at most 300 KB, in either language. */
static void
full_card_is_small(void **state)
{
    struct fixture *f = *state;

    html_write(example_card(f->a), LANG_TH, &f->out);
    assert_in_range(f->out.n, 100000, LIMIT_HTML_REPORT);
    assert_non_null(strstr(buf_cstr(&f->out), "<html lang=\"th\">"));
}

/* Every address as long as given, in all that holds one. */
static struct scorecard *
with_long_addresses(struct arena *a, size_t length)
{
    struct scorecard *c = example_card(a);
    struct missing_url *missing;
    struct buf b;
    struct str url;

    buf_init(&b, 2 * length + 100);
    buf_z(&b, "https://www.tuayang.example/");
    while (b.n < length)
        buf_z(&b, "%E0%B8%A3");
    url = arena_str(a, buf_view(&b));
    buf_free(&b);
    for (size_t i = 0; i < c->item_n; i++)
        for (size_t k = 0; k < c->item[i].evidence_n; k++) {
            struct evidence *e = (struct evidence *)&c->item[i].evidence[k];

            e->url = e->final_url = e->found_on = arena_printf(a, "%.*s%zu-%zu", STR_ARGS(url), i, k);
        }
    missing = ARENA_ARRAY(a, struct missing_url, c->missing_n);
    for (size_t i = 0; i < c->missing_n; i++) {
        missing[i] = c->missing[i];
        missing[i].url = missing[i].found_on = url;
    }
    c->missing = missing;
    return c;
}

/* Addresses as long as Thai file names make them, and as long as any that is kept: what does not fit is cut
 * and the ceiling holds; every item is still there, and the answers with addresses of a usual length too. */
static void
long_addresses_fit(void **state)
{
    struct fixture *f = *state;
    static const size_t lengths[] = {300, 900, 2000, LIMIT_ADDRESS - 100};

    for (size_t n = 0; n < 4; n++) {
        const char *html;
        size_t items = 0, answers = 0;

        html_write(with_long_addresses(f->a, lengths[n]), LANG_TH, &f->out);
        assert_in_range(f->out.n, 100000, LIMIT_HTML_REPORT);
        html = buf_cstr(&f->out);
        for (const char *at = html; (at = strstr(at, "<details class=\"item")) != NULL; at++)
            items++;
        for (const char *at = html; (at = strstr(at, "<div class=\"itas\">")) != NULL; at++)
            answers++;
        assert_int_equal(items, 43);
        if (lengths[n] < 1000)
            assert_int_equal(answers, 34);
        buf_clear(&f->out);
    }
}

/* Given: a site on which every address is of 900 bytes, 100 Thai letters.  Expected: where to mend and what
 * proves an item can be opened from the report. */
static void
long_addresses_can_be_opened(void **state)
{
    struct fixture *f = *state;
    const struct scorecard *c = with_long_addresses(f->a, 900);
    size_t links = 0;

    html_write(c, LANG_TH, &f->out);
    assert_in_range(f->out.n, 100000, LIMIT_HTML_REPORT);
    for (const char *at = buf_cstr(&f->out);
         (at = strstr(at, "<a href=\"https://www.tuayang.example/%E0%B8")) != NULL; at++)
        links++;
    assert_in_range(links, c->item_n + c->missing_n, 1000);
    assert_null(strstr(buf_cstr(&f->out), "<bdi>www.tuayang.example/\xe0\xb8\xa3"));
}

/*
 * Given: 43 items, of which the lacking ones have advice of some 200 letters in both languages, and addresses
 * as long as Thai file names make them: more than there is room for. Expected: the first place that says what
 * to do says all of it in the report's language; elsewhere it is pointed at.
 */
static void
advice_is_told_whole_once(void **state)
{
    struct fixture *f = *state;
    struct scorecard *c = with_long_addresses(f->a, 900);
    struct item_result *item = (struct item_result *)c->item;

    for (size_t i = 0; i < c->item_n; i++) {
        if (item[i].fix.n == 0)
            continue;
        item[i].fix = item[i].fix_en = STR("");
        for (int k = 0; k < 30; k++) {
            item[i].fix = arena_printf(f->a, "%.*sเผยแพร่", STR_ARGS(item[i].fix));
            item[i].fix_en = arena_printf(f->a, "%.*spublish ", STR_ARGS(item[i].fix_en));
        }
        item[i].fix = arena_printf(f->a, "%.*s %.*s", STR_ARGS(item[i].fix), STR_ARGS(item[i].id));
        item[i].fix_en = arena_printf(f->a, "%.*s%.*s", STR_ARGS(item[i].fix_en), STR_ARGS(item[i].id));
    }
    for (enum lang lang = LANG_TH; lang <= LANG_EN; lang++) {
        html_write(c, lang, &f->out);
        assert_in_range(f->out.n, 100000, LIMIT_HTML_REPORT);
        for (size_t i = 0; i < c->to_do.n; i++) {
            const struct item_result *r = card_item(c, c->to_do.v[i]);
            struct str told = lang == LANG_TH ? r->fix : r->fix_en;

            if (str_find(buf_view(&f->out), told, 0) == STR_NOT_FOUND)
                fail_msg("%.*s: what to do is cut", STR_ARGS(r->id));
        }
        buf_clear(&f->out);
    }
}

struct seen {
    struct map *ids;
    int level, items, checked, h1;
};

static void
collect(const GumboNode *n, void *ctx)
{
    struct seen *s = ctx;
    const GumboElement *e = &n->v.element;
    const char *id = attribute(n, "id"), *class = attribute(n, "class");
    bool fresh = true;

    if (id) {
        map_put(s->ids, str_of(id), &fresh);
        if (!fresh)
            fail_msg("id %s twice", id);
    }
    if (e->tag >= GUMBO_TAG_H1 && e->tag <= GUMBO_TAG_H6) {
        int level = (int)e->tag - (int)GUMBO_TAG_H1 + 1;

        if (level > s->level + 1)
            fail_msg("h%d behind h%d", level, s->level);
        s->level = level;
        s->h1 += level == 1;
    }
    s->items += e->tag == GUMBO_TAG_DETAILS && class && strncmp(class, "item ", 5) == 0;
    s->checked += attribute(n, "checked") != NULL;
}

static void
follow(const GumboNode *n, void *ctx)
{
    static const char *const names[] = {"href", "aria-labelledby"};
    struct seen *s = ctx;

    for (size_t i = 0; i < 2; i++) {
        const char *to = attribute(n, names[i]);

        if (!to || (i == 0 && to[0] != '#'))
            continue;
        if (!map_get(s->ids, str_of(to + (i == 0))))
            fail_msg("%s points to %s, which is not there", names[i], to);
    }
}

/* Every item is there without any style sheet; ids are single, inner links lead somewhere, headings step
 * down. */
static void
document_is_sound(void **state)
{
    struct fixture *f = *state;
    struct scorecard *cards[] = {example_card(f->a), example_unscored(f->a), example_unreadable(f->a)};

    for (size_t i = 0; i < 3; i++) {
        struct seen s = {map_new(), 0, 0, 0, 0};

        html_write(cards[i], LANG_TH, &f->out);
        parsed(&f->out, check_own, NULL);
        parsed(&f->out, collect, &s);
        parsed(&f->out, follow, &s);
        assert_int_equal(s.items, 43);
        assert_int_equal(s.checked, 3 - i); /* language, verdict, part: no part without indicators, no filter
                                               where nothing was read */
        assert_int_equal(s.h1, 1);
        map_free(s.ids);
        buf_clear(&f->out);
    }
}

/* Nothing is asked of the network: no source, no import, no address in the style sheet, and a policy that
 * says so. */
static void
nothing_is_requested(void **state)
{
    struct fixture *f = *state;
    const char *html;

    html_write(example_card(f->a), LANG_EN, &f->out);
    html = buf_cstr(&f->out);
    assert_non_null(strstr(html, "default-src 'none'"));
    assert_non_null(strstr(html, "<meta name=\"referrer\" content=\"no-referrer\">"));
    assert_null(strstr(html, " src="));
    assert_null(strstr(html, "url("));
    assert_null(strstr(html, "@import"));
    assert_null(strstr(html, "<script"));
}

/* An unscored checklist shows counts and no score, not even 0; what is waived is counted by itself. */
static void
unscored_has_no_score(void **state)
{
    struct fixture *f = *state;

    html_write(example_unscored(f->a), LANG_EN, &f->out);
    assert_null(strstr(buf_cstr(&f->out), "/ 100"));
    assert_non_null(strstr(buf_cstr(&f->out), "no published scoring"));
    assert_non_null(strstr(buf_cstr(&f->out), "<b>34</b> <span>/ 43"));
}

/* A site that let nobody in is told so, without a score and without "missing". */
static void
unreadable_is_said_plainly(void **state)
{
    struct fixture *f = *state;

    html_write(example_unreadable(f->a), LANG_EN, &f->out);
    assert_non_null(strstr(buf_cstr(&f->out), "The site could not be read"));
    assert_non_null(strstr(buf_cstr(&f->out), "a protection page stands before the site"));
    assert_null(strstr(buf_cstr(&f->out), "/ 100"));
    assert_null(strstr(buf_cstr(&f->out), "<b>0.00"));
}

/* What was not finished is said at the top. */
static void
incomplete_is_said(void **state)
{
    struct fixture *f = *state;
    struct scorecard *c = example_card(f->a);

    html_write(c, LANG_EN, &f->out);
    assert_non_null(strstr(buf_cstr(&f->out), "The visit is not complete"));
    buf_clear(&f->out);
    c->complete = true;
    html_write(c, LANG_EN, &f->out);
    assert_null(strstr(buf_cstr(&f->out), "The visit is not complete"));
}

/* A place that the site does not promise is suggested: neither a failing address nor the site's words. */
static void
suggested_place_is_no_failure(void **state)
{
    struct fixture *f = *state;
    const char *html;

    html_write(example_card(f->a), LANG_EN, &f->out);
    html = buf_cstr(&f->out);
    assert_non_null(strstr(html, "should be published at: <a "));
    assert_non_null(strstr(html, "(the page where a visitor would look)"));
    assert_non_null(strstr(html, "a visitor would look for it here"));
    assert_non_null(strstr(html, "subject <bdi lang=\"th\">การมีส่วนร่วม</bdi>"));
    assert_null(strstr(html, "<q lang=\"th\">การมีส่วนร่วม</q>"));
    assert_null(strstr(html, "there is no link to it"));
}

/* The day of judging stands at the head, and beside an element that is advice only, that it does not count.
 */
static void
the_reader_is_told_what_counts(void **state)
{
    struct fixture *f = *state;
    const char *html, *head;

    html_write(example_card(f->a), LANG_EN, &f->out);
    html = buf_cstr(&f->out);
    head = strstr(html, "Judged as of ");
    assert_true(head != NULL && head < strstr(html, "</header>"));
    assert_non_null(strstr(html, "<span class=\"why\">advice only: it does not count"));
}

/* The score has a step for what a person must look at and one for what is to be mended; where nothing is left
 * to look at, none of no item. */
static void
steps_that_are_left(void **state)
{
    struct fixture *f = *state;
    struct scorecard *c = example_card(f->a);
    struct item_result *item = (struct item_result *)c->item;

    html_write(c, LANG_EN, &f->out);
    assert_non_null(strstr(buf_cstr(&f->out), "if a person confirms 3 more items"));
    assert_non_null(strstr(buf_cstr(&f->out), "after 5 items are corrected as well"));
    for (size_t i = 0; i < c->item_n; i++)
        if (card_at_risk(&item[i]))
            item[i].verdict = VERDICT_FOUND;
    c->low = c->high;
    buf_clear(&f->out);
    html_write(c, LANG_EN, &f->out);
    assert_null(strstr(buf_cstr(&f->out), "if a person confirms"));
    assert_non_null(strstr(buf_cstr(&f->out), "after 5 items are corrected as well"));
}

/* Dates are Buddhist in the Thai half and Gregorian in the English one, both in one file. */
static void
dates_are_in_both_eras(void **state)
{
    struct fixture *f = *state;

    html_write(example_card(f->a), LANG_TH, &f->out);
    assert_non_null(strstr(buf_cstr(&f->out), "<u lang=th>12 มี.ค. 2565 02:41</u>"
                                              "<u lang=en>12 Mar 2022 02:41</u>"));
}

/* An address is shown decoded, and the link behind it is exact. */
static void
addresses_are_readable_and_exact(void **state)
{
    struct fixture *f = *state;

    html_write(example_card(f->a), LANG_TH, &f->out);
    assert_non_null(
        strstr(buf_cstr(&f->out),
               "href=\"https://www.tuayang.example/%E0%B8%A3%E0%B8%B2%E0%B8%A2%E0%B8%87%E0%B8%B2%E0%B8%99/"
               "%E0%B8%A3%E0%B8%AD%E0%B8%9A-6-%E0%B9%80%E0%B8%94%E0%B8%B7%E0%B8%AD%E0%B8%99-2564.pdf\">"
               "www.tuayang.example/รายงาน/รอบ-6-เดือน-2564.pdf</a>"));
}

/* The same card gives the same bytes. */
static void
same_card_same_bytes(void **state)
{
    struct fixture *f = *state;
    const struct scorecard *c = example_card(f->a);
    size_t half;

    html_write(c, LANG_TH, &f->out);
    half = f->out.n;
    html_write(c, LANG_TH, &f->out);
    assert_int_equal(f->out.n, 2 * half);
    assert_memory_equal(f->out.p, f->out.p + half, half);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(hostile_texts_stay_text, written_setup, written_teardown),
        cmocka_unit_test_setup_teardown(markup_of_a_site_is_quoted_whole, written_setup, written_teardown),
        cmocka_unit_test_setup_teardown(full_card_is_small, written_setup, written_teardown),
        cmocka_unit_test_setup_teardown(long_addresses_fit, written_setup, written_teardown),
        cmocka_unit_test_setup_teardown(long_addresses_can_be_opened, written_setup, written_teardown),
        cmocka_unit_test_setup_teardown(steps_that_are_left, written_setup, written_teardown),
        cmocka_unit_test_setup_teardown(advice_is_told_whole_once, written_setup, written_teardown),
        cmocka_unit_test_setup_teardown(document_is_sound, written_setup, written_teardown),
        cmocka_unit_test_setup_teardown(nothing_is_requested, written_setup, written_teardown),
        cmocka_unit_test_setup_teardown(unscored_has_no_score, written_setup, written_teardown),
        cmocka_unit_test_setup_teardown(unreadable_is_said_plainly, written_setup, written_teardown),
        cmocka_unit_test_setup_teardown(incomplete_is_said, written_setup, written_teardown),
        cmocka_unit_test_setup_teardown(dates_are_in_both_eras, written_setup, written_teardown),
        cmocka_unit_test_setup_teardown(suggested_place_is_no_failure, written_setup, written_teardown),
        cmocka_unit_test_setup_teardown(the_reader_is_told_what_counts, written_setup, written_teardown),
        cmocka_unit_test_setup_teardown(addresses_are_readable_and_exact, written_setup, written_teardown),
        cmocka_unit_test_setup_teardown(same_card_same_bytes, written_setup, written_teardown),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
