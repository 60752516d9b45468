/*
 * What the files of store/ share.  One connection a store; hot statements are prepared once and kept.
 * Calls that return int give 0, or -1 with e filled, unless they say otherwise.
 */
#ifndef OIT_STORE_PRIVATE_H
#define OIT_STORE_PRIVATE_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/sha256.h"
#include "store/known.h"
#include "store/lock.h"
#include "store/page_cache.h"
#include "store/store.h"
#include <sqlite3.h>
#include <zstd.h>

#define STATEMENTS_MAX 96
#define LOCK_WAIT_MS 5000

struct store {
    sqlite3 *db;
    char *path;           /* as the user named it, for messages */
    char *real;           /* without symbolic links */
    enum store_mode mode; /* none of ..._OURS */
    bool ours;            /* nobody else can have damaged the file */
    bool open;            /* false while store_open is still looking at the file */
    bool pending;         /* a transaction with visits waits for its commit */
    int64_t committed_ms; /* monotonic time of the last commit */
    int waiting;          /* visits that came since */
    struct lock *lock;
    struct {
        const char *sql; /* compared as a pointer */
        sqlite3_stmt *stmt;
    } kept[STATEMENTS_MAX];
    size_t kept_n;
    int64_t oldest_run; /* or an older one; 0: not looked for yet */
    struct known *addresses;
    struct parts *parts;
    struct body_basis *basis;
    struct page_cache *pages;
    bool pages_came;               /* one was kept that was not there before */
    int64_t got_address, got_body; /* of the page that store_page gave last; 0: none */
    unsigned char *sound;          /* bits of pages that were written or read before, by number */
    size_t sound_n;                /* bytes */
    ZSTD_CCtx *compress;
    ZSTD_DCtx *expand;
    char *zstd; /* of bodies_compress and bodies_pack_quick */
    size_t room;
    struct buf packed, run, page_parts, page_links; /* of a page being kept */
    struct arena *scratch;                          /* of one call */
};

/* runs.c: a run from its columns, in a. */
void store_read_run(sqlite3_stmt *stmt, struct arena *a, struct run *out);

/*
 * sql.c.  A bind string gives one letter a parameter: i int, l int64_t, r int64_t whose 0 is NULL, s struct
 * str, z const char *, b struct str as bytes whose emptiness is NULL.
 */
/* Kept statement of this literal, reset and bound; NULL and e on failure.  Give back with sql_done. */
sqlite3_stmt *sql_get(struct store *s, struct err *e, const char *sql, const char *bind, ...);
void sql_done(sqlite3_stmt *stmt);
/* 1: a row is there, 0: no more, -1 and e. */
int sql_step(struct store *s, sqlite3_stmt *stmt, struct err *e);
/* Run a statement that gives no rows. */
int sql_run(struct store *s, struct err *e, const char *sql, const char *bind, ...);
/* First column of the first row to out, untouched when there is no row.  1, 0 or -1 as sql_step. */
int sql_number(struct store *s, struct err *e, int64_t *out, const char *sql, const char *bind, ...);
/* Several statements of fixed text. */
int sql_script(struct store *s, const char *sql, struct err *e);
/* A statement of its own, for loops whose body may run any other; finalize it. */
sqlite3_stmt *sql_own(struct store *s, struct err *e, const char *sql);
/* Fill e from what the connection reports last; always -1. */
int sql_fail(struct store *s, struct err *e);
/* Columns: the view lives until the next step; numbers are brought into 0..INT_MAX. */
struct str sql_text(sqlite3_stmt *stmt, int column);
struct str sql_blob(sqlite3_stmt *stmt, int column);
int sql_int(sqlite3_stmt *stmt, int column);
bool sql_hash(sqlite3_stmt *stmt, int column, struct sha256 *out);
void sql_close(struct store *s);
/* As sqlite3_open_v2, for a program without threads. */
int sql_open(const char *name, sqlite3 **db, int flags);
/* What holds for each of our files: how long one waits for another, and nothing runs that a stranger wrote.
 */
void sql_guard(sqlite3 *db);

/* side.c: the files beside the site files (batch.db, alerts.db), which are a connection with a lock and a
 * path. */
struct side_state {
    int64_t application_id, version, tables;
};
int side_look(struct store *s, struct side_state *now);
void side_close(struct store *s);

/* schema.c */
/* Bring the file to the version `to`: step[v] leads from v to v + 1, NULL where the step
 * before has done its work. All or nothing. */
