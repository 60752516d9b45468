/* Which network addresses we may connect to. */
#include "crawler/netaddr.h"
#include "base/mem.h"
#include "base/say.h"
#include <arpa/inet.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Networks are kept as IPv6; an IPv4 network is the part of ::ffff:0:0/96 that stands for it. */
#define MAPPED_BITS 96

struct network {
    struct in6_addr address;
    int bits;
};

struct netaddr_rules {
    struct network *allowed;
    size_t count, cap;
};

/* What allow_private opens.  Link-local is not among them: the metadata of clouds lives there. */
static const char *const private_networks[] = {
    "127.0.0.0/8", "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "::1/128", "fc00::/7",
};

/* IANA special-purpose registries (RFC 6890 and followers), and what is special though no registry says so.
 */
static const char *const forbidden_networks[] = {
    "0.0.0.0/8",         /* this network */
    "10.0.0.0/8",        /* private, RFC 1918 */
    "100.64.0.0/10",     /* shared by providers, RFC 6598 */
    "127.0.0.0/8",       /* loopback */
    "168.63.129.16/32",  /* platform address of a large cloud */
    "169.254.0.0/16",    /* link-local, cloud metadata */
    "172.16.0.0/12",     /* private */
    "192.0.0.0/24",      /* protocol assignments */
    "192.0.2.0/24",      /* documentation */
    "192.31.196.0/24",   /* AS112 */
    "192.52.193.0/24",   /* AMT */
    "192.88.99.0/24",    /* 6to4 relay */
    "192.168.0.0/16",    /* private */
    "192.175.48.0/24",   /* AS112 */
    "198.18.0.0/15",     /* benchmarking */
    "198.51.100.0/24",   /* documentation */
    "203.0.113.0/24",    /* documentation */
    "224.0.0.0/4",       /* multicast */
    "240.0.0.0/4",       /* reserved, broadcast */
    "::/96",             /* unspecified, loopback, IPv4-compatible */
    "::ffff:0:0:0/96",   /* IPv4-translated, RFC 2765 */
    "64:ff9b:1::/48",    /* local NAT64 */
    "100::/64",          /* discard */
    "100:0:0:1::/64",    /* dummy prefix, RFC 9780 */
    "2001::/23",         /* protocol assignments: Teredo, ORCHID */
    "2001:db8::/32",     /* documentation */
    "2620:4f:8000::/48", /* AS112 */
    "3fff::/20",         /* documentation */
    "5f00::/16",         /* segment routing */
    "fc00::/7",          /* unique local */
    "fe80::/10",         /* link-local */
    "fec0::/10",         /* site-local */
    "ff00::/8",          /* multicast */
};

static struct in6_addr
map_ipv4(struct in_addr v4)
{
    struct in6_addr v6 = {.s6_addr = {[10] = 0xff, [11] = 0xff}};

    memcpy(&v6.s6_addr[12], &v4, sizeof(v4));
    return v6;
}

static void
clear_host_bits(struct network *n)
{
    for (int i = 0; i < 128; i++)
        if (i >= n->bits)
            n->address.s6_addr[i / 8] &= (unsigned char)~(0x80 >> i % 8);
}

/* Number of bits behind the slash; -1 for anything but 0 to most. */
static int
read_bits(const char *s, int most)
{
    uint64_t bits;

    return str_to_u64(str_of(s), &bits) && strlen(s) <= 3 && bits <= (uint64_t)most ? (int)bits : -1;
}

static bool
read_network(const char *cidr, struct network *out)
{
    char address[INET6_ADDRSTRLEN];
    const char *slash = strchr(cidr, '/');
    size_t n = slash ? (size_t)(slash - cidr) : strlen(cidr);
    struct in_addr v4;

    if (n >= sizeof(address))
        return false;
    memcpy(address, cidr, n);
    address[n] = '\0';
    if (inet_pton(AF_INET, address, &v4) == 1) {
        out->address = map_ipv4(v4);
        out->bits = slash ? read_bits(slash + 1, 32) : 32;
        if (out->bits < 0)
            return false;
        out->bits += MAPPED_BITS;
    } else {
        if (inet_pton(AF_INET6, address, &out->address) != 1)
            return false;
        out->bits = slash ? read_bits(slash + 1, 128) : 128;
    }
    if (out->bits < 0)
        return false;
    clear_host_bits(out);
    return true;
}

static bool
contains(const struct network *n, const struct in6_addr *a)
{
    size_t whole = (size_t)n->bits / 8;
    unsigned mask = 0xff00u >> n->bits % 8 & 0xff;

    if (memcmp(&n->address, a, whole) != 0)
        return false;
    return mask == 0 || (n->address.s6_addr[whole] & mask) == (a->s6_addr[whole] & mask);
}

