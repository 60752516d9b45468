/*
 * The rooms behind page.h.  One page is read in steps, each a file, each using what the step before found:
 * page_scan (where to cut), page_tree (Gumbo), page_place (where a node stands), page_text (blocks),
 * page_links with page_script and page_forms, then page_line, page_row and page_heading (what belongs
 * together).
 */
#ifndef OIT_CRAWLER_PAGE_PRIVATE_H
#define OIT_CRAWLER_PAGE_PRIVATE_H

#include "base/buf.h"
#include "base/map.h"
#include "crawler/page.h"

enum {
    TAG_IS_BLOCK = 1,
    TAG_IS_SILENT = 2,
    TAG_IS_VAGUE = 4,
    TAG_IS_HEAD = 8,    /* tells something of the page as a whole */
    TAG_IS_ROW = 16,    /* may make a row, or part one */
    TAG_IS_MENU = 32,   /* an item, or what may stand below one */
    TAG_HAS_LINKS = 64, /* may lead somewhere by other attributes than PAGE_LEADS, or holds what does */
    TAG_IS_MARKED = TAG_IS_HEAD | TAG_IS_ROW | TAG_IS_MENU
};

/*
 * Elements that mean something to us, with: BLOCK ends a run of text; SILENT its text is not read (links in
 * it are); VAGUE says nothing itself about the kind of its text, so that <td><p> is a cell.  The others let
 * walks over all nodes pass by most of them.
 */
