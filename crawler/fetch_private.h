/* A request under way, for the files of fetch.h: what comes in, what it means, and the loop around both. */
#ifndef OIT_CRAWLER_FETCH_PRIVATE_H
#define OIT_CRAWLER_FETCH_PRIVATE_H

#include "base/buf.h"
#include "base/map.h"
#include "crawler/fetch.h"
#include "crawler/header.h"
#include "oit/limits.h"
#include <arpa/inet.h>
#include <curl/curl.h>

#define TAIL_BYTES 64

/* Why we stopped a transfer ourselves. */
enum stop { STOP_NONE, STOP_HEAD, STOP_SIZE, STOP_LAYERS, STOP_TIME, STOP_MEDIA, STOP_DOCUMENT };

struct jar {
    CURLSH *share;
    enum problem bad_tls; /* the certificate of this host is bad in this way */
};

struct job {
    struct fetch_answer answer; /* first, so that an answer leads back to its job */
    struct job *next;
    struct fetch_pool *pool;
    struct jar *jar;
    CURL *easy;
    CURLU *where;
    struct curl_slist *headers; /* NULL: the pool's */
    struct arena *text;
    struct buf body;
    size_t head_bytes, page_max, document_max;
    struct str beginning;
    uint64_t range_from, range_whole; /* of a 206: where it goes on, and how long the whole is; 0 unknown */
    int layers;
    int64_t started, deadline;
    enum stop stop;
    bool sniffed, insecure, forbidden;
    bool gzip;               /* the one layer is gzip */
    bool head_ended;         /* the empty line behind the head has come */
    bool old_tls, old_tried; /* speaking it now; it has been tried */
    struct str new_error;    /* what was wrong before it was tried */
    unsigned char tail[TAIL_BYTES];
    size_t tail_n; /* last bytes on the wire, for the end of a compressed body */
    char forbidden_text[INET6_ADDRSTRLEN];
    char error[CURL_ERROR_SIZE];
};

struct fetch_pool {
    CURLM *multi;
    struct job *running, *done, **done_end, *spare;
    size_t running_n;
    struct map *jars;
    struct arena *text;
    const struct netaddr_rules *addresses;
    const char *user_agent;     /* the line that names it */
    struct curl_slist *headers; /* of a request that says nothing of its own */
    const char *ca_file, *proxy;
    int timeout_s;
    bool allow_bad_tls;
    bool offline;         /* this machine had no network when it was looked at last */
    int64_t looked_until; /* monotonic ms; until then that holds */
};

/* fetch.c: the request is over; it is given out next. */
void fetch_finish(struct job *j, enum problem problem, struct str detail);

/* fetch_input.c: what libcurl calls while a request runs; user is the job. */
curl_socket_t fetch_on_socket(void *user, curlsocktype purpose, struct curl_sockaddr *a);
size_t fetch_on_head(char *p, size_t size, size_t n, void *user);
size_t fetch_on_body(char *p, size_t size, size_t n, void *user);
int fetch_on_wire(CURL *easy, curl_infotype type, char *p, size_t n, void *user);

/* A value from the net without control characters, so that it can never break a line. */
struct str fetch_clean(struct arena *a, struct str value);
/* The same for what people will read: valid UTF-8 too. */
struct str fetch_clean_text(struct arena *a, struct str value);
/* What kind of answer it is, by its first bytes. */
void fetch_sniff(struct job *j);
/* Is this a kind of file that we do not want to go on with? */
enum stop fetch_unwanted(const struct job *j);
/* Is this the rest of what is had already? */
bool fetch_continues(const struct job *j, long status);
/* A gzip stream ends with the length of what was packed; libcurl does not look whether it has come. */
bool fetch_gzip_ended(const struct job *j);

/* fetch_meaning.c: what a request that libcurl ended with rc came to; it is finished with that. */
void fetch_judge(struct job *j, CURLcode rc);
enum problem fetch_certificate_problem(const struct job *j);
bool fetch_is_bad_certificate(enum problem p);

#endif
