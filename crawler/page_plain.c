/*
 * The tree of a page that is written regularly: html, head and body are there, and every end tag stands where
 * it belongs or may be left out by rule.  The parser has nothing to mend in such a page, so one pass over the
 * bytes makes the same tree: of a page of 44 KB in 100 us where the parser takes 1,700, which was 28 % of the
 * CPU of a visit.  Of the pages in fixtures/sites five in eight are so.  Whatever is not is left to the
 * parser: each doubt ends here with false, and no rule of mending stands in this file.
 */
#include "crawler/page_plain.h"
#include "base/mem.h"
#include "oit/limits.h"
#include <stdlib.h>
#include <string.h>

/* Far inside the ceilings of page_scan.c and page_tree.c, so that neither would have cut such a page. */
#define PLAIN_BYTES MIB
#define PLAIN_DEPTH 128
#define PLAIN_TAGS 20000
#define SAME_FORMATS_MOST 2 /* the parser forgets the first of four that are alike */

/* What an element asks of what stands around it. */
enum how {
    ORDINARY,
    BLOCK, /* closes a paragraph */
    PARAGRAPH,
    HEADING,
    ITEM, /* of a list */
    TERM, /* dt, dd */
    FORMAT,
    ANCHOR,
    VOID,
    RULE, /* <hr>: void, and closes a paragraph */
    RAW,
    WORDS, /* raw with references: title, textarea */
    PREFORMATTED,
    FORM,
    BUTTON,
    SELECT,
    OPTION,
    TABLE,
    SECTION, /* of a table */
    ROW,
    CELL,
    HOLLOW, /* document, html, head: white space only */
    REFUSED
};

struct element {
    char name[12];
    enum how how;
    enum tag tag;
};

