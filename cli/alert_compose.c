/*
 * One message a recipient, whole and as it will be sent at every try: made once, kept in the outbox, never
 * made again.  It goes into the same transaction as the findings it tells.
 */
#include "base/log.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "batch/list.h"
#include "cli/alert.h"
#include "cli/outputs.h"
#include "oit/limits.h"
#include "report/mime.h"
#include "report/notice.h"
#include "report/report.h"
#include "rules/phrase.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ------------------------------------------------------------------ owners of the list */

static int
any_options(void *ctx, const char *const *word, size_t n, bool *path, struct err *e)
{
    (void)ctx;
    (void)e;
    for (size_t i = 0; i + 1 < n; i++)
        *path |= strcmp(word[i], "--scope") == 0 && strcmp(word[i + 1], "path") == 0;
    return 0;
}

static bool
is_shared(void *ctx, struct str host)
{
    const struct alert_run *run = ctx;

    return phrases_host(catalog_list(run->rules.catalog, "shared-hosts"), host);
}

static struct recipient *
find_recipient(struct recipient *v, size_t n, struct str id)
{
    for (size_t i = 0; i < n; i++)
        if (str_eq_nocase(v[i].id, id))
            return &v[i];
    return NULL;
}

/* As its file is named, with the folder it lies in where it has one of its own. */
static struct str
site_of(struct alert_run *run, const struct list_site *s)
{
    return s->apart ? arena_printf(run->arena, "%.*s/%.*s", STR_ARGS(s->folder), STR_ARGS(s->file))
                    : arena_str(run->arena, s->file);
}

const struct alert_named *
alert_named(const struct alert_run *run, struct str site)
{
    for (size_t i = 0; i < run->named_n; i++)
        if (str_eq(run->named[i].site, site))
            return &run->named[i];
    return NULL;
}

static void
name_sites(struct alert_run *run, const struct list *list)
{
    struct alert_named *v = ARENA_ARRAY(run->arena, struct alert_named, list->site_n + 1);

    run->named = v;
    for (size_t i = 0; i < list->site_n; i++) {
        const struct list_site *s = &list->site[i];

        if (s->file.n > 0 && s->duplicate_of == 0)
            v[run->named_n++] = (struct alert_named){
                site_of(run, s), arena_str(run->arena, s->cell[COLUMN_NAME]), s->excluded};
    }
}

static void
add_owner(struct alert_run *run, struct recipient *v, size_t fixed, const struct list_site *s,
          struct str address)
{
    struct recipient *r = find_recipient(v, run->plan.to_n, address);
    struct str *sites;

    if (r != NULL && r < v + fixed)
        return; /* the configuration says already what they are told */
    if (r == NULL) {
        if (run->plan.to_n == LIMIT_ALERT_RECIPIENTS)
            return;
        r = &v[run->plan.to_n++];
        *r = (struct recipient){.kinds = ((1u << MATTER_KIND_COUNT) - 1) & ~(1u << MATTER_RULES),
                                .lang = -1,
                                .id = arena_str(run->arena, address),
                                .address = arena_str(run->arena, address)};
    }
    sites = ARENA_ARRAY(run->arena, struct str, r->sites.n + 1);
    for (size_t i = 0; i < r->sites.n; i++)
        sites[i] = r->sites.v[i];
    sites[r->sites.n] = site_of(run, s);
    r->sites = (struct strs){sites, r->sites.n + 1};
}

/* "a@x.example; b@x.example" */
static void
add_owners_of(struct alert_run *run, struct recipient *v, size_t fixed, const struct list_site *s)
{
    struct str rest = s->cell[COLUMN_EMAIL], one;

    while (list_next_mail(&rest, &one)) {
        if (mime_address_valid(one)) {
            add_owner(run, v, fixed, s, one);
            continue;
        }
        log_warn(_("%.*s:%d: \"%.*s\" is not an address of mail; its owner is not told"),
                 STR_ARGS(run->plan.list), s->line, STR_ARGS(one));
        log_warn("  → %s", _("mend it in the list; several are written with commas between"));
    }
}

