/* Options of every connection: certificates are checked, nothing is taken from the environment. */
#include "alert/wire.h"
#include "base/log.h"
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
    const char *text, *next;
} words[] = {
    {CURLE_COULDNT_RESOLVE_HOST, N_("the name of the server cannot be found"),
     N_("check the name of the server in the configuration, and the network")},
    {CURLE_COULDNT_CONNECT, N_("the server cannot be reached"),
     N_("check server and port in the configuration; the next run tries again")},
    {CURLE_OPERATION_TIMEDOUT, N_("the server did not answer in time"),
     N_("the next run tries again; if it stays so, ask those who run the server")},
    {CURLE_LOGIN_DENIED, N_("the server does not accept user and password"),
     N_("check user: and where the configuration says the password is")},
    {CURLE_USE_SSL_FAILED, N_("the server offers no encryption"),
     N_("use security: tls, or ask those who run the server")},
    {CURLE_SSL_CONNECT_ERROR, N_("the encrypted connection fails"),
     N_("check port and security: in the configuration (587 starttls, 465 tls)")},
    {CURLE_PEER_FAILED_VERIFICATION, N_("the certificate of the server cannot be trusted"),
     N_("check the name of the server; name an authority of your own by ca-file:")},
    {CURLE_SSL_CACERT_BADFILE, N_("the file of the certificate authority cannot be read"),
     N_("check ca-file: in the configuration")},
    {CURLE_GOT_NOTHING, N_("the server broke off the connection"),
     N_("the next run tries again; if it stays so, ask those who run the server")},
    {CURLE_RECV_ERROR, N_("the server broke off the connection"),
     N_("the next run tries again; if it stays so, ask those who run the server")},
};

void
wire_tell(const struct wire *w, CURLcode rc, struct delivered *out)
{
    const char *text = N_("the server did not take it");
    bool refusal = w->answer[0] == '4' || w->answer[0] == '5';
    struct buf b;

    out->next = N_("mend what the server complains of; the next run tries again");
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (words[i].rc == rc) {
            text = words[i].text;
            out->next = words[i].next;
        }
    if (w->error[0] != '\0')
        log_debug("libcurl: %s", w->error);
    buf_init(&b, sizeof out->problem);
    utf8_show(&b, str_of(refusal ? w->answer : ""));
    snprintf(out->problem, sizeof out->problem, "%s%s%.*s%s", _(text), b.n > 0 ? " (" : "",
             (int)(b.n < 250 ? b.n : 250), b.n > 0 ? b.p : "", b.n > 0 ? ")" : "");
    buf_free(&b);
}
