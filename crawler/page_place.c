/*
 * Where each node stands: inside which block, cell, row, list item, link and part of the page; whether it is
 * hidden or bold; and how many characters and links stand before it, so that any element can be measured by
 * one subtraction.
 */
#include "base/mem.h"
#include "base/utf8.h"
#include "crawler/page_private.h"
#include <stdlib.h>
#include <string.h>

#define COLUMNS_MOST 64
#define CLASS_LOOKED_AT 512 /* bytes of a class attribute */

/* Whole words of id, class and role that name a part of a page. Data: add a word when a site teaches one. */
static const struct {
    struct str word;
    enum place place;
} place_words[] = {
    {WORD("nav"), PLACE_NAV},
    {WORD("navbar"), PLACE_NAV},
    {WORD("nav-bar"), PLACE_NAV},
    {WORD("navigation"), PLACE_NAV},
    {WORD("nav-menu"), PLACE_NAV},
    {WORD("navmenu"), PLACE_NAV},
    {WORD("main-nav"), PLACE_NAV},
    {WORD("main-navigation"), PLACE_NAV},
    {WORD("site-navigation"), PLACE_NAV},
    {WORD("menu"), PLACE_NAV},
    {WORD("menubar"), PLACE_NAV},
    {WORD("mainmenu"), PLACE_NAV},
    {WORD("main-menu"), PLACE_NAV},
    {WORD("main_menu"), PLACE_NAV},
    {WORD("topmenu"), PLACE_NAV},
    {WORD("top-menu"), PLACE_NAV},
    {WORD("top_menu"), PLACE_NAV},
    {WORD("leftmenu"), PLACE_NAV},
    {WORD("left-menu"), PLACE_NAV},
    {WORD("left_menu"), PLACE_NAV},
    {WORD("rightmenu"), PLACE_NAV},
    {WORD("right-menu"), PLACE_NAV},
    {WORD("sidemenu"), PLACE_NAV},
    {WORD("side-menu"), PLACE_NAV},
    {WORD("megamenu"), PLACE_NAV},
    {WORD("mega-menu"), PLACE_NAV},
    {WORD("submenu"), PLACE_NAV},
    {WORD("breadcrumb"), PLACE_NAV},
    {WORD("breadcrumbs"), PLACE_NAV},
    {WORD("header"), PLACE_HEADER},
    {WORD("site-header"), PLACE_HEADER},
    {WORD("page-top"), PLACE_HEADER},
    {WORD("masthead"), PLACE_HEADER},
    {WORD("topbar"), PLACE_HEADER},
    {WORD("top-bar"), PLACE_HEADER},
    {WORD("footer"), PLACE_FOOTER},
    {WORD("site-footer"), PLACE_FOOTER},
    {WORD("page-footer"), PLACE_FOOTER},
    {WORD("main-footer"), PLACE_FOOTER},
    {WORD("footer-area"), PLACE_FOOTER},
    {WORD("footer-top"), PLACE_FOOTER},
    {WORD("footer-bottom"), PLACE_FOOTER},
    {WORD("copyright"), PLACE_FOOTER},
    {WORD("aside"), PLACE_ASIDE},
    {WORD("sidebar"), PLACE_ASIDE},
    {WORD("side-bar"), PLACE_ASIDE},
    {WORD("sidebar-left"), PLACE_ASIDE},
    {WORD("sidebar-right"), PLACE_ASIDE},
    {WORD("left-sidebar"), PLACE_ASIDE},
    {WORD("right-sidebar"), PLACE_ASIDE},
    {WORD("widget-area"), PLACE_ASIDE},
    {WORD("main"), PLACE_MAIN},
    {WORD("content"), PLACE_MAIN},
    {WORD("contents"), PLACE_MAIN},
    {WORD("main-content"), PLACE_MAIN},
    {WORD("maincontent"), PLACE_MAIN},
    {WORD("main_content"), PLACE_MAIN},
    {WORD("page-content"), PLACE_MAIN},
    {WORD("entry-content"), PLACE_MAIN},
    {WORD("post-content"), PLACE_MAIN},
};

static const struct str place_roles[] = {
    WORD("navigation"),  WORD("menubar"),       WORD("banner"),
    WORD("contentinfo"), WORD("complementary"), WORD("main"),
};
static const enum place places_of_roles[] = {
    PLACE_NAV, PLACE_NAV, PLACE_HEADER, PLACE_FOOTER, PLACE_ASIDE, PLACE_MAIN,
};

