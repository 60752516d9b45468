/*
 * What was said then is in the file; what the present rules say of both visits is judged now.  Where the two
 * present verdicts differ the site has changed, or what could be looked at; where only the stored ones do,
 * the rules or people have.
 */
#include "cli/changes.h"
#include "base/log.h"
#include "cli/visits.h"
#include "oit/limits.h"
#include <stdio.h>
#include <string.h>

/* ------------------------------------------------------------------ which visits */

/* The visit is there, but it is not before the one it should be compared with. */
static int
not_before(const char *word, const struct past *to, const struct past *past, size_t n, struct err *e)
{
    char input[128], next[512];

    snprintf(input, sizeof input, "--from %s", word);
    snprintf(next, sizeof next,
             _("give an earlier visit with --from or a later one with --to, from %lld to %lld"),
             (long long)past[0].run.id, (long long)past[n - 1].run.id);
    return err_set(e, ERR_USAGE, input, next,
                   _("this visit is not before visit %lld, with which it is compared"),
                   (long long)to->run.id);
}

static int
first_visit(const struct options *o, const char *path, const struct past *past, size_t n, struct err *e)
{
    char input[128], next[512];

    if (n == 1 || o->to == NULL)
        return err_set(e, ERR_USAGE, path, _("scan the site again: oit scan URL"), "%s",
                       _("the site file holds no visit before this one to compare with"));
    snprintf(input, sizeof input, "--to %s", o->to);
    snprintf(next, sizeof next, _("give a later visit with --to, from %lld to %lld"),
             (long long)past[1].run.id, (long long)past[n - 1].run.id);
    return err_set(e, ERR_USAGE, input, next,
                   _("visit %lld is the first of the file: there is none before it"),
                   (long long)past[0].run.id);
}

/* The newest that could read something, where there is one before it to compare with. */
static const struct past *
newest_worth(const struct past *past, size_t n)
{
    const struct past *p = visit_newest_read(past, n);
    size_t at = (size_t)(p - past);

    return at > 0 && visit_newest_read(past, at)->content ? p : &past[n - 1];
}

/* A visit that read nothing says nothing of the site, so that nothing can have changed since it. */
static void
tell_passed_over(const struct past *past, size_t n, const struct past *from, const struct past *to)
{
    char day[16];

    for (size_t i = (size_t)(from - past) + 1; i < n; i++) {
        if (past[i].content || &past[i] == to)
            continue;
        date_iso(visit_day(&past[i]), day);
        log_note(_("visit %lld (%s) could read nothing of the site and is passed over"),
                 (long long)past[i].run.id, day);
    }
}

static int
choose(const struct past *past, size_t n, const struct options *o, const char *path, const struct past **from,
       const struct past **to, struct err *e)
{
    size_t at;

    if (n == 0)
        return err_set(e, ERR_FILE, path, _("scan the site first: oit scan URL"), "%s",
                       _("the site file holds no finished visit yet"));
    *to = o->to != NULL ? visit_meant(past, n, o->to) : newest_worth(past, n);
    if (*to == NULL)
        return visit_unknown("--to", o->to, past, n, e);
    at = (size_t)(*to - past);
    if (at == 0)
        return first_visit(o, path, past, n, e);
    *from = o->from != NULL ? visit_meant(past, at, o->from) : visit_newest_read(past, at);
    if (*from != NULL)
        return 0;
    return visit_meant(past, n, o->from) != NULL ? not_before(o->from, *to, past, n, e)
                                                 : visit_unknown("--from", o->from, past, n, e);
}

/* ------------------------------------------------------------------ judging both */

/* Judge one visit of the file as of the day it was judged then. */
static int
judge_visit_of(struct session *s, const struct past *p, struct scorecard *card, struct err *e)
{
    s->run = p->run;
    if (s->o->as_of == NULL)
        s->as_of = visit_day(p);
    return session_judge(s, card, e);
}

int
comparison_open(struct comparison *c, const struct options *o, bool recalls, struct err *e)
{
    const struct past *past, *from = NULL, *to = NULL;
    const char *pack;
    size_t n;

    session_init(&c->from, o);
    session_init(&c->to, o);
    c->from.recalls = c->to.recalls = recalls;
    if (session_load_rules(&c->to, e) != 0 || session_open_file(&c->to, o->operand[0], STORE_READ, e) != 0 ||
        store_past(c->to.store, c->to.arena, &past, &n, e) != 0 ||
        choose(past, n, o, o->operand[0], &from, &to, e) != 0)
        return -1;
    if (o->from == NULL)
        tell_passed_over(past, o->to == NULL ? n : (size_t)(to - past), from, to);
    pack = o->pack != NULL ? o->pack : to->judgement != 0 ? to->pack_id.p : c->to.pack->id.p;
    if (session_choose_pack(&c->to, pack, e) != 0 || judge_visit_of(&c->to, to, &c->new, e) != 0)
        return -1;
    if (session_load_rules(&c->from, e) != 0 ||
        session_open_file(&c->from, o->operand[0], STORE_READ, e) != 0 ||
        session_choose_pack(&c->from, pack, e) != 0 || judge_visit_of(&c->from, from, &c->old, e) != 0)
        return -1;
    c->before = *from;
    c->after = *to;
    return 0;
}

