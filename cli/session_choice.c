/* Which checklist a session goes by, and which day. */
#include "base/log.h"
#include "base/thai.h"
#include "cli/session.h"
#include <stdio.h>
#include <string.h>

static struct str
pack_names(struct session *s)
{
    struct buf b;
    struct str names;

    buf_init(&b, 4096);
    for (size_t i = 0; i < s->catalog->pack_n; i++)
        buf_printf(&b, "%s%.*s", i > 0 ? ", " : "", STR_ARGS(s->catalog->pack[i].id));
    names = arena_str(s->arena, buf_view(&b));
    buf_free(&b);
    return names;
}

/* Half of the indicators would give a total that nobody published; one is that of the whole instrument. */
static int
check_count(const struct session *s, const char *option, size_t n, size_t wanted, struct err *e)
{
    char next[256];

    if (n <= 1 || n == wanted || !s->pack->scored)
        return 0;
    snprintf(next, sizeof next, _("give all %zu with commas between, or one score for the whole instrument"),
             wanted);
    return err_set(e, ERR_USAGE, option, next,
                   _("the instrument has %zu indicators under %.*s; scores given: %zu"), wanted,
                   STR_ARGS(s->pack->id), n);
}

/* The year of the Buddhist era that a Gregorian one is; 0 where there is no checklist of it. */
static int
year_meant(const struct session *s, const char *word)
{
    char room[32];
    uint64_t year = 0;

    if (!str_to_u64(thai_plain_digits(str_of(word), room, sizeof room), &year) || year > 9999)
        return 0;
    year += BUDDHIST;
    return catalog_pack(s->catalog, arena_printf(s->arena, "%d", (int)year)) != NULL ? (int)year : 0;
}

/* What was asked for is not there: under the name of the option that asks so, with what may have been meant.
 */
static int
no_such_pack(struct session *s, const char *word, struct err *e)
{
    int year = year_meant(s, word);
    bool by_year = strchr(word, '-') == NULL; /* a checklist is called oit-2566 */
    struct str input = arena_printf(s->arena, "--%s %s", by_year ? "year" : "pack", word);
    struct str names = pack_names(s);
    char next[400];

    if (year > 0)
        snprintf(next, sizeof next,
                 _("fiscal years are of the Buddhist era: did you mean --year %d? known are: %s"), year,
                 names.p);
    else if (by_year)
        snprintf(next, sizeof next,
                 _("known are: %s; write the fiscal year of the Buddhist era, e.g. --year %d"), names.p,
                 catalog_default_pack(s->catalog) != NULL ? catalog_default_pack(s->catalog)->fiscal_year
                                                          : 2566);
    else
        snprintf(next, sizeof next, _("known are: %s"), names.p);
    return err_set(e, ERR_RULES, input.p, next, "%s", _("there is no such checklist"));
}

int
session_choose_pack(struct session *s, const char *id_or_year, struct err *e)
{
    char next[400];

    s->pack =
        id_or_year != NULL ? catalog_pack(s->catalog, str_of(id_or_year)) : catalog_default_pack(s->catalog);
    if (s->pack != NULL)
        return check_count(s, "--iit", s->o->iit_n, INDICATORS_IIT, e) != 0 ||
                       check_count(s, "--eit", s->o->eit_n, INDICATORS_EIT, e) != 0
                   ? -1
                   : 0;
    if (id_or_year != NULL && s->o->pack != NULL)
        return no_such_pack(s, id_or_year, e);
    if (id_or_year != NULL) /* the file's own, of its last judgement */
        snprintf(next, sizeof next,
                 _("the file was judged by it last: name its folder with --rules, or with --pack one of %s"),
                 pack_names(s).p);
    else
        snprintf(next, sizeof next, _("known are: %s"), pack_names(s).p);
    return err_set(e, ERR_RULES, id_or_year != NULL ? id_or_year : "--pack", next, "%s",
                   _("there is no such checklist"));
}

void
session_choose_day(struct session *s, const char *iso, int64_t otherwise)
{
    if (iso == NULL || !date_parse_iso(str_of(iso), &s->as_of))
        s->as_of = date_of_unix(otherwise);
}

/* The option that asks for a checklist again: by its year, where that names it and no other. */
static struct str
option_of(struct session *s, struct str pack)
{
    const struct pack *p = catalog_pack(s->catalog, pack);
    struct str year = arena_printf(s->arena, "%d", p != NULL ? p->fiscal_year : 0);

    return p != NULL && catalog_pack(s->catalog, year) == p ? arena_printf(s->arena, "--year %s", year.p)
                                                            : arena_printf(s->arena, "--pack %s", pack.p);
}

void
session_tell_list(struct session *s, struct str before, const char *command)
{
    int year = date_fiscal_year(s->as_of);

    if (s->o->pack != NULL)
        return;
    if (year != s->pack->fiscal_year)
        log_note(_("the list of fiscal year %d is used, the newest that has a score; the day lies in fiscal "
                   "year %d (another list: --year)"),
                 s->pack->fiscal_year, year);
    if (before.n == 0 || str_eq(before, s->pack->id))
        return;
    log_warn(_("%s: the time before it went by the list %.*s, now by %.*s, since no --year was given"),
             s->o->operand[0], STR_ARGS(before), STR_ARGS(s->pack->id));
    log_warn(_("  → to go on with the list of before: oit %s %s %.*s"), command, s->o->operand[0],
             STR_ARGS(option_of(s, before)));
}
