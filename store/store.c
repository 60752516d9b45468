/* The site file as a whole: opening with every doubt settled first, transactions, closing. */
#include "store/store.h"
#include "base/clock.h"
#include "base/mem.h"
#include "base/say.h"
#include "oit/limits.h"
#include "store/private.h"
#include <errno.h>
#include <fcntl.h>
#include <libgen.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define GROUP_MS 1000
#define GROUP_MOST 100 /* visits */
/* Larger files are not read through on opening: it would take seconds. */
#define QUICK_CHECK_BYTES (64 * MIB)
#define HEADER 100

/*
 * The connection expects nothing good of the file: no triggers, no views, no functions in its schema, cells
 * checked, no blob above what we store.
 * The pages of a new file are of 8 KB: what is kept of one page of a site takes 11 KB, and SQLite writes each
 * of its own three times and reads it once on its way through the log.  1,000 pages take 13,800 calls of the
 * system so, instead of 24,100; with 16 KB nearly half of the file would be empty.
 * That every number refers to a row is seen to by who writes: SQLite would look for the row, and keep a
 * journal of each statement that might have to be taken back for it, a twentieth of keeping a page.
 */
static const char settings[] = "PRAGMA trusted_schema = OFF;"
                               "PRAGMA cell_size_check = ON;"
                               "PRAGMA mmap_size = 0;"
                               "PRAGMA foreign_keys = OFF;"
                               "PRAGMA temp_store = MEMORY;"
                               "PRAGMA cache_size = -1000;"
                               "PRAGMA page_size = 8192;";

static int
refuse_absent(struct store *s, struct err *e)
{
    switch (errno) {
    case ENOENT:
    case ENOTDIR:
        return err_set(e, ERR_FILE, s->path, _("Check the spelling, or scan the site first: oit scan URL."),
                       _("there is no such file"));
    case EACCES:
        return err_set(e, ERR_FILE, s->path, _("Give yourself read permission on the file and its folders."),
                       _("the site file may not be read"));
    default:
        return err_set(e, ERR_FILE, s->path, _("Check the name of the file."),
                       _("the site file cannot be opened (%s)"), err_reason(errno));
    }
}

/* Private to its owner and group from the first moment; SQLite gives its side files the same mode. */
static int
create_file(struct store *s, struct err *e)
{
    int fd = open(s->path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0640);

    if (fd < 0 && errno != EEXIST)
        return err_set(e, err_of_place(errno), s->path,
                       _("Give yourself write permission on the folder, or choose another with --data."),
                       _("the site file cannot be made (%s)"), err_reason(errno));
    if (fd >= 0)
        close(fd);
    return 0;
}

/* What the file system says, before SQLite sees the file. */
static int
look_at_file(struct store *s, struct err *e)
{
    struct stat st;

    if (stat(s->path, &st) < 0) {
        if (errno != ENOENT || s->mode != STORE_CREATE)
            return refuse_absent(s, e);
        if (create_file(s, e) < 0)
            return -1;
        if (stat(s->path, &st) < 0)
            return refuse_absent(s, e);
    }
    if (S_ISDIR(st.st_mode))
        return err_set(e, ERR_FILE, s->path, _("Name a site file inside it."),
                       _("this is a folder, not a site file"));
    if (!S_ISREG(st.st_mode))
        return err_set(e, ERR_FILE, s->path, _("Name a site file."), _("this is no ordinary file"));
    if (access(s->path, R_OK) < 0)
        return refuse_absent(s, e);
    if (s->mode != STORE_READ && access(s->path, W_OK) < 0)
        return err_set(e, ERR_FILE, s->path,
                       _("Give yourself write permission on the file, or copy it to a folder of yours."),
                       _("the site file may not be written"));
    s->real = realpath(s->path, NULL);
    return s->real ? 0 : refuse_absent(s, e);
}

/* May SQLite put its side files beside the site file? */
static bool
folder_writable(const struct store *s)
{
    char *copy = mem_dup(s->real);
    bool yes = access(dirname(copy), W_OK) == 0;

    free(copy);
    return yes;
}

