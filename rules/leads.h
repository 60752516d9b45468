/*
 * Where each topic might be: links whose words name it, pages and parts of pages under its name, and what
 * those lead on to.  Entry, landing and deliverable are leads one behind the other.
 */
#ifndef OIT_RULES_LEADS_H
#define OIT_RULES_LEADS_H

#include "oit/document.h"
#include "rules/hosts.h"
#include "rules/site.h"

/* Which words name the topic, most trusted first. */
enum named_by {
    BY_TEXT,
    BY_TITLE,
    BY_HEADING,
    BY_ROW,
    BY_NEAR,
    BY_SECTION,
    BY_FILE,
    BY_PAPER, /* nothing that leads to it, only the document itself */
    BY_PARENT,
    BY_SITE,
    BY_LIKENESS, /* words that are only like the topic's: never more than a hint to look */
    BY_SIBLING,  /* the page of another part of the same item */
    BY_OPENING,  /* the first lines of an article that is called otherwise, of what news tells */
    BY_PICTURE,  /* the alternative text of a picture on a page that is called otherwise */
    BY_SIGNS, /* no words: what stands on a page shows what it is; a place to look at until that is known */
    BY_LINE,  /* the beginning of a line on a page that nothing else names */
    BY_NUMBER /* the item's number and no words: what lies there must say what it is */
};

#define ELEMENTS_MAX 16
#define PROSE_DOCUMENT_MIN 300 /* letters of text, of a page that stands in for a document */

/* What was seen of one element. */
struct element_facts {
    struct str quote;
    uint64_t seen;  /* which of its phrases, where several are asked for */
    uint32_t sheet; /* page of a document the quote stands on; 0 */
    enum met met : 8;
    bool refuted : 1; /* words against it stand there */
};

/* Of what was seen, what few pages have. */
struct facts_few {
    struct str empty_line; /* that says that there is nothing; empty */
    struct str account_url, form_url, chat_url;
    struct str picture_url; /* of the first picture that is not gone */
    struct str gone_url;    /* of the first that is */
};

/* What was seen on a page or a part of it, for one topic. */
struct facts {
    uint32_t prose; /* letters outside links */
    uint32_t rows;  /* table rows with more than one cell filled */
    uint32_t images, forms, external_forms, accounts, chats, contacts, boards;
    uint32_t documents; /* links to files */
    uint32_t articles;  /* own links with words of meaning to pages or files */
    uint32_t entries;   /* of these and of files, each target once where its links stand together */
    bool says_empty, says_none;
    bool silent;   /* says no word of what its topic is about */
    bool attached; /* says that what it announces lies in a file beside it */
    bool shut;     /* a link that offers something is dead: it is not to be had */
    bool none;     /* of a topic that this is the information of: a row says that there was none */
    bool named;    /* a line of a document is hardly more than the name of the topic */
    const struct element_facts *element; /* of each of the topic */
    uint32_t element_blank;              /* bit e: a column that shows element e was left blank */
    uint32_t element_files;              /* bit e: the words of a link to a file show element e */
    uint64_t file_years;                 /* stated by the words of links to files, as years below */
    uint32_t undated_files;              /* whose words state none */
    uint32_t silent_files;               /* whose words tell neither an element nor a topic */
    uint64_t years;                      /* bit y-2530: fiscal year y is stated */
    uint64_t day_years;                  /* the same for dates with a day */
    uint64_t row_years;                  /* of the rows of its tables that begin with a year */
    uint16_t
        row_months[2];    /* months that rows or lines begin with, of the target year and of the one before */
    uint16_t months;      /* of the target fiscal year: bit m-1 */
    uint16_t part_months; /* of the year asked for, that papers side by side state beside the topic's name */
    const struct wording *span; /* a line of its own on top of a page that says from when to when; NULL */
    const struct wording *said; /* a line of it that names the topic, or a year, and states a period; NULL */
    const struct wording
        *agency_line;            /* a line of it that names an agency, where it has hardly more text; NULL */
    uint32_t said_sheet;         /* page of a document it stands on */
    struct str quote;            /* words of the page that show best what it is */
    struct str shown;            /* as much of them as a reason tells */
    const struct facts_few *few; /* in each it took 0.6 MB of 2,000 pages */
};

struct lead {
    uint16_t topic;
    unsigned hops : 3;
    enum named_by by : 5;
    signed strength : 8;         /* 0..100 */
    uint32_t node;               /* where it leads, redirects followed */
    uint32_t asked;              /* the address as linked */
    uint32_t head;               /* site->head: only the part under this heading; NO_INDEX: all of it */
    uint32_t link;               /* site->link followed; NO_INDEX: the page names it itself */
    uint32_t parent;             /* lead it was found behind; NO_INDEX */
    const struct wording *words; /* that name the topic */
    const struct facts *facts;   /* of pages, after leads_inspect; NULL BY_SIGNS where there are none */
};

/* A part of the sum tells most that are passed on the way apart. */
struct lead_slot {
    uint32_t sum, number; /* of the lead + 1; 0: free */
};

