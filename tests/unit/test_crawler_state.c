/* What kind of answer a page is; the 34 whole answers of page_state_cases.json stand in tests/conformance. */
#include "base/buf.h"
#include "crawler/fingerprint.h"
#include "crawler/state.h"
#include "oit/limits.h"
#include "page_sample.h"

#define MENU "<ul id=menu><li><a href=/>หน้าแรก</a></li><li><a href=/plan.php>แผนพัฒนา</a></li></ul>"
#define FOOT "<footer>เทศบาลตำบลตัวอย่าง โทร 0-0000-0000</footer>"

static enum problem
state_of(const char *html)
{
    struct page p = sample_page(html);

    return state_of_page(&p, str_of(html), 200, STR("text/html"));
}

static void
expect(const char *html, enum problem want)
{
    enum problem got = state_of(html);

    if (got != want)
        fail_msg("%s: \"%s\" instead of \"%s\"", html, problem_name(got), problem_name(want));
}

/* A list is empty when it says so and nothing else; a heading tells it from a page that is not there. */
static void
tells_empty_lists(void **state)
{
    (void)state;
    expect(MENU "<div id=content><h1>แผนการใช้จ่ายงบประมาณ</h1><p>ไม่พบข้อมูล</p></div>" FOOT, PROBLEM_EMPTY);
    expect(MENU "<div id=content><h2>ถาม-ตอบ</h2>ขณะนี้ยังไม่มีข้อมูลค่ะ <a href=/>กลับหน้าแรก</a></div>" FOOT,
           PROBLEM_EMPTY);
    expect(MENU "<div id=content><h1>ประกาศ</h1><table><tr><th>ลำดับ</th><th>เรื่อง</th></tr><tr><td "
                "colspan=2>ไม่มีรายการ</td></tr>"
                "</table>แสดง 0 รายการ</div>" FOOT,
           PROBLEM_EMPTY);
    expect("<title>แผนจัดซื้อจัดจ้าง</title>" MENU
           "<div id=content><p>แผนจัดซื้อจัดจ้าง</p><h1>แผนจัดซื้อจัดจ้าง</h1></div>" FOOT,
           PROBLEM_EMPTY);
    expect(MENU "<div id=content>ขออภัย ไม่พบข้อมูล</div>" FOOT, PROBLEM_SOFT_404);
    expect("", PROBLEM_EMPTY);
}

static void
expect_entrance(const char *html, enum problem want)
{
    struct page p = sample_page(html);
    struct str detail = STR_NONE;
    enum problem got = state_of_entrance(&p, &detail);

    if (got != want)
        fail_msg("%s: \"%s\" instead of \"%s\"", html, problem_name(got), problem_name(want));
}

/* Given: an entrance that is a picture without a link.  Expected: nobody knows what stands behind it. */
static void
a_picture_without_a_link_is_no_entrance(void **state)
{
    (void)state;
    expect_entrance("<center><img src=splash.jpg width=900></center>", PROBLEM_EMPTY);
    expect_entrance("<img src=splash.jpg><p>ยินดีต้อนรับ</p>", PROBLEM_EMPTY);
    expect_entrance("<img src=splash.jpg onclick='enter()'>", PROBLEM_SCRIPT_ONLY);
    expect_entrance("<img src=splash.jpg><a href=https://www.facebook.com/town>Facebook</a>", PROBLEM_EMPTY);
    expect_entrance("<img src=splash.jpg><a href=https://town.example/home>เข้าสู่เว็บไซต์</a>", PROBLEM_NONE);
    expect_entrance("<a href=/home.php><img src=splash.jpg></a>", PROBLEM_NONE);
    expect_entrance("<img src=splash.jpg usemap=#m><map name=m><area href=/home.php coords=0,0,9,9></map>",
                    PROBLEM_NONE);
    expect_entrance(
        "<img src=splash.jpg><p>เทศบาลตำบลตัวอย่าง เลขที่ 99 หมู่ 9 ตำบลตัวอย่าง อำเภอสมมุติ จังหวัดตัวอย่าง โทรศัพท์ "
        "0-0000-0000 ปิดปรับปรุงห้องประชุมถึงสิ้นเดือนนี้</p>",
        PROBLEM_NONE);
}

