/* HTML elements as far as their opening and closing depends on them. */
#include "crawler/page_element.h"
#include <stdlib.h>
#include <string.h>

struct kind {
    char name[16];
    int flags;
};

#define EL_FLOW (EL_SPECIAL | EL_CLOSES_P)

/* In the order of their names; those the parser does not know (LEAF) are all one to it, as is any other name.
 */
static const struct kind kinds[] = {
    {"a", EL_FORMAT},
    {"abbr", 0},
    {"acronym", 0},
    {"address", EL_FLOW},
    {"animate", EL_LEAF},
    {"annotation-xml", EL_SPECIAL | EL_SCOPE | EL_MATH},
    {"applet", EL_SPECIAL | EL_SCOPE | EL_MARKER},
    {"area", EL_VOID},
    {"article", EL_FLOW},
    {"aside", EL_FLOW},
    {"audio", 0},
    {"b", EL_FORMAT | EL_LEAVES},
    {"base", EL_VOID | EL_HEAD},
    {"basefont", EL_VOID | EL_HEAD},
    {"bdi", 0},
    {"bdo", 0},
    {"bgsound", EL_VOID | EL_HEAD},
    {"big", EL_FORMAT | EL_LEAVES},
    {"blink", 0},
    {"blockquote", EL_FLOW | EL_LEAVES},
    {"body", EL_IGNORED | EL_LEAVES},
    {"br", EL_VOID | EL_LEAVES},
    {"button", EL_SPECIAL | EL_STOPS_P},
    {"canvas", 0},
    {"caption", EL_SPECIAL | EL_SCOPE | EL_TABLE | EL_PART | EL_MARKER},
    {"center", EL_FLOW | EL_LEAVES},
    {"circle", EL_LEAF},
    {"cite", 0},
    {"code", EL_FORMAT | EL_LEAVES},
    {"col", EL_VOID | EL_PART},
    {"colgroup", EL_SPECIAL | EL_TABLE | EL_PART},
    {"data", 0},
    {"datalist", 0},
    {"dd", EL_FLOW | EL_LEAVES},
    {"del", 0},
    {"desc", EL_SPECIAL | EL_SCOPE | EL_INSIDE},
    {"details", EL_FLOW},
    {"dfn", 0},
    {"dir", EL_FLOW},
    {"div", EL_FLOW | EL_LEAVES},
    {"dl", EL_FLOW | EL_LEAVES},
    {"dt", EL_FLOW | EL_LEAVES},
    {"ellipse", EL_LEAF},
    {"em", EL_FORMAT | EL_LEAVES},
    {"embed", EL_VOID | EL_LEAVES},
    {"fieldset", EL_FLOW},
    {"figcaption", EL_FLOW},
    {"figure", EL_FLOW},
    {"font", EL_FORMAT},
    {"footer", EL_FLOW},
    {"foreignobject", EL_SPECIAL | EL_SCOPE | EL_INSIDE},
    {"form", EL_FLOW},
    {"frame", EL_VOID},
    {"frameset", EL_SPECIAL},
    {"h1", EL_FLOW | EL_LEAVES},
    {"h2", EL_FLOW | EL_LEAVES},
    {"h3", EL_FLOW | EL_LEAVES},
    {"h4", EL_FLOW | EL_LEAVES},
    {"h5", EL_FLOW | EL_LEAVES},
    {"h6", EL_FLOW | EL_LEAVES},
    {"head", EL_IGNORED | EL_LEAVES},
    {"header", EL_FLOW},
    {"hgroup", EL_FLOW},
    {"hr", EL_VOID | EL_LEAVES | EL_KEEPS},
    {"html", EL_IGNORED},
    {"i", EL_FORMAT | EL_LEAVES},
    {"iframe", EL_RAW | EL_KEEPS},
    {"image", EL_VOID | EL_LEAF},
    {"img", EL_VOID | EL_LEAVES},
    {"input", EL_VOID},
    {"ins", 0},
    {"kbd", 0},
    {"keygen", EL_VOID},
    {"label", 0},
    {"legend", 0},
    {"li", EL_FLOW | EL_LEAVES},
    {"line", EL_LEAF},
    {"link", EL_VOID | EL_HEAD},
    {"listing", EL_FLOW | EL_LEAVES},
    {"main", EL_FLOW},
    {"malignmark", 0},
    {"map", 0},
    {"mark", 0},
    {"marquee", EL_SPECIAL | EL_SCOPE | EL_MARKER},
    {"math", EL_FOREIGN | EL_MATH},
    {"menu", EL_FLOW | EL_LEAVES},
    {"menuitem", 0},
    {"meta", EL_VOID | EL_LEAVES | EL_HEAD},
    {"meter", 0},
    {"mglyph", 0},
    {"mi", EL_SPECIAL | EL_SCOPE | EL_MATH},
    {"mn", EL_SPECIAL | EL_SCOPE | EL_MATH},
    {"mo", EL_SPECIAL | EL_SCOPE | EL_MATH},
    {"ms", EL_SPECIAL | EL_SCOPE | EL_MATH},
    {"mtext", EL_SPECIAL | EL_SCOPE | EL_MATH},
    {"multicol", 0},
    {"nav", EL_FLOW},
    {"nextid", 0},
    {"nobr", EL_FORMAT | EL_LEAVES},
    {"noembed", EL_RAW | EL_KEEPS},
    {"noframes", EL_RAW | EL_HEAD},
    {"noscript", EL_SPECIAL},
    {"object", EL_SPECIAL | EL_SCOPE | EL_MARKER},
    {"ol", EL_FLOW | EL_STOPS_LI | EL_LEAVES},
    {"optgroup", 0},
    {"option", 0},
    {"output", 0},
    {"p", EL_FLOW | EL_LEAVES},
    {"param", EL_VOID | EL_KEEPS},
    {"path", EL_LEAF},
    {"plaintext", 0},
    {"polygon", EL_LEAF},
    {"polyline", EL_LEAF},
    {"pre", EL_FLOW | EL_LEAVES},
    {"progress", 0},
    {"q", 0},
    {"rb", EL_KEEPS},
    {"rect", EL_LEAF},
    {"rp", EL_KEEPS},
    {"rt", EL_KEEPS},
    {"rtc", EL_KEEPS},
    {"ruby", EL_LEAVES},
    {"s", EL_FORMAT | EL_LEAVES},
    {"samp", 0},
    {"script", EL_RAW | EL_HEAD},
    {"section", EL_FLOW},
    {"select", EL_SPECIAL},
    {"small", EL_FORMAT | EL_LEAVES},
    {"source", EL_VOID | EL_KEEPS},
    {"spacer", 0},
    {"span", EL_LEAVES},
    {"stop", EL_LEAF},
    {"strike", EL_FORMAT | EL_LEAVES},
    {"strong", EL_FORMAT | EL_LEAVES},
    {"style", EL_RAW | EL_HEAD},
    {"sub", EL_LEAVES},
    {"summary", EL_FLOW},
    {"sup", EL_LEAVES},
    {"svg", EL_FOREIGN},
    {"table", EL_SPECIAL | EL_SCOPE | EL_TABLE | EL_LEAVES | EL_EDGE},
    {"tbody", EL_SPECIAL | EL_TABLE | EL_PART},
    {"td", EL_SPECIAL | EL_SCOPE | EL_TABLE | EL_PART | EL_MARKER},
    {"template", EL_SPECIAL | EL_SCOPE | EL_EDGE | EL_MARKER},
    {"textarea", EL_RAW | EL_KEEPS},
    {"tfoot", EL_SPECIAL | EL_TABLE | EL_PART},
    {"th", EL_SPECIAL | EL_SCOPE | EL_TABLE | EL_PART | EL_MARKER},
    {"thead", EL_SPECIAL | EL_TABLE | EL_PART},
    {"time", 0},
    {"title", EL_RAW | EL_INSIDE | EL_HEAD},
    {"tr", EL_SPECIAL | EL_TABLE | EL_PART},
    {"track", EL_VOID | EL_KEEPS},
    {"tt", EL_FORMAT | EL_LEAVES},
    {"u", EL_FORMAT | EL_LEAVES},
    {"ul", EL_FLOW | EL_STOPS_LI | EL_LEAVES},
    {"use", EL_LEAF},
    {"var", EL_LEAVES},
    {"video", 0},
    {"wbr", EL_VOID},
    {"xmp", EL_RAW},
};

uint32_t
page_element_hash(struct str name)
{
    uint32_t h = 2166136261u;

    for (size_t i = 0; i < name.n; i++) {
        unsigned char c = (unsigned char)name.p[i];

        h = (h ^ (c >= 'A' && c <= 'Z' ? c + 32u : c)) * 16777619u;
    }
    return h;
}

uint32_t
page_element_name_z(const char *name)
{
    return page_element_hash(str_of(name));
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

int
page_element_flags(struct str name)
{
    const struct kind *k = find_kind(name);

    return k ? k->flags : 0;
}

uint32_t
page_element_name(struct str name)
{
    const struct kind *k = find_kind(name);

    return k && !(k->flags & EL_LEAF) ? page_element_name_z(k->name) : 0;
}
