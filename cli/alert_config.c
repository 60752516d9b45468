/* One table a mapping: which keys it has and how each is read. */
#include "cli/alert_config.h"
#include "base/say.h"
#include "oit/limits.h"
#include "report/mime.h"
#include "report/report.h"
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#define PORT_STARTTLS 587
#define PORT_TLS 465
#define PORT_NONE 25
#define TIMEOUT_S 60
/* Dates are told by those who can do something about them, and rules by those who run the program. */
#define KINDS_DEFAULT ((1u << MATTER_KIND_COUNT) - 1)

void
alert_config_default(struct alert_plan *p)
{
    *p = (struct alert_plan){
        .smtp = {.timeout_s = TIMEOUT_S, .security = SECURITY_STARTTLS},
        .looks = 2,
        .unreachable_looks = 2,
        .remind = 7,
        .certificate = {30, 14, 7, 1},
        .certificate_n = 4,
        .dates = {30, 14, 7, 1},
        .dates_n = 4,
    };
}

/* ------------------------------------------------------------------ values */

static int
number_between(const struct yaml *y, const struct node *value, int min, int max, int *out)
{
    char next[128];

    if (yaml_int(y, value, out) != 0)
        return -1;
    if (*out >= min && *out <= max)
        return 0;
    snprintf(next, sizeof next, _("give a whole number from %llu to %llu"), (unsigned long long)min,
             (unsigned long long)max);
    return yaml_fail(y, value, next, _("%d is out of bounds for \"%.*s\""), *out, STR_ARGS(value->key->text));
}

static int
read_looks(const struct yaml *y, const struct node *value, void *to)
{
    return number_between(y, value, 1, 100, to);
}

static int
read_minutes(const struct yaml *y, const struct node *value, void *to)
{
    return number_between(y, value, 0, 7 * 24 * 60, to);
}

static int
read_days(const struct yaml *y, const struct node *value, void *to)
{
    return number_between(y, value, 0, 366, to);
}

static int
read_seconds(const struct yaml *y, const struct node *value, void *to)
{
    return number_between(y, value, 1, 600, to);
}

/* A text or a list of texts. */
static int
read_list(const struct yaml *y, const struct node *value, void *to)
{
    struct strs *out = to;
    struct str *v = ARENA_ARRAY(y->keep, struct str, value->n + 1);

    *out = (struct strs){v, 0};
    if (value->kind == NODE_TEXT) {
        v[out->n++] = arena_str(y->keep, str_trim(value->text));
        return 0;
    }
    if (yaml_is_list(y, value) != 0)
        return -1;
    for (const struct node *n = value->child; n != NULL; n = n->next) {
        if (yaml_is_text(y, n) != 0)
            return -1;
        v[out->n++] = arena_str(y->keep, str_trim(n->text));
    }
    return 0;
}

struct marks {
    int *day;
    size_t *n;
};

/* Days before something, from far to near. */
static int
read_marks(const struct yaml *y, const struct node *value, struct marks m)
{
    int before = 367;

    if (yaml_is_list(y, value) != 0)
        return -1;
    *m.n = 0;
    for (const struct node *n = value->child; n != NULL; n = n->next) {
        uint64_t day;

        if (n->kind != NODE_TEXT || !str_to_u64(n->text, &day) || day > 366 || (int)day >= before ||
            *m.n == PLAN_MARKS)
            return yaml_fail(y, n, _("write falling numbers of days, at most eight, e.g. [30, 14, 7, 1]"),
                             "%s", _("these are no days before a date"));
        before = m.day[(*m.n)++] = (int)day;
    }
    return 0;
}

static int
read_certificate(const struct yaml *y, const struct node *value, void *to)
{
    struct alert_plan *p = to;

    return read_marks(y, value, (struct marks){p->certificate, &p->certificate_n});
}

static int
read_dates(const struct yaml *y, const struct node *value, void *to)
{
    struct alert_plan *p = to;

    return read_marks(y, value, (struct marks){p->dates, &p->dates_n});
}

