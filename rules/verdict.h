/*
 * The judgement of one item: every lead is weighed, the best decides, and where nothing decides the
 * coverage says whether "missing" may be said at all.
 */
#ifndef OIT_RULES_VERDICT_H
#define OIT_RULES_VERDICT_H

#include "rules/agency.h"
#include "rules/delivery.h"
#include "rules/judge.h"
#include "rules/timing.h"

/* What a lead is worth, best first. */
enum grade {
    GRADE_PROVEN,
    GRADE_PARTIAL,
    GRADE_REVIEW,
    GRADE_STALE,
    GRADE_BLOCKED, /* could not look */
    GRADE_EMPTY,
    GRADE_DEAD,
    GRADE_FORBIDDEN,
    GRADE_ELSEWHERE,
    GRADE_ENTRY,  /* named, leads on, delivers nothing by itself */
    GRADE_REFUSED /* news about it, another agency, a search result */
};

#define DOUBTS_MAX 6

struct weighed {
    uint32_t lead;
    enum grade grade;
    enum delivery delivery;
    struct fitting fitting;
    uint32_t
        parts; /* bit e: the words of a link to a file name element e, of a topic whose elements lie apart */
    struct say decision;
    bool belied;   /* refused for what was read there, although the site's own words promise it */
    bool namesake; /* refused, and the document bears the name of another item */
    int confidence;
    struct say doubt[DOUBTS_MAX]; /* why the confidence is no higher */
    size_t doubt_n;
    enum met element[ELEMENTS_MAX]; /* of the pack item's elements */
};

/* Why things may be unread, for the whole run. */
struct unread {
    bool budget, home, much, index;
    enum problem why; /* an example of the gravest */
    struct str where; /* its address */
    size_t blocked;   /* pages that could not be read */
    size_t unnamed;   /* of these, that no link names for an item */
};

/* Where a visitor would look for an item. */
struct section {
    uint32_t link;   /* site->link, to a page that could be read; NO_INDEX */
    uint32_t unread; /* node that could not; NO_INDEX */
};

struct bench {
    const struct site *site;
    const struct leads *leads;
    const struct agency *agency;
    uint8_t *survey; /* one a node: does it lead to a questionnaire?  1: no, 2: yes, 0: nobody asked */
    const struct pack *pack;
    const struct pack_item *item; /* the one at hand */
    const struct judge_options *options;
    struct arena *arena; /* the scorecard's */
    struct unread unread;
    const struct section *section; /* one a part of the pack */
    size_t pages, documents;       /* looked at */
    size_t read;                   /* documents whose text was read */
    uint32_t *serves;              /* one a node: bit i, it proves part i of the item at hand; NULL */
    struct str *year;              /* years as texts, from BENCH_YEAR on; each lead speaks of some */
};
#define BENCH_YEAR 2500
#define BENCH_YEARS 100

void verdict_survey_unread(struct bench *b);
/* Could it not be looked at? */
bool verdict_is_unread(const struct node *n);
/* Decide one part of an item; fill result and append to the list of missing addresses. */
struct missing_list;
void verdict_decide(struct bench *b, const struct pack_part *part, struct item_result *result,
                    struct missing_list *missing);

/* Set bit in b->serves of every node that by itself proves a part: one paper for the whole is preferred. */
void verdict_mark_serving(struct bench *b, const struct pack_part *part, uint32_t bit);

/* A sentence with its arguments; id is a gettext message id. */
struct say verdict_say(const char *id, struct str one, struct str two);

/* What decides and is not there: the first two by name, the others by number. */
struct lacking {
    struct str text[2];
    size_t n;
};
void verdict_lacks(struct lacking *l, struct str text);
struct say verdict_say_lacking(struct arena *a, const struct lacking *l);

/* refuse.c: does it belong to something else, whatever it delivers?  Fills why. */
bool refuse_lead(const struct bench *b, const struct lead *l, struct say *why);

/* Do the site's own words promise it, and what was read there is another agency's or another thing? */
bool refuse_belied(const struct bench *b, const struct lead *l);

/*
 * Does a document that was read bear the name of other items only?  Where it lacks most of what this one
 * asks for, it is theirs: a plan in place of its report.  Fills why.
 */
bool refuse_namesake(const struct bench *b, const struct lead *l, struct say *why);

/* weigh.c */
struct weighed weigh_lead(const struct bench *b, const struct pack_part *part, uint32_t lead);
/* A topic's element by its id, with its place among the seen ones; NULL for one that nothing recognises. */
const struct topic_element *weigh_element_of(const struct topic *t, struct str id, size_t *index);
/* Better first. */
int weigh_compare(const struct bench *b, const struct weighed *x, const struct weighed *y);

/* proof.c: evidence and elements of a weighed lead. */
void proof_fill(const struct bench *b, const struct pack_part *part, const struct weighed *best, size_t n,
                struct item_result *result);
/* The words that lead to it, as the site shows them. */
struct str proof_words(const struct bench *b, const struct lead *l);
/* The words that name its topic, in full. */
struct str proof_name(const struct lead *l);
/* Clicks from the home page to a page. */
struct strs proof_way(const struct bench *b, uint32_t node);
struct strs proof_path(const struct bench *b, const struct lead *lead);

/* missing.c */
struct missing_list {
    struct missing_url *v;
    size_t n, cap;
};
void missing_add(const struct bench *b, const struct pack_part *part, const struct item_result *r,
                 const struct weighed *w, size_t n, struct missing_list *list);
/* A person says that what we took for proof is none. */
void missing_overruled(const struct bench *b, const struct pack_part *part, const struct item_result *r,
                       struct missing_list *list);
/* A link that is called so and leads back: to the home page, or to the page it stands on; NO_INDEX. */
uint32_t missing_leads_back(const struct bench *b, const struct pack_part *part);
/* The page that lists papers of which none is the whole; NO_INDEX where a place stands for itself. */
uint32_t missing_listed_on(const struct bench *b, const struct pack_part *part, const struct weighed *w);
/* Does a row of an index name the item without a link? */
bool missing_is_named(const struct bench *b, const struct pack_part *part);
/* advice.c: what to do about an item that is not found; w are its n leads, best first.  Empty in
 * English where the topic has no fix text in it. */
struct str advice_of(const struct bench *b, const struct pack_part *part, const struct item_result *r,
                     const struct weighed *w, size_t n, enum lang lang);
/* What to do about two parts of an item, in a: what both begin with is said once. */
struct str advice_joined(struct arena *a, struct str one, struct str other);
/* The fix text for an item, its year filled in. */
struct str missing_expected(const struct bench *b, const struct pack_part *part, enum lang lang);

#endif