static void
add(struct netaddr_rules *r, struct network n)
{
    r->allowed = mem_room(r->allowed, r->count, &r->cap, sizeof(*r->allowed));
    r->allowed[r->count++] = n;
}

struct netaddr_rules *
netaddr_rules_new(bool allow_private)
{
    struct netaddr_rules *r = mem_new(1, sizeof(*r));
    struct network n;

    for (size_t i = 0; allow_private && i < sizeof(private_networks) / sizeof(private_networks[0]); i++)
        if (read_network(private_networks[i], &n))
            add(r, n);
    return r;
}

int
netaddr_rules_allow(struct netaddr_rules *r, const char *cidr, struct err *e)
{
    struct network n;

    if (!read_network(cidr, &n))
        return err_set(e, ERR_USAGE, cidr, _("write it like 127.0.0.0/8, 10.1.2.3 or fd00::/8"),
                       _("this is no network address"));
    add(r, n);
    return 0;
}

void
netaddr_rules_free(struct netaddr_rules *r)
{
    if (!r)
        return;
    free(r->allowed);
    free(r);
}

static bool
is_allowed(const struct netaddr_rules *r, const struct in6_addr *a)
{
    for (size_t i = 0; r && i < r->count; i++)
        if (contains(&r->allowed[i], a))
            return true;
    return false;
}

static bool
is_forbidden(const struct in6_addr *a)
{
    struct network n;

    for (size_t i = 0; i < sizeof(forbidden_networks) / sizeof(forbidden_networks[0]); i++)
        if (read_network(forbidden_networks[i], &n) && contains(&n, a))
            return true;
    return false;
}

/*
 * The IPv4 address that an IPv6 address really leads to: mapped, NAT64, 6to4.  False when there is none.
 * No public server is published under such a name, so they are refused unless the inner address was allowed.
 */
static bool
unwrap(const struct in6_addr *a, struct in6_addr *inner)
{
    static const struct {
        const char *network;
        int at;
    } wraps[] = {{"::ffff:0:0/96", 12}, {"64:ff9b::/96", 12}, {"2002::/16", 2}};
    struct network n;

    for (size_t i = 0; i < sizeof(wraps) / sizeof(wraps[0]); i++)
        if (read_network(wraps[i].network, &n) && contains(&n, a)) {
            struct in_addr v4;

            memcpy(&v4, &a->s6_addr[wraps[i].at], sizeof(v4));
            *inner = map_ipv4(v4);
            return true;
        }
    return false;
}

bool
netaddr_permits(const struct netaddr_rules *r, const struct sockaddr *sa)
{
    struct in6_addr a, inner;

    if (sa->sa_family == AF_INET) {
        a = map_ipv4(((const struct sockaddr_in *)(const void *)sa)->sin_addr);
        return is_allowed(r, &a) || !is_forbidden(&a);
    }
    if (sa->sa_family != AF_INET6)
        return false;
    a = ((const struct sockaddr_in6 *)(const void *)sa)->sin6_addr;
    if (unwrap(&a, &inner))
        return is_allowed(r, &inner) || is_allowed(r, &a);
    return is_allowed(r, &a) || !is_forbidden(&a);
}

static bool
is_localhost(struct str host)
{
    if (str_ends(host, STR(".")))
        host.n--;
    return str_eq_nocase(host, STR("localhost")) ||
           (host.n > 10 && str_eq_nocase(str_sub(host, host.n - 10, host.n), STR(".localhost")));
}

bool
netaddr_permits_host(const struct netaddr_rules *r, struct str host)
{
    struct sockaddr_in v4 = {.sin_family = AF_INET};
    struct sockaddr_in6 v6 = {.sin6_family = AF_INET6};
    char text[INET6_ADDRSTRLEN + 1];

    if (is_localhost(host))
        host = STR("127.0.0.1");
    if (str_starts(host, STR("[")))
        host = str_sub(host, 1, host.n - 1);
    if (host.n >= sizeof text)
        return true;
    snprintf(text, sizeof text, "%.*s", STR_ARGS(host));
    if (inet_pton(AF_INET, text, &v4.sin_addr) == 1)
        return netaddr_permits(r, (const struct sockaddr *)(const void *)&v4);
    if (inet_pton(AF_INET6, text, &v6.sin6_addr) == 1)
        return netaddr_permits(r, (const struct sockaddr *)(const void *)&v6);
    return true;
}
