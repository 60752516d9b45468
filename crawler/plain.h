/*
 * What the files share that read a page which needs no mending (page_plain.c): which elements are open, and
 * the tree that becomes of them.  Calls that return bool give false where the parser must settle it.
 */
#ifndef OIT_CRAWLER_PLAIN_H
#define OIT_CRAWLER_PLAIN_H

#include "base/mem.h"
#include "crawler/page_plain.h"

/* Far inside the ceilings of page_scan.c and page_tree.c, so that neither would have cut such a page. */
#define PLAIN_BYTES MIB
#define PLAIN_DEPTH 128
#define PLAIN_TAGS 20000

/* What an element asks of what stands around it. */
enum how {
    ORDINARY,
    BLOCK, /* closes a paragraph */
    PARAGRAPH,
    HEADING,
    ITEM, /* of a list */
    TERM, /* dt, dd */
    FORMAT,
    ANCHOR,
    VOID,
    RULE, /* <hr>: void, and closes a paragraph */
    RAW,
    WORDS, /* raw with references: title, textarea */
    PREFORMATTED,
    FORM,
    BUTTON,
    SELECT,
    OPTION,
    TABLE,
    SECTION, /* of a table */
    ROW,
    CELL,
    CAPTION, /* of a table */
    DRAWING, /* svg and what is drawn in it */
    LEGEND,  /* words in a drawing: title, desc */
    HOLLOW,  /* document, html, head: white space only */
    REFUSED
};

struct element {
    struct str name;
    enum how how;
    enum tag tag;
};

struct open {
    struct str name; /* as written */
    uint32_t node;
    uint8_t how, tag; /* enum how, enum tag */
};

/* An element that may be the same as on the page before, while it is open. */
struct watch {
    struct page_tag *tag; /* NULL: none is watched */
    size_t depth, from, tags;
    uint64_t around, work;
    uint32_t node, deepest; /* of the page before it */
};

/* What the document type makes of a table in a paragraph. */
enum age { AGE_OLD, AGE_NEW, AGE_DOUBTFUL };

struct plain {
    struct page_lexer lex;
    struct tree *t;
    size_t node_cap, tags;
    struct open open[PLAIN_DEPTH];
    size_t depth;
    size_t count[REFUSED + 1]; /* open ones of each how */
    struct watch watch;
    bool ended;       /* nothing is left of the page */
    uint32_t growing; /* text node that more text would join, NO_INDEX for none */
    enum age age;
    uint8_t from[27]; /* first element whose name begins with each letter, or a later one */
};

static inline struct open *
plain_top(struct plain *p)
{
    return &p->open[p->depth - 1];
}

static inline bool
plain_is_top(struct plain *p, enum how how)
{
    return plain_top(p)->how == how;
}

/* Each is asked of every element: as calls they were a tenth of reading a page. */
static inline uint32_t
plain_node(struct plain *p, enum tag tag)
{
    struct tree *t = p->t;

    if (t->n == p->node_cap)
        t->node = mem_room(t->node, t->n, &p->node_cap, sizeof *t->node);
    t->node[t->n] = (struct node){.tag = tag, .parent = p->depth ? plain_top(p)->node : 0, .end = t->n + 1};
    return t->n++;
}

static inline bool
plain_push(struct plain *p, struct str name, struct element e)
{
    uint32_t node = plain_node(p, e.tag);

    if (p->depth == PLAIN_DEPTH)
        return false;
    p->open[p->depth++] = (struct open){name, node, (uint8_t)e.how, (uint8_t)e.tag};
    p->count[e.how]++;
    p->growing = NO_INDEX;
    if (p->depth > p->t->depth)
        p->t->depth = (uint32_t)p->depth;
    return true;
}

static inline void
plain_pop(struct plain *p, bool closed)
{
    struct node *n = &p->t->node[plain_top(p)->node];

    n->end = p->t->n;
    n->closed = closed;
    p->count[plain_top(p)->how]--;
    p->depth--;
    p->growing = NO_INDEX;
}

/* plain_element.c */
/* Before plain_element() is asked. */
void plain_elements(struct plain *p);
/* The name begins with a letter. */
struct element plain_element(const struct plain *p, struct str name);

/* plain_open.c: elements that are open, and their text */
bool plain_is_space(struct str s);
bool plain_add_text(struct plain *p, struct str text);
/* Text as it is written; where only elements are expected, nothing but white space. */
bool plain_text(struct plain *p, struct str raw);
/* White space before the next tag; inside false: the parser keeps none here.  False also at the end of the
 * page, and then p->ended. */
bool plain_space(struct plain *p, bool inside);
/* May such an element begin here?  What ends by that has ended then. */
bool plain_room(struct plain *p, struct str name, enum how how);
/* Nearly every end tag is that of the newest element, written as its start tag is: it is read then. */
bool plain_ends_newest(struct plain *p);

/* plain_drawing.c: all up to the end of the svg whose start tag was read last */
bool plain_drawing(struct plain *p, struct str name);

/* plain_repeat.c */
/* The whole element that begins with tag, where it is the one that is kept. */
bool plain_repeat(struct plain *p, struct page_tag *tag);
/* It begins here: is it as on the page before when it ends? */
void plain_watch(struct plain *p, struct page_tag *tag);
/* The watched element has ended, or the page has. */
void plain_sight(struct plain *p);
void plain_watch_end(struct plain *p);

#endif
