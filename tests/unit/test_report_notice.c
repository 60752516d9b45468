/* What recipients read: subjects, bodies and heads of mail, and what chats take, whatever a site has written.
 */
#include "base/sha256.h"
#include "base/utf8.h"
#include "oit/limits.h"
#include "report/mime.h"
#include "report/notice.h"
#include "report/report.h"
#include "tests/support/hostile.h"
#include "tests/support/written.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>
#include <jansson.h>

#define CHARACTERS_MAX 76 /* of a line, RFC 2047 */

static struct finding
item(const char *id, enum alert_event event)
{
    return (struct finding){.kind = MATTER_ITEM,
                            .event = event,
                            .site = STR("www.tuayang.example"),
                            .item = str_of(id),
                            .name = {STR("สถิติการให้บริการ"), STR("Service statistics")},
                            .from = VERDICT_FOUND,
                            .to = VERDICT_MISSING,
                            .reason = {STR("ลิงก์เสีย"), STR("the link is dead")},
                            .fix = {STR("แก้ลิงก์"), STR("mend the link")},
                            .place = STR("https://www.tuayang.example/o16"),
                            .gain = 125};
}

static struct notice_site
town(void)
{
    return (struct notice_site){.name = STR("www.tuayang.example"),
                                .agency = STR("เทศบาลตำบลท่ายาง"),
                                .host = STR("www.tuayang.example"),
                                .url = STR("https://www.tuayang.example/"),
                                .seen = STR("2023-03-12T02:41:00+07:00"),
                                .scored = true,
                                .readable = true,
                                .low = 9184,
                                .high = 9732};
}

/* A notice of one site in a's memory. */
static struct notice
notice_of(struct arena *a, const struct finding *f, size_t n, struct notice_site site, enum lang lang)
{
    const struct finding **v = ARENA_ARRAY(a, const struct finding *, n);
    struct notice_site *s = ARENA_NEW(a, struct notice_site);

    *s = site;
    for (size_t i = 0; i < n; i++)
        v[i] = &f[i];
    return (struct notice){
        .lang = lang, .day = STR("2023-03-12"), .finding = v, .finding_n = n, .site = s, .site_n = 1};
}

static void
assert_subject(struct fixture *f, const struct finding *v, size_t n, const char *expected)
{
    struct notice notice = notice_of(f->a, v, n, town(), LANG_EN);

    assert_string_equal(notice_subject(f->a, &notice).p, expected);
}

/* Counts of what got worse and what recovered, whose site, which items. */
static void
subjects(void **state)
{
    struct finding v[] = {item("O24", EVENT_BEGAN), item("O9", EVENT_WORSE), item("O11", EVENT_ENDED),
                          item("O12", EVENT_STILL), item("O13", EVENT_STILL)};
    struct finding down = {
        .kind = MATTER_UNREACHABLE, .event = EVENT_BEGAN, .site = STR("www.tuayang.example")};
    struct finding date = {.kind = MATTER_DATE,
                           .event = EVENT_BEGAN,
                           .site = STR("www.tuayang.example"),
                           .what = "answers to the OIT checklist",
                           .day = {2023, 4, 30},
                           .days = 7};

    assert_subject(*state, v, 3, "[OIT] ⬇2 ⬆1 เทศบาลตำบลท่ายาง: O24 O9 O11");
    assert_subject(*state, v, 5, "[OIT] ⬇2 ⬆1 เทศบาลตำบลท่ายาง: O24 O9 O11 O12 …");
    assert_subject(*state, v + 3, 2, "[OIT] ↻2 เทศบาลตำบลท่ายาง: O12 O13");
    assert_subject(*state, &down, 1, "[OIT] ⬇1 เทศบาลตำบลท่ายาง: the website cannot be read");
    assert_subject(*state, &date, 1,
                   "[OIT] เทศบาลตำบลท่ายาง: answers to the OIT checklist: ends in 7 days, on 30 Apr 2023");
}

/* The text of a mail names what, why, where, what to do and what is at stake; what recovered needs no advice.
 */
