/*
 * The site file: one SQLite database that holds a site's whole memory.  The only door to SQL.
 * One writer at a time; a second one waits 5 s and then gets a message.  A crash loses nothing committed.
 * Calls that return int give 0, or -1 with e filled.
 */
#ifndef OIT_STORE_STORE_H
#define OIT_STORE_STORE_H

#include "oit/document.h"
#include "oit/province.h"
#include "oit/review.h"
#include "oit/scorecard.h"
#include "oit/visit.h"

#define STORE_APPLICATION_ID 0x4f495431 /* "OIT1" */
#define STORE_SCHEMA 7                  /* PRAGMA user_version */

struct store;

enum store_mode {
    STORE_READ,
    STORE_WRITE,
    STORE_CREATE,
    STORE_READ_OURS,  /* as STORE_READ, of a file that a process of ours has just closed: it is not read
                         through for damage first, which was a fifth of looking at a site of a batch */
    STORE_CREATE_OURS /* the same of STORE_CREATE, where this process has just closed it: 34 M instructions
                         and 1,900 calls of the system less to visit 1,000 pages again */
};

/*
 * NULL and e (ERR_FILE) when it is absent, unreadable, no SQLite file, another program's, damaged, or of a
 * newer oit; nothing is changed then.  Older schemas are migrated in one transaction (not with STORE_READ on
 * a read-only file: message).
 */
struct store *store_open(const char *path, enum store_mode mode, struct err *e);
/* Commits what is pending. NULL is fine. */
void store_close(struct store *s);
/* The path of its file, without symbolic links. */
const char *store_file(const struct store *s);

struct run {
    int64_t id;
    struct str start_url; /* as given */
    struct str home;      /* address the site lives under */
    struct str options;   /* canonical text of what shapes the crawl; a run is resumed only under the same */
    struct str
        pack_id; /* the checklist it was begun for, and the day it is to be judged as of; may be empty. */
    struct str as_of;          /* Once judged, the judgement tells; until then these do. */
    int64_t started, finished; /* finished 0: unfinished */
    bool complete;             /* nothing was cut off by a budget */
};

/* Resume the newest run when it is unfinished with the same start and options, else begin a new one. */
int store_run_begin(struct store *s, const struct run *wanted, struct arena *a, struct run *out,
                    bool *resumed, struct err *e);
int store_run_home(struct store *s, int64_t run, struct str home, struct err *e);
int store_run_finish(struct store *s, int64_t run, int64_t finished, bool complete, struct err *e);
/* Newest finished run, or newest of all; false when there is none. */
bool store_run_last(struct store *s, bool finished_only, struct arena *a, struct run *out);
/* Forget the oldest runs beyond keep, but for the newest that could read something, and bodies nobody refers
 * to. */
int store_prune(struct store *s, int keep, struct err *e);

/* The calls behind struct crawl_memory. Visits are committed together, at most one second after they were
 * kept and a hundred at once; one that fails takes those with it that wait. */
int store_keep(struct store *s, int64_t run, const struct visit *v, struct err *e);
int store_state(struct store *s, int64_t run, struct str url, enum address_state state, enum problem why,
                struct err *e);
bool store_earlier(struct store *s, int64_t run, struct str url, struct arena *a, struct fetch *out);
bool store_page(struct store *s, int64_t run, struct str url, struct arena *a, struct page *out);
bool store_body(struct store *s, const struct sha256 *hash, struct buf *out);
int store_commit(struct store *s, struct err *e);
/* How many rows this process has changed: what was read before is as it was while the number is, unless
 * something was taken back. */
int64_t store_changes(const struct store *s);
/* Give back what was at hand for keeping visits: the last one is kept.  Pages stay, as long as that. */
void store_rest(struct store *s);
/* Give back the memory of pages at hand: nobody is about to read them again. */
void store_drop_pages(struct store *s);

/* Every address of a run in the order it became known; body hash and status of those already read. */
typedef int store_address_fn(void *ctx, const struct address *known, const struct sha256 *body, int status,
                             struct err *e);
int store_each_address(struct store *s, int64_t run, store_address_fn *each, void *ctx, struct err *e);

/*
 * Everything a run saw, for judging, ordered by address: pages with their parsed form, documents, redirects,
 * failures, skipped addresses (status 0).  Robots, sitemaps and probes are left out.  found_on and depth as
 * recorded.  page is NULL unless the answer was a page; it lives until the callback returns.
 */
typedef int store_visit_fn(void *ctx, const struct fetch *f, const struct page *page, struct err *e);
int store_each_visit(struct store *s, int64_t run, store_visit_fn *each, void *ctx, struct err *e);
/* The same without pages: to unpack them costs most of the reading. */
int store_each_fetch(struct store *s, int64_t run, store_visit_fn *each, void *ctx, struct err *e);
/*
 * What is still wanted of visits that were handed on before, in the same order: nothing, the page, or all
 * that is known.  With a page f holds no more than the address: to read the rest of it anew in each pass of
 * judging was 1 % of it.
 */
enum store_wanted { WANTED_NOTHING, WANTED_PAGE, WANTED_ALL };
typedef enum store_wanted store_again_fn(void *ctx, struct str url);
int store_each_again(struct store *s, int64_t run, store_again_fn *wanted, store_visit_fn *each, void *ctx,
                     struct err *e);

/*
 * What was read in a document, kept by the hash of its bytes: seen again under any address, it is not read a
 * second time.  Committed by store_commit(): what is read in one turn is there as a whole or not at all, so
 * that the next turn is the same after a kill.  ocr_pages: how many of its pages might be recognised when it
 * was read.
 */
int store_put_document(struct store *s, const struct sha256 *hash, const struct document *d,
                       uint32_t ocr_pages, struct err *e);
