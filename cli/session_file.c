/* Where site files live, which one is meant, and opening it. */
#include "base/file.h"
#include "base/log.h"
#include "cli/session.h"
#include "cli/site_file.h"
#include "cli/visits.h"
#include "crawler/url.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Where site files live; empty when nothing says so. */
struct str
session_data_place(struct session *s)
{
    const char *data = getenv("XDG_DATA_HOME"), *home = getenv("HOME");

    if (s->o->data != NULL)
        return str_of(s->o->data);
    if (data != NULL && *data == '/')
        return arena_printf(s->arena, "%s/oit", data);
    if (home != NULL && *home == '/')
        return arena_printf(s->arena, "%s/.local/share/oit", home);
    return STR_NONE;
}

/* What a scan of the address has made, where that is there; else path itself. */
static const char *
file_of_address(struct session *s, struct str dir, const char *path)
{
    struct err none = {.code = ERR_NONE};
    const char *file;
    struct url u;

    if (dir.n == 0 || session_website(s->arena, path, &u, &none) != 0)
        return path;
    file = site_file_to_read(s, dir, &u).p;
    return file_exists(file) ? file : path;
}

/* A bare name that is not here may be one of the files that scans have made, or the host of one; so may an
 * address. */
const char *
session_find_file(struct session *s, const char *path)
{
    struct str dir = session_data_place(s);
    const struct str tries[] = {
        arena_printf(s->arena, "%.*s/%s", STR_ARGS(dir), path),
        arena_printf(s->arena, "%s.oit", path),
        arena_printf(s->arena, "%.*s/%s.oit", STR_ARGS(dir), path),
    };

    if (file_exists(path) || (strchr(path, '/') != NULL && strstr(path, "://") == NULL))
        return path;
    for (size_t i = 0; i < sizeof tries / sizeof *tries; i++)
        if ((dir.n > 0 || tries[i].p[0] != '/') && file_exists(tries[i].p))
            return tries[i].p;
    return file_of_address(s, dir, path);
}

size_t
session_which_file(const struct options *o)
{
    struct session s;
    size_t which;

    session_init(&s, o);
    which = !file_exists(session_find_file(&s, o->operand[1])) &&
                    file_exists(session_find_file(&s, o->operand[0]))
                ? 0
                : 1;
    session_close(&s);
    return which;
}

/* The visit of --visit, as it was judged then; 1, 0 where none is asked for or finished, -1 and e. */
static int
choose_visit(struct session *s, struct judgement *last, struct err *e)
{
    const struct past *past, *p;
    size_t n = 0;

    if (s->o->visit == NULL)
        return 0;
    if (store_past(s->store, s->arena, &past, &n, e) != 0)
        return -1;
    if (n == 0)
        return 0;
    p = visit_meant(past, n, s->o->visit);
    if (p == NULL)
        return visit_unknown("--visit", s->o->visit, past, n, e);
    s->run = p->run;
    *last = (struct judgement){p->run.id, p->judgement != 0 ? p->pack_id : p->run.pack_id,
                               p->judgement != 0 ? p->as_of : p->run.as_of};
    return 1;
}

int
session_open_file(struct session *s, const char *path, enum store_mode mode, struct err *e)
{
    struct judgement last = {0};
    int chosen;

    path = s->path = session_find_file(s, path);
    s->store = store_open(path, mode, e);
    if (s->store == NULL)
        return -1;
    if (!store_run_last(s->store, true, s->arena, &s->run) &&
        !store_run_last(s->store, false, s->arena, &s->run))
        return err_set(e, ERR_FILE, path, _("scan the site first: oit scan URL"), "%s",
                       _("the site file holds no visit yet"));
    chosen = choose_visit(s, &last, e);
    if (chosen < 0)
        return -1;
    if (chosen == 0 && !store_last_judgement(s->store, s->arena, &last))
        last = (struct judgement){.pack_id = s->run.pack_id, .as_of = s->run.as_of};
    if (session_choose_pack(s,
                            s->o->pack != NULL   ? s->o->pack
                            : last.pack_id.n > 0 ? last.pack_id.p
                                                 : NULL,
                            e) != 0)
        return -1;
    session_choose_day(s, s->o->as_of != NULL ? s->o->as_of : last.as_of.p, s->run.started);
    return 0;
}

void
session_tell_unfinished(const struct session *s)
{
    if (s->run.finished == 0)
        log_note(_("%s: its last visit has not ended; this is what was read so far, and the same scan goes "
                   "on from there"),
                 s->path);
}

void
session_tell_last_read(const struct session *s, const struct scorecard *card, const char *path)
{
    struct date day;

    if (card->last_read.run_id.n == 0 || !date_parse_iso(str_sub(card->last_read.started, 0, 10), &day))
        return;
    log_warn(_("  → the last visit that read something was on %.*s: oit todo %s --visit %.*s (report and "
               "explain take --visit too)"),
             STR_ARGS(date_show(s->arena, day, s->o->lang == LANG_TH)), path,
             STR_ARGS(card->last_read.run_id));
}

int
session_website(struct arena *a, const char *written, struct url *out, struct err *e)
{
    if (!url_guess(a, str_of(written), out))
        return err_set(e, ERR_USAGE, written, _("write it like https://www.tuayang.example"), "%s",
                       _("this is not an address of a website"));
    if (!url_port_permitted(out))
        return err_set(e, ERR_USAGE, written, _("leave the port out, or give the website's own"), "%s",
                       _("the port belongs to another service than the web"));
    return 0;
}

struct str
session_data_dir(struct session *s, struct err *e)
{
    struct str dir = session_data_place(s);

    if (dir.n == 0) {
        err_set(e, ERR_USAGE, "--data", _("name the folder with --data DIR"), "%s",
                _("neither XDG_DATA_HOME nor HOME says where site files may live"));
        return STR_NONE;
    }
    if (file_make_dirs(dir.p, e) == 0)
        return dir;
    if (s->o->data == NULL && e != NULL) /* nobody named it: say how to */
        snprintf(e->next, sizeof e->next, "%s", _("name the folder with --data DIR"));
    return STR_NONE;
}
