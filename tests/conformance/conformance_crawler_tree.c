/*
 * html5lib tree construction cases: none may crash or leak, and no link may get lost.  What is compared is
 * the list of a[href] in document order, since the trees follow the standard of 2026 and the parser is older.
 */
#include "base/buf.h"
#include "crawler/page.h"
#include "suite.h"
#include "tests/support/same_tree.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define ADDRESS "http://host.example/folder/page.html"

static const char *const files[] = {
    "adoption01",
    "adoption02",
    "blocks",
    "comments01",
    "doctype01",
    "domjs-unsafe",
    "entities01",
    "entities02",
    "foreign-fragment",
    "html5test-com",
    "inbody01",
    "isindex",
    "main-element",
    "math",
    "menuitem-element",
    "namespace-sensitivity",
    "noscript01",
    "pending-spec-changes",
    "pending-spec-changes-plain-text-unsafe",
    "plain-text-unsafe",
    "quirks01",
    "ruby",
    "scriptdata01",
    "search-element",
    "svg",
    "tables01",
    "template",
    "tests1",
    "tests10",
    "tests11",
    "tests12",
    "tests14",
    "tests15",
    "tests16",
    "tests17",
    "tests18",
    "tests19",
    "tests2",
    "tests20",
    "tests21",
    "tests22",
    "tests23",
    "tests24",
    "tests25",
    "tests26",
    "tests3",
    "tests4",
    "tests5",
    "tests6",
    "tests7",
    "tests8",
    "tests9",
    "tests_innerHTML_1",
    "tricky01",
    "void-in-phrasing",
    "webkit01",
    "webkit02",
};

struct one {
    struct str data, document;
    bool fragment, script_on;
};

/* Text of the section that begins at "#name\n" up to the next line that begins with '#' in the list. */
static struct str
section(struct str text, const char *name)
{
    static const char *const names[] = {"\n#errors",     "\n#new-errors", "\n#document-fragment",
                                        "\n#script-off", "\n#script-on",  "\n#document"};
    size_t at = str_find(text, str_of(name), 0), end = text.n;

    if (at == STR_NOT_FOUND)
        return STR_NONE;
    at += strlen(name);
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        size_t next = str_find(text, str_of(names[i]), at > 0 ? at - 1 : 0);

        if (next != STR_NOT_FOUND && next < end)
            end = next;
    }
    return str_sub(text, at, end < at ? at : end);
}

/* Cut the next case off *rest: they begin with "#data" on a line of its own. */
static bool
next_case(struct str *rest, struct one *out)
{
    size_t end;
    struct str text;

    if (!str_starts(*rest, STR("#data\n")))
        return false;
    end = str_find(*rest, STR("\n\n#data\n"), 0);
    text = end == STR_NOT_FOUND ? *rest : str_sub(*rest, 0, end);
    *rest = end == STR_NOT_FOUND ? STR_NONE : str_sub(*rest, end + 2, rest->n);
    out->data = section(text, "#data\n");
    out->document = str_sub(text, str_find(text, STR("\n#document\n"), 0), text.n);
    out->fragment = str_has(text, STR("\n#document-fragment\n"));
    out->script_on = str_has(text, STR("\n#script-on\n"));
    return true;
}

static struct str
canonical(struct arena *a, struct str href)
{
    struct url base, u;

    url_parse(a, STR(ADDRESS), NULL, NULL, &base);
    if (!url_parse(a, href, &base, NULL, &u) || !url_followable(&u))
        return STR("(other)");
    return url_canonical(a, &u);
}

/* Addresses of the <a> elements of an expected tree, one a line.  Content of <template> is never shown. */
static void
expected_links(struct arena *a, struct str document, struct buf *out)
{
    struct str line;
    bool in_a = false;
    size_t template = SIZE_MAX;

    while (str_next(&document, '\n', &line)) {
        struct str text = str_trim(str_sub(line, 1, line.n));
        size_t depth = line.n > 0 && line.p[0] == '|' ? (size_t)(text.p - line.p) : SIZE_MAX;

        if (depth == SIZE_MAX)
            continue;
        if (depth <= template && text.p[0] == '<')
            template = str_eq(text, STR("<template>")) ? depth : SIZE_MAX;
        if (text.p[0] == '<' || text.p[0] == '"')
            in_a = str_eq(text, STR("<a>")) && template == SIZE_MAX;
        else if (in_a && str_starts(text, STR("href=\"")) && text.n > 6) {
            buf_str(out, canonical(a, str_sub(text, 6, text.n - 1)));
            buf_char(out, '\n');
        }
    }
}

static void
found_links(const struct page *p, struct buf *out)
{
    for (size_t i = 0; i < p->link_n; i++)
        if (p->link[i].kind == LINK_A) {
            buf_str(out, p->link[i].followable ? p->link[i].url : STR("(other)"));
            buf_char(out, '\n');
        }
}

