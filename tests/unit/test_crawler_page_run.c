/*
 * What a site repeats is put in as it was kept: a page read behind others must come out as one read alone.
 * Sites are put together at random of parts that stand on all pages, on some, or on one, in the same place or
 * in another.
 */
#include "base/utf8.h"
#include "crawler/page_private.h"
#include "oit/limits.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#define SITES 400
#define PAGES 12
#define PARTS 6
#define FEWEST_AGAIN 800     /* elements put in again, so that something is tested, */
#define FEWEST_HEADINGS 1000 /* and with their headings */

static uint32_t seed;

static uint32_t
any(uint32_t n)
{
    seed = seed * 1664525u + 1013904223u;
    return (uint32_t)((uint64_t)(seed >> 4) * n >> 28);
}

#define ANY(list) ((list)[any(sizeof(list) / sizeof *(list))])

/* Each may stand in each, so that no page has to be mended. */
static const char *const names[] = {"div",    "div",     "ul",   "nav",    "section", "aside", "header",
                                    "footer", "article", "menu", "center", "main",    "figure"};

/* What may stand in it, too, once. */
static const char *const wholes[][2] = {{"<p%s>", "</p>"},
                                        {"<ul><li%s>", "</li></ul>"},
                                        {"<ol><li>1</li><li%s>", "</ol>"},
                                        {"<h3%s>", "</h3>"},
                                        {"<dl><dt>a</dt><dd%s>", "</dd></dl>"},
                                        {"<span%s>", "</span>"},
                                        {"<table><tr><td%s>", "</td><td>b</td></tr></table>"},
                                        {"<details><summary%s>", "</summary>c</details>"},
                                        {"<form action=/f.php%s><input name=q>", "</form>"}};

static const char *const attributes[] = {"",
                                         "",
                                         " class=menu",
                                         " id=content",
                                         " style='display:none'",
                                         " hidden",
                                         " class='active list-group-item'",
                                         " role=main",
                                         " onclick=\"location='/c.html'\"",
                                         " data-href=/d.html",
                                         " style='font-weight:bold'"};

static const char *const texts[] = {"ข่าว &amp; ประกาศ",
                                    " ",
                                    "\n",
                                    "ดาวน์โหลด",
                                    "หน้า 1",
                                    "<br>",
                                    "<a href=/a.html>แผนพัฒนา</a>",
                                    "<a href=b.html title=t>รายงาน<br>ผล</a>",
                                    "<a href=?id=3><span>อ่านต่อ</span></a> ",
                                    "<a href=#>เมนู</a>",
                                    "<a href='/view.php?file=/x.pdf'>เอกสาร</a>",
                                    "<img src=/i.png alt=ภาพ>",
                                    "<b>หนา</b>",
                                    "<a href=/k.pdf><img src=k.png></a>",
                                    "<svg width=1><path d=x /></svg>",
                                    "<i class=fa></i>",
                                    "<iframe src=/f.html></iframe>",
                                    "<select><option value=/o.html>เลือก</select>",
                                    "<script>location='/s.html'</script>",
                                    "<noscript>n</noscript>",
                                    "<a href=tel:021234567>โทร</a>",
                                    "แผน  พัฒนา\tสามปี \r\n พ.ศ. 2566 ถึง 2570 ขององค์การบริหารส่วนตำบล",
                                    "<a href=/l.html> ประกาศ ราคา  กลาง </a> 5 ม.ค. 2566",
                                    "<a href=/m.html>ผล<b>สอบ</b></a> ครั้งที่ 2",
                                    "ก\u200bข",
                                    "&nbsp;"};

static void
put_whole(struct buf *b)
{
    uint32_t which = any(sizeof wholes / sizeof *wholes), inside = any(4);

    buf_printf(b, wholes[which][0], ANY(attributes));
    for (uint32_t i = 0; i < inside; i++)
        buf_z(b, ANY(texts));
    buf_z(b, wholes[which][1]);
}

static void
put_element(struct buf *b, int depth)
{
    const char *name = ANY(names);
    uint32_t inside = any(5);

    buf_printf(b, "<%s%s>", name, ANY(attributes));
    for (uint32_t i = 0; i < inside; i++) {
        if (depth < 5 && any(3) == 0)
            put_element(b, depth + 1);
        else if (any(2))
            put_whole(b);
        else
            buf_z(b, ANY(texts));
    }
    buf_printf(b, "</%s>", name);
}

/* As a site has one, of links and what hangs on them. */
static void
put_menu(struct buf *b, int depth)
{
    static const char *const entries[] = {"<a href=/a.html>แผนพัฒนา</a>",
                                          "<a href=/e.html title=t>รายงานผล</a>",
                                          "<a href=#>เมนู</a>",
                                          "<a href=/view.php?id=3><span>อ่านต่อ</span></a>",
                                          "<a href=b.html>ข่าว</a> 5 ม.ค. 2566",
                                          "<input name=q>"};
    uint32_t inside = 1 + any(4);

    buf_z(b, "<ul>");
    for (uint32_t i = 0; i < inside; i++) {
        buf_printf(b, "<li%s>", any(12) ? "" : ANY(attributes));
        buf_z(b, any(60) ? ANY(entries) : ANY(texts));
        if (depth < 3 && any(3) == 0)
            put_menu(b, depth + 1);
        buf_z(b, "</li>");
    }
    buf_z(b, "</ul>");
}

