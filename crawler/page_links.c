/*
 * Every address a page offers: what is written as a link, what is embedded, and what stands as a literal in
 * handlers and scripts.  Addresses are resolved once however often they are written.
 */
#include "base/mem.h"
#include "base/thai.h"
#include "crawler/header.h"
#include "crawler/json.h"
#include "crawler/page_private.h"
#include "crawler/percent.h"
#include "oit/limits.h"
#include <string.h>

/*
 * Pages that show a document whose address stands in their query: path or host must contain `place`, the
 * document is the value of `name`.  A plugin that frames a page of a social network is of the same make.
 * Addresses that only send a visitor on stand for what they lead to.  Their names stand in names_viewed, too.
 */
static const struct {
    const char *place, *name;
    enum link_kind kind;
    bool only_sends_on;
} viewers[] = {
    {"viewer", "file", LINK_VIEWER, false},      {"viewer", "url", LINK_VIEWER, false},
    {"viewer", "src", LINK_VIEWER, false},       {"viewer", "pdf", LINK_VIEWER, false},
    {"gview", "url", LINK_VIEWER, false},        {"flowpaper", "pdf", LINK_VIEWER, false},
    {"flipbook", "pdf", LINK_VIEWER, false},     {"flipbook", "file", LINK_VIEWER, false},
    {"pdfjs", "file", LINK_VIEWER, false},       {"embed.aspx", "src", LINK_VIEWER, false},
    {"view.aspx", "src", LINK_VIEWER, false},    {"facebook.com/plugins/", "href", LINK_FRAME, false},
    {"www.google.com/url", "q", LINK_A, true},   {"www.google.com/url", "url", LINK_A, true},
    {"l.facebook.com/l.php", "u", LINK_A, true}, {"lm.facebook.com/l.php", "u", LINK_A, true},
    {"l.instagram.com/", "u", LINK_A, true},
};

static void
resolve_now(struct reader *r, struct str raw, struct page_address *to)
{
    struct url u;

    if (!url_parse(r->scratch, raw, &r->base, r->charset, &u) || !url_followable(&u)) {
        to->url = page_memory_keep(r->memory, page_text_clean(r, raw, LIMIT_ADDRESS));
        to->kept = true;
        return;
    }
    to->url = page_memory_keep(r->memory, url_canonical(r->scratch, &u));
    to->fragment = page_memory_keep(r->memory, u.fragment);
    to->kept = to->followable = to->url.n > 0; /* it may be longer than we follow */
}

static bool
set_address(struct reader *r, const struct page_address *known, struct link *out)
{
    if (!known->kept)
        return false;
    out->url = arena_str(r->a, known->url);
    out->fragment = known->fragment.n ? arena_str(r->a, known->fragment) : STR_NONE;
    out->followable = known->followable;
    out->address = known->number;
    return true;
}

bool
page_links_resolve(struct reader *r, struct str raw, struct link *out)
{
    struct page_address *known;
    bool fresh;

    raw = str_trim(raw);
    if (raw.n > LIMIT_ADDRESS)
        return false;
    known = page_memory_put(r->memory, raw, &fresh);
    if (fresh)
        resolve_now(r, raw, known);
    return set_address(r, known, out);
}

static void
put_link(struct reader *r, uint32_t node, const struct link *link)
{
    size_t cap = r->link_cap;

    if (r->link_n == LIMIT_PAGE_LINKS) {
        r->page->truncated = true;
        return;
    }
    r->link = mem_room(r->link, r->link_n, &cap, sizeof *r->link);
    r->link_node = mem_room(r->link_node, r->link_n, &r->link_cap, sizeof *r->link_node);
    r->link[r->link_n] = *link;
    r->link_node[r->link_n++] = node;
}

void
page_links_add(struct reader *r, uint32_t node, struct link link)
{
    link.place = (enum place)r->facts[node].place;
    link.block = page_text_block_of(r, node);
    link.heading = link.row = NO_INDEX;
    put_link(r, node, &link);
}

void
page_links_put(struct reader *r, uint32_t node, enum link_kind kind, struct str raw, struct str text)
{
    struct link link = {.kind = kind, .text = text};

    if (page_links_resolve(r, raw, &link))
        page_links_add(r, node, link);
}

