/*
 * Topics, packs and vocabulary as loaded from YAML.  All complaints come at load, with file, line and
 * column; after that everything is read-only and shared.  Freed by catalog_free().
 */
#ifndef OIT_RULES_CATALOG_H
#define OIT_RULES_CATALOG_H

#include "base/err.h"
#include "oit/scorecard.h"
#include "rules/phrase.h"

enum topic_kind { TOPIC_CONTENT, TOPIC_DOCUMENT, TOPIC_SERIES, TOPIC_CHANNEL };

/* What may deliver a topic: bits of struct topic.accept. */
enum accept {
    ACCEPT_TEXT = 1,           /* text of a page of its own */
    ACCEPT_IMAGE = 2,          /* a picture on that page */
    ACCEPT_DOCUMENT = 4,       /* a file */
    ACCEPT_ARTICLES = 8,       /* a list of articles, notices or news */
    ACCEPT_FORM = 16,          /* a form on the site */
    ACCEPT_EXTERNAL_FORM = 32, /* a form at a form service (list form-hosts) */
    ACCEPT_ACCOUNT = 64,       /* the agency's account at a social network (list social-hosts) */
    ACCEPT_CHAT = 128,         /* a messenger or LINE account (list chat-hosts) */
    ACCEPT_CONTACT = 256,      /* telephone, e-mail or postal address in text */
    ACCEPT_BOARD = 512,        /* a board where visitors write (form or list of questions with answers) */
    ACCEPT_ELSEWHERE = 1024    /* a service that another site runs for the agency: for a person to see */
};

/* One thing an item must show, as the topic knows how to recognise it. */
struct topic_element {
    struct str id;
    struct phrases *seen;     /* any of them shows it */
    struct phrases *seen_not; /* any of these refutes it, may be NULL */
    struct phrases
        *each_of;        /* a part of the page that has one of these as a line must show it; may be NULL */
    bool image_may_show; /* a picture or scan may carry it: then unknown, not absent */
    bool every;          /* of several pages that show the thing together, each must show it */
    bool captions;       /* words that show it stand below pictures, which then show no other element */
    bool dated;          /* a line that states months, a quarter or a span of years shows it too */
    bool beyond_name;    /* a line that names the topic does not show it */
    int at_least;        /* how many different phrases must be seen, normally 1 */
    unsigned shown_by;   /* bits of enum accept: what delivers so shows the element by itself */
};

#define SIGNS_MAX 32
#define SIGNS_LIST_MAX 100

struct topic {
    struct str id, name, name_en, owner, fix, fix_en; /* fix_en: empty where nobody wrote it */
    enum topic_kind kind;
    unsigned accept; /* bits of enum accept */
    bool everywhere; /* may stand unnamed in the frame of every page: an address in the footer, an icon */
    struct phrases *names;      /* phrases and patterns: name the topic wherever they stand in a text */
    struct phrases *labels;     /* name it only as the whole text (menu word, heading, table row) */
    struct phrases *against;    /* a text with one of these does not name it, may be NULL */
    struct phrases *sections;   /* menu words under which a visitor would look for it, may be NULL */
    bool captions;              /* an element of it stands below pictures */
    bool none;                  /* that there was none is the information itself */
    bool beside;                /* may stand in full where another part of its item does, called after that */
    bool told;                  /* an event that news tells of: the first lines of a page may name it */
    struct phrases *other_text; /* lines with one of these are not its text, may be NULL */
    struct phrases *unless_shown; /* a paper that calls itself so is another thing, unless it shows what is
                                     asked for; NULL */
    struct phrases *about; /* what says none of these, in its title neither, is about something else; NULL */
    struct phrases *signs; /* a page that shows enough of them is it, whatever it is called; may be NULL */
    int signs_enough;      /* of them, the first included; 0: all */
    int signs_list;        /* so many dated articles in a list are signs enough; 0: no list is */
    bool signs_always;     /* a page that shows all that is asked is it though words name another */
    struct phrases
        *signs_rest; /* a page that shows all of them may hold what a named one lacks; may be NULL */
    bool apart; /* its elements are published apart, a file each: one that no file is named for is lacking */
    struct strs words; /* the first few names, for "we looked for" */
    const struct topic_element *element;
    size_t element_n;
    struct str file;
};

enum cover {
    COVER_NONE,
    COVER_YEAR,
    COVER_FULL_YEAR,
    COVER_FIRST_6_MONTHS,
    COVER_MONTHLY_6,
    COVER_SPANS,
    COVER_IN_FORCE,
    COVER_RECENT,
    COVER_NOT_OLDER /* what states no year will do; what states only years before the last one will not */
};