/* Long enough to be watched. */
static void
make_part(struct buf *b)
{
    bool menu = any(2);
    const char *name = ANY(names);

    buf_clear(b);
    buf_printf(b, "<%s id=part%u%s>", name, any(1000), ANY(attributes));
    while (b->n < 600)
        menu ? put_menu(b, 0) : put_element(b, 0);
    buf_printf(b, "</%s>", name);
}

static void
make_page(struct buf *b, const struct buf *part, bool calm)
{
    bool form = any(6) == 0; /* around all, as some systems have it */

    buf_clear(b);
    buf_printf(b, "<!doctype html><html><head><title>t%u</title></head><body>%s", any(100),
               form ? "<form action=/f.aspx method=post>" : "");
    for (size_t i = 0; i < PARTS; i++) {
        const char *outside = any(6) ? "div" : ANY(names);
        bool wrapped = any(4) == 0;

        if (any(calm ? 20 : 3) == 0)
            put_element(b, 2);
        if (any(8) == 0)
            continue;
        buf_printf(b, wrapped ? "<%s%s>" : "", outside, ANY(attributes));
        buf_printf(b, "%.*s", STR_ARGS(buf_view(&part[any(12) ? i : any(PARTS)])));
        buf_printf(b, wrapped ? "</%s>" : "", outside);
    }
    buf_z(b, form ? "</form></body></html>" : "</body></html>");
}

static bool
same_blocks(const struct page *a, const struct page *b)
{
    bool same = a->block_n == b->block_n;

    for (size_t i = 0; same && i < a->block_n; i++) {
        const struct block *x = &a->block[i], *y = &b->block[i];

        same = str_eq(x->text, y->text) && x->kind == y->kind && x->place == y->place &&
               x->level == y->level && x->heading == y->heading && x->row == y->row && x->table == y->table &&
               x->column == y->column && x->hidden == y->hidden;
    }
    return same;
}

static bool
same_links(const struct page *a, const struct page *b)
{
    bool same = a->link_n == b->link_n;

    for (size_t i = 0; same && i < a->link_n; i++) {
        const struct link *x = &a->link[i], *y = &b->link[i];

        same = str_eq(x->url, y->url) && str_eq(x->fragment, y->fragment) && str_eq(x->text, y->text) &&
               str_eq(x->title, y->title) && x->kind == y->kind && x->place == y->place &&
               x->block == y->block && x->heading == y->heading && x->row == y->row && x->image == y->image &&
               x->no_follow == y->no_follow && x->followable == y->followable;
    }
    return same;
}

static bool
same_rest(const struct page *a, const struct page *b)
{
    bool same = a->form_n == b->form_n && a->image_n == b->image_n && a->text_bytes == b->text_bytes &&
                a->needs_script == b->needs_script && a->truncated == b->truncated &&
                str_eq(a->title, b->title);

    for (size_t i = 0; same && i < a->form_n; i++)
        same = str_eq(a->form[i].action, b->form[i].action) && a->form[i].field_n == b->form[i].field_n &&
               a->form[i].heading == b->form[i].heading && a->form[i].place == b->form[i].place;
    for (size_t i = 0; same && i < a->image_n; i++)
        same = str_eq(a->image[i].src, b->image[i].src) && str_eq(a->image[i].alt, b->image[i].alt) &&
               a->image[i].heading == b->image[i].heading && a->image[i].row == b->image[i].row &&
               a->image[i].place == b->image[i].place;
    return same;
}

/* Pages of one site, one behind the other. */
static void
read_site(struct buf *part, struct buf *text, struct page_again *again)
{
    struct page_memory *m = page_memory_new();
    bool calm = any(2); /* headings stand seldom around what is repeated */

    for (size_t i = 0; i < PARTS; i++)
        make_part(&part[i]);
    for (uint32_t i = 0; i < PAGES; i++) {
        struct arena *a = arena_new(0);
        struct page alone, behind;
        struct url address;

        make_page(text, part, calm);
        assert_true(url_parse(a,
                              arena_printf(a, "http://www.town.example/%sp%u.html", any(3) ? "" : "news/", i),
                              NULL, NULL, &address));
        page_parse(a, buf_view(text), &address, "utf-8", &alone);
        page_parse_with(m, a, buf_view(text), utf8_plain(buf_view(text)), &address, "utf-8", &behind);
        again->elements += page_memory_again(m)->elements;
        again->headings += page_memory_again(m)->headings;
        if (!same_blocks(&alone, &behind) || !same_links(&alone, &behind) || !same_rest(&alone, &behind))
            fail_msg("read otherwise behind others: %.*s", STR_ARGS(buf_view(text)));
        arena_free(a);
    }
    page_memory_free(m);
}

static void
reads_behind_others_as_alone(void **state)
{
    struct buf part[PARTS], text;
    struct page_again again = {0, 0};

    (void)state;
    seed = 2567;
    buf_init(&text, MIB);
    for (size_t i = 0; i < PARTS; i++)
        buf_init(&part[i], MIB);
    for (int i = 0; i < SITES; i++)
        read_site(part, &text, &again);
    for (size_t i = 0; i < PARTS; i++)
        buf_free(&part[i]);
    buf_free(&text);
    if (again.elements < FEWEST_AGAIN || again.headings < FEWEST_HEADINGS)
        fail_msg("only %zu elements were put in again, %zu with their headings", again.elements,
                 again.headings);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_behind_others_as_alone),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
