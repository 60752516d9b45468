/* Public suffixes: the cases of the list's own tests.txt, "host expected", null for none; and Thai ones. */
#include "crawler/domain.h"
#include "suite.h"
#include <stdlib.h>

static bool
is_null(struct str s)
{
    return str_eq(s, STR("null"));
}

static void
check_list(struct arena *a)
{
    struct suite s = {.name = "public suffixes"};
    struct str rest, line, host, want;
    char *text;
    size_t n;

    if (!suite_public_text("public-suffix/tests.txt", &text, &n))
        return;
    rest = (struct str){text, n};
    while (str_next(&rest, '\n', &line)) {
        if (line.n == 0 || str_starts(line, STR("//")))
            continue;
        str_next(&line, ' ', &host);
        want = is_null(str_trim(line)) ? STR_NONE : str_trim(line);
        suite_case(&s, str_eq(domain_of(a, is_null(host) ? STR_NONE : host), want),
                   "%.*s: \"%.*s\" instead of \"%.*s\"", STR_ARGS(host), STR_ARGS(domain_of(a, host)),
                   STR_ARGS(want));
    }
    free(text);
    suite_end(&s, 78);
}

static void
check_thai(struct arena *a)
{
    static const struct {
        const char *host, *domain;
    } cases[] = {
        {"go.th", ""},     {"www.thungfah.go.th", "thungfah.go.th"}, {"ita.thungfah.go.th", "thungfah.go.th"},
        {"or.th", ""},     {"a.b.thungfah.or.th", "thungfah.or.th"}, {"thungfah.in.th", "thungfah.in.th"},
        {"รัฐบาล.ไทย", ""}, {"ทุ่งฟ้า.รัฐบาล.ไทย", "ทุ่งฟ้า.รัฐบาล.ไทย"},     {"127.0.0.1", ""},
        {"[::1]", ""},
    };
    struct suite s = {.name = "Thai public suffixes"};

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        suite_case(&s, str_eq(domain_of(a, str_of(cases[i].host)), str_of(cases[i].domain)), "%s: \"%.*s\"",
                   cases[i].host, STR_ARGS(domain_of(a, str_of(cases[i].host))));
    suite_case(&s, !domain_same_owner(a, STR("x.go.th"), STR("y.go.th")),
               "x.go.th and y.go.th are one owner");
    suite_case(&s, domain_same_owner(a, STR("www.x.go.th"), STR("ita.x.go.th")),
               "www and ita of x.go.th are two");
    suite_end(&s, 12);
}

int
main(void)
{
    struct arena *a = arena_new(0);

    check_list(a);
    check_thai(a);
    arena_free(a);
    return suite_exit();
}
