/*
 * The words of a notice.  It is laid out once, as a list of pieces (a site, a group, an entry, details); the
 * two bodies of a mail are two ways to print that list.
 */
#include "report/notice.h"
#include "base/utf8.h"
#include "oit/limits.h"
#include "report/card.h"
#include "report/plain.h"
#include "report/report.h"

#define SUBJECT_ITEMS 4
#define LINE_CHARACTERS 500
#define ARROW " \xe2\x86\x92 "

enum piece_kind { PIECE_SITE, PIECE_FACT, PIECE_GROUP, PIECE_ENTRY, PIECE_DETAIL, PIECE_FOOT };

struct piece {
    enum piece_kind kind;
    struct str label, text; /* label may be empty; both one cleaned line */
    struct str link;        /* address that text shows; empty for none */
};

struct layout {
    struct arena *a;
    const struct notice *n;
    enum lang lang;
    struct piece *piece;
    size_t piece_n, max;
    size_t told; /* entries so far */
};

/* ------------------------------------------------------------------ sentences */

static struct str
line(struct arena *a, struct str s)
{
    return plain_line(a, s, LINE_CHARACTERS);
}

static struct str
tr(enum lang lang, const char *id)
{
    return str_of(say_tr_in(lang, id));
}

static struct str
filled(struct arena *a, enum lang lang, const char *id, struct str one, struct str two, struct str three)
{
    return say_text(a, &(struct say){id, {one, two, three}}, lang);
}

static struct str
day_of(struct arena *a, const struct finding *f, enum lang lang)
{
    return date_show(a, f->day, lang == LANG_TH);
}

static struct str
days_of(struct arena *a, const struct finding *f)
{
    return card_number(a, f->days > 0 ? (uint64_t)f->days : 0);
}

static struct str
item_sentence(struct arena *a, const struct finding *f, enum lang lang)
{
    return arena_printf(a, "%.*s %.*s: %.*s" ARROW "%.*s", STR_ARGS(line(a, f->item)),
                        STR_ARGS(line(a, f->name[lang])), STR_ARGS(tr(lang, verdict_text(f->from))),
                        STR_ARGS(tr(lang, verdict_text(f->to))));
}

static struct str
certificate_sentence(struct arena *a, const struct finding *f, enum lang lang)
{
    if (f->event == EVENT_ENDED)
        return filled(a, lang, N_("the certificate of the website was renewed and is valid until {1}"),
                      day_of(a, f, lang), STR_NONE, STR_NONE);
    if (f->days < 0)
        return filled(a, lang, N_("the certificate of the website ended on {1}"), day_of(a, f, lang),
                      STR_NONE, STR_NONE);
    return filled(a, lang, N_("the certificate of the website ends in {1} days, on {2}"), days_of(a, f),
                  day_of(a, f, lang), STR_NONE);
}

static struct str
date_sentence(struct arena *a, const struct finding *f, enum lang lang)
{
    static const char *const texts[] = {[DATE_ENDS] = N_("{1}: ends in {2} days, on {3}"),
                                        [DATE_BEGINS] = N_("{1}: begins in {2} days, on {3}"),
                                        [DATE_ON] = N_("{1}: in {2} days, on {3}")};
    struct str what = f->what != NULL ? tr(lang, f->what) : line(a, f->item);

    return filled(a, lang, texts[f->side], what, days_of(a, f), day_of(a, f, lang));
}

static struct str
recovered_sentence(enum matter_kind kind, enum lang lang)
{
    switch (kind) {
    case MATTER_UNREACHABLE:
        return tr(lang, N_("the website can be read again"));
    case MATTER_ROBOTS:
        return tr(lang, N_("robots.txt lets the program in again"));
    default:
        return tr(lang, N_("the website no longer looks hacked"));
    }
}

struct str
notice_sentence(struct arena *a, const struct finding *f, enum lang lang)
{
    switch (f->kind) {
    case MATTER_ITEM:
        return item_sentence(a, f, lang);
    case MATTER_CERTIFICATE:
        return certificate_sentence(a, f, lang);
    case MATTER_DATE:
        return date_sentence(a, f, lang);
    case MATTER_RULES:
        return filled(a, lang, N_("{1} verdicts moved because the rules changed, not the website"),
                      card_number(a, f->count), STR_NONE, STR_NONE);
    default:
        return f->event == EVENT_ENDED ? recovered_sentence(f->kind, lang) : tr(lang, matter_text(f->kind));
    }
}

