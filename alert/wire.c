/* Options of every connection: certificates are checked, nothing is taken from the environment. */
#include "alert/wire.h"
#include "base/say.h"
#include "base/utf8.h"
#include <stdio.h>
#include <string.h>

#define CONNECT_S 20L

/* A refusal is not overwritten by the goodbye behind it. */
static size_t
on_line(char *p, size_t size, size_t n, void *ctx)
{
    struct wire *w = ctx;
    size_t all = size * n;
    struct str line = str_trim((struct str){p, all});

    if (line.n > 0 && w->answer[0] != '4' && w->answer[0] != '5')
        snprintf(w->answer, sizeof w->answer, "%.*s", (int)(line.n < 250 ? line.n : 250), line.p);
    return all;
}

void
wire_open(struct wire *w, struct str ca_file, int timeout_s)
{
    *w = (struct wire){.easy = curl_easy_init(), .arena = arena_new(0)};
    if (w->easy == NULL)
        return;
    curl_easy_setopt(w->easy, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(w->easy, CURLOPT_PROXY, "");
    curl_easy_setopt(w->easy, CURLOPT_NETRC, (long)CURL_NETRC_IGNORED);
    curl_easy_setopt(w->easy, CURLOPT_CONNECTTIMEOUT, timeout_s < CONNECT_S ? timeout_s : CONNECT_S);
    curl_easy_setopt(w->easy, CURLOPT_TIMEOUT, (long)timeout_s);
    curl_easy_setopt(w->easy, CURLOPT_SSL_VERIFYPEER, 1L);
    curl_easy_setopt(w->easy, CURLOPT_SSL_VERIFYHOST, 2L);
    curl_easy_setopt(w->easy, CURLOPT_ERRORBUFFER, w->error);
    curl_easy_setopt(w->easy, CURLOPT_HEADERFUNCTION, on_line);
    curl_easy_setopt(w->easy, CURLOPT_HEADERDATA, w);
    if (ca_file.n > 0)
        curl_easy_setopt(w->easy, CURLOPT_CAINFO, arena_str(w->arena, ca_file).p);
}

void
wire_close(struct wire *w)
{
    curl_easy_cleanup(w->easy);
    arena_free(w->arena);
}

void
wire_begin(struct wire *w)
{
    w->error[0] = w->answer[0] = '\0';
}

static const struct {
    CURLcode rc;
    const char *text;
} words[] = {
    {CURLE_COULDNT_RESOLVE_HOST, N_("the name of the server cannot be found")},
    {CURLE_COULDNT_CONNECT, N_("the server cannot be reached")},
    {CURLE_OPERATION_TIMEDOUT, N_("the server did not answer in time")},
    {CURLE_LOGIN_DENIED, N_("the server does not accept user and password")},
    {CURLE_USE_SSL_FAILED, N_("the server offers no encryption")},
    {CURLE_SSL_CONNECT_ERROR, N_("the encrypted connection fails")},
    {CURLE_PEER_FAILED_VERIFICATION, N_("the certificate of the server cannot be trusted")},
    {CURLE_SSL_CACERT_BADFILE, N_("the file of the certificate authority cannot be read")},
    {CURLE_GOT_NOTHING, N_("the server broke off the connection")},
    {CURLE_RECV_ERROR, N_("the server broke off the connection")},
};

void
wire_tell(const struct wire *w, CURLcode rc, struct delivered *out)
{
    const char *text = N_("the server did not take it");
    struct buf b;

    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (words[i].rc == rc)
            text = words[i].text;
    buf_init(&b, sizeof out->problem);
    utf8_show(&b, str_of(w->answer[0] != '\0' ? w->answer : w->error[0] != '\0' ? w->error : ""));
    snprintf(out->problem, sizeof out->problem, "%s%s%.*s%s", _(text), b.n > 0 ? " (" : "",
             (int)(b.n < 250 ? b.n : 250), b.n > 0 ? b.p : "", b.n > 0 ? ")" : "");
    buf_free(&b);
}