/* Given: a page that sends its visitors to another host, or shows that host's page.  Expected: no page of the
 * site was seen; one that says something itself, or has pages of its own, is a page. */
static void
an_entrance_that_passes_on_is_none(void **state)
{
    (void)state;
    expect_entrance("<meta http-equiv=refresh content='0;url=https://host.example/town'>", PROBLEM_EMPTY);
    expect_entrance("<iframe src=https://host.example/town></iframe>", PROBLEM_EMPTY);
    expect_entrance("<frameset rows=100%><frame src=https://host.example/town></frameset>", PROBLEM_EMPTY);
    expect_entrance("<script>location.href='https://host.example/town'</script>", PROBLEM_EMPTY);
    expect_entrance("<a href=https://host.example/town>เข้าสู่เว็บไซต์เทศบาล</a>", PROBLEM_EMPTY);
    expect_entrance("<p>เทศบาล <a href=https://www.facebook.com/town>Facebook</a> <a "
                    "href=https://host.example>กรม</a></p>",
                    PROBLEM_NONE);
    expect_entrance("<iframe src=https://maps.example/town></iframe><a href=/plan.php>แผนพัฒนา</a>",
                    PROBLEM_NONE);
    expect_entrance("<meta http-equiv=refresh content='0;url=https://www.town.example/index.php'>",
                    PROBLEM_NONE);
}

/* Given: a table of figures alone.  Expected: content. */
static void
figures_say_something(void **state)
{
    (void)state;
    expect(MENU "<div id=content><h1>สถิติเรื่องร้องเรียน</h1><table><tr><th>ปีงบประมาณ</th><th>จำนวน</th></tr><tr>"
                "<td>2566</td><td>0</td></tr></table></div>" FOOT,
           PROBLEM_NONE);
    expect(MENU "<div id=content><h1>สถิติเรื่องร้องเรียน</h1><table><tr><th>ปีงบประมาณ</th><th>จำนวน</th></tr><tr>"
                "<td>๒๕๖๖</td><td>๐</td></tr></table></div>" FOOT,
           PROBLEM_NONE);
    expect(MENU
           "<div "
           "id=content><h1>สถิติ</h1><table><tr><th>ปีงบประมาณ</th></tr><tr><td>-</td></tr></table></div>" FOOT,
           PROBLEM_EMPTY);
    expect(MENU "<div id=content><h1>ประกาศ</h1><table><tr><td>1</td><td>2</td></tr></table></div>" FOOT,
           PROBLEM_EMPTY);
}

/* A statement that there was nothing to report is content, and so is anything beside the empty phrase. */
static void
respects_statements(void **state)
{
    (void)state;
    expect(MENU "<div id=content><h1>สถิติเรื่องร้องเรียนการทุจริต</h1><p>ไม่มีเรื่องร้องเรียน</p></div>" FOOT,
           PROBLEM_NONE);
    expect(MENU
           "<div id=content><h1>สถิติ</h1><p>ไม่พบข้อมูลการร้องเรียนการทุจริตในปีงบประมาณ พ.ศ. 2566</p></div>" FOOT,
           PROBLEM_NONE);
    expect(MENU "<div id=content><h1>ประกาศ</h1><p>ไม่มีข้อมูล</p><a href=plan.pdf>แผนปี 2566</a></div>" FOOT,
           PROBLEM_NONE);
    expect(MENU "<div id=content><h1>ประกาศ</h1><p>ไม่มีข้อมูล</p><iframe src=plan.pdf></iframe></div>" FOOT,
           PROBLEM_NONE);
    expect(MENU "<div id=content><h1>แผนผัง</h1><img src=chart.jpg></div>" FOOT, PROBLEM_NONE);
}

