/*
 * Sitemaps, feeds and plain lists of addresses.  The only file of the crawler that knows expat; a document
 * that declares an entity is left at that point, so nothing is ever expanded.
 */
#include "crawler/sitemap.h"
#include "base/utf8.h"
#include "crawler/charset.h"
#include "oit/limits.h"
#include <expat.h>
#include <string.h>
#include <zlib.h>

#define PREAMBLE (8 * KIB)    /* warnings of a script that may stand before the XML */
#define PIECE (32 * KIB)      /* handed to expat first */
#define MENDED_MAX (64 * MIB) /* a sitemap with its bare ampersands written out */

/* Where we stand in the document: the nearest two elements decide what a text means. */
enum element {
    ELEMENT_OTHER,
    ELEMENT_LIST,  /* urlset, sitemapindex */
    ELEMENT_ENTRY, /* url, sitemap, item, entry */
    ELEMENT_LOC,
    ELEMENT_LASTMOD,
    ELEMENT_LINK
};

struct reader {
    struct sitemap_result result;
    sitemap_each *each;
    void *ctx;
    XML_Parser parser;
    struct buf location, lastmod, text;
    unsigned char stack[LIMIT_TREE_DEPTH];
    size_t depth;
    bool too_long; /* the location of this entry is over LIMIT_ADDRESS */
};

static const struct {
    struct str name;
    enum sitemap_kind kind;
} roots[] = {
    {{"urlset", 6}, SITEMAP_URLS}, {{"sitemapindex", 12}, SITEMAP_INDEX},
    {{"rss", 3}, SITEMAP_FEED},    {{"feed", 4}, SITEMAP_FEED},
    {{"rdf", 3}, SITEMAP_FEED},
};

static const struct {
    struct str name;
    enum element element;
} elements[] = {
    {{"urlset", 6}, ELEMENT_LIST},     {{"sitemapindex", 12}, ELEMENT_LIST},
    {{"url", 3}, ELEMENT_ENTRY},       {{"sitemap", 7}, ELEMENT_ENTRY},
    {{"item", 4}, ELEMENT_ENTRY},      {{"entry", 5}, ELEMENT_ENTRY},
    {{"loc", 3}, ELEMENT_LOC},         {{"lastmod", 7}, ELEMENT_LASTMOD},
    {{"updated", 7}, ELEMENT_LASTMOD}, {{"pubdate", 7}, ELEMENT_LASTMOD},
    {{"link", 4}, ELEMENT_LINK},
};

/* Without the prefix: sites declare the strangest ones, or none. */
static struct str
local_name(const char *name)
{
    const char *colon = strchr(name, ':');

    return str_of(colon ? colon + 1 : name);
}

static enum element
element_of(struct str name)
{
    for (size_t i = 0; i < sizeof(elements) / sizeof(elements[0]); i++)
        if (str_eq_nocase(name, elements[i].name))
            return elements[i].element;
    return ELEMENT_OTHER;
}

static enum sitemap_kind
kind_of_root(struct str name)
{
    for (size_t i = 0; i < sizeof(roots) / sizeof(roots[0]); i++)
        if (str_eq_nocase(name, roots[i].name))
            return roots[i].kind;
    return SITEMAP_NONE;
}

static void
stop(struct reader *in)
{
    XML_StopParser(in->parser, XML_FALSE);
}

static bool
give(struct reader *in, struct str location, struct str lastmod)
{
    if (location.n == 0)
        return true;
    if (in->result.count >= LIMIT_SITEMAP_URLS) {
        in->result.truncated = true;
        return false;
    }
    in->result.count++;
    in->each(in->ctx, location, lastmod, in->result.kind == SITEMAP_INDEX);
    return true;
}

/* The element n levels up: 0 is the innermost. */
static enum element
element_at(const struct reader *in, size_t n)
{
    return n < in->depth ? (enum element)in->stack[in->depth - 1 - n] : ELEMENT_OTHER;
}

static bool
inside_entry(const struct reader *in)
{
    return element_at(in, 1) == ELEMENT_ENTRY;
}

static struct str
attribute(const char **pairs, struct str name)
{
    for (; pairs[0]; pairs += 2)
        if (str_eq_nocase(str_of(pairs[0]), name))
            return str_of(pairs[1]);
    return STR_NONE;
}

/* Atom writes the address as an attribute; other relations than "alternate" are not the article. */
static void
read_atom_link(struct reader *in, const char **pairs)
{
    struct str href = attribute(pairs, STR("href")), rel = attribute(pairs, STR("rel"));

    if (href.n > 0 && in->location.n == 0 && (rel.n == 0 || str_eq_nocase(rel, STR("alternate"))))
        in->too_long = !buf_str(&in->location, str_trim(href));
}

