/* Open elements and active formatting elements, as far as their number depends on them. */
#include "crawler/page_nest.h"
#include "crawler/page_element.h"
#include <string.h>

/* 0 in HTML, 1 in svg, 2 in math. */
static int
in_foreign(const struct nest *c)
{
    return c->depth > 0 ? c->open[c->depth - 1].foreign : 0;
}

static void
drop_format(struct nest *c, uint32_t i)
{
    memmove(&c->format[i], &c->format[i + 1], (c->format_n - i - 1) * sizeof c->format[0]);
    c->format_n--;
}

/*
 * What the end of an element does to the formatting that is open in it.  An object that goes down with
 * something around it leaves its formatting behind; a cell never does.
 */
static void
after_pop(struct nest *c, const struct nest_open *was, bool by_name)
{
    if ((was->flags & EL_MARKER) && (by_name || (was->flags & EL_PART)))
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
close_to(struct nest *c, uint32_t i)
{
    while (c->depth > i) {
        c->depth--;
        after_pop(c, &c->open[c->depth], c->depth == i);
    }
}

/* Entry i leaves, what lies above it stays open. */
static void
take_out(struct nest *c, uint32_t i)
{
    memmove(&c->open[i], &c->open[i + 1], (c->depth - i - 1) * sizeof c->open[0]);
    c->depth--;
}

static void
push(struct nest *c, struct nest_open one)
{
    if (c->depth == LIMIT_TREE_DEPTH - 1)
        c->full = true;
    else
        c->open[c->depth++] = one;
}

static void
push_format(struct nest *c, struct nest_format one)
{
    if (c->format_n == LIMIT_TREE_DEPTH)
        c->full = true;
    else
        c->format[c->format_n++] = one;
}

/* Opens anew what was closed only because something around it was. */
void
page_nest_text(struct nest *c)
{
    uint32_t i = c->format_n;

    if (in_foreign(c))
        return;
    while (i > 0 && !c->format[i - 1].marker && !c->format[i - 1].open)
        i--;
    for (; i < c->format_n && !c->full; i++) {
        c->format[i].open = true;
        c->work += c->depth;
        push(c, (struct nest_open){
                    .name = c->format[i].name, .flags = EL_FORMAT, .format = c->format[i].number});
    }
}

/* Three alike are kept at most: the oldest makes place. */
static void
add_format(struct nest *c, uint32_t name, uint32_t key)
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
    push_format(c, (struct nest_format){.name = name, .key = key, .number = ++c->numbers, .open = true});
}

static bool
is(uint32_t name, const char *z)
{
    return name == page_element_name_z(z);
}

static bool
is_heading(uint32_t name)
{
    return is(name, "h1") || is(name, "h2") || is(name, "h3") || is(name, "h4") || is(name, "h5") ||
           is(name, "h6");
}

/* Is entry i an element of HTML, not of svg or math? */
static bool
is_html(const struct nest *c, uint32_t i)
{
    return !(c->open[i].flags & EL_FOREIGN) && (i == 0 || c->open[i - 1].foreign == 0);
}

/*
 * Newest open element of that name above any with a flag of stop; LIMIT_TREE_DEPTH when there is none.  One
 * heading is as good as another.
 */
static uint32_t
find_open(struct nest *c, uint32_t name, int stop)
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
close_if_open(struct nest *c, const char *name, int stop)
{
    uint32_t i = find_open(c, page_element_name_z(name), stop);

    if (i < LIMIT_TREE_DEPTH)
        close_to(c, i);
}

static uint32_t
specials_above(const struct nest *c, uint32_t i)
{
    uint32_t n = 0;

    for (uint32_t k = i + 1; k < c->depth; k++)
        n += (c->open[k].flags & EL_SPECIAL) != 0;
    return n;
}

/*
 * A formatting element ends while blocks opened inside it stay open: it goes, and so does all that is not
 * inside the innermost of those blocks.  The standard gives up after eight of them.
 */
static void
end_around_blocks(struct nest *c, uint32_t i, uint32_t specials)
{
    uint32_t last = c->depth - 1;

    while (!(c->open[last].flags & EL_SPECIAL))
        last--;
    if (specials < 8)
        close_to(c, last + 1);
    take_out(c, i);
}

/* Is a table open, or a template, in which its parts may stand too? */
static bool
in_table(struct nest *c)
{
    c->work += c->depth;
    for (uint32_t i = c->depth; i > 0; i--)
        if (c->open[i - 1].flags & EL_EDGE)
            return true;
    return false;
}

