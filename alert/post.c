/*
 * A message counts as taken when the server answers its end with 250.  libcurl asks for more bytes until
 * there are none and then sends the end; at that last question the caller is told, so that it can note down
 * that from here on the message may be taken.
 */
#include "alert/post.h"
#include "alert/wire.h"
#include "base/mem.h"
#include "base/say.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct post {
    struct wire wire;
    struct str rest; /* of the message being sent */
    handed_fn *handed;
    void *ctx;
    bool begun, done;
};

static size_t
on_read(char *p, size_t size, size_t n, void *ctx)
{
    struct post *post = ctx;
    size_t some = size * n < post->rest.n ? size * n : post->rest.n;

    post->begun = true;
    if (some == 0 && !post->done) {
        if (post->handed != NULL && post->handed(post->ctx) != 0)
            return CURL_READFUNC_ABORT;
        post->done = true;
    }
    memcpy(p, post->rest.p, some);
    post->rest = str_sub(post->rest, some, post->rest.n);
    return some;
}

static const char *
address_of(struct arena *a, const struct smtp *s)
{
    bool v6 = str_find_char(s->host, ':', 0) != STR_NOT_FOUND;
    char name[256] = "";

    if (s->hello.n == 0 && gethostname(name, sizeof name - 1) != 0)
        name[0] = '\0';
    return arena_printf(a, "%s://%s%.*s%s:%d/%.*s%s", s->security == SECURITY_TLS ? "smtps" : "smtp",
                        v6 ? "[" : "", STR_ARGS(s->host), v6 ? "]" : "", s->port, STR_ARGS(s->hello),
                        name[0] != '\0' ? name : "")
        .p;
}

struct post *
post_open(const struct smtp *s, struct str password)
{
    struct post *p = mem_new(1, sizeof *p);
    CURL *c;

    wire_open(&p->wire, s->ca_file, s->timeout_s);
    c = p->wire.easy;
    if (c == NULL)
        return p;
    curl_easy_setopt(c, CURLOPT_PROTOCOLS_STR, "smtp,smtps");
    curl_easy_setopt(c, CURLOPT_URL, address_of(p->wire.arena, s));
    curl_easy_setopt(c, CURLOPT_USE_SSL,
                     (long)(s->security == SECURITY_NONE ? CURLUSESSL_NONE : CURLUSESSL_ALL));
    curl_easy_setopt(c, CURLOPT_UPLOAD, 1L);
    curl_easy_setopt(c, CURLOPT_READFUNCTION, on_read);
    curl_easy_setopt(c, CURLOPT_READDATA, p);
    if (s->user.n > 0) {
        struct arena *a = arena_new(0);

        curl_easy_setopt(c, CURLOPT_USERNAME, arena_str(a, s->user).p);
        curl_easy_setopt(c, CURLOPT_PASSWORD, password.p); /* ends in NUL; copied by the library */
        arena_free(a);
    }
    return p;
}

void
post_close(struct post *p)
{
    if (p == NULL)
        return;
    wire_close(&p->wire);
    free(p);
}

/* Words of libcurl for the one step in which a server judges the recipient and nothing else. */
static bool
recipient_refused(const struct post *p)
{
    return str_starts(str_of(p->wire.error), STR("RCPT failed"));
}

static struct delivered
judge(const struct post *p, CURLcode rc)
{
    struct delivered d = {.how = DELIVERY_DONE};
    long code = 0;

    if (rc == CURLE_OK)
        return d;
    curl_easy_getinfo(p->wire.easy, CURLINFO_RESPONSE_CODE, &code);
    wire_tell(&p->wire, rc, &d);
    d.how = DELIVERY_LATER;
    if (code >= 500 && code <= 599 && (p->begun || recipient_refused(p)))
        d.how = DELIVERY_NEVER;
    d.doubt = p->done && code < 400;
    d.down = !p->begun && !recipient_refused(p);
    return d;
}

struct delivered
post_send(struct post *p, struct str from, struct str to, struct str bytes, handed_fn *handed, void *ctx)
{
    struct arena *a = arena_new(0);
    struct curl_slist *list = curl_slist_append(NULL, arena_printf(a, "<%.*s>", STR_ARGS(to)).p);
    struct delivered d = {.how = DELIVERY_LATER, .down = true};

    if (p->wire.easy != NULL && list != NULL) {
        wire_begin(&p->wire);
        p->rest = bytes;
        p->handed = handed;
        p->ctx = ctx;
        p->begun = p->done = false;
        curl_easy_setopt(p->wire.easy, CURLOPT_MAIL_FROM, arena_printf(a, "<%.*s>", STR_ARGS(from)).p);
        curl_easy_setopt(p->wire.easy, CURLOPT_MAIL_RCPT, list);
        d = judge(p, curl_easy_perform(p->wire.easy));
    }
    curl_slist_free_all(list);
    arena_free(a);
    return d;
}