static bool
has_wal(const struct store *s)
{
    size_t room = strlen(s->real) + sizeof "-wal";
    char *name = mem_new(room, 1);
    struct stat st;
    bool yes;

    snprintf(name, room, "%s-wal", s->real);
    yes = stat(name, &st) == 0 && st.st_size > 0;
    free(name);
    return yes;
}

static uint32_t
big_endian(const unsigned char *p)
{
    return (uint32_t)p[0] << 24 | (uint32_t)p[1] << 16 | (uint32_t)p[2] << 8 | p[3];
}

/*
 * The file's first bytes, read through SQLite's own handle: opening and closing the file a second time would
 * drop the locks of every other connection in this process.  Nothing of a foreign file is touched.
 */
static int
look_at_header(struct store *s, struct err *e)
{
    unsigned char h[HEADER] = {0};
    sqlite3_file *f = NULL;
    sqlite3_int64 size = 0;

    if (sqlite3_file_control(s->db, "main", SQLITE_FCNTL_FILE_POINTER, &f) != SQLITE_OK || !f ||
        !f->pMethods || f->pMethods->xFileSize(f, &size) != SQLITE_OK)
        return sql_fail(s, e);
    if (size == 0)
        return 0; /* told by its version, 0, later */
    if (size < HEADER || f->pMethods->xRead(f, h, HEADER, 0) != SQLITE_OK ||
        memcmp(h, "SQLite format 3", 16) != 0)
        return err_set(e, ERR_FILE, s->path, _("Name a file that oit scan has made."),
                       _("this is not a site file of oit"));
    if (big_endian(h + 68) != STORE_APPLICATION_ID)
        return err_set(e, ERR_FILE, s->path, _("Name a file that oit scan has made."),
                       _("this database belongs to another program"));
    return 0;
}

static int
connect_as(struct store *s, const char *name, int flags, struct err *e)
{
    if (s->db)
        sql_close(s);
    if (sql_open(name, &s->db, flags | SQLITE_OPEN_PRIVATECACHE) != SQLITE_OK)
        return sql_fail(s, e); /* where memory lacks there is no s->db, which SQLite can tell */
    sqlite3_extended_result_codes(s->db, 1);
    sql_guard(s->db);
    sqlite3_limit(s->db, SQLITE_LIMIT_LENGTH, (int)(LIMIT_DOCUMENT + MIB));
    sqlite3_db_config(s->db, SQLITE_DBCONFIG_DQS_DML, 0, NULL);
    sqlite3_db_config(s->db, SQLITE_DBCONFIG_DQS_DDL, 0, NULL);
    return look_at_header(s, e);
}

/* "file:" name of the path that makes SQLite take the file as one nobody writes, without side files. */
static int
connect_immutable(struct store *s, struct err *e)
{
    struct buf name;
    int result;

    buf_init(&name, 4 * PATH_MAX);
    buf_z(&name, "file:");
    for (const char *p = s->real; *p; p++) {
        if (strchr("%?#", *p))
            buf_printf(&name, "%%%02X", (unsigned)*p);
        else
            buf_char(&name, *p);
    }
    buf_z(&name, "?immutable=1");
    result = connect_as(s, buf_cstr(&name), SQLITE_OPEN_READONLY | SQLITE_OPEN_URI, e);
    buf_free(&name);
    return result;
}

/* Does the first real access work? */
static bool
readable(struct store *s)
{
    return sqlite3_exec(s->db, "SELECT count(*) FROM sqlite_schema", NULL, NULL, NULL) == SQLITE_OK;
}

/*
 * A reader opens for writing where it may, although it writes nothing (query_only): only so are the side
 * files taken away again when it is the last to close.  Where side files cannot be made and none holds
 * data, the file is as nobody's: immutable.
 */
static int
connect_reader(struct store *s, struct err *e)
{
    bool writable = access(s->real, W_OK) == 0 && folder_writable(s);
    int code;

    if (connect_as(s, s->real, writable ? SQLITE_OPEN_READWRITE : SQLITE_OPEN_READONLY, e) < 0)
        return -1;
    if (readable(s))
        return 0;
    code = sqlite3_errcode(s->db) & 0xff;
    if (!has_wal(s) && (code == SQLITE_CANTOPEN || code == SQLITE_READONLY || code == SQLITE_IOERR))
        return connect_immutable(s, e);
    return sql_fail(s, e);
}

