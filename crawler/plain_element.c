/* The elements of HTML, and what each asks of what stands around it. */
#include "crawler/plain.h"

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

void
plain_elements(struct plain *p)
{
    size_t n = 0;

    for (int letter = 0; letter <= 26; letter++) {
        while (n < sizeof elements / sizeof *elements && elements[n].name.p[0] < 'a' + letter)
            n++;
        p->from[letter] = (uint8_t)n;
    }
}

struct element
plain_element(const struct plain *p, struct str name)
{
    unsigned letter = ((unsigned char)name.p[0] | 32u) - 'a';

    for (size_t i = p->from[letter]; i < p->from[letter + 1]; i++)
        if (str_eq(name, elements[i].name) || str_eq_nocase(name, elements[i].name))
            return elements[i];
    return (struct element){STR_NONE, ORDINARY, TAG_OTHER};
}
