/*
 * What could be read of a document: a file, or the attachment of an answer.  Its text has the shape of a page
 * (blocks, headings, table cells), so that whatever looks at pages can look at documents; sheet[] says on
 * which page, slide, sheet or archive member a block stands.  Lives in one arena.
 */
#ifndef OIT_DOCUMENT_H
#define OIT_DOCUMENT_H

#include "oit/page.h"

#define DOCUMENT_VERSION 1 /* of what readers make of the same bytes; a higher number: read again */

/* X(code, JSON name) */
#define DOCUMENT_FORMATS(X)                                                                                  \
    X(UNKNOWN, "")                                                                                           \
    X(PDF, "pdf")                                                                                            \
    X(DOCX, "docx")                                                                                          \
    X(XLSX, "xlsx")                                                                                          \
    X(PPTX, "pptx")                                                                                          \
    X(ODT, "odt")                                                                                            \
    X(ODS, "ods")                                                                                            \
    X(ODP, "odp")                                                                                            \
    X(DOC, "doc")                                                                                            \
    X(XLS, "xls")                                                                                            \
    X(PPT, "ppt")                                                                                            \
    X(RTF, "rtf")                                                                                            \
    X(CSV, "csv")                                                                                            \
    X(TXT, "txt")                                                                                            \
    X(HTML, "html")                                                                                          \
    X(IMAGE, "image")                                                                                        \
    X(ZIP, "zip")                                                                                            \
    X(RAR, "rar")                                                                                            \
    X(SEVENZIP, "7z")

#define X(code, name) FORMAT_##code,
enum document_format { DOCUMENT_FORMATS(X) FORMAT_COUNT };
#undef X

/* X(code, JSON name, open, text): open = the information may stand in it, we could not see. */
#define DOCUMENT_STATES(X)                                                                                   \
    X(UNREAD, "unread", true, N_("not read"))                                                                \
    X(READ, "read", false, N_("read"))                                                                       \
    X(EMPTY, "empty", false, N_("the file holds neither text nor pictures"))                                 \
    X(SCAN, "scan", true, N_("only pictures of text, which were not recognised"))                            \
    X(GARBLED, "garbled", true, N_("the letters of the file cannot be told from each other"))                \
    X(LOCKED, "locked", true, N_("a password is needed to open the file"))                                   \
    X(DAMAGED, "damaged", true, N_("the file is cut or damaged"))                                            \
    X(WEB_PAGE, "web_page", false, N_("a web page came instead of the file"))                                \
    X(PERMISSION, "permission", true, N_("the shared drive asks for permission"))                            \
    X(NO_READER, "no_reader", true, N_("this machine has no program that reads such files"))                 \
    X(UNSUPPORTED, "unsupported", true, N_("a kind of file we cannot read"))                                 \
    X(CRASHED, "crashed", true, N_("the reader crashed on the file"))                                        \
    X(TIMEOUT, "timeout", true, N_("reading the file took too long"))                                        \
    X(TOO_LARGE, "too_large", true, N_("the file unpacks to more than we read"))                             \
    X(LIMIT, "limit", true, N_("the budget for reading documents was used up"))

#define X(code, name, open, text) DOCUMENT_##code,
enum document_state { DOCUMENT_STATES(X) DOCUMENT_STATE_COUNT };
#undef X

/* What was wrong with the letters of a page and was cured, or could not be. */
enum text_flag {
    TEXT_SARA_AM_LOST = 1,   /* sara am written as sara aa alone: had back in some words only */
    TEXT_MARKS_SPLIT = 2,    /* blanks or line ends before or after marks, taken out */
    TEXT_PRIVATE_GLYPHS = 4, /* glyph codes U+F700-F71F, translated */
    TEXT_LATIN_THAI = 8,     /* TIS-620 bytes in a Latin font, decoded again */
    TEXT_GARBLED = 16,       /* no letters behind the glyphs: only recognition of the picture helps */
    TEXT_RECOGNISED = 32,    /* by OCR: digits and marks are not certain */
    TEXT_DISTORTED = 64      /* OCR, and unsure of itself */
};

/* A page of a PDF, a slide, a sheet, a member of an archive. */
struct document_part {
    uint32_t number; /* from 1 */
    struct str name; /* of a sheet or member, else empty */
    uint32_t flags;  /* enum text_flag */
    int confidence;  /* per cent of recognition, 100 for text that was there */
    bool unread;     /* a picture that was not recognised, a member that could not be read */
};

struct document {
    enum document_format format;
    enum document_state state;
    uint32_t part_count;   /* pages (slides, sheets, members) it has, as far as known */
    uint32_t flags;        /* of all parts together */
    struct str detail;     /* plain words, English, may be empty */
    struct page text;      /* url, links, forms and images are empty */
    const uint32_t *sheet; /* text.block_n numbers of parts; 0 where the format has none (docx, rtf, csv) */
    const struct document_part *part;
    size_t part_n;
    bool cut; /* a ceiling was reached, or pages were left unread; what came before is kept */
};

/* Papers or sheets side by side, each of its own year: an archive or a workbook of several. */
static inline bool
document_is_parted(const struct document *d)
{
    return d->part_count > 1 &&
           (d->format == FORMAT_ZIP || d->format == FORMAT_RAR || d->format == FORMAT_SEVENZIP ||
            d->format == FORMAT_XLSX || d->format == FORMAT_XLS || d->format == FORMAT_ODS);
}

/* JSON names, never NULL. */
const char *document_format_name(enum document_format f);
const char *document_state_name(enum document_state s);
/* FORMAT_UNKNOWN, DOCUMENT_UNREAD when unknown. */
enum document_format document_format_of_name(struct str name);
enum document_state document_state_of_name(struct str name);
/* May the information be in a document of this state although we did not see it? */
bool document_open(enum document_state s);
/* English text, a gettext message id. */
const char *document_state_text(enum document_state s);

#endif
