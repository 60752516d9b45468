/* What kind of service an address belongs to, by the lists of hosts in the vocabulary. */
#ifndef OIT_RULES_HOSTS_H
#define OIT_RULES_HOSTS_H

#include "rules/catalog.h"

/* Bits. */
enum host_kind {
    HOST_SOCIAL = 1,
    HOST_CHAT = 2,
    HOST_FORM = 4,
    HOST_DRIVE = 8,    /* storage whose owner says who may open what */
    HOST_SURVEY = 16,  /* the assessment's questionnaire */
    HOST_SHARE = 32,   /* a button to share a page */
    HOST_SHORT = 64,   /* a service of short addresses: where one leads cannot be seen */
    HOST_STATE = 128,  /* bodies of the state that serve all agencies: no agency's own */
    HOST_SHARED = 256, /* many owners have their sites there */
    HOST_READER = 512  /* shows a paper to whoever follows the link */
};

#define HOST_NOBODYS (HOST_SURVEY | HOST_SHARE) /* nobody's information */

struct hosts;

struct hosts *hosts_new(const struct catalog *c);
void hosts_free(struct hosts *h);
/* All lists that an address is on, as bits.  They may hold "host/path": then the address must begin so. */
unsigned hosts_of(struct hosts *h, struct str url);

#endif
