/* Text, places, headings and rows of a page: what lets a reader tell what a link is about. */
#include "page_sample.h"

/* Inline elements add nothing between letters, since Thai words are split by them; blanks are collapsed. */
static void
joins_inline_text(void **state)
{
    struct page p = sample_page("<p> แผน<span>พัฒ</span><b>นา</b>&nbsp;\n ท้องถิ่น &amp; ยุทธศาสตร์ </p>");

    (void)state;
    assert_int_equal(p.block_n, 1);
    sample_same(p.block[0].text, "แผนพัฒนา ท้องถิ่น & ยุทธศาสตร์");
}

/* Every element of its own is a block of its own, in document order and with its kind. */
static void
parts_blocks(void **state)
{
    struct page p =
        sample_page("<h2>ก</h2>ข<div>ค<p>ง</p>จ</div><ul><li>ฉ</ul><dl><dt>ช<dd>ซ</dl>"
                    "<table><tr><th>ฌ<td><p>ญ</p></td></tr></table><details><summary>ฎ</summary>ฏ</details>");
    static const struct {
        const char *text;
        enum block_kind kind;
    } want[] = {
        {"ก", BLOCK_HEADING},   {"ข", BLOCK_PARAGRAPH}, {"ค", BLOCK_PARAGRAPH}, {"ง", BLOCK_PARAGRAPH},
        {"จ", BLOCK_PARAGRAPH}, {"ฉ", BLOCK_ITEM},      {"ช", BLOCK_ITEM},      {"ซ", BLOCK_ITEM},
        {"ฌ", BLOCK_HEAD_CELL}, {"ญ", BLOCK_CELL},      {"ฎ", BLOCK_SUMMARY},   {"ฏ", BLOCK_PARAGRAPH},
    };

    (void)state;
    assert_int_equal(p.block_n, sizeof want / sizeof want[0]);
    for (size_t i = 0; i < p.block_n; i++) {
        sample_same(p.block[i].text, want[i].text);
        assert_int_equal(p.block[i].kind, want[i].kind);
    }
    assert_int_equal(p.block[0].level, 2);
}

/* <br> is a hard break inside a block; between lines with links of their own it parts them. */
static void
breaks_lines(void **state)
{
    struct page p = sample_page("<p>เลขที่ 1<br>ตำบลตัวอย่าง</p><p>ก <a href=1>เปิด</a><br>ข <a href=2>เปิด</a></p>"
                                "<p>หนึ่ง<br><br>สอง</p><h3>แผน<br>พัฒนา</h3><p><a href=3>แผน<br>พัฒนา</a></p>");

    (void)state;
    sample_same(p.block[0].text, "เลขที่ 1\x1f"
                                 "ตำบลตัวอย่าง");
    sample_same(p.block[1].text, "ก เปิด");
    sample_same(p.block[2].text, "ข เปิด");
    sample_same(p.block[3].text, "หนึ่ง");
    sample_same(p.block[4].text, "สอง");
    sample_same(p.block[5].text, "แผน พัฒนา");
    sample_same(sample_link(&p, "/news/3")->text, "แผน พัฒนา");
    assert_int_equal(sample_link(&p, "/news/2")->block, 2);
}

/* Two labels side by side are two phrases; one label cut into links of the same target is one. */
static void
parts_labels(void **state)
{
    struct page p =
        sample_page("<p><a href=1>ข่าว</a> <a href=2>ซื้อ</a></p><p><a href=3>แผน</a><a href=3>พัฒนา</a></p>");

    (void)state;
    sample_same(p.block[0].text, "ข่าว\x1fซื้อ");
    sample_same(p.block[1].text, "แผนพัฒนา");
}

/* Scripts, styles, templates, options, icon fonts are no text; control characters neither. */
static void
leaves_out_what_is_no_text(void **state)
{
    struct page p = sample_page("<title>ก</title><p>ข<script>x</script><style>y</style><template>z</template>"
                                "<i class='material-icons'>call</i>&#1;&#31;ค</p><select><option>ง</select>"
                                "<noscript>จ <a href=n>ฉ</a></noscript><textarea>ช</textarea>");

    (void)state;
    assert_int_equal(p.block_n, 1);
    sample_same(p.block[0].text, "ขค");
    sample_same(p.title, "ก");
    sample_same(sample_link(&p, "/news/n")->text, "ฉ");
}

