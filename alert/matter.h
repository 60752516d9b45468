/*
 * When something is told.  A matter is one subject of one site (an item, whether the site can be read, ...):
 * it is quiet, doubtful after one look that showed it worse, and told once it was seen so often enough.  A
 * look that could see nothing changes nothing.  No clock, no memory of its own: what it knows is in struct
 * matter, which store/ keeps.
 */
#ifndef OIT_ALERT_MATTER_H
#define OIT_ALERT_MATTER_H

#include "oit/alert.h"

#define LEVEL_UNKNOWN (-1)
#define LEVEL_GOOD 3 /* of an item, and of a site where all is well */

enum matter_phase { MATTER_QUIET, MATTER_DOUBTFUL, MATTER_TOLD, MATTER_PHASE_COUNT };

struct matter {
    enum matter_phase phase;
    int base;      /* level before it got worse: reaching it again is recovery */
    int level;     /* as last seen, LEVEL_UNKNOWN before the first sight */
    int told;      /* level at which it was told last */
    int looks;     /* in a row that showed it worse than base, or than told */
    int64_t since; /* Unix seconds of the first of them */
    int64_t day;   /* days since 1970 on which it was told last, reminders included */
    int episode;   /* how often it was told as begun */
    int told_n;    /* times told in this episode */
};

/* What was seen of it this time. */
struct look {
    int level;    /* higher is better; LEVEL_UNKNOWN: it could not be seen */
    bool again;   /* the same visit as at the look before: proves nothing twice */
    bool mute;    /* it counts, but nothing is told at it: the site's first, or not the newest */
    int64_t seen; /* Unix seconds */
    int64_t day;  /* today, in days since 1970 */
};

struct patience {
    int looks;      /* at which it must have been seen, at least 1 */
    int64_t wait_s; /* between the first and the last of them */
    int remind;     /* days between reminders, 0 for none */
};

/*
 * A matter never seen before.  What is bad at the first sight of an item is how it always was; a site that
 * cannot be read never is: its matters have good, the level where all is well.
 */
void matter_begin(struct matter *m, int good);
/* What this look makes of the matter, and what is to be told of it: EVENT_NONE mostly. */
enum alert_event matter_step(struct matter *m, const struct look *l, const struct patience *p);
/* Under changed rules the visit seen last would have shown this level: no doing of the site. */
void matter_rebase(struct matter *m, int level);
/* Level of an item's verdict; LEVEL_UNKNOWN where a person must look or nobody could. */
int matter_level(enum verdict v);
/* A level for days left: one lower for each of the n marks (falling) that is reached. */
int matter_level_of_days(int days, const int *mark, size_t n);

const char *matter_phase_name(enum matter_phase p);
/* MATTER_QUIET when unknown. */
enum matter_phase matter_phase_of_name(struct str name);

#endif