static int
quick_check(struct store *s, struct err *e)
{
    sqlite3_stmt *stmt;
    struct stat st;
    int result = 0;

    if (s->ours || stat(s->real, &st) < 0 || st.st_size > (off_t)QUICK_CHECK_BYTES)
        return 0;
    stmt = sql_own(s, e, "PRAGMA quick_check(1)");
    if (!stmt)
        return -1;
    result = sql_step(s, stmt, e);
    if (result == 1 && !str_eq(sql_text(stmt, 0), STR("ok")))
        result = err_set(e, ERR_FILE, s->path,
                         _("Take it from your backup, or move it away and scan the site again."),
                         _("the site file is damaged (%.*s)"), STR_ARGS(sql_text(stmt, 0)));
    sqlite3_finalize(stmt);
    return result < 0 ? -1 : 0;
}

static int
begin_writing(struct store *s, struct err *e)
{
    sqlite3_stmt *stmt = sql_own(s, e, "PRAGMA journal_mode = WAL");
    int result = stmt ? sql_step(s, stmt, e) : -1;

    if (result == 1 && !str_eq(sql_text(stmt, 0), STR("wal")))
        result = err_set(e, ERR_FILE, s->path, _("Choose a folder on a disk of this machine with --data."),
                         _("its file system cannot share memory between programs"));
    sqlite3_finalize(stmt);
    if (result < 0)
        return -1;
    /* What is written comes out of our own tables of words; for each CHECK (x IN ...) SQLite would make a
     * table of its own for each row: half of the time of storing an answer. */
    return sql_script(s,
                      "PRAGMA synchronous = NORMAL; PRAGMA journal_size_limit = 16777216; "
                      "PRAGMA ignore_check_constraints = ON;",
                      e);
}

/* One transaction for all a reader does: it sees the file as of one moment while a scan goes on. */
static int
begin_reading(struct store *s, struct err *e)
{
    return sql_script(s, "PRAGMA query_only = ON; BEGIN; SELECT count(*) FROM run;", e);
}

static int
settle(struct store *s, struct err *e)
{
    if (sql_script(s, settings, e) < 0 || quick_check(s, e) < 0 || schema_update(s, e) < 0 ||
        schema_check(s, e) < 0)
        return -1;
    return s->mode == STORE_READ ? begin_reading(s, e) : begin_writing(s, e);
}

static int
open_file(struct store *s, struct err *e)
{
    int keep_wal;

    if (look_at_file(s, e) < 0)
        return -1;
    if (s->mode != STORE_READ && !(s->lock = lock_take(s->real, LOCK_WAIT_MS, e)))
        return -1;
    /* A file that is refused below must stay as it is, so closing may not fold a write-ahead log into it. */
    keep_wal = has_wal(s);
    if ((s->mode == STORE_READ ? connect_reader(s, e) : connect_as(s, s->real, SQLITE_OPEN_READWRITE, e)) < 0)
        return -1;
    sqlite3_db_config(s->db, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, keep_wal, NULL);
    if (settle(s, e) < 0)
        return -1;
    sqlite3_db_config(s->db, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 0, NULL);
    s->open = true;
    return 0;
}

struct store *
store_open(const char *path, enum store_mode mode, struct err *e)
{
    struct store *s = mem_new(1, sizeof *s);

    s->path = mem_dup(path);
    s->mode = mode == STORE_READ_OURS ? STORE_READ : mode == STORE_CREATE_OURS ? STORE_CREATE : mode;
    s->ours = mode != s->mode;
    s->committed_ms = clock_monotonic_ms() - GROUP_MS;
    buf_init(&s->packed, 2 * LIMIT_STORED_PAGE);
    buf_init(&s->run, 2 * LIMIT_STORED_PAGE);
    buf_init(&s->page_parts, 2 * LIMIT_STORED_PAGE);
    buf_init(&s->page_links, 2 * LIMIT_STORED_PAGE);
    s->scratch = arena_new(0);
    s->addresses = known_new();
    s->parts = parts_new();
    s->basis = basis_new();
    if (open_file(s, e) < 0) {
        store_close(s);
        return NULL;
    }
    s->pages = page_cache_new(s->real);
    return s;
}

