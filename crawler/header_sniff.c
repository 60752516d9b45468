/* What the first bytes of an answer are: the bytes decide, name and media type only where they leave it open.
 */
#include "base/eight.h"
#include "base/html_start.h"
#include "crawler/header.h"

#define SNIFFED 4096 /* bytes looked at */

struct magic {
    struct str bytes;
    size_t at;
    enum content_kind kind;
};

#define MAGIC(literal, at, kind)                                                                             \
    {                                                                                                        \
        {literal, sizeof(literal) - 1}, at, kind                                                             \
    }

static const struct magic magics[] = {
    MAGIC("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 0, KIND_OFFICE), /* doc xls ppt */
    MAGIC("{\\rtf", 0, KIND_OFFICE),
    MAGIC("\x89PNG\r\n\x1a\n", 0, KIND_IMAGE),
    MAGIC("\xff\xd8\xff", 0, KIND_IMAGE),
    MAGIC("GIF87a", 0, KIND_IMAGE),
    MAGIC("GIF89a", 0, KIND_IMAGE),
    MAGIC("II*\0", 0, KIND_IMAGE),
    MAGIC("MM\0*", 0, KIND_IMAGE),
    MAGIC("WEBP", 8, KIND_IMAGE),
    MAGIC("\0\0\1\0", 0, KIND_IMAGE), /* ico */
    MAGIC("ftypheic", 4, KIND_IMAGE),
    MAGIC("ftypavif", 4, KIND_IMAGE),
    MAGIC("Rar!\x1a\x07", 0, KIND_ARCHIVE),
    MAGIC("7z\xbc\xaf\x27\x1c", 0, KIND_ARCHIVE),
    MAGIC("\x1f\x8b\x08", 0, KIND_ARCHIVE),
    MAGIC("BZh", 0, KIND_ARCHIVE),
    MAGIC("\xfd"
          "7zXZ",
          0, KIND_ARCHIVE),
    MAGIC("ustar", 257, KIND_ARCHIVE),
    MAGIC("ftyp", 4, KIND_MEDIA), /* mp4 mov */
    MAGIC("ID3", 0, KIND_MEDIA),
    MAGIC("OggS", 0, KIND_MEDIA),
    MAGIC("fLaC", 0, KIND_MEDIA),
    MAGIC("FLV\x01", 0, KIND_MEDIA),
    MAGIC("\x1a\x45\xdf\xa3", 0, KIND_MEDIA),                 /* webm mkv */
    MAGIC("\x30\x26\xb2\x75\x8e\x66\xcf\x11", 0, KIND_MEDIA), /* wmv wma */
    MAGIC("RIFF", 0, KIND_MEDIA),
};

static const struct {
    struct str type;
    enum content_kind kind;
} media_types[] = {
    {{"text/html", 9}, KIND_HTML},
    {{"application/xhtml+xml", 21}, KIND_HTML},
    {{"text/xml", 8}, KIND_XML},
    {{"application/xml", 15}, KIND_XML},
    {{"application/json", 16}, KIND_JSON},
    {{"text/json", 9}, KIND_JSON},
    {{"text/", 5}, KIND_TEXT},
    {{"image/", 6}, KIND_IMAGE},
    {{"audio/", 6}, KIND_MEDIA},
    {{"video/", 6}, KIND_MEDIA},
};

static const struct str office_names[] = {
    {".docx", 5}, {".xlsx", 5}, {".pptx", 5}, {".odt", 4},
    {".ods", 4},  {".odp", 4},  {".docm", 5}, {".xlsm", 5},
};

static bool
has_magic(struct str s, const struct magic *m)
{
    return str_starts(str_sub(s, m->at, s.n), m->bytes);
}

static bool
is_zip(struct str s)
{
    return str_starts(s, STR("PK\3\4")) || str_starts(s, STR("PK\5\6"));
}

/* The parts an office file begins with stand uncompressed by name near the start. */
static bool
is_office_zip(struct str s, struct str media_type, struct str file_name)
{
    if (str_has(s, STR("[Content_Types].xml")) || str_has(s, STR("_rels/.rels")) ||
        str_has(s, STR("word/")) || str_has(s, STR("xl/")) || str_has(s, STR("ppt/")) ||
        str_has(s, STR("mimetypeapplication/vnd.oasis.opendocument")))
        return true;
    if (str_has(media_type, STR("officedocument")) || str_has(media_type, STR("opendocument")))
        return true;
    for (size_t i = 0; i < sizeof(office_names) / sizeof(office_names[0]); i++) {
        struct str end = office_names[i];

        if (file_name.n > end.n && str_eq_nocase(str_sub(file_name, file_name.n - end.n, file_name.n), end))
            return true;
    }
    return false;
}

/* Without byte order mark, white space and comments. */
static struct str
skip_preamble(struct str s)
{
    if (str_starts(s, STR("\xef\xbb\xbf")))
        s = str_sub(s, 3, s.n);
    for (s = str_trim(s); str_starts(s, STR("<!--")); s = str_trim(s)) {
        size_t end = str_find(s, STR("-->"), 4);

        if (end == STR_NOT_FOUND)
            return s;
        s = str_sub(s, end + 3, s.n);
    }
    return s;
}

static bool
has_control(struct str s)
{
    for (size_t i = 0; i < s.n; i++) {
        unsigned char c;

        while (s.n - i > 8 && eight_below(eight_at(s.p + i), ' ') == 0)
            i += 8;
        c = (unsigned char)s.p[i];
        if (c < 0x20 && c != '\t' && c != '\n' && c != '\f' && c != '\r' && c != 0x1b)
            return true;
    }
    return false;
}

static enum content_kind
kind_of_media_type(struct str media_type, enum content_kind otherwise)
{
    for (size_t i = 0; i < sizeof(media_types) / sizeof(media_types[0]); i++)
        if (str_starts_nocase(media_type, media_types[i].type))
            return media_types[i].kind;
    if (str_ends(media_type, STR("+xml")))
        return KIND_XML;
    return str_ends(media_type, STR("+json")) ? KIND_JSON : otherwise;
}

static enum content_kind
kind_of_xml(struct str s)
{
    if (str_find_nocase(s, STR("<html"), 0) != STR_NOT_FOUND)
        return KIND_HTML;
    return str_find_nocase(s, STR("<svg"), 0) != STR_NOT_FOUND ? KIND_IMAGE : KIND_XML;
}

static bool
is_feed(struct str s)
{
    return str_starts(s, STR("<rss")) || str_starts(s, STR("<feed")) || str_starts(s, STR("<urlset")) ||
           str_starts(s, STR("<sitemapindex"));
}

static bool
begins_json(struct str s, struct str media_type)
{
    bool open = s.n > 0 && (s.p[0] == '{' || s.p[0] == '[');

    if (!open)
        return false;
    s = str_trim(str_sub(s, 1, s.n));
    return kind_of_media_type(media_type, KIND_UNKNOWN) == KIND_JSON ||
           (s.n > 0 && (s.p[0] == '"' || s.p[0] == '{' || s.p[0] == '[' || s.p[0] == '}' || s.p[0] == ']'));
}

static enum content_kind
kind_of_text(struct str s, struct str media_type)
{
    enum content_kind said;

    s = skip_preamble(s);
    if (str_starts_nocase(s, STR("<?xml")))
        return kind_of_xml(s);
    if (html_starts(s) || str_starts(s, STR("<!--")))
        return KIND_HTML;
    if (is_feed(s))
        return KIND_XML;
    if (str_starts(s, STR("<svg")))
        return KIND_IMAGE;
    if (begins_json(s, media_type))
        return KIND_JSON;
    said = kind_of_media_type(media_type, KIND_TEXT);
    return said == KIND_IMAGE || said == KIND_MEDIA ? KIND_TEXT : said;
}

enum content_kind
header_sniff(struct str first_bytes, struct str media_type, struct str file_name)
{
    struct str s = str_sub(first_bytes, 0, SNIFFED);
    size_t pdf = str_find(str_sub(s, 0, 1024), STR("%PDF-"), 0);

    if (s.n == 0)
        return KIND_UNKNOWN;
    if (str_starts(s, STR("%PDF-")))
        return KIND_PDF;
    if (is_zip(s))
        return is_office_zip(s, media_type, file_name) ? KIND_OFFICE : KIND_ARCHIVE;
    for (size_t i = 0; i < sizeof(magics) / sizeof(magics[0]); i++)
        if (has_magic(s, &magics[i]))
            return magics[i].kind;
    if (str_starts(s, STR("\xff\xfe")) || str_starts(s, STR("\xfe\xff")))
        return kind_of_media_type(media_type, KIND_TEXT);
    if (!has_control(s)) {
        enum content_kind kind = kind_of_text(s, media_type);

        return pdf != STR_NOT_FOUND && kind == KIND_TEXT ? KIND_PDF : kind;
    }
    if (pdf != STR_NOT_FOUND)
        return KIND_PDF; /* old scanners put a line of their own before it */
    if (str_starts(s, STR("BM")))
        return KIND_IMAGE;
    if (kind_of_media_type(media_type, KIND_BINARY) == KIND_HTML)
        return KIND_HTML;
    return kind_of_media_type(media_type, KIND_BINARY) == KIND_MEDIA ? KIND_MEDIA : KIND_BINARY;
}

bool
header_is_document(enum content_kind kind)
{
    return kind == KIND_PDF || kind == KIND_OFFICE || kind == KIND_IMAGE || kind == KIND_ARCHIVE ||
           kind == KIND_BINARY;
}
