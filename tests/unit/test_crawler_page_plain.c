/*
 * Plainly written pages are read without the parser: the tree must be the one it makes, to the last byte.
 * Pages are put together at random of the pieces that real ones are made of, right and wrong ones; whatever
 * is taken for plain is compared.
 */
#include "base/file.h"
#include "base/utf8.h"
#include "tests/support/same_tree.h"
#include <ftw.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define ROUNDS 60000
#define PIECES_MOST 24
#define FEWEST_PLAIN 2000

static bool
is_plain(struct str html)
{
    bool same, plain = same_tree_plain(html, &same);

    if (!same)
        fail_msg("read otherwise than by the parser");
    return plain;
}

#define PAGE(body)                                                                                           \
    "<!DOCTYPE html>\n<html lang=th><head><title>t</title></head>\n<body>" body "</body></html>\n"

/* What real pages are made of is read so. */
static void
takes_what_is_plain(void **state)
{
    static const char *const pages[] = {
        PAGE(""),
        PAGE("<p>หนึ่ง<p>สอง<br>สาม<img src=a.png alt='ก &amp; ข'><hr>"),
        PAGE("<ul>\r\n<li>1<li><a href='?a=1&b=2'>2 &raquo;</a><li><p>3</ul><!-- - -->"),
        PAGE("<table border=1><tr><td>1<td>2<tr><td><p>3</table>"),
        PAGE("<table><thead><tr><th>a</th></tr></thead>\n<tbody><tr><td></td></tr></tbody></table>"),
        PAGE("<form action=x><select name=s><option value=1 selected>a<option>b</select></form>"),
        PAGE("<script>if (a<b) x('</p>');</script><style>a>b{}</style><textarea>\n&lt;b></textarea>"),
        PAGE("<h2><b>a</b> &#3585;&#x0E02;</h2><dl><dt>a<dd>b</dl><pre>\n x</pre>1 < 2"),
        PAGE("<div><span><custom-tag data-href=x>a</custom-tag></span></div><iframe src=x></iframe>"),
        ("<html>\n<head>\n<meta charset=\"utf-8\"/>\n<link rel='canonical' href=/>\n"
         "<script><!--\nx();\n//--></script>\n</head>\n<body onload=x>\n\n</body>\n</html>\n\n"),
        PAGE(
            "<a href=x><svg class=i width=24 viewBox='0 0 1 1'><title>a &amp; b</title>\n<g><path d=M0 /></g>"
            "<use xlink:href='#a'/></svg> b</a><svg/><SVG><G></g></Svg>"),
        PAGE("<table><caption>a<p>b</caption><tr><td>1</table>"),
        PAGE("<object data=x.pdf><p>a</p></object><marquee>b</marquee>"),
        PAGE("<ul><li>0<ul><a href=x><li>1</li></a></ul></li></ul><nav><li>a</nav>"),
        PAGE("<p>a<table><tr><td>1</table>b"),
        "<p>a<table><tr><td>1</table>b</p>",
        /* html, head and body may be left out, and so may their ends. */
        "<p>a",
        "<!doctype html><html lang=th><meta charset=utf-8>\n<title>t</title>\n<nav>a</nav>\n<p>b\n",
        "<!-- c --><title>t</title><body class=x>a<div>b",
        "<head><title>t</title></head>\n<!-- c -->\n<ul><li>a<li>b</ul></html>\n<!-- in 0.2 s -->\n",
        PAGE("<p>a</p>") "<!-- a -->\n<!-- b -->",
    };

    (void)state;
    for (size_t i = 0; i < sizeof pages / sizeof pages[0]; i++)
        if (!is_plain(str_of(pages[i])))
            fail_msg("not taken: %s", pages[i]);
}