static void
text_of_a_mail(void **state)
{
    struct fixture *f = *state;
    const struct finding v[] = {item("O16", EVENT_BEGAN), item("O9", EVENT_ENDED)};
    const struct notice n = notice_of(f->a, v, 2, town(), LANG_EN);

    notice_text(&n, &f->out);
    assert_string_equal(buf_cstr(&f->out), "เทศบาลตำบลท่ายาง\n"
                                           "========\n"
                                           "  Website: https://www.tuayang.example/\n"
                                           "  Visited: 12 Mar 2023 02:41\n"
                                           "\n"
                                           "Got worse: 1\n"
                                           "\n"
                                           "- O16 Service statistics: Found → Missing\n"
                                           "  1.25 OIT points are lost\n"
                                           "  Why: the link is dead\n"
                                           "  Look here: https://www.tuayang.example/o16\n"
                                           "  What to do: mend the link\n"
                                           "\n"
                                           "Recovered: 1\n"
                                           "\n"
                                           "- O9 Service statistics: Found → Missing\n"
                                           "\n"
                                           "Expected OIT score: 91.84–97.32\n"
                                           "\n"
                                           "-- \n"
                                           "What could not be looked at is never told as missing.\n"
                                           "Checked by a program; not a result of the NACC.\n"
                                           "To end or redirect these messages, write to their sender.\n");
}

/* A loss that is certain is no risk; an item that did not count before loses nothing; the score before stands
 * beside that of now where they differ. */
static void
points_and_scores(void **state)
{
    struct fixture *f = *state;
    struct finding v[] = {item("O16", EVENT_BEGAN), item("O17", EVENT_WORSE), item("O18", EVENT_STILL)};
    struct notice_site s = town();
    struct notice n;
    json_t *j, *before;

    v[1].from = VERDICT_PARTIAL;
    v[2].to = VERDICT_REVIEW;
    s.compared = true;
    s.before_low = s.before_high = 9732;
    n = notice_of(f->a, v, 3, s, LANG_EN);
    notice_text(&n, &f->out);
    assert_non_null(strstr(buf_cstr(&f->out), "Found → Missing\n  1.25 OIT points are lost\n"));
    assert_non_null(strstr(buf_cstr(&f->out), "Missing\n  1.25 OIT points are to be won by mending it\n"));
    assert_non_null(strstr(buf_cstr(&f->out), "1.25 OIT points are at stake\n"));
    assert_non_null(strstr(buf_cstr(&f->out), "Expected OIT score: 97.32 → 91.84–97.32\n"));
    buf_clear(&f->out);
    notice_json(&n, STR("1@x.example"), &f->out);
    j = json_loadb(f->out.p, f->out.n, 0, NULL);
    before = json_object_get(json_array_get(json_object_get(j, "sites"), 0), "score_before");
    assert_true(json_real_value(json_object_get(before, "low")) == 97.32);
    json_decref(j);
}

/* ------------------------------------------------------------------ heads of mail */

static void
assert_lines(struct str mail)
{
    struct str line;

    assert_true(str_ends(mail, STR("\r\n")));
    while (str_next(&mail, '\n', &line)) {
        assert_true(line.n > 0 && line.p[line.n - 1] == '\r');
        assert_true(line.n - 1 <= CHARACTERS_MAX + 2);
        for (size_t i = 0; i + 1 < line.n; i++)
            assert_true(line.p[i] >= 0x20 && line.p[i] < 0x7f);
    }
}

/* The encoded words of a field, each decoded alone and put together: each must be whole characters. */
static struct str
decoded(struct fixture *f, struct str field)
{
    static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    struct buf all;
    struct str s;
    size_t at = 0;

    buf_init(&all, MIB);
    while ((at = str_find(field, STR("=?UTF-8?B?"), at)) != STR_NOT_FOUND) {
        size_t end = str_find(field, STR("?="), at + 10), before = all.n;
        uint32_t bits = 0;
        int n = 0;

        assert_true(end != STR_NOT_FOUND && end + 2 - at <= 75);
        for (at += 10; at < end && field.p[at] != '='; at++) {
            bits = bits << 6 | (uint32_t)(strchr(digits, field.p[at]) - digits);
            if ((n += 6) >= 8)
                buf_char(&all, (char)(bits >> (n -= 8) & 0xff));
        }
        assert_true(utf8_valid(str_sub(buf_view(&all), before, all.n)));
    }
    s = arena_str(f->a, buf_view(&all));
    buf_free(&all);
    return s;
}

