/* What a site is built with: its generator, its addresses, whom its footer credits; the supplier before the
 * software. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "rules/platform.h"
#include <string.h>

#ifndef RULES
#define RULES FIXTURES "/../rules"
#endif

struct state {
    struct platforms *p;
    struct arena *a;
};

static int
set_up(void **state)
{
    static struct state s;
    static const char *const dir[] = {RULES};
    struct err e = {0};

    s = (struct state){platforms_load(dir, 1, &e), arena_new(0)};
    *state = &s;
    return s.p == NULL ? -1 : 0;
}

static int
tear_down(void **state)
{
    struct state *s = *state;

    platforms_free(s->p);
    arena_free(s->a);
    return 0;
}

#define OF(generator_, links_, blocks_)                                                                      \
    (struct page)                                                                                            \
    {                                                                                                        \
        .url = STR("https://www.tuayang.example/"), .generator = str_of(generator_), .link = (links_),       \
        .link_n = sizeof(links_) / sizeof(*(links_)), .block = (blocks_),                                    \
        .block_n = sizeof(blocks_) / sizeof(*(blocks_))                                                      \
    }

static struct link
link_to(const char *url, uint32_t block)
{
    return (struct link){.url = str_of(url), .text = STR("Webmaker"), .block = block};
}

static struct block
line(const char *text)
{
    return (struct block){.text = str_of(text), .place = PLACE_FOOTER};
}

/* The supplier, or else the system. */
static struct platform
ask(struct state *s, const struct page *page)
{
    struct platform by, with;

    platform_of(s->p, s->a, &page, 1, &by, &with);
    return by.kind != PLATFORM_NONE ? by : with;
}

static void
assert_id(struct platform got, const char *id)
{
    assert_string_equal(got.id.n > 0 ? got.id.p : "", id);
}

/* Given every example of the shipped list, each says what it should. */
static void
examples(void **state)
{
    struct state *s = *state;
    size_t failed;

    assert_true(platforms_test(s->p, NULL, NULL, &failed) > 20);
    assert_int_equal(failed, 0);
}

/* Given a generator or two addresses of its kind, the system is known; one address, or addresses of another
 * site, are not enough. */
static void
systems(void **state)
{
    struct link two[] = {link_to("https://www.tuayang.example/wp-content/a.pdf", NO_INDEX),
                         link_to("https://www.tuayang.example/wp-content/b.pdf", NO_INDEX)};
    struct link twice[] = {two[0], two[0]};
    struct link foreign[] = {link_to("https://other.example/wp-content/a.pdf", NO_INDEX),
                             link_to("https://other.example/wp-content/b.pdf", NO_INDEX)};
    struct link none[] = {link_to("https://www.tuayang.example/a.html", NO_INDEX)};
    struct block blocks[] = {line("เทศบาลตำบลตัวยาง")};

    assert_id(ask(*state, &OF("WordPress 6.4.2", none, blocks)), "wordpress");
    assert_id(ask(*state, &OF("", two, blocks)), "wordpress");
    assert_id(ask(*state, &OF("", twice, blocks)), "");
    assert_id(ask(*state, &OF("", foreign, blocks)), "");
    assert_id(ask(*state, &OF("Handmade", none, blocks)), "");
}

/* Given a credit with a link away from the site, the supplier is known by where it leads, whatever the words
 * beside it; without a link by its name. */
static void
credits(void **state)
{
    struct link away[] = {link_to("https://www.webmaker.example/contact?from=tuayang", 0)};
    struct link own[] = {link_to("https://www.tuayang.example/contact", 0)};
    struct block thai[] = {line("ออกแบบและพัฒนาโดย Webmaker Thailand โทร. 02-000-0000")};
    struct block english[] = {line("Copyright 2566 | Powered by Webmaker Co. | ผู้เยี่ยมชม 10 คน")};
    struct platform by = ask(*state, &OF("WordPress 6.4.2", away, thai));

    assert_id(by, "by:webmaker.example");
    assert_int_equal(by.kind, PLATFORM_SUPPLIER);
    assert_string_equal(by.name.p, "Webmaker");
    by = ask(*state, &OF("", own, english));
    assert_id(by, "by:webmaker co.");
    assert_string_equal(by.name.p, "Webmaker Co.");
}

/* Given a credit with a link to another port of the site itself, it leads to no one else, whether the site
 * has a name or only a number; the supplier is known by name. */
static void
another_port(void **state)
{
    static const char *const pair[][2] = {
        {"https://www.tuayang.example/", "https://tuayang.example:8443/maker"},
        {"http://192.0.2.1:8080/", "http://192.0.2.1/maker"},
        {"http://[2001:db8::1]:8080/", "http://[2001:db8::1]:9090/maker"},
        {"http://[2001:db8::1]/", "http://[2001:db8::1]:9090/maker"},
    };

    for (size_t i = 0; i < sizeof pair / sizeof *pair; i++) {
        struct link own[] = {link_to(pair[i][1], 0)};
        struct block by[] = {line("Powered by Webmaker Co.")};
        struct page page = OF("", own, by);

        page.url = str_of(pair[i][0]);
        assert_id(ask(*state, &page), "by:webmaker co.");
    }
}

/* Given a credit that leads to a system, or to an office of the state, it is no supplier. */
static void
no_suppliers(void **state)
{
    struct link system[] = {link_to("https://wordpress.org/", 0)};
    struct link office[] = {link_to("https://www.office.go.th/", 0)};
    struct block powered[] = {line("Proudly powered by WordPress")}, by[] = {line("พัฒนาโดย ")};

    assert_id(ask(*state, &OF("", system, powered)), "wordpress");
    assert_id(ask(*state, &OF("", office, by)), "");
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(examples),     cmocka_unit_test(systems),      cmocka_unit_test(credits),
        cmocka_unit_test(another_port), cmocka_unit_test(no_suppliers),
    };

    return cmocka_run_group_tests(tests, set_up, tear_down);
}
