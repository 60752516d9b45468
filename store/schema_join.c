/*
 * At build time: the file that all steps together make, as it lies on the disk.  To make it step by step took
 * 4 M instructions, 28 pages that went through a journal twice and eight waits for the disk, for each new
 * file.
 */
#include "schema_text.h"
#include "store/page_size.h"
#include <sqlite3.h>
#include <stdio.h>

#define EMPTY_LEAST 16 /* zeros that end a piece */
#define LINE_BYTES 24
#define HEADER_WRITE 18 /* bytes of the header: how the file is written and read, */
#define HEADER_READ 19
#define WITH_LOG 2 /* through a write-ahead log */

static sqlite3 *
make(void)
{
    sqlite3 *db = NULL;
    int bad = sqlite3_open(":memory:", &db);

    if (bad == SQLITE_OK)
        bad = sqlite3_exec(db, STORE_PAGE_SIZE, NULL, NULL, NULL);
    for (size_t i = 0; bad == SQLITE_OK && i < sizeof schema_steps / sizeof *schema_steps; i++)
        bad = sqlite3_exec(db, schema_steps[i], NULL, NULL, NULL);
    if (bad == SQLITE_OK) {
        char set[64];

        snprintf(set, sizeof set, "PRAGMA user_version = %zu; VACUUM",
                 sizeof schema_steps / sizeof *schema_steps);
        bad = sqlite3_exec(db, set, NULL, NULL, NULL);
    }
    if (bad == SQLITE_OK)
        return db;
    fprintf(stderr, "schema_join: %s\n", sqlite3_errmsg(db));
    sqlite3_close(db);
    return NULL;
}

static size_t
zeros_at(const unsigned char *image, size_t at, size_t size)
{
    size_t n = 0;

    while (at + n < size && image[at + n] == 0)
        n++;
    return n;
}

/* Where the piece ends that begins at `at`. */
static size_t
piece_end(const unsigned char *image, size_t at, size_t size)
{
    size_t zeros;

    while (at < size && ((zeros = zeros_at(image, at, size)) < EMPTY_LEAST && at + zeros < size))
        at += zeros + 1;
    return at;
}

static void
print_piece(const unsigned char *image, size_t from, size_t to)
{
    printf("  [%zu] = ", from);
    for (size_t i = from; i < to; i++)
        printf("%u,%s", image[i], (i - from) % LINE_BYTES == LINE_BYTES - 1 ? "\n    " : "");
    puts("");
}

/* All but the zeros between, which are most of it. */
static void
print(const unsigned char *image, size_t size)
{
    puts("/* Made by schema_join.c. */");
    printf("static const unsigned char schema_new[%zu] = {\n", size);
    for (size_t at = 0; (at += zeros_at(image, at, size)) < size;) {
        size_t end = piece_end(image, at, size);

        print_piece(image, at, end);
        at = end;
    }
    puts("};");
}

int
main(void)
{
    sqlite3 *db = make();
    sqlite3_int64 size = 0;
    unsigned char *image = db != NULL ? sqlite3_serialize(db, "main", &size, 0) : NULL;

    if (image != NULL) {
        image[HEADER_WRITE] = image[HEADER_READ] = WITH_LOG;
        print(image, (size_t)size);
    }
    sqlite3_free(image);
    sqlite3_close(db);
    return image == NULL || ferror(stdout) || fflush(stdout) != 0;
}
