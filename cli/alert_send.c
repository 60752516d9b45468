/*
 * Handing over what waits in the outbox.  A message is claimed before its server is asked ("sending"), marked
 * before its end is sent ("handed"), and let go of once the server has answered; each is on the disk before
 * the next begins.  Ended in between, the next run knows: a claimed one was not taken and is sent again; one
 * that was handed over may have been taken, and is sent again under the same Message-ID, or held, as the
 * configuration says.
 */
#include "alert/hook.h"
#include "alert/post.h"
#include "alert/secret.h"
#include "base/clock.h"
#include "base/log.h"
#include "cli/alert.h"
#include "cli/alert_config.h"
#include "cli/outputs.h"
#include "oit/limits.h"
#include <stdio.h>
#include <string.h>
#include <time.h>

#define PAUSE_MAX_S 60
#define WAIT_MAX_S 86400
#define TRIES_MIN 10 /* before a message is given up, however old it is */

struct sending {
    struct alert_run *run;
    struct post *post;
    struct buf password;
    bool mail_down;
    size_t mail_kept;          /* mails for which the server that is down was not asked again */
    struct alert_message *now; /* the one being handed over */
    struct err late;           /* why a mark could not be written in the midst of a message */
    struct err first;          /* a secret that could not be read: the others are sent all the same */
};

/* Seconds until the next try: none after the first, so that whoever mends the server can run us at once. */
static int64_t
back_off(int tries)
{
    static const int64_t s[] = {0, 0, 60, 300, 900, 3600, 3600, 4 * 3600};
    int n = (int)(sizeof s / sizeof *s);

    return s[tries < n ? tries : n - 1];
}

static int
on_handed(void *ctx)
{
    struct sending *s = ctx;

    return alert_db_message_state(s->run->db, s->now->id, "handed", s->now->tries, s->now->try_at, 0,
                                  STR_NONE, &s->late);
}

/* ------------------------------------------------------------------ ways */

static int
open_post(struct sending *s, struct err *e)
{
    const struct smtp *smtp = &s->run->plan.smtp;

    if (s->post != NULL)
        return 0;
    if (s->password.max > 0)
        secret_wipe(&s->password);
    buf_init(&s->password, LIMIT_ALERT_SECRET);
    if (secret_named(&smtp->password) && secret_read(&smtp->password, "smtp", &s->password, e) != 0)
        return -1;
    s->post = post_open(smtp, str_of(buf_cstr(&s->password)));
    return 0;
}

static const struct recipient *
recipient_of(const struct alert_run *run, struct str id)
{
    for (size_t i = 0; i < run->plan.to_n; i++)
        if (str_eq(run->plan.to[i].id, id))
            return &run->plan.to[i];
    return NULL;
}

/* Its address and secret, read now and forgotten behind it. */
static int
ask_hook(struct sending *s, const struct recipient *r, struct delivered *d, struct err *e)
{
    struct buf url, secret;
    struct sha256 h = sha256_of(s->now->message_id);
    char hex[65];
    int bad = 0;

    buf_init(&url, LIMIT_ALERT_SECRET);
    buf_init(&secret, LIMIT_ALERT_SECRET);
    if (r->url.n > 0)
        buf_str(&url, r->url);
    else
        bad = secret_read(&r->url_secret, r->name.p, &url, e);
    if (bad == 0 && secret_named(&r->secret))
        bad = secret_read(&r->secret, r->name.p, &secret, e);
    if (bad == 0 && !alert_config_url(buf_view(&url)))
        bad = err_set(e, ERR_CONFIG, r->name.p, _("use https; http is for this machine alone"), "%s",
                      _("the address of the webhook cannot be used"));
    sha256_hex(&h, hex);
    if (bad == 0)
        *d = hook_send(&(struct hook_call){.channel = r->channel,
                                           .url = buf_view(&url),
                                           .body = s->now->bytes,
                                           .secret = buf_view(&secret),
                                           .key = str_of(hex),
                                           .ca_file = s->run->plan.smtp.ca_file,
                                           .now = clock_now()},
                       on_handed, s);
    secret_wipe(&url);
    secret_wipe(&secret);
    return bad;
}

