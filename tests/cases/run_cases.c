/*
 * Case files, given and expected, for people who know the wording and not the program:
 *   words.cases    a text as a site writes it, then the topics it names (or "-")
 *   periods.cases  a text, then the periods read from it (or "-")
 * Blocks are parted by a blank line; lines with # are remarks.  Usage: run_cases RULES_DIR FILE...
 */
#include "base/dates.h"
#include "base/file.h"
#include "rules/match.h"
#include <stdio.h>
#include <string.h>

#define FILE_BYTES (1024UL * 1024)

struct run {
    const struct catalog *catalog;
    struct arena *arena;
    const char *file;
    size_t passed, failed;
};

static void
name_topics(struct run *r, struct str given, struct buf *out)
{
    struct mention m[MENTIONS_MAX];
    struct thai_text t;
    size_t n;

    thai_text_init(&t, r->arena, given);
    n = match_topics(r->catalog, &t, m, NULL);
    for (size_t i = 0; i < n; i++)
        buf_printf(out, "%s%.*s", i > 0 ? " " : "", STR_ARGS(m[i].topic->id));
}

static void
name_periods(struct run *r, struct str given, struct buf *out)
{
    static const char *const kinds[] = {"", "year", "span", "six-months", "quarter", "months", "day"};
    struct thai_norm norm = thai_norm(r->arena, given, THAI_EXACT, false);
    struct period p[PERIODS_MAX];
    size_t n = dates_find(norm.text, p, PERIODS_MAX);

    for (size_t i = 0; i < n; i++) {
        buf_printf(out, "%s%s", i > 0 ? " " : "", kinds[p[i].kind]);
        if (p[i].first > 0)
            buf_printf(out, p[i].last > p[i].first ? ":%d-%d" : ":%d", p[i].first, p[i].last);
        if (p[i].month_from > 0)
            buf_printf(out, "/%d-%d", p[i].month_from, p[i].month_to);
    }
}

static void
check(struct run *r, struct str given, struct str expected, int line)
{
    struct buf got;
    struct str seen;

    buf_init(&got, 16384);
    if (strstr(r->file, "periods") != NULL)
        name_periods(r, given, &got);
    else
        name_topics(r, given, &got);
    seen = got.n > 0 ? buf_view(&got) : STR("-");
    if (str_eq(seen, expected)) {
        r->passed++;
    } else {
        r->failed++;
        printf("%s:%d: %.*s\n  expected %.*s\n  got      %.*s\n", r->file, line, STR_ARGS(given),
               STR_ARGS(expected), STR_ARGS(seen));
    }
    buf_free(&got);
}

static int
run_file(struct run *r, const char *path, struct err *e)
{
    struct buf text;
    struct str rest, line, given = STR_NONE;
    int number = 0;

    buf_init(&text, FILE_BYTES);
    r->file = path;
    if (file_read(path, &text, e) != 0)
        return -1;
    rest = buf_view(&text);
    while (str_next(&rest, '\n', &line)) {
        number++;
        line = str_trim(line);
        if (line.n == 0 || line.p[0] == '#')
            continue;
        if (given.n == 0) {
            given = line;
            continue;
        }
        check(r, given, line, number - 1);
        given = STR_NONE;
        arena_reset(r->arena);
    }
    buf_free(&text);
    return 0;
}

int
main(int argc, char **argv)
{
    struct err e = {0};
    struct catalog *c = argc > 2 ? catalog_load((const char *const *)&argv[1], 1, &e) : NULL;
    struct run r = {.catalog = c};
    int bad = c == NULL;

    r.arena = arena_new(0);
    for (int i = 2; !bad && i < argc; i++)
        bad = run_file(&r, argv[i], &e) != 0;
    if (bad)
        printf("%s: %s\n", e.input, e.what);
    printf("%zu passed, %zu failed\n", r.passed, r.failed);
    arena_free(r.arena);
    catalog_free(c);
    return bad || r.failed > 0 || r.passed == 0;
}
