/*
 * Most links of a page lead to one of few hosts, so what the last ones are is at hand.  To walk over the
 * lists for each link took 2 % of judging a site.
 */
#include "rules/hosts.h"
#include "base/href.h"
#include "base/mem.h"
#include <stdlib.h>
#include <string.h>

#define LAST_HOSTS 16
#define HOST_BYTES 64 /* longer ones are looked up each time */

static const char *const lists[] = {"social-hosts", "chat-hosts",  "form-hosts",  "drive-hosts",
                                    "survey-hosts", "share-paths", "short-hosts", "state-hosts",
                                    "shared-hosts", "reader-hosts"};

#define LISTS (sizeof lists / sizeof lists[0])

/* Of one host: the lists it is on whatever the path, and those where the path may decide. */
struct listed {
    unsigned whole, by_path;
};

struct hosts {
    const struct phrases *list[LISTS];
    struct {
        char host[HOST_BYTES];
        size_t n; /* 0: none yet */
        struct listed on;
    } last[LAST_HOSTS];
};

struct hosts *
hosts_new(const struct catalog *c)
{
    struct hosts *h = mem_new(1, sizeof *h);

    for (size_t i = 0; i < LISTS; i++)
        h->list[i] = catalog_list(c, lists[i]);
    return h;
}

void
hosts_free(struct hosts *h)
{
    free(h);
}

static bool
begins_with_path(const struct phrases *list, struct str rest)
{
    rest = href_without_www(rest);
    for (size_t i = 0; i < phrases_size(list); i++) {
        struct str entry = phrases_text(list, i);

        if (str_starts_nocase(rest, entry) && str_find_char(entry, '/', 0) != STR_NOT_FOUND)
            return true;
    }
    return false;
}

/* Does an entry with a path begin like this host? */
static bool
may_have_path(const struct phrases *list, struct str host)
{
    host = href_without_www(host);
    for (size_t i = 0; i < phrases_size(list); i++) {
        struct str entry = phrases_text(list, i);
        size_t path = str_find_char(entry, '/', 0), n = path < host.n ? path : host.n;

        if (path != STR_NOT_FOUND && str_starts_nocase(host, str_sub(entry, 0, n)))
            return true;
    }
    return false;
}

static struct listed
look_up(const struct hosts *h, struct str host)
{
    struct listed on = {0};

    for (size_t i = 0; i < LISTS; i++)
        if (phrases_host(h->list[i], host))
            on.whole |= 1u << i;
        else if (may_have_path(h->list[i], host))
            on.by_path |= 1u << i;
    return on;
}

static struct listed
listed_of(struct hosts *h, struct str host)
{
    unsigned char end = (unsigned char)host.p[host.n - 1], begin = (unsigned char)host.p[0];
    size_t at = (host.n * 5 + begin * 3 + end) % LAST_HOSTS;

    if (host.n > HOST_BYTES)
        return look_up(h, host);
    if (h->last[at].n != host.n || memcmp(h->last[at].host, host.p, host.n) != 0) {
        h->last[at].on = look_up(h, host);
        h->last[at].n = host.n;
        memcpy(h->last[at].host, host.p, host.n);
    }
    return h->last[at].on;
}

/* The front page of a service is nobody's account, paper or form. */
static bool
is_front(struct href cut)
{
    return cut.rest.n == 0 || str_eq(cut.rest, STR("/")) || cut.rest.p[0] == '#' ||
           str_starts(cut.rest, STR("/#"));
}

unsigned
hosts_of(struct hosts *h, struct str url)
{
    struct href cut = href_cut(url);
    struct listed on;

    if (cut.host.n == 0)
        return 0;
    on = listed_of(h, cut.host);
    for (unsigned rest = on.by_path; rest != 0; rest &= rest - 1) {
        unsigned i = (unsigned)__builtin_ctz(rest);

        if (begins_with_path(h->list[i], str_sub(url, (size_t)(cut.host.p - url.p), url.n)))
            on.whole |= 1u << i;
    }
    return is_front(cut) ? on.whole & HOST_NOBODYS : on.whole;
}
