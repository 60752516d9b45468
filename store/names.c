/* The words of enums as the site file writes them, so that the order of an enum may change. */
#include "store/private.h"
#include <string.h>

const char *const names_state[NAMES_STATE] = {
    [ADDRESS_QUEUED] = "queued", [ADDRESS_READ] = "read",       [ADDRESS_NOT_MODIFIED] = "not_modified",
    [ADDRESS_FAILED] = "failed", [ADDRESS_SKIPPED] = "skipped",
};
const char *const names_role[NAMES_ROLE] = {
    [ROLE_PAGE] = "page",       [ROLE_DOCUMENT] = "document", [ROLE_ROBOTS] = "robots",
    [ROLE_SITEMAP] = "sitemap", [ROLE_PROBE] = "probe",
};
const char *const names_kind[NAMES_KIND] = {
    [KIND_UNKNOWN] = "",    [KIND_HTML] = "html",       [KIND_PDF] = "pdf",       [KIND_OFFICE] = "office",
    [KIND_IMAGE] = "image", [KIND_ARCHIVE] = "archive", [KIND_TEXT] = "text",     [KIND_XML] = "xml",
    [KIND_JSON] = "json",   [KIND_MEDIA] = "media",     [KIND_BINARY] = "binary",
};
const char *const names_place[NAMES_PLACE] = {
    [PLACE_BODY] = "body",     [PLACE_MAIN] = "main",     [PLACE_NAV] = "nav",
    [PLACE_HEADER] = "header", [PLACE_FOOTER] = "footer", [PLACE_ASIDE] = "aside",
};
const char *const names_link[NAMES_LINK] = {
    [LINK_A] = "a",           [LINK_AREA] = "area",       [LINK_FRAME] = "frame",
    [LINK_OBJECT] = "object", [LINK_REFRESH] = "refresh", [LINK_CLICK] = "click",
    [LINK_SCRIPT] = "script", [LINK_VIEWER] = "viewer",   [LINK_OPTION] = "option",
    [LINK_FORM] = "form",     [LINK_RELATED] = "related",
};

int
names_find(const char *const *names, int n, struct str word)
{
    for (int i = 0; i < n; i++)
        if (str_eq(word, str_of(names[i])))
            return i;
    return 0;
}

enum problem
names_problem(struct str word, enum address_state state)
{
    char z[64];
    enum problem p;

    if (!word.n)
        return state == ADDRESS_FAILED ? PROBLEM_HTTP_OTHER : PROBLEM_NONE;
    if (word.n >= sizeof z)
        return PROBLEM_HTTP_OTHER;
    memcpy(z, word.p, word.n);
    z[word.n] = '\0';
    p = problem_of_name(z);
    return p != PROBLEM_NONE ? p : state == ADDRESS_SKIPPED ? PROBLEM_STOPPED : PROBLEM_HTTP_OTHER;
}

enum verdict
names_verdict(struct str word)
{
    int v = 0;

    while (v < VERDICT_COUNT && !str_eq(word, str_of(verdict_name((enum verdict)v))))
        v++;
    return (enum verdict)v;
}
