/*
 * Seen by itself, what is this answer?  The rule for every kind but the plain ones of status: it is said only
 * of a page that shows next to nothing else, since real pages mention errors, logins and empty lists too.
 */
#include "crawler/state.h"
#include "base/href.h"
#include "base/thai.h"
#include "base/utf8.h"
#include "crawler/state_private.h"
#include <string.h>

/*
 * The tables below are data: texts in the normal form of base/thai.h (no blanks between Thai letters, lower
 * case, digits 0-9).  Longer ones come first where one begins another.
 */
static const char *const blocked_words[] = {
    "just a moment",
    "checking your browser",
    "attention required! | cloudflare",
    "ddos protection by",
    "ddos-guard",
    "request rejected",
    "the requested url was rejected",
    "verify you are human",
    "verifying you are human",
    "are you a robot",
    "complete the captcha",
    "complete the security check",
    "solve the captcha",
    "enable javascript and cookies to continue",
    "access denied",
    "not acceptable!",
    "request unsuccessful. incapsula",
    "sucuri website firewall",
    "web application firewall",
    "incapsula incident",
    "your request has been blocked",
    "you have been blocked",
    "this request has been blocked",
    "ถูกปฏิเสธการเข้าถึง",
    "ปฏิเสธการเข้าถึง",
    "i'm not a robot",
    "i am not a robot",
    "you are not a robot",
    "ไม่ใช่โปรแกรมอัตโนมัติ",
    "ไม่ใช่หุ่นยนต์",
    "ไม่ใช่บอท",
    "ยืนยันว่าคุณเป็นมนุษย์",
    "ยืนยันว่าท่านเป็นมนุษย์",
};

/* A refusal that says 200; with a status of its own it is that. */
static const char *const refused_words[] = {
    "403 forbidden",
    "you don't have permission to access",
};

/* What is left of a page for those whose scripts are off. */
static const char *const script_words[] = {
    "enable javascript to run this app",
    "enable javascript to view",
    "javascript is required",
    "requires javascript",
    "please enable javascript",
    "without javascript enabled",
    "เปิดใช้งานjavascript",
    "เปิดการใช้งานjavascript",
    "เปิดใช้งานจาวาสคริปต์",
};

/* What stands in for things that a script is still to fetch. */
static const char *const loading_words[] = {
    "กำลังโหลด", "โปรดรอสักครู่", "กรุณารอสักครู่", "loading", "please wait",
};

#define HOLLOW_TAG 300   /* bytes of a tag that are looked at */
#define HOLLOWS_MOST 100 /* empty elements of a page */

/* Ways in which the scripts of a page fetch what it shows. */
static const char *const fetching_marks[] = {"ajax", "fetch(", "xmlhttprequest", "axios"};

static const char *const suspended_words[] = {
    "account suspended", "account has been suspended", "bandwidth limit exceeded",
    "site suspended",    "website suspended",          "suspended page",
    "เว็บไซต์ถูกระงับ",      "ระงับการให้บริการชั่วคราว",       "บัญชีนี้ถูกระงับ",
    "ถูกระงับการใช้งาน",
};

static const char *const parked_words[] = {
    "is for sale",
    "buy this domain",
    "domain for sale",
    "domain is parked",
    "parked domain",
    "domain parking",
    "this domain has expired",
    "domain name has expired",
    "โดเมนหมดอายุ",
    "โดเมนเนมหมดอายุ",
    "welcome to nginx",
    "iis windows server",
    "apache2 ubuntu default page",
    "apache2 debian default page",
    "apache http server test page",
    "test page for the apache",
    "test page for the nginx",
    "default web site page",
    "default plesk page",
    "web server's default page",
    "index of default site",
    "directadmin default page",
    "โดเมนนี้ขาย",
};

/* A page that says no more than this. */
static const char *const parked_whole[] = {"it works!", "iis7", "iis8", "welcome", "xampp"};