#define TAGS(X)                                                                                              \
    X(A, 0)                                                                                                  \
    X(ADDRESS, TAG_IS_BLOCK | TAG_IS_VAGUE)                                                                  \
    X(AREA, 0)                                                                                               \
    X(ARTICLE, TAG_IS_BLOCK)                                                                                 \
    X(ASIDE, TAG_IS_BLOCK)                                                                                   \
    X(AUDIO, TAG_IS_SILENT)                                                                                  \
    X(B, 0)                                                                                                  \
    X(BASE, 0)                                                                                               \
    X(BLOCKQUOTE, TAG_IS_BLOCK | TAG_IS_VAGUE)                                                               \
    X(BODY, TAG_IS_BLOCK)                                                                                    \
    X(BR, 0)                                                                                                 \
    X(BUTTON, TAG_IS_BLOCK | TAG_IS_VAGUE)                                                                   \
    X(CANVAS, TAG_IS_SILENT)                                                                                 \
    X(CAPTION, TAG_IS_BLOCK)                                                                                 \
    X(CENTER, TAG_IS_BLOCK | TAG_IS_VAGUE)                                                                   \
    X(DATALIST, TAG_IS_SILENT)                                                                               \
    X(DD, TAG_IS_BLOCK)                                                                                      \
    X(DETAILS, TAG_IS_BLOCK)                                                                                 \
    X(DIR, TAG_IS_BLOCK | TAG_IS_MENU)                                                                       \
    X(DIV, TAG_IS_BLOCK | TAG_IS_VAGUE | TAG_IS_MENU)                                                        \
    X(DL, TAG_IS_BLOCK)                                                                                      \
    X(DT, TAG_IS_BLOCK)                                                                                      \
    X(EMBED, TAG_HAS_LINKS)                                                                                  \
    X(FIELDSET, TAG_IS_BLOCK)                                                                                \
    X(FIGCAPTION, TAG_IS_BLOCK)                                                                              \
    X(FIGURE, TAG_IS_BLOCK)                                                                                  \
    X(FOOTER, TAG_IS_BLOCK)                                                                                  \
    X(FORM, TAG_IS_BLOCK | TAG_IS_VAGUE)                                                                     \
    X(FRAME, TAG_HAS_LINKS)                                                                                  \
    X(FRAMESET, TAG_IS_BLOCK)                                                                                \
    X(H1, TAG_IS_BLOCK)                                                                                      \
    X(H2, TAG_IS_BLOCK)                                                                                      \
    X(H3, TAG_IS_BLOCK)                                                                                      \
    X(H4, TAG_IS_BLOCK)                                                                                      \
    X(H5, TAG_IS_BLOCK)                                                                                      \
    X(H6, TAG_IS_BLOCK)                                                                                      \
    X(HEAD, TAG_IS_SILENT)                                                                                   \
    X(HEADER, TAG_IS_BLOCK)                                                                                  \
    X(HGROUP, TAG_IS_BLOCK)                                                                                  \
    X(HR, TAG_IS_BLOCK)                                                                                      \
    X(HTML, TAG_IS_BLOCK | TAG_IS_HEAD)                                                                      \
    X(I, 0)                                                                                                  \
    X(IFRAME, TAG_IS_SILENT | TAG_HAS_LINKS)                                                                 \
    X(IMG, 0)                                                                                                \
    X(INPUT, 0)                                                                                              \
    X(LABEL, 0)                                                                                              \
    X(LEGEND, TAG_IS_BLOCK)                                                                                  \
    X(LI, TAG_IS_BLOCK | TAG_IS_ROW | TAG_IS_MENU)                                                           \
    X(LINK, TAG_IS_HEAD | TAG_HAS_LINKS)                                                                     \
    X(LISTING, TAG_IS_BLOCK)                                                                                 \
    X(MAIN, TAG_IS_BLOCK)                                                                                    \
    X(MAP, 0)                                                                                                \
    X(MARQUEE, TAG_IS_BLOCK)                                                                                 \
    X(MENU, TAG_IS_BLOCK | TAG_IS_MENU)                                                                      \
    X(META, TAG_IS_HEAD | TAG_HAS_LINKS)                                                                     \
    X(NAV, TAG_IS_BLOCK)                                                                                     \
    X(NOEMBED, TAG_IS_SILENT)                                                                                \
    X(NOFRAMES, TAG_IS_SILENT)                                                                               \
    X(NOSCRIPT, TAG_IS_SILENT)                                                                               \
    X(OBJECT, TAG_IS_SILENT | TAG_HAS_LINKS)                                                                 \
    X(OL, TAG_IS_BLOCK | TAG_IS_MENU)                                                                        \
    X(OPTGROUP, TAG_IS_BLOCK)                                                                                \
    X(OPTION, TAG_IS_BLOCK | TAG_HAS_LINKS)                                                                  \
    X(P, TAG_IS_BLOCK | TAG_IS_VAGUE)                                                                        \
    X(PRE, TAG_IS_BLOCK)                                                                                     \
    X(SCRIPT, TAG_IS_SILENT | TAG_HAS_LINKS)                                                                 \
    X(SECTION, TAG_IS_BLOCK)                                                                                 \
    X(SELECT, TAG_IS_SILENT)                                                                                 \
    X(SPAN, 0)                                                                                               \
    X(STRONG, 0)                                                                                             \
    X(STYLE, TAG_IS_SILENT)                                                                                  \
    X(SUMMARY, TAG_IS_BLOCK)                                                                                 \
    X(SVG, TAG_IS_SILENT)                                                                                    \
    X(TABLE, TAG_IS_BLOCK | TAG_IS_ROW)                                                                      \
    X(TBODY, TAG_IS_BLOCK)                                                                                   \
    X(TD, TAG_IS_BLOCK)                                                                                      \
    X(TEMPLATE, TAG_IS_SILENT | TAG_HAS_LINKS)                                                               \
    X(TEXTAREA, TAG_IS_SILENT)                                                                               \
    X(TFOOT, TAG_IS_BLOCK)                                                                                   \
    X(TH, TAG_IS_BLOCK)                                                                                      \
    X(THEAD, TAG_IS_BLOCK)                                                                                   \
    X(TITLE, TAG_IS_SILENT | TAG_IS_HEAD)                                                                    \
    X(TR, TAG_IS_BLOCK | TAG_IS_ROW)                                                                         \
    X(UL, TAG_IS_BLOCK | TAG_IS_MENU)                                                                        \
    X(VIDEO, TAG_IS_SILENT)                                                                                  \
    X(XMP, TAG_IS_BLOCK)

enum tag {
    TAG_OTHER,
    TAG_TEXT, /* a text node */
#define X(name, flags) TAG_##name,
    TAGS(X)
#undef X
        TAG_COUNT
};