int schema_migrate(struct store *s, const char *const *step, int to, struct err *e);
/* Create or migrate to STORE_SCHEMA. */
int schema_update(struct store *s, struct err *e);
/* Sum over all objects in the file; false when they cannot be read. */
bool schema_sum(struct store *s, struct sha256 *out);
/* That of a file nobody but us has touched; unit_store_file tells the new one after a step is added. */
#define SCHEMA_SUM "8f14f718f20b2964312061d912290e5fbe3e21fecdac216a0d054b2996bc3e13"
/* Are all our tables there, word for word? */
int schema_check(struct store *s, struct err *e);

/* store.c: transactions */
/* Open the transaction that visits share, if none is open. */
int store_begin(struct store *s, struct err *e);
/* Commit it when the last commit is a second old, or much waits. */
int store_commit_due(struct store *s, struct err *e);
/* Take back what waits; -1. */
int store_give_up(struct store *s);
/* A transaction of its own: what waits is committed first.  With durable it survives a power cut. */
int store_begin_own(struct store *s, bool durable, struct err *e);
/* End it with the result so far: 0 commits, -1 takes everything back. */
int store_end_own(struct store *s, int result, struct err *e);
/* After anything was taken back or deleted. */
void store_forget_known(struct store *s);

/* visits.c */
/* Number of an address, made when unknown; 0 for the empty one. -1 and e on failure. */
int visits_address(struct store *s, struct str url, int64_t *id, struct err *e);

/* bodies.c */
/* Number of the body with this hash, stored when new (fresh); bytes may be empty when only the hash is known.
 */
int bodies_put(struct store *s, const struct sha256 *hash, struct str bytes, uint64_t size, bool page,
               int64_t *id, bool *fresh, struct err *e);

/* As zstd packs them; out lives until the next call.  -1 and e on failure. */
int bodies_compress(struct store *s, struct str bytes, struct str *out, struct err *e);
/* The same of what is much at once and rarely read. */
int bodies_compress_large(struct store *s, struct str bytes, struct str *out, struct err *e);
/* Quick to expand again (quick.h). */
struct str bodies_pack_quick(struct store *s, struct str bytes);
/* Append the bytes of a packed body; basis: that of its row, or NULL.  False when they are damaged. */
bool bodies_expand(struct store *s, struct str packed, const ZSTD_DDict *basis, struct buf *out);

/* basis.c: the page of the site that others are compressed against, s->basis */
struct body_basis;
struct body_basis *basis_new(void);
void basis_free(struct body_basis *b);
/* After anything was taken back or deleted. */
void basis_forget(struct body_basis *b);
/* Number of the body against which a page's bytes were packed into the room; 0: there is none, pack them by
 * themselves and offer them. */
int64_t basis_pack(struct store *s, struct str bytes, char *room, size_t room_n, size_t *packed);
/* A page that was stored by itself and took so many bytes. */
void basis_offer(struct body_basis *b, int64_t id, struct str bytes, size_t packed);
/* What a body with this basis is expanded with, until the next call; NULL when that is damaged. */
const ZSTD_DDict *basis_read(struct store *s, int64_t id);

/* card.c */
/* As store_unpack_result() of anybody's bytes, but texts stay in them, without a NUL behind. */
bool card_skim(struct str bytes, struct arena *a, struct result *out);

/* pages.c */
/* Expanded bytes of a packed page or document, in a; false when they are damaged. */
bool pages_expand(struct store *s, struct str packed, struct arena *a, struct str *out);
/* fresh: there was no such body before, so that it cannot be there yet. */
int pages_put(struct store *s, int64_t address, int64_t body, bool fresh, const struct page *p,
              struct err *e);
/* 1 and the page in a; 0 when none is stored; -1 and e when it is stored but cannot be read.  ready: it is
 * likely to be asked for again, and is kept at hand. */
int pages_get(struct store *s, int64_t address, int64_t body, bool ready, struct arena *a, struct page *out,
              struct err *e);

/* packing.c */
/* The page without what is beyond LIMIT_STORED_PAGE and the other ceilings; marked truncated when it lost
 * something. */
struct page packing_fit(const struct page *p);
/* Append the packed form of a page that fits. */
void packing_pack(const struct page *p, struct buf *out);
/* False when the bytes are no packed page. Strings point into bytes, arrays live in a. */
bool packing_unpack(struct str bytes, struct arena *a, struct page *out);

