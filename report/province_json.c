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
        put_at(o, s->item[i].of->id, word(verdict_name(s->item[i].verdict)));
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

/* What was found and lacks now, or the reverse. */
static json_t *
turned(const struct province *p, const struct province_site *s, bool (*asked)(const struct province_item *))
{
    json_t *array = json_array();

    for (size_t i = 0; province_judged(s) && i < p->item_n; i++)
        if (asked(&s->item[i]))
            add(array, text(s->item[i].of->id));
    return array;
}

static json_t *
built_with(const struct platform *built)
{
    json_t *o;

    if (built->kind == PLATFORM_NONE)
        return json_null();
    o = json_object();
    put(o, "id", text(built->id));
    put(o, "name", text(built->name));
    put(o, "kind", word(platform_kind_name(built->kind)));
    return o;
}

static json_t *
excluded(const struct province_site *s)
{
    json_t *o;

    if (s->outcome.state != SITE_EXCLUDED)
        return json_null();
    o = json_object();
    put(o, "by", text_or_null(s->excluded_by));
    put(o, "why", text_or_null(s->excluded_why));
    return o;
}

/* What a site that cannot be read had when it last could. */
static json_t *
last(struct arena *a, const struct province_site *s)
{
    json_t *o;

    if (s->last.n == 0)
        return json_null();
    o = json_object();
    put(o, "started", text(s->last));
    put(o, "low", s->last_low != NO_SCORE ? points(s->last_low) : json_null());
    put(o, "high", s->last_high != NO_SCORE ? points(s->last_high) : json_null());
    put(o, "report", result(a, s, s->last_report.n > 0, s->last_report.p));
    return o;
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
    put(o, "detail", s->outcome.detail.n > 0 ? text(str_of(say_tr(s->outcome.detail.p))) : json_null());
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
    put(o, "next", list(s->next));
    put(o, "extra", extra(p, s));
    put(o, "regressions", turned(p, s, province_lost));
    put(o, "recovered", turned(p, s, province_gained));
    put(o, "supplier", built_with(&s->outcome.supplier));
    put(o, "system", built_with(&s->outcome.system));
    put(o, "excluded", excluded(s));
    put(o, "unreadable_since", text_or_null(s->since));
    put(o, "last_readable", last(a, s));
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

/* ------------------------------------------------------------------ over several sites */

static json_t *
urls(const struct province_site *const *list, size_t n)
{
    json_t *array = json_array();

    for (size_t i = 0; i < n; i++)
        add(array, text(list[i]->url));
    return array;
}

static json_t *
template_fault(const struct province *p, const struct template_fault *f)
{
    json_t *o = json_object();

    put(o, "item", text(p->item[f->item].id));
    put(o, "problem", word(missing_name(f->problem)));
    put(o, "place", text_or_null(f->shape));
    put(o, "sites", urls(f->site, f->site_n));
    return o;
}

static json_t *
platforms(struct arena *a, const struct province *p)
{
    struct province_platforms found;
    json_t *array = json_array();

    province_find_platforms(p, a, &found);
    for (size_t i = 0; i < found.platform_n; i++) {
        const struct province_platform *of = &found.platform[i];
        json_t *o = built_with(of->platform), *faults = json_array();

        put(o, "sites", urls(of->site, of->site_n));
        for (size_t k = 0; k < found.fault_n; k++)
            if (found.fault[k].platform == of)
                add(faults, template_fault(p, &found.fault[k]));
        put(o, "faults", faults);
        add(array, o);
    }
    return array;
}

static json_t *
range(int64_t low, int64_t high, int64_t n)
{
    json_t *o;

    if (n == 0)
        return json_null();
    o = json_object();
    put(o, "low", points((int)((2 * low + n) / (2 * n))));
    put(o, "high", points((int)((2 * high + n) / (2 * n))));
    return o;
}

static void
put_common(json_t *o, const struct province *p)
{
    int64_t low = 0, high = 0, before_low = 0, before_high = 0, n = 0;

    for (size_t i = 0; i < p->site_n; i++) {
        const struct outcome *s = &p->site[i].outcome;

        if (!province_common(p, &p->site[i]))
            continue;
        n++;
        low += s->low;
        high += s->high;
        before_low += s->before_low;
        before_high += s->before_high;
    }
    put(o, "common", count((uint64_t)n));
    put(o, "mean", range(low, high, n));
    put(o, "mean_before", range(before_low, before_high, n));
}

/* The batch before, over the sites that both have. */
static json_t *
compared(const struct province *p)
{
    json_t *o, *added, *removed;

    if (p->before.started.n == 0)
        return json_null();
    o = json_object();
    added = json_array();
    removed = json_array();
    put(o, "started", text(p->before.started));
    put(o, "finished", text(p->before.finished));
    put_common(o, p);
    for (size_t i = 0; i < p->site_n; i++)
        if (p->site[i].fresh)
            add(added, text(p->site[i].url));
    for (size_t i = 0; i < p->before.gone_n; i++)
        add(removed, text(p->before.gone[i].url));
    put(o, "added", added);
    put(o, "removed", removed);
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
    put(root, "platforms", platforms(a, p));
    put(root, "compared_with", compared(p));
    json_end(root, JSON_IN_LINES, out);
    arena_free(a);
}
