/*
 * How much of a page is given to the HTML parser.  The count of open elements must not stay behind the tree
 * that comes out, else a page could cost the square of its length.
 */
#include "crawler/page_private.h"
#include "oit/limits.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* Elements the count may miss: table, tbody, tr and td are one tag, formatting elements are opened anew. */
#define DEPTH_MOST (4 * LIMIT_TREE_DEPTH)
#define REPEATS 3000

static struct str
repeated(struct buf *b, const char *piece, size_t n)
{
    buf_clear(b);
    for (size_t i = 0; i < n; i++)
        buf_z(b, piece);
    return buf_view(b);
}

/* An ordinary page is read whole. */
static void
keeps_what_is_ordinary(void **state)
{
    static const char *const pages[] = {
        "",
        "ข้อความ",
        "<ul><li>หนึ่ง<li>สอง<li>สาม</ul>",
        "<p>หนึ่ง<p>สอง<br>สาม<img src=a><hr>",
        "<table><tr><td>1<td>2<tr><td>3<td>4</table>",
        "<svg><path d='M0'/><circle r=1 /></svg>",
        "<script>if (a<b && c>d) document.write('<div><div>');</script><style>a>b{}</style>",
        "<a href='x>y' title=\"<div>\">z</a><!-- <div> -- <div> -->",
        "< a <1 <> </>",
    };
    struct buf b;

    (void)state;
    buf_init(&b, 8 * MIB);
    for (size_t i = 0; i < sizeof pages / sizeof pages[0]; i++) {
        struct str s = repeated(&b, pages[i], REPEATS);

        assert_int_equal(page_scan_cut(s), s.n);
    }
    buf_free(&b);
}

/* What goes too deep, has too many tags or attributes, is cut at the tag that does. */
static void
cuts_what_goes_too_far(void **state)
{
    struct str start = STR("<p>ก่อน</p>");
    struct buf b;

    (void)state;
    buf_init(&b, 8 * MIB);
    assert_int_equal(page_scan_cut(repeated(&b, "<div>", REPEATS)), 5 * (LIMIT_TREE_DEPTH - 1));
    assert_int_equal(page_scan_cut(repeated(&b, "<b></b>", LIMIT_TREE_TAGS)), 7 * LIMIT_TREE_TAGS / 2);
    buf_clear(&b);
    buf_str(&b, start);
    buf_z(&b, "<a ");
    for (int i = 0; i < LIMIT_ATTRIBUTES + 1; i++)
        buf_z(&b, "x ");
    buf_z(&b, ">y</a>");
    assert_int_equal(page_scan_cut(buf_view(&b)), start.n);
    buf_free(&b);
}

static uint32_t
depth_of(struct str html)
{
    struct tree t;
    uint32_t depth;

    page_tree_make(&t, html, false, NULL);
    depth = t.depth;
    page_tree_free(&t);
    return depth;
}

/* However a few tags follow one another, repeating them gives no tree much deeper than the ceiling. */
static void
holds_for_any_sequence(void **state)
{
    static const char *const tags[] = {
        "<div>",     "</div>",    "<p>",        "</p>",        "<span>",
        "</span>",   "<b>",       "</b>",       "<a>",         "</a>",
        "<li>",      "</li>",     "<ul>",       "</ul>",       "<table>",
        "</table>",  "<tr>",      "</tr>",      "<td>",        "</td>",
        "<th>",      "<tbody>",   "</tbody>",   "<caption>",   "</caption>",
        "<form>",    "</form>",   "<button>",   "</button>",   "<select>",
        "</select>", "<option>",  "<svg>",      "</svg>",      "<math>",
        "<mi>",      "<desc>",    "<path/>",    "<div/>",      "<foreignObject>",
        "<object>",  "</object>", "<template>", "</template>", "<dl>",
        "<dt>",      "<dd>",      "</dd>",      "<h1>",        "</h1>",
        "<h2>",      "<font>",    "</font>",    "<nobr>",      "</nobr>",
        "<marquee>", "<center>",  "</center>",  "<title>",     "</title>",
        "<style>",   "</style>",  "<body>",     "</body>",     "<html>",
        "</html>",   "<pre>",     "<fieldset>", "<optgroup>",  "<colgroup>",
        "<section>", "<x>",       "</x>",       "<img>",       "x",
        "<br/>",     "</br>",     "<textarea>", "</textarea>", "<ruby>",
        "<rt>",      "<rp>",      "<address>",  "<noscript>",  "</noscript>",
        "<iframe>",  "</iframe>",
    };
    unsigned int seed = 20230428;
    struct buf b;

    (void)state;
    buf_init(&b, 8 * MIB);
    for (int round = 0; round < 800; round++) {
        char piece[160] = "";
        size_t n = 1 + (size_t)(rand_r(&seed) % 6);
        uint32_t depth;

        for (size_t i = 0; i < n; i++)
            strcat(piece, tags[(size_t)rand_r(&seed) % (sizeof tags / sizeof tags[0])]);
        depth = depth_of(repeated(&b, piece, REPEATS));
        if (depth > DEPTH_MOST)
            fail_msg("\"%s\" repeated %d times: %u levels", piece, REPEATS, depth);
    }
    buf_free(&b);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(keeps_what_is_ordinary),
        cmocka_unit_test(cuts_what_goes_too_far),
        cmocka_unit_test(holds_for_any_sequence),
    };

    return cmocka_run_group_tests_name("page scan", tests, NULL, NULL);
}
