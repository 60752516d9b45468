/* oit rules list|show|check|test|diff: what the program knows, whether it holds together, what a change
 * turns. */
#include "base/file.h"
#include "cli/command.h"
#include "rules/firing.h"
#include "rules/suggest.h"
#include <stdio.h>
#include <string.h>

static int
list_rules(const struct catalog *c, const struct options *o, struct buf *b, struct err *e)
{
    (void)e;
    for (size_t i = 0; i < c->pack_n; i++) {
        const struct pack *p = &c->pack[i];
        buf_printf(b, "%-10.*s %2zu %s%s  %.*s\n", STR_ARGS(p->id), p->item_n, _("items"),
                   p->scored ? "" : _(", listed without a score"),
                   STR_ARGS(o->lang == LANG_EN ? p->name_en : p->name));
    }
    buf_printf(b, _("%zu topics; \"oit rules show NAME\" shows a checklist or a topic\n"), c->topic_n);
    return EXIT_OK;
}

/* Where an element comes from, as a reader of the checklist needs it. */
static const char *
basis_says(enum basis b)
{
    static const char *const text[] = {
        [BASIS_SOURCE] = N_("from the official list"),
        [BASIS_INFERRED] = N_("inferred"),
        [BASIS_RECALLED] = N_("advice only"),
    };
    return _(text[b]);
}

static void
show_part(const struct pack_part *part, const struct options *o, struct buf *b)
{
    for (size_t k = 0; k < part->element_n; k++)
        buf_printf(b, "         - %.*s (%s)\n",
                   STR_ARGS(o->lang == LANG_EN ? part->element[k].text_en : part->element[k].text),
                   basis_says(part->element[k].basis));
}

static void
show_item(const struct pack_item *item, const struct options *o, struct buf *b)
{
    buf_printf(b, "  %-4.*s %.*s  [", STR_ARGS(item->id),
               STR_ARGS(o->lang == LANG_EN ? item->name_en : item->name));
    for (size_t k = 0; k < item->part_n; k++)
        buf_printf(b, "%s%.*s", k > 0 ? " + " : "", STR_ARGS(item->part[k].topic->id));
    buf_z(b, "]\n");
    for (size_t k = 0; k < item->part_n; k++)
        show_part(&item->part[k], o, b);
}

static void
show_pack(const struct pack *p, const struct options *o, struct buf *b)
{
    buf_printf(b, "%.*s — %.*s (%.*s)\n", STR_ARGS(p->id),
               STR_ARGS(o->lang == LANG_EN ? p->name_en : p->name), STR_ARGS(p->file));
    for (size_t i = 0; i < p->item_n; i++) {
        const struct pack_item *item = &p->item[i];
        const struct pack_sub *sub = &p->sub[item->sub];

        if (i == 0 || p->item[i - 1].sub != item->sub)
            buf_printf(b, "\n%.*s %.*s\n", STR_ARGS(sub->id),
                       STR_ARGS(o->lang == LANG_EN ? sub->name_en : sub->name));
        show_item(item, o, b);
    }
}

static void
show_phrases(struct buf *b, const char *title, const struct phrases *p)
{
    if (p == NULL || phrases_size(p) == 0)
        return;
    if (title[0] != '\0')
        buf_printf(b, "%s\n", title);
    for (size_t i = 0; i < phrases_size(p); i++)
        buf_printf(b, "  %.*s\n", STR_ARGS(phrases_text(p, i)));
}

static void
show_topic(const struct topic *t, struct buf *b)
{
    buf_printf(b, "%.*s — %.*s / %.*s (%.*s)\n%s: %.*s\n", STR_ARGS(t->id), STR_ARGS(t->name),
               STR_ARGS(t->name_en), STR_ARGS(t->file), _("usually in charge"), STR_ARGS(t->owner));
    show_phrases(b, _("names:"), t->names);
    show_phrases(b, _("labels (as the whole text):"), t->labels);
    show_phrases(b, _("words against:"), t->against);
    show_phrases(b, _("sections:"), t->sections);
    for (size_t i = 0; i < t->element_n; i++) {
        buf_printf(b, "%s %.*s\n", _("element"), STR_ARGS(t->element[i].id));
        show_phrases(b, "", t->element[i].seen);
    }
    buf_printf(b, "%s\n  %.*s\n", _("to publish:"), STR_ARGS(t->fix));
    if (t->fix_en.n > 0)
        buf_printf(b, "  %.*s\n", STR_ARGS(t->fix_en));
}

