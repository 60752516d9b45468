/*
 * What people have said, as YAML: one file beside the site's other papers under version control, in an order
 * and form that change only where somebody has said something else.
 */
#include "base/file.h"
#include "base/href.h"
#include "base/log.h"
#include "base/utf8.h"
#include "cli/item_names.h"
#include "cli/outputs.h"
#include "cli/reviews.h"
#include "crawler/url.h"
#include "oit/limits.h"
#include "rules/yaml.h"
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#define SCHEMA "oit-reviews/1"

/* ------------------------------------------------------------------ writing */

/*
 * On one line, whatever a stranger's site file holds: invisible characters are shown, quotation marks
 * doubled.
 */
static void
put_quoted(struct buf *b, const char *key, struct str text)
{
    struct buf shown;

    buf_init(&shown, 16 * LIMIT_REVIEW_TEXT);
    utf8_show(&shown, text);
    buf_printf(b, "%s: '", key);
    for (size_t i = 0; i < shown.n; i++) {
        if (shown.p[i] == '\'')
            buf_char(b, '\'');
        buf_char(b, shown.p[i]);
    }
    buf_z(b, "'\n");
    buf_free(&shown);
}

static void
put_review(struct buf *b, const struct review *r)
{
    char made[32], hex[65];

    date_iso_time(r->made, made);
    put_quoted(b, "  - item", r->item);
    put_quoted(b, "    pack", r->pack_id);
    buf_printf(b, "    verdict: %s\n", verdict_name(r->verdict));
    put_quoted(b, "    reason", r->reason);
    put_quoted(b, "    by", r->by);
    if (r->until.n > 0)
        put_quoted(b, "    until", r->until);
    buf_printf(b, "    made: %s\n", made);
    if (r->machine != VERDICT_COUNT)
        buf_printf(b, "    machine_verdict: %s\n", verdict_name(r->machine));
    if (!sha256_is_zero(&r->basis)) {
        sha256_hex(&r->basis, hex);
        buf_printf(b, "    evidence: %s\n", hex);
    }
}

static void
put_all(struct buf *b, const struct desk *d, const struct review *r, size_t n)
{
    buf_printf(b, "# %s\n", _("What people have judged. Read it back with: oit review FILE --import THIS"));
    buf_printf(b, "schema: %s\n", SCHEMA);
    put_quoted(b, "site", d->card.site_host);
    buf_printf(b, "reviews:%s\n", n == 0 ? " []" : "");
    for (size_t i = 0; i < n; i++)
        put_review(b, &r[i]);
}

static bool
is_yaml_name(const char *path)
{
    static const char *const endings[] = {".yaml", ".yml"};

    return strcmp(path, "-") == 0 || STR_ENDS_ANY_NOCASE(str_of(path), endings);
}

int
review_export(const struct desk *d, const char *path, struct err *e)
{
    const struct review *r;
    struct buf b;
    size_t n;
    int bad;

    if (store_reviews(d->s.store, d->arena, &r, &n, e) != 0)
        return -1;
    buf_init(&b, LIMIT_CONFIG_FILE);
    put_all(&b, d, r, n);
    bad = strcmp(path, "-") == 0 ? outputs_print(buf_view(&b), e) : file_write(path, buf_view(&b), e);
    if (bad == 0 && !is_yaml_name(path))
        log_warn(_("%s: the file is YAML whatever its name; for a table use oit report FILE --format csv"),
                 path);
    if (bad == 0)
        log_note(n == 1 ? _("%zu judgement written to %s") : _("%zu judgements written to %s"), n, path);
    buf_free(&b);
    return bad;
}

/* ------------------------------------------------------------------ reading */

static int
read_verdict(const struct yaml *y, const struct node *value, void *to)
{
    enum verdict v;

    if (yaml_is_text(y, value) != 0)
        return -1;
    v = desk_verdict(value->text);
    if (v == VERDICT_COUNT)
        return yaml_fail(y, value, _("use found, partial, stale, missing, review, waived or not_applicable"),
                         _("\"%.*s\" is not a verdict that a person can give"), STR_ARGS(value->text));
    *(enum verdict *)to = v;
    return 0;
}

static int
read_machine(const struct yaml *y, const struct node *value, void *to)
{
    int v = 0;

    if (yaml_is_text(y, value) != 0)
        return -1;
    while (v < VERDICT_COUNT && !str_eq(value->text, str_of(verdict_name((enum verdict)v))))
        v++;
    if (v == VERDICT_COUNT)
        return yaml_fail(y, value, _("leave the line out to tie the judgement to what is found now"),
                         _("\"%.*s\" is not a verdict"), STR_ARGS(value->text));
    *(enum verdict *)to = (enum verdict)v;
    return 0;
}

