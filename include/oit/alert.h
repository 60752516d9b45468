/*
 * What somebody is told about sites, and nothing else is: something got worse, recovered, is still so, or is
 * coming near.  Found by cli/alert_look.c from the site files, decided by alert/matter.c, written by report/.
 */
#ifndef OIT_ALERT_H
#define OIT_ALERT_H

#include "oit/scorecard.h"

/* X(code, word in the configuration and in webhooks, text) */
#define MATTERS(X)                                                                                           \
    X(ITEM, "item", N_("an item of the checklist"))                                                          \
    X(UNREACHABLE, "unreachable", N_("the website cannot be read"))                                          \
    X(ROBOTS, "robots", N_("robots.txt keeps the program out"))                                              \
    X(HACKED, "hacked", N_("the website looks hacked"))                                                      \
    X(CERTIFICATE, "certificate", N_("the certificate of the website ends soon"))                            \
    X(DATE, "date", N_("a date of the assessment is near"))                                                  \
    X(RULES, "rules", N_("verdicts moved because the rules changed, not the website"))

#define ALERT_EVENTS(X)                                                                                      \
    X(NONE, "none", "")                                                                                      \
    X(BEGAN, "began", N_("got worse"))                                                                       \
    X(WORSE, "worse", N_("got worse again"))                                                                 \
    X(STILL, "still", N_("is still so"))                                                                     \
    X(ENDED, "ended", N_("recovered"))

#define X(code, name, text) MATTER_##code,
enum matter_kind { MATTERS(X) MATTER_KIND_COUNT };
#undef X
#define X(code, name, text) EVENT_##code,
enum alert_event { ALERT_EVENTS(X) ALERT_EVENT_COUNT };
#undef X

const char *matter_name(enum matter_kind k);
const char *matter_text(enum matter_kind k); /* English, a gettext message id */
/* MATTER_KIND_COUNT when unknown. */
enum matter_kind matter_of_name(struct str name);
const char *alert_event_name(enum alert_event e);
const char *alert_event_text(enum alert_event e);
/* ALERT_EVENT_COUNT when unknown. */
enum alert_event alert_event_of_name(struct str name);

/* What happens on the day of a date. */
enum date_side { DATE_ENDS, DATE_BEGINS, DATE_ON };
#define DATE_NEAR 7 /* days before which nothing but an end is told */

/* One thing to tell.  Texts that differ by language are kept in both: [LANG_TH], [LANG_EN]. */
struct finding {
    enum matter_kind kind;
    enum alert_event event;
    struct str site;    /* name of its file without the ending */
    struct str subject; /* "item:O24": of the matter, one of its kind in a site */
    int episode, n;     /* how often the matter began, and how often this event was told since */
    int64_t id;         /* in alerts.db, once it is there */
    struct str item, topic, name[2], owner;
    enum verdict from, to; /* of an item; VERDICT_COUNT otherwise */
    struct str reason[2];  /* why, a sentence; may be empty */
    struct str fix[2];     /* what to do; may be empty */
    struct str place;      /* address to look at; may be empty */
    int gain;              /* hundredths of a point at stake, 0 when not known */
    const char *what;      /* of a date: English, a gettext message id; NULL */
    struct date day;       /* of a date or a certificate's last day */
    int days;              /* until then */
    enum date_side side;   /* of a date */
    size_t count;          /* of verdicts that moved, or of open items before a date */
};

/* A site that a notice speaks of. */
struct notice_site {
    struct str name, agency, host, url; /* name as in finding.site */
    struct str seen;                    /* when it was visited, ISO 8601 */
    struct str link;                    /* of its report; may be empty */
    struct str pack[2];
    bool scored, readable;
    int low, high;
    bool compared; /* by the same rules, with the last visit before what is told began */
    int before_low, before_high;
    size_t open; /* items to mend */
};

/* What one recipient is told at once. */
struct notice {
    enum lang lang;
    struct str day;      /* ISO 8601 */
    struct str attached; /* names of the files that go with it, for a sentence; may be empty */
    const struct finding *const *finding; /* of a site together, sites in their order */
    size_t finding_n;
    const struct notice_site *site; /* those spoken of, in the order of finding */
    size_t site_n;
};

#endif
