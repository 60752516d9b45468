/* Formats that are read in process, by the format the first bytes gave. */
#include "extract/ole.h"
#include "extract/reading.h"

void
reading_parse(struct reading *r)
{
    switch (r->format) {
    case FORMAT_DOCX:
    case FORMAT_XLSX:
    case FORMAT_PPTX:
    case FORMAT_ODT:
    case FORMAT_ODS:
    case FORMAT_ODP:
        office_read(r);
        break;
    case FORMAT_RTF:
    case FORMAT_CSV:
    case FORMAT_TXT:
    case FORMAT_HTML:
        text_read(r);
        break;
    case FORMAT_ZIP:
    case FORMAT_RAR:
    case FORMAT_SEVENZIP:
        archive_read(r);
        break;
    default:
        record_end(r->out, r->format,
                   r->bytes.n == 0            ? DOCUMENT_EMPTY
                   : ole_is_damaged(r->bytes) ? DOCUMENT_DAMAGED
                                              : DOCUMENT_UNSUPPORTED,
                   0, false, STR_NONE);
    }
}
