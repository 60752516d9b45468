/*
 * How much of a page may be given to the HTML parser.  The parser takes time in the square of nesting depth
 * and of attributes, so both are counted on the bytes first, by following the rules that open and close
 * elements closely enough: an end tag that the standard ignores must not lower the count, an element that the
 * standard closes by itself (p, li, td ...) must not raise it for ever.
 */
#include "crawler/page_private.h"
#include "oit/limits.h"
#include <stdlib.h>
#include <string.h>

enum {
    VOID = 1,    /* has no content */
    RAW = 2,     /* content is text up to its end tag */
    SPECIAL = 4, /* stops the search of an ordinary end tag */
    SCOPE = 8,   /* stops the search of every end tag but a table's */
    TABLE = 16,  /* end tag is searched up to the table */
    FORMAT = 32, /* end tag takes the element out from under others */
    CLOSES_P = 64,
    FOREIGN = 128, /* svg, math */
    LEAF = 256,    /* drawn shape: closed by "/>" inside svg */
    LEAVES = 512,  /* ends svg and math */
    IGNORED = 1024,
    STOPS_P = 2048,  /* "button scope" */
    STOPS_LI = 4096, /* "list item scope" */
    EDGE = 8192,     /* "table scope" */
    INSIDE = 16384,  /* HTML again within svg */
    PART = 32768,    /* means nothing outside a table */
    MARKER = 65536,  /* formatting outside does not reach in */
    HEAD = 131072,   /* of the head: touches nothing around it */
    KEEPS = 524288,  /* does not open formatting anew */
    MATH = 262144    /* with FOREIGN: math; with SCOPE: HTML again within math */
};

struct kind {
    char name[16];
    int flags;
};

#define FLOW (SPECIAL | CLOSES_P)

/* In the order of their names; those the parser does not know (LEAF) are all one to it, as is any other name.
 */
