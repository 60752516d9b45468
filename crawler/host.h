/*
 * What we know of one server (host and port) and how gently it wants to be asked: pace, back-off, robots.txt,
 * and whether it has been set aside.  Times are monotonic milliseconds given by the caller.
 */
#ifndef OIT_CRAWLER_HOST_H
#define OIT_CRAWLER_HOST_H

#include "crawler/robots.h"
#include "oit/problem.h"
#include <stddef.h>

/* The order in which a host is got to know; it is read only from HOST_OPEN on. */
enum host_stage {
    HOST_NEW,   /* robots.txt not asked yet */
    HOST_ASKED, /* robots.txt under way, or to be asked again */
    HOST_OPEN,  /* rules known */
    HOST_CLOSED /* robots.txt could not be had: nothing may be read (RFC 9309 section 2.3.1.4) */
};

struct host;

struct host_manners {
    double rate;     /* requests a second, 0 = no pause of ours */
    int connections; /* at most at once */
};

struct host *host_new(struct str key, const struct host_manners *m);
void host_free(struct host *h);
struct str host_key(const struct host *h);

enum host_stage host_stage(const struct host *h);
/* Takes the rules over; problem says why a host is closed. */
void host_set_rules(struct host *h, struct robots *r, enum host_stage stage, enum problem why);
void host_set_asked(struct host *h);
bool host_allows(const struct host *h, struct str path_and_query);
const struct robots *host_rules(const struct host *h);
/* Why it is closed. */
enum problem host_why(const struct host *h);
/* Crawl-delay as it is obeyed, in seconds; 0 for none.  *asked (may be NULL) receives what the site wrote. */
double host_delay(const struct host *h, double *asked);

/* Milliseconds until the next request may start; 0 = now, -1 = not before something else has happened. */
int64_t host_wait(const struct host *h, int64_t now);
void host_started(struct host *h, int64_t now);
/*
 * A request has ended with status (0: no answer) and problem.  retry_after: seconds the server asks for, -1
 * when it does not.  Refusals and silence slow the next requests down, doubling; a longer Retry-After than we
 * obey, or too many failures in a row, sets the host aside.
 */
void host_ended(struct host *h, int status, enum problem problem, int64_t retry_after, int64_t now);
/*
 * The same for an address that has failed before while the server answered others: the fault is the page's,
 * and only a pause follows.
 */
void host_ended_again(struct host *h, int status, enum problem problem, int64_t retry_after, int64_t now);
/*
 * How long the server thought about an answer.  One that has become much slower than it was is left alone
 * between two requests for as long as it needed for the last one.
 */
void host_took(struct host *h, int64_t ms, int64_t now);
int host_running(const struct host *h);

bool host_is_aside(const struct host *h);
/* When nothing else is left: try again after a rest.  False when that has been done often enough. */
bool host_wake(struct host *h, int64_t now);

#endif