/* Source text that programs leave when they break. */
static const char *const error_marks[] = {
    "<b>fatal error</b>",
    "<b>parse error</b>",
    "<b>warning</b>:",
    "<b>notice</b>:",
    "fatal error:",
    "parse error: syntax error",
    "uncaught error",
    "uncaught exception",
    "mysqli_sql_exception",
    "sqlstate[",
    "error establishing a database connection",
    "you have an error in your sql syntax",
    "supplied argument is not a valid mysql",
    "could not connect to mysql",
    "a database error occurred",
    "a php error was encountered",
    "unable to connect to your database server",
    "server error in '/",
    "microsoft ole db provider",
    "odbc drivers error",
    "whoops, looks like something went wrong",
    "traceback (most recent call last)",
    "ora-0",
};

/* What is said to those who are no members, with or without a box for a password. */
static const char *const member_words[] = {
    "ท่านไม่มีสิทธิ์เข้าถึง",
    "ท่านไม่มีสิทธิเข้าถึง",
    "คุณไม่มีสิทธิ์เข้าถึง",
    "คุณไม่มีสิทธิเข้าถึง",
    "คุณไม่มีสิทธิ์ดู",
    "คุณไม่มีสิทธิ์เข้าดู",
    "you are not authorised to view",
    "you are not authorized to view",
    "you need to login",
    "you must be logged in",
};

/* The same said to people. */
static const char *const broken_words[] = {
    "database error",
    "too many connections",
    "mysqli_connect(",
    "mysql_connect(",
    "could not connect to the database",
    "could not connect to database",
    "database connection failed",
    "service unavailable",
    "temporarily unavailable",
    "ระบบขัดข้อง",
    "ฐานข้อมูลขัดข้อง",
    "ไม่สามารถเชื่อมต่อฐานข้อมูล",
    "ไม่สามารถติดต่อฐานข้อมูล",
    "เชื่อมต่อฐานข้อมูลไม่ได้",
    "เกิดข้อผิดพลาดในการเชื่อมต่อ",
};

static const char *const works_words[] = {
    "อยู่ระหว่างการปรับปรุง",
    "อยู่ระหว่างปรับปรุง",
    "อยู่ในระหว่างการปรับปรุง",
    "อยู่ในระหว่างปรับปรุง",
    "กำลังปรับปรุง",
    "กำลังดำเนินการปรับปรุง",
    "อยู่ระหว่างดำเนินการปรับปรุง",
    "ปิดปรับปรุง",
    "ขออภัยในความไม่สะดวก",
    "อยู่ระหว่างการจัดทำข้อมูล",
    "อยู่ระหว่างจัดทำข้อมูล",
    "กำลังพัฒนาระบบ",
    "อยู่ระหว่างการพัฒนา",
    "under construction",
    "under maintenance",
    "coming soon",
    "scheduled maintenance",
    "be back soon",
    "ย้ายเครื่องแม่ข่าย",
    "ปรับปรุงเครื่องแม่ข่าย",
    "บำรุงรักษาระบบ",
    "ปิดระบบชั่วคราว",
};

/* The page itself is not there. */
static const char *const lost_words[] = {
    "ไม่พบหน้า",
    "ไม่พบเพจ",
    "ไม่พบบทความ",
    "ไม่พบไฟล์",
    "ไม่มีหน้านี้",
    "ไม่มีหน้าเว็บ",
    "ไม่พบเว็บเพจ",
    "ไม่พบเนื้อหาที่",
    "page not found",
    "404 not found",
    "error 404",
    "404 error",
    "404 - not found",
    "article not found",
    "category not found",
    "file not found",
    "page doesn't exist",
    "page does not exist",
    "page cannot be found",
    "page can't be found",
    "page could not be found",
    "nothing was found at this location",
    "requested url was not found",
};

static bool
body_has(const struct look *l, struct str mark)
{
    return str_find_nocase(l->body, mark, 0) != STR_NOT_FOUND;
}

