/* What pages have shown so far: a Bloom filter of their lines, once as written and once without numbers. */
#include "crawler/novelty.h"
#include "base/buf.h"
#include "base/mem.h"
#include "crawler/percent.h"
#include "crawler/print.h"
#include "oit/limits.h"
#include <stdlib.h>
#include <string.h>

#define HASHES 3
#define LINES_AT_ONCE 16
/* All of one hash stand together: memory is slow, and this was 4 % of reading a page. */
#define LINE_BITS 512
#define LINES (LIMIT_NOVELTY_BITS / LINE_BITS)
_Static_assert(LINES < UINT16_MAX, "each line has a number");
#define ECHOES_MOST 8
#define TOKEN_LENGTH 6
#define TOKEN_LETTERS 4 /* more in a row are a word */
#define FIGURES_LEAST 3 /* lines with numbers of their own, and */
#define FIGURES_SHARE 3 /* one in so many of all lines: figures, not a counter or the number of the page */
#define ECHO_LENGTH 4   /* shorter parts of an address stand in other words by chance */

struct novelty_memory {
    unsigned char *bits; /* lines that hold something, behind one another */
    uint16_t *line;      /* of each place, number + 1; 0: it holds nothing yet */
    uint16_t line_n;
    struct buf echo; /* parts of the address being looked at, one behind the other */
    struct buf room;
};

/* Parts of an address that its page may repeat. */
struct echoes {
    struct str part[ECHOES_MOST];
    size_t n;
};

struct novelty_memory *
novelty_new(void)
{
    struct novelty_memory *n = mem_new(1, sizeof *n);

    n->bits = mem_new(LIMIT_NOVELTY_BITS / 8, 1);
    n->line = mem_new(LINES, sizeof *n->line);
    buf_init(&n->echo, 4 * LIMIT_ADDRESS);
    buf_init(&n->room, SIZE_MAX);
    return n;
}

void
novelty_free(struct novelty_memory *n)
{
    if (!n)
        return;
    free(n->bits);
    free(n->line);
    buf_free(&n->echo);
    buf_free(&n->room);
    free(n);
}

static uint64_t
mix(uint64_t h, uint64_t v)
{
    h = (h ^ v) * 0x9E3779B97F4A7C15u;
    return h ^ (h >> 29);
}

static uint16_t *
number_of(struct novelty_memory *n, uint64_t h)
{
    return &n->line[mix(h, 1) % LINES];
}

/*
 * The line where its bits are.  Lines are taken one behind the other as they are needed, so that a site of
 * 100 pages writes a third of the memory: strewn over all of it, its lines took 770 page faults of 5,200, and
 * take 125.
 */
static unsigned char *
line_of(struct novelty_memory *n, uint64_t h)
{
    uint16_t *number = number_of(n, h);
    bool fresh = *number == 0;
    unsigned char *line;

    if (fresh)
        *number = ++n->line_n;
    line = &n->bits[(size_t)(*number - 1) * (LINE_BITS / 8)];
    if (fresh)
        *line = 0; /* memory that is read before it is written costs two faults */
    return line;
}

/* Remember a hash in its line; false when it was known. */
static bool
remember(unsigned char *line, uint64_t h)
{
    uint64_t places = mix(h, 2);
    bool fresh = false;

    for (int i = 0; i < HASHES; i++) {
        size_t bit = places % LINE_BITS;
        unsigned char mask = (unsigned char)(1 << (bit & 7)), *byte = &line[bit >> 3];

        fresh = fresh || !(*byte & mask);
        *byte |= mask;
        places /= LINE_BITS;
    }
    return fresh;
}

static void
echo_add(struct novelty_memory *n, struct echoes *e, struct str part)
{
    size_t from = n->echo.n;

    if (part.n < ECHO_LENGTH || e->n == ECHOES_MOST)
        return;
    percent_decode(&n->echo, part);
    e->part[e->n++] = str_sub(buf_view(&n->echo), from, n->echo.n);
}

/* Letters and digits mixed as no word mixes them. */
static bool
looks_random(struct str s)
{
    size_t digits = 0, run = 0, longest = 0;

    for (size_t i = 0; i < s.n; i++) {
        bool letter = (s.p[i] >= 'a' && s.p[i] <= 'z') || (s.p[i] >= 'A' && s.p[i] <= 'Z');
        digits += s.p[i] >= '0' && s.p[i] <= '9';
        run = letter ? run + 1 : 0;
        longest = run > longest ? run : longest;
    }
    return s.n >= TOKEN_LENGTH && digits > 1 && longest <= TOKEN_LETTERS;
}