/* Attributes that are kept, in the order of their names. */
#define ATTRIBUTES(X)                                                                                        \
    X(ACTION, "action")                                                                                      \
    X(ALT, "alt")                                                                                            \
    X(ARIA_CONTROLS, "aria-controls")                                                                        \
    X(ARIA_HIDDEN, "aria-hidden")                                                                            \
    X(ARIA_LABEL, "aria-label")                                                                              \
    X(ARIA_LABELLEDBY, "aria-labelledby")                                                                    \
    X(CHECKED, "checked")                                                                                    \
    X(CLASS, "class")                                                                                        \
    X(COLSPAN, "colspan")                                                                                    \
    X(CONTENT, "content")                                                                                    \
    X(DATA, "data")                                                                                          \
    X(DATA_BS_TARGET, "data-bs-target")                                                                      \
    X(DATA_FILE, "data-file")                                                                                \
    X(DATA_HREF, "data-href")                                                                                \
    X(DATA_LINK, "data-link")                                                                                \
    X(DATA_PDF, "data-pdf")                                                                                  \
    X(DATA_SRC, "data-src")                                                                                  \
    X(DATA_TARGET, "data-target")                                                                            \
    X(DATA_URL, "data-url")                                                                                  \
    X(DISABLED, "disabled")                                                                                  \
    X(FOR, "for")                                                                                            \
    X(HEIGHT, "height")                                                                                      \
    X(HIDDEN, "hidden")                                                                                      \
    X(HREF, "href")                                                                                          \
    X(HTTP_EQUIV, "http-equiv")                                                                              \
    X(ID, "id")                                                                                              \
    X(LANG, "lang")                                                                                          \
    X(METHOD, "method")                                                                                      \
    X(NAME, "name")                                                                                          \
    X(ONCHANGE, "onchange")                                                                                  \
    X(ONCLICK, "onclick")                                                                                    \
    X(ONLOAD, "onload")                                                                                      \
    X(ONMOUSEDOWN, "onmousedown")                                                                            \
    X(PLACEHOLDER, "placeholder")                                                                            \
    X(PROPERTY, "property")                                                                                  \
    X(REL, "rel")                                                                                            \
    X(ROLE, "role")                                                                                          \
    X(ROWSPAN, "rowspan")                                                                                    \
    X(SELECTED, "selected")                                                                                  \
    X(SRC, "src")                                                                                            \
    X(STYLE, "style")                                                                                        \
    X(TITLE, "title")                                                                                        \
    X(TYPE, "type")                                                                                          \
    X(VALUE, "value")                                                                                        \
    X(WIDTH, "width")

enum attribute {
#define X(name, text) ATTR_##name,
    ATTRIBUTES(X)
#undef X
        ATTR_COUNT
};

struct attr {
    enum attribute name;
    struct str value;
};

/* Where its tag alone puts an element, and how it looks (page_place.c). */
struct standing {
    bool known;                   /* false: not looked at */
    bool has_role, has_words;     /* its role, or a word of its id or class, names a part of the page */
    bool way;                     /* it leads somewhere */
    bool opens;                   /* it is the label of what it opens on the page */
    uint8_t role_place, words_in; /* enum place of them */
    uint8_t flags, names;         /* as in struct facts */
};

/* A start tag as it is written, and what it says. */
struct page_tag {
    struct str written;             /* from '<' to the first '>' */
    struct page_tag *next, *second; /* those that stood behind it the last time */
    const struct attr *attr;
    uint64_t has;   /* as in struct node */
    uint8_t attr_n; /* kept ones */
    uint8_t count;  /* all, kept or not */
    uint8_t name_n; /* length of the element's name */
    uint8_t how;    /* page_plain.c: what it asks of what stands around it, + 1; 0: not known */
    uint8_t tag;
    bool ended; /* by "/>" */
    struct standing standing;
    struct page_address *address; /* what its href comes to, on pages of */
    uint32_t address_on;          /* this number (page_memory.c) */
    struct page_run *run;         /* its whole element, where that is the same on every page */
    uint32_t seen_n;              /* page_run.c: how long it was on the page before, */
    uint64_t seen_hash;           /* what it was, */
    uint8_t changes;              /* and how often it differed */
};

