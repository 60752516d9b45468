/* What kind of file the first bytes are; names and media types are not asked. */
#include "base/html_start.h"
#include "base/utf8.h"
#include "extract/csv.h"
#include "extract/decode.h"
#include "extract/ole.h"
#include "extract/reading.h"
#include "extract/salvage.h"
#include "oit/limits.h"

#define HEAD (8 * KIB) /* looked at where no magic number stands */

static const struct {
    struct str bytes;
    size_t at;
    enum document_format format;
} magics[] = {
    {{"{\\rtf", 5}, 0, FORMAT_RTF},
    {{"Rar!\x1a\x07\x00", 7}, 0, FORMAT_RAR},
    {{"Rar!\x1a\x07\x01\x00", 8}, 0, FORMAT_RAR},
    {{"7z\xbc\xaf\x27\x1c", 6}, 0, FORMAT_SEVENZIP},
    {{"\x89PNG\r\n\x1a\n", 8}, 0, FORMAT_IMAGE},
    {{"\xff\xd8\xff", 3}, 0, FORMAT_IMAGE},
    {{"GIF87a", 6}, 0, FORMAT_IMAGE},
    {{"GIF89a", 6}, 0, FORMAT_IMAGE},
    {{"II*\0", 4}, 0, FORMAT_IMAGE},
    {{"MM\0*", 4}, 0, FORMAT_IMAGE},
    {{"WEBP", 4}, 8, FORMAT_IMAGE},
};

/* Streams at the root of an OLE2 file.  A locked package does not tell which of three it holds. */
static const struct {
    const char *stream;
    enum document_format format;
} streams[] = {
    {"EncryptedPackage", FORMAT_DOCX},
    {"WordDocument", FORMAT_DOC},
    {"Workbook", FORMAT_XLS},
    {"Book", FORMAT_XLS},
    {"PowerPoint Document", FORMAT_PPT},
};

static const struct {
    struct str folder;
    enum document_format format;
} folders[] = {
    {{"word/", 5}, FORMAT_DOCX},
    {{"xl/", 3}, FORMAT_XLSX},
    {{"ppt/", 4}, FORMAT_PPTX},
};

static const struct {
    struct str type;
    enum document_format format;
} odf_types[] = {
    {{"application/vnd.oasis.opendocument.text", 39}, FORMAT_ODT},
    {{"application/vnd.oasis.opendocument.spreadsheet", 46}, FORMAT_ODS},
    {{"application/vnd.oasis.opendocument.presentation", 47}, FORMAT_ODP},
    {{"application/vnd.oasis.opendocument.graphics", 43}, FORMAT_ODP},
};

static enum document_format
format_of_ole(struct str bytes)
{
    for (size_t i = 0; i < sizeof(streams) / sizeof(streams[0]); i++)
        if (ole_has(bytes, streams[i].stream))
            return streams[i].format;
    return FORMAT_UNKNOWN;
}

/* The first member of an OpenDocument file is its media type, not packed. */
static enum document_format
format_of_odf(struct str bytes, const struct salvage_member *first)
{
    struct str type = str_sub(bytes, first->at, first->at + first->packed);

    if (!str_eq(first->name, STR("mimetype")) || first->method != 0)
        return FORMAT_UNKNOWN;
    for (size_t i = 0; i < sizeof(odf_types) / sizeof(odf_types[0]); i++)
        if (str_starts(type, odf_types[i].type))
            return odf_types[i].format;
    return FORMAT_UNKNOWN;
}

struct zip_look {
    struct str bytes;
    bool package; /* [Content_Types].xml or _rels stands in it */
    enum document_format inside, odf;
    size_t seen;
};

static bool
look_at_member(void *ctx, const struct salvage_member *m)
{
    struct zip_look *look = ctx;
    struct str name = m->name;

    if (look->seen++ == 0)
        look->odf = format_of_odf(look->bytes, m);
    while (name.n > 0 && (name.p[0] == '/' || name.p[0] == '\\'))
        name = str_sub(name, 1, name.n);
    if (str_eq_nocase(name, STR("[Content_Types].xml")) || str_starts_nocase(name, STR("_rels")))
        look->package = true;
    for (size_t i = 0; i < sizeof(folders) / sizeof(folders[0]); i++) {
        struct str folder = folders[i].folder;

        if (look->inside == FORMAT_UNKNOWN && str_starts_nocase(name, str_sub(folder, 0, folder.n - 1)) &&
            name.n > folder.n && (name.p[folder.n - 1] == '/' || name.p[folder.n - 1] == '\\'))
            look->inside = folders[i].format;
    }
    return look->odf == FORMAT_UNKNOWN && !(look->package && look->inside != FORMAT_UNKNOWN);
}