/* An address may stand behind a name: "OIT watch <oit@office.example>". */
static int
read_mailbox(const struct yaml *y, const struct node *value, struct str *address, struct str *name)
{
    struct str s, shown = STR_NONE;

    if (yaml_str(y, value, &s) != 0)
        return -1;
    if (str_ends(s, STR(">")) && str_find_char(s, '<', 0) != STR_NOT_FOUND) {
        size_t open = str_find_char(s, '<', 0);

        shown = str_trim(str_sub(s, 0, open));
        s = str_trim(str_sub(s, open + 1, s.n - 1));
    }
    if (!mime_address_valid(s))
        return yaml_fail(y, value, _("write name@host in ASCII letters; a Thai host name in its xn-- form"),
                         _("\"%.*s\" is not an address of mail"), STR_ARGS(s));
    *address = arena_str(y->keep, s);
    if (shown.n > 0)
        *name = arena_str(y->keep, shown);
    return 0;
}

static int
read_from(const struct yaml *y, const struct node *value, void *to)
{
    struct alert_plan *p = to;

    return read_mailbox(y, value, &p->from, &p->from_name);
}

/* ------------------------------------------------------------------ secrets */

static int
refuse_secret(const struct yaml *y, const struct node *value, void *to)
{
    (void)to;
    return yaml_fail(
        y, value->key, _("write it into a file of mode 600 and name that with -file behind the key"),
        _("a secret does not belong into the configuration (\"%.*s\")"), STR_ARGS(value->key->text));
}

static int
one_place(const struct yaml *y, const struct node *map, const struct secret *s)
{
    if ((s->file.n > 0) + (s->credential.n > 0) + (s->env.n > 0) <= 1)
        return 0;
    return yaml_fail(y, map, _("keep one of them"), "%s", _("the secret is said to be in two places"));
}

/* ------------------------------------------------------------------ the mail server */

static bool
is_host(struct str s)
{
    for (size_t i = 0; i < s.n; i++)
        if (!((s.p[i] >= 'a' && s.p[i] <= 'z') || (s.p[i] >= 'A' && s.p[i] <= 'Z') ||
              (s.p[i] >= '0' && s.p[i] <= '9') || strchr(".-:", s.p[i]) != NULL))
            return false;
    return s.n > 0 && s.n < 254;
}

static int
read_server(const struct yaml *y, const struct node *value, void *to)
{
    struct smtp *smtp = to;
    struct str s, host, port = STR_NONE;
    size_t colon;
    uint64_t n = 0;

    if (yaml_str(y, value, &s) != 0)
        return -1;
    host = s;
    colon = str_find_char(s, ':', str_starts(s, STR("[")) ? str_find_char(s, ']', 0) : 0);
    if (colon != STR_NOT_FOUND) {
        host = str_sub(s, 0, colon);
        port = str_sub(s, colon + 1, s.n);
    }
    if (str_starts(host, STR("[")) && str_ends(host, STR("]")))
        host = str_sub(host, 1, host.n - 1);
    if (!is_host(host) || (port.n > 0 && (!str_to_u64(port, &n) || n < 1 || n > 65535)))
        return yaml_fail(y, value, _("write it like mail.office.example or mail.office.example:587"),
                         _("\"%.*s\" is not a mail server"), STR_ARGS(s));
    smtp->host = arena_str(y->keep, host);
    smtp->port = (int)n;
    return 0;
}

static int
read_security(const struct yaml *y, const struct node *value, void *to)
{
    static const char *const words[] = {"starttls", "tls", "none"};
    int i = yaml_word(y, value, words, 3);

    if (i >= 0)
        *(enum mail_security *)to = (enum mail_security)i;
    return i < 0 ? -1 : 0;
}

static bool
is_loopback(struct str host)
{
    return str_starts(host, STR("127.")) || str_eq(host, STR("localhost")) || str_eq(host, STR("::1"));
}

static const struct yaml_key smtp_keys[] = {
    {"server", false, read_server, 0},
    {"security", false, read_security, offsetof(struct smtp, security)},
    {"user", false, yaml_str, offsetof(struct smtp, user)},
    {"password", false, refuse_secret, 0},
    {"password-file", false, yaml_str, offsetof(struct smtp, password.file)},
    {"password-credential", false, yaml_str, offsetof(struct smtp, password.credential)},
    {"password-env", false, yaml_str, offsetof(struct smtp, password.env)},
    {"ca-file", false, yaml_str, offsetof(struct smtp, ca_file)},
    {"hello", false, yaml_str, offsetof(struct smtp, hello)},
    {"timeout", false, read_seconds, offsetof(struct smtp, timeout_s)},
};