struct suites {
    struct suite links;   /* a[href] as written */
    struct suite anchors; /* the same cases with an address given to every <a> */
    struct suite plain;   /* the same inside a plain page, read with and without the parser */
    size_t links_n, anchors_n, plain_n;
};

/* A fragment is parsed inside another element and <noscript> read by a browser with scripts: not our case. */
static bool
is_comparable(const struct one *c)
{
    return !c->fragment && !c->script_on;
}

static void
read_page(struct arena *a, struct str html, struct page *out)
{
    struct url address;

    url_parse(a, STR(ADDRESS), NULL, NULL, &address);
    page_parse(a, html, &address, "utf-8", out);
}

static void
check_links(struct suites *s, struct arena *a, const char *file, const struct one *c)
{
    struct buf want, got;
    struct page p;

    buf_init(&want, 1 << 20);
    buf_init(&got, 1 << 20);
    read_page(a, c->data, &p);
    expected_links(a, c->document, &want);
    found_links(&p, &got);
    suite_case(&s->links, !is_comparable(c) || str_eq(buf_view(&want), buf_view(&got)),
               "%s: %.*s\n   expected %.*s\n   got %.*s", file, STR_ARGS(c->data), STR_ARGS(buf_view(&want)),
               STR_ARGS(buf_view(&got)));
    for (size_t k = 0; is_comparable(c) && k < want.n; k++)
        s->links_n += want.p[k] == '\n';
    buf_free(&want);
    buf_free(&got);
}

/* Hardly a case gives its <a> an address, so give them all the same one: then every <a> must be a link. */
static void
put_addresses(struct str html, struct buf *out)
{
    for (size_t i = 0; i < html.n; i++) {
        buf_char(out, html.p[i]);
        if (i > 0 && html.p[i - 1] == '<' && (html.p[i] == 'a' || html.p[i] == 'A') && i + 1 < html.n &&
            strchr(" \t\n\f/>", html.p[i + 1]))
            buf_z(out, " href=\"/x\"");
    }
}

static size_t
count_expected(struct str document)
{
    struct str line;
    size_t n = 0, template = SIZE_MAX;

    while (str_next(&document, '\n', &line)) {
        struct str text = str_trim(str_sub(line, 1, line.n));

        if (line.n == 0 || line.p[0] != '|' || text.n == 0 || text.p[0] != '<')
            continue;
        if ((size_t)(text.p - line.p) <= template)
            template = str_eq(text, STR("<template>")) ? (size_t)(text.p - line.p) : SIZE_MAX;
        n += template == SIZE_MAX && (str_eq(text, STR("<a>")) || str_eq(text, STR("<svg a>")));
    }
    return n;
}

/* MathML has no links: its <a> counts for neither side. */
static void
check_anchors(struct suites *s, struct arena *a, const char *file, const struct one *c)
{
    size_t want = count_expected(c->document), got = 0;
    struct buf html;
    struct page p;

    buf_init(&html, 1 << 20);
    put_addresses(c->data, &html);
    read_page(a, buf_view(&html), &p);
    for (size_t i = 0; i < p.link_n; i++)
        got += p.link[i].kind == LINK_A;
    suite_case(&s->anchors, !is_comparable(c) || want == got, "%s: %.*s\n   expected %zu links, got %zu",
               file, STR_ARGS(c->data), want, got);
    if (is_comparable(c))
        s->anchors_n += want;
    buf_free(&html);
}

static void
check_plain(struct suites *s, const char *file, const struct one *c)
{
    struct buf html;
    bool same;

    buf_init(&html, 1 << 20);
    buf_z(&html, "<!doctype html><html><head></head><body>");
    buf_str(&html, c->data);
    buf_z(&html, "</body></html>");
    s->plain_n += same_tree_plain(buf_view(&html), &same);
    suite_case(&s->plain, same, "%s: %.*s", file, STR_ARGS(c->data));
    buf_free(&html);
}

int
main(void)
{
    struct suites s = {.links.name = "html5lib trees: links as written",
                       .anchors.name = "html5lib trees: every <a> with an address",
                       .plain.name = "html5lib trees: with and without the parser"};
    struct arena *a = arena_new(0);

    for (size_t i = 0; i < sizeof files / sizeof files[0]; i++) {
        char path[256], *text;
        size_t n;
        struct str rest;
        struct one c;

        snprintf(path, sizeof path, "html5lib-tree/%s.dat", files[i]);
        if (!suite_public_text(path, &text, &n))
            break;
        rest = (struct str){text, n};
        while (next_case(&rest, &c)) {
            check_links(&s, a, files[i], &c);
            check_anchors(&s, a, files[i], &c);
            check_plain(&s, files[i], &c);
            arena_reset(a);
        }
        free(text);
    }
    if (s.links.total > 0) {
        printf("links compared: %zu as written, %zu given; %zu cases read without the parser\n", s.links_n,
               s.anchors_n, s.plain_n);
        suite_end(&s.links, 1792);
        suite_end(&s.anchors, 1792);
        suite_end(&s.plain, 1792);
    }
    arena_free(a);
    return suite_exit();
}