static void
on_start(void *ctx, const char *name, const char **pairs)
{
    struct reader *in = ctx;
    struct str local = local_name(name);
    enum element element = element_of(local);

    if (in->depth == 0) {
        in->result.kind = kind_of_root(local);
        if (in->result.kind == SITEMAP_NONE) {
            stop(in);
            return;
        }
    }
    if (in->depth == LIMIT_TREE_DEPTH) {
        in->result.truncated = true;
        stop(in);
        return;
    }
    in->stack[in->depth++] = (unsigned char)element;
    buf_clear(&in->text);
    if (element == ELEMENT_ENTRY) {
        buf_clear(&in->location);
        buf_clear(&in->lastmod);
        in->too_long = false;
    }
    if (element == ELEMENT_LINK && inside_entry(in))
        read_atom_link(in, pairs);
}

static void
on_text(void *ctx, const char *p, int n)
{
    struct reader *in = ctx;
    enum element element = element_at(in, 0);

    if (element >= ELEMENT_LOC && inside_entry(in))
        buf_put(&in->text, p, (size_t)n);
}

/* The text of an element inside an entry is complete. */
static void
keep_text(struct reader *in, enum element element)
{
    struct str text = str_trim(buf_view(&in->text));
    bool is_location = element == ELEMENT_LOC || (element == ELEMENT_LINK && in->result.kind == SITEMAP_FEED);

    if (is_location && in->location.n == 0) {
        buf_str(&in->location, text);
        in->too_long |= in->text.full;
    } else if (element == ELEMENT_LASTMOD && in->lastmod.n == 0) {
        buf_str(&in->lastmod, text);
    }
    buf_clear(&in->text);
}

static void
on_end(void *ctx, const char *name)
{
    struct reader *in = ctx;
    enum element element = element_at(in, 0);

    (void)name;
    if (element >= ELEMENT_LOC && inside_entry(in))
        keep_text(in, element);
    if (in->depth > 0)
        in->depth--;
    if (element != ELEMENT_ENTRY)
        return;
    if (in->too_long)
        in->result.truncated = true;
    else if (!give(in, buf_view(&in->location), buf_view(&in->lastmod)))
        stop(in);
}

static void
on_entity(void *ctx, const char *name, int is_parameter, const char *value, int length, const char *base,
          const char *system_id, const char *public_id, const char *notation)
{
    struct reader *in = ctx;

    (void)name, (void)is_parameter, (void)value, (void)length;
    (void)base, (void)system_id, (void)public_id, (void)notation;
    in->result.refused = true;
    stop(in);
}

/* Does an entity of XML itself or a character reference stand at s?  Anything else is a bare '&'. */
static bool
is_reference(struct str s)
{
    static const struct str known[] = {{"&amp;", 5}, {"&lt;", 4}, {"&gt;", 4}, {"&quot;", 6}, {"&apos;", 6}};
    size_t semicolon;

    for (size_t i = 0; i < sizeof(known) / sizeof(known[0]); i++)
        if (str_starts(s, known[i]))
            return true;
    s = str_sub(s, 0, 12);
    semicolon = str_find_char(s, ';', 0);
    return str_starts(s, STR("&#")) && semicolon != STR_NOT_FOUND && semicolon > 2;
}

/* A part without CDATA sections, bare ampersands written out. */
static void
mend_markup(struct buf *out, struct str s)
{
    for (size_t at = 0; at < s.n;) {
        size_t mark = str_find_char(s, '&', at), end = mark == STR_NOT_FOUND ? s.n : mark;

        buf_str(out, str_sub(s, at, end));
        if (end == s.n)
            return;
        buf_str(out, is_reference(str_sub(s, end, s.n)) ? STR("&") : STR("&amp;"));
        at = end + 1;
    }
}

static void
mend(struct buf *out, struct str s)
{
    static const struct str open = {"<![CDATA[", 9}, close = {"]]>", 3};

    for (size_t at = 0; at < s.n;) {
        size_t from = str_find(s, open, at), to = str_find(s, close, from);

        mend_markup(out, str_sub(s, at, from));
        if (from == STR_NOT_FOUND)
            return;
        at = to == STR_NOT_FOUND ? s.n : to + close.n;
        buf_str(out, str_sub(s, from, at));
    }
}

/* expat 2.5 reads an unfinished token again with every piece: pieces that double keep a giant one linear. */
static bool
feed(struct reader *in, struct str s)
{
    size_t piece = PIECE, n;

    for (size_t at = 0; at < s.n; at += n) {
        n = s.n - at < piece ? s.n - at : piece;
        if (XML_Parse(in->parser, s.p + at, (int)n, 0) != XML_STATUS_OK)
            return false;
        piece *= 2;
    }
    return XML_Parse(in->parser, "", 0, 1) == XML_STATUS_OK;
}

