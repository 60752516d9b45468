/* Addresses a page offers: links, frames, handlers, scripts, viewers, forms; and the ceilings on them. */
#include "base/buf.h"
#include "oit/limits.h"
#include "page_sample.h"

static void
has(const struct page *p, const char *path, enum link_kind kind, const char *text)
{
    const struct link *l = sample_link(p, path);

    assert_int_equal(l->kind, kind);
    assert_true(l->followable);
    sample_same(l->text, text);
}

static size_t
count_links(const struct page *p, const char *part)
{
    size_t n = 0;

    for (size_t i = 0; i < p->link_n; i++)
        n += str_has(p->link[i].url, str_of(part));
    return n;
}

static size_t
count_addresses(const struct page *p, const char *url)
{
    size_t n = 0;

    for (size_t i = 0; i < p->link_n; i++)
        n += str_eq(p->link[i].url, str_of(url));
    return n;
}

/* Everything that leads somewhere is a link of its kind. */
static void
finds_every_kind(void **state)
{
    struct page p =
        sample_page("<head><meta http-equiv=Refresh content='3; url=r.php'><link rel='next' "
                    "href='?page=2'><link rel=stylesheet href=s.css></head>"
                    "<a href=a.php title='ที' rel=nofollow>เอ</a><map><area href=b.php alt='บี'></map><iframe "
                    "src=c.html></iframe>"
                    "<object data=d.pdf></object><embed src=e.pdf><frameset><frame src=x.html></frameset>");

    (void)state;
    has(&p, "/news/r.php", LINK_REFRESH, "");
    has(&p, "/news/page.php?page=2", LINK_RELATED, "");
    has(&p, "/news/a.php", LINK_A, "เอ");
    has(&p, "/news/b.php", LINK_AREA, "บี");
    has(&p, "/news/c.html", LINK_FRAME, "");
    has(&p, "/news/d.pdf", LINK_OBJECT, "");
    has(&p, "/news/e.pdf", LINK_OBJECT, "");
    sample_same(sample_link(&p, "/news/a.php")->title, "ที");
    assert_true(sample_link(&p, "/news/a.php")->no_follow);
    assert_int_equal(count_links(&p, "s.css"), 0);
    p = sample_page("<frameset cols='*'><frame src=top.html><frame src=main.html></frameset>");
    has(&p, "/news/top.html", LINK_FRAME, "");
    has(&p, "/news/main.html", LINK_FRAME, "");
}

/* Words of an image link are its alt text; a title stays a title. */
static void
reads_image_links(void **state)
{
    struct page p = sample_page(
        "<a href=1><img src=i.jpg alt='No Gift'></a><a href=2 aria-label='เฟซบุ๊ก'><i></i></a>"
        "<a href=3><img src=j.jpg alt=x>คำ</a><img src=k.jpg width=20 height='30px'>"
        "<img src='data:image/gif;base64,R0' data-src=lazy.jpg><img src='data:image/gif;base64,R0'>");

    (void)state;
    has(&p, "/news/1", LINK_A, "No Gift");
    assert_true(sample_link(&p, "/news/1")->image);
    has(&p, "/news/2", LINK_A, "");
    sample_same(sample_link(&p, "/news/2")->title, "เฟซบุ๊ก");
    has(&p, "/news/3", LINK_A, "คำ");
    assert_false(sample_link(&p, "/news/3")->image);
    assert_int_equal(p.image_n, 5);
    assert_int_equal(p.image[2].width, 20);
    assert_int_equal(p.image[2].height, 30);
    sample_same(p.image[3].src, "http://www.town.example/news/lazy.jpg");
    sample_same(p.image[4].src, "");
}

/* Addresses resolve as browsers resolve them: blanks, Thai, base, missing scheme; fragments apart. */
static void
resolves_addresses(void **state)
{
    struct page p = sample_page(
        "<base href='/v2/'><base href='/v3/'><a href=' แผน 66.pdf '>ก</a><a href='www.vendor.example'>ข</a>"
        "<a href='//cdn.example/x'>ค</a><a href='?page=2'>ง</a><a href='x#ส่วน'>จ</a>"
        "<a href='http://[bad'>ฉ</a>");

    (void)state;
    has(&p, "/v2/%E0%B9%81%E0%B8%9C%E0%B8%99%2066.pdf", LINK_A, "ก");
    has(&p, "/v2/www.vendor.example", LINK_A, "ข");
    has(&p, "/v2/?page=2", LINK_A, "ง");
    assert_int_equal(count_links(&p, "http://cdn.example/x"), 1);
    assert_true(str_starts(sample_link(&p, "/v2/x")->fragment, STR("%E0%B8%AA")));
    assert_false(p.link[p.link_n - 1].followable);
}

