/* Statements: prepared once, bound by letters, errors told in words of the user. */
#include "base/say.h"
#include "store/private.h"
#include <assert.h>
#include <limits.h>
#include <stdarg.h>
#include <string.h>

#define BUSY_MS 5000

/* What SQLite reports and what to do about it.  `code` is for the time while a file is being opened. */
static const struct {
    int sqlite;
    enum err_code code;
    const char *what, *next;
} faults[] = {
    {SQLITE_FULL, ERR_IO, N_("the disk is full"),
     N_("Make room on the disk and run the same command again; what was stored before is intact.")},
    {SQLITE_IOERR, ERR_IO, N_("the disk does not take or give the data"),
     N_("Look after the disk (space, quota, cable) and run the same command again; what was stored before is "
        "intact.")},
    {SQLITE_CORRUPT, ERR_FILE, N_("the site file is damaged"),
     N_("Take it from your backup, or move it away and scan the site again.")},
    {SQLITE_NOTADB, ERR_FILE, N_("this is not a site file of oit"),
     N_("Name a file that oit scan has made.")},
    {SQLITE_BUSY, ERR_FILE, N_("another program is writing to this site file"),
     N_("Wait until it has finished, then run the same command again.")},
    {SQLITE_READONLY, ERR_FILE, N_("the site file may not be written"),
     N_("Give yourself write permission on the file and its folder, or copy it to a folder of yours.")},
    {SQLITE_CANTOPEN, ERR_FILE, N_("the site file cannot be opened"),
     N_("Look at the permissions of the file and its folder; a file that ended with its -wal file beside it "
        "must be "
        "opened together with it in a folder that may be written.")},
    {SQLITE_PERM, ERR_FILE, N_("the site file may not be read"),
     N_("Give yourself read permission on the file.")},
    {SQLITE_NOMEM, ERR_STORE, N_("SQLite has no memory left"),
     N_("Close other programs and run the same command again.")},
    /* What is asked while opening is right for our own tables: these are others, or hold what ours may not.
     */
    {SQLITE_ERROR, ERR_FILE, N_("the site file is damaged"),
     N_("Take it from your backup, or move it away and scan the site again.")},
    {SQLITE_CONSTRAINT, ERR_FILE, N_("the site file is damaged"),
     N_("Take it from your backup, or move it away and scan the site again.")},
    {0, ERR_STORE, N_("the site file cannot be used"),
     N_("Run the same command again; when it stays so, move the file away and scan the site again.")},
};

int
sql_fail(struct store *s, struct err *e)
{
    int code = sqlite3_errcode(s->db) & 0xff, system = sqlite3_system_errno(s->db);
    size_t i = 0;

    store_forget_known(s); /* SQLite may have taken the transaction back by itself */
    if (s->open && (code == SQLITE_ERROR || code == SQLITE_CONSTRAINT))
        code = 0; /* ours */
    while (faults[i].sqlite && faults[i].sqlite != code)
        i++;
    return err_set(e, s->open ? ERR_STORE : faults[i].code, s->path, _(faults[i].next), "%s (%s)",
                   _(faults[i].what),
                   code == SQLITE_IOERR && system ? err_reason(system) : sqlite3_errmsg(s->db));
}

sqlite3_stmt *
sql_own(struct store *s, struct err *e, const char *sql)
{
    sqlite3_stmt *stmt = NULL;

    if (sqlite3_prepare_v2(s->db, sql, -1, &stmt, NULL) != SQLITE_OK)
        sql_fail(s, e);
    return stmt;
}

/* The kept statement of a literal.  None of them is in use when it is asked for: each is given back at once.
 */
static sqlite3_stmt *
kept(struct store *s, struct err *e, const char *sql)
{
    sqlite3_stmt *stmt;

    for (size_t i = 0; i < s->kept_n; i++)
        if (s->kept[i].sql == sql) {
            assert(!sqlite3_stmt_busy(s->kept[i].stmt));
            return s->kept[i].stmt;
        }
    assert(s->kept_n < STATEMENTS_MAX);
    if (sqlite3_prepare_v3(s->db, sql, -1, SQLITE_PREPARE_PERSISTENT, &stmt, NULL) != SQLITE_OK) {
        sql_fail(s, e);
        return NULL;
    }
    s->kept[s->kept_n].sql = sql;
    s->kept[s->kept_n++].stmt = stmt;
    return stmt;
}

static int
bind_text(sqlite3_stmt *stmt, int n, struct str t)
{
    return sqlite3_bind_text64(stmt, n, t.p ? t.p : "", t.n, SQLITE_STATIC, SQLITE_UTF8);
}

static int
bind_blob(sqlite3_stmt *stmt, int n, struct str b)
{
    return b.n ? sqlite3_bind_blob64(stmt, n, b.p, b.n, SQLITE_STATIC) : sqlite3_bind_null(stmt, n);
}

static int
bind_reference(sqlite3_stmt *stmt, int n, int64_t id)
{
    return id ? sqlite3_bind_int64(stmt, n, id) : sqlite3_bind_null(stmt, n);
}

