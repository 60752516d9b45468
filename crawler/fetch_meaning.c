/* What a finished request means. */
#include "base/clock.h"
#include "base/say.h"
#include "crawler/fetch_private.h"
#include "crawler/network.h"
#include <errno.h>

#define NETWORK_HOLDS_MS 30000

/* What curl calls an X.509 verification result; the numbers are OpenSSL's and part of its interface. */
enum {
    X509_NONE = 0,
    X509_UNSPECIFIED = 1,
    X509_NOT_YET = 9,
    X509_EXPIRED = 10,
    X509_KEY_WEAK = 66,
    X509_AUTHORITY_WEAK = 67,
    X509_DIGEST_WEAK = 68
};

static const struct {
    CURLcode rc;
    enum problem problem;
} results[] = {
    {CURLE_OK, PROBLEM_NONE},
    {CURLE_COULDNT_RESOLVE_HOST, PROBLEM_DNS},
    {CURLE_COULDNT_RESOLVE_PROXY, PROBLEM_DNS},
    {CURLE_COULDNT_CONNECT, PROBLEM_REFUSED},
    {CURLE_OPERATION_TIMEDOUT, PROBLEM_TIMEOUT},
    {CURLE_GOT_NOTHING, PROBLEM_RESET},
    {CURLE_RECV_ERROR, PROBLEM_RESET},
    {CURLE_SEND_ERROR, PROBLEM_RESET},
    {CURLE_PARTIAL_FILE, PROBLEM_TRUNCATED},
    {CURLE_BAD_CONTENT_ENCODING, PROBLEM_DECODING},
    {CURLE_PEER_FAILED_VERIFICATION, PROBLEM_TLS_UNTRUSTED},
    {CURLE_SSL_CONNECT_ERROR, PROBLEM_TLS},
    {CURLE_SSL_CERTPROBLEM, PROBLEM_TLS},
    {CURLE_SSL_CIPHER, PROBLEM_TLS},
    {CURLE_SSL_ISSUER_ERROR, PROBLEM_TLS},
    {CURLE_SSL_ENGINE_INITFAILED, PROBLEM_TLS},
    {CURLE_SSL_CACERT_BADFILE, PROBLEM_TLS},
    {CURLE_SSL_INVALIDCERTSTATUS, PROBLEM_TLS},
    {CURLE_SSL_CLIENTCERT, PROBLEM_TLS},
    {CURLE_SSL_SHUTDOWN_FAILED, PROBLEM_TLS},
    {CURLE_FILESIZE_EXCEEDED, PROBLEM_TOO_LARGE},
    {CURLE_OUT_OF_MEMORY, PROBLEM_HEAD_TOO_LARGE}, /* what libcurl says of one line over 100 KiB */
};

static enum problem
problem_of_connect(const struct job *j)
{
    long number = 0;

    curl_easy_getinfo(j->easy, CURLINFO_OS_ERRNO, &number);
    if (j->forbidden)
        return PROBLEM_FORBIDDEN_ADDRESS;
    if (number == ENETUNREACH || number == EHOSTUNREACH || number == ENETDOWN || number == EADDRNOTAVAIL)
        return PROBLEM_UNREACHABLE;
    return number == ETIMEDOUT ? PROBLEM_TIMEOUT : PROBLEM_REFUSED;
}

enum problem
fetch_certificate_problem(const struct job *j)
{
    long verify = 0;

    curl_easy_getinfo(j->easy, CURLINFO_SSL_VERIFYRESULT, &verify);
    if (verify == X509_EXPIRED)
        return PROBLEM_TLS_EXPIRED;
    if (verify == X509_NOT_YET)
        return PROBLEM_TLS_EARLY;
    if (verify == X509_KEY_WEAK || verify == X509_AUTHORITY_WEAK || verify == X509_DIGEST_WEAK)
        return PROBLEM_TLS_OLD;
    /* The name is compared by libcurl, before it takes over the result of the rest. */
    return verify == X509_NONE || verify == X509_UNSPECIFIED ? PROBLEM_TLS_NAME : PROBLEM_TLS_UNTRUSTED;
}

static enum problem
problem_of_result(const struct job *j, CURLcode rc)
{
    if (rc == CURLE_COULDNT_CONNECT)
        return problem_of_connect(j);
    if (rc == CURLE_PEER_FAILED_VERIFICATION)
        return fetch_certificate_problem(j);
    /* The connection stood; what came over it made no sense. */
    if (rc == CURLE_RECV_ERROR && str_has(str_of(j->error), STR("chunk")))
        return PROBLEM_PROTOCOL;
    if (rc == CURLE_RECV_ERROR && str_find_nocase(str_of(j->error), STR("header"), 0) != STR_NOT_FOUND)
        return PROBLEM_HEAD_TOO_LARGE;
    for (size_t i = 0; i < sizeof results / sizeof *results; i++)
        if (results[i].rc == rc)
            return results[i].problem;
    return PROBLEM_PROTOCOL;
}

/* We broke off ourselves: was that a fault, a cut, or no matter? */
static enum problem
problem_of_stop(struct job *j, struct str *detail)
{
    switch (j->stop) {
    case STOP_HEAD:
        return PROBLEM_HEAD_TOO_LARGE;
    case STOP_LAYERS:
        *detail = STR(N_("compressed more than twice"));
        return PROBLEM_DECODING;
    case STOP_TIME:
        return PROBLEM_TIMEOUT;
    case STOP_MEDIA:
        *detail = STR(N_("sound or moving pictures"));
        return PROBLEM_TYPE;
    case STOP_DOCUMENT:
        return PROBLEM_LIMIT_DOCUMENTS;
    default:
        break;
    }
    if (j->answer.status >= 300)
        return PROBLEM_NONE;
    if (header_is_document(j->answer.kind) && j->document_max != j->page_max)
        return PROBLEM_TOO_LARGE;
    *detail = STR(N_("only the beginning was read"));
    return PROBLEM_TRUNCATED;
}

