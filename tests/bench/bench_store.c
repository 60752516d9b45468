/*
 * How fast the site file takes and gives pages, and how large it gets:  bench_store [PAGES [FILE]]
 * Synthetic municipal pages of about 36 KB with 80 links each, 40 of them the site's menu; two runs, the
 * second unchanged.
 */
#include "base/clock.h"
#include "store/store.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#define HOME "https://www.thungfah.example/"
#define LINKS 80
#define MENU 40
#define NEW_LINKS 4
#define BLOCKS 160
#define BODY (37 * 1024)

static const char *const syllables[] = {"การ",  "จัด",    "ซื้อ",    "จ้าง", "ประจำ", "ปี",    "งบ",   "ประมาณ",
                                        "แผน",  "งาน",   "ราย",   "ผล",  "สรุป",   "เดือน", "ตำบล", "โครง",
                                        "อบรม", "ประชา", "สัมพันธ์", "กิจ",  "กรรม",  "ร้อง",  "เรียน", "ทุจริต",
                                        "นโย",  "บาย",   "บริ",    "หาร", "คู่",     "มือ"};

/* A repeatable stream of numbers. */
static unsigned
next(unsigned *seed)
{
    *seed = *seed * 1664525u + 1013904223u;
    return *seed >> 8;
}

static struct str
words(struct arena *a, unsigned *seed, int n)
{
    char text[2000] = "";

    while (n--)
        strcat(text, syllables[next(seed) % (sizeof syllables / sizeof *syllables)]);
    return arena_str(a, str_of(text));
}

/* The menu is the same on every page; of the other links four lead to what no page before has named. */
static void
fill_links(struct arena *a, struct link *links, int page)
{
    for (int i = 0; i < LINKS; i++) {
        int article = page * NEW_LINKS + i - MENU;
        unsigned seed = i < MENU ? (unsigned)i + 7 : (unsigned)article * 17 + 3;
        links[i] = (struct link){.url = i < MENU ? arena_printf(a, HOME "menu/%d", i)
                                                 : arena_printf(a, HOME "article/%d.html", article),
                                 .text = words(a, &seed, 6),
                                 .place = i < MENU ? PLACE_NAV : PLACE_MAIN,
                                 .block = (uint32_t)i,
                                 .heading = NO_INDEX,
                                 .row = NO_INDEX,
                                 .followable = true};
    }
}

static struct page
make_page(struct arena *a, struct str url, int n)
{
    struct block *blocks = ARENA_ARRAY(a, struct block, BLOCKS);
    struct link *links = ARENA_ARRAY(a, struct link, LINKS);
    unsigned seed = (unsigned)n * 31 + 1;

    for (int i = 0; i < BLOCKS; i++)
        blocks[i] = (struct block){.text = words(a, &seed, 10),
                                   .place = PLACE_MAIN,
                                   .heading = NO_INDEX,
                                   .row = NO_INDEX,
                                   .table = NO_INDEX};
    fill_links(a, links, n);
    return (struct page){.url = url,
                         .title = words(a, &seed, 5),
                         .lang = STR("th"),
                         .charset = STR("utf-8"),
                         .block = blocks,
                         .block_n = BLOCKS,
                         .link = links,
                         .link_n = LINKS};
}

/* The HTML the page may have come from, filled up to a usual size with template markup. */
static void
make_body(struct buf *b, const struct page *p)
{
    buf_clear(b);
    for (size_t i = 0; i < p->link_n; i++)
        buf_printf(b, "<li class=\"menu-item level-%zu\"><a href=\"%.*s\">%.*s</a></li>\n", i % 3,
                   STR_ARGS(p->link[i].url), STR_ARGS(p->link[i].text));
    for (size_t i = 0; i < p->block_n && b->n < BODY; i++)
        buf_printf(b, "<p style=\"text-align: justify\"><span class=\"text\">%.*s</span></p>\n",
                   STR_ARGS(p->block[i].text));
}

static int
keep_one(struct store *s, int64_t run, int n, bool same, struct arena *a, struct buf *body, struct err *e)
{
    struct str url = arena_printf(a, HOME "page/%d", n);
    struct page p = make_page(a, url, n);
    struct address *found = ARENA_ARRAY(a, struct address, LINKS);
    struct visit v = {.state = same ? ADDRESS_NOT_MODIFIED : ADDRESS_READ, .tries = 1};

    make_body(body, &p);
    v.fetch = (struct fetch){.url = url,
                             .found_on = STR(HOME),
                             .depth = 2,
                             .status = same ? 304 : 200,
                             .kind = KIND_HTML,
                             .content_type = STR("text/html; charset=utf-8"),
                             .size = body->n,
                             .etag = STR("\"5f3-61a\""),
                             .fetched = 1682640000 + n,
                             .not_modified = same};
    for (int i = 0; i < NEW_LINKS; i++)
        found[i] =
            (struct address){.url = p.link[LINKS - 1 - i].url, .found_on = url, .depth = 3, .priority = 10};
    if (!same) {
        v.fetch.sha256 = sha256_of(buf_view(body));
        v.body = buf_view(body);
        v.page = &p;
    }
    v.found = found;
    v.found_n = NEW_LINKS;
    return store_keep(s, run, &v, e);
}