void
comparison_close(struct comparison *c)
{
    session_close(&c->from);
    session_close(&c->to);
}

/* ------------------------------------------------------------------ places */

static struct str
place_of(const struct evidence *e)
{
    return e->final_url.n > 0 ? e->final_url : e->url;
}

static const struct evidence *
evidence_at(const struct item_result *i, struct str url)
{
    for (size_t k = 0; k < i->evidence_n; k++)
        if (str_eq(place_of(&i->evidence[k]), url))
            return &i->evidence[k];
    return NULL;
}

static bool
is_file(const struct evidence *e)
{
    return !sha256_is_zero(&e->sha256) && e->content_type.n > 0 &&
           !str_starts_nocase(e->content_type, STR("text/html"));
}

/* A place that spoke for the item and could be read then.  False: it still can, which says nothing. */
static bool
place_gone(struct comparison *c, struct str url, enum place_change *what)
{
    struct sighting now;
    bool known = store_sighting(c->to.store, c->after.run.id, url, &now);

    if (known && (now.state == ADDRESS_READ || now.state == ADDRESS_NOT_MODIFIED))
        return false;
    *what = known && now.state == ADDRESS_FAILED && (now.status == 404 || now.status == 410) ? PLACE_REMOVED
                                                                                             : PLACE_NOT_SEEN;
    return true;
}

static bool
was_seen(struct session *s, struct str url)
{
    struct sighting then;

    return store_sighting(s->store, s->run.id, url, &then) &&
           (then.state == ADDRESS_READ || then.state == ADDRESS_NOT_MODIFIED);
}

static void
add_place(struct changed_place *v, size_t *n, const struct evidence *e, enum place_change what)
{
    for (size_t k = 0; k < *n; k++)
        if (str_eq(v[k].url, place_of(e)))
            return;
    v[(*n)++] = (struct changed_place){place_of(e), e->quote, what};
}

/* The item stands on other proof than that which went, which both visits saw. */
static void
add_stand_in(struct comparison *c, const struct item_result *new, struct changed_place *v, size_t *n)
{
    enum place_change what;
    bool shows =
        new->verdict == VERDICT_FOUND || new->verdict == VERDICT_PARTIAL || new->verdict == VERDICT_STALE;

    for (size_t k = 0; k < *n; k++)
        if (v[k].what == PLACE_NEW)
            return;
    for (size_t k = 0; *n > 0 && shows && k < new->evidence_n; k++) {
        const struct evidence *e = &new->evidence[k];

        if (e->where == WHERE_LINK || place_gone(c, place_of(e), &what))
            continue;
        add_place(v, n, e, PLACE_INSTEAD);
        return;
    }
}

/* Where the proof of an item has moved. */
static void
find_places(struct comparison *c, const struct item_result *old, const struct item_result *new,
            struct change *out)
{
    struct changed_place *v =
        ARENA_ARRAY(c->to.arena, struct changed_place, old->evidence_n + new->evidence_n + 1);
    enum place_change what;
    bool went = false;

    for (size_t k = 0; k < new->evidence_n; k++) {
        const struct evidence *e = &new->evidence[k], *before = evidence_at(old, place_of(e));

        if (before == NULL && !was_seen(&c->from, place_of(e)) && was_seen(&c->to, place_of(e)))
            add_place(v, &out->place_n, e, PLACE_NEW);
        else if (before != NULL && is_file(e) && is_file(before) && !sha256_eq(&e->sha256, &before->sha256))
            add_place(v, &out->place_n, e, PLACE_CHANGED);
    }
    for (size_t k = 0; k < old->evidence_n; k++) {
        const struct evidence *e = &old->evidence[k];

        if (!was_seen(&c->from, place_of(e)) || !place_gone(c, place_of(e), &what))
            continue;
        add_place(v, &out->place_n, e, what);
        went = true;
    }
    if (went)
        add_stand_in(c, new, v, &out->place_n);
    out->place = v;
}

/* ------------------------------------------------------------------ items */

static enum change_kind
kind_of(enum verdict from, enum verdict to)
{
    if (from == to)
        return CHANGE_NONE;
    if (to == VERDICT_UNASSESSED)
        return CHANGE_NOT_SEEN;
    if (from == VERDICT_UNASSESSED)
        return CHANGE_SEEN;
    if (to == VERDICT_MISSING)
        return CHANGE_VANISHED;
    if (from == VERDICT_MISSING || (from == VERDICT_STALE && to == VERDICT_FOUND))
        return CHANGE_APPEARED;
    return to == VERDICT_STALE ? CHANGE_GREW_OLD : CHANGE_CHANGED;
}

static bool
only_unseen(const struct change *c)
{
    for (size_t i = 0; i < c->place_n; i++)
        if (c->place[i].what != PLACE_NOT_SEEN && c->place[i].what != PLACE_INSTEAD)
            return false;
    return true;
}