static int
agree_smtp(const struct yaml *y, const struct node *map, struct smtp *s)
{
    static const int ports[] = {PORT_STARTTLS, PORT_TLS, PORT_NONE};
    bool secret = s->password.file.n + s->password.credential.n + s->password.env.n > 0;

    if (s->host.n == 0)
        return yaml_fail(y, map, _("add it, e.g. server: mail.office.example"),
                         _("the key \"%s\" is missing"), "server");
    if (s->port == 0)
        s->port = ports[s->security];
    if ((s->user.n > 0) != secret)
        return yaml_fail(y, map, _("name both, or neither where the server asks for none"), "%s",
                         _("user and password belong together"));
    if (secret && s->security == SECURITY_NONE && !is_loopback(s->host))
        return yaml_fail(y, map, _("use security: starttls or tls"), "%s",
                         _("the password would cross the network unencrypted"));
    if (s->hello.n > 0 && !is_host(s->hello))
        return yaml_fail(y, map, _("write a host name"), _("\"%.*s\" is not a host name"),
                         STR_ARGS(s->hello));
    return one_place(y, map, &s->password);
}

static int
read_smtp(const struct yaml *y, const struct node *value, void *to)
{
    struct smtp *s = to;

    if (yaml_keys(y, value, smtp_keys, sizeof smtp_keys / sizeof *smtp_keys, s) != 0)
        return -1;
    return agree_smtp(y, value, s);
}

/* ------------------------------------------------------------------ recipients */

static int
read_lang(const struct yaml *y, const struct node *value, void *to)
{
    static const char *const words[] = {"th", "en"};
    int i = yaml_word(y, value, words, 2);

    if (i >= 0)
        *(int *)to = i == 0 ? LANG_TH : LANG_EN;
    return i < 0 ? -1 : 0;
}

static int
read_channel(const struct yaml *y, const struct node *value, void *to)
{
    const char *words[CHANNEL_COUNT];
    int i;

    for (int c = CHANNEL_JSON; c < CHANNEL_COUNT; c++)
        words[c - CHANNEL_JSON] = channel_name((enum channel)c);
    i = yaml_word(y, value, words, CHANNEL_COUNT - CHANNEL_JSON);
    if (i >= 0)
        *(enum channel *)to = (enum channel)(i + CHANNEL_JSON);
    return i < 0 ? -1 : 0;
}

static int
read_kinds(const struct yaml *y, const struct node *value, void *to)
{
    const char *words[MATTER_KIND_COUNT];
    unsigned *kinds = to;

    for (int k = 0; k < MATTER_KIND_COUNT; k++)
        words[k] = matter_name((enum matter_kind)k);
    if (yaml_is_list(y, value) != 0)
        return -1;
    *kinds = 0;
    for (const struct node *n = value->child; n != NULL; n = n->next) {
        int i = yaml_word(y, n, words, MATTER_KIND_COUNT);

        if (i < 0)
            return -1;
        *kinds |= 1u << i;
    }
    return 0;
}

static int
read_attach(const struct yaml *y, const struct node *value, void *to)
{
    struct strs *list = to;

    if (read_list(y, value, list) != 0)
        return -1;
    for (size_t i = 0; i < list->n; i++) {
        const struct report_format *f = report_format_of(list->v[i]);

        if (f == NULL || f->file_name == NULL)
            return yaml_fail(y, value, _("e.g. attach: [html, xlsx]"),
                             _("\"%.*s\" is not a report that can be attached"), STR_ARGS(list->v[i]));
    }
    return 0;
}

static int
read_to_mail(const struct yaml *y, const struct node *value, void *to)
{
    struct recipient *r = to;

    return read_mailbox(y, value, &r->address, &r->name);
}