/* The query of a link on a windows-874 page is encoded as that page is, its path in UTF-8. */
static void
keeps_page_encoding_in_queries(void **state)
{
    struct page p =
        sample_page_in("<a href='ก.php?q=ก'>x</a><form action=f.php><select name=y><option>ก</select></form>",
                       "windows-874");

    (void)state;
    has(&p, "/news/%E0%B8%81.php?q=%A1", LINK_A, "x");
    has(&p, "/news/f.php?y=%A1", LINK_FORM, "ก");
}

/* What is no page is kept as written and not followed. */
static void
keeps_other_schemes(void **state)
{
    struct page p = sample_page(
        "<a href='tel:02-000-0000'>โทร</a><a href='mailto:a@town.example'>เมล</a><a href='#'>บน</a>");

    (void)state;
    assert_int_equal(p.link_n, 3);
    sample_same(p.link[0].url, "tel:02-000-0000");
    assert_false(p.link[0].followable);
    sample_same(p.link[1].url, "mailto:a@town.example");
    sample_same(p.link[2].url, SAMPLE_ADDRESS);
}

/* Literal addresses in handlers, however the function is called. */
static void
reads_handlers(void **state)
{
    struct page p = sample_page(
        "<a href='#' onclick=\"window.open('pop.php?id=2','w','width=300')\">ก</a>"
        "<div onclick='location.href=\"go.php\"'>ข</div><a href=\"javascript:openWin('../q.asp','x')\">ค</a>"
        "<a href='javascript:void(0)' onclick=\"show('12/05/2566','text/html','แผน')\">ง</a>"
        "<button data-href='/data/3'>จ</button><tr onclick='x()'><span "
        "onmousedown=\"document.location='s.php'\">ฉ</span>"
        "<a href=real.php onclick=\"ga('/virtual')\">ช</a>");

    (void)state;
    has(&p, "/news/pop.php?id=2", LINK_CLICK, "ก");
    has(&p, "/news/go.php", LINK_CLICK, "ข");
    has(&p, "/q.asp", LINK_CLICK, "ค");
    has(&p, "/data/3", LINK_CLICK, "จ");
    has(&p, "/news/s.php", LINK_CLICK, "ฉ");
    has(&p, "/news/real.php", LINK_A, "ช");
    assert_int_equal(count_links(&p, "virtual"), 0);
    assert_int_equal(count_links(&p, "http://www.town.example/news/12/05/2566"), 0);
    assert_int_equal(count_links(&p, "news/text/html"), 0);
    assert_int_equal(p.link_n, 7);
}

/* Given: what only a script opens.  Expected: its words, nothing to follow; "void(0)" alone is no script. */
static void
keeps_clicks_of_scripts(void **state)
{
    struct page p =
        sample_page("<a href='#' onclick='openFile(12)'>ก</a><a href='javascript:get(event,3)'>ข</a>"
                    "<a href='javascript:void(0)' onclick='show(4)'>ค</a><button "
                    "onclick='show(5)'>ง</button><a href='javascript:void(0);'>จ</a>"
                    "<a href='#' onclick='return false'>ฉ</a>");
    static const char *const code[] = {"javascript:openFile(12)", "javascript:get(event,3)",
                                       "javascript:show(4)", "javascript:show(5)"};

    (void)state;
    for (size_t i = 0; i < sizeof code / sizeof *code; i++) {
        sample_same(p.link[i].url, code[i]);
        assert_int_equal(p.link[i].kind, LINK_CLICK);
        assert_false(p.link[i].followable);
    }
    assert_int_equal(p.link_n, 6);
    assert_int_equal(p.link[4].kind, LINK_A);
    assert_int_equal(p.link[5].kind, LINK_A);
    sample_same(p.link[3].text, "ง");
}

