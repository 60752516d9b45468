/*
 * The whole result of judging one run: what report/ writes and the only thing it knows.
 * Made by rules/ and completed by cli/ (site, run, coverage); lives in one arena.
 * Scores are hundredths of a point (9732 = 97.32), already rounded half up; NO_SCORE where there is none.
 */
#ifndef OIT_SCORECARD_H
#define OIT_SCORECARD_H

#include "base/dates.h"
#include "base/say.h"
#include "base/sha256.h"
#include "oit/document.h"
#include "oit/problem.h"
#include "oit/review.h"
#include "oit/verdict.h"

#define NO_SCORE (-1)

enum where { WHERE_LINK, WHERE_TITLE, WHERE_HEADING, WHERE_TEXT, WHERE_DOCUMENT, WHERE_FORM };
const char *where_name(enum where w); /* JSON word */

struct strs {
    const struct str *v;
    size_t n;
};

struct evidence {
    struct str url, final_url, found_on;
    struct strs path; /* link words from the home page, home page first */
    enum where where;
    struct str quote;  /* the site's own words, unnormalised */
    int page;          /* of a document, 0 when not known */
    int fiscal_year;   /* B.E., 0 when none stated */
    struct str period; /* the words that state it, or empty */
    int http_status;
    struct str content_type;
    struct sha256 sha256;
    int64_t fetched;
    struct str last_modified; /* ISO 8601, as the server stated it; or empty */
    bool bad_tls;             /* read although its server's certificate proves nothing */
    struct str by; /* role of the person whose word it is (then quote is theirs, fetched when they said so,
                      and final_url is empty where they named no address); empty: seen by the program */
};

struct element_result {
    struct str id, text; /* text: Thai, from the pack */
    enum met met;
    enum basis basis;
    struct say note; /* where it was seen or looked for; id NULL when nothing is to be said */
    const uint32_t *evidence;
    size_t evidence_n;
    struct str text_en; /* empty when the pack has none */
};

/* A place that was considered for an item, for `explain`; best first. */
struct candidate {
    struct str url, found_on; /* found_on is empty for a page that names the item itself */
    struct str words;         /* that name the item */
    const char *named_by;     /* which words these are: a gettext message id */
    int fiscal_year;          /* B.E., 0 when none is stated */
    struct say decision;
    bool taken;
    bool as_well;       /* would do as well as the one taken */
    bool together;      /* counts together with the one taken */
    struct str picture; /* that alone shows the thing there; empty */
};

/* A thing that has a name in both languages. */
struct named {
    struct str name, name_en; /* name_en: empty where there is none */
};

struct item_result {
    struct str id, topic, name, name_en, indicator, sub;
    enum verdict verdict, machine_verdict;
    struct say reason;           /* one sentence */
    int confidence;              /* per cent */
    const struct review *review; /* what a person has said, whether it stands or not; NULL */
    struct say machine_reason;   /* ours, where a person's verdict stands in its place; else id NULL */
    const struct say *doubt;     /* what takes from the confidence */
    size_t doubt_n;
    struct say settle;      /* what would decide an item that is open; id NULL when it is not */
    struct say asked;       /* what the checklist asks for: the year, and the part of it; id NULL when none */
    int gain_oit, gain_ita; /* hundredths of a point to be won (or at risk) by this item */
    const struct element_result *element;
    size_t element_n;
    const struct evidence *evidence; /* best first */
    size_t evidence_n;
    size_t looked_pages, looked_documents, looked_read; /* read: documents whose text was read */
    struct strs looked_words;
    struct str fix;           /* Thai, what to publish and where; empty when there is nothing to do */
    struct str fix_en;        /* empty where nobody wrote it */
    struct str owner;         /* unit usually in charge, from the topic; may be empty */
    const char *previous;     /* verdict word of the preceding visit, or NULL */
    const char *last_sure;    /* the same of the newest one before it that could tell, where that could not */
    const struct named *part; /* kinds of information that it asks for, when there are several */
    size_t part_n;
    const struct candidate *candidate;
    size_t candidate_n;
};