/* A page that is not there says so shortly; a page about missing things is long or has links. */
static void
tells_soft_404(void **state)
{
    (void)state;
    expect(MENU "<div id=content>ไม่พบหน้านี้ รบกวนติดต่อผู้ดูแลระบบ</div>" FOOT, PROBLEM_SOFT_404);
    expect("<title>Page not found</title>" MENU "<div id=content><h1>Oops!</h1></div>" FOOT,
           PROBLEM_SOFT_404);
    expect(
        MENU
        "<div id=content><h1>แจ้งเตือน</h1><p>กรณีเข้าเว็บไซต์แล้วไม่พบหน้าที่ต้องการ ให้ล้างข้อมูลในเบราว์เซอร์ตามขั้นตอนต่อไปนี้ "
        "หนึ่ง เปิดเมนูตั้งค่า สอง เลือกความเป็นส่วนตัว สาม กดล้างข้อมูลการเข้าชม สี่ ปิดแล้วเปิดเบราว์เซอร์ใหม่ ห้า เข้าเว็บไซต์อีกครั้ง "
        "หากยังไม่ได้ให้ติดต่องานประชาสัมพันธ์ โทร 0-0000-0000 ในวันและเวลาราชการ "
        "เจ้าหน้าที่จะช่วยเหลือท่านโดยเร็วที่สุดเท่าที่จะทำได้</p></div>" FOOT,
        PROBLEM_NONE);
}

/* A login box beside content is no login page; a warning above content no error page. */
static void
looks_at_the_whole(void **state)
{
    (void)state;
    expect("<form method=post><input name=u><input type=password name=p></form>", PROBLEM_LOGIN_PAGE);
    expect("<div id=content><p>ท่านไม่มีสิทธิ์เข้าถึงเนื้อหาส่วนนี้ กรุณาเข้าสู่ระบบด้วยรหัสพนักงาน</p></div>",
           PROBLEM_LOGIN_PAGE);
    expect("<div class=sidebar><form method=post><input name=u><input type=password name=p></form></div>"
           "<div id=content><h1>ข่าว</h1><p>เนื้อหา</p></div>",
           PROBLEM_NONE);
    expect("<b>Warning</b>: mysql_connect() in x.php", PROBLEM_PAGE_ERROR);
    expect("<b>Warning</b>: date() in x.php<div id=content><h1>ข่าว</h1><ul><li><a href=1>ประกาศหนึ่ง</a><li><a "
           "href=2>ประกาศสอง</a></ul></div>",
           PROBLEM_NONE);
    expect("<title>Attention Required! | Cloudflare</title><h1>Sorry, you have been blocked</h1>",
           PROBLEM_BLOCKED);
    expect("<script>document.cookie='a=1';location.reload(true)</script>", PROBLEM_BLOCKED);
}

/* Gambling words count in the title with others, or when most links carry them; a news item has one. */
static void
tells_hacked_pages(void **state)
{
    (void)state;
    expect("<title>สล็อตเว็บตรง บาคาร่า</title><p>x</p>", PROBLEM_SUSPICIOUS);
    expect(
        "<a href=1>สล็อต</a><a href=2>บาคาร่า</a><a href=3>คาสิโน</a><a href=4>แทงบอล</a><a href=5>ufabet</a>",
        PROBLEM_SUSPICIOUS);
    expect("<title>ตำรวจจับกุมคาสิโนเถื่อน</title><h1>ตำรวจจับกุมคาสิโนเถื่อน</h1><p>เมื่อวันที่ 5 มกราคม</p>",
           PROBLEM_NONE);
}

/* What a page shows around its own part counts: a word that says all of an empty server says nothing below a
 * long menu; and the words of nothing are looked for to the end where nothing else is said. */
