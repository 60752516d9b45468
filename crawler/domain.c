/* Registrable domains.  libpsl and the list built into it are met here only. */
#include "crawler/domain.h"
#include <arpa/inet.h>
#include <libpsl.h>

static bool
is_number(const char *host)
{
    unsigned char room[16];

    return inet_pton(AF_INET, host, room) == 1 || inet_pton(AF_INET6, host, room) == 1 || *host == '[';
}

struct str
domain_of(struct arena *a, struct str host)
{
    struct str copy = arena_str(a, host), found = STR_NONE;
    char *lower = NULL;
    const char *domain;

    if (copy.n == 0 || copy.p[0] == '.' || is_number(copy.p) ||
        psl_str_to_utf8lower(copy.p, "utf-8", NULL, &lower) != PSL_SUCCESS)
        return STR_NONE;
    domain = psl_registrable_domain(psl_builtin(), lower);
    if (domain)
        found = arena_str(a, str_of(domain));
    psl_free_string(lower);
    return found;
}

bool
domain_same_owner(struct arena *a, struct str host, struct str other)
{
    struct str mine = domain_of(a, host);

    return mine.n > 0 && str_eq(mine, domain_of(a, other));
}
