/*
 * A site as the judge sees it: every address of the run, how pages hang together, and which words and
 * links its pages share.  Built in two passes over the run; lives as long as the judge.
 */
#ifndef OIT_RULES_SITE_H
#define OIT_RULES_SITE_H

#include "base/buf.h"
#include "oit/fetch.h"
#include "oit/page.h"
#include "rules/groups.h"
#include "rules/tally.h"
#include "rules/wording.h"

#define SITE_ROW_BYTES 900  /* of a row read as context of its links */
#define SITE_INDEX_TOPICS 6 /* a page whose own links name so many topics is an index */

struct aside;
struct familiar;
struct familiar_link;
struct map;
struct paper;
struct runs;

/* An address and what came of it. */
struct node {
    struct str url, content_type, file_name;
    struct str last_modified; /* ISO 8601, or empty */
    struct sha256 sha256;
    int64_t fetched;
    int status;
    enum problem problem;
    enum content_kind kind;
    bool seen;           /* the run knows it; false: only linked to */
    bool is_page;        /* parsed; problem says what is wrong with it */
    bool bad_tls;        /* read although its server's certificate proves nothing */
    bool front;          /* a menu entry calls it the home page */
    bool recall;         /* a lead leaves it by a link whose words have no text yet */
    bool home, document; /* ask site_is_home(), leads_is_document(); after site_index() */
    struct str redirect_to;
    uint32_t first_edge, edge_n, in_degree;
    uint32_t final;      /* where its redirects end; itself otherwise */
    uint32_t parent;     /* page before it on the shortest way from the home page, NO_INDEX for none */
    uint32_t distance;   /* clicks from the home page, UINT32_MAX when no way was seen */
    uint32_t click_edge; /* that way's last step, until its words are known */
    struct str click;    /* words clicked on the parent; of a page, after the second pass */
    const struct wording *title, *heading; /* of its own, NULL when it only repeats the site's */
    const struct wording
        *subject; /* a line under the heading that names a topic: what an article is about, or NULL */
    uint32_t first_link, link_n;   /* own links, in site->link */
    uint32_t first_own, own_n;     /* of all its links: whether they are, in site->own_link */
    uint32_t first_block, block_n; /* what was noted of its blocks, in site->own_block; site_own_blocks() */
    const char *block_key;         /* their keys, eight bytes each; until site_connect() */
    uint32_t first_head, head_n;   /* own headings, in site->head */
    const struct paper *paper;     /* what the document says, once it was read; NULL */
    uint32_t topics_linked;        /* distinct topics its own links and rows name */
};

/* A link as the first pass saw it; the second need not look up again what it says and where it leads. */
struct edge {
    uint32_t to;   /* node */
    uint32_t link; /* of its page */
    struct gist words;
};

/*
 * A link that belongs to one page, or a menu entry (kept once for all pages).  Its words, row and the line
 * before it may be shared wordings, which have no text: a link that a lead follows gets those that may be
 * shown in the third pass (recall.h).
 */
struct site_link {
    uint32_t from, to;                                 /* nodes */
    const struct wording *text, *row, *heading, *near; /* NULL when there is none */
    uint32_t letters;                                  /* of the text, where that is shared */
    uint32_t block, head;                              /* indexes into the page's blocks */
    uint8_t kind;                                      /* enum link_kind */
    bool menu : 1;
    bool same_row : 1; /* as the link before it: a row of the same text, or none */
    bool led : 1;      /* a lead follows it */
};

/* What is said of where a link leads: its words, or its row where they only say "open". */
static inline const struct wording *
site_link_said(const struct site_link *k)
{
    return k->text->flags & WORDING_WEAK && k->row != NULL ? k->row : k->text;
}

/* A heading of a page's own, or the label of a tab, whose pane may stand elsewhere. */
struct site_head {
    uint32_t block; /* index into the page's blocks */
    uint32_t from;  /* first block of its part of the page: itself, or the first of the pane */
    uint32_t until; /* first block no longer under it */
    const struct wording *words;
};

/* A line of an index that names a topic and links nothing; the words behind a picture that do. */
struct site_line {
    uint32_t node;
    const struct wording *words;
};

/* A way on that a visitor has and that is not gone here. */
enum click_way { CLICK_SCRIPT, CLICK_FORM, CLICK_ADDRESS };

struct site_click {
    uint32_t node;
    enum click_way way; /* only a script answers it, a form is sent, its address is none of the web */
    const struct wording *words;
};