/* Alternative texts of the images inside; *images says whether there are any. */
static struct str
alt_inside(struct reader *r, uint32_t node, bool *images)
{
    struct str out = STR_NONE;

    for (uint32_t i = node; i < r->tree.node[node].end; i++) {
        enum tag tag = r->tree.node[i].tag;

        if (tag != TAG_IMG && !(tag == TAG_INPUT && str_eq_nocase(page_attr(r, i, ATTR_TYPE), STR("image"))))
            continue;
        *images = true;
        if (out.n == 0)
            out = page_text_clean(r, page_attr(r, i, ATTR_ALT), LIMIT_LINK_TEXT);
    }
    return out;
}

/*
 * Are the words of a block those of the link, as those of an entry of a menu are, or does it begin with them?
 * All that is seen inside the link must lie in the block and all of the block or of its first text inside the
 * link, and no break that would be a blank here.
 */
static bool
begins_block(const struct reader *r, uint32_t node, struct str *text)
{
    uint32_t block = page_text_block_of(r, node), end = r->tree.node[node].end, last;
    const struct facts *f = r->facts;
    const struct span *s;

    if (block == NO_INDEX || (f[node].flags & FACT_SILENT))
        return false;
    s = &r->span[block];
    last = s->last < end || s->first_n == 0 ? s->last : s->first;
    *text = last == s->last ? r->block[block].text : str_sub(r->block[block].text, 0, s->first_n);
    return s->first >= node && last < end && text->n < LIMIT_LINK_TEXT / 2 &&
           f[end].chars - f[node].chars == f[last + 1].chars - f[s->first].chars &&
           str_find_char(*text, THAI_BREAK, 0) == STR_NOT_FOUND;
}

/* Words of an attribute.  "Read on" stands in the title of every link of a list: it is cleaned once. */
static struct str
words_in(struct reader *r, uint32_t node, enum attribute name)
{
    struct str raw = page_attr(r, node, name);

    if (raw.n == 0)
        return STR_NONE;
    if (!str_eq(raw, r->raw_words)) {
        r->words = page_text_clean(r, raw, LIMIT_LINK_TEXT);
        r->raw_words = raw;
    }
    return r->words;
}

/* Words, title and manner of the element that is a link. */
static struct link
describe(struct reader *r, uint32_t node, enum link_kind kind)
{
    enum tag tag = r->tree.node[node].tag;
    struct link link = {.kind = kind};
    bool images = false;

    if (tag == TAG_AREA || tag == TAG_IMG)
        link.text = page_text_clean(r, page_attr(r, node, ATTR_ALT), LIMIT_LINK_TEXT);
    else if (tag == TAG_INPUT)
        link.text = page_text_clean(r, page_attr(r, node, ATTR_VALUE), LIMIT_LINK_TEXT);
    else if (!begins_block(r, node, &link.text))
        link.text = page_text_inside(r, node, r->tree.node[node].end, LIMIT_LINK_TEXT);
    if (link.text.n == 0 && tag != TAG_AREA) {
        link.text = alt_inside(r, node, &images);
        link.image = images;
    }
    link.image = link.image || tag == TAG_IMG;
    if (r->tree.node[node].has & (ATTR_BIT(ATTR_TITLE) | ATTR_BIT(ATTR_ARIA_LABEL))) {
        link.title = words_in(r, node, ATTR_TITLE);
        if (link.title.n == 0)
            link.title = words_in(r, node, ATTR_ARIA_LABEL);
    }
    link.no_follow = page_tree_token(page_attr(r, node, ATTR_REL), STR("nofollow"));
    return link;
}

/* Percent-decoding of one address handed on inside another one. */
static struct str
decoded(struct reader *r, struct str s)
{
    struct buf b;
    struct str out;

    buf_init(&b, LIMIT_ADDRESS);
    percent_decode(&b, s);
    out = arena_str(r->scratch, buf_view(&b));
    buf_free(&b);
    return out;
}

static struct str
query_value(struct str query, struct str name)
{
    struct str one;

    while (str_next(&query, '&', &one))
        if (one.n > name.n && str_starts_nocase(one, name) && one.p[name.n] == '=')
            return str_sub(one, name.n + 1, one.n);
    return STR_NONE;
}