/* In the order of their names; any other name is ordinary. */
static const struct element elements[] = {
    {"a", ANCHOR, TAG_A},
    {"address", BLOCK, TAG_ADDRESS},
    {"applet", REFUSED, TAG_OTHER},
    {"area", VOID, TAG_AREA},
    {"article", BLOCK, TAG_ARTICLE},
    {"aside", BLOCK, TAG_ASIDE},
    {"audio", ORDINARY, TAG_AUDIO},
    {"b", FORMAT, TAG_B},
    {"base", VOID, TAG_BASE},
    {"basefont", REFUSED, TAG_OTHER},
    {"bgsound", REFUSED, TAG_OTHER},
    {"big", FORMAT, TAG_OTHER},
    {"blockquote", BLOCK, TAG_BLOCKQUOTE},
    {"body", REFUSED, TAG_BODY},
    {"br", VOID, TAG_BR},
    {"button", BUTTON, TAG_BUTTON},
    {"canvas", ORDINARY, TAG_CANVAS},
    {"caption", REFUSED, TAG_OTHER},
    {"center", BLOCK, TAG_CENTER},
    {"code", FORMAT, TAG_OTHER},
    {"col", REFUSED, TAG_OTHER},
    {"colgroup", REFUSED, TAG_OTHER},
    {"command", REFUSED, TAG_OTHER},
    {"datalist", ORDINARY, TAG_DATALIST},
    {"dd", TERM, TAG_DD},
    {"details", BLOCK, TAG_DETAILS},
    {"dir", BLOCK, TAG_DIR},
    {"div", BLOCK, TAG_DIV},
    {"dl", BLOCK, TAG_DL},
    {"dt", TERM, TAG_DT},
    {"em", FORMAT, TAG_OTHER},
    {"embed", VOID, TAG_EMBED},
    {"fieldset", BLOCK, TAG_FIELDSET},
    {"figcaption", BLOCK, TAG_FIGCAPTION},
    {"figure", BLOCK, TAG_FIGURE},
    {"font", FORMAT, TAG_OTHER},
    {"footer", BLOCK, TAG_FOOTER},
    {"form", FORM, TAG_FORM},
    {"frame", REFUSED, TAG_FRAME},
    {"frameset", REFUSED, TAG_FRAMESET},
    {"h1", HEADING, TAG_H1},
    {"h2", HEADING, TAG_H2},
    {"h3", HEADING, TAG_H3},
    {"h4", HEADING, TAG_H4},
    {"h5", HEADING, TAG_H5},
    {"h6", HEADING, TAG_H6},
    {"head", REFUSED, TAG_HEAD},
    {"header", BLOCK, TAG_HEADER},
    {"hgroup", BLOCK, TAG_HGROUP},
    {"hr", RULE, TAG_HR},
    {"html", REFUSED, TAG_HTML},
    {"i", FORMAT, TAG_I},
    {"iframe", RAW, TAG_IFRAME},
    {"image", REFUSED, TAG_OTHER},
    {"img", VOID, TAG_IMG},
    {"input", VOID, TAG_INPUT},
    {"isindex", REFUSED, TAG_OTHER},
    {"keygen", REFUSED, TAG_OTHER},
    {"label", ORDINARY, TAG_LABEL},
    {"legend", ORDINARY, TAG_LEGEND},
    {"li", ITEM, TAG_LI},
    {"link", VOID, TAG_LINK},
    {"listing", REFUSED, TAG_LISTING},
    {"main", BLOCK, TAG_MAIN},
    {"map", ORDINARY, TAG_MAP},
    {"marquee", REFUSED, TAG_MARQUEE},
    {"math", REFUSED, TAG_OTHER},
    {"menu", BLOCK, TAG_MENU},
    {"menuitem", REFUSED, TAG_OTHER},
    {"meta", VOID, TAG_META},
    {"nav", BLOCK, TAG_NAV},
    {"nobr", REFUSED, TAG_OTHER},
    {"noembed", REFUSED, TAG_NOEMBED},
    {"noframes", REFUSED, TAG_NOFRAMES},
    {"noscript", ORDINARY, TAG_NOSCRIPT},
    {"object", REFUSED, TAG_OBJECT},
    {"ol", BLOCK, TAG_OL},
    {"optgroup", REFUSED, TAG_OPTGROUP},
    {"option", OPTION, TAG_OPTION},
    {"p", PARAGRAPH, TAG_P},
    {"param", VOID, TAG_OTHER},
    {"plaintext", REFUSED, TAG_OTHER},
    {"pre", PREFORMATTED, TAG_PRE},
    {"rb", REFUSED, TAG_OTHER},
    {"rp", REFUSED, TAG_OTHER},
    {"rt", REFUSED, TAG_OTHER},
    {"rtc", REFUSED, TAG_OTHER},
    {"ruby", REFUSED, TAG_OTHER},
    {"s", FORMAT, TAG_OTHER},
    {"script", RAW, TAG_SCRIPT},
    {"section", BLOCK, TAG_SECTION},
    {"select", SELECT, TAG_SELECT},
    {"small", FORMAT, TAG_OTHER},
    {"source", VOID, TAG_OTHER},
    {"span", ORDINARY, TAG_SPAN},
    {"strike", FORMAT, TAG_OTHER},
    {"strong", FORMAT, TAG_STRONG},
    {"style", RAW, TAG_STYLE},
    {"summary", BLOCK, TAG_SUMMARY},
    {"svg", REFUSED, TAG_SVG},
    {"table", TABLE, TAG_TABLE},
    {"tbody", SECTION, TAG_TBODY},
    {"td", CELL, TAG_TD},
    {"template", REFUSED, TAG_TEMPLATE},
    {"textarea", WORDS, TAG_TEXTAREA},
    {"tfoot", SECTION, TAG_TFOOT},
    {"th", CELL, TAG_TH},
    {"thead", SECTION, TAG_THEAD},
    {"title", WORDS, TAG_TITLE},
    {"tr", ROW, TAG_TR},
    {"track", VOID, TAG_OTHER},
    {"tt", FORMAT, TAG_OTHER},
    {"u", FORMAT, TAG_OTHER},
    {"ul", BLOCK, TAG_UL},
    {"video", ORDINARY, TAG_VIDEO},
    {"wbr", VOID, TAG_OTHER},
    {"xmp", REFUSED, TAG_XMP},
};

struct open {
    uint32_t node;
    struct str name; /* as written */
    enum how how;
    enum tag tag;
};

struct plain {
    struct page_lexer lex;
    struct tree *t;
    size_t node_cap, tags;
    struct open open[PLAIN_DEPTH];
    size_t depth;
    size_t count[REFUSED + 1]; /* open ones of each how */
    uint32_t growing;          /* text node that more text would join, NO_INDEX for none */
};

static int
by_name(const void *key, const void *member)
{
    return strcmp(key, ((const struct element *)member)->name);
}