static const struct kind kinds[] = {
    {"a", FORMAT},
    {"abbr", 0},
    {"acronym", 0},
    {"address", FLOW},
    {"animate", LEAF},
    {"annotation-xml", SPECIAL | SCOPE | MATH},
    {"applet", SPECIAL | SCOPE | MARKER},
    {"area", VOID},
    {"article", FLOW},
    {"aside", FLOW},
    {"audio", 0},
    {"b", FORMAT | LEAVES},
    {"base", VOID | HEAD},
    {"basefont", VOID | HEAD},
    {"bdi", 0},
    {"bdo", 0},
    {"bgsound", VOID | HEAD},
    {"big", FORMAT | LEAVES},
    {"blink", 0},
    {"blockquote", FLOW | LEAVES},
    {"body", IGNORED | LEAVES},
    {"br", VOID | LEAVES},
    {"button", SPECIAL | STOPS_P},
    {"canvas", 0},
    {"caption", SPECIAL | SCOPE | TABLE | PART | MARKER},
    {"center", FLOW | LEAVES},
    {"circle", LEAF},
    {"cite", 0},
    {"code", FORMAT | LEAVES},
    {"col", VOID | PART},
    {"colgroup", SPECIAL | TABLE | PART},
    {"data", 0},
    {"datalist", 0},
    {"dd", FLOW | LEAVES},
    {"del", 0},
    {"desc", SPECIAL | SCOPE | INSIDE},
    {"details", FLOW},
    {"dfn", 0},
    {"dir", FLOW},
    {"div", FLOW | LEAVES},
    {"dl", FLOW | LEAVES},
    {"dt", FLOW | LEAVES},
    {"ellipse", LEAF},
    {"em", FORMAT | LEAVES},
    {"embed", VOID | LEAVES},
    {"fieldset", FLOW},
    {"figcaption", FLOW},
    {"figure", FLOW},
    {"font", FORMAT},
    {"footer", FLOW},
    {"foreignobject", SPECIAL | SCOPE | INSIDE},
    {"form", FLOW},
    {"frame", VOID},
    {"frameset", SPECIAL},
    {"h1", FLOW | LEAVES},
    {"h2", FLOW | LEAVES},
    {"h3", FLOW | LEAVES},
    {"h4", FLOW | LEAVES},
    {"h5", FLOW | LEAVES},
    {"h6", FLOW | LEAVES},
    {"head", IGNORED | LEAVES},
    {"header", FLOW},
    {"hgroup", FLOW},
    {"hr", VOID | LEAVES | KEEPS},
    {"html", IGNORED},
    {"i", FORMAT | LEAVES},
    {"iframe", RAW | KEEPS},
    {"image", VOID | LEAF},
    {"img", VOID | LEAVES},
    {"input", VOID},
    {"ins", 0},
    {"kbd", 0},
    {"keygen", VOID},
    {"label", 0},
    {"legend", 0},
    {"li", FLOW | LEAVES},
    {"line", LEAF},
    {"link", VOID | HEAD},
    {"listing", FLOW | LEAVES},
    {"main", FLOW},
    {"malignmark", 0},
    {"map", 0},
    {"mark", 0},
    {"marquee", SPECIAL | SCOPE | MARKER},
    {"math", FOREIGN | MATH},
    {"menu", FLOW | LEAVES},
    {"menuitem", 0},
    {"meta", VOID | LEAVES | HEAD},
    {"meter", 0},
    {"mglyph", 0},
    {"mi", SPECIAL | SCOPE | MATH},
    {"mn", SPECIAL | SCOPE | MATH},
    {"mo", SPECIAL | SCOPE | MATH},
    {"ms", SPECIAL | SCOPE | MATH},
    {"mtext", SPECIAL | SCOPE | MATH},
    {"multicol", 0},
    {"nav", FLOW},
    {"nextid", 0},
    {"nobr", FORMAT | LEAVES},
    {"noembed", RAW | KEEPS},
    {"noframes", RAW | HEAD},
    {"noscript", SPECIAL},
    {"object", SPECIAL | SCOPE | MARKER},
    {"ol", FLOW | STOPS_LI | LEAVES},
    {"optgroup", 0},
    {"option", 0},
    {"output", 0},
    {"p", FLOW | LEAVES},
    {"param", VOID | KEEPS},
    {"path", LEAF},
    {"plaintext", 0},
    {"polygon", LEAF},
    {"polyline", LEAF},
    {"pre", FLOW | LEAVES},
    {"progress", 0},
    {"q", 0},
    {"rb", KEEPS},
    {"rect", LEAF},
    {"rp", KEEPS},
    {"rt", KEEPS},
    {"rtc", KEEPS},
    {"ruby", LEAVES},
    {"s", FORMAT | LEAVES},
    {"samp", 0},
    {"script", RAW | HEAD},
    {"section", FLOW},
    {"select", SPECIAL},
    {"small", FORMAT | LEAVES},
    {"source", VOID | KEEPS},
    {"spacer", 0},
    {"span", LEAVES},
    {"stop", LEAF},
    {"strike", FORMAT | LEAVES},
    {"strong", FORMAT | LEAVES},
    {"style", RAW | HEAD},
    {"sub", LEAVES},
    {"summary", FLOW},
    {"sup", LEAVES},
    {"svg", FOREIGN},
    {"table", SPECIAL | SCOPE | TABLE | LEAVES | EDGE},
    {"tbody", SPECIAL | TABLE | PART},
    {"td", SPECIAL | SCOPE | TABLE | PART | MARKER},
    {"template", SPECIAL | SCOPE | EDGE | MARKER},
    {"textarea", RAW | KEEPS},
    {"tfoot", SPECIAL | TABLE | PART},
    {"th", SPECIAL | SCOPE | TABLE | PART | MARKER},
    {"thead", SPECIAL | TABLE | PART},
    {"time", 0},
    {"title", RAW | INSIDE | HEAD},
    {"tr", SPECIAL | TABLE | PART},
    {"track", VOID | KEEPS},
    {"tt", FORMAT | LEAVES},
    {"u", FORMAT | LEAVES},
    {"ul", FLOW | STOPS_LI | LEAVES},
    {"use", LEAF},
    {"var", LEAVES},
    {"video", 0},
    {"wbr", VOID},
    {"xmp", RAW},
};

