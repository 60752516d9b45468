/* oit batch --status DIR: how far it is, told from its state; and the mark by which its folder knows it. */
#include "base/clock.h"
#include "base/file.h"
#include "base/utf8.h"
#include "cli/many.h"
#include "cli/outputs.h"
#include "oit/limits.h"
#include "report/card.h"
#include "report/report.h"
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>

#define MARK ".oit-batch"
#define MARK_BYTES (64 * KIB)
#define TOLD_LONG_AGO_S 60

int
batch_mark_write(const char *out, const struct batch_mark *mark, struct err *e)
{
    struct buf path, text;
    int rc;

    buf_init(&path, MARK_BYTES);
    buf_init(&text, MARK_BYTES);
    buf_printf(&path, "%s/" MARK, out);
    buf_printf(&text, "started %lld\nfinished %d\nkey %.*s\ndata %.*s\n", (long long)mark->started,
               mark->finished, STR_ARGS(mark->key), STR_ARGS(mark->data));
    if (mark->told > 0) {
        const struct fleet_counts *c = &mark->counts;

        buf_printf(&text, "told %lld\nall %zu\nover %zu\nrunning %zu\nwaiting %zu\nelapsed %lld\n",
                   (long long)mark->told, c->all, c->over, c->running, c->waiting, (long long)c->elapsed_ms);
        if (c->left_ms >= 0)
            buf_printf(&text, "left %lld\n", (long long)c->left_ms);
        if (mark->pace >= 0)
            buf_printf(&text, "pace %lld\n", (long long)mark->pace);
    }
    rc = file_write(buf_cstr(&path), buf_view(&text), e);
    buf_free(&path);
    buf_free(&text);
    return rc;
}

static void
read_count(struct str word, int64_t n, struct batch_mark *mark)
{
    struct fleet_counts *c = &mark->counts;

    if (str_eq(word, STR("started")))
        mark->started = n;
    else if (str_eq(word, STR("told")))
        mark->told = n;
    else if (str_eq(word, STR("all")))
        c->all = (size_t)n;
    else if (str_eq(word, STR("over")))
        c->over = (size_t)n;
    else if (str_eq(word, STR("running")))
        c->running = (size_t)n;
    else if (str_eq(word, STR("waiting")))
        c->waiting = (size_t)n;
    else if (str_eq(word, STR("elapsed")))
        c->elapsed_ms = n;
    else if (str_eq(word, STR("left")))
        c->left_ms = n;
    else if (str_eq(word, STR("pace")))
        mark->pace = n;
}

static void
read_line(struct arena *a, struct str line, struct batch_mark *mark)
{
    size_t blank = str_find_char(line, ' ', 0);
    struct str word = str_sub(line, 0, blank), value;
    uint64_t n = 0;

    if (blank == STR_NOT_FOUND)
        return;
    value = str_sub(line, blank + 1, line.n);
    if (str_eq(word, STR("data")))
        mark->data = arena_str(a, value);
    else if (str_eq(word, STR("key")))
        mark->key = arena_str(a, value);
    else if (str_eq(word, STR("finished")))
        mark->finished = str_eq(value, STR("1"));
    else if (str_to_u64(value, &n) && n < INT64_MAX / 1000)
        read_count(word, (int64_t)n, mark);
}

bool
batch_mark_read(struct arena *a, const char *out, struct batch_mark *mark)
{
    struct str rest, line, path = arena_printf(a, "%s/" MARK, out);
    struct buf b;
    bool good;

    *mark = (struct batch_mark){.counts.left_ms = -1, .pace = -1};
    buf_init(&b, MARK_BYTES);
    good = file_exists(path.p) && file_read(path.p, &b, NULL) == 0;
    rest = buf_view(&b);
    while (good && str_next(&rest, '\n', &line))
        read_line(a, line, mark);
    buf_free(&b);
    return good && mark->key.n > 0 && mark->data.n > 0;
}

/* ------------------------------------------------------------------ status */

struct status {
    struct arena *a;
    enum lang lang;
    struct buf out, names;
    size_t count[SITE_STATE_COUNT];
    bool held;
};