static int
read_words(const struct yaml *y, const struct node *value, void *to)
{
    struct err e = {0};

    if (yaml_str(y, value, to) != 0)
        return -1;
    if (desk_text(*(struct str *)to, "-", &e) != 0)
        return yaml_fail(y, value, e.next, "%s", e.what);
    return 0;
}

static int
read_day(const struct yaml *y, const struct node *value, void *to)
{
    struct date day;
    char iso[16];

    if (yaml_str(y, value, to) != 0)
        return -1;
    if (!date_parse_typed(*(struct str *)to, &day))
        return yaml_fail(
            y, value, _("give a date as year-month-day, e.g. 2026-12-31, or 2569-12-31 of the Buddhist era"),
            _("\"%.*s\" is not a day"), STR_ARGS(value->text));
    date_iso(day, iso);
    *(struct str *)to = arena_str(y->keep, str_of(iso));
    return 0;
}

static int
read_made(const struct yaml *y, const struct node *value, void *to)
{
    if (yaml_is_text(y, value) == 0 && date_parse_time(value->text, to))
        return 0;
    return yaml_fail(y, value, _("leave the line out, or write it like 2026-01-31T09:30:00+07:00"),
                     _("\"%.*s\" is not a time"), STR_ARGS(value->text));
}

static int
read_hash(const struct yaml *y, const struct node *value, void *to)
{
    if (yaml_is_text(y, value) == 0 && sha256_from_hex(value->text, to))
        return 0;
    return yaml_fail(y, value, _("leave the line out to tie the judgement to what is found now"),
                     _("\"%.*s\" is not a SHA-256"), STR_ARGS(value->text));
}

#define IN(member) offsetof(struct review, member)

static const struct yaml_key entry_keys[] = {
    {"item", true, yaml_id, IN(item)},
    {"pack", false, yaml_id, IN(pack_id)},
    {"verdict", true, read_verdict, IN(verdict)},
    {"reason", true, read_words, IN(reason)},
    {"by", true, read_words, IN(by)},
    {"until", false, read_day, IN(until)},
    {"made", false, read_made, IN(made)},
    {"machine_verdict", false, read_machine, IN(machine)},
    {"evidence", false, read_hash, IN(basis)},
};

static int
read_schema(const struct yaml *y, const struct node *value, void *to)
{
    (void)to;
    if (yaml_is_text(y, value) != 0)
        return -1;
    if (!str_eq(value->text, STR(SCHEMA)))
        return yaml_fail(y, value, _("write it with this oit: oit review FILE --export THIS"),
                         _("\"%.*s\" is not the form of such a file (%s)"), STR_ARGS(value->text), SCHEMA);
    return 0;
}

/* What a file of judgements holds; site NULL where it does not say. */
struct said_file {
    const struct node *site, *list;
};

static int
read_list(const struct yaml *y, const struct node *value, void *to)
{
    *(const struct node **)to = value;
    return yaml_is_list(y, value);
}

static int
read_site(const struct yaml *y, const struct node *value, void *to)
{
    (void)y;
    *(const struct node **)to = value;
    return 0;
}

static const struct yaml_key file_keys[] = {
    {"schema", true, read_schema, 0},
    {"site", false, read_site, offsetof(struct said_file, site)},
    {"reviews", true, read_list, offsetof(struct said_file, list)},
};

/* What was said of one municipality is nothing about another. */
static int
check_site(const struct desk *d, const struct yaml *y, const struct node *site)
{
    struct url u;

    if (site == NULL || site->text.n == 0 ||
        (url_guess(y->arena, site->text, &u) &&
         str_eq_nocase(href_without_www(u.host), href_without_www(d->card.site_host))))
        return 0;
    return yaml_fail(y, site,
                     _("name the file of that site; where it has moved, take the line \"site\" out first"),
                     _("these judgements are of another site: %.*s"), STR_ARGS(site->text));
}