struct open {
    uint32_t name; /* hash */
    int flags;
    uint32_t format; /* number of the formatting element it is, 0 = none */
    int foreign;     /* its content is not HTML but svg (1) or math (2) */
};

/*
 * A formatting element that was not closed by its own end tag is opened anew by the next text, wherever that
 * stands ("active formatting elements"), so it counts on.
 */
struct format {
    uint32_t name, key; /* key: hash of the whole tag; more than three alike are not kept */
    uint32_t number;
    bool marker, open;
};

struct scan {
    struct str s;
    size_t at;
    struct open open[LIMIT_TREE_DEPTH];
    uint32_t depth;
    struct format format[LIMIT_TREE_DEPTH];
    uint32_t format_n, numbers;
    bool full; /* one of the two has no more room */
    uint32_t tags;
    uint64_t work;
};

/* FNV-1a of a name in lower case: which element it is matters only as far as two can be told apart. */
static uint32_t
name_hash(struct str name)
{
    uint32_t h = 2166136261u;

    for (size_t i = 0; i < name.n; i++) {
        unsigned char c = (unsigned char)name.p[i];

        h = (h ^ (c >= 'A' && c <= 'Z' ? c + 32u : c)) * 16777619u;
    }
    return h;
}

static uint32_t
hash_of(const char *name)
{
    return name_hash(str_of(name));
}

static int
by_name(const void *key, const void *member)
{
    return strcmp(key, ((const struct kind *)member)->name);
}

static const struct kind *
find_kind(struct str name)
{
    char low[sizeof kinds[0].name];

    if (name.n >= sizeof low)
        return NULL;
    for (size_t i = 0; i < name.n; i++)
        low[i] = (char)(name.p[i] >= 'A' && name.p[i] <= 'Z' ? name.p[i] + 32 : name.p[i]);
    low[name.n] = '\0';
    return bsearch(low, kinds, sizeof kinds / sizeof kinds[0], sizeof kinds[0], by_name);
}

static int
flags_of(struct str name)
{
    const struct kind *k = find_kind(name);

    return k ? k->flags : 0;
}

/* What the parser compares names by. */
static uint32_t
name_of(struct str name)
{
    const struct kind *k = find_kind(name);

    return k && !(k->flags & LEAF) ? hash_of(k->name) : 0;
}

/* 0 in HTML, 1 in svg, 2 in math. */
static int
in_foreign(const struct scan *c)
{
    return c->depth > 0 ? c->open[c->depth - 1].foreign : 0;
}

static void
drop_format(struct scan *c, uint32_t i)
{
    memmove(&c->format[i], &c->format[i + 1], (c->format_n - i - 1) * sizeof c->format[0]);
    c->format_n--;
}

/*
 * What the end of an element does to the formatting that is open in it.  An object that goes down with
 * something around it leaves its formatting behind; a cell never does.
 */
static void
after_pop(struct scan *c, const struct open *was, bool by_name)
{
    if ((was->flags & MARKER) && (by_name || (was->flags & PART)))
        while (c->format_n > 0 && !c->format[--c->format_n].marker)
            ;
    for (uint32_t i = c->format_n; was->format && i > 0; i--)
        if (c->format[i - 1].number == was->format) {
            c->format[i - 1].open = false;
            break;
        }
}

/* Everything from entry i upwards is closed. */
static void
close_to(struct scan *c, uint32_t i)
{
    while (c->depth > i) {
        c->depth--;
        after_pop(c, &c->open[c->depth], c->depth == i);
    }
}

/* Entry i leaves, what lies above it stays open. */
static void
take_out(struct scan *c, uint32_t i)
{
    memmove(&c->open[i], &c->open[i + 1], (c->depth - i - 1) * sizeof c->open[0]);
    c->depth--;
}

static void
push(struct scan *c, struct open one)
{
    if (c->depth == LIMIT_TREE_DEPTH - 1)
        c->full = true;
    else
        c->open[c->depth++] = one;
}