static void
read_xml(struct reader *in, struct str text)
{
    struct buf mended;

    in->parser = XML_ParserCreate("UTF-8");
    if (!in->parser)
        return;
    buf_init(&mended, MENDED_MAX);
    if (str_find_char(text, '&', 0) != STR_NOT_FOUND) {
        mend(&mended, text);
        text = buf_view(&mended);
    }
    XML_SetUserData(in->parser, in);
    XML_SetElementHandler(in->parser, on_start, on_end);
    XML_SetCharacterDataHandler(in->parser, on_text);
    XML_SetEntityDeclHandler(in->parser, on_entity);
    if ((!feed(in, text) || mended.full) && XML_GetErrorCode(in->parser) != XML_ERROR_ABORTED)
        in->result.damaged = true;
    XML_ParserFree(in->parser);
    buf_free(&mended);
}

static bool
is_address(struct str line)
{
    return str_starts_nocase(line, STR("http://")) || str_starts_nocase(line, STR("https://"));
}

static void
read_lines(struct reader *in, struct str text)
{
    struct str line;

    in->result.kind = SITEMAP_TEXT;
    while (str_next(&text, '\n', &line)) {
        line = str_trim(line);
        if (!is_address(line))
            continue;
        if (line.n > LIMIT_ADDRESS)
            in->result.truncated = true;
        else if (!give(in, line, STR_NONE))
            return;
    }
    if (in->result.count == 0)
        in->result.kind = SITEMAP_NONE;
}

/* Unpack into out up to its ceiling; false when the data is damaged or ends early. */
static bool
unpack(struct str packed, struct buf *out)
{
    z_stream z = {.next_in = (Bytef *)(void *)packed.p, .avail_in = (uInt)packed.n};
    unsigned char piece[16384];
    int state = Z_OK;

    if (inflateInit2(&z, MAX_WBITS + 16) != Z_OK)
        return false;
    while (state == Z_OK && !out->full) {
        z.next_out = piece;
        z.avail_out = sizeof(piece);
        state = inflate(&z, Z_NO_FLUSH);
        buf_put_some(out, piece, sizeof(piece) - z.avail_out);
        if (state == Z_STREAM_END && z.avail_in > 0 && inflateReset(&z) == Z_OK)
            state = Z_OK; /* members follow each other in some files */
    }
    inflateEnd(&z);
    return state == Z_STREAM_END || out->full;
}

/* From the first XML on, when something else was printed before it. */
static struct str
skip_preamble(struct str text)
{
    size_t xml = str_find(str_sub(text, 0, PREAMBLE), STR("<?xml"), 0);

    if (str_starts(text, STR("\xef\xbb\xbf")))
        text = str_sub(text, 3, text.n);
    else if (xml != STR_NOT_FOUND)
        return str_sub(text, xml, text.n);
    return str_trim(text);
}

static void
read_text(struct reader *in, struct str text)
{
    text = skip_preamble(text);
    if (text.n > 0 && text.p[0] == '<')
        read_xml(in, text);
    else if (text.n > 0)
        read_lines(in, text);
}

/* A few Thai letters in windows-874 may be valid UTF-8 by chance, so what the document says comes first. */
static bool
declares_other(struct str body)
{
    struct str head = str_sub(body, 0, 256);

    return str_find_nocase(head, STR("encoding="), 0) != STR_NOT_FOUND &&
           str_find_nocase(head, STR("utf-8"), 0) == STR_NOT_FOUND;
}

/* In UTF-8, copied only when it is in another encoding. */
static void
read_decoded(struct reader *in, struct str body)
{
    struct buf text;

    if (!declares_other(body) && utf8_valid(body)) {
        read_text(in, body);
        return;
    }
    buf_init(&text, LIMIT_SITEMAP);
    charset_decode(body, STR("application/xml"), &text);
    in->result.truncated |= text.full;
    read_text(in, buf_view(&text));
    buf_free(&text);
}

struct sitemap_result
sitemap_read(struct str body, sitemap_each *each, void *ctx)
{
    struct reader in = {.each = each, .ctx = ctx};
    struct buf unpacked;

    buf_init(&in.location, LIMIT_ADDRESS);
    buf_init(&in.lastmod, 64);
    buf_init(&in.text, LIMIT_ADDRESS);
    buf_init(&unpacked, LIMIT_SITEMAP);
    if (body.n > LIMIT_SITEMAP) {
        body.n = LIMIT_SITEMAP;
        in.result.truncated = true;
    }
    if (str_starts(body, STR("\x1f\x8b"))) {
        in.result.damaged = !unpack(body, &unpacked);
        in.result.truncated |= unpacked.full;
        body = buf_view(&unpacked);
    }
    read_decoded(&in, body);
    buf_free(&in.location);
    buf_free(&in.lastmod);
    buf_free(&in.text);
    buf_free(&unpacked);
    return in.result;
}