/* The only entrance of some sites is written by a script, joined from literals and a known variable. */
static void
reads_written_links(void **state)
{
    struct page p = sample_page("<script>var base = \"http://www.town.example/\";</script><script>/* x */ if "
                                "(d == 5) { document.write('<a href=\"' + base + "
                                "'Home\"><img src=\"' + base + 'i.jpg\">เข้าสู่เว็บไซต์<\\/a>'); }\n "
                                "document.write('<a href=\"'); document.write(base + 'two');"
                                "document.write('\">สอง</a><iframe src=\"three.html\">');document.write('<a "
                                "href=\"' + unknown + 'four\">สี่</a>');</script>");

    (void)state;
    has(&p, "/Home", LINK_SCRIPT, "เข้าสู่เว็บไซต์");
    has(&p, "/two", LINK_SCRIPT, "สอง");
    has(&p, "/news/three.html", LINK_SCRIPT, "");
    assert_int_equal(p.link_n, 3);
}

/* A script that leaves the page says where to; other texts of scripts are not searched. */
static void
reads_script_moves(void **state)
{
    struct page p =
        sample_page("<script>window.location = 'a.php'; location.replace(\"b.php\"); top.location.href='c' + "
                    "'.php'; window.open('/d');"
                    "var s = '/not/this.php'; x.url = 'nor-this.php'; // location.href='no.php'\n "
                    "user.location = 'กรุงเทพ'; if (location.href == 'e.php') y();"
                    "location.href = 'f.php?id=' + id; fetch('/api/menu');</script><script "
                    "type='application/json'>{\"u\":\"location='j.php'\"}</script>");

    (void)state;
    has(&p, "/news/a.php", LINK_SCRIPT, "");
    has(&p, "/news/b.php", LINK_SCRIPT, "");
    has(&p, "/news/c.php", LINK_SCRIPT, "");
    has(&p, "/d", LINK_SCRIPT, "");
    assert_int_equal(p.link_n, 4);
}

/* A script without its end tag swallows the rest of the page: nothing in it is a link. */
static void
leaves_open_scripts(void **state)
{
    struct page p = sample_page("<a href=before>ก</a><script>location.href='x.php'; <a href=after>ข</a>");

    (void)state;
    has(&p, "/news/before", LINK_A, "ก");
    assert_int_equal(p.link_n, 1);
}

/* The document behind an embedded viewer stands beside the viewer. */
static void
looks_behind_viewers(void **state)
{
    struct page p = sample_page(
        "<iframe src='/js/web/viewer.html?file=../../docs/%E0%B8%81.pdf'></iframe>"
        "<iframe "
        "src='https://docs.google.com/viewer?url=http%3A%2F%2Fwww.town.example%2Fd%2Fb.pdf&embedded=true'></"
        "iframe>"
        "<a href='https://docs.google.com/gview?url=http://www.town.example/d/c.pdf&embedded=true'>ซี</a>"
        "<iframe "
        "src='https://flowpaper.com/flipbook/?pdf=https://www.town.example/wp/"
        "Scan.pdf?wp-hosted=1&title=x'></iframe>"
        "<div class=fb-page data-href='https://www.facebook.com/town'></div>"
        "<iframe "
        "src='https://www.facebook.com/plugins/page.php?href=https%3A%2F%2Fwww.facebook.com%2Fcity'></"
        "iframe>");

    (void)state;
    has(&p, "/docs/%E0%B8%81.pdf", LINK_VIEWER, "");
    has(&p, "/d/b.pdf", LINK_VIEWER, "");
    has(&p, "/d/c.pdf", LINK_VIEWER, "ซี");
    assert_int_equal(count_addresses(&p, "https://www.town.example/wp/Scan.pdf?wp-hosted=1"), 1);
    assert_int_equal(count_addresses(&p, "https://www.facebook.com/town"), 1);
    assert_int_equal(count_addresses(&p, "https://www.facebook.com/city"), 1);
}

