/* A way out by the routing table, which sends nothing, then one question to the machine's name servers. */
#include "crawler/network.h"
#include <arpa/inet.h>
#include <arpa/nameser.h>
#include <netinet/in.h>
#include <resolv.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#define PORT 53
#define WAIT_S 2 /* for one name server */
#define QUESTION 512
#define ANSWER 4096

/* Would a datagram to this address find a way? */
static bool
leads_out(const struct sockaddr *to, socklen_t n)
{
    int fd = socket(to->sa_family, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    bool way = fd >= 0 && connect(fd, to, n) == 0;

    if (fd >= 0)
        close(fd);
    return way;
}

/* Addresses that belong to nobody (RFC 5737, RFC 3849): nothing but a way to everywhere leads there. */
static bool
has_way_out(void)
{
    struct sockaddr_in four = {.sin_family = AF_INET, .sin_port = htons(PORT)};
    struct sockaddr_in6 six = {.sin6_family = AF_INET6, .sin6_port = htons(PORT)};

    inet_pton(AF_INET, "192.0.2.1", &four.sin_addr);
    inet_pton(AF_INET6, "2001:db8::1", &six.sin6_addr);
    return leads_out((const struct sockaddr *)&four, sizeof four) ||
           leads_out((const struct sockaddr *)&six, sizeof six);
}

/* "No such name" and a refusal are answers; silence and a failure of the server are none. */
static bool
is_answered(res_state r, const char *name)
{
    unsigned char question[QUESTION], answer[ANSWER];
    int n = res_nmkquery(r, ns_o_query, name, ns_c_in, ns_t_ns, NULL, 0, NULL, question, sizeof question);

    return n > 0 && res_nsend(r, question, n, answer, sizeof answer) > 0;
}

static bool
has_name_server(void)
{
    struct __res_state r;
    bool answered;

    memset(&r, 0, sizeof r);
    if (res_ninit(&r) != 0)
        return false;
    r.retrans = WAIT_S;
    r.retry = 1;
    answered = is_answered(&r, ".") || is_answered(&r, "th");
    res_nclose(&r);
    return answered;
}

bool
network_there(void)
{
    return has_way_out() && has_name_server();
}
