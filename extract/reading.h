/*
 * One document on the reader's bench: its bytes, what may be spent on it, and where its records go.  The
 * bytes stand in memory and, sealed, behind the descriptor fd, which boxed programs get as standard input.
 */
#ifndef OIT_EXTRACT_READING_H
#define OIT_EXTRACT_READING_H

#include "extract/record.h"

struct reading {
    struct str bytes;
    int fd; /* of the same bytes, at offset 0; -1 in unit tests of formats read in process */
    enum document_format format; /* what the first bytes say, format_of() */
    uint32_t ocr_pages;          /* pages that may be recognised; 0 = none */
    struct buf *out;             /* records */
};

/*
 * Read the whole document: find its format, run what reads it, always inside boxes.  Writes records and
 * exactly one D record, the last; out must have room for LIMIT_DOCUMENT_TEXT.  Only bytes, fd, ocr_pages and
 * out are given.
 */
void reading_run(struct reading *r);

/* What the first bytes say, never the name: "%PDF-" within the first KiB, zip directories, OLE2 streams ...
 */
enum document_format format_of(struct str bytes);
/* The same by fixed bytes at fixed places alone, which needs no box: FORMAT_UNKNOWN when they do not tell. */
enum document_format format_signature(struct str bytes);

/* Formats that we parse ourselves; run inside a box.  Each writes records and one D record. */
void office_read(struct reading *r); /* docx xlsx pptx odt ods odp */
void
text_read(struct reading *r); /* csv txt rtf; html: a web page, or a shared drive's question for permission */
void archive_read(
    struct reading *r); /* zip rar 7z: a part a member, contents one level deep through reading_parse() */
/* The D record of an archive, which says how many members were left unread. */
void archive_end(struct buf *out, enum document_format format, enum document_state state, uint32_t members,
                 uint32_t unread, bool cut);
/* In a box: the bytes of a member, counted from 1 as archive_read() numbers its parts; nothing when it does
 * not come whole. */
void archive_member(const struct reading *r, uint32_t number, struct buf *out);
/* office_read, text_read or archive_read, as the format asks; DOCUMENT_UNSUPPORTED for others. */
void reading_parse(struct reading *r);

/* Formats that other programs read; run outside, each program in a box. */
void pdf_read(struct reading *r);        /* pdftotext; pages without letters: pdftoppm and tesseract */
void image_read(struct reading *r);      /* tesseract */
void old_office_read(struct reading *r); /* doc: antiword; xls, ppt: LibreOffice where installed */

#endif
