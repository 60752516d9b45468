/* HTML elements as far as their opening and closing depends on them. */
#ifndef OIT_CRAWLER_PAGE_ELEMENT_H
#define OIT_CRAWLER_PAGE_ELEMENT_H

#include "base/str.h"

enum {
    EL_VOID = 1,    /* has no content */
    EL_RAW = 2,     /* content is text up to its end tag */
    EL_SPECIAL = 4, /* stops the search of an ordinary end tag */
    EL_SCOPE = 8,   /* stops the search of every end tag but a table's */
    EL_TABLE = 16,  /* end tag is searched up to the table */
    EL_FORMAT = 32, /* end tag takes the element out from under others */
    EL_CLOSES_P = 64,
    EL_FOREIGN = 128, /* svg, math */
    EL_LEAF = 256,    /* drawn shape: closed by "/>" inside svg */
    EL_LEAVES = 512,  /* ends svg and math */
    EL_IGNORED = 1024,
    EL_STOPS_P = 2048,  /* "button scope" */
    EL_STOPS_LI = 4096, /* "list item scope" */
    EL_EDGE = 8192,     /* "table scope" */
    EL_INSIDE = 16384,  /* HTML again within svg */
    EL_PART = 32768,    /* means nothing outside a table */
    EL_MARKER = 65536,  /* formatting outside does not reach in */
    EL_HEAD = 131072,   /* of the head: touches nothing around it */
    EL_KEEPS = 524288,  /* does not open formatting anew */
    EL_MATH = 262144    /* with EL_FOREIGN: math; with EL_SCOPE: HTML again within math */
};

/* FNV-1a of bytes in lower case: which it is matters only as far as two can be told apart. */
uint32_t page_element_hash(struct str bytes);
/* What the parser compares names by: all names it does not know are one to it. */
uint32_t page_element_name(struct str name);
/* The same for a known name. */
uint32_t page_element_name_z(const char *name);
int page_element_flags(struct str name);

#endif