int
alert_owners(struct alert_run *run, struct err *e)
{
    const struct list_rules rules = {run, any_options, is_shared};
    size_t fixed = run->plan.to_n;
    struct recipient *v;
    struct list *list;

    if (run->plan.list.n == 0)
        return 0;
    list = list_read(arena_str(run->arena, run->plan.list).p, &rules, e);
    if (list == NULL)
        return -1;
    v = ARENA_ARRAY(run->arena, struct recipient, LIMIT_ALERT_RECIPIENTS);
    for (size_t i = 0; i < fixed; i++)
        v[i] = run->plan.to[i];
    run->plan.to = v;
    name_sites(run, list);
    for (size_t i = 0; i < list->site_n; i++)
        if (list->site[i].what == NULL && !list->site[i].excluded)
            add_owners_of(run, v, fixed, &list->site[i]);
    list_free(list);
    return 0;
}

/* ------------------------------------------------------------------ a message */

struct composing {
    struct alert_run *run;
    const struct recipient *to;
    struct arena *a;
    struct notice notice;
    const struct finding **finding;
    struct notice_site *site;
    struct alert_message message;
    struct attachment attachment[64];
    size_t attachment_n;
};

static const struct notice_site *
site_named(const struct alert_run *run, struct str name)
{
    for (size_t i = 0; i < run->site_n; i++)
        if (str_eq(run->site[i].name, name))
            return &run->site[i];
    return NULL;
}

/* What of the findings this recipient is to be told, and of which sites. */
static void
choose(struct composing *c)
{
    struct alert_run *run = c->run;
    struct str last = STR_NONE;

    c->finding = ARENA_ARRAY(c->a, const struct finding *, run->finding_n + 1);
    c->site = ARENA_ARRAY(c->a, struct notice_site, run->site_n + 1);
    for (size_t i = 0; i < run->finding_n; i++) {
        const struct finding *f = run->finding[i];
        const struct notice_site *s = site_named(run, f->site);

        if (!plan_wants(c->to, f, s->host) || alert_db_was_told(run->db, c->to->id, f->id))
            continue;
        c->finding[c->notice.finding_n++] = f;
        if (!str_eq(f->site, last))
            c->site[c->notice.site_n++] = *s;
        last = f->site;
    }
    c->notice.finding = c->finding;
    c->notice.site = c->site;
}

/* The same for the same findings told to the same recipient at the same moment. */
static struct str
message_id(struct composing *c)
{
    struct buf b;
    struct sha256 h;
    struct str from = c->run->plan.from;
    size_t at = str_find_char(from, '@', 0);
    char hex[65];

    buf_init(&b, MIB);
    buf_printf(&b, "%.*s %lld", STR_ARGS(c->to->id), (long long)c->run->now);
    for (size_t i = 0; i < c->notice.finding_n; i++)
        buf_printf(&b, " %.*s %.*s %lld", STR_ARGS(c->finding[i]->site), STR_ARGS(c->finding[i]->subject),
                   (long long)c->finding[i]->id);
    h = sha256_of(buf_view(&b));
    buf_free(&b);
    sha256_hex(&h, hex);
    return arena_printf(c->run->arena, "oit.%.32s@%.*s", hex,
                        STR_ARGS(at != STR_NOT_FOUND ? str_sub(from, at + 1, from.n) : STR("oit.invalid")));
}