/* Values of the query, and the last part of the path where it is a token. */
static struct echoes
echoes_of(struct novelty_memory *n, const struct url *u)
{
    struct echoes e = {.n = 0};
    struct str rest = u->query, one, path = u->path, last = STR_NONE;

    buf_clear(&n->echo);
    while (str_next(&path, '/', &one))
        last = one.n > 0 ? one : last;
    if (looks_random(last))
        echo_add(n, &e, last);
    while (str_next(&rest, '&', &one)) {
        size_t equals = str_find_char(one, '=', 0);
        if (equals != STR_NOT_FOUND)
            echo_add(n, &e, str_sub(one, equals + 1, one.n));
    }
    return e;
}

static bool
is_echo(const struct echoes *e, struct str text)
{
    for (size_t i = 0; i < e->n; i++)
        if (str_has(text, e->part[i]))
            return true;
    return false;
}

/* Files have an ending that is no page's. */
static bool
is_file_link(struct str url)
{
    static const char *const pages[] = {"php", "htm", "xhtm", "shtm", "phtm", "asp", "jsp", "cgi", "do"};
    struct str ending;
    size_t dot = url.n;

    while (dot > 0 && url.p[dot - 1] != '.' && url.p[dot - 1] != '/' && url.n - dot < 6)
        dot--;
    if (dot == 0 || url.p[dot - 1] != '.')
        return false;
    ending = str_sub(url, dot, url.n);
    for (size_t i = 0; i < sizeof pages / sizeof *pages; i++)
        if (str_starts_nocase(ending, str_of(pages[i])))
            return false;
    return true;
}

/* False when it was shown before. */
static bool
show(unsigned char *line, struct showing *s, uint64_t h, enum novelty if_fresh)
{
    bool fresh = remember(line, h);

    s->print += mix(h, 77);
    s->bare = false;
    if (fresh && s->novelty < if_fresh)
        s->novelty = if_fresh;
    return fresh;
}

/* Prints of some lines of a page, and where each is remembered. */
struct lines {
    struct prints of[LINES_AT_ONCE];
    unsigned char *written[LINES_AT_ONCE], *words[LINES_AT_ONCE];
    size_t n;
};

/* The memory that is asked next is on its way meanwhile, first the numbers of lines and then the lines. */
static void
add_line(struct novelty_memory *n, struct lines *lines, struct str text)
{
    struct prints prints = prints_of(&n->room, text);

    __builtin_prefetch(number_of(n, prints.written));
    __builtin_prefetch(number_of(n, prints.words));
    lines->of[lines->n++] = prints;
}

static void
find_lines(struct novelty_memory *n, struct lines *lines)
{
    for (size_t i = 0; i < lines->n; i++) {
        lines->written[i] = line_of(n, lines->of[i].written);
        lines->words[i] = line_of(n, lines->of[i].words);
        __builtin_prefetch(lines->written[i], 1);
        __builtin_prefetch(lines->words[i], 1);
    }
}

/* How many of them are new as they are written. */
static size_t
show_lines(struct novelty_memory *n, struct showing *s, struct lines *lines)
{
    size_t fresh = 0;

    find_lines(n, lines);
    for (size_t i = 0; i < lines->n; i++) {
        fresh += show(lines->written[i], s, lines->of[i].written, NOVELTY_NUMBERS);
        if (remember(lines->words[i], lines->of[i].words))
            s->novelty = NOVELTY_WORDS;
    }
    lines->n = 0;
    return fresh;
}

static void
show_thing(struct novelty_memory *n, struct showing *s, struct str address)
{
    uint64_t h = print_of(address);

    show(line_of(n, h), s, h, NOVELTY_WORDS);
}

struct showing
novelty_saw(struct novelty_memory *n, const struct url *u, const struct page *page)
{
    struct showing s = {.novelty = NOVELTY_NONE, .bare = true};
    struct echoes e = echoes_of(n, u);
    struct lines some;
    size_t lines = 0, figures = 0;

    some.n = 0;
    for (size_t i = 0; i <= page->block_n; i++) {
        if (some.n == LINES_AT_ONCE || i == page->block_n)
            figures += show_lines(n, &s, &some);
        if (i < page->block_n && place_is_own(page->block[i].place) && !is_echo(&e, page->block[i].text)) {
            add_line(n, &some, page->block[i].text);
            lines++;
        }
    }
    if (figures >= FIGURES_LEAST && figures * FIGURES_SHARE >= lines)
        s.novelty = NOVELTY_WORDS;
    for (size_t i = 0; i < page->link_n; i++)
        if (place_is_own(page->link[i].place) && is_file_link(page->link[i].url))
            show_thing(n, &s, page->link[i].url);
    for (size_t i = 0; i < page->image_n; i++) {
        struct str src = page->image[i].src;
        if (place_is_own(page->image[i].place) && src.n > 0)
            show_thing(n, &s, str_sub(src, 0, str_find_char(src, '?', 0)));
    }
    return s;
}