/* What must be mended is left to the parser. */
static void
leaves_what_is_not(void **state)
{
    static const char *const pages[] = {
        "",
        "a<p>b",
        "<title>t</title> a<p>b",
        "<title>t</title></p>",
        "<head></head><meta name=a content=b><p>c",
        "<title>t</title><noscript><p>a</p></noscript>",
        "<p>a</p></body><p>b",
        "<p>a<body class=x>",
        "<table><tr><td>a",
        PAGE("</p>"),
        PAGE("<b><p>a</b></p>"),
        PAGE("<div><p>a<div>b</div></div></span>"),
        PAGE("<a href=1><a href=2></a></a>"),
        PAGE("<table><div>a</div></table>"),
        PAGE("<table>a</table>"),
        "<!doctype html public ''><p>a<table></table>",
        PAGE("<svg><a href=x></a></svg>"),
        PAGE("<svg><path></svg>"),
        PAGE("<svg><p>a</p></svg>"),
        PAGE("<svg><title><b>a</b></title></svg>"),
        PAGE("<svg><use href=a xlink:href=b /></svg>"),
        PAGE("<svg xlink:href=a></svg>"),
        PAGE("<table><tr><caption>a</caption></table>"),
        PAGE("<table><caption>a<tr><td>b</table>"),
        PAGE("<li><div><li>a"),
        PAGE("<template><p>a</p></template>"),
        PAGE("&notin; &copy 2566"),
        PAGE("<form><form></form></form>"),
        PAGE("<i x=<><"),
        PAGE("<script><!--<script></script>--></script>"),
        PAGE("<select><div></div></select>"),
        PAGE("<tr><td>a</td></tr>"),
        PAGE("<!-- a"),
    };

    (void)state;
    for (size_t i = 0; i < sizeof pages / sizeof pages[0]; i++)
        if (is_plain(str_of(pages[i])))
            fail_msg("taken: %s", pages[i]);
}

static size_t files_plain;

static int
read_file(const char *path, const struct stat *st, int type, struct FTW *at)
{
    struct buf b;

    (void)st, (void)at;
    if (type != FTW_F || !str_ends(str_of(path), STR(".html")))
        return 0;
    buf_init(&b, 1 << 20);
    assert_int_equal(file_read(path, &b, NULL), 0);
    files_plain += utf8_valid(buf_view(&b)) && is_plain(buf_view(&b));
    buf_free(&b);
    return 0;
}

/* The pages of the sites that are written out. */
static void
reads_sites_as_the_parser_does(void **state)
{
    (void)state;
    assert_int_equal(nftw(FIXTURES "/sites", read_file, 16, FTW_PHYS), 0);
    assert_true(files_plain >= 100);
}

static uint32_t seed;

static uint32_t
any(uint32_t n)
{
    seed = seed * 1664525u + 1013904223u;
    return (uint32_t)((uint64_t)(seed >> 4) * n >> 28);
}

static const char *const names[] = {
    "a",       "b",        "i",       "font",     "strong", "span",     "div",   "p",       "ul",
    "ol",      "li",       "dl",      "dt",       "dd",     "table",    "tbody", "thead",   "tr",
    "td",      "th",       "form",    "button",   "select", "h1",       "h2",    "section", "option",
    "label",   "pre",      "center",  "script",   "title",  "iframe",   "svg",   "small",   "nav",
    "main",    "details",  "summary", "textarea", "style",  "noscript", "menu",  "big",     "figure",
    "article", "datalist", "x-y",     "optgroup", "object",
};

static const char *const texts[] = {
    " ",
    "\n",
    "ก",
    "x",
    "&amp;",
    "&nbsp;",
    "a < b",
    "<br>",
    "<hr/>",
    "<img src=x alt=\"&lt;\">",
    "<!-- c -->",
    "<input type=hidden>",
    "&#3585;",
    "\r\n",
    "<meta name=a content=b>",
    "&copy",
    "<p>",
    "<li>",
    "<td>",
    "<tr>",
    "<option>",
    "<dd>",
    "\t",
    "</p>",
    "</body>",
    "\x1f",
    "\xc2\x85",
    "\xef\xbf\xbe",
    "\xf0\x9f\x98\x80",
    "<a href='?a&b=1&amp;c'>x</a>",
    "<svg height=1><path d=a /><desc>&lt;</desc></svg>",
    "<use xlink:href=a xlink:title=b>",
    "<path d=a/>",
    "<svg viewBox=a/>",
    "</svg>",
    "<caption>",
};

static const char *const attributes[] = {
    "",
    "",
    "",
    " class=a",
    " href=\"x\"",
    " id='&amp;'",
    " HREF=y href=z",
    " hidden",
    " / title = \"t\" ",
    " a=b/",
    " style=\"a\"b",
    " value=\"\r\n\"",
    " =x",
    " rel=a&b=c",
    " src=",
};

#define ANY(list) ((list)[any(sizeof(list) / sizeof *(list))])

