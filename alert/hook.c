/*
 * The body is JSON made by report/; here are its address, what proves where it comes from, and what the
 * answers mean.
 */
#include "alert/hook.h"
#include "alert/wire.h"
#include "base/buf.h"
#include "base/say.h"
#include "base/sha256.h"
#include "oit/limits.h"
#include <stdio.h>

static struct curl_slist *
add(struct curl_slist *list, struct arena *a, const char *name, struct str value)
{
    return curl_slist_append(list, arena_printf(a, "%s: %.*s", name, STR_ARGS(value)).p);
}

/* "sha256=" and the HMAC of "TIME.BODY" under the secret. */
static struct curl_slist *
sign(struct curl_slist *list, struct arena *a, const struct hook_call *h)
{
    struct str time = arena_printf(a, "%lld", (long long)h->now);
    struct buf b;
    struct sha256 mac;
    char hex[65];

    buf_init(&b, h->body.n + 64);
    buf_str(&b, time);
    buf_char(&b, '.');
    buf_str(&b, h->body);
    mac = sha256_hmac(h->secret, buf_view(&b));
    buf_free(&b);
    sha256_hex(&mac, hex);
    list = add(list, a, "X-OIT-Timestamp", time);
    return add(list, a, "X-OIT-Signature", arena_printf(a, "sha256=%s", hex));
}

/* The first 128 bits of the key in the spelling of RFC 9562, version 8. */
static struct str
uuid(struct arena *a, struct str key)
{
    return arena_printf(a, "%.8s-%.4s-8%.3s-8%.3s-%.12s", key.p, key.p + 8, key.p + 13, key.p + 17,
                        key.p + 20);
}

static struct curl_slist *
head(struct arena *a, const struct hook_call *h)
{
    struct curl_slist *list = add(NULL, a, "Content-Type", STR("application/json; charset=utf-8"));

    list = add(list, a, "Expect", STR_NONE);
    list = add(list, a, "User-Agent", STR("oit/" OIT_VERSION));
    if (h->channel == CHANNEL_JSON) {
        list = add(list, a, "Idempotency-Key", uuid(a, h->key));
        if (h->secret.n > 0)
            list = sign(list, a, h);
    } else if (h->channel == CHANNEL_LINE) {
        list = add(list, a, "Authorization", arena_printf(a, "Bearer %.*s", STR_ARGS(h->secret)));
        list = add(list, a, "X-Line-Retry-Key", uuid(a, h->key));
    }
    return list;
}

/* The answer is not kept, but for one that never ends. */
static size_t
on_body(char *p, size_t size, size_t n, void *ctx)
{
    size_t *all = ctx;

    (void)p;
    *all += size * n;
    return *all <= LIMIT_ALERT_ANSWER ? size * n : 0;
}

/* A body that is refused stays refused; an address or token that is refused can be put right. */
static struct delivered
judge(const struct hook_call *h, struct wire *w, CURLcode rc)
{
    struct delivered d = {.how = DELIVERY_DONE};
    curl_off_t wait = 0;
    long code = 0;

    curl_easy_getinfo(w->easy, CURLINFO_RESPONSE_CODE, &code);
    /* LINE says 409 to a retry of what it has taken already. */
    if ((code >= 200 && code <= 299) || (code == 409 && h->channel == CHANNEL_LINE))
        return d;
    curl_easy_getinfo(w->easy, CURLINFO_RETRY_AFTER, &wait);
    wire_tell(w, rc, &d);
    if (code != 0)
        snprintf(d.problem, sizeof d.problem, _("the server answers with status %ld"), code);
    d.how = code == 400 || code == 413 || code == 422 ? DELIVERY_NEVER : DELIVERY_LATER;
    d.doubt = code == 0 && rc != CURLE_COULDNT_CONNECT && rc != CURLE_COULDNT_RESOLVE_HOST &&
              rc != CURLE_SSL_CONNECT_ERROR && rc != CURLE_PEER_FAILED_VERIFICATION;
    d.down = code == 0;
    d.wait_s = wait > 0 ? (int64_t)wait : 0;
    return d;
}

static struct delivered
perform(struct wire *w, const struct hook_call *h)
{
    struct curl_slist *list = head(w->arena, h);
    struct delivered d;
    size_t answered = 0;

    curl_easy_setopt(w->easy, CURLOPT_PROTOCOLS_STR, "https,http");
    curl_easy_setopt(w->easy, CURLOPT_FOLLOWLOCATION, 0L);
    curl_easy_setopt(w->easy, CURLOPT_URL, arena_str(w->arena, h->url).p);
    curl_easy_setopt(w->easy, CURLOPT_HTTPHEADER, list);
    curl_easy_setopt(w->easy, CURLOPT_POSTFIELDSIZE_LARGE, (curl_off_t)h->body.n);
    curl_easy_setopt(w->easy, CURLOPT_POSTFIELDS, h->body.p);
    curl_easy_setopt(w->easy, CURLOPT_WRITEFUNCTION, on_body);
    curl_easy_setopt(w->easy, CURLOPT_WRITEDATA, &answered);
    d = judge(h, w, curl_easy_perform(w->easy));
    curl_slist_free_all(list);
    return d;
}

struct delivered
hook_send(const struct hook_call *h, handed_fn *handed, void *ctx)
{
    struct delivered d = {.how = DELIVERY_LATER, .down = true};
    struct wire w;

    wire_open(&w, h->ca_file, HOOK_TIMEOUT_S);
    if (w.easy != NULL && handed(ctx) == 0)
        d = perform(&w, h);
    wire_close(&w);
    return d;
}
