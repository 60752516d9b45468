/*
 * zip, rar and 7z: each member a part with its name; what is text, office file or RTF is read, one level
 * deep.  Nothing is written anywhere: names are only shown.
 */
#include "base/utf8.h"
#include "extract/decode.h"
#include "extract/reading.h"
#include "oit/limits.h"
#include <archive.h>
#include <archive_entry.h>
#include <locale.h>
#include <stdio.h>
#include <string.h>

#define PIECE 65536

struct listing {
    struct archive *archive;
    struct buf *out;
    struct buf name, bytes, records; /* of the member at hand */
    uint32_t parts, unread, locked;
    size_t spent;
    bool cut, damaged, text;
};

/* Kinds that are never read from within an archive: not even unpacked. Others are known by their bytes. */
static bool
is_passed_over(struct str name)
{
    static const char *const ends[] = {".pdf",  ".jpg",  ".jpeg", ".png", ".gif",  ".bmp", ".tif",
                                       ".tiff", ".webp", ".zip",  ".rar", ".7z",   ".gz",  ".mp3",
                                       ".mp4",  ".avi",  ".mov",  ".wmv", ".exe",  ".dll", ".ttf",
                                       ".psd",  ".ai",   ".dwg",  ".mdb", ".accdb"};

    return STR_ENDS_ANY_NOCASE(name, ends);
}

static bool
is_read_here(enum document_format f)
{
    return f == FORMAT_DOCX || f == FORMAT_XLSX || f == FORMAT_PPTX || f == FORMAT_ODT || f == FORMAT_ODS ||
           f == FORMAT_ODP || f == FORMAT_RTF || f == FORMAT_CSV || f == FORMAT_TXT || f == FORMAT_HTML;
}

/* False when the member ends early, is damaged or larger than it may be. */
static bool
unpack(struct listing *l)
{
    size_t left = LIMIT_ARCHIVE_UNPACKED - l->spent;
    char piece[PIECE];
    la_ssize_t n;

    buf_init(&l->bytes, left < LIMIT_ARCHIVE_MEMBER ? left : LIMIT_ARCHIVE_MEMBER);
    while ((n = archive_read_data(l->archive, piece, sizeof piece)) > 0 && !l->bytes.full)
        buf_put_some(&l->bytes, piece, (size_t)n);
    l->spent += l->bytes.n;
    l->cut |= l->bytes.full;
    l->damaged |= n < 0;
    return n == 0 && !l->bytes.full;
}

/* Could the information be in the member although we did not see it? A page instead of a file is none of
 * ours. */
static bool
is_unread(struct listing *l, const struct record_ending *end)
{
    l->cut |= end->cut;
    l->locked += end->state == DOCUMENT_LOCKED;
    return document_open(end->state) || end->state == DOCUMENT_WEB_PAGE;
}

/* The member's text becomes text of its part; its own parts and its end do not travel on. */
static bool
copy_records(struct listing *l)
{
    struct str rest = buf_view(&l->records), line;
    struct record_ending end;
    struct document_part page;
    bool unread = true;

    buf_clear(&l->bytes);
    while (str_next(&rest, '\n', &line)) {
        if (record_read_end(line, &end)) {
            unread = is_unread(l, &end);
        } else if (!record_read_part(line, &page)) {
            buf_str(&l->bytes, line);
            buf_char(&l->bytes, '\n');
        }
    }
    return !unread;
}

/* True when it was read; its records are then in l->bytes. */
static bool
read_member(struct listing *l)
{
    struct reading inner = {.fd = -1, .out = &l->records};
    bool whole;

    if (is_passed_over(buf_view(&l->name)))
        return false;
    whole = unpack(l);
    inner.bytes = buf_view(&l->bytes);
    inner.format = format_of(inner.bytes);
    if (inner.bytes.n == 0)
        return whole;
    if (!is_read_here(inner.format)) {
        buf_clear(&l->bytes);
        return false;
    }
    buf_init(&l->records, LIMIT_DOCUMENT_TEXT);
    reading_parse(&inner);
    whole = copy_records(l) && whole;
    buf_free(&l->records);
    return whole;
}

/* Text that was got out of a member that is damaged is kept, and the part still counts as unread. */
static void
add_member(struct listing *l, struct archive_entry *entry)
{
    const char *raw = archive_entry_pathname(entry);
    bool locked = archive_entry_is_encrypted(entry) > 0, read;

    buf_clear(&l->name);
    decode_name(str_of(raw), &l->name);
    buf_init(&l->bytes, 0);
    read = !locked && read_member(l);
    l->parts++;
    l->unread += !read;
    l->text |= record_has_text(buf_view(&l->bytes));
    l->locked += locked;
    if (!record_part(l->out, l->parts, 0, 100, !read, buf_view(&l->name)) ||
        buf_put_some(l->out, l->bytes.p, l->bytes.n) < l->bytes.n)
        l->cut = true;
    buf_free(&l->bytes);
}