/* A body that broke off is worth reading; nothing at all is not. */
static enum problem
problem_of_cut(const struct job *j, CURLcode rc, enum problem problem)
{
    int status = j->answer.status;

    if (status >= 300 &&
        (rc == CURLE_PARTIAL_FILE || rc == CURLE_RECV_ERROR || rc == CURLE_OPERATION_TIMEDOUT))
        return PROBLEM_NONE;
    if (j->body.n > 0 && status >= 200 &&
        ((problem == PROBLEM_PROTOCOL && rc == CURLE_RECV_ERROR) || problem == PROBLEM_RESET ||
         problem == PROBLEM_TIMEOUT || problem == PROBLEM_TRUNCATED))
        return PROBLEM_TRUNCATED;
    return problem == PROBLEM_TRUNCATED ? PROBLEM_RESET : problem;
}

/* libcurl's own words for these add only how long it took, which is another number every time. */
static bool
says_all(enum problem p)
{
    return p == PROBLEM_DNS || p == PROBLEM_REFUSED || p == PROBLEM_UNREACHABLE || p == PROBLEM_TIMEOUT ||
           p == PROBLEM_TRUNCATED;
}

/* Nobody was asked: is it the line of this machine that is down?  A proxy has its own. */
static bool
is_offline(struct fetch_pool *p, enum problem problem)
{
    if ((problem != PROBLEM_DNS && problem != PROBLEM_UNREACHABLE) || p->proxy != NULL)
        return false;
    if (p->looked_until == 0 || clock_monotonic_ms() >= p->looked_until) {
        p->offline = !network_there();
        p->looked_until = clock_monotonic_ms() + NETWORK_HOLDS_MS;
    }
    return p->offline;
}

/* Only the request that opens a connection is shown the certificate; the first one of the chain is the
 * server's. */
static int64_t
certificate_until(const struct job *j)
{
    static const char name[] = "Expire date:";
    struct curl_certinfo *info = NULL;
    time_t until = -1;

    if (curl_easy_getinfo(j->easy, CURLINFO_CERTINFO, &info) != CURLE_OK || info == NULL ||
        info->num_of_certs < 1)
        return 0;
    for (const struct curl_slist *line = info->certinfo[0]; line != NULL; line = line->next)
        if (str_starts(str_of(line->data), STR(name)))
            until = curl_getdate(line->data + sizeof name - 1, NULL);
    return until > 0 ? (int64_t)until : 0;
}

void
fetch_judge(struct job *j, CURLcode rc)
{
    struct str detail = rc == CURLE_OK ? STR_NONE : str_of(j->error);
    enum problem problem;
    long status = 0;

    curl_easy_getinfo(j->easy, CURLINFO_RESPONSE_CODE, &status);
    j->answer.status = (int)status;
    j->answer.certificate_until = certificate_until(j);
    if (!j->sniffed && j->body.n > 0)
        fetch_sniff(j);
    if (fetch_continues(j, status) && j->answer.size > 0) { /* to everybody else it is the whole */
        j->answer.status = 200;
        j->answer.takes_ranges = true;
        if (rc == CURLE_OK && j->body.n < j->range_whole)
            rc = CURLE_PARTIAL_FILE;
    }
    j->answer.takes_ranges = j->answer.takes_ranges && j->layers == 0;
    if (j->stop == STOP_NONE && j->sniffed && status < 300)
        j->stop = fetch_unwanted(j);
    if (j->stop != STOP_NONE) {
        detail = STR_NONE;
        problem = problem_of_stop(j, &detail);
    } else if (rc == CURLE_WRITE_ERROR) {
        /* Not our doing: libcurl found bytes behind the end of a complete compressed answer. */
        problem = j->body.n > 0 ? PROBLEM_NONE : PROBLEM_DECODING;
        detail = STR(N_("bytes behind the end of the compressed answer"));
    } else if (rc == CURLE_OK && status > 0 && !j->head_ended) {
        problem = PROBLEM_RESET;
    } else if (rc == CURLE_OK && j->layers == 1 && j->gzip && j->tail_n > 0 && !fetch_gzip_ended(j)) {
        problem = PROBLEM_TRUNCATED;
    } else {
        problem = problem_of_result(j, rc);
    }
    problem = problem_of_cut(j, rc, problem);
    if (j->stop == STOP_NONE && says_all(problem))
        detail = is_offline(j->pool, problem) ? STR(PROBLEM_NO_NETWORK) : STR_NONE;
    if (problem == PROBLEM_FORBIDDEN_ADDRESS)
        detail = str_of(j->forbidden_text);
    if (problem == PROBLEM_NONE || problem == PROBLEM_TRUNCATED)
        j->answer.body = buf_view(&j->body);
    else
        buf_clear(&j->body);
    fetch_finish(j, problem, detail);
}

bool
fetch_is_bad_certificate(enum problem p)
{
    return p == PROBLEM_TLS_EXPIRED || p == PROBLEM_TLS_EARLY || p == PROBLEM_TLS_UNTRUSTED ||
           p == PROBLEM_TLS_NAME || p == PROBLEM_TLS_OLD;
}