/* Does one of the viewers take a parameter of such a name?  Nearly no address gets further. */
static bool
names_viewed(struct str query)
{
    static const struct str names[] = {WORD("file"), WORD("url"), WORD("src"), WORD("pdf"),
                                       WORD("href"), WORD("q"),   WORD("u")};
    struct str one;

    while (str_next(&query, '&', &one)) {
        size_t n = 0;

        while (n < one.n && n < 5 && one.p[n] != '=')
            n++;
        for (size_t i = 0; n < one.n && n < 5 && i < sizeof names / sizeof names[0]; i++)
            if (str_eq_nocase(str_sub(one, 0, n), names[i]))
                return true;
    }
    return false;
}

/* The document behind a viewer, or what an address sends on to; false when there is none. */
static bool
find_viewed(struct reader *r, const struct link *shell, struct link *inside, bool *instead)
{
    size_t mark = shell->followable ? str_find_char(shell->url, '?', 0) : STR_NOT_FOUND;
    struct url u, inner;

    if (mark == STR_NOT_FOUND || !names_viewed(str_sub(shell->url, mark + 1, shell->url.n)) ||
        !url_parse(r->scratch, shell->url, NULL, NULL, &u))
        return false;
    for (size_t i = 0; i < sizeof viewers / sizeof viewers[0]; i++) {
        struct str value = query_value(u.query, str_of(viewers[i].name));

        if (value.n == 0 ||
            str_find_nocase(shell->url, str_of(viewers[i].place), 0) >= shell->url.n - u.query.n)
            continue;
        value = decoded(r, value);
        if (!url_parse(r->scratch, value, &u, r->charset, &inner) || !url_followable(&inner))
            continue;
        *inside = *shell;
        inside->kind = viewers[i].kind;
        inside->url = arena_str(r->a, url_canonical(r->scratch, &inner));
        inside->fragment = arena_str(r->a, inner.fragment);
        inside->followable = inside->url.n > 0;
        inside->address = 0;
        *instead = viewers[i].only_sends_on;
        return inside->followable;
    }
    return false;
}

/* A document stands beside the viewer's own address.  True when there is one, or another page instead. */
static bool
add_resolved(struct reader *r, uint32_t node, struct link link)
{
    struct link inside;
    bool instead = false, viewed = find_viewed(r, &link, &inside, &instead);

    if (!instead)
        page_links_add(r, node, link);
    if (viewed)
        page_links_add(r, node, inside);
    return viewed;
}

/* Keep what node links to, with its words. */
static void
add_element(struct reader *r, uint32_t node, enum link_kind kind, struct str raw)
{
    struct link link = describe(r, node, kind);

    if (!page_links_resolve(r, raw, &link))
        return;
    add_resolved(r, node, link);
}

/* The same of what its href leads to. */
static void
add_href(struct reader *r, uint32_t node, enum link_kind kind)
{
    struct page_tag *tag = r->tree.node[node].written;
    struct str raw = str_trim(page_attr(r, node, ATTR_HREF));
    struct page_address *known;
    struct link link;
    bool fresh;

    if (!tag || raw.n > LIMIT_ADDRESS) {
        add_element(r, node, kind, raw);
        return;
    }
    known = page_memory_put_href(r->memory, tag, raw, &fresh);
    if (fresh)
        resolve_now(r, raw, known);
    if (!known->kept)
        return;
    link = describe(r, node, kind);
    set_address(r, known, &link);
    if (known->plain)
        page_links_add(r, node, link);
    else
        known->plain = !add_resolved(r, node, link);
}

/* An address that begins at the server's root is neither code nor nowhere. */
bool
page_links_is_known(const struct reader *r, uint32_t node)
{
    const struct node *n = &r->tree.node[node];

    return n->tag == TAG_A && (n->has & PAGE_LEADS) == ATTR_BIT(ATTR_HREF) && n->written &&
           n->written->address && n->written->address->plain &&
           n->written->address_on == page_memory_server(r->memory);
}

/* Nothing is asked of it again but its words. */
static void
add_known(struct reader *r, uint32_t node)
{
    struct link link = describe(r, node, LINK_A);

    set_address(r, r->tree.node[node].written->address, &link);
    page_links_add(r, node, link);
}

struct giver {
    struct reader *r;
    uint32_t node;
    enum link_kind kind;
    const struct link *as; /* words of the element, or NULL */
    size_t given;
};

/* Scripts name much that is no page: what is not of the web is left out. */
static void
give(void *ctx, struct str address, struct str words)
{
    struct giver *g = ctx;
    struct link link = g->as ? *g->as : (struct link){.text = page_text_clean(g->r, words, LIMIT_LINK_TEXT)};

    link.kind = g->kind;
    if (!page_links_resolve(g->r, address, &link) || !link.followable)
        return;
    g->given++;
    add_resolved(g->r, g->node, link);
}