/* Words of a notice in the title or on a page that holds little else. */
static bool
is_notice(const struct look *l, const char *const *words, size_t n)
{
    return l->all_chars <= NOTICE_CHARS && l->own_links <= 5 &&
           (has_any(l->title, words, n) || has_any(l->all, words, n));
}

#define IS_NOTICE(l, table) is_notice(l, table, COUNT(table))

/* A page without a word that sets a cookie and comes again: the browser check of a firewall. */
static bool
is_cookie_check(const struct look *l)
{
    return l->all_chars == 0 && l->own_links == 0 && !l->own_things && body_has(l, STR("document.cookie")) &&
           (body_has(l, STR("location.reload")) || body_has(l, STR("location.href")) ||
            body_has(l, STR("location.replace")));
}

/* Its frame alone is what a firewall sends in place of a page. */
static bool
is_firewall_frame(const struct look *l)
{
    return l->all_chars <= LOST_CHARS && body_has(l, STR("_incapsula_resource"));
}

static bool
is_blocked(const struct look *l)
{
    return IS_NOTICE(l, blocked_words) || is_cookie_check(l) || is_firewall_frame(l);
}

static bool
is_parked(const struct look *l)
{
    for (size_t i = 0; i < COUNT(parked_whole); i++)
        if (str_eq(l->all, str_of(parked_whole[i])))
            return true;
    return IS_NOTICE(l, parked_words);
}

/* A bit for each of error_marks that has a letter as its first, second and third. */
struct beginnings_of_marks {
    uint32_t first[256], second[256], third[256];
};

_Static_assert(COUNT(error_marks) <= 32, "a bit for each mark");

static void
add_letter(uint32_t letters[256], char c, uint32_t bit)
{
    letters[(unsigned char)c] |= bit;
    if (c >= 'a' && c <= 'z')
        letters[(unsigned char)c - 32] |= bit;
}

/* All of them in one pass: one after the other they were a quarter of reading a page that shows little. */
static bool
has_error_mark(struct str body)
{
    const unsigned char *p = (const unsigned char *)body.p;
    struct beginnings_of_marks b = {{0}, {0}, {0}};

    for (size_t i = 0; i < COUNT(error_marks); i++) {
        add_letter(b.first, error_marks[i][0], UINT32_C(1) << i);
        add_letter(b.second, error_marks[i][1], UINT32_C(1) << i);
        add_letter(b.third, error_marks[i][2], UINT32_C(1) << i);
    }
    for (size_t at = 0; at + 2 < body.n; at++) {
        uint32_t may = b.first[p[at]] & b.second[p[at + 1]] & b.third[p[at + 2]];

        for (size_t i = 0; may != 0; i++, may >>= 1)
            if ((may & 1) && str_starts_nocase(str_sub(body, at, body.n), str_of(error_marks[i])))
                return true;
    }
    return false;
}

static bool
is_program_error(const struct look *l)
{
    return l->own_chars <= ERROR_CHARS && l->own_links <= 1 &&
           (has_error_mark(l->body) || HAS_ANY(l->own, broken_words) || HAS_ANY(l->title, broken_words));
}

static bool
asks_for_password(const struct form *f)
{
    for (size_t i = 0; i < f->field_n; i++)
        if (str_eq(f->field[i].type, STR("password")))
            return true;
    return false;
}

static bool
is_login(const struct look *l)
{
    if (l->own_chars > LOGIN_CHARS || l->own_links > 5)
        return false;
    if (HAS_ANY(l->own, member_words))
        return true;
    for (size_t i = 0; i < l->page->form_n; i++)
        if (place_is_own(l->page->form[i].place) && asks_for_password(&l->page->form[i]))
            return true;
    return false;
}

/* So many links that advertise are enough, and so many of all. */
static bool
is_advertised(size_t bad, size_t links)
{
    return bad >= 5 && bad * 2 > links;
}

/* A button advertises nothing. */
static bool
has_words(const struct link *l)
{
    return l->text.n > 0 && (l->kind != LINK_CLICK || l->followable);
}

