/*
 * What every command needs: the program's shared files, the rules, a site file, and its judgement.
 * Made by session_open(), freed by session_close(); everything it hands out lives as long.
 */
#ifndef OIT_CLI_SESSION_H
#define OIT_CLI_SESSION_H

#include "cli/options.h"
#include "oit/scores.h"
#include "rules/catalog.h"
#include "rules/judge.h"
#include "rules/platform.h"
#include "store/store.h"

struct inherited;
struct url;

/* A sum over all that a result rests on, and how many rows had been changed then; -1: none was taken. */
struct sum_taken {
    struct sha256 of;
    int64_t changes;
    bool unread; /* a document that the next judgement would try to read again */
};

struct session {
    const struct options *o;
    struct arena *arena;
    struct catalog *catalog;
    const struct pack *pack;
    struct store *store;
    struct judge *judge; /* of the last judgement: the card's texts are its; NULL behind recall_rest() */
    const char *path;    /* of the site file that session_open_file opened */
    struct run run;
    struct date as_of;
    const struct scores *scores; /* of --scores, after session_load_rules; NULL: none was given */
    struct readings *readings;   /* of commands that may read documents; NULL: what was read is used */
    bool reading_cut;            /* a budget left documents unread */
    size_t content;              /* pages of the run that show something of the site; after session_judge */
    bool recalls;                /* what judging came to before may be used, so that judge may stay NULL */
    bool keeps;                  /* what judging comes to is stored by recall_keep() */
    struct buf noted;            /* it, and what it rests on beside the file */
    struct judge_options judged;
    int recognised;
    struct sum_taken sum; /* what it rests on, by the file too */
};

/* Folder with rules/ and locale/: beside the program (../share/oit), or $OIT_SHARE. */
const char *session_share_dir(struct arena *a);
/* Folders of rules that count, in order; their number, 0 and e when one is not there. */
size_t session_rule_dirs(struct arena *a, const struct options *o, const char *dir[LIST_MAX + 2],
                         struct err *e);
/* Rules of all of them. */
struct catalog *session_catalog(struct arena *a, const struct options *o, struct err *e);

/* What is known of content systems and suppliers; freed by the caller. */
struct platforms *session_platforms(struct arena *a, const struct options *o, struct err *e);

void session_init(struct session *s, const struct options *o);
int session_load_rules(struct session *s, struct err *e);
/* What a copy of this process need not load again; lives as long as the session. */
void session_hand_down(const struct session *s, struct inherited *out);
/* Tell when the file of results says nothing of the year that is judged. */
void session_tell_scores(const struct session *s);
/* The pack asked for, or the default. */
int session_choose_pack(struct session *s, const char *id_or_year, struct err *e);
/*
 * Where no checklist was asked for: say which year's is taken when the day is of another, and when what was
 * judged before (a pack's name, may be empty) went by another, how "oit COMMAND OPERAND" goes on with that.
 */
void session_tell_list(struct session *s, struct str before, const char *command);
/*
 * Open FILE, choose run, pack and day from the last judgement unless told.  A bare name that is not here is
 * looked for where site files live; ".oit" need not be typed.
 */
int session_open_file(struct session *s, const char *path, enum store_mode mode, struct err *e);
/* Where session_open_file would look for it. */
const char *session_find_file(struct session *s, const char *path);
/* Judge as of this day, or where iso is no day, of that moment (Unix seconds). */
void session_choose_day(struct session *s, const char *iso, int64_t otherwise);
/* The website an operand names, with or without its scheme; in a. -1 and e when it is none that is visited.
 */
int session_website(struct arena *a, const char *written, struct url *out, struct err *e);
/* Of a file whose last visit was interrupted, or is going on. */
void session_tell_unfinished(const struct session *s);
/* Of a card of a visit that read nothing: how to get at the last one that did, if there is one. */
void session_tell_last_read(const struct session *s, const struct scorecard *card, const char *path);
/* Which of two operands is the FILE: the second, unless only the first is there. */
size_t session_which_file(const struct options *o);
/* Where site files live, there or not yet; empty when nothing says. */
struct str session_data_place(struct session *s);
/* Folder of site files, made when absent. */
struct str session_data_dir(struct session *s, struct err *e);
/* Judge session.run into card: the verdicts, and then what is told around them. */
int session_judge(struct session *s, struct scorecard *card, struct err *e);
int session_decide(struct session *s, struct scorecard *card, struct err *e);
int session_complete(struct session *s, struct scorecard *card, struct err *e);
void session_close(struct session *s);

#endif