static void
push_format(struct scan *c, struct format one)
{
    if (c->format_n == LIMIT_TREE_DEPTH)
        c->full = true;
    else
        c->format[c->format_n++] = one;
}

/* Open anew what was closed only because something around it was. */
static void
reopen_formats(struct scan *c)
{
    uint32_t i = c->format_n;

    if (in_foreign(c))
        return;
    while (i > 0 && !c->format[i - 1].marker && !c->format[i - 1].open)
        i--;
    for (; i < c->format_n && !c->full; i++) {
        c->format[i].open = true;
        c->work += c->depth;
        push(c, (struct open){.name = c->format[i].name, .flags = FORMAT, .format = c->format[i].number});
    }
}

/* Three alike are kept at most: the oldest makes place. */
static void
add_format(struct scan *c, uint32_t name, uint32_t key)
{
    uint32_t alike = 0, oldest = 0;

    for (uint32_t i = c->format_n; i > 0 && !c->format[i - 1].marker; i--)
        if (c->format[i - 1].key == key) {
            alike++;
            oldest = i - 1;
        }
    c->work += c->format_n;
    if (alike >= 3)
        drop_format(c, oldest);
    push_format(c, (struct format){.name = name, .key = key, .number = ++c->numbers, .open = true});
}

static bool
is(uint32_t name, const char *z)
{
    return name == hash_of(z);
}

static bool
is_heading(uint32_t name)
{
    return is(name, "h1") || is(name, "h2") || is(name, "h3") || is(name, "h4") || is(name, "h5") ||
           is(name, "h6");
}

/* Is entry i an element of HTML, not of svg or math? */
static bool
is_html(const struct scan *c, uint32_t i)
{
    return !(c->open[i].flags & FOREIGN) && (i == 0 || c->open[i - 1].foreign == 0);
}

/*
 * Newest open element of that name above any with a flag of stop; LIMIT_TREE_DEPTH when there is none.  One
 * heading is as good as another.
 */
static uint32_t
find_open(struct scan *c, uint32_t name, int stop)
{
    bool heading = is_heading(name);

    for (uint32_t i = c->depth; i > 0; i--) {
        c->work++;
        if (is_html(c, i - 1) &&
            (c->open[i - 1].name == name || (heading && is_heading(c->open[i - 1].name))))
            return i - 1;
        if (c->open[i - 1].flags & stop)
            break;
    }
    return LIMIT_TREE_DEPTH;
}

static void
close_if_open(struct scan *c, const char *name, int stop)
{
    uint32_t i = find_open(c, hash_of(name), stop);

    if (i < LIMIT_TREE_DEPTH)
        close_to(c, i);
}

static uint32_t
specials_above(const struct scan *c, uint32_t i)
{
    uint32_t n = 0;

    for (uint32_t k = i + 1; k < c->depth; k++)
        n += (c->open[k].flags & SPECIAL) != 0;
    return n;
}

/*
 * A formatting element ends while blocks opened inside it stay open: it goes, and so does all that is not
 * inside the innermost of those blocks.  The standard gives up after eight of them.
 */
static void
end_around_blocks(struct scan *c, uint32_t i, uint32_t specials)
{
    uint32_t last = c->depth - 1;

    while (!(c->open[last].flags & SPECIAL))
        last--;
    if (specials < 8)
        close_to(c, last + 1);
    take_out(c, i);
}

/* Is a table open, or a template, in which its parts may stand too? */
static bool
in_table(struct scan *c)
{
    c->work += c->depth;
    for (uint32_t i = c->depth; i > 0; i--)
        if (c->open[i - 1].flags & EDGE)
            return true;
    return false;
}

/* The same without the template. */
static bool
in_real_table(struct scan *c)
{
    uint32_t i = c->depth;

    while (i > 0 && !(c->open[i - 1].flags & EDGE))
        i--;
    c->work += c->depth - i;
    return i > 0 && is(c->open[i - 1].name, "table");
}

/* Only options count inside a select: what else stands there is dropped. */
static bool
in_select(struct scan *c)
{
    uint32_t i = c->depth;

    while (i > 0 && (is(c->open[i - 1].name, "option") || is(c->open[i - 1].name, "optgroup")))
        i--;
    c->work += c->depth - i;
    return i > 0 && is(c->open[i - 1].name, "select") && !in_foreign(c);
}