struct str
notice_advice(const struct finding *f, enum lang lang)
{
    static const char *const advice[MATTER_KIND_COUNT] = {
        [MATTER_UNREACHABLE] = N_(
            "open the website in a browser; if it does not open there either, tell whoever runs its server; "
            "if it does, ask them to let \"oit\" in"),
        [MATTER_ROBOTS] = N_("ask the site's administrator to allow \"oit\" in robots.txt"),
        [MATTER_HACKED] = N_(
            "have whoever runs the website take the foreign pages away, close the hole they came in by and "
            "change all passwords; until then open no file of that page"),
        [MATTER_CERTIFICATE] =
            N_("have whoever runs the website renew the certificate; without it browsers warn "
               "visitors away"),
    };

    if (f->event == EVENT_ENDED)
        return STR_NONE;
    return f->fix[lang].n > 0 ? f->fix[lang] : advice[f->kind] != NULL ? tr(lang, advice[f->kind]) : STR_NONE;
}

struct str
notice_site_name(struct arena *a, const struct notice_site *s)
{
    for (size_t i = 0; i < s->agency.n; i++)
        if (str_find_char(STR(":/@\\<>[]{}|`*_=%&\"'"), s->agency.p[i], 0) != STR_NOT_FOUND)
            return line(a, s->host.n > 0 ? s->host : s->name);
    return s->agency.n > 0 ? plain_line(a, s->agency, LIMIT_CHAT_NAME)
                           : line(a, s->host.n > 0 ? s->host : s->name);
}

/* ------------------------------------------------------------------ counts and subject */

enum group { GROUP_WORSE, GROUP_RECOVERED, GROUP_STILL, GROUP_NEAR, GROUP_COUNT };

static enum group
group_of(const struct finding *f)
{
    if (f->kind == MATTER_DATE || f->kind == MATTER_RULES)
        return GROUP_NEAR;
    return f->event == EVENT_ENDED ? GROUP_RECOVERED : f->event == EVENT_STILL ? GROUP_STILL : GROUP_WORSE;
}

struct notice_counts
notice_count(const struct notice *n)
{
    size_t v[GROUP_COUNT] = {0};

    for (size_t i = 0; i < n->finding_n; i++)
        v[group_of(n->finding[i])]++;
    return (struct notice_counts){v[GROUP_WORSE], v[GROUP_RECOVERED], v[GROUP_STILL], v[GROUP_NEAR]};
}

/* "O24 O9", or the one thing that happened. */
static void
put_subjects(struct arena *a, const struct notice *n, struct buf *b)
{
    size_t items = 0;

    for (size_t i = 0; i < n->finding_n; i++)
        if (n->finding[i]->kind == MATTER_ITEM && items++ < SUBJECT_ITEMS)
            buf_printf(b, " %.*s", STR_ARGS(line(a, n->finding[i]->item)));
    if (items > SUBJECT_ITEMS)
        buf_z(b, " \xe2\x80\xa6");
    if (items == 0 && n->finding_n > 0)
        buf_printf(b, " %.*s", STR_ARGS(notice_sentence(a, n->finding[0], n->lang)));
}

struct str
notice_subject(struct arena *a, const struct notice *n)
{
    struct notice_counts c = notice_count(n);
    struct buf b;
    struct str all;

    buf_init(&b, 64 * KIB);
    buf_z(&b, "[OIT]");
    if (c.worse > 0)
        buf_printf(&b, " \xe2\xac\x87%zu", c.worse);
    if (c.recovered > 0)
        buf_printf(&b, " \xe2\xac\x86%zu", c.recovered);
    if (c.worse + c.recovered == 0 && c.still > 0)
        buf_printf(&b, " \xe2\x86\xbb%zu", c.still);
    if (n->site_n == 1) {
        buf_printf(&b, " %.*s:", STR_ARGS(notice_site_name(a, &n->site[0])));
        put_subjects(a, n, &b);
    } else
        buf_printf(
            &b, " %.*s",
            STR_ARGS(filled(a, n->lang, N_("{1} websites"), card_number(a, n->site_n), STR_NONE, STR_NONE)));
    all = plain_line(a, buf_view(&b), 160);
    buf_free(&b);
    return all;
}

/* ------------------------------------------------------------------ the list of pieces */

static void
add(struct layout *l, enum piece_kind kind, struct str label, struct str text, struct str link)
{
    if (text.n > 0 && l->piece_n < l->max)
        l->piece[l->piece_n++] = (struct piece){kind, line(l->a, label), line(l->a, text), link};
}

static void
detail(struct layout *l, const char *label, struct str text, struct str link)
{
    add(l, PIECE_DETAIL, tr(l->lang, label), text, link);
}

/* Lost for certain, to be won by an item that did not count before either, or only open. */
static const char *
stake_text(const struct finding *f)
{
    if (f->to == VERDICT_COUNT || verdict_counts_high(f->to))
        return N_("{1} OIT points are at stake");
    return f->from != VERDICT_COUNT && verdict_counts_low(f->from)
               ? N_("{1} OIT points are lost")
               : N_("{1} OIT points are to be won by mending it");
}