static struct element
element_of(struct str name)
{
    const struct element *found;
    struct element other = {"", ORDINARY, TAG_OTHER};
    char low[sizeof other.name];

    if (name.n >= sizeof low)
        return other;
    for (size_t i = 0; i < name.n; i++)
        low[i] = (char)(name.p[i] >= 'A' && name.p[i] <= 'Z' ? name.p[i] + 32 : name.p[i]);
    low[name.n] = '\0';
    found = bsearch(low, elements, sizeof elements / sizeof *elements, sizeof *elements, by_name);
    return found ? *found : other;
}

static struct open *
top(struct plain *p)
{
    return &p->open[p->depth - 1];
}

static bool
is_top(struct plain *p, enum how how)
{
    return top(p)->how == how;
}

static uint32_t
add_node(struct plain *p, enum tag tag)
{
    struct tree *t = p->t;

    t->node = mem_room(t->node, t->n, &p->node_cap, sizeof *t->node);
    t->node[t->n] = (struct node){.tag = tag, .parent = p->depth ? top(p)->node : 0, .end = t->n + 1};
    return t->n++;
}

static bool
push(struct plain *p, struct str name, struct element e)
{
    uint32_t node = add_node(p, e.tag);

    if (p->depth == PLAIN_DEPTH)
        return false;
    p->open[p->depth++] = (struct open){node, name, e.how, e.tag};
    p->count[e.how]++;
    p->growing = NO_INDEX;
    if (p->depth > p->t->depth)
        p->t->depth = (uint32_t)p->depth;
    return true;
}

static void
pop(struct plain *p, bool closed)
{
    struct node *n = &p->t->node[top(p)->node];

    n->end = p->t->n;
    n->closed = closed;
    p->count[top(p)->how]--;
    p->depth--;
    p->growing = NO_INDEX;
}

/* Text ------------------------------------------------------------------------------------------- */

static bool
is_space(struct str s)
{
    for (size_t i = 0; i < s.n; i++)
        if (!page_lexer_blank(s.p[i]))
            return false;
    return true;
}

static bool
join(struct plain *p, struct str *text, struct str more)
{
    char *both = arena_raw(p->t->memory, text->n + more.n + 1);

    if (!both)
        return false;
    memcpy(both, text->p, text->n);
    memcpy(both + text->n, more.p, more.n);
    *text = (struct str){both, text->n + more.n};
    return true;
}

static bool
add_text(struct plain *p, struct str text)
{
    if (text.n == 0)
        return true;
    if (p->growing != NO_INDEX)
        return join(p, &p->t->node[p->growing].text, text);
    p->growing = add_node(p, TAG_TEXT);
    p->t->node[p->growing].text = text;
    return true;
}

/* Where only elements are expected, other text than white space is moved or begins the body. */
static bool
take_text(struct plain *p, struct str raw)
{
    enum how how = top(p)->how;
    struct str text;

    if (raw.n == 0)
        return true;
    if ((how == HOLLOW || how == TABLE || how == SECTION || how == ROW) && !is_space(raw))
        return false;
    return page_lexer_decode(&p->lex, raw, PAGE_TEXT, &text) && add_text(p, text);
}

/* Start tags ------------------------------------------------------------------------------------- */

static bool
close_paragraph(struct plain *p)
{
    if (p->count[PARAGRAPH] > 0) {
        if (!is_top(p, PARAGRAPH))
            return false;
        pop(p, false);
    }
    return true;
}

/* The one before ends where the next begins, unless anything else stands between. */
static bool
close_item(struct plain *p, enum how how)
{
    enum tag tag;

    if (!close_paragraph(p))
        return false;
    if (is_top(p, how)) {
        pop(p, false);
        return true;
    }
    tag = top(p)->tag;
    return p->count[how] == 0 || (how == TERM && tag == TAG_DL) ||
           (how == ITEM && (tag == TAG_UL || tag == TAG_OL || tag == TAG_MENU || tag == TAG_DIR));
}

static bool
may_format(struct plain *p, struct str name)
{
    size_t same = 0;

    for (size_t i = 0; p->count[FORMAT] > SAME_FORMATS_MOST && i < p->depth; i++)
        same += str_eq_nocase(p->open[i].name, name);
    return same <= SAME_FORMATS_MOST;
}

