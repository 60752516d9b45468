/*
 * One run of alerts: what the site files show, what of it is to be told, to whom, and the handing over.
 * Shared by the files that do it; made and freed by cmd_alert().
 */
#ifndef OIT_CLI_ALERT_H
#define OIT_CLI_ALERT_H

#include "alert/plan.h"
#include "cli/session.h"
#include "store/alert_db.h"

/* A report made for attaching. */
struct alert_report {
    struct str site, name; /* name: of its format */
    struct str bytes;
};

struct alert_file {
    struct str site, host;
    const char *path;
};

/* A site of the list: as it is called there, or left out on request. */
struct alert_named {
    struct str site, name;
    bool left_out;
};

struct alert_run {
    const struct options *o;
    struct alert_plan plan; /* recipients of the list included */
    struct session rules;   /* the rules, shared by all files */
    struct arena *arena;    /* of everything below */
    struct alert_db *db;
    struct str folder; /* of alerts.db */
    int64_t now;
    struct str day;    /* of the newest look */
    const char **path; /* of the site files to look at */
    size_t path_n, path_cap;
    struct alert_file *file; /* those that could be read */
    size_t file_n, failed_n;
    struct finding **finding;
    size_t finding_n, finding_cap;
    struct notice_site *site; /* those with findings */
    size_t site_n, site_cap;
    struct alert_report *report;
    size_t report_n, report_cap, report_bytes;
    size_t message_n, tried_n, sent_n, never_n; /* made, tried, sent and refused in this run */
    const struct alert_named *named;            /* of the list */
    size_t named_n, left_out_n;                 /* left_out_n: site files that were not looked at for it */
    size_t first_n;                             /* sites that were looked at for the first time */
    size_t relisted_n;                          /* sites that another checklist is asked of than before */
    struct str list_before, list_now;           /* of the last of them */
    size_t offline_n;  /* sites whose newest visit could ask nobody, for want of a network here */
    bool whole_folder; /* all files of a folder are looked at */
};

/* Look at one site file and note what is to be told; everything goes into the open transaction of run->db. */
int alert_look(struct alert_run *run, const char *path, struct err *e);
/* The recipients that the list of sites names, beside those of the configuration. */
int alert_owners(struct alert_run *run, struct err *e);
/* What the list says of a site, NULL when it does not. */
const struct alert_named *alert_named(const struct alert_run *run, struct str site);
/* Messages for all recipients from what was found. */
int alert_compose(struct alert_run *run, struct err *e);
/* Hand over what waits; again and again for at most wait_s seconds while something still does. */
int alert_send(struct alert_run *run, int64_t wait_s, struct err *e);
/* Can every secret be read that a message may ask for?  A rehearsal only tells of it. */
int alert_check_secrets(const struct alert_run *run, struct err *e);
/* Tell of items and sites that the configuration (its first `fixed` recipients) names and nobody knows. */
void alert_check_names(const struct alert_run *run, size_t fixed);
/* Let the site files know what was sent. */
int alert_note_sent(struct alert_run *run, struct err *e);

/*
 * Name that a site is remembered by: its file's, without the ending, with the folder where that lies below
 * base.
 */
struct str alert_site_name(struct arena *a, const char *path, struct str base);

#endif