/* Literal addresses in code; returns how many were kept. */
static size_t
add_code(struct reader *r, uint32_t node, struct str code, bool any_literal)
{
    struct link words = describe(r, node, LINK_CLICK);
    struct giver g = {r, node, LINK_CLICK, &words, 0};

    page_script_handler(r, code, any_literal, give, &g);
    return g.given;
}

static bool
is_javascript(struct str href)
{
    return str_starts_nocase(str_trim(href), STR("javascript:"));
}

static bool
leads_nowhere(struct str href)
{
    href = str_trim(href);
    return href.n == 0 || str_eq(href, STR("#")) || is_javascript(href);
}

/* Addresses in attributes that only scripts read. */
static size_t
add_data(struct reader *r, uint32_t node)
{
    static const enum attribute names[] = {ATTR_DATA_HREF, ATTR_DATA_URL, ATTR_DATA_LINK, ATTR_DATA_FILE,
                                           ATTR_DATA_PDF};
    const uint64_t any = ATTR_BIT(ATTR_DATA_HREF) | ATTR_BIT(ATTR_DATA_URL) | ATTR_BIT(ATTR_DATA_LINK) |
                         ATTR_BIT(ATTR_DATA_FILE) | ATTR_BIT(ATTR_DATA_PDF);
    enum tag tag = r->tree.node[node].tag;
    size_t n = 0;

    for (size_t i = 0; (r->tree.node[node].has & any) && i < sizeof names / sizeof names[0]; i++) {
        struct str value = str_trim(page_attr(r, node, names[i]));

        if (page_tree_token(page_attr(r, node, ATTR_CLASS), STR("fb-page"))) {
            if (value.n > 0 && tag != TAG_A)
                add_element(r, node, LINK_FRAME, value);
        } else if (page_script_looks_like_address(value)) {
            add_element(r, node, LINK_CLICK, value);
            n++;
        }
    }
    return n;
}

static size_t
add_handlers(struct reader *r, uint32_t node, bool any_literal)
{
    static const enum attribute names[] = {ATTR_ONCLICK, ATTR_ONMOUSEDOWN, ATTR_ONLOAD};
    size_t n = 0;

    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        if (page_tree_has(&r->tree, node, names[i]))
            n += add_code(r, node, page_attr(r, node, names[i]), any_literal && names[i] != ATTR_ONLOAD);
    return n;
}

/* Does code call anything, and not only void(0)? */
static bool
calls(struct str code)
{
    size_t open = str_find_char(code, '(', 0);

    return open != STR_NOT_FOUND &&
           !(open + 2 < code.n && code.p[open + 1] == '0' && code.p[open + 2] == ')' && code.n <= open + 4);
}

/* Rows, cards and pictures are clicked too, but most that a script hangs on them opens and shuts what is
 * there. */
static bool
may_be_clicked(enum tag tag, bool link, struct str code)
{
    static const char *const shut[] = {"toggle", "collapse", "accordion", "slide",
                                       "hide",   "show",     "tab",       "menu"};

    if (link || tag == TAG_BUTTON || tag == TAG_INPUT)
        return true;
    if (tag != TAG_TR && tag != TAG_TD && tag != TAG_LI && tag != TAG_DIV && tag != TAG_SPAN &&
        tag != TAG_P && tag != TAG_IMG)
        return false;
    for (size_t i = 0; i < sizeof shut / sizeof *shut; i++)
        if (str_find_nocase(code, str_of(shut[i]), 0) != STR_NOT_FOUND)
            return false;
    return true;
}

/* Where a click leads that only a script answers nobody knows: it is kept, not to be followed. */
static bool
add_scripted(struct reader *r, uint32_t node, struct str href)
{
    struct str code = str_trim(page_attr(r, node, ATTR_ONCLICK));
    struct link link;

    if (!calls(code))
        code = is_javascript(href) ? str_sub(str_trim(href), 11, str_trim(href).n) : STR_NONE;
    if (!calls(code))
        return false;
    link = describe(r, node, LINK_CLICK);
    if (!page_links_resolve(r, arena_printf(r->scratch, "javascript:%.*s", STR_ARGS(code)), &link))
        return false;
    page_links_add(r, node, link);
    return true;
}

