/*
 * Every distinct short text of a site (link words, headings, titles, rows) read once: which topics it names,
 * which periods it states, whether it carries meaning at all.  Lives as long as its book.
 */
#ifndef OIT_RULES_WORDING_H
#define OIT_RULES_WORDING_H

#include "base/dates.h"
#include "rules/match.h"

#define WORDING_TOPICS 6
#define WORDING_BEGIN                                                                                        \
    24 /* bytes of normal form: a period of a shared wording is told to begin among them, or not */

enum wording_flag {
    WORDING_WEAK = 1,          /* "open", "download", an address: says nothing about its target */
    WORDING_INDEX = 2,         /* names an index page of the assessment itself */
    WORDING_ABOUT = 4,         /* news, training or results of the assessment: no evidence */
    WORDING_OTHER_KIND = 8,    /* a school, a health office, a ministry, another instrument */
    WORDING_EMPTY = 16,        /* says that there is nothing (yet) */
    WORDING_NONE = 32,         /* says that there was nothing to report: a disclosure */
    WORDING_UNJUDGED = 64,     /* a pattern reached its limit */
    WORDING_BOARD = 128,       /* a board where visitors write */
    WORDING_SEARCH = 256,      /* search results, tag lists */
    WORDING_BACK = 512,        /* leads back or home, never on */
    WORDING_STEPS = 1024,      /* speaks of a file that shows how to navigate */
    WORDING_HOME = 2048,       /* leads to the front page */
    WORDING_CRITERIA = 4096,   /* the criteria's own text, copied beside an item */
    WORDING_UNFINISHED = 8192, /* a draft, or a form to be filled in */
    WORDING_SURVEY = 16384,    /* a questionnaire */
    WORDING_STATE = 32768,     /* a body of the state, and nothing else */
    WORDING_ATTACHED = 65536   /* what it speaks of lies in a file beside it */
};

/* On a link: what lies there is nothing that is asked for. */
#define WORDING_ASTRAY (WORDING_ABOUT | WORDING_OTHER_KIND | WORDING_SEARCH | WORDING_BACK)

/* What the agency says of a text once the site's own name is known. */
enum wording_others { OTHERS_NOT_ASKED, OTHERS_NOT_NAMED, OTHERS_NAMED };

struct wording_topic {
    uint16_t topic; /* index into catalog->topic */
    bool label;
    bool half; /* it is named by a topic that is its part of the year */
    uint8_t tier;
    uint32_t from, to; /* of the normal form */
};

/* A site has sixty to a page. */
struct wording {
    struct str text;
    union {
        struct wording_book *book;
        const char *bars; /* with `barred`; ask wording_shown() */
    };
    const struct wording_topic *topic; /* longest name first, at most WORDING_TOPICS */
    const struct period *period;
    const uint64_t *against; /* topics that it holds words against, as bits; NULL: none */
    uint8_t topic_n, period_n;
    bool plain; /* periods are those of running text: none was read out of the name of a file or a lone month
                 */
    uint8_t item; /* number of a checklist item the text begins with, 0 for none */
    uint32_t flags;
    uint16_t about_at; /* where in the normal form the assessment is spoken of */
    uint16_t meaning;  /* characters left when periods, numbering, agency and weak words are taken off */
    uint16_t quoted;   /* ask wording_quote() */
    bool unlike : 1;   /* leads_like.c found it like the name of no topic */
    bool barred : 1;
    bool shared : 1;    /* stands for many texts and has none; see wording_gist() */
    bool complete : 1;  /* `against` was asked too */
    uint8_t others : 2; /* agency.c: does it name another one? enum wording_others */
};

struct aside;
struct wording_book;

/* What is read of a text: not all of one that is far longer than any name. */
struct str wording_part(struct str text);
/* aside: for letters; lives as long. */
struct wording_book *wording_book_new(const struct catalog *c, struct aside *aside);
void wording_book_free(struct wording_book *b);
/* What names a half of a topic of the pack names that topic from now on, unless the pack asks for the half.
 */
void wording_book_take(struct wording_book *b, const struct pack *p);
/* Never NULL; the same text gives the same pointer. */
const struct wording *wording_of(struct wording_book *b, struct str text);
/* A wording, and where the letters of the text of a shared one are kept; 0 where they are not. */
struct gist {
    const struct wording *words;
    uint32_t letters;
};

/* What is read of a text that need not be kept: where it names nothing and could not be taken for a number,
 * the wording is shared, has no text, and tells two such texts apart by nothing but what was read of them. */
const struct wording *wording_gist(struct wording_book *b, struct str text);
/* It is going to be asked for, behind another: what is remembered of it is fetched meanwhile. */
void wording_expect(const struct wording_book *b, struct str text);
/* The same where its letters are kept, by which it may be found like a name. */
struct gist wording_gist_letters(struct wording_book *b, struct str text);
struct str wording_letters(const struct wording_book *b, uint32_t letters);
/* They were asked for the last time. */
void wording_forget_letters(struct wording_book *b);
/* Few texts will be asked for from now on. */
void wording_rest(struct wording_book *b);
/* That of its own of a text which a shared one stood for; the text lives as long as the book. */
const struct wording *wording_whole(struct wording_book *b, const struct wording *gist, struct str text);
/* The same for a while; w itself when it is not shared. */
const struct wording *wording_with(const struct wording *w, struct arena *a, struct str text);
/* What was read of a text already and is remembered, with the text, which lives no longer than the arena and
 * what was given; NULL. */
const struct wording *wording_known(const struct wording_book *b, struct str text, struct arena *a);
/* Of one that was not, is at hand, and need not be kept, without `against`; may live no longer than the text,
 * its arena and the book do.
 */
const struct wording *wording_look(struct wording_book *b, struct thai_text *t);
/* What wording_look() gave, to be kept as long as the book. */
const struct wording *wording_keep(struct wording_book *b, const struct wording *w);
/* Texts on which a pattern reached its limit, in the order they came; NULL behind the last. */
const struct wording *wording_unjudged(const struct wording_book *b, size_t i);
bool wording_names(const struct wording *w, size_t topic);
/* Is it named by what is only a part of its year? */
bool wording_names_half(const struct wording *w, size_t topic);
/* Is the topic one of a set of bits, or of none? */
static inline bool
wording_set_has(const uint64_t *set, size_t topic)
{
    return set != NULL && (set[topic / 64] >> topic % 64 & 1);
}

/* Does it state a day: "as of 31 March 2567"? */
bool wording_states_day(const struct wording *w);
/* Does it hold words against the topic? */
bool wording_against(const struct wording *w, size_t topic);
/* Does it hold one of the words of a list? */
bool wording_holds(const struct phrases *list, const struct wording *w);
/* The topic named longest, or SIZE_MAX. */
size_t wording_first_topic(const struct wording *w);
/* The whole of it for readers: the breaks between parts of a row as bars. */
struct str wording_shown(const struct wording *w);
/* The site's own words behind the name of a topic; the whole text when it is short. */
struct str wording_quote(const struct wording *w);
/* The same of a text of which nothing is read; in the arena where it has breaks. */
struct str wording_quote_text(struct str text, struct arena *a);

#endif
