/* The tables of the site file and the way from one version to the next. */
#include "base/say.h"
#include "oit/limits.h"
#include "schema_new.h"
#include "schema_text.h"
#include "store/private.h"
#include <stdio.h>
#include <string.h>

#define ALL_OBJECTS "SELECT type, name, sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY name"
#define SCHEMA_BYTES (256 * KIB)

_Static_assert(sizeof schema_steps / sizeof *schema_steps == STORE_SCHEMA, "a step to each version");

/* The first one leads a new file to all of it. */
static const char *const at_once[STORE_SCHEMA] = {schema_new};

static int
version(struct store *s, int64_t *out, struct err *e)
{
    return sql_number(s, e, out, "PRAGMA user_version", "") == 1 ? 0 : -1;
}

static int
take_steps(struct store *s, const char *const *step, int to, struct err *e)
{
    char set[64];
    int64_t at;

    if (version(s, &at, e) < 0)
        return -1;
    for (; at < to; at++)
        if (step[at] != NULL && sql_script(s, step[at], e) < 0)
            return -1;
    snprintf(set, sizeof set, "PRAGMA user_version = %d", to);
    return sql_script(s, set, e);
}

int
schema_migrate(struct store *s, const char *const *step, int to, struct err *e)
{
    if (sql_script(s, "BEGIN IMMEDIATE", e) < 0)
        return -1;
    if (take_steps(s, step, to, e) == 0 && sql_script(s, "COMMIT", e) == 0)
        return 0;
    if (!sqlite3_get_autocommit(s->db))
        sqlite3_exec(s->db, "ROLLBACK", NULL, NULL, NULL);
    return -1;
}

/* An older file is brought up to date even for a reader, who then needs the writer's lock for that moment. */
static int
migrate_for_reader(struct store *s, struct err *e)
{
    struct lock *l;
    int result;

    if (sqlite3_db_readonly(s->db, "main"))
        return err_set(
            e, ERR_FILE, s->path, _("Copy it to a folder you may write and name the copy."),
            _("the site file was made by an older oit and may not be written, so it cannot be brought up "
              "to date"));
    l = lock_take(s->real, LOCK_WAIT_MS, e);
    if (!l)
        return -1;
    result = schema_migrate(s, schema_steps, STORE_SCHEMA, e);
    lock_free(l);
    return result;
}

int
schema_update(struct store *s, struct err *e)
{
    int64_t at = 0;

    if (version(s, &at, e) < 0)
        return -1;
    if (at > STORE_SCHEMA)
        return err_set(
            e, ERR_FILE, s->path, _("Install the newest oit and run the same command again."),
            _("the site file was made by a newer oit (its version is %d, this oit knows up to %d)"), (int)at,
            STORE_SCHEMA);
    if (at < 0)
        return err_set(e, ERR_FILE, s->path,
                       _("Take it from your backup, or move it away and scan the site again."),
                       _("the site file is damaged (version %d)"), (int)at);
    if (at == 0 && s->mode != STORE_CREATE)
        return err_set(e, ERR_FILE, s->path, _("Scan the site first: oit scan URL."),
                       _("the site file is empty"));
    if (at == STORE_SCHEMA)
        return 0;
    if (s->mode == STORE_READ)
        return migrate_for_reader(s, e);
    return schema_migrate(s, at == 0 ? at_once : schema_steps, STORE_SCHEMA, e);
}

/* A database in memory made by the same steps, to compare with. */
static sqlite3 *
model(void)
{
    sqlite3 *db = NULL;

    if (sqlite3_open(":memory:", &db) != SQLITE_OK)
        goto fail;
    for (int v = 0; v < STORE_SCHEMA; v++)
        if (sqlite3_exec(db, schema_steps[v], NULL, NULL, NULL) != SQLITE_OK)
            goto fail;
    return db;
fail:
    sqlite3_close(db);
    return NULL;
}

static int
no_memory(struct store *s, struct err *e)
{
    return err_set(e, ERR_STORE, s->path, _("Close other programs and run the same command again."),
                   _("SQLite has no memory left"));
}

/*
 * A file from a stranger may hold tables that look like ours and are not: other types, checks, generated
 * columns.  Objects of others beside ours do no harm: triggers and views are switched off.
 */
static int
compare(struct store *s, sqlite3_stmt *ours, struct err *e)
{
    int64_t same = 0;
    int more;

    while ((more = sqlite3_step(ours)) == SQLITE_ROW) {
        int found =
            sql_number(s, e, &same, "SELECT sql IS ?3 FROM sqlite_schema WHERE type = ?1 AND name = ?2",
                       "sss", sql_text(ours, 0), sql_text(ours, 1), sql_text(ours, 2));
        if (found < 0)
            return -1;
        if (!found || !same)
            return err_set(e, ERR_FILE, s->path,
                           _("Take it from your backup, or move it away and scan the site again."),
                           _("the site file is damaged or was changed by another program (table %.*s)"),
                           STR_ARGS(sql_text(ours, 1)));
    }
    return more == SQLITE_DONE ? 0 : no_memory(s, e);
}

static int
compare_with_model(struct store *s, struct err *e)
{
    sqlite3 *db = model();
    sqlite3_stmt *ours = NULL;
    int result;

    if (!db || sqlite3_prepare_v2(db, ALL_OBJECTS, -1, &ours, NULL) != SQLITE_OK) {
        result = no_memory(s, e);
        goto out;
    }
    result = compare(s, ours, e);
out:
    sqlite3_finalize(ours);
    sqlite3_close(db);
    return result;
}

bool
schema_sum(struct store *s, struct sha256 *out)
{
    sqlite3_stmt *stmt = sql_own(s, NULL, ALL_OBJECTS);
    struct buf b;
    int more = -1;

    buf_init(&b, SCHEMA_BYTES);
    while (stmt && (more = sql_step(s, stmt, NULL)) == 1)
        for (int i = 0; i < 3; i++) {
            buf_str(&b, sql_text(stmt, i));
            buf_char(&b, '\0');
        }
    sqlite3_finalize(stmt);
    *out = sha256_of(buf_view(&b));
    more = b.full ? -1 : more;
    buf_free(&b);
    return more == 0;
}

/* Building the model takes 2.5 ms, as long as all else of opening a file. */
static bool
is_own(struct store *s)
{
    struct sha256 sum;
    char hex[65];

    if (!schema_sum(s, &sum))
        return false;
    sha256_hex(&sum, hex);
    return strcmp(hex, SCHEMA_SUM) == 0;
}

int
schema_check(struct store *s, struct err *e)
{
    return is_own(s) ? 0 : compare_with_model(s, e);
}