/* Hidden is what the browser does not show: not what is nearly transparent or clipped. */
static void
tells_hidden(void **state)
{
    struct page p = sample_page(
        "<div style='color:red; DISPLAY : none'>ก</div><div style='visibility:hidden!important'>ข</div>"
        "<div hidden>ค</div><div aria-hidden=true><p>ง</p></div><div style='opacity:0.9'>จ</div>"
        "<div class='overflow-hidden'>ฉ</div><div style='height:0.5em'>ช</div><div aria-hidden=false>ซ</div>"
        "<p>ฌ<span style='display:none'>ญ</span>ฎ</p>");
    static const bool hidden[] = {true, true, true, true, false, false, false, false, false, true, false};

    (void)state;
    assert_int_equal(p.block_n, sizeof hidden / sizeof hidden[0]);
    for (size_t i = 0; i < p.block_n; i++)
        assert_int_equal(p.block[i].hidden, hidden[i]);
}

/* Places come from elements, roles and whole words of id and class. */
static void
tells_places(void **state)
{
    struct page p = sample_page(
        "<header>ก</header><div id=menu>ข</div><div class='x navbar y'>ค</div><div role=navigation>ง</div>"
        "<div class='submenu-content'>จ</div><main>ฉ<header>ช</header><footer>ซ</footer></main><div "
        "class=sidebar>ฌ</div>"
        "<div class=breadcrumb>ญ</div><aside>ฎ</aside><footer>ฏ<ul class=menu><li>ฐ</li></ul></footer><div "
        "id=content>ฑ</div>");
    static const enum place want[] = {PLACE_HEADER, PLACE_NAV,    PLACE_NAV,  PLACE_NAV,   PLACE_BODY,
                                      PLACE_MAIN,   PLACE_MAIN,   PLACE_MAIN, PLACE_ASIDE, PLACE_NAV,
                                      PLACE_ASIDE,  PLACE_FOOTER, PLACE_NAV,  PLACE_MAIN};

    (void)state;
    assert_int_equal(p.block_n, sizeof want / sizeof want[0]);
    for (size_t i = 0; i < p.block_n; i++)
        assert_int_equal(p.block[i].place, want[i]);
}

/* A wrapper that bears a menu's name but holds the content is no menu; classes of <body> say nothing. */
static void
sees_through_wrappers(void **state)
{
    struct page p =
        sample_page("<body class='menu sidebar'><div class=header><p>ก</p><main><p>ข</p></main></div>"
                    "<div id=sidebar><p>ค</p><div id=footer>ง</div></div>");

    (void)state;
    assert_int_equal(sample_block(&p, "ก")->place, PLACE_BODY);
    assert_int_equal(sample_block(&p, "ข")->place, PLACE_MAIN);
    assert_int_equal(sample_block(&p, "ค")->place, PLACE_BODY);
    assert_int_equal(sample_block(&p, "ง")->place, PLACE_FOOTER);
}

/* The nearest heading above governs, and stops where its part of the page ends. */
static void
finds_headings(void **state)
{
    struct page p = sample_page(
        "<nav><h2>เมนู</h2><a href=n>ก</a></nav><div class=card><div class=card-header><h3>แผน</h3></div>"
        "<div class=card-body><a href=1>ข</a></div></div><div><h3>รายงาน</h3><p><a "
        "href=2>ค</a></p><h4>ย่อย</h4>"
        "<p><a href=3>ง</a></p></div><p><a href=4>จ</a></p>");

    (void)state;
    sample_same(sample_heading(&p, sample_link(&p, "/news/n")->heading), "เมนู");
    sample_same(sample_heading(&p, sample_link(&p, "/news/1")->heading), "แผน");
    sample_same(sample_heading(&p, sample_link(&p, "/news/2")->heading), "รายงาน");
    sample_same(sample_heading(&p, sample_link(&p, "/news/3")->heading), "ย่อย");
    sample_same(sample_heading(&p, sample_link(&p, "/news/4")->heading), "");
    sample_same(sample_heading(&p, sample_block(&p, "ย่อย")->heading), "รายงาน");
}

/* A heading that has a section of its own, as site builders make them, heads the next section that says
 * something. */
static void
heads_the_next_section(void **state)
{
    struct page p = sample_page(
        "<main><section><div><div><h3>แผน</h3></div></div></section><section><div></div></section>"
        "<section><p><a href=1>ก</a></p></section><section><p><a href=2>ข</a></p></section>"
        "<section><h3>ข่าว</h3><p>วันนี้</p></section><section><p><a href=3>ค</a></p></section></main>");

    (void)state;
    sample_same(sample_heading(&p, sample_link(&p, "/news/1")->heading), "แผน");
    sample_same(sample_heading(&p, sample_link(&p, "/news/2")->heading), "");
    sample_same(sample_heading(&p, sample_link(&p, "/news/3")->heading), "");
}

