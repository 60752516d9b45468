/*
 * How much a link may matter, judged by its words, its row, its heading and the page it stands on.  Of each
 * text only this is asked: does it name a topic, an index, a section?  To read it as judging does (which
 * topics, which periods, what is said against them) was 5 % of a visit, twice as much.
 *
 * What is known of texts lies in a table of hashes that does not grow: what falls out of it is read again
 * when it comes again.  The hash starts from a secret of the process, and two texts of a site have the same
 * once in some million sites.  Texts themselves took 11 KB a page of 128 links, and to find one among them
 * was to wait for memory three times, 1 % of a scan.
 */
#include "base/buf.h"
#include "base/hash.h"
#include "base/mem.h"
#include "oit/limits.h"
#include "rules/judge.h"
#include "rules/match.h"
#include "rules/phrase_set.h"
#include "rules/site.h"
#include "rules/wording.h"
#include <stdlib.h>

#define TEXT_INTEREST 100
#define ROW_INTEREST 85
#define HEADING_INTEREST 75
#define SECTION_INTEREST 65
#define PAGE_INTEREST 60
#define FILE_INTEREST 60
#define PAGE_MENTIONS 20 /* a file on a page that speaks of the checklist at all */
#define BLOCKS_READ 120  /* first blocks of a page asked whether it does */
#define TEXT_READ 300    /* bytes; longer ones are prose */

/* What is known of a text. */
enum known {
    KNOWN_WORDS = 1, /* it was read, and */
    KNOWN_TOPIC = 2,
    KNOWN_INDEX = 4,
    KNOWN_PLACE = 8, /* it was asked whether it is the name of a section, and */
    KNOWN_SECTION = 16,
    KNOWN_ALL = 31
};

#define TEXTS 32768 /* whose bits are remembered: 256 KB */
#define TOGETHER 8  /* places for a text, which come with one wait for memory */

struct interest {
    const struct catalog *catalog;
    const struct phrases *index;     /* words for an index of the assessment */
    struct phrases_choice *sections; /* of every topic of the pack */
    uint64_t *named;                 /* for phrases_which(); nobody asks which */
    struct arena *kept;              /* what lasts */
    struct arena *arena, *name;      /* one text at a time, and the words of a file's name */
    uint64_t *known;                 /* hashes of texts, in each its bits of enum known; 0: free */
    uint64_t secret;
    const struct page *page; /* the page asked about last, and what it is worth */
    struct buf page_url;     /* a copy: the page itself goes when the next one comes */
    int page_worth;
};

static void
take_sections(struct interest *i, const struct pack *p)
{
    const struct phrases **set = ARENA_ARRAY(i->kept, const struct phrases *, p->part_n + 1);

    for (size_t k = 0; k < p->part_n; k++)
        set[k] = p->part[k].topic->sections;
    i->sections = phrases_choice_new(i->kept, set, p->part_n);
    i->named = ARENA_ARRAY(i->kept, uint64_t, p->part_n / 64 + 1);
}

struct interest *
interest_new(const struct catalog *c, const struct pack *p)
{
    struct interest *i = mem_new(1, sizeof *i);

    i->catalog = c;
    i->index = catalog_list(c, "assessment-index");
    i->kept = arena_new(0);
    i->arena = arena_new(0);
    i->name = arena_new(0);
    i->known = mem_new(TEXTS, sizeof *i->known);
    i->secret = hash_secret();
    buf_init(&i->page_url, LIMIT_ADDRESS);
    take_sections(i, p);
    return i;
}

void
interest_free(struct interest *i)
{
    if (i == NULL)
        return;
    free(i->known);
    buf_free(&i->page_url);
    arena_free(i->arena);
    arena_free(i->name);
    arena_free(i->kept);
    free(i);
}

static unsigned
read_place(const struct interest *i, struct thai_text *t)
{
    return KNOWN_PLACE | (phrases_which(i->sections, t, i->named) ? KNOWN_SECTION : 0);
}

static unsigned
read_words(const struct interest *i, struct thai_text *t)
{
    if (match_any(i->catalog, t))
        return KNOWN_WORDS | KNOWN_TOPIC;
    if (phrases_find(i->index, t, NULL) == PHRASE_YES)
        return KNOWN_WORDS | KNOWN_INDEX;
    return KNOWN_WORDS;
}

/* Where the bits of a text are; none is set when it came for the first time, or has been forgotten. */
static uint64_t *
remember(struct interest *i, struct str text)
{
    uint64_t hash = hash_bytes(text, i->secret), sum = hash & ~(uint64_t)KNOWN_ALL;
    uint64_t *near = &i->known[(hash >> 32) % (TEXTS / TOGETHER) * TOGETHER], *at = near;

    while (at < near + TOGETHER && *at != 0 && (*at & ~(uint64_t)KNOWN_ALL) != sum)
        at++;
    if (at == near + TOGETHER)
        at = near + hash % TOGETHER;
    if ((*at & ~(uint64_t)KNOWN_ALL) != sum)
        *at = sum;
    return at;
}