/* Mails told before of the same matters: what this one answers to, and what it belongs to. */
static int
thread(struct composing *c, struct mail *m, struct err *e)
{
    struct str *all = ARENA_ARRAY(c->a, struct str, LIMIT_ALERT_THREAD + 1);
    struct str *last = ARENA_ARRAY(c->a, struct str, LIMIT_ALERT_THREAD + 1);

    m->references = (struct strs){all, 0};
    m->in_reply_to = (struct strs){last, 0};
    for (size_t i = 0; i < c->notice.finding_n; i++) {
        struct strs before;

        if (alert_db_thread(c->run->db, c->to->id, c->finding[i], c->a, &before, LIMIT_ALERT_THREAD, e) != 0)
            return -1;
        for (size_t k = 0; k < before.n; k++) {
            struct strs *into = &m->references;
            bool known = false;

            for (size_t n = 0; n < into->n; n++)
                known |= str_eq(into->v[n], before.v[k]);
            if (known || into->n == LIMIT_ALERT_THREAD)
                continue;
            all[into->n++] = before.v[k];
            if (k + 1 == before.n)
                last[m->in_reply_to.n++] = before.v[k];
        }
    }
    if (m->references.n > 0 && m->in_reply_to.n == 0)
        last[m->in_reply_to.n++] = all[m->references.n - 1];
    return 0;
}

/* Letters that every system takes in a file name. */
static struct str
attached_name(struct composing *c, struct str site, const char *file)
{
    char *p = arena_raw(c->a, site.n + 1);

    for (size_t i = 0; i < site.n; i++) {
        char x = site.p[i];

        p[i] = (char)((x >= 'a' && x <= 'z') || (x >= 'A' && x <= 'Z') || (x >= '0' && x <= '9') ||
                              x == '.' || x == '-'
                          ? x
                          : '_');
    }
    p[site.n] = '\0';
    return arena_printf(c->a, "%.100s-%s", p, file);
}

static const char *
type_of(struct str format)
{
    if (str_eq(format, STR("html")))
        return "text/html; charset=utf-8";
    if (str_eq(format, STR("json")))
        return "application/json";
    if (str_eq(format, STR("csv")))
        return "text/csv; charset=utf-8";
    if (str_eq(format, STR("xlsx")))
        return "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    return "application/octet-stream";
}

static bool
among(const struct strs *list, struct str word)
{
    for (size_t i = 0; i < list->n; i++)
        if (str_eq(list->v[i], word))
            return true;
    return false;
}

/* Reports of the sites it speaks of, as far as a mail holds them. */
static void
attach(struct composing *c)
{
    struct alert_run *run = c->run;
    size_t bytes = 0;
    struct buf names;

    buf_init(&names, 64 * KIB);
    for (size_t i = 0; i < run->report_n; i++) {
        const struct alert_report *r = &run->report[i];
        bool spoken = false;

        for (size_t k = 0; k < c->notice.site_n; k++)
            spoken |= str_eq(c->site[k].name, r->site);
        if (!spoken || !among(&c->to->attach, r->name) || bytes + r->bytes.n > LIMIT_ALERT_ATTACHED ||
            c->attachment_n == sizeof c->attachment / sizeof *c->attachment)
            continue;
        bytes += r->bytes.n;
        c->attachment[c->attachment_n] = (struct attachment){
            attached_name(c, r->site, report_format_of(r->name)->file_name), type_of(r->name), r->bytes};
        buf_printf(&names, "%s%.*s", names.n > 0 ? ", " : "", STR_ARGS(c->attachment[c->attachment_n].name));
        c->attachment_n++;
    }
    c->notice.attached = arena_str(c->a, buf_view(&names));
    buf_free(&names);
}

static int
write_mail(struct composing *c, struct buf *out, struct err *e)
{
    const struct alert_plan *p = &c->run->plan;
    size_t at = str_find_char(p->from, '@', 0);
    struct buf text, html;
    struct mail m = {.from = p->from,
                     .from_name = p->from_name,
                     .to = c->to->address,
                     .to_name = c->to->name,
                     .subject = c->message.subject,
                     .date = c->run->now,
                     .message_id = c->message.message_id,
                     .list_id = arena_printf(c->a, "oit.%.*s", STR_ARGS(str_sub(p->from, at + 1, p->from.n))),
                     .attachment = c->attachment};

    if (thread(c, &m, e) != 0)
        return -1;
    attach(c);
    m.attachment_n = c->attachment_n;
    buf_init(&text, LIMIT_ALERT_MESSAGE);
    buf_init(&html, LIMIT_ALERT_MESSAGE);
    notice_text(&c->notice, &text);
    notice_html(&c->notice, &html);
    m.text = buf_view(&text);
    m.html = buf_view(&html);
    mime_write(&m, out);
    buf_free(&text);
    buf_free(&html);
    return 0;
}