static bool
open_row(struct plain *p)
{
    if (is_top(p, CELL))
        pop(p, false);
    if (is_top(p, ROW))
        pop(p, false);
    if (is_top(p, TABLE))
        return push(p, STR("tbody"), (struct element){"", SECTION, TAG_TBODY});
    return is_top(p, SECTION);
}

/* What stands inside a table or a list of choices must be a part of it. */
static bool
make_part_room(struct plain *p, enum how how)
{
    if (is_top(p, PARAGRAPH) && (how == CELL || how == ROW))
        pop(p, false);
    switch (how) {
    case CELL:
        if (is_top(p, CELL))
            pop(p, false);
        return is_top(p, ROW);
    case ROW:
        return open_row(p);
    case SECTION:
        if (is_top(p, SECTION))
            pop(p, false);
        return is_top(p, TABLE);
    default:
        if (is_top(p, OPTION))
            pop(p, false);
        return true;
    }
}

static bool
make_room(struct plain *p, struct str name, enum how how)
{
    enum how in = top(p)->how;

    if (how == CELL || how == ROW || how == SECTION)
        return make_part_room(p, how);
    if (how == OPTION && (in == OPTION || in == SELECT))
        return make_part_room(p, how);
    if (in == HOLLOW || in == TABLE || in == SECTION || in == ROW || p->count[SELECT] > 0)
        return false;
    switch (how) {
    case BLOCK:
    case PARAGRAPH:
    case PREFORMATTED:
    case RULE:
        return close_paragraph(p);
    case HEADING:
        return close_paragraph(p) && !is_top(p, HEADING);
    case ITEM:
    case TERM:
        return close_item(p, how);
    case FORM:
        return p->count[FORM] == 0 && close_paragraph(p);
    case BUTTON:
    case ANCHOR:
        return p->count[how] == 0;
    case FORMAT:
        return may_format(p, name);
    case TABLE:
        return p->count[PARAGRAPH] == 0; /* the age of a page decides whether it ends one */
    case HOLLOW:
    case REFUSED:
        return false;
    default:
        return true;
    }
}

/* All up to the end tag of a script, title and the like. */
static bool
take_raw(struct plain *p, struct str name, struct element e)
{
    struct str raw, text;

    if (!page_lexer_raw(&p->lex, name, &raw) || (e.tag == TAG_SCRIPT && page_lexer_escapes(raw)))
        return false;
    if (e.tag == TAG_TEXTAREA)
        raw = page_lexer_first_line(raw);
    if (!page_lexer_decode(&p->lex, raw, e.how == RAW ? PAGE_RAW : PAGE_TEXT, &text) || !add_text(p, text))
        return false;
    pop(p, true);
    return true;
}

/* The element itself, its attributes, and what of it ends at once. */
static bool
insert(struct plain *p, struct str name, struct element e)
{
    uint32_t node;

    if (++p->tags > PLAIN_TAGS || !push(p, name, e))
        return false;
    node = top(p)->node;
    if (!page_lexer_attributes(&p->lex, p->t, node))
        return false;
    if (e.how == VOID || e.how == RULE) {
        pop(p, false);
        return true;
    }
    if (e.how == PREFORMATTED)
        page_lexer_skip_line(&p->lex);
    return e.how != RAW && e.how != WORDS ? true : take_raw(p, name, e);
}

static bool
start_tag(struct plain *p, struct str name)
{
    struct element e = element_of(name);

    return make_room(p, name, e.how) && insert(p, name, e);
}

/* End tags --------------------------------------------------------------------------------------- */

/* Elements whose end may be left out before the end of what holds them. */
static bool
ends_by_rule(enum how how)
{
    return how == PARAGRAPH || how == ITEM || how == TERM;
}

static void
close_parts(struct plain *p, enum how how)
{
    if (is_top(p, CELL) && (how == ROW || how == SECTION || how == TABLE))
        pop(p, true);
    if (is_top(p, ROW) && (how == SECTION || how == TABLE))
        pop(p, true);
    if (is_top(p, SECTION) && how == TABLE)
        pop(p, true);
}

/* The parser takes a form off its list only: text that stands last in it comes to stand behind it. */
static void
pop_form(struct plain *p)
{
    uint32_t text = p->growing, form = top(p)->node;

    pop(p, false);
    if (text == NO_INDEX)
        return;
    p->t->node[form].end = text;
    p->t->node[text].parent = top(p)->node;
    p->growing = text;
}