/* Thai of any length is split between characters, into words of at most 75 and lines of at most 76. */
static void
encoded_words(void **state)
{
    struct fixture *f = *state;
    static const char text[] = "ทั้งนี้ที่ผู้บริหารท้องถิ่นน้ำใจงามเป็นผู้ที่ได้รับเลือกตั้งครั้งที่สิบเอ็ดแล้ว";

    for (size_t n = 1; n < utf8_length(str_of(text)); n++) {
        struct str some = utf8_prefix(str_of(text), n);

        if (some.n == 0)
            continue;
        buf_clear(&f->out);
        mime_field(&f->out, "Subject", some);
        assert_lines(buf_view(&f->out));
        assert_true(str_eq(decoded(f, buf_view(&f->out)), some));
    }
    buf_clear(&f->out);
    mime_field(&f->out, "Subject", STR("plain =?UTF-8?B?QQ==?= words"));
    assert_true(str_eq(decoded(f, buf_view(&f->out)), STR("plain =?UTF-8?B?QQ==?= words")));
    buf_clear(&f->out);
    mime_field(&f->out, "Subject", STR("plain words"));
    assert_string_equal(buf_cstr(&f->out), "Subject: plain words\r\n");
}

/* Line ends in any value stay inside it: the head has exactly the fields we write. */
static void
no_field_is_smuggled(void **state)
{
    struct fixture *f = *state;
    static const char *const words[] = {"a\r\nBcc: evil@x.example",
                                        "a\nBcc: evil@x.example\n\nbody",
                                        "a\xc2\x85"
                                        "Bcc: x",
                                        "a\xe2\x80\xa8"
                                        "Bcc: x",
                                        "\"<evil@x.example>, \"",
                                        "a\r\n\r\n<script>"};

    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        struct str w = str_of(words[i]);
        const struct mail m = {.from = STR("watch@office.example"),
                               .from_name = w,
                               .to = STR("clerk@tuayang.example"),
                               .to_name = w,
                               .subject = w,
                               .date = 1682640000,
                               .message_id = STR("oit.1@office.example"),
                               .text = w,
                               .html = w};
        struct str rest, line;
        size_t fields = 0;

        buf_clear(&f->out);
        mime_write(&m, &f->out);
        assert_lines(buf_view(&f->out));
        rest = str_sub(buf_view(&f->out), 0, str_find(buf_view(&f->out), STR("\r\n\r\n"), 0));
        assert_false(str_starts_nocase(rest, STR("bcc")));
        assert_true(str_find_nocase(rest, STR("\nbcc"), 0) == STR_NOT_FOUND);
        while (str_next(&rest, '\n', &line))
            fields += line.n > 0 && line.p[0] != ' ';
        assert_int_equal(fields, 9);
    }
}

/* The day is written as RFC 5322 wants it, in the time of the office. */
static void
date_of_a_mail(void **state)
{
    struct fixture *f = *state;
    const struct mail m = {.from = STR("a@x.example"),
                           .to = STR("b@x.example"),
                           .message_id = STR("1@x.example"),
                           .date = 1682640000};

    mime_write(&m, &f->out);
    assert_non_null(strstr(buf_cstr(&f->out), "\r\nDate: Fri, 28 Apr 2023 07:00:00 +0700\r\n"));
}

static void
addresses(void **state)
{
    static const char *const good[] = {"a@b.example", "first.last+tag@sub.office.example",
                                       "x_y-z@xn--o3cw4h.example"};
    static const char *const bad[] = {"",
                                      "a",
                                      "@b.example",
                                      "a@",
                                      "a b@c.example",
                                      "a@b@c.example",
                                      "a@b.example,c@d.example",
                                      "<a@b.example>",
                                      "a@b.example\r\nBcc: c@d.example",
                                      "a\n@b.example",
                                      "นายก@b.example",
                                      "a@เทศบาล.example",
                                      ".a@b.example",
                                      "a..b@c.example",
                                      "a@.b",
                                      "a@b.",
                                      "a;b@c.example",
                                      "\"a\"@b.example"};

    (void)state;
    for (size_t i = 0; i < sizeof good / sizeof *good; i++)
        assert_true(mime_address_valid(str_of(good[i])));
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        if (mime_address_valid(str_of(bad[i])))
            fail_msg("taken for an address: %s", bad[i]);
    assert_false(mime_address_valid((struct str){"a@b.example\0x", 13}));
}

