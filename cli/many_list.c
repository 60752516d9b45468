/* What is to be mended in the list, told before the first visit. */
#include "base/log.h"
#include "base/map.h"
#include "base/thai.h"
#include "cli/many.h"
#include "report/mime.h"
#include "rules/agency.h"
#include "rules/phrase.h"
#include <stdio.h>

static void
name_line(const struct many *m, const struct list_site *s)
{
    const char *path = m->o->operand[0];

    if (s->what != NULL) {
        log_warn("%s:%d: %.*s%s%s", path, s->line, STR_ARGS(s->cell[COLUMN_URL]),
                 s->cell[COLUMN_URL].n > 0 ? ": " : "", _(s->what));
        log_warn("  → %s", s->next);
    } else if (s->excluded && s->excluded_by.n == 0) {
        log_warn(_("%s:%d: %.*s: left out, but the list does not say who asked for it"), path, s->line,
                 STR_ARGS(s->cell[COLUMN_URL]));
        log_warn("  → %s", _("write it into a column \"excluded_by\""));
    } else if (s->duplicate_of > 0) {
        log_warn(_("%s:%d: %.*s: the same site as line %d; it is visited once"), path, s->line,
                 STR_ARGS(s->cell[COLUMN_URL]), s->duplicate_of);
        log_warn("  → %s", _("take one of the two lines out"));
    }
}

/* ------------------------------------------------------------------ kinds */

static void
add_kind(struct map *known, struct arena *a, struct str word)
{
    map_put(known, thai_norm(a, word, THAI_EXACT, false).text, NULL);
}

static void
add_kinds(struct map *known, struct arena *a, const struct phrases *list)
{
    for (size_t i = 0; i < phrases_size(list); i++)
        add_kind(known, a, phrases_text(list, i));
}

/* A kind misspelt is a row of its own in the view by kind; told once, at its first line. */
static void
name_kinds(const struct many *m)
{
    struct map *known = map_new();
    struct arena *a = arena_new(0);

    for (size_t i = 0; i < AGENCY_KINDS; i++) {
        add_kind(known, a, str_of(agency_kinds[i]));
        add_kinds(known, a, catalog_list(m->s.catalog, arena_printf(a, "agency-%s", agency_kinds[i]).p));
    }
    add_kinds(known, a, catalog_list(m->s.catalog, "list-kinds"));
    for (size_t i = 0; i < m->list->site_n; i++) {
        const struct list_site *s = &m->list->site[i];
        struct str kind = s->cell[COLUMN_KIND];
        bool fresh = false;

        if (s->what == NULL && kind.n > 0)
            map_put(known, thai_norm(a, kind, THAI_EXACT, false).text, &fresh);
        if (!fresh)
            continue;
        log_warn(
            _("%s:%d: kind \"%.*s\" is none that is known; it stands in the view by kind as a row of its "
              "own"),
            m->o->operand[0], s->line, STR_ARGS(kind));
        log_warn("  → %s", _("if it is misspelt, mend it in the list; otherwise nothing is to be done"));
    }
    map_free(known);
    arena_free(a);
}

/* ------------------------------------------------------------------ mail */

static void
name_mail(const struct many *m, const struct list_site *s)
{
    struct str rest = s->cell[COLUMN_EMAIL], one;

    while (list_next_mail(&rest, &one)) {
        if (mime_address_valid(one))
            continue;
        log_warn(_("%.*s:%d: \"%.*s\" is not an address of mail; its owner is not told"),
                 STR_ARGS(str_of(m->o->operand[0])), s->line, STR_ARGS(one));
        log_warn("  → %s", _("mend it in the list; several are written with commas between"));
    }
}

void
many_name_faults(const struct many *m)
{
    for (size_t i = 0; i < m->list->site_n; i++) {
        name_line(m, &m->list->site[i]);
        if (m->list->site[i].what == NULL)
            name_mail(m, &m->list->site[i]);
    }
    name_kinds(m);
}