static void
looks_as_far_as_it_matters(void **state)
{
    struct buf menu, page;

    (void)state;
    buf_init(&menu, MIB);
    buf_init(&page, MIB);
    buf_z(&menu, "<ul id=menu>");
    for (int i = 0; i < 120; i++)
        buf_printf(&menu, "<li><a href=/%d>แผนพัฒนาท้องถิ่นประจำปี %d</a></li>", i, i);
    buf_z(&menu, "</ul>");
    buf_printf(&page, "%s<div id=content>Welcome</div>", buf_cstr(&menu));
    expect(buf_cstr(&page), PROBLEM_NONE);
    expect("<div id=content>Welcome</div>", PROBLEM_PARKED);
    buf_clear(&page);
    buf_printf(&page, "%s<div id=content>", buf_cstr(&menu));
    for (int i = 0; i < 200; i++)
        buf_z(&page, "<p>ไม่พบข้อมูล</p><p>กลับหน้าแรก</p>");
    expect(buf_cstr(&page), PROBLEM_SOFT_404);
    buf_z(&page, "<p>ประกาศผล</p>");
    expect(buf_cstr(&page), PROBLEM_NONE);
    buf_free(&menu);
    buf_free(&page);
}

/* Most links is more than half of them, wherever they stand, and known texts are counted like others. */
static void
counts_links_to_the_end(void **state)
{
    struct gambling *m = gambling_new();

    (void)state;
    for (int bad = 0; bad <= 20; bad++) {
        struct buf page;
        struct page p;

        buf_init(&page, MIB);
        for (int i = 0; i < 20; i++)
            buf_printf(&page, "<a href=%d>%s %d</a>", i, i < 20 - bad ? "แผนพัฒนา" : "ส ล็ อต", i);
        p = sample_page(buf_cstr(&page));
        assert_int_equal(state_of_page_with(m, &p, buf_view(&page), 200, STR("text/html")) ==
                             PROBLEM_SUSPICIOUS,
                         bad > 10);
        assert_int_equal(state_of_page(&p, buf_view(&page), 200, STR("text/html")) == PROBLEM_SUSPICIOUS,
                         bad > 10);
        buf_free(&page);
    }
    gambling_free(m);
}

/* The status speaks first; only a challenge page changes what 403 and 503 mean. */
static void
reads_the_status(void **state)
{
    static const struct {
        int status;
        enum problem problem;
    } want[] = {
        {200, PROBLEM_NONE},         {401, PROBLEM_LOGIN},        {403, PROBLEM_FORBIDDEN},
        {404, PROBLEM_NOT_FOUND},    {410, PROBLEM_GONE},         {429, PROBLEM_RATE_LIMITED},
        {500, PROBLEM_SERVER_ERROR}, {503, PROBLEM_SERVER_ERROR}, {509, PROBLEM_SUSPENDED},
        {418, PROBLEM_HTTP_OTHER},
    };
    struct page plain = sample_page("<p>ข้อความ</p>"), check = sample_page("<title>Just a moment...</title>");

    (void)state;
    for (size_t i = 0; i < sizeof want / sizeof want[0]; i++)
        assert_int_equal(state_of_page(&plain, STR("x"), want[i].status, STR("text/html")), want[i].problem);
    assert_int_equal(state_of_page(&check, STR("x"), 403, STR("text/html")), PROBLEM_BLOCKED);
    assert_int_equal(state_of_page(NULL, STR("%PDF-1.4"), 200, STR("application/pdf")), PROBLEM_NONE);
    assert_int_equal(state_of_page(NULL, STR(" \n"), 200, STR("text/plain")), PROBLEM_EMPTY);
}

/*
 * Given: pages that could not be looked at or hold nothing, with buttons that only a script answers.
 * Expected: going back, reloading and printing change nothing, other clicks never make a page that could not
 * be looked at one of content, and never let a page be called empty behind one of whose clicks something may
 * stand.
 */