/* What stops the search for the element that an end tag closes. */
static int
end_stop(uint32_t h, int flags)
{
    if (is(h, "template"))
        return 0;
    if (flags & TABLE)
        return EDGE;
    if (is(h, "p"))
        return SCOPE | STOPS_P;
    if (is(h, "li"))
        return SCOPE | STOPS_LI;
    if (is(h, "noscript"))
        return SPECIAL;
    return flags & SPECIAL ? SCOPE : SPECIAL;
}

/* Place of formatting element number in the stack, LIMIT_TREE_DEPTH when something of flag SCOPE hides it. */
static uint32_t
find_format(struct scan *c, uint32_t number)
{
    c->work += c->depth;
    for (uint32_t i = c->depth; i > 0; i--) {
        if (c->open[i - 1].format == number)
            return i - 1;
        if (c->open[i - 1].flags & SCOPE)
            break;
    }
    return LIMIT_TREE_DEPTH;
}

/* The end of a formatting element: blocks opened inside it stay open.  False when none of that name is
 * active. */
static bool
end_format(struct scan *c, uint32_t name)
{
    uint32_t i = c->format_n, at;

    while (i > 0 && !c->format[i - 1].marker && c->format[i - 1].name != name)
        i--;
    if (i == 0 || c->format[i - 1].marker)
        return false;
    at = c->format[i - 1].open ? find_format(c, c->format[i - 1].number) : 0;
    if (at == LIMIT_TREE_DEPTH)
        return true;
    if (c->format[i - 1].open) {
        uint32_t specials = specials_above(c, at);

        c->work += c->depth - at;
        if (specials > 0)
            end_around_blocks(c, at, specials);
        else
            close_to(c, at);
    }
    if (i - 1 < c->format_n)
        drop_format(c, i - 1);
    return true;
}

/* Inside svg and math, the element of that name among those; LIMIT_TREE_DEPTH when HTML must answer. */
static uint32_t
find_foreign(struct scan *c, uint32_t h)
{
    for (uint32_t i = c->depth; i > 0; i--) {
        c->work++;
        if (is_html(c, i - 1))
            break;
        if (c->open[i - 1].name == h)
            return i - 1;
    }
    return LIMIT_TREE_DEPTH;
}

/* The element that an end tag of HTML closes; LIMIT_TREE_DEPTH when there is none or all is done. */
static uint32_t
find_html(struct scan *c, uint32_t h, int flags)
{
    if (is(h, "br"))
        reopen_formats(c); /* </br> is read as <br> */
    if (in_select(c) && !is(h, "select") && !is(h, "option") && !is(h, "optgroup") && !is(h, "template") &&
        !((flags & TABLE) && in_real_table(c)))
        return LIMIT_TREE_DEPTH;
    if ((flags & FORMAT) && end_format(c, h))
        return LIMIT_TREE_DEPTH;
    return find_open(c, h, end_stop(h, flags));
}

static void
end_tag(struct scan *c, struct str name)
{
    uint32_t h = name_of(name), i = in_foreign(c) ? find_foreign(c, h) : LIMIT_TREE_DEPTH;
    int flags = flags_of(name);

    if (i == LIMIT_TREE_DEPTH)
        i = find_html(c, h, flags);
    if (i == LIMIT_TREE_DEPTH)
        return;
    if (is(h, "form"))
        take_out(c, i);
    else
        close_to(c, i);
}

/* A list item closes the one before it unless a block other than p, div and address stands between. */
static void
close_item(struct scan *c, uint32_t li)
{
    uint32_t i = find_open(c, li, SCOPE);

    if (i == LIMIT_TREE_DEPTH)
        return;
    for (uint32_t k = i + 1; k < c->depth; k++)
        if ((c->open[k].flags & SPECIAL) && !is(c->open[k].name, "p") && !is(c->open[k].name, "div") &&
            !is(c->open[k].name, "address"))
            return;
    close_to(c, i);
}