/* Nodes stand in document order, so that what lies inside node i is exactly [i + 1, end). */
struct node {
    union {
        struct str text; /* of a text node */
        struct {
            const struct attr *attr;  /* of an element: those that are kept */
            struct page_tag *written; /* where they are from, NULL when it is not known */
        };
    };
    uint64_t has; /* a bit for each of them */
    uint32_t parent, end;
    uint8_t tag;    /* enum tag */
    uint8_t attr_n; /* how many attributes */
    bool closed;    /* its end tag is written */
};

_Static_assert(ATTR_COUNT <= 64, "a bit for each attribute");

#define ATTR_BIT(name) (UINT64_C(1) << (name))

/* An element that was written the same on the page before. */
struct sighting {
    uint32_t node;
    size_t from, n;  /* its bytes on the page */
    uint64_t around; /* which elements are open around it */
    uint32_t deep;   /* deepest nesting inside it, itself included */
    size_t tags;
    uint64_t work;
    struct page_tag *last, *before; /* its last two tags that are known */
};

/* An element whose nodes were put in as they are kept. */
struct repeat {
    uint32_t node;
    const struct page_run *run;
    bool apart;          /* its blocks and links are those that are kept, too; and then their texts lie */
    const char *room;    /* here as they do in run->text, */
    size_t block;        /* and this is the first of its blocks, */
    size_t marked;       /* of what is marked in it, */
    size_t link, link_n; /* and of its links */
    bool closed;         /* as is the run */
};

#define RUNS_MOST 32

struct tree {
    struct node *node; /* node 0 is the document and has no tag */
    uint32_t n;
    uint32_t depth; /* deepest nesting */
    bool truncated; /* a ceiling cut the page */
    struct arena *memory;
    struct arena *attrs;   /* of those attributes that do not lie in a page_memory */
    struct repeat *repeat; /* in order of their nodes */
    struct sighting *sighting;
    uint32_t repeat_n, sighting_n; /* at most RUNS_MOST */
};

/* How many bytes of s to parse so that neither time nor memory can run away; s.n when all is well. */
size_t page_scan_cut(struct str s);

/* Never fails: what cannot be held is cut off.  plain: utf8_plain() is known to be true of it.  m may be
 * NULL; what it knows must outlive the tree. */
struct page_memory;
void page_tree_make(struct tree *t, struct str utf8, bool plain, struct page_memory *m);
/* The same by the parser alone. */
void page_tree_parse(struct tree *t, struct str utf8);
extern const struct str page_tree_attributes[ATTR_COUNT]; /* their names */
/* A copy of attributes that lives as long as the tree. */
const struct attr *page_tree_attrs(struct tree *t, const struct attr *attr, size_t n);
void page_tree_free(struct tree *t);
extern const uint8_t page_tree_flags[TAG_COUNT];

static inline bool
page_tree_is(enum tag tag, int flag)
{
    return (page_tree_flags[tag] & flag) != 0;
}

static inline bool
page_tree_has(const struct tree *t, uint32_t node, enum attribute name)
{
    return (t->node[node].has & ATTR_BIT(name)) != 0;
}

/* The value of an attribute that is there. */
struct str page_tree_value(const struct tree *t, uint32_t node, enum attribute name);

/* The value, empty when the attribute is absent, as nearly all of all nodes are. */
static inline struct str
page_tree_attr(const struct tree *t, uint32_t node, enum attribute name)
{
    return page_tree_has(t, node, name) ? page_tree_value(t, node, name) : STR_NONE;
}

/* The same as below for lists that are not empty. */
size_t page_tree_find_token(struct str list, const struct str *words, size_t n);

/* Is word one of the blank-separated words of list?  ASCII case does not matter. */
static inline bool
page_tree_token(struct str list, struct str word)
{
    return list.n >= word.n && page_tree_find_token(list, &word, 1) == 0;
}

/* Number of the first of words that is one of those of list; n when there is none. */
static inline size_t
page_tree_any_token(struct str list, const struct str *words, size_t n)
{
    return list.n > 0 ? page_tree_find_token(list, words, n) : n;
}

/* For tables of words. */
#define WORD(literal)                                                                                        \
    {                                                                                                        \
        literal, sizeof(literal) - 1                                                                         \
    }

/* LINES: this <br> ends an entry. */
enum { FACT_HIDDEN = 1, FACT_BOLD = 2, FACT_SILENT = 4, FACT_PRE = 8, FACT_LINES = 16 };

