/* A picture as a document of one page: nothing can be read of it unless it is recognised. */
#include "base/say.h"
#include "extract/image_size.h"
#include "extract/letters.h"
#include "extract/lines.h"
#include "extract/ocr.h"
#include "extract/reading.h"
#include "oit/limits.h"

struct image_text {
    struct buf text;
    uint32_t flags;
    int confidence;
    const char *detail;
};

/* False when the picture stays unread; then detail may say why. */
static bool
recognise(struct reading *r, struct image_text *t)
{
    uint64_t pixels = image_size(r->bytes);
    struct letters_count whole = {0};
    struct buf found;
    bool ok;

    if (r->ocr_pages == 0)
        return false;
    if ((t->detail = ocr_lacks()) != NULL)
        return false;
    if (pixels > LIMIT_OCR_PIXELS) {
        t->detail = N_("the picture has more points than we recognise");
        return false;
    }
    buf_init(&found, LIMIT_DOCUMENT_TEXT);
    ok = ocr_picture(r->fd, &found, &t->confidence);
    letters_count_add(&whole, buf_view(&found));
    if (ok)
        t->flags = TEXT_RECOGNISED | letters_cure(buf_view(&found), &whole, &t->text);
    buf_free(&found);
    return ok;
}

void
image_read(struct reading *r)
{
    struct image_text t = {0};
    bool read;

    buf_init(&t.text, 4 * LIMIT_DOCUMENT_TEXT);
    read = recognise(r, &t);
    if (read && t.confidence < OCR_UNSURE)
        t.flags |= TEXT_DISTORTED;
    record_part(r->out, 1, t.flags, t.confidence, !read, STR_NONE);
    lines_write(r->out, buf_view(&t.text), true);
    record_end(r->out, FORMAT_IMAGE, t.text.n > 0 ? DOCUMENT_READ : DOCUMENT_SCAN, 1, false,
               str_of(t.detail));
    buf_free(&t.text);
}