static void
add_details(struct layout *l, const struct finding *f)
{
    if (f->event != EVENT_ENDED) {
        if (f->gain > 0)
            add(l, PIECE_DETAIL, STR_NONE,
                filled(l->a, l->lang, stake_text(f), card_points(l->a, f->gain), STR_NONE, STR_NONE),
                STR_NONE);
        detail(l, N_("Why"), f->reason[l->lang], STR_NONE);
        detail(l, N_("Look here"), f->place, f->place);
        detail(l, N_("What to do"), notice_advice(f, l->lang), STR_NONE);
        detail(l, N_("In charge"), f->owner, STR_NONE);
    }
    if (f->kind == MATTER_DATE && f->count > 0)
        add(l, PIECE_DETAIL, STR_NONE,
            filled(l->a, l->lang, N_("{1} {1 item is|items are} still to be mended (see \"oit todo\")"),
                   card_number(l->a, f->count), STR_NONE, STR_NONE),
            STR_NONE);
}

static const char *const group_texts[GROUP_COUNT] = {N_("Got worse: {1}"), N_("Recovered: {1}"),
                                                     N_("Still so: {1}"), N_("To know: {1}")};

static void
add_group(struct layout *l, const struct notice_site *s, enum group g)
{
    size_t n = 0;

    for (size_t i = 0; i < l->n->finding_n; i++)
        n += str_eq(l->n->finding[i]->site, s->name) && group_of(l->n->finding[i]) == g;
    if (n == 0)
        return;
    add(l, PIECE_GROUP, STR_NONE,
        filled(l->a, l->lang, group_texts[g], card_number(l->a, n), STR_NONE, STR_NONE), STR_NONE);
    for (size_t i = 0; i < l->n->finding_n; i++) {
        const struct finding *f = l->n->finding[i];

        if (!str_eq(f->site, s->name) || group_of(f) != g || ++l->told > LIMIT_ALERT_TOLD)
            continue;
        add(l, PIECE_ENTRY, STR_NONE, notice_sentence(l->a, f, l->lang), STR_NONE);
        add_details(l, f);
    }
}

static struct str
score_of(struct arena *a, const struct notice_site *s)
{
    struct str now = card_range(a, s->low, s->high);

    if (!s->compared || (s->before_low == s->low && s->before_high == s->high))
        return now;
    return arena_printf(a, "%.*s" ARROW "%.*s", STR_ARGS(card_range(a, s->before_low, s->before_high)),
                        STR_ARGS(now));
}

static void
add_site(struct layout *l, const struct notice_site *s)
{
    add(l, PIECE_SITE, STR_NONE, notice_site_name(l->a, s), STR_NONE);
    detail(l, N_("Website"), s->url, s->url);
    if (s->seen.n > 0)
        detail(l, N_("Visited"), card_time(l->a, s->seen, l->lang), STR_NONE);
    for (int g = 0; g < GROUP_COUNT; g++)
        add_group(l, s, (enum group)g);
    if (s->readable && s->scored && s->low != NO_SCORE)
        add(l, PIECE_FACT, tr(l->lang, N_("Expected OIT score")), score_of(l->a, s), STR_NONE);
    add(l, PIECE_FACT, tr(l->lang, N_("Report")), s->link, s->link);
}

static void
lay_out(struct layout *l, struct arena *a, const struct notice *n)
{
    *l = (struct layout){.a = a, .n = n, .lang = n->lang, .max = 10 * n->finding_n + 10 * n->site_n + 10};
    l->piece = ARENA_ARRAY(a, struct piece, l->max);
    for (size_t i = 0; i < n->site_n; i++)
        add_site(l, &n->site[i]);
    if (l->told > LIMIT_ALERT_TOLD)
        add(l, PIECE_FOOT, STR_NONE,
            filled(a, l->lang, N_("and {1} more"), card_number(a, l->told - LIMIT_ALERT_TOLD), STR_NONE,
                   STR_NONE),
            STR_NONE);
    add(l, PIECE_FOOT, tr(l->lang, N_("Attached")), n->attached, STR_NONE);
    add(l, PIECE_FOOT, STR_NONE, tr(l->lang, N_("What could not be looked at is never told as missing.")),
        STR_NONE);
    add(l, PIECE_FOOT, STR_NONE, tr(l->lang, N_("Checked by a program; not a result of the NACC.")),
        STR_NONE);
    add(l, PIECE_FOOT, STR_NONE, tr(l->lang, N_("To end or redirect these messages, write to their sender.")),
        STR_NONE);
}

/* ------------------------------------------------------------------ two ways to print it */

static void
put_label(struct buf *out, const struct piece *p)
{
    if (p->label.n > 0)
        buf_printf(out, "%.*s: ", STR_ARGS(p->label));
}

