/* alerts.db through the statements of the site file's connection; its own file, tables and messages. */
#include "store/alert_db.h"
#include "alert_text.h"
#include "base/mem.h"
#include "base/say.h"
#include "oit/limits.h"
#include "store/private.h"
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define LOCK_ALERT_MS 5000
#define PAUSE_LONGEST_S (2 * 86400) /* whoever waits longer was told to under a clock that was wrong */

struct alert_db {
    struct store s; /* connection and statements */
};

static int
fail(struct alert_db *d, struct err *e)
{
    return err_set(e, ERR_IO, d->s.path, _("look after the disk and run the same command again"),
                   _("what is known of alerts cannot be kept (%s)"), sqlite3_errmsg(d->s.db));
}

/* Without it everything would be new: nothing is told twice only as long as it is there. */
static int
refuse(struct alert_db *d, const char *what, struct err *e)
{
    return err_set(e, ERR_FILE, d->s.path,
                   _("take it from your backup; or move it away, then the next visit counts as the first"),
                   "%s", what);
}

static int
settle(struct alert_db *d, struct err *e)
{
    struct side_state now;

    if (side_look(&d->s, &now) != 0)
        return refuse(d, _("the memory of alerts is damaged"), e);
    if (now.tables > 0 && (now.application_id != ALERT_APPLICATION_ID || now.version > ALERT_SCHEMA))
        return refuse(d, _("this database belongs to another program or to a newer oit"), e);
    if (now.tables > 0)
        return 0;
    if (sql_script(&d->s, "BEGIN IMMEDIATE", NULL) < 0 || sql_script(&d->s, schema_alert, NULL) < 0 ||
        sql_script(&d->s, "PRAGMA user_version = 1; COMMIT", NULL) < 0)
        return fail(d, e);
    return 0;
}