static int
show_rules(const struct catalog *c, const struct options *o, struct buf *b, struct err *e)
{
    struct str name = o->operand_n > 1 ? str_of(o->operand[1]) : STR_NONE;
    const struct pack *p = name.n > 0 ? catalog_pack(c, name) : catalog_default_pack(c);
    const struct topic *t = catalog_topic(c, name);
    struct suggest s = suggest_for(name);
    char next[512];

    if (p != NULL)
        show_pack(p, o, b);
    else if (t != NULL)
        show_topic(t, b);
    if (p != NULL || t != NULL)
        return EXIT_OK;
    for (size_t i = 0; i < c->topic_n; i++)
        suggest_try(&s, c->topic[i].id);
    for (size_t i = 0; i < c->pack_n; i++)
        suggest_try(&s, c->pack[i].id);
    if (suggest_found(&s))
        snprintf(next, sizeof next, _("did you mean \"oit rules show %.*s\"?"), STR_ARGS(s.best));
    return err_set(e, ERR_USAGE, o->operand[1],
                   suggest_found(&s) ? next : _("\"oit rules list\" lists the checklists"), "%s",
                   _("there is no such checklist or topic"));
}

static void
complain(void *ctx, struct str file, int line, struct str topic, struct str example, const char *why)
{
    struct buf *b = ctx;
    buf_printf(b, "%.*s:%d: %.*s: \"%.*s\": %s\n", STR_ARGS(file), line, STR_ARGS(topic), STR_ARGS(example),
               why);
}

static int
test_rules(const struct catalog *c, const struct options *o, struct buf *b, struct err *e)
{
    size_t failed = 0, wrong = 0, n = catalog_test(c, complain, b, &failed);
    struct arena *a = arena_new(0);
    struct platforms *p = session_platforms(a, o, e);

    arena_free(a);
    if (p == NULL)
        return -1;
    n += platforms_test(p, complain, b, &wrong);
    platforms_free(p);
    buf_printf(b, _("%zu examples, %zu wrong\n"), n, failed + wrong);
    return failed + wrong > 0 ? EXIT_POLICY : EXIT_OK;
}

static int
read_visit(void *ctx, const struct fetch *f, const struct page *page, struct err *e)
{
    (void)f, (void)e;
    if (page != NULL)
        firing_read(ctx, page);
    return 0;
}

/* Site files behind "check" are a corpus: what never stands in it is named too. */
static int
check_corpus(const struct catalog *c, const struct options *o, struct buf *b, size_t *n, struct err *e)
{
    struct firing *f = firing_new(c);
    int bad = 0;

    for (size_t i = 1; i < o->operand_n && bad == 0; i++) {
        struct session s;

        session_init(&s, o);
        bad = session_load_rules(&s, e) != 0 || session_open_file(&s, o->operand[i], STORE_READ, e) != 0 ||
              store_each_visit(s.store, s.run.id, read_visit, f, e) != 0;
        session_close(&s);
    }
    if (bad == 0)
        *n += firing_report(f, complain, b);
    firing_free(f);
    return bad ? -1 : 0;
}

static int
check_rules(const struct catalog *c, const struct options *o, struct buf *b, struct err *e)
{
    size_t n = catalog_check(c, complain, b);

    if (o->operand_n > 1 && check_corpus(c, o, b, &n, e) != 0)
        return -1;
    buf_printf(b, _("%zu remarks\n"), n);
    return EXIT_OK;
}

/* ------------------------------------------------------------------ what a change turns */

/* A folder with a vocabulary of its own stands alone; any other is read after the rules that count. */
static struct catalog *
rules_in(const char *folder, const struct options *o, struct arena *a, struct err *e)
{
    struct options with = *o;

    if (!file_exists(folder)) {
        err_set(e, ERR_CONFIG, folder, _("name a folder that holds topics/ or packs/"), "%s",
                _("there is no such folder of rules"));
        return NULL;
    }
    if (file_exists(arena_printf(a, "%s/vocabulary.yaml", folder).p) &&
        file_exists(arena_printf(a, "%s/packs", folder).p))
        return catalog_load(&folder, 1, e);
    if (with.rules_n == LIST_MAX)
        with.rules_n--;
    with.rules[with.rules_n++] = folder;
    return session_catalog(a, &with, e);
}