/*
 * What is known of one node.  Counts are of everything before it, so a difference of two is what lies
 * between.  Every step walks over these: what only tables have stands beside them, and so does what is asked
 * of few nodes (reader.heading, reader.row).  Twice as large they cost a page 390 lines of memory more that
 * were no longer near.
 */
struct facts {
    uint32_t container;  /* nearest element that ends runs of text, itself included */
    uint32_t item, link; /* nearest li, a, or itself; NO_INDEX */
    uint8_t place;
    uint8_t flags;
    uint8_t names;  /* what its class calls it */
    uint32_t chars; /* visible characters before */
    uint32_t link_chars;
    uint32_t links; /* link elements before */
    uint32_t run;   /* number of the run of text it stands in */
};

/* The same of a node on a page that has tables. */
struct in_table {
    uint32_t cell, tr, table; /* nearest td/th, tr, table, or itself; NO_INDEX */
    uint32_t table_no;        /* of the table: its number */
    uint32_t tables;          /* tables before */
    uint32_t column;          /* of a cell */
};

/* Names in a class that mean something to more than one step. */
enum { NAMES_ICONS = 1, NAMES_TITLE_BAR = 2, NAMES_TABS = 4 };

/* Where a block's text stands in the tree. */
struct span {
    uint32_t first, last; /* text nodes */
    uint32_t element;     /* container that gave the kind */
    uint32_t first_n;     /* how much of the text is of the first one; 0: not known */
    bool bold;            /* all of it is bold */
};

/* What a block says: WEAK only "link", a number, an address; DOWNLOAD the same with links that say no more.
 */
enum line { LINE_WORDS, LINE_WEAK, LINE_DOWNLOAD };
enum weak { WEAK_UNKNOWN, WEAK_NO, WEAK_YES };

struct reader {
    struct arena *a;       /* the page's own */
    struct arena *scratch; /* given back when the page is read */
    struct tree tree;
    const struct url *address;
    struct url base;
    const char *charset; /* for the query of addresses; NULL for UTF-8 */
    struct page *page;
    struct str home;                      /* canonical form of address */
    struct facts *facts;                  /* one a node, and one behind the last with the totals */
    struct in_table *in_table;            /* the same; NULL: there is no table */
    uint32_t *heading;                    /* of a node that is asked for it: block that governs it, */
    uint32_t *row;                        /* and number of its row; else NO_INDEX */
    uint64_t seen[(TAG_COUNT + 63) / 64]; /* bit t: there is an element with tag t */
    bool opens;                           /* there is a label of what it opens on the page */
    uint32_t *marked; /* elements with TAG_IS_MARKED, in their order: the others are passed by */
    size_t marked_n, marked_cap;
    uint32_t run_n;
    size_t run_cap;
    uint32_t *run_block; /* block of each run, or NO_INDEX */
    struct block *block;
    struct span *span;
    size_t block_n, block_cap;
    uint8_t *line;       /* enum line of each block */
    uint8_t *weak;       /* enum weak of each block's text */
    uint32_t *weak_next; /* for each node: the next node, itself included, that is a link without words of its
                            own */
    struct link *link;
    uint32_t *link_node;
    size_t link_n, link_cap;
    struct form *form;
    uint32_t *form_node;
    size_t form_n, form_cap;
    struct image *image;
    uint32_t *image_node;
    size_t image_n, image_cap;
    struct page_memory *memory;
    struct buf piece;            /* a text being put together */
    struct str raw_words, words; /* of the attribute cleaned last (page_links.c), and what came of it */
    struct str plain;            /* the page, when utf8_plain() is known to be true of it */
    size_t script_left;          /* bytes of joined script text that may still be made */
};

static inline struct in_table
page_table(const struct reader *r, uint32_t node)
{
    return r->in_table ? r->in_table[node] : (struct in_table){NO_INDEX, NO_INDEX, NO_INDEX, NO_INDEX, 0, 0};
}

/* Is there such an element?  Asked before all nodes are walked over for it. */
static inline bool
page_seen(const struct reader *r, enum tag tag)
{
    return r->seen[tag / 64] >> tag % 64 & 1;
}

/* page_place.c: facts of every node but runs; room for rows and headings. */
void page_place_find(struct reader *r);

