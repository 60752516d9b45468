/* Two visits compared, as a document: schema oit-diff/1.  Fields are only ever added. */
#include "oit/changes.h"
#include "report/json_private.h"
#include "report/report.h"

static json_t *
verdict(enum verdict v)
{
    return v != VERDICT_COUNT ? word(verdict_name(v)) : json_null();
}

static json_t *
visit(const struct compared *v)
{
    json_t *o = json_object(), *pack = json_object(), *score = json_object(), *coverage = json_object();

    put(pack, "id", text_or_null(v->pack_id));
    put(pack, "sha256", text_or_null(v->pack_sha256));
    put(score, "low", points(v->low));
    put(score, "high", points(v->high));
    put(coverage, "discovered", count(v->discovered));
    put(coverage, "read", count(v->read));
    put(coverage, "failed", count(v->failed));
    put(o, "run", text(v->run_id));
    put(o, "started", text_or_null(v->started));
    put(o, "as_of", text(v->as_of));
    put(o, "complete", json_boolean(v->complete));
    put(o, "tool_version", text_or_null(v->tool_version));
    put(o, "pack", pack);
    put(o, "score", score);
    put(o, "coverage", coverage);
    return o;
}

static json_t *
places(const struct change *c)
{
    json_t *array = json_array();

    for (size_t i = 0; i < c->place_n; i++) {
        json_t *o = json_object();

        put(o, "url", text(c->place[i].url));
        put(o, "change", word(place_change_name(c->place[i].what)));
        put(o, "quote", text(c->place[i].quote));
        add(array, o);
    }
    return array;
}

static json_t *
one(struct arena *a, const struct change *c, enum lang lang)
{
    json_t *o = json_object();

    put(o, "id", text(c->id));
    put(o, "topic", text(c->topic));
    put(o, "name", text(c->name));
    put(o, "from", verdict(c->from));
    put(o, "to", verdict(c->to));
    put(o, "change", word(change_kind_name(c->kind)));
    put(o, "cause", word(change_cause_name(c->cause)));
    put(o, "rules_too", json_boolean(c->rules_too));
    put(o, "machine_from", verdict(c->machine_from));
    put(o, "machine_to", verdict(c->machine_to));
    put(o, "reason", sentence(a, &c->reason, lang));
    put(o, "places", places(c));
    return o;
}

static json_t *
trend(const struct changes *c)
{
    json_t *array = json_array();

    for (size_t i = 0; i < c->trend_n; i++) {
        json_t *o = json_object();

        put(o, "as_of", text(c->trend[i].as_of));
        put(o, "low", points(c->trend[i].low));
        put(o, "high", points(c->trend[i].high));
        add(array, o);
    }
    return array;
}

void
report_changes_json(const struct changes *c, enum lang lang, struct buf *out)
{
    struct arena *a = arena_new(0);
    json_t *root, *site, *items;

    json_begin();
    root = json_object();
    site = json_object();
    items = json_array();
    put(site, "url", text(c->site_url));
    put(site, "host", text(c->site_host));
    put(site, "agency", text_or_null(c->agency));
    for (size_t i = 0; i < c->item_n; i++)
        if (c->item[i].kind != CHANGE_NONE)
            add(items, one(a, &c->item[i], lang));
    put(root, "schema", word("oit-diff/1"));
    put(root, "site", site);
    put(root, "pack", text(c->pack_id));
    put(root, "from", visit(&c->from));
    put(root, "to", visit(&c->to));
    put(root, "rules_changed", json_boolean(c->rules_changed));
    put(root, "options_changed", json_boolean(c->options_changed));
    put(root, "items", items);
    put(root, "trend", trend(c));
    json_end(root, JSON_IN_LINES, out);
    arena_free(a);
}