/* The nearest dd or dt, as with list items. */
static void
close_definition(struct scan *c)
{
    uint32_t dd = hash_of("dd"), dt = hash_of("dt");

    for (uint32_t i = c->depth; i > 0; i--) {
        const struct open *o = &c->open[i - 1];

        c->work++;
        if (o->name == dd || o->name == dt) {
            close_to(c, i - 1);
            return;
        }
        if ((o->flags & SPECIAL) && !is(o->name, "p") && !is(o->name, "div") && !is(o->name, "address"))
            return;
    }
}

static bool
is_ruby_part(uint32_t name)
{
    return is(name, "rb") || is(name, "rt") || is(name, "rp") || is(name, "rtc");
}

/* Elements whose end a part of a ruby implies. */
static void
close_implied(struct scan *c)
{
    static const char *const names[] = {"dd", "dt", "li", "option", "optgroup", "p", "rb", "rt", "rp", "rtc"};
    bool again = true;

    while (again && c->depth > 0) {
        again = false;
        for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
            again = again || is(c->open[c->depth - 1].name, names[i]);
        if (again)
            close_to(c, c->depth - 1);
    }
}

/* First entry above the nearest open table; c->depth in a template, where it is not sure what a row closes.
 */
static uint32_t
table_floor(struct scan *c)
{
    uint32_t i = c->depth;

    while (i > 0 && !(c->open[i - 1].flags & EDGE))
        i--;
    c->work += c->depth - i;
    return i > 0 && is(c->open[i - 1].name, "table") ? i : c->depth;
}

static void
close_cell(struct scan *c)
{
    uint32_t td = hash_of("td"), th = hash_of("th"), floor = table_floor(c);

    for (uint32_t i = c->depth; i > floor; i--)
        if (c->open[i - 1].name == td || c->open[i - 1].name == th) {
            close_to(c, i - 1);
            return;
        }
}

/* What a start tag closes before it opens. */
static void
close_before(struct scan *c, uint32_t h, int flags)
{
    while (in_foreign(c) && (flags & LEAVES))
        close_to(c, c->depth - 1);
    if (in_foreign(c))
        return;
    if (is(h, "li"))
        close_item(c, h);
    if (is(h, "dd") || is(h, "dt"))
        close_definition(c);
    if (is_ruby_part(h) && find_open(c, hash_of("ruby"), SCOPE) < LIMIT_TREE_DEPTH)
        close_implied(c);
    if (is_heading(h) && c->depth > 0 && is_heading(c->open[c->depth - 1].name))
        close_to(c, c->depth - 1);
    if (flags & CLOSES_P)
        close_if_open(c, "p", SCOPE | STOPS_P);
    if (is(h, "td") || is(h, "th"))
        close_cell(c);
    if (is(h, "option") && c->depth > 0 && c->open[c->depth - 1].name == h)
        close_to(c, c->depth - 1);
    if (is(h, "button"))
        close_if_open(c, "button", SCOPE);
}

static void
close_table_part(struct scan *c, uint32_t h)
{
    static const char *const inner[] = {"tr", "tbody", "thead", "tfoot", "caption", "colgroup"};
    uint32_t lowest = c->depth, floor = table_floor(c);
    size_t n = is(h, "tr") ? 1 : sizeof inner / sizeof inner[0];

    for (uint32_t i = c->depth; i > floor; i--)
        for (size_t k = 0; k < n; k++)
            if (is(c->open[i - 1].name, inner[k]))
                lowest = i - 1;
    close_to(c, lowest);
}

/* What an element's content is, seen from where the element stands. */
static int
content_of(const struct scan *c, uint32_t h, int flags)
{
    int around = in_foreign(c);

    if (around == 2 && is(h, "svg") && is(c->open[c->depth - 1].name, "annotation-xml"))
        return 1;
    if (around == 0)
        return !(flags & FOREIGN) ? 0 : flags & MATH ? 2 : 1;
    if (flags & FOREIGN)
        return around;
    return flags & (around == 1 ? INSIDE : MATH) ? 0 : around;
}