/* An address that only sends a visitor on is what it leads to: site builders and networks wrap links so. */
static void
unwraps_redirectors(void **state)
{
    struct page p = sample_page(
        "<a href='https://www.google.com/url?q=https%3A%2F%2Fwww.town.example%2Fplan.pdf&amp;sa=D'>แผน</a>"
        "<a href='https://l.facebook.com/l.php?u=https%3A%2F%2Fdrive.google.com%2Ffile%2Fd%2F1x%2Fview&h=AT'>"
        "รายงาน</a>"
        "<a href='https://www.google.com/search?q=https%3A%2F%2Fwww.town.example%2F'>ค้นหา</a>");

    (void)state;
    assert_int_equal(count_addresses(&p, "https://www.town.example/plan.pdf"), 1);
    assert_int_equal(count_addresses(&p, "https://drive.google.com/file/d/1x/view"), 1);
    assert_int_equal(count_addresses(&p, "https://www.google.com/search?q=https%3A%2F%2Fwww.town.example%2F"),
                     1);
    assert_int_equal(p.link_n, 3);
}

/* A form that leaves nothing to type is as many addresses as it has choices; a search form is none. */
static void
opens_fixed_forms(void **state)
{
    struct page p =
        sample_page("<form action='list.php?old=1'><input type=hidden name=m value='5&6'><select "
                    "name=y><option value=65>2565<option value=66>2566</select>"
                    "<select name=q><option>1<option>2</select><input type=submit></form>"
                    "<form action=search.php><select name=c><option>1</select><input name=word></form>"
                    "<form method=post action=vote.php><input type=radio name=v value=1></form>"
                    "<select onchange='location=this.value'><option value=''>เลือก<option "
                    "value='y.php?y=66'>ปี 66<option value='กระบี่'>กระบี่</select>");

    (void)state;
    has(&p, "/news/list.php?m=5%266&y=65&q=1", LINK_FORM, "2565");
    has(&p, "/news/list.php?m=5%266&y=66&q=2", LINK_FORM, "2566");
    has(&p, "/news/y.php?y=66", LINK_OPTION, "ปี 66");
    assert_int_equal(count_links(&p, "list.php"), 4);
    assert_int_equal(count_links(&p, "search.php"), 0);
    assert_int_equal(count_links(&p, "vote.php"), 0);
    assert_int_equal(p.link_n, 5);
}

/* Fields carry the words a visitor sees beside them. */
static void
labels_fields(void **state)
{
    struct page p = sample_page(
        "<h2>แจ้งเรื่องร้องเรียน</h2><form method=POST action=/send><label for=n>ชื่อ</label><input id=n name=name>"
        "<label>อีเมล <input type=EMAIL name=mail></label><table><tr><td>โทรศัพท์</td><td><input "
        "name=tel></td></tr></table>"
        "<textarea name=text placeholder='รายละเอียด'></textarea>หลักฐาน: <input type=file name=f><input "
        "type=hidden name=h>"
        "<button>ส่งเรื่อง</button></form>");
    static const struct {
        const char *name, *type, *label;
    } want[] = {
        {"name", "text", "ชื่อ"},    {"mail", "email", "อีเมล"},
        {"tel", "text", "โทรศัพท์"}, {"text", "textarea", "รายละเอียด"},
        {"f", "file", "หลักฐาน:"},  {"h", "hidden", ""},
        {"", "submit", ""},
    };

    (void)state;
    assert_int_equal(p.form_n, 1);
    assert_true(p.form[0].post);
    sample_same(p.form[0].action, "http://www.town.example/send");
    sample_same(p.form[0].submit, "ส่งเรื่อง");
    sample_same(sample_heading(&p, p.form[0].heading), "แจ้งเรื่องร้องเรียน");
    assert_int_equal(p.form[0].field_n, sizeof want / sizeof want[0]);
    for (size_t i = 0; i < p.form[0].field_n; i++) {
        sample_same(p.form[0].field[i].name, want[i].name);
        sample_same(p.form[0].field[i].type, want[i].type);
        sample_same(p.form[0].field[i].label, want[i].label);
    }
}

/* Given: a form with a heading of its own inside it; one that begins above the heading of another part.
 * Expected: the first stands under its own heading, the other under that of its first field. */
static void
a_heading_inside_a_form_is_its_own(void **state)
{
    struct page p =
        sample_page("<h2>ร้องเรียน</h2><form method=post action=/a><input type=hidden name=h>"
                    "<h3>แจ้งเบาะแสการทุจริต</h3><input name=x></form>"
                    "<h2>ถาม-ตอบ</h2><form method=post action=/b><input name=y><h3>กติกา</h3></form>");

    (void)state;
    assert_int_equal(p.form_n, 2);
    sample_same(sample_heading(&p, p.form[0].heading), "แจ้งเบาะแสการทุจริต");
    sample_same(sample_heading(&p, p.form[1].heading), "ถาม-ตอบ");
}