static const struct yaml_key mail_keys[] = {
    {"mail", false, read_to_mail, 0},
    {"name", false, yaml_str, offsetof(struct recipient, name)},
    {"lang", false, read_lang, offsetof(struct recipient, lang)},
    {"sites", false, read_list, offsetof(struct recipient, sites)},
    {"items", false, read_list, offsetof(struct recipient, items)},
    {"kinds", false, read_kinds, offsetof(struct recipient, kinds)},
    {"attach", false, read_attach, offsetof(struct recipient, attach)},
};

static const struct yaml_key hook_keys[] = {
    {"hook", false, read_channel, offsetof(struct recipient, channel)},
    {"name", false, yaml_str, offsetof(struct recipient, name)},
    {"url", false, yaml_str, offsetof(struct recipient, url)},
    {"url-file", false, yaml_str, offsetof(struct recipient, url_secret.file)},
    {"url-credential", false, yaml_str, offsetof(struct recipient, url_secret.credential)},
    {"url-env", false, yaml_str, offsetof(struct recipient, url_secret.env)},
    {"secret", false, refuse_secret, 0},
    {"secret-file", false, yaml_str, offsetof(struct recipient, secret.file)},
    {"secret-credential", false, yaml_str, offsetof(struct recipient, secret.credential)},
    {"secret-env", false, yaml_str, offsetof(struct recipient, secret.env)},
    {"user", false, yaml_str, offsetof(struct recipient, user)},
    {"lang", false, read_lang, offsetof(struct recipient, lang)},
    {"sites", false, read_list, offsetof(struct recipient, sites)},
    {"items", false, read_list, offsetof(struct recipient, items)},
    {"kinds", false, read_kinds, offsetof(struct recipient, kinds)},
};

/* https, or http to this machine: an address of a webhook is a secret of its own. */
bool
alert_config_url(struct str url)
{
    struct str rest;

    for (size_t i = 0; i < url.n; i++)
        if ((unsigned char)url.p[i] <= 0x20 || (unsigned char)url.p[i] > 0x7e)
            return false;
    if (str_starts(url, STR("https://")))
        return url.n > 8;
    if (!str_starts(url, STR("http://")))
        return false;
    rest = str_sub(url, 7, url.n);
    return str_starts(rest, STR("127.")) || str_starts(rest, STR("[::1]")) ||
           str_starts(rest, STR("localhost:")) || str_starts(rest, STR("localhost/"));
}

static struct str
lower(struct arena *a, struct str s)
{
    char *p = arena_raw(a, s.n + 1);

    for (size_t i = 0; i < s.n; i++)
        p[i] = (char)(s.p[i] >= 'A' && s.p[i] <= 'Z' ? s.p[i] - 'A' + 'a' : s.p[i]);
    p[s.n] = '\0';
    return (struct str){p, s.n};
}

static int
agree_hook(const struct yaml *y, const struct node *map, struct recipient *r)
{
    bool secret = r->secret.file.n + r->secret.credential.n + r->secret.env.n > 0;
    size_t urls = (r->url.n > 0) + (r->url_secret.file.n > 0) + (r->url_secret.credential.n > 0) +
                  (r->url_secret.env.n > 0);

    if (r->name.n == 0)
        return yaml_fail(y, map, _("add it: what was told is remembered under this name"),
                         _("the key \"%s\" is missing"), "name");
    if (r->channel == CHANNEL_LINE && urls == 0) {
        r->url = STR("https://api.line.me/v2/bot/message/push");
        urls = 1;
    }
    if (urls != 1)
        return yaml_fail(y, map, _("name one of url, url-file, url-credential, url-env"), "%s",
                         _("a webhook needs one address"));
    if (r->url.n > 0 && !alert_config_url(r->url))
        return yaml_fail(y, map, _("use https; http is for this machine alone"), "%s",
                         _("the address of the webhook cannot be used"));
    if (r->channel == CHANNEL_LINE && (!secret || r->user.n == 0))
        return yaml_fail(y, map, _("add user: (whom to push to) and secret-file: (the channel's token)"),
                         "%s", _("LINE needs a user and a token"));
    r->id = arena_printf(y->keep, "%s:%.*s", channel_name(r->channel), STR_ARGS(r->name));
    return one_place(y, map, &r->secret);
}

