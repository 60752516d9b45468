/* The site file of an address. */
#include "cli/site_file.h"
#include "base/file.h"
#include "crawler/scope.h"
#include "rules/catalog.h"

struct str *
site_file_shared_hosts(struct session *s, size_t *n)
{
    const struct phrases *p = catalog_list(s->catalog, "shared-hosts");
    struct str *list = ARENA_ARRAY(s->arena, struct str, phrases_size(p) + 1);

    for (*n = 0; *n < phrases_size(p); (*n)++)
        list[*n] = phrases_text(p, *n);
    return list;
}

static struct str
of_name(struct session *s, struct str dir, const struct url *u)
{
    return arena_printf(s->arena, "%.*s/%.*s.oit", STR_ARGS(dir), STR_ARGS(url_file_name(s->arena, u)));
}

/* With www. and without it is the same site: the file that is there is its own. */
static struct str
of_host(struct session *s, struct str dir, const struct url *u)
{
    struct str file = of_name(s, dir, u), bare = url_bare_host(u->host), other;
    struct url twin = *u;

    twin.host = bare.n < u->host.n ? bare : arena_printf(s->arena, "www.%.*s", STR_ARGS(bare));
    other = of_name(s, dir, &twin);
    return !file_exists(file.p) && file_exists(other.p) ? other : file;
}

static struct str
beside(struct session *s, struct str dir, const struct url *u, struct str path)
{
    return arena_printf(s->arena, "%.*s/%.*s_%08x.oit", STR_ARGS(dir), STR_ARGS(url_file_name(s->arena, u)),
                        (unsigned)(str_hash(path) & UINT32_MAX));
}

/* What the paths of the site in a file begin with; false where the file does not tell.  *sound: it could be
 * opened. */
static bool
path_in_file(struct session *s, struct str file, struct scope_settings scope, struct str *path, bool *sound)
{
    struct err e = {.code = ERR_NONE};
    struct store *store = store_open(file.p, STORE_READ, &e);
    struct run run;
    struct url start;
    bool known = store != NULL && store_run_last(store, false, s->arena, &run) &&
                 url_guess(s->arena, run.start_url, &start);

    if (known) {
        scope.path_only = str_find(run.options, STR("scope=1"), 0) != STR_NOT_FOUND;
        *path = scope_path(&start, &scope);
    }
    *sound = store != NULL;
    store_close(store);
    return known;
}

struct str
site_file_to_write(struct session *s, struct str dir, const struct url *u, enum store_mode *mode)
{
    struct scope_settings scope = {.path_only = s->o->scope_path};
    struct str file = of_host(s, dir, u), path, other;
    bool sound = false;

    scope.shared_hosts = site_file_shared_hosts(s, &scope.shared_host_n);
    path = scope_path(u, &scope);
    *mode = STORE_CREATE;
    if (file_exists(file.p) && path_in_file(s, file, scope, &other, &sound) && !str_eq(path, other))
        return beside(s, dir, u, path);
    if (sound)
        *mode = STORE_CREATE_OURS;
    return file;
}

struct str
site_file_to_read(struct session *s, struct str dir, const struct url *u)
{
    struct str apart = beside(s, dir, u, scope_path(u, &(struct scope_settings){.path_only = true}));

    return file_exists(apart.p) ? apart : of_host(s, dir, u);
}