/* A form that begins between table tags still has the fields of the table. */
static void
mends_forms_in_tables(void **state)
{
    struct page p = sample_page(
        "<table><form action=/send method=post><tr><td>ชื่อ</td><td><input name=a></td></tr></form></table>");

    (void)state;
    assert_int_equal(p.form_n, 1);
    assert_int_equal(p.form[0].field_n, 1);
    sample_same(p.form[0].field[0].label, "ชื่อ");
}

static struct page
repeated_page(const char *first, const char *piece, size_t n)
{
    struct buf b;
    struct page p;

    buf_init(&b, LIMIT_PAGE);
    buf_z(&b, first);
    for (size_t i = 0; i < n; i++)
        buf_z(&b, piece);
    p = sample_page(buf_cstr(&b));
    buf_free(&b);
    return p;
}

/* A page that goes too deep or too wide keeps what stood before, and says that it was cut. */
static void
keeps_links_before_the_cut(void **state)
{
    static const char *const traps[] = {
        "<div>",       "<b>",      "<table>",           "<td><font color=1><div>",
        "<svg><desc>", "<p>x",     "<a href=/x>x</a> ", "<form></form>",
        "<li>x<ul>",   "<b></p>x", "<option>"};
    char attributes[4096] = "<i ";

    (void)state;
    for (size_t i = 0; i < sizeof traps / sizeof traps[0]; i++) {
        struct page p = repeated_page("<a href=first>ก่อน</a>", traps[i], 450000);

        has(&p, "/news/first", LINK_A, "ก่อน");
        assert_true(p.truncated);
        assert_true(p.link_n <= LIMIT_PAGE_LINKS);
        arena_reset(sample_arena);
    }
    for (int i = 0; i < LIMIT_ATTRIBUTES + 1; i++)
        strcat(attributes, "a ");
    strcat(attributes, ">");
    assert_true(repeated_page("<a href=first>ก่อน</a>", attributes, 1).truncated);
}

/* A long text is many blocks, a long address no link; neither is a reason to cut the page. */
static void
bears_long_things(void **state)
{
    struct page p = repeated_page("<p>", "ข้อความ ", 20000);
    size_t bytes = 0;

    (void)state;
    for (size_t i = 0; i < p.block_n; i++) {
        assert_true(p.block[i].text.n <= LIMIT_BLOCK_TEXT);
        bytes += p.block[i].text.n;
    }
    assert_true(p.block_n > 1 && bytes >= 20000 * strlen("ข้อความ"));
    assert_int_equal(p.text_bytes, bytes);
    assert_false(p.truncated);
    p = repeated_page("<a href=1>ก</a><a href='/", "x", LIMIT_ADDRESS);
    assert_int_equal(p.link_n, 1);
}

/*
 * What earlier pages have taught is good where it holds: the same tag comes to another address in another
 * folder, on another server, behind another page, in another encoding; and is read once more after much else.
 */