static void
open_element(struct scan *c, uint32_t h, int flags, uint32_t format)
{
    int around = in_foreign(c), content = content_of(c, h, flags);

    if (around != 0)
        flags = content == 0 ? SPECIAL | SCOPE : 0;
    push(c, (struct open){h, flags, format, content});
    if (around == 0 && (flags & MARKER))
        push_format(c, (struct format){.marker = true});
}

static void
start_html(struct scan *c, uint32_t h, int flags, uint32_t key)
{
    if ((flags & PART) && !(flags & SCOPE))
        close_table_part(c, h);
    if (is(h, "a") || is(h, "nobr"))
        end_format(c, h);
    if (!(flags & (CLOSES_P | TABLE | HEAD | KEEPS)) && !is(h, "template"))
        reopen_formats(c);
    if (flags & FORMAT)
        add_format(c, h, key);
    if (!(flags & (VOID | RAW)))
        open_element(c, h, flags, flags & FORMAT ? c->numbers : 0);
}

/* Inside a select; false when the tag ends it and stands for itself. */
static bool
start_in_select(struct scan *c, uint32_t h, int flags)
{
    bool ends =
        is(h, "input") || is(h, "keygen") || is(h, "textarea") || ((flags & TABLE) && in_real_table(c));
    bool option = is(h, "option"), group = is(h, "optgroup");

    if (option || group) {
        if (c->open[c->depth - 1].name == hash_of("option"))
            close_to(c, c->depth - 1);
        if (group && c->open[c->depth - 1].name == h)
            close_to(c, c->depth - 1);
        open_element(c, h, flags, 0);
    } else if (is(h, "template")) {
        open_element(c, h, flags, 0);
    } else if (ends || is(h, "select")) {
        close_if_open(c, "select", 0);
    }
    return !ends;
}

/* An annotation is HTML only where it says so. */
static int
flags_of_tag(struct scan *c, struct str name, struct str tag)
{
    int flags = flags_of(name);

    if (in_foreign(c) == 2 && is(name_hash(name), "annotation-xml") &&
        str_find_nocase(tag, STR("html"), 0) == STR_NOT_FOUND)
        flags = 0;
    return flags;
}

static void
start_tag(struct scan *c, struct str name, struct str tag, bool slash)
{
    uint32_t h = name_of(name);
    int flags = flags_of_tag(c, name, tag);

    if (in_select(c) && start_in_select(c, h, flags))
        return;
    if (!in_foreign(c) && ((flags & IGNORED) || ((flags & PART) && !in_table(c))))
        return;
    close_before(c, h, flags);
    if (in_foreign(c)) {
        if (!(slash && (flags & (LEAF | FOREIGN))))
            open_element(c, h, flags, 0);
    } else if (!(flags & IGNORED)) {
        start_html(c, h, flags, name_hash(tag));
    }
}

static bool
is_blank(char b)
{
    return b == ' ' || b == '\t' || b == '\n' || b == '\r' || b == '\f';
}

static bool
is_letter(char b)
{
    return (b >= 'a' && b <= 'z') || (b >= 'A' && b <= 'Z');
}

static size_t
find_byte(struct str s, char b, size_t from)
{
    size_t at = str_find_char(s, b, from);

    return at == STR_NOT_FOUND ? s.n : at;
}

/* Behind the value that begins at at. */
static size_t
skip_value(struct str s, size_t at)
{
    while (at < s.n && is_blank(s.p[at]))
        at++;
    if (at < s.n && (s.p[at] == '"' || s.p[at] == '\'')) {
        at = find_byte(s, s.p[at], at + 1);
        return at < s.n ? at + 1 : at;
    }
    while (at < s.n && !is_blank(s.p[at]) && s.p[at] != '>')
        at++;
    return at;
}

