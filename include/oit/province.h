/*
 * Many sites of one list: what became of each, and the whole as the province's papers show it.
 * Made by cli/ from the list and the site files; lives in one arena.
 */
#ifndef OIT_PROVINCE_H
#define OIT_PROVINCE_H

#include "oit/scorecard.h"

#define SITE_STATES(X)                                                                                       \
    X(WAITING, "waiting", N_("not begun"))                                                                   \
    X(RUNNING, "running", N_("being visited"))                                                               \
    X(UNFINISHED, "unfinished", N_("begun, not finished"))                                                   \
    X(DONE, "done", N_("visited"))                                                                           \
    X(UNREADABLE, "unreadable", N_("could not be read"))                                                     \
    X(FAILED, "failed", N_("the visit failed"))                                                              \
    X(BAD_LINE, "bad_line", N_("the line of the list cannot be used"))                                       \
    X(EXCLUDED, "excluded", N_("left out on request"))

#define X(code, name, text) SITE_##code,
enum site_state { SITE_STATES(X) SITE_STATE_COUNT };
#undef X

const char *site_state_name(enum site_state s); /* JSON word */
const char *site_state_text(enum site_state s); /* English, a gettext message id */
/* SITE_WAITING when unknown. */
enum site_state site_state_of_name(const char *name);

/* What a site is built with: one firm's template, or software that each site sets up for itself. */
enum platform_kind { PLATFORM_NONE, PLATFORM_SUPPLIER, PLATFORM_SYSTEM };
struct platform {
    enum platform_kind kind;
    struct str id, name, name_en; /* id: the same for the same platform */
};
const char *platform_kind_name(enum platform_kind kind); /* JSON word */

/* What one visit came to, short enough to be kept beside hundreds of others. */
struct outcome {
    enum site_state state;
    struct str problem; /* JSON word of enum problem, or why the batch has no result; empty for none */
    struct str detail;  /* plain words */
    bool complete;
    struct str agency, pack_id, as_of;
    int64_t run;                                       /* its number in the site file */
    int64_t started, finished;                         /* Unix seconds */
    int low, high, potential, before_low, before_high; /* hundredths; before: the preceding visit */
    struct str verdicts; /* "O1=found O2=missing/found": behind the slash the preceding visit's */
    struct platform supplier, system; /* who made it, with which software */
    /* "O19=empty http://...": what its items lack and where, a line each; of a batch the shape of the address
     */
    struct str faults;
    struct str next; /* "O35 O37": items to do, most points for the work first; empty: not known */
};

/* Could the site not be asked because this machine had no network? */
bool outcome_offline(const struct outcome *o);
/* Is the visit over for this batch, whatever it came to? */
bool site_state_final(enum site_state s);

/* Where a site promises an item and does not deliver; shape: its address with numbers folded. */
struct site_fault {
    size_t item; /* of the province's items */
    enum missing_problem problem;
    struct str shape;
};

#define PROVINCE_TREND 6 /* batches whose scores a site shows, this one included */

/* One item of a site: of hundreds of sites no more than this is kept. */
struct province_item {
    const struct item_result *of; /* of the province's items: its names */
    enum verdict verdict;
    enum verdict before; /* of the preceding visit; VERDICT_COUNT: none */
    int gain_oit;        /* hundredths of a point to be won by it */
};

struct province_site {
    int line, duplicate_of; /* lines of the list; 0: of none */
    struct str url, name, kind, district, province, email;
    struct strs extra; /* a value for each of province.extra */
    struct str folder; /* below the folder of the papers; empty when there is none */
    bool has_result, has_report;
    struct outcome outcome;
    const struct province_item *item; /* item_n of them, or NULL when nothing was judged */
    struct strs to_do;                /* item ids, most gain first */
    struct strs next;                 /* the same, most points for the work first */
    const struct site_fault *fault;
    size_t fault_n;
    struct str excluded_by, excluded_why; /* of an excluded site, as the list says */
    bool fresh;                           /* not in the list of the night before */
    struct str last, since; /* of one that could not be read: when it could last, since when not; ISO 8601 */
    int last_low, last_high;
    struct str last_report;    /* file of the report of then in its folder; empty when there is none */
    int trend[PROVINCE_TREND]; /* certain scores of the newest batches that have one, oldest first */
    size_t trend_n;
};

/* A site that was in the list of the night before and is no more. */
struct province_gone {
    struct str url, name;
};

/* The batch before this one, compared over the sites that both have. */
struct province_night {
    struct str started, finished; /* ISO 8601; started is empty when there is none */
    const struct province_gone *gone;
    size_t gone_n;
};

struct province {
    struct str title;  /* file name of the list */
    struct strs extra; /* headings of columns we do not know */
    struct str tool_version, pack_id, pack_name, pack_name_en, as_of;
    int fiscal_year;
    bool scored;
    struct str started, finished;   /* ISO 8601 */
    bool complete;                  /* every line has its result */
    const struct item_result *item; /* names of the items of the checklist, without verdicts */
    size_t item_n;
    const struct province_site *site; /* one a line of the list, in its order */
    size_t site_n;
    struct province_night before;
};

#endif