static void
remembers_only_what_holds(void **state)
{
    static const char html[] = "<!DOCTYPE html><html><head></head><body><a href=\"x.html\">ก</a>"
                               "<a href=\"/r?q=&#3585;\">ข</a><a href='?p=2'>ค</a></body></html>";
    static const struct {
        const char *address, *charset, *url[3];
    } want[] = {
        {"http://a.example/one/p.php?i=1",
         "utf-8",
         {"http://a.example/one/x.html", "http://a.example/r?q=%E0%B8%81", "http://a.example/one/p.php?p=2"}},
        {"http://a.example/two/p.php",
         "utf-8",
         {"http://a.example/two/x.html", "http://a.example/r?q=%E0%B8%81", "http://a.example/two/p.php?p=2"}},
        {"http://a.example/one/q.php",
         "utf-8",
         {"http://a.example/one/x.html", "http://a.example/r?q=%E0%B8%81", "http://a.example/one/q.php?p=2"}},
        {"http://a.example/one/p.php",
         "windows-874",
         {"http://a.example/one/x.html", "http://a.example/r?q=%A1", "http://a.example/one/p.php?p=2"}},
        {"https://b.example:8080/one/p.php",
         "utf-8",
         {"https://b.example:8080/one/x.html", "https://b.example:8080/r?q=%E0%B8%81",
          "https://b.example:8080/one/p.php?p=2"}},
    };
    struct page_memory *m = page_memory_new();

    (void)state;
    for (size_t i = 0; i < 3 * sizeof want / sizeof want[0]; i++) {
        size_t k = i % (sizeof want / sizeof want[0]);
        struct url address;
        struct page p;

        assert_true(url_parse(sample_arena, str_of(want[k].address), NULL, NULL, &address));
        page_parse_with(m, sample_arena, STR(html), false, &address, want[k].charset, &p);
        assert_int_equal(p.link_n, 3);
        for (size_t n = 0; n < 3; n++)
            sample_same(p.link[n].url, want[k].url[n]);
        if (i == sizeof want / sizeof want[0]) { /* so many other tags that the memory is emptied */
            for (int j = 0; j < 3; j++) {
                struct buf many;

                buf_init(&many, 64 * MIB);
                buf_z(&many, "<!DOCTYPE html><html><head></head><body>");
                for (int tag = 0; tag < LIMIT_KNOWN_WRITINGS; tag++)
                    buf_printf(&many, "<a href=\"/%d/%d\">x</a>", j, tag);
                buf_z(&many, "</body></html>");
                page_parse_with(m, sample_arena, buf_view(&many), true, &address, "utf-8", &p);
                assert_int_equal(p.link_n, LIMIT_KNOWN_WRITINGS);
                buf_free(&many);
            }
        }
    }
    page_memory_free(m);
}

/* One page is read after the other; what a link's address was under its number on those before it still is.
 */
static void
read_numbers(struct page_memory *m, const char *from, const char *html, struct str url[100])
{
    struct url address;
    struct page p;

    assert_true(url_parse(sample_arena, str_of(from), NULL, NULL, &address));
    page_parse_with(m, sample_arena, str_of(html), false, &address, "utf-8", &p);
    assert_int_not_equal(p.link_n, 0);
    for (size_t i = 0; i < p.link_n; i++) {
        struct str *known = &url[p.link[i].address];

        assert_in_range(p.link[i].address, 0, 99);
        assert_true(p.link[i].address > 0 || p.link[i].kind == LINK_VIEWER);
        if (p.link[i].address > 0 && known->n > 0)
            sample_same(p.link[i].url, known->p);
        *known = p.link[i].url;
    }
}

static void
numbers_addresses(void **state)
{
    static const char html[] = "<body><a href='x.html'>x</a><a href=/y>y</a><a href=y>y</a><a href=?z>z</a>"
                               "<a href='/viewer.php?file=/a.pdf'>a</a><img onclick=\"location='/y'\">";
    struct page_memory *m = page_memory_new();
    struct str url[100] = {{0}};

    (void)state;
    for (int i = 0; i < 3; i++) {
        read_numbers(m, "http://a.example/one/p.php", html, url);
        read_numbers(m, "http://a.example/two/p.php", html, url);
        read_numbers(m, "http://b.example/two/p.php", html, url);
    }
    page_memory_free(m);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(finds_every_kind),        cmocka_unit_test(reads_image_links),
        cmocka_unit_test(resolves_addresses),      cmocka_unit_test(keeps_page_encoding_in_queries),
        cmocka_unit_test(keeps_other_schemes),     cmocka_unit_test(reads_handlers),
        cmocka_unit_test(keeps_clicks_of_scripts), cmocka_unit_test(reads_written_links),
        cmocka_unit_test(reads_script_moves),      cmocka_unit_test(leaves_open_scripts),
        cmocka_unit_test(looks_behind_viewers),    cmocka_unit_test(unwraps_redirectors),
        cmocka_unit_test(numbers_addresses),       cmocka_unit_test(opens_fixed_forms),
        cmocka_unit_test(labels_fields),           cmocka_unit_test(a_heading_inside_a_form_is_its_own),
        cmocka_unit_test(mends_forms_in_tables),   cmocka_unit_test(keeps_links_before_the_cut),
        cmocka_unit_test(bears_long_things),       cmocka_unit_test(remembers_only_what_holds),
    };

    return cmocka_run_group_tests_name("page links", tests, sample_setup, sample_teardown);
}