enum missing_problem {
    MISSING_DEAD,
    MISSING_EMPTY,
    MISSING_OLD,
    MISSING_FORBIDDEN,
    MISSING_ELSEWHERE,
    MISSING_NO_LINK
};
const char *missing_name(enum missing_problem p); /* JSON word */
const char *missing_text(enum missing_problem p); /* English, a gettext message id */

/* Where the site promises a thing and does not deliver, or where it should be. */
struct missing_url {
    struct str item, url;
    enum missing_problem problem;
    int status; /* HTTP status seen, 0 when not asked */
    struct str found_on, words;
    struct str expected, expected_en; /* what should be there; in English empty where nobody wrote it */
};

struct sub_score {
    struct str id, name, name_en;
    int low, high;
    struct strs items;
};

struct indicator_score {
    struct str id, name, name_en;
    int low, high;
    const struct sub_score *sub;
    size_t sub_n;
};

struct coverage_problem {
    struct str url;
    enum problem problem;
    struct str detail;
};

struct coverage {
    uint64_t discovered, fetched, not_modified, failed, documents, documents_read;
    /* The other documents: those that did not come, and by what kept the text of the rest back. */
    uint64_t documents_failed, documents_unread[DOCUMENT_STATE_COUNT];
    uint64_t bad_tls; /* of those read: pages and documents of servers whose certificate proves nothing */
    uint64_t skipped_robots, skipped_limit, skipped_off_site, skipped_trap, skipped_type;
    struct strs hosts;
    const struct coverage_problem *problem;
    size_t problem_n;
    uint64_t problem_more; /* beyond LIMIT_PROBLEMS */
};

/* One earlier visit, oldest first, for the trend. */
struct history {
    struct str as_of;
    int low, high;
    int64_t run; /* number of the visit, 0 when not known */
};

/* The last visit that could read something, of a site that could not be read this time. */
struct last_read {
    struct str run_id, started; /* ISO 8601; both empty: there is none */
    int low, high;              /* NO_SCORE where this checklist was not asked then */
    int64_t since;              /* begin of the first visit that could not, Unix seconds; 0: this one */
};

/* A stretch of the assessment's calendar. */
struct calendar_entry {
    struct str id;        /* oit_window */
    const char *text;     /* English, a gettext message id; NULL for one we have no words for */
    struct date from, to; /* first and last day */
};

/* What the caller's policy says of the result (--fail-under, --fail-on); set by cli/ before it is written. */
enum standing {
    STANDING_MET,    /* met, or none was asked for */
    STANDING_BROKEN, /* not met for certain */
    STANDING_OPEN    /* hangs on what could not be judged, or the visit is not complete */
};

struct scorecard {
    struct str tool_version;
    struct str site_url, site_host, agency, agency_kind; /* agency: as the site names itself, may be empty */
    struct str run_id, started, finished, as_of;         /* ISO 8601 */
    bool complete;
    struct str pack_id, pack_sha256, pack_name, pack_name_en;
    int fiscal_year;
    bool scored;
    struct coverage coverage;
    int low, high, potential;
    int iit, eit, ita_low, ita_high; /* NO_SCORE unless IIT and EIT were given */
    int points_iit, points_eit, points_low,
        points_high;        /* of the total, each by its weight; low, high: OIT */
    struct str level;       /* of the ITA total, empty unless known */
    struct say rating_note; /* why no level, or under which rules */
    const struct indicator_score *indicator;
    size_t indicator_n;
    const struct item_result *item;
    size_t item_n;
    const struct missing_url *missing;
    size_t missing_n;
    struct strs to_do; /* item ids, most gain first */
    const struct history *history;
    size_t history_n;
    struct last_read last_read;
    const struct calendar_entry *calendar;
    size_t calendar_n;
    const struct review *unused; /* statements of people about items that the pack does not have */
    size_t unused_n;
    enum standing standing;
    int limit; /* of --fail-under; 0 when none was asked for */
};

#endif
