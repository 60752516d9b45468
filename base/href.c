/* Asked for each link of a site. */
#include "base/href.h"

/* Where "://" ends the scheme; further in it is part of a path or query. */
static size_t
scheme_end(struct str url)
{
    size_t at = 0;

    while (at < url.n && url.p[at] != ':' && url.p[at] != '/' && url.p[at] != '?' && url.p[at] != '#')
        at++;
    return str_starts(str_sub(url, at, url.n), STR("://")) ? at : STR_NOT_FOUND;
}

/* What stands before the first c; all where there is none. */
static struct str
before(struct str s, char c)
{
    size_t at = str_find_char(s, c, 0);

    return at == STR_NOT_FOUND ? s : str_sub(s, 0, at);
}

static struct str
without_port(struct str site)
{
    size_t bracket = site.n > 0 && site.p[0] == '[' ? str_find_char(site, ']', 0) : 0,
           port = bracket == STR_NOT_FOUND ? STR_NOT_FOUND : str_find_char(site, ':', bracket);

    return port == STR_NOT_FOUND ? site : str_sub(site, 0, port);
}

struct href
href_cut(struct str url)
{
    size_t scheme = scheme_end(url);
    struct str behind, site;

    if (scheme == STR_NOT_FOUND)
        return (struct href){.scheme = STR_NONE};
    behind = str_sub(url, scheme + 3, url.n);
    site = before(before(before(behind, '/'), '?'), '#');
    return (struct href){
        .scheme = str_sub(url, 0, scheme),
        .site = site,
        .host = without_port(site),
        .rest = str_sub(behind, site.n, behind.n),
    };
}

struct str
href_without_www(struct str host)
{
    return str_starts_nocase(host, STR("www.")) ? str_sub(host, 4, host.n) : host;
}