/* page_text.c */
void page_text_blocks(struct reader *r);
/* Words inside nodes [from, to), collapsed, <br> and element borders as blanks, at most max bytes. */
struct str page_text_inside(struct reader *r, uint32_t from, uint32_t to, size_t max);
/* s with white space collapsed and control characters dropped, in the page's arena. */
struct str page_text_clean(struct reader *r, struct str s, size_t max);
/* Block that node stands in, NO_INDEX when its run has no text. */
uint32_t page_text_block_of(const struct reader *r, uint32_t node);

/* The value of an attribute of node, as the tree has it. */
static inline struct str
page_attr(const struct reader *r, uint32_t node, enum attribute name)
{
    return page_tree_attr(&r->tree, node, name);
}

/* page_memory.c: what raw addresses come to. */
struct page_address {
    struct str url, fragment;
    uint32_t number; /* of struct link */
    bool kept;       /* it is one worth keeping */
    bool followable;
    bool plain; /* it is known to show no other document, and to send nobody on */
};

/* The tag that is written so, up to its '>'; NULL when it is not known. */
struct page_tag *page_memory_tag(const struct page_memory *m, struct str written);
/* Remember it, with these attributes; NULL when it is too long. */
struct page_tag *page_memory_put_tag(struct page_memory *m, struct str written, const struct attr *attr,
                                     size_t attr_n);
/* Before a page is read: what takes too much room is forgotten. */
void page_memory_tidy(struct page_memory *m);
/* The addresses asked for next stand on a page with this base. */
void page_memory_begin(struct page_memory *m, const struct url *base, const char *charset);
/* A fresh one is zero and for the caller to fill. */
struct page_address *page_memory_put(struct page_memory *m, struct str raw, bool *fresh);
/* The same of the address in a tag that is written so. */
struct page_address *page_memory_put_href(struct page_memory *m, struct page_tag *tag, struct str raw,
                                          bool *fresh);
/* Room for what is known of a class attribute, 0 before it is; NULL for one too long to be kept. */
int64_t *page_memory_class(struct page_memory *m, struct str list);
/* Where page_line.c keeps its table of words; given back with the memory. */
void **page_memory_weak(struct page_memory *m);
/* How much the page read last had, as the next one of its site will have. */
struct page_sizes {
    size_t blocks, links, runs, marked;
};
struct page_sizes *page_memory_sizes(struct page_memory *m);
/* How many elements of the page read last were put in again, and how many of them with their headings; for
 * tests. */
struct page_again {
    size_t elements, headings;
};
struct page_again *page_memory_again(struct page_memory *m);
/* Is there still room for elements that a site repeats?  What was used before one was kept is counted off. */
bool page_memory_has_room(const struct page_memory *m);
size_t page_memory_used(const struct page_memory *m);
void page_memory_count_run(struct page_memory *m, size_t before);
/* Room that lives as long as what page_memory_put gives. */
void *page_memory_room(struct page_memory *m, size_t n);
/* Number of the server of the page being read. */
uint32_t page_memory_server(const struct page_memory *m);
/* A copy of text that lives as long as what page_memory_put gives. */
struct str page_memory_keep(struct page_memory *m, struct str text);

/* A link of such an element, or a node whose links are found anew. */
struct kept_link {
    struct link link;
    uint32_t node;
    uint32_t heading; /* of the node: a block of the element, or NO_INDEX */
    bool found;
};

/*
 * What an element comes to that a site repeats.  Nodes and blocks are counted from the element on, texts lie
 * in `text`.
 */
struct page_run {
    struct str bytes;
    uint64_t around;
    uint32_t deep;
    size_t tags;
    uint64_t work;
    struct page_tag *last, *before;
    const struct node *node;
    uint32_t n;
    uint8_t place, flags; /* of what stands around it */
    const struct facts *facts;
    uint64_t seen[(TAG_COUNT + 63) / 64];
    bool opens;
    uint32_t *marked;
    size_t marked_n;
    struct str text;
    uint8_t *weak; /* which of its blocks say nothing by themselves */
    struct block *block;
    const struct span *span;
    size_t block_n;
    uint32_t first_block; /* while it is learned */
    uint32_t *run_block, run_n;
    struct kept_link *link;
    size_t link_n;
    size_t found_n;  /* how many links there are in all */
    uint32_t server; /* whose addresses its links are */
    bool closed;     /* where nothing around it heads anything, its headings are those that are kept */
    uint8_t fails;
};

