/* batch.db through the statements of the site file's connection; its own file, tables and messages. */
#include "store/batch_db.h"
#include "base/mem.h"
#include "base/say.h"
#include "batch_text.h"
#include "oit/limits.h"
#include "store/private.h"
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define LOCK_BATCH_MS 2000
#define BATCHES_KEPT 50
#define COLUMNS                                                                                              \
    "name, url, line, state, tries, begun, problem, detail, complete, agency, pack_id, as_of, started, "     \
    "finished, low, high, potential, before_low, before_high, verdicts, title, platform, faults, next, seen"

struct batch_db {
    struct store s; /* connection and statements */
};

/* Whatever SQLite says: the file holds nothing that is not elsewhere.  To move it away makes no room. */
static int
fail(struct batch_db *d, struct err *e)
{
    if ((sqlite3_errcode(d->s.db) & 0xff) == SQLITE_FULL)
        return err_set(e, ERR_IO, d->s.path, _("make room on the disk, then give the same command again"),
                       "%s", _("the disk is full"));
    return err_set(
        e, ERR_IO, d->s.path,
        _("look after the disk; or move the file away: the same command makes it anew from the site files"),
        _("the state of the batch cannot be kept (%s)"), sqlite3_errmsg(d->s.db));
}

static int
refuse(struct batch_db *d, const char *what, struct err *e)
{
    return err_set(e, ERR_FILE, d->s.path,
                   _("move the file away; the same command makes it anew from the site files"), "%s", what);
}

/* What was begun is committed as tables of this version. */
static int
commit_as(struct batch_db *d, int version)
{
    char sql[64];

    snprintf(sql, sizeof sql, "PRAGMA user_version = %d; COMMIT", version);
    return sql_script(&d->s, sql, NULL);
}

static int
migrate(struct batch_db *d, int version, struct err *e)
{
    static const char *const steps[] = {
        "BEGIN IMMEDIATE; ALTER TABLE site ADD COLUMN title TEXT NOT NULL DEFAULT ''; "
        "ALTER TABLE site ADD COLUMN platform TEXT NOT NULL DEFAULT ''; "
        "ALTER TABLE site ADD COLUMN faults TEXT NOT NULL DEFAULT ''",
        "BEGIN IMMEDIATE; ALTER TABLE site ADD COLUMN next TEXT NOT NULL DEFAULT ''; "
        "ALTER TABLE site ADD COLUMN seen INTEGER NOT NULL DEFAULT -1"};

    _Static_assert(sizeof steps / sizeof *steps == BATCH_SCHEMA - 1, "a step to each version");

    for (int at = version > 0 ? version : 1; at < BATCH_SCHEMA; at++)
        if (sql_script(&d->s, steps[at - 1], NULL) < 0 || commit_as(d, at + 1) < 0)
            return fail(d, e);
    return 0;
}

static int
settle_schema(struct batch_db *d, bool write, struct err *e)
{
    struct side_state now;

    if (side_look(&d->s, &now) != 0)
        return refuse(d, _("the state of the batch is damaged"), e);
    if (now.tables > 0 && (now.application_id != BATCH_APPLICATION_ID || now.version > BATCH_SCHEMA))
        return refuse(d, _("this database belongs to another program or to a newer oit"), e);
    if (now.tables > 0 && now.version < BATCH_SCHEMA)
        return write ? migrate(d, now.version, e)
                     : refuse(d, _("the state of the batch is of an older oit"), e);
    if (now.tables > 0 || !write)
        return now.tables > 0 ? 0 : refuse(d, _("the state of the batch is empty"), e);
    if (sql_script(&d->s, "PRAGMA journal_mode = WAL; BEGIN IMMEDIATE;", NULL) < 0 ||
        sql_script(&d->s, schema_batch, NULL) < 0 || commit_as(d, BATCH_SCHEMA) < 0)
        return fail(d, e);
    return 0;
}

/* Why the folder cannot be had: mostly another batch. */
static int
busy_with(struct batch_db *d, const struct err *why, struct err *e)
{
    long holder = lock_holder(d->s.path);

    if (holder > 0)
        return err_set(e, ERR_FILE, d->s.path,
                       _("wait until it has ended (oit batch --status tells how far it is), or stop it, then "
                         "run the same command again"),
                       _("another batch (process %ld) is running in this folder"), holder);
    return err_set(e, why->code, why->input, why->next, "%s", why->what);
}

static int
connect(struct batch_db *d, bool write, struct err *e)
{
    int flags =
        (write ? SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE : SQLITE_OPEN_READWRITE) | SQLITE_OPEN_NOMUTEX;
    struct err busy = {0};
    int fd;

    if (!write && access(d->s.path, F_OK) != 0)
        return err_set(e, ERR_FILE, d->s.path,
                       _("name the folder of the site files or of the reports of a batch"), "%s",
                       _("no batch has been run there"));
    if (write && !(d->s.lock = lock_take(d->s.path, LOCK_BATCH_MS, &busy)))
        return busy_with(d, &busy, e);
    if (write && (fd = open(d->s.path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0640)) >= 0)
        close(fd); /* before SQLite has any lock on it */
    if (sql_open(d->s.path, &d->s.db, flags) != SQLITE_OK)
        return fail(d, e);
    sql_guard(d->s.db);
    /* A power cut may cost the last commits: what became of a site stands in its own file too. */
    if (sql_script(&d->s,
                   "PRAGMA trusted_schema = OFF; PRAGMA foreign_keys = ON; PRAGMA synchronous = NORMAL",
                   NULL) < 0)
        return refuse(d, _("the state of the batch is damaged"), e);
    return settle_schema(d, write, e);
}