/* ------------------------------------------------------------------ hostile sites */

/* Whatever a site calls itself or its pages, each text stays one line, HTML holds no markup of it, JSON is
 * valid. */
static void
hostile_words(void **state)
{
    struct fixture *f = *state;
    struct hostile *word = ARENA_ARRAY(f->a, struct hostile, HOSTILE_MAX);
    size_t words = hostile_load(f->a, FIXTURES "/conformance/hostile_strings.json", word);

    assert_true(words > 50);
    for (size_t i = 0; i < words; i++) {
        struct str w = word[i].text;
        struct finding v = item("O16", EVENT_BEGAN);
        struct notice_site s = town();
        struct notice n;
        json_t *j;

        v.name[LANG_EN] = v.reason[LANG_EN] = v.fix[LANG_TH] = v.fix[LANG_EN] = v.place = v.owner = w;
        s.agency = w;
        s.url = w;
        n = notice_of(f->a, &v, 1, s, LANG_EN);
        assert_true(str_find_char(notice_subject(f->a, &n), '\n', 0) == STR_NOT_FOUND);
        assert_true(str_find_char(notice_subject(f->a, &n), '\r', 0) == STR_NOT_FOUND);
        buf_clear(&f->out);
        notice_text(&n, &f->out);
        assert_true(utf8_valid(buf_view(&f->out)));
        assert_true(str_find_char(buf_view(&f->out), '\r', 0) == STR_NOT_FOUND);
        buf_clear(&f->out);
        notice_html(&n, &f->out);
        assert_true(str_find_nocase(buf_view(&f->out), STR("<script"), 0) == STR_NOT_FOUND);
        assert_true(str_find_nocase(buf_view(&f->out), STR("<img"), 0) == STR_NOT_FOUND);
        assert_true(str_find_nocase(buf_view(&f->out), STR("href=\"javascript"), 0) == STR_NOT_FOUND);
        for (int k = 0; k < 5; k++) {
            buf_clear(&f->out);
            if (k == 0)
                notice_json(&n, STR("1@x.example"), &f->out);
            else if (k == 1)
                notice_slack(&n, &f->out);
            else if (k == 2)
                notice_discord(&n, &f->out);
            else if (k == 3)
                notice_teams(&n, &f->out);
            else
                notice_line(&n, STR("U1"), &f->out);
            j = json_loadb(f->out.p, f->out.n, JSON_ALLOW_NUL, NULL);
            assert_non_null(j);
            if (k == 1) /* nobody is called, no link is disguised */
                assert_null(strpbrk(json_string_value(json_object_get(j, "text")), "<>"));
            json_decref(j);
        }
    }
}

/* A chat gets at most so many characters, whole ones. */
static void
chats_are_short(void **state)
{
    struct fixture *f = *state;
    struct finding *v = ARENA_ARRAY(f->a, struct finding, 300);
    struct notice n;
    struct str text;

    for (size_t i = 0; i < 300; i++)
        v[i] = item("O16", EVENT_BEGAN);
    n = notice_of(f->a, v, 300, town(), LANG_EN);
    text = notice_chat(f->a, &n, LIMIT_CHAT_TEXT);
    assert_true(utf8_length(text) <= LIMIT_CHAT_TEXT);
    assert_true(utf8_valid(text));
    notice_text(&n, &f->out);
    assert_non_null(strstr(buf_cstr(&f->out), "and 100 more"));
}

/* HMAC as RFC 4231 has it. */
static void
signature(void **state)
{
    struct sha256 mac = sha256_hmac(STR("Jefe"), STR("what do ya want for nothing?"));
    char hex[65];

    (void)state;
    sha256_hex(&mac, hex);
    assert_string_equal(hex, "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, written_setup, written_teardown)

int
main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(subjects),       TEST(text_of_a_mail),    TEST(encoded_words), TEST(no_field_is_smuggled),
        TEST(date_of_a_mail), TEST(addresses),         TEST(hostile_words), TEST(chats_are_short),
        TEST(signature),      TEST(points_and_scores),
    };

    say_init("", LANG_EN);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
