/* Files that are text: plain, tables, RTF, and HTML that came where a file was asked for. */
#include "base/utf8.h"
#include "extract/csv.h"
#include "extract/decode.h"
#include "extract/drive.h"
#include "extract/flow.h"
#include "extract/html.h"
#include "extract/reading.h"
#include "extract/rtf.h"
#include "oit/limits.h"

#define TITLE_MAX 300

static void
read_page(struct flow *flow, struct str text)
{
    struct buf title;
    enum document_state state = DOCUMENT_READ;

    buf_init(&title, TITLE_MAX);
    if (html_is_office(text)) {
        html_read(flow, text);
    } else {
        html_title(text, &title);
        state = drive_asks(buf_view(&title), text) ? DOCUMENT_PERMISSION : DOCUMENT_WEB_PAGE;
    }
    flow_finish(flow, FORMAT_HTML, state, false, buf_cstr(&title));
    buf_free(&title);
}

static void
read_lines(struct flow *flow, struct str text)
{
    size_t at = 0;

    flow_begin(flow);
    while (at < text.n && !flow->cut) {
        uint32_t c = utf8_next(text, &at);

        flow_char(flow, c);
        if (c == '\n' || c == '\f' || (c == '\r' && (at == text.n || text.p[at] != '\n'))) {
            flow_end(flow);
            flow_begin(flow);
        }
    }
    flow_flush(flow);
}

void
text_read(struct reading *r)
{
    struct flow flow;
    struct buf text;
    struct str s;

    flow_init(&flow, r->out);
    buf_init(&text, LIMIT_DOCUMENT_XML);
    if (r->format != FORMAT_RTF)
        decode_text(r->bytes, &text);
    s = buf_view(&text);
    flow.capped = text.full;
    if (r->format == FORMAT_RTF) {
        rtf_read(&flow, r->bytes);
    } else if (r->format == FORMAT_HTML) {
        read_page(&flow, s);
    } else {
        char separator = r->format == FORMAT_CSV ? csv_separator(str_sub(s, 0, 32 * KIB), s.n > 32 * KIB) : 0;

        if (separator)
            csv_read(&flow, s, separator);
        else
            read_lines(&flow, s);
        flow_finish(&flow, r->format, DOCUMENT_READ, false, "");
    }
    buf_free(&text);
    flow_free(&flow);
}
