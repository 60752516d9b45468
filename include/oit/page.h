/*
 * A page as a reader sees it: blocks of text in order, links with their words and place, forms, images.
 * Made by page_parse() or read back from a site file; lives in one arena.  All text is valid UTF-8 as
 * written by the site (entities decoded, white space collapsed), never normalised.
 */
#ifndef OIT_PAGE_H
#define OIT_PAGE_H

#include "base/dates.h"
#include "base/str.h"

#define PAGE_VERSION 4 /* of the stored form; a higher number means: parse again */
#define NO_INDEX UINT32_MAX

/* Where the markup says a thing stands. Repeated parts are found later by comparing pages. */
enum place { PLACE_BODY, PLACE_MAIN, PLACE_NAV, PLACE_HEADER, PLACE_FOOTER, PLACE_ASIDE };

/* What is the page's own, as far as its markup says. */
static inline bool
place_is_own(enum place p)
{
    return p == PLACE_BODY || p == PLACE_MAIN;
}

enum block_kind {
    BLOCK_PARAGRAPH,
    BLOCK_HEADING,
    BLOCK_ITEM,
    BLOCK_CELL,
    BLOCK_HEAD_CELL,
    BLOCK_SUMMARY,
    BLOCK_CAPTION
};

struct block {
    /* Links' words included; inline tags add nothing, <br> the hard break U+001F (in headings a blank). */
    struct str text;
    enum block_kind kind;
    enum place place;
    int level;        /* 1..6 for headings */
    uint32_t heading; /* index of the heading (or summary, tab label) that governs it, or NO_INDEX */
    uint32_t row;     /* number of the table row, list item or card it shares, or NO_INDEX */
    uint32_t table;   /* number of its table, or NO_INDEX */
    uint32_t column;  /* cell number in its row */
    bool hidden;      /* by style, hidden or aria-hidden; bodies of tabs and accordions are so too */
};

enum link_kind {
    LINK_A,
    LINK_AREA,
    LINK_FRAME,
    LINK_OBJECT,
    LINK_REFRESH,
    LINK_CLICK, /* by a script; followable where its code names an address */
    LINK_SCRIPT,
    LINK_VIEWER,
    LINK_OPTION,
    LINK_FORM,
    LINK_RELATED /* <link rel=next|alternate|canonical> */
};

struct link {
    struct str url;      /* absolute canonical, without fragment; or tel:/mailto:/other scheme as written */
    struct str fragment; /* without #, may be empty */
    struct str text;     /* words inside the link; alt texts of images inside when there are none */
    struct str title;    /* title or aria-label */
    enum link_kind kind;
    enum place place;
    uint32_t block;   /* index of the block that holds it, or NO_INDEX */
    uint32_t heading; /* as in struct block */
    uint32_t row;
    uint32_t address; /* number of its url among those of the visit that reads it; 0: none was given */
    bool image;       /* its words come from an image only */
    bool no_follow;
    bool followable; /* http or https, within LIMIT_ADDRESS */
};

/* A click's code that goes back, prints or closes: furniture of a page, which leads to nothing. */
static inline bool
page_click_is_furniture(struct str code)
{
    return str_has(code, STR("history.")) || str_has(code, STR("print(")) || str_has(code, STR("close("));
}

struct field {
    struct str name, type, label; /* type: text, textarea, select, file, password, hidden, submit ... */
};

struct form {
    struct str action; /* absolute canonical */
    bool post;
    enum place place;
    uint32_t heading;
    struct str submit; /* words on the button */
    const struct field *field;
    size_t field_n;
};

struct image {
    struct str src, alt; /* src absolute canonical; data: images have an empty src */
    enum place place;
    uint32_t heading;
    uint32_t row;
    int width, height; /* attributes, 0 when not given */
};

/* Blocks or links behind one another that other pages of the site have too: under one number they are the
 * same, but for their indexes, while a site file is read.  They lie inside the lists of their page: who
 * changes a list leaves its runs out. */
struct page_repeat {
    int64_t number;
    uint32_t first, n;
    bool links;
};

struct page {
    struct str url;
    struct str canonical;   /* <link rel=canonical>, or empty */
    struct str title;       /* first <title> */
    struct str site_name;   /* og:site_name or og:title */
    struct str description; /* meta description */
    struct str generator;
    struct str lang;
    struct str charset; /* name the bytes were read with: utf-8, windows-874 ... */
    const struct block *block;
    size_t block_n;
    const struct link *link;
    size_t link_n;
    const struct form *form;
    size_t form_n;
    const struct image *image;
    size_t image_n;
    const struct page_repeat *repeat; /* in order, blocks first; not all need be told */
    size_t repeat_n;
    size_t text_bytes; /* sum of the blocks' text */
    bool needs_script; /* nothing to read although there are scripts */
    bool truncated;    /* a ceiling was reached; links before it are kept */
};

#endif