/* Most of the links of a page, or its title and headings, advertise gambling. */
static bool
is_hacked(const struct look *l)
{
    size_t links = 0, bad = 0, seen = 0;

    if (l->gambles >= 2 || (l->gambles == 1 && gambling_count(l->headings) >= 2))
        return true;
    for (size_t i = 0; i < l->page->link_n; i++)
        links += has_words(&l->page->link[i]);
    /* No further than it could still be. */
    for (size_t i = 0; i < l->page->link_n && is_advertised(bad + links - seen, links); i++) {
        struct str text = l->page->link[i].text;

        seen += has_words(&l->page->link[i]);
        bad += has_words(&l->page->link[i]) && gambling_advertised(l->gambling, l->a, text);
    }
    return is_advertised(bad, links);
}

/* A message box in place of a page. */
static bool
is_lost_by_alert(const struct look *l)
{
    size_t at, from, end;
    struct str said;

    if (l->all_chars > 0)
        return false;
    at = str_find_nocase(l->body, STR("alert("), 0);
    if (at == STR_NOT_FOUND)
        return false;
    from = at + 7;
    end = from;
    while (end < l->body.n && !strchr("'\"`", l->body.p[end]))
        end++;
    said = state_normal(l->a, str_sub(l->body, from, end));
    return state_says_empty(said) || HAS_ANY(said, lost_words);
}

static bool
is_under_construction(const struct look *l)
{
    size_t chars = l->rest_chars ? l->rest_chars : l->own_chars;
    struct str text = l->rest_chars ? l->rest : l->own;

    return chars <= WORKS_CHARS && l->own_ways <= 2 && HAS_ANY(text, works_words);
}

static bool
is_lost(const struct look *l)
{
    return l->own_chars <= LOST_CHARS && l->own_ways <= 5 &&
           (HAS_ANY(l->own, lost_words) || HAS_ANY(l->title, lost_words));
}

/* Figures under the heads of a table, as "2566: 0 complaints", say something without a letter. */
static bool
is_table_of_figures(const struct look *l)
{
    bool heads = false, figures = false;

    for (size_t i = 0; i < l->page->block_n; i++) {
        const struct block *b = &l->page->block[i];

        heads |= place_is_own(b->place) && b->kind == BLOCK_HEAD_CELL;
        figures |= place_is_own(b->place) && b->kind == BLOCK_CELL && thai_has_figure(b->text);
    }
    return heads && figures;
}

static enum problem
emptiness(const struct look *l)
{
    bool said;

    if (l->own_things || l->says || l->rest.n >= LOOK_TEXT - 1 || !state_says_nothing(l->rest, &said))
        return PROBLEM_NONE;
    if (!said && (l->own_ways > 0 || l->page->form_n > 0 || is_table_of_figures(l)))
        return PROBLEM_NONE;
    return said && l->headings.n == 0 ? PROBLEM_SOFT_404 : PROBLEM_EMPTY;
}

/* Nothing but the word that scripts are needed. */
static bool
is_script_notice(const struct look *l)
{
    return l->all_chars <= LOST_CHARS && l->own_links == 0 && body_has(l, STR("<script")) &&
           HAS_ANY(l->all, script_words);
}

static bool
is_loading(const struct look *l)
{
    return l->rest_chars > 0 && l->rest_chars <= WORKS_CHARS && l->own_links <= 2 &&
           body_has(l, STR("<script")) && HAS_ANY(l->rest, loading_words);
}

static bool
fetches(const struct look *l)
{
    for (size_t i = 0; i < COUNT(fetching_marks); i++)
        if (body_has(l, str_of(fetching_marks[i])))
            return true;
    return false;
}