/* Behind the '>' of a tag whose name ends at at; counts its attributes. */
static size_t
skip_attributes(struct str s, size_t at, uint32_t *count, bool *slash)
{
    *count = 0;
    *slash = false;
    while (at < s.n && s.p[at] != '>') {
        if (is_blank(s.p[at]) || s.p[at] == '/') {
            *slash = s.p[at] == '/';
            at++;
            continue;
        }
        *slash = false;
        ++*count;
        at++; /* a '=' in first place belongs to the name */
        while (at < s.n && !is_blank(s.p[at]) && s.p[at] != '/' && s.p[at] != '>' && s.p[at] != '=')
            at++;
        while (at < s.n && is_blank(s.p[at]))
            at++;
        if (at < s.n && s.p[at] == '=')
            at = skip_value(s, at + 1);
    }
    return at < s.n ? at + 1 : at;
}

/* Behind a comment, doctype or other declaration that begins at "<!" or "<?". */
static size_t
skip_declaration(struct str s, size_t at)
{
    if (!str_starts(str_sub(s, at, s.n), STR("<!--"))) {
        at = find_byte(s, '>', at);
        return at < s.n ? at + 1 : at;
    }
    for (size_t end = find_byte(s, '>', at); end < s.n; end = find_byte(s, '>', end + 1))
        if (str_ends(str_sub(s, at + 2, end), STR("--")) || str_ends(str_sub(s, at + 4, end), STR("--!")))
            return end + 1;
    return s.n;
}

/* The '<' of the end tag of name, or the end of s. */
static size_t
skip_raw(struct str s, size_t at, struct str name)
{
    for (at = find_byte(s, '<', at); at < s.n; at = find_byte(s, '<', at + 1)) {
        size_t end = at + 2 + name.n;

        if (at + 1 < s.n && s.p[at + 1] == '/' && str_eq_nocase(str_sub(s, at + 2, end), name) && end < s.n &&
            (is_blank(s.p[end]) || s.p[end] == '/' || s.p[end] == '>'))
            return at;
    }
    return s.n;
}

static struct str
tag_name(struct str s, size_t at)
{
    size_t from = at;

    while (at < s.n && !is_blank(s.p[at]) && s.p[at] != '/' && s.p[at] != '>')
        at++;
    return str_sub(s, from, at);
}

/* Is what follows the start tag text up to its end tag?  A select drops the tag and so its meaning. */
static bool
is_raw(struct scan *c, struct str name)
{
    uint32_t h = name_of(name);

    return (flags_of(name) & RAW) && !in_foreign(c) &&
           (!in_select(c) || is(h, "script") || is(h, "textarea"));
}

/* One tag at c->at; false when it is the one that goes too far. */
static bool
one_tag(struct scan *c, bool end)
{
    struct str name = tag_name(c->s, c->at + 1 + end);
    bool slash, raw = !end && is_raw(c, name);
    uint32_t attributes;
    size_t next = skip_attributes(c->s, c->at + 1 + end + name.n, &attributes, &slash);

    c->work += c->depth + (uint64_t)attributes * attributes / 2;
    if (++c->tags > LIMIT_TREE_TAGS || attributes > LIMIT_ATTRIBUTES || c->work > LIMIT_TREE_WORK)
        return false;
    if (end)
        end_tag(c, name);
    else
        start_tag(c, name, str_sub(c->s, c->at, next), slash);
    c->at = raw ? skip_raw(c->s, next, name) : next;
    return !c->full;
}

/* Text opens formatting anew; blanks do not. */
static void
pass_text(struct scan *c, size_t to)
{
    size_t at = c->at;

    while (at < to && is_blank(c->s.p[at]))
        at++;
    if (at < to)
        reopen_formats(c);
    c->at = to;
}

size_t
page_scan_cut(struct str s)
{
    struct scan c = {.s = s};

    for (pass_text(&c, find_byte(s, '<', 0)); c.at + 1 < s.n; pass_text(&c, find_byte(s, '<', c.at))) {
        size_t at = c.at;
        char b = s.p[at + 1];
        bool end = b == '/' && at + 2 < s.n && is_letter(s.p[at + 2]);

        if (b == '!' || b == '?')
            c.at = skip_declaration(s, at);
        else if (!end && !is_letter(b))
            c.at++;
        else if (!one_tag(&c, end))
            return at;
    }
    return s.n;
}