struct batch_db *
batch_db_open(const char *path, bool write, struct err *e)
{
    struct batch_db *d = mem_new(1, sizeof *d);

    d->s.path = mem_dup(path);
    d->s.mode = write ? STORE_WRITE : STORE_READ;
    if (connect(d, write, e) == 0)
        return d;
    batch_db_close(d);
    return NULL;
}

void
batch_db_close(struct batch_db *d)
{
    if (!d)
        return;
    side_close(&d->s);
    free(d);
}

/* ------------------------------------------------------------------ batches */

#define BATCH_COLUMNS "id, key, list, out, started, finished"

/* The row of a prepared question, which it ends. */
static int
read_batch(struct batch_db *d, sqlite3_stmt *stmt, struct arena *a, struct batch *out)
{
    int found = stmt ? sql_step(&d->s, stmt, NULL) : -1;

    if (found == 1)
        *out = (struct batch){
            .id = sqlite3_column_int64(stmt, 0),
            .key = arena_str(a, sql_text(stmt, 1)),
            .list = arena_str(a, sql_text(stmt, 2)),
            .out = arena_str(a, sql_text(stmt, 3)),
            .started = sqlite3_column_int64(stmt, 4),
            .finished = sqlite3_column_int64(stmt, 5),
        };
    sql_done(stmt);
    return found;
}

static int
newest(struct batch_db *d, struct str key, struct arena *a, struct batch *out)
{
    return read_batch(d,
                      sql_get(&d->s, NULL,
                              "SELECT " BATCH_COLUMNS " FROM batch WHERE ?1 IN ('', key) "
                              "ORDER BY id DESC LIMIT 1",
                              "s", key),
                      a, out);
}

int
batch_db_before(struct batch_db *d, const struct batch *b, struct arena *a, struct batch *out, struct err *e)
{
    int found = read_batch(d,
                           sql_get(&d->s, NULL,
                                   "SELECT " BATCH_COLUMNS " FROM batch WHERE id < ?1 AND out = ?2 "
                                   "AND finished > 0 ORDER BY id DESC LIMIT 1",
                                   "ls", b->id, b->out),
                           a, out);

    return found < 0 ? fail(d, e) : found;
}

bool
batch_db_last(struct batch_db *d, struct str key, struct arena *a, struct batch *out)
{
    memset(out, 0, sizeof *out);
    return newest(d, key, a, out) == 1;
}

int
batch_db_begin(struct batch_db *d, const struct batch *wanted, struct arena *a, struct batch *out,
               bool *resumed, struct err *e)
{
    int found = newest(d, wanted->key, a, out);

    *resumed = found == 1 && out->finished == 0;
    if (*resumed)
        return 0;
    if (found < 0 ||
        sql_run(&d->s, NULL,
                "INSERT INTO batch (key, list, out, started, finished) VALUES (?1, ?2, ?3, ?4, 0)", "sssl",
                wanted->key, wanted->list, wanted->out, wanted->started) < 0 ||
        sql_run(&d->s, NULL, "DELETE FROM batch WHERE id <= (SELECT max(id) FROM batch) - ?1", "i",
                BATCHES_KEPT) < 0 ||
        newest(d, wanted->key, a, out) != 1)
        return fail(d, e);
    return 0;
}

int
batch_db_finish(struct batch_db *d, int64_t batch, int64_t finished, struct err *e)
{
    return sql_run(&d->s, NULL, "UPDATE batch SET finished = ?2 WHERE id = ?1", "ll", batch, finished) < 0
               ? fail(d, e)
               : 0;
}

/* ------------------------------------------------------------------ sites */

int
batch_db_together(struct batch_db *d, bool begin, struct err *e)
{
    return sql_script(&d->s, begin ? "BEGIN IMMEDIATE" : "COMMIT", NULL) < 0 ? fail(d, e) : 0;
}

static void
put_platform(struct buf *b, const struct platform *p)
{
    if (p->kind != PLATFORM_NONE)
        buf_printf(b, "%s\t%.*s\t%.*s\t%.*s\n", platform_kind_name(p->kind), STR_ARGS(p->id),
                   STR_ARGS(p->name), STR_ARGS(p->name_en));
}

static struct str
platforms_text(struct arena *a, const struct outcome *o)
{
    struct buf b;
    struct str text;

    buf_init(&b, 64 * KIB);
    put_platform(&b, &o->supplier);
    put_platform(&b, &o->system);
    text = arena_str(a, buf_view(&b));
    buf_free(&b);
    return text;
}