static double
cpu_seconds(void)
{
    struct rusage r;

    getrusage(RUSAGE_SELF, &r);
    return (double)(r.ru_utime.tv_sec + r.ru_stime.tv_sec) +
           (double)(r.ru_utime.tv_usec + r.ru_stime.tv_usec) / 1e6;
}

static long
peak_kib(void)
{
    struct rusage r;

    getrusage(RUSAGE_SELF, &r);
    return r.ru_maxrss;
}

static long long
file_bytes(const char *path)
{
    struct stat st;

    return stat(path, &st) == 0 ? (long long)st.st_size : 0;
}

/* What making the pages costs, without storing them. */
static double
cost_of_making(int pages)
{
    struct arena *a = arena_new(0);
    double start = cpu_seconds();
    struct buf body;

    buf_init(&body, 1 << 20);
    for (int i = 0; i < pages; i++) {
        struct page p;
        arena_reset(a);
        p = make_page(a, STR(HOME), i);
        make_body(&body, &p);
    }
    buf_free(&body);
    arena_free(a);
    return cpu_seconds() - start;
}

static int
one_run(const char *path, int pages, bool same, double making, struct err *e)
{
    const struct run wanted = {.start_url = STR(HOME), .options = STR("bench"), .started = 1682640000};
    struct arena *a = arena_new(0), *page_arena = arena_new(0);
    struct store *s = store_open(path, STORE_CREATE, e);
    double start = cpu_seconds(), used;
    int64_t wall = clock_monotonic_ms();
    struct buf body;
    struct run run;
    bool resumed;
    int result = s ? store_run_begin(s, &wanted, a, &run, &resumed, e) : -1;

    buf_init(&body, 1 << 20);
    for (int i = 0; i < pages && result == 0; i++) {
        arena_reset(page_arena);
        result = keep_one(s, run.id, i, same, page_arena, &body, e);
    }
    if (result == 0)
        result = store_run_finish(s, run.id, 1682650000, true, e);
    store_close(s);
    used = cpu_seconds() - start - making;
    printf("%s: %.0f pages per CPU second, %.0f per second of wall time, file %lld bytes (%lld a page), peak "
           "%ld KiB\n",
           same ? "unchanged" : "new", pages / used,
           pages * 1000.0 / (double)(clock_monotonic_ms() - wall + 1), file_bytes(path),
           file_bytes(path) / pages, peak_kib());
    buf_free(&body);
    arena_free(page_arena);
    arena_free(a);
    return result;
}

static int
add_up(void *ctx, const struct fetch *f, const struct page *page, struct err *e)
{
    (void)f, (void)e;
    if (page)
        *(size_t *)ctx += page->text_bytes;
    return 0;
}

static int
read_back(const char *path, int pages, struct err *e)
{
    struct store *s = store_open(path, STORE_READ, e);
    double start = cpu_seconds();
    struct arena *a = arena_new(0);
    struct coverage c;
    struct run run;
    size_t bytes = 0;
    int result = s && store_run_last(s, true, a, &run) ? store_each_visit(s, run.id, add_up, &bytes, e) : -1;

    printf("reading back: %.0f pages per CPU second (%zu bytes of text)\n", pages / (cpu_seconds() - start),
           bytes);
    start = cpu_seconds();
    if (result == 0)
        result = store_coverage(s, run.id, a, &c, e);
    printf("coverage of %llu addresses: %.3f s\n", result ? 0 : (unsigned long long)c.discovered,
           cpu_seconds() - start);
    store_close(s);
    arena_free(a);
    return result;
}

/* Forget the first of the two runs. */
static int
prune(const char *path, struct err *e)
{
    struct store *s = store_open(path, STORE_WRITE, e);
    double start = cpu_seconds();
    int result = s ? store_prune(s, 1, e) : -1;

    printf("forgetting a run: %.3f s\n", cpu_seconds() - start);
    store_close(s);
    return result;
}

int
main(int argc, char **argv)
{
    int pages = argc > 1 ? atoi(argv[1]) : 2000;
    const char *path = argc > 2 ? argv[2] : "bench.oit";
    struct err e = {0};
    double making = cost_of_making(pages);
    int result;

    unlink(path);
    result = one_run(path, pages, false, making, &e);
    if (result == 0)
        result = one_run(path, pages, true, making, &e);
    if (result == 0)
        result = read_back(path, pages, &e);
    if (result == 0)
        result = prune(path, &e);
    if (result != 0)
        fprintf(stderr, "%s: %s\n", e.input, e.what);
    return result ? 1 : 0;
}
