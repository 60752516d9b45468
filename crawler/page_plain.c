/*
 * The tree of a page that is written regularly: html, head and body are there or left out as they may be, and
 * every end tag stands where it belongs or may be left out by rule.  The parser has nothing to mend in such a
 * page, so one pass over the bytes makes the same tree: of a page of 44 KB in 60 us where the parser takes
 * 1,700, which was 28 % of the CPU of a visit.  Of 1,709 pages of the labelled sites all are so, 550 of them
 * by way of drawings, captions, objects and left-out frames.  Whatever is not is left to the parser: each
 * doubt ends here with false, and no rule of mending stands in this file.
 */
#include "crawler/page_plain.h"
#include "base/hash.h"
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
    CAPTION, /* of a table */
    DRAWING, /* svg and what is drawn in it */
    LEGEND,  /* words in a drawing: title, desc */
    HOLLOW,  /* document, html, head: white space only */
    REFUSED
};

struct element {
    struct str name;
    enum how how;
    enum tag tag;
};

#define E(name, how, tag)                                                                                    \
    {                                                                                                        \
        {name, sizeof(name) - 1}, how, tag                                                                   \
    }

/* In the order of their names; any other name is ordinary. */
static const struct element elements[] = {
    E("a", ANCHOR, TAG_A),
    E("address", BLOCK, TAG_ADDRESS),
    E("applet", REFUSED, TAG_OTHER),
    E("area", VOID, TAG_AREA),
    E("article", BLOCK, TAG_ARTICLE),
    E("aside", BLOCK, TAG_ASIDE),
    E("audio", ORDINARY, TAG_AUDIO),
    E("b", FORMAT, TAG_B),
    E("base", VOID, TAG_BASE),
    E("basefont", REFUSED, TAG_OTHER),
    E("bgsound", REFUSED, TAG_OTHER),
    E("big", FORMAT, TAG_OTHER),
    E("blockquote", BLOCK, TAG_BLOCKQUOTE),
    E("body", REFUSED, TAG_BODY),
    E("br", VOID, TAG_BR),
    E("button", BUTTON, TAG_BUTTON),
    E("canvas", ORDINARY, TAG_CANVAS),
    E("caption", CAPTION, TAG_CAPTION),
    E("center", BLOCK, TAG_CENTER),
    E("code", FORMAT, TAG_OTHER),
    E("col", REFUSED, TAG_OTHER),
    E("colgroup", REFUSED, TAG_OTHER),
    E("command", REFUSED, TAG_OTHER),
    E("datalist", ORDINARY, TAG_DATALIST),
    E("dd", TERM, TAG_DD),
    E("details", BLOCK, TAG_DETAILS),
    E("dir", BLOCK, TAG_DIR),
    E("div", BLOCK, TAG_DIV),
    E("dl", BLOCK, TAG_DL),
    E("dt", TERM, TAG_DT),
    E("em", FORMAT, TAG_OTHER),
    E("embed", VOID, TAG_EMBED),
    E("fieldset", BLOCK, TAG_FIELDSET),
    E("figcaption", BLOCK, TAG_FIGCAPTION),
    E("figure", BLOCK, TAG_FIGURE),
    E("font", FORMAT, TAG_OTHER),
    E("footer", BLOCK, TAG_FOOTER),
    E("form", FORM, TAG_FORM),
    E("frame", REFUSED, TAG_FRAME),
    E("frameset", REFUSED, TAG_FRAMESET),
    E("h1", HEADING, TAG_H1),
    E("h2", HEADING, TAG_H2),
    E("h3", HEADING, TAG_H3),
    E("h4", HEADING, TAG_H4),
    E("h5", HEADING, TAG_H5),
    E("h6", HEADING, TAG_H6),
    E("head", REFUSED, TAG_HEAD),
    E("header", BLOCK, TAG_HEADER),
    E("hgroup", BLOCK, TAG_HGROUP),
    E("hr", RULE, TAG_HR),
    E("html", REFUSED, TAG_HTML),
    E("i", FORMAT, TAG_I),
    E("iframe", RAW, TAG_IFRAME),
    E("image", REFUSED, TAG_OTHER),
    E("img", VOID, TAG_IMG),
    E("input", VOID, TAG_INPUT),
    E("isindex", REFUSED, TAG_OTHER),
    E("keygen", REFUSED, TAG_OTHER),
    E("label", ORDINARY, TAG_LABEL),
    E("legend", ORDINARY, TAG_LEGEND),
    E("li", ITEM, TAG_LI),
    E("link", VOID, TAG_LINK),
    E("listing", REFUSED, TAG_LISTING),
    E("main", BLOCK, TAG_MAIN),
    E("map", ORDINARY, TAG_MAP),
    E("marquee", ORDINARY, TAG_MARQUEE),
    E("math", REFUSED, TAG_OTHER),
    E("menu", BLOCK, TAG_MENU),
    E("menuitem", REFUSED, TAG_OTHER),
    E("meta", VOID, TAG_META),
    E("nav", BLOCK, TAG_NAV),
    E("nobr", REFUSED, TAG_OTHER),
    E("noembed", REFUSED, TAG_NOEMBED),
    E("noframes", REFUSED, TAG_NOFRAMES),
    E("noscript", ORDINARY, TAG_NOSCRIPT),
    E("object", ORDINARY, TAG_OBJECT),
    E("ol", BLOCK, TAG_OL),
    E("optgroup", REFUSED, TAG_OPTGROUP),
    E("option", OPTION, TAG_OPTION),
    E("p", PARAGRAPH, TAG_P),
    E("param", VOID, TAG_OTHER),
    E("plaintext", REFUSED, TAG_OTHER),
    E("pre", PREFORMATTED, TAG_PRE),
    E("rb", REFUSED, TAG_OTHER),
    E("rp", REFUSED, TAG_OTHER),
    E("rt", REFUSED, TAG_OTHER),
    E("rtc", REFUSED, TAG_OTHER),
    E("ruby", REFUSED, TAG_OTHER),
    E("s", FORMAT, TAG_OTHER),
    E("script", RAW, TAG_SCRIPT),
    E("section", BLOCK, TAG_SECTION),
    E("select", SELECT, TAG_SELECT),
    E("small", FORMAT, TAG_OTHER),
    E("source", VOID, TAG_OTHER),
    E("span", ORDINARY, TAG_SPAN),
    E("strike", FORMAT, TAG_OTHER),
    E("strong", FORMAT, TAG_STRONG),
    E("style", RAW, TAG_STYLE),
    E("summary", BLOCK, TAG_SUMMARY),
    E("svg", DRAWING, TAG_SVG),
    E("table", TABLE, TAG_TABLE),
    E("tbody", SECTION, TAG_TBODY),
    E("td", CELL, TAG_TD),
    E("template", REFUSED, TAG_TEMPLATE),
    E("textarea", WORDS, TAG_TEXTAREA),
    E("tfoot", SECTION, TAG_TFOOT),
    E("th", CELL, TAG_TH),
    E("thead", SECTION, TAG_THEAD),
    E("title", WORDS, TAG_TITLE),
    E("tr", ROW, TAG_TR),
    E("track", VOID, TAG_OTHER),
    E("tt", FORMAT, TAG_OTHER),
    E("u", FORMAT, TAG_OTHER),
    E("ul", BLOCK, TAG_UL),
    E("video", ORDINARY, TAG_VIDEO),
    E("wbr", VOID, TAG_OTHER),
    E("xmp", REFUSED, TAG_XMP),
};