static int
write_message(struct composing *c, struct buf *out, struct err *e)
{
    switch (c->to->channel) {
    case CHANNEL_MAIL:
        return write_mail(c, out, e);
    case CHANNEL_SLACK:
        notice_slack(&c->notice, out);
        return 0;
    case CHANNEL_DISCORD:
        notice_discord(&c->notice, out);
        return 0;
    case CHANNEL_TEAMS:
        notice_teams(&c->notice, out);
        return 0;
    case CHANNEL_LINE:
        notice_line(&c->notice, c->to->user, out);
        return 0;
    default:
        notice_json(&c->notice, c->message.message_id, out);
        return 0;
    }
}

/* What would go, for --dry-run: the words of a mail, the body of a webhook. */
static int
show(struct composing *c, struct str body, struct err *e)
{
    struct buf b, safe;
    struct str rest, line;
    int bad;

    buf_init(&b, LIMIT_ALERT_MESSAGE);
    buf_init(&safe, 4 * LIMIT_ALERT_MESSAGE);
    buf_printf(&safe, _("To: %s %.*s\n"), channel_name(c->to->channel),
               STR_ARGS(c->to->channel == CHANNEL_MAIL ? c->to->address : c->to->name));
    if (c->to->channel == CHANNEL_MAIL)
        buf_printf(&safe, _("Subject: %.*s\n\n"), STR_ARGS(c->message.subject));
    if (c->to->channel == CHANNEL_MAIL)
        notice_text(&c->notice, &b);
    for (rest = c->to->channel == CHANNEL_MAIL ? buf_view(&b) : body; str_next(&rest, '\n', &line);) {
        buf_z(&safe, "    ");
        utf8_show(&safe, line);
        buf_char(&safe, '\n');
    }
    buf_char(&safe, '\n');
    bad = outputs_print(buf_view(&safe), e);
    buf_free(&b);
    buf_free(&safe);
    return bad;
}

static int
put(struct composing *c, struct str bytes, struct err *e)
{
    c->message.bytes = bytes;
    if (alert_db_put_message(c->run->db, &c->message, e) != 0)
        return -1;
    for (size_t i = 0; i < c->notice.finding_n; i++)
        if (alert_db_tell(c->run->db, &c->message, c->finding[i]->id, e) < 0)
            return -1;
    c->run->message_n++;
    return 0;
}

static int
compose(struct composing *c, struct err *e)
{
    struct buf out;
    int bad;

    c->notice.lang = c->to->lang >= 0 ? (enum lang)c->to->lang : c->run->o->lang;
    c->notice.day = c->run->day;
    choose(c);
    if (c->notice.finding_n == 0)
        return 0;
    c->message = (struct alert_message){.message_id = message_id(c),
                                        .channel = str_of(channel_name(c->to->channel)),
                                        .recipient = c->to->id,
                                        .subject = notice_subject(c->a, &c->notice),
                                        .made = c->run->now};
    buf_init(&out, 4 * LIMIT_ALERT_MESSAGE);
    bad = write_message(c, &out, e);
    if (bad == 0)
        bad = c->run->o->dry_run ? show(c, buf_view(&out), e) : 0;
    if (bad == 0)
        bad = put(c, buf_view(&out), e);
    buf_free(&out);
    return bad;
}

int
alert_compose(struct alert_run *run, struct err *e)
{
    int bad = 0;

    for (size_t i = 0; i < run->plan.to_n && run->finding_n > 0 && bad == 0; i++) {
        struct composing *c = mem_new(1, sizeof *c);

        c->run = run;
        c->to = &run->plan.to[i];
        c->a = arena_new(0);
        bad = compose(c, e);
        arena_free(c->a);
        free(c);
    }
    return bad;
}
