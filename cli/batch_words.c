/* Options written out again as words. */
#include "cli/batch_words.h"
#include "base/buf.h"
#include "base/mem.h"
#include "oit/limits.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct words {
    struct arena *a;
    const char **v;
    size_t n;
};

static void
add(struct words *w, const char *word)
{
    if (w->n + 1 < BATCH_WORDS_MAX)
        w->v[w->n++] = word;
}

static void
add_text(struct words *w, const char *option, const char *value)
{
    if (value == NULL)
        return;
    add(w, option);
    add(w, value);
}

static void
add_number(struct words *w, const char *option, uint64_t n)
{
    add(w, option);
    add(w, arena_printf(w->a, "%llu", (unsigned long long)n).p);
}

static void
add_switch(struct words *w, const char *option, bool on)
{
    if (on)
        add(w, option);
}

static void
add_list(struct words *w, const char *option, const char *const *list, size_t n)
{
    for (size_t i = 0; i < n; i++)
        add_text(w, option, list[i]);
}

static void
add_points(struct words *w, const char *option, int hundredths)
{
    if (hundredths >= 0)
        add_text(w, option, arena_printf(w->a, "%d.%02d", hundredths / 100, hundredths % 100).p);
}

static void
add_crawl(struct words *w, const struct options *o)
{
    add_list(w, "--also", o->also, o->also_n);
    add_list(w, "--allow-address", o->allow, o->allow_n);
    add_switch(w, "--allow-private", o->allow_private);
    add_switch(w, "--allow-bad-tls", o->allow_bad_tls);
    add_switch(w, "--ignore-robots", o->ignore_robots);
    add_switch(w, "--i-own-this-site", o->own_site);
    add_text(w, "--scope", o->scope_path ? "path" : NULL);
    add_text(w, "--ca-file", o->ca_file);
    add_text(w, "--proxy", o->proxy);
    add_text(w, "--contact", o->contact);
    add_number(w, "--max-pages", o->max_pages);
    add_number(w, "--max-documents", o->max_documents);
    add_number(w, "--max-time", (uint64_t)o->max_time_s);
    add_number(w, "--max-depth", (uint64_t)o->max_depth);
    add_number(w, "--timeout", (uint64_t)o->timeout_s);
    add_number(w, "--keep-runs", (uint64_t)o->keep_runs);
    add_number(w, "--ocr-pages", o->ocr_pages);
}

static void
add_judging(struct words *w, const struct batch_visit *v)
{
    const struct options *o = v->o;

    add_text(w, "--pack", v->pack);
    add_text(w, "--as-of", o->as_of);
    add_list(w, "--rules", o->rules, o->rules_n);
    add_points(w, "--fail-under", o->fail_under);
    add_text(w, "--fail-on", o->fail_on);
    add_text(w, "--lang", o->lang == LANG_EN ? "en" : "th");
    add_text(w, "--data", v->data);
    add_text(w, "-o", v->out);
    add_text(w, "--format", v->out != NULL ? batch_format(w->a, o) : NULL);
    add_switch(w, "--json", v->out == NULL);
    add(w, "--no-progress");
    add(w, "--no-color");
    add_switch(w, "--verbose", o->verbose);
}

const char *const *
batch_words(struct arena *a, const struct batch_visit *v)
{
    struct words w = {a, ARENA_ARRAY(a, const char *, BATCH_WORDS_MAX), 0};

    add(&w, "oit");
    add(&w, "scan");
    add_judging(&w, v);
    add_crawl(&w, v->o);
    for (size_t i = 0; i < v->site->word_n; i++)
        add(&w, v->site->word[i]);
    add_text(&w, "--rate", arena_printf(a, "%.6f", v->rate).p);
    add_number(&w, "--connections", (uint64_t)v->connections);
    add(&w, "--");
    add(&w, v->site->cell[COLUMN_URL].p);
    return w.v;
}

const char *
batch_format(struct arena *a, const struct options *o)
{
    struct str rest = str_of(o->format), piece;

    if (o->format == NULL)
        return "html,json";
    while (str_next(&rest, ',', &piece))
        if (str_eq(str_trim(piece), STR("json")))
            return o->format;
    return arena_printf(a, "%s,json", o->format).p;
}

/* One that holds for all sites: where papers go, which checklist, how many at once. */
static bool
is_of_all(const char *word)
{
    const char *equals = strchr(word, '=');
    struct str name = {word + 2, equals != NULL ? (size_t)(equals - word - 2) : strlen(word) - 2};

    if (word[0] != '-' || word[1] == '\0')
        return false;
    if (word[1] != '-')
        return word[1] == 'o';
    return options_find(name, OPT_OF_A_SITE | OPT_ALL) < 0 &&
           options_find(name, OPT_RULES | OPT_OUTPUT | OPT_POLICY | OPT_DATA | OPT_BATCH) >= 0;
}

/* What is wrong as the line's reader would say it. */
static int
refused(const struct options *own, struct err *e)
{
    char word[sizeof e->input];

    if (e == NULL)
        return -1;
    if (own->help) {
        err_clear(e);
        return err_set(e, ERR_USAGE, "--help", _("write them as behind \"oit scan URL\""), "%s",
                       _("this is not an option"));
    }
    if (!is_of_all(e->input))
        return -1;
    snprintf(word, sizeof word, "%s", e->input);
    err_clear(e);
    return err_set(e, ERR_USAGE, word, _("give it behind \"oit batch\""), "%s",
                   _("this option is for all sites, not for one"));
}

int
batch_options_of(const struct options *o, const char *const *word, size_t n, struct options *own,
                 struct err *e)
{
    char **argv = mem_new(n + 2, sizeof *argv);
    int bad;

    *own = *o;
    own->operand_n = 0;
    argv[0] = (char *)(uintptr_t) "oit";
    for (size_t i = 0; i < n; i++)
        argv[i + 1] = (char *)(uintptr_t)word[i];
    bad = options_read(own, "scan", OPT_OF_A_SITE, (int)n + 1, argv, e);
    if (bad == 0 && own->operand_n > 0)
        bad = err_set(e, ERR_USAGE, own->operand[0], _("write them as behind \"oit scan URL\""), "%s",
                      _("this is not an option"));
    if (bad == 0)
        bad = own->help ? -1 : options_agree(own, e);
    if (bad != 0)
        bad = refused(own, e);
    free(argv);
    return bad;
}