/*
 * A link, an area, or anything that can be clicked.  An address found in the handler of an <a href="#">
 * stands for the link: "#" itself is then not kept.
 */
static void
add_anchor(struct reader *r, uint32_t node)
{
    enum tag tag = r->tree.node[node].tag;
    bool link = (tag == TAG_A || tag == TAG_AREA) && page_tree_has(&r->tree, node, ATTR_HREF);
    struct str href = page_attr(r, node, ATTR_HREF);
    bool nowhere = !link || leads_nowhere(href);
    size_t n = add_handlers(r, node, nowhere) + add_data(r, node);

    if (link && is_javascript(href))
        n += add_code(r, node, decoded(r, str_sub(str_trim(href), 11, href.n)), true);
    if (nowhere && n == 0 && may_be_clicked(tag, link, page_attr(r, node, ATTR_ONCLICK)) &&
        add_scripted(r, node, href))
        return;
    if (link && (!nowhere || n == 0))
        add_href(r, node, tag == TAG_A ? LINK_A : LINK_AREA);
}

static void
add_frame(struct reader *r, uint32_t node)
{
    struct str src = str_trim(page_attr(r, node, ATTR_SRC));

    if (src.n == 0 || str_starts_nocase(src, STR("about:")))
        src = page_attr(r, node, ATTR_DATA_SRC);
    if (str_trim(src).n > 0 && !str_starts_nocase(str_trim(src), STR("about:")) && !is_javascript(src))
        add_element(r, node, LINK_FRAME, src);
}

static void
add_object(struct reader *r, uint32_t node, enum attribute name)
{
    struct str address = str_trim(page_attr(r, node, name));

    if (address.n > 0 && !str_starts_nocase(address, STR("data:")))
        add_element(r, node, LINK_OBJECT, address);
}

static void
add_refresh(struct reader *r, uint32_t node)
{
    double seconds;
    struct str target;

    if (str_eq_nocase(str_trim(page_attr(r, node, ATTR_HTTP_EQUIV)), STR("refresh")) &&
        header_refresh(page_attr(r, node, ATTR_CONTENT), &seconds, &target) && target.n > 0)
        page_links_put(r, node, LINK_REFRESH, target, STR_NONE);
}

/* WordPress says where its interface is; of all it offers, pages and articles are lists of what there is. */
static void
add_interface(struct reader *r, uint32_t node, struct str root)
{
    static const char *const lists[] = {"wp/v2/pages", "wp/v2/posts"};

    if (!str_ends(root, STR("/")))
        return;
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++)
        page_links_put(r, node, LINK_RELATED,
                       arena_printf(r->scratch, "%.*s%s%sper_page=100", STR_ARGS(root), lists[i],
                                    str_find_char(root, '?', 0) == STR_NOT_FOUND ? "?" : "&"),
                       STR_NONE);
}

static void
add_related(struct reader *r, uint32_t node)
{
    static const char *const rels[] = {"next", "prev",  "alternate", "canonical", "start",   "first",
                                       "last", "index", "contents",  "up",        "chapter", "section"};
    struct str rel = page_attr(r, node, ATTR_REL), href = page_attr(r, node, ATTR_HREF);

    if (page_tree_token(rel, STR("https://api.w.org/")))
        add_interface(r, node, str_trim(href));
    for (size_t i = 0; i < sizeof rels / sizeof rels[0]; i++)
        if (href.n > 0 && page_tree_token(rel, str_of(rels[i])) && !page_tree_token(rel, STR("stylesheet"))) {
            page_links_put(r, node, LINK_RELATED, href,
                           page_text_clean(r, page_attr(r, node, ATTR_TITLE), LIMIT_LINK_TEXT));
            return;
        }
}

static void
add_option(struct reader *r, uint32_t node)
{
    struct str value = str_trim(page_attr(r, node, ATTR_VALUE));

    if (page_script_looks_like_address(value))
        page_links_put(r, node, LINK_OPTION, value,
                       page_text_inside(r, node, r->tree.node[node].end, LIMIT_LINK_TEXT));
}

static bool
is_code(struct str type)
{
    return type.n == 0 || str_find_nocase(type, STR("javascript"), 0) != STR_NOT_FOUND ||
           str_find_nocase(type, STR("ecmascript"), 0) != STR_NOT_FOUND || str_eq_nocase(type, STR("module"));
}

static bool
is_json(struct str type)
{
    return str_find_nocase(type, STR("json"), 0) != STR_NOT_FOUND;
}

