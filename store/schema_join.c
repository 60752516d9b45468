/*
 * At build time: what all steps together make, as one step for a new file.  The steps change tables one by
 * one, and SQLite reads all of them again for each change: 12.6 M instructions instead of 6.0 M for each new
 * file.
 */
#include "schema_text.h"
#include <sqlite3.h>
#include <stdio.h>

/* As the inside of a string of C. */
static int
print_text(void *nothing, int n, char **column, char **name)
{
    (void)nothing, (void)n, (void)name;
    fputs("  \"", stdout);
    for (const char *p = column[0]; *p != '\0'; p++) {
        if (*p == '\n') {
            fputs("\\n\"\n  \"", stdout);
            continue;
        }
        if (*p == '"' || *p == '\\')
            putchar('\\');
        putchar(*p);
    }
    puts("\"");
    return 0;
}

int
main(void)
{
    sqlite3 *db = NULL;
    int bad = sqlite3_open(":memory:", &db);

    for (size_t i = 0; bad == SQLITE_OK && i < sizeof schema_steps / sizeof *schema_steps; i++)
        bad = sqlite3_exec(db, schema_steps[i], NULL, NULL, NULL);
    puts("/* Made by schema_join.c. */\nstatic const char schema_new[] =");
    if (bad == SQLITE_OK)
        bad = sqlite3_exec(db,
                           "SELECT 'PRAGMA application_id = ' || application_id || ';' || char(10) "
                           "FROM pragma_application_id",
                           print_text, NULL, NULL);
    if (bad == SQLITE_OK)
        bad = sqlite3_exec(
            db, "SELECT sql || ';' || char(10) FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY rowid",
            print_text, NULL, NULL);
    puts("  ;");
    if (bad != SQLITE_OK)
        fprintf(stderr, "schema_join: %s\n", sqlite3_errmsg(db));
    sqlite3_close(db);
    return bad != SQLITE_OK || ferror(stdout) || fflush(stdout) != 0;
}