struct pack_element {
    struct str id, text, text_en; /* id "period" is judged by the engine from the period found */
    enum basis basis;
    unsigned not_for; /* bits of agency kinds (rules/agency.h) that need not show it */
};

#define KIN_MAX 4

/* A few topics that an item names beside its own. */
struct topic_list {
    const struct topic *topic[KIN_MAX];
    size_t n;
};

/* One kind of information that an item asks for; most items ask for one. */
struct pack_part {
    size_t number; /* in pack.part */
    size_t item;   /* index into pack.item */
    const struct topic *topic;
    int year_offset; /* 0 the pack's fiscal year, -1 the year before */
    enum cover cover;
    enum basis period_basis;
    const struct pack_element *element;
    size_t element_n;
    struct topic_list kin;    /* what bears their names may hold a part of it */
    struct topic_list halves; /* what bears their names is it, for a part of the year */
};

struct pack_item {
    struct str id, name, name_en;
    size_t sub;                   /* index into pack.sub */
    unsigned not_for;             /* bits of agency kinds it does not apply to */
    const struct pack_part *part; /* in pack.part; found when all are */
    size_t part_n;                /* at least 1 */
};

struct pack_sub {
    struct str id, name, name_en;
    size_t indicator; /* index into pack.indicator */
};

struct pack_indicator {
    struct str id, name, name_en;
};

struct pack_level {
    struct str name, name_en;
    int min_total, min_each; /* hundredths; min_each 0 when only the total counts */
};

struct calendar {
    const struct calendar_entry *entry;
    size_t n;
};

struct pack {
    struct str id, name, name_en, file;
    struct sha256 sha256; /* of the file */
    int fiscal_year;
    bool scored;
    const struct pack_indicator *indicator;
    size_t indicator_n;
    const struct pack_sub *sub;
    size_t sub_n;
    const struct pack_item *item;
    size_t item_n;
    const struct pack_part *part; /* of all items, in their order */
    size_t part_n;
    const struct pack_level *level; /* best first */
    size_t level_n;
    int weight_iit, weight_eit, weight_oit; /* per cent */
    struct str rating_note;
    struct calendar calendar;
};

struct lexicon;
struct match_index;
struct topic_examples;

struct catalog {
    struct arena *arena;
    struct lexicon *lexicon;               /* all phrases of all sets */
    const struct match_index *index;       /* which topics a phrase may name */
    const struct topic_examples *examples; /* of topic[i], for catalog_test and catalog_check */
    const struct topic *topic;             /* sorted by id */
    size_t topic_n;
    const struct pack *pack; /* sorted by id */
    size_t pack_n;
    struct map *list;  /* vocabulary: name -> struct phrases */
    struct sha256 sum; /* of all files it was loaded from, as they were then */
};

/* Directories in order; each may hold topics/, packs/, vocabulary.yaml. Later files replace topics and packs
 * of the same id. */
struct catalog *catalog_load(const char *const *dir, size_t dir_n, struct err *e);
/*
 * Compile every pattern as most texts ask for it now, not when a text first asks for it, for a process of
 * which many are copied: each of them would compile the same ones, which is 6.1 M instructions and 0.4 MB of
 * a site.
 */
void catalog_compile(const struct catalog *c);
void catalog_free(struct catalog *c);
const struct topic *catalog_topic(const struct catalog *c, struct str id);
/* id "oit-2566" or year "2566"; NULL when there is none. */
const struct pack *catalog_pack(const struct catalog *c, struct str id_or_year);
/* The newest pack that may be scored. */
const struct pack *catalog_default_pack(const struct catalog *c);
/* A named word list of vocabulary.yaml; an empty list when it does not exist. */
const struct phrases *catalog_list(const struct catalog *c, const char *name);
/* Name of the list that says what a word in braces of a fix text is called, "say-head"; "-KIND" behind it
 * makes it that of a kind of agency. */
struct str catalog_say_list(struct arena *a, struct str word, enum lang lang);

/* Runs every topic's examples; calls fail for each that goes wrong. Returns how many were run. */
typedef void catalog_fail(void *ctx, struct str file, int line, struct str topic, struct str example,
                          const char *why);
size_t catalog_test(const struct catalog *c, catalog_fail *fail, void *ctx, size_t *failed);
/* Linter: phrases shared by topics, shadowed ones, too short ones, items without topic elements ... */
size_t catalog_check(const struct catalog *c, catalog_fail *complain, void *ctx);

#endif