static int
hand_over(struct sending *s, struct delivered *d, struct err *e)
{
    struct alert_message *m = s->now;
    const struct recipient *r = recipient_of(s->run, m->recipient);

    if (str_eq(m->channel, STR("mail"))) {
        if (s->run->plan.smtp.host.n == 0)
            return err_set(e, ERR_CONFIG, "alerts",
                           _("add from: (the sender's address) and smtp: with server:"), "%s",
                           _("mail needs a sender and a server"));
        if (open_post(s, e) != 0)
            return -1;
        *d = post_send(s->post, s->run->plan.from, m->recipient, m->bytes, on_handed, s);
        s->mail_down |= d->down && d->how == DELIVERY_LATER;
        return 0;
    }
    if (r != NULL)
        return ask_hook(s, r, d, e);
    /* The configuration no longer knows it; perhaps another one does. */
    *d = (struct delivered){.how = DELIVERY_LATER,
                            .next = N_("name it again under alerts: to:, or give the configuration that "
                                       "does")};
    snprintf(d->problem, sizeof d->problem, "%s", _("the configuration no longer names this recipient"));
    return 0;
}

/* ------------------------------------------------------------------ what came of it */

/* "mail to clerk@tuayang.example", "webhook watch room (json)". */
static void
whom(const struct alert_message *m, struct buf *out)
{
    struct str id = m->recipient;

    if (str_eq(m->channel, STR("mail"))) {
        buf_printf(out, _("mail to %.*s"), STR_ARGS(id));
        return;
    }
    if (str_starts(id, m->channel) && id.n > m->channel.n)
        id = str_sub(id, m->channel.n + 1, id.n);
    buf_printf(out, _("webhook %.*s (%.*s)"), STR_ARGS(id), STR_ARGS(m->channel));
}

static void
tell_sent(const struct alert_message *m)
{
    struct buf b;

    buf_init(&b, 4 * KIB);
    whom(m, &b);
    log_note("%s: %.*s: %.*s", _("sent"), STR_ARGS(buf_view(&b)), STR_ARGS(m->subject));
    buf_free(&b);
}

/* What could not be delivered, what is wrong, what a person can do. */
static void
complain(const struct alert_message *m, const char *word, const char *problem, const char *next)
{
    struct buf b;

    buf_init(&b, 4 * KIB);
    whom(m, &b);
    log_warn("%.*s: %s: %s", STR_ARGS(buf_view(&b)), word, problem);
    log_warn("  → %s", next);
    buf_free(&b);
}

static int
done(struct sending *s, struct err *e)
{
    struct alert_message *m = s->now;

    if (alert_db_message_state(s->run->db, m->id, "sent", m->tries, 0, clock_now(), STR_NONE, e) != 0)
        return -1;
    s->run->sent_n++;
    tell_sent(m);
    return 0;
}

static int
never(struct sending *s, const char *state, const char *word, const struct delivered *d, struct err *e)
{
    struct alert_message *m = s->now;

    if (alert_db_message_state(s->run->db, m->id, state, m->tries, 0, clock_now(), str_of(d->problem), e) !=
        0)
        return -1;
    s->run->never_n++;
    complain(m, word, d->problem, _("check the address and what the server says; reminders go on"));
    return 0;
}

static int
later(struct sending *s, const struct delivered *d, struct err *e)
{
    struct alert_message *m = s->now;
    int64_t now = clock_now(), wait = back_off(m->tries);

    if (now - m->made > LIMIT_ALERT_GIVE_UP_S && m->tries >= TRIES_MIN)
        return never(s, "given_up", _("given up"), d, e);
    if (d->doubt && s->run->plan.hold)
        return never(s, "held", _("held, it may have been received"), d, e);
    if (d->wait_s > wait)
        wait = d->wait_s < WAIT_MAX_S ? d->wait_s : WAIT_MAX_S;
    if (alert_db_message_state(s->run->db, m->id, "waiting", m->tries, now + wait, 0, str_of(d->problem),
                               e) != 0)
        return -1;
    complain(m, _("not sent yet, it waits for the next try"), d->problem,
             d->next != NULL ? _(d->next) : _("the next run tries again"));
    return 0;
}

