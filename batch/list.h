/*
 * SITES.csv: which sites, whose, and how each is to be visited.  Bad lines stay in the list with what is
 * wrong with them; the rest is done.  Made by list_read(), freed by list_free().
 */
#ifndef OIT_BATCH_LIST_H
#define OIT_BATCH_LIST_H

#include "base/err.h"
#include "batch/columns.h"

struct list_site {
    int line;
    struct str cell[COLUMN_COUNT]; /* as written, trimmed */
    struct str *extra;             /* a value for each of list.extra */
    const char **word;             /* cell[COLUMN_OPTIONS] split as a shell would */
    size_t word_n;
    struct str host;   /* as it is looked up, without brackets */
    int port;          /* in use */
    struct str file;   /* HOST or HOST_PORT: name of the site file without its ending */
    struct str folder; /* HOST or HOST_PORT, and a mark where a host holds several sites */
    bool apart;        /* the folder has that mark */
    bool excluded;     /* not to be visited */
    struct str excluded_by, excluded_why;
    int duplicate_of;        /* line that names the same site first; 0: none does */
    const char *what, *next; /* why the line is bad, a message id or a text; NULL for a good one */
};

struct list {
    struct arena *arena;
    struct str title; /* name of the file without its folders */
    struct list_site *site;
    size_t site_n, bad_n, duplicate_n, excluded_n;
    struct str *extra; /* headings we do not know, carried along */
    size_t extra_n;
};

/* What the program knows and the list does not. */
struct list_rules {
    void *ctx;
    /* Are these options of a visit?  *path receives whether the site is the start address's path. */
    int (*options)(void *ctx, const char *const *word, size_t n, bool *path, struct err *e);
    /* Is the host one that many owners share? */
    bool (*shared)(void *ctx, struct str host);
};

/* NULL and e when the file cannot be read or is no list: no heading line, no address column, no good line. */
struct list *list_read(const char *path, const struct list_rules *rules, struct err *e);
/* The same from memory; path is for messages. */
struct list *list_parse(const char *path, struct str bytes, const struct list_rules *rules, struct err *e);
void list_free(struct list *l);
/* The next address of a cell with several, whatever stands between them; false behind the last. */
bool list_next_mail(struct str *rest, struct str *one);

#endif
