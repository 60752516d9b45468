/* Head, parts, base64. */
#include "report/mime.h"
#include "base/sha256.h"
#include "base/utf8.h"
#include "report/plain.h"
#include <time.h>

#define LINE 76         /* characters of a line of the head or of base64 */
#define WORD_FRAME 12   /* =?UTF-8?B?...?= without the base64 */
#define ADDRESS_MAX 254 /* RFC 5321 section 4.5.3.1.3 */
#define LOCAL_MAX 64

static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

static void
base64(struct buf *out, struct str s)
{
    for (size_t i = 0; i < s.n; i += 3) {
        unsigned char b[3] = {0};
        size_t n = s.n - i < 3 ? s.n - i : 3;

        for (size_t k = 0; k < n; k++)
            b[k] = (unsigned char)s.p[i + k];
        buf_char(out, digits[b[0] >> 2]);
        buf_char(out, digits[(b[0] & 3) << 4 | b[1] >> 4]);
        buf_char(out, n > 1 ? digits[(b[1] & 15) << 2 | b[2] >> 6] : '=');
        buf_char(out, n > 2 ? digits[b[2] & 63] : '=');
    }
}

static void
base64_lines(struct buf *out, struct str s)
{
    const size_t some = LINE / 4 * 3;

    for (size_t i = 0; i < s.n; i += some) {
        base64(out, str_sub(s, i, i + some));
        buf_z(out, "\r\n");
    }
}

/* ------------------------------------------------------------------ the head */

static bool
plain_ascii(struct str s)
{
    for (size_t i = 0; i < s.n; i++)
        if ((unsigned char)s.p[i] < 0x20 || (unsigned char)s.p[i] > 0x7e)
            return false;
    return str_find(s, STR("=?"), 0) == STR_NOT_FOUND;
}

/* The longest part of s in at most n bytes that ends between characters; marks stay with their letter. */
static struct str
some_characters(struct str s, size_t n)
{
    size_t one = 0;

    if (s.n <= n)
        return s;
    for (size_t k = n; k > 0; k--) {
        struct str some = utf8_prefix(s, k);

        if (some.n > 0 && some.n <= n)
            return some;
    }
    utf8_next(s, &one); /* a letter with marks without end */
    return str_sub(s, 0, one);
}

/* Encoded words, each on a line of its own after the first; used: characters already on this line. */
static void
encoded(struct buf *out, struct str s, size_t used)
{
    bool first = true;

    while (s.n > 0) {
        size_t room = LINE - WORD_FRAME - (first ? used : 1);
        struct str some = some_characters(s, room / 4 * 3);

        if (!first)
            buf_z(out, "\r\n ");
        buf_z(out, "=?UTF-8?B?");
        base64(out, some);
        buf_z(out, "?=");
        s = str_sub(s, some.n, s.n);
        first = false;
    }
}

void
mime_field(struct buf *out, const char *name, struct str value)
{
    size_t used = str_of(name).n + 2;
    struct arena *a = arena_new(0);
    struct str s = plain_line(a, value, 1000);

    buf_printf(out, "%s: ", name);
    if (plain_ascii(s) && used + s.n <= LINE)
        buf_str(out, s);
    else
        encoded(out, s, used);
    buf_z(out, "\r\n");
    arena_free(a);
}

/* A value of ours that needs no encoding: ids, types. */
static void
field(struct buf *out, const char *name, struct str value)
{
    buf_printf(out, "%s: %.*s\r\n", name, STR_ARGS(value));
}

static void
mailbox(struct buf *out, const char *name, struct str shown, struct str address)
{
    size_t used = str_of(name).n + 2;
    struct arena *a = arena_new(0);
    struct str s = plain_line(a, shown, 100);

    buf_printf(out, "%s: ", name);
    if (s.n > 0 && plain_ascii(s) && used + s.n + 3 <= LINE) {
        buf_char(out, '"');
        for (size_t i = 0; i < s.n; i++) {
            if (s.p[i] == '"' || s.p[i] == '\\')
                buf_char(out, '\\');
            buf_char(out, s.p[i]);
        }
        buf_z(out, "\"\r\n ");
    } else if (s.n > 0) {
        encoded(out, s, used);
        buf_z(out, "\r\n ");
    }
    buf_printf(out, "<%.*s>\r\n", STR_ARGS(address));
    arena_free(a);
}

static void
ids(struct buf *out, const char *name, struct strs v)
{
    if (v.n == 0)
        return;
    buf_printf(out, "%s:", name);
    for (size_t i = 0; i < v.n; i++)
        buf_printf(out, "%s <%.*s>", i > 0 ? "\r\n" : "", STR_ARGS(v.v[i]));
    buf_z(out, "\r\n");
}

