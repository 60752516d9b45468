/* A notice as the JSON that programs and chats take. */
#include "oit/limits.h"
#include "report/json_private.h"
#include "report/notice.h"

static json_t *
name_in(const struct finding *f, enum lang lang)
{
    return f->kind == MATTER_ITEM ? text_or_null(f->name[lang]) : json_null();
}

static json_t *
verdict_or_null(enum verdict v)
{
    return v != VERDICT_COUNT ? word(verdict_name(v)) : json_null();
}

static json_t *
finding(struct arena *a, const struct notice *n, const struct finding *f)
{
    bool day = f->kind == MATTER_DATE || f->kind == MATTER_CERTIFICATE;
    json_t *o = json_object();
    char iso[16];

    date_iso(f->day, iso);
    put(o, "kind", word(matter_name(f->kind)));
    put(o, "event", word(alert_event_name(f->event)));
    put(o, "text", text(notice_sentence(a, f, n->lang)));
    put(o, "item", f->kind == MATTER_ITEM ? text_or_null(f->item) : json_null());
    put(o, "name", name_in(f, n->lang));
    put(o, "from", verdict_or_null(f->from));
    put(o, "to", verdict_or_null(f->to));
    put(o, "reason", text_or_null(f->reason[n->lang]));
    put(o, "fix", text_or_null(notice_advice(f, n->lang)));
    put(o, "url", text_or_null(f->place));
    put(o, "gain", f->gain > 0 ? points(f->gain) : json_null());
    put(o, "owner", text_or_null(f->owner));
    put(o, "day", day ? word(iso) : json_null());
    put(o, "days", day ? json_integer(f->days) : json_null());
    return o;
}

static json_t *
site(struct arena *a, const struct notice *n, const struct notice_site *s)
{
    json_t *o = json_object(), *score = json_object(), *before = json_object(), *list = json_array();
    bool known = s->readable && s->scored, compared = known && s->compared;

    put(o, "site", text(s->name));
    put(o, "agency", text_or_null(s->agency));
    put(o, "host", text_or_null(s->host));
    put(o, "url", text_or_null(s->url));
    put(o, "visited", text_or_null(s->seen));
    put(score, "low", known ? points(s->low) : json_null());
    put(score, "high", known ? points(s->high) : json_null());
    put(o, "score", score);
    put(before, "low", compared ? points(s->before_low) : json_null());
    put(before, "high", compared ? points(s->before_high) : json_null());
    put(o, "score_before", before);
    put(o, "report", text_or_null(s->link));
    for (size_t i = 0; i < n->finding_n; i++)
        if (str_eq(n->finding[i]->site, s->name))
            add(list, finding(a, n, n->finding[i]));
    put(o, "findings", list);
    return o;
}

void
notice_json(const struct notice *n, struct str message_id, struct buf *out)
{
    struct arena *a = arena_new(0);
    struct notice_counts c = notice_count(n);
    json_t *root, *counts, *sites;

    json_begin();
    root = json_object();
    counts = json_object();
    sites = json_array();
    put(root, "schema", word("oit-alert/1"));
    put(root, "id", text(message_id));
    put(root, "day", text(n->day));
    put(root, "subject", text(notice_subject(a, n)));
    put(counts, "worse", count(c.worse));
    put(counts, "recovered", count(c.recovered));
    put(counts, "still", count(c.still));
    put(counts, "near", count(c.near));
    put(root, "counts", counts);
    for (size_t i = 0; i < n->site_n; i++)
        add(sites, site(a, n, &n->site[i]));
    put(root, "sites", sites);
    json_end(root, JSON_IN_ONE, out);
    arena_free(a);
}

/* The three characters that Slack's text gives a meaning to. */
static struct str
slack_text(struct arena *a, struct str s)
{
    struct buf b;
    struct str all;

    buf_init(&b, 5 * s.n + 1);
    for (size_t i = 0; i < s.n; i++) {
        if (s.p[i] == '&')
            buf_z(&b, "&amp;");
        else if (s.p[i] == '<')
            buf_z(&b, "&lt;");
        else if (s.p[i] == '>')
            buf_z(&b, "&gt;");
        else
            buf_char(&b, s.p[i]);
    }
    all = arena_str(a, buf_view(&b));
    buf_free(&b);
    return all;
}

void
notice_slack(const struct notice *n, struct buf *out)
{
    struct arena *a = arena_new(0);
    json_t *root;

    json_begin();
    root = json_object();
    put(root, "text", text(slack_text(a, notice_chat(a, n, LIMIT_CHAT_TEXT))));
    put(root, "unfurl_links", json_false());
    json_end(root, JSON_IN_ONE, out);
    arena_free(a);
}

/* No word of a site calls anybody: mentions are switched off. */
void
notice_discord(const struct notice *n, struct buf *out)
{
    struct arena *a = arena_new(0);
    json_t *root, *mentions;

    json_begin();
    root = json_object();
    mentions = json_object();
    put(root, "content", text(notice_chat(a, n, LIMIT_CHAT_TEXT)));
    put(mentions, "parse", json_array());
    put(root, "allowed_mentions", mentions);
    json_end(root, JSON_IN_ONE, out);
    arena_free(a);
}

static json_t *
text_block(struct str s, bool title)
{
    json_t *o = json_object();

    put(o, "type", word("TextBlock"));
    put(o, "text", text(s));
    put(o, "wrap", json_true());
    if (title)
        put(o, "weight", word("Bolder"));
    return o;
}

void
notice_teams(const struct notice *n, struct buf *out)
{
    struct arena *a = arena_new(0);
    json_t *root, *attachment, *card, *body, *list;
    struct str rest = notice_chat(a, n, LIMIT_CHAT_TEXT), piece;
    bool title = true;

    json_begin();
    root = json_object();
    attachment = json_object();
    card = json_object();
    body = json_array();
    list = json_array();
    for (; str_next(&rest, '\n', &piece); title = false)
        if (piece.n > 0)
            add(body, text_block(piece, title));
    put(card, "$schema", word("http://adaptivecards.io/schemas/adaptive-card.json"));
    put(card, "type", word("AdaptiveCard"));
    put(card, "version", word("1.2"));
    put(card, "body", body);
    put(attachment, "contentType", word("application/vnd.microsoft.card.adaptive"));
    put(attachment, "contentUrl", json_null());
    put(attachment, "content", card);
    add(list, attachment);
    put(root, "type", word("message"));
    put(root, "attachments", list);
    json_end(root, JSON_IN_ONE, out);
    arena_free(a);
}

void
notice_line(const struct notice *n, struct str to, struct buf *out)
{
    struct arena *a = arena_new(0);
    json_t *root, *message, *list;

    json_begin();
    root = json_object();
    message = json_object();
    list = json_array();
    put(root, "to", text(to));
    put(message, "type", word("text"));
    put(message, "text", text(notice_chat(a, n, LIMIT_CHAT_TEXT)));
    add(list, message);
    put(root, "messages", list);
    json_end(root, JSON_IN_ONE, out);
    arena_free(a);
}