struct leads {
    const struct site *site;
    const struct pack *pack;
    struct arena *arena, *scratch;
    struct arena *of_page, *of_lead; /* what is known of the page, and of the lead, that is looked at */
    struct map *quotes;              /* words that facts quote, by hash, and where they are kept once */
    struct lead *lead;
    size_t n, cap;
    struct lead_slot *slot; /* leads by where they lead, for leads_put() */
    size_t slots;
    struct groups by_node, by_topic; /* after leads_build() */
    size_t *topic_count;             /* of leads, without those BY_SIGNS */
    bool *unnamed;                   /* of each topic: nothing on the site's pages named it */
    bool *sought, *named;          /* of each topic: its signs are looked for; words name it; leads_signs.c */
    uint16_t *asked;               /* per topic: one more than the item that asks for it, 0 for none */
    bool *menu_target;             /* per node */
    uint16_t *hosts_of;            /* answers of leads.c, per node */
    uint8_t *link_by, *passes_on;  /* of naming.c and inheritance.c, per link */
    const uint64_t **against;      /* the same: topics that a link's words are against, or NULL */
    struct phrases_choice *others; /* what each topic says is not its text */
    const uint64_t **headed;       /* topics by whose word a node's heading is of something else; leads.c */
    int target_year;               /* pack's fiscal year */
    int8_t *ago;                   /* of each topic: how many years before it the year asked for is */
    /* vocabulary */
    const struct phrases *contacts, *empty, *promises, *counters, *agencies, *blanks, *nones;
    struct hosts *hosts;
};

void leads_init(struct leads *l, const struct site *s, const struct pack *p);
/* How much a name is worth, by which words tell it; of leads. */
int leads_strength(enum named_by by);
/* In words: a gettext message id. */
const char *leads_named_by(enum named_by by);
/* Find them; needs the site's two passes. */
void leads_build(struct leads *l);
/* Third pass: look at one page for all its leads. */
void leads_inspect(struct leads *l, uint32_t node, const struct page *page);
/* The same with the text of a document. */
void leads_inspect_document(struct leads *l, uint32_t node, const struct document *d);
/* Before that, of one that nothing names: does it show what nothing names? */
void leads_seek_in_document(struct leads *l, uint32_t node, const struct document *d);
/* leads_like.c: places whose words are nearly those of a topic that nothing names exactly. */
void leads_by_likeness(struct leads *l);
/*
 * leads_kin.c: places that bear the name of a topic that the pack calls kin to one that nothing names; the
 * same of what a document calls itself, in the third pass.  By likeness: never more than for a person to see.
 */
void leads_by_kin(struct leads *l);
bool leads_by_kin_paper(struct leads *l, uint32_t node, uint32_t link, const struct wording *line);
/*
 * leads_paper.c: a document that was fetched and that no words of its own lead to; and, once the third pass
 * has begun and its first lines are known, what it calls itself, beside what links call it and behind the
 * name of whose it is (own; may be empty).  True when that is a topic's name that nothing told: it has a lead
 * then.
 */
bool leads_is_stray(const struct leads *l, uint32_t node);
bool leads_by_paper(struct leads *l, uint32_t node, struct str own);
/* The same of a document that shows what nothing names.  False where it is none of it, by its own words or
 * the link's. */
bool leads_by_shown(struct leads *l, uint32_t node, size_t topic);
/* leads_signs.c: pages that may show what it is, of topics that nothing names. */
void leads_by_signs(struct leads *l);
/* Order them anew by where they lead and by topic. */
void leads_group(struct leads *l);
/* leads_number.c: places that an index of the year links by the number of an item alone. */
void leads_by_number(struct leads *l);
/* Does the index that links it say itself that it is that of the checklist's year?  Of leads BY_NUMBER. */
bool leads_numbered_for(const struct leads *l, const struct lead *lead);
/* Does any lead end there? */
bool leads_want(const struct leads *l, uint32_t node);
/* Texts that it keeps stay; nothing else is asked of it any more. */
void leads_rest(struct leads *l);
void leads_clear(struct leads *l);

/* Does it name a topic that this checklist asks for? */
bool leads_names_asked(const struct leads *l, const struct wording *w);
/* May a line be about the topic?  Not where it names only other items of the checklist. */
bool leads_may_mean(const struct leads *l, const struct wording *w, size_t topic);
/* Does the text hold words against the topic? */
bool leads_against(size_t topic, const struct wording *w);
/* Does the row of a link without words of its own?  Others may share the row. */
bool leads_row_against(size_t topic, const struct site_link *k);
/* The page speaks of another topic in its own title and heading and never of the lead's. */
bool leads_about_another(const struct leads *l, const struct lead *lead);
/* Elements that the words of a lead's link name, of a topic whose elements are published apart: as bits. */
uint32_t leads_parts(const struct leads *l, const struct lead *lead);
bool leads_is_document(const struct node *n);
/* Does a page list items, so that its own name is none of theirs? */
bool leads_is_index(const struct leads *l, uint32_t node);
/* Does it call itself a list of the assessment's items? */
bool leads_is_called_index(const struct node *n);
/* Of which kinds is a node's host, as bits?  Asked for every topic that reaches it, and known from then on.
 */
unsigned leads_hosts(const struct leads *l, uint32_t node);
/* Is it one of nobody's? */
bool leads_nobodys(const struct leads *l, uint32_t node);
/* Is an address of one of these kinds of hosts (bits)? */
bool leads_host(const struct leads *l, struct str url, unsigned kinds);

#endif