static int
bind_one(sqlite3_stmt *stmt, int n, char letter, va_list *args)
{
    switch (letter) {
    case 'i':
        return sqlite3_bind_int(stmt, n, va_arg(*args, int));
    case 'l':
        return sqlite3_bind_int64(stmt, n, va_arg(*args, int64_t));
    case 'r':
        return bind_reference(stmt, n, va_arg(*args, int64_t));
    case 's':
        return bind_text(stmt, n, va_arg(*args, struct str));
    case 'z':
        return bind_text(stmt, n, str_of(va_arg(*args, const char *)));
    default:
        assert(letter == 'b');
        return bind_blob(stmt, n, va_arg(*args, struct str));
    }
}

static sqlite3_stmt *
get(struct store *s, struct err *e, const char *sql, const char *bind, va_list *args)
{
    sqlite3_stmt *stmt = kept(s, e, sql);
    int n = 0;

    if (!stmt)
        return NULL;
    assert(sqlite3_bind_parameter_count(stmt) == (int)strlen(bind));
    while (bind[n]) {
        if (bind_one(stmt, n + 1, bind[n], args) != SQLITE_OK) {
            sql_fail(s, e);
            sql_done(stmt);
            return NULL;
        }
        n++;
    }
    return stmt;
}

sqlite3_stmt *
sql_get(struct store *s, struct err *e, const char *sql, const char *bind, ...)
{
    va_list args;
    sqlite3_stmt *stmt;

    va_start(args, bind);
    stmt = get(s, e, sql, bind, &args);
    va_end(args);
    return stmt;
}

/* A statement that is not reset would hold its snapshot of the file. */
void
sql_done(sqlite3_stmt *stmt)
{
    if (!stmt)
        return;
    sqlite3_reset(stmt);
    sqlite3_clear_bindings(stmt);
}

int
sql_step(struct store *s, sqlite3_stmt *stmt, struct err *e)
{
    switch (sqlite3_step(stmt)) {
    case SQLITE_ROW:
        return 1;
    case SQLITE_DONE:
        return 0;
    default:
        return sql_fail(s, e);
    }
}

int
sql_run(struct store *s, struct err *e, const char *sql, const char *bind, ...)
{
    va_list args;
    sqlite3_stmt *stmt;
    int result;

    va_start(args, bind);
    stmt = get(s, e, sql, bind, &args);
    va_end(args);
    if (!stmt)
        return -1;
    result = sql_step(s, stmt, e);
    assert(result <= 0);
    sql_done(stmt);
    return result;
}

int
sql_number(struct store *s, struct err *e, int64_t *out, const char *sql, const char *bind, ...)
{
    va_list args;
    sqlite3_stmt *stmt;
    int result;

    va_start(args, bind);
    stmt = get(s, e, sql, bind, &args);
    va_end(args);
    if (!stmt)
        return -1;
    result = sql_step(s, stmt, e);
    if (result == 1)
        *out = sqlite3_column_int64(stmt, 0);
    sql_done(stmt);
    return result;
}

int
sql_script(struct store *s, const char *sql, struct err *e)
{
    return sqlite3_exec(s->db, sql, NULL, NULL, NULL) == SQLITE_OK ? 0 : sql_fail(s, e);
}

struct str
sql_text(sqlite3_stmt *stmt, int column)
{
    const unsigned char *p = sqlite3_column_text(stmt, column);

    return (struct str){(const char *)p, p ? (size_t)sqlite3_column_bytes(stmt, column) : 0};
}

struct str
sql_blob(sqlite3_stmt *stmt, int column)
{
    const void *p = sqlite3_column_blob(stmt, column);

    return (struct str){p, p ? (size_t)sqlite3_column_bytes(stmt, column) : 0};
}

int
sql_int(sqlite3_stmt *stmt, int column)
{
    sqlite3_int64 n = sqlite3_column_int64(stmt, column);

    return n < 0 ? 0 : n > INT_MAX ? INT_MAX : (int)n;
}

bool
sql_hash(sqlite3_stmt *stmt, int column, struct sha256 *out)
{
    struct str b = sql_blob(stmt, column);

    memset(out, 0, sizeof *out);
    if (b.n != sizeof out->byte)
        return false;
    memcpy(out->byte, b.p, sizeof out->byte);
    return true;
}

void
sql_close(struct store *s)
{
    while (s->kept_n)
        sqlite3_finalize(s->kept[--s->kept_n].stmt);
    sqlite3_close(s->db);
    s->db = NULL;
}

/*
 * One thread needs no locks, and nobody asks how much memory SQLite has: each of its 180 small pieces a page
 * took two locks and two counts.  What it is told after the first file is open changes nothing.
 */
int
sql_open(const char *name, sqlite3 **db, int flags)
{
    sqlite3_config(SQLITE_CONFIG_SINGLETHREAD);
    sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
    return sqlite3_open_v2(name, db, flags | SQLITE_OPEN_NOMUTEX, NULL);
}

void
sql_guard(sqlite3 *db)
{
    sqlite3_busy_timeout(db, BUSY_MS);
    sqlite3_db_config(db, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, NULL);
    sqlite3_db_config(db, SQLITE_DBCONFIG_ENABLE_VIEW, 0, NULL);
    sqlite3_db_config(db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
}