/* The same without the template. */
static bool
in_real_table(struct nest *c)
{
    uint32_t i = c->depth;

    while (i > 0 && !(c->open[i - 1].flags & EL_EDGE))
        i--;
    c->work += c->depth - i;
    return i > 0 && is(c->open[i - 1].name, "table");
}

/* Only options count inside a select: what else stands there is dropped. */
static bool
in_select(struct nest *c)
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
    if (flags & EL_TABLE)
        return EL_EDGE;
    if (is(h, "p"))
        return EL_SCOPE | EL_STOPS_P;
    if (is(h, "li"))
        return EL_SCOPE | EL_STOPS_LI;
    if (is(h, "noscript"))
        return EL_SPECIAL;
    return flags & EL_SPECIAL ? EL_SCOPE : EL_SPECIAL;
}

/* Place of formatting element number in the stack, LIMIT_TREE_DEPTH when something of flag SCOPE hides it. */
static uint32_t
find_format(struct nest *c, uint32_t number)
{
    c->work += c->depth;
    for (uint32_t i = c->depth; i > 0; i--) {
        if (c->open[i - 1].format == number)
            return i - 1;
        if (c->open[i - 1].flags & EL_SCOPE)
            break;
    }
    return LIMIT_TREE_DEPTH;
}

/* The end of a formatting element: blocks opened inside it stay open.  False when none of that name is
 * active. */
static bool
end_format(struct nest *c, uint32_t name)
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
find_foreign(struct nest *c, uint32_t h)
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
find_html(struct nest *c, uint32_t h, int flags)
{
    if (is(h, "br"))
        page_nest_text(c); /* </br> is read as <br> */
    if (in_select(c) && !is(h, "select") && !is(h, "option") && !is(h, "optgroup") && !is(h, "template") &&
        !((flags & EL_TABLE) && in_real_table(c)))
        return LIMIT_TREE_DEPTH;
    if ((flags & EL_FORMAT) && end_format(c, h))
        return LIMIT_TREE_DEPTH;
    return find_open(c, h, end_stop(h, flags));
}