static bool
end_tag(struct plain *p, struct str name)
{
    enum how how = element_of(name).how;
    bool exact = how == ORDINARY || how == FORMAT || how == ANCHOR || how == OPTION;

    if (how == HOLLOW || how == REFUSED)
        return false;
    while (!exact && ends_by_rule(top(p)->how) && !str_eq_nocase(top(p)->name, name))
        pop(p, true);
    if (how == SELECT && is_top(p, OPTION))
        pop(p, true);
    close_parts(p, how);
    if (is_top(p, HOLLOW) || top(p)->tag == TAG_BODY || !str_eq_nocase(top(p)->name, name))
        return false;
    if (how == FORM)
        pop_form(p);
    else
        pop(p, true);
    return page_lexer_end(&p->lex);
}

/* The page ------------------------------------------------------------------------------------------ */

/* Open html, head or body, which are written out. */
static bool
open_frame(struct plain *p, const char *name, enum how how, enum tag tag)
{
    struct str at;

    return page_lexer_start(&p->lex, &at) && str_eq_nocase(at, str_of(name)) &&
           insert(p, at, (struct element){"", how, tag});
}

static bool
close_frame(struct plain *p, const char *name)
{
    return page_lexer_close(&p->lex, str_of(name));
}

static bool
is_of_head(struct str name)
{
    enum tag tag = element_of(name).tag;

    return tag == TAG_META || tag == TAG_LINK || tag == TAG_BASE || tag == TAG_TITLE || tag == TAG_SCRIPT ||
           tag == TAG_STYLE;
}

/* White space before the next tag; inside false: the parser keeps none here. */
static bool
take_space(struct plain *p, bool inside)
{
    struct str text;

    while (page_lexer_text(&p->lex, &text)) {
        if (inside ? !take_text(p, text) : !is_space(text))
            return false;
        if (!page_lexer_comment(&p->lex))
            return true;
        p->growing = NO_INDEX;
    }
    return false;
}

static bool
read_head(struct plain *p)
{
    struct str name;

    if (!open_frame(p, "head", HOLLOW, TAG_HEAD))
        return false;
    for (;;) {
        if (!take_space(p, true))
            return false;
        if (close_frame(p, "head"))
            break;
        if (!page_lexer_start(&p->lex, &name) || !is_of_head(name) || !insert(p, name, element_of(name)))
            return false;
    }
    pop(p, true);
    return true;
}

static bool
read_body(struct plain *p)
{
    struct str name;

    if (!open_frame(p, "body", BLOCK, TAG_BODY))
        return false;
    while (take_space(p, true)) {
        if (top(p)->tag == TAG_BODY && close_frame(p, "body"))
            return true;
        if (page_lexer_start(&p->lex, &name) ? !start_tag(p, name)
                                             : !page_lexer_close_name(&p->lex, &name) || !end_tag(p, name))
            return false;
    }
    return false;
}

/* What stands behind the end of the body still belongs to it. */
static bool
read_rest(struct plain *p)
{
    struct str text;

    if (!page_lexer_text(&p->lex, &text) || !is_space(text) || !take_text(p, text) || !close_frame(p, "html"))
        return false;
    page_lexer_text(&p->lex, &text);
    return page_lexer_done(&p->lex) && is_space(text) && take_text(p, text);
}

static bool
read_page(struct plain *p)
{
    push(p, STR_NONE, (struct element){"", HOLLOW, TAG_OTHER});
    if (!take_space(p, false))
        return false;
    if (page_lexer_doctype(&p->lex) && !take_space(p, false))
        return false;
    if (!open_frame(p, "html", HOLLOW, TAG_HTML) || !take_space(p, false) || !read_head(p) ||
        !take_space(p, true) || !read_body(p) || !read_rest(p))
        return false;
    pop(p, true);
    pop(p, true);
    pop(p, false);
    return true;
}

bool
page_plain_make(struct tree *t, struct str utf8)
{
    struct plain p = {.t = t, .growing = NO_INDEX};
    bool plain;

    *t = (struct tree){.memory = arena_new(0)};
    page_lexer_init(&p.lex, utf8, t->memory);
    plain = utf8.n <= PLAIN_BYTES && page_lexer_sound(utf8) && read_page(&p);
    if (!plain)
        page_tree_free(t);
    return plain;
}
