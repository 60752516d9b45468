/*
 * Which elements are open while the tags of a page go by, told by the rules of the HTML standard closely
 * enough that the parser's own stack is never much higher: an end tag that the standard ignores must not
 * lower it, an element that the standard closes by itself (p, li, td ...) must not raise it for ever.
 */
#ifndef OIT_CRAWLER_PAGE_NEST_H
#define OIT_CRAWLER_PAGE_NEST_H

#include "base/str.h"
#include "oit/limits.h"

struct nest_open {
    uint32_t name; /* hash */
    int flags;
    uint32_t format; /* number of the formatting element it is, 0 = none */
    int foreign;     /* its content is not HTML but svg (1) or math (2) */
};

/*
 * A formatting element that was not closed by its own end tag is opened anew by the next text, wherever that
 * stands ("active formatting elements"), so it counts on.
 */
struct nest_format {
    uint32_t name, key; /* key: hash of the whole tag; more than three alike are not kept */
    uint32_t number;
    bool marker, open;
};

struct nest {
    struct nest_open open[LIMIT_TREE_DEPTH];
    uint32_t depth;
    struct nest_format format[LIMIT_TREE_DEPTH];
    uint32_t format_n, numbers;
    uint64_t work; /* entries looked at */
    bool full;     /* one of the two has no more room */
};

/* tag: from its '<' to its '>'; slash: it ends in "/>". */
void page_nest_start(struct nest *c, struct str name, struct str tag, bool slash);
void page_nest_end(struct nest *c, struct str name);
/* Text that is not blank. */
void page_nest_text(struct nest *c);
/* Is what follows the start tag text up to its end tag?  Asked before page_nest_start. */
bool page_nest_raw(struct nest *c, struct str name);

#endif
