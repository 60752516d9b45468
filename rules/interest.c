/*
 * How much a link may matter, judged by its words, its row, its heading and the page it stands on.  Of each
 * text only this is asked: does it name a topic, an index, a section?  To read it as judging does (which
 * topics, which periods, what is said against them) was 5 % of a visit, twice as much.
 */
#include "base/buf.h"
#include "base/map.h"
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
    KNOWN_SECTION = 16
};

struct interest {
    const struct catalog *catalog;
    const struct phrases *index;     /* words for an index of the assessment */
    struct phrases_choice *sections; /* of every topic of the pack */
    uint64_t *named;                 /* for phrases_which(); nobody asks which */
    struct arena *kept;              /* what lasts */
    struct arena *arena, *name;      /* one text at a time, and the words of a file's name */
    struct map *known;               /* bits of enum known of each text */
    const struct page *page;         /* the page asked about last, and what it is worth */
    struct buf page_url;             /* a copy: the page itself goes when the next one comes */
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
    i->known = map_new();
    buf_init(&i->page_url, LIMIT_ADDRESS);
    take_sections(i, p);
    return i;
}

void
interest_free(struct interest *i)
{
    if (i == NULL)
        return;
    map_free(i->known);
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

/* The bits of a text, `asked` among them.  What names nothing is asked for a section soon. */
static unsigned
known_of(struct interest *i, struct str text, enum known asked)
{
    struct map_entry *e = map_put(i->known, text, NULL);
    struct str part = asked == KNOWN_WORDS ? wording_part(text) : text;
    struct thai_text t;

    if (e->num & asked)
        return (unsigned)e->num;
    arena_reset(i->arena);
    thai_text_init(&t, i->arena, part);
    e->num |= asked == KNOWN_WORDS ? read_words(i, &t) : read_place(i, &t);
    if (e->num == KNOWN_WORDS && part.n == text.n)
        e->num |= read_place(i, &t);
    return (unsigned)e->num;
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