static bool
place_of_word(struct str word, enum place *out)
{
    for (size_t i = 0; i < sizeof place_words / sizeof place_words[0]; i++)
        if (word.n == place_words[i].word.n && str_eq_nocase(word, place_words[i].word)) {
            *out = place_words[i].place;
            return true;
        }
    return false;
}

/* The first word of a class or id that names a part decides; what stands behind many others decides nothing.
 */
static bool
place_of_words(struct str list, enum place *out)
{
    struct str word;

    list = str_sub(list, 0, CLASS_LOOKED_AT);
    while (str_next(&list, ' ', &word))
        if (place_of_word(str_trim(word), out))
            return true;
    return false;
}

static bool
place_of_role(struct str role, enum place *out)
{
    const size_t count = sizeof place_roles / sizeof place_roles[0];
    size_t i = page_tree_any_token(role, place_roles, count);

    if (i < count)
        *out = places_of_roles[i];
    return i < count;
}

/* An article has a header and footer of its own: those are not the site's. */
static bool
place_of_tag(enum tag tag, enum place around, enum place *out)
{
    bool own = around == PLACE_MAIN;

    switch (tag) {
    case TAG_NAV:
        *out = PLACE_NAV;
        return true;
    case TAG_ASIDE:
        *out = PLACE_ASIDE;
        return true;
    case TAG_MAIN:
    case TAG_ARTICLE:
        *out = PLACE_MAIN;
        return around == PLACE_BODY;
    case TAG_HEADER:
        *out = PLACE_HEADER;
        return !own;
    case TAG_FOOTER:
        *out = PLACE_FOOTER;
        return !own;
    default:
        return false;
    }
}

/* Elements that no menu, header or sidebar contains: around them a class word is a wrapper's, not a part's.
 */
static bool
is_landmark(const struct tree *t, uint32_t i)
{
    enum tag tag = t->node[i].tag;

    if (tag == TAG_MAIN || tag == TAG_FOOTER)
        return true;
    return (t->node[i].has & (ATTR_BIT(ATTR_ID) | ATTR_BIT(ATTR_ROLE))) &&
           (str_eq_nocase(page_tree_attr(t, i, ATTR_ID), STR("content")) ||
            str_eq_nocase(page_tree_attr(t, i, ATTR_ID), STR("footer")) ||
            page_tree_token(page_tree_attr(t, i, ATTR_ROLE), STR("main")));
}

/* last[i]: the last landmark at or before node i. */
static uint32_t *
landmarks(const struct tree *t)
{
    uint32_t *last = mem_grow(NULL, t->n, sizeof *last), now = 0;

    for (uint32_t i = 0; i < t->n; i++) {
        if (is_landmark(t, i))
            now = i;
        last[i] = now;
    }
    return last;
}

/* Most pages never ask. */
static bool
holds_landmark(const struct tree *t, uint32_t i, uint32_t **last)
{
    if (!*last)
        *last = landmarks(t);
    return (*last)[t->node[i].end - 1] > i;
}

/* What the words of a class attribute say of its element. */
struct calling {
    uint8_t names;
    bool has_place;
    enum place place;
};

#define COUNT(table) (sizeof(table) / sizeof(table)[0])
#define HAS_ANY(list, words) (page_tree_any_token(list, words, COUNT(words)) < COUNT(words))

/*
 * Tabs are navigation within content: their bar carries "nav" but leads nowhere else.  Title bars are those
 * of panels, as frameworks call them.
 */
static uint8_t
names_in(struct str list)
{
    static const struct str icons[] = {
        WORD("material-icons"),           WORD("material-icons-outlined"),
        WORD("material-icons-round"),     WORD("material-symbols-outlined"),
        WORD("material-symbols-rounded"),
    };
    static const struct str tabs[] = {WORD("nav-tabs"), WORD("nav-pills")};
    static const struct str title_bars[] = {WORD("panel-heading"),    WORD("card-header"),
                                            WORD("accordion-header"), WORD("accordion-button"),
                                            WORD("nav-header"),       WORD("dropdown-header")};
    bool title_bar = HAS_ANY(list, title_bars) ||
                     (page_tree_token(list, STR("active")) && page_tree_token(list, STR("list-group-item")));

    return (uint8_t)((HAS_ANY(list, icons) ? NAMES_ICONS : 0) | (title_bar ? NAMES_TITLE_BAR : 0) |
                     (HAS_ANY(list, tabs) ? NAMES_TABS : 0));
}