static int
take_site(void *ctx, const struct batch_site *s, struct err *e)
{
    struct status *t = ctx;
    enum site_state state = s->outcome.state;

    (void)e;
    if (state == SITE_RUNNING && !t->held)
        state = SITE_UNFINISHED;
    t->count[state]++;
    if (state == SITE_DONE || state == SITE_WAITING)
        return 0;
    buf_printf(&t->names, "  %s: ", _(site_state_text(state)));
    utf8_show(&t->names, s->url);
    if (s->title.n > 0) {
        buf_z(&t->names, " \xe2\x80\x94 ");
        utf8_show(&t->names, s->title);
    }
    if (state == SITE_RUNNING)
        buf_printf(&t->names, " (%s %s)", _("since"), card_time_of(t->a, s->started, t->lang).p);
    buf_char(&t->names, '\n');
    return 0;
}

static void
print_head(struct status *t, const struct batch *b, long holder)
{
    utf8_show(&t->out, b->list);
    buf_printf(&t->out, ": %s %s, ", _("batch begun"), card_time_of(t->a, b->started, t->lang).p);
    if (b->finished > 0)
        buf_printf(&t->out, "%s %s\n", _("ended"), card_time_of(t->a, b->finished, t->lang).p);
    else if (holder > 0)
        buf_printf(&t->out, _("running (process %ld)\n"), holder);
    else
        buf_printf(&t->out, "%s\n", _("stopped; the same command goes on"));
}

/* The line that the terminal of the batch shows, a few seconds old. */
static void
print_pace(struct status *t, const struct batch *b)
{
    struct batch_mark mark;

    if (!batch_mark_read(t->a, arena_str(t->a, b->out).p, &mark) || !str_eq(mark.key, b->key) ||
        mark.told == 0 || clock_now() - mark.told > TOLD_LONG_AGO_S)
        return;
    buf_z(&t->out, "  ");
    progress_batch_words(&t->out, mark.pace >= 0 ? (double)mark.pace / 100 : -1, &mark.counts);
    buf_char(&t->out, '\n');
}

static int
show(struct status *t, const char *path, struct str key, struct err *e)
{
    struct batch_db *db = batch_db_open(path, false, e);
    long holder = batch_db_holder(path);
    struct batch b;
    int rc = -1;

    t->held = holder > 0;
    if (db == NULL)
        return -1;
    if (!batch_db_last(db, key, t->a, &b)) {
        err_set(e, ERR_FILE, path, _("name the folder of the site files or of the reports of a batch"), "%s",
                _("no batch has been run there"));
    } else if (batch_db_each(db, b.id, take_site, t, e) == 0) {
        print_head(t, &b, holder);
        if (holder > 0)
            print_pace(t, &b);
        for (int state = 0; state < SITE_STATE_COUNT; state++)
            if (t->count[state] > 0)
                buf_printf(&t->out, "  %5zu  %s\n", t->count[state],
                           _(site_state_text((enum site_state)state)));
        buf_str(&t->out, buf_view(&t->names));
        rc = outputs_print(buf_view(&t->out), e);
    }
    batch_db_close(db);
    return rc;
}

/* The folder may be that of the site files, or that of the reports, which knows its own batch. */
static const char *
state_file(struct arena *a, const char *dir, struct str *key, struct err *e)
{
    struct batch_mark mark;
    const char *path = arena_printf(a, "%s/batch.db", dir).p;

    *key = STR_NONE;
    if (file_exists(path) || !batch_mark_read(a, dir, &mark))
        return path;
    *key = mark.key;
    path = arena_printf(a, "%.*s/batch.db", STR_ARGS(mark.data)).p;
    if (file_exists(path))
        return path;
    err_set(e, ERR_FILE, path,
            _("give the same command again: it makes it anew from the site files, and goes on"), "%s",
            _("the state of the batch is gone"));
    return NULL;
}

int
batch_status(const struct options *o, struct err *e)
{
    struct status t = {.a = arena_new(0), .lang = o->lang};
    struct str key;
    const char *path = state_file(t.a, o->status, &key, e);
    int rc;

    buf_init(&t.out, REPORT_BYTES_MAX);
    buf_init(&t.names, REPORT_BYTES_MAX);
    rc = path != NULL ? show(&t, path, key, e) : -1;
    buf_free(&t.out);
    buf_free(&t.names);
    arena_free(t.a);
    return rc == 0 ? EXIT_OK : -1;
}