/* Private from the first moment: it holds addresses. */
static int
make_file(struct alert_db *d, struct err *e)
{
    int fd;

    if (!(d->s.lock = lock_take(d->s.path, LOCK_ALERT_MS, e)))
        return -1;
    fd = open(d->s.path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (fd >= 0)
        close(fd); /* before SQLite has any lock on it */
    return 0;
}

static int
connect(struct alert_db *d, struct err *e)
{
    const char *name = d->s.path ? d->s.path : ":memory:";

    if (d->s.path && make_file(d, e) < 0)
        return -1;
    if (sql_open(name, &d->s.db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE) != SQLITE_OK)
        return fail(d, e);
    sql_guard(d->s.db);
    /* A write-ahead log is on the disk after one wait: the moment in which a mail was taken and is not noted
     * is as short as it can be. */
    if (sql_script(&d->s,
                   "PRAGMA trusted_schema = OFF; PRAGMA foreign_keys = ON; PRAGMA synchronous = FULL;"
                   "PRAGMA secure_delete = ON; PRAGMA journal_mode = WAL",
                   NULL) < 0)
        return refuse(d, _("the memory of alerts is damaged"), e);
    return settle(d, e);
}

struct alert_db *
alert_db_open(const char *path, struct err *e)
{
    struct alert_db *d = mem_new(1, sizeof *d);

    d->s.path = path ? mem_dup(path) : NULL;
    d->s.mode = STORE_WRITE;
    if (connect(d, e) == 0)
        return d;
    alert_db_close(d);
    return NULL;
}

void
alert_db_close(struct alert_db *d)
{
    if (!d)
        return;
    side_close(&d->s);
    free(d);
}

int
alert_db_begin(struct alert_db *d, struct err *e)
{
    return sql_script(&d->s, "BEGIN IMMEDIATE", NULL) < 0 ? fail(d, e) : 0;
}

int
alert_db_end(struct alert_db *d, bool keep, struct err *e)
{
    if (keep && sql_script(&d->s, "COMMIT", NULL) == 0)
        return 0;
    if (keep)
        fail(d, e);
    if (!sqlite3_get_autocommit(d->s.db))
        sqlite3_exec(d->s.db, "ROLLBACK", NULL, NULL, NULL);
    return keep ? -1 : 0;
}

int
alert_db_part_begin(struct alert_db *d, struct err *e)
{
    return sql_script(&d->s, "SAVEPOINT part", NULL) < 0 ? fail(d, e) : 0;
}

int
alert_db_part_end(struct alert_db *d, bool keep, struct err *e)
{
    return sql_script(&d->s, keep ? "RELEASE part" : "ROLLBACK TO part; RELEASE part", NULL) < 0 ? fail(d, e)
                                                                                                 : 0;
}

/* ------------------------------------------------------------------ sites and matters */

int
alert_db_site(struct alert_db *d, struct str name, struct arena *a, struct alert_site *out, struct err *e)
{
    sqlite3_stmt *stmt = sql_get(&d->s, NULL, "SELECT run, pack, rules FROM site WHERE name = ?1", "s", name);
    int found = stmt ? sql_step(&d->s, stmt, NULL) : -1;

    *out = (struct alert_site){.name = name};
    if (found == 1) {
        out->run = sqlite3_column_int64(stmt, 0);
        out->pack = arena_str(a, sql_text(stmt, 1));
        out->rules = arena_str(a, sql_text(stmt, 2));
    }
    sql_done(stmt);
    return found < 0 ? fail(d, e) : found;
}

int
alert_db_put_site(struct alert_db *d, const struct alert_site *s, struct err *e)
{
    return sql_run(&d->s, NULL,
                   "INSERT OR REPLACE INTO site (name, run, pack, rules) VALUES (?1, ?2, ?3, ?4)", "slss",
                   s->name, s->run, s->pack, s->rules) < 0
               ? fail(d, e)
               : 0;
}

static struct alert_matter
read_matter(sqlite3_stmt *stmt, struct arena *a)
{
    return (struct alert_matter){
        .subject = arena_str(a, sql_text(stmt, 0)),
        .phase = arena_str(a, sql_text(stmt, 1)),
        .base = (int)sqlite3_column_int64(stmt, 2),
        .level = (int)sqlite3_column_int64(stmt, 3),
        .told = (int)sqlite3_column_int64(stmt, 4),
        .looks = sql_int(stmt, 5),
        .since = sqlite3_column_int64(stmt, 6),
        .day = sqlite3_column_int64(stmt, 7),
        .episode = sql_int(stmt, 8),
        .told_n = sql_int(stmt, 9),
    };
}

int
alert_db_matters(struct alert_db *d, struct str site, struct arena *a, const struct alert_matter **out,
                 size_t *n, struct err *e)
{
    sqlite3_stmt *stmt =
        sql_get(&d->s, NULL,
                "SELECT subject, phase, base, level, told, looks, since, day, episode, told_n FROM matter "
                "WHERE site = ?1 ORDER BY subject LIMIT ?2",
                "si", site, LIMIT_ALERT_MATTERS);
    struct alert_matter *list = ARENA_ARRAY(a, struct alert_matter, LIMIT_ALERT_MATTERS);
    int more = -1;

    *out = list;
    *n = 0;
    while (stmt && (more = sql_step(&d->s, stmt, NULL)) == 1)
        list[(*n)++] = read_matter(stmt, a);
    sql_done(stmt);
    return more < 0 ? fail(d, e) : 0;
}

int
alert_db_put_matter(struct alert_db *d, struct str site, const struct alert_matter *m, struct err *e)
{
    return sql_run(&d->s, NULL,
                   "INSERT OR REPLACE INTO matter (site, subject, phase, base, level, told, looks, since, "
                   "day, episode, told_n) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
                   "sssiiiillii", site, m->subject, m->phase, m->base, m->level, m->told, m->looks, m->since,
                   m->day, m->episode, m->told_n) < 0
               ? fail(d, e)
               : 0;
}

int
alert_db_forget_matter(struct alert_db *d, struct str site, struct str subject, struct err *e)
{
    return sql_run(&d->s, NULL, "DELETE FROM matter WHERE site = ?1 AND subject = ?2", "ss", site, subject) <
                   0
               ? fail(d, e)
               : 0;
}

/* ------------------------------------------------------------------ findings and messages */

int
alert_db_put_finding(struct alert_db *d, struct finding *f, int64_t now, struct str day, struct err *e)
{
    const char *event = alert_event_name(f->event);
    int64_t before = 0;
    int known = sql_number(&d->s, NULL, &before,
                           "SELECT id FROM finding WHERE site = ?1 AND subject = ?2 AND event = ?3 "
                           "AND episode = ?4 AND n = ?5",
                           "sszii", f->site, f->subject, event, f->episode, f->n);

    f->id = before;
    if (known != 0)
        return known < 0 ? fail(d, e) : 0;
    if (sql_run(&d->s, NULL,
                "INSERT INTO finding (site, subject, event, episode, n, made, day) "
                "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
                "ssziils", f->site, f->subject, event, f->episode, f->n, now, day) < 0)
        return fail(d, e);
    f->id = sqlite3_last_insert_rowid(d->s.db);
    return 1;
}

int
alert_db_put_message(struct alert_db *d, struct alert_message *m, struct err *e)
{
    if (sql_run(&d->s, NULL,
                "INSERT INTO message (message_id, channel, recipient, subject, made, state, tries, try_at, "
                "finished, problem, bytes) VALUES (?1, ?2, ?3, ?4, ?5, 'waiting', 0, 0, 0, '', ?6)",
                "sssslb", m->message_id, m->channel, m->recipient, m->subject, m->made, m->bytes) < 0)
        return fail(d, e);
    m->id = sqlite3_last_insert_rowid(d->s.db);
    return 0;
}

int
alert_db_tell(struct alert_db *d, const struct alert_message *m, int64_t finding, struct err *e)
{
    if (sql_run(&d->s, NULL,
                "INSERT OR IGNORE INTO told (recipient, finding, message, noted) VALUES (?1, ?2, ?3, 0)",
                "sll", m->recipient, finding, m->id) < 0)
        return fail(d, e);
    return sqlite3_changes(d->s.db);
}

bool
alert_db_was_told(struct alert_db *d, struct str recipient, int64_t finding)
{
    int64_t n = 0;

    return sql_number(&d->s, NULL, &n, "SELECT 1 FROM told WHERE recipient = ?1 AND finding = ?2", "sl",
                      recipient, finding) == 1;
}

int
alert_db_thread(struct alert_db *d, struct str recipient, const struct finding *f, struct arena *a,
                struct strs *out, size_t max, struct err *e)
{
    sqlite3_stmt *stmt =
        sql_get(&d->s, NULL,
                "SELECT DISTINCT m.id, m.message_id FROM finding AS f JOIN told AS t ON t.finding = f.id "
                "JOIN message AS m ON m.id = t.message WHERE f.site = ?1 AND f.subject = ?2 "
                "AND f.episode = ?3 AND f.id <> ?4 AND t.recipient = ?5 ORDER BY m.id LIMIT ?6",
                "ssilsi", f->site, f->subject, f->episode, f->id, recipient, (int)max);
    struct str *v = ARENA_ARRAY(a, struct str, max + 1);
    int more = -1;

    *out = (struct strs){v, 0};
    while (stmt && (more = sql_step(&d->s, stmt, NULL)) == 1)
        v[out->n++] = arena_str(a, sql_text(stmt, 1));
    sql_done(stmt);
    return more < 0 ? fail(d, e) : 0;
}

/* ------------------------------------------------------------------ the outbox */

int
alert_db_due(struct alert_db *d, int64_t after, int64_t now, struct arena *a, struct alert_message *out,
             struct err *e)
{
    sqlite3_stmt *stmt = sql_get(
        &d->s, NULL,
        "SELECT id, message_id, channel, recipient, subject, made, tries, try_at, bytes FROM message "
        "WHERE id > ?1 AND state = 'waiting' AND (try_at <= ?2 OR try_at > ?2 + ?3) ORDER BY id LIMIT 1",
        "lli", after, now, PAUSE_LONGEST_S);
    int found = stmt ? sql_step(&d->s, stmt, NULL) : -1;

    if (found == 1)
        *out = (struct alert_message){
            .id = sqlite3_column_int64(stmt, 0),
            .message_id = arena_str(a, sql_text(stmt, 1)),
            .channel = arena_str(a, sql_text(stmt, 2)),
            .recipient = arena_str(a, sql_text(stmt, 3)),
            .subject = arena_str(a, sql_text(stmt, 4)),
            .made = sqlite3_column_int64(stmt, 5),
            .tries = sql_int(stmt, 6),
            .try_at = sqlite3_column_int64(stmt, 7),
            .bytes = arena_str(a, sql_blob(stmt, 8)),
        };
    sql_done(stmt);
    return found < 0 ? fail(d, e) : found;
}

int
alert_db_waiting(struct alert_db *d, int64_t *first, int64_t *count, struct err *e)
{
    *first = *count = 0;
    if (sql_number(&d->s, NULL, count, "SELECT count(*) FROM message WHERE state = 'waiting'", "") < 0 ||
        sql_number(&d->s, NULL, first, "SELECT coalesce(min(try_at), 0) FROM message WHERE state = 'waiting'",
                   "") < 0)
        return fail(d, e);
    return 0;
}

int
alert_db_message_state(struct alert_db *d, int64_t id, const char *state, int tries, int64_t try_at,
                       int64_t finished, struct str problem, struct err *e)
{
    return sql_run(&d->s, NULL,
                   "UPDATE message SET state = ?2, tries = ?3, try_at = ?4, finished = ?5, problem = ?6, "
                   "bytes = iif(?5 > 0, NULL, bytes) WHERE id = ?1",
                   "lzills", id, state, tries, try_at, finished, problem) < 0
               ? fail(d, e)
               : 0;
}

int
alert_db_recover(struct alert_db *d, const char *handed_to, int64_t *doubt, struct err *e)
{
    *doubt = 0;
    if (sql_number(&d->s, NULL, doubt, "SELECT count(*) FROM message WHERE state = 'handed'", "") < 0 ||
        sql_run(&d->s, NULL, "UPDATE message SET state = 'waiting' WHERE state = 'sending'", "") < 0 ||
        sql_run(&d->s, NULL, "UPDATE message SET state = ?1 WHERE state = 'handed'", "z", handed_to) < 0)
        return fail(d, e);
    return 0;
}

/* ------------------------------------------------------------------ what the site files are told */

int
alert_db_notes(struct alert_db *d, struct str site, struct arena *a, const struct alert_note **out, size_t *n,
               struct err *e)
{
    sqlite3_stmt *stmt =
        sql_get(&d->s, NULL,
                "SELECT f.subject, f.event, f.day, m.channel, t.recipient, m.message_id, m.finished "
                "FROM finding AS f JOIN told AS t ON t.finding = f.id JOIN message AS m ON m.id = t.message "
                "WHERE f.site = ?1 AND t.noted = 0 AND m.state = 'sent' ORDER BY m.id, f.id LIMIT ?2",
                "si", site, LIMIT_ALERT_NOTES);
    struct alert_note *list = ARENA_ARRAY(a, struct alert_note, LIMIT_ALERT_NOTES);
    int more = -1;

    *out = list;
    *n = 0;
    while (stmt && (more = sql_step(&d->s, stmt, NULL)) == 1)
        list[(*n)++] = (struct alert_note){
            .subject = arena_str(a, sql_text(stmt, 0)),
            .event = arena_str(a, sql_text(stmt, 1)),
            .day = arena_str(a, sql_text(stmt, 2)),
            .channel = arena_str(a, sql_text(stmt, 3)),
            .recipient = arena_str(a, sql_text(stmt, 4)),
            .message_id = arena_str(a, sql_text(stmt, 5)),
            .sent = sqlite3_column_int64(stmt, 6),
        };
    sql_done(stmt);
    return more < 0 ? fail(d, e) : 0;
}

int
alert_db_noted(struct alert_db *d, struct str site, struct err *e)
{
    return sql_run(&d->s, NULL,
                   "UPDATE told SET noted = 1 WHERE noted = 0 AND finding IN "
                   "(SELECT id FROM finding WHERE site = ?1) AND message IN "
                   "(SELECT id FROM message WHERE state = 'sent')",
                   "s", site) < 0
               ? fail(d, e)
               : 0;
}

int
alert_db_prune(struct alert_db *d, int64_t before, struct err *e)
{
    if (sql_run(&d->s, NULL, "DELETE FROM message WHERE finished > 0 AND finished < ?1", "l", before) < 0 ||
        sql_run(&d->s, NULL,
                "DELETE FROM finding WHERE made < ?1 AND id NOT IN (SELECT finding FROM told) AND NOT EXISTS "
                "(SELECT 1 FROM matter AS m WHERE m.site = finding.site AND m.subject = finding.subject "
                "AND m.episode = finding.episode)",
                "l", before) < 0)
        return fail(d, e);
    return 0;
}