/* The bits of a text, `asked` among them.  What names nothing is asked for a section soon. */
static unsigned
known_of(struct interest *i, struct str text, enum known asked)
{
    uint64_t *known = remember(i, text);
    struct str part = asked == KNOWN_WORDS ? wording_part(text) : text;
    struct thai_text t;

    if (*known & asked)
        return *known & KNOWN_ALL;
    arena_reset(i->arena);
    thai_text_init(&t, i->arena, part);
    *known |= asked == KNOWN_WORDS ? read_words(i, &t) : read_place(i, &t);
    if ((*known & KNOWN_ALL) == KNOWN_WORDS && part.n == text.n)
        *known |= read_place(i, &t);
    return *known & KNOWN_ALL;
}

static int
worth_of(unsigned known, int worth)
{
    if (known & KNOWN_TOPIC)
        return worth;
    return known & KNOWN_INDEX ? worth - 5 : 0;
}

static int
words_worth(struct interest *i, struct str text, int worth)
{
    return text.n > 0 ? worth_of(known_of(i, text, KNOWN_WORDS), worth) : 0;
}

/* known: what is known of it already. */
static bool
names_section(struct interest *i, struct str text, unsigned known)
{
    if (!(known & KNOWN_PLACE))
        known = known_of(i, text, KNOWN_PLACE);
    return known & KNOWN_SECTION;
}

/* Short texts that could name something: headings, and the first lines, cells and list items. */
static bool
could_name(const struct block *b, size_t number)
{
    if (b->kind == BLOCK_HEADING || b->kind == BLOCK_SUMMARY || b->kind == BLOCK_CAPTION)
        return true;
    return number < BLOCKS_READ && b->text.n > 0 && b->text.n < TEXT_READ && b->place != PLACE_NAV;
}

static int
larger(int a, int b)
{
    return a > b ? a : b;
}

static int
read_page(struct interest *i, const struct page *page)
{
    int worth = words_worth(i, page->title, PAGE_INTEREST);

    for (size_t k = 0; worth < PAGE_INTEREST && k < page->block_n; k++) {
        const struct block *b = &page->block[k];
        bool heading = b->kind == BLOCK_HEADING || b->kind == BLOCK_SUMMARY;
        int most = heading ? PAGE_INTEREST : PAGE_MENTIONS;

        if (worth < most && could_name(b, k))
            worth = larger(worth, words_worth(i, b->text, most));
    }
    return worth;
}

static int
page_worth(struct interest *i, const struct page *page)
{
    if (i->page != page || !str_eq(buf_view(&i->page_url), page->url)) {
        i->page = page;
        buf_clear(&i->page_url);
        buf_str(&i->page_url, page->url);
        i->page_worth = read_page(i, page);
    }
    return i->page_worth;
}

static int
row_worth(struct interest *i, const struct page *page, const struct link *l)
{
    int best = 0;

    if (l->row == NO_INDEX || l->block == NO_INDEX)
        return 0;
    for (uint32_t k = l->block > 6 ? l->block - 6 : 0; k < page->block_n && k < l->block + 6; k++)
        if (page->block[k].row == l->row && page->block[k].text.n < 900)
            best = larger(best, words_worth(i, page->block[k].text, ROW_INTEREST));
    return best;
}

static int
file_worth(struct interest *i, struct str url)
{
    arena_reset(i->name);
    return words_worth(i, site_file_words(i->name, url), FILE_INTEREST);
}

int
interest_of(struct interest *i, const struct page *page, const struct link *l)
{
    struct str words = l->text.n > 0 ? l->text : l->title;
    unsigned known = words.n > 0 ? known_of(i, words, KNOWN_WORDS) : 0;
    int worth = worth_of(known, TEXT_INTEREST);

    if (worth < ROW_INTEREST)
        worth = larger(worth, row_worth(i, page, l));
    if (worth < HEADING_INTEREST && l->heading != NO_INDEX && l->heading < page->block_n)
        worth = larger(worth, words_worth(i, page->block[l->heading].text, HEADING_INTEREST));
    if (worth < SECTION_INTEREST && words.n > 0 && names_section(i, words, known))
        worth = SECTION_INTEREST;
    if (worth < FILE_INTEREST)
        worth = larger(worth, file_worth(i, l->url));
    if (!site_frame_place(l->place))
        worth = larger(worth, page_worth(i, page) - 10);
    return worth;
}