static void
read_platforms(struct arena *a, struct str text, struct outcome *o)
{
    struct str line, kind;

    while (str_next(&text, '\n', &line)) {
        struct platform p = {.kind = PLATFORM_SYSTEM};

        if (!str_next(&line, '\t', &kind) || !str_next(&line, '\t', &p.id) || !str_next(&line, '\t', &p.name))
            continue;
        p.kind = str_eq(kind, STR("supplier")) ? PLATFORM_SUPPLIER : PLATFORM_SYSTEM;
        p.id = arena_str(a, p.id);
        p.name = arena_str(a, p.name);
        p.name_en = arena_str(a, line);
        *(p.kind == PLATFORM_SUPPLIER ? &o->supplier : &o->system) = p;
    }
}

int
batch_db_put(struct batch_db *d, int64_t batch, const struct batch_site *s, struct err *e)
{
    const struct outcome *o = &s->outcome;
    struct arena *a = arena_new(0);
    struct str platforms = platforms_text(a, o);
    int rc = sql_run(&d->s, NULL,
                     "INSERT OR REPLACE INTO site (batch, " COLUMNS
                     ") VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, "
                     "?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22, ?23, ?24, ?25, ?26)",
                     "lssizilssissslliiiiisssssl", batch, s->name, s->url, s->line, site_state_name(o->state),
                     s->tries, s->started, o->problem, o->detail, (int)o->complete, o->agency, o->pack_id,
                     o->as_of, o->started, o->finished, o->low, o->high, o->potential, o->before_low,
                     o->before_high, o->verdicts, s->title, platforms, o->faults, o->next, s->seen);

    arena_free(a);
    return rc < 0 ? fail(d, e) : 0;
}

static int
score_of(sqlite3_stmt *stmt, int column)
{
    sqlite3_int64 n = sqlite3_column_int64(stmt, column);

    return n < 0 || n > 10000 ? NO_SCORE : (int)n;
}

static struct str
text_of(sqlite3_stmt *stmt, int column, struct arena *a)
{
    return arena_str(a, sql_text(stmt, column));
}

static void
read_site(sqlite3_stmt *stmt, struct arena *a, struct batch_site *out)
{
    *out = (struct batch_site){
        .name = text_of(stmt, 0, a),
        .url = text_of(stmt, 1, a),
        .line = sql_int(stmt, 2),
        .tries = sql_int(stmt, 4),
        .started = sqlite3_column_int64(stmt, 5),
        .outcome = {.state = site_state_of_name(text_of(stmt, 3, a).p),
                    .problem = text_of(stmt, 6, a),
                    .detail = text_of(stmt, 7, a),
                    .complete = sql_int(stmt, 8) != 0,
                    .agency = text_of(stmt, 9, a),
                    .pack_id = text_of(stmt, 10, a),
                    .as_of = text_of(stmt, 11, a),
                    .started = sqlite3_column_int64(stmt, 12),
                    .finished = sqlite3_column_int64(stmt, 13),
                    .low = score_of(stmt, 14),
                    .high = score_of(stmt, 15),
                    .potential = score_of(stmt, 16),
                    .before_low = score_of(stmt, 17),
                    .before_high = score_of(stmt, 18),
                    .verdicts = text_of(stmt, 19, a),
                    .faults = text_of(stmt, 22, a),
                    .next = text_of(stmt, 23, a)},
        .title = text_of(stmt, 20, a),
        .seen = sqlite3_column_int64(stmt, 24),
    };
    read_platforms(a, sql_text(stmt, 21), &out->outcome);
}

int
batch_db_get(struct batch_db *d, int64_t batch, struct str name, struct arena *a, struct batch_site *out,
             struct err *e)
{
    sqlite3_stmt *stmt = sql_get(&d->s, NULL, "SELECT " COLUMNS " FROM site WHERE batch = ?1 AND name = ?2",
                                 "ls", batch, name);
    int found = stmt ? sql_step(&d->s, stmt, NULL) : -1;

    if (found == 1)
        read_site(stmt, a, out);
    sql_done(stmt);
    return found < 0 ? fail(d, e) : found;
}

int
batch_db_each(struct batch_db *d, int64_t batch, batch_db_fn *each, void *ctx, struct err *e)
{
    sqlite3_stmt *stmt =
        sql_own(&d->s, NULL, "SELECT " COLUMNS " FROM site WHERE batch = ?1 ORDER BY line, name");
    struct arena *a = arena_new(0);
    struct batch_site site;
    int more = -1;

    if (stmt)
        sqlite3_bind_int64(stmt, 1, batch);
    while (stmt && (more = sql_step(&d->s, stmt, NULL)) == 1) {
        arena_reset(a);
        read_site(stmt, a, &site);
        if (each(ctx, &site, e) != 0)
            break;
    }
    sqlite3_finalize(stmt);
    arena_free(a);
    return more < 0 ? fail(d, e) : more == 0 ? 0 : -1;
}

long
batch_db_holder(const char *path)
{
    return lock_holder(path);
}