/* Kept for the year it is meant for, and told, since it may as well be a slip. */
static void
tell_unknown(const struct desk *d, const struct yaml *y, const struct node *at, const struct review *r)
{
    if (!str_eq(r->pack_id, d->card.pack_id) || item_called(&d->card, r->item) != NULL)
        return;
    log_warn(_("%.*s:%d:%d: the checklist %.*s has no item %.*s: the word is kept and counts for nothing"),
             STR_ARGS(y->file), at->line, at->column, STR_ARGS(r->pack_id), STR_ARGS(r->item));
    log_warn("  → %s",
             _("mend the item, or name its checklist in a line \"pack\", and import the file again"));
}

static bool
same(const struct review *x, const struct review *y)
{
    return str_eq(x->pack_id, y->pack_id) && str_eq(x->item, y->item) && x->verdict == y->verdict &&
           str_eq(x->reason, y->reason) && str_eq(x->by, y->by) && str_eq(x->until, y->until);
}

/* The item as the checklist writes it; what is not known stays as it is and is shown as unused. */
static struct str
item_name(const struct desk *d, struct str item)
{
    for (size_t i = 0; i < d->card.item_n; i++)
        if (str_eq_nocase(d->card.item[i].id, item))
            return d->card.item[i].id;
    return item;
}

/* Said already, word for word?  Then its day and what it was tied to stay. */
static bool
is_known(const struct review *known, size_t n, const struct review *r)
{
    for (size_t i = 0; i < n; i++)
        if (same(&known[i], r) && (r->made == 0 || r->made == known[i].made))
            return true;
    return false;
}

/* An entry written by hand is tied to what is found now; one that was exported keeps its own. */
static void
take_entry(struct desk *d, struct review *r)
{
    if (r->machine == VERDICT_COUNT && str_eq(r->pack_id, d->card.pack_id)) {
        struct review bound;

        desk_say(d, r->item, r->verdict, r->reason, r->by, r->until);
        bound = d->said[d->said_n - 1];
        d->said[d->said_n - 1].made = r->made != 0 ? r->made : bound.made;
        return;
    }
    if (r->made == 0)
        r->made = d->s.run.started;
    desk_add(d, r);
}

static int
read_entries(struct desk *d, const struct yaml *y, const struct node *list, size_t *fresh, size_t *old,
             struct err *e)
{
    const struct review *known;
    size_t n;

    if (store_reviews(d->s.store, d->arena, &known, &n, e) != 0)
        return -1;
    if (list->n > LIMIT_REVIEWS)
        return yaml_fail(y, list, _("split the file"), _("the file has too many entries"));
    for (const struct node *v = list->child; v != NULL; v = v->next) {
        struct review r = {.pack_id = d->card.pack_id, .machine = VERDICT_COUNT};

        if (yaml_keys(y, v, entry_keys, sizeof entry_keys / sizeof *entry_keys, &r) != 0)
            return -1;
        r.item = item_name(d, r.item);
        tell_unknown(d, y, v, &r);
        if (is_known(known, n, &r)) {
            ++*old;
            continue;
        }
        ++*fresh;
        take_entry(d, &r);
    }
    return 0;
}

static int
read_stdin(struct buf *b, struct err *e)
{
    char piece[4096];
    size_t n;

    while ((n = fread(piece, 1, sizeof piece, stdin)) > 0)
        if (!buf_put(b, piece, n))
            return err_set(e, ERR_FILE, "-", _("check that this is the right file"),
                           _("the file is larger than the %zu bytes that are read"), b->max);
    return 0;
}

int
review_import(struct desk *d, const char *path, struct err *e)
{
    struct arena *a = arena_new(0);
    struct yaml y = {.arena = a, .keep = d->arena, .file = str_of(path), .e = e};
    const struct node *root = NULL;
    struct said_file file = {0};
    size_t fresh = 0, old = 0;
    struct buf b;
    int bad = -1;

    buf_init(&b, LIMIT_CONFIG_FILE);
    if ((strcmp(path, "-") == 0 ? read_stdin(&b, e) : file_read(path, &b, e)) != 0) {
        e->code = ERR_FILE;
        goto out;
    }
    root = yaml_parse(&y, buf_view(&b));
    if (root == NULL || yaml_keys(&y, root, file_keys, sizeof file_keys / sizeof *file_keys, &file) != 0 ||
        check_site(d, &y, file.site) != 0)
        goto out;
    bad = read_entries(d, &y, file.list, &fresh, &old, e);
    if (bad == 0)
        log_note(fresh == 1 ? _("%s: %zu judgement taken over, %zu known already")
                            : _("%s: %zu judgements taken over, %zu known already"),
                 path, fresh, old);
out:
    buf_free(&b);
    arena_free(a);
    return bad;
}