const char *
store_file(const struct store *s)
{
    return s->real;
}

void
store_close(struct store *s)
{
    if (!s)
        return;
    if (s->open && s->mode != STORE_READ)
        store_commit(s, NULL);
    if (s->db)
        sql_close(s);
    lock_free(s->lock); /* after SQLite has folded its log into the file */
    ZSTD_freeCCtx(s->compress);
    ZSTD_freeDCtx(s->expand);
    free(s->zstd);
    free(s->sound);
    buf_free(&s->packed);
    buf_free(&s->run);
    buf_free(&s->page_parts);
    buf_free(&s->page_links);
    arena_free(s->scratch);
    known_free(s->addresses);
    parts_free(s->parts);
    basis_free(s->basis);
    page_cache_free(s->pages);
    free(s->real);
    free(s->path);
    free(s);
}

void
store_rest(struct store *s)
{
    known_free(s->addresses);
    s->addresses = known_new();
    basis_forget(s->basis);
    ZSTD_freeCCtx(s->compress);
    s->compress = NULL;
    free(s->zstd);
    s->zstd = NULL;
    s->room = 0;
    buf_free(&s->packed);
    buf_free(&s->run);
    buf_free(&s->page_parts);
    buf_free(&s->page_links);
    sqlite3_db_release_memory(s->db);
}

void
store_forget_known(struct store *s)
{
    known_forget(s->addresses);
    parts_forget(s->parts);
    basis_forget(s->basis);
    page_cache_forget(s->pages);
    s->got_address = s->got_body = 0;
}

static void
roll_back(struct store *s)
{
    store_forget_known(s);
    page_cache_empty(s->pages); /* the disk may be full */
    if (!sqlite3_get_autocommit(s->db))
        sqlite3_exec(s->db, "ROLLBACK", NULL, NULL, NULL);
}

int
store_begin(struct store *s, struct err *e)
{
    if (s->pending)
        return 0;
    if (sql_run(s, e, "BEGIN IMMEDIATE", "") < 0)
        return -1;
    s->pending = true;
    return 0;
}

int
store_commit(struct store *s, struct err *e)
{
    if (!s->pending)
        return 0;
    s->pending = false;
    s->waiting = 0;
    s->committed_ms = clock_monotonic_ms();
    if (sql_run(s, e, "COMMIT", "") == 0)
        return 0;
    roll_back(s);
    return -1;
}

int64_t
store_changes(const struct store *s)
{
    return sqlite3_total_changes64(s->db);
}

/*
 * Visits that come one by one are committed at once, those of a burst together once a second or by the
 * hundred: where more wait than SQLite holds in memory it writes pages of its own twice into the log, and
 * then reads and sums up again all that lies behind them, 3,000 calls of the system for 1,000 visits.
 */
int
store_commit_due(struct store *s, struct err *e)
{
    bool due = ++s->waiting >= GROUP_MOST || clock_monotonic_ms() - s->committed_ms >= GROUP_MS;

    return due ? store_commit(s, e) : 0;
}

int
store_give_up(struct store *s)
{
    roll_back(s);
    s->pending = false;
    return -1;
}

int
store_begin_own(struct store *s, bool durable, struct err *e)
{
    if (store_commit(s, e) < 0 || (durable && sql_script(s, "PRAGMA synchronous = FULL", e) < 0))
        return -1;
    return store_begin(s, e);
}

int
store_end_own(struct store *s, int result, struct err *e)
{
    if (result == 0)
        result = store_commit(s, e);
    else
        roll_back(s);
    s->pending = false;
    if (sqlite3_exec(s->db, "PRAGMA synchronous = NORMAL", NULL, NULL, NULL) != SQLITE_OK)
        return sql_fail(s, e);
    return result;
}