/* Judge FILE by the rules in a folder; the session keeps what the card leads to. */
static int
judge_by(struct session *s, const char *folder, const char *path, const struct options *o,
         struct scorecard *card, struct err *e)
{
    session_init(s, o);
    s->catalog = rules_in(folder, o, s->arena, e);
    if (s->catalog == NULL || session_open_file(s, path, STORE_READ, e) != 0)
        return -1;
    return session_judge(s, card, e);
}

static const struct item_result *
same_item(const struct scorecard *card, const struct item_result *i)
{
    for (size_t k = 0; k < card->item_n; k++)
        if (str_eq(card->item[k].id, i->id))
            return &card->item[k];
    return NULL;
}

static void
say_turned(const struct item_result *before, const struct item_result *after, const struct options *o,
           struct arena *a, struct buf *b)
{
    buf_printf(b, "  %-4.*s %.*s: %s → %s\n", STR_ARGS(after->id), STR_ARGS(after->topic),
               before != NULL ? _(verdict_text(before->verdict)) : _("not asked for"),
               _(verdict_text(after->verdict)));
    if (before != NULL)
        buf_printf(b, "       %s: %.*s\n", _("before"), STR_ARGS(say_text(a, &before->reason, o->lang)));
    buf_printf(b, "       %s: %.*s\n", _("now"), STR_ARGS(say_text(a, &after->reason, o->lang)));
}

static int
diff_file(const char *path, const struct options *o, struct buf *b, size_t *turned, size_t *of, struct err *e)
{
    struct session old, new;
    struct scorecard before, after;
    int bad;

    session_init(&new, o);
    bad = judge_by(&old, o->operand[1], path, o, &before, e) != 0;
    if (bad == 0) {
        session_close(&new);
        bad = judge_by(&new, o->operand[2], path, o, &after, e) != 0;
    }
    if (bad == 0)
        buf_printf(b, "%s (%.*s, %.*s)\n", path, STR_ARGS(after.pack_id), STR_ARGS(after.as_of));
    for (size_t i = 0; bad == 0 && i < after.item_n; i++) {
        const struct item_result *known = same_item(&before, &after.item[i]);

        *of += 1;
        if (known != NULL && known->verdict == after.item[i].verdict)
            continue;
        *turned += 1;
        say_turned(known, &after.item[i], o, new.arena, b);
    }
    session_close(&old);
    session_close(&new);
    return bad ? -1 : 0;
}

static int
diff_rules(const struct catalog *c, const struct options *o, struct buf *b, struct err *e)
{
    size_t turned = 0, of = 0;

    (void)c;
    if (o->operand_n < 4)
        return err_set(e, ERR_USAGE, "rules diff", _("type: oit rules diff OLD NEW FILE..."), "%s",
                       _("two folders of rules and at least one site file are needed"));
    for (size_t i = 3; i < o->operand_n; i++)
        if (diff_file(o->operand[i], o, b, &turned, &of, e) != 0)
            return -1;
    buf_printf(b, _("%zu of %zu verdicts turned\n"), turned, of);
    return EXIT_OK;
}

static const struct {
    const char *name;
    int (*run)(const struct catalog *, const struct options *, struct buf *, struct err *);
    size_t max_operands; /* the action's own word included */
} actions[] = {{"list", list_rules, 1},
               {"show", show_rules, 2},
               {"check", check_rules, LIST_MAX},
               {"test", test_rules, 1},
               {"diff", diff_rules, LIST_MAX}};

static int
too_many(const char *what, struct err *e)
{
    return err_set(e, ERR_USAGE, what, _("leave it out"), "%s", _("this is one word too many"));
}

int
cmd_rules(const struct options *o, struct err *e)
{
    struct session s;
    struct buf b;
    int code = -1;

    session_init(&s, o);
    buf_init(&b, 16UL * 1024 * 1024);
    for (size_t i = 0; i < sizeof actions / sizeof actions[0]; i++) {
        if (strcmp(actions[i].name, o->operand[0]) != 0)
            continue;
        if (o->operand_n > actions[i].max_operands)
            code = too_many(o->operand[actions[i].max_operands], e);
        else if (session_load_rules(&s, e) == 0)
            code = actions[i].run(s.catalog, o, &b, e);
        if (code >= 0 && outputs_print(buf_view(&b), e) != 0)
            code = -1;
        goto out;
    }
    err_set(e, ERR_USAGE, o->operand[0], _("use list, show, check, test or diff"), "%s",
            _("\"oit rules\" does not know this"));
out:
    buf_free(&b);
    session_close(&s);
    return code;
}
