/* oit doctor and oit version: what is here, what is missing, and what to do about it. */
#include "base/clock.h"
#include "base/file.h"
#include "cli/command.h"
#include "extract/extract.h"
#include <langinfo.h>
#include <stdio.h>
#include <sys/statvfs.h>
#include <unistd.h>

#define DISK_ENOUGH_MB 500
#define CLOCK_EARLIEST 1700000000 /* November 2023: before it the clock is wrong */

static void
tell(struct buf *b, bool good, const char *what, const char *detail, const char *next)
{
    buf_printf(b, "%s %s%s%s\n", good ? "✓" : "✗", what, detail[0] != '\0' ? ": " : "", detail);
    if (!good && next[0] != '\0')
        buf_printf(b, "    → %s\n", next);
}

static bool
check_rules(struct session *s, struct buf *b)
{
    struct err e = {0};
    char detail[1400];
    bool good = session_load_rules(s, &e) == 0;

    if (good)
        snprintf(detail, sizeof detail, _("%zu checklists, %zu topics"), s->catalog->pack_n,
                 s->catalog->topic_n);
    else
        snprintf(detail, sizeof detail, "%s: %s", e.input, e.what);
    tell(b, good, _("rules"), detail, e.next);
    return good;
}

static bool
check_disk(struct session *s, struct buf *b)
{
    struct err e = {0};
    struct str dir = session_data_dir(s, &e);
    struct statvfs v;
    unsigned long long mb = 0;
    char detail[1400];
    bool good = dir.n > 0 && statvfs(dir.p, &v) == 0 && access(dir.p, W_OK) == 0;

    if (good)
        mb = (unsigned long long)v.f_bavail * v.f_frsize >> 20;
    if (dir.n > 0)
        snprintf(detail, sizeof detail, _("%s, %llu MB free"), dir.p, mb);
    else
        snprintf(detail, sizeof detail, "%s", e.what);
    tell(b, good && mb >= DISK_ENOUGH_MB, _("folder of site files"), detail,
         good ? _("make room, or name another folder with --data DIR")
              : _("name a folder you may write to with --data DIR"));
    return good && mb >= DISK_ENOUGH_MB;
}

static bool
check_trust(struct buf *b)
{
    const char *store = "/etc/ssl/certs/ca-certificates.crt";
    bool good = file_exists(store);

    tell(b, good, _("certificates of known authorities"), good ? store : "",
         _("install the package ca-certificates"));
    return good;
}

static bool
check_clock(struct buf *b)
{
    char now[32];
    bool good = clock_now() > CLOCK_EARLIEST;

    date_iso_time(clock_now(), now);
    tell(b, good, _("clock"), now, _("set this machine's clock: years and certificates are judged by it"));
    return good;
}

static bool
check_language(struct buf *b)
{
    bool good = say_tr_in(LANG_TH, "Found") != NULL &&
                str_cmp(str_of(say_tr_in(LANG_TH, "Found")), STR("Found")) != 0;

    tell(b, good, _("Thai texts"), nl_langinfo(CODESET),
         _("install the program again: its locale folder is missing"));
    return good;
}

/* ------------------------------------------------------------------ documents */

/* What oit does without is only noted, with what to install for it. */
static void
note(struct buf *b, bool here, const char *what, const char *detail, const char *next)
{
    if (here)
        tell(b, true, what, detail, "");
    else
        buf_printf(b, "– %s: %s\n    → %s\n", what, _("not here"), next);
}

static bool
check_reader(const struct extract_tools *t, struct buf *b)
{
    bool pdf = t->pdftotext && t->pdftoppm;

    tell(b, t->reader, _("program that reads documents"), "oit-reader",
         _("Install oit again, with its folder libexec/oit, or name the program in OIT_READER."));
    tell(b, t->box, _("confined processes, in which documents are read"), "",
         _("allow this machine or container to make processes and to confine them with seccomp"));
    tell(b, pdf, "PDF", "pdftotext, pdftoppm", _("install the package poppler-utils"));
    return t->reader && t->box && pdf;
}

static void
tell_formats(const struct extract_tools *t, struct buf *b)
{
    note(b, t->tesseract && t->thai_model && t->pdftoppm, _("pictures of text"),
         _("tesseract with its Thai model"), _("install the packages tesseract-ocr and tesseract-ocr-tha"));
    note(b, t->antiword, _("Word of before 2007"), "antiword", _("install the package antiword"));
    note(b, t->calc, _("Excel of before 2007"), "LibreOffice Calc",
         _("install the package libreoffice-calc-nogui"));
    note(b, t->impress, _("PowerPoint of before 2007"), "LibreOffice Impress",
         _("install the package libreoffice-impress-nogui"));
}

static void
tell_protections(const struct extract_tools *t, struct buf *b)
{
    char detail[64];

    note(b, t->seccomp, _("documents reach no network"), "seccomp",
         _("this kernel has no seccomp: read only documents that you trust"));
    snprintf(detail, sizeof detail, _("Landlock, version %d"), t->landlock);
    note(b, t->landlock > 0, _("documents reach no files"), detail,
         _("this kernel has no Landlock: the programs that read documents could see this user's files, and "
           "LibreOffice could change them; no network is reached all the same"));
}

static void
tell_places(const struct extract_tools *t, struct buf *b)
{
    char detail[128];

    snprintf(detail, sizeof detail, _("%d on this machine"), t->places);
    note(b, t->places > 0, _("documents read at a time"), detail,
         _("no folder is this user's alone, so that several scans are not held back; name one of mode 700 in "
           "OIT_PLACES_DIR"));
}

static bool
check_documents(struct buf *b)
{
    struct extract *x = extract_new(NULL, NULL);
    struct extract_tools t;
    bool good;

    extract_tools(x, &t);
    extract_free(x);
    good = check_reader(&t, b);
    tell_formats(&t, b);
    tell_protections(&t, b);
    tell_places(&t, b);
    return good;
}

int
cmd_doctor(const struct options *o, struct err *e)
{
    struct session s;
    struct buf b;
    bool good;
    int code;

    session_init(&s, o);
    buf_init(&b, 64 * 1024);
    buf_printf(&b, "oit %s\n", OIT_VERSION);
    good = check_rules(&s, &b);
    good &= check_disk(&s, &b);
    good &= check_trust(&b);
    good &= check_clock(&b);
    good &= check_language(&b);
    good &= check_documents(&b);
    code = outputs_print(buf_view(&b), e) != 0 ? -1 : good ? EXIT_OK : EXIT_WRONG_USE;
    buf_free(&b);
    session_close(&s);
    return code;
}

int
cmd_version(const struct options *o, struct err *e)
{
    (void)o, (void)e;
    printf("oit %s\n", OIT_VERSION);
    return EXIT_OK;
}