/* A table of heads alone, on a page whose scripts fetch something. */
static bool
is_table_to_fill(const struct look *l)
{
    const struct page *p = l->page;
    bool heads = false;

    for (size_t i = 0; i < p->block_n; i++) {
        bool own = place_is_own(p->block[i].place);

        if (own && p->block[i].kind == BLOCK_CELL)
            return false;
        heads |= own && p->block[i].kind == BLOCK_HEAD_CELL;
    }
    return heads && l->rest_chars <= WORKS_CHARS && fetches(l);
}

/* The id of the element whose end and close stand at `at`: <div class=x id="app"></div>; empty when it has
 * none. */
static struct str
id_of_hollow(struct str body, size_t at)
{
    size_t from = at, id, end;
    struct str tag;

    while (from > 0 && at - from < HOLLOW_TAG && body.p[from - 1] != '<' && body.p[from - 1] != '>')
        from--;
    tag = str_sub(body, from, at);
    id = str_find_nocase(tag, STR(" id="), 0);
    if (id == STR_NOT_FOUND)
        return STR_NONE;
    id += 4;
    id += id < tag.n && strchr("'\"", tag.p[id]) != NULL;
    for (end = id; end < tag.n && !strchr("'\" ", tag.p[end]);)
        end++;
    return str_sub(tag, id, end);
}

/* Where the frameworks of scripts put all they show. */
static bool
is_mount(struct str id)
{
    static const char *const mounts[] = {"app", "root", "__next", "__nuxt", "react-root", "vue-app"};

    for (size_t i = 0; i < COUNT(mounts); i++)
        if (str_eq_nocase(id, str_of(mounts[i])))
            return true;
    return false;
}

/* Does a script speak of the element: $("#list").load("/list.php")? */
static bool
is_spoken_of(const struct look *l, struct str id)
{
    static const char *const ways[] = {"#%.*s\"", "#%.*s'", "getElementById(\"%.*s\"",
                                       "getElementById('%.*s'"};

    for (size_t i = 0; i < COUNT(ways); i++)
        if (body_has(l, arena_printf(l->a, ways[i], STR_ARGS(id))))
            return true;
    return false;
}

/* A page without content, on which an element waits for its script. */
static bool
has_hollow_to_fill(const struct look *l)
{
    size_t seen = 0;
    bool fetched;

    if (!body_has(l, STR("<script")))
        return false;
    fetched = body_has(l, STR(".load(")) || fetches(l);
    for (size_t at = 0; seen < HOLLOWS_MOST; at++, seen++) {
        struct str id;

        at = str_find_nocase(l->body, STR("></div>"), at);
        if (at == STR_NOT_FOUND)
            break;
        id = id_of_hollow(l->body, at);
        if (id.n > 0 && (is_mount(id) || (fetched && is_spoken_of(l, id))))
            return true;
    }
    return false;
}

/* Empty, or not filled yet. */
static enum problem
unfilled(const struct look *l)
{
    enum problem p = emptiness(l);
    bool said;

    if (p != PROBLEM_EMPTY || (state_says_nothing(l->rest, &said) && said) || !has_hollow_to_fill(l))
        return p;
    return PROBLEM_SCRIPT_ONLY;
}

static enum problem
by_content(const struct look *l)
{
    if (is_program_error(l))
        return PROBLEM_PAGE_ERROR;
    if (is_blocked(l) || IS_NOTICE(l, refused_words))
        return PROBLEM_BLOCKED;
    if (IS_NOTICE(l, suspended_words))
        return PROBLEM_SUSPENDED;
    if (is_parked(l))
        return PROBLEM_PARKED;
    if (is_login(l))
        return PROBLEM_LOGIN_PAGE;
    if (is_hacked(l))
        return PROBLEM_SUSPICIOUS;
    if (is_lost_by_alert(l))
        return PROBLEM_SOFT_404;
    if (l->page->needs_script || is_script_notice(l) || is_loading(l) || is_table_to_fill(l))
        return PROBLEM_SCRIPT_ONLY;
    if (is_lost(l))
        return PROBLEM_SOFT_404;
    if (is_under_construction(l))
        return PROBLEM_UNDER_CONSTRUCTION;
    return unfilled(l);
}