static int
read_recipient(const struct yaml *y, const struct node *map, struct recipient *r)
{
    bool hook;

    if (yaml_is_map(y, map) != 0)
        return -1;
    hook = yaml_value(map, "hook") != NULL;
    *r = (struct recipient){.kinds = KINDS_DEFAULT, .lang = -1};
    if (!hook && yaml_value(map, "mail") == NULL)
        return yaml_fail(y, map, _("write mail: name@host, or hook: json|slack|discord|teams|line"), "%s",
                         _("who is to be told?"));
    if (hook)
        return yaml_keys(y, map, hook_keys, sizeof hook_keys / sizeof *hook_keys, r) != 0
                   ? -1
                   : agree_hook(y, map, r);
    if (yaml_keys(y, map, mail_keys, sizeof mail_keys / sizeof *mail_keys, r) != 0)
        return -1;
    r->id = lower(y->keep, r->address);
    return 0;
}

static int
read_to(const struct yaml *y, const struct node *value, void *to)
{
    struct alert_plan *p = to;
    struct recipient *r = ARENA_ARRAY(y->keep, struct recipient, value->n + 1);

    if (yaml_is_list(y, value) != 0)
        return -1;
    if (value->n > LIMIT_ALERT_RECIPIENTS)
        return yaml_fail(y, value, _("split it over several files"), _("more than %d recipients"),
                         LIMIT_ALERT_RECIPIENTS);
    p->to = r;
    p->to_n = 0;
    for (const struct node *n = value->child; n != NULL; n = n->next, p->to_n++) {
        if (read_recipient(y, n, &r[p->to_n]) != 0)
            return -1;
        for (size_t i = 0; i < p->to_n; i++)
            if (str_eq(r[i].id, r[p->to_n].id))
                return yaml_fail(y, n, _("put everything for one recipient together"),
                                 _("\"%.*s\" is named twice"), STR_ARGS(r[i].id));
    }
    return 0;
}

static int
read_link(const struct yaml *y, const struct node *value, void *to)
{
    struct str *link = to;

    if (yaml_str(y, value, link) != 0)
        return -1;
    return html_safe_link(*link) ? 0
                                 : yaml_fail(y, value, _("e.g. https://reports.example/{site}/report.html"),
                                             "%s", _("this is not an address of the web"));
}

static int
read_doubt(const struct yaml *y, const struct node *value, void *to)
{
    static const char *const words[] = {"send-again", "hold"};
    int i = yaml_word(y, value, words, 2);

    if (i >= 0)
        *(bool *)to = i == 1;
    return i < 0 ? -1 : 0;
}

/* ------------------------------------------------------------------ the whole */

static const struct yaml_key keys[] = {
    {"from", false, read_from, 0},
    {"smtp", false, read_smtp, offsetof(struct alert_plan, smtp)},
    {"to", false, read_to, 0},
    {"list", false, yaml_str, offsetof(struct alert_plan, list)},
    {"link", false, read_link, offsetof(struct alert_plan, link)},
    {"looks", false, read_looks, offsetof(struct alert_plan, looks)},
    {"wait", false, read_minutes, offsetof(struct alert_plan, wait_min)},
    {"unreachable-looks", false, read_looks, offsetof(struct alert_plan, unreachable_looks)},
    {"remind", false, read_days, offsetof(struct alert_plan, remind)},
    {"certificate-days", false, read_certificate, 0},
    {"dates-days", false, read_dates, 0},
    {"in-doubt", false, read_doubt, offsetof(struct alert_plan, hold)},
};

static bool
mails(const struct alert_plan *p)
{
    for (size_t i = 0; i < p->to_n; i++)
        if (p->to[i].channel == CHANNEL_MAIL)
            return true;
    return p->list.n > 0;
}

int
alert_config_read(const struct yaml *y, const struct node *map, struct alert_plan *p)
{
    alert_config_default(p);
    if (yaml_keys(y, map, keys, sizeof keys / sizeof *keys, p) != 0)
        return -1;
    if (mails(p) && (p->from.n == 0 || p->smtp.host.n == 0))
        return yaml_fail(y, map, _("add from: (the sender's address) and smtp: with server:"), "%s",
                         _("mail needs a sender and a server"));
    return 0;
}
