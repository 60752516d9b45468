/* A picture as a document of one page, or of several: nothing can be read of it unless it is recognised. */
#include "base/say.h"
#include "extract/image_size.h"
#include "extract/letters.h"
#include "extract/lines.h"
#include "extract/ocr.h"
#include "extract/reading.h"
#include "oit/limits.h"

struct picture {
    struct reading *r;
    const char *lacks; /* why nothing can be recognised, or NULL */
    const char *detail;
    struct buf found, text; /* of one page: as recognised, cured */
    bool any, unread;       /* of all pages */
};

/* False when the page stays unread. */
static bool
recognise(struct picture *m, uint32_t page, uint32_t *flags, int *confidence)
{
    struct letters_count whole = {0};

    if (page >= m->r->ocr_pages || m->lacks)
        return false;
    if (image_size(m->r->bytes, page) > LIMIT_OCR_PIXELS) {
        m->detail = N_("the picture has more points than we recognise");
        return false;
    }
    if (!ocr_picture(m->r->fd, page, &m->found, confidence))
        return false;
    letters_count_add(&whole, buf_view(&m->found));
    *flags = TEXT_RECOGNISED | letters_cure(buf_view(&m->found), &whole, &m->text);
    if (*confidence < OCR_UNSURE)
        *flags |= TEXT_DISTORTED;
    m->any |= letters_count_readable(&whole) > 0;
    return true;
}

static void
read_page(struct picture *m, uint32_t page)
{
    uint32_t flags = 0;
    int confidence = 0;
    bool done;

    buf_clear(&m->found);
    buf_clear(&m->text);
    done = recognise(m, page, &flags, &confidence);
    m->unread |= !done;
    record_part(m->r->out, page + 1, flags, confidence, !done, STR_NONE);
    lines_write(m->r->out, buf_view(&m->text), page == 0);
}

void
image_read(struct reading *r)
{
    uint32_t pages = image_size_pages(r->bytes);
    struct picture m = {.r = r, .lacks = r->ocr_pages > 0 ? ocr_lacks() : NULL, .detail = ""};

    /* No program shows what begins as a picture does and does not say how large it is. */
    if (format_of(r->bytes) == FORMAT_IMAGE && image_size(r->bytes, 0) == 0) {
        record_end(r->out, FORMAT_IMAGE, DOCUMENT_DAMAGED, 0, false, STR_NONE);
        return;
    }
    if (m.lacks)
        m.detail = m.lacks;
    buf_init(&m.found, LIMIT_DOCUMENT_TEXT);
    buf_init(&m.text, 4 * LIMIT_DOCUMENT_TEXT);
    for (uint32_t i = 0; i < pages; i++)
        read_page(&m, i);
    record_end(r->out, FORMAT_IMAGE, m.any ? DOCUMENT_READ : DOCUMENT_SCAN, pages, m.unread,
               str_of(m.detail));
    buf_free(&m.found);
    buf_free(&m.text);
}