struct site {
    const struct catalog *catalog;
    struct wording_book *book;
    struct arena *arena;
    struct aside *aside; /* what is said of links and was quoted: little of it is ever shown */
    struct map *by_url;  /* url -> node index */
    struct node *node;
    size_t node_n, node_cap;
    struct site_link *link;
    size_t link_n, link_cap;
    uint64_t *own_link; /* bits: which links of each page are its own; made in the second pass */
    size_t own_n, own_cap;
    uint32_t *target;        /* of each link, the node it leads to, redirects followed; after site_index() */
    struct groups by_target; /* links by the node they lead to, redirects followed; after site_index() */
    uint32_t *back;          /* links that lead back to their own page or home; after site_index() */
    size_t back_n, back_cap;
    struct site_head *head;
    size_t head_n, head_cap;
    struct site_line *line;
    size_t line_n, line_cap;
    struct site_line *picture;
    size_t picture_n, picture_cap;
    struct site_line *opening; /* first lines of articles that tell of an event */
    size_t opening_n, opening_cap;
    struct site_click *click;
    size_t click_n, click_cap;
    struct edge *edge; /* until site_index() */
    size_t edge_n, edge_cap;
    struct tally *blocks, *links, *titles;
    uint64_t *key; /* in the first pass: of what one page has */
    size_t key_cap;
    size_t block_n;            /* blocks of all pages that stand in no frame */
    uint64_t *own_block;       /* bits: which of them are their page's own; after site_connect() */
    struct familiar *familiar; /* links that several pages have */
    struct runs *runs;         /* what several pages have behind one another */
    struct map *menu;          /* menu entries already kept */
    size_t pages;              /* real pages seen */
    uint32_t repeated;         /* on so many a thing is part of what the site repeats; after site_connect() */
    uint32_t repeated_lines;   /* the same of lines of text */
    uint32_t home;             /* node, NO_INDEX when it was not read */
    struct str home_url;
};

/* beside: a file in whose folder what is seldom read may lie; NULL: in memory. */
void site_init(struct site *s, const struct catalog *c, struct str home, const char *beside);
/* Texts that it keeps stay; nothing else is asked of it any more. */
void site_rest(struct site *s);
void site_clear(struct site *s);

/* First pass: learn an address, its links and what it shares with other pages. */
void site_survey(struct site *s, const struct fetch *f, const struct page *page);
/* Between the passes: redirects, ways from the home page. */
void site_connect(struct site *s);
/* A file, by what is known of an address. */
bool site_is_file(const struct node *n);
/* After the second pass: which links lead to a page, and what each address is. */
void site_index(struct site *s);
uint32_t site_node(const struct site *s, struct str url);
/* The node of an address, made when it was not known. */
uint32_t site_node_for(struct site *s, struct str url);
/* The same of where a link leads. */
uint32_t site_node_of_link(struct site *s, const struct link *l);
/* The part of the title that the site does not repeat, the longest one; NULL when there is none. */
const struct wording *site_own_title(struct site *s, const struct page *page);
/* Menu, header or footer by its markup. */
bool site_frame_place(enum place place);
/* What a visitor reads on a link: its words, else its title. */
struct str site_link_words(const struct link *l);
/* The first block of the row that a link stands in, or of that run of its blocks which holds the link;
 * NO_INDEX. */
uint32_t site_row_begin(const struct page *page, const struct link *l);
/* Is the row that begins at a block that line and no more? */
bool site_row_is_line(const struct page *page, uint32_t at);
/* The blocks of one row from here on, its cells kept apart; false when it is too long to be one thing. */
bool site_row_text(const struct page *page, uint32_t at, struct buf *out);
/* A page's edge and the words of its link: of which node's way from home is it the last step? */
void site_note_click(struct site *s, uint32_t edge, struct str words);
/* Is this picture part of what the site repeats? */
bool site_repeats_image(const struct site *s, const struct image *i);
/* It was asked for, and no picture came: a visitor sees a broken frame.  One that was not is taken for whole.
 */
bool site_image_is_gone(const struct site *s, const struct image *i);
/* The home page, also under a second address. */
bool site_is_home(const struct site *s, uint32_t node);
/* Is nothing to be had at an address, redirects followed: not there, gone, a page that says so? */
bool site_is_dead(const struct site *s, uint32_t node);
/* Own content: not repeated, not in a menu, header or footer; of each block of a node's page. */
void site_own_blocks(const struct site *s, uint32_t node, const struct page *page, bool *own);
/* Of a link that the site knows by sight, or not (NULL); familiar.h. */
bool site_repeats_link(const struct site *s, const struct link *l, const struct familiar_link *k);
/* A link of the page that holds it; one to the page itself ("#") opens a menu or leads to its top. */
bool site_own_link(const struct site *s, const struct page *page, const struct link *l,
                   const struct familiar_link *k);
/* The same of each link of a node's page, as it was found in the second pass; kept (one a link, all NULL)
 * leads to those that were kept in site->link. */
void site_own_links(const struct site *s, uint32_t node, const struct page *page, bool *own,
                    const struct site_link **kept);
/* What the second pass found. */
void site_note_own_links(struct site *s, uint32_t node, const bool *own, size_t n);
/* Words from the home page to a node, home page first; at most max. */
size_t site_path(const struct site *s, uint32_t node, struct str home_word, struct str *out, size_t max);
/* The last part of an address, decoded, as words. */
struct str site_file_words(struct arena *a, struct str url);

#endif
