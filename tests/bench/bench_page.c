/*
 * What reading a page costs, step by step:  bench_page FILE...
 * Microseconds a page, least of some rounds, of each thing a visit does with an answer before it is judged.
 */
#include "base/file.h"
#include "base/sha256.h"
#include "crawler/charset.h"
#include "crawler/fingerprint.h"
#include "crawler/novelty.h"
#include "crawler/page.h"
#include "crawler/state.h"
#include "oit/limits.h"
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#define ROUNDS 15

enum step { STEP_SHA, STEP_CHARSET, STEP_PARSE, STEP_STATE, STEP_PRINT, STEP_NOVELTY, STEPS };

static const char *const names[STEPS] = {"sha256", "charset", "parse", "state", "fingerprint", "novelty"};

static double
now_us(void)
{
    struct timespec t;

    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec * 1e6 + (double)t.tv_nsec / 1e3;
}

struct sums {
    double us[STEPS];
    double since;
    uint64_t seen; /* so that nothing is left out as useless */
};

static void
took(struct sums *s, enum step step)
{
    double now = now_us();

    s->us[step] += now - s->since;
    s->since = now;
}

static void
read_once(struct str body, const struct url *u, struct novelty_memory *novelty, struct page_memory *memory,
          struct gambling *states, struct sums *s)
{
    struct arena *a = arena_new(0);
    struct charset_result charset;
    struct page page;
    struct buf utf8;
    struct str text;

    buf_init(&utf8, 4 * LIMIT_PAGE);
    s->since = now_us();
    s->seen += sha256_of(body).byte[0];
    took(s, STEP_SHA);
    charset = charset_text(body, STR("text/html"), &utf8, &text);
    took(s, STEP_CHARSET);
    page_parse_with(memory, a, text, charset.plain, u, charset.name, &page);
    took(s, STEP_PARSE);
    s->seen += state_of_page_with(states, &page, text, 200, STR("text/html"));
    took(s, STEP_STATE);
    s->seen += fingerprint_of_page(&page);
    took(s, STEP_PRINT);
    s->seen += novelty_saw(novelty, u, &page).print;
    took(s, STEP_NOVELTY);
    buf_free(&utf8);
    arena_free(a);
}

static struct sums
one_round(const struct buf *file, size_t n)
{
    struct novelty_memory *novelty = novelty_new();
    struct page_memory *memory = page_memory_new();
    struct gambling *states = gambling_new();
    struct arena *a = arena_new(0);
    struct sums s = {.seen = 0};

    for (size_t i = 0; i < n; i++) {
        struct url u;

        if (url_parse(a, arena_printf(a, "http://www.thungfah.example/page.php?id=%zu", i), NULL, NULL, &u))
            read_once(buf_view(&file[i]), &u, novelty, memory, states, &s);
    }
    arena_free(a);
    page_memory_free(memory);
    gambling_free(states);
    novelty_free(novelty);
    return s;
}

int
main(int argc, char **argv)
{
    size_t n = (size_t)argc - 1;
    struct buf *file = calloc(n + 1, sizeof *file);
    double least[STEPS] = {0}, bytes = 0;
    struct err e = {0};

    for (size_t i = 0; file && i < n; i++) {
        buf_init(&file[i], LIMIT_PAGE);
        if (file_read(argv[i + 1], &file[i], &e) != 0)
            return 1;
        bytes += (double)file[i].n;
    }
    for (int r = 0; n > 0 && r < ROUNDS; r++) {
        struct sums s = one_round(file, n);

        for (int i = 0; i < STEPS; i++)
            if (r == 0 || s.us[i] < least[i])
                least[i] = s.us[i];
    }
    printf("%zu pages of %.1f KB\n", n, n ? bytes / 1024 / (double)n : 0);
    for (int i = 0; i < STEPS; i++)
        printf("%-12s %8.1f us a page\n", names[i], n ? least[i] / (double)n : 0);
    for (size_t i = 0; file && i < n; i++)
        buf_free(&file[i]);
    free(file);
    return 0;
}
