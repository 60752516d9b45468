/*
 * How fast documents are read:  bench_read FILE [TIMES [OCR-PAGES]]
 * PDF and pictures through the programs that read them, in their boxes; pages a second of wall clock.
 */
#include "base/clock.h"
#include "base/file.h"
#include "extract/reading.h"
#include "oit/limits.h"
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <unistd.h>

static double
cpu_seconds(int who)
{
    struct rusage r;

    getrusage(who, &r);
    return (double)(r.ru_utime.tv_sec + r.ru_stime.tv_sec) +
           (double)(r.ru_utime.tv_usec + r.ru_stime.tv_usec) / 1e6;
}

/* Pages of the document, 0 when it could not be read. */
static uint32_t
read_once(struct reading *r)
{
    struct arena *a = arena_new(0);
    struct document d;
    uint32_t pages;

    buf_clear(r->out);
    if (str_has(str_sub(r->bytes, 0, KIB), STR("%PDF-")))
        pdf_read(r);
    else
        image_read(r);
    document_of_records(a, buf_view(r->out), &d);
    pages = d.state == DOCUMENT_READ ? d.part_count : 0;
    arena_free(a);
    return pages;
}

static int
measure(struct reading *r, long times)
{
    int64_t start = clock_monotonic_ms();
    uint32_t pages = 0;
    double wall;

    for (long i = 0; i < times; i++)
        pages += read_once(r);
    wall = (double)(clock_monotonic_ms() - start) / 1000;
    printf("%ld documents, %u pages, %zu bytes of records each: %.2f s, %.0f pages/s, %.1f ms a document\n",
           times, (unsigned)pages, r->out->n, wall, pages / wall, wall * 1000 / (double)times);
    printf("processor: %.2f s here, %.2f s in boxes\n", cpu_seconds(RUSAGE_SELF),
           cpu_seconds(RUSAGE_CHILDREN));
    return pages == 0;
}

int
main(int argc, char **argv)
{
    long times = argc > 2 ? strtol(argv[2], NULL, 10) : 20;
    struct buf bytes, out;
    struct reading r = {.out = &out, .ocr_pages = argc > 3 ? (uint32_t)strtoul(argv[3], NULL, 10) : 0};
    int result = 1;

    buf_init(&bytes, LIMIT_DOCUMENT);
    buf_init(&out, LIMIT_DOCUMENT_TEXT);
    r.fd = memfd_create("document", MFD_CLOEXEC);
    if (argc > 1 && file_read(argv[1], &bytes, NULL) == 0 && r.fd >= 0 &&
        write(r.fd, bytes.p, bytes.n) == (ssize_t)bytes.n) {
        r.bytes = buf_view(&bytes);
        result = measure(&r, times);
    }
    buf_free(&bytes);
    buf_free(&out);
    return result;
}