static enum document_format
format_of_zip(struct str bytes)
{
    struct zip_look look = {.bytes = bytes};

    salvage_each(bytes, look_at_member, &look);
    if (look.odf != FORMAT_UNKNOWN)
        return look.odf;
    return look.package && look.inside != FORMAT_UNKNOWN ? look.inside : FORMAT_ZIP;
}

static bool
is_bitmap(struct str s)
{
    return str_starts(s, STR("BM")) && s.n > 26 && s.p[6] == 0 && s.p[7] == 0 && s.p[8] == 0 && s.p[9] == 0 &&
           s.p[15] == 0 && s.p[16] == 0 && s.p[17] == 0;
}

/* Behind blanks, comments and what stands before the first tag of XML. */
static struct str
skip_preamble(struct str s)
{
    static const struct {
        struct str open, close;
    } skipped[] = {{{"<!--", 4}, {"-->", 3}}, {{"<?", 2}, {"?>", 2}}};

    for (size_t i = 0; i < 2; i++) {
        size_t end;

        s = str_trim(s);
        if (!str_starts(s, skipped[i].open))
            continue;
        end = str_find(s, skipped[i].close, 0);
        if (end == STR_NOT_FOUND)
            return s;
        s = str_sub(s, end + skipped[i].close.n, s.n);
        i = SIZE_MAX; /* from the first kind again */
    }
    return s;
}

static bool
is_binary(struct str s)
{
    size_t controls = 0;

    for (size_t i = 0; i < s.n; i++) {
        unsigned char c = (unsigned char)s.p[i];

        controls += c < 0x20 && c != '\t' && c != '\n' && c != '\v' && c != '\f' && c != '\r' && c != 0x1a &&
                    c != 0x1b;
    }
    return controls > 0 && controls * 1000 >= s.n;
}

/* Texts that are read by no one of ours: XML, and pages packed as mail. */
static bool
is_foreign(struct str s)
{
    return str_starts(s, STR("<?xml")) || str_starts_nocase(s, STR("MIME-Version:")) ||
           str_starts(s, STR("<svg")) || str_starts(s, STR("<Workbook"));
}

static enum document_format
format_of_text(struct str bytes)
{
    struct buf text;
    struct str s;
    enum document_format f;

    buf_init(&text, 4 * HEAD);
    decode_text(str_sub(bytes, 0, HEAD), &text);
    s = buf_view(&text);
    if (is_binary(s))
        f = FORMAT_UNKNOWN;
    else if (html_starts(skip_preamble(s)) || str_find_nocase(s, STR("<html"), 0) < KIB)
        f = FORMAT_HTML;
    else if (is_foreign(str_trim(s)))
        f = FORMAT_UNKNOWN;
    else
        f = csv_separator(s, bytes.n > HEAD) ? FORMAT_CSV : FORMAT_TXT;
    buf_free(&text);
    return f;
}

enum document_format
format_signature(struct str bytes)
{
    if (str_starts(bytes, STR("%PDF-")))
        return FORMAT_PDF;
    for (size_t i = 0; i < sizeof(magics) / sizeof(magics[0]); i++)
        if (str_starts(str_sub(bytes, magics[i].at, bytes.n), magics[i].bytes))
            return magics[i].format;
    return FORMAT_UNKNOWN;
}

enum document_format
format_of(struct str bytes)
{
    enum document_format known = format_signature(bytes);
    size_t pdf = str_find(str_sub(bytes, 0, KIB), STR("%PDF-"), 0);

    if (bytes.n == 0 || known != FORMAT_UNKNOWN)
        return known;
    if (str_starts(bytes, STR("PK\3\4")) || str_starts(bytes, STR("PK\5\6")))
        return format_of_zip(bytes);
    if (ole_is(bytes))
        return format_of_ole(bytes);
    if (pdf != STR_NOT_FOUND)
        return FORMAT_PDF; /* servers and scanners put lines of their own before it */
    return is_bitmap(bytes) ? FORMAT_IMAGE : format_of_text(bytes);
}
