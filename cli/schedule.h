/*
 * A command that is to run by itself: when, where, as whom, and the texts that make a machine do it.
 * Made by cmd_schedule(); lives in its arena.
 */
#ifndef OIT_CLI_SCHEDULE_H
#define OIT_CLI_SCHEDULE_H

#include "alert/plan.h"
#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"
#include "cli/options.h"

enum schedule_way { BY_USER, BY_SYSTEM, BY_CRON };

struct schedule {
    struct arena *a;
    enum schedule_way way;
    struct str name;         /* letters, digits, - . _ */
    const char *exe;         /* this program */
    const char *const *word; /* the command and its words, as they are to be run */
    size_t word_n;
    const char *const *typed; /* the same as the user wrote them */
    size_t typed_n;
    enum schedule_day day;
    int hour, minute;           /* in Thailand; for cron: of the machine's clock */
    const char *folder;         /* where it runs; NULL: the service's own, below /var/lib */
    const char *user;           /* of a system service; NULL: one made for the run */
    const char *const *operand; /* of the command, words among word */
    size_t operand_n;
    const struct alert_plan *alerts; /* whom a scheduled "oit alert" tells; NULL for other commands */
    const char *config;              /* --config as the user wrote it before the command; NULL */
    const char *beside; /* site files beside which alerts are remembered; NULL: elsewhere, or no alerts */
    const char *data;   /* folder of site files a named user may write too; NULL when it lies in folder */
    struct credential *credential;
    size_t credential_n;
    enum lang lang;
};

/* A secret that systemd reads from a file as root and shows to the service alone (systemd.exec(5)). */
struct credential {
    struct str name;
    const char *path; /* in full */
};

/* Folder of a service whose user is made for each run. */
#define SCHEDULE_STATE "/var/lib/oit"
/* What a line or file of ours begins with, its name behind. */
#define SCHEDULE_MARK "# oit schedule "

/* schedule_job.c: can the command do what it is asked, own being its options and o those of the schedule? */
int schedule_check_job(struct schedule *s, const struct options *o, const struct options *own, struct err *e);

/* schedule_secrets.c: those the user named; whatever the configuration of alerts wants must be among them. */
int schedule_take_credentials(struct schedule *s, const struct options *o, struct err *e);

/* No line end and no other control character, which a unit or a crontab cannot hold. */
bool schedule_fits_line(const char *text);
/* -o, --data: behind it stands a folder that is written. */
bool schedule_takes_folder(const char *word);
void schedule_service(const struct schedule *s, struct buf *out);
void schedule_timer(const struct schedule *s, struct buf *out);
/* Mark and line. */
void schedule_cron(const struct schedule *s, struct buf *out);
/* A crontab without the entry called name; false when it had none. */
bool schedule_cron_without(struct str crontab, struct str name, struct buf *out);
void schedule_gitlab(const struct schedule *s, struct buf *out);
void schedule_github(const struct schedule *s, struct buf *out);

/* What stands in the machine under one way. */
struct schedule_found {
    enum schedule_way way;
    struct str name;
    struct str path; /* of the timer; of none for cron */
    struct str text; /* service and timer, or the line */
};

/* All that "oit schedule install" left; in a, *n of them. */
struct schedule_found *schedule_find(struct arena *a, size_t *n);
/* Folder of the units of one way; NULL when there is none. */
const char *schedule_folder(struct arena *a, enum schedule_way way);
/* Write and switch on; notes of what could not be reached go to the log. */
int schedule_install(const struct schedule *s, struct err *e);
int schedule_remove(struct arena *a, const struct schedule_found *f, struct err *e);

#endif