static int64_t
read_calling(struct str list)
{
    enum place place = PLACE_BODY;
    int64_t has_place = place_of_words(list, &place);

    return 1 | names_in(list) << 1 | has_place << 8 | (int64_t)place << 9;
}

/* Elements of a site have the same few classes: each is read once. */
static struct calling
calling_of(const struct reader *r, uint32_t i)
{
    struct str list = page_attr(r, i, ATTR_CLASS);
    int64_t *known, read;

    if (list.n == 0)
        return (struct calling){.names = 0};
    known = page_memory_class(r->memory, list);
    read = known && *known ? *known : read_calling(list);
    if (known)
        *known = read;
    return (struct calling){(uint8_t)(read >> 1 & 0x7F), read >> 8 & 1, (enum place)(read >> 9)};
}

static enum place
find_place(const struct tree *t, uint32_t i, enum place around, const struct standing *s,
           uint32_t **last_landmark)
{
    enum tag tag = t->node[i].tag;
    enum place found = around;

    if (tag == TAG_HTML || tag == TAG_BODY)
        return around;
    if (place_of_tag(tag, around, &found))
        return found;
    if (s->has_role)
        return (enum place)s->role_place;
    if (!s->has_words || !page_tree_is(tag, TAG_IS_BLOCK) || tag == TAG_LI || (s->names & NAMES_TABS))
        return around;
    found = (enum place)s->words_in;
    if (found == PLACE_MAIN)
        return around == PLACE_BODY ? PLACE_MAIN : around;
    if (around == PLACE_MAIN && (found == PLACE_HEADER || found == PLACE_FOOTER))
        return around;
    return holds_landmark(t, i, last_landmark) ? around : found;
}

static bool
value_is(struct str value, struct str want)
{
    size_t mark = str_find_char(value, '!', 0);

    return str_eq_nocase(str_trim(mark == STR_NOT_FOUND ? value : str_sub(value, 0, mark)), want);
}

/* Flags that a style attribute sets. */
static int
style_flags(struct str style)
{
    struct str one;
    int flags = 0;

    while (str_next(&style, ';', &one)) {
        size_t colon = str_find_char(one, ':', 0);
        struct str name, value;

        if (colon == STR_NOT_FOUND)
            continue;
        name = str_trim(str_sub(one, 0, colon));
        value = str_sub(one, colon + 1, one.n);
        if ((str_eq_nocase(name, STR("display")) && value_is(value, STR("none"))) ||
            (str_eq_nocase(name, STR("visibility")) && value_is(value, STR("hidden"))))
            flags |= FACT_HIDDEN;
        if (str_eq_nocase(name, STR("font-weight")) &&
            (value_is(value, STR("bold")) || value_is(value, STR("bolder")) || value_is(value, STR("600")) ||
             value_is(value, STR("700")) || value_is(value, STR("800"))))
            flags |= FACT_BOLD;
    }
    return flags;
}

static int
find_flags(const struct tree *t, uint32_t i, uint8_t names)
{
    enum tag tag = t->node[i].tag;
    int flags = 0;

    if (page_tree_has(t, i, ATTR_STYLE))
        flags = style_flags(page_tree_attr(t, i, ATTR_STYLE));
    if (page_tree_has(t, i, ATTR_HIDDEN) ||
        str_eq_nocase(page_tree_attr(t, i, ATTR_ARIA_HIDDEN), STR("true")))
        flags |= FACT_HIDDEN;
    if (tag == TAG_B || tag == TAG_STRONG)
        flags |= FACT_BOLD;
    if (tag == TAG_PRE || tag == TAG_LISTING || tag == TAG_XMP)
        flags |= FACT_PRE;
    if (page_tree_is(tag, TAG_IS_SILENT) || (names & NAMES_ICONS))
        flags |= FACT_SILENT;
    return flags;
}

/* Is this element a way to somewhere? */
static bool
is_way(const struct tree *t, uint32_t i)
{
    enum tag tag = t->node[i].tag;

    return ((tag == TAG_A || tag == TAG_AREA) && page_tree_has(t, i, ATTR_HREF)) ||
           page_tree_has(t, i, ATTR_ONCLICK);
}