void
page_nest_end(struct nest *c, struct str name)
{
    uint32_t h = page_element_name(name), i = in_foreign(c) ? find_foreign(c, h) : LIMIT_TREE_DEPTH;
    int flags = page_element_flags(name);

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
close_item(struct nest *c, uint32_t li)
{
    uint32_t i = find_open(c, li, EL_SCOPE);

    if (i == LIMIT_TREE_DEPTH)
        return;
    for (uint32_t k = i + 1; k < c->depth; k++)
        if ((c->open[k].flags & EL_SPECIAL) && !is(c->open[k].name, "p") && !is(c->open[k].name, "div") &&
            !is(c->open[k].name, "address"))
            return;
    close_to(c, i);
}

/* The nearest dd or dt, as with list items. */
static void
close_definition(struct nest *c)
{
    uint32_t dd = page_element_name_z("dd"), dt = page_element_name_z("dt");

    for (uint32_t i = c->depth; i > 0; i--) {
        const struct nest_open *o = &c->open[i - 1];

        c->work++;
        if (o->name == dd || o->name == dt) {
            close_to(c, i - 1);
            return;
        }
        if ((o->flags & EL_SPECIAL) && !is(o->name, "p") && !is(o->name, "div") && !is(o->name, "address"))
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
close_implied(struct nest *c)
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
table_floor(struct nest *c)
{
    uint32_t i = c->depth;

    while (i > 0 && !(c->open[i - 1].flags & EL_EDGE))
        i--;
    c->work += c->depth - i;
    return i > 0 && is(c->open[i - 1].name, "table") ? i : c->depth;
}

static void
close_cell(struct nest *c)
{
    uint32_t td = page_element_name_z("td"), th = page_element_name_z("th"), floor = table_floor(c);

    for (uint32_t i = c->depth; i > floor; i--)
        if (c->open[i - 1].name == td || c->open[i - 1].name == th) {
            close_to(c, i - 1);
            return;
        }
}

/* What a start tag closes before it opens. */
static void
close_before(struct nest *c, uint32_t h, int flags)
{
    while (in_foreign(c) && (flags & EL_LEAVES))
        close_to(c, c->depth - 1);
    if (in_foreign(c))
        return;
    if (is(h, "li"))
        close_item(c, h);
    if (is(h, "dd") || is(h, "dt"))
        close_definition(c);
    if (is_ruby_part(h) && find_open(c, page_element_name_z("ruby"), EL_SCOPE) < LIMIT_TREE_DEPTH)
        close_implied(c);
    if (is_heading(h) && c->depth > 0 && is_heading(c->open[c->depth - 1].name))
        close_to(c, c->depth - 1);
    if (flags & EL_CLOSES_P)
        close_if_open(c, "p", EL_SCOPE | EL_STOPS_P);
    if (is(h, "td") || is(h, "th"))
        close_cell(c);
    if (is(h, "option") && c->depth > 0 && c->open[c->depth - 1].name == h)
        close_to(c, c->depth - 1);
    if (is(h, "button"))
        close_if_open(c, "button", EL_SCOPE);
}

static void
close_table_part(struct nest *c, uint32_t h)
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
content_of(const struct nest *c, uint32_t h, int flags)
{
    int around = in_foreign(c);

    if (around == 2 && is(h, "svg") && is(c->open[c->depth - 1].name, "annotation-xml"))
        return 1;
    if (around == 0)
        return !(flags & EL_FOREIGN) ? 0 : flags & EL_MATH ? 2 : 1;
    if (flags & EL_FOREIGN)
        return around;
    return flags & (around == 1 ? EL_INSIDE : EL_MATH) ? 0 : around;
}

static void
open_element(struct nest *c, uint32_t h, int flags, uint32_t format)
{
    int around = in_foreign(c), content = content_of(c, h, flags);

    if (around != 0)
        flags = content == 0 ? EL_SPECIAL | EL_SCOPE : 0;
    push(c, (struct nest_open){h, flags, format, content});
    if (around == 0 && (flags & EL_MARKER))
        push_format(c, (struct nest_format){.marker = true});
}

static void
start_html(struct nest *c, uint32_t h, int flags, uint32_t key)
{
    if ((flags & EL_PART) && !(flags & EL_SCOPE))
        close_table_part(c, h);
    if (is(h, "a") || is(h, "nobr"))
        end_format(c, h);
    if (!(flags & (EL_CLOSES_P | EL_TABLE | EL_HEAD | EL_KEEPS)) && !is(h, "template"))
        page_nest_text(c);
    if (flags & EL_FORMAT)
        add_format(c, h, key);
    if (!(flags & (EL_VOID | EL_RAW)))
        open_element(c, h, flags, flags & EL_FORMAT ? c->numbers : 0);
}

/* Inside a select; false when the tag ends it and stands for itself. */
static bool
start_in_select(struct nest *c, uint32_t h, int flags)
{
    bool ends =
        is(h, "input") || is(h, "keygen") || is(h, "textarea") || ((flags & EL_TABLE) && in_real_table(c));
    bool option = is(h, "option"), group = is(h, "optgroup");

    if (option || group) {
        if (c->open[c->depth - 1].name == page_element_name_z("option"))
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
flags_of_tag(struct nest *c, struct str name, struct str tag)
{
    int flags = page_element_flags(name);

    if (in_foreign(c) == 2 && is(page_element_hash(name), "annotation-xml") &&
        str_find_nocase(tag, STR("html"), 0) == STR_NOT_FOUND)
        flags = 0;
    return flags;
}

void
page_nest_start(struct nest *c, struct str name, struct str tag, bool slash)
{
    uint32_t h = page_element_name(name);
    int flags = flags_of_tag(c, name, tag);

    if (in_select(c) && start_in_select(c, h, flags))
        return;
    if (!in_foreign(c) && ((flags & EL_IGNORED) || ((flags & EL_PART) && !in_table(c))))
        return;
    close_before(c, h, flags);
    if (in_foreign(c)) {
        if (!(slash && (flags & (EL_LEAF | EL_FOREIGN))))
            open_element(c, h, flags, 0);
    } else if (!(flags & EL_IGNORED)) {
        start_html(c, h, flags, page_element_hash(tag));
    }
}

/* A select drops the tag and so its meaning. */
bool
page_nest_raw(struct nest *c, struct str name)
{
    uint32_t h = page_element_name(name);

    return (page_element_flags(name) & EL_RAW) && !in_foreign(c) &&
           (!in_select(c) || is(h, "script") || is(h, "textarea"));
}
