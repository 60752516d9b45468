/* Reading what an office typed from the published result. */
#include "cli/scores_file.h"
#include "base/file.h"
#include "base/say.h"
#include "oit/limits.h"
#include "rules/score.h"
#include <stdio.h>

/* By its ending; else what begins with a line that has a comma or tab and no colon is a table. */
static bool
is_table(const char *path, struct str bytes)
{
    struct str name = str_of(path), line = STR_NONE;

    if (str_ends(name, STR(".csv")) || str_ends(name, STR(".tsv")) || str_ends(name, STR(".txt")) ||
        str_ends(name, STR(".CSV")))
        return true;
    if (str_ends(name, STR(".yaml")) || str_ends(name, STR(".yml")))
        return false;
    while (str_next(&bytes, '\n', &line) && (str_trim(line).n == 0 || line.p[0] == '#'))
        ;
    return str_find_char(line, ':', 0) == STR_NOT_FOUND &&
           (str_find_char(line, ',', 0) != STR_NOT_FOUND || str_find_char(line, '\t', 0) != STR_NOT_FOUND);
}

const struct scores *
scores_file_parse(struct arena *a, const char *path, struct str bytes, struct err *e)
{
    struct scores *s = ARENA_NEW(a, struct scores);
    int bad;

    s->file = arena_str(a, str_of(path));
    if (str_starts(bytes, STR("PK\x03\x04")) || str_starts(bytes, STR("\xd0\xcf\x11\xe0"))) {
        err_set(e, ERR_CONFIG, path, _("open it in the spreadsheet and save it as CSV (UTF-8)"), "%s",
                _("this is a workbook, not a text"));
        return NULL;
    }
    bad = is_table(path, bytes) ? scores_table(s, a, bytes, e) : scores_yaml(s, a, bytes, e);
    if (bad == 0 && s->n == 0)
        bad = err_set(e, ERR_CONFIG, path, _("write iit: and eit: with the scores of their indicators"), "%s",
                      _("the file holds no score"));
    return bad == 0 ? s : NULL;
}

/* Half of the indicators would give a mean that nobody published. */
static int
check_count(const struct scores *s, const struct figures *f, const char *instrument, size_t wanted,
            struct err *e)
{
    bool whole = f->n == 1 && f->v[0].id.n == 0 && f->v[0].name.n == 0;
    char input[512], next[256];

    if (f->n == 0 || f->n == wanted || whole)
        return 0;
    snprintf(input, sizeof input, "%.*s:%d", STR_ARGS(s->file), f->line);
    snprintf(next, sizeof next, _("give all %zu of %s, or one score for the whole instrument"), wanted,
             instrument);
    return err_set(e, ERR_CONFIG, input, next, _("%s has %zu indicators; scores given: %zu"), instrument,
                   wanted, f->n);
}

static int
check_counts(const struct scores *s, struct err *e)
{
    for (size_t i = 0; i < s->n; i++)
        if (check_count(s, &s->year[i].iit, "IIT", INDICATORS_IIT, e) != 0 ||
            check_count(s, &s->year[i].eit, "EIT", INDICATORS_EIT, e) != 0)
            return -1;
    return 0;
}

const struct scores *
scores_file_read(struct arena *a, const char *path, struct err *e)
{
    const struct scores *s = NULL;
    struct buf b;

    if (!file_exists(path)) {
        err_set(e, ERR_CONFIG, path, _("check the name; the file holds IIT, EIT and last year's scores"),
                "%s", _("there is no such file"));
        return NULL;
    }
    buf_init(&b, LIMIT_CONFIG_FILE);
    if (file_read(path, &b, e) == 0)
        s = scores_file_parse(a, path, arena_str(a, buf_view(&b)), e);
    else
        e->code = ERR_CONFIG;
    buf_free(&b);
    return s != NULL && check_counts(s, e) == 0 ? s : NULL;
}
