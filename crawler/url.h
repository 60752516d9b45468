/*
 * Web addresses by the WHATWG URL rules: one parser decides scope, connection and canonical form.
 * Parsed from text into an arena; views live as long as the arena.
 */
#ifndef OIT_CRAWLER_URL_H
#define OIT_CRAWLER_URL_H

#include "base/arena.h"
#include "base/buf.h"

struct url {
    struct str href;   /* WHATWG serialisation, fragment included */
    struct str scheme; /* "http", "https", or another, lower case, without ':' */
    struct str username, password;
    struct str host;     /* ASCII (punycode), lower case; IPv6 in brackets; empty when there is none */
    int port;            /* explicit port, or -1 when the scheme's own */
    struct str path;     /* begins with '/' for http(s) */
    struct str query;    /* without '?', has_query tells "?" alone from none */
    struct str fragment; /* without '#' */
    bool has_query, has_fragment;
    bool special; /* http, https, ws, wss, ftp, file */
};

/*
 * Parse input against base (may be NULL).  query_charset: encoding of the page the address stands on
 * (NULL or "utf-8", "windows-874"), used for the query of special schemes only, as WHATWG asks.
 * False: not a valid address (out undefined).
 */
bool url_parse(struct arena *a, struct str input, const struct url *base, const char *query_charset,
               struct url *out);

/* An address without what is about it when it is pasted: blanks, characters that cannot be seen, quotation
 * marks. */
struct str url_written(struct str given);
/* Does it say http or https, be it with the wrong slashes? */
bool url_has_scheme(struct str written);
/* The address of a website that a person gives; https where they write no scheme.  False when it is none. */
bool url_guess(struct arena *a, struct str given, struct url *out);

/*
 * The key under which we remember a page: href without fragment, user and password; %XX in upper case;
 * "index" stays; known session and tracking parameters (PHPSESSID, jsessionid, sid, utm_*, fbclid, gclid ...)
 * dropped; default port dropped; order of parameters kept.  Empty when not http or https or over
 * LIMIT_ADDRESS.
 */
struct str url_canonical(struct arena *a, const struct url *u);

/* http or https with a host. */
bool url_followable(const struct url *u);
/* Port in use: explicit or the scheme's own; 0 when unknown. */
int url_port(const struct url *u);
/* Append it behind a colon; to format it would be a third of making a key. */
void url_put_port(struct buf *out, int port);
/* False for ports of other services (mail, chat, file shares ...: the Fetch standard's "bad ports"). */
bool url_port_permitted(const struct url *u);
/* Same scheme, host and port: the only border secrets may stay within. */
bool url_same_origin(const struct url *a, const struct url *b);
/* Host without a leading "www.". */
struct str url_bare_host(struct str host);
/* "www.x.example_8080": name for files and folders; safe characters only. */
struct str url_file_name(struct arena *a, const struct url *u);
/* Decoded path (UTF-8) for showing to people; control characters stay encoded. */
struct str url_show(struct arena *a, struct str href);
/* Last segment of the path, percent-decoded. */
struct str url_last_segment(struct arena *a, struct str href);

#endif