/* A script whose end tag is missing holds the rest of the page: it is not searched. */
static void
add_script(struct reader *r, uint32_t node, struct map **names)
{
    const struct node *n = &r->tree.node[node];
    struct giver g = {.r = r, .node = node, .kind = LINK_SCRIPT};

    bool json = is_json(page_attr(r, node, ATTR_TYPE));

    if (!n->closed || !(json || is_code(str_trim(page_attr(r, node, ATTR_TYPE)))))
        return;
    if (!*names)
        *names = map_new();
    for (uint32_t i = node + 1; i < n->end; i++)
        if (r->tree.node[i].tag == TAG_TEXT && json)
            json_addresses(r->tree.node[i].text, give, &g);
        else if (r->tree.node[i].tag == TAG_TEXT)
            page_script_text(r, *names, r->tree.node[i].text, give, &g);
}

static void
add_node(struct reader *r, uint32_t i, struct map **names)
{
    switch (r->tree.node[i].tag) {
    case TAG_FRAME:
    case TAG_IFRAME:
        add_frame(r, i);
        break;
    case TAG_OBJECT:
        add_object(r, i, ATTR_DATA);
        break;
    case TAG_EMBED:
        add_object(r, i, ATTR_SRC);
        break;
    case TAG_META:
        add_refresh(r, i);
        break;
    case TAG_LINK:
        add_related(r, i);
        break;
    case TAG_OPTION:
        add_option(r, i);
        break;
    case TAG_SCRIPT:
        add_script(r, i, names);
        break;
    case TAG_TEXT:
        break;
    default:
        if (page_links_is_known(r, i))
            add_known(r, i);
        else if (r->tree.node[i].has & PAGE_LEADS)
            add_anchor(r, i);
    }
}

static bool
has_own_links(const struct reader *r)
{
    for (size_t i = 0; i < r->link_n; i++)
        if (r->link[i].kind != LINK_RELATED)
            return true;
    return false;
}

/* A page that scripts make: what looks like an address in them is all there is to go by. */
static void
add_literals(struct reader *r)
{
    for (uint32_t i = 1; i < r->tree.n; i++) {
        const struct node *n = &r->tree.node[i];
        struct giver g = {.r = r, .node = i, .kind = LINK_SCRIPT};

        if (n->tag != TAG_SCRIPT || !n->closed || !is_code(str_trim(page_attr(r, i, ATTR_TYPE))))
            continue;
        for (uint32_t k = i + 1; k < n->end; k++)
            if (r->tree.node[k].tag == TAG_TEXT)
                page_script_literals(r, r->tree.node[k].text, give, &g);
    }
}

bool
page_links_may_have(const struct node *n)
{
    return (n->has & PAGE_LEADS) || page_tree_is(n->tag, TAG_HAS_LINKS);
}

/* Links of an element that is kept, in their order with those that are found anew. */
static void
add_again(struct reader *r, struct repeat *again, struct map **names)
{
    const struct page_run *run = again->run;

    again->link = r->link_n;
    for (size_t i = 0; i < run->link_n; i++) {
        const struct kept_link *k = &run->link[i];
        struct link link = k->link;

        if (!k->found) {
            add_node(r, again->node + k->node, names);
            continue;
        }
        link.text = page_run_moved(link.text, again);
        link.url = page_run_moved(link.url, again);
        link.fragment = page_run_moved(link.fragment, again);
        link.title = page_run_moved(link.title, again);
        link.block += link.block == NO_INDEX ? 0 : (uint32_t)again->block;
        put_link(r, again->node + k->node, &link);
    }
    again->link_n = r->link_n - again->link;
    again->closed = run->closed && again->link_n == run->found_n;
}

void
page_links_find(struct reader *r)
{
    struct map *names = NULL; /* most pages have no script to read */
    uint32_t server = page_memory_server(r->memory), at = 0;

    for (uint32_t i = 1; i < r->tree.n; i++) {
        struct repeat *again = page_run_at(&r->tree, &at, i);

        if (again && again->apart && again->run->server == server) {
            add_again(r, again, &names);
            i += again->run->n - 1;
        } else if (r->tree.node[i].tag == TAG_TEMPLATE)
            i = r->tree.node[i].end - 1;
        else if (page_links_may_have(&r->tree.node[i]))
            add_node(r, i, &names);
    }
    if (!has_own_links(r))
        add_literals(r);
    map_free(names);
}