static enum problem
by_status(int status)
{
    switch (status) {
    case 401:
    case 407:
        return PROBLEM_LOGIN;
    case 403:
    case 451:
        return PROBLEM_FORBIDDEN;
    case 404:
        return PROBLEM_NOT_FOUND;
    case 410:
        return PROBLEM_GONE;
    case 429:
        return PROBLEM_RATE_LIMITED;
    case 509:
        return PROBLEM_SUSPENDED;
    default:
        return status >= 500 && status < 600 ? PROBLEM_SERVER_ERROR : PROBLEM_HTTP_OTHER;
    }
}

static bool
is_good(int status)
{
    return (status >= 200 && status < 300) || status == 304;
}

static bool
is_blank_text(struct str s)
{
    return str_trim(s).n == 0;
}

enum problem
state_of_page(const struct page *page, struct str body, int status, struct str content_type)
{
    struct gambling *g = gambling_new();
    enum problem p = state_of_page_with(g, page, body, status, content_type);

    gambling_free(g);
    return p;
}

enum problem
state_of_page_with(struct gambling *g, const struct page *page, struct str body, int status,
                   struct str content_type)
{
    struct arena *a;
    struct look l;
    enum problem p;

    (void)content_type;
    if (!page) {
        if (!is_good(status))
            return by_status(status);
        return is_blank_text(body) ? PROBLEM_EMPTY : PROBLEM_NONE;
    }
    a = arena_new(0);
    state_look(&l, a, g, page, body);
    if (is_good(status))
        p = by_content(&l);
    else if ((status == 403 || status == 503) && is_blocked(&l))
        p = PROBLEM_BLOCKED;
    else
        p = by_status(status);
    arena_free(a);
    return p;
}

static bool
leads_on(const struct page *page, bool *clicks)
{
    struct str here = href_without_www(href_cut(page->url).host);

    *clicks = false;
    for (size_t i = 0; i < page->link_n; i++) {
        const struct link *l = &page->link[i];

        if (l->followable && l->kind != LINK_RELATED && !str_eq(l->url, page->url) &&
            str_eq_nocase(href_without_www(href_cut(l->url).host), here))
            return true;
        *clicks = *clicks || l->kind == LINK_CLICK;
    }
    return page->form_n > 0;
}

static bool
is_shown_there(enum link_kind kind)
{
    return kind == LINK_FRAME || kind == LINK_REFRESH || kind == LINK_SCRIPT;
}

/* Does it send its visitors on, or show them another host's page, or hold one link and no more? */
static bool
passes_on(const struct page *page, size_t chars)
{
    const struct link *only = NULL;
    bool several = false;

    for (size_t i = 0; i < page->link_n; i++) {
        const struct link *l = &page->link[i];

        if (!l->followable || l->kind == LINK_RELATED)
            continue;
        if (is_shown_there(l->kind))
            return true;
        several |= only != NULL && !str_eq(only->url, l->url);
        only = l;
    }
    return only != NULL && !several && chars <= WORKS_CHARS;
}

enum problem
state_of_entrance(const struct page *page, struct str *detail)
{
    size_t chars = 0;
    bool clicks;

    if (leads_on(page, &clicks))
        return PROBLEM_NONE;
    for (size_t i = 0; i < page->block_n && chars <= LOST_CHARS; i++)
        chars += page->block[i].hidden ? 0 : utf8_length(page->block[i].text);
    if (chars <= LOST_CHARS && passes_on(page, chars)) {
        *detail = STR(N_("it only leads to another site"));
        return PROBLEM_EMPTY;
    }
    if (chars > WORKS_CHARS || page->image_n == 0)
        return PROBLEM_NONE;
    *detail = STR(N_("it shows a picture, and nothing on it leads on"));
    return clicks ? PROBLEM_SCRIPT_ONLY : PROBLEM_EMPTY;
}
