/* Asked for each link of a site: one look at each byte of the site. */
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

struct href
href_cut(struct str url)
{
    size_t scheme = scheme_end(url), from = scheme + 3, port = 0, end;
    bool brackets;

    if (scheme == STR_NOT_FOUND)
        return (struct href){.scheme = STR_NONE};
    brackets = from < url.n && url.p[from] == '[';
    for (end = from; end < url.n && url.p[end] != '/' && url.p[end] != '?' && url.p[end] != '#'; end++) {
        brackets &= url.p[end] != ']';
        if (url.p[end] == ':' && !brackets && port == 0)
            port = end;
    }
    return (struct href){
        .scheme = str_sub(url, 0, scheme),
        .site = str_sub(url, from, end),
        .host = str_sub(url, from, port > 0 ? port : end),
        .rest = str_sub(url, end, url.n),
    };
}

struct str
href_without_www(struct str host)
{
    return str_starts_nocase(host, STR("www.")) ? str_sub(host, 4, host.n) : host;
}