/* page_run.c: is a tag worth watching; was its element the same on the page before? */
bool page_run_may_begin(const struct page_tag *tag);
bool page_run_seen(struct page_tag *tag, struct str bytes);
/* Is text the element that is kept with its tag, with the same around it? */
bool page_run_stands(struct page_tag *tag, struct str text, uint64_t around);
/* Keep what was seen to be the same, when all of the page is read. */
void page_run_learn(struct reader *r, struct str utf8);
/* Its facts from node on; false where it stands in something else than it did. */
bool page_run_place(struct reader *r, uint32_t node, const struct page_run *run);
/* Its texts in the page's arena; false when there is no room for it. */
bool page_run_texts(struct reader *r, struct repeat *again);
static inline struct str
page_run_moved(struct str text, const struct repeat *again)
{
    return text.n == 0 ? text : (struct str){again->room + (text.p - again->run->text.p), text.n};
}
/* The repeat that begins at node when it is the one at *at, which then moves on; NULL for none. */
static inline struct repeat *
page_run_at(const struct tree *t, uint32_t *at, uint32_t node)
{
    return *at < t->repeat_n && t->repeat[*at].node == node ? &t->repeat[(*at)++] : NULL;
}

/* Attributes that lead somewhere. */
#define PAGE_LEADS                                                                                           \
    (ATTR_BIT(ATTR_HREF) | ATTR_BIT(ATTR_ONCLICK) | ATTR_BIT(ATTR_ONMOUSEDOWN) | ATTR_BIT(ATTR_ONLOAD) |     \
     ATTR_BIT(ATTR_DATA_HREF) | ATTR_BIT(ATTR_DATA_URL) | ATTR_BIT(ATTR_DATA_LINK) |                         \
     ATTR_BIT(ATTR_DATA_FILE) | ATTR_BIT(ATTR_DATA_PDF))

/* page_links.c */
/* May an element have links? */
bool page_links_may_have(const struct node *n);
void page_links_find(struct reader *r);
/* Is it a link of which it is known that it comes to the same wherever on the site it stands? */
bool page_links_is_known(const struct reader *r, uint32_t node);
/* url, fragment and followable of a raw address as written at this page; false: no address worth keeping. */
bool page_links_resolve(struct reader *r, struct str raw, struct link *out);
/* Keep a link that stands at node; its url may be raw text already resolved by page_links_resolve. */
void page_links_add(struct reader *r, uint32_t node, struct link link);
/* Resolve raw and keep it. */
void page_links_put(struct reader *r, uint32_t node, enum link_kind kind, struct str raw, struct str text);

/* page_script.c: literal addresses in handlers and closed scripts. */
typedef void page_script_each(void *ctx, struct str address, struct str words);
/* Addresses in the text of an onclick or a javascript: address; any_literal: else every quoted text that
 * looks like one. */
void page_script_handler(struct reader *r, struct str code, bool any_literal, page_script_each *each,
                         void *ctx);
/* Addresses that a script hands to document.write, window.open and location.  names: variables of earlier
 * scripts. */
void page_script_text(struct reader *r, struct map *names, struct str code, page_script_each *each,
                      void *ctx);
/* Does a quoted text look like the address of a page or file? */
bool page_script_looks_like_address(struct str s);
/* Every quoted text of a script that looks like an address. */
void page_script_literals(struct reader *r, struct str code, page_script_each *each, void *ctx);

/* page_forms.c: forms, and the addresses of forms that offer only fixed choices. */
void page_forms_find(struct reader *r);

/* page_line.c: which blocks and links say something. */
void page_line_find(struct reader *r);
/* Does block i say only "download", a number, an address? */
static inline bool
page_line_is_weak(const struct reader *r, size_t i)
{
    return r->weak[i] == WEAK_YES;
}

/* page_row.c: rows, kinds of cells. */
void page_row_find(struct reader *r);

/* page_heading.c */
void page_heading_find(struct reader *r);
/* The id of what node opens on this page, as labels of tabs and accordions do; empty when it is none. */
struct str page_heading_opens(const struct tree *t, uint32_t node);

#endif