struct open {
    struct str name; /* as written */
    uint32_t node;
    uint8_t how, tag; /* enum how, enum tag */
};

/* An element that may be the same as on the page before, while it is open. */
struct watch {
    struct page_tag *tag; /* NULL: none is watched */
    size_t depth, from, tags;
    uint64_t around, work;
    uint32_t node, deepest; /* of the page before it */
};

/* What the document type makes of a table in a paragraph. */
enum age { AGE_OLD, AGE_NEW, AGE_DOUBTFUL };

struct plain {
    struct page_lexer lex;
    struct tree *t;
    size_t node_cap, tags;
    struct open open[PLAIN_DEPTH];
    size_t depth;
    size_t count[REFUSED + 1]; /* open ones of each how */
    struct watch watch;
    bool ended;       /* nothing is left of the page */
    uint32_t growing; /* text node that more text would join, NO_INDEX for none */
    enum age age;
    uint8_t from[27]; /* first element whose name begins with each letter, or a later one */
};

static void
find_letters(struct plain *p)
{
    size_t n = 0;

    for (int letter = 0; letter <= 26; letter++) {
        while (n < sizeof elements / sizeof *elements && elements[n].name.p[0] < 'a' + letter)
            n++;
        p->from[letter] = (uint8_t)n;
    }
}

