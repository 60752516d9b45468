/* What a link seems to lead to, by its look: page, document, or a kind of file that decides nothing. */
#ifndef OIT_CRAWLER_CANDIDATE_H
#define OIT_CRAWLER_CANDIDATE_H

#include "crawler/frontier.h"
#include "crawler/url.h"
#include "oit/page.h"

/* Priorities of what waits until somebody needs it and no words speak for; those of all else are higher. */
enum priority_held { PRIORITY_PICTURE, PRIORITY_NAMELESS };

struct candidate {
    enum role role;
    enum frontier_class class;
    int priority;      /* 0..100; of what is held, see enum priority_held */
    enum problem skip; /* PROBLEM_TYPE when it is not worth a request, else PROBLEM_NONE */
    bool nameless;     /* a document that is worth one only when nothing better is left */
};

/* Does the address end like a document, a picture or a program's own file, so that interest decides? */
bool candidate_is_file(const struct url *u);
/* link may be NULL for an address that no link names (sitemap). */
struct candidate candidate_of(const struct url *u, const struct link *link, int interest);

#endif
