/*
 * What the configuration says of alerts: who is told what, how, and how patient we are.  Made by
 * cli/alert_config.c; lives in one arena.  A secret is named here, never held.
 */
#ifndef OIT_ALERT_PLAN_H
#define OIT_ALERT_PLAN_H

#include "oit/alert.h"

#define PLAN_MARKS 8 /* days before a date, at most so many of them */

#define CHANNELS(X)                                                                                          \
    X(MAIL, "mail")                                                                                          \
    X(JSON, "json")                                                                                          \
    X(SLACK, "slack")                                                                                        \
    X(DISCORD, "discord")                                                                                    \
    X(TEAMS, "teams")                                                                                        \
    X(LINE, "line")

#define X(code, name) CHANNEL_##code,
enum channel { CHANNELS(X) CHANNEL_COUNT };
#undef X

const char *channel_name(enum channel c);
/* CHANNEL_COUNT when unknown. */
enum channel channel_of_name(struct str name);

/* Where a secret is: at most one of the three is not empty. */
struct secret {
    struct str file;
    struct str credential; /* a file in $CREDENTIALS_DIRECTORY, as systemd lends it */
    struct str env;        /* a variable of the environment */
};

enum mail_security { SECURITY_STARTTLS, SECURITY_TLS, SECURITY_NONE };

struct smtp {
    struct str host;
    int port;
    enum mail_security security;
    struct str user; /* empty: no AUTH */
    struct secret password;
    struct str ca_file, hello;
    int timeout_s;
};

struct recipient {
    enum channel channel;
    struct str id;      /* remembered under: the address in lower case, or "slack:office" */
    struct str address; /* of mail */
    struct str name;    /* to show, of mail; of a webhook the name it is remembered by */
    struct str url;     /* of a webhook */
    struct secret url_secret, secret;
    struct str user;    /* LINE: whom to push to */
    int lang;           /* enum lang; -1: the program's */
    struct strs sites;  /* file names or hosts; empty: all */
    struct strs items;  /* empty: all */
    unsigned kinds;     /* bits 1 << enum matter_kind */
    struct strs attach; /* names of report formats */
};

struct alert_plan {
    struct str from, from_name;
    struct smtp smtp;
    const struct recipient *to;
    size_t to_n;
    struct str list; /* SITES.csv whose owners are told of their own sites; may be empty */
    struct str link; /* of a report, {site} in it stands for the site; may be empty */
    int looks, wait_min, unreachable_looks, remind;
    int certificate[PLAN_MARKS], dates[PLAN_MARKS]; /* falling */
    size_t certificate_n, dates_n;
    bool hold; /* what may have been sent is not sent again */
};

/* The secrets that may be asked for, one by one, and what each is of (its key in the configuration); NULL
 * behind the last. */
const struct secret *plan_secret(const struct alert_plan *p, size_t i, const char **of);
/* Is the finding one for this recipient? */
bool plan_wants(const struct recipient *r, const struct finding *f, struct str host);

#endif