/* The name begins with a letter. */
static struct element
element_of(const struct plain *p, struct str name)
{
    unsigned letter = ((unsigned char)name.p[0] | 32u) - 'a';

    for (size_t i = p->from[letter]; i < p->from[letter + 1]; i++)
        if (str_eq(name, elements[i].name) || str_eq_nocase(name, elements[i].name))
            return elements[i];
    return (struct element){STR_NONE, ORDINARY, TAG_OTHER};
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

    if (t->n == p->node_cap)
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
    p->open[p->depth++] = (struct open){name, node, (uint8_t)e.how, (uint8_t)e.tag};
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

/* White space before the next tag; inside false: the parser keeps none here.  False also at the end of the
 * page, and then p->ended. */
static bool
take_space(struct plain *p, bool inside)
{
    struct page_lexer *x = &p->lex;
    struct str text;

    while (page_lexer_text(x, &text)) {
        if (inside ? !take_text(p, text) : !is_space(text))
            return false;
        if (x->s.n - x->at < 2 || x->s.p[x->at + 1] != '!' || !page_lexer_comment(x))
            return true;
        p->growing = NO_INDEX;
    }
    p->ended = inside && take_text(p, text);
    return false;
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

/* Does a list or cell around hide the one before from the next?  Between them may stand only what does not
 * stop the search for it. */
static bool
is_hidden_item(const struct plain *p)
{
    for (size_t i = p->depth; i-- > 0;) {
        const struct open *o = &p->open[i];

        if (o->tag == TAG_UL || o->tag == TAG_OL || o->how == CELL)
            return true;
        if (o->how != ANCHOR && o->how != FORMAT && o->tag != TAG_SPAN && o->tag != TAG_DIV)
            return false;
    }
    return false;
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
    tag = (enum tag)top(p)->tag;
    return p->count[how] == 0 || (how == TERM && tag == TAG_DL) ||
           (how == ITEM && (tag == TAG_UL || tag == TAG_OL || tag == TAG_MENU || tag == TAG_DIR)) ||
           is_hidden_item(p);
}

static bool
make_table_room(struct plain *p)
{
    if (p->age == AGE_NEW)
        return close_paragraph(p);
    return p->age == AGE_OLD || p->count[PARAGRAPH] == 0;
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
        return push(p, STR("tbody"), (struct element){STR_NONE, SECTION, TAG_TBODY});
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
    if (how == CAPTION)
        return in == TABLE;
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
        return make_table_room(p);
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

/* Its attributes, which were read before where the tag is known. */
static bool
take_attributes(struct plain *p, struct str name, struct element e, struct page_tag *known)
{
    uint32_t node = top(p)->node;
    struct page_tag *tag;

    if (known) {
        p->lex.at += known->written.n;
        return page_lexer_take(&p->lex, p->t, node, known);
    }
    if (!page_lexer_attributes(&p->lex, p->t, node, (size_t)(name.p - p->lex.s.p) - 1))
        return false;
    tag = p->t->node[node].written;
    if (tag) {
        tag->name_n = (uint8_t)name.n;
        tag->how = (uint8_t)(e.how + 1);
        tag->tag = (uint8_t)e.tag;
    }
    return true;
}

/* Nearly every end tag is that of the newest element, written as its start tag is. */
static bool
ends_newest(struct plain *p)
{
    const struct page_lexer *x = &p->lex;
    struct str name = top(p)->name;

    if (x->s.n - x->at <= name.n + 2 || x->s.p[x->at + 1] != '/' || x->s.p[x->at + 2 + name.n] != '>' ||
        memcmp(x->s.p + x->at + 2, name.p, name.n) != 0 || is_top(p, HOLLOW) || top(p)->tag == TAG_BODY ||
        is_top(p, FORM))
        return false;
    p->lex.at += name.n + 3;
    pop(p, true);
    return true;
}

/* Drawings --------------------------------------------------------------------------------------- */

/* What may stand in one without meaning anything to a reader; a page with anything else in it is left to the
 * parser. */
static const char *const drawn[] = {"path", "g",       "circle", "rect",   "polygon",        "polyline",
                                    "line", "defs",    "use",    "symbol", "linearGradient", "radialGradient",
                                    "stop", "ellipse", "mask",   "text",   "tspan",          "clipPath",
                                    "style"};

static enum how
how_drawn(struct str name)
{
    if (str_eq_nocase(name, STR("title")) || str_eq_nocase(name, STR("desc")))
        return LEGEND;
    return STR_IS_ANY_NOCASE(name, drawn) ? DRAWING : REFUSED;
}

/* Tags in a drawing mean something else than elsewhere: they are not those that are remembered. */
static bool
insert_drawn(struct plain *p, struct str name)
{
    struct page_lexer *x = &p->lex;
    struct page_memory *m = x->memory;
    enum how how = how_drawn(name);
    bool good = how != REFUSED && !is_top(p, LEGEND) && ++p->tags <= PLAIN_TAGS &&
                push(p, name, (struct element){STR_NONE, how, TAG_OTHER});

    x->memory = NULL;
    x->drawing = true;
    good = good && page_lexer_attributes(x, p->t, top(p)->node, x->at - name.n - 1);
    x->memory = m;
    x->drawing = false;
    if (good && x->ended)
        pop(p, false);
    return good;
}

/* All up to the end of the svg that is newest. */
static bool
read_drawing(struct plain *p)
{
    size_t depth = p->depth;
    struct str name;

    while (p->depth >= depth) {
        if (!take_space(p, true))
            return false;
        if (ends_newest(p))
            continue;
        if (page_lexer_start(&p->lex, &name)) {
            if (!insert_drawn(p, name))
                return false;
        } else {
            if (!page_lexer_close_name(&p->lex, &name) || !str_eq_nocase(name, top(p)->name) ||
                !page_lexer_end(&p->lex))
                return false;
            pop(p, true);
        }
    }
    return true;
}

/* Attributes that the parser gives another name there. */
static bool
is_renamed(struct str tag)
{
    return str_find_nocase(tag, STR("xlink:"), 0) != STR_NOT_FOUND ||
           str_find_nocase(tag, STR("xml:"), 0) != STR_NOT_FOUND;
}

static bool
insert_drawing(struct plain *p, struct str name)
{
    if (is_renamed((struct str){name.p, (size_t)(p->lex.s.p + p->lex.at - name.p)}))
        return false;
    if (!p->lex.ended)
        return read_drawing(p);
    pop(p, false);
    return true;
}

/* The element itself, its attributes, and what of it ends at once. */
static bool
insert(struct plain *p, struct str name, struct element e, struct page_tag *known)
{
    if (++p->tags > PLAIN_TAGS || !push(p, name, e) || !take_attributes(p, name, e, known))
        return false;
    if (e.how == VOID || e.how == RULE) {
        pop(p, false);
        return true;
    }
    if (e.how == DRAWING)
        return insert_drawing(p, name);
    if (e.how == PREFORMATTED)
        page_lexer_skip_line(&p->lex);
    return e.how != RAW && e.how != WORDS ? true : take_raw(p, name, e);
}

/* Repeats ---------------------------------------------------------------------------------------- */

/* Which elements are open, and what else decides how one comes out that begins here; 0: more than that does.
 */
static uint64_t
around(const struct plain *p)
{
    uint64_t h = hash_mix(p->age + 1u, p->depth);

    if (p->count[FORMAT] > 0)
        return 0;
    for (size_t i = 0; i < p->depth; i++)
        h = hash_mix(h, (uint64_t)p->open[i].how << 8 | p->open[i].tag);
    return h | 1;
}

static void
add_repeat(struct plain *p, const struct page_run *run, uint32_t node)
{
    struct tree *t = p->t;

    if (!t->repeat)
        t->repeat = ARENA_ARRAY(t->memory, struct repeat, RUNS_MOST);
    t->repeat[t->repeat_n++] = (struct repeat){.node = node, .run = run};
}

/* Its nodes as they are kept. */
static void
put_nodes(struct plain *p, const struct page_run *run)
{
    struct tree *t = p->t;
    uint32_t node = t->n, parent = top(p)->node;

    if (t->n + run->n > p->node_cap) {
        p->node_cap = 2 * (t->n + run->n);
        t->node = mem_grow(t->node, p->node_cap, sizeof *t->node);
    }
    memcpy(t->node + node, run->node, run->n * sizeof *t->node);
    for (uint32_t i = 0; i < run->n; i++) {
        t->node[node + i].parent += node;
        t->node[node + i].end += node;
    }
    t->node[node].parent = parent;
    t->n += run->n;
}

/* The whole element, where it is the one that is kept. */
static bool
repeat(struct plain *p, struct page_tag *tag)
{
    const struct page_run *run = tag->run;
    struct page_lexer *x = &p->lex;

    if (!run || p->t->repeat_n == RUNS_MOST ||
        !page_run_stands(tag, str_sub(x->s, x->at, x->s.n), around(p)) ||
        p->depth + run->deep > PLAIN_DEPTH || p->tags + run->tags > PLAIN_TAGS ||
        x->work + run->work >= LIMIT_TREE_WORK / 2)
        return false;
    add_repeat(p, run, p->t->n);
    put_nodes(p, run);
    if (p->depth + run->deep > p->t->depth)
        p->t->depth = (uint32_t)p->depth + run->deep;
    p->tags += run->tags;
    x->work += run->work;
    page_lexer_pass(x, tag, run);
    p->growing = NO_INDEX;
    return true;
}

static void
watch_no_more(struct plain *p)
{
    if (p->watch.tag && p->watch.deepest > p->t->depth)
        p->t->depth = p->watch.deepest;
    p->watch.tag = NULL;
}

static void
watch(struct plain *p, struct page_tag *tag)
{
    struct watch *w = &p->watch;

    if (w->tag && p->depth <= w->depth)
        watch_no_more(p); /* it ended otherwise than by its end tag */
    if (w->tag || !page_run_may_begin(tag) || p->count[FORMAT] > 0)
        return;
    *w = (struct watch){.tag = tag,
                        .depth = p->depth,
                        .from = p->lex.at,
                        .tags = p->tags,
                        .around = around(p),
                        .work = p->lex.work,
                        .node = p->t->n,
                        .deepest = p->t->depth};
    p->t->depth = (uint32_t)p->depth;
}

/* The watched element has ended. */
static void
sight(struct plain *p)
{
    struct watch *w = &p->watch;
    struct tree *t = p->t;
    uint32_t deep = t->depth - (uint32_t)w->depth;
    bool same = page_run_seen(w->tag, str_sub(p->lex.s, w->from, p->lex.at));

    if (same && w->around != 0 && t->sighting_n < RUNS_MOST) {
        if (!t->sighting)
            t->sighting = ARENA_ARRAY(t->memory, struct sighting, RUNS_MOST);
        t->sighting[t->sighting_n++] = (struct sighting){.node = w->node,
                                                         .from = w->from,
                                                         .n = p->lex.at - w->from,
                                                         .around = w->around,
                                                         .deep = deep,
                                                         .tags = p->tags - w->tags,
                                                         .work = p->lex.work - w->work,
                                                         .last = p->lex.tag,
                                                         .before = p->lex.before};
    }
    watch_no_more(p);
}

/* A start tag, when one stands here. */
static bool
start_tag(struct plain *p, bool *is_one)
{
    struct page_tag *known = page_lexer_known(&p->lex);
    struct element e;
    struct str name;

    *is_one = true;
    if (known && known->how > 0) {
        name = (struct str){p->lex.s.p + p->lex.at + 1, known->name_n};
        e = (struct element){STR_NONE, (enum how)(known->how - 1), (enum tag)known->tag};
    } else {
        known = NULL;
        *is_one = page_lexer_start(&p->lex, &name);
        if (!*is_one)
            return true;
        e = element_of(p, name);
    }
    if (!make_room(p, name, e.how))
        return false;
    if (known && (e.how == BLOCK || e.how == ITEM)) {
        if (repeat(p, known))
            return true;
        watch(p, known);
    }
    return insert(p, name, e, known);
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
    enum how how = str_eq(top(p)->name, name) ? (enum how)top(p)->how : element_of(p, name).how;
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

/* Open html, head or body, where it is written out.  Elsewhere such a tag means something else. */
static bool
open_frame(struct plain *p, const char *name, enum how how, enum tag tag, bool *wrong)
{
    size_t from = p->lex.at;
    struct page_tag *written;
    struct str at;

    if (!page_lexer_start(&p->lex, &at) || !str_eq_nocase(at, str_of(name))) {
        p->lex.at = from;
        return false;
    }
    *wrong = !insert(p, at, (struct element){STR_NONE, how, tag}, NULL);
    written = *wrong ? NULL : p->t->node[top(p)->node].written;
    if (written)
        written->how = 0;
    return true;
}

/* The same, or as if it were written here: html, head and body may be left out. */
static bool
begin_frame(struct plain *p, const char *name, enum how how, enum tag tag)
{
    bool wrong = false;

    if (!open_frame(p, name, how, tag, &wrong))
        wrong = !push(p, str_of(name), (struct element){STR_NONE, how, tag});
    return !wrong;
}

static bool
close_frame(struct plain *p, const char *name)
{
    return page_lexer_close(&p->lex, str_of(name));
}

static bool
is_of_head(enum tag tag)
{
    return tag == TAG_META || tag == TAG_LINK || tag == TAG_BASE || tag == TAG_TITLE || tag == TAG_SCRIPT ||
           tag == TAG_STYLE;
}

/* Elements that a head may hold although they are none of ours, or that mean something else in it. */
static bool
is_doubtful_in_head(struct element e)
{
    return e.tag == TAG_NOSCRIPT || (e.how == REFUSED && e.tag != TAG_BODY);
}

/* Up to what cannot stand in a head, which ends one that is not ended by itself. */
static bool
read_head(struct plain *p, bool *closed)
{
    struct page_lexer *x = &p->lex;

    if (!begin_frame(p, "head", HOLLOW, TAG_HEAD))
        return false;
    while (take_space(p, true) && !(*closed = close_frame(p, "head"))) {
        size_t from = x->at;
        struct element e;
        struct str name;

        if (!page_lexer_start(x, &name))
            return false;
        e = element_of(p, name);
        if (!is_of_head(e.tag)) {
            x->at = from;
            pop(p, false);
            return !is_doubtful_in_head(e);
        }
        if (!insert(p, name, e, NULL))
            return false;
    }
    pop(p, *closed);
    return *closed;
}

/* Behind a head that was ended; what would still belong to it is the parser's. */
static bool
read_gap(struct plain *p)
{
    struct page_lexer *x = &p->lex;
    struct element e = {.tag = TAG_OTHER};
    size_t from;
    struct str name;

    if (!take_space(p, true))
        return false;
    from = x->at;
    if (page_lexer_start(x, &name))
        e = element_of(p, name);
    else
        e.how = REFUSED;
    x->at = from;
    return !is_of_head(e.tag) && !is_doubtful_in_head(e);
}

/* As between most tags, nothing is left before the next one. */
static bool
stands_at_tag(const struct page_lexer *x)
{
    const char *at = x->s.p + x->at;

    return x->s.n - x->at >= 2 && at[0] == '<' &&
           (at[1] == '/' || (at[1] >= 'a' && at[1] <= 'z') || (at[1] >= 'A' && at[1] <= 'Z'));
}

/* At the end of the page all that is open ends. */
static bool
end_open(struct plain *p)
{
    while (top(p)->tag != TAG_BODY) {
        enum how how = (enum how)top(p)->how;

        if (how != ORDINARY && how != BLOCK && !ends_by_rule(how))
            return false;
        pop(p, false);
    }
    return true;
}

static bool
read_body(struct plain *p, bool *closed, bool *html_closed)
{
    struct str name;
    bool start;

    if (!begin_frame(p, "body", BLOCK, TAG_BODY))
        return false;
    while (stands_at_tag(&p->lex) || take_space(p, true)) {
        if (ends_newest(p)) {
            if (p->watch.tag && p->depth == p->watch.depth)
                sight(p);
            continue;
        }
        if (top(p)->tag == TAG_BODY && (*closed = close_frame(p, "body")))
            return true;
        if (top(p)->tag == TAG_BODY && (*html_closed = close_frame(p, "html")))
            return true;
        if (!start_tag(p, &start))
            return false;
        if (!start && (!page_lexer_close_name(&p->lex, &name) || !end_tag(p, name)))
            return false;
    }
    return p->ended && end_open(p);
}

/* What stands behind the end of the body still belongs to it. */
static bool
read_rest(struct plain *p, bool *html_closed)
{
    struct page_lexer *x = &p->lex;
    struct str text;

    while (page_lexer_text(x, &text)) {
        if (!is_space(text) || !take_text(p, text))
            return false;
        if (page_lexer_comment(x))
            p->growing = NO_INDEX;
        else if (*html_closed || !(*html_closed = close_frame(p, "html")))
            return false;
    }
    return is_space(text) && take_text(p, text);
}

static bool
read_doctype(struct plain *p)
{
    struct page_lexer *x = &p->lex;
    size_t from = x->at;

    if (!page_lexer_doctype(x))
        return true;
    p->age = str_eq_nocase(str_sub(x->s, from, x->at), STR("<!doctype html>")) ? AGE_NEW : AGE_DOUBTFUL;
    return take_space(p, false);
}

static bool
read_page(struct plain *p)
{
    bool head_closed = false, body_closed = false, html_closed = false;

    push(p, STR_NONE, (struct element){STR_NONE, HOLLOW, TAG_OTHER});
    if (!take_space(p, false))
        return false;
    if (!read_doctype(p))
        return false;
    if (!begin_frame(p, "html", HOLLOW, TAG_HTML) || !take_space(p, false) || !read_head(p, &head_closed) ||
        (head_closed && !read_gap(p)) || !read_body(p, &body_closed, &html_closed) ||
        (!p->ended && !read_rest(p, &html_closed)))
        return false;
    watch_no_more(p);
    pop(p, body_closed);
    pop(p, html_closed);
    pop(p, false);
    return true;
}

bool
page_plain_make(struct tree *t, struct str utf8, bool sound, struct page_memory *m)
{
    struct plain p = {.t = t, .growing = NO_INDEX};
    bool plain;

    *t = (struct tree){.memory = arena_new(0)};
    page_lexer_init(&p.lex, utf8, t->memory, m);
    p.node_cap = utf8.n / 48 + 64; /* about as many as there will be */
    t->node = mem_grow(NULL, p.node_cap, sizeof *t->node);
    find_letters(&p);
    plain = utf8.n <= PLAIN_BYTES && (sound || page_lexer_sound(utf8)) && read_page(&p);
    if (!plain)
        page_tree_free(t);
    return plain;
}
