/* oit rules list|show|check|test: what the program knows, and whether it holds together. */
#include "cli/command.h"
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
    size_t failed = 0, n = catalog_test(c, complain, b, &failed);

    (void)o, (void)e;
    buf_printf(b, _("%zu examples, %zu wrong\n"), n, failed);
    return failed > 0 ? EXIT_POLICY : EXIT_OK;
}

static int
check_rules(const struct catalog *c, const struct options *o, struct buf *b, struct err *e)
{
    size_t n = catalog_check(c, complain, b);

    (void)o, (void)e;
    buf_printf(b, _("%zu remarks\n"), n);
    return EXIT_OK;
}

static const struct {
    const char *name;
    int (*run)(const struct catalog *, const struct options *, struct buf *, struct err *);
} actions[] = {{"list", list_rules}, {"show", show_rules}, {"check", check_rules}, {"test", test_rules}};

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
        if (session_load_rules(&s, e) == 0)
            code = actions[i].run(s.catalog, o, &b, e);
        if (code >= 0 && outputs_print(buf_view(&b), e) != 0)
            code = -1;
        goto out;
    }
    err_set(e, ERR_USAGE, o->operand[0], _("use list, show, check or test"), "%s",
            _("\"oit rules\" does not know this"));
out:
    buf_free(&b);
    session_close(&s);
    return code;
}
