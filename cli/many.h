/*
 * One batch: its list, its folders, its state, and the province that comes of it.  Shared by the files that
 * run it; made and freed by cmd_batch().
 */
#ifndef OIT_CLI_MANY_H
#define OIT_CLI_MANY_H

#include "batch/fleet.h"
#include "cli/batch_words.h"
#include "cli/progress.h"
#include "cli/session.h"
#include "store/batch_db.h"

struct many {
    struct session s;
    const struct options *o;
    struct list *list;
    bool papers;            /* reports are written, into out; else it holds the logs alone */
    const char *out, *data; /* real paths */
    struct batch_db *db;
    struct batch batch;
    struct batch_site *site; /* one a line of the list */
    struct fleet_site *fleet;
    struct progress progress;
    struct gauge *gauge; /* pages of each site's process */
    struct platforms *platforms;
    int64_t marked_ms; /* when the mark was written last */
    bool told_full;    /* that a disk has no room left */
    bool before_known; /* a night before this one is in batch.db */
    struct batch before;
    struct str list_before;         /* checklist of that night; empty: not known, or one is asked for */
    const struct item_result *item; /* names of the pack's items, once the province is made */
};

/* ISO 8601 of Unix seconds, in a. */
struct str many_time(struct arena *a, int64_t seconds);
/* Where a site's file is. */
const char *many_site_file(struct arena *a, const struct many *m, size_t i);
/* Folders of its data and its reports. */
const char *many_data(struct arena *a, const struct many *m, size_t i);
const char *many_reports(struct arena *a, const struct many *m, size_t i);

/* Is the line one whose site is visited? */
bool many_visits(const struct list_site *s);
/* Where no name and no way led to any site of several, it is this machine's network: note it in their files.
 */
int many_settle_offline(struct many *m, struct err *e);
/* Tell of sites that nobody could ask for that reason. */
void many_tell_offline(const struct many *m);

/* Tell what is to be mended in the list, line by line. */
void many_name_faults(const struct many *m);

/* Of a site that was read: what it is built with, the shape of where its items lack, what to do first. */
void many_look_closer(struct many *m, struct store *store, struct outcome *o);
/* What was kept of the latter, for the province. */
void many_faults(struct many *m, const struct outcome *o, struct province_site *s);
/* The night before put beside it: sites that are gone, and what the others had then.  -1 and e when it cannot
 * be read. */
int many_compare(struct many *m, struct province *p, struct err *e);

/* A verdict by its word; otherwise where there is none. */
enum verdict many_verdict(struct arena *a, struct str word, enum verdict otherwise);
/* The province as it stands, without the night before. */
void many_province(struct many *m, struct province *p);
/* Exit code over all sites (DESIGN section 3). */
int many_exit(const struct many *m, const struct province *p);
/* For the terminal: counts, mean, what has no result, where the papers are. */
void many_summary(const struct many *m, const struct province *p, struct buf *out);

/* The mark a batch leaves beside its papers: whose it is and since when. */
struct batch_mark {
    struct str data, key;
    int64_t started;
    bool finished;
    int64_t told;               /* when the rest was true, Unix seconds; 0: nothing was told yet */
    struct fleet_counts counts; /* as the line on the terminal has them */
    int64_t pace;               /* hundredths of pages a second, -1 when not known */
};
int batch_mark_write(const char *out, const struct batch_mark *mark, struct err *e);
/* False when there is none. */
bool batch_mark_read(struct arena *a, const char *out, struct batch_mark *mark);
/* oit batch --status DIR */
int batch_status(const struct options *o, struct err *e);

#endif