/* RFC 5322 section 3.3, in the time of the office. */
static void
date(struct buf *out, int64_t seconds)
{
    static const char *const day[] = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
    static const char *const month[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                        "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    time_t t = (time_t)(seconds + 7 * 3600);
    struct tm tm;

    gmtime_r(&t, &tm);
    buf_printf(out, "Date: %s, %02d %s %04d %02d:%02d:%02d +0700\r\n", day[tm.tm_wday], tm.tm_mday,
               month[tm.tm_mon], tm.tm_year + 1900, tm.tm_hour, tm.tm_min, tm.tm_sec);
}

static void
head(const struct mail *m, struct buf *out)
{
    mailbox(out, "From", m->from_name, m->from);
    mailbox(out, "To", m->to_name, m->to);
    mime_field(out, "Subject", m->subject);
    date(out, m->date);
    buf_printf(out, "Message-ID: <%.*s>\r\n", STR_ARGS(m->message_id));
    ids(out, "In-Reply-To", m->in_reply_to);
    ids(out, "References", m->references);
    field(out, "Auto-Submitted", STR("auto-generated"));
    field(out, "X-Auto-Response-Suppress", STR("All"));
    if (m->list_id.n > 0)
        buf_printf(out, "List-Id: <%.*s>\r\n", STR_ARGS(m->list_id));
    field(out, "MIME-Version", STR("1.0"));
}

/* ------------------------------------------------------------------ the parts */

/* No line of base64 begins with a hyphen, so that a boundary cannot stand in a part. */
static struct str
boundary(struct arena *a, const struct mail *m, const char *what)
{
    struct sha256 h = sha256_of(m->message_id);
    char hex[65];

    sha256_hex(&h, hex);
    return arena_printf(a, "=_%s_%.24s", what, hex);
}

static void
begin_part(struct buf *out, struct str b)
{
    buf_printf(out, "--%.*s\r\n", STR_ARGS(b));
}

static void
multipart(struct buf *out, const char *kind, struct str b)
{
    buf_printf(out, "Content-Type: multipart/%s;\r\n boundary=\"%.*s\"\r\n\r\n", kind, STR_ARGS(b));
}

/* Text inside base64 has the line ends of mail too (RFC 2045 section 6.8). */
static void
body(struct buf *out, const char *type, struct str text)
{
    struct buf lines;

    buf_init(&lines, 2 * text.n + 1);
    for (size_t i = 0; i < text.n; i++)
        if (text.p[i] == '\n')
            buf_z(&lines, "\r\n");
        else
            buf_char(&lines, text.p[i]);
    buf_printf(out, "Content-Type: %s; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n", type);
    base64_lines(out, buf_view(&lines));
    buf_free(&lines);
}

static void
alternatives(const struct mail *m, struct arena *a, struct buf *out)
{
    struct str b = boundary(a, m, "text");

    multipart(out, "alternative", b);
    begin_part(out, b);
    body(out, "text/plain", m->text);
    begin_part(out, b);
    body(out, "text/html", m->html);
    buf_printf(out, "--%.*s--\r\n", STR_ARGS(b));
}

static void
attach(struct buf *out, const struct attachment *t)
{
    buf_printf(out,
               "Content-Type:\r\n %s\r\nContent-Transfer-Encoding: base64\r\n"
               "Content-Disposition: attachment;\r\n filename=\"%.*s\"\r\n\r\n",
               t->type, STR_ARGS(t->name));
    base64_lines(out, t->bytes);
}

void
mime_write(const struct mail *m, struct buf *out)
{
    struct arena *a = arena_new(0);
    struct str b = boundary(a, m, "all");

    head(m, out);
    if (m->attachment_n == 0) {
        alternatives(m, a, out);
    } else {
        multipart(out, "mixed", b);
        begin_part(out, b);
        alternatives(m, a, out);
        for (size_t i = 0; i < m->attachment_n; i++) {
            begin_part(out, b);
            attach(out, &m->attachment[i]);
        }
        buf_printf(out, "--%.*s--\r\n", STR_ARGS(b));
    }
    arena_free(a);
}

/* ------------------------------------------------------------------ addresses */

static bool
is_one_of(char c, const char *more)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           str_find_char(str_of(more), c, 0) != STR_NOT_FOUND;
}

bool
mime_address_valid(struct str s)
{
    size_t at = str_find_char(s, '@', 0);

    if (at == STR_NOT_FOUND || at == 0 || at > LOCAL_MAX || at + 1 >= s.n || s.n > ADDRESS_MAX)
        return false;
    for (size_t i = 0; i < at; i++)
        if (!is_one_of(s.p[i], "!#$%&'*+-/=?^_`{|}~.") ||
            (s.p[i] == '.' && (i == 0 || i + 1 == at || s.p[i + 1] == '.')))
            return false;
    for (size_t i = at + 1; i < s.n; i++)
        if (!is_one_of(s.p[i], "-.") || (s.p[i] == '.' && (i == at + 1 || i + 1 == s.n || s.p[i + 1] == '.')))
            return false;
    return true;
}
