/*
 * What no crawler can go below:  bench_floor CONNECTIONS < ADDRESSES
 * Gets every address of the list once with libcurl and throws the bytes away; reads nothing, follows nothing.
 * So many connections a host, each kept alive.  Prints pages, bytes and answers that were not 200.
 */
#include <curl/curl.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define HOSTS_MAX 10000
#define ADDRESS_MAX 8192

struct host {
    char *name; /* up to the path */
    char **url;
    size_t url_n, url_room, next;
};

struct floor {
    struct host host[HOSTS_MAX];
    size_t host_n;
    CURLM *multi;
    size_t running, pages, bad;
    unsigned long long bytes;
};

static void *
must(void *p)
{
    if (!p) {
        fputs("bench_floor: no memory\n", stderr);
        exit(5);
    }
    return p;
}

static struct host *
host_of(struct floor *f, const char *url)
{
    const char *begin = strstr(url, "://");
    size_t n = begin ? (size_t)(begin - url) + 3 + strcspn(begin + 3, "/?#") : 0;

    /* The list goes host by host, or in turns over few hosts: the last one first. */
    for (size_t i = f->host_n; n && i-- > 0;)
        if (strlen(f->host[i].name) == n && memcmp(f->host[i].name, url, n) == 0)
            return &f->host[i];
    if (n == 0 || f->host_n == HOSTS_MAX)
        return NULL;
    f->host[f->host_n].name = must(strndup(url, n));
    return &f->host[f->host_n++];
}

static void
add(struct floor *f, const char *url)
{
    struct host *h = host_of(f, url);

    if (!h)
        return;
    if (h->url_n == h->url_room) {
        h->url_room = h->url_room ? 2 * h->url_room : 64;
        h->url = must(realloc(h->url, h->url_room * sizeof *h->url));
    }
    h->url[h->url_n++] = must(strdup(url));
}

static size_t
count_bytes(char *p, size_t size, size_t n, void *ctx)
{
    (void)p;
    *(unsigned long long *)ctx += size * n;
    return size * n;
}

/* The host's next address on this connection; at the end of its list the handle goes. */
static void
go_on(struct floor *f, CURL *c, struct host *h)
{
    if (h->next == h->url_n) {
        curl_easy_cleanup(c);
        return;
    }
    curl_easy_setopt(c, CURLOPT_URL, h->url[h->next++]);
    curl_multi_add_handle(f->multi, c);
    f->running++;
}

static void
begin(struct floor *f, long connections)
{
    for (size_t i = 0; i < f->host_n; i++)
        for (long k = 0; k < connections && f->host[i].next < f->host[i].url_n; k++) {
            CURL *c = must(curl_easy_init());
            curl_easy_setopt(c, CURLOPT_WRITEFUNCTION, count_bytes);
            curl_easy_setopt(c, CURLOPT_WRITEDATA, &f->bytes);
            curl_easy_setopt(c, CURLOPT_PRIVATE, &f->host[i]);
            curl_easy_setopt(c, CURLOPT_NOSIGNAL, 1L);
            curl_easy_setopt(c, CURLOPT_ACCEPT_ENCODING, "");
            curl_easy_setopt(c, CURLOPT_NOPROXY, "*");
            go_on(f, c, &f->host[i]);
        }
}

static void
reap(struct floor *f)
{
    struct CURLMsg *m;
    int left;

    while ((m = curl_multi_info_read(f->multi, &left))) {
        CURL *c = m->easy_handle;
        struct host *h;
        long status = 0;

        curl_easy_getinfo(c, CURLINFO_RESPONSE_CODE, &status);
        curl_easy_getinfo(c, CURLINFO_PRIVATE, (char **)&h);
        f->bad += m->data.result != CURLE_OK || status != 200;
        f->pages++;
        f->running--;
        curl_multi_remove_handle(f->multi, c);
        go_on(f, c, h);
    }
}

static int
run(struct floor *f, long connections)
{
    f->multi = must(curl_multi_init());
    curl_multi_setopt(f->multi, CURLMOPT_MAXCONNECTS, connections * (long)f->host_n + 8);
    begin(f, connections);
    while (f->running) {
        int left;
        if (curl_multi_perform(f->multi, &left))
            return 5;
        reap(f);
        if (f->running && curl_multi_poll(f->multi, NULL, 0, 1000, NULL))
            return 5;
    }
    curl_multi_cleanup(f->multi);
    printf("%zu pages, %llu bytes, %zu not answered with 200\n", f->pages, f->bytes, f->bad);
    return f->bad > 0;
}

int
main(int argc, char **argv)
{
    static struct floor f;
    char url[ADDRESS_MAX];

    curl_global_init(CURL_GLOBAL_DEFAULT);
    while (fgets(url, sizeof url, stdin)) {
        url[strcspn(url, "\r\n")] = '\0';
        add(&f, url);
    }
    return run(&f, argc > 1 ? strtol(argv[1], NULL, 10) : 1);
}