static void
clicks_of_scripts_are_no_content(void **state)
{
#define BACK                                                                                                 \
    "<button onclick='history.back()'>ย้อนกลับ</button><a href='javascript:location.reload()'>ลองใหม่</a>"
#define THREE                                                                                                \
    "<button onclick='a(1)'>ก</button><button onclick='a(2)'>ข</button><a href='javascript:a(3)'>ค</a>"
    static const struct {
        const char *html;
        enum problem problem;
    } want[] = {
        {"<p>mysqli_connect(): could not connect to database</p>", PROBLEM_PAGE_ERROR},
        {"<p>mysqli_connect(): could not connect to database</p>" BACK, PROBLEM_PAGE_ERROR},
        {"<p>mysqli_connect(): could not connect to database</p>" THREE, PROBLEM_PAGE_ERROR},
        {"<script src=a.js></script>Please enable JavaScript " BACK, PROBLEM_SCRIPT_ONLY},
        {"<script src=a.js></script>กำลังโหลด" THREE, PROBLEM_SCRIPT_ONLY},
        {"<form method=post><input name=u><input type=password name=p>" THREE THREE "</form>",
         PROBLEM_LOGIN_PAGE},
        {"<h1>แผน</h1>", PROBLEM_EMPTY},
        {"<h1>แผน</h1><button onclick='history.back()'>ย้อนกลับ</button>", PROBLEM_EMPTY},
        {"<h1>แผน</h1><button onclick='show(66)'>2566</button>", PROBLEM_NONE},
    };

    (void)state;
    for (size_t i = 0; i < sizeof want / sizeof want[0]; i++) {
        struct str html =
            arena_printf(sample_arena, "<title>t</title><div id=content>%s</div>", want[i].html);
        struct page p = sample_page(html.p);
        enum problem got = state_of_page(&p, html, 200, STR("text/html"));

        if (got != want[i].problem)
            fail_msg("%s: %s", want[i].html, problem_name(got));
    }
}

static uint64_t
fingerprint_at(const char *path, const char *html)
{
    struct url address;
    struct page p;

    assert_true(url_parse(sample_arena, arena_printf(sample_arena, "http://www.town.example%s", path), NULL,
                          NULL, &address));
    page_parse(sample_arena, str_of(html), &address, "utf-8", &p);
    return fingerprint_of_page(&p);
}

/* Two answers of the same content are alike although they echo their address, count visitors or tell the
 * time. */
static void
compares_answers(void **state)
{
    const char *one = MENU "<div id=content><p>ไม่มี /a.php?id=1</p><p>ผู้เข้าชม 1234</p><a "
                           "href='/a.php?id=1&amp;lang=en'>EN</a></div>";
    const char *two = MENU "<div id=content><p>ไม่มี /b.php?id=2</p><p>ผู้เข้าชม 1299</p><a "
                           "href='/b.php?id=2&amp;lang=en'>EN</a></div>";
    const char *other = MENU "<div id=content><p>แผนพัฒนา</p><a href=plan.pdf>เปิด</a></div>";
    const char *third = MENU "<div id=content><p>แผนพัฒนา</p><a href=report.pdf>เปิด</a></div>";

    (void)state;
    assert_true(fingerprint_at("/a.php?id=1", one) == fingerprint_at("/b.php?id=2", two));
    assert_true(fingerprint_at("/a.php", one) != fingerprint_at("/a.php", other));
    assert_true(fingerprint_at("/a.php", other) != fingerprint_at("/a.php", third));
}