/* The same verdict, but its proof is not where or what it was. */
static void
name_quiet_change(struct change *c)
{
    c->kind = c->place_n == 0 ? CHANGE_NONE : only_unseen(c) ? CHANGE_NOT_SEEN : CHANGE_CHANGED;
    c->cause = c->kind == CHANGE_NOT_SEEN ? CAUSE_COVERAGE : CAUSE_SITE;
}

/* What was said, and by whom, of an item after a visit. */
struct word {
    enum verdict verdict, machine;
    bool stored;
};

static struct word
word_of(struct session *s, const struct past *p, const struct item_result *now)
{
    struct word w = {.verdict = now->verdict, .machine = now->machine_verdict};

    if (p->judgement != 0 && str_eq(p->pack_id, s->pack->id))
        w.stored = store_judged(s->store, p->judgement, now->id, &w.verdict, &w.machine);
    return w;
}

static enum change_cause
site_cause(const struct comparison *c, const struct change *out)
{
    if (out->machine_to == VERDICT_UNASSESSED || out->machine_from == VERDICT_UNASSESSED)
        return CAUSE_COVERAGE;
    if (out->machine_to == VERDICT_STALE && out->place_n == 0 && !str_eq(c->old.as_of, c->new.as_of))
        return CAUSE_TIME;
    return CAUSE_SITE;
}

static void
compare_item(struct comparison *c, const struct item_result *old, const struct item_result *new,
             struct change *out)
{
    struct word then = word_of(&c->from, &c->before, old), later = word_of(&c->to, &c->after, new);

    out->from = then.verdict;
    out->to = later.verdict;
    out->machine_from = old->machine_verdict;
    out->machine_to = new->machine_verdict;
    out->rules_too = then.machine != old->machine_verdict || later.machine != new->machine_verdict;
    find_places(c, old, new, out);
    if (then.verdict == later.verdict) {
        out->rules_too = false;
        name_quiet_change(out);
        return;
    }
    out->kind = kind_of(then.verdict, later.verdict);
    if (then.machine == later.machine)
        out->cause = CAUSE_PEOPLE;
    else if (old->machine_verdict == new->machine_verdict)
        out->cause = CAUSE_RULES;
    else
        out->cause = site_cause(c, out);
    out->rules_too = out->rules_too && out->cause != CAUSE_RULES;
}

static void
compare_items(struct comparison *c, struct changes *out)
{
    struct change *v = ARENA_ARRAY(c->to.arena, struct change, c->new.item_n + 1);

    out->item = v;
    out->item_n = c->new.item_n;
    for (size_t i = 0; i < c->new.item_n; i++) {
        const struct item_result *new = &c->new.item[i];

        v[i] = (struct change){.id = new->id,
                               .topic = new->topic,
                               .name = new->name,
                               .name_en = new->name_en,
                               .reason = new->reason};
        compare_item(c, &c->old.item[i], new, &v[i]);
        out->rules_changed |= v[i].rules_too || v[i].cause == CAUSE_RULES;
    }
}

static struct compared
describe(const struct past *p, const struct scorecard *card)
{
    bool judged = p->judgement != 0 && str_eq(p->pack_id, card->pack_id);

    return (struct compared){
        .run_id = card->run_id,
        .started = card->started,
        .as_of = card->as_of,
        .pack_id = p->pack_id,
        .pack_sha256 = p->pack_sha256,
        .tool_version = p->tool_version,
        .complete = card->complete,
        .low = judged ? p->low : card->low,
        .high = judged ? p->high : card->high,
        .discovered = card->coverage.discovered,
        .read = card->coverage.fetched + card->coverage.not_modified,
        .failed = card->coverage.failed,
    };
}

/* The scores of all visits up to the later one, as they were judged then. */
static void
find_trend(struct comparison *c, struct changes *out)
{
    struct history *v = ARENA_ARRAY(c->to.arena, struct history, c->new.history_n + 1);

    for (size_t i = 0; i < c->new.history_n; i++)
        if (c->new.history[i].low != NO_SCORE)
            v[out->trend_n++] = c->new.history[i];
    if (out->to.low != NO_SCORE)
        v[out->trend_n++] = (struct history){out->to.as_of, out->to.low, out->to.high, c->to.run.id};
    out->trend = v;
}

void
changes_find(struct comparison *c, struct changes *out)
{
    *out = (struct changes){
        .site_url = c->new.site_url,
        .site_host = c->new.site_host,
        .agency = c->new.agency,
        .pack_id = c->new.pack_id,
        .from = describe(&c->before, &c->old),
        .to = describe(&c->after, &c->new),
    };
    out->rules_changed = c->before.judgement != 0 && c->after.judgement != 0 &&
                         (!str_eq(out->from.pack_sha256, out->to.pack_sha256) ||
                          !str_eq(out->from.tool_version, out->to.tool_version));
    out->lists_differ = c->before.judgement != 0 && !str_eq(out->from.pack_id, out->pack_id);
    out->options_changed = !str_eq(c->before.run.options, c->after.run.options);
    compare_items(c, out);
    find_trend(c, out);
}