static struct standing
find_standing(const struct reader *r, uint32_t i)
{
    const struct tree *t = &r->tree;
    struct calling called = calling_of(r, i);
    enum place role = PLACE_BODY, words = called.place;
    struct standing s = {
        .known = true, .names = called.names, .way = is_way(t, i), .opens = page_heading_opens(t, i).n > 0};

    s.flags = (uint8_t)find_flags(t, i, called.names);
    s.has_role = place_of_role(page_tree_attr(t, i, ATTR_ROLE), &role);
    s.has_words = place_of_words(page_tree_attr(t, i, ATTR_ID), &words) || called.has_place;
    s.role_place = (uint8_t)role;
    s.words_in = (uint8_t)words;
    return s;
}

/*
 * The same tag stands the same: it is looked at once.  Word by word for every element, classes took 40 us of
 * a page, and styles 10.
 */
static struct standing
standing_of(const struct reader *r, uint32_t i)
{
    struct page_tag *tag = r->tree.node[i].written;
    struct standing s;

    if (tag && tag->standing.known)
        return tag->standing;
    s = find_standing(r, i);
    if (tag)
        tag->standing = s;
    return s;
}

static void
take_text(struct facts *f, struct str text)
{
    uint32_t chars;

    if ((f->flags & FACT_SILENT) || (text.n == 1 && text.p[0] == '\n')) /* as between most tags */
        return;
    chars = (uint32_t)utf8_visible(text);
    f[1].chars += chars;
    f[1].link_chars += f->link == NO_INDEX ? 0 : chars;
}

static void
mark(struct reader *r, uint32_t i)
{
    r->marked = mem_room(r->marked, r->marked_n, &r->marked_cap, sizeof *r->marked);
    r->marked[r->marked_n++] = i;
}

static const struct in_table in_no_table = {NO_INDEX, NO_INDEX, NO_INDEX, NO_INDEX, 0, 0};

/* The first part of a table: so far there was none. */
static void
begin_tables(struct reader *r)
{
    r->in_table = mem_grow(NULL, (size_t)r->tree.n + 1, sizeof *r->in_table);
    for (uint32_t i = 0; i <= r->tree.n; i++)
        r->in_table[i] = in_no_table;
}

static void
take_table(struct reader *r, uint32_t i, enum tag tag)
{
    struct in_table *t;

    if (!r->in_table)
        begin_tables(r);
    t = &r->in_table[i];
    if (tag == TAG_TABLE) {
        *t = (struct in_table){NO_INDEX, NO_INDEX, i, t->tables, t->tables, 0};
        t[1].tables++;
    } else if (tag == TAG_TR) {
        t->tr = i;
    } else {
        t->cell = i;
    }
}

/* As around it; the count goes on behind it. */
static void
inherit_table(struct reader *r, uint32_t i)
{
    struct in_table *t = &r->in_table[i];
    uint32_t tables = t->tables;

    *t = i == 0 ? in_no_table : r->in_table[r->tree.node[i].parent];
    t->tables = t[1].tables = tables;
    t->column = 0;
}

static void
take_element(struct reader *r, uint32_t i, struct facts *f, uint32_t **last_landmark)
{
    const struct tree *t = &r->tree;
    struct standing s = standing_of(r, i);
    enum tag tag = t->node[i].tag;

    if (page_tree_is(tag, TAG_IS_BLOCK))
        f->container = i;
    if (page_tree_is(tag, TAG_IS_MARKED))
        mark(r, i);
    if (tag == TAG_LI)
        f->item = i;
    else if (tag == TAG_A)
        f->link = i;
    r->seen[tag / 64] |= UINT64_C(1) << tag % 64;
    r->opens |= s.opens;
    if (tag == TAG_TABLE || tag == TAG_TR || tag == TAG_TD || tag == TAG_TH)
        take_table(r, i, tag);
    f->place = (uint8_t)find_place(t, i, (enum place)f->place, &s, last_landmark);
    f->flags |= s.flags;
    f->names = s.names;
    f[1].links += s.way;
}