static void
put_element(struct buf *b, int depth)
{
    const char *name = ANY(names);
    uint32_t inside = any(4);

    buf_printf(b, "<%s%s>", name, ANY(attributes));
    for (uint32_t i = 0; i < inside; i++) {
        if (depth < 6 && any(2))
            put_element(b, depth + 1);
        else
            buf_z(b, ANY(texts));
    }
    if (any(12))
        buf_printf(b, "</%s>", any(30) ? name : ANY(names));
}

/* Lists and tables seldom come of chance alone. */
static void
put_grown(struct buf *b)
{
    static const char *const grown[][5] = {
        {"<ul>", "<li>", "</li>", "<li>", "</ul>"},
        {"<table>", "<tr><td>", "</td>", "<td>", "</tr></table>"},
        {"<table><tbody>", "<tr><th>", "<tr><td>", "</tr>", "</tbody></table>"},
        {"<dl>", "<dt>", "<dd>", "</dd>", "</dl>"},
        {"<select>", "<option>", "</option>", "<option>", "</select>"},
        {"<table><caption>", "a", "</caption>", "<tr><td>", "</table>"},
        {"<svg class=a width=1>", "<g id=x>", "<path d=x/>", "</g>", "</svg>"},
        {"<svg>", "<title>a", "</title>", "<use xlink:href=#a />", "</svg>"},
        {"<ul><li><ul>", "<a href=x>", "<li>b</li>", "</a>", "</ul></ul>"},
        {"<object>", "<p>", "</p>", "<b>", "</b></object>"},
        {"<p>", "<table>", "<tr><td>a", "</table>", "</p>"},
        {"<p>", "<b>", "</b>", "<p>", "</p>"},
    };
    const char *const *g = grown[any(sizeof grown / sizeof *grown)];

    for (int i = 0; i < 5; i++) {
        buf_z(b, any(20) ? g[i] : "");
        if (any(2))
            buf_z(b, ANY(texts));
        else if (any(3) == 0)
            put_element(b, 4);
    }
}

/* Of those parts that a page may leave out, and others, some. */
static void
put_some(struct buf *b, const char *const *part, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (any(2))
            buf_z(b, part[i]);
}

static void
put_beginning(struct buf *b)
{
    static const char *const parts[] = {"<!doctype html>",
                                        "\n",
                                        "<!-- c -->",
                                        "<html lang=th>",
                                        "\n",
                                        "<head>",
                                        "<meta charset=x>",
                                        "\n",
                                        "<title>t</title>",
                                        " ",
                                        "<!-- c -->",
                                        "<script>a</script>",
                                        "\n",
                                        "</head>",
                                        "\n",
                                        "<!-- c -->",
                                        "<body id=a>"};

    if (any(3) == 0) {
        put_some(b, parts, sizeof parts / sizeof *parts);
        return;
    }
    buf_z(b, any(4) ? "<!doctype html><html><head>" : "<html>\n<head>\n<title>a&amp;b</title>");
    buf_z(b, any(4) ? "</head><body>" : "<script>\n</script></head>\n<body class=x>\n");
}

static void
put_end(struct buf *b)
{
    static const char *const parts[] = {"x",       "\n", "</body>",    "\n", "<!-- c -->",
                                        "</html>", "\n", "<!-- c -->", "\n"};

    if (any(3) == 0)
        put_some(b, parts, sizeof parts / sizeof *parts);
    else
        buf_z(b, any(4) ? "</body></html>" : "x\n</body>\n</html>\n");
}

static void
reads_as_the_parser_does(void **state)
{
    struct buf b;
    size_t plain = 0;

    (void)state;
    seed = 2566;
    buf_init(&b, 1 << 20);
    for (int i = 0; i < ROUNDS; i++) {
        uint32_t pieces = any(PIECES_MOST) / (1 + any(8));

        buf_clear(&b);
        put_beginning(&b);
        for (uint32_t k = 0; k < pieces; k++)
            any(3) ? put_element(&b, 0) : put_grown(&b);
        put_end(&b);
        plain += is_plain(buf_view(&b));
    }
    buf_free(&b);
    if (plain < FEWEST_PLAIN)
        fail_msg("only %zu pages were plain", plain);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(takes_what_is_plain),
        cmocka_unit_test(leaves_what_is_not),
        cmocka_unit_test(reads_sites_as_the_parser_does),
        cmocka_unit_test(reads_as_the_parser_does),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