/* packing_document.c */
/* The same for a document: its text, where each block stands, and its parts. */
struct document packing_fit_document(const struct document *d);
void packing_pack_document(const struct document *d, struct buf *out);
bool packing_unpack_document(struct str bytes, struct arena *a, struct document *out);

/*
 * packing_runs.c: a page in runs of blocks or links, so that what a site repeats is packed once.  Of each run
 * `known` says whether its bytes are kept elsewhere; on reading, `part` gives those of the next run that is.
 */
enum run_kind { RUN_BLOCKS = 'B', RUN_LINKS = 'L' };
struct packed_run {
    enum run_kind kind;
    size_t first, n;  /* elements of the page */
    struct str bytes; /* the first is the kind */
    uint64_t sum;     /* of the bytes; equal for equal runs */
    bool sure;        /* its bytes say that it ends here, whatever comes next */
    bool again;       /* it is the one that `next` gave: bytes and sum are not known */
};
/*
 * A run that pages name, read once: they take copies of its elements, whose indexes are counted from
 * RUN_ORIGIN. To read a menu anew for each page and pass was 5 % of judging.
 */
#define RUN_ORIGIN (UINT32_C(1) << 31)
struct run_form {
    struct str read;           /* bytes that the texts of its elements point into */
    struct str bytes;          /* the same, as they live in the arena of who asks */
    const struct block *block; /* one of them is NULL */
    const struct link *link;
    size_t n;
    int64_t number; /* of the part; 0 where it lies in the page itself */
    bool sure;      /* as in struct packed_run */
};
struct packing {
    bool (*known)(void *ctx, const struct packed_run *r);
    /* The kept run that comes now when this page goes on as the one before did; NULL when there is none.
     * `next` itself may be NULL. */
    const struct run_form *(*next)(void *ctx);
    void *ctx;
    struct buf *run; /* of the caller, for the run at hand */
};
/* False when the bytes are no run.  Texts point into bytes, elements live in a. */
bool packing_read_run(struct str bytes, struct arena *a, struct run_form *out);
struct unpacking {
    bool (*part)(void *ctx, struct arena *a, struct run_form *out);
    void *ctx;
    bool sound; /* the page was read before: its texts need not be looked at again */
};
void packing_pack_runs(const struct packing *x, const struct page *p, struct buf *out);
bool packing_unpack_runs(const struct unpacking *x, struct str bytes, struct arena *a, struct page *out);

/* parts.c: runs that stand on several pages of the site */
struct parts;
struct parts *parts_new(void);
void parts_free(struct parts *p);
/* After anything was taken back or deleted. */
void parts_forget(struct parts *p);
/* Number of the part with these bytes, 0 when it is none; one that is met again becomes one, with the text
 * that links() makes of it. */
int parts_number(struct store *s, const struct packed_run *r, int (*links)(void *ctx, struct buf *out),
                 void *ctx, int64_t *id, struct err *e);
/* Before the runs of a page are numbered. */
void parts_begin(struct parts *p);
/* The part that came behind the one numbered last when that came the last time, and its number in *id; NULL
 * when there is none. */
const struct run_form *parts_next(struct parts *p, int64_t *id);
/* It has come again. */
void parts_take_next(struct parts *p);
/* A part, its bytes in a, the rest until the next part is asked for; false when it is not there or damaged.
 */
bool parts_run(struct store *s, int64_t id, struct arena *a, struct run_form *out);

/* outcome.c */
/* Step to the first row whose run, in this column, could read something: 1, 0 when there is none, -1 and e.
 */
int outcome_first_readable(struct store *s, sqlite3_stmt *stmt, int column, struct err *e);
/*
 * The newest judgement under the checklist of a visit before the run that could read something: what a site
 * that was down had then is neither score nor verdict.  id 0: there is none.
 */
struct judged {
    int64_t id;
    int low, high;
};
int outcome_before(struct store *s, int64_t run, struct str pack_id, struct judged *out, struct err *e);

/* names.c: the words of enums in the file */
extern const char *const names_state[], *const names_role[], *const names_kind[], *const names_place[],
                                                                                      *const names_link[];
#define NAMES_STATE 5
#define NAMES_ROLE 5
#define NAMES_KIND 11
#define NAMES_PLACE 6
#define NAMES_LINK 11
/* Index of word among n names, 0 when it is none of them. */
int names_find(const char *const *names, int n, struct str word);
/* VERDICT_COUNT when it is none. */
enum verdict names_verdict(struct str word);
/* The problem of a word; what a later oit may have called it is taken for one of ours that blocks. */
enum problem names_problem(struct str word, enum address_state state);

#endif
