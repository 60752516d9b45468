/*
 * How fast texts are matched against all topics: bench_match RULES [FILE].  Without FILE the text is made of
 * the topics' own examples between ordinary sentences, which is more hits than a real page has.
 */
#include "base/buf.h"
#include "base/file.h"
#include "rules/loader.h"
#include "rules/match.h"
#include <stdio.h>
#include <time.h>

#define TEXT_MAX (64UL * 1024 * 1024)
#define TEXT_MADE (4UL * 1024 * 1024)
#define SECONDS 0.5

static double
now(void)
{
    struct timespec t;

    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

static void
make_text(const struct catalog *c, struct buf *out)
{
    while (out->n < TEXT_MADE)
        for (size_t i = 0; i < c->topic_n && out->n < TEXT_MADE; i++) {
            const struct topic_examples *e = &c->examples[i];

            buf_str(out, c->topic[i].fix);
            buf_char(out, ' ');
            if (e->match_n)
                buf_str(out, e->match[out->n % e->match_n].text);
            buf_char(out, '\n');
        }
}

enum work { NORMAL_FORM, ONE_PASS, TOPICS };

/* Cuts text into blocks of about `size` bytes and works on each; returns the mentions found. */
static size_t
run(const struct catalog *c, struct str text, size_t size, enum work work, struct arena *a)
{
    struct mention m[MENTIONS_MAX];
    size_t mentions = 0;

    for (size_t at = 0; at < text.n;) {
        size_t end = at + size < text.n ? at + size : text.n;
        struct thai_text t;

        while (end < text.n && ((unsigned char)text.p[end] & 0xC0) == 0x80)
            end++;
        arena_reset(a);
        thai_text_init(&t, a, str_sub(text, at, end));
        if (work == ONE_PASS)
            lexicon_scan(c->lexicon, &t);
        else if (work == TOPICS)
            mentions += match_topics(c, &t, m, NULL);
        at = end;
    }
    return mentions;
}

static void
measure(const struct catalog *c, struct str text, size_t size, enum work work, const char *what)
{
    struct arena *a = arena_new(0);
    double start = now(), spent;
    size_t rounds = 0, mentions = 0;

    do {
        mentions = run(c, text, size, work, a);
        rounds++;
        spent = now() - start;
    } while (spent < SECONDS);
    printf("%-12s blocks of %6zu bytes: %7.1f MB/s, %6.2f us a block", what, size,
           (double)text.n * (double)rounds / spent / 1e6,
           spent / (double)rounds / ((double)text.n / (double)size) * 1e6);
    if (work == TOPICS)
        printf(", %zu mentions", mentions);
    printf("\n");
    arena_free(a);
}

int
main(int argc, char **argv)
{
    static const size_t sizes[] = {120, 1000, 20000};
    const char *dir[] = {argc > 1 ? argv[1] : "rules"};
    struct err e = {.code = ERR_NONE};
    double start = now();
    struct catalog *c = catalog_load(dir, 1, &e);
    struct buf text;
    int rc = 1;

    buf_init(&text, TEXT_MAX);
    if (!c || (argc > 2 && file_read(argv[2], &text, &e))) {
        fprintf(stderr, "%s: %s\n", e.input, e.what);
        goto out;
    }
    printf("loaded in %.1f ms: %zu topics, %zu literals, %zu states\n", (now() - start) * 1e3, c->topic_n,
           c->lexicon->literal_all, c->lexicon->exact->state_n);
    if (text.n == 0)
        make_text(c, &text);
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        measure(c, buf_view(&text), sizes[i], NORMAL_FORM, "normal form");
        measure(c, buf_view(&text), sizes[i], ONE_PASS, "and one pass");
        measure(c, buf_view(&text), sizes[i], TOPICS, "and topics");
    }
    rc = 0;
out:
    buf_free(&text);
    catalog_free(c);
    return rc;
}
