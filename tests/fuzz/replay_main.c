/*
 * Runs a fuzz target over files, without a fuzzer: every argument is a seed or a folder of seeds.  Fails when
 * a folder has no seed, so that a test can never pass by looking at nothing.
 */
#include "base/buf.h"
#include "base/err.h"
#include "base/file.h"
#include <dirent.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

#define LARGEST_SEED ((size_t)16 * 1024 * 1024)

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* The input stands alone in memory of its own size, so that a sanitizer sees a step beyond its end. */
static void
run_bytes(struct str bytes)
{
    uint8_t *copy = malloc(bytes.n ? bytes.n : 1);

    if (!copy)
        abort();
    for (size_t i = 0; i < bytes.n; i++)
        copy[i] = (uint8_t)bytes.p[i];
    LLVMFuzzerTestOneInput(copy, bytes.n);
    free(copy);
}

/* Number of seeds run: 1, or 0 when the file cannot be read. */
static int
run_file(const char *path)
{
    struct err e = {.code = ERR_NONE};
    struct buf bytes;
    int n = 0;

    buf_init(&bytes, LARGEST_SEED);
    if (file_read(path, &bytes, &e))
        fprintf(stderr, "%s: %s\n", e.input, e.what);
    else
        n = 1;
    if (n)
        run_bytes(buf_view(&bytes));
    buf_free(&bytes);
    return n;
}

static int
run_folder(const char *path)
{
    struct dirent **entry;
    int n = scandir(path, &entry, NULL, alphasort), done = 0;

    for (int i = 0; i < n; i++) {
        char *file;

        if (entry[i]->d_name[0] != '.' && asprintf(&file, "%s/%s", path, entry[i]->d_name) >= 0) {
            done += run_file(file);
            free(file);
        }
        free(entry[i]);
    }
    if (n >= 0)
        free(entry);
    return done;
}

int
main(int argc, char **argv)
{
    int failed = argc < 2;

    for (int i = 1; i < argc; i++) {
        struct stat st;
        int n = stat(argv[i], &st) ? 0 : S_ISDIR(st.st_mode) ? run_folder(argv[i]) : run_file(argv[i]);

        printf("%s: %d seeds\n", argv[i], n);
        failed |= n == 0;
    }
    return failed;
}
