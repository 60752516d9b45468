/* What belongs to the site. */
#include "crawler/scope.h"
#include "base/buf.h"
#include "base/mem.h"
#include "base/say.h"
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#define ANY_PORT (-1)

struct border {
    struct str host; /* without www. */
    int port;        /* 0 = the scheme's own; ANY_PORT */
    struct str path; /* only below it; empty: everything */
};

struct scope {
    struct arena *text;
    struct border *border;
    size_t n;
};

/* Words under which the front page of a site on a shared host stands beside its other pages. */
static const struct str front_pages[] = {{"home", 4}, {"index", 5}, {"main", 4}};

static int
own_port(const struct url *u)
{
    return u->port < 0 ? 0 : u->port;
}

static bool
is_shared(struct str host, const struct scope_settings *s)
{
    for (size_t i = 0; i < s->shared_host_n; i++) {
        struct str shared = s->shared_hosts[i];
        if (str_eq_nocase(host, shared))
            return true;
        if (host.n > shared.n && host.p[host.n - shared.n - 1] == '.' &&
            str_eq_nocase(str_sub(host, host.n - shared.n, host.n), shared))
            return true;
    }
    return false;
}

/* The path all pages of the site begin with, without a slash at the end. */
static struct str
prefix_of(struct str path)
{
    size_t end = path.n;

    while (end > 0 && path.p[end - 1] != '/')
        end--;
    struct str last = str_sub(path, end, path.n);
    bool file = str_find_char(last, '.', 0) != STR_NOT_FOUND;
    for (size_t i = 0; i < sizeof front_pages / sizeof *front_pages; i++)
        file = file || str_eq_nocase(last, front_pages[i]);
    if (!file)
        end = path.n;
    while (end > 0 && path.p[end - 1] == '/')
        end--;
    return str_sub(path, 0, end);
}

struct str
scope_path(const struct url *start, const struct scope_settings *s)
{
    return s->path_only || is_shared(start->host, s) ? prefix_of(start->path) : STR_NONE;
}

/* Names and a port, no pattern and no list. */
static bool
is_host(struct str host)
{
    for (size_t i = 0; i < host.n; i++) {
        char c = host.p[i];

        if (!isalnum((unsigned char)c) && strchr("-._:[]", c) == NULL && (unsigned char)c < 0x80)
            return false;
        if (c == '.' && (i == 0 || host.p[i - 1] == '.'))
            return false;
    }
    return host.n > 0;
}

/* A host named without a port is meant with whatever port the site's links give it. */
static int
add_also(struct scope *s, struct str host, struct err *e)
{
    struct str text = arena_printf(s->text, "http://%.*s/", STR_ARGS(host));
    bool no_port = host.n > 0 && (host.p[host.n - 1] == ']' || str_find_char(host, ':', 0) == STR_NOT_FOUND);
    struct url u;

    if (!is_host(host) || !url_parse(s->text, text, NULL, NULL, &u) || !url_followable(&u))
        return err_set(e, ERR_USAGE, arena_str(s->text, host).p,
                       _("write one host, as www.name.go.th or name:8080, and --also again for another"),
                       _("this is no host name"));
    s->border[s->n++] = (struct border){url_bare_host(u.host), no_port ? ANY_PORT : own_port(&u), STR_NONE};
    return 0;
}

struct scope *
scope_new(const struct url *start, const struct scope_settings *settings, struct err *e)
{
    struct scope *s = mem_new(1, sizeof *s);

    s->text = arena_new(0);
    s->border = mem_new(settings->also_n + 1, sizeof *s->border);
    s->border[s->n++] = (struct border){arena_str(s->text, url_bare_host(start->host)), own_port(start),
                                        arena_str(s->text, scope_path(start, settings))};
    for (size_t i = 0; i < settings->also_n; i++)
        if (add_also(s, settings->also[i], e) != 0) {
            scope_free(s);
            return NULL;
        }
    return s;
}

void
scope_free(struct scope *s)
{
    if (!s)
        return;
    arena_free(s->text);
    free(s->border);
    free(s);
}

static bool
is_below(struct str path, struct str prefix)
{
    return str_starts(path, prefix) && (path.n == prefix.n || prefix.n == 0 || path.p[prefix.n] == '/');
}

bool
scope_has(const struct scope *s, const struct url *u)
{
    if (!url_followable(u))
        return false;
    for (size_t i = 0; i < s->n; i++)
        if ((s->border[i].port == own_port(u) || s->border[i].port == ANY_PORT) &&
            str_eq(s->border[i].host, url_bare_host(u->host)) && is_below(u->path, s->border[i].path))
            return true;
    return false;
}

struct str
scope_host_key(struct arena *a, const struct url *u)
{
    if (u->port < 0)
        return arena_str(a, u->host);
    return arena_printf(a, "%.*s:%d", STR_ARGS(u->host), u->port);
}