/* A tab or accordion label governs what it opens; "skip to content" does not. */
static void
follows_tab_labels(void **state)
{
    struct page p = sample_page(
        "<a href='#main'>ข้ามไปเนื้อหา</a><div id=main><ul class='nav nav-tabs'><li><a href='#t1'>ข่าว</a></li>"
        "<li><a data-bs-target='#t2' href='#'>จัดซื้อ</a></li></ul><div id=t1><a href=1>ก</a></div>"
        "<div id=t2 style='display:none'><a href=2>ข</a></div><button aria-controls=t3>งบ</button><div "
        "id=t3><a href=3>ค</a></div></div>");

    (void)state;
    sample_same(sample_heading(&p, sample_link(&p, "/news/1")->heading), "ข่าว");
    sample_same(sample_heading(&p, sample_link(&p, "/news/2")->heading), "จัดซื้อ");
    sample_same(sample_heading(&p, sample_link(&p, "/news/3")->heading), "งบ");
    sample_same(sample_heading(&p, sample_block(&p, "ข่าว")->heading), "");
}

/* The words of a menu item govern its submenu. */
static void
follows_submenus(void **state)
{
    struct page p = sample_page(
        "<ul><li><a href='#'>ข้อมูลทั่วไป</a><ul><li><a href=1>โครงสร้าง</a></li>"
        "<li>ย่อย<ul><li><a href=2>อำนาจ</a></li></ul></li></ul></li><li><a href=3>ติดต่อ</a></li></ul>");

    (void)state;
    sample_same(sample_heading(&p, sample_link(&p, "/news/1")->heading), "ข้อมูลทั่วไป");
    sample_same(sample_heading(&p, sample_link(&p, "/news/2")->heading), "ย่อย");
    sample_same(sample_heading(&p, sample_link(&p, "/news/3")->heading), "");
}

/* Captions, section rows, cells over several rows, bold lines and legends head what follows. */
static void
accepts_other_headings(void **state)
{
    struct page p =
        sample_page("<table><caption>รายการ</caption><tr><td>ก<td><a href=1>1</a></tr><tr><td "
                    "colspan=2>ตัวชี้วัด 9.1</td></tr>"
                    "<tr><td rowspan=2>ปี 2566<td><a href=2>2</a></tr><tr><td><a "
                    "href=3>3</a></tr><tr><td>ข<td><a href=4>4</a></tr></table>"
                    "<p><b>ปีงบประมาณ 2566</b></p><p><a href=5>ห้า</a></p><fieldset><legend>แบบฟอร์ม</legend><a "
                    "href=6>หก</a></fieldset>");

    (void)state;
    sample_same(sample_heading(&p, sample_link(&p, "/news/1")->heading), "รายการ");
    sample_same(sample_heading(&p, sample_link(&p, "/news/2")->heading), "ตัวชี้วัด 9.1");
    sample_same(sample_heading(&p, sample_link(&p, "/news/3")->heading), "ปี 2566");
    sample_same(sample_heading(&p, sample_link(&p, "/news/4")->heading), "ตัวชี้วัด 9.1");
    sample_same(sample_heading(&p, sample_link(&p, "/news/5")->heading), "ปีงบประมาณ 2566");
    sample_same(sample_heading(&p, sample_link(&p, "/news/6")->heading), "แบบฟอร์ม");
}

/* The title above a line that is nothing but a download heads it, line after line. */
static void
finds_title_above_download(void **state)
{
    struct page p = sample_page(
        "<h2>เอกสาร</h2><p>แผนป้องกันการทุจริต 2567</p><p>• เอกสาร : <a href=1.pdf>ดาวน์โหลด</a> (แผน.pdf)</p>"
        "<p>รายงานผล 2566</p><p>• เอกสาร : <a href=2.pdf>ดาวน์โหลด</a> (ผล.pdf)</p><p>ท้ายหน้า</p>");

    (void)state;
    sample_same(sample_heading(&p, sample_link(&p, "/news/1.pdf")->heading), "แผนป้องกันการทุจริต 2567");
    sample_same(sample_heading(&p, sample_link(&p, "/news/2.pdf")->heading), "รายงานผล 2566");
    sample_same(sample_heading(&p, sample_block(&p, "ท้ายหน้า")->heading), "เอกสาร");
}

/* Names, addresses as text and buttons stand in turn beside each other: each button belongs to the name
 * above. */
