/* province.json, schema oit-batch/1: one entry a line of the list. Fields are only ever added. */
#include "report/json_private.h"
#include "report/province.h"

static json_t *
score(const struct province_site *s)
{
    json_t *o;

    if (s->outcome.state != SITE_DONE || s->outcome.low == NO_SCORE)
        return json_null();
    o = json_object();
    put(o, "low", points(s->outcome.low));
    put(o, "high", points(s->outcome.high));
    put(o, "potential", points(s->outcome.potential));
    return o;
}

static json_t *
before(const struct province_site *s)
{
    json_t *o;

    if (s->outcome.before_low == NO_SCORE)
        return json_null();
    o = json_object();
    put(o, "low", points(s->outcome.before_low));
    put(o, "high", points(s->outcome.before_high));
    return o;
}

static void
put_at(json_t *object, struct str key, json_t *value)
{
    struct buf clean;

    buf_init(&clean, 3 * key.n + 1);
    utf8_clean(&clean, key);
    put(object, buf_cstr(&clean), value);
    buf_free(&clean);
}

static json_t *
verdicts(const struct province *p, const struct province_site *s)
{
    json_t *o = json_object();

    for (size_t i = 0; s->item != NULL && i < p->item_n; i++)
        put_at(o, s->item[i].id, word(verdict_name(s->item[i].verdict)));
    return o;
}

static json_t *
extra(const struct province *p, const struct province_site *s)
{
    json_t *o = json_object();

    for (size_t i = 0; i < p->extra.n; i++)
        put_at(o, p->extra.v[i], text(s->extra.v[i]));
    return o;
}

static json_t *
result(struct arena *a, const struct province_site *s, bool there, const char *file)
{
    return there ? text(arena_printf(a, "%.*s/%s", STR_ARGS(s->folder), file)) : json_null();
}

static json_t *
site(struct arena *a, const struct province *p, const struct province_site *s)
{
    json_t *o = json_object();

    put(o, "url", text(s->url));
    put(o, "name", text_or_null(s->name));
    put(o, "problem", text_or_null(s->outcome.problem));
    put(o, "score", score(s));
    put(o, "verdicts", verdicts(p, s));
    put(o, "result", result(a, s, s->has_result, "result.json"));
    put(o, "report", result(a, s, s->has_report, "report.html"));
    put(o, "state", word(site_state_name(s->outcome.state)));
    put(o, "detail", text_or_null(s->outcome.detail));
    put(o, "complete", json_boolean(s->outcome.state == SITE_DONE && s->outcome.complete));
    put(o, "line", known(s->line));
    put(o, "duplicate_of", known(s->duplicate_of));
    put(o, "agency", text_or_null(s->outcome.agency));
    put(o, "kind", text_or_null(s->kind));
    put(o, "district", text_or_null(s->district));
    put(o, "province", text_or_null(s->province));
    put(o, "email", text_or_null(s->email));
    put(o, "previous", before(s));
    put(o, "to_do", list(s->to_do));
    put(o, "extra", extra(p, s));
    return o;
}

static json_t *
run(const struct province *p)
{
    json_t *o = json_object();

    put(o, "list", text(p->title));
    put(o, "started", text_or_null(p->started));
    put(o, "finished", text_or_null(p->finished));
    put(o, "as_of", text_or_null(p->as_of));
    put(o, "complete", json_boolean(p->complete));
    return o;
}

static json_t *
pack(const struct province *p)
{
    json_t *o = json_object();

    put(o, "id", text(p->pack_id));
    put(o, "fiscal_year", json_integer(p->fiscal_year));
    put(o, "scored", json_boolean(p->scored));
    return o;
}

static json_t *
tool(const struct province *p)
{
    json_t *o = json_object();

    put(o, "name", word("oit"));
    put(o, "version", text(p->tool_version));
    return o;
}

void
province_json(const struct province *p, enum lang lang, struct buf *out)
{
    struct arena *a = arena_new(0);
    json_t *root, *sites;

    (void)lang;
    json_begin();
    root = json_object();
    sites = json_array();
    put(root, "schema", word("oit-batch/1"));
    put(root, "tool", tool(p));
    put(root, "run", run(p));
    put(root, "pack", pack(p));
    for (size_t i = 0; i < p->site_n; i++)
        add(sites, site(a, p, &p->site[i]));
    put(root, "sites", sites);
    json_end(root, JSON_INDENT(1), out);
    arena_free(a);
}