void
notice_text(const struct notice *n, struct buf *out)
{
    static const char *const before[] = {[PIECE_SITE] = "",      [PIECE_FACT] = "\n",   [PIECE_GROUP] = "\n",
                                         [PIECE_ENTRY] = "\n- ", [PIECE_DETAIL] = "  ", [PIECE_FOOT] = ""};
    struct arena *a = arena_new(0);
    enum piece_kind last = PIECE_FOOT;
    struct layout l;

    lay_out(&l, a, n);
    for (size_t i = 0; i < l.piece_n; i++) {
        const struct piece *p = &l.piece[i];
        const char *lead = before[p->kind];

        if ((p->kind == PIECE_FOOT && last != PIECE_FOOT) || (p->kind == PIECE_SITE && i > 0))
            buf_z(out, p->kind == PIECE_FOOT ? "\n-- \n" : "\n\n");
        buf_z(out, p->kind == PIECE_FACT && last == PIECE_FACT ? "" : lead);
        put_label(out, p);
        buf_str(out, p->text);
        buf_char(out, '\n');
        if (p->kind == PIECE_SITE)
            buf_z(out, "========\n");
        last = p->kind;
    }
    arena_free(a);
}

static void
html_piece(struct buf *out, const struct piece *p)
{
    static const struct {
        const char *open, *close;
    } tags[] = {
        [PIECE_SITE] = {"<h2 style=\"margin:24px 0 4px;font-size:20px\">", "</h2>\n"},
        [PIECE_FACT] = {"<p style=\"margin:12px 0 0\">", "</p>\n"},
        [PIECE_GROUP] = {"<h3 style=\"margin:16px 0 4px;font-size:16px\">", "</h3>\n"},
        [PIECE_ENTRY] = {"<p style=\"margin:10px 0 2px\"><b>", "</b></p>\n"},
        [PIECE_DETAIL] = {"<p style=\"margin:2px 0 2px 16px\">", "</p>\n"},
        [PIECE_FOOT] = {"<p style=\"margin:4px 0;color:#555;font-size:13px\">", "</p>\n"},
    };

    buf_z(out, tags[p->kind].open);
    if (p->label.n > 0) {
        html_text(out, p->label);
        buf_z(out, ": ");
    }
    if (p->link.n > 0 && html_safe_link(p->link)) {
        buf_z(out, "<a href=\"");
        html_attribute(out, p->link);
        buf_z(out, "\">");
        html_text(out, p->text);
        buf_z(out, "</a>");
    } else
        html_text(out, p->text);
    buf_z(out, tags[p->kind].close);
}

void
notice_html(const struct notice *n, struct buf *out)
{
    struct arena *a = arena_new(0);
    struct layout l;

    lay_out(&l, a, n);
    buf_printf(out, "<!doctype html>\n<html lang=\"%s\"><head><meta charset=\"utf-8\"><title>",
               n->lang == LANG_TH ? "th" : "en");
    html_text(out, notice_subject(a, n));
    buf_z(out, "</title></head>\n<body style=\"font-family:Sarabun,Tahoma,sans-serif;font-size:15px;"
               "line-height:1.5;color:#111;max-width:46em\">\n");
    for (size_t i = 0; i < l.piece_n; i++)
        html_piece(out, &l.piece[i]);
    buf_z(out, "</body></html>\n");
    arena_free(a);
}

struct str
notice_chat(struct arena *a, const struct notice *n, size_t max)
{
    struct buf b;
    struct str all;

    buf_init(&b, 4 * max + 64 * KIB);
    buf_str(&b, notice_subject(a, n));
    for (size_t s = 0; s < n->site_n; s++) {
        if (n->site_n > 1)
            buf_printf(&b, "\n%.*s", STR_ARGS(notice_site_name(a, &n->site[s])));
        for (size_t i = 0; i < n->finding_n; i++) {
            const struct finding *f = n->finding[i];
            static const char *const sign[] = {"\xe2\xac\x87", "\xe2\xac\x86", "\xe2\x86\xbb",
                                               "\xe2\x80\xa2"};

            if (str_eq(f->site, n->site[s].name))
                buf_printf(&b, "\n%s %.*s", sign[group_of(f)], STR_ARGS(notice_sentence(a, f, n->lang)));
        }
        if (n->site[s].link.n > 0)
            buf_printf(&b, "\n%.*s", STR_ARGS(line(a, n->site[s].link)));
    }
    all = arena_str(a, buf_view(&b));
    buf_free(&b);
    if (utf8_length(all) <= max)
        return all;
    return arena_printf(a, "%.*s\n\xe2\x80\xa6", STR_ARGS(utf8_prefix(all, max - 2)));
}