static void
finds_title_above_button_columns(void **state)
{
    struct page p =
        sample_page("<div><div><span>ตัวชี้วัดที่ 9.1</span></div><div><span>O1 โครงสร้าง</span><div "
                    "class=row><div><span>ลิงค์</span><br><br></div>"
                    "<div><span>https://www.town.example/a</span><br><br></div><div><a class=btn "
                    "href=1>เปิด</a><br></div></div>"
                    "<span>O2 ผู้บริหาร</span><div "
                    "class=row><div>ลิงค์</div><div>https://www.town.example/b</div><div><a href=2>เปิด</a><br>"
                    "<a href=3>เปิด</a></div></div><span>O3 อำนาจหน้าที่</span><div class=row></div><span>O4 "
                    "แผนพัฒนา</span><div class=row>"
                    "<div>ลิงค์</div><div><a href=4>เปิด</a></div></div></div></div><div><a href=5><img "
                    "src=back.png></a></div>");

    (void)state;
    sample_same(sample_heading(&p, sample_link(&p, "/news/1")->heading), "O1 โครงสร้าง");
    sample_same(sample_heading(&p, sample_link(&p, "/news/2")->heading), "O2 ผู้บริหาร");
    sample_same(sample_heading(&p, sample_link(&p, "/news/3")->heading), "O2 ผู้บริหาร");
    sample_same(sample_heading(&p, sample_link(&p, "/news/4")->heading), "O4 แผนพัฒนา");
    sample_same(sample_heading(&p, sample_link(&p, "/news/5")->heading), "");
}

/* A file shown in the page, or behind an icon, belongs to the title above it. */
static void
finds_title_above_embedded_file(void **state)
{
    struct page p = sample_page(
        "<div>เรื่อง รายงานผลการดำเนินการ</div><div><div>ดาวโหลดแล้ว 12 ครั้ง</div><div><a href=1.pdf><img "
        "src=i.png></a>"
        "</div><div><object data=2.pdf></object></div></div><p>ข้อความต่อมา</p><iframe src=3.html></iframe>");

    (void)state;
    sample_same(sample_heading(&p, sample_link(&p, "/news/1.pdf")->heading), "เรื่อง รายงานผลการดำเนินการ");
    sample_same(sample_heading(&p, sample_link(&p, "/news/2.pdf")->heading), "เรื่อง รายงานผลการดำเนินการ");
    sample_same(sample_heading(&p, sample_link(&p, "/news/3.html")->heading), "ข้อความต่อมา");
}

/* Cells of a table row share a number; columns are counted across cells that span. */
static void
numbers_table_rows(void **state)
{
    struct page p = sample_page(
        "<table><tr><th>ข้อ<th>รายการ<th>ไฟล์</tr><tr><td rowspan=2>o1<td>โครงสร้าง<td><a href=1>เปิด</a></tr>"
        "<tr><td>ผู้บริหาร<td><ul><li><a href=2>เปิด</a></li></ul></tr></table>");

    (void)state;
    assert_int_equal(sample_link(&p, "/news/1")->row, sample_block(&p, "โครงสร้าง")->row);
    assert_int_equal(sample_link(&p, "/news/2")->row, sample_block(&p, "ผู้บริหาร")->row);
    assert_int_not_equal(sample_link(&p, "/news/1")->row, sample_link(&p, "/news/2")->row);
    assert_int_equal(sample_block(&p, "ผู้บริหาร")->column, sample_block(&p, "รายการ")->column);
    assert_int_equal(p.block[sample_link(&p, "/news/2")->block].column, sample_block(&p, "ไฟล์")->column);
    assert_int_equal(sample_block(&p, "o1")->table, sample_block(&p, "ข้อ")->table);
}

/* A table that lays out the page makes no rows: its cells are paragraphs. */
static void
ignores_layout_tables(void **state)
{
    struct page p =
        sample_page("<table><tr><td>เมนู<br><a href=m>ข่าวสารทั่วไป</a></td><td><table><tr><td>แผน</td><td><a "
                    "href=1>เปิด</a></td></tr>"
                    "</table></td></tr></table>");

    (void)state;
    assert_int_equal(sample_link(&p, "/news/m")->row, NO_INDEX);
    assert_int_equal(p.block[sample_link(&p, "/news/m")->block].kind, BLOCK_PARAGRAPH);
    assert_int_equal(sample_link(&p, "/news/1")->row, sample_block(&p, "แผน")->row);
    assert_int_not_equal(sample_link(&p, "/news/1")->row, NO_INDEX);
}