static uint32_t
span_of(const struct tree *t, uint32_t i, enum attribute name)
{
    uint64_t n = 1;

    if (!str_to_u64(str_trim(page_tree_attr(t, i, name)), &n) || n == 0)
        return 1;
    return n > COLUMNS_MOST ? COLUMNS_MOST : (uint32_t)n;
}

/*
 * Number the cells of a table by columns, so that a cell and the head above it have the same number although
 * cells span rows and columns.
 */
static void
number_cells(struct reader *r, uint32_t table)
{
    const struct tree *t = &r->tree;
    uint32_t busy[COLUMNS_MOST] = {0}, column = 0, row = NO_INDEX;

    for (uint32_t i = table + 1; i < t->node[table].end; i++) {
        enum tag tag = t->node[i].tag;

        if (tag == TAG_TABLE) {
            i = t->node[i].end - 1;
        } else if (tag == TAG_TR) {
            for (size_t k = 0; row != NO_INDEX && k < COLUMNS_MOST; k++)
                busy[k] -= busy[k] > 0;
            row = i;
            column = 0;
        } else if (tag == TAG_TD || tag == TAG_TH) {
            uint32_t wide = span_of(t, i, ATTR_COLSPAN), high = span_of(t, i, ATTR_ROWSPAN);

            while (column < COLUMNS_MOST && busy[column] > 0)
                column++;
            r->in_table[i].column = column;
            for (uint32_t k = 0; k < wide; k++, column++)
                if (column < COLUMNS_MOST)
                    busy[column] = high;
        }
    }
}

static void
inherit_columns(struct reader *r)
{
    if (page_table(r, r->tree.n).tables == 0)
        return;
    for (uint32_t i = 0; i < r->tree.n; i++)
        if (r->tree.node[i].tag == TAG_TABLE)
            number_cells(r, i);
    for (uint32_t i = 0; i < r->tree.n; i++)
        if (r->in_table[i].cell != NO_INDEX)
            r->in_table[i].column = r->in_table[r->in_table[i].cell].column;
}

/* What stands around it stands around this one too; the counts are those at its beginning. */
static void
inherit(struct facts *f, const struct facts *from)
{
    struct facts counts = *f;

    *f = *from;
    f->chars = counts.chars;
    f->link_chars = counts.link_chars;
    f->links = counts.links;
    f->run = NO_INDEX;
}

static void
count_on(const struct facts *f, struct facts *next)
{
    next->chars = f->chars;
    next->link_chars = f->link_chars;
    next->links = f->links;
}

/* Beside nodes that stand in no table. */
static void
pass_tables(struct reader *r, uint32_t from, uint32_t n)
{
    for (uint32_t i = from; r->in_table && i < from + n; i++) {
        r->in_table[i + 1] = in_no_table;
        r->in_table[i + 1].tables = r->in_table[i].tables;
    }
}

static uint32_t *
nothing_yet(uint32_t n)
{
    uint32_t *all = mem_grow(NULL, n, sizeof *all);

    return memset(all, 0xFF, n * sizeof *all); /* NO_INDEX */
}

void
page_place_find(struct reader *r)
{
    const struct tree *t = &r->tree;
    const struct facts nowhere = {.item = NO_INDEX, .link = NO_INDEX, .place = PLACE_BODY};
    uint32_t *last_landmark = NULL, at = 0;

    r->facts = mem_grow(NULL, (size_t)t->n + 1, sizeof *r->facts);
    r->heading = nothing_yet(t->n);
    r->row = nothing_yet(t->n);
    r->facts[0] = r->facts[t->n] = (struct facts){0}; /* of the last only counts are asked for */
    for (uint32_t i = 0; i < t->n; i++) {
        struct facts *f = &r->facts[i];
        struct repeat *again = page_run_at(t, &at, i);

        if (again)
            again->marked = r->marked_n;
        if (again && (again->apart = page_run_place(r, i, again->run))) {
            pass_tables(r, i, again->run->n);
            i += again->run->n - 1;
            continue;
        }
        if (r->in_table)
            inherit_table(r, i);
        inherit(f, i == 0 ? &nowhere : &r->facts[t->node[i].parent]);
        count_on(f, f + 1);
        if (t->node[i].tag == TAG_TEXT)
            take_text(f, t->node[i].text);
        else if (i > 0)
            take_element(r, i, f, &last_landmark);
    }
    inherit_columns(r);
    free(last_landmark);
}