static bool
speaks_of_lock(struct archive *a)
{
    const char *text = archive_error_string(a);

    return archive_read_has_encrypted_entries(a) > 0 ||
           (text && (strstr(text, "ncrypt") || strstr(text, "assphrase")));
}

static void
list(struct listing *l)
{
    struct archive_entry *entry;
    int state;

    while ((state = archive_read_next_header(l->archive, &entry)) != ARCHIVE_EOF) {
        if (state == ARCHIVE_RETRY)
            continue;
        if (state != ARCHIVE_OK && state != ARCHIVE_WARN)
            break;
        if (archive_entry_filetype(entry) == AE_IFDIR)
            continue;
        if (l->parts == LIMIT_DOCUMENT_PARTS || l->out->full) {
            l->cut = true;
            return;
        }
        add_member(l, entry);
    }
    if (state == ARCHIVE_EOF)
        return;
    if (speaks_of_lock(l->archive))
        l->locked++;
    else
        l->damaged = true;
}

static enum document_state
state_of(const struct listing *l)
{
    if (l->locked > 0 && l->locked >= l->unread && l->unread == l->parts)
        return DOCUMENT_LOCKED;
    if (l->damaged)
        return DOCUMENT_DAMAGED;
    if (l->text)
        return DOCUMENT_READ;
    if (l->cut)
        return DOCUMENT_TOO_LARGE;
    return l->unread > 0 ? DOCUMENT_UNREAD : DOCUMENT_EMPTY;
}

void
archive_end(struct buf *out, enum document_format format, enum document_state state, uint32_t members,
            uint32_t unread, bool cut)
{
    char detail[100] = "";

    if (unread > 0)
        snprintf(detail, sizeof detail, "%u of %u members were listed but not read", (unsigned)unread,
                 (unsigned)members);
    record_end(out, format, state, members, cut || unread > 0, str_of(detail));
}

static void
finish(struct listing *l, enum document_format format)
{
    archive_end(l->out, format, state_of(l), l->parts, l->unread, l->cut);
}

/* Left to choose, the library takes an office file that was stored at the end of an archive for the archive.
 */
static void
choose_format(struct archive *a, enum document_format format)
{
    if (format == FORMAT_RAR) {
        archive_read_support_format_rar(a);
        archive_read_support_format_rar5(a);
    } else if (format == FORMAT_SEVENZIP) {
        archive_read_support_format_7zip(a);
    } else {
        archive_read_support_format_zip(a);
    }
}

/* False when it cannot even be begun; the archive is freed by the caller all the same. */
static bool
open_archive(struct archive *a, const struct reading *r)
{
    choose_format(a, r->format);
    return archive_read_open_memory(a, r->bytes.p, r->bytes.n) == ARCHIVE_OK;
}

/*
 * The library turns names into the encoding of the locale: ours, for as long as it works.  The reader has
 * loaded it before, which a box could not.
 */
static locale_t
begin_names(locale_t *before)
{
    locale_t utf8 = newlocale(LC_CTYPE_MASK, "C.UTF-8", (locale_t)0);

    *before = utf8 ? uselocale(utf8) : (locale_t)0;
    return utf8;
}

static void
end_names(locale_t utf8, locale_t before)
{
    if (!utf8)
        return;
    uselocale(before);
    freelocale(utf8);
}

void
archive_read(struct reading *r)
{
    struct listing l = {.archive = archive_read_new(), .out = r->out};
    locale_t before, utf8 = begin_names(&before);

    buf_init(&l.name, LIMIT_LINK_TEXT);
    if (open_archive(l.archive, r))
        list(&l);
    else
        l.damaged = true;
    finish(&l, r->format);
    archive_read_free(l.archive);
    buf_free(&l.name);
    end_names(utf8, before);
}

/* Counts as list() does. */
static bool
find_member(struct archive *a, uint32_t number)
{
    struct archive_entry *entry;
    int state;

    while ((state = archive_read_next_header(a, &entry)) != ARCHIVE_EOF) {
        if (state == ARCHIVE_RETRY)
            continue;
        if (state != ARCHIVE_OK && state != ARCHIVE_WARN)
            return false;
        if (archive_entry_filetype(entry) != AE_IFDIR && --number == 0)
            return archive_entry_is_encrypted(entry) <= 0;
    }
    return false;
}

void
archive_member(const struct reading *r, uint32_t number, struct buf *out)
{
    struct listing l = {.archive = archive_read_new()};
    locale_t before, utf8 = begin_names(&before);

    buf_init(&l.bytes, 0);
    if (number > 0 && open_archive(l.archive, r) && find_member(l.archive, number) && unpack(&l))
        buf_str(out, buf_view(&l.bytes));
    archive_read_free(l.archive);
    buf_free(&l.bytes);
    end_names(utf8, before);
}