/* The name in a span, addresses as text and a button "open" in a third column are one row. */
static void
makes_cards(void **state)
{
    struct page p = sample_page(
        "<div class=list><div class=row><div><span>แผนจัดซื้อจัดจ้าง "
        "2566</span></div><div>http://x.example/a</div>"
        "<div><a class='btn btn-ita-open' href=1>เปิด</a></div></div><div class=row><div><span>สขร. "
        "1</span></div>"
        "<div><a href=2><img src=i.png></a></div></div><div><a href=3>ชื่อเต็มของเอกสาร</a> 12 ครั้ง</div></div>");

    (void)state;
    assert_int_equal(sample_link(&p, "/news/1")->row, sample_block(&p, "แผนจัดซื้อจัดจ้าง 2566")->row);
    assert_int_equal(sample_link(&p, "/news/2")->row, sample_block(&p, "สขร. 1")->row);
    assert_int_not_equal(sample_link(&p, "/news/1")->row, sample_link(&p, "/news/2")->row);
    assert_int_not_equal(sample_link(&p, "/news/1")->row, NO_INDEX);
    assert_int_equal(sample_link(&p, "/news/3")->row, NO_INDEX);
}

/* An element that holds a whole menu is no row: else one label would speak for every other. */
static void
keeps_rows_small(void **state)
{
    struct page p = sample_page(
        "<div><a href=1>ก</a><a href=2>ข</a><a href=3>ค</a><a href=4>ง</a><a href=5>จ</a><a href=6>ฉ</a>"
        "<a href=7>ช</a> แผนพัฒนาท้องถิ่น</div>");

    (void)state;
    assert_int_equal(sample_link(&p, "/news/1")->row, NO_INDEX);
    assert_int_equal(sample_link(&p, "/news/7")->row, NO_INDEX);
}

/* What the head says of the page, whatever the order. */
static void
reads_the_head(void **state)
{
    struct page p = sample_page(
        "<html lang=th><head><meta name=description content=' ทดสอบ '><meta property='og:title' content='ชื่อ'>"
        "<meta property='og:site_name' content='ทต.ตัวอย่าง'><meta name=generator content='Joomla'>"
        "<link rel=canonical href='/a?x=1#y'><title> แผน\n พัฒนา</title><title>สอง</title></head>");

    (void)state;
    sample_same(p.title, "แผน พัฒนา");
    sample_same(p.site_name, "ทต.ตัวอย่าง");
    sample_same(p.description, "ทดสอบ");
    sample_same(p.generator, "Joomla");
    sample_same(p.lang, "th");
    sample_same(p.canonical, "http://www.town.example/a?x=1");
    sample_same(p.url, SAMPLE_ADDRESS);
    sample_same(p.charset, "utf-8");
}

/* An application root and scripts, and nothing to read: only a browser would see something. */
static void
tells_what_needs_scripts(void **state)
{
    (void)state;
    assert_true(
        sample_page("<script src=app.js></script><div id=app></div><noscript>Enable JavaScript</noscript>")
            .needs_script);
    assert_false(sample_page("<script src=app.js></script><div id=app>ข้อความ</div>").needs_script);
    assert_false(
        sample_page("<script src=app.js></script><frameset><frame src=a.html></frameset>").needs_script);
    assert_false(sample_page("<div id=app></div>").needs_script);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(joins_inline_text),
        cmocka_unit_test(parts_blocks),
        cmocka_unit_test(breaks_lines),
        cmocka_unit_test(parts_labels),
        cmocka_unit_test(leaves_out_what_is_no_text),
        cmocka_unit_test(tells_hidden),
        cmocka_unit_test(tells_places),
        cmocka_unit_test(sees_through_wrappers),
        cmocka_unit_test(finds_headings),
        cmocka_unit_test(heads_the_next_section),
        cmocka_unit_test(follows_tab_labels),
        cmocka_unit_test(follows_submenus),
        cmocka_unit_test(accepts_other_headings),
        cmocka_unit_test(finds_title_above_download),
        cmocka_unit_test(finds_title_above_button_columns),
        cmocka_unit_test(finds_title_above_embedded_file),
        cmocka_unit_test(numbers_table_rows),
        cmocka_unit_test(ignores_layout_tables),
        cmocka_unit_test(makes_cards),
        cmocka_unit_test(keeps_rows_small),
        cmocka_unit_test(reads_the_head),
        cmocka_unit_test(tells_what_needs_scripts),
    };

    return cmocka_run_group_tests_name("page", tests, sample_setup, sample_teardown);
}