/* False when it was not read by readers of this version, or its text is damaged. */
bool store_document(struct store *s, const struct sha256 *hash, struct arena *a, struct document *out,
                    uint32_t *ocr_pages);

int store_coverage(struct store *s, int64_t run, struct arena *a, struct coverage *out, struct err *e);

/* The last judgement's pack and day, for commands that are not told. */
struct judgement {
    int64_t run;
    struct str pack_id, as_of;
};
int store_put_judgement(struct store *s, int64_t run, const struct scorecard *c, struct err *e);
/* The newest visit up to a run that could read something, and since when none could, visits of a machine
 * without a network apart; scores only under this checklist. */
struct readable {
    int64_t run, started, since; /* times: Unix seconds, 0: never */
    int low, high;               /* hundredths, or NO_SCORE */
};
/* 1, 0 when none ever could, -1 and e. */
int store_last_readable(struct store *s, int64_t run, struct str pack_id, struct readable *out,
                        struct err *e);
/* What the site called itself when it last did, up to a run, in a; a visit that could read nothing does not
 * know. */
struct str store_agency(struct store *s, int64_t run, struct arena *a);
#define STORE_NEWEST INT64_MAX /* in place of a run */
bool store_last_judgement(struct store *s, struct arena *a, struct judgement *out);
/* The newest judgement with the same pack of the last run before this one that could read something, for
 * store_judged(); 0 when there is none. */
int64_t store_judgement_before(struct store *s, int64_t run, struct str pack_id);
/* Scores of the runs before this one that could read something, under this pack, oldest first: the same
 * whether this one was judged already or not. */
int store_history(struct store *s, int64_t run, struct str pack_id, struct arena *a,
                  const struct history **out, size_t *n, struct err *e);

/*
 * What judging a run came to, before coverage, history and policy are added, under a fingerprint of all that
 * it rests on, which is the caller's business.  Of the newest visits only; content: readable pages.
 */
struct result {
    struct scorecard card;
    size_t content;
    int recognised; /* pages of a document that might be recognised; -1: documents were left unread */
};
int store_put_result(struct store *s, int64_t run, const struct sha256 *fingerprint, struct str packed,
                     struct err *e);
void store_pack_result(const struct result *r, struct buf *out);
/* False when the bytes are no packed result.  All of it lives in a.  Letters of what is ours are not
 * checked. */
bool store_unpack_result(struct str bytes, bool ours, struct arena *a, struct result *out);
/* Is there any?  Of a file that has none nobody need know the fingerprint. */
bool store_has_result(struct store *s);
/* False when there is none with this fingerprint, or it is damaged.  It lives in a. */
bool store_result(struct store *s, const struct sha256 *fingerprint, struct arena *a, struct result *out);
/* What was kept of a visit, whatever it rests on; its texts have no NUL behind.  False when nothing was. */
bool store_result_of(struct store *s, int64_t run, struct arena *a, struct result *out);
/* What is known of a document apart from its text, for such a fingerprint; false when nothing is. */
bool store_document_state(struct store *s, const struct sha256 *hash, struct buf *out);

/* What the file remembers of each finished visit, oldest first, with the newest judgement of it. */
struct past {
    struct run run;
    bool content;      /* it could read something of the site */
    int64_t judgement; /* 0: never judged; the rest is empty then */
    struct str pack_id, pack_sha256, as_of, tool_version;
    int low, high;
};
int store_past(struct store *s, struct arena *a, const struct past **out, size_t *n, struct err *e);
/* That the visit could ask nobody was for want of a network here. */
int store_note_offline(struct store *s, int64_t run, struct err *e);
/* Could the visit read anything of the site? 1, 0, -1 and e. */
int store_readable(struct store *s, int64_t run, struct err *e);
/* What that judgement said of an item; false when it did not ask for it. */
bool store_judged(struct store *s, int64_t judgement, struct str item, enum verdict *verdict,
                  enum verdict *machine);
/* The newest verdict of an item before a visit that was one: neither "could not look" nor "look yourself". */
bool store_last_sure(struct store *s, int64_t run, struct str pack_id, struct str item,
                     enum verdict *verdict);
/* When the bytes came that a run has of an address; 0 when it has none. */
int64_t store_fetched(struct store *s, int64_t run, struct str url);
/* What became of an address in a run; false when the run does not know it. */
struct sighting {
    enum address_state state;
    enum problem problem;
    int status;
};
bool store_sighting(struct store *s, int64_t run, struct str url, struct sighting *out);

/*
 * What people have said of items and is in force, by pack and item; made and put at now.  Judging and pruning
 * leave it alone; what was replaced or taken back stays in the file as ended.
 */
int store_reviews(struct store *s, struct arena *a, const struct review **out, size_t *n, struct err *e);
int store_put_review(struct store *s, const struct review *r, int64_t now, struct err *e);
int store_end_review(struct store *s, struct str pack_id, struct str item, int64_t now, struct err *e);

/* What was told of the site, for the record; what is there already stays as it is. */
struct told {
    struct str subject, event, day, channel, recipient, message_id; /* recipient is kept as its hash */
    int64_t sent;
};
int store_put_told(struct store *s, const struct told *v, size_t n, struct err *e);
/* The certificate a visit saw at a host; the one that ends first is kept. */
int store_put_certificate(struct store *s, int64_t run, struct str host, int64_t until, struct err *e);
/* When the first certificate of a run ends, Unix seconds; 0 when none was seen. */
int64_t store_certificate(struct store *s, int64_t run);

/* The newest finished visit in short: 1, or 0 when none was finished and judged, -1 and e. */
int store_outcome(struct store *s, struct arena *a, struct outcome *out, struct err *e);

#endif