/* Given: a page that waits for its script, or a table of heads alone.  Expected: it shows nothing without. */
static void
tells_what_scripts_are_to_fill(void **state)
{
    (void)state;
    expect(MENU
           "<div id=content><h1>ประกาศ</h1><p>กำลังโหลดข้อมูล...</p></div><script src=list.js></script>" FOOT,
           PROBLEM_SCRIPT_ONLY);
    expect(MENU "<div id=content><h1>ประกาศ</h1><div>Loading…</div></div><script>get()</script>" FOOT,
           PROBLEM_SCRIPT_ONLY);
    expect(MENU "<div id=content><h1>ประกาศ</h1><table><tr><th>ลำดับ</th><th>เรื่อง</th></tr></table></div>"
                "<script>$('#t').DataTable({ajax: '/list'})</script>" FOOT,
           PROBLEM_SCRIPT_ONLY);
    expect(MENU
           "<div id=content><h1>ประกาศ</h1><table><tr><th>ลำดับ</th><th>เรื่อง</th></tr></table></div>" FOOT,
           PROBLEM_EMPTY);
    expect(MENU "<div id=content><h1>ประกาศ</h1><div class=x id=\"app\"></div></div><script "
                "src=app.js></script>" FOOT,
           PROBLEM_SCRIPT_ONLY);
    expect(MENU "<div id=content><h1>ประกาศ</h1><div "
                "id='list'></div></div><script>$('#list').load('/list.php')</script>" FOOT,
           PROBLEM_SCRIPT_ONLY);
    expect(MENU "<div id=content><h1>ประกาศ</h1><div "
                "id='list'></div></div><script>$('#menu').load('/menu.php')</script>" FOOT,
           PROBLEM_EMPTY);
    expect(MENU "<div id=content><h1>ประกาศ</h1><div id=app></div><p>ไม่พบข้อมูล</p></div><script "
                "src=app.js></script>" FOOT,
           PROBLEM_EMPTY);
    expect(MENU "<div id=content><h1>ประกาศ</h1><div id=app></div></div>" FOOT, PROBLEM_EMPTY);
    expect(MENU
           "<div id=content><h1>ประกาศ</h1><table><tr><th>เรื่อง</th></tr><tr><td>จ้างซ่อมถนน</td></tr></table>"
           "</div><script>$.ajax('/counter')</script>" FOOT,
           PROBLEM_NONE);
}

/* Given: a program that cannot reach its database, in its own words or in Thai.  Expected: no content. */
static void
tells_broken_programs(void **state)
{
    (void)state;
    expect(MENU "<div id=content><h1>ประกาศ</h1><p>ระบบขัดข้องชั่วคราว กรุณาลองใหม่ภายหลัง</p></div>" FOOT,
           PROBLEM_PAGE_ERROR);
    expect("<title>Database Error</title><p>Database error: could not connect</p>", PROBLEM_PAGE_ERROR);
    expect(MENU "<div id=content><p>Warning: mysqli_connect(): (HY000/1040): Too many connections in "
                "/home/x/db.php on line 3</p></div>" FOOT,
           PROBLEM_PAGE_ERROR);
    expect(MENU "<div id=content><h1>แจ้งระบบขัดข้อง</h1><a href=1.html>เดือนมกราคม</a><a href=2.html>กุมภาพันธ์</a>"
                "</div>" FOOT,
           PROBLEM_NONE);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_entrance_that_passes_on_is_none),
        cmocka_unit_test(tells_empty_lists),
        cmocka_unit_test(a_picture_without_a_link_is_no_entrance),
        cmocka_unit_test(figures_say_something),
        cmocka_unit_test(respects_statements),
        cmocka_unit_test(tells_soft_404),
        cmocka_unit_test(looks_at_the_whole),
        cmocka_unit_test(tells_hacked_pages),
        cmocka_unit_test(reads_the_status),
        cmocka_unit_test(compares_answers),
        cmocka_unit_test(looks_as_far_as_it_matters),
        cmocka_unit_test(counts_links_to_the_end),
        cmocka_unit_test(tells_what_scripts_are_to_fill),
        cmocka_unit_test(tells_broken_programs),
        cmocka_unit_test(clicks_of_scripts_are_no_content),
    };

    return cmocka_run_group_tests_name("state", tests, sample_setup, sample_teardown);
}
