/* Files that are text: plain, tables, RTF, and HTML that came where a file was asked for. */
#include "base/utf8.h"
#include "extract/csv.h"
#include "extract/decode.h"
#include "extract/flow.h"
#include "extract/html.h"
#include "extract/reading.h"
#include "extract/rtf.h"
#include "oit/limits.h"

#define TITLE_MAX 300

/*
 * Shared drives that answer with a question.  In a title the words stand alone; addresses and names of
 * classes count anywhere in the page, and only where a page of the drive itself has them.
 */
static const struct {
    struct str title, text;
} questions[] = {
    {{"access denied", 13}, {"drive.google.com", 16}},
    {{"google drive - access denied", 28}, {NULL, 0}},
    {{"you need access", 15}, {NULL, 0}},
    {{"request access", 14}, {NULL, 0}},
    {{"google drive - quota exceeded", 29}, {NULL, 0}},
    {{"google drive - virus scan warning", 33}, {NULL, 0}},
    {{"sign in - google accounts", 25}, {NULL, 0}},
    {{": sign-in", 9}, {"google.com", 10}},
    {{"meet google drive", 17}, {NULL, 0}},
    {{"google drive", 12}, {"you need access", 15}},
    {{"google drive", 12}, {"you need permission", 19}},
    {{"google drive", 12}, {"accounts.google.com/servicelogin", 32}},
    {{"google drive", 12}, {"accounts.google.com/v3/signin", 29}},
    {{"google drive", 12}, {"accounts.google.com/interactivelogin", 36}},
    {{"sign in to your account", 23}, {NULL, 0}},
    {{"sign in to your microsoft account", 33}, {NULL, 0}},
    {{"sign in", 7}, {"login.microsoftonline.com", 25}},
    {{"sign in", 7}, {"login.live.com", 14}},
    {{"sharepoint", 10}, {"accessdenied.aspx", 17}},
    {{"dropbox - ", 10}, {"/login", 6}},
    {{NULL, 0}, {"<form action=\"https://accounts.google.com/", 42}},
    {{NULL, 0}, {"url=https://accounts.google.com/servicelogin", 44}},
    {{NULL, 0}, {"action=\"https://drive.usercontent.google.com/download\"", 54}},
    {{NULL, 0}, {"drive.google.com/requestaccess", 30}},
    {{NULL, 0}, {"you need access", 15}},
    {{NULL, 0}, {"drive-viewer", 12}},
};

static bool
has(struct str s, struct str words)
{
    return words.n == 0 || str_find_nocase(s, words, 0) != STR_NOT_FOUND;
}

static bool
asks_permission(struct str title, struct str page)
{
    for (size_t i = 0; i < sizeof(questions) / sizeof(questions[0]); i++)
        if (has(title, questions[i].title) && has(page, questions[i].text))
            return true;
    return false;
}

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
        state = asks_permission(buf_view(&title), text) ? DOCUMENT_PERMISSION : DOCUMENT_WEB_PAGE;
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
