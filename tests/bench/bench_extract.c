/*
 * What a box costs:  bench_extract [DOCUMENTS [READER]]
 * The same work in a plain child process and in a box: nothing, a program that does nothing, pdftotext on a
 * PDF of one page.  With READER (a path of oit-reader) also whole documents through the reader process.
 */
#include "base/clock.h"
#include "extract/box.h"
#include "extract/extract.h"
#include "extract/sealed.h"
#include "oit/limits.h"
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define ROUNDS 5

static double
now_ms(void)
{
    struct timespec t;

    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

/* Processor time of this program and its ended children: what other work on the machine does not change. */
static double
used_ms(void)
{
    static const int whose[] = {RUSAGE_SELF, RUSAGE_CHILDREN};
    double ms = 0;

    for (int i = 0; i < 2; i++) {
        struct rusage r;
        getrusage(whose[i], &r);
        ms += (double)(r.ru_utime.tv_sec + r.ru_stime.tv_sec) * 1e3 +
              (double)(r.ru_utime.tv_usec + r.ru_stime.tv_usec) / 1e3;
    }
    return ms;
}

/* A page with one line of Helvetica; the cross-reference table is right. */
static void
make_pdf(struct buf *b)
{
    static const char text[] = "BT /F 24 Tf 72 700 Td (Annual procurement report) Tj ET";
    size_t at[6];

    buf_z(b, "%PDF-1.4\n");
    at[1] = b->n;
    buf_z(b, "1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n");
    at[2] = b->n;
    buf_z(b, "2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n");
    at[3] = b->n;
    buf_z(b, "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R"
             "/Resources<</Font<</F 5 0 R>>>>>>endobj\n");
    at[4] = b->n;
    buf_printf(b, "4 0 obj<</Length %zu>>stream\n%s\nendstream endobj\n", sizeof text - 1, text);
    at[5] = b->n;
    buf_z(b, "5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj\n");
    at[0] = b->n;
    buf_z(b, "xref\n0 6\n0000000000 65535 f \n");
    for (int i = 1; i < 6; i++)
        buf_printf(b, "%010zu 00000 n \n", at[i]);
    buf_printf(b, "trailer<</Size 6/Root 1 0 R>>\nstartxref\n%zu\n%%%%EOF\n", at[0]);
}

static void
nothing(void *ctx, struct buf *out)
{
    (void)ctx;
    buf_z(out, "done");
}

/* The same without a box: fork, run, read its output, wait. */
static bool
run_plain(const struct box_job *job, struct buf *out)
{
    char piece[4096];
    int ends[2], status;
    ssize_t n;
    pid_t pid;

    if (pipe(ends) != 0 || (pid = fork()) < 0)
        return false;
    if (pid == 0) {
        dup2(ends[1], STDOUT_FILENO);
        close(ends[0]);
        close(ends[1]);
        if (job->in >= 0 && lseek(job->in, 0, SEEK_SET) == 0)
            dup2(job->in, STDIN_FILENO);
        if (job->argv)
            execv(job->argv[0], (char *const *)job->argv);
        _exit(job->argv ? 127 : write(STDOUT_FILENO, "done", 4) != 4);
    }
    close(ends[1]);
    while ((n = read(ends[0], piece, sizeof piece)) > 0)
        buf_put(out, piece, (size_t)n);
    close(ends[0]);
    waitpid(pid, &status, 0);
    return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

/* Milliseconds a document; wall is negative when it does not run here. */
struct cost {
    double wall, used;
};

static struct cost
measure(const struct box_job *job, int n, bool boxed)
{
    double wall = now_ms(), used = used_ms();
    struct buf out;
    bool ok = true;

    buf_init(&out, MIB);
    for (int i = 0; i < n && ok; i++) {
        int code = 0;
        buf_clear(&out);
        ok = boxed ? box_run(job, &out, NULL, &code) == BOX_DONE && code == 0 : run_plain(job, &out);
    }
    buf_free(&out);
    return (struct cost){ok ? (now_ms() - wall) / n : -1, (used_ms() - used) / n};
}

static struct cost
least(struct cost a, struct cost b)
{
    return (struct cost){a.wall < b.wall ? a.wall : b.wall, a.used < b.used ? a.used : b.used};
}

/* The best of some rounds, each way in turn: the machine has other work too. */
static void
compare(const char *what, const struct box_job *job, int n)
{
    struct cost plain = {1e9, 1e9}, boxed = {1e9, 1e9};

    for (int round = 0; round < ROUNDS; round++) {
        plain = least(plain, measure(job, n / ROUNDS + 1, false));
        boxed = least(boxed, measure(job, n / ROUNDS + 1, true));
    }
    if (plain.wall < 0 || boxed.wall < 0) {
        printf("%-10s does not run here\n", what);
        return;
    }
    printf("%-10s plain %6.2f ms (%6.2f of processor)  boxed %6.2f ms (%6.2f)  overhead %5.2f ms (%5.2f)  "
           "%5.0f boxed documents per second\n",
           what, plain.wall, plain.used, boxed.wall, boxed.used, boxed.wall - plain.wall,
           boxed.used - plain.used, 1000 / boxed.wall);
}

static void
measure_reader(const char *reader, struct str pdf, int n)
{
    struct extract *x = extract_new(reader, NULL);
    struct arena *a = arena_new(0);
    struct err e = {0};
    struct document d;
    double start = 0;

    for (int i = -1; i < n; i++) { /* the first one starts the reader */
        if (i == 0)
            start = now_ms();
        arena_reset(a);
        if (extract_read(x, pdf, 0, a, &d, &e) != 0) {
            printf("%s: %s\n", e.input, e.what);
            break;
        }
        if (i == n - 1)
            printf("%-10s %6.2f ms  %5.0f documents per second, the last one %s, %zu blocks\n", "reader",
                   (now_ms() - start) / n, 1000 * n / (now_ms() - start), document_state_name(d.state),
                   d.text.block_n);
    }
    arena_free(a);
    extract_free(x);
}

int
main(int argc, char **argv)
{
    const char *idle[] = {"/bin/true", NULL};
    const char *convert[] = {"/usr/bin/pdftotext", "-raw", "-enc", "UTF-8", "-", "-", NULL};
    int n = argc > 1 ? atoi(argv[1]) : 200;
    struct box_protections p = box_protections();
    struct buf pdf;
    int fd;

    buf_init(&pdf, MIB);
    make_pdf(&pdf);
    fd = sealed_make(buf_view(&pdf));
    printf("seccomp %s, Landlock %d\n", p.seccomp ? "yes" : "no", p.landlock_version);
    compare("a call", &(struct box_job){.call = nothing, .in = -1}, n);
    compare("/bin/true", &(struct box_job){.argv = idle, .in = -1}, n);
    compare("pdftotext", &(struct box_job){.argv = convert, .in = fd}, n);
    if (argc > 2)
        measure_reader(argv[2], buf_view(&pdf), n);
    close(fd);
    buf_free(&pdf);
    return 0;
}