static int
send_one(struct sending *s, struct err *e)
{
    struct alert_message *m = s->now;
    struct delivered d = {.how = DELIVERY_LATER};
    struct err unready = {0};

    if (s->mail_down && str_eq(m->channel, STR("mail"))) {
        s->mail_kept++; /* it would only wait for the same server again */
        log_debug(_("mail to %.*s: waits for the same server"), STR_ARGS(m->recipient));
        return 0;
    }
    m->tries++;
    s->run->tried_n++;
    if (alert_db_message_state(s->run->db, m->id, "sending", m->tries, m->try_at, 0, STR_NONE, e) != 0)
        return -1;
    if (hand_over(s, &d, &unready) != 0) {
        if (s->first.code == ERR_NONE)
            s->first = unready; /* told at the end */
        else
            err_print(&unready);
        s->mail_down |= str_eq(m->channel, STR("mail"));
        return alert_db_message_state(s->run->db, m->id, "waiting", m->tries - 1, m->try_at, 0, STR_NONE, e);
    }
    if (s->late.code != ERR_NONE) {
        *e = s->late;
        return -1;
    }
    switch (d.how) {
    case DELIVERY_DONE:
        return done(s, e);
    case DELIVERY_NEVER:
        return never(s, "refused", _("refused"), &d, e);
    default:
        return later(s, &d, e);
    }
}

static int
send_due(struct sending *s, struct err *e)
{
    struct alert_message m = {0};
    int found = 1, bad = 0;

    s->mail_down = false;
    s->mail_kept = 0;
    while (bad == 0 && found == 1) {
        struct arena *a = arena_new(0);
        int64_t after = m.id;

        found = alert_db_due(s->run->db, after, clock_now(), a, &m, e);
        s->now = &m;
        if (found < 0)
            bad = -1;
        else if (found == 1)
            bad = send_one(s, e);
        arena_free(a);
    }
    if (s->mail_kept > 0)
        log_warn(_("mails that wait for the same server: %zu more"), s->mail_kept);
    return bad;
}

/* Until the first that waits is due; growing pauses where it is due at once. */
static void
pause_until(int64_t first, int round)
{
    int64_t s = first - clock_now(), least = round < 6 ? 1 << round : PAUSE_MAX_S;
    struct timespec t;

    if (s < least)
        s = least;
    t = (struct timespec){.tv_sec = s < PAUSE_MAX_S ? s : PAUSE_MAX_S};
    nanosleep(&t, NULL);
}

static int
send_all(struct sending *s, int64_t wait_s, struct err *e)
{
    int64_t end = clock_monotonic_ms() + wait_s * 1000, first, waiting;

    for (int round = 0;; round++) {
        if (send_due(s, e) != 0 || alert_db_waiting(s->run->db, &first, &waiting, e) != 0)
            return -1;
        if (waiting == 0 || clock_monotonic_ms() >= end)
            return 0;
        pause_until(first, round);
    }
}

int
alert_send(struct alert_run *run, int64_t wait_s, struct err *e)
{
    struct sending s = {.run = run};
    int64_t doubt = 0;
    int bad = alert_db_recover(run->db, run->plan.hold ? "held" : "waiting", &doubt, e);

    if (doubt > 0)
        log_warn(run->plan.hold ? _("%lld messages may have been received before the program was ended; they "
                                    "are not sent again")
                                : _("%lld messages may have been received before the program was ended; they "
                                    "are sent again under the same Message-ID"),
                 (long long)doubt);
    if (bad == 0)
        bad = send_all(&s, wait_s, e);
    post_close(s.post);
    if (s.password.max > 0)
        secret_wipe(&s.password);
    if (bad == 0 && s.first.code != ERR_NONE) {
        *e = s.first;
        bad = -1;
    }
    return bad;
}

/* ------------------------------------------------------------------ for the record */

static int
note_file(struct alert_run *run, const struct alert_file *f, struct err *e)
{
    struct arena *a = arena_new(0);
    const struct alert_note *note;
    struct store *store = NULL;
    struct told *told;
    struct err busy = {0};
    size_t n;
    int bad = alert_db_notes(run->db, f->site, a, &note, &n, e);

    if (bad != 0 || n == 0)
        goto out;
    told = ARENA_ARRAY(a, struct told, n);
    for (size_t i = 0; i < n; i++)
        told[i] = (struct told){note[i].subject,   note[i].event,      note[i].day, note[i].channel,
                                note[i].recipient, note[i].message_id, note[i].sent};
    store = store_open(f->path, STORE_WRITE, &busy);
    if (store != NULL && store_put_told(store, told, n, &busy) == 0)
        bad = alert_db_noted(run->db, f->site, e);
    else /* read-only, or being scanned: the next run does it */
        log_debug("%s: %s", f->path, busy.what);
out:
    store_close(store);
    arena_free(a);
    return bad;
}

int
alert_note_sent(struct alert_run *run, struct err *e)
{
    int bad = 0;

    for (size_t i = 0; i < run->file_n && bad == 0; i++)
        bad = note_file(run, &run->file[i], e);
    return bad;
}
