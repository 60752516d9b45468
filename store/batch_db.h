/*
 * batch.db: what a batch has done so far, beside the site files it can be made anew from.  One batch runs in
 * a folder of site files at a time; others may look. Calls that return int give 0, or -1 with e filled.
 */
#ifndef OIT_STORE_BATCH_DB_H
#define OIT_STORE_BATCH_DB_H

#include "base/arena.h"
#include "base/err.h"
#include "oit/province.h"

#define BATCH_APPLICATION_ID 0x4f495442 /* "OITB" */
#define BATCH_SCHEMA 3

struct batch_db;

struct batch {
    int64_t id;
    struct str key; /* the same for the same command */
    struct str list, out;
    int64_t started, finished; /* finished 0: not yet */
};

/* A site of a batch; name is its folder's. */
struct batch_site {
    struct str name, url, title; /* title: as the list calls it */
    int line, tries;
    int64_t started; /* of its process */
    struct outcome outcome;
};

/* write: made when absent; NULL and e when another batch runs there. */
struct batch_db *batch_db_open(const char *path, bool write, struct err *e);
void batch_db_close(struct batch_db *d);
/* The newest batch with the key when it is unfinished, else a new one. */
int batch_db_begin(struct batch_db *d, const struct batch *wanted, struct arena *a, struct batch *out,
                   bool *resumed, struct err *e);
int batch_db_finish(struct batch_db *d, int64_t batch, int64_t finished, struct err *e);
/* The newest with the key, an empty one for any. */
bool batch_db_last(struct batch_db *d, struct str key, struct arena *a, struct batch *out);
/* The newest finished batch before this one whose papers went into the same folder; 1, 0, -1 and e. */
int batch_db_before(struct batch_db *d, const struct batch *b, struct arena *a, struct batch *out,
                    struct err *e);
/* Put or replace. */
int batch_db_put(struct batch_db *d, int64_t batch, const struct batch_site *s, struct err *e);
/* Many puts as one. */
int batch_db_together(struct batch_db *d, bool begin, struct err *e);
/* 1 and the site, 0 when it is not known, -1 and e. */
int batch_db_get(struct batch_db *d, int64_t batch, struct str name, struct arena *a, struct batch_site *out,
                 struct err *e);
typedef int batch_db_fn(void *ctx, const struct batch_site *s, struct err *e);
/* In order of their lines. */
int batch_db_each(struct batch_db *d, int64_t batch, batch_db_fn *each, void *ctx, struct err *e);
/* The process that runs a batch there, 0 when none does. */
long batch_db_holder(const char *path);

#endif
